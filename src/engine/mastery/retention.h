/* retention.h - when to look again whether something shown is still there.
 *
 * Law: what was shown stays shown. Nothing here can take it away: a check that fails only says "check again soon", and
 * asks for it earlier. Days are day numbers since 1970-01-01; no function reads a clock.
 *
 * Model: the free spaced repetition scheduler, version 6 (Ye, Su & Cao 2022, A stochastic shortest path algorithm for
 * optimizing spaced repetition scheduling, KDD: 4381-4390; equations and the 21 default parameters as published by the
 * open-spaced-repetition project, which fitted them on several hundred million reviews). Of every learner and
 * competency two numbers are kept, stability S in days and difficulty D from 1 to 10. t days after the last check
 *     R(t) = (1 + f t / S)^-w20,  f = 0.9^(-1 / w20) - 1,  so that R(S) = 0.9.
 * They were fitted on adults' flash cards: for competencies they are a sensible first guess, not a measurement, and the
 * program says "worth checking", never "forgotten". */
#ifndef TRELLIS_RETENTION_H
#define TRELLIS_RETENTION_H

#include <stdbool.h>
#include <stdint.h>

enum retention_grade { RETENTION_AGAIN = 1, RETENTION_HARD, RETENTION_GOOD, RETENTION_EASY };

struct retention_params {
	double w[21];
};
struct retention_params retention_params_default(void);

struct retention {
	double stability, difficulty; /* 0: never checked */
	int32_t last_day;
	uint16_t checks; /* counted up to 65,535 */
	bool again;      /* the last check failed: check again */
};

/* One check, the first one when r->stability is 0. An earlier day than the last counts as the same day. */
void retention_check(const struct retention_params *p, struct retention *r, enum retention_grade grade, int32_t day);
/* Probability that it is still there on that day; 0 when never checked. */
double retention_recall(const struct retention_params *p, const struct retention *r, int32_t day);
/* The day on which recall falls to `wanted` (above 0, below 1): at least the day after the last check, at most 3,650
 * days on. INT32_MAX when never checked. */
int32_t retention_due(const struct retention_params *p, const struct retention *r, double wanted);
/* A score of 0..1 as a grade: below 0.5 again, below 0.8 hard, else good. Never "easy": that would be a guess. */
enum retention_grade retention_grade(double score);

/* ---- trying without getting further ---- */

/* Tries on one competency since the estimate last rose. Ten without progress are where further tries hardly ever
 * lead to mastery (Beck & Gong 2013, Wheel-spinning, AIED: 431-440): time for a person, not for an eleventh try. */
struct striving {
	double best;       /* highest estimate so far */
	uint16_t in_vain;  /* tries since it rose */
};
#define STRIVING_TRIES 10
#define STRIVING_STEP 0.05
/* p: the estimate after this try. It rises when it passes its best by STRIVING_STEP. */
void striving_try(struct striving *s, double p);
/* Whether a person should look. Never for what is shown or ready to be confirmed. */
bool striving_calls(const struct striving *s, bool ready_or_shown);

#endif
