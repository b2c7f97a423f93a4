/* Fitting of rate.h. */
#include "engine/mastery/order.h"
#include "engine/mastery/parallel.h"
#include "engine/mastery/rate.h"

#include <math.h>
#include <string.h>

/* Parameters as the fit moves them. With tied units a domain is one unit. */
struct par {
	double *p; /* [units][3 + K]: prior, guess, slip, learn; then [domains][K] shares */
	size_t n;
};

/* Expected counts: successes and chances of each parameter, in the same order (of shares: learners). */
struct counts {
	double *hit, *of;
};

struct fit {
	const struct rate_log *log;
	unsigned k;
	uint32_t units;       /* parameter sets: domains when tied, units when not */
	const uint32_t *set;  /* parameter set of each unit */
	const uint32_t *dom;  /* domain of each unit */
	uint32_t domains;
	const uint32_t *some_unit; /* one of each domain; UINT32_MAX: it has none */
	/* responses by learner, domain, unit, time */
	const uint8_t *right;
	const float *score;
	const struct seq *seqs;
	size_t n_seqs;
	const struct run *runs;
	size_t n_runs;
	/* pseudo-counts: weight spread around centre */
	const double *centre; /* like par; NULL: 1 and 1 for every probability, so that none ends at 0 or 1 */
	double weight;
	size_t stride;        /* of so many learners one is looked at */
	struct counts c;
	size_t most;          /* sequences of a run */
	unsigned threads;
	unsigned n_parts;     /* of the runs, by the log alone: each sums for itself, and they are put together in their order */
	struct part *parts;
	double loglik;
	unsigned steps;
	size_t looked;        /* learners, each counted in each domain, of the last pass */
};

/* A stretch of the runs, and what is expected of it. */
struct part {
	const struct fit *f;
	double *p;
	struct counts c;
	double *scratch;      /* statistics of each sequence of a run and class */
	double loglik;
	size_t from, to, looked;
};

/* One learner's rows of one unit, and one learner's sequences of one domain. */
struct seq {
	size_t first;
	uint32_t n, unit;
};
struct run {
	size_t first; /* sequence */
	uint32_t n, domain;
};

enum { STATS = 7 };

static double *unit_par(const struct fit *f, double *p, uint32_t unit)
{
	return p + (size_t)f->set[unit] * (3 + f->k);
}

static double *share_par(const struct fit *f, double *p, uint32_t domain)
{
	return p + (size_t)f->units * (3 + f->k) + (size_t)domain * f->k;
}

/* Log likelihood of one sequence in one class; its expected counts in out, when asked for. Nothing is forgotten, so a
 * learner is told by the number k of responses given before knowing it. One pass forward carries the weight of all
 * k so far, and that weight times what was counted before k: all sums of the M step come from it, with one division. */
static double expect(const struct fit *f, const struct seq *s, const double *u, double learn, double *out)
{
	double first = u[0], known = 0, unknown = 1 - u[0]; /* knew it at first; learned it; does not know it yet */
	double guesses = 0, slips = 0, before = 0;          /* learned it: times guesses, slips and responses before that */
	double guess_now = 0, slip_now = 0, sum = 0;
	const double yes_of[2] = {u[2], 1 - u[2]}, no_of[2] = {1 - u[1], u[1]}, one[2] = {0, 1};
	for (uint32_t i = 0; i < s->n; i++) {
		unsigned right = f->right[s->first + i];
		double yes = yes_of[right], no = no_of[right];
		if (f->score == NULL) {
			guess_now += one[right];
			slip_now += one[1 - right];
		} else {
			double x = (double)f->score[s->first + i];
			yes = rate_weight(x, yes_of[1]);
			no = rate_weight(x, no_of[1]);
			guess_now += x;
			slip_now += 1 - x;
		}
		double now = i + 1 < s->n ? unknown * (no * learn) : 0; /* what is learned from the last response nobody sees */
		unknown *= i + 1 < s->n ? no * (1 - learn) : no;
		first *= yes;
		known = known * yes + now;
		guesses = guesses * yes + now * guess_now;
		slips = slips * yes + now * slip_now;
		before = before * yes + now * (i + 1);
		if (i % 16 == 15 && first + known + unknown < 1e-100) { /* 16 more are at worst 1e-144 times that */
			double all = first + known + unknown;
			sum += log(all);
			first /= all, known /= all, unknown /= all, guesses /= all, slips /= all, before /= all;
		}
	}
	double all = first + known + unknown;
	sum += log(all);
	if (out == NULL)
		return sum;
	out[0] = first / all;
	out[1] = (guesses + unknown * guess_now) / all;
	out[2] = (before + unknown * s->n) / all;
	out[3] = slip_now - (slips + unknown * slip_now) / all;
	out[4] = s->n - out[2];
	out[5] = known / all;
	out[6] = (before + unknown * (s->n - 1)) / all;
	return sum;
}

