/* safety.h - what can be said when somebody is left out or hurt.
 *
 * Law: few read it; the record type says who. Nobody can say it until the school has named two adults who are told and the rule
 * by which they are: a report that nobody waits for is worse than none. Secrecy from the family is never promised. */
#ifndef TRELLIS_SAFETY_H
#define TRELLIS_SAFETY_H

#include "record/setting.h"
#include "record/record.h"

extern const struct choice SAFE_KINDS[]; /* ends with NULL */

/* Who is told, and when and how, as the school wrote it. open: it is turned on, at least two are named, and there is a rule. */
struct safety { bool open; struct str adults, rule; };
/* The refusal while the school has not named them, in both languages until a speaker has reviewed it. */
enum code safety_closed(struct arena *a, struct err *e);
enum code safety_of_school(struct db *db, struct arena *a, struct safety *out, struct err *e) MUST_USE;

#endif
