/* How a program of yours fits a model to a log of responses, asks it, and follows one learner as answers come in.
 *
 *     cc mastery_fit.c $(pkg-config --cflags --libs trellis-mastery) && ./a.out responses.csv
 */
#include "base/file.h"
#include "engine/mastery/bkt.h"
#include "engine/mastery/bkt_online.h"

#include <stdio.h>

static enum code work(struct arena *a, const char *path, struct err *e)
{
	struct str text;
	struct responses r;
	struct model *m;
	struct fit_options o = fit_options_default();
	const struct model_ops *kind = model_ops_named("bkt");
	enum code c = file_map(a, path, &text, e);
	if (c == OK)
		c = responses_read(a, text, model_fit_columns(kind, &o), &r, e);
	if (c == OK)
		c = model_fit(a, kind, &r, &o, &m, e);
	if (c != OK)
		return c;
	double *p = NEW_ARRAY(a, double, r.n), sum = 0;
	if ((c = model_predict(a, m, &r, 1, p, e)) != OK)
		return c;
	for (size_t i = 0; i < r.n; i++)
		sum += p[i];
	printf("%zu responses, %u learners, %u skills, log likelihood %.3f, %.3f expected right\n", r.n, r.learners.n, r.skills.n, m->log_likelihood,
		sum / (double)r.n);

	const struct bkt *b = m->inside;
	const struct bkt_prior prior = {b->all.p, b->weight};
	struct bkt_online skill = bkt_online_start(&b->of[0].p, &prior);
	struct bkt_state learner = {0};
	for (int answer = 0; answer < 5; answer++) {
		bkt_online_event(&skill, &learner, answer > 0);
		printf("%.*s, answer %d %s: known with probability %.3f\n", S_ARG(b->skills.of[0]), answer + 1, answer > 0 ? "right" : "wrong",
			bkt_online_known(&skill, &learner));
	}
	return OK;
}

int main(int argc, char **argv)
{
	struct arena *a = arena_new(0);
	struct err e = {0};
	if (a == NULL || argc != 2) {
		fprintf(stderr, "usage: mastery_fit RESPONSES.csv\n");
		return 2;
	}
	enum code c = work(a, argv[1], &e);
	if (c != OK)
		fprintf(stderr, "%s\n", e.text);
	arena_free(a);
	return c == OK ? 0 : 1;
}
