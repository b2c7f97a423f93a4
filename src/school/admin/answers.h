/* answers.h - is there an exchange with families, or only messages to them: who was written to, who said something, and
 * whose newest word got an answer, and who came to a day for families, by class, language at home, disability and income [R270].
 *
 * Law: learners' families are counted, never named; all counts go through engine/equity together. What a school sent alone
 * is no success: it stands beside what came back [R243]. Counted are remarks and answers on the family's page and
 * conversations about the learner; what was said on the telephone counts when somebody notes it there. */
#ifndef TRELLIS_ANSWERS_H
#define TRELLIS_ANSWERS_H

#include "engine/equity/equity.h"
#include "record/record.h"

enum { ANSWERS_SENT, ANSWERS_SAID, ANSWERS_HEARD, ANSWERS_CAME, ANSWERS_KINDS };
#define ANSWERS_DAYS 90

struct answers_row { const char *label; struct str name; struct equity_public cell[ANSWERS_KINDS]; }; /* label: msgid; NULL: name stands as it is */
struct answers {
	day_t since;
	struct answers_row *rows;   /* all; with and without a disability; with and without meal assistance; languages; classes by title */
	size_t n, hidden;
	size_t learners;
	bool totals;                /* enough learners to tell them */
	int64_t sent, said;         /* words from the school to families, from families to the school */
};
struct no_contact { struct id learner; struct str name; };
/* Learners whose family has nobody to ask first: no adviser, case manager, English-learner specialist or teacher [R248]; at most 200. */
enum code answers_no_contact(struct db *db, struct arena *a, struct id org, day_t today, struct no_contact **out, size_t *n, struct err *e) MUST_USE;
/* Learners of a school (nil: all, and then not by class) on a day. */
enum code answers_load(struct db *db, struct arena *a, enum lang lang, struct id org, day_t today, struct answers *out, struct err *e) MUST_USE;

#endif
