#include "interop/upload.h"

#include <string.h>

#define PIECE ((size_t)1 << 20)
#define NAME_MOST 160

/* ---- keeping ---- */

/* A file's own name, without folders and without what a folder would hide. */
static struct str plain_name(struct arena *a, struct str name)
{
	for (size_t i = name.n; i > 0; i--)
		if (name.p[i - 1] == '/' || name.p[i - 1] == '\\') {
			name = (struct str){name.p + i, name.n - i};
			break;
		}
	if (name.n > NAME_MOST)
		name = (struct str){name.p + (name.n - NAME_MOST), NAME_MOST};
	while (name.n > 0 && ((unsigned char)name.p[0] & 0xC0) == 0x80)
		name = (struct str){name.p + 1, name.n - 1};
	char *p = arena_copy(a, name.n > 0 ? name.p : "file", name.n > 0 ? name.n : 4);
	size_t n = name.n > 0 ? name.n : 4;
	for (size_t i = 0; i < n; i++)
		if ((unsigned char)p[i] < 32 || p[i] == 127 || (i == 0 && p[i] == '.'))
			p[i] = '_';
	return (struct str){p, n};
}

static bool kind_known(struct str kind)
{
	for (const struct import_kind *k = import_kinds; k->name != NULL; k++)
		if (str_eqz(kind, k->name))
			return true;
	return false;
}

static enum code files_fit(struct arena *a, const struct viewer *v, struct str kind, const struct upload_file *files, size_t n, struct str *names,
                           struct buf *label, struct err *e)
{
	size_t all = 0;
	if (!kind_known(kind))
		return err_set(e, E_INPUT, "%s", tr(v->lang, N_("Choose what the file holds.")));
	if (n == 0)
		return err_set(e, E_INPUT, "%s", tr(v->lang, N_("Choose a file first.")));
	if (n > UPLOAD_FILES)
		return err_set(e, E_INPUT, tr(v->lang, N_("At most %d files at once.")), UPLOAD_FILES);
	if (n > 1 && (str_eqz(kind, "case") || str_eqz(kind, "responses")))
		return err_set(e, E_INPUT, "%s", tr(v->lang, N_("One file at a time for this kind.")));
	for (size_t i = 0; i < n; i++) {
		names[i] = plain_name(a, files[i].name);
		if (files[i].bytes.n == 0)
			return err_set(e, E_INPUT, tr(v->lang, N_("The file %.*s is empty.")), S_ARG(names[i]));
		for (size_t k = 0; k < i; k++)
			if (str_eq(names[i], names[k]))
				return err_set(e, E_INPUT, tr(v->lang, N_("Two files are called %.*s. Give each its own name.")), S_ARG(names[i]));
		all += files[i].bytes.n;
		if (i < 6)
			buf_fmt(label, "%s%.*s", i > 0 ? ", " : "", S_ARG(names[i]));
	}
	if (n > 6)
		buf_fmt(label, " (+%zu)", n - 6);
	return all <= UPLOAD_MOST ? OK : err_set(e, E_INPUT, tr(v->lang, N_("The files are larger than %d MB together. Bring them in from the command line of the server: trellis import.")), (int)(UPLOAD_MOST >> 20));
}

static struct str choices_json(struct arena *a, const struct upload_choices *o)
{
	struct buf b = buf_new(a, 4096);
	struct json_out j = json_to(&b);
	json_open(&j, '{');
	json_key(&j, "delta");
	json_put_bool(&j, o->delta);
	json_key(&j, "many");
	json_put_bool(&j, o->many);
	json_key(&j, "create_learners");
	json_put_bool(&j, o->create_learners);
	json_key(&j, "framework");
	json_put_str(&j, o->framework.n <= 300 ? o->framework : S(""));
	json_close(&j, '}');
	return buf_done(&b);
}

/* What nobody brought in goes after a day: it holds names. */
static enum code sweep(struct db *db, struct err *e)
{
	int64_t old = clock_now() - UPLOAD_KEPT;
	enum code c = db_exec(db, e, "delete from import_upload_part where district = ?1 and upload in (select u.id from import_upload u where u.district = ?2"
	                      " and u.made_at < ?3 and u.state not in ('applying', 'undoing'))", "ddi", old);
	return c != OK ? c : db_exec(db, e, "delete from import_upload where district = ?1 and made_at < ?2 and state not in ('applying', 'undoing')", "di", old);
}

static enum code begin(struct db *db, struct arena *a, const struct viewer *v, struct id id, const char *what, const char *label, struct err *e)
{
	struct id job;
	struct str args = str_fmt(a, "{\"upload\": \"%.*s\", \"do\": \"%s\"}", S_ARG(id_str(a, id)), what);
	enum code c = job_add(db, v, "import", str_z(label), args, &job, e);
	return c != OK ? c : db_exec(db, e, "update import_upload set job = ?1, problem = '' where id = ?2", "bb", job, id);
}

