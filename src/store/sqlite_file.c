/* SQLite: a database as a file. */
#include "store/driver.h"
#include "store/piece.h"

#include <sqlite3.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum code store_file_alone(const char *path, struct err *e)
{
	sqlite3 *h = NULL;
	sqlite3_stmt *st = NULL;
	bool alone = false;
	int rc = sqlite3_open_v2(path, &h, SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX, NULL);

	if (rc == SQLITE_OK)
		rc = sqlite3_prepare_v2(h, "pragma journal_mode = delete", -1, &st, NULL);
	if (rc == SQLITE_OK)
		rc = sqlite3_step(st);
	if (rc == SQLITE_ROW) {
		alone = strcmp((const char *)sqlite3_column_text(st, 0), "delete") == 0;
		rc = SQLITE_OK;
	}
	sqlite3_finalize(st);
	sqlite3_close(h);
	if (alone)
		return OK;
	return err_set(e, E_CONFLICT, "Another program uses the database %s, or it cannot be read (%s). Stop the server first.", path, sqlite3_errstr(rc));
}

/* A line of /proc/locks, as proc(5) has it: "1: POSIX  ADVISORY  READ 4301 fe:00:11223570 124 124". */
static bool lock_line(struct str line, int64_t *pid, int64_t *inode)
{
	struct str word[6] = {{0}};
	size_t n = 0, at;

	while (line.n > 0 && n < 6) {
		word[n] = str_cut(&line, ' ');
		n += word[n].n > 0;
	}
	if (n < 6 || !str_eqz(word[1], "POSIX") || !str_int(word[4], pid))
		return false;
	while (str_find(word[5], S(":"), &at)) {
		word[5].p += at + 1;
		word[5].n -= at + 1;
	}
	return str_int(word[5], inode);
}

/* Every connection holds a lock on the log's index. Looked up in the kernel's list, since opening and closing that file here
 * would drop the locks of this program. Its own lock must be there, or the list does not tell the truth about this file. */
bool store_shared(struct store *s)
{
	char name[1200], line[300];
	bool own = false, other = false;
	struct stat st;
	FILE *f;

	if (store_kind_of(s) != STORE_SQLITE)
		return true;
	if (strcmp(s->target, ":memory:") == 0)
		return false;
	if (snprintf(name, sizeof name, "%s-shm", s->target) >= (int)sizeof name || stat(name, &st) != 0 || (f = fopen("/proc/locks", "re")) == NULL)
		return true;
	while (fgets(line, sizeof line, f) != NULL) {
		int64_t pid, inode;

		if (!lock_line(str_z(line), &pid, &inode) || inode != (int64_t)st.st_ino)
			continue;
		if (pid == (int64_t)getpid())
			own = true;
		else
			other = true;
	}
	(void)fclose(f);
	return other || !own;
}
