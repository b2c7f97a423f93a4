/* talk.h - asking: a few lines about a piece of work or a week, and requests that a person answers in time.
 *
 * Law: asking never blocks anything and is never refused for its words. Readers have been checked by the router;
 * changes go through the record layer. */
#ifndef TRELLIS_TALK_H
#define TRELLIS_TALK_H

#include "school/evidence/attachment.h"

struct talk_line {
	struct id id;
	struct str author, text, language;
	struct str said, origin; /* in the reader's language, "" when it is not there; "machine" or "reviewed" */
	struct attachments files;
	bool mine;       /* by the person who looks */
	int64_t at;
};
struct talk {
	struct id id;
	struct str subject, state;
	struct talk_line *lines;
	size_t n;
};
/* Conversations of a learner that are not settled or were changed since `since` (microseconds), newest first.
 * week: of that week alone; nil: all. */
enum code talk_of(struct db *db, struct arena *a, enum lang lang, struct id learner, struct id week, struct id viewer, int64_t since, int limit, struct talk **out,
                  size_t *n, struct err *e) MUST_USE;

struct talk_new {
	struct id learner, week, week_item, to; /* to: the adult asked; nil: whoever follows up */
	struct id thread;                       /* goes on with this one; nil: a new one */
	struct id message;                      /* the id the line gets; nil: made here */
	struct str subject, text;
	enum lang lang;
};
/* Inside store_write. E_INPUT when there are no words. */
enum code talk_say(struct db *db, struct arena *a, const struct viewer *v, const struct talk_new *t, struct err *e) MUST_USE;

struct help {
	struct id id, week_item;
	struct str kind, state, text, answer, by;
	int64_t asked_at, due_at, answered_at;
	struct attachments files;
};
/* Requests that wait, and those answered since `since`, newest first. */
enum code help_of(struct db *db, struct arena *a, struct id learner, int64_t since, int limit, struct help **out, size_t *n, struct err *e) MUST_USE;
/* Inside store_write: the record help_request with the promised time. One that waits for the same work and kind takes the
 * new words instead of becoming a second one. */
enum code help_ask(struct db *db, struct arena *a, const struct viewer *v, struct id learner, const char *kind, struct str text, struct id week_item,
                   struct id class_id, struct str page, struct id *out, struct err *e) MUST_USE; /* out: the request; NULL: not asked */
/* Inside store_write, as the system: requests of this kind for this work that wait are answered with these words. */
enum code help_over(struct db *db, struct arena *a, const struct viewer *system, struct id learner, struct id week_item, const char *kind, const char *answer,
                    struct err *e) MUST_USE;

#endif
