#include "engine/equity/equity.h"

#include <string.h>

#define MOST_CELLS 1000000u
#define MOST_JOINT 4096u

/* One table: the cells of every combination of values of the dimensions in `dims`. */
struct table {
	unsigned dims;
	uint32_t first, n;
};

struct equity_release {
	size_t n_dims, n_tables, n_cells, n_hidden;
	struct table joint;  /* over all dimensions, when it binds the tables without being one of them; n 0: none */
	uint16_t size[EQUITY_DIMS];
	struct table *tables;
	uint16_t *table_of;  /* for each set of dimensions: its table + 1, 0 when the release has none */
	struct equity_count *cells;
	const enum equity_state *states;
};

/* The place of values in a table; every dimension of the table has a value. */
static uint32_t place(const struct equity_release *r, const struct table *t, const uint16_t *value)
{
	uint32_t at = 0;
	for (size_t d = 0; d < r->n_dims; d++) {
		if (t->dims >> d & 1)
			at = at * r->size[d] + value[d];
	}
	return t->first + at;
}

static enum code add_tables(struct equity_release *r, struct arena *a, const unsigned *tables, size_t n, struct err *e)
{
	size_t sets = (size_t)1 << r->n_dims;
	unsigned char *wanted = NEW_ARRAY(a, unsigned char, sets);
	wanted[0] = 1;
	for (size_t i = 0; i < n; i++) {
		if (tables[i] >= sets)
			return err_set(e, E_INPUT, "Table %zu asks for a dimension beyond the %zu given.", i, r->n_dims);
		/* Every part of a set: the tables that it sums up to. */
		for (unsigned part = tables[i]; part; part = (part - 1) & tables[i])
			wanted[part] = 1;
	}
	for (size_t set = 0; set < sets; set++)
		r->n_tables += wanted[set];
	r->tables = NEW_ARRAY(a, struct table, r->n_tables);
	r->table_of = NEW_ARRAY(a, uint16_t, sets);
	size_t t = 0;
	for (unsigned set = 0; set < sets; set++) {
		if (!wanted[set])
			continue;
		uint64_t cells = 1;
		for (size_t d = 0; d < r->n_dims; d++) {
			if (set >> d & 1)
				cells *= r->size[d];
			if (r->n_cells + cells > MOST_CELLS)
				return err_set(e, E_LIMIT, "The tables have more than a million cells; ask for fewer or coarser ones.");
		}
		r->tables[t] = (struct table){.dims = set, .first = (uint32_t)r->n_cells, .n = (uint32_t)cells};
		r->n_cells += cells;
		r->table_of[set] = (uint16_t)++t;
	}
	return OK;
}

/* Whether no other table of the release is finer. */
static bool finest(const struct equity_release *r, size_t t)
{
	for (size_t u = 0; u < r->n_tables; u++) {
		if (u != t && (r->tables[t].dims & ~r->tables[u].dims) == 0)
			return false;
	}
	return true;
}

static enum code add_joint(struct equity_release *r, struct err *e)
{
	unsigned all = 0;
	for (size_t t = 0; t < r->n_tables; t++)
		all |= r->tables[t].dims;
	if (r->table_of[all])
		return OK;
	uint64_t cells = 1;
	for (size_t d = 0; d < r->n_dims; d++) {
		if (all >> d & 1)
			cells *= r->size[d];
		if (cells > MOST_JOINT)
			return err_set(e, E_LIMIT, "The tables together split people into more than %u cells, too many to prove that no "
				"child can be told; put fewer or coarser dimensions into one release, or make one for each school.", MOST_JOINT);
	}
	r->joint = (struct table){.dims = all, .first = (uint32_t)r->n_cells, .n = (uint32_t)cells};
	return OK;
}

static enum code count_rows(struct equity_release *r, const struct equity_row *rows, size_t n, struct err *e)
{
	for (size_t i = 0; i < n; i++) {
		for (size_t d = 0; d < r->n_dims; d++) {
			if (rows[i].value[d] >= r->size[d])
				return err_set(e, E_INPUT, "Row %zu has value %u in dimension %zu, which has %u values.", i,
					(unsigned)rows[i].value[d], d, (unsigned)r->size[d]);
		}
		for (size_t t = 0; t < r->n_tables; t++) {
			struct equity_count *c = &r->cells[place(r, &r->tables[t], rows[i].value)];
			c->n++;
			c->x += rows[i].has;
		}
		if (r->joint.n) {
			struct equity_count *c = &r->cells[place(r, &r->joint, rows[i].value)];
			c->n++;
			c->x += rows[i].has;
		}
	}
	return OK;
}

/* Cell `at` of a table as values; dimensions that it does not have are 0. */
static void values_of(const struct equity_release *r, const struct table *t, uint32_t at, uint16_t *value)
{
	memset(value, 0, EQUITY_DIMS * sizeof *value);
	for (size_t d = r->n_dims; d-- > 0;) {
		if (t->dims >> d & 1) {
			value[d] = (uint16_t)(at % r->size[d]);
			at /= r->size[d];
		}
	}
}

struct sums {
	struct equity_sum *list;
	size_t n;
	uint32_t *part; /* where the next parts go */
};

