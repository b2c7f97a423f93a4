/* competency.c - a decision about mastery can be opened: evidence, rule and person [R179]; a named adult confirms [R151]. */
#include "web/pages/competency.h"
#include "school/admin/school.h"
#include "school/evidence/models.h"
#include "templates.h"
#include "web/app.h"
#include "web/pages/class.h"

#include <string.h>

static const char *kind_word(struct str kind)
{
	static const struct choice words[] = {
		{"practice", N_("Practice")}, {"check", N_("Short check")}, {"task", N_("Performance task")}, {"product", N_("Something made")},
		{"observation", N_("Seen by an adult")}, {"conversation", N_("Told to a person")}, {"reflection", N_("Own judgement")},
		{"outside", N_("Shown elsewhere")}, {"confirm", N_("Confirmed by a person")}, {"reopen", N_("Opened again by a person")}, {NULL, NULL}};
	return choice_label(words, kind);
}

static const char *context_word(struct str context)
{
	static const struct choice words[] = {{"screen", N_("on a screen")}, {"paper", N_("on paper")}, {"person", N_("with a person")},
		{"offline", N_("without connection")}, {"import", N_("brought in from elsewhere")}, {NULL, NULL}};
	return choice_label(words, context);
}

static struct str score_word(struct request *rq, const struct rows *r, int col)
{
	if (rows_null(r, col))
		return S("");
	double x = rows_r(r, col);
	return str_z(x >= 0.999 ? T(rq, "right") : x <= 0.001 ? T(rq, "not yet") : T(rq, "partly"));
}

static enum code events(struct request *rq, struct competency_page *p, struct id competency, struct err *e)
{
	struct rows *r;
	struct site site = app_site(rq->app, rq->db);
	p->events = NEW_ARRAY(rq->a, struct competency_event, 100);
	enum code c = db_query(rq->db, e, &r,
	                       "select v.kind, v.happened_at, v.context, v.score, v.response, coalesce(nullif(p.preferred_name, ''), p.given_name), p.family_name, v.simulated,"
	                       " v.id, v.way, v.level"
	                       " from event v left join person p on p.id = v.actor where v.learner = ?1 and v.competency = ?2 order by v.happened_at desc, v.id limit 100",
	                       "bb", rq->learner, competency);
	if (c)
		return c;
	int got;
	while ((got = rows_next(r, e)) == 1)
		p->events[p->n_events++] = (struct competency_event){
			.id = rows_id(r, 8), .way = evidence_way(str_dup(rq->a, rows_t(r, 9))), .level = (int)rows_i(r, 10),
			.kind = str_z(tr(rq->lang, kind_word(rows_t(r, 0)))), .when = tr_time(rq->a, rq->lang, site.tz, rows_i(r, 1)),
			.context = str_z(tr(rq->lang, context_word(rows_t(r, 2)))), .score = score_word(rq, r, 3), .response = str_dup(rq->a, rows_t(r, 4)),
			.actor = str_trim(str_fmt(rq->a, "%.*s %.*s", S_ARG(rows_t(r, 5)), S_ARG(rows_t(r, 6)))), .simulated = rows_i(r, 7) != 0};
	rows_end(r);
	if (got < 0)
		return e->code;
	for (size_t i = 0; i < p->n_events && !c; i++)
		c = attachments_add(rq->db, rq->a, p->events[i].id, &p->files, e);
	return c;
}

static enum code decisions(struct request *rq, struct competency_page *p, struct id competency, struct err *e)
{
	struct rows *r;
	p->decisions = NEW_ARRAY(rq->a, struct competency_decision, 20);
	enum code c = db_query(rq->db, e, &r,
	                       "select p.given_name, p.family_name, x.confirmed_on, x.way, x.reason, x.level from confirmation x left join person p on p.id = x.confirmed_by"
	                       " where x.learner = ?1 and x.competency = ?2 order by x.confirmed_on desc, x.id desc limit 20",
	                       "bb", rq->learner, competency);
	if (c)
		return c;
	int got;
	while ((got = rows_next(r, e)) == 1) {
		day_t on;
		struct competency_decision *d = &p->decisions[p->n_decisions++];
		*d = (struct competency_decision){.who = str_fmt(rq->a, "%.*s %.*s", S_ARG(rows_t(r, 0)), S_ARG(rows_t(r, 1))), .way = str_dup(rq->a, rows_t(r, 3)),
		                                  .reason = str_dup(rq->a, rows_t(r, 4)), .level = rows_i(r, 5)};
		if (day_parse(rows_t(r, 2), &on))
			d->when = tr_date_short(rq->a, rq->lang, on);
	}
	rows_end(r);
	return got < 0 ? e->code : OK;
}

