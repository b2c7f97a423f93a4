/* Reading an item model: its form, field by field. What only shows with numbers is ig_check's. */
#include "engine/itemgen/draw.h"

#include <string.h>

static const char *const KINDS[] = {"numeric", "choice", "choices", "text", "order", "open"};
#define INT_LIMIT 1000000000000 /* keeps ranges far from overflow */

const char *ig_kind_name(enum ig_kind k)
{
	return KINDS[k];
}

static bool is(const struct json *j, enum json_type t)
{
	return j && j->type == t;
}

static bool good_name(struct str s)
{
	static const char *const taken[] = {"and", "or", "not"};
	if (s.n == 0 || s.n > 30 || s.p[0] < 'a' || s.p[0] > 'z')
		return false;
	for (size_t i = 0; i < s.n; i++)
		if (!strchr("abcdefghijklmnopqrstuvwxyz0123456789_", s.p[i]) || !s.p[i])
			return false;
	for (size_t i = 0; i < sizeof taken / sizeof *taken; i++)
		if (str_eqz(s, taken[i]))
			return false;
	return true;
}

static bool good_text(const struct json *j)
{
	if (!is(j, JSON_OBJECT_T) || !is(json_get(j, "en"), JSON_STRING_T))
		return false;
	for (size_t i = 0; i < j->n; i++)
		if (j->items[i].type != JSON_STRING_T)
			return false;
	return true;
}

static bool good_int(const struct json *v)
{
	if (!is(v, JSON_ARRAY_T) || v->n < 2 || v->n > 3)
		return false;
	for (size_t i = 0; i < v->n; i++)
		if (!v->items[i].is_int || v->items[i].integer > INT_LIMIT || v->items[i].integer < -INT_LIMIT)
			return false;
	return v->items[0].integer <= v->items[1].integer && (v->n < 3 || v->items[2].integer > 0);
}

static bool good_set(const struct json *v)
{
	struct rat r;
	if (!is(v, JSON_ARRAY_T) || v->n == 0 || v->n > 200)
		return false;
	for (size_t i = 0; i < v->n; i++) {
		const struct json *x = &v->items[i];
		bool whole = x->type == JSON_NUMBER_T && x->is_int && x->integer <= INT_LIMIT && x->integer >= -INT_LIMIT;
		if (!whole && !(x->type == JSON_STRING_T && rat_read(x->string, &r)))
			return false;
	}
	return true;
}

static bool good_words(const struct json *v)
{
	if (!is(v, JSON_ARRAY_T) || v->n == 0 || v->n > 200)
		return false;
	for (size_t i = 0; i < v->n; i++)
		if (!good_text(&v->items[i]))
			return false;
	return true;
}

static enum code param(const struct json *params, size_t i, struct err *e)
{
	const struct json *p = &params->items[i], *v;
	struct str name = json_str(p, "name");
	if (!good_name(name))
		return err_set(e, E_INPUT, "params: \"%.*s\" is no name. Use a lower-case letter, then lower-case letters, digits or _.", S_ARG(name));
	for (size_t k = 0; k < i; k++)
		if (str_eq(json_str(&params->items[k], "name"), name))
			return err_set(e, E_INPUT, "params: %.*s is there twice. Rename one.", S_ARG(name));
	bool good = (v = json_get(p, "int")) != NULL   ? good_int(v)
	            : (v = json_get(p, "set")) != NULL   ? good_set(v)
	            : (v = json_get(p, "words")) != NULL ? good_words(v)
	            : (v = json_get(p, "text")) != NULL  ? good_text(v)
	                                                 : json_str(p, "expr").n != 0;
	if (!good)
		return err_set(e, E_INPUT, "params: %.*s has no usable int, set, words, text or expr. See data/items/README.md.", S_ARG(name));
	return OK;
}

