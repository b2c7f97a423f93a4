/* settings.h - the page of settings.
 *
 * Law: it shows every row of SETTING_TABLES and nothing else; a switch is added by the room that uses it. */
#ifndef TRELLIS_SETTINGS_PAGE_H
#define TRELLIS_SETTINGS_PAGE_H

#include "record/setting.h"
#include "web/http.h"

struct setting_row {
	const struct setting *s;
	const char *group;     /* title, with the first of its group */
	struct str value;
};
struct settings_page {
	struct setting_row *rows;
	size_t n;
	struct str error;
};

#endif
