/* chain.c - what the people who carry plans have noted in the sample school: services given, missed and made up, time outside of the
 * class, questions to colleagues, planning together, a mixed day with study time, places to learn, levels of goals. */
#include "cli/sample/sample.h"

#define TRY(call) do { enum code try_c = (call); if (try_c) return try_c; } while (0)
#define SHOWN 400 /* learners; the pages of a larger district fill as they are used */

struct promise { struct id line; int often, each; };

/* The services of a learner: how often a week, minutes each. */
static enum code promises(struct sample *s, const struct sample_learner *l, struct promise out[8], int *n, struct err *e)
{
	struct rows *r;
	int got;
	*n = 0;
	TRY(db_query(s->db, e, &r, "select id, frequency, duration from plan_line where learner = ?1 and kind = 'service' order by id", "b", l->id));
	while ((got = rows_next(r, e)) == 1 && *n < 8) {
		struct str often = rows_t(r, 1), each = rows_t(r, 2), first = str_cut(&each, ' ');
		int64_t minutes = 30;
		(void)str_int(first, &minutes);
		out[(*n)++] = (struct promise){rows_id(r, 0), often.n && often.p[0] >= '1' && often.p[0] <= '5' ? often.p[0] - '0' : 1, (int)minutes};
	}
	rows_end(r);
	return got < 0 ? e->code : OK;
}

static enum code session(struct sample *s, const struct sample_learner *l, struct id line, int n, day_t on, int minutes, const char *why, struct id makes_up, struct err *e)
{
	return PUT(s, "service_session", id_of("sample-session", str_fmt(s->a, "%.*s %d", S_ARG(ID(line)), n)), e, {"learner", ID(l->id)}, {"line", ID(line)}, {"on_day", ON(on)}, {"minutes", str_fmt(s->a, "%d", minutes)},
	           {"what", why ? S("missed") : S("given")}, {"why", why ? Z(why) : S("")}, {"makes_up", id_nil(makes_up) ? S("") : ID(makes_up)}, {"by_whom", ID(sample_staff(s, l->room, l->el && !l->iep ? 22 + l->room % 3 : 18 + l->room % 4)->id)});
}

/* Weeks that are over, since the day from which the page counts: most sessions were given, some missed with their reason, every second missed one made up on Friday. */
static enum code services(struct sample *s, int i, const struct sample_learner *l, struct err *e)
{
	static const char *const whys[] = {"absent", "noAdult", "event", "noRoom"};
	struct promise p[8];
	int n, k = 0, turn = i;
	TRY(promises(s, l, p, &n, e));
	for (int x = 0; x < n; x++)
		for (int w = s->monday > s->today ? 7 : 6; w >= 1; w--)
			for (int d = 0; d < p[x].often; d++) {
				day_t on = s->monday - 7 * w + (p[x].often == 5 ? d : d * 5 / p[x].often);
				const char *why = ++turn % 7 == 0 ? whys[turn / 7 % 4] : NULL;
				TRY(session(s, l, p[x].line, k++, on, p[x].each, why, ID_NIL, e));
				if (!why || turn % 14)
					continue;
				struct id missed = id_of("sample-session", str_fmt(s->a, "%.*s %d", S_ARG(ID(p[x].line)), k - 1));
				TRY(session(s, l, p[x].line, k++, s->monday - 7 * w + 4, p[x].each, NULL, missed, e));
			}
	return OK;
}

/* 360 of 1800 minutes: the 80 percent that the plan of record says. */
static enum code outside(struct sample *s, const struct sample_learner *l, struct err *e)
{
	const char *what = N_("Reading and mathematics in a small group"), *reason = N_("New sounds and steps need a quiet room to hear them and try them out."), *inside = N_("A partner to read with, texts in parts, breaks.");
	struct id id = id_of("sample-outside", ID(l->id));
	TRY(PUT(s, "time_outside", id, e, {"learner", ID(l->id)}, {"minutes_week", S("360")}, {"what", Z(what)}, {"reason", Z(reason)}, {"inside", Z(inside)}, {"begin_on", ON(s->first)}, {"end_on", ON(s->last)}));
	TRY(sample_translated(s, "time_outside", id, "what", what, e));
	TRY(sample_translated(s, "time_outside", id, "reason", reason, e));
	return sample_translated(s, "time_outside", id, "inside", inside, e);
}

