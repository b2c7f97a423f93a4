/* records.c - list, view, form, states and history of every record type, from its declaration alone. */
#include "web/pages/records.h"
#include "school/plan/alignment.h"
#include "school/plan/plan_time.h"
#include "school/admin/school.h"
#include "school/people/people.h"
#include "templates.h"
#include "web/app.h"

#include <stdlib.h>
#include <string.h>

#define OPTIONS_MAX 300 /* records offered to choose from; with more the id is typed */

static enum code type_of(struct request *rq, const struct record_type **t, struct err *e)
{
	*t = record_type_find(rq_param(rq, "type"));
	return *t ? OK : err_set(e, E_NOTFOUND, "There is no such kind of record.");
}

static enum code title_of(struct request *rq, const char *type, struct id id, struct str *out, struct err *e)
{
	const struct record_type *t = record_type_find(str_z(type));
	struct record r;
	*out = S("");
	if (!t || id_nil(id))
		return OK;
	if (t->scope == SCOPE_PERSON) {
		struct person p;
		enum code c = person_get(rq->db, rq->a, id, &p, e);
		if (!c)
			*out = p.name;
		return c == E_NOTFOUND ? OK : c;
	}
	enum code c = record_get(rq->db, rq->a, &rq->viewer, t, id, &r, e);
	if (c)
		return c == E_NOTFOUND ? OK : c;
	*out = rec_title(rq->a, &r);
	return OK;
}

static struct str time_shown(struct request *rq, int64_t us)
{
	struct site site = app_site(rq->app, rq->db);
	return tr_time(rq->a, rq->lang, site.tz, us);
}

/* A value as people read it. */
static enum code cell_of(struct request *rq, const struct record *r, int i, struct rec_cell *out, struct err *e)
{
	const struct field *f = &r->type->fields[i];
	*out = (struct rec_cell){.hidden = r->hidden[i]};
	if (out->hidden || rec_null(r, f->name))
		return OK;
	struct str raw = rec_show(rq->a, r, i);
	day_t day;
	switch (f->type) {
	case F_BOOL:
		out->text = str_z(rec_i(r, f->name) ? T(rq, "Yes") : T(rq, "No"));
		return OK;
	case F_CHOICE:
		out->text = f->choices && *choice_label(f->choices, raw) ? str_z(tr(rq->lang, choice_label(f->choices, raw))) : raw;
		return OK;
	case F_CHOICES: {
		struct str words[32];
		size_t n = 0;
		for (struct str rest = raw; rest.n && n < 32;) {
			struct str w = str_cut(&rest, ' ');
			const char *label = f->choices ? choice_label(f->choices, w) : "";
			words[n++] = *label ? str_z(tr(rq->lang, label)) : w;
		}
		out->text = n ? tr_list(rq->a, rq->lang, words, n) : S("");
		return OK;
	}
	case F_DATE:
		out->text = day_parse(raw, &day) ? tr_date_short(rq->a, rq->lang, day) : raw;
		return OK;
	case F_TIME:
		out->text = time_shown(rq, rec_i(r, f->name));
		return OK;
	case F_LANG:
		out->text = tr_language_name(rq->a, rq->lang, raw);
		return OK;
	case F_REF: {
		enum code c = title_of(rq, f->ref, rec_id(r, f->name), &out->text, e);
		if (!c && out->text.n)
			out->link = str_fmt(rq->a, "/r/%s/%.*s", f->ref, S_ARG(raw));
		return c;
	}
	default:
		out->text = raw;
		return OK;
	}
}

static enum code lines_of(struct request *rq, const struct record *r, struct rec_line **lines, size_t *n, struct err *e)
{
	size_t count = field_count(r->type);
	*lines = NEW_ARRAY(rq->a, struct rec_line, count);
	*n = 0;
	for (size_t i = 0; i < count; i++) {
		struct rec_cell c;
		enum code code = cell_of(rq, r, (int)i, &c, e);
		if (code)
			return code;
		if (!c.hidden && !c.text.n)
			continue;
		(*lines)[(*n)++] = (struct rec_line){str_z(tr(rq->lang, r->type->fields[i].label)), c.text, c.link, c.hidden};
	}
	return OK;
}

