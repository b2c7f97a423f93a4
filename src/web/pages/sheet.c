/* sheet.c - what the code on a sheet of paper opens for whoever holds the paper: a place to leave a photo of it [R415 R433].
 *
 * Law: the routes are open to everybody, so nothing here says whose sheet it is, not even to whom it may concern: the same words for each
 * code that opens and the same for each that does not. paper_door alone decides; what was left waits for a person (interop/scan.h). */
#include "print/packet.h"
#include "record/setting.h"
#include "school/evidence/attachment.h"
#include "templates.h"
#include "web/app.h"
#include "web/limit.h"
#include "web/pages/score.h"
#include "web/server.h"

#define PHOTOS_AT_ONCE 4
#define PHOTOS_BODY ((size_t)24 << 20)
enum { LIMIT_MISS = 66, LIMIT_FROM = 67, LIMIT_SHEET = 68 }; /* beside those of signing in */

static enum code show(struct request *rq, struct reply *rp, struct sheet_page *p)
{
	page_open(rq, rp, &(struct page){.title = str_z(T(rq, "Send a photo of this sheet")), .width = "narrow"});
	tpl_score_sheet(rq, &rp->body, p);
	page_close(rq, rp);
	rp_header(rp, "X-Robots-Tag", S("noindex"));
	return OK;
}

static enum code slower(struct request *rq, struct reply *rp, struct sheet_page *p, int seconds)
{
	rp->status = 429;
	rp_header(rp, "Retry-After", str_fmt(rq->a, "%d", seconds));
	p->error = str_z(T(rq, "That was a lot at once. Wait a moment, then try again."));
	return show(rq, rp, p);
}

/* In the language of the paper, unless this browser chose another here. */
static enum code speak(struct request *rq, const struct sheet *s, struct err *e)
{
	enum lang chosen;
	struct packet_ask x = {.db = rq->db, .a = rq->a, .today = rq->viewer.today, .lang = rq->lang};
	if (lang_parse(rq_query(rq, "lang"), &chosen) || lang_parse(rq_our_cookie(rq, "lang"), &chosen))
		return OK;
	return packet_language(&x, s->learner, &rq->lang, e);
}

/* p->open tells whether there is a door; when there is none, or somebody tried too many, the reply is made. */
static enum code door(struct request *rq, struct reply *rp, struct sheet_page *p, struct sheet *s, struct err *e)
{
	int64_t now = clock_monotonic();
	int wait = limit_take(rq->app->limits, now, LIMIT_MISS, rq->address, 60, 1.0 / 30, 0);
	p->code = rq_param(rq, "code");
	if (wait)
		return slower(rq, rp, p, wait);
	enum code c = paper_door(rq->db, rq->a, p->code, rq->viewer.today, s, e);
	if (c == E_NOTFOUND) {
		(void)limit_take(rq->app->limits, now, LIMIT_MISS, rq->address, 60, 1.0 / 30, 1);
		p->error = str_dup(rq->a, str_z(e->text));
		err_clear(e);
		rp->status = 404;
		return show(rq, rp, p);
	}
	if (!c)
		c = scan_photos(rq->db, s->code, &p->photos, e);
	p->open = !c;
	return c ? c : speak(rq, s, e);
}

/* Who teaches the learner, or is at home with them, and is signed in goes on to the sheet itself. */
static enum code known_here(struct request *rq, bool *known, struct err *e)
{
	struct sheet s;
	unsigned rel = 0;
	*known = false;
	if (!rq->session || id_nil(rq->viewer.person) || rq->viewer.low)
		return OK;
	enum code c = paper_find(rq->db, rq->a, rq_param(rq, "code"), rq->lang, &s, e);
	if (!c)
		c = id_nil(s.learner) ? access_to_class(rq->db, &rq->viewer, s.class_id, &rel, e) : access_to_learner(rq->db, &rq->viewer, s.learner, &rel, e);
	*known = !c && (rel & (REL_TEAM | REL_HOME)) != 0;
	if (c == E_NOTFOUND) {
		err_clear(e);
		c = OK;
	}
	return c;
}

static enum code get(struct request *rq, struct reply *rp, struct err *e)
{
	struct sheet_page p = {0};
	struct sheet s;
	bool known;
	enum code c = known_here(rq, &known, e);
	if (!c && known)
		return rp_redirect(rq, rp, str_fmt(rq->a, "/score/%.*s", S_ARG(rq_param(rq, "code"))), S(""));
	if (!c)
		c = door(rq, rp, &p, &s, e);
	return c || !p.open ? c : show(rq, rp, &p);
}

