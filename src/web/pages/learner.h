/* learner.h - the learner's page for staff, and the conference. */
#ifndef TRELLIS_PAGES_LEARNER_H
#define TRELLIS_PAGES_LEARNER_H

#include "school/family/interpret.h"
#include "school/evidence/attachment.h"
#include "school/family/family.h"
#include "school/profile/moves.h"
#include "school/profile/result.h"
#include "web/tpl.h"

struct learner_page {
	struct family_page_data d;
	struct str id, week_text;
	struct result_list results;
	unsigned rel;
	struct work *missing;
	size_t n_missing;
	int64_t n_missing_all;
	struct str *tried;          /* what we tried, what happened: newest first */
	size_t n_tried;
	bool opened;                /* protected parts were opened on purpose */
	struct attachments files;   /* the latest */
	struct str *programs;
	size_t n_programs;
};

struct conference_row { struct id id; struct str kind, state, planned_on, held_on, agreed; };
struct conference_shown { const char *label; struct str text; };
#define CONFERENCE_SHOWN 12
struct conference_page {
	struct interpreting interpreter;
	struct str interpreter_error;
	struct person learner;
	struct str id;
	unsigned rel;
	bool iep, of_iep; /* there is an IEP; what is prepared is the learner's part of its meeting */
	struct conference_row *rows;
	size_t n, held_this_year;
	struct id open;              /* the one that is being prepared; nil: none */
	int64_t version;
	struct str error, there[8];  /* what somebody else wrote meanwhile; "" when nobody did */
	struct str parts[8];         /* opening proud_of progress challenge questions work_shown family_says agreed */
	struct str planned_on, with_whom;
	struct conference_shown shown[CONFERENCE_SHOWN]; /* parts of the profile that the learner takes along */
	size_t n_shown;
	struct family_page_data d;   /* what there is to show */
	enum lang paper;             /* what the family reads */
	struct moves moves;          /* near the end of the year: what waits to be decided about */
};
/* Fields of a conference in the order of parts, with their questions (msgids). */
struct conference_part { const char *field, *ask, *help; bool learner_only; };
extern const struct conference_part CONFERENCE_PARTS[8];

/* The language on paper that a reader is offered first: their own at home, the family's for staff. */
enum lang family_paper(const struct request *rq, const struct family_page_data *d);

#endif
