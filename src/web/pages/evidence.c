/* evidence.c - a learner's portfolio, and a piece of evidence of any form: several ways to show it, one rubric [R149 R164]. */
#include "web/pages/evidence.h"
#include "school/admin/school.h"
#include "templates.h"

#include <string.h>

const char *evidence_kind(const struct request *rq, struct str kind)
{
	static const struct choice words[] = {
		{"practice", N_("Practice")}, {"check", N_("Short check")}, {"task", N_("Performance task")}, {"product", N_("Something made")},
		{"observation", N_("Seen by an adult")}, {"conversation", N_("Told to a person")}, {"reflection", N_("Own judgement")},
		{"outside", N_("Shown elsewhere")}, {NULL, NULL}};
	return T(rq, choice_label(words, kind));
}

const char *evidence_level(const struct request *rq, int level)
{
	static const char *const words[] = {"", N_("1 Beginning"), N_("2 Growing"), N_("3 There"), N_("4 Further")};
	return level >= 1 && level <= 4 ? T(rq, words[level]) : "";
}

struct str evidence_way(struct str way)
{
	int64_t n;
	if (way.n > 1 && way.p[0] == 'q' && str_int((struct str){way.p + 1, way.n - 1}, &n))
		return S("");
	return str_eqz(way, "person") || str_eqz(way, "paper") ? S("") : way;
}

static enum code chosen(struct request *rq, struct evidence_page *p, struct err *e)
{
	struct rows *r;
	struct str wanted = rq_form(rq, "competency"), code = str_trim(rq_form(rq, "code")), rubric = rq_form(rq, "rubric");
	if (!wanted.n)
		wanted = rq_query(rq, "competency");
	if (!code.n)
		code = str_trim(rq_query(rq, "code"));
	if (!rubric.n)
		rubric = rq_query(rq, "rubric");
	if (code.n) {
		enum code c = competency_by_code(rq->db, rq->a, code, &p->competency, e);
		if (c == E_NOTFOUND) {
			p->error = str_dup(rq->a, str_z(e->text));
			err_clear(e);
			return OK;
		}
		if (c)
			return c;
	} else if (!wanted.n) {
		return OK;
	} else if (!id_parse(wanted, &p->competency)) {
		return err_set(e, E_NOTFOUND, "There is no such competency.");
	}
	enum code c = db_query(rq->db, e, &r,
	                       "select k.code, coalesce((select x.words from record_text x where x.id = k.id and x.field = 'text' and x.lang = ?1), k.text)"
	                       " from competency k where k.id = ?2 and k.district = ?3",
	                       "zbd", LANGS[rq->lang].tag, p->competency);
	if (c)
		return c;
	int got = rows_next(r, e);
	if (got == 1) {
		p->code = str_dup(rq->a, rows_t(r, 0));
		p->text = str_dup(rq->a, rows_t(r, 1));
	}
	rows_end(r);
	if (got != 1)
		return got < 0 ? e->code : err_set(e, E_NOTFOUND, "There is no such competency.");
	c = rubrics_of(rq->db, rq->a, p->competency, rq->lang, &p->rubrics, &p->n_rubrics, e);
	for (size_t i = 0; i < p->n_rubrics; i++)
		if (str_eq(rubric, p->rubrics[i].key))
			p->rubric = &p->rubrics[i];
	if (p->n_rubrics && !p->rubric && !str_eqz(rubric, "none"))
		p->rubric = &p->rubrics[0];
	return c;
}

#define PIECES 20

static enum code load(struct request *rq, struct evidence_page *p, struct err *e)
{
	int64_t before = 0;
	p->team = (rq->rel & REL_TEAM) != 0;
	p->may_add = (rq->rel & (REL_HOME | REL_TEAM)) != 0;
	p->path = journey_path(rq, "/evidence");
	p->today = day_text(rq->a, rq->viewer.today);
	if (!str_int(rq_query(rq, "before"), &before) || before < 0)
		before = 0;
	enum code c = journey_load(rq, &p->j, e);
	if (!c)
		c = chosen(rq, p, e);
	if (!c)
		c = portfolio_competencies(rq->db, rq->a, rq->learner, rq->lang, &p->competencies, &p->n_competencies, e);
	if (!c)
		c = portfolio_load(rq->db, rq->a, rq->learner, p->competency, rq->lang, before, PIECES, &p->pieces, &p->n, e);
	p->older = p->n == PIECES ? p->pieces[p->n - 1].at : 0;
	for (size_t i = 0; i < p->n && !c; i++)
		c = attachments_add(rq->db, rq->a, p->pieces[i].id, &p->files, e);
	p->looks_back = (rq->rel & (REL_HOME | REL_TEAM)) != 0;
	if (!c && p->looks_back)
		c = reflections_of(rq->db, rq->a, rq->lang, rq->learner, 3, &p->said, e);
	return c;
}

