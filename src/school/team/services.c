/* services.c - services that a plan promised: minutes promised, given, missed, made up (34 CFR 300.320(a)(7)), and the share of
 * the week in general education (34 CFR 300.320(a)(5)). */
#include "record/setting.h"
#include "school/team/glance.h"

#define TRY(call) do { enum code try_c = (call); if (try_c) return try_c; } while (0)

SETTINGS(services) = {
	{.key = "school.week_minutes", .label = N_("Minutes of a school week"),
	 .help = N_("From the first bell to the last, lunch and recess counted in. The share of the week in general education is counted from it."), .type = SET_INT, .initial = "1800", .min = 300, .max = 3000, .serves = "R079"},
	SETTINGS_END,
};

const struct choice SERVICE_WHYS[] = {
	{"absent", N_("The learner was not there")}, {"noAdult", N_("No adult was free")}, {"event", N_("The school did something else")}, {"noRoom", N_("There was no room")},
	{"learnerNo", N_("The learner did not want it")}, {"other", N_("Something else")}, {NULL, NULL}};

static int first_number(struct str s)
{
	int v = 0;
	for (size_t i = 0; i < s.n; i++) {
		if (s.p[i] >= '0' && s.p[i] <= '9')
			v = v * 10 + (s.p[i] - '0');
		else if (v)
			break;
		if (v > 600)
			return 0;
	}
	return v;
}

/* Minutes promised from `from` to today: whole weeks that have begun, within the days of the line. */
static int64_t promised(day_t from, day_t until, day_t today, day_t since, int64_t week)
{
	if (from == DAY_NONE || from < since)
		from = since;
	if (until == DAY_NONE || until > today)
		until = today;
	return until < from ? 0 : week * ((until - day_monday(from)) / 7 + 1);
}

static enum code rows_load(struct db *db, struct arena *a, enum lang lang, struct id learner, day_t since, day_t today, struct services *s, struct err *e)
{
	struct rows *r;
	size_t cap = 0;
	int got;
	TRY(db_query(db, e, &r,
	             "select n.id, coalesce((select x.words from record_text x where x.id = n.id and x.field = 'text' and x.lang = ?1), n.text), n.adult, n.location, n.frequency, n.minutes_week, n.duration,"
	             " n.begin_on, n.end_on, (select sum(k.minutes) from service_session k where k.line = n.id and k.what = 'given' and k.on_day >= ?3),"
	             " (select sum(k.minutes) from service_session k where k.line = n.id and k.what = 'missed' and k.on_day >= ?3),"
	             " (select sum(k.minutes) from service_session k where k.line = n.id and k.what = 'given' and k.makes_up is not null and k.on_day >= ?3),"
	             " (select count(*) from service_session k where k.line = n.id and k.what = 'given' and k.on_day = ?4), (select count(*) from service_session k where k.line = n.id and k.what = 'missed' and k.on_day = ?4)"
	             " from plan_line n where n.learner = ?2 and n.kind = 'service' and coalesce(n.end_on, '9999-12-31') >= ?3 and coalesce(n.begin_on, '0001-01-01') <= ?4 order by n.id",
	             "zbtt", LANGS[lang].tag, learner, day_text(a, since), day_text(a, today)));
	while ((got = rows_next(r, e)) == 1) {
		day_t from, until;
		if (s->n == cap) {
			s->rows = arena_grow(a, s->rows, cap * sizeof *s->rows, (cap + 8) * sizeof *s->rows);
			cap += 8;
		}
		struct service_row *x = &s->rows[s->n++];
		*x = (struct service_row){.s = {rows_id(r, 0), str_dup(a, rows_t(r, 1)), str_dup(a, rows_t(r, 2)), str_dup(a, rows_t(r, 3)), str_dup(a, rows_t(r, 4)), rows_i(r, 5)},
		                          .each = first_number(rows_t(r, 6)), .given = rows_i(r, 9), .missed = rows_i(r, 10), .made_up = rows_i(r, 11), .today_given = rows_i(r, 12) > 0, .today_missed = rows_i(r, 13) > 0};
		if (!day_parse(rows_t(r, 7), &from))
			from = DAY_NONE;
		if (!day_parse(rows_t(r, 8), &until))
			until = DAY_NONE;
		x->promised = promised(from, until, today, since, x->s.minutes_week);
		if (!x->each)
			x->each = x->s.minutes_week ? (int)x->s.minutes_week : 30;
	}
	rows_end(r);
	return got < 0 ? e->code : OK;
}

