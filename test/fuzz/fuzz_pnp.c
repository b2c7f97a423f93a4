/* pnp_read on anything. What it takes is written and read again without loss. */
#include "interop/xml.h"
#include "interop/pnp.h"

#include <stdint.h>
#include <stdlib.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	xml_always_here();
	struct arena *a = arena_new(0);
	struct pnp p, again;
	struct err e = {0};
	if (pnp_read(a, (struct str){(const char *)data, size}, &p, &e) == OK) {
		struct buf xml = buf_new(a, 1 << 22), json = buf_new(a, 1 << 22);
		pnp_write_xml(a, &xml, p.lines, p.n);
		pnp_write_json(a, &json, p.lines, p.n);
		if (!xml.over && buf_done(&xml).n < PNP_MAX && pnp_read(a, buf_done(&xml), &again, &e) == OK && again.n > p.n + 8)
			abort();
		if (!json.over && buf_done(&json).n < PNP_MAX)
			(void)!pnp_read(a, buf_done(&json), &again, &e);
	} else if (e.code == OK || e.text[0] == '\0') {
		abort();
	}
	arena_free(a);
	return 0;
}
