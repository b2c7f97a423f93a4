/* mastery.c - /admin/mastery: how the estimates are made here, fitted and taken back with one click [R179]. */
#include "base/json.h"
#include "record/setting.h"
#include "school/evidence/models.h"
#include "templates.h"
#include "web/app.h"
#include "web/pages/mastery.h"

#include <math.h>

#define AGAIN "2" /* seconds until a page of work under way asks again */
#define MAY (REL_ADMIN | REL_DISTRICT)

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

struct str mastery_audit_text(struct request *rq, const struct audit_value *v, enum audit_measure m)
{
	bool count = m == AUDIT_TRIES;
	struct str x[3];
	const double of[3] = {v->value, v->low, v->high};
	if (isnan(v->value))
		return S("–");
	for (int i = 0; i < 3; i++)
		x[i] = isnan(of[i]) ? S("") : count ? tr_number(rq->a, rq->lang, of[i], 1) : tr_percent(rq->a, rq->lang, of[i], 0);
	return isnan(v->low) ? x[0] : str_fmt(rq->a, T(rq, "%.*s (%.*s to %.*s)"), S_ARG(x[0]), S_ARG(x[1]), S_ARG(x[2]));
}

static enum code last_audit(struct request *rq, struct mastery_page *p, const char *tz, struct err *e)
{
	struct rows *r;
	enum code c = db_query(rq->db, e, &r,
	                       "select result, ended_at from job where district = ?1 and kind = 'mastery' and state = 'done' and args like '{\"do\": \"audit\"%'"
	                       " and result like '{\"hidden\"%' order by made_at desc, id desc limit 1",
	                       "d");
	if (c)
		return c;
	int got = rows_next(r, e);
	if (got == 1 && fairness_read(rq->a, rows_t(r, 0), &p->fair))
		p->fair_when = tr_time(rq->a, rq->lang, tz, rows_i(r, 1));
	rows_end(r);
	return got < 0 ? e->code : OK;
}

/* The newest work of this kind, and what it was to do. */
static enum code newest(struct request *rq, struct job_row *out, struct str *what, struct err *e)
{
	struct rows *r;
	struct id id = ID_NIL;
	struct json *args;
	*out = (struct job_row){0};
	*what = S("");
	enum code c = db_query(rq->db, e, &r, "select id, args from job where district = ?1 and kind = 'mastery' and args not like '%\"by\": \"term\"%' order by made_at desc, id desc limit 1", "d");
	if (c)
		return c;
	int got = rows_next(r, e);
	if (got == 1) {
		id = rows_id(r, 0);
		c = json_parse(rq->a, rows_t(r, 1), &args, e);
		if (!c)
			*what = json_str(args, "do");
	}
	rows_end(r);
	if (c || got < 1)
		return c ? c : got < 0 ? e->code : OK;
	return job_get(rq->db, rq->a, id, out, e);
}

static void moves(struct request *rq, struct mastery_page *p)
{
	for (size_t i = 0; i < REFIT_WORDS; i++)
		for (size_t k = 0; k < REFIT_WORDS; k++) {
			int64_t n = p->report->moves[i][k];
			if (i == k || n == 0)
				continue;
			size_t at = p->n_moves < MASTERY_MOVES ? p->n_moves++ : MASTERY_MOVES - 1;
			if (at == MASTERY_MOVES - 1 && p->moves[at].n >= n)
				continue;
			for (; at > 0 && p->moves[at - 1].n < n; at--)
				p->moves[at] = p->moves[at - 1];
			enum mastery_likely l[2];
			enum mastery_sure s[2];
			bool from = refit_word(i, &l[0], &s[0]), to = refit_word(k, &l[1], &s[1]);
			const char *shown = T(rq, mastery_say(MASTERY_SHOWN));
			p->moves[at] = (struct mastery_move){from ? T(rq, mastery_say_likely(l[0])) : shown, from ? T(rq, mastery_say_sure(s[0])) : "",
			                                     to ? T(rq, mastery_say_likely(l[1])) : shown, to ? T(rq, mastery_say_sure(s[1])) : "", n};
		}
}

