/* suggest_words.c - what the planner says in codes and numbers, as sentences for staff. */
#include "school/plan/suggest.h"

#include <string.h>

static int percent(double share)
{
	return (int)(share * 100 + 0.5);
}

static struct str code_of(const struct plan_words *w, uint32_t c)
{
	return c == PLAN_NONE ? S("") : w->code(w->arg, c);
}

static struct str title_of(const struct plan_words *w, uint32_t r)
{
	return r == PLAN_NONE ? S("") : w->title(w->arg, r);
}

/* Reasons that speak of a competency. */
static struct str about_competency(const struct plan_words *w, const struct plan_reason *r, const struct plan_suggestion *s)
{
	struct arena *a = w->a;
	struct str code = code_of(w, r->competency), own = code_of(w, s->competency);
	switch (r->why) {
	case PLAN_WHY_CLASS_TARGET:
		return str_fmt(a, tr(w->lang, "The class works on %.*s this week."), S_ARG(code));
	case PLAN_WHY_PREREQUISITE:
		return str_fmt(a, tr(w->lang, "It builds %.*s, which %.*s rests on: estimate now %d of 100, known from %d."), S_ARG(own), S_ARG(code),
		               percent(r->have), percent(r->need));
	case PLAN_WHY_NO_EVIDENCE:
		return str_fmt(a, tr(w->lang, "Nothing is known yet about a step before %.*s. A short check finds out."), S_ARG(code));
	case PLAN_WHY_GOAL:
		return str_fmt(a, tr(w->lang, "It serves a goal of the plan: %.*s."), S_ARG(code));
	case PLAN_WHY_WITHIN_REACH:
		if (r->have < 0)
			return str_fmt(a, tr(w->lang, "Nothing on the way to %.*s is missing, and nothing of it has been seen yet."), S_ARG(code));
		return str_fmt(a, tr(w->lang, "Nothing on the way to %.*s is missing: estimate now %d of 100."), S_ARG(code), percent(r->have));
	case PLAN_WHY_KNOWN:
		return str_fmt(a, tr(w->lang, "%.*s is known: estimate %d of 100."), S_ARG(code), percent(r->have));
	case PLAN_WHY_FOLLOWS:
		return str_fmt(a, tr(w->lang, "It comes after %.*s, which is known."), S_ARG(code));
	default:
		return S("");
	}
}

struct str plan_why_text(const struct plan_words *w, const struct plan_reason *r, const struct plan_suggestion *s)
{
	struct arena *a = w->a;
	switch (r->why) {
	case PLAN_WHY_CLASS_WORK:
		if (r->need <= 0)
			return str_z(tr(w->lang, "You chose it for the whole class."));
		return str_fmt(a, tr(w->lang, "Class work that suits %d of %d learners as it is."), (int)r->have, (int)r->need);
	case PLAN_WHY_LANGUAGE:
		return str_fmt(a, tr(w->lang, "It is in a language that this learner reads: %.*s."), S_ARG(w->language(w->arg, s->resource)));
	case PLAN_WHY_LEVEL:
		return str_fmt(a, tr(w->lang, "A text for about grade %d, for a reader of about grade %d."), (int)r->have, (int)r->need);
	case PLAN_WHY_BARRIER:
		return str_fmt(a, tr(w->lang, "“%.*s” does not fit a support of this learner; this one has the same goal."), S_ARG(title_of(w, r->resource)));
	case PLAN_WHY_INTEREST:
		return str_fmt(a, trn(w->lang, "It matches %d interest of this learner.", "It matches %d interests of this learner.", (int64_t)r->have), (int)r->have);
	case PLAN_WHY_RIGOR:
		return str_fmt(a, tr(w->lang, "It asks for deep thinking: level %d of 4."), (int)r->have);
	case PLAN_WHY_WITH_PEERS:
		return str_z(tr(w->lang, "It is done with others, so that a target beyond reach alone comes within reach."));
	case PLAN_WHY_MORE_PEERS:
		return str_fmt(a, tr(w->lang, "It brings time with peers: %d minutes so far, at least %d are good."), (int)r->have, (int)r->need);
	case PLAN_WHY_MORE_ADULT:
		return str_fmt(a, tr(w->lang, "It brings time with an adult: %d minutes so far, at least %d are good."), (int)r->have, (int)r->need);
	case PLAN_WHY_LESS_SCREEN:
		return str_fmt(a, tr(w->lang, "It is not alone on a screen: %d such minutes so far, at most %d are good."), (int)r->have, (int)r->need);
	case PLAN_WHY_TOOL:
		return str_z(tr(w->lang, "A tool of this program makes it fit."));
	case PLAN_WHY_NOT_SURE:
		return r->have < (double)ACCESS_UNKNOWN ? str_z(tr(w->lang, "It fits the supports in part: look at it first."))
		                                        : str_z(tr(w->lang, "It does not say whether it fits the supports: look at it first."));
	default:
		return about_competency(w, r, s);
	}
}

static struct str of_shares(const struct plan_words *w, const char *msg, const struct plan_warning *x)
{
	return str_fmt(w->a, msg, percent(x->have), percent(x->need));
}

