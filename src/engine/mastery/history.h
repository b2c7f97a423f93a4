/* history.h - what a learner's past says about the next answer, as columns of numbers.
 *
 * Law: the columns of a response are made from earlier responses of the same learner alone; its own answer, later ones and
 * other learners' change nothing. Responses at one time count in the order of the file.
 *
 * Groups of columns, each of which can be left out (docs/research/mastery.md says what each is worth):
 * counts   log(1 + tries) and log(1 + right ones): of the learner, of the item, of the skill, and for each
 *          skill with a weight of its own (the skills' own values);
 *          the published Best-LR (Gervet, Koedinger, Schneider & Mitchell 2020, JEDM 12(3)) has these alone
 * recency  smoothed log odds of right answers, older ones weighing less by a factor each: .5, .8, .93 on the skill; .5, .85
 *          on the item; .5, .8, .95, .99 over all (after Galyardt & Goldin 2015, JEDM 7(2))
 * last     the last two answers, on the skill and at all, the last on the item; runs of right and of wrong ones
 * gaps     rows since the skill, since the item; rows of the same skill in a row; all with the last result
 * time     where the log has it: seconds since the last response, since the skill, since the item, since the start
 * ability  running estimates of the learner, the skill, the item with their uncertainty: see ability.h */
#ifndef TRELLIS_HISTORY_H
#define TRELLIS_HISTORY_H

#include "engine/mastery/responses.h"

enum history_group {
	HISTORY_COUNTS = 1,
	HISTORY_RECENCY = 2,
	HISTORY_LAST = 4,
	HISTORY_GAPS = 8,
	HISTORY_TIME = 16,
	HISTORY_ABILITY = 32,
	HISTORY_ALL = 63,
};
enum { HISTORY_OWN = 2, HISTORY_MOST = 64 };

/* How many dense columns these groups make, the constant included. name (room for HISTORY_MOST, may be NULL). */
unsigned history_columns(unsigned groups, const char **name);

/* Fills x[slot[row] * stride ...] and values[value_first[slot[row]] ...] for every row; slot NULL: row by row. Each skill of a row has own values, of which the first
 * HISTORY_OWN are filled. base_rate:
 * of right answers where the model was fitted, which recency starts from. The columns of ability stay 0. */
void history_fill(struct arena *scratch, const struct responses *r, unsigned groups, double base_rate, const uint32_t *slot,
	float *x, size_t stride, float *values, size_t own, const size_t *value_first);

#endif
