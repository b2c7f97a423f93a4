/* stories.c - readings page by page, and tasks with their rubrics, one JSON object a line.
 *
 * The line itself is kept as the body: pages, words to explain and steps are shown from it (school/work/practice.h). A
 * reading's questions become items (engine/itemgen/reading.h), so that evidence knows which was answered; they need every
 * language version of a level together, so readings are held until all files have been read. */
#include "engine/itemgen/itemgen.h"
#include "engine/itemgen/reading.h"
#include "interop/library.h"

#include <string.h>

#define HELD_MOST 20000

struct held { /* a line kept until the end */
	const struct json *j;
	struct str text, file, group, tag;
	size_t line;
	int64_t level;
	enum lang lang;
	struct id resource;
};

struct stories {
	struct library l;          /* first: library_line gets it */
	struct held *held;
	size_t n, cap;
	int64_t untitled;
};

/* ---- words ---- */

static struct str credit_of(struct arena *a, const struct json *j, enum lang lang)
{
	static const struct { const char *key, *label; } WHO[] = {
		{"author", N_("Text: %.*s.")}, {"illustrator", N_("Pictures: %.*s.")}, {"translator", N_("Translation: %.*s.")}, {"source", N_("From: %.*s.")}};
	struct buf b = buf_new(a, 4000);
	for (size_t i = 0; i < sizeof WHO / sizeof *WHO; i++) {
		struct str who = str_trim(json_str(j, WHO[i].key));
		if (who.n == 0)
			continue;
		if (b.n > 0)
			buf_byte(&b, ' ');
		buf_fmt(&b, tr(lang, WHO[i].label), S_ARG(who));
	}
	return buf_done(&b);
}

/* A title where there is none: that of another language, or how it begins. */
static struct str title_of(struct stories *s, const struct held *h)
{
	struct import *m = s->l.m;
	struct str title = import_clean(m->row, json_str(h->j, "title"), false);
	const struct json *pages = json_get(h->j, "pages");
	if (title.n > 0)
		return title;
	s->untitled++;
	for (size_t i = 0; i < s->n; i++)
		if (str_eq(s->held[i].group, h->group) && s->held[i].level == h->level && s->held[i].lang == LANG_EN && json_str(s->held[i].j, "title").n > 0)
			return import_clean(m->row, json_str(s->held[i].j, "title"), false);
	title = pages != NULL && pages->n > 0 && pages->items[0].type == JSON_STRING_T ? import_clean(m->row, pages->items[0].string, false) : S("");
	struct str cut = title;
	for (int i = 0; i < 60 && cut.n > 0; i++)
		(void)utf8_next(&cut);
	return (struct str){title.p, title.n - cut.n};
}

/* ---- readings ---- */

static struct str json_text(struct library *l, const struct json *j)
{
	struct buf b = library_buf(l);
	struct json_out o = json_to(&b);
	json_put(&o, j);
	return b.over ? S("") : buf_done(&b);
}