/* ---- list ---- */

static enum code emit(void *arg, struct str text, struct err *e)
{
	struct buf *b = arg;
	buf_str(b, text);
	return b->over ? err_set(e, E_LIMIT, "This list is too long for one file. Narrow it with a filter.") : OK;
}

static bool filterable(const struct record_type *t, const struct field *f)
{
	(void)t;
	return (f->flags & FF_FILTER) && !(f->flags & (FF_NO_FORM | FF_PROTECTED)) && (f->type == F_CHOICE || f->type == F_DATE || f->type == F_TEXT || f->type == F_INT);
}

/* Filters given in the address: f.NAME=value. */
static size_t filters_of(struct request *rq, const struct record_type *t, struct filter *out, size_t max)
{
	size_t n = 0;
	for (size_t i = 0; i < rq->n_query && n < max; i++) {
		struct pair p = rq->query[i];
		if (!str_starts(p.name, "f.") || !p.value.n)
			continue;
		const char *name = str_dupz(rq->a, (struct str){p.name.p + 2, p.name.n - 2});
		int at = field_index(t, name);
		if (at >= 0)
			out[n++] = (struct filter){t->fields[at].name, '=', p.value};
		else if (!strcmp(name, "state") && t->states)
			out[n++] = (struct filter){"state", '=', p.value};
	}
	return n;
}

/* This list with another value of one query parameter. */
static struct str with(struct request *rq, const struct record_type *t, const char *name, struct str value)
{
	struct buf b = buf_new(rq->a, 4096);
	buf_fmt(&b, "/r/%s?%s=", t->name, name);
	buf_url(&b, value);
	for (size_t i = 0; i < rq->n_query; i++)
		if (!str_eqz(rq->query[i].name, name) && !str_eqz(rq->query[i].name, "after") && !str_eqz(rq->query[i].name, "format")) {
			buf_byte(&b, '&');
			buf_url(&b, rq->query[i].name);
			buf_byte(&b, '=');
			buf_url(&b, rq->query[i].value);
		}
	return buf_done(&b);
}

