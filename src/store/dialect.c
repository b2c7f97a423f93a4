/* The shared dialect as PostgreSQL wants it. A small scanner that knows strings, quoted names, comments and
 * words; nothing else of SQL needs to be known to exchange words for words.
 *
 * Statements: ?1 -> $1; x'00' -> '\x00'::bytea; cast(.. as integer|real|blob) -> bigint|double precision|bytea.
 * Scripts also: in create table and alter table, column types (text gets collate "C", so that text compares by
 * bytes as on SQLite), and what stands between the closing bracket and the semicolon (strict) is left out. */
#include "store/driver.h"

#include "base/buf.h"

#include <stdio.h>
#include <string.h>

struct scan {
	struct buf out;
	unsigned highest;      /* parameter seen */
	const char *p, *end;
	const char *types;     /* of the parameters, or NULL */
	bool script;
	/* of the statement at hand */
	struct str first, second, prev; /* words; prev is empty after punctuation */
	int depth;
	bool table, closed;    /* create/alter table; its bracket has closed */
};

static bool word_byte(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' || (unsigned char)c >= 0x80;
}

static bool digit(char c)
{
	return c >= '0' && c <= '9';
}

/* End of a quoted text that begins at p; a doubled quote stays inside. */
static const char *quoted_end(const char *p, const char *end)
{
	char q = *p++;

	while (p < end) {
		if (*p == q) {
			if (p + 1 == end || p[1] != q)
				return p + 1;
			p++;
		}
		p++;
	}
	return end;
}

static void emit(struct scan *s, const char *p, size_t n)
{
	/* `strict` and `without rowid` stand after the closing bracket. */
	if (!s->closed)
		buf_add(&s->out, p, n);
}

static void quoted(struct scan *s)
{
	const char *end = quoted_end(s->p, s->end);

	emit(s, s->p, (size_t)(end - s->p));
	s->p = end;
	s->prev = (struct str){0};
}

static void comment(struct scan *s)
{
	const char *end = s->p;

	if (*end == '-') {
		while (end < s->end && *end != '\n')
			end++;
	} else {
		end += 2;
		while (end < s->end && !(end[-1] == '/' && end[-2] == '*' && end - 2 > s->p))
			end++;
	}
	emit(s, " ", 1);
	s->p = end;
}

static void parameter(struct scan *s)
{
	unsigned n = 0;
	char text[16];

	s->p++;
	while (s->p < s->end && digit(*s->p) && n < 1000)
		n = n * 10 + (unsigned)(*s->p++ - '0');
	if (n > s->highest)
		s->highest = n;
	if (s->types != NULL && n >= 1 && n <= strlen(s->types) && s->types[n - 1] == 'n') {
		emit(s, "null", 4);
	} else {
		snprintf(text, sizeof text, "$%u", n);
		emit(s, text, strlen(text));
	}
	s->prev = (struct str){0};
}

static const char *type_word(struct str word)
{
	if (str_ieqz(word, "integer"))
		return "bigint";
	if (str_ieqz(word, "real"))
		return "double precision";
	if (str_ieqz(word, "blob"))
		return "bytea";
	return NULL;
}

/* Is a word here the type of a column? It stands after a name; after these words it would be a name itself. */
static bool at_column_type(const struct scan *s)
{
	static const char *const not_after[] = {"as", "add", "column", "constraint", "exists", "references", "rename", "table", "to"};
	size_t i;

	if (!s->script || !s->table || s->depth > 1 || s->prev.n == 0)
		return false;
	for (i = 0; i < sizeof not_after / sizeof not_after[0]; i++)
		if (str_ieqz(s->prev, not_after[i]))
			return false;
	return true;
}

static void word(struct scan *s)
{
	const char *begin = s->p;
	struct str w;
	const char *swap = NULL;

	while (s->p < s->end && word_byte(*s->p))
		s->p++;
	w = (struct str){begin, (size_t)(s->p - begin)};
	if (str_ieqz(w, "x") && s->p < s->end && *s->p == '\'') {
		const char *end = quoted_end(s->p, s->end);

		emit(s, "'\\x", 3);
		emit(s, s->p + 1, (size_t)(end - s->p - 1));
		emit(s, "::bytea", 7);
		s->p = end;
		s->prev = (struct str){0};
		return;
	}
	if (s->first.n == 0)
		s->first = w;
	else if (s->second.n == 0)
		s->second = w;
	s->table = str_ieqz(s->second, "table") && (str_ieqz(s->first, "create") || str_ieqz(s->first, "alter"));
	if (str_ieqz(s->prev, "as") || at_column_type(s))
		swap = type_word(w);
	if (swap == NULL && at_column_type(s) && str_ieqz(w, "text"))
		swap = "text collate \"C\"";
	if (swap != NULL)
		emit(s, swap, strlen(swap));
	else
		emit(s, w.p, w.n);
	s->prev = w;
}

static void punctuation(struct scan *s)
{
	char c = *s->p++;

	if (c == ' ' || c == '\t' || c == '\n' || c == '\r') {
		emit(s, &c, 1);
		return;
	}
	if (c == '(')
		s->depth++;
	if (c == ')')
		s->depth--;
	if (c == ';') {
		s->closed = false;
		s->first = s->second = (struct str){0};
		s->table = false;
		s->depth = 0;
	}
	emit(s, &c, 1);
	if (c == ')' && s->depth == 0 && s->script && s->table && str_ieqz(s->first, "create"))
		s->closed = true;
	s->prev = (struct str){0};
}

static struct str translate(struct arena *a, const char *sql, const char *types, bool script, unsigned *highest)
{
	struct scan s = {.out = buf_new(a, SIZE_MAX / 8), .p = sql, .end = sql + strlen(sql), .types = types, .script = script};

	while (s.p < s.end) {
		char c = *s.p, next = s.p + 1 < s.end ? s.p[1] : '\0';

		if (c == '\'' || c == '"')
			quoted(&s);
		else if ((c == '-' && next == '-') || (c == '/' && next == '*'))
			comment(&s);
		else if (c == '?' && digit(next))
			parameter(&s);
		else if (word_byte(c))
			word(&s);
		else
			punctuation(&s);
	}
	buf_byte(&s.out, '\0');
	if (highest != NULL)
		*highest = s.highest;
	return (struct str){s.out.p, s.out.n - 1};
}

struct str sql_for_postgres(struct arena *a, const char *sql, const char *types, unsigned *highest)
{
	return translate(a, sql, types, false, highest);
}

struct str sql_for_postgres_script(struct arena *a, const char *sql)
{
	return translate(a, sql, NULL, true, NULL);
}

struct str sql_lines_for(struct arena *a, const char *sql, enum store_kind kind)
{
	struct buf out = buf_new(a, SIZE_MAX / 8);
	struct str rest = str_z(sql);

	while (rest.n > 0) {
		struct str line = str_cut(&rest, '\n');
		const char *mine = kind == STORE_SQLITE ? "--sqlite " : "--postgres ";

		if (str_starts(line, mine)) {
			line.p += strlen(mine);
			line.n -= strlen(mine);
			buf_str(&out, line);
		} else if (!str_starts(line, "--sqlite ") && !str_starts(line, "--postgres ")) {
			buf_str(&out, line);
		}
		buf_byte(&out, '\n');
	}
	buf_byte(&out, '\0');
	return (struct str){out.p, out.n - 1};
}
