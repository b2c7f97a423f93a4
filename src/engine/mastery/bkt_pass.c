/* One pass over patterns. Without forgetting knowing never ends, so a learner's path is the moment t when it began, and
 *   w(1) = prior prod k, w(t) = (1 - prior) (1 - learn)^(t-2) learn  u_1 .. u_(t-1) k_t .. k_n, w(never) likewise,
 * k and u the probability of the response when known and when not. Divided by prod k only ratios u/k are left:
 *   c_t = (1 - prior) (1 - learn)^(t-1) r_1 .. r_t,  r = u/k;  Z = prior + learn sum_{t<n} c_t + c_n,
 * and every expectation is a sum of c, t c and (right so far) c. */
#include "engine/mastery/bkt.h"

#include <math.h>
#include <string.h>

/* One response at a time; what is small beside a scale of 2^-400 is lost, nothing else. */
static void pass_one(const uint64_t *word, uint32_t n, double times, const struct bkt_params *p, struct bkt_sums *s)
{
	double m[2] = {(1 - p->learn) * (1 - p->guess) / p->slip, (1 - p->learn) * p->guess / (1 - p->slip)};
	double c = (1 - p->prior) / (1 - p->learn), c_scale = 0, scale = 0; /* powers of 2 */
	double known = p->prior, s0 = 0, s1 = 0, s2 = 0, right = 0;
	for (uint32_t t = 1; t <= n; t++) {
		unsigned y = word[(t - 1) / 64] >> (t - 1) % 64 & 1;
		c *= m[y];
		right += y;
		int ex;
		c = frexp(c, &ex);
		c_scale += ex;
		if (c_scale > scale + 400) {
			int down = (int)fmax(scale - c_scale, -4000);
			known = ldexp(known, down);
			s0 = ldexp(s0, down);
			s1 = ldexp(s1, down);
			s2 = ldexp(s2, down);
			scale = c_scale;
		}
		if (t < n) {
			double d = ldexp(c, (int)fmax(c_scale - scale, -4000));
			s0 += d;
			s1 += d * t;
			s2 += d * right;
		}
	}
	double last = ldexp(c, (int)fmax(c_scale - scale, -4000)), z = known + p->learn * s0 + last, w = times / z;
	s->log_likelihood += times * (log(z) + scale * log(2) + right * log(1 - p->slip) + (n - right) * log(p->slip));
	s->sequences += times;
	s->responses += times * n;
	s->right += times * right;
	s->known_first += w * known;
	s->gained += w * p->learn * s0;
	s->unknown_before += w * (p->learn * s1 + last * (n - 1));
	s->unknown += w * (p->learn * s1 + last * n);
	s->unknown_right += w * (p->learn * s2 + last * right);
}

void bkt_pass_plain(const struct bkt_log *l, size_t from, size_t to, const struct bkt_params *p, struct bkt_sums *out)
{
	*out = (struct bkt_sums){0};
	for (size_t i = from; i < to; i++)
		pass_one(bkt_words(l, &l->pattern[i]), l->pattern[i].n, l->pattern[i].times, p, out);
}
