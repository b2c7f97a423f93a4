#include "school/tongue/strings.h"

#include <stdio.h>
#include <string.h>

#define SEP "\x1f"

/* ---- the program's own ---- */

static struct str hash_key(struct arena *a, struct str ctx, const char *msgid)
{
	const char *key = ctx.n ? str_fmt(a, "%.*s\004%s", S_ARG(ctx), msgid).p : msgid;
	return str_fmt(a, "t%016llx", (unsigned long long)tr_key(key));
}

static const char *origin_name(enum tr_origin o)
{
	return o == TR_MACHINE ? "machine" : o == TR_PERSON ? "person" : o == TR_REVIEWED ? "reviewed" : "";
}

static void program_unit(struct arena *a, enum lang lang, size_t k, struct unit *u)
{
	struct tr_entry x;
	tr_entry(k, &x);
	*u = (struct unit){.key = hash_key(a, x.ctx, x.msgid), .ctx = x.ctx, .source = str_z(x.msgid), .many = str_z(x.many), .note = str_z(x.note), .places = str_z(x.places),
	                   .origin = str_z(origin_name(tr_origin_at(lang, k)))};
	const char *text = tr_text_at(lang, k);
	size_t forms = x.many ? tr_forms(lang) : 1;
	for (size_t i = 0; text && i < forms && i < FORMS_MOST; i++) {
		u->forms[u->n_forms++] = str_z(text);
		text += strlen(text) + 1;
	}
}

/* ---- what the school keeps ---- */

static enum code record_units(struct db *db, struct arena *a, const char *what, enum lang lang, struct units *out, struct err *e)
{
	struct rows *r;
	const char *tag = LANGS[lang].tag;
	enum code c;
	if (!strcmp(what, "phrase"))
		c = db_query(db, e, &r, "select p.source_id, p.text, coalesce(p.weight, ''), coalesce(x.words, ''), coalesce(x.origin, ''), 'text' from phrase p left join record_text x on x.id = p.id and x.field = 'text'"
		             " and x.lang = ?1 where p.district = ?2 and p.source_id is not null order by p.source_id", "zd", tag);
	else if (!strcmp(what, "term"))
		c = db_query(db, e, &r, "select t.source_id, t.plain, t.term, coalesce(x.words, ''), coalesce(x.origin, ''), 'plain' from term t left join record_text x on x.id = t.id and x.field = 'plain'"
		             " and x.lang = ?1 where t.district = ?2 and t.source_id is not null union all select t.source_id, t.term, t.plain, coalesce(x.words, ''), coalesce(x.origin, ''), 'term' from term t"
		             " left join record_text x on x.id = t.id and x.field = 'term' and x.lang = ?3 where t.district = ?4 and t.source_id is not null order by 1, 6 desc", "zdzd", tag, tag);
	else
		c = db_query(db, e, &r, "select k.code, k.text, coalesce(k.domain, ''), coalesce(x.words, ''), coalesce(x.origin, ''), 'text' from competency k left join record_text x on x.id = k.id and x.field = 'text'"
		             " and x.lang = ?1 where k.district = ?2 and k.code is not null order by k.code, k.id", "zd", tag);
	if (c)
		return c;
	int got;
	size_t cap = 0;
	while ((got = rows_next(r, e)) == 1) {
		if (out->n == cap) {
			out->items = arena_grow(a, out->items, cap * sizeof *out->items, (cap + 256) * sizeof *out->items);
			cap += 256;
		}
		struct unit *u = &out->items[out->n++];
		*u = (struct unit){.key = str_fmt(a, "%s:%.*s:%.*s", what, S_ARG(rows_t(r, 0)), S_ARG(rows_t(r, 5))), .source = str_dup(a, rows_t(r, 1)), .note = str_dup(a, rows_t(r, 2)), .origin = str_dup(a, rows_t(r, 4))};
		u->ctx = u->key;
		if (rows_t(r, 3).n)
			u->forms[u->n_forms++] = str_dup(a, rows_t(r, 3));
	}
	rows_end(r);
	return got < 0 ? e->code : OK;
}

static bool shown(const struct unit_query *q, const struct unit *u)
{
	size_t at;
	if (q->show.n && !(str_eqz(q->show, "missing") ? u->n_forms == 0 : u->n_forms && str_eq(q->show, u->origin)))
		return false;
	if (!q->words.n)
		return true;
	if (str_find(u->source, q->words, &at) || str_find(u->many, q->words, &at) || str_find(u->key, q->words, &at) || str_find(u->places, q->words, &at))
		return true;
	for (size_t i = 0; i < u->n_forms; i++)
		if (str_find(u->forms[i], q->words, &at))
			return true;
	return false;
}

