#include "interop/pnp.h"
#include "base/json.h"
#include "interop/xml.h"

#include <string.h>

#define DEPTH 8
#define NODES 2000
#define HOUSE "trellis:" /* terms for which AfA has no word */

/* One tree for both bindings. */
struct node { struct str name, text, lang; struct node *first, *next, *last; };
struct making { struct arena *a; struct err *e; struct xml xml; struct node *stack[DEPTH + 1]; int depth; size_t nodes; bool bad; struct buf text[DEPTH + 1]; };

/* additionalTestingTime and additional-testing-time are one name. */
static struct str kebab(struct arena *a, struct str s)
{
	struct buf b = buf_new(a, 2 * s.n + 1);
	for (size_t i = 0; i < s.n && i < 100; i++) {
		char c = s.p[i];
		if (c >= 'A' && c <= 'Z') {
			if (i && s.p[i - 1] != '-' && s.p[i - 1] != ':')
				buf_byte(&b, '-');
			c = (char)(c + 32);
		}
		buf_byte(&b, c);
	}
	return buf_done(&b);
}

static struct node *add_node(struct making *m, struct node *parent, struct str name)
{
	if (++m->nodes > NODES)
		return NULL;
	struct node *n = NEW(m->a, struct node);
	n->name = name;
	if (parent) {
		if (parent->last)
			parent->last->next = n;
		else
			parent->first = n;
		parent->last = n;
	}
	return n;
}

/* ---- XML ---- */

static void stop(struct making *m)
{
	m->bad = true;
	m->xml.stopped = true;
}

static void begin(void *arg, const char *name, const char *const *attributes)
{
	struct making *m = arg;
	const char *local = strrchr(name, ':');
	if (m->bad)
		return;
	struct node *n = m->depth < DEPTH ? add_node(m, m->stack[m->depth], kebab(m->a, str_dup(m->a, str_z(local && strncmp(name, HOUSE, sizeof HOUSE - 1) != 0 ? local + 1 : name)))) : NULL;
	if (!n) {
		stop(m);
		return;
	}
	m->stack[++m->depth] = n;
	m->text[m->depth] = buf_new(m->a, 4000);
	for (; *attributes; attributes += 2) {
		if (!strcmp(attributes[0], "xml:lang") || !strcmp(attributes[0], "lang"))
			n->lang = str_dup(m->a, str_z(attributes[1]));
		else if (strncmp(attributes[0], "xmlns", 5) != 0 && strncmp(attributes[0], "xsi:", 4) != 0) {
			struct node *x = add_node(m, n, kebab(m->a, str_dup(m->a, str_z(attributes[0]))));
			if (x)
				x->text = str_dup(m->a, str_z(attributes[1]));
		}
	}
}

static void end(void *arg, const char *name)
{
	struct making *m = arg;
	(void)name;
	if (m->bad || !m->depth)
		return;
	m->stack[m->depth]->text = str_dup(m->a, str_trim(buf_done(&m->text[m->depth])));
	m->depth--;
}

static void chars(void *arg, const char *text, size_t n)
{
	struct making *m = arg;
	if (!m->bad && m->depth)
		buf_str(&m->text[m->depth], (struct str){text, n});
}

/* No document type, so no entities: nothing in such a file needs one. */
static void doctype(void *arg)
{
	stop(arg);
}

static enum code from_xml(struct making *m, struct str text, struct node *root, struct err *e)
{
	static const struct xml_handlers h = {begin, end, chars, doctype};
	m->stack[0] = root;
	enum code c = xml_read(NULL, text, &h, m, &m->xml, e);
	if (m->bad)
		return err_set(e, E_INPUT, "This file is no profile of needs: it is too deep, too large, or has a document type, which such a file never needs (line %lu).", (unsigned long)m->xml.line);
	return c == E_INPUT ? err_set(e, E_INPUT, "This file is not whole XML: look at line %lu.", (unsigned long)m->xml.line) : c;
}

/* ---- JSON ---- */

static bool from_json(struct making *m, struct node *parent, const struct json *j, int depth);

