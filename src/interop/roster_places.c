#include "interop/roster.h"

#include <string.h>

#define LEVELS_MOST 100

/* Organisations and sessions may name a parent that comes later in the file, so their rows wait for the end of it. */
struct later {
	struct slot *slot;
	struct val *values;
	struct str parent;
	size_t line;
	struct later *next;
};

static const char *const ORG_KINDS[] = {"school", "district", "local", "state", "department", "national", NULL};
static const char *const SESSION_KINDS[] = {"schoolYear", "semester", "term", "gradingPeriod", NULL};
static const char *const CLASS_KINDS[] = {"homeroom", "scheduled", NULL};

/* One of the words, however it is capitalised; NULL when it is none. */
static const char *word(struct str s, const char *const *words)
{
	for (; *words != NULL; words++)
		if (str_ieqz(s, *words))
			return *words;
	return NULL;
}

static struct val *row_values(struct roster *r, const struct staged *s)
{
	return NEW_ARRAY(r->m->row, struct val, s->n + 1);
}

static void set(const struct staged *s, struct val *v, const char *field, struct val value)
{
	v[staged_field(s, field)] = value;
}

static struct val *keep(struct roster *r, const struct staged *s, const struct val *v)
{
	struct val *k = arena_copy(r->m->a, v, (s->n + 1) * sizeof *v);
	for (size_t i = 0; i < s->n; i++)
		if (k[i].type == 't')
			k[i].as.t = str_dup(r->m->a, k[i].as.t);
	return k;
}

/* Parents must be there and lead to an end. */
static enum code put_later(struct roster *r, struct sheet *sh, int parent_column, struct staged *st, struct later *list, enum roster_file file,
                           const char *what, struct err *e)
{
	enum code c = OK;
	for (struct later *l = list; l != NULL; l = l->next) {
		sh->line = l->line;
		sh->bad = false;
		struct slot *p = roster_ref(r, sh, parent_column, l->parent, st, file, what);
		set(st, l->values, "parent", p != NULL ? val_id(p->id) : val_id(ID_NIL));
		l->slot->extra = p != NULL ? keyed_number(&st->keys, p) + 1 : 0;
	}
	for (struct later *l = list; l != NULL; l = l->next) {
		const struct slot *up = l->slot;
		int steps = 0;
		while (up != NULL && up->extra != 0 && steps++ < LEVELS_MOST)
			up = keyed_at(&st->keys, up->extra - 1);
		sh->line = l->line;
		if (steps > LEVELS_MOST)
			sheet_refuse(sh, parent_column, "%s", tr(r->m->o->lang, N_("The parents of this lead in a circle, or are more than a hundred.")));
	}
	for (struct later *l = list; l != NULL && c == OK; l = l->next)
		if (r->m->r->n_refused == 0)
			c = staged_put(st, l->slot, l->values, S(""), e);
	return c;
}

static void defer(struct roster *r, struct later **list, struct slot *slot, const struct staged *st, const struct val *v, struct str parent, size_t line)
{
	struct later *l = NEW(r->m->a, struct later);
	*l = (struct later){slot, keep(r, st, v), str_dup(r->m->a, parent), line, *list};
	*list = l;
}

/* In the order of the file again. */
static struct later *turned(struct later *list)
{
	struct later *out = NULL;
	while (list != NULL) {
		struct later *next = list->next;
		list->next = out;
		out = list;
		list = next;
	}
	return out;
}

static void deleted_note(struct roster *r, const char *file, int64_t n)
{
	if (n > 0)
		import_note(r->m, tr(r->m->o->lang, N_("%s: %lld rows are to be deleted. What they name is kept, since work and evidence refer to it; enrolments in it end.")),
		            file, (long long)n);
}

