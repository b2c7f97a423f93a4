/* delivery.c - the record of supports that were offered, used, turned off, missed, and how they helped (34 CFR 300.323(d):
 * whoever is responsible knows what to give; here it stands whether it was given). */
#include "school/plan/delivery.h"
#include "school/plan/need_words.h"

#include <string.h>

#define TRY(call) do { enum code try_c = (call); if (try_c) return try_c; } while (0)

static const char *const WHATS[DELIVERED_KINDS] = {"offered", "used", "turnedOff", "missed", "helped", "answered"};

static const struct choice whats[] = {{"offered", N_("Offered")}, {"used", N_("Used")}, {"turnedOff", N_("Turned off")}, {"missed", N_("Missed")},
	{"helped", N_("What the learner says")}, {"answered", N_("What was done about a missed one")}, {NULL, NULL}};
static const struct choice channels[] = {{"screen", N_("On a screen")}, {"paper", N_("On paper")}, {"person", N_("With a person")}, {"time", N_("As time")}, {NULL, NULL}};
static const struct choice origins[] = {
	{"plp", N_("Personalized plan")}, {"iep", N_("IEP")}, {"504", N_("504 plan")}, {"el", N_("English-learner plan")}, {"learner", N_("The learner's own setting")},
	{"family", N_("A wish of the family")}, {"school", N_("The school")}, {NULL, NULL}};
const struct choice DELIVERY_WHYS[] = {
	{"absent", N_("The learner was not there")}, {"noAdult", N_("No adult was free")}, {"notReady", N_("It was not ready")}, {"noTime", N_("There was no time")},
	{"learnerNo", N_("The learner did not want it")}, {"other", N_("Something else")}, {NULL, NULL}};

RECORD(delivery) = {
	.name = "delivery", .table = "delivery", .label = N_("Support in use"), .plural = N_("Supports in use"),
	.help = N_("What became of a support on one day: offered, used, turned off, missed, and whether it helped. It stays when the plan changes."),
	.serves = "R233 R234", .scope = SCOPE_LEARNER, .about = "learner", .append_only = true,
	.see = REL_HOME | REL_TEAM | REL_LEADER, .edit = 0, .create = 0, .remove = 0,
	.fields = FIELDS(
		{"learner", N_("Learner"), NULL, F_REF, FF_REQUIRED | FF_LIST | FF_FILTER | FF_FIXED, .ref = "person"},
		{"on_day", N_("Day"), NULL, F_DATE, FF_REQUIRED | FF_LIST},
		{"what", N_("What happened"), NULL, F_CHOICE, FF_REQUIRED | FF_LIST, .choices = whats},
		{"term", N_("Support"), NULL, F_CHOICE, FF_LIST, .choices = NEED_CHOICES},
		{"value", N_("Value"), NULL, F_TEXT, FF_LIST},
		{"source", N_("From"), NULL, F_CHOICE, FF_LIST, .choices = origins},
		{"line", N_("Plan line"), NULL, F_REF, 0, .ref = "plan_line"},
		{"week_item", N_("Piece of work"), NULL, F_REF, 0, .ref = "week_item"},
		{"channel", N_("How"), NULL, F_CHOICE, FF_REQUIRED | FF_LIST, .choices = channels},
		{"why", N_("Why it was missed"), NULL, F_CHOICE, FF_LIST, .choices = DELIVERY_WHYS},
		{"helped", N_("It helped"), NULL, F_CHOICE, FF_LIST, .choices = CHOICES({"yes", N_("Yes")}, {"no", N_("No")})},
		{"text", N_("In their words"), NULL, F_LONG, 0},
		{"by_whom", N_("Noted by"), N_("Nobody: the program."), F_REF, FF_NO_FORM, .ref = "person"},
		{"owner", N_("To whom it comes"), NULL, F_REF, FF_FILTER | FF_NO_FORM, .ref = "person"},
		{"answers", N_("Answers"), NULL, F_REF, FF_FILTER | FF_NO_FORM, .ref = "delivery"}),
	.title_field = "what", .order = "-created_at"};