static enum code hold_reading(struct stories *s, const struct json *j, struct err *e)
{
	struct library *l = &s->l;
	enum lang lang;
	struct held h = {.file = l->file, .line = l->line};
	struct str group = json_str(j, "group");
	const struct json *pages = json_get(j, "pages");
	const struct json *id = json_get(j, "id");
	/* an imported story's id is that of all its languages; a reading of ours has a group */
	struct str name = id != NULL && id->type == JSON_NUMBER_T && id->is_int ? str_fmt(l->m->row, "%lld", (long long)id->integer) : json_str(j, "id");
	if (name.n == 0)
		library_refuse(l, "id", "%s", tr(l->m->o->lang, N_("There is no id.")));
	if (!lang_parse(json_str(j, "lang"), &lang))
		library_refuse(l, "lang", tr(l->m->o->lang, N_("\"%.*s\" is no language of this program.")), S_ARG(json_str(j, "lang")));
	bool good = pages != NULL && pages->type == JSON_ARRAY_T && pages->n > 0;
	for (size_t i = 0; good && i < pages->n; i++)
		good = pages->items[i].type == JSON_STRING_T;
	if (!good)
		library_refuse(l, "pages", "%s", tr(l->m->o->lang, N_("A story is a list of pages, each a text.")));
	if (json_str(j, "license").n == 0)
		library_refuse(l, "license", "%s", tr(l->m->o->lang, N_("There is no licence. Nothing is taken in without one.")));
	if (s->n == HELD_MOST)
		return err_set(e, E_LIMIT, "One import brings at most %d readings. Please cut it into several.", HELD_MOST);
	if (name.n == 0 || !good || json_str(j, "license").n == 0 || !lang_parse(json_str(j, "lang"), &lang))
		return OK;
	if (s->n == s->cap) {
		s->held = arena_grow(l->m->a, s->held, s->cap * sizeof *s->held, (s->cap * 2 + 64) * sizeof *s->held);
		s->cap = s->cap * 2 + 64;
	}
	struct json *copy;
	h.text = str_dup(l->m->a, json_text(l, j));
	enum code c = json_parse(l->m->a, h.text, &copy, e);
	h.j = copy;
	h.group = str_dup(l->m->a, group.n > 0 ? group : str_fmt(l->m->row, "%.*s/%.*s", S_ARG(json_str(j, "source")), S_ARG(name)));
	h.level = json_int(j, "level", 0);
	h.lang = lang;
	h.tag = str_z(LANGS[lang].tag);
	s->held[s->n++] = h;
	return c;
}

static enum code put_questions(struct stories *s, struct held *h, struct err *e)
{
	struct library *l = &s->l;
	struct import *m = l->m;
	const struct json *versions[LANG_COUNT];
	size_t n = 0;
	enum code c = OK;
	/* English first: texts that a language lacks are shown in it */
	for (size_t i = 0; i < s->n; i++)
		if (str_eq(s->held[i].group, h->group) && s->held[i].level == h->level && n < LANG_COUNT)
			versions[n++] = s->held[i].j;
	for (size_t i = 1; i < n; i++)
		if (str_eqz(json_str(versions[i], "lang"), "en")) {
			const struct json *t = versions[0];
			versions[0] = versions[i];
			versions[i] = t;
		}
	for (size_t q = 0; q < reading_questions(h->j) && c == OK; q++) {
		const struct json *question = &json_get(h->j, "questions")->items[q];
		struct err why = {0};
		struct str text;
		struct inputs x = {0};
		struct ig_model *model;
		struct id item, competency;
		err_speak(&why, m->o->lang);
		if (reading_question(m->row, versions, n, q, &text, &why) != OK || ig_load(m->row, text, &model, &why) != OK) {
			library_refuse(l, "questions", tr(m->o->lang, N_("Question %zu: %s")), q + 1, why.text);
			continue;
		}
		struct str source = str_fmt(m->row, "%.*s/%.*s", S_ARG(json_str(h->j, "id")), S_ARG(json_str(question, "id")));
		competency = library_competency(l, json_str(question, "competency"));
		inputs_id(&x, m->row, "resource", h->resource);
		inputs_int(&x, m->row, "position", (int64_t)q);
		inputs_put(&x, "title", str_fmt(m->row, "%.*s (%zu)", S_ARG(title_of(s, h)), q + 1));
		inputs_id(&x, m->row, "competency", competency);
		inputs_put(&x, "kind", str_z(ig_kind_name(model->kind)));
		inputs_int(&x, m->row, "rigor", model->rigor);
		inputs_put(&x, "construct", model->construct);
		inputs_put(&x, "model", text);
		inputs_put(&x, "licence", str_fmt(m->row, "%.*s, %.*s", S_ARG(json_str(h->j, "author")), S_ARG(licence_name(json_str(h->j, "license")))));
		inputs_put(&x, "source_id", source);
		c = library_put(l, &l->item, source, x.in, x.n, &item, e);
	}
	return c;
}

