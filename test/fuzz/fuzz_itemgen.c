/* Item models from outside: a model of any text never breaks loading, checking or making. What follows the first
 * line is a response, read as an answer in three languages. */
#include "engine/itemgen/itemgen.h"
#include "engine/itemgen/numtext.h"
#include "engine/itemgen/picture.h"

#include <stdlib.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct str all = {(const char *)data, size}, response = all, model = str_cut(&response, '\n');
	struct arena *a = arena_new(64u << 20);
	if (!a) /* the fuzzer lets malloc fail when the machine is short of memory */
		return 0;
	struct ig_model *m;
	struct err e = {0};
	jmp_buf full;

	if (!a || size > 65536)
		goto done;
	arena_catch(a, &full);
	if (setjmp(full))
		goto done;
	struct num_read r;
	if (utf8_valid(response) && num_read(a, response, LANG_VI, NULL, 0, &r) && r.value.d <= 0)
		abort();
	if (ig_load(a, model, &m, &e) == OK) {
		for (uint64_t seed = 1; seed <= 3; seed++) {
			struct ig_instance *it;
			if (ig_make(a, m, seed, seed == 2 ? LANG_ES : LANG_EN, S("music"), &it, &e)) {
				if (!e.text[0])
					abort();
				break;
			}
			struct buf html = buf_new(a, 8u << 20);
			for (size_t i = 0; i < it->n_pictures; i++)
				pic_html(a, &html, &it->pictures[i]);
			if (it->figure)
				pic_html(a, &html, it->figure);
			struct ig_score s = ig_score(a, it, response, LANG_AR), own = ig_score(a, it, it->answer, it->stem.lang);
			if (s.score < 0 || s.score > 1 || own.score < 0 || own.score > 1)
				abort();
		}
	} else if (!e.text[0]) {
		abort();
	}
done:
	arena_free(a);
	return 0;
}
