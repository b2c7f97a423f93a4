#include "engine/planner/internal.h"

#include <stdlib.h>

#define KIND(k) (1u << (k))
#define DEEP_KINDS (KIND(PLAN_TASK) | KIND(PLAN_PROJECT) | KIND(PLAN_ENRICH))

/* ---- shared class work ---- */

struct shared {
	uint32_t *list;
	size_t n;
	unsigned *suits; /* learners whom it suits; 0 when the teacher chose it */
	size_t by_teacher;
};

static bool suits(struct scratch *s, uint32_t r)
{
	enum access_fit f = fit_of(s, r);
	return f != ACCESS_BARRIER && f != ACCESS_PARTLY && readable(s, r);
}

static bool class_language(const struct scratch *s, uint32_t r)
{
	unsigned l = s->lib->language[r];
	return l == NO_LANGUAGE || str_eq(s->lib->languages[l], s->week->language);
}

static bool has_shared(const struct scratch *s, const struct shared *all, uint32_t competency)
{
	for (size_t i = 0; i < all->n; i++) {
		if (s->lib->resources[all->list[i]].competency == competency)
			return true;
	}
	return false;
}

/* The lesson of c that most of the class can use; then the higher rigor, then the lower index. */
static void choose_lesson(struct scratch *s, struct arena *a, struct shared *all, uint32_t c, const struct plan_learner *who,
	size_t n)
{
	const struct plan_library *lib = s->lib;
	uint32_t first = lib->of_at[c], count = lib->of_at[c + 1] - first, best = PLAN_NONE;
	unsigned *tally = NEW_ARRAY(a, unsigned, count), most = 0;
	for (size_t i = 0; i < n; i++) {
		learner_begin(s, &who[i]);
		for (uint32_t k = 0; k < count; k++) {
			uint32_t r = lib->of[first + k];
			if (lib->resources[r].kind == PLAN_LESSON && class_language(s, r))
				tally[k] += suits(s, r);
		}
	}
	for (uint32_t k = 0; k < count; k++) {
		uint32_t r = lib->of[first + k];
		if (lib->resources[r].kind != PLAN_LESSON || !class_language(s, r))
			continue;
		if (best == PLAN_NONE || tally[k] > most
			|| (tally[k] == most && lib->resources[r].rigor > lib->resources[best].rigor)) {
			best = r;
			most = tally[k];
		}
	}
	if (best == PLAN_NONE)
		return;
	all->list[all->n] = best;
	all->suits[all->n++] = most;
}

static struct shared choose_shared(struct scratch *s, struct arena *a, const struct plan_learner *who, size_t n)
{
	const struct plan_week *w = s->week;
	struct shared all = {.list = NEW_ARRAY(a, uint32_t, w->n_shared + w->n_targets),
		.suits = NEW_ARRAY(a, unsigned, w->n_shared + w->n_targets)};
	for (size_t i = 0; i < w->n_shared; i++) {
		bool there = w->shared[i] >= s->lib->n_resources;
		for (size_t k = 0; k < all.n; k++)
			there = there || all.list[k] == w->shared[i];
		if (!there)
			all.list[all.n++] = w->shared[i];
	}
	all.by_teacher = all.n;
	for (size_t i = 0; i < w->n_targets; i++) {
		if (w->targets[i] < s->lib->n_competencies && !has_shared(s, &all, w->targets[i]))
			choose_lesson(s, a, &all, w->targets[i], who, n);
	}
	return all;
}

/* Where the resources of r's group begin in by_group, and how many there are. */
static uint32_t group_of(const struct plan_library *lib, uint32_t r, uint32_t *count)
{
	uint32_t g = lib->resources[r].group, low = 0, high = lib->n_grouped;
	*count = 0;
	if (g == PLAN_NONE)
		return 0;
	while (low < high) {
		uint32_t mid = low + (high - low) / 2;
		if (lib->resources[lib->by_group[mid]].group < g)
			low = mid + 1;
		else
			high = mid;
	}
	while (low + *count < lib->n_grouped && lib->resources[lib->by_group[low + *count]].group == g)
		++*count;
	return low;
}

