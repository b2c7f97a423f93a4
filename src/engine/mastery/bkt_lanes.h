/* bkt_lanes.h - the passes, for vectors of L doubles; included once per kind of processor by bkt_lanes_*.c, which set
 * L (2, 4, 8), RUN, FORGET (names) and TARGET. No include guard on purpose. */
#include "engine/mastery/bkt_pass.h"

#include <math.h>
#include <string.h>

#if defined(__clang__)
#pragma STDC FP_CONTRACT OFF
#endif

#define VECTORS (8 / L) /* of one block */
typedef double V __attribute__((vector_size(8 * L)));
typedef int64_t I __attribute__((vector_size(8 * L)));
#define UNROLL _Pragma("GCC unroll 4") /* or what is kept for each vector would lie in memory */
#define INLINE static inline __attribute__((always_inline)) TARGET

INLINE V all(double x)
{
	V v = {0};
	return v + x;
}

INLINE V load(const double *p)
{
	V v;
	memcpy(&v, p, sizeof v);
	return v;
}

INLINE void store(double *p, V v)
{
	memcpy(p, &v, sizeof v);
}

/* where m: x, else y */
INLINE V pick(I m, V x, V y)
{
	return (V)((m & (I)x) | (~m & (I)y));
}

/* Natural logarithm of positive normal numbers, fdlibm's e_log (Sun Microsystems 1993) in lanes, and 1 / x beside it out
 * of the same division. */
INLINE V log_lanes(V x, V *inverse)
{
	I ix = (I)x + (INT64_C(0x3ff0000000000000) - INT64_C(0x3fe6a09e00000000));
	I biased = (I)((ix >> 52) & INT64_C(0xfff));
	V k = (V)(biased | INT64_C(0x4330000000000000)) - (0x1p52 + 1023);
	V m = (V)((ix & INT64_C(0x000fffffffffffff)) + INT64_C(0x3fe6a09e00000000));
	V f = m - 1, both = 1 / ((f + 2) * x), s = f * x * both, z = s * s, w = z * z;
	*inverse = (f + 2) * both;
	V t1 = w * (w * (w * 1.531383769920937332e-01 + 2.222219843214978396e-01) + 3.999999999940941908e-01);
	V t2 = z * (w * (w * (w * 1.479819860511658591e-01 + 1.818357216161805012e-01) + 2.857142874366239149e-01) + 6.666666666666735130e-01);
	V half = f * f * 0.5;
	return k * 6.93147180369123816490e-01 - ((half - (s * (half + (t1 + t2)) + k * 1.90821492927058770002e-10)) - f);
}

/* ---- bits of a step, L lanes of them ---- */

#if L == 8
#include <immintrin.h>
typedef __mmask8 B;
#define BITS(byte, v) ((B)(byte))
#define CHOOSE(b, if_one, if_zero) ((V)_mm512_mask_blend_pd((b), (__m512d)(if_zero), (__m512d)(if_one)))
#define ADD_IF(b, x, y) ((V)_mm512_mask_add_pd((__m512d)(x), (b), (__m512d)(x), (__m512d)(y)))
#define RATIO(b) CHOOSE((b), right, wrong)
#define UP_TO(t, n) _mm512_cmp_pd_mask((__m512d)(t), (__m512d)(n), _CMP_LE_OQ)
#define BOTH(x, y) ((B)((x) & (y)))
#else
typedef I B;
#if L == 4
#define ROW(a, b, c, d) {-(a), -(b), -(c), -(d)}
static const int64_t lanes_of[16][L] __attribute__((aligned(32))) = {
	ROW(0, 0, 0, 0), ROW(1, 0, 0, 0), ROW(0, 1, 0, 0), ROW(1, 1, 0, 0), ROW(0, 0, 1, 0), ROW(1, 0, 1, 0), ROW(0, 1, 1, 0), ROW(1, 1, 1, 0),
	ROW(0, 0, 0, 1), ROW(1, 0, 0, 1), ROW(0, 1, 0, 1), ROW(1, 1, 0, 1), ROW(0, 0, 1, 1), ROW(1, 0, 1, 1), ROW(0, 1, 1, 1), ROW(1, 1, 1, 1)};
