/* pg.h - a PostgreSQL of the test's own, on a Unix socket in a temporary folder.
 *
 * Law: started on first use, stopped and removed at the end of the program (also when it dies: the server gets
 * the signal). It runs as the user `postgres` when the test is root. Nothing but its own process is touched. */
#ifndef TRELLIS_TEST_PG_H
#define TRELLIS_TEST_PG_H

#include <stdbool.h>
#include <stddef.h>
#include <sys/types.h>

/* Writes the connection string of a new, empty schema. False: there is no PostgreSQL here; why is on standard error. */
bool pg_fresh(char *target, size_t n);
/* Writes the connection string of a new database that has the school's tables and no rows. */
bool pg_school(char *target, size_t n);
/* Runs SQL in the schema pg_fresh made last, as its owner, past the store. */
bool pg_run(const char *sql);
/* Stops the server as a crash would (SIGKILL to its processes is left out: SIGQUIT) and starts it again. */
bool pg_crash(void);
/* Ends every session but one's own, as a network failure would. */
void pg_drop_sessions(void);
void pg_stop(void); /* called at exit too */

#endif
