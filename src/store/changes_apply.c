/* The way back: the records of a log, proved and applied. */
#define SQLITE_ENABLE_SESSION 1
#define SQLITE_ENABLE_PREUPDATE_HOOK 1
#include "store/changes.h"
#include "store/changes_form.h"
#include "store/driver.h"

#include "base/file.h"

#include <dirent.h>
#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

struct applying {
	struct db *db;              /* NULL: only read */
	const char *folder;
	const unsigned char *key;   /* NULL: none was given */
	const struct change_place *from;
	int64_t until;
	const struct migration *m;
	size_t n_m;
	struct changes_done *out;
	/* along the way */
	int64_t seq;
	unsigned char hash[CHANGE_HASH];
	bool met, over;             /* the place of the backup was met; until was passed */
	char path[1400];
};

/* ---- one record ---- */

static int abort_it(void *arg, int why, sqlite3_changeset_iter *at)
{
	(void)at;
	*(int *)arg = why;
	return SQLITE_CHANGESET_ABORT;
}

/* Changes of tables that are not there would be passed over in silence. */
static int tables_there(sqlite3 *h, struct str what)
{
	sqlite3_changeset_iter *it = NULL;
	sqlite3_stmt *st = NULL;
	char last[128] = "";
	int rc = sqlite3changeset_start(&it, (int)what.n, (void *)(uintptr_t)what.p);

	if (rc == SQLITE_OK)
		rc = sqlite3_prepare_v2(h, "select count(*) from pragma_table_info(?1)", -1, &st, NULL);
	while (rc == SQLITE_OK && sqlite3changeset_next(it) == SQLITE_ROW) {
		const char *table;
		int columns, op, indirect;

		rc = sqlite3changeset_op(it, &table, &columns, &op, &indirect);
		if (rc != SQLITE_OK || strcmp(table, last) == 0)
			continue;
		snprintf(last, sizeof last, "%s", table);
		sqlite3_bind_text(st, 1, table, -1, SQLITE_TRANSIENT);
		if (sqlite3_step(st) != SQLITE_ROW || sqlite3_column_int(st, 0) != columns)
			rc = SQLITE_SCHEMA;
		sqlite3_reset(st);
	}
	sqlite3_finalize(st);
	if (it != NULL) {
		int end = sqlite3changeset_finalize(it);
		rc = rc == SQLITE_OK ? end : rc;
	}
	return rc;
}

static enum code changeset(struct db *db, struct str what, struct err *e)
{
	int why = 0;
	sqlite3 *h = sqlite_gate(db, true);
	int rc = tables_there(h, what);

	if (rc == SQLITE_OK)
		rc = sqlite3changeset_apply(h, (int)what.n, (void *)(uintptr_t)what.p, NULL, abort_it, &why);
	(void)sqlite_gate(db, false);
	if (rc == SQLITE_OK)
		return OK;
	return err_set(e, E_DB, "A change in the log does not fit what is there (%s, %d): the log is of another database, or a part of it is missing.", sqlite3_errstr(rc), why);
}

static enum code one_step(struct applying *x, struct str what, struct err *e)
{
	int64_t number = what.n == 8 ? (int64_t)change_number_of((const unsigned char *)what.p) : 0;

	for (size_t i = 0; i < x->n_m; i++)
		if (x->m[i].number == number) {
			enum code code = db_script(x->db, x->m[i].sql, e);
			if (code == OK)
				code = db_exec(x->db, e, "insert into store_migration (number, name, applied_at) values (?1, ?2, ?3)", "izi", number, x->m[i].name, clock_now());
			db_forget(x->db);
			return code;
		}
	return err_set(e, E_INPUT, "The log of changes holds a step of the database (%lld) that this program does not know. Install the newer version of Trellis.", (long long)number);
}

/* One that is sealed, opened; room is the caller's to free. */
static enum code opened(const struct applying *x, const unsigned char *head, const unsigned char before[CHANGE_HASH], struct str *what, unsigned char **room, struct err *e)
{
	if (x->key == NULL)
		return err_set(e, E_DENIED, "The log in %s is sealed. Name the key file of its school's backups: --key-file FILE.", x->folder);
	*room = malloc(what->n + 1);
	if (*room == NULL)
		return err_set(e, E_MEMORY, "There is no memory left to read the log.");
	return change_open(x->key, head, before, *what, *room, what) ? OK : err_set(e, E_DENIED, "The log in %s is not sealed with this key, or somebody changed it after change %lld.", x->folder, (long long)x->seq - 1);
}

static enum code record(struct applying *x, char kind, int64_t at, struct str what, struct err *e)
{
	enum code code = OK;