static enum code list(struct request *rq, struct reply *rp, struct err *e)
{
	const struct record_type *t;
	enum code c = type_of(rq, &t, e);
	if (c)
		return c;
	struct filter filters[16];
	struct str sort = rq_query(rq, "sort");
	struct query q = {.filters = filters, .n_filters = filters_of(rq, t, filters, 16), .after = rq_query(rq, "after"),
	                  .sort = sort.n ? str_dupz(rq->a, sort) : NULL};
	if (str_eqz(rq_query(rq, "format"), "csv")) {
		rp->type = "text/csv; charset=utf-8";
		rp->file_name = str_fmt(rq->a, "%s.csv", t->name);
		return record_csv(rq->db, &rq->viewer, t, &q, emit, &rp->body, e);
	}
	struct record_list l;
	c = record_find(rq->db, rq->a, &rq->viewer, t, &q, &l, e);
	if (c)
		return c;
	size_t count = field_count(t);
	struct rec_list_page p = {.type = t, .heads = NEW_ARRAY(rq->a, const char *, count), .sorts = NEW_ARRAY(rq->a, struct str, count), .sorted = -1,
	                          .n = l.n, .rows = NEW_ARRAY(rq->a, struct rec_row, l.n), .filters = NEW_ARRAY(rq->a, struct rec_filter, count),
	                          .may_add = (t->create & (rq->viewer.hats | REL_SIGNED_IN)) != 0, .csv = with(rq, t, "format", S("csv"))};
	int *cols = NEW_ARRAY(rq->a, int, count);
	for (size_t i = 0; i < count; i++) {
		const struct field *f = &t->fields[i];
		if (filterable(t, f)) {
			struct rec_filter *x = &p.filters[p.n_filters++];
			x->field = f;
			for (size_t k = 0; k < q.n_filters; k++)
				if (!strcmp(filters[k].field, f->name))
					x->value = filters[k].text;
		}
		if (!(f->flags & FF_LIST))
			continue;
		bool by = q.sort && !strcmp(q.sort[0] == '-' ? q.sort + 1 : q.sort, f->name);
		if (by) {
			p.sorted = (int)p.n_cols;
			p.down = q.sort[0] == '-';
		}
		p.heads[p.n_cols] = f->label;
		if (!(f->flags & FF_PROTECTED))
			p.sorts[p.n_cols] = with(rq, t, "sort", by && !p.down ? str_fmt(rq->a, "-%s", f->name) : str_z(f->name));
		cols[p.n_cols++] = (int)i;
	}
	for (size_t r = 0; r < l.n && !c; r++) {
		p.rows[r] = (struct rec_row){.link = str_fmt(rq->a, "/r/%s/%.*s", t->name, S_ARG(id_str(rq->a, l.items[r].id))),
		                             .cells = NEW_ARRAY(rq->a, struct rec_cell, p.n_cols)};
		for (size_t i = 0; i < p.n_cols && !c; i++)
			c = cell_of(rq, &l.items[r], cols[i], &p.rows[r].cells[i], e);
	}
	if (c)
		return c;
	if (l.next.n)
		p.next = str_fmt(rq->a, "%.*s&after=%.*s", S_ARG(with(rq, t, "page", S("next"))), S_ARG(l.next));
	page_open(rq, rp, &(struct page){.title = str_z(tr(rq->lang, t->plural)), .nav = "records"});
	tpl_records_list(rq, &rp->body, &p);
	page_close(rq, rp);
	return OK;
}

static enum code types(struct request *rq, struct reply *rp, struct err *e)
{
	(void)e;
	size_t n = 0;
	while (RECORD_TYPES[n])
		n++;
	struct rec_types_page p = {.types = arena_array(rq->a, n, sizeof(*p.types))};
	for (size_t i = 0; i < n; i++)
		if (RECORD_TYPES[i]->see & (rq->viewer.hats | REL_SIGNED_IN)) {
			p.types[p.n].name = RECORD_TYPES[i]->name;
			p.types[p.n].plural = RECORD_TYPES[i]->plural;
			p.types[p.n++].help = RECORD_TYPES[i]->help ? RECORD_TYPES[i]->help : RECORD_TYPES[i]->label;
		}
	page_open(rq, rp, &(struct page){.title = str_z(T(rq, "All records")), .nav = "records"});
	tpl_records_types(rq, &rp->body, &p);
	page_close(rq, rp);
	return OK;
}

/* ---- view and history ---- */

static enum code record_of(struct request *rq, const struct record_type **t, struct record *r, struct err *e)
{
	struct id id;
	enum code c = type_of(rq, t, e);
	if (!c)
		c = rq_id(rq, "id", &id, e);
	return c ? c : record_get(rq->db, rq->a, &rq->viewer, *t, id, r, e);
}

static enum code who_of(struct request *rq, struct id who, struct str *out, struct err *e)
{
	enum code c = title_of(rq, "person", who, out, e);
	if (!c && !out->n)
		*out = str_z(T(rq, "the school"));
	return c;
}

static struct str heading(struct request *rq, const struct record *r)
{
	struct err e = {0};
	const struct record_type *t = r->type;
	int at = t->title_field ? field_index(t, t->title_field) : -1;
	struct rec_cell c = {0};
	if (at >= 0 && !cell_of(rq, r, at, &c, &e) && c.text.n)
		return c.text;
	return str_z(tr(rq->lang, t->label));
}

