/* The writer's side of the log of changes: a session of SQLite records each batch. */
#define SQLITE_ENABLE_SESSION 1
#define SQLITE_ENABLE_PREUPDATE_HOOK 1
#include "store/changes.h"
#include "store/changes_form.h"

#include "base/file.h"
#include "base/log.h"

#include <errno.h>
#include <fcntl.h>
#include <sodium.h>
#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define FILE_MOST (INT64_C(64) << 20)
#define STEPS_MOST 512

struct changes {
	char *path;           /* of the database */
	bool no_sync, on, schema, fresh;
	int64_t inode;        /* of the database */
	sqlite3_session *session;
	int fd;               /* the open file of the log, -1: none */
	struct id fd_timeline;
	int64_t fd_number;
	/* the row of store_changes at the beginning of the batch */
	char folder[1024];
	struct id timeline;
	int64_t number, place, seq, at, was_inode;
	unsigned char hash[CHANGE_HASH], public_half[32];
	bool sealed;
	int64_t steps[STEPS_MOST]; /* that were there, when tables may be changed */
	int n_steps;
};

struct changes *changes_new(const char *path, bool no_sync)
{
	struct changes *c = calloc(1, sizeof *c);
	struct stat st;

	if (c == NULL || (c->path = strdup(path)) == NULL) {
		free(c);
		return NULL;
	}
	c->no_sync = no_sync;
	c->fd = -1;
	if (stat(path, &st) == 0)
		c->inode = (int64_t)((uint64_t)st.st_ino ^ ((uint64_t)st.st_dev << 40));
	return c;
}

void changes_free(struct changes *c)
{
	if (c == NULL)
		return;
	changes_drop(c);
	if (c->fd >= 0)
		close(c->fd);
	free(c->path);
	free(c);
}

void changes_drop(struct changes *c)
{
	if (c == NULL)
		return;
	if (c->session != NULL)
		sqlite3session_delete(c->session);
	c->session = NULL;
	c->on = false;
}

static enum code failed(sqlite3 *h, int rc, struct err *e)
{
	return rc == SQLITE_NOMEM ? err_set(e, E_MEMORY, "There is no memory left for the log of changes. Nothing was saved.")
	                          : err_set(e, E_DB, "The log of changes cannot be kept (%s). Nothing was saved.", sqlite3_errmsg(h));
}

/* ---- the row ---- */

static enum code read_row(struct changes *c, sqlite3 *h, struct err *e)
{
	sqlite3_stmt *st = NULL;
	int rc = sqlite3_prepare_v2(h, "select folder, timeline, number, place, seq, at, hash, inode, seal from store_changes where one = 1", -1, &st, NULL);

	c->on = c->sealed = false;
	if (rc == SQLITE_ERROR) /* begun before logs were sealed */
		rc = sqlite3_prepare_v2(h, "select folder, timeline, number, place, seq, at, hash, inode, null from store_changes where one = 1", -1, &st, NULL);
	if (rc == SQLITE_ERROR)
		return OK; /* there is no such table: the log was never begun */
	if (rc == SQLITE_OK)
		rc = sqlite3_step(st);
	if (rc == SQLITE_ROW && sqlite3_column_bytes(st, 1) == (int)sizeof c->timeline.b && sqlite3_column_bytes(st, 6) == CHANGE_HASH) {
		c->on = true;
		snprintf(c->folder, sizeof c->folder, "%s", (const char *)sqlite3_column_text(st, 0));
		memcpy(c->timeline.b, sqlite3_column_blob(st, 1), sizeof c->timeline.b);
		c->number = sqlite3_column_int64(st, 2);
		c->place = sqlite3_column_int64(st, 3);
		c->seq = sqlite3_column_int64(st, 4);
		c->at = sqlite3_column_int64(st, 5);
		memcpy(c->hash, sqlite3_column_blob(st, 6), CHANGE_HASH);
		c->was_inode = sqlite3_column_int64(st, 7);
		c->sealed = sqlite3_column_bytes(st, 8) == (int)sizeof c->public_half;
		if (c->sealed)
			memcpy(c->public_half, sqlite3_column_blob(st, 8), sizeof c->public_half);
	}
	sqlite3_finalize(st);
	return rc == SQLITE_ROW || rc == SQLITE_DONE ? OK : failed(h, rc, e);
}

static enum code write_row(struct changes *c, sqlite3 *h, struct err *e)
{
	sqlite3_stmt *st = NULL;
	int rc = sqlite3_prepare_v2(h, "update store_changes set timeline = ?1, number = ?2, place = ?3, seq = ?4, at = ?5, hash = ?6, inode = ?7 where one = 1", -1, &st, NULL);

