#include "engine/mastery/bkt_em.h"

#include <math.h>
#include <string.h>

struct climber {
	const struct bkt_plan *plan;
	const struct bkt_prior *prior;
	enum bkt_simd simd;
	double *scratch;
	unsigned n; /* parameters that move: 4 or 5 */
	int rounds;
	bool bound;
	double g[BKT_PARAMS], d[BKT_PARAMS]; /* at the last point: the gradient, the information of complete data */
};

struct point {
	double at[BKT_PARAMS]; /* probabilities */
};

static struct point point_of(const struct bkt_params *p)
{
	return (struct point){{p->prior, p->learn, p->guess, p->slip, p->forget}};
}

static struct bkt_params params_of(const struct point *x)
{
	return (struct bkt_params){x->at[0], x->at[1], x->at[2], x->at[3], x->at[4]};
}

static double inside(double p)
{
	return fmin(fmax(p, BKT_LEAST), 1 - BKT_LEAST);
}

static double logit(double p)
{
	return log(p / (1 - p));
}

static double prior_term(const struct climber *c, const struct point *x)
{
	const struct point p0 = point_of(&c->prior->at);
	double sum = 0;
	for (unsigned i = 0; c->prior->weight > 0 && i < c->n; i++)
		sum += p0.at[i] * log(x->at[i]) + (1 - p0.at[i]) * log(1 - x->at[i]);
	return c->prior->weight * sum;
}

/* Expected successes and tries of each parameter. */
static void counts(const struct bkt_sums *s, double yes[BKT_PARAMS], double all[BKT_PARAMS])
{
	double known = s->responses - s->unknown;
	yes[BKT_PRIOR] = s->known_first;
	all[BKT_PRIOR] = s->sequences;
	yes[BKT_LEARN] = s->gained;
	all[BKT_LEARN] = s->unknown_before;
	yes[BKT_GUESS] = s->unknown_right;
	all[BKT_GUESS] = s->unknown;
	yes[BKT_SLIP] = known - (s->right - s->unknown_right);
	all[BKT_SLIP] = known;
	yes[BKT_LOSE] = s->lost;
	all[BKT_LOSE] = s->responses - s->sequences - s->unknown_before;
}

/* The best guess and slip on the line guess + slip = 1 - BKT_GAP: with x = 1 - slip, guess = x - BKT_GAP, the zero of a
 * falling function. a right and b wrong of those who know, r right and w wrong of the others. */
static void on_the_line(double a, double b, double r, double w, struct point *x)
{
	double low = BKT_GAP + BKT_LEAST, high = 1 - BKT_LEAST;
	for (int i = 0; i < 60; i++) {
		double m = (low + high) / 2;
		if (a / m - b / (1 - m) + r / (m - BKT_GAP) - w / (1 - m + BKT_GAP) > 0)
			low = m;
		else
			high = m;
	}
	x->at[BKT_SLIP] = 1 - low;
	x->at[BKT_GUESS] = low - BKT_GAP;
}

/* One pass and one maximisation: what is climbed at x, and the next point. */
static double step(struct climber *c, const struct point *x, struct point *next, double *likelihood)
{
	struct bkt_sums s;
	struct bkt_params p = params_of(x);
	const struct point p0 = point_of(&c->prior->at);
	double yes[BKT_PARAMS], all[BKT_PARAMS], w = c->prior->weight;
	bkt_pass(c->plan, &p, c->simd, c->scratch, &s);
	c->rounds++;
	counts(&s, yes, all);
	for (unsigned i = 0; i < BKT_PARAMS; i++) {
		yes[i] = fmax(yes[i], 0) + (w > 0 ? w * p0.at[i] : 0);
		all[i] = fmax(all[i], 0) + w;
		next->at[i] = i >= c->n ? 0 : all[i] > 1e-12 ? inside(yes[i] / all[i]) : x->at[i];
		c->g[i] = yes[i] - all[i] * x->at[i];
		c->d[i] = all[i] * x->at[i] * (1 - x->at[i]);
	}
	c->bound = next->at[BKT_GUESS] + next->at[BKT_SLIP] > 1 - BKT_GAP;
	if (c->bound)
		on_the_line(all[BKT_SLIP] - yes[BKT_SLIP], yes[BKT_SLIP], yes[BKT_GUESS], all[BKT_GUESS] - yes[BKT_GUESS], next);
	*likelihood = s.log_likelihood;
	return s.log_likelihood + prior_term(c, x);
}

