/* The groups of an audit from anything: refused with a sentence, or everybody in a group that is there. */
#include "engine/mastery/groups.h"

#include <stdint.h>
#include <stdlib.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static struct str names[] = {{"a", 1}, {"b", 1}, {"7", 1}, {"long name, with a comma", 23}};
	const struct names learners = {names, 4};
	struct arena *a = arena_new(0);
	if (!a) /* the fuzzer lets malloc fail when the machine is short of memory */
		return 0;
	struct groups g;
	struct err e = {0};
	enum code c = groups_read(a, (struct str){(const char *)data, size}, &learners, &g, &e);
	if (c != OK && (e.code != c || e.text[0] == '\0' || !utf8_valid(str_z(e.text))))
		abort();
	for (size_t i = 0; c == OK && i < g.n; i++) {
		const struct group_column *k = &g.column[i];
		if (k->name.n == 0 || k->n > GROUPS_VALUES || g.matched > learners.n)
			abort();
		for (uint32_t l = 0; l < learners.n; l++)
			if (k->of[l] != GROUP_NONE && k->of[l] >= k->n)
				abort();
		for (uint16_t v = 1; v < k->n; v++)
			if (str_cmp(k->value[v - 1], k->value[v]) >= 0)
				abort();
	}
	arena_free(a);
	return 0;
}