static double logit(double p)
{
	return log(p) - log1p(-p);
}

static double inside(double p)
{
	return fmin(fmax(p, 1e-9), 1 - 1e-9);
}

/* ---- rates: with more than one class, logit learn[u][c] = base[u] + class[c], classes 0 on average ----
 * So a class is the same difference in all units, and a learner's rate is not mixed up with what a unit is like. The
 * base of a unit is normal around its domain's, as sure as `weight` responses would be; differences are N(0, 2). */

#define CLASS_PRECISION 0.25

static double base_of(const struct fit *f, const double *u)
{
	double sum = 0;
	for (unsigned c = 0; c < f->k; c++)
		sum += logit(u[3 + c]);
	return sum / f->k;
}

static double base_precision(const struct fit *f, double centre)
{
	return f->weight * centre * (1 - centre);
}

static double rates_prior(const struct fit *f, double *p)
{
	double sum = 0;
	for (uint32_t u = 0; u < f->units; u++) {
		const double *x = p + (size_t)u * (3 + f->k), *centre = f->centre + (size_t)u * (3 + f->k);
		double base = base_of(f, x), off = base - logit(centre[3]);
		sum -= 0.5 * base_precision(f, centre[3]) * off * off;
	}
	for (uint32_t d = 0; d < f->domains; d++) {
		if (f->some_unit[d] == UINT32_MAX)
			continue;
		const double *x = p + (size_t)f->some_unit[d] * (3 + f->k);
		for (unsigned c = 0; c < f->k; c++) {
			double off = logit(x[3 + c]) - base_of(f, x);
			sum -= 0.5 * CLASS_PRECISION * off * off;
		}
	}
	return sum;
}

static double capped(double step)
{
	return fmin(fmax(step, -2), 2);
}

/* Newton in turn for bases and classes of one domain, from where they are. */
static void maximize_rates(const struct fit *f, double *p, uint32_t domain)
{
	unsigned k = f->k;
	double class[RATE_CLASSES], g[RATE_CLASSES], h[RATE_CLASSES];
	if (f->some_unit[domain] == UINT32_MAX)
		return;
	const double *first = p + (size_t)f->some_unit[domain] * (3 + k);
	for (unsigned c = 0; c < k; c++)
		class[c] = logit(first[3 + c]) - base_of(f, first);
	for (unsigned round = 0; round < 4; round++) {
		double mean = 0;
		for (unsigned c = 0; c < k; c++) {
			g[c] = -CLASS_PRECISION * class[c];
			h[c] = CLASS_PRECISION;
		}
		for (uint32_t u = 0; u < f->units; u++) {
			if (f->dom[u] != domain)
				continue;
			double *x = p + (size_t)u * (3 + k);
			const double *hit = f->c.hit + (size_t)u * (3 + k) + 3, *of = f->c.of + (size_t)u * (3 + k) + 3;
			double centre = f->centre[(size_t)u * (3 + k) + 3], precision = base_precision(f, centre), base = base_of(f, x);
			double up = -precision * (base - logit(centre)), down = precision;
			for (unsigned c = 0; c < k; c++) {
				double t = 1 / (1 + exp(-base - class[c]));
				up += hit[c] - of[c] * t;
				down += of[c] * t * (1 - t);
			}
			base += capped(up / down);
			for (unsigned c = 0; c < k; c++) {
				double t = 1 / (1 + exp(-base - class[c]));
				g[c] += hit[c] - of[c] * t;
				h[c] += of[c] * t * (1 - t);
				x[3 + c] = inside(t);
			}
		}
		for (unsigned c = 0; c < k; c++) {
			class[c] += capped(g[c] / h[c]);
			mean += class[c] / k;
		}
		for (uint32_t u = 0; u < f->units; u++) {
			if (f->dom[u] != domain)
				continue;
			double *x = p + (size_t)u * (3 + k), base = base_of(f, x);
			for (unsigned c = 0; c < k; c++)
				x[3 + c] = inside(1 / (1 + exp(-base - class[c])));
		}
		for (unsigned c = 0; c < k; c++) /* what all share goes into the bases */
			class[c] -= mean;
	}
}

