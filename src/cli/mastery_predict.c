/* trellis mastery predict: how likely each response was to be right, from what came before it. */
#include "cli/mastery.h"
#include "base/file.h"

#include <stdio.h>

static const struct arg_option options[] = {
	{"--model-file", ARG_TEXT, "MODEL.json", "made by trellis mastery fit", 0, 0, true},
	{"--in", ARG_TEXT, "FILE", "CSV or TSV with a header: learner, item, skill, correct, time", 0, 0, true},
	{"--out", ARG_TEXT, "P.csv", "where the column p goes; standard output without", 0, 0, false},
	{"--threads", ARG_INT, "N", "threads; as many as processors, at most 8, unless said; the result is the same for any number", 1, 64, false},
	{0}};
static const struct arg_spec spec = {
	"mastery predict", NULL, 0, 0,
	"Writes a column p with one row for each response, in the same order: the probability that it is right, from that\n"
	"learner's responses before it. Learners, items and skills that the model has not seen get an average one's.",
	options};

/* Six decimals, which tells 0.000001 from 0: p is inside (0, 1). */
static struct str column(struct arena *a, const double *p, size_t n)
{
	char *text = arena_alloc(a, 2 + 9 * n), *q = text;
	*q++ = 'p';
	*q++ = '\n';
	for (size_t i = 0; i < n; i++, q += 9) {
		double x = p[i] * 1e6 + 0.5;
		uint32_t v = !(x >= 1) ? 1 : x >= 1e6 ? 999999 : (uint32_t)x;
		q[0] = '0';
		q[1] = '.';
		for (int d = 7; d >= 2; d--, v /= 10)
			q[d] = (char)('0' + v % 10);
		q[8] = '\n';
	}
	return (struct str){text, (size_t)(q - text)};
}

static enum code run_predict(struct arena *a, const struct args *args, struct err *e)
{
	struct responses r;
	struct model *m;
	const char *out = args_text(args, "--out", NULL);
	enum code c = mastery_model_file(a, args_text(args, "--model-file", ""), &m, e);
	if (c != OK || (c = mastery_log(a, args_text(args, "--in", ""), m->columns, &r, e)) != OK)
		return c;
	double *p = NEW_ARRAY(a, double, r.n);
	if ((c = model_predict(a, m, &r, mastery_threads(args), p, e)) != OK)
		return c;
	struct str text = column(a, p, r.n);
	if (out)
		return file_write(out, text, 0644, e);
	if (fwrite(text.p, 1, text.n, stdout) != text.n)
		return err_set(e, E_IO, "The predictions could not be written to standard output.");
	return OK;
}

const struct mastery_verb mastery_predict = {"predict", "how likely each response was to be right", &spec, run_predict};
