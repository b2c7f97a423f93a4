/* together.h - what school and families decide with each other: changes, decisions, checkpoints, meetings, helpers.
 *
 * Law: nothing is called launched, and nobody visits a class or a home, before the people concerned have said yes. What
 * families said stands beside what came of it, also where nothing came of it. */
#ifndef TRELLIS_TOGETHER_H
#define TRELLIS_TOGETHER_H

#include "engine/equity/equity.h"
#include "record/record.h"

/* ---- one record as people read it: its filled fields with their labels, in the reader's language ---- */
struct shown_field { const char *label; struct str text; bool machine; }; /* label: msgid; machine: translated by a machine, read by nobody */
struct shown {
	struct id id;
	int64_t version;
	struct str title, state;
	const char *state_label; /* msgid; NULL: the type has no states */
	struct shown_field *fields;
	size_t n;
	bool may_edit;
};
/* Those that v may see, in the type's order, at most `limit`; state "": any. */
enum code shown_find(struct db *db, struct arena *a, const struct viewer *v, const char *type, const char *state, const struct filter *also, int limit,
                     struct shown **out, size_t *n, struct err *e) MUST_USE;

/* ---- gatherings ---- */
struct gathering {
	struct shown what;
	int64_t people, came;     /* who signed up, who was there */
	struct id mine;           /* the reader's own sign-up; nil: none */
	struct str mine_people, mine_language, mine_feedback;
	struct str *feedback;     /* what people said afterwards, without names */
	size_t n_feedback;
	int time;                 /* of FAMILY_TIMES; -1: it has no time */
	bool assembly;
	bool mine_care;
};
/* Planned ones from today on (past false) or held ones of a year, newest first; at most 20. */
enum code gatherings_load(struct db *db, struct arena *a, const struct viewer *v, bool past, struct gathering **out, size_t *n, struct err *e) MUST_USE;
/* Inside store_write: the reader signs up or changes it. in: people, child_care, language, wishes. E_INPUT when it is over. */
enum code gathering_join(struct db *db, struct arena *a, const struct viewer *v, struct id gathering, const struct input *in, size_t n, struct err *e) MUST_USE;

/* Inside store_write: what one who was there says afterwards; who had not signed up is noted as there [R264]. */
enum code gathering_feedback(struct db *db, struct arena *a, const struct viewer *v, struct id gathering, struct str text, struct err *e) MUST_USE;

/* ---- when families can come [R259] ---- */
#define FAMILY_TIME_KINDS 5
extern const struct choice FAMILY_TIMES[FAMILY_TIME_KINDS + 1];
int family_time_of(struct str begins); /* "08:30": which of them; -1: no time */
struct family_times {
	struct id id;             /* the reader's own; nil: has not said */
	int64_t version;
	struct str mine;
	int64_t can[FAMILY_TIME_KINDS], families, all; /* adults of families who said so; who said anything; who have access at all */
};
enum code family_times_load(struct db *db, struct arena *a, struct id person, struct family_times *out, struct err *e) MUST_USE;
enum code family_times_keep(struct db *db, struct arena *a, const struct viewer *v, struct str times, struct err *e) MUST_USE; /* inside store_write */

/* ---- the survey of beliefs ---- */
#define SURVEY_QUESTIONS 5
extern const struct choice SURVEY_ASKS[SURVEY_QUESTIONS + 1];  /* field, question */
extern const struct choice SURVEY_SAYS[4];                     /* yes partly no */
/* Its name while it is open; empty: closed. */
enum code survey_round(struct db *db, struct arena *a, struct str *out, struct err *e) MUST_USE;
/* Inside store_write: one answer. person: who answered on the page, whose later answer takes the place of the first; nil: on
 * paper. Groups are taken from the records of the children. E_INPUT: closed, or nothing answered. */
enum code survey_keep(struct db *db, struct arena *a, const struct viewer *v, struct id person, const struct input *in, size_t n, struct err *e) MUST_USE;
struct survey_row { const char *label; struct str name; struct equity_public cell[SURVEY_QUESTIONS]; }; /* who said yes, of those who answered */
struct survey_result {
	struct str round;
	struct survey_row *rows;  /* all; with and without a disability; learning English or not; languages */
	size_t n, hidden, answers, paper;
	bool totals;              /* enough answers to tell how many */
	struct str *words;        /* what people wrote, without who; shown only with totals */
	size_t n_words;
};
enum code survey_result(struct db *db, struct arena *a, enum lang lang, struct str round, struct survey_result *out, struct err *e) MUST_USE;
enum code survey_rounds(struct db *db, struct arena *a, struct str **out, size_t *n, struct err *e) MUST_USE; /* newest first */

#endif
