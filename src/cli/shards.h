/* shards.h - the directory of districts: who is served by which database.
 *
 * Law: the directory is one small file, written whole and readable by its owner alone, since a connection string may hold a
 * password. Each district has a folder of its own, where its server runs and where all lies that is kept beside a database
 * (key, files, certificate, messages); two never share a name, a host or a database. */
#ifndef TRELLIS_SHARDS_H
#define TRELLIS_SHARDS_H

#include "base/args.h"
#include "store/store.h"

struct shard {
	const char *name;          /* letters, digits and "-" */
	const char *const *hosts;  /* in lower case */
	size_t n_hosts;
	const char *db;            /* as given; a file is meant from the folder */
	const char *folder;        /* whole path */
};
struct shard_list {
	const char *file;          /* whole path */
	struct shard *items;
	size_t n;
};

/* The file of --directory; not there: an empty list when `fresh`, else E_NOTFOUND. Checks all of it. */
enum code shards_read(struct arena *a, const struct args *args, bool fresh, struct shard_list *out, struct err *e) MUST_USE;
enum code shards_write(struct arena *a, const struct shard_list *l, struct err *e) MUST_USE;
/* Names, hosts and folders hold together. */
enum code shards_agree(const struct shard_list *l, struct err *e) MUST_USE;
/* What to open from any folder; the password left out for people. */
const char *shard_target(struct arena *a, const struct shard *s);
const char *shard_shown(struct arena *a, const struct shard *s);
/* Opens a district's database as it is; E_INPUT when it is older or newer than this program. */
enum code shard_open(struct arena *a, const struct shard *s, struct store **out, struct err *e) MUST_USE;

/* The verbs with files of their own; exit status. */
int shards_serve(int argc, char **argv);
int shards_report(int argc, char **argv);

#endif
