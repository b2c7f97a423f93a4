/* router.h - from a path to a row of ROUTE_TABLES.
 *
 * Law: two routes never fit the same shape of path with the same method; the start is refused otherwise. At each segment
 * a written word goes before {name}, and {name} before {rest*}. */
#ifndef TRELLIS_ROUTER_H
#define TRELLIS_ROUTER_H

#include "web/http.h"

struct router;

/* Checks every row: method, path, handler, need, and that flags fit. tables ends with NULL. Lives in a. */
enum code router_new(struct arena *a, const struct route *const *tables, struct router **out, struct err *e) MUST_USE;

struct match {
	const struct route *route;   /* NULL: no such path, or not with this method (then methods is not 0) */
	unsigned methods;            /* methods the path knows */
	struct pair params[8];
	size_t n_params;
};
void router_match(const struct router *r, struct arena *a, enum method m, const struct str *segments, size_t n, struct match *out);
/* Every route in table order; NULL past the end. */
const struct route *router_at(const struct router *r, size_t i);

#endif
