/* [R350] An attacker with patience: for random small releases, every table of people that agrees with what is shown is
 * searched for. A sensitive cell is protected when tables exist in which it differs by the range promised. Written
 * without the code's linear programming: plain search over whole numbers. */
#include "base/sanitized.h"
#include "engine/equity/equity.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static uint64_t seed = 0xA0761D6478BD642Fu;

static unsigned pick(unsigned n)
{
	seed ^= seed << 13;
	seed ^= seed >> 7;
	seed ^= seed << 17;
	return (unsigned)((seed >> 20) % n);
}

/* Kinds of people: every combination of values of all dimensions. At most 12. */
enum { KINDS = 12, FACTS = 64 };

/* What the release says: the kinds in `who` are `sum` together. */
struct fact {
	unsigned who;
	int64_t sum;
};

struct attack {
	struct fact facts[FACTS];
	size_t n_facts, n_kinds;
	unsigned long tried;
	bool gave_up;
};

#define PATIENCE 500000ul

/* Gives kinds from k on numbers of people so that every fact holds; left[f] is what fact f still asks for. */
static bool search(struct attack *a, size_t k, int64_t *left)
{
	if (++a->tried > PATIENCE) {
		a->gave_up = true;
		return false;
	}
	if (k == a->n_kinds) {
		for (size_t f = 0; f < a->n_facts; f++) {
			if (left[f] != 0)
				return false;
		}
		return true;
	}
	int64_t most = 7; /* where no fact limits it */
	bool limited = false;
	unsigned later = ~((2u << k) - 1);
	for (size_t f = 0; f < a->n_facts; f++) {
		if (!(a->facts[f].who >> k & 1)) {
			continue;
		}
		if (!limited || left[f] < most)
			most = left[f];
		limited = true;
	}
	for (int64_t v = most; v >= 0; v--) {
		int64_t next[FACTS];
		bool dead = false;
		for (size_t f = 0; f < a->n_facts; f++) {
			next[f] = left[f] - (a->facts[f].who >> k & 1 ? v : 0);
			dead = dead || next[f] < 0 || (next[f] > 0 && !(a->facts[f].who & later));
		}
		if (!dead && search(a, k + 1, next))
			return true;
	}
	return false;
}

static bool possible(struct attack *a, unsigned who, int64_t sum)
{
	int64_t left[FACTS];
	a->facts[a->n_facts++] = (struct fact){who, sum};
	for (size_t f = 0; f < a->n_facts; f++)
		left[f] = a->facts[f].sum;
	a->tried = 0;
	bool yes = search(a, 0, left);
	a->n_facts--;
	return yes;
}

struct shape {
	uint16_t dims[3];
	size_t n_dims;
	unsigned tables[3];
	size_t n_tables;
};

static const struct shape SHAPES[] = {
	{{2, 2}, 2, {3}, 1}, {{2, 3}, 2, {3}, 1}, {{3, 3}, 2, {3}, 1}, {{3, 4}, 2, {3}, 1}, {{2, 2, 2}, 3, {7}, 1},
	{{2, 2, 2}, 3, {3, 5, 6}, 3}, {{2, 2, 2}, 3, {3, 4}, 2}, {{2, 3, 2}, 3, {3, 6}, 2}, {{5}, 1, {1}, 1}, {{3, 2}, 2, {1, 2}, 2},
	{{2, 3, 2}, 3, {1, 2, 4}, 3},
};

struct world {
	struct shape s;
	struct equity_release *r;
	struct equity_policy p;
	unsigned long checked, given_up;
};

static uint16_t kind_value(const struct shape *s, size_t kind, size_t dim)
{
	for (size_t d = s->n_dims; d-- > dim + 1;)
		kind /= s->dims[d];
	return (uint16_t)(kind % s->dims[dim]);
}

static size_t kinds_of(const struct shape *s)
{
	size_t n = 1;
	for (size_t d = 0; d < s->n_dims; d++)
		n *= s->dims[d];
	return n;
}