/* Sample work: a question of the library for this competency, in the reader's language, made with one fixed seed. */
static enum code sample(struct request *rq, struct competency_page *p, struct id competency, struct err *e)
{
	struct rows *r;
	struct err why = {0};
	struct work w = {.seed = 1, .title = p->text, .kind = S("class")};
	enum code c = db_query(rq->db, e, &r, "select i.resource from item i join resource x on x.id = i.resource where i.competency = ?1 and coalesce(x.state, '') <> 'retired' order by i.position, i.id limit 1",
	                       "b", competency);
	if (c)
		return c;
	int got = rows_next(r, e);
	if (got == 1)
		w.resource = rows_id(r, 0);
	rows_end(r);
	/* a resource that cannot be shown takes nothing from the page */
	if (got != 1 || practice_load(rq->db, rq->a, &w, rq->lang, NULL, S(""), &p->shown, &why))
		return got < 0 ? e->code : OK;
	for (size_t i = 0; i < p->shown.n && !p->sample; i++)
		if (id_eq(p->shown.questions[i].competency, competency))
			p->sample = &p->shown.questions[i];
	return OK;
}

/* One part of the rule as a sentence. */
static struct str reason(struct request *rq, const struct mastery_reason *x)
{
	int have = (int)(x->have + 0.5), need = (int)(x->need + 0.5);
	switch (x->why) {
	case MASTERY_WHY_NO_EVIDENCE: return str_z(T(rq, "Nothing has been seen yet, so nothing is concluded."));
	case MASTERY_WHY_PIECES: return str_fmt(rq->a, T(rq, "Strong pieces of evidence: %d of %d."), have, need);
	case MASTERY_WHY_KINDS: return str_fmt(rq->a, T(rq, "Different ways of showing it: %d of %d."), have, need);
	case MASTERY_WHY_MUST_KIND: return str_z(T(rq, "One way that is asked for is not there yet."));
	case MASTERY_WHY_RECENT:
		return have < 0 ? str_z(T(rq, "No strong piece of evidence yet.")) : str_fmt(rq->a, T(rq, "The newest strong piece is %d days old; at most %d count as recent."), have, need);
	case MASTERY_WHY_ESTIMATE: return str_fmt(rq->a, T(rq, "The estimate is %d in 100; ready from %d."), (int)(100 * x->have + 0.5), (int)(100 * x->need + 0.5));
	case MASTERY_WHY_BAND: return str_fmt(rq->a, T(rq, "Even with the doubt taken off it is %d in 100; ready from %d."), (int)(100 * x->have + 0.5), (int)(100 * x->need + 0.5));
	case MASTERY_WHY_CONFIRMED: return str_z(T(rq, "A person confirmed that it was shown."));
	case MASTERY_WHY_LATER_DOUBT: return str_z(T(rq, "Later work speaks otherwise. It stays shown; a person may want to look."));
	}
	return S("");
}

/* By how much of itself the doubt is expected to shrink. */
static struct str worth(struct request *rq, const struct mastery_estimate *now, double gain)
{
	double share = now->high > now->low ? gain / (now->high - now->low) : 0;
	if (share >= 0.2)
		return str_z(T(rq, "One more piece of evidence would make us much surer."));
	if (share >= 0.05)
		return str_z(T(rq, "One more piece of evidence would make us a little surer."));
	return str_z(T(rq, "One more piece of evidence alone would hardly make us surer."));
}

/* Of what was shown; nothing here takes it away. */
static enum code check_again(struct request *rq, struct competency_page *p, struct id competency, struct err *e)
{
	struct evidence_check x;
	struct evidence_notice *list;
	struct str person;
	struct id teacher;
	size_t n;
	enum code c = evidence_notices(rq->db, rq->a, rq->lang, rq->learner, rq->viewer.today, &list, &n, e);
	if (!c)
		c = evidence_person(rq->db, rq->a, rq->learner, rq->viewer.today, &teacher, &person, e);
	if (c)
		return c;
	const struct evidence_notice *notice = evidence_notice_of(list, n, competency);
	if (notice) {
		p->again = evidence_say_notice(rq->a, rq->lang, notice, person);
		return OK;
	}
	if (p->why.now.word != MASTERY_SHOWN)
		return OK;
	c = evidence_check_again(rq->db, rq->learner, competency, &x, e);
	if (!c && x.any)
		p->again = str_fmt(rq->a, T(rq, "Worth checking again from %.*s on. It stays shown."), S_ARG(tr_date_short(rq->a, rq->lang, x.due)));
	return c;
}

