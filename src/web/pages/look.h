/* look.h - the learner's own supports: how pages look and behave, turned on and off at will [R234]. */
#ifndef TRELLIS_WEB_LOOK_H
#define TRELLIS_WEB_LOOK_H

#include "web/pages/journey.h"

struct look_choice { const char *value, *label; };
struct look_row {
	const char *key, *label, *help; /* msgids */
	enum need_term term;
	const struct look_choice *choices; /* NULL: on or off */
	struct str value;                  /* the learner's own, or what is in force */
	const struct need_line *from;      /* what gave it; NULL: nothing */
	bool on, fixed;                    /* fixed: cannot be turned off here */
	struct str note;                   /* what helped */
};
struct look_page {
	bool may_report, may_load; /* the school has named who is told */
	bool may_try;              /* the school offers the try-out */
	struct journey j;
	struct look_row *rows;
	size_t n;
	struct str *given;                 /* supports that are always there, in plain words */
	size_t n_given;
	struct str error;
	bool may;
};

#endif
