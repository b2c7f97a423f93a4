/* iep.h - the IEP that is held here. */
#ifndef TRELLIS_PAGES_IEP_H
#define TRELLIS_PAGES_IEP_H

#include "school/people/people.h"
#include "school/plan/iep.h"
#include "web/tpl.h"

struct iep_page {
	struct person learner;
	struct str id, error;
	bool on, team, may, signs;   /* may: write it; signs: may sign for oneself */
	struct str *open;            /* rules of law that nobody has confirmed */
	size_t n_open;
	struct record_list versions;
	struct iep_doc doc;          /* of one version */
	struct iep_gap *gaps;
	size_t n_gaps, n_must;
	struct str typed;            /* reason, or name of the signature, when the form comes back */
	struct str my_name;
	/* the part of the meeting that the learner leads */
	bool lead;
	struct record conference;
};
/* Lines of a version by where they stand: 0 goals with their steps, 1 services, aids, accommodations, 2 state tests, 3 after school. */
extern const char *const IEP_GROUPS[4][8];
size_t iep_lines_in(const struct iep_page *p, int group);

#endif
