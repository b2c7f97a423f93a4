#include "base/qr.h"
#include "base/buf.h"

#include <qrencode.h>

enum code qr_make(struct arena *a, struct str text, struct qr *out, struct err *e)
{
	QRcode *q = QRcode_encodeData((int)(text.n > 3000 ? 3000 : text.n), (const unsigned char *)(text.n ? text.p : ""), 0, QR_ECLEVEL_M);
	if (!q || text.n > 3000) {
		QRcode_free(q);
		return err_set(e, E_LIMIT, "A text of %zu bytes does not fit into a QR code.", text.n);
	}
	unsigned char *dark = arena_alloc(a, (size_t)q->width * (size_t)q->width);
	for (int i = 0; i < q->width * q->width; i++)
		dark[i] = q->data[i] & 1U;
	*out = (struct qr){q->width, dark};
	QRcode_free(q);
	return OK;
}

struct str qr_path(struct arena *a, const struct qr *q)
{
	struct buf b = buf_new(a, (size_t)q->size * (size_t)q->size * 24 + 1);
	for (int y = 0; y < q->size; y++) {
		for (int x = 0; x < q->size; x++) {
			int from = x;
			while (x < q->size && q->dark[y * q->size + x])
				x++;
			if (x > from)
				buf_fmt(&b, "M%d %dh%dv1h-%dz", from + 4, y + 4, x - from, x - from);
		}
	}
	return buf_done(&b);
}
