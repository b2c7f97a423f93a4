/* practice_load.c - what a piece of work holds, read from the library. */
#include "school/work/practice.h"

#include "engine/itemgen/numtext.h"
#include "school/plan/needs.h"
#include "school/work/problem.h"

#include <math.h>
#include <string.h>

#define QUESTIONS_MAX 12

struct loading {
	struct db *db;
	struct arena *a;
	enum lang lang;
	struct str home;
	const struct needs *needs;
	struct practice *p;
	size_t cap;
};

static struct ig_text plain(struct str s, enum lang lang)
{
	return (struct ig_text){s, lang};
}

/* The member of a {"en": ..., "es": ...} object that serves lang, English otherwise. */
static const struct json *in_lang(const struct json *j, enum lang lang, enum lang *found)
{
	const struct json *own = json_get(j, LANGS[lang].tag), *english = json_get(j, "en");
	if (found)
		*found = own ? lang : LANG_EN;
	return own ? own : english ? english : j && j->type == JSON_OBJECT_T && j->n ? &j->items[0] : j;
}

static struct str *texts_of(struct arena *a, const struct json *list, size_t *n)
{
	*n = 0;
	if (!list)
		return NULL;
	if (list->type == JSON_STRING_T) {
		struct str *one = NEW(a, struct str);
		*one = list->string;
		*n = 1;
		return one;
	}
	if (list->type != JSON_ARRAY_T)
		return NULL;
	struct str *out = NEW_ARRAY(a, struct str, list->n + 1);
	for (size_t i = 0; i < list->n; i++)
		if (list->items[i].type == JSON_STRING_T && list->items[i].string.n)
			out[(*n)++] = list->items[i].string;
	return out;
}

static struct question *question_new(struct loading *l)
{
	struct practice *p = l->p;
	if (p->n == l->cap) {
		p->questions = arena_grow(l->a, p->questions, l->cap * sizeof *p->questions, (l->cap + QUESTIONS_MAX) * sizeof *p->questions);
		l->cap += QUESTIONS_MAX;
	}
	struct question *q = &p->questions[p->n++];
	*q = (struct question){.place = (int)p->n, .competency = p->work.competency, .constructs = p->constructs, .rigor = p->work.rigor};
	return q;
}

/* The same order for screen and paper, decided by the seed alone. splitmix64. */
static void shuffle(struct question *q, uint64_t seed)
{
	for (size_t i = q->n_options; i > 1; i--) {
		uint64_t z = seed += 0x9E3779B97F4A7C15u;
		z = (z ^ z >> 30) * 0xBF58476D1CE4E5B9u;
		z = (z ^ z >> 27) * 0x94D049BB133111EBu;
		size_t k = (size_t)((z ^ z >> 31) % i);
		struct ig_option o = q->options[k];
		q->options[k] = q->options[i - 1];
		q->options[i - 1] = o;
	}
}

static void keys_set(struct arena *a, struct question *q)
{
	for (size_t i = 0; i < q->n_options; i++)
		q->options[i].key = str_fmt(a, "%c", 'A' + (int)i);
}

