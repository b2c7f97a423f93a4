/* budget.h - lines of the table that `make bench` ends with: what, at which size, what came out, the budget of the design, and the
 * database: PostgreSQL where TRELLIS_BENCH_TARGET names a server, else SQLite or none. */
#ifndef TRELLIS_TEST_BUDGET_H
#define TRELLIS_TEST_BUDGET_H

#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>

/* A person wants to look quickly: 1,000 and 10,000 learners alone. */
static inline bool budget_quick(void)
{
	const char *quick = getenv("TRELLIS_BENCH_QUICK");
	return quick != NULL && *quick != '\0' && *quick != '0';
}
/* Who asks for the greatest sizes, which take tens of minutes: TRELLIS_BENCH_MOST=1000000 for imports and reports of that many learners. */
static inline bool budget_million(void)
{
	const char *most = getenv("TRELLIS_BENCH_MOST");
	return most != NULL && strtod(most, NULL) >= 1e6;
}
static inline void budget_line(const char *what, const char *size, double got, const char *unit, bool at_least, double limit)
{
	printf("budget|%s|%s|%.10g|%s|%s|%.10g|%s\n", what, size, got, unit, at_least ? "at least" : "at most", limit, getenv("TRELLIS_BENCH_TARGET") ? "PostgreSQL" : "SQLite");
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

/* A figure for which the design has no budget: it is told, and how it grows. */
static inline void budget_told(const char *what, const char *size, double got, const char *unit)
{
	printf("budget|%s|%s|%.10g|%s|told|0|%s\n", what, size, got, unit, getenv("TRELLIS_BENCH_TARGET") ? "PostgreSQL" : "SQLite");
	fflush(stdout);
}

/* What could not be measured here stands in the table as such. */
static inline void budget_none(const char *what, const char *size, const char *unit)
{
	printf("budget|%s|%s|-|%s|at most|0|%s\n", what, size, unit, getenv("TRELLIS_BENCH_TARGET") ? "PostgreSQL" : "SQLite");
	fflush(stdout);
}

#endif
