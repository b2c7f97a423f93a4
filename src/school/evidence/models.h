/* models.h - the parameters with which evidence is read: those of the district's active fit, by competency.
 *
 * Law: a state belongs to the fit that it was folded with (column mastery.model). Whoever changes the active fit
 * changes one row; a state of another fit is replayed before it is used again, by evidence_rebuild or by the next event. */
#ifndef TRELLIS_MODELS_H
#define TRELLIS_MODELS_H

#include "engine/mastery/mastery.h"
#include "store/store.h"

struct evidence_models; /* in the arena; read by one thread */

/* Those in use now. Reads one row; parameters are read when a competency is asked for. */
enum code evidence_models(struct db *db, struct arena *a, struct evidence_models **out, struct err *e) MUST_USE;
/* Those of a fit; nil: the defaults. The rule is the district's in either case. */
enum code evidence_models_at(struct db *db, struct arena *a, struct id fit, struct evidence_models **out, struct err *e) MUST_USE;
/* Reads all of the fit at once: for whoever goes through many competencies. */
enum code evidence_models_all(struct db *db, struct evidence_models *m, struct err *e) MUST_USE;
/* Whether how fast somebody learns is taken into account here (mastery.h), within one domain: */
bool evidence_models_paced(const struct evidence_models *m);
/* the subject of a competency, "" without one. Borrows from the models' arena. */
enum code evidence_domain(struct db *db, struct evidence_models *m, struct id competency, struct str *out, struct err *e) MUST_USE;
struct id evidence_models_id(const struct evidence_models *m); /* nil: the defaults */
/* With the rule as it asks of this competency: evidence of several kinds only where a rubric says how it can be shown. */
enum code evidence_model_of(struct db *db, struct evidence_models *m, struct id competency, const struct mastery_model **out, struct err *e) MUST_USE;
/* The same of a model that is used for many competencies; rubric: one exists for the one at hand. */
const struct mastery_model *evidence_asked(const struct mastery_model *m, bool rubric);
/* These parameters from now on, in memory only: for looking at what a fit would change. */
enum code evidence_models_put(struct evidence_models *m, struct id competency, const struct mastery_params *p, struct err *e) MUST_USE;

#endif
