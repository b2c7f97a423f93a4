#include "engine/itemgen/picture.h"
#include "engine/itemgen/mathml.h"

#include <math.h>

#define WIDE 440.0
#define EDGE 16.0
#define LETTER 15.0
#define OPS_MAX 4000

struct drawing {
	struct arena *a;
	struct pic *pic;
	const struct json *f;
	size_t cap;
	bool bad; /* a number missing or too large: no drawing */
};

static double get(struct drawing *d, const struct json *j, const char *key, double low, double high)
{
	double v = json_number(j, key, NAN);
	if (!(v >= low && v <= high)) {
		d->bad = true;
		return low;
	}
	return v;
}

static size_t get_count(struct drawing *d, const struct json *j, const char *key, size_t most)
{
	return (size_t)get(d, j, key, 0, (double)most);
}

static struct pic_op *put(struct drawing *d, enum pic_kind kind, double x, double y, double x2, double y2)
{
	struct pic *p = d->pic;
	if (p->n == OPS_MAX) {
		d->bad = true;
		return &p->ops[p->n - 1];
	}
	if (p->n == d->cap) {
		size_t cap = d->cap ? 2 * d->cap : 64;
		p->ops = arena_grow(d->a, p->ops, d->cap * sizeof *p->ops, cap * sizeof *p->ops);
		d->cap = cap;
	}
	p->ops[p->n] = (struct pic_op){.kind = kind, .x = x, .y = y, .x2 = x2, .y2 = y2, .thick = 1.5};
	return &p->ops[p->n++];
}

static double width_of(struct str s)
{
	return 0.58 * LETTER * (double)utf8_count(s);
}

static struct str written(struct drawing *d, struct str s)
{
	struct buf b = buf_new(d->a, 2000);
	math_plain(d->a, &b, s);
	return buf_done(&b);
}

static void label(struct drawing *d, double x, double y, struct str text, int anchor)
{
	if (!text.n)
		return;
	struct pic_op *op = put(d, PIC_TEXT, x, y, 0, LETTER);
	op->text = written(d, text);
	op->anchor = anchor;
}

static void number(struct drawing *d, double x, double y, double v, int anchor)
{
	label(d, x, y, str_fmt(d->a, "%s%g", v < 0 ? "\xE2\x88\x92" : "", fabs(v)), anchor);
}

static void size(struct drawing *d, double w, double h)
{
	d->pic->w = w;
	d->pic->h = h;
}

static const struct json *list(const struct drawing *d, const char *key)
{
	const struct json *l = json_get(d->f, key);
	static const struct json none = {.type = JSON_ARRAY_T};
	return l && l->type == JSON_ARRAY_T ? l : &none;
}

static bool whole(double v)
{
	return fabs(v - round(v)) < 1e-6;
}

/* Every how many ticks there is room for a number. */
static size_t label_every(size_t ticks, double step)
{
	static const size_t nice[] = {1, 2, 5, 10, 20, 50, 100, 200};
	size_t i = 0;
	if (step < 1 && !whole(step * 10)) /* parts of a whole: whole numbers alone are named */
		return 1;
	while (i < 7 && ticks / nice[i] > 12)
		i++;
	return nice[i];
}

static bool is_named(double v, double from, double step, size_t every)
{
	double anchor = whole(from / step) ? 0 : from; /* round numbers where there are any */
	if (step < 1 && !whole(step * 10))
		return whole(v);
	return whole((v - anchor) / (step * (double)every));
}

