/* newcomer.h - the first weeks of a learner who is new to English.
 *
 * Law: nobody has to open this plan: it is there as soon as the records say that somebody is new to English (the
 * English-learner plan, the program, or a first level below 2), and each step is done when the records show it. It closes by
 * itself after NEWCOMER_DAYS. A step that is not done is the school's to do, never the child's. */
#ifndef TRELLIS_NEWCOMER_H
#define TRELLIS_NEWCOMER_H

#include "record/record.h"

#define NEWCOMER_DAYS 90

enum newcomer_step { NEWCOMER_WELCOME, NEWCOMER_BUDDY, NEWCOMER_MATERIALS, NEWCOMER_WEEK, NEWCOMER_CHECK, NEWCOMER_STEPS };
struct newcomer {
	bool open;
	day_t from;
	struct { bool done; day_t by; } steps[NEWCOMER_STEPS];
	int left;                  /* steps that are not done */
	struct str buddy;
};
enum code newcomer_load(struct db *db, struct arena *a, struct id learner, day_t today, struct newcomer *out, struct err *e) MUST_USE;
const char *newcomer_label(enum newcomer_step s); /* msgid */
const char *newcomer_help(enum newcomer_step s);  /* msgid: what to do, and what shows that it is done */

#endif
