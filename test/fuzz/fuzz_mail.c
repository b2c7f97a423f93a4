/* mail_in_read_here on anything: the text is UTF-8 without control characters, the code has its length, or it is refused with a sentence. */
#include "interop/mail_in.h"
#include "base/buf.h"

#include <stdint.h>
#include <stdlib.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct arena *a = arena_new(0);
	struct mail_in m;
	struct err e = {0};
	if (mail_in_read_here(a, (struct str){(const char *)data, size}, S("answers+{}@school.example"), 16, &m, &e) != OK) {
		if (e.text[0] == '\0')
			abort();
	} else {
		/* what is read there is always taken here */
		struct mail_in back;
		bool mail;
		struct buf b = buf_new(a, 1 << 20);
		const struct str parts[] = {m.from, m.id, m.code, m.text};
		buf_byte(&b, 'Y');
		buf_byte(&b, m.automatic ? 1 : 0);
		for (int i = 0; i < 16; i++)
			buf_byte(&b, (char)(parts[i / 4].n >> 8 * (i % 4) & 255));
		for (int i = 0; i < 4; i++)
			buf_str(&b, parts[i]);
		if (!mail_answer_read(buf_done(&b), 16, &back, &mail) || !mail || !str_eq(back.text, m.text) || !str_eq(back.from, m.from))
			abort();
	}
	arena_free(a);
	return 0;
}
