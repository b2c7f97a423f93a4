/* What a program that was taken over by a hostile file may answer: XML events, the list of a zip, a file that was looked at. Refused, or
 * taken within the bounds that the callers rely on; and so is what it says of a mail. */
#include "interop/mail_in.h"
#include "interop/source.h"
#include "interop/xml.h"
#include "store/blob.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static size_t depth;

static void opened(void *arg, const char *name, const char *const *attributes)
{
	(void)arg;
	size_t n = 0;
	while (attributes[n])
		n++;
	if (!*name || n % 2 || n > 2 * XML_ATTRIBUTES || ++depth > XML_DEPTH)
		abort();
}

static void closed(void *arg, const char *name)
{
	(void)arg, (void)name;
	if (depth-- == 0)
		abort();
}

static void text(void *arg, const char *p, size_t n)
{
	(void)arg;
	if (depth == 0 || !utf8_valid((struct str){p, n}) || memchr(p, 0, n))
		abort();
}

static void doctype(void *arg)
{
	(void)arg;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static const struct xml_handlers h = {opened, closed, text, doctype};
	struct arena *a = arena_new(0);
	struct xml x = {0};
	struct xml_hearing g = {.h = &h, .x = &x};
	struct str said = {size > 1 ? (const char *)data + 1 : "", size > 1 ? size - 1 : 0}, clean, why;
	struct source_list list;
	struct media m;
	enum code c;
	depth = 0;
	if (size && data[0] == 0xfe) {
		struct mail_in in;
		bool mail;
		if (mail_answer_read(said, 16, &in, &mail) && mail &&
		    (!in.from.n || in.from.n > MAIL_IN_FROM || in.id.n > MAIL_IN_ID || (in.code.n && in.code.n != 16) || in.text.n > MAIL_IN_TEXT || !utf8_valid(in.text) || !utf8_valid(in.from)))
			abort();
		arena_free(a);
		return 0;
	}
	switch (size ? data[0] % 3 : 0) {
	case 0: /* in two pieces, cut anywhere */
		if (xml_hear(&g, said.p, said.n / 3))
			(void)xml_hear(&g, said.p + said.n / 3, said.n - said.n / 3);
		free(g.bytes);
		break;
	case 1:
		if (source_list_read(a, said, &list) && list.n > SOURCE_ENTRIES)
			abort();
		break;
	default:
		if (media_answer_read(a, said, MEDIA_ANY, &clean, &m, &c, &why) && c == OK && (!m.mime || !(m.kind & MEDIA_ANY)))
			abort();
	}
	arena_free(a);
	return 0;
}
