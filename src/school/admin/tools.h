/* tools.h - programs and partners outside this one that schools use: what each is for, what it takes, what it gets of learners,
 * and how a family ends it for its child.
 *
 * Law: nothing of the house needs any of them; the list says what a school uses beside it. A tool is in use only when
 * somebody wrote what it gets of learners and confirmed that it shows no advertising, sells nothing and builds no hidden profile. What a
 * family ended stays ended until the family says otherwise. These functions check no rights. */
#ifndef TRELLIS_ADMIN_TOOLS_H
#define TRELLIS_ADMIN_TOOLS_H

#include "record/record.h"

struct tool_of { struct id id; struct str name, purpose, use, gets; bool ended, settled; }; /* gets: in words of lang, joined; ended: by this family */
/* Tools in use that get something of learners, at the schools of this learner or everywhere, in the order of names. */
enum code tools_of(struct db *db, struct arena *a, const struct viewer *v, enum lang lang, struct id learner, struct tool_of **out, size_t *n, struct err *e) MUST_USE;
/* Is the list shown to families? */
enum code tools_shown(struct db *db, bool *out, struct err *e) MUST_USE;

#endif
