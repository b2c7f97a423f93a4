/* needs_file.c - a learner's needs with their sources, days and disagreements, and files of AfA PNP 3.0 in and out [R214]. */
#include "web/pages/needs.h"
#include "school/plan/need_words.h"
#include "templates.h"
#include "web/app.h"

static const char *why_say(enum need_why w)
{
	switch (w) {
	case NEED_REQUIRED_STAYS: return N_("%1$s (%2$s) stays on: a plan requires it. %3$s had turned it off.");
	case NEED_PLAN_ASKS_MORE: return N_("%1$s: %2$s asks for more than %3$s, and holds.");
	case NEED_PLAN_DECIDES: return N_("%1$s: %2$s decides; %3$s says something else.");
	case NEED_MORE_SUPPORT: return N_("%1$s: %2$s supports more than %3$s, and holds. Settle it between the plans.");
	case NEED_SOURCE_ORDER: return N_("%1$s: %2$s goes before %3$s. Settle it between the plans.");
	case NEED_LATER_LINE: return N_("%1$s: the later line of %2$s holds. Settle it in the plan.");
	case NEED_REQUIRED_FIRST: return N_("%1$s: what %2$s requires goes before what %3$s allows.");
	case NEED_OWN_CHOICE: return N_("%1$s: %2$s goes before %3$s.");
	case NEED_PLAN_FIRST: return N_("%1$s: %2$s goes before %3$s.");
	case NEED_BAD_VALUE: return N_("%1$s from %2$s is not used: its value cannot be.");
	case NEED_PROHIBITED: return N_("%1$s from %2$s is not used: %3$s forbids it.");
	case NEED_ASSESSED: return N_("%1$s from %2$s is not used where it would do what is assessed.");
	case NEED_TEAM_ONLY: return N_("%1$s from %2$s is not used: it changes what is expected, and only an IEP or 504 team decides that.");
	case NEED_PLAN_ONLY: return N_("%1$s from %2$s is not used in a test: there it has to come from a plan.");
	case NEED_NOT_ON_STATE_TEST: return N_("%1$s from %2$s is not used in a state test.");
	case NEED_EXPIRED: return N_("%1$s from %2$s is over.");
	case NEED_NOT_YET: return N_("%1$s from %2$s has not begun.");
	case NEED_OTHER_SETTING: return N_("%1$s from %2$s is for tests alone.");
	case NEED_OTHER_MEDIUM: return N_("%1$s from %2$s is not for a screen.");
	case NEED_WHYS: break;
	}
	return N_("%1$s from %2$s is not used.");
}

static const char *from_of(struct request *rq, const struct need_line *l)
{
	return l ? tr(rq->lang, need_source_label(l->source)) : "";
}

static void note(struct request *rq, struct needs_page *p, enum need_why why, enum need_term term, const struct need_line *one, const struct need_line *two)
{
	if (p->n_notes < 60)
		p->notes[p->n_notes++] = str_fmt(rq->a, tr(rq->lang, why_say(why)), tr(rq->lang, need_label(term)), from_of(rq, one), from_of(rq, two));
}

static struct str words_of(struct request *rq, enum need_term term, struct need_value v)
{
	struct str said = need_value_words(rq->a, rq->lang, term, v);
	return said.n ? str_fmt(rq->a, "%s: %.*s", tr(rq->lang, need_label(term)), S_ARG(said)) : str_z(tr(rq->lang, need_label(term)));
}

