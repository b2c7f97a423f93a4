#include "web/tpl.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

void tpl_raw(struct buf *b, struct html h)
{
	buf_str(b, h.s);
}

void tpl_text_str(struct buf *b, struct str s)
{
	buf_html(b, s);
}

void tpl_text_z(struct buf *b, const char *z)
{
	buf_html(b, str_z(z));
}

void tpl_text_id(struct buf *b, struct id id)
{
	char text[ID_TEXT];
	buf_z(b, id_text(id, text));
}

void tpl_text_i(struct buf *b, int64_t v)
{
	buf_int(b, v);
}

void tpl_text_u(struct buf *b, uint64_t v)
{
	buf_fmt(b, "%" PRIu64, v);
}

bool tpl_url_safe(struct str s)
{
	for (size_t i = 0; i < s.n; i++) {
		unsigned char c = (unsigned char)s.p[i];
		if (c <= ' ' || c == 0x7f || c == '\\')
			return false;
	}
	if (s.n == 0)
		return false;
	if (str_starts(s, "https://"))
		return s.n > 8;
	if (s.p[0] == '/')
		return s.n == 1 || s.p[1] != '/';
	/* A relative address is safe when no colon could end a scheme. */
	for (size_t i = 0; i < s.n; i++) {
		if (s.p[i] == '/' || s.p[i] == '?' || s.p[i] == '#')
			return true;
		if (s.p[i] == ':')
			return false;
	}
	return true;
}

void tpl_url_str(struct buf *b, struct str s)
{
	if (tpl_url_safe(s))
		buf_html(b, s);
	else
		buf_byte(b, '#');
}

void tpl_url_z(struct buf *b, const char *z)
{
	tpl_url_str(b, str_z(z));
}

void tpl_part_str(struct buf *b, struct str s)
{
	buf_url(b, s);
}

void tpl_part_z(struct buf *b, const char *z)
{
	buf_url(b, str_z(z));
}

struct tpl_arg tpl_arg_str(struct str s)
{
	return (struct tpl_arg){.type = 's', .s = s};
}

struct tpl_arg tpl_arg_z(const char *z)
{
	return (struct tpl_arg){.type = 's', .s = str_z(z)};
}

struct tpl_arg tpl_arg_html(struct html h)
{
	return (struct tpl_arg){.type = 'h', .s = h.s};
}

struct tpl_arg tpl_arg_i(int64_t v)
{
	return (struct tpl_arg){.type = 'i', .i = v};
}

struct tpl_arg tpl_arg_u(uint64_t v)
{
	return (struct tpl_arg){.type = v > INT64_MAX ? 'd' : 'i', .i = v > INT64_MAX ? 0 : (int64_t)v, .d = (double)v};
}

struct tpl_arg tpl_arg_d(double v)
{
	return (struct tpl_arg){.type = 'd', .d = v};
}

/* One conversion as read from a format. */
struct conversion {
	size_t position; /* 1-based; 0: the next one */
	int width, precision;
	char kind;
};

/* Reads behind '%'; returns what stands after the conversion. */
static const char *read_conversion(const char *p, struct conversion *c)
{
	*c = (struct conversion){.precision = -1};
	const char *digits = p;
	int n = 0;
	for (; *p >= '0' && *p <= '9'; p++)
		n = n < 1000 ? n * 10 + (*p - '0') : n;
	if (p > digits && *p == '$') {
		c->position = (size_t)n;
		p++;
	} else {
		p = digits;
	}
	while (*p && strchr("-+ #0", *p))
		p++;
	while (*p >= '0' && *p <= '9')
		p++;
	if (*p == '.') {
		c->precision = 0;
		for (p++; *p >= '0' && *p <= '9'; p++)
			c->precision = c->precision < 100 ? c->precision * 10 + (*p - '0') : c->precision;
	}
	while (*p && strchr("hlzjt", *p))
		p++;
	c->kind = *p;
	return *p ? p + 1 : p;
}

static void put_text(struct buf *b, struct str s, bool part)
{
	if (part)
		buf_url(b, s);
	else
		buf_html(b, s);
}

static void put_arg(struct buf *b, const struct tpl_arg *arg, const struct conversion *c, bool part)
{
	char text[400];
	switch (arg->type) {
	case 'h':
		if (!part)
			buf_str(b, arg->s);
		return;
	case 's':
		put_text(b, arg->s, part);
		return;
	case 'i':
		buf_int(b, arg->i);
		return;
	default:
		/* Larger numbers than this are no part of a sentence. */
		if (!(arg->d < 1e300 && arg->d > -1e300))
			return;
		snprintf(text, sizeof text, "%.*f", c->precision < 0 ? 6 : c->precision > 30 ? 30 : c->precision, arg->d);
		put_text(b, str_z(text), part);
	}
}

void tpl_format(struct buf *b, const char *fmt, const struct tpl_arg *args, size_t n, bool part)
{
	size_t next = 0;
	while (*fmt) {
		const char *percent = strchr(fmt, '%');
		size_t plain = percent ? (size_t)(percent - fmt) : strlen(fmt);
		put_text(b, (struct str){fmt, plain}, part);
		if (!percent)
			return;
		if (percent[1] == '%') {
			put_text(b, S("%"), part);
			fmt = percent + 2;
			continue;
		}
		struct conversion c;
		fmt = read_conversion(percent + 1, &c);
		size_t at = c.position ? c.position - 1 : next++;
		if (at < n && c.kind && strchr("sdiufgeE", c.kind))
			put_arg(b, &args[at], &c, part);
	}
}
