/* settings.c - what a school can switch about itself, signing in and badge cards. */
#include "record/setting.h"

static const char *const badge_devices[] = {N_("class"), N_("any"), NULL};
static const char *const factor[] = {N_("required"), N_("offered"), NULL};

SETTINGS(account) = {
	{.key = "account.idle_minutes", .label = N_("Minutes until an idle page locks"),
	 .help = N_("After so long without a tap the page asks for the password again. What was typed is kept."), .type = SET_INT,
	 .initial = "20", .min = 2, .max = 240},
	{.key = "account.session_hours", .label = N_("Hours until signing in again"),
	 .help = N_("A sign-in lives at most so long, also in use."), .type = SET_INT, .initial = "12", .min = 1, .max = 72},
	{.key = "account.second_factor", .label = N_("Second step for staff"),
	 .help = N_("Staff see plans of children with disabilities: a code from their phone protects them."), .type = SET_CHOICE,
	 .initial = "required", .choices = factor},
	{.key = "account.invitation_days", .label = N_("Days an invitation is good for"), .help = N_("Then a new one is printed."),
	 .type = SET_INT, .initial = "14", .min = 1, .max = 60},
	{.key = "badge.on", .label = N_("Badge cards for young learners"),
	 .help = N_("A learner shows a card instead of typing a password, and sees only their own work."), .type = SET_BOOL, .initial = "1"},
	{.key = "badge.devices", .label = N_("Where badge cards work"),
	 .help = N_("class: only on devices that a teacher has marked for the class. any: everywhere."), .type = SET_CHOICE,
	 .initial = "class", .choices = badge_devices},
	{.key = "badge.from_hour", .label = N_("Badge cards work from this hour"), .help = N_("School days, 0 to 23, in the school's time zone."),
	 .type = SET_INT, .initial = "6", .min = 0, .max = 23},
	{.key = "badge.until_hour", .label = N_("Badge cards work until this hour"), .help = N_("School days, 1 to 24, in the school's time zone."),
	 .type = SET_INT, .initial = "18", .min = 1, .max = 24},
	SETTINGS_END,
};
