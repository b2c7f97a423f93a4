#include "school/team/ready.h"
#include "school/plan/delivery.h"
#include "school/plan/need_words.h"

#define TRY(call) do { enum code try_c = (call); if (try_c) return try_c; } while (0)

/* The first day on which there is work, not before today. */
static day_t first_day(day_t monday, const struct work *works, size_t n, day_t today)
{
	day_t day = monday + 4;
	for (size_t i = 0; i < n; i++) {
		day_t d = works[i].day >= 1 && works[i].day <= 5 ? monday + works[i].day - 1 : monday;
		day = d < day ? d : day;
	}
	return day < today ? today : day;
}

static enum code make_one(struct db *db, struct arena *a, const struct viewer *v, const struct by_hand *h, day_t monday, day_t due, struct str titles, struct id owner, struct err *e)
{
	int64_t there;
	struct id id;
	TRY(db_int(db, e, &there, "select count(*) from access_task where learner = ?1 and line = ?2 and monday = ?3", "bbt", h->learner, h->line, day_text(a, monday)));
	if (there)
		return OK;
	struct input in[] = {{"learner", id_str(a, h->learner)}, {"term", h->term < NEED_TERMS ? str_z(need_term_info(h->term)->name) : S("")}, {"line", id_str(a, h->line)},
	                     {"monday", day_text(a, monday)}, {"text", str_fmt(a, "%.*s: %.*s", S_ARG(h->words), S_ARG(titles))}, {"owner", id_str(a, owner)}, {"due_on", day_text(a, due)}};
	return record_create(db, a, v, record_type_find(S("access_task")), ID_NIL, in, sizeof in / sizeof *in, &id, NULL, e);
}

enum code ready_make(struct db *db, struct arena *a, const struct viewer *v, struct id learner, day_t monday, const struct work *works, size_t n, struct err *e)
{
	struct by_hand *hands;
	size_t n_hands;
	struct id owner;
	struct str *titles = NEW_ARRAY(a, struct str, n + 1);
	TRY(delivery_hands(db, a, v->lang, learner, v->today, &hands, &n_hands, e));
	if (!n_hands || !n)
		return OK;
	TRY(delivery_owner(db, a, learner, v->today, &owner, e));
	if (id_nil(owner))
		owner = v->person; /* whoever gives the week, until somebody is named */
	for (size_t i = 0; i < n; i++)
		titles[i] = works[i].title;
	struct str all = tr_list(a, v->lang, titles, n > 8 ? 8 : n);
	day_t due = first_day(monday, works, n, v->today);
	for (size_t i = 0; i < n_hands; i++)
		if (hands[i].term < NEED_TERMS) /* what stands in words only is a matter of every lesson, not of getting ready */
			TRY(make_one(db, a, v, &hands[i], monday, due, all, owner, e));
	return OK;
}

enum code ready_named(struct db *db, struct id work, bool *yes, struct err *e)
{
	int64_t n;
	TRY(db_int(db, e, &n, "select count(*) from access_task where work = ?1 and state <> 'notNeeded'", "b", work));
	*yes = n > 0;
	return OK;
}

enum code ready_name(struct db *db, struct arena *a, const struct viewer *v, const struct work *work, struct str text, struct id owner, day_t due, struct err *e)
{
	struct adult_row *adults;
	size_t n;
	struct id id;
	struct str monday;
	struct rows *r;
	bool known = false;
	if (!str_trim(text).n)
		return err_set(e, E_INPUT, "Say which other way there will be, a few words are enough.");
	if (due == DAY_NONE || due < v->today)
		return err_set(e, E_INPUT, "Choose a day from today on by which it is ready.");
	TRY(adults_of(db, a, work->learner, v->today, &adults, &n, e));
	for (size_t i = 0; i < n; i++)
		known = known || id_eq(adults[i].adult.id, owner);
	if (!known)
		return err_set(e, E_INPUT, "Choose one of the adults of this learner.");
	TRY(db_query(db, e, &r, "select monday from week_plan where id = ?1", "b", work->week));
	int got = rows_next(r, e);
	monday = got == 1 ? str_dup(a, rows_t(r, 0)) : S("");
	rows_end(r);
	if (got != 1)
		return got < 0 ? e->code : err_set(e, E_NOTFOUND, "There is no such piece of work.");
	struct input in[] = {{"learner", id_str(a, work->learner)}, {"monday", monday}, {"work", id_str(a, work->id)}, {"text", str_fmt(a, "%.*s: %.*s", S_ARG(work->title), S_ARG(str_trim(text)))},
	                     {"owner", id_str(a, owner)}, {"due_on", day_text(a, due)}};
	return record_create(db, a, v, record_type_find(S("access_task")), ID_NIL, in, sizeof in / sizeof *in, &id, NULL, e);
}

#define COLUMNS \
	"t.id, t.learner, t.owner, t.version, coalesce(nullif(l.preferred_name, ''), l.given_name), l.family_name, t.text, coalesce(nullif(o.preferred_name, ''), o.given_name), o.family_name, t.due_on, t.work" \
	" from access_task t join person l on l.id = t.learner left join person o on o.id = t.owner"

static enum code tasks(struct rows *r, struct arena *a, day_t today, struct ready_task **out, size_t *n, struct err *e)
{
	size_t cap = 0;
	int got;
	*out = NULL;
	*n = 0;
	while ((got = rows_next(r, e)) == 1) {
		if (*n == cap) {
			*out = arena_grow(a, *out, cap * sizeof **out, (cap + 16) * sizeof **out);
			cap += 16;
		}
		struct ready_task *t = &(*out)[(*n)++];
		*t = (struct ready_task){.id = rows_id(r, 0), .learner = rows_id(r, 1), .owner = rows_id(r, 2), .work = rows_id(r, 10), .version = rows_i(r, 3), .name = str_trim(str_fmt(a, "%.*s %.*s", S_ARG(rows_t(r, 4)), S_ARG(rows_t(r, 5)))),
		                         .text = str_dup(a, rows_t(r, 6)), .owner_name = str_trim(str_fmt(a, "%.*s %.*s", S_ARG(rows_t(r, 7)), S_ARG(rows_t(r, 8))))};
		if (!day_parse(rows_t(r, 9), &t->due))
			t->due = DAY_NONE;
		t->over = t->due != DAY_NONE && t->due < today;
	}
	rows_end(r);
	return got < 0 ? e->code : OK;
}

enum code ready_of(struct db *db, struct arena *a, struct id person, day_t today, struct ready_task **out, size_t *n, struct err *e)
{
	struct rows *r;
	TRY(db_query(db, e, &r, "select " COLUMNS " where t.owner = ?1 and t.state = 'open' order by t.due_on, t.id", "b", person));
	return tasks(r, a, today, out, n, e);
}

enum code ready_of_class(struct db *db, struct arena *a, struct id class_id, day_t today, struct ready_task **out, size_t *n, struct err *e)
{
	struct rows *r;
	TRY(db_query(db, e, &r,
	             "select " COLUMNS " join enrolment n on n.person = t.learner and n.class = ?1 and n.role = 'student' and coalesce(n.begin_on, '0001-01-01') <= ?2"
	             " and coalesce(n.end_on, '9999-12-31') >= ?2 where t.state = 'open' order by t.due_on, t.id",
	             "bt", class_id, day_text(a, today)));
	return tasks(r, a, today, out, n, e);
}
