/* expr.h - the small expressions of item models.
 *
 * Law: an expression reads names and gives an exact fraction; it changes nothing and always ends (length and
 * depth are bounded). Grammar and functions: data/items/README.md. */
#ifndef TRELLIS_EXPR_H
#define TRELLIS_EXPR_H

#include "engine/itemgen/rational.h"

enum expr_result {
	EXPR_OK,
	EXPR_MATH,   /* well formed, but no value here: overflow, division by nothing, a fraction where a whole number is wanted */
	EXPR_BAD,    /* not an expression, too long or too deep */
	EXPR_NAME,   /* a name nobody knows, or the name of a text */
};

#define EXPR_MAX 400   /* bytes */
#define EXPR_DEPTH 40

struct expr_names {
	/* true and the value; false when the name is not that of a number */
	bool (*find)(const void *arg, struct str name, struct rat *out);
	const void *arg;
};

enum expr_result expr_value(struct str text, const struct expr_names *names, struct rat *out) MUST_USE;

#endif
