/* sample.c - trellis sample: a school of plainly sample people to try everything with. */
#include "base/args.h"
#include "base/file.h"
#include "cli/command.h"
#include "cli/open.h"
#include "cli/sample/sample.h"
#include "places.h"
#include "record/setting.h"

#include <stdio.h>
#include <string.h>
#include <unistd.h>

uint64_t sample_next(struct sample *s)
{
	/* splitmix64 (Steele, Lea & Flood 2014) */
	uint64_t z = s->state += UINT64_C(0x9e3779b97f4a7c15);
	z = (z ^ z >> 30) * UINT64_C(0xbf58476d1ce4e5b9);
	z = (z ^ z >> 27) * UINT64_C(0x94d049bb133111eb);
	return z ^ z >> 31;
}

int sample_below(struct sample *s, int n)
{
	return (int)(sample_next(s) % (uint64_t)n);
}

double sample_unit(struct sample *s)
{
	return (double)(sample_next(s) >> 11) / 9007199254740992.0;
}

bool sample_chance(struct sample *s, double p)
{
	return sample_unit(s) < p;
}

struct id sample_id(const char *kind, int n)
{
	char name[80];
	int len = snprintf(name, sizeof(name), "%s %d", kind, n);
	return id_of("trellis sample", (struct str){name, (size_t)len});
}

enum code sample_put(struct sample *s, const char *type, struct id id, const struct input *in, size_t n, struct err *e)
{
	struct problems problems = {0};
	struct id out;
	enum code c = record_create(s->db, s->a, &s->v, record_type_find(str_z(type)), id, in, n, &out, &problems, e);
	if (c && problems.n)
		return err_set(e, c, "The sample %s cannot be made: %s: %.*s", type, problems.items[0].field ? problems.items[0].field : "", S_ARG(problems.items[0].text));
	return c ? err_in(e, "sample %s", type) : OK;
}

enum code sample_each(struct sample *s, enum code (*one)(struct sample *, int, void *, struct err *), void *arg, struct err *e)
{
	struct arena *kept = s->a, *own = arena_new(0);
	enum code c = own ? OK : err_set(e, E_MEMORY, "There is no memory for the sample school.");
	for (int i = 0; i < s->n && !c; i++) {
		s->a = own;
		c = one(s, i, arg, e);
		arena_reset(own);
	}
	s->a = kept;
	arena_free(own);
	return c;
}

struct step {
	struct sample *s;
	enum code (*fn)(struct sample *s, struct err *e);
};

static enum code in_write(struct db *db, void *arg, struct err *e)
{
	struct step *p = arg;
	p->s->db = db;
	return p->fn(p->s, e);
}

static enum code part(struct sample *s, enum code (*fn)(struct sample *, struct err *), struct err *e)
{
	struct step p = {s, fn};
	return store_write(s->store, in_write, &p, e);
}

static enum code mark(struct sample *s, struct err *e)
{
	/* a sample shows what a school may turn on */
	static const char *const on[] = {"week.confirm", "week.low_rigor", "week.alone_screen", "family.tonight", "safety.report", "plan.best_time", "paper.card"};
	enum code c = store_meta_set(s->db, "sample", S("1"), e);
	for (size_t i = 0; i < sizeof on / sizeof *on && !c; i++)
		c = setting_put(s->db, &s->v, str_z(on[i]), S("1"), e);
	if (!c)
		c = setting_put(s->db, &s->v, S("safety.adults"), S("Morgan Sampleton, Huda Nasser"), e);
	if (!c)
		c = setting_put(s->db, &s->v, S("safety.rule"), S("They read it on the next school day and talk with you first."), e);
	return c ? c : setting_put(s->db, &s->v, S("school.name"), S("Sample School"), e);
}

static enum code doors(struct sample *s, struct err *e)
{
	static const char *const keys[] = {"teacher", "learner", "special", "language", "family", "leader"};
	for (size_t i = 0; i < 6; i++) {
		char key[40];
		snprintf(key, sizeof(key), "door.%s", keys[i]);
		enum code c = store_meta_set(s->db, key, id_str(s->a, s->demo[i]), e);
		if (c)
			return c;
	}
	return store_meta_set(s->db, "door.aide", id_str(s->a, s->teachers[SAMPLE_AIDE].id), e);
}

