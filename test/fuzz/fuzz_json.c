/* json_parse on anything. What it takes must be written and read again as the same text. */
#include "base/json.h"

#include <stdint.h>
#include <stdlib.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static struct str written(struct arena *a, const struct json *j)
{
	struct buf b = buf_new(a, SIZE_MAX);
	struct json_out o = json_to(&b);

	json_put(&o, j);
	if (b.over)
		abort();
	return buf_done(&b);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct arena *a = arena_new(0);
	if (!a) /* the fuzzer lets malloc fail when the machine is short of memory */
		return 0;
	struct json *j = NULL, *again = NULL;
	struct err e = {0};

	if (json_parse(a, (struct str){(const char *)data, size}, &j, &e) == OK) {
		struct str once = written(a, j);

		if (json_parse(a, once, &again, &e) != OK || !str_eq(once, written(a, again)))
			abort();
	} else if (e.code == OK || e.text[0] == '\0' || j != NULL) {
		abort();
	}
	arena_free(a);
	return 0;
}
