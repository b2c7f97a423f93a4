/* brings.h - what a family brings: languages, roles in the community, skills; strengths that a person may count as evidence [R025].
 *
 * Law: nothing here is a deficit and nothing is counted by itself: an adult of the learner's team says which competency it
 * shows, and it becomes evidence like any other, "shown elsewhere". Off until a school turns it on (family.brings). */
#ifndef TRELLIS_BRINGS_H
#define TRELLIS_BRINGS_H

#include "school/people/people.h"

extern const struct choice BRINGS[];
struct brought {
	struct id id;
	int64_t version;
	struct str kind, text, language, by, said, origin; /* said: in the reader's language, "" when it is not there */
	struct str counts_for;       /* codes of the competencies that it was counted for */
};
enum code brings_load(struct db *db, struct arena *a, enum lang lang, struct id learner, struct brought **out, size_t *n, struct err *e) MUST_USE;
/* Inside store_write. */
enum code brings_add(struct db *db, struct arena *a, const struct viewer *v, struct id learner, struct str kind, struct str text, enum lang lang, struct err *e) MUST_USE;
/* Inside store_write: this adult saw or heard how it shows the competency. share: 1 yes, 0.5 partly. E_NOTFOUND for another learner's. */
enum code brings_count(struct db *db, struct arena *a, const struct viewer *v, struct id learner, struct id brought, struct id competency, double score, struct str words, struct err *e) MUST_USE;

#endif
