/* profile.c - the learner's profile: strengths first, in the learner's own words; what others remark stands apart
 * [R001 R002 R005 R006 R007 R011 R013 R021 R023 R024 R038 R039]. */
#include "web/pages/profile.h"
#include "record/setting.h"
#include "templates.h"

static const struct profile_group groups[] = {
	{"strengths", N_("What goes well"), {"strengths", "achievements"}},
	{"interests", N_("What I like and what I am like"), {"interests", "personality"}},
	{"hopes", N_("What I hope for"), {"aspirations", "careers"}},
	{"work", N_("How I work best"), {"work_ways", "best_time", "workspace"}},
	{"helps", N_("What is hard and what helps"), {"needs", "skills"}},
	{"languages", N_("My languages and my home"), {"languages", "culture", "identity", "culture_seen"}},
	{"know", N_("What I want my teachers to know"), {"teachers_know"}},
	{"conference", N_("What I show at my conference"), {"show_at_conference"}},
	{"card", N_("What stands on my card"), {"show_on_card"}},
};
#define GROUPS (sizeof groups / sizeof *groups)

static const struct record_type *type(void)
{
	return record_type_find(S("profile"));
}

struct str profile_show(const struct request *rq, const struct profile_line *l)
{
	struct str rest = l->value, names[16];
	size_t n = 0;
	if (l->field->type == F_BOOL)
		return str_z(str_eqz(l->value, "1") ? T(rq, "Yes") : T(rq, "No"));
	if (!l->field->choices)
		return l->value;
	while (rest.n && n < 16) {
		struct str one = str_cut(&rest, ' ');
		const char *label = choice_label(l->field->choices, one);
		if (label[0])
			names[n++] = str_z(tr(rq->lang, label));
	}
	return tr_list(rq->a, rq->lang, names, n);
}

static void parts_fill(struct request *rq, const struct record *r, struct profile_part *parts)
{
	const struct record_type *t = type();
	for (size_t g = 0; g < GROUPS; g++) {
		struct profile_part *p = &parts[g];
		*p = (struct profile_part){.group = &groups[g]};
		for (size_t f = 0; f < PROFILE_FIELDS && groups[g].fields[f]; f++) {
			int at = field_index(t, groups[g].fields[f]);
			if (at < 0 || (r && r->hidden && r->hidden[at]))
				continue;
			struct profile_line *l = &p->lines[p->n++];
			*l = (struct profile_line){.field = &t->fields[at], .value = r ? rec_show(rq->a, r, at) : S("")};
			p->any = p->any || (l->value.n && l->field->type != F_BOOL);
		}
	}
}

/* Culture is closed for the school until the learner or the family shares it; then reading it is noted like every opening. */
static enum code profile_of(struct request *rq, struct db *db, struct record *out, bool *there, struct err *e)
{
	struct rows *r;
	enum code c = db_query(db, e, &r, "select id, culture_seen from profile where learner = ?1 order by id limit 1", "b", rq->learner);
	if (c)
		return c;
	int got = rows_next(r, e);
	if (got == 1 && rows_i(r, 1) && rq->viewer.trace)
		rq->viewer.trace->purpose = "profile, shared by the learner";
	struct id id = got == 1 ? rows_id(r, 0) : ID_NIL;
	rows_end(r);
	if (got < 0)
		return e->code;
	*there = got == 1;
	return got == 1 ? record_get(db, rq->a, &rq->viewer, type(), id, out, e) : OK;
}

static enum code notes_load(struct request *rq, struct profile_page *p, struct err *e)
{
	struct rows *r;
	p->notes = NEW_ARRAY(rq->a, struct profile_note, 10);
	enum code c = db_query(rq->db, e, &r,
	                       "select n.text, n.kind, n.language, n.created_at, coalesce(nullif(p.preferred_name, ''), p.given_name), p.family_name, n.author_is from note n"
	                       " left join person p on p.id = n.created_by where n.learner = ?1 and n.part in ('strengths', 'profile') and n.kind in ('comment', 'know', 'dispute')"
	                       " order by n.created_at desc, n.id limit 10",
	                       "b", rq->learner);
	if (c)
		return c;
	int got;
	while ((got = rows_next(r, e)) == 1) {
		struct str name = str_trim(str_fmt(rq->a, "%.*s %.*s", S_ARG(rows_t(r, 4)), S_ARG(rows_t(r, 5)))), is = rows_t(r, 6);
		p->notes[p->n_notes++] = (struct profile_note){
			.text = str_dup(rq->a, rows_t(r, 0)), .kind = str_dup(rq->a, rows_t(r, 1)), .language = str_dup(rq->a, rows_t(r, 2)), .at = rows_i(r, 3),
			.who = name.n ? name : str_z(str_eqz(is, "family") ? T(rq, "Family") : str_eqz(is, "learner") ? T(rq, "Learner") : T(rq, "School"))};
	}
	rows_end(r);
	return got < 0 ? e->code : OK;
}

