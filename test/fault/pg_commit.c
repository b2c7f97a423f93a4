/* The connection to PostgreSQL is lost in the middle of a commit. Through a relay of the test's own that cuts it:
 * after the server has committed and before the answer arrives, or before the server hears of it. The store must say
 * which it was, and run nothing twice. */
#include "store/store.h"

#include "support/pg.h"
#include "support/proof.h"

#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stddef.h>
#include <cmocka.h>

#include <poll.h>
#include <pthread.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

enum cut { NO_CUT, CUT_ANSWER, CUT_QUESTION, CUT_ANSWER_FOR_GOOD };

static char folder[60], server[120], target[400];
static atomic_int cut, cuts;
static atomic_bool refuse;

static const struct migration TABLES[] = {
	{1, "things", "create table thing (id blob primary key, district blob not null) strict;\n"},
};

static int connected(const char *path, bool listening)
{
	struct sockaddr_un at = {.sun_family = AF_UNIX};
	int fd = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);

	snprintf(at.sun_path, sizeof at.sun_path, "%s/.s.PGSQL.5432", path);
	if (listening)
		return bind(fd, (struct sockaddr *)&at, sizeof at) == 0 && listen(fd, 20) == 0 ? fd : -1;
	if (connect(fd, (struct sockaddr *)&at, sizeof at) != 0) {
		close(fd);
		return -1;
	}
	return fd;
}

/* The commit is a prepared statement that is bound without a name, alone or behind what it commits. */
static bool is_commit(const char *p, ssize_t n)
{
	return memmem(p, (size_t)n, "\0o_commit", 10) != NULL;
}

/* One connection: client in fds[0], server in fds[1]. */
static void *relay(void *arg)
{
	int client = (int)(intptr_t)arg, back = connected(server, false);
	struct pollfd fds[2] = {{.fd = client, .events = POLLIN}, {.fd = back, .events = POLLIN}};
	char room[16384];
	bool hold = false;

	while (back >= 0 && poll(fds, 2, -1) > 0) {
		int from = (fds[0].revents & (POLLIN | POLLHUP)) != 0 ? 0 : 1;
		ssize_t n = read(fds[from].fd, room, sizeof room);
		int how = atomic_load(&cut);

		if (n <= 0)
			break;
		if (from == 1 && hold)
			break; /* the server has answered; nobody hears it */
		if (from == 0 && how != NO_CUT && is_commit(room, n)) {
			atomic_store(&cut, NO_CUT);
			atomic_fetch_add(&cuts, 1);
			if (how == CUT_QUESTION)
				break;
			hold = true;
			if (how == CUT_ANSWER_FOR_GOOD)
				atomic_store(&refuse, true);
		}
		if (write(fds[1 - from].fd, room, (size_t)n) != n)
			break;
	}
	close(client);
	if (back >= 0)
		close(back);
	return NULL;
}

static void *listener(void *arg)
{
	int fd = (int)(intptr_t)arg, client;

	while ((client = accept(fd, NULL, NULL)) >= 0) {
		pthread_t t;

		if (atomic_load(&refuse) || pthread_create(&t, NULL, relay, (void *)(intptr_t)client) != 0)
			close(client);
		else
			pthread_detach(t);
	}
	return NULL;
}

struct put {
	struct id id;
	int runs;
	bool later; /* asks nothing: it travels with its commit */
};

static enum code put(struct db *db, void *arg, struct err *e)
{
	struct put *p = arg;

	p->runs++;
	return (p->later ? db_later : db_exec)(db, e, "insert into thing (id, district) values (?1, ?2)", "bd", p->id);
}

static int64_t there(struct store *s, struct id id)
{
	struct err e = {0};
	struct db *db;
	int64_t n = -1;

	assert_int_equal(store_read(s, &db, &e), OK);
	assert_int_equal(db_int(db, &e, &n, "select count(*) from thing where id = ?1", "b", id), OK);
	store_read_end(db);
	return n;
}

static struct store *s;

