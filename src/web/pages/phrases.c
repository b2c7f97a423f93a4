/* phrases.c - staff choose a sentence that is there in seven languages, fill its gaps, and the family reads it in its own
 * [R093 R429]. */
#include "web/pages/phrases.h"
#include "templates.h"
#include "web/app.h"

#include <string.h>

static enum code begin(struct request *rq, struct phrases_page *p, struct err *e)
{
	struct guardian_row *list;
	size_t n;
	struct str thread = rq->method == POST ? rq_form(rq, "thread") : rq_query(rq, "thread"), part = rq->method == POST ? rq_form(rq, "part") : rq_query(rq, "part");
	p->id = id_str(rq->a, rq->learner);
	p->path = str_fmt(rq->a, "/learners/%.*s/phrases", S_ARG(p->id));
	p->back_name = thread.n ? "thread" : "part";
	p->back = thread.n ? thread : part.n ? part : S("week");
	enum code c = person_get(rq->db, rq->a, rq->learner, &p->child, e);
	if (!c)
		c = guardians_of(rq->db, rq->a, rq->learner, rq->viewer.today, &list, &n, e);
	for (size_t i = 0; !c && i < n; i++) {
		enum lang lang;
		if (list[i].has_access && lang_parse(list[i].language, &lang))
			p->reads[lang] = true;
	}
	return c;
}

static enum code show(struct request *rq, struct reply *rp, struct err *e)
{
	struct phrases_page p = {.topic = rq_query(rq, "topic"), .words = str_trim(rq_query(rq, "q"))};
	enum code c = begin(rq, &p, e);
	if (!c && !choice_label(phrase_topics(), p.topic)[0])
		p.topic = S("");
	if (!c)
		c = phrases_find(rq->db, rq->a, rq->lang, p.topic, p.words, &p.list, &p.n, e);
	if (c)
		return c;
	page_open(rq, rp, &(struct page){.title = str_z(T(rq, "Phrases in seven languages")), .nav = "home"});
	tpl_phrases_list(rq, &rp->body, &p);
	page_close(rq, rp);
	return OK;
}

/* The values of the gaps as typed; the child's name is there already. */
static void values(struct request *rq, struct phrases_page *p)
{
	for (int g = 0; g < PHRASE_GAPS; g++) {
		struct str typed = rq->method == POST ? rq_form(rq, PHRASE_GAP[g]) : S("");
		bool name = !strcmp(PHRASE_GAP[g], "name") && rq->method != POST;
		p->values[g] = (struct input){PHRASE_GAP[g], name ? p->child.first : typed};
	}
	for (enum lang lang = LANG_EN; lang < LANG_COUNT; lang++)
		p->preview[lang] = p->phrase.said[lang].n ? phrase_fill(rq->a, lang, p->phrase.said[lang], p->values, PHRASE_GAPS) : S("");
}

static enum code render(struct request *rq, struct reply *rp, struct phrases_page *p)
{
	page_open(rq, rp, &(struct page){.title = str_z(T(rq, "Say it in seven languages")), .nav = "home"});
	tpl_phrases_use(rq, &rp->body, p);
	page_close(rq, rp);
	return OK;
}

static enum code chosen(struct request *rq, struct phrases_page *p, struct err *e)
{
	struct id id;
	enum code c = rq_id(rq, "phrase", &id, e);
	if (!c)
		c = begin(rq, p, e);
	if (!c)
		c = phrase_get(rq->db, rq->a, id, &p->phrase, e);
	if (!c)
		values(rq, p);
	return c;
}

static enum code one(struct request *rq, struct reply *rp, struct err *e)
{
	struct phrases_page p = {0};
	enum code c = chosen(rq, &p, e);
	return c ? c : render(rq, rp, &p);
}

struct saying { struct request *rq; struct phrase_use use; };

static enum code say_fn(struct db *db, void *arg, struct err *e)
{
	struct saying *s = arg;
	return phrase_say(db, s->rq->a, &s->rq->viewer, s->rq->rel, &s->use, e);
}

/* The conversation must be this learner's. */
static enum code thread_of(struct request *rq, struct id *out, struct err *e)
{
	int64_t n = 0;
	if (!rq_form(rq, "thread").n)
		return OK;
	if (!id_parse(rq_form(rq, "thread"), out))
		return err_set(e, E_NOTFOUND, "This conversation is not there any more.");
	enum code c = db_int(rq->db, e, &n, "select count(*) from thread where id = ?1 and learner = ?2", "bb", *out, rq->learner);
	return c ? c : n ? OK : err_set(e, E_NOTFOUND, "This conversation is not there any more.");
}

static enum code say(struct request *rq, struct reply *rp, struct err *e)
{
	struct phrases_page p = {0};
	enum code c = chosen(rq, &p, e);
	if (c)
		return c;
	if (str_eqz(rq_form(rq, "deed"), "look")) {
		p.looked = true;
		return render(rq, rp, &p);
	}
	struct saying s = {rq, {.learner = rq->learner, .phrase = p.phrase.id, .part = rq_form(rq, "part").n ? rq_form(rq, "part") : S("week"), .values = p.values,
	                        .n = PHRASE_GAPS, .lang = rq->lang}};
	c = thread_of(rq, &s.use.thread, e);
	if (!c)
		c = rq_write(rq, say_fn, &s, e);
	if (c == E_INPUT) {
		p.error = str_dup(rq->a, str_z(e->text));
		err_clear(e);
		rp->status = 422;
		return render(rq, rp, &p);
	}
	struct str to = id_nil(s.use.thread) ? str_fmt(rq->a, "/learners/%.*s/family#%.*s", S_ARG(p.id), S_ARG(s.use.part)) : S("/waits");
	return c ? c : rp_redirect(rq, rp, to, str_z(T(rq, "Said, in every language that the phrase has.")));
}

ROUTES(phrases) = {
	{GET, "/learners/{learner}/phrases", show, REL_TEAM | REL_LEADER, 0, .title = N_("Phrases in seven languages")},
	{GET, "/learners/{learner}/phrases/{phrase}", one, REL_TEAM | REL_LEADER, 0, .title = N_("Say it in seven languages")},
	{POST, "/learners/{learner}/phrases/{phrase}", say, REL_TEAM | REL_LEADER, 0, .audit = "note", .title = N_("Say it in seven languages")},
	ROUTES_END,
};
