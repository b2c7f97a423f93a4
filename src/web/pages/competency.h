/* competency.h - one learner and one competency: what we think, on what, by what rule, and who decided. */
#ifndef TRELLIS_PAGES_COMPETENCY_H
#define TRELLIS_PAGES_COMPETENCY_H

#include "school/evidence/fold.h"
#include "web/pages/evidence.h"
#include "school/people/people.h"
#include "school/work/practice.h"
#include "web/tpl.h"

struct competency_event { struct id id; struct str kind, when, context, score, response, actor, way; int level; bool simulated; };
struct competency_decision { struct str who, when, way, reason; int64_t level; };
struct competency_page {
	struct person learner;
	struct str id, competency, code, text, grade, domain, cluster;
	struct mastery_explanation why;
	struct str *reasons;      /* the rule, part by part, in sentences */
	bool *met;
	size_t n_reasons;
	struct str next;          /* what would tell */
	struct str worth;         /* what one more piece would be worth */
	struct str again;         /* when to look again at what was shown; or that it is time for a person */
	struct str rests;         /* how much of what it builds on is shown: a hint, no evidence */
	struct str prior;         /* where one would begin by that; empty: nothing was seen of it */
	struct competency_event *events;
	size_t n_events;
	struct attachments files; /* of the events */
	struct competency_decision *decisions;
	size_t n_decisions;
	struct practice shown;    /* of the library: what holds the sample */
	const struct question *sample; /* one question for this competency, with its steps; NULL: none */
	bool may_confirm;
	struct str problem;       /* of a form that came back */
};

#endif
