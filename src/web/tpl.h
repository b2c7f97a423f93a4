/* tpl.h - what compiled templates call.
 *
 * Law: text given here leaves escaped for the place it goes to; only struct html passes as it is, and only where
 * markup may stand. The macros choose by type, so a type without a rule (bool, double) does not compile: use
 * {bool }, {f "%.1f", x} or tr_number. Templates are described in web/templates/README.md. */
#ifndef TRELLIS_TPL_H
#define TRELLIS_TPL_H

#include "web/http.h"

/* Markup that a template made ({let}) or that code vouches for. Never made from what people typed. */
struct html {
	struct str s;
};

#define tpl_literal(b, lit) buf_add((b), "" lit, sizeof(lit) - 1)

/* Text between tags. */
#define tpl_text(b, x) \
	_Generic((x), struct html: tpl_raw, struct str: tpl_text_str, char *: tpl_text_z, const char *: tpl_text_z, \
		struct id: tpl_text_id, TPL_INTEGERS(tpl_text_i, tpl_text_u))((b), (x))
/* Inside a quoted value, a title or a textarea: the same without markup. */
#define tpl_attr(b, x) \
	_Generic((x), struct str: tpl_text_str, char *: tpl_text_z, const char *: tpl_text_z, \
		struct id: tpl_text_id, TPL_INTEGERS(tpl_text_i, tpl_text_u))((b), (x))
/* A whole address: a path of this site, a fragment, a query, or https; anything else becomes "#". */
#define tpl_url(b, x) \
	_Generic((x), struct str: tpl_url_str, char *: tpl_url_z, const char *: tpl_url_z)((b), (x))
/* A part of an address that has begun: percent-encoded. */
#define tpl_part(b, x) \
	_Generic((x), struct str: tpl_part_str, char *: tpl_part_z, const char *: tpl_part_z, \
		struct id: tpl_text_id, TPL_INTEGERS(tpl_text_i, tpl_text_u))((b), (x))
#define TPL_INTEGERS(i, u) \
	signed char: i, short: i, int: i, long: i, long long: i, \
		unsigned char: u, unsigned short: u, unsigned: u, unsigned long: u, unsigned long long: u

void tpl_raw(struct buf *b, struct html h);
void tpl_text_str(struct buf *b, struct str s);
void tpl_text_z(struct buf *b, const char *z);
void tpl_text_id(struct buf *b, struct id id);
void tpl_text_i(struct buf *b, int64_t v);
void tpl_text_u(struct buf *b, uint64_t v);
/* The same words of the house in the learner's second language, behind those in the first; nothing where there is none. */
void tpl_second(struct request *rq, struct buf *b, const char *msgid);
void tpl_url_str(struct buf *b, struct str s);
void tpl_url_z(struct buf *b, const char *z);
void tpl_part_str(struct buf *b, struct str s);
void tpl_part_z(struct buf *b, const char *z);
/* What tpl_url lets through; also asked by redirects. */
bool tpl_url_safe(struct str s);

/* Arguments of a sentence: S for %s, I for %d, D for %f; SA: %s where no markup may stand. */
struct tpl_arg {
	char type; /* s h i u d */
	struct str s;
	int64_t i;
	double d;
};
struct tpl_arg tpl_arg_str(struct str s);
struct tpl_arg tpl_arg_z(const char *z);
struct tpl_arg tpl_arg_html(struct html h);
struct tpl_arg tpl_arg_i(int64_t v);
struct tpl_arg tpl_arg_u(uint64_t v);
struct tpl_arg tpl_arg_d(double v);
#define TPL_S(x) \
	_Generic((x), struct html: tpl_arg_html, struct str: tpl_arg_str, char *: tpl_arg_z, const char *: tpl_arg_z, \
		TPL_INTEGERS(tpl_arg_i, tpl_arg_u))(x)
#define TPL_SA(x) \
	_Generic((x), struct str: tpl_arg_str, char *: tpl_arg_z, const char *: tpl_arg_z, \
		TPL_INTEGERS(tpl_arg_i, tpl_arg_u))(x)
#define TPL_I(x) _Generic((x), TPL_INTEGERS(tpl_arg_i, tpl_arg_u))(x)
#define TPL_D(x) tpl_arg_d(x)
/* printf-like over args, positions allowed (%2$s); the sentence and every argument are escaped. part: the
 * result is a part of an address. A conversion without its argument prints nothing. */
void tpl_format(struct buf *b, const char *fmt, const struct tpl_arg *args, size_t n, bool part);

#endif
