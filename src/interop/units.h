/* units.h - translations as files: .po (GNU gettext), XLIFF 1.2 (OASIS, 2008) and XLIFF 2.0 (OASIS, 2014), in and out.
 *
 * Law: a file is read whole or refused with the line and column of its first mistake. A key goes along (in .po as a
 * comment "#. key: ...", in XLIFF as the unit's id), so that what comes back finds its sentence. No document type is read,
 * nothing is fetched. What is written is read back without loss. */
#ifndef TRELLIS_UNITS_H
#define TRELLIS_UNITS_H

#include "school/tongue/strings.h"

#define UNITS_BYTES ((size_t)8 << 20)

void po_write(struct buf *b, enum lang lang, const struct units *u);
enum code po_read(struct arena *a, struct str text, struct units *out, struct err *e) MUST_USE;
/* version: 12 or 20 */
void xliff_write(struct buf *b, int version, enum lang lang, const struct units *u);
/* lang: the target language that the file names; LANG_EN when it names none. */
enum code xliff_read(struct arena *a, struct str text, struct units *out, enum lang *lang, struct err *e) MUST_USE;
/* By its first letters. */
enum code units_read(struct arena *a, struct str text, struct units *out, struct err *e) MUST_USE;

#endif