enum code units_find(struct db *db, struct arena *a, const struct unit_query *q, struct units *out, struct err *e)
{
	struct units all = {0};
	bool program = !strcmp(q->what, "program");
	*out = (struct units){0};
	enum code c = program ? OK : record_units(db, a, q->what, q->lang, &all, e);
	if (c)
		return c;
	size_t n = program ? tr_count() : all.n, most = q->most ? q->most : n;
	out->items = NEW_ARRAY(a, struct unit, (most < n ? most : n) + 1);
	for (size_t k = 0; k < n; k++) {
		struct unit u;
		if (program)
			program_unit(a, q->lang, k, &u);
		else
			u = all.items[k];
		if (!shown(q, &u))
			continue;
		if (out->all++ >= q->from && out->n < most)
			out->items[out->n++] = u;
	}
	return OK;
}

/* ---- gaps ---- */

#define ARGS 12

/* What printf would take, by position; false when it is no format. */
static bool arguments(struct str s, char out[ARGS])
{
	int next = 0;
	memset(out, 0, ARGS);
	for (size_t i = 0; i < s.n; i++) {
		if (s.p[i] != '%')
			continue;
		if (++i < s.n && s.p[i] == '%')
			continue;
		size_t from = i;
		int64_t place = 0;
		while (i < s.n && s.p[i] >= '0' && s.p[i] <= '9')
			i++;
		if (i < s.n && s.p[i] == '$' && i > from && str_int((struct str){s.p + from, i - from}, &place))
			i++;
		while (i < s.n && strchr("-+ #0123456789.*hlLzjt", s.p[i]))
			i++;
		int at = place > 0 ? (int)place - 1 : next++;
		if (i >= s.n || !strchr("diouxXeEfFgGcsp", s.p[i]) || at < 0 || at >= ARGS)
			return false;
		out[at] = strchr("di", s.p[i]) ? 'd' : strchr("eEfFgG", s.p[i]) ? 'f' : s.p[i];
	}
	return true;
}

static bool same_arguments(const char want[ARGS], const char got[ARGS], bool plural)
{
	size_t n = 0;
	while (n < ARGS && got[n])
		n++;
	for (size_t i = 0; i < ARGS; i++)
		if (want[i] != got[i] && !(plural && i >= n)) /* a form may leave out the last ones: "one day" */
			return false;
	return true;
}

/* "{name}" and its like: the same ones as often. */
static size_t gaps(struct str s, size_t from, struct str *gap)
{
	for (size_t i = from; i < s.n; i++) {
		if (s.p[i] != '{')
			continue;
		for (size_t k = i + 1; k < s.n && k < i + 16; k++) {
			if (s.p[k] == '}' && k > i + 1) {
				*gap = (struct str){s.p + i, k - i + 1};
				return k + 1;
			}
			if (s.p[k] < 'a' || s.p[k] > 'z')
				break;
		}
	}
	return 0;
}

static size_t gap_count(struct str s, struct str gap)
{
	struct str g;
	size_t n = 0;
	for (size_t at = gaps(s, 0, &g); at; at = gaps(s, at, &g))
		n += str_eq(g, gap);
	return n;
}

static bool same_gaps(struct str x, struct str y)
{
	struct str g;
	for (size_t at = gaps(x, 0, &g); at; at = gaps(x, at, &g))
		if (gap_count(x, g) != gap_count(y, g))
			return false;
	for (size_t at = gaps(y, 0, &g); at; at = gaps(y, at, &g))
		if (gap_count(x, g) != gap_count(y, g))
			return false;
	return true;
}

struct str unit_wrong(struct arena *a, enum lang lang, const struct unit *u, const struct str *forms, size_t n)
{
	char want[ARGS], got[ARGS];
	bool program = str_starts(u->key, "t") && u->key.n == 17;
	size_t need = u->many.n ? tr_forms(lang) : 1;
	struct str fullest = u->many.n ? u->many : u->source;
	if (n != need)
		return str_fmt(a, "it has %zu forms, this language needs %zu", n, need);
	for (size_t i = 0; i < n; i++) {
		if (!str_trim(forms[i]).n)
			return S("one of its forms is empty");
		if (!utf8_valid(forms[i]) || memchr(forms[i].p, '\0', forms[i].n) || memchr(forms[i].p, SEP[0], forms[i].n))
			return S("it holds a character that cannot be kept");
		if (forms[i].n > 8 * fullest.n + 400)
			return S("it is far longer than its source");
		if (!program && !same_gaps(u->source, forms[i]))
			return str_fmt(a, "its gaps are not those of \"%.*s\"", S_ARG(u->source));
		if (program && arguments(fullest, want) && !(arguments(forms[i], got) && same_arguments(want, got, u->many.n > 0)))
			return str_fmt(a, "it does not take the same %% places as \"%.*s\"", S_ARG(fullest));
	}
	return S("");
}

/* ---- writing ---- */