/* Calls fn for every cell that the release could have: a value or all in each dimension. */
static void each_cell(struct world *w, void (*fn)(struct world *, const uint16_t *, unsigned, void *), void *arg)
{
	size_t n = 1;
	for (size_t d = 0; d < w->s.n_dims; d++)
		n *= w->s.dims[d] + 1u;
	for (size_t i = 0; i < n; i++) {
		uint16_t v[EQUITY_DIMS] = {0};
		size_t rest = i;
		unsigned who = 0;
		for (size_t d = 0; d < w->s.n_dims; d++) {
			v[d] = (uint16_t)(rest % (w->s.dims[d] + 1u));
			rest /= w->s.dims[d] + 1u;
			if (v[d] == w->s.dims[d])
				v[d] = EQUITY_ALL;
		}
		for (size_t k = 0; k < kinds_of(&w->s); k++) {
			bool in = true;
			for (size_t d = 0; d < w->s.n_dims; d++)
				in = in && (v[d] == EQUITY_ALL || v[d] == kind_value(&w->s, k, d));
			who |= (unsigned)in << k;
		}
		if (equity_public_cell(w->r, v).there)
			fn(w, v, who, arg);
	}
}

static void learn(struct world *w, const uint16_t *v, unsigned who, void *arg)
{
	struct attack *a = arg; /* [0] of x, [1] of y */
	struct equity_public c = equity_public_cell(w->r, v);
	if (c.hidden)
		return;
	assert_true(c.n == 0 || c.n >= w->p.min_n);
	assert_true(c.n == 0 || (c.x >= w->p.min_count && c.n - c.x >= w->p.min_count));
	if (w->p.edges && c.n > 0)
		assert_true(c.x > 0 && c.x < c.n);
	a[0].facts[a[0].n_facts++] = (struct fact){who, c.x};
	a[1].facts[a[1].n_facts++] = (struct fact){who, c.n - c.x};
}

/* How far from the truth the attacker must still think the cell to be; looked for a little beyond `most` each way, as
 * not every number between need be possible (0 or 2 of something may be, and 1 not). */
static int64_t range(struct world *w, struct attack *a, unsigned who, int64_t truth, int64_t most)
{
	int64_t low = truth, high = truth;
	a->gave_up = false;
	for (int64_t t = truth + 1; t <= truth + most + 3 && high - low < most; t++) {
		if (possible(a, who, t))
			high = t;
	}
	for (int64_t t = truth - 1; t >= 0 && t >= truth - most - 3 && high - low < most; t--) {
		if (possible(a, who, t))
			low = t;
	}
	w->given_up += a->gave_up && high - low < most;
	return a->gave_up && high - low < most ? most : high - low;
}

static void strike(struct world *w, const uint16_t *v, unsigned who, void *arg)
{
	struct attack *a = arg;
	enum equity_state st;
	struct equity_count truth = equity_staff_cell(w->r, v, &st);
	if (st == EQUITY_SHOWN || st == EQUITY_COVER)
		return;
	w->checked++;
	int64_t need = w->p.min_count > (w->p.edges ? 1 : 0) ? w->p.min_count : w->p.edges ? 1 : 0;
	int64_t most = need > w->p.min_range ? need : w->p.min_range;
	int64_t x = range(w, &a[0], who, truth.x, most), y = range(w, &a[1], who, truth.n - truth.x, most);
	if (x < need || y < need || x + y < w->p.min_range)
		fail_msg("cell %x (%lld of %lld): x within %lld, y within %lld; promised %lld, %lld", who, (long long)truth.x,
			(long long)truth.n, (long long)x, (long long)y, (long long)need, (long long)w->p.min_range);
}

static size_t make_people(const struct shape *s, struct equity_row *rows)
{
	size_t n = 0, kinds = kinds_of(s);
	for (size_t k = 0; k < kinds; k++) {
		unsigned count = pick(3) == 0 ? pick(3) : pick(9);
		unsigned odds = pick(5);
		for (unsigned i = 0; i < count; i++) {
			rows[n] = (struct equity_row){.has = pick(4) < odds};
			for (size_t d = 0; d < s->n_dims; d++)
				rows[n].value[d] = kind_value(s, k, d);
			n++;
		}
	}
	return n;
}

