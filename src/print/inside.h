/* inside.h - within print: a document while it is drawn. Law: elements are in the order in which their tags begin. */
#ifndef TRELLIS_PRINT_INSIDE_H
#define TRELLIS_PRINT_INSIDE_H

#include "base/buf.h"
#include "print/pdf.h"

#include <pango/pangocairo.h>

struct pdf_element {
	const char *tag;
	struct str alt;  /* figures */
	enum lang lang;
};
struct pdf {
	struct arena *a;
	struct pdf_options o;
	struct pdf_look look;
	cairo_surface_t *surface;
	cairo_t *cr;
	PangoContext *context;
	struct buf bytes;
	double width, height, left, right, top, bottom; /* right and bottom are coordinates */
	double y;
	int pages, first; /* in all; first: pages before this part */
	enum lang whole; /* language of the document; o.lang is that of the part */
	int measuring;   /* depth of pdf_keep: nothing is drawn */
	bool fresh;      /* nothing on this page yet */
	struct str foot_words, foot_address;
	int foot_from;                   /* the page that had this foot first */
	const char *next_mark;
	struct pdf_marked {
		const char *name;
		double x, y, w, h;
	} *marks;                        /* of this page */
	size_t n_marks, cap_marks;
	struct pdf_layout_text *layouts; /* of the pages so far */
	size_t n_layouts, cap_layouts;
	struct pdf_element *elements;
	size_t n, cap;
};

void pdf_begin_tag(struct pdf *p, const char *tag, const char *attributes, struct str alt, enum lang lang);
void pdf_end_tag(struct pdf *p, const char *tag);
/* Adds languages, alternative texts and scopes of headers to what cairo wrote. */
enum code pdf_tagged(struct pdf *p, struct str raw, struct str *bytes, struct err *e) MUST_USE;
PangoLayout *pdf_layout(struct pdf *p, enum pdf_as as, struct str text, enum lang lang, double width);
void pdf_side(const struct pdf *p, PangoLayout *l);
void pdf_draw_code(struct pdf *p, struct str text, double x, double y, double side);
/* Notes the box that a label drawn at x, y begins with, when one was announced. */
void pdf_mark_at(struct pdf *p, PangoLayout *label, double x, double y);
/* The address of this page's foot, with its layout; draws the squares in the corners. code_x, code_y: where the code will stand. */
struct str pdf_marked_address(struct pdf *p, double code_x, double code_y, double side);
void pdf_draw_layout(struct pdf *p, PangoLayout *l, double x, double y);

#endif
