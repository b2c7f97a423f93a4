/* What the verbs of trellis mastery share: logs and models in files, and how a verb is run. Nothing of the server is behind it. */
#include "base/file.h"
#include "cli/mastery.h"

#include <malloc.h>
#include <setjmp.h>
#include <stdio.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

enum code mastery_kind_of(struct arena *a, const char *name, const struct model_ops **out, struct err *e)
{
	*out = model_ops_named(name);
	return *out ? OK : err_set(e, E_INPUT, "There is no model \"%s\". There are: %.*s.", name, S_ARG(model_names(a)));
}

enum code mastery_log(struct arena *a, const char *path, unsigned want, struct responses *out, struct err *e)
{
	struct str text;
	enum code c = file_map(a, strcmp(path, "-") ? path : "/dev/stdin", &text, e);
	if (c == OK && (c = responses_read(a, text, want, out, e)) != OK)
		err_in(e, "%s", path);
	if (c == OK)
		file_map_rest(text);
	return c;
}

unsigned mastery_threads(const struct args *args)
{
	long here = sysconf(_SC_NPROCESSORS_ONLN);
	return (unsigned)args_int(args, "--threads", here < 1 ? 1 : here > 8 ? 8 : here);
}

enum code mastery_model_file(struct arena *a, const char *path, struct model **out, struct err *e)
{
	struct str text;
	enum code c = file_map(a, path, &text, e);
	if (c == OK && (c = model_read(a, text, out, e)) != OK)
		err_in(e, "%s", path);
	return c;
}

/* What a verb allocates comes from one heap in large pages, and goes back there to be used again: a first touch of each small page costs
 * more than most of what is done there. Only what is touched takes memory; a refusal changes nothing. */
static void large_pages(void)
{
#if defined(__GLIBC__) && defined(MADV_HUGEPAGE) && !defined(__SANITIZE_ADDRESS__) && !defined(__SANITIZE_THREAD__)
	const size_t heap = (size_t)64 << 20, page = (size_t)2 << 20;
	(void)mallopt(M_MMAP_THRESHOLD, 16 << 20);
	(void)mallopt(M_TRIM_THRESHOLD, 1 << 30);
	(void)mallopt(M_TOP_PAD, (int)heap);
	char *p = malloc(page), *end = sbrk(0); /* from p on the heap is new */
	uintptr_t from = ((uintptr_t)p + page - 1) / page * page, to = (uintptr_t)end / page * page;
	if (p && from < to && to - from <= heap + page)
		(void)madvise((void *)from, to - from, MADV_HUGEPAGE);
	free(p);
	(void)mallopt(M_TOP_PAD, 128 << 10);
#endif
}

/* All that is read and fitted lives in one arena; where memory ends the sentence says so and nothing was written. */
int mastery_verb_run(const struct mastery_verb *v, int argc, char **argv, int (*failed)(const struct args *, const struct err *))
{
	jmp_buf full;
	struct args args;
	struct err e = {0};
	large_pages();
	struct arena *a = arena_new(0);
	if (!a)
		return 1;
	if (setjmp(full)) {
		fprintf(stderr, "trellis mastery %s: there is not enough memory for it; nothing was written.\n", v->name);
		arena_free(a);
		return 1;
	}
	arena_catch_thread(&full);
	int status = args_read(a, v->spec, argc, argv, &args);
	if (status < 0)
		status = v->work(a, &args, &e) == OK ? 0 : failed(&args, &e);
	arena_catch_thread(NULL);
	arena_free(a);
	return status;
}
