/* strategy.h - what colleagues tried against a barrier to learning, with what they saw.
 *
 * Law: ideas are found by what is in the way, never by a label of a child. A comment says who tried it and how it went; nobody's
 * comment is changed by somebody else, and no learner is named. */
#ifndef TRELLIS_STRATEGY_H
#define TRELLIS_STRATEGY_H

#include "record/record.h"

extern const struct choice BARRIERS[], TRIED_HOW[];
struct tried_note { struct str how, text, by; int64_t at; };
struct strategy { struct id id; struct str title, what, evidence, source, barrier, by; int64_t helped, tried; struct tried_note *notes; size_t n; };
/* barrier empty: all. words empty: any; else in title or text. By title. */
enum code strategies_find(struct db *db, struct arena *a, struct str barrier, struct str words, struct strategy **out, size_t *n, struct err *e) MUST_USE;

#endif
