#include "school/work/few.h"
#include "record/setting.h"
#include "school/team/today.h"

#include <string.h>

#define HALF_YEAR 183
#define TEAM 60 /* REL_TEAM as a number, for SQL */
#define TRY(call) do { enum code try_c = (call); if (try_c) return try_c; } while (0)

_Static_assert(REL_TEAM == TEAM, "the queries name the relations by number");

static struct mine *mine_of(const struct today *t, struct id learner)
{
	for (size_t i = 0; i < t->n; i++)
		if (id_eq(t->learners[i].person.id, learner))
			return &t->learners[i];
	return NULL;
}

static day_t day_or_none(struct str s)
{
	day_t d;
	return day_parse(s, &d) ? d : DAY_NONE;
}

static enum code relations(struct db *db, struct arena *a, const struct viewer *v, struct today *t, struct err *e)
{
	struct rows *r;
	struct str on = day_text(a, t->day);
	int got;
	TRY(db_query(db, e, &r,
	             "select x.learner, x.rel from relation x where x.viewer = ?1 and (x.rel & 60) <> 0 and coalesce(x.begin_on, '0001-01-01') <= ?2"
	             " and coalesce(x.end_on, '9999-12-31') >= ?3",
	             "btt", v->person, on, on));
	while ((got = rows_next(r, e)) == 1) {
		struct mine *m = mine_of(t, rows_id(r, 0));
		if (m)
			m->rel |= (unsigned)rows_i(r, 1);
	}
	rows_end(r);
	return got < 0 ? e->code : OK;
}

static enum code due(struct db *db, struct arena *a, const struct viewer *v, struct today *t, struct err *e)
{
	bool asked = setting_on(db, "week.confirm");
	struct rows *r;
	struct str on = day_text(a, t->day);
	int64_t limit = 0;
	int got;
	TRY(few_limit(db, &limit, e));
	TRY(db_query(db, e, &r,
	             "select x.learner, (select count(*) from profile f where f.learner = x.learner and f.state = 'complete'),"
	             " (select min(p.review_on) from plan p where p.learner = x.learner and p.state = 'active'),"
	             " (select count(*) from conference c where c.learner = x.learner and c.state = 'held' and c.held_on >= ?2),"
	             " (select min(c.planned_on) from conference c where c.learner = x.learner and c.state = 'planned' and c.planned_on >= ?3),"
	             " (select min(w.state) from week_plan w where w.learner = x.learner and w.monday = ?4 and w.state <> 'draft'),"
	             " (select count(*) from profile f where f.learner = x.learner and f.updated_at < ?5),"
	             " (select count(*) from week_item i join week_plan w on w.id = i.week where i.learner = x.learner and i.state in ('planned', 'started') and w.state <> 'draft' and i.by_until < ?3)"
	             " from (select distinct learner from relation where viewer = ?1 and (rel & 60) <> 0) x",
	             "bttti", v->person, day_text(a, t->day - HALF_YEAR), on, day_text(a, t->monday),
	             clock_now() - (int64_t)record_type_find(S("profile"))->review_days * DAY));
	while ((got = rows_next(r, e)) == 1) {
		struct mine *m = mine_of(t, rows_id(r, 0));
		if (!m)
			continue;
		m->profile = rows_i(r, 1) > 0;
		m->plan = !rows_null(r, 2);
		m->review = day_or_none(rows_t(r, 2));
		m->meeting = day_or_none(rows_t(r, 4));
		m->conference = rows_i(r, 3) > 0 || m->meeting != DAY_NONE;
		m->no_week = rows_null(r, 5);
		m->unconfirmed = asked && str_eqz(rows_t(r, 5), "given");
		m->untouched = rows_i(r, 6) > 0;
		m->many = limit > 0 && rows_i(r, 7) > limit;
	}
	rows_end(r);
	return got < 0 ? e->code : OK;
}

