#include "record/setting.h"
#include "school/plan/need_words.h"
#include "school/plan/needs.h"
#include "school/evidence/fold.h"
#include "school/evidence/models.h"
#include "school/plan/suggest_inside.h"
#include "school/work/practice.h"

#include <math.h>
#include <string.h>

#define TARGETS 8
#define WEEKS_BACK 6
#define DONE_BACK 56
#define MIX_SAYS 90 /* minutes; a week that has hardly begun says nothing about its balance */
#define TRY(call) do { enum code try_c = (call); if (try_c) return try_c; } while (0)

struct loading {
	struct db *db;
	struct arena *a;
	const struct viewer *v;
	enum lang lang;
	struct lib lib;
	struct class_week *w;
	struct plan_learner *who;
	struct plan_week week;
	struct plan_words words;
	struct evidence_models *models;
	struct given *given;         /* resources of this week's work */
	size_t n_given, cap_given;
};

static struct str code_at(const void *arg, uint32_t c)
{
	const struct lib *l = arg;
	return c < l->n_competencies ? l->codes[c] : S("");
}

static struct str title_at(const void *arg, uint32_t r)
{
	const struct lib *l = arg;
	return r < l->n ? l->entries[r].title : S("");
}

static struct str language_at(const void *arg, uint32_t r)
{
	const struct lib *l = arg;
	return r < l->n ? tr_language_name(l->a, l->lang, l->entries[r].language) : S("");
}

static int place(const struct class_week *w, struct id learner)
{
	for (size_t i = 0; i < w->n; i++)
		if (id_eq(w->learners[i].person.id, learner))
			return (int)i;
	return -1;
}

const struct week_of *suggest_learner(const struct class_week *w, struct id learner)
{
	int at = place(w, learner);
	return at < 0 ? NULL : &w->learners[at];
}

/* ---- the week as it stands ---- */

static enum code people(struct loading *l, struct id class_id, struct err *e)
{
	struct person_list all, mine;
	TRY(class_get(l->db, l->a, class_id, l->v->today, &l->w->class_row, e));
	TRY(class_learners(l->db, l->a, l->lang, class_id, l->v->today, &all, e));
	TRY(learners_of(l->db, l->a, l->lang, l->v->person, REL_TEAM, l->v->today, &mine, e));
	l->w->learners = NEW_ARRAY(l->a, struct week_of, all.n);
	l->w->n = all.n;
	for (size_t i = 0; i < all.n; i++) {
		l->w->learners[i] = (struct week_of){.person = all.items[i], .mine = (l->v->hats & REL_SYSTEM) != 0};
		for (size_t k = 0; k < mine.n && !l->w->learners[i].mine; k++)
			l->w->learners[i].mine = id_eq(mine.items[k].id, all.items[i].id);
		l->w->mine += l->w->learners[i].mine;
	}
	return OK;
}

static enum code weeks(struct loading *l, struct id class_id, struct err *e)
{
	struct rows *r;
	int got;
	TRY(db_query(l->db, e, &r,
	             "select p.learner, p.id, p.version, p.state, p.given_at from enrolment x join week_plan p on p.learner = x.person and p.monday = ?1"
	             " where x.class = ?2 and x.role = 'student' order by p.learner, p.id",
	             "tb", day_text(l->a, l->w->monday), class_id));
	while ((got = rows_next(r, e)) == 1) {
		int at = place(l->w, rows_id(r, 0));
		struct week_of *k = at < 0 ? NULL : &l->w->learners[at];
		if (!k || !id_nil(k->week))
			continue;
		k->week = rows_id(r, 1);
		k->version = rows_i(r, 2);
		k->state = str_dup(l->a, rows_t(r, 3));
		k->given_at = rows_i(r, 4);
	}
	rows_end(r);
	return got < 0 ? e->code : OK;
}

