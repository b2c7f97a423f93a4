/* schema.c - trellis schema: what the declarations of records say, for people who write migrations and interfaces. */
#include "cli/command.h"
#include "cli/open.h"
#include "record/record.h"

#include <stdio.h>

static const struct arg_option options[] = {
	{"--check", ARG_FLAG, NULL, "compare a database (--db) with the declarations", 0, 0, false},
	{"--openapi", ARG_FLAG, NULL, "print the description of the JSON interface (OpenAPI 3.1)", 0, 0, false},
	{"--dictionary", ARG_FLAG, NULL, "print the data dictionary (Markdown)", 0, 0, false},
	{0}};
static const struct arg_spec spec = {
	"schema", "TYPE...", 0, 0,
	"Prints the tables of record types as SQL, to be put into a numbered file under src/school/migrations.\n"
	"Without a TYPE it lists the types.",
	options};

static void print(const struct args *args, struct arena *a, const char *name, struct str text)
{
	if (args->json) {
		struct buf b = buf_new(a, 32u << 20);
		struct json_out o = json_to(&b);
		json_open(&o, '{');
		json_key(&o, name);
		json_put_str(&o, text);
		json_close(&o, '}');
		text = buf_done(&b);
	}
	fwrite(text.p, 1, text.n, stdout);
	if (text.n == 0 || text.p[text.n - 1] != '\n')
		putchar('\n');
}

static enum code check(const struct args *args, struct err *e)
{
	struct store *s;
	struct db *db;
	enum code c = open_db(args, false, NULL, &s, e);
	if (c != OK)
		return c;
	c = store_read(s, &db, e);
	if (c == OK) {
		c = record_schema_check(db, e);
		store_read_end(db);
	}
	store_close(s);
	if (c == OK)
		puts(args->json ? "{\"same\": true}" : "The tables are as declared.");
	return c;
}

static enum code tables(const struct args *args, struct arena *a, struct err *e)
{
	struct buf b = buf_new(a, 8u << 20);
	for (size_t i = 0; i < args->n_words; i++) {
		const struct record_type *t = record_type_find(str_z(args->words[i]));
		if (t == NULL)
			return err_set(e, E_INPUT, "There is no record type \"%s\". `trellis schema` lists them.", args->words[i]);
		buf_str(&b, record_ddl(a, t));
	}
	for (size_t i = 0; args->n_words == 0 && RECORD_TYPES[i] != NULL; i++)
		buf_fmt(&b, "%s\n", RECORD_TYPES[i]->name);
	print(args, a, args->n_words > 0 ? "sql" : "types", buf_done(&b));
	return OK;
}

static int schema(int argc, char **argv)
{
	struct arena *a = arena_new(0);
	struct args args;
	struct err e = {0};
	if (a == NULL)
		return 1;
	int status = args_read(a, &spec, argc, argv, &args);
	if (status < 0) {
		enum code c = record_types_check(&e);
		if (c == OK && args_has(&args, "--check"))
			c = check(&args, &e);
		else if (c == OK && args_has(&args, "--openapi")) {
			struct str text = record_openapi(a, "/");
			fwrite(text.p, 1, text.n, stdout);
			putchar('\n');
		} else if (c == OK && args_has(&args, "--dictionary"))
			print(&args, a, "dictionary", record_dictionary(a, LANG_EN));
		else if (c == OK)
			c = tables(&args, a, &e);
		status = c == OK ? 0 : open_failed(&args, &e);
	}
	arena_free(a);
	return status;
}

COMMAND(schema) = {"schema", "[TYPE...] [--check] [--openapi] [--dictionary]", "print or check the tables of record types", schema};
