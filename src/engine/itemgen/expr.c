#include "engine/itemgen/expr.h"

#include <string.h>

struct parser {
	const char *p, *end;
	const struct expr_names *names;
	enum expr_result result; /* the first trouble; parsing goes on only while EXPR_OK or EXPR_MATH */
	unsigned depth;
};

static struct rat either(struct parser *s);

static void trouble(struct parser *s, enum expr_result r)
{
	/* a malformed text outranks a value that cannot be had */
	if (s->result == EXPR_OK || (s->result == EXPR_MATH && r != EXPR_MATH))
		s->result = r;
}

static bool stopped(const struct parser *s)
{
	return s->result == EXPR_BAD || s->result == EXPR_NAME;
}

static void space(struct parser *s)
{
	while (s->p < s->end && *s->p == ' ')
		s->p++;
}

static bool take(struct parser *s, const char *what)
{
	size_t n = strlen(what);
	space(s);
	if ((size_t)(s->end - s->p) < n || memcmp(s->p, what, n) != 0)
		return false;
	s->p += n;
	return true;
}

static bool name_byte(char c, bool first)
{
	return (c >= 'a' && c <= 'z') || (!first && ((c >= '0' && c <= '9') || c == '_'));
}

static struct str word(struct parser *s)
{
	space(s);
	const char *from = s->p;
	while (s->p < s->end && name_byte(*s->p, s->p == from))
		s->p++;
	return (struct str){from, (size_t)(s->p - from)};
}

static bool take_word(struct parser *s, const char *what)
{
	const char *back = s->p;
	if (str_eqz(word(s), what))
		return true;
	s->p = back;
	return false;
}

static struct rat checked(struct parser *s, bool ok, struct rat value)
{
	if (!ok)
		trouble(s, EXPR_MATH);
	return ok ? value : RAT(1);
}

static struct rat whole(struct parser *s, int64_t v)
{
	return checked(s, v != INT64_MIN, RAT(v));
}

static struct rat div_floor(struct parser *s, struct rat a, struct rat b, bool rest)
{
	if (a.d != 1 || b.d != 1 || b.n == 0)
		return checked(s, false, a);
	int64_t q = a.n / b.n, r = a.n % b.n;
	if (r != 0 && (r < 0) != (b.n < 0)) {
		q--;
		r += b.n;
	}
	return RAT(rest ? r : q);
}

/* The functions of one argument; false when there is none of that name. */
static bool call_one(struct str f, struct rat v, struct rat *out)
{
	if (str_eqz(f, "abs"))
		*out = (struct rat){v.n < 0 ? -v.n : v.n, v.d};
	else if (str_eqz(f, "floor"))
		*out = RAT(rat_floor(v));
	else if (str_eqz(f, "ceil"))
		*out = RAT(-rat_floor((struct rat){-v.n, v.d}));
	else if (str_eqz(f, "num"))
		*out = RAT(v.n);
	else if (str_eqz(f, "den"))
		*out = RAT(v.d);
	else
		return false;
	return true;
}

static struct rat least_multiple(struct parser *s, struct rat a, struct rat b)
{
	int64_t g = rat_gcd(a.n, b.n), l = 0;
	bool ok = a.d == 1 && b.d == 1 && g && !__builtin_mul_overflow(a.n / g, b.n, &l);
	return ok ? whole(s, l < 0 ? -l : l) : checked(s, false, a);
}

static struct rat power(struct parser *s, struct rat a, struct rat b)
{
	struct rat v = RAT(1);
	bool ok = b.d == 1 && rat_pow(a, b.n, &v);
	return checked(s, ok, v);
}

static bool call_two(struct parser *s, struct str f, struct rat a, struct rat b, struct rat *out)
{
	if (str_eqz(f, "min"))
		*out = rat_cmp(a, b) < 0 ? a : b;
	else if (str_eqz(f, "max"))
		*out = rat_cmp(a, b) > 0 ? a : b;
	else if (str_eqz(f, "div"))
		*out = div_floor(s, a, b, false);
	else if (str_eqz(f, "mod"))
		*out = div_floor(s, a, b, true);
	else if (str_eqz(f, "gcd"))
		*out = checked(s, a.d == 1 && b.d == 1, RAT(rat_gcd(a.n, b.n)));
	else if (str_eqz(f, "lcm"))
		*out = least_multiple(s, a, b);
	else if (str_eqz(f, "pow"))
		*out = power(s, a, b);
	else
		return false;
	return true;
}

static struct rat call(struct parser *s, struct str f, const struct rat *v, size_t n)
{
	struct rat out = RAT(1);
	bool known = false;
	if (n == 1)
		known = call_one(f, v[0], &out);
	else if (n == 2)
		known = call_two(s, f, v[0], v[1], &out);
	else if (n == 3 && str_eqz(f, "when")) {
		known = true;
		out = v[0].n ? v[1] : v[2];
	}
	if (!known)
		trouble(s, EXPR_BAD);
	return out;
}

