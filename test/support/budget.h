/* budget.h - lines of the table that `make bench` ends with: what, at which size, what came out, the budget of the design. */
#ifndef TRELLIS_TEST_BUDGET_H
#define TRELLIS_TEST_BUDGET_H

#include <stdbool.h>
#include <stdio.h>

static inline void budget_line(const char *what, const char *size, double got, const char *unit, bool at_least, double limit)
{
	printf("budget|%s|%s|%.10g|%s|%s|%.10g\n", what, size, got, unit, at_least ? "at least" : "at most", limit);
	fflush(stdout);
}
static inline void budget_most(const char *what, const char *size, double got, const char *unit, double limit)
{
	budget_line(what, size, got, unit, false, limit);
}
static inline void budget_least(const char *what, const char *size, double got, const char *unit, double limit)
{
	budget_line(what, size, got, unit, true, limit);
}

#endif