const char *delivery_what_name(enum delivery_what w)
{
	return (unsigned)w < DELIVERED_KINDS ? WHATS[w] : NULL;
}

const char *delivery_why_label(struct str why)
{
	return choice_label(DELIVERY_WHYS, why);
}

/* What is not here, a person gives. 0: a detail of another support. */
#define DETAIL 16
static const unsigned char WAYS[NEED_TERMS] = {
	[NEED_MAGNIFICATION] = GIVEN_ON_SCREEN, [NEED_INVERT_DISPLAY_POLARITY] = GIVEN_ON_SCREEN, [NEED_HIGH_CONTRAST] = GIVEN_ON_SCREEN,
	[NEED_FONT_COLOR] = GIVEN_ON_SCREEN, [NEED_BACKGROUND_COLOR] = GIVEN_ON_SCREEN, [NEED_WRAPPING] = GIVEN_ON_SCREEN,
	[NEED_KEYWORD_EMPHASIS] = GIVEN_ON_SCREEN, [NEED_REDUCED_MOTION] = GIVEN_ON_SCREEN, [NEED_ONE_STEP_AT_A_TIME] = GIVEN_ON_SCREEN, [NEED_BREAK_REMINDER] = GIVEN_ON_SCREEN,
	[NEED_SPOKEN] = GIVEN_ON_SCREEN, [NEED_CAPTIONS] = GIVEN_ON_SCREEN, [NEED_TRANSCRIPT] = GIVEN_ON_SCREEN, [NEED_AUDIO_DESCRIPTION] = GIVEN_ON_SCREEN,
	[NEED_KEYBOARD_DIRECTIONS] = GIVEN_ON_SCREEN, [NEED_LINE_READER] = GIVEN_ON_SCREEN, [NEED_ANSWER_MASKING] = GIVEN_ON_SCREEN,
	[NEED_CALCULATOR] = GIVEN_ON_SCREEN, [NEED_SPELL_CHECKER] = GIVEN_ON_SCREEN, [NEED_NOTE_TAKING] = GIVEN_ON_SCREEN,
	[NEED_DICTATION] = GIVEN_ON_SCREEN, [NEED_WORD_PREDICTION] = GIVEN_ON_SCREEN, [NEED_INPUT] = GIVEN_ON_SCREEN, [NEED_HAZARD_AVOIDANCE] = GIVEN_ON_SCREEN,
	[NEED_MAGNIFICATION_SCOPE] = DETAIL, [NEED_SPEECH_RATE] = DETAIL, [NEED_SPEECH_PITCH] = DETAIL, [NEED_SPEECH_VOLUME] = DETAIL,
	[NEED_LINK_INDICATION] = DETAIL, [NEED_BRAILLE_GRADE] = DETAIL, [NEED_BRAILLE_LANGUAGE] = DETAIL, [NEED_LINE_READER_COLOR] = DETAIL,
	[NEED_FONT_SIZE] = GIVEN_ON_SCREEN | GIVEN_ON_PAPER, [NEED_FONT_FACE] = GIVEN_ON_SCREEN | GIVEN_ON_PAPER,
	[NEED_LINE_HEIGHT] = GIVEN_ON_SCREEN | GIVEN_ON_PAPER, [NEED_LETTER_SPACING] = GIVEN_ON_SCREEN | GIVEN_ON_PAPER,
	[NEED_WORD_SPACING] = GIVEN_ON_SCREEN | GIVEN_ON_PAPER, [NEED_LAYOUT_SINGLE_COLUMN] = GIVEN_ON_SCREEN | GIVEN_ON_PAPER,
	[NEED_PICTURE_SUPPORT] = GIVEN_ON_SCREEN | GIVEN_ON_PAPER, [NEED_LANGUAGE_OF_INTERFACE] = GIVEN_ON_SCREEN | GIVEN_ON_PAPER,
	[NEED_SECOND_LANGUAGE] = GIVEN_ON_SCREEN | GIVEN_ON_PAPER, [NEED_ITEM_TRANSLATION] = GIVEN_ON_SCREEN | GIVEN_ON_PAPER,
	[NEED_KEYWORD_TRANSLATION] = GIVEN_ON_SCREEN | GIVEN_ON_PAPER, [NEED_ALTERNATIVE_TEXT] = GIVEN_ON_SCREEN | GIVEN_ON_PAPER,
	[NEED_LONG_DESCRIPTION] = GIVEN_ON_SCREEN | GIVEN_ON_PAPER, [NEED_GLOSSARY_ON_SCREEN] = GIVEN_ON_SCREEN | GIVEN_ON_PAPER,
	[NEED_ADDITIONAL_DIRECTIONS] = GIVEN_ON_SCREEN | GIVEN_ON_PAPER, [NEED_OUTLINER] = GIVEN_ON_SCREEN | GIVEN_ON_PAPER,
	[NEED_VISUAL_ORGANIZER] = GIVEN_ON_SCREEN | GIVEN_ON_PAPER, [NEED_ENCOURAGEMENT] = GIVEN_ON_SCREEN | GIVEN_ON_PAPER,
	[NEED_FEWER_CHOICES] = GIVEN_ON_SCREEN | GIVEN_ON_PAPER, [NEED_SHORTER_WORK] = GIVEN_ON_SCREEN | GIVEN_ON_PAPER,
	[NEED_ADDITIONAL_TIME] = GIVEN_AS_TIME,
	[NEED_SIMPLIFIED_LANGUAGE_PORTIONS] = GIVEN_ON_SCREEN | GIVEN_ON_PAPER | GIVEN_BY_PERSON, /* a person writes it, then it is there */
	[NEED_ENVIRONMENT] = GIVEN_ON_SCREEN | GIVEN_BY_PERSON,
	[NEED_PRINT_SIZE] = GIVEN_ON_PAPER, [NEED_ITEMS_PER_PAGE] = GIVEN_ON_PAPER, [NEED_ANSWER_SPACE] = GIVEN_ON_PAPER,
};