/* The best resource equal in goal that suits the learner; one of lower rigor only when there is no other. */
static uint32_t other_way(struct scratch *s, uint32_t r)
{
	const struct plan_library *lib = s->lib;
	const struct wish any = {0};
	uint32_t count, first = group_of(lib, r, &count), best = PLAN_NONE;
	int most = 0;
	for (uint32_t i = 0; i < count; i++) {
		uint32_t x = lib->by_group[first + i];
		if (x == r || used(s, x) || !suits(s, x))
			continue;
		int score = score_of(s, x, &any);
		if (lib->resources[x].rigor >= lib->resources[r].rigor)
			score += 1000;
		if (best == PLAN_NONE || score > most) {
			best = x;
			most = score;
		}
	}
	return best;
}

static void class_reasons(const struct scratch *s, struct plan_suggestion *x, const struct shared *all, size_t i, size_t n)
{
	bool teacher = i < all->by_teacher;
	because(x, PLAN_WHY_CLASS_WORK, PLAN_NONE, teacher ? 0 : all->suits[i], teacher ? 0 : (double)n);
	uint32_t c = s->lib->resources[all->list[i]].competency;
	if (s->target[c])
		because(x, PLAN_WHY_CLASS_TARGET, c, 0, 0);
}

static void add_shared(struct scratch *s, const struct shared *all, size_t n)
{
	const struct plan_resource *res = s->lib->resources;
	for (size_t i = 0; i < all->n; i++) {
		uint32_t r = all->list[i], other = PLAN_NONE;
		struct plan_mix before = s->mix;
		if (used(s, r))
			continue; /* done already, or given as another's other way */
		if (!suits(s, r))
			other = other_way(s, r);
		if (other == PLAN_NONE) {
			if (fit_of(s, r) == ACCESS_BARRIER) {
				warn(s, PLAN_WARN_ACCESS_GAP, res[r].competency, r, 0, 0);
				continue;
			}
			if (!readable(s, r))
				warn(s, PLAN_WARN_READING, res[r].competency, r, 0, 0);
			struct plan_suggestion *x = suggest(s, r, PLAN_SHARED);
			class_reasons(s, x, all, i, n);
			because_of_resource(s, x, &before);
			continue;
		}
		if (res[other].rigor < res[r].rigor)
			warn(s, PLAN_WARN_LOWER_RIGOR, res[r].competency, other, res[other].rigor, res[r].rigor);
		struct plan_suggestion *x = suggest(s, other, PLAN_OTHER_WAY);
		x->instead_of = r;
		class_reasons(s, x, all, i, n);
		unsigned lang = s->lib->language[other];
		if (fit_of(s, r) == ACCESS_BARRIER || fit_of(s, r) == ACCESS_PARTLY) {
			because(x, PLAN_WHY_BARRIER, PLAN_NONE, fit_of(s, r), 0);
			x->reasons[x->n_reasons - 1].resource = r;
		}
		if (!readable(s, r) && lang != NO_LANGUAGE && res[other].level > 0 && s->reads[lang] > 0)
			because(x, PLAN_WHY_LEVEL, PLAN_NONE, res[other].level, s->reads[lang]);
		because_of_resource(s, x, &before);
	}
}

/* ---- gaps ---- */

static void forget_gaps(struct scratch *s)
{
	s->n_gaps = 0;
	s->gap_round++;
}

/* Remembers each gap on the way to c that rests on no other gap. Known competencies end the way. Returns how many. */
static size_t find_gaps(struct scratch *s, uint32_t c)
{
	const struct plan_library *lib = s->lib;
	size_t n = 0, found = 0;
	s->seen[c] = ++s->seen_stamp;
	s->walk[n++] = c;
	while (n) {
		uint32_t x = s->walk[--n];
		for (uint32_t i = lib->before_at[x]; i < lib->before_at[x + 1]; i++) {
			uint32_t b = lib->before[i];
			if (s->seen[b] == s->seen_stamp || status_of(s, b) == KNOWN)
				continue;
			s->seen[b] = s->seen_stamp;
			if (status_of(s, b) == NO_EVIDENCE || above(s, b)) {
				s->walk[n++] = b;
				continue;
			}
			found++;
			if (s->gap_stamp[b] == s->gap_round) {
				s->gaps[s->gap_at[b]].targets++;
				continue;
			}
			s->gap_stamp[b] = s->gap_round;
			s->gap_at[b] = (uint32_t)s->n_gaps;
			s->gaps[s->n_gaps++] = (struct gap){.competency = b, .via = c, .targets = 1, .p = s->p[b]};
		}
	}
	return found;
}