static enum code fill(struct request *rq, struct profile_page *p, struct err *e)
{
	char id[ID_TEXT];
	enum code c = journey_load(rq, &p->j, e);
	if (!c)
		c = profile_of(rq, rq->db, &p->r, &p->there, e);
	if (c)
		return c;
	p->may = (rq->rel & REL_HOME) != 0;
	p->complete = p->there && str_eqz(p->r.state, "complete");
	p->version = p->there ? p->r.version : 0;
	p->shared = p->there && !p->may && (rec_t(&p->r, "culture").n > 0 || rec_t(&p->r, "identity").n > 0);
	p->n = GROUPS;
	p->parts = NEW_ARRAY(rq->a, struct profile_part, GROUPS);
	parts_fill(rq, p->there ? &p->r : NULL, p->parts);
	struct filter of = {"learner", '=', str_z(id_text(rq->learner, id))};
	c = record_find(rq->db, rq->a, &rq->viewer, record_type_find(S("profile_domain")), &(struct query){.filters = &of, .n_filters = 1}, &p->domains, e);
	if (!c)
		c = results_of(rq->db, rq->a, rq->lang, rq->learner, &p->results, e);
	return c ? c : notes_load(rq, p, e);
}

static enum code show(struct request *rq, struct reply *rp, struct profile_page *p)
{
	journey_page(rq, rp, &p->j, p->j.own ? T(rq, "My profile") : str_fmt(rq->a, T(rq, "Profile of %s"), str_dupz(rq->a, p->j.who.name)).p, p->j.own ? "profile" : NULL,
	             p->edit ? "narrow" : NULL);
	if (p->edit)
		tpl_profile_edit(rq, &rp->body, p);
	else
		tpl_profile_page(rq, &rp->body, p);
	page_close(rq, rp);
	return OK;
}

static void edit_choose(struct profile_page *p, struct str key)
{
	for (size_t i = 0; p->may && i < p->n; i++) {
		if (!str_eqz(key, p->parts[i].group->key))
			continue;
		p->edit = &p->parts[i];
		p->next = i + 1 < p->n ? p->parts[i + 1].group : NULL;
	}
}

static enum code get(struct request *rq, struct reply *rp, struct err *e)
{
	struct profile_page p = {0};
	enum code c = fill(rq, &p, e);
	if (c)
		return c;
	edit_choose(&p, rq_query(rq, "part"));
	return show(rq, rp, &p);
}

struct keeping {
	struct request *rq;
	const struct profile_page *p;
	int64_t version;
	struct problems problems;
};

static struct str value_of(struct request *rq, const struct field *f)
{
	if (f->type != F_CHOICES)
		return str_trim(rq_form(rq, f->name));
	struct buf b = buf_new(rq->a, 500);
	for (const struct choice *c = f->choices; c->value; c++)
		if (rq_form_has(rq, f->name, c->value))
			buf_fmt(&b, "%s%s", b.n ? " " : "", c->value);
	return buf_done(&b);
}

static enum code keep_fn(struct db *db, void *arg, struct err *e)
{
	struct keeping *k = arg;
	struct request *rq = k->rq;
	const struct profile_part *part = k->p->edit;
	struct input in[PROFILE_FIELDS + 1];
	size_t n = 0;
	struct id id = k->p->r.id;
	for (size_t i = 0; i < part->n; i++)
		in[n++] = (struct input){part->lines[i].field->name, value_of(rq, part->lines[i].field)};
	if (k->p->there)
		return record_update(db, rq->a, &rq->viewer, type(), id, k->version, in, n, &k->problems, e);
	in[n++] = (struct input){"learner", id_str(rq->a, rq->learner)};
	return record_create(db, rq->a, &rq->viewer, type(), ID_NIL, in, n, &id, &k->problems, e);
}

/* What was typed stays in the form; when somebody else was faster, both texts are shown. */
static enum code again(struct request *rq, struct reply *rp, enum code why, struct str key, struct err *e)
{
	struct profile_page p = {.error = journey_refused(rq, rp, e)};
	err_clear(e);
	enum code c = fill(rq, &p, e);
	if (c)
		return c;
	edit_choose(&p, key);
	struct profile_part *part = (struct profile_part *)(uintptr_t)p.edit;
	for (size_t i = 0; part && i < part->n; i++) {
		struct profile_line *l = &part->lines[i];
		struct str typed = value_of(rq, l->field);
		if (why == E_CONFLICT && !str_eq(typed, l->value))
			l->there = l->value;
		l->value = typed;
	}
	return show(rq, rp, &p);
}

