/* reflection.h - what a learner says about a piece of work: one thing that went well, one that was hard, in words, a photo,
 * a voice or a film.
 *
 * Law: the words are the learner's; somebody of the family may note them for a small child, and the page says who did. Read
 * by learner, family and the learner's own team, never by classmates. No score comes from it. */
#ifndef TRELLIS_REFLECTION_H
#define TRELLIS_REFLECTION_H

#include "school/evidence/attachment.h"

struct reflection {
	struct id id, event, work;   /* what it is about; nil: the other one, or nothing */
	struct str about;            /* the work's title, or what the evidence shows */
	struct str strength, challenge, by;
	bool own;                    /* by the learner */
	int64_t at;
};
struct reflections {
	struct reflection *items;
	size_t n;
	struct attachments files;    /* of all of them */
};
/* Newest first. Rights are the caller's to have checked: REL_HOME or REL_TEAM. */
enum code reflections_of(struct db *db, struct arena *a, enum lang lang, struct id learner, int limit, struct reflections *out, struct err *e) MUST_USE;

/* What there is to look back on, newest first: pieces of evidence and work that was handed in; *chosen, a key of this
 * learner's, is among them and becomes the key of its work when it is evidence of one. */
struct reflect_on { struct str key, title; int64_t at; }; /* key: "e-ID" or "w-ID", for forms */
enum code reflect_choices(struct db *db, struct arena *a, enum lang lang, struct id learner, struct str *chosen, struct reflect_on **out, size_t *n, struct err *e) MUST_USE;
/* Inside store_write; about: a key of above, of the same learner. Words or a file: something is said. */
enum code reflect(struct db *db, struct arena *a, const struct viewer *v, struct id learner, struct str about, struct str strength, struct str challenge,
                  const struct taken *files, struct err *e) MUST_USE;
/* Check of the record type: what it is about is the same learner's. */
enum code reflection_about(const struct change *c, struct err *e) MUST_USE;

#endif
