/* init.c - trellis init: a new school and its first administrator, from the command line. */
#include "base/log.h"
#include "cli/command.h"
#include "cli/open.h"
#include "places.h"
#include "record/setting.h"
#include "school/account/account.h"
#include "school/family/phrase.h"

#include <sodium.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

static const struct arg_option options[] = {
	{"--school", ARG_TEXT, "NAME", "name of the school or district", 0, 0, false},
	{"--time-zone", ARG_TEXT, "ZONE", "such as America/Chicago; America/Chicago by default", 0, 0, false},
	{"--given-name", ARG_TEXT, "NAME", "of the first administrator", 0, 0, false},
	{"--family-name", ARG_TEXT, "NAME", "of the first administrator", 0, 0, false},
	{"--email", ARG_TEXT, "ADDRESS", "of the first administrator, who signs in with it", 0, 0, false},
	{0}};
static const struct arg_spec spec = {
	"init", NULL, 0, 0,
	"Makes a school: the database and its first administrator, who gets a code that is good once for choosing a password.\n"
	"Asks for what is not given. The same can be done in a browser: trellis serve, then /start.",
	options};

/* An answer typed at the terminal, when the option was not given. */
static const char *ask(struct arena *a, const struct args *args, const char *option, const char *question, const char *usual)
{
	char line[512];
	const char *given = args_text(args, option, NULL);
	if (given || !isatty(STDIN_FILENO))
		return given ? given : usual;
	printf("%s%s%s%s: ", question, usual ? " [" : "", usual ? usual : "", usual ? "]" : "");
	fflush(stdout);
	if (!fgets(line, sizeof line, stdin))
		return usual;
	struct str text = str_trim(str_z(line));
	return text.n ? str_dupz(a, text) : usual;
}

struct make {
	struct arena *a;
	struct first_hour first;
	struct id account;
	const char *data;
	char code[CODE_TEXT];
};

static enum code make_fn(struct db *db, void *arg, struct err *e)
{
	struct make *m = arg;
	enum code c = first_hour(db, m->a, &m->first, &m->account, e);
	struct viewer v = {.account = m->account, .hats = REL_SYSTEM};
	if (!c)
		c = setting_put(db, &v, S("school.name"), m->first.school, e);
	if (!c)
		c = setting_put(db, &v, S("school.timezone"), m->first.time_zone, e);
	int counts[2];
	if (!c && !access(m->data, R_OK)) /* phrases and school words in seven languages, to begin with */
		c = words_load(db, m->a, &v, m->data, counts, e);
	return c ? c : invitation_make(db, &v, m->account, 2, m->code, e);
}

static enum code check(const struct make *m, struct err *e)
{
	const struct zone *zone;
	size_t at;
	if (!m->first.school.n || !m->first.given_name.n || !m->first.family_name.n)
		return err_set(e, E_INPUT, "Give the name of the school and of the first administrator: --school, --given-name, --family-name.");
	if (!str_find(m->first.email, S("@"), &at) || memchr(m->first.email.p, ' ', m->first.email.n))
		return err_set(e, E_INPUT, "Give the e-mail address of the first administrator: --email.");
	return zone_get(m->first.time_zone.p, &zone, e);
}

static int run(int argc, char **argv)
{
	struct err e = {0};
	struct args args;
	struct make m = {0};
	struct store *store = NULL;
	struct arena *a = arena_new(0);
	if (!a)
		return 1;
	int status = args_read(a, &spec, argc, argv, &args);
	if (status >= 0) {
		arena_free(a);
		return status;
	}
	m.a = a;
	m.data = TRELLIS_DATA;
	m.first = (struct first_hour){
		.school = str_z(ask(a, &args, "--school", "Name of the school or district", NULL)),
		.time_zone = str_z(ask(a, &args, "--time-zone", "Time zone", "America/Chicago")),
		.given_name = str_z(ask(a, &args, "--given-name", "Your given name", NULL)),
		.family_name = str_z(ask(a, &args, "--family-name", "Your family name", NULL)),
		.email = str_z(ask(a, &args, "--email", "Your e-mail address", NULL)),
	};
	enum code c = sodium_init() < 0 ? err_set(&e, E_BUG, "The cryptographic library does not start.") : check(&m, &e);
	if (!c)
		c = open_db(&args, true, NULL, &store, &e);
	if (!c)
		c = store_write(store, make_fn, &m, &e);
	store_close(store);
	if (!c)
		c = open_files(a, args.db, &e);
	if (c)
		status = open_failed(&args, &e);
	else if (args.json)
		printf("{\"code\":\"%s\"}\n", m.code);
	else
		printf("The school is there. Start it: trellis serve --db %s\n"
		       "Then open http://127.0.0.1:8080/welcome within two days and write this code: %s\n", args.db, m.code);
	arena_free(a);
	return c ? status : 0;
}

COMMAND(init) = {"init", "--db FILE [--school NAME ...]", "make a school and its first administrator", run};
