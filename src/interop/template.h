/* template.h - files that a school fills in itself; each is one row of TEMPLATES.
 *
 * Law: the header tells the kind. A row becomes one record of one learner; the row that is there already is found by
 * what it is about (template.key), so that a corrected file changes it and the same file changes nothing. */
#ifndef TRELLIS_TEMPLATE_H
#define TRELLIS_TEMPLATE_H

#include "engine/needs/needs.h"
#include "interop/finder.h"

#define TEMPLATE_INPUTS 32

struct filling { /* one file being read */
	struct import *m;
	struct finder finder;
	struct staged record, person; /* person: families only */
	struct sheet sheet;
	const struct template *kind;
	struct input in[TEMPLATE_INPUTS];
	size_t n;
};

struct template {
	const char *name, *help;   /* help: msgid */
	const char *const *told_by; /* columns that only this kind has, all of them; ended by NULL */
	const char *type;          /* the record it makes */
	const struct sheet_column *columns; /* the first six tell the learner */
	const char *sample;        /* one line, plainly a sample */
	/* Fills in what the row says beside the learner; refuses what it cannot use. key: what the row is about. */
	enum code (*row)(struct filling *f, struct id learner, uint64_t *key, struct err *e);
	/* The same key of a record that is there. */
	bool (*key)(struct staged *s, const struct record *r, uint64_t *key);
};
extern const struct template TEMPLATES[]; /* ends with one without name */

#define LEARNER_COLUMNS {"learner_identifier", 0}, {"learner_username", 0}, {"learner_source_id", 0}, {"learner_given_name", 0}, \
	{"learner_family_name", 0}, {"learner_birth_date", 0}
enum { L_IDENTIFIER, L_USERNAME, L_SOURCE, L_GIVEN, L_FAMILY, L_BIRTH, L_NEXT };

void give(struct filling *f, const char *field, struct str text);
/* A column that is called like its field, cleaned; nothing when it is empty. */
void give_column(struct filling *f, const char *field, int column);
/* A choice by its word or its label, in any language of the program; several separated by ; or , when `many`. */
void give_choice(struct filling *f, const char *field, int column, bool many);
/* A language by tag or name. */
void give_language(struct filling *f, const char *field, int column);
void give_day(struct filling *f, const char *field, int column);
void give_bool(struct filling *f, const char *field, int column);
uint64_t about_key(struct import *m, struct id a, struct id b, struct str word);

/* A support by the name people or other programs give it; value is filled when it is empty. false: not known. */
bool support_named(struct arena *a, struct str name, enum need_term *term, struct str *value);

extern const struct template template_families, template_supports;

#endif
