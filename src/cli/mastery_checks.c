/* trellis mastery checks: what is worth checking again, and who tries without getting further. */
#include "cli/mastery.h"
#include "engine/mastery/checks.h"
#include "engine/mastery/rate.h"

#include <math.h>
#include <stdio.h>

static const struct arg_option options[] = {
	{"--model-file", ARG_TEXT, "MODEL.json", "made by trellis mastery fit; bkt, bkt-forget or bkt-rate", 0, 0, true},
	{"--in", ARG_TEXT, "FILE", "CSV or TSV with a header: learner, item, skill, correct, time", 0, 0, true},
	{"--wanted", ARG_REAL, "X", "look again when it is still there with less than this probability; 0.9 without", 0, 0, false},
	{"--ready", ARG_REAL, "X", "a skill counts as ready from this probability of knowing on; .941 without", 0, 0, false},
	{0}};
static const struct arg_spec spec = {
	"mastery checks", NULL, 0, 0,
	"Writes a line of CSV for each learner and skill that asks for somebody: one that was ready and is due to be looked at\n"
	"again, or whose last check failed, and one with ten tries and no progress. Days count from the last day of the log.\n"
	"What was shown stays shown: these are suggestions.",
	options};

static const char *why(const struct check *c)
{
	return c->person ? "ten tries without progress" : c->again ? "check again" : "worth checking";
}

static bool asks(const struct check *c)
{
	return c->person || c->again || (c->due_in != INT32_MAX && c->due_in <= 0);
}

static void line(struct buf *b, const struct responses *r, const struct check *c)
{
	buf_csv(b, r->learners.of[c->learner]);
	buf_byte(b, ',');
	buf_csv(b, r->sets.of[c->skill]);
	buf_fmt(b, ",%s,%u,%.3f,", why(c), c->tries, c->known);
	if (!isnan(c->recall))
		buf_fmt(b, "%.3f", c->recall);
	buf_byte(b, ',');
	if (c->due_in != INT32_MAX)
		buf_fmt(b, "%d", c->due_in);
	buf_byte(b, '\n');
}

static void object(struct json_out *o, const struct responses *r, const struct check *c)
{
	json_open(o, '{');
	json_key(o, "learner");
	json_put_str(o, r->learners.of[c->learner]);
	json_key(o, "skill");
	json_put_str(o, r->sets.of[c->skill]);
	json_key(o, "why");
	json_put_str(o, str_z(why(c)));
	json_key(o, "tries");
	json_put_int(o, c->tries);
	json_key(o, "known");
	json_put_real(o, round(c->known * 1000) / 1000);
	json_key(o, "recall");
	json_put_real(o, isnan(c->recall) ? c->recall : round(c->recall * 1000) / 1000);
	json_key(o, "due_in");
	if (c->due_in == INT32_MAX)
		json_put_null(o);
	else
		json_put_int(o, c->due_in);
	json_close(o, '}');
}

static enum code run_checks(struct arena *a, const struct args *args, struct err *e)
{
	struct responses r;
	struct model *m;
	struct check *list;
	size_t n;
	double wanted = args_real(args, "--wanted", 0.9), ready = args_real(args, "--ready", rate_threshold(RATE_TRIES));
	if (!(wanted > 0 && wanted < 1))
		return err_set(e, E_INPUT, "--wanted is a probability above 0 and below 1.");
	enum code c = mastery_model_file(a, args_text(args, "--model-file", ""), &m, e);
	if (c != OK)
		return c;
	if (m->ops->known == NULL)
		return err_set(e, E_INPUT, "A model of kind %s predicts answers and knows nothing of knowing; fit bkt, bkt-forget or bkt-rate.", m->ops->name);
	if ((c = mastery_log(a, args_text(args, "--in", ""), m->ops->predict_columns | RESPONSES_ORDER | RESPONSES_TIME, &r, e)) != OK)
		return c;
	double *known = NEW_ARRAY(a, double, r.n);
	m->ops->known(a, m, &r, known);
	checks_run(a, &r, known, ready, wanted, &list, &n);
	struct buf b = buf_new(a, 1u << 30);
	struct json_out o = json_to(&b);
	if (args->json)
		json_open(&o, '[');
	else
		buf_z(&b, "learner,skill,why,tries,known,recall,due_in\n");
	for (size_t i = 0; i < n; i++) {
		if (!asks(&list[i]))
			continue;
		if (args->json)
			object(&o, &r, &list[i]);
		else
			line(&b, &r, &list[i]);
	}
	if (args->json) {
		json_close(&o, ']');
		buf_byte(&b, '\n');
	}
	struct str text = buf_done(&b);
	if (b.over || fwrite(text.p, 1, text.n, stdout) != text.n)
		return err_set(e, E_IO, "The list could not be written to standard output.");
	return OK;
}

const struct mastery_verb mastery_checks = {"checks", "what is worth checking again, and who tries in vain", &spec, run_checks};
