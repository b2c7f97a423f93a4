/* Reading a log of responses. A row without quotes, of ASCII and of at most 64 bytes is cut by one mask of its
 * separators, and numbers in it are read eight digits at a time; any other row is cut byte by byte. Both give the same
 * cells, and what follows is one code. */
#include "engine/mastery/responses.h"
#include "engine/mastery/names.h"
#include "base/clock.h"

#include <math.h>
#include <setjmp.h>
#include <stdlib.h>
#include <string.h>
#ifdef __SSE2__
#include <immintrin.h>
#endif

enum { LEARNER, ITEM, SKILL, CORRECT, TIME, COLUMNS };
#define MAX_FIELDS 4096

struct reader {
	struct arena *a, *t;       /* the result's, and what goes when reading is done */
	const char *begin, *p, *end;
	char sep;
	unsigned want;
	bool avx2;
	size_t n_fields;
	int col[COLUMNS];          /* -1: not there or not wanted */
	struct str *cell;          /* [n_fields] */
	struct names_index learners, items, skills, sets;
	uint32_t *set_first, *set_skill;
	size_t set_cap, n_set_skill, set_skill_cap;
	struct responses *out;
	size_t cap;
	size_t run_cap;            /* of out->run; 0: each row has its numbers */
	double *time;
	struct err *e;
};

/* ---- saying where ---- */

static size_t line_of(const struct reader *r, const char *p)
{
	size_t n = 1;
	for (const char *q = r->begin; q < p && (q = memchr(q, '\n', (size_t)(p - q))) != NULL; q++)
		n++;
	return n;
}

static enum code refuse(const struct reader *r, const char *row, const char *column, const char *what, struct str cell)
{
	if (cell.n > 60)
		cell.n = 60;
	while (cell.n && !utf8_valid(cell))
		cell.n--;
	return err_set(r->e, E_INPUT, "Line %zu, column \"%s\": %s (\"%.*s\").", line_of(r, row), column, what, S_ARG(cell));
}

static const char *const column_names[COLUMNS][2] = {
	{"learner", "user_id"}, {"item", "item_id"}, {"skill", "skill_id"}, {"correct", NULL}, {"time", "timestamp"}};

/* ---- cells, byte by byte ---- */

/* A quoted cell: p is at the quote. Gives what is between, unfolded into the arena only where a quote was doubled. */
static const char *quoted(struct reader *r, const char *p, struct str *out)
{
	const char *from = ++p;
	bool doubled = false;
	while ((p = memchr(p, '"', (size_t)(r->end - p))) != NULL && p + 1 < r->end && p[1] == '"') {
		doubled = true;
		p += 2;
	}
	if (!p)
		return NULL;
	*out = (struct str){from, (size_t)(p - from)};
	if (doubled) {
		char *q = arena_alloc(r->a, out->n);
		size_t n = 0;
		for (size_t i = 0; i < out->n; i++) {
			q[n++] = from[i];
			if (from[i] == '"')
				i++;
		}
		*out = (struct str){q, n};
	}
	return p + 1;
}

/* The cells of the row at r->p, at most max of them kept, *n counts all; *next is where the next row begins. */
static enum code cut(struct reader *r, struct str *cell, size_t max, size_t *n, const char **next)
{
	const char *p = r->p;
	for (*n = 0;; p++) {
		struct str c;
		if (p < r->end && *p == '"') {
			const char *q = quoted(r, p, &c);
			if (!q)
				return err_set(r->e, E_INPUT, "Line %zu: a quote is opened and never closed.", line_of(r, p));
			p = q;
			if (p < r->end && *p == '\r' && (p + 1 == r->end || p[1] == '\n'))
				p++;
			if (p < r->end && *p != r->sep && *p != '\n')
				return err_set(r->e, E_INPUT, "Line %zu: there is text after a closing quote.", line_of(r, p));
		} else {
			const char *from = p;
			while (p < r->end && *p != r->sep && *p != '\n')
				p++;
			c = (struct str){from, (size_t)(p - from)};
			if ((p == r->end || *p == '\n') && c.n && c.p[c.n - 1] == '\r')
				c.n--;
		}
		if (*n < max)
			cell[*n] = c;
		++*n;
		if (p >= r->end || *p == '\n') {
			*next = p < r->end ? p + 1 : r->end;
			return OK;
		}
	}
}

/* ---- header ---- */

