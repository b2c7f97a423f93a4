/* player_do.c - what a learner does with a piece of work: answer, take a hint, ask for help, hand in. */
#include "web/pages/files.h"
#include "web/pages/player.h"

struct doing {
	struct request *rq;
	struct player *x;
	struct answer answer;
	struct hand_in hand;
	const char *asks;
	struct str text;
	struct viewer system;
	struct taken files;
	struct delivered *used;      /* supports that were taken */
	size_t n_used;
};

static struct str back_at(struct request *rq, const struct player *x, size_t place)
{
	return str_fmt(rq->a, "%.*s?q=%zu", S_ARG(x->path), place);
}

static struct id event_of(const struct request *rq)
{
	struct id id;
	return id_parse(rq_form(rq, "event_id"), &id) && !id_nil(id) ? id : id_new();
}

/* Minutes since the page was opened, as far as they can be work; both by the same clock, the server's or the device's. */
static double minutes_of(const struct request *rq, double most)
{
	int64_t began, now = clock_now() / SECOND;
	struct id key;
	if (rq_done_at(rq) && id_parse(rq->key, &key)) {
		now = 0;
		for (int i = 0; i < 6; i++)
			now = now << 8 | key.b[i];
		now /= 1000;
	}
	if (!str_int(rq_form(rq, "began"), &began) || began > now)
		return 0;
	double m = (double)(now - began) / 60;
	return m > most ? most : m;
}

/* What was answered, as one text: keys joined by commas for choices and orders. E_INPUT: places given twice. */
static enum code response_of(const struct request *rq, const struct question *q, struct str *out, struct err *e)
{
	*out = str_trim(rq_form(rq, "answer"));
	if (q->kind == IG_CHOICES) {
		struct buf b = buf_new(rq->a, 200);
		for (size_t i = 0; i < q->n_options; i++)
			if (rq_form_has(rq, "answer", str_dupz(rq->a, q->options[i].key)))
				buf_fmt(&b, "%s%.*s", b.n ? "," : "", S_ARG(q->options[i].key));
		*out = buf_done(&b);
	} else if (q->kind == IG_ORDER) {
		struct buf b = buf_new(rq->a, 200);
		for (size_t place = 1; place <= q->n_options; place++) {
			size_t found = 0;
			for (size_t i = 0; i < q->n_options; i++) {
				int64_t n;
				struct str key = q->options[i].key;
				if (!str_int(rq_form(rq, str_fmt(rq->a, "pos-%.*s", S_ARG(key)).p), &n) || n != (int64_t)place)
					continue;
				buf_fmt(&b, "%s%.*s", b.n ? "," : "", S_ARG(key));
				found++;
			}
			if (found != 1)
				return err_set(e, E_INPUT, "Give each line its own place: 1 for the first, 2 for the next, each once.");
		}
		*out = buf_done(&b);
	}
	if (out->n > 8000)
		return err_set(e, E_INPUT, "This answer is too long. Hand it in as a file.");
	return OK;
}

static enum code load_question(struct request *rq, struct player *x, struct err *e)
{
	int64_t place = 0;
	enum code c = player_load(rq, x, e);
	if (!c && !str_int(rq_form(rq, "place"), &place))
		c = err_set(e, E_NOTFOUND, "There is no such question in this piece of work.");
	return c ? c : player_question(rq, x, place < 0 ? 0 : (size_t)place, e);
}

