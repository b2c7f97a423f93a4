#include "print/pdf.h"
#include "print/inside.h"

#include <cairo-pdf.h>
#include <math.h>
#include <string.h>

#define MM (72.0 / 25.4)
#define DOCUMENT_MAX ((size_t)128 << 20)
#define MANY 40 /* pages; a single sheet is quicker with faces that are there */
#define CODE_SIDE (19 * MM)
#define LARGE 18.0 /* points: what schools and the American Printing House for the Blind call large print */

static cairo_status_t take(void *arg, const unsigned char *data, unsigned int n)
{
	struct pdf *p = arg;
	buf_add(&p->bytes, data, n);
	return p->bytes.over ? CAIRO_STATUS_WRITE_ERROR : CAIRO_STATUS_SUCCESS;
}

static void let_go(void *arg)
{
	struct pdf *p = arg;
	if (p->context)
		g_object_unref(p->context);
	if (p->cr)
		cairo_destroy(p->cr);
	if (p->surface)
		cairo_surface_destroy(p->surface);
	if (p->pages > MANY) /* what this thread read of faces would stay with it */
		pango_cairo_font_map_set_default(NULL);
}

enum code pdf_new(struct arena *a, const struct pdf_options *o, struct pdf **out, struct err *e)
{
	struct pdf *p = NEW(a, struct pdf);
	*p = (struct pdf){.a = a, .o = *o, .bytes = buf_new(a, DOCUMENT_MAX), .fresh = true, .pages = 1, .whole = o->lang};
	p->width = o->letter ? 612 : 595.28;
	p->height = o->letter ? 792 : 841.89;
	p->left = 18 * MM;
	p->right = p->width - 18 * MM;
	p->top = p->y = 16 * MM;
	p->bottom = p->height - 28 * MM;
	arena_defer(a, let_go, p);
	p->surface = cairo_pdf_surface_create_for_stream(take, p, p->width, p->height);
	p->cr = cairo_create(p->surface);
	if (cairo_status(p->cr))
		return err_set(e, E_MEMORY, "There is no memory for a document.");
	cairo_pdf_surface_set_metadata(p->surface, CAIRO_PDF_METADATA_TITLE, str_dupz(a, o->title));
	cairo_pdf_surface_set_metadata(p->surface, CAIRO_PDF_METADATA_CREATOR, "Trellis");
	struct str day = day_text(a, o->date ? o->date : 0);
	cairo_pdf_surface_set_metadata(p->surface, CAIRO_PDF_METADATA_CREATE_DATE, str_fmt(a, "%.*sT00:00:00Z", S_ARG(day)).p);
	p->context = pango_cairo_create_context(p->cr);
	cairo_font_options_t *fine = cairo_font_options_create();
	cairo_font_options_set_hint_style(fine, CAIRO_HINT_STYLE_NONE);
	cairo_font_options_set_hint_metrics(fine, CAIRO_HINT_METRICS_OFF);
	pango_cairo_context_set_font_options(p->context, fine);
	cairo_font_options_destroy(fine);
	pango_context_set_base_dir(p->context, !strcmp(LANGS[o->lang].dir, "rtl") ? PANGO_DIRECTION_RTL : PANGO_DIRECTION_LTR);
	pdf_look(p, &(struct pdf_look){0});
	cairo_tag_begin(p->cr, "Document", NULL);
	*out = p;
	return OK;
}

void pdf_look(struct pdf *p, const struct pdf_look *look)
{
	p->look = *look;
	if (!(p->look.size > 0))
		p->look.size = 11;
	if (!(p->look.line > 0))
		p->look.line = 1;
	if (!p->look.face)
		p->look.face = "andika";
}

