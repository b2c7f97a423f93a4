/* bundle.h - what the verbs of `trellis bundle` share. */
#ifndef TRELLIS_CLI_BUNDLE_H
#define TRELLIS_CLI_BUNDLE_H

#include "base/args.h"
#include "interop/bundle.h"

struct carrying {
	struct arena *a;
	struct args args;
	struct store *store;
	struct bundle_identity me;
	struct bundle b;
	const char *name;
	struct str signer, said;
	bool known, programs; /* programs: it is asked whether the signer may bring a new version */
};
bool bundle_known_signer(void *arg, const unsigned char signer[32]);
enum code bundle_note_opened(struct carrying *x, struct err *e) MUST_USE;

/* bundle update PACKAGE; then check and open of what it made. *is false: the file is none. Nothing is ever installed. */
enum code bundle_update_make(struct carrying *x, struct err *e) MUST_USE;
enum code bundle_update_take(struct carrying *x, bool write, bool *is, struct err *e) MUST_USE;

#endif
