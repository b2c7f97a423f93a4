/* families.c - guardians as a school knows them: relation, court restrictions, languages, how to be reached. */
#include "interop/template.h"

#include <string.h>

enum { F_GIVEN = L_NEXT, F_FAMILY, F_EMAIL, F_PHONE, F_SMS, F_RELATION, F_ACCESS, F_RESTRICTION, F_RESTRICTION_UNTIL, F_LIVES, F_LANGUAGE, F_REACH, F_REACH_NOTE,
	F_BEGIN, F_END, F_HOME };

static bool family_key(struct staged *s, const struct record *r, uint64_t *key)
{
	*key = about_key(s->m, rec_id(r, "learner"), rec_id(r, "adult"), S("guardian"));
	return true;
}

/* A guardian of this learner with this name is there already. */
static enum code known_guardian(struct filling *f, struct id learner, struct str given, struct str family, struct id *out, struct err *e)
{
	struct rows *rows;
	struct arena *a = f->m->row;
	struct str g = str_fold(a, given), n = str_fold(a, family);
	int got;
	enum code c = db_query(f->m->db, e, &rows, "select p.id, p.given_name, p.family_name from guardian g join person p on p.id = g.adult where g.learner = ?1 order by p.id", "b", learner);
	*out = ID_NIL;
	if (c != OK)
		return c;
	while ((got = rows_next(rows, e)) == 1)
		if (id_nil(*out) && str_eq(str_fold(a, rows_t(rows, 1)), g) && str_eq(str_fold(a, rows_t(rows, 2)), n))
			*out = rows_id(rows, 0);
	return got < 0 ? E_DB : OK;
}

/* Twice in the file without an e-mail address: the same name and telephone, or the same name beside the same learner. */
static uint64_t adult_key(struct filling *f, struct id learner, struct str given, struct str family, struct str email, struct str phone)
{
	struct arena *a = f->m->row;
	char id[ID_TEXT];
	struct str with = email.n > 0 ? str_fold(a, email) : phone.n > 0 ? phone : str_z(id_text(learner, id));
	return keyed_str(&f->m->key, str_fmt(a, "adult\n%.*s\n%.*s\n%.*s", S_ARG(str_fold(a, given)), S_ARG(str_fold(a, family)), S_ARG(with)));
}

struct named {
	struct str given, family, email, phone, sms;
};

/* Who this is here already; nil: nobody. */
static enum code find_adult(struct filling *f, struct id learner, const struct named *w, struct id *out, struct err *e)
{
	bool many = false;
	enum code c = known_guardian(f, learner, w->given, w->family, out, e);
	if (c == OK && id_nil(*out))
		*out = finder_adult(&f->finder, w->email, w->given, w->family, &many);
	if (many)
		sheet_refuse(&f->sheet, F_EMAIL, "%s", tr(f->m->o->lang, N_("More than one person here has this name and e-mail address.")));
	return c;
}

static enum code put_adult(struct filling *f, struct slot *slot, const struct named *w, struct id there, struct err *e)
{
	struct staged *st = &f->person;
	struct problems problems;
	struct input in[8];
	size_t n = 0;
	const struct { const char *field; struct str text; } parts[] = {
		{"given_name", w->given}, {"family_name", w->family}, {"email", w->email}, {"phone", w->phone}, {"sms", w->sms}};
	if (!id_nil(there)) {
		struct record old;
		enum code c = record_get(f->m->db, f->m->row, &f->m->sys, st->t, there, &old, e);
		if (c != OK)
			return c;
		slot->id = there;
		slot->version = (uint32_t)old.version;
		slot->flags |= SLOT_THERE;
	}
	for (size_t i = id_nil(there) ? 0 : 2; i < sizeof parts / sizeof *parts; i++)
		if (parts[i].text.n > 0)
			in[n++] = (struct input){parts[i].field, parts[i].text};
	/* pages for this adult are in the language of their letters */
	for (size_t i = 0; id_nil(there) && i < f->n; i++)
		if (strcmp(f->in[i].field, "language") == 0)
			in[n++] = (struct input){"language", f->in[i].text};
	enum code c = staged_input(st, slot, in, n, &problems, e);
	import_refuse_problems(f->m, f->sheet.file, f->sheet.line, st->t, &problems);
	if (c == OK && problems.n > 0)
		f->sheet.bad = true;
	return c;
}

