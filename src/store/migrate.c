/* The store's own tables, and numbered migrations. */
#include "store/driver.h"

#include <string.h>

static const char OWN_TABLES[] =
	"create table store_meta (\n"
	"  key text primary key,\n"
	"  value text not null\n"
	") strict;\n"
	"create table store_migration (\n"
	"  number integer primary key,\n"
	"  name text not null,\n"
	"  applied_at integer not null\n"
	") strict;\n"
	/* PostgreSQL: the last batch of each writer, to learn after a lost connection whether its commit arrived. */
	"--postgres create table store_writer (id text primary key, batch integer not null, seen_at integer not null);\n";

/* SQLite, where one writer at a time makes one row enough. */
static const char CHANGE_TABLE[] = "create table store_change (one integer primary key check (one = 1), n integer not null) strict;\n"
                                   "insert into store_change (one, n) values (1, 1);\n";

/* ---- facts about the database ---- */

enum code store_meta_get(struct db *db, struct arena *a, const char *key, struct str *out, struct err *e)
{
	struct rows *r;
	enum code code;
	int got;

	*out = str_z(NULL);
	code = db_query(db, e, &r, "select value from store_meta where key = ?1", "z", key);
	if (code != OK)
		return code;
	got = rows_next(r, e);
	if (got < 0)
		return e != NULL ? e->code : E_DB;
	if (got > 0) {
		*out = str_dup(a, rows_t(r, 0));
		rows_end(r);
	}
	return OK;
}

enum code store_meta_set(struct db *db, const char *key, struct str value, struct err *e)
{
	return db_exec(db, e,
	               "insert into store_meta (key, value) values (?1, ?2) on conflict (key) do update set value = excluded.value",
	               "zt", key, value);
}

static enum code make_own_tables(struct db *db, void *arg, struct err *e)
{
	struct arena *a = arg;
	char text[ID_TEXT];
	enum code code;

	code = db_script(db, OWN_TABLES, e);
	if (code == OK)
		code = store_meta_set(db, "district", str_z(id_text(id_new(), text)), e);
	if (code == OK)
		code = store_meta_set(db, "created_at", time_text(a, clock_now()), e);
	return code;
}

struct look {
	struct arena *a;
	bool own, foreign, counts;
	struct str district;
};

static enum code look(struct db *db, void *arg, struct err *e)
{
	struct look *l = arg;
	enum code code = db->store->drv->has_tables(db, &l->own, &l->foreign, e);

	if (code == OK && l->own)
		code = store_meta_get(db, l->a, "district", &l->district, e);
	if (code == OK && l->own) {
		int64_t there = 0;

		code = db_kind(db) == STORE_SQLITE
		               ? db_int(db, e, &there, "select count(*) from sqlite_schema where type = 'table' and name = 'store_change'", "")
		               : db_int(db, e, &there, "select count(*) from information_schema.tables where table_schema = current_schema() and table_name = 'store_change'", "");
		l->counts = there > 0;
	}
	return code;
}

static enum code make_counter(struct db *db, void *arg, struct err *e)
{
	(void)arg;
	return db_script(db, CHANGE_TABLE, e);
}

enum code db_change(struct db *db, int64_t *n, struct err *e)
{
	*n = 0;
	return db->store->counts ? db_int(db, e, n, "select n from store_change where one = 1", "") : OK;
}

unsigned db_uncounted(const struct db *db)
{
	return db->uncounted;
}

/* Tables that change without any page of the school changing with them (store.h, db_change). */
static bool counted(struct str table)
{
	static const char *const NOT[] = {"session", "once", "security_log", "store_change", "sqlite_sequence", NULL};

	for (size_t i = 0; NOT[i] != NULL; i++)
		if (str_ieqz(table, NOT[i]))
			return false;
	return true;
}

bool change_counted(const char *table)
{
	return counted(str_z(table));
}

static bool is_word(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_';
}

