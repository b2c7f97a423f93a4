/* keep.h - within itemgen: what scoring needs of an instance. */
#ifndef TRELLIS_ITEMGEN_KEEP_H
#define TRELLIS_ITEMGEN_KEEP_H

#include "engine/itemgen/draw.h"

struct ig_keep {
	/* numeric */
	struct rat value, tolerance;
	struct str form; /* "", "simplest", "fraction", "decimal" */
	struct rat wrong_value[IG_OPTIONS_MAX];
	const struct str *units;
	size_t n_units;
	/* text: folded, without white space */
	const struct str *accept;
	size_t n_accept;
	const struct str *wrong_text[IG_OPTIONS_MAX];
	size_t n_wrong_text[IG_OPTIONS_MAX];
	/* order: shown[i] is the model's number of the piece at place i; wrong_order lists pieces in that order */
	size_t shown[IG_OPTIONS_MAX];
	size_t wrong_order[IG_OPTIONS_MAX][IG_OPTIONS_MAX];
};

/* Folded, white space and a final stop away, digits ASCII: how words are compared. */
struct str ig_bare(struct arena *a, struct str s);

#endif
