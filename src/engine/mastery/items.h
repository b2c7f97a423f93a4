/* items.h - what questions are like, and which of them deserve a second look.
 *
 * Law: what the log cannot tell is flagged, not made up. A learner's first try at a question is what counts for how hard
 * it is, how well it tells apart, and whether it is another question for a group; all tries count for guess and slip.
 *
 *  - right: share right at first try. difficulty: in logits, questions 0 on average, of a Rasch model with learners
 *    ~ N(0, 1.5), by Newton (maximum a posteriori; so learners' ability is taken out).
 *  - discrimination: correlation of the first try with the share right of that learner's other questions.
 *  - guess, slip: expectation maximisation with the skill's knowledge tracing (rate.h, one class) held fixed and 10
 *    pseudo-responses of the skill's own guess and slip.
 *  - DIF (dif.h) of each group of a column against its largest group, matched on the share right over all first tries:
 *    by the score itself where everybody answered the same number of at most 50 questions, else in ten strata. */
#ifndef TRELLIS_ITEMS_H
#define TRELLIS_ITEMS_H

#include "engine/mastery/dif.h"
#include "engine/mastery/groups.h"

enum item_flag {
	ITEM_FEW = 1,        /* fewer than 30 learners */
	ITEM_ALL_SAME = 2,   /* all right or all wrong at first try */
	ITEM_AGAINST = 4,    /* who does better elsewhere does worse here: discrimination below 0, beyond two standard errors */
	ITEM_GUESS_UNSEEN = 8, /* fewer than 10 responses by who did not know: guess is the skill's */
	ITEM_SLIP_UNSEEN = 16, /* the same of slip and who knew */
	ITEM_TELLS_NOTHING = 32, /* guess + slip >= 0.9: a right answer hardly tells who knows */
};
#define ITEM_FLAGS 6
const char *item_flag_name(unsigned index); /* "few", "all-same", ...: of 1u << index */

struct item {
	uint32_t learners;
	size_t responses;
	double right, difficulty, difficulty_se, discrimination; /* NAN: cannot be said */
	double guess, slip;
	unsigned flags;
};

struct item_dif {
	uint32_t item, column;
	uint16_t focal, reference;
	struct dif_mh mh;
	struct dif_logistic logistic;
	double q;        /* false discovery rate of mh.p among all of this list */
	bool few;        /* fewer than 100 in the focal group or 500 in both: classes are unsure */
};

struct item_skill {
	bool unsure; /* of r->sets: its parameters cannot be told apart (rate.h) */
	double prior, learn, guess, slip;
};

struct items {
	struct item *of;        /* [r->items.n] */
	struct item_skill *skill; /* [r->sets.n] */
	size_t n_dif;
	struct item_dif *dif;   /* by item, column, group; only where both groups have min_n learners */
};

/* r was read with RESPONSES_ITEM | RESPONSES_ORDER. g may be NULL. min_n as in an audit. */
enum code items_run(struct arena *a, const struct responses *r, const struct groups *g, uint32_t min_n, struct items *out, struct err *e) MUST_USE;

#endif
