/* erased.h - what was erased, noted outside the database, so that a backup made before does not bring it back for good.
 *
 * Laws: (1) The note is on the disk before the erasing counts. It holds ids, kinds and days, no name and no text. (2) A restore does every
 * erasing of the list again that the restored school does not know as done, in the transaction that shows it, or says that there was no
 * list. (3) Nothing in the list can erase more than an erasing does: kinds of one learner's records (retention.h).
 *
 * Form: a line of JSON for each: at, erasure, learner, kinds, ground, told_on, approved_by, approved_on. */
#ifndef TRELLIS_ADMIN_ERASED_H
#define TRELLIS_ADMIN_ERASED_H

#include "school/admin/retention.h"

/* Configuration, once, before any thread: the file of the list ("school.db.erased"). Without it nothing is noted. */
void erased_configure(const char *path);
/* Inside store_write, by retention_erase. E_IO: it cannot be noted, and so nothing is erased. */
enum code erased_note(struct arena *a, const struct record *erasure, struct err *e) MUST_USE;
/* Does again what the list holds. *again: erasings done again; E_INPUT: a line cannot be read, nothing was done. */
enum code erased_again(struct store *s, struct arena *a, const char *path, int64_t *again, struct err *e) MUST_USE;

#endif