#undef ROW
#else
static const int64_t lanes_of[4][L] __attribute__((aligned(16))) = {{0, 0}, {-1, 0}, {0, -1}, {-1, -1}};
#endif
INLINE B bits_of(unsigned byte, int v)
{
	B b;
	memcpy(&b, lanes_of[byte >> (v * L) & ((1u << L) - 1)], sizeof b);
	return b;
}
#define BITS(byte, v) bits_of((byte), (v))
#define CHOOSE(b, if_one, if_zero) pick((b), (if_one), (if_zero))
#define ADD_IF(b, x, y) ((x) + (V)((b) & (I)(y)))
#define RATIO(b) ((V)((I)wrong ^ ((b) & either)))
#define UP_TO(t, n) ((t) <= (n))
#define BOTH(x, y) ((x) & (y))
#endif

/* ---- without forgetting ---- */

/* c and the three sums of the lanes of `wide` vectors from vector v on, over steps 1 .. k (c) and 1 .. m (sums). k_min is
 * the least k and m of them, k_max the largest; k and m hold both per lane. */
#define STEPS(wide) \
INLINE void steps_##wide(const uint8_t *bits, size_t stride, int v, uint32_t k_min, uint32_t k_max, const double *k, const double *m, \
	V wrong, V right, V *c, V *s0, V *s1, V *s2) \
{ \
	uint32_t t = 0; \
	const I either = (I)right ^ (I)wrong; \
	(void)either; \
	for (; t < k_min; t++, bits += stride) { \
		UNROLL for (int i = 0; i < (wide); i++) { \
			B b = BITS(bits[(v + i) / VECTORS], (v + i) % VECTORS); \
			s2[i] = ADD_IF(b, s2[i], s0[i]); \
			c[i] *= RATIO(b); \
			s0[i] += c[i]; \
			s1[i] += s0[i]; \
		} \
	} \
	for (; t < k_max; t++, bits += stride) { \
		V now = all(t + 1); \
		UNROLL for (int i = 0; i < (wide); i++) { \
			B b = BITS(bits[(v + i) / VECTORS], (v + i) % VECTORS); \
			B on = UP_TO(now, load(k + L * i)), sum = UP_TO(now, load(m + L * i)); \
			s2[i] = ADD_IF(BOTH(b, sum), s2[i], s0[i]); \
			c[i] = CHOOSE(on, c[i] * CHOOSE(b, right, wrong), c[i]); \
			s0[i] = ADD_IF(sum, s0[i], c[i]); \
			s1[i] = ADD_IF(sum, s1[i], s0[i]); \
		} \
	} \
}
STEPS(1)
#if L < 8
STEPS(2)
#else
STEPS(4)
#endif

/* Adds L lanes of finished patterns to the sums: n, right, right_before, times of them, and their scale's logarithm. */
INLINE void finish(struct bkt_run *run, int lane, const double *n, const double *right, const double *before, const double *times, V prior,
	V log_scale, V c, V s0, V s1, V s2)
{
	V learn = all(run->learn), w = load(times), len = load(n);
	V z = prior + learn * s0 + c, inverse, log_z = log_lanes(z, &inverse);
	inverse *= w;
	V t1 = learn * (len * s0 - s1) + c * (len - 1), t2 = learn * (load(before) * s0 - s2) + c * load(right);
	store(run->acc[0] + lane, load(run->acc[0] + lane) + w * (log_z + log_scale));
	store(run->acc[1] + lane, load(run->acc[1] + lane) + inverse * prior);
	store(run->acc[2] + lane, load(run->acc[2] + lane) + inverse * s0);
	store(run->acc[3] + lane, load(run->acc[3] + lane) + inverse * t1);
	store(run->acc[4] + lane, load(run->acc[4] + lane) + inverse * c);
	store(run->acc[5] + lane, load(run->acc[5] + lane) + inverse * t2);
}

/* How many vectors go abreast: enough to hide the latency of a multiplication, few enough for the registers. */
#define WIDE (L == 8 ? 4 : L == 4 ? 2 : 2)

