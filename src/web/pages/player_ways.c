/* player_ways.c - other ways to the text of a piece of work: read by a person, asked for and recorded; words while writing. */
#include "web/pages/files.h"
#include "web/pages/player.h"
#include "school/work/prompts.h"

struct way { struct request *rq; struct player *x; struct taken files; enum lang lang; bool for_all; int made; };

static enum code ask_fn(struct db *db, void *arg, struct err *e)
{
	struct way *w = arg;
	return reader_ask(db, w->rq->a, &w->rq->viewer, &w->x->p.work, w->x->p.language, e);
}

/* The learner or the family asks for a person who reads it: a task for a named adult, with a day [R217]. */
static enum code ask(struct request *rq, struct reply *rp, struct err *e)
{
	struct player x = {0};
	struct way w = {.rq = rq, .x = &x};
	enum code c = player_load(rq, &x, e);
	if (!c && !x.may_reader) /* a plan forbids it, or it would do what is assessed */
		c = err_set(e, E_NOTFOUND, "There is no such page, or it is not for you.");
	if (!c)
		c = rq_write(rq, ask_fn, &w, e);
	if (c == E_CONFLICT) {
		err_clear(e);
		c = OK;
	}
	return c ? c : rp_redirect(rq, rp, str_fmt(rq->a, "%.*s#reader", S_ARG(x.path)), str_z(T(rq, "Asked. Below stands who reads it to you, and by when.")));
}

static enum code keep_fn(struct db *db, void *arg, struct err *e)
{
	struct way *w = arg;
	return recording_keep(db, w->rq->a, &w->rq->viewer, &w->x->p.work, w->lang, &w->files, w->for_all, &w->made, e);
}

static enum code keep(struct request *rq, struct reply *rp, struct err *e)
{
	struct player x = {0};
	struct way w = {.rq = rq, .x = &x};
	enum code c = player_load(rq, &x, e);
	if (!c && !x.may_reader)
		c = err_set(e, E_NOTFOUND, "There is no such page, or it is not for you.");
	if (c)
		return c;
	w.for_all = (rq->rel & REL_TEAM) && rq_form_has(rq, "all", "1");
	if (!lang_parse(rq_form(rq, "language"), &w.lang))
		w.lang = x.p.language;
	c = files_take(rq, rq->learner, &w.files, e);
	if (!c)
		c = rq_write(rq, keep_fn, &w, e);
	if (c == E_INPUT || c == E_LIMIT) {
		rp->status = 422;
		x.error = str_dup(rq->a, str_z(e->text));
		err_clear(e);
		return player_show(rq, rp, &x, e);
	}
	return c ? c : rp_redirect(rq, rp, str_fmt(rq->a, "%.*s#reader", S_ARG(x.path)),
	                           str_fmt(rq->a, trn(rq->lang, "Kept. %d learner can hear it.", "Kept. %d learners can hear it.", w.made), w.made));
}

/* Words to choose from while writing: the script asks once, when the learner turns them on. */
static enum code words(struct request *rq, struct reply *rp, struct err *e)
{
	struct player x = {0};
	struct str *list = NULL;
	size_t n = 0;
	enum code c = player_load(rq, &x, e);
	if (!c && x.own && x.may_predict)
		c = prompts_of(rq->db, rq->a, &x.p, &list, &n, e);
	if (c)
		return c;
	rp->type = "application/json";
	struct json_out o = json_to(&rp->body);
	json_open(&o, '{');
	json_key(&o, "words");
	json_open(&o, '[');
	for (size_t i = 0; i < n; i++)
		json_put_str(&o, list[i]);
	json_close(&o, ']');
	json_close(&o, '}');
	return OK;
}

/* The class and the Monday of the week that this work is of. */
static enum code class_week(struct request *rq, const struct player *x, struct id *class_id, struct str *monday, struct err *e)
{
	struct rows *r;
	*class_id = ID_NIL;
	*monday = S("");
	enum code c = db_query(rq->db, e, &r, "select class, monday from week_plan where id = ?1", "b", x->p.work.week);
	if (c)
		return c;
	int got = rows_next(r, e);
	if (got == 1) {
		*class_id = rows_id(r, 0);
		*monday = str_dup(rq->a, rows_t(r, 1));
	}
	rows_end(r);
	return got < 0 ? e->code : OK;
}

static enum code places_of_work(struct request *rq, struct player *x, struct err *e)
{
	struct id class_id;
	struct str monday;
	enum code c = class_week(rq, x, &class_id, &monday, e);
	return c ? c : places_of(rq->db, rq->a, rq->lang, class_id, rq->learner, monday, x->p.work.day, &x->places, &x->n_places, e);
}

/* What the class noted for this lesson's language, in the week of this work [R130]. */
static enum code language_of(struct request *rq, struct player *x, struct err *e)
{
	struct id class_id;
	struct str monday;
	if (id_nil(x->p.work.competency))
		return OK;
	enum code c = class_week(rq, x, &class_id, &monday, e);
	return c || id_nil(class_id) ? c : beside_load(rq->db, rq->a, rq->lang, class_id, monday, x->p.work.competency, &x->beside, &x->n_beside, e);
}

enum code player_ways(struct request *rq, struct player *x, struct err *e)
{
	enum code c = simpler_of(rq->db, rq->a, x->p.work.resource, x->p.language, &x->simpler, &x->n_simpler, e);
	if (!c && x->may_plain)
		c = said_in_of(rq->db, rq->a, x->p.work.resource, true, &x->said, &x->n_said, e);
	if (!c)
		c = recordings_of(rq->db, rq->a, &x->p.work, &x->recordings, &x->n_recordings, e);
	if (!c)
		c = language_of(rq, x, e);
	if (!c)
		c = reader_wish_of(rq->db, rq->a, x->p.work.id, &x->wish, e);
	if (!c)
		c = open_of_week(rq->db, x->p.work.week, &x->open, e);
	const struct need *speaks = needs_find(x->needs, NEED_DICTATION, S(""));
	if (speaks && speaks->set == NEED_ON)
		x->open |= OPEN_BIT(OPEN_SPOKEN); /* what a plan gives stays, whatever the class took away */
	if (!c)
		c = choice_of(rq->db, rq->a, x->p.work.id, &x->choice, e);
	return c || !(x->open & OPEN_BIT(OPEN_PLACE)) ? c : places_of_work(rq, x, e);
}

unsigned player_other_ways(const struct player *x)
{
	return open_answers(x->open, x->q ? x->q->constructs | x->p.constructs : x->p.constructs);
}

ROUTES(player_ways) = {
	{POST, "/learners/{learner}/work/{work}/reader", ask, REL_HOME, RT_LOW | RT_LEARNER_PAGE, .title = N_("Ask a person to read it")},
	{POST, "/learners/{learner}/work/{work}/recording", keep, REL_FAMILY | REL_TEAM, RT_UPLOAD | RT_LEARNER_PAGE, .body_max = UPLOAD_BODY, .rate = RATE_UPLOAD, .title = N_("A text read by a person")},
	{GET, "/learners/{learner}/work/{work}/words", words, REL_SELF, RT_LOW, .title = N_("Words while writing")},
	ROUTES_END,
};
