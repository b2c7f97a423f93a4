#include "engine/mastery/mastery_inside.h"

#include "engine/mastery/bkt_pass.h"

#include <limits.h>
#include <math.h>
#include <string.h>

static struct state unpack(const struct mastery_state *s)
{
	struct state x;
	memcpy(&x, s, sizeof x);
	return x;
}

static struct mastery_state pack(const struct state *x)
{
	struct mastery_state s;
	memcpy(&s, x, sizeof s);
	return s;
}

/* Four at once, twice; each lane is rounded as it would be alone. */
#define HALF (SPREAD / 2)
typedef float four __attribute__((vector_size(4 * HALF)));
typedef uint32_t four_bits __attribute__((vector_size(4 * HALF)));
typedef int32_t four_signs __attribute__((vector_size(4 * HALF)));
typedef uint16_t four_codes __attribute__((vector_size(2 * HALF)));

static inline four four_of(const float *p)
{
	four v;
	memcpy(&v, p, sizeof v);
	return v;
}

static inline four four_unpack(const uint16_t *code)
{
	four_codes c;
	memcpy(&c, code, sizeof c);
	return (four)((__builtin_convertvector(c, four_bits) << 13) + LOW_BITS);
}

/* where m: x, else y */
static inline four four_pick(four_signs m, four x, four y)
{
	return (four)((m & (four_signs)x) | (~m & (four_signs)y));
}

static inline void four_pack(four odds, uint16_t *code)
{
	const four low = {ODDS_LOW, ODDS_LOW, ODDS_LOW, ODDS_LOW}, high = {ODDS_HIGH, ODDS_HIGH, ODDS_HIGH, ODDS_HIGH};
	odds = four_pick(odds > low, odds, low);
	odds = four_pick(odds < high, odds, high);
	four_codes c = __builtin_convertvector(((four_bits)odds - LOW_BITS + 0x1000u) >> 13, four_codes);
	memcpy(code, &c, sizeof c);
}

static inline uint16_t odds_pack(float odds)
{
	odds = odds > ODDS_LOW ? odds : ODDS_LOW;
	odds = odds < ODDS_HIGH ? odds : ODDS_HIGH;
	uint32_t bits;
	memcpy(&bits, &odds, sizeof bits);
	return (uint16_t)((bits - LOW_BITS + 0x1000u) >> 13);
}

static inline float odds_unpack(uint16_t code)
{
	uint32_t bits = ((uint32_t)code << 13) + LOW_BITS;
	float odds;
	memcpy(&odds, &bits, sizeof odds);
	return odds;
}

/* The belief in the faster half that a byte stands for. */
static double pace_belief(uint8_t code)
{
	if (code == 0)
		return 0.5;
	uint32_t bits = ((uint32_t)(code - 1) << 20) + PACE_BITS;
	float odds;
	memcpy(&odds, &bits, sizeof odds);
	return (double)odds / (1 + (double)odds);
}

static double logit(double p)
{
	return log(p / (1 - p));
}

static double logistic(double x)
{
	return 1 / (1 + exp(-x));
}

/* ---- model ---- */

struct mastery_params mastery_params_default(void)
{
	return (struct mastery_params){.prior = 0.25, .learn = 0.15, .guess = 0.20, .slip = 0.10, .forget = 0,
		.prior_sd = 1.0, .learn_sd = 0.7, .guess_sd = 0.5, .slip_sd = 0.5};
}

struct mastery_rule mastery_rule_default(void)
{
	return (struct mastery_rule){.pieces = 3, .kinds = 2, .must = 0, .recent_days = 180, .strong_score = 0.65,
		.strong_quality = 0.5, .ready_p = 0.95, .ready_low = 0.80};
}

void mastery_rule_cost(struct mastery_rule *r, double tries)
{
	r->ready_p = tries / (tries + 1);
	r->ready_low = fmax(0, 1 - 4 / (tries + 1));
}

