/* Boxes that are marked with a pen and read by a machine: where they stand on a page. */
#include "print/inside.h"
#include "school/work/paper.h"

#include <math.h>
#include <sodium.h>
#include <string.h>

#define NAME_MOST 24

void pdf_mark(struct pdf *p, const char *name)
{
	if (!p->measuring && strlen(name) <= NAME_MOST)
		p->next_mark = arena_copy(p->a, name, strlen(name) + 1);
}

/* The ink of the label's first sign, which is the box itself whatever face draws it. */
void pdf_mark_at(struct pdf *p, PangoLayout *label, double x, double y)
{
	if (!p->next_mark)
		return;
	PangoLayoutIter *i = pango_layout_get_iter(label);
	PangoRectangle ink;
	while (pango_layout_iter_get_index(i) != 0 && pango_layout_iter_next_cluster(i))
		;
	pango_layout_iter_get_cluster_extents(i, &ink, NULL);
	pango_layout_iter_free(i);
	if (p->n_marks == p->cap_marks) {
		size_t cap = p->cap_marks ? 2 * p->cap_marks : 32;
		p->marks = arena_grow(p->a, p->marks, p->cap_marks * sizeof *p->marks, cap * sizeof *p->marks);
		p->cap_marks = cap;
	}
	p->marks[p->n_marks++] = (struct pdf_marked){p->next_mark, x + (double)ink.x / PANGO_SCALE, y + (double)ink.y / PANGO_SCALE,
	                                             (double)ink.width / PANGO_SCALE, (double)ink.height / PANGO_SCALE};
	p->next_mark = NULL;
}

static struct str key_of(struct arena *a, struct str body)
{
	static const char letters[] = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
	unsigned char h[16];
	char *key = arena_alloc(a, 9);
	(void)crypto_generichash(h, sizeof h, (const unsigned char *)body.p, body.n, NULL, 0);
	for (int i = 0; i < 8; i++)
		key[i] = letters[h[i] & 31];
	key[8] = 0;
	return str_z(key);
}

static int tenths(double v)
{
	return (int)lround(v * 10);
}

struct str pdf_marked_address(struct pdf *p, double code_x, double code_y, double side)
{
	int page = p->pages - p->foot_from + 1;
	size_t at;
	struct str plain = str_find(p->foot_address, S("?"), &at) ? p->foot_address : str_fmt(p->a, "%.*s?p=%d", S_ARG(p->foot_address), page);
	struct qr q;
	struct err e = {0};
	if (!p->n_marks)
		return plain;
	/* how large the symbol is within its border depends on how much it says, and so on the length of a key alone */
	if (qr_make(p->a, str_fmt(p->a, "%.*s.00000000", S_ARG(plain)), &q, &e))
		return plain;
	double unit = side / (q.size + 8);
	struct buf b = buf_new(p->a, 1 << 20);
	buf_fmt(&b, "%d %d %d %d %d", tenths(p->width), tenths(p->height), tenths(code_x + 4 * unit), tenths(code_y + 4 * unit), tenths(q.size * unit));
	for (size_t i = 0; i < p->n_marks; i++)
		buf_fmt(&b, "\n%s %d %d %d %d", p->marks[i].name, tenths(p->marks[i].x), tenths(p->marks[i].y), tenths(p->marks[i].w), tenths(p->marks[i].h));
	struct str body = buf_done(&b), key = key_of(p->a, body);
	if (p->n_layouts == p->cap_layouts) {
		size_t cap = p->cap_layouts ? 2 * p->cap_layouts : 32;
		p->layouts = arena_grow(p->a, p->layouts, p->cap_layouts * sizeof *p->layouts, cap * sizeof *p->layouts);
		p->cap_layouts = cap;
	}
	p->layouts[p->n_layouts++] = (struct pdf_layout_text){key, body};
	p->n_marks = 0;
	cairo_set_source_rgb(p->cr, 0, 0, 0);
	for (int i = 0; i < 4; i++)
		cairo_rectangle(p->cr, (i & 1 ? p->width - PAPER_CORNER : PAPER_CORNER) - PAPER_CORNER_SIDE / 2,
		                (i & 2 ? p->height - PAPER_CORNER : PAPER_CORNER) - PAPER_CORNER_SIDE / 2, PAPER_CORNER_SIDE, PAPER_CORNER_SIDE);
	cairo_fill(p->cr);
	return str_fmt(p->a, "%.*s.%.*s", S_ARG(plain), S_ARG(key));
}

const struct pdf_layout_text *pdf_layouts(const struct pdf *p, size_t *n)
{
	*n = p->n_layouts;
	return p->layouts;
}