/* Gaps that stand before most targets first, then the nearest to being known. */
static int compare_gaps(const void *x, const void *y)
{
	const struct gap *p = x, *q = y;
	if (p->targets != q->targets)
		return p->targets > q->targets ? -1 : 1;
	if (p->p < q->p || p->p > q->p)
		return p->p > q->p ? -1 : 1;
	return (p->competency > q->competency) - (p->competency < q->competency);
}

static void add_support(struct scratch *s)
{
	const struct plan_week *w = s->week;
	const struct wish wish = {.kinds = KIND(PLAN_PRACTICE) | KIND(PLAN_TASK) | KIND(PLAN_LESSON) | KIND(PLAN_VERSION) | KIND(PLAN_PROJECT)};
	forget_gaps(s);
	for (size_t i = 0; i < w->n_targets; i++) {
		uint32_t c = w->targets[i];
		if (c < s->lib->n_competencies && status_of(s, c) != KNOWN)
			find_gaps(s, c);
	}
	if (s->n_gaps > 1)
		qsort(s->gaps, s->n_gaps, sizeof *s->gaps, compare_gaps);
	unsigned added = 0;
	for (size_t i = 0; i < s->n_gaps && added < w->limits.support; i++) {
		const struct gap *g = &s->gaps[i];
		struct plan_mix before = s->mix;
		uint32_t r = pick(s, g->competency, &wish, NULL);
		if (r == PLAN_NONE) {
			warn(s, PLAN_WARN_NO_MATERIAL, g->competency, PLAN_NONE, 0, 0);
			continue;
		}
		struct plan_suggestion *x = suggest(s, r, PLAN_SUPPORT);
		because(x, PLAN_WHY_PREREQUISITE, g->via, g->p, w->limits.known);
		because_of_resource(s, x, &before);
		added++;
	}
	/* Where nothing is known about what a target rests on directly: find out, with what is left of support. */
	const struct wish check = {.kinds = KIND(PLAN_CHECK)};
	for (size_t i = 0; i < w->n_targets; i++) {
		uint32_t c = w->targets[i];
		if (c >= s->lib->n_competencies || status_of(s, c) == KNOWN)
			continue;
		for (uint32_t k = s->lib->before_at[c]; k < s->lib->before_at[c + 1] && added < w->limits.support; k++) {
			uint32_t b = s->lib->before[k], r = PLAN_NONE;
			if (status_of(s, b) == NO_EVIDENCE && !above(s, b))
				r = pick(s, b, &check, NULL);
			if (r == PLAN_NONE)
				continue;
			struct plan_mix before = s->mix;
			struct plan_suggestion *x = suggest(s, r, PLAN_FIND_OUT);
			because(x, PLAN_WHY_NO_EVIDENCE, c, 0, 0);
			because_of_resource(s, x, &before);
			added++;
		}
	}
}

/* ---- enrichment ---- */

struct deep {
	uint32_t resource, competency;
	enum plan_why why;
	int score;
};

static void consider(struct scratch *s, struct deep *best, uint32_t c, const struct wish *w, enum plan_why why, int bonus)
{
	int score;
	uint32_t r = pick(s, c, w, &score);
	if (r != PLAN_NONE && (best->resource == PLAN_NONE || score + bonus > best->score))
		*best = (struct deep){r, c, why, score + bonus};
}

/* Deeper work on what is known, on a target within reach, on a target beyond it with peers; or on what targets rest
 * on and the learner knows. */
