/* supports.c - planned, applied, used, missed: of a learner and of a class, in plain words [R233]; noted in two taps by the
 * person who gives a support; what the learner says of it in one [R234]. */
#include "web/pages/supports.h"
#include "base/log.h"
#include "school/admin/school.h"
#include "school/plan/need_words.h"
#include "templates.h"
#include "web/app.h"

#include <string.h>

/* ---- what other pages note ---- */

struct noting { struct arena *a; day_t day; struct delivered *list; size_t n; };

static enum code note_fn(struct db *db, void *arg, struct err *e)
{
	struct noting *x = arg;
	return delivery_put(db, x->a, x->day, x->list, x->n, e);
}

void supports_record(struct request *rq, struct delivered *list, size_t n)
{
	struct err e = {0};
	struct noting x = {rq->a, rq->viewer.today, list, n};
	enum code c = delivery_fresh(rq->db, rq->a, x.day, list, &x.n, &e);
	if (!c && x.n)
		c = store_write(rq->app->store, note_fn, &x, &e);
	if (c)
		log_event(LOG_ERROR, "supports", "error", e.text, NULL);
}

void supports_on_paper(struct request *rq, struct id learner)
{
	struct need_context here = {.day = rq->viewer.today, .setting = NEED_INSTRUCTION, .medium = NEED_PAPER};
	const struct needs *needs;
	struct err e = {0};
	if (needs_load(rq->db, rq->a, learner, &here, &needs, &e))
		return;
	struct delivered *list = NEW_ARRAY(rq->a, struct delivered, needs->n + 1);
	size_t n = delivery_of_needs(rq->db, rq->a, learner, ID_NIL, GIVEN_ON_PAPER, needs, list, &e), kept = 0;
	int64_t written = 0;
	if (db_int(rq->db, &e, &written, "select count(*) from plain_text t join week_item i on i.resource = t.resource where i.learner = ?1 and i.state in ('planned', 'started')", "b", learner))
		return;
	for (size_t i = 0; i < n; i++)
		if (list[i].term != NEED_SIMPLIFIED_LANGUAGE_PORTIONS || written) /* given only where a person wrote it */
			list[kept++] = list[i];
	supports_record(rq, list, kept);
}

/* ---- one learner ---- */

static day_t week_asked(const struct request *rq)
{
	day_t d;
	return day_parse(rq_query(rq, "monday"), &d) ? day_monday(d) : day_monday(rq->viewer.today);
}

static void csv_counts(struct buf *b, int offered, int used, int off, int missed)
{
	buf_fmt(b, ",%d,%d,%d,%d", offered, used, off, missed);
}

static enum code learner_csv(struct request *rq, struct reply *rp, const struct supports_page *p)
{
	struct buf *b = &rp->body;
	rp->type = "text/csv; charset=utf-8";
	rp->file_name = S("supports.csv");
	buf_z(b, p->own ? "support,planned,offered,used,turned off,missed,helped,in my words\r\n" : "support,from,planned,offered,used,turned off,missed,helped,in the learner's words\r\n");
	for (size_t i = 0; i < p->w.n; i++) {
		const struct delivery_row *x = &p->w.rows[i];
		buf_csv(b, x->words);
		if (!p->own) {
			buf_byte(b, ',');
			buf_csv(b, x->from);
		}
		buf_fmt(b, ",%d", x->planned);
		csv_counts(b, x->offered, x->used, x->off, x->missed);
		buf_byte(b, ',');
		buf_csv(b, x->helped);
		buf_byte(b, ',');
		buf_csv(b, x->said);
		buf_z(b, "\r\n");
	}
	(void)rq;
	return OK;
}