static enum code adult(struct filling *f, struct id learner, struct id *out, struct err *e)
{
	struct sheet *s = &f->sheet;
	struct named w = {sheet_text(s, F_GIVEN), sheet_text(s, F_FAMILY), sheet_text(s, F_EMAIL), sheet_text(s, F_PHONE), sheet_text(s, F_SMS)};
	struct id there = ID_NIL;
	size_t at;
	bool made;
	*out = ID_NIL;
	if (w.email.n > 0 && (!str_find(w.email, S("@"), &at) || at == 0 || at + 1 == w.email.n))
		sheet_refuse(s, F_EMAIL, "%s", tr(f->m->o->lang, N_("This is no e-mail address.")));
	if (s->bad || id_nil(learner))
		return OK;
	/* made by an earlier line of this file */
	uint64_t key = adult_key(f, learner, w.given, w.family, w.email, w.phone);
	struct slot *slot = keyed_find(&f->person.keys, key);
	enum code c = slot != NULL ? OK : find_adult(f, learner, &w, &there, e);
	if (c != OK || s->bad)
		return c;
	if (slot == NULL)
		slot = keyed_put(&f->person.keys, id_nil(there) ? key : keyed_hash(&f->m->key, there.b, 16), &made);
	if (slot == NULL)
		return err_set(e, E_MEMORY, "There is no memory left for the import.");
	if (!(slot->flags & SLOT_SEEN))
		c = put_adult(f, slot, &w, there, e);
	*out = slot->id;
	return c;
}

/* What is spoken at home belongs to the learner. */
static enum code home_languages(struct filling *f, struct id learner, struct err *e)
{
	struct str text = sheet_text(&f->sheet, F_HOME);
	struct staged *st = &f->person;
	struct record old;
	bool made;
	if (text.n == 0 || id_nil(learner) || f->sheet.bad)
		return OK;
	struct slot *slot = keyed_put(&st->keys, keyed_hash(&f->m->key, learner.b, 16), &made);
	if (slot == NULL)
		return err_set(e, E_MEMORY, "There is no memory left for the import.");
	if (slot->flags & SLOT_SEEN)
		return OK;
	enum code c = record_get(f->m->db, f->m->row, &f->m->sys, st->t, learner, &old, e);
	if (c != OK)
		return c;
	slot->id = learner;
	slot->version = (uint32_t)old.version;
	slot->flags |= SLOT_THERE | SLOT_SEEN;
	struct val *v = NEW_ARRAY(f->m->row, struct val, st->n + 1);
	v[staged_field(st, "home_languages")] = val_t(text);
	return staged_change(st, slot, v, false, e);
}

static enum code family_row(struct filling *f, struct id learner, uint64_t *key, struct err *e)
{
	struct id who;
	give_choice(f, "relation", F_RELATION, false);
	give_bool(f, "has_access", F_ACCESS);
	give_column(f, "restriction", F_RESTRICTION);
	give_day(f, "restriction_until", F_RESTRICTION_UNTIL);
	give_bool(f, "lives_with", F_LIVES);
	give_language(f, "language", F_LANGUAGE);
	give_choice(f, "reach_by", F_REACH, true);
	give_column(f, "reach_note", F_REACH_NOTE);
	give_day(f, "begin_on", F_BEGIN);
	give_day(f, "end_on", F_END);
	/* a court order that says nothing of access closes it */
	if (sheet_cell(&f->sheet, F_RESTRICTION).n > 0 && sheet_cell(&f->sheet, F_ACCESS).n == 0)
		give(f, "has_access", S("0"));
	enum code c = adult(f, learner, &who, e);
	if (c == OK)
		c = home_languages(f, learner, e);
	if (!id_nil(who))
		give(f, "adult", id_str(f->m->row, who));
	*key = about_key(f->m, learner, who, S("guardian"));
	return c;
}

const struct template template_families = {
	"families", N_("Guardians: relation, court restrictions, language, how to be reached"), (const char *const[]){"adult_family_name", NULL}, "guardian",
	(const struct sheet_column[]){LEARNER_COLUMNS, {"adult_given_name", SC_COLUMN | SC_FILLED}, {"adult_family_name", SC_COLUMN | SC_FILLED}, {"email", 0},
		{"phone", 0}, {"sms", 0}, {"relation", SC_COLUMN | SC_FILLED}, {"may_see", 0}, {"court_restriction", 0}, {"restriction_until", 0}, {"lives_with", 0},
		{"language", 0}, {"reach_by", 0}, {"reach_note", 0}, {"begin_on", 0}, {"end_on", 0}, {"home_languages", 0}, {0}},
	"SAMPLE,,,Sample,Learner,2016-01-31,Sample,Adult,sample.adult@example.org,+1 555 0100,+1 555 0100,mother,yes,,,yes,es,text;call,\"After six, with an interpreter\",,,Spanish",
	family_row, family_key};
