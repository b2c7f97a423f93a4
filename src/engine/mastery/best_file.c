/* best_file.c - logistic and best as JSON:
 *   {"groups": [NAME], "slopes": BOOL, "products": BOOL, "base_rate": X, "constant": X, "item_penalty": X,
 *    "ability": {"learner": V, "skill": V, "item": V, "learner_drift": V, "skill_drift": V, "item_drift": V},
 *    "columns": {NAME: COEFFICIENT}, "skills": [[NAME, FIRST, EFFECT, PER TRY, PER RIGHT]],
 *    "items": [[NAME, FIRST, EFFECT, SLOPE]], "knowledge": MODEL, "simple": MODEL, "part": [X, Y]}
 * FIRST is the effect when items and skills stand alone (the base of ability), SLOPE (with
 * "slopes": true) what ability counts more or less there. An item that was asked with different combinations of skills has
 * a line for each: its name, U+001F, the combination. */
#include "engine/mastery/best_inside.h"

#include <math.h>
#include <string.h>

static const struct {
	unsigned group;
	const char *name;
} GROUPS[] = {{HISTORY_COUNTS, "counts"}, {HISTORY_RECENCY, "recency"}, {HISTORY_LAST, "last"}, {HISTORY_GAPS, "gaps"}, {HISTORY_TIME, "time"}, {HISTORY_ABILITY, "ability"}};
#define N_GROUPS (sizeof GROUPS / sizeof GROUPS[0])

static const char *const ABILITY[] = {"learner", "skill", "item", "learner_drift", "skill_drift", "item_drift"};

static double *ability_at(struct elo_params *p, unsigned i)
{
	double *at[] = {&p->learner, &p->skill, &p->item, &p->learner_drift, &p->skill_drift, &p->item_drift};
	return at[i];
}

static void number(struct json_out *o, const char *key, double v)
{
	json_key(o, key);
	json_put_real(o, v);
}

static void rows(struct json_out *o, const char *key, const struct names *of, const double *first, const double *effect, unsigned each)
{
	json_key(o, key);
	json_open(o, '[');
	for (uint32_t i = 0; i < of->n; i++) {
		json_open(o, '[');
		json_put_str(o, of->of[i]);
		json_put_real(o, first ? first[i] : 0);
		for (unsigned j = 0; j < each; j++)
			json_put_real(o, effect[(size_t)i * each + j]);
		json_close(o, ']');
	}
	json_close(o, ']');
}

static void put(const struct model *m, struct json_out *o)
{
	const struct best *b = m->inside;
	struct elo_params elo = b->elo;
	const char *name[BEST_COLUMNS];
	unsigned factor[BEST_COLUMNS][2], tail;
	(void)best_columns(b, name, &tail, factor);
	json_open(o, '{');
	json_key(o, "groups");
	json_open(o, '[');
	for (unsigned i = 0; i < N_GROUPS; i++)
		if (b->plan.groups & GROUPS[i].group)
			json_put_str(o, str_z(GROUPS[i].name));
	json_close(o, ']');
	json_key(o, "slopes");
	json_put_bool(o, b->main.slopes);
	json_key(o, "products");
	json_put_bool(o, b->plan.products);
	number(o, "base_rate", b->base_rate);
	number(o, "constant", b->constant);
	number(o, "item_penalty", b->main.penalty.item);
	json_key(o, "ability");
	json_open(o, '{');
	for (unsigned i = 0; i < 6; i++)
		number(o, ABILITY[i], *ability_at(&elo, i));
	json_close(o, '}');
	json_key(o, "columns");
	json_open(o, '{');
	for (unsigned i = 0; i < b->main.dense; i++)
		number(o, name[i], b->main.beta[i]);
	json_close(o, '}');
	rows(o, "skills", &b->skills, b->skill_first, b->main.skill, 1 + HISTORY_OWN);
	rows(o, "items", &b->pairs, b->item_first, b->main.item, 1 + b->main.slopes);
	if (b->knowledge) {
		json_key(o, "knowledge");
		model_put(b->knowledge, o);
	}
	if (b->simple) {
		json_key(o, "simple");
		model_put(b->simple, o);
		json_key(o, "part");
		json_open(o, '[');
		json_put_real(o, b->part[0]);
		json_put_real(o, b->part[1]);
		json_close(o, ']');
	}
	json_close(o, '}');
}

static bool finite_at(const struct json *j, const char *key, double most, double *out)
{
	const struct json *v = json_get(j, key);
	if (!v || v->type != JSON_NUMBER_T || !(fabs(v->number) <= most))
		return false;
	*out = v->number;
	return true;
}

static enum code take_rows(struct arena *a, const struct json *j, const char *key, struct names *of, double **first, double **effect, unsigned each,
	struct err *e)
{
	const struct json *list = json_get(j, key);
	const unsigned lead = 2;
	if (!list || list->type != JSON_ARRAY_T || list->n >= UINT32_MAX)
		return err_set(e, E_INPUT, "The model's \"%s\" are no list.", key);
	of->n = (uint32_t)list->n;
	of->of = NEW_ARRAY(a, struct str, list->n + 1);
	*first = NEW_ARRAY(a, double, list->n + 1);
	*effect = NEW_ARRAY(a, double, list->n * each + 1);
	for (size_t i = 0; i < list->n; i++) {
		const struct json *row = &list->items[i];
		bool good = row->type == JSON_ARRAY_T && row->n == lead + each && row->items[0].type == JSON_STRING_T;
		for (unsigned k = 1; good && k < lead + each; k++)
			good = row->items[k].type == JSON_NUMBER_T && fabs(row->items[k].number) <= 1e6;
		if (!good)
			return err_set(e, E_INPUT, "Entry %zu of the model's \"%s\" is not a name with %u numbers.", i + 1, key, lead - 1 + each);
		of->of[i] = row->items[0].string;
		(*first)[i] = row->items[1].number;
		for (unsigned k = 0; k < each; k++)
			(*effect)[i * each + k] = row->items[lead + k].number;
	}
	return OK;
}

