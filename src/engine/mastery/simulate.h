/* simulate.h - learners made up by a known model, to see whom a rule for "ready to be confirmed" serves and whom not.
 *
 * Law: a rule sees answers and what was fitted on other learners' answers, never a simulated truth; the oracle alone is
 * told its learner's own rate. Same preset and seed, same rows, to the last digit.
 *
 * Every learner practises the skills of one domain one after the other, each until the rule declares it or the tries
 * are used up. All rules meet the same learners and the same answers. After Doroudi & Brunskill (2019), Fairer but not
 * fair enough: on the equitability of knowledge tracing, LAK: 335-339. */
#ifndef TRELLIS_SIMULATE_H
#define TRELLIS_SIMULATE_H

#include "base/arena.h"
#include "base/err.h"

#include <stdbool.h>
#include <stdint.h>

#define SIMULATE_RATES 3
#define SIMULATE_RULES 6

struct simulate_preset {
	const char *name, *help;
	uint32_t learners;  /* equally many of each rate, in turn */
	uint32_t skills, tries;
	unsigned rates;
	double learn[SIMULATE_RATES]; /* first the fastest, last the slowest */
	double prior, guess, slip;
};
extern const struct simulate_preset SIMULATE_PRESETS[]; /* ends with a NULL name */
const struct simulate_preset *simulate_preset(const char *name); /* NULL: there is none */

struct simulate_group {
	double truly;    /* of skills declared, the share truly known then; NAN when none was declared */
	double practice; /* tries a skill, those never declared counted in */
	double declared; /* share of skills declared within the tries */
};
struct simulate_row {
	const char *rule;
	bool oracle;
	double gap; /* largest difference of `truly` between rates */
	struct simulate_group group[SIMULATE_RATES];
};

/* Fits on as many other learners (each skill practised half of the tries, whatever comes out: the pooled rows depend on
 * how long that is, the others do not), then runs all rules.
 * E_INPUT: numbers out of range (1..1,000,000 learners, 1..100 skills, 1..1,000 tries, probabilities, guess + slip < 1). */
enum code simulate_run(struct arena *a, const struct simulate_preset *p, uint64_t seed, struct simulate_row rows[SIMULATE_RULES],
	struct err *e) MUST_USE;

#endif