static bool add_deeper(struct scratch *s)
{
	const struct plan_library *lib = s->lib;
	const struct wish deep = {.kinds = DEEP_KINDS, .min_rigor = 2, .deep = true};
	const struct wish together = {.kinds = DEEP_KINDS, .min_rigor = 2, .deep = true, .with_peers = true};
	struct deep best = {.resource = PLAN_NONE};
	for (size_t i = 0; i < s->week->n_targets; i++) {
		uint32_t c = s->week->targets[i];
		if (c >= lib->n_competencies)
			continue;
		if (status_of(s, c) == KNOWN)
			consider(s, &best, c, &deep, PLAN_WHY_KNOWN, 10);
		else if (!above(s, c))
			consider(s, &best, c, &deep, PLAN_WHY_WITHIN_REACH, 8);
		else
			consider(s, &best, c, &together, PLAN_WHY_WITH_PEERS, 6);
		for (uint32_t k = lib->before_at[c]; k < lib->before_at[c + 1]; k++) {
			uint32_t b = lib->before[k];
			if (status_of(s, b) == KNOWN)
				consider(s, &best, b, &deep, PLAN_WHY_KNOWN, 0);
		}
	}
	if (best.resource == PLAN_NONE)
		return false;
	struct plan_mix before = s->mix;
	struct plan_suggestion *x = suggest(s, best.resource, PLAN_DEEPER);
	if (best.why == PLAN_WHY_WITH_PEERS) {
		because(x, PLAN_WHY_CLASS_TARGET, best.competency, 0, 0);
		because(x, PLAN_WHY_WITH_PEERS, best.competency, 0, 0);
	} else {
		because(x, best.why, best.competency, estimate_of(s, best.competency), s->week->limits.known);
	}
	because_of_resource(s, x, &before);
	return true;
}

/* ---- goals, targets, what comes next, balance ---- */

static bool add_one(struct scratch *s, uint32_t c, const struct wish *w, enum plan_purpose purpose, enum plan_why why,
	uint32_t about, double have, uint32_t goal)
{
	uint32_t r = pick(s, c, w, NULL);
	if (r == PLAN_NONE)
		return false;
	struct plan_mix before = s->mix;
	struct plan_suggestion *x = suggest(s, r, purpose);
	if (goal != PLAN_NONE)
		because(x, PLAN_WHY_GOAL, goal, 0, 0);
	because(x, why, about, have, s->week->limits.known);
	because_of_resource(s, x, &before);
	return true;
}

static struct plan_suggestion *find_support(struct scratch *s, uint32_t c)
{
	for (size_t i = 0; i < s->n; i++) {
		if (s->out[i].competency == c && s->out[i].purpose == PLAN_SUPPORT)
			return &s->out[i];
	}
	return NULL;
}

static void add_goals(struct scratch *s)
{
	const struct wish work = {.kinds = KIND(PLAN_PRACTICE) | KIND(PLAN_TASK) | KIND(PLAN_PROJECT) | KIND(PLAN_LESSON) | KIND(PLAN_VERSION)};
	unsigned added = 0;
	for (size_t i = 0; i < s->who->n_goals && added < s->week->limits.goals; i++) {
		uint32_t c = s->who->goals[i];
		if (c >= s->lib->n_competencies || status_of(s, c) == KNOWN)
			continue;
		if (!above(s, c)) {
			added += add_one(s, c, &work, PLAN_GOAL, PLAN_WHY_WITHIN_REACH, c, estimate_of(s, c), c);
			continue;
		}
		/* Beyond reach yet: its nearest gap, which may stand in the plan already. */
		forget_gaps(s);
		if (!find_gaps(s, c))
			continue;
		qsort(s->gaps, s->n_gaps, sizeof *s->gaps, compare_gaps);
		const struct gap *g = &s->gaps[0];
		struct plan_suggestion *there = find_support(s, g->competency);
		if (there)
			because(there, PLAN_WHY_GOAL, c, 0, 0);
		else
			added += add_one(s, g->competency, &work, PLAN_GOAL, PLAN_WHY_PREREQUISITE, c, g->p, c);
	}
}