static void number_line(struct drawing *d)
{
	double from = get(d, d->f, "from", -1e6, 1e6), to = get(d, d->f, "to", -1e6, 1e6), step = get(d, d->f, "step", 1e-4, 1e6);
	const struct json *marks = list(d, "marks"), *jumps = list(d, "jumps");
	if (d->bad || to <= from || (to - from) / step > 200) {
		d->bad = true;
		return;
	}
	double y = jumps->n ? 90 : 40, scale = WIDE / (to - from);
	size_t ticks = (size_t)((to - from) / step + 1e-6), every = label_every(ticks, step);
	size(d, WIDE + 4 * EDGE, y + 58);
	put(d, PIC_LINE, EDGE, y, WIDE + 3 * EDGE, y);
	for (size_t i = 0; i <= ticks; i++) {
		double v = from + step * (double)i, x = 2 * EDGE + (v - from) * scale;
		bool named = is_named(v, from, step, every);
		put(d, PIC_LINE, x, y - (named ? 7 : 4), x, y + (named ? 7 : 4));
		if (named)
			number(d, x, y + 24, fabs(v) < 1e-9 ? 0 : v, 0);
	}
	for (size_t i = 0; i < marks->n; i++) {
		double v = get(d, &marks->items[i], "at", from, to), x = 2 * EDGE + (v - from) * scale;
		put(d, PIC_CIRCLE, x, y, 5, 0)->fill = PIC_SOLID;
		/* a whole number that the line names already is not written twice */
		if (!whole(v) || !whole((v - from) / step) || !is_named(v, from, step, every))
			label(d, x, y + 44, json_str(&marks->items[i], "label"), 0);
	}
	for (size_t i = 0; i < jumps->n; i++) {
		double x1 = 2 * EDGE + (get(d, &jumps->items[i], "from", from, to) - from) * scale;
		double x2 = 2 * EDGE + (get(d, &jumps->items[i], "to", from, to) - from) * scale;
		put(d, PIC_BOW, x1, y - 8, x2, y - 8);
		label(d, (x1 + x2) / 2, y - 58, json_str(&jumps->items[i], "label"), 0);
	}
}

static void array(struct drawing *d)
{
	size_t rows = get_count(d, d->f, "rows", 30), cols = get_count(d, d->f, "cols", 30);
	size_t split = json_get(d->f, "split") ? get_count(d, d->f, "split", 30) : 0;
	double gap = cols > 15 ? 16 : 24, r = gap / 3;
	size(d, 2 * EDGE + gap * (double)cols, 2 * EDGE + gap * (double)rows);
	for (size_t i = 0; i < rows * cols; i++)
		put(d, PIC_CIRCLE, EDGE + gap * ((double)(i % cols) + 0.5), EDGE + gap * ((double)(i / cols) + 0.5), r, 0)->fill = PIC_SHADED;
	if (split && split < rows)
		put(d, PIC_LINE, EDGE / 2, EDGE + gap * (double)split, EDGE * 1.5 + gap * (double)cols, EDGE + gap * (double)split)->thick = 2.5;
}

/* A part of a bar with its words inside, or beneath when there is no room. */
static void part(struct drawing *d, double x, double y, double w, struct str text, bool shaded)
{
	put(d, PIC_BOX, x, y, w, 34)->fill = shaded ? PIC_SHADED : PIC_EMPTY;
	label(d, x + w / 2, width_of(written(d, text)) > w ? y + 50 : y + 22, text, 0);
}

static double bar_size(struct drawing *d, const struct json *bar)
{
	const struct json *equal = json_get(bar, "equal"), *parts = json_get(bar, "parts");
	double sum = 0;
	if (equal)
		return get(d, equal, "count", 1, 60) * get(d, equal, "size", 1e-6, 1e7);
	for (size_t i = 0; parts && i < parts->n; i++)
		sum += get(d, &parts->items[i], "size", 0, 1e7);
	return sum;
}

static void bars(struct drawing *d)
{
	const struct json *all = list(d, "bars");
	double largest = 0, left = 0, y = EDGE;
	for (size_t i = 0; i < all->n; i++) {
		largest = fmax(largest, bar_size(d, &all->items[i]));
		left = fmax(left, width_of(written(d, json_str(&all->items[i], "label"))));
	}
	if (d->bad || largest <= 0 || all->n == 0 || all->n > 10) {
		d->bad = true;
		return;
	}
	left = fmin(left, 140) + 1.5 * EDGE;
	for (size_t i = 0; i < all->n; i++, y += 60) {
		const struct json *b = &all->items[i], *equal = json_get(b, "equal"), *parts = json_get(b, "parts");
		double x = left, scale = (WIDE - left + EDGE) / largest;
		label(d, left - 8, y + 22, json_str(b, "label"), 1);
		size_t n = equal ? get_count(d, equal, "count", 60) : parts ? parts->n : 0;
		size_t shaded = equal ? (size_t)json_number(equal, "shaded", 0) : 0;
		for (size_t k = 0; k < n; k++) {
			const struct json *one = equal ? equal : &parts->items[k];
			double w = get(d, one, "size", 0, 1e7) * scale;
			part(d, x, y, w, json_str(one, "label"), equal ? k < shaded : json_bool(one, "shaded", false));
			x += w;
		}
	}
	size(d, WIDE + 2 * EDGE, y + 4);
}

