#include "school/evidence/fold.h"
#include "engine/mastery/retention.h"
#include "school/admin/school.h"
#include "school/evidence/models.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

enum code evidence_model(struct arena *a, struct mastery_model **out, struct err *e)
{
	struct mastery_params p = mastery_params_default();
	struct mastery_rule r = mastery_rule_default();
	return mastery_model_new(a, &p, &r, out, e);
}

/* false: the kind says nothing about mastery */
bool evidence_event_of(struct str k, bool scored, double score, double quality, int64_t at, struct mastery_event *out)
{
	*out = (struct mastery_event){.type = MASTERY_EVIDENCE, .score = score, .quality = quality > 0 ? quality : 1, .day = (int32_t)(at / DAY)};
	if (str_eqz(k, "confirm") || str_eqz(k, "reopen")) {
		out->type = str_eqz(k, "confirm") ? MASTERY_CONFIRM : MASTERY_REOPEN;
		return true;
	}
	for (int i = 0; i < MASTERY_KINDS; i++)
		if (str_eqz(k, mastery_kind_name((enum mastery_kind)i))) {
			out->kind = (enum mastery_kind)i;
			return scored;
		}
	return false;
}

static enum code insert(struct db *db, const struct evidence *v, bool *new, struct err *e)
{
	int64_t now = clock_now();
	enum code c = db_exec(db, e,
	                      "insert into event (id, district, version, created_at, created_by, updated_at, updated_by, learner, kind, actor, competency,"
	                      " item, resource, week_item, happened_at, score, quality, level, rubric, way, response, misconception, rigor, context,"
	                      " minutes_screen, minutes_alone, minutes_peers, minutes_adult, minutes_group, attachment, corrects, simulated)"
	                      " values (?1, ?2, 1, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, case when ?15 < 0 then null else ?16 end, ?17,"
	                      " case when ?18 = 0 then null else ?19 end, ?20, ?21, ?22, ?23, case when ?24 = 0 then null else ?25 end, ?26,"
	                      " ?27, ?28, ?29, ?30, ?31, ?32, ?33, ?34) on conflict (id) do nothing",
	                      "bdibibbzbbbbbirrriibtttiizrrrrrbbi", v->id, now, v->actor, now, v->actor, v->learner, v->kind, v->actor, v->competency,
	                      v->item, v->resource, v->week_item, v->happened_at, v->score, v->score, v->quality, (int64_t)v->level, (int64_t)v->level,
	                      v->rubric, v->way, v->response, v->misconception, (int64_t)v->rigor, (int64_t)v->rigor, v->context, v->screen, v->alone,
	                      v->peers, v->adult, v->grouped, v->attachment, v->corrects, (int64_t)v->simulated);
	*new = !c && db_changes(db) > 0;
	return c;
}

/* One learner and competency while events are folded in. */
struct fold {
	struct mastery_state state;
	int64_t first_at, last_at;
	struct id last_event;
	bool stale; /* kept under another fit, or bytes of another version: only a replay tells */
};

static enum code fold_load(struct db *db, const struct mastery_model *m, struct id fit, struct id learner, struct id competency, struct fold *f, struct err *e)
{
	struct rows *r;
	*f = (struct fold){.state = mastery_start(m), .first_at = INT64_MAX, .last_at = INT64_MIN};
	enum code c = db_query(db, e, &r, "select state, first_at, last_at, last_event, model from mastery where learner = ?1 and competency = ?2", "bb", learner, competency);
	if (c)
		return c;
	int got = rows_next(r, e);
	if (got == 1) {
		struct str bytes = rows_t(r, 0);
		if (bytes.n == sizeof(f->state))
			memcpy(&f->state, bytes.p, sizeof(f->state));
		f->first_at = rows_i(r, 1);
		f->last_at = rows_i(r, 2);
		f->last_event = rows_id(r, 3);
		f->stale = bytes.n != sizeof(f->state) || !mastery_state_ok(&f->state) || !id_eq(rows_id(r, 4), fit);
	}
	rows_end(r);
	return got < 0 ? e->code : OK;
}

