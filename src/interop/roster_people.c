#include "interop/roster.h"

#include <stdlib.h>
#include <string.h>

#define TAKEN_TOLD 20 /* user names told one by one */

/* What a roster calls people, and what they are here. An administrator is one of the school or the district it is named
 * at, never of this program. */
static const struct {
	const char *word, *role;
} ROLES[] = {
	{"student", "student"}, {"teacher", "teacher"}, {"aide", "aide"}, {"counselor", "counselor"}, {"principal", "principal"},
	{"siteAdministrator", "siteAdministrator"}, {"districtAdministrator", "districtAdministrator"},
	{"administrator", "siteAdministrator"}, {"systemAdministrator", "siteAdministrator"},
	{"guardian", "guardian"}, {"parent", "parent"}, {"relative", "relative"}, {"proctor", "proctor"},
};
#define N_ROLES (sizeof ROLES / sizeof *ROLES)

static int role_index(struct str s)
{
	for (size_t i = 0; i < N_ROLES; i++)
		if (str_ieqz(s, ROLES[i].word))
			return (int)i;
	return -1;
}

static bool is_family(int role)
{
	return role >= 0 && (strcmp(ROLES[role].role, "guardian") == 0 || strcmp(ROLES[role].role, "parent") == 0 || strcmp(ROLES[role].role, "relative") == 0);
}

/* What the roster calls a person, for the relation of families: the slot's role + 1. */
static bool remember_role(struct roster *r, uint32_t user, int role)
{
	if (user >= r->roles_cap) {
		size_t cap = r->roles_cap * 2 > (size_t)user + 1024 ? r->roles_cap * 2 : (size_t)user + 1024;
		uint8_t *p = realloc(r->roles, cap);
		if (p == NULL)
			return false;
		memset(p + r->roles_cap, 0, cap - r->roles_cap);
		r->roles = p;
		r->roles_cap = cap;
	}
	if (r->roles[user] == 0 || is_family(role))
		r->roles[user] = (uint8_t)(role + 1);
	return true;
}

void roster_role_there(struct roster *r, uint32_t person, struct str role)
{
	int i = role_index(role);
	if (i >= 0)
		(void)remember_role(r, person, i); /* without memory the relation is "other" */
}

static int role_known(const struct roster *r, uint32_t user)
{
	return user < r->roles_cap ? (int)r->roles[user] - 1 : -1;
}

/* ---- demographics, first pass: the dates of birth, so that a person is written once ---- */

enum { D_ID, D_STATUS, D_CHANGED, D_BIRTH, D_SEX, D_INDIAN, D_ASIAN, D_BLACK, D_ISLANDER, D_WHITE, D_MORE, D_HISPANIC, D_COUNTRY };
static const struct sheet_column DEMOGRAPHICS[] = {{"sourcedId", SC_COLUMN | SC_FILLED}, {"status", 0}, {"dateLastModified", 0}, {"birthDate", 0},
	{"sex", 0}, {"americanIndianOrAlaskaNative", 0}, {"asian", 0}, {"blackOrAfricanAmerican", 0}, {"nativeHawaiianOrOtherPacificIslander", 0},
	{"white", 0}, {"demographicRaceTwoOrMoreRaces", 0}, {"hispanicOrLatinoEthnicity", 0}, {"countryOfBirthCode", 0}, {0}};

