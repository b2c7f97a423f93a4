#include "interop/roster.h"

#include <stdlib.h>
#include <string.h>

/* A class has hundreds of rows and the table three indexes: rows in the order of school, class and person write each page
 * of the database once, rows as they come write some pages a hundred times. So they are held until the file has been read. */
struct held {
	uint32_t org, class, person, line;
	day_t begin, end;
	uint8_t role, primary, deleted;
};

static const char *const ROLES[] = {"student", "teacher", "aide", "administrator", "proctor"};

struct rows_held {
	struct held *p;
	size_t n, cap;
};

static bool hold(struct rows_held *h, struct held row)
{
	if (h->n == h->cap) {
		size_t cap = h->cap == 0 ? 4096 : h->cap + h->cap / 2;
		struct held *p = realloc(h->p, cap * sizeof *p);
		if (p == NULL)
			return false;
		h->p = p;
		h->cap = cap;
	}
	h->p[h->n++] = row;
	return true;
}

static int by_place(const void *x, const void *y)
{
	const struct held *a = x, *b = y;
	if (a->org != b->org)
		return a->org < b->org ? -1 : 1;
	if (a->class != b->class)
		return a->class < b->class ? -1 : 1;
	if (a->person != b->person)
		return a->person < b->person ? -1 : 1;
	if (a->role != b->role)
		return a->role < b->role ? -1 : 1;
	if (a->deleted != b->deleted)
		return a->deleted ? 1 : -1;
	if (a->begin != b->begin)
		return a->begin < b->begin ? -1 : 1;
	return a->line < b->line ? -1 : a->line > b->line;
}

/* Without a day of its own an enrolment begins with its class: next year's teachers see nothing of a learner before [R037]. */
static void begin_with_class(const struct roster *r, const struct slot *class, struct held *row)
{
	day_t from = row->begin == DAY_NONE ? roster_from(r, &r->classes_from, class->id) : DAY_NONE;
	if (from != DAY_NONE && from > r->today && (row->end == DAY_NONE || row->end >= from))
		row->begin = from;
}

enum { E_ID, E_STATUS, E_CHANGED, E_CLASS, E_SCHOOL, E_USER, E_ROLE, E_PRIMARY, E_BEGIN, E_END };

static enum code one_row(struct roster *r, struct sheet *s, struct rows_held *h, struct keyed *ids, int64_t *left_out, struct err *e)
{
	enum lang lang = r->m->o->lang;
	enum row_state state = roster_row(r, s);
	struct str role = sheet_cell(s, E_ROLE), id = sheet_cell(s, E_ID);
	struct held row = {.role = 255, .line = (uint32_t)s->line, .deleted = state == ROW_DELETED};
	bool made;
	struct slot *own = keyed_put(ids, keyed_str(&r->m->key, id), &made);
	if (own == NULL)
		return err_set(e, E_MEMORY, "There is no memory left for the import.");
	if (!made && id.n > 0)
		sheet_refuse(s, E_ID, tr(lang, N_("\"%.*s\" is there twice: line %u has it too.")), (int)(id.n > 60 ? 60 : id.n), id.p, own->line);
	own->line = made ? row.line : own->line;
	struct slot *class = roster_ref(r, s, E_CLASS, sheet_cell(s, E_CLASS), &r->class, R_CLASSES, N_("class"));
	struct slot *person = roster_ref(r, s, E_USER, sheet_cell(s, E_USER), &r->person, R_USERS, N_("user"));
	(void)roster_ref(r, s, E_SCHOOL, sheet_cell(s, E_SCHOOL), &r->org, R_ORGS, N_("organisation"));
	for (size_t i = 0; i < sizeof ROLES / sizeof *ROLES; i++)
		if (str_ieqz(role, ROLES[i]))
			row.role = (uint8_t)i;
	row.begin = sheet_day(s, E_BEGIN);
	row.end = sheet_day(s, E_END);
	row.primary = sheet_bool(s, E_PRIMARY) == 1;
	if (row.role == 255 && (str_ieqz(role, "parent") || str_ieqz(role, "guardian") || str_ieqz(role, "relative"))) {
		++*left_out; /* families belong to a learner, not to a class */
		return OK;
	}
	if (row.role == 255)
		sheet_refuse(s, E_ROLE, tr(lang, N_("\"%.*s\" is no role in a class.")), (int)(role.n > 40 ? 40 : role.n), role.n > 0 ? role.p : "");
	if (row.begin != DAY_NONE && row.end != DAY_NONE && row.end < row.begin)
		sheet_refuse(s, E_END, "%s", tr(lang, N_("The last day is before the first.")));
	if (s->bad || class == NULL || person == NULL)
		return OK;
	begin_with_class(r, class, &row);
	row.class = keyed_number(&r->class.keys, class);
	row.person = keyed_number(&r->person.keys, person);
	row.org = class->extra;
	return hold(h, row) ? OK : err_set(e, E_MEMORY, "There is no memory left for the import.");
}

static enum code read_all(struct roster *r, struct rows_held *h, struct err *e)
{
	static const struct sheet_column COLUMNS[] = {{"sourcedId", SC_COLUMN | SC_FILLED}, {"status", 0}, {"dateLastModified", 0},
		{"classSourcedId", SC_COLUMN | SC_FILLED}, {"schoolSourcedId", 0}, {"userSourcedId", SC_COLUMN | SC_FILLED}, {"role", SC_COLUMN | SC_FILLED},
		{"primary", 0}, {"beginDate", 0}, {"endDate", 0}, {0}};
	struct sheet s;
	struct keyed ids = {0};
	bool good;
	int got = 0;
	int64_t left_out = 0;
	enum code c = sheet_open(&s, r->m, r->src, "enrollments.csv", COLUMNS, &good, e);
	while (c == OK && good && (got = sheet_next(&s, e)) == 1)
		c = one_row(r, &s, h, &ids, &left_out, e);
	if (left_out > 0)
		import_note(r->m, tr(r->m->o->lang, N_("enrollments.csv: %lld rows of family members were left out; families belong to a learner, not to a class.")),
		            (long long)left_out);
	r->broken[R_ENROLLMENTS] = s.broken;
	keyed_free(&ids);
	sheet_close(&s);
	return c == OK && got < 0 ? e->code : c;
}

