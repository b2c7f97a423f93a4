/* xliff_read on anything: refused with a sentence, or written in both versions and read again. */
#include "interop/xml.h"
#include "interop/units.h"

#include <stdint.h>
#include <stdlib.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	xml_always_here();
	struct arena *a = arena_new(0);
	struct units u, again;
	struct err e = {0};
	enum lang lang;
	if (xliff_read(a, (struct str){(const char *)data, size}, &u, &lang, &e) != OK) {
		if (e.text[0] == '\0')
			abort();
		arena_free(a);
		return 0;
	}
	for (int version = 12; version <= 20; version += 8) {
		struct buf b = buf_new(a, 1 << 22);
		xliff_write(&b, version, LANG_ES, &u);
		if (!b.over && xliff_read(a, buf_done(&b), &again, &lang, &e) == OK && again.n != u.n)
			abort();
	}
	arena_free(a);
	return 0;
}
