#include "school/plan/timetable.h"

#include "record/setting.h"

#include <stdlib.h>

#define TRY(call) do { enum code try_c = (call); if (try_c) return try_c; } while (0)
#define EARLY_UNTIL (10 * 60)
#define LATE_UNTIL (12 * 60)

SETTINGS(timetable) = {
	{.key = "plan.best_time", .label = N_("Say when a demanding course lies at another time than the learner's best"),
	 .help = N_("Learners write in their profile when they work best. The timetable then suggests that time for demanding courses; people decide."), .type = SET_BOOL, .initial = "0", .serves = "R020", .inferred = true},
	SETTINGS_END,
};

const struct choice TIMETABLE_KINDS[] = {
	{"advanced", N_("Advanced class")}, {"program", N_("Special program")}, {"lesson", N_("Another class")}, {"service", N_("Service")}, {"study", N_("Study time")},
	{"homework", N_("Homework help")}, {"travel", N_("On the way")}, {"break", N_("Break")}, {"outside", N_("Outside school")}, {NULL, NULL}};

bool timetable_counted(struct str kind)
{
	return str_eqz(kind, "service") || str_eqz(kind, "study") || str_eqz(kind, "homework");
}

RECORD(day_block) = {
	.name = "day_block", .table = "day_block", .label = N_("Block of the day"), .plural = N_("Blocks of the day"),
	.help = N_("A time of the week of one learner: a program, an advanced class, the way there, study time. Together with the times of the class it is the learner's timetable."),
	.serves = "R072 R073 R020", .scope = SCOPE_LEARNER, .about = "learner",
	.see = REL_HOME | REL_TEAM | REL_LEADER, .edit = REL_TEAM, .create = REL_TEAM, .remove = REL_TEAM,
	.fields = FIELDS(
		{"learner", N_("Learner"), NULL, F_REF, FF_REQUIRED | FF_LIST | FF_FILTER | FF_FIXED, .ref = "person"},
		{"day", N_("Day"), NULL, F_CHOICE, FF_REQUIRED | FF_LIST, .choices = RHYTHM_DAYS},
		{"begins", N_("From"), N_("Such as 08:30."), F_TEXT, FF_REQUIRED | FF_LIST, .max = 5},
		{"ends", N_("Until"), NULL, F_TEXT, FF_REQUIRED | FF_LIST, .max = 5},
		{"what", N_("What"), NULL, F_TEXT, FF_REQUIRED | FF_LIST | FF_TRANSLATABLE},
		{"kind", N_("Kind"), NULL, F_CHOICE, FF_REQUIRED | FF_LIST, .choices = TIMETABLE_KINDS},
		{"place", N_("Where"), NULL, F_TEXT, FF_LIST},
		{"adult", N_("Who teaches or helps"), NULL, F_TEXT, FF_LIST},
		{"supports", N_("Supports that go along"), NULL, F_LONG, FF_TRANSLATABLE},
		{"travel_minutes", N_("Minutes on the way there"), NULL, F_INT, 0, .min = 0, .max = 180},
		{"demanding", N_("Demanding"), N_("Takes much strength: best at the time when the learner works best."), F_BOOL, 0, .initial = "0"},
		{"line", N_("Counted as"), N_("The service or study time of a plan whose minutes this is."), F_REF, FF_FILTER, .ref = "plan_line"},
		{"setting", N_("Place to learn"), NULL, F_REF, 0, .ref = "learning_setting"},
		{"begin_on", N_("From"), NULL, F_DATE, 0},
		{"end_on", N_("Until"), NULL, F_DATE, 0}),
	.checks = CHECKS({"times are times [R072]", rhythm_times_fit}),
	.title_field = "what", .order = "day"};

const char *timetable_part(int minutes)
{
	return minutes < EARLY_UNTIL ? "early" : minutes < LATE_UNTIL ? "late" : "afternoon";
}