static enum code last_work(struct request *rq, struct mastery_page *p, struct err *e)
{
	struct job_row j;
	struct str what;
	struct json *result;
	struct err none = {0};
	struct refit *f;
	enum code c = newest(rq, &j, &what, e);
	if (c || id_nil(j.id))
		return c;
	p->working = str_eqz(j.state, "waiting") || str_eqz(j.state, "running");
	p->percent = j.total > 0 ? (int)(j.done * 100 / j.total) : -1;
	p->step = j.note.n ? str_z(T(rq, str_dupz(rq->a, j.note))) : str_z(T(rq, "It begins in a moment."));
	if (str_eqz(j.state, "failed"))
		p->problem = j.result;
	if (!str_eqz(j.state, "done") || json_parse(rq->a, j.result, &result, &none) != OK)
		return OK;
	p->problem = json_str(result, "problem");
	if (!refit_read(rq->a, j.result, &f))
		return OK;
	p->report = f;
	p->looked = str_eqz(what, "look") || str_eqz(what, "look-step");
	/* the mean probability that was given to what came: the geometric mean, out of 100 */
	p->confidence[0] = tr_percent(rq->a, rq->lang, exp(f->before), 1);
	p->confidence[1] = tr_percent(rq->a, rq->lang, exp(f->after), 1);
	moves(rq, p);
	return OK;
}

static enum code rule(struct request *rq, struct mastery_page *p, struct err *e)
{
	struct evidence_models *m;
	enum code c = setting_int(rq->db, "mastery.false_yes", &p->tries, e);
	if (!c)
		c = evidence_models(rq->db, rq->a, &m, e);
	if (!c)
		c = evidence_stale(rq->db, m, &p->stale, e);
	if (c)
		return c;
	p->paced = evidence_models_paced(m);
	p->threshold = (int)(100.0 * (double)p->tries / (double)(p->tries + 1) + 0.5);
	return OK;
}

static enum code load(struct request *rq, struct mastery_page *p, struct err *e)
{
	struct site site = app_site(rq->app, rq->db);
	p->may = (rq->viewer.hats & MAY) != 0;
	enum code c = refit_list(rq->db, rq->a, MASTERY_FITS, &p->fits, &p->n_fits, e);
	p->who = NEW_ARRAY(rq->a, struct str, p->n_fits + 1);
	p->when = NEW_ARRAY(rq->a, struct str, p->n_fits + 1);
	for (size_t i = 0; i < p->n_fits && !c; i++) {
		c = name_of(rq, p->fits[i].made_by, &p->who[i], e);
		p->when[i] = tr_time(rq->a, rq->lang, site.tz, p->fits[i].made_at);
		if (p->fits[i].active) {
			p->active = &p->fits[i];
			p->active_who = p->who[i];
			p->active_when = p->when[i];
		}
	}
	if (!c)
		c = rule(rq, p, e);
	if (!c)
		c = last_audit(rq, p, site.tz, e);
	return c ? c : last_work(rq, p, e);
}

static enum code csv(struct reply *rp, const struct mastery_page *p, struct arena *a)
{
	struct buf *b = &rp->body;
	rp->type = "text/csv; charset=utf-8";
	rp->file_name = S("fits.csv");
	buf_z(b, "number,when,by,in_use,learners,pieces_of_evidence,own,common,log_likelihood_before,log_likelihood_after\r\n");
	for (size_t i = 0; i < p->n_fits; i++) {
		const struct refit_row *r = &p->fits[i];
		buf_fmt(b, "%lld,", (long long)r->number);
		buf_csv(b, time_text(a, r->made_at));
		buf_byte(b, ',');
		buf_csv(b, p->who[i]);
		buf_fmt(b, ",%s,%lld,%lld,%lld,%lld,%.6f,%.6f\r\n", r->active ? "yes" : "no", (long long)r->learners, (long long)r->responses, (long long)r->own,
		        (long long)r->pooled, r->before, r->after);
	}
	return OK;
}

static enum code get(struct request *rq, struct reply *rp, struct err *e)
{
	struct mastery_page p = {0};
	enum code c = load(rq, &p, e);
	if (c)
		return c;
	if (str_eqz(rq_query(rq, "format"), "csv"))
		return csv(rp, &p, rq->a);
	if (p.working)
		rp_header(rp, "refresh", S(AGAIN));
	page_open(rq, rp, &(struct page){.title = str_z(T(rq, "How the estimates are made")), .nav = "settings"});
	tpl_mastery_home(rq, &rp->body, &p);
	page_close(rq, rp);
	return OK;
}

