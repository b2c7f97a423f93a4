/* times.h - the stable week of a class, and changes of it told ahead. */
#ifndef TRELLIS_PAGES_TIMES_H
#define TRELLIS_PAGES_TIMES_H

#include "school/family/rhythm.h"
#include "school/people/people.h"
#include "web/tpl.h"

struct times_page {
	struct class_row row;
	struct rhythm r;
	struct str id, error;
	struct id wrong;             /* the time whose form is shown again */
	struct str moved, on_move;
	bool may;                    /* change it */
	struct str day, begins, ends, what, place, on, instead, change, reason; /* typed, when a form comes back */
};
const char *times_day(int day);  /* msgid */

#endif
