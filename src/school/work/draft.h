/* draft.h - what somebody has typed and not sent yet.
 *
 * Law: a draft belongs to one person and one form, is seen by that person alone, and goes when the form is sent or after
 * sixty days. It is no record: it has no history and is in no export of others. */
#ifndef TRELLIS_DRAFT_H
#define TRELLIS_DRAFT_H

#include "base/json.h"
#include "store/store.h"

#define DRAFT_FORM_MAX 100
#define DRAFT_MAX 60000 /* bytes */

/* *out: {"name": ["value", ...]}; NULL when there is none. */
enum code draft_load(struct db *db, struct arena *a, struct id person, struct str form, const struct json **out, struct err *e) MUST_USE;
/* The first value of a field, "" when there is none. */
struct str draft_value(const struct json *draft, const char *field);
bool draft_has(const struct json *draft, const char *field, struct str value);
/* Inside store_write. fields: JSON text as above. */
enum code draft_put(struct db *db, struct id person, struct str form, struct str fields, struct err *e) MUST_USE;
enum code draft_drop(struct db *db, struct id person, struct str form, struct err *e) MUST_USE;

#endif
