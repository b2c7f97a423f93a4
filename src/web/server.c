/* server.c - libmicrohttpd: sockets, TLS, slow clients. What a request means is none of its business. */
#include "web/server.h"
#include "base/log.h"
#include "web/door.h"

#include <arpa/inet.h>
#include <errno.h>
#include <fcntl.h>
#include <malloc.h>
#include <microhttpd.h>
#include <netdb.h>
#include <setjmp.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/resource.h>
#include <unistd.h>

#define HEAD_MAX ((size_t)24 << 10)       /* request line and headers of one request */
#define ARENA_MAX ((size_t)256 << 20)
#define BODIES_MAX ((size_t)512 << 20)    /* of all requests together */
#define HEAVY ((size_t)4 << 20)           /* a request that took more gives the memory back to the system: documents, whole schools */
#define SPOOL ((size_t)1 << 20)           /* a body that may be larger waits on the disk, not in memory */
#define SLOWEST 2048                      /* bytes a second a client must keep up */
#define CONNECTIONS 4096

/* One connection, from accept to close. */
struct conn {
	struct server *server;
	struct conn *next, *prev;
	int fd;
	_Atomic int64_t deadline; /* monotonic; 0: none */
};

struct server {
	struct app *app;
	struct server_options o;
	struct MHD_Daemon *http, *https;
	pthread_mutex_t lock;
	struct conn *conns;
	pthread_t reaper, taker;
	bool reaper_runs, taker_runs;
	_Atomic bool stopping;
	_Atomic int running;
	_Atomic size_t bodies;
};

/* One request and its reply. */
struct exchange {
	struct server *server;
	struct arena *a;
	struct wire wire;
	struct reply rp;
	struct buf body;
	int spool;         /* a file without a name that takes the body; -1: none */
	size_t spooled;
	void *mapped;
	size_t max;
	bool begun, refused;
	jmp_buf no_memory;
};

static void until(struct conn *c, int64_t seconds)
{
	if (c)
		atomic_store(&c->deadline, seconds ? clock_monotonic() + seconds * SECOND : 0);
}

static void conn_notify(void *arg, struct MHD_Connection *connection, void **context, enum MHD_ConnectionNotificationCode what)
{
	struct server *s = arg;
	if (what == MHD_CONNECTION_NOTIFY_STARTED) {
		const union MHD_ConnectionInfo *info = MHD_get_connection_info(connection, MHD_CONNECTION_INFO_CONNECTION_FD);
		struct conn *c = calloc(1, sizeof *c);
		if (!c || !info) {
			free(c);
			return;
		}
		c->server = s;
		c->fd = info->connect_fd;
		until(c, s->o.header_seconds);
		pthread_mutex_lock(&s->lock);
		c->next = s->conns;
		if (c->next)
			c->next->prev = c;
		s->conns = c;
		pthread_mutex_unlock(&s->lock);
		*context = c;
		return;
	}
	struct conn *c = *context;
	if (!c)
		return;
	pthread_mutex_lock(&s->lock);
	if (c->prev)
		c->prev->next = c->next;
	else
		s->conns = c->next;
	if (c->next)
		c->next->prev = c->prev;
	pthread_mutex_unlock(&s->lock);
	free(c);
	*context = NULL;
}

/* Cuts the line of whoever sends or reads too slowly. */
static void *reap(void *arg)
{
	struct server *s = arg;
	while (!atomic_load(&s->stopping)) {
		int64_t now = clock_monotonic();
		pthread_mutex_lock(&s->lock);
		for (struct conn *c = s->conns; c; c = c->next) {
			int64_t deadline = atomic_load(&c->deadline);
			if (deadline && now > deadline) {
				shutdown(c->fd, SHUT_RDWR);
				atomic_store(&c->deadline, 0);
			}
		}
		pthread_mutex_unlock(&s->lock);
		usleep(200 * 1000);
	}
	return NULL;
}

/* Connections that a door gives: from here on they are as if they had come to this server itself. */
static void *take(void *arg)
{
	struct server *s = arg;
	int fd, got = 0;
	bool tls;
	while (!atomic_load(&s->stopping) && (got = door_take(s->o.passed, 200, &fd, &tls)) >= 0) {
		struct sockaddr_storage from;
		socklen_t n = sizeof from;
		struct MHD_Daemon *d = tls ? s->https : s->http;
		if (!got)
			continue;
		if (!d || getpeername(fd, (struct sockaddr *)&from, &n))
			close(fd);
		else
			(void)!MHD_add_connection(d, fd, (struct sockaddr *)&from, n);
	}
	if (got < 0)
		log_event(LOG_ERROR, "door", "error", "the line to the door broke", NULL);
	return NULL;
}

