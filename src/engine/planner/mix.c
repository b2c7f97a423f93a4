#include "engine/planner/internal.h"

struct plan_limits plan_limits_default(void)
{
	return (struct plan_limits){.minutes = 300, .support = 2, .enrichment = 2, .goals = 2, .practice = 2, .next = 1,
		.known = 0.8, .gap_share = 0.6, .shared_share = 0.25, .low_rigor_share = 0.5, .alone_screen = 150, .peers = 30,
		.adult = 15, .drop = 0.7, .level_above = 1};
}

const char *plan_purpose_name(enum plan_purpose p)
{
	static const char *const names[PLAN_PURPOSES] = {"shared", "other-way", "deeper", "support", "find-out", "goal",
		"target", "next", "balance"};
	return (unsigned)p < PLAN_PURPOSES ? names[p] : NULL;
}

const char *plan_why_name(enum plan_why w)
{
	static const char *const names[PLAN_WHYS] = {"class-work", "class-target", "language", "level", "barrier",
		"prerequisite", "no-evidence", "goal", "within-reach", "known", "follows", "interest", "rigor", "with-peers",
		"more-peers", "more-adult", "less-screen", "tool", "not-sure"};
	return (unsigned)w < PLAN_WHYS ? names[w] : NULL;
}

const char *plan_warn_name(enum plan_warn w)
{
	static const char *const names[PLAN_WARNS] = {"access-gap", "reading", "lower-rigor", "no-material", "gap-work",
		"no-enrichment", "few-shared", "low-rigor", "alone-screen", "few-peers", "few-adult", "peers-drop", "adult-drop",
		"over-time"};
	return (unsigned)w < PLAN_WARNS ? names[w] : NULL;
}

void mix_add(struct plan_mix *m, const struct plan_resource *r, enum plan_purpose purpose)
{
	unsigned minutes = plan_minutes(r), alone = r->minutes[PLAN_ALONE], screen = r->minutes[PLAN_SCREEN];
	m->items++;
	m->minutes += minutes;
	for (unsigned i = 0; i < PLAN_MODES; i++)
		m->mode[i] += r->minutes[i];
	m->alone_screen += alone < screen ? alone : screen;
	m->rigor[r->rigor] += minutes;
	switch (purpose) {
	case PLAN_SHARED:
	case PLAN_OTHER_WAY:
		m->shared += minutes;
		break;
	case PLAN_SUPPORT:
	case PLAN_FIND_OUT:
		m->support += minutes;
		break;
	case PLAN_DEEPER:
	case PLAN_NEXT:
		m->enrichment += minutes;
		break;
	case PLAN_GOAL:
	case PLAN_TARGET:
	case PLAN_BALANCE:
	case PLAN_PURPOSES:
		break;
	}
}

struct plan_mix plan_mix_of(const struct plan_library *lib, const uint32_t *resources, const enum plan_purpose *purposes,
	size_t n)
{
	struct plan_mix m = {0};
	for (size_t i = 0; i < n; i++) {
		if (resources[i] < lib->n_resources)
			mix_add(&m, &lib->resources[resources[i]], purposes ? purposes[i] : PLAN_TARGET);
	}
	return m;
}

struct list {
	struct plan_warning *out;
	size_t n;
};

static void add_if(struct list *l, bool so, enum plan_warn w, double have, double need)
{
	if (so)
		l->out[l->n++] = (struct plan_warning){.warn = w, .competency = PLAN_NONE, .resource = PLAN_NONE, .have = have, .need = need};
}

static void add_drop(struct list *l, const struct plan_mix *past, size_t n, enum plan_mode mode, enum plan_warn w, double drop)
{
	if (n < 2)
		return;
	double sum = 0, last = past[n - 1].mode[mode];
	for (size_t i = 0; i + 1 < n; i++)
		sum += past[i].mode[mode];
	double mean = sum / (double)(n - 1);
	add_if(l, mean > 0 && last < drop * mean, w, last, mean);
}

size_t plan_mix_warnings(const struct plan_mix *mix, const struct plan_limits *limits, const struct plan_mix *past,
	size_t n_past, struct plan_warning *out)
{
	struct list l = {out, 0};
	if (mix->minutes) {
		double all = mix->minutes, support = mix->support / all, shared = mix->shared / all, low = mix->rigor[1] / all;
		add_if(&l, support > limits->gap_share, PLAN_WARN_GAP_WORK, support, limits->gap_share);
		add_if(&l, mix->enrichment == 0, PLAN_WARN_NO_ENRICHMENT, 0, 1);
		add_if(&l, shared < limits->shared_share, PLAN_WARN_FEW_SHARED, shared, limits->shared_share);
		add_if(&l, low > limits->low_rigor_share, PLAN_WARN_LOW_RIGOR, low, limits->low_rigor_share);
		add_if(&l, mix->alone_screen > limits->alone_screen, PLAN_WARN_ALONE_SCREEN, mix->alone_screen, limits->alone_screen);
		add_if(&l, mix->mode[PLAN_PEERS] < limits->peers, PLAN_WARN_FEW_PEERS, mix->mode[PLAN_PEERS], limits->peers);
		add_if(&l, mix->mode[PLAN_ADULT] < limits->adult, PLAN_WARN_FEW_ADULT, mix->mode[PLAN_ADULT], limits->adult);
	}
	add_drop(&l, past, n_past, PLAN_PEERS, PLAN_WARN_PEERS_DROP, limits->drop);
	add_drop(&l, past, n_past, PLAN_ADULT, PLAN_WARN_ADULT_DROP, limits->drop);
	add_if(&l, mix->minutes > limits->minutes, PLAN_WARN_OVER_TIME, mix->minutes, limits->minutes);
	return l.n;
}