#define SHORT_GROUP(wide, steps) \
INLINE void short_##wide(const struct bkt_plan *p, const struct bkt_group *g, struct bkt_run *run, int v, V wrong, V right) \
{ \
	V c[wide], s0[wide], s1[wide], s2[wide]; \
	double m[wide * L]; \
	size_t at = g->lane + (size_t)v * L; \
	UNROLL for (int i = 0; i < (wide); i++) { \
		c[i] = all((1 - run->prior) / (1 - run->learn)); \
		s0[i] = s1[i] = s2[i] = all(0); \
		store(m + L * i, load(p->n + at + (size_t)L * i) - 1); \
	} \
	steps(p->bits + g->bits, g->blocks, v, g->n_min - 1, g->n_max, p->n + at, m, wrong, right, c, s0, s1, s2); \
	UNROLL for (int i = 0; i < (wide); i++) { \
		size_t l = at + (size_t)L * i; \
		finish(run, (v + i) % VECTORS * L, p->n + l, p->right + l, p->right_before + l, p->times + l, all(run->prior), all(0), c[i], s0[i], \
			s1[i], s2[i]); \
	} \
}
SHORT_GROUP(1, steps_1)
#if L == 8
SHORT_GROUP(4, steps_4)
#define short_wide short_4
#else
SHORT_GROUP(2, steps_2)
#define short_wide short_2
#endif

/* Eight long patterns, BKT_STEPS at a time. What a lane has so far is kept at its own scale 2^scale, c beside it at
 * 2^c_scale; the part's own sums begin with c = 1. */
INLINE void long_block(const struct bkt_plan *p, const struct bkt_group *g, struct bkt_run *run, V wrong, V right)
{
	double c[8], s0[8], s1[8], s2[8], prior[8], scale[8] = {0}, c_scale[8] = {0};
	const double *n = p->n + g->lane;
	for (int l = 0; l < 8; l++) {
		c[l] = (1 - run->prior) / (1 - run->learn);
		s0[l] = s1[l] = s2[l] = 0;
		prior[l] = run->prior;
	}
	for (uint32_t from = 0; from < g->n_max; from += BKT_STEPS) {
		double k[8], m[8], d[4][8];
		uint32_t k_max = g->n_max - from < BKT_STEPS ? g->n_max - from : BKT_STEPS;
		uint32_t k_min = g->n_min > from + k_max ? k_max : g->n_min > from ? g->n_min - from - 1 : 0;
		for (int l = 0; l < 8; l++) {
			k[l] = fmax(fmin(n[l] - from, BKT_STEPS), 0);
			m[l] = fmax(fmin(n[l] - 1 - from, BKT_STEPS), 0);
		}
		for (int v = 0; v < VECTORS; v++) {
			V x = all(1), y0 = all(0), y1 = all(0), y2 = all(0);
			steps_1(p->bits + g->bits + from, 1, v, k_min, k_max, k + v * L, m + v * L, wrong, right, &x, &y0, &y1, &y2);
			store(d[0] + v * L, x);
			store(d[1] + v * L, y0);
			store(d[2] + v * L, y1);
			store(d[3] + v * L, y2);
		}
		for (int l = 0; l < 8; l++) {
			if (k[l] <= 0)
				continue;
			double in = ldexp(c[l], (int)fmax(c_scale[l] - scale[l], -4000)), seen = 0;
			for (uint32_t t = 0; t < (uint32_t)m[l]; t++)
				seen += p->bits[g->bits + from + t] >> l & 1;
			s1[l] += m[l] * s0[l] + in * d[2][l];
			s2[l] += seen * s0[l] + in * d[3][l];
			s0[l] += in * d[1][l];
			int ex;
			c[l] = frexp(c[l] * d[0][l], &ex);
			c_scale[l] += ex;
			double down = c_scale[l] - scale[l];
			if (down > 0 || s1[l] > 0x1p900) {
				down = down > 0 ? down : 900;
				int by = -(int)fmin(down, 4000);
				s0[l] = ldexp(s0[l], by);
				s1[l] = ldexp(s1[l], by);
				s2[l] = ldexp(s2[l], by);
				prior[l] = ldexp(prior[l], by);
				scale[l] += down;
			}
		}
	}
	for (int l = 0; l < 8; l++) {
		c[l] = ldexp(c[l], (int)fmax(c_scale[l] - scale[l], -4000));
		scale[l] *= 6.93147180559945309417e-01;
	}
	for (int v = 0; v < VECTORS; v++) {
		size_t l = (size_t)v * L;
		finish(run, v * L, n + l, p->right + g->lane + l, p->right_before + g->lane + l, p->times + g->lane + l, load(prior + l), load(scale + l),
			load(c + l), load(s0 + l), load(s1 + l), load(s2 + l));
	}
}

