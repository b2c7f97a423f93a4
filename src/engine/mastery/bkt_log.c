#include "engine/mastery/bkt_log.h"

#include <setjmp.h>
#include <stdlib.h>
#include <string.h>

#define NONE UINT32_MAX

/* What the learner at hand did on a skill so far. */
struct open_pattern {
	uint64_t bits; /* of the last n % 64 (or 64) responses */
	uint32_t n;
	uint32_t chain; /* full words before, newest first; NONE */
};

struct link {
	uint64_t word;
	uint32_t older;
};

struct raw {
	uint64_t bits;
	uint32_t n, skill;
};

struct maker {
	struct arena *a, *t;
	const struct responses *r;
	struct open_pattern *open; /* [skills] */
	uint32_t *touched;         /* [skills]: with an open pattern, in the order of their first response */
	size_t n_touched;
	struct raw *raw;
	size_t n_raw, raw_cap;
	struct link *link;
	size_t n_link, link_cap;
	uint64_t *words;
	size_t n_words, words_cap;
	uint64_t responses;
};

#define ROOM(m, what, n, cap, more) \
	if ((n) + (more) > (cap)) { \
		size_t room_ = (cap) + (cap) / 4 + (more) + 4096; \
		(what) = arena_grow((m)->t, (what), (cap) * sizeof *(what), room_ * sizeof *(what)); \
		(cap) = room_; \
	}

static void flush_word(struct maker *m, struct open_pattern *p)
{
	ROOM(m, m->link, m->n_link, m->link_cap, 1)
	m->link[m->n_link] = (struct link){p->bits, p->chain};
	p->chain = (uint32_t)m->n_link++;
	p->bits = 0;
}

static void close_patterns(struct maker *m)
{
	ROOM(m, m->raw, m->n_raw, m->raw_cap, m->n_touched)
	for (size_t i = 0; i < m->n_touched; i++) {
		struct open_pattern *p = &m->open[m->touched[i]];
		struct raw w = {p->bits, p->n, m->touched[i]};
		if (p->n > BKT_SHORT) {
			size_t n = (p->n + 63) / 64;
			ROOM(m, m->words, m->n_words, m->words_cap, n)
			uint64_t *to = m->words + m->n_words;
			w.bits = m->n_words;
			m->n_words += n;
			to[--n] = p->bits;
			for (uint32_t at = p->chain; n > 0; at = m->link[at].older)
				to[--n] = m->link[at].word;
		}
		m->raw[m->n_raw++] = w;
		*p = (struct open_pattern){0, 0, NONE};
	}
	m->n_touched = 0;
	m->n_link = 0;
}

/* Rows row[0 .. n) of one learner in a row are about skill k. */
static inline void extend(struct maker *m, uint32_t k, const uint32_t *row, size_t n)
{
	struct open_pattern *p = &m->open[k];
	if (p->n == 0)
		m->touched[m->n_touched++] = k;
	uint64_t bits = p->bits;
	uint32_t at = p->n;
	for (size_t i = 0; i < n; i++, at++) {
		if (at > 0 && at % 64 == 0) {
			p->bits = bits;
			flush_word(m, p);
			bits = 0;
		}
		bits |= (uint64_t)m->r->right[row[i]] << at % 64;
	}
	p->bits = bits;
	p->n = at;
	m->responses += n;
}

/* Right and wrong of up to eight responses, one in each bit. */
static inline uint64_t eight(const uint8_t *right, size_t n)
{
	uint64_t w = 0;
	if (n < 8) {
		for (size_t i = 0; i < n; i++)
			w |= (uint64_t)right[i] << i;
		return w;
	}
	memcpy(&w, right, 8);
#if __BYTE_ORDER__ == __ORDER_BIG_ENDIAN__
	w = __builtin_bswap64(w);
#endif
	return w * UINT64_C(0x0102040810204080) >> 56;
}

