#include "web/router.h"
#include "web/parse.h"

#include <stdlib.h>
#include <string.h>

#define METHODS 5

struct node {
	struct child { struct str word; struct node *node; } *children; /* sorted by word */
	size_t n_children, cap;
	struct node *param;
	const struct route *routes[METHODS];
	const struct route *rests[METHODS]; /* {rest*} from here on */
};

struct router {
	struct node root;
	const struct route **all;
	size_t n_all;
};

static int method_index(unsigned m)
{
	for (int i = 0; i < METHODS; i++)
		if (m == 1U << i)
			return i;
	return -1;
}

static struct node *child_of(const struct node *n, struct str word)
{
	size_t low = 0, high = n->n_children;
	while (low < high) {
		size_t mid = low + (high - low) / 2;
		int c = str_cmp(word, n->children[mid].word);
		if (c == 0)
			return n->children[mid].node;
		if (c < 0)
			high = mid;
		else
			low = mid + 1;
	}
	return NULL;
}

static struct node *child_make(struct arena *a, struct node *n, struct str word)
{
	struct node *there = child_of(n, word);
	if (there)
		return there;
	if (n->n_children == n->cap) {
		size_t more = n->cap ? n->cap * 2 : 4;
		n->children = arena_grow(a, n->children, n->cap * sizeof *n->children, more * sizeof *n->children);
		n->cap = more;
	}
	size_t at = n->n_children++;
	while (at > 0 && str_cmp(word, n->children[at - 1].word) < 0) {
		n->children[at] = n->children[at - 1];
		at--;
	}
	n->children[at] = (struct child){word, NEW(a, struct node)};
	return n->children[at].node;
}

/* "{name}" -> name, "{name*}" -> name and *rest. */
static bool param_name(struct str s, struct str *name, bool *rest)
{
	if (s.n < 3 || s.p[0] != '{' || s.p[s.n - 1] != '}')
		return false;
	*name = (struct str){s.p + 1, s.n - 2};
	*rest = name->p[name->n - 1] == '*';
	if (*rest)
		name->n--;
	return name->n > 0;
}

static enum code put_here(const struct route **slot, const struct route *r, struct err *e)
{
	if (*slot)
		return err_set(e, E_BUG, "Two routes fit the same address: \"%s\" and \"%s\".", (*slot)->path, r->path);
	*slot = r;
	return OK;
}

static enum code add(struct router *router, struct arena *a, const struct route *r, struct err *e)
{
	int m = method_index((unsigned)r->method);
	if (m < 0 || !r->path || r->path[0] != '/' || !r->fn)
		return err_set(e, E_BUG, "The route \"%s\" lacks a method, a path or a handler.", r->path ? r->path : "?");
	if (r->need == 0)
		return err_set(e, E_BUG, "The route \"%s\" does not say who may use it (need).", r->path);
	if (r->method == GET && (r->audit || r->flags & RT_UPLOAD))
		return err_set(e, E_BUG, "The route \"%s\" changes or uploads something by GET.", r->path);
	struct node *n = &router->root;
	struct str path = str_z(r->path + 1);
	size_t params = 0, segments = 0;
	while (path.n) {
		struct str s = str_cut(&path, '/'), name;
		bool rest = false;
		if (s.n == 0 || ++segments > PATH_SEGMENTS)
			return err_set(e, E_BUG, "The route \"%s\" has an empty part or too many.", r->path);
		if (!param_name(s, &name, &rest)) {
			if (memchr(s.p, '{', s.n))
				return err_set(e, E_BUG, "The route \"%s\" has a part that is half a name.", r->path);
			n = child_make(a, n, s);
			continue;
		}
		if (++params > 8)
			return err_set(e, E_BUG, "The route \"%s\" has more than 8 names.", r->path);
		if (rest)
			return path.n ? err_set(e, E_BUG, "In the route \"%s\" something follows {…*}.", r->path) : put_here(&n->rests[m], r, e);
		if (!n->param)
			n->param = NEW(a, struct node);
		n = n->param;
	}
	return put_here(&n->routes[m], r, e);
}

enum code router_new(struct arena *a, const struct route *const *tables, struct router **out, struct err *e)
{
	struct router *r = NEW(a, struct router);
	size_t cap = 0;
	for (const struct route *const *t = tables; *t; t++) {
		for (const struct route *row = *t; row->path; row++) {
			enum code c = add(r, a, row, e);
			if (c)
				return c;
			if (r->n_all == cap) {
				size_t more = cap ? cap * 2 : 64;
				r->all = arena_grow(a, r->all, cap * sizeof *r->all, more * sizeof *r->all);
				cap = more;
			}
			r->all[r->n_all++] = row;
		}
	}
	*out = r;
	return OK;
}

const struct route *router_at(const struct router *r, size_t i)
{
	return i < r->n_all ? r->all[i] : NULL;
}

static unsigned methods_of(const struct route *const *routes)
{
	unsigned m = 0;
	for (int i = 0; i < METHODS; i++)
		if (routes[i])
			m |= 1U << i;
	return m;
}

/* Depth is at most PATH_SEGMENTS and each level has at most two ways on. A written word that leads nowhere with
 * this method falls back to {name}. */
static const struct route *walk(const struct node *n, int m, const struct str *s, size_t left, unsigned *methods)
{
	if (left == 0) {
		*methods |= methods_of(n->routes);
		return n->routes[m];
	}
	const struct node *word = child_of(n, s[0]);
	const struct route *found = word ? walk(word, m, s + 1, left - 1, methods) : NULL;
	if (!found && n->param)
		found = walk(n->param, m, s + 1, left - 1, methods);
	if (!found) {
		*methods |= methods_of(n->rests);
		found = n->rests[m];
	}
	return found;
}

/* The names of a route against the segments that fitted it. */
static void take_params(struct arena *a, const struct route *r, const struct str *s, size_t n, struct match *out)
{
	struct str path = str_z(r->path + 1), name;
	for (size_t i = 0; path.n; i++) {
		struct str part = str_cut(&path, '/');
		bool rest = false;
		if (!param_name(part, &name, &rest))
			continue;
		struct pair *p = &out->params[out->n_params++];
		p->name = name;
		if (!rest) {
			p->value = s[i];
			continue;
		}
		for (size_t k = i; k < n; k++)
			p->value = k == i ? s[k] : str_fmt(a, "%.*s/%.*s", S_ARG(p->value), S_ARG(s[k]));
	}
}

void router_match(const struct router *r, struct arena *a, enum method m, const struct str *segments, size_t n, struct match *out)
{
	*out = (struct match){0};
	int index = method_index((unsigned)m);
	if (index < 0)
		index = 0;
	out->route = walk(&r->root, index, segments, n, &out->methods);
	if (out->route)
		take_params(a, out->route, segments, n, out);
}
