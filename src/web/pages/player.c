/* player.c - the page of one piece of work: a reading, questions, a task. What a learner does there is in player_do.c. */
#include "web/pages/player.h"
#include "interop/scan.h"
#include "engine/itemgen/mathml.h"
#include "engine/itemgen/picture.h"
#include "school/admin/school.h"
#include "templates.h"

#include <math.h>

struct html player_math(struct request *rq, struct ig_text t)
{
	struct buf b = buf_new(rq->a, 1 << 20);
	math_html(rq->a, &b, t.text, t.lang, NULL);
	return (struct html){buf_done(&b)};
}

struct html player_picture(struct request *rq, const struct ig_picture *p)
{
	struct buf b = buf_new(rq->a, 1 << 20);
	pic_html(rq->a, &b, p);
	return (struct html){buf_done(&b)};
}

/* Words for what has a formula and no words of its own; empty otherwise. */
struct str player_spoken(struct request *rq, struct ig_text t)
{
	struct buf b = buf_new(rq->a, 4000);
	if (math_has(t.text))
		math_spoken(rq->a, &b, t.text, t.lang);
	return buf_done(&b);
}

static bool in_list(struct str list, struct str key)
{
	while (list.n) {
		struct str one = str_trim(str_cut(&list, ','));
		if (str_eq(one, key))
			return true;
	}
	return false;
}

bool player_chosen(const struct player *x, struct str key)
{
	return x->draft ? draft_has(x->draft, "answer", key) : in_list(x->typed.n ? x->typed : S(""), key);
}

size_t player_place(const struct player *x, struct str key)
{
	struct str list = x->typed;
	for (size_t i = 1; list.n; i++)
		if (str_eq(str_trim(str_cut(&list, ',')), key))
			return i;
	return 0;
}

struct attachments player_files(struct request *rq, const struct player *x, int place)
{
	struct attachments out = {.items = NEW_ARRAY(rq->a, struct attachment, x->files.n + 1)};
	struct str way = str_fmt(rq->a, "q%d", place);
	for (size_t i = 0; i < x->files.n; i++) {
		struct str of = x->files.items[i].way;
		bool question = of.n > 1 && of.p[0] == 'q' && of.p[1] >= '1' && of.p[1] <= '9';
		if (place ? str_eq(of, way) : !question)
			out.items[out.n++] = x->files.items[i];
	}
	return out;
}

/* Work of a week that is still being made is nobody's but the team's. */
static enum code may_see(struct request *rq, const struct work *w, struct err *e)
{
	int64_t draft = 0;
	if (!id_eq(w->learner, rq->learner))
		return err_set(e, E_NOTFOUND, "There is no such page, or it is not for you.");
	enum code c = db_int(rq->db, e, &draft, "select count(*) from week_plan where id = ?1 and state = 'draft'", "b", w->week);
	if (!c && draft && !(rq->rel & REL_TEAM))
		return err_set(e, E_NOTFOUND, "There is no such page, or it is not for you.");
	return c;
}