/* n responses in a row are about skill k. */
static inline void extend_run(struct maker *m, uint32_t k, const uint8_t *right, size_t n)
{
	struct open_pattern *p = &m->open[k];
	if (p->n == 0)
		m->touched[m->n_touched++] = k;
	m->responses += n;
	while (n > 0) {
		unsigned at = p->n % 64;
		if (at == 0 && p->n > 0)
			flush_word(m, p);
		size_t some = n < 8 ? n : 8;
		some = some < 64 - at ? some : 64 - at;
		p->bits |= eight(right, some) << at;
		p->n += (uint32_t)some;
		right += some;
		n -= some;
	}
}

static void gather_runs(struct maker *m)
{
	const struct responses *r = m->r;
	for (size_t i = 0; i < r->n_runs; i++) {
		const struct response_run *x = &r->run[i];
		size_t end = i + 1 < r->n_runs ? x[1].row : r->n;
		if (i > 0 && x->learner != x[-1].learner)
			close_patterns(m);
		for (uint32_t j = r->set_first[x->set]; j < r->set_first[x->set + 1]; j++)
			extend_run(m, r->set_skill[j], r->right + x->row, end - x->row);
	}
	close_patterns(m);
}

static void gather(struct maker *m)
{
	const struct responses *r = m->r;
	for (uint32_t l = 0; l < r->learners.n; l++) {
		const uint32_t *row = r->by_learner + r->first[l], *end = r->by_learner + r->first[l + 1];
		while (row < end) {
			uint32_t set = r->set[*row];
			size_t n = 1;
			while (row + n < end && r->set[row[n]] == set)
				n++;
			for (uint32_t j = r->set_first[set]; j < r->set_first[set + 1]; j++)
				extend(m, r->set_skill[j], row, n);
			row += n;
		}
		close_patterns(m);
	}
}

static uint64_t hash(uint64_t bits, uint32_t n)
{
	uint64_t h = (bits + n * UINT64_C(0xD6E8FEB86659FD93)) * UINT64_C(0x9E3779B97F4A7C15);
	return h ^ h >> 32;
}

/* The same short patterns of p[0 .. n) together; returns how many are left. slot has room for 2 n rounded up. */
static size_t put_together(struct bkt_pattern *p, size_t n, uint32_t *slot)
{
	size_t mask = 1, kept = 0;
	while (mask < 2 * n)
		mask *= 2;
	mask--;
	memset(slot, 0, (mask + 1) * sizeof *slot);
	for (size_t i = 0; i < n; i++) {
		struct bkt_pattern x = p[i];
		if (x.n > BKT_SHORT) {
			p[kept++] = x;
			continue;
		}
		size_t at = (size_t)hash(x.bits, x.n) & mask;
		while (slot[at] && (p[slot[at] - 1].bits != x.bits || p[slot[at] - 1].n != x.n))
			at = (at + 1) & mask;
		if (slot[at]) {
			p[slot[at] - 1].times += x.times;
			continue;
		}
		p[kept++] = x;
		slot[at] = (uint32_t)kept;
	}
	return kept;
}

struct length {
	uint32_t n, at;
};

static int by_length(const void *x, const void *y)
{
	const struct length *p = x, *q = y;
	if (p->n != q->n)
		return p->n < q->n ? -1 : 1;
	return p->at < q->at ? -1 : p->at > q->at;
}

/* Sorted by length, what is equally long as it was. */
static void sort(struct bkt_pattern *p, size_t n, struct bkt_pattern *spare, struct length *key)
{
	size_t count[BKT_SHORT + 3] = {0}, longs = 0;
	for (size_t i = 0; i < n; i++)
		count[p[i].n <= BKT_SHORT ? p[i].n + 1 : BKT_SHORT + 2]++;
	longs = count[BKT_SHORT + 2];
	for (size_t k = 1; k <= BKT_SHORT + 1; k++)
		count[k] += count[k - 1];
	size_t from = count[BKT_SHORT + 1]; /* where the long ones begin */
	for (size_t i = 0, l = from; i < n; i++)
		spare[p[i].n <= BKT_SHORT ? count[p[i].n]++ : l++] = p[i];
	for (size_t i = 0; i < longs; i++)
		key[i] = (struct length){spare[from + i].n, (uint32_t)i};
	qsort(key, longs, sizeof *key, by_length);
	memcpy(p, spare, from * sizeof *p);
	for (size_t i = 0; i < longs; i++)
		p[from + i] = spare[from + key[i].at];
}