static enum code own_put(struct db *db, struct arena *a, const struct viewer *v, enum lang lang, const struct unit *u, const struct str *forms, size_t n, const char *origin, struct err *e)
{
	struct buf b = buf_new(a, 1 << 16);
	for (size_t i = 0; i < n; i++) {
		buf_z(&b, i ? SEP : "");
		buf_str(&b, forms[i]);
	}
	/* always later than the last one: that is how every server notices */
	int64_t last = 0, now = clock_now();
	enum code c = db_int(db, e, &last, "select coalesce(max(changed_at), 0) from translation_own where district = ?1", "d");
	return c ? c : db_exec(db, e, "insert into translation_own (district, lang, ctx, msgid, forms, origin, changed_at, changed_by) values (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)"
	               " on conflict (district, lang, ctx, msgid) do update set forms = excluded.forms, origin = excluded.origin, changed_at = excluded.changed_at, changed_by = excluded.changed_by",
	               "dztttzib", LANGS[lang].tag, u->ctx, u->source, buf_done(&b), origin, now > last ? now : last + 1, v->person);
}

static enum code record_put(struct db *db, const struct viewer *v, enum lang lang, const struct unit *u, struct str text, const char *origin, struct err *e)
{
	struct viewer s = *v;
	struct str rest = u->key, type = str_cut(&rest, ':');
	size_t cut = rest.n;
	struct rows *r;
	s.hats |= REL_SYSTEM;
	while (cut && rest.p[cut - 1] != ':')
		cut--;
	if (!cut)
		return err_set(e, E_NOTFOUND, "There is no such sentence.");
	struct str key = {rest.p, cut - 1}, field = {rest.p + cut, rest.n - cut};
	enum code c = str_eqz(type, "phrase") ? db_query(db, e, &r, "select id from phrase where source_id = ?1 and district = ?2", "td", key)
	              : str_eqz(type, "term") ? db_query(db, e, &r, "select id from term where source_id = ?1 and district = ?2", "td", key)
	                                      : db_query(db, e, &r, "select id from competency where code = ?1 and district = ?2 order by id limit 1", "td", key);
	if (c)
		return c;
	int got = rows_next(r, e);
	struct id id = got == 1 ? rows_id(r, 0) : ID_NIL;
	rows_end(r);
	if (got != 1)
		return got < 0 ? e->code : err_set(e, E_NOTFOUND, "There is no such sentence.");
	return record_text_put(db, &s, record_type_find(str_eqz(type, "phrase") ? S("phrase") : str_eqz(type, "term") ? S("term") : S("competency")), id, str_eqz(field, "plain") ? "plain" : str_eqz(field, "term") ? "term" : "text",
	                       str_z(LANGS[lang].tag), text, origin, e);
}

static const char *what_of(struct str key)
{
	return str_starts(key, "phrase:") ? "phrase" : str_starts(key, "term:") ? "term" : str_starts(key, "competency:") ? "competency" : "program";
}

static enum code put(struct db *db, struct arena *a, const struct viewer *v, enum lang lang, const struct unit *u, const struct str *forms, size_t n, const char *origin, struct err *e)
{
	return !strcmp(what_of(u->key), "program") ? own_put(db, a, v, lang, u, forms, n, origin, e) : record_put(db, v, lang, u, forms[0], origin, e);
}

static const struct unit *unit_of(const struct units *all, struct str key)
{
	for (size_t i = 0; i < all->n; i++)
		if (str_eq(all->items[i].key, key))
			return &all->items[i];
	return NULL;
}

enum code unit_put(struct db *db, struct arena *a, const struct viewer *v, enum lang lang, struct str key, const struct str *forms, size_t n, const char *origin, struct err *e)
{
	struct units all;
	enum code c = lang == LANG_EN ? err_set(e, E_INPUT, "English is the source; it is changed where it is written.") : units_find(db, a, &(struct unit_query){.what = what_of(key), .lang = lang}, &all, e);
	if (c)
		return c;
	const struct unit *u = unit_of(&all, key);
	if (!u)
		return err_set(e, E_NOTFOUND, "There is no such sentence.");
	struct str wrong = unit_wrong(a, lang, u, forms, n);
	if (wrong.n)
		return err_set(e, E_INPUT, "This translation cannot be kept: %s.", str_dupz(a, wrong));
	return put(db, a, v, lang, u, forms, n, origin, e);
}

/* ---- a whole file ---- */

#define SAMPLES 20
#define KINDS 4

struct index { struct units all; size_t *slots, mask; };

static void index_make(struct arena *a, struct index *x)
{
	size_t n = 4;
	while (n < 2 * x->all.n)
		n *= 2;
	x->mask = n - 1;
	x->slots = NEW_ARRAY(a, size_t, n);
	for (size_t i = 0; i < x->all.n; i++) {
		size_t at = (size_t)tr_key(str_dupz(a, x->all.items[i].key)) & x->mask;
		while (x->slots[at])
			at = (at + 1) & x->mask;
		x->slots[at] = i + 1;
	}
}

