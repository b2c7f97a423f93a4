#include "engine/mastery/bkt_pass.h"
#include "engine/mastery/bkt_soft.h"

#include <math.h>
#include <string.h>

enum bkt_simd bkt_simd_best(void)
{
#if defined(__x86_64__)
	if (__builtin_cpu_supports("avx512f") && __builtin_cpu_supports("avx512dq"))
		return BKT_AVX512;
	if (__builtin_cpu_supports("avx2"))
		return BKT_AVX2;
#endif
	return BKT_PORTABLE;
}

/* ---- plan ---- */

/* How many blocks the next group takes when so many patterns are left. */
static uint32_t blocks_for(size_t left, bool is_long)
{
	return is_long || left <= 8 ? 1 : left <= 16 ? 2 : left < 25 ? 2 : 4;
}

struct extent {
	size_t groups, lanes, bits;
};

/* The groups of patterns from .. to, which are sorted by length; out may be NULL to only measure. */
static struct extent lay(const struct bkt_log *l, size_t from, size_t to, struct bkt_plan *out)
{
	struct extent x = {0};
	for (size_t i = from; i < to;) {
		bool is_long = l->pattern[i].n > BKT_STEPS;
		size_t left = to - i, n;
		if (!is_long && l->pattern[to - 1].n > BKT_STEPS) /* where do the long ones begin? look no further than needed */
			for (left = 0; left < 32 && i + left < to && l->pattern[i + left].n <= BKT_STEPS; left++)
				;
		uint32_t blocks = blocks_for(left, is_long), longest;
		n = left < 8 * (size_t)blocks ? left : 8 * (size_t)blocks;
		longest = l->pattern[i + n - 1].n;
		if (out) {
			out->group[x.groups] = (struct bkt_group){blocks, l->pattern[i].n, longest, (uint32_t)x.lanes, x.bits};
			if (!is_long)
				out->n_short = x.groups + 1;
		}
		x.groups++;
		x.lanes += 8 * (size_t)blocks;
		x.bits += (size_t)blocks * longest;
		i += n;
	}
	return x;
}

static size_t up(size_t n)
{
	return (n + 63) / 64 * 64;
}

size_t bkt_plan_size(const struct bkt_log *l, size_t from, size_t to)
{
	struct extent x = lay(l, from, to, NULL);
	return up(x.groups * sizeof(struct bkt_group)) + up(x.bits) + 4 * up(x.lanes * sizeof(double));
}

/* Bit l of byte t from bit t of byte l (Warren, Hacker's Delight, 7-3). */
static uint64_t transposed(uint64_t x)
{
	uint64_t t = (x ^ x >> 7) & UINT64_C(0x00AA00AA00AA00AA);
	x ^= t ^ t << 7;
	t = (x ^ x >> 14) & UINT64_C(0x0000CCCC0000CCCC);
	x ^= t ^ t << 14;
	t = (x ^ x >> 28) & UINT64_C(0x00000000F0F0F0F0);
	return x ^ t ^ t << 28;
}

/* Eight words of at most 64 steps, side by side. */
static void lay_words(const uint64_t w[8], uint32_t steps, uint8_t *to, size_t stride)
{
	for (uint32_t from = 0; from < steps; from += 8) {
		uint64_t x = 0;
		for (unsigned l = 0; l < 8; l++)
			x |= (w[l] >> from & 0xff) << 8 * l;
		x = transposed(x);
		uint32_t n = steps - from < 8 ? steps - from : 8;
		for (uint32_t t = 0; t < n; t++)
			to[(from + t) * stride] = (uint8_t)(x >> 8 * t);
	}
}

/* What a pass needs to know of a pattern beside its bits. */
static void count(const struct bkt_log *l, const struct bkt_pattern *x, struct bkt_plan *p, size_t at)
{
	const uint64_t *word = bkt_words(l, x);
	uint32_t right = 0;
	for (uint32_t i = 0; i < (x->n + 63) / 64; i++)
		right += (uint32_t)__builtin_popcountll(word[i]);
	p->n[at] = x->n;
	p->right[at] = right;
	p->right_before[at] = right - (word[(x->n - 1) / 64] >> (x->n - 1) % 64 & 1);
	p->times[at] = x->times;
	p->sequences += x->times;
	p->responses += (double)x->times * x->n;
	p->pairs += (double)x->times * (x->n - 1);
	p->all_right += (double)x->times * right;
}

