#include "interop/edfi.h"
#include "interop/template.h"

#include "base/file.h"
#include "school/admin/school.h"

#include <stdlib.h>
#include <string.h>

#define TEXT_MOST 400
#define CODE_NAME 80
#define GRADE(version) ((int)(version) - 2)

/* ---- saying ---- */

void edfi_refuse(struct edfi *x, const struct edfi_element *el, const char *path, const char *fmt, ...)
{
	va_list ap;
	va_start(ap, fmt);
	struct str reason = str_vfmt(x->m->row, fmt, ap);
	va_end(ap);
	import_refuse(x->m, x->file, edfi_line(el, path), str_z(path), "%.*s", S_ARG(reason));
}

void edfi_leave(struct edfi *x, const char *name, const char *why, int64_t n)
{
	if (n == 0)
		return;
	for (size_t i = 0; i < x->n_left; i++)
		if (strcmp(x->left[i].name, name) == 0 && strcmp(x->left[i].why, why) == 0) {
			x->left[i].n += n;
			return;
		}
	if (x->n_left < EDFI_LEFT)
		x->left[x->n_left++] = (struct edfi_left){str_dupz(x->m->a, str_z(name)), why, n};
}

/* ---- reading leaves ---- */

struct str edfi_text(struct edfi *x, const struct edfi_element *el, const char *path)
{
	struct str t = import_clean(x->m->row, edfi_get(el, path), false);
	if (t.n > TEXT_MOST)
		t.n = TEXT_MOST;
	while (t.n > 0 && !utf8_valid(t))
		t.n--;
	return str_trim(t);
}

struct str edfi_day(struct edfi *x, const struct edfi_element *el, const char *path, bool *good)
{
	struct str t = edfi_get(el, path);
	day_t d;
	if (t.n == 0)
		return S("");
	struct str day = {t.p, t.n > 10 ? 10 : t.n};
	bool cut = t.n == 10 || (t.n > 10 && (t.p[10] == 'T' || t.p[10] == ' ' || t.p[10] == 'Z' || t.p[10] == '+' || t.p[10] == '-'));
	if (cut && day_parse(day, &d))
		return day;
	*good = false;
	edfi_refuse(x, el, path, tr(x->m->o->lang, N_("\"%.*s\" is no day. Write it like 2026-09-01.")), (int)(t.n > 40 ? 40 : t.n), t.p);
	return S("");
}

struct str edfi_from(struct edfi *x, const struct edfi_element *el)
{
	(void)el;
	return str_fmt(x->m->row, "Ed-Fi, %.*s", (int)(x->file.n > 100 ? 100 : x->file.n), x->file.p);
}

static uint64_t number_key(struct edfi *x, const char *what, struct str number)
{
	return keyed_str(&x->m->key, str_fmt(x->m->row, "%s\n%.*s", what, S_ARG(number)));
}

struct id edfi_learner(struct edfi *x, const struct edfi_element *el, struct str *number)
{
	static const char PATH[] = "StudentReference/StudentIdentity/StudentUniqueId";
	*number = edfi_text(x, el, PATH);
	if (number->n == 0) {
		edfi_refuse(x, el, PATH, "%s", tr(x->m->o->lang, N_("This says not which learner.")));
		return ID_NIL;
	}
	const struct slot *s = keyed_find(&x->person.keys, number_key(x, "person", *number));
	/* the files bring the learner, or an earlier Ed-Fi import did */
	if (s != NULL)
		return s->id;
	struct id id = finder_named(&x->finder, "identifier", *number);
	if (id_nil(id))
		id = finder_named(&x->finder, "source", *number);
	if (id_nil(id))
		edfi_refuse(x, el, PATH, tr(x->m->o->lang, N_("There is no learner %.*s, neither in these files nor here.")), S_ARG(*number));
	return id;
}

/* ---- staging ---- */

struct val *edfi_values(struct edfi *x, const struct staged *s)
{
	return NEW_ARRAY(x->m->row, struct val, s->n + 1);
}

void edfi_set(const struct staged *s, struct val *values, const char *field, struct val v)
{
	int at = staged_field(s, field);
	if (at >= 0)
		values[at] = v;
}

