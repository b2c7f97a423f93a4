/* groups.c - small groups of a class: purpose, adult, place, until when; ended ones are formed anew, never go on by themselves. */
#include "web/pages/groups.h"
#include "school/admin/school.h"
#include "templates.h"

#define MEMBERS_MAX 40

static bool is_member(const struct groups_page *p, struct id id)
{
	for (size_t i = 0; i < p->n_members; i++)
		if (id_eq(p->members[i], id))
			return true;
	return false;
}

/* Learners who are on the way with an aim of this week: up to six, by name. */
static void hints(struct request *rq, struct groups_page *p)
{
	for (int k = 0; k < p->b.n_columns; k++) {
		struct group_hint h = {.code = p->b.columns[k].code, .text = p->b.columns[k].text, .competency = p->b.columns[k].competency};
		for (size_t i = 0; i < p->b.n && h.n < 6; i++) {
			const struct board_cell *x = &p->b.learners[i].cells[k];
			if (!x->any || (x->word != MASTERY_STARTED && x->word != MASTERY_PRACTISING) || x->high > 0.8)
				continue;
			struct str first = p->b.learners[i].person.first;
			h.names = h.n ? str_fmt(rq->a, "%.*s, %.*s", S_ARG(h.names), S_ARG(first)) : first;
			h.learners[h.n++] = p->b.learners[i].person.id;
		}
		if (h.n >= 2)
			p->hints[p->n_hints++] = h;
	}
}

/* Words that say nothing about an interest: short ones, and what people say about liking, in languages of the pages. */
static bool plain_word(struct str w)
{
	static const char *const words[] = {"like", "love", "enjoy", "with", "and", "the", "that", "every", "about", "very", "much", "when", "things", "stories", "making", "playing",
	                                    "gusta", "encanta", "mucho", "para", "como", "todos", "jugar", "cosas", NULL};
	for (int i = 0; words[i]; i++)
		if (str_eqz(w, words[i]))
			return true;
	return w.n < 4;
}

static void hint_add(struct request *rq, struct group_hint *h, const struct person *who)
{
	for (int i = 0; i < h->n; i++)
		if (id_eq(h->learners[i], who->id))
			return;
	if (h->n == 6)
		return;
	h->names = h->n ? str_fmt(rq->a, "%.*s, %.*s", S_ARG(h->names), S_ARG(who->first)) : who->first;
	h->learners[h->n++] = who->id;
}

#define WORDS_MOST 400

/* One word after the other of what a learner likes, in small letters, joined to the learners who wrote it before. */
static void words_of(struct request *rq, struct str text, const struct person *who, struct group_hint *all, size_t *n)
{
	struct str rest = text;
	while (rest.n) {
		size_t k = 0;
		while (k < rest.n && ((unsigned char)rest.p[k] >= 0x80 || (rest.p[k] >= 'a' && rest.p[k] <= 'z') || (rest.p[k] >= 'A' && rest.p[k] <= 'Z')))
			k++;
		char *small = NEW_ARRAY(rq->a, char, k + 1);
		for (size_t i = 0; i < k; i++)
			small[i] = rest.p[i] >= 'A' && rest.p[i] <= 'Z' ? (char)(rest.p[i] + 32) : rest.p[i];
		struct str w = {small, k};
		size_t skip = k < rest.n ? k + 1 : k;
		rest = (struct str){rest.p + skip, rest.n - skip};
		size_t at = 0;
		while (at < *n && !str_eq(all[at].text, w))
			at++;
		if (plain_word(w) || (at == *n && *n == WORDS_MOST))
			continue;
		if (at == *n)
			all[(*n)++] = (struct group_hint){.text = w};
		hint_add(rq, &all[at], who);
	}
}

