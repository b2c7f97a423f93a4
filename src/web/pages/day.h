/* day.h - the timetable of one learner. */
#ifndef TRELLIS_PAGES_DAY_H
#define TRELLIS_PAGES_DAY_H

#include "school/people/people.h"
#include "school/plan/timetable.h"
#include "school/team/glance.h"
#include "web/tpl.h"

struct day_page {
	struct person learner;
	struct str id, error;
	bool own, team;
	struct timetable t;
	struct services s;           /* minutes of counted blocks */
	int today;                   /* 1 Monday to 5; others: no school day */
	struct timetable_new typed;  /* when the form comes back */
	struct { struct id id; struct str name; } places[20]; /* to learn, that are not over */
	size_t n_places;
};
const char *day_note(const struct request *rq, const struct timetable_row *x); /* translated sentence; "": nothing to say */

#endif
