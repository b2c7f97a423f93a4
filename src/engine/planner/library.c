#include "engine/planner/internal.h"

#include <stdlib.h>
#include <string.h>

unsigned plan_minutes(const struct plan_resource *r)
{
	return (unsigned)r->minutes[PLAN_ALONE] + r->minutes[PLAN_PEERS] + r->minutes[PLAN_ADULT];
}

/* A counting sort of values by key (< n): list c lies from at[c] to at[c + 1]. */
static void make_lists(struct arena *a, uint32_t n, size_t items, const uint32_t *keys, const uint32_t *values, uint32_t **at,
	uint32_t **list)
{
	*at = NEW_ARRAY(a, uint32_t, (size_t)n + 1);
	*list = NEW_ARRAY(a, uint32_t, items);
	uint32_t *next = NEW_ARRAY(a, uint32_t, n), sum = 0;
	for (size_t i = 0; i < items; i++)
		next[keys[i]]++;
	for (uint32_t c = 0; c < n; c++) {
		uint32_t count = next[c];
		next[c] = (*at)[c] = sum;
		sum += count;
	}
	(*at)[n] = sum;
	for (size_t i = 0; i < items; i++)
		(*list)[next[keys[i]]++] = values[i];
}

static enum code check_circle(struct arena *a, const struct plan_library *lib, struct err *e)
{
	uint32_t n = lib->n_competencies, done = 0;
	uint32_t *open = NEW_ARRAY(a, uint32_t, n), *queue = NEW_ARRAY(a, uint32_t, n), tail = 0;
	for (uint32_t c = 0; c < n; c++) {
		open[c] = lib->before_at[c + 1] - lib->before_at[c];
		if (!open[c])
			queue[tail++] = c;
	}
	while (done < tail) {
		uint32_t c = queue[done++];
		for (uint32_t i = lib->after_at[c]; i < lib->after_at[c + 1]; i++) {
			if (--open[lib->after[i]] == 0)
				queue[tail++] = lib->after[i];
		}
	}
	if (done == n)
		return OK;
	uint32_t c = 0;
	while (!open[c])
		c++;
	return err_set(e, E_INPUT,
		"Competency %u is, or rests on, its own prerequisite through others; take one link out of that circle.", c);
}

static enum code add_languages(struct plan_library *lib, struct err *e)
{
	for (uint32_t r = 0; r < lib->n_resources; r++) {
		struct str tag = lib->resources[r].language;
		lib->language[r] = NO_LANGUAGE;
		if (tag.n == 0)
			continue;
		unsigned l = 0;
		while (l < lib->n_languages && !str_eq(lib->languages[l], tag))
			l++;
		if (l == lib->n_languages) {
			if (l == sizeof lib->languages / sizeof *lib->languages)
				return err_set(e, E_INPUT, "The library holds more than 64 languages; resource %u has one more.", r);
			lib->languages[lib->n_languages++] = tag;
		}
		lib->language[r] = (unsigned char)l;
	}
	return OK;
}

struct grouped {
	uint32_t group, resource;
};

static int compare_grouped(const void *x, const void *y)
{
	const struct grouped *p = x, *q = y;
	if (p->group != q->group)
		return p->group < q->group ? -1 : 1;
	return (p->resource > q->resource) - (p->resource < q->resource);
}

static enum code add_groups(struct arena *a, struct plan_library *lib, struct err *e)
{
	struct grouped *g = NEW_ARRAY(a, struct grouped, lib->n_resources);
	uint32_t n = 0;
	for (uint32_t r = 0; r < lib->n_resources; r++) {
		if (lib->resources[r].group != PLAN_NONE)
			g[n++] = (struct grouped){lib->resources[r].group, r};
	}
	if (n > 1)
		qsort(g, n, sizeof *g, compare_grouped);
	lib->by_group = NEW_ARRAY(a, uint32_t, n);
	lib->n_grouped = n;
	for (uint32_t i = 0; i < n; i++) {
		lib->by_group[i] = g[i].resource;
		if (i && g[i].group == g[i - 1].group
			&& lib->resources[g[i].resource].competency != lib->resources[g[i - 1].resource].competency)
			return err_set(e, E_INPUT,
				"Resources %u and %u are in one group, as equal in goal, but serve different competencies; what "
				"changes the standard is not another way to it.", g[i - 1].resource, g[i].resource);
	}
	return OK;
}

enum code plan_library_new(struct arena *a, uint32_t n_competencies, const struct plan_edge *edges, size_t n_edges,
	const struct plan_resource *resources, size_t n_resources, struct plan_library **out, struct err *e)
{
	if (n_competencies > UINT32_MAX / 4 || n_resources > UINT32_MAX / 4 || n_edges > UINT32_MAX / 4)
		return err_set(e, E_LIMIT, "The library is larger than this program can plan with.");
	struct plan_library *lib = NEW(a, struct plan_library);
	lib->n_competencies = n_competencies;
	lib->n_resources = (uint32_t)n_resources;
	lib->resources = resources;
	uint32_t *from = NEW_ARRAY(a, uint32_t, n_edges), *to = NEW_ARRAY(a, uint32_t, n_edges);
	for (size_t i = 0; i < n_edges; i++) {
		if (edges[i].before >= n_competencies || edges[i].after >= n_competencies)
			return err_set(e, E_INPUT, "Prerequisite %zu names a competency beyond the %u given.", i, n_competencies);
		from[i] = edges[i].before;
		to[i] = edges[i].after;
	}
	make_lists(a, n_competencies, n_edges, to, from, &lib->before_at, &lib->before);
	make_lists(a, n_competencies, n_edges, from, to, &lib->after_at, &lib->after);
	uint32_t *of = NEW_ARRAY(a, uint32_t, n_resources), *self = NEW_ARRAY(a, uint32_t, n_resources);
	for (uint32_t r = 0; r < lib->n_resources; r++) {
		if (resources[r].competency >= n_competencies)
			return err_set(e, E_INPUT, "Resource %u serves a competency beyond the %u given.", r, n_competencies);
		if ((unsigned)resources[r].kind >= PLAN_KINDS || resources[r].rigor > 4)
			return err_set(e, E_INPUT, "Resource %u has kind %d and rigor %d; give 0 to %d and 0 to 4.", r,
				(int)resources[r].kind, (int)resources[r].rigor, (int)PLAN_KINDS - 1);
		of[r] = resources[r].competency;
		self[r] = r;
	}
	make_lists(a, n_competencies, n_resources, of, self, &lib->of_at, &lib->of);
	lib->language = NEW_ARRAY(a, unsigned char, n_resources);
	enum code c = check_circle(a, lib, e);
	if (!c)
		c = add_languages(lib, e);
	if (!c)
		c = add_groups(a, lib, e);
	if (c)
		return c;
	*out = lib;
	return OK;
}