static enum code births(struct roster *r, struct err *e)
{
	struct sheet s;
	bool good, made;
	int got = 0;
	enum code c = sheet_open(&s, r->m, r->src, "demographics.csv", DEMOGRAPHICS, &good, e);
	while (c == OK && good && (got = sheet_next(&s, e)) == 1) {
		enum row_state state = roster_row(r, &s);
		struct str id = sheet_cell(&s, D_ID);
		day_t birth = sheet_day(&s, D_BIRTH);
		if (birth != DAY_NONE && (birth > r->today || birth < r->today - 366 * 130))
			sheet_refuse(&s, D_BIRTH, "%s", tr(r->m->o->lang, N_("Nobody living was born on this day.")));
		if (state == ROW_BAD || s.bad || id.n == 0)
			continue;
		struct slot *slot = keyed_put(&r->births, keyed_str(&r->m->key, id), &made);
		if (slot == NULL) {
			c = err_set(e, E_MEMORY, "There is no memory left for the import.");
		} else if (!made) {
			sheet_refuse(&s, D_ID, tr(r->m->o->lang, N_("\"%.*s\" is there twice: line %u has it too.")), (int)(id.n > 60 ? 60 : id.n), id.p, slot->line);
		} else {
			slot->line = (uint32_t)s.line;
			slot->extra = state == ROW_ACTIVE ? (uint32_t)birth : (uint32_t)DAY_NONE;
		}
	}
	r->broken[R_DEMOGRAPHICS] = s.broken;
	r->m->r->rows -= s.rows; /* counted in the second pass */
	sheet_close(&s);
	return c == OK && got < 0 ? e->code : c;
}

/* Federal order: Hispanic of any race, then one race, then two or more. */
static const char *race_of(struct sheet *s)
{
	static const char *const NAMES[] = {"americanIndian", "asian", "black", "pacificIslander", "white"};
	int n = 0, last = 0;
	for (int i = D_INDIAN; i <= D_WHITE; i++)
		if (sheet_bool(s, i) == 1) {
			n++;
			last = i - D_INDIAN;
		}
	int hispanic = sheet_bool(s, D_HISPANIC), more = sheet_bool(s, D_MORE);
	return hispanic == 1 ? "hispanic" : n > 1 || more == 1 ? "twoOrMore" : n == 1 ? NAMES[last] : NULL;
}

static enum code demographics(struct roster *r, struct err *e)
{
	struct sheet s;
	struct staged *st = &r->demographics, *person = &r->person;
	bool good, made;
	int got = 0;
	size_t notes = r->m->r->n_notes;
	enum code c = sheet_open(&s, r->m, r->src, "demographics.csv", DEMOGRAPHICS, &good, e);
	r->m->r->n_notes = notes; /* said in the first pass */
	while (c == OK && good && (got = sheet_next(&s, e)) == 1) {
		arena_reset(r->m->row);
		enum row_state state = roster_row(r, &s);
		struct slot *p = roster_ref(r, &s, D_ID, sheet_cell(&s, D_ID), person, R_USERS, N_("user"));
		const char *race = race_of(&s);
		struct str sex = sheet_text(&s, D_SEX), country = sheet_text(&s, D_COUNTRY);
		if (s.bad || p == NULL || (state == ROW_DELETED && !(p->flags & SLOT_THERE)))
			continue;
		bool live = state == ROW_ACTIVE;
		struct slot *slot = keyed_put(&st->keys, keyed_hash(&r->m->key, p->id.b, 16), &made);
		if (slot == NULL)
			c = err_set(e, E_MEMORY, "There is no memory left for the import.");
		if (c != OK || (!live && made))
			continue;
		struct val *v = NEW_ARRAY(r->m->row, struct val, st->n + 1);
		v[staged_field(st, "learner")] = val_id(p->id);
		v[staged_field(st, "sex")] = val_t(live ? sex : S(""));
		v[staged_field(st, "race")] = val_t(live ? str_z(race) : S(""));
		v[staged_field(st, "birth_country")] = val_t(live ? country : S(""));
		c = staged_put(st, slot, v, S(""), e);
		/* a delta brings a date of birth without its user */
		day_t birth = sheet_day(&s, D_BIRTH);
		if (c == OK && live && birth != DAY_NONE && !(p->flags & SLOT_ROW) && (p->flags & SLOT_THERE)) {
			struct val *b = NEW_ARRAY(r->m->row, struct val, person->n + 1);
			b[staged_field(person, "birth_date")] = val_t(day_text(r->m->row, birth));
			c = staged_change(person, p, b, false, e);
		}
	}
	sheet_close(&s);
	return c == OK && got < 0 ? e->code : c;
}