static enum code params_and_where(const struct json *j, struct err *e)
{
	const struct json *params = json_get(j, "params"), *where = json_get(j, "where");
	if (!is(params, JSON_ARRAY_T) || params->n > IG_PARAMS_MAX)
		return err_set(e, E_INPUT, "params is missing or longer than %d.", IG_PARAMS_MAX);
	for (size_t i = 0; i < params->n; i++) {
		enum code c = param(params, i, e);
		if (c)
			return c;
	}
	if (where && (where->type != JSON_ARRAY_T || where->n > IG_PARAMS_MAX))
		return err_set(e, E_INPUT, "where is a list of at most %d conditions.", IG_PARAMS_MAX);
	for (size_t i = 0; where && i < where->n; i++)
		if (where->items[i].type != JSON_STRING_T)
			return err_set(e, E_INPUT, "where holds expressions in quotes.");
	return OK;
}

/* A list of objects, at most max, each with a text or an expression (or keys). */
static enum code entries(const struct json *j, const char *field, size_t least, size_t most, const char *other, struct err *e)
{
	const struct json *list = json_get(j, field);
	if (!list && !least)
		return OK;
	if (!is(list, JSON_ARRAY_T) || list->n < least || list->n > most)
		return err_set(e, E_INPUT, "%s wants a list of %zu to %zu.", field, least, most);
	for (size_t i = 0; i < list->n; i++) {
		const struct json *x = &list->items[i];
		bool good = good_text(json_get(x, "text")) || json_str(x, "expr").n || (other && is(json_get(x, other), JSON_ARRAY_T));
		if (!good)
			return err_set(e, E_INPUT, "%s: number %zu has no text and no expr.", field, i + 1);
		if (json_get(x, "feedback") && !good_text(json_get(x, "feedback")))
			return err_set(e, E_INPUT, "%s: the feedback of number %zu is no text with \"en\".", field, i + 1);
	}
	return OK;
}

static enum code text_lists(const struct json *j, struct err *e)
{
	static const char *const fields[] = {"steps", "hints"};
	for (size_t f = 0; f < 2; f++) {
		const struct json *all = json_get(j, fields[f]);
		if (!is(all, JSON_OBJECT_T) || !is(json_get(all, "en"), JSON_ARRAY_T))
			return err_set(e, E_INPUT, "%s wants a list of texts per language, English at least.", fields[f]);
		for (size_t i = 0; i < all->n; i++) {
			if (all->items[i].type != JSON_ARRAY_T || all->items[i].n > 40)
				return err_set(e, E_INPUT, "%s: a language has no list, or one longer than 40.", fields[f]);
			for (size_t k = 0; k < all->items[i].n; k++)
				if (all->items[i].items[k].type != JSON_STRING_T)
					return err_set(e, E_INPUT, "%s holds texts only.", fields[f]);
		}
	}
	return OK;
}

static enum code answer_of_kind(const struct json *j, enum ig_kind kind, struct err *e)
{
	const struct json *answer = json_get(j, "answer"), *rubric = json_get(j, "rubric");
	enum code c = OK;
	switch (kind) {
	case IG_NUMERIC:
		if (!json_str(answer, "expr").n)
			return err_set(e, E_INPUT, "answer wants an \"expr\".");
		c = entries(j, "wrong", 0, IG_OPTIONS_MAX, NULL, e);
		for (size_t i = 0; !c && json_get(j, "wrong") && i < json_get(j, "wrong")->n; i++)
			if (!json_str(&json_get(j, "wrong")->items[i], "expr").n)
				return err_set(e, E_INPUT, "wrong: number %zu has no expr.", i + 1);
		return c;
	case IG_CHOICE:
		if (!good_text(json_get(answer, "text")) && !json_str(answer, "expr").n)
			return err_set(e, E_INPUT, "answer wants a \"text\" or an \"expr\".");
		return entries(j, "wrong", 1, IG_OPTIONS_MAX - 1, NULL, e);
	case IG_CHOICES:
		return entries(j, "options", 2, IG_OPTIONS_MAX, NULL, e);
	case IG_TEXT:
		if (!is(json_get(json_get(answer, "accept"), "en"), JSON_ARRAY_T))
			return err_set(e, E_INPUT, "answer wants \"accept\", a list of texts per language.");
		return entries(j, "wrong", 0, IG_OPTIONS_MAX, NULL, e);
	case IG_ORDER:
		c = entries(j, "items", 2, IG_OPTIONS_MAX, NULL, e);
		return c ? c : entries(j, "wrong", 0, IG_OPTIONS_MAX, "keys", e);
	case IG_OPEN:
		if (!is(rubric, JSON_ARRAY_T) || rubric->n != 4 || !good_text(&rubric->items[0]) || !good_text(&rubric->items[1]) ||
		    !good_text(&rubric->items[2]) || !good_text(&rubric->items[3]))
			return err_set(e, E_INPUT, "rubric wants four texts, level 1 to 4.");
		return OK;
	}
	return err_set(e, E_BUG, "An item kind has no check.");
}

