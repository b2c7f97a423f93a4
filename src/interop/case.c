/* case.c - competencies as JSON: a CASE 1.0 or 1.1 CFPackage; ASN JSON, which is not CASE, is read as what it is.
 *
 * Lenient in: what can be meant in one way only is mended and said; what cannot is refused by identifier or code. */
#include "base/file.h"
#include "interop/competency.h"

#include <string.h>

#define FILE_MOST ((size_t)256 << 20)
#define ASN_DEPTH 40

struct reader {
	struct competencies k;
	struct import *m;
	struct str file;
	struct id framework;
	struct str document, subject; /* identifier of the CFDocument */
	int64_t mended[8];
};

enum { M_IDENTIFIER, M_STATEMENT, M_LEVEL, M_CODE, M_ASSOCIATION, M_ELSEWHERE, M_PREFIX };
static const char *const MENDED[] = {
	[M_IDENTIFIER] = N_("%lld identifiers were taken from the end of a URI, where the identifier itself was missing."),
	[M_STATEMENT] = N_("%lld items have no fullStatement; their abbreviatedStatement was taken."),
	[M_LEVEL] = N_("%lld items give educationLevel as one text and not as a list; it was read as a list."),
	[M_CODE] = N_("%lld items have no humanCodingScheme; they are found by identifier alone."),
	[M_ASSOCIATION] = N_("%lld associations are of a type that CASE does not name; they were left out."),
	[M_ELSEWHERE] = N_("%lld associations lead to items of other frameworks that are not here; they were left out."),
	[M_PREFIX] = N_("%lld codes were shortened to what follows the publisher's words, like 3.OA.A.1."),
};

static const char *const KINDS[] = {"precedes", "isRelatedTo", "isChildOf", "isPeerOf", "exactMatchOf", "isPartOf", "replacedBy", "exemplar", "hasSkillLevel", "isTranslationOf"};

/* ---- pieces ---- */

static struct str last_part(struct str uri)
{
	for (size_t i = uri.n; i > 0; i--)
		if (uri.p[i - 1] == '/' || uri.p[i - 1] == ':' || uri.p[i - 1] == '#')
			return (struct str){uri.p + i, uri.n - i};
	return uri;
}

static struct str identifier_of(struct reader *r, const struct json *j)
{
	struct str id = str_trim(json_str(j, "identifier"));
	if (id.n > 0)
		return id;
	id = last_part(str_trim(json_str(j, "uri")));
	if (id.n > 0)
		r->mended[M_IDENTIFIER]++;
	return id;
}

/* A link is an object with an identifier, or only its URI. */
static struct str link_of(struct reader *r, const struct json *j)
{
	if (j == NULL)
		return S("");
	if (j->type == JSON_STRING_T) {
		r->mended[M_IDENTIFIER]++;
		return last_part(str_trim(j->string));
	}
	return identifier_of(r, j);
}

static struct str first_text(const struct json *j)
{
	if (j == NULL)
		return S("");
	if (j->type == JSON_STRING_T)
		return str_trim(j->string);
	return j->type == JSON_ARRAY_T && j->n > 0 && j->items[0].type == JSON_STRING_T ? str_trim(j->items[0].string) : S("");
}

static struct str levels_of(struct reader *r, const struct json *j)
{
	struct buf b = buf_new(r->m->row, 300);
	size_t n = 0;
	if (j != NULL && j->type == JSON_STRING_T && j->string.n > 0) {
		struct str rest = j->string;
		r->mended[M_LEVEL]++;
		while (rest.n > 0) {
			struct str g = competencies_grade(r->m->row, str_cut(&rest, ','));
			if (g.n > 0)
				buf_fmt(&b, "%s%.*s", n++ > 0 ? "," : "", S_ARG(g));
		}
		return buf_done(&b);
	}
	for (size_t i = 0; j != NULL && j->type == JSON_ARRAY_T && i < j->n && i < 30; i++) {
		struct str g = j->items[i].type == JSON_STRING_T ? competencies_grade(r->m->row, j->items[i].string) : S("");
		if (g.n > 0)
			buf_fmt(&b, "%s%.*s", n++ > 0 ? "," : "", S_ARG(g));
	}
	return b.over ? S("") : buf_done(&b);
}

