/* screen.h - how much of a learner's week is on a screen, alone, with others; and what is enough.
 *
 * Law: minutes are those that were noted of school work (fold of evidence), nobody is watched. A limit takes nothing away: it offers
 * another way, and a person decides. The family's limit and the school's for the grade both hold; the smaller one counts. */
#ifndef TRELLIS_SCREEN_H
#define TRELLIS_SCREEN_H

#include "record/access.h"

struct screen_week {
	int64_t screen, alone, people;  /* minutes so far, of the week of this Monday */
	int64_t limit;                  /* of the week so far; 0: none */
	bool family;                    /* it is the family's */
	bool over, much_alone;          /* much_alone: at least an hour, and three quarters of it alone */
};
enum code screen_week_load(struct db *db, struct id learner, day_t monday, day_t today, struct screen_week *out, struct err *e) MUST_USE;

#endif
