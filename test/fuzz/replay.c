/* Runs a fuzz target over the files of a corpus, in every ordinary test run. */
#include <dirent.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static int run_file(const char *path)
{
	FILE *f = fopen(path, "rb");
	if (!f)
		return -1;
	size_t cap = 1 << 16, n = 0;
	uint8_t *p = malloc(cap);
	while (p) {
		n += fread(p + n, 1, cap - n, f);
		if (n < cap)
			break;
		uint8_t *bigger = realloc(p, cap *= 2);
		if (!bigger)
			free(p);
		p = bigger;
	}
	fclose(f);
	if (!p)
		return -1;
	/* an exact-size copy, so that a sanitizer sees one byte too far */
	uint8_t *exact = malloc(n ? n : 1);
	if (exact) {
		if (n)
			memcpy(exact, p, n);
		LLVMFuzzerTestOneInput(exact, n);
	}
	free(exact);
	free(p);
	return 0;
}

int main(int argc, char **argv)
{
	int count = 0;
	for (int i = 1; i < argc; i++) {
		DIR *d = opendir(argv[i]);
		if (!d) {
			fprintf(stderr, "%s: no such corpus folder; add seeds there\n", argv[i]);
			return 1;
		}
		for (struct dirent *e; (e = readdir(d));) {
			char path[4096];
			if (e->d_name[0] == '.')
				continue;
			snprintf(path, sizeof(path), "%s/%s", argv[i], e->d_name);
			if (run_file(path))
				return 1;
			count++;
		}
		closedir(d);
	}
	printf("%d inputs replayed\n", count);
	return count > 0 ? 0 : 1;
}