/* ---- users ---- */

enum { U_ID, U_STATUS, U_CHANGED, U_ENABLED, U_ORGS, U_ROLE, U_USERNAME, U_GIVEN, U_FAMILY, U_MIDDLE, U_IDENTIFIER, U_EMAIL, U_SMS, U_PHONE, U_AGENTS,
	U_GRADES, U_PREFERRED, U_PRONOUNS, U_PRIMARY_ORG, U_USER_IDS, U_PASSWORD, U_MASTER };
static const struct sheet_column USERS_11[] = {{"sourcedId", SC_COLUMN | SC_FILLED}, {"status", 0}, {"dateLastModified", 0}, {"enabledUser", 0},
	{"orgSourcedIds", SC_COLUMN}, {"role", SC_COLUMN}, {"username", 0}, {"givenName", SC_COLUMN}, {"familyName", SC_COLUMN}, {"middleName", 0},
	{"identifier", 0}, {"email", 0}, {"sms", 0}, {"phone", 0}, {"agentSourcedIds", 0}, {"grades", 0}, {"preferredGivenName", 0}, {"pronouns", 0},
	{"primaryOrgSourcedId", 0}, {"userIds", 0}, {"password", 0}, {"userMasterIdentifier", 0}, {0}};
static const struct sheet_column USERS_12[] = {{"sourcedId", SC_COLUMN | SC_FILLED}, {"status", 0}, {"dateLastModified", 0}, {"enabledUser", 0},
	{"orgSourcedIds", 0}, {"role", 0}, {"username", 0}, {"givenName", SC_COLUMN}, {"familyName", SC_COLUMN}, {"middleName", 0},
	{"identifier", 0}, {"email", 0}, {"sms", 0}, {"phone", 0}, {"agentSourcedIds", 0}, {"grades", 0}, {"preferredGivenName", 0}, {"pronouns", 0},
	{"primaryOrgSourcedId", 0}, {"userIds", 0}, {"password", 0}, {"userMasterIdentifier", 0}, {0}};

static enum code put_role(struct roster *r, struct sheet *s, struct slot *person, struct slot *org, int role, struct str source, day_t begin, day_t end,
                          int column, struct err *e)
{
	struct staged *st = &r->role;
	bool made;
	struct slot *slot = keyed_put(&st->keys, keyed_str(&r->m->key, source), &made);
	if (slot == NULL)
		return err_set(e, E_MEMORY, "There is no memory left for the import.");
	if (slot->flags & SLOT_ROW) {
		sheet_refuse(s, column, tr(r->m->o->lang, N_("\"%.*s\" is there twice: line %u has it too.")), (int)(source.n > 60 ? 60 : source.n), source.p, slot->line);
		return OK;
	}
	slot->flags |= SLOT_ROW | SLOT_SEEN;
	slot->line = (uint32_t)s->line;
	struct val *v = NEW_ARRAY(r->m->row, struct val, st->n + 1);
	v[staged_field(st, "person")] = val_id(person->id);
	v[staged_field(st, "org")] = val_id(org->id);
	bool leads = strcmp(ROLES[role].role, "siteAdministrator") == 0 && strcmp(ROLES[role].word, "siteAdministrator") != 0;
	v[staged_field(st, "role")] = val_t(leads && !(org->flags & SLOT_LIVE) ? S("districtAdministrator") : str_z(ROLES[role].role));
	v[staged_field(st, "begin_on")] = val_t(begin != DAY_NONE ? day_text(r->m->row, begin) : S(""));
	v[staged_field(st, "end_on")] = val_t(end != DAY_NONE ? day_text(r->m->row, end) : S(""));
	v[staged_field(st, "source_id")] = val_t(source);
	person->extra |= PERSON_HERE | (strcmp(ROLES[role].role, "student") == 0 ? PERSON_STUDENT : 0u);
	return staged_put(st, slot, v, S(""), e);
}

