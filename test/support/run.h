/* run.h - another program, in tests. argv ends with NULL; its output (both streams) goes to out, cut at size. */
#ifndef TRELLIS_TEST_RUN_H
#define TRELLIS_TEST_RUN_H

#include <stddef.h>

/* The exit status, or -1 when it could not be run or was killed. out may be NULL. */
int test_run(const char *const argv[], char *out, size_t size);

#endif
