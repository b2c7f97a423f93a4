#include "print/person.h"

#include "school/admin/school.h"
#include "school/people/people.h"
#include "school/plan/needs.h"
#include "school/plan/need_words.h"
#include "school/plan/timetable.h"

#include <string.h>

static struct str choices_shown(const struct person_ask *x, const struct field *f, struct str values)
{
	struct str list[16];
	size_t n = 0;
	while (values.n && n < 16) {
		struct str one = str_cut(&values, ' ');
		const char *label = choice_label(f->choices, one);
		list[n++] = label[0] ? str_z(tr(x->lang, label)) : one;
	}
	return tr_list(x->a, x->lang, list, n);
}

/* A value as people read it; empty: there is nothing to print. */
static struct str shown(const struct person_ask *x, const struct record *r, int i)
{
	const struct field *f = &r->type->fields[i];
	day_t day;
	enum need_term term;
	struct need_value value;
	if (r->hidden[i] || rec_null(r, f->name))
		return S("");
	if (!strcmp(f->name, "value") && need_term_parse(rec_t(r, "term"), &term))
		return need_value_parse(term, rec_t(r, "value"), &value) ? need_value_words(x->a, x->lang, term, value) : S("");
	switch (f->type) {
	case F_REF:
	case F_FILE:
		return S(""); /* what it leads to is printed where it belongs */
	case F_CHOICE:
	case F_CHOICES:
		return choices_shown(x, f, rec_t(r, f->name));
	case F_BOOL:
		return str_z(rec_i(r, f->name) ? tr(x->lang, N_("Yes")) : tr(x->lang, N_("No")));
	case F_DATE:
		return day_parse(rec_t(r, f->name), &day) ? tr_date_short(x->a, x->lang, day) : rec_t(r, f->name);
	case F_LANG:
		return tr_language_name(x->a, x->lang, rec_t(r, f->name));
	case F_INT:
		return tr_number(x->a, x->lang, (double)rec_i(r, f->name), 0);
	case F_REAL:
		return tr_number(x->a, x->lang, rec_r(r, f->name), 2);
	default:
		return rec_show(x->a, r, i);
	}
}

static bool named(const char *const *only, const char *name)
{
	for (size_t i = 0; only && only[i]; i++)
		if (!strcmp(only[i], name))
			return true;
	return !only;
}

static enum code one(const struct person_ask *x, struct pdf *p, const struct record *r, const char *const *only, struct err *e)
{
	for (int i = 0; r->type->fields[i].name; i++) {
		const struct field *f = &r->type->fields[i];
		struct str text = shown(x, r, i), origin;
		if (!named(only, f->name) || !str_trim(text).n)
			continue;
		if (f->flags & FF_TRANSLATABLE) {
			enum code c = record_text_get(x->db, x->a, r->type, r, f->name, x->lang, &text, &origin, e);
			if (c)
				return c;
		}
		pdf_text(p, only ? PDF_H2 : PDF_H3, str_z(tr(x->lang, f->label)), x->lang);
		pdf_text(p, PDF_P, text, x->lang);
	}
	return OK;
}

/* Every record of a type about the learner. *n: how many were there. */
static enum code all(const struct person_ask *x, struct pdf *p, const char *type, const char *const *only, size_t *n, struct err *e)
{
	const struct record_type *t = record_type_find(str_z(type));
	struct filter about = {t->about, '=', id_str(x->a, x->learner)};
	struct query q = {.filters = &about, .n_filters = 1, .limit = 200};
	struct record_list list;
	enum code c = record_find(x->db, x->a, x->viewer, t, &q, &list, e);
	*n = 0;
	if (c || !list.n)
		return c;
	if (!only)
		pdf_text(p, PDF_H1, str_z(tr(x->lang, t->plural)), x->lang);
	for (size_t i = 0; i < list.n && !c; i++) {
		if (i && !only)
			pdf_rule(p);
		c = one(x, p, &list.items[i], only, e);
		*n += 1;
		if (only)
			break;
	}
	return c;
}

