#include "interop/roster.h"

#include "base/file.h"
#include "school/admin/school.h"

#include <stdlib.h>
#include <string.h>

static const struct {
	const char *file, *manifest;
	bool needed;
} FILES[R_FILES] = {
	[R_ORGS] = {"orgs.csv", "file.orgs", true},
	[R_SESSIONS] = {"academicSessions.csv", "file.academicSessions", false},
	[R_COURSES] = {"courses.csv", "file.courses", false},
	[R_CLASSES] = {"classes.csv", "file.classes", true},
	[R_USERS] = {"users.csv", "file.users", true},
	[R_ROLES] = {"roles.csv", "file.roles", false},
	[R_PROFILES] = {"userProfiles.csv", "file.userProfiles", false},
	[R_ENROLLMENTS] = {"enrollments.csv", "file.enrollments", true},
	[R_DEMOGRAPHICS] = {"demographics.csv", "file.demographics", false},
};

/* ---- what every row has ---- */

enum row_state roster_row(struct roster *r, struct sheet *s)
{
	struct str status = sheet_cell(s, 1), changed = sheet_cell(s, 2);
	int64_t us;
	enum lang lang = r->m->o->lang;
	if (changed.n > 0 && !time_parse(changed, &us))
		sheet_refuse(s, 2, tr(lang, N_("\"%.*s\" is no time. Write it like 2026-09-01T08:30:00.000Z.")), (int)(changed.n > 40 ? 40 : changed.n), changed.p);
	bool deleted = str_ieqz(status, "tobedeleted") || str_ieqz(status, "inactive");
	if (!deleted && status.n > 0 && !str_ieqz(status, "active"))
		sheet_refuse(s, 1, tr(lang, N_("\"%.*s\" is no status. It is active or tobedeleted.")), (int)(status.n > 40 ? 40 : status.n), status.p);
	return s->bad ? ROW_BAD : deleted ? ROW_DELETED : ROW_ACTIVE;
}

bool roster_broken_or_absent(const struct roster *r, enum roster_file f)
{
	return r->broken[f] || r->mode[f] != MODE_BULK;
}

struct slot *roster_ref(struct roster *r, struct sheet *s, int column, struct str id, struct staged *in, enum roster_file file, const char *what)
{
	if (id.n == 0)
		return NULL;
	struct slot *slot = keyed_find(&in->keys, keyed_str(&r->m->key, id));
	if (slot != NULL && ((slot->flags & SLOT_SEEN) || roster_broken_or_absent(r, file)))
		return slot;
	if (r->broken[file]) {
		s->bad = true; /* its file is refused as a whole; this row says nothing new */
		return NULL;
	}
	sheet_refuse(s, column, tr(r->m->o->lang, N_("There is no %s \"%.*s\" in %s.")), tr(r->m->o->lang, what), (int)(id.n > 60 ? 60 : id.n), id.p,
	             FILES[file].file);
	return NULL;
}

struct slot *roster_own(struct roster *r, struct sheet *s, struct staged *in, enum row_state state, struct err *e)
{
	bool made;
	struct str id = sheet_text(s, 0);
	if (id.n == 0)
		return NULL;
	struct slot *slot = keyed_put(&in->keys, keyed_str(&r->m->key, id), &made);
	if (slot == NULL) {
		err_set(e, E_MEMORY, "There is no memory left for the import.");
		return NULL;
	}
	if (slot->flags & SLOT_ROW) {
		sheet_refuse(s, 0, tr(r->m->o->lang, N_("\"%.*s\" is there twice: line %u has it too.")), (int)(id.n > 60 ? 60 : id.n), id.p, slot->line);
		return NULL;
	}
	slot->flags |= SLOT_ROW | (state == ROW_DELETED ? SLOT_MARK : SLOT_SEEN);
	slot->line = (uint32_t)s->line;
	if (id_nil(slot->id))
		slot->id = id_new();
	return slot;
}

/* ---- grades ---- */