enum code today_learners(struct db *db, struct arena *a, const struct viewer *v, enum lang lang, day_t monday, struct today *out, struct err *e)
{
	struct person_list people;
	out->day = v->today;
	out->monday = monday;
	TRY(learners_of(db, a, lang, v->person, REL_TEAM, v->today, &people, e));
	out->learners = NEW_ARRAY(a, struct mine, people.n);
	out->n = people.n;
	for (size_t i = 0; i < people.n; i++)
		out->learners[i] = (struct mine){.person = people.items[i], .review = DAY_NONE, .meeting = DAY_NONE};
	TRY(relations(db, a, v, out, e));
	return due(db, a, v, out, e);
}

static enum code requests(struct db *db, struct arena *a, const struct viewer *v, struct today *t, struct err *e)
{
	struct rows *r;
	size_t cap = 0;
	int64_t now = clock_now();
	int got;
	TRY(db_query(db, e, &r,
	             "select h.id, h.learner, h.kind, h.text, h.due_at, h.created_at, h.version, h.pass_to, h.week_item, w.title, h.page"
	             " from (select distinct learner from relation where viewer = ?1 and (rel & 60) <> 0) x"
	             " join help_request h on h.learner = x.learner and h.state = 'open' left join week_item w on w.id = h.week_item"
	             " order by coalesce(h.due_at, h.created_at), h.id",
	             "b", v->person));
	while ((got = rows_next(r, e)) == 1) {
		const struct mine *m = mine_of(t, rows_id(r, 1));
		bool over = rows_i(r, 4) && rows_i(r, 4) < now, passed = id_eq(rows_id(r, 7), v->person);
		if (!m || !(over || passed || (m->rel & REL_TEACHER)))
			continue;
		if (t->n_waits == cap) {
			t->waits = arena_grow(a, t->waits, cap * sizeof(*t->waits), (cap + 8) * sizeof(*t->waits));
			cap += 8;
		}
		t->waits[t->n_waits++] = (struct wait){.id = rows_id(r, 0), .learner = rows_id(r, 1), .week_item = rows_id(r, 8), .name = m->person.name,
		                                       .kind = str_dup(a, rows_t(r, 2)), .text = str_dup(a, rows_t(r, 3)), .work = str_dup(a, rows_t(r, 9)),
		                                       .page = str_dup(a, rows_t(r, 10)), .version = rows_i(r, 6), .asked_at = rows_i(r, 5), .due_at = rows_i(r, 4),
		                                       .over = over, .passed = passed};
	}
	rows_end(r);
	return got < 0 ? e->code : OK;
}

static enum code talks(struct db *db, struct arena *a, const struct viewer *v, struct today *t, struct err *e)
{
	struct rows *r;
	size_t cap = 0;
	int got;
	TRY(db_query(db, e, &r,
	             "select h.id, h.learner, h.subject, h.updated_at, h.follow_up, h.follow_up_on"
	             " from (select distinct learner from relation where viewer = ?1 and (rel & 60) <> 0) x join thread h on h.learner = x.learner and h.state = 'open'"
	             " order by coalesce(h.follow_up_on, '9999-12-31'), h.updated_at, h.id",
	             "b", v->person));
	while ((got = rows_next(r, e)) == 1) {
		const struct mine *m = mine_of(t, rows_id(r, 1));
		struct id to = rows_id(r, 4);
		day_t until = day_or_none(rows_t(r, 5));
		/* somebody's own question shows to that person, and to all when its day is over */
		if (!m || (!id_nil(to) && !id_eq(to, v->person) && until >= t->day))
			continue;
		if (t->n_talks == cap) {
			t->talks = arena_grow(a, t->talks, cap * sizeof(*t->talks), (cap + 8) * sizeof(*t->talks));
			cap += 8;
		}
		t->talks[t->n_talks++] = (struct line_up){rows_id(r, 0), rows_id(r, 1), m->person.name, str_dup(a, rows_t(r, 2)), rows_i(r, 3), to, until};
	}
	rows_end(r);
	return got < 0 ? e->code : OK;
}

