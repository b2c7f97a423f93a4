/* nav.c - the main navigation, by hat. At most five entries show; the first that fits is a person's home. */
#include "web/shell.h"

const struct nav_entry NAV[] = {
	{"home", "/home", N_("Home"), "home", REL_SELF | REL_FAMILY | REL_STAFF | REL_ADMIN},
	{"week", "/week", N_("My week"), "week", REL_SELF},
	{"goals", "/goals", N_("My goals"), "goals", REL_SELF},
	{"profile", "/profile", N_("My profile"), "profile", REL_SELF},
	{"library", "/library", N_("Library"), "book", REL_STAFF},
	{"records", "/r", N_("Records"), "search", REL_STAFF},
	{"import", "/admin/import", N_("Bring in data"), "upload", REL_ADMIN},
	{"settings", "/settings", N_("Settings"), "settings", REL_ADMIN},
	{"accounts", "/accounts", N_("Sign-ins"), "lock", REL_ADMIN},
	{0},
};
