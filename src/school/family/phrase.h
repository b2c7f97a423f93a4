/* phrase.h - sentences of the school that are there in seven languages, and what becomes of them.
 *
 * Law: what is said is kept as it was said (the original), and beside it the same sentence in every language that the
 * phrase has, each with its origin: "machine" until a speaker has read it, then "reviewed". What is typed into a gap is
 * never translated; a day is written as the language writes it. Choosing a phrase is always optional. Rights: the record
 * types phrase, note and message. */
#ifndef TRELLIS_PHRASE_H
#define TRELLIS_PHRASE_H

#include "record/record.h"

#define PHRASE_GAPS 7
/* The gaps a phrase may have: {name} {date} {time} {place} {what} {who} {number}; ends with NULL. */
extern const char *const PHRASE_GAP[PHRASE_GAPS + 1];
const struct choice *phrase_topics(void);
const char *phrase_gap_label(const char *gap); /* msgid */

struct phrase {
	struct id id;
	struct str key, topic, weight;
	struct str text;                             /* English */
	struct str said[LANG_COUNT], origin[LANG_COUNT]; /* "" where it is not there; phrases_find fills the one asked for */
};
/* Those of a topic ("": all) in which words stand ("": all), in English or in lang; by key. */
enum code phrases_find(struct db *db, struct arena *a, enum lang lang, struct str topic, struct str words, struct phrase **out, size_t *n, struct err *e) MUST_USE;
/* With all its languages. E_NOTFOUND. */
enum code phrase_get(struct db *db, struct arena *a, struct id id, struct phrase *out, struct err *e) MUST_USE;
bool phrase_has_gap(struct str text, const char *gap);
/* values by gap; an empty one leaves "…". isolate: each value keeps its own direction. */
struct str phrase_fill(struct arena *a, enum lang lang, struct str text, const struct input *values, size_t n);

struct phrase_use {
	struct id learner, phrase, thread; /* thread: the conversation it goes into; nil: beside a part of the family's page */
	struct str part;
	const struct input *values;
	size_t n;
	enum lang lang;                    /* of the original: what the author reads */
};
/* Inside store_write: a note or a line of a conversation with all its languages. E_INPUT: a gap is empty. */
enum code phrase_say(struct db *db, struct arena *a, const struct viewer *v, unsigned rel, const struct phrase_use *u, struct err *e) MUST_USE;

/* Inside store_write, for the system: phrases and glossary of a data folder (phrases/phrases.csv, glossary/glossary.csv).
 * Twice is harmless; what a person wrote or reviewed stays. counts: phrases, terms. */
enum code words_load(struct db *db, struct arena *a, const struct viewer *v, const char *data, int counts[2], struct err *e) MUST_USE;

#endif
