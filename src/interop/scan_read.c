/* Reading a batch: each file by a program that is locked away, each page kept as soon as it is read. */
#include "interop/scan.h"
#include "base/json.h"
#include "jobs/jobs.h"
#include "school/work/paper.h"
#include "store/blob.h"

#include <stdlib.h>
#include <string.h>

#define DPI "200"
#define PAGES_ONE_FILE "600"

struct reading {
	struct store *store;
	struct id batch;
	struct scan_reader *reader;
	struct str sheet;    /* the code by which a photo came; "": a pile that the office sent */
	int64_t number;      /* pages so far */
	scan_tell *tell;
	void *arg;
	struct arena *page;  /* emptied for each page */
};

struct kept {
	struct reading *x;
	struct scan_looked l;
	struct scan_code code;
	bool known;          /* there is such a sheet */
	struct str marks, name;
	const char *why;
};

static enum code keep_fn(struct db *db, void *arg, struct err *e)
{
	const struct kept *k = arg;
	return db_exec(db, e,
	               "insert into scan_page (id, district, batch, number, made_at, state, code, page, marks, why, name, width, height, image)"
	               " values (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14) on conflict (batch, number) do nothing",
	               "bdbiizzitztiiB", id_new(), k->x->batch, k->x->number, clock_now(), k->known ? "waiting" : "unread", k->known ? k->code.code : NULL,
	               (int64_t)k->code.page, k->marks, k->why, k->name, (int64_t)k->l.width, (int64_t)k->l.height, k->l.jpeg);
}

/* What the sheet and its layout are; the boxes then. */
static enum code understand(struct reading *x, struct kept *k, struct err *e)
{
	struct db *db;
	struct sheet sheet;
	struct str body = S("");
	struct scan_layout layout;
	bool found = false;
	enum code c = store_read(x->store, &db, e);
	if (c != OK)
		return c;
	c = paper_find(db, x->page, str_z(k->code.code), LANG_EN, &sheet, e);
	k->known = c == OK;
	if (c == E_NOTFOUND) {
		err_clear(e);
		c = OK;
		k->why = N_("Its code belongs to no sheet of this school.");
	}
	if (c == OK && k->known && k->code.layout[0])
		c = paper_layout(db, x->page, str_z(k->code.layout), &body, e);
	store_read_end(db);
	if (c != OK || body.n == 0 || scan_layout_read(x->page, body, &layout, e) != OK) {
		if (c == OK)
			err_clear(e);
		return c;
	}
	unsigned char *marks = arena_alloc(x->page, layout.n);
	c = scan_marks(x->reader, body, layout.n, marks, &found, e);
	if (c != OK)
		return c;
	struct buf b = buf_new(x->page, 64000);
	for (size_t i = 0; i < layout.n; i++)
		buf_fmt(&b, "%s %d\n", layout.boxes[i].name, (int)marks[i]);
	k->marks = buf_done(&b);
	if (!found)
		k->why = N_("Its boxes could not be found, so a person reads them.");
	return OK;
}

static enum code one_page(struct reading *x, struct str name, struct str picture, struct err *e)
{
	struct kept k = {.x = x, .marks = S(""), .why = "", .name = name};
	enum code c = OK;
	if (x->number >= SCAN_PAGES)
		return err_set(e, E_LIMIT, "These are more than %d pages. Send them in parts.", SCAN_PAGES);
	x->number++;
	if (x->reader == NULL)
		c = scan_reader_start(&x->reader, e);
	if (c == OK)
		c = scan_look(x->reader, x->page, picture, &k.l, e);
	bool ours = c == OK && k.l.code && scan_code_read(k.l.text, &k.code);
	if (ours && x->sheet.n > 0 && !str_eqz(x->sheet, k.code.code))
		k.why = N_("The code in the picture is of another sheet.");
	else if (ours)
		c = understand(x, &k, e);
	else if (c == OK)
		k.why = k.l.blank ? SCAN_BLANK : k.l.picture ? N_("No code was found on it.") : N_("It is no picture that can be opened.");
	if (c == E_IO) { /* the reader fell over this page: another one goes on with the next */
		err_clear(e);
		scan_reader_end(x->reader);
		x->reader = NULL;
		k = (struct kept){.x = x, .marks = S(""), .why = N_("It is no picture that can be opened."), .name = name};
		c = OK;
	}
	if (x->sheet.n > 0) { /* it stays what was sent, in its colours, and waits for a person whatever was read */
		memcpy(k.code.code, x->sheet.p, sizeof k.code.code - 1);
		k.known = true;
		k.l.jpeg = picture;
	}
	if (c == OK)
		c = store_write(x->store, keep_fn, &k, e);
	if (c == OK && x->tell != NULL)
		c = x->tell(x->arg, x->number, e);
	arena_reset(x->page);
	return c;
}

