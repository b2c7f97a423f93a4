#include "school/plan/alignment.h"

#define WAYS_MOST 40
#define PLACES_MOST 100

static enum code newest_plan(struct db *db, struct arena *a, struct id learner, struct align_plan *p, struct err *e)
{
	struct rows *r;
	enum code c = db_query(db, e, &r,
	                       "select id, version, title, state, begin_on, review_on, learner_says, family_hopes, well_being, drew_on, coalesce(minutes_spent, 0), coalesce(arts_focus, '') from plan"
	                       " where learner = ?1 and state <> 'closed' order by begin_on desc, id desc limit 1",
	                       "b", learner);
	if (c)
		return c;
	int got = rows_next(r, e);
	if (got == 1) {
		p->id = rows_id(r, 0);
		p->version = rows_i(r, 1);
		p->title = str_dup(a, rows_t(r, 2));
		p->state = str_dup(a, rows_t(r, 3));
		p->begin_on = str_dup(a, rows_t(r, 4));
		p->review_on = str_dup(a, rows_t(r, 5));
		p->learner_says = str_dup(a, rows_t(r, 6));
		p->family_hopes = str_dup(a, rows_t(r, 7));
		p->well_being = str_dup(a, rows_t(r, 8));
		p->drew_on = str_dup(a, rows_t(r, 9));
		p->minutes = (int)rows_i(r, 10);
		p->arts_focus = str_dup(a, rows_t(r, 11));
	}
	rows_end(r);
	return got < 0 ? e->code : OK;
}

/* What a goal measures and how far it may take, behind the texts of a line. */
static void measures(const struct rows *r, struct arena *a, struct align_line *x)
{
	struct str *const texts[] = {&x->subject, &x->context, &x->unit, &x->pace_reason, &x->pace_review};
	for (int i = 0; i < 5; i++)
		*texts[i] = str_dup(a, rows_t(r, 21 + i));
	x->has_baseline = !rows_null(r, 26);
	x->has_target = !rows_null(r, 27);
	x->has_standard = !rows_null(r, 28);
	x->baseline = rows_r(r, 26);
	x->target = rows_r(r, 27);
	x->standard = rows_r(r, 28);
	if (!day_parse(rows_t(r, 29), &x->finish))
		x->finish = DAY_NONE;
	x->prohibited = rows_i(r, 30) != 0;
	x->decided = rows_i(r, 31) > 0;
	x->told = rows_i(r, 32) > 0;
	if (!day_parse(rows_t(r, 36), &x->shown))
		x->shown = DAY_NONE;
}

static enum code lines(struct db *db, struct arena *a, struct id learner, enum lang lang, struct align_plan *p, struct err *e)
{
	struct rows *r;
	size_t cap = 0;
	enum code c = db_query(db, e, &r,
	                       "select n.id, n.source, n.kind, coalesce((select x.words from record_text x where x.id = n.id and x.field = 'text' and x.lang = ?1), n.text),"
	                       " n.setting, n.adult, n.evidence, n.skill, n.steps, n.term, n.value, n.frequency, n.duration, n.location, n.source_note, n.begin_on, n.end_on,"
	                       " n.minutes_week, n.goal, n.competency, n.requirement, n.subject, n.context, n.unit, n.pace_reason, n.pace_review_on, n.baseline, n.target, n.grade_standard, n.finish_on, n.prohibited,"
	                       " (select count(*) from team_decision t where t.line = n.id), (select count(*) from team_decision t where t.line = n.id and t.family_told_on is not null), n.version_on, n.version_why, n.domain, n.shown_on"
	                       " from plan_line n where n.learner = ?2"
	                       " order by case n.source when 'plp' then 0 when 'iep' then 1 when '504' then 2 else 3 end,"
	                       " case n.kind when 'goal' then 0 when 'languageGoal' then 1 when 'experience' then 2 when 'accommodation' then 3 when 'modification' then 4 else 5 end, n.id",
	                       "zb", LANGS[lang].tag, learner);
	if (c)
		return c;
	int got;
	while ((got = rows_next(r, e)) == 1) {
		if (p->n == cap) {
			p->lines = arena_grow(a, p->lines, cap * sizeof(*p->lines), (cap + 16) * sizeof(*p->lines));
			cap += 16;
		}
		struct align_line *x = &p->lines[p->n++];
		struct str *const texts[] = {&x->source, &x->kind, &x->text, &x->setting, &x->adult, &x->evidence, &x->skill, &x->steps, &x->term, &x->value,
		                             &x->frequency, &x->duration, &x->location, &x->source_note, &x->begin_on, &x->end_on};
		*x = (struct align_line){.id = rows_id(r, 0), .minutes_week = rows_i(r, 17), .goal = rows_id(r, 18), .competency = rows_id(r, 19), .requirement = rows_id(r, 20)};
		x->linked = !id_nil(x->goal) || !id_nil(x->competency);
		for (int i = 0; i < 16; i++)
			*texts[i] = str_dup(a, rows_t(r, i + 1));
		x->version_on = str_dup(a, rows_t(r, 33));
		x->version_why = str_dup(a, rows_t(r, 34));
		x->domain = str_dup(a, rows_t(r, 35));
		measures(r, a, x);
	}
	rows_end(r);
	return got < 0 ? e->code : OK;
}

