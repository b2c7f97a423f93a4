/* tls.c - trellis tls init, trellis tls renew: a certificate of the school's own, for devices in the house. */
#include "web/tls.h"
#include "base/file.h"
#include "base/json.h"
#include "cli/command.h"
#include "cli/open.h"

#include <stdio.h>
#include <string.h>

static const struct arg_option options[] = {
	{"--organisation", ARG_TEXT, "NAME", "name of the school, shown by devices that trust it", 0, 0, false},
	{"--out", ARG_TEXT, "FOLDER", "where certificate and key of the server go; DB.tls by default", 0, 0, false},
	{"--authority-key", ARG_TEXT, "FILE", "where the authority's key goes (init) or lies (renew); trellis-authority.key by default", 0, 0, false},
	{0}};
static const struct arg_spec init_spec = {
	"tls init", "NAME...", 0, 0,
	"Makes a local authority that can vouch for the names and addresses given and for nothing else, and a certificate of\n"
	"the server from it. Without names: those of this computer. Devices trust it once, by the page /trust.",
	options};
static const struct arg_spec renew_spec = {
	"tls renew", "NAME...", 0, 0, "Makes a new certificate of the server from the authority made before. Devices need do nothing.", options};

static enum code write_server(struct arena *a, const char *folder, const struct tls_made *made, struct err *e)
{
	enum code c = file_make_dir(folder, 0700, e);
	if (!c)
		c = file_write(file_join(a, folder, "server.key"), made->server_key, 0600, e);
	if (!c)
		c = file_write(file_join(a, folder, "server.pem"), made->server, 0644, e);
	if (!c)
		c = file_write(file_join(a, folder, "authority.pem"), made->authority, 0644, e);
	return c;
}

static enum code names_of(struct arena *a, const struct args *args, struct tls_names *names, struct err *e)
{
	return args->n_words ? tls_names_of(a, args->words, args->n_words, names, e) : tls_names_here(a, names, e);
}

/* The folder of the server and the place of the authority's key must be apart: that is what the key is worth. */
static enum code apart(struct arena *a, const char *folder, const char *key, struct err *e)
{
	struct str inside = str_fmt(a, "%s/", folder);
	if (str_starts(str_z(key), inside.p))
		return err_set(e, E_INPUT, "The authority's key must not lie in the server's folder %s. Give another place with --authority-key.", folder);
	return OK;
}

/* key: where the authority's key was written, NULL when none was made. */
static void say(struct arena *a, const struct args *args, const char *folder, const char *key, const struct tls_names *names, const struct tls_facts *facts)
{
	if (args->json) {
		struct buf b = buf_new(a, 1 << 16);
		struct json_out o = json_to(&b);
		json_open(&o, '{');
		json_key(&o, "folder");
		json_put_str(&o, str_z(folder));
		json_key(&o, "names");
		json_open(&o, '[');
		for (size_t i = 0; i < names->n_dns; i++)
			json_put_str(&o, str_z(names->dns[i]));
		for (size_t i = 0; i < names->n_ip; i++)
			json_put_str(&o, str_z(names->ip[i]));
		json_close(&o, ']');
		json_key(&o, "fingerprint");
		json_put_str(&o, str_z(facts->fingerprint));
		if (key) {
			json_key(&o, "authority_key");
			json_put_str(&o, str_z(key));
		}
		json_close(&o, '}');
		printf("%.*s\n", (int)b.n, b.p);
		return;
	}
	printf("The certificate is in %s, for:", folder);
	for (size_t i = 0; i < names->n_dns; i++)
		printf(" %s", names->dns[i]);
	for (size_t i = 0; i < names->n_ip; i++)
		printf(" %s", names->ip[i]);
	printf("\nFingerprint of the authority (SHA-256), to compare on each device:\n%s\n", facts->fingerprint);
	if (key)
		printf("The authority's key is %s. Move it to a stick now and keep that in a locked drawer: whoever has it can pretend to\n"
		       "be this school's server. The server does not need it; `trellis tls renew` does, in about two years.\n", key);
}

static enum code make(struct arena *a, const struct args *args, bool renew, struct err *e)
{
	struct tls_names names;
	struct tls_made made;
	struct tls_facts facts;
	const char *folder = args_text(args, "--out", open_beside(a, args->db ? args->db : "trellis", ".tls"));
	const char *key = args_text(args, "--authority-key", "trellis-authority.key");
	enum code c = names_of(a, args, &names, e);
	if (!c)
		c = apart(a, folder, key, e);
	if (!c && !renew && file_exists(key))
		c = err_set(e, E_CONFLICT, "There is an authority's key at %s already. Use `trellis tls renew`, or move it away first.", key);
	if (!c && renew) {
		struct str authority, authority_key;
		c = file_read(a, file_join(a, folder, "authority.pem"), 1 << 20, &authority, e);
		if (!c)
			c = file_read(a, key, 1 << 20, &authority_key, e);
		if (!c)
			c = tls_renew(a, authority, authority_key, &names, &made, e);
	} else if (!c) {
		c = tls_make(a, args_text(args, "--organisation", "Trellis"), &names, &made, e);
		if (!c)
			c = file_write(key, made.authority_key, 0600, e);
	}
	if (!c)
		c = write_server(a, folder, &made, e);
	if (!c)
		c = tls_read(a, made.authority, &facts, e);
	if (c)
		return c;
	say(a, args, folder, renew ? NULL : key, &names, &facts);
	return OK;
}

static int run(int argc, char **argv)
{
	struct err e = {0};
	struct args args;
	bool renew = argc > 1 && !strcmp(argv[1], "renew");
	bool verb = renew || (argc > 1 && !strcmp(argv[1], "init"));
	struct arena *a = arena_new(0);
	if (!a)
		return 1;
	if (!verb && argc > 1 && argv[1][0] != '-') {
		fprintf(stderr, "trellis: tls knows init and renew, not \"%s\".\n", argv[1]);
		arena_free(a);
		return 2;
	}
	int status = args_read(a, renew ? &renew_spec : &init_spec, verb ? argc - 1 : argc, verb ? argv + 1 : argv, &args);
	if (status < 0) {
		status = 0;
		if (!verb) {
			fprintf(stderr, "trellis: say what to do: trellis tls init, or trellis tls renew.\n");
			status = 2;
		} else if (make(a, &args, renew, &e)) {
			status = open_failed(&args, &e);
		}
	}
	arena_free(a);
	return status;
}

COMMAND(tls) = {"tls", "init|renew [NAME...]", "make a certificate of the school's own for devices in the house", run};
