/* SQLite: a database as a file. */
#include "store/store.h"

#include <sqlite3.h>
#include <string.h>

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
