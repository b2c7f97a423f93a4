#include "interop/xml.h"
#include "base/file.h"
#include "base/jail.h"

#include <expat.h>
#include <stdlib.h>
#include <string.h>

#define PIECE 65536
#define HEAD 13

static bool here_always; /* configuration of a fuzz target */

void xml_always_here(void)
{
	here_always = true;
}

/* ---- expat ---- */

struct engine { XML_Parser parser; const struct xml_handlers *h; void *arg; struct xml *x; size_t depth; };

static bool at(struct engine *g)
{
#if XML_MAJOR_VERSION * 1000 + XML_MINOR_VERSION >= 2009 /* newer ones want to be asked so, and warn of the older words */
	g->x->line = (size_t)XML_GetCurrentLineNumber64(g->parser);
	g->x->column = (size_t)XML_GetCurrentColumnNumber64(g->parser);
#else
	g->x->line = (size_t)XML_GetCurrentLineNumber(g->parser);
	g->x->column = (size_t)XML_GetCurrentColumnNumber(g->parser);
#endif
	return !g->x->stopped;
}

static void after(struct engine *g)
{
	if (g->x->stopped)
		(void)XML_StopParser(g->parser, XML_FALSE);
}

static void too_deep(struct engine *g)
{
	snprintf(g->x->why, sizeof g->x->why, "elements lie too deep in each other, or one has too many attributes");
	g->x->stopped = true;
}

static void on_open(void *arg, const XML_Char *name, const XML_Char **attributes)
{
	struct engine *g = arg;
	size_t n = 0;
	if (!at(g))
		return;
	while (n <= XML_ATTRIBUTES && attributes[2 * n])
		n++;
	if (++g->depth > XML_DEPTH || n > XML_ATTRIBUTES)
		too_deep(g);
	else
		g->h->opened(g->arg, name, (const char *const *)(uintptr_t)attributes);
	after(g);
}

static void on_close(void *arg, const XML_Char *name)
{
	struct engine *g = arg;
	if (!at(g))
		return;
	g->depth--;
	g->h->closed(g->arg, name);
	after(g);
}

static void on_text(void *arg, const XML_Char *p, int n)
{
	struct engine *g = arg;
	if (!at(g))
		return;
	g->h->text(g->arg, p, (size_t)n);
	after(g);
}

static void on_doctype(void *arg, const XML_Char *name, const XML_Char *system, const XML_Char *public_id, int internal)
{
	struct engine *g = arg;
	(void)name, (void)system, (void)public_id, (void)internal;
	if (!at(g))
		return;
	g->x->doctype = true;
	g->h->doctype(g->arg);
	g->x->stopped = true;
	after(g);
}

static size_t next(FILE *f, struct str *bytes, char *room, size_t n)
{
	if (f)
		return fread(room, 1, n, f);
	if (bytes->n < n)
		n = bytes->n;
	if (n == 0)
		return 0;
	memcpy(room, bytes->p, n);
	*bytes = (struct str){bytes->p + n, bytes->n - n};
	return n;
}

static enum code pump(struct engine *g, FILE *f, struct str bytes, struct err *e)
{
	for (bool end = false; !end;) {
		void *room = XML_GetBuffer(g->parser, PIECE);
		if (!room)
			return err_set(e, E_MEMORY, "There is not enough memory to read this file.");
		size_t n = next(f, &bytes, room, PIECE);
		end = n < PIECE;
		enum XML_Status s = XML_ParseBuffer(g->parser, (int)n, end);
		if (g->x->why[0])
			return E_INPUT;
		if (g->x->stopped)
			return OK;
		if (s != XML_STATUS_OK) {
			const char *why = XML_ErrorString(XML_GetErrorCode(g->parser));
			(void)at(g);
			snprintf(g->x->why, sizeof g->x->why, "%s", why ? why : "unknown");
			return E_INPUT;
		}
	}
	return OK;
}

