/* Pictures are opened with Leptonica, codes found with ZBar. Points of the page are found again by an affine or projective map
 * from the code and the squares in the corners (least squares; Hartley and Zisserman, Multiple View Geometry, 4.1). */
#include "interop/scan_reader.h"
#include "base/file.h"
#include "interop/scan_look.h"
#include "school/work/paper.h"

#include <leptonica/allheaders.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include <zbar.h>

#define PIXELS_MOST 60000000LL
#define WORK_SIDE 2400      /* larger pictures are made smaller first */
#define SHOW_SIDE 1600

struct point { double x, y; };
/* page points to pixels: (a x + b y + c, d x + e y + f) / (g x + h y + 1) */
struct map { double m[8]; };

struct looked {
	PIX *grey;
	bool code, blank;
	char text[400];
	size_t n;
	struct point corner[4]; /* of the code, from its own top left clockwise */
};

static struct point at(const struct map *t, double x, double y)
{
	double w = t->m[6] * x + t->m[7] * y + 1;
	if (fabs(w) < 1e-6)
		w = 1e-6;
	return (struct point){(t->m[0] * x + t->m[1] * y + t->m[2]) / w, (t->m[3] * x + t->m[4] * y + t->m[5]) / w};
}

/* Solves n equations by elimination with row exchange; rows of n + 1. */
static bool solve(double *m, int n)
{
	for (int i = 0; i < n; i++) {
		int best = i;
		for (int r = i + 1; r < n; r++)
			if (fabs(m[r * (n + 1) + i]) > fabs(m[best * (n + 1) + i]))
				best = r;
		if (fabs(m[best * (n + 1) + i]) < 1e-9)
			return false;
		for (int c = 0; c <= n; c++) {
			double keep = m[i * (n + 1) + c];
			m[i * (n + 1) + c] = m[best * (n + 1) + c];
			m[best * (n + 1) + c] = keep;
		}
		for (int r = 0; r < n; r++) {
			double f = r == i ? 0 : m[r * (n + 1) + i] / m[i * (n + 1) + i];
			for (int c = i; c <= n && f != 0; c++)
				m[r * (n + 1) + c] -= f * m[i * (n + 1) + c];
		}
	}
	for (int i = 0; i < n; i++)
		m[i * (n + 1) + n] /= m[i * (n + 1) + i];
	return true;
}

/* Least squares over n >= 3 points that are not on one line. */
static bool affine(const struct point *from, const struct point *to, size_t n, struct map *t)
{
	double m[3][4] = {{0}}, k[3][4] = {{0}};
	for (size_t i = 0; i < n; i++) {
		const double v[3] = {from[i].x, from[i].y, 1};
		for (int r = 0; r < 3; r++) {
			for (int c = 0; c < 3; c++) {
				m[r][c] += v[r] * v[c];
				k[r][c] += v[r] * v[c];
			}
			m[r][3] += v[r] * to[i].x;
			k[r][3] += v[r] * to[i].y;
		}
	}
	if (!solve(&m[0][0], 3) || !solve(&k[0][0], 3))
		return false;
	*t = (struct map){{m[0][3], m[1][3], m[2][3], k[0][3], k[1][3], k[2][3], 0, 0}};
	return true;
}

static bool projective(const struct point from[4], const struct point to[4], struct map *t)
{
	double m[8][9] = {{0}};
	for (int i = 0; i < 4; i++) {
		double x = from[i].x, y = from[i].y, u = to[i].x, v = to[i].y;
		const double one[9] = {x, y, 1, 0, 0, 0, -u * x, -u * y, u}, two[9] = {0, 0, 0, x, y, 1, -v * x, -v * y, v};
		memcpy(m[2 * i], one, sizeof one);
		memcpy(m[2 * i + 1], two, sizeof two);
	}
	if (!solve(&m[0][0], 8))
		return false;
	for (int i = 0; i < 8; i++)
		t->m[i] = m[i][8];
	return true;
}

/* ---- the picture ---- */

