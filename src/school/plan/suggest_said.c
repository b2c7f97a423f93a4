/* suggest_said.c - what a suggestion says to the learner when it comes into the week. */
#include "school/plan/suggest.h"

const char *plan_learner_why(enum plan_purpose p)
{
	static const char *const whys[PLAN_PURPOSES] = {
		N_("Everybody in class works on this."), N_("It has the same goal as the work of the class, in a way that suits you."),
		N_("It goes further with something you know."), N_("It builds up what this week stands on."), N_("It shows what you know already."),
		N_("It belongs to a goal of your plan."), N_("It is practice for what the class works on."), N_("You are ready for what comes next."),
		N_("It is work with others or away from the screen.")};
	return p < PLAN_PURPOSES ? whys[p] : whys[0];
}

const char *plan_done_text(struct str kind)
{
	if (str_eqz(kind, "practice"))
		return N_("You answered each one and looked again at those that were not right yet.");
	if (str_eqz(kind, "reading"))
		return N_("You read all of it and answered the questions.");
	if (str_eqz(kind, "task") || str_eqz(kind, "project"))
		return N_("You showed it in your own way and said what you found out.");
	if (str_eqz(kind, "handsOn"))
		return N_("You did it and can show or tell what happened.");
	if (str_eqz(kind, "lesson"))
		return N_("You took part and can say one thing that you learned.");
	return N_("You looked at all of it and can say one thing that you learned.");
}