/* Learners who wrote the same interest, whatever they need: groups need not be about what is missing [R106]. */
static enum code interests(struct request *rq, struct groups_page *p, struct err *e)
{
	struct group_hint *all = NEW_ARRAY(rq->a, struct group_hint, WORDS_MOST);
	struct rows *r;
	size_t n = 0;
	enum code c = db_query(rq->db, e, &r, "select x.learner, coalesce(x.interests, '') from enrolment l join profile x on x.learner = l.person where l.class = ?1 and l.role = 'student' order by x.learner",
	                       "b", rq->class_id);
	if (c)
		return c;
	int got;
	while ((got = rows_next(r, e)) == 1)
		for (size_t i = 0; i < p->b.n; i++)
			if (id_eq(p->b.learners[i].person.id, rows_id(r, 0)))
				words_of(rq, str_dup(rq->a, rows_t(r, 1)), &p->b.learners[i].person, all, &n);
	rows_end(r);
	for (size_t i = 0; i < n && p->n_shared < INTEREST_HINTS; i++)
		if (all[i].n >= 2)
			p->shared[p->n_shared++] = all[i];
	return got < 0 ? e->code : OK;
}

static enum code ended(struct request *rq, struct groups_page *p, struct err *e)
{
	struct rows *r;
	p->ended = NEW_ARRAY(rq->a, struct board_group, 20);
	enum code c = db_query(rq->db, e, &r, "select id, name, purpose, end_on from class_group where class = ?1 and end_on < ?2 and end_on >= ?3 order by end_on desc, id limit 20", "btt",
	                       rq->class_id, day_text(rq->a, rq->viewer.today), day_text(rq->a, rq->viewer.today - 60));
	if (c)
		return c;
	int got;
	while ((got = rows_next(r, e)) == 1 && p->n_ended < 20)
		p->ended[p->n_ended++] = (struct board_group){.id = rows_id(r, 0), .name = str_dup(rq->a, rows_t(r, 1)), .purpose = str_dup(rq->a, rows_t(r, 2)),
		                                              .end_on = str_dup(rq->a, rows_t(r, 3))};
	rows_end(r);
	return got < 0 ? e->code : OK;
}

/* Fills the form from a group that ended, or from a suggestion. */
static enum code prefill(struct request *rq, struct groups_page *p, struct err *e)
{
	struct id from;
	struct rows *r;
	if (id_parse(rq_query(rq, "need"), &from)) {
		for (int k = 0; k < p->n_hints; k++)
			if (id_eq(p->hints[k].competency, from)) {
				p->purpose = p->hints[k].text;
				p->competency = from;
				for (int i = 0; i < p->hints[k].n; i++)
					p->members[p->n_members++] = p->hints[k].learners[i];
			}
		return OK;
	}
	for (int k = 0; rq_query(rq, "interest").n && k < p->n_shared; k++)
		if (str_eq(p->shared[k].text, rq_query(rq, "interest"))) {
			p->purpose = str_fmt(rq->a, T(rq, "What we like: %.*s"), S_ARG(p->shared[k].text));
			for (int i = 0; i < p->shared[k].n; i++)
				p->members[p->n_members++] = p->shared[k].learners[i];
			return OK;
		}
	if (!id_parse(rq_query(rq, "again"), &from))
		return OK;
	enum code c = db_query(rq->db, e, &r, "select g.name, g.purpose, g.place, g.meets, g.adult, g.minutes, m.learner from class_group g left join group_member m on m.class_group = g.id"
	                                      " where g.id = ?1 and g.class = ?2 order by m.id", "bb", from, rq->class_id);
	if (c)
		return c;
	int got;
	while ((got = rows_next(r, e)) == 1) {
		p->name = str_dup(rq->a, rows_t(r, 0));
		p->purpose = str_dup(rq->a, rows_t(r, 1));
		p->place = str_dup(rq->a, rows_t(r, 2));
		p->meets = str_dup(rq->a, rows_t(r, 3));
		p->adult = rows_id(r, 4);
		p->minutes = str_fmt(rq->a, "%lld", (long long)rows_i(r, 5));
		if (!rows_null(r, 6) && p->n_members < MEMBERS_MAX)
			p->members[p->n_members++] = rows_id(r, 6);
	}
	rows_end(r);
	return got < 0 ? e->code : OK;
}

