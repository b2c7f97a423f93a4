#include "interop/apply.h"

#include "school/admin/school.h"

#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>

#define NOTES_MOST 200
#define PARTS_HELD 6           /* kept in memory before a list of changes is stored */
#define LISTS_KEPT 3           /* imports that can still be undone */
#define TELL_EVERY (100 * SECOND / 1000)

const struct import_kind import_kinds[] = {
	{"oneroster", N_("A roster: OneRoster 1.1 or 1.2 as CSV, a zip or a folder")},
	{"csv", N_("What rosters lack, as CSV: families, supports, English levels, programs, access at home")},
	{"edfi", N_("Plans, programs, days missed and results: Ed-Fi interchange XML, a zip or a folder")},
	{"case", N_("Competencies: a CASE 1.0 or 1.1 CFPackage as JSON")},
	{"competencies", N_("Competencies, what comes before what, what is related, as CSV")},
	{"items", N_("Items, one JSON object a line: item models, or problems with steps and hints")},
	{"stories", N_("Readings and tasks, one JSON object a line")},
	{"responses", N_("A log of answers (learner, item, skill, correct, time) as evidence")},
	{0}};

static const struct {
	const char *name;
	import_fn *fn;
} importers[] = {
	{"oneroster", import_oneroster},
	{"csv", import_csv},
	{"edfi", import_edfi},
	{"case", import_case},
	{"competencies", import_competencies},
	{"items", import_items},
	{"stories", import_stories},
	{"responses", import_responses},
};

/* ---- what importers call ---- */

void import_refuse(struct import *m, struct str file, size_t line, struct str column, const char *fmt, ...)
{
	struct import_report *r = m->r;
	va_list ap;
	r->n_refused++;
	if (r->n_listed >= IMPORT_LIST)
		return;
	if (r->refused == NULL)
		r->refused = NEW_ARRAY(m->a, struct import_refused, IMPORT_LIST);
	va_start(ap, fmt);
	struct str reason = str_vfmt(m->a, fmt, ap);
	va_end(ap);
	r->refused[r->n_listed++] = (struct import_refused){str_dup(m->a, file), line, str_dup(m->a, column), reason};
}

void import_note(struct import *m, const char *fmt, ...)
{
	struct import_report *r = m->r;
	va_list ap;
	if (r->n_notes >= NOTES_MOST)
		return;
	if (r->notes == NULL)
		r->notes = NEW_ARRAY(m->a, struct str, NOTES_MOST);
	va_start(ap, fmt);
	r->notes[r->n_notes++] = str_vfmt(m->a, fmt, ap);
	va_end(ap);
}

enum code import_tell(struct import *m, const char *step, struct str what, int64_t done, int64_t total, struct err *e)
{
	int64_t now = clock_monotonic();
	if (m->o->progress == NULL || now - m->told < TELL_EVERY)
		return OK;
	m->told = now;
	struct import_progress p = {step, what, done, total};
	return m->o->progress(m->o->arg, &p, e);
}

struct import_count *import_count(struct import *m, const char *type)
{
	struct import_report *r = m->r;
	for (size_t i = 0; i < r->n_counts; i++)
		if (strcmp(r->counts[i].type, type) == 0)
			return &r->counts[i];
	if (r->n_counts == sizeof r->counts / sizeof *r->counts)
		return &r->counts[r->n_counts - 1];
	r->counts[r->n_counts].type = type;
	return &r->counts[r->n_counts++];
}

/* ---- the list of changes, in memory as long as it is short ---- */

struct sink {
	struct import *m;
	struct run run;
	int64_t began;             /* before the snapshot: another import that ended later may have changed what we saw */
	struct str parts[PARTS_HELD];
	size_t n;
	bool stored;               /* the run is in the database, as "staging" */
	bool at_once;
	struct buf report;
	struct str part;           /* to store */
	int64_t number;
};

static enum code check_alone(struct db *db, struct sink *k, struct err *e)
{
	struct rows *rows;
	int got;
	enum code c = db_query(db, e, &rows, "select state, owner, lease_until, ended_at from import_run where district = ?1 and id <> ?2 order by made_at desc limit 50",
	                       "db", k->run.id);
	if (c != OK)
		return c;
	while ((got = rows_next(rows, e)) == 1) {
		bool open = str_eqz(rows_t(rows, 0), "staging") || str_eqz(rows_t(rows, 0), "applying") || str_eqz(rows_t(rows, 0), "undoing");
		if (open && !owner_gone(rows_t(rows, 1), rows_i(rows, 2))) {
			rows_end(rows);
			return err_set(e, E_BUSY, "Another import is running. Please start this one when it has ended.");
		}
		if (!open && rows_i(rows, 3) >= k->began) {
			rows_end(rows);
			return err_set(e, E_CONFLICT, "Another import ended while this one was comparing. Please run it again.");
		}
	}
	return got < 0 ? E_DB : OK;
}

