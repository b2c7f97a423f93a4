/* work.c - weeks of work, and eight weeks of evidence by simulation (parameters: docs/decisions/sample.md). */
#include "cli/sample/sample.h"
#include "school/plan/suggest.h"
#include "school/work/week.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#define TRY(call) do { enum code try_c = (call); if (try_c) return try_c; } while (0)

/* What a grade learns this term: a few competencies of mathematics and English, with a resource each. */
struct subject_line {
	struct id competency, resource, item;
	struct str title, language, kind, plain;
	int rigor, minutes;
};
struct menu { struct subject_line *items; size_t n; };

static enum code menu_load(struct sample *s, const char *subject, struct str grade, const char *lang, struct menu *out, struct err *e)
{
	struct rows *r;
	size_t cap = 0;
	*out = (struct menu){0};
	TRY(db_query(s->db, e, &r,
	             "select c.id, r.id, r.title, r.language, r.kind, r.rigor, r.minutes_screen + r.minutes_alone, c.text from competency c"
	             " left join alignment x on x.competency = c.id left join resource r on r.id = x.resource and (r.language = ?1 or r.language = 'en')"
	             " where c.subject = ?2 and c.grade = ?3 order by c.code, case when r.id is null then 1 else 0 end, case when r.language = ?4 then 0 else 1 end, r.title, r.id",
	             "zztz", lang, subject, grade, lang));
	int got;
	struct id last = ID_NIL;
	while ((got = rows_next(r, e)) == 1) {
		struct id c = rows_id(r, 0);
		if (id_eq(c, last))
			continue;
		last = c;
		if (out->n == cap) {
			out->items = arena_grow(s->a, out->items, cap * sizeof(*out->items), (cap + 32) * sizeof(*out->items));
			cap += 32;
		}
		int minutes = (int)rows_i(r, 6);
		out->items[out->n++] = (struct subject_line){.competency = c, .resource = rows_id(r, 1), .title = str_dup(s->a, rows_t(r, 2)),
		                                             .language = str_dup(s->a, rows_t(r, 3)), .kind = str_dup(s->a, rows_t(r, 4)),
		                                             .rigor = rows_i(r, 5) ? (int)rows_i(r, 5) : 2, .minutes = minutes > 5 && minutes < 60 ? minutes : 20,
		                                             .plain = str_dup(s->a, rows_t(r, 7))};
	}
	rows_end(r);
	return got < 0 ? e->code : OK;
}

static struct str grade_text(struct sample *s, int grade)
{
	return grade ? str_fmt(s->a, "%02d", grade) : S("KG");
}

static const struct subject_line *with_resource(const struct menu *m, int nth, const char *kind)
{
	for (size_t i = 0; i < m->n; i++) {
		const struct subject_line *x = &m->items[((size_t)nth + i) % m->n];
		if (!id_nil(x->resource) && (!kind || str_eqz(x->kind, kind)))
			return x;
	}
	return NULL;
}

static enum code piece(struct sample *s, const struct sample_learner *l, day_t monday, int day, int position, const struct subject_line *x, const char *mode,
                       bool shared, const char *kind, struct id class_id, struct id *out, struct err *e)
{
	struct work w = {.learner = l->id, .day = day, .position = position, .title = x->title.n ? x->title : x->plain, .resource = x->resource,
	                 .competency = x->competency, .mode = Z(mode), .minutes = x->minutes, .rigor = x->rigor, .shared = shared, .kind = Z(kind),
	                 .done_looks_like = str_eqz(x->kind, "reading") ? Z(plan_done_text(S("reading"))) : Z(plan_done_text(S("practice"))),
	                 .why = shared ? Z(plan_learner_why(PLAN_SHARED)) : Z(plan_learner_why(PLAN_SUPPORT)),
	                 .by_from = ON(monday + (day ? day - 1 : 0)), .by_until = ON(monday + 4)};
	struct str name = str_fmt(s->a, "%.*s %d %d %d", S_ARG(ID(l->id)), monday, day, position);
	w.id = id_of("sample-work", name);
	w.seed = (int64_t)(l->room + 1) * 1000 + day * 10 + position;
	return week_add(s->db, s->a, &s->v, monday, class_id, &w, out, e);
}

/* Work that is done with others or with the hands, in the three languages that learners' pages are complete in. */
struct hand { const char *en, *es, *ar; };
static const struct hand show_and_tell = {"Show and tell: something I made", "Mostrar y contar: algo que hice", "أعرض وأحكي: شيء صنعته بنفسي"};
static const struct hand measure = {"Measure three things at home or outside", "Medir tres cosas en casa o afuera", "أقيس ثلاثة أشياء في البيت أو في الخارج"};