static enum code roles_of_user(struct roster *r, struct sheet *s, struct slot *person, struct err *e)
{
	struct str rest = sheet_cell(s, U_ORGS), word = sheet_cell(s, U_ROLE);
	int role = role_index(word);
	enum code c = OK;
	if (role < 0) {
		sheet_refuse(s, U_ROLE, tr(r->m->o->lang, N_("\"%.*s\" is no role of OneRoster.")), (int)(word.n > 40 ? 40 : word.n), word.p);
		return OK;
	}
	if (str_trim(rest).n == 0)
		sheet_refuse(s, U_ORGS, "%s", tr(r->m->o->lang, N_("This cell must not be empty.")));
	if (!remember_role(r, keyed_number(&r->person.keys, person), role))
		return err_set(e, E_MEMORY, "There is no memory left for the import.");
	while (rest.n > 0 && c == OK) {
		struct str one = str_trim(str_cut(&rest, ','));
		struct slot *org = roster_ref(r, s, U_ORGS, one, &r->org, R_ORGS, N_("organisation"));
		if (org == NULL || s->bad)
			continue;
		struct str source = str_fmt(r->m->row, "%.*s/%.*s/%s", S_ARG(sheet_cell(s, U_ID)), S_ARG(one), ROLES[role].word);
		c = put_role(r, s, person, org, role, source, DAY_NONE, DAY_NONE, U_ORGS, e);
	}
	return c;
}

static enum code add_agents(struct roster *r, struct sheet *s, struct slot *person, struct err *e)
{
	struct str rest = sheet_cell(s, U_AGENTS);
	while (rest.n > 0) {
		struct str one = str_trim(str_cut(&rest, ','));
		if (one.n == 0)
			continue;
		if (r->n_agents == r->agents_cap) {
			size_t cap = r->agents_cap == 0 ? 1024 : r->agents_cap * 2;
			struct agent *p = realloc(r->agents, cap * sizeof *p);
			if (p == NULL)
				return err_set(e, E_MEMORY, "There is no memory left for the import.");
			r->agents = p;
			r->agents_cap = cap;
		}
		r->agents[r->n_agents++] = (struct agent){keyed_number(&r->person.keys, person), (uint32_t)s->line, keyed_str(&r->m->key, one)};
	}
	return OK;
}

/* A person that was added here by hand and has the same user name and family name is the one the roster means. */
static enum code adopt(struct roster *r, struct slot *slot, struct slot *name, struct str family, bool *same, struct err *e)
{
	struct record there;
	enum code c = record_get(r->m->db, r->m->row, &r->m->sys, r->person.t, name->id, &there, e);
	*same = c == OK && str_eq(str_fold(r->m->row, rec_t(&there, "family_name")), str_fold(r->m->row, family));
	if (*same) {
		slot->id = there.id;
		slot->version = (uint32_t)there.version;
		slot->flags |= SLOT_THERE;
		slot->content = 0;
	}
	return c;
}

static enum code check_username(struct roster *r, struct sheet *s, struct slot *slot, bool *taken, struct err *e)
{
	struct str username = sheet_text(s, U_USERNAME);
	bool made, same = false;
	uint32_t number = keyed_number(&r->person.keys, slot);
	enum code c = OK;
	*taken = false;
	if (username.n == 0)
		return OK;
	struct slot *name = keyed_put(&r->usernames, keyed_str(&r->m->key, username), &made);
	if (name == NULL)
		return err_set(e, E_MEMORY, "There is no memory left for the import.");
	if (name->flags & SLOT_ROW) {
		sheet_refuse(s, U_USERNAME, tr(r->m->o->lang, N_("\"%.*s\" is there twice: line %u has it too.")), (int)(username.n > 60 ? 60 : username.n), username.p, name->line);
		return OK;
	}
	if (!made && name->extra == UINT32_MAX && !(slot->flags & SLOT_THERE))
		c = adopt(r, slot, name, sheet_cell(s, U_FAMILY), &same, e);
	*taken = !made && !same && name->extra != number;
	if (*taken) {
		if (r->taken++ < TAKEN_TOLD)
			import_note(r->m, tr(r->m->o->lang, N_("users.csv:%zu: the user name \"%.*s\" belongs to somebody else here, so this person has none yet.")), s->line,
			            (int)(username.n > 60 ? 60 : username.n), username.p);
		return c;
	}
	name->flags |= SLOT_ROW;
	name->line = (uint32_t)s->line;
	name->extra = number;
	return c;
}

