/* Whatever is sent: accepted or refused, never a read out of bounds; what was cleaned stays as it is when it is
 * cleaned again. */
#include "store/blob.h"

#include <stdlib.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct arena *a = arena_new(64 << 20);
	if (!a) /* the fuzzer lets malloc fail when the machine is short of memory */
		return 0;
	struct str clean, again;
	struct err e = {0};
	struct media m;

	if (a == NULL)
		return 0;
	if (blob_accept(a, (struct str){(const char *)data, size}, MEDIA_ANY, &clean, &m, &e) == OK) {
		if (blob_accept(a, clean, MEDIA_ANY, &again, &m, &e) != OK || !str_eq(clean, again))
			abort();
	}
	arena_free(a);
	return 0;
}
