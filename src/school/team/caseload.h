/* caseload.h - the learners whom an educator supports by name (case manager, special educator, provider, English-learner
 * specialist, adviser): plans of record, supports in lessons, what is not there yet, what waits.
 *
 * Law: only learners to whom the viewer has such a relation today; by name, never ranked. What a support comes to is asked
 * of the needs engine alone. A plan of record is as long as its lines: from the first begin to the last end. */
#ifndef TRELLIS_CASELOAD_H
#define TRELLIS_CASELOAD_H

#include "school/team/today.h"

#define CASELOAD_RELS (REL_CASE | REL_EL | REL_ADVISER)
#define CASELOAD_SOON 30 /* days in which an end is said to be near */

enum { RECORD_IEP, RECORD_504, RECORD_EL, RECORD_KINDS };
struct plan_of_record {
	int lines;               /* 0: there is none */
	day_t from, until;       /* until DAY_NONE: open */
	bool ended, soon;
};
struct cared {
	const struct mine *m;
	struct plan_of_record records[RECORD_KINDS];
	struct str *helps;       /* supports in lessons today, from plans, in words of the language asked for */
	size_t n_helps;
	int64_t minutes;         /* of services a week, today */
	int waits;               /* requests and conversations that wait for the viewer */
};
struct caseload {
	struct today t;          /* t.learners: everybody the viewer works with */
	struct cared *learners;
	size_t n;
};
extern const char *const RECORD_LABELS[RECORD_KINDS]; /* msgids */

enum code caseload_load(struct db *db, struct arena *a, const struct viewer *v, enum lang lang, day_t monday, struct caseload *out, struct err *e) MUST_USE;

#endif
