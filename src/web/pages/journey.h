/* journey.h - what the pages of one learner share.
 *
 * Law: these pages speak to the learner ("my week"); staff and family see the same page with the same words. */
#ifndef TRELLIS_WEB_JOURNEY_H
#define TRELLIS_WEB_JOURNEY_H

#include "school/people/people.h"
#include "school/plan/needs.h"
#include "school/work/practice.h"
#include "school/work/talk.h"
#include "web/app.h"
#include "web/tpl.h"

struct journey {
	struct person who;
	bool own;         /* the learner is looking */
	bool small;       /* kindergarten to grade 2: larger */
	bool hear;        /* each line to hear: the small ones, and who has pages read aloud */
	struct look look; /* how a screen looks for this learner */
	bool two;         /* a class of the learner teaches in two languages: English and `second` */
	bool both;        /* tasks stand in both */
	enum lang second;
	char tz[64];
};
enum code journey_load(struct request *rq, struct journey *j, struct err *e) MUST_USE;
/* Opens the page; title is translated already. */
void journey_page(struct request *rq, struct reply *rp, const struct journey *j, const char *title, const char *nav, const char *width);

/* "/learners/ID" and a rest. */
struct str journey_path(const struct request *rq, const char *rest);
/* A sentence that stands above the form again, with status 422. */
struct str journey_refused(struct request *rq, struct reply *rp, const struct err *e);

/* ---- words of records for a learner ---- */
struct words2 { const char *icon, *label; }; /* label is translated */
struct words2 journey_mode(const struct request *rq, struct str mode);
const char *journey_role(const struct request *rq, struct str role); /* what somebody does for the learner; no word of a disability */
/* "Until Friday, March 6", "Monday, March 2 to Friday, March 6", "No last day". */
struct str journey_window(const struct request *rq, const struct work *w);

/* Adults of the learner, each once. */
struct helper { struct id id; struct str name, does; };
enum code journey_helpers(struct request *rq, struct helper **out, size_t *n, struct err *e) MUST_USE;

/* Conversations as pages show them. */
struct talk_part {
	const struct journey *j;
	struct talk *talks;
	size_t n;
	struct str back;       /* where to come back to */
};
/* Requests as pages show them. */
struct help_part {
	const struct journey *j;
	struct help *list;
	size_t n;
};
const char *journey_help_kind(const struct request *rq, struct str kind);

#endif
