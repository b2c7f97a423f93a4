/* items.c - items, one JSON object a line: our own item models, and problems with steps (oatutor.c). */
#include "engine/itemgen/itemgen.h"
#include "interop/items.h"

#include <string.h>

/* "g3-equal-groups" -> "Equal groups" */
static struct str title_of(struct arena *a, struct str id)
{
	struct str t = id;
	if (t.n > 3 && t.p[0] == 'g' && t.p[2] == '-')
		t = (struct str){t.p + 3, t.n - 3};
	char *p = str_dupz(a, t);
	for (char *q = p; *q != '\0'; q++)
		*q = *q == '-' || *q == '_' ? ' ' : *q;
	if (p[0] >= 'a' && p[0] <= 'z')
		p[0] = (char)(p[0] - 32);
	return str_z(p);
}

static struct str whole_text(struct library *l, const struct json *j)
{
	struct buf b = library_buf(l);
	struct json_out o = json_to(&b);
	json_put(&o, j);
	return b.over ? S("") : buf_done(&b);
}

/* Models of one competency are one piece of practice. */
static enum code practice_of(struct library *l, const struct ig_model *m, struct id competency, struct id *out, struct err *e)
{
	struct import *im = l->m;
	struct str source = str_fmt(im->row, "practice/%.*s", S_ARG(m->competency)), title = str_fmt(im->row, "%.*s", S_ARG(m->competency));
	struct slot *slot = keyed_find(&l->resource.keys, keyed_str(&im->key, source));
	struct inputs x = {0};
	if (slot != NULL && (slot->flags & SLOT_SEEN)) {
		*out = slot->id;
		return OK;
	}
	struct slot *k = id_nil(competency) ? NULL : competencies_code(&l->k, m->competency);
	if (k != NULL && (k->flags & SLOT_THERE)) {
		struct record r;
		enum code c = record_get(im->db, im->row, &im->sys, l->k.competency.t, k->id, &r, e);
		if (c != OK)
			return c;
		title = import_clean(im->row, rec_t(&r, "text"), false);
	}
	if (title.n > 480)
		title = m->competency;
	inputs_put(&x, "title", title);
	inputs_put(&x, "kind", S("practice"));
	inputs_put(&x, "language", S("en"));
	inputs_put(&x, "grade", competencies_grade(im->row, m->grade));
	inputs_int(&x, im->row, "rigor", m->rigor);
	inputs_put(&x, "construct", m->construct);
	inputs_int(&x, im->row, "minutes_alone", m->minutes * 5);
	inputs_int(&x, im->row, "minutes_screen", m->minutes * 5);
	inputs_put(&x, "author", m->author);
	inputs_put(&x, "licence", licence_name(m->license));
	inputs_put(&x, "source_id", source);
	inputs_access(&x, im->row, json_get(m->whole, "access"));
	if (slot == NULL || !(slot->flags & SLOT_THERE))
		inputs_put(&x, "state", S("checked"));
	enum code c = library_put(l, &l->resource, source, x.in, x.n, out, e);
	return c == OK ? library_align(l, *out, competency, e) : c;
}

static enum code own_model(struct library *l, const struct json *j, struct err *e)
{
	struct import *im = l->m;
	struct ig_model *m;
	struct err why = {0};
	struct inputs x = {0};
	struct id resource = ID_NIL, item;
	err_speak(&why, im->o->lang);
	if (ig_load_json(im->row, j, &m, &why) != OK || ig_check(m, 2, &why) != OK) {
		library_refuse(l, "", "%s", why.text);
		return OK;
	}
	if (m->license.n == 0) {
		library_refuse(l, "license", "%s", tr(im->o->lang, N_("There is no licence. Nothing is taken in without one.")));
		return OK;
	}
	struct id competency = library_competency(l, m->competency);
	enum code c = practice_of(l, m, competency, &resource, e);
	if (c != OK)
		return c;
	inputs_id(&x, im->row, "resource", resource);
	inputs_put(&x, "title", title_of(im->row, m->id));
	inputs_id(&x, im->row, "competency", competency);
	inputs_put(&x, "kind", str_z(ig_kind_name(m->kind)));
	inputs_int(&x, im->row, "rigor", m->rigor);
	inputs_put(&x, "construct", m->construct);
	inputs_int(&x, im->row, "position", (int64_t)l->line);
	inputs_put(&x, "model", whole_text(l, j));
	inputs_put(&x, "licence", str_fmt(im->row, "%.*s, %.*s", S_ARG(m->author), S_ARG(licence_name(m->license))));
	inputs_put(&x, "source_id", m->id);
	return library_put(l, &l->item, m->id, x.in, x.n, &item, e);
}

static enum code one_line(struct library *l, const struct json *j, struct err *e)
{
	if (json_get(j, "steps") != NULL && json_get(j, "steps")->type == JSON_ARRAY_T)
		return oatutor_problem(l, j, e);
	return own_model(l, j, e);
}

enum code import_items(struct import *m, struct err *e)
{
	struct library l;
	m->r->what = S("JSON lines");
	enum code c = library_open(&l, m, e);
	for (size_t i = 0; i < m->o->n_paths && c == OK; i++)
		c = library_lines(&l, m->o->paths[i], one_line, e);
	library_close(&l);
	return c;
}
