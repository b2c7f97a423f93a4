/* What law asks of plans of record and what surrounds lines, rule by rule. Nothing is refused: each rule says one sentence. */
#include "school/plan/host.h"
#include "school/plan/alignment.h"
#include "school/plan/need_words.h"

#include <string.h>

#define YEAR 365
#define TRANSITION "transition"

static const struct { const char *source; enum legal_rule rule; } LAW[ALIGN_ISSUES] = {
	[ALIGN_NO_STRENGTHS] = {"34 CFR 300.324(a)(1)(i)", LEGAL_RULES}, [ALIGN_TIME_UNUSED] = {"34 CFR 300.323(d)", LEGAL_RULES}, [ALIGN_EL_OVER] = {"20 USC 1703(f)", LEGAL_RULES},
	[ALIGN_UNLINKED] = {"", LEGAL_RULES}, [ALIGN_NOT_TAKEN_UP] = {"34 CFR 300.320(a)(2)(i)", LEGAL_RULES}, [ALIGN_NO_STEPS] = {"", LEGAL_RULES}, [ALIGN_TWICE] = {"34 CFR 104.33(b)(2)", LEGAL_RULES},
	[ALIGN_SERVICE_PART] = {"34 CFR 300.320(a)(7)", LEGAL_RULES}, [ALIGN_REVIEW] = {"34 CFR 300.324(b)(1)(i)", LEGAL_IEP_REVIEW},
	[ALIGN_REEVALUATION] = {"34 CFR 300.303(b)(2)", LEGAL_IEP_REEVALUATION}, [ALIGN_OVER] = {"34 CFR 300.323(a)", LEGAL_RULES}, [ALIGN_NO_GOAL] = {"34 CFR 300.320(a)(2)(i)", LEGAL_RULES},
	[ALIGN_NO_SERVICE] = {"34 CFR 300.320(a)(4)", LEGAL_RULES}, [ALIGN_NO_MEASURE] = {"34 CFR 300.320(a)(2)(i)", LEGAL_RULES}, [ALIGN_NO_WAY_TO_TELL] = {"34 CFR 300.320(a)(3)(i)", LEGAL_RULES},
	[ALIGN_NO_ADVOCACY] = {"", LEGAL_RULES}, [ALIGN_SAME_LEVEL] = {"34 CFR 300.324(b)(1)(ii)(A)", LEGAL_RULES}, [ALIGN_UNDECIDED] = {"34 CFR 300.320(a)(4)", LEGAL_RULES},
	[ALIGN_UNTOLD] = {"34 CFR 300.503(a)", LEGAL_RULES}, [ALIGN_LOWERED] = {"34 CFR 300.324(a)(4)", LEGAL_RULES}, [ALIGN_DIFFER] = {"34 CFR 300.323(d)(2)(ii)", LEGAL_RULES},
	[ALIGN_AGAINST] = {"34 CFR 300.320(a)(6)", LEGAL_RULES}, [ALIGN_TRANSITION] = {"34 CFR 300.320(b)", LEGAL_TRANSITION_AGE}, [ALIGN_RIGHTS] = {"34 CFR 300.320(c)", LEGAL_MAJORITY_AGE},
	[ALIGN_SHARE] = {"34 CFR 300.320(a)(5)", LEGAL_RULES}, [ALIGN_SHARE_REASON] = {"34 CFR 300.114(a)(2)(ii)", LEGAL_RULES}, [ALIGN_REPORTS] = {"34 CFR 300.320(a)(3)(ii)", LEGAL_RULES},
	[ALIGN_NOBODY] = {"34 CFR 300.323(d)(2)", LEGAL_RULES}, [ALIGN_STATE_TEST] = {"34 CFR 300.320(a)(6)(i)", LEGAL_RULES}, [ALIGN_NO_SUPPORT] = {"34 CFR 104.33(b)(1)", LEGAL_RULES},
	[ALIGN_NOTICE] = {"20 USC 6312(e)(3)", LEGAL_EL_NOTICE_START}, [ALIGN_NOTICE_PART] = {"20 USC 6312(e)(3)(A)(i)-(viii)", LEGAL_RULES},
	[ALIGN_NOTICE_DISABILITY] = {"20 USC 6312(e)(3)(A)(vii)", LEGAL_RULES}, [ALIGN_IDENTIFY] = {"20 USC 6823(b)(2)", LEGAL_EL_IDENTIFY}, [ALIGN_UNTESTED] = {"20 USC 6311(b)(2)(G)", LEGAL_EL_TEST},
	[ALIGN_NO_LANGUAGE_GOAL] = {"20 USC 1703(f)", LEGAL_RULES}, [ALIGN_DECLINED] = {"42 USC 2000d", LEGAL_RULES}, [ALIGN_NO_OWNER] = {"34 CFR 300.324(a)(2)(ii)", LEGAL_RULES},
	[ALIGN_MONITOR] = {"20 USC 6841(a)(5)", LEGAL_EL_MONITOR}, [ALIGN_PACE] = {"34 CFR 300.320(a)(1)(i)", LEGAL_RULES}, [ALIGN_GRADUATION] = {"34 CFR 300.320(b)(2)", LEGAL_RULES},
	[ALIGN_PLACE] = {"34 CFR 104.4(b)(4)", LEGAL_RULES}, [ALIGN_RUBRIC] = {"", LEGAL_RULES}, [ALIGN_HELP_OPEN] = {"34 CFR 300.301(b)", LEGAL_RULES}, [ALIGN_ALIKE] = {"34 CFR 300.320(a)", LEGAL_RULES},
};