static enum code pieces(struct loading *l, struct id class_id, struct err *e)
{
	struct rows *r;
	int got;
	TRY(db_query(l->db, e, &r,
	             "select w.id, w.learner, w.week, w.resource, w.competency, w.version, w.day, w.minutes, w.rigor, w.title, w.mode, w.kind, w.state, w.shared, w.created_at,"
	             " w.done_looks_like, w.by_until, k.code, w.limit_minutes"
	             " from enrolment x join week_plan p on p.learner = x.person and p.monday = ?1 join week_item w on w.week = p.id left join competency k on k.id = w.competency"
	             " where x.class = ?2 and x.role = 'student' order by case when w.day = 0 then 9 else w.day end, w.position, w.id",
	             "tb", day_text(l->a, l->w->monday), class_id));
	while ((got = rows_next(r, e)) == 1) {
		int at = place(l->w, rows_id(r, 1));
		struct week_of *k = at < 0 ? NULL : &l->w->learners[at];
		if (!k)
			continue;
		if (k->n_pieces == k->cap_pieces) {
			k->pieces = arena_grow(l->a, k->pieces, k->cap_pieces * sizeof(*k->pieces), (k->cap_pieces + 12) * sizeof(*k->pieces));
			k->cap_pieces += 12;
		}
		struct work *x = &k->pieces[k->n_pieces++].w;
		*x = (struct work){.id = rows_id(r, 0), .learner = rows_id(r, 1), .week = rows_id(r, 2), .resource = rows_id(r, 3), .competency = rows_id(r, 4),
		                   .version = rows_i(r, 5), .day = (int)rows_i(r, 6), .minutes = (int)rows_i(r, 7), .rigor = (int)rows_i(r, 8),
		                   .title = str_dup(l->a, rows_t(r, 9)), .mode = str_dup(l->a, rows_t(r, 10)), .kind = str_dup(l->a, rows_t(r, 11)),
		                   .state = str_dup(l->a, rows_t(r, 12)), .shared = rows_i(r, 13) != 0, .done_looks_like = str_dup(l->a, rows_t(r, 15)),
		                   .by_until = str_dup(l->a, rows_t(r, 16)), .competency_code = str_dup(l->a, rows_t(r, 17)), .limit = (int)rows_i(r, 18)};
		k->later += k->given_at && rows_i(r, 14) > k->given_at;
	}
	rows_end(r);
	for (size_t i = 0; i < l->w->n; i++) {
		struct week_of *k = &l->w->learners[i];
		struct work *plain = NEW_ARRAY(l->a, struct work, k->n_pieces);
		for (size_t p = 0; p < k->n_pieces; p++)
			plain[p] = k->pieces[p].w;
		k->balance = week_balance(&(struct week){.items = plain, .n = k->n_pieces});
		l->w->drafts += k->mine && str_eqz(k->state, "draft") && k->n_pieces;
		l->w->given += str_eqz(k->state, "given") || str_eqz(k->state, "confirmed");
	}
	return got < 0 ? e->code : OK;
}

static enum code targets_of(struct loading *l, struct rows *r, struct err *e)
{
	struct class_week *w = l->w;
	int got;
	w->targets = NEW_ARRAY(l->a, struct target, TARGETS);
	w->n_targets = 0;
	while ((got = rows_next(r, e)) == 1) {
		uint32_t at = lib_competency(&l->lib, rows_id(r, 1));
		if (at != PLAN_NONE && w->n_targets < TARGETS)
			w->targets[w->n_targets++] = (struct target){rows_id(r, 0), rows_id(r, 1), l->lib.codes[at], l->lib.texts[at]};
	}
	rows_end(r);
	return got < 0 ? e->code : OK;
}

/* What people chose; else what the class's shared work is about. */
static enum code targets(struct loading *l, struct id class_id, struct err *e)
{
	struct rows *r;
	struct str on = day_text(l->a, l->w->monday);
	TRY(db_query(l->db, e, &r, "select id, competency from class_target where class = ?1 and monday = ?2 order by id", "bt", class_id, on));
	TRY(targets_of(l, r, e));
	l->w->targets_chosen = l->w->n_targets > 0;
	if (l->w->n_targets)
		return OK;
	TRY(db_query(l->db, e, &r,
	             "select w.competency, w.competency, count(*), k.code from enrolment x join week_plan p on p.learner = x.person and p.monday = ?1 join week_item w on w.week = p.id and w.shared = 1"
	             " join competency k on k.id = w.competency where x.class = ?2 and x.role = 'student' and (?3 = 'homeroom' or lower(?4) = k.subject)"
	             " group by w.competency, k.code order by count(*) desc, k.code limit 6",
	             "tbtt", on, class_id, l->w->class_row.kind, l->w->class_row.subjects));
	TRY(targets_of(l, r, e));
	for (size_t i = 0; i < l->w->n_targets; i++)
		l->w->targets[i].record = ID_NIL;
	return OK;
}

/* ---- who the learners are, as the planner takes it ---- */

static enum code states(struct loading *l, struct id class_id, struct err *e)
{
	struct rows *r;
	struct mastery_model *m;
	int got, at = -1;
	size_t cap = 0;
	struct plan_state *list = NULL;
	struct id last = ID_NIL;
	TRY(evidence_model(l->db, l->a, &m, e));
	TRY(db_query(l->db, e, &r,
	             "select s.learner, s.competency, s.state from enrolment x join mastery s on s.learner = x.person where x.class = ?1 and x.role = 'student' order by s.learner",
	             "b", class_id));
	while ((got = rows_next(r, e)) == 1) {
		struct id who = rows_id(r, 0);
		if (!id_eq(who, last)) {
			last = who;
			at = place(l->w, who);
			list = NULL;
			cap = 0;
		}
		uint32_t k = lib_competency(&l->lib, rows_id(r, 1));
		struct str bytes = rows_t(r, 2);
		struct mastery_state s;
		if (at < 0 || k == PLAN_NONE || bytes.n != sizeof(s))
			continue;
		memcpy(&s, bytes.p, sizeof(s));
		struct mastery_estimate now = mastery_estimate(evidence_asked(m, l->lib.rubric[k]), &s, l->v->today);
		struct plan_learner *p = &l->who[at];
		if (p->n_states == cap) {
			list = arena_grow(l->a, list, cap * sizeof(*list), (cap + 24) * sizeof(*list));
			cap += 24;
		}
		list[p->n_states++] = (struct plan_state){k, now.p, now.word};
		p->states = list;
	}
	rows_end(r);
	return got < 0 ? e->code : OK;
}

