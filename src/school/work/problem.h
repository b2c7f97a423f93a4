/* problem.h - answers to imported problems: equal in value is equal.
 *
 * Law: an answer counts when it says the same, however it is written; the task written down again is no answer. Expressions
 * are compared by their values at several places, which no two different polynomials of school size share. */
#ifndef TRELLIS_PROBLEM_H
#define TRELLIS_PROBLEM_H

#include "base/json.h"

/* step: of an OATutor problem ("stepAnswer", "stepTitle"). */
bool problem_accepts(struct arena *a, const struct json *step, struct str response);
/* Whether two expressions, in LaTeX or as people type them, have the same value everywhere. false also when one cannot be read. */
bool expression_same(struct arena *a, struct str x, struct str y);

#endif