static enum code put_reading(struct stories *s, struct held *h, struct err *e)
{
	struct library *l = &s->l;
	struct import *m = l->m;
	const struct json *j = h->j, *competencies = json_get(j, "competencies"), *grades = json_get(j, "grades");
	struct inputs x = {0};
	arena_reset(m->row);
	l->file = h->file;
	l->line = h->line;
	struct str source = str_fmt(m->row, "story/%.*s/%lld/%.*s", S_ARG(h->group), (long long)h->level, S_ARG(h->tag));
	struct slot *slot = keyed_find(&l->resource.keys, keyed_str(&m->key, source));
	int64_t minutes = json_int(j, "minutes", (int64_t)json_get(j, "pages")->n);
	inputs_put(&x, "title", title_of(s, h));
	inputs_put(&x, "kind", S("reading"));
	inputs_put(&x, "language", h->tag);
	inputs_int(&x, m->row, "level", h->level);
	if (grades != NULL && grades->type == JSON_ARRAY_T && grades->n > 0 && grades->items[0].type == JSON_STRING_T)
		inputs_put(&x, "grade", competencies_grade(m->row, grades->items[0].string));
	inputs_put(&x, "same_goal", str_fmt(m->row, "story/%.*s", S_ARG(h->group)));
	inputs_put(&x, "summary", import_clean(m->row, json_str(j, "summary"), true));
	inputs_int(&x, m->row, "rigor", 2);
	inputs_put(&x, "construct", competencies != NULL ? S("reasoning") : S(""));
	inputs_put(&x, "interests", joined(m->row, json_get(j, "interests"), " "));
	inputs_int(&x, m->row, "minutes_alone", minutes);
	inputs_int(&x, m->row, "minutes_screen", minutes);
	if (json_get(j, "access") != NULL) {
		inputs_access(&x, m->row, json_get(j, "access"));
	} else {
		inputs_put(&x, "access_mode", S("textual"));
		inputs_put(&x, "access_sufficient", S("textual"));
		inputs_put(&x, "access_features", S("displayTransformability readingOrder structuralNavigation"));
		inputs_put(&x, "access_hazards", S("none"));
	}
	inputs_put(&x, "author", import_clean(m->row, json_str(j, "author"), false));
	inputs_put(&x, "licence", licence_name(json_str(j, "license")));
	inputs_put(&x, "credit", credit_of(m->row, j, LANG_EN));
	inputs_put(&x, "body", h->text);
	inputs_put(&x, "source_id", source);
	if (slot == NULL || !(slot->flags & SLOT_THERE))
		inputs_put(&x, "state", S("checked"));
	enum code c = library_put(l, &l->resource, source, x.in, x.n, &h->resource, e);
	for (size_t i = 0; c == OK && competencies != NULL && competencies->type == JSON_ARRAY_T && i < competencies->n; i++)
		if (competencies->items[i].type == JSON_STRING_T)
			c = library_align(l, h->resource, library_competency(l, competencies->items[i].string), e);
	return c == OK && !id_nil(h->resource) ? put_questions(s, h, e) : c;
}

/* ---- tasks ---- */

static struct str in_lang(const struct json *j, const char *key, const char *tag)
{
	const struct json *t = json_get(json_get(j, key), tag);
	return t != NULL && t->type == JSON_STRING_T ? str_trim(t->string) : S("");
}

