#include "interop/mail_in.h"
#include "base/buf.h"

#include <sodium.h>
#include <string.h>
#include <unicode/ucnv.h>

#define DEEP 4
#define TEXT_MAX (MAIL_IN_TEXT - 4)

struct part { struct str headers, body; };

static struct part split(struct str bytes)
{
	size_t at;
	if (str_find(bytes, S("\r\n\r\n"), &at))
		return (struct part){{bytes.p, at + 2}, {bytes.p + at + 4, bytes.n - at - 4}};
	if (str_find(bytes, S("\n\n"), &at))
		return (struct part){{bytes.p, at + 1}, {bytes.p + at + 2, bytes.n - at - 2}};
	return (struct part){bytes, {NULL, 0}};
}

/* The value of a header, unfolded; nth from 0. "" when there is none. */
static struct str header(struct arena *a, struct str headers, const char *name, int nth)
{
	struct buf b = buf_new(a, 8000);
	size_t n = strlen(name);
	bool in = false;
	while (headers.n) {
		struct str line = str_cut(&headers, '\n');
		if (line.n && line.p[line.n - 1] == '\r')
			line.n--;
		bool more = line.n && (line.p[0] == ' ' || line.p[0] == '\t');
		if (in && !more)
			break;
		if (in) {
			buf_byte(&b, ' ');
			buf_str(&b, str_trim(line));
		} else if (!more && line.n > n && line.p[n] == ':' && str_ieqz((struct str){line.p, n}, name) && nth-- == 0) {
			buf_str(&b, str_trim((struct str){line.p + n + 1, line.n - n - 1}));
			in = true;
		}
	}
	return buf_done(&b);
}

static struct str lower(struct arena *a, struct str s)
{
	char *p = str_dupz(a, s);
	for (size_t i = 0; i < s.n; i++)
		if (p[i] >= 'A' && p[i] <= 'Z')
			p[i] = (char)(p[i] + 32);
	return (struct str){p, s.n};
}

/* "Gwen Guard <Gwen@example.org>" -> gwen@example.org */
static struct str bare(struct arena *a, struct str s)
{
	size_t open, close;
	if (str_find(s, S("<"), &open)) {
		s = (struct str){s.p + open + 1, s.n - open - 1};
		if (str_find(s, S(">"), &close))
			s.n = close;
	}
	return lower(a, str_trim(s));
}

/* charset="utf-8" of a content type; lower case. */
static struct str parameter(struct arena *a, struct str value, const char *name)
{
	(void)str_cut(&value, ';');
	while (value.n) {
		struct str one = str_trim(str_cut(&value, ';')), key = str_cut(&one, '=');
		if (!str_ieqz(str_trim(key), name))
			continue;
		one = str_trim(one);
		if (one.n > 1 && one.p[0] == '"')
			one = (struct str){one.p + 1, one.n - 1 - (one.p[one.n - 1] == '"')};
		return str_dup(a, one);
	}
	return S("");
}

