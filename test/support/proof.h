/* proof.h - what a test tried and what came of it: one line each of the page that `make check` and `make nightly` end with.
 *
 * Law: the figures are counted by the test that says them. Words that are added up over all lines: "kills", "acknowledged", "lost".
 * Sections: lost, in, broken (tools/check.py). */
#ifndef TRELLIS_TEST_PROOF_H
#define TRELLIS_TEST_PROOF_H

#include <stdarg.h>
#include <stdio.h>

__attribute__((format(printf, 2, 3))) static inline void proof(const char *section, const char *words, ...)
{
	va_list v;
	printf("proof: %s: ", section);
	va_start(v, words);
	vprintf(words, v);
	va_end(v);
	putchar('\n');
	fflush(stdout);
}

#endif
