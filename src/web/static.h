/* static.h - style sheets, scripts, icons, faces.
 *
 * Law: /static/NAME.HASH.EXT never changes and may be kept for a year; /static/NAME.EXT is the same file, asked for
 * again when its hash has changed. Nothing outside the table of files is ever served. */
#ifndef TRELLIS_STATIC_H
#define TRELLIS_STATIC_H

#include "web/http.h"

/* One file, put into the program by tools/assets.py. */
struct static_file {
	const char *name;         /* "trellis.css" */
	const char *path;         /* "/static/trellis.HASH.css" */
	const char *type, *etag;
	const unsigned char *bytes;
	size_t n;
	const unsigned char *gz;  /* NULL when it does not get smaller */
	size_t gz_n;
};
extern const struct static_file STATIC_FILES[]; /* sorted by name; ends with one without name */
extern const size_t STATIC_COUNT;

/* The text of a file; empty when there is none. */
struct str static_text(const char *name);
/* false: the path is not under /static/ (nor /sw.js). */
bool static_serve(struct request *rq, struct reply *rp);

#endif
