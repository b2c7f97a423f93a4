#include "school/work/practice.h"

#include "school/work/problem.h"

#include <math.h>
#include <string.h>

bool work_finished(const struct work *w)
{
	return str_eqz(w->state, "handed") || str_eqz(w->state, "done") || str_eqz(w->state, "excused");
}

const struct work *work_next(const struct week *w, day_t today)
{
	const struct work *best = NULL;
	int best_rank = 9;
	day_t monday;
	int day = day_parse(w->monday, &monday) && day_monday(today) == monday ? day_weekday(today) : 7;
	for (size_t i = 0; i < w->n; i++) {
		const struct work *k = &w->items[i];
		if (work_finished(k) || k->waits)
			continue;
		bool due = k->day > 0 && k->day <= day;
		int rank = due ? (str_eqz(k->state, "started") ? 0 : k->day == day ? 1 : 2) : str_eqz(k->state, "started") ? 3 : 4;
		if (rank < best_rank) {
			best = k;
			best_rank = rank;
		}
	}
	return best;
}

/* ---- scoring ---- */

static struct str next_key(struct str *rest)
{
	while (rest->n && (rest->p[0] == ',' || rest->p[0] == ' ')) {
		rest->p++;
		rest->n--;
	}
	size_t n = 0;
	while (n < rest->n && rest->p[n] != ',' && rest->p[n] != ' ')
		n++;
	struct str key = {rest->p, n};
	rest->p += n;
	rest->n -= n;
	return key;
}

/* One or several options: right picks less wrong picks, of all right ones. */
static struct ig_score score_options(const struct question *q, struct str response)
{
	struct ig_score s = {0};
	int right = 0, wrong = 0, all = 0;
	for (size_t i = 0; i < q->n_options; i++)
		all += q->options[i].correct;
	struct str rest = response, key;
	while ((key = next_key(&rest)).n) {
		for (size_t i = 0; i < q->n_options; i++) {
			const struct ig_option *o = &q->options[i];
			if (!str_eq(o->key, key))
				continue;
			s.understood = true;
			if (o->correct) {
				right++;
			} else {
				wrong++;
				s.feedback = o->feedback;
				s.misconception = o->misconception;
			}
		}
	}
	if (q->kind == IG_CHOICE)
		s.score = right == 1 && !wrong;
	else if (all)
		s.score = fmax(0, (double)(right - wrong) / all);
	return s;
}

/* Letters and digits alone: case, accents, spaces and stops say nothing. */
static struct str bare(struct arena *a, struct str s)
{
	struct str folded = str_fold(a, s);
	struct buf b = buf_new(a, folded.n + 1);
	for (size_t i = 0; i < folded.n; i++)
		if (!strchr(" \t\n\r.,;:!?\"'", folded.p[i]))
			buf_byte(&b, folded.p[i]);
	return buf_done(&b);
}

struct ig_score question_score(struct arena *a, const struct question *q, struct str response, enum lang lang)
{
	struct ig_score s = {0};
	response = str_trim(response);
	if (q->made)
		return ig_score(a, q->made, response, lang);
	if (!response.n)
		return s;
	if (q->kind == IG_CHOICE || q->kind == IG_CHOICES)
		return score_options(q, response);
	s.understood = true;
	if (q->kind == IG_OPEN) {
		s.needs_person = true;
		return s;
	}
	const struct json *accept = json_get(q->source, "accept");
	if (!accept) {
		s.score = problem_accepts(a, q->source, response);
		return s;
	}
	struct str given = bare(a, response);
	for (size_t i = 0; accept->type == JSON_ARRAY_T && i < accept->n; i++)
		if (str_eq(given, bare(a, accept->items[i].string)))
			s.score = 1;
	return s;
}

size_t practice_hints(const struct question *q, double p)
{
	size_t n = q->n_hints;
	size_t offered = p >= 0.85 ? 1 : p >= 0.6 ? (n + 1) / 2 : n;
	return offered < n ? offered : n;
}

/* ---- what has been done ---- */

/* The place of a question stands in the event's way, as "q3". */
static size_t place_of(struct str way)
{
	int64_t n;
	if (way.n < 2 || way.p[0] != 'q' || !str_int((struct str){way.p + 1, way.n - 1}, &n) || n < 1)
		return 0;
	return (size_t)n;
}

enum code practice_tried(struct db *db, struct arena *a, struct id work, struct tried *tried, size_t n, struct err *e)
{
	struct rows *r;
	memset(tried, 0, n * sizeof *tried);
	enum code c = db_query(db, e, &r, "select way, kind, score, response, context from event where week_item = ?1 and way is not null order by happened_at, id", "b", work);
	if (c)
		return c;
	int got;
	while ((got = rows_next(r, e)) == 1) {
		size_t place = place_of(rows_t(r, 0));
		if (!place || place > n)
			continue;
		struct tried *t = &tried[place - 1];
		if (str_eqz(rows_t(r, 1), "hint")) {
			t->hints++;
			continue;
		}
		if (str_eqz(rows_t(r, 4), "person") && !rows_null(r, 2)) { /* a mark: what the learner answered stays, and it is no try */
			t->said = str_dup(a, rows_t(r, 3));
		} else {
			t->tries++;
			t->response = str_dup(a, rows_t(r, 3));
			t->said = S("");
		}
		t->score = rows_r(r, 2);
		t->right = t->right || (!rows_null(r, 2) && t->score >= 0.999);
		t->person = rows_null(r, 2);
		t->settled = t->right || rows_null(r, 2) || t->tries >= PRACTICE_TRIES;
	}
	rows_end(r);
	return got < 0 ? e->code : OK;
}