struct leaving {
	struct request *rq;
	struct scan_file *files;
	size_t n;
	struct viewer system;
};

static enum code leave_fn(struct db *db, void *arg, struct err *e)
{
	struct leaving *x = arg;
	struct sheet s;
	int64_t bytes = 0;
	bool any = false;
	/* as it is now, not when the page was opened */
	enum code c = paper_door(db, x->rq->a, rq_param(x->rq, "code"), x->rq->viewer.today, &s, e);
	for (size_t i = 0; i < x->n; i++)
		bytes += (int64_t)x->files[i].bytes.n;
	if (!c)
		c = attachments_room(db, s.learner, bytes, e);
	for (size_t i = 0; i < x->n && !c; i++) {
		bool added;
		c = scan_photo(db, x->rq->a, &x->system, s.code, &x->files[i], &added, e);
		any = any || added;
	}
	return c || !any ? c : paper_photographed(db, x->rq->a, &x->system, &s, e);
}

/* Each looked at by the program that is locked away, without what tells where it was taken. */
static enum code photos_of(struct request *rq, struct leaving *x, struct err *e)
{
	int64_t largest = 0;
	enum code c = setting_int(rq->db, "files.largest_mb", &largest, e);
	x->files = NEW_ARRAY(rq->a, struct scan_file, rq->n_files + 1);
	for (size_t i = 0; i < rq->n_files && !c; i++) {
		struct upload *f = &rq->files[i];
		struct media kind;
		if (!f->bytes.n && !f->filename.n)
			continue;
		if (x->n == PHOTOS_AT_ONCE)
			return err_set(e, E_INPUT, T(rq, "At most %d files at once. Send the others afterwards."), PHOTOS_AT_ONCE);
		if (f->bytes.n > (size_t)largest << 20)
			return err_set(e, E_INPUT, T(rq, "The file \"%.*s\" is larger than %lld MB. Send a shorter recording, or a smaller picture."), S_ARG(f->filename), (long long)largest);
		x->files[x->n].name = f->filename;
		c = blob_accept_away(rq->a, f->bytes, MEDIA_JPEG | MEDIA_PNG | MEDIA_WEBP, &x->files[x->n].bytes, &kind, e);
		x->n++;
	}
	return c || x->n ? c : err_set(e, E_INPUT, "%s", T(rq, "Choose a file first."));
}

static enum code leave(struct request *rq, struct reply *rp, struct err *e)
{
	struct sheet_page p = {0};
	struct sheet s;
	struct leaving x = {.rq = rq, .system = viewer_system(rq->app->store)};
	int64_t now = clock_monotonic();
	enum code c = door(rq, rp, &p, &s, e);
	if (c || !p.open)
		return c;
	int wait = limit_take(rq->app->limits, now, LIMIT_FROM, rq->address, 40, 1.0 / 60, 1);
	if (!wait)
		wait = limit_take(rq->app->limits, now, LIMIT_SHEET, s.code, 12, 1.0 / 300, 1);
	if (wait)
		return slower(rq, rp, &p, wait);
	c = photos_of(rq, &x, e);
	if (!c)
		c = rq_write(rq, leave_fn, &x, e);
	if (c == E_INPUT || c == E_LIMIT || c == E_NOTFOUND) {
		p.open = c != E_NOTFOUND;
		p.error = str_dup(rq->a, str_z(e->text));
		rp->status = c == E_NOTFOUND ? 404 : 422;
		err_clear(e);
		return show(rq, rp, &p);
	}
	return c ? c : rp_redirect(rq, rp, str_fmt(rq->a, "/paper/%.*s", S_ARG(s.code)), str_z(T(rq, "Thank you. The school knows that it arrived.")));
}

ROUTES(sheet) = {
	{GET, "/paper/{code}", get, REL_PUBLIC, RT_LEARNER_PAGE | RT_LOW, .rate = RATE_SIGN_IN, .title = N_("Send a photo of this sheet")},
	{POST, "/paper/{code}", leave, REL_PUBLIC, RT_LEARNER_PAGE | RT_LOW | RT_UPLOAD, .body_max = PHOTOS_BODY, .rate = RATE_UPLOAD, .audit = "photo by the code of a sheet",
	 .title = N_("Send a photo of this sheet")},
	ROUTES_END,
};