enum code upload_add(struct db *db, struct arena *a, const struct viewer *v, struct str kind, const struct upload_choices *choices,
                     const struct upload_file *files, size_t n, struct id *out, struct err *e)
{
	struct str *names = NEW_ARRAY(a, struct str, UPLOAD_FILES + 1);
	struct buf label = buf_new(a, 4000);
	enum code c = files_fit(a, v, kind, files, n, names, &label, e);
	if (c == OK)
		c = sweep(db, e);
	if (c != OK)
		return c;
	*out = id_new();
	c = db_exec(db, e, "insert into import_upload (id, district, kind, label, options, state, problem, report, undone, folder, made_by, made_at)"
	            " values (?1, ?2, ?3, ?4, ?5, 'checking', '', '', '', '', ?6, ?7)", "bdtttbi", *out, kind, buf_done(&label), choices_json(a, choices),
	            v->person, clock_now());
	for (size_t i = 0; c == OK && i < n; i++) {
		struct str rest = files[i].bytes;
		for (int64_t number = 0; c == OK && rest.n > 0; number++) {
			struct str piece = {rest.p, rest.n < PIECE ? rest.n : PIECE};
			c = db_exec(db, e, "insert into import_upload_part (upload, file, number, district, name, body) values (?1, ?2, ?3, ?4, ?5, ?6)", "biidtB", *out,
			            (int64_t)i, number, names[i], piece);
			rest = (struct str){rest.p + piece.n, rest.n - piece.n};
		}
	}
	return c != OK ? c : begin(db, a, v, *out, "check", str_fmt(a, tr(v->lang, N_("Looking at %.*s")), S_ARG(buf_done(&label))).p, e);
}

static enum code state_of(struct db *db, struct arena *a, struct id id, struct str *state, struct str *label, struct err *e)
{
	struct rows *rows;
	enum code c = db_query(db, e, &rows, "select state, label from import_upload where id = ?1 and district = ?2", "bd", id);
	int got = c == OK ? rows_next(rows, e) : -1;
	if (c == OK && got == 1) {
		*state = str_dup(a, rows_t(rows, 0));
		*label = str_dup(a, rows_t(rows, 1));
		rows_end(rows);
		return OK;
	}
	return got < 0 ? E_DB : err_set(e, E_NOTFOUND, "There is no such import, or it was given up.");
}

enum code upload_apply(struct db *db, struct arena *a, const struct viewer *v, struct id id, struct err *e)
{
	struct upload_row row;
	enum code c = upload_get(db, a, id, &row, e);
	if (c != OK)
		return c;
	if (!str_eqz(row.state, "checked") || !row.has_report || row.report.n_refused > 0)
		return err_set(e, E_CONFLICT, "%s", tr(v->lang, N_("This import cannot begin now. Look at its page again.")));
	c = db_exec(db, e, "update import_upload set state = 'applying' where id = ?1", "b", id);
	return c != OK ? c : begin(db, a, v, id, "apply", str_fmt(a, tr(v->lang, N_("Bringing in %.*s")), S_ARG(row.label)).p, e);
}

enum code upload_drop(struct db *db, struct id id, struct err *e)
{
	enum code c = db_exec(db, e, "delete from import_upload where id = ?1 and district = ?2 and state in ('checking', 'checked')", "bd", id);
	if (c == OK && db_changes(db) == 0)
		return err_set(e, E_CONFLICT, "This import cannot be given up any more.");
	return c != OK ? c : db_exec(db, e, "delete from import_upload_part where upload = ?1", "b", id);
}

enum code upload_undo(struct db *db, struct arena *a, const struct viewer *v, struct id id, struct err *e)
{
	struct upload_row row;
	struct str state, label;
	enum code c = upload_get(db, a, id, &row, e);
	if (c == OK && !row.can_undo)
		c = err_set(e, E_CONFLICT, "%s", tr(v->lang, N_("This import cannot be taken back: it is under way, taken back already, or too old.")));
	if (c != OK)
		return c;
	c = state_of(db, a, id, &state, &label, e);
	if (c == E_NOTFOUND) {
		/* from the command line */
		err_clear(e);
		c = db_exec(db, e, "insert into import_upload (id, district, kind, label, options, state, problem, report, undone, folder, made_by, made_at)"
		            " select r.id, r.district, r.kind, r.label, '{}', 'undoing', '', r.report, '', '', r.made_by, r.made_at from import_run r where r.id = ?1", "b", id);
	} else if (c == OK) {
		c = db_exec(db, e, "update import_upload set state = 'undoing' where id = ?1", "b", id);
	}
	return c != OK ? c : begin(db, a, v, id, "undo", str_fmt(a, tr(v->lang, N_("Taking back %.*s")), S_ARG(row.label)).p, e);
}

/* ---- looking ---- */