/* The next word outside of quotes; empty at the end. */
static struct str next_word(struct str *sql)
{
	size_t from = 0, to;

	while (from < sql->n && !is_word(sql->p[from])) {
		if (sql->p[from] == '\'')
			while (++from < sql->n && sql->p[from] != '\'')
				;
		from += from < sql->n;
	}
	for (to = from; to < sql->n && (is_word(sql->p[to]) || (sql->p[to] >= '0' && sql->p[to] <= '9'));)
		to++;
	struct str word = {sql->p + from, to - from};
	*sql = (struct str){sql->p + to, sql->n - to};
	return word;
}

void change_reach(const char *text, bool *writes, bool *uncounted)
{
	struct str sql = str_z(text), w, last = {0}, before = {0};

	*writes = *uncounted = false;
	for (; (w = next_word(&sql)).n; before = last, last = w) {
		bool changed = str_ieqz(last, "into") || str_ieqz(last, "update") || (str_ieqz(last, "from") && str_ieqz(before, "delete"));

		if (!changed)
			*uncounted = *uncounted || (!counted(w) && (w.p == text || w.p[-1] != '.')); /* x.session is a column */
		else if (!str_ieqz(w, "set")) /* "do update set" changes the table that was named before */
			*writes = *writes || counted(w);
	}
}

const char CHANGE_COUNT[] = "update store_change set n = n + 1 where one = 1";

enum code change_count(struct db *db, struct err *e)
{
	return db->store->counts ? db_exec_vals(db, e, CHANGE_COUNT, NULL, 0) : OK;
}

static enum code ready(struct db *db, void *arg, struct err *e)
{
	(void)arg;
	return db->store->drv->ready(db, e);
}

static enum code own_tables(struct store *s, struct arena *a, struct err *e)
{
	struct look l = {.a = a};
	enum code code = writer_alone(s, look, &l, false, e);

	if (code == OK && !l.own) {
		if (l.foreign)
			return err_set(e, E_INPUT, "The database holds tables of another program. Choose an empty one for Trellis.");
		if (!s->opt.create)
			return err_set(e, E_NOTFOUND, "The database is empty. Make a school in it with: trellis init");
		code = writer_alone(s, make_own_tables, a, true, e);
		if (code == OK)
			code = writer_alone(s, look, &l, false, e);
	}
	if (code == OK && !l.counts)
		code = writer_alone(s, make_counter, NULL, true, e);
	if (code != OK)
		return code;
	s->counts = true;
	if (!id_parse(l.district, &s->district) || id_nil(s->district))
		return err_set(e, E_DB, "The database does not say which district it is of. Restore it from a backup.");
	return writer_alone(s, ready, NULL, false, e);
}

enum code store_own_tables(struct store *s, struct err *e)
{
	struct arena *a = arena_new(0);
	enum code code;

	if (a == NULL)
		return err_set(e, E_MEMORY, "There is no memory left to open the database.");
	code = own_tables(s, a, e);
	arena_free(a);
	return code;
}

/* ---- migrations ---- */

enum code store_version(struct store *s, int *out, struct err *e)
{
	struct db *db;
	int64_t n = 0;
	enum code code = store_read(s, &db, e);

	if (code != OK)
		return code;
	code = db_int(db, e, &n, "select coalesce(max(number), 0) from store_migration", "");
	store_read_end(db);
	*out = (int)n;
	return code;
}

struct step {
	const struct migration *m;
	bool applied;
};

/* A deferred constraint fails at the commit, and with it every other write of the batch. */
static bool has_deferrable(const char *sql)
{
	struct str all = str_z(sql);
	size_t at;

	while (str_find(all, S("deferrable"), &at)) {
		char before = at > 0 ? all.p[at - 1] : ' ', after = at + 10 < all.n ? all.p[at + 10] : ' ';

		if (!is_word(before) && !is_word(after))
			return true;
		all.p += at + 10;
		all.n -= at + 10;
	}
	return false;
}