static PIX *open_picture(const unsigned char *p, size_t n)
{
	l_int32 format = 0, w = 0, h = 0, bps = 0, spp = 0, cmap = 0;
	if (n < 16 || findFileFormatBuffer(p, &format) || (format != IFF_PNG && format != IFF_JFIF_JPEG && format != IFF_PNM && format != IFF_WEBP))
		return NULL;
	if (pixReadHeaderMem(p, n, &format, &w, &h, &bps, &spp, &cmap) || w < 200 || h < 200 || (long long)w * h > PIXELS_MOST)
		return NULL;
	PIX *all = pixReadMem(p, n);
	PIX *plain = all ? pixRemoveColormap(all, REMOVE_CMAP_BASED_ON_SRC) : NULL;
	PIX *grey = plain ? pixConvertTo8(plain, FALSE) : NULL;
	pixDestroy(&all);
	pixDestroy(&plain);
	int side = w > h ? w : h;
	if (grey && side > WORK_SIDE) {
		PIX *less = pixScale(grey, (float)WORK_SIDE / (float)side, (float)WORK_SIDE / (float)side);
		pixDestroy(&grey);
		grey = less;
	}
	return grey;
}

/* The back of a sheet: hardly a dark dot away from the edges, where scanners leave shadows. Pencil is darker than this. */
static bool nothing_on(PIX *grey)
{
	int w = pixGetWidth(grey), h = pixGetHeight(grey);
	l_int32 dark = 0;
	BOX *cut = boxCreate(w / 16, h / 16, w - w / 8, h - h / 8);
	PIX *part = pixClipRectangle(grey, cut, NULL), *even = part ? pixBackgroundNormSimple(part, NULL, NULL) : NULL;
	PIX *bw = even ? pixThresholdToBinary(even, 175) : NULL, *whole = bw ? pixSelectBySize(bw, 4, 4, 8, L_SELECT_IF_EITHER, L_SELECT_IF_GTE, NULL) : NULL;
	bool known = whole && !pixCountPixels(whole, &dark, NULL);
	boxDestroy(&cut);
	pixDestroy(&part);
	pixDestroy(&even);
	pixDestroy(&bw);
	pixDestroy(&whole);
	return known && dark < 60;
}

/* ---- the code ---- */

static bool ours(const char *p, size_t n)
{
	struct scan_code c;
	return n > 0 && n < 400 && scan_code_read((struct str){p, n}, &c);
}

static bool find_code(PIX *pix, double scale, struct looked *x)
{
	int w = pixGetWidth(pix), h = pixGetHeight(pix);
	unsigned char *raw = malloc((size_t)w * (size_t)h);
	zbar_image_scanner_t *scanner = zbar_image_scanner_create();
	zbar_image_t *image = zbar_image_create();
	bool found = false;
	if (raw && scanner && image) {
		for (int y = 0; y < h; y++) {
			const l_uint32 *line = pixGetData(pix) + (size_t)y * (size_t)pixGetWpl(pix);
			for (int i = 0; i < w; i++)
				raw[(size_t)y * (size_t)w + (size_t)i] = (unsigned char)GET_DATA_BYTE(line, i);
		}
		zbar_image_scanner_set_config(scanner, ZBAR_NONE, ZBAR_CFG_ENABLE, 0);
		zbar_image_scanner_set_config(scanner, ZBAR_QRCODE, ZBAR_CFG_ENABLE, 1);
		zbar_image_set_format(image, zbar_fourcc('Y', '8', '0', '0'));
		zbar_image_set_size(image, (unsigned)w, (unsigned)h);
		zbar_image_set_data(image, raw, (unsigned long)w * (unsigned long)h, NULL);
		zbar_scan_image(scanner, image);
		for (const zbar_symbol_t *s = zbar_image_first_symbol(image); s && !found; s = zbar_symbol_next(s)) {
			if (zbar_symbol_get_type(s) != ZBAR_QRCODE || zbar_symbol_get_loc_size(s) != 4 || !ours(zbar_symbol_get_data(s), zbar_symbol_get_data_length(s)))
				continue;
			found = true;
			x->n = zbar_symbol_get_data_length(s);
			memcpy(x->text, zbar_symbol_get_data(s), x->n);
			/* ZBar goes round the other way: top left, bottom left, bottom right, top right */
			static const unsigned order[4] = {0, 3, 2, 1};
			for (unsigned i = 0; i < 4; i++)
				x->corner[i] = (struct point){zbar_symbol_get_loc_x(s, order[i]) / scale, zbar_symbol_get_loc_y(s, order[i]) / scale};
		}
	}
	if (image)
		zbar_image_destroy(image);
	if (scanner)
		zbar_image_scanner_destroy(scanner);
	free(raw);
	return found;
}

