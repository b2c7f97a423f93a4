/* forms.h - the school's forms, and what they ask that stands in Trellis already or in another form [R394].
 *
 * Law: data is entered once. A form that asks for what is known takes time from somebody who could teach; it is found here and
 * taken out of use, with who did so and when. The list says nothing about people. */
#ifndef TRELLIS_FORMS_H
#define TRELLIS_FORMS_H

#include "record/record.h"

#define FORM_ASKS 14
extern const struct choice FORM_ASK[FORM_ASKS + 1];    /* what forms ask */
extern const char *const FORM_WHERE[FORM_ASKS];        /* msgids: where it stands; "": only in the form */

struct form_row { struct id id; int64_t version; struct str name, who, state, removed_by; int64_t minutes, a_year, asks, changed_at; bool ask[FORM_ASKS]; };
struct forms {
	struct form_row *list;
	size_t n, used, removed;
	int times[FORM_ASKS];        /* forms in use that ask it */
	int64_t again;               /* questions of forms in use that need not be asked: each stands in Trellis */
	int64_t hours, saved;        /* a year: of forms in use; of those taken out */
};
enum code forms_load(struct db *db, struct arena *a, struct forms *out, struct err *e) MUST_USE;

#endif
