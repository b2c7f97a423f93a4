/* needs_resolve against a slow, independent statement of the same rules, on random lines; and its invariants:
 * order does not matter, what is prohibited or assessed is never given, a plan's floor is never lowered. */
#include "engine/needs/needs.h"

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#define TODAY 20500
#define MOST 14

static uint64_t seed = 0x9E3779B97F4A7C15u;

static unsigned pick(unsigned n)
{
	seed ^= seed << 13;
	seed ^= seed >> 7;
	seed ^= seed << 17;
	return (unsigned)((seed >> 20) % n);
}

/* The reference's own knowledge of eight terms, one of each sort. */
static const struct {
	enum need_term term;
	enum { FLAG, LARGER, SMALLER, TASTE, PLAN_TEXT, MANY, TIME } sort;
	enum need_kind kind;
	unsigned constructs;
	const char *texts[3];
	double numbers[3];
} TERMS[] = {
	{NEED_CAPTIONS, FLAG, NEED_UNIVERSAL, NEED_LISTENING, {0}, {0}},
	{NEED_FONT_SIZE, LARGER, NEED_UNIVERSAL, 0, {0}, {18, 24, 32}},
	{NEED_SHORTER_WORK, SMALLER, NEED_MODIFICATION, 0, {0}, {0.5, 0.75, 1}},
	{NEED_SPOKEN, TASTE, NEED_DESIGNATED, NEED_DECODING, {"computer-read-aloud", "screen-reader", "computer-read-aloud"}, {0}},
	{NEED_CALCULATOR, PLAN_TEXT, NEED_UNIVERSAL, NEED_COMPUTATION, {"basic", "standard", "graphing"}, {0}},
	{NEED_KEYWORD_TRANSLATION, MANY, NEED_DESIGNATED, NEED_VOCABULARY | NEED_THIS_LANGUAGE, {"es", "ar", "so"}, {0}},
	{NEED_ADDITIONAL_TIME, TIME, NEED_ACCOMMODATION, NEED_SPEED, {0}, {1.25, 1.5, 2}},
	{NEED_DICTATION, FLAG, NEED_ACCOMMODATION, NEED_SPELLING | NEED_TRANSCRIPTION, {0}, {0}},
};
#define N_TERMS (sizeof TERMS / sizeof *TERMS)

static size_t known(enum need_term t)
{
	for (size_t i = 0; i < N_TERMS; i++) {
		if (TERMS[i].term == t)
			return i;
	}
	fail();
	return 0;
}

static struct need_line random_line(unsigned i, unsigned terms)
{
	size_t t = pick(terms);
	struct need_line l = {.source = (enum need_source)pick(NEED_SOURCES), .term = TERMS[t].term,
		.set = pick(3) ? NEED_ON : (enum need_set)pick(4), .kind = pick(4) ? NEED_UNIVERSAL : (enum need_kind)pick(4),
		.optional = pick(3) == 0, .from = DAY_NONE, .until = DAY_NONE, .changed = pick(3)};
	l.id.b[0] = (unsigned char)(i + 1);
	if (pick(10) == 0)
		l.until = TODAY - 1 + (int32_t)pick(2);
	if (pick(10) == 0)
		l.from = TODAY + (int32_t)pick(2);
	if (pick(8) == 0)
		l.settings = 1 + pick(7);
	if (pick(8) == 0)
		l.media = 1 + pick(7);
	unsigned v = pick(3);
	l.value.number = TERMS[t].numbers[v];
	l.value.text = str_z(TERMS[t].texts[v]);
	if (TERMS[t].sort == TIME)
		l.value.time = (enum need_time)(1 + pick(3));
	if (TERMS[t].sort == MANY && l.set >= NEED_OFF && pick(2))
		l.value.text = S("");
	return l;
}

/* ---- the rules again, one line or pair at a time ---- */

static bool plan(const struct need_line *l)
{
	return l->source == NEED_FROM_IEP || l->source == NEED_FROM_504 || l->source == NEED_FROM_EL;
}

