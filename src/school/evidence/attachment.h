/* attachment.h - files that people hand in: a photo of a page, a voice, a model seen from the side.
 *
 * Laws: (1) The bytes lie in the folder of store/blob.h under their hash, checked and without what tells where they were
 * made; a row says whose they are, what they belong to and who sent them. (2) A file belongs to one thing that somebody
 * did or said, and whoever may not see that thing is told that there is no such file. (3) The same file for the same
 * thing is kept once, however often it is sent. */
#ifndef TRELLIS_ATTACHMENT_H
#define TRELLIS_ATTACHMENT_H

#include "record/record.h"
#include "store/blob.h"

/* What a file belongs to. */
enum attachment_of { OF_EVENT, OF_MESSAGE, OF_NOTE, OF_HELP, OF_REFLECTION, OF_RECORDING };

struct sent_file {
	struct str name, bytes;
};

/* Files that were accepted and lie in the folder; no row speaks of them yet. */
struct taken_file {
	struct str name, hash;   /* hash: 64 hex digits */
	struct media media;
	int64_t bytes;
};
struct taken {
	struct taken_file *items;
	size_t n;
};
#define FILES_AT_ONCE 6
#define FILE_MEGABYTES_MOST 32 /* what the setting allows at most; a form may be a little larger */

/* Before store_write: checks every file by its bytes, cleans it, looks at the limits of the settings and puts it into the
 * folder. E_INPUT, E_LIMIT: a sentence that names the file. blobs NULL: this server keeps no files. */
enum code attachments_take(struct blobs *blobs, struct db *db, struct arena *a, struct id learner, const struct sent_file *files, size_t n,
                           struct taken *out, struct err *e) MUST_USE;
/* Is there room for so many bytes more? E_LIMIT with a sentence. */
enum code attachments_room(struct db *db, struct id learner, int64_t more, struct err *e) MUST_USE;
/* Inside store_write: the rows. The owner must be there already and be about the same learner. The right to add to the
 * owner is the caller's to have checked. */
enum code attachments_keep(struct db *db, struct arena *a, const struct viewer *v, struct id learner, enum attachment_of of, struct id owner,
                           const struct taken *files, struct err *e) MUST_USE;
/* The id a file gets with its owner. */
struct id attachment_id(struct arena *a, struct id owner, const struct taken_file *f);

struct attachment {
	struct id id, owner;
	struct str name, mime, kind;  /* kind: image audio video document */
	struct str said;              /* what is said in it, in writing; empty: nobody has written it */
	struct str way;               /* of the event it belongs to: "q3" for the third question */
	int64_t bytes, at;
	int width, height;            /* of pictures; 0 otherwise */
};
struct attachments {
	struct attachment *items;
	size_t n;
};
/* In the order they were sent. Rights are the caller's to have checked: whoever may see the owner. */
enum code attachments_of(struct db *db, struct arena *a, struct id owner, struct attachments *out, struct err *e) MUST_USE;
/* The same, added to those that are in *list. */
enum code attachments_add(struct db *db, struct arena *a, struct id owner, struct attachments *list, struct err *e) MUST_USE;
enum code attachments_of_work(struct db *db, struct arena *a, struct id work, struct attachments *out, struct err *e) MUST_USE;
/* Of everything a learner has handed in or others added, newest first; owners tell which is whose. What belongs to a
 * reflection is left out, fewer people read those, and what others read aloud. */
enum code attachments_of_learner(struct db *db, struct arena *a, struct id learner, int limit, struct attachments *out, struct err *e) MUST_USE;

/* One file for whoever may see what it belongs to; E_NOTFOUND for everybody else. */
enum code attachment_read(struct db *db, struct arena *a, const struct viewer *v, struct blobs *blobs, struct id id, struct attachment *out,
                          struct str *bytes, struct err *e) MUST_USE;
/* Removes the bytes of files that no row speaks of any more: those whose last row was removed, and those that came and were
 * never kept, both more than `spare` microseconds ago (a backup that runs, a form under way). */
struct swept { int64_t files, bytes; };
enum code attachments_sweep(struct store *s, struct blobs *blobs, int64_t spare, struct swept *out, struct err *e) MUST_USE;
/* Every row has its file, whole. The sentence names the first that has not. */
enum code attachments_check(struct db *db, struct blobs *blobs, int64_t *files, struct err *e) MUST_USE;

#endif