/* Which of the supports of this work a tool of the page is; term NEED_TERMS: none. */
static bool tool_is(struct str tool, enum need_term term)
{
	return str_eqz(tool, "read") ? term == NEED_SPOKEN
	       : str_eqz(tool, "words") ? term == NEED_GLOSSARY_ON_SCREEN || term == NEED_KEYWORD_TRANSLATION
	       : str_eqz(tool, "linereader") ? term == NEED_LINE_READER
	       : str_eqz(tool, "calculator") ? term == NEED_CALCULATOR
	       : str_eqz(tool, "notes") ? term == NEED_NOTE_TAKING || term == NEED_OUTLINER || term == NEED_VISUAL_ORGANIZER
	       : str_eqz(tool, "keys") ? term == NEED_KEYBOARD_DIRECTIONS
	       : str_eqz(tool, "scan") ? term == NEED_INPUT
	       : str_eqz(tool, "larger") ? term == NEED_MAGNIFICATION || term == NEED_FONT_SIZE
	       : str_eqz(tool, "speak") ? term == NEED_DICTATION
	       : str_eqz(tool, "plain") ? term == NEED_SIMPLIFIED_LANGUAGE_PORTIONS
	       : str_eqz(tool, "predict") ? term == NEED_WORD_PREDICTION
	       : str_eqz(tool, "break") ? term == NEED_ENVIRONMENT
	       : str_eqz(tool, "mask") ? term == NEED_ANSWER_MASKING
	       : str_eqz(tool, "step") ? term == NEED_ONE_STEP_AT_A_TIME
	       : str_eqz(tool, "time") && term == NEED_ADDITIONAL_TIME;
}

static void used_fill(struct doing *d, struct str tool)
{
	struct request *rq = d->rq;
	d->used = NEW_ARRAY(rq->a, struct delivered, d->x->needs->n + 1);
	size_t n = player_supports(rq, d->x, d->used);
	for (size_t i = 0; i < n; i++)
		if (tool_is(tool, d->used[i].term)) {
			d->used[i].what = DELIVERED_USED;
			d->used[i].by = rq->viewer.person;
			d->used[d->n_used++] = d->used[i];
		}
}

static enum code answer_fn(struct db *db, void *arg, struct err *e)
{
	struct doing *d = arg;
	enum code c = practice_answer(db, d->rq->a, &d->rq->viewer, &d->x->p, d->x->q, &d->answer, e);
	if (!c)
		c = attachments_keep(db, d->rq->a, &d->rq->viewer, d->rq->learner, OF_EVENT, d->answer.event, &d->files, e);
	if (!c)
		c = delivery_put(db, d->rq->a, d->rq->viewer.today, d->used, d->n_used, e);
	return c || d->answer.hint ? c : draft_drop(db, d->rq->viewer.person, d->x->form, e);
}

static enum code refused(struct request *rq, struct reply *rp, struct player *x, struct str typed, const char *sentence, struct err *e)
{
	rp->status = 422;
	x->error = str_dup(rq->a, str_z(sentence));
	x->typed = typed;
	x->draft = NULL;
	return player_show(rq, rp, x, e);
}

/* Said to a person, drawn, recorded or done on paper: a person looks at it, and it counts the same [R212]. */
static enum code answer_by(struct request *rq, struct reply *rp, struct doing *d, struct str by, struct err *e)
{
	struct player *x = d->x;
	int at = -1;
	for (int i = 0; OPEN_WAYS[i].value; i++)
		if (str_eqz(by, OPEN_WAYS[i].value) && player_other_ways(x) & OPEN_BIT(OPEN_SPOKEN + i))
			at = i;
	if (at < 0)
		return refused(rq, rp, x, S(""), T(rq, "This way to answer is not open here. Type your answer, or ask your teacher."), e);
	enum code c = files_take(rq, rq->learner, &d->files, e);
	if (c == E_INPUT || c == E_LIMIT)
		return refused(rq, rp, x, S(""), e->text, e);
	if (c)
		return c;
	bool needs_file = at == OPEN_RECORDED - OPEN_SPOKEN || at == OPEN_DRAWN - OPEN_SPOKEN;
	if (needs_file && !d->files.n)
		return refused(rq, rp, x, S(""), T(rq, "Add the recording or a photo of the drawing. On paper or with a person you need none."), e);
	d->answer = (struct answer){.event = event_of(rq), .at = rq_done_at(rq), .response = str_z(T(rq, OPEN_WAYS[at].label)), .score = {.needs_person = true}, .before = x->t, .minutes = minutes_of(rq, 10)};
	if (d->files.n)
		d->answer.attachment = attachment_id(rq->a, d->answer.event, &d->files.items[0]);
	if (x->time_taken)
		used_fill(d, S("time"));
	c = rq_write(rq, answer_fn, d, e);
	return c ? c : rp_redirect(rq, rp, back_at(rq, x, (size_t)x->q->place), S(""));
}