enum code edfi_put(struct edfi *x, struct staged *s, uint64_t key, const struct edfi_element *el, const struct val *values, struct err *e)
{
	bool made;
	struct slot *slot = keyed_put(&s->keys, key, &made);
	if (slot == NULL)
		return err_set(e, E_MEMORY, "There is no memory left for the import.");
	if (slot->flags & SLOT_ROW) {
		edfi_leave(x, str_dupz(x->m->row, el->name), N_("said before in the same files"), 1);
		return OK;
	}
	slot->flags |= SLOT_ROW;
	if (slot->flags & SLOT_MARK) {
		edfi_leave(x, str_dupz(x->m->row, el->name), N_("already here from a roster, a file or a person: left as it is"), 1);
		return OK;
	}
	slot->line = (uint32_t)el->line;
	return staged_put(s, slot, values, S(""), e);
}

/* ---- what is there: only what Ed-Fi brought may change ---- */

static bool from_edfi(const struct record *r, const char *field)
{
	return str_starts(rec_t(r, field), "Ed-Fi, ");
}

static bool org_key(struct staged *s, const struct record *r, uint64_t *key)
{
	struct str source = rec_t(r, "source_id"), number = rec_t(r, "identifier");
	if (str_starts(source, "edfi:"))
		number = (struct str){source.p + 5, source.n - 5};
	if (number.n == 0)
		return false;
	*key = number_key(s->arg, "org", number);
	return true;
}

static void marked_by_id(struct staged *s, const struct record *r, struct slot *slot)
{
	(void)s;
	if (!str_starts(rec_t(r, "source_id"), "edfi:"))
		slot->flags |= SLOT_MARK;
}

static bool person_key(struct staged *s, const struct record *r, uint64_t *key)
{
	struct str source = rec_t(r, "source_id");
	if (!str_starts(source, "edfi:"))
		return false;
	*key = number_key(s->arg, "person", (struct str){source.p + 5, source.n - 5});
	return true;
}

static bool program_key(struct staged *s, const struct record *r, uint64_t *key)
{
	*key = about_key(s->m, rec_id(r, "learner"), ID_NIL, rec_t(r, "program"));
	return true;
}

static void marked_by_source(struct staged *s, const struct record *r, struct slot *slot)
{
	(void)s;
	if (!from_edfi(r, "source"))
		slot->flags |= SLOT_MARK;
}

static bool attendance_key(struct staged *s, const struct record *r, uint64_t *key)
{
	*key = about_key(s->m, rec_id(r, "learner"), ID_NIL, str_fmt(s->m->row, "%.*s %.*s", S_ARG(rec_t(r, "missed_on")), S_ARG(rec_t(r, "what"))));
	return true;
}

static bool result_key(struct staged *s, const struct record *r, uint64_t *key)
{
	if (!from_edfi(r, "source"))
		return false;
	*key = about_key(s->m, rec_id(r, "learner"), ID_NIL, str_fmt(s->m->row, "%.*s\n%.*s\n%.*s", S_ARG(rec_t(r, "name")), S_ARG(rec_t(r, "taken_on")), S_ARG(rec_t(r, "scale"))));
	return true;
}

/* Ids of the source that are not of Ed-Fi belong to others. */
static bool own_key(struct staged *s, const struct record *r, uint64_t *key)
{
	struct str source = rec_t(r, "source_id");
	if (!str_starts(source, "edfi:"))
		return false;
	*key = keyed_str(&s->m->key, source);
	return true;
}

#define MINE(...) (const char *const[]){__VA_ARGS__, NULL}