/* A question of data/readings. */
static void reading_question(struct loading *l, const struct json *j, struct id item)
{
	struct question *q = question_new(l);
	enum lang lang = l->p->language;
	struct str kind = json_str(j, "kind");
	const struct json *options = json_get(j, "options"), *rubric = json_get(j, "rubric"), *hints = json_get(j, "hints");
	q->item = item;
	q->source = j;
	q->stem = plain(json_str(j, "stem"), lang);
	q->rigor = (int)json_int(j, "rigor", q->rigor);
	q->kind = str_eqz(kind, "choice") ? IG_CHOICE : str_eqz(kind, "choices") ? IG_CHOICES : str_eqz(kind, "text") ? IG_TEXT : IG_OPEN;
	if (options && options->type == JSON_ARRAY_T && options->n <= IG_OPTIONS_MAX) {
		q->options = NEW_ARRAY(l->a, struct ig_option, options->n + 1);
		for (size_t i = 0; i < options->n; i++)
			q->options[q->n_options++] = (struct ig_option){.text = plain(json_str(&options->items[i], "text"), lang),
			                                                .correct = json_bool(&options->items[i], "correct", false),
			                                                .feedback = plain(json_str(&options->items[i], "feedback"), lang)};
		shuffle(q, (uint64_t)l->p->work.seed * 131 + (uint64_t)q->place);
		keys_set(l->a, q);
	}
	for (size_t i = 0; rubric && rubric->type == JSON_ARRAY_T && i < rubric->n && i < 4; i++)
		q->rubric[i] = plain(rubric->items[i].string, lang);
	size_t n;
	struct str *t = texts_of(l->a, hints, &n);
	q->hints = NEW_ARRAY(l->a, struct ig_text, n + 1);
	for (size_t i = 0; i < n; i++)
		q->hints[q->n_hints++] = plain(t[i], lang);
	for (size_t i = 0; i < q->n_options; i++)
		if (q->options[i].correct && !q->answer_shown.text.n)
			q->answer_shown = q->options[i].text;
	const struct json *accept = json_get(j, "accept");
	if (q->kind == IG_TEXT && accept && accept->type == JSON_ARRAY_T && accept->n)
		q->answer_shown = plain(accept->items[0].string, lang);
}

/* The learner's interest that this model has words for. */
static struct str interest_of(const struct ig_model *m, struct str interests)
{
	const struct json *have = json_get(m->whole, "interests");
	size_t at;
	for (size_t i = 0; have && have->type == JSON_OBJECT_T && i < have->n; i++)
		if (str_find(interests, have->keys[i], &at))
			return have->keys[i];
	return S("");
}

static enum code model_question(struct loading *l, const struct json *j, struct id item, struct id competency, struct str interests, struct err *e)
{
	struct ig_model *m;
	struct ig_instance *it;
	enum code c = ig_load_json(l->a, j, &m, e);
	if (c)
		return c;
	struct question *q = question_new(l);
	c = ig_make(l->a, m, (uint64_t)l->p->work.seed + (uint64_t)q->place, l->lang, interest_of(m, interests), &it, e);
	if (c)
		return c;
	q->item = item;
	q->competency = id_nil(competency) ? q->competency : competency;
	q->rigor = m->rigor;
	q->constructs |= need_constructs(m->construct);
	q->kind = m->kind;
	q->stem = it->stem;
	q->figure = it->figure;
	q->options = it->options;
	q->n_options = it->n_options;
	q->unit = it->unit;
	q->hints = it->hints;
	q->n_hints = it->n_hints;
	q->steps = it->steps;
	q->n_steps = it->n_steps;
	q->pictures = it->pictures;
	q->n_pictures = it->n_pictures;
	memcpy(q->rubric, it->rubric, sizeof q->rubric);
	q->answer_shown = it->answer_shown;
	q->made = it;
	q->source = j;
	return OK;
}

/* A problem of OATutor: each step is a question. */
static void problem_questions(struct loading *l, const struct json *j, struct id item, struct id competency)
{
	const struct json *steps = json_get(j, "steps");
	for (size_t s = 0; s < steps->n && l->p->n < QUESTIONS_MAX; s++) {
		const struct json *step = &steps->items[s], *choices = json_get(step, "choices"), *tutoring = json_get(step, "tutoring");
		struct question *q = question_new(l);
		q->item = item;
		q->competency = id_nil(competency) ? q->competency : competency;
		q->source = step;
		q->kind = choices && choices->n ? IG_CHOICE : str_eqz(json_str(step, "answerType"), "numeric") ? IG_NUMERIC : IG_TEXT;
		q->before = plain(str_trim(str_fmt(l->a, "%.*s %.*s", S_ARG(json_str(j, "title")), S_ARG(json_str(j, "body")))), LANG_EN);
		q->stem = plain(str_trim(str_fmt(l->a, "%.*s %.*s", S_ARG(json_str(step, "stepTitle")), S_ARG(json_str(step, "stepBody")))), LANG_EN);
		q->credit = str_trim(str_fmt(l->a, "%.*s %.*s", S_ARG(json_str(j, "courseName")), S_ARG(json_str(j, "license"))));
		const struct json *answers = json_get(step, "stepAnswer");
		q->answer_shown = plain(answers && answers->n ? answers->items[0].string : S(""), LANG_EN);
		q->options = NEW_ARRAY(l->a, struct ig_option, IG_OPTIONS_MAX);
		for (size_t i = 0; choices && i < choices->n && i < IG_OPTIONS_MAX; i++)
			q->options[q->n_options++] = (struct ig_option){.text = plain(choices->items[i].string, LANG_EN),
			                                                .correct = problem_accepts(l->a, step, choices->items[i].string)};
		keys_set(l->a, q);
		q->hints = NEW_ARRAY(l->a, struct ig_text, (tutoring ? tutoring->n : 0) + 1);
		for (size_t i = 0; tutoring && i < tutoring->n; i++)
			q->hints[q->n_hints++] = plain(json_str(&tutoring->items[i], "text"), LANG_EN);
	}
}