static void expect_part(void *arg, size_t which, unsigned worker)
{
	struct part *part = (struct part *)arg + which;
	const struct fit *f = part->f;
	double *p = part->p, total = 0;
	unsigned k = f->k;
	(void)worker;
	part->looked = 0;
	for (size_t r = part->from; r < part->to; r++) {
		const struct run *run = &f->runs[r];
		const double *share = share_par(f, p, run->domain);
		double like[RATE_CLASSES], most = -INFINITY, sum = 0;
		if (f->stride > 1 && (r * 2654435761u >> 7) % f->stride != 0)
			continue;
		part->looked++;
		for (unsigned c = 0; c < k; c++) {
			like[c] = log(share[c]);
			for (uint32_t i = 0; i < run->n; i++) {
				const struct seq *s = &f->seqs[run->first + i];
				const double *u = unit_par(f, p, s->unit);
				like[c] += expect(f, s, u, u[3 + c], part->scratch + ((size_t)i * k + c) * STATS);
			}
			most = fmax(most, like[c]);
		}
		for (unsigned c = 0; c < k; c++)
			sum += like[c] = exp(like[c] - most);
		total += most + log(sum);
		double *class_hit = share_par(f, part->c.hit, run->domain);
		for (unsigned c = 0; c < k; c++) {
			double w = like[c] / sum;
			class_hit[c] += w;
			for (uint32_t i = 0; i < run->n; i++) {
				const double *x = part->scratch + ((size_t)i * k + c) * STATS;
				double *hit = unit_par(f, part->c.hit, f->seqs[run->first + i].unit);
				double *of = unit_par(f, part->c.of, f->seqs[run->first + i].unit);
				hit[0] += w * x[0], of[0] += w;
				hit[1] += w * x[1], of[1] += w * x[2];
				hit[2] += w * x[3], of[2] += w * x[4];
				hit[3 + c] += w * x[5], of[3 + c] += w * x[6];
			}
		}
	}
	part->loglik = total;
}

/* Half of an EM step: expected counts under p; f->loglik of the data and what is returned: with the priors. */
static double expectation(struct fit *f, double *p, size_t n)
{
	unsigned k = f->k;
	double total = 0;
	for (unsigned i = 0; i < f->n_parts; i++) {
		struct part *x = &f->parts[i];
		memset(x->c.hit, 0, n * sizeof(double));
		memset(x->c.of, 0, n * sizeof(double));
		x->f = f;
		x->p = p;
	}
	parallel(f->threads, f->n_parts, expect_part, f->parts);
	memset(f->c.hit, 0, n * sizeof(double));
	memset(f->c.of, 0, n * sizeof(double));
	f->looked = 0;
	for (unsigned i = 0; i < f->n_parts; i++) {
		const struct part *x = &f->parts[i];
		total += x->loglik;
		f->looked += x->looked;
		for (size_t j = 0; j < n; j++) {
			f->c.hit[j] += x->c.hit[j];
			f->c.of[j] += x->c.of[j];
		}
	}
	f->loglik = total;
	f->steps++;
	size_t shares = (size_t)f->units * (3 + k);
	for (size_t i = 0; i < shares; i++) {
		double yes = 1, no = 1;
		if (k > 1 && i % (3 + k) >= 3)
			continue;
		if (f->centre != NULL) {
			yes = f->weight * f->centre[i];
			no = f->weight - yes;
		}
		total += yes * log(p[i]) + no * log1p(-p[i]);
		f->c.hit[i] += yes;
		f->c.of[i] += yes + no;
	}
	for (size_t i = shares; i < n; i++) {
		total += log(p[i]);
		f->c.hit[i] += 1;
	}
	return k > 1 ? total + rates_prior(f, p) : total;
}

static void maximize(const struct fit *f, double *p)
{
	size_t shares = (size_t)f->units * (3 + f->k);
	for (size_t i = 0; i < shares; i++)
		if (f->k == 1 || i % (3 + f->k) < 3)
			p[i] = inside(f->c.hit[i] / f->c.of[i]);
	for (uint32_t d = 0; d < f->domains; d++) {
		if (f->k > 1)
			maximize_rates(f, p, d);
		double *s = share_par(f, p, d), sum = 0;
		for (unsigned c = 0; c < f->k; c++)
			sum += s[c] = f->c.hit[shares + (size_t)d * f->k + c];
		for (unsigned c = 0; c < f->k; c++)
			s[c] = f->k == 1 ? 1 - 1e-12 : inside(s[c] / sum);
	}
}