static enum code check_params(const struct mastery_params *p, struct err *e)
{
	const struct {
		const char *name;
		double value, sd;
	} open[] = {{"prior", p->prior, p->prior_sd}, {"learn", p->learn, p->learn_sd}, {"guess", p->guess, p->guess_sd},
		{"slip", p->slip, p->slip_sd}};
	for (size_t i = 0; i < sizeof open / sizeof *open; i++) {
		if (!(open[i].value >= 1e-4 && open[i].value <= 1 - 1e-4))
			return err_set(e, E_INPUT, "The mastery parameter %s is %g; give a probability from 0.0001 to 0.9999.",
				open[i].name, open[i].value);
		if (!(open[i].sd >= 0 && open[i].sd <= 3))
			return err_set(e, E_INPUT, "The spread of the mastery parameter %s is %g; give a number from 0 to 3.",
				open[i].name, open[i].sd);
	}
	if (!(p->forget >= 0 && p->forget <= 0.5))
		return err_set(e, E_INPUT, "The mastery parameter forget is %g; give a probability from 0 to 0.5.", p->forget);
	if (!(p->guess + p->slip < 1))
		return err_set(e, E_INPUT,
			"The mastery parameters guess %g and slip %g add up to 1 or more, so that a right answer would speak "
			"against knowing; lower one of them.", p->guess, p->slip);
	return OK;
}

static int bits_set(unsigned x)
{
	int n = 0;
	for (; x; x &= x - 1)
		n++;
	return n;
}

static enum code check_rule(const struct mastery_rule *r, struct err *e)
{
	if (r->pieces < 1 || r->pieces > 1000)
		return err_set(e, E_INPUT, "The mastery rule asks for %d pieces of evidence; give 1 to 1000.", r->pieces);
	if (r->kinds < 1 || r->kinds > MASTERY_KINDS || r->kinds > r->pieces)
		return err_set(e, E_INPUT, "The mastery rule asks for %d kinds of evidence; give 1 to %d, and no more than its "
			"pieces.", r->kinds, (int)MASTERY_KINDS);
	if (r->must >> MASTERY_KINDS || bits_set(r->must) > r->pieces)
		return err_set(e, E_INPUT, "The mastery rule asks for kinds of evidence that do not exist, or for more of them "
			"than its %d pieces.", r->pieces);
	if (r->recent_days < 0)
		return err_set(e, E_INPUT, "The mastery rule's recent_days is %d; give 0 or more.", r->recent_days);
	if (!(r->strong_score > 0 && r->strong_score <= 1) || !(r->strong_quality > 0 && r->strong_quality <= 1))
		return err_set(e, E_INPUT, "The mastery rule's strong_score %g and strong_quality %g must be above 0, at most 1.",
			r->strong_score, r->strong_quality);
	if (!(r->ready_p > 0 && r->ready_p < 1) || !(r->ready_low >= 0 && r->ready_low < 1))
		return err_set(e, E_INPUT, "The mastery rule's ready_p %g and ready_low %g must be probabilities below 1.",
			r->ready_p, r->ready_low);
	return OK;
}

static void make_set(struct sets *t, int i, const struct mastery_params *p, double prior_sign, double learn_sign,
	double guess_sign, double slip_sign)
{
	double prior = logistic(logit(p->prior) + prior_sign * p->prior_sd);
	double learn = logistic(logit(p->learn) + learn_sign * p->learn_sd);
	double guess = logistic(logit(p->guess) + guess_sign * p->guess_sd);
	double slip = logistic(logit(p->slip) + slip_sign * p->slip_sd);
	if (guess + slip > 0.98) { /* where right answers would no longer tell anything */
		double scale = 0.98 / (guess + slip);
		guess *= scale;
		slip *= scale;
	}
	t->prior_odds[i] = (float)(prior / (1 - prior));
	t->guess[i] = (float)guess;
	t->slip[i] = (float)slip;
	t->known[0][i] = t->slip[i];
	t->known[1][i] = 1 - t->slip[i];
	t->not_known[0][i] = 1 - t->guess[i];
	t->not_known[1][i] = t->guess[i];
	t->ratio[0][i] = (float)(slip / (1 - guess));
	t->ratio[1][i] = (float)((1 - slip) / guess);
	t->learn[i] = (float)learn;
	t->not_learn[i] = (float)(1 - learn);
	t->by_not_learn[i] = (float)(1 / (1 - learn));
}

