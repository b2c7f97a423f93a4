/* once.h - the same one-time key twice gives the first answer again.
 *
 * Law: the row in table `once`, written in the transaction of the change itself (rq_write), is what makes a
 * repetition harmless, also after a crash. What was answered is written beside it when it is known (once_save), so
 * that the second request gets the same reply from any process; a crash between the two leaves a row without an answer, whose
 * repetition is told that it was saved. The memory in front holds a fixed number of answers and makes a second request
 * wait for the first. Rows are kept ONCE_KEYS, answers ONCE_ANSWERS (session_sweep). */
#ifndef TRELLIS_ONCE_H
#define TRELLIS_ONCE_H

#include "web/http.h"

struct once;
struct once *once_new(size_t entries); /* NULL without memory */
void once_free(struct once *o);

enum once_state {
	ONCE_NEW,       /* nobody sent it yet: do it, then once_done or once_cancel */
	ONCE_DONE,      /* the first answer is in *rp */
	ONCE_RUNNING,   /* the first is still being worked on after five seconds */
	ONCE_OTHER,     /* the same key came with other content */
	ONCE_SAVED,     /* done before, but what was answered is not known */
};
/* From the database: NEW, DONE, OTHER or SAVED. */
enum code once_load(struct db *db, struct arena *a, struct id scope, struct str key, const char *hash, struct reply *rp, enum once_state *state,
                    struct err *e) MUST_USE;
/* Inside store_write, after once_claim of the same key. A long body is not kept. */
enum code once_save(struct db *db, struct id scope, struct str key, const struct reply *rp, struct err *e) MUST_USE;
enum once_state once_begin(struct once *o, struct arena *a, struct id scope, struct str key, const char *hash, struct reply *rp);
void once_done(struct once *o, struct id scope, struct str key, const struct reply *rp);
void once_cancel(struct once *o, struct id scope, struct str key); /* it failed: the key may come again */

/* Inside store_write: E_CONFLICT when the key was used. */
enum code once_claim(struct db *db, struct id scope, struct str key, const char *hash, struct err *e) MUST_USE;

#endif
