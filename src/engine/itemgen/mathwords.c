#include "engine/itemgen/mathwords.h"

static const char *structure(enum lang lang, enum math_word w)
{
	switch (w) {
	case MATH_W_NEGATIVE:
		return trc(lang, "mathematics", "negative");
	case MATH_W_FRACTION:
		return trc(lang, "mathematics", "the fraction");
	case MATH_W_OVER:
		return trc(lang, "mathematics", "over");
	case MATH_W_END_FRACTION:
		return trc(lang, "mathematics", "end of fraction");
	case MATH_W_SQUARED:
		return trc(lang, "mathematics", "squared");
	case MATH_W_CUBED:
		return trc(lang, "mathematics", "cubed");
	case MATH_W_POWER:
		return trc(lang, "mathematics", "to the power of");
	case MATH_W_END_POWER:
		return trc(lang, "mathematics", "end of power");
	case MATH_W_SQUARE_ROOT:
		return trc(lang, "mathematics", "the square root of");
	case MATH_W_CUBE_ROOT:
		return trc(lang, "mathematics", "the cube root of");
	case MATH_W_ROOT_DEGREE:
		return trc(lang, "mathematics", "the root of degree");
	case MATH_W_OF:
		return trc(lang, "mathematics", "of");
	case MATH_W_END_ROOT:
		return trc(lang, "mathematics", "end of root");
	case MATH_W_ABSOLUTE:
		return trc(lang, "mathematics", "the absolute value of");
	case MATH_W_END_ABSOLUTE:
		return trc(lang, "mathematics", "end of absolute value");
	case MATH_W_OPEN_PAREN:
		return trc(lang, "mathematics", "open parenthesis");
	case MATH_W_CLOSE_PAREN:
		return trc(lang, "mathematics", "close parenthesis");
	case MATH_W_OPEN_BRACKET:
		return trc(lang, "mathematics", "open bracket");
	case MATH_W_CLOSE_BRACKET:
		return trc(lang, "mathematics", "close bracket");
	case MATH_W_TABLE:
		return trc(lang, "mathematics", "a table");
	case MATH_W_ROW:
		return trc(lang, "mathematics", "row");
	case MATH_W_END_TABLE:
		return trc(lang, "mathematics", "end of table");
	case MATH_W_SUB:
		return trc(lang, "mathematics", "sub");
	case MATH_W_LINE_ABOVE:
		return trc(lang, "mathematics", "with a line above");
	default:
		return "";
	}
}

static const char *sign(enum lang lang, enum math_word w)
{
	switch (w) {
	case MATH_W_TIMES:
		return trc(lang, "mathematics", "times");
	case MATH_W_DIVIDED:
		return trc(lang, "mathematics", "divided by");
	case MATH_W_PLUS_MINUS:
		return trc(lang, "mathematics", "plus or minus");
	case MATH_W_MINUS_PLUS:
		return trc(lang, "mathematics", "minus or plus");
	case MATH_W_LEQ:
		return trc(lang, "mathematics", "is less than or equal to");
	case MATH_W_GEQ:
		return trc(lang, "mathematics", "is greater than or equal to");
	case MATH_W_NEQ:
		return trc(lang, "mathematics", "is not equal to");
	case MATH_W_LESS:
		return trc(lang, "mathematics", "is less than");
	case MATH_W_GREATER:
		return trc(lang, "mathematics", "is greater than");
	case MATH_W_ABOUT:
		return trc(lang, "mathematics", "is about");
	case MATH_W_SIMILAR:
		return trc(lang, "mathematics", "is similar to");
	case MATH_W_CONGRUENT:
		return trc(lang, "mathematics", "is congruent to");
	case MATH_W_TO:
		return trc(lang, "mathematics", "to");
	case MATH_W_IN:
		return trc(lang, "mathematics", "is in");
	case MATH_W_UNION:
		return trc(lang, "mathematics", "union");
	case MATH_W_INTERSECTION:
		return trc(lang, "mathematics", "intersection");
	case MATH_W_SUCH_THAT:
		return trc(lang, "mathematics", "such that");
	case MATH_W_SO_ON:
		return trc(lang, "mathematics", "and so on");
	case MATH_W_PARALLEL:
		return trc(lang, "mathematics", "is parallel to");
	case MATH_W_PERPENDICULAR:
		return trc(lang, "mathematics", "is perpendicular to");
	case MATH_W_INFINITY:
		return trc(lang, "mathematics", "infinity");
	case MATH_W_PI:
		return trc(lang, "mathematics", "pi");
	case MATH_W_ANGLE:
		return trc(lang, "mathematics", "angle");
	case MATH_W_TRIANGLE:
		return trc(lang, "mathematics", "triangle");
	case MATH_W_DEGREES:
		return trc(lang, "mathematics", "degrees");
	case MATH_W_EMPTY_SET:
		return trc(lang, "mathematics", "the empty set");
	case MATH_W_PRIME:
		return trc(lang, "mathematics", "prime");
	case MATH_W_PLUS:
		return trc(lang, "mathematics", "plus");
	case MATH_W_MINUS:
		return trc(lang, "mathematics", "minus");
	case MATH_W_EQUALS:
		return trc(lang, "mathematics", "equals");
	case MATH_W_PERCENT:
		return trc(lang, "mathematics", "percent");
	case MATH_W_WHAT_NUMBER:
		return trc(lang, "mathematics", "what number");
	case MATH_W_DOLLARS:
		return trc(lang, "mathematics", "dollars");
	default:
		return structure(lang, w);
	}
}

const char *math_word(enum lang lang, enum math_word w)
{
	return sign(lang, w);
}
