/* import.c - the administrator brings in a roster, what it lacks, competencies and work: look first, then bring in, then
 * take back if need be. The reading itself is background work. */
#include "templates.h"
#include "web/app.h"
#include "web/pages/import.h"

#include <string.h>

#define PAST 50
#define AGAIN "2" /* seconds until a page of work under way asks again */

static const struct { const char *name, *label; } NAMES[] = {
	{"oneroster", N_("Roster (OneRoster)")}, {"csv", N_("What rosters lack (CSV)")}, {"edfi", N_("Plans, programs and results (Ed-Fi XML)")},
	{"case", N_("Competencies (CASE)")},
	{"competencies", N_("Competencies (CSV)")}, {"items", N_("Items")}, {"stories", N_("Readings and tasks")}, {"responses", N_("Log of answers")}};

struct str import_kind_name(const struct request *rq, struct str kind)
{
	for (size_t i = 0; i < sizeof NAMES / sizeof *NAMES; i++)
		if (str_eqz(kind, NAMES[i].name))
			return str_z(T(rq, NAMES[i].label));
	return kind;
}

const char *import_state(const struct request *rq, struct str state)
{
	static const struct { const char *state, *label; } STATES[] = {
		{"checking", N_("is being looked at")}, {"checked", N_("waits for your yes")}, {"applying", N_("is being brought in")}, {"staging", N_("is being brought in")},
		{"done", N_("brought in")}, {"undoing", N_("is being taken back")}, {"undone", N_("taken back")}};
	for (size_t i = 0; i < sizeof STATES / sizeof *STATES; i++)
		if (str_eqz(state, STATES[i].state))
			return T(rq, STATES[i].label);
	return "";
}

static enum code name_of(struct request *rq, struct id person, struct str *out, struct err *e)
{
	struct rows *r;
	*out = str_z(T(rq, "the command line"));
	if (id_nil(person))
		return OK;
	enum code c = db_query(rq->db, e, &r, "select coalesce(nullif(preferred_name, ''), given_name), family_name from person where id = ?1 and district = ?2", "bd", person);
	if (c)
		return c;
	int got = rows_next(r, e);
	if (got == 1)
		*out = str_fmt(rq->a, "%.*s %.*s", S_ARG(rows_t(r, 0)), S_ARG(rows_t(r, 1)));
	rows_end(r);
	return got < 0 ? e->code : OK;
}

static enum code load_home(struct request *rq, struct import_home *p, struct err *e)
{
	int64_t classes = 0;
	enum code c = upload_open(rq->db, rq->a, &p->open, &p->n_open, e);
	if (!c)
		c = import_list(rq->db, rq->a, PAST, &p->past, &p->n_past, e);
	if (!c)
		c = db_int(rq->db, e, &classes, "select count(*) from (select 1 from class where district = ?1 limit 1) x", "d");
	p->empty = classes == 0;
	p->who = NEW_ARRAY(rq->a, struct str, p->n_past + 1);
	p->open_who = NEW_ARRAY(rq->a, struct str, p->n_open + 1);
	for (size_t i = 0; !c && i < p->n_past; i++)
		c = name_of(rq, p->past[i].made_by, &p->who[i], e);
	for (size_t i = 0; !c && i < p->n_open; i++)
		c = name_of(rq, p->open[i].made_by, &p->open_who[i], e);
	memcpy(p->tz, app_site(rq->app, rq->db).tz, sizeof p->tz);
	return c;
}

static enum code past_csv(struct request *rq, struct reply *rp, const struct import_home *p)
{
	struct buf *b = &rp->body;
	rp->type = "text/csv; charset=utf-8";
	rp->file_name = S("imports.csv");
	buf_z(b, "id,when,kind,files,by,state,added,changed,ended\r\n");
	for (size_t i = 0; i < p->n_past; i++) {
		const struct import_row *r = &p->past[i];
		struct import_report report;
		bool has = import_report_read(rq->a, r->report, &report);
		const struct str cells[] = {id_str(rq->a, r->id), time_text(rq->a, r->made_at), r->kind, r->label, p->who[i], r->state};
		for (size_t k = 0; k < sizeof cells / sizeof *cells; k++) {
			buf_csv(b, cells[k]);
			buf_byte(b, ',');
		}
		if (has)
			buf_fmt(b, "%lld,%lld,%lld\r\n", (long long)report.added, (long long)report.changed, (long long)report.removed);
		else
			buf_z(b, ",,\r\n");
	}
	return OK;
}

