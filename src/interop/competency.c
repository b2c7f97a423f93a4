#include "interop/competency.h"

#include <stdlib.h>
#include <string.h>

#define MINE(...) (const char *const[]){__VA_ARGS__, NULL}
#define CIRCLES_MOST 50
#define CIRCLE_CODES 12

/* ---- what is there ---- */

static bool framework_key(struct staged *s, const struct record *r, uint64_t *key)
{
	struct str source = rec_t(r, "source_id");
	*key = keyed_str(&s->m->key, source.n > 0 ? source : str_fmt(s->m->row, "title %.*s", S_ARG(rec_t(r, "title"))));
	return true;
}

static bool competency_key(struct staged *s, const struct record *r, uint64_t *key)
{
	struct str source = rec_t(r, "source_id");
	*key = source.n > 0 ? keyed_str(&s->m->key, source) : keyed_hash(&s->m->key, r->id.b, 16);
	return true;
}

static void competency_there(struct staged *s, const struct record *r, struct slot *slot)
{
	struct competencies *k = s->arg;
	struct str code = rec_t(r, "code");
	bool made;
	uint32_t number = keyed_number(&s->keys, slot);
	struct slot *id = keyed_put(&k->by_id, keyed_hash(&s->m->key, r->id.b, 16), &made);
	if (id != NULL)
		id->extra = number;
	if (rec_t(r, "source_id").n > 0)
		slot->extra |= HAS_SOURCE;
	if (str_eq(rec_t(r, "text"), rec_t(r, "statement")))
		slot->extra |= TEXT_IS_STATEMENT;
	else if (!id_nil(r->updated_by))
		slot->extra |= TEXT_IS_OURS;
	struct err e = {0};
	if (code.n > 0)
		(void)!competencies_name(k, slot, code, &e); /* without memory the import ends elsewhere */
}

static bool association_key(struct staged *s, const struct record *r, uint64_t *key)
{
	unsigned char mem[48] = {0};
	struct id from = rec_id(r, "origin"), to = rec_id(r, "destination");
	struct str kind = rec_t(r, "kind");
	memcpy(mem, from.b, 16);
	memcpy(mem + 16, to.b, 16);
	memcpy(mem + 32, kind.p, kind.n < 16 ? kind.n : 16);
	*key = keyed_hash(&s->m->key, mem, sizeof mem);
	return true;
}

static enum code add_edge(struct competencies *k, uint32_t from, uint32_t to, struct str file, size_t line, struct err *e)
{
	(void)e;
	if (k->n_edges == k->edges_cap) {
		k->edges = arena_grow(k->m->a, k->edges, k->edges_cap * sizeof *k->edges, (k->edges_cap * 2 + 256) * sizeof *k->edges);
		k->edges_cap = k->edges_cap * 2 + 256;
	}
	k->edges[k->n_edges++] = (struct edge){from, to, (uint32_t)line, file};
	return OK;
}

static void association_there(struct staged *s, const struct record *r, struct slot *slot)
{
	struct competencies *k = s->arg;
	struct err e = {0};
	struct id from = rec_id(r, "origin"), to = rec_id(r, "destination");
	struct slot *a = keyed_find(&k->by_id, keyed_hash(&s->m->key, from.b, 16)), *b = keyed_find(&k->by_id, keyed_hash(&s->m->key, to.b, 16));
	(void)slot;
	if (a != NULL && b != NULL && str_eqz(rec_t(r, "kind"), "precedes"))
		(void)!add_edge(k, a->extra, b->extra, S(""), 0, &e);
}

enum code competencies_open(struct competencies *k, struct import *m, struct err *e)
{
	*k = (struct competencies){.m = m};
	k->framework.key = framework_key;
	k->competency.key = competency_key;
	k->competency.there = competency_there;
	k->competency.arg = k;
	k->association.key = association_key;
	k->association.there = association_there;
	k->association.arg = k;
	enum code c = staged_open(m, &k->framework, "framework", MINE("title", "publisher", "edition", "licence", "source_id"), e);
	if (c == OK)
		c = staged_open(m, &k->competency, "competency", MINE("framework", "code", "grade", "subject", "domain", "cluster", "text", "statement", "kind", "parent", "source_id"), e);
	if (c == OK)
		c = staged_open(m, &k->association, "association", MINE("origin", "kind", "destination"), e);
	return c;
}

void competencies_close(struct competencies *k)
{
	staged_close(&k->framework);
	staged_close(&k->competency);
	staged_close(&k->association);
	keyed_free(&k->by_code);
	keyed_free(&k->by_id);
}

/* ---- codes ---- */