/* What it builds on: where to begin, and a prior of its own, said apart from what was seen. Shown stays what was shown. */
static enum code rests(struct request *rq, struct competency_page *p, struct id competency, const struct mastery_model *m, const struct mastery_state *state, struct err *e)
{
	struct rows *r;
	struct mastery_before b = {0};
	int n = 0, shown = 0, got;
	enum code c = db_query(rq->db, e, &r,
	                       "select s.word, s.p from association x left join mastery s on s.competency = x.origin and s.learner = ?1 where x.destination = ?2 and x.kind = 'precedes'",
	                       "bb", rq->learner, competency);
	if (c)
		return c;
	while ((got = rows_next(r, e)) == 1) {
		n++;
		if (rows_null(r, 1))
			continue;
		bool yes = str_eqz(rows_t(r, 0), "shown");
		shown += yes;
		b.seen++;
		b.known += yes ? 1 : rows_r(r, 1);
	}
	rows_end(r);
	if (got < 0 || !n || p->why.now.word == MASTERY_SHOWN)
		return got < 0 ? e->code : OK;
	p->rests = str_fmt(rq->a, T(rq, "Of the %d it builds on, %d are shown. That is a hint where to begin; it does not count as evidence."), n, shown);
	if (!b.seen)
		return OK;
	struct mastery_estimate x = mastery_estimate_given(m, state, rq->viewer.today, &b);
	const char *likely = T(rq, mastery_say_likely(mastery_likely(&x))), *sure = T(rq, mastery_say_sure(mastery_sure(&x)));
	p->prior = x.pieces ? str_fmt(rq->a, T(rq, "With what was seen of these, the estimate would be: %1$s, %2$s. What is seen of this one soon outweighs it."), likely, sure)
		: str_fmt(rq->a, T(rq, "By what was seen of these, one would begin with: %1$s, %2$s. Nothing of this one is shown by it."), likely, sure);
	return OK;
}

static void reasons(struct request *rq, struct competency_page *p)
{
	p->reasons = NEW_ARRAY(rq->a, struct str, p->why.n);
	p->met = NEW_ARRAY(rq->a, bool, p->why.n);
	for (size_t i = 0; i < p->why.n; i++) {
		p->reasons[p->n_reasons] = reason(rq, &p->why.reasons[i]);
		p->met[p->n_reasons++] = p->why.reasons[i].met;
	}
	if (p->why.now.word == MASTERY_READY && rq->rel & REL_SELF)
		p->next = str_z(T(rq, "Show it to your teacher: everything is there."));
	if (p->why.now.word == MASTERY_SHOWN || p->why.now.word == MASTERY_READY)
		return;
	if (p->why.next.one_would_tell)
		p->next = str_z(T(rq, "One more strong piece would tell."));
	else if (p->why.next.more > 0)
		p->next = str_fmt(rq->a, tr(rq->lang, "About %d more strong pieces in a row would tell."), p->why.next.more);
}

static enum code load(struct request *rq, struct competency_page *p, struct err *e)
{
	struct id competency;
	struct rows *r;
	struct evidence_models *models;
	const struct mastery_model *m;
	enum code c = rq_id(rq, "competency", &competency, e);
	if (!c)
		c = person_get(rq->db, rq->a, rq->learner, &p->learner, e);
	if (!c)
		c = evidence_models(rq->db, rq->a, &models, e);
	if (!c)
		c = evidence_model_of(rq->db, models, competency, &m, e);
	if (!c)
		c = db_query(rq->db, e, &r,
		             "select k.code, coalesce((select x.words from record_text x where x.id = k.id and x.field = 'text' and x.lang = ?1), k.text), k.grade,"
		             " coalesce((select x.words from record_text x where x.id = k.id and x.field = 'domain' and x.lang = ?1), k.domain),"
		             " coalesce((select x.words from record_text x where x.id = k.id and x.field = 'cluster' and x.lang = ?1), k.cluster),"
		             " (select s.state from mastery s where s.learner = ?2 and s.competency = k.id) from competency k where k.id = ?3 and k.district = ?4",
		             "zbbd", LANGS[rq->lang].tag, rq->learner, competency);
	if (c)
		return c;
	int got = rows_next(r, e);
	struct mastery_state state = mastery_start(m);
	if (got == 1) {
		p->code = str_dup(rq->a, rows_t(r, 0));
		p->text = str_dup(rq->a, rows_t(r, 1));
		p->grade = str_dup(rq->a, rows_t(r, 2));
		p->domain = str_dup(rq->a, rows_t(r, 3));
		p->cluster = str_dup(rq->a, rows_t(r, 4));
		if (rows_t(r, 5).n == sizeof(state))
			memcpy(&state, rows_t(r, 5).p, sizeof(state));
	}
	rows_end(r);
	if (got != 1)
		return got < 0 ? e->code : err_set(e, E_NOTFOUND, "There is no such competency.");
	p->id = id_str(rq->a, rq->learner);
	p->competency = id_str(rq->a, competency);
	p->may_confirm = (rq->rel & REL_TEAM) != 0;
	p->why = mastery_explain(m, &state, rq->viewer.today);
	reasons(rq, p);
	if (p->why.now.word != MASTERY_SHOWN && p->why.now.word != MASTERY_READY) /* every part is met: one more piece is not what is asked for */
		p->worth = worth(rq, &p->why.now, mastery_gain(m, &state, rq->viewer.today));
	c = check_again(rq, p, competency, e);
	if (!c)
		c = rests(rq, p, competency, m, &state, e);
	if (!c)
		c = events(rq, p, competency, e);
	if (!c)
		c = sample(rq, p, competency, e);
	return c ? c : decisions(rq, p, competency, e);
}

