/* metrics.h - what the server did, as numbers for whoever runs it.
 *
 * Laws: (1) Counts and times alone: no address, no account, no path. (2) Counting takes no lock. (3) Only this machine may
 * read them: loopback, and not through a proxy. Text form: Prometheus exposition format 0.0.4. */
#ifndef TRELLIS_METRICS_H
#define TRELLIS_METRICS_H

#include "web/app.h"

#include <stdatomic.h>

enum { METRIC_RATES = 5, METRIC_TIMES = 12 };

struct metrics {
	_Atomic int64_t replies[METRIC_RATES][6];   /* by rate class and hundreds of the status */
	_Atomic int64_t busy, limited;              /* 503, 429 */
	_Atomic int64_t times[METRIC_TIMES + 1];    /* how long a request took, by bound */
	_Atomic int64_t us;                         /* all of it */
	_Atomic int64_t running;
	_Atomic int64_t ready_asked, ready;         /* when it was last tried to save something, and whether it could */
	int64_t started_at;
};

struct metrics *metrics_new(void); /* NULL without memory; free() it */
/* rate: an enum rate of the route, RATE_STATIC where there is none. */
void metrics_take(struct metrics *m, int rate, int status, int64_t us);
void metrics_text(struct buf *b, const struct metrics *m, struct app *app);

#endif
