/* gather.h - changes whose answers nobody waits for are kept here and sent together; seen by src/store alone.
 *
 * Laws: (1) A write that asks the database nothing (db_later alone) is sent after it has returned, together with its neighbours,
 * and needs no savepoint of its own. (2) Rows for the same table travel as one statement. (3) When what was sent together is refused, it is
 * undone and every statement is sent once more by itself, in its order, each write in its savepoint: so a write fails for its own
 * reasons only, with its own sentence. (4) Before anything that has an answer, all that was kept is sent. Only the writer of a
 * database whose statements travel (driver.typed) has one. */
#ifndef TRELLIS_STORE_GATHER_H
#define TRELLIS_STORE_GATHER_H

#include "store/driver.h"

struct gather *gather_new(void); /* NULL: no memory */
void gather_free(struct gather *g);
void gather_reset(struct db *db); /* a batch begins: nothing is kept */

/* A write begins. Its outcome may be known only after gather_confirm: then *code and *why tell it. Both live until the batch ends. */
enum code gather_hold(struct db *db, enum code *code, struct err *why, struct err *e) MUST_USE;
bool gather_held(const struct db *db); /* did the write at hand ask nothing so far? Then it has no savepoint */
void gather_keep(struct db *db, bool good); /* the held write has returned; when not good what it wanted is forgotten */
/* What held writes want is done, and each that was refused knows why. Not OK: the batch is lost. */
enum code gather_confirm(struct db *db, struct err *e) MUST_USE;

/* The same, with the count of changes and the batch's commit, in one message. *done: committed. Not done, and OK: each was tried by itself,
 * and the batch is to be committed. */
enum code gather_commit(struct db *db, bool *done, struct err *e) MUST_USE;
enum code gather_send(struct db *db, const char *sql, struct err *e) MUST_USE; /* without parameters; its answer comes with a later one's */

enum code gather_later(struct db *db, const char *sql, const struct val *v, size_t n, struct err *e) MUST_USE;
/* An answer is wanted: a held write gets its savepoint, and what it wanted so far is on its way. */
enum code gather_answer(struct db *db, struct err *e) MUST_USE;
void gather_drop(struct db *db); /* what the write at hand wanted and was not sent yet is forgotten */

#endif