static const struct unit *index_find(struct arena *a, const struct index *x, struct str key)
{
	for (size_t at = (size_t)tr_key(str_dupz(a, key)) & x->mask; x->slots[at]; at = (at + 1) & x->mask)
		if (str_eq(x->all.items[x->slots[at] - 1].key, key))
			return &x->all.items[x->slots[at] - 1];
	return NULL;
}

static bool same_forms(const struct unit *x, const struct unit *y)
{
	bool same = x->n_forms == y->n_forms;
	for (size_t i = 0; same && i < x->n_forms; i++)
		same = str_eq(x->forms[i], y->forms[i]);
	return same;
}

static enum code take_one(struct db *db, struct arena *a, const struct viewer *v, enum lang lang, const struct index *x, const struct unit *u, bool dry, struct taking *out, struct err *e)
{
	const struct unit *ours = index_find(a, x, u->key);
	const char *origin = str_eqz(u->origin, "reviewed") ? "reviewed" : str_eqz(u->origin, "machine") ? "machine" : "person";
	if (!u->n_forms)
		return OK;
	if (!ours || !str_eq(ours->source, u->source)) {
		out->unknown++;
		return OK;
	}
	struct str wrong = unit_wrong(a, lang, ours, u->forms, u->n_forms);
	if (wrong.n)
		return err_set(e, E_INPUT, "Line %zu, column %zu: %s.", u->line, u->column, str_dupz(a, wrong));
	if (same_forms(u, ours) && str_eqz(ours->origin, origin)) {
		out->same++;
		return OK;
	}
	if (!strcmp(origin, "machine") && ours->n_forms && !str_eqz(ours->origin, "machine")) {
		out->kept++;
		return OK;
	}
	*(ours->n_forms ? &out->changed : &out->fresh) += 1;
	if (out->n_samples < SAMPLES)
		out->samples[out->n_samples++] = *u;
	return dry ? OK : put(db, a, v, lang, ours, u->forms, u->n_forms, origin, e);
}

enum code units_take(struct db *db, struct arena *a, const struct viewer *v, enum lang lang, const struct units *u, bool dry, struct taking *out, struct err *e)
{
	static const char *const kinds[KINDS] = {"program", "phrase", "term", "competency"};
	struct index x[KINDS] = {0};
	enum code c = lang == LANG_EN ? err_set(e, E_INPUT, "English is the source; it is changed where it is written.") : OK;
	*out = (struct taking){.samples = NEW_ARRAY(a, struct unit, SAMPLES)};
	for (size_t k = 0; k < KINDS && !c; k++) {
		bool used = false;
		for (size_t i = 0; i < u->n && !used; i++)
			used = !strcmp(what_of(u->items[i].key), kinds[k]);
		c = used ? units_find(db, a, &(struct unit_query){.what = kinds[k], .lang = lang}, &x[k].all, e) : OK;
		if (!c)
			index_make(a, &x[k]);
	}
	for (size_t i = 0; i < u->n && !c; i++)
		for (size_t k = 0; k < KINDS && !c; k++)
			if (!strcmp(what_of(u->items[i].key), kinds[k]))
				c = take_one(db, a, v, lang, &x[k], &u->items[i], dry, out, e);
	return c;
}

enum code strings_load(struct db *db, struct err *e)
{
	struct rows *r;
	enum code c = db_query(db, e, &r, "select lang, ctx, msgid, forms, origin from translation_own where district = ?1", "d");
	if (c)
		return c;
	int got;
	struct arena *a = arena_new(0);
	if (!a) {
		rows_end(r);
		return err_set(e, E_MEMORY, "There is not enough memory.");
	}
	while ((got = rows_next(r, e)) == 1) {
		enum lang lang;
		struct str ctx = rows_t(r, 1), forms = str_dup(a, rows_t(r, 3)), origin = rows_t(r, 4);
		const char *msgid = str_dupz(a, rows_t(r, 2));
		int64_t k = tr_find(ctx.n ? str_dupz(a, ctx) : NULL, msgid);
		if (!lang_parse(rows_t(r, 0), &lang) || k < 0)
			continue;
		char *text = arena_alloc(a, forms.n + 2);
		for (size_t i = 0; i < forms.n; i++)
			text[i] = forms.p[i] == SEP[0] ? '\0' : forms.p[i];
		tr_own(lang, (size_t)k, (struct str){text, forms.n + 1}, str_eqz(origin, "reviewed") ? TR_REVIEWED : str_eqz(origin, "machine") ? TR_MACHINE : TR_PERSON);
		arena_reset(a);
	}
	rows_end(r);
	arena_free(a);
	return got < 0 ? e->code : OK;
}