/* From x, x after one EM step and after two, the SQUAREM point; shares are brought back to a sum of 1. */
static void leap(const struct fit *f, const double *x0, const double *x1, const double *x2, double *out, size_t n)
{
	double rr = 0, vv = 0;
	for (size_t i = 0; i < n; i++) {
		double r = logit(x1[i]) - logit(x0[i]), v = logit(x2[i]) - logit(x1[i]) - r;
		rr += r * r;
		vv += v * v;
	}
	double step = vv > 0 ? -sqrt(rr / vv) : -1;
	step = fmax(fmin(step, -1), -64);
	for (size_t i = 0; i < n; i++) {
		double r = logit(x1[i]) - logit(x0[i]), v = logit(x2[i]) - logit(x1[i]) - r;
		double z = logit(x0[i]) - 2 * step * r + step * step * v;
		out[i] = inside(1 / (1 + exp(-z)));
	}
	for (uint32_t d = 0; d < f->domains; d++) {
		double *s = share_par(f, out, d), sum = 0;
		for (unsigned c = 0; c < f->k; c++)
			sum += s[c];
		for (unsigned c = 0; c < f->k; c++)
			s[c] = f->k == 1 ? 1 - 1e-12 : inside(s[c] / sum);
	}
}

/* EM from p until two steps gain less than `close` of the objective; p holds the last accepted point. True when it came to rest. */
static bool climb(struct arena *a, struct fit *f, double *p, size_t n, double close, unsigned max_steps)
{
	double *x1 = NEW_ARRAY(a, double, n), *x2 = NEW_ARRAY(a, double, n), *far = NEW_ARRAY(a, double, n);
	unsigned stop = f->steps + max_steps;
	double before = expectation(f, p, n);
	memcpy(x1, p, n * sizeof *p);
	maximize(f, x1);
	while (f->steps < stop) {
		(void)expectation(f, x1, n);
		memcpy(x2, x1, n * sizeof *p);
		maximize(f, x2);
		leap(f, p, x1, x2, far, n);
		double now = expectation(f, far, n);
		if (!(now >= before)) { /* too far: the plain second step never falls */
			memcpy(far, x2, n * sizeof *p);
			now = expectation(f, far, n);
		}
		memcpy(p, far, n * sizeof *p);
		memcpy(x1, p, n * sizeof *p);
		maximize(f, x1);
		if (now - before < close * fabs(now) + 1e-7)
			return true;
		before = now;
	}
	return false;
}

/* ---- rows in order ---- */

/* Sorting is stable: by unit, by domain, by learner leaves time within. */
static void order(struct arena *a, struct fit *f)
{
	const struct rate_log *log = f->log;
	uint32_t *rows = arena_copy(a, log->row, log->n * sizeof *rows);
	uint32_t *learner = NEW_ARRAY(a, uint32_t, log->n), *domain = NEW_ARRAY(a, uint32_t, log->n);
	for (uint32_t l = 0; l < log->learners; l++)
		for (size_t i = log->first[l]; i < log->first[l + 1]; i++)
			learner[log->row[i]] = l;
	for (size_t i = 0; i < log->n; i++)
		domain[i] = f->dom[log->unit[i]];
	order_by(a, &rows, log->n, log->unit, log->units);
	if (f->domains > 1)
		order_by(a, &rows, log->n, domain, f->domains);
	order_by(a, &rows, log->n, learner, log->learners);
	uint8_t *right = NEW_ARRAY(a, uint8_t, log->n);
	float *score = log->score ? NEW_ARRAY(a, float, log->n) : NULL;
	for (size_t i = 0; i < log->n; i++) {
		right[i] = log->right[rows[i]] != 0;
		if (score != NULL)
			score[i] = log->score[rows[i]];
	}
	f->right = right;
	f->score = score;
	size_t n = 0, runs = 0;
	for (size_t i = 0; i < log->n; i++) {
		bool new_run = i == 0 || learner[rows[i]] != learner[rows[i - 1]] || domain[rows[i]] != domain[rows[i - 1]];
		runs += new_run;
		n += new_run || log->unit[rows[i]] != log->unit[rows[i - 1]];
	}
	struct seq *seqs = NEW_ARRAY(a, struct seq, n);
	struct run *run = NEW_ARRAY(a, struct run, runs);
	size_t most = 1;
	n = runs = 0;
	for (size_t i = 0; i < log->n; i++) {
		bool new_run = i == 0 || learner[rows[i]] != learner[rows[i - 1]] || domain[rows[i]] != domain[rows[i - 1]];
		if (new_run)
			run[runs++] = (struct run){n, 0, domain[rows[i]]};
		if (new_run || log->unit[rows[i]] != log->unit[rows[i - 1]]) {
			seqs[n++] = (struct seq){i, 0, log->unit[rows[i]]};
			if (++run[runs - 1].n > most)
				most = run[runs - 1].n;
		}
		seqs[n - 1].n++;
	}
	f->seqs = seqs;
	f->n_seqs = n;
	f->runs = run;
	f->n_runs = runs;
	f->most = most;
}