static enum code open_all(struct edfi *x, struct err *e)
{
	struct import *m = x->m;
	x->org = (struct staged){.key = org_key, .there = marked_by_id, .arg = x};
	x->person = (struct staged){.key = person_key, .arg = x};
	x->program = (struct staged){.key = program_key, .there = marked_by_source, .arg = x};
	x->attendance = (struct staged){.key = attendance_key, .there = marked_by_source, .arg = x};
	x->result = (struct staged){.key = result_key, .arg = x};
	x->role = x->plan = x->el = x->line = (struct staged){.key = own_key, .arg = x};
	const struct { struct staged *s; const char *type; const char *const *mine; } all[] = {
		{&x->org, "org", MINE("name", "kind", "parent", "identifier", "source_id")},
		{&x->person, "person", MINE("given_name", "family_name", "middle_name", "preferred_name", "grade", "birth_date", "identifier", "active", "source_id")},
		{&x->role, "role", MINE("person", "org", "role", "begin_on", "source_id")},
		{&x->program, "program", MINE("learner", "program", "category", "begin_on", "end_on", "source")},
		{&x->plan, "plan_of_record", MINE("learner", "kind", "begin_on", "end_on", "met_on", "evaluated_on", "taken_from", "source_id")},
		{&x->el, "el_plan", MINE("learner", "placed_on", "exit_on", "program", "taken_from", "source_id")},
		{&x->line, "plan_line", MINE("learner", "source", "kind", "text", "term", "value", "context", "duration", "location", "minutes_week", "begin_on", "end_on", "source_note", "source_id")},
		{&x->attendance, "attendance", MINE("learner", "missed_on", "what", "part", "minutes", "source")},
		{&x->result, "result", MINE("learner", "kind", "name", "value", "scale", "taken_on", "source")}};
	enum code c = OK;
	for (size_t i = 0; c == OK && i < sizeof all / sizeof *all; i++)
		c = staged_open(m, all[i].s, all[i].type, all[i].mine, e);
	return c;
}

static void close_all(struct edfi *x)
{
	struct staged *all[] = {&x->org, &x->person, &x->role, &x->program, &x->plan, &x->el, &x->line, &x->attendance, &x->result};
	for (size_t i = 0; i < sizeof all / sizeof *all; i++)
		staged_close(all[i]);
	keyed_free(&x->places);
	keyed_free(&x->titles);
	finder_close(&x->finder);
	free(x->names);
}

/* ---- places ---- */

static enum code put_org(struct edfi *x, const struct edfi_element *el, const char *kind, struct err *e)
{
	struct str number = edfi_text(x, el, str_eqz(str_z(kind), "school") ? "SchoolId" : "LocalEducationAgencyId"), name = edfi_text(x, el, "NameOfInstitution");
	if (number.n == 0)
		number = edfi_text(x, el, "EducationOrganizationIdentificationCode/IdentificationCode");
	if (number.n == 0 || name.n == 0) {
		edfi_refuse(x, el, "", "%s", tr(x->m->o->lang, N_("This school or district has no name or no number.")));
		return OK;
	}
	struct val *v = edfi_values(x, &x->org);
	struct str parent = edfi_text(x, el, "LocalEducationAgencyReference/LocalEducationAgencyIdentity/LocalEducationAgencyId");
	const struct slot *above = parent.n > 0 ? keyed_find(&x->org.keys, number_key(x, "org", parent)) : NULL;
	edfi_set(&x->org, v, "name", val_t(name));
	edfi_set(&x->org, v, "kind", val_t(str_z(kind)));
	edfi_set(&x->org, v, "identifier", val_t(number));
	edfi_set(&x->org, v, "source_id", val_t(str_fmt(x->m->row, "edfi:%.*s", S_ARG(number))));
	if (above != NULL && !id_nil(above->id))
		edfi_set(&x->org, v, "parent", val_id(above->id));
	return edfi_put(x, &x->org, number_key(x, "org", number), el, v, e);
}

static enum code school(struct edfi *x, const struct edfi_element *el, struct err *e)
{
	return put_org(x, el, "school", e);
}

static enum code agency(struct edfi *x, const struct edfi_element *el, struct err *e)
{
	return put_org(x, el, "district", e);
}

/* Where a learner goes to school; the first that is said counts. */
static enum code place(struct edfi *x, struct str number, struct str org, int grade, day_t first, struct err *e)
{
	bool made;
	const struct slot *o = org.n > 0 ? keyed_find(&x->org.keys, number_key(x, "org", org)) : NULL;
	struct slot *s = keyed_put(&x->places, number_key(x, "place", number), &made);
	if (s == NULL)
		return err_set(e, E_MEMORY, "There is no memory left for the import.");
	if (s->extra == 0 && o != NULL)
		s->extra = keyed_number(&x->org.keys, o) + 1;
	if (s->version == 0 && grade >= -1)
		s->version = (uint32_t)(grade + 2);
	if (s->content == 0 && first != DAY_NONE)
		s->content = (uint64_t)first + 1;
	return OK;
}