static bool find_in(PIX *pix, double scale, struct looked *x)
{
	bool found = pix && find_code(pix, scale, x);
	pixDestroy(&pix);
	return found;
}

/* As it is; then in other sizes, without shadows, in black and white: what a poor picture may still give. */
static void look_for_code(struct looked *x)
{
	PIX *even = NULL, *g = x->grey;
	x->code = find_code(g, 1, x) || find_in(pixScale(g, 1.5F, 1.5F), 1.5, x) || find_in(pixScale(g, 0.6F, 0.6F), 0.6, x);
	if (!x->code) {
		even = pixBackgroundNormSimple(g, NULL, NULL);
		x->code = (even && find_code(even, 1, x)) || (even && find_in(pixUnsharpMasking(even, 3, 0.6F), 1, x)) || (even && find_in(pixBlockconv(even, 1, 1), 1, x))
		          || (even && find_in(pixScale(even, 2.0F, 2.0F), 2, x));
	}
	for (int t = 0; even && !x->code && t < 3; t++) {
		PIX *bw = pixThresholdToBinary(even, 100 + 40 * t), *back = bw ? pixConvert1To8(NULL, bw, 255, 0) : NULL;
		pixDestroy(&bw);
		x->code = find_in(back, 1, x);
	}
	pixDestroy(&even);
}

/* ---- the page in the picture ---- */

static struct map from_code(const struct scan_layout *l, const struct looked *x)
{
	/* turning, size and place alone (four numbers): the code is too small to tell more for the far end of the page */
	double sx = 0, sy = 0, su = 0, sv = 0, num1 = 0, num2 = 0, den = 0;
	const struct point q[4] = {{l->qx, l->qy}, {l->qx + l->qside, l->qy}, {l->qx + l->qside, l->qy + l->qside}, {l->qx, l->qy + l->qside}};
	for (int i = 0; i < 4; i++)
		sx += q[i].x / 4, sy += q[i].y / 4, su += x->corner[i].x / 4, sv += x->corner[i].y / 4;
	for (int i = 0; i < 4; i++) {
		double px = q[i].x - sx, py = q[i].y - sy, u = x->corner[i].x - su, v = x->corner[i].y - sv;
		num1 += px * u + py * v;
		num2 += px * v - py * u;
		den += px * px + py * py;
	}
	double c = num1 / den, s = num2 / den;
	return (struct map){{c, -s, su - c * sx + s * sy, s, c, sv - s * sx - c * sy, 0, 0}};
}

static double scale_of(const struct map *t)
{
	return sqrt(fabs(t->m[0] * t->m[4] - t->m[1] * t->m[3]));
}

/* The black square of about the right size that is nearest to where it should be. */
static bool find_square(PIX *grey, struct point near, double side, double turn, double radius, struct point *out)
{
	int w = pixGetWidth(grey), h = pixGetHeight(grey);
	int x0 = (int)fmax(0, near.x - radius), y0 = (int)fmax(0, near.y - radius), x1 = (int)fmin(w, near.x + radius), y1 = (int)fmin(h, near.y + radius);
	double best = 1e30, box = side * (fabs(cos(turn)) + fabs(sin(turn)));
	if (x1 - x0 < side || y1 - y0 < side)
		return false;
	BOX *cut = boxCreate(x0, y0, x1 - x0, y1 - y0);
	PIX *part = pixClipRectangle(grey, cut, NULL);
	boxDestroy(&cut);
	for (int thr = 70; part && thr <= 150; thr += 40) {
		PIX *bw = pixThresholdToBinary(part, thr);
		PIXA *all = NULL;
		BOXA *boxes = bw ? pixConnComp(bw, &all, 8) : NULL;
		for (int i = 0; all && boxes && i < boxaGetCount(boxes); i++) {
			l_int32 bx, by, bw1, bh1, area = 0;
			boxaGetBoxGeometry(boxes, i, &bx, &by, &bw1, &bh1);
			if (bw1 < 0.7 * box || bh1 < 0.7 * box || bw1 > 1.45 * box || bh1 > 1.45 * box)
				continue;
			PIX *one = pixaGetPix(all, i, L_CLONE);
			l_float32 cx = 0, cy = 0;
			pixCountPixels(one, &area, NULL);
			pixCentroid(one, NULL, NULL, &cx, &cy);
			pixDestroy(&one);
			double px = x0 + bx + (double)cx + 0.5, py = y0 + by + (double)cy + 0.5, d = hypot(px - near.x, py - near.y);
			if (area > 0.6 * side * side && area < 1.6 * side * side && d < best) {
				best = d;
				*out = (struct point){px, py};
			}
		}
		boxaDestroy(&boxes);
		pixaDestroy(&all);
		pixDestroy(&bw);
		if (best < 1e30)
			break;
	}
	pixDestroy(&part);
	return best < 1e30;
}

