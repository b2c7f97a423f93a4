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
	struct str mine_people, mine_language;
	bool mine_care;
};
/* Planned ones from today on (past false) or held ones of a year, newest first; at most 20. */
enum code gatherings_load(struct db *db, struct arena *a, const struct viewer *v, bool past, struct gathering **out, size_t *n, struct err *e) MUST_USE;
/* Inside store_write: the reader signs up or changes it. in: people, child_care, language, wishes. E_INPUT when it is over. */
enum code gathering_join(struct db *db, struct arena *a, const struct viewer *v, struct id gathering, const struct input *in, size_t n, struct err *e) MUST_USE;

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
