#include "school/work/steps.h"
#include "school/work/practice.h"

static const char *begin_by(struct str mode)
{
	if (str_eqz(mode, "paper"))
		return N_("Lay the paper and a pencil in front of you.");
	if (str_eqz(mode, "person"))
		return N_("Go to the person you work with.");
	if (str_eqz(mode, "group"))
		return N_("Sit down with your group.");
	if (str_eqz(mode, "handsOn"))
		return N_("Put what you need on the table.");
	return N_("Open the page of this work.");
}

static void add(struct steps *s, struct str text, int64_t ticked)
{
	if (!text.n || s->n == STEPS_MAX)
		return;
	bool done = (ticked >> s->n & 1) != 0;
	s->list[s->n++] = (struct step){text, done};
	s->done += done;
}

void steps_of(struct arena *a, enum lang lang, const struct work *w, struct steps *out)
{
	struct str rest = w->steps;
	*out = (struct steps){.begin = str_trim(w->begin_with).n ? str_trim(w->begin_with) : str_z(tr(lang, begin_by(w->mode)))};
	while (rest.n)
		add(out, str_trim(str_cut(&rest, '\n')), w->steps_done);
	if (out->n)
		return;
	add(out, str_fmt(a, trn(lang, "Work on it for about %d minute.", "Work on it for about %d minutes.", w->minutes), w->minutes), w->steps_done);
	add(out, str_fmt(a, tr(lang, "Look: is it done? %.*s"), S_ARG(w->done_looks_like)), w->steps_done);
	add(out, str_z(tr(lang, N_("Hand it in, or say that you did it."))), w->steps_done);
}

enum code steps_check(struct str text, struct err *e)
{
	size_t n = 0;
	while (text.n)
		n += str_trim(str_cut(&text, '\n')).n > 0;
	return n > STEPS_MAX ? err_set(e, E_INPUT, "These are more than %d steps. Make two pieces of work of it, or join some steps.", STEPS_MAX) : OK;
}

static void put(struct arena *a, enum lang lang, struct todo_list *out, const struct work *w, bool before)
{
	struct todo *t = &out->items[out->n++];
	*t = (struct todo){.w = *w, .before = before};
	steps_of(a, lang, w, &t->steps);
	out->minutes += w->minutes;
}

enum code todo_of(struct db *db, struct arena *a, enum lang lang, struct id learner, day_t today, struct todo_list *out, struct err *e)
{
	struct week week = {0};
	struct work *missing;
	size_t n;
	*out = (struct todo_list){0};
	enum code c = week_load(db, a, learner, day_monday(today), lang, &week, e);
	if (c && c != E_NOTFOUND)
		return c;
	bool given = !c && !str_eqz(week.state, "draft");
	err_clear(e);
	c = work_missing(db, a, learner, today, lang, STEPS_BEFORE, &missing, &n, &out->more, e);
	if (c)
		return c;
	out->items = NEW_ARRAY(a, struct todo, week.n + n + 1);
	for (int begun = 1; begun >= 0 && given; begun--)
		for (size_t i = 0; i < week.n; i++) {
			const struct work *w = &week.items[i];
			bool before = false;
			for (size_t k = 0; k < n; k++)
				before = before || id_eq(missing[k].id, w->id);
			if (!work_finished(w) && !w->waits && !before && str_eqz(w->state, "started") == (begun == 1))
				put(a, lang, out, w, false);
		}
	for (size_t i = 0; i < n; i++)
		put(a, lang, out, &missing[i], true);
	out->more -= (int64_t)n;
	return OK;
}

enum code step_tick(struct db *db, struct arena *a, const struct viewer *v, const struct work *w, int64_t step, bool done, struct err *e)
{
	struct steps s;
	steps_of(a, LANG_EN, w, &s);
	if (step < 0 || step >= (int64_t)s.n)
		return err_set(e, E_INPUT, "There is no such step in this piece of work. Load the page again.");
	int64_t now = done ? w->steps_done | INT64_C(1) << step : w->steps_done & ~(INT64_C(1) << step);
	struct input in[] = {{"steps_done", str_fmt(a, "%lld", (long long)now)}};
	return now == w->steps_done ? OK : record_update(db, a, v, record_type_find(S("week_item")), w->id, w->version, in, 1, NULL, e);
}
