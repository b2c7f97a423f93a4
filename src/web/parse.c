#include "web/parse.h"

#include <string.h>

static int hex(char c)
{
	if (c >= '0' && c <= '9')
		return c - '0';
	if (c >= 'a' && c <= 'f')
		return c - 'a' + 10;
	if (c >= 'A' && c <= 'F')
		return c - 'A' + 10;
	return -1;
}

bool parse_percent(struct arena *a, struct str text, bool plus, struct str *out)
{
	char *p = arena_alloc(a, text.n + 1);
	size_t n = 0;
	for (size_t i = 0; i < text.n; i++) {
		char c = text.p[i];
		if (c == '%') {
			if (i + 2 >= text.n || hex(text.p[i + 1]) < 0 || hex(text.p[i + 2]) < 0)
				return false;
			c = (char)(hex(text.p[i + 1]) * 16 + hex(text.p[i + 2]));
			i += 2;
		} else if (c == '+' && plus) {
			c = ' ';
		}
		if (c == '\0')
			return false;
		p[n++] = c;
	}
	*out = (struct str){p, n};
	return utf8_valid(*out);
}

enum code parse_urlencoded(struct arena *a, struct str text, struct pair **out, size_t *n, struct err *e)
{
	size_t cap = 0;
	*out = NULL;
	*n = 0;
	while (text.n) {
		struct str part = str_cut(&text, '&');
		if (part.n == 0)
			continue;
		if (*n == FORM_PAIRS)
			return err_set(e, E_LIMIT, "The form has more than %d fields.", FORM_PAIRS);
		if (*n == cap) {
			size_t more = cap ? cap * 2 : 16;
			*out = arena_grow(a, *out, cap * sizeof **out, more * sizeof **out);
			cap = more;
		}
		struct str name = str_cut(&part, '=');
		struct pair *pair = &(*out)[*n];
		if (!parse_percent(a, name, true, &pair->name) || !parse_percent(a, part, true, &pair->value))
			return err_set(e, E_INPUT, "Field %zu of the form is not readable text.", *n + 1);
		++*n;
	}
	return OK;
}

static bool token_char(char c)
{
	return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c && strchr("!#$%&'*+-.^_`|~", c));
}

static void skip_space(struct str *s)
{
	while (s->n && (s->p[0] == ' ' || s->p[0] == '\t')) {
		s->p++;
		s->n--;
	}
}

/* Takes a quoted string (a backslash guards only a quote or a backslash: some browsers send paths) or a token. */
static bool take_value(struct arena *a, struct str *s, struct str *out)
{
	if (!s->n || s->p[0] != '"') {
		size_t n = 0;
		while (n < s->n && s->p[n] != ';' && s->p[n] != ' ' && s->p[n] != '\t')
			n++;
		*out = (struct str){s->p, n};
		s->p += n;
		s->n -= n;
		return n > 0;
	}
	char *p = arena_alloc(a, s->n);
	size_t n = 0, i = 1;
	for (; i < s->n && s->p[i] != '"'; i++) {
		if (s->p[i] == '\\' && i + 1 < s->n && (s->p[i + 1] == '"' || s->p[i + 1] == '\\'))
			i++;
		p[n++] = s->p[i];
	}
	if (i >= s->n)
		return false;
	*out = (struct str){p, n};
	s->p += i + 1;
	s->n -= i + 1;
	return true;
}

bool parse_param(struct arena *a, struct str header, const char *name, struct str *out)
{
	(void)str_cut(&header, ';');
	while (header.n) {
		skip_space(&header);
		size_t n = 0;
		while (n < header.n && token_char(header.p[n]))
			n++;
		struct str key = {header.p, n}, value;
		header.p += n;
		header.n -= n;
		if (!n || !header.n || header.p[0] != '=')
			return false;
		header.p++;
		header.n--;
		if (!take_value(a, &header, &value))
			return false;
		if (str_ieqz(key, name)) {
			*out = value;
			return true;
		}
		skip_space(&header);
		if (header.n && header.p[0] != ';')
			return false;
		if (header.n) {
			header.p++;
			header.n--;
		}
	}
	return false;
}

