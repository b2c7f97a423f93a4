/* doctor.c - trellis doctor: what is weak in this installation, and which papers are missing before real data goes in.
 *
 * Law: it changes nothing. Every finding is a sentence that says what to do. A check that could not be made is a finding. */
#include "base/file.h"
#include "base/json.h"
#include "base/jail.h"
#include "interop/xml.h"
#include "cli/command.h"
#include "cli/open.h"
#include "school/library/speech.h"
#include "school/reach/reach.h"
#include "store/changes.h"
#include "store/vault.h"
#include "store/blob.h"
#include "web/tls.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/statvfs.h>
#include <unistd.h>

static const struct arg_option options[] = {
	{"--backups", ARG_TEXT, "FOLDER", "where `trellis backup` puts them; /var/backups/trellis by default", 0, 0, false},
	{"--papers", ARG_TEXT, "FOLDER", "the school's own papers; DB.papers by default", 0, 0, false},
	{"--files", ARG_TEXT, "FOLDER", "what people handed in; DB.files by default", 0, 0, false},
	{"--secret", ARG_TEXT, "FILE", "the key file; DB.secret by default", 0, 0, false},
	{"--cert", ARG_TEXT, "FILE", "the certificate; DB.tls/server.pem by default", 0, 0, false},
	{0}};
static const struct arg_spec spec = {
	"doctor", NULL, 0, 0,
	"Looks at rights of files, keys, certificate, backups, accounts, disk and papers, and says what is weak and what to do about it.\n"
	"Status 0: nothing weak was found; 1: something was. Papers: templates lie in docs/admin/papers.", options};

enum { MARK_OK, MARK_WEAK, MARK_MISSING };
static const char *const marks[] = {"ok", "WEAK", "MISSING"};

struct look {
	struct arena *a;
	const struct args *args;
	struct json_out *o; /* NULL: lines */
	int64_t weak;
};

static void say(struct look *l, int mark, const char *what, struct str text)
{
	l->weak += mark != MARK_OK;
	if (!l->o) {
		printf("%-8s %-13s %.*s\n", marks[mark], what, S_ARG(text));
		return;
	}
	json_open(l->o, '{');
	json_key(l->o, "check");
	json_put_str(l->o, str_z(what));
	json_key(l->o, "found");
	json_put_str(l->o, str_z(marks[mark]));
	json_key(l->o, "text");
	json_put_str(l->o, text);
	json_close(l->o, '}');
}

static const char *place(struct look *l, const char *option, const char *ending)
{
	return args_text(l->args, option, open_beside(l->a, l->args->db, ending));
}

/* Nobody but its owner reads it. */
static void private(struct look *l, const char *what, const char *path)
{
	struct stat st;
	if (stat(path, &st))
		say(l, MARK_WEAK, what, errno == ENOENT ? str_fmt(l->a, "%s is not there.", path) : str_fmt(l->a, "%s cannot be looked at: %s.", path, strerror(errno)));
	else if (st.st_mode & 077)
		say(l, MARK_WEAK, what, str_fmt(l->a, "%s can be read by others. Run: chmod go-rwx %s", path, path));
	else
		say(l, MARK_OK, what, str_fmt(l->a, "%s is its owner's alone.", path));
}

static void places(struct look *l)
{
	if (blob_folder(l->a, l->args->db))
		private(l, "database", strncmp(l->args->db, "sqlite:", 7) == 0 ? l->args->db + 7 : l->args->db);
	else if (strstr(l->args->db, "password") || (strstr(l->args->db, "://") && strchr(strstr(l->args->db, "://") + 3, ':') && strchr(l->args->db, '@')))
		say(l, MARK_WEAK, "database", S("The password of the database stands in the connection string, where other users of this machine may see it. Put it into ~/.pgpass."));
	private(l, "files", place(l, "--files", ".files"));
	private(l, "key file", place(l, "--secret", ".secret"));
	if (geteuid() == 0)
		say(l, MARK_WEAK, "account", S("This runs as root. Run the server as a user of its own: docs/admin/systemd/trellis.service."));
	else
		say(l, MARK_OK, "account", S("This does not run as root."));
}

