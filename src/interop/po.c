#include "interop/units.h"

#include <string.h>

/* ---- out ---- */

static void quoted(struct buf *b, const char *word, struct str s)
{
	buf_fmt(b, "%s \"", word);
	for (size_t i = 0; i < s.n; i++) {
		if (s.p[i] == '\n')
			buf_z(b, "\\n");
		else if (s.p[i] == '\t')
			buf_z(b, "\\t");
		else if (s.p[i] == '\r')
			buf_z(b, "\\r");
		else {
			if (s.p[i] == '"' || s.p[i] == '\\')
				buf_byte(b, '\\');
			buf_byte(b, s.p[i]);
		}
	}
	buf_z(b, "\"\n");
}

static void comment(struct buf *b, const char *mark, struct str s)
{
	while (s.n) {
		struct str line = str_trim(str_cut(&s, '\n'));
		if (line.n)
			buf_fmt(b, "#%s %.*s\n", mark, S_ARG(line));
	}
}

void po_write(struct buf *b, enum lang lang, const struct units *u)
{
	buf_z(b, "msgid \"\"\nmsgstr \"\"\n");
	buf_fmt(b, "\"Project-Id-Version: trellis\\n\"\n\"Language: %s\\n\"\n\"MIME-Version: 1.0\\n\"\n\"Content-Type: text/plain; charset=UTF-8\\n\"\n\"Content-Transfer-Encoding: 8bit\\n\"\n", lang == LANG_ZH ? "zh" : LANGS[lang].tag);
	buf_fmt(b, "\"Plural-Forms: %s\\n\"\n\n", tr_plural_rule(lang));
	for (size_t i = 0; i < u->n; i++) {
		const struct unit *x = &u->items[i];
		comment(b, ".", x->note);
		if (x->n_forms && x->origin.n)
			buf_fmt(b, "#. origin: %.*s\n", S_ARG(x->origin));
		buf_fmt(b, "#. key: %.*s\n", S_ARG(x->key));
		comment(b, ":", x->places);
		if (x->ctx.n)
			quoted(b, "msgctxt", x->ctx);
		quoted(b, "msgid", x->source);
		size_t need = x->many.n ? tr_forms(lang) : 1;
		if (x->many.n)
			quoted(b, "msgid_plural", x->many);
		for (size_t k = 0; k < need && k < FORMS_MOST; k++)
			quoted(b, x->many.n ? (const char *[]){"msgstr[0]", "msgstr[1]", "msgstr[2]", "msgstr[3]", "msgstr[4]", "msgstr[5]"}[k] : "msgstr", k < x->n_forms ? x->forms[k] : S(""));
		buf_byte(b, '\n');
	}
}

/* ---- in ---- */

enum part { NONE, CTX, ID, MANY, FORM };
struct entry { bool begun, fuzzy, has_id; struct buf ctx, id, many, forms[FORMS_MOST]; size_t n_forms, line, column; struct str key, origin; };
struct po { struct arena *a; struct units *out; size_t cap, line; struct entry x; enum part part; size_t form; struct err *e; };

static enum code bad(struct po *p, size_t column, const char *why)
{
	return err_set(p->e, E_INPUT, "Line %zu, column %zu: %s.", p->line, column, why);
}

static void begin(struct po *p)
{
	p->x = (struct entry){.ctx = buf_new(p->a, 4000), .id = buf_new(p->a, 40000), .many = buf_new(p->a, 40000), .line = p->line, .column = 1};
	for (size_t i = 0; i < FORMS_MOST; i++)
		p->x.forms[i] = buf_new(p->a, 80000);
	p->part = NONE;
}

static enum code keep(struct po *p)
{
	struct entry *x = &p->x;
	if (!x->begun)
		return OK;
	if (!x->has_id || !x->n_forms)
		return bad(p, 1, x->has_id ? "a msgstr is missing before this line" : "a msgid is missing before this line");
	struct str id = buf_done(&x->id), ctx = buf_done(&x->ctx);
	if (id.n) {
		if (p->out->n == p->cap) {
			p->out->items = arena_grow(p->a, p->out->items, p->cap * sizeof *p->out->items, (p->cap + 256) * sizeof *p->out->items);
			p->cap += 256;
		}
		struct unit *u = &p->out->items[p->out->n];
		*u = (struct unit){.ctx = ctx, .source = id, .many = buf_done(&x->many), .origin = x->origin, .line = x->line, .column = x->column};
		const char *key = ctx.n ? str_fmt(p->a, "%.*s\004%.*s", S_ARG(ctx), S_ARG(id)).p : str_dupz(p->a, id);
		u->key = x->key.n ? x->key : str_fmt(p->a, "t%016llx", (unsigned long long)tr_key(key));
		for (size_t i = 0; i < x->n_forms; i++)
			u->forms[i] = buf_done(&x->forms[i]);
		u->n_forms = x->n_forms;
		bool all_empty = true;
		for (size_t i = 0; i < u->n_forms; i++)
			all_empty = all_empty && !u->forms[i].n;
		if (all_empty || x->fuzzy)
			u->n_forms = 0; /* not translated, or not to be used */
		p->out->n++;
	}
	begin(p);
	return OK;
}

