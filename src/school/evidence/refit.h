/* refit.h - the parameters of the estimates, fitted on the school's own evidence, and the way back.
 *
 * Laws: (1) A fit sees who answered only as a number: learner, competency, score, quality and order; no group, no name,
 * no profile. (2) Nothing is taken into use that does not predict learners it never saw better than what is in use.
 * (3) What a person confirmed stays confirmed, whatever the parameters. (4) Every fit is kept; going back gives the
 * same states bit for bit.
 *
 * Each competency's parameters are the top of the posterior around all competencies together (engine/mastery/bkt.h). A
 * competency whose own evidence cannot tell them (few pieces, all the same, guess or slip above one half) gets those of
 * all together, and the reason is kept. */
#ifndef TRELLIS_REFIT_H
#define TRELLIS_REFIT_H

#include "engine/mastery/mastery.h"
#include "record/access.h"
#include "school/evidence/fold.h"

struct refit_one {
	struct id competency;
	struct mastery_params p;
	bool own;          /* false: those of all together */
	const char *why;   /* why not its own: "few-responses", "all-the-same", "guess-and-slip"; "" */
	int64_t learners, responses;
};

/* What a learner's page would say: not yet shown in 4 x 3 words, or shown. */
#define REFIT_WORDS 13
#define REFIT_SHOWN 12

struct refit {
	int64_t learners, responses;
	struct refit_one *of;
	size_t n, own;
	double before, after;     /* mean log likelihood of an answer of a learner who was held out (five folds) */
	bool better;
	double weight;            /* of all competencies together on each, as observations */
	int64_t states, changed;  /* learners x competencies; of which another word */
	int64_t shown;            /* confirmed by a person: none of these changes */
	int64_t ready_before, ready_after; /* ready to show */
	int64_t moves[REFIT_WORDS][REFIT_WORDS]; /* from, to */
};

/* Reads the evidence twice, in order; changes nothing. E_INPUT with a sentence where there is too little. */
enum code refit_look(struct db *db, struct arena *a, day_t today, evidence_tell *tell, void *arg, struct refit **out, struct err *e) MUST_USE;
/* The same with one step from the parameters in use, out of what each event left beside its learner's state: no fit on any answer (refit_step.c).
 * E_CONFLICT while states wait to be folded again. */
enum code refit_look_step(struct db *db, struct arena *a, day_t today, evidence_tell *tell, void *arg, struct refit **out, struct err *e) MUST_USE;
/* Inside store_write: the fit becomes the active one. E_CONFLICT when it is not better. States are stale until evidence_rebuild. */
enum code refit_keep(struct db *db, struct arena *a, struct id id, struct id made_by, const struct refit *f, struct err *e) MUST_USE;
/* Inside store_write: the one before the active one is active again, or the defaults. E_NOTFOUND when these are. */
enum code refit_back(struct db *db, struct err *e) MUST_USE;

/* likely and sure of a word; false: shown */
bool refit_word(size_t word, enum mastery_likely *likely, enum mastery_sure *sure);

/* The report as it is kept and handed on: JSON. */
struct str refit_json(struct arena *a, const struct refit *f);
bool refit_read(struct arena *a, struct str json, struct refit **out); /* all but of */

struct refit_row {
	struct id id;
	int64_t number, made_at, learners, responses, own, pooled;
	struct id made_by; /* nil: the command line */
	bool active;
	double before, after;
	struct str report;
};
/* Newest first, at most limit. */
enum code refit_list(struct db *db, struct arena *a, int limit, struct refit_row **out, size_t *n, struct err *e) MUST_USE;

#endif