static enum code learner_show(struct request *rq, struct reply *rp, struct supports_page *p, struct err *e)
{
	day_t monday = week_asked(rq);
	p->id = id_str(rq->a, rq->learner);
	p->own = id_eq(rq->learner, rq->viewer.person);
	p->team = (rq->rel & REL_TEAM) != 0;
	enum code c = person_get(rq->db, rq->a, rq->learner, &p->learner, e);
	if (!c)
		c = delivery_week(rq->db, rq->a, rq->lang, rq->learner, monday, rq->viewer.today, &p->w, e);
	if (!c && p->team)
		c = delivery_hands(rq->db, rq->a, rq->lang, rq->learner, rq->viewer.today, &p->hands, &p->n_hands, e);
	if (!c)
		c = measure_load(rq->db, rq->a, rq->lang, rq->learner, rq->viewer.today, &p->measures, &p->n_measures, e);
	if (!c)
		c = help_step_load(rq->db, rq->a, rq->learner, &p->step, e);
	if (c)
		return c;
	p->soon = day_text(rq->a, rq->viewer.today + 70);
	p->monday_text = tr_date_short(rq->a, rq->lang, monday);
	p->before = day_text(rq->a, monday - 7);
	p->after = monday < day_monday(rq->viewer.today) ? day_text(rq->a, monday + 7) : S("");
	if (str_eqz(rq_query(rq, "format"), "csv"))
		return learner_csv(rq, rp, p);
	page_open(rq, rp, &(struct page){.title = str_z(p->own ? T(rq, "What helped me this week") : T(rq, "Supports this week")), .nav = "home",
	                                 .learner_name = p->own ? S("") : p->learner.name});
	tpl_supports_learner(rq, &rp->body, p);
	page_close(rq, rp);
	return OK;
}

static enum code learner_page(struct request *rq, struct reply *rp, struct err *e)
{
	struct supports_page p = {0};
	return learner_show(rq, rp, &p, e);
}

/* ---- a class ---- */

static enum code names_of(struct request *rq, const struct person_list *people, struct hands_part *x)
{
	x->names = NEW_ARRAY(rq->a, struct str, x->n + 1);
	for (size_t i = 0; i < x->n; i++)
		for (size_t k = 0; k < people->n; k++)
			if (id_eq(people->items[k].id, x->list[i].learner))
				x->names[i] = people->items[k].name;
	return OK;
}

enum code hands_of_class(struct request *rq, struct id class_id, const struct person_list *people, struct hands_part *out, struct err *e)
{
	enum code c = delivery_hands_class(rq->db, rq->a, rq->lang, class_id, rq->viewer.today, &out->list, &out->n, e);
	out->back = str_fmt(rq->a, "/classes/%.*s", S_ARG(id_str(rq->a, class_id)));
	return c ? c : names_of(rq, people, out);
}

enum code hands_add(struct request *rq, struct person who, struct hands_part *x, struct err *e)
{
	struct by_hand *list;
	size_t n;
	enum code c = delivery_hands(rq->db, rq->a, rq->lang, who.id, rq->viewer.today, &list, &n, e);
	if (c || !n)
		return c;
	x->list = arena_grow(rq->a, x->list, x->n * sizeof *x->list, (x->n + n) * sizeof *x->list);
	x->names = arena_grow(rq->a, x->names, x->n * sizeof *x->names, (x->n + n) * sizeof *x->names);
	for (size_t i = 0; i < n; i++) {
		x->list[x->n] = list[i];
		x->names[x->n++] = who.name;
	}
	return OK;
}

/* The same support of several learners, whatever its value. */
static void by_support(struct request *rq, struct class_supports_page *p)
{
	size_t most = 0;
	for (size_t i = 0; i < p->people.n; i++)
		most += p->weeks[i].n;
	p->kinds = arena_array(rq->a, most + 1, sizeof *p->kinds);
	for (int t = 0; t <= NEED_TERMS; t++) {
		size_t begin = p->n_kinds;
		for (size_t i = 0; i < p->people.n; i++)
			for (size_t k = 0; k < p->weeks[i].n; k++) {
				const struct delivery_row *x = &p->weeks[i].rows[k];
				size_t at = begin;
				if ((int)x->term != t)
					continue;
				struct str words = t < NEED_TERMS ? str_z(tr(rq->lang, need_label((enum need_term)t))) : x->words;
				while (at < p->n_kinds && !str_eq(p->kinds[at].words, words))
					at++;
				if (at == p->n_kinds) {
					memset(&p->kinds[p->n_kinds++], 0, sizeof *p->kinds);
					p->kinds[at].words = words;
					p->kinds[at].by_person = x->by_person;
				}
				p->kinds[at].learners++;
				p->kinds[at].planned += x->planned;
				p->kinds[at].offered += x->offered;
				p->kinds[at].used += x->used;
				p->kinds[at].off += x->off;
				p->kinds[at].missed += x->missed;
			}
	}
}

