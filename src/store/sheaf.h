/* sheaf.h - rows for one table in SQLite, kept until there are enough for one statement; seen by src/store alone.
 *
 * Laws: (1) Rows that follow each other through db_later with the same text `insert into t (...) values (?1, ..., ?n)` go in
 * together, which takes half the time: the tables and indexes are found once for all of them. (2) Before anything else is done,
 * and before the write or its nested part ends, what was kept is in (gather.h asks for it there). (3) A row that does not fit fails the
 * write that wanted it: "or fail" leaves the rows before it to the write's savepoint, which is undone. */
#ifndef TRELLIS_STORE_SHEAF_H
#define TRELLIS_STORE_SHEAF_H

#include "store/driver.h"

struct sheaf *sheaf_new(void); /* NULL: no memory */
void sheaf_free(struct sheaf *s);
/* Takes the row over, or does the change at once. */
enum code sheaf_later(struct db *db, const char *sql, const struct val *v, size_t n, struct err *e) MUST_USE;
enum code sheaf_flush(struct db *db, struct err *e) MUST_USE;
void sheaf_drop(struct db *db); /* the write is undone: what it wanted is forgotten */

#endif
