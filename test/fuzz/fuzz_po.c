/* po_read on anything: refused with a line and a column, or written and read again as the same. */
#include "interop/units.h"

#include <stdint.h>
#include <stdlib.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct arena *a = arena_new(0);
	struct units u, again;
	struct err e = {0};
	if (po_read(a, (struct str){(const char *)data, size}, &u, &e) != OK) {
		if (e.text[0] == '\0')
			abort();
		arena_free(a);
		return 0;
	}
	struct buf b = buf_new(a, 1 << 22);
	po_write(&b, LANG_AR, &u);
	if (!b.over && (po_read(a, buf_done(&b), &again, &e) != OK || again.n != u.n))
		abort();
	for (size_t i = 0; !b.over && i < u.n; i++)
		if (!str_eq(u.items[i].source, again.items[i].source) || (u.items[i].n_forms == 1 && !u.items[i].many.n && !str_eq(u.items[i].forms[0], again.items[i].forms[0])))
			abort();
	arena_free(a);
	return 0;
}