/* SQUAREM's point beyond x0, x1, x2; false when there is none to try. */
static bool beyond(const struct climber *c, const struct point *x0, const struct point *x1, const struct point *x2, struct point *out)
{
	double l0[BKT_PARAMS], r[BKT_PARAMS], v[BKT_PARAMS], rr = 0, vv = 0;
	for (unsigned i = 0; i < c->n; i++) {
		double l1 = logit(x1->at[i]);
		l0[i] = logit(x0->at[i]);
		r[i] = l1 - l0[i];
		v[i] = logit(x2->at[i]) - l1 - r[i];
		rr += r[i] * r[i];
		vv += v[i] * v[i];
	}
	if (!(vv > 0) || !(rr > vv))
		return false;
	double a = sqrt(rr / vv); /* > 1: 1 is the plain step */
	*out = *x2;
	for (unsigned i = 0; i < c->n; i++) {
		double l = l0[i] + 2 * a * r[i] + a * a * v[i];
		out->at[i] = inside(1 / (1 + exp(-l)));
	}
	return out->at[BKT_GUESS] + out->at[BKT_SLIP] <= 1 - BKT_GAP;
}

static struct bkt_top top_of(const struct climber *c, const struct point *x, double f, double ll)
{
	struct bkt_top t = {.p = params_of(x), .log_likelihood = ll, .climbed = f, .rounds = c->rounds, .bound = c->bound};
	memcpy(t.g, c->g, sizeof t.g);
	return t;
}

static double enough_at(double f)
{
	return 1e-8 + 1e-10 * fabs(f);
}

/* Plain steps, three at a time extrapolated. */
static void squarem(struct climber *c, struct point x0, int rounds, struct bkt_top *out)
{
	struct point x1, x2, y, next;
	double ll, last = -INFINITY;
	for (;;) {
		double f0 = step(c, &x0, &x1, &ll), enough = enough_at(f0);
		*out = top_of(c, &x0, f0, ll);
		if (f0 - last < enough || c->rounds >= rounds)
			break;
		last = f0;
		double f1 = step(c, &x1, &x2, &ll);
		if (f1 - f0 < enough / 4) {
			*out = top_of(c, &x1, f1, ll);
			break;
		}
		double f2 = beyond(c, &x0, &x1, &x2, &y) ? step(c, &y, &next, &ll) : -INFINITY;
		x0 = f2 >= f1 ? next : x2;
	}
}

/* ---- quasi-Newton ---- */

/* A point, what a pass there gave, and where the plain step goes from it. */
struct place {
	struct point x, next;
	double l[BKT_PARAMS], g[BKT_PARAMS], d[BKT_PARAMS], f, ll;
	bool bound; /* next is on the limit */
};

static void look(struct climber *c, const struct point *x, struct place *out)
{
	out->x = *x;
	out->f = step(c, x, &out->next, &out->ll);
	for (unsigned i = 0; i < c->n; i++) {
		out->l[i] = logit(x->at[i]);
		out->g[i] = c->g[i];
		out->d[i] = c->d[i];
	}
	out->bound = c->bound;
}

static void shape_of_complete(const struct climber *c, const struct place *at, struct bkt_top *out)
{
	memset(out->shape, 0, sizeof out->shape);
	for (unsigned i = 0; i < c->n; i++)
		out->shape[i][i] = 1 / fmax(at->d[i], 1e-9);
	out->learned = 0;
}

