/* progress.c - each competency in one plain sentence, a soft-edged bar, a word, the count of evidence, and what would tell
 * [R031 R147 R154 R175 R179]. */
#include "web/pages/progress.h"
#include "school/evidence/models.h"
#include "templates.h"
#include "web/pages/class.h"

#include <stdlib.h>

static int by_subject(const void *x, const void *y)
{
	const struct progress_row *a = x, *b = y;
	int d = str_cmp(a->subject, b->subject);
	return d ? d : str_cmp(a->code, b->code);
}

static struct str what_would_tell(struct request *rq, const struct mastery_explanation *x)
{
	if (x->now.word == MASTERY_SHOWN)
		return str_z(T(rq, "A person saw it. It stays shown."));
	if (x->now.word == MASTERY_READY)
		return str_z(T(rq, "Show it to your teacher: everything is there."));
	if (x->next.one_would_tell)
		return str_z(T(rq, "One more piece of work that goes well would tell."));
	if (x->next.more > 1)
		return str_fmt(rq->a, trn(rq->lang, "%d more piece of work that goes well would tell.", "%d more pieces of work that go well would tell.", x->next.more), x->next.more);
	return str_z(T(rq, "More work on it will tell, in more than one way."));
}

static enum code fill(struct request *rq, struct progress_page *p, struct err *e)
{
	struct mastery_model *m;
	struct evidence_models *models;
	struct standing *list;
	size_t n;
	struct evidence_notice *notices;
	struct str person;
	struct id teacher;
	size_t n_notices;
	int64_t simulated = 0;
	enum code c = journey_load(rq, &p->j, e);
	if (!c)
		c = evidence_model(rq->db, rq->a, &m, e);
	if (!c)
		c = evidence_standing(rq->db, rq->a, m, rq->learner, rq->viewer.today, &list, &n, e);
	if (!c)
		c = evidence_models(rq->db, rq->a, &models, e);
	if (!c)
		c = evidence_models_all(rq->db, models, e);
	if (!c)
		c = db_int(rq->db, e, &simulated, "select count(*) from (select id from event where learner = ?1 and simulated = 1 limit 1) x", "b", rq->learner);
	if (!c)
		c = evidence_notices(rq->db, rq->a, rq->lang, rq->learner, rq->viewer.today, &notices, &n_notices, e);
	if (!c)
		c = evidence_person(rq->db, rq->a, rq->learner, rq->viewer.today, &teacher, &person, e);
	if (c)
		return c;
	p->simulated = simulated > 0;
	p->rows = NEW_ARRAY(rq->a, struct progress_row, n + 1);
	for (size_t i = 0; i < n; i++) {
		struct rows *r;
		c = db_query(rq->db, e, &r,
		             "select c.code, coalesce((select x.words from record_text x where x.id = c.id and x.field = 'text' and x.lang = ?1), c.text), c.subject"
		             " from competency c where c.id = ?2",
		             "zb", LANGS[rq->lang].tag, list[i].competency);
		if (c)
			return c;
		const struct mastery_model *own;
		c = evidence_model_of(rq->db, models, list[i].competency, &own, e);
		if (c) {
			rows_end(r);
			return c;
		}
		struct mastery_explanation why = mastery_explain(own, &list[i].state, rq->viewer.today);
		const struct evidence_notice *notice = evidence_notice_of(notices, n_notices, list[i].competency);
		if (rows_next(r, e) == 1)
			p->rows[p->n++] = (struct progress_row){
				.competency = list[i].competency, .code = str_dup(rq->a, rows_t(r, 0)), .text = str_dup(rq->a, rows_t(r, 1)), .subject = str_dup(rq->a, rows_t(r, 2)),
				.last = tr_date_short(rq->a, rq->lang, why.now.last_day), .tell = what_would_tell(rq, &why),
				.notice = notice ? evidence_say_notice(rq->a, rq->lang, notice, person) : S(""), .now = why.now};
		rows_end(r);
		p->shown += why.now.word == MASTERY_SHOWN;
		p->ready += why.now.word == MASTERY_READY;
	}
	qsort(p->rows, p->n, sizeof *p->rows, by_subject);
	return OK;
}

static void csv(struct request *rq, struct reply *rp, const struct progress_page *p)
{
	rp->type = "text/csv; charset=utf-8";
	rp->file_name = S("progress.csv");
	buf_z(&rp->body, "code,text,word,evidence,low,estimate,high,last\r\n");
	for (size_t i = 0; i < p->n; i++) {
		const struct progress_row *x = &p->rows[i];
		buf_csv(&rp->body, x->code);
		buf_byte(&rp->body, ',');
		buf_csv(&rp->body, x->text);
		buf_fmt(&rp->body, ",%s,%u,%.2f,%.2f,%.2f,", mastery_word_name(x->now.word), x->now.pieces, x->now.low, x->now.p, x->now.high);
		buf_str(&rp->body, day_text(rq->a, x->now.last_day));
		buf_z(&rp->body, "\r\n");
	}
}

static enum code get(struct request *rq, struct reply *rp, struct err *e)
{
	struct progress_page p = {0};
	enum code c = fill(rq, &p, e);
	if (c)
		return c;
	if (str_eqz(rq_query(rq, "format"), "csv")) {
		csv(rq, rp, &p);
		return OK;
	}
	journey_page(rq, rp, &p.j, T(rq, "How far I have come"), NULL, NULL);
	tpl_progress_page(rq, &rp->body, &p);
	page_close(rq, rp);
	return OK;
}

ROUTES(progress) = {
	{GET, "/learners/{learner}/progress", get, REL_HOME | REL_TEAM | REL_LEADER, RT_LOW | RT_LEARNER_PAGE | RT_OFFLINE, .title = N_("How far I have come")},
	ROUTES_END,
};
