/* serve.c - trellis serve: the server, until it is told to stop. */
#include "base/file.h"
#include "base/log.h"
#include "cli/command.h"
#include "cli/open.h"
#include "jobs/jobs.h"
#include "web/server.h"

#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

static const struct arg_option options[] = {
	{"--port", ARG_INT, "PORT", "HTTP on this computer alone (127.0.0.1); 8080 by default, 0: none", 0, 65535, false},
	{"--https-port", ARG_INT, "PORT", "HTTPS for other devices; 8443 by default, 0: none", 0, 65535, false},
	{"--bind", ARG_TEXT, "ADDRESS", "where HTTPS listens; every address by default", 0, 0, false},
	{"--public-url", ARG_TEXT, "URL", "address that links, mail and QR codes use: https://school.example:8443", 0, 0, false},
	{"--cert", ARG_TEXT, "FILE", "certificate, with its chain (PEM); DB.tls/server.pem by default", 0, 0, false},
	{"--key", ARG_TEXT, "FILE", "its private key (PEM); DB.tls/server.key by default", 0, 0, false},
	{"--secret", ARG_TEXT, "FILE", "key file kept outside the database; DB.secret by default", 0, 0, false},
	{"--mail", ARG_TEXT, "FOLDER", "invitations are also written here as .eml files", 0, 0, false},
	{"--trusted-proxy", ARG_TEXT, "ADDRESS", "believe X-Forwarded-For and -Proto from this address", 0, 0, false},
	{"--http-everywhere", ARG_FLAG, NULL, "HTTP listens on --bind too: only behind a proxy on another machine", 0, 0, false},
	{"--threads", ARG_INT, "N", "requests at once; four for each core by default", 1, 1024, false},
	{0}};
static const struct arg_spec spec = {
	"serve", NULL, 0, 0,
	"Serves a school until it is stopped (Ctrl-C or SIGTERM). HTTP is for this computer alone; other devices use HTTPS.\n"
	"Without a certificate given or made by `trellis tls init`, one is made for the names and addresses of this computer.",
	options};

struct running {
	struct arena *a;
	struct args args;
	struct store *store;
	struct app *app;
	struct workers *workers;
	struct server *server;
	sigset_t stop;
};

/* Stopped from here on: nothing is left behind. */
static int close_all(struct running *r, int status)
{
	server_stop(r->server);
	workers_stop(r->workers);
	app_close(r->app);
	store_close(r->store);
	arena_free(r->a);
	return status;
}

static enum code open_tls(struct running *r, struct app_options *app, struct server_options *server, struct err *e)
{
	const char *folder = open_beside(r->a, r->args.db, ".tls");
	const char *cert = args_text(&r->args, "--cert", NULL), *key = args_text(&r->args, "--key", NULL);
	struct str cert_text, key_text;
	if (!app->https_port)
		return OK;
	if (!cert != !key)
		return err_set(e, E_INPUT, "A certificate needs its key: give both --cert and --key.");
	if (!cert) {
		cert = file_join(r->a, folder, "server.pem");
		key = file_join(r->a, folder, "server.key");
		app->ca_file = file_join(r->a, folder, "authority.pem");
		if (!file_exists(cert)) {
			app->https_port = 0;
			return OK;
		}
	}
	enum code c = file_read(r->a, cert, 1 << 20, &cert_text, e);
	if (!c)
		c = file_read(r->a, key, 1 << 20, &key_text, e);
	if (!c) {
		server->cert = cert_text.p;
		server->key = key_text.p;
	}
	return c;
}

static enum code start(struct running *r, struct err *e)
{
	struct app_options app = {
		.public_url = args_text(&r->args, "--public-url", NULL),
		.secret_file = args_text(&r->args, "--secret", open_beside(r->a, r->args.db, ".secret")),
		.mail_folder = args_text(&r->args, "--mail", NULL),
		.trusted_proxy = args_text(&r->args, "--trusted-proxy", NULL),
		.https_port = (int)args_int(&r->args, "--https-port", 8443),
	};
	struct server_options server = {
		.port = (int)args_int(&r->args, "--port", 8080),
		.bind = args_text(&r->args, "--bind", NULL),
		.http_everywhere = args_has(&r->args, "--http-everywhere"),
		.threads = (int)args_int(&r->args, "--threads", 0),
	};
	long cores = sysconf(_SC_NPROCESSORS_ONLN);
	struct store_options so = {.readers = server.threads ? server.threads : (int)(cores > 0 ? cores * 4 : 8)};
	enum code c = open_db(&r->args, true, &so, &r->store, e);
	if (!c)
		c = open_tls(r, &app, &server, e);
	server.https_port = app.https_port;
	if (!c)
		c = app_open(r->store, &app, &r->app, e);
	if (!c)
		c = workers_start(r->store, 1, &r->workers, e);
	if (!c)
		c = server_start(r->app, &server, &r->server, e);
	return c;
}

static void tell(const struct running *r)
{
	int http = server_port(r->server, false), https = server_port(r->server, true);
	if (http)
		printf("Trellis is ready: http://127.0.0.1:%d on this computer\n", http);
	if (https)
		printf("%s https://%s:%d for other devices\n", http ? "            and" : "Trellis is ready:", r->args.db ? "THIS-COMPUTER" : "", https);
	fflush(stdout);
}

static int serve(int argc, char **argv)
{
	struct running r = {0};
	struct err e = {0};
	r.a = arena_new(0);
	if (!r.a)
		return 1;
	int status = args_read(r.a, &spec, argc, argv, &r.args);
	if (status >= 0)
		return close_all(&r, status);
	/* Blocked before any thread starts, so that all of them leave these signals to this one. */
	sigemptyset(&r.stop);
	sigaddset(&r.stop, SIGTERM);
	sigaddset(&r.stop, SIGINT);
	sigaddset(&r.stop, SIGHUP);
	pthread_sigmask(SIG_BLOCK, &r.stop, NULL);
	signal(SIGPIPE, SIG_IGN);
	if (start(&r, &e))
		return close_all(&r, open_failed(&r.args, &e));
	tell(&r);
	int got = 0;
	sigwait(&r.stop, &got);
	log_event(LOG_INFO, "stopping", NULL);
	return close_all(&r, 0);
}

COMMAND(serve) = {"serve", "[--port 8080] [--https-port 8443] [--public-url URL]", "serve a school to browsers", serve};
