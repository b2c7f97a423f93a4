/* prompts.h - words to choose from while writing.
 *
 * Law: they come from what is here already: the text and the words of this piece of work, what the learner wrote before,
 * the school's own words in the language of the work. Nothing is guessed from anybody else's writing, nothing leaves the school. */
#ifndef TRELLIS_PROMPTS_H
#define TRELLIS_PROMPTS_H

#include "school/work/practice.h"

#define PROMPTS_MOST 1500

/* The most useful first: by how often they stand there, words of the work before others. Lower case, unless the source has it
 * otherwise. Of three letters and more (Chinese: two). */
enum code prompts_of(struct db *db, struct arena *a, const struct practice *p, struct str **out, size_t *n, struct err *e) MUST_USE;

#endif
