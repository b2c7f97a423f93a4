/* depth.h - is a digital lesson more than the same on a screen? Looked at before it is used.
 *
 * Law: a check is a row with who, when and four answers beside the depth of the lesson that it came from; a later one stands beside
 * it and the newest is shown. A digital lesson without one, or with less depth than its source, can be given: it is said, nothing
 * is held back. */
#ifndef TRELLIS_DEPTH_H
#define TRELLIS_DEPTH_H

#include "record/record.h"

enum { DEPTH_QUESTIONS = 4 };
extern const char *const DEPTH_FIELDS[DEPTH_QUESTIONS];
const char *depth_question(int k); /* msgid */
/* A lesson, film, page elsewhere or project that is used on a screen. */
bool depth_asked(struct str kind, int64_t minutes_screen);

struct depth {
	bool any;                    /* there is a check */
	bool yes[DEPTH_QUESTIONS];
	int n_yes;
	int64_t source;              /* depth of the lesson it came from, 1 to 4; 0: it came from none */
	struct str by, note;
	int64_t at;
};
enum code depth_newest(struct db *db, struct arena *a, struct id resource, struct depth *out, struct err *e) MUST_USE;

/* Versions made for access, beside their original: the thinking that each asks for, 1 to 4. */
struct access_version { struct id id; struct str title; int64_t rigor; };
/* versions: of this resource; *original: id nil when it is no version of another. */
enum code versions_of(struct db *db, struct arena *a, struct id resource, struct access_version *original, struct access_version **versions, size_t *n, struct err *e) MUST_USE;

#endif