static enum code by_hand(struct sample *s, const struct sample_learner *l, day_t monday, int day, const struct hand *title, const char *mode, const char *done,
                         const char *why, int minutes, struct err *e)
{
	const struct record_type *t = record_type_find(S("week_item"));
	struct id id;
	struct work w = {.learner = l->id, .day = day, .position = 9, .title = Z(title->en), .mode = Z(mode), .minutes = minutes, .rigor = 3, .done_looks_like = Z(done),
	                 .why = Z(why), .kind = S("enrichment"), .by_from = ON(monday + day - 1), .by_until = ON(monday + 4), .shared = true};
	w.id = id_of("sample-hand", str_fmt(s->a, "%.*s %d %d", S_ARG(ID(l->id)), monday, day));
	TRY(week_add(s->db, s->a, &s->v, monday, s->homeroom[l->room], &w, &id, e));
	TRY(record_text_put(s->db, &s->v, t, id, "title", S("es"), Z(title->es), "person", e));
	return record_text_put(s->db, &s->v, t, id, "title", S("ar"), Z(title->ar), "person", e);
}

/* One week of a learner. past: all but a few pieces are handed in. */
static enum code week_of(struct sample *s, int i, const struct sample_learner *l, const struct menu *math, const struct menu *english, day_t monday, bool past,
                         struct err *e)
{
	int shift = (int)((monday - s->first) / 7);
	struct id ids[8];
	int n = 0;
	for (int d = 1; d <= 5; d += 2) {
		const struct subject_line *x = with_resource(math, shift * 2 + d, NULL);
		if (x)
			TRY(piece(s, l, monday, d, 1, x, l->paper ? "paper" : "screen", true, "class", s->math[l->room], &ids[n++], e));
	}
	for (int d = 2; d <= 4; d += 2) {
		const struct subject_line *x = english->n ? with_resource(english, shift + d, "reading") : NULL;
		if (x)
			TRY(piece(s, l, monday, d, 1, x, l->paper || d == 4 ? "paper" : "screen", true, "class", s->english[l->room], &ids[n++], e));
	}
	TRY(by_hand(s, l, monday, 3, &show_and_tell, "group", plan_done_text(S("task")), plan_learner_why(PLAN_BALANCE), 20, e));
	TRY(by_hand(s, l, monday, 5, &measure, "handsOn", plan_done_text(S("handsOn")), plan_learner_why(PLAN_BALANCE), 25, e));
	struct id week;
	struct rows *r;
	TRY(db_query(s->db, e, &r, "select id from week_plan where learner = ?1 and monday = ?2", "bt", l->id, ON(monday)));
	int got = rows_next(r, e);
	week = got == 1 ? rows_id(r, 0) : ID_NIL;
	rows_end(r);
	if (got != 1)
		return got < 0 ? e->code : OK;
	if (monday > s->monday)
		return OK; /* next week is still being made */
	TRY(week_give(s->db, s->a, &s->v, week, e));
	if (past || i % 5 > 1)
		TRY(week_confirm(s->db, s->a, &s->v, week, i % 4 ? "tap" : "person", e));
	for (int k = 0; k < n; k++)
		if (past ? (i + k) % 19 != 0 : ((s->today - monday) > k && (i + k) % 3 == 0))
			TRY(work_move(s->db, s->a, &s->v, ids[k], "handed", e));
	return OK;
}

struct menus { struct menu math[SAMPLE_GRADES][2], english[SAMPLE_GRADES][2]; }; /* by grade, in English and Spanish */

static enum code weeks_of(struct sample *s, int i, void *arg, struct err *e)
{
	const struct menus *m = arg;
	const struct sample_learner *l = &s->learners[i];
	int tag = l->lang == LANG_ES && l->el;
	const struct menu *math = &m->math[l->grade][tag], *english = &m->english[l->grade][tag];
	TRY(week_of(s, i, l, math, english, s->monday - 7, true, e));
	if (i % 20 != 7)
		TRY(week_of(s, i, l, math, english, s->monday, false, e));
	return i % 3 == 0 ? week_of(s, i, l, math, english, s->monday + 7, false, e) : OK;
}

enum code sample_weeks(struct sample *s, struct err *e)
{
	static const char *const tags[] = {"en", "es"};
	struct menus *m = NEW(s->a, struct menus);
	for (int g = 0; g < SAMPLE_GRADES; g++)
		for (int k = 0; k < 2; k++) {
			TRY(menu_load(s, "mathematics", grade_text(s, g), tags[k], &m->math[g][k], e));
			TRY(menu_load(s, "english", grade_text(s, g < 3 ? 3 : g > 5 ? 5 : g), tags[k], &m->english[g][k], e));
		}
	return sample_each(s, weeks_of, m, e);
}