static enum code class_csv(struct reply *rp, const struct class_supports_page *p)
{
	struct buf *b = &rp->body;
	rp->type = "text/csv; charset=utf-8";
	rp->file_name = S("class-supports.csv");
	buf_z(b, "learner,support,planned,offered,used,turned off,missed,missed without an answer\r\n");
	for (size_t i = 0; i < p->people.n; i++)
		for (size_t k = 0; k < p->weeks[i].n; k++) {
			const struct delivery_row *x = &p->weeks[i].rows[k];
			buf_csv(b, p->people.items[i].name);
			buf_byte(b, ',');
			buf_csv(b, x->words);
			buf_fmt(b, ",%d", x->planned);
			csv_counts(b, x->offered, x->used, x->off, x->missed);
			buf_fmt(b, ",%d\r\n", x->waiting);
		}
	return OK;
}

static enum code class_page(struct request *rq, struct reply *rp, struct err *e)
{
	struct hands_part hands = {0};
	struct class_supports_page p = {.id = id_str(rq->a, rq->class_id), .team = (rq->rel & REL_TEAM) != 0, .hands = &hands};
	day_t monday = week_asked(rq);
	enum code c = class_get(rq->db, rq->a, rq->class_id, rq->viewer.today, &p.row, e);
	if (!c)
		c = class_learners(rq->db, rq->a, rq->lang, rq->class_id, rq->viewer.today, &p.people, e);
	p.weeks = NEW_ARRAY(rq->a, struct delivery_week, p.people.n + 1);
	for (size_t i = 0; i < p.people.n && !c; i++)
		c = delivery_week(rq->db, rq->a, rq->lang, p.people.items[i].id, monday, rq->viewer.today, &p.weeks[i], e);
	if (!c && p.team)
		c = hands_of_class(rq, rq->class_id, &p.people, &hands, e);
	if (c)
		return c;
	hands.back = str_fmt(rq->a, "/classes/%.*s/supports", S_ARG(p.id));
	if (str_eqz(rq_query(rq, "format"), "csv"))
		return class_csv(rp, &p);
	by_support(rq, &p);
	p.monday_text = tr_date_short(rq->a, rq->lang, monday);
	p.before = day_text(rq->a, monday - 7);
	p.after = monday < day_monday(rq->viewer.today) ? day_text(rq->a, monday + 7) : S("");
	page_open(rq, rp, &(struct page){.title = str_z(T(rq, "Supports this week")), .nav = "home"});
	tpl_supports_class(rq, &rp->body, &p);
	page_close(rq, rp);
	return OK;
}

/* ---- notes ---- */

struct said { struct request *rq; struct delivered d; struct id missed; struct str text; };

static enum code put_fn(struct db *db, void *arg, struct err *e)
{
	struct said *s = arg;
	return delivery_put(db, s->rq->a, rq_done_on(s->rq), &s->d, 1, e);
}

/* Back to the page that held the form; only to pages where such forms are. */
static struct str back_of(struct request *rq)
{
	struct str back = rq_form(rq, "back");
	bool known = str_eqz(back, "/caseload") || str_eqz(back, "/waits") || str_eqz(back, "/shift") || str_starts(back, "/classes/");
	return known ? back : str_fmt(rq->a, "/learners/%.*s/supports", S_ARG(id_str(rq->a, rq->learner)));
}

/* Two taps: it was given, or it was missed and why. */
static enum code note(struct request *rq, struct reply *rp, struct err *e)
{
	struct said s = {.rq = rq};
	struct by_hand *hands;
	size_t n = 0;
	struct id line;
	struct str why = rq_form(rq, "why");
	bool given = str_eqz(rq_form(rq, "what"), "given"), found = false;
	/* what waited on a device counts for the day on which it was tapped */
	enum code c = delivery_hands(rq->db, rq->a, rq->lang, rq->learner, rq_done_on(rq), &hands, &n, e);
	if (c)
		return c;
	for (size_t i = 0; id_parse(rq_form(rq, "line"), &line) && i < n && !found; i++)
		if (id_eq(hands[i].line, line)) {
			found = true;
			s.d = (struct delivered){.learner = rq->learner, .line = line, .term = hands[i].term, .source = str_dupz(rq->a, hands[i].source), .value = hands[i].value,
			                         .channel = "person", .by = rq->viewer.person, .what = given ? DELIVERED_USED : DELIVERED_MISSED, .text = rq_form(rq, "text")};
		}
	if (!found)
		return err_set(e, E_INPUT, "This support is not planned for today. Open the page again.");
	if (!given && !*delivery_why_label(why))
		return err_set(e, E_INPUT, "Say why it was missed: choose one of the reasons.");
	s.d.why = given ? NULL : str_dupz(rq->a, why);
	c = rq_write(rq, put_fn, &s, e);
	return c ? c : rp_redirect(rq, rp, back_of(rq), str_z(given ? T(rq, "Noted: given.") : T(rq, "Noted. It comes to a named person, who says what is done about it.")));
}