static void fraction(struct drawing *d)
{
	const struct json *all = list(d, "wholes");
	double y = EDGE, w = WIDE - 70;
	for (size_t i = 0; i < all->n && i < 12; i++, y += 44) {
		size_t parts = get_count(d, &all->items[i], "parts", 100), shaded = get_count(d, &all->items[i], "shaded", 100);
		for (size_t k = 0; k < parts; k++)
			put(d, PIC_BOX, EDGE + w * (double)k / (double)parts, y, w / (double)parts, 32)->fill = k < shaded ? PIC_SHADED : PIC_EMPTY;
		label(d, EDGE + w + 10, y + 21, json_str(&all->items[i], "label"), -1);
	}
	size(d, WIDE + 2 * EDGE, y + 4);
}

static void dots(struct drawing *d)
{
	const struct json *counts = list(d, "counts");
	size_t frame = (size_t)json_number(d->f, "frame", 0), line = frame ? 5 : 10;
	bool star = str_eqz(json_str(d->f, "shape"), "star");
	double y = EDGE, gap = 32, right = 0;
	for (size_t i = 0; i < counts->n && i < 8; i++) {
		double v = counts->items[i].type == JSON_NUMBER_T ? counts->items[i].number : -1;
		if (v < 0 || v > 200) {
			d->bad = true;
			return;
		}
		size_t n = (size_t)v, boxes = frame == 10 ? (n + 9) / 10 * 10 : 0;
		for (size_t k = 0; k < (boxes > n ? boxes : n); k++) {
			/* ten frames stand side by side; without boxes there are lines of five or ten */
			size_t ten = frame == 10 ? k / 10 : 0, within = frame == 10 ? k % 10 : k;
			double x = EDGE + gap * ((double)(within % line) + (double)ten * 5.6) + gap / 2;
			double cy = y + gap * (double)(within / line) + gap / 2;
			if (boxes)
				put(d, PIC_BOX, x - gap / 2, cy - gap / 2, gap, gap);
			if (k < n)
				put(d, star ? PIC_STAR : PIC_CIRCLE, x, cy, star ? 13 : 10, 0)->fill = PIC_SHADED;
			right = fmax(right, x + gap / 2);
		}
		y += gap * (double)(frame == 10 ? (n ? 2 : 0) : (n + line - 1) / line) + 12;
	}
	size(d, right + EDGE, y + 4);
}

static void grid(struct drawing *d)
{
	size_t rows = get_count(d, d->f, "rows", 30), cols = get_count(d, d->f, "cols", 30), shaded = get_count(d, d->f, "shaded", 900);
	double cell = cols > 12 ? 16 : 24;
	size(d, 2 * EDGE + cell * (double)cols, 2 * EDGE + cell * (double)rows);
	/* a square of a hundred fills by columns, as tenths are columns */
	for (size_t i = 0; i < rows * cols; i++) {
		size_t r = i % rows, c = i / rows;
		put(d, PIC_BOX, EDGE + cell * (double)c, EDGE + cell * (double)r, cell, cell)->fill = i < shaded ? PIC_SHADED : PIC_EMPTY;
	}
}

static void blocks(struct drawing *d)
{
	size_t hundreds = get_count(d, d->f, "hundreds", 12), tens = get_count(d, d->f, "tens", 30), ones = get_count(d, d->f, "ones", 30);
	double u = 8, x = EDGE, y = EDGE;
	for (size_t i = 0; i < hundreds; i++, x += 10 * u + 10) {
		put(d, PIC_BOX, x, y, 10 * u, 10 * u)->fill = PIC_SHADED;
		for (int k = 1; k < 10; k++) {
			put(d, PIC_LINE, x + k * u, y, x + k * u, y + 10 * u)->thick = 0.5;
			put(d, PIC_LINE, x, y + k * u, x + 10 * u, y + k * u)->thick = 0.5;
		}
	}
	for (size_t i = 0; i < tens; i++, x += u + 6)
		for (int k = 0; k < 10; k++)
			put(d, PIC_BOX, x, y + k * u, u, u)->fill = PIC_SHADED;
	for (size_t i = 0; i < ones; i++)
		put(d, PIC_BOX, x + 8 + (u + 6) * (double)(i / 5), y + (u + 6) * (double)(i % 5), u, u)->fill = PIC_SHADED;
	size(d, x + 8 + (u + 6) * (double)((ones + 4) / 5) + EDGE, 2 * EDGE + 10 * u);
}

