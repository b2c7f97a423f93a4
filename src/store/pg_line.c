/* See pg_line.h. */
#include "store/pg_line.h"

#include <poll.h>
#include <stdio.h>
#include <string.h>

#define FRESH (2 * SECOND / 1000) /* a connection that answered so lately is there: whoever asks and asks again does not wait for each beginning */

/* ---- errors ---- */

bool line_lost(const struct conn *c)
{
	return c->h == NULL || PQstatus(c->h) == CONNECTION_BAD;
}

struct state_code {
	const char *prefix; /* of the SQLSTATE, longest first */
	enum code code;
	const char *text;   /* with one %s for the server's words */
};

static const struct state_code STATES[] = {
	{"23505", E_CONFLICT, "There is such an entry already (%s)."},
	{"23503", E_INPUT, "The change refers to something that is not there, or removes what others refer to (%s)."},
	{"23502", E_INPUT, "A required value is missing (%s)."},
	{"23", E_INPUT, "A value does not fit the database's rules (%s)."},
	{"22", E_INPUT, "A value does not fit its column (%s)."},
	{"40", E_BUSY, "Another program changed the same entries at the same moment (%s). Try again."},
	{"55P03", E_BUSY, "Another program is changing the database (%s). Try again in a moment."},
	{"53100", E_IO, "The database server's disk is full (%s). Nothing was saved; free some space and try again."},
	{"53", E_BUSY, "The database server has no room for another connection or query (%s). Try again in a moment."},
	{"54", E_LIMIT, "The database cannot hold something so large (%s)."},
	{"57014", E_BUSY, "The database stopped before it was done (%s). Try again."},
	{"57", E_BUSY, "The database server is stopping or starting (%s). Try again in a moment."},
	{"58", E_IO, "The database server's disk failed (%s). Nothing was saved; see to the server and try again."},
	{"25006", E_BUSY, "The database server takes no changes now: it is a copy of another (%s). Try again in a moment."},
	{"08", E_BUSY, "The connection to the database server was lost (%s). Nothing was saved; try again."},
	{"28", E_DENIED, "The database server refused this account (%s)."},
	{"42501", E_DENIED, "The database account may not do this (%s). Give it the rights on the schema."},
	{"XX", E_DB, "The database is damaged (%s). Restore it from a backup."},
};

void line_words(const PGresult *r, const PGconn *h, char *out, size_t n)
{
	const char *said = r != NULL ? PQresultErrorField(r, PG_DIAG_MESSAGE_PRIMARY) : NULL;

	if (said == NULL)
		said = h != NULL ? PQerrorMessage(h) : "";
	if (strncmp(said, "FATAL:  ", 8) == 0)
		said += 8;
	snprintf(out, n, "%.*s", (int)strcspn(said, "\n"), said);
}

enum code line_explain(const struct conn *c, const PGresult *r, struct err *e)
{
	const char *state = r != NULL ? PQresultErrorField(r, PG_DIAG_SQLSTATE) : NULL;
	char said[300];
	size_t i;

	line_words(r, c->h, said, sizeof said);
	for (i = 0; state != NULL && i < sizeof STATES / sizeof STATES[0]; i++) {
		if (strncmp(state, STATES[i].prefix, strlen(STATES[i].prefix)) == 0) {
#if defined(__GNUC__)
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wformat-nonliteral"
#endif
			return err_set(e, STATES[i].code, STATES[i].text, said);
#if defined(__GNUC__)
#pragma GCC diagnostic pop
#endif
		}
	}
	if (line_lost(c) || state == NULL)
		return err_set(e, E_BUSY, "The connection to the database server was lost (%s). Nothing was saved; try again.", said);
	return err_set(e, E_BUG, "The database did not take a statement: %s (%s).", said, state);
}

enum code line_run(struct conn *c, const char *sql, struct err *e)
{
	enum code code = c->sent > 0 ? line_settle(c, e) : OK;

	if (code != OK)
		return code;
	PGresult *r = PQexec(c->h, sql);
	ExecStatusType st = PQresultStatus(r);
	code = st == PGRES_COMMAND_OK || st == PGRES_TUPLES_OK ? OK : line_explain(c, r, e);

	PQclear(r);
	c->used_at = clock_monotonic();
	return code;
}

/* ---- several commands in one message ---- */

static const char *const OWN[OWN_N][2] = {
	[OWN_READ] = {"o_read", "begin transaction isolation level repeatable read read only"},
	[OWN_ROLLBACK] = {"o_rollback", "rollback"},
	[OWN_BEGIN] = {"o_begin", "begin"},
	[OWN_LOCK] = {"o_lock", "select pg_advisory_xact_lock(7421, hashtext(current_schema()))"},
	[OWN_SAVE] = {"o_save", "savepoint w"},
	[OWN_RELEASE] = {"o_release", "release w"},
	[OWN_COMMIT] = {"o_commit", "commit"},
	[OWN_COUNT_UP] = {"o_count_up", "update store_writer set batch = $1, seen_at = cast(extract(epoch from now()) * 1000000 as bigint) where id = $2"},
};

