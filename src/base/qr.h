/* qr.h - QR codes by libqrencode, as data that a page or a sheet of paper draws.
 *
 * Law: level M, byte mode, no logo in it; whoever draws adds four light squares all round. */
#ifndef TRELLIS_QR_H
#define TRELLIS_QR_H

#include "base/str.h"

struct qr {
	int size;                   /* squares a side */
	const unsigned char *dark;  /* size * size, 1 is dark; in the arena */
};
/* E_LIMIT when the text is too long for a code (about 2,300 bytes). */
enum code qr_make(struct arena *a, struct str text, struct qr *out, struct err *e) MUST_USE;
/* The dark squares as the data of an SVG path, one unit a square, the quiet zone included: viewBox 0 0 size+8 size+8. */
struct str qr_path(struct arena *a, const struct qr *q);

#endif
