/* buf.h - a growing text with a hard cap stated at creation.
 *
 * Law: a buf never holds more than max bytes. The first piece that would pass the cap is dropped whole, with
 * all that follows, and `over` is set for good; look at it once, at the end. Memory comes from the arena given. */
#ifndef TRELLIS_BUF_H
#define TRELLIS_BUF_H

#include "base/str.h"

struct buf {
	struct arena *a;
	char *p; /* NUL-ended when n > 0 */
	size_t n, cap, max;
	bool over;
};

struct buf buf_new(struct arena *a, size_t max);
struct buf buf_fixed(char *mem, size_t size); /* in the caller's memory (size >= 1, NUL included); no arena */
void buf_add(struct buf *b, const void *p, size_t n);
void buf_str(struct buf *b, struct str s);
void buf_z(struct buf *b, const char *z);
void buf_byte(struct buf *b, char c);
void buf_fmt(struct buf *b, const char *fmt, ...) PRINTF_LIKE(2, 3);
void buf_int(struct buf *b, int64_t v);
/* Shortest text that reads back as the same double; locale-free; non-finite values become "null". */
void buf_real(struct buf *b, double v);
struct str buf_done(const struct buf *b); /* borrows */

/* Escapes for the places text goes to. */
void buf_html(struct buf *b, struct str s);     /* & < > " ' : right for text and quoted attributes */
void buf_url(struct buf *b, struct str s);      /* percent-encoding of a component */
void buf_json(struct buf *b, struct str s);     /* a quoted JSON string; bad UTF-8 becomes U+FFFD */
void buf_csv(struct buf *b, struct str s);      /* one RFC 4180 cell; cells that a spreadsheet would run
                                                   (= + - @ tab CR first, and no number) get a leading apostrophe */

#endif