static enum code header(struct reader *r)
{
	struct str *cell = NEW_ARRAY(r->t, struct str, MAX_FIELDS);
	const char *next, *line = memchr(r->p, '\n', (size_t)(r->end - r->p));
	size_t n, length = (size_t)((line ? line : r->end) - r->p);
	r->sep = memchr(r->p, '\t', length) ? '\t' : ',';
	enum code c = cut(r, cell, MAX_FIELDS, &n, &next);
	if (c != OK)
		return c;
	if (!utf8_valid((struct str){r->p, (size_t)(next - r->p)}))
		return err_set(r->e, E_INPUT, "Line 1 is not UTF-8. Save the file as UTF-8 and try again.");
	if (n > MAX_FIELDS)
		return err_set(r->e, E_LIMIT, "Line 1 names %zu columns; at most %d can be read.", n, MAX_FIELDS);
	for (int k = 0; k < COLUMNS; k++) {
		r->col[k] = -1;
		for (size_t i = 0; i < n; i++) {
			struct str name = str_trim(cell[i]);
			if (!str_ieqz(name, column_names[k][0]) && !(column_names[k][1] && str_ieqz(name, column_names[k][1])))
				continue;
			if (r->col[k] >= 0)
				return err_set(r->e, E_INPUT, "Line 1 names the column \"%s\" twice (or both of its names); keep one.", column_names[k][0]);
			r->col[k] = (int)i;
		}
	}
	if (!(r->want & RESPONSES_ITEM))
		r->col[ITEM] = -1;
	if (!(r->want & (RESPONSES_TIME | RESPONSES_ORDER)))
		r->col[TIME] = -1;
	for (int k = 0; k < TIME; k++)
		if (r->col[k] < 0 && (k != ITEM || (r->want & RESPONSES_ITEM)))
			return err_set(r->e, E_INPUT, "Line 1 has no column \"%s\". The columns are found by name: learner, item, skill, correct, and time where there is one.",
				column_names[k][0]);
	r->n_fields = n;
	r->cell = cell;
	r->p = next;
	return OK;
}

/* ---- names ---- */

static enum code name_ok(const struct reader *r, const char *row, int k, struct str s)
{
	if (s.n == 0)
		return refuse(r, row, column_names[k][0], "the name is empty; every response needs one", s);
	for (size_t i = 0; i < s.n; i++)
		if ((unsigned char)s.p[i] < ' ')
			return refuse(r, row, column_names[k][0], "a control character is in the name", (struct str){s.p, i});
	return OK;
}

/* The skills of a combination that was not seen before. */
static enum code split(struct reader *r, const char *row, struct str set)
{
	if (r->sets.n + 1u >= r->set_cap) {
		size_t cap = r->set_cap ? 2 * r->set_cap : 64;
		r->set_first = arena_grow(r->t, r->set_first, r->set_cap * sizeof *r->set_first, cap * sizeof *r->set_first);
		r->set_cap = cap;
	}
	size_t from = r->n_set_skill;
	for (bool more = true; more;) {
		size_t i = 0;
		while (i < set.n && set.p[i] != ';')
			i++;
		struct str one = str_trim((struct str){set.p, i});
		more = i < set.n;
		if (more)
			set = (struct str){set.p + i + 1, set.n - i - 1};
		enum code c = name_ok(r, row, SKILL, one);
		if (c != OK)
			return c;
		uint32_t k = names_put(&r->skills, one, NULL);
		bool twice = false;
		for (size_t j = from; j < r->n_set_skill && !twice; j++)
			twice = r->set_skill[j] == k;
		if (twice)
			continue;
		if (r->n_set_skill == r->set_skill_cap) {
			size_t cap = r->set_skill_cap ? 2 * r->set_skill_cap : 64;
			r->set_skill = arena_grow(r->t, r->set_skill, r->set_skill_cap * sizeof *r->set_skill, cap * sizeof *r->set_skill);
			r->set_skill_cap = cap;
		}
		r->set_skill[r->n_set_skill++] = k;
	}
	r->set_first[r->sets.n] = (uint32_t)r->n_set_skill; /* sets.n already counts this one */
	return OK;
}

static struct names_index *index_of(struct reader *r, int k)
{
	return k == LEARNER ? &r->learners : k == ITEM ? &r->items : &r->sets;
}

static enum code put_name(struct reader *r, const char *row, int k, struct str s, uint32_t *out)
{
	bool added = false;
	*out = names_put(index_of(r, k), s, &added);
	if (!added)
		return OK;
	enum code c = name_ok(r, row, k, s);
	return c == OK && k == SKILL ? split(r, row, s) : c;
}

