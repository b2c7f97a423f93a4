/* What a gateway of text messages sends, as a stream: PDUs end where they say, texts are UTF-8 without control characters, or it is
 * refused with a sentence. A text goes out in parts and comes back as the same letters. */
#include "interop/smpp.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void stream(struct arena *a, struct str bytes)
{
	struct err e = {0};
	while (bytes.n) {
		struct smpp_pdu p;
		struct smpp_delivered d;
		size_t used;
		if (smpp_read(bytes, &p, &used, &e)) {
			if (!e.text[0])
				abort();
			return;
		}
		if (!used)
			return;
		if (used > bytes.n || used < 16 || p.body.n != used - 16)
			abort();
		struct err why = {0};
		if (smpp_delivered(a, p.body, &d, &why)) {
			if (!why.text[0])
				abort();
		} else {
			if (d.parts && (d.parts < 2 || d.parts > 255 || d.part < 1 || d.part > d.parts || d.reference < 0 || d.reference > 0xffff || d.receipt))
				abort();
			if (!utf8_valid(d.text) || d.id.n > SMPP_MOST || d.from.n > 20)
				abort();
			for (size_t i = 0; i < d.text.n; i++)
				if ((unsigned char)d.text.p[i] < ' ' && d.text.p[i] != '\n')
					abort();
		}
		bytes = (struct str){bytes.p + used, bytes.n - used};
	}
}

/* Each part as a gateway would give it back. */
static void there_and_back(struct arena *a, struct str text)
{
	struct smpp_parts p;
	struct err e = {0};
	struct buf all = buf_new(a, 1 << 20);
	for (size_t i = 0; i < text.n; i++)
		if (((unsigned char)text.p[i] < ' ' && text.p[i] != '\n') || text.p[i] == 0x7f)
			return; /* become spaces */
	if (smpp_split(a, text, 7, &p, &e)) {
		if (!e.text[0])
			abort();
		return;
	}
	for (int i = 0; i < p.n; i++) {
		struct buf b = buf_new(a, 600);
		struct smpp_delivered d;
		size_t head = p.n > 1 ? 6 : 0;
		if (p.part[i].n > 160)
			abort();
		const char before[] = "\0\1\1" "15550100\0" "\0\0\0" "\0\0\0" "\0\0\0\0";
		buf_add(&b, before, sizeof before - 1);
		buf_byte(&b, p.plain ? 0 : 8);
		buf_byte(&b, 0);
		buf_byte(&b, (char)(unsigned char)(p.part[i].n - head));
		buf_add(&b, p.part[i].p + head, p.part[i].n - head);
		if (smpp_delivered(a, buf_done(&b), &d, &e))
			abort();
		if (head) { /* with its header it says which part it is */
			struct smpp_delivered whole;
			struct buf w = buf_new(a, 600);
			const char marked[] = "\0\1\1" "15550100\0" "\0\0\0" "\x40\0\0" "\0\0\0\0";
			buf_add(&w, marked, sizeof marked - 1);
			buf_byte(&w, p.plain ? 0 : 8);
			buf_byte(&w, 0);
			buf_byte(&w, (char)(unsigned char)p.part[i].n);
			buf_str(&w, p.part[i]);
			if (smpp_delivered(a, buf_done(&w), &whole, &e) || whole.part != i + 1 || whole.parts != p.n || whole.reference != 7 || !str_eq(whole.text, d.text))
				abort();
		}
		buf_str(&all, d.text);
	}
	if (!str_eq(buf_done(&all), text))
		abort();
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct arena *a = arena_new(0);
	struct str bytes = {(const char *)data, size};
	stream(a, bytes);
	if (size < 4000 && utf8_valid(bytes))
		there_and_back(a, bytes);
	arena_free(a);
	return 0;
}
