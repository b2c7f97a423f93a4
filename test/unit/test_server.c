/* The server over real sockets: what libmicrohttpd and the adapter make of odd, slow and large requests, and TLS. */
#include "support/proof.h"
#include "base/sanitized.h"
#include "support/test.h"
#include "support/web.h"
#include "store/blob.h"
#include "web/tls.h"

#include <arpa/inet.h>
#include <gnutls/gnutls.h>
#include <gnutls/x509.h>
#include <netinet/in.h>
#include <poll.h>
#include <stdio.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <unistd.h>

static struct web_test *w;
static struct server *server;
static struct tls_made made;

static int start(void **unused)
{
	struct err e = {0};
	struct tls_names names;
	(void)unused;
	w = web_open(false);
	const char *const words[] = {"birch.example"};
	if (tls_names_of(w->a, words, 1, &names, &e) || tls_make(w->a, "Birch School", &names, &made, &e))
		fail_msg("%s", e.text);
	struct server_options o = {.port = -1, .https_port = -1, .bind = "127.0.0.1", .cert = made.server.p, .key = made.server_key.p, .threads = 2,
	                           .idle_seconds = 2, .header_seconds = 1};
	if (server_start(w->app, &o, &server, &e))
		fail_msg("%s", e.text);
	return 0;
}

static int stop(void **unused)
{
	(void)unused;
	server_stop(server);
	web_close(w);
	return 0;
}

static int dial(bool https)
{
	struct sockaddr_in at = {.sin_family = AF_INET, .sin_port = htons((uint16_t)server_port(server, https)), .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
	int fd = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
	assert_true(fd >= 0);
	assert_int_equal(connect(fd, (struct sockaddr *)&at, sizeof at), 0);
	return fd;
}

static void say(int fd, const char *text, size_t n)
{
	while (n) {
		ssize_t m = send(fd, text, n, MSG_NOSIGNAL);
		if (m <= 0)
			return;
		text += m;
		n -= (size_t)m;
	}
}

/* What comes back until the line closes or nothing comes for ms. */
static size_t hear(int fd, char *out, size_t cap, int ms)
{
	size_t n = 0;
	struct pollfd p = {.fd = fd, .events = POLLIN};
	while (n < cap - 1 && poll(&p, 1, ms) > 0) {
		ssize_t m = recv(fd, out + n, cap - 1 - n, 0);
		if (m <= 0)
			break;
		n += (size_t)m;
	}
	out[n] = '\0';
	return n;
}

static char reply[1 << 20];

/* Sends text on a line of its own; the status of the reply, 0 when there was none. */
static int ask(const char *text)
{
	int fd = dial(false), status = 0;
	say(fd, text, strlen(text));
	hear(fd, reply, sizeof reply, 1500);
	close(fd);
	if (!strncmp(reply, "HTTP/1.1 ", 9))
		status = (int)strtol(reply + 9, NULL, 10);
	return status;
}

static size_t count(const char *text, const char *what)
{
	size_t n = 0;
	for (const char *p = text; (p = strstr(p, what)); p++)
		n++;
	return n;
}

static void plain_requests(void **unused)
{
	(void)unused;
	assert_int_equal(ask("GET /help HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n"), 200);
	assert_non_null(strstr(reply, "</html>"));
	assert_int_equal(ask("HEAD /help HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n"), 200);
	assert_null(strstr(reply, "<html"));
	assert_non_null(strstr(reply, "Content-Length: "));
	/* two on one line */
	assert_int_equal(ask("GET /help HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\nGET /nothing HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n"), 200);
	assert_int_equal(count(reply, "HTTP/1.1 "), 2);
	assert_non_null(strstr(reply, "HTTP/1.1 404"));
}

static void odd_requests(void **unused)
{
	static const struct { const char *text; int least, most; } rows[] = {
		{"GET /help HTTP/1.1\r\n\r\n", 400, 400},
		{"GET /help HTTP/1.1\r\nHost: 127.0.0.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n", 400, 400},
		{"POST /sign-in HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: 3\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\nGET /help HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n", 400, 415},
		{"POST /sign-in HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: 3\r\nContent-Length: 30\r\n\r\na=b", 400, 400},
		{"POST /sign-in HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: -1\r\n\r\na=b", 400, 413},
		{"POST /sign-in HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: 99999999999999999999999\r\n\r\na=b", 400, 413},
		{"POST /sign-in HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: 1000000\r\n\r\na=b", 413, 413},
		{"POST /sign-in HTTP/1.1\r\nHost: 127.0.0.1\r\nTransfer-Encoding: chunked\r\nConnection: close\r\n\r\nzz\r\nabc\r\n", 400, 413},
		{"BREW /help HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n", 501, 501},
		{"GET /../../etc/passwd HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n", 400, 400},
	};
	(void)unused;
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		int status = ask(rows[i].text);
		if (status && (status < rows[i].least || status > rows[i].most))
			fail_msg("row %zu gave %d: %.60s", i, status, rows[i].text);
		/* what hides behind such a request is never answered (libmicrohttpd 0.9.75 sends its own refusals' head twice) */
		assert_int_equal(count(reply, "HTTP/1.1 200"), 0);
		assert_true(count(reply, "</html>") <= 1);
	}
	assert_int_equal(ask("GET /help HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n"), 200);
}