static enum code levels(struct sample *s, const struct sample_learner *l, struct err *e)
{
	for (int k = 0; k < 3; k++)
		TRY(PUT(s, "line_level", id_of("sample-level", str_fmt(s->a, "%.*s %d", S_ARG(ID(l->id)), k)), e, {"learner", ID(l->id)}, {"line", ID(id_of("sample-iepgoal", ID(l->id)))}, {"measured_on", ON(s->monday - 70 + 28 * k)},
		        {"level", k == 0 ? S("1") : k == 1 ? S("2") : l->room % 2 ? S("3") : S("2")}, {"how", S("Five short texts, read alone")}));
	return OK;
}

/* ---- questions to colleagues, planning together ---- */

static enum code question(struct sample *s, const struct sample_learner *l, int n, struct err *e)
{
	static const struct { const char *asks, *answers; } list[] = {
		{"How do I give half as much time again when the whole class stops together?", "Let the others begin the reflection; the clock of this learner goes on by itself. I come on Thursday and we do it together once."},
		{"The text in parts: who cuts it, and how long is a part?", "I do, on Mondays. A part ends where the learner can say in one sentence what happened."},
		{"How do I notice that a break is needed before it is too late?", ""}};
	int k = n % 3;
	struct id id = id_of("sample-coaching", ID(l->id)), teacher = sample_staff(s, l->room, l->room % SAMPLE_ROOMS)->id, special = sample_staff(s, l->room, 18 + l->room % 4)->id;
	bool answered = *list[k].answers;
	TRY(PUT(s, "coaching", id, e, {"learner", ID(l->id)}, {"class", ID(s->english[l->room])}, {"asked_by", ID(teacher)}, {"to_whom", ID(special)}, {"text", Z(list[k].asks)}, {"due_on", ON(answered ? s->monday - 3 : s->monday + 2)},
	        {"answer", Z(list[k].answers)}, {"answered_on", answered ? ON(s->monday - 4) : S("")}, {"visit_on", k == 0 ? ON(s->monday + 3) : S("")}, {"follow_up_on", answered ? ON(s->monday + 10) : S("")}));
	return answered ? record_move(s->db, s->a, &s->v, record_type_find(S("coaching")), id, 1, S("answered"), e) : OK;
}

static enum code together(struct sample *s, int room, struct err *e)
{
	static const struct { const char *kind, *text; int who; bool done; } notes[] = {
		{"barrier", "The worksheet of Wednesday has two columns and small print.", -1, false}, {"support", "The new words with pictures hang beside the board.", -1, false},
		{"deed", "Makes the worksheet in one column, large.", 18, true}, {"deed", "Brings the word cards in the languages of the class.", 22, false}, {"question", "Who sits with the second group on Thursday?", -1, false}};
	struct id class_id = s->english[room];
	struct str where = str_fmt(s->a, "%d", room + 1);
	TRY(PUT(s, "planning_time", sample_id("planning-time", room), e, {"class", ID(class_id)}, {"day", room % 2 ? S("4") : S("2")}, {"begins", S("14:15")}, {"ends", S("15:00")}, {"place", where}));
	TRY(PUT(s, "planning_time", sample_id("planning-time-math", room), e, {"class", ID(s->math[room])}, {"day", S("3")}, {"begins", S("14:15")}, {"ends", S("15:00")}, {"place", where}));
	for (size_t k = 0; k < sizeof notes / sizeof *notes; k++) {
		struct id who = notes[k].who == 18 ? sample_staff(s, room, 18 + room % 4)->id : notes[k].who == 22 ? sample_staff(s, room, 22 + room % 3)->id : ID_NIL;
		TRY(PUT(s, "coplan_note", id_of("sample-coplan", str_fmt(s->a, "%d %zu", room, k)), e, {"class", ID(class_id)}, {"monday", ON(s->monday)}, {"kind", Z(notes[k].kind)}, {"text", Z(notes[k].text)},
		        {"who", id_nil(who) ? S("") : ID(who)}, {"by_on", id_nil(who) ? S("") : ON(s->monday + 3)}, {"done", notes[k].done ? S("1") : S("0")}));
	}
	if (room % 6 != 2)
		return OK;
	return PUT(s, "planning_lost", sample_id("planning-lost", room), e, {"class", ID(class_id)}, {"on_day", ON(s->monday - 7 + (room % 2 ? 3 : 1))}, {"why", S("A colleague was ill, and this class was covered.")});
}