static bool find_page(const struct scan_layout *l, const struct looked *x, struct map *t)
{
	const double in = PAPER_CORNER;
	/* those beside the code first: they mend the map for those far away */
	const struct point corners[4] = {{l->w - in, l->h - in}, {in, l->h - in}, {l->w - in, in}, {in, in}};
	struct point from[5], to[5];
	size_t n = 0;
	bool top = false;
	*t = from_code(l, x);
	const struct point middle = {l->qx + l->qside / 2, l->qy + l->qside / 2};
	struct point code = at(t, middle.x, middle.y);
	for (int i = 0; i < 4; i++) {
		int k = l->qx < l->w / 2 ? i ^ 1 : i;
		struct point p = at(t, corners[k].x, corners[k].y), hit;
		double scale = scale_of(t), turn = atan2(t->m[3], t->m[0]);
		if (!find_square(x->grey, p, PAPER_CORNER_SIDE * scale, turn, (i < 2 ? 30 : 75) * scale, &hit))
			continue;
		from[n] = corners[k];
		to[n++] = hit;
		top |= k >= 2;
		if (n == 2 && i == 1) { /* both at the bottom: turning and size follow them */
			double px = from[1].x - from[0].x, u = to[1].x - to[0].x, v = to[1].y - to[0].y, c = u / px, s = v / px;
			*t = (struct map){{c, -s, to[0].x - c * from[0].x + s * from[0].y, s, c, to[0].y - s * from[0].x - c * from[0].y, 0, 0}};
		} else if (n == 3) {
			(void)affine(from, to, 3, t);
		}
	}
	if (n == 4)
		return projective(from, to, t);
	if (n == 2 && top) {
		from[n] = middle;
		to[n++] = code;
	}
	return n == 3 && top && affine(from, to, 3, t);
}

/* ---- boxes ---- */

static double sample(PIX *grey, struct point p)
{
	int w = pixGetWidth(grey), h = pixGetHeight(grey), x = (int)floor(p.x - 0.5), y = (int)floor(p.y - 0.5);
	if (x < 0 || y < 0 || x + 1 >= w || y + 1 >= h)
		return -1;
	double fx = p.x - 0.5 - x, fy = p.y - 0.5 - y;
	const l_uint32 *one = pixGetData(grey) + (size_t)y * (size_t)pixGetWpl(grey), *two = one + pixGetWpl(grey);
	double a = GET_DATA_BYTE(one, x), b = GET_DATA_BYTE(one, x + 1), c = GET_DATA_BYTE(two, x), d = GET_DATA_BYTE(two, x + 1);
	return (a * (1 - fx) + b * fx) * (1 - fy) + (c * (1 - fx) + d * fx) * fy;
}

#define STEPS_A_POINT 3
#define REACH 5.0  /* points around a box that are looked at */
#define GRID 160

struct patch {
	int w, h;                         /* samples */
	unsigned char v[GRID * GRID];
	unsigned char dark[GRID * GRID];
};

static int by_value(const void *x, const void *y)
{
	return (int)*(const unsigned char *)x - (int)*(const unsigned char *)y;
}

