/* open.h - the database of a command.
 *
 * Law: every command finds its database in the same way (--db, TRELLIS_DB), says the same sentence when there is none,
 * and brings an older database up to this program before it does anything. */
#ifndef TRELLIS_OPEN_H
#define TRELLIS_OPEN_H

#include "base/args.h"
#include "store/store.h"

/* create: make it when it is not there. Close with store_close. */
enum code open_db(const struct args *args, bool create, const struct store_options *more, struct store **out, struct err *e) MUST_USE;
/* Where things of this database lie that are kept outside of it: "school.db" and ".secret" give "school.db.secret"; a
 * server's database gives "trellis.secret" in the current folder. */
const char *open_beside(struct arena *a, const char *db, const char *ending);
/* Makes the folder for what people hand in, beside the database, when it is not there. */
enum code open_files(struct arena *a, const char *db, struct err *e) MUST_USE;
/* The sentence on standard error; returns the exit status 1. */
int open_failed(const struct args *args, const struct err *e);

#endif
