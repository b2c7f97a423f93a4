/* mail_in_read on anything: the text is UTF-8 without control characters, the code has its length, or it is refused with a sentence. */
#include "interop/mail_in.h"

#include <stdint.h>
#include <stdlib.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct arena *a = arena_new(0);
	struct mail_in m;
	struct err e = {0};
	if (mail_in_read(a, (struct str){(const char *)data, size}, S("answers+{}@school.example"), 16, &m, &e) != OK) {
		if (e.text[0] == '\0')
			abort();
	} else {
		if (!utf8_valid(m.text) || (m.code.n && m.code.n != 16) || m.id.n > 200)
			abort();
		for (size_t i = 0; i < m.text.n; i++)
			if (m.text.p[i] == '\0')
				abort();
	}
	arena_free(a);
	return 0;
}