static void refuse(struct reader *r, struct str who, const char *fmt, ...) PRINTF_LIKE(3, 4);
static void refuse(struct reader *r, struct str who, const char *fmt, ...)
{
	va_list ap;
	va_start(ap, fmt);
	struct str reason = str_vfmt(r->m->a, fmt, ap);
	va_end(ap);
	import_refuse(r->m, r->file, 0, (struct str){who.p, who.n > 80 ? 80 : who.n}, "%.*s", S_ARG(reason));
}

/* ---- one competency, however it was written ---- */

struct piece {
	struct str source, code, statement, text, grade, subject, kind;
	struct id parent;
};

/* A competency that came by CSV with the same code and grade is this one; it keeps its plain sentence. */
static enum code find_slot(struct reader *r, const struct piece *p, struct slot **out, bool *made, struct err *e)
{
	struct competencies *k = &r->k;
	uint64_t key = keyed_str(&r->m->key, p->source);
	struct slot *s = keyed_find(&k->competency.keys, key), *same = p->code.n > 0 ? competencies_code(k, p->code) : NULL;
	*made = false;
	if (s == NULL && same != NULL && (same->flags & SLOT_THERE) && !(same->extra & HAS_SOURCE) && !(same->flags & SLOT_ROW)) {
		struct record there;
		enum code c = record_get(r->m->db, r->m->row, &r->m->sys, k->competency.t, same->id, &there, e);
		if (c != OK)
			return c;
		struct str rest = p->grade;
		bool meets = p->grade.n == 0 || rec_t(&there, "grade").n == 0;
		while (rest.n > 0 && !meets) {
			size_t at;
			meets = str_find(rec_t(&there, "grade"), str_cut(&rest, ','), &at);
		}
		if (meets) {
			/* found by its identifier from here on */
			bool fresh;
			struct slot *alias = keyed_put(&k->by_id, key, &fresh);
			if (alias == NULL)
				return err_set(e, E_MEMORY, "There is no memory left for the import.");
			alias->extra = keyed_number(&k->competency.keys, same);
			s = same;
		}
	}
	if (s == NULL)
		s = keyed_put(&k->competency.keys, key, made);
	*out = s;
	return s != NULL ? OK : err_set(e, E_MEMORY, "There is no memory left for the import.");
}

static struct slot *by_source(struct reader *r, struct str source)
{
	uint64_t key = keyed_str(&r->m->key, source);
	struct slot *s = keyed_find(&r->k.competency.keys, key), *alias;
	if (s == NULL && (alias = keyed_find(&r->k.by_id, key)) != NULL)
		s = keyed_at(&r->k.competency.keys, alias->extra);
	return s;
}

static enum code register_piece(struct reader *r, const struct piece *p, struct slot **out, struct err *e)
{
	bool made;
	enum code c = find_slot(r, p, out, &made, e);
	if (c != OK)
		return c;
	if ((*out)->flags & SLOT_ROW) {
		refuse(r, p->code.n > 0 ? p->code : p->source, "%s", tr(r->m->o->lang, N_("This item is there twice.")));
		*out = NULL;
		return OK;
	}
	(*out)->flags |= SLOT_ROW;
	if (made)
		(*out)->id = id_new();
	return p->code.n > 0 && made ? competencies_name(&r->k, *out, p->code, e) : OK;
}

