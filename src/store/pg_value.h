/* pg_value.h - values as PostgreSQL sends them in binary; seen by src/store alone.
 *
 * Law: bytes from the server are read within their length and nothing is assumed of them but their type.
 * Formats: PostgreSQL sources, src/backend/utils/adt, functions *_send; numeric: numeric_send. */
#ifndef TRELLIS_STORE_PG_VALUE_H
#define TRELLIS_STORE_PG_VALUE_H

#include "store/store.h"

struct pg_cell {
	unsigned type; /* OID */
	const char *p;
	int n;
};

unsigned pg_type_of(char type); /* i r t b n -> OID of a parameter */
/* Many values of one kind as one parameter, an array of n; pg_type_of and pg_param know it. pg_array_put puts in the next one; all n must be put. */
struct val pg_array(struct arena *a, char type, size_t n);
void pg_array_put(struct val *array, const struct val *v);
/* Bytes of a parameter, *n their number; NULL for null. room holds numbers. */
const char *pg_param(const struct val *v, unsigned char room[8], int *n);
bool pg_is_bytes(unsigned type); /* text or bytea: to be handed out as they are */
int64_t pg_cell_int(struct pg_cell c);
double pg_cell_real(struct pg_cell c);
struct str pg_cell_text(struct pg_cell c, char *room, size_t n);

#endif
