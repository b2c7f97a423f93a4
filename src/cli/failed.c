/* What a command says when it failed: alone, so that a program without a database can say it too. */
#include "cli/open.h"
#include "base/json.h"

#include <stdio.h>

int open_failed(const struct args *args, const struct err *e)
{
	if (args->json) {
		struct arena *a = arena_new(1 << 16);
		if (a) {
			struct buf b = buf_new(a, 8192);
			struct json_out o = json_to(&b);
			json_open(&o, '{');
			json_key(&o, "error");
			json_put_str(&o, str_z(code_name(e->code)));
			json_key(&o, "text");
			json_put_str(&o, str_z(e->text));
			json_close(&o, '}');
			printf("%.*s\n", S_ARG(buf_done(&b)));
			arena_free(a);
		}
	}
	fprintf(stderr, "trellis: %s\n", e->text);
	return 1;
}
