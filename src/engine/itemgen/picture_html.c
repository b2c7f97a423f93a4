/* The markup of pictures: SVG, or a table, or words. */
#include "engine/itemgen/mathml.h"
#include "engine/itemgen/picture.h"

#include <math.h>

static void attr(struct buf *b, const char *name, double v)
{
	/* two decimals are finer than any screen; written without the locale's comma */
	int64_t hundredths = (int64_t)llround(v * 100);
	int64_t size = hundredths < 0 ? -hundredths : hundredths;
	buf_fmt(b, " %s=\"%s%lld", name, hundredths < 0 ? "-" : "", (long long)(size / 100));
	if (size % 100)
		buf_fmt(b, ".%02lld", (long long)(size % 100));
	buf_byte(b, '"');
}

static void paint(struct buf *b, const struct pic_op *op)
{
	static const char *const fill[] = {" fill=\"none\"", " fill=\"currentColor\" fill-opacity=\"0.22\"", " fill=\"currentColor\""};
	buf_z(b, fill[op->fill]);
	buf_z(b, " stroke=\"currentColor\"");
	attr(b, "stroke-width", op->thick);
	buf_z(b, "/>");
}

static void points(struct buf *b, double x, double y)
{
	buf_fmt(b, "%lld,%lld ", (long long)llround(x), (long long)llround(y));
}

static void star(struct buf *b, const struct pic_op *op)
{
	double fifth = acos(-1) / 5;
	buf_z(b, "<polygon points=\"");
	for (int i = 0; i < 10; i++) {
		double r = i % 2 ? op->x2 * 0.45 : op->x2;
		points(b, op->x + r * sin(i * fifth), op->y - r * cos(i * fifth));
	}
	buf_byte(b, '"');
	paint(b, op);
}

static void bow(struct buf *b, const struct pic_op *op)
{
	double side = op->x2 > op->x ? -1 : 1;
	buf_fmt(b, "<path d=\"M%lld %lld Q%lld %lld %lld %lld m%d -9 l%d 9 l%d -5\"", (long long)llround(op->x), (long long)llround(op->y),
	        (long long)llround((op->x + op->x2) / 2), (long long)llround(op->y - 80), (long long)llround(op->x2), (long long)llround(op->y2),
	        side < 0 ? 2 : -2, side < 0 ? -2 : 2, side < 0 ? -8 : 8);
	paint(b, op);
}

static void text(struct buf *b, const struct pic_op *op)
{
	static const char *const anchor[] = {"start", "middle", "end"};
	buf_z(b, "<text");
	attr(b, "x", op->x);
	attr(b, "y", op->y);
	attr(b, "font-size", op->y2);
	buf_fmt(b, " text-anchor=\"%s\" fill=\"currentColor\">", anchor[op->anchor + 1]);
	buf_html(b, op->text);
	buf_z(b, "</text>");
}

static void one(struct buf *b, const struct pic_op *op)
{
	switch (op->kind) {
	case PIC_LINE:
		buf_z(b, "<line");
		attr(b, "x1", op->x);
		attr(b, "y1", op->y);
		attr(b, "x2", op->x2);
		attr(b, "y2", op->y2);
		paint(b, op);
		break;
	case PIC_BOX:
		buf_z(b, "<rect");
		attr(b, "x", op->x);
		attr(b, "y", op->y);
		attr(b, "width", op->x2);
		attr(b, "height", op->y2);
		paint(b, op);
		break;
	case PIC_CIRCLE:
		buf_z(b, "<circle");
		attr(b, "cx", op->x);
		attr(b, "cy", op->y);
		attr(b, "r", op->x2);
		paint(b, op);
		break;
	case PIC_BOW:
		bow(b, op);
		break;
	case PIC_STAR:
		star(b, op);
		break;
	case PIC_TEXT:
		text(b, op);
		break;
	}
}

void pic_svg(struct arena *a, struct buf *out, const struct pic *p, const struct ig_text *alt)
{
	struct buf said = buf_new(a, 8000);
	math_spoken(a, &said, alt->text, alt->lang);
	buf_fmt(out, "<svg role=\"img\" class=\"picture\" direction=\"ltr\" lang=\"%s\"", LANGS[alt->lang].tag);
	attr(out, "width", ceil(p->w));
	attr(out, "height", ceil(p->h));
	buf_fmt(out, " viewBox=\"0 0 %lld %lld\"><title>", (long long)ceil(p->w), (long long)ceil(p->h));
	buf_html(out, buf_done(&said));
	buf_z(out, "</title>");
	for (size_t i = 0; i < p->n; i++)
		one(out, &p->ops[i]);
	buf_z(out, "</svg>");
}

static struct str cell(struct arena *a, const struct json *j)
{
	if (j->type == JSON_STRING_T)
		return j->string;
	return j->type == JSON_NUMBER_T ? str_fmt(a, "%g", j->number) : (struct str){0};
}

static void table(struct arena *a, struct buf *out, const struct ig_picture *p)
{
	const struct json *head = json_get(p->fields, "head"), *rows = json_get(p->fields, "rows");
	buf_fmt(out, "<table class=\"picture\" lang=\"%s\"><caption class=\"vh\">", LANGS[p->alt.lang].tag);
	math_html(a, out, p->alt.text, p->alt.lang, NULL);
	buf_z(out, "</caption><thead><tr>");
	for (size_t i = 0; head && i < head->n; i++) {
		bool empty = cell(a, &head->items[i]).n == 0;
		buf_z(out, empty ? "<td>" : "<th scope=\"col\">");
		math_html(a, out, cell(a, &head->items[i]), p->alt.lang, NULL);
		buf_z(out, empty ? "</td>" : "</th>");
	}
	buf_z(out, "</tr></thead><tbody>");
	for (size_t r = 0; rows && r < rows->n; r++) {
		buf_z(out, "<tr>");
		for (size_t c = 0; c < rows->items[r].n; c++) {
			buf_z(out, "<td>");
			math_html(a, out, cell(a, &rows->items[r].items[c]), p->alt.lang, NULL);
			buf_z(out, "</td>");
		}
		buf_z(out, "</tr>");
	}
	buf_z(out, "</tbody></table>");
}

void pic_html(struct arena *a, struct buf *out, const struct ig_picture *p)
{
	struct pic pic;
	if (str_eqz(p->kind, "table")) {
		table(a, out, p);
	} else if (pic_draw(a, p, &pic)) {
		pic_svg(a, out, &pic, &p->alt);
	} else {
		buf_fmt(out, "<p class=\"picture\" lang=\"%s\">", LANGS[p->alt.lang].tag);
		math_html(a, out, p->alt.text, p->alt.lang, NULL);
		buf_z(out, "</p>");
	}
}