static void read_undone(struct arena *a, struct str text, struct upload_row *row)
{
	struct json *j;
	struct err e = {0};
	if (text.n == 0 || json_parse(a, text, &j, &e) != OK)
		return;
	row->has_undone = true;
	row->undone = (struct import_undone){.removed = json_int(j, "removed", 0), .restored = json_int(j, "restored", 0), .left = json_int(j, "left", 0)};
	const struct json *notes = json_get(j, "notes");
	if (notes == NULL || notes->type != JSON_ARRAY_T)
		return;
	row->undone.notes = NEW_ARRAY(a, struct str, notes->n + 1);
	for (size_t i = 0; i < notes->n; i++)
		row->undone.notes[row->undone.n_notes++] = notes->items[i].string;
}

static bool one_of(struct str s, const char *a, const char *b, const char *c)
{
	return str_eqz(s, a) || str_eqz(s, b) || str_eqz(s, c);
}

/* The import itself, when there is one: it knows better than the upload how far it is. */
static enum code look_at_run(struct db *db, struct arena *a, struct upload_row *row, bool *found, struct err *e)
{
	struct rows *rows;
	enum code c = db_query(db, e, &rows, "select r.kind, r.label, r.state, r.report, r.made_by, r.made_at, r.ended_at, r.parts,"
	                       " (select count(*) from import_part p where p.import = r.id) from import_run r where r.id = ?1 and r.district = ?2", "bd", row->id);
	int got = c == OK ? rows_next(rows, e) : -1;
	if (got != 1)
		return got < 0 ? E_DB : OK;
	struct str state = str_dup(a, rows_t(rows, 2));
	if (!*found) {
		row->kind = str_dup(a, rows_t(rows, 0));
		row->label = str_dup(a, rows_t(rows, 1));
		row->made_by = rows_id(rows, 4);
		row->made_at = rows_i(rows, 5);
	}
	row->ended_at = rows_i(rows, 6);
	if (str_eqz(state, "done") && !str_eqz(row->state, "undoing"))
		row->state = state;
	else if (one_of(state, "undone", "undoing", "applying"))
		row->state = state;
	else if (str_eqz(state, "staging"))
		row->state = S("applying");
	row->can_undo = str_eqz(row->state, "done") && rows_i(rows, 7) > 0 && rows_i(rows, 8) >= rows_i(rows, 7);
	struct str report = str_dup(a, rows_t(rows, 3));
	rows_end(rows);
	if (report.n > 0)
		row->has_report = import_report_read(a, report, &row->report) || row->has_report;
	*found = true;
	return OK;
}

enum code upload_get(struct db *db, struct arena *a, struct id id, struct upload_row *out, struct err *e)
{
	struct rows *rows;
	struct id job = ID_NIL;
	*out = (struct upload_row){.id = id};
	enum code c = db_query(db, e, &rows, "select kind, label, state, problem, report, undone, made_by, made_at, job from import_upload where id = ?1"
	                       " and district = ?2", "bd", id);
	int got = c == OK ? rows_next(rows, e) : -1;
	bool found = got == 1;
	if (got < 0)
		return E_DB;
	if (found) {
		out->kind = str_dup(a, rows_t(rows, 0));
		out->label = str_dup(a, rows_t(rows, 1));
		out->state = str_dup(a, rows_t(rows, 2));
		out->problem = str_dup(a, rows_t(rows, 3));
		out->has_report = import_report_read(a, str_dup(a, rows_t(rows, 4)), &out->report);
		read_undone(a, str_dup(a, rows_t(rows, 5)), out);
		out->made_by = rows_id(rows, 6);
		out->made_at = rows_i(rows, 7);
		job = rows_id(rows, 8);
		rows_end(rows);
	}
	c = look_at_run(db, a, out, &found, e);
	if (c == OK && !found)
		return err_set(e, E_NOTFOUND, "There is no such import, or it was given up.");
	if (c == OK && !id_nil(job) && one_of(out->state, "checking", "applying", "undoing"))
		c = job_get(db, a, job, &out->job, e);
	if (c == OK && str_eqz(out->job.state, "failed")) {
		out->problem = out->job.result;
		out->state = str_eqz(out->state, "undoing") ? S("done") : S("checked");
		out->job = (struct job_row){0};
	}
	return c;
}

enum code upload_open(struct db *db, struct arena *a, struct upload_row **out, size_t *n, struct err *e)
{
	struct rows *rows;
	int got = 0;
	*n = 0;
	*out = NEW_ARRAY(a, struct upload_row, 50);
	enum code c = db_query(db, e, &rows, "select id, kind, label, state, made_by, made_at from import_upload where district = ?1"
	                       " and state in ('checking', 'checked', 'applying') order by made_at desc limit 50", "d");
	while (c == OK && *n < 50 && (got = rows_next(rows, e)) == 1)
		(*out)[(*n)++] = (struct upload_row){.id = rows_id(rows, 0), .kind = str_dup(a, rows_t(rows, 1)), .label = str_dup(a, rows_t(rows, 2)),
		                                     .state = str_dup(a, rows_t(rows, 3)), .made_by = rows_id(rows, 4), .made_at = rows_i(rows, 5)};
	if (c == OK && got == 1)
		rows_end(rows);
	return c == OK && got < 0 ? E_DB : c;
}
