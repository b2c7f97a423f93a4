/* A backup that is none, is damaged, or says of itself what is not so: read to its end or refused with a sentence. The first
 * byte chooses: the file itself, or what lies inside a vault whose seals are right. */
#include "base/file.h"
#include "school/admin/backup.h"

#include <sodium.h>
#include <stdlib.h>
#include <unistd.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static const char *folder;
static struct arena *kept;

static void end(void)
{
	struct err e = {0};
	(void)!file_remove_all(folder, &e);
	arena_free(kept);
}

static void begin(void)
{
	struct err e = {0};
	kept = arena_new(0);
	if (!kept || sodium_init() < 0 || file_temp_dir(kept, &folder, &e))
		abort();
	(void)atexit(end);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct err e = {0};
	struct vault *v;
	struct backup_facts facts;
	static const struct vault_key open_to_all;
	if (!folder)
		begin();
	struct arena *a = arena_new((size_t)256 << 20);
	if (!a || size < 1) {
		arena_free(a);
		return 0;
	}
	const char *path = file_join(a, folder, "school.backup");
	(void)unlink(path);
	if (data[0] & 1) {
		if (vault_create(path, &open_to_all, &v, &e) || vault_put(v, data + 1, size - 1, &e) || vault_finish(v, NULL, &e))
			abort();
		vault_close(v);
	} else if (file_write(path, (struct str){(const char *)data + 1, size - 1}, 0600, &e)) {
		abort();
	}
	if (backup_check(a, path, &open_to_all, &facts, &e) != OK && !e.text[0])
		abort();
	arena_free(a);
	return 0;
}