enum code mastery_model_new(struct arena *a, const struct mastery_params *p, const struct mastery_rule *r,
	struct mastery_model **out, struct err *e)
{
	enum code c = check_params(p, e);
	if (!c)
		c = check_rule(r, e);
	if (c)
		return c;
	struct mastery_model *m = NEW(a, struct mastery_model);
	m->params = *p;
	m->rule = *r;
	m->forget = (float)p->forget;
	m->keep = (float)(1 - p->forget);
	bool wide = bkt_simd_best() >= BKT_AVX2;
	m->update = wide ? mastery_update_avx2 : mastery_update_portable;
	m->update_paced = wide ? mastery_paced_avx2 : mastery_paced_portable;
	make_set(&m->sets, CENTRE, p, 0, 0, 0, 0);
	for (int i = 0; i < SPREAD; i++) {
		double x = i & 1 ? 1 : -1, y = i & 2 ? 1 : -1, z = i & 4 ? 1 : -1;
		make_set(&m->sets, i, p, x, y, z, x * y * z);
	}
	m->one_kind = m;
	if (r->kinds > 1) {
		struct mastery_model *one = NEW(a, struct mastery_model);
		*one = *m;
		one->rule.kinds = 1;
		m->one_kind = one->one_kind = one;
	}
	*out = m;
	return OK;
}

const struct mastery_params *mastery_model_params(const struct mastery_model *m)
{
	return &m->params;
}

const struct mastery_rule *mastery_model_rule(const struct mastery_model *m)
{
	return &m->rule;
}

const struct mastery_model *mastery_model_one_kind(const struct mastery_model *m)
{
	return m->one_kind;
}

/* ---- events and state ---- */

const char *mastery_kind_name(enum mastery_kind kind)
{
	static const char *const names[MASTERY_KINDS] = {"practice", "check", "task", "product", "observation",
		"conversation", "reflection", "outside"};
	return (unsigned)kind < MASTERY_KINDS ? names[kind] : NULL;
}

struct mastery_state mastery_start(const struct mastery_model *m)
{
	struct state x = {.odds = m->sets.prior_odds[CENTRE], .flags = STATE_VERSION};
	for (int i = 0; i < SPREAD; i++)
		x.spread[i] = odds_pack(m->sets.prior_odds[i]);
	return pack(&x);
}

/* What an answer says, of which the plain ones (right or wrong, without help) have their ratios ready: picked by a number and
 * not branched upon, because what a learner answers cannot be foreseen. */
struct answer {
	float score, quality, nothing;
	bool plain;
	const float *known, *not_known, *ratio; /* of a plain one */
};

static inline struct answer answer_of(const struct mastery_model *m, const struct mastery_event *ev)
{
	struct answer a = {.score = (float)ev->score, .quality = (float)ev->quality};
	int whole = (int)a.score;
	a.nothing = (1 - a.quality) * 0.5F;
	a.plain = (a.quality == 1) & (a.score == (float)whole);
	a.known = m->sets.known[whole & 1];
	a.not_known = m->sets.not_known[whole & 1];
	a.ratio = m->sets.ratio[whole & 1];
	return a;
}

/* One parameter set's odds after one piece of evidence. */
static inline float step_one(const struct mastery_model *m, int i, float odds, const struct answer *a)
{
	const struct sets *t = &m->sets;
	float ratio = a->ratio[i], score = a->score;
	if (!a->plain) {
		float known = score * (1 - t->slip[i]) + (1 - score) * t->slip[i];
		ratio = (a->quality * known + a->nothing) / (a->quality * (score * t->guess[i] + (1 - score) * (1 - t->guess[i])) + a->nothing);
	}
	odds *= ratio;
	if (m->forget == 0)
		return (odds + t->learn[i]) * t->by_not_learn[i];
	return (odds * m->keep + t->learn[i]) / (odds * m->forget + t->not_learn[i]);
}

/* The same of four, from set i on. */
static inline four step_four(const struct mastery_model *m, int i, four odds, const struct answer *a)
{
	const struct sets *t = &m->sets;
	four ratio = four_of(a->ratio + i);
	if (!a->plain) {
		four s = four_of(t->slip + i), g = four_of(t->guess + i);
		float score = a->score;
		ratio = (a->quality * (score * (1 - s) + (1 - score) * s) + a->nothing) / (a->quality * (score * g + (1 - score) * (1 - g)) + a->nothing);
	}
	odds *= ratio;
	if (m->forget == 0)
		return (odds + four_of(t->learn + i)) * four_of(t->by_not_learn + i);
	return (odds * m->keep + four_of(t->learn + i)) / (odds * m->forget + four_of(t->not_learn + i));
}