static enum code store_run(struct db *db, struct sink *k, const char *state, struct err *e)
{
	const struct import *m = k->m;
	int64_t now = clock_now();
	return db_exec(db, e, "insert into import_run (id, district, kind, label, state, made_by, made_at, owner, lease_until, parts, part, at, skipped, report)"
	               " values (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, 0, 0, 0, 0, '')", "bdztzbiti", k->run.id, m->o->kind, m->label, state,
	               m->o->made_by, now, k->run.owner, now + LEASE);
}

static enum code store_part(struct db *db, const struct sink *k, int64_t number, struct str part, struct err *e)
{
	return db_exec(db, e, "insert into import_part (import, number, district, body) values (?1, ?2, ?3, ?4)", "bidB", k->run.id, number, part);
}

static enum code begin_stored(struct db *db, void *arg, struct err *e)
{
	struct sink *k = arg;
	enum code c = check_alone(db, k, e);
	if (c == OK)
		c = store_run(db, k, "staging", e);
	for (size_t i = 0; c == OK && i < k->n; i++)
		c = store_part(db, k, (int64_t)i, k->parts[i], e);
	return c;
}

static enum code one_more_part(struct db *db, void *arg, struct err *e)
{
	struct sink *k = arg;
	enum code c = store_part(db, k, k->number, k->part, e);
	return c != OK ? c : db_exec(db, e, "update import_run set lease_until = ?1 where id = ?2", "ib", clock_now() + LEASE, k->run.id);
}

static void free_parts(struct sink *k)
{
	for (size_t i = 0; i < k->n; i++)
		free((void *)(uintptr_t)k->parts[i].p);
	k->n = 0;
}

static enum code store_now(struct sink *k, struct err *e)
{
	enum code c = store_write(k->m->store, begin_stored, k, e);
	if (c == OK) {
		k->stored = true;
		free_parts(k);
	}
	return c;
}

static enum code take_part(void *arg, int64_t number, struct str part, struct err *e)
{
	struct sink *k = arg;
	/* nothing of it will land: there is no need to keep it */
	if (k->m->o->dry_run || k->m->r->n_refused > 0)
		return OK;
	if (!k->stored && k->n == PARTS_HELD) {
		enum code c = store_now(k, e);
		if (c != OK)
			return c;
	}
	if (k->stored) {
		k->part = part;
		k->number = number;
		return store_write(k->m->store, one_more_part, k, e);
	}
	char *copy = malloc(part.n + 1);
	if (copy == NULL)
		return err_set(e, E_MEMORY, "There is no memory left for the import.");
	memcpy(copy, part.p, part.n);
	k->parts[k->n++] = (struct str){copy, part.n};
	return OK;
}

/* ---- ending ---- */

static void sums(struct import_report *r)
{
	r->added = r->changed = r->removed = r->unchanged = 0;
	for (size_t i = 0; i < r->n_counts; i++) {
		r->added += r->counts[i].added;
		r->changed += r->counts[i].changed;
		r->removed += r->counts[i].removed;
		r->unchanged += r->counts[i].unchanged;
	}
}

static void measure(struct import_report *r, int64_t from)
{
	struct rusage u;
	r->seconds = (double)(clock_monotonic() - from) / SECOND;
	if (getrusage(RUSAGE_SELF, &u) == 0)
		r->peak_kib = u.ru_maxrss;
	sums(r);
}

static struct str report_json(struct import *m)
{
	struct buf b = buf_new(m->a, 1 << 20);
	struct json_out o = json_to(&b);
	import_report_json(&o, m->r);
	return b.over ? S("{}") : buf_done(&b);
}

static enum code log_it(struct db *db, const struct import *m, struct id id, struct err *e)
{
	struct viewer who = m->sys;
	who.person = m->o->made_by;
	const char *detail = str_fmt(m->a, "%s: %lld added, %lld changed, %lld removed", m->o->kind, (long long)m->r->added, (long long)m->r->changed,
	                             (long long)m->r->removed).p;
	return security_log(db, &who, "import", "import", id, NULL, 0, detail, e);
}

