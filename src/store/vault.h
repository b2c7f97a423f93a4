/* vault.h - a file written once from beginning to end, packed, and sealed with a passphrase or a key when wanted.
 *
 * Laws: (1) The file has its name only when it is whole and on the disk; until then it is NAME.part, which the next
 * attempt replaces. (2) A reader is given nothing that was not proved to be as it was written: every chunk carries its
 * seal, chunks can't be left out, doubled or put into another order, and the last one says that it is the last.
 *
 * Form: "TRELLIS-VAULT-1\n", one byte (0 plain, 1 passphrase, 2 key), for 1: Argon2id operations (4 bytes) and KiB (4),
 * salt (16); for 1 and 2: header of libsodium's secretstream (24). Then chunks: length (4 bytes), then bytes: a byte that is
 * 1 in the last chunk, and zlib's form of at most 256 KiB. Sealed: secretstream XChaCha20-Poly1305, the first chunk bound
 * to all before it. Plain: followed by BLAKE2b-256 of the last such hash (at first: of the header) and the chunk. */
#ifndef TRELLIS_STORE_VAULT_H
#define TRELLIS_STORE_VAULT_H

#include "base/str.h"

struct vault;

/* How it is sealed: passphrase, or a key of 32 bytes; neither: not at all. */
struct vault_key {
	const char *passphrase;
	const unsigned char *key;
};

enum code vault_create(const char *path, const struct vault_key *k, struct vault **out, struct err *e) MUST_USE;
enum code vault_put(struct vault *v, const void *p, size_t n, struct err *e) MUST_USE;
/* The file gets its name. *bytes: its size; may be NULL. */
enum code vault_finish(struct vault *v, int64_t *bytes, struct err *e) MUST_USE;

/* E_DENIED: it is sealed and k does not open it, or it is sealed and no key was given. */
enum code vault_open(const char *path, const struct vault_key *k, struct vault **out, struct err *e) MUST_USE;
/* Exactly n bytes; E_DB when the file is damaged or ends before. */
enum code vault_get(struct vault *v, void *p, size_t n, struct err *e) MUST_USE;
/* Nothing more is there, and the last chunk was the last. */
enum code vault_end(struct vault *v, struct err *e) MUST_USE;
/* How a file is sealed, without a key: 0, 1, 2 as above. */
enum code vault_kind(const char *path, int *kind, struct err *e) MUST_USE;

void vault_close(struct vault *v); /* an unfinished one is removed; NULL is fine */

/* 32 bytes of a key file that nobody else may read; E_DENIED when others may. */
enum code vault_key_file(const char *path, unsigned char key[32], struct err *e) MUST_USE;

#endif