static enum code check_event(const struct mastery_event *ev, struct err *e)
{
	if (ev->type == MASTERY_CONFIRM || ev->type == MASTERY_REOPEN)
		return OK;
	if (ev->type != MASTERY_EVIDENCE)
		return err_set(e, E_INPUT, "The event has type %d, which is not known; give evidence, confirm or reopen.",
			(int)ev->type);
	if ((unsigned)ev->kind >= MASTERY_KINDS)
		return err_set(e, E_INPUT, "The evidence is of kind %d, which is not known; give 0 to %d.", (int)ev->kind,
			(int)MASTERY_KINDS - 1);
	if (!(ev->score >= 0 && ev->score <= 1))
		return err_set(e, E_INPUT, "The evidence has the score %g; give a number from 0 to 1.", ev->score);
	if (!(ev->quality > 0 && ev->quality <= 1))
		return err_set(e, E_INPUT, "The evidence has the quality %g; give a number above 0, at most 1.", ev->quality);
	return OK;
}

/* What check_event lets through, without its sentences: nearly every event. */
static inline bool sound(const struct mastery_event *ev)
{
	return (ev->type == MASTERY_EVIDENCE) & ((unsigned)ev->kind < MASTERY_KINDS) & (ev->score >= 0) & (ev->score <= 1) & (ev->quality > 0) & (ev->quality <= 1);
}

/* Anything that is no sound evidence: a person's word, or refused. */
static enum code other(state_at *x, const struct mastery_event *ev, struct err *e)
{
	enum code c = check_event(ev, e);
	if (c == OK)
		x->flags = (uint8_t)(ev->type == MASTERY_CONFIRM ? x->flags | FLAG_SHOWN : x->flags & ~FLAG_SHOWN);
	return c;
}

/* One sound piece of evidence, in place. */
__attribute__((always_inline)) static inline void apply(const struct mastery_model *m, state_at *x, const struct mastery_event *ev, const struct answer *a)
{
	float odds = step_one(m, CENTRE, x->odds, a);
	four_pack(step_four(m, 0, four_unpack(x->spread), a), x->spread);
	four_pack(step_four(m, HALF, four_unpack(x->spread + HALF), a), x->spread + HALF);
	/* Without forgetting many right answers would reach infinity, from which no wrong answer returns. */
	x->odds = odds < ODDS_HIGH ? odds : ODDS_HIGH;
	uint16_t day = day_code(ev->day);
	x->pieces = (uint16_t)(x->pieces + (x->pieces < UINT16_MAX));
	x->last_day = day > x->last_day ? day : x->last_day;
	uint8_t best = (uint8_t)(ev->score * 255 + 0.5);
	x->best = best > x->best ? best : x->best;
	/* without a branch: what a learner answers cannot be foreseen */
	unsigned strong = (ev->score >= m->rule.strong_score) & (ev->quality >= m->rule.strong_quality);
	uint16_t strong_day = (uint16_t)(day * strong);
	x->strong = (uint16_t)(x->strong + (strong & (x->strong < UINT16_MAX)));
	x->strong_day = strong_day > x->strong_day ? strong_day : x->strong_day;
	x->strong_kinds |= (uint8_t)(strong << ev->kind);
}

enum code mastery_update_portable(const struct mastery_model *m, struct mastery_state *s, const struct mastery_event *ev, struct err *e)
{
	if (!sound(ev))
		return other((state_at *)s, ev, e);
	const struct answer a = answer_of(m, ev);
	apply(m, (state_at *)s, ev, &a);
	return OK;
}

struct mastery_pace mastery_pace_start(void)
{
	struct belief b = {.odds = 1};
	struct mastery_pace x;
	memcpy(&x, &b, sizeof x);
	return x;
}

bool mastery_pace_ok(const struct mastery_pace *x)
{
	struct belief b;
	memcpy(&b, x, sizeof b);
	return isfinite(b.odds) && b.odds >= PACE_LOW && b.odds <= PACE_HIGH;
}

struct likely {
	float slow, fast;
};

