/* history.c - one walk over each learner's responses. */
#include "engine/mastery/history.h"

#include <math.h>
#include <string.h>

enum { SKILL_DECAYS = 3, ITEM_DECAYS = 2, ALL_DECAYS = 4 };
static const double SKILL_KEEP[SKILL_DECAYS] = {0.5, 0.8, 0.93}, ITEM_KEEP[ITEM_DECAYS] = {0.5, 0.85}, ALL_KEEP[ALL_DECAYS] = {0.5, 0.8, 0.95, 0.99};

struct faded {
	double tries, right;
};

struct past {
	uint32_t learner; /* + 1; whose past this is: another's is empty */
	uint32_t tries, right, row, run; /* run: answers alike in a row */
	int8_t last, before;             /* 1 right, -1 wrong, 0 none */
	double time;
};

struct skill_past {
	struct past p;
	struct faded f[SKILL_DECAYS];
};

struct item_past {
	struct past p;
	struct faded f[ITEM_DECAYS];
};

static const struct {
	unsigned group;
	const char *name;
} COLUMNS[] = {
	{0, "constant"},
	{HISTORY_COUNTS, "tries"}, {HISTORY_COUNTS, "right"}, {HISTORY_COUNTS, "item tries"}, {HISTORY_COUNTS, "item right"},
	{HISTORY_COUNTS, "skill tries"}, {HISTORY_COUNTS, "skill right"},
	{HISTORY_RECENCY, "skill .5"}, {HISTORY_RECENCY, "skill .8"}, {HISTORY_RECENCY, "skill .93"}, {HISTORY_RECENCY, "item .5"},
	{HISTORY_RECENCY, "item .85"}, {HISTORY_RECENCY, "all .5"}, {HISTORY_RECENCY, "all .8"}, {HISTORY_RECENCY, "all .95"},
	{HISTORY_RECENCY, "all .99"},
	{HISTORY_LAST, "last"}, {HISTORY_LAST, "last but one"}, {HISTORY_LAST, "skill last"}, {HISTORY_LAST, "skill last but one"},
	{HISTORY_LAST, "item last"}, {HISTORY_LAST, "skill new"}, {HISTORY_LAST, "item new"}, {HISTORY_LAST, "skill run right"},
	{HISTORY_LAST, "skill run wrong"},
	{HISTORY_GAPS, "skill gap"}, {HISTORY_GAPS, "skill gap, last"}, {HISTORY_GAPS, "item gap"}, {HISTORY_GAPS, "item gap, last"},
	{HISTORY_GAPS, "same skills"}, {HISTORY_GAPS, "same skills in a row"}, {HISTORY_GAPS, "same item"}, {HISTORY_GAPS, "same item, last"},
	{HISTORY_TIME, "time gap"}, {HISTORY_TIME, "time gap, last"}, {HISTORY_TIME, "skill time gap"}, {HISTORY_TIME, "skill time gap, last"},
	{HISTORY_TIME, "item time gap"}, {HISTORY_TIME, "item time gap, last"}, {HISTORY_TIME, "time since start"}, {HISTORY_TIME, "new session"},
	{HISTORY_ABILITY, "learner"}, {HISTORY_ABILITY, "learner on skill"}, {HISTORY_ABILITY, "learner on item"}, {HISTORY_ABILITY, "ability"},
	{HISTORY_ABILITY, "doubt"},
};

unsigned history_columns(unsigned groups, const char **name)
{
	unsigned n = 0;
	for (size_t i = 0; i < sizeof COLUMNS / sizeof COLUMNS[0]; i++)
		if (COLUMNS[i].group == 0 || (COLUMNS[i].group & groups)) {
			if (name)
				name[n] = COLUMNS[i].name;
			n++;
		}
	return n;
}

struct walk {
	const struct responses *r;
	unsigned groups;
	double base_rate, log_of[1024];
	size_t own;
	struct skill_past *skill;
	struct item_past *item;
	struct past all;
	struct faded faded[ALL_DECAYS];
	uint32_t me, set_before, item_before, same;
	double start;
};

