/* media.h - inside store/: kinds of files that have their own file of code.
 *
 * Law: as blob.h says of blob_accept; lengths inside a file are believed only as far as the file goes. */
#ifndef TRELLIS_STORE_MEDIA_H
#define TRELLIS_STORE_MEDIA_H

#include "store/blob.h"

enum code media_broken(struct err *e); /* the sentence for a picture that is not whole */
/* The type to send a document as, told by what its archive holds; NULL: an archive, something with macros, or damaged. */
const char *media_office(struct str s);
/* A PDF (what lies in it unpacked: photos' notes, XMP, the author), MP3, WAV or WebM without what tells where and by whom it was made, of the
 * same length; another kind as it is. */
struct str media_blank(struct arena *a, struct str s, unsigned kind);
/* What stands at the beginning of a Matroska or WebM file and says which of them it is, inside s; empty when it does not end in it. */
struct str media_matroska_head(struct str s);
enum code media_strip_gif(struct arena *a, struct str s, struct str *clean, struct media *m, struct err *e) MUST_USE;
enum code media_strip_heic(struct arena *a, struct str s, struct str *clean, struct media *m, struct err *e) MUST_USE;

#endif
