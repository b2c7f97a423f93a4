#include "interop/apply.h"
#include "store/piece.h"

#include <errno.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#define PIECE_ROWS 20000
#define PIECE_TIME (120 * SECOND / 1000)
#define PIECE_QUIET (500 * SECOND / 1000) /* as long as nobody came lately, and no other program could */
#define PIECE_LEAST (4 * SECOND / 1000)   /* so long even when others wait: shorter pieces only mean more commits */
#define EVENTS_MOST 512
#define LOOK_EVERY 8           /* changes between two looks at who waits */

/* ---- one change ---- */

struct batch { /* events follow each other and are folded together */
	struct evidence list[EVENTS_MOST];
	size_t n;
};

static enum code events_flush(struct db *db, struct arena *a, struct batch *b, struct err *e)
{
	enum code c = b->n > 0 ? evidence_add(db, a, b->list, b->n, NULL, e) : OK;
	b->n = 0;
	return c;
}

static enum code event_later(struct db *db, struct arena *a, struct batch *b, const struct evidence *v, struct err *e)
{
	enum code c = b->n == EVENTS_MOST ? events_flush(db, a, b, e) : OK;
	struct evidence *to = &b->list[b->n];
	*to = *v;
	/* kind and context are the reader's and change with the next event */
	to->kind = str_dupz(a, str_z(v->kind));
	to->context = str_dupz(a, str_z(v->context));
	b->n++;
	return c;
}

static enum code apply_op(struct db *db, struct arena *a, const struct viewer *sys, const struct op *op, struct err *e)
{
	bool done = true;
	enum code c;
	switch (op->kind) {
	case OP_ADD:
		return record_put_new(db, a, op->type, op->id, op->state, op->values, e);
	case OP_SET:
		c = record_put_over(db, a, op->type, op->id, op->version, op->values, &done, e);
		if (c == OK && !done)
			c = err_set(e, E_CONFLICT, "Somebody changed a record (%s) while it was compared. Please run the import again.", op->type->label);
		return c;
	case OP_TEXT:
		return record_text_put(db, sys, op->type, op->id, str_dupz(a, op->field), op->lang, op->text, "person", e);
	case OP_TYPE:
	case OP_EVENT:
		break;
	}
	return OK;
}

enum code apply_part(struct db *db, struct arena *a, const struct viewer *sys, struct str part, struct err *e)
{
	struct journal_reader *r = NEW(a, struct journal_reader);
	struct batch *events = NEW(a, struct batch);
	struct arena *row = arena_new(0);
	struct op op;
	int got = 0;
	enum code c = row == NULL ? err_set(e, E_MEMORY, "There is no memory left for the import.") : OK;
	journal_read(r, part);
	while (c == OK && (got = journal_next(r, row, &op, e)) == 1) {
		if (op.kind == OP_EVENT) {
			c = event_later(db, a, events, &op.event, e);
			continue;
		}
		c = apply_op(db, row, sys, &op, e);
		arena_reset(row);
	}
	if (c == OK && got < 0)
		c = E_DB;
	if (c == OK)
		c = events_flush(db, a, events, e);
	arena_free(row);
	return c;
}

/* ---- piece by piece ---- */

#define SKIP_MOST 4096

struct piece {
	struct run *run;
	struct arena *row, *events_arena;
	struct journal_reader reader, next; /* where this piece begins, where the next one does */
	struct batch events;
	int64_t at, ops;           /* changes of the part applied before, by this piece */
	int64_t span;              /* how long it may work */
	bool others;               /* somebody waited */
	bool careful;              /* each change by itself: one of them does not fit any more */
	bool end;                  /* of the part */
	int64_t skipped;
	struct id skip[SKIP_MOST]; /* records that could not be made: what refers to them is left out too */
	size_t n_skip, n_skip_before;
	const struct op *op;
};

static enum code one(struct db *db, void *arg, struct err *e)
{
	struct piece *p = arg;
	return apply_op(db, p->row, &p->run->sys, p->op, e);
}

static bool refers_to_skipped(const struct piece *p, const struct op *op)
{
	if (p->n_skip == 0 || (op->kind != OP_ADD && op->kind != OP_TEXT))
		return false;
	for (size_t k = 0; k < p->n_skip; k++) {
		if (id_eq(op->id, p->skip[k]))
			return true;
		for (size_t i = 0; op->kind == OP_ADD && op->type->fields[i].name != NULL; i++)
			if (op->values[i].type == 'b' && id_eq(op->values[i].as.b, p->skip[k]))
				return true;
	}
	return false;
}

