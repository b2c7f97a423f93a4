/* The three writings of a formula: MathML, plain text, words. */
#include "engine/itemgen/mathtree.h"

#include <string.h>

struct writer {
	struct arena *a;
	struct buf *b;
	enum lang lang;
};

static bool simple(const struct math_node *m)
{
	if (m->type == MATH_ROW)
		return m->n == 0 || (m->n == 1 && simple(m->kid[0]));
	return m->type == MATH_NUMBER || m->type == MATH_LETTER || m->type == MATH_TEXT || (m->type == MATH_FENCE && m->close.n);
}

static const struct math_node *single(const struct math_node *m)
{
	while (m->type == MATH_ROW && m->n == 1)
		m = m->kid[0];
	return m;
}

/* ---- MathML ---- */

static void mathml(struct writer *w, const struct math_node *m);

static void element(struct writer *w, const char *name, struct str text)
{
	buf_fmt(w->b, "<%s>", name);
	buf_html(w->b, text);
	buf_fmt(w->b, "</%s>", name);
}

static void fence_mark(struct writer *w, struct str text, const char *form)
{
	if (!text.n)
		return;
	buf_fmt(w->b, "<mo form=\"%s\" fence=\"true\" stretchy=\"true\">", form);
	buf_html(w->b, text);
	buf_z(w->b, "</mo>");
}

static void kids(struct writer *w, const char *name, const struct math_node *m)
{
	buf_fmt(w->b, "<%s>", name);
	for (size_t i = 0; i < m->n; i++)
		mathml(w, m->kid[i]);
	buf_fmt(w->b, "</%s>", name);
}

static void table(struct writer *w, const struct math_node *m)
{
	buf_z(w->b, "<mrow>");
	fence_mark(w, m->text, "prefix");
	buf_z(w->b, "<mtable>");
	for (size_t r = 0; r < m->n; r++) {
		buf_z(w->b, "<mtr>");
		for (size_t c = 0; c < m->kid[r]->n; c++) {
			buf_z(w->b, "<mtd>");
			mathml(w, m->kid[r]->kid[c]);
			buf_z(w->b, "</mtd>");
		}
		buf_z(w->b, "</mtr>");
	}
	buf_z(w->b, "</mtable>");
	fence_mark(w, m->close, "postfix");
	buf_z(w->b, "</mrow>");
}

static void mathml(struct writer *w, const struct math_node *m)
{
	switch (m->type) {
	case MATH_ROW:
		kids(w, "mrow", m);
		break;
	case MATH_NUMBER:
		element(w, "mn", m->text);
		break;
	case MATH_LETTER:
		element(w, "mi", m->text);
		break;
	case MATH_SIGN:
		element(w, "mo", m->text);
		break;
	case MATH_TEXT:
		element(w, "mtext", m->text);
		break;
	case MATH_FRAC:
		kids(w, "mfrac", m);
		break;
	case MATH_ROOT:
		kids(w, m->n > 1 ? "mroot" : "msqrt", m);
		break;
	case MATH_SUP:
		kids(w, "msup", m);
		break;
	case MATH_SUB:
		kids(w, "msub", m);
		break;
	case MATH_SUBSUP:
		kids(w, "msubsup", m);
		break;
	case MATH_FENCE:
		buf_z(w->b, "<mrow>");
		fence_mark(w, m->text, "prefix");
		mathml(w, m->kid[0]);
		fence_mark(w, m->close, "postfix");
		buf_z(w->b, "</mrow>");
		break;
	case MATH_OVER:
		buf_z(w->b, "<mover>");
		mathml(w, m->kid[0]);
		buf_z(w->b, "<mo>\xC2\xAF</mo></mover>");
		break;
	case MATH_TABLE:
		table(w, m);
		break;
	}
}

/* ---- plain text ---- */

static void plain(struct writer *w, const struct math_node *m);

static void plain_kid(struct writer *w, const struct math_node *m)
{
	bool wrap = !simple(m);
	if (wrap)
		buf_byte(w->b, '(');
	plain(w, m);
	if (wrap)
		buf_byte(w->b, ')');
}