static struct conn *conn_of(struct MHD_Connection *connection)
{
	const union MHD_ConnectionInfo *info = MHD_get_connection_info(connection, MHD_CONNECTION_INFO_SOCKET_CONTEXT);
	return info ? info->socket_context : NULL;
}

/* The first word of a request: keeps the target as it was sent. */
static void *begin(void *arg, const char *uri, struct MHD_Connection *connection)
{
	struct exchange *x = calloc(1, sizeof *x);
	(void)connection;
	if (!x)
		return NULL;
	x->server = arg;
	x->spool = -1;
	x->a = arena_new(ARENA_MAX);
	if (!x->a) {
		free(x);
		return NULL;
	}
	x->wire.target = str_dup(x->a, str_z(uri));
	return x;
}

static void ended(void *arg, struct MHD_Connection *connection, void **context, enum MHD_RequestTerminationCode why)
{
	struct server *s = arg;
	struct exchange *x = *context;
	(void)why;
	until(conn_of(connection), s->o.header_seconds + s->o.idle_seconds);
	if (!x)
		return;
	atomic_fetch_sub(&s->bodies, x->body.n + x->spooled);
	if (x->mapped)
		munmap(x->mapped, x->spooled);
	if (x->spool >= 0)
		close(x->spool);
	bool heavy = arena_used(x->a) > HEAVY;
	arena_free(x->a);
	free(x);
	*context = NULL;
#ifdef __GLIBC__
	if (heavy) /* each thread's heap would keep it for the thread's next document: 45 MB of each of them after a class on paper */
		(void)malloc_trim(0);
#else
	(void)heavy;
#endif
}

struct header_list {
	struct arena *a;
	struct pair *out;
	size_t n, max;
};

static enum MHD_Result add_header(void *arg, enum MHD_ValueKind kind, const char *key, size_t key_n, const char *value, size_t value_n)
{
	struct header_list *l = arg;
	(void)kind;
	if (l->n < l->max)
		l->out[l->n++] = (struct pair){str_dup(l->a, (struct str){key, key_n}), str_dup(l->a, (struct str){value, value ? value_n : 0})};
	return MHD_YES;
}

static struct str address_of(struct arena *a, struct MHD_Connection *connection)
{
	const union MHD_ConnectionInfo *info = MHD_get_connection_info(connection, MHD_CONNECTION_INFO_CLIENT_ADDRESS);
	char text[INET6_ADDRSTRLEN] = "";
	if (!info || !info->client_addr)
		return (struct str){"", 0};
	if (info->client_addr->sa_family == AF_INET)
		inet_ntop(AF_INET, &((struct sockaddr_in *)info->client_addr)->sin_addr, text, sizeof text);
	else if (info->client_addr->sa_family == AF_INET6)
		inet_ntop(AF_INET6, &((struct sockaddr_in6 *)info->client_addr)->sin6_addr, text, sizeof text);
	struct str s = str_z(text);
	if (str_starts(s, "::ffff:")) {
		s.p += 7;
		s.n -= 7;
	}
	return str_dup(a, s);
}

static void read_head(struct exchange *x, struct MHD_Connection *connection, const char *method, bool https)
{
	struct header_list l = {.a = x->a, .max = 200};
	l.out = NEW_ARRAY(x->a, struct pair, l.max);
	MHD_get_connection_values_n(connection, MHD_HEADER_KIND, add_header, &l);
	x->wire.method = str_dup(x->a, str_z(method));
	x->wire.headers = l.out;
	x->wire.n_headers = l.n;
	x->wire.address = address_of(x->a, connection);
	x->wire.https = https;
	x->wire.loopback = !https;
}

