#include "base/json.h"

#include "base/tr.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#define DEPTH JSON_DEPTH

/* The text is copied into the arena once and strings are unescaped where they stand: that never makes them
 * longer, and the closing quote leaves room for a NUL. Elements are collected on a stack that all open
 * containers share, and get their own array when the container closes. */
struct reader {
	struct arena *a;
	struct str text; /* as given, for naming the place of an error */
	char *p;         /* the copy */
	size_t i, n;
	unsigned depth;
	struct json *items; /* the stack, with keys beside it */
	struct str *keys;
	size_t top, room;
	struct err *e;
};

/* Line and column (in characters) of byte i. */
static void place(struct str text, size_t i, size_t *line, size_t *column)
{
	size_t from = 0;

	*line = 1;
	if (i > text.n)
		i = text.n;
	for (size_t k = 0; k < i; k++)
		if (text.p[k] == '\n') {
			++*line;
			from = k + 1;
		}
	*column = utf8_count((struct str){text.p + from, i - from}) + 1;
}

static bool refuse(struct reader *r, size_t i, const char *what)
{
	size_t line, column;

	place(r->text, i, &line, &column);
	if (r->e != NULL && r->e->translate != NULL)
		what = r->e->translate(r->e->translate_arg, what);
	err_set(r->e, E_INPUT, "The JSON cannot be read: line %zu, column %zu: %s", line, column, what);
	return false;
}

static void skip_white(struct reader *r)
{
	while (r->i < r->n && (r->p[r->i] == ' ' || r->p[r->i] == '\n' || r->p[r->i] == '\r' || r->p[r->i] == '\t'))
		r->i++;
}

static bool hex4(struct reader *r, uint32_t *out)
{
	uint32_t v = 0;

	if (r->n - r->i < 4)
		return refuse(r, r->i, N_("\\u must be followed by four hexadecimal digits."));
	for (int k = 0; k < 4; k++) {
		char c = r->p[r->i];
		uint32_t d;

		if (c >= '0' && c <= '9')
			d = (uint32_t)(c - '0');
		else if (c >= 'a' && c <= 'f')
			d = (uint32_t)(c - 'a' + 10);
		else if (c >= 'A' && c <= 'F')
			d = (uint32_t)(c - 'A' + 10);
		else
			return refuse(r, r->i, N_("\\u must be followed by four hexadecimal digits."));
		v = v << 4 | d;
		r->i++;
	}
	*out = v;
	return true;
}

/* After "\u": one code point, from two escapes when the first is a high surrogate. */
static bool read_unicode(struct reader *r, uint32_t *cp)
{
	size_t at = r->i;
	uint32_t low;

	if (!hex4(r, cp))
		return false;
	if (*cp < 0xD800 || *cp > 0xDFFF)
		return true;
	if (*cp > 0xDBFF || r->n - r->i < 2 || r->p[r->i] != '\\' || r->p[r->i + 1] != 'u')
		return refuse(r, at, N_("half of a surrogate pair stands alone."));
	r->i += 2;
	if (!hex4(r, &low))
		return false;
	if (low < 0xDC00 || low > 0xDFFF)
		return refuse(r, at, N_("half of a surrogate pair stands alone."));
	*cp = 0x10000 + ((*cp - 0xD800) << 10) + (low - 0xDC00);
	return true;
}

/* At a backslash; writes what it stands for at *to. */
static bool read_escape(struct reader *r, char **to)
{
	static const char from[] = "\"\\/bfnrt", as[] = "\"\\/\b\f\n\r\t";
	const char *at;
	uint32_t cp;

	r->i++;
	if (r->i == r->n)
		return refuse(r, r->i, N_("the text ends inside a string."));
	if (r->p[r->i] == 'u') {
		r->i++;
		if (!read_unicode(r, &cp))
			return false;
		*to += utf8_put(*to, cp);
		return true;
	}
	at = r->p[r->i] != '\0' ? strchr(from, r->p[r->i]) : NULL;
	if (at == NULL)
		return refuse(r, r->i, N_("there is no such escape after a backslash."));
	*(*to)++ = as[at - from];
	r->i++;
	return true;
}

/* At the opening quote. */
static bool read_string(struct reader *r, struct str *out)
{
	char *from = r->p + r->i + 1, *to = from;

	r->i++;
	for (;;) {
		size_t at = r->i;

		while (r->i < r->n && r->p[r->i] != '"' && r->p[r->i] != '\\' && (unsigned char)r->p[r->i] >= 0x20)
			r->i++;
		if (to != r->p + at)
			memmove(to, r->p + at, r->i - at);
		to += r->i - at;
		if (r->i == r->n)
			return refuse(r, r->i, N_("the text ends inside a string."));
		if (r->p[r->i] == '"')
			break;
		if (r->p[r->i] != '\\')
			return refuse(r, r->i, N_("a control character inside a string must be escaped."));
		if (!read_escape(r, &to))
			return false;
	}
	r->i++;
	*out = (struct str){from, (size_t)(to - from)};
	*to = '\0'; /* at the closing quote or before it */
	return true;
}