/* The raised form of an exponent that is a whole number or n; false for any other. Looks at the tree alone: to write
 * the exponent and then look would double the work at each depth. */
static bool raised(struct writer *w, const struct math_node *m)
{
	static const char *const up[] = {"⁰", "¹", "²", "³", "⁴", "⁵", "⁶", "⁷", "⁸", "⁹"};
	const struct math_node *e = single(m);
	bool minus = e->type == MATH_ROW && e->n == 2 && e->kid[0]->type == MATH_SIGN && str_eqz(e->kid[0]->text, "−");
	if (minus)
		e = e->kid[1];
	bool n = e->type == MATH_LETTER && str_eqz(e->text, "n") && !minus;
	if (!n && e->type != MATH_NUMBER)
		return false;
	for (size_t i = 0; i < e->text.n && !n; i++)
		if (e->text.p[i] < '0' || e->text.p[i] > '9')
			return false;
	if (minus)
		buf_z(w->b, "⁻");
	for (size_t i = 0; i < e->text.n; i++)
		buf_z(w->b, n ? "ⁿ" : up[e->text.p[i] - '0']);
	return true;
}

static void plain_script(struct writer *w, const struct math_node *m, const char *mark)
{
	if (*mark == '^' && raised(w, m))
		return;
	buf_z(w->b, mark);
	plain_kid(w, m);
}

static bool spaced(const struct math_node *row, size_t i)
{
	/* a sign between two things has air on both sides, a sign in front of one does not */
	const struct math_node *m = row->kid[i];
	return m->type == MATH_SIGN && m->word && i > 0 && i + 1 < row->n && row->kid[i - 1]->type != MATH_SIGN && !str_eqz(m->text, "°") &&
	       !str_eqz(m->text, "%") && !str_eqz(m->text, "$") && !str_eqz(m->text, "′");
}

static void plain_table(struct writer *w, const struct math_node *m)
{
	buf_str(w->b, m->text);
	for (size_t r = 0; r < m->n; r++) {
		if (r)
			buf_z(w->b, "; ");
		for (size_t c = 0; c < m->kid[r]->n; c++) {
			if (c)
				buf_z(w->b, "  ");
			plain(w, m->kid[r]->kid[c]);
		}
	}
	buf_str(w->b, m->close);
}

static void plain(struct writer *w, const struct math_node *m)
{
	switch (m->type) {
	case MATH_ROW:
		for (size_t i = 0; i < m->n; i++) {
			bool air = spaced(m, i);
			if (air)
				buf_byte(w->b, ' ');
			plain(w, m->kid[i]);
			if (air || (m->kid[i]->type == MATH_SIGN && str_eqz(m->kid[i]->text, ",")))
				buf_byte(w->b, ' ');
		}
		break;
	case MATH_NUMBER:
	case MATH_LETTER:
	case MATH_SIGN:
	case MATH_TEXT:
		buf_str(w->b, m->text);
		break;
	case MATH_FRAC:
		plain_kid(w, m->kid[0]);
		buf_byte(w->b, '/');
		plain_kid(w, m->kid[1]);
		break;
	case MATH_ROOT:
		if (m->n > 1 && !raised(w, m->kid[1]))
			plain_kid(w, m->kid[1]);
		buf_z(w->b, "√");
		plain_kid(w, m->kid[0]);
		break;
	case MATH_SUP:
	case MATH_SUB:
		plain_kid(w, m->kid[0]);
		plain_script(w, m->kid[1], m->type == MATH_SUP ? "^" : "_");
		break;
	case MATH_SUBSUP:
		plain_kid(w, m->kid[0]);
		plain_script(w, m->kid[1], "_");
		plain_script(w, m->kid[2], "^");
		break;
	case MATH_FENCE:
		buf_str(w->b, m->text);
		plain(w, m->kid[0]);
		buf_str(w->b, m->close);
		break;
	case MATH_OVER:
		plain_kid(w, m->kid[0]);
		buf_z(w->b, "\xCC\x85"); /* combining overline */
		break;
	case MATH_TABLE:
		plain_table(w, m);
		break;
	}
}

/* ---- words ---- */

