/* open.h - how a class is open to everybody: what learners choose in a piece of work, how they may answer, where they work.
 *
 * Law: a class starts with every option on. What is taken away is a row with its reason and who did it; putting it back removes the
 * row. Speaking stays on for a learner whose plan has dictation. Where writing by oneself is what is assessed, an answer is typed or
 * written on paper and the page says why. A choice is a wish that the teacher sees: the goal and the rubric stay. */
#ifndef TRELLIS_OPEN_H
#define TRELLIS_OPEN_H

#include "record/record.h"

enum open_option { OPEN_TOPIC, OPEN_PARTNER, OPEN_TOOL, OPEN_LEVEL, OPEN_SPOKEN, OPEN_DRAWN, OPEN_RECORDED, OPEN_PAPER, OPEN_PLACE, OPEN_COUNT };
#define OPEN_BIT(option) (1u << (option))
#define OPEN_CHOICES (OPEN_BIT(OPEN_TOPIC) | OPEN_BIT(OPEN_PARTNER) | OPEN_BIT(OPEN_TOOL) | OPEN_BIT(OPEN_LEVEL))
#define OPEN_ANSWERS (OPEN_BIT(OPEN_SPOKEN) | OPEN_BIT(OPEN_DRAWN) | OPEN_BIT(OPEN_RECORDED) | OPEN_BIT(OPEN_PAPER))
extern const struct choice OPEN_OPTIONS[]; /* in the order of the enum */
extern const struct choice OPEN_TOOLS[], OPEN_LEVELS[];
extern const struct choice OPEN_WAYS[]; /* of answering, as a learner reads them; in the order of OPEN_SPOKEN to OPEN_PAPER */

struct taken_away { struct id id; int64_t version; struct str reason, by; int64_t at; }; /* id nil: the option is on */
/* out holds OPEN_COUNT. */
enum code open_taken(struct db *db, struct arena *a, struct id class_id, struct taken_away *out, struct err *e) MUST_USE;
/* What the class of this week has on; everything where no class gave it or the school has switched the options off. */
enum code open_of_week(struct db *db, struct id week, unsigned *bits, struct err *e) MUST_USE;
enum code open_of_class(struct db *db, struct id class_id, unsigned *bits, struct err *e) MUST_USE;
/* The other ways to answer than typing, of those that are on: bits of OPEN_ANSWERS. constructs: what is assessed (needs.h). */
unsigned open_answers(unsigned bits, unsigned constructs);

/* ---- a place in the room ---- */
struct place { struct id id; struct str name, kind; int64_t places, taken; bool full; };
/* taken: by other learners of the class on that day of that week (day 0: any day). learner nil: by anybody. */
enum code places_of(struct db *db, struct arena *a, enum lang lang, struct id class_id, struct id learner, struct str monday, int day, struct place **out, size_t *n, struct err *e) MUST_USE;

/* ---- what a learner chose in a piece of work ---- */
struct work_choice { struct id id, place; int64_t version; struct str topic, tool, level; };
enum code choice_of(struct db *db, struct arena *a, struct id work, struct work_choice *out, struct err *e) MUST_USE; /* id nil: nothing yet */
/* Inside store_write. E_INPUT: a place that is full or not of this class. Nothing chosen and nothing there: nothing is kept. */
enum code choice_put(struct db *db, struct arena *a, const struct viewer *v, struct id learner, struct id work, const struct work_choice *x, struct err *e) MUST_USE;
struct chosen { struct id learner, work; struct str name, title, words; };
/* Of a class and a week, work that is not finished, by learner. words: what was chosen, as a list in lang. */
enum code choices_of_class(struct db *db, struct arena *a, enum lang lang, struct id class_id, struct str monday, struct chosen **out, size_t *n, struct err *e) MUST_USE;

#endif