/* ---- PDF ---- */

struct pdf_feed {
	struct jail *jail;
	char *all;         /* one page as it comes */
	size_t n, room;
	bool end;
};

static enum code feed_more(struct pdf_feed *f, size_t want, struct err *e)
{
	enum code c = OK;
	while (c == OK && f->n < want && !f->end) {
		size_t got = 0;
		if (want > f->room) {
			char *more = realloc(f->all, want);
			if (more == NULL)
				return err_set(e, E_MEMORY, "There is no memory for a page of this size.");
			f->all = more;
			f->room = want;
		}
		c = jail_take(f->jail, f->all + f->n, want - f->n, &got, e);
		f->n += got;
		f->end = got == 0;
	}
	return c;
}

static enum code pdf_pages_of(struct reading *x, struct str name, struct pdf_feed *f, size_t *pages, struct err *e)
{
	enum code c = OK;
	while (c == OK) {
		size_t head;
		int w, h;
		c = feed_more(f, 32, e);
		if (c != OK || (f->n == 0 && f->end))
			return c;
		if (!scan_pgm_head((struct str){f->all, f->n}, &head, &w, &h))
			return err_set(e, E_INPUT, "A page of %.*s cannot be read.", S_ARG(name));
		size_t whole = head + (size_t)w * (size_t)h;
		c = feed_more(f, whole, e);
		if (c == OK && f->n < whole)
			return err_set(e, E_INPUT, "A page of %.*s cannot be read.", S_ARG(name));
		if (c == OK)
			c = one_page(x, name, (struct str){f->all, whole}, e);
		++*pages;
		/* fewer than 32 bytes may belong to the next page when this one was small */
		memmove(f->all, f->all + whole, f->n - whole);
		f->n -= whole;
	}
	return c;
}

/* The file is read by pdftoppm as a whole before it writes its first page, so that sending all of it first cannot lock up. */
static enum code pdf_file(struct reading *x, struct str name, struct str bytes, struct err *e)
{
	static const char *const argv[] = {"pdftoppm", "-gray", "-r", DPI, "-l", PAGES_ONE_FILE, "-", NULL};
	struct pdf_feed f = {0};
	size_t pages = 0;
	enum code c = jail_start(argv, &(struct jail_limits){.seconds = 900}, "pdftoppm (package poppler-utils) is not installed, so no PDF can be read here.", &f.jail, e);
	if (c == OK)
		c = jail_send(f.jail, bytes.p, bytes.n, e);
	if (c == OK) {
		jail_send_end(f.jail);
		c = pdf_pages_of(x, name, &f, &pages, e);
	}
	jail_end(f.jail);
	free(f.all);
	if (c == E_IO || c == E_INPUT || (c == OK && pages == 0)) { /* broken: said, and kept as a page that nobody can read */
		struct kept k = {.x = x, .marks = S(""), .why = pages ? N_("After this the PDF cannot be read any further.") : N_("The PDF cannot be opened."), .name = name};
		err_clear(e);
		x->number++;
		c = store_write(x->store, keep_fn, &k, e);
	}
	return c;
}

/* ---- the batch ---- */