static enum code begin(const struct person_ask *x, const char *title, double size, struct pdf **p, struct err *e)
{
	struct person who;
	enum code c = person_get(x->db, x->a, x->learner, &who, e);
	if (!c)
		c = pdf_new(x->a, &(struct pdf_options){.lang = x->lang, .title = str_z(tr(x->lang, title)), .letter = x->letter, .date = x->today}, p, e);
	if (c)
		return c;
	pdf_look(*p, &(struct pdf_look){.size = size});
	pdf_text(*p, PDF_H1, str_fmt(x->a, "%s: %.*s", tr(x->lang, title), S_ARG(who.name)), x->lang);
	pdf_text(*p, PDF_SMALL, str_fmt(x->a, "%.*s \u00B7 %s", S_ARG(school_name(x->db, x->a)), str_dupz(x->a, tr_date_short(x->a, x->lang, x->today))), x->lang);
	pdf_rule(*p);
	return OK;
}

/* The week hour by hour, as the timetable page shows it. */
static enum code timetable(const struct person_ask *x, struct pdf *p, struct err *e)
{
	struct timetable t;
	struct str tz;
	enum code c = setting_text(x->db, x->a, "school.timezone", &tz, e);
	if (!c)
		c = timetable_load(x->db, x->a, x->lang, str_dupz(x->a, tz), x->learner, x->today, &t, e);
	if (c || !t.own)
		return c;
	pdf_text(p, PDF_H1, str_z(tr(x->lang, N_("The day in one timetable"))), x->lang);
	for (size_t i = 0; i < t.n; i++) {
		const struct timetable_row *y = &t.rows[i];
		struct str more[5];
		size_t n = 0;
		if (!i || t.rows[i - 1].day != y->day)
			pdf_text(p, PDF_H2, str_z(tr(x->lang, choice_label(RHYTHM_DAYS, str_fmt(x->a, "%d", y->day)))), x->lang);
		if (y->place.n)
			more[n++] = y->place;
		if (y->adult.n)
			more[n++] = y->adult;
		if (y->travel)
			more[n++] = str_fmt(x->a, trn(x->lang, "%d minute on the way.", "%d minutes on the way.", y->travel), y->travel);
		if (y->supports.n)
			more[n++] = y->supports;
		pdf_text(p, PDF_P, str_fmt(x->a, "%.*s-%.*s  %.*s", S_ARG(y->begins), S_ARG(y->ends), S_ARG(y->what)), x->lang);
		for (size_t k = 0; k < n; k++)
			pdf_text(p, PDF_SMALL, more[k], x->lang);
	}
	return OK;
}

static enum code print(const struct person_ask *x, const char *title, const char *const *types, struct str *bytes, struct err *e)
{
	struct pdf *p;
	size_t n, any = 0;
	enum code c = begin(x, title, 11.5, &p, e);
	for (size_t i = 0; types[i] && !c; i++) {
		c = all(x, p, types[i], NULL, &n, e);
		any += n;
	}
	if (!c && !strcmp(types[0], "plan"))
		c = timetable(x, p, e);
	if (!c && !any)
		pdf_text(p, PDF_P, str_z(tr(x->lang, N_("Nothing is written yet."))), x->lang);
	return c ? c : pdf_done(p, bytes, e);
}

enum code print_plan(const struct person_ask *x, struct str *bytes, struct err *e)
{
	static const char *const types[] = {"plan", "plan_line", "goal", NULL};
	return print(x, N_("Plan"), types, bytes, e);
}

enum code print_profile(const struct person_ask *x, struct str *bytes, struct err *e)
{
	static const char *const types[] = {"profile", "profile_domain", "goal", NULL};
	return print(x, N_("Who I am"), types, bytes, e);
}

enum code print_card(const struct person_ask *x, struct str *bytes, struct err *e)
{
	static const char *const usual[] = {"strengths", "interests", "work_ways", "workspace", "needs", "teachers_know", NULL};
	const char *chosen[24] = {NULL};
	struct pdf *p;
	struct rows *r;
	size_t n, k = 0;
	enum code c = begin(x, N_("Who I am and what helps me"), 14, &p, e);
	if (!c)
		c = db_query(x->db, e, &r, "select coalesce(show_on_card, '') from profile where learner = ?1 order by id limit 1", "b", x->learner);
	if (c)
		return c;
	int got = rows_next(r, e);
	for (struct str rest = got == 1 ? str_dup(x->a, rows_t(r, 0)) : S(""); rest.n && k < 20;) /* the learner's own choice */
		chosen[k++] = str_dupz(x->a, str_cut(&rest, ' '));
	rows_end(r);
	c = got < 0 ? e->code : all(x, p, "profile", k ? chosen : usual, &n, e);
	if (!c && !n)
		pdf_text(p, PDF_P, str_z(tr(x->lang, N_("Nothing is written yet."))), x->lang);
	return c ? c : pdf_done(p, bytes, e);
}
