/* password.h - what a password must be, and how it is kept.
 *
 * Law: NIST SP 800-63B-4, 3.1.1: at least 15 characters where it is the only factor, 8 beside a second one, at most 128
 * here; a character is a code point after NFKC; no rules of composition, no expiry, no hints; common and context words
 * are refused; the whole password counts. Kept as Argon2id (19 MiB, 2 passes), two computed at once so that a rush
 * of sign-ins cannot take the memory of the machine. */
#ifndef TRELLIS_PASSWORD_H
#define TRELLIS_PASSWORD_H

#include "base/str.h"

#include <stdint.h>

#define PASSWORD_MIN_ALONE 15
#define PASSWORD_MIN_SECOND 8
#define PASSWORD_MAX 128
#define PASSWORD_HASH 128 /* text of a hash, with NUL */

/* Compatibility composition, so that the same keys give the same password on every device. */
enum code password_normal(struct arena *a, struct str text, struct str *out, struct err *e) MUST_USE;
/* context: words that belong to the person or the school (names, login); short ones are passed over. */
enum code password_judge(struct arena *a, struct str text, size_t min, const struct str *context, size_t n, struct err *e) MUST_USE;
/* A list of passwords that leaked somewhere, which whoever runs the server keeps: one a line, the SHA-1 in hex and what follows it, in
 * order ("Pwned Passwords" ordered by hash has this form). Opened once, before any thread and any wall; looked up by
 * password_judge, however large. NULL: none. E_INPUT: it does not look like one. */
enum code password_leaked_configure(const char *path, struct err *e) MUST_USE;
/* In the file that was opened: is this line's key there? Public for its test. */
bool password_leaked(struct str normal);
/* E_BUSY when too many wait. */
enum code password_hash(struct arena *a, struct str text, char out[PASSWORD_HASH], struct err *e) MUST_USE;
/* *right tells; hash empty or NULL: the same work is done and the answer is false. */
enum code password_verify(struct arena *a, const char *hash, struct str text, bool *right, struct err *e) MUST_USE;
/* Five plain words that nobody has yet, as a suggestion. */
struct str password_suggest(struct arena *a);

#endif
