/* finder.h - which learner, which adult a row means.
 *
 * Law: a learner is found by local number, user name or roster id, or by names and date of birth; everything given must
 * lead to the same one. Two that fit are no answer: the row is refused, nobody is guessed. */
#ifndef TRELLIS_FINDER_H
#define TRELLIS_FINDER_H

#include "interop/sheet.h"

struct finder {
	struct import *m;
	struct keyed people;       /* every person, by record id: SLOT_LIVE: a learner */
	struct keyed names;        /* by what they are called: extra is the number in people + 1, SLOT_MARK: more than one */
};

enum code finder_open(struct finder *f, struct import *m, struct err *e) MUST_USE;
void finder_close(struct finder *f);
/* Where the columns of a learner are in a sheet. */
struct learner_columns { int identifier, username, source_id, given, family, birth; };
/* Nil: refused. */
struct id finder_learner(struct finder *f, struct sheet *s, const struct learner_columns *at);
/* A learner by one way alone ("identifier", "username", "source"); nil: none, or more than one. */
struct id finder_named(struct finder *f, const char *way, struct str name);
/* A person who is no learner, by e-mail and family name. Nil: none, or more than one (*many). */
struct id finder_adult(struct finder *f, struct str email, struct str given, struct str family, bool *many);

#endif
