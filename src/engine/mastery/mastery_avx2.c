/* One piece of evidence, the eight sets at once: right or wrong, without help, nothing forgotten. All else goes the portable way. */
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

/* A plain piece is strong when it is right, whatever the rule: its score and quality are 1, or the score is 0. */
AVX2 static inline void apply(const struct mastery_model *m, state_at *x, __m256 spread, const struct mastery_event *ev, unsigned right)
{
	const struct sets *t = &m->sets;
	float odds = (x->odds * t->ratio[right][CENTRE] + t->learn[CENTRE]) * t->by_not_learn[CENTRE];
	spread = _mm256_mul_ps(spread, _mm256_loadu_ps(t->ratio[right]));
	pack_eight(_mm256_mul_ps(_mm256_add_ps(spread, _mm256_loadu_ps(t->learn)), _mm256_loadu_ps(t->by_not_learn)), x);
	x->odds = odds < ODDS_HIGH ? odds : ODDS_HIGH;
	uint64_t day = day_code(ev->day), all = -(uint64_t)right;
	__m128i counts = _mm_loadl_epi64((const __m128i *)(const void *)&x->pieces);
	counts = _mm_adds_epu16(counts, _mm_cvtsi64_si128((long long)(1 | (uint64_t)right << 16)));
	counts = _mm_max_epu16(counts, _mm_cvtsi64_si128((long long)(day << 32 | (day << 48 & all))));
	_mm_storel_epi64((__m128i *)(void *)&x->pieces, counts);
	x->strong_kinds |= (uint8_t)(right << ev->kind);
	x->best |= (uint8_t)all;
}

AVX2 enum code mastery_update_avx2(const struct mastery_model *m, struct mastery_state *s, const struct mastery_event *ev, struct err *e)
{
	unsigned right;
	state_at *x = (state_at *)s;
	if (!plain(m, ev, &right))
		return mastery_update_portable(m, s, ev, e);
	apply(m, x, unpack_eight(x), ev, right);
	return OK;
}

AVX2 enum code mastery_paced_avx2(const struct mastery_model *m, struct mastery_pace *pace, struct mastery_state *s, const struct mastery_event *ev,
	struct err *e)
{
	unsigned right;
	state_at *x = (state_at *)s;
	struct belief b;
	if (!plain(m, ev, &right))
		return mastery_paced_portable(m, pace, s, ev, e);
	const struct sets *t = &m->sets;
	memcpy(&b, pace, sizeof b);
	const __m256 spread = unpack_eight(x), ones = _mm256_set1_ps(1);
	__m256 like = _mm256_add_ps(_mm256_mul_ps(spread, _mm256_loadu_ps(t->known[right])), _mm256_loadu_ps(t->not_known[right]));
	like = _mm256_div_ps(like, _mm256_add_ps(ones, spread));
	/* both halves lane by lane, then the two slower and the two faster */
	__m128 sum = _mm_add_ps(_mm256_castps256_ps128(like), _mm256_extractf128_ps(like, 1));
	sum = _mm_add_ps(sum, _mm_movehdup_ps(sum));
	const float slow = _mm_cvtss_f32(sum), fast = _mm_cvtss_f32(_mm_movehl_ps(sum, sum));
	apply(m, x, spread, ev, right);
	b.odds *= fast / slow;
	b.odds = b.odds > PACE_LOW ? b.odds : PACE_LOW;
	b.odds = b.odds < PACE_HIGH ? b.odds : PACE_HIGH;
	b.events += b.events < UINT32_MAX;
	memcpy(pace, &b, sizeof b);
	x->pace = pace_pack(b.odds);
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