static enum MHD_Result send_reply(struct exchange *x, struct MHD_Connection *connection)
{
	struct reply *rp = &x->rp;
	struct str body = rp->bytes.n ? rp->bytes : buf_done(&rp->body);
	if (rp->status == 304 || rp->status == 204)
		body.n = 0;
	struct MHD_Response *r = MHD_create_response_from_buffer(body.n, body.n ? (char *)(uintptr_t)body.p : NULL, MHD_RESPMEM_PERSISTENT);
	if (!r)
		return MHD_NO;
	if (body.n || rp->status == 200)
		MHD_add_response_header(r, "Content-Type", rp->type ? rp->type : "text/html; charset=utf-8");
	for (size_t i = 0; i < rp->n_headers; i++)
		MHD_add_response_header(r, str_dupz(x->a, rp->headers[i].name), str_dupz(x->a, rp->headers[i].value));
	/* After a request that could not be read for certain nothing more on this line can be trusted. */
	if (rp->status == 400 || rp->status == 413 || rp->status == 414 || rp->status == 501)
		MHD_add_response_header(r, "Connection", "close");
	until(conn_of(connection), 60 + (int64_t)(body.n / SLOWEST));
	enum MHD_Result done = MHD_queue_response(connection, (unsigned)rp->status, r);
	MHD_destroy_response(r);
	return done;
}

static enum MHD_Result handle(struct exchange *x, struct MHD_Connection *connection)
{
	until(conn_of(connection), 0);
	atomic_fetch_add(&x->server->running, 1);
	x->wire.body = x->mapped ? (struct str){x->mapped, x->spooled} : buf_done(&x->body);
	web_handle(x->server->app, x->a, &x->wire, &x->rp);
	atomic_fetch_sub(&x->server->running, 1);
	arena_catch(x->a, &x->no_memory);
	return send_reply(x, connection);
}

/* A large body goes to the disk that keeps the files; where that cannot be done it stays in memory. */
static void spool_open(struct exchange *x, int64_t length)
{
	const char *folder = x->server->app->o.files_folder;
	if (folder && x->max > SPOOL && (length < 0 || (uint64_t)length > SPOOL))
		x->spool = open(folder, O_TMPFILE | O_RDWR | O_CLOEXEC, 0600);
}

static bool spool_write(struct exchange *x, const char *data, size_t n)
{
	while (n) {
		ssize_t m = write(x->spool, data, n);
		if (m < 0 && errno == EINTR)
			continue;
		if (m <= 0)
			return false;
		data += m;
		n -= (size_t)m;
		x->spooled += (size_t)m;
	}
	return true;
}

/* The whole body is there. false: it cannot be looked at. */
static bool spool_done(struct exchange *x)
{
	if (x->spool < 0 || !x->spooled)
		return true;
	void *p = mmap(NULL, x->spooled, PROT_READ, MAP_PRIVATE, x->spool, 0);
	if (p == MAP_FAILED)
		return false;
	x->mapped = p;
	return true;
}

/* The headers are there. */
static enum MHD_Result head_done(struct exchange *x, struct MHD_Connection *connection)
{
	struct str length = wire_header(&x->wire, "content-length");
	int64_t n = -1;
	bool chunked = wire_header(&x->wire, "transfer-encoding").n > 0;
	if (length.n && (!str_int(length, &n) || n < 0))
		n = INT64_MAX;
	if (n <= 0 && !chunked)
		return MHD_YES; /* a reply given at once would close the connection */
	x->max = web_body_max(x->server->app, x->a, &x->wire, n, &x->rp);
	if (!x->max)
		return send_reply(x, connection);
	x->body = buf_new(x->a, x->max);
	spool_open(x, n);
	until(conn_of(connection), x->server->o.header_seconds + (int64_t)(x->max / SLOWEST));
	return MHD_YES;
}

static enum MHD_Result take_body(struct exchange *x, const char *data, size_t *n)
{
	struct server *s = x->server;
	size_t before = x->body.n + x->spooled;
	bool kept = true;
	if (!x->refused && (atomic_load(&s->bodies) + *n > BODIES_MAX || before + *n > x->max))
		x->refused = true;
	if (!x->refused && x->spool >= 0)
		kept = spool_write(x, data, *n);
	else if (!x->refused)
		buf_add(&x->body, data, *n);
	atomic_fetch_add(&s->bodies, x->body.n + x->spooled - before);
	*n = 0;
	if (!kept)
		log_event(LOG_ERROR, "upload", "error", strerror(errno), NULL);
	return kept ? MHD_YES : MHD_NO; /* a full disk cuts the line: the page keeps what it sends and tries again */
}