static enum code pictures(const struct json *j, struct err *e)
{
	const struct json *list = json_get(j, "representations"), *figure = json_get(j, "figure");
	if (!is(list, JSON_ARRAY_T) || list->n == 0 || list->n > 8)
		return err_set(e, E_INPUT, "representations wants one to eight other ways to see the item.");
	for (size_t i = 0; i <= list->n; i++) {
		const struct json *p = i < list->n ? &list->items[i] : figure;
		if (!p)
			continue;
		struct str kind = json_str(p, "kind");
		if (!kind.n || !good_text(json_get(p, str_eqz(kind, "words") ? "text" : "alt")))
			return err_set(e, E_INPUT, "A picture (\"%.*s\") has no kind or no text alternative.", S_ARG(kind));
	}
	return OK;
}

static enum code all_fields(const struct json *j, struct ig_model *m, struct err *e)
{
	enum code c;
	if (!good_text(json_get(j, "stem")))
		return err_set(e, E_INPUT, "stem wants a text with \"en\".");
	for (size_t l = 0; l < LANG_COUNT; l++)
		m->in[l] = json_get(json_get(j, "stem"), LANGS[l].tag) != NULL;
	if ((c = params_and_where(j, e)) || (c = answer_of_kind(j, m->kind, e)) || (c = text_lists(j, e)))
		return c;
	return pictures(j, e);
}

enum code ig_load_json(struct arena *a, const struct json *j, struct ig_model **out, struct err *e)
{
	struct ig_model *m = NEW(a, struct ig_model);
	if (!is(j, JSON_OBJECT_T))
		return err_set(e, E_INPUT, "An item model is a JSON object, one a line.");
	m->whole = j;
	m->id = json_str(j, "id");
	m->competency = json_str(j, "competency");
	m->grade = json_str(j, "grade");
	m->construct = json_str(j, "construct");
	m->author = json_str(j, "author");
	m->license = json_str(j, "license");
	m->rigor = (int)json_int(j, "rigor", 0);
	m->minutes = (int)json_int(j, "minutes", 2);
	if (!m->id.n || m->id.n > 80 || !m->competency.n || !m->grade.n)
		return err_set(e, E_INPUT, "An item model wants an id (up to 80 bytes), a competency and a grade.");
	if (json_int(j, "rigor", 0) < 1 || json_int(j, "rigor", 0) > 4 || json_int(j, "minutes", 2) < 1 || json_int(j, "minutes", 2) > 600)
		return err_set(e, E_INPUT, "%.*s: rigor is 1 to 4 and minutes 1 to 600.", S_ARG(m->id));
	struct str kind = json_str(j, "kind");
	size_t k = 0;
	while (k < sizeof KINDS / sizeof *KINDS && !str_eqz(kind, KINDS[k]))
		k++;
	if (k == sizeof KINDS / sizeof *KINDS)
		return err_set(e, E_INPUT, "%.*s: kind \"%.*s\" is none of numeric, choice, choices, text, order, open.", S_ARG(m->id), S_ARG(kind));
	m->kind = (enum ig_kind)k;
	enum code c = all_fields(j, m, e);
	if (c)
		return err_in(e, "%.*s", S_ARG(m->id));
	*out = m;
	return OK;
}

enum code ig_load(struct arena *a, struct str json_text, struct ig_model **out, struct err *e)
{
	struct json *j;
	enum code c = json_parse(a, json_text, &j, e);
	return c ? c : ig_load_json(a, j, out, e);
}
