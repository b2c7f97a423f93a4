#include "engine/mastery/groups.h"

#include "base/csv.h"
#include "engine/mastery/names.h"

#include <string.h>

struct reading {
	struct arena *a;
	struct csv_head head;
	int learner_col;
	int *column_of;          /* of each cell: its group column, -1: none */
	struct names people;     /* of the file, each once */
	struct names_index seen;
	size_t room;
	uint16_t **of;           /* [column][person] */
	size_t *line;            /* of each person */
};

static enum code header(struct reading *r, struct csv *c, struct groups *out, struct err *e)
{
	enum code code = csv_head_read(c, r->a, &r->head, e);
	if (code != OK)
		return code;
	int by_learner = csv_col(&r->head, "learner"), by_user = csv_col(&r->head, "user_id");
	r->learner_col = by_learner >= 0 ? by_learner : by_user;
	if (r->learner_col < 0)
		return err_set(e, E_INPUT, "The groups have no column \"learner\" (or \"user_id\"). Its cells name the learners as the log does.");
	r->column_of = NEW_ARRAY(r->a, int, r->head.n);
	out->column = NEW_ARRAY(r->a, struct group_column, GROUPS_COLUMNS);
	for (size_t i = 0; i < r->head.n; i++) {
		r->column_of[i] = -1;
		if ((int)i == r->learner_col)
			continue;
		if (r->head.names[i].n == 0)
			return err_set(e, E_INPUT, "Column %zu of the groups has no name in the header; name it or take it out.", i + 1);
		if (out->n == GROUPS_COLUMNS)
			return err_set(e, E_LIMIT, "The groups have more than %d columns; leave out what is no group.", GROUPS_COLUMNS);
		r->column_of[i] = (int)out->n;
		out->column[out->n++] = (struct group_column){.name = r->head.names[i], .value = NEW_ARRAY(r->a, struct str, GROUPS_VALUES)};
	}
	if (out->n == 0)
		return err_set(e, E_INPUT, "The groups have no column beside the learner's; add at least one that says who belongs where.");
	r->of = NEW_ARRAY(r->a, uint16_t *, out->n);
	return OK;
}

static enum code value_of(struct reading *r, struct group_column *g, struct str cell, size_t line, uint16_t *out, struct err *e)
{
	*out = GROUP_NONE;
	if (cell.n == 0)
		return OK;
	for (uint16_t v = 0; v < g->n; v++) {
		if (str_eq(g->value[v], cell)) {
			*out = v;
			return OK;
		}
	}
	if (g->n == GROUPS_VALUES)
		return err_set(e, E_LIMIT, "Line %zu of the groups: column \"%.*s\" has more than %d different groups; leave out columns of names "
			"or numbers.", line, S_ARG(g->name), GROUPS_VALUES);
	g->value[g->n] = str_dup(r->a, cell);
	*out = g->n++;
	return OK;
}

static enum code person(struct reading *r, struct groups *out, const struct str *cells, size_t n, size_t line, struct err *e)
{
	struct str name = n == r->head.n ? str_trim(cells[r->learner_col]) : (struct str){NULL, 0};
	bool fresh = false;
	if (n != r->head.n)
		return err_set(e, E_INPUT, "Line %zu of the groups has %zu cells where the header has %zu.", line, n, r->head.n);
	if (name.n == 0)
		return err_set(e, E_INPUT, "Line %zu of the groups names no learner.", line);
	uint32_t who = names_put(&r->seen, str_dup(r->a, name), &fresh);
	if (!fresh)
		return err_set(e, E_INPUT, "Line %zu of the groups: learner \"%.*s\" is there twice (first on line %zu); give each one row.", line,
			(int)(name.n < 80 ? name.n : 80), name.p, r->line[who]);
	if (who == r->room) {
		size_t more = r->room ? 2 * r->room : 256;
		r->line = arena_grow(r->a, r->line, r->room * sizeof *r->line, more * sizeof *r->line);
		for (size_t c = 0; c < out->n; c++)
			r->of[c] = arena_grow(r->a, r->of[c], r->room * sizeof **r->of, more * sizeof **r->of);
		r->room = more;
	}
	r->line[who] = line;
	for (size_t i = 0; i < n; i++) {
		enum code code = r->column_of[i] < 0 ? OK : value_of(r, &out->column[r->column_of[i]], str_trim(cells[i]), line,
			&r->of[r->column_of[i]][who], e);
		if (code != OK)
			return code;
	}
	return OK;
}

/* Groups in the order of their names: no order may tell anything. */
static void sort_values(struct arena *a, struct group_column *g, uint32_t learners)
{
	uint16_t *rank = NEW_ARRAY(a, uint16_t, g->n);
	struct str *sorted = NEW_ARRAY(a, struct str, g->n);
	for (uint16_t v = 0; v < g->n; v++)
		for (uint16_t o = 0; o < g->n; o++)
			rank[v] = (uint16_t)(rank[v] + (str_cmp(g->value[o], g->value[v]) < 0));
	for (uint16_t v = 0; v < g->n; v++)
		sorted[rank[v]] = g->value[v];
	g->value = sorted;
	for (uint32_t l = 0; l < learners; l++)
		if (g->of[l] != GROUP_NONE)
			g->of[l] = rank[g->of[l]];
}

enum code groups_read(struct arena *a, struct str text, const struct names *learners, struct groups *out, struct err *e)
{
	struct reading r = {.a = a, .seen = {.a = a}};
	struct csv *c = csv_text(a, text, 0, 0);
	const struct str *cells;
	size_t n;
	int rc;
	*out = (struct groups){0};
	enum code code = header(&r, c, out, e);
	while (code == OK && (rc = csv_next(c, &cells, &n, e)) != 0)
		code = rc < 0 ? (e != NULL ? e->code : E_INPUT) : person(&r, out, cells, n, csv_line(c), e);
	if (code != OK)
		return code;
	r.people = (struct names){r.seen.of, r.seen.n};
	uint32_t *at = names_map(a, learners, &r.people);
	for (size_t i = 0; i < out->n; i++)
		out->column[i].of = NEW_ARRAY(a, uint16_t, learners->n);
	for (uint32_t l = 0; l < learners->n; l++) {
		out->matched += at[l] != UINT32_MAX;
		for (size_t i = 0; i < out->n; i++)
			out->column[i].of[l] = at[l] == UINT32_MAX ? GROUP_NONE : r.of[i][at[l]];
	}
	for (size_t i = 0; i < out->n; i++)
		sort_values(a, &out->column[i], learners->n);
	return OK;
}