static enum code load(struct request *rq, struct needs_page *p, struct err *e)
{
	struct need_line *lines;
	size_t n;
	struct need_context here = {.day = rq->viewer.today, .setting = NEED_INSTRUCTION, .medium = NEED_SCREEN};
	p->id = id_str(rq->a, rq->learner);
	p->team = (rq->rel & (REL_CASE | REL_EL | REL_TEACHER)) != 0;
	enum code c = person_get(rq->db, rq->a, rq->learner, &p->learner, e);
	if (!c)
		c = needs_lines(rq->db, rq->a, rq->learner, &lines, &n, &p->unknown, &p->n_unknown, e);
	if (c)
		return c;
	const struct needs *needs = needs_resolve(rq->a, lines, n, &here);
	p->list = NEW_ARRAY(rq->a, struct need_shown, needs->n + needs->n_prohibits + 1);
	p->notes = NEW_ARRAY(rq->a, struct str, 60);
	for (size_t i = 0; i < needs->n; i++) {
		const struct need *x = &needs->list[i];
		p->list[p->n++] = (struct need_shown){words_of(rq, x->term, x->value), str_z(from_of(rq, x->from)), tr_date_short(rq->a, rq->lang, (day_t)(x->from->changed / DAY)),
		                                      str_z(x->set == NEED_OFF ? T(rq, "turned off") : x->required ? T(rq, "on, required") : x->set == NEED_OPTION ? T(rq, "offered") : T(rq, "on"))};
	}
	for (size_t i = 0; i < needs->n_prohibits; i++) {
		const struct need_line *x = needs->prohibits[i];
		p->list[p->n++] = (struct need_shown){words_of(rq, x->term, (struct need_value){.text = x->value.text}), str_z(from_of(rq, x)), tr_date_short(rq->a, rq->lang, (day_t)(x->changed / DAY)), str_z(T(rq, "must not be used"))};
	}
	for (size_t i = 0; i < needs->n_conflicts; i++)
		note(rq, p, needs->conflicts[i].why, needs->conflicts[i].term, needs->conflicts[i].won, needs->conflicts[i].lost);
	for (size_t i = 0; i < needs->n_refused; i++)
		note(rq, p, needs->refused[i].why, needs->refused[i].line->term, needs->refused[i].line, needs->refused[i].by);
	for (size_t i = 0; i < needs->n_aside; i++)
		note(rq, p, needs->aside[i].why, needs->aside[i].line->term, needs->aside[i].line, NULL);
	return OK;
}

static enum code show(struct request *rq, struct reply *rp, struct needs_page *p, struct err *e)
{
	enum code c = load(rq, p, e);
	if (c)
		return c;
	if (str_eqz(rq_query(rq, "format"), "csv")) {
		struct buf *b = &rp->body;
		rp->type = "text/csv; charset=utf-8";
		rp->file_name = S("needs.csv");
		buf_z(b, "need,from,since,state\r\n");
		for (size_t i = 0; i < p->n; i++) {
			buf_csv(b, p->list[i].words);
			buf_byte(b, ',');
			buf_csv(b, p->list[i].from);
			buf_byte(b, ',');
			buf_csv(b, p->list[i].since);
			buf_byte(b, ',');
			buf_csv(b, p->list[i].state);
			buf_z(b, "\r\n");
		}
		return OK;
	}
	page_open(rq, rp, &(struct page){.title = str_z(T(rq, "Needs and where they come from")), .nav = "home", .learner_name = p->learner.name});
	tpl_chain_needs(rq, &rp->body, p);
	page_close(rq, rp);
	return OK;
}

static enum code page(struct request *rq, struct reply *rp, struct err *e)
{
	struct needs_page p = {0};
	return show(rq, rp, &p, e);
}

static enum code file_out(struct request *rq, struct reply *rp, bool xml, struct err *e)
{
	const struct needs *needs;
	struct need_context here = {.day = rq->viewer.today, .setting = NEED_INSTRUCTION, .medium = NEED_SCREEN};
	enum code c = needs_load(rq->db, rq->a, rq->learner, &here, &needs, e);
	if (c)
		return c;
	struct pnp p = pnp_of_needs(rq->a, needs);
	rp->type = xml ? "application/xml; charset=utf-8" : "application/json; charset=utf-8";
	rp->file_name = xml ? S("needs-pnp.xml") : S("needs-pnp.json");
	if (xml)
		pnp_write_xml(rq->a, &rp->body, p.lines, p.n);
	else
		pnp_write_json(rq->a, &rp->body, p.lines, p.n);
	return OK;
}

static enum code file_json(struct request *rq, struct reply *rp, struct err *e)
{
	return file_out(rq, rp, false, e);
}

static enum code file_xml(struct request *rq, struct reply *rp, struct err *e)
{
	return file_out(rq, rp, true, e);
}

struct keeping { struct request *rq; const struct needs_page *p; };