static enum code view_fill(struct request *rq, const struct record *r, struct rec_view_page *p, struct err *e)
{
	const struct record_type *t = r->type;
	*p = (struct rec_view_page){.type = t, .id = id_str(rq->a, r->id), .title = heading(rq, r), .version = r->version, .when = time_shown(rq, r->updated_at),
	                            .may_edit = record_may_edit(r, -1), .may_remove = record_may_remove(r)};
	if (t->states)
		p->state = str_z(tr(rq->lang, choice_label(t->states, r->state)));
	enum code c = who_of(rq, r->updated_by, &p->who, e);
	if (c)
		return c;
	size_t moves = 0;
	for (const struct move *m = t->moves; m && m->to; m++)
		moves++;
	p->moves = NEW_ARRAY(rq->a, struct rec_option, moves);
	for (const struct move *m = t->moves; m && m->to; m++)
		if (record_may_move(r, m) && !str_eqz(r->state, m->to))
			p->moves[p->n_moves++] = (struct rec_option){str_z(m->to), str_z(tr(rq->lang, m->label)), false};
	return lines_of(rq, r, &p->lines, &p->n, e);
}

static enum code view(struct request *rq, struct reply *rp, struct err *e)
{
	const struct record_type *t;
	struct record r;
	struct rec_view_page p;
	enum code c = record_of(rq, &t, &r, e);
	if (!c)
		c = view_fill(rq, &r, &p, e);
	if (c)
		return c;
	page_open(rq, rp, &(struct page){.title = p.title, .nav = "records"});
	tpl_records_view(rq, &rp->body, &p);
	page_close(rq, rp);
	return OK;
}

static const char *change_word(const char *change)
{
	return !strcmp(change, "create") ? N_("Made") : !strcmp(change, "move") ? N_("Moved to another state") : !strcmp(change, "remove") ? N_("Removed")
	       : !strcmp(change, "restore") ? N_("Brought back") : N_("Changed");
}

static enum code history(struct request *rq, struct reply *rp, struct err *e)
{
	const struct record_type *t;
	struct id id;
	struct record_list l;
	enum code c = type_of(rq, &t, e);
	if (!c)
		c = rq_id(rq, "id", &id, e);
	if (!c)
		c = record_history(rq->db, rq->a, &rq->viewer, t, id, &l, e);
	if (c)
		return c;
	if (!l.n)
		return err_set(e, E_NOTFOUND, "There is no such record.");
	struct rec_view_page p = {.type = t, .id = id_str(rq->a, id), .title = heading(rq, &l.items[0]), .versions = NEW_ARRAY(rq->a, struct rec_version, l.n)};
	for (size_t i = 0; i < l.n && !c; i++) {
		struct rec_version *v = &p.versions[p.n_versions++];
		*v = (struct rec_version){.version = l.items[i].version, .when = time_shown(rq, l.items[i].updated_at),
		                          .change = str_z(tr(rq->lang, change_word(l.items[i].change ? l.items[i].change : "update")))};
		c = who_of(rq, l.items[i].updated_by, &v->who, e);
		if (!c)
			c = lines_of(rq, &l.items[i], &v->lines, &v->n, e);
	}
	if (c)
		return c;
	page_open(rq, rp, &(struct page){.title = p.title, .nav = "records"});
	tpl_records_history(rq, &rp->body, &p);
	page_close(rq, rp);
	return OK;
}

/* ---- form ---- */

