/* week.h (pages) - what the week page shows. */
#ifndef TRELLIS_WEB_WEEK_H
#define TRELLIS_WEB_WEEK_H

#include "school/work/call.h"
#include "school/work/live.h"
#include "school/work/screen.h"
#include "web/pages/journey.h"

struct week_piece {
	const struct work *w;
	const char *state;       /* now todo done help */
	struct words2 mode;
	struct str window;
	const struct work *second; /* the same in the second language; NULL: one is shown */
	const char *second_lang;
};
struct week_day {
	struct str name, closed; /* why the school is closed that day */
	bool today;
	struct week_piece *pieces;
	size_t n;
};
struct week_page {
	struct journey j;
	struct week week;
	bool has_week, draft;
	day_t monday;
	struct str title, before, after, monday_text; /* Mondays as YYYY-MM-DD */
	struct week_day days[6];  /* 0: any day; then Monday to Friday */
	struct balance balance;
	int64_t alone, people;
	struct person given_by;
	struct talk_part talks;
	struct help_part helps;
	struct str error, typed;
	bool may_confirm;
	struct week second;       /* in the second language; n 0: not shown */
	struct screen_week screen;
	struct call *calls;      /* video meetings of this week */
	size_t n_calls;
	struct live_lesson *lessons; /* over a line, of the classes of the learner */
	size_t n_lessons;
};
const char *week_state_label(const struct request *rq, const struct week_piece *p);
const char *week_kind_label(const struct request *rq, struct str kind);

#endif
