#include "engine/mastery/parallel.h"

#include <pthread.h>
#include <stdatomic.h>

struct crew {
	size_t n;
	void (*work)(void *arg, size_t i, unsigned worker);
	void *arg;
	_Atomic size_t next;
	_Atomic unsigned workers;
};

static void *run(void *p)
{
	struct crew *c = p;
	unsigned me = atomic_fetch_add(&c->workers, 1);
	for (size_t i; (i = atomic_fetch_add(&c->next, 1)) < c->n;)
		c->work(c->arg, i, me);
	return NULL;
}

void parallel(unsigned threads, size_t n, void (*work)(void *arg, size_t i, unsigned worker), void *arg)
{
	struct crew c = {.n = n, .work = work, .arg = arg};
	pthread_t t[PARALLEL_MOST];
	unsigned k = 0;
	if (threads > PARALLEL_MOST)
		threads = PARALLEL_MOST;
	for (; k + 1 < threads && k + 1 < n; k++)
		if (pthread_create(&t[k], NULL, run, &c))
			break;
	(void)run(&c);
	while (k > 0)
		pthread_join(t[--k], NULL);
}
