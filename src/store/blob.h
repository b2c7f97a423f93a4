/* blob.h - attachments: files by the hash of their content, in a folder beside the database.
 *
 * Laws: (1) A file's name is the SHA-256 of its bytes: stored once, whole or not at all, never changed; durable when
 * blob_put returns OK. (2) Nothing outside the folder is touched, whatever links lie in it. (3) What people send goes
 * through blob_accept first: its type is told by its bytes, never by its name, and location data and other notes that
 * cameras write are taken out. Whoever keeps the hash in a row decides who may read it. */
#ifndef TRELLIS_STORE_BLOB_H
#define TRELLIS_STORE_BLOB_H

#include "store/store.h"

/* ---- keeping ---- */

struct blob_hash {
	unsigned char b[32];
};

struct blobs; /* an open folder; thread-safe */

struct blobs_options {
	int64_t quota;   /* bytes in all; 0: 20 GiB */
	int64_t largest; /* bytes of one; 0: 64 MiB */
	bool create;     /* make the folder (its parent must be there) */
};

/* The folder of a database when none is configured: "school.db.files"; NULL for PostgreSQL and ":memory:". */
const char *blob_folder(struct arena *a, const char *target);
enum code blobs_open(const char *folder, const struct blobs_options *o, struct blobs **out, struct err *e) MUST_USE;
void blobs_close(struct blobs *b); /* NULL is fine */
int64_t blobs_used(const struct blobs *b); /* bytes */

/* E_LIMIT: too large, or the quota is used up. The same bytes again are OK and take no room. */
enum code blob_put(struct blobs *b, struct str bytes, struct blob_hash *out, struct err *e) MUST_USE;
/* E_NOTFOUND when there is none; E_DB when what is there is damaged (the hash is compared). */
enum code blob_get(struct blobs *b, struct blob_hash hash, struct arena *a, struct str *out, struct err *e) MUST_USE;
/* Removes the file; the caller has seen that no row refers to it. E_NOTFOUND when there is none. */
enum code blob_remove(struct blobs *b, struct blob_hash hash, struct err *e) MUST_USE;
/* Reads every file and compares it with its name; *files counts them. Sentence names the first that is damaged. */
enum code blobs_check(struct blobs *b, int64_t *files, struct err *e) MUST_USE;

/* The same, but only when it was last put before `before` (microseconds); *done tells. Safe beside blob_put of the same bytes. */
enum code blob_remove_old(struct blobs *b, struct blob_hash hash, int64_t before, bool *done, struct err *e) MUST_USE;
/* Calls fn for every file that is kept, in no order; written_at: when it was put (microseconds). E_IO: the folder cannot be read. */
typedef void blob_each_fn(void *arg, struct blob_hash hash, int64_t bytes, int64_t written_at);
enum code blobs_each(struct blobs *b, blob_each_fn *fn, void *arg, struct err *e) MUST_USE;

struct blob_hash blob_hash_of(struct str bytes);
struct str blob_hash_text(struct arena *a, struct blob_hash hash); /* 64 hex digits */
bool blob_hash_parse(struct str text, struct blob_hash *out);      /* lower or upper case */

/* ---- accepting ---- */

enum {
	MEDIA_JPEG = 1 << 0,
	MEDIA_PNG = 1 << 1,
	MEDIA_WEBP = 1 << 2,
	MEDIA_PDF = 1 << 3,
	MEDIA_MP3 = 1 << 4,
	MEDIA_M4A = 1 << 5,
	MEDIA_OGG = 1 << 6,
	MEDIA_WAV = 1 << 7,
	MEDIA_WEBM = 1 << 8,  /* audio or video */
	MEDIA_MP4 = 1 << 9,
	MEDIA_TEXT = 1 << 10, /* UTF-8 without control characters, and nothing that a browser or a shell would run */
	MEDIA_GIF = 1 << 11,
	MEDIA_HEIC = 1 << 12,  /* as phones write it; few browsers show it */
	MEDIA_OFFICE = 1 << 13, /* Office Open XML and OpenDocument without macros */
};
#define MEDIA_IMAGE (MEDIA_JPEG | MEDIA_PNG | MEDIA_WEBP | MEDIA_GIF | MEDIA_HEIC)
#define MEDIA_AUDIO (MEDIA_MP3 | MEDIA_M4A | MEDIA_OGG | MEDIA_WAV | MEDIA_WEBM)
#define MEDIA_VIDEO (MEDIA_WEBM | MEDIA_MP4)
#define MEDIA_ANY (MEDIA_IMAGE | MEDIA_PDF | MEDIA_AUDIO | MEDIA_VIDEO | MEDIA_TEXT | MEDIA_OFFICE)

struct media {
	unsigned kind;     /* one MEDIA_ bit; 0: none that is known */
	const char *mime;  /* what to send it as */
	int width, height; /* of images, as shown (turned as the camera says); 0 otherwise */
};

struct media blob_sniff(struct str bytes); /* by the first bytes; width and height stay 0 */
/* Checks that bytes are of an allowed kind and whole, and takes out what tells where and by whom it was made:
 * JPEG: all application segments but JFIF, colour profile and Adobe's colour transform, comments, what follows the
 * end; only the turn of the picture is kept. PNG, WebP: all but what is needed to show it. MP4, M4A: user data
 * and metadata boxes. GIF: comments and what programs add. HEIC: Exif and XMP become zeros in place (the turn of the picture
 * stands elsewhere). PDF: notes of the photos in it, XMP and the author, as far as they lie there unpacked; MP3: ID3; WAV: all but
 * format and sound; WebM: tags; all written over in place. Office documents, OGG and text stay as they are. *clean is in the arena or is bytes itself. E_INPUT with a sentence. */
enum code blob_accept(struct arena *a, struct str bytes, unsigned allowed, struct str *clean, struct media *out, struct err *e) MUST_USE;
/* The same, by another program, locked away (base/jail.h), which alone walks the bytes: for whatever comes from people. */
enum code blob_accept_away(struct arena *a, struct str bytes, unsigned allowed, struct str *clean, struct media *out, struct err *e) MUST_USE;
/* What it answers; false: nonsense. *code and *why: a refusal. */
bool media_answer_read(struct arena *a, struct str said, unsigned allowed, struct str *clean, struct media *out, enum code *code, struct str *why);
int media_reader_run(unsigned allowed, int in, int out); /* `trellis reader media 16383`; the exit status */
/* One image of the kind given, as above. */
enum code blob_strip_image(struct arena *a, struct str bytes, unsigned kind, struct str *clean, struct media *out, struct err *e) MUST_USE;

#endif