static enum code translate(struct library *l, const struct staged *st, struct id id, const char *field, struct str text, struct err *e)
{
	struct slot *there = NULL;
	struct import_count *count = import_count(l->m, "translation");
	if (text.n == 0 || id_nil(id))
		return OK;
	for (size_t i = 0; i < keyed_count(&st->keys) && there == NULL; i++)
		if (id_eq(keyed_at(&st->keys, i)->id, id))
			there = keyed_at(&st->keys, i);
	if (there != NULL && (there->flags & SLOT_THERE)) {
		struct record r;
		struct str now, origin;
		enum code c = record_get(l->m->db, l->m->row, &l->m->sys, st->t, id, &r, e);
		if (c == OK)
			c = record_text_get(l->m->db, l->m->row, st->t, &r, field, LANG_ES, &now, &origin, e);
		if (c != OK)
			return c;
		if (!str_eqz(origin, "original") && (str_eq(now, text) || str_eqz(origin, "reviewed"))) {
			count->unchanged++;
			return OK;
		}
	}
	count->added++;
	return journal_text(l->m->journal, st->t, id, field, S("es"), text, e);
}

static enum code put_criterion(struct library *l, struct id rubric, const struct json *j, size_t place, struct err *e)
{
	static const char *const LEVELS[] = {"level_1", "level_2", "level_3", "level_4"};
	struct import *m = l->m;
	struct staged *st = &l->criterion;
	const struct json *en = json_get(json_get(j, "levels"), "en"), *es = json_get(json_get(j, "levels"), "es");
	struct inputs x = {0};
	struct problems problems;
	bool made;
	uint64_t key = keyed_hash(&m->key, rubric.b, 16) ^ (uint64_t)(place + 1) * 0x9e3779b97f4a7c15u;
	struct slot *slot = keyed_put(&st->keys, key, &made);
	if (slot == NULL)
		return err_set(e, E_MEMORY, "There is no memory left for the import.");
	inputs_id(&x, m->row, "rubric", rubric);
	inputs_int(&x, m->row, "position", (int64_t)place);
	inputs_put(&x, "name", in_lang(j, "criterion", "en"));
	for (size_t i = 0; i < 4 && en != NULL && en->type == JSON_ARRAY_T && i < en->n; i++)
		if (en->items[i].type == JSON_STRING_T)
			inputs_put(&x, LEVELS[i], en->items[i].string);
	enum code c = staged_input(st, slot, x.in, x.n, &problems, e);
	import_refuse_problems(m, l->file, l->line, st->t, &problems);
	if (c == OK && problems.n == 0)
		c = translate(l, st, slot->id, "name", in_lang(j, "criterion", "es"), e);
	for (size_t i = 0; c == OK && problems.n == 0 && i < 4 && es != NULL && es->type == JSON_ARRAY_T && i < es->n; i++)
		if (es->items[i].type == JSON_STRING_T)
			c = translate(l, st, slot->id, LEVELS[i], es->items[i].string, e);
	return c;
}

static enum code put_rubric(struct library *l, const struct json *j, struct id resource, struct id competency, struct str source, struct err *e)
{
	struct import *m = l->m;
	const struct json *criteria = json_get(j, "rubric");
	struct inputs x = {0};
	struct id rubric;
	if (criteria == NULL || criteria->type != JSON_ARRAY_T || criteria->n == 0)
		return OK;
	inputs_put(&x, "title", in_lang(j, "title", "en"));
	inputs_id(&x, m->row, "resource", resource);
	inputs_id(&x, m->row, "competency", competency);
	inputs_put(&x, "ways", joined(m->row, json_get(json_get(j, "ways"), "en"), "\n"));
	inputs_put(&x, "source_id", source);
	enum code c = library_put(l, &l->rubric, source, x.in, x.n, &rubric, e);
	if (c == OK)
		c = translate(l, &l->rubric, rubric, "title", in_lang(j, "title", "es"), e);
	if (c == OK)
		c = translate(l, &l->rubric, rubric, "ways", joined(m->row, json_get(json_get(j, "ways"), "es"), "\n"), e);
	for (size_t i = 0; c == OK && !id_nil(rubric) && i < criteria->n; i++)
		c = put_criterion(l, rubric, &criteria->items[i], i, e);
	return c;
}

