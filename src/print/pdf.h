/* pdf.h - tagged pages of text, lists, tables and pictures that flow down the paper.
 *
 * Law: what is drawn is what is read: every text is in the structure tree in reading order, with its language; every
 * figure has its alternative text. Nothing depends on colour. The same calls give the same bytes. Lengths are points
 * (1/72 inch). One pdf belongs to one thread; memory and surfaces go with the arena.
 *
 * Runs of a line are drawn in the order of the text, not of the paper, so that mixed Arabic lines come out right when they
 * are copied or read aloud. Cairo writes the structure; languages and alternative texts are added by qpdf. */
#ifndef TRELLIS_PDF_H
#define TRELLIS_PDF_H

#include "base/clock.h"
#include "base/qr.h"
#include "base/tr.h"
#include "engine/itemgen/picture.h"

struct pdf;

struct pdf_look {
	double size;           /* of plain text; 0: 11 */
	double line;           /* line height, times the face's own; 0: 1 */
	double letter, word;   /* extra space, em */
	const char *face;      /* "andika", "noto" or "opendyslexic"; NULL: andika */
};
struct pdf_options {
	enum lang lang;        /* of the document */
	struct str title;
	bool letter;           /* US Letter rather than A4 */
	day_t date;            /* written as the day of making */
};
/* E_MEMORY when the drawing library has none. */
enum code pdf_new(struct arena *a, const struct pdf_options *o, struct pdf **out, struct err *e) MUST_USE;
void pdf_look(struct pdf *p, const struct pdf_look *look);
/* Begins a part that speaks lang (a packet of its own): on the front of a new sheet, pages counted from 1. */
void pdf_begin(struct pdf *p, enum lang lang);
/* The finished document. */
enum code pdf_done(struct pdf *p, struct str *bytes, struct err *e) MUST_USE;

enum pdf_as { PDF_P, PDF_TITLE, PDF_H1, PDF_H2, PDF_H3, PDF_STRONG, PDF_SMALL };
void pdf_text(struct pdf *p, enum pdf_as as, struct str text, enum lang lang); /* empty: nothing; paragraphs at line ends */
void pdf_link(struct pdf *p, struct str text, struct str address);
void pdf_list(struct pdf *p, bool begin);
void pdf_item(struct pdf *p, const char *label, struct str text, enum lang lang); /* inside pdf_list; label "1." or "☐" */
/* cells: rows * cols texts; the first row is the header when head; shares of the width, NULL: equal. tall: least height of a row. */
void pdf_table(struct pdf *p, const struct str *cells, size_t rows, size_t cols, bool head, const double *shares, double tall, enum lang lang);
void pdf_pic(struct pdf *p, const struct pic *pic, struct str alt, enum lang lang);
/* A QR code with its words beside it. */
void pdf_qr(struct pdf *p, struct str address, struct str alt, double side, struct str beside);

void pdf_space(struct pdf *p, double height);
void pdf_rule(struct pdf *p);               /* a thin line across */
void pdf_lines(struct pdf *p, int n);       /* to write on */
void pdf_box(struct pdf *p, double height); /* to work in */
void pdf_page(struct pdf *p);               /* a new page, unless this one is empty */
/* What stands at the foot of each page from here on: words beside the page number, and a code when address is not empty. The code
 * says which page of these it is ("?p=2"), and where the page has marks which layout they have ("?p=2.7K3M9QPX"). */
void pdf_foot(struct pdf *p, struct str words, struct str address);
/* The box at the beginning of the next item's label is one to mark, called name ("q3:B"): letters, digits, colons. */
void pdf_mark(struct pdf *p, const char *name);
/* Layouts of the pages that have marks, so that a machine finds the boxes again: four black squares stand in the corners of such
 * a page. body: "W H QX QY QSIDE" and for each box "\nNAME X Y W H" in tenths of a point from the top left corner; Q is the
 * symbol of the code without its light border. The key is made of the body: the same layout has the same key. */
struct pdf_layout_text {
	struct str key, body;
};
const struct pdf_layout_text *pdf_layouts(const struct pdf *p, size_t *n);
bool pdf_wide(const struct pdf *p);         /* is there room for two columns? */

/* Draws what fn draws on one page when it fits on one. */
typedef void pdf_fn(struct pdf *p, void *arg);
void pdf_keep(struct pdf *p, pdf_fn *fn, void *arg);
/* Help at the side where reading begins (narrow), work beside it. Kept together; one under the other when it is too much. */
void pdf_beside(struct pdf *p, pdf_fn *help, pdf_fn *work, void *arg);
int pdf_pages(const struct pdf *p);         /* begun so far */

#endif
