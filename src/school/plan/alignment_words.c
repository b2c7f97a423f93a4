/* The sentences of alignment_official.c, for staff: what was seen, and what to do. */
#include "school/plan/alignment.h"
#include "school/plan/need_words.h"

static const char *const PLAIN[ALIGN_ISSUES] = {
	[ALIGN_OVER] = N_("The IEP that is written down here is over; its lines still stand. Take over the new one, or give the lines a last day."),
	[ALIGN_NO_GOAL] = N_("The IEP has services and no goal here. Take over its goals, so that everybody knows what the services are for."),
	[ALIGN_NO_SERVICE] = N_("The IEP has goals and no service here. Take over its services, so that everybody knows who helps and when."),
	[ALIGN_NO_ADVOCACY] = N_("No goal of the IEP is about speaking up or deciding for oneself. Talk about one, or write why there is none."),
	[ALIGN_SHARE] = N_("How much of the day the learner spends in general classes is not written here."),
	[ALIGN_SHARE_REASON] = N_("Part of the day is outside of general classes, and nobody wrote why. Say what would be needed to be inside."),
	[ALIGN_REPORTS] = N_("How often the family hears about progress on the goals of the IEP is not written here."),
	[ALIGN_NOBODY] = N_("Nobody is named as case manager of the IEP. Teachers do not know whom to ask."),
	[ALIGN_STATE_TEST] = N_("The IEP gives accommodations in lessons, and none of them for state tests. Ask the team whether that is meant."),
	[ALIGN_NO_SUPPORT] = N_("There is a 504 plan, and nothing to do stands here. Take over its accommodations."),
	[ALIGN_NOTICE_PART] = N_("The letter to the family about the English program lacked parts that law asks for. Send what is missing."),
	[ALIGN_NOTICE_DISABILITY] = N_("The letter about the English program said nothing of the IEP. Tell the family how the program meets its goals."),
	[ALIGN_NO_LANGUAGE_GOAL] = N_("The English-learner plan has no language goal. Write one for each subject where language is in the way."),
	[ALIGN_DECLINED] = N_("The family said no to the program; nothing that helps in class stands here. The learner is still owed access to every subject."),
	[ALIGN_NO_OWNER] = N_("There is an IEP and an English-learner plan, and nobody is named to decide when they do not agree."),
	[ALIGN_MONITOR] = N_("The learner left the English program and is still watched over. Set a day to look again."),
};

static struct str due_text(struct arena *a, enum lang lang, const struct align_plan *p, enum align_issue issue)
{
	for (size_t i = 0; i < p->of.n_dates; i++) {
		const struct legal_date *d = &p->of.dates[i];
		if (d->rule == align_counts_with(issue) || (issue == ALIGN_NOTICE && d->rule == LEGAL_EL_NOTICE_LATER))
			return str_fmt(a, "%.*s.", S_ARG(legal_date_text(a, lang, d)));
	}
	return S("");
}

static struct str line_text(struct arena *a, enum lang lang, const struct align_plan *p, const struct align_check *c)
{
	const char *text = str_dupz(a, c->line->text);
	switch (c->issue) {
	case ALIGN_SERVICE_PART: return str_fmt(a, tr(lang, N_("Of this service something is missing (start, how often, where, how long): \"%s\". Take it from the IEP.")), text);
	case ALIGN_NO_MEASURE: return str_fmt(a, tr(lang, N_("This goal of the IEP lacks the level at the start or the level to reach: \"%s\"")), text);
	case ALIGN_NO_WAY_TO_TELL: return str_fmt(a, tr(lang, N_("Nobody wrote how progress on this goal is measured: \"%s\"")), text);
	case ALIGN_SAME_LEVEL: return str_fmt(a, tr(lang, N_("The same level three years running: \"%s\". Talk about what would be tried differently.")), text);
	case ALIGN_UNDECIDED: return str_fmt(a, tr(lang, N_("This changes the standard, and no decision of the team is noted: \"%s\"")), text);
	case ALIGN_UNTOLD: return str_fmt(a, tr(lang, N_("The team changed the standard; that the family was told is not noted: \"%s\"")), text);
	case ALIGN_LOWERED: return str_fmt(a, tr(lang, N_("A personalized plan may add, not lower: \"%s\" changes the standard. Change the way, or take it to the team.")), text);
	case ALIGN_DIFFER: return str_fmt(a, tr(lang, N_("Two plans say it differently: \"%1$s\" and \"%2$s\". The more generous one counts until the teams agree.")), text, str_dupz(a, c->other->text));
	case ALIGN_AGAINST: return str_fmt(a, tr(lang, N_("\"%1$s\" forbids what \"%2$s\" gives. It is not given until the teams agree.")), text, str_dupz(a, c->other->text));
	case ALIGN_PACE: return str_fmt(a, tr(lang, N_("This takes longer than the year, without a reason or a day to look again: \"%s\". A slower pace is fine; it is never the plan by itself.")), text);
	case ALIGN_GRADUATION: return str_fmt(a, tr(lang, N_("At this pace it would be reached after graduation (%1$s): \"%2$s\". Talk about the cause.")),
	                                      str_dupz(a, tr_date_short(a, lang, p->of.graduates)), text);
	case ALIGN_PLACE: return str_fmt(a, tr(lang, N_("A place to learn is not ready for \"%s\": supports, language, a person at school and a checked contact come first.")), text);
	case ALIGN_RUBRIC: return str_fmt(a, tr(lang, N_("One aim in several places without the same rubric: \"%s\". The bar is the same everywhere.")), text);
	case ALIGN_HELP_OPEN: return str_fmt(a, tr(lang, N_("Extra help without a day to look again: \"%s\"")), text);
	default: return S("");
	}
}

struct str align_official_text(struct arena *a, enum lang lang, const struct align_plan *p, const struct align_check *c)
{
	if (c->line)
		return line_text(a, lang, p, c);
	if (c->issue == ALIGN_ALIKE)
		return str_fmt(a, tr(lang, N_("This plan is nearly the same as those of %1$d of %2$d classmates. What is personal about it?")), p->alike.same, p->alike.others);
	if (c->issue == ALIGN_IDENTIFY)
		return str_fmt(a, tr(lang, N_("It took longer than %d days after the first day at school to find out that the learner is learning English.")), p->of.law.v[LEGAL_EL_IDENTIFY].value);
	if (PLAIN[c->issue])
		return str_z(tr(lang, PLAIN[c->issue]));
	return due_text(a, lang, p, c->issue);
}

struct str align_distance(struct arena *a, enum lang lang, const struct align_line *x)
{
	double at = x->n_levels ? x->levels[x->n_levels - 1].level : x->baseline;
	struct buf b = buf_new(a, 1000);
	if (!x->n_levels && !x->has_baseline)
		return S("");
	buf_fmt(&b, tr(lang, N_("Now %g")), at);
	if (x->has_target && x->target > at)
		buf_fmt(&b, tr(lang, N_("; to reach %1$g: %2$g more")), x->target, x->target - at);
	else if (x->has_target)
		buf_fmt(&b, tr(lang, N_("; %g is reached")), x->target);
	if (x->has_standard && x->standard > at)
		buf_fmt(&b, tr(lang, N_("; standard of the grade %1$g: %2$g more")), x->standard, x->standard - at);
	else if (x->has_standard)
		buf_fmt(&b, tr(lang, N_("; the standard of the grade, %g, is reached")), x->standard);
	if (x->unit.n)
		buf_fmt(&b, " (%.*s)", S_ARG(x->unit));
	return buf_done(&b);
}
