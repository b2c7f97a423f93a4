#include "school/work/week.h"

#include <string.h>

/* One translated text of a record, or the original. */
#define TEXT_IN(column, field) \
	"coalesce((select x.words from record_text x where x.id = w.id and x.field = '" field "' and x.lang = ?1), " column ")"

/* Work named after what it is for, or after what it is done with, is named so in the reader's language too. */
#define TITLE_IN \
	TEXT_IN("coalesce((select x.words from record_text x where x.id = c.id and x.field = 'text' and x.lang = ?1 and c.text = w.title)," \
	        " (select x.words from record_text x where x.id = r.id and x.field = 'title' and x.lang = ?1 and r.title = w.title), w.title)", "title")
#define WORK_COLUMNS \
	"w.id, w.learner, w.week, w.resource, w.item, w.competency, w.goal, w.version, w.day, w.position, w.minutes, w.rigor, " TITLE_IN ", w.mode," \
	" w.kind, w.state, " TEXT_IN("w.done_looks_like", "done_looks_like") ", " TEXT_IN("w.why", "why") ", w.by_from, w.by_until, r.kind, r.language, c.code," \
	" coalesce((select x.words from record_text x where x.id = c.id and x.field = 'text' and x.lang = ?2), c.text), w.shared, w.seed, w.handed_at, w.limit_minutes, w.started_at, w.after_lesson," \
	" case when r.title = w.title and not exists (select 1 from record_text x where (x.id = w.id or x.id = r.id) and x.field = 'title' and x.lang = ?1)" \
	" and not exists (select 1 from record_text x where x.id = c.id and x.field = 'text' and x.lang = ?1 and c.text = w.title) then r.language else '' end," \
	" case when w.after_lesson = 1 and w.mode = 'screen' and w.competency is not null and not exists (select 1 from lesson_held h join enrolment n on n.class = h.class" \
	" where n.person = w.learner and n.role = 'student' and h.competency = w.competency) then 1 else 0 end, w.break_from, w.break_taken," \
	" " TEXT_IN("w.begin_with", "begin_with") ", " TEXT_IN("w.steps", "steps") ", " TEXT_IN("w.by_why", "by_why") ", w.steps_done," \
	" coalesce((select g.text from goal g where g.id = w.goal), (select g.text from goal g where g.learner = w.learner and g.competency = w.competency and g.state = 'active' order by g.created_at, g.id limit 1))"
#define WORK_TABLES "week_item w left join resource r on r.id = w.resource left join competency c on c.id = w.competency"

/* What the program itself once wrote into a week is read in the reader's language; what people wrote stays. */
static struct str said(struct arena *a, enum lang lang, struct str s)
{
	return str_z(tr(lang, str_dupz(a, s)));
}

static struct work work_row(const struct rows *r, struct arena *a, enum lang lang)
{
	return (struct work){
		.id = rows_id(r, 0), .learner = rows_id(r, 1), .week = rows_id(r, 2), .resource = rows_id(r, 3), .item = rows_id(r, 4),
		.competency = rows_id(r, 5), .goal = rows_id(r, 6), .version = rows_i(r, 7), .day = (int)rows_i(r, 8), .position = (int)rows_i(r, 9),
		.minutes = (int)rows_i(r, 10), .rigor = (int)rows_i(r, 11), .title = str_dup(a, rows_t(r, 12)), .mode = str_dup(a, rows_t(r, 13)),
		.kind = str_dup(a, rows_t(r, 14)), .state = str_dup(a, rows_t(r, 15)), .done_looks_like = said(a, lang, rows_t(r, 16)),
		.why = said(a, lang, rows_t(r, 17)), .by_from = str_dup(a, rows_t(r, 18)), .by_until = str_dup(a, rows_t(r, 19)),
		.resource_kind = str_dup(a, rows_t(r, 20)), .resource_language = str_dup(a, rows_t(r, 21)), .competency_code = str_dup(a, rows_t(r, 22)),
		.competency_text = str_dup(a, rows_t(r, 23)), .shared = rows_i(r, 24) != 0, .seed = rows_i(r, 25), .handed_at = rows_i(r, 26), .limit = (int)rows_i(r, 27),
		.started_at = rows_i(r, 28), .after_lesson = rows_i(r, 29) != 0, .title_lang = str_dup(a, rows_t(r, 30)), .waits = rows_i(r, 31) != 0,
		.break_from = rows_i(r, 32), .break_taken = rows_i(r, 33), .begin_with = str_dup(a, rows_t(r, 34)), .steps = str_dup(a, rows_t(r, 35)),
		.by_why = str_dup(a, rows_t(r, 36)), .steps_done = rows_i(r, 37), .goal_text = str_dup(a, rows_t(r, 38))};
}

