#include "interop/apply.h"
#include "store/piece.h"

#include <stdlib.h>
#include <string.h>

#define NOTES_MOST 100
#define PIECE_TIME (40 * SECOND / 1000)

/* One change to take back: what of it is needed. */
struct back {
	enum op_kind kind;
	const struct record_type *type;
	struct id id;
	int64_t version;
	struct str field, lang, text;
};

struct undoing {
	struct run *run;
	struct arena *a, *row;
	struct import_undone *out;
	struct back *list;
	size_t n;
	size_t at, next;           /* changes of the part not yet taken back: list[0..at) */
	struct import_undone piece;
	struct str notes[NOTES_MOST];
	const struct back *op;
	bool done, restored;
	int64_t events, events_piece;
};

static void leave(struct undoing *u, const struct back *b, const char *why)
{
	char id[ID_TEXT];
	u->piece.left++;
	if (u->out->n_notes + u->piece.n_notes < NOTES_MOST)
		u->notes[u->piece.n_notes++] = str_fmt(u->a, "%s %s: %s", b->type != NULL ? b->type->name : "event", id_text(b->id, id), why);
}

static enum code back_one(struct db *db, void *arg, struct err *e)
{
	struct undoing *u = arg;
	const struct back *b = u->op;
	const struct viewer *sys = &u->run->sys;
	struct record now, was;
	u->done = false;
	enum code c = record_get(db, u->row, sys, b->type, b->id, &now, e);
	if (c == E_NOTFOUND) {
		/* gone already */
		err_clear(e);
		return OK;
	}
	if (c != OK)
		return c;
	if (b->kind == OP_TEXT) {
		struct str text, origin;
		enum lang lang;
		int f = field_index(b->type, str_dupz(u->row, b->field));
		if (f < 0 || !lang_parse(b->lang, &lang))
			return OK;
		c = record_text_get(db, u->row, b->type, &now, b->type->fields[f].name, lang, &text, &origin, e);
		u->done = c == OK && str_eq(text, b->text);
		return u->done ? record_text_put(db, sys, b->type, b->id, b->type->fields[f].name, b->lang, S(""), "person", e) : c;
	}
	if (now.version != (b->kind == OP_ADD ? 1 : b->version + 1))
		return err_set(e, E_CONFLICT, "it was changed since, so it stays");
	if (b->kind == OP_ADD && strcmp(b->type->name, "person") == 0) {
		int64_t doors = 0;
		c = db_int(db, e, &doors, "select count(*) from account where person = ?1", "b", b->id);
		if (c == OK && doors > 0)
			c = err_set(e, E_CONFLICT, "this person has a sign-in by now, so they stay");
		if (c != OK)
			return c;
	}
	if (b->kind == OP_ADD) {
		c = record_remove(db, u->row, sys, b->type, b->id, 1, e);
		u->done = c == OK;
		return c;
	}
	c = record_version(db, u->row, b->type, b->id, b->version, &was, e);
	if (c == OK)
		c = record_put_over(db, u->row, b->type, b->id, now.version, was.values, &u->done, e);
	u->restored = u->done;
	return c;
}

static enum code run_piece(struct db *db, void *arg, struct err *e)
{
	struct undoing *u = arg;
	enum code c = OK;
	int64_t until = clock_monotonic() + PIECE_TIME;
	u->piece = (struct import_undone){0};
	u->events_piece = 0;
	u->next = u->at;
	while (c == OK && u->next > 0) {
		if (u->next < u->at && (clock_monotonic() >= until || db_others_wait(db)))
			break;
		struct err why = {0};
		u->op = &u->list[--u->next];
		if (u->op->kind == OP_EVENT) {
			u->piece.left++;
			u->events_piece++;
			continue;
		}
		u->restored = false;
		c = db_nested(db, back_one, u, &why);
		if (c == OK && u->done) {
			if (u->restored)
				u->piece.restored++;
			else if (u->op->kind == OP_ADD)
				u->piece.removed++;
		} else if (c == E_CONFLICT || c == E_INPUT || c == E_NOTFOUND || c == E_DENIED) {
			leave(u, u->op, why.text);
			c = OK;
		} else if (c != OK) {
			*e = why;
		}
		arena_reset(u->row);
	}
	if (c == OK)
		c = db_exec(db, e, "update import_run set part = ?1, at = ?2, owner = ?3, lease_until = ?4 where id = ?5", "iitib",
		            u->next > 0 ? u->run->part : u->run->part - 1, (int64_t)u->next, u->run->owner, clock_now() + LEASE, u->run->id);
	return c;
}

static enum code list_part(struct undoing *u, struct str body, struct arena *mem, struct err *e)
{
	struct journal_reader *r = NEW(mem, struct journal_reader);
	struct arena *row = arena_new(0);
	struct op op;
	size_t cap = 0;
	int got = -1;
	u->n = 0;
	u->list = NULL;
	if (row == NULL)
		return err_set(e, E_MEMORY, "There is no memory left.");
	journal_read(r, body);
	while ((got = journal_next(r, row, &op, e)) == 1) {
		if (u->n == cap) {
			u->list = arena_grow(mem, u->list, cap * sizeof *u->list, (cap * 2 + 256) * sizeof *u->list);
			cap = cap * 2 + 256;
		}
		u->list[u->n++] = (struct back){op.kind, op.type, op.kind == OP_EVENT ? op.event.id : op.id, op.version, op.field, op.lang, op.text};
		arena_reset(row);
	}
	arena_free(row);
	return got < 0 ? E_DB : OK;
}

