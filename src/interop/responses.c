/* responses.c - a log of answers as evidence.
 *
 * Law: an event's id follows from what the row says (who, what, when, right or wrong, which time the same comes), so that
 * the same file again adds nothing and a longer one adds what is new. Rows without a time keep their order and count as
 * answered when they were imported: what is not known is not made up. */
#include "interop/finder.h"

#include <stdlib.h>
#include <string.h>

enum { R_LEARNER, R_USER_ID, R_ITEM, R_ITEM_ID, R_SKILL, R_SKILL_ID, R_CORRECT, R_TIME, R_TIMESTAMP };
static const struct sheet_column COLUMNS[] = {{"learner", 0}, {"user_id", 0}, {"item", 0}, {"item_id", 0}, {"skill", 0}, {"skill_id", 0},
	{"correct", SC_COLUMN | SC_FILLED}, {"time", 0}, {"timestamp", 0}, {0}};

#define ABSOLUTE INT64_C(100000000) /* seconds: smaller numbers count from a beginning that nobody knows */

struct row {
	uint32_t learner, skill, item; /* numbers of slots; item: of the texts */
	uint32_t order;
	int64_t at;                /* microseconds; relative when !log.absolute */
	float score;
};

struct log {
	struct import *m;
	struct finder finder;
	struct staged person, role, org, framework, competency;
	struct keyed learners, skills, items, there, same; /* by what the file calls them */
	struct row *rows;          /* malloc'ed */
	size_t n, cap;
	bool absolute, any_time;
	struct id org_id, framework_id;
	struct arena *names;
	struct import_count *count;
};

static enum code no_memory(struct err *e)
{
	return err_set(e, E_MEMORY, "There is no memory left for the import.");
}

/* ---- making who is not there ---- */

static enum code put(struct log *g, struct staged *st, struct str source, const struct input *in, size_t n, struct id *out, struct err *e)
{
	struct problems problems;
	bool made;
	struct slot *slot = keyed_put(&st->keys, keyed_str(&g->m->key, source), &made);
	*out = ID_NIL;
	if (slot == NULL)
		return no_memory(e);
	enum code c = slot->flags & SLOT_SEEN ? OK : staged_input(st, slot, in, n, &problems, e);
	if (c == OK && !(slot->flags & SLOT_SEEN))
		import_refuse_problems(g->m, g->m->label, 0, st->t, &problems);
	*out = slot->id;
	return c;
}

static enum code first_school(struct log *g, struct err *e)
{
	struct rows *rows;
	enum code c = db_query(g->m->db, e, &rows, "select id from org where district = ?1 and kind = 'school' order by created_at, id limit 1", "d");
	if (c != OK)
		return c;
	int got = rows_next(rows, e);
	if (got == 1) {
		g->org_id = rows_id(rows, 0);
		rows_end(rows);
	}
	if (got < 0)
		return E_DB;
	const struct input in[] = {{"name", S("Imported answers")}, {"kind", S("school")}, {"source_id", S("responses/school")}};
	return got == 1 ? OK : put(g, &g->org, S("responses/school"), in, 3, &g->org_id, e);
}

static enum code make_learner(struct log *g, struct str name, struct id *out, struct err *e)
{
	struct arena *a = g->m->row;
	struct id role;
	struct str source = str_fmt(a, "responses/learner/%.*s", S_ARG(name));
	const struct input in[] = {{"given_name", S("Imported")}, {"family_name", str_fmt(a, "Learner %.*s", S_ARG(name))}, {"source_id", source}};
	enum code c = put(g, &g->person, source, in, 3, out, e);
	if (c == OK && id_nil(g->org_id))
		c = first_school(g, e);
	if (c != OK || id_nil(*out))
		return c;
	struct str role_source = str_fmt(a, "%.*s/student", S_ARG(source));
	const struct input as[] = {{"person", id_str(a, *out)}, {"org", id_str(a, g->org_id)}, {"role", S("student")}, {"source_id", role_source}};
	return put(g, &g->role, role_source, as, 4, &role, e);
}