static bool asks(const struct need_line *l)
{
	return l->set == NEED_ON || l->set == NEED_OPTION;
}

static bool floor_line(const struct need_line *l)
{
	return plan(l) && asks(l) && !l->optional;
}

static bool in_force(const struct need_line *l, const struct need_context *c)
{
	return (l->until == DAY_NONE || l->until >= c->day) && (l->from == DAY_NONE || l->from <= c->day)
		&& (!l->settings || l->settings & 1u << c->setting) && (!l->media || l->media & 1u << c->medium);
}

static bool forbids(const struct need_line *p, const struct need_line *l, const struct need_context *c)
{
	return p->set == NEED_PROHIBIT && in_force(p, c) && (plan(p) || p->source == NEED_FROM_SCHOOL) && p->term == l->term
		&& (TERMS[known(l->term)].sort != MANY || p->value.text.n == 0 || str_eq(p->value.text, l->value.text));
}

enum fate { GIVEN, ASIDE, REFUSED, FORBIDDER };

static enum fate fate(const struct need_line *all, size_t n, const struct need_line *l, const struct need_context *c)
{
	if (!in_force(l, c))
		return ASIDE;
	if (l->set == NEED_PROHIBIT && (plan(l) || l->source == NEED_FROM_SCHOOL))
		return FORBIDDER;
	if (!asks(l))
		return GIVEN;
	for (size_t i = 0; i < n; i++) {
		if (forbids(&all[i], l, c))
			return REFUSED;
	}
	size_t t = known(l->term);
	bool team = l->source == NEED_FROM_IEP || l->source == NEED_FROM_504, test = c->setting != NEED_INSTRUCTION;
	bool state = c->setting == NEED_STATE_TEST;
	if (TERMS[t].constructs & c->constructs && !(l->kind == NEED_MODIFICATION && team && !state))
		return REFUSED;
	enum need_kind k = l->kind > TERMS[t].kind ? l->kind : TERMS[t].kind;
	if (k == NEED_MODIFICATION && (state || !team))
		return REFUSED;
	bool own = l->source == NEED_FROM_LEARNER || l->source == NEED_FROM_FAMILY;
	if (test && TERMS[t].sort == TIME && own)
		return REFUSED;
	if (state && ((own && k != NEED_UNIVERSAL) || (l->source == NEED_FROM_SCHOOL && k > NEED_DESIGNATED)))
		return REFUSED;
	return GIVEN;
}

static bool wrong_key(const struct need_line *l, struct str key)
{
	return TERMS[known(l->term)].sort == MANY && !str_eq(l->value.text, key) && !(l->value.text.n == 0 && !asks(l));
}

struct outcome {
	bool there;
	enum need_set set;
	struct need_value value;
	bool required;
};

/* Larger: supports more. NAN: cannot be compared. */
static double amount(const struct need_line *l)
{
	switch (TERMS[known(l->term)].sort) {
	case LARGER:
		return l->value.number;
	case SMALLER:
		return -l->value.number;
	case TIME:
		return l->value.time == NEED_TIME_UNLIMITED ? INFINITY : l->value.number;
	default:
		return 0;
	}
}

static bool same_unit(const struct need_line *x, const struct need_line *y)
{
	return x->value.time == y->value.time || x->value.time == NEED_TIME_UNLIMITED || y->value.time == NEED_TIME_UNLIMITED;
}

/* Which line counts where none supports more: IEP, 504, EL; the later; then by what it says. */
static bool before(const struct need_line *x, const struct need_line *y)
{
	if (x->source != y->source)
		return x->source < y->source;
	if (x->changed != y->changed)
		return x->changed > y->changed;
	if (x->set != y->set)
		return x->set < y->set;
	if (x->value.time != y->value.time)
		return x->value.time < y->value.time;
	if (x->value.number < y->value.number || x->value.number > y->value.number)
		return x->value.number < y->value.number;
	return str_cmp(x->value.text, y->value.text) < 0;
}