static double log1(const struct walk *w, uint32_t n)
{
	return n < 1024 ? w->log_of[n] : log1p(n);
}

/* Two answers' worth of the base rate are added, so that no past is the base rate. */
static float odds(struct faded f, double rate)
{
	return (float)log((f.right + 2 * rate) / (f.tries - f.right + 2 * (1 - rate)));
}

static float time_gap(double seconds)
{
	return (float)(log1p(seconds > 0 ? seconds : 0) * 0.2);
}

static void see(struct past *p, uint32_t me, bool right, uint32_t row, double time)
{
	if (p->learner != me)
		*p = (struct past){.learner = me};
	int8_t now = right ? 1 : -1;
	p->run = p->last == now ? p->run + 1 : 1;
	p->before = p->last;
	p->last = now;
	p->tries++;
	p->right += right;
	p->row = row;
	p->time = time;
}

static void fade(struct faded *f, const double *keep, unsigned n, bool right)
{
	for (unsigned i = 0; i < n; i++) {
		f[i].tries = f[i].tries * keep[i] + 1;
		f[i].right = f[i].right * keep[i] + right;
	}
}

/* What is known of the skills of a row: the mean over them. */
struct skills_past {
	double tries, right, faded[SKILL_DECAYS], last, before, fresh, run_right, run_wrong, gap, gap_last, time_gap, time_gap_last;
};

static struct skills_past of_skills(const struct walk *w, uint32_t row, uint32_t at, double time, float *values)
{
	const struct responses *r = w->r;
	uint32_t from = r->set_first[r->set[row]], to = r->set_first[r->set[row] + 1];
	struct skills_past s = {0};
	double share = to > from ? 1.0 / (to - from) : 0;
	for (uint32_t k = from; k < to; k++) {
		struct skill_past none = {0};
		const struct skill_past *p = &w->skill[r->set_skill[k]];
		if (p->p.learner != w->me)
			p = &none;
		double tries = log1(w, p->p.tries), right = log1(w, p->p.right);
		values[0] = (float)tries;
		values[1] = (float)right;
		values += w->own;
		s.tries += share * tries;
		s.right += share * right;
		for (unsigned i = 0; i < SKILL_DECAYS && (w->groups & HISTORY_RECENCY); i++)
			s.faded[i] += share * odds(p->f[i], w->base_rate);
		s.last += share * p->p.last;
		s.before += share * p->p.before;
		if (p->p.tries == 0) {
			s.fresh += share;
			continue;
		}
		*(p->p.last > 0 ? &s.run_right : &s.run_wrong) += share * log1(w, p->p.run);
		double gap = share * log1(w, at - p->p.row - 1) * 0.5, t = w->groups & HISTORY_TIME ? share * time_gap(time - p->p.time) : 0;
		s.gap += gap;
		s.gap_last += gap * p->p.last;
		s.time_gap += t;
		s.time_gap_last += t * p->p.last;
	}
	return s;
}

