/* mastery.h - what a learner's evidence says about one competency, and how much doubt remains.
 *
 * Law: the estimate suggests, a person decides. It never travels without its band and its count of evidence;
 * no evidence is not a zero; "shown" comes from a person's confirmation alone and no later evidence takes it
 * away (only a person reopens it).
 *
 * Use: make a model once (parameters and rule), keep one struct mastery_state per learner and competency, give
 * it each event in the order in which it happened, ask for the estimate or the explanation when needed.
 *
 *     struct mastery_model *m;
 *     struct mastery_params p = mastery_params_default();
 *     struct mastery_rule r = mastery_rule_default();
 *     if (mastery_model_new(arena, &p, &r, &m, &e)) ...
 *     struct mastery_state s = mastery_start(m);
 *     struct mastery_event ev = mastery_evidence(MASTERY_PRACTICE, 1.0, day);
 *     if (mastery_update(m, &s, &ev, &e)) ...
 *     struct mastery_estimate now = mastery_estimate(m, &s, today);
 *
 * The estimate is Bayesian knowledge tracing (Corbett & Anderson 1995, User Modeling and User-Adapted
 * Interaction 4:253-278): the learner knows it or not (k); before any evidence P(k) = prior; a right answer has
 * probability 1 - slip when known and guess when not; after each piece of evidence Bayes' rule, then learning:
 * P <- P (1 - forget) + (1 - P) learn. In odds o = P / (1 - P), which is how it is kept:
 *     o <- o * l1 / l0;   o <- (o (1 - forget) + learn) / (o forget + 1 - learn).
 * A score s between 0 and 1 counts as right with probability s: l1 = s (1 - slip) + (1 - s) slip,
 * l0 = s guess + (1 - s)(1 - guess). Quality q below 1 (hints were used, help was given) pulls both towards 1/2,
 * that of an answer that says nothing: l <- q l + (1 - q) / 2. Quality 0.5 is half way to saying nothing.
 *
 * The band holds nine times in ten the posterior that would come out if the true parameters were known, for true
 * parameters spread as given in struct mastery_params (normal on the logit scale). It is found by carrying eight
 * parameter sets along, the half fraction of the two-level factorial design (Box & Hunter 1961, Technometrics
 * 3:311-351: prior, learn, guess each one spread up or down, slip by the product of their signs), which has
 * exactly the mean and covariance of that spread; the band is mean +- 1.645 standard deviations of their eight
 * log odds, widened when needed to hold the estimate. Few or contradicting pieces of evidence leave it wide, many
 * agreeing ones narrow it. test/property/test_mastery_band.c measures that coverage.
 *
 * How fast somebody learns (struct mastery_pace): of the eight sets four learn faster and four more slowly than the model's own
 * parameters. One belief a learner and domain, the odds that the faster four foretell this learner's answers better, weighs
 * them when the band is made: p and band move towards the half that fits, and narrow as it is told apart. A slow start is then
 * not failure and a quick start not mastery. The belief stays inside the opaque bytes and its domain; no call returns it.
 *
 * Nothing here allocates but mastery_model_new. No function reads a clock. Days are day numbers since 1970-01-01. */
#ifndef TRELLIS_MASTERY_H
#define TRELLIS_MASTERY_H

#include "base/arena.h"
#include "base/err.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* ---- model ---- */

struct mastery_params {
	double prior;  /* known before any evidence; default 0.25 */
	double learn;  /* learned by one piece of work, when not known; default 0.15 */
	double guess;  /* right though not known; default 0.20 */
	double slip;   /* wrong though known; default 0.10 */
	double forget; /* lost between two pieces of evidence; default 0 */
	/* How far true values may lie from these: standard deviations of the logit. Defaults 1.0, 0.7, 0.5, 0.5,
	 * about 0.11 to 0.48, 0.08 to 0.26, 0.13 to 0.29, 0.06 to 0.15 for two learners in three; guess and slip so
	 * stay near the bounds 0.3 and 0.1 that Baker, Corbett & Aleven (2008) advise. 0 says: known exactly. */
	double prior_sd, learn_sd, guess_sd, slip_sd;
};

/* When evidence is enough to suggest "ready to show". */
struct mastery_rule {
	int pieces;          /* strong pieces of evidence; default 3 */
	int kinds;           /* different kinds among them; default 2 */
	unsigned must;       /* kinds that must be among them, as bits 1u << kind; default none */
	int recent_days;     /* the newest strong piece is at most this old; default 180; 0: age does not matter */
	double strong_score; /* a piece is strong from this score on; default 0.65 (level 3 of 4 is 0.667) */
	double strong_quality; /* and from this quality on; default 0.5 */
	double ready_p;      /* the estimate is at least this; default 0.95 (Corbett & Anderson) */
	double ready_low;    /* and the band's lower end at least this; default 0.80 */
	bool plain;          /* how fast somebody learns is left out of every estimate; default false */
};
/* ready_p and ready_low by what a false yes costs, counted in needless tries of someone who knows it: saying yes at p costs
 * (1 - p) tries, one more try costs p, even at tries / (tries + 1); the band's lower end may lie four times as far from 1. */