/* The later line of a person; of equally late ones the specific before the general, then by what they say. */
static const struct need_line *newest(const struct need_line **g, size_t n, enum need_source source)
{
	const struct need_line *best = NULL;
	for (size_t i = 0; i < n; i++) {
		const struct need_line *l = g[i];
		if (l->source != source)
			continue;
		if (!best || l->changed > best->changed)
			best = l;
		else if (l->changed == best->changed) {
			bool general = l->value.text.n == 0, best_general = best->value.text.n == 0;
			if (TERMS[known(l->term)].sort == MANY && general != best_general) {
				if (best_general)
					best = l;
			} else if (before(l, best)) {
				best = l;
			}
		}
	}
	return best;
}

static struct outcome expect(const struct need_line *all, size_t n, enum need_term term, struct str key,
	const struct need_context *c)
{
	const struct need_line *g[MOST];
	size_t n_g = 0;
	bool specific = false;
	for (size_t i = 0; i < n; i++) {
		if (all[i].term != term || fate(all, n, &all[i], c) != GIVEN || wrong_key(&all[i], key))
			continue;
		/* What nobody may have, nobody needs to turn off. */
		bool moot = false;
		for (size_t j = 0; j < n && !asks(&all[i]); j++)
			moot = moot || forbids(&all[j], &all[i], c);
		if (moot)
			continue;
		g[n_g++] = &all[i];
		specific = specific || TERMS[known(term)].sort != MANY || all[i].value.text.n > 0;
	}
	struct outcome out = {0};
	if (!n_g || !specific)
		return out;
	out.there = true;
	const struct need_line *me = newest(g, n_g, NEED_FROM_LEARNER), *first = NULL, *counts = NULL;
	bool on = false;
	for (size_t i = 0; i < n_g; i++) {
		if (!floor_line(g[i]))
			continue;
		on = on || g[i]->set == NEED_ON;
		if (!first || before(g[i], first))
			first = g[i];
	}
	if (first) {
		out.required = true;
		counts = first;
		for (size_t i = 0; i < n_g; i++) {
			if (floor_line(g[i]) && same_unit(g[i], first) && amount(g[i]) > amount(counts))
				counts = g[i];
		}
		out.set = on || (me && me->set == NEED_ON) ? NEED_ON : NEED_OPTION;
		out.value = counts->value;
		if (me && asks(me) && (TERMS[known(term)].sort == TASTE || (same_unit(me, counts) && amount(me) > amount(counts))))
			out.value = me->value;
		return out;
	}
	const struct need_line *top = me;
	if (!top) {
		for (size_t i = 0; i < n_g; i++) {
			if (plan(g[i]) && (!top || before(g[i], top)))
				top = g[i];
		}
	}
	if (!top)
		top = newest(g, n_g, NEED_FROM_FAMILY);
	if (!top)
		top = newest(g, n_g, NEED_FROM_SCHOOL);
	out.set = asks(top) ? top->set : NEED_OFF;
	out.value = top->value;
	return out;
}

/* ---- comparing ---- */

static bool same_value(enum need_term term, const struct need_value *x, const struct need_value *y)
{
	switch (TERMS[known(term)].sort) {
	case FLAG:
	case MANY:
		return true;
	case TIME:
		return x->time == y->time && (x->time == NEED_TIME_UNLIMITED || fabs(x->number - y->number) < 1e-12);
	case LARGER:
	case SMALLER:
		return fabs(x->number - y->number) < 1e-12;
	default:
		return str_eq(x->text, y->text);
	}
}

