#include "engine/itemgen/mathtree.h"

#include <string.h>

/* Commands that stand for one character. */
static const struct command {
	const char *name, *text;
	enum math_word word;
	enum math_type type;
} COMMANDS[] = {
	{"times", "×", MATH_W_TIMES, MATH_SIGN}, {"cdot", "·", MATH_W_TIMES, MATH_SIGN}, {"ast", "*", MATH_W_TIMES, MATH_SIGN},
	{"div", "÷", MATH_W_DIVIDED, MATH_SIGN}, {"pm", "±", MATH_W_PLUS_MINUS, MATH_SIGN}, {"mp", "∓", MATH_W_MINUS_PLUS, MATH_SIGN},
	{"leq", "≤", MATH_W_LEQ, MATH_SIGN}, {"le", "≤", MATH_W_LEQ, MATH_SIGN},
	{"geq", "≥", MATH_W_GEQ, MATH_SIGN}, {"ge", "≥", MATH_W_GEQ, MATH_SIGN},
	{"neq", "≠", MATH_W_NEQ, MATH_SIGN}, {"ne", "≠", MATH_W_NEQ, MATH_SIGN},
	{"lt", "<", MATH_W_LESS, MATH_SIGN}, {"gt", ">", MATH_W_GREATER, MATH_SIGN},
	{"approx", "≈", MATH_W_ABOUT, MATH_SIGN}, {"sim", "∼", MATH_W_SIMILAR, MATH_SIGN}, {"cong", "≅", MATH_W_CONGRUENT, MATH_SIGN},
	{"to", "→", MATH_W_TO, MATH_SIGN}, {"rightarrow", "→", MATH_W_TO, MATH_SIGN}, {"in", "∈", MATH_W_IN, MATH_SIGN},
	{"cup", "∪", MATH_W_UNION, MATH_SIGN}, {"cap", "∩", MATH_W_INTERSECTION, MATH_SIGN}, {"mid", "|", MATH_W_SUCH_THAT, MATH_SIGN},
	{"ldots", "…", MATH_W_SO_ON, MATH_SIGN}, {"cdots", "⋯", MATH_W_SO_ON, MATH_SIGN}, {"dots", "…", MATH_W_SO_ON, MATH_SIGN},
	{"parallel", "∥", MATH_W_PARALLEL, MATH_SIGN}, {"perp", "⊥", MATH_W_PERPENDICULAR, MATH_SIGN},
	{"infty", "∞", MATH_W_INFINITY, MATH_LETTER}, {"pi", "π", MATH_W_PI, MATH_LETTER}, {"theta", "θ", MATH_W_NONE, MATH_LETTER},
	{"alpha", "α", MATH_W_NONE, MATH_LETTER}, {"beta", "β", MATH_W_NONE, MATH_LETTER}, {"gamma", "γ", MATH_W_NONE, MATH_LETTER},
	{"Delta", "Δ", MATH_W_NONE, MATH_LETTER}, {"delta", "δ", MATH_W_NONE, MATH_LETTER}, {"lambda", "λ", MATH_W_NONE, MATH_LETTER},
	{"mu", "μ", MATH_W_NONE, MATH_LETTER}, {"sigma", "σ", MATH_W_NONE, MATH_LETTER}, {"phi", "φ", MATH_W_NONE, MATH_LETTER},
	{"angle", "∠", MATH_W_ANGLE, MATH_SIGN}, {"triangle", "△", MATH_W_TRIANGLE, MATH_SIGN}, {"circ", "°", MATH_W_DEGREES, MATH_SIGN},
	{"degree", "°", MATH_W_DEGREES, MATH_SIGN}, {"emptyset", "∅", MATH_W_EMPTY_SET, MATH_LETTER}, {"prime", "′", MATH_W_PRIME, MATH_SIGN},
	{"sin", "sin", MATH_W_NONE, MATH_LETTER}, {"cos", "cos", MATH_W_NONE, MATH_LETTER}, {"tan", "tan", MATH_W_NONE, MATH_LETTER},
	{"log", "log", MATH_W_NONE, MATH_LETTER}, {"ln", "ln", MATH_W_NONE, MATH_LETTER}, {"min", "min", MATH_W_NONE, MATH_LETTER}, {"max", "max", MATH_W_NONE, MATH_LETTER},
	{"lbrace", "{", MATH_W_NONE, MATH_SIGN}, {"rbrace", "}", MATH_W_NONE, MATH_SIGN}, {"vert", "|", MATH_W_NONE, MATH_SIGN},
	{"quad", " ", MATH_W_NONE, MATH_TEXT}, {"qquad", " ", MATH_W_NONE, MATH_TEXT}, {"space", " ", MATH_W_NONE, MATH_TEXT},
};

