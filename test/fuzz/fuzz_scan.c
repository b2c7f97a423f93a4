/* What a reader of pages could answer, what pdftoppm could write, codes and layouts on paper: anything at all. */
#include "interop/scan_look.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct arena *a = arena_new(0);
	struct str s = {(const char *)data, size};
	struct scan_looked l = {0};
	struct scan_layout layout;
	struct scan_code code;
	struct err e = {0};
	size_t head;
	int w, h;
	if (scan_answer_read(s, &l) && (l.jpeg.n > size || l.text.n > size || l.width < 1 || l.height < 1))
		abort();
	if (scan_pgm_head(s, &head, &w, &h) && (head > size || w < 1 || h < 1 || (int64_t)w * h > (int64_t)SCAN_PICTURE_MOST))
		abort();
	if (scan_code_read(s, &code) && (strlen(code.code) != 12 || (code.layout[0] && strlen(code.layout) != 8) || code.page < 0))
		abort();
	if (scan_layout_read(a, s, &layout, &e) == OK) {
		for (size_t i = 0; i < layout.n; i++)
			if (!layout.boxes[i].name[0] || layout.boxes[i].x + layout.boxes[i].w > layout.w)
				abort();
	} else if (!e.text[0]) {
		abort();
	}
	arena_free(a);
	return 0;
}
