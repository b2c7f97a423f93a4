/* same_help.h - does a family without internet get the same? Requests, answers, supports and the week, with and without
 * internet at home [R185].
 *
 * Law: counts alone, protected by engine/equity. Without internet: the family told that there is no connection or no device, or
 * asked for the week on paper. Requests and supports of the last 90 days; a request counts the same on the page, by phone,
 * on paper or in person. */
#ifndef TRELLIS_SAME_HELP_H
#define TRELLIS_SAME_HELP_H

#include "engine/equity/equity.h"
#include "record/record.h"

enum { SAME_ASKED, SAME_ANSWERED, SAME_GIVEN, SAME_WEEK, SAME_KINDS };
enum { SAME_ROWS = 4 };
extern const char *const SAME_LABELS[SAME_KINDS]; /* msgids */
struct same_help {
	struct { const char *label; struct equity_public cell[SAME_KINDS]; } rows[SAME_ROWS]; /* all, with, without, not told */
	size_t hidden;
};
enum code same_help_load(struct db *db, struct arena *a, struct id org, day_t today, day_t monday, struct same_help *out, struct err *e) MUST_USE;

/* ---- requests that came by phone, on paper or in person ---- */
extern const struct choice ASKED_HOW[];  /* page phone paper person */
struct asked_support { struct id id; struct str text, how, state, answer, given_how; int64_t at; };
/* Requests for a support of one learner, the newest first, at most 20. */
enum code asked_supports(struct db *db, struct arena *a, struct id learner, struct asked_support **out, size_t *n, struct err *e) MUST_USE;

#endif