static void long_heads_are_refused(void **unused)
{
	size_t n = 200000;
	char *text = malloc(n + 200);
	(void)unused;
	assert_non_null(text);
	int at = snprintf(text, 200, "GET /help HTTP/1.1\r\nHost: 127.0.0.1\r\nX-Long: ");
	memset(text + at, 'a', n - (size_t)at);
	memcpy(text + n, "\r\n\r\n", 5);
	int status = ask(text);
	free(text);
	assert_true(status == 0 || status == 431 || status == 413 || status == 400);
	assert_int_equal(ask("GET /help HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n"), 200);
}

static void bodies_in_pieces(void **unused)
{
	(void)unused;
	int status = ask("POST /sign-in HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\nContent-Type: application/x-www-form-urlencoded\r\n"
	                 "Transfer-Encoding: chunked\r\n\r\n5\r\nlogin\r\n9\r\n=a&passwo\r\n4\r\nrd=b\r\n0\r\n\r\n");
	assert_int_equal(status, 422);
	assert_non_null(strstr(reply, "not right"));
	/* more than the page takes, without saying so before */
	static char big[20000];
	int at = snprintf(big, sizeof big, "POST /sign-in HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\nContent-Type: application/x-www-form-urlencoded\r\n"
	                                   "Transfer-Encoding: chunked\r\n\r\n2710\r\n");
	memset(big + at, 'a', 10000);
	memcpy(big + at + 10000, "\r\n0\r\n\r\n", 8);
	assert_int_equal(ask(big), 413);
}

