/* together.h - families and school together: what is planned and decided, invitations, survey, how we learn here. */
#ifndef TRELLIS_PAGES_TOGETHER_H
#define TRELLIS_PAGES_TOGETHER_H

#include "school/family/together.h"
#include "web/tpl.h"

struct together_list { const char *type; struct shown *items; size_t n; bool may; }; /* may: the reader may add one */
struct together_page {
	bool staff, family, leads;
	struct str owner, survey;
	struct together_list changes, steps, checkpoints, decisions, ideas, mentors, concerns;
	struct gathering *coming, *past;
	size_t n_coming, n_past;
	const char *mentor;        /* state of the reader's own offer to help (msgid); NULL: none */
	bool times_on;             /* families are asked when they could come */
	struct family_times times;
	struct str error;
};
struct survey_page {
	struct str round, error;
	bool paper, print, poll;   /* paper: staff type in what came on paper; print: boxes to tick by hand */
	const struct request *form;
};
struct survey_result_page { struct survey_result x; int asked; /* questions that were put */ struct str *rounds; size_t n_rounds; struct str open; };
struct learning_page { bool honest; struct together_list changes; };
struct str survey_typed(const struct survey_page *p, const char *field);

#endif