static struct buf *target(struct po *p)
{
	return p->part == CTX ? &p->x.ctx : p->part == ID ? &p->x.id : p->part == MANY ? &p->x.many : p->part == FORM ? &p->x.forms[p->form] : NULL;
}

/* "text" with its escapes, into the part that is being read. */
static enum code quoted_in(struct po *p, struct str line, size_t at)
{
	struct buf *to = target(p);
	if (!to || at >= line.n || line.p[at] != '"')
		return bad(p, at + 1, to ? "a quoted text should stand here" : "this is no line of a .po file");
	for (at++; at < line.n && line.p[at] != '"'; at++) {
		char c = line.p[at];
		if (c == '\\') {
			if (++at >= line.n)
				return bad(p, at, "the line ends inside an escape");
			c = line.p[at] == 'n' ? '\n' : line.p[at] == 't' ? '\t' : line.p[at] == 'r' ? '\r' : line.p[at] == '"' || line.p[at] == '\\' ? line.p[at] : '\0';
			if (!c)
				return bad(p, at, "this escape is not known; there are \\n, \\t, \\r, \\\" and \\\\");
		}
		buf_byte(to, c);
	}
	if (at >= line.n)
		return bad(p, at + 1, "the closing quote is missing");
	if (str_trim((struct str){line.p + at + 1, line.n - at - 1}).n)
		return bad(p, at + 2, "there is text after the closing quote");
	return to->over ? bad(p, 1, "this text is too long") : OK;
}

static enum code remark(struct po *p, struct str line)
{
	size_t at;
	/* after a msgstr a comment begins the next sentence */
	enum code c = p->part == FORM ? keep(p) : OK;
	if (str_starts(line, "#. key: "))
		p->x.key = str_dup(p->a, str_trim((struct str){line.p + 8, line.n - 8}));
	else if (str_starts(line, "#. origin: "))
		p->x.origin = str_dup(p->a, str_trim((struct str){line.p + 11, line.n - 11}));
	else if (str_starts(line, "#,") && str_find(line, S("fuzzy"), &at))
		p->x.fuzzy = true;
	return c;
}

static enum code word(struct po *p, struct str line)
{
	static const struct { const char *name; enum part part; } words[] = {{"msgctxt", CTX}, {"msgid_plural", MANY}, {"msgid", ID}, {"msgstr", FORM}};
	for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
		size_t n = strlen(words[i].name);
		if (!str_starts(line, words[i].name) || line.n <= n || !strchr(" \t[\"", line.p[n]))
			continue;
		bool starts = words[i].part == CTX || (words[i].part == ID && p->part != CTX);
		enum code c = starts && p->x.begun ? keep(p) : OK;
		if (c)
			return c;
		if (starts)
			p->x.line = p->line;
		p->x.begun = true;
		p->x.has_id = p->x.has_id || words[i].part == ID;
		p->part = words[i].part;
		if (p->part == FORM) {
			p->form = 0;
			if (line.p[n] == '[') {
				if (n + 2 >= line.n || line.p[n + 1] < '0' || line.p[n + 1] >= '0' + FORMS_MOST || line.p[n + 2] != ']')
					return bad(p, n + 2, "the number of the plural form should stand here, [0] to [5]");
				p->form = (size_t)(line.p[n + 1] - '0');
				n += 3;
			}
			if (p->form != p->x.n_forms)
				return bad(p, n + 1, "the plural forms are not in their order, or one is there twice");
			p->x.n_forms = p->form + 1;
		}
		while (n < line.n && (line.p[n] == ' ' || line.p[n] == '\t'))
			n++;
		return quoted_in(p, line, n);
	}
	return quoted_in(p, line, 0);
}

enum code po_read(struct arena *a, struct str text, struct units *out, struct err *e)
{
	struct po p = {.a = a, .out = out, .e = e};
	*out = (struct units){0};
	if (text.n > UNITS_BYTES)
		return err_set(e, E_LIMIT, "The file is larger than %d MB.", (int)(UNITS_BYTES >> 20));
	if (!utf8_valid(text) || (text.n && memchr(text.p, '\0', text.n)))
		return err_set(e, E_INPUT, "The file is no UTF-8 text. Save it as UTF-8 and try again.");
	if (str_starts(text, "\xef\xbb\xbf"))
		text = (struct str){text.p + 3, text.n - 3};
	enum code c = OK;
	begin(&p);
	while (text.n && !c) {
		struct str line = str_cut(&text, '\n');
		p.line++;
		if (line.n && line.p[line.n - 1] == '\r')
			line.n--;
		if (!str_trim(line).n)
			c = p.part == FORM ? keep(&p) : OK;
		else if (str_starts(line, "#~"))
			c = p.part == FORM ? keep(&p) : OK; /* no longer used */
		else if (line.p[0] == '#')
			c = remark(&p, line);
		else
			c = word(&p, line);
	}
	if (!c)
		c = keep(&p);
	out->all = out->n;
	return c;
}
