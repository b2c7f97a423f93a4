/* oatutor.c - problems of OATutor as resources with items.
 *
 * Each step is an item, since each has its own skills: its model is the problem as it came, with that step alone
 * (school/work/practice.h shows and scores it). Skills become competencies of a framework named like the course. */
#include "interop/items.h"

#include <string.h>

struct task { /* one line of the file */
	const struct json *j, *steps;
	struct str id, title, course, licence, credit, author;
	struct id resource;
	bool pictures_missing;
};

/* "https://... <Name>": the name and the address */
static void name_and_address(struct str s, struct str *name, struct str *address)
{
	size_t at;
	*address = str_trim(s);
	*name = (struct str){0};
	if (str_find(s, S("<"), &at)) {
		*address = str_trim((struct str){s.p, at});
		*name = str_trim((struct str){s.p + at + 1, s.n - at - 1});
		if (name->n > 0 && name->p[name->n - 1] == '>')
			name->n--;
	}
}

static bool has_picture(struct str s)
{
	size_t at;
	return str_find(s, S("##figure"), &at) || str_find(s, S("##image"), &at) || str_find(s, S(".gif##"), &at) || str_find(s, S(".png##"), &at) || str_find(s, S(".jpg##"), &at);
}

static bool speaks_of_pictures(const struct task *t)
{
	bool missing = has_picture(json_str(t->j, "body"));
	for (size_t i = 0; i < t->steps->n; i++) {
		const struct json *s = &t->steps->items[i], *choices = json_get(s, "choices");
		missing |= has_picture(json_str(s, "stepTitle")) || has_picture(json_str(s, "stepBody"));
		for (size_t k = 0; choices != NULL && choices->type == JSON_ARRAY_T && k < choices->n; k++)
			missing |= choices->items[k].type == JSON_STRING_T && has_picture(choices->items[k].string);
	}
	return missing;
}

/* ---- skills ---- */

static enum code framework_of(struct library *l, const struct task *t, struct id *out, struct err *e)
{
	return competencies_framework(&l->k, t->course, S("OATutor"), S(""), t->credit, str_fmt(l->m->a, "oatutor/%.*s", S_ARG(t->course)), out, e);
}

static enum code new_skill(struct library *l, const struct task *t, struct str skill, struct slot *slot, bool made, struct err *e)
{
	struct import *m = l->m;
	struct problems problems;
	struct id framework;
	struct inputs x = {0};
	enum code c = framework_of(l, t, &framework, e);
	if (c != OK)
		return c;
	char *words = str_dupz(m->row, skill);
	for (char *q = words; *q != '\0'; q++)
		*q = *q == '_' ? ' ' : *q;
	if (words[0] >= 'a' && words[0] <= 'z')
		words[0] = (char)(words[0] - 32);
	struct str sentence = str_fmt(m->row, "%s.", words);
	inputs_id(&x, m->row, "framework", framework);
	inputs_put(&x, "code", skill);
	inputs_put(&x, "subject", S("mathematics"));
	inputs_put(&x, "statement", sentence);
	if (!(slot->flags & SLOT_THERE) || (slot->extra & TEXT_IS_STATEMENT))
		inputs_put(&x, "text", sentence);
	inputs_put(&x, "kind", S("skill"));
	inputs_put(&x, "source_id", str_fmt(m->row, "skill/%.*s/%.*s", S_ARG(t->course), S_ARG(skill)));
	c = staged_input(&l->k.competency, slot, x.in, x.n, &problems, e);
	import_refuse_problems(m, l->file, l->line, l->k.competency.t, &problems);
	return c == OK && made ? competencies_name(&l->k, slot, skill, e) : c;
}

static enum code skill_of(struct library *l, const struct task *t, struct str skill, struct id *out, struct err *e)
{
	bool made = false;
	*out = ID_NIL;
	if (skill.n == 0)
		return OK;
	/* one that is here under this name already, by whatever way it came */
	struct slot *slot = competencies_code(&l->k, skill);
	if (slot == NULL)
		slot = keyed_put(&l->k.competency.keys, keyed_str(&l->m->key, str_fmt(l->m->row, "skill/%.*s/%.*s", S_ARG(t->course), S_ARG(skill))), &made);
	if (slot == NULL)
		return err_set(e, E_MEMORY, "There is no memory left for the import.");
	enum code c = made ? new_skill(l, t, skill, slot, true, e) : OK;
	*out = slot->id;
	return c;
}

/* ---- steps ---- */

static struct str model_of(struct library *l, const struct task *t, const struct json *step)
{
	struct buf b = library_buf(l);
	struct json_out o = json_to(&b);
	json_open(&o, '{');
	for (size_t i = 0; i < t->j->n; i++) {
		json_key_str(&o, t->j->keys[i]);
		if (!str_eqz(t->j->keys[i], "steps")) {
			json_put(&o, &t->j->items[i]);
			continue;
		}
		json_open(&o, '[');
		json_put(&o, step);
		json_close(&o, ']');
	}
	json_close(&o, '}');
	return b.over ? S("") : buf_done(&b);
}

static struct str nth_text(const struct json *list, size_t i)
{
	return list != NULL && list->type == JSON_ARRAY_T && i < list->n && list->items[i].type == JSON_STRING_T ? str_trim(list->items[i].string) : S("");
}

