/* trellis mastery simulate: whom a rule for "ready to be confirmed" serves, on learners made up by a known model. */
#include "cli/mastery.h"
#include "engine/mastery/simulate.h"

#include <math.h>
#include <stdio.h>

static const struct arg_option options[] = {
	{"--preset", ARG_TEXT, "NAME", "fast-slow, three-rates, no-difference or near", 0, 0, true},
	{"--seed", ARG_INT, "N", "of what is drawn at random; 1 without", 0, INT64_MAX, false},
	{"--learners", ARG_INT, "N", "instead of the preset's 4,000", 1, 1000000, false},
	{0}};
static const struct arg_spec spec = {
	"mastery simulate", NULL, 0, 0,
	"Makes up learners who differ in how fast they learn, fits on as many others, and prints a line of JSON for each rule:\n"
	"of the skills that it declares, the share truly known by fast and by slow learners and the gap between them, the\n"
	"practice a skill takes each, and the share of skills declared. The oracle alone is told how fast its learner learns.",
	options};

static void real(struct json_out *o, const char *key, double v)
{
	json_key(o, key);
	json_put_real(o, isnan(v) ? v : round(v * 1e5) / 1e5);
}

static void row(struct arena *a, const struct simulate_preset *p, int64_t seed, const struct simulate_row *r)
{
	const struct simulate_group *fast = &r->group[0], *slow = &r->group[p->rates - 1];
	struct buf b = buf_new(a, 10000);
	struct json_out o = json_to(&b);
	json_open(&o, '{');
	json_key(&o, "preset");
	json_put_str(&o, str_z(p->name));
	json_key(&o, "seed");
	json_put_int(&o, seed);
	json_key(&o, "rule");
	json_put_str(&o, str_z(r->rule));
	real(&o, "gap", r->gap);
	real(&o, "fast_true", fast->truly);
	real(&o, "slow_true", slow->truly);
	real(&o, "fast_practice", fast->practice);
	real(&o, "slow_practice", slow->practice);
	real(&o, "fast_declared", fast->declared);
	real(&o, "slow_declared", slow->declared);
	if (p->rates == 3) {
		real(&o, "middle_true", r->group[1].truly);
		real(&o, "middle_practice", r->group[1].practice);
		real(&o, "middle_declared", r->group[1].declared);
	}
	if (r->oracle) {
		json_key(&o, "oracle");
		json_put_bool(&o, true);
	}
	json_close(&o, '}');
	printf("%.*s\n", S_ARG(buf_done(&b)));
}

static enum code run_simulate(struct arena *a, const struct args *args, struct err *e)
{
	const struct simulate_preset *found = simulate_preset(args_text(args, "--preset", ""));
	struct simulate_row rows[SIMULATE_RULES];
	if (found == NULL)
		return err_set(e, E_INPUT, "There is no preset \"%s\". There are: fast-slow, three-rates, no-difference, near.", args_text(args, "--preset", ""));
	struct simulate_preset p = *found;
	int64_t seed = args_int(args, "--seed", 1);
	p.learners = (uint32_t)args_int(args, "--learners", p.learners);
	enum code c = simulate_run(a, &p, (uint64_t)seed, rows, e);
	for (size_t i = 0; c == OK && i < SIMULATE_RULES; i++)
		row(a, &p, seed, &rows[i]);
	return c;
}

const struct mastery_verb mastery_simulate = {"simulate", "whom a rule for mastery serves, on made-up learners", &spec, run_simulate};
