/* evidence.h - what there is to show, and one more piece of it. */
#ifndef TRELLIS_PAGES_EVIDENCE_H
#define TRELLIS_PAGES_EVIDENCE_H

#include "school/evidence/reflection.h"
#include "school/work/portfolio.h"
#include "web/pages/files.h"
#include "web/pages/journey.h"

struct evidence_page {
	struct journey j;
	bool team, may_add;
	struct competency_row *competencies; /* to choose from */
	size_t n_competencies;
	struct id competency;                /* chosen; nil: none yet */
	struct str code, text;
	struct rubric *rubrics;
	size_t n_rubrics;
	const struct rubric *rubric;         /* chosen */
	struct shown_piece *pieces;
	size_t n;
	int64_t older;                       /* there is more before this; 0: no */
	struct attachments files;
	bool looks_back;                     /* the learner, the family and the own team read reflections */
	struct reflections said;             /* the latest */
	struct str error, path, today;
};
/* Words of an event's kind, for a learner. */
const char *evidence_kind(const struct request *rq, struct str kind);
const char *evidence_level(const struct request *rq, int level);
/* A way of showing as people said it; empty for places of questions. */
struct str evidence_way(struct str way);

#endif
