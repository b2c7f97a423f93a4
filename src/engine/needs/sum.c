#include "engine/needs/sum.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#define DEPTH 40
#define LONGEST 400

struct reader { const char *p, *end; enum sum_kind kind; double x; int depth; bool bad; };

enum sum_kind sum_kind_of(struct str choice)
{
	static const char *const names[] = {"basic", "standard", "scientific", "graphing"};
	for (int i = 1; i < 4; i++)
		if (str_eqz(choice, names[i]))
			return (enum sum_kind)i;
	return SUM_BASIC;
}

static void blanks(struct reader *r)
{
	while (r->p < r->end && (*r->p == ' ' || *r->p == '\t'))
		r->p++;
}

static bool sign(struct reader *r, const char *text)
{
	size_t n = strlen(text);
	blanks(r);
	if ((size_t)(r->end - r->p) < n || memcmp(r->p, text, n) != 0)
		return false;
	r->p += n;
	return true;
}

static double whole(struct reader *r);

static double number(struct reader *r)
{
	double v = 0, part = 0;
	int digits = 0;
	for (; r->p < r->end && ((*r->p >= '0' && *r->p <= '9') || ((*r->p == '.' || *r->p == ',') && part == 0)); r->p++) {
		if (*r->p == '.' || *r->p == ',') {
			part = 1;
			continue;
		}
		digits++;
		v = v * 10 + (*r->p - '0');
		part *= 10;
	}
	r->bad = r->bad || !digits;
	return part > 1 ? v / part : v;
}

static double named(struct reader *r)
{
	static const struct { const char *name; double (*fn)(double); enum sum_kind from; } all[] = {
		{"sqrt", sqrt, SUM_STANDARD}, {"\xe2\x88\x9a", sqrt, SUM_STANDARD}, {"sin", sin, SUM_SCIENTIFIC}, {"cos", cos, SUM_SCIENTIFIC}, {"tan", tan, SUM_SCIENTIFIC},
		{"log", log10, SUM_SCIENTIFIC}, {"ln", log, SUM_SCIENTIFIC}, {"exp", exp, SUM_SCIENTIFIC}, {"abs", fabs, SUM_STANDARD}};
	for (size_t i = 0; i < sizeof all / sizeof *all; i++)
		if (r->kind >= all[i].from && sign(r, all[i].name)) {
			double v;
			if (sign(r, "(")) {
				v = whole(r);
				r->bad = r->bad || !sign(r, ")");
			} else
				v = number(r);
			return all[i].fn(v);
		}
	if (r->kind >= SUM_SCIENTIFIC && (sign(r, "pi") || sign(r, "\xcf\x80")))
		return acos(-1);
	if (r->kind >= SUM_SCIENTIFIC && sign(r, "e"))
		return exp(1);
	if (r->kind >= SUM_GRAPHING && sign(r, "x"))
		return r->x;
	r->bad = true;
	return 0;
}

static double one(struct reader *r)
{
	if (r->depth > DEPTH)
		r->bad = true;
	if (r->bad)
		return 0;
	r->depth++;
	double v;
	blanks(r);
	if (sign(r, "-") || sign(r, "\xe2\x88\x92"))
		v = -one(r);
	else if (sign(r, "+"))
		v = one(r);
	else if (sign(r, "(")) {
		v = whole(r);
		r->bad = r->bad || !sign(r, ")");
	} else if (r->p < r->end && ((*r->p >= '0' && *r->p <= '9') || *r->p == '.' || *r->p == ','))
		v = number(r);
	else
		v = named(r);
	if (r->kind >= SUM_STANDARD && sign(r, "%"))
		v /= 100;
	r->depth--;
	return v;
}

static double power(struct reader *r)
{
	bool minus = sign(r, "-");
	double v = one(r);
	if (r->kind >= SUM_STANDARD && !r->bad && sign(r, "^")) {
		r->depth++;
		v = r->depth > DEPTH ? (r->bad = true, 0) : pow(v, power(r));
		r->depth--;
	}
	return minus ? -v : v;
}

static double product(struct reader *r)
{
	double v = power(r);
	while (!r->bad) {
		if (sign(r, "*") || sign(r, "\xc3\x97") || sign(r, "\xc2\xb7"))
			v *= power(r);
		else if (sign(r, "/") || sign(r, "\xc3\xb7") || sign(r, ":")) {
			double by = power(r);
			r->bad = r->bad || by == 0;
			v = r->bad ? 0 : v / by;
		} else
			break;
	}
	return v;
}

static double whole(struct reader *r)
{
	double v = product(r);
	while (!r->bad) {
		if (sign(r, "+"))
			v += product(r);
		else if (sign(r, "-") || sign(r, "\xe2\x88\x92"))
			v -= product(r);
		else
			break;
	}
	return v;
}

struct sum sum_of(struct str text, enum sum_kind kind, double x)
{
	if (!text.n || text.n > LONGEST)
		return (struct sum){.at = text.n > LONGEST ? LONGEST : 0};
	struct reader r = {text.p, text.p + text.n, kind, x, 0, false};
	double v = whole(&r);
	blanks(&r);
	if (r.bad || r.p != r.end || !isfinite(v))
		return (struct sum){.at = (size_t)(r.p - text.p)};
	return (struct sum){.ok = true, .value = v};
}