const char *align_source(enum align_issue issue)
{
	return issue >= 0 && issue < ALIGN_ISSUES && LAW[issue].source ? LAW[issue].source : "";
}

enum legal_rule align_counts_with(enum align_issue issue)
{
	return issue >= 0 && issue < ALIGN_ISSUES ? LAW[issue].rule : LEGAL_RULES;
}

static bool is(struct str s, const char *z)
{
	return str_eqz(s, z);
}

static bool now(const struct align_line *x, day_t today)
{
	day_t d;
	return !(day_parse(x->end_on, &d) && d < today) && !(day_parse(x->begin_on, &d) && d > today);
}

static bool support(const struct align_line *x)
{
	return is(x->kind, "accommodation") || is(x->kind, "modification") || is(x->kind, "support");
}

static size_t count(const struct align_plan *p, const char *source, const char *kind, day_t today)
{
	size_t n = 0;
	for (size_t i = 0; i < p->n; i++) {
		const struct align_line *x = &p->lines[i];
		bool of_kind = kind == NULL ? support(x) : is(x->kind, kind);
		n += is(x->source, source) && of_kind && now(x, today);
	}
	return n;
}

static bool due(const struct align_plan *p, enum legal_rule rule, day_t today, bool early)
{
	for (size_t i = 0; i < p->of.n_dates; i++)
		if (p->of.dates[i].rule == rule)
			return early || p->of.dates[i].due < today;
	return false;
}

static bool iep_says(const struct align_plan *p, enum align_issue issue, day_t today)
{
	const struct official_plan *x = &p->of.iep;
	size_t goals = count(p, "iep", "goal", today), services = count(p, "iep", "service", today), advocacy = 0, helps = 0, tests = 0;
	if (issue == ALIGN_OVER)
		return !id_nil(x->id) && !x->in_force && x->begin <= today && goals + services + count(p, "iep", NULL, today) > 0;
	if (id_nil(x->id) || !x->in_force)
		return false;
	for (size_t i = 0; i < p->n; i++) {
		const struct align_line *l = &p->lines[i];
		bool counts = is(l->source, "iep") && now(l, today);
		advocacy += counts && is(l->subject, "selfAdvocacy");
		helps += counts && is(l->kind, "accommodation");
		tests += counts && is(l->kind, "accommodation") && (!l->context.n || choices_have(l->context, "stateTest"));
	}
	switch (issue) {
	case ALIGN_REVIEW: return due(p, LEGAL_IEP_REVIEW, today, false);
	case ALIGN_REEVALUATION: return due(p, LEGAL_IEP_REEVALUATION, today, false);
	case ALIGN_NO_GOAL: return services > 0 && goals == 0;
	case ALIGN_NO_SERVICE: return goals > 0 && services == 0;
	case ALIGN_NO_ADVOCACY: return goals > 0 && advocacy == 0 && !str_trim(x->no_advocacy).n;
	case ALIGN_TRANSITION: return due(p, LEGAL_TRANSITION_AGE, today, true);
	case ALIGN_RIGHTS: return due(p, LEGAL_MAJORITY_AGE, today, true);
	case ALIGN_SHARE: return x->share < 0;
	case ALIGN_SHARE_REASON: return x->share >= 0 && x->share < 100 && !str_trim(x->share_reason).n;
	case ALIGN_REPORTS: return !str_trim(x->reports).n;
	case ALIGN_NOBODY: return id_nil(x->case_manager);
	case ALIGN_STATE_TEST: return helps > 0 && tests == 0;
	default: return false;
	}
}

