/* What leaves in open formats, what is swept away, and what the server tells of itself. */
#include "base/file.h"
#include "school/admin/export.h"
#include "school/evidence/attachment.h"
#include "support/pg.h"
#include "support/test.h"
#include "support/web.h"

#include <dirent.h>
#include <fcntl.h>
#include <sodium.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static char database[400] = ":memory:";

static void must(enum code c, const struct err *e)
{
	if (c != OK)
		fail_msg("%s", e->text);
}

struct school { struct web_test *w; struct id ann, ben; struct blob_hash hash[2]; };

static struct school school(void)
{
	struct school s = {.w = web_open_at(database, false)};
	struct err e = {0};
	const struct input a[] = {{"given_name", S("Ann")}, {"family_name", S("=cmd|' /C calc'!A0")}}, b[] = {{"given_name", S("Ben")}, {"family_name", S("Zorilla")}};
	s.ann = web_make(s.w, "person", a, 2);
	s.ben = web_make(s.w, "person", b, 2);
	const struct id who[] = {s.ann, s.ben};
	for (int i = 0; i < 2; i++) {
		char hex[65];
		struct str bytes = i ? S("what Ben handed in") : S("what Ann handed in");
		must(blob_put(s.w->app->blobs, bytes, &s.hash[i], &e), &e);
		struct str h = blob_hash_text(s.w->a, s.hash[i]);
		memcpy(hex, h.p, 64);
		hex[64] = '\0';
		/* the row alone: what it belongs to is no matter here */
		char p[33] = "", id[33] = "", d[33] = "";
		sodium_bin2hex(p, sizeof p, who[i].b, 16);
		sodium_bin2hex(id, sizeof id, id_new().b, 16);
		sodium_bin2hex(d, sizeof d, store_district(s.w->store).b, 16);
		web_sql(s.w, str_fmt(s.w->a, "insert into attachment (id, district, version, created_at, updated_at, learner, name, kind, mime, bytes, hash) values (x'%s', x'%s', 1, 0, 0, x'%s', 'page', 'document', 'text/plain', 18, '%s')",
		                     id, d, p, hex).p);
	}
	return s;
}

static struct str text_of(struct web_test *w, const char *folder, const char *name)
{
	struct err e = {0};
	struct str s;
	must(file_read(w->a, file_join(w->a, folder, name), 1 << 24, &s, &e), &e);
	return s;
}

static bool has(struct str s, const char *what)
{
	return str_find(s, str_z(what), &(size_t){0});
}

static const char *fresh(struct web_test *w)
{
	struct err e = {0};
	const char *folder;
	must(file_temp_dir(w->a, &folder, &e), &e);
	return file_join(w->a, folder, "out");
}

static void whole(void **state)
{
	struct school s = school();
	struct err e = {0};
	struct export_done d;
	struct json *j;
	const char *to = fresh(s.w);
	(void)state;
	must(export_write(s.w->store, s.w->a, ID_NIL, s.w->files, to, &d, &e), &e);
	struct str people = text_of(s.w, to, "person.csv"), manifest = text_of(s.w, to, "MANIFEST.json");
	assert_true(has(people, "Ann") && has(people, "Zorilla"));
	assert_true(has(people, "'=cmd")); /* a spreadsheet must not run it */
	assert_false(has(people, ",=cmd") || has(people, ",\"=cmd"));
	assert_int_equal(d.files, 2);
	for (int i = 0; i < 2; i++)
		assert_true(has(text_of(s.w, file_join(s.w->a, to, "files"), blob_hash_text(s.w->a, s.hash[i]).p), i ? "Ben" : "Ann"));
	/* the manifest's sums are those of the files */
	must(json_parse(s.w->a, manifest, &j, &e), &e);
	const struct json *files = json_get(j, "files");
	assert_true(files->n >= 2);
	for (size_t i = 0; i < files->n; i++) {
		struct str name = json_str(&files->items[i], "file");
		struct str sum = blob_hash_text(s.w->a, blob_hash_of(text_of(s.w, to, str_dupz(s.w->a, name))));
		assert_true(str_eq(sum, json_str(&files->items[i], "sha256")));
	}
	struct stat st;
	assert_int_equal(stat(to, &st), 0);
	assert_int_equal(st.st_mode & 077, 0);
	assert_int_equal(export_write(s.w->store, s.w->a, ID_NIL, s.w->files, to, &d, &e), E_CONFLICT);
	web_close(s.w);
}