static int grade_of(struct str word)
{
	static const char *const WORDS[] = {"Kindergarten", "First grade", "Second grade", "Third grade", "Fourth grade", "Fifth grade", "Sixth grade", "Seventh grade",
	                                    "Eighth grade", "Ninth grade", "Tenth grade", "Eleventh grade", "Twelfth grade"};
	for (int i = 0; i < 13; i++)
		if (str_ieqz(word, WORDS[i]))
			return i;
	return -2;
}

static enum code enrolled(struct edfi *x, const struct edfi_element *el, struct err *e)
{
	bool good = true;
	day_t first = DAY_NONE;
	struct str day = edfi_day(x, el, "EntryDate", &good);
	(void)!day_parse(day, &first);
	return !good ? OK : place(x, edfi_text(x, el, "StudentReference/StudentIdentity/StudentUniqueId"), edfi_text(x, el, "SchoolReference/SchoolIdentity/SchoolId"),
	                          grade_of(edfi_word(edfi_get(el, "EntryGradeLevel"))), first, e);
}

static enum code attended(struct edfi *x, const struct edfi_element *el, struct err *e)
{
	enum code c = place(x, edfi_text(x, el, "StudentReference/StudentIdentity/StudentUniqueId"), edfi_text(x, el, "SchoolReference/SchoolIdentity/SchoolId"), -2, DAY_NONE, e);
	return c != OK ? c : edfi_attendance(x, el, e);
}

/* ---- learners ---- */

static struct str grade_text(struct edfi *x, int grade)
{
	return grade == 0 ? S("KG") : str_fmt(x->m->row, "%02d", grade);
}

static enum code student(struct edfi *x, const struct edfi_element *el, struct err *e)
{
	bool good = true, made;
	struct str number = edfi_text(x, el, "StudentUniqueId"), given = edfi_text(x, el, "Name/FirstName"), family = edfi_text(x, el, "Name/LastSurname");
	struct str born = edfi_day(x, el, "BirthData/BirthDate", &good);
	day_t day;
	if (number.n == 0 || given.n == 0 || family.n == 0) {
		edfi_refuse(x, el, "", "%s", tr(x->m->o->lang, N_("This learner lacks a number, a first name or a last name.")));
		return OK;
	}
	if (day_parse(born, &day) && (day > x->today || day < x->today - 120 * 366)) {
		edfi_refuse(x, el, "BirthData/BirthDate", "%s", tr(x->m->o->lang, N_("Nobody living was born on that day.")));
		return OK;
	}
	uint64_t key = number_key(x, "person", number);
	struct slot *slot = keyed_find(&x->person.keys, key);
	struct id here = slot == NULL ? finder_named(&x->finder, "identifier", number) : ID_NIL;
	if (slot == NULL && id_nil(here))
		here = finder_named(&x->finder, "source", number);
	if (!good)
		return OK;
	if (!id_nil(here)) { /* a roster or a person keeps this learner */
		slot = keyed_put(&x->person.keys, key, &made);
		if (slot == NULL)
			return err_set(e, E_MEMORY, "There is no memory left for the import.");
		slot->id = here;
		slot->flags |= SLOT_MARK;
	}
	const struct slot *p = keyed_find(&x->places, number_key(x, "place", number));
	struct str used = edfi_text(x, el, "Name/PreferredFirstName");
	struct val *v = edfi_values(x, &x->person);
	const struct { const char *field; struct str text; } texts[] = {
		{"given_name", given}, {"family_name", family}, {"middle_name", edfi_text(x, el, "Name/MiddleName")}, {"preferred_name", used}, {"birth_date", born}, {"identifier", number},
		{"source_id", str_fmt(x->m->row, "edfi:%.*s", S_ARG(number))}};
	for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
		edfi_set(&x->person, v, texts[i].field, val_t(texts[i].text));
	if (p != NULL && p->version >= 2)
		edfi_set(&x->person, v, "grade", val_t(grade_text(x, GRADE(p->version))));
	edfi_set(&x->person, v, "active", val_i(1));
	return edfi_put(x, &x->person, key, el, v, e);
}