static enum code fold_step(const struct mastery_model *m, struct fold *f, const struct mastery_event *ev, int64_t at, struct id id, struct err *e)
{
	enum code c = mastery_update(m, &f->state, ev, e);
	if (c)
		return c;
	if (at < f->first_at)
		f->first_at = at;
	f->last_at = at;
	f->last_event = id;
	return OK;
}

static enum code fold_replay(struct db *db, const struct mastery_model *m, struct id learner, struct id competency, struct fold *f, struct err *e)
{
	struct rows *r;
	*f = (struct fold){.state = mastery_start(m), .first_at = INT64_MAX, .last_at = INT64_MIN};
	enum code c = db_query(db, e, &r, "select id, kind, score, quality, happened_at from event where learner = ?1 and competency = ?2 order by happened_at, id", "bb",
	                       learner, competency);
	if (c)
		return c;
	int got;
	while (!c && (got = rows_next(r, e)) == 1) {
		struct mastery_event ev;
		struct str kind = rows_t(r, 1);
		if (evidence_event_of(kind, !rows_null(r, 2), rows_r(r, 2), rows_r(r, 3), rows_i(r, 4), &ev))
			c = fold_step(m, f, &ev, rows_i(r, 4), rows_id(r, 0), e);
	}
	if (!c && got < 0)
		c = e->code;
	rows_end(r);
	return c;
}

static unsigned bits(unsigned x)
{
	unsigned n = 0;
	for (; x; x &= x - 1)
		n++;
	return n;
}

static enum code fold_keep(struct db *db, const struct mastery_model *m, struct id fit, struct id learner, struct id competency, const struct fold *f, struct err *e)
{
	struct mastery_estimate now = mastery_estimate(m, &f->state, (int32_t)(f->last_at / DAY));
	struct str bytes = {(const char *)&f->state, sizeof(f->state)};
	return db_exec(db, e,
	               "insert into mastery (learner, competency, district, state, pieces, kinds, p, low, high, word, first_at, last_at, last_event, model)"
	               " values (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14) on conflict (learner, competency) do update set"
	               " state = excluded.state, pieces = excluded.pieces, kinds = excluded.kinds, p = excluded.p, low = excluded.low, high = excluded.high,"
	               " word = excluded.word, first_at = excluded.first_at, last_at = excluded.last_at, last_event = excluded.last_event, model = excluded.model",
	               "bbdBiirrrziibb", learner, competency, bytes, (int64_t)now.pieces, (int64_t)bits(now.strong_kinds), now.p, now.low, now.high,
	               mastery_word_name(now.word), f->first_at, f->last_at, f->last_event, fit);
}

static enum code minutes_add(struct db *db, struct arena *a, const struct zone *z, const struct evidence *v, struct err *e)
{
	if (v->screen + v->alone + v->peers + v->adult + v->grouped <= 0)
		return OK;
	struct civil c = civil_at(z, v->happened_at);
	struct str monday = day_text(a, day_monday(day_of(c.year, c.month, c.day)));
	return db_exec(db, e,
	               "insert into minutes (learner, monday, district, screen, alone, peers, adult, grouped) values (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)"
	               " on conflict (learner, monday) do update set screen = minutes.screen + excluded.screen, alone = minutes.alone + excluded.alone,"
	               " peers = minutes.peers + excluded.peers, adult = minutes.adult + excluded.adult, grouped = minutes.grouped + excluded.grouped",
	               "btdrrrrr", v->learner, monday, v->screen, v->alone, v->peers, v->adult, v->grouped);
}

static int by_fold(const void *x, const void *y)
{
	const struct evidence *a = *(const struct evidence *const *)x, *b = *(const struct evidence *const *)y;
	int c = id_cmp(a->learner, b->learner);
	if (!c)
		c = id_cmp(a->competency, b->competency);
	if (!c && a->happened_at != b->happened_at)
		c = a->happened_at < b->happened_at ? -1 : 1;
	return c ? c : id_cmp(a->id, b->id);
}

