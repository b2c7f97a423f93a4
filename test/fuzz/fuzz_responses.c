/* Logs of responses of any bytes: refused with a sentence, or read as the plain CSV reader reads them. The first byte says
 * which columns are asked for. */
#include "base/csv.h"
#include "engine/mastery/responses.h"

#include <stdlib.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void must(bool ok)
{
	if (!ok)
		abort();
}

static void inside(const struct responses *r)
{
	for (size_t i = 0; i < r->n; i++) {
		must(r->learner[i] < r->learners.n && r->set[i] < r->sets.n && r->right[i] <= 1);
		must(!r->item || r->item[i] < r->items.n);
		must(!r->score || (r->score[i] >= 0 && r->score[i] <= 1));
		must(!r->by_learner || r->by_learner[i] < r->n);
	}
	for (uint32_t s = 0; s < r->sets.n; s++) {
		must(r->set_first[s] < r->set_first[s + 1]);
		for (uint32_t j = r->set_first[s]; j < r->set_first[s + 1]; j++)
			must(r->set_skill[j] < r->skills.n);
	}
	for (uint32_t l = 0; r->by_learner && l < r->learners.n; l++)
		for (size_t i = r->first[l]; i < r->first[l + 1]; i++) {
			must(r->learner[r->by_learner[i]] == l);
			if (i > r->first[l] && r->time)
				must(r->time[r->by_learner[i - 1]] <= r->time[r->by_learner[i]]);
		}
}

/* Read for runs: they say what the rows say, and the rows lie in order; or the rows are there. */
static void as_rows(const struct responses *x, const struct responses *r)
{
	must(x->n == r->n && (r->n == 0 || memcmp(x->right, r->right, r->n) == 0));
	if (!x->run)
		inside(x);
	must(!x->run || (!r->score && r->by_learner));
	for (size_t i = 0; i < x->n_runs; i++)
		for (size_t row = x->run[i].row; row < (i + 1 < x->n_runs ? x->run[i + 1].row : x->n); row++)
			must(x->run[i].learner == r->learner[row] && x->run[i].set == r->set[row] && r->by_learner[row] == row);
	for (size_t i = 0; !x->run && i < r->n; i++)
		must(x->learner[i] == r->learner[i] && x->set[i] == r->set[i] && (!r->by_learner || x->by_learner[i] == r->by_learner[i]));
}

/* Cell by cell as csv.h sees it, which shares no line with the reader. */
static void as_csv(struct arena *a, struct str text, const struct responses *r)
{
	static const char *const names[3][2] = {{"learner", "user_id"}, {"skill", "skill_id"}, {"correct", "correct"}};
	const char *line = memchr(text.p, '\n', text.n);
	size_t length = line ? (size_t)(line - text.p) : text.n, rows = 0;
	struct csv *c = csv_text(a, text, memchr(text.p, '\t', length) ? '\t' : ',', 0);
	struct csv_head h;
	struct err e = {0};
	const struct str *cell;
	size_t n;
	int col[3], got;
	if (csv_head_read(c, a, &h, &e) != OK)
		return; /* csv.h is stricter with names of columns that nobody asked for */
	for (int i = 0; i < 3; i++) {
		col[i] = csv_col(&h, names[i][0]);
		col[i] = col[i] < 0 ? csv_col(&h, names[i][1]) : col[i];
		must(col[i] >= 0);
	}
	while ((got = csv_next(c, &cell, &n, &e)) == 1) {
		must(rows < r->n);
		must(str_eq(csv_cell(cell, n, col[0]), r->learners.of[r->learner[rows]]));
		must(str_eq(csv_cell(cell, n, col[1]), r->sets.of[r->set[rows]]));
		rows++;
	}
	must(got < 0 || rows == r->n);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	if (size < 1)
		return 0;
	struct arena *a = arena_new((size_t)1 << 30);
	if (!a) /* the fuzzer lets malloc fail when the machine is short of memory */
		return 0;
	struct str text = str_dup(a, (struct str){(const char *)data + 1, size - 1});
	struct responses r, runs;
	struct err e = {0}, also = {0};
	enum code c = responses_read(a, text, data[0] & RESPONSES_ALL, &r, &e);
	must(responses_read(a, text, (data[0] & RESPONSES_ALL) | RESPONSES_RUNS, &runs, &also) == c && !strcmp(e.text, also.text));
	if (c == OK) {
		inside(&r);
		as_rows(&runs, &r);
		if (!memchr(text.p, '\r', text.n) && !memchr(text.p, 0, text.n))
			as_csv(a, text, &r);
	} else {
		must(e.code != OK && e.text[0]);
	}
	arena_free(a);
	return 0;
}