const char *work_kind_why(struct str kind)
{
	if (str_eqz(kind, "support"))
		return N_("It builds up what this week stands on.");
	if (str_eqz(kind, "enrichment"))
		return N_("It goes further.");
	if (str_eqz(kind, "interest"))
		return N_("It comes from your interests.");
	if (str_eqz(kind, "language"))
		return N_("It is for your languages.");
	return N_("Everybody in class works on this.");
}

static enum code work_rows(struct rows *r, struct arena *a, enum lang lang, struct work **out, size_t *n, struct err *e)
{
	size_t cap = 0;
	int got;
	*out = NULL;
	*n = 0;
	while ((got = rows_next(r, e)) == 1) {
		if (*n == cap) {
			*out = arena_grow(a, *out, cap * sizeof(**out), (cap + 16) * sizeof(**out));
			cap += 16;
		}
		(*out)[(*n)++] = work_row(r, a, lang);
	}
	rows_end(r);
	return got < 0 ? e->code : OK;
}

enum code week_load(struct db *db, struct arena *a, struct id learner, day_t monday, enum lang lang, struct week *out, struct err *e)
{
	struct rows *r;
	const char *tag = LANGS[lang].tag;
	enum code c = db_query(db, e, &r,
	                       "select w.id, w.version, w.class, w.given_by, w.given_at, w.confirmed_at, w.monday, w.state, " TEXT_IN("w.message", "message") ", w.confirmed_how"
	                       " from week_plan w where w.learner = ?2 and w.monday = ?3 order by w.id limit 1",
	                       "zbt", tag, learner, day_text(a, monday));
	if (c)
		return c;
	int got = rows_next(r, e);
	if (got == 1)
		*out = (struct week){.id = rows_id(r, 0), .learner = learner, .version = rows_i(r, 1), .class_id = rows_id(r, 2), .given_by = rows_id(r, 3),
		                     .given_at = rows_i(r, 4), .confirmed_at = rows_i(r, 5), .monday = str_dup(a, rows_t(r, 6)), .state = str_dup(a, rows_t(r, 7)),
		                     .message = str_dup(a, rows_t(r, 8)), .confirmed_how = str_dup(a, rows_t(r, 9))};
	rows_end(r);
	if (got != 1)
		return got < 0 ? e->code : err_set(e, E_NOTFOUND, "There is no work for that week yet.");
	c = db_query(db, e, &r, "select " WORK_COLUMNS " from " WORK_TABLES " where w.week = ?3 order by case when w.day = 0 then 9 else w.day end, w.position, w.id",
	             "zzb", tag, tag, out->id);
	return c ? c : work_rows(r, a, lang, &out->items, &out->n, e);
}

enum code work_load(struct db *db, struct arena *a, struct id work, enum lang lang, struct work *out, struct err *e)
{
	struct rows *r;
	struct work *list;
	size_t n;
	const char *tag = LANGS[lang].tag;
	enum code c = db_query(db, e, &r, "select " WORK_COLUMNS " from " WORK_TABLES " where w.id = ?3", "zzb", tag, tag, work);
	if (!c)
		c = work_rows(r, a, lang, &list, &n, e);
	if (c)
		return c;
	if (!n)
		return err_set(e, E_NOTFOUND, "There is no such piece of work.");
	*out = list[0];
	return OK;
}

enum code work_missing(struct db *db, struct arena *a, struct id learner, day_t today, enum lang lang, int limit, struct work **out, size_t *n,
                       int64_t *total, struct err *e)
{
	struct rows *r;
	const char *tag = LANGS[lang].tag;
	struct str on = day_text(a, today);
	enum code c = db_int(db, e, total,
	                     "select count(*) from week_item w join week_plan p on p.id = w.week where w.learner = ?1 and w.state in ('planned', 'started')"
	                     " and p.state <> 'draft' and w.by_until < ?2",
	                     "bt", learner, on);
	if (c)
		return c;
	c = db_query(db, e, &r,
	             "select " WORK_COLUMNS " from " WORK_TABLES " join week_plan p on p.id = w.week where w.learner = ?3 and w.state in ('planned', 'started')"
	             " and p.state <> 'draft' and w.by_until < ?4 order by w.by_until desc, w.id limit ?5",
	             "zzbti", tag, tag, learner, on, (int64_t)limit);
	return c ? c : work_rows(r, a, lang, out, n, e);
}

