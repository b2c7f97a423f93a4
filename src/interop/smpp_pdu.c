/* smpp_pdu.c - PDUs of SMPP as bytes. Sections named are those of the specification of SMPP 3.4. */
#include "interop/smpp.h"
#include "school/reach/sms.h"

#include <string.h>

#define ESCAPE 0x1b
#define TLV_RECEIPTED 0x001e /* 5.3.2.12 */
#define TLV_STATE 0x0427     /* 5.3.2.35 */
#define TLV_PAYLOAD 0x0424   /* 5.3.2.32 */
#define TLV_REFERENCE 0x020c /* 5.3.2.22: sar_msg_ref_num, and the two after it */
#define TLV_PARTS 0x020e
#define TLV_PART 0x020f

static uint32_t four(const char *p)
{
	const unsigned char *u = (const unsigned char *)p;
	return ((uint32_t)u[0] << 24) | ((uint32_t)u[1] << 16) | ((uint32_t)u[2] << 8) | u[3];
}

static void put_four(struct buf *b, uint32_t v)
{
	for (int i = 24; i >= 0; i -= 8)
		buf_byte(b, (char)(unsigned char)(v >> i));
}

enum code smpp_read(struct str bytes, struct smpp_pdu *out, size_t *used, struct err *e)
{
	*used = 0;
	if (bytes.n < 4)
		return OK;
	uint32_t n = four(bytes.p);
	if (n < 16 || n > SMPP_MOST)
		return err_set(e, E_INPUT, "The SMS gateway sent something that is no message of SMPP (%lu bytes).", (unsigned long)n);
	if (bytes.n < n)
		return OK;
	*out = (struct smpp_pdu){four(bytes.p + 4), four(bytes.p + 8), four(bytes.p + 12), {bytes.p + 16, n - 16}};
	*used = n;
	return OK;
}

void smpp_write(struct buf *b, uint32_t command, uint32_t status, uint32_t sequence, struct str body)
{
	put_four(b, (uint32_t)(16 + body.n));
	put_four(b, command);
	put_four(b, status);
	put_four(b, sequence);
	buf_str(b, body);
}

/* ---- letters: 3GPP TS 23.038, 6.2.1 and 6.2.1.1 ---- */

static const uint16_t LETTERS[128] = {
	'@', 0xa3, '$', 0xa5, 0xe8, 0xe9, 0xf9, 0xec, 0xf2, 0xc7, '\n', 0xd8, 0xf8, '\r', 0xc5, 0xe5, 0x394, '_', 0x3a6, 0x393, 0x39b, 0x3a9, 0x3a0, 0x3a8, 0x3a3, 0x398, 0x39e, ESCAPE, 0xc6, 0xe6, 0xdf, 0xc9,
	' ', '!', '"', '#', 0xa4, '%', '&', '\'', '(', ')', '*', '+', ',', '-', '.', '/', '0', '1', '2', '3', '4', '5', '6', '7', '8', '9', ':', ';', '<', '=', '>', '?',
	0xa1, 'A', 'B', 'C', 'D', 'E', 'F', 'G', 'H', 'I', 'J', 'K', 'L', 'M', 'N', 'O', 'P', 'Q', 'R', 'S', 'T', 'U', 'V', 'W', 'X', 'Y', 'Z', 0xc4, 0xd6, 0xd1, 0xdc, 0xa7,
	0xbf, 'a', 'b', 'c', 'd', 'e', 'f', 'g', 'h', 'i', 'j', 'k', 'l', 'm', 'n', 'o', 'p', 'q', 'r', 's', 't', 'u', 'v', 'w', 'x', 'y', 'z', 0xe4, 0xf6, 0xf1, 0xfc, 0xe0};
static const struct { unsigned char code; uint16_t letter; } EXTENDED[] = {
	{0x0a, '\f'}, {0x14, '^'}, {0x28, '{'}, {0x29, '}'}, {0x2f, '\\'}, {0x3c, '['}, {0x3d, '~'}, {0x3e, ']'}, {0x40, '|'}, {0x65, 0x20ac}};