static enum code make_skill(struct log *g, struct str name, struct id *out, struct err *e)
{
	struct arena *a = g->m->row;
	struct str source = str_fmt(a, "responses/skill/%.*s", S_ARG(name));
	const struct input framework[] = {{"title", S("Imported skills")}, {"source_id", S("responses/framework")}};
	enum code c = id_nil(g->framework_id) ? put(g, &g->framework, S("responses/framework"), framework, 2, &g->framework_id, e) : OK;
	if (c != OK)
		return c;
	const struct input in[] = {{"framework", id_str(a, g->framework_id)}, {"code", str_fmt(a, "imported-%.*s", S_ARG(name))},
		{"text", str_fmt(a, "Imported skill %.*s", S_ARG(name))}, {"kind", S("imported")}, {"source_id", source}};
	return put(g, &g->competency, source, in, 5, out, e);
}

/* ---- names of the file ---- */

static struct slot *named(struct log *g, struct keyed *t, struct str name, bool *made, struct err *e)
{
	struct slot *s = keyed_put(t, keyed_str(&g->m->key, name), made);
	if (s == NULL)
		(void)no_memory(e);
	return s;
}

static enum code find_learner(struct log *g, struct str name, struct id *out)
{
	static const char *const WAYS[] = {"identifier", "username", "source"};
	*out = ID_NIL;
	for (size_t i = 0; i < 3 && id_nil(*out); i++)
		*out = finder_named(&g->finder, WAYS[i], name);
	if (id_nil(*out))
		*out = finder_named(&g->finder, "source", str_fmt(g->m->row, "responses/learner/%.*s", S_ARG(name)));
	return OK;
}

static enum code learner(struct log *g, struct sheet *s, int column, struct slot **out, struct err *e)
{
	struct str name = sheet_text(s, column);
	bool made;
	*out = name.n > 0 ? named(g, &g->learners, name, &made, e) : NULL;
	if (name.n == 0) {
		sheet_refuse(s, column, "%s", tr(g->m->o->lang, N_("This cell must not be empty.")));
		return OK;
	}
	if (*out == NULL)
		return E_MEMORY;
	if (!made)
		return OK;
	enum code c = find_learner(g, name, &(*out)->id);
	if (c == OK && id_nil((*out)->id) && g->m->o->create_learners)
		c = make_learner(g, name, &(*out)->id, e);
	else if (c == OK && id_nil((*out)->id))
		sheet_refuse(s, column, tr(g->m->o->lang, N_("There is no learner \"%.*s\" here; this stands for every row of theirs. With --create-learners they are made, marked as imported.")),
		             (int)(name.n > 60 ? 60 : name.n), name.p);
	return c;
}

/* The competency with this code, or an imported skill of this name. */
static enum code skill(struct log *g, struct sheet *s, int column, struct slot **out, struct err *e)
{
	struct str name = sheet_text(s, column);
	bool made;
	*out = named(g, &g->skills, name, &made, e);
	if (*out == NULL)
		return E_MEMORY;
	if (!made || name.n == 0)
		return OK;
	struct rows *rows;
	enum code c = db_query(g->m->db, e, &rows, "select id from competency where district = ?1 and (code = ?2 or source_id = ?3) order by source_id is not null, id limit 1", "dtt", name,
	                       str_fmt(g->m->row, "responses/skill/%.*s", S_ARG(name)));
	if (c != OK)
		return c;
	int got = rows_next(rows, e);
	if (got == 1) {
		(*out)->id = rows_id(rows, 0);
		rows_end(rows);
	}
	if (got < 0)
		return E_DB;
	if (got == 0 && g->m->o->create_learners)
		return make_skill(g, name, &(*out)->id, e);
	if (got == 0)
		sheet_refuse(s, column, tr(g->m->o->lang, N_("There is no competency \"%.*s\" here; this stands for every row of it. With --create-learners it is made, marked as imported.")),
		             (int)(name.n > 60 ? 60 : name.n), name.p);
	return OK;
}

