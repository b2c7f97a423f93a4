/* plans.c - profiles, goals, settings, plans with their lines, conferences and talk. */
#include "cli/sample/sample.h"

#include <string.h>

#define TRY(call) do { enum code try_c = (call); if (try_c) return try_c; } while (0)

static const char *one(struct sample *s, const char *const *list)
{
	return list[sample_below(s, sample_count(list))];
}

static enum code profile(struct sample *s, int i, const struct sample_learner *l, struct err *e)
{
	struct id id = id_of("sample-profile", ID(l->id));
	struct str interests = str_fmt(s->a, "I like %s and %s.", one(s, SAMPLE_INTERESTS), one(s, SAMPLE_INTERESTS));
	struct str strengths = i % 17 == 5 && !id_eq(l->id, s->demo[1]) ? S("") : str_fmt(s->a, "%s %s", one(s, SAMPLE_STRENGTHS), one(s, SAMPLE_STRENGTHS));
	TRY(PUT(s, "profile", id, e, {"learner", ID(l->id)}, {"strengths", strengths}, {"interests", interests}, {"needs", Z(one(s, SAMPLE_NEEDS))},
	        {"skills", S("I am learning to explain my thinking.")}, {"aspirations", Z(one(s, SAMPLE_HOPES))},
	        {"careers", l->grade >= 5 ? Z(one(s, SAMPLE_CAREERS)) : S("")}, {"languages", Z(LANGS[l->lang].name)},
	        {"work_ways", i % 3 == 0 ? S("alone paper") : i % 3 == 1 ? S("pair screen") : S("group")},
	        {"best_time", i % 2 ? S("early") : S("late")}, {"workspace", i % 4 ? S("A table near the window.") : S("A quiet corner, standing.")},
	        {"teachers_know", Z(one(s, SAMPLE_KNOW))}, {"culture_seen", S("0")}));
	if (!strengths.n)
		return OK;
	TRY(record_move(s->db, s->a, &s->v, record_type_find(S("profile")), id, 1, S("complete"), e));
	if (i % 3)
		return OK;
	TRY(PUT(s, "profile_domain", id_of("sample-domain-r", ID(l->id)), e, {"learner", ID(l->id)}, {"domain", S("reading")},
	        {"now", S("Reads stories with ease, looks for words in reports.")}, {"next", S("Say in one sentence what a page is about.")}));
	return PUT(s, "profile_domain", id_of("sample-domain-m", ID(l->id)), e, {"learner", ID(l->id)}, {"domain", S("mathematics")},
	           {"now", S("Solves in the head, rarely writes how.")}, {"next", S("Draw one picture for each problem.")});
}

static enum code goals(struct sample *s, int i, const struct sample_learner *l, struct err *e)
{
	int n = 0;
	while (SAMPLE_GOALS[n].text)
		n++;
	for (int k = 0; k < 1 + i % 2; k++) {
		const struct sample_goal *g = &SAMPLE_GOALS[(i + 3 * k) % n];
		TRY(PUT(s, "goal", id_of(k ? "sample-goal-2" : "sample-goal-1", ID(l->id)), e, {"learner", ID(l->id)}, {"text", Z(g->text)}, {"kind", Z(g->kind)},
		        {"next_step", Z(g->step)}, {"check_in", ON(s->monday + 4 + 7 * (i % 3))},
		        {"how_far", i % 4 ? S("I did it twice so far.") : S("")}));
	}
	return OK;
}

static enum code settings(struct sample *s, int i, const struct sample_learner *l, struct err *e)
{
	const char *term = i % 11 == 0 ? "text-appearance/font-size" : i % 11 == 4 ? "reduced-motion" : i % 11 == 7 ? "text-appearance/background-color" : NULL;
	if (!term)
		return OK;
	return PUT(s, "need", id_of("sample-need", ID(l->id)), e, {"learner", ID(l->id)}, {"term", Z(term)},
	           {"value", i % 11 == 0 ? S("22") : i % 11 == 7 ? S("#f4efe0") : S("")}, {"source", S("learner")}, {"is_on", S("1")},
	           {"what_helped", S("My eyes are less tired.")});
}