/* A cell inside the text (not unfolded), at least eight bytes after its beginning. */
static inline enum code put_cell(struct reader *r, const char *row, int k, struct str s, uint32_t *out)
{
	struct names_index *x = index_of(r, k);
	if (s.n - 1 < 8) {
		int64_t v = names_digits(s.p + s.n, s.n);
		if (v >= 0 && (size_t)v < x->n_direct && x->direct[v]) {
			*out = x->direct[v] - 1;
			return OK;
		}
	}
	return put_name(r, row, k, s, out);
}

/* ---- numbers ---- */

static enum code score(struct reader *r, const char *row, struct str s)
{
	struct responses *o = r->out;
	double v;
	s = str_trim(s);
	if (!str_real(s, &v) || !(v >= 0 && v <= 1))
		return refuse(r, row, "correct", "expected 0, 1 or a score between them", s);
	if (v != 0 && v != 1 && !o->score) {
		o->score = NEW_ARRAY(r->a, float, r->cap);
		for (size_t i = 0; i < o->n; i++)
			o->score[i] = o->right[i];
	}
	if (o->score)
		o->score[o->n] = (float)v;
	o->right[o->n] = v >= 0.5;
	return OK;
}

/* Local time without an offset is taken as it is: only differences have a meaning. */
static bool iso(struct str s, int64_t *us)
{
	char z[40];
	if (time_parse(s, us))
		return true;
	if (s.n < 16 || s.n > sizeof z - 4)
		return false;
	memcpy(z, s.p, s.n);
	if (z[10] == ' ')
		z[10] = 'T';
	if (time_parse((struct str){z, s.n}, us))
		return true;
	size_t n = s.n;
	if (n == 16) {
		memcpy(z + n, ":00", 3);
		n += 3;
	}
	z[n++] = 'Z';
	return time_parse((struct str){z, n}, us);
}

static enum code when(struct reader *r, const char *row, struct str s)
{
	double v;
	int64_t us;
	s = str_trim(s);
	if (str_real(s, &v) && isfinite(v))
		r->time[r->out->n] = v;
	else if (iso(s, &us))
		r->time[r->out->n] = (double)us * 1e-6;
	else
		return refuse(r, row, "time", "expected seconds or a time such as 2026-01-31T08:15:00Z", s);
	return OK;
}

/* Up to 16 digits, the usual time; cells as in put_cell. */
static inline bool when_digits(struct reader *r, struct str s)
{
	int64_t high = 0, low;
	if (s.n - 1 < 8) {
		low = names_digits(s.p + s.n, s.n);
	} else if (s.n - 9 < 8) {
		char w[8];
		memcpy(w, s.p + s.n - 8, 8);
		high = names_digits(s.p + s.n - 8, s.n - 8);
		low = 0;
		for (int i = 0; i < 8; i++) {
			if (w[i] < '0' || w[i] > '9')
				return false;
			low = 10 * low + (w[i] - '0');
		}
	} else {
		return false;
	}
	if (high < 0 || low < 0)
		return false;
	r->time[r->out->n] = (double)(high * 100000000 + low);
	return true;
}

/* ---- rows ---- */

#ifdef __SSE2__
/* Bits of the 64 bytes at p: ends of cells, ends of rows, bytes that need the long way. */
static inline void marks(const char *p, char sep, uint64_t *cells, uint64_t *rows, uint64_t *odd)
{
	uint64_t c = 0, n = 0, o = 0;
	const __m128i s = _mm_set1_epi8(sep), l = _mm_set1_epi8('\n'), q = _mm_set1_epi8('"');
	for (unsigned i = 0; i < 64; i += 16) {
		__m128i x;
		memcpy(&x, p + i, 16);
		__m128i y = _mm_cmpeq_epi8(x, l);
		n |= (uint64_t)(unsigned)_mm_movemask_epi8(y) << i;
		c |= (uint64_t)(unsigned)_mm_movemask_epi8(_mm_or_si128(y, _mm_cmpeq_epi8(x, s))) << i;
		o |= (uint64_t)(unsigned)_mm_movemask_epi8(_mm_or_si128(x, _mm_cmpeq_epi8(x, q))) << i;
		if (n)
			break;
	}
	*cells = c;
	*rows = n;
	*odd = o;
}
#else
static inline void marks(const char *p, char sep, uint64_t *cells, uint64_t *rows, uint64_t *odd)
{
	*cells = *rows = *odd = 0;
	for (unsigned i = 0; i < 64; i++) {
		if (p[i] == '"' || (unsigned char)p[i] >= 0x80)
			*odd |= UINT64_C(1) << i;
		if (p[i] == sep)
			*cells |= UINT64_C(1) << i;
		if (p[i] == '\n') {
			*rows = UINT64_C(1) << i;
			*cells |= *rows;
			return;
		}
	}
}
#endif

