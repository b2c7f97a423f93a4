/* invite.c - trellis invite: a code for somebody who lost the password, also the only administrator. */
#include "cli/command.h"
#include "cli/open.h"
#include "school/account/account.h"

#include <sodium.h>
#include <stdio.h>

static const struct arg_option options[] = {
	{"--days", ARG_INT, "N", "how long the code is good; 2 by default", 1, 60, false},
	{"--no-second-step", ARG_FLAG, NULL, "also removes the second step: the phone and the recovery codes are lost", 0, 0, false},
	{0}};
static const struct arg_spec spec = {
	"invite", "LOGIN", 1, 1, "Makes a code that is good once for choosing a new password. Older codes of this sign-in end.", options};

struct make {
	struct arena *a;
	struct str login;
	int64_t days;
	bool no_second;
	char code[CODE_TEXT];
};

static enum code make_fn(struct db *db, void *arg, struct err *e)
{
	struct make *m = arg;
	struct account who;
	struct viewer v = {.hats = REL_SYSTEM};
	enum code c = account_by_login(db, m->a, m->login, &who, e);
	if (c == E_NOTFOUND)
		return err_set(e, E_NOTFOUND, "Nobody signs in as \"%.*s\".", S_ARG(m->login));
	if (!c && str_eqz(who.state, "disabled"))
		c = account_enable(db, &v, who.id, e);
	if (!c && m->no_second)
		c = totp_drop(db, &v, who.id, e);
	return c ? c : invitation_make(db, &v, who.id, m->days, m->code, e);
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
	m = (struct make){.a = a, .login = str_z(args.words[0]), .days = args_int(&args, "--days", 2), .no_second = args_has(&args, "--no-second-step")};
	enum code c = sodium_init() < 0 ? err_set(&e, E_BUG, "The cryptographic library does not start.") : open_db(&args, false, NULL, &store, &e);
	if (!c)
		c = store_write(store, make_fn, &m, &e);
	store_close(store);
	status = 0;
	if (c)
		status = open_failed(&args, &e);
	else if (args.json)
		printf("{\"code\":\"%s\"}\n", m.code);
	else
		printf("Open /welcome at the school's address within %lld days and write this code: %s\n", (long long)m.days, m.code);
	arena_free(a);
	return status;
}

COMMAND(invite) = {"invite", "LOGIN", "make a code for choosing a new password", run};
