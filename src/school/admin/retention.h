/* retention.h - how long what is kept, and erasing by that policy.
 *
 * Laws: (1) Nothing goes by itself. The program says what is due; a named person approves it for one learner, and a job does it.
 * (2) How long is a value of law (school/plan/legal.h): dated, versioned, "not confirmed for your state" until somebody has
 * looked it up; without a confirmed number nothing is ever due. (3) Kept whatever is approved: the permanent record (34 CFR
 * 300.624(b): name, address, phone, grades, attendance, classes, grade and year completed), the record of disclosures as long
 * as the record itself (34 CFR 99.32(a)(2)), the security log. (4) Records of special education go only when the family was
 * told that they are no longer needed (34 CFR 300.624(a)); a family may ask for it then. (5) While a request, a hearing or a
 * court holds a record (34 CFR 99.10(e)), nothing of that learner goes. */
#ifndef TRELLIS_ADMIN_RETENTION_H
#define TRELLIS_ADMIN_RETENTION_H

#include "school/plan/legal.h"

enum keep_kind { KEEP_LEARNING, KEEP_FILES, KEEP_MESSAGES, KEEP_SPECIAL, KEEP_KINDS };
struct keep_kind_info {
	const char *key;        /* "learning": a value of erasure.kinds */
	const char *label;      /* msgid */
	enum legal_rule rule;   /* how long */
};
const struct keep_kind_info *keep_kind_info(enum keep_kind k);

enum keep_why { WHY_DUE, WHY_NO_NUMBER, WHY_NOT_YET, WHY_HELD, WHY_HERE }; /* WHY_HERE: the learner is at school */
struct keep_part {
	int64_t rows;           /* records there are */
	enum keep_why why;
	day_t due;              /* DAY_NONE: no number */
};
struct keep_learner {
	struct id id;
	struct str name;
	day_t left;             /* DAY_NONE: at school */
	bool held, asked;       /* asked: a request about the record waits for its answer */
	struct str held_why;
	struct keep_part parts[KEEP_KINDS];
};
/* Learners who have left and of whom something is due or would be with a number; at most `most`, those who left first come first. */
enum code retention_list(struct db *db, struct arena *a, day_t today, int most, struct keep_learner **out, size_t *n, struct err *e) MUST_USE;
/* One learner, with counts. E_NOTFOUND. */
enum code retention_look(struct db *db, struct arena *a, struct id learner, day_t today, struct keep_learner *out, struct err *e) MUST_USE;

struct erasure {
	struct id learner;
	bool kinds[KEEP_KINDS];
	bool asked;             /* the family or the adult learner asked for it: years are not waited for */
	day_t told;             /* the day the family was told; DAY_NONE: not */
	struct str how;         /* how it was told or asked */
};
/* Inside store_write: keeps who approved it; the job that does it is jobs/erasure_job.h. v->person is the one who approves. E_INPUT: why not. */
enum code retention_approve(struct db *db, struct arena *a, const struct viewer *v, const struct erasure *x, struct id *out, struct err *e) MUST_USE;
/* Inside store_write: does what was approved. Once: a second time changes nothing. *rows: records that went. */
enum code retention_erase(struct db *db, struct arena *a, const struct viewer *v, struct id erasure, int64_t *rows, struct err *e) MUST_USE;

/* Inside store_write, for a restore (erased.h): kinds, joined by spaces, of one learner go, whoever holds them. Checks nothing. */
enum code retention_erase_kinds(struct db *db, struct arena *a, struct id learner, struct str kinds, int64_t *rows, struct err *e) MUST_USE;

struct erasure_row { struct id id, learner; struct str name, by, state, kinds; day_t on; int64_t rows; bool asked; };
enum code retention_done(struct db *db, struct arena *a, int most, struct erasure_row **out, size_t *n, struct err *e) MUST_USE;

#endif
