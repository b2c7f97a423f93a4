#include "engine/mastery/bkt_online.h"

#include <math.h>

_Static_assert(sizeof(struct bkt_state) == 32, "a state is 32 bytes");

#define LEAST_UNKNOWN 1e-30f /* so that wrong answers can always bring doubt back */

struct bkt_online bkt_online_start(const struct bkt_params *p, const struct bkt_prior *prior)
{
	struct bkt_online o = {.p = *p, .prior = *prior};
	o.p.forget = 0;
	return o;
}

double bkt_online_known(const struct bkt_online *o, const struct bkt_state *s)
{
	return s->n == 0 ? o->p.prior : 1 - (double)s->unknown * (1 - o->p.learn);
}

double bkt_online_right(const struct bkt_online *o, const struct bkt_state *s)
{
	double k = bkt_online_known(o, s);
	return k * (1 - o->p.slip) + (1 - k) * o->p.guess;
}

/* What is expected of this learner. */
struct part {
	double known_first, gained, unknown_before, unknown, unknown_right;
};

static inline struct part expected(const struct bkt_online *o, const struct bkt_state *s)
{
	double n = s->n, u = (double)s->unknown, c = (double)s->c, learn = o->p.learn;
	double before = learn * (n * c - (double)s->cc) + u * (n - 1);
	return (struct part){(double)s->first, learn * c, before, before + u, learn * (s->right_before * c - (double)s->cr) + u * s->right};
}

void bkt_online_state(const struct bkt_params *p, struct bkt_state *s, bool right)
{
	/* picked, not branched upon: what a learner answers cannot be foreseen */
	const double known_gives[2] = {p->slip, 1 - p->slip}, unknown_gives[2] = {1 - p->guess, p->guess};
	const double learn = p->learn, u_was = (double)s->unknown, c_was = (double)s->c;
	double first = (double)s->first, u = u_was * (1 - learn);
	unsigned n = s->n, yes = s->right;
	if (n == UINT16_MAX)
		return;
	if (n == 0) { /* all else of the state is 0 */
		first = p->prior;
		u = 1 - p->prior;
	}
	/* all paths on which it is known now share the factor k1: divided by it only u changes */
	double c = c_was + u_was, cc = (double)s->cc + c, cr = (double)s->cr + (double)(int)(yes - s->right_before) * c_was;
	double k1 = known_gives[right], uu = u * unknown_gives[right], z = (first + learn * c) * k1 + uu, by = k1 / z;
	float unknown = (float)(uu / z);
	s->first = (float)(first * by);
	s->unknown = unknown > LEAST_UNKNOWN ? unknown : LEAST_UNKNOWN;
	s->c = (float)(c * by);
	s->cc = (float)(cc * by);
	s->cr = (float)(cr * by);
	s->n = (uint16_t)(n + 1);
	s->right = (uint16_t)(yes + right);
	s->right_before = (uint16_t)yes;
}

void bkt_online_event(struct bkt_online *o, struct bkt_state *s, bool right)
{
	if (s->n == UINT16_MAX)
		return;
	struct part was = {0}, now;
	if (s->n > 0)
		was = expected(o, s);
	else
		o->sums.sequences++;
	bkt_online_state(&o->p, s, right);
	now = expected(o, s);
	o->sums.responses++;
	o->sums.right += right;
	o->sums.known_first += now.known_first - was.known_first;
	o->sums.gained += now.gained - was.gained;
	o->sums.unknown_before += now.unknown_before - was.unknown_before;
	o->sums.unknown += now.unknown - was.unknown;
	o->sums.unknown_right += now.unknown_right - was.unknown_right;
}

void bkt_online_add(const struct bkt_online *o, const struct bkt_state *s, struct bkt_sums *sums)
{
	if (s->n == 0)
		return;
	struct part x = expected(o, s);
	sums->sequences++;
	sums->responses += s->n;
	sums->right += s->right;
	sums->known_first += x.known_first;
	sums->gained += x.gained;
	sums->unknown_before += x.unknown_before;
	sums->unknown += x.unknown;
	sums->unknown_right += x.unknown_right;
}

static double held(double yes, double all, double at, double weight, double was)
{
	if (!(all + weight > 1e-12))
		return was;
	return fmin(fmax((fmax(yes, 0) + (weight > 0 ? weight * at : 0)) / (all + weight), BKT_LEAST), 1 - BKT_LEAST);
}

void bkt_online_step(struct bkt_online *o)
{
	const struct bkt_sums *s = &o->sums;
	const struct bkt_params *q = &o->prior.at, *p = &o->p;
	double w = o->prior.weight, known = s->responses - s->unknown;
	struct bkt_params next = {held(s->known_first, s->sequences, q->prior, w, p->prior), held(s->gained, s->unknown_before, q->learn, w, p->learn),
		held(s->unknown_right, s->unknown, q->guess, w, p->guess), held(known - (s->right - s->unknown_right), known, q->slip, w, p->slip), 0};
	if (next.guess + next.slip > 1 - BKT_GAP) { /* stay where a right answer speaks for knowing */
		next.guess = p->guess;
		next.slip = p->slip;
	}
	o->p = next;
}
