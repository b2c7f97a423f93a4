/* routes.c - trellis routes: every page and deed the server knows, from the rows of the routes themselves. */
#include "base/args.h"
#include "cli/command.h"
#include "record/access.h"
#include "web/http.h"

#include <stdio.h>

struct bit {
	unsigned bit;
	const char *name;
};
static const struct bit needs[] = {
	{REL_SELF, "self"}, {REL_FAMILY, "family"}, {REL_TEACHER, "teacher"}, {REL_CASE, "case"}, {REL_EL, "el"}, {REL_ADVISER, "adviser"},
	{REL_LEADER, "leader"}, {REL_DISTRICT, "district"}, {REL_PARTNER, "partner"}, {REL_ADMIN, "admin"}, {REL_CLASSMATE, "classmate"},
	{REL_PUBLIC, "public"}, {REL_SIGNED_IN, "signed-in"}, {REL_SYSTEM, "system"}, {0, NULL}};
static const struct bit flags[] = {
	{RT_NO_CSRF, "no-csrf"}, {RT_OFFLINE, "offline"}, {RT_LOW, "low"}, {RT_API, "api"}, {RT_UPLOAD, "upload"},
	{RT_LEARNER_PAGE, "learner-page"}, {RT_SAMPLE_ONLY, "sample-only"}, {RT_PROTECTED, "protected"}, {0, NULL}};
static const struct bit methods[] = {{GET, "GET"}, {POST, "POST"}, {PUT, "PUT"}, {PATCH, "PATCH"}, {DELETE, "DELETE"}, {0, NULL}};
static const struct arg_spec spec = {"routes", NULL, 0, 0, "Lists every page and deed of the server, who may reach it, and what it is called.", NULL};

static struct str names(struct arena *a, const struct bit *bits, unsigned set)
{
	struct buf b = buf_new(a, 128);
	for (size_t i = 0; bits[i].name != NULL; i++)
		if (set & bits[i].bit)
			buf_str(&b, str_fmt(a, "%s%s", b.n ? " " : "", bits[i].name));
	return buf_done(&b);
}

static void put_names(struct json_out *o, const char *key, const struct bit *bits, unsigned set)
{
	json_key(o, key);
	json_open(o, '[');
	for (size_t i = 0; bits[i].name != NULL; i++)
		if (set & bits[i].bit)
			json_put_str(o, str_z(bits[i].name));
	json_close(o, ']');
}

static void list(struct arena *a, bool as_json)
{
	struct buf b = buf_new(a, 65536);
	struct json_out o = json_to(&b);
	json_open(&o, '[');
	for (const struct route *const *t = ROUTE_TABLES; *t != NULL; t++) {
		for (const struct route *r = *t; r->path != NULL; r++) {
			struct str method = names(a, methods, (unsigned)r->method);
			json_open(&o, '{');
			json_key(&o, "method");
			json_put_str(&o, method);
			json_key(&o, "path");
			json_put_str(&o, str_z(r->path));
			put_names(&o, "need", needs, r->need);
			put_names(&o, "flags", flags, r->flags);
			json_key(&o, "title");
			json_put_str(&o, str_z(r->title != NULL ? r->title : ""));
			json_close(&o, '}');
			if (!as_json)
				printf("%-6.*s %-55s %.*s\n", S_ARG(method), r->path, S_ARG(names(a, needs, r->need)));
		}
	}
	json_close(&o, ']');
	if (as_json)
		printf("%.*s\n", S_ARG(buf_done(&b)));
}

static int run(int argc, char **argv)
{
	struct args args;
	struct arena *a = arena_new(0);
	if (a == NULL)
		return 1;
	int status = args_read(a, &spec, argc, argv, &args);
	if (status < 0) {
		list(a, args.json);
		status = 0;
	}
	arena_free(a);
	return status;
}

COMMAND(routes) = {"routes", "[--json]", "every page and deed of the server and who may reach it", run};
