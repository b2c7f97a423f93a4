/* mastery.h - trellis mastery: one verb per file; on files, but for refit, back, rebuild.
 *
 * Law: a verb is a struct mastery_verb in src/cli/mastery_NAME.c and one line in mastery.c: its options, and what it does with
 * them; mastery_files.c reads the options and says what went wrong. Those in mastery_verbs.c are run by
 * the program that people start (front_main.c) without the server's libraries, and are a program of their own, too (mastery_main.c). Figures go to standard
 * output, sentences to standard error; a file is written whole or not at all. */
#ifndef TRELLIS_CLI_MASTERY_H
#define TRELLIS_CLI_MASTERY_H

#include "base/args.h"
#include "engine/mastery/model.h"

struct mastery_verb {
	const char *name;
	const char *help; /* one line */
	const struct arg_spec *spec;
	enum code (*work)(struct arena *a, const struct args *args, struct err *e);
	int (*run)(int argc, char **argv); /* instead of both; argv[0] is the verb */
};
extern const struct mastery_verb mastery_fit, mastery_predict, mastery_simulate;
extern const struct mastery_verb mastery_evaluate;
extern const struct mastery_verb mastery_audit, mastery_items, mastery_checks;
/* Those that work on text files and need nothing of the server; ends with NULL. By name: NULL when it is none of them. */
extern const struct mastery_verb *const mastery_verbs_on_files[];
const struct mastery_verb *mastery_verb_on_files(const char *name);
extern const struct mastery_verb mastery_refit, mastery_back, mastery_rebuild; /* these on a school's database */

/* The kind of --model, or a sentence that lists them. */
enum code mastery_kind_of(struct arena *a, const char *name, const struct model_ops **out, struct err *e) MUST_USE;
/* The log in the file at path ("-": standard input), mapped; names borrow from it until the arena ends. */
enum code mastery_log(struct arena *a, const char *path, unsigned want, struct responses *out, struct err *e) MUST_USE;
/* --threads, or as many as there are processors, at most eight: the result is the same for any number. */
unsigned mastery_threads(const struct args *args);
/* A verb on files; failed says what went wrong and gives the status. */
int mastery_verb_run(const struct mastery_verb *v, int argc, char **argv, int (*failed)(const struct args *args, const struct err *e));
enum code mastery_model_file(struct arena *a, const char *path, struct model **out, struct err *e) MUST_USE;

#endif