struct str parse_cookie(struct str header, const char *name)
{
	while (header.n) {
		struct str part = str_trim(str_cut(&header, ';'));
		struct str key = str_cut(&part, '=');
		if (str_eqz(key, name))
			return part;
	}
	return (struct str){NULL, 0};
}

enum code parse_path(struct arena *a, struct str path, struct str *segments, size_t *n, bool *slash, struct err *e)
{
	*n = 0;
	*slash = false;
	if (!path.n || path.p[0] != '/')
		return err_set(e, E_INPUT, "The address does not begin with a slash.");
	path.p++;
	path.n--;
	while (path.n) {
		size_t at = 0;
		while (at < path.n && path.p[at] != '/')
			at++;
		struct str raw = {path.p, at}, *s = &segments[*n];
		bool last = at == path.n;
		path.p += last ? at : at + 1;
		path.n -= last ? at : at + 1;
		if (raw.n == 0)
			return err_set(e, E_INPUT, "The address has an empty part.");
		if (*n == PATH_SEGMENTS)
			return err_set(e, E_INPUT, "The address has more than %d parts.", PATH_SEGMENTS);
		if (!parse_percent(a, raw, false, s) || str_eqz(*s, ".") || str_eqz(*s, ".."))
			return err_set(e, E_INPUT, "The address has a part that is not readable.");
		for (size_t i = 0; i < s->n; i++)
			if ((unsigned char)s->p[i] < ' ' || s->p[i] == 0x7f || s->p[i] == '/' || s->p[i] == '\\')
				return err_set(e, E_INPUT, "The address has a part that is not readable.");
		++*n;
		if (!last && path.n == 0)
			*slash = true;
	}
	return OK;
}

/* multipart/form-data */

static bool starts(struct str s, struct str what)
{
	return s.n >= what.n && !memcmp(s.p, what.p, what.n);
}

/* Takes one header line of a part (without its line end). false at the blank line or when none ends in time. */
static bool part_line(struct str *s, struct str *line, bool *bad)
{
	for (size_t i = 0; i + 1 < s->n && i < 4096; i++) {
		if (s->p[i] == '\r' && s->p[i + 1] == '\n') {
			*line = (struct str){s->p, i};
			s->p += i + 2;
			s->n -= i + 2;
			return i > 0;
		}
	}
	*bad = true;
	return false;
}

struct part {
	struct str name, filename, type;
	bool has_name, is_file;
};

static bool part_head(struct arena *a, struct str *s, struct part *p)
{
	*p = (struct part){0};
	struct str line = {NULL, 0};
	bool bad = false;
	for (int lines = 0; part_line(s, &line, &bad); lines++) {
		struct str value = line, key = str_trim(str_cut(&value, ':'));
		if (lines == 16)
			return false;
		if (str_ieqz(key, "content-disposition")) {
			struct str whole = value, kind = str_trim(str_cut(&value, ';'));
			if (!str_ieqz(kind, "form-data"))
				return false;
			p->has_name = parse_param(a, whole, "name", &p->name);
			p->is_file = parse_param(a, whole, "filename", &p->filename);
		} else if (str_ieqz(key, "content-type")) {
			p->type = str_trim(value);
		} else if (str_ieqz(key, "content-transfer-encoding")) {
			struct str how = str_trim(value);
			if (!str_ieqz(how, "binary") && !str_ieqz(how, "8bit") && !str_ieqz(how, "7bit"))
				return false;
		}
	}
	return !bad && p->has_name;
}