bool line_pipe(struct conn *c)
{
	return PQpipelineStatus(c->h) != PQ_PIPELINE_OFF || PQenterPipelineMode(c->h) == 1;
}

enum code line_prepare(struct conn *c, enum own from, enum own to, struct err *e)
{
	static const Oid COUNT_UP[] = {20, 25}; /* int8, text */
	enum code code = OK;
	bool good = line_pipe(c);

	for (int i = (int)from; good && i <= (int)to; i++, c->sent++)
		good = PQsendPrepare(c->h, OWN[i][0], OWN[i][1], i == OWN_COUNT_UP ? 2 : 0, COUNT_UP) == 1;
	c->sent += !good;
	PGresult *r = line_answers(c);
	if (PQresultStatus(r) != PGRES_COMMAND_OK)
		code = line_explain(c, r, e);
	PQclear(r);
	for (int i = (int)from; i <= (int)to; i++)
		c->own[i] = code == OK;
	return code;
}

bool line_send(struct conn *c, enum own what)
{
	c->sent++; /* counted even when it could not be sent: the answers then tell that the line is gone */
	return PQsendQueryPrepared(c->h, OWN[what][0], 0, NULL, NULL, NULL, 0) == 1;
}

bool line_send_drops(struct conn *c)
{
	char sql[40];
	bool good = true;

	for (size_t i = 0; i < c->n_drop && good; i++, c->sent++) {
		snprintf(sql, sizeof sql, "deallocate s%u", c->drop[i]);
		good = PQsendQueryParams(c->h, sql, 0, NULL, NULL, NULL, NULL, 0) == 1;
	}
	c->n_drop = 0;
	return good;
}

bool line_fresh(struct conn *c)
{
	if (!c->own[OWN_ROLLBACK] || line_lost(c) || clock_monotonic() - c->used_at > FRESH)
		return false;
	if (c->sent > 0 && line_settle(c, &(struct err){0}) != OK)
		return false;
	struct pollfd p = {.fd = PQsocket(c->h), .events = POLLIN};
	return poll(&p, 1, 0) == 0; /* a server that says something unasked says farewell, or has closed the connection */
}

PGresult *line_answers(struct conn *c)
{
	PGresult *first_bad = NULL, *last = NULL, *r;
	unsigned opening = c->opening, at = 0;

	if (c->sent == 0)
		return NULL;
	c->sent = c->opening = 0;
	bool good = c->synced || PQpipelineSync(c->h) == 1;
	c->synced = false;
	if (!good)
		first_bad = PQmakeEmptyPGresult(c->h, PGRES_FATAL_ERROR);
	for (int gone = 0; first_bad == NULL || !line_lost(c);) {
		r = PQgetResult(c->h);
		if (r == NULL) { /* one command's answers are over; twice: nothing comes any more */
			if (++gone > 1)
				break;
			at++;
			continue;
		}
		gone = 0;
		ExecStatusType st = PQresultStatus(r);
		if (st == PGRES_PIPELINE_SYNC) {
			PQclear(r);
			break;
		}
		PGresult **keep = first_bad == NULL && (st == PGRES_COMMAND_OK || st == PGRES_TUPLES_OK) ? &last : first_bad == NULL ? &first_bad : &r;
		if (keep == &first_bad && at < opening)
			(void)!line_explain(c, r, &c->not_open);
		if (keep != &r) {
			PQclear(*keep);
			*keep = r;
		} else {
			PQclear(r);
		}
	}
	(void)!PQexitPipelineMode(c->h);
	c->used_at = clock_monotonic();
	if (first_bad == NULL)
		return last;
	PQclear(last);
	return first_bad;
}

bool line_send_saves(struct conn *c)
{
	bool good = line_pipe(c);

	for (; good && c->unreleased > 0; c->unreleased--)
		good = line_send(c, OWN_RELEASE);
	for (; good && c->due > 0; c->due--)
		good = line_send(c, OWN_SAVE);
	return good;
}

enum code line_settle(struct conn *c, struct err *e)
{
	enum code code = OK;

	if (c->sent == 0 && c->due == 0)
		return OK;
	if (c->due > 0 && !line_send_saves(c))
		c->sent += c->sent == 0;
	PGresult *r = line_answers(c);
	ExecStatusType st = PQresultStatus(r);
	if (st != PGRES_COMMAND_OK && st != PGRES_TUPLES_OK)
		code = line_explain(c, r, e);
	PQclear(r);
	return code;
}
