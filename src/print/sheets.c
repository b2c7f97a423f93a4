/* The sheet of a conference and the family's page on paper. */
#include "print/person.h"

#include "school/admin/school.h"
#include "school/family/family.h"
#include "school/work/few.h"

#include <string.h>

struct sheet_of {
	const struct person_ask *x;
	struct pdf *p;
	struct family_page_data d;
};

static const char *say(const struct sheet_of *s, const char *msgid) FORMAT_ARG(2);
static const char *say(const struct sheet_of *s, const char *msgid)
{
	return tr(s->x->lang, msgid);
}

static void text(const struct sheet_of *s, enum pdf_as as, struct str words)
{
	pdf_text(s->p, as, words, s->x->lang);
}

static void head(const struct sheet_of *s, const char *msgid)
{
	text(s, PDF_H2, str_z(tr(s->x->lang, msgid)));
}

static struct str on(const struct sheet_of *s, struct str day)
{
	day_t d;
	return day_parse(day, &d) ? tr_date_short(s->x->a, s->x->lang, d) : S("");
}

static enum code begin(struct sheet_of *s, const struct person_ask *x, const char *title, struct err *e)
{
	*s = (struct sheet_of){.x = x};
	enum code c = family_load(x->db, x->a, x->lang, x->learner, x->today, &s->d, e);
	if (!c)
		c = pdf_new(x->a, &(struct pdf_options){.lang = x->lang, .title = str_z(tr(x->lang, title)), .letter = x->letter, .date = x->today}, &s->p, e);
	if (c)
		return c;
	pdf_look(s->p, &(struct pdf_look){.size = 12});
	text(s, PDF_H1, str_fmt(x->a, "%s: %.*s", tr(x->lang, title), S_ARG(s->d.child.name)));
	text(s, PDF_SMALL, str_fmt(x->a, "%.*s \u00B7 %s", S_ARG(school_name(x->db, x->a)), str_dupz(x->a, tr_date_short(x->a, x->lang, x->today))));
	pdf_rule(s->p);
	return OK;
}

static void goals(const struct sheet_of *s)
{
	for (size_t i = 0; i < s->d.n_goals; i++) {
		const struct family_goal *g = &s->d.goals[i];
		text(s, PDF_STRONG, g->text);
		if (g->next_step.n)
			text(s, PDF_P, str_fmt(s->x->a, say(s, N_("Next step: %s")), str_dupz(s->x->a, g->next_step)));
		text(s, PDF_P, g->how_far);
	}
	if (!s->d.n_goals)
		text(s, PDF_P, str_z(say(s, N_("No goals are written yet."))));
}

/* ---- the conference ---- */

static const struct { const char *field; int lines; } PARTS[] = {{"opening", 2}, {"proud_of", 3}, {"progress", 3}, {"work_shown", 2}, {"challenge", 3},
	{"questions", 2}, {"family_says", 4}, {"agreed", 5}};

/* What the learner wrote, and lines where nothing is written yet: it is filled in by hand while people talk. */
static void parts(const struct sheet_of *s, const struct record *r)
{
	const struct record_type *t = record_type_find(S("conference"));
	for (size_t i = 0; i < sizeof PARTS / sizeof *PARTS; i++) {
		struct str words = r ? str_trim(rec_t(r, PARTS[i].field)) : S("");
		head(s, t->fields[field_index(t, PARTS[i].field)].label);
		text(s, PDF_P, words);
		if (!words.n || i >= 6) /* family and agreement always get room */
			pdf_lines(s->p, PARTS[i].lines);
	}
}

static enum code find(const struct person_ask *x, const char *state, struct record *out, bool *there, struct err *e)
{
	const struct record_type *t = record_type_find(S("conference"));
	struct filter f[] = {{"learner", '=', id_str(x->a, x->learner)}, {"state", '=', str_z(state)}};
	struct record_list list;
	enum code c = record_find(x->db, x->a, x->viewer, t, &(struct query){.filters = f, .n_filters = 2, .sort = "-planned_on", .limit = 1}, &list, e);
	*there = !c && list.n > 0;
	if (*there)
		*out = list.items[0];
	return c;
}