static size_t count_digits(struct reader *r)
{
	size_t from = r->i;

	while (r->i < r->n && r->p[r->i] >= '0' && r->p[r->i] <= '9')
		r->i++;
	return r->i - from;
}

static bool read_number(struct reader *r, struct json *out)
{
	size_t from = r->i, digits;
	bool whole = true;
	struct str s;

	if (r->p[r->i] == '-')
		r->i++;
	if (r->i < r->n && r->p[r->i] == '0') {
		r->i++;
		digits = 1;
		if (r->i < r->n && r->p[r->i] >= '0' && r->p[r->i] <= '9')
			return refuse(r, from, N_("a number may not begin with a needless zero."));
	} else {
		digits = count_digits(r);
	}
	if (digits == 0)
		return refuse(r, from, N_("a digit is missing in a number."));
	if (r->i < r->n && r->p[r->i] == '.') {
		r->i++;
		whole = false;
		if (count_digits(r) == 0)
			return refuse(r, r->i, N_("a digit is missing in a number."));
	}
	if (r->i < r->n && (r->p[r->i] == 'e' || r->p[r->i] == 'E')) {
		r->i++;
		whole = false;
		if (r->i < r->n && (r->p[r->i] == '+' || r->p[r->i] == '-'))
			r->i++;
		if (count_digits(r) == 0)
			return refuse(r, r->i, N_("a digit is missing in a number."));
	}
	s = (struct str){r->p + from, r->i - from};
	out->type = JSON_NUMBER_T;
	/* "-0" is kept as the double it is. */
	if (whole && !(s.n == 2 && s.p[0] == '-' && s.p[1] == '0') && str_int(s, &out->integer)) {
		out->is_int = true;
		out->number = (double)out->integer;
		return true;
	}
	if (!str_real(s, &out->number))
		return refuse(r, from, N_("a number is too large."));
	return true;
}

static bool read_word(struct reader *r, const char *word, enum json_type type, struct json *out)
{
	size_t n = strlen(word);

	if (r->n - r->i < n || memcmp(r->p + r->i, word, n) != 0)
		return refuse(r, r->i, N_("a value was expected here."));
	r->i += n;
	out->type = type;
	return true;
}

static void push(struct reader *r, struct str key, const struct json *value)
{
	if (r->top == r->room) {
		size_t more = r->room == 0 ? 64 : r->room * 2;

		r->items = arena_grow(r->a, r->items, r->room * sizeof *r->items, more * sizeof *r->items);
		r->keys = arena_grow(r->a, r->keys, r->room * sizeof *r->keys, more * sizeof *r->keys);
		r->room = more;
	}
	r->keys[r->top] = key;
	r->items[r->top++] = *value;
}

static int by_key(const void *x, const void *y)
{
	return str_cmp(*(const struct str *)x, *(const struct str *)y);
}

/* The key that stands twice, or NULL. Few keys are compared each with each, many are sorted. */
static const struct str *twice(struct arena *a, const struct str *keys, size_t n)
{
	struct str *sorted;

	if (n <= 12) {
		for (size_t i = 1; i < n; i++)
			for (size_t k = 0; k < i; k++)
				if (str_eq(keys[i], keys[k]))
					return &keys[i];
		return NULL;
	}
	sorted = arena_copy(a, keys, n * sizeof *keys);
	qsort(sorted, n, sizeof *sorted, by_key);
	for (size_t i = 1; i < n; i++)
		if (str_eq(sorted[i], sorted[i - 1]))
			return &sorted[i];
	return NULL;
}

static bool close_container(struct reader *r, size_t base, size_t at, struct json *out)
{
	size_t n = r->top - base;

	out->n = n;
	if (n > 0) {
		out->items = arena_copy(r->a, r->items + base, n * sizeof *r->items);
		if (out->type == JSON_OBJECT_T)
			out->keys = arena_copy(r->a, r->keys + base, n * sizeof *r->keys);
	}
	r->top = base;
	r->depth--;
	if (out->type == JSON_OBJECT_T) {
		const struct str *key = twice(r->a, out->keys, n);
		size_t line, column;

		if (key != NULL) {
			place(r->text, at, &line, &column);
			err_set(r->e, E_INPUT,
				"The JSON cannot be read: the object at line %zu, column %zu has the key \"%.*s\" twice.", line,
				column, S_ARG(*key));
			return false;
		}
	}
	return true;
}

static bool read_value(struct reader *r, struct json *out);