static void say(struct writer *w, const char *word)
{
	if (w->b->n && w->b->p[w->b->n - 1] != ' ' && w->b->p[w->b->n - 1] != '\n')
		buf_byte(w->b, ' ');
	buf_z(w->b, word);
}

static void say_word(struct writer *w, enum math_word word)
{
	say(w, math_word(w->lang, word));
}

static void say_str(struct writer *w, struct str text)
{
	if (text.n)
		say(w, str_dupz(w->a, text));
}

static void spoken(struct writer *w, const struct math_node *m);

static void say_frac(struct writer *w, const struct math_node *m)
{
	bool plainly = simple(m->kid[0]) && simple(m->kid[1]);
	if (!plainly)
		say_word(w, MATH_W_FRACTION);
	spoken(w, m->kid[0]);
	say_word(w, MATH_W_OVER);
	spoken(w, m->kid[1]);
	if (!plainly)
		say_word(w, MATH_W_END_FRACTION);
}

static void say_power(struct writer *w, const struct math_node *m)
{
	const struct math_node *e = single(m);
	if (e->type == MATH_NUMBER && str_eqz(e->text, "2")) {
		say_word(w, MATH_W_SQUARED);
	} else if (e->type == MATH_NUMBER && str_eqz(e->text, "3")) {
		say_word(w, MATH_W_CUBED);
	} else if (e->type == MATH_SIGN && str_eqz(e->text, "°")) {
		say_word(w, MATH_W_DEGREES);
	} else {
		say_word(w, MATH_W_POWER);
		spoken(w, m);
		if (!simple(m))
			say_word(w, MATH_W_END_POWER);
	}
}

static void say_root(struct writer *w, const struct math_node *m)
{
	const struct math_node *degree = m->n > 1 ? single(m->kid[1]) : NULL;
	if (!degree) {
		say_word(w, MATH_W_SQUARE_ROOT);
	} else if (str_eqz(degree->text, "3")) {
		say_word(w, MATH_W_CUBE_ROOT);
	} else {
		say_word(w, MATH_W_ROOT_DEGREE);
		spoken(w, degree);
		say_word(w, MATH_W_OF);
	}
	spoken(w, m->kid[0]);
	if (!simple(m->kid[0]))
		say_word(w, MATH_W_END_ROOT);
}

static void say_fence(struct writer *w, const struct math_node *m)
{
	bool bars = str_eqz(m->text, "|");
	if (bars)
		say_word(w, MATH_W_ABSOLUTE);
	else if (str_eqz(m->text, "("))
		say_word(w, MATH_W_OPEN_PAREN);
	else if (str_eqz(m->text, "["))
		say_word(w, MATH_W_OPEN_BRACKET);
	else
		say_str(w, m->text);
	spoken(w, m->kid[0]);
	if (bars)
		say_word(w, MATH_W_END_ABSOLUTE);
	else if (str_eqz(m->close, ")"))
		say_word(w, MATH_W_CLOSE_PAREN);
	else if (str_eqz(m->close, "]"))
		say_word(w, MATH_W_CLOSE_BRACKET);
	else
		say_str(w, m->close);
}

static void say_table(struct writer *w, const struct math_node *m)
{
	say_word(w, MATH_W_TABLE);
	for (size_t r = 0; r < m->n; r++) {
		say_word(w, MATH_W_ROW);
		say_str(w, str_fmt(w->a, "%zu:", r + 1));
		for (size_t c = 0; c < m->kid[r]->n; c++) {
			if (c)
				buf_byte(w->b, ',');
			spoken(w, m->kid[r]->kid[c]);
		}
		buf_byte(w->b, ';');
	}
	say_word(w, MATH_W_END_TABLE);
}

static void say_sign(struct writer *w, const struct math_node *m)
{
	if (m->word)
		say_word(w, m->word);
	else if (str_eqz(m->text, ","))
		buf_byte(w->b, ',');
	else
		say_str(w, m->text);
}