	x->out->end = at;
	if (x->seq <= x->from->seq)
		return OK;
	x->over = x->over || at > x->until;
	if (x->over)
		return OK;
	if (x->db != NULL && kind == 'C')
		code = changeset(x->db, what, e);
	else if (x->db != NULL && kind == 'M')
		code = one_step(x, what, e);
	x->out->records += kind != 'H';
	x->out->seq = x->seq;
	x->out->at = at;
	return code;
}

/* ---- one file ---- */

static enum code torn(const struct applying *x, struct err *e)
{
	return err_set(e, E_DB, "The log of changes %s is damaged after change %lld.", x->path, (long long)x->seq);
}

/* What cannot be read: half a record of a commit that never came, at the very end? Or do later records follow? */
static bool end_of_log(const struct applying *x, struct str rest)
{
	for (size_t i = 1; i + CHANGE_HEAD <= rest.n; i++) {
		const unsigned char *p = (const unsigned char *)rest.p + i;
		const unsigned char *found = memchr(p, 'T', rest.n - CHANGE_HEAD - i + 1);
		if (found == NULL)
			return true;
		i += (size_t)(found - p);
		if (memcmp(found, "TCL1", 4) == 0 && (int64_t)change_number_of(found + 16) > x->seq && (int64_t)change_number_of(found + 16) - x->seq < (1 << 30))
			return false;
	}
	return true;
}

/* One whose place in the chain is proved. */
static enum code take(struct applying *x, const unsigned char *head, const unsigned char before[CHANGE_HASH], bool first, struct str what, struct err *e)
{
	unsigned char *room = NULL;
	char kind = (char)head[4];
	bool sealed = kind >= 'a' && kind <= 'z', look = x->db != NULL ? x->met && x->seq > x->from->seq && !x->over : x->key != NULL && !first;
	enum code code = OK;

	if (x->seq == x->from->seq) {
		x->met = memcmp(x->hash, x->from->hash, CHANGE_HASH) == 0;
		if (!x->met)
			return err_set(e, E_INPUT, "The log in %s is not the one that this backup was made with.", x->folder);
	}
	if (sealed && look)
		code = opened(x, head, before, &what, &room, e);
	if (code == OK && (x->met || x->seq < x->from->seq))
		code = record(x, sealed ? (char)(kind - 'a' + 'A') : kind, (int64_t)change_number_of(head + 24), what, e);
	free(room);
	return code;
}

/* Is a whole record at the beginning of text, the next of the chain? Then it is the last that was seen. first: of all that are there. */
static bool next_of_chain(struct applying *x, struct str text, bool first, struct str *what)
{
	const unsigned char *head = (const unsigned char *)text.p;
	unsigned char hash[CHANGE_HASH];
	uint64_t n = text.n >= CHANGE_HEAD ? change_number_of(head + 8) : 0;
	int64_t seq = text.n >= CHANGE_HEAD ? (int64_t)change_number_of(head + 16) : 0;

	if (text.n < CHANGE_HEAD || n > text.n - CHANGE_HEAD)
		return false;
	*what = (struct str){text.p + CHANGE_HEAD, (size_t)n};
	if (first)
		x->seq = seq - 1; /* older files may be gone */
	change_hash(x->hash, head, *what, hash);
	/* those before a backup are not its; whoever only reads wants all of them proved */
	if (memcmp(head, "TCL1", 4) != 0 || seq != x->seq + 1 || ((x->met || (x->db == NULL && !first)) && memcmp(hash, head + 32, CHANGE_HASH) != 0))
		return false;
	memcpy(x->hash, head + 32, CHANGE_HASH);
	x->seq = seq;
	return true;
}

static enum code read_file(struct applying *x, bool last, struct err *e)
{
	struct arena *a = arena_new(INT64_C(4) << 30);
	struct str text = {0};
	enum code code = a == NULL ? err_set(e, E_MEMORY, "There is no memory left to read the log.") : file_map(a, x->path, &text, e);

	while (code == OK && text.n > 0) {
		struct str what;
		unsigned char before[CHANGE_HASH];
		bool first = x->seq == 0;

		memcpy(before, x->hash, CHANGE_HASH);
		if (!next_of_chain(x, text, first, &what)) {
			code = last && end_of_log(x, text) ? OK : torn(x, e);
			break;
		}
		code = take(x, (const unsigned char *)text.p, before, first, what, e);
		text = (struct str){what.p + what.n, text.n - CHANGE_HEAD - what.n};
	}
	arena_free(a);
	return code;
}

/* ---- the folder ---- */