void mastery_rule_cost(struct mastery_rule *r, double tries);
#define MASTERY_TRIES 19 /* gives the defaults */

struct mastery_params mastery_params_default(void);
struct mastery_rule mastery_rule_default(void);

struct mastery_model; /* lives as long as its arena; read-only, may be shared by threads */
/* E_INPUT, with the parameter's name: a probability outside its range, a spread that is negative or above 3,
 * guess + slip not below 1 (a right answer would speak against knowing), a rule that nothing can meet. */
enum code mastery_model_new(struct arena *a, const struct mastery_params *p, const struct mastery_rule *r,
	struct mastery_model **out, struct err *e) MUST_USE;
const struct mastery_params *mastery_model_params(const struct mastery_model *m);
const struct mastery_rule *mastery_model_rule(const struct mastery_model *m);
/* The same parameters, for something that cannot be shown in several ways (no rubric says how): one kind is enough. Borrows
 * from m; states of one are states of the other. */
const struct mastery_model *mastery_model_one_kind(const struct mastery_model *m);

/* ---- events ---- */

/* Ways to show a competency. Screen, paper or a person does not matter here: all are credited the same. */
enum mastery_kind {
	MASTERY_PRACTICE,     /* practice items */
	MASTERY_CHECK,        /* a short check, quiz or test */
	MASTERY_TASK,         /* a performance task, scored by rubric */
	MASTERY_PRODUCT,      /* something made: project, text, portfolio piece */
	MASTERY_OBSERVATION,  /* an adult saw it done */
	MASTERY_CONVERSATION, /* told or explained to a person, in any language */
	MASTERY_REFLECTION,   /* the learner's own judgement with proof beside it */
	MASTERY_OUTSIDE,      /* shown elsewhere: community, work, another school */
	MASTERY_KINDS
};
/* Stable short name ("practice", "check", ...); NULL beyond the last. */
const char *mastery_kind_name(enum mastery_kind kind);

enum mastery_event_type {
	MASTERY_EVIDENCE,
	MASTERY_CONFIRM, /* a named adult says: shown. Who and why is the caller's record */
	MASTERY_REOPEN,  /* a named adult takes that back */
};

struct mastery_event {
	enum mastery_event_type type;
	enum mastery_kind kind; /* of evidence */
	double score;           /* 0 to 1 */
	double quality;         /* above 0, to 1 */
	int32_t day;            /* when it happened */
};
/* A piece of evidence of full quality. */
static inline struct mastery_event mastery_evidence(enum mastery_kind kind, double score, int32_t day)
{
	return (struct mastery_event){.type = MASTERY_EVIDENCE, .kind = kind, .score = score, .quality = 1, .day = day};
}

/* ---- state ---- */

/* 32 bytes per learner and competency, copied and stored freely; the bytes are this version's, on machines of one
 * byte order; elsewhere, and whenever the model changes, replay the events. */
struct mastery_state {
	uint64_t opaque[4];
};

struct mastery_state mastery_start(const struct mastery_model *m);
/* O(1). E_INPUT when a number is outside its range: the state is then as it was. */
enum code mastery_update(const struct mastery_model *m, struct mastery_state *s, const struct mastery_event *ev,
	struct err *e) MUST_USE;
/* mastery_start, then mastery_update for each: the same bytes as the online way. Events in the order in which they
 * happened (time, then id). On E_INPUT the sentence says which, and *s is as it was. */
enum code mastery_fold(const struct mastery_model *m, const struct mastery_event *ev, size_t n,
	struct mastery_state *s, struct err *e) MUST_USE;
/* The belief about one learner in one domain; bytes as opaque as a state's. Each state keeps a rounded copy, from its own last
 * event. Without these two calls a state says what it says with no belief at all. */
struct mastery_pace {
	uint64_t opaque;
};
struct mastery_pace mastery_pace_start(void);
bool mastery_pace_ok(const struct mastery_pace *x);
/* mastery_update, which also teaches the belief and copies it. m: of the event's competency, in the belief's domain. */
enum code mastery_update_paced(const struct mastery_model *m, struct mastery_pace *x, struct mastery_state *s, const struct mastery_event *ev,
	struct err *e) MUST_USE;
/* Whether bytes read from elsewhere are a state of this version. */
bool mastery_state_ok(const struct mastery_state *s);
/* Equal in every count and date, and in the estimate to 0.0001 (two machines may differ in the last bit). */
bool mastery_state_same(const struct mastery_state *x, const struct mastery_state *y);

/* ---- what it says ---- */