static enum code item(struct log *g, struct str name, struct slot **out, struct err *e)
{
	bool made;
	*out = named(g, &g->items, name, &made, e);
	if (*out == NULL)
		return E_MEMORY;
	if (!made || name.n == 0)
		return OK;
	struct str copy = str_dup(g->names, name);
	memcpy(&(*out)->content, &copy.p, sizeof copy.p);
	(*out)->extra = (uint32_t)copy.n;
	struct rows *rows;
	enum code c = db_query(g->m->db, e, &rows, "select id from item where district = ?1 and source_id = ?2", "dt", name);
	int got = c == OK ? rows_next(rows, e) : -1;
	if (got == 1) {
		(*out)->id = rows_id(rows, 0);
		rows_end(rows);
	}
	return c != OK ? c : got < 0 ? E_DB : OK;
}

/* ---- rows ---- */

static bool read_score(struct sheet *s, float *out)
{
	struct str t = sheet_cell(s, R_CORRECT);
	double v;
	if (str_ieqz(t, "true") || str_ieqz(t, "yes") || str_ieqz(t, "correct"))
		v = 1;
	else if (str_ieqz(t, "false") || str_ieqz(t, "no") || str_ieqz(t, "incorrect"))
		v = 0;
	else if (!str_real(t, &v) || v < 0 || v > 1)
		return false;
	*out = (float)v;
	return true;
}

/* Seconds, milliseconds or microseconds since 1970, seconds since the log's own beginning, or a date and time. */
static bool read_time(struct log *g, struct sheet *s, int column, int64_t *out)
{
	struct str t = sheet_cell(s, column);
	double v;
	*out = 0;
	if (t.n == 0)
		return true;
	g->any_time = true;
	if (str_real(t, &v) && v >= 0 && v < 4e18) {
		double unit = v >= 1e14 ? 1 : v >= 1e11 ? 1e3 : 1e6;
		*out = (int64_t)(v * unit);
		g->absolute |= *out >= ABSOLUTE * SECOND;
		return true;
	}
	if (time_parse(t, out)) {
		g->absolute = true;
		return true;
	}
	char with_t[40];
	if (t.n >= 19 && t.n < sizeof with_t - 1 && t.p[10] == ' ') { /* 2026-09-01 08:30:00 */
		memcpy(with_t, t.p, t.n);
		with_t[10] = 'T';
		with_t[t.n] = 'Z';
		if (time_parse((struct str){with_t, t.n + 1}, out)) {
			g->absolute = true;
			return true;
		}
	}
	return false;
}

static int has(const struct sheet *s, int one, int other)
{
	return sheet_has(s, one) ? one : other;
}

static enum code one_row(struct log *g, struct sheet *s, struct err *e)
{
	struct row r = {.order = (uint32_t)g->n};
	struct slot *who, *what, *which;
	int at = has(s, R_TIME, R_TIMESTAMP);
	enum code c = learner(g, s, has(s, R_LEARNER, R_USER_ID), &who, e);
	if (c == OK)
		c = skill(g, s, has(s, R_SKILL, R_SKILL_ID), &what, e);
	if (c == OK)
		c = item(g, sheet_text(s, has(s, R_ITEM, R_ITEM_ID)), &which, e);
	if (c != OK)
		return c;
	if (!read_score(s, &r.score) && sheet_cell(s, R_CORRECT).n > 0)
		sheet_refuse(s, R_CORRECT, tr(g->m->o->lang, N_("\"%.*s\" is neither 1 nor 0, nor a share between.")), (int)(sheet_cell(s, R_CORRECT).n > 40 ? 40 : sheet_cell(s, R_CORRECT).n),
		             sheet_cell(s, R_CORRECT).p);
	if (!read_time(g, s, at, &r.at))
		sheet_refuse(s, at, tr(g->m->o->lang, N_("\"%.*s\" is no time. Write it like 2026-09-01T08:30:00Z, or as seconds.")), (int)(sheet_cell(s, at).n > 40 ? 40 : sheet_cell(s, at).n),
		             sheet_cell(s, at).p);
	if (s->bad || id_nil(who->id))
		return OK;
	if (g->n == g->cap) {
		size_t cap = g->cap == 0 ? 16384 : g->cap + g->cap / 2;
		struct row *p = realloc(g->rows, cap * sizeof *p);
		if (p == NULL)
			return no_memory(e);
		g->rows = p;
		g->cap = cap;
	}
	r.learner = keyed_number(&g->learners, who);
	r.skill = keyed_number(&g->skills, what);
	r.item = keyed_number(&g->items, which);
	g->rows[g->n++] = r;
	return OK;
}