static enum code goals(struct loading *l, struct id class_id, struct err *e)
{
	struct rows *r;
	struct str on = day_text(l->a, l->v->today);
	int got;
	TRY(db_query(l->db, e, &r,
	             "select x.person, g.competency from enrolment x join goal g on g.learner = x.person and g.state = 'active' where x.class = ?1 and x.role = 'student' and g.competency is not null"
	             " union select x.person, n.competency from enrolment x join plan_line n on n.learner = x.person and n.kind in ('goal', 'languageGoal')"
	             " where x.class = ?1 and x.role = 'student' and n.competency is not null and coalesce(n.end_on, '9999-12-31') >= ?2",
	             "bt", class_id, on));
	while ((got = rows_next(r, e)) == 1) {
		int at = place(l->w, rows_id(r, 0));
		uint32_t k = lib_competency(&l->lib, rows_id(r, 1));
		if (at < 0 || k == PLAN_NONE)
			continue;
		struct plan_learner *p = &l->who[at];
		p->goals = arena_grow(l->a, (void *)(uintptr_t)p->goals, p->n_goals * sizeof(*p->goals), (p->n_goals + 1) * sizeof(*p->goals));
		((uint32_t *)(uintptr_t)p->goals)[p->n_goals++] = k;
	}
	rows_end(r);
	return got < 0 ? e->code : OK;
}

static enum code interests(struct loading *l, struct id class_id, struct err *e)
{
	struct rows *r;
	int got;
	TRY(db_query(l->db, e, &r,
	             "select x.person, f.interests, f.careers, f.aspirations from enrolment x join profile f on f.learner = x.person where x.class = ?1 and x.role = 'student'", "b",
	             class_id));
	while ((got = rows_next(r, e)) == 1) {
		int at = place(l->w, rows_id(r, 0));
		for (int i = 1; i < 4 && at >= 0; i++)
			l->who[at].interests |= lib_topics(&l->lib, rows_t(r, i));
	}
	rows_end(r);
	return got < 0 ? e->code : OK;
}

static void languages_of(struct loading *l, int at, struct str home, double english)
{
	struct plan_learner *p = &l->who[at];
	struct plan_language *list = NEW_ARRAY(l->a, struct plan_language, 8);
	int64_t grade = 0;
	size_t n = 0;
	(void)str_int(l->w->learners[at].person.grade, &grade);
	double level = english <= 0 || english >= 4 ? 0 : english < 2 ? -1 : grade > 3 ? (double)grade - 2 : 1;
	if (level >= 0)
		list[n++] = (struct plan_language){S("en"), level};
	while (home.n && n < 7) {
		struct str tag = str_trim(str_cut(&home, ' '));
		while (tag.n && tag.p[tag.n - 1] == ',')
			tag.n--;
		if (tag.n && !str_eqz(tag, "en"))
			list[n++] = (struct plan_language){tag, 0};
	}
	if (level < 0)
		list[n++] = (struct plan_language){S("en"), level};
	if (n < 2 && level >= 0 && level < 0.5)
		return; /* reads the class's language */
	p->languages = list;
	p->n_languages = n;
}

static enum code languages(struct loading *l, struct id class_id, struct err *e)
{
	struct rows *r;
	int got;
	TRY(db_query(l->db, e, &r,
	             "select x.person, p.home_languages, (select t.reading from english_level t where t.learner = p.id order by t.tested_on desc, t.id desc limit 1)"
	             " from enrolment x join person p on p.id = x.person where x.class = ?1 and x.role = 'student'",
	             "b", class_id));
	while ((got = rows_next(r, e)) == 1) {
		int at = place(l->w, rows_id(r, 0));
		if (at >= 0)
			languages_of(l, at, str_dup(l->a, rows_t(r, 1)), rows_r(r, 2));
	}
	rows_end(r);
	return got < 0 ? e->code : OK;
}