/* ---- the whole fit ---- */

#define PARTS_MOST 16
#define PARTS_ROOM 4000000 /* numbers that all parts may hold together */

/* How many parts and where they end goes by the log and the number of parameters, never by the number of threads. */
static void parts_new(struct arena *a, struct fit *f, size_t n)
{
	size_t room = PARTS_ROOM / (2 * n + f->most * RATE_CLASSES * STATS + 1), worth = f->n_seqs / 2000;
	size_t parts = room < worth ? room : worth;
	f->n_parts = parts < 1 ? 1 : parts > PARTS_MOST ? PARTS_MOST : (unsigned)parts;
	f->parts = NEW_ARRAY(a, struct part, f->n_parts);
	for (unsigned i = 0; i < f->n_parts; i++)
		f->parts[i] = (struct part){.c = {NEW_ARRAY(a, double, n), NEW_ARRAY(a, double, n)}, .scratch = NEW_ARRAY(a, double, f->most * RATE_CLASSES * STATS),
			.from = f->n_runs * i / f->n_parts, .to = f->n_runs * (i + 1) / f->n_parts};
}

static struct par par_new(struct arena *a, struct fit *f, unsigned k, uint32_t units, const uint32_t *set)
{
	f->k = k;
	f->units = units;
	f->set = set;
	struct par p = {NULL, (size_t)units * (3 + k) + (size_t)f->domains * k};
	p.p = NEW_ARRAY(a, double, p.n);
	f->c.hit = NEW_ARRAY(a, double, p.n);
	f->c.of = NEW_ARRAY(a, double, p.n);
	parts_new(a, f, p.n);
	return p;
}

/* One class, with the units of a domain alike, from two starts. */
static struct par fit_tied(struct arena *a, struct fit *f, unsigned max_steps)
{
	static const double starts[][4] = {{0.3, 0.2, 0.1, 0.15}, {0.1, 0.3, 0.2, 0.05}};
	struct par best = {NULL, 0};
	double best_at = -INFINITY;
	f->centre = NULL;
	for (size_t s = 0; s < 2; s++) {
		struct par p = par_new(a, f, 1, f->domains, f->dom);
		for (uint32_t d = 0; d < f->domains; d++) {
			memcpy(p.p + (size_t)d * 4, starts[s], sizeof starts[s]);
			*share_par(f, p.p, d) = 1 - 1e-12;
		}
		(void)climb(a, f, p.p, p.n, 1e-8, max_steps);
		if (f->loglik > best_at) {
			best_at = f->loglik;
			best = p;
		}
	}
	return best;
}

/* Pseudo-counts of each unit around its domain's tied fit. */
static void set_centre(struct arena *a, struct fit *f, const struct par *tied, size_t n, double weight)
{
	double *centre = NEW_ARRAY(a, double, n);
	for (uint32_t u = 0; u < f->units; u++) {
		const double *from = tied->p + (size_t)f->dom[u] * 4;
		double *to = centre + (size_t)u * (3 + f->k);
		memcpy(to, from, 3 * sizeof *to);
		for (unsigned c = 0; c < f->k; c++)
			to[3 + c] = from[3];
	}
	f->centre = centre;
	f->weight = weight;
}

