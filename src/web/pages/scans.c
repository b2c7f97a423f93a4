/* scans.c - paper that came back by scanner [R215 R415 R433]. */
#include "web/pages/scans.h"
#include "school/work/paper.h"
#include "templates.h"
#include "store/blob.h"
#include "web/app.h"

#include <string.h>

#define AGAIN "3" /* seconds until a page of work under way asks again */
#define WHO_SENDS (REL_STAFF | REL_ADMIN)

static enum code load(struct request *rq, struct scans_page *p, struct err *e)
{
	struct scan_pages mine;
	p->may_read = (rq->viewer.hats & REL_TEAM) != 0;
	memcpy(p->tz, app_site(rq->app, rq->db).tz, sizeof p->tz);
	enum code c = scan_batches(rq->db, rq->a, rq->viewer.person, 20, &p->batches, &p->n_batches, e);
	if (!c)
		c = scan_for(rq->db, rq->a, &rq->viewer, &mine, e);
	if (c)
		return c;
	p->sheets = NEW_ARRAY(rq->a, struct scan_sheet_row, mine.n + 1);
	for (size_t i = 0; i < mine.n; i++) {
		if (!p->n_sheets || !str_eq(p->sheets[p->n_sheets - 1].first.code, mine.items[i].code))
			p->sheets[p->n_sheets++] = (struct scan_sheet_row){mine.items[i], 0};
		p->sheets[p->n_sheets - 1].pages++;
	}
	return OK;
}

static enum code csv(struct request *rq, struct reply *rp, const struct scans_page *p)
{
	struct buf *b = &rp->body;
	rp->type = "text/csv; charset=utf-8";
	rp->file_name = S("scanned-pages.csv");
	buf_z(b, "learner,work,code,pages\r\n");
	for (size_t i = 0; i < p->n_sheets; i++) {
		const struct scan_page *f = &p->sheets[i].first;
		const struct str cells[] = {f->who, f->title, paper_grouped(rq->a, f->code)};
		for (size_t k = 0; k < 3; k++) {
			buf_csv(b, cells[k]);
			buf_byte(b, ',');
		}
		buf_fmt(b, "%d\r\n", p->sheets[i].pages);
	}
	return OK;
}

static enum code show(struct request *rq, struct reply *rp, struct str error, struct err *e)
{
	struct scans_page p = {.error = error};
	enum code c = load(rq, &p, e);
	if (c)
		return c;
	if (str_eqz(rq_query(rq, "format"), "csv"))
		return csv(rq, rp, &p);
	if (error.n)
		rp->status = 422;
	page_open(rq, rp, &(struct page){.title = str_z(T(rq, "Paper that came back"))});
	tpl_scans_home(rq, &rp->body, &p);
	page_close(rq, rp);
	return OK;
}

static enum code home(struct request *rq, struct reply *rp, struct err *e)
{
	return show(rq, rp, S(""), e);
}

struct sending {
	struct request *rq;
	struct scan_file *files;
	size_t n;
	struct id id;
};

static enum code add_fn(struct db *db, void *arg, struct err *e)
{
	struct sending *s = arg;
	return scan_add(db, s->rq->a, &s->rq->viewer, s->files, s->n, true, &s->id, e);
}

static enum code send(struct request *rq, struct reply *rp, struct err *e)
{
	struct sending s = {.rq = rq, .files = NEW_ARRAY(rq->a, struct scan_file, rq->n_files + 1)};
	for (size_t i = 0; i < rq->n_files; i++)
		if (rq->files[i].filename.n || rq->files[i].bytes.n)
			s.files[s.n++] = (struct scan_file){rq->files[i].filename, rq->files[i].bytes};
	enum code c = rq_write(rq, add_fn, &s, e);
	if (c == E_INPUT) {
		struct str error = str_dup(rq->a, str_z(e->text));
		err_clear(e);
		return show(rq, rp, error, e);
	}
	return c ? c : rp_redirect(rq, rp, str_fmt(rq->a, "/scans/%.*s", S_ARG(id_str(rq->a, s.id))), S(""));
}

/* Of who sent it; what came from the command line belongs to those who run the school; a photo by the code of a sheet, to nobody. */
static enum code batch_of(struct request *rq, struct scan_batch_page *p, struct err *e)
{
	struct id id;
	enum code c = rq_id(rq, "batch", &id, e);
	if (!c)
		c = scan_batch_get(rq->db, rq->a, id, &p->b, e);
	bool own = !c && (id_nil(p->b.made_by) ? !p->b.by_code && (rq->viewer.hats & (REL_LEADER | REL_ADMIN)) != 0 : id_eq(p->b.made_by, rq->viewer.person));
	return c || own ? c : err_set(e, E_NOTFOUND, "There are no such scanned pages.");
}

static enum code batch(struct request *rq, struct reply *rp, struct err *e)
{
	struct scan_batch_page p = {0};
	enum code c = batch_of(rq, &p, e);
	if (!c)
		c = scan_of_batch(rq->db, rq->a, p.b.id, rq->lang, &p.pages, e);
	if (c)
		return c;
	memcpy(p.tz, app_site(rq->app, rq->db).tz, sizeof p.tz);
	if (str_eqz(p.b.state, "reading"))
		rp_header(rp, "Refresh", S(AGAIN));
	page_open(rq, rp, &(struct page){.title = str_z(T(rq, "Scanned pages"))});
	tpl_scans_batch(rq, &rp->body, &p);
	page_close(rq, rp);
	return OK;
}

