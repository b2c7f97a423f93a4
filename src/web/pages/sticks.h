/* sticks.h - a week carried home on a USB stick, and answers that come back. */
#ifndef TRELLIS_PAGES_STICKS_H
#define TRELLIS_PAGES_STICKS_H

#include "interop/stick.h"
#include "school/people/people.h"
#include "web/tpl.h"

struct stick_made_page {
	struct person who;
	struct stick stick;
	struct str learner, monday, letters, error;
	bool made;
};

#endif