static void one_learner(void **state)
{
	struct school s = school();
	struct err e = {0};
	struct export_done d;
	const char *to = fresh(s.w);
	struct dirent *f;
	(void)state;
	must(export_write(s.w->store, s.w->a, s.ann, s.w->files, to, &d, &e), &e);
	struct str people = text_of(s.w, to, "person.csv");
	assert_true(has(people, "Ann"));
	assert_int_equal(d.files, 1);
	DIR *all = opendir(to);
	assert_non_null(all);
	while ((f = readdir(all)) != NULL)
		if (strstr(f->d_name, ".csv"))
			assert_false(has(text_of(s.w, to, f->d_name), "Ben") || has(text_of(s.w, to, f->d_name), "Zorilla"));
	closedir(all);
	assert_false(file_exists(file_join(s.w->a, file_join(s.w->a, to, "files"), blob_hash_text(s.w->a, s.hash[1]).p)));
	assert_int_equal(export_write(s.w->store, s.w->a, id_new(), s.w->files, fresh(s.w), &d, &e), E_NOTFOUND);
	web_close(s.w);
}

static bool there(struct school *s, int i)
{
	struct err e = {0};
	struct str bytes;
	return blob_get(s->w->app->blobs, s->hash[i], s->w->a, &bytes, &e) == OK;
}

static void age(struct school *s, int i, int64_t days)
{
	struct str h = blob_hash_text(s->w->a, s->hash[i]);
	const char *path = str_fmt(s->w->a, "%s/%.2s/%s", s->w->files, h.p, h.p + 2).p;
	const struct timespec t[2] = {{.tv_sec = time(NULL) - days * 86400}, {.tv_sec = time(NULL) - days * 86400}};
	assert_int_equal(utimensat(AT_FDCWD, path, t, 0), 0);
}

/* A removed file's bytes go when nobody can bring it back any more, and not before; what a row speaks of stays. */
static void sweeping(void **state)
{
	struct school s = school();
	struct err e = {0};
	struct swept d;
	(void)state;
	age(&s, 0, 60);
	age(&s, 1, 60);
	must(attachments_sweep(s.w->store, s.w->app->blobs, 30 * DAY, &d, &e), &e);
	assert_int_equal(d.files, 0);
	web_sql(s.w, str_fmt(s.w->a, "delete from attachment where hash = '%s'", blob_hash_text(s.w->a, s.hash[1]).p).p);
	/* removed yesterday: it can still be brought back */
	char d1[33];
	sodium_bin2hex(d1, sizeof d1, store_district(s.w->store).b, 16);
	web_sql(s.w, str_fmt(s.w->a, "insert into attachment_history (id, district, version, created_at, updated_at, hash, change, changed_at) values (x'%s', x'%s', 1, 0, 0, '%s', 'remove', %lld)", d1, d1,
	                     blob_hash_text(s.w->a, s.hash[1]).p, (long long)(clock_now() - DAY)).p);
	must(attachments_sweep(s.w->store, s.w->app->blobs, 30 * DAY, &d, &e), &e);
	assert_int_equal(d.files, 0);
	web_sql(s.w, "update attachment_history set changed_at = changed_at - 4000000000000");
	/* the same bytes were just put again, their row is not there yet */
	struct blob_hash again;
	must(blob_put(s.w->app->blobs, S("what Ben handed in"), &again, &e), &e);
	must(attachments_sweep(s.w->store, s.w->app->blobs, 30 * DAY, &d, &e), &e);
	assert_int_equal(d.files, 0);
	age(&s, 1, 60);
	must(attachments_sweep(s.w->store, s.w->app->blobs, 30 * DAY, &d, &e), &e);
	assert_int_equal(d.files, 1);
	assert_int_equal(d.bytes, 18);
	assert_true(there(&s, 0));
	assert_false(there(&s, 1));
	web_close(s.w);
}