static bool same_program(const char *folder, const char *mine, ssize_t n, struct arena *a)
{
	char theirs[400];
	ssize_t m = readlink(file_join(a, folder, "exe"), theirs, sizeof theirs);
	return m > 0 && m == n && memcmp(theirs, mine, (size_t)n) == 0;
}

/* What the running server is inside of, as the kernel tells of every process of this same program that serves. */
static void walls(struct look *l)
{
	struct jail_state state;
	struct dirent *d;
	struct err e = {0};
	struct str text;
	size_t at, serving = 0, open = 0;
	char mine[400];
	ssize_t mine_n = readlink("/proc/self/exe", mine, sizeof mine);
	jail_probe(&state);
	if (state.why[0])
		say(l, MARK_WEAK, "sandbox", str_fmt(l->a, "%s.", state.why));
	DIR *dir = opendir("/proc");
	while (dir && (d = readdir(dir)) != NULL) {
		if (d->d_name[0] < '1' || d->d_name[0] > '9')
			continue;
		/* the words of the command are parted by zeros */
		const char *folder = file_join(l->a, "/proc", d->d_name);
		if (!same_program(folder, mine, mine_n, l->a) || file_read(l->a, file_join(l->a, folder, "cmdline"), 1 << 16, &text, &e) || !str_find(text, (struct str){"trellis\0serve\0", 14}, &at))
			continue;
		serving++;
		if (!file_read(l->a, file_join(l->a, folder, "status"), 1 << 16, &text, &e) && !str_find(text, S("Seccomp:\t2"), &at))
			open++;
	}
	if (dir)
		closedir(dir);
	if (open)
		say(l, MARK_WEAK, "sandbox", S("A server of this program runs without its sandbox. Start it without --no-sandbox."));
	else if (serving)
		say(l, MARK_OK, "sandbox", S("The server that runs here is limited to its own files and calls."));
	else if (!state.why[0])
		say(l, MARK_OK, "sandbox", str_fmt(l->a, "This kernel has what the server's sandbox needs (Landlock %d, seccomp). No server runs now.", state.landlock));
}

/* On a server's database the second wall is row security, which an owner of everything walks around. */
static void rows_of_districts(struct look *l, struct store *s)
{
	struct err e = {0};
	struct db *db = NULL;
	int64_t around = 0, lacking = 0;
	if (store_kind_of(s) != STORE_POSTGRES)
		return;
	enum code c = store_read(s, &db, &e);
	if (!c)
		c = db_int(db, &e, &around, "select count(*) from pg_roles where rolname = current_user and (rolsuper or rolbypassrls)", "");
	if (!c)
		c = db_int(db, &e, &lacking, "select count(*) from pg_class t join pg_attribute a on a.attrelid = t.oid and a.attname = 'district' and not a.attisdropped"
		           " where t.relnamespace = to_regnamespace(current_schema()) and t.relkind = 'r' and not t.relforcerowsecurity", "");
	store_read_end(db);
	if (c)
		say(l, MARK_WEAK, "row security", str_z(e.text));
	else if (around)
		say(l, MARK_WEAK, "row security", S("The database account may see every row of every district. Give Trellis an account that is no superuser and has no BYPASSRLS."));
	else if (lacking)
		say(l, MARK_WEAK, "row security", S("Not every table is walled off by district. Let the owner of the tables run: trellis doctor"));
	else
		say(l, MARK_OK, "row security", S("The database itself keeps rows of other districts away."));
}

static void certificate(struct look *l)
{
	struct err e = {0};
	struct str pem;
	struct tls_facts f;
	const char *file = args_text(l->args, "--cert", file_join(l->a, open_beside(l->a, l->args->db, ".tls"), "server.pem"));
	if (!file_exists(file)) {
		say(l, MARK_WEAK, "certificate", str_fmt(l->a, "There is none at %s: other devices cannot come by HTTPS. See docs/admin/https.md.", file));
		return;
	}
	enum code c = file_read(l->a, file, 1 << 20, &pem, &e);
	if (!c)
		c = tls_read(l->a, pem, &f, &e);
	int64_t days = c ? 0 : (f.ends_at - clock_now()) / DAY;
	if (c)
		say(l, MARK_WEAK, "certificate", str_z(e.text));
	else if (days < 21)
		say(l, MARK_WEAK, "certificate", str_fmt(l->a, "%s ends in %lld days. Renew it: trellis tls renew", file, (long long)days));
	else
		say(l, MARK_OK, "certificate", str_fmt(l->a, "%s is good for %lld days.", file, (long long)days));
}

