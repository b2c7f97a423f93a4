/* chain.h - pages of the people who carry a plan: at a glance, questions to colleagues, services, planning together. */
#ifndef TRELLIS_PAGES_CHAIN_H
#define TRELLIS_PAGES_CHAIN_H

#include "school/people/people.h"
#include "school/team/glance.h"
#include "school/team/watch.h"
#include "school/work/beside.h"
#include "web/pages/supports.h"
#include "web/tpl.h"

struct glance_page {
	struct glance g;
	struct str id, class_id, error, typed;
	bool team;
	struct id wrong;             /* line whose question is shown again */
};
struct class_glance_page {
	struct class_row row;
	struct str id, date;
	struct glance *list;
	size_t n, unread;
	bool team;
	struct coach_asked *asked;
	size_t n_asked;
};
struct shift_page {
	struct str date;
	struct class_list classes;
	struct { struct class_row row; struct glance *list; size_t n; } *rooms; /* learners with something to do alone */
	size_t n_rooms;
	struct hands_part hands;
	size_t learners;
};
struct coaching_page {
	struct coach_asked *to_me, *by_me;
	size_t n_to_me, n_by_me;
	struct coach_load *load;
	size_t n_load;
	bool leads;
	struct str error, typed;
	struct id wrong;
};
struct services_page {
	struct person learner;
	struct services s;
	struct str id, from_text, error;
	bool own, team, may_outside;
};
struct my_services_page {
	struct str date;
	struct { struct person learner; struct services s; } *list;
	size_t n;
	int64_t promised, given, missed, made_up;
};
struct coplan_note { struct id id; int64_t version; struct str kind, text, who; day_t by; bool done; };
struct coplan_watch { struct id learner; struct str name, why; };
struct coplan_page {
	struct class_row row;
	struct str id, monday, monday_text, before, after, error, typed, typed_kind;
	struct str *aims;
	size_t n_aims;
	struct watch w;
	struct coplan_watch *watch;  /* w.named that are named, then those with fewer reasons */
	size_t n_watch;
	struct str *barriers;
	size_t n_barriers;
	struct glance *supports;     /* of learners with something to do */
	size_t n_supports;
	struct coplan_note *notes;
	size_t n_notes;
	struct { struct id id; struct str when, place; } *times;
	size_t n_times;
	struct { struct str on, why, answer; } *lost;
	size_t n_lost;
	struct coach_asked *asked;
	size_t n_asked;
	struct beside *beside;       /* language beside the content */
	size_t n_beside;
	struct { struct id id; struct str code; } *lessons; /* competencies of the week */
	size_t n_lessons;
	struct person_list adults;   /* who can do something */
	bool team, leads;
};

#endif