enum code xml_read_here(FILE *f, struct str bytes, const struct xml_handlers *h, void *arg, struct xml *x, struct err *e)
{
	struct engine g = {.parser = XML_ParserCreate(NULL), .h = h, .arg = arg, .x = x};
	*x = (struct xml){.line = 1};
	if (!g.parser)
		return err_set(e, E_MEMORY, "There is not enough memory to read this file.");
	XML_SetUserData(g.parser, &g);
	XML_SetElementHandler(g.parser, on_open, on_close);
	XML_SetCharacterDataHandler(g.parser, on_text);
	XML_SetStartDoctypeDeclHandler(g.parser, on_doctype);
	(void)XML_SetParamEntityParsing(g.parser, XML_PARAM_ENTITY_PARSING_NEVER);
	enum code c = pump(&g, f, bytes, e);
	XML_ParserFree(g.parser);
	return c;
}

/* ---- in the other program: events into the pipe ---- */

struct telling { struct xml x; int out; char *room; size_t n; };

static void put4(char *p, size_t v)
{
	for (int i = 0; i < 4; i++)
		p[i] = (char)(v >> 8 * i & 255);
}

static void flush(struct telling *t)
{
	if (!file_write_all(t->out, (struct str){t->room, t->n}))
		t->x.stopped = true;
	t->n = 0;
}

/* Room for one event: its bytes are written by the caller right after the head. NULL: it is too large. */
static char *event(struct telling *t, char letter, size_t n)
{
	if (n > XML_EVENT) {
		snprintf(t->x.why, sizeof t->x.why, "one element holds too much");
		t->x.stopped = true;
		return NULL;
	}
	if (t->n + HEAD + n > HEAD + XML_EVENT)
		flush(t);
	char *p = t->room + t->n;
	p[0] = letter;
	put4(p + 1, n);
	put4(p + 5, t->x.line);
	put4(p + 9, t->x.column);
	t->n += HEAD + n;
	return p + HEAD;
}

static char *add_z(char *to, const char *z)
{
	size_t n = strlen(z) + 1;
	memcpy(to, z, n);
	return to + n;
}

static void tell_open(void *arg, const char *name, const char *const *attributes)
{
	size_t n = strlen(name) + 1;
	for (const char *const *k = attributes; *k; k++)
		n += strlen(*k) + 1;
	char *p = event(arg, 'O', n);
	if (!p)
		return;
	p = add_z(p, name);
	for (const char *const *k = attributes; *k; k++)
		p = add_z(p, *k);
}

static void tell_close(void *arg, const char *name)
{
	char *p = event(arg, 'C', strlen(name) + 1);
	if (p)
		(void)add_z(p, name);
}

static void tell_text(void *arg, const char *text, size_t n)
{
	char *p = event(arg, 'T', n);
	if (p)
		memcpy(p, text, n);
}

static void tell_doctype(void *arg)
{
	(void)event(arg, 'D', 0);
}

int xml_reader_run(int in, int out)
{
	static const struct xml_handlers h = {tell_open, tell_close, tell_text, tell_doctype};
	struct telling t = {.out = out, .room = malloc(HEAD + XML_EVENT)};
	struct err e = {0};
	FILE *f = fdopen(in, "r");
	enum code c = t.room && f ? xml_read_here(f, S(""), &h, &t, &t.x, &e) : E_MEMORY;
	if (c == OK || c == E_INPUT) {
		t.x.stopped = false;
		char *p = event(&t, c ? 'X' : 'Z', c ? strlen(t.x.why) + 1 : 0);
		if (p && c)
			(void)add_z(p, t.x.why);
		flush(&t);
	}
	free(t.room);
	return c == OK || c == E_INPUT ? 0 : 1;
}

/* ---- here: what it says ---- */

static size_t get4(const char *p)
{
	size_t v = 0;
	for (int i = 3; i >= 0; i--)
		v = v << 8 | (unsigned char)p[i];
	return v;
}

/* Texts that end with a NUL each, all of them UTF-8; how many, 0: nonsense. */
static size_t parts(char *p, size_t n, const char **out, size_t most)
{
	size_t k = 0;
	while (n > 0) {
		char *end = memchr(p, 0, n);
		size_t len = end ? (size_t)(end - p) : 0;
		if (!end || k == most || !utf8_valid((struct str){p, len}))
			return 0;
		out[k++] = p;
		p += len + 1;
		n -= len + 1;
	}
	return k;
}