enum mastery_word {
	MASTERY_NO_EVIDENCE, /* nothing seen yet: not the same as weak */
	MASTERY_STARTED,     /* fewer pieces than the rule asks for, of any result */
	MASTERY_PRACTISING,  /* enough pieces to look at, not all parts of the rule met */
	MASTERY_READY,       /* ready to show: every part of the rule is met; a person confirms */
	MASTERY_SHOWN,       /* a person confirmed it */
};
/* "no-evidence", "started", "practising", "ready", "shown". */
const char *mastery_word_name(enum mastery_word w);

struct mastery_estimate {
	double p;              /* probability that it is known now */
	double low, high;      /* the band, 0 <= low <= p <= high <= 1 */
	double next;           /* probability that the next answer would be right */
	unsigned pieces;       /* of evidence, all (counts stop at 65,535) */
	unsigned strong;       /* of these strong by the rule: the best evidence counts, weak tries take nothing away */
	unsigned strong_kinds; /* kinds among the strong ones, bits 1u << kind */
	double best;           /* best score, to 1/255; 0 without evidence */
	int32_t last_day;      /* of the newest piece; INT32_MIN without */
	int32_t strong_day;    /* of the newest strong piece; INT32_MIN without */
	enum mastery_word word;
};
/* today decides whether evidence is recent. */
struct mastery_estimate mastery_estimate(const struct mastery_model *m, const struct mastery_state *s, int32_t today);

/* What a competency builds on: of how many something was seen, and the sum of how likely each of these is known. */
struct mastery_before {
	unsigned seen;
	double known;
};
/* The estimate with a prior that goes by what it builds on: (1 + known) / (2 + seen) of the belief is in the four sets of the
 * higher prior (Laplace's rule, so that nothing seen changes nothing); a few pieces of its own evidence outweigh it. p, low, high
 * and next are with it; word, pieces and all counts are those of its own evidence: it is never counted as shown. */
struct mastery_estimate mastery_estimate_given(const struct mastery_model *m, const struct mastery_state *s, int32_t today, const struct mastery_before *b);

/* The same in words: how likely it is that it is known, and how sure that is. */
enum mastery_likely {
	MASTERY_NOT_LIKELY, /* below 0.4 */
	MASTERY_OPEN,       /* to 0.7: it could be either */
	MASTERY_LIKELY,     /* to 0.95 */
	MASTERY_VERY_LIKELY,
};
enum mastery_sure {
	MASTERY_NOT_SURE,    /* the band is wider than 0.5 */
	MASTERY_FAIRLY_SURE, /* or than 0.2 */
	MASTERY_SURE,
};
enum mastery_likely mastery_likely(const struct mastery_estimate *x);
enum mastery_sure mastery_sure(const struct mastery_estimate *x);

/* What one more piece of evidence would be worth: by how much the band is expected to narrow (high - low now, less the
 * mean of it after a right and after a wrong answer, each by how likely it is). Below 0 where it would more likely raise
 * doubt than settle it. */
double mastery_gain(const struct mastery_model *m, const struct mastery_state *s, int32_t today);

/* ---- why ---- */

enum mastery_why {
	MASTERY_WHY_NO_EVIDENCE, /* met is false: nothing seen yet, nothing may be concluded */
	MASTERY_WHY_PIECES,      /* have strong pieces, need; */
	MASTERY_WHY_KINDS,       /* have kinds, need */
	MASTERY_WHY_MUST_KIND,   /* kind is asked for by the rule; have 0 or 1, need 1 */
	MASTERY_WHY_RECENT,      /* have days since the newest strong piece (-1: none), need at most */
	MASTERY_WHY_ESTIMATE,    /* have p, need */
	MASTERY_WHY_BAND,        /* have low, need */
	MASTERY_WHY_CONFIRMED,   /* met: a person confirmed it */
	MASTERY_WHY_LATER_DOUBT, /* confirmed, and evidence since then speaks otherwise: have p, need ready_p. It stays
	                            shown; a person may want to look */
};
/* "no-evidence", "pieces", ... */
const char *mastery_why_name(enum mastery_why w);

struct mastery_reason {
	enum mastery_why why;
	bool met;
	double have, need;
	enum mastery_kind kind; /* of MUST_KIND */
};

/* What the one next piece of evidence would settle. */
struct mastery_next {
	bool one_would_tell; /* one more strong piece, of a kind in `kinds`, would make it ready to show */
	int more;            /* how many more strong ones in a row would, of the most helpful kinds; 0: none needed;
	                        -1: more than 20 */
	unsigned kinds;      /* kinds of which the next piece helps most; bits 1u << kind */
	double p_right, low_right; /* the estimate and its lower end after a full score */
	double p_wrong, high_wrong; /* and its upper end after a zero */
};

#define MASTERY_REASONS (7 + MASTERY_KINDS)
struct mastery_explanation {
	struct mastery_estimate now;
	size_t n;
	struct mastery_reason reasons[MASTERY_REASONS];
	struct mastery_next next;
};
/* Codes and numbers, so that callers can say it in any language. */
struct mastery_explanation mastery_explain(const struct mastery_model *m, const struct mastery_state *s, int32_t today);

#endif
