/* spoken.h - other ways to one text that people make: the same in simpler words, and read aloud by a person.
 *
 * Laws: (1) A simpler text stands beside the original and says who wrote it; no program writes one. (2) A recording belongs to
 * one learner, with what it reads; its sound is an attachment and leaves by /files alone. Who records for a whole class makes
 * one row for each learner who has the text from them. (3) A wish for a reader is a task for one named adult with a day. */
#ifndef TRELLIS_SPOKEN_H
#define TRELLIS_SPOKEN_H

#include "school/evidence/attachment.h"
#include "school/work/week.h"

struct simpler {
	struct id id;
	enum lang lang;
	struct str *parts;        /* paragraphs */
	size_t n;
	struct str by;            /* who wrote it; empty: not known any more */
};
/* Of something in the library; that in the language asked for first. */
enum code simpler_of(struct db *db, struct arena *a, struct id resource, enum lang lang, struct simpler **out, size_t *n, struct err *e) MUST_USE;

struct recording {
	struct id id;
	struct str language, by;
	struct attachments files;
};
/* Of this text for this learner: of the piece of work, or of what it is made of. Newest first. */
enum code recordings_of(struct db *db, struct arena *a, const struct work *w, struct recording **out, size_t *n, struct err *e) MUST_USE;
/* Inside store_write: the recording, its file, and the wishes for it that waited are ready. for_all: also for the other learners
 * who have this text this week and whom the viewer works with; *made counts all. E_INPUT: no sound. */
enum code recording_keep(struct db *db, struct arena *a, const struct viewer *v, const struct work *w, enum lang lang, const struct taken *files, bool for_all, int *made,
                         struct err *e) MUST_USE;

struct reader_wish { bool open; struct str owner; day_t due; };
enum code reader_wish_of(struct db *db, struct arena *a, struct id work, struct reader_wish *out, struct err *e) MUST_USE;
/* Inside store_write, as the learner or for the learner. lang: of the text. E_CONFLICT: it is asked for already. */
enum code reader_ask(struct db *db, struct arena *a, const struct viewer *v, const struct work *w, enum lang lang, struct err *e) MUST_USE;

/* Inside store_write: the learner plays a file; when it is of a text that a person read for this learner, the support was used.
 * Noted once for each piece of work and day. Any other file: nothing. */
enum code recording_played(struct db *db, struct arena *a, struct id learner, struct id file, day_t day, struct err *e) MUST_USE;

#endif