/* A body larger than memory should hold for one request waits on the disk and is read from there. */
static void large_bodies_come_whole(void **unused)
{
	(void)unused;
	struct id ana = web_person(w, "Ana", "Sample", "student");
	web_account(w, ana, "ana", NULL);
	web_sign_in(w, ana);
	char id[ID_TEXT];
	id_text(ana, id);
	web_sql(w, "insert into framework (id, district, version, created_at, updated_at, title) select id, district, 1, 0, 0, 'Sample' from person limit 1");
	web_sql(w, "insert into competency (id, district, version, created_at, updated_at, framework, code, text, essential)"
	           " select id, district, 1, 0, 0, id, 'T.1', 'I can send a long text.', 0 from framework limit 1");
	struct reply page = web_get(w, str_fmt(w->a, "/learners/%s/evidence?code=T.1", id).p);
	assert_int_equal(page.status, 200);
	size_t n = (size_t)3 << 20;
	char *long_text = arena_alloc(w->a, n);
	for (size_t i = 0; i < n; i++)
		long_text[i] = (char)('a' + (i * 31 + i / 4096) % 26);
	struct buf b = buf_new(w->a, (size_t)8 << 20);
	const struct { const char *name, *value; } fields[] = {{"csrf", str_dupz(w->a, w->csrf)}, {"code", "T.1"}, {"kind", "product"}};
	for (size_t i = 0; i < 3; i++)
		buf_fmt(&b, "--cut\r\nContent-Disposition: form-data; name=\"%s\"\r\n\r\n%s\r\n", fields[i].name, fields[i].value);
	buf_z(&b, "--cut\r\nContent-Disposition: form-data; name=\"file\"; filename=\"long.txt\"\r\nContent-Type: text/plain\r\n\r\n");
	buf_add(&b, long_text, n);
	buf_z(&b, "\r\n--cut--\r\n");
	struct str body = buf_done(&b);
	int fd = dial(false);
	struct str head = str_fmt(w->a,
	                          "POST /learners/%s/evidence HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\nCookie: trellis=%.*s\r\n"
	                          "Content-Type: multipart/form-data; boundary=cut\r\nContent-Length: %zu\r\n\r\n",
	                          id, S_ARG(w->cookies[0].value), body.n);
	say(fd, head.p, head.n);
	say(fd, body.p, body.n);
	hear(fd, reply, sizeof reply, 60000); /* until the server ends the line */
	close(fd);
	if (strncmp(reply, "HTTP/1.1 303", 12) != 0)
		fail_msg("%s", reply);
	assert_int_equal(web_count(w, "select count(*) from attachment where bytes = 3145728"), 1);
	/* the folder holds exactly these bytes under their own hash, and nothing unfinished stays */
	struct str hash = blob_hash_text(w->a, blob_hash_of((struct str){long_text, n}));
	char name[200];
	snprintf(name, sizeof name, "%s/%.2s/%.62s", w->files, hash.p, hash.p + 2);
	assert_int_equal(access(name, F_OK), 0);
	web_forget(w);
}

static void slow_clients_are_cut(void **unused)
{
	(void)unused;
	int fd = dial(false);
	int64_t begun = clock_monotonic();
	say(fd, "GET /help HTTP/1.1\r\n", 20);
	/* a letter now and then does not keep the line */
	struct pollfd p = {.fd = fd, .events = POLLIN};
	bool cut = false;
	for (int i = 0; i < 60 && !cut; i++) {
		char c;
		if (send(fd, "X", 1, MSG_NOSIGNAL) < 0)
			cut = true;
		else if (poll(&p, 1, 100) > 0 && recv(fd, &c, 1, 0) <= 0)
			cut = true;
	}
	close(fd);
	assert_true(cut);
	assert_true(clock_monotonic() - begun < 5 * SECOND);
	/* the others did not notice */
	assert_int_equal(ask("GET /help HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n"), 200);
}

static long resident_kb(void)
{
	char line[200];
	long kb = 0;
	FILE *f = fopen("/proc/self/status", "re");
	while (f && fgets(line, sizeof line, f))
		if (!strncmp(line, "VmRSS:", 6))
			kb = strtol(line + 6, NULL, 10);
	if (f)
		fclose(f);
	return kb;
}