/* ---- simulation ---- */

#define PRIOR 0.25
#define LEARN 0.18
#define GUESS 0.18
#define SLIP 0.10
#define PIECES 4000 /* events in one write */

struct batch {
	struct sample *s;
	struct evidence *list;
	size_t n;
};

static enum code keep(struct db *db, void *arg, struct err *e)
{
	struct batch *b = arg;
	struct arena *a = arena_new(0);
	if (!a)
		return err_set(e, E_MEMORY, "There is not enough memory for the sample evidence.");
	enum code c = evidence_add(db, a, b->list, b->n, NULL, e);
	arena_free(a);
	return c;
}

static enum code flush(struct batch *b, struct err *e)
{
	enum code c = b->n ? store_write(b->s->store, keep, b, e) : OK;
	b->n = 0;
	return c;
}

static double shifted(double p, double by)
{
	double z = log(p / (1 - p)) + by;
	return 1 / (1 + exp(-z));
}

/* One learner and competency over the weeks: known or not, learning with each piece. */
static enum code practise(struct batch *b, int i, const struct sample_learner *l, struct id competency, int nth, int from, struct err *e)
{
	static const char *const kinds[] = {"practice", "practice", "check", "practice", "observation", "practice", "task", "conversation"};
	struct sample *s = b->s;
	bool known = sample_chance(s, shifted(PRIOR, l->ability));
	int pieces = 3 + sample_below(s, 5);
	for (int k = 0; k < pieces; k++) {
		day_t day = s->monday - 7 * (SAMPLE_WEEKS - from) + k * 2 + nth % 2;
		if (day >= s->today || day_weekday(day) > 5)
			continue;
		bool paper = l->paper || (i + k) % 6 == 0, right = sample_chance(s, known ? 1 - SLIP : GUESS);
		const char *kind = kinds[(k + nth) % 8];
		bool person = !strcmp(kind, "observation") || !strcmp(kind, "conversation");
		struct evidence *v = &b->list[b->n++];
		*v = (struct evidence){.learner = l->id, .actor = person ? sample_staff(s, l->room, l->room % SAMPLE_ROOMS)->id : l->id, .competency = competency, .kind = kind,
		                       .happened_at = (int64_t)day * DAY + 15 * HOUR + (int64_t)sample_below(s, 240) * MINUTE, .score = right ? 1 : 0,
		                       .rigor = !strcmp(kind, "task") ? 3 : 1 + k % 3, .context = person ? "person" : paper ? "paper" : "screen", .simulated = true};
		if (!strcmp(kind, "task"))
			v->score = known ? 0.67 + 0.33 * sample_below(s, 2) : 0.33;
		double minutes = 4 + sample_below(s, 9);
		v->screen = person || paper ? 0 : minutes;
		v->alone = person ? 0 : minutes;
		v->adult = person ? minutes : 0;
		v->grouped = k % 5 == 4 ? minutes : 0;
		v->id = id_of("sample-event", str_fmt(s->a, "%.*s %.*s %d", S_ARG(ID(l->id)), S_ARG(ID(competency)), k));
		known = known || sample_chance(s, shifted(LEARN, l->ability));
		if (b->n == PIECES) {
			enum code c = flush(b, e);
			if (c)
				return c;
		}
	}
	return OK;
}

/* A day of school, about so many days ago. */
static day_t school_day(const struct sample *s, int ago)
{
	day_t day = s->today - ago;
	return day_weekday(day) > 5 ? day - 2 : day;
}

/* What every class meets: somebody who tries and tries, which calls a person; and something shown that is worth another look. */
static enum code two_who_wait(struct batch *b, int i, const struct sample_learner *l, struct id stuck, struct id shown, struct err *e)
{
	enum { TRIES = 11, TURN = 12, TRIES_OF = 3, SHOWN_OF = 7 };
	struct sample *s = b->s;
	bool tries = i % TURN == TRIES_OF;
	if (!tries && i % TURN != SHOWN_OF)
		return OK;
	if (b->n + TRIES > PIECES) {
		enum code c = flush(b, e);
		if (c)
			return c;
	}
	for (int k = 0; k < (tries ? TRIES : 5); k++) {
		struct id competency = tries ? stuck : shown;
		day_t day = tries ? school_day(s, 14 - k) : school_day(s, k < 4 ? 62 - k : 3);
		bool yes = !tries && k == 3;
		b->list[b->n++] = (struct evidence){.id = id_of("sample-waits", str_fmt(s->a, "%.*s %d", S_ARG(ID(l->id)), k)), .learner = l->id,
			.actor = yes ? sample_staff(s, l->room, l->room % SAMPLE_ROOMS)->id : l->id, .competency = competency, .kind = yes ? "confirm" : k == 4 && !tries ? "check" : "practice",
			.happened_at = (int64_t)day * DAY + 15 * HOUR + k * MINUTE, .score = yes ? -1 : !tries && k < 3, .context = yes ? "person" : "screen", .rigor = yes ? 0 : 1, .screen = yes ? 0 : 5,
			.alone = yes ? 0 : 5, .simulated = true};
	}
	return OK;
}

