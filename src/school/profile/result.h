/* result.h - grades and results of tests of one learner, newest first.
 *
 * Law: a page that shows them shows strengths and goals with them. Rights are the router's to have checked; texts live in the arena. */
#ifndef TRELLIS_RESULT_H
#define TRELLIS_RESULT_H

#include "record/record.h"

#define RESULTS_SHOWN 12
struct result_line { struct str name, value, scale, when; };
struct result_list { struct result_line items[RESULTS_SHOWN]; size_t n; };
enum code results_of(struct db *db, struct arena *a, enum lang lang, struct id learner, struct result_list *out, struct err *e) MUST_USE;

#endif
