/* Any text through the three writings of mathematics: no crash, and no tag but those of MathML. */
#include "engine/itemgen/mathml.h"

#include <stdlib.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* Outside of quotes, after '<' only /? and math or m... may stand. */
static void only_mathml(struct str s)
{
	for (size_t i = 0; i < s.n; i++) {
		if (s.p[i] != '<')
			continue;
		size_t at = i + 1;
		at += at < s.n && s.p[at] == '/';
		if (at >= s.n || s.p[at] != 'm')
			abort();
	}
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct str text = {(const char *)data, size};
	struct arena *a = arena_new(64u << 20);
	if (!a) /* the fuzzer lets malloc fail when the machine is short of memory */
		return 0;
	struct math_report r = {0};
	jmp_buf full;

	if (!a || size > 20000 || !utf8_valid(text))
		goto done;
	arena_catch(a, &full);
	if (setjmp(full))
		goto done;
	struct buf html = buf_new(a, 4u << 20), plain = buf_new(a, 4u << 20), spoken = buf_new(a, 4u << 20);
	math_html(a, &html, text, LANG_EN, &r);
	math_plain(a, &plain, text);
	math_spoken(a, &spoken, text, LANG_ES);
	if (!html.over) {
		only_mathml(buf_done(&html));
		if (!utf8_valid(buf_done(&html)))
			abort();
	}
	if (!utf8_valid(buf_done(&plain)) || !utf8_valid(buf_done(&spoken)))
		abort();
	if (math_has(text) != (r.formulas > 0))
		abort();
done:
	arena_free(a);
	return 0;
}
