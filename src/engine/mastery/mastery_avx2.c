/* One piece of evidence, the eight sets at once, nothing forgotten: right or wrong without help out of the model's tables, levels and
 * help by the formulas. All else goes the portable way. */
#include "engine/mastery/mastery_inside.h"

#if defined(__x86_64__)
#include <immintrin.h>
#include <stddef.h>

#define AVX2 __attribute__((target("avx2")))
#define ONE_BITS UINT64_C(0x3FF0000000000000) /* the double 1 */

_Static_assert(offsetof(struct state, pieces) == 20 && offsetof(struct state, strong_day) == 26, "counts and days are one word of 8 bytes");
_Static_assert(offsetof(struct state, strong_kinds) == 28 && offsetof(struct state, pace) == 31, "and the rest one of 4");

/* Score 0 or 1, quality 1: whole comparisons of bits. */
static inline bool plain(const struct mastery_model *m, const struct mastery_event *ev, unsigned *right)
{
	uint64_t score, quality;
	memcpy(&score, &ev->score, sizeof score);
	memcpy(&quality, &ev->quality, sizeof quality);
	*right = score != 0;
	return ((score ^ (-(uint64_t)*right & ONE_BITS)) | (quality ^ ONE_BITS) | (unsigned)ev->type | ((unsigned)ev->kind >> 3)) == 0 && m->forget == 0;
}

/* A sound piece that is not plain even as floats. */
static inline bool level(const struct mastery_model *m, const struct mastery_event *ev)
{
	const float score = (float)ev->score, quality = (float)ev->quality;
	return (((unsigned)ev->type | ((unsigned)ev->kind >> 3)) == 0) & (ev->score >= 0) & (ev->score <= 1) & (ev->quality > 0) & (ev->quality <= 1) & (m->forget == 0)
		& ((quality != 1) | ((score != 0) & (score != 1)));
}

/* How likely a level is when it is known and when not, by the eight sets and by the model's own; what help leaves of it. */
struct likely {
	__m256 known, not_known;
	float one_known, one_not_known, quality, nothing;
};

/* l1 = s (1 - slip) + (1 - s) slip and l0 = s guess + (1 - s)(1 - guess) */
AVX2 static inline struct likely likely_of(const struct sets *t, float score, float quality)
{
	const float not_score = 1 - score;
	const __m256 ones = _mm256_set1_ps(1), s = _mm256_set1_ps(score), n = _mm256_set1_ps(not_score);
	const __m256 slip = _mm256_loadu_ps(t->slip), guess = _mm256_loadu_ps(t->guess);
	return (struct likely){_mm256_add_ps(_mm256_mul_ps(s, _mm256_sub_ps(ones, slip)), _mm256_mul_ps(n, slip)),
		_mm256_add_ps(_mm256_mul_ps(s, guess), _mm256_mul_ps(n, _mm256_sub_ps(ones, guess))),
		score * (1 - t->slip[CENTRE]) + not_score * t->slip[CENTRE], score * t->guess[CENTRE] + not_score * (1 - t->guess[CENTRE]), quality,
		(1 - quality) * 0.5F};
}

/* l <- q l + (1 - q) / 2 */
AVX2 static inline __m256 helped(__m256 x, const struct likely *l)
{
	return _mm256_add_ps(_mm256_mul_ps(_mm256_set1_ps(l->quality), x), _mm256_set1_ps(l->nothing));
}

AVX2 static inline __m256 unpack_eight(const state_at *x)
{
	__m256i wide = _mm256_cvtepu16_epi32(_mm_loadu_si128((const __m128i *)(const void *)x->spread));
	return _mm256_castsi256_ps(_mm256_add_epi32(_mm256_slli_epi32(wide, 13), _mm256_set1_epi32((int)LOW_BITS)));
}

AVX2 static inline void pack_eight(__m256 odds, state_at *x)
{
	odds = _mm256_min_ps(_mm256_max_ps(odds, _mm256_set1_ps(ODDS_LOW)), _mm256_set1_ps(ODDS_HIGH));
	__m256i bits = _mm256_srli_epi32(_mm256_sub_epi32(_mm256_castps_si256(odds), _mm256_set1_epi32((int)(LOW_BITS - 0x1000u))), 13);
	_mm_storeu_si128((__m128i *)(void *)x->spread, _mm_packus_epi32(_mm256_castsi256_si128(bits), _mm256_extracti128_si256(bits, 1)));
}

AVX2 static inline void learn(const struct sets *t, state_at *x, __m256 spread, float odds)
{
	odds = (odds + t->learn[CENTRE]) * t->by_not_learn[CENTRE];
	pack_eight(_mm256_mul_ps(_mm256_add_ps(spread, _mm256_loadu_ps(t->learn)), _mm256_loadu_ps(t->by_not_learn)), x);
	x->odds = odds < ODDS_HIGH ? odds : ODDS_HIGH;
}