/* Cuts the row at r->p by its marks; false: it needs the long way. */
static inline bool cut_fast(struct reader *r, const char **next)
{
	const char *p = r->p;
	uint64_t cells, rows, odd;
	if (r->end - p < 64)
		return false;
	marks(p, r->sep, &cells, &rows, &odd);
	if (!rows || (odd & (rows ^ (rows - 1))))
		return false;
	unsigned last = (unsigned)__builtin_ctzll(rows), from = 0, at = 0;
	size_t n = r->n_fields;
	for (size_t i = 0; i < n; i++, from = at + 1) {
		if (!cells)
			return false;
		at = (unsigned)__builtin_ctzll(cells);
		cells &= cells - 1;
		r->cell[i] = (struct str){p + from, at - from};
	}
	if (at != last)
		return false;
	struct str *end = &r->cell[n - 1];
	if (end->n && end->p[end->n - 1] == '\r')
		end->n--;
	*next = p + last + 1;
	return true;
}

/* ---- runs ---- */

#define RUN_ROWS 3 /* a run is worth its 12 bytes from so many rows on */

/* Each row's numbers instead of runs. */
static void spread(struct reader *r)
{
	struct responses *o = r->out;
	o->learner = NEW_ARRAY(r->a, uint32_t, 2 * r->cap);
	o->set = o->learner + r->cap;
	for (size_t i = 0; i < o->n_runs; i++) {
		size_t end = i + 1 < o->n_runs ? o->run[i + 1].row : o->n;
		for (size_t row = o->run[i].row; row < end; row++) {
			o->learner[row] = o->run[i].learner;
			o->set[row] = o->run[i].set;
		}
	}
	o->run = NULL;
	o->n_runs = r->run_cap = 0;
}

/* Who and what the next row is about; o->n does not count it yet. */
static void put_row(struct reader *r, uint32_t learner, uint32_t set)
{
	struct responses *o = r->out;
	if (r->run_cap) {
		const struct response_run *last = o->n_runs ? &o->run[o->n_runs - 1] : NULL;
		if (last && last->learner == learner && last->set == set)
			return;
		if (o->n_runs == r->run_cap && o->n_runs > o->n / RUN_ROWS) {
			spread(r);
		} else if (o->n_runs == r->run_cap) {
			size_t cap = r->run_cap + r->run_cap / 2;
			o->run = arena_grow(r->a, o->run, r->run_cap * sizeof *o->run, cap * sizeof *o->run);
			r->run_cap = cap;
		}
	}
	if (r->run_cap) {
		o->run[o->n_runs++] = (struct response_run){(uint32_t)o->n, learner, set};
	} else {
		o->learner[o->n] = learner;
		o->set[o->n] = set;
	}
}

/* Are the runs all that is needed? Then each learner's rows lie together (new learners get the next number), in the order of time. */
static bool runs_do(const struct reader *r)
{
	const struct responses *o = r->out;
	if (o->score)
		return false;
	for (size_t i = 1; i < o->n_runs; i++)
		if (o->run[i].learner < o->run[i - 1].learner)
			return false;
	for (size_t i = 0; r->time && i < o->n_runs; i++) {
		size_t end = i + 1 < o->n_runs ? o->run[i + 1].row : o->n;
		if (i > 0 && o->run[i].learner == o->run[i - 1].learner && r->time[o->run[i].row - 1] > r->time[o->run[i].row])
			return false;
		for (size_t row = o->run[i].row + 1; row < end; row++)
			if (r->time[row - 1] > r->time[row])
				return false;
	}
	return true;
}

/* A row whose cells may be anywhere. */
static enum code take(struct reader *r, const char *row)
{
	struct responses *o = r->out;
	uint32_t learner, set;
	enum code c = put_name(r, row, LEARNER, r->cell[r->col[LEARNER]], &learner);
	if (c == OK && r->col[ITEM] >= 0)
		c = put_name(r, row, ITEM, r->cell[r->col[ITEM]], &o->item[o->n]);
	if (c == OK && (c = put_name(r, row, SKILL, r->cell[r->col[SKILL]], &set)) == OK)
		put_row(r, learner, set);
	if (c == OK)
		c = score(r, row, r->cell[r->col[CORRECT]]);
	if (c == OK && r->col[TIME] >= 0)
		c = when(r, row, r->cell[r->col[TIME]]);
	o->n += c == OK;
	return c;
}

