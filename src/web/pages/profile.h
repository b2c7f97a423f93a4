/* profile.h - who I am and what helps me, one question group at a time. */
#ifndef TRELLIS_WEB_PROFILE_H
#define TRELLIS_WEB_PROFILE_H

#include "school/profile/result.h"
#include "web/pages/journey.h"

#define PROFILE_FIELDS 4

struct profile_group {
	const char *key, *title;             /* title: msgid */
	const char *fields[PROFILE_FIELDS];  /* of the record type profile */
};
struct profile_line {
	const struct field *field;
	struct str value;                    /* as kept, or as typed when the form comes back */
	struct str there;                    /* what somebody else has written meanwhile; empty: nobody */
};
struct profile_part {
	const struct profile_group *group;
	struct profile_line lines[PROFILE_FIELDS];
	size_t n;
	bool any;
};
struct profile_note { struct str text, who, kind, language; int64_t at; };
struct profile_version { struct str when, who; struct profile_part *parts; size_t n; };
struct profile_page {
	struct journey j;
	struct str on_card;       /* fields that the learner chose; empty: all */
	bool shared, there, may, complete, card_pdf;
	struct record r;
	struct result_list results;
	struct profile_part *parts;
	size_t n;
	const struct profile_part *edit;     /* the group that is being written */
	const struct profile_group *next;
	struct record_list domains;
	struct profile_note *notes;
	size_t n_notes;
	struct profile_version *versions;
	size_t n_versions;
	struct str error, changed;
	int64_t version;
};
/* A value of choices in words, joined; text as it is. */
struct str profile_show(const struct request *rq, const struct profile_line *l);

#endif