static void backups(struct look *l)
{
	const char *folder = args_text(l->args, "--backups", "/var/backups/trellis");
	struct dirent *d;
	struct stat st;
	struct err ignored = {0};
	const char *latest = NULL;
	int64_t newest = 0, n = 0;
	int kind = 0;
	DIR *dir = opendir(folder);
	while (dir && (d = readdir(dir)) != NULL) {
		if (!str_ends(str_z(d->d_name), ".backup") || fstatat(dirfd(dir), d->d_name, &st, AT_SYMLINK_NOFOLLOW))
			continue;
		n++;
		if (!latest || st.st_mtime > newest)
			latest = file_join(l->a, folder, d->d_name);
		newest = st.st_mtime > newest ? st.st_mtime : newest;
	}
	if (dir)
		closedir(dir);
	int64_t hours = (clock_now() / SECOND - newest) / 3600;
	if (n == 0)
		say(l, MARK_MISSING, "backups", str_fmt(l->a, "There is none in %s. See docs/admin/backup.md.", folder));
	else if (hours > 26)
		say(l, MARK_WEAK, "backups", str_fmt(l->a, "The newest of %lld in %s is %lld hours old.", (long long)n, folder, (long long)hours));
	else if (!vault_kind(latest, &kind, &ignored) && kind == 0)
		say(l, MARK_WEAK, "backups", str_fmt(l->a, "%s is not sealed: whoever has the file reads the school. Seal it: trellis backup FOLDER --key-file FILE", latest));
	else
		say(l, MARK_OK, "backups", str_fmt(l->a, "The newest of %lld in %s is %lld hours old. Drill: trellis restore FILE --drill", (long long)n, folder, (long long)hours));
}

static void disk(struct look *l)
{
	struct statvfs v;
	const char *folder = place(l, "--files", ".files");
	if (statvfs(folder, &v)) {
		say(l, MARK_WEAK, "disk", str_fmt(l->a, "The disk of %s cannot be looked at: %s.", folder, strerror(errno)));
		return;
	}
	double gb = (double)v.f_bavail * (double)v.f_frsize / 1e9, share = v.f_blocks ? 100.0 * (double)v.f_bavail / (double)v.f_blocks : 0;
	say(l, gb < 2 || share < 10 ? MARK_WEAK : MARK_OK, "disk", str_fmt(l->a, "%.1f GB (%.0f %%) of the disk that holds the files are free.%s", gb, share,
	                                                                   gb < 2 || share < 10 ? " Make room before it is full: then nothing can be handed in." : ""));
}

/* Counts that must be 0, each with what to do. */
static const struct { const char *what, *weak, *good; int64_t which; } accounts[] = {
	{"second step", "%lld accounts of adults who sign in with a password have no second step. Settings, Security: ask for it of everybody who sees plans.",
	 "Every active account with a password has a second step, or belongs to a learner or family.", 0},
	{"sample", "This is a sample school: its doors are open to everybody who reaches it. Make a school of your own: trellis init", "This is no sample school.", 1},
};

static enum code count(struct db *db, int64_t which, int64_t *n, struct err *e)
{
	if (which == 0)
		return db_int(db, e, n, "select count(*) from account a where a.district = ?1 and a.state = 'active'"
		              " and exists (select 1 from credential p where p.account = a.id and p.kind = 'password')"
		              " and not exists (select 1 from credential t where t.account = a.id and t.kind = 'totp')"
		              " and exists (select 1 from hat h where h.viewer = a.person and h.rel >= 4)", "d");
	return db_int(db, e, n, "select count(*) from store_meta where key = 'sample' and value = '1'", "");
}

