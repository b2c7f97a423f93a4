/* translate.h - what people write to each other, in the language of who reads it.
 *
 * Law: the original is kept and always shown beside what no speaker has read. Sources in this order: a phrase that is there
 * in seven languages; a person, as a task with a day and a name; an engine that the administrator named, always marked as a
 * machine's. A machine never overwrites what a person wrote. The reader says that it was understood, or that it is wrong,
 * which makes a task. */
#ifndef TRELLIS_TRANSLATE_H
#define TRELLIS_TRANSLATE_H

#include "record/record.h"

struct said_words { enum lang lang; struct str text, origin; int64_t understood, wrong; };
struct translated {
	struct id record, learner, author;
	const char *type;            /* "note" or "message" */
	struct str text, author_name;
	enum lang lang;              /* of the original */
	struct said_words in[LANG_COUNT];
	bool wanted[LANG_COUNT];     /* somebody who reads it reads this language */
	struct str *better;          /* what readers would have written */
	size_t n_better;
};
/* type: note or message. E_NOTFOUND; also when it is not about learner (nil: any). */
enum code translated_load(struct db *db, struct arena *a, const char *type, struct id record, struct id learner, struct translated *out, struct err *e) MUST_USE;

/* Inside store_write. origin: person, or reviewed by one who reads the language. Open tasks for it are done. */
enum code translated_put(struct db *db, struct arena *a, const struct viewer *v, const struct translated *t, enum lang lang, struct str text, const char *origin, struct err *e) MUST_USE;
/* Inside store_write: a reader says it was understood, or that it is wrong (better: how it should be, may be empty). */
enum code translated_say(struct db *db, struct arena *a, const struct viewer *v, const struct translated *t, enum lang lang, bool wrong, struct str better, struct err *e) MUST_USE;
/* Inside store_write: a person is asked until a day. The same one twice stays one task. */
enum code translated_ask(struct db *db, struct arena *a, const struct viewer *v, const struct translated *t, enum lang lang, struct id owner, day_t due, struct str why, struct err *e) MUST_USE;

struct task_row { struct id id, record, learner, owner; struct str type, owner_name, text, why; enum lang lang; day_t due; bool late, mine; };
/* Open tasks: the viewer's own and those about the viewer's learners, by day. */
enum code tasks_of(struct db *db, struct arena *a, const struct viewer *v, struct task_row **out, size_t *n, struct err *e) MUST_USE;
/* E_NOTFOUND unless it is the viewer's own. */
enum code task_get(struct db *db, struct arena *a, const struct viewer *v, struct id task, struct task_row *out, struct err *e) MUST_USE;

/* For the engine: what nobody has translated yet into a language that a reader needs, oldest first, at most `most`. */
struct to_translate { struct id record; const char *type; enum lang from, to; struct str text; int64_t place; }; /* place: of a part of something in the library (library/said_in.h) */
enum code translate_next(struct db *db, struct arena *a, struct to_translate *out, size_t most, size_t *n, struct err *e) MUST_USE;
/* Inside store_write: what the engine said, or why it did not (tried again later and later, five times). */
enum code translate_done(struct db *db, const struct to_translate *t, struct str text, struct err *e) MUST_USE;
enum code translate_failed(struct db *db, const struct to_translate *t, struct str why, struct err *e) MUST_USE;

#endif