static enum code take_groups(const struct json *j, struct best *b, struct err *e)
{
	const struct json *g = json_get(j, "groups");
	for (size_t i = 0; g && g->type == JSON_ARRAY_T && i < g->n; i++)
		for (unsigned k = 0; k < N_GROUPS; k++)
			if (g->items[i].type == JSON_STRING_T && str_eqz(g->items[i].string, GROUPS[k].name))
				b->plan.groups |= GROUPS[k].group;
	const struct json *columns = json_get(j, "columns");
	const char *name[BEST_COLUMNS];
	unsigned factor[BEST_COLUMNS][2], n = best_columns(b, name, &b->main.tail, factor);
	for (unsigned i = 0; i < n; i++)
		if (!finite_at(columns, name[i], 1e6, &b->main.beta[i]))
			return err_set(e, E_INPUT, "The model's \"columns\" have no number for \"%s\".", name[i]);
	b->main.dense = n;
	b->main.slopes = b->plan.slopes && (b->plan.groups & HISTORY_ABILITY);
	return OK;
}

/* What a small log adds: counts alone, themselves without anything inside. */
static enum code take_simple(struct arena *a, const struct json *j, struct best *b, struct err *e)
{
	const struct json *simple = json_get(j, "simple"), *part = json_get(j, "part");
	if (!simple)
		return OK;
	const struct json *inside = json_get(simple, "parameters");
	if (!str_eqz(json_str(simple, "model"), "logistic") || !inside || json_get(inside, "simple") || json_get(inside, "knowledge"))
		return err_set(e, E_INPUT, "The model's \"simple\" is not of the kind logistic.");
	if (!part || part->type != JSON_ARRAY_T || part->n != 2)
		return err_set(e, E_INPUT, "The model's \"part\" is no list of two numbers.");
	for (size_t i = 0; i < 2; i++) {
		if (part->items[i].type != JSON_NUMBER_T || !(part->items[i].number >= 0 && part->items[i].number <= 4))
			return err_set(e, E_INPUT, "The model's \"part\" holds a number that is not between 0 and 4.");
		b->part[i] = part->items[i].number;
	}
	return model_take(a, simple, &b->simple, e);
}

static enum code take(struct arena *a, const struct json *j, struct model *m, struct err *e)
{
	struct best *b = NEW(a, struct best);
	m->inside = b;
	b->main.beta = NEW_ARRAY(a, double, BEST_COLUMNS);
	b->main.own = HISTORY_OWN;
	b->plan.products = json_bool(j, "products", false);
	b->plan.slopes = json_bool(j, "slopes", false);
	if (!finite_at(j, "base_rate", 1, &b->base_rate) || !(b->base_rate > 0) || !(b->base_rate < 1) || !finite_at(j, "constant", 1e6, &b->constant) ||
	    !finite_at(j, "item_penalty", 1e6, &b->main.penalty.item) || !(b->main.penalty.item > 0))
		return err_set(e, E_INPUT, "The model lacks one of base_rate (above 0, below 1), constant, item_penalty (above 0).");
	const struct json *ability = json_get(j, "ability");
	for (unsigned i = 0; i < 6; i++)
		if (!finite_at(ability, ABILITY[i], 1e6, ability_at(&b->elo, i)) || *ability_at(&b->elo, i) < 0)
			return err_set(e, E_INPUT, "The model's \"ability\" has no number of 0 or more for \"%s\".", ABILITY[i]);
	const struct json *knowledge = json_get(j, "knowledge");
	enum code c = OK;
	if (knowledge) {
		struct str kind = json_str(knowledge, "model");
		if (!str_eqz(kind, "bkt-forget"))
			return err_set(e, E_INPUT, "The model's \"knowledge\" is not of the kind bkt-forget.");
		c = model_take(a, knowledge, &b->knowledge, e);
		b->plan.knowledge = true;
	}
	if (c == OK)
		c = take_groups(j, b, e);
	if (c == OK)
		c = take_rows(a, j, "skills", &b->skills, &b->skill_first, &b->main.skill, 1 + HISTORY_OWN, e);
	if (c == OK)
		c = take_rows(a, j, "items", &b->pairs, &b->item_first, &b->main.item, 1 + b->main.slopes, e);
	b->main.skills = b->skills.n;
	b->main.items = b->pairs.n;
	return c == OK ? take_simple(a, j, b, e) : c;
}

static enum code fit_logistic(struct arena *a, const struct responses *r, const struct fit_options *o, struct model *m, struct err *e)
{
	const struct best_plan plan = best_plan_of(MODEL_LOGISTIC);
	return best_fit(a, &plan, r, o, m, e);
}

static enum code fit_best(struct arena *a, const struct responses *r, const struct fit_options *o, struct model *m, struct err *e)
{
	const struct best_plan plan = best_plan_of(MODEL_BEST);
	return best_fit(a, &plan, r, o, m, e);
}

const struct model_ops logistic_ops = {MODEL_LOGISTIC, "logistic", RESPONSES_ALL, RESPONSES_ALL, fit_logistic, best_predict, put, take};
const struct model_ops best_ops = {MODEL_BEST, "best", RESPONSES_ALL, RESPONSES_ALL, fit_best, best_predict, put, take};
