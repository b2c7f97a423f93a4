#include "school/evidence/fold_inside.h"
#include "school/admin/school.h"

#include <stdlib.h>
#include <string.h>

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

bool evidence_right(struct id event, double score)
{
	uint64_t x;
	memcpy(&x, event.b + sizeof event.b - sizeof x, sizeof x);
	x ^= x >> 31;
	x *= 0x9E3779B97F4A7C15u;
	x ^= x >> 29;
	x *= 0xBF58476D1CE4E5B9u;
	x ^= x >> 32;
	return (double)(x >> 11) * 0x1p-53 < score;
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

/* ---- one learner and domain ---- */

struct fold_domain fold_domain_start(struct arena *a, struct evidence_models *models, struct id learner, struct str subject)
{
	return (struct fold_domain){.a = a, .models = models, .learner = learner, .subject = subject, .pace = mastery_pace_start(), .last_at = INT64_MIN};
}

enum code fold_domain_load(struct db *db, struct fold_domain *d, struct err *e)
{
	struct rows *r;
	if (!evidence_models_paced(d->models))
		return OK;
	d->fresh = true;
	enum code c = db_query(db, e, &r, "select state, last_at, last_event, model from mastery_pace where learner = ?1 and subject = ?2", "bt", d->learner, d->subject);
	if (c)
		return c;
	int got = rows_next(r, e);
	if (got == 1 && rows_t(r, 0).n == sizeof d->pace && id_eq(rows_id(r, 3), evidence_models_id(d->models))) {
		memcpy(&d->pace, rows_t(r, 0).p, sizeof d->pace);
		d->fresh = !mastery_pace_ok(&d->pace);
		d->last_at = rows_i(r, 1);
		d->last_event = rows_id(r, 2);
	}
	rows_end(r);
	return got < 0 ? e->code : OK;
}

static enum code fold_load(struct db *db, const struct fold_domain *d, struct fold *f, struct err *e)
{
	struct rows *r;
	enum code c = db_query(db, e, &r, "select state, first_at, last_at, last_event, model, watch, paced, subject, online from mastery where learner = ?1 and competency = ?2", "bb",
	                       d->learner, f->competency);
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
		f->stale = bytes.n != sizeof(f->state) || !mastery_state_ok(&f->state) || !id_eq(rows_id(r, 4), evidence_models_id(d->models))
			|| (rows_i(r, 6) == 1) != evidence_models_paced(d->models) || !str_eq(rows_t(r, 7), d->subject) || !fold_watch_unpack(rows_t(r, 5), &f->watch)
			|| rows_t(r, 8).n != sizeof f->online;
		if (rows_t(r, 8).n == sizeof f->online)
			memcpy(&f->online, rows_t(r, 8).p, sizeof f->online);
		f->called = f->watch.striving.in_vain >= STRIVING_TRIES;
	}
	rows_end(r);
	return got < 0 ? e->code : OK;
}

enum code fold_of(struct db *db, struct fold_domain *d, struct id competency, bool load, struct fold **out, struct err *e)
{
	for (size_t i = d->n; i-- > 0;)
		if (id_eq(d->of[i].competency, competency)) {
			*out = &d->of[i];
			return OK;
		}
	const struct mastery_model *m;
	enum code c = evidence_model_of(db, d->models, competency, &m, e);
	if (c)
		return c;
	if (d->n == d->cap) {
		size_t cap = d->cap ? 2 * d->cap : 8;
		d->of = arena_grow(d->a, d->of, d->cap * sizeof *d->of, cap * sizeof *d->of);
		d->cap = cap;
	}
	*out = &d->of[d->n++];
	**out = (struct fold){.competency = competency, .m = m, .state = mastery_start(m), .watch = {.day = INT32_MIN}, .first_at = INT64_MAX, .last_at = INT64_MIN};
	return load ? fold_load(db, d, *out, e) : OK;
}

bool fold_adult(struct str kind, struct id actor, struct id learner)
{
	return (str_eqz(kind, "observation") || str_eqz(kind, "conversation")) && !id_nil(actor) && !id_eq(actor, learner);
}

