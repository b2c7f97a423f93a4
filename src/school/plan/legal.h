/* legal.h - days and ages that law counts, as policy values that are dated and versioned.
 *
 * Law: no legal number is a constant of the program. Each begins with what federal law says (or says nothing: then there is no
 * number), with its source, and counts as "not confirmed for your state" until somebody of the district or school has entered
 * what holds there, from which day on, and after which source. Old values stay and go on to count for old days.
 * Dates are told early and quietly; nothing is blocked by them. Sources: domain of IDEA (34 CFR 300), Section 504 (34 CFR 104),
 * ESEA as amended by ESSA (20 USC 6301 ff). */
#ifndef TRELLIS_LEGAL_H
#define TRELLIS_LEGAL_H

#include "record/record.h"

enum legal_rule {
	LEGAL_IEP_REVIEW, LEGAL_IEP_REEVALUATION, LEGAL_IEP_EVALUATION, LEGAL_IEP_MEETING, LEGAL_TRANSITION_AGE, LEGAL_MAJORITY_AGE, LEGAL_RECORDS_ACCESS,
	LEGAL_504_REEVALUATION,
	LEGAL_EL_IDENTIFY, LEGAL_EL_NOTICE_START, LEGAL_EL_NOTICE_LATER, LEGAL_EL_TEST, LEGAL_EL_MONITOR,
	LEGAL_KEEP_LEARNING, LEGAL_KEEP_FILES, LEGAL_KEEP_MESSAGES, LEGAL_KEEP_SPECIAL, /* school/admin/retention.h */
	LEGAL_RULES
};
enum legal_unit { LEGAL_DAYS, LEGAL_YEARS, LEGAL_AGE };
struct legal_rule_info {
	const char *key;           /* "iep.review": the value of legal_value.rule */
	const char *label;         /* msgid */
	enum legal_unit unit;
	int value;                 /* of federal law; 0: it names no number */
	const char *source;        /* "34 CFR 300.324(b)(1)(i)" */
	const char *from;          /* msgid: from when it counts */
};
const struct legal_rule_info *legal_rule_info(enum legal_rule r);

struct legal_value { int value; bool confirmed; struct str source, state; day_t from; struct id id; };
struct legal_values { struct legal_value v[LEGAL_RULES]; int lead; }; /* lead: days that a reminder comes early */
/* As they are in force on a day. */
enum code legal_load(struct db *db, struct arena *a, day_t day, struct legal_values *out, struct err *e) MUST_USE;
/* The values of federal law alone, none of them confirmed. */
struct legal_values legal_federal(void);
/* from + value in the rule's unit; years keep month and day (29 February becomes the 28th). DAY_NONE: no number, or no from. */
day_t legal_due(const struct legal_values *l, enum legal_rule r, day_t from);

/* What is known of one learner's plans; DAY_NONE: not known. */
struct legal_facts {
	day_t born;
	bool iep, section504, el;  /* in force today */
	day_t iep_begin, iep_end, iep_met, iep_evaluated, s504_evaluated;
	day_t el_enrolled, el_identified, el_placed, el_notice, el_exit, el_tested, year_begin; /* year_begin: of the school year in which the learner was placed */
	bool transition, rights_told; /* a goal for after school is written; it is noted that rights were told */
};
struct legal_date { enum legal_rule rule; day_t due; bool confirmed, over, soon; };
/* What is due for one learner, earliest first; what was done is not listed. At most LEGAL_RULES. */
size_t legal_dates(const struct legal_values *l, const struct legal_facts *f, day_t today, struct legal_date out[LEGAL_RULES]);
/* "Yearly review of the IEP" and what it counts from, in lang. */
struct str legal_date_text(struct arena *a, enum lang lang, const struct legal_date *d);

#endif
