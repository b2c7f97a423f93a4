#include "interop/units.h"
#include "interop/xml.h"

#include <stdio.h>
#include <string.h>

/* ---- out ---- */

static void element(struct buf *b, const char *name, const char *attributes, struct str text)
{
	buf_fmt(b, "<%s%s>", name, attributes);
	for (size_t i = 0; i < text.n; i++) {
		/* XML has no other control characters */
		unsigned char c = (unsigned char)text.p[i];
		if (c >= ' ' || c == '\n' || c == '\t')
			buf_html(b, (struct str){text.p + i, 1});
	}
	buf_fmt(b, "</%s>", name);
}

static const char *state12(struct str origin)
{
	return str_eqz(origin, "reviewed") ? " state=\"final\"" : str_eqz(origin, "machine") ? " state=\"needs-review-translation\" state-qualifier=\"mt-suggestion\"" : " state=\"translated\"";
}

static const char *state20(struct str origin)
{
	return str_eqz(origin, "reviewed") ? " state=\"reviewed\"" : str_eqz(origin, "machine") ? " state=\"initial\" subState=\"trellis:machine\"" : " state=\"translated\"";
}

static void id_of_unit(struct buf *b, const struct unit *u, size_t form)
{
	buf_html(b, u->key);
	if (u->many.n)
		buf_fmt(b, "#%zu", form); /* each plural form is a unit of its own */
}

static void unit12(struct buf *b, const struct unit *u, size_t form)
{
	buf_z(b, "<trans-unit id=\"");
	id_of_unit(b, u, form);
	buf_z(b, "\">");
	element(b, "source", "", form && u->many.n ? u->many : u->source);
	if (form < u->n_forms)
		element(b, "target", state12(u->origin), u->forms[form]);
	if (u->note.n)
		element(b, "note", "", u->note);
	if (u->places.n)
		element(b, "note", " from=\"developer\"", u->places);
	buf_z(b, "</trans-unit>\n");
}

static void unit20(struct buf *b, const struct unit *u, size_t form)
{
	buf_z(b, "<unit id=\"");
	id_of_unit(b, u, form);
	buf_z(b, "\">");
	if (u->note.n || u->places.n) {
		buf_z(b, "<notes>");
		if (u->note.n)
			element(b, "note", "", u->note);
		if (u->places.n)
			element(b, "note", " category=\"place\"", u->places);
		buf_z(b, "</notes>");
	}
	buf_fmt(b, "<segment%s>", form < u->n_forms ? state20(u->origin) : "");
	element(b, "source", "", form && u->many.n ? u->many : u->source);
	if (form < u->n_forms)
		element(b, "target", "", u->forms[form]);
	buf_z(b, "</segment></unit>\n");
}

