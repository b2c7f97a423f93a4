/* The background work of upload.h. */
#include "interop/upload.h"
#include "base/file.h"

#include <stdio.h>
#include <string.h>

#define REPORT_MOST ((size_t)8 << 20)

struct work {
	struct job *j;
	struct id id;
	struct str kind, label, options, folder; /* folder: left by somebody who was killed */
	const char *temp;
	const char **paths;
	size_t n_paths;
	int64_t told;
	/* what is written down at the end */
	const char *state;
	struct str problem, report, undone;
	bool drop;
};

static enum code tell(void *arg, const struct import_progress *p, struct err *e)
{
	struct work *w = arg;
	char note[300];
	int64_t now = clock_monotonic();
	if (now - w->told < SECOND / 2)
		return OK;
	w->told = now;
	struct buf b = buf_fixed(note, sizeof note);
	buf_z(&b, p->step);
	if (p->what.n > 0 && p->what.n < 200)
		buf_fmt(&b, ": %.*s", S_ARG(p->what));
	enum code c = job_progress(w->j, p->done, p->total, buf_done(&b), e);
	if (c == E_BUSY && !job_stopping(w->j)) {
		err_clear(e);
		return OK;
	}
	return c;
}

/* ---- files ---- */

static enum code note_folder(struct db *db, void *arg, struct err *e)
{
	const struct work *w = arg;
	return db_exec(db, e, "update import_upload set folder = ?1 where id = ?2", "zb", w->temp != NULL ? w->temp : "", w->id);
}

static enum code piece_of(struct work *w, struct arena *a, int64_t file, int64_t number, struct str *name, struct str *body, bool *there, struct err *e)
{
	struct db *db;
	struct rows *rows;
	enum code c = store_read(w->j->store, &db, e);
	*there = false;
	if (c != OK)
		return c;
	c = db_query(db, e, &rows, "select name, body from import_upload_part where upload = ?1 and file = ?2 and number = ?3", "bii", w->id, file, number);
	int got = c == OK ? rows_next(rows, e) : -1;
	if (got == 1) {
		*name = str_dup(a, rows_t(rows, 0));
		*body = str_dup(a, rows_t(rows, 1));
		*there = true;
		rows_end(rows);
	}
	store_read_end(db);
	return got < 0 ? E_DB : OK;
}

static enum code one_file(struct work *w, int64_t file, bool *there, struct str *first, struct err *e)
{
	struct arena *a = arena_new(0);
	struct str name, body;
	FILE *f = NULL;
	bool more = true;
	enum code c = a == NULL ? err_set(e, E_MEMORY, "There is no memory left for the import.") : OK;
	*there = false;
	for (int64_t number = 0; c == OK && more; number++) {
		arena_reset(a);
		c = piece_of(w, a, file, number, &name, &body, &more, e);
		if (c != OK || !more)
			break;
		if (number == 0) {
			*there = true;
			w->paths[w->n_paths] = file_join(w->j->a, w->temp, str_dupz(a, name));
			*first = str_dup(w->j->a, (struct str){body.p, body.n < 4 ? body.n : 4});
			f = fopen(w->paths[w->n_paths++], "wxe");
		}
		if (f == NULL || fwrite(body.p, 1, body.n, f) != body.n)
			c = err_set(e, E_IO, "The file to import could not be kept aside. Is the disk full?");
	}
	if (f != NULL && fclose(f) != 0 && c == OK)
		c = err_set(e, E_IO, "The file to import could not be kept aside. Is the disk full?");
	arena_free(a);
	return c;
}

/* Only what file_temp_dir made: a path out of a database is not to be trusted. */
static void remove_left(const struct work *w)
{
	struct err e = {0};
	size_t at;
	if (w->folder.n > 0 && str_find(w->folder, S("/trellis."), &at) && !str_find(w->folder, S("/.."), &at))
		(void)!file_remove_all(str_dupz(w->j->a, w->folder), &e);
}