/* The estimate's own odds rise with good answers whatever is believed of the pace: striving looks at the plain estimate. */
static void watch_step(struct fold *f, const struct mastery_event *ev, bool adult)
{
	struct evidence_watch *w = &f->watch;
	const struct retention_params p = retention_params_default();
	if (ev->type != MASTERY_EVIDENCE)
		return;
	if (w->day != INT32_MIN && ev->day != w->day) {
		retention_check(&p, &w->before, retention_grade(w->best), w->day);
		w->best = 0;
	}
	w->best = ev->score > w->best ? ev->score : w->best;
	w->day = ev->day;
	striving_try(&w->striving, mastery_estimate(f->m, &f->state, ev->day).p);
	if (adult || w->striving.best >= 0.95) /* somebody looked; or it is known by all that was seen */
		w->striving.in_vain = 0;
}

enum code fold_step(struct fold_domain *d, struct fold *f, const struct mastery_event *ev, bool adult, int64_t at, struct id id, struct err *e)
{
	enum code c = evidence_models_paced(d->models) ? mastery_update_paced(f->m, &d->pace, &f->state, ev, e) : mastery_update(f->m, &f->state, ev, e);
	if (c)
		return c;
	watch_step(f, ev, adult);
	if (ev->type == MASTERY_EVIDENCE) {
		const struct mastery_params *p = mastery_model_params(f->m);
		const struct bkt_params q = {.prior = p->prior, .learn = p->learn, .guess = p->guess, .slip = p->slip};
		bkt_online_state(&q, &f->online, evidence_right(id, ev->score));
	}
	if (at < f->first_at)
		f->first_at = at;
	f->last_at = d->last_at = at;
	f->last_event = d->last_event = id;
	f->touched = true;
	return OK;
}