/* A learner whom these files brought gets a place: the school they name, else the district. */
static enum code put_role(struct edfi *x, struct str number, struct id person, struct err *e)
{
	const struct slot *p = keyed_find(&x->places, number_key(x, "place", number)), *org = p != NULL && p->extra > 0 ? keyed_at(&x->org.keys, p->extra - 1) : NULL;
	struct str id = str_fmt(x->m->row, "edfi:%.*s", S_ARG(number));
	bool made;
	for (size_t i = 0; org == NULL && i < keyed_count(&x->org.keys); i++)
		if (!id_nil(keyed_at(&x->org.keys, i)->id))
			org = keyed_at(&x->org.keys, i);
	struct slot *slot = keyed_put(&x->role.keys, keyed_str(&x->m->key, id), &made);
	if (slot == NULL)
		return err_set(e, E_MEMORY, "There is no memory left for the import.");
	if (org == NULL) {
		import_refuse(x->m, x->file, 0, S(""), "%s", tr(x->m->o->lang, N_("There is no school for the learners of these files. Add EducationOrganization.xml, or bring in the roster first.")));
		return OK;
	}
	struct val *v = edfi_values(x, &x->role);
	edfi_set(&x->role, v, "person", val_id(person));
	edfi_set(&x->role, v, "org", val_id(org->id));
	edfi_set(&x->role, v, "role", val_t(S("student")));
	edfi_set(&x->role, v, "source_id", val_t(id));
	if (p != NULL && p->content > 0)
		edfi_set(&x->role, v, "begin_on", val_t(day_text(x->m->row, (day_t)(p->content - 1))));
	if (slot->flags & SLOT_ROW)
		return OK;
	slot->flags |= SLOT_ROW;
	return staged_put(&x->role, slot, v, S(""), e);
}

static enum code student_place(struct edfi *x, const struct edfi_element *el, struct err *e)
{
	struct str number = edfi_text(x, el, "StudentUniqueId");
	const struct slot *s = number.n > 0 ? keyed_find(&x->person.keys, number_key(x, "person", number)) : NULL;
	if (s == NULL || (s->flags & SLOT_MARK) || x->m->r->n_refused > 0)
		return OK;
	return put_role(x, number, s->id, e);
}

/* ---- titles ---- */

static enum code name_it(struct edfi *x, const char *what, struct str code, struct edfi_named n, struct err *e)
{
	bool made;
	if (code.n == 0)
		return OK;
	if (x->n_names == x->cap_names) {
		size_t cap = x->cap_names * 2 + 64;
		struct edfi_named *more = realloc(x->names, cap * sizeof *more);
		if (more == NULL)
			return err_set(e, E_MEMORY, "There is no memory left for the import.");
		x->names = more;
		x->cap_names = cap;
	}
	struct slot *s = keyed_put(&x->titles, number_key(x, what, code), &made);
	if (s == NULL)
		return err_set(e, E_MEMORY, "There is no memory left for the import.");
	n.name = str_dup(x->m->a, n.name);
	n.scale = str_dup(x->m->a, n.scale);
	x->names[x->n_names++] = n;
	s->extra = (uint32_t)x->n_names;
	return OK;
}

const struct edfi_named *edfi_named(struct edfi *x, const char *what, struct str code)
{
	const struct slot *s = keyed_find(&x->titles, number_key(x, what, code));
	return s != NULL && s->extra > 0 ? &x->names[s->extra - 1] : NULL;
}

static enum code assessment(struct edfi *x, const struct edfi_element *el, struct err *e)
{
	struct str title = edfi_text(x, el, "AssessmentTitle"), subject = edfi_word(edfi_text(x, el, "AcademicSubject")), most = edfi_text(x, el, "MaxRawScore");
	double top;
	size_t at;
	struct edfi_named n = {.name = title, .begin = DAY_NONE, .state = str_starts(edfi_word(edfi_get(el, "AssessmentCategory")), "State")};
	if (subject.n > 0 && title.n + subject.n < 300 && !str_find(title, subject, &at) && !str_find(title, S("Reading"), &at))
		n.name = str_fmt(x->m->row, "%.*s: %.*s", S_ARG(title), S_ARG(subject));
	if (str_real(most, &top) && top > 0 && top < 1e6)
		n.scale = str_fmt(x->m->row, "0-%g", top);
	return name_it(x, "assessment", edfi_text(x, el, "AssessmentIdentifier"), n, e);
}