static bool el_says(const struct align_plan *p, enum align_issue issue, day_t today)
{
	const struct official_el *x = &p->of.el;
	if (id_nil(x->id))
		return false;
	switch (issue) {
	case ALIGN_MONITOR:
		return x->exit != DAY_NONE && x->exit <= today && due(p, LEGAL_EL_MONITOR, today, true) == false && p->of.law.v[LEGAL_EL_MONITOR].value > 0 &&
		       legal_due(&p->of.law, LEGAL_EL_MONITOR, x->exit) >= today && (x->review == DAY_NONE || x->review < today);
	case ALIGN_IDENTIFY: {
		day_t last = legal_due(&p->of.law, LEGAL_EL_IDENTIFY, x->enrolled);
		return last != DAY_NONE && x->identified != DAY_NONE && x->identified > last;
	}
	default:
		break;
	}
	if (!x->in_force)
		return false;
	switch (issue) {
	case ALIGN_NOTICE: return due(p, LEGAL_EL_NOTICE_START, today, false) || due(p, LEGAL_EL_NOTICE_LATER, today, false);
	case ALIGN_NOTICE_PART: return x->notice != DAY_NONE && !x->whole;
	case ALIGN_NOTICE_DISABILITY: return x->notice != DAY_NONE && p->of.iep.in_force && !x->told_disability;
	case ALIGN_UNTESTED: return due(p, LEGAL_EL_TEST, today, false);
	case ALIGN_NO_LANGUAGE_GOAL: return x->declined == DAY_NONE && count(p, "el", "languageGoal", today) == 0;
	case ALIGN_DECLINED: return x->declined != DAY_NONE && count(p, "el", NULL, today) == 0;
	case ALIGN_NO_OWNER: return p->of.iep.in_force && id_nil(x->clash_owner);
	default: return false;
	}
}

bool align_official(const struct align_plan *p, enum align_issue issue, day_t today)
{
	if (issue == ALIGN_NO_SUPPORT)
		return p->of.s504.in_force && count(p, "504", NULL, today) == 0;
	if (issue == ALIGN_ALIKE)
		return p->alike.same >= 3;
	if (issue >= ALIGN_NOTICE && issue <= ALIGN_MONITOR)
		return el_says(p, issue, today);
	return iep_says(p, issue, today);
}

/* ---- lines ---- */

/* Levels noted in three school years or more, over two years or more, and the last is not above the first. Lines of the same aim
 * count together: a goal is often written anew each year. */
static bool same_level(const struct align_plan *p, const struct align_line *x)
{
	day_t first = DAY_NONE, last = DAY_NONE;
	double from = 0, to = 0;
	int years = 0, seen[12] = {0};
	for (size_t i = 0; i < p->n; i++) {
		const struct align_line *y = &p->lines[i];
		if (!str_eq(y->unit, x->unit) || (y != x && !align_same_aim(x, y) && !str_eq(x->text, y->text)))
			continue;
		for (size_t k = 0; k < y->n_levels; k++) {
			/* a school year begins in July */
			struct civil d = day_civil(y->levels[k].on);
			int year = d.month >= 7 ? d.year : d.year - 1, at = 0;
			while (at < years && seen[at] != year)
				at++;
			if (at == years && years < 12)
				seen[years++] = year;
			if (first == DAY_NONE || y->levels[k].on < first) {
				first = y->levels[k].on;
				from = y->levels[k].level;
			}
			if (last == DAY_NONE || y->levels[k].on >= last) {
				last = y->levels[k].on;
				to = y->levels[k].level;
			}
		}
	}
	return years >= 3 && last - first >= 2 * YEAR - 60 && to <= from;
}

