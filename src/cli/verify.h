/* verify.h - the proofs of `trellis verify`, for other commands too. */
#ifndef TRELLIS_VERIFY_H
#define TRELLIS_VERIFY_H

#include "base/json.h"
#include "store/store.h"

/* One line each on standard output, or an object each into o when it is not NULL. folder: files that were handed in. 0 when
 * all of it holds, else 1. */
int verify_all(struct store *s, const char *folder, struct json_out *o);

#endif