static bool json_member(struct making *m, struct node *parent, struct str key, const struct json *v, int depth)
{
	if (str_eqz(key, "lang") || str_eqz(key, "xml:lang")) {
		parent->lang = v->type == JSON_STRING_T ? v->string : S("");
		return true;
	}
	if (v->type == JSON_FALSE_T || v->type == JSON_NULL_T)
		return true; /* "captions": false says nothing */
	if (v->type == JSON_ARRAY_T) { /* several of one name, or a set of names */
		struct str name = kebab(m->a, key);
		bool names = name.n > 4 && !memcmp(name.p + name.n - 4, "-set", 4);
		struct node *set = names ? add_node(m, parent, name) : NULL;
		if (names && !set)
			return false;
		for (size_t i = 0; i < v->n; i++) {
			struct node *x = names ? add_node(m, set, kebab(m->a, v->items[i].string)) : add_node(m, parent, name);
			if (!x || (!names && !from_json(m, x, &v->items[i], depth + 1)))
				return false;
		}
		return true;
	}
	struct node *x = add_node(m, parent, kebab(m->a, key));
	return x && from_json(m, x, v, depth + 1);
}

static bool from_json(struct making *m, struct node *n, const struct json *j, int depth)
{
	if (depth > DEPTH)
		return false;
	switch (j->type) {
	case JSON_STRING_T:
		n->text = str_trim(j->string);
		return true;
	case JSON_NUMBER_T: {
		struct buf b = buf_new(m->a, 64);
		buf_real(&b, j->number);
		n->text = buf_done(&b);
		return true;
	}
	case JSON_OBJECT_T:
		for (size_t i = 0; i < j->n; i++)
			if (!json_member(m, n, j->keys[i], &j->items[i], depth))
				return false;
		return true;
	default:
		return true;
	}
}

/* ---- what it says ---- */

struct reading { struct arena *a; struct pnp *out; size_t cap, cap_unknown; };

static void unknown(struct reading *r, struct str name)
{
	struct pnp *p = r->out;
	for (size_t i = 0; i < p->n_unknown; i++)
		if (str_eq(p->unknown[i], name))
			return;
	if (p->n_unknown == r->cap_unknown) {
		p->unknown = arena_grow(r->a, p->unknown, r->cap_unknown * sizeof *p->unknown, (r->cap_unknown + 8) * sizeof *p->unknown);
		r->cap_unknown += 8;
	}
	p->unknown[p->n_unknown++] = name;
}

static void add(struct reading *r, enum need_term term, enum need_set set, struct need_value v)
{
	struct pnp *p = r->out;
	bool many = need_term_info(term)->many;
	for (size_t i = 0; i < p->n; i++) { /* the details came before the set that names them, or after */
		struct pnp_line *x = &p->lines[i];
		if (x->term != term || (many && v.text.n && x->value.text.n && !str_eq(x->value.text, v.text)))
			continue;
		if (set != NEED_ON)
			x->set = set;
		if (v.text.n || v.number != 0 || v.time)
			x->value = v;
		if (!many || v.text.n == 0 || str_eq(x->value.text, v.text))
			return;
	}
	if (p->n == r->cap) {
		p->lines = arena_grow(r->a, p->lines, r->cap * sizeof *p->lines, (r->cap + 16) * sizeof *p->lines);
		r->cap += 16;
	}
	p->lines[p->n++] = (struct pnp_line){term, set, v};
}

static const struct node *child(const struct node *n, const char *name)
{
	for (const struct node *x = n->first; x; x = x->next)
		if (str_eqz(x->name, name))
			return x;
	return NULL;
}

/* Exactly one of a multiplier, minutes, no limit. */
static bool time_of(struct arena *a, const struct node *n, struct need_value *v)
{
	const struct node *times = child(n, "time-multiplier"), *fixed = child(n, "fixed-minutes"), *none = child(n, "unlimited");
	if ((times != NULL) + (fixed != NULL) + (none != NULL) != 1)
		return false;
	struct str text = times ? times->text : fixed ? str_fmt(a, "+%.*s minutes", S_ARG(fixed->text)) : S("unlimited");
	return need_value_parse(NEED_ADDITIONAL_TIME, text, v);
}

static bool language_of(const struct node *n, struct need_value *v)
{
	const struct node *x = child(n, "language");
	v->text = n->lang.n ? n->lang : x ? x->text : n->text;
	return v->text.n > 0;
}

/* The attribute that carries a term's own value, where it is not the text of the element. */
static const struct node *own_child(enum need_term term, const struct node *n)
{
	static const struct { enum need_term term; const char *child; } where[] = {
		{NEED_MAGNIFICATION, "zoom-amount"}, {NEED_SPOKEN, "reading-type"}, {NEED_BRAILLE, "delivery-mode"}, {NEED_CALCULATOR, "calculator-type"},
		{NEED_ENVIRONMENT, "medium"}, {NEED_INPUT, "input-requirement"}, {NEED_HAZARD_AVOIDANCE, "hazard"}};
	for (size_t i = 0; i < sizeof where / sizeof *where; i++)
		if (where[i].term == term)
			return child(n, where[i].child);
	return NULL;
}