/* When the event happened, as its id says (UUIDv7), when that is believable. */
static int64_t happened(struct id event)
{
	int64_t ms = 0, now = clock_now();
	for (int i = 0; i < 6; i++)
		ms = ms << 8 | event.b[i];
	bool v7 = event.b[6] >> 4 == 7;
	int64_t us = ms * 1000;
	return v7 && us <= now && us > now - 30 * DAY ? us : now;
}

static const char *where(const struct work *w, int64_t at)
{
	(void)w;
	return clock_now() - at > 5 * MINUTE ? "offline" : "screen";
}

static enum code begin_work(struct db *db, struct arena *a, const struct viewer *v, const struct work *w, struct err *e)
{
	struct rows *r;
	enum code c = db_query(db, e, &r, "select state from week_item where id = ?1", "b", w->id);
	if (c)
		return c;
	int got = rows_next(r, e);
	bool fresh = got == 1 && str_eqz(rows_t(r, 0), "planned");
	rows_end(r);
	if (got < 0)
		return e->code;
	return fresh ? work_move(db, a, v, w->id, "started", e) : OK;
}

enum code practice_answer(struct db *db, struct arena *a, const struct viewer *v, const struct practice *p, const struct question *q, const struct answer *x,
                          struct err *e)
{
	const struct work *w = &p->work;
	int64_t at = x->at ? x->at : happened(x->event);
	struct evidence ev = {
		.id = x->event, .learner = w->learner, .actor = v->person, .competency = q->competency, .item = q->item, .resource = w->resource,
		.week_item = w->id, .attachment = x->attachment, .kind = x->hint ? "hint" : "practice", .happened_at = at, .score = -1, .quality = 1,
		.way = str_fmt(a, "q%d", q->place), .rigor = q->rigor, .context = where(w, at), .screen = x->minutes, .alone = x->minutes};
	if (!x->hint) {
		ev.response = x->response;
		ev.misconception = x->score.misconception;
		if (!x->score.needs_person)
			ev.score = x->score.score;
		ev.quality = fmax(0.25, 1 - 0.25 * x->before.hints) * (x->before.tries ? 0.5 : 1);
	} else {
		ev.competency = ID_NIL;
	}
	enum code c = evidence_add(db, a, &ev, 1, NULL, e);
	return c ? c : begin_work(db, a, v, w, e);
}

enum code practice_hand_in(struct db *db, struct arena *a, const struct viewer *v, const struct practice *p, const struct hand_in *h, struct err *e)
{
	const struct work *w = &p->work;
	int64_t at = h->at ? h->at : happened(h->event);
	bool made = p->kind == PRACTICE_TASK || p->kind == PRACTICE_LINK || h->text.n || !id_nil(h->attachment);
	enum code c = OK;
	if (made) {
		bool person = str_eqz(w->mode, "person"), group = str_eqz(w->mode, "group");
		struct evidence ev = {
			.id = h->event, .learner = w->learner, .actor = v->person, .competency = w->competency, .item = w->item, .resource = w->resource,
			.week_item = w->id, .rubric = p->rubric, .attachment = h->attachment, .kind = p->n_criteria ? "task" : "product", .happened_at = at,
			.score = -1, .quality = 1, .way = h->way, .response = h->text, .rigor = w->rigor, .context = where(w, at)};
		double minutes = h->minutes > 0 ? h->minutes : w->minutes;
		*(person ? &ev.adult : group ? &ev.peers : &ev.alone) = minutes;
		if (group)
			ev.grouped = minutes;
		if (str_eqz(w->mode, "screen"))
			ev.screen = minutes;
		c = evidence_add(db, a, &ev, 1, NULL, e);
	}
	if (!c && (str_trim(h->strength).n || str_trim(h->challenge).n)) {
		struct input in[] = {{"learner", id_str(a, w->learner)}, {"week_item", id_str(a, w->id)}, {"strength", str_trim(h->strength)},
		                     {"challenge", str_trim(h->challenge)}};
		struct id id;
		c = record_create(db, a, v, record_type_find(S("reflection")), ID_NIL, in, sizeof in / sizeof *in, &id, NULL, e);
	}
	return c || work_finished(w) ? c : work_move(db, a, v, w->id, "handed", e);
}

enum code practice_pause(struct db *db, struct arena *a, const struct viewer *system, const struct work *w, struct err *e)
{
	int64_t version = 0;
	struct input in[] = {{"by_until", S("")}};
	enum code c = db_int(db, e, &version, "select version from week_item where id = ?1", "b", w->id);
	return c ? c : record_update(db, a, system, record_type_find(S("week_item")), w->id, version, in, 1, NULL, e);
}
