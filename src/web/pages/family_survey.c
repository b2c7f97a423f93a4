/* family_survey.c - the survey of families: answered on the page, on paper, and read in groups that are large enough [R251]. */
#include "record/setting.h"
#include "templates.h"
#include "web/app.h"
#include "web/pages/together.h"

#include <string.h>

#define READS (REL_LEADER | REL_DISTRICT)
#define TYPES (REL_STAFF | REL_ADMIN)

struct str survey_typed(const struct survey_page *p, const char *field)
{
	return p->error.n ? rq_form(p->form, field) : S("");
}

static enum code form(struct request *rq, struct reply *rp, struct survey_page *p, struct err *e)
{
	enum code c = survey_round(rq->db, rq->a, &p->round, e);
	if (c)
		return c;
	p->form = rq;
	p->poll = setting_on(rq->db, "family.known_poll");
	p->print = str_eqz(rq_query(rq, "paper"), "1");
	p->paper = !p->print && !(rq->viewer.hats & REL_FAMILY);
	page_open(rq, rp, &(struct page){.title = str_z(T(rq, "What do you think?")), .nav = "home", .width = "narrow"});
	tpl_together_survey(rq, &rp->body, p);
	page_close(rq, rp);
	return OK;
}

static enum code get(struct request *rq, struct reply *rp, struct err *e)
{
	struct survey_page p = {0};
	return form(rq, rp, &p, e);
}

static enum code keep(struct db *db, void *arg, struct err *e)
{
	struct request *rq = arg;
	struct input in[12];
	size_t n = 0;
	bool family = (rq->viewer.hats & REL_FAMILY) != 0;
	struct str language = rq_form(rq, "language");
	for (int i = 0; i < SURVEY_QUESTIONS; i++)
		in[n++] = (struct input){SURVEY_ASKS[i].value, rq_form(rq, SURVEY_ASKS[i].value)};
	in[n++] = (struct input){"words", str_trim(rq_form(rq, "words"))};
	in[n++] = (struct input){"language", language.n ? language : str_z(LANGS[rq->lang].tag)};
	if (!family && rq_form_has(rq, "disability", "1"))
		in[n++] = (struct input){"disability", S("1")};
	if (!family && rq_form_has(rq, "english", "1"))
		in[n++] = (struct input){"english", S("1")};
	return survey_keep(db, rq->a, &rq->viewer, family ? rq->viewer.person : ID_NIL, in, n, e);
}

static enum code answer(struct request *rq, struct reply *rp, struct err *e)
{
	enum code c = rq_write(rq, keep, rq, e);
	if (c == E_INPUT) {
		struct survey_page p = {.error = str_dup(rq->a, str_z(e->text))};
		err_clear(e);
		rp->status = 422;
		return form(rq, rp, &p, e);
	}
	if (c)
		return c;
	return rq->viewer.hats & REL_FAMILY ? rp_redirect(rq, rp, S("/together"), str_z(T(rq, "Thank you. You may answer anew while the survey is open; the last answer counts.")))
	                                    : rp_redirect(rq, rp, S("/together/survey"), str_z(T(rq, "Kept. Here is an empty form for the next sheet.")));
}

static enum code results(struct request *rq, struct reply *rp, struct err *e)
{
	struct survey_result_page p = {0};
	enum code c = survey_rounds(rq->db, rq->a, &p.rounds, &p.n_rounds, e);
	if (!c)
		c = survey_round(rq->db, rq->a, &p.open, e);
	struct str asked = rq_query(rq, "survey");
	if (!c)
		c = survey_result(rq->db, rq->a, rq->lang, asked.n ? asked : p.n_rounds ? p.rounds[0] : p.open, &p.x, e);
	if (c)
		return c;
	p.asked = setting_on(rq->db, "family.known_poll") ? SURVEY_QUESTIONS : SURVEY_QUESTIONS - 1;
	if (str_eqz(rq_query(rq, "format"), "csv")) {
		rp->type = "text/csv; charset=utf-8";
		rp->file_name = S("family-survey.csv");
		buf_z(&rp->body, "group,question,yes,of,hidden\r\n");
		for (size_t i = 0; i < p.x.n; i++)
			for (int q = 0; q < p.asked; q++) {
				const struct equity_public *x = &p.x.rows[i].cell[q];
				buf_csv(&rp->body, p.x.rows[i].label ? str_z(T(rq, p.x.rows[i].label)) : p.x.rows[i].name);
				buf_byte(&rp->body, ',');
				buf_csv(&rp->body, str_z(T(rq, SURVEY_ASKS[q].label)));
				if (x->hidden)
					buf_z(&rp->body, ",,,yes\r\n");
				else
					buf_fmt(&rp->body, ",%lld,%lld,no\r\n", (long long)x->x, (long long)x->n);
			}
		return OK;
	}
	page_open(rq, rp, &(struct page){.title = str_z(T(rq, "What families think")), .nav = "home"});
	tpl_together_results(rq, &rp->body, &p);
	page_close(rq, rp);
	return OK;
}

ROUTES(family_survey) = {
	{GET, "/together/survey", get, REL_FAMILY | TYPES, RT_LEARNER_PAGE, .title = N_("What do you think?")},
	{POST, "/together/survey", answer, REL_FAMILY | TYPES, RT_LEARNER_PAGE, .audit = "survey of families answered", .title = N_("Answer the survey")},
	{GET, "/lead/survey", results, READS, 0, .title = N_("What families think")},
	ROUTES_END,
};