static enum code past(struct loading *l, struct id class_id, struct err *e)
{
	struct rows *r;
	int got;
	TRY(db_query(l->db, e, &r,
	             "select m.learner, m.screen, m.alone, m.peers, m.adult from enrolment x join minutes m on m.learner = x.person where x.class = ?1 and x.role = 'student'"
	             " and m.monday >= ?2 and m.monday < ?3 order by m.learner, m.monday",
	             "btt", class_id, day_text(l->a, l->w->monday - 7 * WEEKS_BACK), day_text(l->a, l->w->monday)));
	while ((got = rows_next(r, e)) == 1) {
		int at = place(l->w, rows_id(r, 0));
		struct plan_learner *p = at < 0 ? NULL : &l->who[at];
		if (!p || p->n_past >= WEEKS_BACK)
			continue;
		if (!p->past)
			p->past = NEW_ARRAY(l->a, struct plan_mix, WEEKS_BACK);
		struct plan_mix *x = (struct plan_mix *)(uintptr_t)&p->past[p->n_past++];
		x->mode[PLAN_SCREEN] = (unsigned)rows_r(r, 1);
		x->mode[PLAN_ALONE] = (unsigned)rows_r(r, 2);
		x->mode[PLAN_PEERS] = (unsigned)rows_r(r, 3);
		x->mode[PLAN_ADULT] = (unsigned)rows_r(r, 4);
		x->minutes = x->mode[PLAN_ALONE] + x->mode[PLAN_PEERS] + x->mode[PLAN_ADULT];
	}
	rows_end(r);
	return got < 0 ? e->code : OK;
}

static void not_again(struct loading *l, struct plan_learner *p, size_t *cap, uint32_t entry)
{
	if (p->n_done == *cap) {
		p->done = arena_grow(l->a, (void *)(uintptr_t)p->done, *cap * sizeof(*p->done), (*cap + 32) * sizeof(*p->done));
		*cap += 32;
	}
	((uint32_t *)(uintptr_t)p->done)[p->n_done++] = entry;
}

/* Not again: what is in this week or was finished lately, with all that is equal to it in goal; and what somebody set aside
 * for this week, that alone. */
static enum code done(struct loading *l, struct id class_id, struct err *e)
{
	struct rows *r;
	struct str on = day_text(l->a, l->w->monday);
	size_t *cap = NEW_ARRAY(l->a, size_t, l->w->n);
	int got;
	TRY(db_query(l->db, e, &r,
	             "select w.learner, w.resource, 1 from enrolment x join week_plan p on p.learner = x.person and p.monday >= ?1 join week_item w on w.week = p.id and w.resource is not null"
	             " where x.class = ?2 and x.role = 'student' and (p.monday = ?3 or w.state in ('handed', 'done', 'excused'))"
	             " union select s.learner, s.resource, 0 from enrolment x join set_aside s on s.learner = x.person and s.monday = ?3 where x.class = ?2 and x.role = 'student'",
	             "tbt", day_text(l->a, l->w->monday - DONE_BACK), class_id, on));
	while ((got = rows_next(r, e)) == 1) {
		int at = place(l->w, rows_id(r, 0));
		size_t n;
		const struct lib_place *x = lib_resource(&l->lib, rows_id(r, 1), &n);
		if (at < 0 || !n)
			continue;
		uint32_t goal = l->lib.entries[x->at].goal, from = x->at, until = from;
		bool whole = goal && rows_i(r, 2);
		while (whole && from && l->lib.entries[from - 1].goal == goal)
			from--;
		while (whole && until + 1 < l->lib.n && l->lib.entries[until + 1].goal == goal)
			until++;
		for (uint32_t i = from; i <= until && whole; i++)
			not_again(l, &l->who[at], &cap[at], i);
		for (size_t i = 0; i < n && !whole; i++)
			not_again(l, &l->who[at], &cap[at], x[i].at);
	}
	rows_end(r);
	return got < 0 ? e->code : OK;
}

static enum code needs(struct loading *l, struct err *e)
{
	const struct need_context here = {.day = l->w->monday > l->v->today ? l->w->monday : l->v->today, .setting = NEED_INSTRUCTION, .medium = NEED_SCREEN};
	for (size_t i = 0; i < l->w->n; i++)
		if (l->w->learners[i].mine)
			TRY(needs_load(l->db, l->a, l->w->learners[i].person.id, &here, &l->who[i].needs, e));
	return OK;
}

/* ---- what the planner is asked, and what it said ---- */

/* Shared work that is there for the aims of this class. */
static void shared_given(struct loading *l)
{
	uint32_t *list = NEW_ARRAY(l->a, uint32_t, 64);
	size_t n = 0;
	for (size_t i = 0; i < l->w->n; i++)
		for (size_t p = 0; p < l->w->learners[i].n_pieces && n < 64; p++) {
			const struct work *w = &l->w->learners[i].pieces[p].w;
			size_t there;
			const struct lib_place *x = lib_resource(&l->lib, w->resource, &there);
			if (!w->shared || id_nil(w->resource) || !there)
				continue;
			uint32_t at = PLAN_NONE;
			for (size_t k = 0; k < there; k++)
				for (size_t t = 0; t < l->week.n_targets; t++)
					if (l->lib.plan_entries[x[k].at].kind != PLAN_VERSION && l->lib.entries[x[k].at].competency == l->week.targets[t] && at == PLAN_NONE)
						at = x[k].at;
			for (size_t k = 0; k < n && at != PLAN_NONE; k++)
				if (list[k] == at)
					at = PLAN_NONE;
			if (at != PLAN_NONE)
				list[n++] = at;
		}
	l->week.shared = list;
	l->week.n_shared = n;
}

