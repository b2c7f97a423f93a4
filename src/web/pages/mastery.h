/* mastery.h - how the estimates are made in this school: the parameters in use, what a new fit would change, and the way
 * back. All staff may read it; administrators and the district office fit and go back. */
#ifndef TRELLIS_PAGES_MASTERY_H
#define TRELLIS_PAGES_MASTERY_H

#include "jobs/jobs.h"
#include "school/evidence/fairness.h"
#include "school/evidence/refit.h"
#include "web/tpl.h"

#define MASTERY_FITS 20   /* shown */
#define MASTERY_MOVES 12  /* most frequent changes of words that are shown */

struct mastery_move {
	const char *from, *from_sure, *to, *to_sure; /* translated; sure "": shown */
	int64_t n;
};

struct mastery_page {
	bool may;                  /* fit, go back */
	int64_t tries, stale;      /* what a false yes costs; states that wait to be folded again */
	int threshold;             /* in 100 */
	bool paced;
	struct refit_row *fits;
	size_t n_fits;
	struct str *who, *when;    /* beside fits */
	const struct refit_row *active; /* NULL: as the program came */
	struct str active_who, active_when;
	bool working;
	int percent;               /* -1: not known */
	struct str step, problem;
	const struct refit *report; /* of the last look or fit, while it is the newest word; NULL: none */
	bool looked;               /* the report is of a look: it can be taken */
	struct str confidence[2];  /* before, after: how often right on average, as text */
	struct mastery_move moves[MASTERY_MOVES];
	size_t n_moves;
	struct fairness fair;      /* the newest audit; n 0: none yet */
	struct str fair_when;
};

/* "12 %", with the range that chance may explain; a dash where nothing can be said. */
struct str mastery_audit_text(struct request *rq, const struct audit_value *v, enum audit_measure m);

#endif
