#include "base/file.h"
#include "record/record.h"
#include "school/admin/backup.h"
#include "store/blob.h"
#include "support/pg.h"
#include "support/test.h"
#include "support/web.h"

#include <sodium.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static struct arena *a;
static const char *folder;
static int number;

static int setup(void **state)
{
	struct err e = {0};
	(void)state;
	a = arena_new(0);
	return a == NULL || sodium_init() < 0 || file_temp_dir(a, &folder, &e) != OK;
}

static int teardown(void **state)
{
	struct err e = {0};
	(void)state;
	assert_int_equal(file_remove_all(folder, &e), OK);
	arena_free(a);
	return 0;
}

static void must(enum code c, const struct err *e)
{
	if (c != OK)
		fail_msg("%s", e->text);
}

static const char *fresh(const char *what)
{
	return file_join(a, folder, str_fmt(a, "%s%d", what, number++).p);
}

static struct str bytes_of(const char *path)
{
	struct err e = {0};
	struct str s;
	must(file_read(a, path, 1 << 28, &s, &e), &e);
	return s;
}

/* ---- the vault ---- */

static struct str long_text(size_t n)
{
	char *p = arena_alloc(a, n + 1);
	for (size_t i = 0; i < n; i++)
		p[i] = (char)(i * 31 + i / 977);
	return (struct str){p, n};
}

static enum code write_vault(const char *path, const struct vault_key *k, struct str text, struct err *e)
{
	struct vault *v;
	enum code c = vault_create(path, k, &v, e);
	for (size_t at = 0; c == OK && at < text.n; at += 70001)
		c = vault_put(v, text.p + at, text.n - at < 70001 ? text.n - at : 70001, e);
	if (c == OK)
		c = vault_finish(v, NULL, e);
	vault_close(v);
	return c;
}

static enum code read_vault(const char *path, const struct vault_key *k, struct str text, struct err *e)
{
	struct vault *v;
	char *p = arena_alloc(a, text.n + 1);
	enum code c = vault_open(path, k, &v, e);
	if (c != OK)
		return c;
	c = vault_get(v, p, text.n, e);
	if (c == OK)
		c = vault_end(v, e);
	if (c == OK)
		assert_memory_equal(p, text.p, text.n);
	vault_close(v);
	return c;
}

static void seals(void **state)
{
	static const unsigned char key[32] = "thirty-two bytes of a test's key", other[32] = "thirty-two other bytes of a test";
	const struct vault_key keys[] = {{0}, {.passphrase = "correct horse battery"}, {.key = key}};
	const struct vault_key wrong[] = {{0}, {.passphrase = "correct horse batterz"}, {.key = other}};
	struct str text = long_text(900000);
	(void)state;
	for (size_t i = 0; i < 3; i++) {
		struct err e = {0};
		const char *path = fresh("vault");
		struct stat st;
		int kind;
		must(write_vault(path, &keys[i], text, &e), &e);
		assert_int_equal(stat(path, &st), 0);
		assert_int_equal(st.st_mode & 0777, 0600);
		must(vault_kind(path, &kind, &e), &e);
		assert_int_equal(kind, i);
		must(read_vault(path, &keys[i], text, &e), &e);
		if (i == 0)
			continue;
		assert_int_equal(read_vault(path, &wrong[i], text, &e), E_DENIED);
		assert_int_equal(read_vault(path, NULL, text, &e), E_DENIED);
		assert_int_equal(read_vault(path, &keys[3 - i], text, &e), E_DENIED);
	}
}

/* Every byte counts: one changed, the end cut off, a chunk left out or put twice. */
static void damage(void **state)
{
	static const unsigned char key[32] = "thirty-two bytes of a test's key";
	const struct vault_key keys[] = {{0}, {.key = key}};
	struct str text = long_text(600000);
	(void)state;
	for (size_t k = 0; k < 2; k++) {
		struct err e = {0};
		const char *path = fresh("vault"), *bad = fresh("bad");
		must(write_vault(path, &keys[k], text, &e), &e);
		struct str whole = bytes_of(path);
		for (size_t i = 0; i < 60; i++) {
			char *p = arena_copy(a, whole.p, whole.n);
			p[i < 30 ? i : i * (whole.n / 61)] ^= 4;
			must(file_write(bad, (struct str){p, whole.n}, 0600, &e), &e);
			assert_int_not_equal(read_vault(bad, &keys[k], text, &e), OK);
		}
		for (size_t i = 1; i < 40; i++) {
			must(file_write(bad, (struct str){whole.p, whole.n * i / 40}, 0600, &e), &e);
			assert_int_not_equal(read_vault(bad, &keys[k], text, &e), OK);
		}
		must(file_write(bad, str_fmt(a, "%.*s%s", 0, "", "no vault at all, but long enough to be read"), 0600, &e), &e);
		assert_int_equal(read_vault(bad, &keys[k], text, &e), E_INPUT);
		/* chunks begin after the head: each its length, then its bytes */
		size_t head = k == 0 ? 17 : 17 + 24, first = 4 + (size_t)(unsigned char)whole.p[head] + ((size_t)(unsigned char)whole.p[head + 1] << 8) + ((size_t)(unsigned char)whole.p[head + 2] << 16);
		struct buf b = buf_new(a, whole.n * 2);
		buf_add(&b, whole.p, head);
		buf_add(&b, whole.p + head + first, whole.n - head - first);
		must(file_write(bad, buf_done(&b), 0600, &e), &e);
		assert_int_not_equal(read_vault(bad, &keys[k], text, &e), OK);
		b = buf_new(a, whole.n * 2);
		buf_add(&b, whole.p, head + first);
		buf_add(&b, whole.p + head, whole.n - head);
		must(file_write(bad, buf_done(&b), 0600, &e), &e);
		assert_int_not_equal(read_vault(bad, &keys[k], text, &e), OK);
	}
}