/* ---- events ---- */

static int in_order(const void *x, const void *y)
{
	const struct row *a = x, *b = y;
	if (a->at != b->at)
		return a->at < b->at ? -1 : 1;
	return a->order < b->order ? -1 : a->order > b->order;
}

static int for_folding(const void *x, const void *y)
{
	const struct row *a = x, *b = y;
	if (a->learner != b->learner)
		return a->learner < b->learner ? -1 : 1;
	if (a->skill != b->skill)
		return a->skill < b->skill ? -1 : 1;
	if (a->at != b->at)
		return a->at < b->at ? -1 : 1;
	return a->order < b->order ? -1 : a->order > b->order;
}

/* When: absolute times as they are, those of one instant a microsecond apart so that their order stays; others end now. */
static void set_times(struct log *g)
{
	int64_t now = clock_now(), last = 0, most = 0;
	if (g->n == 0)
		return;
	if (g->any_time)
		qsort(g->rows, g->n, sizeof *g->rows, in_order);
	most = g->rows[g->n - 1].at;
	for (size_t i = 0; i < g->n; i++) {
		struct row *r = &g->rows[i];
		int64_t at = g->absolute ? r->at : now - (most - r->at) - (int64_t)(g->n - i) * 1000;
		r->at = i > 0 && at <= last ? last + 1 : at;
		last = r->at;
	}
}

/* The first half follows from learner and skill, so that what is stored together lies together. */
static struct id event_id(struct log *g, const struct row *r, int64_t said_at, uint32_t nth)
{
	char mem[400];
	struct id who = keyed_at(&g->learners, r->learner)->id, what = keyed_at(&g->skills, r->skill)->id;
	const struct slot *which = keyed_at(&g->items, r->item);
	const char *name = NULL;
	memcpy(&name, &which->content, sizeof name);
	size_t n = 32;
	memcpy(mem, who.b, 16);
	memcpy(mem + 16, what.b, 16);
	struct id place = id_of("responses", (struct str){mem, 32});
	n += (size_t)snprintf(mem + 32, sizeof mem - 32, "%.*s\n%lld\n%.6f\n%u", (int)(which->extra > 200 ? 200 : which->extra), name != NULL ? name : "", (long long)said_at,
	                      (double)r->score, nth);
	struct id id = id_of("responses", (struct str){mem, n});
	memcpy(id.b, place.b, 6);
	return id;
}

static enum code load_there(struct log *g, struct err *e)
{
	enum code c = OK;
	for (size_t i = 0; i < keyed_count(&g->learners) && c == OK; i++) {
		struct rows *rows;
		int got = 0;
		bool made;
		struct id who = keyed_at(&g->learners, i)->id;
		if (id_nil(who))
			continue;
		c = db_query(g->m->db, e, &rows, "select id from event where learner = ?1 and context = 'import'", "b", who);
		while (c == OK && (got = rows_next(rows, e)) == 1) {
			struct id id = rows_id(rows, 0);
			if (keyed_put(&g->there, keyed_hash(&g->m->key, id.b, 16), &made) == NULL) {
				rows_end(rows);
				c = no_memory(e);
			}
		}
		if (c == OK && got < 0)
			c = E_DB;
	}
	return c;
}

static enum code stage_events(struct log *g, const int64_t *said, struct err *e)
{
	enum code c = OK;
	for (size_t i = 0; i < g->n && c == OK; i++) {
		const struct row *r = &g->rows[i];
		const struct slot *which = keyed_at(&g->items, r->item);
		struct id learner_id = keyed_at(&g->learners, r->learner)->id;
		struct { uint32_t l, s, i; float score; int64_t at; } same = {r->learner, r->skill, r->item, r->score, said[r->order]};
		bool made;
		struct slot *nth = keyed_put(&g->same, keyed_hash(&g->m->key, &same, sizeof same), &made);
		if (nth == NULL)
			return no_memory(e);
		if (i % 1000 == 0)
			c = import_tell(g->m, N_("Comparing"), g->m->label, (int64_t)i, (int64_t)g->n, e);
		struct id id = event_id(g, r, said[r->order], nth->extra++);
		if (keyed_find(&g->there, keyed_hash(&g->m->key, id.b, 16)) != NULL) {
			g->count->unchanged++;
			continue;
		}
		const char *name = NULL;
		memcpy(&name, &which->content, sizeof name);
		struct evidence v = {.id = id, .learner = learner_id, .competency = keyed_at(&g->skills, r->skill)->id, .item = which->id, .kind = "practice",
		                     .happened_at = r->at, .score = (double)r->score, .context = "import", .way = S("imported"),
		                     .response = id_nil(which->id) && name != NULL ? (struct str){name, which->extra} : S("")};
		g->count->added++;
		if (c == OK)
			c = journal_event(g->m->journal, &v, e);
	}
	return c;
}