static enum code profile_of(struct sample *s, int i, void *arg, struct err *e)
{
	const struct sample_learner *l = &s->learners[i];
	(void)arg;
	if (!l->profile)
		return OK;
	TRY(profile(s, i, l, e));
	TRY(goals(s, i, l, e));
	return settings(s, i, l, e);
}

enum code sample_profiles(struct sample *s, struct err *e)
{
	return sample_each(s, profile_of, NULL, e);
}

/* What staff wrote, in the languages most families of the sample read and in this family's own. */
static enum code translated(struct sample *s, const struct sample_learner *l, struct id line, const char *text, struct err *e)
{
	for (enum lang lang = LANG_ES; lang < LANG_COUNT; lang++) {
		const char *said = tr(lang, text);
		if (said == text || (lang != LANG_ES && lang != LANG_AR && lang != l->lang))
			continue;
		TRY(record_text_put(s->db, &s->v, record_type_find(S("plan_line")), line, "text", Z(LANGS[lang].tag), Z(said), "machine", e));
	}
	return OK;
}

static enum code accommodations(struct sample *s, int i, const struct sample_learner *l, struct err *e)
{
	for (int k = 0; SAMPLE_LINES[k].source; k++) {
		const struct sample_line *x = &SAMPLE_LINES[k];
		bool mine = (!strcmp(x->source, "iep") && l->iep) || (!strcmp(x->source, "504") && l->s504) || (!strcmp(x->source, "el") && l->el);
		/* the learner behind the door has them all; the others two out of three */
		if (!mine || ((i + k) % 3 == 0 && !id_eq(l->id, s->demo[1])))
			continue;
		bool lang = !strcmp(x->term, "keyword-translation") || !strcmp(x->term, "second-language");
		struct str name = str_fmt(s->a, "%.*s %d", S_ARG(ID(l->id)), k);
		TRY(PUT(s, "plan_line", id_of("sample-line", name), e, {"learner", ID(l->id)}, {"source", Z(x->source)}, {"kind", Z(x->kind)}, {"term", Z(x->term)},
		        {"value", lang ? Z(LANGS[l->lang].tag) : Z(x->value)}, {"text", Z(x->text)}, {"begin_on", ON(s->first)}, {"end_on", ON(s->last)},
		        {"source_note", S("Sample plan of record, on paper")}));
		TRY(translated(s, l, id_of("sample-line", name), x->text, e));
	}
	return OK;
}

static enum code services(struct sample *s, int i, const struct sample_learner *l, struct err *e)
{
	for (int k = 0; SAMPLE_SERVICES[k].source; k++) {
		const struct sample_service *x = &SAMPLE_SERVICES[k];
		bool mine = !strcmp(x->source, "iep") ? l->iep && (i + k) % 3 != 1 : l->el;
		if (!mine)
			continue;
		struct str name = str_fmt(s->a, "%.*s %d", S_ARG(ID(l->id)), k);
		TRY(PUT(s, "plan_line", id_of("sample-service", name), e, {"learner", ID(l->id)}, {"source", Z(x->source)}, {"kind", S("service")}, {"text", Z(x->text)},
		        {"frequency", Z(x->frequency)}, {"duration", Z(x->duration)}, {"location", Z(x->location)},
		        {"minutes_week", str_fmt(s->a, "%d", x->minutes)}, {"begin_on", ON(s->first)}, {"end_on", ON(s->last)},
		        {"source_note", S("Sample plan of record, on paper")}));
		TRY(translated(s, l, id_of("sample-service", name), x->text, e));
	}
	if (l->iep) {
		static const char goal[] =
			N_("By the end of the year, when given a text of the grade, retells the main idea with two details, from 1 of 5 to 4 of 5 tries.");
		TRY(PUT(s, "plan_line", id_of("sample-iepgoal", ID(l->id)), e, {"learner", ID(l->id)}, {"source", S("iep")}, {"kind", S("goal")},
		        {"text", Z(goal)}, {"evidence", S("A retelling every two weeks, noted by the special educator.")}, {"begin_on", ON(s->first)},
		        {"end_on", ON(s->last)}, {"source_note", S("Sample plan of record, on paper")}, {"subject", S("reading")}, {"baseline", S("1")}, {"target", S("4")}, {"grade_standard", S("5")}, {"unit", S("of 5 tries")}, {"finish_on", ON(s->last)}));
		return translated(s, l, id_of("sample-iepgoal", ID(l->id)), goal, e);
	}
	return OK;
}