static enum code show(struct request *rq, struct reply *rp, struct err *e)
{
	struct competency_page p = {0};
	enum code c = load(rq, &p, e);
	if (c)
		return c;
	page_open(rq, rp, &(struct page){.title = p.text, .learner_name = p.learner.name});
	tpl_learner_competency(rq, &rp->body, &p);
	page_close(rq, rp);
	return OK;
}

struct decide {
	struct request *rq;
	struct id competency;
	int64_t level;
	struct str way, reason;
};

static enum code confirm_fn(struct db *db, void *arg, struct err *e)
{
	struct decide *d = arg;
	return evidence_confirm(db, d->rq->a, &d->rq->viewer, d->rq->learner, d->competency, (int)d->level, d->way, d->reason, e);
}

static enum code reopen_fn(struct db *db, void *arg, struct err *e)
{
	struct decide *d = arg;
	return evidence_reopen(db, d->rq->a, &d->rq->viewer, d->rq->learner, d->competency, d->reason, e);
}

static enum code decide(struct request *rq, struct reply *rp, store_fn *fn, const char *done, struct err *e)
{
	struct decide d = {.rq = rq, .way = rq_form(rq, "way"), .reason = rq_form(rq, "reason")};
	enum code c = rq_id(rq, "competency", &d.competency, e);
	if (!c && (!str_int(rq_form(rq, "level"), &d.level) || d.level < 1 || d.level > 4))
		d.level = 3;
	if (!c && !str_trim(d.reason).n)
		c = err_set(e, E_INPUT, "Say in a sentence what you saw; the learner and the family will read it.");
	if (!c)
		c = rq_write(rq, fn, &d, e);
	if (c == E_INPUT) {
		struct competency_page p = {.problem = str_dup(rq->a, str_z(e->text))};
		c = load(rq, &p, e);
		if (c)
			return c;
		rp->status = 422;
		page_open(rq, rp, &(struct page){.title = p.text, .learner_name = p.learner.name});
		tpl_learner_competency(rq, &rp->body, &p);
		page_close(rq, rp);
		return OK;
	}
	return c ? c : rp_redirect(rq, rp, str_fmt(rq->a, "/learners/%.*s/competencies/%.*s", S_ARG(rq_param(rq, "learner")), S_ARG(rq_param(rq, "competency"))), str_z(done));
}

static enum code confirm(struct request *rq, struct reply *rp, struct err *e)
{
	return decide(rq, rp, confirm_fn, T(rq, "Confirmed. No estimate takes it away."), e);
}

static enum code reopen(struct request *rq, struct reply *rp, struct err *e)
{
	return decide(rq, rp, reopen_fn, T(rq, "Opened again."), e);
}

ROUTES(competency) = {
	{GET, "/learners/{learner}/competencies/{competency}", show, REL_HOME | REL_TEAM | REL_LEADER, RT_LEARNER_PAGE, .title = N_("One competency")},
	{POST, "/learners/{learner}/competencies/{competency}/confirm", confirm, REL_TEAM, 0, .audit = "mastery confirmed", .title = N_("Confirm")},
	{POST, "/learners/{learner}/competencies/{competency}/reopen", reopen, REL_TEAM, 0, .audit = "mastery reopened", .title = N_("Open again")},
	ROUTES_END,
};
