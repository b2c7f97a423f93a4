/* changes_form.h - the head of a record of the log of changes (changes.h), for those who write and read it. */
#ifndef TRELLIS_CHANGES_FORM_H
#define TRELLIS_CHANGES_FORM_H

#include "base/str.h"

#define CHANGE_HEAD 64
#define CHANGE_SEAL 112 /* bytes that sealing adds: head, hash before, and what crypto_box_seal adds */

static inline void change_number(unsigned char b[8], uint64_t v)
{
	for (int i = 0; i < 8; i++)
		b[i] = (unsigned char)(v >> (8 * i));
}
static inline uint64_t change_number_of(const unsigned char b[8])
{
	uint64_t v = 0;
	for (int i = 0; i < 8; i++)
		v |= (uint64_t)b[i] << (8 * i);
	return v;
}
/* Its first 32 bytes. */
void change_head(unsigned char head[CHANGE_HEAD], char kind, size_t n, int64_t seq, int64_t at);
/* Of the hash before, the first 32 bytes of the head and what follows it. */
void change_hash(const unsigned char before[32], const unsigned char *head, struct str what, unsigned char out[32]);

/* Both halves, from a key file's 32 bytes. */
void change_keys(const unsigned char key[32], unsigned char public_half[32], unsigned char secret_half[32]);
/* out: what.n + CHANGE_SEAL bytes. False: no memory. */
bool change_seal(const unsigned char public_half[32], const unsigned char *head, const unsigned char before[32], struct str what, unsigned char *out);
/* In place of what, whose bytes are the caller's to be written over. False: not sealed for this key, or not this record at this place. */
bool change_open(const unsigned char key[32], const unsigned char *head, const unsigned char before[32], struct str sealed, unsigned char *room, struct str *what);

#endif
