/* agency.h - is agency offered to all? Who sets goals, leads conferences and chooses, with and without a disability.
 *
 * Law: counts alone, all three questions protected by engine/equity; no names, nothing ranked. Off until a school turns it
 * on (lead.agency). Counted are the last 365 days: a goal that the learner wrote, a conference held that the learner led, a
 * way of showing something that the learner chose. */
#ifndef TRELLIS_AGENCY_H
#define TRELLIS_AGENCY_H

#include "engine/equity/equity.h"
#include "record/record.h"

enum { AGENCY_GOAL, AGENCY_LED, AGENCY_CHOICE, AGENCY_KINDS };
enum { AGENCY_ROWS = 3 };
struct agency {
	struct { const char *label; struct equity_public cell[AGENCY_KINDS]; } rows[AGENCY_ROWS]; /* all, with, without; label: msgid */
	size_t hidden;
};
/* Learners of a school (nil: all) on a day. */
enum code agency_load(struct db *db, struct arena *a, struct id org, day_t today, struct agency *out, struct err *e) MUST_USE;

#endif