static enum code put_person(struct roster *r, struct sheet *s, struct slot *slot, bool taken, struct err *e)
{
	struct staged *st = &r->person;
	struct val *v = NEW_ARRAY(r->m->row, struct val, st->n + 1);
	enum lang lang = r->m->o->lang;
	int enabled = sheet_bool(s, U_ENABLED);
	/* what an export leaves empty is not taken away from what was added here */
	static const struct { const char *field; int column; } TEXTS[] = {
		{"given_name", U_GIVEN}, {"family_name", U_FAMILY}, {"middle_name", U_MIDDLE}, {"preferred_name", U_PREFERRED}, {"pronouns", U_PRONOUNS},
		{"username", U_USERNAME}, {"email", U_EMAIL}, {"phone", U_PHONE}, {"sms", U_SMS}, {"identifier", U_IDENTIFIER}, {"source_id", U_ID}};
	for (size_t i = 0; i < sizeof TEXTS / sizeof *TEXTS; i++) {
		struct str t = sheet_text(s, TEXTS[i].column);
		if (t.n > 0 && !(taken && TEXTS[i].column == U_USERNAME))
			v[staged_field(st, TEXTS[i].field)] = val_t(t);
	}
	if (sheet_cell(s, U_GIVEN).n == 0)
		sheet_refuse(s, U_GIVEN, "%s", tr(lang, N_("This cell must not be empty.")));
	if (sheet_cell(s, U_FAMILY).n == 0)
		sheet_refuse(s, U_FAMILY, "%s", tr(lang, N_("This cell must not be empty.")));
	struct str grade = roster_grades(r, s, U_GRADES, true);
	if (grade.n > 0)
		v[staged_field(st, "grade")] = val_t(grade);
	v[staged_field(st, "active")] = val_i(enabled != 0);
	struct slot *birth = keyed_find(&r->births, slot->key);
	if (birth != NULL && (day_t)birth->extra != DAY_NONE)
		v[staged_field(st, "birth_date")] = val_t(day_text(r->m->row, (day_t)birth->extra));
	return s->bad ? OK : staged_put(st, slot, v, S(""), e);
}

static enum code users(struct roster *r, struct err *e)
{
	struct sheet s;
	bool good, taken;
	int got = 0;
	enum code c = sheet_open(&s, r->m, r->src, "users.csv", r->v12 ? USERS_12 : USERS_11, &good, e);
	r->agents_told = c == OK && sheet_has(&s, U_AGENTS);
	if (c == OK && good && sheet_has(&s, U_PASSWORD))
		import_note(r->m, "%s", tr(r->m->o->lang, N_("users.csv: passwords are never read.")));
	while (c == OK && good && (got = sheet_next(&s, e)) == 1) {
		arena_reset(r->m->row);
		enum row_state state = roster_row(r, &s);
		struct slot *slot = roster_own(r, &s, &r->person, state, e);
		if (slot == NULL || state == ROW_DELETED)
			continue;
		c = check_username(r, &s, slot, &taken, e);
		if (c == OK)
			c = put_person(r, &s, slot, taken, e);
		if (c == OK && !r->v12)
			c = roles_of_user(r, &s, slot, e);
		if (c == OK)
			c = add_agents(r, &s, slot, e);
	}
	if (r->taken > TAKEN_TOLD)
		import_note(r->m, tr(r->m->o->lang, N_("users.csv: %lld user names in all belong to others here already; these people have none yet.")), (long long)r->taken);
	r->broken[R_USERS] = s.broken;
	sheet_close(&s);
	return c == OK && got < 0 ? e->code : c;
}

