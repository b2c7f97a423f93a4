/* trellis mastery simulate: whom a rule for "ready to be confirmed" serves, on learners made up by a known model. */
#include "cli/mastery.h"
#include "engine/mastery/simulate.h"

#include <math.h>
#include <stdio.h>

static const struct arg_option options[] = {
	{"--preset", ARG_TEXT, "NAME", "fast-slow, three-rates, no-difference or near", 0, 0, true},
	{"--seed", ARG_INT, "N", "of what is drawn at random; 1 without", 0, INT64_MAX, false},
	{"--learners", ARG_INT, "N", "instead of the preset's 4,000", 1, 1000000, false},
	{"--skills", ARG_INT, "N", "instead of its 10", 1, 100, false},
	{"--tries", ARG_INT, "N", "at most so many a skill, instead of its 40", 1, 1000, false},
	{"--rates", ARG_TEXT, "A,B[,C]", "how likely each kind of learner learns from a try, the fastest first, instead of its own", 0, 0, false},
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
	json_key(&o, "learners");
	json_put_int(&o, p->learners);
	json_key(&o, "skills");
	json_put_int(&o, p->skills);
	json_key(&o, "tries");
	json_put_int(&o, p->tries);
	json_key(&o, "rates");
	json_open(&o, '[');
	for (unsigned i = 0; i < p->rates; i++)
		json_put_real(&o, p->learn[i]);
	json_close(&o, ']');
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

static enum code rates(const char *text, struct simulate_preset *p, struct err *e)
{
	struct str rest = str_z(text);
	unsigned n = 0;
	bool fine = rest.n > 0;
	for (; fine && rest.n; n++) {
		struct str one = str_cut(&rest, ',');
		double x = 0;
		fine = n < SIMULATE_RATES && str_real(one, &x) && x >= 0 && x <= 1 && (n == 0 || x <= p->learn[n - 1]);
		if (fine)
			p->learn[n] = x;
	}
	if (!fine || n < 2)
		return err_set(e, E_INPUT, "--rates takes two or three probabilities, the fastest first, such as .3,.05 (\"%s\").", text);
	p->rates = n;
	return OK;
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
	p.skills = (uint32_t)args_int(args, "--skills", p.skills);
	p.tries = (uint32_t)args_int(args, "--tries", p.tries);
	enum code c = args_has(args, "--rates") ? rates(args_text(args, "--rates", ""), &p, e) : OK;
	if (c == OK)
		c = simulate_run(a, &p, (uint64_t)seed, rows, e);
	for (size_t i = 0; c == OK && i < SIMULATE_RULES; i++)
		row(a, &p, seed, &rows[i]);
	return c;
}

const struct mastery_verb mastery_simulate = {"simulate", "whom a rule for mastery serves, on made-up learners", &spec, run_simulate};