/* A row that cut_fast has cut. */
static inline enum code take_fast(struct reader *r, const char *row)
{
	struct responses *o = r->out;
	size_t n = o->n;
	struct str s = r->cell[r->col[CORRECT]];
	uint32_t learner, set;
	enum code c = put_cell(r, row, LEARNER, r->cell[r->col[LEARNER]], &learner);
	if (c == OK && r->col[ITEM] >= 0)
		c = put_cell(r, row, ITEM, r->cell[r->col[ITEM]], &o->item[n]);
	if (c == OK)
		c = put_cell(r, row, SKILL, r->cell[r->col[SKILL]], &set);
	if (c != OK)
		return c;
	put_row(r, learner, set);
	if (s.n == 1 && (*s.p == '0' || *s.p == '1') && !o->score)
		o->right[n] = *s.p == '1';
	else if ((c = score(r, row, s)) != OK)
		return c;
	if (r->col[TIME] >= 0 && !when_digits(r, r->cell[r->col[TIME]]) && (c = when(r, row, r->cell[r->col[TIME]])) != OK)
		return c;
	o->n = n + 1;
	return OK;
}

#ifdef __SSE2__
#define PLAIN_FIELDS 16
#define PLAIN_BYTES 64

/* A number already met: its index in *out. */
static inline bool known(const uint32_t *direct, size_t n_direct, const char *end, unsigned n, uint32_t *out)
{
	int64_t v;
	if (n - 1 >= 8 || (v = names_digits(end, n)) < 0 || (size_t)v >= n_direct || !direct[v])
		return false;
	*out = direct[v] - 1;
	return true;
}

/* The same where rows of one name mostly follow one another: the cell before, as it stood in the text. */
struct cell_before {
	uint64_t text;
	uint32_t index;
	unsigned n; /* 0: none yet */
};

static inline bool known_again(struct cell_before *b, const uint32_t *direct, size_t n_direct, const char *end, unsigned n)
{
	uint64_t w;
	if (n - 1 >= 8)
		return false;
	memcpy(&w, end - 8, 8);
	w >>= 64 - 8 * n; /* this is of processors with SSE2: the last byte is the highest */
	if (w != b->text || n != b->n) {
		if (!known(direct, n_direct, end, n, &b->index))
			return false;
		b->text = w;
		b->n = n;
	}
	return true;
}

/* Bits of PLAIN_BYTES: ends of rows, ends of cells, bytes that are not plain. */
struct plain_marks {
	uint64_t rows, cells, odd;
};

#define ALWAYS static inline __attribute__((always_inline))
#ifdef __clang__
#define UNROLLED
#else
#define UNROLLED _Pragma("GCC unroll 8")
#endif

ALWAYS struct plain_marks marks_sse2(const char *p, char sep)
{
	const __m128i s = _mm_set1_epi8(sep), l = _mm_set1_epi8('\n'), q = _mm_set1_epi8('"');
	struct plain_marks m = {0};
	for (unsigned i = 0; i < PLAIN_BYTES; i += 16) {
		__m128i x;
		memcpy(&x, p + i, 16);
		__m128i y = _mm_cmpeq_epi8(x, l);
		m.rows |= (uint64_t)(unsigned)_mm_movemask_epi8(y) << i;
		m.cells |= (uint64_t)(unsigned)_mm_movemask_epi8(_mm_or_si128(y, _mm_cmpeq_epi8(x, s))) << i;
		m.odd |= (uint64_t)(unsigned)_mm_movemask_epi8(_mm_or_si128(x, _mm_cmpeq_epi8(x, q))) << i;
	}
	return m;
}

#define AVX2 __attribute__((target("avx2,bmi,bmi2")))

AVX2 ALWAYS struct plain_marks marks_avx2(const char *p, char sep)
{
	const __m256i s = _mm256_set1_epi8(sep), l = _mm256_set1_epi8('\n'), q = _mm256_set1_epi8('"');
	struct plain_marks m = {0};
	for (unsigned i = 0; i < PLAIN_BYTES; i += 32) {
		__m256i x;
		memcpy(&x, p + i, 32);
		__m256i y = _mm256_cmpeq_epi8(x, l);
		m.rows |= (uint64_t)(uint32_t)_mm256_movemask_epi8(y) << i;
		m.cells |= (uint64_t)(uint32_t)_mm256_movemask_epi8(_mm256_or_si256(y, _mm256_cmpeq_epi8(x, s))) << i;
		m.odd |= (uint64_t)(uint32_t)_mm256_movemask_epi8(_mm256_or_si256(x, _mm256_cmpeq_epi8(x, q))) << i;
	}
	return m;
}