static void nothing_can_be_worked_out(void **unused)
{
	(void)unused;
	struct arena *mem = arena_new(0);
	struct world w = {.checked = 0};
	unsigned long shown = 0, cells = 0;
	for (int round = 0; round < (SANITIZED ? 160 : 800); round++) {
		static struct equity_row rows[KINDS * 9];
		w.s = SHAPES[(size_t)round % (sizeof SHAPES / sizeof *SHAPES)];
		size_t n = make_people(&w.s, rows);
		w.p = (struct equity_policy){.min_n = 2 + pick(4), .min_count = pick(3), .edges = pick(2)};
		w.p.min_range = pick((unsigned)w.p.min_n + 1);
		struct err e = {0};
		assert_int_equal(equity_release_new(mem, w.s.dims, w.s.n_dims, w.s.tables, w.s.n_tables, rows, n, &w.p, &w.r, &e), OK);
		struct attack a[2] = {{.n_kinds = kinds_of(&w.s)}, {.n_kinds = kinds_of(&w.s)}};
		each_cell(&w, learn, a);
		each_cell(&w, strike, a);
		size_t hidden, all = equity_cells(w.r, &hidden);
		cells += all;
		shown += all - hidden;
		arena_reset(mem);
	}
	print_message("%lu sensitive cells attacked, %lu searches given up, %lu of %lu cells shown\n", w.checked, w.given_up, shown, cells);
	assert_true(w.checked > (SANITIZED ? 400 : 2000));
	assert_true(w.given_up * 20 < w.checked); /* the search decided nearly always */
	assert_true(shown * 5 > cells);           /* and not by hiding everything */
	arena_free(mem);
}

/* equity_audit's bounds are those that search finds. */
static void bounds_are_exact(void **unused)
{
	(void)unused;
	struct arena *mem = arena_new(0);
	for (int round = 0; round < (SANITIZED ? 300 : 1500); round++) {
		/* a 2 by 3 table with margins, hidden at random: cells 0..5, rows 6 7, columns 8 9 10, all 11 */
		struct equity_count c[12] = {{0, 0}};
		uint32_t parts[6][3] = {{0, 1, 2}, {3, 4, 5}, {0, 3}, {1, 4}, {2, 5}, {6, 7}};
		const uint32_t totals[] = {6, 7, 8, 9, 10, 11};
		struct equity_sum s[6];
		enum equity_state st[12];
		for (size_t i = 0; i < 6; i++) {
			int64_t x = pick(4), y = pick(4);
			c[i] = (struct equity_count){x + y, x};
			s[i] = (struct equity_sum){totals[i], parts[i], i < 2 ? 3 : 2};
		}
		for (size_t i = 0; i < 6; i++) {
			for (size_t k = 0; k < s[i].n_parts; k++) {
				c[totals[i]].n += c[parts[i][k]].n;
				c[totals[i]].x += c[parts[i][k]].x;
			}
		}
		struct attack a = {.n_kinds = 6};
		static const unsigned who[12] = {1, 2, 4, 8, 16, 32, 7, 56, 9, 18, 36, 63};
		for (size_t i = 0; i < 12; i++) {
			st[i] = pick(10) < (i < 6 ? 6u : 2u) ? EQUITY_SMALL : EQUITY_SHOWN;
			if (st[i] == EQUITY_SHOWN)
				a.facts[a.n_facts++] = (struct fact){who[i], c[i].x};
		}
		for (size_t i = 0; i < 12; i++) {
			struct equity_bounds b = equity_audit(mem, c, 12, s, 6, st, i);
			assert_true(b.x_low <= c[i].x && c[i].x <= b.x_high);
			assert_true(possible(&a, who[i], b.x_low));
			assert_true(b.x_low == 0 || !possible(&a, who[i], b.x_low - 1));
			if (b.x_high == INT64_MAX) {
				assert_true(possible(&a, who[i], c[i].x + 3));
			} else {
				assert_true(possible(&a, who[i], b.x_high));
				assert_true(!possible(&a, who[i], b.x_high + 1));
			}
		}
		arena_reset(mem);
	}
	arena_free(mem);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(nothing_can_be_worked_out),
		cmocka_unit_test(bounds_are_exact),
	};
	return cmocka_run_group_tests_name("equity attack", tests, NULL, NULL);
}