void pdf_begin_tag(struct pdf *p, const char *tag, const char *attributes, struct str alt, enum lang lang)
{
	if (p->measuring)
		return;
	if (p->n == p->cap) {
		size_t cap = p->cap ? 2 * p->cap : 256;
		p->elements = arena_grow(p->a, p->elements, p->cap * sizeof *p->elements, cap * sizeof *p->elements);
		p->cap = cap;
	}
	p->elements[p->n++] = (struct pdf_element){tag, str_dup(p->a, alt), lang};
	cairo_tag_begin(p->cr, tag, attributes);
}

void pdf_end_tag(struct pdf *p, const char *tag)
{
	if (!p->measuring)
		cairo_tag_end(p->cr, tag);
}

/* ---- text ---- */

static const struct { double times; bool bold; double before, after; const char *tag; } STYLE[] = {
	[PDF_P] = {1, false, 0, 5, "P"}, [PDF_TITLE] = {2.1, true, 0, 12, "H1"}, [PDF_H1] = {1.6, true, 4, 8, "H1"},
	[PDF_H2] = {1.3, true, 8, 5, "H2"}, [PDF_H3] = {1.1, true, 6, 4, "H3"}, [PDF_STRONG] = {1, true, 0, 4, "P"},
	[PDF_SMALL] = {0.86, false, 0, 4, "P"}};

/* From U+3000 on, or of the radicals before it. */
static bool has_han(struct str text)
{
	for (size_t i = 0; i < text.n; i++) {
		unsigned char c = (unsigned char)text.p[i];
		if (c >= 0xE3 || (c == 0xE2 && i + 1 < text.n && (unsigned char)text.p[i + 1] >= 0xBA))
			return true;
	}
	return false;
}

/* The face of Chinese is named where there is Chinese alone: Pango reads the whole of it, 17 MB for each weight, to look a sign up. */
static const char *families(const struct pdf *p, enum lang lang, struct str text)
{
	bool zh = lang == LANG_ZH, han = has_han(text);
	if (!strcmp(p->look.face, "opendyslexic"))
		return zh ? "Noto Sans CJK SC, OpenDyslexic" : han ? "OpenDyslexic, Andika, Noto Naskh Arabic, Noto Sans CJK SC" : "OpenDyslexic, Andika, Noto Naskh Arabic";
	if (!strcmp(p->look.face, "noto"))
		return zh ? "Noto Sans CJK SC, Noto Sans" : han ? "Noto Sans, Noto Naskh Arabic, Noto Sans CJK SC" : "Noto Sans, Noto Naskh Arabic";
	return zh ? "Noto Sans CJK SC, Andika" : han ? "Andika, Noto Naskh Arabic, Noto Sans CJK SC" : "Andika, Noto Naskh Arabic";
}

PangoLayout *pdf_layout(struct pdf *p, enum pdf_as as, struct str text, enum lang lang, double width)
{
	PangoLayout *l = pango_layout_new(p->context);
	PangoFontDescription *d = pango_font_description_from_string(families(p, lang, text));
	double size = p->look.size * STYLE[as].times * (lang == LANG_AR ? 1.12 : 1);
	if (p->look.size >= LARGE && size < LARGE) /* in large print nothing is small */
		size = LARGE;
	pango_font_description_set_absolute_size(d, size * PANGO_SCALE);
	if (STYLE[as].bold)
		pango_font_description_set_weight(d, PANGO_WEIGHT_BOLD);
	pango_layout_set_font_description(l, d);
	pango_font_description_free(d);
	PangoAttrList *attrs = pango_attr_list_new();
	pango_attr_list_insert(attrs, pango_attr_language_new(pango_language_from_string(LANGS[lang].tag)));
	if (p->look.letter > 0 && lang != LANG_AR)
		pango_attr_list_insert(attrs, pango_attr_letter_spacing_new((int)(p->look.letter * size * PANGO_SCALE)));
	if (p->look.word > 0) { /* Pango has no space between words of its own: the blanks themselves are widened */
		double word = p->look.word + (lang == LANG_AR ? 0 : p->look.letter);
		for (size_t i = 0; i < text.n; i++) {
			if (text.p[i] != ' ')
				continue;
			PangoAttribute *wide = pango_attr_letter_spacing_new((int)(word * size * PANGO_SCALE));
			wide->start_index = (guint)i;
			wide->end_index = (guint)i + 1;
			pango_attr_list_change(attrs, wide);
		}
	}
	pango_layout_set_attributes(l, attrs);
	pango_attr_list_unref(attrs);
	if (p->look.line > 1.01)
		pango_layout_set_line_spacing(l, (float)p->look.line);
	/* Pango turns the side over for lines that run against the context's direction */
	if (pango_context_get_base_dir(p->context) == PANGO_DIRECTION_RTL)
		pango_layout_set_alignment(l, PANGO_ALIGN_RIGHT);
	pango_layout_set_wrap(l, PANGO_WRAP_WORD_CHAR);
	if (width > 0)
		pango_layout_set_width(l, (int)(width * PANGO_SCALE));
	pango_layout_set_text(l, text.n ? text.p : "", (int)text.n);
	return l;
}