static enum code options_of(struct request *rq, struct rec_input *in, struct err *e)
{
	const struct field *f = in->field;
	if (f->type == F_CHOICE || f->type == F_CHOICES) {
		size_t n = 0;
		for (const struct choice *c = f->choices; c && c->value; c++)
			n++;
		in->options = NEW_ARRAY(rq->a, struct rec_option, n);
		for (const struct choice *c = f->choices; c && c->value; c++)
			in->options[in->n_options++] = (struct rec_option){str_z(c->value), str_z(tr(rq->lang, c->label)),
				f->type == F_CHOICES ? choices_have(in->value, c->value) : str_eqz(in->value, c->value)};
		return OK;
	}
	if (f->type == F_LANG) {
		in->options = NEW_ARRAY(rq->a, struct rec_option, LANG_COUNT);
		for (int i = 0; i < LANG_COUNT; i++)
			in->options[in->n_options++] = (struct rec_option){str_z(LANGS[i].tag), str_z(LANGS[i].name), str_eqz(in->value, LANGS[i].tag)};
		return OK;
	}
	if (f->type != F_REF)
		return OK;
	const struct record_type *t = record_type_find(str_z(f->ref));
	struct record_list l;
	struct query q = {.limit = OPTIONS_MAX};
	struct id id;
	if (in->fixed && id_parse(in->value, &id)) {
		in->options = NEW(rq->a, struct rec_option);
		in->n_options = 1;
		return title_of(rq, f->ref, id, &in->options[0].label, e);
	}
	enum code c = record_find(rq->db, rq->a, &rq->viewer, t, &q, &l, e);
	if (c || l.next.n)
		return c; /* too many to choose from: typed */
	in->options = NEW_ARRAY(rq->a, struct rec_option, l.n);
	for (size_t i = 0; i < l.n; i++) {
		struct str value = id_str(rq->a, l.items[i].id), label = heading(rq, &l.items[i]);
		if (t->scope == SCOPE_PERSON)
			label = str_fmt(rq->a, "%.*s, %.*s", S_ARG(rec_t(&l.items[i], "family_name")), S_ARG(rec_t(&l.items[i], "given_name")));
		in->options[in->n_options++] = (struct rec_option){value, label, str_eq(value, in->value)};
	}
	return OK;
}

/* Check boxes of one name arrive as several. */
static struct str typed(struct request *rq, const struct field *f)
{
	if (f->type != F_CHOICES)
		return rq_form(rq, f->name);
	struct buf b = buf_new(rq->a, 4096);
	for (size_t i = 0; i < rq->n_form; i++)
		if (str_eqz(rq->form[i].name, f->name) && rq->form[i].value.n) {
			if (b.n)
				buf_byte(&b, ' ');
			buf_str(&b, rq->form[i].value);
		}
	return buf_done(&b);
}

static bool was_given(const struct request *rq, const char *name)
{
	for (size_t i = 0; i < rq->n_form; i++)
		if (str_eqz(rq->form[i].name, name))
			return true;
	return false;
}

/* Fields of a form. r: the record that is changed; NULL: a new one, its values taken from the address. back: what was typed. */
static enum code form_fill(struct request *rq, const struct record_type *t, const struct record *r, bool back, const struct problems *problems,
                           struct rec_form_page *p, struct err *e)
{
	size_t count = field_count(t);
	*p = (struct rec_form_page){.type = t, .inputs = NEW_ARRAY(rq->a, struct rec_input, count), .problems = problems ? problems->items : NULL,
	                            .n_problems = problems ? problems->n : 0};
	p->version = r ? r->version : 0;
	p->action = r ? str_fmt(rq->a, "/r/%s/%.*s", t->name, S_ARG(id_str(rq->a, r->id))) : str_fmt(rq->a, "/r/%s", t->name);
	p->cancel = p->action;
	for (size_t i = 0; i < count; i++) {
		const struct field *f = &t->fields[i];
		if (f->flags & FF_NO_FORM || f->type == F_FILE || (r && (r->hidden[i] || (!record_may_edit(r, (int)i) && !(f->flags & FF_FIXED)))))
			continue;
		struct rec_input *in = &p->inputs[p->n++];
		*in = (struct rec_input){.field = f, .fixed = r && (f->flags & FF_FIXED)};
		in->value = back ? typed(rq, f) : r ? rec_show(rq->a, r, (int)i) : rq_query(rq, f->name).n ? rq_query(rq, f->name) : str_z(f->initial);
		for (size_t k = 0; problems && k < problems->n; k++)
			if (problems->items[k].field && !strcmp(problems->items[k].field, f->name))
				in->problem = problems->items[k].text;
		in->described = str_fmt(rq->a, "%s%s%s%s", f->help ? "f-" : "", f->help ? f->name : "", f->help ? "-h" : "",
		                        in->problem.n ? str_fmt(rq->a, " f-%s-e", f->name).p : "");
		enum code c = options_of(rq, in, e);
		if (c)
			return c;
	}
	return OK;
}

