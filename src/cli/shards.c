/* shards.c - trellis shards: several districts, each with its own database, behind one address. */
#include "cli/shards.h"
#include "base/file.h"
#include "base/json.h"
#include "cli/command.h"
#include "cli/open.h"
#include "store/blob.h"

#include <stdio.h>
#include <string.h>
#include <sys/stat.h>

#define DIRECTORY {"--directory", ARG_TEXT, "FILE", "the directory of districts; shards.json by default", 0, 0, false}

static const struct arg_option add_options[] = {
	DIRECTORY,
	{"--host", ARG_TEXT, "HOSTS", "names under which browsers ask for it, with commas between", 0, 0, true},
	{"--folder", ARG_TEXT, "FOLDER", "what is kept beside its database; a folder of its name beside the directory by default", 0, 0, false},
	{"--replace", ARG_FLAG, NULL, "it is there already and is told anew: after `trellis move`, say", 0, 0, false},
	{0}};
static const struct arg_option few_options[] = {DIRECTORY, {0}};
static const struct arg_spec add_spec = {"shards add", "NAME", 1, 1,
	"Writes a district into the directory. --db says where its database is: postgresql://..., or a file in its folder (school.db by default).\n"
	"A server that runs learns of it when it gets SIGHUP.", add_options};
static const struct arg_spec remove_spec = {"shards remove", "NAME", 1, 1, "Takes a district out of the directory. Its database and its folder stay as they are.", few_options};
static const struct arg_spec list_spec = {"shards list", NULL, 0, 0, "Lists the districts, their names of hosts and where their databases are, without passwords.", few_options};
static const struct arg_spec check_spec = {"shards check", NULL, 0, 0,
	"Opens each district's database and says whether it answers, fits this program, and is nobody else's. Status 1 when one does not.", few_options};

static void put(struct arena *a, struct json_out *o, const struct shard *s)
{
	json_key(o, "name");
	json_put_str(o, str_z(s->name));
	json_key(o, "hosts");
	json_open(o, '[');
	for (size_t i = 0; i < s->n_hosts; i++)
		json_put_str(o, str_z(s->hosts[i]));
	json_close(o, ']');
	json_key(o, "db");
	json_put_str(o, str_z(shard_shown(a, s)));
	json_key(o, "folder");
	json_put_str(o, str_z(s->folder));
}

static enum code list(struct arena *a, const struct args *args, struct err *e)
{
	struct shard_list l;
	enum code c = shards_read(a, args, false, &l, e);
	if (c)
		return c;
	struct buf b = buf_new(a, (size_t)16 << 20);
	struct json_out o = json_to(&b);
	json_open(&o, '[');
	for (size_t i = 0; i < l.n; i++) {
		json_open(&o, '{');
		put(a, &o, &l.items[i]);
		json_close(&o, '}');
		if (!args->json)
			printf("%-16s %-32s %s\n", l.items[i].name, l.items[i].hosts[0], shard_shown(a, &l.items[i]));
	}
	json_close(&o, ']');
	if (args->json)
		printf("%.*s\n", S_ARG(buf_done(&b)));
	return OK;
}

/* Host names of --host, in lower case. */
static void hosts_of(struct arena *a, const char *text, struct shard *s)
{
	size_t n = 1;
	for (const char *p = text; *p; p++)
		n += *p == ',';
	const char **hosts = NEW_ARRAY(a, const char *, n);
	struct str rest = str_z(text);
	while (rest.n) {
		char *one = str_dupz(a, str_trim(str_cut(&rest, ',')));
		for (char *c = one; *c; c++)
			*c = *c >= 'A' && *c <= 'Z' ? (char)(*c + 32) : *c;
		if (*one)
			hosts[s->n_hosts++] = one;
	}
	s->hosts = hosts;
}

static enum code add(struct arena *a, const struct args *args, struct err *e)
{
	struct shard_list l;
	struct shard s = {.name = args->words[0], .db = args->db ? args->db : "school.db"};
	enum code c = shards_read(a, args, true, &l, e);
	if (c)
		return c;
	const char *slash = strrchr(l.file, '/'), *beside = str_dupz(a, (struct str){l.file, (size_t)(slash - l.file)});
	const char *folder = args_text(args, "--folder", s.name);
	s.folder = folder[0] == '/' ? folder : file_join(a, beside, folder);
	hosts_of(a, args_text(args, "--host", ""), &s);
	struct shard *items = NEW_ARRAY(a, struct shard, l.n + 1);
	size_t n = 0, at = l.n;
	for (size_t i = 0; i < l.n; i++) {
		if (strcmp(l.items[i].name, s.name) == 0 && args_has(args, "--replace"))
			at = n;
		items[n++] = l.items[i];
	}
	items[at] = s;
	l.n = at == n ? n + 1 : n;
	l.items = items;
	c = shards_agree(&l, e);
	if (!c)
		c = file_make_dir(s.folder, 0700, e);
	if (!c)
		c = shards_write(a, &l, e);
	if (!c && args->json)
		printf("{\"name\":\"%s\",\"districts\":%zu}\n", s.name, l.n);
	else if (!c)
		printf("%s is district %zu of %zu in %s.\nServe them: trellis shards serve --directory %s\n", s.name, at + 1, l.n, l.file, l.file);
	return c;
}