static struct str value_of(enum need_term term, const struct node *n)
{
	const struct node *x = own_child(term, n);
	return x ? x->text : n->text;
}

static bool read_value(struct reading *r, enum need_term term, const struct node *n, struct need_value *v)
{
	*v = (struct need_value){0};
	switch (need_term_info(term)->type) {
	case NEED_FLAG: return true;
	case NEED_TIME: return time_of(r->a, n, v);
	case NEED_LANG: return language_of(n, v);
	case NEED_CHOICE:
		v->text = kebab(r->a, value_of(term, n));
		if (!v->text.n && !need_term_info(term)->many)
			v->text = str_z(need_term_info(term)->choices[0]);
		return v->text.n > 0;
	default: return need_value_parse(term, value_of(term, n), v);
	}
}

static void one(struct reading *r, const struct node *n, enum need_set set);

/* Parts such as text-appearance/font-size; a value that is no child is not one of them. */
static void parts(struct reading *r, const struct node *n, enum need_set set)
{
	for (const struct node *x = n->first; x; x = x->next) {
		struct node part = *x;
		enum need_term term;
		part.name = str_fmt(r->a, "%.*s/%.*s", S_ARG(n->name), S_ARG(x->name));
		if (need_term_parse(part.name, &term))
			one(r, &part, set);
	}
}

/* <spoken><speech-rate> speaks of the speed alone. */
static bool only_parts(struct reading *r, enum need_term term, const struct node *n)
{
	enum need_term part;
	bool any = false;
	for (const struct node *x = n->first; x; x = x->next)
		any = any || need_term_parse(str_fmt(r->a, "%.*s/%.*s", S_ARG(n->name), S_ARG(x->name)), &part);
	return any && !own_child(term, n) && !n->text.n;
}

static void one(struct reading *r, const struct node *n, enum need_set set)
{
	enum need_term term;
	struct need_value v = {0};
	struct str name = n->name;
	if (str_starts(name, HOUSE))
		name = (struct str){name.p + sizeof HOUSE - 1, name.n - (sizeof HOUSE - 1)};
	if (str_eqz(name, "text-appearance")) {
		parts(r, n, set);
		return;
	}
	if (!need_term_parse(name, &term)) {
		unknown(r, n->name);
		return;
	}
	bool details = n->first || n->text.n || n->lang.n;
	if (need_term_info(term)->type != NEED_FLAG && only_parts(r, term, n)) {
		parts(r, n, set);
		return;
	}
	if (set == NEED_PROHIBIT) { /* of what has no several, all of it */
		if (need_term_info(term)->many && need_term_info(term)->type == NEED_LANG)
			(void)language_of(n, &v);
		else if (need_term_info(term)->many)
			v.text = kebab(r->a, value_of(term, n));
		add(r, term, set, v);
	} else if (read_value(r, term, n, &v))
		add(r, term, set, v);
	else if (set != NEED_ON && !details)
		add(r, term, set, (struct need_value){0}); /* a set names it; its details stand elsewhere, or it needs none */
	else
		unknown(r, n->name);
	parts(r, n, set);
}

static void sets(struct reading *r, const struct node *n)
{
	static const struct { const char *name; enum need_set set; } known[] = {
		{"activate-at-initialization-set", NEED_ON}, {"activate-as-option-set", NEED_OPTION}, {"prohibit-set", NEED_PROHIBIT}};
	for (const struct node *x = n->first; x; x = x->next) {
		bool set = false;
		for (size_t i = 0; i < 3; i++)
			if (str_eqz(x->name, known[i].name)) {
				set = true;
				for (const struct node *k = x->first; k; k = k->next)
					one(r, k, known[i].set);
			}
		if (!set)
			one(r, x, NEED_ON);
	}
}

/* What is on or an option needs its value; without one it says nothing. */
static void drop_empty(struct reading *r)
{
	size_t kept = 0;
	struct pnp *p = r->out;
	for (size_t i = 0; i < p->n; i++) {
		struct pnp_line *x = &p->lines[i];
		enum need_type t = need_term_info(x->term)->type;
		bool value = t == NEED_FLAG || x->set == NEED_PROHIBIT || (t == NEED_NUMBER ? true : t == NEED_TIME ? x->value.time != NEED_TIME_NONE : x->value.text.n > 0);
		if (value)
			p->lines[kept++] = *x;
		else
			unknown(r, str_z(need_term_info(x->term)->name));
	}
	p->n = kept;
}