/* Events of one learner and competency, in order, all new and already inserted. */
static enum code fold_group(struct db *db, struct evidence_models *models, struct evidence *const *list, size_t n, struct err *e)
{
	struct id learner = list[0]->learner, competency = list[0]->competency;
	struct fold f;
	const struct mastery_model *m;
	struct id fit = evidence_models_id(models);
	enum code c = evidence_model_of(db, models, competency, &m, e);
	if (!c)
		c = fold_load(db, m, fit, learner, competency, &f, e);
	if (c)
		return c;
	bool any = false;
	bool late = f.stale || list[0]->happened_at < f.last_at || (list[0]->happened_at == f.last_at && id_cmp(list[0]->id, f.last_event) < 0);
	for (size_t i = 0; i < n && !c; i++) {
		struct mastery_event ev;
		if (!evidence_event_of(str_z(list[i]->kind), list[i]->score >= 0, list[i]->score, list[i]->quality, list[i]->happened_at, &ev))
			continue;
		any = true;
		if (!late)
			c = fold_step(m, &f, &ev, list[i]->happened_at, list[i]->id, e);
	}
	if (c || !any)
		return c;
	if (late)
		c = fold_replay(db, m, learner, competency, &f, e);
	return c ? c : fold_keep(db, m, fit, learner, competency, &f, e);
}

enum code evidence_add(struct db *db, struct arena *a, const struct evidence *list, size_t n, size_t *added, struct err *e)
{
	struct evidence_models *m;
	enum code c = evidence_models(db, a, &m, e);
	const struct zone *z = school_zone(db);
	struct evidence *copy = NEW_ARRAY(a, struct evidence, n);
	struct evidence **order = NEW_ARRAY(a, struct evidence *, n);
	size_t k = 0, new_ones = 0;
	for (size_t i = 0; i < n && !c; i++) {
		struct evidence *v = &copy[i];
		bool new;
		*v = list[i];
		if (id_nil(v->id))
			v->id = id_new();
		if (!v->happened_at)
			v->happened_at = clock_now();
		if (v->quality <= 0)
			v->quality = 1;
		if (v->score < 0 && v->level >= 1)
			v->score = (v->level - 1) / 3.0;
		c = insert(db, v, &new, e);
		if (c || !new)
			continue;
		new_ones++;
		c = minutes_add(db, a, z, v, e);
		if (!id_nil(v->competency))
			order[k++] = v;
	}
	if (c)
		return c;
	qsort(order, k, sizeof(*order), by_fold);
	for (size_t i = 0, j; i < k && !c; i = j) {
		for (j = i + 1; j < k && id_eq(order[i]->learner, order[j]->learner) && id_eq(order[i]->competency, order[j]->competency); j++)
			;
		c = fold_group(db, m, order + i, j - i, e);
	}
	if (added)
		*added = new_ones;
	return c;
}

static enum code decide(struct db *db, struct arena *a, const struct viewer *v, const char *kind, struct id learner, struct id competency,
                        struct str way, struct str reason, struct err *e)
{
	struct evidence ev = {.learner = learner, .actor = v->person, .competency = competency, .kind = kind, .score = -1, .way = way,
	                      .response = reason, .context = "person"};
	return evidence_add(db, a, &ev, 1, NULL, e);
}

enum code evidence_confirm(struct db *db, struct arena *a, const struct viewer *v, struct id learner, struct id competency, int level, struct str way,
                           struct str reason, struct err *e)
{
	const struct record_type *t = record_type_find(S("confirmation"));
	struct input in[] = {
		{"learner", id_str(a, learner)}, {"competency", id_str(a, competency)}, {"level", str_fmt(a, "%d", level)}, {"way", way},
		{"reason", reason}, {"confirmed_by", id_str(a, v->person)}, {"confirmed_on", day_text(a, v->today)}};
	struct id id;
	enum code c = record_create(db, a, v, t, ID_NIL, in, sizeof(in) / sizeof(*in), &id, NULL, e);
	return c ? c : decide(db, a, v, "confirm", learner, competency, way, reason, e);
}

enum code evidence_reopen(struct db *db, struct arena *a, const struct viewer *v, struct id learner, struct id competency, struct str reason, struct err *e)
{
	if (!str_trim(reason).n)
		return err_set(e, E_INPUT, "Say in a sentence why this is opened again; the learner and the family will read it.");
	return decide(db, a, v, "reopen", learner, competency, S(""), reason, e);
}