static enum code answer(struct request *rq, struct reply *rp, struct err *e)
{
	struct player x = {0};
	struct doing d = {.rq = rq, .x = &x};
	struct str response;
	enum code c = load_question(rq, &x, e);
	if (c)
		return c;
	if (rq_form(rq, "by").n)
		return answer_by(rq, rp, &d, rq_form(rq, "by"), e);
	c = response_of(rq, x.q, &response, e);
	if (c == E_INPUT)
		return refused(rq, rp, &x, response, e->text, e);
	struct ig_score score = question_score(rq->a, x.q, response, rq->lang);
	if (x.q->kind == IG_OPEN) {
		c = files_take(rq, rq->learner, &d.files, e);
		if (c == E_INPUT || c == E_LIMIT)
			return refused(rq, rp, &x, response, e->text, e);
		if (c)
			return c;
		score.needs_person = score.needs_person || d.files.n; /* an answer may be a photo or a voice alone */
	}
	if (!score.understood && !score.needs_person)
		return refused(rq, rp, &x, response,
		               !response.n ? T(rq, "Nothing is answered yet. Write or choose your answer.")
		               : x.q->kind == IG_NUMERIC ? T(rq, "This does not read as one number. Write it like 12, 3/4 or 0.5.")
		                                         : T(rq, "This answer cannot be read. Try to write it another way."),
		               e);
	d.answer = (struct answer){.event = event_of(rq), .at = rq_done_at(rq), .response = response, .score = score, .before = x.t, .minutes = minutes_of(rq, 10)};
	if (d.files.n)
		d.answer.attachment = attachment_id(rq->a, d.answer.event, &d.files.items[0]);
	if (x.time_taken)
		used_fill(&d, S("time"));
	c = rq_write(rq, answer_fn, &d, e);
	return c ? c : rp_redirect(rq, rp, back_at(rq, &x, (size_t)x.q->place), S(""));
}

static enum code hint(struct request *rq, struct reply *rp, struct err *e)
{
	struct player x = {0};
	struct doing d = {.rq = rq, .x = &x};
	enum code c = load_question(rq, &x, e);
	if (c)
		return c;
	d.answer = (struct answer){.event = event_of(rq), .at = rq_done_at(rq), .before = x.t, .hint = true};
	if (x.t.hints < (int)x.hints_offered)
		c = rq_write(rq, answer_fn, &d, e);
	return c ? c : rp_redirect(rq, rp, str_fmt(rq->a, "%.*s#hints", S_ARG(back_at(rq, &x, (size_t)x.q->place))), S(""));
}

static enum code help_fn(struct db *db, void *arg, struct err *e)
{
	struct doing *d = arg;
	struct request *rq = d->rq;
	const struct work *w = &d->x->p.work;
	struct id asked;
	enum code c = help_ask(db, rq->a, &rq->viewer, rq->learner, d->asks, d->text, w->id, ID_NIL, w->title, &asked, e);
	if (!c)
		c = attachments_keep(db, rq->a, &rq->viewer, rq->learner, OF_HELP, asked, &d->files, e);
	if (!c && str_eqz(str_z(d->asks), "broken"))
		c = practice_pause(db, rq->a, &d->system, w, e);
	if (!c && str_eqz(str_z(d->asks), "moveOn") && d->x->mastery >= 0.9 && !work_finished(w))
		c = work_move(db, rq->a, &rq->viewer, w->id, "handed", e);
	return c;
}

static enum code ask(struct request *rq, struct reply *rp, const char *kind, const char *notice, struct err *e)
{
	struct player x = {0};
	struct doing d = {.rq = rq, .x = &x, .asks = kind, .text = rq_form(rq, "text"), .system = viewer_system(rq->app->store)};
	enum code c = player_load(rq, &x, e);
	if (!c)
		c = files_take(rq, rq->learner, &d.files, e);
	if (c == E_INPUT || c == E_LIMIT)
		return refused(rq, rp, &x, S(""), e->text, e);
	if (!c)
		c = rq_write(rq, help_fn, &d, e);
	int64_t place;
	bool at = str_int(rq_form(rq, "place"), &place) && place > 0;
	return c ? c : rp_redirect(rq, rp, at ? back_at(rq, &x, (size_t)place) : x.path, str_z(notice));
}