/* How likely this answer is under the slower and the faster four sets, before it is known; four at once, both halves added lane by lane. */
static inline struct likely foretell(const struct mastery_model *m, const state_at *x, const struct answer *a)
{
	const struct sets *t = &m->sets;
	four sum = {0, 0, 0, 0};
	for (int h = 0; h < SPREAD; h += HALF) {
		four odds = four_unpack(x->spread + h), known = four_of(a->known + h), not_known = four_of(a->not_known + h);
		if (a->plain) {
			sum += (odds * known + not_known) / (1 + odds);
		} else {
			four slip = four_of(t->slip + h), guess = four_of(t->guess + h);
			float score = a->score;
			known = score * (1 - slip) + (1 - score) * slip;
			not_known = score * guess + (1 - score) * (1 - guess);
			sum += a->quality * ((odds * known + not_known) / (1 + odds)) + a->nothing;
		}
	}
	return (struct likely){sum[0] + sum[1], sum[2] + sum[3]};
}

enum code mastery_paced_portable(const struct mastery_model *m, struct mastery_pace *pace, struct mastery_state *s, const struct mastery_event *ev,
	struct err *e)
{
	struct belief b;
	state_at *x = (state_at *)s;
	if (!sound(ev))
		return other(x, ev, e);
	memcpy(&b, pace, sizeof b);
	const struct answer a = answer_of(m, ev);
	struct likely as = foretell(m, x, &a);
	apply(m, x, ev, &a);
	b.odds *= as.fast / as.slow;
	b.odds = b.odds > PACE_LOW ? b.odds : PACE_LOW;
	b.odds = b.odds < PACE_HIGH ? b.odds : PACE_HIGH;
	b.events += b.events < UINT32_MAX;
	memcpy(pace, &b, sizeof b);
	x->pace = pace_pack(b.odds);
	return OK;
}

enum code mastery_update(const struct mastery_model *m, struct mastery_state *s, const struct mastery_event *ev, struct err *e)
{
	return m->update(m, s, ev, e);
}

enum code mastery_update_paced(const struct mastery_model *m, struct mastery_pace *pace, struct mastery_state *s, const struct mastery_event *ev,
	struct err *e)
{
	return m->update_paced(m, pace, s, ev, e);
}

enum code mastery_fold(const struct mastery_model *m, const struct mastery_event *ev, size_t n, struct mastery_state *s,
	struct err *e)
{
	struct mastery_state x = mastery_start(m);
	for (size_t i = 0; i < n; i++) {
		if (mastery_update(m, &x, &ev[i], e))
			return err_in(e, "Event %zu of %zu", i + 1, n);
	}
	*s = x;
	return OK;
}

bool mastery_state_ok(const struct mastery_state *s)
{
	struct state x = unpack(s);
	return (x.flags & VERSION_MASK) == STATE_VERSION && !(x.flags & ~(VERSION_MASK | FLAG_SHOWN)) && x.pace <= 129
		&& isfinite(x.odds) && x.odds > 0 && x.strong <= x.pieces;
}

bool mastery_state_same(const struct mastery_state *s, const struct mastery_state *t)
{
	struct state x = unpack(s), y = unpack(t);
	if (x.pieces != y.pieces || x.strong != y.strong || x.last_day != y.last_day || x.strong_day != y.strong_day
		|| x.strong_kinds != y.strong_kinds || x.best != y.best || x.flags != y.flags || x.pace != y.pace)
		return false;
	double p = x.odds / (1.0 + x.odds), q = y.odds / (1.0 + y.odds);
	return fabs(p - q) <= 1e-4;
}

/* ---- what it says ---- */

const char *mastery_word_name(enum mastery_word w)
{
	static const char *const names[] = {"no-evidence", "started", "practising", "ready", "shown"};
	return (unsigned)w < sizeof names / sizeof *names ? names[w] : NULL;
}

const char *mastery_why_name(enum mastery_why w)
{
	static const char *const names[] = {"no-evidence", "pieces", "kinds", "must-kind", "recent", "estimate", "band",
		"confirmed", "later-doubt"};
	return (unsigned)w < sizeof names / sizeof *names ? names[w] : NULL;
}

/* Days since the newest strong piece; -1 without one; what is dated ahead counts as today's. */
static int strong_age(const struct mastery_estimate *now, int32_t today)
{
	if (now->strong_day == INT32_MIN)
		return -1;
	int64_t age = (int64_t)today - now->strong_day;
	return age < 0 ? 0 : age > INT_MAX ? INT_MAX : (int)age;
}

