/* groups.h - who belongs to which groups, for auditing alone.
 *
 * Law: groups are never an input of a model. They are read after the predictions are made, matched to the learners of
 * the log by name, and used to ask whom the predictions serve. An empty cell means "not told" and puts nobody anywhere.
 *
 * Text contract: CSV or TSV with a header; a column `learner` (or `user_id`), every other column is a way of grouping
 * and its cells are the groups' names. Each learner stands on one row. */
#ifndef TRELLIS_GROUPS_H
#define TRELLIS_GROUPS_H

#include "engine/mastery/responses.h"

#define GROUPS_COLUMNS 32
#define GROUPS_VALUES 200
#define GROUP_NONE UINT16_MAX

struct group_column {
	struct str name;
	uint16_t n;        /* groups, in the order of their names (bytes) */
	struct str *value;
	uint16_t *of;      /* [learners] the group, or GROUP_NONE */
};
struct groups {
	size_t n;
	struct group_column *column;
	uint32_t matched;  /* learners of the log that the file names */
};

/* Everything in a. Learners that the log does not have are left out. E_INPUT with line and column; E_LIMIT: more than
 * GROUPS_COLUMNS columns or GROUPS_VALUES groups in one (most likely a column of names or numbers). */
enum code groups_read(struct arena *a, struct str text, const struct names *learners, struct groups *out, struct err *e) MUST_USE;

#endif