static void check(const struct need_line *all, size_t n, const struct need_context *c, const struct needs *got)
{
	size_t aside = 0, refused = 0, there = 0;
	for (size_t i = 0; i < n; i++) {
		enum fate f = fate(all, n, &all[i], c);
		aside += f == ASIDE;
		refused += f == REFUSED;
	}
	assert_int_equal(aside, got->n_aside);
	assert_int_equal(refused, got->n_refused);
	for (size_t i = 0; i < got->n_aside; i++)
		assert_int_equal(fate(all, n, got->aside[i].line, c), ASIDE);
	for (size_t i = 0; i < got->n_refused; i++) {
		assert_int_equal(fate(all, n, got->refused[i].line, c), REFUSED);
		assert_int_equal(got->refused[i].settle, floor_line(got->refused[i].line));
	}
	for (size_t t = 0; t < N_TERMS; t++) {
		for (size_t k = 0; k < (TERMS[t].sort == MANY ? 3 : 1); k++) {
			struct str key = TERMS[t].sort == MANY ? str_z(TERMS[t].texts[k]) : S("");
			struct outcome want = expect(all, n, TERMS[t].term, key, c);
			const struct need *have = needs_find(got, TERMS[t].term, key);
			assert_int_equal(want.there, have != NULL);
			if (!have)
				continue;
			there++;
			assert_int_equal(want.set, have->set);
			assert_int_equal(want.required, have->required);
			if (have->set != NEED_OFF)
				assert_true(same_value(TERMS[t].term, &want.value, &have->value));
			/* Never what is assessed, unless marked; never on a state test. */
			if (have->set != NEED_OFF && TERMS[t].constructs & c->constructs)
				assert_true(have->changes_construct && c->setting != NEED_STATE_TEST);
			if (have->set != NEED_OFF && have->changes_construct)
				assert_true(got->changes_construct);
		}
	}
	assert_int_equal(there, got->n);
	for (size_t i = 0; i < got->n_conflicts; i++) {
		const struct need_conflict *x = &got->conflicts[i];
		assert_int_equal(fate(all, n, x->lost, c), GIVEN);
		assert_int_equal(fate(all, n, x->won, c), GIVEN);
		assert_true(x->won->term == x->lost->term && x->won != x->lost);
		assert_true(x->lost->source != NEED_FROM_SCHOOL);
		if (x->settle)
			assert_true(plan(x->won) && plan(x->lost));
	}
}

/* A wish against a floor that is on is always told, and so are two required lines with different values. */
static void check_told(const struct need_line *all, size_t n, const struct need_context *c, const struct needs *got)
{
	for (size_t i = 0; i < n; i++) {
		if (fate(all, n, &all[i], c) != GIVEN || !floor_line(&all[i]) || TERMS[known(all[i].term)].sort == MANY)
			continue;
		for (size_t j = 0; j < n; j++) {
			if (all[j].term != all[i].term || fate(all, n, &all[j], c) != GIVEN || !floor_line(&all[j]))
				continue;
			if (same_value(all[i].term, &all[i].value, &all[j].value))
				continue;
			bool told = false;
			for (size_t k = 0; k < got->n_conflicts; k++)
				told = told || got->conflicts[k].lost == &all[i] || got->conflicts[k].lost == &all[j];
			assert_true(told);
		}
	}
}

static bool equal(const struct needs *x, const struct needs *y)
{
	if (x->n != y->n || x->n_conflicts != y->n_conflicts || x->n_refused != y->n_refused || x->n_aside != y->n_aside
		|| x->modified != y->modified || x->changes_construct != y->changes_construct)
		return false;
	for (size_t i = 0; i < x->n; i++) {
		const struct need *p = &x->list[i], *q = &y->list[i];
		if (p->term != q->term || p->set != q->set || p->kind != q->kind || p->required != q->required
			|| p->changes_construct != q->changes_construct || !id_eq(p->from->id, q->from->id))
			return false;
	}
	for (size_t i = 0; i < x->n_conflicts; i++) {
		const struct need_conflict *p = &x->conflicts[i], *q = &y->conflicts[i];
		if (p->why != q->why || p->settle != q->settle || !id_eq(p->won->id, q->won->id) || !id_eq(p->lost->id, q->lost->id))
			return false;
	}
	for (size_t i = 0; i < x->n_refused; i++) {
		const struct need_refusal *p = &x->refused[i], *q = &y->refused[i];
		if (p->why != q->why || !id_eq(p->line->id, q->line->id) || !p->by != !q->by || (p->by && !id_eq(p->by->id, q->by->id)))
			return false;
	}
	for (size_t i = 0; i < x->n_aside; i++) {
		if (x->aside[i].why != y->aside[i].why || !id_eq(x->aside[i].line->id, y->aside[i].line->id))
			return false;
	}
	return true;
}

