/* delivery_week.c - what became of the supports of one learner in one week, and what people still have to give or answer. */
#include "school/plan/delivery.h"
#include "school/plan/need_words.h"

#include <string.h>

#define TRY(call) do { enum code try_c = (call); if (try_c) return try_c; } while (0)
#define WAITS_SINCE 200 /* days that are looked back for missed ones without an answer */

/* Lines that hold today, in lessons, and do not forbid. ?1 language, ?3 the day. */
#define LINE_COLUMNS \
	"n.learner, n.id, n.term, n.value, n.source, coalesce((select x.words from record_text x where x.id = n.id and x.field = 'text' and x.lang = ?1), n.text)"
#define HOLDS \
	" n.kind in ('accommodation', 'modification', 'support') and n.prohibited = 0 and coalesce(n.begin_on, '0001-01-01') <= ?3" \
	" and coalesce(n.end_on, '9999-12-31') >= ?3 and (coalesce(n.context, '') = '' or n.context like '%instruction%')"

static enum code hands_of(struct rows *r, struct arena *a, struct by_hand **out, size_t *n, struct err *e)
{
	size_t cap = 0;
	int got;
	*out = NULL;
	*n = 0;
	while ((got = rows_next(r, e)) == 1) {
		enum need_term term = NEED_TERMS;
		if (need_term_parse(rows_t(r, 2), &term) && !(delivery_ways(term) & GIVEN_BY_PERSON))
			continue;
		if (*n == cap) {
			*out = arena_grow(a, *out, cap * sizeof **out, (cap + 16) * sizeof **out);
			cap += 16;
		}
		(*out)[(*n)++] = (struct by_hand){.learner = rows_id(r, 0), .line = rows_id(r, 1), .term = term, .value = str_dup(a, rows_t(r, 3)), .source = str_dup(a, rows_t(r, 4)),
		                                  .words = str_dup(a, rows_t(r, 5))};
	}
	rows_end(r);
	return got < 0 ? e->code : OK;
}

/* Rows of a day and later have ids above this; what a learner says is made by the clock, so a day more. */
static struct id ids_since(day_t day)
{
	struct id id = {{0}};
	uint64_t ms = (uint64_t)(day - 1) * 86400000;
	for (int i = 0; i < 6; i++)
		id.b[i] = (unsigned char)(ms >> (40 - 8 * i));
	return id;
}

/* What a plan forbids or refuses is not asked of a person either. Rows by learner. */
static enum code hands_settle(struct db *db, struct arena *a, struct by_hand *list, size_t *n, day_t day, struct err *e)
{
	const struct needs *needs = NULL;
	struct need_context here = {.day = day, .setting = NEED_INSTRUCTION, .medium = NEED_SCREEN};
	size_t kept = 0;
	for (size_t i = 0; i < *n; i++) {
		if (i > 0 && !id_eq(list[i].learner, list[i - 1].learner))
			needs = NULL;
		if (list[i].term < NEED_TERMS && !needs)
			TRY(needs_load(db, a, list[i].learner, &here, &needs, e));
		const struct need *x = list[i].term < NEED_TERMS ? needs_find(needs, list[i].term, S("")) : NULL;
		list[i].asked = list[i].term == NEED_TERMS || (x && x->set != NEED_OFF);
	}
	for (size_t i = 0; i < *n; i++)
		if (list[i].asked)
			list[kept++] = list[i];
	*n = kept;
	return OK;
}

/* What was noted today, of so many learners in one question. */
#define AT_ONCE 8
static enum code hands_noted(struct db *db, struct arena *a, struct by_hand *list, size_t n, day_t day, struct err *e)
{
	struct rows *r;
	int got;
	for (size_t at = 0; at < n;) {
		struct id who[AT_ONCE] = {0}; /* nil finds nobody */
		size_t from = at, of = 0;
		for (; at < n && (of < AT_ONCE || id_eq(list[at].learner, who[of - 1])); at++)
			if (of == 0 || !id_eq(list[at].learner, who[of - 1]))
				who[of++] = list[at].learner;
		TRY(db_query(db, e, &r, "select line, what from delivery where learner in (?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10) and id >= ?2 and on_day = ?1 and channel = 'person'"
		             " and what in ('used', 'missed')", "tbbbbbbbbb", day_text(a, day), ids_since(day), who[0], who[1], who[2], who[3], who[4], who[5], who[6], who[7]));
		while ((got = rows_next(r, e)) == 1)
			for (size_t i = from; i < at; i++)
				if (id_eq(list[i].line, rows_id(r, 0))) {
					list[i].given = list[i].given || str_eqz(rows_t(r, 1), "used");
					list[i].missed = list[i].missed || str_eqz(rows_t(r, 1), "missed");
				}
		rows_end(r);
		if (got < 0)
			return e->code;
	}
	return OK;
}

