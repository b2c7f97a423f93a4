/* bkt_log.h - right and wrong of each learner and skill, as patterns of bits.
 *
 * Law: a pattern is what one learner did on one skill, in that learner's order; the same pattern of the same skill is
 * kept once with how many have it. A response that is about several skills stands in the pattern of each of them. */
#ifndef TRELLIS_BKT_LOG_H
#define TRELLIS_BKT_LOG_H

#include "engine/mastery/responses.h"

#define BKT_SHORT 64 /* a pattern up to this length lies in its struct */

struct bkt_pattern {
	uint64_t bits;  /* bit t: response t was right; longer than BKT_SHORT: where it begins in words */
	uint32_t n;     /* responses, 1 or more */
	uint32_t times; /* how many learners have it */
};

struct bkt_log {
	uint32_t n_skills;
	struct bkt_pattern *pattern; /* of one skill together, sorted by length, then as first seen */
	size_t *first;               /* [n_skills + 1] */
	uint64_t *words;             /* of the long ones, bit t % 64 of word t / 64 */
	uint64_t responses;          /* counted once for each skill they are about */
	uint64_t sequences;          /* before the same ones were put together */
};

/* r was read with RESPONSES_ORDER, RESPONSES_RUNS or not; scores count as right from 0.5 on here. What is only needed on the way comes from
 * and goes with an arena of its own. */
enum code bkt_log_make(struct arena *a, const struct responses *r, struct bkt_log *out, struct err *e) MUST_USE;

/* All skills as one. The long patterns' words are shared with l. */
enum code bkt_log_pool(struct arena *a, const struct bkt_log *l, struct bkt_log *out, struct err *e) MUST_USE;

static inline const uint64_t *bkt_words(const struct bkt_log *l, const struct bkt_pattern *p)
{
	return p->n <= BKT_SHORT ? &p->bits : l->words + p->bits;
}

#endif