static enum code keep(struct request *rq, struct reply *rp, struct err *e)
{
	struct profile_page p = {0};
	struct keeping k = {.rq = rq, .p = &p};
	struct str key = rq_param(rq, "part");
	enum code c = fill(rq, &p, e);
	if (c)
		return c;
	edit_choose(&p, key);
	if (!p.edit)
		return err_set(e, E_NOTFOUND, "There is no such page, or it is not for you.");
	str_int(rq_form(rq, "version"), &k.version);
	c = rq_write(rq, keep_fn, &k, e);
	if (c == E_INPUT || (c == E_CONFLICT && !rq->repeated))
		return again(rq, rp, c, key, e);
	if (c)
		return c;
	bool on = rq_form(rq, "next").n > 0 && p.next;
	return rp_redirect(rq, rp, on ? journey_path(rq, str_fmt(rq->a, "/profile?part=%s", p.next->key).p) : journey_path(rq, "/profile"), str_z(T(rq, "Kept.")));
}

static enum code complete_fn(struct db *db, void *arg, struct err *e)
{
	struct keeping *k = arg;
	return record_move(db, k->rq->a, &k->rq->viewer, type(), k->p->r.id, k->p->r.version, k->p->complete ? S("draft") : S("complete"), e);
}

static enum code complete(struct request *rq, struct reply *rp, struct err *e)
{
	struct profile_page p = {0};
	struct keeping k = {.rq = rq, .p = &p};
	enum code c = fill(rq, &p, e);
	if (!c && !p.there)
		c = err_set(e, E_INPUT, "A profile begins with strengths. Write at least one thing that goes well, then mark it complete.");
	bool was = p.complete;
	if (!c)
		c = rq_write(rq, complete_fn, &k, e);
	if (c == E_INPUT) {
		p.error = journey_refused(rq, rp, e);
		return show(rq, rp, &p);
	}
	return c ? c : rp_redirect(rq, rp, journey_path(rq, "/profile"), str_z(was ? T(rq, "Open again. Change what you like.") : T(rq, "Your profile is complete. It can change at any time.")));
}

static enum code history(struct request *rq, struct reply *rp, struct err *e)
{
	struct profile_page p = {0};
	struct record_list list = {0};
	enum code c = fill(rq, &p, e);
	if (!c && p.there)
		c = record_history(rq->db, rq->a, &rq->viewer, type(), p.r.id, &list, e);
	if (c)
		return c;
	p.versions = NEW_ARRAY(rq->a, struct profile_version, list.n + 1);
	for (size_t i = 0; i < list.n; i++) {
		struct profile_version *v = &p.versions[p.n_versions++];
		struct person who = {0};
		if (!id_nil(list.items[i].updated_by) && person_get(rq->db, rq->a, list.items[i].updated_by, &who, e))
			err_clear(e);
		*v = (struct profile_version){.when = tr_time(rq->a, rq->lang, p.j.tz, list.items[i].updated_at), .who = who.name, .n = GROUPS};
		v->parts = NEW_ARRAY(rq->a, struct profile_part, GROUPS);
		parts_fill(rq, &list.items[i], v->parts);
	}
	journey_page(rq, rp, &p.j, T(rq, "Earlier versions"), NULL, NULL);
	tpl_profile_history(rq, &rp->body, &p);
	page_close(rq, rp);
	return OK;
}

static enum code card(struct request *rq, struct reply *rp, struct err *e)
{
	struct profile_page p = {0};
	enum code c = fill(rq, &p, e);
	if (c)
		return c;
	p.on_card = p.there ? rec_t(&p.r, "show_on_card") : S("");
	p.card_pdf = (rq->rel & (REL_HOME | REL_TEAM)) && setting_on(rq->db, "paper.card");
	journey_page(rq, rp, &p.j, T(rq, "Who I am and what helps me"), NULL, "narrow");
	tpl_profile_card(rq, &rp->body, &p);
	page_close(rq, rp);
	return OK;
}

ROUTES(profile) = {
	{GET, "/learners/{learner}/profile", get, REL_HOME | REL_TEAM | REL_LEADER, RT_LEARNER_PAGE | RT_OFFLINE, .title = N_("My profile")},
	{GET, "/learners/{learner}/profile/history", history, REL_HOME | REL_TEAM | REL_LEADER, RT_LEARNER_PAGE, .title = N_("Earlier versions")},
	{POST, "/learners/{learner}/profile/complete", complete, REL_HOME, RT_LEARNER_PAGE, .title = N_("Mark as complete")},
	{POST, "/learners/{learner}/profile/parts/{part}", keep, REL_HOME, RT_LEARNER_PAGE, .body_max = 300000, .title = N_("Keep a part of the profile")},
	{GET, "/learners/{learner}/card", card, REL_HOME | REL_TEAM | REL_LEADER, RT_LEARNER_PAGE, .title = N_("Who I am and what helps me")},
	ROUTES_END,
};