/* Where the plans of record live, with their dates, and the English-learner plan. */
static enum code of_record(struct sample *s, int i, const struct sample_learner *l, struct err *e)
{
	struct id manager = sample_staff(s, l->room, 18 + l->room % 4)->id, specialist = sample_staff(s, l->room, 22 + l->room % 3)->id;
	day_t met = s->first - 30 - i * 37 % 300;
	if (l->iep)
		TRY(PUT(s, "plan_of_record", id_of("sample-iep", ID(l->id)), e, {"learner", ID(l->id)}, {"kind", S("iep")}, {"begin_on", ON(s->first)}, {"end_on", ON(s->last)}, {"met_on", ON(met)},
		        {"evaluated_on", ON(met - 365 * (i % 3))}, {"case_manager", ID(manager)}, {"strengths", S("Explains well out loud, helps others, remembers stories.")},
		        {"regular_share", S("80")}, {"share_reason", S("Reading in a small group, four times a week.")}, {"reports", i % 4 ? S("With every report card") : S("")},
		        {"taken_from", S("Sample plan of record, on paper")}, {"taken_on", ON(s->first)}));
	if (l->s504)
		TRY(PUT(s, "plan_of_record", id_of("sample-504", ID(l->id)), e, {"learner", ID(l->id)}, {"kind", S("504")}, {"begin_on", ON(s->first)}, {"evaluated_on", ON(met)},
		        {"case_manager", ID(manager)}, {"strengths", S("Knows what helps and says so.")}, {"taken_from", S("Sample plan of record, on paper")}, {"taken_on", ON(s->first)}));
	if (!l->el)
		return OK;
	bool told = i % 7 != 3;
	return PUT(s, "el_plan", id_of("sample-el", ID(l->id)), e, {"learner", ID(l->id)}, {"home_languages", Z(LANGS[l->lang].name)}, {"enrolled_on", ON(l->newcomer ? s->monday - 28 : s->first - 365)},
	           {"identified_on", ON(l->newcomer ? s->monday - 22 : s->first - 350)}, {"placed_on", ON(l->newcomer ? s->monday - 20 : s->first - 345)}, {"program", l->newcomer ? S("newcomer") : S("push")},
	           {"newcomer", l->newcomer ? S("1") : S("0")}, {"notice_on", told ? ON(l->newcomer ? s->monday - 10 : s->first - 340) : S("")}, {"notice_language", told ? Z(LANGS[l->lang].tag) : S("")},
	           {"notice_told", told ? S("reasons level methods strengths help exit disability rights") : S("")}, {"clash_owner", ID(specialist)},
	           {"taken_from", S("Sample plan of record, on paper")}, {"taken_on", ON(s->first)});
}

static enum code plan(struct sample *s, int i, const struct sample_learner *l, struct err *e)
{
	static const char project[] = N_("A project on something I like, shown to another class.");
	static const char skill[] = N_("Show how I solve a problem with a picture and a sentence.");
	struct id id = id_of("sample-plan", ID(l->id));
	TRY(PUT(s, "plan", id, e, {"learner", ID(l->id)}, {"title", S("My plan this year")}, {"session", ID(s->year)}, {"begin_on", ON(s->first + 14)},
	        {"review_on", ON(s->monday + (i % 9) * 7 - 7)}, {"learner_says", S("I want to choose the order of my work myself.")},
	        {"family_hopes", Z(SAMPLE_FAMILY_HOPE[l->lang])}, {"well_being", S("A check-in with my adviser on Mondays.")},
	        {"drew_on", i % 2 ? S("academic interests supports") : S("academic interests career culture language")}));
	TRY(record_move(s->db, s->a, &s->v, record_type_find(S("plan")), id, 1, S("active"), e));
	TRY(PUT(s, "plan_line", id_of("sample-exp", ID(l->id)), e, {"learner", ID(l->id)}, {"plan", ID(id)}, {"source", S("plp")}, {"kind", S("experience")},
	        {"text", Z(project)}, {"setting", S("Class and library")}, {"skill", S("Explaining in order")},
	        {"steps", S("Choose a question.\nFind out with a partner.\nMake it.\nShow it.")}, {"evidence", S("The project and how I explain it.")}));
	TRY(translated(s, l, id_of("sample-exp", ID(l->id)), project, e));
	TRY(PUT(s, "plan_line", id_of("sample-skill", ID(l->id)), e, {"learner", ID(l->id)}, {"plan", ID(id)}, {"source", S("plp")}, {"kind", S("goal")},
	        {"text", Z(skill)}, {"setting", S("Mathematics")}, {"skill", S("Explaining mathematics")},
	        {"steps", S("Draw it.\nSay it to a partner.\nWrite it.")}, {"goal", ID(id_of("sample-goal-1", ID(l->id)))}));
	return translated(s, l, id_of("sample-skill", ID(l->id)), skill, e);
}

