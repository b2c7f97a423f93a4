/* scan_look.h - one scanned page: what its code says, which way up it is, which boxes are marked.
 *
 * Law: pictures are opened by `trellis reader` alone, a program locked away (base/jail.h); what it answers is read here as if a
 * stranger had written it. A box is called marked or empty only when its outline was found where the page's layout says; anything
 * else is "not sure". A person looks at every page in the end.
 *
 * Between the two, numbers as 4 bytes, least first. Asked: 'I' n picture; 'L' n layout (print/pdf.h) of that picture.
 * Answered: to 'I' a byte (0 no code, 1 code, 2 no picture, 3 nothing on it), unless 2 then n text of the code, width, height, n JPEG upright; to
 * 'L' a byte (1: the page was found), n, n bytes of enum scan_mark in the order of the layout. */
#ifndef TRELLIS_SCAN_LOOK_H
#define TRELLIS_SCAN_LOOK_H

#include "base/jail.h"

enum scan_mark { SCAN_EMPTY, SCAN_MARKED, SCAN_UNSURE };

#define SCAN_PICTURE_MOST ((size_t)48 << 20)
#define SCAN_BOXES 400
#define SCAN_NAME 25

struct scan_box {
	char name[SCAN_NAME];
	double x, y, w, h; /* points from the top left corner of the page */
};
struct scan_layout {
	double w, h, qx, qy, qside;
	size_t n;
	struct scan_box *boxes;
};
/* E_INPUT: not as print/pdf.h writes it. */
enum code scan_layout_read(struct arena *a, struct str body, struct scan_layout *out, struct err *e) MUST_USE;

/* What a code of ours says: ".../paper/7K3M9QPX2F4T?p=2.7K3M9QPX". False when it is no code of a sheet. */
struct scan_code {
	char code[13], layout[9]; /* layout "": the page has no boxes */
	int page;                 /* 0: not told, or the cover of a packet */
};
bool scan_code_read(struct str text, struct scan_code *out);

struct scan_looked {
	bool picture, code, blank; /* picture: it could be opened; blank: there is nothing on it */
	struct str text;     /* of the code */
	int width, height;
	struct str jpeg;     /* upright as far as the code tells; in the arena */
};
struct scan_reader;
enum code scan_reader_start(struct scan_reader **out, struct err *e) MUST_USE;
void scan_reader_end(struct scan_reader *r); /* NULL is fine */
/* E_IO: it broke on this picture, or answered nonsense; end it and start another for the next. */
enum code scan_look(struct scan_reader *r, struct arena *a, struct str picture, struct scan_looked *out, struct err *e) MUST_USE;
/* Of the picture that was looked at last. marks: room for as many as the layout has boxes. *found: the page was found in it. */
enum code scan_marks(struct scan_reader *r, struct str layout, size_t n, unsigned char *marks, bool *found, struct err *e) MUST_USE;
/* The answer to 'I' without its first byte, as it came; the pieces point into it. False: nonsense. */
bool scan_answer_read(struct str bytes, struct scan_looked *out);

/* The next page of what pdftoppm wrote (grey, one after the other): its width and height and where its picture begins and ends.
 * False when it is not whole or too large. */
bool scan_pgm_head(struct str bytes, size_t *head, int *width, int *height);

#endif