unsigned delivery_ways(enum need_term term)
{
	unsigned w = (unsigned)term < NEED_TERMS ? WAYS[term] : DETAIL;
	return w == DETAIL ? 0 : w ? w : GIVEN_BY_PERSON; /* of a place and time to work breaks stop the clock, the rest is a person's */
}

static const char *source_name(enum need_source s)
{
	static const char *const names[NEED_SOURCES] = {"iep", "504", "el", "learner", "family", "school"};
	return (unsigned)s < NEED_SOURCES ? names[s] : "school";
}

size_t delivery_of_needs(struct db *db, struct arena *a, struct id learner, struct id work, unsigned way, const struct needs *needs, struct delivered *out,
                         struct err *e)
{
	size_t n = 0;
	const char *channel = way == GIVEN_ON_PAPER ? "paper" : way == GIVEN_AS_TIME ? "time" : "screen";
	for (size_t i = 0; i < needs->n; i++) {
		const struct need *x = &needs->list[i];
		if (x->set != NEED_ON || !(delivery_ways(x->term) & way) || (x->term == NEED_ENVIRONMENT && !str_eqz(x->value.text, "breaks")))
			continue;
		const char *source = source_name(x->from->source);
		int64_t line = 0;
		if (x->from->source == NEED_FROM_SCHOOL && db_int(db, e, &line, "select count(*) from plan_line where id = ?1", "b", x->from->id) == OK && line)
			source = "plp"; /* the engine takes a personalized plan's line for the school's */
		bool plan = x->from->source <= NEED_FROM_EL || line;
		out[n++] = (struct delivered){.learner = learner, .work = plan ? work : ID_NIL, .line = plan ? x->from->id : ID_NIL, .term = x->term, .source = source,
		                              .value = need_value_text(a, x->term, x->value), .what = plan || x->from->source > NEED_FROM_FAMILY ? DELIVERED_OFFERED : DELIVERED_USED, .channel = channel};
	}
	return n;
}

