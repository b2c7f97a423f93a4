#include "engine/equity/internal.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#define MOST_COUNT INT64_C(1000000000)

struct work {
	struct arena *a;
	const struct equity_count *cells;
	size_t n, n_published;
	const struct equity_sum *sums;
	size_t n_sums;
	const struct equity_policy *policy;
	enum equity_state *state;
	/* the sums of each cell: sums_of[sums_at[c]] to sums_of[sums_at[c + 1]] */
	size_t *sums_at, *sums_of;
	/* linked hidden cells: the part each belongs to, and its place in it */
	size_t *part, *place, *queue;
	struct range *ranges[2]; /* what is proved possible so far for x (0) and y (1) of each cell */
	double *numbers, *values[2];
	size_t n_numbers, *basic, *row_of, *nonzero;
	struct range *found;     /* of the unknowns of one part */
	unsigned char *mark_sum, *mark_cell; /* zero between uses */
};

struct equity_policy equity_policy_default(void)
{
	return (struct equity_policy){.min_n = 10, .min_count = 3, .min_range = 5, .edges = true};
}

static bool hidden(const struct work *w, size_t c)
{
	return w->state[c] != EQUITY_SHOWN;
}

static bool sensitive(const struct work *w, size_t c)
{
	return w->state[c] == EQUITY_SMALL || w->state[c] == EQUITY_EDGE || w->state[c] == EQUITY_FEW;
}

static int64_t value(const struct work *w, size_t c, int which)
{
	return which == 0 ? w->cells[c].x : w->cells[c].n - w->cells[c].x;
}

/* ---- checks ---- */

static enum code check(const struct work *w, struct err *e)
{
	const struct equity_policy *p = w->policy;
	if (p->min_n < 0 || p->min_count < 0 || p->min_range < 0 || p->min_n > 1000000 || p->min_range > p->min_n)
		return err_set(e, E_INPUT, "The protection policy has min_n %lld, min_count %lld and min_range %lld; give numbers "
			"from 0, and min_range no larger than min_n.", (long long)p->min_n, (long long)p->min_count, (long long)p->min_range);
	for (size_t i = 0; i < w->n; i++) {
		const struct equity_count *c = &w->cells[i];
		if (c->x < 0 || c->x > c->n || c->n > MOST_COUNT)
			return err_set(e, E_INPUT, "Cell %zu counts %lld of %lld; give 0 to n of n, n at most 1,000,000,000.", i,
				(long long)c->x, (long long)c->n);
	}
	for (size_t s = 0; s < w->n_sums; s++) {
		const struct equity_sum *sum = &w->sums[s];
		struct equity_count all = {0, 0};
		if (sum->total >= w->n)
			return err_set(e, E_INPUT, "Sum %zu has a total beyond the %zu cells.", s, w->n);
		for (size_t i = 0; i < sum->n_parts; i++) {
			if (sum->parts[i] >= w->n || sum->parts[i] == sum->total)
				return err_set(e, E_INPUT, "Part %zu of sum %zu is no other cell of the %zu.", i, s, w->n);
			all.n += w->cells[sum->parts[i]].n;
			all.x += w->cells[sum->parts[i]].x;
		}
		const struct equity_count *t = &w->cells[sum->total];
		if (all.n != t->n || all.x != t->x)
			return err_set(e, E_INPUT, "Sum %zu does not add up: %lld of %lld in its parts, %lld of %lld in its total.", s,
				(long long)all.x, (long long)all.n, (long long)t->x, (long long)t->n);
	}
	return OK;
}

static void link_sums(struct work *w)
{
	size_t links = 0;
	w->sums_at = NEW_ARRAY(w->a, size_t, w->n + 1);
	for (size_t s = 0; s < w->n_sums; s++)
		links += w->sums[s].n_parts + 1;
	w->sums_of = NEW_ARRAY(w->a, size_t, links);
	size_t *count = NEW_ARRAY(w->a, size_t, w->n), at = 0;
	for (size_t s = 0; s < w->n_sums; s++) {
		count[w->sums[s].total]++;
		for (size_t i = 0; i < w->sums[s].n_parts; i++)
			count[w->sums[s].parts[i]]++;
	}
	for (size_t c = 0; c < w->n; c++) {
		w->sums_at[c] = at;
		at += count[c];
		count[c] = w->sums_at[c];
	}
	w->sums_at[w->n] = at;
	for (size_t s = 0; s < w->n_sums; s++) {
		w->sums_of[count[w->sums[s].total]++] = s;
		for (size_t i = 0; i < w->sums[s].n_parts; i++)
			w->sums_of[count[w->sums[s].parts[i]]++] = s;
	}
}