enum code today_waits(struct db *db, struct arena *a, const struct viewer *v, struct today *out, struct err *e)
{
	TRY(requests(db, a, v, out, e));
	TRY(talks(db, a, v, out, e));
	TRY(delivery_waits(db, a, v->lang, v->person, &out->missed, &out->n_missed, e));
	size_t kept = 0; /* of learners whom the viewer still works with */
	for (size_t i = 0; i < out->n_missed; i++)
		if (mine_of(out, out->missed[i].learner))
			out->missed[kept++] = out->missed[i];
	out->n_missed = kept;
	for (size_t i = 0; i < kept; i++)
		out->missed[i].name = mine_of(out, out->missed[i].learner)->person.name;
	return OK;
}

bool meets_on(struct str when, int weekday)
{
	static const char *const days[7][3] = {{"monday", "mon", "lunes"}, {"tuesday", "tue", "martes"}, {"wednesday", "wed", "miércoles"}, {"thursday", "thu", "jueves"},
	                                       {"friday", "fri", "viernes"}, {"saturday", "sat", "sábado"}, {"sunday", "sun", "domingo"}};
	bool any = false, here = false;
	while (when.n) {
		struct str w = when;
		size_t n = 0;
		while (n < w.n && w.p[n] != ' ' && w.p[n] != ',' && w.p[n] != '.' && w.p[n] != ';')
			n++;
		w.n = n;
		when = n < when.n ? (struct str){when.p + n + 1, when.n - n - 1} : S("");
		for (int d = 0; d < 7; d++)
			for (int k = 0; k < 3; k++)
				if (str_ieqz(w, days[d][k])) {
					any = true;
					here = here || d + 1 == weekday;
				}
	}
	return !any || here;
}

static void add_name(struct arena *a, struct str *names, struct str name)
{
	*names = names->n ? str_fmt(a, "%.*s, %.*s", S_ARG(*names), S_ARG(name)) : name;
}

static enum code groups(struct db *db, struct arena *a, const struct viewer *v, struct today *t, struct err *e)
{
	struct rows *r;
	size_t cap = 0;
	struct str on = day_text(a, t->day);
	struct id last = ID_NIL;
	bool shown = false;
	int got;
	TRY(db_query(db, e, &r,
	             "select g.id, g.class, g.name, g.purpose, coalesce(nullif(p.preferred_name, ''), p.given_name), p.family_name, g.place, g.meets, g.end_on, k.title, g.adult,"
	             " coalesce(nullif(l.preferred_name, ''), l.given_name) from class_group g join class k on k.id = g.class left join person p on p.id = g.adult"
	             " left join group_member m on m.class_group = g.id left join person l on l.id = m.learner"
	             " where g.begin_on <= ?1 and g.end_on >= ?1 and (g.adult = ?2 or g.class in (select class from class_relation where viewer = ?2 and rel = 4))"
	             " order by g.meets, g.id, l.given_name, m.id",
	             "tb", on, v->person));
	while ((got = rows_next(r, e)) == 1) {
		if (!id_eq(rows_id(r, 0), last)) {
			last = rows_id(r, 0);
			shown = meets_on(rows_t(r, 7), day_weekday(t->day));
			if (!shown)
				continue;
			if (t->n_groups == cap) {
				t->groups = arena_grow(a, t->groups, cap * sizeof(*t->groups), (cap + 8) * sizeof(*t->groups));
				cap += 8;
			}
			t->groups[t->n_groups++] = (struct meets){
				.id = last, .class_id = rows_id(r, 1), .name = str_dup(a, rows_t(r, 2)), .purpose = str_dup(a, rows_t(r, 3)),
				.adult = str_trim(str_fmt(a, "%.*s %.*s", S_ARG(rows_t(r, 4)), S_ARG(rows_t(r, 5)))), .place = str_dup(a, rows_t(r, 6)),
				.meets = str_dup(a, rows_t(r, 7)), .end = day_or_none(rows_t(r, 8)), .class_title = str_dup(a, rows_t(r, 9)), .mine = id_eq(rows_id(r, 10), v->person)};
		}
		if (shown && rows_t(r, 11).n)
			add_name(a, &t->groups[t->n_groups - 1].members, str_dup(a, rows_t(r, 11)));
	}
	rows_end(r);
	return got < 0 ? e->code : OK;
}