static enum code content(struct edfi *x, const struct edfi_element *el, struct err *e)
{
	return name_it(x, "content", edfi_text(x, el, "ContentIdentifier"), (struct edfi_named){.name = edfi_text(x, el, "LearningResource/ShortDescription"), .begin = DAY_NONE}, e);
}

static enum code intervention(struct edfi *x, const struct edfi_element *el, struct err *e)
{
	bool good = true;
	struct edfi_named n = {.begin = DAY_NONE};
	struct str day = edfi_day(x, el, "BeginDate", &good), code = edfi_text(x, el, "InterventionIdentificationCode");
	const struct edfi_named *of = edfi_named(x, "content", edfi_text(x, el, "EducationContentSource/EducationContentReference/EducationContentIdentity/ContentIdentifier"));
	(void)!day_parse(day, &n.begin);
	n.name = of != NULL && of->name.n > 0 ? of->name : code;
	return name_it(x, "intervention", code, n, e);
}

/* ---- what each element is for ---- */

#define ROSTER N_("classes, courses, calendars and staff come with the roster (trellis import oneroster)")
#define HOUSING N_("where and how a family lives is no business of a plan")
#define CATALOGUE N_("describes tests and help in general, nothing about a learner")

static const struct edfi_kind KINDS[] = {
	{"LocalEducationAgency", 0, agency, NULL}, {"School", 1, school, NULL}, {"StudentSchoolAssociation", 2, enrolled, NULL},
	{"EducationContent", 1, content, NULL}, {"Assessment", 2, assessment, NULL}, {"Intervention", 2, intervention, NULL}, {"Student", EDFI_LEARNERS, student, NULL},
	{"StudentSpecialEducationProgramAssociation", EDFI_REST, edfi_special_education, NULL}, {"StudentSection504ProgramAssociation", EDFI_REST, edfi_section504, NULL},
	{"StudentLanguageInstructionProgramAssociation", EDFI_REST, edfi_language, NULL}, {"StudentProgramAssociation", EDFI_REST, edfi_program, NULL},
	{"StudentSchoolFoodServiceProgramAssociation", EDFI_REST, edfi_food, NULL}, {"StudentInterventionAssociation", EDFI_REST, edfi_intervention, NULL},
	{"StudentEducationOrganizationAssessmentAccommodation", EDFI_REST, edfi_accommodation, NULL}, {"StudentSchoolAttendanceEvent", EDFI_REST, attended, NULL}, {"StudentAssessment", EDFI_REST, edfi_assessed, NULL},
	{"StudentHomelessProgramAssociation", -1, NULL, HOUSING}, {"StudentMigrantEducationProgramAssociation", -1, NULL, HOUSING},
	{"StudentNeglectedOrDelinquentProgramAssociation", -1, NULL, HOUSING},
	{"StudentCTEProgramAssociation", -1, NULL, N_("a program that nothing here follows from")}, {"StudentTitleIPartAProgramAssociation", -1, NULL, N_("a program that nothing here follows from")},
	{"StudentHealth", -1, NULL, N_("health records are not needed to teach")},
	{"DisciplineIncident", -1, NULL, N_("discipline is not brought into a plan")}, {"DisciplineAction", -1, NULL, N_("discipline is not brought into a plan")},
	{"StaffDisciplineIncidentAssociation", -1, NULL, N_("discipline is not brought into a plan")},
	{"StudentDisciplineIncidentBehaviorAssociation", -1, NULL, N_("discipline is not brought into a plan")},
	{"StudentDisciplineIncidentNonOffenderAssociation", -1, NULL, N_("discipline is not brought into a plan")},
	{"Contact", -1, NULL, N_("families come by the families template, which says who may see what, and in which language")},
	{"StudentContactAssociation", -1, NULL, N_("families come by the families template, which says who may see what, and in which language")},
	{"Staff", -1, NULL, ROSTER}, {"StaffEducationOrganizationEmploymentAssociation", -1, NULL, ROSTER}, {"StaffEducationOrganizationAssignmentAssociation", -1, NULL, ROSTER},
	{"StaffSchoolAssociation", -1, NULL, ROSTER}, {"StaffSectionAssociation", -1, NULL, ROSTER}, {"StaffLeave", -1, NULL, ROSTER}, {"Credential", -1, NULL, ROSTER},
	{"CourseOffering", -1, NULL, ROSTER}, {"Section", -1, NULL, ROSTER}, {"BellSchedule", -1, NULL, ROSTER}, {"Session", -1, NULL, ROSTER}, {"GradingPeriod", -1, NULL, ROSTER},
	{"Calendar", -1, NULL, ROSTER}, {"CalendarDate", -1, NULL, ROSTER}, {"Course", -1, NULL, ROSTER}, {"ClassPeriod", -1, NULL, ROSTER}, {"Location", -1, NULL, ROSTER},
	{"Person", -1, NULL, ROSTER}, {"EducationServiceCenter", -1, NULL, ROSTER}, {"OrganizationDepartment", -1, NULL, ROSTER}, {"SectionReference", -1, NULL, ROSTER},
	{"CommunityOrganization", -1, NULL, CATALOGUE}, {"CommunityProvider", -1, NULL, CATALOGUE}, {"CommunityProviderLicense", -1, NULL, CATALOGUE},
	{"AccountabilityRating", -1, NULL, CATALOGUE}, {"PostSecondaryInstitution", -1, NULL, CATALOGUE},
	{"GradebookEntry", -1, NULL, N_("marks of a gradebook: evidence is collected here anew")}, {"StudentGradebookEntry", -1, NULL, N_("marks of a gradebook: evidence is collected here anew")},
	{"AssessmentItem", -1, NULL, CATALOGUE}, {"ObjectiveAssessment", -1, NULL, CATALOGUE}, {"AssessmentScoreRangeLearningStandard", -1, NULL, CATALOGUE},
	{"AssessmentBatteryPart", -1, NULL, CATALOGUE}, {"AssessmentAdministration", -1, NULL, CATALOGUE}, {"AssessmentAdministrationParticipation", -1, NULL, CATALOGUE},
	{"InterventionPrescription", -1, NULL, CATALOGUE}, {"InterventionStudy", -1, NULL, CATALOGUE}, {"Program", -1, NULL, CATALOGUE},
	{"EducationOrganizationInterventionPrescriptionAssociation", -1, NULL, CATALOGUE},
	{"StudentAssessmentRegistration", -1, NULL, N_("who is registered for a test; the result comes with the test")},
	{"StudentAssessmentRegistrationBatteryPartAssociation", -1, NULL, N_("who is registered for a test; the result comes with the test")},
};