static enum code stage_piece(struct reader *r, struct slot *slot, const struct piece *p, struct err *e)
{
	struct import *m = r->m;
	struct problems problems;
	bool there = (slot->flags & SLOT_THERE) != 0;
	struct input in[12];
	size_t n = 0;
	const struct { const char *field; struct str text; } parts[] = {
		{"framework", id_str(m->row, r->framework)}, {"code", p->code}, {"grade", p->grade}, {"subject", p->subject}, {"kind", p->kind},
		{"statement", p->statement}, {"source_id", p->source}, {"parent", id_nil(p->parent) ? S("") : id_str(m->row, p->parent)},
		{"text", !there || (slot->extra & TEXT_IS_STATEMENT) ? (p->text.n > 0 ? p->text : p->statement) : S("")}};
	for (size_t i = 0; i < sizeof parts / sizeof *parts; i++)
		if (parts[i].text.n > 0)
			in[n++] = (struct input){parts[i].field, import_clean(m->row, parts[i].text, i == 5 || i == 8)};
	enum code c = staged_input(&r->k.competency, slot, in, n, &problems, e);
	for (size_t i = 0; i < problems.n; i++)
		refuse(r, p->code.n > 0 ? p->code : p->source, "%s: %.*s", problems.items[i].field != NULL ? problems.items[i].field : "", S_ARG(problems.items[i].text));
	return c;
}

/* ---- CASE ---- */

struct item {
	struct slot *slot;
	struct piece piece;
	struct slot *parent;
	bool walked;
};

static struct str shorten(struct reader *r, struct str code)
{
	struct str plain = competencies_plain_code(code);
	r->mended[M_PREFIX] += plain.n != code.n;
	return plain;
}

static enum code read_items(struct reader *r, const struct json *items, struct item *list, struct err *e)
{
	enum code c = OK;
	for (size_t i = 0; i < items->n && c == OK; i++) {
		const struct json *j = &items->items[i];
		struct piece *p = &list[i].piece;
		if (i % 256 == 0)
			c = import_tell(r->m, N_("Reading"), r->file, (int64_t)i, (int64_t)items->n, e);
		if (c != OK)
			break;
		r->m->r->rows++;
		p->source = identifier_of(r, j);
		p->code = shorten(r, str_trim(json_str(j, "humanCodingScheme")));
		p->statement = str_trim(json_str(j, "fullStatement"));
		p->text = str_trim(json_str(j, "abbreviatedStatement"));
		p->kind = str_trim(json_str(j, "CFItemType"));
		arena_reset(r->m->row);
		p->grade = str_dup(r->m->a, levels_of(r, json_get(j, "educationLevel")));
		p->subject = first_text(json_get(j, "subject"));
		p->subject = p->subject.n > 0 ? p->subject : r->subject;
		if (p->statement.n == 0 && p->text.n > 0) {
			p->statement = p->text;
			r->mended[M_STATEMENT]++;
		}
		r->mended[M_CODE] += p->code.n == 0;
		if (p->source.n == 0)
			refuse(r, p->code, tr(r->m->o->lang, N_("Item %zu has neither an identifier nor a URI.")), i + 1);
		else if (p->statement.n == 0)
			refuse(r, p->code.n > 0 ? p->code : p->source, "%s", tr(r->m->o->lang, N_("This item says nothing: fullStatement is empty.")));
		else
			c = register_piece(r, p, &list[i].slot, e);
	}
	return c;
}

static const char *kind_of(struct str s)
{
	for (size_t i = 0; i < sizeof KINDS / sizeof *KINDS; i++)
		if (str_ieqz(s, KINDS[i]))
			return KINDS[i];
	return NULL;
}

/* Types that speak of other frameworks by their nature. */
static bool may_lead_away(const char *kind)
{
	return strcmp(kind, "isChildOf") != 0 && strcmp(kind, "precedes") != 0 && strcmp(kind, "hasSkillLevel") != 0;
}

static struct item *item_of(struct item *list, size_t n, const struct slot *slot)
{
	for (size_t i = 0; i < n; i++)
		if (list[i].slot == slot)
			return &list[i];
	return NULL;
}

struct link {
	struct slot *from, *to;
	const char *kind;
	struct str source;
};