static enum MHD_Result step(struct exchange *x, struct MHD_Connection *connection, const char *method, const char *data, size_t *n, bool https)
{
	if (!x)
		return MHD_NO;
	if (setjmp(x->no_memory)) {
		arena_catch(x->a, NULL);
		return MHD_NO;
	}
	arena_catch(x->a, &x->no_memory);
	if (!x->begun) {
		x->begun = true;
		read_head(x, connection, method, https);
		return head_done(x, connection);
	}
	if (*n)
		return take_body(x, data, n);
	if (x->refused) {
		x->max = web_body_max(x->server->app, x->a, &x->wire, INT64_MAX, &x->rp);
		return send_reply(x, connection);
	}
	if (!spool_done(x))
		return MHD_NO;
	return handle(x, connection);
}

static enum MHD_Result access_http(void *arg, struct MHD_Connection *connection, const char *url, const char *method, const char *version,
                                   const char *data, size_t *n, void **context)
{
	(void)arg, (void)url, (void)version;
	return step(*context, connection, method, data, n, false);
}

static enum MHD_Result access_https(void *arg, struct MHD_Connection *connection, const char *url, const char *method, const char *version,
                                    const char *data, size_t *n, void **context)
{
	(void)arg, (void)url, (void)version;
	return step(*context, connection, method, data, n, true);
}

static void quiet(void *arg, const char *fmt, va_list ap)
{
	char text[300];
	(void)arg;
	vsnprintf(text, sizeof text, fmt, ap);
	log_event(LOG_DEBUG, "http", "text", text, NULL);
}

static int threads_usual(void)
{
	long cores = sysconf(_SC_NPROCESSORS_ONLN);
	return cores < 1 ? 4 : cores > 64 ? 256 : (int)cores * 4;
}

static struct MHD_Daemon *start_one(struct server *s, bool https, const struct sockaddr *at, unsigned flags)
{
	struct MHD_OptionItem tls[] = {
		{MHD_OPTION_HTTPS_MEM_CERT, 0, (void *)(uintptr_t)s->o.cert},
		{MHD_OPTION_HTTPS_MEM_KEY, 0, (void *)(uintptr_t)s->o.key},
		{MHD_OPTION_HTTPS_PRIORITIES, 0, (void *)(uintptr_t)"SECURE128:-VERS-ALL:+VERS-TLS1.3:+VERS-TLS1.2:%SERVER_PRECEDENCE"},
		{MHD_OPTION_END, 0, NULL}};
	static const struct MHD_OptionItem none[] = {{MHD_OPTION_END, 0, NULL}};
	flags |= MHD_USE_EPOLL | MHD_USE_INTERNAL_POLLING_THREAD | MHD_USE_ERROR_LOG | (https ? MHD_USE_TLS : 0) | (s->o.passed ? MHD_USE_NO_LISTEN_SOCKET | MHD_USE_ITC : 0);
	return MHD_start_daemon(flags, 0, NULL, NULL, https ? access_https : access_http, s, MHD_OPTION_EXTERNAL_LOGGER, quiet, NULL,
	                        MHD_OPTION_SOCK_ADDR, at, MHD_OPTION_THREAD_POOL_SIZE, (unsigned)s->o.threads, MHD_OPTION_CONNECTION_LIMIT,
	                        (unsigned)CONNECTIONS, MHD_OPTION_PER_IP_CONNECTION_LIMIT, (unsigned)CONNECTIONS / 2,
	                        MHD_OPTION_CONNECTION_TIMEOUT, (unsigned)s->o.idle_seconds, MHD_OPTION_CONNECTION_MEMORY_LIMIT, HEAD_MAX,
	                        MHD_OPTION_STRICT_FOR_CLIENT, 1, MHD_OPTION_LISTENING_ADDRESS_REUSE, 1U, MHD_OPTION_URI_LOG_CALLBACK, begin, s,
	                        MHD_OPTION_NOTIFY_COMPLETED, ended, s, MHD_OPTION_NOTIFY_CONNECTION, conn_notify, s, MHD_OPTION_ARRAY,
	                        https ? tls : none, MHD_OPTION_END);
}

