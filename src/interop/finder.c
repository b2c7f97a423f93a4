#include "interop/finder.h"

#include <string.h>

static uint64_t name_key(struct finder *f, const char *what, struct str a, struct str b, struct str c)
{
	struct arena *m = f->m->row;
	return keyed_str(&f->m->key, str_fmt(m, "%s\n%.*s\n%.*s\n%.*s", what, S_ARG(a), S_ARG(b), S_ARG(c)));
}

static bool call(struct finder *f, uint64_t key, uint32_t number)
{
	bool made;
	struct slot *s = keyed_put(&f->names, key, &made);
	if (s == NULL)
		return false;
	if (!made && s->extra != number + 1)
		s->flags |= SLOT_MARK;
	s->extra = number + 1;
	return true;
}

static uint32_t number_of(struct finder *f, struct id id)
{
	struct slot *s = keyed_find(&f->people, keyed_hash(&f->m->key, id.b, 16));
	return s != NULL ? keyed_number(&f->people, s) : UINT32_MAX;
}

static bool enter(struct finder *f, struct id id)
{
	bool made;
	struct slot *s = keyed_put(&f->people, keyed_hash(&f->m->key, id.b, 16), &made);
	if (s != NULL)
		s->id = id;
	return s != NULL;
}

static enum code no_memory(struct err *e)
{
	return err_set(e, E_MEMORY, "There is no memory left for the import.");
}

static enum code learner_role(void *arg, const struct record *r, struct err *e)
{
	struct finder *f = arg;
	if (!str_eqz(rec_t(r, "role"), "student"))
		return OK;
	if (!enter(f, rec_id(r, "person")))
		return no_memory(e);
	keyed_at(&f->people, number_of(f, rec_id(r, "person")))->flags |= SLOT_LIVE;
	return OK;
}

static enum code one_person(void *arg, const struct record *r, struct err *e)
{
	struct finder *f = arg;
	arena_reset(f->m->row);
	if (!enter(f, r->id))
		return no_memory(e);
	uint32_t n = number_of(f, r->id);
	struct arena *a = f->m->row;
	struct str given = str_fold(a, rec_t(r, "given_name")), family = str_fold(a, rec_t(r, "family_name")), used = str_fold(a, rec_t(r, "preferred_name"));
	struct str birth = rec_t(r, "birth_date"), email = str_fold(a, rec_t(r, "email"));
	bool good = true;
	if (!(keyed_at(&f->people, n)->flags & SLOT_LIVE)) {
		if (email.n > 0)
			good = call(f, name_key(f, "email", email, family, given), n);
		return good ? OK : no_memory(e);
	}
	if (rec_t(r, "identifier").n > 0)
		good &= call(f, name_key(f, "identifier", rec_t(r, "identifier"), S(""), S("")), n);
	if (rec_t(r, "username").n > 0)
		good &= call(f, name_key(f, "username", rec_t(r, "username"), S(""), S("")), n);
	if (rec_t(r, "source_id").n > 0)
		good &= call(f, name_key(f, "source", rec_t(r, "source_id"), S(""), S("")), n);
	if (birth.n > 0)
		good &= call(f, name_key(f, "birth", given, family, birth), n);
	if (birth.n > 0 && used.n > 0 && !str_eq(used, given))
		good &= call(f, name_key(f, "birth", used, family, birth), n);
	return good ? OK : no_memory(e);
}

enum code finder_open(struct finder *f, struct import *m, struct err *e)
{
	*f = (struct finder){.m = m};
	enum code c = record_scan(m->db, record_type_find(S("role")), learner_role, f, e);
	return c == OK ? record_scan(m->db, record_type_find(S("person")), one_person, f, e) : c;
}

void finder_close(struct finder *f)
{
	keyed_free(&f->people);
	keyed_free(&f->names);
}

/* One way of finding. false: it leads to nobody, or to several, and that has been refused. */
static bool found(struct finder *f, struct sheet *s, int column, uint64_t key, struct slot **who)
{
	struct slot *n = keyed_find(&f->names, key);
	enum lang lang = f->m->o->lang;
	if (n == NULL) {
		sheet_refuse(s, column, "%s", tr(lang, N_("There is no such learner here.")));
		return false;
	}
	if (n->flags & SLOT_MARK) {
		sheet_refuse(s, column, "%s", tr(lang, N_("More than one learner fits. Give the local number, the user name or the roster id.")));
		return false;
	}
	struct slot *p = keyed_at(&f->people, n->extra - 1);
	if (*who != NULL && *who != p) {
		sheet_refuse(s, column, "%s", tr(lang, N_("This leads to another learner than what stands before it.")));
		return false;
	}
	*who = p;
	return true;
}

struct id finder_learner(struct finder *f, struct sheet *s, const struct learner_columns *at)
{
	struct slot *who = NULL;
	const struct { const char *what; int column; } ways[] = {{"identifier", at->identifier}, {"username", at->username}, {"source", at->source_id}};
	struct str given = sheet_cell(s, at->given), family = sheet_cell(s, at->family);
	bool good = true;
	for (size_t i = 0; i < sizeof ways / sizeof *ways && good; i++) {
		struct str t = sheet_cell(s, ways[i].column);
		if (t.n > 0)
			good = found(f, s, ways[i].column, name_key(f, ways[i].what, t, S(""), S("")), &who);
	}
	day_t birth = good ? sheet_day(s, at->birth) : DAY_NONE;
	if (good && birth != DAY_NONE && given.n > 0 && family.n > 0)
		good = found(f, s, at->family, name_key(f, "birth", str_fold(f->m->row, given), str_fold(f->m->row, family), day_text(f->m->row, birth)), &who);
	else if (good && who == NULL && !s->bad)
		sheet_refuse(s, at->identifier, "%s", tr(f->m->o->lang, N_("Say which learner: local number, user name or roster id, or names and date of birth.")));
	return good && who != NULL && !s->bad ? who->id : ID_NIL;
}

struct id finder_adult(struct finder *f, struct str email, struct str given, struct str family, bool *many)
{
	struct arena *a = f->m->row;
	struct slot *n = email.n > 0 ? keyed_find(&f->names, name_key(f, "email", str_fold(a, email), str_fold(a, family), str_fold(a, given))) : NULL;
	*many = n != NULL && (n->flags & SLOT_MARK);
	return n != NULL && !*many ? keyed_at(&f->people, n->extra - 1)->id : ID_NIL;
}

struct id finder_named(struct finder *f, const char *way, struct str name)
{
	struct slot *n = keyed_find(&f->names, name_key(f, way, name, S(""), S("")));
	return n != NULL && !(n->flags & SLOT_MARK) ? keyed_at(&f->people, n->extra - 1)->id : ID_NIL;
}