static enum code show_home(struct request *rq, struct reply *rp, struct str error, struct err *e)
{
	struct import_home p = {.error = error, .kind = rq_form(rq, "kind"), .framework = rq_form(rq, "framework"), .delta = rq_form(rq, "delta").n > 0,
	                        .many = rq_form(rq, "many").n > 0, .create_learners = rq_form(rq, "create_learners").n > 0};
	if (!p.kind.n)
		p.kind = rq_query(rq, "kind");
	enum code c = load_home(rq, &p, e);
	if (c)
		return c;
	if (str_eqz(rq_query(rq, "format"), "csv"))
		return past_csv(rq, rp, &p);
	if (error.n)
		rp->status = 422;
	page_open(rq, rp, &(struct page){.title = str_z(T(rq, "Bring in data")), .nav = "import"});
	tpl_import_home(rq, &rp->body, &p);
	page_close(rq, rp);
	return OK;
}

static enum code get_home(struct request *rq, struct reply *rp, struct err *e)
{
	return show_home(rq, rp, S(""), e);
}

/* ---- sending ---- */

struct sending {
	struct request *rq;
	struct upload_file *files;
	size_t n;
	struct id id;
};

static enum code add_fn(struct db *db, void *arg, struct err *e)
{
	struct sending *s = arg;
	struct request *rq = s->rq;
	const struct upload_choices o = {.delta = rq_form(rq, "delta").n > 0, .many = rq_form(rq, "many").n > 0,
	                                 .create_learners = rq_form(rq, "create_learners").n > 0, .framework = str_trim(rq_form(rq, "framework"))};
	return upload_add(db, rq->a, &rq->viewer, rq_form(rq, "kind"), &o, s->files, s->n, &s->id, e);
}

static enum code post_home(struct request *rq, struct reply *rp, struct err *e)
{
	struct sending s = {.rq = rq, .files = NEW_ARRAY(rq->a, struct upload_file, rq->n_files + 1)};
	/* an empty field of a form comes as a file without name and bytes */
	for (size_t i = 0; i < rq->n_files; i++)
		if (str_eqz(rq->files[i].field, "file") && (rq->files[i].filename.n || rq->files[i].bytes.n))
			s.files[s.n++] = (struct upload_file){rq->files[i].filename, rq->files[i].bytes};
	enum code c = rq_write(rq, add_fn, &s, e);
	if (c == E_INPUT)
		return show_home(rq, rp, str_dup(rq->a, str_z(e->text)), e);
	if (c)
		return c;
	return rp_redirect(rq, rp, str_fmt(rq->a, "/admin/import/%.*s", S_ARG(id_str(rq->a, s.id))), S(""));
}

/* ---- one import ---- */

static enum code load(struct request *rq, struct import_look *p, struct err *e)
{
	struct id id;
	enum code c = rq_id(rq, "import", &id, e);
	if (!c)
		c = upload_get(rq->db, rq->a, id, &p->u, e);
	if (!c)
		c = name_of(rq, p->u.made_by, &p->who, e);
	if (c)
		return c;
	memcpy(p->tz, app_site(rq->app, rq->db).tz, sizeof p->tz);
	p->when = tr_time(rq->a, rq->lang, p->tz, p->u.made_at);
	p->working = str_eqz(p->u.state, "checking") || str_eqz(p->u.state, "applying") || str_eqz(p->u.state, "undoing");
	const struct job_row *j = &p->u.job;
	p->percent = j->total > 0 ? (int)(j->done * 100 / j->total) : -1;
	struct str note = j->note, step = str_cut(&note, ':');
	p->step = step.n ? str_z(T(rq, str_dupz(rq->a, step))) : str_z(T(rq, "It begins in a moment."));
	p->what = str_trim(note);
	return OK;
}

static enum code refused_csv(struct reply *rp, const struct import_look *p)
{
	struct buf *b = &rp->body;
	rp->type = "text/csv; charset=utf-8";
	rp->file_name = S("to-mend.csv");
	buf_z(b, "file,line,column,reason\r\n");
	for (size_t i = 0; i < p->u.report.n_listed; i++) {
		const struct import_refused *f = &p->u.report.refused[i];
		buf_csv(b, f->file);
		if (f->line)
			buf_fmt(b, ",%zu,", f->line);
		else
			buf_z(b, ",,");
		buf_csv(b, f->column);
		buf_byte(b, ',');
		buf_csv(b, f->reason);
		buf_z(b, "\r\n");
	}
	return OK;
}