static int by_time(const void *x, const void *y)
{
	const struct timetable_row *p = x, *q = y;
	if (p->day != q->day)
		return p->day - q->day;
	if (p->from != q->from)
		return p->from - q->from;
	return id_cmp(p->id, q->id);
}

static bool overlap(const struct timetable_row *x, const struct timetable_row *y)
{
	return x->day == y->day && x->from < y->until && y->from < x->until;
}

/* A class's time gives way to the own blocks that overlap it; each of them says in whose place it stands. */
static void give_way(struct timetable *t)
{
	size_t kept = 0;
	for (size_t i = 0; i < t->n; i++) {
		struct timetable_row *x = &t->rows[i];
		bool gone = false;
		for (size_t k = 0; id_nil(x->id) && k < t->n; k++) {
			struct timetable_row *y = &t->rows[k];
			if (id_nil(y->id) || !overlap(x, y))
				continue;
			if (!y->instead.n)
				y->instead = x->what;
			gone = true;
		}
		x->kind = gone ? S("-") : x->kind;
	}
	for (size_t i = 0; i < t->n; i++)
		if (!str_eqz(t->rows[i].kind, "-"))
			t->rows[kept++] = t->rows[i];
	t->n = kept;
}

void timetable_judge(struct arena *a, struct timetable *t)
{
	give_way(t);
	t->tips = NEW_ARRAY(a, struct timetable_tip, t->n + 1);
	for (size_t i = 0; i < t->n; i++) {
		struct timetable_row *x = &t->rows[i];
		x->gap = i && t->rows[i - 1].day == x->day ? x->from - t->rows[i - 1].until : -1;
		if (id_nil(x->id))
			continue;
		t->own = true;
		for (size_t k = 0; k < t->n; k++)
			if (k != i && !id_nil(t->rows[k].id) && overlap(x, &t->rows[k]))
				x->note = TIME_TWICE;
		if (x->note == TIME_FINE && x->travel > 0 && x->gap >= 0 && x->gap < x->travel && !str_eqz(t->rows[i - 1].kind, "travel"))
			x->note = TIME_SHORT_WAY;
		if (!x->demanding || !t->best.n || str_eqz(t->best, timetable_part(x->from)))
			continue;
		struct timetable_tip tip = {.hard = i};
		for (size_t k = 0; k < t->n && !tip.has_instead; k++) {
			const struct timetable_row *y = &t->rows[k];
			tip.has_instead = y->day == x->day && !id_nil(y->id) && !y->demanding && !str_eqz(y->kind, "travel") && str_eqz(t->best, timetable_part(y->from));
			tip.instead = k;
		}
		t->tips[t->n_tips++] = tip;
	}
}