static struct slot *slot_of(struct roster *r, const struct held *row, struct id class, struct id person, bool second)
{
	unsigned char mem[16 + 16 + 16 + 11] = {0};
	bool made;
	memcpy(mem, class.b, 16);
	memcpy(mem + 16, person.b, 16);
	memcpy(mem + 32, ROLES[row->role], strlen(ROLES[row->role]));
	if (second && row->begin != DAY_NONE)
		memcpy(mem + 48, day_text(r->m->row, row->begin).p, 10);
	return keyed_put(&r->enrolment.keys, keyed_hash(&r->m->key, mem, second ? sizeof mem : 48), &made);
}

static enum code put_one(struct roster *r, const struct held *row, bool second, const int at[6], struct err *e)
{
	struct staged *st = &r->enrolment;
	struct id class = keyed_at(&r->class.keys, row->class)->id, person = keyed_at(&r->person.keys, row->person)->id;
	struct slot *slot = slot_of(r, row, class, person, second);
	struct val *v = NEW_ARRAY(r->m->row, struct val, st->n + 1);
	if (slot == NULL)
		return err_set(e, E_MEMORY, "There is no memory left for the import.");
	if (row->deleted) {
		slot->flags |= SLOT_MARK;
		return OK;
	}
	v[at[0]] = val_id(class);
	v[at[1]] = val_id(person);
	v[at[2]] = val_t(str_z(ROLES[row->role]));
	v[at[3]] = val_i(row->primary);
	v[at[4]] = val_t(row->begin != DAY_NONE ? day_text(r->m->row, row->begin) : S(""));
	v[at[5]] = val_t(row->end != DAY_NONE ? day_text(r->m->row, row->end) : S(""));
	return staged_put(st, slot, v, S(""), e);
}

static enum code put_all(struct roster *r, struct rows_held *h, struct err *e)
{
	static const char *const FIELDS[] = {"class", "person", "role", "is_primary", "begin_on", "end_on"};
	int at[6];
	enum code c = OK;
	for (size_t i = 0; i < 6; i++)
		at[i] = staged_field(&r->enrolment, FIELDS[i]);
	if (h->n > 0)
		qsort(h->p, h->n, sizeof *h->p, by_place);
	for (size_t i = 0; i < h->n && c == OK; i++) {
		const struct held *row = &h->p[i], *last = i > 0 ? &h->p[i - 1] : NULL;
		bool second = last != NULL && last->class == row->class && last->person == row->person && last->role == row->role;
		/* enrolled anew under another sourcedId: the row that goes tells of the older one, which the new one takes over */
		if (second && row->deleted)
			continue;
		if (second && last->begin == row->begin) {
			import_refuse(r->m, S("enrollments.csv"), row->line, S(""), tr(r->m->o->lang, N_("This person is in this class from this day already: line %u says so.")), last->line);
			continue;
		}
		if (i % 4096 == 0)
			c = import_tell(r->m, N_("Comparing"), S("enrollments.csv"), (int64_t)i, (int64_t)h->n, e);
		arena_reset(r->m->row);
		if (c == OK && r->m->r->n_refused == 0)
			c = put_one(r, row, second, at, e);
	}
	return c;
}

/* Ended, not removed: who was in a class stays to be seen. */
static enum code end_missing(struct roster *r, struct err *e)
{
	struct staged *st = &r->enrolment;
	int end = staged_field(st, "end_on");
	bool bulk = r->mode[R_ENROLLMENTS] == MODE_BULK && !r->keep_missing;
	enum code c = OK;
	for (size_t i = 0; i < keyed_count(&st->keys) && c == OK; i++) {
		struct slot *slot = keyed_at(&st->keys, i);
		if (!(slot->flags & SLOT_THERE) || (slot->flags & SLOT_SEEN) || !(slot->flags & SLOT_LIVE))
			continue;
		const struct slot *class = keyed_at(&r->class.keys, slot->extra);
		const struct slot *org = class != NULL && class->extra > 0 ? keyed_at(&r->org.keys, class->extra - 1) : NULL;
		bool deleted = (slot->flags & SLOT_MARK) || (class != NULL && (class->flags & SLOT_MARK));
		bool missing = bulk && org != NULL && ((org->flags & SLOT_SEEN) || r->mode[R_ORGS] != MODE_BULK);
		if (!deleted && !missing)
			continue;
		arena_reset(r->m->row);
		struct val *v = NEW_ARRAY(r->m->row, struct val, st->n + 1);
		v[end] = val_t(r->yesterday);
		c = staged_change(st, slot, v, true, e);
	}
	return c;
}

enum code roster_enrolments(struct roster *r, struct err *e)
{
	struct rows_held h = {0};
	enum code c = r->mode[R_ENROLLMENTS] != MODE_ABSENT ? read_all(r, &h, e) : OK;
	if (c == OK)
		c = put_all(r, &h, e);
	free(h.p);
	return c == OK && r->m->r->n_refused == 0 ? end_missing(r, e) : c;
}
