/* portfolio.h - what a learner has to show, in any form, and the one rubric every way of showing is looked at with.
 *
 * Law: a way of showing changes nothing about the scale: whatever the form, the same criteria and the same four levels
 * count [R149]. Reading functions leave rights to the router. */
#ifndef TRELLIS_PORTFOLIO_H
#define TRELLIS_PORTFOLIO_H

#include "school/evidence/attachment.h"
#include "school/work/practice.h"

/* A rubric of a competency: of a task in the library, or a record of its own. */
struct rubric {
	struct str key;              /* "t-ID" or "r-ID", for forms */
	struct id resource, rubric;  /* rubric: nil for one that stands in its task */
	struct str title;
	struct str *ways;            /* of showing it */
	size_t n_ways;
	struct criterion *criteria;
	size_t n;
};
enum code rubrics_of(struct db *db, struct arena *a, struct id competency, enum lang lang, struct rubric **out, size_t *n, struct err *e) MUST_USE;

/* Competencies a learner may mean: those of this week and of the evidence that is there. */
struct competency_row { struct id id; struct str code, text; };
enum code portfolio_competencies(struct db *db, struct arena *a, struct id learner, enum lang lang, struct competency_row **out, size_t *n, struct err *e) MUST_USE;
/* By its code as typed; E_NOTFOUND with a sentence. */
enum code competency_by_code(struct db *db, struct arena *a, struct str code, struct id *out, struct err *e) MUST_USE;

struct shown_piece {
	struct id id, competency, resource, rubric;
	struct str kind, way, note, code, text, actor, context; /* words of the record type event; code and text of the competency */
	int64_t at;
	int level, rigor;            /* 0: none */
	double score;                /* negative: none */
	double minutes;
	bool simulated;
};
/* What is more than practice, newest first, and whatever has a file. competency nil: all. */
enum code portfolio_load(struct db *db, struct arena *a, struct id learner, struct id competency, enum lang lang, int64_t before, int limit,
                         struct shown_piece **out, size_t *n, struct err *e) MUST_USE;

#endif
