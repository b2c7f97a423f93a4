#include "store/pg_value.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* pg_type.dat; fixed for all time */
enum { BOOL = 16, BYTEA = 17, NAME = 19, INT8 = 20, INT2 = 21, INT4 = 23, TEXT = 25, OID = 26, FLOAT4 = 700, FLOAT8 = 701, NUMERIC = 1700,
       BYTEA_ARRAY = 1001, TEXT_ARRAY = 1009, INT8_ARRAY = 1016, FLOAT8_ARRAY = 1022 };

unsigned pg_type_of(char type)
{
	switch (type) {
	case 'i':
		return INT8;
	case 'r':
		return FLOAT8;
	case 'b':
		return BYTEA;
	case 'I':
		return INT8_ARRAY;
	case 'R':
		return FLOAT8_ARRAY;
	case 'X':
		return BYTEA_ARRAY;
	case 'T':
		return TEXT_ARRAY;
	default:
		return TEXT;
	}
}

static void put_64(unsigned char out[8], uint64_t v)
{
	int i;

	for (i = 7; i >= 0; i--) {
		out[i] = (unsigned char)v;
		v >>= 8;
	}
}

static uint64_t get_n(const char *p, int n)
{
	uint64_t v = 0;

	for (; n > 0; n--)
		v = v << 8 | (unsigned char)*p++;
	return v;
}

const char *pg_param(const struct val *v, unsigned char room[8], int *n)
{
	uint64_t bits;

	switch (v->type) {
	case 'i':
		put_64(room, (uint64_t)v->as.i);
		*n = 8;
		return (const char *)room;
	case 'r':
		memcpy(&bits, &v->as.r, sizeof bits);
		put_64(room, bits);
		*n = 8;
		return (const char *)room;
	case 't':
	case 'B':
	case 'I':
	case 'R':
	case 'X':
	case 'T':
		*n = (int)v->as.t.n;
		return v->as.t.n > 0 ? v->as.t.p : "";
	case 'b':
		*n = sizeof v->as.b.b;
		return id_nil(v->as.b) ? NULL : (const char *)v->as.b.b;
	default:
		return NULL;
	}
}

/* array_recv in src/backend/utils/adt/arrayfuncs.c: dimensions, whether nulls may come, the kind, how many, counted from 1; then
 * each with its length, -1 for null. The array grows in the arena; n numbers of bytes are in front of it. */
struct growing {
	struct arena *a;
	size_t cap;
};

static void put_32(char *to, uint32_t v)
{
	for (int i = 3; i >= 0; i--, v >>= 8)
		to[i] = (char)(v & 0xff);
}

static char *room_for(struct val *array, size_t more)
{
	struct growing *g = (struct growing *)(uintptr_t)array->as.t.p - 1;
	size_t n = array->as.t.n;

	if (n + more > g->cap) {
		size_t cap = (n + more) * 2;

		g = arena_grow(g->a, g, sizeof *g + g->cap, sizeof *g + cap);
		g->cap = cap;
		array->as.t.p = (const char *)(g + 1);
	}
	array->as.t.n = n + more;
	return (char *)(g + 1) + n;
}

struct val pg_array(struct arena *a, char type, size_t n)
{
	static const char from[] = "irbt", to[] = "IRXT";
	const char *at = strchr(from, type);
	size_t cap = 20 + n * 20;
	struct growing *g = arena_alloc(a, sizeof *g + cap);
	struct val v = {.type = to[at != NULL ? at - from : 3]};
	char *p;

	*g = (struct growing){a, cap};
	v.as.t = (struct str){(const char *)(g + 1), 0};
	p = room_for(&v, 20);
	put_32(p, 1);
	put_32(p + 4, 1);
	put_32(p + 8, pg_type_of(type));
	put_32(p + 12, (uint32_t)n);
	put_32(p + 16, 1);
	return v;
}

void pg_array_put(struct val *array, const struct val *v)
{
	unsigned char room[8];
	int n = 0;
	const char *bytes = pg_param(v, room, &n);
	char *p = room_for(array, 4 + (bytes != NULL ? (size_t)n : 0));

	put_32(p, bytes != NULL ? (uint32_t)n : UINT32_MAX);
	if (bytes != NULL && n > 0)
		memcpy(p + 4, bytes, (size_t)n);
}

