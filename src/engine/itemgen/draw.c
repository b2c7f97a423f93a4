#include "engine/itemgen/draw.h"

#include <string.h>

static uint64_t fnv1a(struct str s)
{
	uint64_t h = 0xCBF29CE484222325u;
	for (size_t i = 0; i < s.n; i++)
		h = (h ^ (unsigned char)s.p[i]) * 0x100000001B3u;
	return h;
}

struct ig_dice ig_dice(const struct ig_model *m, uint64_t seed, uint64_t stream)
{
	return (struct ig_dice){seed ^ fnv1a(m->id) ^ stream};
}

static uint64_t next(struct ig_dice *d)
{
	uint64_t z = d->state += 0x9E3779B97F4A7C15u;
	z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9u;
	z = (z ^ (z >> 27)) * 0x94D049BB133111EBu;
	return z ^ (z >> 31);
}

uint64_t ig_below(struct ig_dice *d, uint64_t n)
{
	uint64_t unfair = (0 - n) % n, r; /* 2^64 mod n */
	do
		r = next(d);
	while (r < unfair);
	return r % n;
}

void ig_shuffle(struct ig_dice *d, size_t *order, size_t n)
{
	for (size_t i = n; i > 1; i--) {
		size_t j = (size_t)ig_below(d, i), keep = order[i - 1];
		order[i - 1] = order[j];
		order[j] = keep;
	}
}

static bool find_number(const void *arg, struct str name, struct rat *out)
{
	const struct ig_env *env = arg;
	for (size_t i = 0; i < env->n; i++)
		if (!env->value[i].text && str_eq(env->value[i].name, name)) {
			*out = env->value[i].number;
			return true;
		}
	return false;
}

enum code ig_eval(const struct ig_env *env, struct str expr, struct rat *out, struct err *e)
{
	struct expr_names names = {find_number, env};
	switch (expr_value(expr, &names, out)) {
	case EXPR_OK:
		return OK;
	case EXPR_MATH:
		return err_set(e, E_CONFLICT, "\"%.*s\" has no value with these numbers.", S_ARG(expr));
	case EXPR_NAME:
		return err_set(e, E_INPUT, "\"%.*s\" uses a name that is no number of this item. Add it to params or mend the name.", S_ARG(expr));
	case EXPR_BAD:
		break;
	}
	return err_set(e, E_INPUT, "\"%.*s\" is not an expression. Mend it as data/items/README.md says.", S_ARG(expr));
}

enum code ig_active(const struct ig_env *env, const struct json *entry, bool *out, struct err *e)
{
	struct str when = json_str(entry, "when");
	struct rat v = RAT(1);
	if (when.n) {
		enum code c = ig_eval(env, when, &v, e);
		if (c)
			return c;
	}
	*out = v.n != 0;
	return OK;
}

static enum code set_member(const struct json *v, struct rat *out, struct err *e)
{
	if (v->type == JSON_NUMBER_T && v->is_int && v->integer > INT64_MIN) {
		*out = RAT(v->integer);
		return OK;
	}
	if (v->type == JSON_STRING_T && rat_read(v->string, out))
		return OK;
	return err_set(e, E_INPUT, "A set holds whole numbers, or decimals and fractions in quotes.");
}

static enum code draw_one(struct ig_dice *d, struct str interest, struct ig_env *env, const struct json *p, struct err *e)
{
	const struct json *v;
	size_t at = env->n;
	enum code c = OK;

	env->value[at].name = json_str(p, "name");
	env->value[at].text = NULL;
	if ((v = json_get(p, "int")) != NULL) {
		int64_t low = v->items[0].integer, step = v->n > 2 ? v->items[2].integer : 1;
		uint64_t choices = (uint64_t)((v->items[1].integer - low) / step) + 1;
		env->value[at].number = RAT(low + step * (int64_t)ig_below(d, choices));
	} else if ((v = json_get(p, "set")) != NULL) {
		c = set_member(&v->items[ig_below(d, v->n)], &env->value[at].number, e);
	} else if ((v = json_get(p, "words")) != NULL) {
		env->value[at].text = &v->items[ig_below(d, v->n)];
	} else if ((v = json_get(p, "text")) != NULL) {
		const struct json *themes = json_get(env->model->whole, "interests"), *mine = NULL;
		for (size_t i = 0; themes && i < themes->n; i++)
			if (str_eq(themes->keys[i], interest))
				for (size_t k = 0; k < themes->items[i].n; k++)
					if (str_eq(themes->items[i].keys[k], env->value[at].name))
						mine = &themes->items[i].items[k];
		env->value[at].text = mine ? mine : v;
	} else {
		c = ig_eval(env, json_str(p, "expr"), &env->value[at].number, e);
	}
	if (!c)
		env->n++;
	return c;
}