static enum code page_of(struct request *rq, struct scan_one_page *p, struct str *image, struct err *e)
{
	struct id id;
	enum code c = rq_id(rq, "page", &id, e);
	return c ? c : scan_get(rq->db, rq->a, &rq->viewer, id, &p->p, image, e);
}

static enum code image(struct request *rq, struct reply *rp, struct err *e)
{
	struct scan_one_page p = {0};
	enum code c = page_of(rq, &p, &rp->bytes, e);
	if (!c && !rp->bytes.n)
		c = err_set(e, E_NOTFOUND, "There is no picture of this page any more.");
	struct media kind = blob_sniff(rp->bytes);
	rp->type = kind.kind & (MEDIA_PNG | MEDIA_WEBP) ? kind.mime : "image/jpeg";
	rp_header(rp, "Content-Disposition", S("inline"));
	return c;
}

static enum code one_show(struct request *rq, struct reply *rp, struct scan_one_page *p)
{
	page_open(rq, rp, &(struct page){.title = str_z(T(rq, "One scanned page")), .width = "narrow"});
	tpl_scans_page(rq, &rp->body, p);
	page_close(rq, rp);
	return OK;
}

static enum code one(struct request *rq, struct reply *rp, struct err *e)
{
	struct scan_one_page p = {0};
	enum code c = page_of(rq, &p, NULL, e);
	if (!c && p.p.code.n)
		return rp_redirect(rq, rp, str_fmt(rq->a, "/score/%.*s", S_ARG(p.p.code)), S(""));
	return c ? c : one_show(rq, rp, &p);
}

struct deed { struct request *rq; struct id page; struct str code; };

static enum code assign_fn(struct db *db, void *arg, struct err *e)
{
	struct deed *d = arg;
	return scan_assign(db, d->page, d->code, e);
}

static enum code away_fn(struct db *db, void *arg, struct err *e)
{
	struct deed *d = arg;
	return scan_end(db, &d->rq->viewer, d->page, "away", e);
}

static struct str back(struct request *rq, const struct scan_one_page *p)
{
	return str_fmt(rq->a, "/scans/%.*s", S_ARG(id_str(rq->a, p->p.batch)));
}

static enum code assign(struct request *rq, struct reply *rp, struct err *e)
{
	struct scan_one_page p = {.typed = str_trim(rq_form(rq, "code"))};
	struct sheet s;
	enum code c = page_of(rq, &p, NULL, e);
	if (c)
		return c;
	c = paper_find(rq->db, rq->a, p.typed, rq->lang, &s, e);
	if (c == E_NOTFOUND) {
		p.error = str_z(T(rq, "There is no sheet with this code. Look at the letters once more."));
		err_clear(e);
		rp->status = 422;
		return one_show(rq, rp, &p);
	}
	struct deed d = {rq, p.p.id, s.code};
	if (!c)
		c = rq_write(rq, assign_fn, &d, e);
	return c ? c : rp_redirect(rq, rp, back(rq, &p), str_z(T(rq, "Kept. Whoever teaches the learner finds the page now.")));
}

static enum code away(struct request *rq, struct reply *rp, struct err *e)
{
	struct scan_one_page p = {0};
	enum code c = page_of(rq, &p, NULL, e);
	struct deed d = {rq, p.p.id, S("")};
	if (!c)
		c = rq_write(rq, away_fn, &d, e);
	return c ? c : rp_redirect(rq, rp, p.p.code.n ? S("/scans") : back(rq, &p), str_z(T(rq, "Put away. The paper itself is not touched by this.")));
}

static enum code blanks_fn(struct db *db, void *arg, struct err *e)
{
	struct deed *d = arg;
	return scan_blanks_away(db, &d->rq->viewer, d->page, e);
}

static enum code blanks(struct request *rq, struct reply *rp, struct err *e)
{
	struct scan_batch_page p = {0};
	enum code c = batch_of(rq, &p, e);
	struct deed d = {rq, p.b.id, S("")};
	if (!c)
		c = rq_write(rq, blanks_fn, &d, e);
	return c ? c : rp_redirect(rq, rp, str_fmt(rq->a, "/scans/%.*s", S_ARG(id_str(rq->a, p.b.id))), str_z(T(rq, "The empty pages are put away.")));
}

ROUTES(scans) = {
	{GET, "/scans", home, WHO_SENDS, 0, .title = N_("Paper that came back")},
	{POST, "/scans", send, WHO_SENDS, RT_UPLOAD, .body_max = SCAN_MOST + 65536, .rate = RATE_UPLOAD, .audit = "scanned pages sent", .title = N_("Send scanned pages")},
	{GET, "/scans/{batch}", batch, WHO_SENDS, 0, .title = N_("Scanned pages")},
	{POST, "/scans/{batch}/blank", blanks, WHO_SENDS, 0, .audit = "empty scanned pages put away", .title = N_("Put empty pages away")},
	{GET, "/scans/pages/{page}", one, WHO_SENDS, 0, .title = N_("One scanned page")},
	{GET, "/scans/pages/{page}/picture", image, WHO_SENDS, 0, .title = N_("Picture of a scanned page")},
	{POST, "/scans/pages/{page}/sheet", assign, WHO_SENDS, 0, .audit = "scanned page matched", .title = N_("Say whose scanned page it is")},
	{POST, "/scans/pages/{page}/away", away, WHO_SENDS, 0, .audit = "scanned page put away", .title = N_("Put a scanned page away")},
	ROUTES_END,
};