/* Whether one more piece of evidence would narrow the doubt about this competency by a fifth or more. */
static bool much_surer(struct loading *l, struct id learner, uint32_t competency)
{
	struct rows *r;
	struct err e = {0};
	const struct mastery_model *m;
	struct mastery_state s;
	double gain = 0, width = 1;
	struct id k = l->lib.competencies[competency];
	if ((!l->models && evidence_models(l->db, l->a, &l->models, &e)) || evidence_model_of(l->db, l->models, k, &m, &e)
		|| db_query(l->db, &e, &r, "select state from mastery where learner = ?1 and competency = ?2", "bb", learner, k))
		return false;
	if (rows_next(r, &e) == 1 && rows_t(r, 0).n == sizeof s) {
		memcpy(&s, rows_t(r, 0).p, sizeof s);
		struct mastery_estimate now = mastery_estimate(m, &s, l->v->today);
		gain = mastery_gain(m, &s, l->v->today);
		width = now.high - now.low;
	}
	rows_end(r);
	return gain > 0 && gain >= 0.2 * width;
}

static struct str *why_list(struct loading *l, struct id learner, const struct plan_suggestion *s, size_t *n)
{
	struct str *out = NEW_ARRAY(l->a, struct str, s->n_reasons + 1);
	bool seen = false;
	*n = 0;
	for (unsigned i = 0; i < s->n_reasons; i++) {
		struct str x = plan_why_text(&l->words, &s->reasons[i], s);
		if (x.n)
			out[(*n)++] = x;
		seen |= s->reasons[i].why == PLAN_WHY_WITHIN_REACH && s->reasons[i].have >= 0;
	}
	if (seen && much_surer(l, learner, s->competency))
		out[(*n)++] = str_z(tr(l->lang, "One more piece of evidence would make us much surer."));
	return out;
}

static const char *mix_of(const struct plan_suggestion *s)
{
	switch (s->purpose) {
	case PLAN_SUPPORT: case PLAN_FIND_OUT: case PLAN_GOAL:
		return "support";
	case PLAN_DEEPER: case PLAN_NEXT: case PLAN_BALANCE:
		for (unsigned i = 0; i < s->n_reasons; i++)
			if (s->reasons[i].why == PLAN_WHY_INTEREST)
				return "interest";
		return "enrichment";
	default:
		return "class";
	}
}

static bool has_resource(const struct week_of *k, struct id resource)
{
	for (size_t i = 0; i < k->n_pieces; i++)
		if (id_eq(k->pieces[i].w.resource, resource))
			return true;
	for (size_t i = 0; i < k->n_offers; i++)
		if (id_eq(k->offers[i].resource, resource))
			return true;
	return false;
}

static void offers_of(struct loading *l, struct week_of *k, const struct plan_result *got)
{
	unsigned minutes = (unsigned)k->balance.total;
	k->offers = NEW_ARRAY(l->a, struct offer, got->n);
	for (size_t i = 0; i < got->n; i++) {
		const struct plan_suggestion *s = &got->suggestions[i];
		const struct lib_entry *x = &l->lib.entries[s->resource];
		bool shared = s->purpose == PLAN_SHARED || s->purpose == PLAN_OTHER_WAY;
		if (has_resource(k, x->resource) || (!shared && minutes + s->minutes > l->week.limits.minutes))
			continue;
		minutes += s->minutes;
		k->n_own += s->purpose != PLAN_SHARED;
		struct offer *o = &k->offers[k->n_offers++];
		*o = (struct offer){.resource = x->resource, .competency = l->lib.competencies[s->competency], .purpose = s->purpose, .fit = s->fit, .minutes = (int)s->minutes,
		                    .rigor = x->rigor, .title = x->title, .language = x->language, .kind = x->kind, .mode = str_z(x->mode), .mix = str_z(mix_of(s))};
		if (s->instead_of != PLAN_NONE) {
			o->instead_of = l->lib.entries[s->instead_of].resource;
			o->instead_title = l->lib.entries[s->instead_of].title;
		}
		o->reasons = why_list(l, k->person.id, s, &o->n_reasons);
	}
}

static void warn_add(struct week_of *k, struct str text)
{
	for (size_t i = 0; i < k->n_warnings; i++)
		if (str_eq(k->warnings[i], text))
			return;
	if (text.n)
		k->warnings[k->n_warnings++] = text;
}