static enum code orgs(struct roster *r, struct err *e)
{
	enum { ID, STATUS, CHANGED, NAME, KIND, IDENTIFIER, PARENT };
	static const struct sheet_column COLUMNS[] = {{"sourcedId", SC_COLUMN | SC_FILLED}, {"status", 0}, {"dateLastModified", 0}, {"name", SC_COLUMN},
		{"type", SC_COLUMN}, {"identifier", 0}, {"parentSourcedId", 0}, {0}};
	struct sheet s;
	struct staged *st = &r->org;
	struct later *list = NULL;
	bool good;
	int got = 0;
	int64_t deleted = 0;
	enum code c = sheet_open(&s, r->m, r->src, "orgs.csv", COLUMNS, &good, e);
	while (c == OK && good && (got = sheet_next(&s, e)) == 1) {
		arena_reset(r->m->row);
		enum row_state state = roster_row(r, &s);
		struct slot *slot = roster_own(r, &s, st, state, e);
		if (state == ROW_DELETED) {
			deleted++;
			continue;
		}
		const char *kind = word(sheet_cell(&s, KIND), ORG_KINDS);
		struct val *v = row_values(r, st);
		set(st, v, "name", val_t(sheet_text(&s, NAME)));
		set(st, v, "kind", val_t(str_z(kind)));
		set(st, v, "identifier", val_t(sheet_text(&s, IDENTIFIER)));
		set(st, v, "source_id", val_t(sheet_cell(&s, ID)));
		if (sheet_cell(&s, NAME).n == 0)
			sheet_refuse(&s, NAME, "%s", tr(r->m->o->lang, N_("This cell must not be empty.")));
		if (kind == NULL)
			sheet_refuse(&s, KIND, "%s", tr(r->m->o->lang, N_("This is none of school, district, local, state, department and national.")));
		if (s.bad || slot == NULL)
			continue;
		slot->flags &= (uint8_t)~SLOT_LIVE;
		if (strcmp(kind, "school") == 0 || strcmp(kind, "department") == 0)
			slot->flags |= SLOT_LIVE;
		defer(r, &list, slot, st, v, sheet_cell(&s, PARENT), s.line);
	}
	if (c == OK && got >= 0)
		c = put_later(r, &s, PARENT, st, turned(list), R_ORGS, N_("organisation"), e);
	deleted_note(r, "orgs.csv", deleted);
	r->broken[R_ORGS] = s.broken;
	sheet_close(&s);
	return c == OK && got < 0 ? e->code : c;
}

static enum code sessions(struct roster *r, struct err *e)
{
	enum { ID, STATUS, CHANGED, TITLE, KIND, BEGIN, END, PARENT, YEAR };
	static const struct sheet_column COLUMNS[] = {{"sourcedId", SC_COLUMN | SC_FILLED}, {"status", 0}, {"dateLastModified", 0}, {"title", SC_COLUMN},
		{"type", SC_COLUMN}, {"startDate", SC_COLUMN}, {"endDate", SC_COLUMN}, {"parentSourcedId", 0}, {"schoolYear", 0}, {0}};
	struct sheet s;
	struct staged *st = &r->session;
	struct later *list = NULL;
	bool good;
	int got = 0;
	int64_t deleted = 0;
	enum lang lang = r->m->o->lang;
	enum code c = sheet_open(&s, r->m, r->src, "academicSessions.csv", COLUMNS, &good, e);
	while (c == OK && good && (got = sheet_next(&s, e)) == 1) {
		arena_reset(r->m->row);
		enum row_state state = roster_row(r, &s);
		struct slot *slot = roster_own(r, &s, st, state, e);
		if (state == ROW_DELETED) {
			deleted++;
			continue;
		}
		const char *kind = word(sheet_cell(&s, KIND), SESSION_KINDS);
		day_t begin = sheet_day(&s, BEGIN), end = sheet_day(&s, END);
		struct val *v = row_values(r, st);
		if (kind == NULL)
			sheet_refuse(&s, KIND, "%s", tr(lang, N_("This is none of schoolYear, semester, term and gradingPeriod.")));
		if (sheet_cell(&s, TITLE).n == 0)
			sheet_refuse(&s, TITLE, "%s", tr(lang, N_("This cell must not be empty.")));
		if (begin == DAY_NONE || end == DAY_NONE)
			sheet_refuse(&s, begin == DAY_NONE ? BEGIN : END, "%s", tr(lang, N_("A session has a first and a last day.")));
		else if (end < begin)
			sheet_refuse(&s, END, "%s", tr(lang, N_("The last day is before the first.")));
		if (s.bad || slot == NULL)
			continue;
		set(st, v, "title", val_t(sheet_text(&s, TITLE)));
		set(st, v, "kind", val_t(str_z(kind)));
		roster_from_put(r, &r->sessions_from, slot->id, begin);
		set(st, v, "begin_on", val_t(day_text(r->m->row, begin)));
		set(st, v, "end_on", val_t(day_text(r->m->row, end)));
		set(st, v, "school_year", val_t(sheet_text(&s, YEAR)));
		set(st, v, "source_id", val_t(sheet_cell(&s, ID)));
		defer(r, &list, slot, st, v, sheet_cell(&s, PARENT), s.line);
	}
	if (c == OK && got >= 0)
		c = put_later(r, &s, PARENT, st, turned(list), R_SESSIONS, N_("academic session"), e);
	deleted_note(r, "academicSessions.csv", deleted);
	r->broken[R_SESSIONS] = s.broken;
	sheet_close(&s);
	return c == OK && got < 0 ? e->code : c;
}