/* What belongs to something at the side (a bullet, a cell, a heading's page) stands on the document's side, even when its
 * words run the other way. */
void pdf_side(const struct pdf *p, PangoLayout *l)
{
	PangoDirection base = pango_context_get_base_dir(p->context), own = pango_layout_get_direction(l, 0);
	if (own != base && (own == PANGO_DIRECTION_LTR || own == PANGO_DIRECTION_RTL))
		pango_layout_set_alignment(l, base == PANGO_DIRECTION_RTL ? PANGO_ALIGN_LEFT : PANGO_ALIGN_RIGHT); /* turned over again */
}

struct placed { PangoGlyphItem *item; double x; };

static int by_offset(const void *x, const void *y)
{
	const struct placed *a = x, *b = y;
	return a->item->item->offset - b->item->item->offset;
}

static void draw_line(struct pdf *p, PangoLayoutLine *line, const char *text, double x, double base)
{
	struct placed runs[64];
	size_t n = 0;
	for (GSList *r = line->runs; r && n < 64; r = r->next) {
		PangoGlyphItem *g = r->data;
		runs[n++] = (struct placed){g, x};
		x += (double)pango_glyph_string_get_width(g->glyphs) / PANGO_SCALE;
	}
	qsort(runs, n, sizeof *runs, by_offset);
	for (size_t i = 0; i < n; i++) {
		cairo_move_to(p->cr, runs[i].x, base);
		pango_cairo_show_glyph_item(p->cr, text, runs[i].item);
	}
}

/* Lines from `from` on, as far as they fit; returns the first that does not, -1 when all are drawn. */
static int draw_some(struct pdf *p, PangoLayout *l, double x, int from)
{
	PangoLayoutIter *it = pango_layout_get_iter(l);
	const char *text = pango_layout_get_text(l);
	int i = 0, stop = -1;
	do {
		if (i++ < from)
			continue;
		PangoRectangle logical;
		pango_layout_iter_get_line_extents(it, NULL, &logical);
		double h = (double)logical.height / PANGO_SCALE;
		if (!p->measuring && p->y + h > p->bottom && !p->fresh) {
			stop = i - 1;
			break;
		}
		double base = p->y + (double)(pango_layout_iter_get_baseline(it) - logical.y) / PANGO_SCALE;
		if (!p->measuring)
			draw_line(p, pango_layout_iter_get_line_readonly(it), text, x + (double)logical.x / PANGO_SCALE, base);
		p->y += h;
		p->fresh = false;
	} while (pango_layout_iter_next_line(it));
	pango_layout_iter_free(it);
	return stop;
}

void pdf_draw_layout(struct pdf *p, PangoLayout *l, double x, double y)
{
	double keep = p->y, bottom = p->bottom;
	p->y = y;
	p->bottom = p->height;
	(void)draw_some(p, l, x, 0);
	p->y = keep;
	p->bottom = bottom;
}