/* Characters typed as they are. */
static const struct {
	const char *typed, *text;
	enum math_word word;
} SIGNS[] = {
	{"+", "+", MATH_W_PLUS}, {"-", "−", MATH_W_MINUS}, {"−", "−", MATH_W_MINUS}, {"–", "−", MATH_W_MINUS}, {"*", "*", MATH_W_TIMES}, {"×", "×", MATH_W_TIMES},
	{"·", "·", MATH_W_TIMES}, {"÷", "÷", MATH_W_DIVIDED}, {"/", "/", MATH_W_DIVIDED}, {"=", "=", MATH_W_EQUALS}, {"<", "<", MATH_W_LESS},
	{">", ">", MATH_W_GREATER}, {"≤", "≤", MATH_W_LEQ}, {"≥", "≥", MATH_W_GEQ},
	{"≠", "≠", MATH_W_NEQ}, {"±", "±", MATH_W_PLUS_MINUS}, {"≈", "≈", MATH_W_ABOUT}, {"°", "°", MATH_W_DEGREES}, {"%", "%", MATH_W_PERCENT},
	{"?", "?", MATH_W_WHAT_NUMBER}, {"$", "$", MATH_W_DOLLARS}, {"'", "′", MATH_W_PRIME}, {":", ":", MATH_W_TO},
};

struct parser {
	struct arena *a;
	const char *p, *end;
	unsigned depth, fences; /* open parentheses: inside them a comma separates */
	size_t *fallbacks;
};

static struct math_node *row_until(struct parser *s, const char *stops);

static struct math_node *node(struct parser *s, enum math_type type, struct str text)
{
	struct math_node *m = NEW(s->a, struct math_node);
	m->type = type;
	m->text = text;
	return m;
}

static void add(struct parser *s, struct math_node *to, struct math_node *kid)
{
	if (to->n == to->cap) {
		size_t cap = to->cap ? 2 * to->cap : 4;
		to->kid = arena_grow(s->a, to->kid, to->cap * sizeof *to->kid, cap * sizeof *to->kid);
		to->cap = cap;
	}
	to->kid[to->n++] = kid;
}

static struct math_node *with(struct parser *s, enum math_type type, struct math_node *a, struct math_node *b)
{
	struct math_node *m = node(s, type, (struct str){0});
	add(s, m, a);
	if (b)
		add(s, m, b);
	return m;
}

