/* trellis mastery fit: a model from a log of responses. */
#include "cli/mastery.h"
#include "base/clock.h"
#include "base/file.h"

#include <stdio.h>

static const struct arg_option options[] = {
	{"--model", ARG_TEXT, "KIND", "bkt, bkt-forget, bkt-rate, logistic or best", 0, 0, true},
	{"--in", ARG_TEXT, "FILE", "CSV or TSV with a header: learner, item, skill, correct, time", 0, 0, true},
	{"--out", ARG_TEXT, "MODEL.json", "where the model goes", 0, 0, false},
	{"--threads", ARG_INT, "N", "threads; as many as processors, at most 8, unless said; the result is the same for any number", 1, 64, false},
	{"--starts", ARG_INT, "N", "first guesses to try", 1, 100, false},
	{"--seed", ARG_INT, "N", "of what is drawn at random", 0, INT64_MAX, false},
	{"--weight", ARG_REAL, "X", "weight of all skills together on each, in responses; 0: none", 0, 0, false},
	{"--items", ARG_FLAG, NULL, "guess and slip of each item (bkt kinds)", 0, 0, false},
	{"--model-file", ARG_TEXT, "MODEL.json", "begin from this model", 0, 0, false},
	{0}};
static const struct arg_spec spec = {
	"mastery fit", NULL, 0, 0,
	"Fits a model to a log of responses and prints one line of JSON: responses, learners, skills, log_likelihood,\n"
	"seconds_reading, seconds_fitting, warnings.",
	options};

static void report(struct arena *a, const struct model *m, double reading, double fitting)
{
	struct buf b = buf_new(a, 1u << 20);
	struct json_out o = json_to(&b);
	size_t listed = m->n_warnings < 20 ? m->n_warnings : 20;
	json_open(&o, '{');
	json_key(&o, "model");
	json_put_str(&o, str_z(m->ops->name));
	json_key(&o, "responses");
	json_put_int(&o, (int64_t)m->responses);
	json_key(&o, "learners");
	json_put_int(&o, (int64_t)m->learners);
	json_key(&o, "skills");
	json_put_int(&o, (int64_t)m->skills);
	json_key(&o, "log_likelihood");
	json_put_real(&o, m->log_likelihood);
	json_key(&o, "rounds");
	json_put_int(&o, m->rounds);
	json_key(&o, "seconds_reading");
	json_put_real(&o, reading);
	json_key(&o, "seconds_fitting");
	json_put_real(&o, fitting);
	json_key(&o, "n_warnings");
	json_put_int(&o, (int64_t)m->n_warnings);
	json_key(&o, "warnings");
	json_open(&o, '[');
	for (size_t i = 0; i < listed; i++) {
		struct str about = m->warnings[i].about;
		if (about.n > 200)
			about.n = 200;
		json_put_str(&o, str_fmt(a, "%.*s: %s", S_ARG(about), model_warning_text(m->warnings[i].what)));
	}
	json_close(&o, ']');
	json_close(&o, '}');
	struct str text = buf_done(&b);
	fwrite(text.p, 1, text.n, stdout);
	putchar('\n');
}

static enum code run_fit(struct arena *a, const struct args *args, struct err *e)
{
	const struct model_ops *ops;
	struct responses r;
	struct model *m = NULL, *warm = NULL;
	struct fit_options o = fit_options_default();
	const char *out = args_text(args, "--out", NULL), *from = args_text(args, "--model-file", NULL);
	enum code c = mastery_kind_of(a, args_text(args, "--model", ""), &ops, e);
	if (c == OK && from)
		c = mastery_model_file(a, from, &warm, e);
	o.threads = mastery_threads(args);
	o.starts = (unsigned)args_int(args, "--starts", 0);
	o.seed = (uint64_t)args_int(args, "--seed", 1);
	o.weight = args_real(args, "--weight", -1);
	o.items = args_has(args, "--items");
	o.warm = warm;
	int64_t begin = clock_monotonic();
	if (c != OK || (c = mastery_log(a, args_text(args, "--in", ""), model_fit_columns(ops, &o), &r, e)) != OK)
		return c;
	int64_t read = clock_monotonic();
	c = model_fit(a, ops, &r, &o, &m, e);
	int64_t fitted = clock_monotonic();
	if (c == OK && out)
		c = file_write(out, model_text(a, m), 0644, e);
	if (c == OK)
		report(a, m, (double)(read - begin) * 1e-6, (double)(fitted - read) * 1e-6);
	return c;
}

const struct mastery_verb mastery_fit = {"fit", "a model from a log of responses", &spec, run_fit};
