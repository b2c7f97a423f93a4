/* fit.h - does something of the library fit somebody's needs, and why: the engine's answer in words.
 *
 * Law: what a resource does not say is said to be not known; it is never taken for a pass or a fail. */
#ifndef TRELLIS_FIT_H
#define TRELLIS_FIT_H

#include "engine/needs/access.h"
#include "record/record.h"

/* What the columns access_mode, access_sufficient, access_features, access_hazards and language of a resource say. */
void resource_access(struct arena *a, struct access_meta *m, struct str modes, struct str ways, struct str features, struct str hazards, struct str language);
struct resource_fit_of { struct access_meta meta; struct str title, kind, state; bool elsewhere; /* opens outside this program */ };
/* E_NOTFOUND when there is none. */
enum code resource_access_load(struct db *db, struct arena *a, struct id resource, struct resource_fit_of *out, struct err *e) MUST_USE;
struct access_verdict resource_match(const struct resource_fit_of *r, const struct needs *n, struct access_reason *reasons, size_t max);

const char *fit_word(enum access_fit f); /* msgid: "Fits", "Fits with a tool of these pages", "Fits in part", "Not known", "Does not fit" */
/* "Captions: they are there." One sentence of one reason, in the language asked for. */
struct str fit_say(struct arena *a, enum lang lang, const struct access_reason *r);

#endif