enum code pnp_read(struct arena *a, struct str text, struct pnp *out, struct err *e)
{
	struct making m = {.a = a, .e = e};
	struct node root = {0};
	struct reading r = {.a = a, .out = out};
	*out = (struct pnp){0};
	text = str_trim(text);
	if (text.n >= 3 && !memcmp(text.p, "\xef\xbb\xbf", 3))
		text = (struct str){text.p + 3, text.n - 3};
	if (!text.n)
		return err_set(e, E_INPUT, "This file is empty. Choose a profile of needs (AfA PNP 3.0) in XML or JSON.");
	if (text.n > PNP_MAX)
		return err_set(e, E_INPUT, "This file is too large for a profile of needs: %d KB at most.", PNP_MAX / 1024);
	const struct node *top = &root;
	if (text.p[0] == '<') {
		enum code c = from_xml(&m, text, &root, e);
		if (c)
			return c;
		top = root.first;
		if (!top || !str_eqz(top->name, "access-for-all-pnp"))
			return err_set(e, E_INPUT, "This file is no profile of needs: it begins with <%.*s>, not with <access-for-all-pnp>.", S_ARG(top ? top->name : S("")));
	} else {
		struct json *j;
		enum code c = json_parse(a, text, &j, e);
		if (c)
			return c;
		const struct json *in = json_get(j, "accessForAllPnp");
		if (j->type != JSON_OBJECT_T || !from_json(&m, &root, in ? in : j, 0))
			return err_set(e, E_INPUT, "This file is no profile of needs: one object with the names of AfA PNP 3.0 is expected.");
	}
	sets(&r, top);
	drop_empty(&r);
	return OK;
}

/* ---- out ---- */

struct pnp pnp_of_needs(struct arena *a, const struct needs *needs)
{
	struct pnp out = {.lines = NEW_ARRAY(a, struct pnp_line, needs->n + needs->n_prohibits + 1)};
	for (size_t i = 0; i < needs->n; i++)
		if (needs->list[i].set != NEED_OFF)
			out.lines[out.n++] = (struct pnp_line){needs->list[i].term, needs->list[i].set, needs->list[i].value};
	for (size_t i = 0; i < needs->n_prohibits; i++)
		out.lines[out.n++] = (struct pnp_line){needs->prohibits[i]->term, NEED_PROHIBIT, {.text = needs->prohibits[i]->value.text}};
	return out;
}

static struct str camel(struct arena *a, struct str s)
{
	struct buf b = buf_new(a, s.n + 1);
	for (size_t i = 0; i < s.n; i++) {
		if (s.p[i] == '-' && i + 1 < s.n)
			buf_byte(&b, (char)(s.p[++i] >= 'a' && s.p[i] <= 'z' ? s.p[i] - 32 : s.p[i]));
		else
			buf_byte(&b, s.p[i]);
	}
	return buf_done(&b);
}

static struct str name_of(struct arena *a, enum need_term term)
{
	const struct need_term_info *t = need_term_info(term);
	return t->afa ? str_z(t->name) : str_fmt(a, HOUSE "%s", t->name);
}

static void xml_text(struct arena *a, struct buf *b, enum need_term term, struct need_value v)
{
	const struct need_term_info *t = need_term_info(term);
	if (t->type == NEED_TIME)
		v.time == NEED_TIME_UNLIMITED ? buf_z(b, "<unlimited/>") : v.time == NEED_TIME_MULTIPLIER ? buf_fmt(b, "<time-multiplier>%g</time-multiplier>", v.number) : buf_fmt(b, "<fixed-minutes>%g</fixed-minutes>", v.number);
	else
		buf_html(b, need_value_text(a, term, v));
}

static void xml_element(struct arena *a, struct buf *b, const struct pnp_line *x)
{
	struct str name = name_of(a, x->term), part = name, whole = str_cut(&part, '/');
	bool lang = need_term_info(x->term)->type == NEED_LANG && x->value.text.n;
	buf_fmt(b, "<%.*s>", S_ARG(whole));
	if (part.n)
		buf_fmt(b, "<%.*s", S_ARG(part));
	else
		b->n--; /* the name is not closed yet */
	if (lang) {
		buf_z(b, " xml:lang=\"");
		buf_html(b, x->value.text);
		buf_z(b, "\"");
	}
	buf_byte(b, '>');
	if (!lang && x->set != NEED_PROHIBIT)
		xml_text(a, b, x->term, x->value);
	else if (!lang && x->value.text.n)
		buf_html(b, x->value.text);
	if (part.n)
		buf_fmt(b, "</%.*s>", S_ARG(part));
	buf_fmt(b, "</%.*s>\n", S_ARG(whole));
}

