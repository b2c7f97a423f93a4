/* mastery_job.c - the parameters of the estimates, fitted in the background.
 *
 * {"do": "look"}: fits and compares, changes nothing; the report is the result. "refit": takes the fit into use when it is
 * better, under the job's own id, so that a job taken up again goes on where it was. "look-step", "step": the same two with one
 * step out of what is kept; what is stale is folded before, since a step stands on it. "rebuild": folds what is stale.
 * "audit": whom the estimates serve, group by group; the counts are the result. */
#include "base/json.h"
#include "jobs/jobs.h"
#include "school/admin/school.h"
#include "school/evidence/fairness.h"
#include "school/evidence/refit.h"

struct work {
	struct job *j;
	const char *note; /* msgid */
	int64_t told;
	struct refit *f;
};

static enum code tell(void *arg, int64_t done, int64_t total, struct err *e)
{
	struct work *w = arg;
	int64_t now = clock_monotonic();
	if (now - w->told < SECOND / 2 && done < total)
		return OK;
	w->told = now;
	enum code c = job_progress(w->j, done, total, str_z(w->note), e);
	if (c == E_BUSY && !job_stopping(w->j)) {
		err_clear(e);
		return OK;
	}
	return c;
}

static enum code keep_fn(struct db *db, void *arg, struct err *e)
{
	const struct work *w = arg;
	return refit_keep(db, w->j->a, w->j->id, w->j->made_by, w->f, e);
}

static enum code kept_already(struct work *w, bool *there, struct err *e)
{
	struct db *db;
	int64_t n = 0;
	enum code c = store_read(w->j->store, &db, e);
	if (c)
		return c;
	c = db_int(db, e, &n, "select count(*) from mastery_model where id = ?1", "b", w->j->id);
	store_read_end(db);
	*there = n > 0;
	return c;
}

static enum code look(struct work *w, bool step, struct err *e)
{
	struct db *db;
	enum code c = store_read(w->j->store, &db, e);
	if (c)
		return c;
	w->note = N_("Reading the evidence and fitting");
	c = step ? refit_look_step(db, w->j->a, school_today(db), tell, w, &w->f, e) : refit_look(db, w->j->a, school_today(db), tell, w, &w->f, e);
	store_read_end(db);
	if (c == OK)
		w->j->result = refit_json(w->j->a, w->f);
	return c;
}

static enum code audit(struct work *w, struct err *e)
{
	struct db *db;
	struct fairness f;
	enum code c = job_progress(w->j, 0, 0, S(""), e);
	if (c == E_BUSY && !job_stopping(w->j)) {
		err_clear(e);
		c = OK;
	}
	if (c)
		return c;
	c = store_read(w->j->store, &db, e);
	if (c)
		return c;
	c = fairness_run(db, w->j->a, school_today(db), &f, e);
	store_read_end(db);
	if (c == OK)
		w->j->result = fairness_json(w->j->a, &f);
	return c;
}

static enum code run(struct job *j, struct err *e)
{
	struct work w = {.j = j};
	struct json *args;
	bool kept = false;
	int64_t n = 0;
	enum code c = json_parse(j->a, j->args, &args, e);
	if (c)
		return c;
	struct str what = json_str(args, "do");
	const bool use = str_eqz(what, "step") || str_eqz(what, "refit"), step = str_eqz(what, "step") || str_eqz(what, "look-step");
	if (use)
		c = kept_already(&w, &kept, e);
	if (c == OK && step && !kept) {
		w.note = N_("Reading the estimates anew");
		c = evidence_rebuild(j->store, tell, &w, &n, e);
	}
	if (c == OK && !kept && !str_eqz(what, "rebuild"))
		c = str_eqz(what, "audit") ? audit(&w, e) : look(&w, step, e);
	/* too little evidence, or nothing that tells: said once, not tried again */
	if (c == E_INPUT && str_eqz(json_str(args, "by"), "term")) {
		err_clear(e);
		return OK;
	}
	if (c == E_INPUT) {
		struct buf b = buf_new(j->a, 2000);
		struct json_out o = json_to(&b);
		json_open(&o, '{');
		json_key(&o, "problem");
		json_put_str(&o, str_z(e->text));
		json_close(&o, '}');
		j->result = str_dup(j->a, buf_done(&b));
		err_clear(e);
		return OK;
	}
	if (c || str_eqz(what, "look") || str_eqz(what, "look-step") || str_eqz(what, "audit") || (w.f && !w.f->better))
		return c;
	if (use && !kept)
		c = store_write(j->store, keep_fn, &w, e);
	w.note = N_("Reading the estimates anew");
	return c ? c : evidence_rebuild(j->store, tell, &w, &n, e);
}

/* Each night what is still of an older fit, switch or program; nothing to do on most. */
JOB(mastery_night) = {"mastery_night", N_("Reading the estimates anew"), 3, run, .every_days = 1, .every_args = "{\"do\": \"rebuild\"}"};
/* Each term: whom the estimates and suggestions serve. */
JOB(mastery) = {"mastery", N_("Fitting the estimates to this school"), 3, run, .every_days = 100, .every_args = "{\"do\": \"audit\", \"by\": \"term\"}"};
