#include "school/work/live.h"

#include "record/setting.h"

#define LESSONS_MOST 40
#define RECORDING_DAYS 28

SETTINGS(live) = {
	{.key = "class.live_lessons", .label = N_("Live lessons over a line"), .help = N_("Lessons that learners join from elsewhere, with captions, chat and the camera off if they like."), .type = SET_BOOL,
	 .initial = "1", .inferred = true, .serves = "R231"},
	SETTINGS_END};

static const struct { const char *field, *lacks; } offers[] = {
	{"captions", N_("captions")}, {"chat", N_("chat")}, {"typed", N_("typed answers")}, {"spoken", N_("spoken answers")}, {"camera_off", N_("a camera that may stay off")}};

static enum code all_can_join(const struct change *c, struct err *e)
{
	struct str lacks[5];
	size_t n = 0;
	if (!c->now)
		return OK;
	if (!str_starts(rec_t(c->now, "address"), "https://") || (rec_t(c->now, "recording").n && !str_starts(rec_t(c->now, "recording"), "https://")))
		return err_set(e, E_INPUT, "Write the address with https:// at its beginning.");
	if (rec_t(c->now, "recording").n && !rec_i(c->now, "recording_captions"))
		return err_set(e, E_INPUT, "A recording is shared with its captions. Keep them with it, then say so here.");
	if (str_eqz(c->now->state, "planned"))
		return OK;
	for (size_t i = 0; i < sizeof offers / sizeof *offers; i++)
		if (!rec_i(c->now, offers[i].field))
			lacks[n++] = str_z(tr(c->viewer->lang, offers[i].lacks));
	if (!n)
		return OK;
	return err_set(e, E_INPUT, "Not everybody could take part yet. It lacks: %s. Turn it on, or choose a way to meet that has it.", str_dupz(c->a, tr_list(c->a, c->viewer->lang, lacks, n)));
}

RECORD(live_lesson) = {
	.name = "live_lesson", .table = "live_lesson", .label = N_("Live lesson"), .plural = N_("Live lessons"),
	.help = N_("A lesson over a line. The class is told once everybody can take part."), .serves = "R231", .scope = SCOPE_CLASS, .about = "class",
	.see = REL_HOME | REL_STAFF, .edit = REL_TEAM, .create = REL_TEAM, .remove = REL_TEAM,
	.fields = FIELDS(
		{"class", N_("Class"), NULL, F_REF, FF_REQUIRED | FF_LIST | FF_FILTER | FF_FIXED, .ref = "class"},
		{"title", N_("What it is about"), NULL, F_TEXT, FF_REQUIRED | FF_LIST | FF_TRANSLATABLE},
		{"on_day", N_("Day"), NULL, F_DATE, FF_REQUIRED | FF_LIST | FF_FILTER},
		{"at_time", N_("Time"), N_("Such as 10:00."), F_TEXT, FF_LIST, .max = 40},
		{"address", N_("Address to join"), N_("Begins with https://"), F_TEXT, FF_REQUIRED},
		{"captions", N_("Captions are on"), NULL, F_BOOL, FF_LIST, .initial = "1"},
		{"chat", N_("The chat is open"), NULL, F_BOOL, FF_LIST, .initial = "1"},
		{"typed", N_("Answers may be typed"), NULL, F_BOOL, FF_LIST, .initial = "1"},
		{"spoken", N_("Answers may be spoken"), NULL, F_BOOL, FF_LIST, .initial = "1"},
		{"camera_off", N_("The camera may stay off"), NULL, F_BOOL, FF_LIST, .initial = "1"},
		{"recording", N_("Address of the recording"), N_("Begins with https://"), F_TEXT, 0},
		{"recording_captions", N_("The recording keeps its captions"), NULL, F_BOOL, FF_LIST, .initial = "0"}),
	.states = CHOICES({"planned", N_("Being planned")}, {"told", N_("The class is told")}, {"held", N_("Held")}),
	.moves = MOVES({"planned", "told", N_("Tell the class"), REL_TEAM}, {"told", "held", N_("It was held"), REL_TEAM}, {"told", "planned", N_("Take back"), REL_TEAM}),
	.checks = CHECKS({"everybody can take part before the class is told; a recording keeps captions [R231]", all_can_join}),
	.title_field = "title", .order = "-on_day"};

static enum code take(struct rows *r, struct arena *a, struct live_lesson **out, size_t *n, struct err *e)
{
	int got;
	*n = 0;
	*out = NEW_ARRAY(a, struct live_lesson, LESSONS_MOST);
	while ((got = rows_next(r, e)) == 1 && *n < LESSONS_MOST) {
		struct live_lesson *x = &(*out)[(*n)++];
		*x = (struct live_lesson){.id = rows_id(r, 0), .title = str_dup(a, rows_t(r, 1)), .at = str_dup(a, rows_t(r, 3)), .address = str_dup(a, rows_t(r, 4)), .recording = str_dup(a, rows_t(r, 5)),
		                          .state = str_dup(a, rows_t(r, 6)), .class_title = str_dup(a, rows_t(r, 7))};
		if (!day_parse(rows_t(r, 2), &x->on))
			x->on = DAY_NONE;
	}
	rows_end(r);
	return got < 0 ? e->code : OK;
}

#define COLUMNS \
	"l.id, coalesce((select x.words from record_text x where x.id = l.id and x.field = 'title' and x.lang = ?1), l.title), l.on_day, coalesce(l.at_time, ''), l.address, coalesce(l.recording, ''), l.state, k.title from live_lesson l join class k on k.id = l.class"

enum code live_of_learner(struct db *db, struct arena *a, enum lang lang, struct id learner, day_t today, struct live_lesson **out, size_t *n, struct err *e)
{
	struct rows *r;
	struct str on = day_text(a, today);
	*n = 0;
	if (!setting_on(db, "class.live_lessons"))
		return OK;
	enum code c = db_query(db, e, &r,
	                       "select " COLUMNS " join enrolment n on n.class = l.class and n.person = ?2 and n.role = 'student' and coalesce(n.begin_on, '0001-01-01') <= ?3"
	                       " and coalesce(n.end_on, '9999-12-31') >= ?3 where (l.state = 'told' and l.on_day >= ?3) or (l.state = 'held' and l.on_day >= ?4 and coalesce(l.recording, '') <> '')"
	                       " order by l.on_day, l.at_time, l.id limit 40",
	                       "zbtt", LANGS[lang].tag, learner, on, day_text(a, today - RECORDING_DAYS));
	return c ? c : take(r, a, out, n, e);
}

enum code live_of_class(struct db *db, struct arena *a, enum lang lang, struct id class_id, struct live_lesson **out, size_t *n, struct err *e)
{
	struct rows *r;
	enum code c = db_query(db, e, &r, "select " COLUMNS " where l.class = ?2 order by l.on_day desc, l.id limit 40", "zb", LANGS[lang].tag, class_id);
	return c ? c : take(r, a, out, n, e);
}