static enum code help(struct request *rq, struct reply *rp, struct err *e)
{
	struct str kind = rq_form(rq, "kind");
	return ask(rq, rp, str_eqz(kind, "support") ? "support" : str_eqz(kind, "meeting") ? "meeting" : "help",
	           T(rq, "Sent. Somebody answers; you see here who and when. Go on with something else meanwhile."), e);
}

static enum code broken(struct request *rq, struct reply *rp, struct err *e)
{
	return ask(rq, rp, "broken", T(rq, "Noted. The last day is taken away until it works. You may do it on paper or with a person instead."), e);
}

/* Looks like any other button, and what follows looks like any other page: nobody beside the learner notices. */
static enum code move_on(struct request *rq, struct reply *rp, struct err *e)
{
	struct player x = {0};
	struct week week;
	struct doing d = {.rq = rq, .x = &x, .text = S("")};
	struct mastery_model *m;
	struct standing *list;
	size_t n = 0;
	d.asks = "moveOn";
	enum code c = player_load(rq, &x, e);
	if (!c)
		c = evidence_model(rq->db, rq->a, &m, e);
	if (!c)
		c = evidence_standing(rq->db, rq->a, m, rq->learner, rq->viewer.today, &list, &n, e);
	for (size_t i = 0; !c && i < n; i++)
		if (id_eq(list[i].competency, x.p.work.competency) && (list[i].now.word == MASTERY_READY || list[i].now.word == MASTERY_SHOWN))
			x.mastery = list[i].now.p;
	if (!c)
		c = rq_write(rq, help_fn, &d, e);
	if (c)
		return c;
	if (x.mastery < 0.9)
		return rp_redirect(rq, rp, journey_path(rq, "/home"), str_z(T(rq, "Your teacher sees that you would like to move on. One more piece of evidence helps.")));
	c = week_load(rq->db, rq->a, rq->learner, day_monday(rq->viewer.today), rq->lang, &week, e);
	const struct work *next = NULL;
	if (!c) {
		for (size_t i = 0; i < week.n; i++)
			if (id_eq(week.items[i].id, x.p.work.id))
				week.items[i].state = S("handed");
		next = work_next(&week, rq->viewer.today);
	}
	err_clear(e);
	char id[ID_TEXT];
	return rp_redirect(rq, rp, next ? journey_path(rq, str_fmt(rq->a, "/work/%s", id_text(next->id, id)).p) : journey_path(rq, "/home"), S(""));
}

static enum code hand_fn(struct db *db, void *arg, struct err *e)
{
	struct doing *d = arg;
	char id[ID_TEXT];
	enum code c = practice_hand_in(db, d->rq->a, &d->rq->viewer, &d->x->p, &d->hand, e);
	if (!c)
		c = attachments_keep(db, d->rq->a, &d->rq->viewer, d->rq->learner, OF_EVENT, d->hand.event, &d->files, e);
	if (!c)
		c = delivery_put(db, d->rq->a, d->rq->viewer.today, d->used, d->n_used, e);
	return c ? c : draft_drop(db, d->rq->viewer.person, str_fmt(d->rq->a, "h-%s", id_text(d->x->p.work.id, id)), e);
}

static enum code hand_in(struct request *rq, struct reply *rp, struct err *e)
{
	struct player x = {0};
	struct doing d = {.rq = rq, .x = &x};
	enum code c = player_load(rq, &x, e);
	if (c)
		return c;
	d.hand = (struct hand_in){.event = event_of(rq), .at = rq_done_at(rq), .text = str_trim(rq_form(rq, "text")), .way = rq_form(rq, "way"), .strength = rq_form(rq, "strength"),
	                          .challenge = rq_form(rq, "challenge"), .minutes = minutes_of(rq, 90)};
	c = files_take(rq, rq->learner, &d.files, e);
	if (c == E_INPUT || c == E_LIMIT)
		return refused(rq, rp, &x, S(""), e->text, e);
	if (c)
		return c;
	if (d.files.n)
		d.hand.attachment = attachment_id(rq->a, d.hand.event, &d.files.items[0]);
	if (!x.own)
		d.hand.minutes = 0; /* the page of the family was open, not the work */
	if (x.own && x.time_taken)
		used_fill(&d, S("time"));
	c = rq_write(rq, hand_fn, &d, e);
	return c ? c : rp_redirect(rq, rp, journey_path(rq, x.own ? "/home" : "/family"), str_z(T(rq, "Handed in.")));
}

