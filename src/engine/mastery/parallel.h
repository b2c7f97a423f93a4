/* parallel.h - the same work on many things, by several threads.
 *
 * Law: each thing's result goes to its own place and is put together afterwards in the order of the things, so that the
 * number of threads never shows. work may not allocate from a shared arena; worker (0 .. threads - 1) tells whose turn it
 * is, for scratch memory made before. Where a thread cannot be started the others do its part. Where memory
 * ends on one of them it ends for the caller, as in the caller's own arenas. */
#ifndef TRELLIS_PARALLEL_H
#define TRELLIS_PARALLEL_H

#include <stddef.h>

#define PARALLEL_MOST 64

void parallel(unsigned threads, size_t n, void (*work)(void *arg, size_t i, unsigned worker), void *arg);

#endif