/* The record of what a person confirmed, beside its event. */
static enum code confirmed(struct db *db, void *arg, struct err *e)
{
	struct sample *s = arg;
	struct rows *r;
	struct { struct id learner, competency, by; int64_t at; } list[64];
	size_t n = 0;
	s->db = db;
	TRY(db_query(db, e, &r, "select learner, competency, actor, happened_at from event where kind = 'confirm' and simulated = 1 order by id limit 64", ""));
	while (rows_next(r, e) == 1) {
		list[n].learner = rows_id(r, 0);
		list[n].competency = rows_id(r, 1);
		list[n].by = rows_id(r, 2);
		list[n++].at = rows_i(r, 3);
	}
	rows_end(r);
	enum code c = OK;
	for (size_t i = 0; i < n && !c; i++) {
		s->v.person = list[i].by;
		c = PUT(s, "confirmation", sample_id("confirmed", (int)i), e, {"learner", ID(list[i].learner)}, {"competency", ID(list[i].competency)}, {"level", S("3")}, {"way", S("told")},
		        {"reason", S("Three right in a row, and told a classmate how.")}, {"confirmed_by", ID(list[i].by)}, {"confirmed_on", ON((day_t)(list[i].at / DAY))});
	}
	s->v.person = ID_NIL;
	return c;
}

/* What the weeks work on comes first: a class page with nothing seen yet would show nothing. */
static enum code competencies(struct sample *s, const char *subject, struct str grade, struct id *out, int most, int *n, struct err *e)
{
	struct rows *r;
	*n = 0;
	TRY(db_query(s->db, e, &r, "select id from competency where subject = ?1 and grade = ?2 order by id in (select competency from week_item) desc, code limit ?3", "zti", subject, grade, (int64_t)most));
	int got;
	while ((got = rows_next(r, e)) == 1)
		out[(*n)++] = rows_id(r, 0);
	rows_end(r);
	return got < 0 ? e->code : OK;
}

enum code sample_evidence(struct sample *s, struct err *e)
{
	struct batch b = {.s = s, .list = NEW_ARRAY(s->a, struct evidence, PIECES)};
	struct id now[SAMPLE_GRADES][16], before[SAMPLE_GRADES][16], english[SAMPLE_GRADES][16];
	int n_now[SAMPLE_GRADES], n_before[SAMPLE_GRADES], n_english[SAMPLE_GRADES];
	enum code c = store_read(s->store, &s->db, e);
	if (c)
		return c;
	for (int g = 0; g < SAMPLE_GRADES && !c; g++) {
		c = competencies(s, "mathematics", grade_text(s, g), now[g], 12, &n_now[g], e);
		if (!c)
			c = competencies(s, "mathematics", grade_text(s, g ? g - 1 : 0), before[g], 4, &n_before[g], e);
		if (!c)
			c = competencies(s, "english", grade_text(s, g < 3 ? 3 : g > 5 ? 5 : g), english[g], 5, &n_english[g], e);
	}
	store_read_end(s->db);
	for (int i = 0; i < s->n && !c; i++) {
		const struct sample_learner *l = &s->learners[i];
		int g = l->grade;
		for (int k = 0; k < n_now[g] && k < 10 && !c; k++)
			c = practise(&b, i, l, now[g][k], k, k % SAMPLE_WEEKS, e);
		if (!c && n_now[g] == 12)
			c = two_who_wait(&b, i, l, now[g][10], now[g][11], e);
		for (int k = 0; g && k < n_before[g] && !c; k++)
			c = practise(&b, i, l, before[g][k], k, 0, e);
		for (int k = 0; k < n_english[g] && !c; k++)
			c = practise(&b, i, l, english[g][k], k, k % SAMPLE_WEEKS, e);
	}
	if (!c)
		c = flush(&b, e);
	return c ? c : store_write(s->store, confirmed, s, e);
}
