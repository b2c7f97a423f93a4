#include "record/setting.h"
#include "school/family/family.h"
#include "school/admin/school.h"
#include "school/evidence/models.h"
#include "school/evidence/named.h"

#include <string.h>

const char *family_idea_for(struct str subject, struct str domain)
{
	static const struct { const char *word, *idea; } ideas[] = {
		{"ount", N_("Count things together: steps on the stairs, spoons, cars that pass. Ask: how many would there be with two more?")},
		{"raction", N_("Share bread or fruit in equal parts. Ask: what do we call one part? What if one more person comes?")},
		{"hape", N_("Look for shapes at home and outside. Ask: how do you know it is that shape?")},
		{"easur", N_("Cook or build something small together. Let your child measure and say the numbers.")},
		{"ata", N_("Ask everybody at home one question and draw the answers. Ask: what do most of us say?")},
		{"atio", N_("Plan a meal for twice as many people. Let your child work out how much of each thing.")},
		{"quation", N_("Think of a number and let your child find it with questions. Then change places.")},
		{"unction", N_("Find something that grows the same each day, like savings. Ask: how much will it be in ten days?")},
		{NULL, NULL}};
	for (size_t i = 0; ideas[i].word; i++) {
		size_t at;
		if (str_find(domain, str_z(ideas[i].word), &at))
			return ideas[i].idea;
	}
	if (str_eqz(subject, "mathematics"))
		return N_("Let your child be the one who reckons: prices, change, time until supper. Ask: how did you think?");
	if (str_eqz(subject, "english"))
		return N_("Read or tell a story in your own language. Ask: what happened first, and why did it end so?");
	return N_("Ask: what did you find out today that surprised you? Then let your child show you.");
}

static enum code profile(struct db *db, struct arena *a, struct family_page_data *p, struct err *e)
{
	struct rows *r;
	enum code c = db_query(db, e, &r,
	                       "select x.strengths, x.interests, (select y.family_hopes from plan y where y.learner = x.learner and y.state <> 'closed' order by y.begin_on desc limit 1)"
	                       " from profile x where x.learner = ?1 order by x.updated_at desc limit 1",
	                       "b", p->child.id);
	if (c)
		return c;
	int got = rows_next(r, e);
	if (got == 1) {
		p->strengths = str_dup(a, rows_t(r, 0));
		p->interests = str_dup(a, rows_t(r, 1));
		p->hopes = str_dup(a, rows_t(r, 2));
	}
	rows_end(r);
	return got < 0 ? e->code : OK;
}

static enum code goals(struct db *db, struct arena *a, struct family_page_data *p, struct err *e)
{
	struct rows *r;
	p->goals = NEW_ARRAY(a, struct family_goal, 12);
	enum code c = db_query(db, e, &r, "select id, text, next_step, check_in, how_far from goal where learner = ?1 and state = 'active' order by check_in limit 12", "b",
	                       p->child.id);
	if (c)
		return c;
	int got;
	while ((got = rows_next(r, e)) == 1)
		p->goals[p->n_goals++] = (struct family_goal){rows_id(r, 0), str_dup(a, rows_t(r, 1)), str_dup(a, rows_t(r, 2)), str_dup(a, rows_t(r, 3)),
		                                              str_dup(a, rows_t(r, 4))};
	rows_end(r);
	return got < 0 ? e->code : OK;
}

static enum code standings(struct db *db, struct arena *a, enum lang lang, struct family_page_data *p, day_t today, struct err *e)
{
	struct rows *r;
	struct mastery_model *m;
	struct evidence_notice *notices;
	struct str person;
	struct id teacher;
	size_t n_notices;
	p->standings = NEW_ARRAY(a, struct family_standing, 8);
	enum code c = evidence_model(db, a, &m, e);
	if (!c)
		c = evidence_notices(db, a, lang, p->child.id, today, &notices, &n_notices, e);
	if (!c)
		c = evidence_person(db, a, p->child.id, today, &teacher, &person, e);
	if (!c)
		c = db_query(db, e, &r,
		             "select s.competency, k.code, coalesce((select x.words from record_text x where x.id = k.id and x.field = 'text' and x.lang = ?1), k.text), s.state,"
		             " (select count(*) from rubric u where u.competency = s.competency) from mastery s join competency k on k.id = s.competency where s.learner = ?2"
		             " order by s.last_at desc, k.code limit 8",
		             "zb", LANGS[lang].tag, p->child.id);
	if (c)
		return c;
	int got;
	while ((got = rows_next(r, e)) == 1) {
		struct mastery_state state;
		struct str bytes = rows_t(r, 3);
		if (bytes.n != sizeof(state))
			continue;
		memcpy(&state, bytes.p, sizeof(state));
		const struct evidence_notice *notice = evidence_notice_of(notices, n_notices, rows_id(r, 0));
		p->standings[p->n_standings++] = (struct family_standing){rows_id(r, 0), str_dup(a, rows_t(r, 1)), str_dup(a, rows_t(r, 2)),
		                                                          mastery_estimate(evidence_asked(m, rows_i(r, 4) != 0), &state, today), notice ? evidence_say_notice(a, lang, notice, person) : S("")};
	}
	rows_end(r);
	return got < 0 ? e->code : OK;
}