static enum code roles(struct roster *r, struct err *e)
{
	enum { ID, STATUS, CHANGED, USER, KIND, ROLE, BEGIN, END, ORG };
	static const struct sheet_column COLUMNS[] = {{"sourcedId", SC_COLUMN | SC_FILLED}, {"status", 0}, {"dateLastModified", 0},
		{"userSourcedId", SC_COLUMN | SC_FILLED}, {"roleType", 0}, {"role", SC_COLUMN | SC_FILLED}, {"beginDate", 0}, {"endDate", 0},
		{"orgSourcedId", SC_COLUMN | SC_FILLED}, {0}};
	struct sheet s;
	bool good;
	int got = 0;
	enum code c = sheet_open(&s, r->m, r->src, "roles.csv", COLUMNS, &good, e);
	while (c == OK && good && (got = sheet_next(&s, e)) == 1) {
		arena_reset(r->m->row);
		enum row_state state = roster_row(r, &s);
		struct slot *there = keyed_find(&r->role.keys, keyed_str(&r->m->key, sheet_cell(&s, ID)));
		if (state == ROW_DELETED) {
			if (there != NULL)
				there->flags |= SLOT_MARK;
			continue;
		}
		struct slot *person = roster_ref(r, &s, USER, sheet_cell(&s, USER), &r->person, R_USERS, N_("user"));
		struct slot *org = roster_ref(r, &s, ORG, sheet_cell(&s, ORG), &r->org, R_ORGS, N_("organisation"));
		day_t begin = sheet_day(&s, BEGIN), end = sheet_day(&s, END);
		int role = role_index(sheet_cell(&s, ROLE));
		if (role < 0)
			sheet_refuse(&s, ROLE, tr(r->m->o->lang, N_("\"%.*s\" is no role of OneRoster.")), (int)(sheet_cell(&s, ROLE).n > 40 ? 40 : sheet_cell(&s, ROLE).n),
			             sheet_cell(&s, ROLE).n > 0 ? sheet_cell(&s, ROLE).p : "");
		if (s.bad || person == NULL || org == NULL)
			continue;
		if (!remember_role(r, keyed_number(&r->person.keys, person), role))
			c = err_set(e, E_MEMORY, "There is no memory left for the import.");
		if (c == OK)
			c = put_role(r, &s, person, org, role, sheet_text(&s, ID), begin, end, ID, e);
	}
	r->broken[R_ROLES] = s.broken;
	sheet_close(&s);
	return c == OK && got < 0 ? e->code : c;
}

/* ---- families ---- */

static const char *relation_of(int role)
{
	return role < 0 ? "other" : strcmp(ROLES[role].role, "parent") == 0 ? "parent" : strcmp(ROLES[role].role, "relative") == 0 ? "relative" : "guardian";
}

static enum code put_guardian(struct roster *r, struct slot *learner, struct slot *adult, int role, struct err *e)
{
	struct staged *st = &r->guardian;
	unsigned char mem[32];
	bool made;
	memcpy(mem, learner->id.b, 16);
	memcpy(mem + 16, adult->id.b, 16);
	struct slot *slot = keyed_put(&st->keys, keyed_hash(&r->m->key, mem, sizeof mem), &made);
	if (slot == NULL)
		return err_set(e, E_MEMORY, "There is no memory left for the import.");
	if (slot->flags & SLOT_SEEN)
		return OK; /* both rows name each other */
	slot->flags |= SLOT_SEEN;
	if (slot->flags & SLOT_THERE) {
		/* a restriction, a language, a wish how to be reached: what is here stays as it is */
		st->count->unchanged++;
		return OK;
	}
	struct val *v = NEW_ARRAY(r->m->row, struct val, st->n + 1);
	v[staged_field(st, "learner")] = val_id(learner->id);
	v[staged_field(st, "adult")] = val_id(adult->id);
	v[staged_field(st, "relation")] = val_t(str_z(relation_of(role)));
	v[staged_field(st, "lives_with")] = (struct val){.type = 'n'}; /* a roster does not say */
	return staged_put(st, slot, v, S(""), e);
}