/* For each table and each of its dimensions: the cells along that dimension sum up to one cell of the table without. */
static void sum_tables(const struct equity_release *r, struct sums *out)
{
	for (size_t t = 0; t < r->n_tables; t++) {
		const struct table *whole = &r->tables[t];
		for (size_t d = 0; d < r->n_dims; d++) {
			if (!(whole->dims >> d & 1))
				continue;
			const struct table *upper = &r->tables[r->table_of[whole->dims & ~(1u << d)] - 1];
			for (uint32_t i = 0; i < upper->n; i++) {
				uint16_t value[EQUITY_DIMS];
				values_of(r, upper, i, value);
				out->list[out->n++] = (struct equity_sum){.total = upper->first + i, .parts = out->part, .n_parts = r->size[d]};
				for (value[d] = 0; value[d] < r->size[d]; value[d]++)
					*out->part++ = place(r, whole, value);
			}
		}
	}
}

/* Each cell of each finest table is the sum of the cells of the full table that fall into it. */
static void sum_joint(const struct equity_release *r, struct arena *a, struct sums *out)
{
	for (size_t t = 0; t < r->n_tables; t++) {
		const struct table *table = &r->tables[t];
		if (!r->joint.n || !finest(r, t))
			continue;
		uint32_t each = r->joint.n / table->n, *filled = NEW_ARRAY(a, uint32_t, table->n);
		for (uint32_t i = 0; i < table->n; i++)
			out->list[out->n + i] = (struct equity_sum){.total = table->first + i, .parts = out->part + (size_t)i * each, .n_parts = each};
		for (uint32_t j = 0; j < r->joint.n; j++) {
			uint16_t value[EQUITY_DIMS];
			values_of(r, &r->joint, j, value);
			uint32_t i = place(r, table, value) - table->first;
			out->part[(size_t)i * each + filled[i]++] = r->joint.first + j;
		}
		out->n += table->n;
		out->part += r->joint.n;
	}
}

static struct sums make_sums(const struct equity_release *r, struct arena *a)
{
	size_t sums = 0, parts = 0;
	for (size_t t = 0; t < r->n_tables; t++) {
		for (size_t d = 0; d < r->n_dims; d++) {
			if (r->tables[t].dims >> d & 1) {
				sums += r->tables[t].n / r->size[d];
				parts += r->tables[t].n;
			}
		}
		if (r->joint.n && finest(r, t)) {
			sums += r->tables[t].n;
			parts += r->joint.n;
		}
	}
	struct sums out = {.list = NEW_ARRAY(a, struct equity_sum, sums), .part = NEW_ARRAY(a, uint32_t, parts)};
	sum_tables(r, &out);
	sum_joint(r, a, &out);
	return out;
}

enum code equity_release_new(struct arena *a, const uint16_t *dims, size_t n_dims, const unsigned *tables, size_t n_tables,
	const struct equity_row *rows, size_t n_rows, const struct equity_policy *policy, struct equity_release **out,
	struct err *e)
{
	if (n_dims > EQUITY_DIMS)
		return err_set(e, E_INPUT, "A release has at most %d dimensions, not %zu.", EQUITY_DIMS, n_dims);
	struct equity_release *r = NEW(a, struct equity_release);
	r->n_dims = n_dims;
	for (size_t d = 0; d < n_dims; d++) {
		if (dims[d] == 0 || dims[d] == EQUITY_ALL)
			return err_set(e, E_INPUT, "Dimension %zu has %u values; give 1 to 65,534.", d, (unsigned)dims[d]);
		r->size[d] = dims[d];
	}
	enum code c = add_tables(r, a, tables, n_tables, e);
	if (c)
		return c;
	c = add_joint(r, e);
	if (c)
		return c;
	size_t n = r->n_cells + r->joint.n;
	r->cells = NEW_ARRAY(a, struct equity_count, n);
	c = count_rows(r, rows, n_rows, e);
	if (c)
		return c;
	struct sums sums = make_sums(r, a);
	c = equity_protect(a, r->cells, n, r->n_cells, sums.list, sums.n, policy, &r->states, e);
	if (c)
		return c;
	for (size_t i = 0; i < r->n_cells; i++)
		r->n_hidden += r->states[i] != EQUITY_SHOWN;
	*out = r;
	return OK;
}

static bool find(const struct equity_release *r, const uint16_t *value, uint32_t *at)
{
	unsigned set = 0;
	for (size_t d = 0; d < r->n_dims; d++) {
		if (value[d] == EQUITY_ALL)
			continue;
		if (value[d] >= r->size[d])
			return false;
		set |= 1u << d;
	}
	if (!r->table_of[set])
		return false;
	*at = place(r, &r->tables[r->table_of[set] - 1], value);
	return true;
}

struct equity_public equity_public_cell(const struct equity_release *r, const uint16_t *value)
{
	struct equity_public out = {.hidden = true, .n = -1, .x = -1};
	uint32_t at;
	if (!find(r, value, &at))
		return out;
	out.there = true;
	if (r->states[at] != EQUITY_SHOWN)
		return out;
	out.hidden = false;
	out.n = r->cells[at].n;
	out.x = r->cells[at].x;
	if (out.n > 0)
		out.rate = equity_wilson((double)out.x, (double)out.n, EQUITY_95);
	return out;
}

struct equity_count equity_staff_cell(const struct equity_release *r, const uint16_t *value, enum equity_state *state)
{
	uint32_t at;
	if (!find(r, value, &at))
		return (struct equity_count){0, 0};
	if (state)
		*state = r->states[at];
	return r->cells[at];
}

size_t equity_cells(const struct equity_release *r, size_t *n_hidden)
{
	if (n_hidden)
		*n_hidden = r->n_hidden;
	return r->n_cells;
}
