/* glossary.h - school words in plain words, and what a text for a family looks like.
 *
 * Law: a hint to the writer and help to the reader: nothing is blocked, nothing is changed by itself. Families say how they
 * would put it; a person of the school takes it, and then it counts as written by a person. */
#ifndef TRELLIS_GLOSSARY_H
#define TRELLIS_GLOSSARY_H

#include "engine/plain/plain.h"
#include "record/record.h"

struct term {
	struct id id;
	struct str word, forms;   /* the first form; all of them with bars, in the reader's language where it is there */
	struct str english;       /* the first English form */
	struct str plain, origin; /* "original" (English), "machine", "person", "reviewed" */
	enum lang lang;           /* of plain */
	int64_t version;
};
/* By word. words: in word or plain text ("": all). */
enum code terms_find(struct db *db, struct arena *a, enum lang lang, struct str words, struct term **out, size_t *n, struct err *e) MUST_USE;
/* Those that stand in a text of this language. */
enum code terms_in(struct db *db, struct arena *a, enum lang lang, struct str text, struct term **out, size_t *n, struct err *e) MUST_USE;

struct term_wish { struct id id, term; struct str word, plain, now, who; enum lang lang; int64_t version; };
enum code term_wishes(struct db *db, struct arena *a, struct term_wish **out, size_t *n, struct err *e) MUST_USE; /* that wait, oldest first */
/* Inside store_write. E_INPUT without words. */
enum code term_suggest(struct db *db, struct arena *a, const struct viewer *v, struct id term, enum lang lang, struct str plain, struct err *e) MUST_USE;
enum code term_answer(struct db *db, struct arena *a, const struct viewer *v, struct id wish, bool take, struct err *e) MUST_USE;

#endif