static enum code settle_all(struct db *db, struct arena *a, struct by_hand *list, size_t *n, day_t day, struct err *e)
{
	TRY(hands_settle(db, a, list, n, day, e));
	return hands_noted(db, a, list, *n, day, e);
}

enum code delivery_hands(struct db *db, struct arena *a, enum lang lang, struct id learner, day_t day, struct by_hand **out, size_t *n, struct err *e)
{
	struct rows *r;
	TRY(db_query(db, e, &r, "select " LINE_COLUMNS " from plan_line n where n.learner = ?2 and" HOLDS " order by n.id", "zbt", LANGS[lang].tag, learner, day_text(a, day)));
	TRY(hands_of(r, a, out, n, e));
	return settle_all(db, a, *out, n, day, e);
}

enum code delivery_hands_class(struct db *db, struct arena *a, enum lang lang, struct id class_id, day_t day, struct by_hand **out, size_t *n, struct err *e)
{
	struct rows *r;
	TRY(db_query(db, e, &r,
	             "select " LINE_COLUMNS " from enrolment l join plan_line n on n.learner = l.person where l.class = ?2 and l.role = 'student'"
	             " and coalesce(l.begin_on, '0001-01-01') <= ?3 and coalesce(l.end_on, '9999-12-31') >= ?3 and" HOLDS " order by n.learner, n.id",
	             "zbt", LANGS[lang].tag, class_id, day_text(a, day)));
	TRY(hands_of(r, a, out, n, e));
	return settle_all(db, a, *out, n, day, e);
}

/* ---- a week ---- */

struct making { struct db *db; struct arena *a; enum lang lang; struct delivery_week *w; size_t cap; };

static const char *from_label(struct str source)
{
	if (str_eqz(source, "plp"))
		return N_("Personalized plan");
	return need_source_label(str_eqz(source, "iep") ? NEED_FROM_IEP : str_eqz(source, "504") ? NEED_FROM_504 : str_eqz(source, "el") ? NEED_FROM_EL
	                         : str_eqz(source, "learner") ? NEED_FROM_LEARNER : str_eqz(source, "family") ? NEED_FROM_FAMILY : NEED_FROM_SCHOOL);
}

static struct delivery_row *row_of(struct making *m, enum need_term term, struct id line, struct str source)
{
	struct delivery_week *w = m->w;
	for (size_t i = 0; i < w->n; i++)
		if (term < NEED_TERMS ? w->rows[i].term == term : w->rows[i].term == NEED_TERMS && id_eq(w->rows[i].line, line))
			return &w->rows[i];
	if (w->n == m->cap) {
		w->rows = arena_grow(m->a, w->rows, m->cap * sizeof *w->rows, (m->cap + 16) * sizeof *w->rows);
		m->cap += 16;
	}
	struct delivery_row *x = &w->rows[w->n++];
	*x = (struct delivery_row){.term = term, .line = line, .from = str_z(tr(m->lang, from_label(source))),
	                           .by_person = term == NEED_TERMS || delivery_ways(term) & GIVEN_BY_PERSON};
	if (term < NEED_TERMS)
		x->words = str_z(tr(m->lang, need_label(term)));
	return x;
}

static enum code planned(struct making *m, struct id learner, day_t today, struct err *e)
{
	struct need_context here = {.day = today, .setting = NEED_INSTRUCTION, .medium = NEED_SCREEN};
	const struct needs *needs;
	struct by_hand *hands;
	size_t n;
	TRY(needs_load(m->db, m->a, learner, &here, &needs, e));
	for (size_t i = 0; i < needs->n; i++) {
		const struct need *x = &needs->list[i];
		if (x->set == NEED_OFF || !delivery_ways(x->term))
			continue;
		static const char *const names[] = {"iep", "504", "el", "learner", "family", "school"};
		struct delivery_row *row = row_of(m, x->term, x->from->id, str_z(names[x->from->source]));
		struct str value = need_value_words(m->a, m->lang, x->term, x->value);
		if (value.n)
			row->words = str_fmt(m->a, "%s: %.*s", tr(m->lang, need_label(x->term)), S_ARG(value));
		row->planned = true;
	}
	TRY(delivery_hands(m->db, m->a, m->lang, learner, today, &hands, &n, e));
	for (size_t i = 0; i < n; i++)
		if (hands[i].term == NEED_TERMS) {
			struct delivery_row *row = row_of(m, NEED_TERMS, hands[i].line, hands[i].source);
			row->words = hands[i].words;
			row->planned = true;
		}
	for (size_t i = 0; i < m->w->n; i++)
		m->w->planned += m->w->rows[i].planned;
	return OK;
}