static enum code careful_op(struct db *db, struct piece *p, const struct op *op, struct err *e)
{
	struct err why = {0};
	enum code c = OK;
	bool skip = refers_to_skipped(p, op);
	if (!skip) {
		p->op = op;
		c = db_nested(db, one, p, &why);
		skip = c == E_CONFLICT || c == E_INPUT || c == E_NOTFOUND;
	}
	if (skip) {
		p->skipped++;
		if (op->kind == OP_ADD && p->n_skip < SKIP_MOST)
			p->skip[p->n_skip++] = op->id;
		return OK;
	}
	if (c != OK)
		*e = why;
	return c;
}

static enum code run_piece(struct db *db, void *arg, struct err *e)
{
	struct piece *p = arg;
	struct op op;
	int got = 1;
	enum code c = OK;
	int64_t from = clock_monotonic();
	/* this may be run a second time when the database failed at the commit */
	p->next = p->reader;
	p->ops = 0;
	p->skipped = 0;
	p->n_skip = p->n_skip_before;
	p->events.n = 0;
	p->end = p->others = false;
	while (c == OK && p->ops < PIECE_ROWS) {
		if (p->ops % LOOK_EVERY == 0 && p->ops > 0) {
			int64_t worked = clock_monotonic() - from;
			p->others = worked >= PIECE_LEAST && db_others_wait(db);
			if (worked >= p->span || p->others)
				break;
		}
		got = journal_next(&p->next, p->row, &op, e);
		if (got != 1)
			break;
		p->ops++;
		if (op.kind == OP_EVENT)
			c = event_later(db, p->events_arena, &p->events, &op.event, e);
		else
			c = p->careful ? careful_op(db, p, &op, e) : apply_op(db, p->row, &p->run->sys, &op, e);
		arena_reset(p->row);
	}
	if (c == OK && got < 0)
		c = E_DB;
	if (c == OK)
		c = events_flush(db, p->events_arena, &p->events, e);
	arena_reset(p->events_arena);
	p->end = got == 0;
	if (c == OK)
		c = db_exec(db, e, "update import_run set part = ?1, at = ?2, skipped = skipped + ?3, owner = ?4, lease_until = ?5 where id = ?6", "iiitib",
		            p->end ? p->run->part + 1 : p->run->part, p->end ? 0 : p->at + p->ops, p->skipped, p->run->owner, clock_now() + LEASE, p->run->id);
	return c;
}

/* A program that is not this one waits for the database by looking now and then: leave it a gap to find. */
static void breathe(int64_t worked)
{
	int64_t us = worked / 20 < 1000 ? 1000 : worked / 20 > 20000 ? 20000 : worked / 20;
	struct timespec t = {0, us * 1000};
	(void)nanosleep(&t, NULL);
}

/* What the next piece may take, and a gap before it where somebody may wait who cannot be seen. */
static void after_piece(struct piece *p, int64_t worked)
{
	bool shared = store_shared(p->run->store);
	p->span = p->others || shared ? PIECE_TIME : p->span * 2 < PIECE_QUIET ? p->span * 2 : PIECE_QUIET;
	if (shared)
		breathe(worked);
}

static enum code skip_applied(struct piece *p, int64_t n, struct err *e)
{
	struct op op;
	for (int64_t i = 0; i < n; i++) {
		if (journal_next(&p->reader, p->row, &op, e) != 1)
			return e->code != OK ? e->code : err_set(e, E_DB, "The list of changes of an import is shorter than what was applied of it.");
		arena_reset(p->row);
	}
	return OK;
}

static enum code apply_one_part(struct piece *p, const struct import_options *o, int64_t *done, struct err *e)
{
	struct run *run = p->run;
	struct str body;
	enum code c = part_load(run->store, run->id, run->part, &body, e);
	if (c != OK)
		return c;
	journal_read(&p->reader, body);
	p->at = run->at;
	p->end = false;
	c = skip_applied(p, run->at, e);
	while (c == OK && !p->end) {
		int64_t from = clock_monotonic();
		p->n_skip_before = p->n_skip;
		c = store_write_piece(run->store, run_piece, p, e);
		if ((c == E_CONFLICT || c == E_INPUT || c == E_NOTFOUND) && !p->careful) {
			err_clear(e);
			p->careful = true;
			c = OK;
			continue;
		}
		p->careful = false;
		if (c != OK)
			break;
		p->reader = p->next;
		p->at += p->ops;
		*done += p->ops;
		run->skipped += p->skipped;
		if (o != NULL && o->progress != NULL) {
			struct import_progress tell = {N_("Writing"), S(""), *done, run->ops};
			struct err why = {0};
			if (o->progress(o->arg, &tell, &why) == E_BUSY) {
				*e = why;
				c = E_BUSY;
				break;
			}
		}
		after_piece(p, clock_monotonic() - from);
	}
	free((void *)(uintptr_t)body.p);
	run->part++;
	run->at = 0;
	return c;
}