static enum code courses(struct roster *r, struct err *e)
{
	enum { ID, STATUS, CHANGED, YEAR, TITLE, CODE, GRADES, ORG, SUBJECTS };
	static const struct sheet_column COLUMNS[] = {{"sourcedId", SC_COLUMN | SC_FILLED}, {"status", 0}, {"dateLastModified", 0}, {"schoolYearSourcedId", 0},
		{"title", SC_COLUMN}, {"courseCode", 0}, {"grades", 0}, {"orgSourcedId", SC_COLUMN}, {"subjects", 0}, {0}};
	struct sheet s;
	struct staged *st = &r->course;
	bool good;
	int got = 0;
	int64_t deleted = 0;
	enum code c = sheet_open(&s, r->m, r->src, "courses.csv", COLUMNS, &good, e);
	while (c == OK && good && (got = sheet_next(&s, e)) == 1) {
		arena_reset(r->m->row);
		enum row_state state = roster_row(r, &s);
		struct slot *slot = roster_own(r, &s, st, state, e);
		if (state == ROW_DELETED) {
			deleted++;
			continue;
		}
		struct val *v = row_values(r, st);
		struct slot *org = roster_ref(r, &s, ORG, sheet_cell(&s, ORG), &r->org, R_ORGS, N_("organisation"));
		struct slot *year = roster_ref(r, &s, YEAR, sheet_cell(&s, YEAR), &r->session, R_SESSIONS, N_("academic session"));
		if (sheet_cell(&s, TITLE).n == 0)
			sheet_refuse(&s, TITLE, "%s", tr(r->m->o->lang, N_("This cell must not be empty.")));
		set(st, v, "title", val_t(sheet_text(&s, TITLE)));
		set(st, v, "code", val_t(sheet_text(&s, CODE)));
		set(st, v, "org", val_id(org != NULL ? org->id : ID_NIL));
		set(st, v, "grades", val_t(roster_grades(r, &s, GRADES, false)));
		set(st, v, "subjects", val_t(sheet_text(&s, SUBJECTS)));
		set(st, v, "session", val_id(year != NULL ? year->id : ID_NIL));
		set(st, v, "source_id", val_t(sheet_cell(&s, ID)));
		if (!s.bad && slot != NULL)
			c = staged_put(st, slot, v, S(""), e);
	}
	deleted_note(r, "courses.csv", deleted);
	r->broken[R_COURSES] = s.broken;
	sheet_close(&s);
	return c == OK && got < 0 ? e->code : c;
}

static struct slot *first_term(struct roster *r, struct sheet *s, int column)
{
	struct str rest = sheet_cell(s, column);
	struct slot *first = NULL;
	while (rest.n > 0) {
		struct str one = str_trim(str_cut(&rest, ','));
		struct slot *t = roster_ref(r, s, column, one, &r->session, R_SESSIONS, N_("academic session"));
		first = first != NULL ? first : t;
	}
	return first;
}

