/* Bundles and files of answers from a stick: anything at all, and whole bundles with changed insides. */
#include "interop/bundle.h"
#include "interop/stick.h"
#include "interop/update.h"

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

/* As a file, and as a package and its notes in one that is whole. */
static void update(struct arena *a, struct str s, const struct bundle_identity *me)
{
	struct update u, got;
	struct err e = {0};
	struct str version;
	char *all = NULL;
	size_t n = 0;
	FILE *in = s.n ? fmemopen((void *)(uintptr_t)s.p, s.n, "r") : NULL;
	if (!in)
		return;
	if (update_read(a, in, me, anybody, NULL, NULL, &got, &e) == OK && !update_name(got.package, &version))
		abort();
	rewind(in);
	u = (struct update){.id = id_new(), .from = S("North"), .package = S("trellis_9_amd64.deb"), .version = S("9"), .notes = s.n < 2000 && utf8_valid(s) ? s : S(""), .size = (int64_t)s.n};
	FILE *out = open_memstream(&all, &n);
	if (!out)
		abort();
	enum code c = update_write(a, &u, in, me, me, out, &e);
	(void)fclose(out);
	(void)fclose(in);
	if (!c && n) {
		FILE *back = fmemopen(all, n, "r");
		if (!back || update_read(a, back, me, anybody, NULL, NULL, &got, &e) != OK || !str_eq(got.notes, u.notes) || got.size != u.size)
			abort();
		(void)fclose(back);
	}
	free(all);
	/* any two versions: the one way round as the other */
	struct str half = {s.p, s.n / 2}, rest = {s.p + s.n / 2, s.n - s.n / 2};
	int x = update_compare(half, rest), y = update_compare(rest, half);
	if ((x < 0) != (y > 0) || (x > 0) != (y < 0))
		abort();
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
	if (size < 100000)
		update(a, s, &me);
	/* as a name and as bytes inside a bundle that is signed and whole */
	struct bundle_entry entry = {{s.p, size > 200 ? 200 : size}, s};
	const struct bundle mine = {.id = id_new(), .kind = S("items"), .entries = &entry, .n = 1};
	if (size < 100000 && bundle_write(a, &mine, &me, &me, &out, &e) == OK)
		(void)!bundle_read(a, out, &me, anybody, NULL, &b, &e);
	arena_free(a);
	return 0;
}
