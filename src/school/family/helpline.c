/* helpline.c - help by telephone and in person [R443], and the try-out of what one needs to take part [R444]. */
#include "school/family/helpline.h"
#include "record/setting.h"

#define TRY(call) do { enum code try_c = (call); if (try_c) return try_c; } while (0)

/* Help by a person is access: it is on as soon as a line is written, though nobody asked for it in these words. */
SETTINGS(helpline) = {
	{.key = "help.lines", .label = N_("Show where a person helps with the system, by telephone or in person"), .help = N_("On the help page and on letters, in the language of each line. Lines are written under Help by a person."),
	 .type = SET_BOOL, .initial = "1", .serves = "R443"},
	{.key = "skills.check", .label = N_("Offer learners and families a short try-out: sign in, hand in, join a call"), .help = N_("Everybody may leave it out. It counts for nothing."), .type = SET_BOOL, .initial = "0",
	 .inferred = true, .serves = "R444"},
	SETTINGS_END};

static enum code there_is_a_way(const struct change *c, struct err *e)
{
	if (!c->now || str_trim(rec_t(c->now, "phone")).n || str_trim(rec_t(c->now, "place")).n)
		return OK;
	return err_set(e, E_INPUT, "Give a telephone number or a place, or both.");
}

RECORD(help_line) = {
	.name = "help_line", .table = "help_line", .label = N_("Help by a person"), .plural = N_("Help by a person"),
	.help = N_("Who helps families and learners with the system, in which language, by telephone or in person. Everybody can read it."), .serves = "R443", .scope = SCOPE_ORG,
	.see = REL_PUBLIC | REL_SIGNED_IN, .edit = REL_LEADER | REL_DISTRICT | REL_ADMIN, .create = REL_LEADER | REL_DISTRICT | REL_ADMIN, .remove = REL_LEADER | REL_DISTRICT | REL_ADMIN,
	.fields = FIELDS(
		{"language", N_("Language"), NULL, F_LANG, FF_REQUIRED | FF_LIST | FF_FILTER},
		{"who", N_("Who helps"), NULL, F_TEXT, FF_LIST},
		{"phone", N_("Telephone"), NULL, F_TEXT, FF_LIST, .max = 40},
		{"place", N_("Where in person"), NULL, F_TEXT, FF_LIST | FF_TRANSLATABLE},
		{"hours", N_("When"), NULL, F_TEXT, FF_REQUIRED | FF_LIST | FF_TRANSLATABLE}),
	.checks = CHECKS({"a telephone or a place [R443]", there_is_a_way}),
	.title_field = "language", .order = "language"};

const struct choice SKILLS[] = {{"signIn", N_("Sign in")}, {"handIn", N_("Hand something in")}, {"call", N_("Join a call")}, {NULL, NULL}};
const struct choice SKILL_SAYS[] = {{"can", N_("I can do this")}, {"soon", N_("I want to try it again")}, {"help", N_("I would like a person to show me")}, {NULL, NULL}};

RECORD(skill_try) = {
	.name = "skill_try", .table = "skill_try", .label = N_("Try-out"), .plural = N_("Try-outs"),
	.help = N_("What somebody said about signing in, handing in and joining a call. It counts for nothing."), .serves = "R444", .scope = SCOPE_LEARNER, .about = "learner", .append_only = true,
	.see = REL_HOME | REL_TEAM, .edit = 0, .create = REL_HOME, .remove = 0,
	.fields = FIELDS(
		{"learner", N_("Learner"), NULL, F_REF, FF_REQUIRED | FF_LIST | FF_FILTER | FF_FIXED, .ref = "person"},
		{"person", N_("Who tried"), NULL, F_REF, FF_REQUIRED | FF_LIST | FF_FILTER | FF_FIXED, .ref = "person"},
		{"skill", N_("What was tried"), NULL, F_CHOICE, FF_REQUIRED | FF_LIST, .choices = SKILLS},
		{"said", N_("What was said"), NULL, F_CHOICE, FF_REQUIRED | FF_LIST, .choices = SKILL_SAYS}),
	.title_field = "skill", .order = "-created_at"};

enum code help_lines(struct db *db, struct arena *a, enum lang lang, struct help_line **out, size_t *n, struct err *e)
{
	struct rows *r;
	int got;
	*n = 0;
	*out = NEW_ARRAY(a, struct help_line, 40);
	if (!setting_on(db, "help.lines"))
		return OK;
	/* each line in its own language: whoever needs it may not read another */
	TRY(db_query(db, e, &r,
	             "select h.id, h.language, coalesce(h.phone, ''), coalesce((select x.words from record_text x where x.id = h.id and x.field = 'place' and x.lang = h.language), h.place, ''),"
	             " coalesce((select x.words from record_text x where x.id = h.id and x.field = 'hours' and x.lang = h.language), h.hours), coalesce(h.who, '') from help_line h"
	             " order by case when h.language = ?1 then 0 else 1 end, h.language, h.id limit 40",
	             "z", LANGS[lang].tag));
	while ((got = rows_next(r, e)) == 1) {
		struct help_line *x = &(*out)[(*n)++];
		*x = (struct help_line){.id = rows_id(r, 0), .language = str_dup(a, rows_t(r, 1)), .phone = str_dup(a, rows_t(r, 2)), .place = str_dup(a, rows_t(r, 3)), .hours = str_dup(a, rows_t(r, 4)), .who = str_dup(a, rows_t(r, 5)), .words = LANG_EN};
		(void)lang_parse(x->language, &x->words);
		x->name = tr_language_name(a, lang, x->language);
	}
	rows_end(r);
	return got < 0 ? e->code : OK;
}

enum code skills_said(struct db *db, struct arena *a, struct id learner, struct id person, struct skill_said out[3], struct err *e)
{
	for (int i = 0; i < 3; i++) {
		struct rows *r;
		out[i] = (struct skill_said){.skill = str_z(SKILLS[i].value), .on = DAY_NONE};
		TRY(db_query(db, e, &r, "select said from skill_try where learner = ?1 and person = ?2 and skill = ?3 order by created_at desc, id desc limit 1", "bbz", learner, person, SKILLS[i].value));
		int got = rows_next(r, e);
		if (got == 1)
			out[i].said = str_dup(a, rows_t(r, 0));
		rows_end(r);
		if (got < 0)
			return e->code;
	}
	return OK;
}

enum code skill_say(struct db *db, struct arena *a, const struct viewer *v, struct id learner, struct str skill, struct str said, struct err *e)
{
	struct id id;
	struct input in[] = {{"learner", id_str(a, learner)}, {"person", id_str(a, v->person)}, {"skill", skill}, {"said", said}};
	return record_create(db, a, v, record_type_find(S("skill_try")), ID_NIL, in, sizeof in / sizeof *in, &id, NULL, e);
}