static enum code form_show(struct request *rq, struct reply *rp, struct rec_form_page *p, struct err *e)
{
	(void)e;
	page_open(rq, rp, &(struct page){.title = str_z(tr(rq->lang, p->type->label)), .nav = "records", .width = "narrow"});
	tpl_records_form(rq, &rp->body, p);
	page_close(rq, rp);
	return OK;
}

static enum code new_form(struct request *rq, struct reply *rp, struct err *e)
{
	const struct record_type *t;
	struct rec_form_page p;
	enum code c = type_of(rq, &t, e);
	if (!c && !(t->create & (rq->viewer.hats | REL_SIGNED_IN)))
		c = err_set(e, E_DENIED, "Records of this kind are added by others.");
	if (!c)
		c = form_fill(rq, t, NULL, false, NULL, &p, e);
	return c ? c : form_show(rq, rp, &p, e);
}

static enum code edit_form(struct request *rq, struct reply *rp, struct err *e)
{
	const struct record_type *t;
	struct record r;
	struct rec_form_page p;
	enum code c = record_of(rq, &t, &r, e);
	if (!c && !record_may_edit(&r, -1))
		c = err_set(e, E_DENIED, "You may read this, others change it.");
	if (!c)
		c = form_fill(rq, t, &r, false, NULL, &p, e);
	return c ? c : form_show(rq, rp, &p, e);
}

struct save {
	struct request *rq;
	const struct record_type *t;
	struct id id, made;
	int64_t version;
	struct input *in;
	size_t n;
	struct str to;
	struct problems problems;
	int unfit;                 /* what does not fit together in the learner's plans after this */
};

/* Each save of a plan looks at all plans of the learner [R044]. */
static enum code look_over(struct db *db, struct save *s, struct id id, struct err *e)
{
	static const char *const TYPES[] = {"plan_line", "plan_of_record", "el_plan", "learning_setting", "team_decision", "line_level"};
	struct request *rq = s->rq;
	struct record r;
	struct align_plan p;
	struct align_check *checks;
	bool of_plans = false;
	for (size_t i = 0; i < sizeof TYPES / sizeof *TYPES; i++)
		of_plans = of_plans || strcmp(s->t->name, TYPES[i]) == 0;
	if (!of_plans || !(rq->viewer.hats & REL_STAFF))
		return OK;
	enum code c = record_get(db, rq->a, &rq->viewer, s->t, id, &r, e);
	if (!c)
		c = align_load(db, rq->a, record_about(&r), rq->viewer.today, rq->lang, &p, e);
	if (!c)
		s->unfit = (int)align_checks(rq->a, &p, rq->viewer.today, &checks);
	return c;
}

static struct str saved(const struct save *s)
{
	struct request *rq = s->rq;
	return s->unfit ? str_fmt(rq->a, trn(rq->lang, "Saved. %d thing does not fit together in the plans of this learner yet; the plan page says which.",
	                                     "Saved. %d things do not fit together in the plans of this learner yet; the plan page says which.", s->unfit), s->unfit)
	                : str_z(T(rq, "Saved."));
}

/* How long staff sit at a plan is added up for the school [R068]. */
static enum code spent(struct db *db, struct save *s, struct id id, struct err *e)
{
	if (strcmp(s->t->name, "plan") != 0 && strcmp(s->t->name, "plan_line") != 0)
		return OK;
	return plan_time_add(db, s->rq->a, &s->rq->viewer, s->t->name, id, rq_opened_at(s->rq), e);
}

