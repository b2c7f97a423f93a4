#include "engine/itemgen/reading.h"

struct source {
	const struct json *const *version;
	size_t n, nth;
	struct json_out *o;
};

static const struct json *question(const struct json *version, size_t nth)
{
	const struct json *all = json_get(version, "questions");
	return all && all->type == JSON_ARRAY_T && nth < all->n ? &all->items[nth] : NULL;
}

size_t reading_questions(const struct json *version)
{
	const struct json *all = json_get(version, "questions");
	return all && all->type == JSON_ARRAY_T ? all->n : 0;
}

/* An object with one member per language: the text found by `find`. */
static void text(struct source *s, const char *key, struct str (*find)(const struct json *version, size_t nth, size_t k), size_t k)
{
	json_key(s->o, key);
	json_open(s->o, '{');
	for (size_t i = 0; i < s->n; i++) {
		struct str found = find(s->version[i], s->nth, k);
		if (!found.n)
			continue;
		json_key_str(s->o, json_str(s->version[i], "lang"));
		json_put_str(s->o, found);
	}
	json_close(s->o, '}');
}

static const struct json *nth_of(const struct json *version, size_t nth, const char *list, size_t k)
{
	const struct json *l = json_get(question(version, nth), list);
	return l && l->type == JSON_ARRAY_T && k < l->n ? &l->items[k] : NULL;
}

static struct str find_stem(const struct json *version, size_t nth, size_t k)
{
	(void)k;
	return json_str(question(version, nth), "stem");
}

static struct str find_option(const struct json *version, size_t nth, size_t k)
{
	return json_str(nth_of(version, nth, "options", k), "text");
}

static struct str find_feedback(const struct json *version, size_t nth, size_t k)
{
	return json_str(nth_of(version, nth, "options", k), "feedback");
}

static struct str find_level(const struct json *version, size_t nth, size_t k)
{
	const struct json *level = nth_of(version, nth, "rubric", k);
	return level && level->type == JSON_STRING_T ? level->string : (struct str){0};
}

static struct str find_sample(const struct json *version, size_t nth, size_t k)
{
	(void)k;
	return json_str(question(version, nth), "sample");
}

static struct str find_summary(const struct json *version, size_t nth, size_t k)
{
	(void)nth;
	(void)k;
	return json_str(version, "summary");
}

static void options(struct source *s, const struct json *q, bool several)
{
	const struct json *all = json_get(q, "options");
	size_t n = all ? all->n : 0;
	for (size_t k = 0; k < n && !several; k++)
		if (json_bool(&all->items[k], "correct", false)) {
			json_key(s->o, "answer");
			json_open(s->o, '{');
			text(s, "text", find_option, k);
			json_close(s->o, '}');
			break;
		}
	json_key(s->o, several ? "options" : "wrong");
	json_open(s->o, '[');
	for (size_t k = 0; k < n; k++) {
		bool correct = json_bool(&all->items[k], "correct", false);
		if (correct && !several)
			continue;
		json_open(s->o, '{');
		text(s, "text", find_option, k);
		if (several) {
			json_key(s->o, "correct");
			json_put_bool(s->o, correct);
		}
		if (!correct)
			text(s, "feedback", find_feedback, k);
		json_close(s->o, '}');
	}
	json_close(s->o, ']');
}

static void accepted(struct source *s)
{
	json_key(s->o, "answer");
	json_open(s->o, '{');
	json_key(s->o, "accept");
	json_open(s->o, '{');
	for (size_t i = 0; i < s->n; i++) {
		const struct json *accept = json_get(question(s->version[i], s->nth), "accept");
		if (!accept)
			continue;
		json_key_str(s->o, json_str(s->version[i], "lang"));
		json_put(s->o, accept);
	}
	json_close(s->o, '}');
	json_close(s->o, '}');
}

static void levels(struct source *s)
{
	json_key(s->o, "rubric");
	json_open(s->o, '[');
	for (size_t k = 0; k < 4; k++) {
		json_open(s->o, '{');
		for (size_t i = 0; i < s->n; i++) {
			struct str level = find_level(s->version[i], s->nth, k);
			if (!level.n)
				continue;
			json_key_str(s->o, json_str(s->version[i], "lang"));
			json_put_str(s->o, level);
		}
		json_close(s->o, '}');
	}
	json_close(s->o, ']');
	text(s, "sample", find_sample, 0);
}

/* Braces and $$ mean something in item models; a reading has none. */
static bool plain_text(const struct json *j)
{
	size_t at;
	if (j->type == JSON_STRING_T)
		return !str_find(j->string, S("{"), &at) && !str_find(j->string, S("}"), &at) && !str_find(j->string, S("$$"), &at);
	for (size_t i = 0; i < j->n; i++)
		if (!plain_text(&j->items[i]))
			return false;
	return true;
}