/* How each learner likes to work and where, as far as they wrote it, for whoever plans groups and stations [R021]. */
static enum code wishes(struct request *rq, struct groups_page *p, struct err *e)
{
	const struct record_type *t = record_type_find(S("profile"));
	const struct choice *ways = t->fields[field_index(t, "work_ways")].choices;
	struct rows *r;
	p->wishes = NEW_ARRAY(rq->a, struct str, p->b.n + 1);
	enum code c = db_query(rq->db, e, &r, "select x.learner, coalesce(x.work_ways, ''), coalesce(x.workspace, '') from enrolment l join profile x on x.learner = l.person"
	                                      " where l.class = ?1 and l.role = 'student'", "b", rq->class_id);
	if (c)
		return c;
	int got;
	while ((got = rows_next(r, e)) == 1) {
		struct str said[8], list = rows_t(r, 1);
		size_t n = 0;
		while (list.n && n < 7) {
			const char *label = choice_label(ways, str_cut(&list, ' '));
			if (*label)
				said[n++] = str_z(tr(rq->lang, label));
		}
		if (rows_t(r, 2).n)
			said[n++] = str_dup(rq->a, rows_t(r, 2));
		for (size_t i = 0; i < p->b.n; i++)
			if (n && id_eq(p->b.learners[i].person.id, rows_id(r, 0)))
				p->wishes[i] = tr_list(rq->a, rq->lang, said, n);
	}
	rows_end(r);
	return got < 0 ? e->code : OK;
}

static enum code load(struct request *rq, struct groups_page *p, struct err *e)
{
	p->id = id_str(rq->a, rq->class_id);
	p->members = NEW_ARRAY(rq->a, struct id, MEMBERS_MAX);
	enum code c = board_load(rq->db, rq->a, rq->lang, rq->class_id, rq->viewer.today, school_monday(rq->viewer.today), &p->b, e);
	if (!c)
		c = ended(rq, p, e);
	if (c)
		return c;
	hints(rq, p);
	c = wishes(rq, p, e);
	if (!c)
		c = interests(rq, p, e);
	if (c)
		return c;
	/* adults who may lead it: the class's teachers and the one who forms it */
	p->adults.items = NEW_ARRAY(rq->a, struct person, p->b.teachers.n + 1);
	struct person me;
	c = person_get(rq->db, rq->a, rq->viewer.person, &me, e);
	if (c)
		return c;
	p->adults.items[p->adults.n++] = me;
	for (size_t i = 0; i < p->b.teachers.n; i++)
		if (!id_eq(p->b.teachers.items[i].id, me.id))
			p->adults.items[p->adults.n++] = p->b.teachers.items[i];
	return OK;
}

static enum code render(struct request *rq, struct reply *rp, struct groups_page *p)
{
	if (!p->end_on.n)
		p->end_on = day_text(rq->a, rq->viewer.today + 28);
	if (!p->minutes.n)
		p->minutes = S("20");
	bool *checked = NEW_ARRAY(rq->a, bool, p->b.n);
	for (size_t i = 0; i < p->b.n; i++)
		checked[i] = is_member(p, p->b.learners[i].person.id);
	page_open(rq, rp, &(struct page){.title = str_z(T(rq, "Groups")), .nav = "home"});
	tpl_groups_page(rq, &rp->body, p, checked);
	page_close(rq, rp);
	return OK;
}

static enum code csv(struct reply *rp, const struct groups_page *p)
{
	struct buf *b = &rp->body;
	rp->type = "text/csv; charset=utf-8";
	rp->file_name = S("groups.csv");
	buf_z(b, "group,purpose,adult,place,when,until,learners\r\n");
	for (size_t i = 0; i < p->b.n_groups; i++) {
		const struct board_group *g = &p->b.groups[i];
		const struct str cells[] = {g->name, g->purpose, g->adult, g->place, g->meets, g->end_on, g->members};
		for (size_t k = 0; k < sizeof cells / sizeof *cells; k++) {
			if (k)
				buf_byte(b, ',');
			buf_csv(b, cells[k]);
		}
		buf_z(b, "\r\n");
	}
	return OK;
}