/* The first name, or both where two have the same. */
static struct str short_name(const struct today *t, const struct mine *m)
{
	for (size_t i = 0; i < t->n; i++)
		if (&t->learners[i] != m && str_eq(t->learners[i].person.first, m->person.first))
			return m->person.name;
	return m->person.first;
}

/* Rows of (support, learner) in the order of the supports. */
static enum code helps_of(struct rows *r, struct arena *a, const struct today *t, struct lesson *out, struct err *e)
{
	size_t cap = 0;
	struct id last = ID_NIL;
	int got;
	while ((got = rows_next(r, e)) == 1) {
		const struct mine *m = mine_of(t, rows_id(r, 1));
		if (!m)
			continue;
		bool same = out->n && str_eq(out->helps[out->n - 1].text, rows_t(r, 0));
		if (same && id_eq(last, m->person.id))
			continue;
		if (!same) {
			if (out->n == cap) {
				out->helps = arena_grow(a, out->helps, cap * sizeof(*out->helps), (cap + 16) * sizeof(*out->helps));
				cap += 16;
			}
			out->helps[out->n++] = (struct helps){.text = str_dup(a, rows_t(r, 0))};
		}
		last = m->person.id;
		add_name(a, &out->helps[out->n - 1].names, short_name(t, m));
	}
	rows_end(r);
	return got < 0 ? e->code : OK;
}

#define SUPPORTS \
	" n.kind in ('accommodation', 'modification', 'support') and coalesce(n.begin_on, '0001-01-01') <= ?3 and coalesce(n.end_on, '9999-12-31') >= ?3" \
	" and (coalesce(n.context, '') = '' or n.context like '%instruction%') order by 1, n.learner"
#define SUPPORT_COLUMNS "coalesce((select x.words from record_text x where x.id = n.id and x.field = 'text' and x.lang = ?1), n.text), n.learner"

/* The same learners in several classes are said once. */
static bool joined(struct arena *a, struct today *t, const struct lesson *x)
{
	for (size_t i = 0; i < t->n_lessons; i++) {
		struct lesson *y = &t->lessons[i];
		bool same = y->n == x->n;
		for (size_t k = 0; k < x->n && same; k++)
			same = str_eq(x->helps[k].text, y->helps[k].text) && str_eq(x->helps[k].names, y->helps[k].names);
		if (!same)
			continue;
		y->class_row.title = str_fmt(a, "%.*s; %.*s", S_ARG(y->class_row.title), S_ARG(x->class_row.title));
		return true;
	}
	return false;
}

static enum code lessons(struct db *db, struct arena *a, const struct viewer *v, enum lang lang, struct today *t, struct err *e)
{
	struct rows *r;
	struct str on = day_text(a, t->day);
	t->lessons = NEW_ARRAY(a, struct lesson, t->classes.n + 1);
	for (size_t i = 0; i < t->classes.n; i++) {
		struct lesson *x = &t->lessons[t->n_lessons];
		if (!(t->classes.items[i].rel & REL_TEACHER))
			continue;
		x->class_row = t->classes.items[i];
		TRY(db_query(db, e, &r, "select " SUPPORT_COLUMNS " from enrolment l join plan_line n on n.learner = l.person where l.class = ?2 and l.role = 'student' and" SUPPORTS, "zbt",
		             LANGS[lang].tag, x->class_row.id, on));
		TRY(helps_of(r, a, t, x, e));
		if (x->n && !joined(a, t, x))
			t->n_lessons++;
		else
			*x = (struct lesson){.helps = NULL};
	}
	if (t->n_lessons)
		return OK;
	struct lesson *all = &t->lessons[0];
	*all = (struct lesson){.helps = NULL};
	TRY(db_query(db, e, &r,
	             "select " SUPPORT_COLUMNS " from (select distinct learner from relation where viewer = ?2 and (rel & 60) <> 0) l join plan_line n on n.learner = l.learner where" SUPPORTS,
	             "zbt", LANGS[lang].tag, v->person, on));
	TRY(helps_of(r, a, t, all, e));
	t->n_lessons = all->n > 0;
	return OK;
}