static bool grade_of(struct str g, char out[4])
{
	static const char *const WORDS[][2] = {
		{"kg", "KG"}, {"k", "KG"}, {"0", "KG"}, {"00", "KG"}, {"kindergarten", "KG"}, {"pk", "PK"}, {"prek", "PK"}, {"pre-k", "PK"}, {"-1", "PK"},
		{"tk", "TK"}, {"it", "IT"}, {"pr", "PR"}, {"ps", "PS"}, {"ug", "UG"}, {"other", "OT"}};
	int64_t n;
	for (size_t i = 0; i < sizeof WORDS / sizeof *WORDS; i++)
		if (str_ieqz(g, WORDS[i][0])) {
			memcpy(out, WORDS[i][1], 3);
			return true;
		}
	if (!str_int(g, &n) || n < 1 || n > 13)
		return false;
	out[0] = (char)('0' + n / 10);
	out[1] = (char)('0' + n % 10);
	out[2] = '\0';
	return true;
}

struct str roster_grades(struct roster *r, struct sheet *s, int column, bool one)
{
	struct str all = sheet_cell(s, column), rest = all;
	struct buf b = buf_new(r->m->row, 200);
	size_t n = 0;
	while (rest.n > 0) {
		char g[4];
		struct str word = str_trim(str_cut(&rest, ','));
		if (word.n == 0)
			continue;
		if (!grade_of(word, g)) {
			sheet_refuse(s, column, tr(r->m->o->lang, N_("\"%.*s\" is no grade. Write KG, 01 to 12 or 13.")), (int)(word.n > 40 ? 40 : word.n), word.p);
			return S("");
		}
		if (n > 0 && one)
			continue;
		buf_fmt(&b, "%s%s", n++ > 0 ? "," : "", g);
	}
	return buf_done(&b);
}

/* ---- what the set is ---- */

static enum code not_one(struct roster *r, struct str file, size_t line, const char *column, const char *sentence)
{
	import_refuse(r->m, file, line, str_z(column), "%s", sentence);
	return OK;
}

/* The first line of a file, lower-cased; empty when it cannot be read. */
static struct str first_line(struct roster *r, const char *file, struct err *e)
{
	FILE *f;
	int64_t size;
	struct err why = *e;
	char line[4096] = "";
	if (!source_has(r->src, file) || source_file(r->src, file, &f, &size, &why) != OK)
		return S("");
	if (fgets(line, sizeof line, f) == NULL)
		line[0] = '\0';
	(void)fclose(f);
	for (char *p = line; *p != '\0'; p++)
		if (*p >= 'A' && *p <= 'Z')
			*p = (char)(*p + 32);
	struct str s = str_z(line);
	if (str_starts(s, "\xEF\xBB\xBF"))
		s = (struct str){s.p + 3, s.n - 3};
	return str_dup(r->m->a, str_trim(s));
}

static bool names(struct str header, const char *column)
{
	struct str rest = header;
	while (rest.n > 0) {
		struct str c = str_trim(str_cut(&rest, ','));
		if (c.n >= 2 && c.p[0] == '"')
			c = (struct str){c.p + 1, c.n - 2};
		if (str_eqz(c, column))
			return true;
	}
	return false;
}

/* Other formats look alike; what the files say of themselves decides. NULL: this may be OneRoster. */
static const char *other_format(struct roster *r, struct str *file, struct err *e)
{
	if (source_has(r->src, "Student.csv") && source_has(r->src, "Section.csv")) {
		*file = S("Student.csv");
		return N_("This is Microsoft School Data Sync (School.csv, Section.csv, Student.csv), not OneRoster. Ask your student information system for an export as OneRoster CSV 1.1 or 1.2.");
	}
	if (source_has(r->src, "students.csv") && source_has(r->src, "sections.csv")) {
		*file = S("students.csv");
		return N_("This is the layout of Clever (schools, students, sections), not OneRoster. Ask your student information system for an export as OneRoster CSV 1.1 or 1.2.");
	}
	struct str enrolments = first_line(r, "enrollments.csv", e), users = first_line(r, "users.csv", e);
	bool sds = enrolments.n > 0 && !names(enrolments, "sourcedid") && names(enrolments, "classsourcedid") && names(enrolments, "usersourcedid");
	if (sds && !source_has(r->src, "manifest.csv")) {
		*file = S("enrollments.csv");
		if (source_has(r->src, "roles.csv") || source_has(r->src, "relationships.csv") || names(users, "activedirectorymatchid"))
			return N_("This is Microsoft School Data Sync 2.1, not OneRoster: it has no manifest.csv and its enrollments have no sourcedId. Ask your student information system for an export as OneRoster CSV 1.1 or 1.2.");
		return N_("This is Microsoft School Data Sync 2, not OneRoster: it has no manifest.csv and its enrollments have no sourcedId. Ask your student information system for an export as OneRoster CSV 1.1 or 1.2.");
	}
	bool any = false;
	for (int f = 0; f < R_FILES; f++)
		any |= source_has(r->src, FILES[f].file);
	if (!any && !source_has(r->src, "manifest.csv")) {
		*file = S("");
		return N_("There is no file of OneRoster here (manifest.csv, orgs.csv, users.csv, classes.csv, enrollments.csv). Name the folder or the zip that holds them.");
	}
	return NULL;
}

