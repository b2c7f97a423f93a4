#include "engine/mastery/parallel.h"
#include "base/arena.h"

#include <pthread.h>
#include <stdatomic.h>
#include <stdbool.h>
#include <stdlib.h>

struct crew {
	size_t n;
	void (*work)(void *arg, size_t i, unsigned worker);
	void *arg;
	_Atomic size_t next;
	_Atomic unsigned workers;
	_Atomic bool full; /* memory ended on a thread of ours */
};

static void *run(void *p)
{
	struct crew *c = p;
	unsigned me = atomic_fetch_add(&c->workers, 1);
	for (size_t i; (i = atomic_fetch_add(&c->next, 1)) < c->n;)
		c->work(c->arg, i, me);
	return NULL;
}

static void *help(void *p)
{
	struct crew *c = p;
	jmp_buf full;
	if (setjmp(full)) {
		atomic_store(&c->full, true);
	} else {
		arena_catch_thread(&full);
		(void)run(c);
	}
	arena_catch_thread(NULL);
	return NULL;
}

/* With more than one thread the caller's own only waits: where memory ends on it, it would leave while the others work. */
void parallel(unsigned threads, size_t n, void (*work)(void *arg, size_t i, unsigned worker), void *arg)
{
	struct crew c = {.n = n, .work = work, .arg = arg};
	pthread_t t[PARALLEL_MOST];
	unsigned k = 0;
	if (threads > PARALLEL_MOST)
		threads = PARALLEL_MOST;
	for (; threads > 1 && n > 1 && k < threads && k < n; k++)
		if (pthread_create(&t[k], NULL, help, &c))
			break;
	if (k == 0)
		(void)run(&c);
	while (k > 0)
		pthread_join(t[--k], NULL);
	if (atomic_load(&c.full)) { /* the caller's own way out */
		struct arena *way_out = arena_new(1);
		if (!way_out)
			abort();
		(void)arena_alloc(way_out, 2);
	}
}
