#include "school/work/problem.h"

#include <math.h>
#include <string.h>

/* What is typed and what LaTeX writes, brought to one plain form: no spaces, no $$, commands as signs. */
static struct str plain(struct arena *a, struct str s)
{
	static const struct { const char *from, *to; } words[] = {
		{"\\left", ""}, {"\\right", ""}, {"\\cdot", "*"}, {"\\times", "*"}, {"\\div", "/"}, {"\\frac", "\x01"}, {"\\dfrac", "\x01"}, {"\\sqrt", "\x02"},
		{"\\leq", "<="}, {"\\geq", ">="}, {"\\le", "<="}, {"\\ge", ">="}, {"\\infty", "inf"}, {"\\,", ""}, {"\\ ", ""}, {"\\%", "%"}, {"$", ""},
		{"\xc2\xb7", "*"}, {"\xc3\x97", "*"}, {"\xc3\xb7", "/"}, {"\xe2\x88\x92", "-"}, {"\xe2\x89\xa4", "<="}, {"\xe2\x89\xa5", ">="}, {"**", "^"}, {"sqrt", "\x02"}};
	struct buf b = buf_new(a, 4000);
	for (size_t i = 0; i < s.n;) {
		size_t k = 0;
		for (; k < sizeof words / sizeof *words; k++) {
			size_t n = strlen(words[k].from);
			if (s.n - i >= n && !memcmp(s.p + i, words[k].from, n))
				break;
		}
		if (k < sizeof words / sizeof *words) {
			buf_z(&b, words[k].to);
			i += strlen(words[k].from);
			continue;
		}
		char c = s.p[i++];
		if (c != ' ' && c != '\t' && c != '\n')
			buf_byte(&b, c == '{' ? '(' : c == '}' ? ')' : c == '[' ? '(' : c == ']' ? ')' : c);
	}
	return buf_done(&b);
}

struct reading {
	struct str s;
	size_t at;
	unsigned place; /* which values letters have */
	int depth;
	bool bad;
};

static double sum(struct reading *r);

static bool next_is(struct reading *r, char c)
{
	if (r->at < r->s.n && r->s.p[r->at] == c) {
		r->at++;
		return true;
	}
	return false;
}

static double letter_value(char c, unsigned place)
{
	return 0.37 + 0.618 * (double)((c * 7 + (int)place * 13) % 23) + 0.1 * (double)place;
}

static double group(struct reading *r)
{
	double v = sum(r);
	if (!next_is(r, ')'))
		r->bad = true;
	return v;
}

static double part(struct reading *r)
{
	const char *p = r->s.p;
	if (r->at >= r->s.n || ++r->depth > 60) {
		r->bad = true;
		return 0;
	}
	char c = p[r->at];
	double v = 0;
	if ((c >= '0' && c <= '9') || c == '.') {
		size_t from = r->at;
		while (r->at < r->s.n && ((p[r->at] >= '0' && p[r->at] <= '9') || p[r->at] == '.'))
			r->at++;
		if (!str_real((struct str){p + from, r->at - from}, &v))
			r->bad = true;
	} else if ((c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z')) {
		r->at++;
		v = letter_value(c, r->place);
	} else if (next_is(r, '(')) {
		v = group(r);
	} else if (next_is(r, '|')) {
		v = fabs(sum(r));
		if (!next_is(r, '|'))
			r->bad = true;
	} else if (next_is(r, '\x01')) {
		double up = next_is(r, '(') ? group(r) : (r->bad = true, 0), down = next_is(r, '(') ? group(r) : (r->bad = true, 1);
		v = up / down;
	} else if (next_is(r, '\x02')) {
		v = sqrt(next_is(r, '(') ? group(r) : part(r));
	} else {
		r->bad = true;
	}
	r->depth--;
	return v;
}

static double power(struct reading *r)
{
	double v = part(r);
	if (!r->bad && next_is(r, '^')) {
		bool minus = next_is(r, '-');
		double n = r->depth++ < 60 ? power(r) : (r->bad = true, 0);
		r->depth--;
		v = pow(v, minus ? -n : n);
	}
	return v;
}

static double product(struct reading *r)
{
	double v = power(r);
	while (!r->bad && r->at < r->s.n) {
		char c = r->s.p[r->at];
		if (next_is(r, '*'))
			v *= next_is(r, '-') ? -power(r) : power(r);
		else if (next_is(r, '/'))
			v /= next_is(r, '-') ? -power(r) : power(r);
		else if (c == '(' || c == '\x01' || c == '\x02' || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'))
			v *= power(r);
		else
			break;
	}
	return v;
}

static double sum(struct reading *r)
{
	double v = next_is(r, '-') ? -product(r) : (next_is(r, '+'), product(r));
	while (!r->bad && r->at < r->s.n) {
		if (next_is(r, '+'))
			v += product(r);
		else if (next_is(r, '-'))
			v -= product(r);
		else
			break;
	}
	return v;
}

static bool value_at(struct str s, unsigned place, double *out)
{
	struct reading r = {.s = s, .place = place};
	*out = s.n ? sum(&r) : NAN;
	return !r.bad && r.at == s.n && s.n > 0 && isfinite(*out);
}

static bool same_plain(struct str x, struct str y)
{
	unsigned agreed = 0;
	for (unsigned place = 1; place <= 6; place++) {
		double u, v;
		bool have_u = value_at(x, place, &u), have_v = value_at(y, place, &v);
		if (have_u != have_v)
			return false;
		if (!have_u)
			continue;
		if (fabs(u - v) > 1e-9 * fmax(1, fmax(fabs(u), fabs(v))))
			return false;
		agreed++;
	}
	return agreed >= 3;
}

bool expression_same(struct arena *a, struct str x, struct str y)
{
	return same_plain(plain(a, x), plain(a, y));
}

bool problem_accepts(struct arena *a, const struct json *step, struct str response)
{
	const struct json *answers = json_get(step, "stepAnswer");
	struct str given = plain(a, str_trim(response)), task = plain(a, json_str(step, "stepTitle"));
	if (!given.n || !answers || answers->type != JSON_ARRAY_T)
		return false;
	bool formula = str_eqz(json_str(step, "answerType"), "arithmetic") || str_eqz(json_str(step, "answerType"), "numeric");
	for (size_t i = 0; i < answers->n; i++) {
		struct str want = plain(a, answers->items[i].string);
		if (str_eq(str_fold(a, given), str_fold(a, want)))
			return true;
		if (formula && !str_eq(given, task) && same_plain(given, want))
			return true;
	}
	return false;
}
