#include "base/args.h"

#include "base/buf.h"
#include "base/clock.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const struct arg_option STANDARD[] = {
	{"--db", ARG_TEXT, "FILE", "database: a file, or postgresql://… (otherwise $TRELLIS_DB)", 0, 0, false},
	{"--json", ARG_FLAG, NULL, "answer in JSON", 0, 0, false},
	{"--help", ARG_FLAG, NULL, "show this", 0, 0, false},
};
#define N_STANDARD (sizeof STANDARD / sizeof STANDARD[0])

static size_t own_count(const struct arg_spec *spec)
{
	size_t n = 0;

	while (spec->options != NULL && spec->options[n].name != NULL)
		n++;
	return n;
}

/* The command's own options first, then those that all have. */
static const struct arg_option *option_at(const struct arg_spec *spec, size_t i)
{
	size_t own = own_count(spec);

	return i < own ? &spec->options[i] : &STANDARD[i - own];
}

static int find(const struct arg_spec *spec, const char *name)
{
	size_t n = own_count(spec) + N_STANDARD;

	for (size_t i = 0; i < n; i++)
		if (strcmp(option_at(spec, i)->name, name) == 0)
			return (int)i;
	return -1;
}

/* Edit distance with neighbours swapped counting once (optimal string alignment), for short words. */
static unsigned distance(const char *x, const char *y)
{
	unsigned rows[3][40];
	size_t nx = strlen(x), ny = strlen(y);

	if (nx >= 40 || ny >= 40)
		return 40;
	for (unsigned j = 0; j <= ny; j++)
		rows[0][j] = j;
	for (size_t i = 1; i <= nx; i++) {
		unsigned *now = rows[i % 3];
		const unsigned *last = rows[(i - 1) % 3], *before = rows[(i + 1) % 3];

		now[0] = (unsigned)i;
		for (size_t j = 1; j <= ny; j++) {
			unsigned best = last[j - 1] + (x[i - 1] != y[j - 1]);

			if (last[j] + 1 < best)
				best = last[j] + 1;
			if (now[j - 1] + 1 < best)
				best = now[j - 1] + 1;
			if (i > 1 && j > 1 && x[i - 1] == y[j - 2] && x[i - 2] == y[j - 1] && before[j - 2] + 1 < best)
				best = before[j - 2] + 1;
			now[j] = best;
		}
	}
	return rows[nx % 3][ny];
}

const char *args_nearest(const char *word, const char *const *names, size_t n)
{
	const char *best = NULL;
	unsigned least = (unsigned)strlen(word) / 3 + 1;

	for (size_t i = 0; i < n; i++) {
		unsigned d = distance(word, names[i]);
		size_t len = strlen(word);

		if (len >= 3 && strncmp(word, names[i], len) == 0)
			d = 0; /* the beginning of the right one */
		if (d < least || (d == least && best == NULL)) {
			best = names[i];
			least = d;
		}
	}
	return best;
}

static int refuse(const struct arg_spec *spec, const char *fmt, ...) PRINTF_LIKE(2, 3);
static int refuse(const struct arg_spec *spec, const char *fmt, ...)
{
	va_list ap;

	fprintf(stderr, "trellis %s: ", spec->name);
	va_start(ap, fmt);
	vfprintf(stderr, fmt, ap);
	va_end(ap);
	fprintf(stderr, "\nSee: trellis %s --help\n", spec->name);
	return 2;
}

static int refuse_unknown(struct arena *a, const struct arg_spec *spec, const char *name)
{
	size_t n = own_count(spec) + N_STANDARD;
	const char **names = NEW_ARRAY(a, const char *, n);
	const char *near;

	for (size_t i = 0; i < n; i++)
		names[i] = option_at(spec, i)->name;
	near = args_nearest(name, names, n);
	if (near != NULL)
		return refuse(spec, "there is no option %s. Did you mean %s?", name, near);
	return refuse(spec, "there is no option %s.", name);
}

static int check_value(const struct arg_spec *spec, const struct arg_option *o, const char *value)
{
	struct str s = str_z(value);
	int64_t i;
	double r;
	day_t d;

	switch (o->kind) {
	case ARG_INT:
		if (!str_int(s, &i))
			return refuse(spec, "%s takes a whole number, not \"%s\".", o->name, value);
		if (o->max > o->min && (i < o->min || i > o->max))
			return refuse(spec, "%s takes a number from %" PRId64 " to %" PRId64 ", not %s.", o->name, o->min,
				      o->max, value);
		break;
	case ARG_REAL:
		if (!str_real(s, &r))
			return refuse(spec, "%s takes a number, not \"%s\".", o->name, value);
		break;
	case ARG_DAY:
		if (!day_parse(s, &d))
			return refuse(spec, "%s takes a date such as 2026-09-01, not \"%s\".", o->name, value);
		break;
	case ARG_TEXT:
		if (s.n == 0)
			return refuse(spec, "%s needs a value.", o->name);
		break;
	case ARG_FLAG:
		break;
	}
	return -1;
}