static enum code needs_of(struct request *rq, struct player *x, const struct work *w, struct err *e)
{
	struct need_context context = {.day = rq->viewer.today, .setting = NEED_INSTRUCTION, .medium = NEED_SCREEN};
	enum code c = practice_constructs(rq->db, w, &context.constructs, e);
	if (!c)
		c = needs_load(rq->db, rq->a, rq->learner, &context, &x->needs, e);
	if (c)
		return c;
	x->base = w->limit;
	if (w->limit > 0 && !isinf(needs_time_limit(x->needs, w->limit, true)))
		x->limit = ceil(needs_time_limit(x->needs, w->limit, true));
	int64_t now = rq_done_at(rq) ? rq_done_at(rq) : clock_now(); /* what waited on a device was in time if it was then */
	int64_t breaks = work_breaks(w, now);
	const struct need *rest = needs_find(x->needs, NEED_ENVIRONMENT, S("breaks"));
	x->break_stops = rest && rest->set != NEED_OFF;
	x->on_break = w->break_from != 0;
	if (!x->break_stops)
		breaks = 0;
	if (x->limit > 0 && w->started_at) {
		int64_t end = w->started_at + (int64_t)x->limit * 60 * SECOND + breaks;
		x->ends = tr_time(rq->a, rq->lang, x->j.tz, end);
		x->time_over = now > end;
		x->time_taken = x->limit > w->limit && now > w->started_at + (int64_t)w->limit * 60 * SECOND + breaks;
	}
	x->left = (int64_t)x->limit * 60;
	if (w->started_at && x->limit > 0)
		x->left -= (clock_now() - w->started_at - breaks) / SECOND;
	x->left = x->left < 0 ? 0 : x->left;
	x->running = w->started_at && x->left && !(x->on_break && x->break_stops);
	x->look = needs_look(x->needs);
	x->words_in = needs_word_language(x->needs);
	x->may_listen = needs_may(x->needs, NEED_SPOKEN);
	x->may_words = needs_may(x->needs, NEED_GLOSSARY_ON_SCREEN);
	x->may_calc = needs_may(x->needs, NEED_CALCULATOR);
	x->may_line = needs_may(x->needs, NEED_LINE_READER);
	x->may_mask = needs_may(x->needs, NEED_ANSWER_MASKING);
	x->may_spell = needs_may(x->needs, NEED_SPELL_CHECKER);
	x->may_speak = needs_may(x->needs, NEED_DICTATION);
	x->may_plain = needs_may(x->needs, NEED_SIMPLIFIED_LANGUAGE_PORTIONS);
	x->may_reader = needs_may(x->needs, NEED_HUMAN_READER);
	x->may_predict = needs_may(x->needs, NEED_WORD_PREDICTION);
	x->calc = sum_kind_of(needs_text(x->needs, NEED_CALCULATOR));
	return OK;
}

enum code player_load(struct request *rq, struct player *x, struct err *e)
{
	struct id work;
	struct work w;
	enum lang lang = rq->lang, second;
	char id[ID_TEXT];
	enum code c = rq_id(rq, "work", &work, e);
	if (!c)
		c = work_load(rq->db, rq->a, work, rq->lang, &w, e);
	if (!c)
		c = may_see(rq, &w, e);
	if (!c)
		c = journey_load(rq, &x->j, e);
	if (!c)
		c = needs_of(rq, x, &w, e);
	if (c)
		return c;
	if (!x->look.second_language.n && needs_may(x->needs, NEED_ITEM_TRANSLATION))
		x->look.second_language = x->j.look.second_language; /* of a class that teaches in two languages */
	struct str translated = needs_text(x->needs, NEED_ITEM_TRANSLATION);
	if (translated.n && lang_parse(translated, &second))
		lang = second;
	c = practice_load(rq->db, rq->a, &w, lang, x->needs, x->words_in, &x->p, e);
	if (!c && x->look.second_language.n && lang_parse(x->look.second_language, &second) && second != lang) {
		c = practice_load(rq->db, rq->a, &w, second, x->needs, S(""), &x->both, e);
		x->has_both = !c && x->both.n == x->p.n;
	}
	if (c)
		return c;
	x->own = x->j.own;
	x->hands = x->own || (rq->rel & REL_FAMILY);
	x->paused = !w.by_until.n;
	x->mode = journey_mode(rq, w.mode);
	x->window = journey_window(rq, &w);
	x->path = journey_path(rq, str_fmt(rq->a, "/work/%s", id_text(w.id, id)).p);
	x->began = clock_now() / SECOND;
	x->tried = NEW_ARRAY(rq->a, struct tried, x->p.n + 1);
	c = practice_tried(rq->db, rq->a, w.id, x->tried, x->p.n, e);
	for (size_t i = 0; i < x->p.n; i++)
		x->settled += x->tried[i].settled;
	x->finished = work_finished(&w);
	x->helps = (struct help_part){.j = &x->j};
	struct help *all;
	size_t n = 0;
	if (!c)
		c = player_ways(rq, x, e);
	if (!c)
		c = attachments_of_work(rq->db, rq->a, w.id, &x->files, e);
	if (!c && (rq->rel & REL_TEAM))
		c = scan_waits(rq->db, rq->a, w.id, &x->waiting, e);
	if (!c)
		c = help_of(rq->db, rq->a, rq->learner, clock_now() - 7 * DAY, 20, &all, &n, e);
	x->helps.list = NEW_ARRAY(rq->a, struct help, n + 1);
	for (size_t i = 0; i < n; i++)
		if (id_eq(all[i].week_item, w.id))
			x->helps.list[x->helps.n++] = all[i];
	return c;
}