static enum code save_new(struct db *db, void *arg, struct err *e)
{
	struct save *s = arg;
	enum code c = record_create(db, s->rq->a, &s->rq->viewer, s->t, ID_NIL, s->in, s->n, &s->made, &s->problems, e);
	if (!c)
		c = spent(db, s, s->made, e);
	return c ? c : look_over(db, s, s->made, e);
}

static enum code save_change(struct db *db, void *arg, struct err *e)
{
	struct save *s = arg;
	enum code c = record_update(db, s->rq->a, &s->rq->viewer, s->t, s->id, s->version, s->in, s->n, &s->problems, e);
	if (!c)
		c = spent(db, s, s->id, e);
	return c ? c : look_over(db, s, s->id, e);
}

static enum code save_move(struct db *db, void *arg, struct err *e)
{
	struct save *s = arg;
	return record_move(db, s->rq->a, &s->rq->viewer, s->t, s->id, s->version, s->to, e);
}

static enum code save_remove(struct db *db, void *arg, struct err *e)
{
	struct save *s = arg;
	return record_remove(db, s->rq->a, &s->rq->viewer, s->t, s->id, s->version, e);
}

static enum code save_restore(struct db *db, void *arg, struct err *e)
{
	struct save *s = arg;
	return record_restore(db, s->rq->a, &s->rq->viewer, s->t, s->id, e);
}

static void inputs_of(struct request *rq, struct save *s, const struct record *old)
{
	size_t count = field_count(s->t);
	s->in = NEW_ARRAY(rq->a, struct input, count);
	for (size_t i = 0; i < count; i++) {
		const struct field *f = &s->t->fields[i];
		if (was_given(rq, f->name) && !(f->flags & FF_NO_FORM) && !(old && (f->flags & FF_FIXED)))
			s->in[s->n++] = (struct input){f->name, typed(rq, f)};
	}
}

/* The form again with what was typed, and the problems or the text of somebody who was first. */
static enum code again(struct request *rq, struct reply *rp, struct save *s, const struct record *r, struct err *why, struct err *e)
{
	struct rec_form_page p;
	if (!s->problems.n) {
		s->problems.items = NEW(rq->a, struct problem);
		s->problems.items[0].text = str_dup(rq->a, str_z(why->text));
		s->problems.n = 1;
	}
	enum code c = form_fill(rq, s->t, r, true, &s->problems, &p, e);
	if (!c && why->code == E_CONFLICT && r) {
		struct rec_cell *theirs = NEW_ARRAY(rq->a, struct rec_cell, p.n);
		for (size_t i = 0; i < p.n; i++)
			theirs[i].text = rec_show(rq->a, r, field_index(s->t, p.inputs[i].field->name));
		p.theirs = theirs;
	}
	if (c)
		return c;
	rp->status = 422;
	return form_show(rq, rp, &p, e);
}

static enum code create(struct request *rq, struct reply *rp, struct err *e)
{
	struct save s = {.rq = rq};
	enum code c = type_of(rq, &s.t, e);
	if (c)
		return c;
	inputs_of(rq, &s, NULL);
	c = rq_write(rq, save_new, &s, e);
	if (c == E_INPUT) {
		struct err why = *e;
		return again(rq, rp, &s, NULL, &why, e);
	}
	if (c)
		return c;
	/* a repeated form: the record is there already */
	struct str to = id_nil(s.made) ? str_fmt(rq->a, "/r/%s", s.t->name) : str_fmt(rq->a, "/r/%s/%.*s", s.t->name, S_ARG(id_str(rq->a, s.made)));
	return rp_redirect(rq, rp, to, saved(&s));
}

