#include "school/work/prompts.h"
#include "school/family/glossary.h"

#include <stdlib.h>
#include <string.h>
#include <unicode/uchar.h>

#define SEEN_MOST 6000
#define EARLIER 60 /* answers of the learner that are looked through */

struct seen { struct str word; int n; uint32_t next; };
struct counting {
	struct arena *a;
	struct seen *list;
	size_t n;
	uint32_t heads[4096];
	size_t least; /* letters */
};

static uint32_t hash(struct str s)
{
	uint32_t h = 2166136261u;
	for (size_t i = 0; i < s.n; i++)
		h = (h ^ (unsigned char)s.p[i]) * 16777619u;
	return h;
}

static void count(struct counting *c, struct str word, size_t letters, int weight)
{
	if (letters < c->least || word.n > 60)
		return;
	word = str_fold(c->a, word);
	uint32_t *at = &c->heads[hash(word) & 4095];
	for (uint32_t i = *at; i; i = c->list[i - 1].next)
		if (str_eq(c->list[i - 1].word, word)) {
			c->list[i - 1].n += weight;
			return;
		}
	if (c->n == SEEN_MOST)
		return;
	c->list[c->n++] = (struct seen){word, weight, *at};
	*at = (uint32_t)c->n;
}

/* Words of a text: runs of letters, with an apostrophe or a hyphen inside. Mathematics between $$ is left out. */
static void words(struct counting *c, struct str text, int weight)
{
	struct str rest = text;
	size_t begin = 0, letters = 0;
	bool in = false, formula = false;
	for (bool more = true; more;) {
		size_t here = text.n - rest.n;
		int32_t ch = utf8_next(&rest);
		more = here < text.n;
		if (ch == '$' && rest.n && *rest.p == '$') {
			formula = !formula;
			rest = (struct str){rest.p + 1, rest.n - 1};
		}
		bool letter = !formula && ch > 0 && (u_isalpha(ch) || u_charType(ch) == U_NON_SPACING_MARK || (in && (ch == '\'' || ch == 0x2019 || ch == '-')));
		if (letter && !in) {
			begin = here;
			letters = 0;
		}
		letters += letter;
		if (!letter && in) {
			struct str w = {text.p + begin, here - begin};
			for (; w.n && (w.p[w.n - 1] == '\'' || w.p[w.n - 1] == '-'); letters--)
				w.n--;
			count(c, w, letters, weight);
		}
		in = letter;
	}
}

static void of_work(struct counting *c, const struct practice *p)
{
	words(c, p->title, 3);
	words(c, p->summary, 3);
	for (size_t i = 0; i < p->n_pages; i++)
		words(c, p->pages[i], 3);
	for (size_t i = 0; i < p->n_steps; i++)
		words(c, p->steps[i], 3);
	for (size_t i = 0; i < p->n_materials; i++)
		words(c, p->materials[i], 3);
	for (size_t i = 0; i < p->n_glossary; i++) {
		words(c, p->glossary[i].word, 6);
		words(c, p->glossary[i].meaning, 2);
	}
	for (size_t i = 0; i < p->n; i++)
		if (p->questions[i].stem.lang == p->language)
			words(c, p->questions[i].stem.text, 3);
}

/* What the learner wrote before, in whatever language. */
static enum code of_learner(struct counting *c, struct db *db, struct id learner, struct err *e)
{
	struct rows *r;
	int got;
	enum code code = db_query(db, e, &r, "select response from event where learner = ?1 and response is not null and length(response) > 12 order by happened_at desc, id limit ?2", "bi",
	                          learner, (int64_t)EARLIER);
	if (code)
		return code;
	while ((got = rows_next(r, e)) == 1)
		words(c, str_dup(c->a, rows_t(r, 0)), 2);
	rows_end(r);
	return got < 0 ? e->code : OK;
}

static enum code of_school(struct counting *c, struct db *db, enum lang lang, struct err *e)
{
	struct term *list;
	size_t n;
	enum code code = terms_find(db, c->a, lang, S(""), &list, &n, e);
	for (size_t i = 0; !code && i < n; i++)
		words(c, list[i].word, 1);
	return code;
}

static int by_use(const void *x, const void *y)
{
	const struct seen *p = x, *q = y;
	if (p->n != q->n)
		return p->n < q->n ? 1 : -1;
	size_t n = p->word.n < q->word.n ? p->word.n : q->word.n;
	int d = memcmp(p->word.p, q->word.p, n);
	return d ? d : p->word.n < q->word.n ? -1 : p->word.n > q->word.n;
}

enum code prompts_of(struct db *db, struct arena *a, const struct practice *p, struct str **out, size_t *n, struct err *e)
{
	struct counting *c = NEW(a, struct counting);
	c->a = a;
	c->list = NEW_ARRAY(a, struct seen, SEEN_MOST);
	c->least = p->language == LANG_ZH ? 2 : 3;
	of_work(c, p);
	enum code code = of_learner(c, db, p->work.learner, e);
	if (!code)
		code = of_school(c, db, p->language, e);
	if (code)
		return code;
	qsort(c->list, c->n, sizeof *c->list, by_use);
	*n = c->n < PROMPTS_MOST ? c->n : PROMPTS_MOST;
	*out = NEW_ARRAY(a, struct str, *n + 1);
	for (size_t i = 0; i < *n; i++)
		(*out)[i] = c->list[i].word;
	return OK;
}