struct begin {
	struct request *rq;
	const char *what;
	bool back;
};

static enum code begin_fn(struct db *db, void *arg, struct err *e)
{
	const struct begin *b = arg;
	int64_t busy = 0;
	enum code c = db_int(db, e, &busy, "select count(*) from job where district = ?1 and kind = 'mastery' and state in ('waiting', 'running')", "d");
	if (!c && busy)
		return err_set(e, E_CONFLICT, "%s", T(b->rq, N_("This is being worked on already; wait until it is done.")));
	if (!c && b->back)
		c = refit_back(db, e);
	return c ? c : job_add(db, &b->rq->viewer, "mastery", str_z(T(b->rq, N_("Fitting the estimates to this school"))), str_fmt(b->rq->a, "{\"do\": \"%s\"}", b->what), NULL, e);
}

static enum code begin(struct request *rq, struct reply *rp, const char *what, bool back, const char *done, struct err *e)
{
	struct begin b = {rq, what, back};
	enum code c = rq_write(rq, begin_fn, &b, e);
	return c ? c : rp_redirect(rq, rp, S("/admin/mastery"), str_z(done));
}

static bool one_step(struct request *rq)
{
	return str_eqz(rq_form(rq, "step"), "1");
}

static enum code look(struct request *rq, struct reply *rp, struct err *e)
{
	return begin(rq, rp, one_step(rq) ? "look-step" : "look", false, "", e);
}

static enum code audit(struct request *rq, struct reply *rp, struct err *e)
{
	return begin(rq, rp, "audit", false, "", e);
}

static enum code refit(struct request *rq, struct reply *rp, struct err *e)
{
	return begin(rq, rp, one_step(rq) ? "step" : "refit", false, "", e);
}

static enum code back(struct request *rq, struct reply *rp, struct err *e)
{
	return begin(rq, rp, "rebuild", true, T(rq, "The estimates are as they were before the last fit."), e);
}

struct rule_put {
	struct request *rq;
	struct str tries, pace;
};

static enum code rule_fn(struct db *db, void *arg, struct err *e)
{
	const struct rule_put *x = arg;
	const struct viewer *v = &x->rq->viewer;
	int64_t busy = 0;
	enum code c = setting_put(db, v, S("mastery.false_yes"), x->tries, e);
	if (!c)
		c = setting_put(db, v, S("mastery.pace"), x->pace, e);
	if (!c)
		c = db_int(db, e, &busy, "select count(*) from job where district = ?1 and kind = 'mastery' and state in ('waiting', 'running')", "d");
	/* what runs now may have begun under the old switch; what is left over is folded with the next event, or over night */
	return c || busy ? c : job_add(db, v, "mastery", str_z(T(x->rq, N_("Reading the estimates anew"))), S("{\"do\": \"rebuild\"}"), NULL, e);
}

static enum code rule_post(struct request *rq, struct reply *rp, struct err *e)
{
	struct rule_put x = {rq, str_trim(rq_form(rq, "tries")), str_eqz(rq_form(rq, "pace"), "1") ? S("1") : S("0")};
	enum code c = rq_write(rq, rule_fn, &x, e);
	return c ? c : rp_redirect(rq, rp, S("/admin/mastery"), str_z(T(rq, "Kept. What people confirmed stays confirmed.")));
}

ROUTES(mastery) = {
	{GET, "/admin/mastery", get, REL_STAFF | REL_ADMIN, 0, .title = N_("How the estimates are made")},
	{POST, "/admin/mastery/look", look, MAY, 0, .audit = "fit of estimates tried", .title = N_("Look what a new fit would change")},
	{POST, "/admin/mastery/refit", refit, MAY, 0, .audit = "fit of estimates", .title = N_("Fit the estimates to this school")},
	{POST, "/admin/mastery/audit", audit, MAY, 0, .audit = "estimates looked at by group", .title = N_("Look at groups now")},
	{POST, "/admin/mastery/rule", rule_post, MAY, 0, .audit = "rule for ready changed", .title = N_("When ready is said")},
	{POST, "/admin/mastery/back", back, MAY, 0, .audit = "fit of estimates taken back", .title = N_("Go back to the one before")},
	ROUTES_END,
};