static const struct { const char *xml, *json; enum need_set set; } SETS[] = {
	{"activate-at-initialization-set", "activateAtInitializationSet", NEED_ON}, {"activate-as-option-set", "activateAsOptionSet", NEED_OPTION}, {"prohibit-set", "prohibitSet", NEED_PROHIBIT}};

void pnp_write_xml(struct arena *a, struct buf *b, const struct pnp_line *lines, size_t n)
{
	buf_z(b, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<access-for-all-pnp xmlns=\"http://www.imsglobal.org/xsd/qti/qtiv3p0/imsafa3p0pnp_v1p0\" xmlns:trellis=\"urn:trellis:needs\">\n");
	for (size_t s = 0; s < sizeof SETS / sizeof *SETS; s++) {
		bool any = false;
		for (size_t i = 0; i < n; i++)
			if (lines[i].set == SETS[s].set) {
				if (!any)
					buf_fmt(b, "<%s>\n", SETS[s].xml);
				any = true;
				xml_element(a, b, &lines[i]);
			}
		if (any)
			buf_fmt(b, "</%s>\n", SETS[s].xml);
	}
	buf_z(b, "</access-for-all-pnp>\n");
}

/* The name under which a term's own value stands beside its parts. */
static const char *own_key(enum need_term term)
{
	return term == NEED_MAGNIFICATION ? "zoomAmount" : term == NEED_SPOKEN ? "readingType" : term == NEED_BRAILLE ? "deliveryMode" : NULL;
}

static void json_one(struct arena *a, struct json_out *o, const struct pnp_line *x)
{
	const struct need_term_info *t = need_term_info(x->term);
	bool bare = x->set == NEED_PROHIBIT && !x->value.text.n;
	if (!bare && t->type != NEED_LANG && t->type != NEED_TIME && t->type != NEED_FLAG) {
		json_put_str(o, need_value_text(a, x->term, x->value));
		return;
	}
	json_open(o, '{');
	if (t->type == NEED_LANG && x->value.text.n) {
		json_key(o, "lang");
		json_put_str(o, x->value.text);
	} else if (t->type == NEED_TIME && !bare) {
		json_key(o, x->value.time == NEED_TIME_UNLIMITED ? "unlimited" : x->value.time == NEED_TIME_MULTIPLIER ? "timeMultiplier" : "fixedMinutes");
		if (x->value.time == NEED_TIME_UNLIMITED)
			json_put_bool(o, true);
		else
			json_put_real(o, x->value.number);
	}
	json_close(o, '}');
}

static struct str whole_of(struct arena *a, enum need_term term, struct str *part)
{
	*part = name_of(a, term);
	return str_cut(part, '/');
}

/* All lines of one set and one name: a value, a list, or an object of parts. */
static void json_group(struct arena *a, struct json_out *o, const struct pnp_line *lines, size_t n, size_t first, bool *done)
{
	struct str part, whole = whole_of(a, lines[first].term, &part);
	bool parts = false, many = need_term_info(lines[first].term)->many;
	for (size_t k = first; k < n; k++) {
		struct str name = whole_of(a, lines[k].term, &part);
		parts = parts || (part.n && lines[k].set == lines[first].set && str_eq(name, whole));
	}
	json_key_str(o, camel(a, whole));
	if (parts || many)
		json_open(o, parts ? '{' : '[');
	for (size_t k = first; k < n; k++) {
		struct str name = whole_of(a, lines[k].term, &part);
		if (done[k] || lines[k].set != lines[first].set || !str_eq(name, whole) || (!parts && !many && k != first))
			continue;
		done[k] = true;
		const char *own = own_key(lines[k].term);
		if (parts && !part.n && !own)
			continue; /* it is there by its parts */
		if (parts && part.n)
			json_key_str(o, camel(a, part));
		else if (parts)
			json_key(o, own);
		json_one(a, o, &lines[k]);
	}
	if (parts || many)
		json_close(o, parts ? '}' : ']');
}

void pnp_write_json(struct arena *a, struct buf *b, const struct pnp_line *lines, size_t n)
{
	struct json_out o = json_to(b);
	bool *done = NEW_ARRAY(a, bool, n + 1);
	json_open(&o, '{');
	json_key(&o, "accessForAllPnp");
	json_open(&o, '{');
	for (size_t s = 0; s < sizeof SETS / sizeof *SETS; s++) {
		json_key(&o, SETS[s].json);
		json_open(&o, '{');
		for (size_t i = 0; i < n; i++)
			if (!done[i] && lines[i].set == SETS[s].set)
				json_group(a, &o, lines, n, i, done);
		json_close(&o, '}');
	}
	json_close(&o, '}');
	json_close(&o, '}');
}
