/* serve.c - trellis serve: the server, until it is told to stop. */
#include "base/file.h"
#include "base/log.h"
#include "base/jail.h"
#include "base/sanitized.h"
#include "cli/command.h"
#include "cli/open.h"
#include "jobs/jobs.h"
#include "school/admin/erased.h"
#include "places.h"
#include "record/setting.h"
#include "school/account/password.h"
#include "school/account/session.h"
#include "school/evidence/attachment.h"
#include "school/library/speech.h"
#include "school/reach/channel.h"
#include "store/blob.h"
#include "store/changes.h"
#include "store/scanner.h"
#include "web/server.h"
#include "web/tls.h"

#include <malloc.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

static const struct arg_option options[] = {
	{"--port", ARG_INT, "PORT", "HTTP on this computer alone (127.0.0.1); 8080 by default, 0: none", 0, 65535, false},
	{"--https-port", ARG_INT, "PORT", "HTTPS for other devices; 8443 by default, 0: none", 0, 65535, false},
	{"--bind", ARG_TEXT, "ADDRESS", "where HTTPS listens; every address by default", 0, 0, false},
	{"--public-url", ARG_TEXT, "URL", "address that links, mail and QR codes use: https://school.example:8443", 0, 0, false},
	{"--cert", ARG_TEXT, "FILE", "certificate, with its chain (PEM); DB.tls/server.pem by default", 0, 0, false},
	{"--key", ARG_TEXT, "FILE", "its private key (PEM); DB.tls/server.key by default", 0, 0, false},
	{"--secret", ARG_TEXT, "FILE", "key file kept outside the database; DB.secret by default", 0, 0, false},
	{"--files", ARG_TEXT, "FOLDER", "what people hand in is kept here; DB.files by default", 0, 0, false},
	{"--mail", ARG_TEXT, "FOLDER", "invitations are also written here as .eml files", 0, 0, false},
	{"--trusted-proxy", ARG_TEXT, "ADDRESS", "believe X-Forwarded-For and -Proto from this address", 0, 0, false},
	{"--https-below", ARG_FLAG, NULL, "browsers use HTTPS alone for every host below this one too", 0, 0, false},
	{"--http-everywhere", ARG_FLAG, NULL, "HTTP listens on --bind too: only behind a proxy on another machine", 0, 0, false},
	{"--slow-ms", ARG_INT, "MS", "queries that take longer are logged (their text, never their values); 1000 by default, 0: none", 0, 3600000, false},
	{"--no-sandbox", ARG_FLAG, NULL, "do not limit the server to its own files and to the calls it needs; said in the log", 0, 0, false},
	{"--reach", ARG_TEXT, "HOSTS", "mail, messages and translation go to these hosts alone: HOST or HOST:PORT, with commas between", 0, 0, false},
	{"--leaked", ARG_TEXT, "FILE", "passwords in this list are refused: SHA-1 in hex, one a line, in order (Pwned Passwords)", 0, 0, false},
	{"--clamd", ARG_TEXT, "SOCKET", "what is handed in is kept only when clamd calls it clean: its local socket", 0, 0, false},
	{"--also", ARG_TEXT, "HOSTS", "further names under which browsers may ask for it, with commas between", 0, 0, false},
	{"--passed", ARG_INT, "N", "connections come by this open line from `trellis shards serve`; nothing is listened for", 0, 1000000, false},
	{"--threads", ARG_INT, "N", "requests at once; four for each core by default", 1, 1024, false},
	{0}};
static const struct arg_spec spec = {
	"serve", NULL, 0, 0,
	"Serves a school until it is stopped (Ctrl-C or SIGTERM). HTTP is for this computer alone; other devices use HTTPS.\n"
	"Without a certificate given or made by `trellis tls init`, one is made for the names and addresses of this computer.",
	options};

#define PROGRAM "/proc/self/exe"

struct running {
	struct arena *a;
	struct args args;
	struct store *store;
	struct app *app;
	struct workers *workers;
	struct server *server;
	struct speech_helper *speech;
	sigset_t stop;
	char host[256];
};

/* Stopped from here on: nothing is left behind. */
static int close_all(struct running *r, int status)
{
	server_stop(r->server);
	workers_stop(r->workers);
	app_close(r->app);
	speech_stop(r->speech);
	store_close(r->store);
	arena_free(r->a);
	return status;
}