static enum code answer_fn(struct db *db, void *arg, struct err *e)
{
	struct said *s = arg;
	return delivery_answer(db, s->rq->a, s->rq->learner, s->missed, s->rq->viewer.person, s->rq->viewer.today, s->text, e);
}

static enum code answer(struct request *rq, struct reply *rp, struct err *e)
{
	struct said s = {.rq = rq, .text = rq_form(rq, "text")};
	enum code c = rq_id(rq, "missed", &s.missed, e);
	if (!c)
		c = rq_write(rq, answer_fn, &s, e);
	if (c == E_INPUT || (c == E_CONFLICT && !rq->repeated)) {
		struct supports_page p = {.error = str_dup(rq->a, str_z(e->text)), .typed = s.text, .wrong = s.missed};
		err_clear(e);
		rp->status = 422;
		return learner_show(rq, rp, &p, e);
	}
	return c ? c : rp_redirect(rq, rp, back_of(rq), str_z(T(rq, "Noted what was done.")));
}

/* One tap of the learner: this helped, or it did not. */
static enum code helped(struct request *rq, struct reply *rp, struct err *e)
{
	struct said s = {.rq = rq};
	struct delivery_week w;
	struct str yes = rq_form(rq, "helped"), of = rq_form(rq, "support");
	enum need_term term = NEED_TERMS;
	struct id line = ID_NIL;
	bool found = false;
	if (!str_eqz(yes, "yes") && !str_eqz(yes, "no"))
		return err_set(e, E_INPUT, "Say whether it helped: tap one of the two buttons.");
	if (!need_term_parse(of, &term))
		(void)id_parse(of, &line);
	enum code c = delivery_week(rq->db, rq->a, rq->lang, rq->learner, day_monday(rq->viewer.today), rq->viewer.today, &w, e);
	for (size_t i = 0; !c && i < w.n; i++)
		found = found || (term < NEED_TERMS ? w.rows[i].term == term : w.rows[i].term == NEED_TERMS && !id_nil(line) && id_eq(w.rows[i].line, line));
	if (!c && !found)
		c = err_set(e, E_INPUT, "This support is not on your page any more.");
	s.d = (struct delivered){.learner = rq->learner, .line = line, .term = term, .source = "learner", .what = DELIVERED_HELPED, .channel = "person",
	                         .helped = str_eqz(yes, "yes") ? "yes" : "no", .text = rq_form(rq, "text"), .by = rq->viewer.person};
	if (!c)
		c = rq_write(rq, put_fn, &s, e);
	return c ? c : rp_redirect(rq, rp, back_of(rq), str_z(T(rq, "Thank you. Your team sees it.")));
}

/* ---- whether a support helps ---- */

static enum code measure_fn(struct db *db, void *arg, struct err *e)
{
	struct request *rq = arg;
	struct id id;
	struct input in[] = {{"learner", id_str(rq->a, rq->learner)}, {"line", rq_form(rq, "line")}, {"what", str_trim(rq_form(rq, "what"))}, {"every", rq_form(rq, "every")},
	                     {"baseline", rq_form(rq, "baseline")}, {"target", rq_form(rq, "target")}, {"begin_on", rq_form(rq, "begin_on")}, {"goal_on", rq_form(rq, "goal_on")}};
	return record_create(db, rq->a, &rq->viewer, record_type_find(S("support_measure")), ID_NIL, in, sizeof in / sizeof *in, &id, NULL, e);
}

