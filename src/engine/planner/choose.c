#include "engine/planner/internal.h"

#include <math.h>
#include <string.h>

/* ---- the learner ---- */

static void set_language(struct scratch *s, const struct plan_library *lib, const struct plan_learner *who)
{
	memset(s->place, 0, sizeof s->place);
	for (unsigned l = 0; l < lib->n_languages; l++) {
		for (size_t i = 0; i < who->n_languages && i < 200; i++) {
			if (!str_eq(lib->languages[l], who->languages[i].tag))
				continue;
			s->place[l] = (unsigned char)(i + 1);
			s->reads[l] = who->languages[i].level;
			break;
		}
		if (!who->n_languages && str_eq(lib->languages[l], s->week->language)) {
			s->place[l] = 1;
			s->reads[l] = 0;
		}
	}
}

void learner_begin(struct scratch *s, const struct plan_learner *who)
{
	const struct plan_library *lib = s->lib;
	s->who = who;
	s->stamp++;
	s->n = s->n_warnings = s->n_gaps = 0;
	s->mix = (struct plan_mix){0};
	for (size_t i = 0; i < who->n_states; i++) {
		const struct plan_state *x = &who->states[i];
		if (x->competency >= lib->n_competencies)
			continue;
		s->state_stamp[x->competency] = s->stamp;
		s->p[x->competency] = (float)x->p;
		bool known = x->word == MASTERY_READY || x->word == MASTERY_SHOWN || x->p >= s->week->limits.known;
		s->status[x->competency] = x->word == MASTERY_NO_EVIDENCE ? NO_EVIDENCE : known ? KNOWN : NOT_YET;
	}
	for (size_t i = 0; i < who->n_done; i++) {
		if (who->done[i] < lib->n_resources)
			s->used_stamp[who->done[i]] = s->stamp;
	}
	set_language(s, lib, who);
}

enum status status_of(const struct scratch *s, uint32_t c)
{
	return s->state_stamp[c] == s->stamp ? (enum status)s->status[c] : NO_EVIDENCE;
}

double estimate_of(const struct scratch *s, uint32_t c)
{
	return status_of(s, c) == NO_EVIDENCE ? -1 : (double)s->p[c];
}

/* Whether evidence shows something on the way to c as not yet there. What is known stands, whatever lies below it;
 * where nothing is known the way goes on down. Each competency is looked at once a learner, without recursion. */
bool above(struct scratch *s, uint32_t c)
{
	const struct plan_library *lib = s->lib;
	if (s->above_stamp[c] == s->stamp)
		return s->above[c];
	size_t depth = 0;
	s->stack[0] = c;
	s->edge[0] = lib->before_at[c];
	s->above_stamp[c] = s->stamp;
	s->above[c] = 0;
	for (;;) {
		uint32_t x = s->stack[depth];
		if (s->above[x] || s->edge[depth] == lib->before_at[x + 1]) {
			if (depth == 0)
				return s->above[c];
			uint32_t upper = s->stack[--depth];
			/* Only the way through a competency without evidence leads further up. */
			if (s->above[x])
				s->above[upper] = 1;
			continue;
		}
		uint32_t b = lib->before[s->edge[depth]++];
		enum status st = status_of(s, b);
		if (st == NOT_YET) {
			s->above[x] = 1;
		} else if (st == NO_EVIDENCE) {
			if (s->above_stamp[b] == s->stamp) {
				s->above[x] |= s->above[b];
				continue;
			}
			depth++;
			s->stack[depth] = b;
			s->edge[depth] = lib->before_at[b];
			s->above_stamp[b] = s->stamp;
			s->above[b] = 0;
		}
	}
}

/* ---- resources for this learner ---- */

enum access_fit fit_of(struct scratch *s, uint32_t r)
{
	static const struct access_meta nothing_said;
	static const struct access_platform nothing_there;
	if (!s->who->needs || !s->who->needs->n)
		return ACCESS_FITS;
	if (s->fit_stamp[r] != s->stamp) {
		const struct plan_resource *x = &s->lib->resources[r];
		struct access_verdict v = access_match(x->access ? x->access : &nothing_said, s->who->needs,
			x->elsewhere ? &nothing_there : &s->week->platform, 0, NULL, 0);
		s->fit_stamp[r] = s->stamp;
		s->fit[r] = (unsigned char)v.fit;
		s->liked[r] = (unsigned char)(v.wished ? v.met * 10 / v.wished : 0);
	}
	return (enum access_fit)s->fit[r];
}

bool readable(const struct scratch *s, uint32_t r)
{
	unsigned l = s->lib->language[r];
	if (l == NO_LANGUAGE)
		return true;
	if (!s->place[l] || s->reads[l] < 0)
		return false;
	double level = s->lib->resources[r].level;
	return !(level > 0 && s->reads[l] > 0 && level > s->reads[l] + s->week->limits.level_above);
}

bool used(const struct scratch *s, uint32_t r)
{
	return s->used_stamp[r] == s->stamp;
}

static int bits(uint64_t x)
{
	int n = 0;
	for (; x; x &= x - 1)
		n++;
	return n;
}

static unsigned alone_screen(const struct plan_resource *x)
{
	return x->minutes[PLAN_ALONE] < x->minutes[PLAN_SCREEN] ? x->minutes[PLAN_ALONE] : x->minutes[PLAN_SCREEN];
}

static bool lacks_peers(const struct plan_mix *m, const struct plan_limits *l)
{
	return m->mode[PLAN_PEERS] < l->peers;
}

static bool lacks_adult(const struct plan_mix *m, const struct plan_limits *l)
{
	return m->mode[PLAN_ADULT] < l->adult;
}

