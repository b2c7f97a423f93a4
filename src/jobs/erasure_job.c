#include "jobs/erasure_job.h"
#include "base/json.h"
#include "school/admin/school.h"

enum code erasure_begin(struct db *db, struct arena *a, const struct viewer *v, const struct erasure *x, struct id *out, struct err *e)
{
	char id[ID_TEXT];
	enum code c = retention_approve(db, a, v, x, out, e);
	return c ? c : job_add(db, v, "erasure", str_z(tr(v->lang, N_("Erasing what need not be kept"))), str_fmt(a, "{\"erasure\": \"%s\"}", id_text(*out, id)), NULL, e);
}

struct work { struct job *j; struct id erasure; int64_t rows; };

static enum code work_fn(struct db *db, void *arg, struct err *e)
{
	struct work *w = arg;
	struct viewer v = viewer_system(w->j->store);
	v.today = school_today(db);
	return retention_erase(db, w->j->a, &v, w->erasure, &w->rows, e);
}

static enum code run(struct job *j, struct err *e)
{
	struct work w = {.j = j};
	struct json *args;
	enum code c = json_parse(j->a, j->args, &args, e);
	if (!c && !id_parse(json_str(args, "erasure"), &w.erasure))
		c = err_set(e, E_BUG, "The job does not say what to erase.");
	if (!c)
		c = store_write(j->store, work_fn, &w, e);
	if (!c)
		j->result = str_fmt(j->a, "%lld", (long long)w.rows);
	return c;
}

JOB(erasure) = {"erasure", N_("Erasing what need not be kept"), 3, run};
