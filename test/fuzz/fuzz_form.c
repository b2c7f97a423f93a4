/* Forms as browsers, scripts and attackers send them. The first byte chooses the reader. */
#include "web/parse.h"

#include <stdlib.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void text_holds(struct str s)
{
	if (!utf8_valid(s) || (s.n && memchr(s.p, 0, s.n)))
		abort();
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	if (size < 1)
		return 0;
	struct arena *a = arena_new((size_t)256 << 20);
	if (!a) /* the fuzzer lets malloc fail when the machine is short of memory */
		return 0;
	struct str rest = {(const char *)data + 1, size - 1};
	struct err e = {0};
	if (!a)
		return 0;
	if (data[0] == 'u') {
		struct pair *pairs;
		size_t n;
		if (parse_urlencoded(a, rest, &pairs, &n, &e) == OK) {
			for (size_t i = 0; i < n; i++) {
				text_holds(pairs[i].name);
				text_holds(pairs[i].value);
			}
		} else if (!e.text[0]) {
			abort();
		}
	} else if (data[0] == 'm') {
		struct multipart m;
		struct str type = str_cut(&rest, '\n');
		if (parse_multipart(a, type, rest, &m, &e) == OK) {
			for (size_t i = 0; i < m.n_fields; i++) {
				text_holds(m.fields[i].name);
				text_holds(m.fields[i].value);
			}
			for (size_t i = 0; i < m.n_files; i++) {
				text_holds(m.files[i].field);
				text_holds(m.files[i].filename);
				if (m.files[i].filename.n && (memchr(m.files[i].filename.p, '/', m.files[i].filename.n) || memchr(m.files[i].filename.p, '\\', m.files[i].filename.n)))
					abort();
				if (m.files[i].bytes.n > rest.n)
					abort();
			}
		} else if (!e.text[0]) {
			abort();
		}
	} else {
		(void)parse_cookie(rest, "trellis");
		struct str out;
		(void)parse_param(a, rest, "boundary", &out);
	}
	arena_free(a);
	return 0;
}