#define EXTENDED_N (sizeof EXTENDED / sizeof *EXTENDED)

/* The octets of a letter; 0: the alphabet has none. */
static int gsm_of(int32_t letter, unsigned char out[2])
{
	for (int i = 0; i < 128; i++)
		if (LETTERS[i] == letter && i != ESCAPE) {
			out[0] = (unsigned char)i;
			return 1;
		}
	for (size_t i = 0; i < EXTENDED_N; i++)
		if (EXTENDED[i].letter == letter) {
			out[0] = ESCAPE;
			out[1] = EXTENDED[i].code;
			return 2;
		}
	return 0;
}

static void put_letter(struct buf *b, uint32_t c)
{
	char out[4];
	int n = 0;
	if ((c < ' ' && c != '\n') || c == 0x7f)
		c = ' ';
	if (c < 0x80) {
		out[n++] = (char)c;
	} else if (c < 0x800) {
		out[n++] = (char)(0xc0U | (c >> 6));
		out[n++] = (char)(0x80U | (c & 0x3fU));
	} else if (c < 0x10000) {
		out[n++] = (char)(0xe0U | (c >> 12));
		out[n++] = (char)(0x80U | ((c >> 6) & 0x3fU));
		out[n++] = (char)(0x80U | (c & 0x3fU));
	} else {
		out[n++] = (char)(0xf0U | (c >> 18));
		out[n++] = (char)(0x80U | ((c >> 12) & 0x3fU));
		out[n++] = (char)(0x80U | ((c >> 6) & 0x3fU));
		out[n++] = (char)(0x80U | (c & 0x3fU));
	}
	buf_add(b, out, (size_t)n);
}

static void from_gsm(struct buf *b, struct str s)
{
	for (size_t i = 0; i < s.n; i++) {
		unsigned char c = (unsigned char)s.p[i];
		uint32_t letter = c < 128 ? LETTERS[c] : 0xfffd;
		if (c == ESCAPE && i + 1 < s.n) {
			letter = ' ';
			for (size_t k = 0; k < EXTENDED_N; k++)
				if (EXTENDED[k].code == (unsigned char)s.p[i + 1])
					letter = EXTENDED[k].letter;
			i++;
		} else if (c == ESCAPE) {
			letter = ' ';
		}
		put_letter(b, letter);
	}
}

static void from_ucs2(struct buf *b, struct str s)
{
	for (size_t i = 0; i + 1 < s.n; i += 2) {
		uint32_t c = ((uint32_t)(unsigned char)s.p[i] << 8) | (unsigned char)s.p[i + 1];
		if (c >= 0xd800 && c < 0xdc00 && i + 3 < s.n) {
			uint32_t low = ((uint32_t)(unsigned char)s.p[i + 2] << 8) | (unsigned char)s.p[i + 3];
			if (low >= 0xdc00 && low < 0xe000) {
				put_letter(b, 0x10000 + ((c - 0xd800) << 10) + (low - 0xdc00));
				i += 2;
				continue;
			}
		}
		put_letter(b, (c >= 0xd800 && c < 0xe000) || c == 0 ? 0xfffd : c);
	}
}

/* 5.2.19: 0 the gateway's own alphabet (GSM), 1 ASCII, 3 Latin-1, 8 UCS-2. */
static struct str words_of(struct arena *a, struct str s, int coding)
{
	struct buf b = buf_new(a, 4 * SMPP_MOST);
	if (coding == 8)
		from_ucs2(&b, s);
	else if (coding == 3 || coding == 1)
		for (size_t i = 0; i < s.n; i++)
			put_letter(&b, (unsigned char)s.p[i] && (coding == 3 || (unsigned char)s.p[i] < 128) ? (unsigned char)s.p[i] : 0xfffd);
	else
		from_gsm(&b, s);
	return buf_done(&b);
}

/* ---- deliver_sm, 4.6.1 ---- */