/* One "key": before its value. */
static bool read_key(struct reader *r, struct str *key)
{
	if (r->i == r->n || r->p[r->i] != '"')
		return refuse(r, r->i, N_("a key in double quotes was expected here."));
	if (!read_string(r, key))
		return false;
	skip_white(r);
	if (r->i == r->n || r->p[r->i] != ':')
		return refuse(r, r->i, N_("a colon was expected after the key."));
	r->i++;
	skip_white(r);
	return true;
}

static bool read_container(struct reader *r, char end, struct json *out)
{
	size_t base = r->top, at = r->i;

	out->type = end == '}' ? JSON_OBJECT_T : JSON_ARRAY_T;
	if (++r->depth > DEPTH)
		return refuse(r, r->i, N_("values are nested deeper than 64 levels."));
	r->i++;
	skip_white(r);
	if (r->i < r->n && r->p[r->i] == end) {
		r->i++;
		return close_container(r, base, at, out);
	}
	for (;;) {
		struct str key = {0};
		struct json value = {0};

		if (end == '}' && !read_key(r, &key))
			return false;
		if (!read_value(r, &value))
			return false;
		push(r, key, &value);
		skip_white(r);
		if (r->i < r->n && r->p[r->i] == end) {
			r->i++;
			return close_container(r, base, at, out);
		}
		if (r->i == r->n || r->p[r->i] != ',')
			return refuse(r, r->i, r->i == r->n ? N_("the text ends inside an array or object.") :
							      N_("a comma or a closing bracket was expected here."));
		r->i++;
		skip_white(r);
	}
}

static bool read_value(struct reader *r, struct json *out)
{
	if (r->i == r->n)
		return refuse(r, r->i, N_("a value was expected here."));
	switch (r->p[r->i]) {
	case '{':
		return read_container(r, '}', out);
	case '[':
		return read_container(r, ']', out);
	case '"':
		out->type = JSON_STRING_T;
		return read_string(r, &out->string);
	case 't':
		return read_word(r, "true", JSON_TRUE_T, out);
	case 'f':
		return read_word(r, "false", JSON_FALSE_T, out);
	case 'n':
		return read_word(r, "null", JSON_NULL_T, out);
	case '-':
	case '0':
	case '1':
	case '2':
	case '3':
	case '4':
	case '5':
	case '6':
	case '7':
	case '8':
	case '9':
		return read_number(r, out);
	default:
		return refuse(r, r->i, N_("a value was expected here."));
	}
}

static size_t first_bad_byte(struct str s)
{
	struct str rest = s;

	while (rest.n > 0) {
		size_t at = (size_t)(rest.p - s.p);

		if (utf8_next(&rest) < 0)
			return at;
	}
	return s.n;
}

enum code json_parse(struct arena *a, struct str text, struct json **out, struct err *e)
{
	struct reader r = {.a = a, .e = e};
	struct json *root;

	if (str_starts(text, "\xEF\xBB\xBF")) {
		text.p += 3;
		text.n -= 3;
	}
	r.text = text;
	if (!utf8_valid(text)) {
		refuse(&r, first_bad_byte(text), N_("the bytes here are not UTF-8 text."));
		return E_INPUT;
	}
	r.p = str_dupz(a, text);
	r.n = text.n;
	root = NEW(a, struct json);
	skip_white(&r);
	if (!read_value(&r, root))
		return E_INPUT;
	skip_white(&r);
	if (r.i < r.n) {
		refuse(&r, r.i, N_("something follows after the end of the value."));
		return E_INPUT;
	}
	*out = root;
	return OK;
}

const struct json *json_get(const struct json *j, const char *key)
{
	size_t n;

	if (j == NULL || j->type != JSON_OBJECT_T)
		return NULL;
	n = strlen(key);
	for (size_t i = 0; i < j->n; i++)
		if (j->keys[i].n == n && memcmp(j->keys[i].p, key, n) == 0)
			return &j->items[i];
	return NULL;
}

struct str json_str(const struct json *j, const char *key)
{
	const struct json *v = json_get(j, key);

	return v != NULL && v->type == JSON_STRING_T ? v->string : (struct str){"", 0};
}

int64_t json_int(const struct json *j, const char *key, int64_t fallback)
{
	const struct json *v = json_get(j, key);

	if (v == NULL || v->type != JSON_NUMBER_T)
		return fallback;
	if (v->is_int)
		return v->integer;
	/* 3.0 and 1e3 are whole numbers too, as far as a double tells them apart. */
	if (v->number == floor(v->number) && fabs(v->number) <= 9007199254740992.0)
		return (int64_t)v->number;
	return fallback;
}

double json_number(const struct json *j, const char *key, double fallback)
{
	const struct json *v = json_get(j, key);

	return v != NULL && v->type == JSON_NUMBER_T ? v->number : fallback;
}

bool json_bool(const struct json *j, const char *key, bool fallback)
{
	const struct json *v = json_get(j, key);

	if (v == NULL || (v->type != JSON_TRUE_T && v->type != JSON_FALSE_T))
		return fallback;
	return v->type == JSON_TRUE_T;
}