/* argv[*i] begins with "--": takes it and its value. */
static int take_option(struct arena *a, int argc, char **argv, int *i, struct args *out)
{
	const char *word = argv[*i], *equals = strchr(word, '='), *value = "";
	const char *name = equals != NULL ? str_dupz(a, (struct str){word, (size_t)(equals - word)}) : word;
	const struct arg_option *o;
	int at, rc;

	at = find(out->spec, name);
	if (at < 0)
		return refuse_unknown(a, out->spec, name);
	o = option_at(out->spec, (size_t)at);
	if (out->values[at] != NULL)
		return refuse(out->spec, "%s is given twice.", name);
	if (o->kind == ARG_FLAG) {
		if (equals != NULL)
			return refuse(out->spec, "%s takes no value.", name);
	} else if (equals != NULL) {
		value = equals + 1;
	} else {
		if (*i + 1 >= argc || strncmp(argv[*i + 1], "--", 2) == 0)
			return refuse(out->spec, "%s needs a value: %s %s", name, name, o->value != NULL ? o->value : "VALUE");
		value = argv[++*i];
	}
	rc = check_value(out->spec, o, value);
	if (rc < 0)
		out->values[at] = value;
	return rc;
}

static int check_words(const struct arg_spec *spec, const struct args *args)
{
	if (spec->words == NULL && args->n_words > 0)
		return refuse(spec, "\"%s\" is one word too many.", args->words[0]);
	if (args->n_words < spec->min_words)
		return refuse(spec, "something is missing: trellis %s %s", spec->name, spec->words);
	if (spec->max_words > 0 && args->n_words > spec->max_words)
		return refuse(spec, "\"%s\" is one word too many.", args->words[spec->max_words]);
	for (size_t i = 0; i < own_count(spec); i++)
		if (spec->options[i].required && args->values[i] == NULL)
			return refuse(spec, "%s %s is missing.", spec->options[i].name,
				      spec->options[i].value != NULL ? spec->options[i].value : "");
	return -1;
}

int args_read(struct arena *a, const struct arg_spec *spec, int argc, char **argv, struct args *out)
{
	struct args args = {.spec = spec};
	bool only_words = false;
	int rc;

	args.values = NEW_ARRAY(a, const char *, own_count(spec) + N_STANDARD);
	args.words = NEW_ARRAY(a, const char *, (size_t)argc + 1);
	for (int i = 1; i < argc; i++) {
		/* --help wins over whatever else is wrong */
		if (strcmp(argv[i], "--") == 0)
			break;
		if (strcmp(argv[i], "--help") == 0 || strcmp(argv[i], "-h") == 0) {
			struct str help = args_help(a, spec);

			printf("%.*s", S_ARG(help));
			return 0;
		}
	}
	for (int i = 1; i < argc; i++) {
		if (!only_words && strcmp(argv[i], "--") == 0) {
			only_words = true;
		} else if (!only_words && strncmp(argv[i], "--", 2) == 0) {
			rc = take_option(a, argc, argv, &i, &args);
			if (rc >= 0)
				return rc;
		} else if (!only_words && argv[i][0] == '-' && argv[i][1] != '\0') {
			return refuse(spec, "there is no option %s; options are written with two dashes.", argv[i]);
		} else {
			args.words[args.n_words++] = argv[i];
		}
	}
	rc = check_words(spec, &args);
	if (rc >= 0)
		return rc;
	args.json = args_has(&args, "--json");
	args.db = args_text(&args, "--db", getenv("TRELLIS_DB"));
	if (args.db != NULL && args.db[0] == '\0')
		args.db = NULL;
	*out = args;
	return -1;
}

const char *args_text(const struct args *args, const char *name, const char *fallback)
{
	int at = find(args->spec, name);

	return at >= 0 && args->values[at] != NULL ? args->values[at] : fallback;
}

bool args_has(const struct args *args, const char *name)
{
	return args_text(args, name, NULL) != NULL;
}

int64_t args_int(const struct args *args, const char *name, int64_t fallback)
{
	const char *text = args_text(args, name, NULL);
	int64_t v;

	return text != NULL && str_int(str_z(text), &v) ? v : fallback;
}

double args_real(const struct args *args, const char *name, double fallback)
{
	const char *text = args_text(args, name, NULL);
	double v;

	return text != NULL && str_real(str_z(text), &v) ? v : fallback;
}

struct str args_help(struct arena *a, const struct arg_spec *spec)
{
	struct buf b = buf_new(a, 64 * 1024);
	size_t n = own_count(spec) + N_STANDARD, widest = 0;
	const char **left = NEW_ARRAY(a, const char *, n);

	buf_fmt(&b, "Usage: trellis %s [options]%s%s\n\n%s\n\nOptions:\n", spec->name, spec->words != NULL ? " " : "",
		spec->words != NULL ? spec->words : "", spec->help);
	for (size_t i = 0; i < n; i++) {
		const struct arg_option *o = option_at(spec, i);

		left[i] = str_fmt(a, "%s%s%s", o->name, o->kind != ARG_FLAG ? " " : "",
				  o->kind == ARG_FLAG ? "" : o->value != NULL ? o->value : "VALUE")
				  .p;
		if (strlen(left[i]) > widest)
			widest = strlen(left[i]);
	}
	for (size_t i = 0; i < n; i++) {
		const struct arg_option *o = option_at(spec, i);

		buf_fmt(&b, "  %-*s  %s%s\n", (int)widest, left[i], o->help, o->required ? " (required)" : "");
	}
	return buf_done(&b);
}