/* Levels noted, oldest first, beside their lines. */
static enum code levels(struct db *db, struct arena *a, struct id learner, struct align_plan *p, struct err *e)
{
	struct rows *r;
	enum code c = db_query(db, e, &r, "select line, measured_on, level from line_level where learner = ?1 order by line, measured_on, id", "b", learner);
	if (c)
		return c;
	int got;
	while ((got = rows_next(r, e)) == 1)
		for (size_t i = 0; i < p->n; i++) {
			struct align_line *x = &p->lines[i];
			day_t on;
			if (!id_eq(x->id, rows_id(r, 0)) || !day_parse(rows_t(r, 1), &on))
				continue;
			if (x->n_levels % 8 == 0)
				x->levels = arena_grow(a, x->levels, x->n_levels * sizeof(*x->levels), (x->n_levels + 8) * sizeof(*x->levels));
			x->levels[x->n_levels++] = (struct align_level){on, rows_r(r, 2)};
		}
	rows_end(r);
	return got < 0 ? e->code : OK;
}

static enum code places(struct db *db, struct arena *a, struct id learner, struct align_plan *p, struct err *e)
{
	struct rows *r;
	p->places = NEW_ARRAY(a, struct align_place, PLACES_MOST);
	enum code c = db_query(db, e, &r, "select x.line, x.place, x.mentor, x.mentor_is, x.supports, x.language_support, x.state, x.name, x.contact, x.checked_on, x.rubric, x.time_of_day, coalesce(x.demanding, 0), coalesce(x.travel_minutes, 0),"
	                       " coalesce(x.study_minutes, 0), x.id, coalesce(r.title, ''), coalesce(x.evidence, '') from learning_setting x left join rubric r on r.id = x.rubric where x.learner = ?1 order by x.begin_on, x.id limit 100", "b", learner);
	if (c)
		return c;
	int got;
	while ((got = rows_next(r, e)) == 1 && p->n_places < PLACES_MOST) {
		struct align_place *s = &p->places[p->n_places++];
		struct str *const texts[] = {&s->place, &s->mentor, &s->mentor_is, &s->supports, &s->language, &s->state, &s->name};
		*s = (struct align_place){.line = rows_id(r, 0), .contact = !id_nil(rows_id(r, 8)), .checked = rows_t(r, 9).n > 0, .rubric = rows_id(r, 10), .rubric_title = str_dup(a, rows_t(r, 16)), .evidence = str_dup(a, rows_t(r, 17)), .demanding = rows_i(r, 12) != 0,
			.travel = rows_i(r, 13), .study = rows_i(r, 14), .id = rows_id(r, 15)};
		s->when = str_dup(a, rows_t(r, 11));
		for (int i = 0; i < 7; i++)
			*texts[i] = str_dup(a, rows_t(r, i + 1));
	}
	rows_end(r);
	return got < 0 ? e->code : OK;
}

static enum code facts(struct db *db, struct id learner, struct str from, struct align_plan *p, struct err *e)
{
	int64_t n;
	enum code c = db_int(db, e, &n, "select count(*) from profile where learner = ?1 and trim(coalesce(strengths, '')) <> ''", "b", learner);
	p->strengths = n > 0;
	if (!c)
		c = db_int(db, e, &n, "select count(*) from week_item i join week_plan w on w.id = i.week where w.learner = ?1 and w.monday >= ?2 and i.limit_minutes > 0", "bt", learner, from);
	p->timed = (int)n;
	return c;
}

/* Where the lines lead: every local requirement, also those that no line names yet. */
static enum code ways(struct db *db, struct arena *a, enum lang lang, struct align_plan *p, struct err *e)
{
	struct rows *r;
	p->ways = NEW_ARRAY(a, struct align_way, WAYS_MOST);
	enum code c = db_query(db, e, &r,
	                       "select g.id, coalesce((select x.words from record_text x where x.id = g.id and x.field = 'title' and x.lang = ?1), g.title),"
	                       " coalesce((select x.words from record_text x where x.id = g.id and x.field = 'counts' and x.lang = ?1), g.counts)"
	                       " from graduation_requirement g where g.district = ?2 order by g.place, g.title, g.id limit 40",
	                       "zd", LANGS[lang].tag);
	if (c)
		return c;
	int got;
	while ((got = rows_next(r, e)) == 1 && p->n_ways < WAYS_MOST) {
		struct align_way *w = &p->ways[p->n_ways++];
		*w = (struct align_way){.id = rows_id(r, 0), .title = str_dup(a, rows_t(r, 1)), .counts = str_dup(a, rows_t(r, 2))};
		for (size_t i = 0; i < p->n; i++)
			w->lines += id_eq(p->lines[i].requirement, w->id);
	}
	rows_end(r);
	return got < 0 ? e->code : OK;
}

