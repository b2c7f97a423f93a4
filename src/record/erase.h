/* erase.h - records that leave for good.
 *
 * Law: only the erasing of a learner's records by policy calls this (school/admin/retention.h); everybody else removes, which
 * can be undone. What is erased leaves with its old versions, its translations and its place in the search; nothing is left
 * that refers to it. Inside store_write. */
#ifndef TRELLIS_RECORD_ERASE_H
#define TRELLIS_RECORD_ERASE_H

#include "record/record.h"

/* The field that says which learner a record of t is about; NULL: it is about none. */
const char *record_learner_field(const struct record_type *t);
/* Every record of t about the learner. *rows: how many there were, old versions not counted. */
enum code record_erase(struct db *db, struct arena *a, const struct record_type *t, struct id learner, int64_t *rows, struct err *e) MUST_USE;
enum code record_erase_count(struct db *db, struct arena *a, const struct record_type *t, struct id learner, int64_t *rows, struct err *e) MUST_USE;
/* The learner's records of t that refer to what is gone: the field becomes empty, also in old versions; where the field is required
 * the record goes too. *rows: those that went. */
enum code record_erase_refs(struct db *db, struct arena *a, const struct record_type *t, struct id learner, int64_t *rows, struct err *e) MUST_USE;

#endif
