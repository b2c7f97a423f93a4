/* A disk that is full, read-only, failing, or cannot flush: a clear sentence, nothing half-written, and the store
 * goes on as soon as the disk does. */
#include "store/store.h"

#include "support/disk.h"
#include "support/proof.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <cmocka.h>

#include <pthread.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static const struct migration TABLES[] = {
	{1, "things", "create table thing (id blob primary key, district blob not null, n integer not null, note text not null) strict;\n"},
};

static char folder[60];
static unsigned number;

static struct store *opened(void)
{
	struct store_options o = {.create = true, .writer_kib = 200};
	char target[100];
	struct err e = {0};
	struct store *s;

	snprintf(target, sizeof target, "%s/%u.db", folder, ++number);
	assert_int_equal(store_open(target, &o, &s, &e), OK);
	assert_int_equal(store_migrate(s, TABLES, 1, &e), OK);
	return s;
}

struct put {
	int64_t n;
	int rows;
};

static enum code put(struct db *db, void *arg, struct err *e)
{
	const struct put *p = arg;
	static char note[1000];
	enum code code = OK;
	int i;

	for (i = 0; i < p->rows && code == OK; i++)
		code = db_exec(db, e, "insert into thing (id, district, n, note) values (?1, ?2, ?3, ?4)", "bdit", id_new(), p->n,
		               ((struct str){memset(note, 'x', sizeof note), sizeof note}));
	return code;
}

static int64_t count(struct store *s)
{
	struct err e = {0};
	struct db *db;
	int64_t n = -1;

	assert_int_equal(store_read(s, &db, &e), OK);
	assert_int_equal(db_int(db, &e, &n, "select count(*) from thing", ""), OK);
	store_read_end(db);
	return n;
}

static void goes_wrong(enum disk how, const char *word)
{
	struct store *s = opened();
	struct put small = {.n = 1, .rows = 1}, large = {.n = 2, .rows = 2000}; /* large: more than the cache holds */
	struct err e = {0};
	int i;

	assert_int_equal(store_write(s, put, &small, &e), OK);
	for (i = 0; i < 3; i++) {
		int64_t before = count(s);

		disk_is(how);
		e.text[0] = '\0';
		assert_int_equal(store_write(s, put, i == 1 ? &large : &small, &e), E_IO);
		assert_non_null(strstr(e.text, word));
		assert_non_null(strstr(e.text, "othing was saved"));
		assert_int_equal(count(s), before); /* reading goes on */
		disk_is(DISK_FINE);
		assert_int_equal(count(s), before);
		assert_int_equal(store_write(s, put, i == 2 ? &large : &small, &e), OK);
		assert_int_equal(count(s), before + (i == 2 ? large.rows : small.rows));
	}
	assert_int_equal(store_check(s, &e), OK);
	store_close(s);
}

static void test_full(void **state)
{
	(void)state;
	goes_wrong(DISK_FULL, "full");
}

static void test_read_only(void **state)
{
	(void)state;
	goes_wrong(DISK_READ_ONLY, "read-only");
}

static void test_broken(void **state)
{
	(void)state;
	goes_wrong(DISK_BROKEN, "failed");
}

static void test_no_flush(void **state)
{
	(void)state;
	goes_wrong(DISK_NO_FLUSH, "failed");
}

/* ---- a disk that fills and empties while many write ---- */

struct client {
	struct store *s;
	pthread_t thread;
	int64_t kept, refused, wrong;
};

static atomic_bool stop;

static void *run(void *arg)
{
	struct client *c = arg;
	struct put p = {.rows = 3};

	while (!atomic_load(&stop)) {
		struct err e = {0};
		enum code code = store_write(c->s, put, &p, &e);

		if (code == OK)
			c->kept++;
		else if (code == E_IO)
			c->refused++;
		else
			c->wrong++;
	}
	return NULL;
}

static void test_comes_and_goes(void **state)
{
	static const enum disk turns[] = {DISK_FULL, DISK_FINE, DISK_NO_FLUSH, DISK_FINE, DISK_BROKEN, DISK_FINE};
	struct store *s = opened();
	struct client c[6];
	struct err e = {0};
	int64_t kept = 0, refused = 0;
	int i;

	(void)state;
	for (i = 0; i < 6; i++) {
		c[i] = (struct client){.s = s};
		assert_int_equal(pthread_create(&c[i].thread, NULL, run, &c[i]), 0);
	}
	for (i = 0; i < 60; i++) {
		disk_is(turns[i % 6]);
		usleep(i % 2 == 0 ? 3000 : 10000);
	}
	disk_is(DISK_FINE);
	atomic_store(&stop, true);
	for (i = 0; i < 6; i++) {
		pthread_join(c[i].thread, NULL);
		kept += c[i].kept;
		refused += c[i].refused;
		assert_int_equal(c[i].wrong, 0);
	}
	assert_true(kept > 0);
	assert_true(refused > 0);
	assert_int_equal(count(s), kept * 3);
	proof("lost", "SQLite, a disk that fills, breaks and comes back under 6 writers: %lld acknowledged, %lld lost; %lld refused with a sentence", (long long)kept, (long long)(kept - count(s) / 3), (long long)refused);
	assert_int_equal(store_check(s, &e), OK);
	store_close(s);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_full),     cmocka_unit_test(test_read_only),      cmocka_unit_test(test_broken),
		cmocka_unit_test(test_no_flush), cmocka_unit_test(test_comes_and_goes),
	};
	char name[100];
	int failed;

	snprintf(folder, sizeof folder, "/tmp/trellis-disk-XXXXXX");
	if (mkdtemp(folder) == NULL)
		return 1;
	disk_install(false);
	failed = cmocka_run_group_tests_name("a bad disk", tests, NULL, NULL);
	for (; number > 0; number--) {
		snprintf(name, sizeof name, "%s/%u.db", folder, number);
		(void)!unlink(name);
	}
	(void)!rmdir(folder);
	return failed != 0;
}