static bool hear_open(struct xml_hearing *g, char *p, size_t n)
{
	const char *list[2 * XML_ATTRIBUTES + 2];
	size_t k = parts(p, n, list, 2 * XML_ATTRIBUTES + 1);
	if (k % 2 == 0 || !*list[0] || g->depth == XML_DEPTH || (g->depth == 0 && g->root))
		return false;
	list[k] = NULL;
	g->depth++;
	g->root = true;
	g->h->opened(g->arg, list[0], list + 1);
	return true;
}

static bool hear_one(struct xml_hearing *g, char letter, char *p, size_t n)
{
	const char *one[2];
	switch (letter) {
	case 'O':
		return hear_open(g, p, n);
	case 'C':
		if (g->depth == 0 || parts(p, n, one, 1) != 1)
			return false;
		g->depth--;
		g->h->closed(g->arg, one[0]);
		return true;
	case 'T':
		if (g->depth == 0 || memchr(p, 0, n) || !utf8_valid((struct str){p, n}))
			return false;
		g->h->text(g->arg, p, n);
		return true;
	case 'D':
		g->x->doctype = true;
		g->h->doctype(g->arg);
		g->x->stopped = true;
		return true;
	case 'X':
		if (parts(p, n, one, 1) != 1)
			return false;
		snprintf(g->x->why, sizeof g->x->why, "%s", one[0]);
		g->ended = g->no_xml = true;
		return true;
	default:
		g->ended = true;
		return letter == 'Z' && n == 0 && g->depth == 0 && g->root;
	}
}

bool xml_hear(struct xml_hearing *g, const char *p, size_t n)
{
	size_t done = 0;
	if (g->n + n > g->room) {
		size_t room = 2 * (g->n + n);
		char *more = room <= 4 * XML_EVENT ? realloc(g->bytes, room) : NULL;
		if (!more)
			return !(g->bad = true);
		g->bytes = more;
		g->room = room;
	}
	if (n > 0)
		memcpy(g->bytes + g->n, p, n);
	g->n += n;
	while (!g->ended && !g->bad && !g->x->stopped && g->n - done >= HEAD) {
		char *head = g->bytes + done;
		size_t len = get4(head + 1);
		if (len > XML_EVENT) {
			g->bad = true;
			break;
		}
		if (g->n - done < HEAD + len)
			break;
		g->x->line = get4(head + 5);
		g->x->column = get4(head + 9);
		g->bad = !hear_one(g, head[0], head + HEAD, len);
		done += HEAD + len;
	}
	if (done > 0) {
		memmove(g->bytes, g->bytes + done, g->n - done);
		g->n -= done;
	}
	return !g->bad && !g->ended && !g->x->stopped;
}

struct asking { struct xml_hearing heard; FILE *f; struct str bytes; };

static size_t give(void *arg, char *room, size_t n)
{
	struct asking *q = arg;
	return next(q->f, &q->bytes, room, n);
}

static bool hear(void *arg, const char *p, size_t n)
{
	struct asking *q = arg;
	return xml_hear(&q->heard, p, n);
}

enum code xml_read(FILE *f, struct str bytes, const struct xml_handlers *h, void *arg, struct xml *x, struct err *e)
{
	static const char *const argv[] = {"trellis", "reader", "xml", NULL};
	struct asking q = {.heard = {.h = h, .arg = arg, .x = x}, .f = f, .bytes = bytes};
	struct jail *j;
	bool all;
	if (here_always)
		return xml_read_here(f, bytes, h, arg, x, e);
	*x = (struct xml){.line = 1};
	enum code c = jail_start(argv, &(struct jail_limits){.memory = (int64_t)768 << 20, .seconds = 600}, "The program trellis itself is not there to open files with.", &j, e);
	if (c)
		return c;
	c = jail_talk(j, &(struct jail_talk){.give = give, .take = hear, .arg = &q}, &all, e);
	jail_end(j);
	free(q.heard.bytes);
	if (c)
		return c;
	if (q.heard.bad || !(q.heard.ended || x->stopped))
		return err_set(e, E_IO, "The program that opens files of outsiders broke on this one. Nothing of it was taken; look whether the file is whole.");
	return q.heard.no_xml ? E_INPUT : OK;
}