static enum code apply_now(struct db *db, void *arg, struct err *e)
{
	struct sink *k = arg;
	struct import *m = k->m;
	int64_t from = clock_monotonic();
	enum code c = check_alone(db, k, e);
	if (c == OK)
		c = store_run(db, k, "done", e);
	for (size_t i = 0; c == OK && i < k->n; i++)
		c = store_part(db, k, (int64_t)i, k->parts[i], e);
	struct arena *a = arena_new(0);
	if (a == NULL)
		return err_set(e, E_MEMORY, "There is no memory left for the import.");
	for (size_t i = 0; c == OK && i < k->n; i++) {
		c = apply_part(db, a, &m->sys, k->parts[i], e);
		arena_reset(a);
	}
	arena_free(a);
	m->r->apply_seconds = (double)(clock_monotonic() - from) / SECOND;
	if (c == OK)
		c = log_it(db, m, k->run.id, e);
	if (c == OK)
		c = db_exec(db, e, "update import_run set ended_at = ?1, parts = ?2, part = ?3, report = ?4 where id = ?5", "iiitb", clock_now(), (int64_t)k->n,
		            (int64_t)k->n, report_json(m), k->run.id);
	return c;
}

static enum code start_applying(struct db *db, void *arg, struct err *e)
{
	struct sink *k = arg;
	enum code c = check_alone(db, k, e);
	return c != OK ? c : db_exec(db, e, "update import_run set state = 'applying', parts = ?1, lease_until = ?2, report = ?3 where id = ?4", "iitb",
	                             k->run.parts, clock_now() + LEASE, report_json(k->m), k->run.id);
}

static enum code end_applying(struct db *db, void *arg, struct err *e)
{
	struct sink *k = arg;
	enum code c = log_it(db, k->m, k->run.id, e);
	return c != OK ? c : db_exec(db, e, "update import_run set state = 'done', ended_at = ?1, report = ?2 where id = ?3", "itb", clock_now(),
	                             report_json(k->m), k->run.id);
}

static enum code forget(struct db *db, void *arg, struct err *e)
{
	const struct sink *k = arg;
	return db_exec(db, e, "delete from import_run where id = ?1 and state = 'staging'", "b", k->run.id);
}

/* Lists of changes of old imports go: they can no longer be undone. */
static enum code drop_old(struct store *s, struct err *e)
{
	struct id old[16];
	size_t n = 0;
	struct db *db;
	struct rows *rows;
	enum code c = store_read(s, &db, e);
	if (c != OK)
		return c;
	c = db_query(db, e, &rows, "select distinct p.import from import_part p join import_run r on r.id = p.import where r.district = ?1 and (r.state = 'undone'"
	             " or (r.state = 'done' and (select count(*) from import_run x where x.district = ?2 and x.state = 'done' and x.made_at > r.made_at) >= ?3))"
	             " limit 16", "ddi", (int64_t)LISTS_KEPT);
	int got = 0;
	while (c == OK && n < 16 && (got = rows_next(rows, e)) == 1)
		old[n++] = rows_id(rows, 0);
	if (c == OK && got == 1)
		rows_end(rows);
	store_read_end(db);
	if (c == OK && got < 0)
		return E_DB;
	for (size_t i = 0; c == OK && i < n; i++)
		c = parts_drop(s, old[i], e);
	return c;
}

/* Few enough that nobody notices the one transaction: on PostgreSQL a change takes some ten times as long. */
static int64_t few(const struct import *m)
{
	return store_kind_of(m->store) == STORE_POSTGRES ? IMPORT_AT_ONCE / 10 : IMPORT_AT_ONCE;
}

static enum code apply(struct sink *k, struct err *e)
{
	struct import *m = k->m;
	struct err later = {0};
	enum code c;
	m->r->id = k->run.id;
	if (!k->stored && (k->run.ops <= few(m) || k->at_once)) {
		c = store_write(m->store, apply_now, k, e);
	} else {
		c = k->stored ? OK : store_now(k, e);
		if (c == OK)
			c = store_write(m->store, start_applying, k, e);
		if (c != OK)
			return c;
		int64_t from = clock_monotonic();
		c = apply_stored(&k->run, m->o, e);
		m->r->apply_seconds = (double)(clock_monotonic() - from) / SECOND;
		m->r->skipped = k->run.skipped;
		if (c != OK)
			return err_in(e, "The import is written down whole and will be finished when the database is opened again");
		c = store_write(m->store, end_applying, k, e);
	}
	if (c == OK)
		(void)!drop_old(m->store, &later); /* the next import tries again */
	return c;
}

