/* reading.h - a question of a reading (data/readings/README.md) as an item model, so that one player shows and
 * scores both.
 *
 * Law: the versions given are of one group and level and differ in language alone; one of them is English. The
 * model's id is GROUP-LEVEL-QUESTION; its texts are those of the versions, unchanged. */
#ifndef TRELLIS_READING_H
#define TRELLIS_READING_H

#include "engine/itemgen/itemgen.h"

/* The model as JSON text (for keeping), which ig_load takes. version: parsed lines of the file; nth: question from 0. */
enum code reading_question(struct arena *a, const struct json *const *version, size_t n_versions, size_t nth, struct str *out,
                           struct err *e) MUST_USE;
size_t reading_questions(const struct json *version);

#endif
