/* trellis mastery items: what questions are like, and which deserve a second look. */
#include "cli/mastery.h"
#include "base/file.h"
#include "engine/mastery/items.h"

#include <math.h>
#include <stdio.h>

static const struct arg_option options[] = {
	{"--in", ARG_TEXT, "FILE", "CSV or TSV with a header: learner, item, skill, correct, time", 0, 0, true},
	{"--groups", ARG_TEXT, "G.csv", "learner, and a column for each way of grouping: compares questions between groups", 0, 0, false},
	{"--min-n", ARG_INT, "N", "smaller groups are not compared; 20 without", 5, 1000000, false},
	{0}};
static const struct arg_spec spec = {
	"mastery items", NULL, 0, 0,
	"Says of each question how hard it is, how well it tells apart, how often it is guessed or slipped at, and whether it\n"
	"is another question for a group than for others of the same score (Mantel-Haenszel with the classes A, B, C, and\n"
	"logistic). Flags what the log cannot tell. A flag says: look at this question together.",
	options};

static void real(struct json_out *o, const char *key, double v)
{
	json_key(o, key);
	json_put_real(o, isnan(v) ? v : round(v * 1e6) / 1e6);
}

static void text(struct json_out *o, const char *key, struct str s)
{
	json_key(o, key);
	json_put_str(o, s);
}

static void put_items(struct json_out *o, const struct responses *r, const struct items *x)
{
	json_key(o, "items");
	json_open(o, '[');
	for (uint32_t k = 0; k < r->items.n; k++) {
		const struct item *i = &x->of[k];
		json_open(o, '{');
		text(o, "item", r->items.of[k]);
		json_key(o, "learners");
		json_put_int(o, i->learners);
		json_key(o, "responses");
		json_put_int(o, (int64_t)i->responses);
		real(o, "right", i->right);
		real(o, "difficulty", i->difficulty);
		real(o, "difficulty_se", i->difficulty_se);
		real(o, "discrimination", i->discrimination);
		real(o, "guess", i->guess);
		real(o, "slip", i->slip);
		json_key(o, "flags");
		json_open(o, '[');
		for (unsigned f = 0; f < ITEM_FLAGS; f++)
			if (i->flags >> f & 1)
				json_put_str(o, str_z(item_flag_name(f)));
		json_close(o, ']');
		json_close(o, '}');
	}
	json_close(o, ']');
}

static void put_skills(struct json_out *o, const struct responses *r, const struct items *x)
{
	json_key(o, "skills");
	json_open(o, '[');
	for (uint32_t s = 0; s < r->sets.n; s++) {
		json_open(o, '{');
		text(o, "skill", r->sets.of[s]);
		real(o, "prior", x->skill[s].prior);
		real(o, "learn", x->skill[s].learn);
		real(o, "guess", x->skill[s].guess);
		real(o, "slip", x->skill[s].slip);
		json_key(o, "unsure");
		json_put_bool(o, x->skill[s].unsure);
		json_close(o, '}');
	}
	json_close(o, ']');
}

static void put_dif(struct json_out *o, const struct responses *r, const struct groups *g, const struct items *x)
{
	json_key(o, "dif");
	json_open(o, '[');
	for (size_t i = 0; i < x->n_dif; i++) {
		const struct item_dif *d = &x->dif[i];
		const struct group_column *c = &g->column[d->column];
		json_open(o, '{');
		text(o, "item", r->items.of[d->item]);
		text(o, "column", c->name);
		text(o, "focal", c->value[d->focal]);
		text(o, "reference", c->value[d->reference]);
		real(o, "odds", d->mh.odds);
		real(o, "delta", d->mh.delta);
		real(o, "se", d->mh.se);
		real(o, "chi2", d->mh.chi2);
		real(o, "p", d->mh.p);
		real(o, "q", d->q);
		text(o, "class", (struct str){&d->mh.class, 1});
		json_key(o, "logistic");
		json_open(o, '{');
		real(o, "group", d->logistic.group);
		real(o, "cross", d->logistic.cross);
		real(o, "p_uniform", d->logistic.p_uniform);
		real(o, "p_nonuniform", d->logistic.p_nonuniform);
		real(o, "p_any", d->logistic.p_any);
		real(o, "r2", d->logistic.r2);
		text(o, "class", (struct str){&d->logistic.class, 1});
		json_close(o, '}');
		json_key(o, "few");
		json_put_bool(o, d->few);
		json_close(o, '}');
	}
	json_close(o, ']');
}