/* Nobody made a certificate: one for this computer. The authority's key is thrown away at once, so that nobody can
 * ever use it; a new certificate then needs to be trusted anew, which `trellis tls init` avoids. */
static enum code make_tls(struct arena *a, const char *folder, struct err *e)
{
	struct tls_names names;
	struct tls_made made;
	enum code c = tls_names_here(a, &names, e);
	if (!c)
		c = tls_make(a, "Trellis", &names, &made, e);
	if (!c)
		c = file_make_dir(folder, 0700, e);
	if (!c)
		c = file_write(file_join(a, folder, "authority.pem"), made.authority, 0644, e);
	if (!c)
		c = file_write(file_join(a, folder, "server.key"), made.server_key, 0600, e);
	return c ? c : file_write(file_join(a, folder, "server.pem"), made.server, 0644, e);
}

static enum code open_tls(struct running *r, struct app_options *app, struct server_options *server, struct err *e)
{
	const char *folder = open_beside(r->a, r->args.db, ".tls");
	const char *cert = args_text(&r->args, "--cert", NULL), *key = args_text(&r->args, "--key", NULL);
	struct str cert_text, key_text;
	struct tls_facts facts;
	enum code c = OK;
	if (!app->https_port)
		return OK;
	if (!cert != !key)
		return err_set(e, E_INPUT, "A certificate needs its key: give both --cert and --key.");
	if (!cert) {
		cert = file_join(r->a, folder, "server.pem");
		key = file_join(r->a, folder, "server.key");
		app->ca_file = file_join(r->a, folder, "authority.pem");
		if (!file_exists(cert))
			c = make_tls(r->a, folder, e);
	}
	if (!c)
		c = file_read(r->a, cert, 1 << 20, &cert_text, e);
	if (!c)
		c = file_read(r->a, key, 1 << 20, &key_text, e);
	if (!c)
		c = tls_read(r->a, cert_text, &facts, e);
	if (c)
		return c;
	if (facts.ends_at < clock_now())
		return err_set(e, E_INPUT, "The certificate %s has ended. Make a new one: trellis tls renew", cert);
	server->cert = cert_text.p;
	server->key = key_text.p;
	app->names = facts.names;
	return OK;
}

/* The names of --also beside those of the certificate. */
static void more_names(struct running *r, struct app_options *app)
{
	struct str rest = str_z(args_text(&r->args, "--also", ""));
	size_t n = 0, more = 0;
	while (app->names && app->names[n])
		n++;
	const char **all = NEW_ARRAY(r->a, const char *, n + rest.n + 1);
	for (size_t i = 0; i < n; i++)
		all[i] = app->names[i];
	while (rest.n)
		all[n + more++] = str_dupz(r->a, str_trim(str_cut(&rest, ',')));
	all[n + more] = NULL;
	app->names = all;
}

/* ---- the server's own walls ---- */

#define PLACES 24
static void place(struct jail_rules *rules, struct jail_place *list, const char *path, bool write)
{
	if (path && rules->n < PLACES)
		list[rules->n++] = (struct jail_place){.path = path, .write = write};
}

static const char *folder_of(struct arena *a, const char *path)
{
	const char *slash = strrchr(path, '/');
	if (!slash)
		return ".";
	return slash == path ? "/" : str_dupz(a, (struct str){path, (size_t)(slash - path)});
}

/* Where the log of changes is kept, which the database itself says: opened and closed before any wall. */
static const char *changes_folder(struct running *r)
{
	struct change_place place = {0};
	struct store *s = NULL;
	struct db *db = NULL;
	struct err ignored = {0};
	if (!open_db(&r->args, true, NULL, &s, &ignored) && !store_read(s, &db, &ignored) && changes_place(db, r->a, &place, &ignored))
		place.on = false;
	store_read_end(db);
	store_close(s);
	return place.on ? str_dupz(r->a, place.folder) : NULL;
}