/* A paragraph is one element on each page it is on. */
static void flow(struct pdf *p, PangoLayout *l, const char *tag, double x, enum lang lang)
{
	int from = 0;
	do {
		pdf_begin_tag(p, tag, NULL, S(""), lang);
		from = draw_some(p, l, x, from);
		pdf_end_tag(p, tag);
		if (from >= 0)
			pdf_page(p);
	} while (from >= 0);
}

static void room(struct pdf *p, double height)
{
	if (!p->measuring && !p->fresh && p->y + height > p->bottom)
		pdf_page(p);
}

void pdf_text(struct pdf *p, enum pdf_as as, struct str text, enum lang lang)
{
	text = str_trim(text);
	if (!text.n)
		return;
	if (!p->fresh)
		p->y += STYLE[as].before * p->look.size / 11;
	PangoLayout *l = pdf_layout(p, as, text, lang, p->right - p->left);
	if (as != PDF_P)
		pdf_side(p, l);
	if (STYLE[as].tag[0] == 'H') /* a heading stays with what follows */
		room(p, (double)p->look.size * 6);
	flow(p, l, STYLE[as].tag, p->left, lang);
	p->y += STYLE[as].after * p->look.size / 11;
	g_object_unref(l);
}

void pdf_link(struct pdf *p, struct str text, struct str address)
{
	PangoLayout *l = pdf_layout(p, PDF_P, text, p->o.lang, p->right - p->left);
	room(p, p->look.size * 2);
	bool plain = memchr(address.n ? address.p : "", '\'', address.n) == NULL;
	pdf_begin_tag(p, "P", NULL, S(""), p->o.lang);
	if (plain)
		pdf_begin_tag(p, "Link", str_fmt(p->a, "uri='%.*s'", S_ARG(address)).p, S(""), p->o.lang);
	(void)draw_some(p, l, p->left, 0);
	if (plain)
		pdf_end_tag(p, "Link");
	pdf_end_tag(p, "P");
	p->y += 5;
	g_object_unref(l);
}

void pdf_list(struct pdf *p, bool begin)
{
	if (begin)
		pdf_begin_tag(p, "L", NULL, S(""), p->o.lang);
	else
		pdf_end_tag(p, "L");
}

static bool rtl(const struct pdf *p)
{
	return !strcmp(LANGS[p->o.lang].dir, "rtl");
}

void pdf_item(struct pdf *p, const char *label, struct str text, enum lang lang)
{
	PangoLayout *mark = pdf_layout(p, PDF_P, str_z(label), lang, 0);
	int w, h;
	pango_layout_get_size(mark, &w, &h);
	double in = fmax((double)w / PANGO_SCALE + 6, p->look.size * 1.6), left = p->left, right = p->right;
	PangoLayout *l = pdf_layout(p, PDF_P, text, lang, right - left - in);
	pdf_side(p, l);
	room(p, (double)h / PANGO_SCALE);
	pdf_begin_tag(p, "LI", NULL, S(""), lang);
	pdf_begin_tag(p, "Lbl", NULL, S(""), lang);
	double y = p->y;
	if (!p->measuring) {
		double x = rtl(p) ? right - (double)w / PANGO_SCALE : left;
		pdf_draw_layout(p, mark, x, y);
		pdf_mark_at(p, mark, x, y);
	}
	pdf_end_tag(p, "Lbl");
	flow(p, l, "LBody", rtl(p) ? left : left + in, lang);
	pdf_end_tag(p, "LI");
	p->y += 3 * p->look.size / 11 + (p->look.line - 1) * p->look.size * 0.5;
	g_object_unref(mark);
	g_object_unref(l);
}

/* ---- space, pages ---- */

void pdf_space(struct pdf *p, double height)
{
	if (!p->fresh)
		p->y += height;
}