/* Samples the box and what is around it in the page's own directions; false when part of it is outside the picture. */
static bool patch_take(PIX *grey, const struct map *t, const struct scan_box *b, double *contrast, struct patch *p)
{
	static unsigned char sorted[GRID * GRID];
	p->w = (int)((b->w + 2 * REACH) * STEPS_A_POINT);
	p->h = (int)((b->h + 2 * REACH) * STEPS_A_POINT);
	if (p->w > GRID || p->h > GRID)
		return false;
	for (int y = 0; y < p->h; y++)
		for (int x = 0; x < p->w; x++) {
			double v = sample(grey, at(t, b->x - REACH + (x + 0.5) / STEPS_A_POINT, b->y - REACH + (y + 0.5) / STEPS_A_POINT));
			if (v < 0)
				return false;
			p->v[y * p->w + x] = (unsigned char)v;
		}
	size_t n = (size_t)p->w * (size_t)p->h;
	memcpy(sorted, p->v, n);
	qsort(sorted, n, 1, by_value);
	double white = sorted[n * 85 / 100], black = sorted[n * 2 / 100];
	*contrast = white - black;
	for (size_t i = 0; i < n; i++)
		p->dark[i] = p->v[i] < white - 0.45 * (white - black);
	return true;
}

/* Share of the outline that is dark when the box stands dx, dy samples beside its place. */
static double outline(const struct patch *p, const struct scan_box *b, int dx, int dy)
{
	int x0 = (int)(REACH * STEPS_A_POINT) + dx, y0 = (int)(REACH * STEPS_A_POINT) + dy, w = (int)(b->w * STEPS_A_POINT), h = (int)(b->h * STEPS_A_POINT);
	int dark = 0, all = 0;
	for (int i = 0; i < w; i++) {
		dark += p->dark[(y0 + 1) * p->w + x0 + i] + p->dark[(y0 + h - 2) * p->w + x0 + i];
		all += 2;
	}
	for (int i = 0; i < h; i++) {
		dark += p->dark[(y0 + i) * p->w + x0 + 1] + p->dark[(y0 + i) * p->w + x0 + w - 2];
		all += 2;
	}
	return (double)dark / all;
}

#define OUTLINE_LEAST 0.62
#define CONTRAST_LEAST 40
#define EMPTY_MOST 0.05
#define MARKED_LEAST 0.10

static enum scan_mark read_box(PIX *grey, const struct map *t, const struct scan_box *b)
{
	static struct patch p;
	double contrast, best = -1;
	int bx = 0, by = 0, far = (int)(2.6 * STEPS_A_POINT);
	if (!patch_take(grey, t, b, &contrast, &p) || contrast < CONTRAST_LEAST)
		return SCAN_UNSURE;
	for (int dy = -far; dy <= far; dy++)
		for (int dx = -far; dx <= far; dx++) {
			double o = outline(&p, b, dx, dy) - 0.004 * (abs(dx) + abs(dy));
			if (o > best)
				best = o, bx = dx, by = dy;
		}
	if (best < OUTLINE_LEAST)
		return SCAN_UNSURE;
	double in = fmax(1.7, 0.2 * b->w);
	int x0 = (int)((REACH + in) * STEPS_A_POINT) + bx, y0 = (int)((REACH + in) * STEPS_A_POINT) + by, w = (int)((b->w - 2 * in) * STEPS_A_POINT),
	    h = (int)((b->h - 2 * in) * STEPS_A_POINT), dark = 0;
	int outside = 0, around = 0;
	for (int y = 0; y < p.h; y++)
		for (int x = 0; x < p.w; x++) {
			bool within = x >= x0 && x < x0 + w && y >= y0 && y < y0 + h;
			dark += within && p.dark[y * p.w + x];
			if (x < 6 || y < 6 || x >= p.w - 6 || y >= p.h - 6)
				outside += p.dark[y * p.w + x], around++;
		}
	double share = w > 0 && h > 0 ? (double)dark / (w * h) : 0;
	/* dark all over, inside and out: something lies on the page */
	if (share > 0.9 && outside > around / 2)
		return SCAN_UNSURE;
	return share < EMPTY_MOST ? SCAN_EMPTY : share > MARKED_LEAST ? SCAN_MARKED : SCAN_UNSURE;
}

/* ---- answers ---- */

static void put4(unsigned char *p, size_t n)
{
	for (int i = 0; i < 4; i++)
		p[i] = (unsigned char)(n >> (8 * i));
}

static bool put(int out, const void *p, size_t n)
{
	return file_write_all(out, (struct str){p, n});
}