static struct plan_mix mix_now(const struct week_of *k)
{
	struct plan_mix m = {0};
	for (size_t i = 0; i < k->n_pieces; i++) {
		const struct work *w = &k->pieces[i].w;
		unsigned min = (unsigned)(w->minutes > 0 ? w->minutes : 0);
		if (str_eqz(w->state, "excused"))
			continue;
		bool screen = str_eqz(w->mode, "screen"), person = str_eqz(w->mode, "person"), group = str_eqz(w->mode, "group");
		m.items++;
		m.minutes += min;
		m.mode[person ? PLAN_ADULT : group ? PLAN_PEERS : PLAN_ALONE] += min;
		m.mode[PLAN_SCREEN] += screen ? min : 0;
		m.mode[PLAN_PAPER] += str_eqz(w->mode, "paper") ? min : 0;
		m.alone_screen += screen ? min : 0;
		m.shared += w->shared ? min : 0;
		m.support += !w->shared && str_eqz(w->kind, "support") ? min : 0;
		m.enrichment += str_eqz(w->kind, "enrichment") || str_eqz(w->kind, "interest") ? min : 0;
		m.rigor[w->rigor >= 1 && w->rigor <= 4 ? w->rigor : 0] += min;
	}
	return m;
}

static bool reads(const struct loading *l, const struct plan_learner *p, const struct plan_resource *x)
{
	if (!x->language.n || !p->n_languages)
		return true;
	for (size_t i = 0; i < p->n_languages; i++)
		if (str_eq(p->languages[i].tag, x->language)) {
			double level = p->languages[i].level;
			return level >= 0 && !(x->level > 0 && level > 0 && x->level > level + l->week.limits.level_above);
		}
	return false;
}

/* A limit that is another one for this learner: said before the week is given, and kept by itself. */
static void time_clash(struct loading *l, const struct needs *needs, struct piece *x)
{
	double mine = x->w.limit && needs ? needs_time_limit(needs, x->w.limit, true) : x->w.limit;
	if (x->w.limit && isinf(mine))
		x->clash_text = str_fmt(l->a, tr(l->lang, "“%.*s” has a limit of %d minutes; a plan says that this learner has none. It is kept by itself."), S_ARG(x->w.title), x->w.limit);
	else if (mine > x->w.limit)
		x->clash_text = str_fmt(l->a, tr(l->lang, "“%.*s” has a limit of %d minutes; with this learner's plan it is %d. It is kept by itself."), S_ARG(x->w.title), x->w.limit, (int)ceil(mine));
}

/* What is given this week: of the library, or beside it. */
struct given { struct id resource; const struct plan_resource *entry; unsigned constructs; };

static enum code given_find(struct loading *l, const struct work *w, const struct given **out, struct err *e)
{
	size_t there, i = 0;
	while (i < l->n_given && !id_eq(l->given[i].resource, w->resource))
		i++;
	if (i == l->n_given) {
		struct plan_resource *beside = NULL;
		const struct lib_place *at = lib_resource(&l->lib, w->resource, &there);
		if (l->n_given == l->cap_given) {
			l->given = arena_grow(l->a, l->given, l->cap_given * sizeof *l->given, (l->cap_given + 16) * sizeof *l->given);
			l->cap_given += 16;
		}
		struct given *x = &l->given[i];
		*x = (struct given){.resource = w->resource};
		if (!there)
			TRY(lib_beside(l->db, &l->lib, w->resource, &beside, e));
		x->entry = there ? &l->lib.plan_entries[at->at] : beside;
		TRY(practice_constructs(l->db, w, &x->constructs, e));
		l->n_given++;
	}
	*out = &l->given[i];
	return OK;
}

/* A required support that this piece cannot have, because it would do what is assessed there; NULL: none. */
static enum code refused_there(struct loading *l, struct id learner, unsigned constructs, const struct need_line **out, struct err *e)
{
	const struct needs *there;
	struct need_context context = {.day = l->v->today, .setting = NEED_INSTRUCTION, .medium = NEED_SCREEN, .constructs = constructs};
	*out = NULL;
	TRY(needs_load(l->db, l->a, learner, &context, &there, e));
	for (size_t i = 0; i < there->n_refused && !*out; i++)
		if (there->refused[i].why == NEED_ASSESSED && there->refused[i].settle)
			*out = there->refused[i].line;
	return OK;
}

/* Work that is there already against the learner's supports and reading, each with the way out [R045]. */
static enum code clashes(struct loading *l, size_t i, struct err *e)
{
	struct week_of *k = &l->w->learners[i];
	const struct plan_learner *p = &l->who[i];
	static const struct access_platform nowhere;
	for (size_t n = 0; n < k->n_pieces; n++) {
		struct piece *x = &k->pieces[n];
		const struct given *g;
		const struct need_line *refused = NULL;
		time_clash(l, p->needs, x);
		if (id_nil(x->w.resource) || str_eqz(x->w.state, "excused"))
			continue;
		TRY(given_find(l, &x->w, &g, e));
		const struct plan_resource *r = g->entry;
		const char *say = NULL;
		if (r && p->needs && p->needs->n && access_match(r->access, p->needs, r->elsewhere ? &nowhere : &l->week.platform, 0, NULL, 0).fit == ACCESS_BARRIER) {
			x->shut = true;
			say = tr(l->lang, "“%.*s” does not fit a support of this learner. Choose another way to the same goal.");
		} else if (r && !reads(l, p, r))
			say = tr(l->lang, "“%.*s” may be hard to read for this learner. Choose another text, or read it together.");
		else if (g->constructs && p->needs)
			TRY(refused_there(l, k->person.id, g->constructs, &refused, e));
		x->clash = say != NULL || refused != NULL;
		if (say)
			x->clash_text = str_fmt(l->a, say, S_ARG(x->w.title));
		else if (refused)
			x->clash_text = str_fmt(l->a, tr(l->lang, "“%.*s” checks the very thing that “%s” would do, so this support of the plan is not given there. Choose another way to the same goal, or ask the team."),
			                        S_ARG(x->w.title), tr(l->lang, need_label(refused->term)));
	}
	return OK;
}