static void csv(struct request *rq, struct reply *rp, const struct evidence_page *p)
{
	rp->type = "text/csv; charset=utf-8";
	rp->file_name = S("evidence.csv");
	buf_z(&rp->body, "when,kind,competency,way,level,minutes,noted_by,note,files\r\n");
	for (size_t i = 0; i < p->n; i++) {
		const struct shown_piece *x = &p->pieces[i];
		int files = 0;
		for (size_t k = 0; k < p->files.n; k++)
			files += id_eq(p->files.items[k].owner, x->id);
		struct str cells[] = {time_text(rq->a, x->at), x->kind, x->code, evidence_way(x->way), x->level ? str_fmt(rq->a, "%d", x->level) : S(""),
		                      x->minutes > 0 ? str_fmt(rq->a, "%.0f", x->minutes) : S(""), x->actor, x->note, str_fmt(rq->a, "%d", files)};
		for (size_t k = 0; k < sizeof cells / sizeof *cells; k++) {
			if (k)
				buf_byte(&rp->body, ',');
			buf_csv(&rp->body, cells[k]);
		}
		buf_z(&rp->body, "\r\n");
	}
}

static enum code render(struct request *rq, struct reply *rp, struct evidence_page *p)
{
	journey_page(rq, rp, &p->j, p->j.own ? T(rq, "What I can show") : str_fmt(rq->a, T(rq, "Evidence: %s"), str_dupz(rq->a, p->j.who.name)).p, NULL, NULL);
	tpl_evidence_page(rq, &rp->body, p);
	page_close(rq, rp);
	return OK;
}

static enum code show(struct request *rq, struct reply *rp, struct err *e)
{
	struct evidence_page p = {0};
	enum code c = load(rq, &p, e);
	if (c)
		return c;
	if (p.error.n)
		rp->status = 422;
	if (str_eqz(rq_query(rq, "format"), "csv")) {
		csv(rq, rp, &p);
		return OK;
	}
	return render(rq, rp, &p);
}

/* ---- adding ---- */

struct adding {
	struct request *rq;
	struct evidence v;
	struct taken files;
};

static const char *one_of(struct str given, const char *const *words)
{
	for (; *words; words++)
		if (str_eqz(given, *words))
			return *words;
	return NULL;
}

static int number(const struct request *rq, const char *field, int64_t most)
{
	int64_t n;
	return str_int(str_trim(rq_form(rq, field)), &n) && n >= 1 && n <= most ? (int)n : 0;
}

/* Noon of a day gone by; now for today. */
static enum code when(struct request *rq, int64_t *at, struct err *e)
{
	day_t day = rq->viewer.today;
	struct str given = str_trim(rq_form(rq, "on"));
	if (given.n && !day_parse(given, &day))
		return err_set(e, E_INPUT, "This is no date. Write it like 2026-03-02.");
	if (day > rq->viewer.today || day < rq->viewer.today - 3660)
		return err_set(e, E_INPUT, "Give the day on which it was seen, today or before.");
	*at = clock_now();
	if (day != rq->viewer.today) {
		struct civil c = day_civil(day);
		c.hour = 12;
		*at = civil_us(school_zone(rq->db), c);
	}
	return OK;
}

static void minutes(struct adding *x)
{
	struct request *rq = x->rq;
	double n = number(rq, "minutes", 600);
	struct str with = rq_form(rq, "with");
	*(str_eqz(with, "peers") || str_eqz(with, "group") ? &x->v.peers : str_eqz(with, "adult") ? &x->v.adult : &x->v.alone) = n;
	if (str_eqz(with, "group"))
		x->v.grouped = n;
	if (str_eqz(str_z(x->v.context), "screen"))
		x->v.screen = n;
}

