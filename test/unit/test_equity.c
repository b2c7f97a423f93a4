/* Counts by group: known intervals, the textbook cases of hiding, and that a public view never sees a hidden number. */
#include "engine/equity/equity.h"
#include "support/near.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static struct arena *mem;

static int start(void **unused)
{
	(void)unused;
	mem = arena_new(0);
	return mem ? 0 : -1;
}

static int stop(void **unused)
{
	(void)unused;
	arena_free(mem);
	return 0;
}

/* 0/10: 0 to 28 %, 12/12: 76 to 100 %, 3/12: 9 to 53 %; 81/263: .2553 to .3662 (Newcombe 1998, Statistics in Medicine
 * 17:857-872, table I), 15/148: .0624 to .1605 and 1/29: .0061 to .1718 (the same). */
static void wilson_known_values(void **unused)
{
	(void)unused;
	static const double rows[][4] = {{0, 10, 0, 0.28}, {12, 12, 0.76, 1}, {3, 12, 0.09, 0.53}};
	static const double newcombe[][4] = {{81, 263, 0.2553, 0.3662}, {15, 148, 0.0624, 0.1605}, {0, 20, 0, 0.1611}, {1, 29, 0.0061, 0.1718}};
	for (size_t i = 0; i < 3; i++) {
		struct equity_interval w = equity_wilson(rows[i][0], rows[i][1], EQUITY_95);
		assert_near(w.low, rows[i][2], 0.005);
		assert_near(w.high, rows[i][3], 0.005);
	}
	for (size_t i = 0; i < 4; i++) {
		struct equity_interval w = equity_wilson(newcombe[i][0], newcombe[i][1], EQUITY_95);
		assert_near(w.low, newcombe[i][2], 0.00005001);
		assert_near(w.high, newcombe[i][3], 0.00005001);
	}
	struct equity_interval none = equity_wilson(0, 0, EQUITY_95);
	assert_near(none.low, 0, 0);
	assert_near(none.high, 1, 0);
	for (int n = 1; n < 60; n++) {
		for (int x = 0; x <= n; x++) {
			struct equity_interval w = equity_wilson(x, n, EQUITY_95), o = equity_wilson(n - x, n, EQUITY_95);
			assert_true(w.low <= w.share && w.share <= w.high && w.low >= 0 && w.high <= 1);
			assert_near(w.low, 1 - o.high, 1e-12);
		}
	}
}

static const enum equity_state *protect(const struct equity_count *c, size_t n, const struct equity_sum *s, size_t n_s)
{
	struct equity_policy p = equity_policy_default();
	const enum equity_state *st = NULL;
	struct err e = {0};
	assert_int_equal(equity_protect(mem, c, n, n, s, n_s, &p, &st, &e), OK);
	return st;
}

#define PARTS(...) (const uint32_t[]){__VA_ARGS__}, sizeof((const uint32_t[]){__VA_ARGS__}) / sizeof(uint32_t)

/* [R350] Ten of one group and five of the other: neither is told, only the total. */
static void both_of_two_or_none(void **unused)
{
	(void)unused;
	const struct equity_count c[] = {{15, 8}, {10, 5}, {5, 3}};
	const struct equity_sum s[] = {{0, PARTS(1, 2)}};
	const enum equity_state *st = protect(c, 3, s, 1);
	assert_int_equal(st[0], EQUITY_SHOWN);
	assert_int_equal(st[1], EQUITY_COVER);
	assert_int_equal(st[2], EQUITY_SMALL);
	struct equity_bounds b = equity_audit(mem, c, 3, s, 1, st, 2);
	assert_int_equal(b.x_low, 0);
	assert_int_equal(b.x_high, 8);
	assert_int_equal(b.y_low, 0);
	assert_int_equal(b.y_high, 7);
}

static void nothing_is_hidden_without_need(void **unused)
{
	(void)unused;
	const struct equity_count c[] = {{60, 30}, {20, 10}, {20, 8}, {20, 12}, {0, 0}};
	const struct equity_sum s[] = {{0, PARTS(1, 2, 3, 4)}};
	const enum equity_state *st = protect(c, 5, s, 1);
	for (size_t i = 0; i < 5; i++)
		assert_int_equal(st[i], EQUITY_SHOWN);
}

