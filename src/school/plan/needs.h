/* needs.h - a learner's needs from the records, resolved in one place.
 *
 * Law: nobody but needs_load reads plan lines and settings for their effect; whoever shows, times, prints or records
 * work asks it with the context of that work and uses its answer alone. */
#ifndef TRELLIS_SCHOOL_NEEDS_H
#define TRELLIS_SCHOOL_NEEDS_H

#include "engine/needs/needs.h"
#include "record/record.h"

/* Plan lines (accommodation, modification, support with a term) and settings of a learner, as the engine takes them.
 * Lines whose term or value this program does not know are returned with NEED_TERMS in `term` left out of lines
 * and in *unknown (may be NULL), so that a page can say so. */
struct needs_unknown { struct id record; struct str term, value; };
enum code needs_lines(struct db *db, struct arena *a, struct id learner, struct need_line **lines, size_t *n, struct needs_unknown **unknown,
                      size_t *n_unknown, struct err *e) MUST_USE;
enum code needs_load(struct db *db, struct arena *a, struct id learner, const struct need_context *context, const struct needs **out, struct err *e) MUST_USE;

/* How a record's text is read and written: "1.5", "+20 minutes", "unlimited" for time; numbers, choices, languages plain. */
bool need_value_parse(enum need_term term, struct str text, struct need_value *out);
struct str need_value_text(struct arena *a, enum need_term term, struct need_value v);

/* Constructs of a resource or item ("decoding computation"), words that are not known are passed over. */
unsigned need_constructs(struct str words);

/* How a screen looks for somebody; from needs of medium NEED_SCREEN. */
struct look {
	int size;                 /* 1..4 */
	const char *spacing;      /* "", "wide", "wider" */
	const char *theme;        /* "auto", "light", "dark", "calm" */
	const char *font;         /* "andika", "noto", "opendyslexic" */
	bool more_contrast, reduce_motion, step, line_reader, mask, spoken, one_column, wrap, by_switch, captions, speak_links;
	double speech_rate;       /* words a minute; 0: the device's own */
	double pitch, volume;     /* 0 to 1; less than 0: the device's own */
	struct str link_voice;    /* how a link is said; empty: as other words */
	/* exactly as asked for, where a step of the above is not enough; 0 or empty: not asked for */
	double px, letter, word, line, pictures;
	struct str ink, ground, rule;
	int rest;                 /* minutes after which a break is due; 0: nobody reminds */
	struct str language, second_language; /* empty: none set */
};
/* The language in which single words are explained: of key words where a plan says so, otherwise the second language. */
struct str needs_word_language(const struct needs *n);
struct look needs_look(const struct needs *n);

/* A setting that a learner makes: the record `need` of source learner for this term is made or changed. Inside store_write. */
enum code need_set_own(struct db *db, struct arena *a, const struct viewer *v, struct id learner, enum need_term term, struct str value, bool on, struct err *e) MUST_USE;

#endif