static enum code level_fn(struct db *db, void *arg, struct err *e)
{
	struct request *rq = arg;
	struct id id;
	struct input in[] = {{"learner", id_str(rq->a, rq->learner)}, {"line", rq_form(rq, "line")}, {"measured_on", rq_form(rq, "measured_on")}, {"level", rq_form(rq, "level")},
	                     {"how", str_trim(rq_form(rq, "how"))}};
	return record_create(db, rq->a, &rq->viewer, record_type_find(S("line_level")), ID_NIL, in, sizeof in / sizeof *in, &id, NULL, e);
}

static enum code step_fn(struct db *db, void *arg, struct err *e)
{
	struct request *rq = arg;
	struct id id;
	struct input in[] = {{"learner", id_str(rq->a, rq->learner)}, {"step", rq_form(rq, "step")}, {"decided_by", id_str(rq->a, rq->viewer.person)},
	                     {"decided_on", day_text(rq->a, rq->viewer.today)}, {"reason", str_trim(rq_form(rq, "reason"))}, {"review_on", rq_form(rq, "review_on")}};
	return record_create(db, rq->a, &rq->viewer, record_type_find(S("help_step")), ID_NIL, in, sizeof in / sizeof *in, &id, NULL, e);
}

/* What is not whole comes back with its sentence. */
static enum code keep(struct request *rq, struct reply *rp, store_fn *fn, const char *done, struct err *e)
{
	enum code c = rq_write(rq, fn, rq, e);
	if (c == E_INPUT) {
		struct supports_page p = {.error = str_dup(rq->a, str_z(e->text))};
		err_clear(e);
		rp->status = 422;
		return learner_show(rq, rp, &p, e);
	}
	return c ? c : rp_redirect(rq, rp, str_fmt(rq->a, "/learners/%.*s/supports#helps", S_ARG(id_str(rq->a, rq->learner))), str_z(done));
}

/* Only of a support of this learner. */
static enum code line_is_theirs(struct request *rq, struct err *e)
{
	struct measure *list;
	struct id line;
	size_t n;
	enum code c = measure_load(rq->db, rq->a, rq->lang, rq->learner, rq->viewer.today, &list, &n, e);
	if (c)
		return c;
	for (size_t i = 0; id_parse(rq_form(rq, "line"), &line) && i < n; i++)
		if (id_eq(list[i].line, line))
			return OK;
	return err_set(e, E_NOTFOUND, "There is no such page, or it is not for you.");
}

static enum code measure(struct request *rq, struct reply *rp, struct err *e)
{
	enum code c = line_is_theirs(rq, e);
	return c ? c : keep(rq, rp, measure_fn, T(rq, "Kept. The chart begins."), e);
}

static enum code level(struct request *rq, struct reply *rp, struct err *e)
{
	enum code c = line_is_theirs(rq, e);
	return c ? c : keep(rq, rp, level_fn, T(rq, "Kept. It stands in the chart."), e);
}

static enum code step(struct request *rq, struct reply *rp, struct err *e)
{
	return keep(rq, rp, step_fn, T(rq, "Kept, under your name."), e);
}

ROUTES(supports) = {
	{GET, "/learners/{learner}/supports", learner_page, REL_HOME | REL_TEAM | REL_LEADER, RT_LOW | RT_LEARNER_PAGE | RT_OFFLINE, .title = N_("Supports this week")},
	{POST, "/learners/{learner}/supports/note", note, REL_TEAM, 0, .audit = "support noted", .title = N_("A support was given or missed")},
	{POST, "/learners/{learner}/supports/helped", helped, REL_SELF, RT_LOW | RT_LEARNER_PAGE, .title = N_("This helped")},
	{POST, "/learners/{learner}/supports/{missed}/answer", answer, REL_TEAM, 0, .audit = "missed support answered", .title = N_("What was done about a missed support")},
	{POST, "/learners/{learner}/supports/measure", measure, REL_TEAM, 0, .audit = "support measured", .title = N_("How a support is measured")},
	{POST, "/learners/{learner}/supports/level", level, REL_TEAM, 0, .title = N_("Note a number")},
	{POST, "/learners/{learner}/supports/step", step, REL_TEAM, 0, .audit = "extra help decided", .title = N_("How much extra help")},
	{GET, "/classes/{class}/supports", class_page, REL_TEAM | REL_LEADER, RT_OFFLINE | RT_KEPT, .title = N_("Supports of a class")},
	ROUTES_END,
};
