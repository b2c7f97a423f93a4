/* look.c - the learner's own settings [R216 R225 R234]; shell_look makes every page follow them. */
#include "record/setting.h"
#include "school/team/load.h"
#include "web/pages/look.h"
#include "school/plan/delivery.h"
#include "school/plan/need_words.h"
#include "school/team/safety.h"
#include "templates.h"

static const struct look_choice sizes[] = {{"", N_("As usual")}, {"22", N_("Larger")}, {"27", N_("Much larger")}, {"34", N_("Largest")}, {0}};
static const struct look_choice spaces[] = {{"", N_("As usual")}, {"0.06", N_("Wide")}, {"0.16", N_("Wider")}, {0}};
static const struct look_choice faces[] = {{"", N_("As usual")}, {"noto", N_("Noto Sans")}, {"opendyslexic", N_("OpenDyslexic")}, {0}};
static const struct look_choice grounds[] = {{"", N_("As usual")}, {"#f3ead7", N_("Calm, without glare")}, {0}};
static const struct look_choice rests[] = {{"", N_("None")}, {"15", N_("After 15 minutes")}, {"25", N_("After 25 minutes")}, {"40", N_("After 40 minutes")}, {0}};
static const struct look_choice listens[] = {{"", N_("As usual")}, {"computer-read-aloud", N_("Each line has its speaker")}, {0}};
static const struct look_choice seconds[] = {{"", N_("None")}, {"en", "English"}, {"es", "Español"}, {"ar", "العربية"}, {"zh-Hans", "简体中文"},
	{"vi", "Tiếng Việt"}, {"so", "Soomaali"}, {"ht", "Kreyòl ayisyen"}, {0}};

static const struct look_row known[] = {
	{"size", N_("Size of letters"), NULL, NEED_FONT_SIZE, sizes},
	{"spacing", N_("Space between letters"), NULL, NEED_LETTER_SPACING, spaces},
	{"face", N_("Shape of letters"), NULL, NEED_FONT_FACE, faces},
	{"ground", N_("Colours of the page"), NULL, NEED_BACKGROUND_COLOR, grounds},
	{"dark", N_("Light letters on dark"), NULL, NEED_INVERT_DISPLAY_POLARITY},
	{"contrast", N_("Stronger contrast"), NULL, NEED_HIGH_CONTRAST},
	{"motion", N_("No motion"), NULL, NEED_REDUCED_MOTION},
	{"step", N_("One step at a time"), N_("Long work is shown in small pieces."), NEED_ONE_STEP_AT_A_TIME},
	{"line", N_("Line reader"), N_("A band goes along with the line you read."), NEED_LINE_READER},
	{"mask", N_("Cover answers"), N_("Answers are covered until you want to see them."), NEED_ANSWER_MASKING},
	{"rest", N_("A reminder to take a break"), N_("For your eyes and your back."), NEED_BREAK_REMINDER, rests},
	{"listen", N_("Pages read aloud"), N_("For everybody who would rather listen than read."), NEED_SPOKEN, listens},
	{"second", N_("A second language beside the first"), N_("Pages and work are shown in both where both are there."), NEED_SECOND_LANGUAGE, seconds},
};
#define ROWS (sizeof known / sizeof *known)

static enum code notes_load(struct request *rq, struct look_page *p, struct err *e)
{
	struct rows *r;
	enum code c = db_query(rq->db, e, &r, "select term, what_helped from need where learner = ?1 and source = 'learner'", "b", rq->learner);
	if (c)
		return c;
	int got;
	while ((got = rows_next(r, e)) == 1) {
		enum need_term t;
		for (size_t i = 0; need_term_parse(rows_t(r, 0), &t) && i < p->n; i++)
			if (p->rows[i].term == t)
				p->rows[i].note = str_dup(rq->a, rows_t(r, 1));
	}
	rows_end(r);
	return got < 0 ? e->code : OK;
}

static enum code fill(struct request *rq, struct look_page *p, struct err *e)
{
	const struct needs *needs;
	struct need_context context = {.day = rq->viewer.today, .setting = NEED_INSTRUCTION, .medium = NEED_SCREEN};
	enum code c = journey_load(rq, &p->j, e);
	if (!c)
		c = needs_load(rq->db, rq->a, rq->learner, &context, &needs, e);
	if (c)
		return c;
	p->may = (rq->rel & (REL_HOME | REL_TEAM)) != 0;
	p->n = ROWS;
	p->rows = NEW_ARRAY(rq->a, struct look_row, ROWS);
	for (size_t i = 0; i < ROWS; i++) {
		struct look_row *row = &p->rows[i];
		*row = known[i];
		const struct need *n = needs_find(needs, row->term, S(""));
		if (!n)
			continue;
		row->from = n->from;
		row->on = n->set == NEED_ON;
		row->fixed = n->required;
		row->value = row->on ? need_value_text(rq->a, row->term, n->value) : S("");
	}
	p->given = NEW_ARRAY(rq->a, struct str, needs->n + 1);
	for (size_t i = 0; i < needs->n; i++) {
		const char *label = need_to_learner(needs->list[i].term);
		for (size_t k = 0; !label && k <= ROWS; k++)
			if (k == ROWS)
				label = need_label(needs->list[i].term);
			else if (known[k].term == needs->list[i].term)
				break;
		if (label && needs->list[i].set != NEED_OFF)
			p->given[p->n_given++] = str_z(tr(rq->lang, label));
	}
	return notes_load(rq, p, e);
}

