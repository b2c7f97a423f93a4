/* best_inside.h - what best.c fits and best_file.c writes; for these two alone. */
#ifndef TRELLIS_BEST_INSIDE_H
#define TRELLIS_BEST_INSIDE_H

#include "engine/mastery/best.h"
#include "engine/mastery/elo.h"
#include "engine/mastery/history.h"
#include "engine/mastery/kinds.h"
#include "engine/mastery/logistic.h"

struct best {
	struct best_plan plan;
	bool time; /* the log had times */
	double base_rate, constant;      /* constant: of the first step */
	struct names pairs, skills;      /* an item asked with other skills is another: "item" or "item\x1fskills" */
	double *item_first, *skill_first; /* of the first step, [pairs.n], [skills.n] */
	struct elo_params elo;
	struct logistic main;
	struct model *knowledge;         /* NULL: without */
};
enum { BEST_COLUMNS = HISTORY_MOST + 16 };
/* How many dense columns there are; the last *tail of them are products of the columns factor[0..*tail). name may be NULL;
 * it and factor have room for BEST_COLUMNS. */
unsigned best_columns(const struct best *b, const char **name, unsigned *tail, unsigned (*factor)[2]);

#endif
