/* Protecting the tables of one school, by six dimensions, with the audit. */
#include "base/clock.h"
#include "engine/equity/equity.h"

#include <stdio.h>

int main(void)
{
	static struct equity_row rows[5000];
	static const size_t sizes[] = {430, 1000, 5000};
	/* disability, English learner, race, income, grade, sex */
	const uint16_t dims[] = {2, 2, 7, 2, 9, 2};
	const unsigned tables[] = {3, 4, 8, 16, 32, 5, 6, 9, 17};
	uint64_t seed = 42;
	for (size_t i = 0; i < 5000; i++) {
		for (size_t d = 0; d < 6; d++) {
			seed ^= seed << 13, seed ^= seed >> 7, seed ^= seed << 17;
			uint64_t v = (seed >> 20) % 100;
			rows[i].value[d] = (uint16_t)(d == 0 ? v < 14 : d == 1 ? v < 20 : d == 2 ? (v < 45 ? 0 : v < 75 ? 1 : v < 90 ? 2 : 3 + v % 4) : v % dims[d]);
		}
		seed ^= seed << 13, seed ^= seed >> 7, seed ^= seed << 17;
		rows[i].has = (seed >> 20) % 100 < 70;
	}
	for (size_t k = 0; k < 3; k++) {
		struct arena *a = arena_new(0);
		struct equity_policy p = equity_policy_default();
		struct equity_release *r = NULL;
		struct err e = {0};
		int64_t t = clock_monotonic();
		if (!a || equity_release_new(a, dims, 6, tables, sizeof tables / sizeof *tables, rows, sizes[k], &p, &r, &e)) {
			fprintf(stderr, "%s\n", e.text);
			return 1;
		}
		size_t hidden, cells = equity_cells(r, &hidden);
		printf("equity: %4zu people, %zu cells, %zu hidden, protected and audited in %.3f s, %zu KB\n", sizes[k], cells, hidden,
			(double)(clock_monotonic() - t) / 1e6, arena_used(a) / 1024);
		arena_free(a);
	}
	return 0;
}
