/* open.h - how a class is open to everybody; strategies by barrier; what was tested before its release. */
#ifndef TRELLIS_PAGES_OPEN_H
#define TRELLIS_PAGES_OPEN_H

#include "school/admin/release.h"
#include "school/people/people.h"
#include "school/team/strategy.h"
#include "school/work/live.h"
#include "school/work/open.h"
#include "web/tpl.h"

struct open_page {
	struct str id, title, error, typed; /* typed: a reason that was refused */
	int refused;                 /* the option it was for; -1: none */
	bool options_on, places_on, live_on, may;
	struct taken_away taken[OPEN_COUNT];
	struct place *places;        /* taken: this week, on today's weekday or any day */
	size_t n_places;
	const struct choice *kinds;
	struct live_lesson *lessons;
	size_t n_lessons;
	char tz[64];
};
struct strategies_page {
	struct str barrier, words, error;
	struct str title, what, evidence, source, of; /* typed and refused */
	struct str note, note_of;    /* a comment that was refused, and the strategy it was for */
	struct strategy *list;
	size_t n;
	char tz[64];
};
struct releases_page { struct release *list; size_t n; bool staff, decides; };

#endif