/* Where to listen: loopback, everywhere, or an address given. */
static enum code listen_on(struct server *s, bool https, struct MHD_Daemon **out, struct err *e)
{
	int wanted = https ? s->o.https_port : s->o.port;
	uint16_t port = htons((uint16_t)(wanted < 0 ? 0 : wanted));
	bool everywhere = https || s->o.http_everywhere;
	struct sockaddr_in v4 = {.sin_family = AF_INET, .sin_port = port};
	struct sockaddr_in6 v6 = {.sin6_family = AF_INET6, .sin6_port = port, .sin6_addr = IN6ADDR_ANY_INIT};
	v4.sin_addr.s_addr = htonl(everywhere ? INADDR_ANY : INADDR_LOOPBACK);
	if (s->o.passed) {
		*out = start_one(s, https, NULL, 0);
	} else if (everywhere && s->o.bind) {
		if (inet_pton(AF_INET, s->o.bind, &v4.sin_addr) == 1)
			*out = start_one(s, https, (struct sockaddr *)&v4, 0);
		else if (inet_pton(AF_INET6, s->o.bind, &v6.sin6_addr) == 1)
			*out = start_one(s, https, (struct sockaddr *)&v6, MHD_USE_IPv6);
		else
			return err_set(e, E_INPUT, "\"%s\" is no address to listen on. Give an IP address such as 192.0.2.7.", s->o.bind);
	} else if (everywhere) {
		*out = start_one(s, https, (struct sockaddr *)&v6, MHD_USE_DUAL_STACK);
		if (!*out)
			*out = start_one(s, https, (struct sockaddr *)&v4, 0);
	} else {
		*out = start_one(s, https, (struct sockaddr *)&v4, 0);
	}
	if (!*out)
		return https ? err_set(e, E_IO, "Port %d cannot be listened on, or the certificate and its key do not fit. Is another program using it?", wanted)
		             : err_set(e, E_IO, "Port %d cannot be listened on. Is another program using it?", wanted);
	return OK;
}

enum code server_start(struct app *app, const struct server_options *o, struct server **out, struct err *e)
{
	struct server *s = calloc(1, sizeof *s);
	if (!s)
		return err_set(e, E_MEMORY, "There is not enough memory to start the server.");
	s->app = app;
	s->o = *o;
	s->o.threads = o->threads > 0 ? o->threads : threads_usual();
	s->o.idle_seconds = o->idle_seconds > 0 ? o->idle_seconds : 20;
	s->o.header_seconds = o->header_seconds > 0 ? o->header_seconds : 30;
	pthread_mutex_init(&s->lock, NULL);
	struct rlimit files;
	if (!getrlimit(RLIMIT_NOFILE, &files) && files.rlim_cur < files.rlim_max) {
		files.rlim_cur = files.rlim_max < 2 * CONNECTIONS + 512 ? files.rlim_max : 2 * CONNECTIONS + 512;
		setrlimit(RLIMIT_NOFILE, &files);
	}
	enum code c = OK;
	if (o->port)
		c = listen_on(s, false, &s->http, e);
	if (!c && o->https_port)
		c = listen_on(s, true, &s->https, e);
	if (!c && pthread_create(&s->reaper, NULL, reap, s))
		c = err_set(e, E_MEMORY, "A thread of the server did not start.");
	else if (!c)
		s->reaper_runs = true;
	if (!c && o->passed && pthread_create(&s->taker, NULL, take, s))
		c = err_set(e, E_MEMORY, "A thread of the server did not start.");
	else if (!c)
		s->taker_runs = o->passed > 0;
	if (c) {
		server_stop(s);
		return c;
	}
	*out = s;
	return OK;
}

int server_port(const struct server *s, bool https)
{
	struct MHD_Daemon *d = https ? s->https : s->http;
	const union MHD_DaemonInfo *info = d ? MHD_get_daemon_info(d, MHD_DAEMON_INFO_BIND_PORT) : NULL;
	return info ? info->port : 0;
}

void server_stop(struct server *s)
{
	if (!s)
		return;
	struct MHD_Daemon *both[] = {s->http, s->https};
	for (int i = 0; i < 2; i++) {
		MHD_socket fd = both[i] ? MHD_quiesce_daemon(both[i]) : MHD_INVALID_SOCKET;
		if (fd != MHD_INVALID_SOCKET)
			close(fd);
	}
	if (s->taker_runs) { /* no new connection from here on */
		atomic_store(&s->stopping, true);
		pthread_join(s->taker, NULL);
	}
	for (int i = 0; i < 1000 && atomic_load(&s->running) > 0; i++)
		usleep(10 * 1000);
	for (int i = 0; i < 2; i++)
		if (both[i])
			MHD_stop_daemon(both[i]);
	atomic_store(&s->stopping, true);
	if (s->reaper_runs)
		pthread_join(s->reaper, NULL);
	pthread_mutex_destroy(&s->lock);
	free(s);
}