enum code today_load(struct db *db, struct arena *a, const struct viewer *v, enum lang lang, day_t monday, struct today *out, struct err *e)
{
	*out = (struct today){.day = v->today, .monday = monday};
	TRY(today_learners(db, a, v, lang, monday, out, e));
	TRY(today_waits(db, a, v, out, e));
	TRY(classes_of(db, a, v->person, REL_TEACHER | REL_CASE | REL_EL, v->today, &out->classes, e));
	TRY(groups(db, a, v, out, e));
	return lessons(db, a, v, lang, out, e);
}

/* ---- answering ---- */

/* Version of an open or answered record of this learner. */
static enum code version_of(bool talk, struct rows *r, int64_t *version, struct str *state, struct arena *a, struct err *e)
{
	int got = rows_next(r, e);
	if (got == 1) {
		*version = rows_i(r, 0);
		*state = str_dup(a, rows_t(r, 1));
	}
	rows_end(r);
	if (got != 1 && got >= 0)
		return talk ? err_set(e, E_NOTFOUND, "This conversation is not there any more.") : err_set(e, E_NOTFOUND, "This request is not there any more.");
	return got < 0 ? e->code : OK;
}

static enum code request_version(struct db *db, struct arena *a, struct id learner, struct id request, int64_t *version, struct str *state, struct err *e)
{
	struct rows *r;
	TRY(db_query(db, e, &r, "select version, state from help_request where id = ?1 and learner = ?2", "bb", request, learner));
	return version_of(false, r, version, state, a, e);
}

enum code wait_answer(struct db *db, struct arena *a, const struct viewer *v, struct id learner, struct id request, struct str text, struct err *e)
{
	const struct record_type *t = record_type_find(S("help_request"));
	int64_t version;
	struct str state;
	TRY(request_version(db, a, learner, request, &version, &state, e));
	if (!str_eqz(state, "open"))
		return err_set(e, E_CONFLICT, "Somebody answered this request already.");
	struct input in[] = {{"answer", str_trim(text)}, {"answered_by", id_str(a, v->person)}, {"answered_at", time_text(a, clock_now())}};
	TRY(record_update(db, a, v, t, request, version, in, 3, NULL, e));
	return record_move(db, a, v, t, request, version + 1, S("answered"), e);
}

enum code wait_pass(struct db *db, struct arena *a, const struct viewer *v, struct id learner, struct id request, struct id to, struct err *e)
{
	int64_t version;
	struct str state;
	struct adult_row *adults;
	size_t n;
	bool known = false;
	TRY(request_version(db, a, learner, request, &version, &state, e));
	TRY(adults_of(db, a, learner, v->today, &adults, &n, e));
	for (size_t i = 0; i < n; i++)
		known = known || id_eq(adults[i].adult.id, to);
	if (!known)
		return err_set(e, E_INPUT, "Choose one of the adults of this learner.");
	struct input in[] = {{"pass_to", id_str(a, to)}};
	return record_update(db, a, v, record_type_find(S("help_request")), request, version, in, 1, NULL, e);
}

enum code talk_answer(struct db *db, struct arena *a, const struct viewer *v, struct id learner, struct id thread, struct str text, enum lang lang, bool closed, struct err *e)
{
	const struct record_type *t = record_type_find(S("thread"));
	struct rows *r;
	int64_t version;
	struct str state;
	if (str_trim(text).n)
		TRY(talk_say(db, a, v, &(struct talk_new){.learner = learner, .thread = thread, .text = text, .lang = lang}, e));
	else if (!closed)
		return err_set(e, E_INPUT, "Write an answer, a word is enough.");
	TRY(db_query(db, e, &r, "select version, state from thread where id = ?1 and learner = ?2", "bb", thread, learner));
	TRY(version_of(true, r, &version, &state, a, e));
	const char *to = closed ? "closed" : "answered";
	return str_eqz(state, to) ? OK : record_move(db, a, v, t, thread, version, str_z(to), e);
}
