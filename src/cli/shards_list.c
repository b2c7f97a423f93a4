/* shards_list.c - the file of districts. */
#include "base/file.h"
#include "base/json.h"
#include "cli/shards.h"
#include "record/record.h"
#include "store/blob.h"
#include "web/door.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define MOST 10000

static bool name_good(struct str s)
{
	bool ok = s.n > 0 && s.n <= 40;
	for (size_t i = 0; i < s.n && ok; i++)
		ok = (s.p[i] >= 'a' && s.p[i] <= 'z') || (s.p[i] >= '0' && s.p[i] <= '9') || (s.p[i] == '-' && i);
	return ok;
}

static const char *whole_path(struct arena *a, const char *path)
{
	char here[4096];
	return path[0] == '/' || !getcwd(here, sizeof here) ? path : file_join(a, here, path);
}

static const char *folder_of(struct arena *a, const char *path)
{
	const char *slash = strrchr(path, '/');
	return slash && slash != path ? str_dupz(a, (struct str){path, (size_t)(slash - path)}) : "/";
}

static int by_text(const void *x, const void *y)
{
	return strcmp(*(const char *const *)x, *(const char *const *)y);
}

/* The first that is there twice; NULL: none. */
static const char *twice(const char **all, size_t n)
{
	if (n)
		qsort(all, n, sizeof *all, by_text);
	for (size_t i = 1; i < n; i++)
		if (!strcmp(all[i - 1], all[i]))
			return all[i];
	return NULL;
}

enum code shards_agree(const struct shard_list *l, struct err *e)
{
	size_t n = 0, h = 0;
	for (size_t i = 0; i < l->n; i++)
		n += l->items[i].n_hosts;
	const char **hosts = calloc(n + 1, sizeof *hosts), **names = calloc(l->n + 1, sizeof *names), **folders = calloc(l->n + 1, sizeof *folders);
	enum code c = OK;
	if (!hosts || !names || !folders)
		c = err_set(e, E_MEMORY, "There is not enough memory.");
	for (size_t i = 0; i < l->n && !c; i++) {
		const struct shard *s = &l->items[i];
		names[i] = s->name;
		folders[i] = s->folder;
		if (!name_good(str_z(s->name)))
			c = err_set(e, E_INPUT, "\"%s\" is no name for a district: small letters, digits and \"-\", 40 at most.", s->name);
		if (!c && !s->n_hosts)
			c = err_set(e, E_INPUT, "The district %s has no name of a host: give --host.", s->name);
		for (size_t k = 0; k < s->n_hosts && !c; k++) {
			hosts[h++] = s->hosts[k];
			if (!door_host(str_z(s->hosts[k])))
				c = err_set(e, E_INPUT, "\"%s\" is no name of a host.", s->hosts[k]);
		}
	}
	const char *two = c ? NULL : twice(names, l->n);
	if (two)
		c = err_set(e, E_CONFLICT, "The district %s is there already. --replace changes it.", two);
	if (!c && (two = twice(hosts, h)))
		c = err_set(e, E_CONFLICT, "Two districts are asked for under the name %s.", two);
	if (!c && (two = twice(folders, l->n)))
		c = err_set(e, E_CONFLICT, "Two districts have the folder %s.", two);
	free(hosts);
	free(names);
	free(folders);
	return c;
}

static enum code read_one(struct arena *a, const struct shard_list *l, const struct json *j, struct shard *out, struct err *e)
{
	const struct json *hosts = json_get(j, "hosts");
	struct str name = json_str(j, "name"), db = json_str(j, "db"), folder = json_str(j, "folder");
	if (!name.n || !db.n || !folder.n || !hosts || hosts->type != JSON_ARRAY_T || !hosts->n)
		return err_set(e, E_INPUT, "%s: a district has name, hosts, db and folder.", l->file);
	const char **list = NEW_ARRAY(a, const char *, hosts->n);
	for (size_t i = 0; i < hosts->n; i++) {
		if (hosts->items[i].type != JSON_STRING_T)
			return err_set(e, E_INPUT, "%s: the hosts of %s are no texts.", l->file, name.p);
		list[i] = hosts->items[i].string.p;
	}
	const char *place = folder.p[0] == '/' ? folder.p : file_join(a, folder_of(a, l->file), folder.p);
	*out = (struct shard){.name = name.p, .hosts = list, .n_hosts = hosts->n, .db = db.p, .folder = place};
	return OK;
}

