/* person.h - plan, profile, card, conference and family page of a learner in plain print, whole, in the reader's language.
 *
 * Law: the same content as on the screen for the same viewer, field by field with the same labels; what the viewer may not
 * see is not there. Nothing is summarized, but for the card, which is the learner's own choice of words on one page. */
#ifndef TRELLIS_PRINT_PERSON_H
#define TRELLIS_PRINT_PERSON_H

#include "print/pdf.h"
#include "record/record.h"

struct person_ask {
	struct db *db;
	struct arena *a;
	const struct viewer *viewer;
	struct id learner;
	enum lang lang;
	day_t today;
	bool letter;
};
enum code print_plan(const struct person_ask *x, struct str *bytes, struct err *e) MUST_USE;
enum code print_profile(const struct person_ask *x, struct str *bytes, struct err *e) MUST_USE;
/* Strengths, interests, what helps me, what my teachers should know: larger type, one page when the words allow. */
enum code print_card(const struct person_ask *x, struct str *bytes, struct err *e) MUST_USE;
/* sheets.c: a conference, to prepare and to fill in by hand; the family's page with room for an answer. */
enum code print_conference(const struct person_ask *x, struct str *bytes, struct err *e) MUST_USE;
enum code print_family(const struct person_ask *x, struct str *bytes, struct err *e) MUST_USE;

#endif
