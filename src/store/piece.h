/* piece.h - long work done in pieces, beside which nobody waits longer than for one of them.
 *
 * Law: a piece runs only when no other write waits, alone at the beginning of a batch; writes that came meanwhile are committed
 * with it. fn looks at db_others_wait now and then and ends its piece early. Like store_write in all else. */
#ifndef TRELLIS_PIECE_H
#define TRELLIS_PIECE_H

#include "store/store.h"

enum code store_write_piece(struct store *s, store_fn *fn, void *arg, struct err *e) MUST_USE;
/* Does another program have the database open? Whoever waits there is not seen by db_others_wait. true where it cannot be told. */
bool store_shared(struct store *s);

#endif