/* Browsers write quotes and line ends of a name as %22 %0D %0A; the name of a file is what stands behind its folders. */
static bool clean_name(struct arena *a, struct str in, bool file, struct str *out)
{
	char *p = arena_alloc(a, in.n + 1);
	size_t n = 0;
	for (size_t i = 0; i < in.n; i++) {
		char c = in.p[i];
		if (c == '%' && i + 2 < in.n && (!memcmp(in.p + i, "%22", 3) || !strncasecmp(in.p + i, "%0d", 3) || !strncasecmp(in.p + i, "%0a", 3))) {
			c = (char)(hex(in.p[i + 1]) * 16 + hex(in.p[i + 2]));
			i += 2;
		}
		if (file && (c == '/' || c == '\\')) {
			n = 0;
			continue;
		}
		if ((unsigned char)c < ' ' || c == 0x7f)
			c = ' ';
		p[n++] = c;
	}
	*out = (struct str){p, n};
	return n <= 500 && utf8_valid(*out);
}

/* Where delimiter (CRLF--boundary) begins in s. */
static bool find_delimiter(struct str s, struct str delimiter, size_t *at)
{
	const char *found = s.n ? memmem(s.p, s.n, delimiter.p, delimiter.n) : NULL;
	if (found)
		*at = (size_t)(found - s.p);
	return found != NULL;
}

static enum code keep_part(struct arena *a, const struct part *p, struct str content, struct multipart *out, struct err *e)
{
	struct str name;
	if (!clean_name(a, p->name, false, &name))
		return err_set(e, E_INPUT, "A field of the form has a name that is not readable.");
	if (p->is_file) {
		struct upload *u = &out->files[out->n_files];
		*u = (struct upload){.field = name, .type = p->type, .bytes = content};
		if (!clean_name(a, p->filename, true, &u->filename))
			return err_set(e, E_INPUT, "The name of the file in \"%.*s\" is not readable.", S_ARG(name));
		if (u->filename.n || content.n)
			out->n_files++;
		return OK;
	}
	if (!utf8_valid(content) || (content.n && memchr(content.p, 0, content.n)))
		return err_set(e, E_INPUT, "The field \"%.*s\" is not readable text.", S_ARG(name));
	out->fields[out->n_fields++] = (struct pair){name, content};
	return OK;
}

enum code parse_multipart(struct arena *a, struct str content_type, struct str body, struct multipart *out, struct err *e)
{
	struct str boundary;
	*out = (struct multipart){0};
	if (!parse_param(a, content_type, "boundary", &boundary) || boundary.n == 0 || boundary.n > 70)
		return err_set(e, E_INPUT, "The form has no usable boundary between its parts.");
	struct str delimiter = str_fmt(a, "\r\n--%.*s", S_ARG(boundary));
	struct str first = {delimiter.p + 2, delimiter.n - 2};
	if (!starts(body, first))
		return err_set(e, E_INPUT, "The form does not begin with its boundary.");
	body.p += first.n;
	body.n -= first.n;
	out->fields = NEW_ARRAY(a, struct pair, FORM_PARTS);
	out->files = NEW_ARRAY(a, struct upload, FORM_PARTS);
	while (!starts(body, S("--"))) {
		if (!starts(body, S("\r\n")))
			return err_set(e, E_INPUT, "The form is cut off or damaged.");
		body.p += 2;
		body.n -= 2;
		if (out->n_fields + out->n_files == FORM_PARTS)
			return err_set(e, E_LIMIT, "The form has more than %d parts.", FORM_PARTS);
		struct part p;
		size_t at = 0;
		if (!part_head(a, &body, &p) || !find_delimiter(body, delimiter, &at))
			return err_set(e, E_INPUT, "Part %zu of the form is cut off or damaged.", out->n_fields + out->n_files + 1);
		enum code c = keep_part(a, &p, (struct str){body.p, at}, out, e);
		if (c)
			return c;
		body.p += at + delimiter.n;
		body.n -= at + delimiter.n;
	}
	return OK;
}