AVX2 static inline void count(state_at *x, const struct mastery_event *ev, unsigned strong)
{
	uint64_t day = day_code(ev->day), all = -(uint64_t)strong;
	__m128i counts = _mm_loadl_epi64((const __m128i *)(const void *)&x->pieces);
	counts = _mm_adds_epu16(counts, _mm_cvtsi64_si128((long long)(1 | (uint64_t)strong << 16)));
	counts = _mm_max_epu16(counts, _mm_cvtsi64_si128((long long)(day << 32 | (day << 48 & all))));
	_mm_storel_epi64((__m128i *)(void *)&x->pieces, counts);
	x->strong_kinds |= (uint8_t)(strong << ev->kind);
}

/* A plain piece is strong when it is right, whatever the rule: its score and quality are 1, or the score is 0. */
AVX2 static inline void apply(const struct mastery_model *m, state_at *x, __m256 spread, const struct mastery_event *ev, unsigned right)
{
	const struct sets *t = &m->sets;
	learn(t, x, _mm256_mul_ps(spread, _mm256_loadu_ps(t->ratio[right])), x->odds * t->ratio[right][CENTRE]);
	count(x, ev, right);
	x->best |= (uint8_t)(0 - right);
}

AVX2 static inline void apply_level(const struct mastery_model *m, state_at *x, __m256 spread, const struct mastery_event *ev, const struct likely *l)
{
	const __m256 ratio = _mm256_div_ps(helped(l->known, l), helped(l->not_known, l));
	const float one = (l->quality * l->one_known + l->nothing) / (l->quality * l->one_not_known + l->nothing);
	learn(&m->sets, x, _mm256_mul_ps(spread, ratio), x->odds * one);
	count(x, ev, (ev->score >= m->rule.strong_score) & (ev->quality >= m->rule.strong_quality));
	const uint8_t best = (uint8_t)(ev->score * 255 + 0.5);
	x->best = best > x->best ? best : x->best;
}

AVX2 static inline void believe(state_at *x, struct mastery_pace *pace, __m256 like)
{
	struct belief b;
	memcpy(&b, pace, sizeof b);
	/* both halves lane by lane, then the two slower and the two faster */
	__m128 sum = _mm_add_ps(_mm256_castps256_ps128(like), _mm256_extractf128_ps(like, 1));
	sum = _mm_add_ps(sum, _mm_movehdup_ps(sum));
	b.odds *= _mm_cvtss_f32(_mm_movehl_ps(sum, sum)) / _mm_cvtss_f32(sum);
	b.odds = b.odds > PACE_LOW ? b.odds : PACE_LOW;
	b.odds = b.odds < PACE_HIGH ? b.odds : PACE_HIGH;
	b.events += b.events < UINT32_MAX;
	memcpy(pace, &b, sizeof b);
	x->pace = pace_pack(b.odds);
}

/* How likely the answer was before it was known, by each set. */
AVX2 static inline __m256 foretold(__m256 spread, __m256 known, __m256 not_known)
{
	return _mm256_div_ps(_mm256_add_ps(_mm256_mul_ps(spread, known), not_known), _mm256_add_ps(_mm256_set1_ps(1), spread));
}

AVX2 enum code mastery_update_avx2(const struct mastery_model *m, struct mastery_state *s, const struct mastery_event *ev, struct err *e)
{
	unsigned right;
	state_at *x = (state_at *)s;
	if (plain(m, ev, &right)) {
		apply(m, x, unpack_eight(x), ev, right);
	} else if (level(m, ev)) {
		const struct likely l = likely_of(&m->sets, (float)ev->score, (float)ev->quality);
		apply_level(m, x, unpack_eight(x), ev, &l);
	} else {
		return mastery_update_portable(m, s, ev, e);
	}
	return OK;
}

AVX2 enum code mastery_paced_avx2(const struct mastery_model *m, struct mastery_pace *pace, struct mastery_state *s, const struct mastery_event *ev,
	struct err *e)
{
	unsigned right;
	state_at *x = (state_at *)s;
	const struct sets *t = &m->sets;
	if (plain(m, ev, &right)) {
		const __m256 spread = unpack_eight(x);
		const __m256 like = foretold(spread, _mm256_loadu_ps(t->known[right]), _mm256_loadu_ps(t->not_known[right]));
		apply(m, x, spread, ev, right);
		believe(x, pace, like);
	} else if (level(m, ev)) {
		const struct likely l = likely_of(t, (float)ev->score, (float)ev->quality);
		const __m256 spread = unpack_eight(x), like = helped(foretold(spread, l.known, l.not_known), &l);
		apply_level(m, x, spread, ev, &l);
		believe(x, pace, like);
	} else {
		return mastery_paced_portable(m, pace, s, ev, e);
	}
	return OK;
}
#else
enum code mastery_update_avx2(const struct mastery_model *m, struct mastery_state *s, const struct mastery_event *ev, struct err *e)
{
	return mastery_update_portable(m, s, ev, e);
}

enum code mastery_paced_avx2(const struct mastery_model *m, struct mastery_pace *pace, struct mastery_state *s, const struct mastery_event *ev,
	struct err *e)
{
	return mastery_paced_portable(m, pace, s, ev, e);
}
#endif
