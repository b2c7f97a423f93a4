/* translators.c - for people who translate: every sentence of the program, phrase, school word and competency in a language,
 * with where it stands and who made it; mended here one by one, or as a file that is looked at before it is taken. */
#include "web/pages/translators.h"
#include "interop/units.h"
#include "templates.h"
#include "web/app.h"

#include <string.h>

static const char *const whats[] = {"program", "phrase", "term", "competency"};

static void asked(const struct request *rq, struct translators_page *p)
{
	bool post = rq->method == POST;
	struct str what = post ? rq_form(rq, "what") : rq_query(rq, "what"), lang = post ? rq_form(rq, "language") : rq_query(rq, "language");
	int64_t from = 0;
	p->what = "program";
	for (size_t i = 0; i < sizeof whats / sizeof *whats; i++)
		if (str_eqz(what, whats[i]))
			p->what = whats[i];
	if (!lang_parse(lang, &p->lang) || p->lang == LANG_EN)
		p->lang = rq->lang != LANG_EN ? rq->lang : LANG_ES;
	p->show = post ? rq_form(rq, "show") : rq_query(rq, "show");
	p->words = str_trim(post ? rq_form(rq, "q") : rq_query(rq, "q"));
	if (str_int(post ? rq_form(rq, "from") : rq_query(rq, "from"), &from) && from > 0)
		p->from = (size_t)from;
}

static enum code render(struct request *rq, struct reply *rp, struct translators_page *p, struct err *e)
{
	struct unit_query q = {p->what, p->lang, p->words, p->show, p->from, TRANSLATORS_PAGE};
	enum code c = units_find(rq->db, rq->a, &q, &p->u, e);
	if (!c)
		c = coverage_of(rq->db, rq->a, &p->coverage, &p->n_coverage, e);
	if (c)
		return c;
	page_open(rq, rp, &(struct page){.title = str_z(T(rq, "Translators")), .nav = "home"});
	tpl_tongue_translators(rq, &rp->body, p);
	page_close(rq, rp);
	return OK;
}

static enum code show(struct request *rq, struct reply *rp, struct err *e)
{
	struct translators_page p = {0};
	asked(rq, &p);
	return render(rq, rp, &p, e);
}

struct deed { struct request *rq; struct translators_page *p; struct str key, forms[FORMS_MOST]; size_t n; struct units *file; struct taking t; };

static enum code put_fn(struct db *db, void *arg, struct err *e)
{
	struct deed *d = arg;
	return unit_put(db, d->rq->a, &d->rq->viewer, d->p->lang, d->key, d->forms, d->n, rq_form_has(d->rq, "read", "1") ? "reviewed" : "person", e);
}

static struct str back(struct request *rq, const struct translators_page *p)
{
	struct buf b = buf_new(rq->a, 4000);
	buf_fmt(&b, "/translators?language=%s&what=%s&from=%zu&show=", LANGS[p->lang].tag, p->what, p->from);
	buf_url(&b, p->show);
	buf_z(&b, "&q=");
	buf_url(&b, p->words);
	return buf_done(&b);
}

static enum code put(struct request *rq, struct reply *rp, struct err *e)
{
	static const char *const names[FORMS_MOST] = {"form0", "form1", "form2", "form3", "form4", "form5"};
	struct translators_page p = {0};
	struct deed d = {.rq = rq, .p = &p, .key = rq_form(rq, "key")};
	asked(rq, &p);
	for (size_t i = 0; i < rq->n_form; i++)
		for (size_t k = 0; k < FORMS_MOST; k++)
			if (str_eqz(rq->form[i].name, names[k]) && k == d.n)
				d.forms[d.n++] = str_trim(rq->form[i].value);
	enum code c = rq_write(rq, put_fn, &d, e);
	if (c == E_INPUT) {
		p.error = str_dup(rq->a, str_z(e->text));
		p.wrong = d.key;
		memcpy(p.typed, d.forms, sizeof p.typed);
		err_clear(e);
		rp->status = 422;
		return render(rq, rp, &p, e);
	}
	app_site_changed(rq->app);
	return c ? c : rp_redirect(rq, rp, back(rq, &p), str_z(T(rq, "Kept. It is read so from now on.")));
}

static enum code file(struct request *rq, struct reply *rp, struct err *e)
{
	struct translators_page p = {0};
	struct units u;
	asked(rq, &p);
	struct str format = rq_query(rq, "format");
	bool po = str_eqz(format, "po");
	enum code c = units_find(rq->db, rq->a, &(struct unit_query){.what = p.what, .lang = p.lang}, &u, e);
	if (c)
		return c;
	if (po)
		po_write(&rp->body, p.lang, &u);
	else
		xliff_write(&rp->body, str_eqz(format, "xliff12") ? 12 : 20, p.lang, &u);
	rp->type = po ? "text/x-gettext-translation; charset=utf-8" : "application/xliff+xml; charset=utf-8";
	rp->file_name = str_fmt(rq->a, "%s-%s.%s", p.what, LANGS[p.lang].tag, po ? "po" : "xlf");
	return OK;
}

static enum code take_fn(struct db *db, void *arg, struct err *e)
{
	struct deed *d = arg;
	return units_take(db, d->rq->a, &d->rq->viewer, d->p->lang, d->file, false, &d->t, e);
}

static enum code take(struct request *rq, struct reply *rp, struct err *e)
{
	struct translators_page p = {0};
	struct units u = {0};
	struct deed d = {.rq = rq, .p = &p, .file = &u};
	bool look = !str_eqz(rq_form(rq, "deed"), "take");
	asked(rq, &p);
	enum code c = rq->n_files && rq->files[0].bytes.n ? units_read(rq->a, rq->files[0].bytes, &u, e) : err_set(e, E_INPUT, "Choose a file first.");
	if (!c)
		c = look ? units_take(rq->db, rq->a, &rq->viewer, p.lang, &u, true, &d.t, e) : rq_write(rq, take_fn, &d, e);
	if (c == E_INPUT || c == E_LIMIT) {
		p.error = str_dup(rq->a, str_z(e->text));
		err_clear(e);
		rp->status = 422;
		return render(rq, rp, &p, e);
	}
	if (c)
		return c;
	if (look) {
		p.taken = &d.t;
		return render(rq, rp, &p, e);
	}
	app_site_changed(rq->app);
	return rp_redirect(rq, rp, back(rq, &p), str_fmt(rq->a, T(rq, "Taken: %1$d new, %2$d changed."), (int)d.t.fresh, (int)d.t.changed));
}

/* Which numbers a form is for, by trying small ones. */
const char *translators_form(enum lang lang, size_t form, size_t forms)
{
	static const char *const arabic[] = {"0", "1", "2", "3-10", "11-99", "100, 101, 102"};
	if (forms < 2)
		return "";
	return lang == LANG_AR && form < 6 ? arabic[form] : form == 0 ? "1" : "0, 2, 3 …";
}

#define WHO (REL_STAFF | REL_ADMIN)
ROUTES(translators) = {
	{GET, "/translators", show, WHO, 0, .title = N_("Translators")},
	{POST, "/translators", put, WHO, 0, .audit = "translation", .title = N_("Translators")},
	{GET, "/translators/file", file, WHO, 0, .title = N_("Translations as a file")},
	{POST, "/translators/file", take, REL_ADMIN | REL_LEADER | REL_DISTRICT, RT_UPLOAD, .body_max = UNITS_BYTES + 65536, .rate = RATE_UPLOAD, .audit = "translations taken", .title = N_("Translations as a file")},
	ROUTES_END,
};
