/* supports.h - what became of supports: pages of a learner and of a class, and what other pages note on their way. */
#ifndef TRELLIS_PAGES_SUPPORTS_H
#define TRELLIS_PAGES_SUPPORTS_H

#include "school/people/people.h"
#include "school/plan/delivery.h"
#include "school/plan/measure.h"
#include "web/tpl.h"

struct supports_page {
	struct person learner;
	struct delivery_week w;
	struct by_hand *hands;
	size_t n_hands;
	struct str id, monday_text, before, after; /* before, after: Mondays */
	bool own, team;
	struct str error, typed;
	struct id wrong;
	struct measure *measures;      /* each support with its measure, or without one yet [R181] */
	size_t n_measures;
	struct help_step step;         /* how much extra help, by whose decision [R208] */
	struct str soon;               /* ten weeks from today, for the form */
};
struct class_supports_page {
	struct class_row row;
	struct str id, monday_text, before, after;
	struct person_list people;
	struct delivery_week *weeks;   /* in the order of people */
	struct { struct str words; int learners, planned, offered, used, off, missed; bool by_person; } *kinds; /* by support, in the order of the terms */
	size_t n_kinds;
	struct hands_part *hands;
	bool team;
};
/* Supports that people give, to note in two taps: of a class or a caseload. names: NULL or of each row's learner. */
struct hands_part {
	struct by_hand *list;
	struct str *names;
	size_t n;
	struct str back;               /* where to come back to: a path of this site that the form names */
};
/* Adds those of one learner. */
enum code hands_add(struct request *rq, struct person who, struct hands_part *x, struct err *e) MUST_USE;
enum code hands_of_class(struct request *rq, struct id class_id, const struct person_list *people, struct hands_part *out, struct err *e) MUST_USE;

/* Writes what is not there yet. A page that only shows goes on when this fails: it is logged. */
void supports_record(struct request *rq, struct delivered *list, size_t n);
/* What the program does on paper for one learner, noted once a day. */
void supports_on_paper(struct request *rq, struct id learner);

#endif
