/* Targets of requests: read, cut into parts, matched against every route of the house. */
#include "web/parse.h"
#include "web/router.h"

#include <stdlib.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static struct router *router;
	static struct arena *kept;
	struct err e = {0};
	if (!router) {
		kept = arena_new(0);
		if (!kept || router_new(kept, ROUTE_TABLES, &router, &e))
			abort();
	}
	struct arena *a = arena_new((size_t)64 << 20);
	if (!a)
		return 0;
	struct str target = {(const char *)data, size}, path = str_cut(&target, '?'), segments[PATH_SEGMENTS];
	struct pair *query;
	size_t n = 0, n_query;
	bool slash;
	if (parse_path(a, path, segments, &n, &slash, &e) == OK) {
		for (size_t i = 0; i < n; i++) {
			if (!segments[i].n || !utf8_valid(segments[i]) || memchr(segments[i].p, '/', segments[i].n) || memchr(segments[i].p, 0, segments[i].n) ||
			    str_eqz(segments[i], "..") || str_eqz(segments[i], "."))
				abort();
		}
		for (int m = 0; m < 5; m++) {
			struct match found;
			router_match(router, a, (enum method)(1 << m), segments, n, &found);
			if (found.route && ((unsigned)found.route->method != 1U << m || found.n_params > 8))
				abort();
		}
	} else if (!e.text[0]) {
		abort();
	}
	if (parse_urlencoded(a, target, &query, &n_query, &e) == OK && n_query > FORM_PAIRS)
		abort();
	arena_free(a);
	return 0;
}
