/* totp.h - one-time codes of a phone: RFC 6238 over HMAC-SHA-1, six digits, thirty seconds.
 *
 * Law: a step is taken once; the caller keeps the last one taken and passes it on. */
#ifndef TRELLIS_TOTP_H
#define TRELLIS_TOTP_H

#include "base/str.h"

#define TOTP_SECRET 20
#define TOTP_BASE32 33 /* text of a secret, with NUL */

void totp_secret(unsigned char out[TOTP_SECRET]);
/* RFC 4226 5.3: digits 6 to 8. */
uint32_t hotp(const unsigned char *key, size_t n, uint64_t counter, int digits);
/* Tries the step of now and one to each side, newer than last; *step is the one that fitted. now in seconds. */
bool totp_right(const unsigned char *key, size_t n, int64_t now, struct str code, int64_t last, int64_t *step);
/* What an authenticator app reads from a QR code. */
struct str totp_address(struct arena *a, const unsigned char *key, size_t n, struct str issuer, struct str login);

/* RFC 4648 base 32 without padding; out holds (n * 8 + 4) / 5 + 1. Reading takes lower case, and passes over spaces and hyphens. */
void base32_put(const unsigned char *p, size_t n, char *out);
bool base32_get(struct str text, unsigned char *out, size_t cap, size_t *n);

#endif