static const struct align_line *clash(const struct align_plan *p, const struct align_line *x, day_t today, bool forbidden)
{
	for (const struct align_line *y = p->lines; y < p->lines + p->n; y++) {
		if (y == x || is(y->source, "plp") || is(y->source, "mtss") || !str_eq(y->term, x->term) || !now(y, today))
			continue;
		if (forbidden && x->prohibited && !y->prohibited && support(y))
			return y;
		if (!forbidden && y < x && !x->prohibited && !y->prohibited && !str_eq(y->source, x->source) && !str_eq(y->value, x->value))
			return y;
	}
	return NULL;
}

static bool place_says(const struct align_plan *p, enum align_issue issue, const struct align_line *x)
{
	size_t here = 0;
	struct id first = ID_NIL;
	bool one = true;
	bool unready = false;
	for (size_t i = 0; i < p->n_places; i++) {
		const struct align_place *s = &p->places[i];
		if (!id_eq(s->line, x->id) || is(s->state, "done"))
			continue;
		bool away = host_outside(s->place);
		if (!here++)
			first = s->rubric;
		one = one && !id_nil(s->rubric) && id_eq(s->rubric, first);
		unready = unready || (away && (!str_trim(s->supports).n || !str_trim(s->language).n || !s->contact)) || (s->mentor.n && !is(s->mentor_is, "teacher") && !s->checked);
	}
	return issue == ALIGN_PLACE ? unready : here > 1 && !one;
}

static bool line_of_iep(enum align_issue issue, const struct align_line *x)
{
	bool goal = is(x->kind, "goal"), measured = x->has_target || x->has_baseline || x->n_levels;
	switch (issue) {
	case ALIGN_SERVICE_PART: return is(x->kind, "service") && (!x->begin_on.n || !x->frequency.n || !x->location.n || !x->duration.n);
	/* a plan taken from paper in words alone says nothing to hold against it */
	case ALIGN_NO_MEASURE: return goal && measured && (!x->has_target || (!x->has_baseline && !x->n_levels));
	case ALIGN_NO_WAY_TO_TELL: return goal && measured && !str_trim(x->evidence).n;
	default: return false;
	}
}

bool align_line_official(const struct align_plan *p, enum align_issue issue, const struct align_line *x, day_t today, const struct align_line **other)
{
	if (!now(x, today))
		return false;
	if (is(x->source, "iep") && line_of_iep(issue, x))
		return true;
	bool own = is(x->source, "plp"), help = is(x->source, "mtss"), changed = is(x->kind, "modification");
	switch (issue) {
	case ALIGN_SAME_LEVEL: return x->n_levels && (is(x->kind, "goal") || is(x->kind, "languageGoal")) && same_level(p, x);
	case ALIGN_UNDECIDED: return !own && changed && p->of.iep.in_force && !x->decided;
	case ALIGN_UNTOLD: return changed && x->decided && !x->told;
	case ALIGN_LOWERED: return own && changed && !x->decided;
	case ALIGN_DIFFER:
		*other = !own && !help && support(x) && x->term.n && !is(x->term, "environment") ? clash(p, x, today, false) : NULL;
		return *other != NULL;
	case ALIGN_AGAINST:
		*other = x->prohibited && x->term.n ? clash(p, x, today, true) : NULL;
		return *other != NULL;
	case ALIGN_PACE:
		return own && x->finish != DAY_NONE && p->of.year_begin != DAY_NONE && x->finish > p->of.year_begin + YEAR && (!str_trim(x->pace_reason).n || !x->pace_review.n);
	case ALIGN_GRADUATION: return x->finish != DAY_NONE && p->of.graduates != DAY_NONE && x->finish > p->of.graduates;
	case ALIGN_PLACE:
	case ALIGN_RUBRIC: return place_says(p, issue, x);
	case ALIGN_HELP_OPEN: return help && !x->end_on.n && !x->pace_review.n;
	default: return false;
	}
}
