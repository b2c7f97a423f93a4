/* Tables, pictures and codes. */
#include "print/inside.h"

#include <math.h>
#include <string.h>

static bool rtl(const struct pdf *p)
{
	return !strcmp(LANGS[p->o.lang].dir, "rtl");
}

#define PAD 5.0

static void one_row(struct pdf *p, const struct str *cells, size_t cols, bool head, const double *shares, double tall, enum lang lang)
{
	PangoLayout *l[16];
	double all = p->right - p->left, h = tall;
	for (size_t c = 0; c < cols; c++) {
		double w = all * (shares ? shares[c] : 1.0 / (double)cols);
		int pw, ph;
		l[c] = pdf_layout(p, head ? PDF_STRONG : PDF_P, cells[c], lang, w - 2 * PAD);
		pdf_side(p, l[c]);
		pango_layout_get_size(l[c], &pw, &ph);
		h = fmax(h, (double)ph / PANGO_SCALE + 2 * PAD);
	}
	if (!p->measuring && !p->fresh && p->y + h > p->bottom) {
		pdf_end_tag(p, "Table");
		pdf_page(p);
		pdf_begin_tag(p, "Table", NULL, S(""), lang);
	}
	pdf_begin_tag(p, "TR", NULL, S(""), lang);
	double x = rtl(p) ? p->right : p->left;
	for (size_t c = 0; c < cols; c++) {
		double w = all * (shares ? shares[c] : 1.0 / (double)cols), at = rtl(p) ? x - w : x;
		const char *tag = head ? "TH" : "TD";
		pdf_begin_tag(p, tag, NULL, S(""), lang);
		if (!p->measuring)
			pdf_draw_layout(p, l[c], at + PAD, p->y + PAD);
		pdf_end_tag(p, tag);
		if (!p->measuring) {
			cairo_set_line_width(p->cr, head ? 1 : 0.5);
			cairo_rectangle(p->cr, at, p->y, w, h);
			cairo_stroke(p->cr);
		}
		x += rtl(p) ? -w : w;
		g_object_unref(l[c]);
	}
	pdf_end_tag(p, "TR");
	p->y += h;
	p->fresh = false;
}

void pdf_table(struct pdf *p, const struct str *cells, size_t rows, size_t cols, bool head, const double *shares, double tall, enum lang lang)
{
	if (!rows || !cols || cols > 16)
		return;
	pdf_begin_tag(p, "Table", NULL, S(""), lang);
	for (size_t r = 0; r < rows; r++)
		one_row(p, cells + r * cols, cols, head && r == 0, shares, head && r == 0 ? 0 : tall, lang);
	pdf_end_tag(p, "Table");
	p->y += 8;
}

/* ---- pictures ---- */

static void shape_star(cairo_t *cr, const struct pic_op *op)
{
	double fifth = acos(-1) / 5;
	for (int i = 0; i < 10; i++) {
		double r = i % 2 ? op->x2 * 0.45 : op->x2;
		cairo_line_to(cr, op->x + r * sin(i * fifth), op->y - r * cos(i * fifth));
	}
	cairo_close_path(cr);
}

static void shape_bow(cairo_t *cr, const struct pic_op *op)
{
	double top = op->y - 80, mid = (op->x + op->x2) / 2, side = op->x2 > op->x ? -1 : 1;
	cairo_move_to(cr, op->x, op->y);
	/* the quadratic curve as a cubic one */
	cairo_curve_to(cr, op->x + (mid - op->x) * 2 / 3, op->y + (top - op->y) * 2 / 3, op->x2 + (mid - op->x2) * 2 / 3, op->y2 + (top - op->y2) * 2 / 3,
	               op->x2, op->y2);
	cairo_move_to(cr, op->x2 - 2 * side * -1, op->y2 - 9);
	cairo_line_to(cr, op->x2, op->y2);
	cairo_line_to(cr, op->x2 + 8 * side, op->y2 - 5);
}

static void op_text(struct pdf *p, const struct pic_op *op)
{
	struct pdf_look keep = p->look;
	p->look = (struct pdf_look){.size = op->y2, .line = 1, .face = keep.face};
	PangoLayout *l = pdf_layout(p, PDF_P, op->text, LANG_EN, 0);
	int w, h;
	pango_layout_get_size(l, &w, &h);
	double wide = (double)w / PANGO_SCALE, x = op->anchor < 0 ? op->x : op->anchor > 0 ? op->x - wide : op->x - wide / 2;
	double base = (double)pango_layout_get_baseline(l) / PANGO_SCALE;
	pdf_draw_layout(p, l, x, op->y - base);
	g_object_unref(l);
	p->look = keep;
}

static void op_draw(struct pdf *p, const struct pic_op *op)
{
	cairo_t *cr = p->cr;
	cairo_new_path(cr);
	switch (op->kind) {
	case PIC_LINE:
		cairo_move_to(cr, op->x, op->y);
		cairo_line_to(cr, op->x2, op->y2);
		break;
	case PIC_BOX:
		cairo_rectangle(cr, op->x, op->y, op->x2, op->y2);
		break;
	case PIC_CIRCLE:
		cairo_arc(cr, op->x, op->y, op->x2, 0, 2 * acos(-1));
		break;
	case PIC_BOW:
		shape_bow(cr, op);
		break;
	case PIC_STAR:
		shape_star(cr, op);
		break;
	case PIC_TEXT:
		op_text(p, op);
		return;
	}
	if (op->fill != PIC_EMPTY) {
		double g = op->fill == PIC_SHADED ? 0.78 : 0;
		cairo_set_source_rgb(cr, g, g, g);
		cairo_fill_preserve(cr);
	}
	cairo_set_source_rgb(cr, 0, 0, 0);
	cairo_set_line_width(cr, op->thick);
	cairo_stroke(cr);
}

void pdf_pic(struct pdf *p, const struct pic *pic, struct str alt, enum lang lang)
{
	double scale = fmin(0.75 * fmax(1, p->look.size / 12), (p->right - p->left) / pic->w), h = pic->h * scale;
	if (!p->measuring && !p->fresh && p->y + h > p->bottom)
		pdf_page(p);
	if (!p->measuring) {
		double x = rtl(p) ? p->right - pic->w * scale : p->left;
		pdf_begin_tag(p, "Figure", NULL, alt, lang);
		cairo_save(p->cr);
		cairo_translate(p->cr, x, p->y);
		cairo_scale(p->cr, scale, scale);
		for (size_t i = 0; i < pic->n; i++)
			op_draw(p, &pic->ops[i]);
		cairo_restore(p->cr);
		pdf_end_tag(p, "Figure");
	}
	p->y += h + 6;
	p->fresh = false;
}

void pdf_qr(struct pdf *p, struct str address, struct str alt, double side, struct str beside)
{
	if (!p->measuring && !p->fresh && p->y + side > p->bottom)
		pdf_page(p);
	double y = p->y, left = p->left, right = p->right;
	if (!p->measuring) {
		pdf_begin_tag(p, "Figure", NULL, alt, p->o.lang);
		pdf_draw_code(p, address, rtl(p) ? right - side : left, y, side);
		pdf_end_tag(p, "Figure");
	}
	p->left = rtl(p) ? left : left + side + 10;
	p->right = rtl(p) ? right - side - 10 : right;
	p->y = y + side * 0.12;
	pdf_text(p, PDF_P, beside, p->o.lang);
	p->left = left, p->right = right;
	p->y = fmax(p->y, y + side) + 4;
	p->fresh = false;
}
