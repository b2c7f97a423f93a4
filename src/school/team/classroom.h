/* classroom.h - one class on one page, for every educator of its learners, in a handful of queries.
 *
 * Law: learners stand in the order of their names, never ranked. What is shown here says nothing of disability or
 * language status; supports are listed by what is done, on purpose opened. Rights are the router's to have checked. */
#ifndef TRELLIS_CLASSROOM_H
#define TRELLIS_CLASSROOM_H

#include "school/evidence/fold.h"
#include "school/people/people.h"

#define BOARD_COLUMNS 6

struct board_cell { bool any; double low, high; int pieces; enum mastery_word word; enum mastery_likely likely; enum mastery_sure sure; };
struct board_learner {
	struct person person;
	struct board_cell cells[BOARD_COLUMNS];
	int work, done;              /* pieces of this week; handed in, done or not needed */
	struct str week_state;       /* "", "draft", "given", "confirmed" */
	bool profile, plan, conference; /* has one: complete, in use, in the last half year */
	int waiting;                 /* requests without an answer */
};
struct board_column { struct id competency; struct str code, text; bool rubric; };
struct board_request { struct id id, learner; struct str name, kind, text; int64_t due_at; };
struct board_need { struct str text, names; };  /* a support and the learners it is for */
struct board_group { struct id id; struct str name, purpose, adult, place, meets, end_on, members; };
struct board {
	struct class_row class_row;
	day_t monday;
	struct board_column columns[BOARD_COLUMNS];
	int n_columns;
	struct board_learner *learners;
	size_t n;
	struct board_request *requests;
	size_t n_requests;
	struct board_need *needs;
	size_t n_needs;
	struct board_group *groups;
	size_t n_groups;
	struct person_list teachers;
};
enum code board_load(struct db *db, struct arena *a, enum lang lang, struct id class_id, day_t today, day_t monday, struct board *out, struct err *e) MUST_USE;

#endif
