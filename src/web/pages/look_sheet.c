/* look_sheet.c - a style sheet for sizes, spaces and colours exactly as a plan asks for them (R214): the content policy allows
 * no inline style, so they come from an address. Law: a pair of colours that cannot be read (less than 4.5:1) is not used. */
#include "web/app.h"

#include <math.h>

static bool number(struct request *rq, const char *name, double most, double *out)
{
	return str_real(rq_query(rq, name), out) && *out > 0 && *out <= most;
}

static bool colour(struct request *rq, const char *name, unsigned *out)
{
	struct str s = rq_query(rq, name);
	*out = 0;
	for (size_t i = 0; i < s.n; i++) {
		char c = s.p[i];
		unsigned d = c >= '0' && c <= '9' ? (unsigned)(c - '0') : c >= 'a' && c <= 'f' ? (unsigned)(c - 'a') + 10 : c >= 'A' && c <= 'F' ? (unsigned)(c - 'A') + 10 : 16;
		if (d == 16)
			return false;
		*out = *out << 4 | d;
	}
	return s.n == 6;
}

/* Relative luminance and contrast as WCAG 2.2 defines them. */
static double luminance(unsigned rgb)
{
	static const double weight[] = {0.0722, 0.7152, 0.2126};
	double sum = 0;
	for (int i = 0; i < 3; i++, rgb >>= 8) {
		double c = (rgb & 255) / 255.0;
		sum += weight[i] * (c <= 0.04045 ? c / 12.92 : pow((c + 0.055) / 1.055, 2.4));
	}
	return sum;
}

static double contrast(unsigned one, unsigned two)
{
	double a = luminance(one), b = luminance(two);
	return (fmax(a, b) + 0.05) / (fmin(a, b) + 0.05);
}

static enum code sheet(struct request *rq, struct reply *rp, struct err *e)
{
	struct buf *b = &rp->body;
	double v;
	unsigned ink, ground, rule;
	(void)e;
	rp->type = "text/css; charset=utf-8";
	rp->shared = true;
	buf_z(b, "@media screen {\n");
	if (number(rq, "size", 400, &v))
		buf_fmt(b, ":root, :root[data-size] { font-size: %g%%; }\n", v / 16 * 100);
	if (number(rq, "line", 5, &v))
		buf_fmt(b, ":root, :root[data-spacing] { --leading: %g; }\n", v);
	if (number(rq, "letter", 2, &v))
		buf_fmt(b, ":root, :root[data-spacing] { --letters: %gem; }\n", v);
	if (number(rq, "word", 4, &v))
		buf_fmt(b, ":root, :root[data-spacing] { --words: %gem; }\n", v);
	if (number(rq, "pictures", 20, &v))
		buf_fmt(b, "main :is(img, svg.plot, svg.pic) { inline-size: min(100%%, %gem); max-inline-size: 100%%; block-size: auto; max-block-size: none; }\n", 20 * v);
	bool has_ink = colour(rq, "ink", &ink), has_ground = colour(rq, "ground", &ground);
	if (!has_ground)
		ground = 0xfdfcf8;
	if (has_ground && !has_ink)
		ink = contrast(0x000000, ground) >= contrast(0xffffff, ground) ? 0x000000 : 0xffffff;
	if ((has_ink || has_ground) && contrast(ink, ground) >= 4.5)
		buf_fmt(b, ":root, :root[data-theme] { color-scheme: %s; --paper: #%06x; --sheet: #%06x; --wash: #%06x; --ink: #%06x; --soft: #%06x; --edge: #%06x; --leaf: #%06x;"
		           " --leaf-deep: #%06x; --on-leaf: #%06x; --leaf-wash: #%06x; --amber: #%06x; --amber-mark: #%06x; --amber-wash: #%06x; --brick: #%06x; --on-brick: #%06x;"
		           " --brick-wash: #%06x; --focus: #%06x; --line: #%06x; }\n",
		        luminance(ground) < 0.2 ? "dark" : "light", ground, ground, ground, ink, ink, ink, ink, ink, ground, ground, ink, ink, ground, ink, ground, ground, ink, ink);
	if (colour(rq, "rule", &rule))
		buf_fmt(b, ".ruler { border-color: #%06x; }\n", rule);
	buf_z(b, "}\n");
	return OK;
}

ROUTES(look_sheet) = {
	{GET, "/look.css", sheet, REL_PUBLIC, RT_LOW | RT_OFFLINE, .title = N_("Sizes and colours as a person needs them")},
	ROUTES_END,
};