/* Each unit for itself, k classes; from: units of one class (4 numbers each), or of k classes with its shares. */
static struct par fit_units(struct arena *a, struct fit *f, unsigned k, const struct par *tied, const struct par *from, bool same_classes,
	const uint32_t *each, const struct rate_options *o, bool *done)
{
	static const double spread[RATE_CLASSES + 1][RATE_CLASSES] = {{0}, {0}, {-1, 1}, {-1.4, 0, 1.4}};
	struct par p = par_new(a, f, k, f->log->units, each);
	set_centre(a, f, tied, p.n, o->weight);
	if (same_classes) {
		memcpy(p.p, from->p, p.n * sizeof *p.p);
	} else {
		for (uint32_t u = 0; u < f->units; u++) {
			const double *x = from->p + (size_t)u * 4;
			double *to = p.p + (size_t)u * (3 + k);
			memcpy(to, x, 3 * sizeof *to);
			for (unsigned c = 0; c < k; c++)
				to[3 + c] = inside(1 / (1 + exp(-logit(x[3]) - spread[k][c])));
		}
		for (size_t i = (size_t)f->units * (3 + k); i < p.n; i++)
			p.p[i] = k == 1 ? 1 - 1e-12 : 1.0 / k;
	}
	*done = climb(a, f, p.p, p.n, 1e-9, o->max_steps);
	return p;
}

static void unit_out(const struct fit *f, const double *p, const double *one, struct rate_unit *u)
{
	u->prior = p[0];
	u->guess = p[1];
	u->slip = p[2];
	memcpy(u->learn, p + 3, f->k * sizeof(double));
	memcpy(u->pooled, one, sizeof u->pooled);
	u->unsure = u->guess + u->slip >= 0.9;
}

static void flag_thin(const struct fit *f, struct rate_model *m, struct arena *a)
{
	uint32_t *rows = NEW_ARRAY(a, uint32_t, m->n_units);
	bool *again = NEW_ARRAY(a, bool, m->n_units);
	for (size_t s = 0; s < f->n_seqs; s++) {
		rows[f->seqs[s].unit] += f->seqs[s].n;
		again[f->seqs[s].unit] |= f->seqs[s].n > 1;
	}
	for (uint32_t u = 0; u < m->n_units; u++)
		m->unit[u].unsure |= rows[u] < 30 || !again[u];
}

struct rate_options rate_options_default(void)
{
	return (struct rate_options){.classes = 0, .weight = 20, .max_steps = 500, .threads = 1};
}

static enum code check(const struct rate_log *data, const struct rate_options *o, struct err *e)
{
	if (data->n == 0 || data->learners == 0 || data->units == 0)
		return err_set(e, E_INPUT, "There are no responses to fit on; give a data with at least one.");
	if (o->classes > RATE_CLASSES || !(o->weight > 0 && o->weight <= 1e6) || o->max_steps < 1)
		return err_set(e, E_INPUT, "The fit takes 0 to %d classes, a weight above 0 and up to 1,000,000, and at least one step.", RATE_CLASSES);
	return OK;
}

static void fit_start(struct arena *a, const struct rate_log *data, struct fit *f)
{
	*f = (struct fit){.log = data, .domains = data->domain ? data->domains : 1, .stride = 1};
	f->dom = data->domain ? data->domain : NEW_ARRAY(a, uint32_t, data->units);
	uint32_t *some = NEW_ARRAY(a, uint32_t, f->domains);
	memset(some, 0xFF, f->domains * sizeof *some);
	for (uint32_t u = 0; u < data->units; u++)
		some[f->dom[u]] = u;
	f->some_unit = some;
	order(a, f);
}

/* How many classes the log tells apart: BIC over learners, two more parameters a class and domain. */
static unsigned choose(struct arena *a, struct fit *f, const struct par *tied, const struct par *one, const uint32_t *each, const struct rate_options *o,
	struct par *best)
{
	unsigned k = 1, least = o->classes ? o->classes : 2, most = o->classes ? o->classes : RATE_CLASSES;
	double best_at = -INFINITY;
	bool done;
	if (o->classes == 0) {
		(void)fit_units(a, f, 1, tied, one, false, each, o, &done);
		best_at = f->loglik;
	}
	for (unsigned try = least; try <= most && try > 1; try++) {
		struct par t = fit_units(a, f, try, tied, one, false, each, o, &done);
		if (o->classes == 0 && f->loglik - best_at <= (try - k) * (double)f->domains * log((double)f->looked))
			break;
		best_at = f->loglik;
		*best = t;
		k = try;
	}
	return k;
}