/* Up to eight patterns from x on into one block of a group; short ones have all their bits in one word. */
static void fill(const struct bkt_log *l, const struct bkt_pattern *x, size_t n, struct bkt_plan *p, const struct bkt_group *g, uint32_t block)
{
	uint8_t *to = p->bits + g->bits + block;
	uint64_t w[8] = {0};
	size_t at = g->lane + 8 * (size_t)block;
	for (size_t i = 0; i < 8; i++) {
		if (i < n) {
			count(l, &x[i], p, at + i);
			continue;
		}
		p->n[at + i] = g->n_min; /* an empty lane: any length of this group, no weight */
		p->right[at + i] = p->right_before[at + i] = p->times[at + i] = 0;
	}
	for (uint32_t from = 0; from < g->n_max; from += 64) {
		for (size_t i = 0; i < n; i++)
			w[i] = from < x[i].n ? bkt_words(l, &x[i])[from / 64] : 0;
		lay_words(w, g->n_max - from < 64 ? g->n_max - from : 64, to + (size_t)from * g->blocks, g->blocks);
	}
}

void bkt_plan_make(const struct bkt_log *l, size_t from, size_t to, void *memory, struct bkt_plan *out)
{
	struct extent x = lay(l, from, to, NULL);
	char *m = memory;
	*out = (struct bkt_plan){.n_groups = x.groups, .stride = 1};
	out->group = (struct bkt_group *)(void *)m;
	m += up(x.groups * sizeof(struct bkt_group));
	double **columns[] = {&out->n, &out->right, &out->right_before, &out->times};
	for (size_t i = 0; i < 4; i++, m += up(x.lanes * sizeof(double)))
		*columns[i] = (double *)(void *)m;
	out->bits = (uint8_t *)m;
	(void)lay(l, from, to, out);
	size_t i = from;
	for (size_t j = 0; j < x.groups; j++) {
		const struct bkt_group *g = &out->group[j];
		size_t end = i;
		out->most = g->n_max > out->most ? g->n_max : out->most;
		while (end < to && end < i + 8 * (size_t)g->blocks && l->pattern[end].n <= g->n_max && l->pattern[end].n >= g->n_min)
			end++;
		for (uint32_t block = 0; block < g->blocks; block++) {
			size_t n = end - i < 8 ? end - i : 8;
			fill(l, l->pattern + i, n, out, g, block);
			i += n;
		}
	}
}

struct bkt_plan bkt_plan_part(const struct bkt_plan *plan, size_t stride)
{
	struct bkt_plan p = *plan;
	p.stride = stride;
	p.sequences = p.responses = p.all_right = p.pairs = 0;
	for (int side = 0; side < 2; side++) /* short ones, long ones: as the kernels go */
		for (size_t i = side ? p.n_short : 0; i < (side ? p.n_groups : p.n_short); i += stride)
			for (uint32_t l = p.group[i].lane; l < p.group[i].lane + 8 * p.group[i].blocks; l++) {
				p.sequences += p.times[l];
				p.responses += p.times[l] * p.n[l];
				p.pairs += p.times[l] * (p.n[l] - 1);
				p.all_right += p.times[l] * p.right[l];
			}
	return p;
}

/* ---- pass ---- */

static double lanes_sum(const double *x)
{
	return ((x[0] + x[1]) + (x[2] + x[3])) + ((x[4] + x[5]) + (x[6] + x[7]));
}

void bkt_pass(const struct bkt_plan *plan, const struct bkt_params *p, enum bkt_simd simd, double *scratch, struct bkt_sums *out)
{
	static bkt_kernel *const kernels[2][3] = {
		{bkt_run_portable, bkt_run_avx2, bkt_run_avx512}, {bkt_forget_portable, bkt_forget_avx2, bkt_forget_avx512}};
	struct bkt_run run = {.prior = p->prior, .learn = p->learn, .wrong = (1 - p->learn) * ((1 - p->guess) / p->slip),
		.right = (1 - p->learn) * (p->guess / (1 - p->slip)), .guess = p->guess, .slip = p->slip, .forget = p->forget, .scratch = scratch};
	double s[BKT_ACC], wrong = plan->responses - plan->all_right;
	if (plan->soft) {
		bkt_soft_pass(plan->soft, p, scratch, out, NULL, NULL);
		return;
	}
	kernels[p->forget > 0][simd](plan, &run);
	for (int i = 0; i < BKT_ACC; i++)
		s[i] = lanes_sum(run.acc[i]);
	*out = (struct bkt_sums){.sequences = plan->sequences, .responses = plan->responses, .right = plan->all_right};
	if (p->forget > 0) {
		out->log_likelihood = s[0];
		out->known_first = s[1];
		out->gained = s[2];
		out->lost = s[3];
		out->unknown_before = plan->pairs - s[4];
		out->unknown = plan->responses - s[5];
		out->unknown_right = plan->all_right - s[6];
		return;
	}
	out->log_likelihood = s[0] + plan->all_right * log(1 - p->slip) + wrong * log(p->slip);
	out->known_first = s[1];
	out->gained = p->learn * s[2];
	out->unknown_before = s[3];
	out->unknown = s[3] + s[4];
	out->unknown_right = s[5];
}
