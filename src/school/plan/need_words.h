/* need_words.h - every support in plain words.
 *
 * Law: the one place where a term of the needs engine becomes words people read. Pages, lists and paper say
 * need_label, never the term's name: that is for machines (imports, exports, the API). */
#ifndef TRELLIS_NEED_WORDS_H
#define TRELLIS_NEED_WORDS_H

#include "engine/needs/needs.h"
#include "record/record.h"

/* Every term with its label, as the choices of a field. */
extern const struct choice NEED_CHOICES[NEED_TERMS + 1];
/* msgid, such as "More time"; NULL beyond the last term. */
const char *need_label(enum need_term term);
/* msgid of a sentence to the learner, such as "You have more time."; NULL: the label says it. */
const char *need_to_learner(enum need_term term);
/* A value as people say it: "1.5 times the usual time", "18 points", "Spanish"; empty when there is nothing to say. */
struct str need_value_words(struct arena *a, enum lang lang, enum need_term term, struct need_value v);
/* "More time: 1.5 times the usual time". Of a term and value as a record keeps them; a term that is not known stands as it is. */
struct str need_words(struct arena *a, enum lang lang, struct str term, struct str value);
const char *need_source_label(enum need_source s); /* msgid */

#endif