static bool letter(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

static bool digit(char c)
{
	return c >= '0' && c <= '9';
}

static void space(struct parser *s)
{
	while (s->p < s->end && strchr(" \t\r\n", *s->p) && *s->p)
		s->p++;
}

/* "1234", "3.5", ".5", and outside parentheses "1,234". */
static struct math_node *number(struct parser *s)
{
	const char *from = s->p;
	while (s->p < s->end) {
		bool group = *s->p == ',' && !s->fences && s->end - s->p > 3 && digit(s->p[1]) && digit(s->p[2]) && digit(s->p[3]) &&
		             !(s->end - s->p > 4 && digit(s->p[4])) && s->p > from;
		bool point = *s->p == '.' && s->end - s->p > 1 && digit(s->p[1]);
		if (!digit(*s->p) && !group && !point)
			break;
		s->p++;
	}
	return node(s, MATH_NUMBER, (struct str){from, (size_t)(s->p - from)});
}

/* The raw text of a brace group that begins here (after spaces); empty when there is none. */
static struct str raw_group(struct parser *s)
{
	unsigned depth = 0;
	space(s);
	if (s->p == s->end || *s->p != '{')
		return (struct str){0};
	const char *from = s->p + 1;
	for (; s->p < s->end; s->p++) {
		if (*s->p == '\\' && s->end - s->p > 1)
			s->p++;
		else if (*s->p == '{')
			depth++;
		else if (*s->p == '}' && --depth == 0)
			return (struct str){from, (size_t)(s->p++ - from)};
	}
	return (struct str){from, (size_t)(s->end - from)};
}

static struct math_node *text_node(struct parser *s, struct str raw)
{
	struct buf b = buf_new(s->a, raw.n + 1);
	double v;
	for (size_t i = 0; i < raw.n; i++)
		if (raw.p[i] != '\\' || i + 1 == raw.n || letter(raw.p[i + 1]))
			buf_byte(&b, raw.p[i]);
	struct str text = buf_done(&b);
	return node(s, str_real(str_trim(text), &v) ? MATH_NUMBER : MATH_TEXT, text);
}

/* Some writers put a formula where a name belongs. */
static bool has_command(struct str raw)
{
	for (size_t i = 0; i + 1 < raw.n; i++)
		if (raw.p[i] == '\\' && letter(raw.p[i + 1]))
			return true;
	return false;
}

static struct math_node *one(struct parser *s);

/* An argument: a brace group or the next thing alone. */
static struct math_node *argument(struct parser *s)
{
	space(s);
	if (s->p == s->end || *s->p == '}')
		return node(s, MATH_ROW, (struct str){0});
	if (*s->p == '{') {
		unsigned fences = s->fences;
		s->p++;
		s->fences = 0;
		struct math_node *m = row_until(s, "}");
		s->fences = fences;
		if (s->p < s->end)
			s->p++;
		return m;
	}
	if (digit(*s->p)) /* x^12 means x^1 2 in LaTeX */
		return node(s, MATH_NUMBER, (struct str){s->p++, 1});
	struct math_node *m = one(s);
	return m ? m : node(s, MATH_ROW, (struct str){0});
}

/* One character, whole: what follows \left may be of any script. */
static struct str take_char(struct parser *s)
{
	struct str rest = {s->p, (size_t)(s->end - s->p)}, c = rest;
	(void)utf8_next(&rest);
	c.n -= rest.n;
	s->p += c.n;
	return c;
}

static struct str delimiter(struct parser *s)
{
	space(s);
	if (s->p == s->end)
		return (struct str){0};
	struct str c = take_char(s);
	if (str_eqz(c, "."))
		return (struct str){0};
	if (!str_eqz(c, "\\"))
		return c;
	const char *from = s->p;
	while (s->p < s->end && letter(*s->p))
		s->p++;
	struct str name = {from, (size_t)(s->p - from)};
	if (!name.n && s->p < s->end)
		name = take_char(s);
	return str_eqz(name, "lbrace") ? S("{") : str_eqz(name, "rbrace") ? S("}") : str_eqz(name, "vert") ? S("|") : name;
}

static bool at_command(const struct parser *s, const char *name)
{
	size_t n = strlen(name);
	return (size_t)(s->end - s->p) > n && s->p[0] == '\\' && memcmp(s->p + 1, name, n) == 0 &&
	       ((size_t)(s->end - s->p) == n + 1 || !letter(s->p[n + 1]));
}

static struct math_node *left_right(struct parser *s)
{
	struct math_node *m = node(s, MATH_FENCE, delimiter(s));
	s->fences++;
	add(s, m, row_until(s, ""));
	s->fences--;
	if (at_command(s, "right")) {
		s->p += 6;
		m->close = delimiter(s);
	}
	return m;
}

/* Is there a partner ahead, on the same level? A look first, so that no formula is parsed twice. */
static bool partner(const struct parser *s, const char *closers)
{
	int brackets = 0, braces = 0;
	for (const char *p = s->p + 1; p < s->end && braces >= 0; p++) {
		if (*p == '\\' && s->end - p > 1) {
			p++;
		} else if (braces == 0 && brackets == 0 && strchr(closers, *p) && *p) {
			return true;
		} else {
			brackets += (*p == '(' || *p == '[') - (*p == ')' || *p == ']');
			braces += (*p == '{') - (*p == '}');
			if (brackets < 0)
				return false;
		}
	}
	return false;
}

/* "(" up to its partner; intervals close with either bracket. Without a partner it is a sign. */
static struct math_node *fence(struct parser *s, const char *closers)
{
	if (!partner(s, closers))
		return node(s, MATH_SIGN, (struct str){s->p++, 1});
	struct math_node *m = node(s, MATH_FENCE, (struct str){s->p++, 1});
	s->fences++;
	add(s, m, row_until(s, closers));
	s->fences--;
	if (s->p < s->end && strchr(closers, *s->p) && *s->p)
		m->close = (struct str){s->p++, 1};
	return m;
}

static struct math_node *matrix(struct parser *s, struct str name)
{
	struct math_node *m = node(s, MATH_TABLE, (struct str){0}), *row = node(s, MATH_ROW, (struct str){0});
	if (str_starts(name, "b"))
		m->text = S("["), m->close = S("]");
	else if (str_starts(name, "p"))
		m->text = S("("), m->close = S(")");
	else if (str_starts(name, "v"))
		m->text = S("|"), m->close = S("|");
	else if (str_starts(name, "cases"))
		m->text = S("{");
	while (s->p < s->end && !at_command(s, "end")) {
		const char *from = s->p;
		struct math_node *cell = row_until(s, "&");
		add(s, row, cell);
		if (s->p < s->end && *s->p == '&') {
			s->p++;
		} else if (s->end - s->p > 1 && s->p[0] == '\\' && s->p[1] == '\\') {
			s->p += 2;
			add(s, m, row);
			row = node(s, MATH_ROW, (struct str){0});
		} else if (s->p == from) {
			break;
		}
	}
	if (row->n)
		add(s, m, row);
	if (at_command(s, "end")) {
		s->p += 4;
		(void)raw_group(s);
	}
	return m;
}

static struct math_node *root(struct parser *s)
{
	struct math_node *degree = NULL;
	space(s);
	if (s->p < s->end && *s->p == '[') {
		s->p++;
		degree = row_until(s, "]");
		if (s->p < s->end)
			s->p++;
	}
	return with(s, MATH_ROOT, argument(s), degree);
}

static struct math_node *unknown(struct parser *s, struct str name)
{
	++*s->fallbacks;
	return node(s, MATH_TEXT, name);
}

static struct math_node *command(struct parser *s)
{
	static const char *const frac[] = {"frac", "dfrac", "tfrac"}, *const text[] = {"text", "mathrm", "mbox", "textrm", "textbf", "mathbf", "operatorname"};
	static const char *const spaces = ",;:! ";
	const char *from = ++s->p;
	while (s->p < s->end && letter(*s->p))
		s->p++;
	struct str name = {from, (size_t)(s->p - from)};
	if (!name.n) {
		if (s->p == s->end)
			return node(s, MATH_TEXT, S("\\"));
		struct str c = {s->p, 1};
		if ((unsigned char)*s->p >= 0x80)
			return unknown(s, S("\\"));
		s->p++;
		if (strchr(spaces, *c.p) || *c.p == '\\')
			return node(s, MATH_TEXT, S(" "));
		struct math_node *m = node(s, MATH_SIGN, c);
		m->word = *c.p == '%' ? MATH_W_PERCENT : *c.p == '$' ? MATH_W_DOLLARS : MATH_W_NONE;
		return m;
	}
	for (size_t i = 0; i < 3; i++)
		if (str_eqz(name, frac[i])) {
			struct math_node *above = argument(s);
			return with(s, MATH_FRAC, above, argument(s));
		}
	for (size_t i = 0; i < sizeof text / sizeof *text; i++)
		if (str_eqz(name, text[i])) {
			const char *here = s->p;
			struct str raw = raw_group(s);
			if (!has_command(raw))
				return text_node(s, raw);
			s->p = here;
			return argument(s);
		}
	if (str_eqz(name, "sqrt"))
		return root(s);
	if (str_eqz(name, "overline") || str_eqz(name, "bar"))
		return with(s, MATH_OVER, argument(s), NULL);
	if (str_eqz(name, "left"))
		return left_right(s);
	if (str_eqz(name, "begin")) {
		struct str env = raw_group(s);
		if (!str_ends(env, "matrix") && !str_eqz(env, "cases") && !str_starts(env, "align"))
			return unknown(s, env);
		return matrix(s, env);
	}
	for (size_t i = 0; i < sizeof COMMANDS / sizeof *COMMANDS; i++)
		if (str_eqz(name, COMMANDS[i].name)) {
			struct math_node *m = node(s, COMMANDS[i].type, str_z(COMMANDS[i].text));
			m->word = COMMANDS[i].word;
			return m;
		}
	return unknown(s, name);
}

static struct math_node *letters(struct parser *s)
{
	const char *from = s->p;
	while (s->p < s->end && letter(*s->p))
		s->p++;
	/* four letters and more are a word, fewer are a product */
	if (s->p - from >= 4)
		return node(s, MATH_TEXT, (struct str){from, (size_t)(s->p - from)});
	s->p = from + 1;
	return node(s, MATH_LETTER, (struct str){from, 1});
}

static struct math_node *character(struct parser *s)
{
	struct str rest = {s->p, (size_t)(s->end - s->p)};
	for (size_t i = 0; i < sizeof SIGNS / sizeof *SIGNS; i++)
		if (str_starts(rest, SIGNS[i].typed)) {
			struct math_node *m = node(s, MATH_SIGN, str_z(SIGNS[i].text));
			m->word = SIGNS[i].word;
			s->p += strlen(SIGNS[i].typed);
			return m;
		}
	struct str c = take_char(s);
	return node(s, c.n > 1 ? MATH_TEXT : MATH_SIGN, c);
}

/* The next thing without its exponents; NULL at the end. */
static struct math_node *one(struct parser *s)
{
	struct math_node *m;
	space(s);
	if (s->p == s->end)
		return NULL;
	if (++s->depth > MATH_DEPTH) {
		++*s->fallbacks;
		m = node(s, MATH_TEXT, (struct str){s->p, (size_t)(s->end - s->p)});
		s->p = s->end;
	} else if (digit(*s->p) || (*s->p == '.' && s->end - s->p > 1 && digit(s->p[1]))) {
		m = number(s);
	} else if (letter(*s->p)) {
		m = letters(s);
	} else if (*s->p == '\\') {
		m = command(s);
	} else if (*s->p == '{') {
		m = argument(s);
	} else if (*s->p == '(' || *s->p == '[') {
		m = fence(s, ")]");
	} else if (*s->p == '|') {
		m = fence(s, "|");
	} else {
		m = character(s);
	}
	s->depth--;
	return m;
}

static struct math_node *scripts(struct parser *s, struct math_node *base)
{
	for (;;) {
		space(s);
		if (s->p == s->end || (*s->p != '^' && *s->p != '_'))
			return base;
		enum math_type type = *s->p++ == '^' ? MATH_SUP : MATH_SUB;
		struct math_node *script = argument(s);
		if ((base->type == MATH_SUB && type == MATH_SUP) || (base->type == MATH_SUP && type == MATH_SUB)) {
			struct math_node *m = node(s, MATH_SUBSUP, (struct str){0});
			add(s, m, base->kid[0]);
			add(s, m, type == MATH_SUP ? base->kid[1] : script);
			add(s, m, type == MATH_SUP ? script : base->kid[1]);
			base = m;
		} else {
			base = with(s, type, base, script);
		}
	}
}

/* Everything up to one of the stops, a \right, an \end, or in a table a line's end. */
static struct math_node *row_until(struct parser *s, const char *stops)
{
	struct math_node *row = node(s, MATH_ROW, (struct str){0});
	bool cell = *stops == '&';
	for (;;) {
		space(s);
		if (s->p == s->end || (strchr(stops, *s->p) && *s->p) || at_command(s, "right") || at_command(s, "end"))
			return row;
		if (cell && s->end - s->p > 1 && s->p[0] == '\\' && s->p[1] == '\\')
			return row;
		if (*s->p == '}' && s->depth) /* closes a group further out */
			return row;
		struct math_node *m;
		if (*s->p == '^' || *s->p == '_')
			m = node(s, MATH_ROW, (struct str){0});
		else
			m = one(s);
		add(s, row, scripts(s, m));
	}
}

struct math_node *math_parse(struct arena *a, struct str formula, size_t *fallbacks)
{
	struct parser s = {.a = a, .p = formula.p, .end = formula.p + formula.n, .fallbacks = fallbacks};
	struct math_node *all = node(&s, MATH_ROW, (struct str){0});
	if (formula.n > MATH_MAX) {
		++*fallbacks;
		add(&s, all, node(&s, MATH_TEXT, formula));
		return all;
	}
	while (s.p < s.end) {
		struct math_node *row = row_until(&s, "");
		for (size_t i = 0; i < row->n; i++)
			add(&s, all, row->kid[i]);
		if (s.p < s.end) {
			/* a closing thing that nothing opened: shown, never lost */
			if (at_command(&s, "right")) {
				s.p += 6;
				add(&s, all, node(&s, MATH_SIGN, delimiter(&s)));
			} else if (at_command(&s, "end")) {
				s.p += 4;
				add(&s, all, unknown(&s, raw_group(&s)));
			} else {
				add(&s, all, node(&s, MATH_SIGN, (struct str){s.p++, 1}));
			}
		}
	}
	return all;
}