/* ---- a school ---- */

static struct dump_sums sums(struct store *s)
{
	struct err e = {0};
	struct db *db;
	struct dump_sums out;
	must(store_read(s, &db, &e), &e);
	must(dump_sums(db, a, &out, &e), &e);
	store_read_end(db);
	return out;
}

static struct dump_sums sums_at(const char *target)
{
	struct err e = {0};
	struct store *s;
	must(store_open(target, NULL, &s, &e), &e);
	must(store_migrate(s, MIGRATIONS, MIGRATION_COUNT, &e), &e);
	must(store_check(s, &e), &e);
	struct dump_sums out = sums(s);
	store_close(s);
	return out;
}

static int64_t found(struct store *s, const char *word)
{
	struct err e = {0};
	struct db *db;
	struct search_hit *hits;
	size_t n;
	struct viewer v = viewer_system(s);
	must(store_read(s, &db, &e), &e);
	must(record_search(db, a, &v, str_z(word), 20, &hits, &n, &e), &e);
	store_read_end(db);
	return (int64_t)n;
}

static void round_trip(struct web_test *w)
{
	struct err e = {0};
	struct backup_facts f, g;
	struct str kept;
	const char *path = fresh("school.backup"), *target = fresh("school.db");
	const struct vault_key k = {.passphrase = "five plain words of a test"};
	struct dump_sums was = sums(w->store);
	assert_true(was.rows > 4);
	must(backup_write(w->store, a, path, &k, &(struct backup_places){.files = w->files}, &f, &e), &e);
	must(backup_check(a, path, &k, &g, &e), &e);
	must(dump_compare(&was, &g.sums, &e), &e);
	assert_int_equal(backup_write(w->store, a, path, &k, &(struct backup_places){.files = w->files}, &f, &e), E_CONFLICT);

	struct restore_options o = {.target = target, .to = {.files = str_fmt(a, "%s.files", target).p}};
	must(backup_restore(a, path, &k, &o, &g, &kept, &e), &e);
	assert_int_equal(kept.n, 0);
	struct dump_sums is = sums_at(target);
	must(dump_compare(&was, &is, &e), &e);
	struct store *s;
	must(store_open(target, NULL, &s, &e), &e);
	assert_true(id_eq(store_district(s), store_district(w->store)));
	assert_true(found(w->store, "Quetzal") > 0);
	assert_int_equal(found(s, "Quetzal"), found(w->store, "Quetzal"));

	/* a living database is left alone; with force it is kept, but not while it is open */
	assert_int_equal(backup_restore(a, path, &k, &o, &g, &kept, &e), E_CONFLICT);
	o.force = true;
	assert_int_equal(backup_restore(a, path, &k, &o, &g, &kept, &e), E_CONFLICT);
	store_close(s);
	must(backup_restore(a, path, &k, &o, &g, &kept, &e), &e);
	assert_true(kept.n > 0 && file_exists(kept.p));
	is = sums_at(kept.p);
	must(dump_compare(&was, &is, &e), &e);
}

static void fill(struct web_test *w)
{
	const struct input in[] = {{"given_name", S("Ann")}, {"family_name", S("Quetzal")}, {"birth_date", S("2016-02-29")}};
	(void)web_make(w, "person", in, sizeof in / sizeof *in);
	(void)web_person(w, "Tomás", "Müller", "teacher");
}

static void on_sqlite(void **state)
{
	struct web_test *w = web_open(false);
	(void)state;
	fill(w);
	round_trip(w);
	web_close(w);
}

static void on_postgres(void **state)
{
	char target[400];
	(void)state;
	if (!pg_fresh(target, sizeof target))
		skip();
	struct web_test *w = web_open_at(target, false);
	fill(w);
	round_trip(w);
	web_close(w);
}

