#include "support/standin.h"

#include <arpa/inet.h>
#include <poll.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#define ROOM ((size_t)64 << 10)

struct standin {
	enum standin_kind kind;
	int listener, port, status, count;
	bool stop;
	char body[2000], *last;
	size_t last_n;
	pthread_t thread;
	pthread_mutex_t lock;
};

static void keep(struct standin *s, const char *text, size_t n)
{
	pthread_mutex_lock(&s->lock);
	s->last_n = n < ROOM ? n : ROOM;
	memcpy(s->last, text, s->last_n);
	s->count++;
	pthread_mutex_unlock(&s->lock);
}

static void say(int fd, const char *text)
{
	size_t n = strlen(text);
	while (n) {
		ssize_t k = send(fd, text, n, MSG_NOSIGNAL);
		if (k <= 0)
			return;
		text += k;
		n -= (size_t)k;
	}
}

/* Reads until the headers and as many bytes as they tell of are there. */
static void http(struct standin *s, int fd)
{
	static char got[ROOM + 1];
	size_t n = 0, want = 0;
	while (n < ROOM) {
		ssize_t k = recv(fd, got + n, ROOM - n, 0);
		if (k <= 0)
			break;
		n += (size_t)k;
		got[n] = '\0';
		char *end = strstr(got, "\r\n\r\n"), *length = strstr(got, "Content-Length: ");
		if (end && length)
			want = (size_t)(end + 4 - got) + strtoul(length + 16, NULL, 10);
		if (end && (!length || n >= want))
			break;
	}
	char reply[2400];
	pthread_mutex_lock(&s->lock);
	(void)snprintf(reply, sizeof reply, "HTTP/1.1 %d Said\r\nContent-Length: %zu\r\nConnection: close\r\n\r\n%s", s->status, strlen(s->body), s->body);
	pthread_mutex_unlock(&s->lock);
	keep(s, got, n);
	say(fd, reply);
}

/* RFC 5321, as much as a client needs. */
static void smtp(struct standin *s, int fd)
{
	static char mail[ROOM + 1];
	char line[4096], number[40];
	size_t n = 0, in_line = 0;
	bool data = false;
	say(fd, "220 standin\r\n");
	for (char c; recv(fd, &c, 1, 0) == 1;) {
		if (in_line < sizeof line - 1)
			line[in_line++] = c;
		if (c != '\n')
			continue;
		line[in_line] = '\0';
		in_line = 0;
		if (data && strcmp(line, ".\r\n") != 0) {
			n += (size_t)snprintf(mail + n, ROOM - n, "%s", line);
			continue;
		}
		if (data) {
			data = false;
			(void)snprintf(number, sizeof number, "%d said\r\n", s->status);
			keep(s, mail, n);
			say(fd, number);
			n = 0;
		} else if (!strncmp(line, "DATA", 4)) {
			data = true;
			say(fd, "354 go on\r\n");
		} else if (!strncmp(line, "QUIT", 4)) {
			say(fd, "221 bye\r\n");
			break;
		} else {
			if (!strncmp(line, "MAIL", 4) || !strncmp(line, "RCPT", 4))
				n += (size_t)snprintf(mail + n, ROOM - n, "%s", line);
			say(fd, "250 ok\r\n");
		}
	}
}

static void *run(void *arg)
{
	struct standin *s = arg;
	while (!__atomic_load_n(&s->stop, __ATOMIC_RELAXED)) {
		struct pollfd p = {s->listener, POLLIN, 0};
		if (poll(&p, 1, 50) <= 0)
			continue;
		int fd = accept(s->listener, NULL, NULL);
		if (fd < 0)
			continue;
		if (s->kind == STANDIN_HTTP)
			http(s, fd);
		else
			smtp(s, fd);
		close(fd);
	}
	return NULL;
}

struct standin *standin_open(enum standin_kind kind)
{
	struct standin *s = calloc(1, sizeof *s);
	struct sockaddr_in at = {.sin_family = AF_INET, .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
	socklen_t n = sizeof at;
	s->kind = kind;
	s->last = calloc(1, ROOM + 1);
	pthread_mutex_init(&s->lock, NULL);
	standin_says(s, kind == STANDIN_HTTP ? 200 : 250, "");
	s->listener = socket(AF_INET, SOCK_STREAM, 0);
	if (s->listener < 0 || bind(s->listener, (struct sockaddr *)&at, sizeof at) || listen(s->listener, 8) || getsockname(s->listener, (struct sockaddr *)&at, &n) ||
	    pthread_create(&s->thread, NULL, run, s))
		abort();
	s->port = ntohs(at.sin_port);
	return s;
}

void standin_close(struct standin *s)
{
	__atomic_store_n(&s->stop, true, __ATOMIC_RELAXED);
	pthread_join(s->thread, NULL);
	close(s->listener);
	free(s->last);
	free(s);
}

int standin_port(const struct standin *s)
{
	return s->port;
}

void standin_says(struct standin *s, int status, const char *body)
{
	pthread_mutex_lock(&s->lock);
	s->status = status;
	(void)snprintf(s->body, sizeof s->body, "%s", body);
	pthread_mutex_unlock(&s->lock);
}

int standin_count(struct standin *s)
{
	pthread_mutex_lock(&s->lock);
	int n = s->count;
	pthread_mutex_unlock(&s->lock);
	return n;
}

struct str standin_last(struct standin *s, struct arena *a)
{
	pthread_mutex_lock(&s->lock);
	struct str last = str_dup(a, (struct str){s->last, s->last_n});
	pthread_mutex_unlock(&s->lock);
	return last;
}
