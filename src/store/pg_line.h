/* pg_line.h - one connection to a PostgreSQL server, and commands that travel together; seen by src/store alone.
 *
 * Laws: (1) Commands are sent before the answers of earlier ones are read, so that a transaction needs few ways there and back; what follows
 * a failed one is skipped by the server until all answers were read. (2) line_run, which waits for its answer, first reads all that are outstanding.
 * (3) Nothing is sent ahead on a connection that was idle for long: whether it still lives is then asked first. */
#ifndef TRELLIS_STORE_PG_LINE_H
#define TRELLIS_STORE_PG_LINE_H

#include "store/driver.h"

#include <libpq-fe.h>

#define DROPS 64

/* Statements of the connection's own, prepared once. */
enum own { OWN_READ, OWN_ROLLBACK, OWN_BEGIN, OWN_LOCK, OWN_SAVE, OWN_RELEASE, OWN_COMMIT, OWN_COUNT_UP, OWN_N };

struct conn {
	PGconn *h;
	unsigned last_number;   /* of prepared statements */
	unsigned drop[DROPS];   /* prepared statements to be forgotten with the next transaction */
	size_t n_drop;
	bool own[OWN_N];        /* are prepared */
	int64_t used_at;        /* clock_monotonic when the server last answered */
	/* the writer's */
	char name[33];          /* of its row in store_writer */
	bool registered;        /* the row is there */
	bool counted;           /* this batch counts it up */
	int64_t batch;          /* its value when this batch is committed; never used twice */
	bool saved_ahead;       /* begin has set the first savepoint already */
	unsigned unreleased;    /* savepoints done with, released together with the next command */
	unsigned due;           /* savepoints wanted after those, set together with the next command */
	unsigned sent;          /* commands on their way whose answers were not read yet */
	unsigned opening;       /* how many of them, the first ones, begin the transaction */
	bool synced;            /* their answers come without being asked for */
	struct err not_open;    /* why the transaction could not begin, when it could not */
};

/* Commands sent before their answers are read: the server's answers must fit the line's buffers, or both would wait. */
#define SENT_MOST 100

bool line_lost(const struct conn *c);
/* The server's own sentence, first line; never its detail, which quotes values. */
void line_words(const PGresult *r, const PGconn *h, char *out, size_t n);
enum code line_explain(const struct conn *c, const PGresult *r, struct err *e) MUST_USE;
/* Runs literal text; the last statement's result counts. */
enum code line_run(struct conn *c, const char *sql, struct err *e) MUST_USE;
/* Prepares own statements from..to. */
enum code line_prepare(struct conn *c, enum own from, enum own to, struct err *e) MUST_USE;
/* May the next transaction be sent without asking whether the server is there? */
bool line_fresh(struct conn *c);
bool line_pipe(struct conn *c);                     /* commands travel together from here on */
bool line_send(struct conn *c, enum own what);      /* without parameters */
bool line_send_drops(struct conn *c);
bool line_send_saves(struct conn *c);               /* what is to be released and saved before the next command */
/* Reads all answers. The first failure, else the last answer; NULL when nothing was sent. The caller clears it. */
PGresult *line_answers(struct conn *c);
/* Every command sent has its answer, and every savepoint asked for is set. */
enum code line_settle(struct conn *c, struct err *e) MUST_USE;

#endif