enum code ig_draw(const struct ig_model *m, struct ig_dice *d, struct str interest, struct ig_env *out, struct err *e)
{
	const struct json *params = json_get(m->whole, "params"), *where = json_get(m->whole, "where");
	for (unsigned tries = 0; tries < IG_DRAWS_MAX; tries++) {
		enum code c = OK;
		bool holds = true;
		out->model = m;
		out->n = 0;
		for (size_t i = 0; i < params->n && !c; i++)
			c = draw_one(d, interest, out, &params->items[i], e);
		for (size_t i = 0; where && i < where->n && !c && holds; i++) {
			struct rat v = RAT(0);
			c = ig_eval(out, where->items[i].string, &v, e);
			holds = v.n != 0;
		}
		if (!c && holds)
			return OK;
		if (c && c != E_CONFLICT)
			return c;
	}
	return err_set(e, E_INPUT, "No numbers meet \"where\" in %d tries. Widen the ranges or drop a condition.", IG_DRAWS_MAX);
}

const struct json *ig_pick(const struct json *text, enum lang lang, enum lang *found)
{
	const struct json *t = json_get(text, LANGS[lang].tag);
	*found = lang;
	if (!t) {
		t = json_get(text, "en");
		*found = LANG_EN;
	}
	return t;
}

static const struct json *text_param(const struct ig_env *env, struct str name)
{
	for (size_t i = 0; i < env->n; i++)
		if (env->value[i].text && str_eq(env->value[i].name, name))
			return env->value[i].text;
	return NULL;
}

static struct str word_of(const struct json *text, enum lang lang)
{
	enum lang found;
	const struct json *t = ig_pick(text, lang, &found);
	return t && t->type == JSON_STRING_T ? t->string : (struct str){0};
}

/* words that depend on a number */
static enum code put_form(struct arena *a, const struct ig_env *env, struct buf *b, struct str name, struct rat v, enum lang lang,
                          struct err *e)
{
	const struct json *forms = json_get(env->model->whole, "forms"), *table = NULL;
	struct buf key = buf_new(a, 64), shown = buf_new(a, 64);
	if (!num_show(&key, v, S(""), LANG_EN, true) || !num_show(&shown, v, S(""), lang, false))
		return err_set(e, E_BUG, "A number could not be written.");
	for (size_t i = 0; forms && i < forms->n; i++)
		if (str_eq(forms->keys[i], name))
			table = &forms->items[i];
	const struct json *entry = table ? json_get(table, str_dupz(a, buf_done(&key))) : NULL;
	if (!entry)
		entry = json_get(table, "other");
	if (!entry)
		return err_set(e, E_INPUT, "forms has nothing for \"%.*s\" of %.*s. Add it, or \"other\".", S_ARG(name), S_ARG(buf_done(&key)));
	struct str words = word_of(entry, lang);
	for (size_t i = 0; i < words.n; i++) {
		if (words.p[i] == '#')
			buf_str(b, buf_done(&shown));
		else
			buf_byte(b, words.p[i]);
	}
	return OK;
}

static enum code put_each(const struct ig_env *env, struct buf *b, struct str name, struct rat v, enum lang lang, struct err *e)
{
	const struct json *text = text_param(env, name);
	if (!text || v.d != 1 || v.n < 0 || v.n > 200)
		return err_set(e, E_INPUT, "\":each %.*s\" wants a text parameter and a whole number up to 200.", S_ARG(name));
	for (int64_t i = 0; i < v.n; i++) {
		if (i)
			buf_z(b, lang == LANG_AR ? "، " : ", ");
		buf_str(b, word_of(text, lang));
	}
	return OK;
}

static enum code slot(struct arena *a, const struct ig_env *env, struct buf *b, struct str inner, enum lang lang, bool math, struct err *e)
{
	struct str fmt = inner, expr = str_trim(str_cut(&fmt, ':'));
	const struct json *text = text_param(env, expr);
	struct rat v;