TARGET void RUN(const struct bkt_plan *p, struct bkt_run *run)
{
	V wrong = all(run->wrong), right = all(run->right);
	for (size_t i = 0; i < p->n_short; i += p->stride) {
		const struct bkt_group *g = &p->group[i];
		int v = 0, end = (int)g->blocks * VECTORS;
		for (; v + WIDE <= end; v += WIDE)
			short_wide(p, g, run, v, wrong, right);
		for (; v < end; v++)
			short_1(p, g, run, v, wrong, right);
	}
	for (size_t i = p->n_short; i < p->n_groups; i += p->stride)
		long_block(p, &p->group[i], run, wrong, right);
}

/* ---- with forgetting ---- */

/* L patterns of any length: filtered forward, smoothed back. Sums: 0 log likelihood, 1 known first, 2 gained, 3 lost,
 * 4 known at responses that another follows, 5 known, 6 known and right. */
INLINE void there_and_back(const struct bkt_plan *p, const struct bkt_group *g, struct bkt_run *run, int v)
{
	size_t at = g->lane + (size_t)v * L;
	int block = v / VECTORS, lane = v % VECTORS * L;
	const uint8_t *bits = p->bits + g->bits + block;
	V n = load(p->n + at), w = load(p->times + at), q = all(run->prior), f = q, ll = all(0), like = all(1), unused;
	V kr = all(1 - run->slip), kw = all(run->slip), ur = all(run->guess), uw = all(1 - run->guess);
	V learn = all(run->learn), keep = all(1 - run->forget), lose = all(run->forget), one = all(1);
	for (uint32_t t = 0; t < g->n_max; t++) {
		B b = BITS(bits[(size_t)t * g->blocks], v % VECTORS), on = UP_TO(all(t + 1), n);
		V k = q * CHOOSE(b, kr, kw), u = (1 - q) * CHOOSE(b, ur, uw), sum = k + u;
		f = CHOOSE(on, k / sum, f);
		store(run->scratch + (size_t)t * L, f);
		q = f * keep + (1 - f) * learn;
		like *= CHOOSE(on, sum, one);
		if (t % 32 == 31) {
			ll += log_lanes(like, &unused);
			like = one;
		}
	}
	ll += log_lanes(like, &unused);
	V smooth = f, before = all(0), known = all(0), known_right = all(0), gained = all(0), lost = all(0);
	for (uint32_t t = g->n_max; t-- > 0;) {
		B b = BITS(bits[(size_t)t * g->blocks], v % VECTORS), on = UP_TO(all(t + 1), n), follows = UP_TO(all(t + 2), n);
		f = load(run->scratch + (size_t)t * L);
		q = f * keep + (1 - f) * learn;
		V r = 1 / (q * (1 - q)), x = smooth * (1 - q) * r, y = (1 - smooth) * q * r;
		V stay = f * keep * x, gain = (1 - f) * learn * x, loss = f * lose * y;
		smooth = CHOOSE(follows, stay + loss, f);
		gained = ADD_IF(follows, gained, gain);
		lost = ADD_IF(follows, lost, loss);
		before = ADD_IF(follows, before, smooth);
		known = ADD_IF(on, known, smooth);
		known_right = ADD_IF(BOTH(on, b), known_right, smooth);
	}
	const V sums[BKT_ACC] = {ll, smooth, gained, lost, before, known, known_right};
	for (int i = 0; i < BKT_ACC; i++)
		store(run->acc[i] + lane, load(run->acc[i] + lane) + w * sums[i]);
}

TARGET void FORGET(const struct bkt_plan *p, struct bkt_run *run)
{
	for (int side = 0; side < 2; side++)
		for (size_t i = side ? p->n_short : 0; i < (side ? p->n_groups : p->n_short); i += p->stride)
			for (int v = 0; v < (int)p->group[i].blocks * VECTORS; v++)
				there_and_back(p, &p->group[i], run, v);
}