static enum code show(struct request *rq, struct reply *rp, struct err *e)
{
	struct groups_page p = {0};
	enum code c = load(rq, &p, e);
	if (!c && str_eqz(rq_query(rq, "format"), "csv"))
		return csv(rp, &p);
	if (!c)
		c = prefill(rq, &p, e);
	return c ? c : render(rq, rp, &p);
}

struct forming { struct request *rq; struct groups_page *p; };

static enum code form_fn(struct db *db, void *arg, struct err *e)
{
	struct forming *f = arg;
	struct request *rq = f->rq;
	const struct groups_page *p = f->p;
	struct id id, member;
	struct input in[] = {{"class", p->id}, {"name", p->name}, {"purpose", p->purpose}, {"adult", id_str(rq->a, p->adult)}, {"place", p->place}, {"meets", p->meets},
	                     {"minutes", p->minutes}, {"begin_on", day_text(rq->a, rq->viewer.today)}, {"end_on", p->end_on},
	                     {"competency", id_nil(p->competency) ? S("") : id_str(rq->a, p->competency)}};
	enum code c = record_create(db, rq->a, &rq->viewer, record_type_find(S("class_group")), ID_NIL, in, sizeof(in) / sizeof(*in), &id, NULL, e);
	for (size_t i = 0; i < p->n_members && !c; i++) {
		struct input m[] = {{"class_group", id_str(rq->a, id)}, {"learner", id_str(rq->a, p->members[i])}};
		c = record_create(db, rq->a, &rq->viewer, record_type_find(S("group_member")), ID_NIL, m, 2, &member, NULL, e);
	}
	return c;
}

static struct str wrong(struct request *rq, const struct groups_page *p)
{
	day_t end;
	if (!str_trim(p->name).n || !str_trim(p->purpose).n)
		return str_z(T(rq, "Give the group a neutral name and say what it is for."));
	if (!day_parse(p->end_on, &end) || end <= rq->viewer.today)
		return str_z(T(rq, "A group ends: choose a day that is still to come."));
	if (end > rq->viewer.today + 92)
		return str_z(T(rq, "A group ends after three months at most. Then it is formed anew, so that nobody is fixed in one."));
	if (p->n_members < 1)
		return str_z(T(rq, "Choose who is in the group."));
	return S("");
}

static enum code form(struct request *rq, struct reply *rp, struct err *e)
{
	struct groups_page p = {0};
	struct forming f = {rq, &p};
	enum code c = load(rq, &p, e);
	if (c)
		return c;
	p.name = rq_form(rq, "name");
	p.purpose = rq_form(rq, "purpose");
	p.place = rq_form(rq, "place");
	p.meets = rq_form(rq, "meets");
	p.minutes = rq_form(rq, "minutes");
	p.end_on = rq_form(rq, "end_on");
	(void)id_parse(rq_form(rq, "adult"), &p.adult);
	(void)id_parse(rq_form(rq, "competency"), &p.competency);
	for (size_t i = 0; i < p.b.n && p.n_members < MEMBERS_MAX; i++)
		if (rq_form_has(rq, "learner", id_str(rq->a, p.b.learners[i].person.id).p))
			p.members[p.n_members++] = p.b.learners[i].person.id;
	p.error = wrong(rq, &p);
	c = p.error.n ? E_INPUT : rq_write(rq, form_fn, &f, e);
	if (c == E_INPUT) {
		if (!p.error.n)
			p.error = str_dup(rq->a, str_z(e->text));
		err_clear(e);
		rp->status = 422;
		return render(rq, rp, &p);
	}
	return c ? c : rp_redirect(rq, rp, str_fmt(rq->a, "/classes/%.*s/groups", S_ARG(p.id)), str_z(T(rq, "The group is formed.")));
}

ROUTES(groups) = {
	{GET, "/classes/{class}/groups", show, REL_TEAM, 0, .title = N_("Groups")},
	{POST, "/classes/{class}/groups", form, REL_TEAM, 0, .audit = "group formed", .title = N_("Form a group")},
	ROUTES_END,
};