static enum code domain_replay(struct db *db, struct fold_domain *d, struct err *e)
{
	struct rows *r;
	*d = fold_domain_start(d->a, d->models, d->learner, d->subject);
	enum code c = db_query(db, e, &r,
	                       "select v.id, v.kind, v.score, v.quality, v.happened_at, v.competency, v.actor from event v left join competency k on k.id = v.competency"
	                       " where v.learner = ?1 and v.competency is not null and coalesce(k.subject, '') = ?2 order by v.happened_at, v.id", "bt",
	                       d->learner, d->subject);
	if (c)
		return c;
	int got;
	while (!c && (got = rows_next(r, e)) == 1) {
		struct mastery_event ev;
		struct fold *f;
		if (!evidence_event_of(rows_t(r, 1), !rows_null(r, 2), rows_r(r, 2), rows_r(r, 3), rows_i(r, 4), &ev))
			continue;
		bool adult = fold_adult(rows_t(r, 1), rows_id(r, 6), d->learner);
		int64_t at = rows_i(r, 4);
		struct id id = rows_id(r, 0);
		c = fold_of(db, d, rows_id(r, 5), false, &f, e);
		if (!c)
			c = fold_step(d, f, &ev, adult, at, id, e);
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

static enum code fold_keep(struct db *db, const struct fold_domain *d, const struct fold *f, struct err *e)
{
	struct mastery_estimate now = mastery_estimate(f->m, &f->state, (int32_t)(f->last_at / DAY));
	struct evidence_check check = fold_check(&f->watch);
	char watch[WATCH_BYTES];
	fold_watch_pack(&f->watch, watch);
	struct str bytes = {(const char *)&f->state, sizeof(f->state)}, watched = {watch, sizeof watch}, online = {(const char *)&f->online, sizeof f->online};
	return db_later(db, e,
	               "insert into mastery (learner, competency, district, state, pieces, kinds, p, low, high, word, first_at, last_at, last_event, model, subject, paced, watch,"
	               " check_on, check_again, in_vain, online)"
	               " values (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17, case when ?18 = 0 then null else ?19 end, ?20, ?21, ?22)"
	               " on conflict (learner, competency) do update set"
	               " state = excluded.state, pieces = excluded.pieces, kinds = excluded.kinds, p = excluded.p, low = excluded.low, high = excluded.high,"
	               " word = excluded.word, first_at = excluded.first_at, last_at = excluded.last_at, last_event = excluded.last_event, model = excluded.model,"
	               " subject = excluded.subject, paced = excluded.paced, watch = excluded.watch, check_on = excluded.check_on,"
	               " check_again = excluded.check_again, in_vain = excluded.in_vain, online = excluded.online",
	               "bbdBiirrrziibbtiBiiiiB", d->learner, f->competency, bytes, (int64_t)now.pieces, (int64_t)bits(now.strong_kinds), now.p, now.low, now.high,
	               mastery_word_name(now.word), f->first_at, f->last_at, f->last_event, evidence_models_id(d->models), d->subject,
	               (int64_t)evidence_models_paced(d->models), watched, (int64_t)check.any, (int64_t)check.due, (int64_t)check.again,
	               (int64_t)f->watch.striving.in_vain, online);
}

static enum code domain_keep(struct db *db, const struct fold_domain *d, bool replayed, struct err *e)
{
	enum code c = OK;
	bool any = false, calls = replayed;
	for (size_t i = 0; i < d->n && !c; i++)
		if (d->of[i].touched) {
			any = true;
			calls = calls || d->of[i].called || d->of[i].watch.striving.in_vain >= STRIVING_TRIES;
			c = fold_keep(db, d, &d->of[i], e);
		}
	if (!c && calls)
		c = fold_calls(db, d->a, d->learner, e);
	if (c || !any || !evidence_models_paced(d->models))
		return c;
	struct str bytes = {(const char *)&d->pace, sizeof d->pace};
	return db_later(db, e,
	               "insert into mastery_pace (learner, subject, district, state, last_at, last_event, model) values (?1, ?2, ?3, ?4, ?5, ?6, ?7)"
	               " on conflict (learner, subject) do update set state = excluded.state, last_at = excluded.last_at, last_event = excluded.last_event, model = excluded.model",
	               "btdBibb", d->learner, d->subject, bytes, d->last_at, d->last_event, evidence_models_id(d->models));
}

static enum code minutes_add(struct db *db, struct arena *a, const struct zone *z, const struct evidence *v, struct err *e)
{
	if (v->screen + v->alone + v->peers + v->adult + v->grouped <= 0)
		return OK;
	struct civil c = civil_at(z, v->happened_at);
	struct str monday = day_text(a, day_monday(day_of(c.year, c.month, c.day)));
	return db_later(db, e,
	               "insert into minutes (learner, monday, district, screen, alone, peers, adult, grouped) values (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)"
	               " on conflict (learner, monday) do update set screen = minutes.screen + excluded.screen, alone = minutes.alone + excluded.alone,"
	               " peers = minutes.peers + excluded.peers, adult = minutes.adult + excluded.adult, grouped = minutes.grouped + excluded.grouped",
	               "btdrrrrr", v->learner, monday, v->screen, v->alone, v->peers, v->adult, v->grouped);
}

struct placed {
	struct evidence *v;
	struct str subject;
};

static int by_fold(const void *x, const void *y)
{
	const struct placed *p = x, *q = y;
	const struct evidence *a = p->v, *b = q->v;
	int c = id_cmp(a->learner, b->learner);
	if (!c)
		c = str_cmp(p->subject, q->subject);
	if (!c && a->happened_at != b->happened_at)
		c = a->happened_at < b->happened_at ? -1 : 1;
	return c ? c : id_cmp(a->id, b->id);
}

/* Events of one learner and subject, in order, all new and already inserted. */
static enum code fold_group(struct db *db, struct arena *a, struct evidence_models *models, const struct placed *list, size_t n, struct err *e)
{
	struct fold_domain d = fold_domain_start(a, models, list[0].v->learner, list[0].subject);
	enum code c = fold_domain_load(db, &d, e);
	bool replay = d.fresh, any = false;
	for (size_t i = 0; i < n && !c; i++) {
		const struct evidence *v = list[i].v;
		struct mastery_event ev;
		struct fold *f;
		if (!evidence_event_of(str_z(v->kind), v->score >= 0, v->score, v->quality, v->happened_at, &ev))
			continue;
		c = fold_of(db, &d, v->competency, true, &f, e);
		if (c)
			break;
		any = true;
		/* later than the competency's own newest, and than the domain's while the pace is inferred */
		int64_t last = d.last_at > f->last_at ? d.last_at : f->last_at;
		struct id last_event = d.last_at > f->last_at ? d.last_event : f->last_event;
		replay = replay || f->stale || v->happened_at < last || (v->happened_at == last && id_cmp(v->id, last_event) < 0);
		if (!replay)
			c = fold_step(&d, f, &ev, fold_adult(str_z(v->kind), v->actor, v->learner), v->happened_at, v->id, e);
	}
	if (c || !any)
		return c;
	if (replay)
		c = domain_replay(db, &d, e);
	return c ? c : domain_keep(db, &d, replay, e);
}

/* ---- who judged ---- */

#define JUDGES 8

struct judges { /* the last ones asked for: a batch comes from few people */
	struct id who[JUDGES];
	double is[JUDGES];
	unsigned n;
};

/* What a person judged counts as far as people who judge the same work agree; the event keeps it, so that a replay gives the same. */
static enum code judged(struct db *db, struct judges *k, struct evidence *v, struct err *e)
{
	static const char *const kinds[] = {"task", "product", "observation", "conversation", NULL};
	bool is = false;
	for (size_t i = 0; kinds[i]; i++)
		is = is || strcmp(v->kind, kinds[i]) == 0;
	if (!is || v->score < 0 || id_nil(v->actor) || id_eq(v->actor, v->learner))
		return OK;
	for (unsigned i = 0; i < k->n && i < JUDGES; i++)
		if (id_eq(k->who[i], v->actor)) {
			v->quality *= k->is[i];
			return OK;
		}
	double x = 1;
	enum code c = evidence_reliability(db, v->actor, &x, e);
	k->who[k->n % JUDGES] = v->actor;
	k->is[k->n % JUDGES] = x;
	k->n++;
	v->quality *= x;
	return c;
}

enum code evidence_add(struct db *db, struct arena *a, const struct evidence *list, size_t n, size_t *added, struct err *e)
{
	struct evidence_models *m;
	enum code c = evidence_models(db, a, &m, e);
	const struct zone *z = school_zone(db);
	struct evidence *copy = NEW_ARRAY(a, struct evidence, n);
	struct placed *order = NEW_ARRAY(a, struct placed, n);
	struct judges judges = {0};
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
		c = judged(db, &judges, v, e);
		if (!c)
			c = insert(db, v, &new, e);
		if (c || !new)
			continue;
		new_ones++;
		c = minutes_add(db, a, z, v, e);
		if (!c && !id_nil(v->competency)) {
			order[k].v = v;
			c = evidence_domain(db, m, v->competency, &order[k++].subject, e);
		}
	}
	if (c)
		return c;
	qsort(order, k, sizeof(*order), by_fold);
	for (size_t i = 0, j; i < k && !c; i = j) {
		for (j = i + 1; j < k && id_eq(order[i].v->learner, order[j].v->learner) && str_eq(order[i].subject, order[j].subject); j++)
			;
		c = fold_group(db, a, m, order + i, j - i, e);
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
	enum code c = db_query(db, e, &r, "select s.competency, s.state, s.last_at, (select count(*) from rubric x where x.competency = s.competency)"
	                       " from mastery s where s.learner = ?1 order by s.competency", "b", learner);
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
		s->now = mastery_estimate(evidence_asked(m, rows_i(r, 3) != 0), &s->state, today);
	}
	rows_end(r);
	return got < 0 ? e->code : OK;
}

/* ---- after a change of parameters ---- */

/* Folded with another fit, another switch, an older program, or when the competency stood in another subject. */
#define STALE(fit) "(" fit " or s.watch is null or s.online is null or coalesce(s.paced, 0) <> ?1 or coalesce(s.subject, '') <> coalesce((select k.subject from competency k where k.id = s.competency), ''))"

enum code evidence_stale(struct db *db, const struct evidence_models *m, int64_t *n, struct err *e)
{
	struct id fit = evidence_models_id(m);
	int64_t paced = evidence_models_paced(m);
	if (id_nil(fit))
		return db_int(db, e, n, "select count(*) from mastery s where " STALE("s.model is not null") " and s.district = ?2", "id", paced);
	return db_int(db, e, n, "select count(*) from mastery s where " STALE("s.model is null or s.model <> ?2") " and s.district = ?3", "ibd", paced, fit);
}

#define REBUILD_PIECE 20 /* learners */

struct rebuild {
	struct arena *a;
	struct id learner; /* up to here it is done */
	int64_t done;
	bool more;
};

static struct str raw(const struct id *id)
{
	return (struct str){(const char *)id->b, sizeof id->b};
}

static enum code learner_replay(struct db *db, struct arena *a, struct evidence_models *models, struct id learner, struct err *e)
{
	struct rows *r;
	struct str *subject = NULL;
	size_t n = 0, cap = 0;
	int got;
	enum code c = db_query(db, e, &r,
	                       "select distinct coalesce(k.subject, '') from event v left join competency k on k.id = v.competency where v.learner = ?1 and v.competency is not null order by 1",
	                       "b", learner);
	if (c)
		return c;
	while ((got = rows_next(r, e)) == 1) {
		if (n == cap) {
			subject = arena_grow(a, subject, cap * sizeof *subject, (cap + 16) * sizeof *subject);
			cap += 16;
		}
		subject[n++] = str_dup(a, rows_t(r, 0));
	}
	rows_end(r);
	if (got < 0)
		return e->code;
	c = db_exec(db, e, "delete from mastery_pace where learner = ?1", "b", learner);
	for (size_t i = 0; i < n && !c; i++) {
		struct fold_domain d = fold_domain_start(a, models, learner, subject[i]);
		c = domain_replay(db, &d, e);
		if (!c)
			c = domain_keep(db, &d, true, e);
	}
	return c;
}

static enum code rebuild_fn(struct db *db, void *arg, struct err *e)
{
	struct rebuild *b = arg;
	struct evidence_models *models;
	struct rows *r;
	struct id list[REBUILD_PIECE];
	size_t n = 0;
	int got = 0;
	enum code c = evidence_models(db, b->a, &models, e);
	if (c)
		return c;
	struct id fit = evidence_models_id(models);
	int64_t paced = evidence_models_paced(models);
	c = id_nil(fit) ? db_query(db, e, &r,
	                           "select s.learner, count(*) from mastery s where " STALE("s.model is not null") " and s.district = ?2 and s.learner > ?3"
	                           " group by s.learner order by s.learner limit ?4",
	                           "idBi", paced, raw(&b->learner), (int64_t)REBUILD_PIECE)
	                : db_query(db, e, &r,
	                           "select s.learner, count(*) from mastery s where " STALE("s.model is null or s.model <> ?2") " and s.district = ?3 and s.learner > ?4"
	                           " group by s.learner order by s.learner limit ?5",
	                           "ibdBi", paced, fit, raw(&b->learner), (int64_t)REBUILD_PIECE);
	if (c)
		return c;
	while (n < REBUILD_PIECE && (got = rows_next(r, e)) == 1) {
		list[n++] = rows_id(r, 0);
		b->done += rows_i(r, 1);
	}
	rows_end(r);
	if (got < 0)
		return e->code;
	for (size_t i = 0; i < n && !c; i++) {
		c = learner_replay(db, b->a, models, list[i], e);
		b->learner = list[i];
	}
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
				c = evidence_stale(db, m, &left, e);
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