static void arrange(struct maker *m, struct bkt_log *out)
{
	uint32_t k = m->r->skills.n;
	size_t *first = NEW_ARRAY(m->a, size_t, (size_t)k + 1), most = 0;
	for (size_t i = 0; i < m->n_raw; i++)
		first[m->raw[i].skill + 1]++;
	for (uint32_t s = 0; s < k; s++) {
		most = first[s + 1] > most ? first[s + 1] : most;
		first[s + 1] += first[s];
	}
	size_t *at = arena_copy(m->t, first, ((size_t)k + 1) * sizeof *at);
	struct bkt_pattern *all = NEW_ARRAY(m->t, struct bkt_pattern, m->n_raw), *spare = NEW_ARRAY(m->t, struct bkt_pattern, most);
	for (size_t i = 0; i < m->n_raw; i++)
		all[at[m->raw[i].skill]++] = (struct bkt_pattern){m->raw[i].bits, m->raw[i].n, 1};
	uint32_t *slot = NEW_ARRAY(m->t, uint32_t, 4 * most + 2);
	struct length *key = NEW_ARRAY(m->t, struct length, most);
	size_t kept = 0;
	for (uint32_t s = 0; s < k; s++) {
		struct bkt_pattern *p = all + first[s];
		size_t n = put_together(p, first[s + 1] - first[s], slot);
		sort(p, n, spare, key);
		first[s] = kept;
		memmove(all + kept, p, n * sizeof *p);
		kept += n;
	}
	first[k] = kept;
	*out = (struct bkt_log){k, arena_copy(m->a, all, kept * sizeof *all), first, arena_copy(m->a, m->words, m->n_words * sizeof *m->words),
		m->responses, m->n_raw};
}

static void free_scratch(void *t)
{
	arena_free(*(struct arena **)t);
}

enum code bkt_log_make(struct arena *a, const struct responses *r, struct bkt_log *out, struct err *e)
{
	jmp_buf full;
	struct arena **t = arena_alloc(a, sizeof(struct arena *));
	struct maker *m = arena_alloc(a, sizeof *m);
	arena_defer(a, free_scratch, t);
	*t = arena_new(0);
	if (!*t || setjmp(full))
		return err_set(e, E_MEMORY, "There is not enough memory to sort %zu responses by skill.", r->n);
	arena_catch(*t, &full);
	*m = (struct maker){.a = a, .t = *t, .r = r};
	m->open = NEW_ARRAY(*t, struct open_pattern, r->skills.n);
	m->touched = NEW_ARRAY(*t, uint32_t, r->skills.n);
	for (uint32_t s = 0; s < r->skills.n; s++)
		m->open[s].chain = NONE;
	if (r->run)
		gather_runs(m);
	else
		gather(m);
	arrange(m, out);
	arena_free(*t);
	*t = NULL;
	return OK;
}

enum code bkt_log_pool(struct arena *a, const struct bkt_log *l, struct bkt_log *out, struct err *e)
{
	size_t n = l->first[l->n_skills], mask = 1;
	while (mask < 2 * n)
		mask *= 2;
	uint32_t *slot = malloc(mask * sizeof *slot + 1);
	struct length *key = malloc(n * sizeof *key + 1);
	struct bkt_pattern *spare = malloc(n * sizeof *spare + 1), *all = malloc(n * sizeof *all + 1);
	enum code c = slot && key && spare && all ? OK : err_set(e, E_MEMORY, "There is not enough memory for %zu patterns of responses.", n);
	if (c == OK) {
		memcpy(all, l->pattern, n * sizeof *all);
		n = put_together(all, n, slot);
		sort(all, n, spare, key);
	}
	free(slot);
	free(key);
	free(spare);
	if (c == OK) {
		*out = *l;
		out->n_skills = 1;
		out->pattern = arena_copy(a, all, n * sizeof *all);
		out->first = NEW_ARRAY(a, size_t, 2);
		out->first[1] = n;
	}
	free(all);
	return c;
}