/* A thousand who begin and do not end: they are few bytes each, others are answered beside them, and their lines are cut. */
static void a_thousand_half_open(void **unused)
{
	enum { MANY = 1000 };
	static int fds[MANY];
	struct rlimit files;
	(void)unused;
	getrlimit(RLIMIT_NOFILE, &files);
	files.rlim_cur = files.rlim_max < 4096 ? files.rlim_max : 4096;
	setrlimit(RLIMIT_NOFILE, &files);
	if (files.rlim_cur < 2 * MANY + 100) {
		print_message("only %lu files at once here: not tried\n", (unsigned long)files.rlim_cur);
		skip();
		return;
	}
	long before = resident_kb();
	for (int i = 0; i < MANY; i++) {
		fds[i] = dial(false);
		say(fds[i], "POST /sign-in HTTP/1.1\r\nHost: 127.0.0.1\r\nX-Half: ", 50);
	}
	assert_int_equal(ask("GET /help HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n"), 200);
	long during = resident_kb();
	printf("1,000 half-open lines: %ld kB before, %ld kB with them, %.1f kB each with the test's own end\n", before, during, (double)(during - before) / MANY);
	assert_true(SANITIZED || during - before < 64 * 1024); /* their shadow counts as memory too */
	int cut = 0;
	for (int i = 0; i < MANY; i++) {
		struct pollfd p = {.fd = fds[i], .events = POLLIN};
		char c;
		cut += poll(&p, 1, 3000) > 0 && recv(fds[i], &c, 1, 0) <= 0;
		close(fds[i]);
	}
	assert_int_equal(cut, MANY);
	proof("broken", "1,000 half-open lines at once: others were answered, %ld kB more memory, %d lines cut off in time", during - before, cut);
	assert_int_equal(ask("GET /help HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n"), 200);
}

static bool verify_ok(const char *host, const char *authority)
{
	gnutls_certificate_credentials_t trust;
	gnutls_session_t tls;
	gnutls_datum_t pem = {(unsigned char *)(uintptr_t)authority, (unsigned)strlen(authority)};
	bool ok = false;
	int fd = dial(true);
	assert_int_equal(gnutls_certificate_allocate_credentials(&trust), 0);
	assert_true(gnutls_certificate_set_x509_trust_mem(trust, &pem, GNUTLS_X509_FMT_PEM) >= 0);
	gnutls_init(&tls, GNUTLS_CLIENT);
	gnutls_set_default_priority(tls);
	gnutls_credentials_set(tls, GNUTLS_CRD_CERTIFICATE, trust);
	gnutls_session_set_verify_cert(tls, host, 0);
	gnutls_transport_set_int(tls, fd);
	gnutls_handshake_set_timeout(tls, 4000);
	int c;
	do
		c = gnutls_handshake(tls);
	while (c < 0 && !gnutls_error_is_fatal(c));
	if (c >= 0) {
		const char *text = "GET /help HTTP/1.1\r\nHost: birch.example\r\nConnection: close\r\n\r\n";
		ssize_t n = gnutls_record_send(tls, text, strlen(text));
		n = n > 0 ? gnutls_record_recv(tls, reply, sizeof reply - 1) : 0;
		reply[n > 0 ? n : 0] = '\0';
		ok = !strncmp(reply, "HTTP/1.1 200", 12) && strstr(reply, "Strict-Transport-Security") && !strcasestr(reply, "\nServer:") && !strcasestr(reply, "microhttpd");
		gnutls_bye(tls, GNUTLS_SHUT_WR);
	}
	gnutls_deinit(tls);
	gnutls_certificate_free_credentials(trust);
	close(fd);
	return ok;
}

static void https_with_our_own_authority(void **unused)
{
	struct err e = {0};
	struct tls_names names;
	struct tls_made other;
	(void)unused;
	assert_true(verify_ok("birch.example", made.authority.p));
	assert_true(verify_ok("localhost", made.authority.p));
	assert_false(verify_ok("elm.example", made.authority.p));
	const char *const words[] = {"birch.example"};
	assert_int_equal(tls_names_of(w->a, words, 1, &names, &e), OK);
	assert_int_equal(tls_make(w->a, "Another", &names, &other, &e), OK);
	assert_false(verify_ok("birch.example", other.authority.p));
}