/* The locked-away readers of outside files (base/jail.h): this program again, and one that draws PDF. */
static void place_readers(struct running *r, struct jail_rules *rules, struct jail_place *list)
{
	char self[4096];
	ssize_t n = readlink("/proc/self/exe", self, sizeof self - 1);
	const char *const programs[] = {n > 0 ? str_dupz(r->a, (struct str){self, (size_t)n}) : NULL, "/usr/bin/pdftoppm"};
	for (size_t i = 0; i < sizeof programs / sizeof *programs; i++)
		if (programs[i] && rules->n < PLACES)
			list[rules->n++] = (struct jail_place){.path = programs[i], .run = true};
}

/* Its own files and nothing else: the database's folder, what is handed in, letters; keys and starter data to read. */
static enum code enclose(struct running *r, const struct app_options *app, struct err *e)
{
	struct jail_place list[PLACES];
	struct jail_rules rules = {.places = list};
	struct jail_state state;
	const char *db = r->args.db, *home = getenv("HOME"), *temp = getenv("TMPDIR");
	if (args_has(&r->args, "--no-sandbox")) {
		log_event(LOG_WARN, "no sandbox", "why", "--no-sandbox: the server can reach every file of its account and start programs", NULL);
		return OK;
	}
	if (!db)
		return OK; /* refused in a moment */
	if (SANITIZED) {
		log_event(LOG_WARN, "no sandbox", "why", "this program was built to find its own faults, which needs what the sandbox takes away", NULL);
		return OK;
	}
	bool file = blob_folder(r->a, db) != NULL;
	struct channels ways;
	struct err ignored = {0};
	rules.connect = true; /* a database server, or mail and messages as soon as an administrator switches them on */
	if (channels_load(r->a, &ways, &ignored))
		ways = (struct channels){0};
	rules.programs = ways.translate_command.n > 0;
	enum code c = file_make_dir(app->files_folder, 0700, e);
	if (!c && app->mail_folder)
		c = file_make_dir(app->mail_folder, 0700, e);
	if (c)
		return c;
	place(&rules, list, changes_folder(r), true);
	place_readers(r, &rules, list);
	if (file)
		place(&rules, list, folder_of(r->a, strncmp(db, "sqlite:", 7) == 0 ? db + 7 : db), true);
	place(&rules, list, app->files_folder, true);
	place(&rules, list, app->mail_folder, true);
	place(&rules, list, folder_of(r->a, app->secret_file), true);
	place(&rules, list, temp && temp[0] == '/' ? temp : "/tmp", true); /* imports are unpacked there, SQLite sorts there */
	place(&rules, list, folder_of(r->a, open_beside(r->a, db, ".messages")), true);
	place(&rules, list, ways.mail_folder.n ? str_dupz(r->a, ways.mail_folder) : NULL, true);
	place(&rules, list, args_text(&r->args, "--cert", NULL), false);
	place(&rules, list, args_text(&r->args, "--key", NULL), false);
	place(&rules, list, TRELLIS_DATA, false);
	if (!file && home) { /* the password and the certificate of the database server */
		place(&rules, list, folder_of(r->a, open_beside(r->a, db, ".tls")), true);
		place(&rules, list, file_join(r->a, home, ".pgpass"), false);
		place(&rules, list, file_join(r->a, home, ".postgresql"), false);
		place(&rules, list, file_join(r->a, home, ".pg_service.conf"), false);
		place(&rules, list, getenv("PGPASSFILE"), false);
		place(&rules, list, "/run/postgresql", false);
	}
	c = jail_enter(&rules, &state, e);
	if (!c && state.why[0])
		log_event(LOG_WARN, "sandbox in part", "why", state.why, NULL);
	else if (!c)
		log_event(LOG_INFO, "sandbox", "files", rules.programs ? "writes its own alone" : "its own alone", "programs", rules.programs ? "translate.command starts one" : "readers of outside files alone", NULL);
	return c;
}

