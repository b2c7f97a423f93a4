/* best_inside.h - what best.c fits and best_file.c writes; for best*.c alone. */
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
	struct model *simple;            /* counts alone; NULL: without */
	double part[2];                  /* with simple: what of main's, and of simple's log odds counts, both from those of base_rate on */
};
enum { BEST_COLUMNS = HISTORY_MOST + 16 };
/* How many dense columns there are; the last *tail of them are products of the columns factor[0..*tail). name may be NULL;
 * it and factor have room for BEST_COLUMNS. */
unsigned best_columns(const struct best *b, const char **name, unsigned *tail, unsigned (*factor)[2]);

/* Steps 1 to 4. */
enum code best_fit_whole(struct arena *a, const struct best_plan *plan, const struct responses *r, const struct fit_options *o, struct model *m, struct err *e) MUST_USE;
/* Step 5: m->inside gets simple and part. */
enum code best_blend(struct arena *a, const struct best_plan *plan, const struct responses *r, const struct fit_options *o, struct model *m, struct err *e) MUST_USE;

#endif