static bool rule_met(const struct mastery_rule *r, const struct mastery_estimate *now, int32_t today)
{
	int age = strong_age(now, today);
	return now->strong >= (unsigned)r->pieces && bits_set(now->strong_kinds) >= r->kinds
		&& !(r->must & ~now->strong_kinds) && age >= 0 && (r->recent_days == 0 || age <= r->recent_days)
		&& now->p >= r->ready_p && now->low >= r->ready_low;
}

/* p, next and band, with that much belief in the four sets of the higher prior and in the four that learn faster. */
static void weigh(const struct mastery_model *m, const struct state *x, double high, double fast, struct mastery_estimate *now)
{
	double odds = x->odds, plain = 0, mean = 0, squares = 0, logs[SPREAD], share[SPREAD];
	for (int i = 0; i < SPREAD; i++) {
		share[i] = (i & 1 ? high : 1 - high) * (i & 2 ? fast : 1 - fast) / (SPREAD / 4);
		logs[i] = log((double)odds_unpack(x->spread[i]));
		plain += logs[i] / SPREAD;
		mean += logs[i] * share[i];
	}
	if (fast != 0.5 || high != 0.5) /* the estimate goes with the middle of the band */
		odds *= exp(mean - plain);
	now->p = odds / (1 + odds);
	now->next = now->p * (1 - m->params.slip) + (1 - now->p) * m->params.guess;
	for (int i = 0; i < SPREAD; i++)
		squares += (logs[i] - mean) * (logs[i] - mean) * share[i];
	double half = 1.6449 * sqrt(squares);
	now->low = fmin(logistic(mean - half), now->p);
	now->high = fmax(logistic(mean + half), now->p);
}

static double believed_fast(const struct mastery_model *m, const struct state *x)
{
	return m->rule.plain ? 0.5 : pace_belief(x->pace);
}

struct mastery_estimate mastery_estimate(const struct mastery_model *m, const struct mastery_state *s, int32_t today)
{
	struct state x = unpack(s);
	struct mastery_estimate now = {.pieces = x.pieces, .strong = x.strong, .strong_kinds = x.strong_kinds,
		.best = x.best / 255.0, .last_day = x.last_day ? x.last_day : INT32_MIN,
		.strong_day = x.strong_day ? x.strong_day : INT32_MIN};
	weigh(m, &x, 0.5, believed_fast(m, &x), &now);
	if (x.flags & FLAG_SHOWN)
		now.word = MASTERY_SHOWN;
	else if (x.pieces == 0)
		now.word = MASTERY_NO_EVIDENCE;
	else if (rule_met(&m->rule, &now, today))
		now.word = MASTERY_READY;
	else
		now.word = x.pieces < (unsigned)m->rule.pieces ? MASTERY_STARTED : MASTERY_PRACTISING;
	return now;
}

struct mastery_estimate mastery_estimate_given(const struct mastery_model *m, const struct mastery_state *s, int32_t today, const struct mastery_before *b)
{
	struct state x = unpack(s);
	struct mastery_estimate now = mastery_estimate(m, s, today);
	double known = fmin(fmax(b->known, 0), b->seen);
	weigh(m, &x, (1 + known) / (2 + b->seen), believed_fast(m, &x), &now);
	return now;
}

enum mastery_likely mastery_likely(const struct mastery_estimate *x)
{
	return x->p >= 0.95 ? MASTERY_VERY_LIKELY : x->p >= 0.7 ? MASTERY_LIKELY : x->p >= 0.4 ? MASTERY_OPEN : MASTERY_NOT_LIKELY;
}

enum mastery_sure mastery_sure(const struct mastery_estimate *x)
{
	double width = x->high - x->low;
	return width > 0.5 ? MASTERY_NOT_SURE : width > 0.2 ? MASTERY_FAIRLY_SURE : MASTERY_SURE;
}

double mastery_gain(const struct mastery_model *m, const struct mastery_state *s, int32_t today)
{
	struct mastery_estimate now = mastery_estimate(m, s, today), then[2];
	for (int right = 0; right < 2; right++) {
		struct mastery_state next = *s;
		struct mastery_event ev = mastery_evidence(MASTERY_PRACTICE, right, today);
		enum code c = mastery_update(m, &next, &ev, NULL);
		(void)c; /* a score of 0 or 1 of a known kind is always taken */
		then[right] = mastery_estimate(m, &next, today);
	}
	return now.high - now.low - now.next * (then[1].high - then[1].low) - (1 - now.next) * (then[0].high - then[0].low);
}