static enum code start(struct running *r, struct err *e)
{
	struct app_options app = {
		.public_url = args_text(&r->args, "--public-url", NULL),
		.secret_file = args_text(&r->args, "--secret", open_beside(r->a, r->args.db, ".secret")),
		.files_folder = args_text(&r->args, "--files", open_beside(r->a, r->args.db, ".files")),
		.mail_folder = args_text(&r->args, "--mail", NULL),
		.trusted_proxy = args_text(&r->args, "--trusted-proxy", NULL),
		.https_port = (int)args_int(&r->args, "--https-port", 8443),
		.https_below = args_has(&r->args, "--https-below"),
		.speech_folder = open_beside(r->a, r->args.db, ".speech"),
	};
	app.speech_languages = speech_languages(r->a, PROGRAM);
	struct server_options server = {
		.port = (int)args_int(&r->args, "--port", 8080),
		.bind = args_text(&r->args, "--bind", NULL),
		.http_everywhere = args_has(&r->args, "--http-everywhere"),
		.threads = (int)args_int(&r->args, "--threads", 0),
		.passed = (int)args_int(&r->args, "--passed", 0),
	};
	long cores = sysconf(_SC_NPROCESSORS_ONLN);
#ifdef M_ARENA_MAX /* a heap for each core, not for each thread: what is free in one is of use to the others */
	(void)mallopt(M_ARENA_MAX, cores > 2 ? (int)cores : 2);
#endif
	if (gethostname(r->host, sizeof r->host - 1))
		r->host[0] = '\0';
	struct store_options so = {.slow_ms = (int)args_int(&r->args, "--slow-ms", 1000), .readers = server.threads ? server.threads : (int)(cores > 0 ? cores * 4 : 8)};
	channels_configure(open_beside(r->a, r->args.db, ".messages"), app.public_url);
	erased_configure(open_beside(r->a, r->args.db, ".erased"));
	channels_hosts(args_text(&r->args, "--reach", NULL));
	scanner_configure(args_text(&r->args, "--clamd", NULL));
	enum code c = password_leaked_configure(args_text(&r->args, "--leaked", NULL), e); /* open before the walls */
	if (!c && app.speech_languages.n)
		c = speech_start(r->a, PROGRAM, &r->speech, e);
	app.speech = r->speech;
	if (!c)
		c = enclose(r, &app, e); /* before any thread: all of them are inside */
	if (!c)
		c = open_db(&r->args, true, &so, &r->store, e);
	if (!c)
		c = open_tls(r, &app, &server, e);
	more_names(r, &app);
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
	if (r->args.json)
		printf("{\"http\":%d,\"https\":%d,\"host\":\"%s\",\"start_code\":\"%s\"}\n", http, https, r->host, r->app->start_code);
	else if (http)
		printf("Trellis is ready: http://127.0.0.1:%d on this computer\n", http);
	if (!r->args.json && https)
		printf("%s https://%s:%d for other devices\n", http ? "            and" : "Trellis is ready:", r->host, https);
	if (!r->args.json && r->app->start_code[0])
		printf("Nobody uses this school yet. Open /start there and write this code: %s\n", r->app->start_code);
	fflush(stdout);
}

static enum code sweep_fn(struct db *db, void *arg, struct err *e)
{
	(void)arg;
	return session_sweep(db, clock_now(), e);
}

/* Once a day: the bytes of files that were removed so many days ago that nobody can bring them back. */
static void sweep_files(struct running *r, int64_t *swept_at)
{
	int64_t days = 0;
	struct swept swept;
	struct db *db;
	struct err e = {0};
	if (!r->app->blobs || clock_monotonic() - *swept_at < DAY)
		return;
	*swept_at = clock_monotonic();
	enum code c = store_read(r->store, &db, &e);
	if (!c) {
		c = setting_int(db, "files.removed_days", &days, &e);
		store_read_end(db);
	}
	if (!c)
		c = attachments_sweep(r->store, r->app->blobs, days * DAY, &swept, &e);
	if (c)
		log_event(LOG_WARN, "sweep of files", "error", e.text, NULL);
	else if (swept.files)
		log_event(LOG_INFO, "removed files are gone", "files", str_fmt(r->a, "%lld", (long long)swept.files).p, NULL);
}

static int serve(int argc, char **argv)
{
	int64_t swept_at = clock_monotonic() - DAY;
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
	/* Until told to stop; every ten minutes what has ended is swept out. */
	while (sigtimedwait(&r.stop, NULL, &(struct timespec){.tv_sec = 600}) < 0) {
		if (store_write(r.store, sweep_fn, NULL, &e))
			log_event(LOG_WARN, "sweep", "error", e.text, NULL);
		sweep_files(&r, &swept_at);
	}
	log_event(LOG_INFO, "stopping", NULL);
	return close_all(&r, 0);
}

COMMAND(serve) = {"serve", "[--port 8080] [--https-port 8443] [--public-url URL]", "serve a school to browsers", serve};