static enum code supports(struct db *db, struct arena *a, enum lang lang, struct family_page_data *p, day_t today, struct err *e)
{
	struct rows *r;
	struct str on = day_text(a, today);
	p->supports = NEW_ARRAY(a, struct str, 40);
	enum code c = db_query(db, e, &r,
	                       "select coalesce((select x.words from record_text x where x.id = n.id and x.field = 'text' and x.lang = ?1), n.text) from plan_line n"
	                       " where n.learner = ?2 and n.kind in ('accommodation', 'modification', 'support', 'service') and coalesce(n.begin_on, '0001-01-01') <= ?3"
	                       " and coalesce(n.end_on, '9999-12-31') >= ?4 order by n.kind, n.id limit 40",
	                       "zbtt", LANGS[lang].tag, p->child.id, on, on);
	if (c)
		return c;
	int got;
	while ((got = rows_next(r, e)) == 1)
		p->supports[p->n_supports++] = str_dup(a, rows_t(r, 0));
	rows_end(r);
	return got < 0 ? e->code : OK;
}

static enum code notes(struct db *db, struct arena *a, enum lang lang, struct family_page_data *p, struct err *e)
{
	struct rows *r;
	p->notes = NEW_ARRAY(a, struct family_note, 60);
	enum code c = db_query(db, e, &r,
	                       "select n.id, n.part, n.kind, n.text, n.language, n.author_is, coalesce(nullif(p.preferred_name, ''), p.given_name), n.created_at, x.words, x.origin"
	                       " from note n left join person p on p.id = n.created_by left join record_text x on x.id = n.id and x.field = 'text' and x.lang = ?2 where n.learner = ?1 and n.kind <> 'tried' order by n.created_at desc, n.id limit 60",
	                       "bz", p->child.id, LANGS[lang].tag);
	if (c)
		return c;
	int got;
	while ((got = rows_next(r, e)) == 1)
		p->notes[p->n_notes++] = (struct family_note){rows_id(r, 0), str_dup(a, rows_t(r, 1)), str_dup(a, rows_t(r, 2)), str_dup(a, rows_t(r, 3)),
		                                              str_dup(a, rows_t(r, 4)), str_dup(a, rows_t(r, 5)), str_dup(a, rows_t(r, 6)), rows_i(r, 7), str_dup(a, rows_t(r, 8)), str_dup(a, rows_t(r, 9))};
	rows_end(r);
	return got < 0 ? e->code : OK;
}

/* One idea for each competency of this week, at most three, and one for any evening. */
static enum code ideas(struct db *db, struct arena *a, enum lang lang, struct family_page_data *p, struct err *e)
{
	size_t n = 0;
	if (!setting_on(db, "family.tonight"))
		return OK;
	struct named *about = NEW_ARRAY(a, struct named, p->week.n + 1);
	for (size_t i = 0; p->has_week && i < p->week.n; i++) {
		size_t k = 0;
		while (k < n && !id_eq(about[k].competency, p->week.items[i].competency))
			k++;
		if (k == n && !id_nil(p->week.items[i].competency))
			about[n++].competency = p->week.items[i].competency;
	}
	enum code c = named_read(db, a, lang, about, n, e);
	if (c)
		return c;
	for (size_t i = 0; p->has_week && i < p->week.n && p->n_ideas < 3; i++) {
		const struct work *w = &p->week.items[i];
		bool known = id_nil(w->competency);
		for (size_t k = 0; k < p->n_ideas; k++)
			known = known || str_eq(p->ideas[k].about, w->competency_text);
		if (known)
			continue;
		const struct named *of = about;
		while (!id_eq(of->competency, w->competency))
			of++;
		const char *idea = of->there ? family_idea_for(of->subject, of->domain) : NULL;
		for (size_t k = 0; idea && k < p->n_ideas; k++)
			if (p->ideas[k].idea == idea)
				idea = NULL; /* the same evening serves both */
		if (idea)
			p->ideas[p->n_ideas++] = (struct family_idea){w->competency_text, idea};
	}
	p->ideas[p->n_ideas++] = (struct family_idea){{0}, family_idea_for(S(""), S(""))};
	return OK;
}

static enum code next_conference(struct db *db, struct arena *a, struct family_page_data *p, day_t today, struct err *e)
{
	struct rows *r;
	enum code c = db_query(db, e, &r, "select planned_on from conference where learner = ?1 and state = 'planned' and planned_on >= ?2 order by planned_on limit 1", "bt",
	                       p->child.id, day_text(a, today));
	if (c)
		return c;
	int got = rows_next(r, e);
	if (got == 1)
		p->next_conference = str_dup(a, rows_t(r, 0));
	rows_end(r);
	return got < 0 ? e->code : OK;
}