	if (rc == SQLITE_OK) {
		sqlite3_bind_blob(st, 1, c->timeline.b, sizeof c->timeline.b, SQLITE_STATIC);
		sqlite3_bind_int64(st, 2, c->number);
		sqlite3_bind_int64(st, 3, c->place);
		sqlite3_bind_int64(st, 4, c->seq);
		sqlite3_bind_int64(st, 5, c->at);
		sqlite3_bind_blob(st, 6, c->hash, CHANGE_HASH, SQLITE_STATIC);
		sqlite3_bind_int64(st, 7, c->inode);
		rc = sqlite3_step(st);
	}
	sqlite3_finalize(st);
	return rc == SQLITE_DONE ? OK : failed(h, rc, e);
}

/* ---- files ---- */

static enum code no_file(const char *path, struct err *e)
{
	return err_set(e, E_IO, "The log of changes cannot be written into %s: %s. Nothing was saved. See to its disk, or end the log: trellis changes --off", path, strerror(errno));
}

static enum code sync_folder(const struct changes *c, struct err *e)
{
	int fd = c->no_sync ? -1 : open(c->folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	bool good = c->no_sync || (fd >= 0 && fsync(fd) == 0);

	if (fd >= 0)
		close(fd);
	return good ? OK : no_file(c->folder, e);
}

static void close_file(struct changes *c)
{
	if (c->fd >= 0)
		close(c->fd);
	c->fd = -1;
}

static enum code open_file(struct changes *c, bool make, struct err *e)
{
	char path[1200], text[ID_TEXT];

	if (c->fd >= 0 && id_eq(c->fd_timeline, c->timeline) && c->fd_number == c->number)
		return OK;
	close_file(c);
	snprintf(path, sizeof path, "%s/trellis-%s-%06lld.changes", c->folder, id_text(c->timeline, text), (long long)c->number);
	/* one that is there and not yet of the database was begun for a commit that never came */
	c->fd = open(path, O_RDWR | O_CLOEXEC | (make ? O_CREAT | O_TRUNC : 0), 0600);
	if (c->fd < 0)
		return no_file(path, e);
	c->fd_timeline = c->timeline;
	c->fd_number = c->number;
	return make ? sync_folder(c, e) : OK;
}

static enum code append_as(struct changes *c, unsigned char *head, struct str what, struct err *e)
{
	struct str bytes = {(const char *)head, CHANGE_HEAD};

	change_hash(c->hash, head, what, head + 32);
	if (lseek(c->fd, (off_t)c->place, SEEK_SET) < 0 || !file_write_all(c->fd, bytes) || !file_write_all(c->fd, what))
		return no_file(c->folder, e);
	memcpy(c->hash, head + 32, CHANGE_HASH);
	c->seq++;
	c->place += (int64_t)(CHANGE_HEAD + what.n);
	return OK;
}

static enum code append(struct changes *c, char kind, struct str what, struct err *e)
{
	unsigned char head[CHANGE_HEAD], *sealed;
	enum code code;

	if (!c->sealed) {
		change_head(head, kind, what.n, c->seq + 1, c->at);
		return append_as(c, head, what, e);
	}
	change_head(head, (char)(kind + 'a' - 'A'), what.n + CHANGE_SEAL, c->seq + 1, c->at);
	sealed = malloc(what.n + CHANGE_SEAL);
	if (sealed == NULL || !change_seal(c->public_half, head, c->hash, what, sealed))
		code = err_set(e, E_MEMORY, "There is no memory left for the log of changes. Nothing was saved.");
	else
		code = append_as(c, head, (struct str){(const char *)sealed, what.n + CHANGE_SEAL}, e);
	free(sealed);
	return code;
}

/* A file of its own for what comes now; its first record says whose it is. */
static enum code next_file(struct changes *c, struct err *e)
{
	char text[300], id[ID_TEXT];
	enum code code;

	c->number++;
	c->place = 0;
	code = open_file(c, true, e);
	snprintf(text, sizeof text, "{\"timeline\":\"%s\",\"number\":%lld}", id_text(c->timeline, id), (long long)c->number);
	return code == OK ? append(c, 'H', str_z(text), e) : code;
}

static enum code new_timeline(struct changes *c, struct err *e)
{
	char id[ID_TEXT];