static void all_or_none_of_a_group(void **unused)
{
	(void)unused;
	const struct equity_count c[] = {{90, 40}, {30, 0}, {30, 30}, {30, 10}, {40, 39}, {40, 38}};
	const enum equity_state *st = protect(c, 6, NULL, 0);
	const enum equity_state want[] = {EQUITY_SHOWN, EQUITY_EDGE, EQUITY_EDGE, EQUITY_SHOWN, EQUITY_FEW, EQUITY_FEW};
	for (size_t i = 0; i < 6; i++)
		assert_int_equal(st[i], want[i]);
}

/* Two hidden cells of one each: together they are 2, which tells that each is at most 2. A third must go. */
static void company_must_be_large_enough(void **unused)
{
	(void)unused;
	const struct equity_count c[] = {{62, 30}, {1, 0}, {1, 1}, {20, 9}, {40, 20}};
	const struct equity_sum s[] = {{0, PARTS(1, 2, 3, 4)}};
	const enum equity_state *st = protect(c, 5, s, 1);
	assert_int_equal(st[1], EQUITY_SMALL);
	assert_int_equal(st[2], EQUITY_SMALL);
	assert_int_equal(st[3], EQUITY_COVER);
	assert_int_equal(st[4], EQUITY_SHOWN);
	assert_int_equal(st[0], EQUITY_SHOWN);
}

/* Every row and column has two hidden cells or none, and yet the bridge between the two squares can be worked out:
 * counting holes in lines is not enough. Cells 0..15 are a 4 by 4 table, 16..19 row totals, 20..23 column totals. */
static void a_bridge_is_found(void **unused)
{
	(void)unused;
	struct equity_count c[24];
	enum equity_state st[24] = {EQUITY_SHOWN};
	uint32_t parts[8][4];
	struct equity_sum s[8];
	for (uint32_t i = 0; i < 4; i++) {
		c[16 + i] = c[20 + i] = (struct equity_count){0, 0};
		s[i] = (struct equity_sum){16 + i, parts[i], 4};
		s[4 + i] = (struct equity_sum){20 + i, parts[4 + i], 4};
	}
	for (uint32_t r = 0; r < 4; r++) {
		for (uint32_t k = 0; k < 4; k++) {
			uint32_t i = 4 * r + k;
			c[i] = (struct equity_count){20 + i, 8 + i % 5};
			c[16 + r].n += c[i].n, c[16 + r].x += c[i].x;
			c[20 + k].n += c[i].n, c[20 + k].x += c[i].x;
			parts[r][k] = parts[4 + k][r] = i;
			/* two squares, rows 0 1 by columns 0 1 and rows 2 3 by columns 2 3, and cell (1, 2) between them */
			if ((r < 2 && k < 2) || (r >= 2 && k >= 2) || (r == 1 && k == 2))
				st[i] = EQUITY_SMALL;
		}
	}
	struct equity_bounds b = equity_audit(mem, c, 24, s, 8, st, 6);
	assert_int_equal(b.x_low, c[6].x);
	assert_int_equal(b.x_high, c[6].x);
	assert_int_equal(b.y_low, b.y_high);
	b = equity_audit(mem, c, 24, s, 8, st, 0);
	assert_true(b.x_high > b.x_low);
	assert_int_equal(equity_audit(mem, c, 24, s, 8, st, 3).x_high, c[3].x); /* shown */
	/* equity_protect does not leave it so: with the bridge the only sensitive cell, it is covered. */
	c[6] = (struct equity_count){4, 1};
	c[17] = c[22] = (struct equity_count){0, 0};
	for (uint32_t k = 0; k < 4; k++) {
		c[17].n += c[4 + k].n, c[17].x += c[4 + k].x;
		c[22].n += c[4 * k + 2].n, c[22].x += c[4 * k + 2].x;
	}
	const enum equity_state *safe = protect(c, 24, s, 8);
	b = equity_audit(mem, c, 24, s, 8, safe, 6);
	assert_true(b.x_high - b.x_low >= 3 && b.y_high - b.y_low >= 3);
}

static void what_cannot_be_protected_is_refused(void **unused)
{
	(void)unused;
	struct equity_policy p = equity_policy_default();
	const enum equity_state *st;
	struct err e = {0};
	const struct equity_count wrong[] = {{15, 8}, {10, 5}, {6, 3}}, odd[] = {{3, 4}};
	const struct equity_sum s[] = {{0, PARTS(1, 2)}}, beyond[] = {{0, PARTS(1, 7)}};
	assert_int_equal(equity_protect(mem, wrong, 3, 3, s, 1, &p, &st, &e), E_INPUT);
	assert_non_null(strstr(e.text, "add up"));
	assert_int_equal(equity_protect(mem, wrong, 3, 3, beyond, 1, &p, &st, &e), E_INPUT);
	assert_int_equal(equity_protect(mem, odd, 1, 1, NULL, 0, &p, &st, &e), E_INPUT);
	p.min_range = 11;
	assert_int_equal(equity_protect(mem, wrong, 1, 1, NULL, 0, &p, &st, &e), E_INPUT);
}

