#include "engine/mastery/checks.h"

#include <math.h>

struct course {
	struct striving striving;
	struct retention retention;
};

static int32_t day_of_time(double seconds)
{
	double day = floor(seconds / 86400);
	return (int32_t)fmin(fmax(day, -1e9), 1e9);
}

void checks_run(struct arena *a, const struct responses *r, const double *known, double ready_from, double wanted, struct check **list, size_t *n)
{
	struct retention_params p = retention_params_default();
	uint32_t *last = NEW_ARRAY(a, uint32_t, r->sets.n);
	size_t *of = NEW_ARRAY(a, size_t, r->sets.n), m = 0;
	struct check *c = NEW_ARRAY(a, struct check, r->n);
	struct course *course = NEW_ARRAY(a, struct course, r->n);
	int32_t today = INT32_MIN;
	for (size_t i = 0; r->time != NULL && i < r->n; i++)
		today = day_of_time(r->time[i]) > today ? day_of_time(r->time[i]) : today;
	for (uint32_t l = 0; l < r->learners.n; l++) {
		for (size_t i = r->first[l]; i < r->first[l + 1]; i++) {
			uint32_t row = r->by_learner[i], s = r->set[row];
			if (last[s] != l + 1) {
				last[s] = l + 1;
				of[s] = m;
				c[m++] = (struct check){.learner = l, .skill = s};
			}
			struct check *k = &c[of[s]];
			struct course *w = &course[of[s]];
			k->known = known[row];
			k->tries++;
			striving_try(&w->striving, known[row]);
			k->ready |= known[row] >= ready_from;
			if (k->ready)
				retention_check(&p, &w->retention, retention_grade(r->score ? (double)r->score[row] : r->right[row]),
					r->time ? day_of_time(r->time[row]) : 0);
		}
	}
	for (size_t i = 0; i < m; i++) {
		const struct course *w = &course[i];
		bool days = c[i].ready && r->time != NULL;
		c[i].again = c[i].ready && w->retention.again;
		c[i].person = striving_calls(&w->striving, c[i].ready);
		c[i].recall = days ? retention_recall(&p, &w->retention, today) : NAN;
		c[i].due_in = days ? retention_due(&p, &w->retention, wanted) - today : INT32_MAX;
	}
	*list = c;
	*n = m;
}
