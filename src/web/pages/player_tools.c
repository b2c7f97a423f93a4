/* player_tools.c - the tools of a piece of work: calculator, notes, words that stand out, what a film has [R217 R225 R235]. They are
 * there for everybody, unless a plan forbids one or it would do what is assessed. */
#include "school/library/fit.h"
#include "school/plan/need_words.h"
#include "web/pages/player.h"

#include <math.h>
#include <string.h>

/* y from -10 to 10 over x from -10 to 10, in a field of 200 by 200. */
static struct str drawn(struct request *rq, struct str text)
{
	struct buf b = buf_new(rq->a, 20000);
	bool pen = false, any = false;
	for (int i = 0; i <= 200; i++) {
		struct sum y = sum_of(text, SUM_GRAPHING, i / 10.0 - 10);
		bool in = y.ok && fabs(y.value) <= 10;
		if (in)
			buf_fmt(&b, "%c%d %.1f", pen ? 'L' : 'M', i, 100 - 10 * y.value);
		pen = in;
		any = any || in;
	}
	return any ? buf_done(&b) : S("");
}

static void calculate(struct request *rq, struct player *x)
{
	x->sum = str_trim(rq_query(rq, "sum"));
	if (!x->may_calc || !x->sum.n)
		return;
	struct sum s = sum_of(x->sum, x->calc, 0);
	if (s.ok) {
		struct buf b = buf_new(rq->a, 64);
		buf_fmt(&b, "%.10g", s.value);
		x->sum_is = buf_done(&b);
	}
	if (x->calc == SUM_GRAPHING && memchr(x->sum.p, 'x', x->sum.n))
		x->graph = drawn(rq, x->sum);
}

/* A film or a page elsewhere: what a plan of this learner asks of it, and whether it is there. */
static enum code media(struct request *rq, struct player *x, struct err *e)
{
	struct resource_fit_of r;
	struct access_reason why[32];
	if (id_nil(x->p.work.resource))
		return OK;
	enum code c = resource_access_load(rq->db, rq->a, x->p.work.resource, &r, e);
	if (c == E_NOTFOUND) {
		err_clear(e);
		return OK;
	}
	if (c || (!str_eqz(r.kind, "video") && !r.elsewhere))
		return c;
	struct access_verdict v = resource_match(&r, x->needs, why, sizeof why / sizeof *why);
	size_t n = v.n_reasons < sizeof why / sizeof *why ? v.n_reasons : sizeof why / sizeof *why;
	x->media = NEW_ARRAY(rq->a, struct str, n + 1);
	for (size_t i = 0; i < n; i++)
		if (why[i].term == NEED_CAPTIONS || why[i].term == NEED_TRANSCRIPT || why[i].term == NEED_AUDIO_DESCRIPTION || why[i].term == NEED_SIGN_LANGUAGE)
			x->media[x->n_media++] = fit_say(rq->a, rq->lang, &why[i]);
	return OK;
}

enum code player_tools(struct request *rq, struct player *x, struct err *e)
{
	char id[ID_TEXT];
	if (x->media)
		return OK;
	calculate(rq, x);
	enum code c = media(rq, x, e);
	if (!c && x->own)
		c = draft_load(rq->db, rq->a, rq->viewer.person, str_fmt(rq->a, "n-%s", id_text(x->p.work.id, id)), &x->notes, e);
	return c;
}

static bool letter(unsigned char c)
{
	return c >= 0x80 || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
}

static bool same(struct str a, struct str b)
{
	for (size_t i = 0; i < a.n; i++) {
		char x = a.p[i] >= 'A' && a.p[i] <= 'Z' ? (char)(a.p[i] + 32) : a.p[i], y = b.p[i] >= 'A' && b.p[i] <= 'Z' ? (char)(b.p[i] + 32) : b.p[i];
		if (x != y)
			return false;
	}
	return a.n == b.n;
}

/* The longest word of the glossary that stands here, in bytes; 0: none. */
static size_t key_at(const struct player *x, struct str text, size_t at)
{
	size_t best = 0;
	if (at && letter((unsigned char)text.p[at - 1]))
		return 0;
	for (size_t i = 0; i < x->p.n_glossary; i++) {
		struct str w = x->p.glossary[i].word;
		if (w.n > best && w.n <= text.n - at && (at + w.n == text.n || !letter((unsigned char)text.p[at + w.n])) && same((struct str){text.p + at, w.n}, w))
			best = w.n;
	}
	return best;
}

size_t player_key(const struct player *x, struct str text, size_t at, bool *key)
{
	size_t n = needs_on(x->needs, NEED_KEYWORD_EMPHASIS) ? key_at(x, text, at) : text.n - at;
	*key = n > 0 && n < text.n - at + 1 && needs_on(x->needs, NEED_KEYWORD_EMPHASIS);
	for (size_t next = at; !n && next < text.n;)
		if (++next == text.n || key_at(x, text, next))
			n = next - at;
	return n;
}
