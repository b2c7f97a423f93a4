/* Scoring a response, and proving that a model scores itself. */
#include "engine/itemgen/keep.h"

#include <string.h>

#define RESPONSE_MAX 4000

static struct ig_score wrong_score(const struct ig_wrong *w)
{
	return (struct ig_score){.understood = true, .misconception = w->misconception, .feedback = w->feedback};
}

static struct ig_score score_numeric(struct arena *a, const struct ig_instance *it, struct str response, enum lang lang)
{
	const struct ig_keep *k = it->keeps;
	struct num_read r;
	struct rat away;
	if (!num_read(a, response, lang, k->units, k->n_units, &r))
		return (struct ig_score){0};
	/* where percent is the unit, the sign only repeats it */
	for (size_t i = 0; r.percent && i < k->n_units; i++)
		if (str_eqz(k->units[i], "%") && !rat_mul(r.value, RAT(100), &r.value))
			return (struct ig_score){0};
	if (rat_sub(r.value, k->value, &away)) {
		away.n = away.n < 0 ? -away.n : away.n;
		if (rat_cmp(away, k->tolerance) <= 0) {
			bool fits = str_eqz(k->form, "simplest")   ? r.lowest && r.form != NUM_DECIMAL
			            : str_eqz(k->form, "fraction") ? r.form == NUM_FRACTION || r.form == NUM_MIXED
			            : str_eqz(k->form, "decimal")  ? r.form == NUM_DECIMAL || r.form == NUM_WHOLE
			                                           : true;
			return (struct ig_score){.score = fits ? 1 : 0.5, .understood = true, .other_form = !fits};
		}
	}
	for (size_t w = 0; w < it->n_wrong; w++)
		if (rat_cmp(r.value, k->wrong_value[w]) == 0)
			return wrong_score(&it->wrong[w]);
	return (struct ig_score){.understood = true};
}

/* Keys of a response ("B", "a, c", "CAB") to places; false when something else is there or a key comes twice. */
static bool keys(const struct ig_instance *it, struct str response, size_t *place, size_t *n)
{
	bool used[IG_OPTIONS_MAX] = {false};
	*n = 0;
	for (size_t i = 0; i < response.n; i++) {
		char c = response.p[i];
		if (strchr(" ,;\t\r\n", c) && c)
			continue;
		if (c >= 'a' && c <= 'z')
			c = (char)(c - 'a' + 'A');
		size_t at = (size_t)(c - 'A');
		if (c < 'A' || at >= it->n_options || used[at])
			return false;
		used[at] = true;
		place[(*n)++] = at;
	}
	return *n > 0;
}

static struct ig_score score_choices(const struct ig_instance *it, struct str response)
{
	size_t place[IG_OPTIONS_MAX], n, right = 0, hit = 0, missed_by = 0;
	struct ig_score s = {.understood = true};
	const struct ig_option *slip = NULL;
	if (!keys(it, response, place, &n) || (it->model->kind == IG_CHOICE && n != 1))
		return (struct ig_score){0};
	for (size_t i = 0; i < it->n_options; i++)
		right += it->options[i].correct;
	for (size_t i = 0; i < n; i++) {
		const struct ig_option *o = &it->options[place[i]];
		hit += o->correct;
		missed_by += !o->correct;
		if (!o->correct && !slip)
			slip = o;
	}
	s.score = hit > missed_by && right ? (double)(hit - missed_by) / (double)right : 0;
	if (slip) {
		s.misconception = slip->misconception;
		s.feedback = slip->feedback;
	}
	return s;
}

static struct ig_score score_order(const struct ig_instance *it, struct str response)
{
	const struct ig_keep *k = it->keeps;
	size_t place[IG_OPTIONS_MAX], order[IG_OPTIONS_MAX], n, agree = 0, pairs;
	if (!keys(it, response, place, &n) || n != it->n_options)
		return (struct ig_score){0};
	for (size_t i = 0; i < n; i++)
		order[i] = k->shown[place[i]];
	for (size_t w = 0; w < it->n_wrong; w++)
		if (memcmp(k->wrong_order[w], order, n * sizeof *order) == 0)
			return wrong_score(&it->wrong[w]);
	for (size_t i = 0; i < n; i++)
		for (size_t later = i + 1; later < n; later++)
			agree += order[i] < order[later];
	pairs = n * (n - 1) / 2;
	return (struct ig_score){.understood = true, .score = 2 * agree > pairs ? (double)(2 * agree - pairs) / (double)pairs : 0};
}