static void clean_up(struct sink *k)
{
	struct err e = {0};
	free_parts(k);
	if (!k->stored)
		return;
	/* a run that is being applied stays: `forget` looks at its state */
	struct db *db;
	int64_t staging = 0;
	if (store_read(k->m->store, &db, &e) != OK)
		return;
	enum code c = db_int(db, &e, &staging, "select count(*) from import_run where id = ?1 and state = 'staging'", "b", k->run.id);
	store_read_end(db);
	if (c == OK && staging > 0 && parts_drop(k->m->store, k->run.id, &e) == OK)
		(void)!store_write(k->m->store, forget, k, &e);
}

static enum code stage_and_apply(struct sink *k, import_fn *fn, struct err *e)
{
	struct import *m = k->m;
	struct import_report *r = m->r;
	k->began = clock_now();
	enum code c = store_read(m->store, &m->db, e);
	if (c != OK)
		return c;
	c = fn(m, e);
	store_read_end(m->db);
	m->db = NULL;
	if (c == OK)
		c = journal_end(m->journal, e);
	if (c != OK && r->n_refused == 0)
		return c;
	sums(r);
	if (r->n_refused > 0)
		return err_set(e, E_INPUT, "Nothing was imported, since there is something to mend first (%lld). Mend what is listed and run the import again.", (long long)r->n_refused);
	k->run.ops = journal_ops(m->journal);
	k->run.parts = journal_parts(m->journal);
	if (m->o->dry_run || k->run.ops == 0)
		return OK;
	return apply(k, e);
}

enum code import_run(struct store *s, struct arena *a, const struct import_options *o, struct import_report *out, struct err *e)
{
	int64_t from = clock_monotonic();
	import_fn *fn = NULL;
	*out = (struct import_report){.kind = o->kind, .dry_run = o->dry_run};
	for (size_t i = 0; i < sizeof importers / sizeof *importers; i++)
		if (strcmp(importers[i].name, o->kind) == 0)
			fn = importers[i].fn;
	if (fn == NULL)
		return err_set(e, E_INPUT, "There is no import called \"%s\".", o->kind);
	struct import m = {.store = s, .a = a, .row = arena_new(0), .o = o, .r = out, .sys = viewer_system(s), .key = hash_key_new()};
	struct sink k = {.m = &m, .run = {.store = s, .id = id_nil(o->id) ? id_new() : o->id, .sys = m.sys, .owner = owner_here(a)}};
	m.sys.lang = o->lang;
	m.sink = &k;
	struct buf label = buf_new(a, 4000);
	for (size_t i = 0; i < o->n_paths; i++) {
		const char *slash = strrchr(o->paths[i], '/');
		buf_fmt(&label, "%s%s", i > 0 ? ", " : "", slash != NULL && slash[1] != '\0' ? slash + 1 : o->paths[i]);
	}
	m.label = o->label.n > 0 ? o->label : buf_done(&label);
	m.journal = journal_new(take_part, &k, e);
	enum code c = m.row == NULL || m.journal == NULL ? err_set(e, E_MEMORY, "There is no memory left for the import.") : OK;
	if (c == OK)
		c = stage_and_apply(&k, fn, e);
	clean_up(&k);
	journal_free(m.journal);
	arena_free(m.row);
	if (c != OK)
		out->id = ID_NIL;
	measure(out, from);
	return c;
}

/* ---- after a failure ---- */

struct open_run {
	struct id id;
	struct str state;
	int64_t parts, part, at;
};

static enum code find_open(struct store *s, struct arena *a, struct open_run *list, size_t *n, struct err *e)
{
	struct db *db;
	struct rows *rows;
	int got = 0;
	enum code c = store_read(s, &db, e);
	*n = 0;
	if (c != OK)
		return c;
	c = db_query(db, e, &rows, "select id, state, parts, part, at, owner, lease_until from import_run where district = ?1"
	             " and state in ('staging', 'applying', 'undoing') order by made_at limit 16", "d");
	while (c == OK && *n < 16 && (got = rows_next(rows, e)) == 1)
		if (owner_gone(rows_t(rows, 5), rows_i(rows, 6)))
			list[(*n)++] = (struct open_run){rows_id(rows, 0), str_dup(a, rows_t(rows, 1)), rows_i(rows, 2), rows_i(rows, 3), rows_i(rows, 4)};
	if (c == OK && got == 1)
		rows_end(rows);
	store_read_end(db);
	return c == OK && got < 0 ? E_DB : c;
}

