#include "engine/equity/internal.h"

#include <math.h>

#define TINY 1e-9
#define NONE SIZE_MAX

static double *row(const struct system *s, size_t i)
{
	return s->t + i * s->unknowns;
}

static void pivot(struct system *s, size_t r, size_t col)
{
	double *p = row(s, r), by = 1 / p[col];
	size_t n = 0;
	for (size_t j = 0; j < s->unknowns; j++) {
		if (p[j] == 0)
			continue;
		p[j] *= by;
		s->nonzero[n++] = j;
	}
	p[col] = 1;
	for (size_t i = 0; i < s->rows; i++) {
		double *q = row(s, i), f = q[col];
		if (i == r || f == 0)
			continue;
		for (size_t k = 0; k < n; k++) {
			size_t j = s->nonzero[k];
			double v = q[j] - f * p[j];
			/* Entries are small fractions by nature: what is left of a difference is noise. */
			q[j] = fabs(v) < 1e-11 ? 0 : v;
		}
		q[col] = 0;
	}
	if (s->basic[r] != NONE)
		s->row_of[s->basic[r]] = NONE;
	s->basic[r] = col;
	s->row_of[col] = r;
}

void system_reduce(struct system *s, const double *value)
{
	for (size_t k = 0; k < s->unknowns; k++)
		s->row_of[k] = NONE;
	for (size_t i = 0; i < s->rows; i++)
		s->basic[i] = NONE;
	for (size_t i = 0; i < s->rows;) {
		const double *q = row(s, i);
		size_t best = NONE;
		for (size_t j = 0; j < s->unknowns; j++) {
			/* Small pivots would make large entries: take none below a half unless there is no other. */
			if (fabs(q[j]) < TINY)
				continue;
			bool fine = fabs(q[j]) > 0.5, best_fine = best != NONE && fabs(q[best]) > 0.5;
			if (best == NONE || (fine && !best_fine) || (fine == best_fine && value[j] > value[best]))
				best = j;
		}
		if (best != NONE) {
			pivot(s, i++, best);
			continue;
		}
		/* Redundant: the last row takes its place. */
		double *p = row(s, i), *last = row(s, --s->rows);
		if (p != last) {
			for (size_t j = 0; j < s->unknowns; j++)
				p[j] = last[j];
		}
	}
}

static bool whole(double v)
{
	return fabs(v - nearbyint(v)) < 1e-6;
}

static void widen(struct range *r, double v)
{
	int64_t x = (int64_t)llround(v);
	if (x < r->low)
		r->low = x;
	if (x > r->high)
		r->high = x;
}

/* How far unknown j, not basic, can go in direction dir (1 or -1) from value: until an unknown would be below 0. The
 * row that stops it is in *stop, or NONE when j itself or nothing (INFINITY) does. Ties: the lowest unknown (Bland). */
static double reach(const struct system *s, const double *value, size_t j, double dir, size_t *stop)
{
	double most = dir < 0 ? value[j] : INFINITY;
	*stop = NONE;
	for (size_t i = 0; i < s->rows; i++) {
		double fall = dir * row(s, i)[j];
		if (fall <= TINY)
			continue;
		double far = value[s->basic[i]] / fall;
		bool tie = *stop != NONE && fabs(far - most) <= TINY;
		if (tie ? s->basic[i] < s->basic[*stop] : far < most) {
			*stop = i;
			most = far;
		}
	}
	return most < 0 ? 0 : most;
}

static void without_end(const struct system *s, size_t j, struct range *ranges)
{
	ranges[j].high = INT64_MAX;
	for (size_t i = 0; i < s->rows; i++) {
		if (row(s, i)[j] < -TINY)
			ranges[s->basic[i]].high = INT64_MAX;
	}
}