static struct str of_minutes(const struct plan_words *w, const char *msg, const struct plan_warning *x)
{
	return str_fmt(w->a, msg, (int)(x->have + 0.5), (int)(x->need + 0.5));
}

struct str plan_warn_text(const struct plan_words *w, const struct plan_warning *x)
{
	struct str title = title_of(w, x->resource), code = code_of(w, x->competency);
	switch (x->warn) {
	case PLAN_WARN_ACCESS_GAP:
		return str_fmt(w->a, tr(w->lang, "“%.*s” does not fit a support of this learner, and the library has nothing equal in goal that does."), S_ARG(title));
	case PLAN_WARN_READING:
		return str_fmt(w->a, tr(w->lang, "“%.*s” may be hard to read for this learner, and the library has no other text for the same goal."), S_ARG(title));
	case PLAN_WARN_LOWER_RIGOR:
		return str_fmt(w->a, tr(w->lang, "“%.*s” asks for less than the class's work: level %d, the class's %d."), S_ARG(title), (int)x->have, (int)x->need);
	case PLAN_WARN_NO_MATERIAL:
		return str_fmt(w->a, tr(w->lang, "The library has nothing that suits this learner for %.*s."), S_ARG(code));
	case PLAN_WARN_GAP_WORK:
		return of_shares(w, tr(w->lang, "Building up fills %d %% of the minutes; above %d %% little is left of what the class does and of what this learner likes."), x);
	case PLAN_WARN_NO_ENRICHMENT:
		return str_z(tr(w->lang, "Nothing in this week goes further or follows an interest."));
	case PLAN_WARN_FEW_SHARED:
		return of_shares(w, tr(w->lang, "Work of the whole class is %d %% of the minutes; below %d %% a learner is apart from the class."), x);
	case PLAN_WARN_LOW_RIGOR:
		return of_shares(w, tr(w->lang, "%d %% of the minutes ask only to recall; above %d %% such a week needs a reason."), x);
	case PLAN_WARN_ALONE_SCREEN:
		return of_minutes(w, tr(w->lang, "%d minutes alone on a screen; more than %d is much."), x);
	case PLAN_WARN_FEW_PEERS:
		return of_minutes(w, tr(w->lang, "%d minutes with peers; at least %d are good."), x);
	case PLAN_WARN_FEW_ADULT:
		return of_minutes(w, tr(w->lang, "%d minutes with an adult; at least %d are good."), x);
	case PLAN_WARN_PEERS_DROP:
		return of_minutes(w, tr(w->lang, "Time with peers fell last week: %d minutes, %d on average before."), x);
	case PLAN_WARN_ADULT_DROP:
		return of_minutes(w, tr(w->lang, "Time with adults fell last week: %d minutes, %d on average before."), x);
	case PLAN_WARN_OVER_TIME:
		return str_z(tr(w->lang, "The work of the whole class alone takes more minutes than the week has."));
	case PLAN_WARNS:
		break;
	}
	return S("");
}

const char *plan_warn_most(enum plan_warn w)
{
	switch (w) {
	case PLAN_WARN_GAP_WORK: return N_("In most weeks building up takes nearly all of the minutes.");
	case PLAN_WARN_NO_ENRICHMENT: return N_("In most weeks nothing goes further or follows an interest.");
	case PLAN_WARN_FEW_SHARED: return N_("In most weeks there is little work of the whole class.");
	case PLAN_WARN_LOW_RIGOR: return N_("Most weeks mostly ask to recall; such a week needs a reason.");
	case PLAN_WARN_ALONE_SCREEN: return N_("Most weeks have much time alone on a screen.");
	case PLAN_WARN_FEW_PEERS: return N_("Most weeks plan little time with peers.");
	case PLAN_WARN_FEW_ADULT: return N_("Most weeks plan little time with an adult.");
	case PLAN_WARN_PEERS_DROP: return N_("Time with peers fell last week for most learners.");
	case PLAN_WARN_ADULT_DROP: return N_("Time with adults fell last week for most learners.");
	case PLAN_WARN_OVER_TIME: return N_("In most weeks the work of the whole class takes more minutes than there are.");
	default: return NULL;
	}
}

const char *plan_purpose_label(enum plan_purpose p)
{
	static const char *const labels[PLAN_PURPOSES] = {
		N_("Class work"), N_("Class work, another way"), N_("Going further"), N_("Building up"), N_("Finding out"), N_("A goal of the plan"),
		N_("Practice of this week's aim"), N_("What comes next"), N_("More people, less screen")};
	return p < PLAN_PURPOSES ? labels[p] : labels[0];
}

const char *plan_mode_of(struct str kind, int64_t screen, int64_t alone, int64_t peers, int64_t adult)
{
	if (str_eqz(kind, "handsOn"))
		return "handsOn";
	if (str_eqz(kind, "lesson") || (adult > peers && adult > alone))
		return "person";
	if (str_eqz(kind, "project") || (peers > adult && peers >= alone && peers > 0))
		return "group";
	return (screen > 0 && 2 * screen >= alone + peers + adult) || str_eqz(kind, "link") || str_eqz(kind, "video") || str_eqz(kind, "practice") ? "screen" : "paper";
}