static void typical(const struct fit *f, const struct par *tied, const struct par *own, unsigned k, uint32_t domain, struct rate_domain *out)
{
	const double *all = tied->p + (size_t)domain * 4;
	double x[3 + RATE_CLASSES];
	memcpy(x, all, 4 * sizeof *x);
	if (k > 1 && f->some_unit[domain] != UINT32_MAX) {
		const double *u = own->p + (size_t)f->some_unit[domain] * (3 + k);
		for (unsigned c = 0; c < k; c++)
			x[3 + c] = inside(1 / (1 + exp(-logit(all[3]) - logit(u[3 + c]) + base_of(f, u))));
	}
	for (unsigned c = 1; k > 1 && f->some_unit[domain] == UINT32_MAX && c < k; c++)
		x[3 + c] = all[3];
	unit_out(f, x, all, &out->typical);
	memcpy(out->share, own->p + (size_t)f->log->units * (3 + k) + (size_t)domain * k, k * sizeof(double));
	if (k == 1)
		out->share[0] = 1;
}

#define ENOUGH 200000 /* responses to begin on and to tell the number of classes by */

enum code rate_fit(struct arena *a, const struct rate_log *data, const struct rate_options *o, struct rate_model **out, struct err *e)
{
	enum code code = check(data, o, e);
	if (code != OK)
		return code;
	struct fit f;
	fit_start(a, data, &f);
	f.threads = o->threads ? o->threads : 1;
	uint32_t *each = NEW_ARRAY(a, uint32_t, data->units);
	for (uint32_t u = 0; u < data->units; u++)
		each[u] = u;
	struct rate_model *m = NEW(a, struct rate_model);
	bool done;
	f.stride = data->n / ENOUGH > 1 && f.n_runs > 1000 ? data->n / ENOUGH : 1;
	struct par tied = fit_tied(a, &f, o->max_steps), from_tied = par_new(a, &f, 1, data->units, each), part = {NULL, 0};
	for (uint32_t u = 0; u < data->units; u++)
		memcpy(from_tied.p + (size_t)u * 4, tied.p + (size_t)f.dom[u] * 4, 4 * sizeof(double));
	size_t stride = f.stride;
	f.stride = 1;
	struct par one = fit_units(a, &f, 1, &tied, &from_tied, false, each, o, &done), own = one;
	*m = (struct rate_model){.n_units = data->units, .n_domains = f.domains, .loglik_one = f.loglik, .loglik = f.loglik};
	f.stride = stride;
	unsigned k = choose(a, &f, &tied, &one, each, o, &part);
	f.stride = 1;
	if (k > 1) {
		own = fit_units(a, &f, k, &tied, &part, true, each, o, &done);
		m->loglik = f.loglik;
	}
	f.k = k;
	m->classes = k;
	m->steps = f.steps;
	m->done = done;
	m->unit = NEW_ARRAY(a, struct rate_unit, data->units);
	m->domain = arena_copy(a, f.dom, data->units * sizeof *m->domain);
	m->domains = NEW_ARRAY(a, struct rate_domain, f.domains);
	for (uint32_t u = 0; u < data->units; u++)
		unit_out(&f, own.p + (size_t)u * (3 + k), one.p + (size_t)u * 4, &m->unit[u]);
	for (uint32_t d = 0; d < f.domains; d++)
		typical(&f, &tied, &own, k, d, &m->domains[d]);
	flag_thin(&f, m, a);
	*out = m;
	return OK;
}

double rate_loglik(struct arena *a, const struct rate_model *m, const struct rate_log *data)
{
	struct fit f;
	fit_start(a, data, &f);
	double total = 0;
	for (size_t r = 0; r < f.n_runs; r++) {
		double like[RATE_CLASSES], most = -INFINITY, sum = 0;
		for (unsigned c = 0; c < m->classes; c++) {
			like[c] = log(m->domains[f.runs[r].domain].share[c]);
			for (uint32_t i = 0; i < f.runs[r].n; i++) {
				const struct seq *s = &f.seqs[f.runs[r].first + i];
				const struct rate_unit *u = &m->unit[s->unit];
				like[c] += expect(&f, s, (const double[]){u->prior, u->guess, u->slip}, u->learn[c], NULL);
			}
			most = fmax(most, like[c]);
		}
		for (unsigned c = 0; c < m->classes; c++)
			sum += exp(like[c] - most);
		total += most + log(sum);
	}
	return total;
}
