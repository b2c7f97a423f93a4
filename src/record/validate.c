#include "record/inside.h"

#include <string.h>

#define TEXT_LETTERS 500
#define LONG_LETTERS 20000

void problem_add(struct draft *d, const char *field, struct str text)
{
	struct problems *p = &d->problems;
	p->items = arena_grow(d->a, p->items, p->n * sizeof *p->items, (p->n + 1) * sizeof *p->items);
	p->items[p->n++] = (struct problem){field, text};
}

/* ---- one value ---- */

static bool no(struct str *why, struct str text)
{
	*why = text;
	return false;
}

/* C0 but line ends and tabs in paragraphs, DEL, C1, and the marks that turn text around unseen. */
static bool has_control(struct str s, bool lines)
{
	while (s.n > 0) {
		int32_t c = utf8_next(&s);
		if ((c < 32 && !(lines && (c == '\n' || c == '\t'))) || (c >= 127 && c < 160))
			return true;
		if ((c >= 0x202A && c <= 0x202E) || c == 0x2028 || c == 0x2029 || c == 0xFEFF)
			return true;
	}
	return false;
}

static struct str plain_lines(struct arena *a, struct str s)
{
	char *p = arena_alloc(a, s.n + 1);
	size_t n = 0;
	for (size_t i = 0; i < s.n; i++) {
		if (s.p[i] == '\r') {
			if (i + 1 == s.n || s.p[i + 1] != '\n')
				p[n++] = '\n';
		} else {
			p[n++] = s.p[i];
		}
	}
	return (struct str){p, n};
}

static bool parse_text(struct arena *a, enum lang lang, const struct field *f, struct str s, struct val *out, struct str *why)
{
	bool lines = f->type == F_LONG;
	int64_t most = f->max > 0 ? f->max : lines ? LONG_LETTERS : TEXT_LETTERS;
	struct str text = lines ? plain_lines(a, s) : str_dup(a, s);
	if (has_control(text, lines))
		return no(why, str_z(lines ? tr(lang, N_("There is an invisible control character in this text. Please type it again."))
		                           : tr(lang, N_("This must be one line without control characters. Please type it again."))));
	int64_t n = (int64_t)utf8_count(text);
	if (n > most)
		return no(why, str_fmt(a, tr(lang, N_("This has %lld letters and %lld fit. Please shorten it.")), (long long)n, (long long)most));
	*out = (struct val){.type = 't', .as.t = text};
	return true;
}

static bool parse_number(struct arena *a, enum lang lang, const struct field *f, struct str s, struct val *out, struct str *why)
{
	int64_t i = 0;
	double r = 0;
	bool ranged = f->max > f->min;
	if (f->type == F_INT ? !str_int(s, &i) : !str_real(s, &r))
		return no(why, str_z(f->type == F_INT ? tr(lang, N_("Please give a whole number, like 12."))
		                                      : tr(lang, N_("Please give a number, like 12.5."))));
	if (ranged && (f->type == F_INT ? i < f->min || i > f->max : r < (double)f->min || r > (double)f->max))
		return no(why, str_fmt(a, tr(lang, N_("Please give a number from %lld to %lld.")), (long long)f->min, (long long)f->max));
	*out = f->type == F_INT ? (struct val){.type = 'i', .as.i = i} : (struct val){.type = 'r', .as.r = r == 0 ? 0.0 : r};
	return true;
}

static bool parse_bool(enum lang lang, struct str s, struct val *out, struct str *why)
{
	static const char *const YES[] = {"1", "true", "yes", "on"}, *const NO[] = {"0", "false", "no", "off"};
	for (int i = 0; i < 4; i++)
		if (str_ieqz(s, YES[i]) || str_ieqz(s, NO[i])) {
			*out = (struct val){.type = 'i', .as.i = str_ieqz(s, YES[i])};
			return true;
		}
	return no(why, str_z(tr(lang, N_("Please answer yes or no."))));
}

static const char *choice_value(const struct field *f, struct str s)
{
	for (const struct choice *c = f->choices; c->value != NULL; c++)
		if (str_eqz(s, c->value))
			return c->value;
	return NULL;
}

/* Kept in the order of the declaration, each once, so that equal choices are equal texts. */
static bool parse_choices(struct arena *a, enum lang lang, const struct field *f, struct str s, struct val *out, struct str *why)
{
	struct str rest = s;
	while (rest.n > 0) {
		struct str one = str_cut(&rest, ' ');
		if (one.n > 0 && choice_value(f, one) == NULL)
			return no(why, str_fmt(a, tr(lang, N_("\"%.*s\" is none of the choices.")), S_ARG(one)));
	}
	struct buf b = buf_new(a, 64 * 1024);
	for (const struct choice *c = f->choices; c->value != NULL; c++)
		if (choices_have(s, c->value))
			buf_fmt(&b, "%s%s", b.n > 0 ? " " : "", c->value);
	*out = b.n > 0 ? (struct val){.type = 't', .as.t = buf_done(&b)} : (struct val){.type = 'n'};
	return true;
}

