/* once.h - the same one-time key twice gives the first answer again.
 *
 * Law: the row in table `once`, written in the transaction of the change itself (rq_write), is what makes a
 * repetition harmless, also after a crash. This memory beside it only remembers what was answered, so that the second
 * request gets the same reply; it holds at most a fixed number of answers. */
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
};
enum once_state once_begin(struct once *o, struct arena *a, struct id scope, struct str key, const char *hash, struct reply *rp);
void once_done(struct once *o, struct id scope, struct str key, const struct reply *rp);
void once_cancel(struct once *o, struct id scope, struct str key); /* it failed: the key may come again */

/* Inside store_write: E_CONFLICT when the key was used. */
enum code once_claim(struct db *db, struct id scope, struct str key, const char *hash, struct err *e) MUST_USE;

#endif