static enum code change(struct request *rq, struct reply *rp, struct err *e)
{
	struct save s = {.rq = rq};
	struct record r;
	enum code c = record_of(rq, &s.t, &r, e);
	if (c)
		return c;
	s.id = r.id;
	if (!str_int(rq_form(rq, "version"), &s.version))
		return err_set(e, E_INPUT, "The form does not say which version it changes. Open the page again.");
	inputs_of(rq, &s, &r);
	c = rq_write(rq, save_change, &s, e);
	if (c == E_INPUT || c == E_CONFLICT) {
		struct err why = *e;
		return again(rq, rp, &s, &r, &why, e);
	}
	return c ? c : rp_redirect(rq, rp, str_fmt(rq->a, "/r/%s/%.*s", s.t->name, S_ARG(id_str(rq->a, s.id))), saved(&s));
}

static enum code with_version(struct request *rq, struct reply *rp, store_fn *fn, bool needs_version, const char *to, const char *notice, struct err *e)
{
	struct save s = {.rq = rq, .to = rq_form(rq, "to")};
	enum code c = type_of(rq, &s.t, e);
	if (!c)
		c = rq_id(rq, "id", &s.id, e);
	if (!c && needs_version && !str_int(rq_form(rq, "version"), &s.version))
		c = err_set(e, E_INPUT, "The form does not say which version it changes. Open the page again.");
	if (!c)
		c = rq_write(rq, fn, &s, e);
	return c ? c : rp_redirect(rq, rp, str_fmt(rq->a, "/r/%s/%.*s%s", s.t->name, S_ARG(id_str(rq->a, s.id)), to), str_z(notice));
}

static enum code move(struct request *rq, struct reply *rp, struct err *e)
{
	return with_version(rq, rp, save_move, true, "", T(rq, "Saved."), e);
}

static enum code removed(struct request *rq, struct reply *rp, struct err *e)
{
	return with_version(rq, rp, save_remove, true, "/removed", T(rq, "Removed."), e);
}

static enum code restore(struct request *rq, struct reply *rp, struct err *e)
{
	return with_version(rq, rp, save_restore, false, "", T(rq, "Brought back."), e);
}

/* After a removal: undo instead of "are you sure". */
static enum code removed_page(struct request *rq, struct reply *rp, struct err *e)
{
	const struct record_type *t;
	enum code c = type_of(rq, &t, e);
	if (c)
		return c;
	page_open(rq, rp, &(struct page){.title = str_z(T(rq, "Removed.")), .nav = "records", .width = "narrow"});
	tpl_records_removed(rq, &rp->body, t, rq_param(rq, "id"));
	page_close(rq, rp);
	return OK;
}

ROUTES(records) = {
	{GET, "/r", types, REL_SIGNED_IN, 0, .title = N_("All records")},
	{GET, "/r/{type}", list, REL_SIGNED_IN, 0, .title = N_("Records of one kind")},
	{POST, "/r/{type}", create, REL_SIGNED_IN, 0, .body_max = 600000, .audit = "record made", .title = N_("Make a record")},
	{GET, "/r/{type}/new", new_form, REL_SIGNED_IN, 0, .title = N_("A new record")},
	{GET, "/r/{type}/{id}", view, REL_SIGNED_IN, 0, .title = N_("One record")},
	{POST, "/r/{type}/{id}", change, REL_SIGNED_IN, 0, .body_max = 600000, .audit = "record changed", .title = N_("Change a record")},
	{GET, "/r/{type}/{id}/edit", edit_form, REL_SIGNED_IN, 0, .title = N_("Change a record")},
	{GET, "/r/{type}/{id}/history", history, REL_SIGNED_IN, 0, .title = N_("Earlier versions")},
	{POST, "/r/{type}/{id}/state", move, REL_SIGNED_IN, 0, .audit = "record moved", .title = N_("Change the state")},
	{POST, "/r/{type}/{id}/remove", removed, REL_SIGNED_IN, 0, .audit = "record removed", .title = N_("Remove a record")},
	{GET, "/r/{type}/{id}/removed", removed_page, REL_SIGNED_IN, 0, .title = N_("Removed.")},
	{POST, "/r/{type}/{id}/restore", restore, REL_SIGNED_IN, 0, .audit = "record restored", .title = N_("Bring a record back")},
	ROUTES_END,
};