static void clock_face(struct drawing *d)
{
	double h = get(d, d->f, "hour", 0, 24), m = get(d, d->f, "minute", 0, 59), mid = 110, r = 96, turn = acos(-1) / 30;
	size(d, 2 * mid, 2 * mid);
	put(d, PIC_CIRCLE, mid, mid, r, 0)->thick = 2.5;
	for (int i = 0; i < 60; i++) {
		double s = sin(i * turn), c = -cos(i * turn), inner = i % 5 ? r - 4 : r - 9;
		put(d, PIC_LINE, mid + inner * s, mid + inner * c, mid + r * s, mid + r * c);
		if (i % 5 == 0)
			number(d, mid + (r - 22) * s, mid + (r - 22) * c + 5, i ? i / 5 : 12, 0);
	}
	double hour = (fmod(h, 12) + m / 60) * 5 * turn, minute = m * turn;
	put(d, PIC_LINE, mid, mid, mid + 46 * sin(hour), mid - 46 * cos(hour))->thick = 6;
	put(d, PIC_LINE, mid, mid, mid + 78 * sin(minute), mid - 78 * cos(minute))->thick = 3;
	put(d, PIC_CIRCLE, mid, mid, 4, 0)->fill = PIC_SOLID;
}

static void chart(struct drawing *d)
{
	const struct json *all = list(d, "bars");
	double step = get(d, d->f, "step", 1e-6, 1e6), top = step, h = 180, w;
	for (size_t i = 0; i < all->n; i++)
		while (top < get(d, &all->items[i], "value", 0, 1e6) && top / step < 40)
			top += step;
	if (d->bad || all->n == 0 || all->n > 20 || top / step >= 40) {
		d->bad = true;
		return;
	}
	w = (WIDE - 40) / (double)all->n;
	size(d, WIDE + 2 * EDGE, h + 2 * EDGE + 24);
	for (double v = 0; v <= top + step / 2; v += step) {
		double y = EDGE + h * (1 - v / top);
		put(d, PIC_LINE, EDGE + 36, y, WIDE + EDGE, y)->thick = v > 0 ? 0.5 : 1.5;
		number(d, EDGE + 30, y + 5, v, 1);
	}
	for (size_t i = 0; i < all->n; i++) {
		double v = get(d, &all->items[i], "value", 0, 1e6) / top * h, x = EDGE + 40 + w * (double)i;
		put(d, PIC_BOX, x + w * 0.15, EDGE + h - v, w * 0.7, v)->fill = PIC_SHADED;
		label(d, x + w / 2, EDGE + h + 20, json_str(&all->items[i], "label"), 0);
	}
}

static struct str side(const struct drawing *d, size_t i)
{
	const struct json *sides = list(d, "sides");
	return i < sides->n && sides->items[i].type == JSON_STRING_T ? sides->items[i].string : (struct str){0};
}

static void shape(struct drawing *d)
{
	struct str name = json_str(d->f, "shape");
	double x = 70, y = 30, w = 220, h = 120;
	size(d, 380, 190);
	if (str_eqz(name, "rectangle")) {
		put(d, PIC_BOX, x, y, w, h);
		label(d, x + w / 2, y - 8, side(d, 0), 0);
		label(d, x + w + 8, y + h / 2, side(d, 1), -1);
		label(d, x + w / 2, y + h + 20, side(d, 2), 0);
		label(d, x - 8, y + h / 2, side(d, 3), 1);
	} else if (str_eqz(name, "triangle")) {
		put(d, PIC_LINE, x, y + h, x + w, y + h);
		put(d, PIC_LINE, x, y + h, x + w * 0.65, y);
		put(d, PIC_LINE, x + w, y + h, x + w * 0.65, y);
		put(d, PIC_LINE, x + w * 0.65, y, x + w * 0.65, y + h)->thick = 0.8;
		label(d, x + w / 2, y + h + 20, side(d, 0), 0);
		label(d, x + w * 0.65 - 6, y + h * 0.65, side(d, 1), 1);
	} else if (str_eqz(name, "right_triangle")) {
		put(d, PIC_LINE, x, y, x, y + h);
		put(d, PIC_LINE, x, y + h, x + w, y + h);
		put(d, PIC_LINE, x, y, x + w, y + h);
		put(d, PIC_BOX, x, y + h - 14, 14, 14);
		label(d, x + w / 2, y + h + 20, side(d, 0), 0);
		label(d, x - 8, y + h / 2, side(d, 1), 1);
		label(d, x + w / 2 + 10, y + h / 2 - 8, side(d, 2), -1);
	} else if (str_eqz(name, "circle")) {
		put(d, PIC_CIRCLE, 190, 95, 80, 0);
		put(d, PIC_LINE, 190, 95, 270, 95);
		put(d, PIC_CIRCLE, 190, 95, 3, 0)->fill = PIC_SOLID;
		label(d, 230, 88, side(d, 0), 0);
	} else {
		d->bad = true;
	}
}

