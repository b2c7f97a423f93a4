/* planner.h - what each learner of a class could do this week, with the reasons.
 *
 * Law: it suggests and never assigns. Every suggestion has a reason in codes and numbers that a caller can say in any
 * language, and leaving one out changes nothing for anybody. The class's own work comes first for everyone; what is
 * adapted is the way to it (another text or language for the same standard), never the standard; support for what
 * is missing stands beside grade-level work, not in its place.
 *
 * How a week is made, for each learner, within the minutes given:
 *  1. Shared class work: what the teacher chose for all, or for each target without one the lesson that most of the
 *     class can use. Where the learner cannot read it or meets a barrier, another resource that is equal in goal and
 *     not lower in rigor; where there is none, a warning, and nothing is hidden.
 *  2. One piece of enrichment: deeper work on what is known, a project on a target with peers, by interests and aims.
 *  3. Support for prerequisites: the nearest gaps on the way to a target, those that are met by evidence as not yet
 *     there and rest on nothing else that is missing. No evidence is no gap: a short check is suggested.
 *  4. Goals of the learner's plan. 5. Practice of a target that is within reach. 6. What comes next, for whoever is
 *     ready to move on. 7. Work that brings more time with peers or adults or less screen, when that is lacking.
 *
 * A competency that the learner does not know is above the frontier when evidence shows something on the way to it as
 * not yet there (what is known ends the way down; where nothing is known it goes on). Such work is suggested as shared
 * work only: the class's own, or a target of the class with peers. A resource with a hazard that the learner must avoid, or with a barrier for a required need, is
 * never suggested.
 *
 * The same input gives the same output: integers decide, ties go to the lower index. O(n log n). */
#ifndef TRELLIS_PLANNER_H
#define TRELLIS_PLANNER_H

#include "engine/mastery/mastery.h"
#include "engine/needs/access.h"

#define PLAN_NONE UINT32_MAX /* no index */

/* ---- library: competencies and resources, prepared once ---- */

/* `before` is a prerequisite of `after`: indexes of competencies. */
struct plan_edge {
	uint32_t before, after;
};

enum plan_kind {
	PLAN_LESSON,   /* class work: a lesson, a text read together */
	PLAN_PRACTICE,
	PLAN_CHECK,    /* a short check */
	PLAN_TASK,     /* performance task */
	PLAN_PROJECT,
	PLAN_ENRICH,   /* deeper or wider work */
	PLAN_VERSION,  /* a lesson for other readers: never chosen for the whole class, given instead of its equal in goal */
	PLAN_KINDS
};

/* Minutes by company (alone + peers + adult = all) and by medium (screen, paper; the rest is neither). */
enum plan_mode { PLAN_ALONE, PLAN_PEERS, PLAN_ADULT, PLAN_SCREEN, PLAN_PAPER, PLAN_MODES };

struct plan_resource {
	uint32_t competency;
	uint32_t group;            /* resources of one group are equal in goal; PLAN_NONE: in none */
	enum plan_kind kind;
	struct str language;       /* BCP 47; empty: needs no reading or any language will do */
	double level;              /* reading level as a grade; 0: does not matter or unknown */
	uint64_t interests;        /* the caller's topics as bits */
	unsigned short minutes[PLAN_MODES];
	unsigned char rigor;       /* Webb's depth of knowledge, 1 to 4; 0: unknown */
	const struct access_meta *access; /* NULL: unknown. Borrowed */
	bool elsewhere;            /* opens outside this program: its tools are not there */
};
unsigned plan_minutes(const struct plan_resource *r); /* alone + peers + adult */

struct plan_library; /* read-only once made, may be shared by threads; borrows the arrays */
/* E_INPUT: an index out of range, prerequisites in a circle (named by index), a group over two competencies, more
 * than 64 languages. */
enum code plan_library_new(struct arena *a, uint32_t n_competencies, const struct plan_edge *edges, size_t n_edges,
	const struct plan_resource *resources, size_t n_resources, struct plan_library **out, struct err *e) MUST_USE;

/* ---- who and when ---- */

struct plan_state {
	uint32_t competency;
	double p;                /* the mastery estimate */
	enum mastery_word word;
};