static void count(struct making *m, struct delivery_row *x, const struct rows *r)
{
	struct str what = rows_t(r, 2);
	struct delivery_week *w = m->w;
	if (str_eqz(what, "offered")) {
		x->offered++;
		w->offered++;
	} else if (str_eqz(what, "used")) {
		x->used++;
		w->used++;
	} else if (str_eqz(what, "turnedOff")) {
		x->off++;
		w->off++;
	} else if (str_eqz(what, "missed")) {
		x->missed++;
		w->missed++;
		x->waiting += rows_i(r, 6) == 0;
	} else if (str_eqz(what, "helped")) {
		x->helped = str_dup(m->a, rows_t(r, 3));
		x->said = str_dup(m->a, rows_t(r, 4));
	}
}

static enum code happened(struct making *m, struct id learner, day_t monday, struct err *e)
{
	struct rows *r;
	int got;
	TRY(db_query(m->db, e, &r,
	             "select d.term, d.line, d.what, d.helped, d.text, d.source, (select count(*) from delivery s where s.answers = d.id),"
	             " coalesce((select x.words from record_text x where x.id = n.id and x.field = 'text' and x.lang = ?1), n.text)"
	             " from delivery d left join plan_line n on n.id = d.line where d.learner = ?2 and d.id >= ?5 and d.on_day >= ?3 and d.on_day <= ?4 and d.what <> 'answered'"
	             " order by d.created_at, d.id",
	             "zbttb", LANGS[m->lang].tag, learner, day_text(m->a, monday), day_text(m->a, monday + 6), ids_since(monday)));
	while ((got = rows_next(r, e)) == 1) {
		enum need_term term = NEED_TERMS;
		(void)need_term_parse(rows_t(r, 0), &term);
		struct delivery_row *x = row_of(m, term, rows_id(r, 1), rows_t(r, 5));
		if (!x->words.n)
			x->words = rows_t(r, 7).n ? str_dup(m->a, rows_t(r, 7)) : str_z(tr(m->lang, N_("A support that is no longer in the plan")));
		count(m, x, r);
	}
	rows_end(r);
	return got < 0 ? e->code : OK;
}

/* Columns: id, learner, owner, term, value, why, text, on_day, text of the line, names of the owner. */
#define WAIT_COLUMNS \
	"d.id, d.learner, d.owner, d.term, d.value, d.why, d.text, d.on_day," \
	" coalesce((select x.words from record_text x where x.id = d.line and x.field = 'text' and x.lang = ?1), (select n.text from plan_line n where n.id = d.line))," \
	" coalesce(nullif(p.preferred_name, ''), p.given_name), p.family_name from delivery d left join person p on p.id = d.owner"
#define NO_ANSWER " d.what = 'missed' and not exists (select 1 from delivery s where s.answers = d.id) order by d.on_day, d.id"

static enum code waits_of(struct rows *r, struct arena *a, enum lang lang, struct delivery_wait **out, size_t *n, struct err *e)
{
	size_t cap = 0;
	int got;
	*out = NULL;
	*n = 0;
	while ((got = rows_next(r, e)) == 1) {
		if (*n == cap) {
			*out = arena_grow(a, *out, cap * sizeof **out, (cap + 8) * sizeof **out);
			cap += 8;
		}
		struct delivery_wait *w = &(*out)[(*n)++];
		*w = (struct delivery_wait){.id = rows_id(r, 0), .learner = rows_id(r, 1), .owner = rows_id(r, 2), .why = str_dup(a, rows_t(r, 5)), .text = str_dup(a, rows_t(r, 6))};
		if (!day_parse(rows_t(r, 7), &w->day))
			w->day = DAY_NONE;
		w->words = rows_t(r, 3).n ? need_words(a, lang, str_dup(a, rows_t(r, 3)), str_dup(a, rows_t(r, 4))) : str_dup(a, rows_t(r, 8));
		w->owner_name = str_trim(str_fmt(a, "%.*s %.*s", S_ARG(rows_t(r, 9)), S_ARG(rows_t(r, 10))));
	}
	rows_end(r);
	return got < 0 ? e->code : OK;
}

enum code delivery_waits(struct db *db, struct arena *a, enum lang lang, struct id person, struct delivery_wait **out, size_t *n, struct err *e)
{
	struct rows *r;
	TRY(db_query(db, e, &r, "select " WAIT_COLUMNS " where d.owner = ?2 and" NO_ANSWER, "zb", LANGS[lang].tag, person));
	return waits_of(r, a, lang, out, n, e);
}

enum code delivery_week(struct db *db, struct arena *a, enum lang lang, struct id learner, day_t monday, day_t today, struct delivery_week *out, struct err *e)
{
	struct making m = {.db = db, .a = a, .lang = lang, .w = out};
	struct rows *r;
	*out = (struct delivery_week){0};
	TRY(planned(&m, learner, today, e));
	TRY(happened(&m, learner, monday, e));
	TRY(db_query(db, e, &r, "select " WAIT_COLUMNS " where d.learner = ?2 and d.id >= ?3 and" NO_ANSWER, "zbb", LANGS[lang].tag, learner, ids_since(today - WAITS_SINCE)));
	return waits_of(r, a, lang, &out->waits, &out->n_waits, e);
}