static enum code families(struct roster *r, struct err *e)
{
	enum code c = OK;
	int64_t others = 0;
	for (size_t i = 0; i < r->n_agents && c == OK; i++) {
		const struct agent *g = &r->agents[i];
		struct slot *user = keyed_at(&r->person.keys, g->user), *other = keyed_find(&r->person.keys, g->agent);
		arena_reset(r->m->row);
		if (other == NULL || (!(other->flags & SLOT_SEEN) && !roster_broken_or_absent(r, R_USERS))) {
			import_refuse(r->m, S("users.csv"), g->line, S("agentSourcedIds"), "%s", tr(r->m->o->lang, N_("A person named here is not in users.csv.")));
			continue;
		}
		if (r->m->r->n_refused > 0)
			continue;
		int mine = role_known(r, g->user), theirs = role_known(r, keyed_number(&r->person.keys, other));
		bool me_student = (user->extra & PERSON_STUDENT) != 0, other_student = (other->extra & PERSON_STUDENT) != 0;
		if (me_student && !other_student && is_family(theirs))
			c = put_guardian(r, user, other, theirs, e);
		else if (other_student && !me_student && is_family(mine))
			c = put_guardian(r, other, user, mine, e);
		else
			others++;
	}
	if (others > 0)
		import_note(r->m, tr(r->m->o->lang, N_("users.csv: %lld names in agentSourcedIds are not of a learner and a family member and were left out.")), (long long)others);
	return c;
}

/* ---- profiles ---- */

static enum code profiles(struct roster *r, struct err *e)
{
	enum { ID, STATUS, CHANGED, USER };
	static const struct sheet_column COLUMNS[] = {{"sourcedId", SC_COLUMN | SC_FILLED}, {"status", 0}, {"dateLastModified", 0},
		{"userSourcedId", SC_COLUMN | SC_FILLED}, {"profileType", 0}, {"vendorId", 0}, {"applicationId", 0}, {"description", 0},
		{"credentialType", 0}, {"username", 0}, {"password", 0}, {0}};
	struct sheet s;
	bool good;
	int got = 0;
	enum code c = sheet_open(&s, r->m, r->src, "userProfiles.csv", COLUMNS, &good, e);
	while (c == OK && good && (got = sheet_next(&s, e)) == 1)
		if (roster_row(r, &s) == ROW_ACTIVE)
			(void)roster_ref(r, &s, USER, sheet_cell(&s, USER), &r->person, R_USERS, N_("user"));
	if (s.rows > 0)
		import_note(r->m, tr(r->m->o->lang, N_("userProfiles.csv: %lld rows were read and checked. Names and passwords for other programs are not kept.")), (long long)s.rows);
	sheet_close(&s);
	return c == OK && got < 0 ? e->code : c;
}

enum code roster_people(struct roster *r, struct err *e)
{
	enum code c = r->mode[R_DEMOGRAPHICS] != MODE_ABSENT ? births(r, e) : OK;
	if (c == OK && r->mode[R_USERS] != MODE_ABSENT)
		c = users(r, e);
	if (c == OK && r->v12 && r->mode[R_ROLES] != MODE_ABSENT)
		c = roles(r, e);
	if (c == OK && r->mode[R_USERS] != MODE_ABSENT)
		c = families(r, e);
	if (c == OK && r->mode[R_DEMOGRAPHICS] != MODE_ABSENT && !r->broken[R_DEMOGRAPHICS])
		c = demographics(r, e);
	if (c == OK && r->mode[R_PROFILES] != MODE_ABSENT)
		c = profiles(r, e);
	return c;
}

/* ---- who is no longer there ---- */