static struct ig_score score_text(struct arena *a, const struct ig_instance *it, struct str response)
{
	const struct ig_keep *k = it->keeps;
	struct str s = ig_bare(a, response);
	if (s.n == 0)
		return (struct ig_score){0};
	for (size_t i = 0; i < k->n_accept; i++)
		if (str_eq(s, k->accept[i]))
			return (struct ig_score){.understood = true, .score = 1};
	for (size_t w = 0; w < it->n_wrong; w++)
		for (size_t i = 0; i < k->n_wrong_text[w]; i++)
			if (str_eq(s, k->wrong_text[w][i]))
				return wrong_score(&it->wrong[w]);
	return (struct ig_score){.understood = true};
}

struct ig_score ig_score(struct arena *a, const struct ig_instance *it, struct str response, enum lang lang)
{
	response = str_trim(response);
	if (it->model->kind == IG_OPEN)
		return (struct ig_score){.needs_person = true, .understood = response.n != 0};
	if (response.n == 0 || response.n > RESPONSE_MAX || !utf8_valid(response))
		return (struct ig_score){0};
	switch (it->model->kind) {
	case IG_NUMERIC:
		return score_numeric(a, it, response, lang);
	case IG_CHOICE:
	case IG_CHOICES:
		return score_choices(it, response);
	case IG_ORDER:
		return score_order(it, response);
	case IG_TEXT:
		return score_text(a, it, response);
	case IG_OPEN:
		break;
	}
	return (struct ig_score){0};
}

static enum code check_one(struct arena *a, const struct ig_model *m, uint64_t seed, enum lang lang, struct str interest, struct err *e)
{
	struct ig_instance *it;
	enum code c = ig_make(a, m, seed, lang, interest, &it, e);
	if (c || m->kind == IG_OPEN)
		return c;
	struct ig_score s = ig_score(a, it, it->answer, lang);
	if (s.score < 1)
		return err_set(e, E_INPUT, "%.*s: with seed %llu its own answer \"%.*s\" scores %.2f. Mend answer.", S_ARG(m->id),
		               (unsigned long long)seed, S_ARG(it->answer), s.score);
	for (size_t w = 0; w < it->n_wrong; w++) {
		s = ig_score(a, it, it->wrong[w].response, lang);
		if (s.score > 0 || !str_eq(s.misconception, it->wrong[w].misconception))
			return err_set(e, E_INPUT, "%.*s: with seed %llu the wrong answer \"%.*s\" scores %.2f as \"%.*s\", not as \"%.*s\". Mend wrong.",
			               S_ARG(m->id), (unsigned long long)seed, S_ARG(it->wrong[w].response), s.score, S_ARG(s.misconception),
			               S_ARG(it->wrong[w].misconception));
	}
	return OK;
}

enum code ig_check(const struct ig_model *m, unsigned seeds, struct err *e)
{
	const struct json *themes = json_get(m->whole, "interests");
	struct arena *a = arena_new(0);
	enum code c = OK;
	if (!a)
		return err_set(e, E_MEMORY, "There is no memory to check an item.");
	for (uint64_t seed = 1; seed <= seeds && !c; seed++)
		for (size_t l = 0; l < LANG_COUNT && !c; l++) {
			if (!m->in[l])
				continue;
			for (size_t t = 0; t <= (themes ? themes->n : 0) && !c; t++) {
				arena_reset(a);
				c = check_one(a, m, seed, (enum lang)l, t ? themes->keys[t - 1] : (struct str){0}, e);
			}
		}
	arena_free(a);
	return c;
}
