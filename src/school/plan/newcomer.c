#include "school/plan/newcomer.h"

static const struct { const char *label, *help; int days; } STEPS[NEWCOMER_STEPS] = {
	{N_("Welcome in the language of the home"), N_("Somebody shows school, day and people, with an interpreter. Write the day into the English-learner plan."), 0},
	{N_("A buddy"), N_("A classmate who shows around, best with the same language. Write the name into the English-learner plan."), 1},
	{N_("Pages and work in the language of the home"), N_("Set the language of the pages, or a support that shows words in the home language."), 2},
	{N_("A first week that fits"), N_("Give a week with work on the standard of the grade that can be understood and answered in either language."), 5},
	{N_("First look at English and at the home language"), N_("Listening, speaking, reading, writing: write the result of the screener down as an English level."), 10}};

const char *newcomer_label(enum newcomer_step s)
{
	return STEPS[s].label;
}

const char *newcomer_help(enum newcomer_step s)
{
	return STEPS[s].help;
}

/* Since when the learner is new here; DAY_NONE: the records do not say so. */
static enum code since(struct db *db, struct arena *a, struct id learner, day_t today, struct newcomer *n, day_t *welcomed, struct err *e)
{
	struct rows *r;
	n->from = *welcomed = DAY_NONE;
	enum code c = db_query(db, e, &r, "select coalesce(newcomer, 0), coalesce(enrolled_on, placed_on), welcomed_on, buddy from el_plan where learner = ?1 and (exit_on is null or exit_on > ?2) order by placed_on desc, id desc limit 1",
	                       "bt", learner, day_text(a, today));
	if (c)
		return c;
	int got = rows_next(r, e);
	if (got == 1) {
		n->buddy = str_dup(a, rows_t(r, 3));
		(void)!day_parse(rows_t(r, 2), welcomed);
		if (rows_i(r, 0))
			(void)!day_parse(rows_t(r, 1), &n->from);
	}
	rows_end(r);
	if (got < 0)
		return e->code;
	if (n->from != DAY_NONE)
		return OK;
	c = db_query(db, e, &r,
	             "select begin_on from program where learner = ?1 and program = 'newcomer' and begin_on is not null and (end_on is null or end_on >= ?2)"
	             " union all select max(tested_on) from english_level where learner = ?1 and overall < 2 and not exists (select 1 from english_level y where y.learner = ?1 and y.overall >= 2) having max(tested_on) is not null"
	             " order by 1 desc limit 1", "bt", learner, day_text(a, today));
	if (c)
		return c;
	got = rows_next(r, e);
	if (got == 1)
		(void)!day_parse(rows_t(r, 0), &n->from);
	rows_end(r);
	return got < 0 ? e->code : OK;
}

enum code newcomer_load(struct db *db, struct arena *a, struct id learner, day_t today, struct newcomer *n, struct err *e)
{
	day_t welcomed;
	int64_t materials = 0, weeks = 0, looked = 0;
	*n = (struct newcomer){0};
	enum code c = since(db, a, learner, today, n, &welcomed, e);
	if (c || n->from == DAY_NONE || n->from + NEWCOMER_DAYS < today)
		return c;
	n->open = true;
	struct str monday = day_text(a, day_monday(n->from));
	c = db_int(db, e, &materials,
	           "select (select count(*) from person where id = ?1 and language <> 'en') + (select count(*) from plan_line where learner = ?1 and term in ('item-translation', 'keyword-translation'))"
	           " + (select count(*) from need where learner = ?1 and is_on = 1 and term in ('item-translation', 'keyword-translation', 'second-language', 'language-of-interface'))", "b", learner);
	if (!c)
		c = db_int(db, e, &weeks, "select count(*) from week_plan where learner = ?1 and monday >= ?2 and state <> 'draft'", "bt", learner, monday);
	if (!c)
		c = db_int(db, e, &looked, "select count(*) from english_level where learner = ?1 and tested_on >= ?2", "bt", learner, day_text(a, n->from - 60));
	const bool done[NEWCOMER_STEPS] = {welcomed != DAY_NONE, str_trim(n->buddy).n > 0, materials > 0, weeks > 0, looked > 0};
	for (int i = 0; i < NEWCOMER_STEPS; i++) {
		n->steps[i].done = done[i];
		n->steps[i].by = n->from + STEPS[i].days;
		n->left += !done[i];
	}
	return c;
}