/* Looked at again inside the transaction: another program may have been faster. */
static enum code apply(struct db *db, void *arg, struct err *e)
{
	struct step *step = arg;
	int64_t there;
	enum code code;

	code = db_int(db, e, &there, "select count(*) from store_migration where number = ?1", "i", (int64_t)step->m->number);
	if (code != OK || there > 0)
		return code;
	code = db_script(db, step->m->sql, e);
	if (code == OK)
		code = db_exec(db, e, "insert into store_migration (number, name, applied_at) values (?1, ?2, ?3)", "izi",
		               (int64_t)step->m->number, step->m->name, clock_now());
	step->applied = code == OK;
	return code;
}

/* Marks which of m are there, and refuses a database this program does not know. */
static enum code known(struct db *db, const struct migration *m, size_t n, bool *there, struct err *e)
{
	struct rows *r;
	enum code code = db_query(db, e, &r, "select number, name from store_migration order by number", "");
	size_t i = 0;
	int got;

	if (code != OK)
		return code;
	while ((got = rows_next(r, e)) > 0) {
		int64_t number = rows_i(r, 0);
		struct str name = rows_t(r, 1);

		while (i < n && m[i].number < number)
			i++;
		if (i == n || m[i].number != number) {
			code = err_set(e, E_DB, "The database is newer than this program: it has step %d (%.*s), which this program "
			               "does not know. Install the newer version of Trellis.", (int)number, S_ARG(name));
		} else if (!str_eqz(name, m[i].name)) {
			code = err_set(e, E_DB, "Step %d of the database is \"%.*s\", but this program calls it \"%s\": the database "
			               "was made by another edition of Trellis. Use that one, or restore a backup.",
			               (int)number, S_ARG(name), m[i].name);
		} else {
			there[i] = true;
			continue;
		}
		rows_end(r);
		return code;
	}
	return got < 0 ? (e != NULL ? e->code : E_DB) : OK;
}

static enum code migrate(struct store *s, const struct migration *m, size_t n, bool *there, struct err *e)
{
	struct db *db;
	enum code code;
	size_t i;

	for (i = 0; i < n; i++) {
		if (m[i].number < 1 || (i > 0 && m[i].number <= m[i - 1].number))
			return err_set(e, E_BUG, "Migration %d (%s) is out of order.", m[i].number, m[i].name);
		if (has_deferrable(m[i].sql))
			return err_set(e, E_BUG, "Migration %d (%s) has a deferred constraint, which is not allowed.", m[i].number, m[i].name);
	}
	code = store_read(s, &db, e);
	if (code != OK)
		return code;
	code = known(db, m, n, there, e);
	store_read_end(db);
	for (i = 0; i < n && code == OK; i++) {
		struct step step = {.m = &m[i]};

		if (there[i])
			continue;
		code = writer_alone(s, apply, &step, true, e);
		if (code != OK)
			err_in(e, "Database step %d (%s)", m[i].number, m[i].name);
	}
	return code;
}

static enum code walls(struct db *db, void *arg, struct err *e)
{
	(void)arg;
	return db->store->drv->walls(db, e);
}

enum code store_migrate(struct store *s, const struct migration *m, size_t n, struct err *e)
{
	struct arena *a = arena_new(0);
	struct err own = {0};
	enum code code;

	if (e == NULL)
		e = &own;
	if (a == NULL)
		return err_set(e, E_MEMORY, "There is no memory left to bring the database up to date.");
	code = migrate(s, m, n, NEW_ARRAY(a, bool, n), e);
	if (code == OK && s->drv->walls != NULL)
		code = writer_alone(s, walls, NULL, true, e);
	arena_free(a);
	return code;
}

enum code store_check(struct store *s, struct err *e)
{
	struct err own = {0};
	struct db *db;
	enum code code;

	if (e == NULL)
		e = &own;
	code = store_read(s, &db, e);
	if (code != OK)
		return code;
	code = db->store->drv->check(db, e);
	store_read_end(db);
	return code;
}
