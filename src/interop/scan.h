/* scan.h - paper that comes back by scanner: pages are found by their codes, read as far as a machine can, and wait for a person.
 *
 * Laws: (1) Nothing that a machine read counts before a person has looked at the page and said so (web/pages/score.c). (2) A page
 * that cannot be read is kept and listed with why, until somebody says whose it is or puts it away; none is dropped.
 * (3) A page is seen by who teaches or supports the learner of its sheet, and while it has none by who sent it. (4) The same
 * batch read again adds nothing. Files are opened by programs that are locked away (scan_look.h, pdftoppm). */
#ifndef TRELLIS_SCAN_H
#define TRELLIS_SCAN_H

#include "interop/scan_look.h"
#include "record/access.h"

#define SCAN_FILES 40
#define SCAN_MOST ((size_t)96 << 20) /* bytes of all files of one */
#define SCAN_PAGES 600
#define SCAN_BLANK N_("Nothing is on it.")

struct scan_file {
	struct str name, bytes;
};
/* Inside store_write. E_INPUT with a sentence for files that are neither PDF, JPEG, PNG nor WebP. job: read it as background work. */
enum code scan_add(struct db *db, struct arena *a, const struct viewer *v, const struct scan_file *files, size_t n, bool job, struct id *out,
                   struct err *e) MUST_USE;
/* Inside store_write: one photo of a sheet that came by its code, already checked and cleaned (store/blob.h). The sheet's for ever, whatever the
 * machine reads on it, and read as background work; the same photo again adds nothing. E_LIMIT when the sheet has enough. */
#define SCAN_PHOTOS 24
enum code scan_photo(struct db *db, struct arena *a, const struct viewer *v, struct str sheet, const struct scan_file *f, bool *added, struct err *e) MUST_USE;
enum code scan_photos(struct db *db, struct str sheet, int64_t *n, struct err *e) MUST_USE; /* that arrived for it */
/* Reads a batch; tell may be NULL; what tell fails with ends the reading. */
typedef enum code scan_tell(void *arg, int64_t pages, struct err *e);
enum code scan_read(struct store *s, struct id batch, scan_tell *tell, void *arg, struct err *e) MUST_USE;

struct scan_page {
	struct id id, batch;
	int number, page;       /* number: in the batch, from 1; page: of its sheet, 0: not told */
	struct str state;       /* unread waiting kept away */
	struct str code, marks, why, name; /* name: of the file; why: a msgid, "" when all went well */
	struct str title, who;  /* of its sheet: the work, the learner ("" of a spare) */
	struct id learner;
	int64_t at;
	int width, height;
	bool by_code;           /* a photo by the code of the sheet: nobody was signed in */
};
struct scan_pages {
	struct scan_page *items;
	size_t n;
};
struct scan_batch {
	struct id id, made_by;
	struct str label, state, problem; /* state: reading done */
	int64_t at, pages, unread, blank, waiting, kept; /* blank: of the unread */
	bool by_code; /* a photo by the code of its sheet: found with the sheet alone */
};
enum code scan_batch_get(struct db *db, struct arena *a, struct id id, struct scan_batch *out, struct err *e) MUST_USE;
/* Of this person, newest first. */
enum code scan_batches(struct db *db, struct arena *a, struct id made_by, int limit, struct scan_batch **out, size_t *n, struct err *e) MUST_USE;
enum code scan_of_batch(struct db *db, struct arena *a, struct id batch, enum lang lang, struct scan_pages *out, struct err *e) MUST_USE;
/* Pages that wait for this person: of learners and classes the person teaches or supports today; ordered by learner and sheet. */
enum code scan_for(struct db *db, struct arena *a, const struct viewer *v, struct scan_pages *out, struct err *e) MUST_USE;
/* Those of one sheet that wait, in the order of its pages. */
enum code scan_of_sheet(struct db *db, struct arena *a, struct str code, struct scan_pages *out, struct err *e) MUST_USE;
/* Code of a sheet of this piece of work of which pages wait; "" when none do. */
enum code scan_waits(struct db *db, struct arena *a, struct id work, struct str *code, struct err *e) MUST_USE;
/* One page with the right to see it checked: E_NOTFOUND for everybody else. image may be NULL. */
enum code scan_get(struct db *db, struct arena *a, const struct viewer *v, struct id id, struct scan_page *out, struct str *image, struct err *e) MUST_USE;
/* What the machine read for a question ("q3"): keys of the marked boxes joined by commas in *keys. False when there are no boxes of
 * it or one of them is not sure. */
bool scan_marked(struct arena *a, const struct scan_pages *pages, int question, struct str *keys);

/* Inside store_write. */
enum code scan_assign(struct db *db, struct id page, struct str code, struct err *e) MUST_USE; /* a code of a sheet that is there */
enum code scan_blanks_away(struct db *db, const struct viewer *v, struct id batch, struct err *e) MUST_USE;
enum code scan_end(struct db *db, const struct viewer *v, struct id page, const char *state, struct err *e) MUST_USE; /* "kept", "away" */

#endif