static enum code blocks(struct db *db, struct arena *a, const char *lang, struct id learner, struct str on, struct timetable *t, struct err *e)
{
	struct rows *r;
	int got;
	TRY(db_query(db, e, &r,
	             "select x.id, x.version, x.day, x.begins, x.ends, coalesce((select w.words from record_text w where w.id = x.id and w.field = 'what' and w.lang = ?1), x.what), x.kind,"
	             " coalesce(x.place, ''), coalesce(x.adult, ''), coalesce((select w.words from record_text w where w.id = x.id and w.field = 'supports' and w.lang = ?1), x.supports, s.supports, ''),"
	             " coalesce(x.travel_minutes, 0), coalesce(x.demanding, 0), x.line, x.setting, coalesce(s.name, ''), coalesce(s.mentor, ''),"
	             " (select count(*) from service_session k where k.line = x.line and k.what = 'given' and k.on_day = ?3), (select count(*) from service_session k where k.line = x.line and k.what = 'missed' and k.on_day = ?3)"
	             " from day_block x left join learning_setting s on s.id = x.setting where x.learner = ?2 and coalesce(x.begin_on, '0001-01-01') <= ?3 and coalesce(x.end_on, '9999-12-31') >= ?3 order by x.id limit 60",
	             "zbt", lang, learner, on));
	while ((got = rows_next(r, e)) == 1 && t->n < TIMETABLE_MOST) {
		struct timetable_row *x = &t->rows[t->n++];
		int64_t day = 0;
		(void)str_int(rows_t(r, 2), &day);
		*x = (struct timetable_row){.id = rows_id(r, 0), .version = rows_i(r, 1), .day = (int)day, .begins = str_dup(a, rows_t(r, 3)), .ends = str_dup(a, rows_t(r, 4)), .what = str_dup(a, rows_t(r, 5)),
		                            .kind = str_dup(a, rows_t(r, 6)), .place = str_dup(a, rows_t(r, 7).n ? rows_t(r, 7) : rows_t(r, 14)), .adult = str_dup(a, rows_t(r, 8).n ? rows_t(r, 8) : rows_t(r, 15)),
		                            .supports = str_dup(a, rows_t(r, 9)), .travel = (int)rows_i(r, 10), .demanding = rows_i(r, 11) != 0, .given_today = rows_i(r, 16) > 0, .missed_today = rows_i(r, 17) > 0};
		x->line = rows_null(r, 12) ? ID_NIL : rows_id(r, 12);
		x->setting = rows_null(r, 13) ? ID_NIL : rows_id(r, 13);
		x->counted = !id_nil(x->line);
		x->from = rhythm_minutes(x->begins);
		x->until = rhythm_minutes(x->ends);
	}
	rows_end(r);
	return got < 0 ? e->code : OK;
}

/* What goes along everywhere, once each. */
static enum code supports(struct db *db, struct arena *a, const char *lang, struct id learner, struct str on, struct timetable *t, struct err *e)
{
	struct rows *r;
	size_t cap = 0;
	int got;
	TRY(db_query(db, e, &r,
	             "select coalesce((select w.words from record_text w where w.id = n.id and w.field = 'text' and w.lang = ?1), n.text) from plan_line n where n.learner = ?2"
	             " and n.kind in ('accommodation', 'modification', 'support') and coalesce(n.prohibited, 0) = 0 and coalesce(n.begin_on, '0001-01-01') <= ?3 and coalesce(n.end_on, '9999-12-31') >= ?3 order by n.id limit 40",
	             "zbt", lang, learner, on));
	while ((got = rows_next(r, e)) == 1) {
		if (t->n_supports == cap) {
			t->supports = arena_grow(a, t->supports, cap * sizeof *t->supports, (cap + 8) * sizeof *t->supports);
			cap += 8;
		}
		t->supports[t->n_supports++] = str_dup(a, rows_t(r, 0));
	}
	rows_end(r);
	return got < 0 ? e->code : OK;
}

static enum code wishes(struct db *db, struct arena *a, struct id learner, struct timetable *t, struct err *e)
{
	struct rows *r;
	int64_t hard;
	TRY(db_query(db, e, &r, "select coalesce(best_time, ''), coalesce(needs, '') from profile where learner = ?1 order by id limit 1", "b", learner));
	int got = rows_next(r, e);
	if (got == 1) {
		t->best = str_dup(a, rows_t(r, 0));
		t->helps = str_dup(a, rows_t(r, 1));
	}
	rows_end(r);
	if (got < 0)
		return e->code;
	TRY(db_int(db, e, &hard, "select count(*) from plan where learner = ?1 and change_hard = 1 and state <> 'closed'", "b", learner));
	t->change_hard = hard > 0;
	return OK;
}

enum code timetable_ahead(struct db *db, struct arena *a, enum lang lang, const char *tz, struct id learner, day_t today, struct rhythm_change *out, bool *there, struct err *e)
{
	struct rhythm rhythm;
	int64_t hard;
	*there = false;
	TRY(db_int(db, e, &hard, "select count(*) from plan where learner = ?1 and change_hard = 1 and state <> 'closed'", "b", learner));
	if (!hard)
		return OK;
	TRY(rhythm_load(db, a, lang, tz, ID_NIL, learner, today, &rhythm, e));
	for (size_t i = 0; i < rhythm.n_changes && !*there; i++)
		if (rhythm.changes[i].on >= today && rhythm.changes[i].on <= today + 8) {
			*out = rhythm.changes[i];
			*there = true;
		}
	return OK;
}

