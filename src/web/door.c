#include "web/door.h"
#include "base/clock.h"
#include "base/log.h"
#include "base/tr.h"

#include <arpa/inet.h>
#include <errno.h>
#include <netinet/in.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <unistd.h>

#define HEAD ((size_t)16 << 10)
#define GUESTS 4096
#define EVENTS 64

/* ---- the name ---- */

bool door_host(struct str host)
{
	bool ok = host.n > 0 && host.n < DOOR_NAME && host.p[0] != '.' && host.p[0] != '-';
	for (size_t i = 0; i < host.n && ok; i++) {
		char c = host.p[i];
		ok = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' || (c == '.' && host.p[i - 1] != '.');
	}
	return ok;
}

static enum door_said name_take(struct str host, char name[DOOR_NAME])
{
	size_t colon;
	if (str_find(host, S(":"), &colon))
		host.n = colon;
	if (host.n && host.p[host.n - 1] == '.')
		host.n--;
	if (!door_host(host))
		return DOOR_NOBODY;
	for (size_t i = 0; i < host.n; i++)
		name[i] = host.p[i] >= 'A' && host.p[i] <= 'Z' ? (char)(host.p[i] + 32) : host.p[i];
	name[host.n] = '\0';
	return DOOR_FOUND;
}

/* The value of a header among lines that ended; *over: the empty line came. */
static bool header(struct str head, const char *wanted, struct str *value, bool *over)
{
	*over = false;
	while (head.n) {
		size_t end;
		if (!str_find(head, S("\n"), &end))
			return false;
		struct str line = {head.p, end};
		head = (struct str){head.p + end + 1, head.n - end - 1};
		if (line.n && line.p[line.n - 1] == '\r')
			line.n--;
		if (!line.n) {
			*over = true;
			return false;
		}
		struct str name = str_cut(&line, ':');
		if (str_ieqz(name, wanted)) {
			*value = str_trim(line);
			return true;
		}
	}
	return false;
}

static enum door_said read_http(struct str head, char name[DOOR_NAME])
{
	struct str host;
	bool over;
	for (size_t i = 0; i < head.n; i++) /* what a TLS client says to the wrong port, among others */
		if ((unsigned char)head.p[i] < 9)
			return DOOR_NOBODY;
	if (header(head, "host", &host, &over))
		return name_take(host, name);
	return over ? DOOR_NOBODY : DOOR_MORE;
}

struct bytes { const unsigned char *p; size_t n; bool bad; };

/* A number of `size` bytes. */
static size_t number(struct bytes *b, size_t size)
{
	size_t v = 0;
	if (b->n < size) {
		b->bad = true;
		b->n = 0;
		return 0;
	}
	for (size_t i = 0; i < size; i++)
		v = v << 8 | b->p[i];
	b->p += size;
	b->n -= size;
	return v;
}

/* The next `n` bytes as a part of their own. */
static struct bytes part(struct bytes *b, size_t n)
{
	struct bytes out = {b->p, n, false};
	if (b->bad || b->n < n) {
		b->bad = true;
		b->n = 0;
		return (struct bytes){b->p, 0, true};
	}
	b->p += n;
	b->n -= n;
	return out;
}

/* RFC 8446 section 4.1.2; the whole hello in one record, as browsers send it. */
static enum door_said read_tls(const unsigned char *p, size_t n, char name[DOOR_NAME])
{
	struct bytes b = {p, n, false};
	if (n < 5)
		return n && p[0] != 22 ? DOOR_NOBODY : DOOR_MORE;
	if (p[0] != 22 || p[1] != 3)
		return DOOR_NOBODY;
	size_t record = (size_t)p[3] << 8 | p[4];
	if (record > HEAD - 5)
		return DOOR_NOBODY;
	if (n < 5 + record)
		return DOOR_MORE;
	b = (struct bytes){p + 5, record, false};
	if (number(&b, 1) != 1)
		return DOOR_NOBODY;
	size_t size = number(&b, 3);
	struct bytes hello = part(&b, size);
	(void)part(&hello, 2 + 32);
	size = number(&hello, 1);
	(void)part(&hello, size);
	size = number(&hello, 2);
	(void)part(&hello, size);
	size = number(&hello, 1);
	(void)part(&hello, size);
	size = number(&hello, 2);
	struct bytes all = part(&hello, size);
	while (!all.bad && all.n) {
		size_t kind = number(&all, 2);
		size = number(&all, 2);
		struct bytes one = part(&all, size);
		if (kind || all.bad)
			continue;
		size = number(&one, 2);
		struct bytes names = part(&one, size);
		bool is_host = number(&names, 1) == 0;
		size = number(&names, 2);
		struct bytes host = part(&names, size);
		return !is_host || names.bad || !host.n ? DOOR_NOBODY : name_take((struct str){(const char *)host.p, host.n}, name);
	}
	return DOOR_NOBODY;
}

enum door_said door_read(const unsigned char *p, size_t n, bool tls, char name[DOOR_NAME])
{
	name[0] = '\0';
	return tls ? read_tls(p, n, name) : read_http((struct str){(const char *)p, n}, name);
}

