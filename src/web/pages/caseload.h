/* caseload.h - the first page of special educators and English-learner specialists. */
#ifndef TRELLIS_PAGES_CASELOAD_H
#define TRELLIS_PAGES_CASELOAD_H

#include "school/team/caseload.h"
#include "web/pages/supports.h"
#include "web/pages/today.h"

enum { CASE_ALL, CASE_WAITS, CASE_ENDS, CASE_PROFILE, CASE_PLAN, CASE_CONFERENCE, CASE_WEEK, CASE_SHOWS };
struct caseload_page {
	struct caseload c;
	int show;                       /* CASE_ */
	size_t counts[CASE_SHOWS];      /* learners of each */
	struct str date;
	struct hands_part hands;        /* what people give today */
};
extern const char *const CASE_KEYS[CASE_SHOWS];
bool case_shows(const struct cared *c, int show);

#endif
