/* suggest.h - a class's week as it stands and what could be in it, from the records, by engine/planner.
 *
 * Law: it suggests and never assigns. Reading changes nothing; suggest_use and suggest_aside do what a person decided,
 * learner by learner, through the record layer, which checks rights. A suggestion set aside is not made again for that
 * week and counts for nothing else. Only learners whom the viewer works with (`mine`) get suggestions and changes.
 *
 * Reading level of the library (1 to 5) is taken as the grade 2 * level + 0.5; a learner of English whose last test of
 * reading is below 2 does not read English texts yet, below 4 two grades under their grade. Both are this program's
 * conventions: they only choose which of several equal texts is offered first. */
#ifndef TRELLIS_SUGGEST_H
#define TRELLIS_SUGGEST_H

#include "engine/planner/planner.h"
#include "school/people/people.h"
#include "school/work/week.h"

struct target {
	struct id record;        /* class_target; nil: not chosen, follows from work given to the class */
	struct id competency;
	struct str code, text;
};

struct offer {
	struct id resource, competency, instead_of;
	enum plan_purpose purpose;
	enum access_fit fit;
	int minutes, rigor;
	struct str title, language, kind, mode; /* of the resource; how it would be done */
	struct str mix;          /* word of week_item.kind */
	struct str instead_title;
	struct str *reasons;     /* sentences in the language asked for */
	size_t n_reasons;
};

struct piece {               /* work that is in a learner's week */
	struct work w;
	bool clash;              /* the resource has a barrier, or cannot be read: clash_text says so; of time it says what is kept by itself */
	bool shut;               /* the learner could not do it at all: a required support meets a barrier */
	struct str clash_text;
};

struct week_of {             /* one learner */
	struct person person;
	bool mine;
	struct id week;
	int64_t version, given_at;
	struct str state;        /* "", "draft", "given", "confirmed" */
	struct piece *pieces;
	size_t n_pieces, cap_pieces;
	int later;               /* pieces added after the week was given */
	struct offer *offers;    /* of all kinds, class work included */
	size_t n_offers, n_own;  /* n_own: without class work as it is */
	struct balance balance;
	struct str *warnings;    /* sentences */
	size_t n_warnings;
	bool low_rigor;          /* mostly work of rigor 1: such a plan needs a reason */
};

struct class_offer {         /* class work, once for all */
	struct id resource, competency;
	struct str title, language, kind, code;
	int minutes, suits, other, barrier; /* learners: as it is, by another way, no way found */
	struct str *reasons;
	size_t n_reasons;
};

struct class_week {
	struct class_row class_row;
	day_t monday;
	struct target *targets;
	size_t n_targets;
	bool targets_chosen;
	struct week_of *learners; /* by name */
	size_t n;
	struct class_offer *shared;
	size_t n_shared;
	struct str *without;      /* codes of aims that nothing in the library serves */
	size_t n_without;
	size_t n_library;         /* resources that were looked through */
	bool circle;              /* prerequisites of the library run in a circle and were not used */
	struct str *common;       /* sentences that hold for most weeks, said once */
	size_t n_common;
	int drafts, given, mine;  /* learners */
};

/* lang: of the reader. E_NOTFOUND: no such class. */
enum code suggest_load(struct db *db, struct arena *a, const struct viewer *v, enum lang lang, struct id class_id, day_t monday,
                       struct class_week *out, struct err *e) MUST_USE;
/* Only the weeks as they stand and what in them clashes with a plan: no library is looked through, nothing is suggested. */
enum code suggest_clashes(struct db *db, struct arena *a, const struct viewer *v, enum lang lang, struct id class_id, day_t monday, struct class_week *out,
                          struct err *e) MUST_USE;
/* Competencies a class may take as aims: of its grades and, where the library knows it, its subject. By code. */
enum code suggest_targets(struct db *db, struct arena *a, enum lang lang, const struct class_row *class_row, struct target **out, size_t *n, struct err *e) MUST_USE;
const struct week_of *suggest_learner(const struct class_week *w, struct id learner); /* NULL: not in this class */

/* What a person decided about: offers whose learner (nil: all who are `mine`) and resource (nil: all) these are.
 * whole_class: the resource and what stands instead of it for some. */
struct choice_of { struct id learner, resource; bool whole_class; };
/* Inside store_write: the chosen offers become drafts of the learners' weeks. *added: pieces. */
enum code suggest_use(struct db *db, struct arena *a, const struct viewer *v, const struct class_week *w, struct choice_of which, int *added, struct err *e) MUST_USE;
enum code suggest_aside(struct db *db, struct arena *a, const struct viewer *v, const struct class_week *w, struct choice_of which, struct err *e) MUST_USE;

/* Inside store_write: a resource (or, with nil, work by hand) for these learners, as `like` says. Empty done_looks_like and
 * why get the words that suit the kind. */
enum code suggest_add(struct db *db, struct arena *a, const struct viewer *v, const struct class_week *w, const struct work *like, const struct id *learners,
                      size_t n, int *added, struct err *e) MUST_USE;
/* Gives the weeks of these learners that are drafts and have no problem. problems: sentences, one for each that waits. */
struct give { int given; struct str *problems; size_t n_problems; };
enum code suggest_give(struct db *db, struct arena *a, const struct viewer *v, const struct class_week *w, struct str message, struct give *out, struct err *e) MUST_USE;

/* suggest_words.c: sentences of codes, in lang. title and code look up names. */
struct plan_words {
	struct arena *a;
	enum lang lang;
	const void *arg;
	struct str (*code)(const void *arg, uint32_t competency);
	struct str (*title)(const void *arg, uint32_t resource);
	struct str (*language)(const void *arg, uint32_t resource);
};
struct str plan_why_text(const struct plan_words *w, const struct plan_reason *r, const struct plan_suggestion *s);
struct str plan_warn_text(const struct plan_words *w, const struct plan_warning *x);
const char *plan_warn_most(enum plan_warn w);         /* msgid: the same of most learners of a class; NULL: never said so */
const char *plan_purpose_label(enum plan_purpose p); /* msgid for staff */
const char *plan_learner_why(enum plan_purpose p);   /* msgid for the learner */
const char *plan_done_text(struct str kind);         /* msgid: what done looks like for a kind of resource */
/* How work on such a resource is mostly done: word of week_item.mode. */
const char *plan_mode_of(struct str kind, int64_t screen, int64_t alone, int64_t peers, int64_t adult);

#endif
