/* setting.h - what a school can switch, each explained in a line.
 *
 * Law: a setting is declared once, by the room that uses it, as a row of SETTINGS(name) = { ... }; the settings
 * page, `trellis setting` and the documents follow. A requirement that was inferred (basis I) has its switch
 * here, off by default unless it protects privacy, dignity or access. */
#ifndef TRELLIS_SETTING_H
#define TRELLIS_SETTING_H

#include "record/access.h"

enum setting_type { SET_BOOL, SET_INT, SET_TEXT, SET_CHOICE };

struct setting {
	const char *key;                 /* "access.session_idle_minutes" */
	const char *label, *help;        /* msgids */
	enum setting_type type;
	const char *initial;             /* "1", "15", "..." */
	const char *const *choices;      /* SET_CHOICE: ends with NULL */
	int64_t min, max;                /* SET_INT */
	const char *serves;              /* requirement ids */
	bool inferred;                   /* the requirement's basis is I */
};
#define SETTINGS(name) const struct setting settings_##name[]
#define SETTINGS_END {0}
extern const struct setting *const SETTING_TABLES[]; /* generated; ends with NULL */

const struct setting *setting_find(struct str key);
/* The stored value or the initial one. An unknown key is our bug and fails as such. */
enum code setting_text(struct db *db, struct arena *a, const char *key, struct str *out, struct err *e) MUST_USE;
enum code setting_int(struct db *db, const char *key, int64_t *out, struct err *e) MUST_USE;
/* true only when it is known to be on: any failure reads as the initial value. */
bool setting_on(struct db *db, const char *key);
/* Checks the value against the declaration; inside store_write; kept in setting_history. */
enum code setting_put(struct db *db, const struct viewer *v, struct str key, struct str value, struct err *e) MUST_USE;

#endif