static bool much_screen(const struct plan_mix *m, const struct plan_limits *l)
{
	return 2 * m->alone_screen >= l->alone_screen && m->alone_screen > 0;
}

int score_of(struct scratch *s, uint32_t r, const struct wish *w)
{
	static const int by_fit[] = {40, 40, 15, 20, 0};
	const struct plan_resource *x = &s->lib->resources[r];
	const struct plan_limits *l = &s->week->limits;
	int score = by_fit[fit_of(s, r)];
	if (s->who->needs && s->who->needs->n)
		score += s->liked[r];
	unsigned lang = s->lib->language[r];
	if (lang == NO_LANGUAGE) {
		score += 6;
	} else if (s->place[lang]) {
		score += s->place[lang] == 1 ? 12 : s->place[lang] == 2 ? 9 : 6;
		if (x->level > 0 && s->reads[lang] > 0)
			score -= (int)fmin(12, 4 * fabs(x->level - s->reads[lang]) + 0.5);
	}
	int liked = bits(x->interests & s->who->interests);
	score += 6 * (liked < 3 ? liked : 3);
	score += (w->deep ? 8 : 2) * x->rigor;
	if (lacks_peers(&s->mix, l) && x->minutes[PLAN_PEERS])
		score += 10;
	if (lacks_adult(&s->mix, l) && x->minutes[PLAN_ADULT])
		score += 8;
	if (much_screen(&s->mix, l) && alone_screen(x))
		score -= 10;
	return score;
}

uint32_t pick(struct scratch *s, uint32_t c, const struct wish *w, int *score)
{
	const struct plan_library *lib = s->lib;
	uint32_t best = PLAN_NONE;
	int most = 0;
	unsigned left = minutes_left(s);
	for (uint32_t i = lib->of_at[c]; i < lib->of_at[c + 1]; i++) {
		uint32_t r = lib->of[i];
		const struct plan_resource *x = &lib->resources[r];
		unsigned minutes = plan_minutes(x);
		if (!(w->kinds >> x->kind & 1) || x->rigor < w->min_rigor || used(s, r) || minutes > left || minutes == 0)
			continue;
		if ((w->with_peers && 2u * x->minutes[PLAN_PEERS] < minutes) || (w->need_mode && !x->minutes[w->mode]))
			continue;
		if (!readable(s, r) || fit_of(s, r) == ACCESS_BARRIER)
			continue;
		int sc = score_of(s, r, w);
		if (best == PLAN_NONE || sc > most) {
			best = r;
			most = sc;
		}
	}
	if (score)
		*score = most;
	return best;
}

/* ---- saying ---- */

struct plan_suggestion *suggest(struct scratch *s, uint32_t r, enum plan_purpose purpose)
{
	const struct plan_resource *x = &s->lib->resources[r];
	struct plan_suggestion *out = &s->out[s->n++];
	*out = (struct plan_suggestion){.resource = r, .competency = x->competency, .instead_of = PLAN_NONE,
		.purpose = purpose, .fit = fit_of(s, r), .minutes = plan_minutes(x)};
	s->used_stamp[r] = s->stamp;
	mix_add(&s->mix, x, purpose);
	return out;
}

void because(struct plan_suggestion *x, enum plan_why why, uint32_t competency, double have, double need)
{
	if (x->n_reasons < PLAN_REASONS)
		x->reasons[x->n_reasons++] = (struct plan_reason){.why = why, .competency = competency, .resource = PLAN_NONE,
			.have = have, .need = need};
}

void because_of_resource(struct scratch *s, struct plan_suggestion *x, const struct plan_mix *before)
{
	const struct plan_resource *r = &s->lib->resources[x->resource];
	const struct plan_limits *l = &s->week->limits;
	unsigned lang = s->lib->language[x->resource];
	if (x->fit == ACCESS_FITS_WITH_TOOL)
		because(x, PLAN_WHY_TOOL, PLAN_NONE, 0, 0);
	else if (x->fit == ACCESS_PARTLY || x->fit == ACCESS_UNKNOWN)
		because(x, PLAN_WHY_NOT_SURE, PLAN_NONE, x->fit, 0);
	int liked = bits(r->interests & s->who->interests);
	if (liked)
		because(x, PLAN_WHY_INTEREST, PLAN_NONE, liked, 0);
	if (lang != NO_LANGUAGE && s->place[lang] && !str_eq(s->lib->languages[lang], s->week->language))
		because(x, PLAN_WHY_LANGUAGE, PLAN_NONE, s->place[lang], 0);
	if (r->rigor >= 3)
		because(x, PLAN_WHY_RIGOR, PLAN_NONE, r->rigor, 0);
	if (lacks_peers(before, l) && r->minutes[PLAN_PEERS])
		because(x, PLAN_WHY_MORE_PEERS, PLAN_NONE, before->mode[PLAN_PEERS], l->peers);
	if (lacks_adult(before, l) && r->minutes[PLAN_ADULT])
		because(x, PLAN_WHY_MORE_ADULT, PLAN_NONE, before->mode[PLAN_ADULT], l->adult);
	if (much_screen(before, l) && !alone_screen(r))
		because(x, PLAN_WHY_LESS_SCREEN, PLAN_NONE, before->alone_screen, l->alone_screen);
}

void warn(struct scratch *s, enum plan_warn w, uint32_t competency, uint32_t resource, double have, double need)
{
	if (s->n_warnings < s->max_warnings)
		s->warnings[s->n_warnings++] = (struct plan_warning){.warn = w, .competency = competency, .resource = resource,
			.have = have, .need = need};
}