void xliff_write(struct buf *b, int version, enum lang lang, const struct units *u)
{
	const char *tag = LANGS[lang].tag;
	buf_z(b, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
	if (version == 12)
		buf_fmt(b, "<xliff version=\"1.2\" xmlns=\"urn:oasis:names:tc:xliff:document:1.2\"><file original=\"trellis\" source-language=\"en\" target-language=\"%s\" datatype=\"plaintext\"><body>\n", tag);
	else
		buf_fmt(b, "<xliff version=\"2.0\" xmlns=\"urn:oasis:names:tc:xliff:document:2.0\" srcLang=\"en\" trgLang=\"%s\"><file id=\"trellis\">\n", tag);
	for (size_t i = 0; i < u->n; i++)
		for (size_t form = 0; form < (u->items[i].many.n ? tr_forms(lang) : 1) && form < FORMS_MOST; form++)
			version == 12 ? unit12(b, &u->items[i], form) : unit20(b, &u->items[i], form);
	buf_z(b, version == 12 ? "</body></file></xliff>\n" : "</file></xliff>\n");
}

/* ---- in ---- */

#define DEEP 20
#define TEXT_MOST 80000

struct reading {
	struct arena *a;
	struct err *e;
	enum code code;
	struct xml xml;
	struct units *out;
	size_t cap;
	int depth, version;
	enum lang lang;
	char id[200];
	bool in_unit, has_target;
	size_t line, column, segments;
	struct str origin;
	struct buf source, target, *into;
	int into_depth;
};

static void refuse(struct reading *g, const char *why)
{
	if (g->code)
		return;
	g->code = err_set(g->e, E_INPUT, "Line %zu, column %zu: %s.", g->xml.line, g->xml.column + 1, why);
	g->xml.stopped = true;
}

static const char *attribute(const char *const *list, const char *name)
{
	for (; list && list[0]; list += 2)
		if (!strcmp(list[0], name))
			return list[1];
	return "";
}

static const char *bare(const char *name)
{
	const char *colon = strrchr(name, ':');
	return colon ? colon + 1 : name;
}

static struct str origin_told(const char *const *at)
{
	const char *state = attribute(at, "state"), *mt = attribute(at, "state-qualifier"), *sub = attribute(at, "subState");
	if (!strcmp(sub, "trellis:machine") || strstr(mt, "mt-suggestion"))
		return S("machine");
	if (!strcmp(state, "final") || !strcmp(state, "reviewed") || !strcmp(state, "signed-off"))
		return S("reviewed");
	return *state ? S("person") : S("");
}

static void root(struct reading *g, const char *name, const char *const *at)
{
	const char *version = attribute(at, "version");
	g->version = !strcmp(version, "1.2") ? 12 : !strncmp(version, "2.", 2) ? 20 : 0;
	if (strcmp(name, "xliff") != 0 || !g->version)
		refuse(g, "this is no XLIFF file of version 1.2 or 2.0");
	(void)lang_parse(str_z(attribute(at, "trgLang")), &g->lang);
}

static void opened(void *arg, const char *raw, const char *const *at)
{
	struct reading *g = arg;
	const char *name = bare(raw);
	if (g->code)
		return;
	if (g->depth++ == 0) {
		root(g, name, at);
		return;
	}
	if (g->depth > DEEP) {
		refuse(g, "elements lie too deep in each other");
	} else if (!strcmp(name, "file")) {
		(void)lang_parse(str_z(attribute(at, "target-language")), &g->lang);
	} else if (!strcmp(name, g->version == 12 ? "trans-unit" : "unit")) {
		const char *id = attribute(at, "id");
		if (!*id || strlen(id) >= sizeof g->id || g->in_unit) {
			refuse(g, g->in_unit ? "a unit begins inside another" : "a unit has no id, or one that is too long");
			return;
		}
		(void)snprintf(g->id, sizeof g->id, "%s", id);
		g->in_unit = true;
		g->has_target = false;
		g->segments = 0;
		g->origin = S("");
		g->line = g->xml.line;
		g->column = g->xml.column + 1;
		g->source = buf_new(g->a, TEXT_MOST);
		g->target = buf_new(g->a, TEXT_MOST);
	} else if (g->in_unit && !strcmp(name, "segment")) {
		if (++g->segments > 1)
			refuse(g, "a unit has several segments; join them, a sentence is one");
		g->origin = origin_told(at);
	} else if (g->in_unit && !g->into && (!strcmp(name, "source") || !strcmp(name, "target"))) {
		bool target = name[0] == 't';
		if (target && g->version == 12)
			g->origin = origin_told(at);
		g->has_target = g->has_target || target;
		g->into = target ? &g->target : &g->source;
		g->into_depth = g->depth;
	} else if (g->into) {
		refuse(g, "marks inside a text are not read; write the text plainly");
	}
}

static void text(void *arg, const char *p, size_t n)
{
	struct reading *g = arg;
	if (g->into && !g->code)
		buf_add(g->into, p, n);
	if (g->into && g->into->over)
		refuse(g, "this text is too long");
}

/* Forms of a plural come as key#0, key#1 ... right after each other. */
static void keep(struct reading *g)
{
	struct str key = str_z(g->id), source = buf_done(&g->source), target = buf_done(&g->target);
	size_t cut, form = 0;
	bool plural = str_find(key, S("#"), &cut);
	if (plural) {
		int64_t n = -1;
		if (!str_int((struct str){key.p + cut + 1, key.n - cut - 1}, &n) || n < 0 || n >= FORMS_MOST) {
			refuse(g, "the number of a plural form is wrong");
			return;
		}
		form = (size_t)n;
		key.n = cut;
	}
	bool more = form > 0 && g->out->n > 0 && str_eq(g->out->items[g->out->n - 1].key, key);
	if (form > 0 && !more) {
		refuse(g, "a plural form stands without the one before it");
		return;
	}
	if (!more) {
		if (g->out->n == g->cap) {
			g->out->items = arena_grow(g->a, g->out->items, g->cap * sizeof *g->out->items, (g->cap + 256) * sizeof *g->out->items);
			g->cap += 256;
		}
		g->out->items[g->out->n++] = (struct unit){.key = str_dup(g->a, key), .source = source, .origin = g->origin, .line = g->line, .column = g->column};
	}
	struct unit *u = &g->out->items[g->out->n - 1];
	if (plural && form == 1)
		u->many = source;
	if (!g->has_target || !target.n)
		return;
	if (u->n_forms != form) {
		refuse(g, "a plural form is missing, or is there twice");
		return;
	}
	u->forms[u->n_forms++] = target;
}

static void closed(void *arg, const char *raw)
{
	struct reading *g = arg;
	const char *name = bare(raw);
	if (g->code)
		return;
	if (g->into && g->depth == g->into_depth)
		g->into = NULL;
	g->depth--;
	if (g->in_unit && !strcmp(name, g->version == 12 ? "trans-unit" : "unit")) {
		keep(g);
		g->in_unit = false;
	}
}

static void doctype(void *arg)
{
	refuse(arg, "a document type is not allowed in this file");
}

enum code xliff_read(struct arena *a, struct str bytes, struct units *out, enum lang *lang, struct err *e)
{
	static const struct xml_handlers h = {opened, closed, text, doctype};
	struct reading g = {.a = a, .e = e, .out = out, .lang = LANG_EN};
	*out = (struct units){0};
	if (bytes.n > UNITS_BYTES)
		return err_set(e, E_LIMIT, "The file is larger than %d MB.", (int)(UNITS_BYTES >> 20));
	enum code c = xml_read(NULL, bytes, &h, &g, &g.xml, e);
	if (!g.code && c == E_INPUT)
		g.code = err_set(e, E_INPUT, "Line %zu, column %zu: %s.", g.xml.line, g.xml.column + 1, g.xml.why);
	else if (!g.code)
		g.code = c;
	*lang = g.lang;
	out->all = out->n;
	return g.code;
}

enum code units_read(struct arena *a, struct str bytes, struct units *out, struct err *e)
{
	enum lang lang;
	struct str begin = str_trim(bytes);
	if (str_starts(begin, "\xef\xbb\xbf"))
		begin = str_trim((struct str){begin.p + 3, begin.n - 3});
	return str_starts(begin, "<") ? xliff_read(a, bytes, out, &lang, e) : po_read(a, bytes, out, e);
}
