#include "school/team/caseload.h"
#include "school/plan/need_words.h"
#include "school/plan/needs.h"

#define TRY(call) do { enum code try_c = (call); if (try_c) return try_c; } while (0)

const char *const RECORD_LABELS[RECORD_KINDS] = {[RECORD_IEP] = N_("IEP"), [RECORD_504] = N_("504 plan"), [RECORD_EL] = N_("English-learner plan")};

static day_t day_or_none(struct str s)
{
	day_t d;
	return day_parse(s, &d) ? d : DAY_NONE;
}

static bool holds(day_t from, day_t until, day_t today)
{
	return (from == DAY_NONE || from <= today) && (until == DAY_NONE || until >= today);
}

static void help_add(struct arena *a, struct cared *c, size_t *cap, struct str text)
{
	for (size_t i = 0; i < c->n_helps; i++)
		if (str_eq(c->helps[i], text))
			return;
	if (c->n_helps == *cap) {
		c->helps = arena_grow(a, c->helps, *cap * sizeof(*c->helps), (*cap + 8) * sizeof(*c->helps));
		*cap += 8;
	}
	c->helps[c->n_helps++] = text;
}

static enum code supports(struct db *db, struct arena *a, enum lang lang, day_t today, struct cared *c, size_t *cap, struct err *e)
{
	struct need_context here = {.day = today, .setting = NEED_INSTRUCTION, .medium = NEED_SCREEN};
	const struct needs *n;
	TRY(needs_load(db, a, c->m->person.id, &here, &n, e));
	for (size_t i = 0; i < n->n; i++) {
		const struct need *x = &n->list[i];
		if (x->set == NEED_OFF || x->from->source > NEED_FROM_EL)
			continue;
		struct str value = need_value_words(a, lang, x->term, x->value);
		const char *label = tr(lang, need_label(x->term));
		help_add(a, c, cap, value.n ? str_fmt(a, "%s: %.*s", label, S_ARG(value)) : str_z(label));
	}
	return OK;
}

static void take_line(struct plan_of_record *p, day_t from, day_t until)
{
	if (!p->lines || (from != DAY_NONE && (p->from == DAY_NONE || from < p->from)))
		p->from = from;
	if (!p->lines || (p->until != DAY_NONE && (until == DAY_NONE || until > p->until)))
		p->until = until;
	p->lines++;
}

static void ends(struct plan_of_record *p, day_t today)
{
	p->ended = p->lines && p->until != DAY_NONE && p->until < today;
	p->soon = p->lines && !p->ended && p->until != DAY_NONE && p->until <= today + CASELOAD_SOON;
}

/* The lines of the plans: their days, minutes of services, and supports that only people give. */
static enum code lines(struct db *db, struct arena *a, enum lang lang, day_t today, struct cared *c, size_t *cap, struct err *e)
{
	struct rows *r;
	enum need_term term;
	int got;
	TRY(db_query(db, e, &r,
	             "select n.source, n.kind, coalesce((select x.words from record_text x where x.id = n.id and x.field = 'text' and x.lang = ?1), n.text), n.term,"
	             " n.context, n.begin_on, n.end_on, n.minutes_week from plan_line n where n.learner = ?2 and n.source <> 'plp' order by n.source, n.id",
	             "zb", LANGS[lang].tag, c->m->person.id));
	while ((got = rows_next(r, e)) == 1) {
		struct str source = rows_t(r, 0), kind = rows_t(r, 1), context = rows_t(r, 4);
		struct plan_of_record *p = &c->records[str_eqz(source, "iep") ? RECORD_IEP : str_eqz(source, "504") ? RECORD_504 : RECORD_EL];
		day_t from = day_or_none(rows_t(r, 5)), until = day_or_none(rows_t(r, 6));
		take_line(p, from, until);
		if (!holds(from, until, today))
			continue;
		c->minutes += str_eqz(kind, "service") ? rows_i(r, 7) : 0;
		bool support = str_eqz(kind, "accommodation") || str_eqz(kind, "modification") || str_eqz(kind, "support");
		bool here = !context.n || choices_have(context, "instruction");
		if (support && here && !need_term_parse(rows_t(r, 3), &term))
			help_add(a, c, cap, str_dup(a, rows_t(r, 2)));
	}
	rows_end(r);
	for (int k = 0; k < RECORD_KINDS; k++)
		ends(&c->records[k], today);
	return got < 0 ? e->code : OK;
}

enum code caseload_load(struct db *db, struct arena *a, const struct viewer *v, enum lang lang, day_t monday, struct caseload *out, struct err *e)
{
	*out = (struct caseload){.t = {.day = v->today, .monday = monday}};
	TRY(today_learners(db, a, v, lang, monday, &out->t, e));
	TRY(today_waits(db, a, v, &out->t, e));
	out->learners = NEW_ARRAY(a, struct cared, out->t.n);
	for (size_t i = 0; i < out->t.n; i++) {
		const struct mine *m = &out->t.learners[i];
		size_t cap = 0;
		if (!(m->rel & CASELOAD_RELS))
			continue;
		struct cared *c = &out->learners[out->n++];
		*c = (struct cared){.m = m};
		for (size_t k = 0; k < out->t.n_waits; k++)
			c->waits += id_eq(out->t.waits[k].learner, m->person.id);
		for (size_t k = 0; k < out->t.n_talks; k++)
			c->waits += id_eq(out->t.talks[k].learner, m->person.id);
		for (size_t k = 0; k < out->t.n_missed; k++)
			c->waits += id_eq(out->t.missed[k].learner, m->person.id);
		TRY(supports(db, a, lang, v->today, c, &cap, e));
		TRY(lines(db, a, lang, v->today, c, &cap, e));
	}
	return OK;
}