static void spoken(struct writer *w, const struct math_node *m)
{
	switch (m->type) {
	case MATH_ROW:
		for (size_t i = 0; i < m->n; i++) {
			const struct math_node *k = m->kid[i];
			bool front = i == 0 || (m->kid[i - 1]->type == MATH_SIGN && !str_eqz(m->kid[i - 1]->text, "°") && !str_eqz(m->kid[i - 1]->text, "%"));
			if (k->type == MATH_SIGN && front && str_eqz(k->text, "−"))
				say_word(w, MATH_W_NEGATIVE);
			else
				spoken(w, k);
		}
		break;
	case MATH_NUMBER:
	case MATH_TEXT:
		say_str(w, m->text);
		break;
	case MATH_LETTER:
	case MATH_SIGN:
		say_sign(w, m);
		break;
	case MATH_FRAC:
		say_frac(w, m);
		break;
	case MATH_ROOT:
		say_root(w, m);
		break;
	case MATH_SUP:
		spoken(w, m->kid[0]);
		say_power(w, m->kid[1]);
		break;
	case MATH_SUB:
	case MATH_SUBSUP:
		spoken(w, m->kid[0]);
		say_word(w, MATH_W_SUB);
		spoken(w, m->kid[1]);
		if (m->n > 2)
			say_power(w, m->kid[2]);
		break;
	case MATH_FENCE:
		say_fence(w, m);
		break;
	case MATH_OVER:
		spoken(w, m->kid[0]);
		say_word(w, MATH_W_LINE_ABOVE);
		break;
	case MATH_TABLE:
		say_table(w, m);
		break;
	}
}

/* ---- texts with formulas ---- */

static bool find_marks(struct str s, size_t *at)
{
	return str_find(s, S("$$"), at);
}

bool math_has(struct str text)
{
	size_t first, second;
	if (!find_marks(text, &first))
		return false;
	return find_marks((struct str){text.p + first + 2, text.n - first - 2}, &second);
}

/* The next piece of the text: formula or not. false at the end. */
static bool piece(struct str *text, struct str *out, bool *formula)
{
	size_t first, second;
	if (!text->n)
		return false;
	*formula = false;
	if (!math_has(*text)) {
		*out = *text;
		*text = (struct str){0};
		return true;
	}
	(void)find_marks(*text, &first);
	if (first) {
		*out = (struct str){text->p, first};
		*text = (struct str){text->p + first, text->n - first};
		return true;
	}
	struct str rest = {text->p + 2, text->n - 2};
	(void)find_marks(rest, &second);
	*out = (struct str){rest.p, second};
	*text = (struct str){rest.p + second + 2, rest.n - second - 2};
	*formula = true;
	return true;
}

void math_html(struct arena *a, struct buf *out, struct str text, enum lang lang, struct math_report *report)
{
	struct str part;
	bool formula;
	size_t fallbacks = 0;
	while (piece(&text, &part, &formula)) {
		if (!formula) {
			buf_html(out, part);
			continue;
		}
		struct math_node *m = math_parse(a, part, &fallbacks);
		struct buf words = buf_new(a, 4 * MATH_MAX);
		struct writer w = {a, &words, lang};
		spoken(&w, m);
		if (report)
			report->formulas++;
		buf_z(out, "<math dir=\"ltr\" displaystyle=\"true\" alttext=\"");
		buf_html(out, str_trim(buf_done(&words)));
		buf_z(out, "\">");
		w.b = out;
		mathml(&w, m);
		buf_z(out, "</math>");
	}
	if (report)
		report->fallbacks += fallbacks;
}

void math_plain(struct arena *a, struct buf *out, struct str text)
{
	struct str part;
	bool formula;
	size_t fallbacks = 0;
	while (piece(&text, &part, &formula)) {
		struct writer w = {a, out, LANG_EN};
		if (formula)
			plain(&w, math_parse(a, part, &fallbacks));
		else
			buf_str(out, part);
	}
}

void math_spoken(struct arena *a, struct buf *out, struct str text, enum lang lang)
{
	struct str part;
	bool formula;
	size_t fallbacks = 0;
	while (piece(&text, &part, &formula)) {
		struct writer w = {a, out, lang};
		if (formula)
			spoken(&w, math_parse(a, part, &fallbacks));
		else
			buf_str(out, part);
	}
}