static void add_targets(struct scratch *s)
{
	const struct wish practice = {.kinds = KIND(PLAN_PRACTICE) | KIND(PLAN_TASK)};
	unsigned added = 0;
	for (size_t i = 0; i < s->week->n_targets && added < s->week->limits.practice; i++) {
		uint32_t c = s->week->targets[i];
		if (c < s->lib->n_competencies && status_of(s, c) != KNOWN && !above(s, c))
			added += add_one(s, c, &practice, PLAN_TARGET, PLAN_WHY_WITHIN_REACH, c, estimate_of(s, c), PLAN_NONE);
	}
}

static bool all_known_before(const struct scratch *s, uint32_t c)
{
	for (uint32_t i = s->lib->before_at[c]; i < s->lib->before_at[c + 1]; i++) {
		if (status_of(s, s->lib->before[i]) != KNOWN)
			return false;
	}
	return true;
}

static void add_next(struct scratch *s)
{
	const struct plan_library *lib = s->lib;
	const struct wish work = {.kinds = KIND(PLAN_LESSON) | KIND(PLAN_VERSION) | KIND(PLAN_PRACTICE) | KIND(PLAN_TASK) | KIND(PLAN_PROJECT)};
	unsigned added = 0;
	for (size_t i = 0; i < s->week->n_targets; i++) {
		uint32_t c = s->week->targets[i];
		if (c >= lib->n_competencies || status_of(s, c) != KNOWN)
			continue;
		for (uint32_t k = lib->after_at[c]; k < lib->after_at[c + 1] && added < s->week->limits.next; k++) {
			uint32_t next = lib->after[k];
			if (!s->target[next] && status_of(s, next) != KNOWN && all_known_before(s, next))
				added += add_one(s, next, &work, PLAN_NEXT, PLAN_WHY_FOLLOWS, c, estimate_of(s, c), PLAN_NONE);
		}
	}
}

static void add_balance(struct scratch *s, enum plan_mode mode, unsigned least)
{
	const struct plan_library *lib = s->lib;
	const struct wish w = {.kinds = KIND(PLAN_PRACTICE) | KIND(PLAN_TASK) | KIND(PLAN_PROJECT) | KIND(PLAN_ENRICH),
		.mode = mode, .need_mode = true};
	const struct wish peers = {.kinds = w.kinds, .mode = mode, .need_mode = true, .with_peers = true};
	struct deep best = {.resource = PLAN_NONE};
	if (s->mix.mode[mode] >= least)
		return;
	for (size_t i = 0; i < s->week->n_targets; i++) {
		uint32_t c = s->week->targets[i];
		if (c >= lib->n_competencies)
			continue;
		if (status_of(s, c) != KNOWN && above(s, c))
			consider(s, &best, c, &peers, PLAN_WHY_WITH_PEERS, 0);
		else
			consider(s, &best, c, &w, PLAN_WHY_WITHIN_REACH, 0);
	}
	if (best.resource == PLAN_NONE)
		return;
	struct plan_mix before = s->mix;
	struct plan_suggestion *x = suggest(s, best.resource, PLAN_BALANCE);
	because(x, PLAN_WHY_CLASS_TARGET, best.competency, 0, 0);
	if (best.why == PLAN_WHY_WITH_PEERS)
		because(x, PLAN_WHY_WITH_PEERS, best.competency, 0, 0);
	because_of_resource(s, x, &before);
}

/* A target for which nothing was found at all. */
static void warn_no_material(struct scratch *s)
{
	for (size_t i = 0; i < s->week->n_targets; i++) {
		uint32_t c = s->week->targets[i];
		bool there = c >= s->lib->n_competencies || status_of(s, c) == KNOWN;
		for (size_t k = 0; k < s->n && !there; k++)
			there = s->out[k].competency == c;
		for (size_t k = 0; k < s->n_warnings && !there; k++)
			there = s->warnings[k].competency == c;
		if (!there)
			warn(s, PLAN_WARN_NO_MATERIAL, c, PLAN_NONE, 0, 0);
	}
}

/* ---- a class ---- */