static enum code item_add(struct loading *l, const struct json *j, struct id item, struct id competency, struct str interests, struct err *e)
{
	const struct json *stem = json_get(j, "stem"), *steps = json_get(j, "steps");
	if (stem && stem->type == JSON_OBJECT_T)
		return model_question(l, j, item, competency, interests, e);
	if (stem)
		reading_question(l, j, item);
	else if (steps && steps->type == JSON_ARRAY_T)
		problem_questions(l, j, item, competency);
	else
		return err_set(e, E_INPUT, "This question cannot be shown: its model is of no known kind. Tell your teacher.");
	return OK;
}

struct raw { struct id item, competency; const struct json *json; };

static enum code raw_items(struct loading *l, struct raw **out, size_t *n, struct err *e)
{
	struct rows *r;
	const struct work *w = &l->p->work;
	enum code c;
	*out = NEW_ARRAY(l->a, struct raw, 64);
	*n = 0;
	if (!id_nil(w->item))
		c = db_query(l->db, e, &r, "select id, competency, model from item where id = ?1", "b", w->item);
	else if (!id_nil(w->resource))
		c = db_query(l->db, e, &r, "select id, competency, model from item where resource = ?1 order by position, source_id, id limit 64", "b", w->resource);
	else
		c = db_query(l->db, e, &r, "select id, competency, model from item where competency = ?1 order by source_id, id limit 4", "b", w->competency);
	if (c)
		return c;
	int got = 0;
	while (!c && (got = rows_next(r, e)) == 1) {
		struct json *j;
		c = json_parse(l->a, rows_t(r, 2), &j, e);
		if (!c && *n < 64)
			(*out)[(*n)++] = (struct raw){rows_id(r, 0), rows_id(r, 1), j};
	}
	rows_end(r);
	return c ? c : got < 0 ? e->code : OK;
}

static enum code interests_of(struct loading *l, struct str *out, struct err *e)
{
	struct rows *r;
	*out = S("");
	enum code c = db_query(l->db, e, &r, "select interests from profile where learner = ?1 limit 1", "b", l->p->work.learner);
	if (c)
		return c;
	int got = rows_next(r, e);
	if (got == 1)
		*out = str_fold(l->a, rows_t(r, 0));
	rows_end(r);
	return got < 0 ? e->code : OK;
}

/* As many as the minutes allow; models are made anew with other numbers until there are enough. */
static enum code items_load(struct loading *l, struct err *e)
{
	const struct work *w = &l->p->work;
	struct raw *raw;
	size_t n, models = 0;
	struct str interests;
	enum code c = raw_items(l, &raw, &n, e);
	if (!c)
		c = interests_of(l, &interests, e);
	if (c || !n)
		return c;
	for (size_t i = 0; i < n; i++) {
		const struct json *stem = json_get(raw[i].json, "stem");
		models += stem && stem->type == JSON_OBJECT_T;
	}
	size_t want = n, from = 0;
	if (models == n && id_nil(w->item))
		want = (size_t)fmax(fmin((double)QUESTIONS_MAX, fmax((double)n, round(w->minutes / 3.0))), 3);
	else if (n > QUESTIONS_MAX) {
		want = 6;
		from = (size_t)((uint64_t)w->seed % n);
	}
	if (want > QUESTIONS_MAX)
		want = QUESTIONS_MAX;
	if (l->needs)
		want = (size_t)fmax(1, ceil((double)want * needs_number(l->needs, NEED_SHORTER_WORK, 1)));
	for (size_t i = 0; i < want && !c; i++) {
		const struct raw *r = &raw[(from + i) % n];
		c = item_add(l, r->json, r->item, r->competency, interests, e);
	}
	return c;
}