enum code shards_read(struct arena *a, const struct args *args, bool fresh, struct shard_list *out, struct err *e)
{
	struct str text;
	struct json *j;
	*out = (struct shard_list){.file = whole_path(a, args_text(args, "--directory", "shards.json"))};
	if (!file_exists(out->file))
		return fresh ? OK : err_set(e, E_NOTFOUND, "There is no directory of districts at %s. Begin it with: trellis shards add NAME --host HOST --db DATABASE", out->file);
	enum code c = file_read(a, out->file, (size_t)16 << 20, &text, e);
	if (!c)
		c = json_parse(a, text, &j, e);
	if (c) {
		err_in(e, "%s", out->file);
		return c;
	}
	const struct json *all = json_get(j, "shards");
	if (!all || all->type != JSON_ARRAY_T || all->n > MOST)
		return err_set(e, E_INPUT, "%s holds no list \"shards\".", out->file);
	out->items = NEW_ARRAY(a, struct shard, all->n + 1);
	for (size_t i = 0; i < all->n && !c; i++)
		c = read_one(a, out, &all->items[i], &out->items[out->n++], e);
	return c ? c : shards_agree(out, e);
}

enum code shards_write(struct arena *a, const struct shard_list *l, struct err *e)
{
	struct buf b = buf_new(a, (size_t)16 << 20);
	struct json_out o = json_to(&b);
	json_open(&o, '{');
	json_key(&o, "shards");
	json_open(&o, '[');
	for (size_t i = 0; i < l->n; i++) {
		const struct shard *s = &l->items[i];
		buf_z(&b, i ? "" : "\n");
		json_open(&o, '{');
		json_key(&o, "name");
		json_put_str(&o, str_z(s->name));
		json_key(&o, "hosts");
		json_open(&o, '[');
		for (size_t k = 0; k < s->n_hosts; k++)
			json_put_str(&o, str_z(s->hosts[k]));
		json_close(&o, ']');
		json_key(&o, "db");
		json_put_str(&o, str_z(s->db));
		json_key(&o, "folder");
		json_put_str(&o, str_z(s->folder));
		json_close(&o, '}');
		buf_z(&b, "\n");
	}
	json_close(&o, ']');
	json_close(&o, '}');
	buf_z(&b, "\n");
	return file_write(l->file, buf_done(&b), 0600, e);
}

const char *shard_target(struct arena *a, const struct shard *s)
{
	const char *file = strncmp(s->db, "sqlite:", 7) == 0 ? s->db + 7 : s->db;
	return blob_folder(a, s->db) && file[0] != '/' ? file_join(a, s->folder, file) : s->db;
}

const char *shard_shown(struct arena *a, const struct shard *s)
{
	char *out = str_dupz(a, str_z(s->db));
	char *at = strstr(out, "://"), *end = at ? strchr(at, '@') : NULL, *from = at ? strchr(at + 3, ':') : NULL;
	if (!at && (from = strstr(out, "password=")) != NULL) {
		from += 8;
		end = from + strcspn(from, " ");
	}
	if (from && end && from < end)
		for (char *c = from + 1; c < end; c++)
			*c = '*';
	return out;
}

enum code shard_open(struct arena *a, const struct shard *s, struct store **out, struct err *e)
{
	int version = 0, newest = 0;
	enum code c = store_open(shard_target(a, s), &(struct store_options){.readers = 2}, out, e);
	if (c == E_NOTFOUND)
		return err_set(e, c, "The district %s has no database at %s. `trellis shards serve` makes it.", s->name, shard_shown(a, s));
	if (!c)
		c = store_version(*out, &version, e);
	for (size_t i = 0; i < MIGRATION_COUNT; i++)
		newest = MIGRATIONS[i].number > newest ? MIGRATIONS[i].number : newest;
	if (!c && version < newest)
		c = err_set(e, E_INPUT, "The database of %s is older than this program (%d, the program knows %d). Serving it brings it up.", s->name, version, newest);
	if (!c && version > newest)
		c = err_set(e, E_INPUT, "The database of %s is newer than this program (%d, the program knows %d). Bring the program up.", s->name, version, newest);
	if (c) {
		store_close(*out);
		*out = NULL;
		err_in(e, "%s", s->name);
	}
	return c;
}