enum code print_conference(const struct person_ask *x, struct str *bytes, struct err *e)
{
	struct sheet_of s;
	struct record next, last;
	bool planned, held;
	enum code c = begin(&s, x, N_("Conference"), e);
	if (!c)
		c = find(x, "planned", &next, &planned, e);
	if (!c)
		c = find(x, "held", &last, &held, e);
	if (c)
		return c;
	if (planned) {
		text(&s, PDF_P, str_fmt(x->a, say(&s, N_("Planned for %s.")), str_dupz(x->a, on(&s, rec_t(&next, "planned_on")))));
		text(&s, PDF_P, rec_t(&next, "with_whom"));
	}
	text(&s, PDF_P, str_z(say(&s, N_("The learner leads it. Whatever is not written yet can be written here by hand."))));
	parts(&s, planned ? &next : NULL);
	head(&s, N_("What you could show"));
	text(&s, PDF_P, s.d.strengths);
	goals(&s);
	for (size_t i = 0; i < s.d.n_standings; i++)
		if (s.d.standings[i].now.word >= MASTERY_READY)
			text(&s, PDF_P, str_fmt(x->a, "\u2022 %.*s: %s", S_ARG(s.d.standings[i].text), tr(x->lang, mastery_say(s.d.standings[i].now.word))));
	if (held && rec_t(&last, "agreed").n) {
		head(&s, N_("What we agreed before"));
		text(&s, PDF_SMALL, on(&s, rec_t(&last, "held_on")));
		text(&s, PDF_P, rec_t(&last, "agreed"));
	}
	head(&s, N_("Who was there"));
	pdf_lines(s.p, 3);
	return pdf_done(s.p, bytes, e);
}

/* ---- the family's page ---- */

static void week(const struct sheet_of *s)
{
	static const double shares[] = {0.5, 0.3, 0.2};
	const struct week *w = &s->d.week;
	struct arena *a = s->x->a;
	head(s, N_("This week"));
	if (!s->d.has_week || !w->n) {
		text(s, PDF_P, str_z(say(s, N_("The week has not been given yet."))));
		return;
	}
	struct str *cells = NEW_ARRAY(a, struct str, (w->n + 1) * 3);
	cells[0] = str_z(say(s, N_("What")));
	cells[1] = str_z(say(s, N_("How")));
	cells[2] = str_z(say(s, N_("By")));
	for (size_t i = 0; i < w->n; i++) {
		const struct work *x = &w->items[i];
		const char *how = str_eqz(x->mode, "screen") ? say(s, N_("On a screen")) : str_eqz(x->mode, "paper") ? say(s, N_("On paper"))
		                  : str_eqz(x->mode, "handsOn") ? say(s, N_("With your hands")) : str_eqz(x->mode, "group") ? say(s, N_("In a group")) : say(s, N_("With a person"));
		cells[(i + 1) * 3] = x->title;
		cells[(i + 1) * 3 + 1] = str_fmt(a, "%s, %s", how, str_dupz(a, str_fmt(a, trn(s->x->lang, "%d minute", "%d minutes", x->minutes), x->minutes)));
		cells[(i + 1) * 3 + 2] = on(s, x->by_until);
	}
	pdf_table(s->p, cells, w->n + 1, 3, true, shares, 0, s->x->lang);
}

static void bullets(const struct sheet_of *s, const struct str *list, size_t n, const char *none)
{
	if (!n) {
		text(s, PDF_P, str_z(tr(s->x->lang, none)));
		return;
	}
	pdf_list(s->p, true);
	for (size_t i = 0; i < n; i++)
		pdf_item(s->p, "\u2022", list[i], s->x->lang);
	pdf_list(s->p, false);
}

static void progress(const struct sheet_of *s)
{
	struct arena *a = s->x->a;
	struct str *list = NEW_ARRAY(a, struct str, s->d.n_standings + 1);
	for (size_t i = 0; i < s->d.n_standings; i++) {
		const struct family_standing *x = &s->d.standings[i];
		struct str seen = mastery_phrase(a, s->x->lang, &x->now);
		list[i] = x->now.pieces ? str_fmt(a, "%.*s: %s (%.*s)", S_ARG(x->text), tr(s->x->lang, mastery_say(x->now.word)), S_ARG(seen))
		                        : str_fmt(a, "%.*s: %.*s", S_ARG(x->text), S_ARG(seen));
	}
	head(s, N_("How it goes"));
	bullets(s, list, s->d.n_standings, N_("Nothing has been seen yet. That is not a bad sign; it begins with the first work."));
	if (s->d.n_standings)
		text(s, PDF_SMALL, str_z(say(s, N_("A teacher, not the program, says when something has been shown."))));
}

