/* lead.h - the leader's page. */
#ifndef TRELLIS_PAGES_LEAD_H
#define TRELLIS_PAGES_LEAD_H

#include "school/admin/agency.h"
#include "school/admin/reach.h"
#include "school/admin/same_help.h"
#include "school/plan/plan_time.h"
#include "web/tpl.h"

struct lead_page {
	struct reach r;
	struct str week;
	struct plan_times times;
	struct { struct str id, title, on, why; } *lost; /* protected time to plan together, last 30 days */
	size_t n_lost;
	bool agency_on;           /* the school asked for it */
	struct agency agency;
	struct same_help same;
	int list;                 /* kind whose names are shown; -1: none */
};
extern const char *const REACH_LABELS[REACH_KINDS];
extern const char *const HOME_LABELS[HOME_KINDS];

#endif