static enum code read_links(struct reader *r, const struct json *links, struct item *list, const uint32_t *number, size_t n, struct link *out, size_t *n_out,
                            struct err *e)
{
	(void)e;
	*n_out = 0;
	for (size_t i = 0; links != NULL && links->type == JSON_ARRAY_T && i < links->n; i++) {
		const struct json *j = &links->items[i];
		struct str from = link_of(r, json_get(j, "originNodeURI")), to = link_of(r, json_get(j, "destinationNodeURI"));
		const char *kind = kind_of(json_str(j, "associationType"));
		struct slot *a = by_source(r, from), *b = by_source(r, to);
		r->m->r->rows++;
		if (kind == NULL) {
			r->mended[M_ASSOCIATION]++;
			continue;
		}
		if (a == NULL || (b == NULL && !(strcmp(kind, "isChildOf") == 0 && str_eq(to, r->document)))) {
			struct str missing = a == NULL ? from : to, other = a == NULL ? to : from;
			if (may_lead_away(kind))
				r->mended[M_ELSEWHERE]++;
			else
				refuse(r, missing, tr(r->m->o->lang, N_("An association (%s) with %.*s leads to this, but there is no such item.")), kind,
				       (int)(other.n > 80 ? 80 : other.n), other.p);
			continue;
		}
		if (strcmp(kind, "isChildOf") == 0) {
			size_t at = keyed_number(&r->k.competency.keys, a);
			struct item *item = at < keyed_count(&r->k.competency.keys) && number[at] > 0 ? &list[number[at] - 1] : item_of(list, n, a);
			if (item != NULL)
				item->parent = b;
			continue;
		}
		if (a == b)
			refuse(r, from, "%s", tr(r->m->o->lang, N_("An association leads from this item to itself.")));
		else
			out[(*n_out)++] = (struct link){a, b, kind, identifier_of(r, j)};
	}
	return OK;
}

static void parents_in_circles(struct reader *r, struct item *list, const uint32_t *number, size_t n)
{
	for (size_t i = 0; i < n; i++) {
		struct buf b = buf_new(r->m->row, 2000);
		struct item *up = &list[i];
		size_t steps = 0;
		if (up->walked || up->slot == NULL)
			continue;
		while (up != NULL && up->parent != NULL && steps++ <= n) {
			buf_fmt(&b, "%.*s → ", S_ARG(up->piece.code.n > 0 ? up->piece.code : up->piece.source));
			uint32_t k = number[keyed_number(&r->k.competency.keys, up->parent)];
			up = k > 0 ? &list[k - 1] : NULL;
			if (up == &list[i])
				break;
		}
		if (up != &list[i] || steps == 0)
			continue;
		refuse(r, up->piece.code.n > 0 ? up->piece.code : up->piece.source, tr(r->m->o->lang, N_("isChildOf leads in a circle: %.*s%.*s.")),
		       S_ARG(buf_done(&b)), S_ARG(up->piece.code.n > 0 ? up->piece.code : up->piece.source));
		/* each circle once */
		do {
			up->walked = true;
			up = &list[number[keyed_number(&r->k.competency.keys, up->parent)] - 1];
		} while (up != &list[i]);
	}
}

static enum code read_document(struct reader *r, const struct json *whole, struct err *e)
{
	const struct json *d = json_get(whole, "CFDocument");
	struct str title = str_trim(json_str(d, "title")), publisher = str_trim(json_str(d, "publisher"));
	r->document = identifier_of(r, d);
	r->subject = first_text(json_get(d, "subject"));
	if (title.n == 0)
		refuse(r, S("CFDocument"), "%s", tr(r->m->o->lang, N_("The framework has no title.")));
	if (r->document.n == 0)
		refuse(r, S("CFDocument"), "%s", tr(r->m->o->lang, N_("The framework has neither an identifier nor a URI.")));
	if (r->m->r->n_refused > 0)
		return OK;
	struct str licence = json_str(json_get(d, "licenseURI"), "title");
	if (licence.n == 0)
		licence = first_text(json_get(d, "licenseURI"));
	r->m->r->rows++;
	return competencies_framework(&r->k, title, publisher.n > 0 ? publisher : str_trim(json_str(d, "creator")), str_trim(json_str(d, "version")), licence, r->document,
	                              &r->framework, e);
}