static enum code minutes(struct db *db, struct arena *a, struct family_page_data *p, day_t today, struct err *e)
{
	struct rows *r;
	enum code c = db_query(db, e, &r, "select screen, alone + peers + adult + grouped from minutes where learner = ?1 and monday = ?2", "bt", p->child.id,
	                       day_text(a, day_monday(today)));
	if (c)
		return c;
	int got = rows_next(r, e);
	if (got == 1) {
		p->minutes_screen = rows_r(r, 0);
		p->minutes_all = rows_r(r, 1);
	}
	rows_end(r);
	return got < 0 ? e->code : OK;
}

enum code family_means_load(struct db *db, struct arena *a, const struct family_page_data *d, day_t today, struct family_means *out, struct err *e)
{
	struct rows *r;
	*out = (struct family_means){.goals = (int64_t)d->n_goals};
	enum code c = db_query(db, e, &r,
	                       "select sum(case when kind in ('accommodation', 'support') then 1 else 0 end), sum(case when kind = 'service' then 1 else 0 end), sum(case when kind = 'modification' then 1 else 0 end)"
	                       " from plan_line where learner = ?1 and coalesce(begin_on, '0001-01-01') <= ?2 and coalesce(end_on, '9999-12-31') >= ?2",
	                       "bt", d->child.id, day_text(a, today));
	if (c)
		return c;
	int got = rows_next(r, e);
	if (got == 1) {
		out->ways = rows_i(r, 0);
		out->services = rows_i(r, 1);
		out->modified = rows_i(r, 2);
	}
	rows_end(r);
	for (size_t i = 0; d->has_week && i < d->week.n; i++) {
		const struct work *w = &d->week.items[i];
		if (str_eqz(w->state, "excused"))
			continue;
		out->pieces++;
		out->done += str_eqz(w->state, "done") || str_eqz(w->state, "handed");
		out->minutes += w->minutes;
		out->screen += str_eqz(w->mode, "screen") ? w->minutes : 0;
	}
	return got < 0 ? e->code : OK;
}

enum code family_screen_load(struct db *db, struct arena *a, struct id child, day_t today, struct family_screen out[FAMILY_WEEKS], size_t *n, struct err *e)
{
	struct rows *r;
	*n = 0;
	enum code c = db_query(db, e, &r, "select monday, screen, alone + peers + adult + grouped from minutes where learner = ?1 and monday <= ?2 order by monday desc limit 4", "bt", child,
	                       day_text(a, today));
	if (c)
		return c;
	int got;
	while ((got = rows_next(r, e)) == 1 && *n < FAMILY_WEEKS) {
		out[*n] = (struct family_screen){DAY_NONE, rows_r(r, 1), rows_r(r, 2)};
		(void)day_parse(rows_t(r, 0), &out[(*n)++].monday);
	}
	rows_end(r);
	return got < 0 ? e->code : OK;
}

enum code family_load(struct db *db, struct arena *a, enum lang lang, struct id child, day_t today, struct family_page_data *out, struct err *e)
{
	*out = (struct family_page_data){0};
	enum code c = person_get(db, a, child, &out->child, e);
	if (!c)
		c = profile(db, a, out, e);
	if (!c)
		c = goals(db, a, out, e);
	if (!c) {
		c = week_load(db, a, child, school_monday(today), lang, &out->week, e);
		out->has_week = !c && !str_eqz(out->week.state, "draft");
		if (c == E_NOTFOUND)
			c = OK;
	}
	if (!c)
		c = standings(db, a, lang, out, today, e);
	if (!c)
		c = supports(db, a, lang, out, today, e);
	if (!c)
		c = ideas(db, a, lang, out, e);
	if (!c)
		c = adults_of(db, a, child, today, &out->adults, &out->n_adults, e);
	if (!c)
		c = guardians_of(db, a, child, today, &out->guardians, &out->n_guardians, e);
	if (!c)
		c = notes(db, a, lang, out, e);
	if (!c)
		c = next_conference(db, a, out, today, e);
	return c ? c : minutes(db, a, out, today, e);
}

enum code family_say(struct db *db, struct arena *a, const struct viewer *v, unsigned rel, struct id child, const char *kind, struct str part,
                     struct str text, enum lang lang, struct id note, struct err *e)
{
	const char *who = rel & REL_FAMILY ? "family" : rel & REL_SELF ? "learner" : "staff";
	struct id id;
	struct input in[] = {{"learner", id_str(a, child)}, {"kind", str_z(kind)}, {"part", part}, {"text", text}, {"language", str_z(LANGS[lang].tag)},
	                     {"author_is", str_z(who)}};
	if (!str_trim(text).n)
		return err_set(e, E_INPUT, "Write a few words first, then send them.");
	return record_create(db, a, v, record_type_find(S("note")), note, in, sizeof(in) / sizeof(*in), &id, NULL, e);
}