/* ---- sockets ---- */

enum code door_listen(int port, const char *address, int *out, struct err *e)
{
	struct sockaddr_in v4 = {.sin_family = AF_INET, .sin_port = htons((uint16_t)port), .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
	struct sockaddr_in6 v6 = {.sin6_family = AF_INET6, .sin6_port = htons((uint16_t)port), .sin6_addr = IN6ADDR_ANY_INIT};
	bool six = address && inet_pton(AF_INET6, address, &v6.sin6_addr) == 1;
	int yes = 1;
	*out = -1;
	if (!port)
		return OK;
	if (address && !six && inet_pton(AF_INET, address, &v4.sin_addr) != 1)
		return err_set(e, E_INPUT, "\"%s\" is no address to listen on. Give an IP address such as 192.0.2.7.", address);
	int fd = socket(six ? AF_INET6 : AF_INET, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0);
	if (fd < 0 || setsockopt(fd, SOL_SOCKET, SO_REUSEADDR, &yes, sizeof yes) ||
	    bind(fd, six ? (struct sockaddr *)&v6 : (struct sockaddr *)&v4, six ? sizeof v6 : sizeof v4) || listen(fd, 1024)) {
		int why = errno;
		if (fd >= 0)
			close(fd);
		return err_set(e, E_IO, "Port %d cannot be listened on: %s.", port, strerror(why));
	}
	*out = fd;
	return OK;
}

enum code door_pair(int *to, int *from, struct err *e)
{
	int both[2];
	if (socketpair(AF_UNIX, SOCK_SEQPACKET | SOCK_CLOEXEC, 0, both))
		return err_set(e, E_IO, "A line to a district's server cannot be made: %s.", strerror(errno));
	*to = both[0];
	*from = both[1];
	return OK;
}

union passed { struct cmsghdr head; char room[CMSG_SPACE(sizeof(int))]; };

static bool give(int to, int fd, bool tls)
{
	char kind = tls ? 's' : 'h';
	struct iovec io = {&kind, 1};
	union passed p = {.head = {0}};
	struct msghdr m = {.msg_iov = &io, .msg_iovlen = 1, .msg_control = &p, .msg_controllen = sizeof p.room};
	struct cmsghdr *c = CMSG_FIRSTHDR(&m);
	c->cmsg_level = SOL_SOCKET;
	c->cmsg_type = SCM_RIGHTS;
	c->cmsg_len = CMSG_LEN(sizeof(int));
	memcpy(CMSG_DATA(c), &fd, sizeof fd);
	return sendmsg(to, &m, MSG_DONTWAIT | MSG_NOSIGNAL) == 1;
}

int door_take(int from, int wait_ms, int *fd, bool *tls)
{
	char kind = 0;
	struct iovec io = {&kind, 1};
	union passed p = {.head = {0}};
	struct msghdr m = {.msg_iov = &io, .msg_iovlen = 1, .msg_control = &p, .msg_controllen = sizeof p.room};
	struct pollfd wait = {.fd = from, .events = POLLIN};
	int ready = poll(&wait, 1, wait_ms);
	if (ready <= 0)
		return ready < 0 && errno != EINTR ? -1 : 0;
	ssize_t n = recvmsg(from, &m, MSG_DONTWAIT | MSG_CMSG_CLOEXEC);
	if (n < 0)
		return errno == EAGAIN || errno == EINTR ? 0 : -1;
	struct cmsghdr *c = CMSG_FIRSTHDR(&m);
	if (n == 0)
		return -1;
	if (!c || c->cmsg_type != SCM_RIGHTS || c->cmsg_len != CMSG_LEN(sizeof(int)))
		return 0;
	memcpy(fd, CMSG_DATA(c), sizeof *fd);
	*tls = kind == 's';
	return 1;
}

/* ---- who waits at the door ---- */

struct guest { int fd; bool tls; int64_t since; };

struct hall {
	const struct door *d;
	int epoll;
	struct guest guests[GUESTS]; /* fd -1: free */
	size_t n;
	unsigned char head[HEAD];
};

static void leave(struct hall *h, struct guest *g)
{
	/* the connection may live on in a district's server, so closing it here would not end the waiting for it */
	(void)epoll_ctl(h->epoll, EPOLL_CTL_DEL, g->fd, NULL);
	close(g->fd);
	g->fd = -1;
	h->n--;
}

/* The browser's language, as far as its request came. */
static enum lang speaks(const unsigned char *head, size_t n)
{
	struct str value = {"", 0};
	bool over;
	(void)header((struct str){(const char *)head, n}, "accept-language", &value, &over);
	return lang_accept(value);
}

static void refuse(struct hall *h, struct guest *g, size_t n, bool busy)
{
	char reply[1000];
	enum lang lang = speaks(h->head, n);
	const char *text = busy ? tr(lang, "That was a lot at once. Wait a moment, then try again.")
	                        : tr(lang, "This server does not have that name. Ask whoever runs it to start it with --public-url.");
	if (!g->tls) {
		int size = snprintf(reply, sizeof reply, "HTTP/1.1 %s\r\nContent-Type: text/plain; charset=utf-8\r\n%sContent-Length: %zu\r\nConnection: close\r\n\r\n%s\n",
		                    busy ? "503 Service Unavailable" : "421 Misdirected Request", busy ? "Retry-After: 5\r\n" : "", strlen(text) + 1, text);
		while (recv(g->fd, h->head, sizeof h->head, MSG_DONTWAIT) > 0) /* what is left unread would cut the answer off */
			;
		if (size > 0 && (size_t)size < sizeof reply)
			(void)!send(g->fd, reply, (size_t)size, MSG_DONTWAIT | MSG_NOSIGNAL);
		(void)shutdown(g->fd, SHUT_WR);
	}
	leave(h, g);
}

static const struct door_house *house_of(const struct door *d, const char *name)
{
	for (size_t i = 0; i < d->n_houses; i++)
		for (size_t k = 0; k < d->houses[i].n_hosts; k++)
			if (strcmp(d->houses[i].hosts[k], name) == 0)
				return &d->houses[i];
	return NULL;
}

static void look(struct hall *h, struct guest *g)
{
	char name[DOOR_NAME];
	ssize_t n = recv(g->fd, h->head, sizeof h->head, MSG_PEEK | MSG_DONTWAIT);
	if (n < 0 && (errno == EAGAIN || errno == EINTR))
		return;
	if (n <= 0) {
		leave(h, g);
		return;
	}
	enum door_said said = door_read(h->head, (size_t)n, g->tls, name);
	if (said == DOOR_MORE && (size_t)n < sizeof h->head)
		return;
	const struct door_house *house = said == DOOR_FOUND ? house_of(h->d, name) : NULL;
	if (!house)
		refuse(h, g, (size_t)n, false);
	else if (give(house->to, g->fd, g->tls))
		leave(h, g);
	else
		refuse(h, g, (size_t)n, true);
}

static struct guest *place(struct hall *h)
{
	struct guest *oldest = NULL;
	for (size_t i = 0; i < GUESTS; i++) {
		struct guest *g = &h->guests[i];
		if (g->fd < 0)
			return g;
		if (!oldest || g->since < oldest->since)
			oldest = g;
	}
	if (oldest) /* who says nothing makes room for who may */
		leave(h, oldest);
	return oldest;
}

static void let_in(struct hall *h, int from, bool tls)
{
	for (int i = 0; i < EVENTS; i++) {
		int fd = accept4(from, NULL, NULL, SOCK_NONBLOCK | SOCK_CLOEXEC);
		if (fd < 0)
			return;
		struct guest *g = place(h);
		if (!g) {
			close(fd);
			continue;
		}
		*g = (struct guest){.fd = fd, .tls = tls, .since = clock_monotonic()};
		h->n++;
		/* by edge: bytes that are only looked at would wake us without end */
		struct epoll_event want = {.events = EPOLLIN | EPOLLRDHUP | EPOLLET, .data.u64 = (uint64_t)(g - h->guests)};
		if (epoll_ctl(h->epoll, EPOLL_CTL_ADD, fd, &want))
			leave(h, g);
		else
			look(h, g);
	}
}

static void show_out(struct hall *h, int64_t longest)
{
	int64_t now = clock_monotonic();
	for (size_t i = 0; i < GUESTS && h->n; i++)
		if (h->guests[i].fd >= 0 && now - h->guests[i].since > longest)
			leave(h, &h->guests[i]);
}

void door_run(const struct door *d, const volatile int *stop)
{
	struct hall *h = calloc(1, sizeof *h);
	struct epoll_event found[EVENTS];
	int64_t longest = (d->seconds > 0 ? d->seconds : 10) * SECOND, swept = clock_monotonic();
	const int listening[] = {d->http, d->https};
	if (!h)
		return;
	h->d = d;
	for (size_t i = 0; i < GUESTS; i++)
		h->guests[i].fd = -1;
	h->epoll = epoll_create1(EPOLL_CLOEXEC);
	for (uint64_t i = 0; i < 2 && h->epoll >= 0; i++)
		if (listening[i] >= 0 && epoll_ctl(h->epoll, EPOLL_CTL_ADD, listening[i], &(struct epoll_event){.events = EPOLLIN, .data.u64 = GUESTS + i}))
			log_event(LOG_ERROR, "door", "error", strerror(errno), NULL);
	while (h->epoll >= 0 && !*stop) {
		int n = epoll_wait(h->epoll, found, EVENTS, 500);
		if (n < 0 && errno != EINTR)
			break;
		for (int i = 0; i < n; i++) {
			uint64_t at = found[i].data.u64;
			if (at >= GUESTS)
				let_in(h, listening[at - GUESTS], at > GUESTS);
			else if (h->guests[at].fd >= 0)
				look(h, &h->guests[at]);
		}
		if (clock_monotonic() - swept > SECOND / 2) {
			swept = clock_monotonic();
			show_out(h, longest);
		}
	}
	for (size_t i = 0; i < GUESTS; i++)
		if (h->guests[i].fd >= 0)
			leave(h, &h->guests[i]);
	if (h->epoll >= 0)
		close(h->epoll);
	free(h);
}