static void people(struct look *l, struct store *s)
{
	for (size_t i = 0; i < sizeof accounts / sizeof *accounts; i++) {
		struct err e = {0};
		struct db *db = NULL;
		int64_t n = 0;
		char number[24];
		size_t at;
		enum code c = store_read(s, &db, &e);
		if (!c)
			c = count(db, accounts[i].which, &n, &e);
		store_read_end(db);
		(void)snprintf(number, sizeof number, "%lld", (long long)n);
		struct str text = str_z(n ? accounts[i].weak : accounts[i].good);
		if (c)
			text = str_z(e.text);
		else if (str_find(text, S("%lld"), &at))
			text = str_fmt(l->a, "%.*s%s%s", (int)at, text.p, number, text.p + at + 4);
		say(l, c || n ? MARK_WEAK : MARK_OK, accounts[i].what, text);
	}
}

static void nothing_opened(void *arg, const char *name, const char *const *attributes)
{
	(void)arg, (void)name, (void)attributes;
}

static void nothing_closed(void *arg, const char *name)
{
	(void)arg, (void)name;
}

static void nothing_said(void *arg, const char *p, size_t n)
{
	(void)arg, (void)p, (void)n;
}

static void no_doctype(void *arg)
{
	(void)arg;
}

/* Does the program that opens files of outsiders work here? It is tried. */
static void readers(struct look *l)
{
	static const struct xml_handlers h = {nothing_opened, nothing_closed, nothing_said, no_doctype};
	struct err e = {0};
	struct xml x;
	if (xml_read(NULL, S("<a>b</a>"), &h, NULL, &x, &e))
		say(l, MARK_WEAK, "readers", str_fmt(l->a, "The program that opens files of outsiders does not work here, so that no import, picture or scan is taken: %s", e.text));
	else
		say(l, MARK_OK, "readers", S("Files of outsiders are opened by a program of their own, locked away."));
}

/* Whom the line to a database server trusts: libpq looks at the certificate and its name only when it is told to. */
static void database_line(struct look *l)
{
	static const char *const NEAR[] = {"", "localhost", "127.0.0.1", "::1", "[::1]"};
	struct str target = str_z(l->args->db), host = S("");
	size_t at;
	bool near = false;
	if (!str_starts(target, "postgres") && !str_find(target, S("="), &at))
		return; /* a file */
	if (str_find(target, S("://"), &at)) {
		host = (struct str){target.p + at + 3, target.n - at - 3};
		host = str_cut(&host, '/');
		for (struct str rest = host; rest.n > 0;) /* what stands before the last @ is who */
			host = str_cut(&rest, '@');
		if (host.n > 0 && host.p[0] != '[')
			host = str_cut(&host, ':');
	}
	if (str_find(target, S("host="), &at)) {
		host = (struct str){target.p + at + 5, target.n - at - 5};
		host.n = strcspn(host.p, " &");
	}
	for (size_t i = 0; i < sizeof NEAR / sizeof *NEAR; i++)
		near = near || str_eqz(host, NEAR[i]);
	near = near || host.p[0] == '/' || host.p[0] == '%';
	if (near)
		say(l, MARK_OK, "database line", S("The database server is on this computer."));
	else if (str_find(target, S("sslmode=verify-full"), &at))
		say(l, MARK_OK, "database line", S("The line to the database server is encrypted, and its certificate and name are looked at."));
	else
		say(l, MARK_WEAK, "database line", S("The line to the database server may be read or taken over on its way. Add sslmode=verify-full (and sslrootcert) to the connection string."));
}

static bool one_disk(struct look *l, const char *folder)
{
	struct stat x, y;
	const char *db = strncmp(l->args->db, "sqlite:", 7) == 0 ? l->args->db + 7 : l->args->db;
	return stat(db, &x) == 0 && stat(folder, &y) == 0 && x.st_dev == y.st_dev;
}

