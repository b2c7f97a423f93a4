/* beside.h - the language that a content lesson needs: an aim, words, ways to begin a sentence, help in the home language [R130].
 *
 * Law: language stands beside the content, for everybody of the class alike; it takes nothing from the grade's goal. */
#ifndef TRELLIS_BESIDE_H
#define TRELLIS_BESIDE_H

#include "record/record.h"

struct beside {
	struct id id, competency;
	int64_t version;
	struct str code, aim, words, frames, home; /* in the language asked for where a translation is there */
	struct str aim2;                           /* the aim as it was written, when that is another text; else "" */
};
/* Of a class's week; competency nil: of all of them. */
enum code beside_load(struct db *db, struct arena *a, enum lang lang, struct id class_id, struct str monday, struct id competency, struct beside **out, size_t *n, struct err *e) MUST_USE;
/* Inside store_write: made, or changed where the class's week has one for that competency. in: aim, words, frames, home. */
enum code beside_keep(struct db *db, struct arena *a, const struct viewer *v, struct id class_id, struct str monday, struct id competency, const struct input *in, size_t n, struct err *e) MUST_USE;

#endif