static void manifest_line(struct roster *r, struct sheet *s, bool given[R_FILES])
{
	struct str name = sheet_cell(s, 0), value = sheet_cell(s, 1);
	enum lang lang = r->m->o->lang;
	if (str_ieqz(name, "oneroster.version")) {
		if (str_eqz(value, "1.2"))
			r->v12 = true;
		else if (!str_eqz(value, "1.1"))
			sheet_refuse(s, 1, tr(lang, N_("This is OneRoster \"%.*s\"; 1.1 and 1.2 can be read.")), (int)(value.n > 20 ? 20 : value.n), value.p);
		return;
	}
	for (int f = 0; f < R_FILES; f++) {
		if (!str_ieqz(name, FILES[f].manifest))
			continue;
		given[f] = true;
		if (str_ieqz(value, "bulk"))
			r->mode[f] = MODE_BULK;
		else if (str_ieqz(value, "delta"))
			r->mode[f] = MODE_DELTA;
		else if (str_ieqz(value, "absent") || value.n == 0)
			r->mode[f] = MODE_ABSENT;
		else
			sheet_refuse(s, 1, tr(lang, N_("\"%.*s\" is none of bulk, delta and absent.")), (int)(value.n > 20 ? 20 : value.n), value.p);
		return;
	}
}

static enum code read_manifest(struct roster *r, struct err *e)
{
	static const struct sheet_column COLUMNS[] = {{"propertyName", SC_COLUMN}, {"value", SC_COLUMN}, {0}};
	struct sheet s;
	bool good, given[R_FILES] = {0};
	int got = 0;
	enum lang lang = r->m->o->lang;
	enum code c = sheet_open(&s, r->m, r->src, "manifest.csv", COLUMNS, &good, e);
	while (c == OK && good && (got = sheet_next(&s, e)) == 1)
		manifest_line(r, &s, given);
	r->m->r->rows -= s.rows; /* it tells about the rows, it is none */
	sheet_close(&s);
	if (c != OK || got < 0)
		return c != OK ? c : e->code;
	for (int f = 0; f < R_FILES; f++) {
		bool there = source_has(r->src, FILES[f].file);
		if (!there && r->mode[f] != MODE_ABSENT)
			not_one(r, S("manifest.csv"), 0, FILES[f].manifest, str_fmt(r->m->a, tr(lang, N_("The manifest announces %s, but it is not there.")), FILES[f].file).p);
		else if (there && r->mode[f] == MODE_ABSENT)
			import_note(r->m, given[f] ? tr(lang, N_("%s was left alone: the manifest says that it is absent."))
			                           : tr(lang, N_("%s was left alone: the manifest does not speak of it.")), FILES[f].file);
	}
	return OK;
}

static enum code what_it_is(struct roster *r, struct err *e)
{
	struct str file;
	enum lang lang = r->m->o->lang;
	const char *other = other_format(r, &file, e);
	if (other != NULL)
		return not_one(r, file, 0, "", tr(lang, other));
	if (source_folder(r->src).n > 0)
		import_note(r->m, tr(lang, N_("The files lie in the folder %.*s of the zip.")), S_ARG(source_folder(r->src)));
	if (source_has(r->src, "manifest.csv"))
		return read_manifest(r, e);
	import_note(r->m, "%s", tr(lang, N_("There is no manifest.csv, so every file was read as a whole and nothing ends by not being there.")));
	r->keep_missing = true;
	r->v12 = source_has(r->src, "roles.csv");
	for (int f = 0; f < R_FILES; f++) {
		r->mode[f] = source_has(r->src, FILES[f].file) ? MODE_BULK : MODE_ABSENT;
		if (FILES[f].needed && r->mode[f] == MODE_ABSENT)
			not_one(r, str_z(FILES[f].file), 0, "", tr(lang, N_("This file is missing.")));
	}
	return OK;
}

