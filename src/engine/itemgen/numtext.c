#include "engine/itemgen/numtext.h"

#include <string.h>

#define CELLS 160

static char decimal_mark(enum lang lang)
{
	return lang == LANG_VI ? ',' : '.';
}

static char group_mark(enum lang lang)
{
	return lang == LANG_VI ? '.' : ',';
}

/* One code point of another script as ASCII; 0: drop it; -1: leave it alone. */
static int as_ascii(int32_t c, enum lang lang)
{
	static const int32_t zeros[] = {0x0660, 0x06F0, 0x0966, 0xFF10};
	for (size_t i = 0; i < sizeof zeros / sizeof *zeros; i++)
		if (c >= zeros[i] && c <= zeros[i] + 9)
			return '0' + (int)(c - zeros[i]);
	switch (c) {
	case 0x2212: case 0x2010: case 0x2011: case 0x2012: case 0x2013: case 0x2014: case 0xFE63: case 0xFF0D:
		return '-';
	case 0x2044: case 0x2215: case 0xFF0F:
		return '/';
	case 0x00A0: case 0x2007: case 0x2009: case 0x202F: case 0x3000: case '\t': case '\n': case '\r':
		return ' ';
	case 0x066B:
		return decimal_mark(lang);
	case 0x066C: case 0x2019:
		return group_mark(lang);
	case 0xFF0C: case 0x060C:
		return ',';
	case 0xFF0E: case 0x3002:
		return '.';
	case 0x066A: case 0xFF05:
		return '%';
	case 0xFF0B:
		return '+';
	case 0xFF1D:
		return '=';
	case 0x200B: case 0x200C: case 0x200D: case 0x200E: case 0x200F: case 0x061C: case 0xFEFF:
	case 0x202A: case 0x202B: case 0x202C: case 0x202D: case 0x202E:
	case 0x2066: case 0x2067: case 0x2068: case 0x2069:
		return 0;
	default:
		return -1;
	}
}

static const char *vulgar(int32_t c)
{
	static const struct {
		int32_t c;
		const char *text;
	} known[] = {
		{0x00BC, " 1/4"}, {0x00BD, " 1/2"}, {0x00BE, " 3/4"}, {0x2150, " 1/7"}, {0x2151, " 1/9"}, {0x2152, " 1/10"},
		{0x2153, " 1/3"}, {0x2154, " 2/3"}, {0x2155, " 1/5"}, {0x2156, " 2/5"}, {0x2157, " 3/5"}, {0x2158, " 4/5"},
		{0x2159, " 1/6"}, {0x215A, " 5/6"}, {0x215B, " 1/8"}, {0x215C, " 3/8"}, {0x215D, " 5/8"}, {0x215E, " 7/8"},
	};
	for (size_t i = 0; i < sizeof known / sizeof *known; i++)
		if (known[i].c == c)
			return known[i].text;
	return NULL;
}

static void plain(struct buf *b, struct str text, enum lang lang, bool fractions)
{
	while (text.n) {
		struct str before = text;
		int32_t c = utf8_next(&text);
		int ascii = c < 0 ? -1 : as_ascii(c, lang);
		const char *f = fractions && c > 0 ? vulgar(c) : NULL;
		if (f)
			buf_z(b, f);
		else if (ascii > 0)
			buf_byte(b, (char)ascii);
		else if (ascii < 0)
			buf_add(b, before.p, before.n - text.n);
	}
}

struct str num_plain_digits(struct arena *a, struct str text)
{
	struct buf b = buf_new(a, 4 * text.n + 8);
	plain(&b, text, LANG_EN, false);
	return buf_done(&b);
}

static bool digit(char c)
{
	return c >= '0' && c <= '9';
}

/* 1 to 3 digits, then groups of exactly three after each mark; no zero in front of a group. */
static bool grouped(struct str s, char mark)
{
	size_t run = 0, groups = 0;
	for (size_t i = 0; i < s.n; i++) {
		if (s.p[i] == mark) {
			if (run == 0 || run > 3 || (groups && run != 3))
				return false;
			groups++;
			run = 0;
		} else if (!digit(s.p[i])) {
			return false;
		} else {
			run++;
		}
	}
	return groups && run == 3 && s.p[0] != '0';
}

static size_t count(struct str s, char c)
{
	size_t n = 0;
	for (size_t i = 0; i < s.n; i++)
		n += s.p[i] == c;
	return n;
}

static bool last_of(struct str s, char c, size_t *at)
{
	for (size_t i = s.n; i > 0; i--)
		if (s.p[i - 1] == c) {
			*at = i - 1;
			return true;
		}
	return false;
}

