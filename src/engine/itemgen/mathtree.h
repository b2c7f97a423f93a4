/* mathtree.h - within itemgen: a formula as a tree. Law: every node lives in the arena; kids are never NULL. */
#ifndef TRELLIS_MATHTREE_H
#define TRELLIS_MATHTREE_H

#include "engine/itemgen/mathml.h"
#include "engine/itemgen/mathwords.h"

enum math_type {
	MATH_ROW,
	MATH_NUMBER,
	MATH_LETTER,
	MATH_SIGN,   /* operator or relation */
	MATH_TEXT,
	MATH_FRAC,   /* kid[0] over kid[1] */
	MATH_ROOT,   /* kid[0], and kid[1] the degree if two */
	MATH_SUP,    /* kid[0] ^ kid[1] */
	MATH_SUB,
	MATH_SUBSUP, /* base, below, above */
	MATH_FENCE,  /* text "(", close ")", one kid */
	MATH_OVER,   /* a line above */
	MATH_TABLE,  /* kids are rows, their kids are cells; text and close are the brackets */
};

struct math_node {
	enum math_type type;
	struct str text, close;
	enum math_word word; /* how a sign or letter is said */
	struct math_node **kid;
	size_t n, cap;
};

struct math_node *math_parse(struct arena *a, struct str formula, size_t *fallbacks);

#endif
