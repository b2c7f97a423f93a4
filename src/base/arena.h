/* arena.h - memory by lifetime.
 *
 * Law: what is allocated from an arena lives until arena_reset or arena_free and is never freed alone.
 * One arena belongs to one thread at a time (a request, a job, an import chunk). Memory is zeroed.
 * When the arena's limit or the machine's memory is reached, control goes to arena_catch's jmp_buf
 * (the request ends, the server lives); without one the process says so and aborts. Anything that must be
 * undone in that case is registered with arena_defer. */
#ifndef TRELLIS_ARENA_H
#define TRELLIS_ARENA_H

#include <setjmp.h>
#include <stddef.h>

struct arena;

/* limit: bytes in all (0: no limit). Returns NULL when there is no memory. Free with arena_free. */
struct arena *arena_new(size_t limit);
void arena_free(struct arena *a);  /* runs deferred calls, newest first; NULL is fine */
void arena_reset(struct arena *a); /* the same, but keeps the first block for the next use */
/* Never returns NULL; zeroed; aligned for any type. n = 0 gives a valid pointer. */
void *arena_alloc(struct arena *a, size_t n);
void *arena_array(struct arena *a, size_t count, size_t size); /* overflow-checked count * size */
void *arena_copy(struct arena *a, const void *p, size_t n);
/* Grows p (the newest block in place when possible) from old_n to new_n bytes; contents kept, rest zeroed. */
void *arena_grow(struct arena *a, void *p, size_t old_n, size_t new_n);
/* Calls fn(arg) when the arena is reset or freed; at once when there is no memory left to remember it.
 * fn may not allocate from this arena. */
void arena_defer(struct arena *a, void (*fn)(void *), void *arg);
/* Where to go when memory ends. NULL takes it back. The jmp_buf stays the caller's. */
void arena_catch(struct arena *a, jmp_buf *where);
/* For a thread that runs others' work (the store's writer) with arenas of theirs: a jmp_buf is good only on the
 * thread that set it, so on any other thread control goes here. NULL takes it back. */
void arena_catch_thread(jmp_buf *where);
size_t arena_used(const struct arena *a);
/* Test aid: the n-th allocation from now fails (0: none). */
void arena_fail_after(struct arena *a, unsigned n);

#define NEW(a, type) ((type *)arena_alloc((a), sizeof(type)))
#define NEW_ARRAY(a, type, n) ((type *)arena_array((a), (n), sizeof(type)))

#endif
