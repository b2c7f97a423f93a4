/* around.c - what stands around the work: times of the week and a change of them, checks of tasks before use, what the
 * district asks for graduation. */
#include "cli/sample/sample.h"

#define TRY(call) do { enum code try_c = (call); if (try_c) return try_c; } while (0)

/* A word of the sample in every language of the pages that has it. */
enum code sample_translated(struct sample *s, const char *type, struct id id, const char *field, const char *text, struct err *e)
{
	for (enum lang lang = LANG_ES; lang < LANG_COUNT; lang++) {
		const char *said = tr(lang, text);
		if (said != text)
			TRY(record_text_put(s->db, &s->v, record_type_find(Z(type)), id, field, Z(LANGS[lang].tag), Z(said), "machine", e));
	}
	return OK;
}

static enum code times(struct sample *s, int room, struct err *e)
{
	static const struct { const char *begins, *ends, *what; } day[] = {
		{"08:30", "09:30", N_("Mathematics")}, {"09:45", "10:45", N_("Reading and writing")}, {"11:00", "11:40", N_("Small groups")}};
	struct str where = str_fmt(s->a, "%d", room + 1);
	for (int d = 1; d <= 5; d++)
		for (size_t k = 0; k < sizeof day / sizeof *day; k++) {
			struct id id = id_of("sample-time", str_fmt(s->a, "%d %d %zu", room, d, k));
			TRY(PUT(s, "lesson_time", id, e, {"class", ID(s->homeroom[room])}, {"day", str_fmt(s->a, "%d", d)}, {"begins", Z(day[k].begins)}, {"ends", Z(day[k].ends)},
			        {"what", Z(day[k].what)}, {"place", where}));
			TRY(sample_translated(s, "lesson_time", id, "what", day[k].what, e));
		}
	if (room % 3)
		return OK;
	const char *what = N_("A walk to the library"), *instead = N_("Reading and writing"), *why = N_("The library shows us its new books.");
	struct id id = id_of("sample-change", str_fmt(s->a, "%d", room));
	TRY(PUT(s, "lesson_change", id, e, {"class", ID(s->homeroom[room])}, {"on_date", ON(s->monday + 9)}, {"instead_of", Z(instead)}, {"what", Z(what)}, {"reason", Z(why)}));
	TRY(sample_translated(s, "lesson_change", id, "what", what, e));
	TRY(sample_translated(s, "lesson_change", id, "instead_of", instead, e));
	return sample_translated(s, "lesson_change", id, "reason", why, e);
}

static enum code graduation(struct sample *s, struct err *e)
{
	static const struct { const char *title, *counts; } list[] = {
		{N_("Show your own work to others"), N_("A conference that the learner led, each year.")}, {N_("A project for the community"), N_("Something made with people outside school, and a talk about it.")}};
	for (size_t i = 0; i < sizeof list / sizeof *list; i++) {
		struct id id = sample_id("graduation", (int)i);
		TRY(PUT(s, "graduation_requirement", id, e, {"title", Z(list[i].title)}, {"counts", Z(list[i].counts)}, {"place", str_fmt(s->a, "%zu", i + 1)}));
		TRY(sample_translated(s, "graduation_requirement", id, "title", list[i].title, e));
		TRY(sample_translated(s, "graduation_requirement", id, "counts", list[i].counts, e));
	}
	return OK;
}

/* Two of the tasks were looked at, by the first teacher; the others say that they were not. */
static enum code checks(struct sample *s, struct err *e)
{
	struct rows *r;
	struct id tasks[2];
	size_t n = 0;
	TRY(db_query(s->db, e, &r, "select id from resource where kind = 'task' and language = 'en' order by title, id limit 2", ""));
	int got;
	while ((got = rows_next(r, e)) == 1 && n < 2)
		tasks[n++] = rows_id(r, 0);
	rows_end(r);
	if (got < 0)
		return e->code;
	s->v.person = s->demo[0];
	enum code c = OK;
	for (size_t i = 0; i < n && !c; i++)
		c = PUT(s, "udl_check", sample_id("udl", (int)i), e, {"resource", ID(tasks[i])}, {"choice", S("1")}, {"taken_in", S("1")}, {"shown", S("1")}, {"rubric_first", S("1")},
		        {"no_barrier", i ? S("0") : S("1")});
	s->v.person = ID_NIL;
	return c;
}

/* Two places in each room, and one lesson over a line that the first class is told of. */
static enum code open_to_all(struct sample *s, struct err *e)
{
	static const struct { const char *name, *kind, *places; } list[] = {{N_("Quiet corner"), "quiet", "2"}, {N_("Standing desk"), "standing", "3"}};
	for (int room = 0; room < s->rooms; room++)
		for (size_t i = 0; i < sizeof list / sizeof *list; i++) {
			struct id id = id_of("sample-place", str_fmt(s->a, "%d %zu", room, i));
			TRY(PUT(s, "room_option", id, e, {"class", ID(s->math[room])}, {"name", Z(list[i].name)}, {"kind", Z(list[i].kind)}, {"places", Z(list[i].places)}));
			TRY(sample_translated(s, "room_option", id, "name", list[i].name, e));
		}
	struct rows *r;
	struct id class_id = ID_NIL;
	TRY(db_query(s->db, e, &r, "select class from enrolment where person = ?1 and role = 'student' order by class limit 1", "b", s->demo[1]));
	if (rows_next(r, e) == 1)
		class_id = rows_id(r, 0);
	rows_end(r);
	const char *title = N_("Mathematics");
	struct id id = sample_id("live", 0);
	if (id_nil(class_id))
		return OK;
	TRY(PUT(s, "live_lesson", id, e, {"class", ID(class_id)}, {"title", Z(title)}, {"on_day", ON(s->today + 2)}, {"at_time", S("10:00")}, {"address", S("https://meet.example/sample")},
	        {"captions", S("1")}, {"chat", S("1")}, {"typed", S("1")}, {"spoken", S("1")}, {"camera_off", S("1")}, {"state", S("told")}));
	return sample_translated(s, "live_lesson", id, "title", title, e);
}

enum code sample_around(struct sample *s, struct err *e)
{
	for (int room = 0; room < s->rooms; room++)
		TRY(times(s, room, e));
	TRY(graduation(s, e));
	TRY(open_to_all(s, e));
	return checks(s, e);
}