static enum code events(struct log *g, struct err *e)
{
	int64_t *said = malloc((g->n + 1) * sizeof *said);
	if (said == NULL)
		return no_memory(e);
	/* what the file said goes into the id; rows without a time say nothing */
	for (size_t i = 0; i < g->n; i++)
		said[g->rows[i].order] = g->rows[i].at;
	set_times(g);
	qsort(g->rows, g->n, sizeof *g->rows, for_folding);
	enum code c = load_there(g, e);
	if (c == OK)
		c = stage_events(g, said, e);
	free(said);
	return c;
}

static enum code open_all(struct log *g, struct err *e)
{
	struct import *m = g->m;
	static const char *const NONE[] = {NULL};
	enum code c = finder_open(&g->finder, m, e);
	if (c != OK || !m->o->create_learners)
		return c;
	const struct { struct staged *st; const char *type; } all[] = {
		{&g->person, "person"}, {&g->role, "role"}, {&g->org, "org"}, {&g->framework, "framework"}, {&g->competency, "competency"}};
	for (size_t i = 0; i < sizeof all / sizeof *all && c == OK; i++)
		c = staged_open(m, all[i].st, all[i].type, NONE, e);
	return c;
}

static void close_all(struct log *g)
{
	struct staged *const all[] = {&g->person, &g->role, &g->org, &g->framework, &g->competency};
	struct keyed *const keys[] = {&g->learners, &g->skills, &g->items, &g->there, &g->same};
	for (size_t i = 0; i < 5; i++) {
		staged_close(all[i]);
		keyed_free(keys[i]);
	}
	finder_close(&g->finder);
	free(g->rows);
	arena_free(g->names);
}

static enum code read_log(struct log *g, struct err *e)
{
	struct import *m = g->m;
	struct sheet s = {0};
	bool good;
	int got = 0;
	FILE *f = fopen(m->o->paths[0], "re");
	if (f == NULL)
		return err_set(e, E_NOTFOUND, "%s cannot be opened.", m->o->paths[0]);
	int64_t size = fseek(f, 0, SEEK_END) == 0 ? (int64_t)ftell(f) : 0;
	rewind(f);
	enum code c = sheet_stream(&s, m, f, size, m->label, COLUMNS, &good, e);
	if (c == OK && good && !sheet_has(&s, R_LEARNER) && !sheet_has(&s, R_USER_ID)) {
		import_refuse(m, m->label, 1, S("learner"), "%s", tr(m->o->lang, N_("This column is missing.")));
		good = false;
	}
	while (c == OK && good && (got = sheet_next(&s, e)) == 1) {
		arena_reset(m->row);
		c = one_row(g, &s, e);
	}
	sheet_close(&s);
	return c == OK && got < 0 ? e->code : c;
}

enum code import_responses(struct import *m, struct err *e)
{
	struct log g = {.m = m, .names = arena_new(0), .count = import_count(m, "event")};
	if (m->o->n_paths != 1)
		return err_set(e, E_INPUT, "Name one file.");
	enum code c = g.names == NULL ? no_memory(e) : open_all(&g, e);
	m->r->what = S("Answers");
	if (c == OK)
		c = read_log(&g, e);
	if (c == OK && m->r->n_refused == 0)
		c = events(&g, e);
	if (c == OK && !g.absolute && g.n > 0)
		import_note(m, "%s", tr(m->o->lang, N_("The log does not say when: its order was kept, and the last answer counts as of now.")));
	close_all(&g);
	return c;
}