/* Upright as the code says, light enough to keep. */
static PIX *upright(const struct looked *x)
{
	PIX *p = pixClone(x->grey);
	int side = pixGetWidth(p) > pixGetHeight(p) ? pixGetWidth(p) : pixGetHeight(p);
	if (side > SHOW_SIDE) {
		PIX *less = pixScale(p, (float)SHOW_SIDE / (float)side, (float)SHOW_SIDE / (float)side);
		pixDestroy(&p);
		p = less;
	}
	if (!p || !x->code)
		return p;
	double turn = atan2(x->corner[1].y - x->corner[0].y + x->corner[2].y - x->corner[3].y, x->corner[1].x - x->corner[0].x + x->corner[2].x - x->corner[3].x);
	int quarter = (int)lround(turn / (acos(-1) / 2));
	PIX *q = pixRotateOrth(p, ((-quarter) % 4 + 4) % 4);
	pixDestroy(&p);
	double rest = turn - quarter * acos(-1) / 2;
	if (!q || fabs(rest) < 0.004)
		return q;
	PIX *r = pixRotate(q, (float)-rest, L_ROTATE_AREA_MAP, L_BRING_IN_WHITE, pixGetWidth(q), pixGetHeight(q));
	pixDestroy(&q);
	return r;
}

static bool answer_picture(int out, struct looked *x)
{
	static const unsigned char none = 2;
	unsigned char head[13 + 400];
	l_uint8 *jpeg = NULL;
	size_t n = 0;
	PIX *show = x->grey ? upright(x) : NULL;
	if (!show || pixWriteMemJpeg(&jpeg, &n, show, 55, 0)) {
		pixDestroy(&show);
		return put(out, &none, 1);
	}
	head[0] = x->blank ? 3 : x->code;
	put4(head + 1, x->n);
	memcpy(head + 5, x->text, x->n);
	put4(head + 5 + x->n, (size_t)pixGetWidth(show));
	put4(head + 9 + x->n, (size_t)pixGetHeight(show));
	unsigned char length[4];
	put4(length, n);
	bool ok = put(out, head, 13 + x->n) && put(out, length, 4) && put(out, jpeg, n);
	lept_free(jpeg);
	pixDestroy(&show);
	return ok;
}

static bool answer_marks(int out, struct arena *a, const struct looked *x, struct str body)
{
	unsigned char head[5] = {0}, marks[SCAN_BOXES];
	struct scan_layout l;
	struct map t;
	struct err e = {0};
	if (scan_layout_read(a, body, &l, &e) != OK)
		return false;
	bool found = x->grey && x->code && find_page(&l, x, &t);
	for (size_t i = 0; i < l.n; i++)
		marks[i] = (unsigned char)(found ? read_box(x->grey, &t, &l.boxes[i]) : SCAN_UNSURE);
	head[0] = found;
	put4(head + 1, l.n);
	return put(out, head, sizeof head) && put(out, marks, l.n);
}

static bool take(int in, void *p, size_t n)
{
	char *to = p;
	while (n > 0) {
		ssize_t got = read(in, to, n);
		if (got <= 0)
			return false;
		to += got;
		n -= (size_t)got;
	}
	return true;
}

int scan_reader_run(int in, int out)
{
	struct looked x = {0};
	unsigned char head[5];
	bool ok = true;
	setMsgSeverity(L_SEVERITY_NONE);
	while (ok && take(in, head, sizeof head)) {
		size_t n = (size_t)head[1] | (size_t)head[2] << 8 | (size_t)head[3] << 16 | (size_t)head[4] << 24;
		if (n > SCAN_PICTURE_MOST)
			return 1;
		struct arena *a = arena_new(0);
		char *bytes = a ? arena_alloc(a, n + 1) : NULL;
		ok = bytes && take(in, bytes, n);
		if (ok && head[0] == 'I') {
			pixDestroy(&x.grey);
			x = (struct looked){.grey = open_picture((const unsigned char *)bytes, n)};
			x.blank = x.grey && nothing_on(x.grey);
			if (x.grey && !x.blank)
				look_for_code(&x);
			ok = answer_picture(out, &x);
		} else if (ok) {
			ok = head[0] == 'L' && answer_marks(out, a, &x, (struct str){bytes, n});
		}
		arena_free(a);
	}
	pixDestroy(&x.grey);
	return ok ? 0 : 1;
}