/* [R322] counts by disability, English learner, both, and school, from people; [R350] small ones protected and said */
static void tables_from_people(void **unused)
{
	(void)unused;
	enum { DISABILITY, ENGLISH, SCHOOL };
	const uint16_t dims[] = {2, 2, 3};
	struct equity_row rows[600];
	for (size_t i = 0; i < 600; i++) {
		rows[i] = (struct equity_row){.value = {i % 7 == 0, i % 5 == 0, (uint16_t)(i % 3)}, .has = i % 4 != 0};
		if (i < 4) /* four newcomers with a disability in school 0 */
			rows[i] = (struct equity_row){.value = {1, 1, 0}, .has = true};
	}
	const unsigned tables[] = {1u << DISABILITY | 1u << ENGLISH, 1u << SCHOOL | 1u << DISABILITY | 1u << ENGLISH};
	struct equity_policy p = equity_policy_default();
	struct equity_release *r = NULL;
	struct err e = {0};
	assert_int_equal(equity_release_new(mem, dims, 3, tables, 2, rows, 600, &p, &r, &e), OK);
	size_t hidden, cells = equity_cells(r, &hidden);
	assert_int_equal(cells, 1 + 2 + 2 + 4 + 3 + 6 + 6 + 12);
	/* Against plain counting. */
	size_t seen_hidden = 0;
	for (uint16_t d = 0; d < 3; d++) {
		for (uint16_t l = 0; l < 3; l++) {
			for (uint16_t s = 0; s < 4; s++) {
				uint16_t v[EQUITY_DIMS] = {d == 2 ? EQUITY_ALL : d, l == 2 ? EQUITY_ALL : l, s == 3 ? EQUITY_ALL : s};
				int64_t n = 0, x = 0;
				for (size_t i = 0; i < 600; i++) {
					if ((d == 2 || rows[i].value[0] == d) && (l == 2 || rows[i].value[1] == l) && (s == 3 || rows[i].value[2] == s)) {
						n++;
						x += rows[i].has;
					}
				}
				enum equity_state st;
				struct equity_count staff = equity_staff_cell(r, v, &st);
				assert_true(staff.n == n && staff.x == x);
				struct equity_public pub = equity_public_cell(r, v);
				assert_true(pub.there);
				assert_int_equal(pub.hidden, st != EQUITY_SHOWN);
				seen_hidden += pub.hidden;
				if (pub.hidden) {
					assert_true(pub.n == -1 && pub.x == -1 && pub.rate.high <= 0);
				} else {
					assert_true(pub.n == n && pub.x == x && (n == 0 || n >= 10));
					assert_near(pub.rate.share, n ? (double)x / (double)n : 0, 1e-12);
				}
			}
		}
	}
	assert_int_equal(seen_hidden, hidden);
	assert_true(hidden > 0 && hidden < cells);
	uint16_t all[EQUITY_DIMS] = {EQUITY_ALL, EQUITY_ALL, EQUITY_ALL}, beyond[EQUITY_DIMS] = {9, EQUITY_ALL, EQUITY_ALL};
	assert_false(equity_public_cell(r, all).hidden);
	assert_false(equity_public_cell(r, beyond).there);
	rows[5].value[2] = 3;
	assert_int_equal(equity_release_new(mem, dims, 3, tables, 2, rows, 600, &p, &r, &e), E_INPUT);
	assert_int_equal(equity_release_new(mem, dims, 3, tables, 2, NULL, 0, &p, &r, &e), OK);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(wilson_known_values),
		cmocka_unit_test(both_of_two_or_none),
		cmocka_unit_test(nothing_is_hidden_without_need),
		cmocka_unit_test(all_or_none_of_a_group),
		cmocka_unit_test(company_must_be_large_enough),
		cmocka_unit_test(a_bridge_is_found),
		cmocka_unit_test(what_cannot_be_protected_is_refused),
		cmocka_unit_test(tables_from_people),
	};
	return cmocka_run_group_tests_name("equity", tests, start, stop);
}