static void stroke(struct pdf *p, double x, double y, double x2, double y2, double thick)
{
	if (p->measuring)
		return;
	cairo_set_line_width(p->cr, thick);
	cairo_move_to(p->cr, x, y);
	cairo_line_to(p->cr, x2, y2);
	cairo_stroke(p->cr);
}

void pdf_rule(struct pdf *p)
{
	p->y += 2;
	stroke(p, p->left, p->y, p->right, p->y, 0.6);
	p->y += 6;
	p->fresh = false;
}

void pdf_lines(struct pdf *p, int n)
{
	double step = fmax(24, p->look.size * 2);
	if (n <= 8) /* a line alone on the next page helps nobody */
		room(p, step * n);
	for (int i = 0; i < n; i++) {
		room(p, step);
		p->y += step;
		stroke(p, p->left, p->y, p->right, p->y, 0.5);
		p->fresh = false;
	}
	p->y += 8;
}

void pdf_box(struct pdf *p, double height)
{
	room(p, height);
	if (!p->measuring) {
		cairo_set_line_width(p->cr, 0.7);
		cairo_rectangle(p->cr, p->left, p->y, p->right - p->left, height);
		cairo_stroke(p->cr);
	}
	p->y += height + 8;
	p->fresh = false;
}

void pdf_draw_code(struct pdf *p, struct str text, double x, double y, double side)
{
	struct qr q;
	struct err e = {0};
	if (p->measuring || qr_make(p->a, text, &q, &e))
		return;
	double unit = side / (q.size + 8);
	bool *drawn = NEW_ARRAY(p->a, bool, (size_t)q.size * (size_t)q.size);
	for (int at = 0; at < q.size * q.size; at++) {
		int r = at / q.size, c = at % q.size, w = 0, h = 1;
		if (!q.dark[at] || drawn[at])
			continue;
		while (c + w < q.size && q.dark[at + w])
			w++;
		while (r + h < q.size && memchr(q.dark + at + h * q.size, 0, (size_t)w) == NULL)
			h++;
		for (int i = 0; i < h; i++)
			memset(drawn + at + i * q.size, true, (size_t)w);
		/* each rectangle is eight numbers of the page: blocks are drawn, not squares */
		cairo_rectangle(p->cr, x + (c + 4) * unit, y + (r + 4) * unit, w * unit, h * unit);
	}
	cairo_set_antialias(p->cr, CAIRO_ANTIALIAS_NONE);
	cairo_fill(p->cr);
	cairo_set_antialias(p->cr, CAIRO_ANTIALIAS_DEFAULT);
}

static void foot(struct pdf *p)
{
	double edge = p->width - 18 * MM, start = 18 * MM, y = p->height - 24 * MM, side = p->foot_address.n ? CODE_SIDE : 0;
	struct str number = tr_number(p->a, p->o.lang, p->pages - p->first, 0);
	struct str words = p->foot_words.n ? str_fmt(p->a, "%.*s\n%.*s", S_ARG(number), S_ARG(p->foot_words)) : number;
	struct pdf_look keep = p->look;
	pdf_look(p, &(struct pdf_look){.size = 11});
	PangoLayout *l = pdf_layout(p, PDF_SMALL, words, p->o.lang, edge - start - side - 8);
	pango_layout_set_alignment(l, rtl(p) ? PANGO_ALIGN_LEFT : PANGO_ALIGN_RIGHT);
	double left = rtl(p) ? start + side + 8 : start;
	pdf_begin_tag(p, "P", NULL, S(""), p->o.lang);
	pdf_draw_layout(p, l, left, y + 6);
	pdf_end_tag(p, "P");
	g_object_unref(l);
	if (side > 0) {
		double x = rtl(p) ? start : edge - side;
		struct str address = pdf_marked_address(p, x, y, side);
		pdf_begin_tag(p, "Figure", NULL, address, LANG_EN);
		pdf_draw_code(p, address, x, y, side);
		pdf_end_tag(p, "Figure");
	}
	p->look = keep;
}