static void criteria_of(struct loading *l, const struct json *rubric)
{
	struct practice *p = l->p;
	if (!rubric || rubric->type != JSON_ARRAY_T)
		return;
	p->criteria = NEW_ARRAY(l->a, struct criterion, rubric->n + 1);
	for (size_t i = 0; i < rubric->n; i++) {
		const struct json *name = in_lang(json_get(&rubric->items[i], "criterion"), l->lang, NULL);
		const struct json *levels = in_lang(json_get(&rubric->items[i], "levels"), l->lang, NULL);
		struct criterion *k = &p->criteria[p->n_criteria++];
		k->name = name ? name->string : S("");
		for (size_t v = 0; levels && levels->type == JSON_ARRAY_T && v < levels->n && v < 4; v++)
			k->levels[v] = levels->items[v].string;
	}
}

static void task_of(struct loading *l, const struct json *body)
{
	struct practice *p = l->p;
	const struct json *title = in_lang(json_get(body, "title"), l->lang, &p->language), *summary = in_lang(json_get(body, "summary"), l->lang, NULL);
	p->kind = PRACTICE_TASK;
	if (title && title->type == JSON_STRING_T)
		p->title = title->string;
	if (summary && summary->type == JSON_STRING_T)
		p->summary = summary->string;
	p->steps = texts_of(l->a, in_lang(json_get(body, "steps"), l->lang, NULL), &p->n_steps);
	p->materials = texts_of(l->a, in_lang(json_get(body, "materials"), l->lang, NULL), &p->n_materials);
	p->done = texts_of(l->a, in_lang(json_get(body, "done"), l->lang, NULL), &p->n_done);
	p->ways = texts_of(l->a, in_lang(json_get(body, "ways"), l->lang, NULL), &p->n_ways);
	criteria_of(l, json_get(body, "rubric"));
}

static void reading_of(struct loading *l, const struct json *body)
{
	struct practice *p = l->p;
	const struct json *words = json_get(body, "glossary");
	struct str lang = json_str(body, "lang");
	if (!lang_parse(lang, &p->language))
		p->language = LANG_EN;
	p->kind = PRACTICE_READING;
	p->pages = texts_of(l->a, json_get(body, "pages"), &p->n_pages);
	p->summary = json_str(body, "summary");
	if (!words || words->type != JSON_ARRAY_T)
		return;
	p->glossary = NEW_ARRAY(l->a, struct gloss, words->n + 1);
	for (size_t i = 0; i < words->n; i++) {
		const struct json *g = &words->items[i];
		struct gloss x = {.word = json_str(g, "word"), .meaning = json_str(g, LANGS[p->language].tag)};
		if (l->home.n)
			x.home = json_str(g, str_dupz(l->a, l->home));
		if (str_eq(x.home, x.meaning))
			x.home = S("");
		p->glossary[p->n_glossary++] = x;
	}
}

