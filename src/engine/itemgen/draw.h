/* draw.h - within itemgen: the numbers of one item, and texts filled with them.
 *
 * Law: E_CONFLICT means "these numbers do not do, draw again"; E_INPUT means that the model itself is wrong. */
#ifndef TRELLIS_ITEMGEN_DRAW_H
#define TRELLIS_ITEMGEN_DRAW_H

#include "engine/itemgen/expr.h"
#include "engine/itemgen/itemgen.h"
#include "engine/itemgen/numtext.h"

#define IG_PARAMS_MAX 32
#define IG_DRAWS_MAX 3000
#define IG_TEXT_MAX 8000 /* bytes of one filled text */

struct ig_dice {
	uint64_t state;
};
struct ig_dice ig_dice(const struct ig_model *m, uint64_t seed, uint64_t stream);
uint64_t ig_below(struct ig_dice *d, uint64_t n); /* n > 0 */
void ig_shuffle(struct ig_dice *d, size_t *order, size_t n);
#define IG_STREAM_NUMBERS 0
#define IG_STREAM_ORDER 0x6F7264657206u

struct ig_env {
	const struct ig_model *model;
	size_t n;
	struct {
		struct str name;
		const struct json *text; /* NULL: a number */
		struct rat number;
	} value[IG_PARAMS_MAX];
};

/* Gives every parameter a value that meets "where"; goes on from the dice's place. */
enum code ig_draw(const struct ig_model *m, struct ig_dice *d, struct str interest, struct ig_env *out, struct err *e) MUST_USE;
enum code ig_eval(const struct ig_env *env, struct str expr, struct rat *out, struct err *e) MUST_USE;
/* "when" of a wrong answer or option: absent is true. */
enum code ig_active(const struct ig_env *env, const struct json *entry, bool *out, struct err *e) MUST_USE;
enum code ig_fill(struct arena *a, const struct ig_env *env, struct str text, enum lang lang, struct str *out, struct err *e) MUST_USE;

/* In a language written from the right, numbers with signs keep their order: "20 × 8 = 160" and "−5" are set between
 * U+2066 and U+2069. Formulas between $$ are left alone, since MathML has its own direction. */
struct str ig_left_to_right(struct arena *a, struct str text, enum lang lang);

/* The language of a text object that serves a reader of lang, and its member; NULL when there is none. */
const struct json *ig_pick(const struct json *text, enum lang lang, enum lang *found);
/* Picks and fills; a missing text is an empty one. */
enum code ig_text_of(struct arena *a, const struct ig_env *env, const struct json *text, enum lang lang, struct ig_text *out,
                     struct err *e) MUST_USE;
/* "text" or "expr" with "fmt" of an entry. */
enum code ig_entry_text(struct arena *a, const struct ig_env *env, const struct json *entry, enum lang lang, struct ig_text *out,
                        struct err *e) MUST_USE;
enum code ig_picture_of(struct arena *a, const struct ig_env *env, const struct json *p, enum lang lang, struct ig_picture *out,
                        struct err *e) MUST_USE;

#endif
