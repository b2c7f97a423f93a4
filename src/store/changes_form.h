/* changes_form.h - the head of a record of the log of changes (changes.h), for those who write and read it. */
#ifndef TRELLIS_CHANGES_FORM_H
#define TRELLIS_CHANGES_FORM_H

#include "base/str.h"

#define CHANGE_HEAD 64

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

#endif