static int64_t number_of_name(const char *name, struct id timeline)
{
	char text[ID_TEXT], begin[80];
	char *end;

	snprintf(begin, sizeof begin, "trellis-%s-", id_text(timeline, text));
	if (strncmp(name, begin, strlen(begin)) != 0)
		return 0;
	int64_t n = strtoll(name + strlen(begin), &end, 10);
	return strcmp(end, ".changes") == 0 ? n : 0;
}

/* First and last number of the timeline's files; 0: none. */
static enum code span(const struct applying *x, int64_t *low, int64_t *high, struct err *e)
{
	struct dirent *d;
	DIR *dir = opendir(x->folder);

	*low = *high = 0;
	if (dir == NULL)
		return err_set(e, E_IO, "The folder %s cannot be read.", x->folder);
	while ((d = readdir(dir)) != NULL) {
		int64_t n = number_of_name(d->d_name, x->from->timeline);

		if (n > 0 && (*low == 0 || n < *low))
			*low = n;
		if (n > *high)
			*high = n;
	}
	closedir(dir);
	return OK;
}

static enum code all(struct db *db, void *arg, struct err *e)
{
	struct applying *x = arg;
	char text[ID_TEXT];
	int64_t low, high;
	enum code code = span(x, &low, &high, e);

	x->db = db;
	if (code == OK && low == 0)
		code = err_set(e, E_NOTFOUND, "The folder %s holds no log of the backup's timeline %s.", x->folder, id_text(x->from->timeline, text));
	for (int64_t n = low; code == OK && n <= high; n++) {
		snprintf(x->path, sizeof x->path, "%s/trellis-%s-%06lld.changes", x->folder, id_text(x->from->timeline, text), (long long)n);
		code = read_file(x, n == high, e);
	}
	if (code == OK && !x->met)
		code = err_set(e, E_INPUT, "The log in %s does not reach back to this backup, or not up to it. Take a newer backup, or bring its older files.", x->folder);
	return code;
}

enum code changes_apply(struct store *s, struct arena *a, const char *folder, const unsigned char *key, const struct change_place *from, int64_t until,
                        const struct migration *m, size_t n_m, struct changes_done *out, struct err *e)
{
	struct applying *x = NEW(a, struct applying);

	*out = (struct changes_done){.seq = from->seq, .at = from->at};
	*x = (struct applying){.folder = folder, .key = key, .from = from, .until = until, .m = m, .n_m = n_m, .out = out};
	if (!from->on)
		return err_set(e, E_INPUT, "This backup was made while no log of changes was kept: only what is in it can be brought back.");
	return s == NULL ? all(NULL, x, e) : writer_alone(s, all, x, true, e);
}

/* Old enough to go: the file after it, too, was ended before. (The last record before a backup anchors it.) */
static bool past(const char *path, int64_t before)
{
	char next[1400];
	struct stat st;
	size_t n = strlen(path), tail = sizeof "000001.changes" - 1;

	if (n < tail || n >= sizeof next)
		return false;
	snprintf(next, sizeof next, "%.*s%06lld.changes", (int)(n - tail), path, strtoll(path + n - tail, NULL, 10) + 1);
	return stat(next, &st) == 0 && (int64_t)st.st_mtime * SECOND < before;
}

/* Those that a backup of `before` holds: the row of a file follows it at once. */
static enum code thin_files(struct arena *a, const char *folder, int64_t before, int *removed, struct err *e)
{
	const char *files = file_join(a, folder, "files");
	struct dirent *d;
	DIR *dir = opendir(files);
	enum code code = OK;
	struct stat st;

	while (code == OK && dir != NULL && (d = readdir(dir)) != NULL) {
		const char *path = file_join(a, files, d->d_name);

		if (d->d_name[0] == '.' || lstat(path, &st) != 0 || !S_ISREG(st.st_mode) || (int64_t)st.st_mtime * SECOND >= before - DAY)
			continue;
		code = file_remove_all(path, e);
		*removed += code == OK;
	}
	if (dir != NULL)
		closedir(dir);
	return code;
}

enum code changes_thin(struct arena *a, const char *folder, int64_t before, int *removed, struct err *e)
{
	struct dirent *d;
	DIR *dir = opendir(folder);
	enum code code = OK;

	*removed = 0;
	if (dir == NULL)
		return err_set(e, E_IO, "The folder %s cannot be read.", folder);
	while (code == OK && (d = readdir(dir)) != NULL) {
		struct str name = str_z(d->d_name);
		const char *path = file_join(a, folder, d->d_name);

		if (!str_starts(name, "trellis-") || !str_ends(name, ".changes") || !past(path, before))
			continue;
		code = file_remove_all(path, e);
		*removed += code == OK;
	}
	closedir(dir);
	return code == OK ? thin_files(a, folder, before, removed, e) : code;
}
