/* trellis mastery audit: whom predictions and suggestions serve, as a table, as JSON, as a page to print. */
#include "cli/mastery.h"
#include "base/file.h"
#include "engine/mastery/rate.h"
#include "templates.h"
#include "web/audit_page.h"
#include "web/http.h"

#include <math.h>
#include <stdio.h>

static const struct arg_option options[] = {
	{"--model-file", ARG_TEXT, "MODEL.json", "made by trellis mastery fit", 0, 0, true},
	{"--in", ARG_TEXT, "FILE", "CSV or TSV with a header: learner, item, skill, correct, time", 0, 0, true},
	{"--groups", ARG_TEXT, "G.csv", "learner, and a column for each way of grouping", 0, 0, true},
	{"--min-n", ARG_INT, "N", "nothing is said of smaller groups; 20 without", 5, 1000000, false},
	{"--ready", ARG_REAL, "X", "a skill counts as ready from here on: of knowing .941, of a right answer .85", 0, 0, false},
	{"--html", ARG_TEXT, "FILE", "also a page to print", 0, 0, false},
	{"--seed", ARG_INT, "N", "of the intervals", 0, INT64_MAX, false},
	{0}};
static const struct arg_spec spec = {
	"mastery audit", NULL, 0, 0,
	"Asks of each group, in all skills and in each: how well right is told from wrong, whether more or less is expected than\n"
	"comes, how often a skill called ready was followed by a wrong answer, and how many tries that took; each with its\n"
	"range. The model sees no groups: they are read after its predictions are made. Small groups, and those that would\n"
	"give them away, are hidden.",
	options};

static void put_value(struct json_out *o, const char *key, const struct audit_value *v)
{
	json_key(o, key);
	json_open(o, '{');
	json_key(o, "value");
	json_put_real(o, v->value);
	json_key(o, "low");
	json_put_real(o, v->low);
	json_key(o, "high");
	json_put_real(o, v->high);
	json_close(o, '}');
}

static void put_name(struct json_out *o, const char *key, const struct str *name)
{
	json_key(o, key);
	if (name)
		json_put_str(o, *name);
	else
		json_put_null(o);
}

static void as_json(struct arena *a, const struct audit_page *p)
{
	struct buf b = buf_new(a, 1u << 30);
	struct json_out o = json_to(&b);
	json_open(&o, '{');
	json_key(&o, "model");
	json_put_str(&o, str_z(p->model));
	json_key(&o, "min_n");
	json_put_int(&o, p->min_n);
	json_key(&o, "ready_from");
	json_put_real(&o, p->ready_from);
	json_key(&o, "ready_is");
	json_put_str(&o, p->knows ? S("known") : S("right"));
	json_key(&o, "hidden");
	json_put_int(&o, (int64_t)p->audit->hidden);
	json_key(&o, "cells");
	json_open(&o, '[');
	for (size_t i = 0; i < p->audit->n; i++) {
		const struct audit_cell *c = &p->audit->cell[i];
		const struct group_column *g = c->column == AUDIT_ALL ? NULL : &p->groups->column[c->column];
		json_open(&o, '{');
		put_name(&o, "column", g ? &g->name : NULL);
		put_name(&o, "group", g ? &g->value[c->group] : NULL);
		put_name(&o, "skill", c->skill == AUDIT_ALL ? NULL : &p->log->sets.of[c->skill]);
		json_key(&o, "hidden");
		json_put_bool(&o, c->hidden);
		if (!c->hidden) {
			json_key(&o, "learners");
			json_put_int(&o, c->learners);
			json_key(&o, "responses");
			json_put_int(&o, (int64_t)c->responses);
			for (int m = 0; m < AUDIT_MEASURES; m++)
				put_value(&o, audit_measure_name((enum audit_measure)m), &c->of[m]);
		}
		json_close(&o, '}');
	}
	json_close(&o, ']');
	json_close(&o, '}');
	printf("%.*s\n", S_ARG(buf_done(&b)));
}