/* The day first, so that a week is a range of ids; then what the row says. */
static struct id row_id(struct arena *a, day_t day, const struct delivered *d)
{
	char who[ID_TEXT], work[ID_TEXT], line[ID_TEXT];
	const char *term = d->what == DELIVERED_ANSWERED ? id_text(d->answers, line) : d->term < NEED_TERMS ? need_term_info(d->term)->name : id_text(d->line, line);
	struct id id = id_of("delivery", str_fmt(a, "%s %s %s %s %s %d", id_text(d->learner, who), term, id_text(d->work, work), WHATS[d->what], d->channel, (int)day));
	uint64_t ms = (uint64_t)day * 86400000;
	for (int i = 0; i < 6; i++)
		id.b[i] = (unsigned char)(ms >> (40 - 8 * i));
	return id;
}

static enum code is_there(struct db *db, struct id id, bool *yes, struct err *e)
{
	int64_t n;
	TRY(db_int(db, e, &n, "select count(*) from delivery where id = ?1", "b", id));
	*yes = n > 0;
	return OK;
}

/* Somebody may say another thing the same day: only the same answer again adds nothing. */
static enum code said_already(struct db *db, struct arena *a, day_t day, const struct delivered *d, bool *yes, struct err *e)
{
	struct rows *r;
	*yes = false;
	TRY(db_query(db, e, &r, "select helped, coalesce(text, '') from delivery where learner = ?1 and what = 'helped' and coalesce(term, '') = ?2 and on_day = ?3 and (?4 = '' or line = ?5) order by created_at desc, id desc limit 1",
	             "bztzb", d->learner, d->term < NEED_TERMS ? need_term_info(d->term)->name : "", day_text(a, day), d->term < NEED_TERMS ? "" : "line", d->line));
	int got = rows_next(r, e);
	if (got == 1)
		*yes = str_eqz(rows_t(r, 0), d->helped) && (!d->text.n || str_eq(rows_t(r, 1), d->text));
	rows_end(r);
	return got < 0 ? e->code : OK;
}

enum code delivery_fresh(struct db *db, struct arena *a, day_t day, struct delivered *list, size_t *n, struct err *e)
{
	size_t kept = 0;
	for (size_t i = 0; i < *n; i++) {
		bool there;
		TRY(is_there(db, row_id(a, day, &list[i]), &there, e));
		if (!there)
			list[kept++] = list[i];
	}
	*n = kept;
	return OK;
}

enum code delivery_owner(struct db *db, struct arena *a, struct id learner, day_t day, struct id *owner, struct err *e)
{
	struct rows *r;
	struct str on = day_text(a, day);
	int got, best = 3;
	*owner = ID_NIL;
	TRY(db_query(db, e, &r,
	             "select s.adult, s.role from support_role s where s.learner = ?1 and s.role in ('caseManager', 'elSpecialist')"
	             " and coalesce(s.begin_on, '0001-01-01') <= ?2 and coalesce(s.end_on, '9999-12-31') >= ?2 order by s.role, s.id",
	             "bt", learner, on));
	while ((got = rows_next(r, e)) == 1) {
		int rank = str_eqz(rows_t(r, 1), "caseManager") ? 1 : 2;
		if (rank < best) {
			best = rank;
			*owner = rows_id(r, 0);
		}
	}
	rows_end(r);
	if (got < 0 || best < 3)
		return got < 0 ? e->code : OK;
	TRY(db_query(db, e, &r,
	             "select t.person from enrolment l join enrolment t on t.class = l.class and t.role = 'teacher' where l.person = ?1 and l.role = 'student'"
	             " and coalesce(l.begin_on, '0001-01-01') <= ?2 and coalesce(l.end_on, '9999-12-31') >= ?2"
	             " and coalesce(t.begin_on, '0001-01-01') <= ?2 and coalesce(t.end_on, '9999-12-31') >= ?2 order by t.id limit 1",
	             "bt", learner, on));
	got = rows_next(r, e);
	if (got == 1)
		*owner = rows_id(r, 0);
	rows_end(r);
	return got < 0 ? e->code : OK;
}