static bool take_text(struct str *s, size_t most, struct str *out)
{
	const char *end = s->n ? memchr(s->p, 0, s->n < most ? s->n : most) : NULL;
	if (!end)
		return false;
	*out = (struct str){s->p, (size_t)(end - s->p)};
	s->n -= out->n + 1;
	s->p = end + 1;
	return true;
}

static bool take_bytes(struct str *s, size_t n, struct str *out)
{
	if (s->n < n)
		return false;
	*out = (struct str){s->p, n};
	s->p += n;
	s->n -= n;
	return true;
}

/* Appendix B: "id:IIIIIIIIII sub:001 dlvrd:001 submit date:... done date:... stat:DELIVRD err:000 Text: ..." */
static struct str receipt_word(struct str text, struct str key)
{
	size_t at = 0, n = 0;
	if (!str_find(text, key, &at) || (at > 0 && text.p[at - 1] != ' '))
		return S("");
	struct str rest = {text.p + at + key.n, text.n - at - key.n};
	while (n < rest.n && rest.p[n] != ' ' && n < 64)
		n++;
	return (struct str){rest.p, n};
}

static const char *state_of(unsigned char v) /* 5.2.28 */
{
	static const char *const states[] = {"", "ENROUTE", "DELIVRD", "EXPIRED", "DELETED", "UNDELIV", "ACCEPTD", "UNKNOWN", "REJECTD"};
	return v < sizeof states / sizeof *states ? states[v] : "";
}

/* The fields before the message, 4.6.1: number, class, alphabet, and the message itself; rest: what stands after it. */
struct fields { struct str from, message; int esm, coding, reference, part, parts; };

static bool take_fields(struct str *rest, struct fields *f)
{
	struct str skip, some;
	if (!take_text(rest, 6, &skip) || !take_bytes(rest, 2, &skip) || !take_text(rest, 21, &f->from) || !take_bytes(rest, 2, &skip) || !take_text(rest, 21, &skip) || !take_bytes(rest, 3, &some))
		return false;
	f->esm = (unsigned char)some.p[0];
	if (!take_text(rest, 17, &skip) || !take_text(rest, 17, &skip) || !take_bytes(rest, 5, &some))
		return false;
	f->coding = (unsigned char)some.p[2];
	for (size_t i = 0; i < f->from.n; i++)
		if (f->from.p[i] < '!' || f->from.p[i] > '~')
			return false;
	return take_bytes(rest, (unsigned char)some.p[4], &f->message);
}

/* What may stand after it: the message's name and state of a receipt, and a message too long for its own field. */
static bool take_more(struct str rest, struct fields *f, struct str *id, struct str *state)
{
	while (rest.n >= 4) {
		unsigned tag = (unsigned)(four(rest.p) >> 16), n = (unsigned)(four(rest.p) & 0xffffU);
		struct str value;
		rest = (struct str){rest.p + 4, rest.n - 4};
		if (!take_bytes(&rest, n, &value))
			return false;
		if (tag == TLV_RECEIPTED)
			*id = value.n && !value.p[value.n - 1] ? (struct str){value.p, value.n - 1} : value;
		else if (tag == TLV_STATE && n == 1)
			*state = str_z(state_of((unsigned char)value.p[0]));
		else if (tag == TLV_PAYLOAD && !f->message.n)
			f->message = value;
		else if (tag == TLV_REFERENCE && n == 2)
			f->reference = (int)(((unsigned)(unsigned char)value.p[0] << 8) | (unsigned char)value.p[1]);
		else if (tag == TLV_PARTS && n == 1)
			f->parts = (unsigned char)value.p[0];
		else if (tag == TLV_PART && n == 1)
			f->part = (unsigned char)value.p[0];
	}
	return true;
}