static enum code read_case(struct reader *r, const struct json *whole, struct err *e)
{
	const struct json *items = json_get(whole, "CFItems"), *links = json_get(whole, "CFAssociations");
	enum code c = read_document(r, whole, e);
	if (c != OK || r->m->r->n_refused > 0)
		return c;
	if (items == NULL || items->type != JSON_ARRAY_T) {
		refuse(r, S("CFItems"), "%s", tr(r->m->o->lang, N_("There is no list of items.")));
		return OK;
	}
	r->m->r->what = S("CASE");
	struct item *list = NEW_ARRAY(r->m->a, struct item, items->n + 1);
	c = read_items(r, items, list, e);
	uint32_t *number = NEW_ARRAY(r->m->a, uint32_t, keyed_count(&r->k.competency.keys) + 1);
	for (size_t i = 0; i < items->n; i++)
		if (list[i].slot != NULL)
			number[keyed_number(&r->k.competency.keys, list[i].slot)] = (uint32_t)i + 1;
	size_t n_out = 0;
	struct link *out = NEW_ARRAY(r->m->a, struct link, links != NULL && links->type == JSON_ARRAY_T ? links->n + 1 : 1);
	if (c == OK)
		c = read_links(r, links, list, number, items->n, out, &n_out, e);
	arena_reset(r->m->row);
	if (c == OK)
		parents_in_circles(r, list, number, items->n);
	for (size_t i = 0; i < items->n && c == OK; i++) {
		arena_reset(r->m->row);
		if (list[i].slot == NULL)
			continue;
		list[i].piece.parent = list[i].parent != NULL ? list[i].parent->id : ID_NIL;
		c = stage_piece(r, list[i].slot, &list[i].piece, e);
	}
	for (size_t i = 0; i < n_out && c == OK; i++) {
		arena_reset(r->m->row);
		c = competencies_pair(&r->k, out[i].from, out[i].kind, out[i].to, out[i].source, r->file, 0, e);
	}
	return c == OK ? competencies_circles(&r->k, e) : c;
}

/* ---- ASN ---- */

static struct str literal(const struct json *j, const char *key)
{
	const struct json *v = json_get(j, key);
	if (v == NULL)
		return S("");
	return v->type == JSON_STRING_T ? str_trim(v->string) : str_trim(json_str(v, "literal").n > 0 ? json_str(v, "literal") : json_str(v, "prefLabel"));
}

static struct str asn_levels(struct reader *r, const struct json *j)
{
	const struct json *v = json_get(j, "dcterms_educationLevel");
	struct buf b = buf_new(r->m->row, 300);
	size_t n = 0;
	for (size_t i = 0; v != NULL && v->type == JSON_ARRAY_T && i < v->n && i < 30; i++) {
		struct str g = competencies_grade(r->m->row, json_str(&v->items[i], "prefLabel"));
		if (g.n > 0)
			buf_fmt(&b, "%s%.*s", n++ > 0 ? "," : "", S_ARG(g));
	}
	if (v != NULL && v->type == JSON_OBJECT_T)
		buf_str(&b, competencies_grade(r->m->row, json_str(v, "prefLabel")));
	return buf_done(&b);
}

