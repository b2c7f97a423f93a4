#include "base/arena_part.h"

#include <pthread.h>
#include <stdalign.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>

/* Under AddressSanitizer what is not given out is poisoned and allocations lie apart, so that running over
 * the end of one is seen. */
#if defined(__SANITIZE_ADDRESS__)
#define ARENA_ASAN 1
#elif defined(__has_feature)
#if __has_feature(address_sanitizer)
#define ARENA_ASAN 1
#endif
#endif
#ifdef ARENA_ASAN
#include <sanitizer/asan_interface.h>
#define POISON(p, n) ASAN_POISON_MEMORY_REGION((p), (n))
#define UNPOISON(p, n) ASAN_UNPOISON_MEMORY_REGION((p), (n))
#define GAP ALIGN
#else
#define POISON(p, n) ((void)(p), (void)(n))
#define UNPOISON(p, n) ((void)(p), (void)(n))
#define GAP ((size_t)0)
#endif

#define ALIGN alignof(max_align_t)
#define FIRST_BLOCK ((size_t)8 * 1024)
#define LARGEST_BLOCK ((size_t)1024 * 1024)
#define HUGE_PAGE ((size_t)2 * 1024 * 1024)

struct block {
	struct block *next; /* older */
	size_t size, used;  /* of data */
	alignas(max_align_t) unsigned char data[];
};

struct defer {
	struct defer *next; /* registered earlier */
	void (*fn)(void *);
	void *arg;
};

struct arena {
	struct block *small; /* newest first; small allocations come from the newest */
	struct block *big;   /* one allocation each, newest first */
	unsigned char *last; /* newest allocation in small, for growing in place */
	struct defer *defers;
	jmp_buf *where;
	pthread_t where_thread; /* the only one that may jump there */
	size_t limit, used;
	size_t next_size;
	unsigned fail_after;
};

/* Block memory is zeroed when it is made and again on reset, so that handing it out costs nothing. */
static struct block *block_new(size_t size)
{
	struct block *b = calloc(1, sizeof *b + size);

	if (b != NULL) {
#ifdef MADV_HUGEPAGE
		/* A first touch of each 4 KiB costs more than most of what is done there: ask for large pages, where they are
		 * to be had. A refusal changes nothing. */
		if (size >= 4 * HUGE_PAGE) {
			uintptr_t from = ((uintptr_t)b + HUGE_PAGE - 1) / HUGE_PAGE * HUGE_PAGE, to = ((uintptr_t)b + size) / HUGE_PAGE * HUGE_PAGE;
			(void)madvise((void *)from, to - from, MADV_HUGEPAGE);
		}
#endif
		b->size = size;
		POISON(b->data, size);
	}
	return b;
}

static void block_free(struct block *b)
{
	UNPOISON(b->data, b->size);
	free(b);
}

struct arena *arena_new(size_t limit)
{
	struct arena *a = calloc(1, sizeof *a);

	if (a == NULL)
		return NULL;
	a->limit = limit;
	a->next_size = FIRST_BLOCK;
	return a;
}

static void run_defers(struct arena *a)
{
	while (a->defers != NULL) {
		struct defer *d = a->defers;

		a->defers = d->next;
		d->fn(d->arg);
	}
}

static void free_blocks(struct block *b)
{
	while (b != NULL) {
		struct block *next = b->next;

		block_free(b);
		b = next;
	}
}

void arena_reset(struct arena *a)
{
	struct block *b;

	run_defers(a);
	free_blocks(a->big);
	a->big = NULL;
	a->last = NULL;
	a->used = 0;
	a->next_size = FIRST_BLOCK;
	if (a->small == NULL)
		return;
	while (a->small->next != NULL) {
		b = a->small;
		a->small = b->next;
		block_free(b);
	}
	b = a->small;
	UNPOISON(b->data, b->size);
	memset(b->data, 0, b->used);
	b->used = 0;
	POISON(b->data, b->size);
}

void arena_free(struct arena *a)
{
	if (a == NULL)
		return;
	run_defers(a);
	free_blocks(a->big);
	free_blocks(a->small);
	free(a);
}

static _Thread_local jmp_buf *thread_where;

static _Noreturn void fail(struct arena *a, size_t n)
{
	if (a->where != NULL && pthread_equal(a->where_thread, pthread_self()))
		longjmp(*a->where, 1);
	if (thread_where != NULL)
		longjmp(*thread_where, 1);
	fprintf(stderr, "Out of memory: %zu bytes more were needed after %zu; the limit is %zu (0: none).\n", n,
		a->used, a->limit);
	abort();
}

