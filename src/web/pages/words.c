/* words.c - school words in plain words, better words from families, and a look at a text before it goes to a family [R240]. */
#include "web/pages/words.h"
#include "templates.h"
#include "web/app.h"
#include "web/pages/files.h"

#include <string.h>

static enum code render(struct request *rq, struct reply *rp, struct words_page *p, struct err *e)
{
	p->words = str_trim(rq_query(rq, "q"));
	p->staff = (rq->viewer.hats & (REL_STAFF | REL_ADMIN)) != 0;
	enum code c = terms_find(rq->db, rq->a, rq->lang, p->words, &p->terms, &p->n, e);
	if (!c && p->staff)
		c = term_wishes(rq->db, rq->a, &p->wishes, &p->n_wishes, e);
	if (c)
		return c;
	page_open(rq, rp, &(struct page){.title = str_z(T(rq, "School words")), .nav = "home"});
	tpl_words_page(rq, &rp->body, p);
	page_close(rq, rp);
	return OK;
}

static enum code csv(struct request *rq, struct reply *rp, struct err *e)
{
	struct term *terms;
	size_t n;
	enum code c = terms_find(rq->db, rq->a, rq->lang, str_trim(rq_query(rq, "q")), &terms, &n, e);
	rp->type = "text/csv; charset=utf-8";
	rp->file_name = S("words.csv");
	buf_z(&rp->body, "english,word,plain,origin\r\n");
	for (size_t i = 0; !c && i < n; i++) {
		buf_csv(&rp->body, terms[i].english);
		buf_byte(&rp->body, ',');
		buf_csv(&rp->body, terms[i].word);
		buf_byte(&rp->body, ',');
		buf_csv(&rp->body, terms[i].plain);
		buf_byte(&rp->body, ',');
		buf_csv(&rp->body, terms[i].origin);
		buf_z(&rp->body, "\r\n");
	}
	return c;
}

static enum code show(struct request *rq, struct reply *rp, struct err *e)
{
	struct words_page p = {0};
	return str_eqz(rq_query(rq, "format"), "csv") ? csv(rq, rp, e) : render(rq, rp, &p, e);
}

struct deed { struct request *rq; struct id id; struct str text; bool take; };

static enum code suggest_fn(struct db *db, void *arg, struct err *e)
{
	struct deed *d = arg;
	return term_suggest(db, d->rq->a, &d->rq->viewer, d->id, d->rq->lang, d->text, e);
}

static enum code suggest(struct request *rq, struct reply *rp, struct err *e)
{
	struct deed d = {.rq = rq, .text = rq_form(rq, "plain")};
	enum code c = rq_id(rq, "term", &d.id, e);
	if (!c)
		c = rq_write(rq, suggest_fn, &d, e);
	if (c == E_INPUT) {
		struct words_page p = {.error = str_dup(rq->a, str_z(e->text)), .typed = d.text, .wrong = d.id};
		err_clear(e);
		rp->status = 422;
		return render(rq, rp, &p, e);
	}
	return c ? c : rp_redirect(rq, rp, S("/words"), str_z(T(rq, "Thank you. A person of the school reads it.")));
}

static enum code answer_fn(struct db *db, void *arg, struct err *e)
{
	struct deed *d = arg;
	return term_answer(db, d->rq->a, &d->rq->viewer, d->id, d->take, e);
}

static enum code answer(struct request *rq, struct reply *rp, struct err *e)
{
	struct deed d = {.rq = rq, .take = str_eqz(rq_form(rq, "deed"), "take")};
	enum code c = rq_id(rq, "wish", &d.id, e);
	if (!c)
		c = rq_write(rq, answer_fn, &d, e);
	return c ? c : rp_redirect(rq, rp, S("/words"), str_z(d.take ? T(rq, "Taken. Everybody reads it so from now on.") : T(rq, "Left as it is.")));
}

/* What was written, with its long sentences and school words; sending it is one tap, as it is or changed. */
static enum code check(struct request *rq, struct reply *rp, struct err *e)
{
	struct check_page p = {.id = id_str(rq->a, rq->learner), .part = rq_form(rq, "part"), .kind = rq_form(rq, "kind"), .text = rq_form(rq, "text")};
	p.p = plain_measure(p.text, rq->lang);
	enum code c = terms_in(rq->db, rq->a, rq->lang, p.text, &p.terms, &p.n, e);
	if (c)
		return c;
	page_open(rq, rp, &(struct page){.title = str_z(T(rq, "Check the words")), .nav = "home"});
	tpl_words_check(rq, &rp->body, &p);
	page_close(rq, rp);
	return OK;
}

ROUTES(words) = {
	{GET, "/words", show, REL_SIGNED_IN, RT_LEARNER_PAGE, .title = N_("School words")},
	{POST, "/words/{term}", suggest, REL_SIGNED_IN, RT_LEARNER_PAGE, .audit = "better words", .title = N_("Say it better")},
	{POST, "/words/wishes/{wish}", answer, REL_STAFF | REL_ADMIN, 0, .audit = "better words", .title = N_("Better words from families")},
	{POST, "/learners/{learner}/family/check", check, REL_TEAM | REL_LEADER, RT_UPLOAD, .body_max = UPLOAD_BODY, .title = N_("Check the words")},
	ROUTES_END,
};
