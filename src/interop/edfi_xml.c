#include "interop/edfi_xml.h"
#include "interop/xml.h"

#include <stdlib.h>
#include <string.h>

#define NAME_MOST 128

struct frame {
	size_t path;               /* length of the path of the parent */
	bool leaf;                 /* no element inside so far */
};

struct reading {
	const struct edfi_reader *r;
	struct xml xml;
	struct err *e;
	enum code code;
	bool refused;              /* e says why the file cannot be read */
	bool skip;                 /* the root is none of ours */
	int depth;
	struct frame frames[EDFI_DEPTH + 1];
	char path[EDFI_DEPTH * (NAME_MOST + 1) + 1];
	size_t path_n;
	struct edfi_element x;
	struct edfi_leaf *leaves;
	char *text;                /* of the leaf being read */
	size_t text_n, bytes;      /* bytes: of all leaves of the element */
};

struct str edfi_nth(const struct edfi_element *x, const char *path, size_t n)
{
	for (size_t i = 0; i < x->n; i++)
		if (str_eqz(x->leaves[i].path, path) && n-- == 0)
			return x->leaves[i].text;
	return S("");
}

struct str edfi_get(const struct edfi_element *x, const char *path)
{
	return edfi_nth(x, path, 0);
}

size_t edfi_line(const struct edfi_element *x, const char *path)
{
	for (size_t i = 0; i < x->n; i++)
		if (str_eqz(x->leaves[i].path, path))
			return x->leaves[i].line;
	return x->line;
}

struct str edfi_word(struct str d)
{
	for (size_t i = d.n; i > 0; i--)
		if (d.p[i - 1] == '#')
			return str_trim((struct str){d.p + i, d.n - i});
	return str_trim(d);
}

static void stop(struct reading *g)
{
	g->xml.stopped = true;
}

static void refuse(struct reading *g, enum code c)
{
	g->code = c;
	g->refused = true;
	stop(g);
}

static struct str bare(const char *name)
{
	const char *colon = strrchr(name, ':');
	return str_z(colon != NULL ? colon + 1 : name);
}

static size_t here(const struct reading *g)
{
	return g->xml.line;
}

static void opened(void *arg, const char *raw, const char *const *attributes)
{
	struct reading *g = arg;
	struct str name = bare(raw);
	(void)attributes;
	if (g->code != OK || g->skip)
		return;
	if (g->depth == EDFI_DEPTH) {
		refuse(g, err_set(g->e, E_INPUT, "The elements of this file lie too deep in each other. Is it an Ed-Fi interchange?"));
		return;
	}
	if (name.n > NAME_MOST) {
		refuse(g, err_set(g->e, E_INPUT, "The name of an element is too long. Is this an Ed-Fi interchange?"));
		return;
	}
	if (g->depth == 0) {
		g->skip = !g->r->root(g->r->arg, name);
		if (g->skip)
			stop(g);
	} else if (g->depth == 1) {
		arena_reset(g->r->a);
		g->x = (struct edfi_element){.name = str_dup(g->r->a, name), .line = here(g)};
		g->path_n = 0;
		g->bytes = 0;
	} else {
		g->frames[g->depth].path = g->path_n;
		if (g->path_n > 0)
			g->path[g->path_n++] = '/';
		memcpy(g->path + g->path_n, name.p, name.n);
		g->path_n += name.n;
	}
	if (g->depth > 0)
		g->frames[g->depth - 1].leaf = false;
	g->frames[g->depth].leaf = true;
	g->text_n = 0;
	g->depth++;
}

static void leaf_ends(struct reading *g)
{
	g->bytes += g->path_n + g->text_n;
	if (g->x.n == EDFI_LEAVES || g->bytes > EDFI_BYTES) {
		refuse(g, err_set(g->e, E_INPUT, "One element of this file holds more than anything that Ed-Fi describes."));
		return;
	}
	g->leaves[g->x.n++] = (struct edfi_leaf){.path = str_dup(g->r->a, (struct str){g->path, g->path_n}),
	                                         .text = str_dup(g->r->a, str_trim((struct str){g->text, g->text_n})), .line = here(g)};
}

static void closed(void *arg, const char *raw)
{
	struct reading *g = arg;
	(void)raw;
	if (g->code != OK || g->skip)
		return;
	g->depth--;
	const struct frame *f = &g->frames[g->depth];
	if (g->depth >= 2) {
		if (f->leaf)
			leaf_ends(g);
		g->path_n = f->path;
	} else if (g->depth == 1) {
		g->x.leaves = g->leaves;
		g->code = g->r->element(g->r->arg, &g->x, g->e);
		if (g->code != OK)
			stop(g);
	}
	g->text_n = 0;
}

static void letters(void *arg, const char *s, size_t n)
{
	struct reading *g = arg;
	if (g->code != OK || g->skip || g->depth < 3)
		return;
	if (g->text_n + n > EDFI_BYTES) {
		refuse(g, err_set(g->e, E_INPUT, "One element of this file holds more text than anything that Ed-Fi describes."));
		return;
	}
	memcpy(g->text + g->text_n, s, n);
	g->text_n += n;
}

static void doctype(void *arg)
{
	refuse(arg, err_set(((struct reading *)arg)->e, E_INPUT, "This file brings a document type of its own, and that is never read. Ask for a plain Ed-Fi interchange."));
}

enum code edfi_read(FILE *f, const struct edfi_reader *r, size_t *line, struct err *e)
{
	static const struct xml_handlers h = {opened, closed, letters, doctype};
	struct reading g = {.r = r, .e = e};
	enum code c = OK;
	g.leaves = calloc(EDFI_LEAVES, sizeof *g.leaves);
	g.text = malloc(EDFI_BYTES);
	*line = 0;
	if (g.leaves == NULL || g.text == NULL)
		c = err_set(e, E_MEMORY, "There is no memory left for the import.");
	else
		c = xml_read(f, S(""), &h, &g, &g.xml, e);
	if (c == E_INPUT) {
		g.refused = true;
		c = err_set(e, E_INPUT, "This is no XML that can be read (%s).", g.xml.why);
	} else if (c == OK) {
		c = g.code;
	}
	if (g.refused)
		*line = here(&g);
	free(g.leaves);
	free(g.text);
	return c;
}