enum code competencies_name(struct competencies *k, struct slot *slot, struct str code, struct err *e)
{
	bool made;
	size_t number = keyed_number(&k->competency.keys, slot);
	struct slot *s = keyed_put(&k->by_code, keyed_str(&k->m->key, code), &made);
	if (s == NULL)
		return err_set(e, E_MEMORY, "There is no memory left for the import.");
	/* of two with one code, the one without an identifier of CASE is the one that others are to find */
	if (s->extra == 0 || !(slot->extra & HAS_SOURCE))
		s->extra = (uint32_t)number + 1;
	if (number >= k->codes_cap) {
		size_t cap = number * 2 + 512;
		k->codes = arena_grow(k->m->a, k->codes, k->codes_cap * sizeof *k->codes, cap * sizeof *k->codes);
		k->codes_cap = cap;
	}
	k->codes[number] = str_dup(k->m->a, code);
	return OK;
}

struct str competencies_code_of(const struct competencies *k, uint32_t number)
{
	return number < k->codes_cap && k->codes[number].n > 0 ? k->codes[number] : S("?");
}

struct slot *competencies_code(struct competencies *k, struct str code)
{
	struct slot *s = keyed_find(&k->by_code, keyed_str(&k->m->key, code));
	return s != NULL && s->extra > 0 ? keyed_at(&k->competency.keys, s->extra - 1) : NULL;
}

struct str competencies_plain_code(struct str code)
{
	static const char *const BEFORE[] = {"CCSS.Math.Content.", "CCSS.Math.Practice.", "CCSS.ELA-Literacy.", "CCSS.ELA-LITERACY.", "CCSS.MATH.CONTENT.", "CCSS.MATH.PRACTICE."};
	for (size_t i = 0; i < sizeof BEFORE / sizeof *BEFORE; i++)
		if (str_starts(code, BEFORE[i]) && code.n > strlen(BEFORE[i]))
			return (struct str){code.p + strlen(BEFORE[i]), code.n - strlen(BEFORE[i])};
	return code;
}

struct str competencies_grade(struct arena *a, struct str grade)
{
	struct str rest = str_trim(grade), first = rest;
	int64_t from, to;
	if (str_ieqz(rest, "K") || str_ieqz(rest, "KG") || str_ieqz(rest, "Kindergarten") || str_eqz(rest, "0") || str_eqz(rest, "00"))
		return S("KG");
	if (str_ieqz(rest, "HS") || str_ieqz(rest, "High school"))
		return S("09,10,11,12");
	first = str_cut(&rest, '-');
	if (!str_int(str_trim(first), &from) || from < 1 || from > 13)
		return str_trim(grade);
	if (!str_int(str_trim(rest), &to) || to <= from || to > 13)
		to = from;
	struct buf b = buf_new(a, 200);
	for (int64_t g = from; g <= to; g++)
		buf_fmt(&b, "%s%02d", g > from ? "," : "", (int)g);
	return buf_done(&b);
}

/* ---- frameworks and pairs ---- */

enum code competencies_framework(struct competencies *k, struct str title, struct str publisher, struct str edition, struct str licence, struct str source,
                                 struct id *out, struct err *e)
{
	struct import *m = k->m;
	struct problems problems;
	bool made;
	struct str name = source.n > 0 ? source : str_fmt(m->a, "title %.*s", S_ARG(title));
	struct slot *slot = keyed_put(&k->framework.keys, keyed_str(&m->key, name), &made);
	if (slot == NULL)
		return err_set(e, E_MEMORY, "There is no memory left for the import.");
	struct input in[] = {{"title", title}, {"publisher", publisher}, {"edition", edition}, {"licence", licence}, {"source_id", source}};
	size_t n = 0;
	for (size_t i = 0; i < 5; i++)
		if (in[i].text.n > 0)
			in[n++] = in[i];
	enum code c = slot->flags & SLOT_SEEN ? OK : staged_input(&k->framework, slot, in, n, &problems, e);
	if (c == OK && !(slot->flags & SLOT_SEEN))
		import_refuse_problems(m, m->label, 0, k->framework.t, &problems);
	*out = slot->id;
	return c;
}

