/* bkt_pass.h - what is expected of the hidden states, given parameters: one pass over patterns laid side by side.
 *
 * Law: the same sums to the last bit on every machine of IEEE 754, with AVX-512, AVX2 or neither: the same operations in
 * the same order in eight lanes, no fused multiplications, lanes added up in a fixed order at the end.
 *
 * Without forgetting knowing never ends, so a learner's path is the moment t at which it began:
 *   w(1) = prior k_1 .. k_n;  w(t) = (1 - prior) (1 - learn)^(t-2) learn u_1 .. u_(t-1) k_t .. k_n;  w(never) likewise,
 * with k and u the probability of a response when known and when not. Divided by k_1 .. k_n only ratios r = u/k are left:
 *   c_t = (1 - prior) (1 - learn)^(t-1) r_1 .. r_t;   Z = prior + learn sum_{t<n} c_t + c_n,
 * and every expectation is a sum of c_t, t c_t and (right up to t) c_t over t < n. With C_t = c_1 + .. + c_t these are
 *   sum t c_t = n C_{n-1} - sum_{t<n} C_t,   sum R_t c_t = R_{n-1} C_{n-1} - sum_{t<n, right} C_{t-1},
 * so that a step is one multiplication and three additions. Patterns longer than BKT_STEPS go in parts, each with a
 * scale of its own.
 * With forgetting it is the forward-backward algorithm (Baum, Petrie, Soules & Weiss 1970), smoothing from the back by
 * what was filtered (Rauch, Tung & Striebel 1965). */
#ifndef TRELLIS_BKT_PASS_H
#define TRELLIS_BKT_PASS_H

#include "engine/mastery/bkt_log.h"

#define BKT_STEPS 48   /* (1 - guess) / slip may be up to 1e6: 1e6^48 is a double */
#define BKT_LEAST 1e-6 /* probabilities are kept inside BKT_LEAST .. 1 - BKT_LEAST */

struct bkt_params {
	double prior, learn, guess, slip, forget;
};

/* Everything is summed over learners. */
struct bkt_sums {
	double log_likelihood;
	double sequences, responses, right; /* counts, free of parameters */
	double known_first;    /* P(known) at the first response */
	double gained, lost;   /* transitions */
	double unknown_before; /* P(not known) at responses that another follows */
	double unknown, unknown_right; /* P(not known) at all responses, at right ones */
};

enum bkt_simd { BKT_PORTABLE, BKT_AVX2, BKT_AVX512 };
enum bkt_simd bkt_simd_best(void); /* of this processor */

/* Up to 32 patterns side by side in `blocks` (1, 2 or 4) times eight lanes. */
struct bkt_group {
	uint32_t blocks, n_min, n_max;
	uint32_t lane;  /* where its lanes begin in the arrays of the plan */
	size_t bits;    /* where its steps begin in bits: byte t * blocks + b is step t of block b */
};

/* The patterns of one skill, made ready for passes. */
struct bkt_plan {
	struct bkt_group *group;
	size_t n_groups, n_short; /* groups from n_short on are of long patterns */
	size_t stride;            /* 1; more: only every so many-th group counts */
	const struct bkt_soft *soft; /* scores and items, which are passed over instead of the groups; NULL (bkt_soft.h) */
	uint8_t *bits;
	double *n, *right, *right_before, *times; /* [lanes]; right_before: without the last response */
	uint32_t most;            /* longest pattern */
	double sequences, responses, all_right, pairs; /* pairs: responses that another follows */
};

/* Bytes that bkt_plan_make needs at `memory`, aligned to 64. */
size_t bkt_plan_size(const struct bkt_log *l, size_t from, size_t to);
void bkt_plan_make(const struct bkt_log *l, size_t from, size_t to, void *memory, struct bkt_plan *out);

/* Every stride-th group of a plan, whose memory it shares. */
struct bkt_plan bkt_plan_part(const struct bkt_plan *plan, size_t stride);

/* scratch: most + 1 doubles of eight lanes when p->forget > 0 or with soft, else unused. */
void bkt_pass(const struct bkt_plan *plan, const struct bkt_params *p, enum bkt_simd simd, double *scratch, struct bkt_sums *out);

/* ---- between the files of the pass ---- */
#define BKT_ACC 7 /* sums per lane */
struct bkt_run {
	double prior, learn, wrong, right; /* wrong, right: (1 - learn) r of such a response */
	double guess, slip, forget;
	double *scratch;
	double acc[BKT_ACC][8];
};
typedef void bkt_kernel(const struct bkt_plan *, struct bkt_run *);
bkt_kernel bkt_run_portable, bkt_run_avx2, bkt_run_avx512;
bkt_kernel bkt_forget_portable, bkt_forget_avx2, bkt_forget_avx512;

#endif