static enum code resource_load(struct loading *l, const struct json **body, struct err *e)
{
	struct rows *r;
	struct practice *p = l->p;
	struct str kind = S(""), text = S("");
	enum code c = db_query(l->db, e, &r, "select title, summary, address, construct, licence, credit, author, kind, language, body from resource where id = ?1", "b",
	                       p->work.resource);
	if (c)
		return c;
	int got = rows_next(r, e);
	if (got == 1) {
		struct arena *a = l->a;
		p->title = str_dup(a, rows_t(r, 0));
		p->summary = str_dup(a, rows_t(r, 1));
		p->address = str_dup(a, rows_t(r, 2));
		p->constructs = need_constructs(str_dup(a, rows_t(r, 3)));
		p->credit = str_trim(str_fmt(a, "%.*s %.*s %.*s", S_ARG(rows_t(r, 6)), S_ARG(rows_t(r, 5)), S_ARG(rows_t(r, 4))));
		kind = str_dup(a, rows_t(r, 7));
		if (!lang_parse(rows_t(r, 8), &p->language))
			p->language = LANG_EN;
		text = str_dup(a, rows_t(r, 9));
	}
	rows_end(r);
	if (got < 0)
		return e->code;
	p->kind = str_eqz(kind, "practice") ? PRACTICE_QUESTIONS : str_eqz(kind, "reading") ? PRACTICE_READING
	          : str_eqz(kind, "link") || str_eqz(kind, "video") ? PRACTICE_LINK : PRACTICE_TASK;
	struct json *j;
	if (str_starts(str_trim(text), "{")) {
		c = json_parse(l->a, text, &j, e);
		if (!c)
			*body = j;
		return c;
	}
	struct str rest = text;
	p->pages = NEW_ARRAY(l->a, struct str, 200);
	while (rest.n && p->n_pages < 200) { /* plain text: a paragraph a page */
		size_t at;
		struct str page = rest;
		if (str_find(rest, S("\n\n"), &at)) {
			page.n = at;
			rest = (struct str){rest.p + at + 2, rest.n - at - 2};
		} else {
			rest.n = 0;
		}
		if (str_trim(page).n)
			p->pages[p->n_pages++] = str_trim(page);
	}
	return OK;
}

static void fewer_choices(struct practice *p, size_t most)
{
	for (size_t i = 0; i < p->n; i++) {
		struct question *q = &p->questions[i];
		if (q->kind != IG_CHOICE && q->kind != IG_CHOICES)
			continue;
		for (size_t k = q->n_options; k > 0 && q->n_options > most; k--) {
			if (q->options[k - 1].correct)
				continue;
			memmove(&q->options[k - 1], &q->options[k], (q->n_options - k) * sizeof *q->options);
			q->n_options--;
		}
	}
}

/* Questions that the body itself holds, when the library has no items of it; and then what it is. */
static void kind_settle(struct loading *l, const struct json *body)
{
	struct practice *p = l->p;
	const struct json *questions = json_get(body, "questions");
	bool none = !p->n;
	for (size_t i = 0; none && questions && questions->type == JSON_ARRAY_T && i < questions->n && i < QUESTIONS_MAX; i++)
		reading_question(l, &questions->items[i], ID_NIL);
	if (p->n && p->kind == PRACTICE_TASK && !p->n_steps)
		p->kind = p->n_pages ? PRACTICE_READING : PRACTICE_QUESTIONS;
	if (!p->n && p->kind == PRACTICE_QUESTIONS)
		p->kind = p->n_pages ? PRACTICE_READING : PRACTICE_TASK;
}

enum code practice_load(struct db *db, struct arena *a, const struct work *w, enum lang lang, const struct needs *needs, struct str home, struct practice *out,
                        struct err *e)
{
	struct loading l = {.db = db, .a = a, .lang = lang, .home = home, .needs = needs, .p = out};
	const struct json *body = NULL;
	*out = (struct practice){.work = *w, .title = w->title, .language = lang, .kind = PRACTICE_TASK};
	enum code c = id_nil(w->resource) ? OK : resource_load(&l, &body, e);
	if (c)
		return c;
	if (body && json_get(body, "pages"))
		reading_of(&l, body);
	else if (body && json_get(body, "steps") && json_get(body, "type"))
		task_of(&l, body);
	if (!id_nil(w->item) || !id_nil(w->resource) || !id_nil(w->competency))
		c = items_load(&l, e);
	if (c)
		return c;
	kind_settle(&l, body);
	if (needs && needs_on(needs, NEED_FEWER_CHOICES))
		fewer_choices(out, (size_t)needs_number(needs, NEED_FEWER_CHOICES, IG_OPTIONS_MAX));
	return c;
}

enum code practice_constructs(struct db *db, const struct work *w, unsigned *out, struct err *e)
{
	struct rows *r;
	*out = 0;
	enum code c = db_query(db, e, &r, "select construct from resource where id = ?1 union all select construct from item where id = ?2 or resource = ?3", "bbb",
	                       w->resource, w->item, w->resource);
	if (c)
		return c;
	int got;
	while ((got = rows_next(r, e)) == 1)
		*out |= need_constructs(rows_t(r, 0));
	rows_end(r);
	return got < 0 ? e->code : OK;
}
