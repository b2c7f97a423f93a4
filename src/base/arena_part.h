/* arena_part.h - the memory of one piece of the work at a time: of one learner of a class, one row of a list.
 *
 * Law: a part ends with its whole at the latest and fails where the whole fails, with the same limit for itself. The
 * caller empties it with arena_reset before each piece and never frees it. */
#ifndef TRELLIS_ARENA_PART_H
#define TRELLIS_ARENA_PART_H

#include "base/arena.h"

/* Never returns NULL. */
struct arena *arena_part(struct arena *a);

#endif
