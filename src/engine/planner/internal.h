/* internal.h - what the planner's own files share; nobody else includes it.
 *
 * Law: a scratch serves one learner at a time; stamps make the next learner's start free of clearing. */
#ifndef TRELLIS_PLANNER_INTERNAL_H
#define TRELLIS_PLANNER_INTERNAL_H

#include "engine/planner/planner.h"

#define NO_LANGUAGE 0xFFu

struct plan_library {
	uint32_t n_competencies, n_resources;
	const struct plan_resource *resources;
	uint32_t *before_at, *before; /* prerequisites of c: before[before_at[c]] to before[before_at[c + 1]] */
	uint32_t *after_at, *after;   /* what follows c */
	uint32_t *of_at, *of;         /* resources of c */
	uint32_t *by_group;           /* resources that are in a group, sorted by group */
	uint32_t n_grouped;
	unsigned char *language;      /* of each resource, index into languages or NO_LANGUAGE */
	struct str languages[64];
	unsigned n_languages;
};

enum status { NO_EVIDENCE, NOT_YET, KNOWN };

struct scratch {
	const struct plan_library *lib;
	const struct plan_week *week;
	const struct plan_learner *who;
	uint32_t stamp;          /* of this learner */
	/* per competency */
	uint32_t *state_stamp, *above_stamp, *seen;
	unsigned char *status, *above, *target;
	float *p;
	uint32_t seen_stamp;
	uint32_t *stack, *edge; /* of above() alone */
	uint32_t *walk;
	/* per resource */
	uint32_t *fit_stamp, *used_stamp;
	unsigned char *fit, *liked;
	/* the learner's languages: place from 1 and level for each language of the library */
	unsigned char place[64];
	double reads[64];
	/* what comes out */
	struct plan_suggestion *out;
	size_t n, max;
	struct plan_warning *warnings;
	size_t n_warnings, max_warnings;
	struct plan_mix mix;
	/* gaps found on the way to targets */
	struct gap {
		uint32_t competency, via;
		unsigned targets; /* how many targets it stands before */
		float p;
	} *gaps;
	size_t n_gaps;
	uint32_t *gap_at;        /* per competency: where in gaps, valid when its gap_stamp is gap_round */
	uint32_t *gap_stamp, gap_round;
};

/* choose.c */
void learner_begin(struct scratch *s, const struct plan_learner *who);
enum status status_of(const struct scratch *s, uint32_t c);
double estimate_of(const struct scratch *s, uint32_t c); /* -1: no evidence */
bool above(struct scratch *s, uint32_t c);
enum access_fit fit_of(struct scratch *s, uint32_t r);
bool readable(const struct scratch *s, uint32_t r);
bool used(const struct scratch *s, uint32_t r);

/* What a pick is for; score_of adds what is asked for. */
struct wish {
	unsigned kinds;       /* bits 1u << plan_kind */
	unsigned min_rigor;
	bool deep;            /* the deeper the better */
	bool with_peers;      /* at least half of the time with peers */
	enum plan_mode mode;  /* when need_mode: some of this */
	bool need_mode;
};
/* The best resource of c for the learner within the minutes left; PLAN_NONE: none. score may be NULL. */
uint32_t pick(struct scratch *s, uint32_t c, const struct wish *w, int *score);
int score_of(struct scratch *s, uint32_t r, const struct wish *w);

/* Adds a suggestion; the caller adds at least one reason of its own with because(). */
struct plan_suggestion *suggest(struct scratch *s, uint32_t r, enum plan_purpose purpose);
void because(struct plan_suggestion *x, enum plan_why why, uint32_t competency, double have, double need);
/* The reasons that follow from the resource itself: interests, rigor, language, balance, fit. */
void because_of_resource(struct scratch *s, struct plan_suggestion *x, const struct plan_mix *before);
void warn(struct scratch *s, enum plan_warn w, uint32_t competency, uint32_t resource, double have, double need);
/* mix.c */
void mix_add(struct plan_mix *m, const struct plan_resource *r, enum plan_purpose purpose);

static inline unsigned minutes_left(const struct scratch *s)
{
	unsigned all = s->week->limits.minutes;
	return s->mix.minutes < all ? all - s->mix.minutes : 0;
}

#endif