/* Which mark is the decimal one, and which groups? 0: none. */
static void marks(struct str s, enum lang lang, char *point, char *mark)
{
	size_t points = count(s, '.'), commas = count(s, ','), dot_at = 0, comma_at = 0;
	char c = points ? '.' : ',';

	if (points && commas) {
		*point = last_of(s, '.', &dot_at) && last_of(s, ',', &comma_at) && dot_at > comma_at ? '.' : ',';
		*mark = *point == '.' ? ',' : '.';
	} else if (points + commas > 1 || (c == group_mark(lang) && grouped(s, c))) {
		*mark = c;
	} else if (points + commas) {
		*point = c;
	}
}

/* Digits with marks, no sign. */
static bool unsigned_number(struct str s, enum lang lang, struct rat *out, bool *decimal)
{
	char clean[CELLS], point = 0, mark = 0;
	size_t n = 0, at = s.n;

	if (s.n == 0 || s.n >= sizeof clean)
		return false;
	marks(s, lang, &point, &mark);
	if (point && (count(s, point) != 1 || !last_of(s, point, &at)))
		return false;
	struct str head = {s.p, at};
	if (count(head, ' ')) {
		if (mark)
			return false;
		mark = ' ';
	}
	if (mark && !grouped(head, mark))
		return false;
	for (size_t i = 0; i < s.n; i++) {
		if (digit(s.p[i]))
			clean[n++] = s.p[i];
		else if (i == at)
			clean[n++] = '.';
		else if (!mark || s.p[i] != mark || i > at)
			return false;
	}
	*decimal = point != 0;
	return rat_read((struct str){clean, n}, out);
}

static bool take_sign(struct str *s, bool *minus)
{
	*s = str_trim(*s);
	if (s->n && (s->p[0] == '-' || s->p[0] == '+')) {
		*minus ^= s->p[0] == '-';
		*s = str_trim((struct str){s->p + 1, s->n - 1});
	}
	return s->n != 0;
}

/* "3/4", "1 1/2" */
static bool fraction(struct str s, enum lang lang, struct num_read *out)
{
	struct str below = s, above = str_trim(str_cut(&below, '/')), whole = {0};
	struct rat top, bottom, all = RAT(0);
	bool minus = false, dec1 = false, dec2 = false;
	size_t at;

	if (count(below, '/') || !take_sign(&below, &minus) || count(below, ' '))
		return false;
	if (last_of(above, ' ', &at)) {
		whole = str_trim((struct str){above.p, at});
		above = (struct str){above.p + at + 1, above.n - at - 1};
	}
	if (!unsigned_number(above, lang, &top, &dec1) || !unsigned_number(below, lang, &bottom, &dec2) || bottom.n == 0)
		return false;
	struct rat part;
	if (!rat_div(top, bottom, &part))
		return false;
	out->form = whole.n ? NUM_MIXED : NUM_FRACTION;
	out->lowest = !dec1 && !dec2 && !minus && part.n == top.n && part.d == bottom.n && (!whole.n || rat_cmp(part, RAT(1)) < 0);
	if (whole.n) {
		bool dec3 = false;
		if (minus || dec1 || dec2 || !unsigned_number(whole, lang, &all, &dec3) || dec3)
			return false;
	}
	if (!rat_add(all, part, &out->value))
		return false;
	if (minus)
		out->value.n = -out->value.n;
	return true;
}

/* Units, a letter with "=", parentheses, currency, percent, a final stop. */
static struct str undressed(struct arena *a, struct str s, const struct str *units, size_t n_units, bool *percent)
{
	size_t best = 0, from = 0;
	s = str_trim(str_fold(a, s));
	if (s.n && s.p[s.n - 1] == '.' && s.n > 1 && s.p[s.n - 2] != '.')
		s = str_trim((struct str){s.p, s.n - 1});
	for (size_t i = 0; i < n_units; i++) {
		struct str u = str_trim(str_fold(a, units[i]));
		if (u.n <= best || u.n >= s.n)
			continue;
		if (memcmp(s.p + s.n - u.n, u.p, u.n) == 0) {
			best = u.n;
			from = 0;
		} else if (memcmp(s.p, u.p, u.n) == 0) {
			best = u.n;
			from = u.n;
		}
	}
	s = str_trim((struct str){s.p + from, s.n - best});
	if (s.n > 2 && s.p[0] >= 'a' && s.p[0] <= 'z') {
		struct str rest = str_trim((struct str){s.p + 1, s.n - 1});
		if (rest.n && rest.p[0] == '=')
			s = str_trim((struct str){rest.p + 1, rest.n - 1});
	} else if (s.n > 1 && s.p[0] == '=') {
		s = str_trim((struct str){s.p + 1, s.n - 1});
	}
	if (s.n > 2 && s.p[0] == '(' && s.p[s.n - 1] == ')')
		s = str_trim((struct str){s.p + 1, s.n - 2});
	if (s.n > 1 && s.p[0] == '$')
		s = str_trim((struct str){s.p + 1, s.n - 1});
	if (s.n > 1 && s.p[s.n - 1] == '%') {
		*percent = true;
		s = str_trim((struct str){s.p, s.n - 1});
	}
	return s;
}