static enum code keep_fn(struct db *db, void *arg, struct err *e)
{
	struct keeping *k = arg;
	struct request *rq = k->rq;
	const struct record_type *t = record_type_find(S("plan_line"));
	for (size_t i = 0; i < k->p->file.n; i++) {
		const struct pnp_line *x = &k->p->file.lines[i];
		const struct need_term_info *info = need_term_info(x->term);
		bool no = x->set == NEED_PROHIBIT;
		const char *kind = x->set == NEED_OPTION ? "support" : info->kind == NEED_MODIFICATION ? "modification" : "accommodation";
		struct id id;
		struct str value = no ? x->value.text : need_value_text(rq->a, x->term, x->value);
		struct input in[] = {{"learner", k->p->id}, {"source", k->p->source}, {"kind", str_z(kind)}, {"text", k->p->file_words[i]}, {"term", str_z(info->name)}, {"value", value},
		                     {"prohibited", no ? S("1") : S("0")}, {"begin_on", day_text(rq->a, rq->viewer.today)}, {"source_note", S("AfA PNP 3.0")}};
		enum code c = record_create(db, rq->a, &rq->viewer, t, ID_NIL, in, sizeof in / sizeof *in, &id, NULL, e);
		if (c)
			return c;
	}
	return OK;
}

/* First it is shown what the file says, then a person keeps it. */
static enum code file_in(struct request *rq, struct reply *rp, struct err *e)
{
	struct needs_page p = {.text = rq_form(rq, "text"), .source = rq_form(rq, "source")};
	struct keeping k = {rq, &p};
	for (size_t i = 0; i < rq->n_files; i++)
		if (str_eqz(rq->files[i].field, "file") && rq->files[i].bytes.n)
			p.text = rq->files[i].bytes;
	bool known = str_eqz(p.source, "iep") || str_eqz(p.source, "504") || str_eqz(p.source, "el") || str_eqz(p.source, "plp");
	enum code c = known ? pnp_read(rq->a, p.text, &p.file, e) : err_set(e, E_INPUT, "Say which plan these needs belong to.");
	if (!c && !p.file.n)
		c = err_set(e, E_INPUT, "This file names nothing that this program knows.");
	p.file_words = NEW_ARRAY(rq->a, struct str, p.file.n + 1);
	for (size_t i = 0; i < p.file.n; i++)
		p.file_words[i] = words_of(rq, p.file.lines[i].term, p.file.lines[i].value);
	p.id = id_str(rq->a, rq->learner);
	if (!c && str_eqz(rq_form(rq, "deed"), "keep")) {
		c = rq_write(rq, keep_fn, &k, e);
		if (!c)
			return rp_redirect(rq, rp, str_fmt(rq->a, "/learners/%.*s/needs", S_ARG(p.id)), str_fmt(rq->a, trn(rq->lang, "%d need is in the plan now.", "%d needs are in the plan now.", (int)p.file.n), (int)p.file.n));
	}
	if (c && c != E_INPUT)
		return c;
	if (c) {
		p.error = str_dup(rq->a, str_z(e->text));
		p.text = utf8_valid(p.text) ? p.text : S("");
		err_clear(e);
		rp->status = 422;
	} else
		p.preview = true;
	return show(rq, rp, &p, e);
}

ROUTES(needs_file) = {
	{GET, "/learners/{learner}/needs", page, REL_FAMILY | REL_TEAM | REL_LEADER, RT_LEARNER_PAGE, .title = N_("Needs and where they come from")},
	{GET, "/learners/{learner}/needs.json", file_json, REL_HOME | REL_TEAM, 0, .title = N_("Needs as a file (JSON)")},
	{GET, "/learners/{learner}/needs.xml", file_xml, REL_HOME | REL_TEAM, 0, .title = N_("Needs as a file (XML)")},
	{POST, "/learners/{learner}/needs", file_in, REL_CASE | REL_EL | REL_TEACHER, RT_UPLOAD, .body_max = PNP_MAX * 2, .rate = RATE_UPLOAD, .audit = "needs from a file", .title = N_("Bring in a file of needs")},
	ROUTES_END,
};