/* The short plan in the place of a long list; on paper it is answered with a mark [R245]. */
static enum code short_plan(const struct sheet_of *s, struct err *e)
{
	struct arena *a = s->x->a;
	struct few f;
	enum code c = few_load(s->x->db, a, s->x->learner, s->x->today, s->x->lang, &f, e);
	if (c || !f.on)
		return c;
	bool chosen = !id_nil(f.plan);
	head(s, N_("What is missing: a short plan"));
	text(s, PDF_P, str_z(chosen ? say(s, N_("These few matter. Nothing else of the weeks gone by is asked for.")) : say(s, N_("There is more open than anybody can do at once. A teacher is asked to choose what matters. Until then only this:"))));
	text(s, PDF_P, f.words);
	struct str *list = NEW_ARRAY(a, struct str, f.n + 1);
	for (size_t i = 0; i < f.n; i++)
		list[i] = f.list[i].title;
	bullets(s, list, f.n, N_("Everything of it is done."));
	if (f.n_let_go) {
		text(s, PDF_STRONG, str_fmt(a, trn(s->x->lang, "%d piece need not be done any more", "%d pieces need not be done any more", (int64_t)f.n_let_go), (int)f.n_let_go));
		bullets(s, f.let_go, f.n_let_go, "");
	}
	if (!id_nil(f.contact.id))
		text(s, PDF_STRONG, str_fmt(a, say(s, N_("Call or ask: %s")), f.contact_phone.n ? str_fmt(a, "%.*s, %.*s", S_ARG(f.contact.name), S_ARG(f.contact_phone)).p : str_dupz(a, f.contact.name)));
	if (str_eqz(f.state, "proposed")) {
		text(s, PDF_P, str_fmt(a, "\u2610 %s", say(s, N_("We agree"))));
		text(s, PDF_P, str_fmt(a, "\u2610 %s", say(s, N_("We want to talk about it first"))));
	}
	return OK;
}

enum code print_family(const struct person_ask *x, struct str *bytes, struct err *e)
{
	struct sheet_of s;
	enum code c = begin(&s, x, N_("For the family"), e);
	if (c)
		return c;
	c = short_plan(&s, e);
	if (c)
		return c;
	head(&s, N_("Strengths"));
	text(&s, PDF_P, s.d.strengths.n ? s.d.strengths : str_z(say(&s, N_("Your child has not written this yet. What do you see at home?"))));
	text(&s, PDF_P, s.d.interests);
	head(&s, N_("Hopes and goals"));
	if (s.d.hopes.n)
		text(&s, PDF_P, str_fmt(x->a, "%s %.*s", say(&s, N_("Your hope:")), S_ARG(s.d.hopes)));
	goals(&s);
	week(&s);
	progress(&s);
	struct str *ideas = NEW_ARRAY(x->a, struct str, s.d.n_ideas + 1);
	for (size_t i = 0; i < s.d.n_ideas; i++)
		ideas[i] = str_z(tr(x->lang, s.d.ideas[i].idea));
	if (s.d.n_ideas) {
		head(&s, N_("How to help tonight"));
		bullets(&s, ideas, s.d.n_ideas, N_("Ten minutes are enough. Your own language is the best one for this."));
	}
	head(&s, N_("Support your child gets"));
	bullets(&s, s.d.supports, s.d.n_supports, N_("Nothing extra is written down now. You can ask for help at any time."));
	head(&s, N_("What comes next"));
	day_t meets;
	text(&s, PDF_P, day_parse(s.d.next_conference, &meets) ? str_fmt(x->a, say(&s, N_("Your child leads a conference on %s. You are invited.")), str_dupz(x->a, tr_date(x->a, x->lang, meets)))
	                                                       : str_z(say(&s, N_("No conference is planned yet."))));
	head(&s, N_("Who sees this page"));
	struct str *adults = NEW_ARRAY(x->a, struct str, s.d.n_adults + 1);
	for (size_t i = 0; i < s.d.n_adults; i++)
		adults[i] = str_fmt(x->a, "%.*s: %.*s", S_ARG(s.d.adults[i].adult.name), S_ARG(s.d.adults[i].about));
	if (!s.d.n_adults)
		text(&s, PDF_P, tr_careful(x->a, x->lang, N_("Also your family, and the leader of the school. Nobody outside the school.")));
	else
		bullets(&s, adults, s.d.n_adults, "");
	head(&s, N_("Your answer"));
	text(&s, PDF_P, str_z(say(&s, N_("Write in your own language and give it to the teacher, or call the school. What you know about your child helps us teach."))));
	pdf_lines(s.p, 6);
	return pdf_done(s.p, bytes, e);
}
