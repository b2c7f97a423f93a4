/* The CSV reader on anything, from memory and from a file in small pieces: both must say the same. */
#include "base/csv.h"

#include <stdint.h>
#include <stdlib.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static const char seps[] = {0, ',', '\t'};
	struct arena *a;
	struct csv *x, *y;
	FILE *f;
	char sep;

	if (size < 2)
		return 0;
	a = arena_new(0);
	if (!a)
		return 0;
	sep = seps[data[0] % 3]; /* the first byte chooses */
	data++;
	size--;
	f = fmemopen((void *)(uintptr_t)data, size, "rb");
	if (f == NULL)
		abort();
	x = csv_text(a, (struct str){(const char *)data, size}, sep, 5000);
	y = csv_file(a, f, sep, 5000);
	for (;;) {
		const struct str *p, *q;
		size_t n, m;
		struct err e = {0}, d = {0};
		int rc = csv_next(x, &p, &n, &e), other = csv_next(y, &q, &m, &d);

		if (rc != other || n != m || csv_line(x) != csv_line(y) || csv_bytes(x) != csv_bytes(y))
			abort();
		for (size_t i = 0; i < n; i++)
			if (!str_eq(p[i], q[i]) || !utf8_valid(p[i]))
				abort();
		if (rc < 0 && (e.code == OK || e.text[0] == '\0'))
			abort();
		if (rc != 1)
			break;
	}
	fclose(f);
	arena_free(a);
	return 0;
}