static const struct edfi_kind *kind_of(struct str name)
{
	for (size_t i = 0; i < sizeof KINDS / sizeof *KINDS; i++)
		if (str_eqz(name, KINDS[i].name))
			return &KINDS[i];
	return NULL;
}

static bool is_interchange(void *arg, struct str root)
{
	(void)arg;
	return str_starts(root, "Interchange");
}

static enum code one_element(void *arg, const struct edfi_element *el, struct err *e)
{
	struct edfi *x = arg;
	const struct edfi_kind *k = kind_of(el->name);
	enum code c = OK;
	if (x->pass == 0) {
		x->m->r->rows++;
		if (k != NULL && k->pass > 0)
			x->more[k->pass] = true;
		if (k == NULL || k->pass < 0)
			edfi_leave(x, str_dupz(x->m->row, (struct str){el->name.p, el->name.n > CODE_NAME ? CODE_NAME : el->name.n}), k != NULL ? k->why : N_("not known here"), 1);
	}
	if (k != NULL && k->pass == x->pass)
		c = k->fn(x, el, e);
	return c != OK ? c : import_tell(x->m, N_("Reading"), x->file, x->m->r->rows, 0, e);
}

static enum code place_element(void *arg, const struct edfi_element *el, struct err *e)
{
	return str_eqz(el->name, "Student") ? student_place(arg, el, e) : OK;
}

/* ---- files ---- */

struct edfi_file { const char *path, *name; struct source *source; bool more[EDFI_PASSES], good; };

