/* edfi.h - what the files of the Ed-Fi import share.
 *
 * Law: a folder of Ed-Fi interchange files brings learners, plans of record, programs, days missed and results; each entry says
 * that it comes from Ed-Fi, from which file and of which day. Only what an earlier Ed-Fi import made is ever changed: what a
 * roster or a person wrote stays. Everything else in the files is counted and said with the reason why it stays out. */
#ifndef TRELLIS_EDFI_H
#define TRELLIS_EDFI_H

#include "interop/edfi_xml.h"
#include "interop/finder.h"
#include "interop/source.h"

#define EDFI_LEFT 80
/* Files are read once for each pass they have elements of: districts, schools, who goes where and what things are called,
 * learners, all the rest. So the order of files and elements does not matter. */
#define EDFI_LEARNERS 3
#define EDFI_REST 4
#define EDFI_PASSES 5

struct edfi_left { const char *name, *why; int64_t n; }; /* why: msgid */

struct edfi {
	struct import *m;
	struct finder finder;
	struct staged org, person, role, program, plan, el, line, attendance, result;
	struct keyed places;       /* by learner's number: extra: slot of the org + 1; version: grade + 2; content: first day + 1 */
	struct keyed titles;       /* assessments and interventions by their code: extra: number in names + 1 */
	struct edfi_named { struct str name, scale; day_t begin; bool state; } *names;
	size_t n_names, cap_names;
	struct edfi_left left[EDFI_LEFT];
	size_t n_left;
	struct str file;
	int pass;
	bool more[EDFI_PASSES];              /* the file has elements for that pass */
	day_t today;
};

/* What one kind of element is for. */
struct edfi_kind {
	const char *name;
	int pass;                  /* -1: left out */
	enum code (*fn)(struct edfi *x, const struct edfi_element *el, struct err *e);
	const char *why;           /* msgid: why it is left out */
};

void edfi_refuse(struct edfi *x, const struct edfi_element *el, const char *path, const char *fmt, ...) PRINTF_LIKE(4, 5);
void edfi_leave(struct edfi *x, const char *name, const char *why, int64_t n);
/* The text at a path as a record holds it: one line, at most 400 bytes. */
struct str edfi_text(struct edfi *x, const struct edfi_element *el, const char *path);
/* A day; empty when it is not there. *good false: refused. */
struct str edfi_day(struct edfi *x, const struct edfi_element *el, const char *path, bool *good);
/* The learner of an association; nil: refused. *number: the Ed-Fi number. */
struct id edfi_learner(struct edfi *x, const struct edfi_element *el, struct str *number);
/* Stages one record under a key: a second one of the same file is left out, one that others made stays as it is. */
enum code edfi_put(struct edfi *x, struct staged *s, uint64_t key, const struct edfi_element *el, const struct val *values, struct err *e) MUST_USE;
struct val *edfi_values(struct edfi *x, const struct staged *s);
void edfi_set(const struct staged *s, struct val *values, const char *field, struct val v);
struct str edfi_from(struct edfi *x, const struct edfi_element *el); /* "Ed-Fi, StudentProgram.xml" */
const struct edfi_named *edfi_named(struct edfi *x, const char *what, struct str code);

/* edfi_plans.c */
enum code edfi_special_education(struct edfi *x, const struct edfi_element *el, struct err *e) MUST_USE;
enum code edfi_section504(struct edfi *x, const struct edfi_element *el, struct err *e) MUST_USE;
enum code edfi_language(struct edfi *x, const struct edfi_element *el, struct err *e) MUST_USE;
enum code edfi_program(struct edfi *x, const struct edfi_element *el, struct err *e) MUST_USE;
enum code edfi_food(struct edfi *x, const struct edfi_element *el, struct err *e) MUST_USE;
enum code edfi_intervention(struct edfi *x, const struct edfi_element *el, struct err *e) MUST_USE;
enum code edfi_accommodation(struct edfi *x, const struct edfi_element *el, struct err *e) MUST_USE;
enum code edfi_attendance(struct edfi *x, const struct edfi_element *el, struct err *e) MUST_USE;
enum code edfi_assessed(struct edfi *x, const struct edfi_element *el, struct err *e) MUST_USE;
uint64_t edfi_program_key(struct edfi *x, struct id learner, const char *program);

#endif