static enum code claim(struct db *db, void *arg, struct err *e)
{
	struct run *run = arg;
	struct rows *rows;
	enum code c = db_query(db, e, &rows, "select owner, lease_until from import_run where id = ?1", "b", run->id);
	if (c != OK)
		return c;
	int got = rows_next(rows, e);
	if (got < 0)
		return E_DB;
	bool free_now = got == 1 && owner_gone(rows_t(rows, 0), rows_i(rows, 1));
	if (got == 1)
		rows_end(rows);
	if (!free_now)
		return err_set(e, E_BUSY, "Another process finishes this import.");
	return db_exec(db, e, "update import_run set owner = ?1, lease_until = ?2 where id = ?3", "tib", run->owner, clock_now() + LEASE, run->id);
}

static enum code mark_done(struct db *db, void *arg, struct err *e)
{
	const struct run *run = arg;
	return db_exec(db, e, "update import_run set state = 'done', ended_at = ?1 where id = ?2", "ib", clock_now(), run->id);
}

static enum code resume_one(struct store *s, struct arena *a, const struct open_run *o, struct err *e)
{
	struct run run = {.store = s, .id = o->id, .sys = viewer_system(s), .owner = owner_here(a), .parts = o->parts, .part = o->part, .at = o->at};
	enum code c = store_write(s, claim, &run, e);
	if (c == E_BUSY) {
		err_clear(e);
		return OK;
	}
	if (c != OK)
		return c;
	if (str_eqz(o->state, "applying")) {
		c = apply_stored(&run, NULL, e);
		return c == OK ? store_write(s, mark_done, &run, e) : c;
	}
	if (str_eqz(o->state, "undoing")) {
		struct import_undone undone = {0};
		return undo_stored(&run, NULL, a, &undone, e);
	}
	struct sink k = {.run = run};
	c = parts_drop(s, o->id, e);
	return c == OK ? store_write(s, forget, &k, e) : c;
}

enum code import_resume(struct store *s, int *n, struct err *e)
{
	struct open_run list[16];
	size_t found = 0;
	struct arena *a = arena_new(0);
	*n = 0;
	if (a == NULL)
		return err_set(e, E_MEMORY, "There is no memory left.");
	enum code c = find_open(s, a, list, &found, e);
	for (size_t i = 0; c == OK && i < found; i++) {
		c = resume_one(s, a, &list[i], e);
		if (c != OK)
			err_in(e, "An import that was interrupted could not be finished");
		++*n;
	}
	arena_free(a);
	return c;
}

enum code import_list(struct db *db, struct arena *a, int limit, struct import_row **out, size_t *n, struct err *e)
{
	struct rows *rows;
	int got = 0;
	*n = 0;
	*out = NEW_ARRAY(a, struct import_row, limit > 0 ? (size_t)limit : 1);
	enum code c = db_query(db, e, &rows, "select r.id, r.made_by, r.kind, r.label, r.state, r.report, r.made_at, r.ended_at,"
	                       " (select count(*) from import_part p where p.import = r.id) from import_run r where r.district = ?1 order by r.made_at desc, r.id desc limit ?2",
	                       "di", (int64_t)limit);
	while (c == OK && *n < (size_t)limit && (got = rows_next(rows, e)) == 1)
		(*out)[(*n)++] = (struct import_row){
			.id = rows_id(rows, 0), .made_by = rows_id(rows, 1), .kind = str_dup(a, rows_t(rows, 2)), .label = str_dup(a, rows_t(rows, 3)),
			.state = str_dup(a, rows_t(rows, 4)), .report = str_dup(a, rows_t(rows, 5)), .made_at = rows_i(rows, 6), .ended_at = rows_i(rows, 7),
			.can_undo = str_eqz(rows_t(rows, 4), "done") && rows_i(rows, 8) > 0};
	if (c == OK && got == 1)
		rows_end(rows);
	return c == OK && got < 0 ? E_DB : c;
}