/* ---- a mixed day ---- */

static enum code block(struct sample *s, const struct sample_learner *l, int day, const char *from, const char *until, const char *what, const char *kind, const char *place, const char *helps, const char *way, bool hard,
                       struct id line, struct id setting, struct err *e)
{
	struct id id = id_of("sample-block", str_fmt(s->a, "%.*s %d %s", S_ARG(ID(l->id)), day, from));
	TRY(PUT(s, "day_block", id, e, {"learner", ID(l->id)}, {"day", str_fmt(s->a, "%d", day)}, {"begins", Z(from)}, {"ends", Z(until)}, {"what", Z(what)}, {"kind", Z(kind)}, {"place", Z(place)}, {"supports", Z(helps)},
	        {"travel_minutes", Z(way)}, {"demanding", hard ? S("1") : S("0")}, {"line", id_nil(line) ? S("") : ID(line)}, {"setting", id_nil(setting) ? S("") : ID(setting)}, {"end_on", ON(s->last)}));
	TRY(sample_translated(s, "day_block", id, "what", what, e));
	return *helps ? sample_translated(s, "day_block", id, "supports", helps, e) : OK;
}

/* The project of the personalized plan in two places: one standard, one rubric. */
static enum code places(struct sample *s, const struct sample_learner *l, struct id *after, struct err *e)
{
	struct id line = id_of("sample-exp", ID(l->id)), rubric = sample_id("rubric", 0);
	struct str one = ID(rubric), contact = ID(sample_staff(s, l->room, l->room % SAMPLE_ROOMS)->id);
	*after = id_of("sample-place-2", ID(l->id));
	TRY(PUT(s, "learning_setting", id_of("sample-place-1", ID(l->id)), e, {"learner", ID(l->id)}, {"line", ID(line)}, {"place", S("class")}, {"name", S("Class")}, {"mentor_is", S("teacher")}, {"supports", S("Text in parts, a partner")},
	        {"rubric", one}, {"begin_on", ON(s->first + 14)}));
	TRY(PUT(s, "learning_setting", *after, e, {"learner", ID(l->id)}, {"line", ID(line)}, {"place", S("afterSchool")}, {"name", S("Makers' hour in the library")}, {"mentor", S("Sample Mentor")}, {"mentor_is", S("professional")},
	        {"mentor_contact", S("mentor@sample.example")}, {"checked_on", ON(s->first + 10)}, {"may_see", S("The task and what helps, nothing of the plan.")}, {"contact", contact}, {"supports", S("Text in parts, breaks")},
	        {"language_support", S("New words with pictures")}, {"rubric", one}, {"begin_on", ON(s->first + 14)}));
	for (int k = 1; k <= 2; k++)
		TRY(record_move(s->db, s->a, &s->v, record_type_find(S("learning_setting")), id_of(k == 1 ? "sample-place-1" : "sample-place-2", ID(l->id)), 1, S("running"), e));
	return OK;
}