static struct need_context random_context(void)
{
	struct need_context c = {.day = TODAY, .setting = (enum need_setting)pick(3), .medium = (enum need_medium)pick(3)};
	if (pick(2))
		c.constructs = 1u << pick(10) | (pick(2) ? 1u << pick(10) : 0);
	return c;
}

static void equals_the_reference(void **unused)
{
	(void)unused;
	struct arena *a = arena_new(0);
	struct need_line lines[MOST], shuffled[MOST];
	for (int round = 0; round < 40000; round++) {
		size_t n = pick(MOST + 1);
		unsigned terms = round & 1 ? (unsigned)N_TERMS : 1 + pick((unsigned)N_TERMS);
		for (size_t i = 0; i < n; i++)
			lines[i] = random_line((unsigned)i, terms);
		struct need_context c = random_context();
		const struct needs *got = needs_resolve(a, lines, n, &c);
		check(lines, n, &c, got);
		check_told(lines, n, &c, got);
		memcpy(shuffled, lines, sizeof lines);
		for (size_t i = n; i > 1; i--) {
			size_t j = pick((unsigned)i);
			struct need_line t = shuffled[i - 1];
			shuffled[i - 1] = shuffled[j], shuffled[j] = t;
		}
		assert_true(equal(got, needs_resolve(a, shuffled, n, &c)));
		arena_reset(a);
	}
	arena_free(a);
}

/* [R234] whatever learner and family add, no required support gets less */
static void wishes_never_lower_a_floor(void **unused)
{
	(void)unused;
	struct arena *a = arena_new(0);
	struct need_line lines[MOST];
	for (int round = 0; round < 20000; round++) {
		size_t n = 1 + pick(MOST), plans = 0;
		for (size_t i = 0; i < n; i++) {
			struct need_line l = random_line((unsigned)i, (unsigned)N_TERMS);
			lines[i] = l;
			if (l.source != NEED_FROM_LEARNER && l.source != NEED_FROM_FAMILY) {
				lines[i] = lines[plans];
				lines[plans++] = l;
			}
		}
		struct need_context c = random_context();
		const struct needs *without = needs_resolve(a, lines, plans, &c), *with = needs_resolve(a, lines, n, &c);
		for (size_t i = 0; i < without->n; i++) {
			const struct need *x = &without->list[i];
			if (!x->required)
				continue;
			const struct need *y = needs_find(with, x->term, x->value.text.n && need_term_info(x->term)->many ? x->value.text : S(""));
			assert_non_null(y);
			assert_true(y->required && y->set <= x->set);
			if (need_term_info(x->term)->order == NEED_MORE && need_term_info(x->term)->type == NEED_NUMBER)
				assert_true(y->value.number >= x->value.number);
			if (need_term_info(x->term)->order == NEED_LESS)
				assert_true(y->value.number <= x->value.number);
		}
		assert_true(needs_time_limit(with, 60, true) >= 60);
		const struct need *t = needs_find(without, NEED_ADDITIONAL_TIME, S(""));
		if (t && t->required)
			assert_true(needs_time_limit(with, 60, true) >= needs_time_limit(without, 60, true));
		arena_reset(a);
	}
	arena_free(a);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(equals_the_reference),
		cmocka_unit_test(wishes_never_lower_a_floor),
	};
	return cmocka_run_group_tests_name("needs reference", tests, NULL, NULL);
}