/* ---- what the server tells of itself ---- */

static int64_t value(struct web_test *w, const char *name)
{
	w->address = "127.0.0.1";
	struct reply rp = web_get(w, "/metrics");
	assert_int_equal(rp.status, 200);
	struct str body = web_body(w, &rp);
	size_t at;
	int64_t n = -1;
	if (!str_find(body, str_fmt(w->a, "\n%s ", name), &at))
		fail_msg("%s is not told", name);
	body.p += at + strlen(name) + 2;
	body.n -= at + strlen(name) + 2;
	assert_true(str_int(str_cut(&body, '\n'), &n));
	return n;
}

static void metrics(void **state)
{
	struct school s = school();
	(void)state;
	int64_t before = value(s.w, "trellis_request_seconds_count"), writes = value(s.w, "trellis_store_writes_total");
	assert_int_equal(web_get(s.w, "/help").status, 200);
	assert_true(value(s.w, "trellis_request_seconds_count") >= before + 2);
	web_sql(s.w, "update store_meta set value = value where key = 'district'");
	assert_true(value(s.w, "trellis_store_writes_total") > writes);
	assert_int_equal(value(s.w, "trellis_store_waiting"), 0);
	assert_true(value(s.w, "trellis_memory_bytes") > 1000000);
	struct reply rp = web_get(s.w, "/metrics");
	struct str body = web_body(s.w, &rp);
	assert_false(has(body, "Ann") || has(body, "127.0.0.1") || has(body, "/help"));
	/* from elsewhere, or through a proxy, there is no such page */
	s.w->address = "198.51.100.7";
	assert_int_equal(web_get(s.w, "/metrics").status, 404);
	s.w->address = "127.0.0.1";
	web_header(s.w, "X-Forwarded-For", "198.51.100.7");
	assert_int_equal(web_get(s.w, "/metrics").status, 404);
	web_close(s.w);
}

static void health(void **state)
{
	struct school s = school();
	(void)state;
	struct reply rp = web_get(s.w, "/health");
	assert_int_equal(rp.status, 200);
	assert_true(str_eqz(web_body(s.w, &rp), "ok\n"));
	rp = web_get(s.w, "/health/save");
	assert_int_equal(rp.status, 200);
	assert_true(str_eqz(web_body(s.w, &rp), "ready\n"));
	web_close(s.w);
}

static int on_postgres(void **state)
{
	(void)state;
	return pg_fresh(database, sizeof database) ? 0 : 1;
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST("the whole school leaves in open formats, each file with its sum, and no cell that a spreadsheet would run [R438]", whole),
		TEST("a learner's record holds what is about the learner and nothing of anybody else [R438]", one_learner),
		TEST("bytes of a removed file go after the days the school set, and never those that a row speaks of", sweeping),
		TEST("the server's figures are told to this machine alone and name nobody", metrics),
		TEST("health and readiness are one word", health),
	};
	const struct CMUnitTest again[] = {
		TEST_WITH("PostgreSQL: the whole school leaves in open formats", whole, on_postgres, NULL),
		TEST_WITH("PostgreSQL: a learner's record holds nothing of anybody else", one_learner, on_postgres, NULL),
		TEST_WITH("PostgreSQL: removed files are swept", sweeping, on_postgres, NULL),
	};
	char target[400];
	int failed = cmocka_run_group_tests_name("on SQLite", tests, NULL, NULL);
	if (pg_fresh(target, sizeof target))
		failed += cmocka_run_group_tests_name("on PostgreSQL", again, NULL, NULL);
	return failed;
}