static enum code asn_node(struct reader *r, const struct json *j, struct id parent, int depth, struct err *e)
{
	struct slot *slot = NULL;
	struct piece p = {.source = last_part(json_str(j, "id")), .code = shorten(r, literal(j, "asn_statementNotation")), .parent = parent};
	arena_reset(r->m->row);
	p.statement = literal(j, "dcterms_description");
	p.statement = p.statement.n > 0 ? p.statement : str_trim(json_str(j, "text"));
	p.kind = literal(j, "asn_statementLabel");
	p.subject = r->subject;
	p.grade = asn_levels(r, j);
	r->m->r->rows++;
	if (depth > ASN_DEPTH || p.source.n == 0 || p.statement.n == 0) {
		refuse(r, p.code.n > 0 ? p.code : p.source, "%s", tr(r->m->o->lang, N_("This statement has no id or no words, or lies too deep.")));
		return OK;
	}
	enum code c = import_tell(r->m, N_("Reading"), r->file, r->m->r->rows, 0, e);
	if (c == OK)
		c = register_piece(r, &p, &slot, e);
	if (c == OK && slot != NULL)
		c = stage_piece(r, slot, &p, e);
	const struct json *children = json_get(j, "children");
	struct id own = slot != NULL ? slot->id : ID_NIL;
	for (size_t i = 0; c == OK && children != NULL && children->type == JSON_ARRAY_T && i < children->n; i++)
		c = asn_node(r, &children->items[i], own, depth + 1, e);
	return c;
}

static bool is_asn(const struct json *j)
{
	return j->type == JSON_ARRAY_T && j->n > 0 && json_str(&j->items[0], "id").n > 0 &&
	       (json_get(&j->items[0], "dcterms_description") != NULL || json_get(&j->items[0], "asn_authorityStatus") != NULL);
}

static enum code read_asn(struct reader *r, const struct json *whole, struct err *e)
{
	/* the file names no framework: what it is called stands in its name */
	struct str name = r->file, subject = literal(&whole->items[0], "dcterms_subject");
	if (str_ends(name, ".json"))
		name.n -= 5;
	r->subject = str_ieqz(subject, "Math") ? S("mathematics") : str_ieqz(subject, "English") ? S("english") : str_dup(r->m->a, subject);
	r->m->r->what = S("ASN");
	import_note(r->m, "%s", tr(r->m->o->lang, N_("This is ASN JSON (Achievement Standards Network), not CASE. It was read as such: statements, codes, grades and what is part of what.")));
	enum code c = competencies_framework(&r->k, name, S("Achievement Standards Network"), S(""), S(""), str_fmt(r->m->a, "asn:%.*s", S_ARG(last_part(json_str(&whole->items[0], "id")))),
	                                     &r->framework, e);
	for (size_t i = 0; i < whole->n && c == OK; i++)
		c = asn_node(r, &whole->items[i], ID_NIL, 0, e);
	return c;
}

/* ---- */

enum code import_case(struct import *m, struct err *e)
{
	struct reader r = {.m = m};
	struct str text;
	struct json *whole;
	if (m->o->n_paths != 1)
		return err_set(e, E_INPUT, "Name one file.");
	const char *slash = strrchr(m->o->paths[0], '/');
	r.file = str_z(slash != NULL ? slash + 1 : m->o->paths[0]);
	enum code c = file_read(m->a, m->o->paths[0], FILE_MOST, &text, e);
	if (c == OK)
		c = json_parse(m->a, text, &whole, e);
	if (c != OK)
		return c == E_INPUT ? err_in(e, "%.*s", S_ARG(r.file)) : c;
	bool asn = is_asn(whole);
	if (!asn && json_get(whole, "CFDocument") == NULL) {
		refuse(&r, S(""), "%s", tr(m->o->lang, N_("This is no CASE package: there is no CFDocument. Ask the publisher for the CFPackage as JSON.")));
		return OK;
	}
	c = competencies_open(&r.k, m, e);
	if (c == OK)
		c = asn ? read_asn(&r, whole, e) : read_case(&r, whole, e);
	for (size_t i = 0; i < sizeof MENDED / sizeof *MENDED; i++)
		if (r.mended[i] > 0)
			import_note(m, tr(m->o->lang, MENDED[i]), (long long)r.mended[i]);
	competencies_close(&r.k);
	return c;
}