static enum code week_ensure(struct db *db, struct arena *a, const struct viewer *v, struct id learner, day_t monday, struct id class_id, struct id *out, struct err *e)
{
	struct rows *r;
	struct str on = day_text(a, monday);
	enum code c = db_query(db, e, &r, "select id from week_plan where learner = ?1 and monday = ?2 order by id limit 1", "bt", learner, on);
	if (c)
		return c;
	int got = rows_next(r, e);
	if (got == 1)
		*out = rows_id(r, 0);
	rows_end(r);
	if (got)
		return got < 0 ? e->code : OK;
	struct input in[] = {{"learner", id_str(a, learner)}, {"monday", on}, {"class", id_nil(class_id) ? S("") : id_str(a, class_id)}};
	return record_create(db, a, v, record_type_find(S("week_plan")), ID_NIL, in, 3, out, NULL, e);
}

static struct str id_or_empty(struct arena *a, struct id id)
{
	return id_nil(id) ? S("") : id_str(a, id);
}

enum code week_add(struct db *db, struct arena *a, const struct viewer *v, day_t monday, struct id class_id, const struct work *w, struct id *out, struct err *e)
{
	struct id week;
	enum code c = week_ensure(db, a, v, w->learner, monday, class_id, &week, e);
	if (c)
		return c;
	struct id id = id_nil(w->id) ? id_new() : w->id;
	int64_t seed = w->seed;
	if (!seed)
		for (int i = 8; i < 12; i++)
			seed = seed << 8 | id.b[i];
	struct input in[] = {
		{"learner", id_str(a, w->learner)}, {"week", id_str(a, week)}, {"day", str_fmt(a, "%d", w->day)}, {"position", str_fmt(a, "%d", w->position)},
		{"title", w->title}, {"resource", id_or_empty(a, w->resource)}, {"item", id_or_empty(a, w->item)},
		{"competency", id_or_empty(a, w->competency)}, {"goal", id_or_empty(a, w->goal)}, {"mode", w->mode.n ? w->mode : S("screen")},
		{"minutes", str_fmt(a, "%d", w->minutes > 0 ? w->minutes : 20)}, {"done_looks_like", w->done_looks_like}, {"why", w->why},
		{"by_from", w->by_from}, {"by_until", w->by_until}, {"rigor", str_fmt(a, "%d", w->rigor > 0 ? w->rigor : 2)},
		{"shared", w->shared ? S("1") : S("0")}, {"kind", w->kind}, {"seed", str_fmt(a, "%lld", (long long)seed)},
		{"limit_minutes", w->limit > 0 ? str_fmt(a, "%d", w->limit) : S("")}, {"after_lesson", w->after_lesson ? S("1") : S("0")},
		{"begin_with", w->begin_with}, {"steps", w->steps}, {"by_why", w->by_why}};
	return record_create(db, a, v, record_type_find(S("week_item")), id, in, sizeof(in) / sizeof(*in), out, NULL, e);
}

enum code week_problems(struct db *db, struct arena *a, const struct week *w, struct str **out, size_t *n, struct err *e)
{
	*out = NEW_ARRAY(a, struct str, w->n);
	*n = 0;
	for (size_t i = 0; i < w->n; i++) {
		const struct work *k = &w->items[i];
		if (id_nil(k->resource))
			continue;
		struct rows *r;
		enum code c = db_query(db, e, &r, "select state, kind, address from resource where id = ?1", "b", k->resource);
		if (c)
			return c;
		int got = rows_next(r, e);
		if (got == 0)
			(*out)[(*n)++] = str_fmt(a, "%.*s", S_ARG(k->title));
		else if (got == 1 && (str_eqz(rows_t(r, 0), "retired") || (str_eqz(rows_t(r, 1), "link") && !rows_t(r, 2).n)))
			(*out)[(*n)++] = str_fmt(a, "%.*s", S_ARG(k->title));
		rows_end(r);
		if (got < 0)
			return e->code;
	}
	return OK;
}

