/* call.c - video meetings from the plan: link, length, who was there, notes [R430]. */
#include "school/work/call.h"
#include "record/setting.h"
#include "school/people/people.h"

#define TRY(call) do { enum code try_c = (call); if (try_c) return try_c; } while (0)

SETTINGS(call) = {
	{.key = "call.minutes", .label = N_("A video meeting takes at most so many minutes"), .help = N_("From grade 3 on."), .type = SET_INT, .initial = "40", .min = 5, .max = 120, .serves = "R430"},
	{.key = "call.minutes_young", .label = N_("A video meeting of kindergarten to grade 2 takes at most so many minutes"), .help = N_("Of a class in which the youngest are in these grades."), .type = SET_INT,
	 .initial = "20", .min = 5, .max = 60, .serves = "R430"},
	SETTINGS_END};

static const struct choice call_kinds[] = {{"one", N_("One learner")}, {"group", N_("A small group")}, {"class", N_("The whole class")}, {NULL, NULL}};
const struct choice CALL_CAPTIONS[] = {{"own", N_("The program's own captions are on")}, {"person", N_("A person writes along")}, {"interpreter", N_("A sign language interpreter takes part")}, {NULL, NULL}};
static const struct choice call_states[] = {{"planned", N_("Planned")}, {"held", N_("Held")}, {"off", N_("Called off")}, {NULL, NULL}};
static const struct choice came[] = {{"here", N_("Was there")}, {"part", N_("Was there for a part")}, {"away", N_("Was not there")}, {NULL, NULL}};

enum code call_most(struct db *db, struct id class_id, int64_t *out, struct err *e)
{
	int64_t young = 0;
	enum code c = db_int(db, e, &young, "select count(*) from enrolment l join person p on p.id = l.person where l.class = ?1 and l.role = 'student' and p.grade in ('PK', 'KG', '01', '02')", "b", class_id);
	return c ? c : setting_int(db, young ? "call.minutes_young" : "call.minutes", out, e);
}

static bool clock_time(struct str s)
{
	return s.n == 5 && s.p[2] == ':' && s.p[0] >= '0' && s.p[0] <= '2' && s.p[1] >= '0' && s.p[1] <= '9' && (s.p[0] < '2' || s.p[1] < '4') && s.p[3] >= '0' && s.p[3] <= '5' && s.p[4] >= '0' && s.p[4] <= '9';
}

static enum code a_call_ends(const struct change *c, struct err *e)
{
	int64_t most = 0, known = 1;
	if (!c->now)
		return OK;
	struct str link = rec_t(c->now, "link"), kind = rec_t(c->now, "kind");
	enum code code = call_most(c->db, rec_id(c->now, "class"), &most, e);
	if (code)
		return code;
	if (rec_i(c->now, "minutes") > most)
		return err_set(e, E_INPUT, "A video meeting of this class takes at most %lld minutes. Make two of it, with a break between.", (long long)most);
	if (!str_starts(link, "https://") || link.n < 12)
		return err_set(e, E_INPUT, "The address of the meeting begins with https://.");
	if (!clock_time(rec_t(c->now, "begins")))
		return err_set(e, E_INPUT, "Write the time as 09:30.");
	if (str_eqz(kind, "one"))
		code = db_int(c->db, e, &known, "select count(*) from enrolment where class = ?1 and person = ?2 and role = 'student'", "bb", rec_id(c->now, "class"), rec_id(c->now, "learner"));
	else if (str_eqz(kind, "group"))
		code = db_int(c->db, e, &known, "select count(*) from class_group where class = ?1 and id = ?2", "bb", rec_id(c->now, "class"), rec_id(c->now, "class_group"));
	return code || known ? code : err_set(e, E_INPUT, "Say which learner or which group of this class is asked to the meeting.");
}

/* Where somebody who is asked needs captions, a meeting is not planned without them. */
static enum code captioned_for_who_needs_it(const struct change *c, struct err *e)
{
	int64_t n = 0;
	if (!c->now || rec_t(c->now, "captions").n || !str_eqz(c->now->state, "planned"))
		return OK;
	enum code code = db_int(c->db, e, &n,
	                        "select count(*) from enrolment l where l.class = ?1 and l.role = 'student'"
	                        " and (?2 = 'class' or (?2 = 'one' and l.person = ?3) or (?2 = 'group' and l.person in (select m.learner from group_member m where m.class_group = ?4)))"
	                        " and (exists (select 1 from plan_line x where x.learner = l.person and x.term in ('captions', 'transcript', 'sign-language') and coalesce(x.prohibited, 0) = 0 and coalesce(x.end_on, '9999-12-31') >= ?5)"
	                        " or exists (select 1 from need x where x.learner = l.person and x.term in ('captions', 'transcript', 'sign-language') and x.is_on = 1))",
	                        "btbbt", rec_id(c->now, "class"), rec_t(c->now, "kind"), rec_id(c->now, "learner"), rec_id(c->now, "class_group"), rec_t(c->now, "on_day"));
	return code || !n ? code : err_set(e, E_INPUT, "Somebody who is asked needs captions or signing. Say how this meeting is captioned.");
}