enum code evidence_standing(struct db *db, struct arena *a, const struct mastery_model *m, struct id learner, day_t today, struct standing **out, size_t *n,
                            struct err *e)
{
	struct rows *r;
	size_t cap = 0;
	*out = NULL;
	*n = 0;
	enum code c = db_query(db, e, &r, "select competency, state, last_at from mastery where learner = ?1 order by competency", "b", learner);
	if (c)
		return c;
	int got;
	while ((got = rows_next(r, e)) == 1) {
		if (*n == cap) {
			*out = arena_grow(a, *out, cap * sizeof(**out), (cap ? 2 * cap : 32) * sizeof(**out));
			cap = cap ? 2 * cap : 32;
		}
		struct standing *s = &(*out)[(*n)++];
		*s = (struct standing){.learner = learner, .competency = rows_id(r, 0), .state = mastery_start(m), .last_at = rows_i(r, 2)};
		struct str bytes = rows_t(r, 1);
		if (bytes.n == sizeof(s->state))
			memcpy(&s->state, bytes.p, sizeof(s->state));
		s->now = mastery_estimate(m, &s->state, today);
	}
	rows_end(r);
	return got < 0 ? e->code : OK;
}

/* ---- after a change of parameters ---- */

enum code evidence_stale(struct db *db, struct id fit, int64_t *n, struct err *e)
{
	if (id_nil(fit))
		return db_int(db, e, n, "select count(*) from mastery where district = ?1 and model is not null", "d");
	return db_int(db, e, n, "select count(*) from mastery where district = ?1 and (model is null or model <> ?2)", "db", fit);
}

#define REBUILD_PIECE 400

struct rebuild {
	struct arena *a;
	struct id learner, competency; /* up to here it is done */
	int64_t done;
	bool more;
};

static struct str raw(const struct id *id)
{
	return (struct str){(const char *)id->b, sizeof id->b};
}

static enum code rebuild_fn(struct db *db, void *arg, struct err *e)
{
	struct rebuild *b = arg;
	struct evidence_models *models;
	struct rows *r;
	struct { struct id learner, competency; } *list = NEW_ARRAY(b->a, __typeof__(*list), REBUILD_PIECE);
	size_t n = 0;
	int got = 0;
	enum code c = evidence_models(db, b->a, &models, e);
	if (c)
		return c;
	struct id fit = evidence_models_id(models);
	c = id_nil(fit) ? db_query(db, e, &r,
	                           "select learner, competency from mastery where district = ?1 and model is not null and (learner, competency) > (?2, ?3)"
	                           " order by learner, competency limit ?4",
	                           "dBBi", raw(&b->learner), raw(&b->competency), (int64_t)REBUILD_PIECE)
	                : db_query(db, e, &r,
	                           "select learner, competency from mastery where district = ?1 and (model is null or model <> ?2) and (learner, competency) > (?3, ?4)"
	                           " order by learner, competency limit ?5",
	                           "dbBBi", fit, raw(&b->learner), raw(&b->competency), (int64_t)REBUILD_PIECE);
	if (c)
		return c;
	while (n < REBUILD_PIECE && (got = rows_next(r, e)) == 1) {
		list[n].learner = rows_id(r, 0);
		list[n++].competency = rows_id(r, 1);
	}
	rows_end(r);
	if (got < 0)
		return e->code;
	for (size_t i = 0; i < n && !c; i++) {
		struct fold f;
		const struct mastery_model *m;
		c = evidence_model_of(db, models, list[i].competency, &m, e);
		if (!c)
			c = fold_replay(db, m, list[i].learner, list[i].competency, &f, e);
		if (!c)
			c = fold_keep(db, m, fit, list[i].learner, list[i].competency, &f, e);
		b->learner = list[i].learner;
		b->competency = list[i].competency;
	}
	b->done += (int64_t)n;
	b->more = n == REBUILD_PIECE;
	return c;
}

static enum code rebuild_pass(struct store *s, evidence_tell *tell, void *arg, int64_t total, int64_t *n, struct err *e)
{
	struct rebuild b = {.a = arena_new(0), .more = true, .done = *n};
	enum code c = b.a ? OK : err_set(e, E_MEMORY, "There is not enough memory to fold the evidence again.");
	while (c == OK && b.more) {
		struct rebuild next = b;
		arena_reset(b.a);
		c = store_write(s, rebuild_fn, &next, e);
		b = next;
		if (c == OK && tell)
			c = tell(arg, b.done, total, e);
	}
	*n = b.done;
	arena_free(b.a);
	return c;
}

