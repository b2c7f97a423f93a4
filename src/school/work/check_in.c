/* check_in.c - check-ins of work that is done outside school [R442]. */
#include "school/work/check_in.h"
#include "school/work/talk.h"

#define TRY(call) do { enum code try_c = (call); if (try_c) return try_c; } while (0)

const struct choice CHECK_IN_WAYS[] = {
	{"photo", N_("By photo or message")}, {"phone", N_("By telephone")}, {"video", N_("In a video meeting")}, {"person", N_("In person")}, {NULL, NULL}};

RECORD(check_in) = {
	.name = "check_in", .table = "check_in", .label = N_("Check-in"), .plural = N_("Check-ins"),
	.help = N_("How a project goes, on the way. It is no hand-in and never late."), .serves = "R442", .scope = SCOPE_LEARNER, .about = "learner", .append_only = true,
	.see = REL_HOME | REL_TEAM | REL_LEADER, .edit = 0, .create = REL_HOME | REL_TEAM, .remove = 0,
	.fields = FIELDS(
		{"learner", N_("Learner"), NULL, F_REF, FF_REQUIRED | FF_LIST | FF_FILTER | FF_FIXED, .ref = "person"},
		{"week_item", N_("Piece of work"), NULL, F_REF, FF_REQUIRED | FF_LIST | FF_FILTER | FF_FIXED, .ref = "week_item"},
		{"how", N_("How"), NULL, F_CHOICE, FF_REQUIRED | FF_LIST | FF_FILTER, .choices = CHECK_IN_WAYS},
		{"message", N_("What was said"), NULL, F_REF, FF_REQUIRED | FF_FIXED, .ref = "message"}),
	.title_field = "how", .order = "-created_at"};

enum code check_ins_of(struct db *db, struct arena *a, enum lang lang, struct id work, struct check_in **out, size_t *n, struct err *e)
{
	struct rows *r;
	int got;
	enum code c = OK;
	*n = 0;
	*out = NEW_ARRAY(a, struct check_in, 50);
	TRY(db_query(db, e, &r,
	             "select k.id, k.message, k.how, m.text, m.language, coalesce(nullif(p.preferred_name, ''), p.given_name, ''), coalesce(p.family_name, ''), coalesce(x.words, ''), coalesce(x.origin, ''), k.created_at"
	             " from check_in k join message m on m.id = k.message left join person p on p.id = m.author left join record_text x on x.id = m.id and x.field = 'text' and x.lang = ?2"
	             " where k.week_item = ?1 order by k.created_at desc, k.id desc limit 50",
	             "bz", work, LANGS[lang].tag));
	while ((got = rows_next(r, e)) == 1)
		(*out)[(*n)++] = (struct check_in){.id = rows_id(r, 0), .message = rows_id(r, 1), .how = str_dup(a, rows_t(r, 2)), .text = str_dup(a, rows_t(r, 3)), .language = str_dup(a, rows_t(r, 4)),
		                                   .author = str_trim(str_fmt(a, "%.*s %.*s", S_ARG(rows_t(r, 5)), S_ARG(rows_t(r, 6)))), .said = str_dup(a, rows_t(r, 7)), .origin = str_dup(a, rows_t(r, 8)), .at = rows_i(r, 9)};
	rows_end(r);
	for (size_t i = 0; i < *n && got == 0 && !c; i++)
		c = attachments_of(db, a, (*out)[i].message, &(*out)[i].files, e);
	return got < 0 ? e->code : c;
}

enum code check_in_say(struct db *db, struct arena *a, const struct viewer *v, const struct check_in_new *x, struct err *e)
{
	struct id thread = ID_NIL, id;
	struct rows *r;
	if (!*choice_label(CHECK_IN_WAYS, x->how))
		return err_set(e, E_INPUT, "Say how you checked in: by photo or message, by telephone, in a video meeting or in person.");
	if (!str_trim(x->text).n)
		return err_set(e, E_INPUT, "Write how it goes, a word is enough.");
	TRY(db_query(db, e, &r, "select m.thread from check_in k join message m on m.id = k.message where k.week_item = ?1 and k.learner = ?2 order by k.id limit 1", "bb", x->work, x->learner));
	int got = rows_next(r, e);
	if (got == 1)
		thread = rows_id(r, 0);
	rows_end(r);
	if (got < 0)
		return e->code;
	struct talk_new t = {.learner = x->learner, .week_item = x->work, .thread = thread, .message = x->message, .subject = x->title, .text = x->text, .lang = x->lang};
	TRY(talk_say(db, a, v, &t, e));
	if (x->files && x->files->n)
		TRY(attachments_keep(db, a, v, x->learner, OF_MESSAGE, x->message, x->files, e));
	struct input in[] = {{"learner", id_str(a, x->learner)}, {"week_item", id_str(a, x->work)}, {"how", x->how}, {"message", id_str(a, x->message)}};
	return record_create(db, a, v, record_type_find(S("check_in")), ID_NIL, in, sizeof in / sizeof *in, &id, NULL, e);
}