static enum code same_goal(struct source *s, struct err *e)
{
	struct str group = json_str(s->version[0], "group");
	bool english = false;
	for (size_t i = 0; i < s->n; i++) {
		const struct json *v = s->version[i], *q = question(v, s->nth);
		if (!q)
			return err_set(e, E_INPUT, "%.*s has no question %zu in every language.", S_ARG(group), s->nth + 1);
		if (!str_eq(json_str(v, "group"), group) || json_int(v, "level", 0) != json_int(s->version[0], "level", 0) ||
		    !str_eq(json_str(q, "kind"), json_str(question(s->version[0], s->nth), "kind")))
			return err_set(e, E_INPUT, "%.*s: the versions given differ in more than language.", S_ARG(group));
		if (!plain_text(q) || !plain_text(json_get(v, "summary") ? json_get(v, "summary") : q))
			return err_set(e, E_INPUT, "%.*s: question %zu holds a brace or $$. Write it without.", S_ARG(group), s->nth + 1);
		for (size_t other = 0; other < i; other++)
			if (str_eq(json_str(s->version[other], "lang"), json_str(v, "lang")))
				return err_set(e, E_INPUT, "%.*s: a language is given twice.", S_ARG(group));
		english = english || str_eqz(json_str(v, "lang"), "en");
	}
	return english ? OK : err_set(e, E_INPUT, "%.*s: the English version is missing.", S_ARG(group));
}

static void about(struct source *s, struct arena *a, const struct json *q)
{
	const struct json *v = s->version[0], *grades = json_get(v, "grades");
	struct str group = json_str(v, "group");
	json_key(s->o, "id");
	json_put_str(s->o, str_fmt(a, "%.*s-%lld-%.*s", S_ARG(group), (long long)json_int(v, "level", 0), S_ARG(json_str(q, "id"))));
	json_key(s->o, "competency");
	json_put_str(s->o, json_str(q, "competency"));
	json_key(s->o, "grade");
	json_put_str(s->o, grades && grades->n && grades->items[0].type == JSON_STRING_T ? grades->items[0].string : S("4"));
	json_key(s->o, "kind");
	json_put_str(s->o, json_str(q, "kind"));
	json_key(s->o, "rigor");
	json_put_int(s->o, json_int(q, "rigor", 1));
	json_key(s->o, "minutes");
	json_put_int(s->o, str_eqz(json_str(q, "kind"), "open") ? 6 : 2);
	json_key(s->o, "construct");
	json_put_str(s->o, S("comprehension"));
	json_key(s->o, "reading");
	json_put_str(s->o, group);
	json_key(s->o, "author");
	json_put_str(s->o, json_str(v, "author"));
	json_key(s->o, "license");
	json_put_str(s->o, json_str(v, "license"));
	if (json_get(v, "access")) {
		json_key(s->o, "access");
		json_put(s->o, json_get(v, "access"));
	}
}

static void empty_lists(struct source *s, const char *key)
{
	json_key(s->o, key);
	json_open(s->o, '{');
	json_key(s->o, "en");
	json_open(s->o, '[');
	json_close(s->o, ']');
	json_close(s->o, '}');
}

enum code reading_question(struct arena *a, const struct json *const *version, size_t n_versions, size_t nth, struct str *out, struct err *e)
{
	struct buf b = buf_new(a, 1u << 18);
	struct json_out o = json_to(&b);
	struct source s = {version, n_versions, nth, &o};
	if (n_versions == 0 || n_versions > LANG_COUNT)
		return err_set(e, E_INPUT, "A question wants one to %d versions of its reading.", LANG_COUNT);
	enum code c = same_goal(&s, e);
	if (c)
		return c;
	const struct json *q = question(version[0], nth);
	struct str kind = json_str(q, "kind");
	json_open(&o, '{');
	about(&s, a, q);
	json_key(&o, "params");
	json_open(&o, '[');
	json_close(&o, ']');
	text(&s, "stem", find_stem, 0);
	if (str_eqz(kind, "choice") || str_eqz(kind, "choices"))
		options(&s, q, str_eqz(kind, "choices"));
	else if (str_eqz(kind, "text"))
		accepted(&s);
	else
		levels(&s);
	empty_lists(&s, "steps");
	empty_lists(&s, "hints");
	json_key(&o, "representations");
	json_open(&o, '[');
	json_open(&o, '{');
	json_key(&o, "kind");
	json_put_str(&o, S("words"));
	text(&s, "text", find_summary, 0);
	json_close(&o, '}');
	json_close(&o, ']');
	json_close(&o, '}');
	if (b.over)
		return err_set(e, E_LIMIT, "A question of %.*s is too long.", S_ARG(json_str(version[0], "group")));
	*out = buf_done(&b);
	return OK;
}