static enum code lay_out(struct work *w, struct err *e)
{
	struct str first = {0};
	bool there = true;
	remove_left(w);
	enum code c = file_temp_dir(w->j->a, &w->temp, e);
	if (c == OK)
		c = store_write(w->j->store, note_folder, w, e);
	w->paths = NEW_ARRAY(w->j->a, const char *, UPLOAD_FILES + 1);
	for (int64_t i = 0; c == OK && there && i < UPLOAD_FILES; i++)
		c = one_file(w, i, &there, &first, e);
	if (c == OK && w->n_paths == 0)
		c = err_set(e, E_NOTFOUND, "The files of this import are not there any more. Please send them again.");
	/* a roster is a zip, or a folder of files */
	if (c == OK && (str_eqz(w->kind, "oneroster") || str_eqz(w->kind, "edfi")) && !(w->n_paths == 1 && first.n >= 2 && memcmp(first.p, "PK", 2) == 0)) {
		w->paths[0] = w->temp;
		w->n_paths = 1;
	}
	return c;
}

static void clear_away(struct work *w)
{
	struct err e = {0};
	if (w->temp == NULL)
		return;
	(void)!file_remove_all(w->temp, &e);
	w->temp = NULL;
	(void)!store_write(w->j->store, note_folder, w, &e);
}

/* ---- deeds ---- */

static struct str report_text(struct arena *a, const struct import_report *r)
{
	struct buf b = buf_new(a, REPORT_MOST);
	struct import_report less = *r;
	for (;;) {
		b = buf_new(a, REPORT_MOST);
		struct json_out o = json_to(&b);
		import_report_json(&o, &less);
		if (!b.over || less.n_listed == 0)
			return b.over ? S("") : buf_done(&b);
		less.n_listed /= 2;
	}
}

static enum code bring(struct work *w, bool dry, struct err *e)
{
	struct json *j = NULL;
	struct import_report r = {0};
	enum code c = json_parse(w->j->a, w->options, &j, e);
	if (c == OK)
		c = lay_out(w, e);
	if (c != OK)
		return c;
	struct str framework = json_str(j, "framework");
	struct import_options o = {
		.kind = str_dupz(w->j->a, w->kind), .paths = w->paths, .n_paths = w->n_paths, .label = w->label, .dry_run = dry, .delta = json_bool(j, "delta", false),
		.many = json_bool(j, "many", false), .create_learners = json_bool(j, "create_learners", false),
		.framework = framework.n > 0 ? str_dupz(w->j->a, framework) : NULL, .made_by = w->j->made_by, .id = w->id, .progress = tell, .arg = w};
	c = import_run(w->j->store, w->j->a, &o, &r, e);
	if (c == OK || r.n_refused > 0)
		w->report = report_text(w->j->a, &r);
	if (c == E_INPUT && r.n_refused > 0) {
		err_clear(e);
		return OK;
	}
	if (c == OK && !dry) {
		w->state = "done";
		w->drop = true;
	}
	return c;
}

static enum code run_state(struct work *w, struct str *state, struct str *report, struct err *e)
{
	struct db *db;
	struct rows *rows;
	*state = *report = S("");
	enum code c = store_read(w->j->store, &db, e);
	if (c != OK)
		return c;
	c = db_query(db, e, &rows, "select state, report from import_run where id = ?1", "b", w->id);
	int got = c == OK ? rows_next(rows, e) : -1;
	if (got == 1) {
		*state = str_dup(w->j->a, rows_t(rows, 0));
		*report = str_dup(w->j->a, rows_t(rows, 1));
		rows_end(rows);
	}
	store_read_end(db);
	return got < 0 ? E_DB : OK;
}

static enum code apply(struct work *w, struct err *e)
{
	struct str state, report;
	int n;
	enum code c = run_state(w, &state, &report, e);
	/* this work was begun before and its worker died */
	if (c == OK && (str_eqz(state, "applying") || str_eqz(state, "staging"))) {
		c = import_resume(w->j->store, &n, e);
		if (c == OK)
			c = run_state(w, &state, &report, e);
		if (c == OK && (str_eqz(state, "applying") || str_eqz(state, "staging")))
			return err_set(e, E_BUSY, "Another process finishes this import.");
	}
	if (c == OK && state.n == 0)
		return bring(w, false, e);
	w->state = "done";
	w->report = report;
	w->drop = true;
	return c;
}