enum code evidence_rebuild(struct store *s, evidence_tell *tell, void *arg, int64_t *n, struct err *e)
{
	int64_t left = 0;
	*n = 0;
	/* once more while somebody changed the parameters on the way */
	for (int pass = 0; pass < 5; pass++) {
		struct db *db;
		struct evidence_models *m;
		struct arena *a = arena_new(0);
		if (!a)
			return err_set(e, E_MEMORY, "There is not enough memory to fold the evidence again.");
		enum code c = store_read(s, &db, e);
		if (c == OK) {
			c = evidence_models(db, a, &m, e);
			if (c == OK)
				c = evidence_stale(db, evidence_models_id(m), &left, e);
			store_read_end(db);
		}
		arena_free(a);
		if (c != OK || left == 0)
			return c;
		c = rebuild_pass(s, tell, arg, *n + left, n, e);
		if (c != OK)
			return c;
	}
	return OK;
}

/* ---- when to look again ---- */

#define RECALL_WANTED 0.9

enum code evidence_check_again(struct db *db, struct id learner, struct id competency, struct evidence_check *out, struct err *e)
{
	struct rows *r;
	const struct retention_params w = retention_params_default();
	struct retention x = {0};
	int64_t day = INT64_MIN;
	double best = 0;
	*out = (struct evidence_check){0};
	enum code c = db_query(db, e, &r, "select kind, score, quality, happened_at from event where learner = ?1 and competency = ?2 and score is not null order by happened_at, id",
	                       "bb", learner, competency);
	if (c)
		return c;
	int got;
	while ((got = rows_next(r, e)) == 1) {
		struct mastery_event ev;
		if (!evidence_event_of(rows_t(r, 0), true, rows_r(r, 1), rows_r(r, 2), rows_i(r, 3), &ev) || ev.type != MASTERY_EVIDENCE)
			continue;
		if (out->any && ev.day != day)
			retention_check(&w, &x, retention_grade(best), (int32_t)day);
		best = out->any && ev.day == day ? fmax(best, ev.score) : ev.score;
		day = ev.day;
		out->any = true;
	}
	rows_end(r);
	if (got < 0)
		return e->code;
	if (out->any) {
		retention_check(&w, &x, retention_grade(best), (int32_t)day);
		out->again = x.again;
		out->due = retention_due(&w, &x, RECALL_WANTED);
	}
	return OK;
}

/* ---- verify ---- */

static enum code verify_one(struct db *db, const struct mastery_model *m, struct id fit, struct id learner, struct id competency, const struct fold *f, struct err *e)
{
	struct fold kept;
	char l[ID_TEXT], k[ID_TEXT];
	enum code c = fold_load(db, m, fit, learner, competency, &kept, e);
	if (c)
		return c;
	if (kept.stale || kept.last_at != f->last_at || kept.first_at != f->first_at || !id_eq(kept.last_event, f->last_event) || !mastery_state_same(&kept.state, &f->state))
		return err_set(e, E_CONFLICT, "The state kept for learner %s and competency %s is not what a replay of the evidence gives.", id_text(learner, l),
		               id_text(competency, k));
	return OK;
}

static enum code verify_mastery(struct db *db, struct evidence_models *models, int64_t *events, int64_t *states, struct err *e)
{
	struct rows *r;
	enum code c = db_query(db, e, &r,
	                       "select learner, competency, id, kind, score, quality, happened_at from event where district = ?1 and competency is not null"
	                       " order by learner, competency, happened_at, id",
	                       "d");
	if (c)
		return c;
	struct id learner = ID_NIL, competency = ID_NIL, fit = evidence_models_id(models);
	struct fold f = {0};
	const struct mastery_model *m = NULL;
	int got;
	bool any = false;
	while (!c && (got = rows_next(r, e)) == 1) {
		struct id l = rows_id(r, 0), k = rows_id(r, 1);
		if (!id_eq(l, learner) || !id_eq(k, competency)) {
			if (any) {
				(*states)++;
				c = verify_one(db, m, fit, learner, competency, &f, e);
			}
			learner = l;
			competency = k;
			any = false;
			if (!c)
				c = evidence_model_of(db, models, competency, &m, e);
			if (c)
				break;
			f = (struct fold){.state = mastery_start(m), .first_at = INT64_MAX, .last_at = INT64_MIN};
		}
		struct mastery_event ev;
		struct str kind = rows_t(r, 3);
		(*events)++;
		if (!c && evidence_event_of(kind, !rows_null(r, 4), rows_r(r, 4), rows_r(r, 5), rows_i(r, 6), &ev)) {
			any = true;
			c = fold_step(m, &f, &ev, rows_i(r, 6), rows_id(r, 2), e);
		}
	}
	if (!c && got < 0)
		c = e->code;
	rows_end(r);
	if (!c && any) {
		(*states)++;
		c = verify_one(db, m, fit, learner, competency, &f, e);
	}
	return c;
}