enum code apply_stored(struct run *run, const struct import_options *o, struct err *e)
{
	struct piece *p = calloc(1, sizeof *p);
	struct arena *row = arena_new(0), *events = arena_new(0);
	int64_t done = 0;
	enum code c = p == NULL || row == NULL || events == NULL ? err_set(e, E_MEMORY, "There is no memory left for the import.") : OK;
	if (c == OK) {
		p->run = run;
		p->span = PIECE_TIME;
		p->row = row;
		p->events_arena = events;
	}
	while (c == OK && run->part < run->parts)
		c = apply_one_part(p, o, &done, e);
	arena_free(row);
	arena_free(events);
	free(p);
	return c;
}

/* ---- stored parts ---- */

enum code part_load(struct store *s, struct id import, int64_t number, struct str *out, struct err *e)
{
	struct db *db;
	struct rows *rows;
	enum code c = store_read(s, &db, e);
	*out = (struct str){0};
	if (c != OK)
		return c;
	c = db_query(db, e, &rows, "select body from import_part where import = ?1 and number = ?2", "bi", import, number);
	int got = c == OK ? rows_next(rows, e) : -1;
	if (c == OK && got == 1) {
		struct str body = rows_t(rows, 0);
		char *copy = malloc(body.n + 1);
		if (copy != NULL)
			memcpy(copy, body.p, body.n);
		else
			c = err_set(e, E_MEMORY, "There is no memory left for the import.");
		*out = (struct str){copy, copy != NULL ? body.n : 0};
		rows_end(rows);
	} else if (c == OK) {
		c = got < 0 ? E_DB : err_set(e, E_DB, "Part %lld of the list of changes of an import is missing.", (long long)number);
	}
	store_read_end(db);
	return c;
}

struct drop {
	struct id import;
	int64_t n;
};

static enum code drop_some(struct db *db, void *arg, struct err *e)
{
	struct drop *d = arg;
	enum code c = db_exec(db, e, "delete from import_part where import = ?1 and number in"
	                      " (select number from import_part where import = ?2 order by number limit 4)", "bb", d->import, d->import);
	d->n = db_changes(db);
	return c;
}

enum code parts_drop(struct store *s, struct id import, struct err *e)
{
	struct drop d = {.import = import, .n = 1};
	enum code c = OK;
	while (c == OK && d.n > 0)
		c = store_write_piece(s, drop_some, &d, e);
	return c;
}

/* ---- who ---- */

static struct str first_line(struct arena *a, const char *path, size_t word)
{
	char line[1024] = "";
	FILE *f = fopen(path, "re");
	if (f != NULL) {
		if (fgets(line, sizeof line, f) == NULL)
			line[0] = '\0';
		(void)fclose(f);
	}
	struct str s = str_trim(str_z(line)), w = s;
	/* the name of a program may hold spaces: count from behind its bracket */
	size_t close = 0;
	for (size_t i = 0; word > 0 && i < s.n; i++)
		if (s.p[i] == ')')
			close = i + 2;
	if (word > 0) {
		s = close < s.n ? (struct str){s.p + close, s.n - close} : (struct str){0};
		for (size_t i = 0; i < word; i++)
			w = str_cut(&s, ' ');
	}
	return str_dup(a, w);
}

static struct str start_of(struct arena *a, long pid)
{
	return first_line(a, str_fmt(a, "/proc/%ld/stat", pid).p, 20); /* the 22nd of proc(5) */
}

struct str owner_here(struct arena *a)
{
	struct str boot = first_line(a, "/proc/sys/kernel/random/boot_id", 0);
	long pid = (long)getpid();
	return str_fmt(a, "%.*s %ld %.*s", S_ARG(boot), pid, S_ARG(start_of(a, pid)));
}

bool owner_gone(struct str owner, int64_t lease_until)
{
	bool gone = false;
	int64_t pid = 0;
	if (lease_until < clock_now())
		return true;
	struct arena *a = arena_new(0);
	if (a == NULL)
		return false;
	struct str boot = str_cut(&owner, ' '), number = str_cut(&owner, ' ');
	/* on this machine it can be looked up; elsewhere the lease has to run out */
	if (boot.n > 0 && str_eq(boot, first_line(a, "/proc/sys/kernel/random/boot_id", 0)) && str_int(number, &pid) && pid > 0)
		gone = (kill((pid_t)pid, 0) != 0 && errno == ESRCH) || !str_eq(owner, start_of(a, (long)pid));
	arena_free(a);
	return gone;
}