/* ---- hiding ---- */

static void hide_sensitive(struct work *w)
{
	const struct equity_policy *p = w->policy;
	for (size_t c = w->n_published; c < w->n; c++)
		w->state[c] = EQUITY_UNPUBLISHED;
	for (size_t c = 0; c < w->n_published; c++) {
		int64_t n = w->cells[c].n, x = value(w, c, 0), y = value(w, c, 1);
		if (n == 0)
			continue;
		if (n < p->min_n)
			w->state[c] = EQUITY_SMALL;
		else if (p->edges && (x == 0 || y == 0))
			w->state[c] = EQUITY_EDGE;
		else if (x < p->min_count || y < p->min_count)
			w->state[c] = EQUITY_FEW;
	}
}

/* Of two shown cells the better one to hide: parts before totals, then the smaller, then the first. */
struct victim {
	size_t cell;
	bool total;
};

static bool better(const struct work *w, struct victim v, struct victim than)
{
	if (than.cell == SIZE_MAX)
		return true;
	if (v.total != than.total)
		return than.total;
	int64_t n = w->cells[v.cell].n, m = w->cells[than.cell].n;
	return n != m ? n < m : v.cell < than.cell;
}

static void consider(const struct work *w, struct victim *best, size_t cell, bool total)
{
	struct victim v = {cell, total};
	if (!hidden(w, cell) && w->cells[cell].n > 0 && better(w, v, *best))
		*best = v;
}

static void consider_sum(const struct work *w, struct victim *best, size_t s)
{
	const struct equity_sum *sum = &w->sums[s];
	for (size_t i = 0; i < sum->n_parts; i++)
		consider(w, best, sum->parts[i], false);
	consider(w, best, sum->total, true);
}

static int64_t need(const struct work *w)
{
	int64_t least = w->policy->edges ? 1 : 0;
	return w->policy->min_count > least ? w->policy->min_count : least;
}

/* Whether the hidden cells of a sum are so few people together that the sum alone tells too much of a sensitive one. */
static bool too_little(const struct work *w, const struct equity_sum *sum)
{
	size_t count = hidden(w, sum->total);
	int64_t x = 0, y = 0;
	bool any = sensitive(w, sum->total);
	for (size_t i = 0; i < sum->n_parts; i++) {
		size_t c = sum->parts[i];
		if (!hidden(w, c))
			continue;
		count++;
		x += value(w, c, 0);
		y += value(w, c, 1);
		any = any || sensitive(w, c);
	}
	if (count == 0 || (count > 1 && !any))
		return false;
	return count == 1 || (!hidden(w, sum->total) && (x < need(w) || y < need(w) || x + y < w->policy->min_range));
}

/* Gives hidden cells company in every sum where they have too little of it. Necessary, quick, and not enough. */
static void cover_sums(struct work *w)
{
	bool again = true;
	while (again) {
		again = false;
		for (size_t s = 0; s < w->n_sums; s++) {
			if (!too_little(w, &w->sums[s]))
				continue;
			struct victim best = {SIZE_MAX, false};
			consider_sum(w, &best, s);
			if (best.cell == SIZE_MAX)
				continue; /* all others are empty: the audit below decides */
			w->state[best.cell] = EQUITY_COVER;
			again = true;
		}
	}
}

