/* update.h - a new version of the program on a USB stick, for a server that has no line: signed by one, readable by the other alone.
 *
 * Laws: (1) Nothing is believed before the signature over the whole file is. (2) Nothing is installed: the package is written out and a person
 * decides. (3) Memory does not grow with the package: it goes in pieces of 64 KiB, twice over the file.
 *
 * Form: "TRELLIS-UPDATE-1\n", signer (Ed25519, 32 bytes), key (32 bytes) sealed for the receiver (80, libsodium's sealed box), header of a
 * secretstream (24); then pieces of XChaCha20-Poly1305 secretstream, each after its length (4, least first), the first bound to all before it: it
 * says in JSON what comes (id, kind, from, version, package, made_at, size, notes), the others are the package, the last is marked as such; then the
 * Ed25519ph signature of all before (64). Versions: Debian Policy 5.6.12. */
#ifndef TRELLIS_UPDATE_H
#define TRELLIS_UPDATE_H

#include "interop/bundle.h"

#include <stdio.h>

#define UPDATE_MOST ((int64_t)1 << 30) /* of the package */
#define UPDATE_NOTES ((size_t)30000)

struct update {
	struct id id;
	struct str from, package, version, notes; /* package: trellis_VERSION_ARCHITECTURE.deb; version: of its name */
	int64_t made_at, size;
	unsigned char signer[32];
};
/* Whether the file begins as one; it stands at its beginning afterwards. */
bool update_is(FILE *file);
/* Who says to have signed it: believed only after update_read. False: it is cut before that. */
bool update_signer(FILE *file, unsigned char signer[32]);
/* "trellis_0.2.0_amd64.deb": its version. False: no such name. */
bool update_name(struct str package, struct str *version);
/* Below, at or above zero, as Debian orders versions. */
int update_compare(struct str a, struct str b);
/* package: whole, at its beginning, a Debian package; u->size is its length. E_INPUT: it is none, or the notes are too long. */
enum code update_write(struct arena *a, const struct update *u, FILE *package, const struct bundle_identity *from, const struct bundle_identity *to, FILE *out, struct err *e) MUST_USE;
/* As bundle_read. The package goes to out, or nowhere when it is NULL; what stands in out counts only when this returns OK. */
enum code update_read(struct arena *a, FILE *file, const struct bundle_identity *me, bundle_trusted *trusted, void *arg, FILE *out, struct update *u, struct err *e) MUST_USE;

#endif
