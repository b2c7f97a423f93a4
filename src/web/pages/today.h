/* today.h - an educator's first page, and everything that waits for an answer. */
#ifndef TRELLIS_PAGES_TODAY_H
#define TRELLIS_PAGES_TODAY_H

#include "school/evidence/attachment.h"
#include "school/profile/moves.h"
#include "school/evidence/fold.h"
#include "school/team/today.h"
#include "web/tpl.h"

struct today_page {
	struct today t;
	struct str date, monday;
	size_t waits, over;              /* requests and conversations; those whose time is over */
	size_t unconfirmed, no_week, plans_due, no_plan, no_profile, untouched, no_conference, meetings, many;
	struct evidence_notice *calls;   /* tries and no step further: time for a person */
	struct str *call_names;
	size_t n_calls;
	size_t caseload;                 /* learners whom the viewer supports by name */
	size_t asked;                    /* questions of colleagues that wait for the viewer */
	bool teaches;
	size_t coming, unread;           /* learners of a coming school year; those whose parts of a profile wait to be read [R037] */
};

struct waits_page {
	struct today t;
	struct { struct adult_row *items; size_t n; } *adults; /* of each request's learner */
	struct talk *talks;              /* in the order of t.talks */
	struct attachments files;        /* of the requests */
	struct str error, typed;
	struct id wrong;                 /* the form that is shown again */
	char tz[64];
	size_t unconfirmed;
};
const char *wait_kind(struct str kind); /* msgid */

#endif
