/* learner_home.h - what the learner's home shows: three questions and their answers. */
#ifndef TRELLIS_WEB_LEARNER_HOME_H
#define TRELLIS_WEB_LEARNER_HOME_H

#include "school/family/rhythm.h"
#include "school/team/voice.h"
#include "web/pages/few.h"
#include "web/pages/journey.h"

struct home_page {
	struct journey j;
	struct week week;
	bool has_week;
	const struct work *next;  /* NULL: nothing is left this week */
	struct words2 next_mode;
	struct str next_window, link;
	size_t done;              /* of week.n */
	struct work *missing;
	size_t n_missing;
	int64_t all_missing;
	struct few few;           /* when on, it stands in the place of what is missing */
	struct few_part few_part;
	struct voice_ask voice;   /* the class that is asked about now; nil: none */
	struct voice_change *changes;
	size_t n_changes;
	struct helper *helpers;
	size_t n_helpers;
	struct talk_part talks;
	struct help_part helps;
	bool change;              /* something is different soon, and the plan asks to tell it ahead */
	struct rhythm_change ahead;
	struct str error, typed;
	struct id asked;          /* of whom, when the form is shown again */
};

#endif
