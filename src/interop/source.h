/* source.h - files to import from, out of a folder or a zip.
 *
 * Law: a zip is opened and unpacked by another program, locked away (base/jail.h, interop/source_reader.c), which has nothing but the
 * zip to read and a pipe to answer; what it answers is read here as if a stranger had written it. Nothing from a zip is ever written to a path of its choosing, or to the disk at all: entries are streams. Refused
 * are names that lead elsewhere, encrypted entries, more than SOURCE_FILES files, more than SOURCE_MOST bytes in all, and what
 * grows more than a roster can (a bomb), by what really comes out and not by what the zip says of itself. */
#ifndef TRELLIS_SOURCE_H
#define TRELLIS_SOURCE_H

#include "base/str.h"

#include <stdio.h>

#define SOURCE_FILES 200
#define SOURCE_MOST ((int64_t)4 << 30)

struct source; /* belongs to its arena */

enum code source_open(struct arena *a, const char *path, struct source **out, struct err *e) MUST_USE;
void source_close(struct source *s);
size_t source_count(const struct source *s);
struct str source_name(const struct source *s, size_t i); /* without a folder that all share */
bool source_has(const struct source *s, const char *name); /* case does not count */
/* A stream of one file, and its size. Only one at a time. Close with fclose; then source_error says whether a read failed. */
enum code source_file(struct source *s, const char *name, FILE **out, int64_t *size, struct err *e) MUST_USE;
/* What went wrong while the last stream was read; OK when nothing did. */
enum code source_error(const struct source *s, struct err *e) MUST_USE;
/* The folder that all files of the zip lie in; empty when there is none. */
struct str source_folder(const struct source *s);

/* ---- what the program that unpacks answers to "list": E, a byte (1: it is no zip), why; or N, the number of entries (4 bytes), then of the first
 * SOURCE_ENTRIES of them: a byte (1 readable, 2 locked), size and packed size (8 bytes each), length of the name (4), the name. */

#define SOURCE_ENTRIES 10000
#define SOURCE_LIST_MOST ((size_t)8 << 20)
struct source_listed { bool readable, locked; int64_t size, packed; struct str name; };
struct source_list { struct str why; bool no_zip; size_t entries; struct source_listed *items; size_t n; };
/* False: nonsense. Texts point into said. */
bool source_list_read(struct arena *a, struct str said, struct source_list *out);
bool source_take(void *buf, const char *p, size_t n); /* for jail_talk: all of it into a struct buf */
static inline size_t source_u32(const char *p)
{
	const unsigned char *u = (const unsigned char *)p;
	return u[0] | (size_t)u[1] << 8 | (size_t)u[2] << 16 | (size_t)u[3] << 24;
}

/* ---- in that program: `trellis reader zip list`, `trellis reader zip 3`; the exit status ---- */
int source_reader_run(const char *what, int in, int out);

#endif