/* Does work of this week serve the competency already? */
static bool covered(const struct loading *l, const struct week_of *k, uint32_t competency)
{
	for (size_t i = 0; i < k->n_pieces; i++) {
		size_t n;
		const struct lib_place *at = lib_resource(&l->lib, k->pieces[i].w.resource, &n);
		if (id_eq(k->pieces[i].w.competency, l->lib.competencies[competency]))
			return true;
		for (size_t x = 0; x < n; x++)
			if (l->lib.entries[at[x].at].competency == competency)
				return true;
	}
	return false;
}

/* Nothing for one learner while the library has something; what it has for nobody is said once, of the class. */
static bool lacking(const struct loading *l, uint32_t competency)
{
	for (uint32_t i = 0; i < l->lib.n; i++)
		if (l->lib.entries[i].competency == competency)
			return true;
	return false;
}

struct mix_says {
	struct plan_warning list[PLAN_WARNS];
	size_t n;
};

static void warnings_of(struct loading *l, size_t i, const struct plan_result *got, const struct mix_says *now, const bool common[PLAN_WARNS])
{
	struct week_of *k = &l->w->learners[i];
	k->warnings = NEW_ARRAY(l->a, struct str, k->n_pieces + now->n + got->n_warnings);
	for (size_t p = 0; p < k->n_pieces; p++)
		if (k->pieces[p].clash_text.n)
			warn_add(k, k->pieces[p].clash_text);
	for (size_t x = 0; x < got->n_warnings; x++) {
		const struct plan_warning *g = &got->warnings[x];
		if (g->warn < PLAN_WARN_NO_MATERIAL || (g->warn == PLAN_WARN_NO_MATERIAL && !covered(l, k, g->competency) && lacking(l, g->competency)))
			warn_add(k, plan_warn_text(&l->words, g));
	}
	for (size_t x = 0; x < now->n; x++) {
		k->low_rigor = k->low_rigor || now->list[x].warn == PLAN_WARN_LOW_RIGOR;
		if (!common[now->list[x].warn])
			warn_add(k, plan_warn_text(&l->words, &now->list[x]));
	}
}

/* Warnings that a school has not turned on are not said. */
static size_t switched_on(struct db *db, struct plan_warning *list, size_t n)
{
	bool rigor = setting_on(db, "week.low_rigor"), alone = setting_on(db, "week.alone_screen");
	size_t kept = 0;
	for (size_t i = 0; i < n; i++)
		if ((rigor || list[i].warn != PLAN_WARN_LOW_RIGOR) && (alone || list[i].warn != PLAN_WARN_ALONE_SCREEN))
			list[kept++] = list[i];
	return kept;
}

/* What is so in most weeks is said once, so that what is so in one stands out. */
static void warnings(struct loading *l, const struct plan_class *got)
{
	struct class_week *w = l->w;
	struct mix_says *says = NEW_ARRAY(l->a, struct mix_says, w->n);
	bool common[PLAN_WARNS] = {0};
	int tally[PLAN_WARNS] = {0}, with = 0;
	for (size_t i = 0; i < w->n; i++) {
		struct plan_mix mix = mix_now(&w->learners[i]);
		if (!w->learners[i].mine || mix.minutes < MIX_SAYS)
			continue;
		with++;
		says[i].n = plan_mix_warnings(&mix, &l->week.limits, l->who[i].past, l->who[i].n_past, says[i].list);
		says[i].n = switched_on(l->db, says[i].list, says[i].n);
		for (size_t x = 0; x < says[i].n; x++)
			tally[says[i].list[x].warn]++;
	}
	w->common = NEW_ARRAY(l->a, struct str, PLAN_WARNS);
	for (int x = 0; x < PLAN_WARNS; x++) {
		const char *most = plan_warn_most((enum plan_warn)x);
		common[x] = most && with > 2 && 2 * tally[x] > with;
		if (common[x])
			w->common[w->n_common++] = str_z(tr(l->lang, most));
	}
	for (size_t i = 0; i < w->n; i++)
		if (w->learners[i].mine)
			warnings_of(l, i, &got->learners[i], &says[i], common);
}

