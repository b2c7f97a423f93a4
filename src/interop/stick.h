/* stick.h - a learner's week carried home on a stick, without a line and without the program: one page that any browser of the
 * last years opens, and a file of answers that comes back.
 *
 * Laws: (1) On the stick everything of the learner is locked (AES-256-GCM, key by PBKDF2-SHA-256 from twelve letters that the school
 * tells the learner; nothing readable but an id). (2) An answer carries the id that was made where it was given: brought back twice
 * it counts once, and it counts as on a screen. (3) Answers come back for the learner and the week of their stick alone. */
#ifndef TRELLIS_STICK_H
#define TRELLIS_STICK_H

#include "record/access.h"

#define STICK_MOST ((size_t)8 << 20)

struct stick {
	struct id id, learner;
	day_t monday;
	unsigned char salt[16];
	int64_t made_at, back_at;
};
/* Inside store_write. E_NOTFOUND: no given week then. */
enum code stick_add(struct db *db, struct arena *a, const struct viewer *v, struct id learner, day_t monday, struct stick *out, struct err *e) MUST_USE;
enum code stick_get(struct db *db, struct id id, struct stick *out, struct err *e) MUST_USE;
/* The letters that open it, of the school's secret: "7K3M 9QPX 2F4T". */
struct str stick_letters(struct arena *a, const unsigned char secret[32], const struct stick *s);
/* The page. style, script: what it looks like and does. */
enum code stick_page(struct db *db, struct arena *a, const struct stick *s, struct str letters, struct str style, struct str script, enum lang lang,
                     struct str *html, struct err *e) MUST_USE;

struct stick_back {
	struct id stick;
	struct str data;        /* locked */
};
/* What a file of answers says before it is opened. E_INPUT: it is none. */
enum code stick_file(struct arena *a, struct str file, struct stick_back *out, struct err *e) MUST_USE;
struct stick_done {
	int answers, again, left; /* again: known already; left: not of this week, or not to be read */
};
/* Inside store_write, as the learner. E_INPUT: it was cut or changed, or belongs to another stick. */
enum code stick_take(struct db *db, struct arena *a, const struct stick *s, struct str letters, struct str data, day_t today, struct stick_done *out,
                     struct err *e) MUST_USE;

#endif