static enum code classes(struct roster *r, struct err *e)
{
	enum { ID, STATUS, CHANGED, TITLE, GRADES, COURSE, CODE, KIND, LOCATION, SCHOOL, TERMS, SUBJECTS, PERIODS };
	static const struct sheet_column COLUMNS[] = {{"sourcedId", SC_COLUMN | SC_FILLED}, {"status", 0}, {"dateLastModified", 0}, {"title", SC_COLUMN},
		{"grades", 0}, {"courseSourcedId", 0}, {"classCode", 0}, {"classType", SC_COLUMN}, {"location", 0}, {"schoolSourcedId", SC_COLUMN},
		{"termSourcedIds", 0}, {"subjects", 0}, {"periods", 0}, {0}};
	struct sheet s;
	struct staged *st = &r->class;
	bool good;
	int got = 0;
	enum lang lang = r->m->o->lang;
	enum code c = sheet_open(&s, r->m, r->src, "classes.csv", COLUMNS, &good, e);
	while (c == OK && good && (got = sheet_next(&s, e)) == 1) {
		arena_reset(r->m->row);
		enum row_state state = roster_row(r, &s);
		struct slot *slot = roster_own(r, &s, st, state, e);
		if (state == ROW_DELETED)
			continue; /* its enrolments end */
		struct val *v = row_values(r, st);
		const char *kind = word(sheet_cell(&s, KIND), CLASS_KINDS);
		struct slot *org = roster_ref(r, &s, SCHOOL, sheet_cell(&s, SCHOOL), &r->org, R_ORGS, N_("organisation"));
		struct slot *course = roster_ref(r, &s, COURSE, sheet_cell(&s, COURSE), &r->course, R_COURSES, N_("course"));
		struct slot *term = first_term(r, &s, TERMS);
		if (kind == NULL)
			sheet_refuse(&s, KIND, "%s", tr(lang, N_("This is neither homeroom nor scheduled.")));
		if (sheet_cell(&s, TITLE).n == 0)
			sheet_refuse(&s, TITLE, "%s", tr(lang, N_("This cell must not be empty.")));
		if (org == NULL && !s.bad)
			sheet_refuse(&s, SCHOOL, "%s", tr(lang, N_("This cell must not be empty.")));
		set(st, v, "title", val_t(sheet_text(&s, TITLE)));
		set(st, v, "code", val_t(sheet_text(&s, CODE)));
		set(st, v, "kind", val_t(str_z(kind)));
		set(st, v, "grades", val_t(roster_grades(r, &s, GRADES, false)));
		set(st, v, "subjects", val_t(sheet_text(&s, SUBJECTS)));
		set(st, v, "location", val_t(sheet_text(&s, LOCATION)));
		set(st, v, "periods", val_t(sheet_text(&s, PERIODS)));
		set(st, v, "course", val_id(course != NULL ? course->id : ID_NIL));
		set(st, v, "org", val_id(org != NULL ? org->id : ID_NIL));
		set(st, v, "session", val_id(term != NULL ? term->id : ID_NIL));
		set(st, v, "source_id", val_t(sheet_cell(&s, ID)));
		if (slot != NULL)
			slot->extra = org != NULL ? keyed_number(&r->org.keys, org) + 1 : 0;
		if (slot != NULL && term != NULL)
			roster_from_put(r, &r->classes_from, slot->id, roster_from(r, &r->sessions_from, term->id));
		if (!s.bad && slot != NULL)
			c = staged_put(st, slot, v, S(""), e);
	}
	r->broken[R_CLASSES] = s.broken;
	sheet_close(&s);
	return c == OK && got < 0 ? e->code : c;
}

enum code roster_places(struct roster *r, struct err *e)
{
	enum code c = r->mode[R_ORGS] != MODE_ABSENT ? orgs(r, e) : OK;
	if (c == OK && r->mode[R_SESSIONS] != MODE_ABSENT)
		c = sessions(r, e);
	if (c == OK && r->mode[R_COURSES] != MODE_ABSENT)
		c = courses(r, e);
	if (c == OK && r->mode[R_CLASSES] != MODE_ABSENT)
		c = classes(r, e);
	return c;
}