/* Broyden, Fletcher, Goldfarb and Shanno: the shape after the step from a to b; where it bends the wrong way it tells nothing. */
static void learn_from(const struct climber *c, const struct place *a, const struct place *b, struct bkt_top *out)
{
	double s[BKT_PARAMS], y[BKT_PARAMS], by[BKT_PARAMS], sy = 0, yby = 0, ss = 0, yy = 0;
	for (unsigned i = 0; i < c->n; i++) {
		s[i] = b->l[i] - a->l[i];
		y[i] = a->g[i] - b->g[i];
		sy += s[i] * y[i];
		ss += s[i] * s[i];
		yy += y[i] * y[i];
	}
	if (!(sy > 1e-8 * sqrt(ss * yy)))
		return;
	for (unsigned i = 0; i < c->n; i++) {
		by[i] = 0;
		for (unsigned j = 0; j < c->n; j++)
			by[i] += out->shape[i][j] * y[j];
		yby += y[i] * by[i];
	}
	for (unsigned i = 0; i < c->n; i++)
		for (unsigned j = 0; j < c->n; j++)
			out->shape[i][j] += (1 + yby / sy) * s[i] * s[j] / sy - (by[i] * s[j] + s[i] * by[j]) / sy;
	out->learned++;
}

/* Where the shape sends the logits of a place, no further than two; false when that is nowhere to go to. gain is what it promises. */
static bool send(const struct climber *c, const struct place *at, const struct bkt_top *t, struct point *out, double *gain)
{
	const double far = 2;
	double way[BKT_PARAMS], slope = 0, most = 0;
	for (unsigned i = 0; i < c->n; i++) {
		way[i] = 0;
		for (unsigned j = 0; j < c->n; j++)
			way[i] += t->shape[i][j] * at->g[j];
		slope += way[i] * at->g[i];
		most = fmax(most, fabs(way[i]));
	}
	*gain = slope / 2;
	*out = at->x;
	double by = most > far ? far / most : 1;
	for (unsigned i = 0; i < c->n; i++)
		out->at[i] = inside(1 / (1 + exp(-(at->l[i] + by * way[i]))));
	return slope >= 0 && isfinite(slope) && out->at[BKT_GUESS] + out->at[BKT_SLIP] <= 1 - BKT_GAP;
}

/* The better of where the shape sends it and of the plain step; false when neither is better. */
static bool go(struct climber *c, struct place *at, bool sent, const struct point *to, struct bkt_top *t)
{
	struct place new;
	for (int plain = !sent; plain < 2; plain++) {
		look(c, plain ? &at->next : to, &new);
		learn_from(c, at, &new, t);
		if (new.f >= at->f) {
			*at = new;
			return true;
		}
	}
	return false;
}

void bkt_climb_on(const struct bkt_plan *plan, const struct bkt_prior *prior, enum bkt_simd simd, double *scratch, const struct bkt_top *from,
	int rounds, struct bkt_top *out)
{
	struct climber c = {.plan = plan, .prior = prior, .simd = simd, .scratch = scratch, .n = from->p.forget > 0 ? 5 : 4};
	struct bkt_top t = *from;
	struct place at;
	struct point x = point_of(&from->p);
	double before[3] = {-INFINITY, -INFINITY, -INFINITY};
	for (unsigned i = 0; i < c.n; i++)
		x.at[i] = inside(x.at[i]);
	look(&c, &x, &at);
	if (t.learned == 0 || !(plan->responses > 0))
		shape_of_complete(&c, &at, &t);
	for (unsigned i = 0; t.learned && i < c.n; i++)
		for (unsigned j = 0; j < c.n; j++)
			t.shape[i][j] *= t.of / plan->responses;
	for (int turn = 0; !at.bound && c.rounds < rounds; turn++) {
		double gain, enough = enough_at(at.f);
		bool sent = send(&c, &at, &t, &x, &gain);
		/* before the shape is learned here it may promise too little: the rate of plain steps is taken as .999 at most */
		bool learned = t.learned >= c.n && turn >= (int)c.n - 1;
		if (gain < (learned ? enough : enough / 1000) || (learned && at.f - before[turn % 3] < enough))
			break;
		if (!sent && t.learned > 0)
			shape_of_complete(&c, &at, &t);
		before[turn % 3] = at.f;
		if (!go(&c, &at, sent, &x, &t))
			break;
	}
	if (at.bound && c.rounds < rounds) {
		squarem(&c, at.x, rounds, out);
		return;
	}
	*out = top_of(&c, &at.x, at.f, at.ll);
	memcpy(out->g, at.g, sizeof out->g);
	memcpy(out->shape, t.shape, sizeof t.shape);
	out->bound = at.bound;
	out->learned = t.learned;
	out->of = plan->responses;
}

