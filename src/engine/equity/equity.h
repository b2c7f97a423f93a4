/* equity.h - counts by group that tell about schools and never about one child.
 *
 * Law: all tables of one release are protected together, and what is hidden cannot be worked out from what is shown.
 * A public view gets struct equity_public, which holds no number of a hidden cell; screen, export, chart, sort order
 * and API use it and nothing else. All hidden cells look the same: why one is hidden is itself not told.
 *
 * A cell holds n people in a group, x of them with what is counted (y = n - x without). Hidden are:
 *  - cells that are sensitive themselves: n below min_n; x or y below min_count; x or y 0 (who is told that all of a
 *    group did not, is told about each);
 *  - further cells, the smallest first, until no sum of the release gives a sensitive one away.
 * Cells with n = 0 are shown: there is nobody in them.
 *
 * "Gives away" is audited, not assumed: whoever sees the release knows every shown number, every sum, and that counts
 * are whole and not negative. Sums hold for x and y alike, so what is possible for a hidden cell is found by linear
 * programming over {v >= 0, sums hold}, once for x and once for y: simplex moves from the true table (the steepest
 * way, Bland's rule against circles), every solution met narrowed to the whole numbers within. What is not proved
 * possible within a bounded number of moves counts as impossible. A sensitive cell is safe when x and y could each lie
 * anywhere in a range of at least min_count (and 1), and n in one of at least min_range. Where that is not so, more is
 * hidden. test/property/test_equity_attack.c attacks small releases by plain search over whole numbers.
 *
 * It cannot see what other releases tell: publish one fixed set of tables and no free filters. Method after FCSM
 * Statistical Policy Working Paper 22 (complementary suppression with audit) and NCES 2011-603. */
#ifndef TRELLIS_EQUITY_H
#define TRELLIS_EQUITY_H

#include "base/str.h"

/* ---- intervals ---- */

struct equity_interval {
	double share, low, high; /* low and high 0..1; n = 0: 0, 0 and 1 */
};
/* Wilson (1927) score interval of x of n; z: 1.959964 for 95 %. */
struct equity_interval equity_wilson(double x, double n, double z);
#define EQUITY_95 1.9599639845400545

/* ---- protecting cells and sums ---- */

struct equity_policy {
	int64_t min_n;     /* default 10 */
	int64_t min_count; /* default 3 */
	int64_t min_range; /* default 5; at most min_n */
	bool edges;        /* hide 0 % and 100 %; default true */
};
struct equity_policy equity_policy_default(void);

struct equity_count {
	int64_t n, x; /* 0 <= x <= n <= 1,000,000,000 */
};

/* Cell `total` is the sum of `n_parts` cells, whose indexes begin at `parts`. */
struct equity_sum {
	uint32_t total;
	const uint32_t *parts;
	size_t n_parts;
};

enum equity_state {
	EQUITY_SHOWN,
	EQUITY_SMALL, /* hidden: n below min_n */
	EQUITY_EDGE,  /* hidden: 0 % or 100 % */
	EQUITY_FEW,   /* hidden: x or y below min_count */
	EQUITY_COVER, /* hidden to protect another */
	EQUITY_UNPUBLISHED, /* no cell of the release, but one that its sums rest on */
};
/* For people who may see everything, and for tests. The first n_published cells are those of the release; the others
 * are not in it, yet they bind it (all of its tables come from the same people). states has n entries, in the arena.
 * E_INPUT: a sum that does not add up, a count or index out of range, or a policy that cannot be met. */
enum code equity_protect(struct arena *a, const struct equity_count *cells, size_t n, size_t n_published,
	const struct equity_sum *sums, size_t n_sums, const struct equity_policy *policy, const enum equity_state **states,
	struct err *e) MUST_USE;

/* What an outsider can tell of one hidden cell. */
struct equity_bounds {
	int64_t x_low, x_high, y_low, y_high; /* INT64_MAX: no bound */
};
/* The exact bounds (of shown cells: the number itself). The cells and sums must be ones that equity_protect takes. */
struct equity_bounds equity_audit(struct arena *a, const struct equity_count *cells, size_t n, const struct equity_sum *sums,
	size_t n_sums, const enum equity_state *states, size_t cell);

/* ---- tables from people ---- */

#define EQUITY_DIMS 8
#define EQUITY_ALL 0xFFFFu

struct equity_row {
	uint16_t value[EQUITY_DIMS]; /* this person's group in each dimension, 0 .. values - 1 */
	bool has;                    /* with what is counted */
};

struct equity_release;
/* dims: how many values each dimension has. tables: each a set of dimensions as bits 1u << dimension (0: the total
 * alone); the tables that they sum up to are added. The release is protected. Tables over different dimensions bind
 * each other through the full table over all of them, which is taken into account though it is not published; it may
 * have at most 4,096 cells (E_LIMIT). E_INPUT: a value or dimension out of range. */
enum code equity_release_new(struct arena *a, const uint16_t *dims, size_t n_dims, const unsigned *tables, size_t n_tables,
	const struct equity_row *rows, size_t n_rows, const struct equity_policy *policy, struct equity_release **out,
	struct err *e) MUST_USE;

struct equity_public {
	bool there;   /* the release has this cell */
	bool hidden;
	int64_t n, x; /* -1 when hidden */
	struct equity_interval rate; /* 95 %; zeros when hidden or n is 0 */
};
/* value: for each dimension a value or EQUITY_ALL. */
struct equity_public equity_public_cell(const struct equity_release *r, const uint16_t *value);
/* The same with everything, for staff with a legitimate educational interest; never for a public or family view. */
struct equity_count equity_staff_cell(const struct equity_release *r, const uint16_t *value, enum equity_state *state);
/* How many cells there are and how many are hidden: a report says so. */
size_t equity_cells(const struct equity_release *r, size_t *hidden);

#endif