enum code timetable_load(struct db *db, struct arena *a, enum lang lang, const char *tz, struct id learner, day_t today, struct timetable *out, struct err *e)
{
	struct str on = day_text(a, today);
	*out = (struct timetable){.rows = NEW_ARRAY(a, struct timetable_row, TIMETABLE_MOST + RHYTHM_TIMES), .tips_on = setting_on(db, "plan.best_time")};
	TRY(blocks(db, a, LANGS[lang].tag, learner, on, out, e));
	TRY(supports(db, a, LANGS[lang].tag, learner, on, out, e));
	TRY(wishes(db, a, learner, out, e));
	TRY(rhythm_load(db, a, lang, tz, ID_NIL, learner, today, &out->rhythm, e));
	for (size_t i = 0; i < out->rhythm.n_times; i++) {
		const struct rhythm_time *x = &out->rhythm.times[i];
		if (x->from != DAY_NONE && x->from > day_monday(today) + 6)
			continue; /* not yet: it stands among the changes */
		out->rows[out->n++] = (struct timetable_row){.day = x->day, .begins = x->begins, .ends = x->ends, .what = x->what, .place = x->place, .class_title = x->class_title, .kind = S("class"),
		                                             .from = rhythm_minutes(x->begins), .until = rhythm_minutes(x->ends)};
	}
	qsort(out->rows, out->n, sizeof *out->rows, by_time);
	timetable_judge(a, out);
	return OK;
}

/* ---- changes ---- */

/* Minutes a week of the line that counts a block, from the blocks that are left; a line of a plan of record stays as it is. */
static enum code line_follows(struct db *db, struct arena *a, const struct viewer *v, struct id line, struct err *e)
{
	struct rows *r;
	int64_t minutes = 0, n = 0, version;
	int got;
	TRY(db_int(db, e, &version, "select coalesce(max(version), 0) from plan_line where id = ?1 and source = 'plp'", "b", line));
	if (!version)
		return OK;
	TRY(db_query(db, e, &r, "select begins, ends from day_block where line = ?1 and coalesce(end_on, '9999-12-31') >= ?2", "bt", line, day_text(a, v->today)));
	while ((got = rows_next(r, e)) == 1) {
		minutes += rhythm_minutes(rows_t(r, 1)) - rhythm_minutes(rows_t(r, 0));
		n++;
	}
	rows_end(r);
	if (got < 0)
		return e->code;
	struct input in[] = {{"minutes_week", str_fmt(a, "%lld", (long long)minutes)}, {"frequency", str_fmt(a, tr(v->lang, N_("%d times a week")), (int)n)}, {"end_on", day_text(a, v->today)}};
	if (n == 0)
		return record_update(db, a, v, record_type_find(S("plan_line")), line, version, in + 2, 1, NULL, e);
	return record_update(db, a, v, record_type_find(S("plan_line")), line, version, in, 2, NULL, e);
}

