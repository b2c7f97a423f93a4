/* test.h - what every test includes. TEST("what must hold [R005]", function): the name is what the report shows, and
 * the ids in brackets are what `make requirements` counts when the test ran and passed. */
#ifndef TRELLIS_TEST_H
#define TRELLIS_TEST_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>

#include <cmocka.h>

#define TEST(text, fn) {(text), (fn), NULL, NULL, NULL}
#define TEST_WITH(text, fn, setup, teardown) {(text), (fn), (setup), (teardown), NULL}

/* The folder of public sample data, or NULL with a printed line when it is not on this machine. */
static inline const char *test_shared(void)
{
	const char *p = getenv("TRELLIS_SHARED");
	return p && *p ? p : NULL;
}

#endif