	if (text) {
		buf_str(b, word_of(text, lang));
		return OK;
	}
	enum code c = ig_eval(env, expr, &v, e);
	if (c)
		return c;
	if (str_starts(fmt, "form "))
		return put_form(a, env, b, (struct str){fmt.p + 5, fmt.n - 5}, v, lang, e);
	if (str_starts(fmt, "each "))
		return put_each(env, b, (struct str){fmt.p + 5, fmt.n - 5}, v, lang, e);
	if (math)
		buf_byte(b, '{');
	if (!num_show(b, v, fmt, lang, math))
		return err_set(e, E_CONFLICT, "{%.*s}: this number cannot be written that way.", S_ARG(inner));
	if (math)
		buf_byte(b, '}');
	return OK;
}

/* Where the innermost brace pair that begins at p ends; NULL when another '{' or the end comes first. */
static const char *closing(const char *p, const char *end)
{
	for (p++; p < end; p++) {
		if (*p == '}')
			return p;
		if (*p == '{')
			return NULL;
	}
	return NULL;
}

enum glyph { GLYPH_OTHER, GLYPH_DIGIT, GLYPH_LETTER, GLYPH_SIGN, GLYPH_LINK };

static enum glyph glyph_of(int32_t c)
{
	if (c >= '0' && c <= '9')
		return GLYPH_DIGIT;
	if ((c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'))
		return GLYPH_LETTER;
	if (c == ' ' || c == '.' || c == ',' || c == ':')
		return GLYPH_LINK;
	/* signs of mathematics, raised digits, the true minus and the comparisons */
	if ((c > ' ' && c < 0x7F && c != '"') || (c >= 0xB0 && c <= 0xB3) || c == 0xD7 || c == 0xF7 || (c >= 0x2070 && c <= 0x207F) ||
	    (c >= 0x2200 && c <= 0x22FF))
		return GLYPH_SIGN;
	return GLYPH_OTHER;
}

/* Length of the run of numbers and signs that begins here; *mixed when it is more than digits. */
static size_t number_run(struct str s, bool *mixed)
{
	size_t length = 0, at = 0, n = s.n;
	bool number = false, links = false;
	*mixed = false;
	while (s.n && !str_starts(s, "$$")) {
		enum glyph g = glyph_of(utf8_next(&s));
		at = n - s.n;
		if (g == GLYPH_OTHER || (g == GLYPH_LINK && !length))
			break;
		if (g == GLYPH_LINK) {
			links = true;
			continue;
		}
		*mixed = *mixed || links || g == GLYPH_SIGN;
		number = number || g == GLYPH_DIGIT || g == GLYPH_LETTER;
		length = at;
	}
	return number ? length : 0;
}

struct str ig_left_to_right(struct arena *a, struct str text, enum lang lang)
{
	struct buf b;
	bool formula = false, mixed;
	if (!str_eqz(str_z(LANGS[lang].dir), "rtl"))
		return text;
	b = buf_new(a, 2 * IG_TEXT_MAX);
	while (text.n) {
		struct str before = text;
		size_t run = formula ? 0 : number_run(text, &mixed);
		if (str_starts(text, "$$")) {
			formula = !formula;
			run = 2;
			mixed = false;
		} else if (!run) {
			(void)utf8_next(&text);
			run = before.n - text.n;
			mixed = false;
		}
		if (mixed)
			buf_z(&b, "\xE2\x81\xA6");
		buf_add(&b, before.p, run);
		if (mixed)
			buf_z(&b, "\xE2\x81\xA9");
		text = (struct str){before.p + run, before.n - run};
	}
	return buf_done(&b);
}

enum code ig_fill(struct arena *a, const struct ig_env *env, struct str text, enum lang lang, struct str *out, struct err *e)
{
	struct buf b = buf_new(a, IG_TEXT_MAX);
	const char *p = text.p, *end = text.p + text.n;
	bool math = false;

	while (p < end) {
		if (*p == '$' && end - p > 1 && p[1] == '$') {
			math = !math;
			buf_z(&b, "$$");
			p += 2;
			continue;
		}
		const char *close = *p == '{' ? closing(p, end) : NULL;
		if (close) {
			size_t back = b.n;
			enum code c = slot(a, env, &b, (struct str){p + 1, (size_t)(close - p - 1)}, lang, math, e);
			if (!c) {
				p = close + 1;
				continue;
			}
			if (!math || c != E_INPUT)
				return c;
			b.n = back; /* in mathematics, braces that are no slot are LaTeX's own */
			err_clear(e);
		} else if (!math && (*p == '{' || *p == '}')) {
			return err_set(e, E_INPUT, "A brace in \"%.*s\" has no partner. Close it, or take it away.", S_ARG(text));
		}
		buf_byte(&b, *p++);
	}
	if (math)
		return err_set(e, E_INPUT, "\"%.*s\" opens $$ and does not close it.", S_ARG(text));
	if (b.over)
		return err_set(e, E_LIMIT, "A text of the item would be longer than %d bytes.", IG_TEXT_MAX);
	*out = ig_left_to_right(a, buf_done(&b), lang);
	return OK;
}

enum code ig_text_of(struct arena *a, const struct ig_env *env, const struct json *text, enum lang lang, struct ig_text *out, struct err *e)
{
	const struct json *t = ig_pick(text, lang, &out->lang);
	if (!t || t->type != JSON_STRING_T) {
		*out = (struct ig_text){.lang = lang};
		return OK;
	}
	return ig_fill(a, env, t->string, out->lang, &out->text, e);
}

enum code ig_entry_text(struct arena *a, const struct ig_env *env, const struct json *entry, enum lang lang, struct ig_text *out, struct err *e)
{
	const struct json *text = json_get(entry, "text");
	struct rat v;
	if (text)
		return ig_text_of(a, env, text, lang, out, e);
	enum code c = ig_eval(env, json_str(entry, "expr"), &v, e);
	if (c)
		return c;
	struct buf b = buf_new(a, 100);
	if (!num_show(&b, v, json_str(entry, "fmt"), lang, false))
		return err_set(e, E_CONFLICT, "\"%.*s\" cannot be written as \"%.*s\".", S_ARG(json_str(entry, "expr")), S_ARG(json_str(entry, "fmt")));
	*out = (struct ig_text){ig_left_to_right(a, buf_done(&b), lang), lang};
	return OK;
}

/* ---- pictures ---- */

static bool is_text(const struct json *j)
{
	return j->type == JSON_OBJECT_T && json_get(j, "en") != NULL;
}

/* A picture speaks one language: the reader's when every text of it is there. */
static bool speaks(const struct json *j, enum lang lang)
{
	if (is_text(j))
		return json_get(j, LANGS[lang].tag) != NULL;
	for (size_t i = 0; i < j->n; i++)
		if (!speaks(&j->items[i], lang))
			return false;
	return true;
}

static enum code resolve(struct arena *a, const struct ig_env *env, const struct json *in, enum lang lang, struct json *out, struct err *e)
{
	enum code c = OK;
	*out = *in;
	if (in->type == JSON_STRING_T && in->string.n && in->string.p[0] == '=') {
		struct rat v = RAT(0);
		c = ig_eval(env, (struct str){in->string.p + 1, in->string.n - 1}, &v, e);
		*out = (struct json){.type = JSON_NUMBER_T, .number = rat_real(v), .integer = v.n, .is_int = v.d == 1};
	} else if (in->type == JSON_STRING_T) {
		c = ig_fill(a, env, in->string, lang, &out->string, e);
	} else if (is_text(in)) {
		struct ig_text t;
		c = ig_text_of(a, env, in, lang, &t, e);
		*out = (struct json){.type = JSON_STRING_T, .string = t.text};
	} else if (in->n) {
		out->items = NEW_ARRAY(a, struct json, in->n);
		for (size_t i = 0; i < in->n && !c; i++) {
			if (in->type == JSON_OBJECT_T && (str_eqz(in->keys[i], "kind") || str_eqz(in->keys[i], "shape")))
				out->items[i] = in->items[i]; /* names, not texts */
			else
				c = resolve(a, env, &in->items[i], lang, &out->items[i], e);
		}
	}
	return c;
}

enum code ig_picture_of(struct arena *a, const struct ig_env *env, const struct json *p, enum lang lang, struct ig_picture *out, struct err *e)
{
	enum lang speak = speaks(p, lang) ? lang : LANG_EN;
	struct json *fields = NEW(a, struct json);
	enum code c = resolve(a, env, p, speak, fields, e);
	if (c)
		return c;
	out->kind = json_str(fields, "kind");
	out->fields = fields;
	out->alt = (struct ig_text){json_str(fields, str_eqz(out->kind, "words") ? "text" : "alt"), speak};
	return OK;
}