struct drafting { struct request *rq; struct str form, fields; };

static enum code draft_fn(struct db *db, void *arg, struct err *e)
{
	struct drafting *d = arg;
	return draft_put(db, d->rq->viewer.person, d->form, d->fields, e);
}

/* The fields of a form as a draft keeps them. */
static enum code fields_of(struct request *rq, struct str *out, struct err *e)
{
	struct buf b = buf_new(rq->a, DRAFT_MAX + 1);
	struct json_out o = json_to(&b);
	json_open(&o, '{');
	for (size_t i = 0; i < rq->n_form; i++) {
		struct str name = rq->form[i].name;
		bool before = str_eqz(name, "csrf") || str_eqz(name, "draft") || str_eqz(name, "_key");
		for (size_t k = 0; k < i && !before; k++)
			before = str_eq(rq->form[k].name, name);
		if (before)
			continue;
		json_key_str(&o, name);
		json_open(&o, '[');
		for (size_t k = i; k < rq->n_form; k++)
			if (str_eq(rq->form[k].name, name))
				json_put_str(&o, rq->form[k].value);
		json_close(&o, ']');
	}
	json_close(&o, '}');
	*out = buf_done(&b);
	return b.over ? err_set(e, E_LIMIT, "This draft is too long to be kept here. Send it, or keep a copy elsewhere.") : OK;
}

/* What is typed is kept as it is typed; the page asks for it again when it opens. */
static enum code draft(struct request *rq, struct reply *rp, struct err *e)
{
	struct drafting d = {.rq = rq, .form = rq_param(rq, "form")};
	enum code c = fields_of(rq, &d.fields, e);
	if (!c)
		c = rq_write(rq, draft_fn, &d, e);
	if (!c)
		rp->status = 204;
	return c;
}

static enum code used_fn(struct db *db, void *arg, struct err *e)
{
	struct doing *d = arg;
	return delivery_put(db, d->rq->a, d->rq->viewer.today, d->used, d->n_used, e);
}

/* A tool of the page was turned on, or off ("-" before its name): the script tells once a page, the record keeps once a day. */
static enum code used(struct request *rq, struct reply *rp, struct err *e)
{
	struct player x = {0};
	struct doing d = {.rq = rq, .x = &x};
	struct str tool = rq_form(rq, "tool");
	bool off = str_starts(tool, "-");
	enum code c = player_load(rq, &x, e);
	if (!c && x.own)
		used_fill(&d, off ? (struct str){tool.p + 1, tool.n - 1} : tool);
	for (size_t i = 0; off && i < d.n_used; i++)
		d.used[i].what = DELIVERED_OFF;
	if (!c && d.n_used)
		c = rq_write(rq, used_fn, &d, e);
	if (!c)
		rp->status = 204;
	return c;
}

#define DEED RT_LOW | RT_LEARNER_PAGE
static enum code clock_fn(struct db *db, void *arg, struct err *e)
{
	struct doing *d = arg;
	return work_clock_start(db, d->rq->a, &d->rq->viewer, d->x->p.work.id, rq_done_at(d->rq), e);
}

static enum code clock_start(struct request *rq, struct reply *rp, struct err *e)
{
	struct player x = {0};
	struct doing d = {.rq = rq, .x = &x};
	enum code c = player_load(rq, &x, e);
	if (!c && x.limit > 0 && x.ends.n == 0)
		c = rq_write(rq, clock_fn, &d, e);
	return c ? c : rp_redirect(rq, rp, x.path, S(""));
}

/* ---- breaks, notes ---- */

struct resting { struct doing d; bool begin; };

