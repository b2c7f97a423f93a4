#include "school/account/totp.h"
#include "base/buf.h"

#include <sodium.h>
#include <gnutls/crypto.h>
#include <string.h>

#define STEP 30

void totp_secret(unsigned char out[TOTP_SECRET])
{
	randombytes_buf(out, TOTP_SECRET);
}

uint32_t hotp(const unsigned char *key, size_t n, uint64_t counter, int digits)
{
	unsigned char text[8], mac[20];
	uint32_t modulus = 1;
	for (int i = 0; i < 8; i++)
		text[i] = (unsigned char)(counter >> (56 - 8 * i));
	for (int i = 0; i < digits; i++)
		modulus *= 10;
	if (gnutls_hmac_fast(GNUTLS_MAC_SHA1, key, n, text, sizeof text, mac) < 0)
		return UINT32_MAX; /* never a code of `digits` digits */
	unsigned at = mac[19] & 15U;
	uint32_t v = (uint32_t)(mac[at] & 127U) << 24 | (uint32_t)mac[at + 1] << 16 | (uint32_t)mac[at + 2] << 8 | mac[at + 3];
	return v % modulus;
}

bool totp_right(const unsigned char *key, size_t n, int64_t now, struct str code, int64_t last, int64_t *step)
{
	char typed[8];
	size_t digits = 0;
	for (size_t i = 0; i < code.n; i++) {
		if (code.p[i] == ' ')
			continue;
		if (code.p[i] < '0' || code.p[i] > '9' || digits == 6)
			return false;
		typed[digits++] = code.p[i];
	}
	if (digits != 6)
		return false;
	int64_t here = now / STEP;
	for (int64_t t = here - 1; t <= here + 1; t++) {
		uint32_t v = hotp(key, n, (uint64_t)t, 6);
		char right[6];
		for (int i = 5; i >= 0; i--, v /= 10)
			right[i] = (char)('0' + v % 10);
		if (t > last && v == 0 && sodium_memcmp(right, typed, 6) == 0) {
			*step = t;
			return true;
		}
	}
	return false;
}

struct str totp_address(struct arena *a, const unsigned char *key, size_t n, struct str issuer, struct str login)
{
	char secret[128];
	struct buf b = buf_new(a, 2000);
	base32_put(key, n < 60 ? n : 60, secret);
	buf_z(&b, "otpauth://totp/");
	buf_url(&b, issuer);
	buf_byte(&b, ':');
	buf_url(&b, login);
	buf_fmt(&b, "?secret=%s&issuer=", secret);
	buf_url(&b, issuer);
	return buf_done(&b);
}

void base32_put(const unsigned char *p, size_t n, char *out)
{
	static const char letters[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
	uint32_t bits = 0;
	int have = 0;
	for (size_t i = 0; i < n; i++) {
		bits = bits << 8 | p[i];
		for (have += 8; have >= 5; have -= 5)
			*out++ = letters[bits >> (have - 5) & 31U];
	}
	if (have)
		*out++ = letters[bits << (5 - have) & 31U];
	*out = '\0';
}

bool base32_get(struct str text, unsigned char *out, size_t cap, size_t *n)
{
	uint32_t bits = 0;
	int have = 0;
	*n = 0;
	for (size_t i = 0; i < text.n; i++) {
		char c = text.p[i];
		unsigned v;
		if (c == ' ' || c == '-' || c == '\n' || c == '\r')
			continue;
		if (c >= 'A' && c <= 'Z')
			v = (unsigned)(c - 'A');
		else if (c >= 'a' && c <= 'z')
			v = (unsigned)(c - 'a');
		else if (c >= '2' && c <= '7')
			v = (unsigned)(c - '2') + 26;
		else
			return false;
		bits = bits << 5 | v;
		have += 5;
		if (have >= 8) {
			if (*n == cap)
				return false;
			have -= 8;
			out[(*n)++] = (unsigned char)(bits >> have);
		}
	}
	return true;
}