/* ---- what is there ---- */

static bool enrolment_key(struct staged *s, const struct record *rec, uint64_t *key)
{
	struct roster *r = s->arg;
	static const char *const NAMES[] = {"class", "person", "role", "begin_on"};
	unsigned char mem[16 + 16 + 16 + 11] = {0};
	struct id class = rec_id(rec, NAMES[0]), person = rec_id(rec, NAMES[1]);
	struct str role = rec_t(rec, NAMES[2]);
	struct slot *c = keyed_find(&r->by_id, keyed_hash(&r->m->key, class.b, 16));
	/* by hand, or in a class that no roster knows */
	if (c == NULL || !id_nil(rec->created_by) || role.n > 15)
		return false;
	memcpy(mem, class.b, 16);
	memcpy(mem + 16, person.b, 16);
	memcpy(mem + 32, role.p, role.n);
	*key = keyed_hash(&r->m->key, mem, 48);
	/* a second time in the same class: told apart by the first day */
	if (keyed_find(&s->keys, *key) != NULL) {
		struct str begin = rec_t(rec, NAMES[3]);
		memcpy(mem + 48, begin.p, begin.n < 10 ? begin.n : 10);
		*key = keyed_hash(&r->m->key, mem, sizeof mem);
	}
	return true;
}

static void enrolment_there(struct staged *s, const struct record *rec, struct slot *slot)
{
	struct roster *r = s->arg;
	struct str end = rec_t(rec, "end_on");
	struct id class = rec_id(rec, "class");
	struct slot *c = keyed_find(&r->by_id, keyed_hash(&r->m->key, class.b, 16));
	slot->extra = c != NULL ? c->extra : UINT32_MAX;
	if (end.n == 0 || str_cmp(end, r->today_text) >= 0)
		slot->flags |= SLOT_LIVE;
}

static void remember(struct keyed *t, uint64_t key, struct id id, uint32_t extra, uint32_t version)
{
	bool made;
	struct slot *slot = keyed_put(t, key, &made);
	if (slot != NULL) {
		slot->id = id;
		slot->extra = extra;
		slot->version = version;
		slot->flags = SLOT_THERE;
	}
}

static bool person_key(struct staged *s, const struct record *rec, uint64_t *key)
{
	struct roster *r = s->arg;
	struct str source = rec_t(rec, "source_id"), username = rec_t(rec, "username");
	uint32_t number = source.n > 0 ? (uint32_t)keyed_count(&s->keys) : UINT32_MAX;
	if (username.n > 0)
		remember(&r->usernames, keyed_str(&r->m->key, username), rec->id, number, (uint32_t)rec->version);
	if (source.n == 0)
		return false;
	remember(&r->by_id, keyed_hash(&r->m->key, rec->id.b, 16), rec->id, number, 0);
	*key = keyed_str(&r->m->key, source);
	return true;
}

static void person_there(struct staged *s, const struct record *rec, struct slot *slot)
{
	(void)s;
	if (rec_i(rec, "active") != 0)
		slot->flags |= SLOT_LIVE;
}

/* SLOT_LIVE of an organisation: a school or a part of one. */
static void org_there(struct staged *s, const struct record *rec, struct slot *slot)
{
	(void)s;
	if (str_eqz(rec_t(rec, "kind"), "school") || str_eqz(rec_t(rec, "kind"), "department"))
		slot->flags |= SLOT_LIVE;
}

void roster_from_put(struct roster *r, struct keyed *t, struct id id, day_t day)
{
	bool made;
	struct slot *slot = day == DAY_NONE || id_nil(id) ? NULL : keyed_put(t, keyed_hash(&r->m->key, id.b, 16), &made);
	if (slot != NULL)
		slot->extra = (uint32_t)day;
}