static enum code mastery_of(struct request *rq, struct id competency, double *p, struct err *e)
{
	struct mastery_model *m;
	struct standing *list;
	size_t n;
	*p = 0;
	enum code c = evidence_model(rq->db, rq->a, &m, e);
	if (!c)
		c = evidence_standing(rq->db, rq->a, m, rq->learner, rq->viewer.today, &list, &n, e);
	for (size_t i = 0; !c && i < n; i++)
		if (id_eq(list[i].competency, competency))
			*p = list[i].now.p;
	return c;
}

enum code player_question(struct request *rq, struct player *x, size_t place, struct err *e)
{
	char id[ID_TEXT];
	if (place < 1 || place > x->p.n)
		return err_set(e, E_NOTFOUND, "There is no such question in this piece of work.");
	x->q = &x->p.questions[place - 1];
	x->q2 = x->has_both ? &x->both.questions[place - 1] : NULL;
	if (x->q2 && x->q2->stem.lang == x->q->stem.lang)
		x->q2 = NULL;
	x->t = x->tried[place - 1];
	x->form = str_fmt(rq->a, "a-%s-%zu", id_text(x->p.work.id, id), place);
	enum code c = mastery_of(rq, x->q->competency, &x->mastery, e);
	if (!c && x->own)
		c = draft_load(rq->db, rq->a, rq->viewer.person, x->form, &x->draft, e);
	if (c)
		return c;
	x->hints_offered = practice_hints(x->q, x->mastery);
	if (x->t.hints > (int)x->hints_offered)
		x->t.hints = (int)x->hints_offered;
	if (x->t.tries)
		x->last = question_score(rq->a, x->q, x->t.response, rq->lang);
	if (x->q->kind == IG_OPEN || x->t.person)
		x->last.needs_person = x->t.person || !x->t.tries; /* also when a photo is all of it */
	if (!x->typed.n)
		x->typed = x->draft ? draft_value(x->draft, "answer") : x->t.response;
	size_t next = place;
	while (next < x->p.n && x->tried[next].settled)
		next++;
	x->after = next < x->p.n ? str_fmt(rq->a, "%.*s?q=%zu", S_ARG(x->path), next + 1) : str_fmt(rq->a, "%.*s?q=end", S_ARG(x->path));
	return OK;
}

/* The question asked for, or the first that is not settled; none when the text comes first or all is done. */
static enum code question_choose(struct request *rq, struct player *x, struct str wanted, struct err *e)
{
	int64_t place = 0;
	if (!x->p.n || str_eqz(wanted, "end") || str_eqz(wanted, "text"))
		return OK;
	if (wanted.n) {
		if (!str_int(wanted, &place) || place < 1)
			return err_set(e, E_NOTFOUND, "There is no such question in this piece of work.");
	} else if (x->p.kind != PRACTICE_READING || x->settled) {
		for (size_t i = 0; i < x->p.n && !place; i++)
			if (!x->tried[i].settled)
				place = (int64_t)i + 1;
	}
	return place ? player_question(rq, x, (size_t)place, e) : OK;
}

/* Something else to do until the lesson: the next piece of this week that is open [R108]. */
static enum code waits_of(struct request *rq, const struct player *x, struct player_waits *out, struct err *e)
{
	struct week week;
	*out = (struct player_waits){0};
	enum code c = week_load(rq->db, rq->a, rq->learner, school_monday(rq->viewer.today), rq->lang, &week, e);
	if (c == E_NOTFOUND) {
		err_clear(e);
		return OK;
	}
	const struct work *next = c ? NULL : work_next(&week, rq->viewer.today);
	if (next && !id_eq(next->id, x->p.work.id)) {
		char id[ID_TEXT];
		out->title = next->title;
		out->path = journey_path(rq, str_fmt(rq->a, "/work/%s", id_text(next->id, id)).p);
	}
	return c;
}

static void body(struct request *rq, struct reply *rp, const struct player *x)
{
	if (x->on_break && x->own && !x->finished)
		tpl_player_break(rq, &rp->body, x);
	else if (x->q)
		tpl_player_question(rq, &rp->body, x);
	else if (x->reading_first)
		tpl_player_reading(rq, &rp->body, x);
	else if (x->p.n)
		tpl_player_end(rq, &rp->body, x);
	else
		tpl_player_task(rq, &rp->body, x);
}

