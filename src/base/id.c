#include "base/id.h"

#include "base/clock.h"

#include <errno.h>
#include <pthread.h>
#include <sodium.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/random.h>

const struct id ID_NIL = {{0}};

/* A child made by fork must not go on with its parent's random bytes. */
static atomic_uint forks;
static void after_fork(void)
{
	atomic_fetch_add(&forks, 1);
}
static void watch_forks(void)
{
	pthread_atfork(NULL, NULL, after_fork);
}

/* One thread's supply: random bytes, and the last millisecond with its counter. */
struct supply {
	unsigned char bytes[512];
	size_t left;
	unsigned forks;
	int64_t ms;
	uint64_t counter;
};
static _Thread_local struct supply mine;

static void refill(struct supply *m)
{
	static pthread_once_t once = PTHREAD_ONCE_INIT;
	size_t n = 0;

	pthread_once(&once, watch_forks);
	while (n < sizeof m->bytes) {
		ssize_t got = getrandom(m->bytes + n, sizeof m->bytes - n, 0);

		if (got < 0 && errno == EINTR)
			continue;
		if (got <= 0) {
			fputs("The system gives no random bytes; nothing safe can be made without them.\n", stderr);
			abort();
		}
		n += (size_t)got;
	}
	m->left = sizeof m->bytes;
	m->forks = atomic_load(&forks);
}

static uint64_t random64(struct supply *m)
{
	uint64_t v;

	if (m->left < sizeof v || m->forks != atomic_load_explicit(&forks, memory_order_relaxed)) {
		if (m->forks != atomic_load(&forks))
			m->ms = 0;
		refill(m);
	}
	m->left -= sizeof v;
	memcpy(&v, m->bytes + m->left, sizeof v);
	return v;
}

/* RFC 9562, 6.2 methods 1 and 2: 42 bits after the time (all of rand_a, 30 of rand_b) count up within a
 * millisecond from a random start, the last 32 are random each time. */
#define COUNTER_BITS 42
#define SMALL_STEP_BACK 10000 /* ms: a clock put right by a little does not break the order */

struct id id_new(void)
{
	struct supply *m = &mine;
	uint64_t r = random64(m), t, c;
	int64_t ms = clock_now() / 1000;
	struct id id;

	if (ms < 0)
		ms = 0;
	if (ms <= m->ms && m->ms - ms < SMALL_STEP_BACK) {
		m->counter += 1 + (r >> 56);
		if (m->counter >> COUNTER_BITS) {
			m->ms++;
			m->counter = random64(m) >> (65 - COUNTER_BITS);
		}
	} else {
		m->ms = ms;
		m->counter = random64(m) >> (65 - COUNTER_BITS); /* top bit free, room to count */
	}
	t = (uint64_t)m->ms;
	c = m->counter;
	for (int i = 0; i < 6; i++)
		id.b[i] = (unsigned char)(t >> (40 - 8 * i));
	id.b[6] = (unsigned char)(0x70 | (c >> 38));
	id.b[7] = (unsigned char)(c >> 30);
	id.b[8] = (unsigned char)(0x80 | (c >> 24 & 0x3F));
	id.b[9] = (unsigned char)(c >> 16);
	id.b[10] = (unsigned char)(c >> 8);
	id.b[11] = (unsigned char)c;
	for (int i = 0; i < 4; i++)
		id.b[12 + i] = (unsigned char)(r >> (8 * i));
	return id;
}

struct id id_of(const char *name_space, struct str name)
{
	crypto_hash_sha256_state st;
	unsigned char hash[crypto_hash_sha256_BYTES];
	struct id id;

	crypto_hash_sha256_init(&st);
	crypto_hash_sha256_update(&st, (const unsigned char *)name_space, strlen(name_space) + 1);
	if (name.n > 0)
		crypto_hash_sha256_update(&st, (const unsigned char *)name.p, name.n);
	crypto_hash_sha256_final(&st, hash);
	memcpy(id.b, hash, sizeof id.b);
	id.b[6] = (unsigned char)((id.b[6] & 0x0F) | 0x80);
	id.b[8] = (unsigned char)((id.b[8] & 0x3F) | 0x80);
	return id;
}

static int hex_value(char c)
{
	if (c >= '0' && c <= '9')
		return c - '0';
	if (c >= 'a' && c <= 'f')
		return c - 'a' + 10;
	if (c >= 'A' && c <= 'F')
		return c - 'A' + 10;
	return -1;
}

bool id_parse(struct str text, struct id *out)
{
	struct id id;
	size_t i = 0;

	if (text.n != 32 && text.n != 36)
		return false;
	for (size_t k = 0; k < 16; k++) {
		int hi, lo;

		if (text.n == 36 && (k == 4 || k == 6 || k == 8 || k == 10) && text.p[i++] != '-')
			return false;
		hi = hex_value(text.p[i]);
		lo = hex_value(text.p[i + 1]);
		if (hi < 0 || lo < 0)
			return false;
		id.b[k] = (unsigned char)(hi << 4 | lo);
		i += 2;
	}
	*out = id;
	return true;
}

const char *id_text(struct id id, char out[ID_TEXT])
{
	static const char hex[] = "0123456789abcdef";
	char *p = out;

	for (size_t k = 0; k < 16; k++) {
		if (k == 4 || k == 6 || k == 8 || k == 10)
			*p++ = '-';
		*p++ = hex[id.b[k] >> 4];
		*p++ = hex[id.b[k] & 15];
	}
	*p = '\0';
	return out;
}

struct str id_str(struct arena *a, struct id id)
{
	char text[ID_TEXT];

	return str_dup(a, str_z(id_text(id, text)));
}

bool id_eq(struct id x, struct id y)
{
	return memcmp(x.b, y.b, sizeof x.b) == 0;
}

int id_cmp(struct id x, struct id y)
{
	return memcmp(x.b, y.b, sizeof x.b);
}

bool id_nil(struct id id)
{
	return id_eq(id, ID_NIL);
}
