#include "store/sheaf.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define TEXT_MOST 4096         /* of one statement for several */
#define BYTES ((size_t)32 * 1024)
#define FEWEST 3               /* rows that are worth a statement of their own */

struct sheaf {
	char sql[TEXT_MOST];   /* the last one asked for */
	char many[TEXT_MOST];  /* the same for `most` rows; empty: not made */
	size_t width, rows, most;
	struct val v[MAX_PARAMS];
	size_t used;           /* of bytes */
	char bytes[BYTES];     /* texts of the rows */
};

struct sheaf *sheaf_new(void)
{
	return calloc(1, sizeof(struct sheaf));
}

void sheaf_free(struct sheaf *s)
{
	free(s);
}

void sheaf_drop(struct db *db)
{
	if (db->sheaf != NULL)
		db->sheaf->rows = db->sheaf->used = 0;
}

static size_t put_row(char *to, size_t room, size_t first, size_t n)
{
	size_t at = 0;

	for (size_t i = 0; i < n && at < room; i++)
		at += (size_t)snprintf(to + at, room - at, "%s?%zu", i > 0 ? ", " : "(", first + i);
	if (at < room)
		at += (size_t)snprintf(to + at, room - at, ")");
	return at;
}

/* Is it a plain row, each parameter in its place? Then the statement for many is made. */
static void make_many(struct sheaf *s, size_t n)
{
	static const char into[] = "insert into ", values[] = " values ";
	const char *at = strncmp(s->sql, into, sizeof into - 1) == 0 ? strstr(s->sql, values) : NULL;
	char row[TEXT_MOST];
	size_t head, len;

	s->most = n > 0 ? MAX_PARAMS / n : 0;
	if (at == NULL || s->most < FEWEST || put_row(row, sizeof row, 1, n) >= sizeof row || strcmp(at + sizeof values - 1, row) != 0)
		return;
	head = (size_t)(at + sizeof values - 1 - s->sql) - (sizeof into - 1);
	len = (size_t)snprintf(s->many, sizeof s->many, "insert or fail into %.*s", (int)head, s->sql + sizeof into - 1);
	for (size_t i = 0; i < s->most && len < sizeof s->many; i++) {
		if (i > 0)
			s->many[len++] = ',';
		if (len < sizeof s->many)
			len += put_row(s->many + len, sizeof s->many - len, i * n + 1, n);
	}
	if (len >= sizeof s->many)
		s->many[0] = '\0';
}

enum code sheaf_flush(struct db *db, struct err *e)
{
	struct sheaf *s = db->sheaf;
	enum code code = OK;

	if (s == NULL || s->rows == 0)
		return OK;
	if (s->rows == s->most)
		code = change_now(db, s->many, s->v, s->rows * s->width, e);
	else
		for (size_t i = 0; i < s->rows && code == OK; i++)
			code = change_now(db, s->sql, s->v + i * s->width, s->width, e);
	sheaf_drop(db);
	return code;
}

static size_t size_of(const struct val *v, size_t n)
{
	size_t bytes = 0;

	for (size_t i = 0; i < n; i++)
		bytes += v[i].type == 't' || v[i].type == 'B' ? v[i].as.t.n : 0;
	return bytes;
}

static void keep(struct sheaf *s, const struct val *v, size_t n)
{
	struct val *to = s->v + s->rows * n;

	memcpy(to, v, n * sizeof *v);
	for (size_t i = 0; i < n; i++) {
		if ((v[i].type != 't' && v[i].type != 'B') || v[i].as.t.n == 0)
			continue;
		memcpy(s->bytes + s->used, v[i].as.t.p, v[i].as.t.n);
		to[i].as.t.p = s->bytes + s->used;
		s->used += v[i].as.t.n;
	}
	s->rows++;
}

enum code sheaf_later(struct db *db, const char *sql, const struct val *v, size_t n, struct err *e)
{
	struct sheaf *s = db->sheaf;
	bool again = strcmp(s->sql, sql) == 0 && (s->rows == 0 || s->width == n);
	size_t bytes = size_of(v, n), len;
	enum code code = OK;

	if (!again || s->used + bytes > BYTES)
		code = sheaf_flush(db, e);
	if (code != OK)
		return code;
	/* a text is looked at when it comes a second time: most change with every statement */
	if (!again) {
		len = strlen(sql);
		s->many[0] = '\0';
		memcpy(s->sql, len < sizeof s->sql ? sql : "", len < sizeof s->sql ? len + 1 : 1);
		s->width = 0;
	} else if (s->width == 0) {
		s->width = n;
		make_many(s, n);
	}
	if (!again || s->many[0] == '\0' || s->width != n || bytes > BYTES)
		return change_now(db, sql, v, n, e);
	keep(s, v, n);
	return s->rows == s->most ? sheaf_flush(db, e) : OK;
}