static enum code take_out(struct arena *a, const struct args *args, struct err *e)
{
	struct shard_list l;
	size_t n = 0;
	enum code c = shards_read(a, args, false, &l, e);
	for (size_t i = 0; i < l.n && !c; i++)
		if (strcmp(l.items[i].name, args->words[0]) != 0)
			l.items[n++] = l.items[i];
	if (!c && n == l.n)
		c = err_set(e, E_NOTFOUND, "There is no district %s in %s.", args->words[0], l.file);
	l.n = n;
	if (!c)
		c = shards_write(a, &l, e);
	if (!c && args->json)
		printf("{\"districts\":%zu}\n", l.n);
	else if (!c)
		printf("%s is out of %s. Its database and its folder are as they were.\n", args->words[0], l.file);
	return c;
}

struct found { struct id district; int64_t us; enum code code; struct err e; };

/* Opens it, reads it, says what it is. */
static void look(struct arena *a, const struct shard *s, struct found *out)
{
	struct store *st = NULL;
	struct db *db = NULL;
	int64_t began = clock_monotonic(), n = 0;
	struct stat there;
	enum code c = shard_open(a, s, &st, &out->e);
	if (!c)
		c = store_read(st, &db, &out->e);
	if (!c)
		c = db_int(db, &out->e, &n, "select count(*) from org where district = ?1", "d");
	if (!c)
		out->district = store_district(st);
	store_read_end(db);
	store_close(st);
	if (!c && (stat(s->folder, &there) || !S_ISDIR(there.st_mode)))
		c = err_set(&out->e, E_NOTFOUND, "Its folder %s is not there.", s->folder);
	else if (!c && there.st_mode & 077)
		c = err_set(&out->e, E_DENIED, "Its folder %s can be read by others. Run: chmod 700 %s", s->folder, s->folder);
	out->us = clock_monotonic() - began;
	out->code = c;
}

static enum code check(struct arena *a, const struct args *args, struct err *e)
{
	struct shard_list l;
	size_t bad = 0;
	enum code c = shards_read(a, args, false, &l, e);
	if (c)
		return c;
	struct stat st;
	struct found *f = NEW_ARRAY(a, struct found, l.n + 1);
	for (size_t i = 0; i < l.n; i++) {
		look(a, &l.items[i], &f[i]);
		for (size_t k = 0; k < i && !f[i].code; k++)
			if (!f[k].code && id_eq(f[k].district, f[i].district))
				f[i].code = err_set(&f[i].e, E_CONFLICT, "It is the same database as %s.", l.items[k].name);
	}
	struct buf b = buf_new(a, (size_t)16 << 20);
	struct json_out o = json_to(&b);
	json_open(&o, '[');
	for (size_t i = 0; i < l.n; i++) {
		bad += f[i].code != OK;
		json_open(&o, '{');
		put(a, &o, &l.items[i]);
		json_key(&o, "error");
		json_put_str(&o, str_z(f[i].code ? f[i].e.text : ""));
		json_key(&o, "ms");
		json_put_real(&o, (double)f[i].us / 1e3);
		json_close(&o, '}');
		if (!args->json)
			printf("%-16s %-6s %6.1f ms  %s\n", l.items[i].name, f[i].code ? "not ok" : "ok", (double)f[i].us / 1e3, f[i].code ? f[i].e.text : shard_shown(a, &l.items[i]));
	}
	json_close(&o, ']');
	if (args->json)
		printf("%.*s\n", S_ARG(buf_done(&b)));
	if (!stat(l.file, &st) && st.st_mode & 077)
		return err_set(e, E_DENIED, "%s can be read by others. Run: chmod 600 %s", l.file, l.file);
	return bad ? err_set(e, E_INPUT, "%zu of %zu districts cannot be served as they are.", bad, l.n) : OK;
}

static int run(int argc, char **argv)
{
	static const struct verb { const char *name; const struct arg_spec *spec; enum code (*fn)(struct arena *, const struct args *, struct err *); int (*alone)(int, char **); } verbs[] = {
		{"list", &list_spec, list, NULL}, {"add", &add_spec, add, NULL}, {"remove", &remove_spec, take_out, NULL}, {"check", &check_spec, check, NULL},
		{"serve", NULL, NULL, shards_serve}, {"report", NULL, NULL, shards_report}};
	const struct verb *v = NULL;
	for (size_t i = 0; i < sizeof verbs / sizeof *verbs && argc > 1; i++)
		if (!strcmp(argv[1], verbs[i].name))
			v = &verbs[i];
	if (!v) {
		bool asked = argc > 1 && !strcmp(argv[1], "--help");
		fprintf(asked ? stdout : stderr, "usage: trellis shards VERB\n\n  add     write a district into the directory\n  check   open each district's database\n"
		        "  list    list the districts\n  remove  take a district out of the directory\n  report  whom the schools of all districts do not reach yet, in counts that tell of no child\n"
		        "  serve   serve all of them behind one address\n\ntrellis shards VERB --help tells more.\n");
		return asked ? 0 : 2;
	}
	if (v->alone)
		return v->alone(argc - 1, argv + 1);
	struct args args;
	struct err e = {0};
	struct arena *a = arena_new(0);
	if (!a)
		return 1;
	int status = args_read(a, v->spec, argc - 1, argv + 1, &args);
	if (status < 0)
		status = v->fn(a, &args, &e) ? open_failed(&args, &e) : 0;
	arena_free(a);
	return status;
}

COMMAND(shards) = {"shards", "list|add|remove|check|serve|report", "serve several districts, each with its own database", run};