	if (c->seq > 0)
		log_event(LOG_ERROR, "the log of changes begins anew", "why", c->was_inode != c->inode ? "the database was copied or put back" : "a file of it is gone or too short",
		          "now", "make a backup: only from then on it can be brought back to a moment", NULL);
	c->timeline = id_new();
	c->number = c->seq = c->at = 0;
	memset(c->hash, 0, sizeof c->hash);
	c->at = clock_now();
	log_event(LOG_INFO, "a timeline of changes begins", "timeline", id_text(c->timeline, id), NULL);
	return next_file(c, e);
}

/* The file as the database knows it: as long as it says, and what a commit that never came left behind is cut off. */
static bool fits(struct changes *c)
{
	struct err ignored = {0};
	struct stat st;

	if (c->seq == 0 || c->was_inode != c->inode || open_file(c, false, &ignored) != OK)
		return false;
	if (fstat(c->fd, &st) != 0 || st.st_nlink == 0 || st.st_size < c->place) {
		close_file(c);
		return false;
	}
	return st.st_size == c->place || ftruncate(c->fd, (off_t)c->place) == 0;
}

/* ---- a batch ---- */

static int wanted(void *arg, const char *table)
{
	(void)arg;
	/* the store's own follow from the rest, and the search is made anew */
	return strcmp(table, "store_meta") == 0 || (strncmp(table, "store_", 6) != 0 && strncmp(table, "search", 6) != 0 && strncmp(table, "sqlite_", 7) != 0);
}

static int all_steps(sqlite3 *h, int64_t *out, int *n)
{
	sqlite3_stmt *st = NULL;
	int rc = sqlite3_prepare_v2(h, "select number from store_migration order by number", -1, &st, NULL);

	*n = 0;
	while (rc == SQLITE_OK && sqlite3_step(st) == SQLITE_ROW && *n < STEPS_MOST)
		out[(*n)++] = sqlite3_column_int64(st, 0);
	sqlite3_finalize(st);
	return rc;
}

enum code changes_begin(struct changes *c, struct sqlite3 *h, bool schema, struct err *e)
{
	enum code code = read_row(c, h, e);
	int rc = SQLITE_OK;

	c->schema = schema;
	if (code != OK || !c->on)
		return code;
	if (schema)
		rc = all_steps(h, c->steps, &c->n_steps);
	else {
		rc = sqlite3session_create(h, "main", &c->session);
		if (rc == SQLITE_OK) {
			sqlite3session_table_filter(c->session, wanted, NULL);
			rc = sqlite3session_attach(c->session, NULL);
		}
	}
	if (rc != SQLITE_OK) {
		changes_drop(c);
		return failed(h, rc, e);
	}
	return OK;
}

static enum code append_steps(struct changes *c, sqlite3 *h, struct err *e)
{
	int64_t now[STEPS_MOST];
	int n, at = 0;
	enum code code = OK;
	int rc = all_steps(h, now, &n);

	for (int i = 0; rc == SQLITE_OK && code == OK && i < n; i++) {
		unsigned char b[8];

		while (at < c->n_steps && c->steps[at] < now[i])
			at++;
		if (at < c->n_steps && c->steps[at] == now[i])
			continue;
		change_number(b, (uint64_t)now[i]);
		code = append(c, 'M', (struct str){(const char *)b, sizeof b}, e);
	}
	return rc == SQLITE_OK ? code : failed(h, rc, e);
}

static enum code write_batch(struct changes *c, sqlite3 *h, struct str changeset, struct err *e)
{
	int64_t now = clock_now(), was = c->at;
	bool begin = !fits(c);
	enum code code = OK;

	if (!begin && changeset.n == 0 && !c->schema)
		return OK;
	c->at = now > was ? now : was;
	if (begin)
		code = new_timeline(c, e);
	else if (c->at / DAY != was / DAY || c->place > FILE_MOST)
		code = next_file(c, e);
	if (code == OK)
		code = c->schema ? append_steps(c, h, e) : changeset.n > 0 ? append(c, 'C', changeset, e) : OK;
	if (code == OK && !c->no_sync && fdatasync(c->fd) != 0)
		code = no_file(c->folder, e);
	return code == OK ? write_row(c, h, e) : code;
}

enum code changes_commit(struct changes *c, struct sqlite3 *h, struct err *e)
{
	void *p = NULL;
	int n = 0;
	enum code code = OK;

	if (!c->on)
		return OK;
	if (!c->schema) {
		int rc = sqlite3session_changeset(c->session, &n, &p);

		if (rc != SQLITE_OK)
			code = failed(h, rc, e);
	}
	if (code == OK)
		code = write_batch(c, h, (struct str){p, (size_t)n}, e);
	sqlite3_free(p);
	if (code != OK)
		close_file(c);
	changes_drop(c);
	return code;
}
