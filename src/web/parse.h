/* parse.h - what browsers send, read with caps.
 *
 * Law: nothing leaves here that is not valid UTF-8 without NUL bytes (file contents excepted); more parts or longer
 * names than a form of ours ever has is an error, not a slow request. Output borrows from the arena or the input. */
#ifndef TRELLIS_PARSE_H
#define TRELLIS_PARSE_H

#include "web/http.h"

#define FORM_PAIRS 4000
#define FORM_PARTS 1000

/* application/x-www-form-urlencoded, also query strings. */
enum code parse_urlencoded(struct arena *a, struct str text, struct pair **out, size_t *n, struct err *e) MUST_USE;
/* One percent-encoded text; plus: '+' is a space. false on a broken escape, NUL or bad UTF-8. */
bool parse_percent(struct arena *a, struct str text, bool plus, struct str *out);

struct multipart {
	struct pair *fields; size_t n_fields;
	struct upload *files; size_t n_files;
};
/* content_type is the whole header: multipart/form-data; boundary=... (RFC 7578). */
enum code parse_multipart(struct arena *a, struct str content_type, struct str body, struct multipart *out, struct err *e) MUST_USE;

/* Value of a parameter in a header such as Content-Type or Content-Disposition; quoted or not; false when missing. */
bool parse_param(struct arena *a, struct str header, const char *name, struct str *out);
/* Value of a cookie in a Cookie header; "" when missing. */
struct str parse_cookie(struct str header, const char *name);
/* The path of a request target, cut into decoded segments. E_INPUT on dot segments, empty segments, encoded slashes,
 * control characters or more than 32 segments. A slash at the end is told by *slash. */
enum code parse_path(struct arena *a, struct str path, struct str *segments, size_t *n, bool *slash, struct err *e) MUST_USE;
#define PATH_SEGMENTS 32

#endif