/* Takes rows as long as they are of the plainest kind: ASCII, no quotes, at most PLAIN_BYTES, names that are numbers met
 * before, 0 or 1, a time of digits. All rows that end within PLAIN_BYTES are cut by one set of marks, so that where a row begins
 * waits for no text of the row before. Everything that the loop needs is at hand in locals. */
#define ROWS_PLAIN(name, target, marks_of) \
target ALWAYS void name##_of(struct reader *r, const size_t n_fields) \
{ \
	struct responses *o = r->out; \
	const int cl = r->col[LEARNER], ci = r->col[ITEM], ck = r->col[SKILL], cc = r->col[CORRECT], ct = r->col[TIME]; \
	const uint32_t *const dl = r->learners.direct, *const di = r->items.direct, *const dk = r->sets.direct; \
	const size_t nl = r->learners.n_direct, ni = r->items.n_direct, nk = r->sets.n_direct; \
	uint32_t *const learner = o->learner, *const item = o->item, *const set = o->set; \
	uint8_t *const right = o->right; \
	const char *p = r->p, *const end = r->end - PLAIN_BYTES, sep = r->sep; \
	struct response_run *const run = o->run; \
	size_t n = o->n, n_runs = o->n_runs; \
	const size_t run_cap = r->run_cap; \
	uint32_t run_l = n_runs ? run[n_runs - 1].learner : UINT32_MAX, run_k = n_runs ? run[n_runs - 1].set : 0; \
	struct cell_before l = {0}, k = {0}; \
	bool plain = true; \
	while (plain && p <= end) { \
		struct plain_marks m = marks_of(p, sep); \
		unsigned from = 0; /* where the next row begins */ \
		if (m.odd) /* what lies before it is plain */ \
			m.rows &= (m.odd & -m.odd) - 1; \
		plain = m.rows != 0; \
		while (m.rows) { \
			unsigned at[PLAIN_FIELDS + 1]; /* one beyond the end of each cell */ \
			unsigned last = (unsigned)__builtin_ctzll(m.rows); \
			at[0] = from; \
			UNROLLED for (size_t i = 1; i <= n_fields; i++) { \
				at[i] = (unsigned)__builtin_ctzll(m.cells | UINT64_C(1) << 63) + 1; \
				m.cells &= m.cells - 1; \
			} \
			plain = false; \
			if (at[n_fields] != last + 1) \
				break; \
			if (last > from && p[last - 1] == '\r') \
				at[n_fields] = last; \
			unsigned y01 = (unsigned char)p[at[cc]] - (unsigned)'0'; \
			if (y01 > 1 || at[cc + 1] - at[cc] != 2 || !known_again(&l, dl, nl, p + at[cl + 1] - 1, at[cl + 1] - 1 - at[cl]) || \
			    !known_again(&k, dk, nk, p + at[ck + 1] - 1, at[ck + 1] - 1 - at[ck]) || \
			    (ci >= 0 && !known(di, ni, p + at[ci + 1] - 1, at[ci + 1] - 1 - at[ci], &item[n]))) \
				break; \
			right[n] = (uint8_t)y01; \
			if (ct >= 0) { \
				o->n = n; \
				if (!when_digits(r, (struct str){p + at[ct], at[ct + 1] - 1 - at[ct]})) \
					break; \
			} \
			if (!run_cap) { \
				learner[n] = l.index; \
				set[n] = k.index; \
			} else if (l.index != run_l || k.index != run_k) { \
				if (n_runs == run_cap) \
					break; \
				run_l = l.index; \
				run_k = k.index; \
				run[n_runs++] = (struct response_run){(uint32_t)n, run_l, run_k}; \
			} \
			n++; \
			m.rows &= m.rows - 1; \
			from = last + 1; \
			plain = true; \
		} \
		p += from; \
	} \
	o->n = n; \
	o->n_runs = n_runs; \
	r->p = p; \
} \
target static void name(struct reader *r) /* unrolled for the usual numbers of columns */ \
{ \
	switch (r->n_fields) { \
	case 3: name##_of(r, 3); break; \
	case 4: name##_of(r, 4); break; \
	case 5: name##_of(r, 5); break; \
	case 6: name##_of(r, 6); break; \
	default: name##_of(r, r->n_fields); \
	} \
}
ROWS_PLAIN(rows_sse2, , marks_sse2)
ROWS_PLAIN(rows_avx2, AVX2, marks_avx2)

static void rows_plain(struct reader *r)
{
	if (r->n_fields > PLAIN_FIELDS || r->out->score || r->end - r->p < PLAIN_BYTES)
		return;
	(r->avx2 ? rows_avx2 : rows_sse2)(r);
}
#else
static void rows_plain(struct reader *r)
{
	(void)r;
}
#endif

