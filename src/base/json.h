/* json.h - reading JSON (RFC 8259) into an arena, and writing it.
 *
 * Law: input is checked whole before anything is returned: valid UTF-8, depth <= 64, no duplicate keys in one
 * object, no half surrogates, numbers finite. Errors name line and column. A byte order mark is skipped.
 * Values borrow from the arena, never from the input; every string ends with a NUL that n does not count. */
#ifndef TRELLIS_JSON_H
#define TRELLIS_JSON_H

#include "base/buf.h"

#define JSON_DEPTH 64

enum json_type { JSON_NULL_T, JSON_FALSE_T, JSON_TRUE_T, JSON_NUMBER_T, JSON_STRING_T, JSON_ARRAY_T, JSON_OBJECT_T };

struct json {
	enum json_type type;
	double number;
	int64_t integer;      /* exact when is_int */
	bool is_int;
	struct str string;
	size_t n;             /* members or elements */
	struct json *items;   /* elements, or values of members */
	struct str *keys;     /* objects only, in input order */
};

enum code json_parse(struct arena *a, struct str text, struct json **out, struct err *e) MUST_USE;
/* NULL when j is NULL, no object, or has no such member. */
const struct json *json_get(const struct json *j, const char *key);
/* Empty string / fallback when missing or of another type: for lenient reading. */
struct str json_str(const struct json *j, const char *key);
int64_t json_int(const struct json *j, const char *key, int64_t fallback); /* 3.0 and 1e3 count as whole */
double json_number(const struct json *j, const char *key, double fallback); /* not json_real: jansson has that */
bool json_bool(const struct json *j, const char *key, bool fallback);

/* Writing: commas are put by the writer. Nesting deeper than JSON_DEPTH sets over in the buf. */
struct json_out {
	struct buf *b;
	unsigned depth;
	unsigned char need_comma[JSON_DEPTH];
};
struct json_out json_to(struct buf *b);
void json_open(struct json_out *o, char bracket); /* '{' or '[' */
void json_close(struct json_out *o, char bracket); /* '}' or ']' */
void json_key(struct json_out *o, const char *key);
void json_key_str(struct json_out *o, struct str key);
void json_put_str(struct json_out *o, struct str s);
void json_put_int(struct json_out *o, int64_t v);
void json_put_real(struct json_out *o, double v);
void json_put_bool(struct json_out *o, bool v);
void json_put_null(struct json_out *o);
void json_put(struct json_out *o, const struct json *value);

#endif