static void as_table(struct arena *a, const struct audit_page *p)
{
	uint32_t skill = AUDIT_ALL - 1;
	printf("model %s, groups of fewer than %u learners hidden (%zu rows), ready from %.3f of %s\n", p->model, p->min_n, p->audit->hidden,
		p->ready_from, p->knows ? "knowing" : "a right answer");
	for (size_t i = 0; i < p->audit->n; i++) {
		const struct audit_cell *c = &p->audit->cell[i];
		if (c->skill != skill)
			printf("\n%s%.*s\n%-28s %8s %9s", c->skill == AUDIT_ALL ? "all skills" : "skill ", c->skill == AUDIT_ALL ? 0 : (int)p->log->sets.of[c->skill].n,
				c->skill == AUDIT_ALL ? "" : p->log->sets.of[c->skill].p, "group", "learners", "answers");
		for (int m = 0; c->skill != skill && m < AUDIT_MEASURES; m++)
			printf("  %-23s", audit_measure_name((enum audit_measure)m));
		if (c->skill != skill)
			putchar('\n');
		skill = c->skill;
		struct str name = audit_group_name(a, LANG_EN, p, c);
		printf("%-28.*s", S_ARG(name));
		if (c->hidden) {
			puts(" hidden");
			continue;
		}
		printf(" %8u %9zu", c->learners, c->responses);
		for (int m = 0; m < AUDIT_MEASURES; m++) {
			const struct audit_value *v = &c->of[m];
			if (isnan(v->value))
				printf("  %-23s", "-");
			else if (isnan(v->low))
				printf("  %-23.3f", v->value);
			else
				printf("  %-6.3f (%6.3f,%6.3f) ", v->value, v->low, v->high);
		}
		putchar('\n');
	}
}

static enum code as_page(struct arena *a, const struct audit_page *p, const char *path, struct err *e)
{
	struct request rq = {.a = a, .lang = LANG_EN};
	struct buf b = buf_new(a, 1u << 30);
	tpl_audit(&rq, &b, p);
	return file_write(path, buf_done(&b), 0644, e);
}

static enum code run_audit(struct arena *a, const struct args *args, struct err *e)
{
	struct responses r;
	struct model *m;
	struct str text;
	struct groups g;
	struct audit out;
	struct audit_options o = audit_options_default();
	const char *groups = args_text(args, "--groups", ""), *html = args_text(args, "--html", NULL);
	enum code c = mastery_model_file(a, args_text(args, "--model-file", ""), &m, e);
	if (c != OK || (c = mastery_log(a, args_text(args, "--in", ""), m->ops->predict_columns | RESPONSES_ORDER, &r, e)) != OK)
		return c;
	double *p = NEW_ARRAY(a, double, r.n), *ready = p;
	if ((c = model_predict(a, m, &r, 1, p, e)) != OK)
		return c;
	if (m->ops->known) {
		ready = NEW_ARRAY(a, double, r.n);
		m->ops->known(a, m, &r, ready);
	}
	if ((c = file_read(a, groups, (size_t)1 << 30, &text, e)) != OK)
		return c;
	if ((c = groups_read(a, text, &r.learners, &g, e)) != OK) {
		err_in(e, "%s", groups);
		return c;
	}
	if (g.matched == 0)
		return err_set(e, E_INPUT, "%s names none of the %u learners of the log; its column of learners must hold the same names.", groups, r.learners.n);
	o.min_n = (uint32_t)args_int(args, "--min-n", o.min_n);
	o.seed = (uint64_t)args_int(args, "--seed", 1);
	o.score = model_foretells_scores(m) ? r.score : NULL;
	o.ready_from = args_real(args, "--ready", m->ops->known ? rate_threshold(RATE_TRIES) : 0.85);
	if ((c = audit_run(a, &r, p, ready, &g, &o, &out, e)) != OK)
		return c;
	struct audit_page page = {&out, &r, &g, o.min_n, o.ready_from, m->ops->name, m->ops->known != NULL};
	if (html && (c = as_page(a, &page, html, e)) != OK)
		return c;
	if (args->json)
		as_json(a, &page);
	else
		as_table(a, &page);
	return OK;
}

const struct mastery_verb mastery_audit = {"audit", "whom predictions and suggestions serve, by groups", &spec, run_audit};
