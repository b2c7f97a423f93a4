/* check_in.h - how a project outside school goes: a word on the way, with a photo, by telephone or in person.
 *
 * Law: a check-in never counts as handing in and never as late; a photo, a call and a visit are worth the same. What is said is a
 * line of a conversation about that piece of work, and is answered and translated as those are. */
#ifndef TRELLIS_CHECK_IN_H
#define TRELLIS_CHECK_IN_H

#include "school/evidence/attachment.h"

extern const struct choice CHECK_IN_WAYS[];
struct check_in {
	struct id id, message;
	struct str how, text, language, author;
	struct str said, origin; /* in the reader's language; "" when it is not there */
	struct attachments files;
	int64_t at;
};
/* Newest first, at most 50. */
enum code check_ins_of(struct db *db, struct arena *a, enum lang lang, struct id work, struct check_in **out, size_t *n, struct err *e) MUST_USE;

struct check_in_new { struct id learner, work, message; struct str title, how, text; enum lang lang; const struct taken *files; };
/* Inside store_write. E_INPUT: no words, no such way. */
enum code check_in_say(struct db *db, struct arena *a, const struct viewer *v, const struct check_in_new *x, struct err *e) MUST_USE;

#endif
