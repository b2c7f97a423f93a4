/* builder.h - the week of a class: suggestions with reasons, balance, clashes; a person gives it. */
#ifndef TRELLIS_PAGES_BUILDER_H
#define TRELLIS_PAGES_BUILDER_H

#include "school/library/depth.h"
#include "school/library/udl.h"
#include "school/plan/suggest.h"
#include "school/profile/profile.h"
#include "school/work/lesson.h"
#include "school/work/open.h"
#include "web/tpl.h"

struct builder_page {
	struct str closed[5], closed_name[5]; /* why the school is closed, Monday to Friday */
	struct class_week w;
	struct str id, monday, monday_text, before, after; /* id of the class; dates */
	struct target *choices;
	size_t n_choices, n_offers;
	struct balance balance;      /* of an average learner */
	int warned, low_rigor, later; /* learners with something to look at; pieces added after the week was given */
	struct id open;              /* this learner's part is open */
	struct str error;
	struct str message;
	struct str *unchecked;       /* titles of tasks in this week that nobody checked for access [R150] */
	size_t n_unchecked;
	struct lesson_wait *waiting; /* what practice of this week waits for and is no aim */
	size_t n_waiting;
	struct work_wished *wished;  /* how learners would like to work on their pieces [R023] */
	size_t n_wished;
	struct chosen *chosen;       /* what learners chose in their pieces [R211 R230] */
	size_t n_chosen;
	struct shared_home *home;    /* who shares what they know from home, to be used [R024] */
	size_t n_home;
	struct str *taught;          /* by aim: the day its first lesson was logged; empty: not yet [R108] */
};

/* The form of one piece of work: by hand, from the library, or one that is there. */
struct piece_page {
	struct class_week w;
	struct str class_id, monday, monday_text, error;
	struct str id;               /* empty: a new one */
	struct work work;
	struct str title, minutes, limit, done, why, state;
	bool shut;                   /* the learner could not do it at all, and nobody is named for another way */
	struct adult_row *adults;    /* of the learner, when shut */
	size_t n_adults;
	struct str *clash;           /* sentences */
	size_t n_clash;
	struct offer *others;        /* equal in goal or for the same competency */
	size_t n_others;
	bool *checked;               /* learners */
	size_t same;                 /* how many others have the same piece */
	struct { struct id id; struct str name; } groups[16];
	size_t n_groups;
	bool from_library;
	bool unchecked;              /* a performance task that nobody checked for access */
	bool thin;                   /* a digital lesson that nobody checked for depth, or not all of it is there */
	bool thin_any;               /* it was checked */
	struct udl_live live;        /* the three questions about the piece as it stands in the form [R222] */
};
const char *mode_label(struct str mode);

#endif