static enum code get_one(struct request *rq, struct reply *rp, struct err *e)
{
	struct import_look p = {0};
	enum code c = load(rq, &p, e);
	if (c)
		return c;
	if (str_eqz(rq_query(rq, "format"), "csv"))
		return refused_csv(rp, &p);
	/* no script is needed to see it go on */
	if (p.working)
		rp_header(rp, "Refresh", S(AGAIN));
	page_open(rq, rp, &(struct page){.title = str_z(T(rq, "Bring in data")), .nav = "import"});
	tpl_import_one(rq, &rp->body, &p);
	page_close(rq, rp);
	return OK;
}

static enum code get_undo(struct request *rq, struct reply *rp, struct err *e)
{
	struct import_look p = {0};
	enum code c = load(rq, &p, e);
	if (!c && !p.u.can_undo)
		c = err_set(e, E_CONFLICT, "%s", T(rq, "This import cannot be taken back: it is under way, taken back already, or too old."));
	if (c)
		return c;
	page_open(rq, rp, &(struct page){.title = str_z(T(rq, "Take this import back?")), .nav = "import", .width = "narrow"});
	tpl_import_undo(rq, &rp->body, &p);
	page_close(rq, rp);
	return OK;
}

struct deed {
	struct request *rq;
	struct id id;
};

static enum code apply_fn(struct db *db, void *arg, struct err *e)
{
	const struct deed *d = arg;
	return upload_apply(db, d->rq->a, &d->rq->viewer, d->id, e);
}

static enum code undo_fn(struct db *db, void *arg, struct err *e)
{
	const struct deed *d = arg;
	return upload_undo(db, d->rq->a, &d->rq->viewer, d->id, e);
}

static enum code drop_fn(struct db *db, void *arg, struct err *e)
{
	const struct deed *d = arg;
	return upload_drop(db, d->id, e);
}

static enum code act(struct request *rq, struct reply *rp, store_fn *fn, struct err *e)
{
	struct deed d = {.rq = rq};
	enum code c = rq_id(rq, "import", &d.id, e);
	if (!c)
		c = rq_write(rq, fn, &d, e);
	return c ? c : rp_redirect(rq, rp, str_fmt(rq->a, "/admin/import/%.*s", S_ARG(id_str(rq->a, d.id))), S(""));
}

static enum code post_apply(struct request *rq, struct reply *rp, struct err *e)
{
	return act(rq, rp, apply_fn, e);
}

static enum code post_undo(struct request *rq, struct reply *rp, struct err *e)
{
	return act(rq, rp, undo_fn, e);
}

static enum code post_drop(struct request *rq, struct reply *rp, struct err *e)
{
	struct deed d = {.rq = rq};
	enum code c = rq_id(rq, "import", &d.id, e);
	if (!c)
		c = rq_write(rq, drop_fn, &d, e);
	return c ? c : rp_redirect(rq, rp, S("/admin/import"), str_z(T(rq, "It was given up. Nothing was changed, and the files are gone.")));
}

static enum code get_template(struct request *rq, struct reply *rp, struct err *e)
{
	struct str text, kind = rq_param(rq, "kind");
	if (str_ends(kind, ".csv"))
		kind.n -= 4;
	enum code c = template_csv(rq->a, kind, rq->lang, &text, e);
	if (c)
		return c;
	rp->type = "text/csv; charset=utf-8";
	rp->file_name = str_fmt(rq->a, "%.*s.csv", S_ARG(kind));
	buf_str(&rp->body, text);
	return OK;
}

ROUTES(import) = {
	{GET, "/admin/import", get_home, REL_ADMIN, 0, .title = N_("Bring in data")},
	{POST, "/admin/import", post_home, REL_ADMIN, RT_UPLOAD, .body_max = UPLOAD_MOST + 65536, .rate = RATE_UPLOAD, .audit = "import files sent", .title = N_("Bring in data")},
	{GET, "/admin/import/templates/{kind}", get_template, REL_ADMIN, 0, .title = N_("A file to fill in")},
	{GET, "/admin/import/{import}", get_one, REL_ADMIN, 0, .title = N_("What an import would change")},
	{GET, "/admin/import/{import}/undo", get_undo, REL_ADMIN, 0, .title = N_("Take an import back")},
	{POST, "/admin/import/{import}/apply", post_apply, REL_ADMIN, 0, .audit = "import begun", .title = N_("Bring in")},
	{POST, "/admin/import/{import}/undo", post_undo, REL_ADMIN, 0, .audit = "import undo begun", .title = N_("Take an import back")},
	{POST, "/admin/import/{import}/drop", post_drop, REL_ADMIN, 0, .audit = "import given up", .title = N_("Give an import up")},
	ROUTES_END,
};