static int hex(char c)
{
	return c >= '0' && c <= '9' ? c - '0' : c >= 'A' && c <= 'F' ? c - 'A' + 10 : c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

static struct str decode(struct arena *a, struct str body, struct str how)
{
	how = lower(a, str_trim(how));
	if (str_eqz(how, "base64")) {
		unsigned char *out = arena_alloc(a, body.n + 4);
		size_t n = 0;
		const char *end;
		(void)sodium_base642bin(out, body.n + 4, body.p, body.n, " \r\n\t", &n, &end, sodium_base64_VARIANT_ORIGINAL);
		return (struct str){(const char *)out, n};
	}
	if (!str_eqz(how, "quoted-printable"))
		return body;
	struct buf b = buf_new(a, body.n + 16);
	for (size_t i = 0; i < body.n; i++) {
		if (body.p[i] != '=') {
			buf_byte(&b, body.p[i]);
		} else if (i + 1 < body.n && (body.p[i + 1] == '\n' || body.p[i + 1] == '\r')) {
			i += body.p[i + 1] == '\r' && i + 2 < body.n && body.p[i + 2] == '\n' ? 2 : 1;
		} else if (i + 2 < body.n && hex(body.p[i + 1]) >= 0 && hex(body.p[i + 2]) >= 0) {
			buf_byte(&b, (char)(hex(body.p[i + 1]) * 16 + hex(body.p[i + 2])));
			i += 2;
		} else {
			buf_byte(&b, '=');
		}
	}
	return buf_done(&b);
}

static struct str to_utf8(struct arena *a, struct str s, struct str charset)
{
	if (utf8_valid(s))
		return s;
	if (s.n > 1 << 20)
		s.n = 1 << 20;
	UErrorCode u = U_ZERO_ERROR;
	int32_t room = (int32_t)s.n * 4 + 16;
	char *out = arena_alloc(a, (size_t)room);
	int32_t n = ucnv_convert("UTF-8", charset.n ? str_dupz(a, charset) : "windows-1252", out, room, s.p, (int32_t)s.n, &u);
	if (U_FAILURE(u) || n < 0 || n >= room)
		return S("");
	struct str done = {out, (size_t)n};
	return utf8_valid(done) ? done : S("");
}

static struct str plain_of(struct arena *a, struct str bytes, int deep)
{
	struct part p = split(bytes);
	struct str type = header(a, p.headers, "Content-Type", 0), kind = type, mark = parameter(a, type, "boundary");
	kind = lower(a, str_trim(str_cut(&kind, ';')));
	if (str_starts(kind, "multipart/") && mark.n && deep < DEEP) {
		struct str sign = str_fmt(a, "--%.*s", S_ARG(mark)), rest = p.body;
		size_t at;
		while (str_find(rest, sign, &at)) {
			rest = (struct str){rest.p + at + sign.n, rest.n - at - sign.n};
			if (str_starts(rest, "--"))
				break;
			(void)str_cut(&rest, '\n');
			struct str one = rest;
			if (str_find(rest, sign, &at))
				one.n = at;
			struct str text = plain_of(a, one, deep + 1);
			if (text.n)
				return text;
		}
		return S("");
	}
	struct str laid = lower(a, header(a, p.headers, "Content-Disposition", 0));
	if ((kind.n && !str_eqz(kind, "text/plain")) || str_starts(laid, "attachment"))
		return S("");
	return to_utf8(a, decode(a, p.body, header(a, p.headers, "Content-Transfer-Encoding", 0)), parameter(a, type, "charset"));
}

/* A line that mail programs put before what they quote: it ends with a colon and holds an address or a day. */
static bool quote_begins(struct str line)
{
	size_t at;
	if (str_starts(line, ">") || str_starts(line, "-----") || str_starts(line, "_____"))
		return true;
	return line.n > 8 && str_ends(line, ":") && (str_find(line, S("@"), &at) || str_find(line, S(" 20"), &at)) && (str_find(line, S("<"), &at) || str_find(line, S(","), &at));
}

static struct str own_words(struct arena *a, struct str text)
{
	struct buf b = buf_new(a, TEXT_MAX + 4);
	while (text.n && b.n < TEXT_MAX) {
		struct str line = str_cut(&text, '\n');
		if (line.n && line.p[line.n - 1] == '\r')
			line.n--;
		if (quote_begins(line) || str_eqz(line, "-- ") || str_eqz(line, "--"))
			break;
		if (line.n + b.n > TEXT_MAX)
			line.n = TEXT_MAX - b.n;
		while (line.n && !utf8_valid(line))
			line.n--;
		for (size_t i = 0; i < line.n; i++)
			buf_byte(&b, line.p[i] && ((unsigned char)line.p[i] >= ' ' || line.p[i] == '\t') ? line.p[i] : ' ');
		buf_byte(&b, '\n');
	}
	return str_trim(buf_done(&b));
}

static bool code_letter(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
}

/* What stands between the two halves of our address, as long as a code is. */
static struct str code_in(struct arena *a, struct str value, struct str before, struct str after, size_t length)
{
	size_t at;
	value = lower(a, value);
	while (before.n ? str_find(value, before, &at) : value.n > 0) {
		if (before.n)
			value = (struct str){value.p + at + before.n, value.n - at - before.n};
		size_t n = 0;
		while (n < value.n && n < length && code_letter(value.p[n]))
			n++;
		if (n == length && value.n >= n + after.n && memcmp(value.p + n, after.p, after.n) == 0)
			return (struct str){value.p, n};
		if (!before.n) {
			value.p++;
			value.n--;
		}
	}
	return S("");
}

/* Of a header: no control characters, at most so many bytes, whole letters. */
static struct str clean(struct arena *a, struct str s, size_t most)
{
	char *p = str_dupz(a, s);
	for (size_t i = 0; i < s.n; i++)
		if ((unsigned char)p[i] < ' ' || p[i] == 0x7f)
			p[i] = '?';
	struct str done = to_utf8(a, (struct str){p, s.n}, S(""));
	done.n = done.n > most ? most : done.n;
	while (done.n && !utf8_valid(done))
		done.n--;
	return done;
}

enum code mail_in_read_here(struct arena *a, struct str bytes, struct str reply, size_t code_length, struct mail_in *out, struct err *e)
{
	static const char *const ours[] = {"To", "Cc", "Delivered-To", "X-Original-To"}, *const threads[] = {"In-Reply-To", "References"};
	struct part p = split(bytes);
	struct str before = reply, after = S("");
	size_t at;
	*out = (struct mail_in){.from = clean(a, bare(a, header(a, p.headers, "From", 0)), MAIL_IN_FROM)};
	if (!out->from.n)
		return err_set(e, E_INPUT, "This is no mail: it has no From.");
	if (str_find(reply, S("{}"), &at)) {
		before = lower(a, (struct str){reply.p, at});
		after = lower(a, (struct str){reply.p + at + 2, reply.n - at - 2});
	}
	for (size_t i = 0; i < sizeof ours / sizeof *ours && !out->code.n && reply.n; i++)
		for (int nth = 0; nth < 3 && !out->code.n; nth++)
			out->code = code_in(a, header(a, p.headers, ours[i], nth), before, after, code_length);
	for (size_t i = 0; i < 2 && !out->code.n; i++)
		out->code = code_in(a, header(a, p.headers, threads[i], 0), S("<"), S("@"), code_length);
	struct str id = str_trim(header(a, p.headers, "Message-ID", 0)), sent = lower(a, header(a, p.headers, "Auto-Submitted", 0));
	out->id = id.n > 2 && id.p[0] == '<' && id.p[id.n - 1] == '>' ? (struct str){id.p + 1, id.n - 2} : id;
	out->id = clean(a, out->id, MAIL_IN_ID);
	struct str bulk = lower(a, header(a, p.headers, "Precedence", 0));
	out->automatic = (sent.n && !str_eqz(sent, "no")) || str_eqz(bulk, "bulk") || str_eqz(bulk, "list") || str_eqz(bulk, "auto_reply") || header(a, p.headers, "List-Id", 0).n ||
	                 str_starts(out->from, "mailer-daemon@");
	out->text = own_words(a, plain_of(a, bytes, 0));
	return OK;
}
