#include "engine/itemgen/rational.h"

int64_t rat_gcd(int64_t a, int64_t b)
{
	a = a < 0 ? -a : a;
	b = b < 0 ? -b : b;
	while (b) {
		int64_t rest = a % b;
		a = b;
		b = rest;
	}
	return a;
}

bool rat_make(int64_t n, int64_t d, struct rat *out)
{
	if (d == 0 || n == INT64_MIN || d == INT64_MIN)
		return false;
	if (d < 0) {
		n = -n;
		d = -d;
	}
	int64_t g = rat_gcd(n, d);
	*out = (struct rat){n / g, d / g};
	return true;
}

bool rat_add(struct rat a, struct rat b, struct rat *out)
{
	/* over the least common denominator, so that intermediate numbers stay small */
	int64_t g = rat_gcd(a.d, b.d), left, right, n, d;
	return !__builtin_mul_overflow(a.n, b.d / g, &left) && !__builtin_mul_overflow(b.n, a.d / g, &right) &&
	       !__builtin_add_overflow(left, right, &n) && !__builtin_mul_overflow(a.d, b.d / g, &d) && rat_make(n, d, out);
}

bool rat_sub(struct rat a, struct rat b, struct rat *out)
{
	return rat_add(a, (struct rat){-b.n, b.d}, out);
}

bool rat_mul(struct rat a, struct rat b, struct rat *out)
{
	int64_t g1 = rat_gcd(a.n, b.d), g2 = rat_gcd(b.n, a.d), n, d;
	g1 = g1 ? g1 : 1;
	g2 = g2 ? g2 : 1;
	return !__builtin_mul_overflow(a.n / g1, b.n / g2, &n) && !__builtin_mul_overflow(a.d / g2, b.d / g1, &d) && rat_make(n, d, out);
}

bool rat_div(struct rat a, struct rat b, struct rat *out)
{
	struct rat turned;
	return b.n != 0 && rat_make(b.d, b.n, &turned) && rat_mul(a, turned, out);
}

bool rat_pow(struct rat a, int64_t exponent, struct rat *out)
{
	struct rat value = RAT(1);
	if (exponent < -64 || exponent > 64)
		return false;
	for (int64_t i = 0; i < (exponent < 0 ? -exponent : exponent); i++)
		if (!rat_mul(value, a, &value))
			return false;
	if (exponent < 0)
		return rat_div(RAT(1), value, out);
	*out = value;
	return true;
}

/* what is left above the floor, 0 <= rest < d */
static int64_t rest(struct rat a)
{
	int64_t r = a.n % a.d;
	return r < 0 ? r + a.d : r;
}

int rat_cmp(struct rat a, struct rat b)
{
	/* whole parts first, then the turned remainders: Euclid's way, no product is formed */
	int sign = 1;
	for (;;) {
		int64_t fa = rat_floor(a), fb = rat_floor(b);
		if (fa != fb)
			return fa < fb ? -sign : sign;
		int64_t ra = rest(a), rb = rest(b);
		if (ra == 0 || rb == 0)
			return ra == rb ? 0 : ra == 0 ? -sign : sign;
		a = (struct rat){a.d, ra};
		b = (struct rat){b.d, rb};
		sign = -sign;
	}
}

int64_t rat_floor(struct rat a)
{
	int64_t q = a.n / a.d;
	return a.n % a.d < 0 ? q - 1 : q;
}

double rat_real(struct rat a)
{
	return (double)a.n / (double)a.d;
}

/* digits[.digits] without a sign */
static bool read_plain(struct str s, struct rat *out)
{
	int64_t n = 0, d = 1;
	bool point = false, digit = false;
	for (size_t i = 0; i < s.n; i++) {
		if (s.p[i] == '.' && !point) {
			point = true;
			continue;
		}
		if (s.p[i] < '0' || s.p[i] > '9' || __builtin_mul_overflow(n, 10, &n) || __builtin_add_overflow(n, s.p[i] - '0', &n))
			return false;
		digit = true;
		if (point && __builtin_mul_overflow(d, 10, &d))
			return false;
	}
	return digit && rat_make(n, d, out);
}

bool rat_read(struct str s, struct rat *out)
{
	struct rat top, below = RAT(1);
	bool minus = s.n && s.p[0] == '-';
	if (minus)
		s = (struct str){s.p + 1, s.n - 1};
	struct str rest = s, head = str_cut(&rest, '/');
	if (!read_plain(head, &top))
		return false;
	if (head.n < s.n && !read_plain(rest, &below))
		return false;
	if (!rat_div(top, below, &top))
		return false;
	*out = minus ? (struct rat){-top.n, top.d} : top;
	return true;
}
