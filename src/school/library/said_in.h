/* said_in.h - a reading or a task of the library in further languages, by the engine that the administrator named.
 *
 * Law: nothing goes out before an adult of the school asks for it, item by item; the original is kept and shown first; what the engine said
 * is always marked as a machine's, one tap takes it away, and a person may put it right: then their words stand, the machine's are kept. Parts are translated one by one and shown when all of them are there. */
#ifndef TRELLIS_SAID_IN_H
#define TRELLIS_SAID_IN_H

#include "school/tongue/translate.h"

struct said_in {
	enum lang lang;
	struct str *parts;   /* title, then paragraphs, in the order of the original; empty ones are not there yet */
	size_t n, there;     /* of the original; how many are translated */
	size_t right;        /* how many a person put right */
	struct str by;       /* who did so last; "" nobody */
	int64_t at;
};
/* The original's own parts and its language. */
enum code said_parts(struct db *db, struct arena *a, struct id resource, enum lang *own, struct str **parts, size_t *n, struct err *e) MUST_USE;
/* Languages that were asked for. whole: those alone that can be read from end to end. */
enum code said_in_of(struct db *db, struct arena *a, struct id resource, bool whole, struct said_in **out, size_t *n, struct err *e) MUST_USE;
/* Inside store_write. E_INPUT: its own language, or nothing to translate. Twice is fine. */
enum code said_in_ask(struct db *db, struct arena *a, const struct viewer *v, struct id resource, enum lang lang, struct err *e) MUST_USE;
/* Inside store_write: a person's words for one part. The machine's own are kept. E_INPUT: no words, or nothing stands there to put right. */
enum code said_in_right(struct db *db, const struct viewer *v, struct id resource, enum lang lang, int64_t place, struct str text, struct err *e) MUST_USE;
/* Inside store_write: what was said in this language goes, and is not asked for any more. */
enum code said_in_off(struct db *db, struct id resource, enum lang lang, struct err *e) MUST_USE;

/* For the engine: as translate_next and translate_done; type is "resource", place counts the parts. */
enum code said_in_next(struct db *db, struct arena *a, struct to_translate *out, size_t most, size_t *n, struct err *e) MUST_USE;
enum code said_in_done(struct db *db, const struct to_translate *t, struct str text, struct err *e) MUST_USE;

#endif
