/* safe.h - pages of reports that somebody is left out or hurt. */
#ifndef TRELLIS_PAGES_SAFE_H
#define TRELLIS_PAGES_SAFE_H

#include "school/team/safety.h"
#include "web/pages/journey.h"
#include "web/tpl.h"

struct safe_report { struct id id, learner; int64_t version; struct str kind, text, state, plan, name, owner; day_t look; bool late; };
struct safe_page {
	struct journey j;            /* of one learner's page */
	struct safe_report *list;
	size_t n;
	bool own;
	struct safety told;
	struct str error, typed, typed_kind;
};

#endif
