#include "engine/mastery/retention.h"

#include <math.h>

#define STABILITY_MIN 0.001
#define MOST_DAYS 3650

struct retention_params retention_params_default(void)
{
	return (struct retention_params){{0.212, 1.2931, 2.3065, 8.2956, 6.4133, 0.8334, 3.0194, 0.001, 1.8722, 0.1666, 0.796, 1.4835,
		0.0614, 0.2629, 1.6483, 0.6014, 1.8729, 0.5425, 0.0912, 0.0658, 0.1542}};
}

static double first_difficulty(const double *w, int grade)
{
	return w[4] - exp(w[5] * (grade - 1)) + 1;
}

static double next_difficulty(const double *w, double d, int grade)
{
	double step = -w[6] * (grade - 3) * (10 - d) / 9;
	double next = w[7] * first_difficulty(w, RETENTION_EASY) + (1 - w[7]) * (d + step);
	return fmin(fmax(next, 1), 10);
}

static double recall(const double *w, double stability, double days)
{
	double f = pow(0.9, -1 / w[20]) - 1;
	return pow(1 + f * days / stability, -w[20]);
}

/* After a check on the day of the one before it. */
static double same_day(const double *w, double s, int grade)
{
	double times = exp(w[17] * (grade - 3 + w[18])) * pow(s, -w[19]);
	return s * (grade >= RETENTION_GOOD ? fmax(times, 1) : times);
}

static double after_success(const double *w, double s, double d, double r, int grade)
{
	double hard = grade == RETENTION_HARD ? w[15] : 1, easy = grade == RETENTION_EASY ? w[16] : 1;
	return s * (1 + exp(w[8]) * (11 - d) * pow(s, -w[9]) * (exp((1 - r) * w[10]) - 1) * hard * easy);
}

static double after_lapse(const double *w, double s, double d, double r)
{
	double lapse = w[11] * pow(d, -w[12]) * (pow(s + 1, w[13]) - 1) * exp((1 - r) * w[14]);
	return fmin(lapse, s / exp(w[17] * w[18]));
}

void retention_check(const struct retention_params *p, struct retention *r, enum retention_grade grade, int32_t day)
{
	const double *w = p->w;
	int g = (int)grade;
	if (r->stability <= 0) {
		r->stability = fmax(w[g - 1], STABILITY_MIN);
		r->difficulty = fmin(fmax(first_difficulty(w, g), 1), 10);
	} else {
		double days = day > r->last_day ? (double)day - r->last_day : 0;
		double s = r->stability, d = r->difficulty, there = recall(w, s, days);
		double next = days < 1 ? same_day(w, s, g) : g == RETENTION_AGAIN ? after_lapse(w, s, d, there) : after_success(w, s, d, there, g);
		r->stability = fmax(next, STABILITY_MIN);
		r->difficulty = next_difficulty(w, d, g);
	}
	if (r->checks == 0 || day > r->last_day)
		r->last_day = day;
	if (r->checks < UINT16_MAX)
		r->checks++;
	r->again = grade == RETENTION_AGAIN;
}

double retention_recall(const struct retention_params *p, const struct retention *r, int32_t day)
{
	if (r->stability <= 0)
		return 0;
	return recall(p->w, r->stability, day > r->last_day ? (double)day - r->last_day : 0);
}

int32_t retention_due(const struct retention_params *p, const struct retention *r, double wanted)
{
	if (r->stability <= 0)
		return INT32_MAX;
	double f = pow(0.9, -1 / p->w[20]) - 1;
	double days = r->stability / f * (pow(wanted, -1 / p->w[20]) - 1);
	days = fmin(fmax(round(days), 1), MOST_DAYS);
	return r->last_day > INT32_MAX - MOST_DAYS ? INT32_MAX : r->last_day + (int32_t)days;
}

enum retention_grade retention_grade(double score)
{
	return score < 0.5 ? RETENTION_AGAIN : score < 0.8 ? RETENTION_HARD : RETENTION_GOOD;
}

void striving_try(struct striving *s, double p)
{
	if (p > s->best + STRIVING_STEP) {
		s->best = p;
		s->in_vain = 0;
	} else if (s->in_vain < UINT16_MAX) {
		s->in_vain++;
	}
}

bool striving_calls(const struct striving *s, bool ready_or_shown)
{
	return !ready_or_shown && s->in_vain >= STRIVING_TRIES;
}
