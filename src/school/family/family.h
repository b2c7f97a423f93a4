/* family.h - one plain page per child, for the family: the same rows that the school sees, in plain words.
 *
 * Law: nothing here is written for families alone; what they read is what staff read. Rights are the router's to have
 * checked. */
#ifndef TRELLIS_FAMILY_H
#define TRELLIS_FAMILY_H

#include "school/evidence/fold.h"
#include "school/people/people.h"
#include "school/work/week.h"

struct family_goal { struct id id; struct str text, next_step, check_in, how_far; };
struct family_standing { struct id competency; struct str code, text; struct mastery_estimate now; struct str notice; /* worth checking again, time for a person; or empty */ };
struct family_note { struct id id; struct str part, kind, text, language, author_is, author; int64_t at; struct str said, origin; }; /* said: in the reader's language, "" when it is not there */
struct family_idea { struct str about; const char *idea; }; /* idea: msgid */
struct family_page_data {
	struct person child;
	struct str strengths, interests, hopes;
	struct family_goal *goals;
	size_t n_goals;
	struct week week;
	bool has_week;
	struct family_standing *standings; /* most recent evidence first, at most eight */
	size_t n_standings;
	struct str *supports;
	size_t n_supports;
	struct family_idea ideas[4];
	size_t n_ideas;
	struct adult_row *adults;
	size_t n_adults;
	struct guardian_row *guardians;
	size_t n_guardians;
	struct family_note *notes;
	size_t n_notes;
	struct str next_conference;         /* YYYY-MM-DD or empty */
	double minutes_screen, minutes_all; /* noted this week */
};
/* What the plan means for this child, counted from the child's own plan and week [R247]. */
struct family_means { int64_t goals, ways, services, modified, pieces, minutes, screen, done; }; /* ways: accommodations and supports; minutes, screen: of this week's pieces */
enum code family_means_load(struct db *db, struct arena *a, const struct family_page_data *d, day_t today, struct family_means *out, struct err *e) MUST_USE;
/* Minutes on school screens by week, the newest first [R265]. */
#define FAMILY_WEEKS 4
struct family_screen { day_t monday; double screen, all; };
enum code family_screen_load(struct db *db, struct arena *a, struct id child, day_t today, struct family_screen out[FAMILY_WEEKS], size_t *n, struct err *e) MUST_USE;

enum code family_load(struct db *db, struct arena *a, enum lang lang, struct id child, day_t today, struct family_page_data *out, struct err *e) MUST_USE;

/* An idea for tonight without a screen, by subject and domain of a competency. A msgid; never NULL. */
const char *family_idea_for(struct str subject, struct str domain);

/* A note of the family or an answer to one, inside store_write. kind and part: words of the record type `note`. */
enum code family_say(struct db *db, struct arena *a, const struct viewer *v, unsigned rel, struct id child, const char *kind, struct str part,
                     struct str text, enum lang lang, struct id note, struct err *e) MUST_USE; /* note: the id it gets; nil: made here */

#endif