bool pg_is_bytes(unsigned type)
{
	switch (type) {
	case BOOL:
	case INT2:
	case INT4:
	case INT8:
	case OID:
	case FLOAT4:
	case FLOAT8:
	case NUMERIC:
		return false;
	default:
		return true;
	}
}

static int64_t signed_n(struct pg_cell c)
{
	uint64_t v = get_n(c.p, c.n);

	if (c.type == INT2 && c.n == 2)
		return (int16_t)v;
	if (c.type == INT4 && c.n == 4)
		return (int32_t)v;
	return (int64_t)v;
}

static double float_of(struct pg_cell c)
{
	uint64_t bits = get_n(c.p, c.n);
	uint32_t half = (uint32_t)bits;
	double d = 0;
	float f = 0;

	if (c.n == 8) {
		memcpy(&d, &bits, sizeof d);
		return d;
	}
	if (c.n == 4)
		memcpy(&f, &half, sizeof f);
	return f;
}

/* numeric: groups of four decimal digits, the first worth 10000^weight. */
struct numeric {
	int groups, weight;
	bool negative, number;
};

static struct numeric head(struct pg_cell c)
{
	struct numeric x = {0};

	if (c.n < 8)
		return x;
	x.groups = (int)get_n(c.p, 2);
	x.weight = (int16_t)get_n(c.p + 2, 2);
	x.negative = get_n(c.p + 4, 2) == 0x4000;
	x.number = (x.negative || get_n(c.p + 4, 2) == 0) && c.n >= 8 + 2 * x.groups;
	return x;
}

static double numeric_real(struct pg_cell c)
{
	struct numeric x = head(c);
	long double sum = 0;
	int i;

	if (!x.number)
		return 0;
	for (i = 0; i < x.groups; i++)
		sum = sum * 10000 + (long double)get_n(c.p + 8 + 2 * i, 2);
	sum *= powl(10000, x.weight - x.groups + 1);
	return (double)(x.negative ? -sum : sum);
}

static int64_t from_real(double d)
{
	if (!(d > -9.3e18) || d <= (double)INT64_MIN)
		return d <= (double)INT64_MIN ? INT64_MIN : 0;
	return d >= 9223372036854775807.0 ? INT64_MAX : (int64_t)d;
}

/* Whole part, exact when it fits. */
static int64_t numeric_int(struct pg_cell c)
{
	struct numeric x = head(c);
	unsigned __int128 sum = 0;
	int i;

	if (!x.number || x.weight < 0)
		return 0;
	if (x.weight > 5)
		return x.negative ? INT64_MIN : INT64_MAX;
	for (i = 0; i <= x.weight; i++)
		sum = sum * 10000 + (i < x.groups ? get_n(c.p + 8 + 2 * i, 2) : 0);
	if (sum > (unsigned __int128)INT64_MAX)
		return x.negative ? INT64_MIN : INT64_MAX;
	return x.negative ? -(int64_t)sum : (int64_t)sum;
}

int64_t pg_cell_int(struct pg_cell c)
{
	switch (c.type) {
	case BOOL:
		return c.n == 1 && c.p[0] != 0;
	case INT2:
	case INT4:
	case INT8:
	case OID:
		return signed_n(c);
	case FLOAT4:
	case FLOAT8:
		return from_real(float_of(c));
	case NUMERIC:
		return numeric_int(c);
	case BYTEA:
		return 0;
	default:
		return strtoll(c.p, NULL, 10); /* libpq ends every value with a NUL */
	}
}

double pg_cell_real(struct pg_cell c)
{
	switch (c.type) {
	case FLOAT4:
	case FLOAT8:
		return float_of(c);
	case NUMERIC:
		return numeric_real(c);
	case BOOL:
	case INT2:
	case INT4:
	case INT8:
	case OID:
		return (double)pg_cell_int(c);
	case BYTEA:
		return 0;
	default:
		return strtod(c.p, NULL);
	}
}

struct str pg_cell_text(struct pg_cell c, char *room, size_t n)
{
	bool real = c.type == FLOAT4 || c.type == FLOAT8;
	double d;

	if (c.type == NUMERIC) {
		d = numeric_real(c);
		real = d != floor(d) || fabs(d) > 9e18;
	}
	if (real) {
		d = pg_cell_real(c);
		snprintf(room, n, "%.15g", d);
		if (strtod(room, NULL) != d)
			snprintf(room, n, "%.17g", d);
	} else {
		snprintf(room, n, "%lld", (long long)pg_cell_int(c));
	}
	return str_z(room);
}