static enum code plans_of(struct sample *s, int i, void *arg, struct err *e)
{
	const struct sample_learner *l = &s->learners[i];
	(void)arg;
	TRY(accommodations(s, i, l, e));
	TRY(services(s, i, l, e));
	TRY(of_record(s, i, l, e));
	return l->profile && i % 6 != 2 ? plan(s, i, l, e) : OK;
}

enum code sample_plans(struct sample *s, struct err *e)
{
	return sample_each(s, plans_of, NULL, e);
}

static enum code conferences(struct sample *s, int i, const struct sample_learner *l, struct err *e)
{
	struct id id = id_of("sample-conference", ID(l->id));
	if (i % 5 == 0)
		return OK;
	bool held = i % 5 < 3;
	TRY(PUT(s, "conference", id, e, {"learner", ID(l->id)}, {"kind", S("studentLed")}, {"planned_on", ON(held ? s->monday - 20 - i % 14 : s->monday + 8 + i % 5)},
	        {"held_on", held ? ON(s->monday - 20 - i % 14) : S("")}, {"with_whom", S("My family and my teacher")}, {"language", Z(LANGS[l->lang].name)},
	        {"proud_of", held ? S("My drawing of the water cycle and how I explained it.") : S("")},
	        {"challenge", held ? S("Writing long answers.") : S("")}, {"family_says", held ? Z(SAMPLE_FAMILY_HOPE[l->lang]) : S("")},
	        {"agreed", held ? S("I read ten minutes each evening; my teacher gives me the first sentence on paper until spring.") : S("")}));
	return held ? record_move(s->db, s->a, &s->v, record_type_find(S("conference")), id, 1, S("held"), e) : OK;
}

static enum code family_notes(struct sample *s, int i, const struct sample_learner *l, struct err *e)
{
	if (i % 3 || id_nil(l->guardian[0]))
		return OK;
	TRY(PUT(s, "note", id_of("sample-know", ID(l->id)), e, {"learner", ID(l->id)}, {"kind", S("know")}, {"part", S("strengths")},
	        {"text", Z(SAMPLE_FAMILY_KNOW[l->lang])}, {"language", Z(LANGS[l->lang].tag)}, {"author_is", S("family")}));
	if (i % 6 == 0)
		TRY(PUT(s, "note", id_of("sample-used", ID(l->id)), e, {"learner", ID(l->id)}, {"kind", S("used")}, {"part", S("strengths")},
		        {"text", S("We built this into the project about machines.")}, {"language", S("en")}, {"author_is", S("staff")}));
	return OK;
}

static enum code requests(struct sample *s, int i, const struct sample_learner *l, struct err *e)
{
	if (i % 24 > 1)
		return OK;
	struct id id = id_of("sample-help", ID(l->id));
	return PUT(s, "help_request", id, e, {"learner", ID(l->id)}, {"kind", i % 2 ? S("support") : S("help")}, {"class", ID(s->math[l->room])},
	           {"text", i % 2 ? S("May I answer by telling? Writing takes me so long that I forget the idea.") : S("I do not know how to begin number three.")},
	           {"due_at", time_text(s->a, clock_now() + (i % 48 ? 6 : 2) * HOUR)});
}

static enum code talk_of(struct sample *s, int i, void *arg, struct err *e)
{
	const struct sample_learner *l = &s->learners[i];
	(void)arg;
	TRY(conferences(s, i, l, e));
	TRY(family_notes(s, i, l, e));
	return requests(s, i, l, e);
}

enum code sample_talk(struct sample *s, struct err *e)
{
	return sample_each(s, talk_of, NULL, e);
}
