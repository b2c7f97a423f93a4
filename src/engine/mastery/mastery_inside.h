/* mastery_inside.h - between mastery.c and the update for AVX2: what a model and 32 bytes of a state hold.
 *
 * Law: the update for a kind of processor gives the bytes of the portable one. */
#ifndef TRELLIS_MASTERY_INSIDE_H
#define TRELLIS_MASTERY_INSIDE_H

#include "engine/mastery/mastery.h"

#include <string.h>

#define SPREAD 8       /* parameter sets that carry the band */
#define SETS (SPREAD + 1)
#define CENTRE SPREAD  /* the model's own parameters come last */

/* The parameter sets side by side, as the update needs them. */
struct sets {
	float prior_odds[SETS];
	float guess[SETS], slip[SETS];
	float known[2][SETS], not_known[2][SETS], ratio[2][SETS]; /* likelihoods of a plain wrong and a plain right answer, and their ratio */
	float learn[SETS], not_learn[SETS], by_not_learn[SETS]; /* learn, 1 - learn and its inverse */
};

typedef enum code mastery_event_fn(const struct mastery_model *m, struct mastery_state *s, const struct mastery_event *ev, struct err *e);
typedef enum code mastery_paced_fn(const struct mastery_model *m, struct mastery_pace *pace, struct mastery_state *s, const struct mastery_event *ev,
	struct err *e);

struct mastery_model {
	struct mastery_params params;
	struct mastery_rule rule;
	struct sets sets;
	float forget, keep; /* forget and 1 - forget */
	mastery_event_fn *update;
	mastery_paced_fn *update_paced;
	const struct mastery_model *one_kind;
};

#define STATE_VERSION 1u
#define FLAG_SHOWN 0x10u
#define VERSION_MASK 0x0Fu

/* What the 32 bytes hold. */
struct __attribute__((may_alias)) state {
	float odds;            /* with the model's own parameters */
	uint16_t spread[SPREAD]; /* odds with each of the eight sets, packed */
	uint16_t pieces;
	uint16_t strong;
	uint16_t last_day;     /* days since 1970-01-01, 0: none */
	uint16_t strong_day;
	uint8_t strong_kinds;
	uint8_t best;          /* score * 255 */
	uint8_t flags;
	uint8_t pace;          /* odds of the faster four sets, packed; 0: nothing is believed */
};
_Static_assert(sizeof(struct state) == sizeof(struct mastery_state), "a state is 32 bytes");
_Static_assert(MASTERY_KINDS == 8, "kinds fit a byte");

/* In place: a copy of 32 bytes made of small stores and read back as large ones waits for itself. */
typedef struct state state_at;

/* Odds between 2^-14 and 2^50 in 16 bits: 6 of exponent, 10 of mantissa, right to 0.0005 of themselves. Below lies
 * nothing (learning keeps odds above 0.0001), above nothing that a person would tell from certain. */
#define ODDS_LOW 0x1p-14F
#define ODDS_HIGH 0x1.ff8p+49F
#define LOW_BITS 0x38800000u /* the float 2^-14 */

/* Odds of learning faster, 2^-8 to 2^8, in a byte: eight steps an octave; 0 is left for "nothing believed". */
#define PACE_LOW 0x1p-8F
#define PACE_HIGH 0x1p8F
#define PACE_BITS 0x3B800000u /* the float 2^-8 */

static inline uint8_t pace_pack(float odds)
{
	uint32_t bits;
	memcpy(&bits, &odds, sizeof bits);
	return (uint8_t)(((bits - PACE_BITS) >> 20) + 1);
}

struct belief {
	float odds; /* that the faster four sets are nearer */
	uint32_t events;
};
_Static_assert(sizeof(struct belief) == sizeof(struct mastery_pace), "a belief is 8 bytes");

static inline uint16_t day_code(int32_t day)
{
	return day < 1 ? 1 : day > 0xFFFF ? 0xFFFF : (uint16_t)day;
}

mastery_event_fn mastery_update_portable, mastery_update_avx2;
mastery_paced_fn mastery_paced_portable, mastery_paced_avx2;

#endif