day_t roster_from(const struct roster *r, const struct keyed *t, struct id id)
{
	const struct slot *slot = id_nil(id) ? NULL : keyed_find(t, keyed_hash(&r->m->key, id.b, 16));
	return slot != NULL ? (day_t)slot->extra : DAY_NONE;
}

static void session_there(struct staged *s, const struct record *rec, struct slot *slot)
{
	struct roster *r = s->arg;
	day_t from;
	(void)slot;
	if (day_parse(rec_t(rec, "begin_on"), &from))
		roster_from_put(r, &r->sessions_from, rec->id, from);
}

static void class_there(struct staged *s, const struct record *rec, struct slot *slot)
{
	struct roster *r = s->arg;
	roster_from_put(r, &r->classes_from, rec->id, roster_from(r, &r->sessions_from, rec_id(rec, "session")));
	struct id org = rec_id(rec, "org");
	/* classes come before persons: their slots are numbered alike, in tables of their own */
	slot->extra = 0;
	for (size_t i = 0; i < keyed_count(&r->org.keys); i++)
		if (id_eq(keyed_at(&r->org.keys, i)->id, org))
			slot->extra = (uint32_t)i + 1;
	remember(&r->by_id, keyed_hash(&r->m->key, rec->id.b, 16), rec->id, (uint32_t)keyed_count(&s->keys) - 1, 0);
}

static bool pair_key(struct staged *s, const struct record *rec, uint64_t *key)
{
	unsigned char mem[32];
	struct id learner = rec_id(rec, "learner"), adult = rec_id(rec, "adult");
	memcpy(mem, learner.b, 16);
	memcpy(mem + 16, adult.b, 16);
	*key = keyed_hash(&s->m->key, mem, sizeof mem);
	return true;
}

static void guardian_there(struct staged *s, const struct record *rec, struct slot *slot)
{
	struct roster *r = s->arg;
	struct id learner = rec_id(rec, "learner"), adult = rec_id(rec, "adult");
	struct slot *l = keyed_find(&r->by_id, keyed_hash(&r->m->key, learner.b, 16)), *a = keyed_find(&r->by_id, keyed_hash(&r->m->key, adult.b, 16));
	struct str end = rec_t(rec, "end_on");
	/* both of the roster, and nobody has touched it: the roster may end it */
	if (l != NULL && a != NULL && id_nil(rec->created_by) && id_nil(rec->updated_by) && (end.n == 0 || str_cmp(end, r->today_text) >= 0)) {
		slot->flags |= SLOT_LIVE;
		slot->extra = l->extra;
	}
}

static bool learner_key(struct staged *s, const struct record *rec, uint64_t *key)
{
	struct id learner = rec_id(rec, "learner");
	*key = keyed_hash(&s->m->key, learner.b, 16);
	return true;
}

static void role_there(struct staged *s, const struct record *rec, struct slot *slot)
{
	struct roster *r = s->arg;
	struct str end = rec_t(rec, "end_on");
	struct id person = rec_id(rec, "person"), org = rec_id(rec, "org");
	struct slot *p = keyed_find(&r->by_id, keyed_hash(&r->m->key, person.b, 16));
	slot->extra = UINT32_MAX;
	for (size_t i = 0; i < keyed_count(&r->org.keys); i++)
		if (id_eq(keyed_at(&r->org.keys, i)->id, org))
			slot->extra = (uint32_t)i;
	if (end.n > 0 && str_cmp(end, r->today_text) < 0)
		return;
	slot->flags |= SLOT_LIVE;
	struct slot *person_slot = p != NULL ? keyed_at(&r->person.keys, p->extra) : NULL;
	if (person_slot == NULL || slot->extra == UINT32_MAX)
		return;
	/* whether that organisation is one of these files is known when orgs.csv has been read: they are */
	person_slot->extra |= keyed_at(&r->org.keys, slot->extra)->flags & SLOT_SEEN ? PERSON_HERE : PERSON_ELSEWHERE;
	if (str_eqz(rec_t(rec, "role"), "student"))
		person_slot->extra |= PERSON_STUDENT;
	roster_role_there(r, p->extra, rec_t(rec, "role"));
}

#define MINE(...) (const char *const[]){__VA_ARGS__, NULL}