/* What comes after the newest backup. */
static void changes(struct look *l, struct store *s)
{
	struct err e = {0};
	struct db *db = NULL;
	struct change_place p = {0};
	if (store_kind_of(s) != STORE_SQLITE) {
		say(l, MARK_OK, "changes", S("PostgreSQL keeps its own log. See that it is archived, or that a standby has it: docs/admin/backup.md, scale.md."));
		return;
	}
	enum code c = store_read(s, &db, &e);
	if (!c)
		c = changes_place(db, l->a, &p, &e);
	store_read_end(db);
	if (c)
		say(l, MARK_WEAK, "changes", str_z(e.text));
	else if (!p.on)
		say(l, MARK_WEAK, "changes", S("No log of changes is kept: with the disk, what came after the last backup is lost. Keep one on another disk: trellis changes FOLDER"));
	else if (one_disk(l, str_dupz(l->a, p.folder)))
		say(l, MARK_WEAK, "changes", str_fmt(l->a, "The log of changes in %.*s lies on the disk of the database, and goes with it. Put it on another one: trellis changes FOLDER, then make a backup.", S_ARG(p.folder)));
	else
		say(l, p.sealed ? MARK_OK : MARK_WEAK, "changes", !p.sealed ? str_fmt(l->a, "The log of changes in %.*s is not sealed: whoever has the folder can read it. Seal it with the key of the backups: trellis changes FOLDER --key-file FILE, then make a backup.", S_ARG(p.folder)) : str_fmt(l->a, "Every change is written into %.*s too, the last of %.*s. Prove it: trellis changes --check", S_ARG(p.folder), S_ARG(time_text(l->a, p.at))));
}

/* Ways to families: the file of passwords, encryption on the way, what waits too long. */
static void messages(struct look *l, struct store *s)
{
	struct err e = {0};
	struct channels ch;
	struct reach_counts n;
	struct db *db = NULL;
	channels_configure(open_beside(l->a, l->args->db, ".messages"), NULL);
	if (!file_exists(channels_path())) {
		say(l, MARK_OK, "messages", S("E-mail, text messages and translation are off: nothing leaves this machine."));
		return;
	}
	if (channels_load(l->a, &ch, &e)) {
		say(l, MARK_WEAK, "messages", str_z(e.text));
		return;
	}
	if (ch.sms_on && str_starts(ch.sms_url, "http://") && !channel_near(ch.sms_url))
		say(l, MARK_WEAK, "messages", S("Text messages go to their gateway without encryption. Give an address with https://."));
	if ((ch.mail_on || ch.sms_on) && !ch.in_key.n)
		say(l, MARK_WEAK, "messages", S("Answers have no key. Open Settings, Messages to families, and keep the settings once."));
	if (ch.mail_on && !ch.mail_reply.n)
		say(l, MARK_WEAK, "messages", S("Families cannot answer by e-mail: no address for answers is given. See docs/admin/messages.md."));
	if (ch.translate_on && !ch.translate_command.n && !channel_near(ch.translate_url))
		say(l, MARK_WEAK, "translation", S("Texts about children go to a translation engine outside of the school's own network. That needs an agreement; see docs/admin/papers/agreement.md."));
	enum code c = store_read(s, &db, &e);
	if (!c)
		c = reach_counts(db, &n, &e);
	store_read_end(db);
	if (c)
		say(l, MARK_WEAK, "messages", str_z(e.text));
	else if (n.late)
		say(l, MARK_WEAK, "messages", str_fmt(l->a, "%lld messages wait longer than a day. Is the server running, and does its gateway answer? Settings, Messages to families tells why.", (long long)n.late));
	else if (n.unclear)
		say(l, MARK_WEAK, "messages", str_fmt(l->a, "%lld answers of families found no child. A leader places them under Calls and letters.", (long long)n.unclear));
	else
		say(l, MARK_OK, "messages", str_fmt(l->a, "%lld sent this month; nothing waits too long.", (long long)n.sent_month));
}