static void plan_one(struct scratch *s, struct arena *a, const struct plan_learner *who, const struct shared *all, size_t n,
	struct plan_result *out)
{
	const struct plan_limits *l = &s->week->limits;
	learner_begin(s, who);
	add_shared(s, all, n);
	unsigned deeper = l->enrichment > 0 && add_deeper(s);
	add_support(s);
	add_goals(s);
	add_targets(s);
	add_next(s);
	while (deeper < l->enrichment && add_deeper(s))
		deeper++;
	add_balance(s, PLAN_PEERS, l->peers);
	add_balance(s, PLAN_ADULT, l->adult);
	warn_no_material(s);
	struct plan_warning more[PLAN_WARNS];
	size_t n_more = plan_mix_warnings(&s->mix, l, who->past, who->n_past, more);
	for (size_t i = 0; i < n_more; i++)
		warn(s, more[i].warn, PLAN_NONE, PLAN_NONE, more[i].have, more[i].need);
	out->suggestions = arena_copy(a, s->out, s->n * sizeof *s->out);
	out->n = s->n;
	out->warnings = arena_copy(a, s->warnings, s->n_warnings * sizeof *s->warnings);
	out->n_warnings = s->n_warnings;
	out->mix = s->mix;
}

static struct scratch make_scratch(struct arena *a, const struct plan_library *lib, const struct plan_week *week)
{
	size_t nc = lib->n_competencies, nr = lib->n_resources;
	const struct plan_limits *l = &week->limits;
	struct scratch s = {.lib = lib, .week = week};
	uint32_t **lists[] = {&s.state_stamp, &s.above_stamp, &s.seen, &s.stack, &s.edge, &s.walk, &s.gap_at, &s.gap_stamp};
	for (size_t i = 0; i < sizeof lists / sizeof *lists; i++)
		*lists[i] = NEW_ARRAY(a, uint32_t, nc + 1);
	s.status = NEW_ARRAY(a, unsigned char, nc);
	s.above = NEW_ARRAY(a, unsigned char, nc);
	s.target = NEW_ARRAY(a, unsigned char, nc);
	s.p = NEW_ARRAY(a, float, nc);
	s.gaps = NEW_ARRAY(a, struct gap, nc);
	s.fit_stamp = NEW_ARRAY(a, uint32_t, nr);
	s.used_stamp = NEW_ARRAY(a, uint32_t, nr);
	s.fit = NEW_ARRAY(a, unsigned char, nr);
	s.liked = NEW_ARRAY(a, unsigned char, nr);
	size_t most = week->n_shared + week->n_targets + (size_t)l->support + l->enrichment + l->goals + l->practice + l->next + 2;
	s.max = most < nr + 1 ? most : nr + 1; /* no resource is suggested twice */
	s.out = NEW_ARRAY(a, struct plan_suggestion, s.max);
	s.max_warnings = 2 * (week->n_shared + week->n_targets) + nc + PLAN_WARNS;
	if (s.max_warnings > 2 * (week->n_shared + week->n_targets) + 16 + PLAN_WARNS)
		s.max_warnings = 2 * (week->n_shared + week->n_targets) + 16 + PLAN_WARNS;
	s.warnings = NEW_ARRAY(a, struct plan_warning, s.max_warnings);
	for (size_t i = 0; i < week->n_targets; i++) {
		if (week->targets[i] < nc)
			s.target[week->targets[i]] = 1;
	}
	return s;
}

const struct plan_class *plan_class_week(struct arena *a, const struct plan_library *lib, const struct plan_week *week,
	const struct plan_learner *learners, size_t n)
{
	struct scratch s = make_scratch(a, lib, week);
	struct shared all = choose_shared(&s, a, learners, n);
	struct plan_class *out = NEW(a, struct plan_class);
	struct plan_result *results = NEW_ARRAY(a, struct plan_result, n);
	for (size_t i = 0; i < n; i++)
		plan_one(&s, a, &learners[i], &all, n, &results[i]);
	out->shared = all.list;
	out->n_shared = all.n;
	out->learners = results;
	out->n = n;
	return out;
}