static enum code week_version(struct db *db, struct id week, int64_t *version, struct err *e)
{
	enum code c = db_int(db, e, version, "select version from week_plan where id = ?1", "b", week);
	return c == E_NOTFOUND ? err_set(e, E_NOTFOUND, "There is no such week.") : c;
}

enum code week_give(struct db *db, struct arena *a, const struct viewer *v, struct id week, struct err *e)
{
	int64_t version;
	const struct record_type *t = record_type_find(S("week_plan"));
	enum code c = week_version(db, week, &version, e);
	struct input in[] = {{"given_by", id_or_empty(a, v->person)}, {"given_at", time_text(a, clock_now())}};
	if (!c)
		c = record_update(db, a, v, t, week, version, in, 2, NULL, e);
	return c ? c : record_move(db, a, v, t, week, version + 1, S("given"), e);
}

enum code week_confirm(struct db *db, struct arena *a, const struct viewer *v, struct id week, const char *how, struct err *e)
{
	int64_t version;
	const struct record_type *t = record_type_find(S("week_plan"));
	enum code c = week_version(db, week, &version, e);
	struct input in[] = {{"confirmed_how", str_z(how)}, {"confirmed_at", time_text(a, clock_now())}};
	if (!c)
		c = record_update(db, a, v, t, week, version, in, 2, NULL, e);
	return c ? c : record_move(db, a, v, t, week, version + 1, S("confirmed"), e);
}

enum code work_move(struct db *db, struct arena *a, const struct viewer *v, struct id work, const char *to, struct err *e)
{
	struct rows *r;
	const struct record_type *t = record_type_find(S("week_item"));
	enum code c = db_query(db, e, &r, "select version, state from week_item where id = ?1", "b", work);
	if (c)
		return c;
	int got = rows_next(r, e);
	int64_t version = got == 1 ? rows_i(r, 0) : 0;
	bool same = got == 1 && str_eqz(rows_t(r, 1), to);
	rows_end(r);
	if (got != 1)
		return got < 0 ? e->code : err_set(e, E_NOTFOUND, "There is no such piece of work.");
	if (same)
		return OK;
	if (!strcmp(to, "handed")) {
		struct input in[] = {{"handed_at", time_text(a, clock_now())}};
		c = record_update(db, a, v, t, work, version++, in, 1, NULL, e);
		if (c)
			return c;
	}
	return record_move(db, a, v, t, work, version, str_z(to), e);
}

struct balance week_balance(const struct week *w)
{
	struct balance b = {0};
	for (size_t i = 0; i < w->n; i++) {
		const struct work *k = &w->items[i];
		if (str_eqz(k->state, "excused"))
			continue;
		int64_t *to = str_eqz(k->mode, "screen") ? &b.screen : str_eqz(k->mode, "paper") ? &b.paper : str_eqz(k->mode, "person") ? &b.person
		              : str_eqz(k->mode, "group") ? &b.group : &b.hands;
		*to += k->minutes;
		b.total += k->minutes;
		if (k->shared)
			b.shared += k->minutes;
	}
	return b;
}

int64_t work_breaks(const struct work *w, int64_t now)
{
	return w->break_taken + (w->break_from && now > w->break_from ? now - w->break_from : 0);
}

enum code work_break(struct db *db, struct arena *a, const struct viewer *v, struct id work, bool begin, struct err *e)
{
	struct work w;
	enum code c = work_load(db, a, work, LANG_EN, &w, e);
	if (c || begin == (w.break_from != 0))
		return c;
	struct input in[] = {{"break_from", begin ? time_text(a, clock_now()) : S("")}, {"break_taken", str_fmt(a, "%lld", (long long)work_breaks(&w, clock_now()))}};
	return record_update(db, a, v, record_type_find(S("week_item")), work, w.version, in, 2, NULL, e);
}

enum code work_clock_start(struct db *db, struct arena *a, const struct viewer *v, struct id work, int64_t at, struct err *e)
{
	struct work w;
	enum code c = work_load(db, a, work, LANG_EN, &w, e);
	if (c || w.started_at)
		return c;
	struct input in[] = {{"started_at", time_text(a, at ? at : clock_now())}};
	return record_update(db, a, v, record_type_find(S("week_item")), work, w.version, in, 1, NULL, e);
}