/* Hides one more cell near c: in its own sums, then in those of hidden cells linked with it. false: none is left. */
static bool cover_near(struct work *w, size_t c)
{
	size_t n = 0;
	unsigned char *seen = w->mark_cell;
	memset(seen, 0, w->n);
	w->queue[n++] = c;
	seen[c] = 1;
	for (size_t i = 0, ring = 1; i < n; ring = n) {
		struct victim best = {SIZE_MAX, false};
		for (; i < ring; i++) {
			size_t x = w->queue[i];
			for (size_t k = w->sums_at[x]; k < w->sums_at[x + 1]; k++) {
				const struct equity_sum *sum = &w->sums[w->sums_of[k]];
				consider_sum(w, &best, w->sums_of[k]);
				for (size_t j = 0; j <= sum->n_parts; j++) {
					size_t next = j < sum->n_parts ? sum->parts[j] : sum->total;
					if (!seen[next] && hidden(w, next)) {
						seen[next] = 1;
						w->queue[n++] = next;
					}
				}
			}
		}
		if (best.cell != SIZE_MAX) {
			w->state[best.cell] = EQUITY_COVER;
			return true;
		}
	}
	return false;
}

/* ---- auditing ---- */

static size_t collect(struct work *w, size_t from, size_t id)
{
	size_t n = 0;
	w->queue[n++] = from;
	w->part[from] = id;
	for (size_t i = 0; i < n; i++) {
		size_t x = w->queue[i];
		w->place[x] = i;
		for (size_t k = w->sums_at[x]; k < w->sums_at[x + 1]; k++) {
			const struct equity_sum *sum = &w->sums[w->sums_of[k]];
			for (size_t j = 0; j <= sum->n_parts; j++) {
				size_t next = j < sum->n_parts ? sum->parts[j] : sum->total;
				if (hidden(w, next) && w->part[next] != id) {
					w->part[next] = id;
					w->queue[n++] = next;
				}
			}
		}
	}
	return n;
}

/* The equations of a part of n cells in the queue: for each sum, hidden parts - hidden total = what is shown of it. */
static void build(struct work *w, size_t n, struct system *s)
{
	unsigned char *done = w->mark_sum;
	size_t rows = 0;
	for (size_t i = 0; i < n; i++) {
		for (size_t k = w->sums_at[w->queue[i]]; k < w->sums_at[w->queue[i] + 1]; k++) {
			rows += !done[w->sums_of[k]];
			done[w->sums_of[k]] = 1;
		}
	}
	size_t numbers = rows * n;
	if (numbers > w->n_numbers) {
		w->numbers = NEW_ARRAY(w->a, double, numbers);
		w->n_numbers = numbers;
	}
	if (numbers)
		memset(w->numbers, 0, numbers * sizeof *w->numbers);
	*s = (struct system){.rows = rows, .unknowns = n, .t = w->numbers, .basic = w->basic, .row_of = w->row_of,
		.nonzero = w->nonzero};
	size_t r = 0;
	for (size_t i = 0; i < n; i++) {
		for (size_t k = w->sums_at[w->queue[i]]; k < w->sums_at[w->queue[i] + 1]; k++) {
			size_t id = w->sums_of[k];
			if (!done[id])
				continue;
			done[id] = 0;
			const struct equity_sum *sum = &w->sums[id];
			double *q = s->t + r++ * n;
			for (size_t j = 0; j < sum->n_parts; j++) {
				if (hidden(w, sum->parts[j]))
					q[w->place[sum->parts[j]]] += 1;
			}
			if (hidden(w, sum->total))
				q[w->place[sum->total]] -= 1;
		}
	}
}

static bool safe(const struct work *w, size_t c)
{
	int64_t x = range_width(w->ranges[0][c]), y = range_width(w->ranges[1][c]);
	if (x < need(w) || y < need(w))
		return false;
	return x == INT64_MAX || y == INT64_MAX || x + y >= w->policy->min_range;
}

/* only: the one cell whose exact bounds are wanted; SIZE_MAX: all sensitive ones, as far as they need. */
static void audit_part(struct work *w, size_t n, size_t only)
{
	/* Wide enough to be safe whatever the other of x and y does. */
	int64_t enough = w->policy->min_range > need(w) ? w->policy->min_range : need(w);
	for (int which = 0; which < 2; which++) {
		struct system s;
		build(w, n, &s);
		for (size_t i = 0; i < n; i++) {
			w->values[which][i] = (double)value(w, w->queue[i], which);
			w->found[i] = w->ranges[which][w->queue[i]];
		}
		system_reduce(&s, w->values[which]);
		system_sweep(&s, w->values[which], w->found);
		system_settle(&s, w->values[which], w->found);
		for (size_t i = 0; i < n; i++) {
			size_t c = w->queue[i];
			if (only != SIZE_MAX ? c != only : !sensitive(w, c))
				continue;
			system_push(&s, w->values[which], i, true, only == SIZE_MAX ? enough : -1, w->found);
			system_push(&s, w->values[which], i, false, only == SIZE_MAX ? enough : -1, w->found);
		}
		for (size_t i = 0; i < n; i++)
			w->ranges[which][w->queue[i]] = w->found[i];
	}
}