bool num_read(struct arena *a, struct str text, enum lang lang, const struct str *units, size_t n_units, struct num_read *out)
{
	struct num_read r = {.form = NUM_WHOLE, .lowest = true};
	bool minus = false, decimal = false;

	if (text.n == 0 || text.n > NUM_TEXT_MAX)
		return false;
	struct buf b = buf_new(a, 8 * NUM_TEXT_MAX);
	plain(&b, text, lang, true);
	struct str s = undressed(a, buf_done(&b), units, n_units, &r.percent);
	if (!take_sign(&s, &minus))
		return false;
	if (s.n > 1 && s.p[0] == '$')
		s = str_trim((struct str){s.p + 1, s.n - 1});
	if (count(s, '/')) {
		if (!fraction(s, lang, &r))
			return false;
	} else {
		if (!unsigned_number(s, lang, &r.value, &decimal))
			return false;
		r.form = decimal ? NUM_DECIMAL : NUM_WHOLE;
	}
	if (minus)
		r.value.n = -r.value.n;
	if (r.percent && !rat_div(r.value, RAT(100), &r.value))
		return false;
	*out = r;
	return true;
}

static void show_whole(struct buf *b, uint64_t v, enum lang lang, bool math)
{
	char digits[24];
	size_t n = 0;
	do
		digits[n++] = (char)('0' + v % 10);
	while ((v /= 10) != 0);
	while (n) {
		buf_byte(b, digits[--n]);
		if (n && n % 3 == 0 && !math)
			buf_byte(b, group_mark(lang));
	}
}

static uint64_t size_of(int64_t v)
{
	return v < 0 ? (uint64_t)0 - (uint64_t)v : (uint64_t)v;
}

/* v with the given places (rounded half away from zero), or with as many as it has when places < 0 */
static bool show_decimal(struct buf *b, struct rat v, int places, enum lang lang, bool math)
{
	int64_t scale = 1;
	struct rat scaled;
	int n = 0;
	if (places < 0) {
		while (n < 12 && scale % v.d != 0) {
			scale *= 10;
			n++;
		}
		if (scale % v.d != 0)
			return false;
	} else {
		for (; n < places; n++)
			scale *= 10;
	}
	if (!rat_mul(v, RAT(scale), &scaled) || !rat_add(scaled, (struct rat){1, 2}, &scaled))
		return false;
	uint64_t units = size_of(rat_floor(scaled)), s = (uint64_t)scale;
	show_whole(b, units / s, lang, math);
	if (n) {
		buf_byte(b, decimal_mark(lang));
		for (uint64_t rest = units % s, place = s / 10; place; place /= 10)
			buf_byte(b, (char)('0' + rest / place % 10));
	}
	return true;
}

static void show_fraction(struct buf *b, struct rat v, bool math)
{
	if (math) {
		buf_fmt(b, "\\frac{%lld}{%lld}", (long long)v.n, (long long)v.d);
	} else {
		buf_int(b, v.n);
		buf_byte(b, '/');
		buf_int(b, v.d);
	}
}

bool num_show(struct buf *b, struct rat v, struct str fmt, enum lang lang, bool math)
{
	if (v.n < 0) {
		buf_z(b, math ? "-" : "\xE2\x88\x92");
		v.n = -v.n;
	}
	if (fmt.n == 1 && digit(fmt.p[0]) && fmt.p[0] != '0')
		return show_decimal(b, v, fmt.p[0] - '0', lang, math);
	if (fmt.n == 2 && fmt.p[0] == '0' && digit(fmt.p[1])) {
		char digits[24];
		if (v.d != 1)
			return false;
		struct buf d = buf_fixed(digits, sizeof digits);
		buf_int(&d, v.n);
		for (size_t n = d.n; n < (size_t)(fmt.p[1] - '0'); n++)
			buf_byte(b, '0');
		buf_str(b, buf_done(&d));
		return true;
	}
	if (str_eqz(fmt, "dec"))
		return show_decimal(b, v, -1, lang, math);
	if (str_eqz(fmt, "frac")) {
		show_fraction(b, v, math);
		return true;
	}
	if (fmt.n && !str_eqz(fmt, "mixed"))
		return false;
	if (fmt.n && v.d != 1 && v.n > v.d) {
		show_whole(b, size_of(v.n / v.d), lang, math);
		if (!math)
			buf_byte(b, ' ');
		show_fraction(b, (struct rat){v.n % v.d, v.d}, math);
	} else if (v.d != 1) {
		show_fraction(b, v, math);
	} else {
		show_whole(b, size_of(v.n), lang, math);
	}
	return true;
}
