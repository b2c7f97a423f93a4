/* One event in memory, and one estimate. Budget: 25 ns an event (the measured limit on 2.6 GHz Zen 4 is 13 to 23). */
#include "engine/mastery/mastery.h"
#include "base/clock.h"

#include <stdio.h>
#include <stdlib.h>

int main(void)
{
	enum { STATES = 100000, ROUNDS = 50 };
	struct arena *a = arena_new(0);
	struct mastery_params p = mastery_params_default();
	struct mastery_rule r = mastery_rule_default();
	struct mastery_model *m = NULL;
	if (!a || mastery_model_new(a, &p, &r, &m, NULL))
		return 1;
	struct mastery_state *s = NEW_ARRAY(a, struct mastery_state, STATES);
	for (int i = 0; i < STATES; i++)
		s[i] = mastery_start(m);
	unsigned x = 1;
	int64_t t = clock_monotonic();
	for (int round = 0; round < ROUNDS; round++) {
		for (int i = 0; i < STATES; i++) {
			x = x * 1664525u + 1013904223u;
			struct mastery_event ev = mastery_evidence((enum mastery_kind)(x >> 28 & 7), x >> 31, 20000 + round);
			if (mastery_update(m, &s[i], &ev, NULL))
				return 1;
		}
	}
	double update = (double)(clock_monotonic() - t) * 1000 / STATES / ROUNDS, sum = 0;
	t = clock_monotonic();
	for (int i = 0; i < STATES; i++)
		sum += mastery_estimate(m, &s[i], 20100).low;
	double estimate = (double)(clock_monotonic() - t) * 1000 / STATES;
	printf("mastery: one event %.1f ns (budget 25), one estimate with band %.0f ns [check %.3f]\n", update, estimate,
		sum / STATES);
	arena_free(a);
	return 0;
}
