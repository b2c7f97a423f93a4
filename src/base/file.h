/* file.h - whole files: read with a cap, written so that nobody ever sees half of one.
 *
 * Law: file_write either leaves the old file as it was or puts the whole new one in its place, and has it on the
 * disk before it returns OK. Every failure is a sentence that names the file. Paths are C strings as given by
 * the system or the person at the command line. */
#ifndef TRELLIS_FILE_H
#define TRELLIS_FILE_H

#include "base/str.h"

/* The whole file (or pipe), at most max bytes, NUL-ended in the arena. E_NOTFOUND, E_DENIED, E_LIMIT, E_IO. */
enum code file_read(struct arena *a, const char *path, size_t max, struct str *out, struct err *e) MUST_USE;
/* The whole file as it lies on the disk, not copied and without a NUL, until the arena ends; what cannot be mapped (a
 * pipe, an empty file) is read. Not for files that others may shorten meanwhile. */
enum code file_map(struct arena *a, const char *path, struct str *out, struct err *e) MUST_USE;
/* Done with most of what file_map gave: its memory may be given back; what is read again comes from the disk again. */
void file_map_rest(struct str text);
/* mode: permissions of the new file, such as 0600 for a key. A file that is there is replaced. */
enum code file_write(const char *path, struct str bytes, unsigned mode, struct err *e) MUST_USE;
/* All of it into an open file, however often the system takes only a part; false and errno when it fails. */
bool file_write_all(int fd, struct str bytes);
/* A new folder for the caller alone below $TMPDIR or /tmp; out in the arena. Remove it with file_remove_all. */
enum code file_temp_dir(struct arena *a, const char **out, struct err *e) MUST_USE;
/* A folder that may be there already; parents are made too. */
enum code file_make_dir(const char *path, unsigned mode, struct err *e) MUST_USE;
/* A file or a folder with all that is in it; symbolic links are removed, never followed. Not there: OK. */
enum code file_remove_all(const char *path, struct err *e) MUST_USE;
bool file_exists(const char *path);
bool file_is_dir(const char *path);
/* "folder/name" in the arena. */
const char *file_join(struct arena *a, const char *folder, const char *name);

#endif