enum code competencies_pair(struct competencies *k, struct slot *from, const char *kind, struct slot *to, struct str source, struct str file, size_t line,
                            struct err *e)
{
	struct import *m = k->m;
	struct staged *st = &k->association;
	unsigned char mem[48] = {0};
	bool made;
	if (strcmp(kind, "isRelatedTo") == 0 && keyed_number(&k->competency.keys, from) > keyed_number(&k->competency.keys, to)) {
		/* this one goes both ways: the same pair turned round is the same */
		memcpy(mem, from->id.b, 16);
		memcpy(mem + 16, to->id.b, 16);
		memcpy(mem + 32, kind, strlen(kind));
		if (keyed_find(&st->keys, keyed_hash(&m->key, mem, sizeof mem)) == NULL) {
			struct slot *t = from;
			from = to;
			to = t;
		}
	}
	memcpy(mem, from->id.b, 16);
	memcpy(mem + 16, to->id.b, 16);
	memset(mem + 32, 0, 16);
	memcpy(mem + 32, kind, strlen(kind) < 16 ? strlen(kind) : 16);
	struct slot *slot = keyed_put(&st->keys, keyed_hash(&m->key, mem, sizeof mem), &made);
	if (slot == NULL)
		return err_set(e, E_MEMORY, "There is no memory left for the import.");
	if (slot->flags & SLOT_SEEN)
		return OK;
	if (strcmp(kind, "precedes") == 0 && !(slot->flags & SLOT_THERE)) {
		enum code c = add_edge(k, keyed_number(&k->competency.keys, from), keyed_number(&k->competency.keys, to), file, line, e);
		if (c != OK)
			return c;
	}
	struct val *v = NEW_ARRAY(m->row, struct val, st->n + 1);
	v[staged_field(st, "origin")] = val_id(from->id);
	v[staged_field(st, "kind")] = val_t(str_z(kind));
	v[staged_field(st, "destination")] = val_id(to->id);
	if (source.n > 0 && !(slot->flags & SLOT_THERE))
		v[staged_field(st, "source_id")] = val_t(source);
	return staged_put(st, slot, v, S(""), e);
}

/* ---- circles ---- */

struct graph {
	const struct edge *edges;
	size_t n_edges, n;
	uint32_t *first, *next;    /* edges leaving a node, as lists; edge + 1 */
	unsigned char *seen;       /* 0 not yet, 1 on the way, 2 done */
	uint32_t *way, *by;        /* nodes on the way, and the edge that led to each */
};

static void tell_circle(struct competencies *k, const struct graph *g, size_t from, size_t to, uint32_t closing)
{
	struct buf b = buf_new(k->m->a, 4000);
	const struct edge *named = &g->edges[closing];
	for (size_t i = from; i <= to; i++) {
		if (i > from && g->edges[g->by[i]].line > 0)
			named = &g->edges[g->by[i]];
		if (i - from < CIRCLE_CODES)
			buf_fmt(&b, "%.*s → ", S_ARG(competencies_code_of(k, g->way[i])));
	}
	if (to - from >= CIRCLE_CODES)
		buf_fmt(&b, "... (%zu) → ", to - from + 1);
	buf_str(&b, competencies_code_of(k, g->way[from]));
	if (g->edges[closing].line > 0)
		named = &g->edges[closing];
	import_refuse(k->m, named->file, named->line, S(""), tr(k->m->o->lang, N_("What comes before what leads in a circle: %.*s.")), S_ARG(buf_done(&b)));
}

/* Depth first, without recursion: a file may be one long chain. */
static void walk(struct competencies *k, struct graph *g, uint32_t start, size_t *told)
{
	size_t depth = 0;
	g->way[0] = start;
	g->seen[start] = 1;
	for (;;) {
		uint32_t node = g->way[depth], edge = g->first[node];
		if (edge == 0) {
			g->seen[node] = 2;
			if (depth-- == 0)
				return;
			continue;
		}
		g->first[node] = g->next[edge - 1];
		uint32_t to = g->edges[edge - 1].to;
		if (g->seen[to] == 0) {
			g->seen[to] = 1;
			g->way[++depth] = to;
			g->by[depth] = edge - 1;
		} else if (g->seen[to] == 1 && (*told)++ < CIRCLES_MOST) {
			size_t from = depth;
			while (g->way[from] != to)
				from--;
			tell_circle(k, g, from, depth, edge - 1);
		}
	}
}

enum code competencies_circles(struct competencies *k, struct err *e)
{
	size_t n = keyed_count(&k->competency.keys), told = 0;
	(void)e;
	if (k->n_edges == 0)
		return OK;
	struct arena *a = k->m->row;
	arena_reset(a);
	struct graph g = {.edges = k->edges, .n_edges = k->n_edges, .n = n, .first = NEW_ARRAY(a, uint32_t, n), .next = NEW_ARRAY(a, uint32_t, k->n_edges),
	                  .seen = NEW_ARRAY(a, unsigned char, n), .way = NEW_ARRAY(a, uint32_t, n + 1), .by = NEW_ARRAY(a, uint32_t, n + 1)};
	for (size_t i = 0; i < k->n_edges; i++) {
		g.next[i] = g.first[k->edges[i].from];
		g.first[k->edges[i].from] = (uint32_t)i + 1;
	}
	for (size_t i = 0; i < n; i++)
		if (g.seen[i] == 0)
			walk(k, &g, (uint32_t)i, &told);
	return OK;
}
