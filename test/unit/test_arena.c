/* Arenas: zeroed, aligned, growing, limits, deferred calls, and running out of memory without losing anything. */
#include "base/arena_part.h"
#include "base/json.h"
#include "base/csv.h"
#include "support/test.h"

#include <stdalign.h>
#include <stdbool.h>
#include <string.h>

static void gives_zeroed_aligned_memory(void **unused)
{
	struct arena *a = arena_new(0);
	unsigned char *p[500];

	(void)unused;
	for (int round = 0; round < 3; round++) {
		for (size_t i = 0; i < 500; i++) {
			size_t n = i * i % 3000;

			p[i] = arena_alloc(a, n);
			assert_int_equal((uintptr_t)p[i] % alignof(max_align_t), 0);
			for (size_t k = 0; k < n; k++)
				assert_int_equal(p[i][k], 0);
			memset(p[i], (int)i | 1, n);
		}
		for (size_t i = 0; i < 500; i++) /* none lies on another */
			for (size_t k = 0; k < i * i % 3000; k++)
				assert_int_equal(p[i][k], (unsigned char)(i | 1));
		arena_reset(a);
		assert_int_equal(arena_used(a), 0);
	}
	assert_non_null(arena_alloc(a, 0));
	arena_free(a);
	arena_free(NULL);
}

static void grows_and_keeps_contents(void **unused)
{
	struct arena *a = arena_new(0);
	unsigned char *p = NULL, *other = NULL;
	size_t n = 0;

	(void)unused;
	for (int i = 0; n < 5000000; i++) {
		size_t more = n + 1 + n / 3;

		p = arena_grow(a, p, n, more);
		for (size_t k = n; k < more; k++) {
			assert_int_equal(p[k], 0);
			p[k] = (unsigned char)(k * 7);
		}
		n = more;
		if (i % 3 == 0) {
			other = arena_alloc(a, 50);
			memset(other, 0xEE, 50);
		}
	}
	for (size_t k = 0; k < n; k++)
		if (p[k] != (unsigned char)(k * 7))
			fail_msg("byte %zu was lost", k);
	assert_ptr_equal(arena_grow(a, p, n, n - 1), p);
	arena_free(a);
}

static void newest_block_grows_in_place(void **unused)
{
	struct arena *a = arena_new(0);
	char *p = arena_alloc(a, 10);

	(void)unused;
	assert_ptr_equal(arena_grow(a, p, 10, 1000), p);
	arena_alloc(a, 1);
	assert_ptr_not_equal(arena_grow(a, p, 1000, 1001), p);
	arena_free(a);
}

static int order[8], n_order;
static void note(void *arg)
{
	order[n_order++] = *(int *)arg;
}

static void deferred_calls_run_newest_first_once(void **unused)
{
	struct arena *a = arena_new(0);
	int one = 1, two = 2;

	(void)unused;
	n_order = 0;
	arena_defer(a, note, &one);
	arena_defer(a, note, &two);
	arena_reset(a);
	arena_free(a);
	assert_int_equal(n_order, 2);
	assert_int_equal(order[0], 2);
	assert_int_equal(order[1], 1);
}

static void the_limit_ends_the_request_not_the_program(void **unused)
{
	struct arena *a = arena_new(100000);
	jmp_buf where;
	volatile int given = 0, caught = 0;

	(void)unused;
	if (setjmp(where) == 0) {
		arena_catch(a, &where);
		for (;;) {
			arena_alloc(a, 1000);
			given++;
		}
	} else {
		caught = 1;
	}
	assert_int_equal(caught, 1);
	assert_int_equal(given, 100);
	if (setjmp(where) == 0) {
		arena_catch(a, &where);
		arena_array(a, SIZE_MAX / 2, 3); /* overflows */
		fail();
	}
	arena_reset(a);
	assert_non_null(arena_alloc(a, 90000)); /* a reset gives the limit back */
	arena_free(a);
}

static void a_deferred_call_without_memory_runs_at_once(void **unused)
{
	struct arena *a = arena_new(0);
	jmp_buf where;
	int three = 3;
	volatile int caught = 0;

	(void)unused;
	n_order = 0;
	if (setjmp(where) == 0) {
		arena_catch(a, &where);
		arena_fail_after(a, 1);
		arena_defer(a, note, &three);
	} else {
		caught = 1;
	}
	assert_int_equal(caught, 1);
	assert_int_equal(n_order, 1);
	arena_free(a);
	assert_int_equal(n_order, 1);
}

static void count_one(void *arg)
{
	++*(int *)arg;
}

/* What one piece takes is given back before the next; it fails where the whole fails, and goes with it. */
static void a_piece_at_a_time(void **unused)
{
	static struct arena *a;
	static int freed;
	static bool failed;
	jmp_buf where;

	(void)unused;
	a = arena_new(100000);
	if (setjmp(where) == 0) {
		arena_catch(a, &where);
		struct arena *part = arena_part(a);
		for (int i = 0; i < 50; i++) { /* ten times what the limit lets through at once */
			arena_reset(part);
			assert_non_null(arena_alloc(part, 20000));
		}
		assert_true(arena_used(a) < 1000);
		arena_reset(part);
		arena_defer(part, count_one, &freed);
		arena_alloc(part, 200000);
	} else {
		failed = true;
	}
	assert_true(failed);
	assert_int_equal(freed, 0);
	arena_free(a);
	assert_int_equal(freed, 1);
}

/* Every user of arenas in base, with the first allocation failing, then the second, and so on. Sanitizer builds
 * find what leaks or is used half-made. */
static void work(struct arena *a)
{
	struct json *j;
	const struct str *cells;
	struct err e = {0};
	struct buf b;
	struct json_out o;
	struct csv *c;
	size_t n;

	assert_int_equal(json_parse(a, S("{\"a\":[1,2,{\"b\":\"\\u00e9\"}],\"c\":null}"), &j, &e), OK);
	b = buf_new(a, 100000);
	o = json_to(&b);
	json_put(&o, j);
	for (int i = 0; i < 300; i++)
		buf_fmt(&b, "%d,", i);
	c = csv_text(a, S("name,age\n\"Ann \"\"A\"\"\",9\n"), 0, 0);
	while (csv_next(c, &cells, &n, &e) == 1)
		str_fold(a, cells[0]);
	str_fold(a, S("\xC3\x89l\xC3\xA8ve"));
	str_fmt(a, "%0600d", 7);
}

static void every_allocation_may_fail(void **unused)
{
	volatile unsigned n = 0;
	volatile int done = 0;

	(void)unused;
	while (!done) {
		struct arena *a = arena_new(0);
		jmp_buf where;

		n++;
		if (setjmp(where) == 0) {
			arena_catch(a, &where);
			arena_fail_after(a, n);
			work(a);
			done = 1;
		}
		arena_free(a);
	}
	assert_true(n > 20); /* it did fail that often before it went through */
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST("memory is zeroed, aligned and apart", gives_zeroed_aligned_memory),
		TEST("growing keeps what was there", grows_and_keeps_contents),
		TEST("the newest allocation grows in place", newest_block_grows_in_place),
		TEST("deferred calls run newest first, once", deferred_calls_run_newest_first_once),
		TEST("the limit ends the request, not the program", the_limit_ends_the_request_not_the_program),
		TEST("a deferred call without memory runs at once", a_deferred_call_without_memory_runs_at_once),
		TEST("one piece of the work at a time has an arena of its own", a_piece_at_a_time),
		TEST("every allocation of base's users may fail", every_allocation_may_fail),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