struct plan_language {
	struct str tag;
	double level;            /* reads at this grade's level; 0: unknown; below 0: cannot read it yet */
};

/* Minutes of a week and how they were made up. */
struct plan_mix {
	unsigned items, minutes;
	unsigned mode[PLAN_MODES];
	unsigned alone_screen;   /* at most: alone and on screen at once */
	unsigned shared, support, enrichment; /* minutes by purpose */
	unsigned rigor[5];       /* minutes by level, [0] unknown */
};

struct plan_learner {
	const struct plan_state *states; /* competencies without one have no evidence */
	size_t n_states;
	const uint32_t *goals;   /* competencies of the plan's goals */
	size_t n_goals;
	uint64_t interests;      /* interests and career aims as topic bits */
	const struct plan_language *languages; /* best first; none: reads the class's language at any level */
	size_t n_languages;
	const struct needs *needs; /* NULL: none */
	const struct plan_mix *past; /* weeks as lived, oldest first */
	size_t n_past;
	const uint32_t *done;    /* resources not to suggest again */
	size_t n_done;
};

struct plan_limits {
	unsigned minutes;        /* of a learner's week to fill, shared work included; default 300 */
	unsigned support, enrichment, goals, practice, next; /* suggestions at most; defaults 2, 2, 2, 2, 1 */
	double known;            /* estimates from here on count as known; default 0.8 (ready and shown always do) */
	double gap_share;        /* warn when support is more than this share of the minutes; default 0.6 */
	double shared_share;     /* warn when shared work is less; default 0.25 */
	double low_rigor_share;  /* warn when work of rigor 1 is more; default 0.5 */
	unsigned alone_screen;   /* warn above these minutes alone on a screen; default 150 */
	unsigned peers, adult;   /* warn below these minutes; defaults 30, 15 */
	double drop;             /* warn when last week's peers' or adults' minutes fell below this share of the mean of
	                            the weeks before; default 0.7 */
	double level_above;      /* a text may be this much above the learner's reading level; default 1 */
};
struct plan_limits plan_limits_default(void);

struct plan_week {
	const uint32_t *targets; /* competencies of the class this week */
	size_t n_targets;
	const uint32_t *shared;  /* resources that the teacher chose for all */
	size_t n_shared;
	struct str language;     /* of the class */
	struct plan_limits limits;
	struct access_platform platform;
};

/* ---- suggestions ---- */

enum plan_purpose {
	PLAN_SHARED,    /* class work as it is */
	PLAN_OTHER_WAY, /* class work by a resource equal in goal; instead_of says of which */
	PLAN_DEEPER,    /* enrichment */
	PLAN_SUPPORT,   /* a prerequisite */
	PLAN_FIND_OUT,  /* a short check where nothing is known */
	PLAN_GOAL,      /* of the learner's plan */
	PLAN_TARGET,    /* practice of a target within reach */
	PLAN_NEXT,      /* ready to move on */
	PLAN_BALANCE,   /* more people or less screen */
	PLAN_PURPOSES
};
const char *plan_purpose_name(enum plan_purpose p); /* "shared", "other-way", ... */

enum plan_why {
	PLAN_WHY_CLASS_WORK,   /* chosen for the whole class; have: of how many in the class it suits, need: class size
	                          (have 0 of need 0: by the teacher) */
	PLAN_WHY_CLASS_TARGET, /* the class works on this competency this week */
	PLAN_WHY_LANGUAGE,     /* in a language that the learner reads; have: its place among theirs, from 1 */
	PLAN_WHY_LEVEL,        /* have: the resource's level, need: the learner's */
	PLAN_WHY_BARRIER,      /* the class's resource has a barrier for this learner; resource says which */
	PLAN_WHY_PREREQUISITE, /* of the competency given; have: the estimate, need: what counts as known */
	PLAN_WHY_NO_EVIDENCE,  /* nothing is known yet about a prerequisite of the competency given */
	PLAN_WHY_GOAL,         /* serves the plan's goal on the competency given */
	PLAN_WHY_WITHIN_REACH, /* nothing on the way is missing; have: the estimate (-1: no evidence), need: known */
	PLAN_WHY_KNOWN,        /* the learner knows the competency given; have: the estimate */
	PLAN_WHY_FOLLOWS,      /* comes after the competency given, which is known */
	PLAN_WHY_INTEREST,     /* have: how many interests match */
	PLAN_WHY_RIGOR,        /* have: the level, 3 or 4 */
	PLAN_WHY_WITH_PEERS,   /* done with others: a target beyond reach alone */
	PLAN_WHY_MORE_PEERS,   /* have: minutes with peers so far, need: the least */
	PLAN_WHY_MORE_ADULT,   /* the same with adults */
	PLAN_WHY_LESS_SCREEN,  /* have: minutes alone on screen so far, need: the most */
	PLAN_WHY_TOOL,         /* fits by a tool of the platform */
	PLAN_WHY_NOT_SURE,     /* fits partly, or the resource does not say: look first. have: enum access_fit */
	PLAN_WHYS
};
const char *plan_why_name(enum plan_why w);