static enum code rows(struct reader *r)
{
	while (r->p < r->end) {
		const char *row, *next;
		size_t n;
		enum code c;
		rows_plain(r);
		if ((row = r->p) == r->end)
			break;
		if (cut_fast(r, &next)) {
			r->p = next;
			if ((c = take_fast(r, row)) != OK)
				return c;
			continue;
		}
		if ((c = cut(r, r->cell, r->n_fields, &n, &next)) != OK)
			return c;
		r->p = next;
		if (n == 1 && r->cell[0].n == 0 && row[0] != '"')
			continue; /* a blank line */
		if (n != r->n_fields)
			return err_set(r->e, E_INPUT, "Line %zu has %zu cells and the header %zu; every row must be as wide as the header.", line_of(r, row), n,
				r->n_fields);
		if (!utf8_valid((struct str){row, (size_t)(next - row)}))
			return err_set(r->e, E_INPUT, "Line %zu is not UTF-8. Save the file as UTF-8 and try again.", line_of(r, row));
		if ((c = take(r, row)) != OK)
			return c;
	}
	return OK;
}

/* ---- order ---- */

struct moment {
	double time;
	uint32_t row;
};

static int by_time(const void *x, const void *y)
{
	const struct moment *p = x, *q = y;
	if (p->time != q->time)
		return p->time < q->time ? -1 : 1;
	return p->row < q->row ? -1 : p->row > q->row;
}

static void order(struct reader *r)
{
	struct responses *o = r->out;
	uint32_t n = o->learners.n;
	o->first = NEW_ARRAY(r->a, size_t, (size_t)n + 1);
	if (!o->by_learner)
		o->by_learner = NEW_ARRAY(r->a, uint32_t, r->cap);
	bool sorted = true;
	for (size_t i = 0, j; i < o->n; i = j) { /* a run of one learner at a time */
		uint32_t l = o->learner[i];
		for (j = i + 1; j < o->n && o->learner[j] == l; j++)
			;
		sorted &= j == o->n || o->learner[j] > l;
		o->first[l + 1] += j - i;
	}
	size_t longest = 0;
	for (uint32_t l = 0; l < n; l++) {
		longest = o->first[l + 1] > longest ? o->first[l + 1] : longest;
		o->first[l + 1] += o->first[l];
	}
	if (sorted) {
		for (size_t i = 0; i < o->n; i++)
			o->by_learner[i] = (uint32_t)i;
	} else {
		size_t *at = arena_copy(r->t, o->first, ((size_t)n + 1) * sizeof *at);
		for (size_t i = 0; i < o->n; i++)
			o->by_learner[at[o->learner[i]]++] = (uint32_t)i;
	}
	struct moment *m = NULL;
	for (uint32_t l = 0; r->time && l < n; l++) {
		uint32_t *row = o->by_learner + o->first[l];
		size_t k = o->first[l + 1] - o->first[l], i = 1;
		while (i < k && r->time[row[i - 1]] <= r->time[row[i]])
			i++;
		if (i >= k)
			continue;
		if (!m)
			m = NEW_ARRAY(r->t, struct moment, longest);
		for (i = 0; i < k; i++)
			m[i] = (struct moment){r->time[row[i]], row[i]};
		qsort(m, k, sizeof *m, by_time);
		for (i = 0; i < k; i++)
			row[i] = m[i].row;
	}
}

/* ---- whole ---- */

static struct names names_done(struct arena *a, const struct names_index *x)
{
	return (struct names){arena_copy(a, x->of, x->n * sizeof *x->of), x->n};
}

#ifdef __SSE2__
/* Ends of lines in `blocks` times 32 * 255 bytes. */
AVX2 static size_t count_avx2(const char *p, size_t blocks)
{
	const __m256i l = _mm256_set1_epi8('\n'), zero = _mm256_setzero_si256();
	__m256i all = zero;
	for (; blocks > 0; blocks--) {
		__m256i sum = zero, x;
		for (int i = 0; i < 255; i++, p += 32) {
			memcpy(&x, p, 32);
			sum = _mm256_sub_epi8(sum, _mm256_cmpeq_epi8(x, l));
		}
		all = _mm256_add_epi64(all, _mm256_sad_epu8(sum, zero));
	}
	uint64_t four[4];
	memcpy(four, &all, sizeof four);
	return (size_t)(four[0] + four[1] + four[2] + four[3]);
}
#endif