static void angles(struct drawing *d)
{
	const struct json *parts = list(d, "parts");
	double at = 0, r = 150, x = 200, y = 180, turn = acos(-1) / 180;
	size(d, 400, 200);
	put(d, PIC_LINE, x, y, x + r, y)->thick = 2;
	for (size_t i = 0; i < parts->n && i < 8; i++) {
		double part_of = get(d, &parts->items[i], "degrees", 0, 360), mid = (at + part_of / 2) * turn;
		at += part_of;
		put(d, PIC_LINE, x, y, x + r * cos(at * turn), y - r * sin(at * turn))->thick = 2;
		label(d, x + 85 * cos(mid), y - 85 * sin(mid) + 5, json_str(&parts->items[i], "label"), 0);
	}
	put(d, PIC_CIRCLE, x, y, 3, 0)->fill = PIC_SOLID;
	if (at > 180.5)
		d->bad = true;
}

struct axis {
	double from, to, step;
};

static struct axis axis_of(struct drawing *d, const char *key)
{
	const struct json *l = list(d, key);
	struct axis x = {0, 1, 1};
	if (l->n == 3)
		x = (struct axis){l->items[0].number, l->items[1].number, l->items[2].number};
	if (l->n != 3 || !(x.to > x.from) || !(x.step > 0) || (x.to - x.from) / x.step > 60)
		d->bad = true;
	return x;
}

static double scaled(struct axis a, double v, double room)
{
	return (v - a.from) / (a.to - a.from) * room;
}

static void plot(struct drawing *d)
{
	struct axis x = axis_of(d, "x"), y = axis_of(d, "y");
	const struct json *points = list(d, "points"), *lines = list(d, "lines");
	double w = 300, h = 300, left = 50, top = EDGE;
	if (d->bad)
		return;
	size(d, left + w + 2 * EDGE, top + h + 40);
	for (double v = x.from; v <= x.to + x.step / 2; v += x.step) {
		double at = left + scaled(x, v, w);
		put(d, PIC_LINE, at, top, at, top + h)->thick = fabs(v) < 1e-9 ? 2 : 0.5;
		number(d, at, top + h + 20, v, 0);
	}
	for (double v = y.from; v <= y.to + y.step / 2; v += y.step) {
		double at = top + h - scaled(y, v, h);
		put(d, PIC_LINE, left, at, left + w, at)->thick = fabs(v) < 1e-9 ? 2 : 0.5;
		number(d, left - 8, at + 5, v, 1);
	}
	for (size_t i = 0; i < lines->n && i < 20; i++) {
		const struct json *l = &lines->items[i];
		put(d, PIC_LINE, left + scaled(x, get(d, l, "x1", x.from, x.to), w), top + h - scaled(y, get(d, l, "y1", y.from, y.to), h),
		    left + scaled(x, get(d, l, "x2", x.from, x.to), w), top + h - scaled(y, get(d, l, "y2", y.from, y.to), h))->thick = 2;
	}
	for (size_t i = 0; i < points->n && i < 100; i++) {
		double px = left + scaled(x, get(d, &points->items[i], "x", x.from, x.to), w);
		double py = top + h - scaled(y, get(d, &points->items[i], "y", y.from, y.to), h);
		put(d, PIC_CIRCLE, px, py, 5, 0)->fill = PIC_SOLID;
		label(d, px + 8, py - 8, json_str(&points->items[i], "label"), -1);
	}
}

bool pic_draw(struct arena *a, const struct ig_picture *p, struct pic *out)
{
	static const struct {
		const char *kind;
		void (*draw)(struct drawing *);
	} known[] = {{"number_line", number_line}, {"array", array}, {"bar", bars}, {"fraction", fraction}, {"dots", dots}, {"grid", grid},
		{"blocks", blocks}, {"clock", clock_face}, {"chart", chart}, {"shape", shape}, {"angle", angles}, {"plot", plot}};
	struct pic pic = {0};
	struct drawing d = {.a = a, .pic = &pic, .f = p->fields};
	for (size_t i = 0; i < sizeof known / sizeof *known; i++)
		if (str_eqz(p->kind, known[i].kind)) {
			known[i].draw(&d);
			if (d.bad || !pic.n)
				return false;
			*out = pic;
			return true;
		}
	return false;
}
