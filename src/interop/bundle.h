/* bundle.h - files that travel on a USB stick between two schools without a line: signed by one, readable by the other alone.
 *
 * Laws: (1) Nothing of a bundle is believed before its signature is, and nobody's signature before an administrator has said
 * so once. (2) A bundle is whole or it is refused; which of the two is said in a sentence. (3) Opened again it does nothing.
 *
 * Form: "TRELLIS-BUNDLE-1\n", signer (Ed25519, 32 bytes), key (32 bytes) sealed for the receiver (80, libsodium's sealed box),
 * nonce (24), length (4, least first), then XChaCha20-Poly1305 over zlib's form of the entries with all before it as further
 * data, then the signature of all before (64). Entries: length of name (2), name, length (4), bytes; the first is called "about"
 * and says in JSON what it is: id, kind, from, made_at. */
#ifndef TRELLIS_BUNDLE_H
#define TRELLIS_BUNDLE_H

#include "base/id.h"
#include "base/json.h"
#include "store/store.h"

#define BUNDLE_MOST ((size_t)256 << 20)
#define BUNDLE_ENTRIES 64

struct bundle_identity {
	unsigned char sign_public[32], sign_secret[64], box_public[32], box_secret[32];
};
/* Of the school with this secret file (32 bytes). */
void bundle_identity_make(const unsigned char secret[32], struct bundle_identity *out);
/* What another school must be told once: 90 letters and digits with a check at the end. */
struct str bundle_identity_text(struct arena *a, const struct bundle_identity *id);
/* False when a letter is wrong. Fills the public halves alone. */
bool bundle_identity_read(struct str text, struct bundle_identity *out);

struct bundle_entry { struct str name, bytes; };
struct bundle {
	struct id id;
	struct str kind, from;     /* from: name of the school */
	int64_t made_at;
	unsigned char signer[32];
	struct bundle_entry *entries; /* without "about" */
	size_t n;
};
enum code bundle_write(struct arena *a, const struct bundle *b, const struct bundle_identity *from, const struct bundle_identity *to, struct str *out,
                       struct err *e) MUST_USE;
/* trusted: whether this signer's bundles are taken. E_INPUT: no bundle, cut or changed; E_DENIED: not trusted, or for another school. */
typedef bool bundle_trusted(void *arg, const unsigned char signer[32]);
enum code bundle_read(struct arena *a, struct str file, const struct bundle_identity *me, bundle_trusted *trusted, void *arg, struct bundle *out,
                      struct err *e) MUST_USE;

#endif