enum code player_show(struct request *rq, struct reply *rp, struct player *x, struct err *e)
{
	struct str wanted = rq_query(rq, "q");
	enum code c = OK;
	if (!x->q)
		c = question_choose(rq, x, wanted, e);
	if (c)
		return c;
	x->reading_first = !x->q && x->p.n_pages && !str_eqz(wanted, "end") && (!x->settled || str_eqz(wanted, "text"));
	if (!x->q && x->hands && !x->form.n) {
		char id[ID_TEXT];
		x->form = str_fmt(rq->a, "h-%s", id_text(x->p.work.id, id));
		c = draft_load(rq->db, rq->a, rq->viewer.person, x->form, &x->draft, e);
		if (c)
			return c;
	}
	struct player_waits later;
	if ((c = player_tools(rq, x, e)))
		return c;
	bool waits = x->p.work.waits && x->hands;
	if (waits && (c = waits_of(rq, x, &later, e)))
		return c;
	bool end = !waits && !x->q && !x->reading_first && x->p.n > 0;
	if (end && (c = player_shows(rq, x, e)))
		return c;
	journey_page(rq, rp, &x->j, str_dupz(rq->a, x->p.work.title), x->own ? "week" : NULL, "player");
	if (waits)
		tpl_player_waits(rq, &rp->body, x, &later);
	else
		body(rq, rp, x);
	page_close(rq, rp);
	return OK;
}

static bool speaks(const struct player *x, struct str lang)
{
	bool any = str_eqz(lang, LANGS[x->p.language].tag);
	for (size_t i = 0; i < x->p.n && !any; i++)
		any = str_eqz(lang, LANGS[x->p.questions[i].stem.lang].tag);
	return any;
}

/* Is there anything in this work that the support could change? */
static bool applies(const struct player *x, const struct delivered *d)
{
	switch (d->term) {
	case NEED_SPOKEN: return x->may_listen;
	case NEED_SECOND_LANGUAGE: return x->has_both;
	case NEED_GLOSSARY_ON_SCREEN: return x->may_words && x->p.n_glossary;
	case NEED_KEYWORD_TRANSLATION: return x->may_words && x->p.n_glossary && x->words_in.n;
	case NEED_ITEM_TRANSLATION: return speaks(x, d->value);
	case NEED_FEWER_CHOICES: case NEED_SHORTER_WORK: return x->p.n > 0;
	case NEED_KEYWORD_EMPHASIS: return x->p.n_glossary > 0;
	case NEED_CALCULATOR: return x->may_calc;
	case NEED_SIMPLIFIED_LANGUAGE_PORTIONS: return x->may_plain && x->n_simpler;
	case NEED_WORD_PREDICTION: return x->may_predict;
	case NEED_LINE_READER: return x->may_line;
	case NEED_ANSWER_MASKING: return x->may_mask && x->p.n > 0;
	case NEED_SPELL_CHECKER: return x->may_spell;
	case NEED_CAPTIONS: case NEED_TRANSCRIPT: case NEED_AUDIO_DESCRIPTION: return x->n_media > 0;
	default: return true;
	}
}

size_t player_supports(struct request *rq, const struct player *x, struct delivered *out)
{
	struct err e = {0};
	size_t n = delivery_of_needs(rq->db, rq->a, rq->learner, x->p.work.id, GIVEN_ON_SCREEN, x->needs, out, &e), kept = 0;
	for (size_t i = 0; i < n; i++)
		if (applies(x, &out[i]))
			out[kept++] = out[i];
	if (x->base > 0 && (x->limit > x->base || x->limit <= 0))
		kept += delivery_of_needs(rq->db, rq->a, rq->learner, x->p.work.id, GIVEN_AS_TIME, x->needs, out + kept, &e);
	return kept;
}

static enum code get(struct request *rq, struct reply *rp, struct err *e)
{
	struct player x = {0};
	enum code c = player_load(rq, &x, e);
	if (!c)
		c = player_tools(rq, &x, e);
	if (!c && x.own && !x.finished) {
		struct delivered *list = NEW_ARRAY(rq->a, struct delivered, x.needs->n + 1);
		supports_record(rq, list, player_supports(rq, &x, list));
	}
	return c ? c : player_show(rq, rp, &x, e);
}

ROUTES(player) = {
	{GET, "/learners/{learner}/work/{work}", get, REL_HOME | REL_TEAM | REL_LEADER, RT_LOW | RT_LEARNER_PAGE | RT_OFFLINE, .title = N_("A piece of work")},
	ROUTES_END,
};