static enum code show(struct request *rq, struct reply *rp, struct look_page *p, struct err *e)
{
	struct safety told;
	enum code c = fill(rq, p, e);
	if (!c)
		c = safety_of_school(rq->db, rq->a, &told, e);
	if (c)
		return c;
	p->may_report = told.open;
	c = load_of_school(rq->db, rq->a, &told, e);
	if (c)
		return c;
	p->may_load = told.open && p->j.own;
	p->may_try = setting_on(rq->db, "skills.check") && (rq->rel & REL_HOME) != 0;
	journey_page(rq, rp, &p->j, T(rq, "My settings"), NULL, "narrow");
	tpl_look_page(rq, &rp->body, p);
	page_close(rq, rp);
	return OK;
}

static enum code get(struct request *rq, struct reply *rp, struct err *e)
{
	struct look_page p = {0};
	return show(rq, rp, &p, e);
}

struct keeping {
	struct request *rq;
	const struct look_page *p;
};

static enum code note_keep(struct db *db, struct request *rq, enum need_term term, struct str note, struct err *e)
{
	struct rows *r;
	enum code c = db_query(db, e, &r, "select id, version, what_helped from need where learner = ?1 and term = ?2 and source = 'learner' limit 1", "bz", rq->learner,
	                       need_term_info(term)->name);
	if (c)
		return c;
	int got = rows_next(r, e);
	struct id id = got == 1 ? rows_id(r, 0) : ID_NIL;
	int64_t version = got == 1 ? rows_i(r, 1) : 0;
	bool same = got != 1 || str_eq(rows_t(r, 2), note);
	rows_end(r);
	struct input in[] = {{"what_helped", note}};
	return got < 0 ? e->code : same ? OK : record_update(db, rq->a, &rq->viewer, record_type_find(S("need")), id, version, in, 1, NULL, e);
}

/* The team sees what was turned off and by whom, to ask what would work better. */
static enum code turned_off(struct db *db, struct request *rq, const struct look_row *row, struct err *e)
{
	static const char *const names[NEED_SOURCES] = {"iep", "504", "el", "learner", "family", "school"};
	struct delivered d = {.learner = rq->learner, .term = row->term, .what = DELIVERED_OFF, .channel = "screen", .by = rq->viewer.person, .value = row->value,
	                      .source = names[row->from->source], .line = row->from->source <= NEED_FROM_EL ? row->from->id : ID_NIL};
	return delivery_put(db, rq->a, rq->viewer.today, &d, 1, e);
}

static enum code keep_fn(struct db *db, void *arg, struct err *e)
{
	struct keeping *k = arg;
	struct request *rq = k->rq;
	enum code c = OK;
	for (size_t i = 0; i < k->p->n && !c; i++) {
		const struct look_row *row = &k->p->rows[i];
		struct str given = str_trim(rq_form(rq, row->key));
		bool on = given.n > 0;
		if (!(row->fixed && !on) && (on != row->on || (row->choices && on && !str_eq(given, row->value))))
			c = need_set_own(db, rq->a, &rq->viewer, rq->learner, row->term, row->choices ? given : S(""), on, e);
		if (!c && row->on && !on && !row->fixed && row->from)
			c = turned_off(db, rq, row, e);
		if (!c && (on || row->note.n))
			c = note_keep(db, rq, row->term, str_trim(rq_form(rq, str_fmt(rq->a, "note-%s", row->key).p)), e);
	}
	return c;
}

static enum code keep(struct request *rq, struct reply *rp, struct err *e)
{
	struct look_page p = {0};
	struct keeping k = {rq, &p};
	enum code c = fill(rq, &p, e);
	if (!c)
		c = rq_write(rq, keep_fn, &k, e);
	if (c == E_INPUT) {
		struct look_page again = {.error = journey_refused(rq, rp, e)};
		return show(rq, rp, &again, e);
	}
	return c ? c : rp_redirect(rq, rp, journey_path(rq, "/settings"), str_z(T(rq, "Kept. It holds on every page from now on.")));
}

ROUTES(look) = {
	{GET, "/learners/{learner}/settings", get, REL_HOME | REL_TEAM | REL_LEADER, RT_LOW | RT_LEARNER_PAGE, .title = N_("My settings")},
	{POST, "/learners/{learner}/settings", keep, REL_HOME | REL_TEAM, RT_LOW | RT_LEARNER_PAGE, .title = N_("Keep my settings")},
	ROUTES_END,
};