static enum code put_step(struct library *l, const struct task *t, size_t number, struct err *e)
{
	struct import *m = l->m;
	const struct json *step = &t->steps->items[number], *skills = json_get(step, "skills"), *choices = json_get(step, "choices");
	struct str id = str_trim(json_str(step, "id"));
	struct id competency = ID_NIL, item;
	struct inputs x = {0};
	enum code c = OK;
	if (nth_text(json_get(step, "stepAnswer"), 0).n == 0 || id.n == 0) {
		library_refuse(l, "steps", tr(m->o->lang, N_("Step %zu has no answer or no id.")), number + 1);
		return OK;
	}
	for (size_t i = 0; nth_text(skills, i).n > 0 && c == OK; i++) {
		struct id one;
		c = skill_of(l, t, nth_text(skills, i), &one, e);
		if (c == OK)
			c = library_align(l, t->resource, one, e);
		competency = id_nil(competency) ? one : competency;
	}
	if (c != OK)
		return c;
	struct str source = str_fmt(m->row, "oatutor/%.*s", S_ARG(id));
	inputs_id(&x, m->row, "resource", t->resource);
	inputs_int(&x, m->row, "position", (int64_t)number);
	inputs_put(&x, "title", t->steps->n > 1 ? str_fmt(m->row, "%.*s (%zu)", S_ARG(t->title), number + 1) : t->title);
	inputs_id(&x, m->row, "competency", competency);
	inputs_put(&x, "skill", joined(m->row, skills, " "));
	inputs_put(&x, "kind", choices != NULL && choices->type == JSON_ARRAY_T && choices->n > 0 ? S("choice") : S("text"));
	inputs_put(&x, "construct", S("computation"));
	inputs_put(&x, "model", model_of(l, t, step));
	inputs_put(&x, "licence", t->credit);
	inputs_put(&x, "source_id", source);
	return library_put(l, &l->item, source, x.in, x.n, &item, e);
}

static bool usable(struct library *l, const struct task *t)
{
	enum lang lang = l->m->o->lang;
	if (t->id.n == 0 || t->title.n == 0 || t->steps->n == 0 || t->steps->n > 100) {
		library_refuse(l, t->id.n == 0 ? "id" : t->title.n == 0 ? "title" : "steps", "%s", tr(lang, N_("A problem has an id, a title and one to a hundred steps.")));
		return false;
	}
	if (t->licence.n == 0) {
		library_refuse(l, "license", "%s", tr(lang, N_("There is no licence. Nothing is taken in without one.")));
		return false;
	}
	return true;
}

static struct str resource_source(struct library *l, const struct task *t)
{
	return str_fmt(l->m->row, "oatutor/%.*s", S_ARG(t->id));
}

static enum code put_resource(struct library *l, struct task *t, struct err *e)
{
	struct import *m = l->m;
	struct inputs x = {0};
	struct str source = resource_source(l, t);
	struct slot *slot = keyed_find(&l->resource.keys, keyed_str(&m->key, source));
	inputs_put(&x, "title", t->title);
	inputs_put(&x, "kind", S("practice"));
	inputs_put(&x, "language", S("en"));
	inputs_put(&x, "summary", str_trim(json_str(t->j, "lesson")));
	inputs_int(&x, m->row, "rigor", 1);
	inputs_put(&x, "construct", S("computation"));
	inputs_int(&x, m->row, "minutes_alone", (int64_t)t->steps->n * 3);
	inputs_int(&x, m->row, "minutes_screen", (int64_t)t->steps->n * 3);
	inputs_put(&x, "access_mode", S("textual"));
	inputs_put(&x, "access_sufficient", t->pictures_missing ? S("") : S("textual"));
	inputs_put(&x, "access_features", S("MathML"));
	inputs_put(&x, "author", t->author);
	inputs_put(&x, "licence", t->licence);
	inputs_put(&x, "credit", t->credit);
	inputs_put(&x, "source_id", source);
	if (slot == NULL || !(slot->flags & SLOT_THERE))
		inputs_put(&x, "state", t->pictures_missing ? S("retired") : S("draft"));
	return library_put(l, &l->resource, source, x.in, x.n, &t->resource, e);
}

enum code oatutor_problem(struct library *l, const struct json *j, struct err *e)
{
	struct import *m = l->m;
	struct task t = {.j = j, .steps = json_get(j, "steps"), .id = str_trim(json_str(j, "id")), .title = import_clean(m->row, json_str(j, "title"), false),
	                 .course = import_clean(m->row, json_str(j, "courseName"), false)};
	struct str licence_url, book, address;
	name_and_address(json_str(j, "license"), &t.licence, &licence_url);
	name_and_address(json_str(j, "oer"), &book, &address);
	t.licence = t.licence.n > 0 ? t.licence : licence_url;
	t.author = book.n > 0 ? book : t.course.n > 0 ? t.course : S("OATutor");
	t.course = t.course.n > 0 ? t.course : t.author;
	t.credit = str_fmt(m->row, "%.*s, %.*s, %.*s, %.*s. OATutor.", S_ARG(t.author), S_ARG(address), S_ARG(t.licence), S_ARG(licence_url));
	if (t.title.n == 0)
		t.title = import_clean(m->row, json_str(j, "lesson"), false); /* its lesson says what it is about */
	if (!usable(l, &t))
		return OK;
	t.pictures_missing = speaks_of_pictures(&t);
	l->without_pictures += t.pictures_missing;
	enum code c = put_resource(l, &t, e);
	for (size_t i = 0; c == OK && !id_nil(t.resource) && i < t.steps->n; i++)
		c = put_step(l, &t, i, e);
	return c;
}
