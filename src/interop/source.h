/* source.h - files to import from, out of a folder or a zip.
 *
 * Law: nothing from a zip is ever written to a path of its choosing, or to the disk at all: entries are streams. Refused
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

#endif