/* ---- why ---- */

static void because(struct mastery_explanation *x, enum mastery_why why, bool met, double have, double need)
{
	x->reasons[x->n++] = (struct mastery_reason){.why = why, .met = met, .have = have, .need = need};
}

static void list_reasons(const struct mastery_rule *r, struct mastery_explanation *x, int32_t today)
{
	const struct mastery_estimate *now = &x->now;
	if (now->pieces == 0)
		because(x, MASTERY_WHY_NO_EVIDENCE, false, 0, r->pieces);
	because(x, MASTERY_WHY_PIECES, now->strong >= (unsigned)r->pieces, now->strong, r->pieces);
	int kinds = bits_set(now->strong_kinds), age = strong_age(now, today);
	because(x, MASTERY_WHY_KINDS, kinds >= r->kinds, kinds, r->kinds);
	for (unsigned k = 0; k < MASTERY_KINDS; k++) {
		if (!(r->must >> k & 1))
			continue;
		bool there = now->strong_kinds >> k & 1;
		because(x, MASTERY_WHY_MUST_KIND, there, there, 1);
		x->reasons[x->n - 1].kind = (enum mastery_kind)k;
	}
	if (r->recent_days > 0)
		because(x, MASTERY_WHY_RECENT, age >= 0 && age <= r->recent_days, age, r->recent_days);
	because(x, MASTERY_WHY_ESTIMATE, now->p >= r->ready_p, now->p, r->ready_p);
	because(x, MASTERY_WHY_BAND, now->low >= r->ready_low, now->low, r->ready_low);
	if (now->word == MASTERY_SHOWN) {
		because(x, MASTERY_WHY_CONFIRMED, true, 1, 1);
		if (now->high < r->ready_p)
			because(x, MASTERY_WHY_LATER_DOUBT, false, now->p, r->ready_p);
	}
}

/* Kinds of which one more strong piece brings the rule furthest. */
static unsigned helpful_kinds(const struct mastery_rule *r, unsigned strong_kinds)
{
	unsigned all = (1u << MASTERY_KINDS) - 1;
	if (r->must & ~strong_kinds)
		return r->must & ~strong_kinds;
	return bits_set(strong_kinds) < r->kinds ? all & ~strong_kinds : all;
}

static struct mastery_estimate after(const struct mastery_model *m, struct mastery_state *s, unsigned kinds, double score,
	int32_t today)
{
	unsigned kind = 0;
	while (!(kinds >> kind & 1))
		kind++;
	struct mastery_event ev = mastery_evidence((enum mastery_kind)kind, score, today);
	enum code c = mastery_update(m, s, &ev, NULL);
	(void)c; /* a score of 0 or 1 of a known kind is always taken */
	return mastery_estimate(m, s, today);
}

static void look_ahead(const struct mastery_model *m, const struct mastery_state *s, struct mastery_explanation *x,
	int32_t today)
{
	struct mastery_next *next = &x->next;
	next->kinds = helpful_kinds(&m->rule, x->now.strong_kinds);
	struct mastery_state right = *s, wrong = *s;
	struct mastery_estimate e = after(m, &wrong, next->kinds, 0, today);
	next->p_wrong = e.p;
	next->high_wrong = e.high;
	e = after(m, &right, next->kinds, 1, today);
	next->p_right = e.p;
	next->low_right = e.low;
	if (x->now.word == MASTERY_READY || x->now.word == MASTERY_SHOWN)
		return;
	next->one_would_tell = e.word == MASTERY_READY;
	next->more = 1;
	while (e.word != MASTERY_READY && next->more < 20) {
		e = after(m, &right, helpful_kinds(&m->rule, e.strong_kinds), 1, today);
		next->more++;
	}
	if (e.word != MASTERY_READY)
		next->more = -1;
}

struct mastery_explanation mastery_explain(const struct mastery_model *m, const struct mastery_state *s, int32_t today)
{
	struct mastery_explanation x = {.now = mastery_estimate(m, s, today)};
	list_reasons(&m->rule, &x, today);
	look_ahead(m, s, &x, today);
	return x;
}
