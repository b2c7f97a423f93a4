/* few.h - a long list of missing work made short: the few pieces that matter, what can be let go, whom to call [R199 R245].
 *
 * Law: a teacher chooses and nobody else; nothing is excused by a count. Until somebody has chosen, learner and family see
 * the newest few and no number. Rights are the caller's to have checked. */
#ifndef TRELLIS_FEW_H
#define TRELLIS_FEW_H

#include "school/people/people.h"
#include "school/work/week.h"

#define FEW_SHOWN 3  /* until somebody has chosen */
#define FEW_MOST 8   /* of a plan */

struct few {
	bool on;                    /* there is more than the school's limit, or a plan is in use */
	bool asked;                 /* more than the limit is open: somebody of the team should choose */
	struct id plan;             /* nil: nobody has chosen yet */
	int64_t version;
	struct str state, words, until, agreed_how, contact_phone;
	struct person contact;      /* nil: nobody is named */
	struct work *list;          /* what matters, the newest first */
	size_t n;
	int64_t total;              /* all that is open; for the team */
	struct str *let_go;         /* what need not be done any more */
	size_t n_let_go;
};
enum code few_load(struct db *db, struct arena *a, struct id learner, day_t today, enum lang lang, struct few *out, struct err *e) MUST_USE;
/* More pieces than this that are late call for a choice; 0: never. */
enum code few_limit(struct db *db, int64_t *out, struct err *e) MUST_USE;
/* Inside store_write, by the team: the plan for what is kept is made or changed. in: contact, words, until, agreed_how (empty: the family answers). */
enum code few_keep(struct db *db, struct arena *a, const struct viewer *v, struct id learner, const struct input *in, size_t n, struct err *e) MUST_USE;
/* Inside store_write: the family agrees on its page. */
enum code few_agree(struct db *db, struct arena *a, const struct viewer *v, struct id learner, struct err *e) MUST_USE;
extern const struct choice FEW_AGREED[];

#endif