void bkt_climb(const struct bkt_plan *plan, const struct bkt_prior *prior, enum bkt_simd simd, double *scratch, struct bkt_params p, int rounds,
	struct bkt_top *out)
{
	const struct bkt_top from = {.p = p};
	bkt_climb_on(plan, prior, simd, scratch, &from, rounds, out);
}

void bkt_gradient(const struct bkt_sums *s, const struct bkt_prior *prior, const struct bkt_params *p, double out[BKT_PARAMS])
{
	double yes[BKT_PARAMS], all[BKT_PARAMS];
	const struct point x = point_of(p), p0 = point_of(&prior->at);
	counts(s, yes, all);
	for (unsigned i = 0; i < BKT_PARAMS; i++)
		out[i] = yes[i] - all[i] * x.at[i] + (prior->weight > 0 ? prior->weight * (p0.at[i] - x.at[i]) : 0);
}

/* Inverts the n * n matrix m in place; false when it is not positive definite. Gauss-Jordan, n is 4 or 5. */
static bool invert(double m[BKT_PARAMS][BKT_PARAMS], unsigned n)
{
	for (unsigned k = 0; k < n; k++) {
		double pivot = m[k][k];
		if (!(pivot > 1e-9))
			return false;
		for (unsigned j = 0; j < n; j++)
			m[k][j] = j == k ? 1 / pivot : m[k][j] / pivot;
		for (unsigned i = 0; i < n; i++) {
			double f = m[i][k];
			if (i == k)
				continue;
			m[i][k] = 0;
			for (unsigned j = 0; j < n; j++)
				m[i][j] -= f * m[k][j];
		}
	}
	return true;
}

void bkt_uncertainty(const struct bkt_plan *plan, const struct bkt_prior *prior, enum bkt_simd simd, double *scratch, struct bkt_top *top)
{
	enum { MOST = BKT_PARAMS };
	unsigned n = top->p.forget > 0 ? 5 : 4;
	const double h = 1e-4;
	double info[MOST][MOST] = {{0}};
	struct point at = point_of(&top->p);
	const double *here = top->g;
	double g[MOST];
	struct bkt_sums s;
	top->rounds += (int)n;
	for (unsigned i = 0; i < n; i++) {
		struct point x = at;
		x.at[i] = inside(1 / (1 + exp(-(logit(at.at[i]) + h))));
		struct bkt_params p = params_of(&x);
		bkt_pass(plan, &p, simd, scratch, &s);
		bkt_gradient(&s, prior, &p, g);
		for (unsigned j = 0; j < n; j++) {
			double d = -(g[j] - here[j]) / h / 2;
			info[i][j] += d;
			info[j][i] += d;
		}
	}
	bool ok = invert(info, n);
	for (unsigned i = 0; i < BKT_PARAMS; i++)
		top->sd[i] = i >= n ? 0 : ok && info[i][i] > 0 ? sqrt(info[i][i]) : INFINITY;
}
