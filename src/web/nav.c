/* nav.c - the main navigation, by hat. At most five entries show; the first that fits is a person's home. */
#include "web/shell.h"

const struct nav_entry NAV[] = {
	{"settings", "/settings", N_("Settings"), "settings", REL_ADMIN},
	{"accounts", "/accounts", N_("Sign-ins"), "lock", REL_ADMIN},
	{0},
};