static void audit(struct work *w, size_t only)
{
	for (size_t c = 0; c < w->n; c++) {
		w->part[c] = 0;
		for (int which = 0; which < 2; which++)
			w->ranges[which][c] = (struct range){value(w, c, which), value(w, c, which)};
	}
	size_t id = 0;
	for (size_t c = 0; c < w->n; c++) {
		if (hidden(w, c) && !w->part[c])
			audit_part(w, collect(w, c, ++id), only);
	}
}

static void prepare(struct work *w)
{
	link_sums(w);
	w->part = NEW_ARRAY(w->a, size_t, w->n);
	w->place = NEW_ARRAY(w->a, size_t, w->n);
	w->queue = NEW_ARRAY(w->a, size_t, w->n + 1);
	w->basic = NEW_ARRAY(w->a, size_t, w->n_sums);
	w->found = NEW_ARRAY(w->a, struct range, w->n);
	w->mark_sum = NEW_ARRAY(w->a, unsigned char, w->n_sums);
	w->mark_cell = NEW_ARRAY(w->a, unsigned char, w->n);
	w->row_of = NEW_ARRAY(w->a, size_t, w->n);
	w->nonzero = NEW_ARRAY(w->a, size_t, w->n);
	for (int which = 0; which < 2; which++) {
		w->ranges[which] = NEW_ARRAY(w->a, struct range, w->n);
		w->values[which] = NEW_ARRAY(w->a, double, w->n);
	}
}

/* Whether none of c's sums is marked; marks them. */
static bool first_in_sums(const struct work *w, size_t c, unsigned char *marked)
{
	bool first = true;
	for (size_t k = w->sums_at[c]; k < w->sums_at[c + 1]; k++) {
		first = first && !marked[w->sums_of[k]];
		marked[w->sums_of[k]] = 1;
	}
	return first;
}

enum code equity_protect(struct arena *a, const struct equity_count *cells, size_t n, size_t n_published,
	const struct equity_sum *sums, size_t n_sums, const struct equity_policy *policy, const enum equity_state **states,
	struct err *e)
{
	struct work w = {.a = a, .cells = cells, .n = n, .n_published = n_published < n ? n_published : n, .sums = sums,
		.n_sums = n_sums, .policy = policy};
	enum code c = check(&w, e);
	if (c)
		return c;
	w.state = NEW_ARRAY(a, enum equity_state, n);
	prepare(&w);
	hide_sensitive(&w);
	/* Each round hides one cell more at least, and with all hidden nothing can be told. Cells that have a published sum
	 * in common are helped one at a time, since what helps one often helps the other. */
	unsigned char *helped = NEW_ARRAY(a, unsigned char, n_sums);
	for (bool again = true; again;) {
		again = false;
		cover_sums(&w);
		audit(&w, SIZE_MAX);
		memset(helped, 0, n_sums);
		for (size_t i = 0; i < w.n_published; i++) {
			if (sensitive(&w, i) && !safe(&w, i) && first_in_sums(&w, i, helped))
				again = cover_near(&w, i) || again;
		}
	}
	*states = w.state;
	return OK;
}

struct equity_bounds equity_audit(struct arena *a, const struct equity_count *cells, size_t n, const struct equity_sum *sums,
	size_t n_sums, const enum equity_state *states, size_t cell)
{
	const struct equity_policy none = {0};
	struct work w = {.a = a, .cells = cells, .n = n, .sums = sums, .n_sums = n_sums, .policy = &none};
	w.state = arena_copy(a, states, n * sizeof *states);
	prepare(&w);
	audit(&w, cell);
	return (struct equity_bounds){w.ranges[0][cell].low, w.ranges[0][cell].high, w.ranges[1][cell].low, w.ranges[1][cell].high};
}
