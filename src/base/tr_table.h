/* tr_table.h - what tools/po.py compiles locale/LANG.po into. Only tr.c and the compiled file include it.
 *
 * Law: all texts lie in one pool, NUL-ended; an offset of 0 means "not there". Keys are msgids, with a context
 * before them and \004 between. Plural forms lie one after the other. */
#ifndef TRELLIS_TR_TABLE_H
#define TRELLIS_TR_TABLE_H

#include "base/tr.h"

struct tr_lang {
	const uint32_t *texts; /* by key: offset of the first form; NULL when the language has no file */
	unsigned forms;        /* nplurals */
	unsigned (*plural)(unsigned long n);
	const unsigned char *origins; /* by key: 0 not there, 1 person, 2 machine, 3 reviewed */
	const char *rule;      /* of the header */
};

extern const char TR_POOL[];
extern const uint32_t TR_KEYS[];        /* offsets of the keys, sorted by bytes */
extern const size_t TR_KEY_COUNT;
extern const uint32_t TR_SLOTS[];       /* hash table: number of the key + 1; a power of two of them */
extern const uint32_t TR_SLOT_MASK;
extern const struct tr_lang TR_LANGS[LANG_COUNT];
extern const uint32_t TR_MANY[], TR_NOTES[], TR_PLACES[]; /* by key: the English plural, notes, files; 0: none */
extern const unsigned char TR_PLURAL[]; /* by key: 1 when it has plural forms */

/* The hash that po.py computes too: 8 bytes at a time, little-endian, zeros after the end. */
uint64_t tr_hash(const char *key, size_t n);

#endif