/* Which languages this computer can read aloud for devices that have no voice of their own. */
static void voices(struct look *l)
{
	char mine[400];
	ssize_t n = readlink("/proc/self/exe", mine, sizeof mine - 1);
	struct str tags = S("");
	if (n > 0) {
		mine[n] = '\0';
		tags = speech_languages(l->a, mine);
	}
	if (!tags.n) {
		say(l, MARK_WEAK, "voices", S("This computer reads nothing aloud. Install the package espeak-ng; devices with voices of their own do without."));
		return;
	}
	struct buf with = buf_new(l->a, 400), without = buf_new(l->a, 400);
	for (int k = 0; k < LANG_COUNT; k++) {
		struct str rest = tags, one;
		bool has = false;
		while (rest.n) {
			one = str_cut(&rest, ' ');
			has = has || str_eqz(one, LANGS[k].tag);
		}
		buf_z(has ? &with : &without, ", ");
		buf_z(has ? &with : &without, LANGS[k].tag);
	}
	struct str yes = buf_done(&with), no = buf_done(&without);
	yes = yes.n > 2 ? (struct str){yes.p + 2, yes.n - 2} : S("none");
	if (no.n > 2)
		say(l, MARK_OK, "voices", str_fmt(l->a, "This computer reads aloud in: %.*s. It has no voice for: %.*s. There a person's recording is offered.", S_ARG(yes), (int)(no.n - 2), no.p + 2));
	else
		say(l, MARK_OK, "voices", str_fmt(l->a, "This computer reads aloud in: %.*s.", S_ARG(yes)));
}

/* ---- papers ---- */

static const struct { const char *file, *what; } papers[] = {
	{"annual-notice.md", "the yearly notice of families' rights (34 CFR 99.7)"},
	{"retention.md", "the written policy of how long what is kept, with dates (COPPA rule 2025, state schedules)"},
	{"data-inventory.md", "the list of what is kept, why, and who sees it"},
	{"agreement.md", "the agreement with everybody outside who handles data (34 CFR 99.31(a)(1); state law)"},
	{"security-program.md", "the written security programme, with who is responsible"},
	{"incident-plan.md", "what to do and whom to tell, by when, when data got out"},
	{"access-list.md", "the list of employees who may see special-education records (34 CFR 300.623(d))"},
};

/* A template that nobody filled in still has its brackets. */
static void paper(struct look *l, const char *folder, const char *file, const char *what)
{
	struct err e = {0};
	struct str text;
	size_t at;
	const char *path = file_join(l->a, folder, file);
	if (!file_exists(path))
		say(l, MARK_MISSING, "paper", str_fmt(l->a, "%s: %s. Begin with docs/admin/papers/%s.", path, what, file));
	else if (file_read(l->a, path, 1 << 20, &text, &e))
		say(l, MARK_WEAK, "paper", str_z(e.text));
	else if (str_find(text, S("[["), &at))
		say(l, MARK_WEAK, "paper", str_fmt(l->a, "%s still has places to fill in: [[ ]].", path));
	else
		say(l, MARK_OK, "paper", str_fmt(l->a, "%s is there.", path));
}

static enum code look_all(struct look *l, struct err *e)
{
	struct store *s = NULL;
	const char *folder = place(l, "--papers", ".papers");
	enum code c = open_db(l->args, false, NULL, &s, e);
	if (c)
		return c;
	places(l);
	certificate(l);
	backups(l);
	changes(l, s);
	database_line(l);
	disk(l);
	walls(l);
	readers(l);
	rows_of_districts(l, s);
	people(l, s);
	messages(l, s);
	voices(l);
	store_close(s);
	for (size_t i = 0; i < sizeof papers / sizeof *papers; i++)
		paper(l, folder, papers[i].file, papers[i].what);
	return OK;
}

static int run(int argc, char **argv)
{
	struct args args;
	struct err e = {0};
	struct arena *a = arena_new(0);
	if (!a)
		return 1;
	int status = args_read(a, &spec, argc, argv, &args);
	if (status < 0) {
		struct buf b = buf_new(a, 262144);
		struct json_out o = json_to(&b);
		struct look l = {.a = a, .args = &args, .o = args.json ? &o : NULL};
		json_open(&o, '[');
		enum code c = look_all(&l, &e);
		json_close(&o, ']');
		if (!c && args.json)
			printf("%.*s\n", S_ARG(buf_done(&b)));
		else if (!c && l.weak)
			printf("%lld findings.\n", (long long)l.weak);
		status = c ? open_failed(&args, &e) : l.weak > 0;
	}
	arena_free(a);
	return status;
}

COMMAND(doctor) = {"doctor", "[--backups FOLDER] [--papers FOLDER]", "say what is weak in this installation, and which papers are missing", run};
