/* tr.h - every word a person reads, in their language.
 *
 * Law: the English sentence is the msgid. Tables are compiled from locale/LANG.po by tools/po.py; a missing
 * translation shows the English. Conversions of a translation equal those of its msgid (the build checks).
 * Positional conversions (%1$s) are allowed in translations. */
#ifndef TRELLIS_TR_H
#define TRELLIS_TR_H

#include "base/str.h"

enum lang { LANG_EN, LANG_ES, LANG_AR, LANG_ZH, LANG_VI, LANG_SO, LANG_HT, LANG_COUNT };

struct lang_info {
	const char *tag;    /* BCP 47: en es ar zh-Hans vi so ht */
	const char *name;   /* its own name for itself */
	const char *dir;    /* "ltr" or "rtl" */
	const char *icu;    /* ICU locale id */
};
extern const struct lang_info LANGS[LANG_COUNT];

/* "es", "es-MX", "zh", "zh-Hans" ... -> enum; false when unknown. */
bool lang_parse(struct str tag, enum lang *out);
/* Best match of an Accept-Language header; LANG_EN when none. */
enum lang lang_accept(struct str header);

const char *tr(enum lang lang, const char *msgid) FORMAT_ARG(2);
/* Plural form by the language's own rule; English forms as msgids. n also selects; pass it again to printf. */
const char *trn(enum lang lang, const char *one, const char *many, int64_t n) FORMAT_ARG(2) FORMAT_ARG(3);
/* With a context that tells apart equal English words ("noun", "verb"). */
const char *trc(enum lang lang, const char *context, const char *msgid) FORMAT_ARG(3);
/* Who made a translation: the program knows it for each of its own sentences. English is the original. */
enum tr_origin { TR_NONE, TR_PERSON, TR_MACHINE, TR_REVIEWED, TR_ORIGINAL };
enum tr_origin tr_origin(enum lang lang, const char *msgid);
/* A sentence of law or safety: the translation alone when a speaker has reviewed it, otherwise both languages. */
struct str tr_careful(struct arena *a, enum lang lang, const char *msgid);
/* No speaker has reviewed the translation that tr gives. */
bool tr_doubtful(enum lang lang, const char *msgid);
struct tr_origins { int64_t all, person, machine, reviewed; };
struct tr_origins tr_origins(enum lang lang);
/* All sentences there are, for translators: by number, below tr_count. */
struct tr_entry { struct str ctx; const char *msgid, *many, *note, *places; }; /* ctx: empty without; many: NULL without; note, places: "" */
size_t tr_count(void);
void tr_entry(size_t k, struct tr_entry *out);
int64_t tr_find(const char *ctx, const char *msgid); /* ctx may be NULL; -1: none */
const char *tr_text_at(enum lang lang, size_t k);    /* its forms, one after the other, each ended by NUL; NULL when not there */
enum tr_origin tr_origin_at(enum lang lang, size_t k);
unsigned tr_forms(enum lang lang);
const char *tr_plural_rule(enum lang lang);          /* as in the header of a .po file */
uint64_t tr_key(const char *text);                   /* the same number for the same text */
/* Configuration: the school's own translation of one sentence, from now on, for every thread. forms as tr_text_at gives
 * them, with the last NUL counted; it is copied. */
void tr_own(enum lang lang, size_t k, struct str forms, enum tr_origin origin);
/* For extraction only: marks a literal that is translated later by tr(lang, variable). */
#define N_(msgid) msgid

/* Makes every later err_set and err_in on e speak lang. */
void err_speak(struct err *e, enum lang lang);

/* CLDR formats by ICU, in the zone given for times. */
struct str tr_date(struct arena *a, enum lang lang, int32_t day);                 /* "Monday, March 3": the week's days, no year */
struct str tr_date_short(struct arena *a, enum lang lang, int32_t day);           /* "Mar 3, 2026" */
struct str tr_time(struct arena *a, enum lang lang, const char *tz, int64_t us);  /* date and time to the minute; an unknown zone: UTC */
struct str tr_number(struct arena *a, enum lang lang, double v, int max_decimals);  /* 0..6, half rounds up */
struct str tr_percent(struct arena *a, enum lang lang, double share, int decimals); /* share 0..1 */
struct str tr_list(struct arena *a, enum lang lang, const struct str *items, size_t n); /* "a, b and c" */
struct str tr_language_name(struct arena *a, enum lang lang, struct str tag);     /* name of tag in lang */
int tr_compare(enum lang lang, struct str a, struct str b);                       /* collation */

#endif