static size_t count_lines(const struct reader *r)
{
	const char *p = r->p, *end = r->end;
	size_t n = 1;
#ifdef __SSE2__
	if (r->avx2) {
		size_t blocks = (size_t)(end - p) / (32 * 255);
		n += count_avx2(p, blocks);
		p += blocks * (32 * 255);
	}
#endif
	for (; p < end && (p = memchr(p, '\n', (size_t)(end - p))) != NULL; p++)
		n++;
	return n;
}

/* Room for r->cap rows. */
static void columns(struct reader *r)
{
	struct responses *o = r->out;
	bool runs = (r->want & RESPONSES_RUNS) && (r->want & RESPONSES_ORDER) && !(r->want & RESPONSES_TIME);
	/* all in one, so that large pages hold it: a first touch of each small one costs more than what is written there */
	uint32_t *room = arena_alloc(r->a, r->cap * (sizeof *room * (runs ? 0u : 2u + !!(r->want & RESPONSES_ORDER)) + sizeof *room * (r->col[ITEM] >= 0) + 1));
	if (runs) {
		r->run_cap = r->cap / (8 * RUN_ROWS) + 64;
		o->run = NEW_ARRAY(r->a, struct response_run, r->run_cap);
	} else {
		o->learner = room;
		o->set = room + r->cap;
		room += 2 * r->cap;
	}
	if (r->col[ITEM] >= 0) {
		o->item = room;
		room += r->cap;
	}
	if (!runs && (r->want & RESPONSES_ORDER)) {
		o->by_learner = room;
		room += r->cap;
	}
	o->right = (uint8_t *)room;
}

static enum code read_all(struct reader *r)
{
	struct responses *o = r->out;
	if (r->end - r->p >= 3 && !memcmp(r->p, "\xEF\xBB\xBF", 3))
		r->p += 3;
	if (r->p == r->end)
		return err_set(r->e, E_INPUT, "The file is empty. Its first line names the columns: learner, item, skill, correct.");
	enum code c = header(r);
	if (c != OK)
		return c;
	r->cap = count_lines(r);
	if (r->cap >= UINT32_MAX)
		return err_set(r->e, E_LIMIT, "There are %zu lines; at most %u responses can be read at once.", r->cap, UINT32_MAX - 1);
	columns(r);
	if (r->col[TIME] >= 0)
		r->time = NEW_ARRAY(r->want & RESPONSES_TIME ? r->a : r->t, double, r->cap);
	r->set_cap = 64;
	r->set_first = NEW_ARRAY(r->t, uint32_t, r->set_cap);
	if ((c = rows(r)) != OK)
		return c;
	bool differ = false;
	for (size_t i = 1; r->time && !differ && i < o->n; i++)
		differ = r->time[i] != r->time[0];
	if (!differ)
		r->time = NULL;
	o->learners = names_done(r->a, &r->learners);
	o->items = names_done(r->a, &r->items);
	o->skills = names_done(r->a, &r->skills);
	o->sets = names_done(r->a, &r->sets);
	o->set_first = arena_copy(r->a, r->set_first, ((size_t)o->sets.n + 1) * sizeof *o->set_first);
	o->set_skill = arena_copy(r->a, r->set_skill, r->n_set_skill * sizeof *o->set_skill);
	if (r->run_cap && !runs_do(r))
		spread(r);
	if ((r->want & RESPONSES_ORDER) && !r->run_cap)
		order(r);
	o->time = r->want & RESPONSES_TIME ? r->time : NULL;
	return OK;
}

static void free_scratch(void *t)
{
	arena_free(*(struct arena **)t);
}

enum code responses_read(struct arena *a, struct str text, unsigned want, struct responses *out, struct err *e)
{
	jmp_buf full;
	struct arena **t = arena_alloc(a, sizeof(struct arena *));
	arena_defer(a, free_scratch, t);
	*out = (struct responses){0};
	*t = arena_new(0);
	struct reader *r = *t ? arena_alloc(a, sizeof *r) : NULL;
	if (!r || setjmp(full))
		return err_set(e, E_MEMORY, "There is not enough memory to read %zu bytes of responses.", text.n);
	arena_catch(*t, &full);
	*r = (struct reader){.a = a, .t = *t, .begin = text.p, .p = text.p, .end = text.p + text.n, .want = want, .out = out, .e = e};
	r->learners.a = r->items.a = r->skills.a = r->sets.a = *t;
#ifdef __SSE2__
	r->avx2 = __builtin_cpu_supports("avx2") && __builtin_cpu_supports("bmi") && __builtin_cpu_supports("bmi2");
#endif
	enum code c = read_all(r);
	arena_free(*t);
	*t = NULL;
	if (c != OK)
		*out = (struct responses){0};
	return c;
}
