#include "school/admin/school.h"

SETTINGS(school) = {
	{"school.name", N_("Name of the school"), N_("Shown on every page and print."), SET_TEXT, "Trellis"},
	{"school.timezone", N_("Time zone"), N_("An IANA name, such as America/Chicago. Days begin and end by it."), SET_TEXT, "America/Chicago"},
	{"school.language", N_("Language of the school"), N_("Used where a person has chosen none."), SET_CHOICE, "en",
	 .choices = (const char *const[]){"en", "es", "ar", "zh-Hans", "vi", "so", "ht", NULL}},
	SETTINGS_END};

const struct zone *school_zone(struct db *db)
{
	struct err e = {0};
	const struct zone *z = NULL;
	struct arena *a = arena_new(4096);
	struct str name;
	if (a && !setting_text(db, a, "school.timezone", &name, &e) && zone_get(str_dupz(a, name), &z, &e))
		z = NULL;
	arena_free(a);
	if (!z && zone_get("UTC", &z, &e))
		return NULL;
	return z;
}

day_t school_today(struct db *db)
{
	return day_today(school_zone(db));
}

struct str school_name(struct db *db, struct arena *a)
{
	struct err e = {0};
	struct str name;
	return setting_text(db, a, "school.name", &name, &e) ? S("Trellis") : name;
}

day_t school_monday(day_t today)
{
	return day_weekday(today) > 5 ? day_monday(today) + 7 : day_monday(today);
}
