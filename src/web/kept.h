/* kept.h - a page that was asked for again while nothing changed is given again.
 *
 * Law: a reply is given a second time only to the very same request (its bytes, its session, its day) while the count of
 * changes of the school's data (store.h, db_change) is the same; then everything that decides who may see the page and
 * what it shows is the same too. The session itself is not counted and is read anew each time. A page lives at most
 * KEPT_SECONDS, since some say how late it is. One that set a cookie, was logged as a protected read, wrote, or read what
 * is not counted is never kept, and whatever a session sends empties what is kept for it, so that no one-time key
 * of a form is shown again after it was used. */
#ifndef TRELLIS_KEPT_H
#define TRELLIS_KEPT_H

#include "web/app.h"

#define KEPT_SECONDS 15
#define KEPT_KEY 32
#define KEPT_BYTES ((size_t)4 << 20)

struct kept;
/* bytes: of all replies together at most. NULL without memory. Free with kept_free (NULL is fine). */
struct kept *kept_new(size_t bytes);
void kept_free(struct kept *k);

/* Of rq->wire, the session, today and the site: what the reply may depend on beside the data. */
void kept_key(const struct request *rq, day_t today, const struct site *site, unsigned char out[KEPT_KEY]);
/* true: *rp is the whole reply, in the arena. */
bool kept_give(struct kept *k, struct arena *a, const unsigned char key[KEPT_KEY], int64_t change, struct reply *rp);
/* rp: finished. Copies it, when it may be kept. */
void kept_keep(struct kept *k, const unsigned char key[KEPT_KEY], struct id session, int64_t change, const struct reply *rp);
void kept_drop(struct kept *k, struct id session);

#endif
