/* helpline.h - help with the system by a person, in the languages of families; and a short try-out of it.
 *
 * Law: a line of help names a telephone or a place, its language and its hours, and everybody reads it, signed in or not, on pages
 * and on letters. What somebody ticks in the try-out is no evidence: no grade, no estimate and no report reads it. */
#ifndef TRELLIS_DESK_H
#define TRELLIS_DESK_H

#include "record/record.h"

struct help_line { struct id id; struct str language, name, phone, place, hours, who; enum lang words; }; /* name: of the language, in the reader's; words: the language to write in */
/* Lines in the reader's language first; none when the school has switched it off. At most 40. */
enum code help_lines(struct db *db, struct arena *a, enum lang lang, struct help_line **out, size_t *n, struct err *e) MUST_USE;

extern const struct choice SKILLS[];      /* signIn, handIn, call */
extern const struct choice SKILL_SAYS[];  /* can, soon, help */
struct skill_said { struct str skill, said; day_t on; };
/* What this person said last of each; one entry a skill, "" when nothing was said. */
enum code skills_said(struct db *db, struct arena *a, struct id learner, struct id person, struct skill_said out[3], struct err *e) MUST_USE;
enum code skill_say(struct db *db, struct arena *a, const struct viewer *v, struct id learner, struct str skill, struct str said, struct err *e) MUST_USE;

#endif
