/* named.h - what many competencies are called, and whether a rubric says how each can be shown, in one question for all.
 *
 * Law: a page asks once for all that it shows, not once for each: on a server each question is a way there and back. */
#ifndef TRELLIS_NAMED_H
#define TRELLIS_NAMED_H

#include "base/tr.h"
#include "store/store.h"

struct named {
	struct id competency;           /* the caller's; distinct */
	struct str code, text, subject, domain; /* in the arena; text in the language asked for */
	bool there, rubric;
};

enum code named_read(struct db *db, struct arena *a, enum lang lang, struct named *list, size_t n, struct err *e) MUST_USE;

#endif