static void as_json(struct arena *a, const struct responses *r, const struct groups *g, const struct items *x)
{
	struct buf b = buf_new(a, 1u << 30);
	struct json_out o = json_to(&b);
	json_open(&o, '{');
	put_items(&o, r, x);
	put_skills(&o, r, x);
	if (g)
		put_dif(&o, r, g, x);
	json_close(&o, '}');
	printf("%.*s\n", S_ARG(buf_done(&b)));
}

static void cell(double v)
{
	if (isnan(v))
		printf(" %9s", "-");
	else
		printf(" %9.3f", v);
}

static void as_table(const struct responses *r, const struct groups *g, const struct items *x)
{
	size_t shown = 0;
	printf("%-24s %8s %9s %9s %9s %9s %9s %9s  %s\n", "item", "learners", "right", "difficult", "se", "discrim", "guess", "slip", "flags");
	for (uint32_t k = 0; k < r->items.n; k++) {
		const struct item *i = &x->of[k];
		printf("%-24.*s %8u", S_ARG(r->items.of[k]), i->learners);
		cell(i->right);
		cell(i->difficulty);
		cell(i->difficulty_se);
		cell(i->discrimination);
		cell(i->guess);
		cell(i->slip);
		putchar(' ');
		for (unsigned f = 0; f < ITEM_FLAGS; f++)
			if (i->flags >> f & 1)
				printf(" %s", item_flag_name(f));
		putchar('\n');
	}
	for (uint32_t s = 0; s < r->sets.n; s++)
		if (x->skill[s].unsure)
			printf("skill %.*s: its parameters cannot be told apart from this log\n", S_ARG(r->sets.of[s]));
	if (!g)
		return;
	printf("\n%-24s %-24s %-24s %9s %9s %9s %9s  %s\n", "another question for", "item", "than for", "delta", "se", "q", "logist r2", "class");
	for (size_t i = 0; i < x->n_dif; i++) {
		const struct item_dif *d = &x->dif[i];
		const struct group_column *c = &g->column[d->column];
		if (d->mh.class != 'B' && d->mh.class != 'C' && d->logistic.class != 'B' && d->logistic.class != 'C')
			continue;
		shown++;
		printf("%-24.*s %-24.*s %-24.*s", S_ARG(c->value[d->focal]), S_ARG(r->items.of[d->item]), S_ARG(c->value[d->reference]));
		cell(d->mh.delta);
		cell(d->mh.se);
		cell(d->q);
		cell(d->logistic.r2);
		printf("  %c/%c%s\n", d->mh.class, d->logistic.class, d->few ? " (few learners)" : "");
	}
	printf("%zu comparisons made, %zu of class B or C are listed. Below 0, delta says: harder for the group than for others of the same score.\n",
		x->n_dif, shown);
}

static enum code run_items(struct arena *a, const struct args *args, struct err *e)
{
	struct responses r;
	struct groups g;
	struct items x;
	struct str text_of;
	const char *groups = args_text(args, "--groups", NULL);
	enum code c = mastery_log(a, args_text(args, "--in", ""), RESPONSES_ALL, &r, e);
	if (c != OK)
		return c;
	if (r.n == 0)
		return err_set(e, E_INPUT, "There is no response to look at.");
	if (groups && (c = file_read(a, groups, (size_t)1 << 30, &text_of, e)) != OK)
		return c;
	if (groups && (c = groups_read(a, text_of, &r.learners, &g, e)) != OK) {
		err_in(e, "%s", groups);
		return c;
	}
	c = items_run(a, &r, groups ? &g : NULL, (uint32_t)args_int(args, "--min-n", 20), &x, e);
	if (c == OK && args->json)
		as_json(a, &r, groups ? &g : NULL, &x);
	else if (c == OK)
		as_table(&r, groups ? &g : NULL, &x);
	return c;
}

const struct mastery_verb mastery_items = {"items", "what questions are like, and which deserve a second look", &spec, run_items};