static enum code put_task(struct stories *s, const struct json *j, struct err *e)
{
	static const char *const MINUTES[][2] = {{"screen", "minutes_screen"}, {"alone", "minutes_alone"}, {"peers", "minutes_peers"}, {"adult", "minutes_adult"}, {"group", "minutes_group"}};
	struct library *l = &s->l;
	struct import *m = l->m;
	struct inputs x = {0};
	struct id resource;
	struct str id = json_str(j, "id"), type = json_str(j, "type"), source = str_fmt(m->row, "task/%.*s", S_ARG(id));
	if (id.n == 0 || in_lang(j, "title", "en").n == 0) {
		library_refuse(l, id.n == 0 ? "id" : "title", "%s", tr(m->o->lang, N_("A task has an id and a title in English.")));
		return OK;
	}
	if (json_str(j, "license").n == 0) {
		library_refuse(l, "license", "%s", tr(m->o->lang, N_("There is no licence. Nothing is taken in without one.")));
		return OK;
	}
	struct slot *slot = keyed_find(&l->resource.keys, keyed_str(&m->key, source));
	struct id competency = library_competency(l, json_str(j, "competency"));
	inputs_put(&x, "title", in_lang(j, "title", "en"));
	inputs_put(&x, "kind", str_eqz(type, "hands-on") ? S("handsOn") : S("task"));
	inputs_put(&x, "language", S("en"));
	inputs_put(&x, "grade", competencies_grade(m->row, json_str(j, "grade")));
	inputs_put(&x, "same_goal", source);
	inputs_put(&x, "summary", in_lang(j, "summary", "en"));
	inputs_int(&x, m->row, "rigor", json_int(j, "rigor", 3));
	inputs_put(&x, "interests", joined(m->row, json_get(j, "interests"), " "));
	for (size_t i = 0; i < sizeof MINUTES / sizeof *MINUTES; i++)
		inputs_int(&x, m->row, MINUTES[i][1], json_int(json_get(j, "minutes"), MINUTES[i][0], 0));
	inputs_access(&x, m->row, json_get(j, "access"));
	inputs_put(&x, "author", json_str(j, "author"));
	inputs_put(&x, "licence", licence_name(json_str(j, "license")));
	inputs_put(&x, "body", json_text(l, j));
	inputs_put(&x, "source_id", source);
	if (slot == NULL || !(slot->flags & SLOT_THERE))
		inputs_put(&x, "state", S("checked"));
	enum code c = library_put(l, &l->resource, source, x.in, x.n, &resource, e);
	if (c == OK)
		c = library_align(l, resource, competency, e);
	return c == OK && !id_nil(resource) ? put_rubric(l, j, resource, competency, source, e) : c;
}

/* ---- */

static enum code one_line(struct library *l, const struct json *j, struct err *e)
{
	struct stories *s = (struct stories *)(void *)l;
	if (json_get(j, "pages") != NULL)
		return hold_reading(s, j, e);
	if (json_get(j, "type") != NULL && json_get(j, "steps") != NULL)
		return put_task(s, j, e);
	library_refuse(l, "", "%s", tr(l->m->o->lang, N_("This is neither a story (pages) nor a task (type and steps).")));
	return OK;
}

enum code import_stories(struct import *m, struct err *e)
{
	struct stories s = {0};
	m->r->what = S("JSON lines");
	enum code c = library_open(&s.l, m, e);
	for (size_t i = 0; i < m->o->n_paths && c == OK; i++)
		c = library_lines(&s.l, m->o->paths[i], one_line, e);
	for (size_t i = 0; i < s.n && c == OK; i++) {
		c = import_tell(m, N_("Comparing"), s.held[i].file, (int64_t)i, (int64_t)s.n, e);
		if (c == OK)
			c = put_reading(&s, &s.held[i], e);
	}
	if (s.untitled > 0)
		import_note(m, tr(m->o->lang, N_("%lld readings have no title in their language; another language's, or how they begin, stands in for it.")), (long long)s.untitled);
	library_close(&s.l);
	return c;
}
