#include "interop/scan_look.h"

#include <stdlib.h>
#include <string.h>

#define JPEG_MOST ((size_t)8 << 20)
#define TEXT_MOST 400
#define SIDE_MOST 12000

/* ---- reading what others wrote ---- */

static bool number(struct str *line, double *out)
{
	int64_t v;
	struct str word = str_cut(line, ' ');
	if (!str_int(word, &v) || v < 0 || v > 100000)
		return false;
	*out = (double)v / 10;
	return true;
}

static bool name_ok(struct str s)
{
	for (size_t i = 0; i < s.n; i++) {
		char c = s.p[i];
		if (!((c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == ':' || c == '_' || c == '-'))
			return false;
	}
	return s.n > 0 && s.n < SCAN_NAME;
}

enum code scan_layout_read(struct arena *a, struct str body, struct scan_layout *out, struct err *e)
{
	struct str line = str_cut(&body, '\n');
	*out = (struct scan_layout){0};
	bool ok = number(&line, &out->w) && number(&line, &out->h) && number(&line, &out->qx) && number(&line, &out->qy) && number(&line, &out->qside) && line.n == 0
	          && out->w >= 100 && out->h >= 100 && out->qside >= 10;
	out->boxes = NEW_ARRAY(a, struct scan_box, SCAN_BOXES);
	while (ok && body.n > 0 && out->n < SCAN_BOXES) {
		struct scan_box *b = &out->boxes[out->n++];
		line = str_cut(&body, '\n');
		struct str name = str_cut(&line, ' ');
		ok = name_ok(name) && number(&line, &b->x) && number(&line, &b->y) && number(&line, &b->w) && number(&line, &b->h) && line.n == 0 && b->w >= 2 && b->h >= 2
		     && b->x + b->w <= out->w && b->y + b->h <= out->h;
		if (ok)
			memcpy(b->name, name.p, name.n);
	}
	return ok && body.n == 0 && out->n > 0 ? OK : err_set(e, E_INPUT, "The layout of a printed page cannot be read.");
}

static bool code_letters(const char *p, size_t n)
{
	for (size_t i = 0; i < n; i++)
		if (!p[i] || !strchr("0123456789ABCDEFGHJKMNPQRSTVWXYZ", p[i]))
			return false;
	return true;
}

bool scan_code_read(struct str text, struct scan_code *out)
{
	size_t at;
	int64_t page = 0;
	*out = (struct scan_code){0};
	/* what is printed today, and what was printed before; both are as long */
	if ((!str_find(text, S("/paper/"), &at) && !str_find(text, S("/score/"), &at)) || text.n - at - 7 < 12)
		return false;
	const char *p = text.p + at + 7;
	struct str rest = {p + 12, text.n - at - 19};
	if (!code_letters(p, 12))
		return false;
	if (rest.n > 0 && !str_starts(rest, "?p="))
		return false;
	memcpy(out->code, p, 12);
	if (rest.n == 0)
		return true;
	rest = (struct str){rest.p + 3, rest.n - 3};
	struct str first = str_cut(&rest, '.');
	if (!str_int(first, &page) || page < 0 || page > 999 || (rest.n > 0 && (rest.n != 8 || !code_letters(rest.p, 8))))
		return false;
	out->page = (int)page;
	memcpy(out->layout, rest.n > 0 ? rest.p : "", rest.n);
	return true;
}

static bool four(struct str *s, size_t *out)
{
	if (s->n < 4)
		return false;
	const unsigned char *p = (const unsigned char *)s->p;
	*out = (size_t)p[0] | (size_t)p[1] << 8 | (size_t)p[2] << 16 | (size_t)p[3] << 24;
	*s = (struct str){s->p + 4, s->n - 4};
	return true;
}

static bool piece(struct str *s, size_t most, struct str *out)
{
	size_t n;
	if (!four(s, &n) || n > most || n > s->n)
		return false;
	*out = (struct str){s->p, n};
	*s = (struct str){s->p + n, s->n - n};
	return true;
}

bool scan_answer_read(struct str bytes, struct scan_looked *out)
{
	size_t w, h;
	if (!piece(&bytes, TEXT_MOST, &out->text) || !four(&bytes, &w) || !four(&bytes, &h) || !piece(&bytes, JPEG_MOST, &out->jpeg) || bytes.n)
		return false;
	if (w == 0 || h == 0 || w > SIDE_MOST || h > SIDE_MOST || out->jpeg.n < 4 || memcmp(out->jpeg.p, "\xff\xd8\xff", 3) != 0)
		return false;
	for (size_t i = 0; i < out->text.n; i++)
		if (out->text.p[i] < ' ' || out->text.p[i] > '~')
			return false;
	out->width = (int)w;
	out->height = (int)h;
	return true;
}

bool scan_pgm_head(struct str bytes, size_t *head, int *width, int *height)
{
	int64_t v[3] = {0};
	size_t at = 2;
	if (bytes.n < 11 || memcmp(bytes.p, "P5", 2) != 0)
		return false;
	for (int i = 0; i < 3; i++) {
		size_t from;
		if (at >= bytes.n || (bytes.p[at] != ' ' && bytes.p[at] != '\n'))
			return false;
		for (from = ++at; at < bytes.n && bytes.p[at] >= '0' && bytes.p[at] <= '9' && at - from < 6; at++)
			v[i] = v[i] * 10 + (bytes.p[at] - '0');
		if (at == from)
			return false;
	}
	if (at >= bytes.n || bytes.p[at] != '\n' || v[2] != 255 || v[0] < 1 || v[1] < 1 || v[0] > SIDE_MOST || v[1] > SIDE_MOST
	    || v[0] * v[1] > (int64_t)SCAN_PICTURE_MOST - 32)
		return false;
	*head = at + 1;
	*width = (int)v[0];
	*height = (int)v[1];
	return true;
}

/* ---- the reader's other end ---- */

struct scan_reader {
	struct jail *jail;
};

enum code scan_reader_start(struct scan_reader **out, struct err *e)
{
	static const char *const argv[] = {"trellis", "reader", NULL};
	static const struct jail_limits limits = {.seconds = 1800};
	struct jail *j;
	enum code c = jail_start(argv, &limits, "The program trellis itself is not there to read pictures with.", &j, e);
	if (c != OK)
		return c;
	struct scan_reader *r = calloc(1, sizeof *r);
	if (r == NULL) {
		jail_end(j);
		return err_set(e, E_MEMORY, "There is no memory to read pages.");
	}
	r->jail = j;
	*out = r;
	return OK;
}

void scan_reader_end(struct scan_reader *r)
{
	if (r == NULL)
		return;
	jail_end(r->jail);
	free(r);
}

static enum code ask(struct scan_reader *r, char what, struct str body, struct err *e)
{
	const unsigned char head[5] = {(unsigned char)what, (unsigned char)body.n, (unsigned char)(body.n >> 8), (unsigned char)(body.n >> 16),
	                               (unsigned char)(body.n >> 24)};
	enum code c = jail_send(r->jail, head, sizeof head, e);
	return c != OK ? c : jail_send(r->jail, body.p, body.n, e);
}

static enum code nonsense(struct err *e)
{
	return err_set(e, E_IO, "The reader of pages answered something else than a page.");
}

static enum code take_four(struct scan_reader *r, char **to, size_t *n, struct err *e)
{
	enum code c = jail_take_all(r->jail, *to, 4, e);
	struct str s = {*to, 4};
	if (c == OK && !four(&s, n))
		c = nonsense(e);
	*to += 4;
	return c;
}

enum code scan_look(struct scan_reader *r, struct arena *a, struct str picture, struct scan_looked *out, struct err *e)
{
	unsigned char first = 0;
	*out = (struct scan_looked){0};
	if (picture.n > SCAN_PICTURE_MOST)
		return OK;
	enum code c = ask(r, 'I', picture, e);
	if (c == OK)
		c = jail_take_all(r->jail, &first, 1, e);
	if (c != OK || first == 2)
		return c;
	if (first > 3)
		return nonsense(e);
	char *all = arena_alloc(a, TEXT_MOST + JPEG_MOST + 16), *to = all;
	size_t n = 0;
	c = take_four(r, &to, &n, e);
	if (c == OK && n > TEXT_MOST)
		c = nonsense(e);
	if (c == OK)
		c = jail_take_all(r->jail, to, n + 8, e);
	to += n + 8;
	if (c == OK)
		c = take_four(r, &to, &n, e);
	if (c == OK && n > JPEG_MOST)
		c = nonsense(e);
	if (c == OK)
		c = jail_take_all(r->jail, to, n, e);
	if (c != OK)
		return c;
	if (!scan_answer_read((struct str){all, (size_t)(to - all) + n}, out))
		return nonsense(e);
	out->picture = true;
	out->code = first == 1;
	out->blank = first == 3;
	return OK;
}

enum code scan_marks(struct scan_reader *r, struct str layout, size_t n, unsigned char *marks, bool *found, struct err *e)
{
	unsigned char first = 0;
	char room[4], *to = room;
	size_t got = 0;
	*found = false;
	enum code c = ask(r, 'L', layout, e);
	if (c == OK)
		c = jail_take_all(r->jail, &first, 1, e);
	if (c == OK)
		c = take_four(r, &to, &got, e);
	if (c == OK && (got != n || first > 1))
		c = nonsense(e);
	if (c == OK)
		c = jail_take_all(r->jail, marks, n, e);
	for (size_t i = 0; c == OK && i < n; i++)
		if (marks[i] > SCAN_UNSURE)
			c = nonsense(e);
	*found = c == OK && first == 1;
	return c;
}