static bool gone(const struct roster *r, const struct slot *p)
{
	if (!(p->flags & SLOT_THERE))
		return false;
	if (p->flags & SLOT_MARK)
		return true;
	return r->mode[R_USERS] == MODE_BULK && !r->keep_missing && !(p->flags & SLOT_SEEN) && (p->extra & PERSON_HERE) && !(p->extra & PERSON_ELSEWHERE);
}

static enum code end_roles(struct roster *r, struct err *e)
{
	struct staged *st = &r->role;
	bool bulk = r->mode[r->v12 ? R_ROLES : R_USERS] == MODE_BULK && !r->keep_missing;
	enum code c = OK;
	for (size_t i = 0; i < keyed_count(&st->keys) && c == OK; i++) {
		struct slot *slot = keyed_at(&st->keys, i);
		struct slot *org = slot->extra != UINT32_MAX ? keyed_at(&r->org.keys, slot->extra) : NULL;
		bool missing = bulk && org != NULL && (org->flags & SLOT_SEEN);
		arena_reset(r->m->row);
		if (!(slot->flags & SLOT_THERE) || (slot->flags & SLOT_SEEN) || !(slot->flags & SLOT_LIVE) || !(missing || (slot->flags & SLOT_MARK)))
			continue;
		struct val *v = NEW_ARRAY(r->m->row, struct val, st->n + 1);
		v[staged_field(st, "end_on")] = val_t(r->yesterday);
		c = staged_change(st, slot, v, true, e);
	}
	return c;
}

static enum code end_families(struct roster *r, struct err *e)
{
	struct staged *st = &r->guardian;
	enum code c = OK;
	/* a file without any such name does not know families: then nothing is taken away */
	if (r->keep_missing || r->mode[R_USERS] != MODE_BULK || !r->agents_told || r->n_agents == 0)
		return OK;
	for (size_t i = 0; i < keyed_count(&st->keys) && c == OK; i++) {
		struct slot *slot = keyed_at(&st->keys, i);
		arena_reset(r->m->row);
		if (!(slot->flags & SLOT_THERE) || (slot->flags & SLOT_SEEN) || !(slot->flags & SLOT_LIVE))
			continue;
		struct slot *learner = keyed_at(&r->person.keys, slot->extra);
		if (learner == NULL || !(learner->flags & SLOT_SEEN))
			continue;
		struct val *v = NEW_ARRAY(r->m->row, struct val, st->n + 1);
		v[staged_field(st, "end_on")] = val_t(r->yesterday);
		c = staged_change(st, slot, v, true, e);
	}
	return c;
}

enum code roster_missing_people(struct roster *r, struct err *e)
{
	struct staged *st = &r->person;
	enum code c = OK;
	int64_t learners = 0, leaving = 0;
	if (r->m->r->n_refused > 0)
		return OK;
	for (size_t i = 0; i < keyed_count(&st->keys); i++) {
		const struct slot *p = keyed_at(&st->keys, i);
		bool counts = (p->flags & SLOT_THERE) && (p->flags & SLOT_LIVE) && (p->extra & PERSON_STUDENT);
		learners += counts;
		leaving += counts && gone(r, p);
	}
	if (leaving > 20 && leaving * 2 > learners && !r->m->o->many) {
		import_refuse(r->m, S("users.csv"), 0, S(""), tr(r->m->o->lang, N_("%lld of %lld learners would leave with this import. If that is meant, run it again with --many.")),
		              (long long)leaving, (long long)learners);
		return OK;
	}
	for (size_t i = 0; i < keyed_count(&st->keys) && c == OK; i++) {
		struct slot *p = keyed_at(&st->keys, i);
		arena_reset(r->m->row);
		if (!gone(r, p) || !(p->flags & SLOT_LIVE))
			continue;
		struct val *v = NEW_ARRAY(r->m->row, struct val, st->n + 1);
		v[staged_field(st, "active")] = val_i(0);
		c = staged_change(st, p, v, true, e);
	}
	if (c == OK)
		c = end_roles(r, e);
	return c == OK ? end_families(r, e) : c;
}