static void describe(const struct walk *w, uint32_t row, uint32_t at, double time, float *x, float *values)
{
	const struct responses *r = w->r;
	const struct item_past none = {0}, *ip = &w->item[r->item[row]];
	if (ip->p.learner != w->me)
		ip = &none;
	const struct past *all = &w->all;
	struct skills_past s = of_skills(w, row, at, time, values);
	bool again = w->item_before == r->item[row] && all->tries, same = w->set_before == r->set[row] && all->tries;
	*x++ = 1;
	if (w->groups & HISTORY_COUNTS) {
		*x++ = (float)log1(w, all->tries);
		*x++ = (float)log1(w, all->right);
		*x++ = (float)log1(w, ip->p.tries);
		*x++ = (float)log1(w, ip->p.right);
		*x++ = (float)s.tries;
		*x++ = (float)s.right;
	}
	if (w->groups & HISTORY_RECENCY) {
		for (unsigned i = 0; i < SKILL_DECAYS; i++)
			*x++ = (float)s.faded[i];
		for (unsigned i = 0; i < ITEM_DECAYS; i++)
			*x++ = odds(ip->f[i], w->base_rate);
		for (unsigned i = 0; i < ALL_DECAYS; i++)
			*x++ = odds(w->faded[i], w->base_rate);
	}
	if (w->groups & HISTORY_LAST) {
		const double v[] = {all->last, all->before, s.last, s.before, ip->p.last, s.fresh, ip->p.tries == 0, s.run_right, s.run_wrong};
		for (unsigned i = 0; i < sizeof v / sizeof v[0]; i++)
			*x++ = (float)v[i];
	}
	double item_gap = ip->p.tries ? log1(w, at - ip->p.row - 1) * 0.5 : 0;
	if (w->groups & HISTORY_GAPS) {
		const double v[] = {s.gap, s.gap_last, item_gap, item_gap * ip->p.last, same, same ? log1(w, w->same) : 0, again, again ? all->last : 0};
		for (unsigned i = 0; i < sizeof v / sizeof v[0]; i++)
			*x++ = (float)v[i];
	}
	if (w->groups & HISTORY_TIME) {
		double any = all->tries ? time - all->time : 0, item = ip->p.tries ? time_gap(time - ip->p.time) : 0;
		const double v[] = {time_gap(any), time_gap(any) * all->last, s.time_gap, s.time_gap_last, item, item * ip->p.last, time_gap(time - w->start), any > 1800};
		for (unsigned i = 0; i < sizeof v / sizeof v[0]; i++)
			*x++ = (float)v[i];
	}
}

static void remember(struct walk *w, uint32_t row, uint32_t at, double time)
{
	const struct responses *r = w->r;
	bool right = r->right[row];
	struct item_past *ip = &w->item[r->item[row]];
	if (ip->p.learner != w->me)
		memset(ip, 0, sizeof *ip);
	see(&ip->p, w->me, right, at, time);
	fade(ip->f, ITEM_KEEP, ITEM_DECAYS, right);
	for (uint32_t k = r->set_first[r->set[row]]; k < r->set_first[r->set[row] + 1]; k++) {
		struct skill_past *p = &w->skill[r->set_skill[k]];
		if (p->p.learner != w->me)
			memset(p, 0, sizeof *p);
		see(&p->p, w->me, right, at, time);
		fade(p->f, SKILL_KEEP, SKILL_DECAYS, right);
	}
	w->same = w->all.tries && w->set_before == r->set[row] ? w->same + 1 : 1;
	see(&w->all, w->me, right, at, time);
	fade(w->faded, ALL_KEEP, ALL_DECAYS, right);
	w->set_before = r->set[row];
	w->item_before = r->item[row];
}

void history_fill(struct arena *scratch, const struct responses *r, unsigned groups, double base_rate, const uint32_t *slot,
	float *x, size_t stride, float *values, size_t own, const size_t *value_first)
{
	struct walk w = {.r = r, .groups = r->time ? groups : groups & ~(unsigned)HISTORY_TIME, .base_rate = base_rate, .own = own};
	w.skill = NEW_ARRAY(scratch, struct skill_past, (size_t)r->skills.n + 1);
	w.item = NEW_ARRAY(scratch, struct item_past, (size_t)r->items.n + 1);
	for (unsigned i = 0; i < 1024; i++)
		w.log_of[i] = log1p(i);
	for (uint32_t l = 0; l < r->learners.n; l++) {
		w.me = l + 1;
		w.all = (struct past){.learner = w.me};
		memset(w.faded, 0, sizeof w.faded);
		w.same = 0;
		for (size_t i = r->first[l]; i < r->first[l + 1]; i++) {
			uint32_t row = r->by_learner[i], at = (uint32_t)(i - r->first[l]);
			size_t to = slot ? slot[row] : row;
			double time = r->time ? r->time[row] : 0;
			if (at == 0)
				w.start = time;
			describe(&w, row, at, time, x + to * stride, values + value_first[to]);
			remember(&w, row, at, time);
		}
	}
}
