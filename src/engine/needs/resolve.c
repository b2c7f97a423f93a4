#include "engine/needs/needs.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* A line that passed every check, or that only speaks against (off). */
struct cand {
	const struct need_line *line;
	enum need_kind kind;
	bool changes; /* a modification of what is assessed */
};

struct work {
	struct arena *a;
	const struct need_context *context;
	struct cand *cands;
	size_t n_cands;
	const struct need_line **prohibits;
	size_t n_prohibits;
	struct need *list;
	size_t n;
	struct need_conflict *conflicts;
	size_t n_conflicts;
	struct need_refusal *refused;
	size_t n_refused;
	struct need_aside *aside;
	size_t n_aside;
};

static const struct need_term_info *info_of(const struct need_line *l)
{
	return need_term_info(l->term);
}

static bool from_plan(const struct need_line *l)
{
	return l->source <= NEED_FROM_EL;
}

static bool required(const struct need_line *l)
{
	return from_plan(l) && !l->optional && (l->set == NEED_ON || l->set == NEED_OPTION);
}

static bool wants(const struct need_line *l)
{
	return l->set == NEED_ON || l->set == NEED_OPTION;
}

/* What tells apart the effective values of one term: its text, when the term has many. */
static struct str key_of(const struct need_line *l)
{
	return info_of(l)->many ? l->value.text : (struct str){0};
}

/* ---- order ---- */

static int compare_int(int64_t x, int64_t y)
{
	return (x > y) - (x < y);
}

static int compare_real(double x, double y)
{
	return (x > y) - (x < y);
}

/* A total order on what lines say, so that nothing depends on the order in which they came: earlier source first,
 * then required before optional, then the later line. */
static int compare_lines(const struct need_line *x, const struct need_line *y)
{
	const int by[] = {
		compare_int(x->source, y->source),
		compare_int(required(y), required(x)),
		compare_int(y->changed, x->changed),
		compare_int(x->set, y->set),
		compare_int(x->value.time, y->value.time),
		compare_real(x->value.number, y->value.number),
		str_cmp(x->value.text, y->value.text),
		id_cmp(x->id, y->id),
		compare_int(x->kind, y->kind),
		compare_int(x->optional, y->optional),
		compare_int(x->from, y->from),
		compare_int(x->until, y->until),
		compare_int(x->settings, y->settings),
		compare_int(x->media, y->media),
	};
	for (size_t i = 0; i < sizeof by / sizeof *by; i++) {
		if (by[i])
			return by[i];
	}
	return 0;
}

static int compare_slots(const struct need_line *x, const struct need_line *y)
{
	int c = compare_int(x->term, y->term);
	if (!c && (unsigned)x->term < NEED_TERMS)
		c = str_cmp(key_of(x), key_of(y));
	return c ? c : compare_lines(x, y);
}

static int compare_cands(const void *x, const void *y)
{
	return compare_slots(((const struct cand *)x)->line, ((const struct cand *)y)->line);
}

static int compare_line_pointers(const void *x, const void *y)
{
	return compare_slots(*(const struct need_line *const *)x, *(const struct need_line *const *)y);
}

static int compare_refused(const void *x, const void *y)
{
	return compare_slots(((const struct need_refusal *)x)->line, ((const struct need_refusal *)y)->line);
}

static int compare_aside(const void *x, const void *y)
{
	return compare_slots(((const struct need_aside *)x)->line, ((const struct need_aside *)y)->line);
}

static int compare_conflicts(const void *x, const void *y)
{
	return compare_slots(((const struct need_conflict *)x)->lost, ((const struct need_conflict *)y)->lost);
}

/* qsort must not see NULL. */
static void sort(void *p, size_t n, size_t size, int (*compare)(const void *, const void *))
{
	if (n > 1)
		qsort(p, n, size, compare);
}

/* ---- one line: does it count, may it be given? ---- */

static bool day_open(const struct need_line *l, const struct need_context *c, enum need_why *why)
{
	if (l->until != DAY_NONE && l->until < c->day)
		*why = NEED_EXPIRED;
	else if (l->from != DAY_NONE && l->from > c->day)
		*why = NEED_NOT_YET;
	else if (l->settings && !(l->settings >> c->setting & 1))
		*why = NEED_OTHER_SETTING;
	else if (l->media && !(l->media >> c->medium & 1))
		*why = NEED_OTHER_MEDIUM;
	else
		return true;
	return false;
}