void system_sweep(const struct system *s, const double *value, struct range *ranges)
{
	for (size_t j = 0; j < s->unknowns; j++) {
		if (s->row_of[j] != NONE)
			continue;
		bool steps = true;
		for (size_t i = 0; i < s->rows && steps; i++)
			steps = whole(row(s, i)[j]);
		if (!steps)
			continue;
		for (int up = 0; up < 2; up++) {
			size_t stop;
			double dir = up ? 1 : -1, far = reach(s, value, j, dir, &stop);
			if (isinf(far)) {
				without_end(s, j, ranges);
				continue;
			}
			far = floor(far + TINY);
			if (far < 1)
				continue;
			widen(&ranges[j], value[j] + dir * far);
			for (size_t i = 0; i < s->rows; i++) {
				double t = row(s, i)[j];
				if (t != 0)
					widen(&ranges[s->basic[i]], value[s->basic[i]] - dir * far * t);
			}
		}
	}
}

/* The unknown, not basic, by which k moves in the wanted direction, and which way it has to go itself. */
static size_t entering(const struct system *s, const double *value, size_t k, bool up, bool bland, double *dir)
{
	size_t r = s->row_of[k], best = NONE;
	*dir = up ? 1 : -1;
	if (r == NONE)
		return up || value[k] > TINY ? k : NONE;
	const double *q = row(s, r);
	double most = 0;
	for (size_t j = 0; j < s->unknowns; j++) {
		if (s->row_of[j] != NONE || fabs(q[j]) <= TINY)
			continue;
		/* k moves by -q[j] when j grows; to shrink, j must be above 0. */
		double way = (q[j] < 0) == up ? 1 : -1;
		if ((way < 0 && value[j] <= TINY) || (best != NONE && (bland || fabs(q[j]) <= most)))
			continue;
		best = j;
		most = fabs(q[j]);
		*dir = way;
	}
	return best;
}

static void move(const struct system *s, double *value, size_t j, double by)
{
	value[j] += by;
	if (value[j] < TINY)
		value[j] = 0;
	for (size_t i = 0; i < s->rows; i++) {
		double t = row(s, i)[j];
		if (t == 0)
			continue;
		double *v = &value[s->basic[i]];
		*v -= by * t;
		if (fabs(*v - nearbyint(*v)) < TINY)
			*v = nearbyint(*v);
		if (*v < 0)
			*v = 0;
	}
}

/* Any solution proves for each unknown the whole numbers between it and those proved before. */
static void note(const struct system *s, const double *value, struct range *ranges)
{
	for (size_t k = 0; k < s->unknowns; k++) {
		int64_t down = (int64_t)floor(value[k] + 1e-6), up = (int64_t)ceil(value[k] - 1e-6);
		if (up < ranges[k].low)
			ranges[k].low = up;
		if (down > ranges[k].high)
			ranges[k].high = down;
	}
}

void system_settle(struct system *s, double *value, struct range *ranges)
{
	for (size_t j = 0; j < s->unknowns; j++) {
		if (s->row_of[j] != NONE || value[j] <= TINY)
			continue;
		size_t stop;
		double far = reach(s, value, j, -1, &stop);
		move(s, value, j, -far);
		if (stop != NONE && value[j] > TINY)
			pivot(s, stop, j);
	}
	note(s, value, ranges);
}

void system_push(struct system *s, double *value, size_t k, bool up, int64_t enough, struct range *ranges)
{
	/* To the end when that is asked for; else not for ever: what is not proved counts as not possible. */
	size_t most = enough < 0 ? 50 * (s->rows + s->unknowns) + 1000 : s->rows + 200, still = 0;
	for (size_t steps = 0; steps < most && (enough < 0 || range_width(ranges[k]) < enough); steps++) {
		double dir;
		/* The steepest way, until too many steps go nowhere: then Bland's, which cannot go in circles. */
		size_t j = entering(s, value, k, up, still > 30, &dir), stop;
		if (j == NONE)
			return;
		double far = reach(s, value, j, dir, &stop);
		if (isinf(far)) {
			without_end(s, j, ranges);
			return;
		}
		still = far > TINY ? 0 : still + 1;
		if (far > 0) {
			move(s, value, j, dir * far);
			note(s, value, ranges);
		}
		if (stop != NONE)
			pivot(s, stop, j);
	}
}
