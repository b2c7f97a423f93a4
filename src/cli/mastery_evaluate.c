/* trellis mastery evaluate: how well a model predicts learners that it has not seen. */
#include "base/clock.h"
#include "cli/mastery.h"
#include "engine/mastery/evaluate.h"
#include "engine/mastery/history.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

static const struct arg_option options[] = {
	{"--model", ARG_TEXT, "KIND", "bkt, bkt-forget, bkt-rate, logistic or best", 0, 0, true},
	{"--in", ARG_TEXT, "FILE", "CSV or TSV with a header: learner, item, skill, correct, time", 0, 0, true},
	{"--folds", ARG_INT, "N", "learner-wise folds; 5 unless said", 2, 1000, false},
	{"--replicates", ARG_INT, "N", "draws of learners for the 95 % intervals; 1000 unless said; 0: none", 0, 100000, false},
	{"--without", ARG_TEXT, "PARTS", "of logistic and best, for measuring: counts, recency, last, gaps, time, ability, knowledge, slopes, products", 0, 0, false},
	{"--weight", ARG_REAL, "X", "weight of all skills together on each, in responses (bkt kinds); 0: none", 0, 0, false},
	{"--threads", ARG_INT, "N", "threads; as many as processors, at most 8, unless said; the result is the same for any number", 1, 64, false},
	{"--seed", ARG_INT, "N", "of what is drawn at random", 0, INT64_MAX, false},
	{0}};
static const struct arg_spec spec = {
	"mastery evaluate", NULL, 0, 0,
	"Fits on the learners of all folds but one, predicts those of that one, for each fold (index of first appearance\n"
	"modulo folds). One line of JSON per fold and one for all: AUC, RMSE, log loss, ECE10 with 95 % intervals from\n"
	"draws of whole learners.",
	options};

static void value(struct json_out *o, const char *key, double v)
{
	json_key(o, key);
	json_put_real(o, v);
}

static void bounds(struct json_out *o, const char *key, struct interval i)
{
	json_key(o, key);
	json_open(o, '[');
	json_put_real(o, i.low);
	json_put_real(o, i.high);
	json_close(o, ']');
}

static void line(struct arena *a, const char *model, const struct responses *r, const float *p, const uint32_t *row, size_t n, int fold,
	unsigned replicates, uint64_t seed, double seconds)
{
	struct buf b = buf_new(a, 1u << 16);
	struct json_out o = json_to(&b);
	struct metrics m = metrics_of(a, r->right, p, row, n);
	struct metrics_bounds w = metrics_bootstrap(a, r->right, p, r->learner, r->learners.n, row, n, replicates, seed);
	json_open(&o, '{');
	json_key(&o, "model");
	json_put_str(&o, str_z(model));
	json_key(&o, "fold");
	if (fold < 0)
		json_put_str(&o, S("all"));
	else
		json_put_int(&o, fold);
	json_key(&o, "responses");
	json_put_int(&o, (int64_t)n);
	value(&o, "auc", m.auc);
	bounds(&o, "auc_95", w.auc);
	value(&o, "rmse", m.rmse);
	bounds(&o, "rmse_95", w.rmse);
	value(&o, "log_loss", m.log_loss);
	bounds(&o, "log_loss_95", w.log_loss);
	value(&o, "ece10", m.ece);
	bounds(&o, "ece10_95", w.ece);
	if (fold < 0)
		value(&o, "seconds", seconds);
	json_close(&o, '}');
	struct str text = buf_done(&b);
	fwrite(text.p, 1, text.n, stdout);
	putchar('\n');
}

static enum code without(const char *list, struct best_plan *plan, struct err *e)
{
	static const struct {
		const char *name;
		unsigned group;
	} groups[] = {{"counts", HISTORY_COUNTS}, {"recency", HISTORY_RECENCY}, {"last", HISTORY_LAST}, {"gaps", HISTORY_GAPS}, {"time", HISTORY_TIME},
		{"ability", HISTORY_ABILITY}, {"knowledge", 0}, {"slopes", 0}, {"products", 0}};
	struct str rest = str_z(list);
	while (rest.n) {
		struct str part = str_cut(&rest, ',');
		bool known = false;
		for (size_t i = 0; i < sizeof groups / sizeof groups[0]; i++)
			if (str_eqz(part, groups[i].name)) {
				plan->groups &= ~groups[i].group;
				known = true;
			}
		if (!known)
			return err_set(e, E_INPUT, "\"%.*s\" is no part of a model that could be left out.", S_ARG(part));
		if (str_eqz(part, "knowledge"))
			plan->knowledge = false;
		if (str_eqz(part, "slopes"))
			plan->slopes = false;
		if (str_eqz(part, "products"))
			plan->products = false;
	}
	return OK;
}

static enum code run_evaluate(struct arena *a, const struct args *args, struct err *e)
{
	const struct model_ops *ops;
	struct responses r;
	struct evaluate_options o = {.fit = fit_options_default(), .folds = (unsigned)args_int(args, "--folds", 5)};
	const char *leave = args_text(args, "--without", NULL);
	unsigned replicates = (unsigned)args_int(args, "--replicates", 1000);
	enum code c = mastery_kind_of(a, args_text(args, "--model", ""), &ops, e);
	if (c != OK)
		return c;
	struct best_plan plan = {0};
	if (leave) {
		if (ops->kind != MODEL_LOGISTIC && ops->kind != MODEL_BEST)
			return err_set(e, E_INPUT, "--without is for logistic and best.");
		plan = best_plan_of(ops->kind);
		o.plan = &plan;
		c = without(leave, &plan, e);
	}
	o.fit.threads = mastery_threads(args);
	o.fit.seed = (uint64_t)args_int(args, "--seed", 1);
	o.fit.weight = args_real(args, "--weight", o.fit.weight);
	if (c != OK || (c = mastery_log(a, args_text(args, "--in", ""), ops->columns | RESPONSES_ORDER, &r, e)) != OK)
		return c;
	float *p = NEW_ARRAY(a, float, r.n + 1);
	uint32_t *fold = NEW_ARRAY(a, uint32_t, r.n + 1), *row = NEW_ARRAY(a, uint32_t, r.n + 1);
	int64_t begin = clock_monotonic();
	if ((c = evaluate(ops, &r, &o, p, fold, e)) != OK)
		return c;
	double seconds = (double)(clock_monotonic() - begin) * 1e-6;
	for (unsigned f = 0; f < o.folds; f++) {
		size_t n = 0;
		for (size_t i = 0; i < r.n; i++)
			if (fold[i] == f)
				row[n++] = (uint32_t)i;
		line(a, ops->name, &r, p, row, n, (int)f, replicates, o.fit.seed, seconds);
	}
	line(a, ops->name, &r, p, NULL, r.n, -1, replicates, o.fit.seed, seconds);
	return OK;
}

const struct mastery_verb mastery_evaluate = {"evaluate", "how well a model predicts learners that it has not seen", &spec, run_evaluate};