static enum code undo(struct work *w, struct err *e)
{
	struct import_undone u = {0};
	struct str state, report;
	int n;
	enum code c = run_state(w, &state, &report, e);
	w->state = "undone";
	if (c == OK && str_eqz(state, "undoing")) {
		c = import_resume(w->j->store, &n, e);
		return c;
	}
	if (c != OK || str_eqz(state, "undone"))
		return c;
	struct import_options o = {.made_by = w->j->made_by, .progress = tell, .arg = w};
	c = import_undo(w->j->store, w->j->a, w->id, &o, &u, e);
	if (c != OK) {
		w->state = "done";
		return c;
	}
	struct buf b = buf_new(w->j->a, REPORT_MOST);
	struct json_out out = json_to(&b);
	json_open(&out, '{');
	const struct { const char *name; int64_t n; } numbers[] = {{"removed", u.removed}, {"restored", u.restored}, {"left", u.left}};
	for (size_t i = 0; i < 3; i++) {
		json_key(&out, numbers[i].name);
		json_put_int(&out, numbers[i].n);
	}
	json_key(&out, "notes");
	json_open(&out, '[');
	for (size_t i = 0; i < u.n_notes; i++)
		json_put_str(&out, u.notes[i]);
	json_close(&out, ']');
	json_close(&out, '}');
	w->undone = buf_done(&b);
	return OK;
}

static enum code write_down(struct db *db, void *arg, struct err *e)
{
	const struct work *w = arg;
	enum code c = db_exec(db, e, "update import_upload set state = ?1, problem = ?2, report = case when ?3 = '' then report else ?4 end,"
	                      " undone = case when ?5 = '' then undone else ?6 end where id = ?7", "zttttt" "b", w->state, w->problem, w->report, w->report,
	                      w->undone, w->undone, w->id);
	if (c == OK && w->drop)
		c = db_exec(db, e, "delete from import_upload_part where upload = ?1", "b", w->id);
	return c;
}

static enum code load(struct work *w, bool *there, struct err *e)
{
	struct db *db;
	struct rows *rows;
	enum code c = store_read(w->j->store, &db, e);
	*there = false;
	if (c != OK)
		return c;
	c = db_query(db, e, &rows, "select kind, label, options, folder from import_upload where id = ?1", "b", w->id);
	int got = c == OK ? rows_next(rows, e) : -1;
	if (got == 1) {
		w->kind = str_dup(w->j->a, rows_t(rows, 0));
		w->label = str_dup(w->j->a, rows_t(rows, 1));
		w->options = str_dup(w->j->a, rows_t(rows, 2));
		w->folder = str_dup(w->j->a, rows_t(rows, 3));
		*there = true;
		rows_end(rows);
	}
	store_read_end(db);
	return got < 0 ? E_DB : OK;
}

static enum code run(struct job *j, struct err *e)
{
	struct work w = {.j = j};
	struct json *args;
	struct err why = {0};
	bool there = false;
	enum code c = json_parse(j->a, j->args, &args, e);
	if (c != OK)
		return c;
	struct str what = json_str(args, "do");
	if (!id_parse(json_str(args, "upload"), &w.id))
		return err_set(e, E_INPUT, "This work names no import.");
	c = load(&w, &there, e);
	if (c != OK || !there)
		return c;
	w.state = "checked";
	enum code did = str_eqz(what, "undo") ? undo(&w, &why) : str_eqz(what, "apply") ? apply(&w, &why) : bring(&w, true, &why);
	clear_away(&w);
	if (did == E_BUSY && job_stopping(j)) {
		*e = why;
		return did;
	}
	if (did == E_CONFLICT && job_progress(j, 0, 0, S(""), e) == E_CONFLICT)
		return E_CONFLICT; /* another worker has it */
	err_clear(e);
	w.problem = did != OK ? str_dup(j->a, str_z(why.text)) : S("");
	j->result = w.problem;
	c = store_write(j->store, write_down, &w, e);
	return c;
}

JOB(import) = {"import", N_("Bringing in data"), 3, run};