/* The shape of a BCP 47 tag: 2 to 8 letters, then parts of 1 to 8 letters or digits. */
static bool lang_tag(struct str s)
{
	bool first = true;
	if (s.n == 0 || s.n > 35 || s.p[s.n - 1] == '-')
		return false;
	while (s.n > 0) {
		struct str part = str_cut(&s, '-');
		if (part.n < (first ? 2u : 1u) || part.n > 8)
			return false;
		for (size_t i = 0; i < part.n; i++) {
			char c = part.p[i];
			bool letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
			if (!letter && (first || c < '0' || c > '9'))
				return false;
		}
		first = false;
	}
	return true;
}

bool value_parse(struct arena *a, enum lang lang, const struct field *f, struct str text, struct val *out, struct str *why)
{
	day_t day;
	int64_t us;
	struct id id;
	*out = (struct val){.type = 'n'};
	if (!utf8_valid(text))
		return no(why, str_z(tr(lang, N_("These bytes are no text in UTF-8. Please save the file as UTF-8 or type it again."))));
	struct str s = str_trim(text);
	if (s.n == 0)
		return true;
	switch (f->type) {
	case F_TEXT: case F_LONG: return parse_text(a, lang, f, s, out, why);
	case F_INT: case F_REAL: return parse_number(a, lang, f, s, out, why);
	case F_BOOL: return parse_bool(lang, s, out, why);
	case F_CHOICES: return parse_choices(a, lang, f, s, out, why);
	case F_DATE:
		if (!day_parse(s, &day))
			return no(why, str_z(tr(lang, N_("There is no such date. Please write year, month and day, like 2026-09-01."))));
		*out = (struct val){.type = 't', .as.t = str_dup(a, s)};
		return true;
	case F_TIME:
		if (!time_parse(s, &us))
			return no(why, str_z(tr(lang, N_("There is no such time. Please write it like 2026-09-01T08:30:00Z."))));
		*out = (struct val){.type = 'i', .as.i = us};
		return true;
	case F_CHOICE:
		if (choice_value(f, s) == NULL)
			return no(why, str_fmt(a, tr(lang, N_("\"%.*s\" is none of the choices.")), S_ARG(s)));
		*out = (struct val){.type = 't', .as.t = str_z(choice_value(f, s))};
		return true;
	case F_LANG:
		if (!lang_tag(s))
			return no(why, str_z(tr(lang, N_("This is no language tag. Please write one like en, es or zh-Hans."))));
		*out = (struct val){.type = 't', .as.t = str_dup(a, s)};
		return true;
	case F_REF: case F_FILE:
		if (!id_parse(s, &id) || id_nil(id))
			return no(why, str_z(tr(lang, N_("This does not name a record. Please choose one from the list."))));
		*out = (struct val){.type = 'b', .as.b = id};
		return true;
	}
	return no(why, S(""));
}

bool val_same(const struct val *x, const struct val *y)
{
	if (x->type != y->type)
		return false;
	switch (x->type) {
	case 'i': return x->as.i == y->as.i;
	case 'r': return x->as.r == y->as.r;
	case 't': return str_eq(x->as.t, y->as.t);
	case 'b': return id_eq(x->as.b, y->as.b);
	default: return true;
	}
}

/* ---- a whole change ---- */

void draft_inputs(struct draft *d, const struct input *in, size_t n)
{
	for (size_t k = 0; k < n; k++) {
		int i = field_index(d->t, in[k].field);
		if (i < 0 && d->t->states != NULL && strcmp(in[k].field, "state") == 0 && (d->v->hats & REL_SYSTEM)) {
			d->state = in[k].text;
			continue;
		}
		if (i < 0) {
			problem_add(d, NULL, str_fmt(d->a, tr(d->v->lang, N_("There is no field called \"%.60s\" here.")), in[k].field));
			continue;
		}
		const struct field *f = &d->t->fields[i];
		struct str why = {NULL, 0};
		if (d->given[i])
			problem_add(d, f->name, str_z(tr(d->v->lang, N_("This was given twice."))));
		else if (!value_parse(d->a, d->v->lang, f, in[k].text, &d->now.values[i], &why))
			problem_add(d, f->name, why);
		d->given[i] = true;
	}
}

static bool has_problem(const struct draft *d, const char *field)
{
	for (size_t i = 0; i < d->problems.n; i++)
		if (d->problems.items[i].field == field)
			return true;
	return false;
}

/* A reference must lead somewhere in this district, to something the person may see: an id that does not show
 * answers no questions. Persons are the exception: a colleague is named as owner without being looked into. */