static bool lang_shaped(struct str s)
{
	if (s.n < 2 || s.n > 35)
		return false;
	for (size_t i = 0; i < s.n; i++) {
		char c = s.p[i];
		bool letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
		bool inner = i > 1 && ((c >= '0' && c <= '9') || (c == '-' && i + 1 < s.n));
		if (!letter && !inner)
			return false;
	}
	return true;
}

static bool color_shaped(struct str s)
{
	if (s.n != 7 || s.p[0] != '#')
		return false;
	for (size_t i = 1; i < 7; i++) {
		char c = s.p[i];
		if (!((c >= '0' && c <= '9') || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F')))
			return false;
	}
	return true;
}

static bool value_ok(const struct need_line *l)
{
	const struct need_term_info *t = info_of(l);
	const struct need_value *v = &l->value;
	switch (t->type) {
	case NEED_FLAG:
		return true;
	case NEED_NUMBER:
		return v->number >= t->min && v->number <= t->max;
	case NEED_CHOICE:
		for (size_t i = 0; t->choices[i]; i++) {
			if (str_eqz(v->text, t->choices[i]))
				return true;
		}
		return false;
	case NEED_TEXT:
		return v->text.n >= 1 && v->text.n <= 80 && utf8_valid(v->text);
	case NEED_COLOR:
		return color_shaped(v->text);
	case NEED_LANG:
		return lang_shaped(v->text);
	case NEED_TIME:
		if (v->time == NEED_TIME_MULTIPLIER)
			return v->number >= 1 && v->number <= 20;
		if (v->time == NEED_TIME_MINUTES)
			return v->number > 0 && v->number <= 1440;
		return v->time == NEED_TIME_UNLIMITED;
	}
	return false;
}

static enum need_kind kind_of(const struct need_line *l)
{
	return l->kind > info_of(l)->kind ? l->kind : info_of(l)->kind;
}

/* Rule 4 of the header. */
static bool assessed(const struct need_line *l, const struct need_context *c, bool *as_modification)
{
	*as_modification = false;
	if (!(info_of(l)->constructs & c->constructs))
		return false;
	*as_modification = l->kind == NEED_MODIFICATION && l->source <= NEED_FROM_504 && c->setting != NEED_STATE_TEST;
	return !*as_modification;
}

/* Rule 5 of the header. */
static bool warranted(const struct need_line *l, const struct need_context *c, enum need_why *why)
{
	enum need_kind kind = kind_of(l);
	bool own = l->source == NEED_FROM_LEARNER || l->source == NEED_FROM_FAMILY;
	if (kind == NEED_MODIFICATION) {
		*why = c->setting == NEED_STATE_TEST ? NEED_NOT_ON_STATE_TEST : NEED_TEAM_ONLY;
		return c->setting != NEED_STATE_TEST && l->source <= NEED_FROM_504;
	}
	*why = NEED_PLAN_ONLY;
	if (c->setting != NEED_INSTRUCTION && info_of(l)->type == NEED_TIME && own)
		return false;
	if (c->setting != NEED_STATE_TEST || from_plan(l))
		return true;
	return own ? kind == NEED_UNIVERSAL : kind <= NEED_DESIGNATED;
}

/* The first prohibiting line that reaches l, or NULL. prohibits are sorted; an empty text of `many` terms is all. */
static const struct need_line *prohibited_by(const struct work *w, const struct need_line *l)
{
	for (size_t i = 0; i < w->n_prohibits; i++) {
		const struct need_line *p = w->prohibits[i];
		if (p->term == l->term && (key_of(p).n == 0 || str_eq(key_of(p), key_of(l))))
			return p;
	}
	return NULL;
}

static void refuse(struct work *w, const struct need_line *l, enum need_why why, const struct need_line *by,
	unsigned construct)
{
	w->refused[w->n_refused++] = (struct need_refusal){.line = l, .why = why, .by = by, .construct = construct,
		.settle = required(l)};
}

static void sift(struct work *w, const struct need_line *l)
{
	const struct need_line *by = prohibited_by(w, l);
	bool wanted = wants(l), changes = false;
	enum need_why why;
	if (!wanted) {
		/* A wish not to have what is prohibited anyway is fulfilled. */
		if (!by)
			w->cands[w->n_cands++] = (struct cand){.line = l};
		return;
	}
	if (!value_ok(l))
		refuse(w, l, NEED_BAD_VALUE, NULL, 0);
	else if (by)
		refuse(w, l, NEED_PROHIBITED, by, 0);
	else if (assessed(l, w->context, &changes))
		refuse(w, l, NEED_ASSESSED, NULL, info_of(l)->constructs & w->context->constructs);
	else if (!warranted(l, w->context, &why))
		refuse(w, l, why, NULL, 0);
	else
		w->cands[w->n_cands++] = (struct cand){.line = l, .kind = kind_of(l), .changes = changes};
}

static void sift_all(struct work *w, const struct need_line *lines, size_t n)
{
	const struct need_line **live = NEW_ARRAY(w->a, const struct need_line *, n);
	size_t n_live = 0;
	for (size_t i = 0; i < n; i++) {
		const struct need_line *l = &lines[i];
		enum need_why why;
		if ((unsigned)l->term >= NEED_TERMS || (unsigned)l->source >= NEED_SOURCES || (unsigned)l->set > NEED_PROHIBIT)
			refuse(w, l, NEED_BAD_VALUE, NULL, 0);
		else if (!day_open(l, w->context, &why))
			w->aside[w->n_aside++] = (struct need_aside){.line = l, .why = why};
		else if (l->set == NEED_PROHIBIT && (from_plan(l) || l->source == NEED_FROM_SCHOOL))
			w->prohibits[w->n_prohibits++] = l;
		else
			live[n_live++] = l;
	}
	sort(w->prohibits, w->n_prohibits, sizeof *w->prohibits, compare_line_pointers);
	for (size_t i = 0; i < n_live; i++)
		sift(w, live[i]);
}

/* ---- one term (and text): who wins? ---- */

enum support { SAME, FIRST_MORE, SECOND_MORE, NEITHER };

static enum support compare_support(const struct need_line *x, const struct need_line *y)
{
	const struct need_term_info *t = info_of(x);
	const struct need_value *v = &x->value, *u = &y->value;
	if (t->type == NEED_FLAG || t->many)
		return SAME;
	if (t->type == NEED_TIME) {
		if (v->time == NEED_TIME_UNLIMITED || u->time == NEED_TIME_UNLIMITED)
			return v->time == u->time ? SAME : v->time == NEED_TIME_UNLIMITED ? FIRST_MORE : SECOND_MORE;
		if (v->time != u->time)
			return NEITHER;
	}
	if (t->type == NEED_TIME || t->type == NEED_NUMBER) {
		if (v->number == u->number)
			return SAME;
		if (t->order == NEED_MORE || t->order == NEED_LESS)
			return (v->number > u->number) == (t->order == NEED_MORE) ? FIRST_MORE : SECOND_MORE;
		return NEITHER;
	}
	return str_eq(v->text, u->text) ? SAME : NEITHER;
}

/* Everything said about one term (and text). */
struct slot {
	const struct cand *cands;
	size_t n;
	const struct cand *wild; /* off for every text of the term */
	size_t n_wild;
};

static const struct cand *slot_at(const struct slot *s, size_t i)
{
	return i < s->n ? &s->cands[i] : &s->wild[i - s->n];
}

struct verdict {
	const struct cand *plan;   /* the required plan line that counts, or NULL */
	const struct cand *plan_on; /* the first required plan line that says on */
	const struct cand *person[NEED_SOURCES]; /* newest line of learner, family, school */
	const struct cand *optional; /* the optional plan line that counts */
	const struct cand *from;
	enum need_set set;
};

/* The required plan line that counts: the first by source and date, unless another supports more than it. */
static const struct cand *best_plan(const struct slot *s)
{
	const struct cand *best = NULL;
	for (size_t i = 0; i < s->n; i++) {
		const struct cand *c = &s->cands[i];
		if (!required(c->line))
			continue;
		/* Sorted, so a later one replaces only by supporting more; unlimited time is more than either kind. */
		if (!best || compare_support(c->line, best->line) == FIRST_MORE)
			best = c;
	}
	return best;
}

static struct verdict judge(const struct slot *s)
{
	struct verdict v = {.plan = best_plan(s)};
	for (size_t i = 0; i < s->n + s->n_wild; i++) {
		const struct cand *c = slot_at(s, i);
		if (required(c->line)) {
			if (!v.plan_on && c->line->set == NEED_ON)
				v.plan_on = c;
		} else if (from_plan(c->line)) {
			if (!v.optional || compare_lines(c->line, v.optional->line) < 0)
				v.optional = c;
		} else {
			const struct cand **newest = &v.person[c->line->source];
			if (!*newest || c->line->changed > (*newest)->line->changed)
				*newest = c;
		}
	}
	const struct cand *learner = v.person[NEED_FROM_LEARNER];
	if (!v.plan) {
		const struct cand *order[] = {learner, v.optional, v.person[NEED_FROM_FAMILY], v.person[NEED_FROM_SCHOOL]};
		for (size_t i = 0; i < 4 && !v.from; i++)
			v.from = order[i];
		v.set = v.from->line->set == NEED_PROHIBIT ? NEED_OFF : v.from->line->set;
		return v;
	}
	v.from = v.plan;
	v.set = v.plan_on ? NEED_ON : NEED_OPTION;
	if (learner && wants(learner->line)) {
		if (learner->line->set == NEED_ON)
			v.set = NEED_ON;
		enum support more = compare_support(learner->line, v.plan->line);
		if (more == FIRST_MORE || (more == NEITHER && info_of(v.plan->line)->order == NEED_TASTE))
			v.from = learner;
	}
	return v;
}

/* ---- who lost, and why ---- */

static void conflict(struct work *w, const struct cand *won, const struct cand *lost, enum need_why why, bool settle)
{
	w->conflicts[w->n_conflicts++] = (struct need_conflict){.term = lost->line->term, .won = won->line,
		.lost = lost->line, .why = why, .settle = settle};
}

/* x and the winner come from plans of equal standing. */
static void plans_differ(struct work *w, const struct cand *won, const struct cand *x)
{
	enum support more = compare_support(won->line, x->line);
	if (more == FIRST_MORE)
		conflict(w, won, x, NEED_MORE_SUPPORT, false);
	else if (more == NEITHER)
		conflict(w, won, x, won->line->source == x->line->source ? NEED_LATER_LINE : NEED_SOURCE_ORDER, true);
}

static void lost_to_plan(struct work *w, const struct verdict *v, const struct cand *x)
{
	bool plan = from_plan(x->line);
	if (required(x->line)) {
		if (x != v->plan)
			plans_differ(w, v->plan, x);
		return;
	}
	if (!wants(x->line)) {
		if (v->plan_on)
			conflict(w, v->plan_on, x, plan ? NEED_REQUIRED_FIRST : NEED_REQUIRED_STAYS, false);
		return;
	}
	enum support more = compare_support(v->from->line, x->line);
	if (more == SAME)
		return;
	if (plan) {
		if (more != FIRST_MORE)
			conflict(w, v->from, x, NEED_REQUIRED_FIRST, false);
	} else if (v->from->line->source == NEED_FROM_LEARNER) {
		conflict(w, v->from, x, NEED_OWN_CHOICE, false);
	} else {
		conflict(w, v->from, x, more == FIRST_MORE ? NEED_PLAN_ASKS_MORE : NEED_PLAN_DECIDES, false);
	}
}

static void lost_to_wish(struct work *w, const struct verdict *v, const struct cand *x)
{
	const struct cand *won = v->from;
	bool on = wants(won->line), other = wants(x->line);
	if (on == other && (!on || compare_support(won->line, x->line) == SAME))
		return;
	if (won->line->source == NEED_FROM_LEARNER)
		conflict(w, won, x, NEED_OWN_CHOICE, false);
	else if (from_plan(won->line) && from_plan(x->line))
		conflict(w, won, x, won->line->source == x->line->source ? NEED_LATER_LINE : NEED_SOURCE_ORDER, true);
	else
		conflict(w, won, x, NEED_PLAN_FIRST, false);
}

static void settle_slot(struct work *w, const struct slot *s)
{
	struct verdict v = judge(s);
	const struct need_line *from = v.from->line;
	struct need *out = &w->list[w->n++];
	*out = (struct need){.term = from->term, .set = v.set, .value = from->value, .from = from,
		.kind = v.plan ? v.plan->kind : v.from->kind, .required = v.plan != NULL};
	out->changes_construct = v.from->changes || (v.plan && v.plan->changes);
	if (info_of(from)->many)
		out->value.text = key_of(s->cands->line); /* when the line that gave it speaks of all texts */
	for (size_t i = 0; i < s->n + s->n_wild; i++) {
		const struct cand *x = slot_at(s, i);
		enum need_source source = x->line->source;
		if (x == v.from || source == NEED_FROM_SCHOOL || (!from_plan(x->line) && x != v.person[source]))
			continue;
		if (v.plan)
			lost_to_plan(w, &v, x);
		else
			lost_to_wish(w, &v, x);
	}
}

static void settle_term(struct work *w, const struct cand *c, size_t n)
{
	struct slot s = {.wild = c};
	if (info_of(c->line)->many) {
		while (s.n_wild < n && key_of(c[s.n_wild].line).n == 0)
			s.n_wild++;
	}
	for (size_t i = s.n_wild; i < n; i += s.n) {
		s.cands = &c[i];
		s.n = 1;
		while (i + s.n < n && str_eq(key_of(c[i + s.n].line), key_of(c[i].line)))
			s.n++;
		settle_slot(w, &s);
	}
}

const struct needs *needs_resolve(struct arena *a, const struct need_line *lines, size_t n,
	const struct need_context *context)
{
	struct needs *out = NEW(a, struct needs);
	out->context = *context;
	struct work w = {.a = a, .context = context};
	w.cands = NEW_ARRAY(a, struct cand, n);
	w.prohibits = NEW_ARRAY(a, const struct need_line *, n);
	w.list = NEW_ARRAY(a, struct need, n);
	w.refused = NEW_ARRAY(a, struct need_refusal, n);
	w.aside = NEW_ARRAY(a, struct need_aside, n);
	sift_all(&w, lines, n);
	sort(w.cands, w.n_cands, sizeof *w.cands, compare_cands);
	/* A wish that speaks of all texts of a term may lose once for each of them. */
	size_t most = w.n_cands;
	for (size_t i = 0; i < w.n_cands; i++) {
		if (info_of(w.cands[i].line)->many && key_of(w.cands[i].line).n == 0)
			most += w.n_cands;
	}
	w.conflicts = NEW_ARRAY(a, struct need_conflict, most);
	for (size_t i = 0, j; i < w.n_cands; i = j) {
		for (j = i + 1; j < w.n_cands && w.cands[j].line->term == w.cands[i].line->term; j++)
			;
		settle_term(&w, &w.cands[i], j - i);
	}
	sort(w.conflicts, w.n_conflicts, sizeof *w.conflicts, compare_conflicts);
	sort(w.refused, w.n_refused, sizeof *w.refused, compare_refused);
	sort(w.aside, w.n_aside, sizeof *w.aside, compare_aside);
	out->list = w.list, out->n = w.n;
	out->conflicts = w.conflicts, out->n_conflicts = w.n_conflicts;
	out->refused = w.refused, out->n_refused = w.n_refused;
	out->aside = w.aside, out->n_aside = w.n_aside;
	out->prohibits = w.prohibits, out->n_prohibits = w.n_prohibits;
	for (size_t i = 0; i < w.n; i++) {
		if (w.list[i].set == NEED_OFF)
			continue;
		out->modified = out->modified || w.list[i].kind == NEED_MODIFICATION;
		out->changes_construct = out->changes_construct || w.list[i].changes_construct;
	}
	return out;
}

/* ---- asking ---- */

const struct need *needs_find(const struct needs *n, enum need_term term, struct str text)
{
	for (size_t i = 0; i < n->n; i++) {
		if (n->list[i].term == term && (text.n == 0 || str_eq(n->list[i].value.text, text)))
			return &n->list[i];
	}
	return NULL;
}

static const struct need *find_on(const struct needs *n, enum need_term term)
{
	for (size_t i = 0; i < n->n; i++) {
		if (n->list[i].term == term && n->list[i].set == NEED_ON)
			return &n->list[i];
	}
	return NULL;
}

bool needs_prohibited(const struct needs *n, enum need_term term, struct str text)
{
	for (size_t i = 0; i < n->n_prohibits; i++) {
		const struct need_line *p = n->prohibits[i];
		if (p->term == term && (!p->value.text.n || !need_term_info(term)->many || str_eq(p->value.text, text)))
			return true;
	}
	return false;
}

bool needs_may(const struct needs *n, enum need_term term)
{
	if (find_on(n, term))
		return true;
	return !needs_prohibited(n, term, (struct str){0}) && !(need_term_info(term)->constructs & n->context.constructs);
}

bool needs_on(const struct needs *n, enum need_term term)
{
	return find_on(n, term) != NULL;
}

double needs_number(const struct needs *n, enum need_term term, double fallback)
{
	const struct need *x = find_on(n, term);
	return x ? x->value.number : fallback;
}

struct str needs_text(const struct needs *n, enum need_term term)
{
	const struct need *x = find_on(n, term);
	return x ? x->value.text : (struct str){0};
}

double needs_time_limit(const struct needs *n, double base, bool whole)
{
	if (!(base > 0))
		return INFINITY;
	const struct need *x = needs_find(n, NEED_ADDITIONAL_TIME, (struct str){0});
	/* Time that is only offered extends the limit too: nobody loses by not using it. */
	if (!x || x->set == NEED_OFF)
		return base;
	switch (x->value.time) {
	case NEED_TIME_UNLIMITED:
		return INFINITY;
	case NEED_TIME_MULTIPLIER:
		return base * x->value.number;
	case NEED_TIME_MINUTES:
		return whole ? base + x->value.number : base;
	case NEED_TIME_NONE:
		break;
	}
	return base;
}