/* Class work as one line each, with how many it suits. */
static void class_offers(struct loading *l, const struct plan_class *got)
{
	struct class_week *w = l->w;
	w->shared = NEW_ARRAY(l->a, struct class_offer, got->n_shared);
	for (size_t s = 0; s < got->n_shared; s++) {
		const struct lib_entry *x = &l->lib.entries[got->shared[s]];
		struct class_offer o = {.resource = x->resource, .competency = l->lib.competencies[x->competency], .title = x->title, .language = x->language, .kind = x->kind,
		                        .code = l->lib.codes[x->competency], .minutes = x->minutes};
		bool again = false;
		for (size_t k = 0; k < w->n_shared; k++)
			again = again || id_eq(w->shared[k].resource, x->resource);
		for (size_t i = 0; i < w->n && !again; i++) {
			const struct week_of *k = &w->learners[i];
			for (size_t n = 0; n < k->n_offers; n++) {
				bool as_is = k->offers[n].purpose == PLAN_SHARED && id_eq(k->offers[n].resource, x->resource);
				if (as_is && !o.reasons) {
					o.reasons = k->offers[n].reasons;
					o.n_reasons = k->offers[n].n_reasons < 2 ? k->offers[n].n_reasons : 2;
				}
				o.suits += as_is;
				o.other += k->offers[n].purpose == PLAN_OTHER_WAY && id_eq(k->offers[n].instead_of, x->resource);
			}
			for (size_t n = 0; n < got->learners[i].n_warnings; n++)
				o.barrier += got->learners[i].warnings[n].warn == PLAN_WARN_ACCESS_GAP && got->learners[i].warnings[n].resource == got->shared[s];
		}
		if (!again && o.suits + o.other > 0)
			w->shared[w->n_shared++] = o;
	}
}

/* The first grade of a list; 0 for kindergarten and where none is said. */
static int grade_of(struct str grades)
{
	int64_t n = 0;
	(void)str_int(str_trim(str_cut(&grades, ',')), &n);
	return (int)n;
}

enum code suggest_load(struct db *db, struct arena *a, const struct viewer *v, enum lang lang, struct id class_id, day_t monday, struct class_week *out, struct err *e)
{
	struct loading l = {.db = db, .a = a, .v = v, .lang = lang, .w = out};
	*out = (struct class_week){.monday = monday};
	TRY(people(&l, class_id, e));
	TRY(lib_load(db, a, lang, grade_of(out->class_row.grades), &l.lib, e));
	TRY(weeks(&l, class_id, e));
	TRY(pieces(&l, class_id, e));
	TRY(targets(&l, class_id, e));
	l.who = NEW_ARRAY(a, struct plan_learner, out->n);
	TRY(states(&l, class_id, e));
	TRY(goals(&l, class_id, e));
	TRY(interests(&l, class_id, e));
	TRY(languages(&l, class_id, e));
	TRY(past(&l, class_id, e));
	TRY(done(&l, class_id, e));
	TRY(needs(&l, e));
	uint32_t *wanted = NEW_ARRAY(a, uint32_t, out->n_targets);
	for (size_t i = 0; i < out->n_targets; i++)
		wanted[i] = lib_competency(&l.lib, out->targets[i].competency);
	l.week = (struct plan_week){.targets = wanted, .n_targets = out->n_targets, .language = S("en"), .limits = plan_limits_default(), .platform = access_platform_own()};
	l.words = (struct plan_words){.a = a, .lang = lang, .arg = &l.lib, .code = code_at, .title = title_at, .language = language_at};
	shared_given(&l);
	out->n_library = l.lib.n;
	out->circle = l.lib.circle;
	const struct plan_class *got = plan_class_week(a, l.lib.plan, &l.week, l.who, out->n);
	for (size_t i = 0; i < out->n; i++) {
		if (!out->learners[i].mine)
			continue;
		offers_of(&l, &out->learners[i], &got->learners[i]);
		TRY(clashes(&l, i, e));
	}
	warnings(&l, got);
	class_offers(&l, got);
	out->without = NEW_ARRAY(a, struct str, out->n_targets);
	for (size_t i = 0; i < out->n_targets; i++)
		if (!lacking(&l, wanted[i]))
			out->without[out->n_without++] = out->targets[i].code;
	return OK;
}

enum code suggest_clashes(struct db *db, struct arena *a, const struct viewer *v, enum lang lang, struct id class_id, day_t monday, struct class_week *out, struct err *e)
{
	struct loading l = {.db = db, .a = a, .v = v, .lang = lang, .w = out, .lib = {.a = a, .lang = lang}};
	*out = (struct class_week){.monday = monday};
	TRY(people(&l, class_id, e));
	TRY(weeks(&l, class_id, e));
	TRY(pieces(&l, class_id, e));
	l.who = NEW_ARRAY(a, struct plan_learner, out->n);
	TRY(languages(&l, class_id, e));
	TRY(needs(&l, e));
	l.week = (struct plan_week){.language = S("en"), .limits = plan_limits_default(), .platform = access_platform_own()};
	for (size_t i = 0; i < out->n; i++)
		if (out->learners[i].mine)
			TRY(clashes(&l, i, e));
	return OK;
}