static enum code seen_load(struct db *db, struct arena *a, enum lang lang, struct id learner, day_t since, struct services *s, struct err *e)
{
	struct rows *r;
	size_t cap = 0;
	int got;
	TRY(db_query(db, e, &r,
	             "select k.id, k.line, coalesce((select x.words from record_text x where x.id = n.id and x.field = 'text' and x.lang = ?1), n.text), k.what, k.why, k.text, k.on_day, k.minutes,"
	             " coalesce(nullif(p.preferred_name, ''), p.given_name), p.family_name, (select count(*) from service_session m where m.makes_up = k.id)"
	             " from service_session k left join plan_line n on n.id = k.line left join person p on p.id = k.by_whom where k.learner = ?2 and k.on_day >= ?3 order by k.on_day desc, k.id desc limit 400",
	             "zbt", LANGS[lang].tag, learner, day_text(a, since)));
	while ((got = rows_next(r, e)) == 1) {
		if (s->n_seen == cap) {
			s->seen = arena_grow(a, s->seen, cap * sizeof *s->seen, (cap + 16) * sizeof *s->seen);
			cap += 16;
		}
		struct service_seen *x = &s->seen[s->n_seen++];
		*x = (struct service_seen){.id = rows_id(r, 0), .line = rows_id(r, 1), .words = str_dup(a, rows_t(r, 2)), .what = str_dup(a, rows_t(r, 3)), .why = str_dup(a, rows_t(r, 4)), .text = str_dup(a, rows_t(r, 5)),
		                           .minutes = rows_i(r, 7), .by = str_trim(str_fmt(a, "%.*s %.*s", S_ARG(rows_t(r, 8)), S_ARG(rows_t(r, 9)))), .made_up = rows_i(r, 10) > 0};
		if (!day_parse(rows_t(r, 6), &x->day))
			x->day = DAY_NONE;
	}
	rows_end(r);
	return got < 0 ? e->code : OK;
}

enum code services_load(struct db *db, struct arena *a, enum lang lang, struct id learner, day_t from, day_t today, struct services *s, struct err *e)
{
	struct rows *r;
	size_t cap = 0;
	int got;
	*s = (struct services){.week = 1800};
	TRY(setting_int(db, "school.week_minutes", &s->week, e));
	TRY(rows_load(db, a, lang, learner, day_monday(from), today, s, e));
	TRY(seen_load(db, a, lang, learner, day_monday(from), s, e));
	TRY(db_query(db, e, &r,
	             "select coalesce((select x.words from record_text x where x.id = o.id and x.field = 'what' and x.lang = ?1), o.what), coalesce((select x.words from record_text x where x.id = o.id and x.field = 'reason'"
	             " and x.lang = ?1), o.reason), coalesce((select x.words from record_text x where x.id = o.id and x.field = 'inside' and x.lang = ?1), o.inside), o.minutes_week from time_outside o"
	             " where o.learner = ?2 and coalesce(o.begin_on, '0001-01-01') <= ?3 and coalesce(o.end_on, '9999-12-31') >= ?3 order by o.id",
	             "zbt", LANGS[lang].tag, learner, day_text(a, today)));
	while ((got = rows_next(r, e)) == 1) {
		if (s->n_out == cap) {
			s->out = arena_grow(a, s->out, cap * sizeof *s->out, (cap + 8) * sizeof *s->out);
			cap += 8;
		}
		s->out[s->n_out].what = str_dup(a, rows_t(r, 0));
		s->out[s->n_out].reason = str_dup(a, rows_t(r, 1));
		s->out[s->n_out].inside = str_dup(a, rows_t(r, 2));
		s->out[s->n_out].minutes = rows_i(r, 3);
		s->outside += rows_i(r, 3);
		s->n_out++;
	}
	rows_end(r);
	return got < 0 ? e->code : OK;
}

double services_inside(const struct services *s)
{
	return s->outside >= s->week || s->week <= 0 ? 0 : (double)(s->week - s->outside) / (double)s->week;
}

enum code service_put(struct db *db, struct arena *a, const struct viewer *v, struct id learner, const struct service_note *n, struct err *e)
{
	int64_t known;
	struct id id;
	TRY(db_int(db, e, &known, "select count(*) from plan_line where id = ?1 and learner = ?2 and kind = 'service'", "bb", n->line, learner));
	if (!known)
		return err_set(e, E_INPUT, "This service is not in the plan any more. Open the page again.");
	if (n->minutes < 1 || n->minutes > 600)
		return err_set(e, E_INPUT, "Give the minutes as a number from 1 to 600.");
	if (!n->given && !*choice_label(SERVICE_WHYS, str_z(n->why ? n->why : "")))
		return err_set(e, E_INPUT, "Say why it was missed: choose one of the reasons.");
	if (!id_nil(n->makes_up)) {
		TRY(db_int(db, e, &known,
		           "select count(*) from service_session k where k.id = ?1 and k.learner = ?2 and k.line = ?3 and k.what = 'missed' and not exists (select 1 from service_session m where m.makes_up = k.id)", "bbb",
		           n->makes_up, learner, n->line));
		if (!known || !n->given)
			return err_set(e, E_CONFLICT, "That session is made up for already.");
	}
	struct input in[] = {{"learner", id_str(a, learner)}, {"line", id_str(a, n->line)}, {"on_day", day_text(a, n->on ? n->on : v->today)}, {"minutes", str_fmt(a, "%lld", (long long)n->minutes)},
	                     {"what", n->given ? S("given") : S("missed")}, {"why", n->given ? S("") : str_z(n->why)}, {"makes_up", id_nil(n->makes_up) ? S("") : id_str(a, n->makes_up)},
	                     {"text", str_trim(n->text)}, {"by_whom", id_str(a, v->person)}};
	return record_create(db, a, v, record_type_find(S("service_session")), ID_NIL, in, sizeof in / sizeof *in, &id, NULL, e);
}
