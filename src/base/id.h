/* id.h - 16-byte ids, UUID version 7 (RFC 9562), made where the thing happened.
 *
 * Law: ids sort by the millisecond they were made in. The nil id means "none" and is never stored as a key. */
#ifndef TRELLIS_ID_H
#define TRELLIS_ID_H

#include "base/str.h"

struct id {
	unsigned char b[16];
};

#define ID_TEXT 37 /* 36 characters and NUL */

struct id id_new(void);                           /* from clock_now and the system's random source */
struct id id_of(const char *name_space, struct str name); /* stable id from a name: version 8, SHA-256 of both */
bool id_parse(struct str text, struct id *out);   /* 8-4-4-4-12, either case; or 32 hex digits */
const char *id_text(struct id id, char out[ID_TEXT]); /* lower case, returns out */
struct str id_str(struct arena *a, struct id id);
bool id_eq(struct id x, struct id y);
int id_cmp(struct id x, struct id y);
bool id_nil(struct id id);
extern const struct id ID_NIL;

#endif