/* The header of TS 23.040, 9.2.3.24 goes; of several parts it says which this is, by a number of one octet (9.2.3.24.1) or two (9.2.3.24.8). */
static void head_off(struct fields *f)
{
	size_t n = f->message.n ? (unsigned char)f->message.p[0] : 0;
	if (!f->message.n || n >= f->message.n)
		return;
	const unsigned char *p = (const unsigned char *)f->message.p + 1;
	for (size_t i = 0; i + 2 <= n && i + 2 + p[i + 1] <= n; i += (size_t)2 + p[i + 1]) {
		const unsigned char *v = p + i + 2;
		bool wide = p[i] == 8 && p[i + 1] == 4;
		if (!wide && (p[i] != 0 || p[i + 1] != 3))
			continue;
		f->reference = wide ? (v[0] << 8) | v[1] : v[0];
		f->parts = v[wide ? 2 : 1];
		f->part = v[wide ? 3 : 2];
	}
	f->message = (struct str){f->message.p + n + 1, f->message.n - n - 1};
}

enum code smpp_delivered(struct arena *a, struct str body, struct smpp_delivered *out, struct err *e)
{
	struct str rest = body, id = S(""), state = S("");
	struct fields f = {0};
	if (!take_fields(&rest, &f) || !take_more(rest, &f, &id, &state))
		return err_set(e, E_INPUT, "The SMS gateway sent a message that cannot be read.");
	*out = (struct smpp_delivered){.receipt = (f.esm & 0x3c) == 0x04, .from = str_dup(a, f.from), .id = S(""), .state = S("")}; /* 5.2.12 */
	if (f.esm & 0x40)
		head_off(&f);
	out->text = words_of(a, f.message, f.coding);
	if (f.parts > 1 && f.part >= 1 && f.part <= f.parts && !out->receipt) {
		out->reference = f.reference;
		out->parts = f.parts;
		out->part = f.part;
	}
	if (out->receipt) {
		out->id = str_dup(a, id.n ? id : receipt_word(out->text, S("id:")));
		out->state = str_dup(a, state.n ? state : receipt_word(out->text, S("stat:")));
	}
	return OK;
}

/* ---- a text in parts ---- */

static void put_two(struct buf *b, uint32_t v)
{
	buf_byte(b, (char)(unsigned char)(v >> 8));
	buf_byte(b, (char)(unsigned char)v);
}

enum code smpp_split(struct arena *a, struct str text, unsigned reference, struct smpp_parts *out, struct err *e)
{
	struct sms_size size = sms_measure(text);
	size_t room = size.parts <= 1 ? (size.plain ? 160 : 140) : (size.plain ? 153 : 134);
	struct buf part[SMPP_PARTS];
	*out = (struct smpp_parts){.plain = size.plain};
	while (text.n) {
		unsigned char gsm[2];
		int32_t c = utf8_next(&text);
		if (c < 0)
			return err_set(e, E_INPUT, "The text of the message is not UTF-8.");
		size_t n = size.plain ? (size_t)gsm_of(c, gsm) : c > 0xffff ? 4 : 2;
		if (!n)
			return err_set(e, E_INPUT, "A letter of the message has no place in the alphabet of text messages.");
		if (!out->n || part[out->n - 1].n + n > room) { /* no letter is cut in two */
			if (out->n == SMPP_PARTS)
				return err_set(e, E_INPUT, "The message is longer than %d parts.", SMPP_PARTS);
			part[out->n++] = buf_new(a, 256);
		}
		struct buf *b = &part[out->n - 1];
		if (size.plain) {
			buf_add(b, (const char *)gsm, n);
		} else if (n == 4) {
			put_two(b, 0xd800U + (((uint32_t)c - 0x10000U) >> 10));
			put_two(b, 0xdc00U + (((uint32_t)c - 0x10000U) & 0x3ffU));
		} else {
			put_two(b, (uint32_t)c);
		}
	}
	for (int i = 0; i < out->n; i++) {
		struct buf b = buf_new(a, 256);
		if (out->n > 1) { /* TS 23.040, 9.2.3.24.1: several parts of one message */
			const char head[6] = {5, 0, 3, (char)(unsigned char)reference, (char)out->n, (char)(i + 1)};
			buf_add(&b, head, sizeof head);
		}
		buf_str(&b, buf_done(&part[i]));
		out->part[i] = buf_done(&b);
	}
	return OK;
}
