/* Bundles and files of answers from a stick: anything at all, and whole bundles with changed insides. */
#include "interop/bundle.h"
#include "interop/stick.h"

#include <sodium.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static bool anybody(void *arg, const unsigned char signer[32])
{
	(void)arg, (void)signer;
	return true;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct arena *a = arena_new(0);
	struct str s = {(const char *)data, size}, out;
	struct bundle_identity me, id;
	struct bundle b;
	struct stick_back back;
	struct err e = {0};
	if (sodium_init() < 0)
		abort();
	bundle_identity_make((const unsigned char *)"north north north north north no", &me);
	if (bundle_read(a, s, &me, anybody, NULL, &b, &e) == OK)
		for (size_t i = 0; i < b.n; i++)
			if (memchr(b.entries[i].name.p, '/', b.entries[i].name.n))
				abort();
	(void)bundle_identity_read(s, &id);
	(void)!stick_file(a, s, &back, &e);
	/* as a name and as bytes inside a bundle that is signed and whole */
	struct bundle_entry entry = {{s.p, size > 200 ? 200 : size}, s};
	const struct bundle mine = {.id = id_new(), .kind = S("items"), .entries = &entry, .n = 1};
	if (size < 100000 && bundle_write(a, &mine, &me, &me, &out, &e) == OK)
		(void)!bundle_read(a, out, &me, anybody, NULL, &b, &e);
	arena_free(a);
	return 0;
}