static enum code check_ref(struct draft *d, const struct field *f, struct id to, struct err *e)
{
	const struct record_type *t = record_type_find(str_z(f->ref));
	const struct type_sql *s = type_sql(t);
	struct record r;
	enum code c;
	if (t->scope == SCOPE_PERSON || (d->v->hats & REL_SYSTEM)) {
		struct val v[2] = {{.type = 'b', .as.b = to}, {.type = 'b', .as.b = db_district(d->db)}};
		struct rows *rows;
		c = db_query_vals(d->db, e, &rows, s->exists, v, 2);
		if (c != OK)
			return c;
		int got = rows_next(rows, e);
		if (got == 1)
			rows_end(rows);
		c = got < 0 ? E_DB : got == 1 ? OK : E_NOTFOUND;
	} else {
		c = record_raw(d->db, d->a, t, to, &r, e);
		if (c == OK)
			c = record_rel_of(d->db, d->v, &r, e);
		if (c == OK && !(r.rel & (t->see | REL_SYSTEM)))
			c = E_NOTFOUND;
	}
	if (c == E_NOTFOUND) {
		err_clear(e);
		problem_add(d, f->name, str_fmt(d->a, tr(d->v->lang, N_("There is no such record (%s). Please choose one from the list.")),
		                                tr(d->v->lang, t->label)));
		return OK;
	}
	return c;
}

static enum code check_unique(struct draft *d, size_t i, struct err *e)
{
	const struct field *f = &d->t->fields[i];
	struct val v[3] = {{.type = 'b', .as.b = db_district(d->db)}, d->now.values[i], {.type = 'b', .as.b = d->now.id}};
	struct rows *rows;
	enum code c = db_query_vals(d->db, e, &rows, type_sql(d->t)->unique[i], v, 3);
	if (c != OK)
		return c;
	int got = rows_next(rows, e);
	if (got == 1) {
		rows_end(rows);
		problem_add(d, f->name, str_fmt(d->a, tr(d->v->lang, N_("Another record has this already (%s). It must be the only one.")),
		                                tr(d->v->lang, f->label)));
	}
	return got < 0 ? E_DB : OK;
}

static void check_right(struct draft *d, const struct field *f, const struct record *old)
{
	unsigned may = old == NULL && f->edit == 0 ? d->t->create | REL_SYSTEM : field_edit(d->t, f);
	unsigned see = old == NULL && f->see == 0 ? may : field_see(d->t, f);
	if (old != NULL && (f->flags & FF_FIXED))
		problem_add(d, f->name, str_z(tr(d->v->lang, N_("This was set at the beginning and stays as it is."))));
	else if (!(d->now.rel & may) || !(d->now.rel & see))
		problem_add(d, f->name, str_z(tr(d->v->lang, N_("You may not change this. Somebody who may can do it for you."))));
}

enum code draft_check(struct draft *d, const struct record *old, struct err *e)
{
	enum code c = OK;
	size_t n = field_count(d->t);
	for (size_t i = 0; c == OK && i < n; i++) {
		const struct field *f = &d->t->fields[i];
		struct val *v = &d->now.values[i];
		if (has_problem(d, f->name))
			continue;
		if (d->given[i] && (old == NULL ? v->type != 'n' : !val_same(v, &old->values[i])))
			check_right(d, f, old);
		if ((f->flags & FF_REQUIRED) && v->type == 'n' && (old == NULL || d->given[i]))
			problem_add(d, f->name, str_z(tr(d->v->lang, N_("Please fill this in."))));
		if (v->type == 'n' || has_problem(d, f->name) || (old != NULL && val_same(v, &old->values[i])))
			continue;
		if (f->type == F_REF)
			c = check_ref(d, f, v->as.b, e);
		if (c == OK && (f->flags & FF_UNIQUE))
			c = check_unique(d, i, e);
	}
	return c;
}

enum code draft_checks(struct draft *d, const struct record *old, const struct record *now, struct err *e)
{
	const struct change change = {.db = d->db, .viewer = d->v, .rel = d->now.rel, .old = old, .now = now, .a = d->a};
	for (const struct check *k = d->t->checks; k != NULL && k->fn != NULL; k++) {
		struct err why = {0};
		if (e != NULL) {
			why.translate = e->translate;
			why.translate_arg = e->translate_arg;
		}
		enum code c = k->fn(&change, &why);
		if (c == E_INPUT) {
			problem_add(d, NULL, str_dup(d->a, str_z(why.text)));
		} else if (c != OK) {
			if (e != NULL)
				*e = why;
			return c;
		}
	}
	return OK;
}

enum code draft_verdict(struct draft *d, struct problems *out, struct err *e)
{
	if (out != NULL)
		*out = d->problems;
	if (d->problems.n == 0)
		return OK;
	const struct problem *p = &d->problems.items[0];
	int i = field_index(d->t, p->field);
	if (i < 0)
		return err_set(e, E_INPUT, "%.*s", S_ARG(p->text));
	return err_set(e, E_INPUT, "%s: %.*s", tr(d->v->lang, d->t->fields[i].label), S_ARG(p->text));
}