/* Does a chain from this authority for these names hold, by GnuTLS's own check? */
static bool chain_holds(struct str authority, struct str chain)
{
	gnutls_x509_trust_list_t list;
	gnutls_datum_t root_pem = {(unsigned char *)(uintptr_t)authority.p, (unsigned)authority.n}, pem = {(unsigned char *)(uintptr_t)chain.p, (unsigned)chain.n};
	gnutls_x509_crt_t crts[4];
	unsigned n = 4, status = 0;
	assert_int_equal(gnutls_x509_trust_list_init(&list, 0), 0);
	assert_true(gnutls_x509_trust_list_add_trust_mem(list, &root_pem, NULL, GNUTLS_X509_FMT_PEM, 0, 0) > 0);
	assert_true(gnutls_x509_crt_list_import(crts, &n, &pem, GNUTLS_X509_FMT_PEM, 0) > 0);
	int c = gnutls_x509_trust_list_verify_crt(list, crts, n, 0, &status, NULL);
	for (unsigned i = 0; i < n; i++)
		gnutls_x509_crt_deinit(crts[i]);
	gnutls_x509_trust_list_deinit(list, 1);
	return c == 0 && status == 0;
}

static void the_authority_vouches_for_nothing_else(void **unused)
{
	struct err e = {0};
	struct tls_names names;
	struct tls_made good, bad;
	(void)unused;
	const char *const ours[] = {"birch.example", "192.0.2.7"}, *const foreign[] = {"bank.example"}, *const address[] = {"203.0.113.9"};
	assert_int_equal(tls_names_of(w->a, ours, 2, &names, &e), OK);
	assert_int_equal(tls_make(w->a, "Birch", &names, &good, &e), OK);
	assert_true(chain_holds(good.authority, good.server));
	assert_int_equal(tls_renew(w->a, good.authority, good.authority_key, &names, &bad, &e), OK);
	assert_true(chain_holds(good.authority, bad.server));
	/* whoever steals the key gets nothing for other names */
	assert_int_equal(tls_names_of(w->a, foreign, 1, &names, &e), OK);
	assert_int_equal(tls_renew(w->a, good.authority, good.authority_key, &names, &bad, &e), OK);
	assert_false(chain_holds(good.authority, bad.server));
	assert_int_equal(tls_names_of(w->a, address, 1, &names, &e), OK);
	assert_int_equal(tls_renew(w->a, good.authority, good.authority_key, &names, &bad, &e), OK);
	assert_false(chain_holds(good.authority, bad.server));
	/* what is no name is said */
	const char *const wrong[] = {"two words"};
	assert_int_equal(tls_names_of(w->a, wrong, 1, &names, &e), E_INPUT);
}

static void a_certificate_is_read(void **unused)
{
	struct err e = {0};
	struct tls_facts f;
	(void)unused;
	assert_int_equal(tls_read(w->a, made.server, &f, &e), OK);
	assert_string_equal(f.names[0], "localhost");
	assert_string_equal(f.names[1], "birch.example");
	assert_null(f.names[2]);
	assert_int_equal(strlen(f.fingerprint), 95);
	assert_true(f.ends_at > clock_now() + 700 * DAY && f.ends_at < clock_now() + 825 * DAY);
	assert_int_equal(tls_read(w->a, S("no certificate"), &f, &e), E_INPUT);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST("pages come over a socket, several on one line", plain_requests),
		TEST("requests that contradict themselves get one refusal", odd_requests),
		TEST("long heads are refused", long_heads_are_refused),
		TEST("bodies come in pieces and end at their bound", bodies_in_pieces),
		TEST("a large body comes whole, by way of the disk", large_bodies_come_whole),
		TEST("slow clients are cut, others go on", slow_clients_are_cut),
		TEST("a thousand half-open lines cost little memory, others are answered, and they are cut", a_thousand_half_open),
		TEST("HTTPS with the school's own authority", https_with_our_own_authority),
		TEST("the authority vouches for the school's names and nothing else", the_authority_vouches_for_nothing_else),
		TEST("names, fingerprint and end of a certificate", a_certificate_is_read),
	};
	return cmocka_run_group_tests_name("server", tests, start, stop);
}