struct plan_reason {
	enum plan_why why;
	uint32_t competency, resource; /* PLAN_NONE when none */
	double have, need;
};

#define PLAN_REASONS 6
struct plan_suggestion {
	uint32_t resource, competency;
	uint32_t instead_of;     /* PLAN_OTHER_WAY: the class's resource; PLAN_NONE otherwise */
	enum plan_purpose purpose;
	enum access_fit fit;
	unsigned minutes;
	unsigned n_reasons;      /* at least 1 */
	struct plan_reason reasons[PLAN_REASONS];
};

enum plan_warn {
	PLAN_WARN_ACCESS_GAP,   /* the class's resource has a barrier and nothing equal in goal fits: resource */
	PLAN_WARN_READING,      /* the learner may not be able to read the class's resource, nothing equal fits: resource */
	PLAN_WARN_LOWER_RIGOR,  /* the other way is lower in rigor: have, need; resource */
	PLAN_WARN_NO_MATERIAL,  /* nothing for this target, or for support that is needed: competency */
	PLAN_WARN_GAP_WORK,     /* support fills have of need (shares of minutes) */
	PLAN_WARN_NO_ENRICHMENT,
	PLAN_WARN_FEW_SHARED,   /* shares */
	PLAN_WARN_LOW_RIGOR,    /* shares: such a plan needs a reason */
	PLAN_WARN_ALONE_SCREEN, /* minutes */
	PLAN_WARN_FEW_PEERS, PLAN_WARN_FEW_ADULT,   /* minutes */
	PLAN_WARN_PEERS_DROP, PLAN_WARN_ADULT_DROP, /* last week's minutes, mean of the weeks before */
	PLAN_WARN_OVER_TIME,    /* shared work alone takes more minutes than there are */
	PLAN_WARNS
};
const char *plan_warn_name(enum plan_warn w);

struct plan_warning {
	enum plan_warn warn;
	uint32_t competency, resource;
	double have, need;
};

struct plan_result {
	const struct plan_suggestion *suggestions; /* in the order above */
	size_t n;
	const struct plan_warning *warnings;
	size_t n_warnings;
	struct plan_mix mix;    /* of the suggestions, if all were taken */
};

struct plan_class {
	const uint32_t *shared;  /* resources for all: the teacher's, then those suggested for targets without one */
	size_t n_shared;
	const struct plan_result *learners; /* one for each, in the order given */
	size_t n;
};

/* Everything in the arena. Never fails; indexes out of range are left out. */
const struct plan_class *plan_class_week(struct arena *a, const struct plan_library *lib, const struct plan_week *week,
	const struct plan_learner *learners, size_t n);

/* The mix of given resources: for the page that shows a week as changed by people. purposes may be NULL. */
struct plan_mix plan_mix_of(const struct plan_library *lib, const uint32_t *resources, const enum plan_purpose *purposes,
	size_t n);
/* The warnings that such a mix gives (GAP_WORK to OVER_TIME), at most PLAN_WARNS. */
size_t plan_mix_warnings(const struct plan_mix *mix, const struct plan_limits *limits, const struct plan_mix *past,
	size_t n_past, struct plan_warning *out);

#endif