static enum code file_of(struct reading *x, struct arena *a, int64_t file, struct str *name, struct str *bytes, struct err *e)
{
	struct db *db;
	struct rows *r;
	struct buf b = buf_new(a, SCAN_MOST + 1);
	int got = 0;
	enum code c = store_read(x->store, &db, e);
	if (c != OK)
		return c;
	c = db_query(db, e, &r, "select name, body from scan_part where batch = ?1 and file = ?2 order by number", "bi", x->batch, file);
	while (c == OK && (got = rows_next(r, e)) == 1) {
		*name = str_dup(a, rows_t(r, 0));
		buf_str(&b, rows_t(r, 1));
	}
	if (c == OK)
		rows_end(r);
	store_read_end(db);
	*bytes = buf_done(&b);
	return got < 0 ? e->code : c;
}

struct ending { struct id batch; struct str problem; };

static enum code end_fn(struct db *db, void *arg, struct err *e)
{
	const struct ending *n = arg;
	enum code c = db_exec(db, e, "update scan_batch set state = 'done', problem = ?1 where id = ?2", "tb", n->problem, n->batch);
	return c != OK ? c : db_exec(db, e, "delete from scan_part where batch = ?1", "b", n->batch);
}

static enum code sheet_of(struct reading *x, struct arena *a, struct err *e)
{
	struct db *db;
	struct rows *r;
	enum code c = store_read(x->store, &db, e);
	if (c != OK)
		return c;
	c = db_query(db, e, &r, "select sheet from scan_batch where id = ?1 and sheet is not null", "b", x->batch);
	int got = c == OK ? rows_next(r, e) : -1;
	if (got == 1 && rows_t(r, 0).n == sizeof((struct scan_code *)0)->code - 1)
		x->sheet = str_dup(a, rows_t(r, 0));
	if (c == OK)
		rows_end(r);
	store_read_end(db);
	return got < 0 ? e->code : OK;
}

enum code scan_read(struct store *s, struct id batch, scan_tell *tell, void *arg, struct err *e)
{
	struct arena *a = arena_new(0);
	struct reading x = {.store = s, .batch = batch, .tell = tell, .arg = arg, .page = arena_new(0)};
	struct ending n = {batch, S("")};
	struct arena *own = arena_new(0);
	enum code c = a != NULL && x.page != NULL && own != NULL ? sheet_of(&x, own, e) : err_set(e, E_MEMORY, "There is no memory to read pages.");
	for (int64_t i = 0; c == OK && i < SCAN_FILES; i++) {
		struct str name = S(""), bytes = S("");
		c = file_of(&x, a, i, &name, &bytes, e);
		if (c != OK || bytes.n == 0)
			break;
		c = blob_sniff(bytes).kind == MEDIA_PDF ? pdf_file(&x, name, bytes, e) : one_page(&x, name, bytes, e);
		arena_reset(a);
	}
	scan_reader_end(x.reader);
	/* too many pages, or a program that is missing: what was read stays, the rest is said */
	if (c == E_LIMIT || c == E_NOTFOUND) {
		n.problem = str_dup(a, str_z(e->text));
		err_clear(e);
		c = OK;
	}
	if (c == OK)
		c = store_write(s, end_fn, &n, e);
	arena_free(own);
	arena_free(x.page);
	arena_free(a);
	return c;
}

static enum code tell_job(void *arg, int64_t pages, struct err *e)
{
	struct job *j = arg;
	enum code c = job_progress(j, pages, 0, S(""), e);
	if (c == E_BUSY && !job_stopping(j)) {
		err_clear(e);
		return OK;
	}
	return c;
}

static enum code run(struct job *j, struct err *e)
{
	struct json *args;
	struct id batch;
	enum code c = json_parse(j->a, j->args, &args, e);
	if (c == OK && !id_parse(json_str(args, "batch"), &batch))
		c = err_set(e, E_INPUT, "This work names no scanned pages.");
	return c != OK ? c : scan_read(j->store, batch, tell_job, j, e);
}

JOB(scan) = {"scan", N_("Reading scanned pages"), 3, run};