static enum code line_for(struct db *db, struct arena *a, const struct viewer *v, struct id learner, const struct timetable_new *n, int days, struct id *line, struct err *e)
{
	struct rows *r;
	struct id plan = ID_NIL;
	int got, minutes = rhythm_minutes(n->ends) - rhythm_minutes(n->begins);
	if (!str_trim(n->place).n)
		return err_set(e, E_INPUT, "Say where it is: time that is promised and counted needs a place.");
	TRY(db_query(db, e, &r, "select id from plan where learner = ?1 and state <> 'closed' order by begin_on desc, id desc limit 1", "b", learner));
	if ((got = rows_next(r, e)) == 1)
		plan = rows_id(r, 0);
	rows_end(r);
	if (got < 0)
		return e->code;
	struct input in[] = {{"learner", id_str(a, learner)}, {"plan", id_nil(plan) ? S("") : id_str(a, plan)}, {"source", S("plp")}, {"kind", S("service")}, {"text", n->what}, {"adult", n->adult},
	                     {"frequency", str_fmt(a, tr(v->lang, N_("%d times a week")), days)}, {"duration", str_fmt(a, trn(v->lang, "%d minute", "%d minutes", minutes), minutes)}, {"location", n->place},
	                     {"minutes_week", str_fmt(a, "%d", minutes * days)}, {"begin_on", day_text(a, v->today)}};
	return record_create(db, a, v, record_type_find(S("plan_line")), ID_NIL, in, sizeof in / sizeof *in, line, NULL, e);
}

enum code timetable_add(struct db *db, struct arena *a, const struct viewer *v, struct id learner, const struct timetable_new *n, struct err *e)
{
	struct id line = n->line, id;
	int days = 0;
	int64_t known;
	for (int d = 1; d <= 5; d++)
		days += n->days[d];
	if (!days)
		return err_set(e, E_INPUT, "Choose at least one day.");
	int from = rhythm_minutes(str_trim(n->begins)), until = rhythm_minutes(str_trim(n->ends));
	if (from < 0 || until < 0)
		return err_set(e, E_INPUT, "Write times as 08:30, with two digits each.");
	if (from >= until)
		return err_set(e, E_INPUT, "It ends before it begins. Look at the times again.");
	if (!str_trim(n->what).n)
		return err_set(e, E_INPUT, "Say what happens then.");
	if (!id_nil(n->line)) {
		TRY(db_int(db, e, &known, "select count(*) from plan_line where id = ?1 and learner = ?2 and kind = 'service'", "bb", n->line, learner));
		if (!known)
			return err_set(e, E_INPUT, "This service is not in the plan any more. Open the page again.");
	}
	if (!id_nil(n->setting)) {
		TRY(db_int(db, e, &known, "select count(*) from learning_setting where id = ?1 and learner = ?2", "bb", n->setting, learner));
		if (!known)
			return err_set(e, E_INPUT, "This place to learn is not in the plan any more. Open the page again.");
	}
	if (id_nil(line) && timetable_counted(n->kind))
		TRY(line_for(db, a, v, learner, n, days, &line, e));
	for (int d = 1; d <= 5; d++) {
		if (!n->days[d])
			continue;
		struct input in[] = {{"learner", id_str(a, learner)}, {"day", str_fmt(a, "%d", d)}, {"begins", str_trim(n->begins)}, {"ends", str_trim(n->ends)}, {"what", str_trim(n->what)}, {"kind", n->kind},
		                     {"place", str_trim(n->place)}, {"adult", str_trim(n->adult)}, {"supports", str_trim(n->supports)}, {"travel_minutes", str_trim(n->travel)}, {"demanding", n->demanding ? S("1") : S("0")},
		                     {"line", id_nil(line) ? S("") : id_str(a, line)}, {"setting", id_nil(n->setting) ? S("") : id_str(a, n->setting)}};
		TRY(record_create(db, a, v, record_type_find(S("day_block")), ID_NIL, in, sizeof in / sizeof *in, &id, NULL, e));
	}
	return id_nil(line) ? OK : line_follows(db, a, v, line, e);
}

enum code timetable_remove(struct db *db, struct arena *a, const struct viewer *v, struct id learner, struct id block, struct err *e)
{
	struct record r;
	TRY(record_get(db, a, v, record_type_find(S("day_block")), block, &r, e));
	if (!id_eq(rec_id(&r, "learner"), learner))
		return err_set(e, E_NOTFOUND, "There is no such page, or it is not for you.");
	struct id line = rec_id(&r, "line");
	TRY(record_remove(db, a, v, r.type, block, r.version, e));
	return id_nil(line) ? OK : line_follows(db, a, v, line, e);
}