static enum code open_places(struct roster *r, struct err *e)
{
	struct import *m = r->m;
	r->org.there = org_there;
	enum code c = staged_open(m, &r->org, "org", MINE("name", "kind", "parent", "identifier", "source_id"), e);
	r->session.arg = r;
	r->session.there = session_there;
	if (c == OK)
		c = staged_open(m, &r->session, "academic_session", MINE("title", "kind", "begin_on", "end_on", "parent", "school_year", "source_id"), e);
	if (c == OK)
		c = staged_open(m, &r->course, "course", MINE("title", "code", "org", "grades", "subjects", "session", "source_id"), e);
	r->class.arg = r;
	r->class.there = class_there;
	if (c == OK)
		c = staged_open(m, &r->class, "class", MINE("title", "code", "kind", "grades", "subjects", "location", "periods", "course", "org", "session", "source_id"), e);
	return c;
}

static enum code open_people(struct roster *r, struct err *e)
{
	struct import *m = r->m;
	r->person.arg = r->role.arg = r->enrolment.arg = r->guardian.arg = r->demographics.arg = r;
	r->person.key = person_key;
	r->person.there = person_there;
	r->role.there = role_there;
	r->enrolment.key = enrolment_key;
	r->enrolment.there = enrolment_there;
	r->guardian.key = pair_key;
	r->guardian.there = guardian_there;
	r->demographics.key = learner_key;
	enum code c = staged_open(m, &r->person, "person", MINE("given_name", "family_name", "middle_name", "preferred_name", "pronouns", "grade", "username",
	                          "email", "phone", "sms", "birth_date", "identifier", "active", "source_id"), e);
	if (c == OK)
		c = staged_open(m, &r->role, "role", MINE("person", "org", "role", "begin_on", "end_on", "source_id"), e);
	if (c == OK)
		c = staged_open(m, &r->enrolment, "enrolment", MINE("class", "person", "role", "is_primary", "begin_on", "end_on"), e);
	if (c == OK)
		c = staged_open(m, &r->guardian, "guardian", MINE("learner", "adult"), e);
	if (c == OK)
		c = staged_open(m, &r->demographics, "demographics", MINE("learner", "sex", "race", "birth_country"), e);
	return c;
}

static void close_all(struct roster *r)
{
	struct staged *all[] = {&r->org, &r->session, &r->course, &r->class, &r->person, &r->role, &r->enrolment, &r->guardian, &r->demographics};
	for (size_t i = 0; i < sizeof all / sizeof *all; i++)
		staged_close(all[i]);
	keyed_free(&r->by_id);
	keyed_free(&r->usernames);
	keyed_free(&r->births);
	keyed_free(&r->sessions_from);
	keyed_free(&r->classes_from);
	free(r->agents);
	free(r->roles);
}

enum code import_oneroster(struct import *m, struct err *e)
{
	struct roster r = {.m = m, .keep_missing = m->o->delta};
	if (m->o->n_paths != 1)
		return err_set(e, E_INPUT, "Name one folder or one zip with the files of OneRoster.");
	enum code c = source_open(m->a, m->o->paths[0], &r.src, e);
	if (c == OK)
		c = what_it_is(&r, e);
	if (c != OK || m->r->n_refused > 0) {
		source_close(r.src);
		return c;
	}
	r.today = school_today(m->db);
	r.today_text = day_text(m->a, r.today);
	r.yesterday = day_text(m->a, r.today - 1);
	bool bulk = r.mode[R_USERS] == MODE_BULK || r.mode[R_ENROLLMENTS] == MODE_BULK;
	if (m->o->delta)
		for (int f = 0; f < R_FILES; f++)
			if (r.mode[f] == MODE_BULK)
				r.mode[f] = MODE_DELTA;
	m->r->what = str_fmt(m->a, "OneRoster %s, %s", r.v12 ? "1.2" : "1.1", m->o->delta || !bulk ? "delta" : "bulk");
	c = open_places(&r, e);
	if (c == OK)
		c = roster_places(&r, e);
	if (c == OK)
		c = open_people(&r, e);
	if (c == OK)
		c = roster_people(&r, e);
	if (c == OK)
		c = roster_enrolments(&r, e);
	if (c == OK)
		c = roster_missing_people(&r, e);
	close_all(&r);
	source_close(r.src);
	return c;
}
