/* switches.c - what was inferred from a worry or a story, not asked for: a school turns it on. */
#include "record/setting.h"

#define SWITCH .type = SET_BOOL, .initial = "0", .inferred = true

SETTINGS(switches) = {
	{.key = "week.confirm", .label = N_("Learners say that a week is clear"),
	 .help = N_("Each given week asks the learner for a tap; a person follows up where it is missing. Nothing is blocked."), SWITCH, .serves = "R058"},
	{.key = "week.low_rigor", .label = N_("Ask for a reason when a week mostly recalls"),
	 .help = N_("The week builder says so while the week is made. Whoever makes it decides."), SWITCH, .serves = "R117"},
	{.key = "week.alone_screen", .label = N_("Say when a week has much time alone on a screen"),
	 .help = N_("The week builder says so while the week is made. The minutes themselves are always shown."), SWITCH, .serves = "R419"},
	{.key = "family.tonight", .label = N_("How to help tonight"),
	 .help = N_("The family's page and its print bring an idea for the evening that fits the week's work."), SWITCH, .serves = "R277"},
	SETTINGS_END,
};