/* The team sees quietly that a break is wanted; when it is over the request is answered by itself [R238]. */
static enum code break_fn(struct db *db, void *arg, struct err *e)
{
	struct resting *x = arg;
	struct request *rq = x->d.rq;
	struct id work = x->d.x->p.work.id;
	enum code c = work_break(db, rq->a, &rq->viewer, work, x->begin, e);
	if (!c && x->begin)
		c = help_ask(db, rq->a, &rq->viewer, rq->learner, "break", S(""), work, ID_NIL, x->d.x->p.work.title, NULL, e);
	if (!c && !x->begin)
		c = help_over(db, rq->a, &x->d.system, rq->learner, work, "break", T(rq, "Went on with the work."), e);
	return c ? c : delivery_put(db, rq->a, rq->viewer.today, x->d.used, x->d.n_used, e);
}

static enum code rest(struct request *rq, struct reply *rp, bool begin, struct err *e)
{
	struct player x = {0};
	struct resting r = {.d = {.rq = rq, .x = &x, .system = viewer_system(rq->app->store)}, .begin = begin};
	int64_t place;
	enum code c = player_load(rq, &x, e);
	if (!c && begin != x.on_break && !x.finished) {
		if (begin)
			used_fill(&r.d, S("break"));
		c = rq_write(rq, break_fn, &r, e);
	}
	bool at = str_int(rq_form(rq, "place"), &place) && place > 0;
	return c ? c : rp_redirect(rq, rp, at ? back_at(rq, &x, (size_t)place) : x.path, S(""));
}

static enum code break_begin(struct request *rq, struct reply *rp, struct err *e)
{
	return rest(rq, rp, true, e);
}

static enum code break_end(struct request *rq, struct reply *rp, struct err *e)
{
	return rest(rq, rp, false, e);
}

/* What a browser without script sends; with script the same fields are kept as they are typed. */
static enum code notes(struct request *rq, struct reply *rp, struct err *e)
{
	struct player x = {0};
	struct drafting d = {.rq = rq};
	char id[ID_TEXT];
	int64_t place;
	enum code c = player_load(rq, &x, e);
	if (!c)
		c = fields_of(rq, &d.fields, e);
	if (!c) {
		d.form = str_fmt(rq->a, "n-%s", id_text(x.p.work.id, id));
		c = rq_write(rq, draft_fn, &d, e);
	}
	bool at = str_int(rq_form(rq, "place"), &place) && place > 0;
	return c ? c : rp_redirect(rq, rp, at ? back_at(rq, &x, (size_t)place) : x.path, str_z(T(rq, "Your notes are kept.")));
}

ROUTES(player_do) = {
	{POST, "/learners/{learner}/work/{work}/break", break_begin, REL_SELF, DEED, .title = N_("I need a break")},
	{POST, "/learners/{learner}/work/{work}/go-on", break_end, REL_SELF, DEED, .title = N_("Go on after a break")},
	{POST, "/learners/{learner}/work/{work}/notes", notes, REL_SELF, DEED, .title = N_("Keep my notes")},
	{POST, "/learners/{learner}/work/{work}/clock", clock_start, REL_SELF, DEED, .title = N_("Begin the time")},
	{POST, "/learners/{learner}/work/{work}/used", used, REL_SELF, DEED, .title = N_("A tool was used")},
	{POST, "/learners/{learner}/work/{work}/answer", answer, REL_SELF, DEED | RT_UPLOAD, .body_max = UPLOAD_BODY, .title = N_("Answer")},
	{POST, "/learners/{learner}/work/{work}/hint", hint, REL_SELF, DEED, .title = N_("Show a hint")},
	{POST, "/learners/{learner}/work/{work}/help", help, REL_HOME, DEED | RT_UPLOAD, .body_max = UPLOAD_BODY, .title = N_("I need help")},
	{POST, "/learners/{learner}/work/{work}/broken", broken, REL_HOME | REL_TEAM, DEED, .title = N_("This does not work")},
	{POST, "/learners/{learner}/work/{work}/move-on", move_on, REL_SELF, DEED, .title = N_("I am ready to move on")},
	{POST, "/learners/{learner}/work/{work}/hand-in", hand_in, REL_HOME, DEED | RT_UPLOAD, .body_max = UPLOAD_BODY, .title = N_("Hand in")},
	{POST, "/drafts/{form}", draft, REL_SIGNED_IN, DEED, .title = N_("Keep what is typed")},
	ROUTES_END,
};