static void test_answer_lost(void **state)
{
	struct put p = {.id = id_new()};
	struct err e = {0};
	int i;

	(void)state;
	for (i = 0; i < 6; i++) {
		p = (struct put){.id = id_new(), .later = i % 2 != 0};
		atomic_store(&cut, CUT_ANSWER);
		assert_int_equal(store_write(s, put, &p, &e), OK);
		assert_int_equal(p.runs, 1);
		assert_int_equal(atomic_load(&cut), NO_CUT);
		assert_int_equal(there(s, p.id), 1);
	}
}

static void test_question_lost(void **state)
{
	struct put p;
	struct err e = {0};
	int i;

	(void)state;
	for (i = 0; i < 6; i++) {
		p = (struct put){.id = id_new(), .later = i % 2 != 0};
		atomic_store(&cut, CUT_QUESTION);
		assert_int_equal(store_write(s, put, &p, &e), E_BUSY);
		assert_non_null(strstr(e.text, "Nothing was saved"));
		assert_int_equal(p.runs, 1);
		assert_int_equal(there(s, p.id), 0);
		assert_int_equal(store_write(s, put, &p, &e), OK);
		assert_int_equal(there(s, p.id), 1);
	}
}

/* The server stays away: the store does not claim to know. */
static void test_never_known(void **state)
{
	struct put p = {.id = id_new()};
	struct err e = {0};

	(void)state;
	atomic_store(&cut, CUT_ANSWER_FOR_GOOD);
	assert_int_equal(store_write(s, put, &p, &e), E_BUSY);
	assert_null(strstr(e.text, "Nothing was saved"));
	assert_non_null(strstr(e.text, "Look whether"));
	atomic_store(&refuse, false);
	assert_int_equal(there(s, p.id), 1);
	p = (struct put){.id = id_new()};
	assert_int_equal(store_write(s, put, &p, &e), OK);
	assert_int_equal(there(s, p.id), 1);
	/* and doubt is resolved again, either way */
	p = (struct put){.id = id_new()};
	atomic_store(&cut, CUT_ANSWER_FOR_GOOD);
	assert_int_equal(store_write(s, put, &p, &e), E_BUSY);
	atomic_store(&refuse, false);
	p = (struct put){.id = id_new()};
	atomic_store(&cut, CUT_QUESTION);
	assert_int_equal(store_write(s, put, &p, &e), E_BUSY);
	assert_non_null(strstr(e.text, "Nothing was saved"));
	assert_int_equal(there(s, p.id), 0);
	p = (struct put){.id = id_new()};
	atomic_store(&cut, CUT_ANSWER);
	assert_int_equal(store_write(s, put, &p, &e), OK);
	assert_int_equal(there(s, p.id), 1);
	proof("lost", "PostgreSQL, the line cut %d times while a commit was under way: each write is there once or not at all, as the person was told", atomic_load(&cuts));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_answer_lost), cmocka_unit_test(test_question_lost), cmocka_unit_test(test_never_known),
	};
	struct err e = {0};
	pthread_t t;
	char *rest, path[120];
	int fd, failed;

	if (!pg_fresh(target, sizeof target))
		return 77; /* skipped */
	signal(SIGPIPE, SIG_IGN); /* the relay writes to lines that the other side has cut */
	rest = strchr(target, ' ');
	snprintf(server, sizeof server, "%.*s", (int)(rest - target - 5), target + 5);
	snprintf(folder, sizeof folder, "/tmp/trellis-relay-XXXXXX");
	if (mkdtemp(folder) == NULL || (fd = connected(folder, true)) < 0)
		return 1;
	snprintf(path, sizeof path, "%s", rest);
	snprintf(target, sizeof target, "host=%s%s", folder, path);
	if (pthread_create(&t, NULL, listener, (void *)(intptr_t)fd) != 0)
		return 1;
	if (store_open(target, &(struct store_options){.create = true}, &s, &e) != OK || store_migrate(s, TABLES, 1, &e) != OK) {
		fprintf(stderr, "%s\n", e.text);
		return 1;
	}
	failed = cmocka_run_group_tests_name("a commit without an answer", tests, NULL, NULL);
	store_close(s);
	snprintf(path, sizeof path, "%s/.s.PGSQL.5432", folder);
	(void)!unlink(path);
	(void)!rmdir(folder);
	return failed != 0;
}