RECORD(video_call) = {
	.name = "video_call", .table = "video_call", .label = N_("Video meeting"), .plural = N_("Video meetings"),
	.help = N_("Its link, who is asked, how long it may take, who was there and what was agreed. Nothing is recorded here."), .serves = "R219 R430", .scope = SCOPE_CLASS, .about = "class",
	.see = REL_TEAM | REL_LEADER, .edit = REL_TEAM, .create = REL_TEAM, .remove = REL_TEAM,
	.fields = FIELDS(
		{"class", N_("Class"), NULL, F_REF, FF_REQUIRED | FF_LIST | FF_FILTER | FF_FIXED, .ref = "class"},
		{"kind", N_("Who is asked"), NULL, F_CHOICE, FF_REQUIRED | FF_LIST | FF_FILTER, .choices = call_kinds},
		{"learner", N_("Learner"), NULL, F_REF, FF_FILTER, .ref = "person"},
		{"class_group", N_("Group"), NULL, F_REF, FF_FILTER, .ref = "class_group"},
		{"what", N_("What it is for"), NULL, F_TEXT, FF_REQUIRED | FF_LIST},
		{"on_day", N_("Day"), NULL, F_DATE, FF_REQUIRED | FF_LIST | FF_FILTER},
		{"begins", N_("Begins at"), N_("Such as 09:30."), F_TEXT, FF_REQUIRED | FF_LIST, .max = 5},
		{"minutes", N_("Minutes"), NULL, F_INT, FF_REQUIRED | FF_LIST, .min = 5, .max = 120},
		{"link", N_("Address of the meeting"), N_("From the program that the school uses for video. Begins with https://."), F_TEXT, FF_REQUIRED},
		{"captions", N_("How it is captioned"), N_("For who cannot hear it, and for who reads the language better than it is heard."), F_CHOICE, FF_LIST, .choices = CALL_CAPTIONS},
		{"notes", N_("What was agreed"), NULL, F_LONG, 0}),
	.states = call_states,
	.moves = MOVES({"planned", "held", N_("It was held"), REL_TEAM}, {"planned", "off", N_("Call off"), REL_TEAM}, {"off", "planned", N_("Plan again"), REL_TEAM}),
	.checks = CHECKS({"a meeting ends [R430]", a_call_ends}, {"who needs captions has them [R219]", captioned_for_who_needs_it}),
	.title_field = "what", .order = "-on_day"};

RECORD(call_attendance) = {
	.name = "call_attendance", .table = "call_attendance", .label = N_("Who was at a video meeting"), .plural = N_("Who was at video meetings"),
	.help = N_("Noted by an adult who was there."), .serves = "R430", .scope = SCOPE_LEARNER, .about = "learner",
	.see = REL_HOME | REL_TEAM | REL_LEADER, .edit = REL_TEAM, .create = REL_TEAM, .remove = REL_TEAM,
	.fields = FIELDS(
		{"learner", N_("Learner"), NULL, F_REF, FF_REQUIRED | FF_LIST | FF_FILTER | FF_FIXED, .ref = "person"},
		{"video_call", N_("Video meeting"), NULL, F_REF, FF_REQUIRED | FF_FILTER | FF_FIXED, .ref = "video_call"},
		{"here", N_("Was there"), NULL, F_CHOICE, FF_REQUIRED | FF_LIST, .choices = came}),
	.title_field = "here", .order = "-created_at"};

#define COLUMNS "k.id, k.version, k.minutes, k.kind, k.state, k.what, k.link, k.begins, coalesce(k.notes, ''), k.on_day, coalesce(nullif(p.preferred_name, ''), p.given_name, ''), coalesce(p.family_name, ''), coalesce(g.name, ''), coalesce(k.captions, '')"

static struct call of_row(struct arena *a, struct rows *r)
{
	struct call x = {.id = rows_id(r, 0), .version = rows_i(r, 1), .minutes = rows_i(r, 2), .kind = str_dup(a, rows_t(r, 3)), .state = str_dup(a, rows_t(r, 4)), .what = str_dup(a, rows_t(r, 5)),
	                 .link = str_dup(a, rows_t(r, 6)), .begins = str_dup(a, rows_t(r, 7)), .notes = str_dup(a, rows_t(r, 8)), .captions = str_dup(a, rows_t(r, 13)), .on = DAY_NONE};
	(void)day_parse(rows_t(r, 9), &x.on);
	x.who = str_eqz(x.kind, "one") ? str_trim(str_fmt(a, "%.*s %.*s", S_ARG(rows_t(r, 10)), S_ARG(rows_t(r, 11)))) : str_eqz(x.kind, "group") ? str_dup(a, rows_t(r, 12)) : S("");
	return x;
}