/* What the form says. Levels, rigor and the forms that rest on an adult's eye are the team's to give. */
static enum code form_read(struct adding *x, const struct evidence_page *p, struct err *e)
{
	static const char *const all[] = {"observation", "conversation", "product", "task", "outside", "check", "practice", "reflection", NULL};
	static const char *const own[] = {"product", "conversation", "outside", "reflection", NULL};
	static const char *const places[] = {"paper", "person", "screen", NULL};
	struct request *rq = x->rq;
	struct str way = str_trim(rq_form(rq, "other_way"));
	const char *place = one_of(rq_form(rq, "where"), places);
	x->v = (struct evidence){.learner = rq->learner, .actor = rq->viewer.person, .competency = p->competency, .score = -1, .quality = 1,
	                         .kind = one_of(rq_form(rq, "kind"), p->team ? all : own), .response = str_trim(rq_form(rq, "note")),
	                         .way = way.n ? way : rq_form(rq, "way"), .context = place ? place : "person"};
	if (id_nil(p->competency))
		return err_set(e, E_INPUT, "Say first what it shows: choose a competency.");
	if (!x->v.kind)
		return err_set(e, E_INPUT, "Choose in which form it was shown.");
	if (!x->v.response.n && !files_sent(rq))
		return err_set(e, E_INPUT, "Write in a sentence what was seen, or add a photo, a recording or a file.");
	if (x->v.way.n > 200 || x->v.response.n > 8000)
		return err_set(e, E_INPUT, "This is too long. Add it as a file.");
	if (!id_parse(rq_form(rq, "event_id"), &x->v.id) || id_nil(x->v.id))
		x->v.id = id_new();
	minutes(x);
	if (p->team) {
		static const char *const helps[] = {"alone", "little", "much", NULL};
		const char *help = one_of(rq_form(rq, "help"), helps);
		x->v.level = number(rq, "level", 4);
		x->v.rigor = number(rq, "rigor", 4);
		x->v.quality = !help || *help == 'a' ? 1 : *help == 'l' ? 0.75 : 0.5;
		if (p->rubric) {
			x->v.rubric = p->rubric->rubric;
			x->v.resource = p->rubric->resource;
		}
	}
	return when(rq, &x->v.happened_at, e);
}

static enum code add_fn(struct db *db, void *arg, struct err *e)
{
	struct adding *x = arg;
	enum code c = evidence_add(db, x->rq->a, &x->v, 1, NULL, e);
	return c ? c : attachments_keep(db, x->rq->a, &x->rq->viewer, x->rq->learner, OF_EVENT, x->v.id, &x->files, e);
}

static enum code add(struct request *rq, struct reply *rp, struct err *e)
{
	struct evidence_page p = {0};
	struct adding x = {.rq = rq};
	enum code c = load(rq, &p, e);
	if (c)
		return c;
	if (!p.error.n) {
		c = form_read(&x, &p, e);
		if (!c)
			c = files_take(rq, rq->learner, &x.files, e);
		if (!c && x.files.n)
			x.v.attachment = attachment_id(rq->a, x.v.id, &x.files.items[0]);
		if (!c)
			c = rq_write(rq, add_fn, &x, e);
		if (!c)
			return rp_redirect(rq, rp, str_fmt(rq->a, "%.*s?competency=%.*s", S_ARG(p.path), S_ARG(id_str(rq->a, p.competency))), str_z(T(rq, "Kept.")));
		if (c != E_INPUT && c != E_LIMIT)
			return c;
		p.error = str_dup(rq->a, str_z(e->text));
		err_clear(e);
	}
	rp->status = 422;
	return render(rq, rp, &p);
}

ROUTES(evidence) = {
	{GET, "/learners/{learner}/evidence", show, REL_HOME | REL_TEAM | REL_LEADER, RT_LOW | RT_LEARNER_PAGE, .title = N_("Evidence of a learner")},
	{POST, "/learners/{learner}/evidence", add, REL_HOME | REL_TEAM, RT_LOW | RT_LEARNER_PAGE | RT_UPLOAD, .body_max = UPLOAD_BODY, .audit = "evidence added",
	 .title = N_("Add a piece of evidence")},
	ROUTES_END,
};
