/* people.h - the questions pages ask about people and classes, each one query.
 *
 * Law: these functions do not check rights; the router and access.h have done so before. Everything is as of the day
 * given. Results live in the arena; lists of learners come in the order of names (collated in lang), never ranked. */
#ifndef TRELLIS_PEOPLE_H
#define TRELLIS_PEOPLE_H

#include "record/record.h"

struct person {
	struct id id;
	struct str name;      /* the name to use and the family name */
	struct str first;     /* the name to use alone */
	struct str grade;     /* "KG", "01" ... */
	struct str language;  /* BCP 47, of the person's pages */
};
struct person_list { struct person *items; size_t n; };

enum code person_get(struct db *db, struct arena *a, struct id id, struct person *out, struct err *e) MUST_USE;

struct class_row {
	struct id id, org, session;
	struct str title, grades, subjects, location, kind;
	int64_t learners;
	unsigned rel;         /* REL_ bits of the person asked about */
};
struct class_list { struct class_row *items; size_t n; };

enum code class_get(struct db *db, struct arena *a, struct id id, day_t today, struct class_row *out, struct err *e) MUST_USE;
/* Classes a person teaches, is in or supports somebody in. mask: which of these count, such as REL_TEACHER | REL_CASE | REL_EL. */
enum code classes_of(struct db *db, struct arena *a, struct id person, unsigned mask, day_t today, struct class_list *out, struct err *e) MUST_USE;
enum code class_learners(struct db *db, struct arena *a, enum lang lang, struct id class_id, day_t today, struct person_list *out, struct err *e) MUST_USE;
enum code class_teachers(struct db *db, struct arena *a, enum lang lang, struct id class_id, day_t today, struct person_list *out, struct err *e) MUST_USE;
/* Learners that the viewer has one of the relations of mask to. */
enum code learners_of(struct db *db, struct arena *a, enum lang lang, struct id viewer, unsigned mask, day_t today, struct person_list *out, struct err *e) MUST_USE;
/* Every learner of a school (nil: of the district). */
enum code org_learners(struct db *db, struct arena *a, enum lang lang, struct id org, day_t today, struct person_list *out, struct err *e) MUST_USE;

struct guardian_row {
	struct id id;         /* of the record `guardian` */
	struct person adult;
	struct str relation, language, reach_by, reach_note, email, phone, sms, quiet_from, quiet_until, time_zone;
	int64_t most_a_day; /* 0: as the school does */
	bool has_access;
};
struct str guardian_ways(struct arena *a, enum lang lang, struct str reach_by); /* reach_by in words: "Phone call and Letter on paper" */
enum code guardians_of(struct db *db, struct arena *a, struct id learner, day_t today, struct guardian_row **out, size_t *n, struct err *e) MUST_USE;

/* The adults of a learner at school: teachers of the classes, named adults. role is a word of the record types
 * `enrolment` and `support_role`; about is the class's title or the purpose. Each adult once for each. */
struct adult_row {
	struct person adult;
	struct str role, about;
};
enum code adults_of(struct db *db, struct arena *a, struct id learner, day_t today, struct adult_row **out, size_t *n, struct err *e) MUST_USE;

#endif