/* The day lies in the middle of a school year that began on a Monday twelve weeks ago. */
static void calendar(struct sample *s)
{
	s->today = (day_t)(clock_now() / DAY);
	s->monday = day_weekday(s->today) > 5 ? day_monday(s->today) + 7 : day_monday(s->today);
	s->first = s->monday - 12 * 7;
	s->last = s->monday + 26 * 7 + 4;
	s->v.today = s->today;
}

static enum code make(struct sample *s, const char *data, struct err *e)
{
	static const struct { const char *what; enum code (*fn)(struct sample *, struct err *); } parts[] = {
		{"people", sample_people}, {"profiles", sample_profiles}, {"plans", sample_plans}, {"supports", sample_supports}, {"weeks", sample_weeks}, {"talk", sample_talk}, {"around", sample_around}, {"chain", sample_chain}, {"together", sample_together}, {"doors", doors}};
	enum code c = part(s, mark, e);
	if (!c)
		c = sample_library(s, data, e);
	for (size_t i = 0; i < sizeof(parts) / sizeof(*parts) && !c; i++) {
		int64_t begin = clock_monotonic();
		c = part(s, parts[i].fn, e);
		fprintf(stderr, "  %-9s %5.1f s\n", parts[i].what, (double)(clock_monotonic() - begin) / SECOND);
	}
	int64_t begin = clock_monotonic();
	if (!c)
		c = sample_evidence(s, e);
	fprintf(stderr, "  %-9s %5.1f s\n", "evidence", (double)(clock_monotonic() - begin) / SECOND);
	return c;
}

static const struct arg_option options[] = {
	{"--seed", ARG_INT, "N", "another seed gives another school; 1 by default", 1, INT64_C(1) << 40, false},
	{"--learners", ARG_INT, "N", "how many learners; 432 by default", 36, 100000, false},
	{"--data", ARG_TEXT, "FOLDER", "starter data; the folder data beside the program's source by default", 0, 0, false},
	{0}};
static const struct arg_spec spec = {"sample", NULL, 0, 0,
                                     "Makes a sample school of plainly sample people in a new database. Everything in it is made up;\n"
                                     "its evidence is simulated and marked so.",
                                     options};

static int finish(struct arena *a, const struct args *args, const char *making, struct sample *s, enum code c, const struct err *e)
{
	store_close(s->store);
	if (!c && making && rename(making, args->db)) {
		fprintf(stderr, "trellis sample: %s could not be given its name.\n", args->db);
		c = E_IO;
	} else if (c) {
		open_failed(args, e);
	}
	if (c && making)
		unlink(making);
	if (making) {
		unlink(str_fmt(a, "%s-wal", making).p);
		unlink(str_fmt(a, "%s-shm", making).p);
	}
	arena_free(a);
	return c ? 1 : 0;
}

static int run(int argc, char **argv)
{
	struct arena *a = arena_new(0);
	struct args args;
	struct err e = {0};
	int stop = args_read(a, &spec, argc, argv, &args);
	if (stop >= 0) {
		arena_free(a);
		return stop;
	}
	int64_t begin = clock_monotonic();
	struct sample s = {.a = a, .seed = (uint64_t)args_int(&args, "--seed", 1), .n = (int)args_int(&args, "--learners", 432)};
	s.state = s.seed;
	/* a file is made under another name, so that one with its own name is always whole */
	const char *making = NULL;
	struct args other = args;
	if (args.db && !str_starts(str_z(args.db), "postgres") && !strchr(args.db, '=')) {
		if (!access(args.db, F_OK)) {
			fprintf(stderr, "trellis sample: %s is there already. Choose another name, or remove it first.\n", args.db);
			arena_free(a);
			return 1;
		}
		making = str_fmt(a, "%s.making", args.db).p;
		unlink(making);
		other.db = making;
	}
	enum code c = open_db(&other, true, NULL, &s.store, &e);
	if (c)
		return open_failed(&args, &e);
	s.v = viewer_system(s.store);
	calendar(&s);
	c = make(&s, args_text(&args, "--data", TRELLIS_DATA), &e);
	if (!c)
		c = open_files(a, args.db, &e);
	int status = finish(a, &args, making, &s, c, &e);
	if (!status && args.json)
		printf("{\"learners\":%d,\"seconds\":%.1f}\n", s.n, (double)(clock_monotonic() - begin) / SECOND);
	else if (!status)
		printf("Made a sample school with %d learners in %.1f s.\n", s.n, (double)(clock_monotonic() - begin) / SECOND);
	return status;
}

COMMAND(sample) = {"sample", "--db FILE [--seed N] [--learners N]", "make a sample school of plainly sample people", run};
