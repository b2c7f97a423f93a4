/* picture.h - the pictures of items as lines, boxes and words, for screen (SVG) and paper (any drawer of the list).
 *
 * Law: a drawing says nothing that its text alternative does not say; nothing in it depends on colour. Sizes are
 * in units of 1/96 inch, y grows downwards. Numbers too large to draw give no drawing, never a wrong one.
 * "table" and "words" are no drawings: show a table as a table (fields "head" and "rows"), words as words. */
#ifndef TRELLIS_PICTURE_H
#define TRELLIS_PICTURE_H

#include "engine/itemgen/itemgen.h"

enum pic_kind {
	PIC_LINE,   /* x, y to x2, y2 */
	PIC_BOX,    /* x, y, x2 = width, y2 = height */
	PIC_CIRCLE, /* middle x, y, radius x2 */
	PIC_BOW,    /* an arc upwards from x, y to x2, y2 with an arrow at its end */
	PIC_STAR,   /* middle x, y, radius x2 */
	PIC_TEXT,   /* middle x, base line y, letter size y2 */
};
enum pic_fill { PIC_EMPTY, PIC_SHADED, PIC_SOLID };

struct pic_op {
	enum pic_kind kind;
	enum pic_fill fill;
	double x, y, x2, y2;
	double thick;    /* of the line */
	struct str text; /* PIC_TEXT: plain, mathematics already written out */
	int anchor;      /* PIC_TEXT: -1 begins at x, 0 middle, 1 ends at x */
};

struct pic {
	double w, h;
	struct pic_op *ops;
	size_t n;
};

/* false: this kind is not drawn, or its numbers are too large or make no sense. */
bool pic_draw(struct arena *a, const struct ig_picture *p, struct pic *out);
/* An <svg role="img"> with the text alternative inside; colours come from the page (currentColor). */
void pic_svg(struct arena *a, struct buf *out, const struct pic *p, const struct ig_text *alt);
/* Drawing or table or words as markup: what a page needs. Always says something. */
void pic_html(struct arena *a, struct buf *out, const struct ig_picture *p);

#endif