static enum code read_one(struct edfi *x, struct edfi_file *f, bool places, struct err *e)
{
	FILE *in = NULL;
	int64_t size;
	size_t line;
	struct err why = {.translate = e->translate, .translate_arg = e->translate_arg};
	struct edfi_reader r = {.a = x->m->row, .root = is_interchange, .element = places ? place_element : one_element, .arg = x};
	enum code c = OK;
	x->file = str_z(f->name);
	if (f->source != NULL)
		c = source_file(f->source, f->name, &in, &size, e);
	else if ((in = fopen(f->path, "re")) == NULL)
		c = err_set(e, E_NOTFOUND, "%s cannot be opened.", f->path);
	if (c != OK)
		return c;
	memset(x->more, 0, sizeof x->more);
	c = edfi_read(in, &r, &line, &why);
	(void)fclose(in);
	if (f->source != NULL && source_error(f->source, e) != OK)
		return e->code;
	if (c == E_INPUT && line > 0) {
		import_refuse(x->m, x->file, line, S(""), "%s", why.text);
		f->good = false;
		return OK;
	}
	if (c != OK)
		*e = why;
	if (x->pass == 0)
		memcpy(f->more, x->more, sizeof f->more);
	return c;
}

static enum code read_all(struct edfi *x, struct edfi_file *files, size_t n, struct err *e)
{
	enum code c = OK;
	for (x->pass = 0; c == OK && x->pass < EDFI_PASSES; x->pass++)
		for (size_t i = 0; c == OK && i < n; i++)
			if (x->pass == 0 || (files[i].good && files[i].more[x->pass]))
				c = read_one(x, &files[i], false, e);
	for (size_t i = 0; c == OK && i < n; i++)
		if (files[i].good && files[i].more[EDFI_LEARNERS])
			c = read_one(x, &files[i], true, e);
	return c;
}

static enum code list_files(struct edfi *x, struct source **src, struct edfi_file **files, size_t *n, struct err *e)
{
	struct import *m = x->m;
	enum code c = OK;
	*n = 0;
	*src = NULL;
	if (m->o->n_paths == 1 && !str_ends(str_z(m->o->paths[0]), ".xml")) {
		c = source_open(m->a, m->o->paths[0], src, e);
		size_t count = c == OK ? source_count(*src) : 0;
		*files = NEW_ARRAY(m->a, struct edfi_file, count + 1);
		for (size_t i = 0; i < count; i++)
			if (str_ends(source_name(*src, i), ".xml"))
				(*files)[(*n)++] = (struct edfi_file){.name = str_dupz(m->a, source_name(*src, i)), .source = *src, .good = true};
		if (c == OK && *n == 0)
			import_refuse(m, S(""), 0, S(""), "%s", tr(m->o->lang, N_("There is no XML file here. Name the folder or the zip that holds the Ed-Fi interchange files.")));
		return c;
	}
	*files = NEW_ARRAY(m->a, struct edfi_file, m->o->n_paths + 1);
	for (size_t i = 0; i < m->o->n_paths; i++) {
		const char *slash = strrchr(m->o->paths[i], '/');
		(*files)[(*n)++] = (struct edfi_file){.path = m->o->paths[i], .name = slash != NULL ? slash + 1 : m->o->paths[i], .good = true};
	}
	return OK;
}

static void say_left(struct edfi *x)
{
	enum lang lang = x->m->o->lang;
	for (size_t i = 0; i < x->n_left; i++)
		import_note(x->m, tr(lang, N_("Not brought in: %1$s (%2$lld): %3$s.")), x->left[i].name, (long long)x->left[i].n, tr(lang, x->left[i].why));
}

enum code import_edfi(struct import *m, struct err *e)
{
	struct edfi *x = NEW(m->a, struct edfi);
	struct source *src;
	struct edfi_file *files;
	size_t n;
	x->m = m;
	x->today = school_today(m->db);
	m->r->what = S("Ed-Fi XML");
	enum code c = list_files(x, &src, &files, &n, e);
	if (c == OK)
		c = finder_open(&x->finder, m, e);
	if (c == OK)
		c = open_all(x, e);
	if (c == OK)
		c = read_all(x, files, n, e);
	if (c == OK)
		say_left(x);
	close_all(x);
	if (src != NULL)
		source_close(src);
	return c;
}
