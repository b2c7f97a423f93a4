/* voice.h - short questions to learners, what helped and what to change, and what changed because of it [R015].
 *
 * Law: answering is the learner's choice and is never counted for or against anybody. Teachers read the words without names;
 * what was changed, or not and why, stands where learners read it. */
#ifndef TRELLIS_VOICE_H
#define TRELLIS_VOICE_H

#include "record/record.h"

struct voice_ask { struct id class_id; struct str class_title; };  /* nil: nothing is asked now */
struct voice_said { struct str helped, better; };                   /* newest first, without who */
struct voice_change { struct id id; struct str class_title, said, changed, on; };
/* The class of the learner that is due: not answered for as many days as the school says (class.voice_days). */
enum code voice_due(struct db *db, struct arena *a, struct id learner, day_t today, struct voice_ask *out, struct err *e) MUST_USE;
/* Inside store_write. E_INPUT without a word, or for a class the learner is not in. */
enum code voice_give(struct db *db, struct arena *a, const struct viewer *v, struct id learner, struct id class_id, struct str helped, struct str better, struct err *e) MUST_USE;
/* What learners of a class said in the last 60 days. */
enum code voice_of_class(struct db *db, struct arena *a, struct id class_id, day_t today, struct voice_said **out, size_t *n, struct err *e) MUST_USE;
/* What changed: of a class, or (class nil) of all classes of a learner; of the last year, newest first, at most `limit`. */
enum code voice_changes(struct db *db, struct arena *a, enum lang lang, struct id class_id, struct id learner, day_t today, int limit, struct voice_change **out, size_t *n, struct err *e) MUST_USE;

#endif