static struct rat number(struct parser *s)
{
	const char *from = s->p;
	while (s->p < s->end && ((*s->p >= '0' && *s->p <= '9') || *s->p == '.'))
		s->p++;
	struct rat v = RAT(1);
	if (!rat_read((struct str){from, (size_t)(s->p - from)}, &v))
		trouble(s, EXPR_BAD);
	return v;
}

static struct rat atom(struct parser *s)
{
	struct rat v = RAT(1), args[3];
	size_t n = 0;
	space(s);
	if (stopped(s) || s->p == s->end) {
		trouble(s, EXPR_BAD);
		return v;
	}
	if ((*s->p >= '0' && *s->p <= '9') || *s->p == '.')
		return number(s);
	if (take(s, "(")) {
		v = either(s);
		if (!take(s, ")"))
			trouble(s, EXPR_BAD);
		return v;
	}
	struct str name = word(s);
	if (!name.n) {
		trouble(s, EXPR_BAD);
	} else if (!take(s, "(")) {
		if (!s->names->find(s->names->arg, name, &v))
			trouble(s, EXPR_NAME);
	} else {
		do {
			if (n == 3)
				trouble(s, EXPR_BAD);
			else
				args[n++] = either(s);
		} while (!stopped(s) && take(s, ","));
		if (!take(s, ")"))
			trouble(s, EXPR_BAD);
		if (!stopped(s))
			v = call(s, name, args, n);
	}
	return v;
}

static struct rat signed_atom(struct parser *s)
{
	if (++s->depth > EXPR_DEPTH)
		trouble(s, EXPR_BAD);
	struct rat v = RAT(1);
	if (!stopped(s) && take(s, "-")) {
		v = signed_atom(s);
		v.n = -v.n;
	} else if (!stopped(s)) {
		v = atom(s);
	}
	s->depth--;
	return v;
}

static struct rat product(struct parser *s)
{
	struct rat v = signed_atom(s);
	while (!stopped(s)) {
		if (take(s, "*")) {
			struct rat b = signed_atom(s);
			if (!rat_mul(v, b, &v))
				trouble(s, EXPR_MATH);
		} else if (take(s, "/")) {
			struct rat b = signed_atom(s);
			if (!rat_div(v, b, &v))
				trouble(s, EXPR_MATH);
		} else {
			break;
		}
	}
	return v;
}

static struct rat sum(struct parser *s)
{
	struct rat v = product(s);
	while (!stopped(s)) {
		if (take(s, "+")) {
			struct rat b = product(s);
			if (!rat_add(v, b, &v))
				trouble(s, EXPR_MATH);
		} else if (take(s, "-")) {
			struct rat b = product(s);
			if (!rat_sub(v, b, &v))
				trouble(s, EXPR_MATH);
		} else {
			break;
		}
	}
	return v;
}

static struct rat comparison(struct parser *s)
{
	static const char *const sign[] = {"==", "!=", "<=", ">=", "<", ">"};
	struct rat v = sum(s);
	for (size_t i = 0; i < 6 && !stopped(s); i++)
		if (take(s, sign[i])) {
			int c = rat_cmp(v, sum(s));
			const bool holds[] = {c == 0, c != 0, c <= 0, c >= 0, c < 0, c > 0};
			return RAT(holds[i]);
		}
	return v;
}

static struct rat negated(struct parser *s)
{
	bool turned = false;
	while (!stopped(s) && take_word(s, "not"))
		turned = !turned;
	struct rat v = comparison(s);
	return turned ? RAT(v.n == 0) : v;
}

static struct rat both(struct parser *s)
{
	struct rat v = negated(s);
	while (!stopped(s) && take_word(s, "and")) {
		bool right = negated(s).n != 0;
		v = RAT(v.n != 0 && right);
	}
	return v;
}

static struct rat either(struct parser *s)
{
	struct rat v = both(s);
	while (!stopped(s) && take_word(s, "or")) {
		bool right = both(s).n != 0;
		v = RAT(v.n != 0 || right);
	}
	return v;
}

enum expr_result expr_value(struct str text, const struct expr_names *names, struct rat *out)
{
	if (text.n == 0 || text.n > EXPR_MAX)
		return EXPR_BAD;
	struct parser s = {.p = text.p, .end = text.p + text.n, .names = names};
	struct rat v = either(&s);
	space(&s);
	if (s.p != s.end)
		trouble(&s, EXPR_BAD);
	if (s.result == EXPR_OK)
		*out = v;
	return s.result;
}
