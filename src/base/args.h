/* args.h - the words after a command.
 *
 * Law: a command says in one table what it takes; reading, refusing with a hint, and --help follow from it.
 * Every command has --help, --json and --db (or TRELLIS_DB) without asking. "--name value" and "--name=value" are
 * the same; "--" ends the options. Nothing is guessed: an unknown or doubled option, a missing or wrong value, too
 * few or too many words are refused on standard error with exit status 2. */
#ifndef TRELLIS_ARGS_H
#define TRELLIS_ARGS_H

#include "base/str.h"

enum arg_kind { ARG_FLAG, ARG_TEXT, ARG_INT, ARG_REAL, ARG_DAY };

struct arg_option {
	const char *name;   /* "--dry-run" */
	enum arg_kind kind;
	const char *value;  /* how --help calls the value: "FILE"; NULL for ARG_FLAG */
	const char *help;   /* one line */
	int64_t min, max;   /* ARG_INT: range when max > min */
	bool required;
};

struct arg_spec {
	const char *name;   /* "import oneroster" */
	const char *words;  /* positional words: "PATH", "FILE..."; NULL: none */
	size_t min_words, max_words; /* max 0 with words given: no end */
	const char *help;   /* what the command does, one or more lines */
	const struct arg_option *options; /* ends with an option without name; may be NULL */
};

struct args {
	const struct arg_spec *spec;
	const char **values; /* by option: NULL when not given, "" for a flag */
	const char **words;  /* positional, as given */
	size_t n_words;
	bool json;
	const char *db;      /* --db, else TRELLIS_DB, else NULL */
};

/* argv[0] is skipped. Returns -1 when the command should run; anything else is its exit status: --help was shown on
 * standard output (0), or the words were refused on standard error (2). */
int args_read(struct arena *a, const struct arg_spec *spec, int argc, char **argv, struct args *out) MUST_USE;
bool args_has(const struct args *args, const char *name);
const char *args_text(const struct args *args, const char *name, const char *fallback);
int64_t args_int(const struct args *args, const char *name, int64_t fallback);
double args_real(const struct args *args, const char *name, double fallback);
/* What --help shows. */
struct str args_help(struct arena *a, const struct arg_spec *spec);
/* Of n names the one most like word, when it is like enough for "did you mean"; else NULL. For commands too. */
const char *args_nearest(const char *word, const char *const *names, size_t n);

#endif
