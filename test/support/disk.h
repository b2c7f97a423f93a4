/* disk.h - SQLite's disk, made to misbehave. A shim between SQLite and the file system of this process.
 *
 * Law: installed before the first store_open of the process and never removed. */
#ifndef TRELLIS_TEST_DISK_H
#define TRELLIS_TEST_DISK_H

#include <stdbool.h>

enum disk {
	DISK_FINE,
	DISK_FULL,      /* writes fail: no room */
	DISK_BROKEN,    /* writes fail: input/output error */
	DISK_NO_FLUSH,  /* writes succeed, flushing them fails */
	DISK_READ_ONLY, /* writes fail: read-only file system */
};

/* forgets: what was written and not flushed never reaches the file, as when the plug is pulled: kill the process. */
void disk_install(bool forgets);
void disk_is(enum disk state);
/* On a disk that forgets: of what was not flushed some reaches the files after all, in any order, some of it cut in the middle
 * of a sector's neighbours, the rest never; then nothing more is written or read. End the process at once. */
void disk_tear(unsigned seed);

#endif