enum code align_load(struct db *db, struct arena *a, struct id learner, day_t today, enum lang lang, struct align_plan *out, struct err *e)
{
	struct need_line *needs;
	size_t n;
	struct need_context here = {.day = today, .setting = NEED_INSTRUCTION, .medium = NEED_SCREEN};
	*out = (struct align_plan){0};
	enum code c = newest_plan(db, a, learner, out, e);
	if (!c)
		c = lines(db, a, learner, lang, out, e);
	if (!c)
		c = levels(db, a, learner, out, e);
	if (!c)
		c = places(db, a, learner, out, e);
	if (!c)
		c = official_load(db, a, learner, today, &out->of, e);
	if (!c)
		c = official_alike(db, a, learner, today, &out->alike, e);
	if (!c)
		c = ways(db, a, lang, out, e);
	if (!c)
		c = needs_lines(db, a, learner, &needs, &n, &out->unknown, &out->n_unknown, e);
	if (!c)
		out->needs = needs_resolve(a, needs, n, &here);
	return c ? c : facts(db, learner, day_text(a, today - 28), out, e);
}

/* What comes next in an area becomes a line for that area: there is no level for the whole child to plan by. */
static enum code begin_areas(struct db *db, struct arena *a, const struct viewer *v, struct id learner, struct id plan, struct err *e)
{
	struct rows *r;
	struct { struct str domain, next; } areas[12];
	size_t n = 0;
	enum code c = db_query(db, e, &r, "select domain, next from profile_domain where learner = ?1 and coalesce(next, '') <> '' order by domain, id limit 12", "b", learner);
	if (c)
		return c;
	int got;
	while ((got = rows_next(r, e)) == 1 && n < 12) {
		areas[n].domain = str_dup(a, rows_t(r, 0));
		areas[n++].next = str_dup(a, rows_t(r, 1));
	}
	rows_end(r);
	if (got < 0)
		return e->code;
	for (size_t i = 0; i < n && !c; i++) {
		struct id id;
		struct input line[] = {{"learner", id_str(a, learner)}, {"plan", id_str(a, plan)}, {"source", S("plp")}, {"kind", S("experience")}, {"text", areas[i].next}, {"domain", areas[i].domain}};
		c = record_create(db, a, v, record_type_find(S("plan_line")), ID_NIL, line, sizeof line / sizeof *line, &id, NULL, e);
	}
	return c;
}

struct found_goal { struct id id; struct str text, next_step; };

enum code align_begin(struct db *db, struct arena *a, const struct viewer *v, struct id learner, struct id *out, struct err *e)
{
	struct rows *r;
	struct found_goal goals[8];
	size_t n = 0;
	struct str hope = S(""), who = id_str(a, learner);
	enum code c = db_query(db, e, &r, "select id, text, next_step from goal where learner = ?1 and state = 'active' order by check_in limit 8", "b", learner);
	if (c)
		return c;
	int got;
	while ((got = rows_next(r, e)) == 1)
		goals[n++] = (struct found_goal){rows_id(r, 0), str_dup(a, rows_t(r, 1)), str_dup(a, rows_t(r, 2))};
	rows_end(r);
	if (got < 0)
		return e->code;
	c = db_query(db, e, &r, "select text from note where learner = ?1 and kind = 'hope' order by created_at desc limit 1", "b", learner);
	if (c)
		return c;
	if (rows_next(r, e) == 1)
		hope = str_dup(a, rows_t(r, 0));
	rows_end(r);
	struct str focus = S("");
	int64_t hard = 0;
	c = db_query(db, e, &r, "select coalesce(arts_focus, ''), coalesce(change_hard, 0) from plan where learner = ?1 order by begin_on desc, id desc limit 1", "b", learner);
	if (c)
		return c;
	if (rows_next(r, e) == 1) { /* what goes along through the years */
		focus = str_dup(a, rows_t(r, 0));
		hard = rows_i(r, 1);
	}
	rows_end(r);
	struct input in[] = {{"arts_focus", focus}, {"change_hard", hard ? S("1") : S("0")}, {"learner", who}, {"title", S("My plan this year")}, {"begin_on", day_text(a, v->today)}, {"review_on", day_text(a, v->today + 60)},
	                     {"family_hopes", hope}, {"drew_on", n ? S("interests") : S("")}};
	c = record_create(db, a, v, record_type_find(S("plan")), ID_NIL, in, sizeof(in) / sizeof(*in), out, NULL, e);
	for (size_t i = 0; i < n && !c; i++) {
		struct id id;
		struct input line[] = {{"learner", who}, {"plan", id_str(a, *out)}, {"source", S("plp")}, {"kind", S("goal")}, {"text", goals[i].text},
		                       {"steps", goals[i].next_step}, {"goal", id_str(a, goals[i].id)}};
		c = record_create(db, a, v, record_type_find(S("plan_line")), ID_NIL, line, sizeof(line) / sizeof(*line), &id, NULL, e);
	}
	return c ? c : begin_areas(db, a, v, learner, *out, e);
}
