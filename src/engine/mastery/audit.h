/* audit.h - whom predictions and suggestions serve, group by group.
 *
 * Law: groups come after the predictions and never before. Nothing is said of a group of fewer than min_n learners, nor
 * of others from which it could be worked out; where a group is hidden in all skills together it is hidden in each skill;
 * a hidden cell holds no number at all. What is said carries its interval (bootstrap of whole learners, 95 %).
 *
 * Said of a cell, which is a group, of all skills or one:
 *  - auc, ece: as metrics.h. bias: mean prediction less share right; above 0: more is expected than comes.
 *  - abroca: area between the ROC curves of the group and of everybody else whose group in this column is told
 *    (metrics.h). It cannot be below 0, so small groups show some by chance alone.
 *  - A learner is declared in a skill at the first response before which `ready` has reached the threshold. declared:
 *    share of learners' skills declared. tries: responses given before that, of those declared. false_mastery: share of
 *    those declared whose very next answer was wrong. Who gave no answer after the declaration is not counted: there is
 *    nothing to tell it by. These three need min_n learners declared. */
#ifndef TRELLIS_AUDIT_H
#define TRELLIS_AUDIT_H

#include "engine/mastery/groups.h"

#define AUDIT_ALL UINT32_MAX

struct audit_value {
	double value, low, high; /* NAN: cannot be said */
};
enum audit_measure { AUDIT_AUC, AUDIT_ECE, AUDIT_BIAS, AUDIT_ABROCA, AUDIT_FALSE, AUDIT_TRIES, AUDIT_DECLARED, AUDIT_MEASURES };
/* "auc", "ece", "bias", "abroca", "false_mastery", "tries", "declared" */
const char *audit_measure_name(enum audit_measure m);

struct audit_cell {
	uint32_t column, group; /* of struct groups; AUDIT_ALL: everybody */
	uint32_t skill;         /* of r->sets; AUDIT_ALL: all skills */
	bool hidden;            /* then everything below is 0 */
	uint32_t learners;
	size_t responses;
	struct audit_value of[AUDIT_MEASURES];
};
struct audit {
	size_t n, hidden; /* cells: all skills first, then skill by skill; everybody first, then column by column */
	struct audit_cell *cell;
};

struct audit_options {
	uint32_t min_n;      /* default 20; at least 5 */
	double ready_from;   /* threshold of `ready` */
	unsigned replicates; /* default 400 */
	uint64_t seed;
	bool skills;         /* also skill by skill; default true */
	const float *score;  /* [rows] what p foretells, for ece and bias: the score, where the kind foretells scores; NULL: right answers */
};
struct audit_options audit_options_default(void);

/* r was read with RESPONSES_ORDER; p[row] the predictions; ready[row] what the rule for "ready" looks at before that
 * row (may be p itself). Cells without any response are left out. */
enum code audit_run(struct arena *a, const struct responses *r, const double *p, const double *ready, const struct groups *g,
	const struct audit_options *o, struct audit *out, struct err *e) MUST_USE;

/* Area between the ROC curves of two sets of rows, each row counted weight[learner] times; rows by falling p. For the
 * bootstrap; with all weights 1 it is metrics_abroca. */
double audit_abroca(struct arena *scratch, const uint8_t *right, const float *p, const uint32_t *learner, const uint32_t *weight,
	const uint32_t *x, size_t n_x, const uint32_t *y, size_t n_y);

#endif
