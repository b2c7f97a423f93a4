/* practice.h - what a piece of work holds, one thing at a time, the same on screen and on paper.
 *
 * Law: the same piece of work gives the same parts in the same order to whoever asks: numbers come from the seed of the
 * piece of work and the place of the part. Answers are never in what is shown; question_score alone knows them.
 *
 * Where it comes from: a piece of work with an item shows it alone. With a resource: its items by place, then what its
 * body holds, the JSON line of data/readings, data/tasks (or an imported story) as it is. Without either: the items of
 * its competency. An item's model is a line of data/items, a question of data/readings, or a problem of OATutor. */
#ifndef TRELLIS_PRACTICE_H
#define TRELLIS_PRACTICE_H

#include "engine/itemgen/itemgen.h"
#include "engine/needs/needs.h"
#include "school/work/week.h"

/* The piece of work to begin with: the one that was started, then those of today and of days gone by, then any; NULL: none left. */
const struct work *work_next(const struct week *w, day_t today);
bool work_finished(const struct work *w); /* handed in, done or not needed */

#endif
