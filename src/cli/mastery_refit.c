/* trellis mastery refit, back, rebuild: the parameters of the estimates fitted on the school's own evidence. */
#include "school/evidence/refit.h"
#include "cli/mastery.h"
#include "cli/open.h"
#include "school/admin/school.h"
#include "school/evidence/models.h"

#include <stdio.h>

static const struct arg_option refit_options[] = {{"--dry-run", ARG_FLAG, NULL, "fit and compare; change nothing", 0, 0, false},
	{"--step", ARG_FLAG, NULL, "one step from what is in use, out of what each event left beside its learner's state: no fit on answers", 0, 0, false}, {0}};
static const struct arg_spec specs[] = {
	{"mastery refit", NULL, 0, 0,
	 "Fits the parameters of the estimates on the school's own evidence, competency by competency, shows how well they predict\n"
	 "learners who were held out, before and after, and how many words on learners' pages change. Takes them into use when they\n"
	 "are better. What a person confirmed stays. The old ones are kept: `trellis mastery back`.", refit_options},
	{"mastery back", NULL, 0, 0, "Goes back to the parameters that were in use before the last fit.", NULL},
	{"mastery rebuild", NULL, 0, 0, "Folds again what still rests on other parameters than those in use: after a refit that was broken off.", NULL},
};

static const char *word(struct arena *a, size_t w)
{
	enum mastery_likely likely;
	enum mastery_sure sure;
	return refit_word(w, &likely, &sure) ? str_fmt(a, "%s, %s", tr(LANG_EN, mastery_say_likely(likely)), tr(LANG_EN, mastery_say_sure(sure))).p
	                                     : tr(LANG_EN, mastery_say(MASTERY_SHOWN));
}

static void show(struct arena *a, const struct refit *f)
{
	printf("%lld pieces of evidence, %lld learners, %zu competencies\n", (long long)f->responses, (long long)f->learners, f->n);
	printf("%zu competencies get their own parameters, %zu those of all together:\n", f->own, f->n - f->own);
	const struct { const char *why, *says; } WHY[] = {
		{"few-responses", "too few pieces or learners"}, {"all-the-same", "all right or all wrong"}, {"guess-and-slip", "right and wrong answers tell too little"}};
	for (size_t i = 0; i < sizeof WHY / sizeof *WHY; i++) {
		size_t n = 0;
		for (size_t k = 0; k < f->n; k++)
			n += !f->of[k].own && str_eqz(str_z(f->of[k].why), WHY[i].why);
		if (n)
			printf("  %zu: %s\n", n, WHY[i].says);
	}
	printf("log likelihood of an answer of a learner who was held out: %.4f before, %.4f after\n", f->before, f->after);
	printf("%lld of %lld estimates change their words; %lld confirmed ones stay; ready to show %lld before, %lld after\n", (long long)f->changed,
	       (long long)f->states, (long long)f->shown, (long long)f->ready_before, (long long)f->ready_after);
	for (size_t i = 0; i < REFIT_WORDS; i++)
		for (size_t k = 0; k < REFIT_WORDS; k++)
			if (i != k && f->moves[i][k])
				printf("  %lld: %s -> %s\n", (long long)f->moves[i][k], word(a, i), word(a, k));
}

struct keeping {
	struct arena *a;
	struct id id;
	const struct refit *f;
};

static enum code keep_fn(struct db *db, void *arg, struct err *e)
{
	const struct keeping *k = arg;
	return refit_keep(db, k->a, k->id, ID_NIL, k->f, e);
}

static enum code back_fn(struct db *db, void *arg, struct err *e)
{
	(void)arg;
	return refit_back(db, e);
}

static enum code do_refit(struct arena *a, const struct args *args, struct store *s, struct err *e)
{
	struct db *db;
	struct refit *f;
	int64_t rebuilt = 0;
	bool dry = args_has(args, "--dry-run");
	enum code c = store_read(s, &db, e);
	if (c)
		return c;
	c = args_has(args, "--step") ? refit_look_step(db, a, school_today(db), NULL, NULL, &f, e) : refit_look(db, a, school_today(db), NULL, NULL, &f, e);
	store_read_end(db);
	if (c)
		return c;
	if (args->json)
		printf("%.*s\n", S_ARG(refit_json(a, f)));
	else
		show(a, f);
	if (dry || !f->better) {
		if (!args->json)
			puts(dry ? "Nothing was changed." : "They do not predict better than those in use. Nothing was changed.");
		return OK;
	}
	struct keeping k = {a, id_new(), f};
	c = store_write(s, keep_fn, &k, e);
	if (!c)
		c = evidence_rebuild(s, NULL, NULL, &rebuilt, e);
	if (!c && !args->json)
		printf("In use now; %lld estimates were folded again. `trellis mastery back` goes back.\n", (long long)rebuilt);
	return c;
}

static enum code do_back(const struct args *args, struct store *s, bool back, struct err *e)
{
	int64_t rebuilt = 0;
	enum code c = back ? store_write(s, back_fn, NULL, e) : OK;
	if (!c)
		c = evidence_rebuild(s, NULL, NULL, &rebuilt, e);
	if (c)
		return c;
	if (args->json)
		printf("{\"rebuilt\": %lld}\n", (long long)rebuilt);
	else
		printf("%s%lld estimates were folded again.\n", back ? "The parameters from before are in use again; " : "", (long long)rebuilt);
	return OK;
}

static int run(int which, int argc, char **argv)
{
	struct args args;
	struct err e = {0};
	struct store *s = NULL;
	struct arena *a = arena_new(0);
	if (!a)
		return 1;
	int status = args_read(a, &specs[which], argc, argv, &args);
	if (status < 0) {
		enum code c = open_db(&args, false, NULL, &s, &e);
		if (!c)
			c = which == 0 ? do_refit(a, &args, s, &e) : do_back(&args, s, which == 1, &e);
		status = c ? open_failed(&args, &e) : 0;
		store_close(s);
	}
	arena_free(a);
	return status;
}

static int refit(int argc, char **argv)
{
	return run(0, argc, argv);
}

static int back(int argc, char **argv)
{
	return run(1, argc, argv);
}

static int rebuild(int argc, char **argv)
{
	return run(2, argc, argv);
}

const struct mastery_verb mastery_refit = {"refit", "fit on a school's own evidence and take it into use", .run = refit};
const struct mastery_verb mastery_back = {"back", "go back to what was in use before the last fit", .run = back};
const struct mastery_verb mastery_rebuild = {"rebuild", "fold again what rests on other parameters", .run = rebuild};