static enum code undo_part(struct undoing *u, const struct import_options *o, struct err *e)
{
	struct str body;
	struct arena *mem = arena_new(0);
	enum code c = mem == NULL ? err_set(e, E_MEMORY, "There is no memory left.") : part_load(u->run->store, u->run->id, u->run->part, &body, e);
	if (c != OK) {
		arena_free(mem);
		return c;
	}
	c = list_part(u, body, mem, e);
	/* at 0 with a part before it: this part is whole */
	u->at = u->run->at > 0 && (size_t)u->run->at <= u->n ? (size_t)u->run->at : u->n;
	while (c == OK && u->at > 0) {
		c = store_write_piece(u->run->store, run_piece, u, e);
		if (c != OK)
			break;
		u->at = u->next;
		u->events += u->events_piece;
		u->out->removed += u->piece.removed;
		u->out->restored += u->piece.restored;
		u->out->left += u->piece.left;
		for (size_t i = 0; i < u->piece.n_notes; i++)
			u->out->notes[u->out->n_notes++] = u->notes[i];
		if (o != NULL && o->progress != NULL) {
			struct import_progress tell = {N_("Taking back"), S(""), u->out->removed + u->out->restored + u->out->left, 0};
			struct err why = {0};
			if (o->progress(o->arg, &tell, &why) == E_BUSY) {
				*e = why;
				c = E_BUSY;
				break;
			}
		}
	}
	free((void *)(uintptr_t)body.p);
	arena_free(mem);
	return c;
}

static enum code mark_undone(struct db *db, void *arg, struct err *e)
{
	const struct run *run = arg;
	enum code c = security_log(db, &run->sys, "import undone", "import", run->id, NULL, 0, "", e);
	return c != OK ? c : db_exec(db, e, "update import_run set state = 'undone', ended_at = ?1 where id = ?2", "ib", clock_now(), run->id);
}

/* part and at say where the next change to take back ends; part -1: all is taken back. */
enum code undo_stored(struct run *run, const struct import_options *o, struct arena *a, struct import_undone *out, struct err *e)
{
	struct undoing *u = calloc(1, sizeof *u);
	struct arena *row = arena_new(0);
	enum code c = u == NULL || row == NULL ? err_set(e, E_MEMORY, "There is no memory left.") : OK;
	if (c == OK) {
		*u = (struct undoing){.run = run, .a = a, .row = row, .out = out};
		if (out->notes == NULL)
			out->notes = NEW_ARRAY(a, struct str, NOTES_MOST);
	}
	for (; c == OK && run->part >= 0; run->part--, run->at = 0)
		c = undo_part(u, o, e);
	if (c == OK && u->events > 0 && out->n_notes < NOTES_MOST)
		out->notes[out->n_notes++] = str_fmt(a, "%lld pieces of evidence stay: evidence is only added, never taken away.", (long long)u->events);
	arena_free(row);
	free(u);
	if (c == OK)
		c = store_write(run->store, mark_undone, run, e);
	return c == OK ? parts_drop(run->store, run->id, e) : c;
}

struct start {
	struct run *run;
	struct str state;
	struct arena *a;
};

static enum code start_undoing(struct db *db, void *arg, struct err *e)
{
	struct start *s = arg;
	struct rows *rows;
	enum code c = db_query(db, e, &rows, "select state, parts, (select count(*) from import_part p where p.import = r.id) from import_run r"
	                       " where r.id = ?1 and r.district = ?2", "bd", s->run->id);
	if (c != OK)
		return c;
	int got = rows_next(rows, e);
	if (got < 0)
		return E_DB;
	if (got == 0)
		return err_set(e, E_NOTFOUND, "There is no import with this id.");
	bool done = str_eqz(rows_t(rows, 0), "done"), undone = str_eqz(rows_t(rows, 0), "undone");
	int64_t parts = rows_i(rows, 1), there = rows_i(rows, 2);
	rows_end(rows);
	if (undone)
		return err_set(e, E_INPUT, "This import was undone already.");
	if (!done)
		return err_set(e, E_BUSY, "This import has not ended yet. Please try again when it has.");
	if (there < parts || parts == 0)
		return err_set(e, E_INPUT, "This import is too old to be undone: the list of what it changed is kept for the last three imports only.");
	s->run->part = parts - 1;
	s->run->at = 0;
	s->run->parts = parts;
	return db_exec(db, e, "update import_run set state = 'undoing', part = ?1, at = 0, owner = ?2, lease_until = ?3 where id = ?4", "itib", parts - 1,
	               s->run->owner, clock_now() + LEASE, s->run->id);
}

enum code import_undo(struct store *s, struct arena *a, struct id id, const struct import_options *o, struct import_undone *out, struct err *e)
{
	int64_t from = clock_monotonic();
	struct run run = {.store = s, .id = id, .sys = viewer_system(s), .owner = owner_here(a)};
	struct start start = {.run = &run, .a = a};
	*out = (struct import_undone){.notes = NEW_ARRAY(a, struct str, NOTES_MOST)};
	if (o != NULL && !id_nil(o->made_by))
		run.sys.person = o->made_by;
	enum code c = store_write(s, start_undoing, &start, e);
	if (c == OK)
		c = undo_stored(&run, o, a, out, e);
	out->seconds = (double)(clock_monotonic() - from) / SECOND;
	return c;
}