static struct str id_or_none(struct arena *a, struct id id)
{
	return id_nil(id) ? S("") : id_str(a, id);
}

static enum code put_one(struct db *db, struct arena *a, day_t day, const struct delivered *d, struct err *e)
{
	struct viewer program = {.hats = REL_SYSTEM, .today = day};
	struct id id = row_id(a, day, d), owner = ID_NIL;
	bool there;
	if (d->what == DELIVERED_HELPED) {
		TRY(said_already(db, a, day, d, &there, e));
		id = id_new();
	} else
		TRY(is_there(db, id, &there, e));
	if (there)
		return OK;
	if (d->what == DELIVERED_MISSED)
		TRY(delivery_owner(db, a, d->learner, day, &owner, e));
	struct input in[] = {
		{"learner", id_str(a, d->learner)}, {"on_day", day_text(a, day)}, {"what", str_z(WHATS[d->what])},
		{"term", d->term < NEED_TERMS ? str_z(need_term_info(d->term)->name) : S("")}, {"value", d->value}, {"source", str_z(d->source ? d->source : "")},
		{"line", id_or_none(a, d->line)}, {"week_item", id_or_none(a, d->work)}, {"channel", str_z(d->channel)}, {"why", str_z(d->why ? d->why : "")},
		{"helped", str_z(d->helped ? d->helped : "")}, {"text", str_trim(d->text)}, {"by_whom", id_or_none(a, d->by)}, {"owner", id_or_none(a, owner)},
		{"answers", id_or_none(a, d->answers)}};
	return record_create(db, a, &program, record_type_find(S("delivery")), id, in, sizeof in / sizeof *in, &id, NULL, e);
}

enum code delivery_put(struct db *db, struct arena *a, day_t day, const struct delivered *list, size_t n, struct err *e)
{
	for (size_t i = 0; i < n; i++)
		TRY(put_one(db, a, day, &list[i], e));
	return OK;
}

enum code delivery_answer(struct db *db, struct arena *a, struct id learner, struct id missed, struct id by, day_t day, struct str text, struct err *e)
{
	struct rows *r;
	struct delivered d = {.learner = learner, .term = NEED_TERMS, .what = DELIVERED_ANSWERED, .channel = "person", .by = by, .answers = missed, .text = str_trim(text)};
	if (!d.text.n)
		return err_set(e, E_INPUT, "Write what was done, a word is enough.");
	TRY(db_query(db, e, &r,
	             "select d.term, d.line, d.source, (select count(*) from delivery s where s.answers = d.id) from delivery d where d.id = ?1 and d.learner = ?2 and d.what = 'missed'",
	             "bb", missed, learner));
	int got = rows_next(r, e);
	int64_t answered = got == 1 ? rows_i(r, 3) : 0;
	if (got == 1) {
		(void)need_term_parse(rows_t(r, 0), &d.term);
		d.line = rows_id(r, 1);
		d.source = str_dupz(a, rows_t(r, 2));
	}
	rows_end(r);
	if (got != 1)
		return got < 0 ? e->code : err_set(e, E_NOTFOUND, "There is no missed support like this.");
	if (answered)
		return err_set(e, E_CONFLICT, "Somebody answered this already.");
	return put_one(db, a, day, &d, e);
}