/* Counts n bytes against the limit, or fails. */
static void charge(struct arena *a, size_t n)
{
	if (a->fail_after > 0 && --a->fail_after == 0)
		fail(a, n);
	if (n > SIZE_MAX / 4 || (a->limit > 0 && n > a->limit - a->used))
		fail(a, n);
}

static void *alloc_big(struct arena *a, size_t n)
{
	struct block *b = block_new(n);

	if (b == NULL)
		fail(a, n);
	b->used = n;
	b->next = a->big;
	a->big = b;
	a->used += n;
	UNPOISON(b->data, n);
	return b->data;
}

static size_t rounded(size_t n)
{
	return (n + ALIGN - 1) / ALIGN * ALIGN;
}

void *arena_alloc(struct arena *a, size_t n)
{
	struct block *b = a->small;
	size_t need;

	if (n == 0)
		n = 1;
	charge(a, n);
	need = rounded(n) + GAP;
	if (need > LARGEST_BLOCK / 4)
		return alloc_big(a, n);
	if (b == NULL || need > b->size - b->used) {
		while (a->next_size < need)
			a->next_size *= 2;
		b = block_new(a->next_size);
		if (b == NULL)
			fail(a, n);
		if (a->next_size < LARGEST_BLOCK)
			a->next_size *= 2;
		b->next = a->small;
		a->small = b;
	}
	a->last = b->data + b->used;
	b->used += need;
	a->used += n;
	UNPOISON(a->last, n);
	return a->last;
}

void *arena_array(struct arena *a, size_t count, size_t size)
{
	if (size != 0 && count > SIZE_MAX / size)
		fail(a, SIZE_MAX);
	return arena_alloc(a, count * size);
}

void *arena_copy(struct arena *a, const void *p, size_t n)
{
	void *q = arena_alloc(a, n);

	if (n > 0)
		memcpy(q, p, n);
	return q;
}

static void *grow_big(struct arena *a, size_t old_n, size_t new_n)
{
	struct block *b = a->big;

	charge(a, new_n - old_n);
	b = realloc(b, sizeof *b + new_n);
	if (b == NULL)
		fail(a, new_n); /* the old block is still in the list */
	a->big = b;
	memset(b->data + old_n, 0, new_n - old_n);
	b->size = b->used = new_n;
	a->used += new_n - old_n;
	return b->data;
}

void *arena_grow(struct arena *a, void *p, size_t old_n, size_t new_n)
{
	struct block *b = a->small;
	void *q;

	if (p != NULL && new_n <= old_n)
		return p;
	if (p != NULL && a->big != NULL && p == a->big->data && old_n == a->big->size)
		return grow_big(a, old_n, new_n);
	if (p != NULL && p == a->last && new_n <= LARGEST_BLOCK) {
		size_t begin = (size_t)(a->last - b->data);

		/* Fits into what the block has left: only the end moves. */
		if (old_n > 0 && begin + rounded(new_n) + GAP <= b->size) {
			charge(a, new_n - old_n);
			b->used = begin + rounded(new_n) + GAP;
			a->used += new_n - old_n;
			UNPOISON(a->last, new_n);
			return p;
		}
	}
	q = arena_alloc(a, new_n);
	if (old_n > 0)
		memcpy(q, p, old_n);
	return q;
}

void arena_defer(struct arena *a, void (*fn)(void *), void *arg)
{
	jmp_buf *where = a->where;
	pthread_t where_thread = a->where_thread;
	jmp_buf here;
	struct defer *d;

	/* When there is no memory to remember it, what was to be undone later is undone now. */
	if (setjmp(here) != 0) {
		a->where = where;
		a->where_thread = where_thread;
		fn(arg);
		fail(a, sizeof *d);
	}
	arena_catch(a, &here);
	d = arena_alloc(a, sizeof *d);
	a->where = where;
	a->where_thread = where_thread;
	d->fn = fn;
	d->arg = arg;
	d->next = a->defers;
	a->defers = d;
}

void arena_catch(struct arena *a, jmp_buf *where)
{
	a->where = where;
	a->where_thread = pthread_self();
}

void arena_catch_thread(jmp_buf *where)
{
	thread_where = where;
}

size_t arena_used(const struct arena *a)
{
	return a->used;
}

void arena_fail_after(struct arena *a, unsigned n)
{
	a->fail_after = n;
}

static void free_part(void *arg)
{
	arena_free(arg);
}

struct arena *arena_part(struct arena *a)
{
	struct arena *own = arena_new(a->limit);

	if (own == NULL)
		fail(a, sizeof *own);
	own->where = a->where;
	own->where_thread = a->where_thread;
	arena_defer(a, free_part, own);
	return own;
}