enum code evidence_verify(struct db *db, int64_t *events, int64_t *states, struct err *e)
{
	struct arena *a = arena_new(0);
	if (!a)
		return err_set(e, E_MEMORY, "There is not enough memory to verify the evidence.");
	struct evidence_models *m;
	int64_t kept = 0, stale = 0;
	*events = *states = 0;
	enum code c = evidence_models(db, a, &m, e);
	if (!c)
		c = evidence_models_all(db, m, e);
	if (!c)
		c = evidence_stale(db, evidence_models_id(m), &stale, e);
	if (!c && stale > 0)
		c = err_set(e, E_CONFLICT, "%lld states wait to be folded again with the parameters now in use; `trellis mastery rebuild` does it.", (long long)stale);
	if (!c)
		c = verify_mastery(db, m, events, states, e);
	if (!c)
		c = db_int(db, e, &kept, "select count(*) from mastery where district = ?1", "d");
	if (!c && kept != *states)
		c = err_set(e, E_CONFLICT, "There are %lld states kept and %lld in a replay of the evidence.", (long long)kept, (long long)*states);
	double kept_minutes = 0, replayed = 0;
	struct rows *r;
	if (!c && !(c = db_query(db, e, &r, "select coalesce(sum(screen + alone + peers + adult + grouped), 0) from minutes where district = ?1", "d"))) {
		if (rows_next(r, e) == 1)
			kept_minutes = rows_r(r, 0);
		rows_end(r);
	}
	if (!c && !(c = db_query(db, e, &r,
	                         "select coalesce(sum(minutes_screen + minutes_alone + minutes_peers + minutes_adult + minutes_group), 0) from event where district = ?1", "d"))) {
		if (rows_next(r, e) == 1)
			replayed = rows_r(r, 0);
		rows_end(r);
	}
	if (!c && fabs(kept_minutes - replayed) > 1e-6 * (1 + fabs(replayed)))
		c = err_set(e, E_CONFLICT, "The minutes kept (%.3f) are not those of the evidence (%.3f).", kept_minutes, replayed);
	arena_free(a);
	return c;
}

const char *mastery_say(enum mastery_word w)
{
	switch (w) {
	case MASTERY_NO_EVIDENCE: return N_("nothing seen yet");
	case MASTERY_STARTED: return N_("begun");
	case MASTERY_PRACTISING: return N_("practising");
	case MASTERY_READY: return N_("ready to show");
	case MASTERY_SHOWN: return N_("shown");
	}
	return N_("nothing seen yet");
}

const char *mastery_say_likely(enum mastery_likely x)
{
	static const char *const SAY[] = {N_("not likely yet"), N_("could be either"), N_("likely"), N_("very likely")};
	return SAY[x];
}

const char *mastery_say_sure(enum mastery_sure x)
{
	static const char *const SAY[] = {N_("not sure yet"), N_("fairly sure"), N_("sure")};
	return SAY[x];
}

struct str mastery_phrase(struct arena *a, enum lang lang, const struct mastery_estimate *x)
{
	if (x->pieces == 0)
		return str_z(tr(lang, mastery_say(x->word)));
	return str_fmt(a, trn(lang, "%1$d piece of evidence, %2$s, %3$s", "%1$d pieces of evidence, %2$s, %3$s", (int)x->pieces), (int)x->pieces,
	               tr(lang, mastery_say_likely(mastery_likely(x))), tr(lang, mastery_say_sure(mastery_sure(x))));
}