static enum code asked(struct db *db, struct arena *a, const struct person_list *all, struct call *x, struct err *e)
{
	struct rows *r;
	int got;
	x->learners = NEW_ARRAY(a, struct call_learner, all->n + 1);
	TRY(db_query(db, e, &r,
	             "select l.person, coalesce(t.here, '') from video_call k join enrolment l on l.class = k.class and l.role = 'student' left join call_attendance t on t.video_call = k.id and t.learner = l.person"
	             " where k.id = ?1 and (k.kind = 'class' or (k.kind = 'one' and k.learner = l.person)"
	             " or (k.kind = 'group' and exists (select 1 from group_member m where m.class_group = k.class_group and m.learner = l.person)))",
	             "b", x->id));
	while ((got = rows_next(r, e)) == 1)
		for (size_t i = 0; i < all->n; i++)
			if (id_eq(all->items[i].id, rows_id(r, 0)) && x->n < all->n) {
				x->came += str_eqz(rows_t(r, 1), "here") || str_eqz(rows_t(r, 1), "part");
				x->learners[x->n++] = (struct call_learner){all->items[i].id, all->items[i].name, str_dup(a, rows_t(r, 1))};
			}
	rows_end(r);
	return got < 0 ? e->code : OK;
}

enum code calls_of_class(struct db *db, struct arena *a, enum lang lang, struct id class_id, day_t from, day_t today, struct call **out, size_t *n, struct err *e)
{
	struct person_list all;
	struct rows *r;
	int got;
	enum code c = OK;
	*n = 0;
	*out = NEW_ARRAY(a, struct call, 100);
	TRY(class_learners(db, a, lang, class_id, today, &all, e));
	TRY(db_query(db, e, &r, "select " COLUMNS " from video_call k left join person p on p.id = k.learner left join class_group g on g.id = k.class_group where k.class = ?1 and k.on_day >= ?2 order by k.on_day, k.begins, k.id limit 100",
	             "bt", class_id, day_text(a, from)));
	while ((got = rows_next(r, e)) == 1)
		(*out)[(*n)++] = of_row(a, r);
	rows_end(r);
	for (size_t i = 0; i < *n && got == 0 && !c; i++)
		c = asked(db, a, &all, &(*out)[i], e);
	return got < 0 ? e->code : c;
}

enum code calls_of_learner(struct db *db, struct arena *a, struct id learner, day_t from, day_t until, struct call **out, size_t *n, struct err *e)
{
	struct rows *r;
	int got;
	*n = 0;
	*out = NEW_ARRAY(a, struct call, 50);
	TRY(db_query(db, e, &r,
	             "select " COLUMNS " from enrolment l join video_call k on k.class = l.class left join person p on p.id = k.learner left join class_group g on g.id = k.class_group"
	             " where l.person = ?1 and l.role = 'student' and k.state = 'planned' and k.on_day >= ?2 and k.on_day <= ?3 and (k.kind = 'class' or (k.kind = 'one' and k.learner = ?1)"
	             " or (k.kind = 'group' and exists (select 1 from group_member m where m.class_group = k.class_group and m.learner = ?1))) order by k.on_day, k.begins, k.id limit 50",
	             "btt", learner, day_text(a, from), day_text(a, until)));
	while ((got = rows_next(r, e)) == 1)
		(*out)[(*n)++] = of_row(a, r);
	rows_end(r);
	return got < 0 ? e->code : OK;
}

enum code call_came(struct db *db, struct arena *a, const struct viewer *v, struct id class_id, struct id call, struct id learner, struct str here, struct err *e)
{
	const struct record_type *t = record_type_find(S("call_attendance"));
	struct rows *r;
	struct id id = ID_NIL;
	int64_t known = 0, version = 0;
	bool same = false;
	TRY(db_int(db, e, &known,
	           "select count(*) from video_call k join enrolment l on l.class = k.class and l.role = 'student' and l.person = ?2 where k.id = ?1 and k.class = ?3 and (k.kind = 'class' or (k.kind = 'one' and k.learner = ?2)"
	           " or (k.kind = 'group' and exists (select 1 from group_member m where m.class_group = k.class_group and m.learner = ?2)))",
	           "bbb", call, learner, class_id));
	if (!known)
		return err_set(e, E_INPUT, "This learner was not asked to this meeting.");
	TRY(db_query(db, e, &r, "select id, version, here from call_attendance where video_call = ?1 and learner = ?2 order by id limit 1", "bb", call, learner));
	int got = rows_next(r, e);
	if (got == 1) {
		id = rows_id(r, 0);
		version = rows_i(r, 1);
		same = str_eq(rows_t(r, 2), here);
	}
	rows_end(r);
	if (got < 0)
		return e->code;
	struct input in[] = {{"here", here}, {"learner", id_str(a, learner)}, {"video_call", id_str(a, call)}};
	if (same)
		return OK;
	return got == 1 ? record_update(db, a, v, t, id, version, in, 1, NULL, e) : record_create(db, a, v, t, ID_NIL, in, 3, &id, NULL, e);
}