void pdf_page(struct pdf *p)
{
	if (p->measuring || p->fresh)
		return;
	foot(p);
	cairo_show_page(p->cr);
	p->pages++;
	p->y = p->top;
	p->fresh = true;
}

void pdf_begin(struct pdf *p, enum lang lang)
{
	pdf_page(p);
	pdf_foot(p, S(""), S(""));
	if (p->pages % 2 == 0) { /* printed on both sides, two learners never share a sheet */
		cairo_show_page(p->cr);
		p->pages++;
	}
	p->first = p->pages - 1;
	p->o.lang = lang;
	pango_context_set_base_dir(p->context, rtl(p) ? PANGO_DIRECTION_RTL : PANGO_DIRECTION_LTR);
}

void pdf_foot(struct pdf *p, struct str words, struct str address)
{
	p->foot_words = str_dup(p->a, words);
	p->foot_address = str_dup(p->a, address);
	p->foot_from = p->pages;
}

bool pdf_wide(const struct pdf *p)
{
	return p->look.size < 15.5 && p->right - p->left > 400;
}

int pdf_pages(const struct pdf *p)
{
	return p->pages;
}

static double measure(struct pdf *p, pdf_fn *fn, void *arg)
{
	double y = p->y;
	bool fresh = p->fresh;
	p->measuring++;
	p->y = 0;
	fn(p, arg);
	double h = p->y;
	p->measuring--;
	p->y = y;
	p->fresh = fresh;
	return h;
}

void pdf_keep(struct pdf *p, pdf_fn *fn, void *arg)
{
	if (!p->measuring && !p->fresh) {
		double h = measure(p, fn, arg);
		if (p->y + h > p->bottom && h <= p->bottom - p->top)
			pdf_page(p);
	}
	fn(p, arg);
}

void pdf_beside(struct pdf *p, pdf_fn *help, pdf_fn *work, void *arg)
{
	double left = p->left, right = p->right, split = (right - left) * 0.28, gap = 14;
	double help_right = rtl(p) ? right : left + split - gap, help_left = rtl(p) ? right - split + gap : left;
	double work_left = rtl(p) ? left : left + split, work_right = rtl(p) ? right - split : right;
	p->left = help_left, p->right = help_right;
	double h1 = measure(p, help, arg);
	p->left = work_left, p->right = work_right;
	double h2 = measure(p, work, arg), h = fmax(h1, h2);
	p->left = left, p->right = right;
	if (h > p->bottom - p->top) {
		work(p, arg);
		help(p, arg);
		return;
	}
	if (!p->measuring && !p->fresh && p->y + h > p->bottom)
		pdf_page(p);
	double y = p->y;
	p->left = work_left, p->right = work_right;
	work(p, arg);
	double end = p->y;
	p->y = y;
	p->left = help_left, p->right = help_right;
	help(p, arg);
	p->left = left, p->right = right;
	p->y = fmax(end, p->y);
	double at = rtl(p) ? work_right + gap / 2 : work_left - gap / 2;
	stroke(p, at, y, at, p->y - 4, 0.4);
}

enum code pdf_done(struct pdf *p, struct str *bytes, struct err *e)
{
	foot(p);
	cairo_tag_end(p->cr, "Document");
	cairo_show_page(p->cr);
	cairo_surface_finish(p->surface);
	if (p->bytes.over)
		return err_set(e, E_LIMIT, "This document is too large. Print it in parts.");
	if (cairo_status(p->cr) || cairo_surface_status(p->surface))
		return err_set(e, E_BUG, "The document cannot be drawn: %s.", cairo_status_to_string(cairo_status(p->cr) ? cairo_status(p->cr) : cairo_surface_status(p->surface)));
	return pdf_tagged(p, buf_done(&p->bytes), bytes, e);
}