static enum code mixed_day(struct sample *s, const struct sample_learner *l, struct err *e)
{
	const char *study = N_("Study time, with help for homework"), *hard = N_("Mathematics two grades on"), *drawing = N_("Drawing and building"), *makers = N_("Makers' hour");
	struct id line = id_of("sample-study", ID(l->id)), after = ID_NIL;
	int64_t project = 0;
	TRY(db_int(s->db, e, &project, "select count(*) from plan_line where id = ?1", "b", id_of("sample-exp", ID(l->id))));
	bool plan = project > 0;
	TRY(PUT(s, "plan_line", line, e, {"learner", ID(l->id)}, {"source", S("plp")}, {"kind", S("service")}, {"text", Z(study)}, {"frequency", S("2 times a week")}, {"duration", S("30 minutes")}, {"location", S("Library")},
	        {"minutes_week", S("60")}, {"begin_on", ON(s->first)}, {"end_on", ON(s->last)}));
	TRY(sample_translated(s, "plan_line", line, "text", study, e));
	if (plan)
		TRY(places(s, l, &after, e));
	for (int day = 1; day <= 5; day += 2)
		TRY(block(s, l, day, "12:40", "13:30", hard, "advanced", "Room of grade 6", N_("Half as much time again, a table by the door."), "5", true, ID_NIL, ID_NIL, e));
	for (int day = 1; day <= 5; day += 2)
		TRY(block(s, l, day, "08:30", "09:20", drawing, "lesson", "Studio", "", "", false, ID_NIL, ID_NIL, e));
	for (int day = 2; day <= 4; day += 2)
		TRY(block(s, l, day, "12:40", "13:10", study, "study", "Library", "", "", false, line, ID_NIL, e));
	return plan ? block(s, l, 4, "15:15", "16:00", makers, "outside", "Library", "", "10", false, ID_NIL, after, e) : OK;
}

/* One changed standard, decided by the team and told to the family, so that the count of the leader has one. */
static enum code changed_standard(struct sample *s, const struct sample_learner *l, struct err *e)
{
	const char *text = N_("Half of the problems, chosen so that each step is there once.");
	struct id line = id_of("sample-modification", ID(l->id));
	TRY(PUT(s, "plan_line", line, e, {"learner", ID(l->id)}, {"source", S("iep")}, {"kind", S("modification")}, {"text", Z(text)}, {"begin_on", ON(s->first)}, {"end_on", ON(s->last)}, {"source_note", S("Sample plan of record, on paper")}));
	TRY(sample_translated(s, "plan_line", line, "text", text, e));
	return PUT(s, "team_decision", id_of("sample-decision", ID(l->id)), e, {"learner", ID(l->id)}, {"line", ID(line)}, {"what", S("modification")}, {"decided_on", ON(s->first - 20)}, {"team", S("Family, teacher, special educator")},
	           {"reason", S("Until the steps are sure; looked at again in spring.")}, {"family_told_on", ON(s->first - 18)}, {"family_language", Z(LANGS[l->lang].tag)});
}

static enum code tried(struct sample *s, const struct sample_learner *l, int n, struct err *e)
{
	static const char *const list[] = {"We tried the text in parts: the second part was read alone for the first time.", "We tried a seat near the window: no change. With a partner from the start it went well.",
	                                   "We tried the timer on the table: it made things worse. Without it, one more task was done."};
	return PUT(s, "note", id_of("sample-tried", ID(l->id)), e, {"learner", ID(l->id)}, {"kind", S("tried")}, {"part", S("tried")}, {"text", Z(list[n % 3])}, {"language", S("en")}, {"author_is", S("staff")});
}

enum code sample_chain(struct sample *s, struct err *e)
{
	int asked = 0, last = -1;
	TRY(PUT(s, "rubric", sample_id("rubric", 0), e, {"title", S("A project and how it is explained")}));
	bool changed = false;
	for (int i = 0; i < s->n && i < SHOWN; i++) {
		const struct sample_learner *l = &s->learners[i];
		bool demo = id_eq(l->id, s->demo[1]);
		if (demo || (l->advanced && (l->iep || l->s504)))
			TRY(mixed_day(s, l, e));
		if (l->iep || l->el)
			TRY(services(s, i, l, e));
		if (l->iep || i % 5 == 0)
			TRY(tried(s, l, i, e));
		if (!l->iep)
			continue;
		TRY(outside(s, l, e));
		TRY(levels(s, l, e));
		if (!changed && !demo) {
			TRY(changed_standard(s, l, e));
			changed = true;
		}
		if (l->room != last)
			TRY(question(s, l, asked++, e));
		last = l->room;
	}
	for (int room = 0; room < s->rooms && room < SAMPLE_ROOMS; room++)
		TRY(together(s, room, e));
	return OK;
}
