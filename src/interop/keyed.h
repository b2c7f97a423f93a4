/* keyed.h - many small things found by a key of 64 bits.
 *
 * Law: a slot never moves, so a pointer to it stays good until keyed_free; slots are numbered from 0 as they were made.
 * Keys are SipHash values under a key drawn for each run (keyed_hash): nobody can make two names meet on purpose. */
#ifndef TRELLIS_KEYED_H
#define TRELLIS_KEYED_H

#include "base/id.h"

enum { SLOT_THERE = 1, SLOT_SEEN = 2, SLOT_LIVE = 4, SLOT_MARK = 8, SLOT_ROW = 16 };

struct slot {
	uint64_t key;
	uint64_t content;    /* hash of the values an import is in charge of */
	struct id id;
	uint32_t version;    /* 0: made by this import */
	uint32_t extra;      /* the importer's own: number of another slot, bits */
	uint32_t line;       /* where the file has it */
	uint8_t flags;
};

struct keyed {
	struct slot **blocks;
	uint32_t *table;     /* slot number */
	uint8_t *tags;       /* beside the table, 0: free; else bits of the key, so that a slot far away in memory is looked at when it is likely the one */
	size_t n, table_size, n_blocks;
};

struct hash_key { unsigned char b[16]; };

struct hash_key hash_key_new(void);
uint64_t keyed_hash(const struct hash_key *k, const void *p, size_t n);
uint64_t keyed_str(const struct hash_key *k, struct str s);

struct slot *keyed_find(const struct keyed *t, uint64_t key);
/* The slot of the key, made when it is not there (*made). NULL: no memory left. */
struct slot *keyed_put(struct keyed *t, uint64_t key, bool *made);
struct slot *keyed_at(const struct keyed *t, size_t number);
uint32_t keyed_number(const struct keyed *t, const struct slot *s);
size_t keyed_count(const struct keyed *t);
void keyed_free(struct keyed *t);

#endif