/* From SQLite to PostgreSQL and back, the same sums; nothing into a place where something is. */
static void moves(void **state)
{
	struct err e = {0};
	char target[400];
	struct dump_sums out;
	const char *back = fresh("back.db");
	struct store *s;
	(void)state;
	if (!pg_fresh(target, sizeof target))
		skip();
	struct web_test *w = web_open(false);
	fill(w);
	struct dump_sums was = sums(w->store);
	must(backup_move(w->store, a, target, &out, &e), &e);
	must(dump_compare(&was, &out, &e), &e);
	struct dump_sums is = sums_at(target);
	must(dump_compare(&was, &is, &e), &e);
	assert_int_equal(backup_move(w->store, a, target, &out, &e), E_CONFLICT);
	must(store_open(target, NULL, &s, &e), &e);
	assert_int_equal(found(s, "Quetzal"), found(w->store, "Quetzal"));
	must(backup_move(s, a, back, &out, &e), &e);
	assert_int_equal(backup_move(s, a, back, &out, &e), E_CONFLICT);
	store_close(s);
	is = sums_at(back);
	must(dump_compare(&was, &is, &e), &e);
	web_close(w);
}

/* One value changed in one row is seen. */
static enum code spoil(struct db *db, void *arg, struct err *e)
{
	(void)arg;
	return db_exec(db, e, "update person set given_name = 'Anne' where family_name = 'Quetzal'", "");
}

static void differences(void **state)
{
	struct err e = {0};
	struct web_test *w = web_open(false);
	(void)state;
	fill(w);
	struct dump_sums was = sums(w->store);
	must(store_write(w->store, spoil, NULL, &e), &e);
	struct dump_sums is = sums(w->store);
	assert_int_equal(dump_compare(&was, &is, &e), E_DB);
	assert_non_null(strstr(e.text, "person"));
	web_close(w);
}

/* A backup whose tables are of a later program is refused with a sentence. */
static void too_new(void **state)
{
	struct err e = {0};
	struct vault *v;
	struct backup_facts f;
	const char *path = fresh("new.backup");
	static const char HEAD[] = "{\"format\":1,\"program\":\"99.0\",\"version\":99999,\"district\":\"01890a5d-ac96-774b-bcce-b302099a8057\"}";
	unsigned char head[9] = {'H', sizeof HEAD - 1};
	(void)state;
	must(vault_create(path, NULL, &v, &e), &e);
	must(vault_put(v, head, sizeof head, &e), &e);
	must(vault_put(v, HEAD, sizeof HEAD - 1, &e), &e);
	must(vault_finish(v, NULL, &e), &e);
	vault_close(v);
	assert_int_equal(backup_check(a, path, NULL, &f, &e), E_INPUT);
	assert_non_null(strstr(e.text, "99.0"));
}

/* Whatever a file says: a sentence, never a crash. Pieces in every wrong order, too long, too short. */
static void hostile(void **state)
{
	static const char *const PIECES[] = {"T{\"name\":\"person\",\"columns\":[\"id\"]}", "T{\"name\":\"\",\"columns\":[]}", "Rx", "E", "Z", "F", "K", "?", "T[]", "R"};
	static const char HEAD[] = "{\"format\":1,\"program\":\"0\",\"version\":1,\"district\":\"01890a5d-ac96-774b-bcce-b302099a8057\"}";
	(void)state;
	for (size_t i = 0; i < sizeof PIECES / sizeof *PIECES; i++)
		for (int cut = 0; cut < 3; cut++) {
			struct err e = {0};
			struct vault *v;
			struct backup_facts f;
			const char *path = fresh("odd.backup");
			unsigned char head[9] = {'H', sizeof HEAD - 1}, piece[9] = {(unsigned char)PIECES[i][0], (unsigned char)(strlen(PIECES[i]) - 1 + (cut == 1 ? 40 : 0))};
			if (cut == 2)
				piece[8] = 0x7f;
			must(vault_create(path, NULL, &v, &e), &e);
			must(vault_put(v, head, sizeof head, &e), &e);
			must(vault_put(v, HEAD, sizeof HEAD - 1, &e), &e);
			must(vault_put(v, piece, sizeof piece, &e), &e);
			must(vault_put(v, PIECES[i] + 1, strlen(PIECES[i]) - 1, &e), &e);
			must(vault_finish(v, NULL, &e), &e);
			vault_close(v);
			assert_int_not_equal(backup_check(a, path, NULL, &f, &e), OK);
			assert_true(strlen(e.text) > 10);
		}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST("a vault opens with its key alone", seals),
		TEST("a vault with one byte changed, cut short, or its chunks in another order is refused", damage),
		TEST("a school restored from its backup is equal row by row, and search finds what it found: SQLite", on_sqlite),
		TEST("a school restored from its backup is equal row by row, and search finds what it found: PostgreSQL", on_postgres),
		TEST("a school moves to PostgreSQL and back, equal row by row, and never over another", moves),
		TEST("sums tell of one changed value", differences),
		TEST("a backup of a later program is refused with a sentence", too_new),
		TEST("a file that only looks like a backup is refused with a sentence", hostile),
	};
	return cmocka_run_group_tests(tests, setup, teardown);
}
