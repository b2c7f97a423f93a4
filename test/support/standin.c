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
	int listener, port, status, count, acknowledged;
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

/* SMPP 3.4, as much as a client needs; written from the specification, not from the client. */
static bool exactly(int fd, unsigned char *to, size_t n)
{
	while (n) {
		ssize_t k = recv(fd, to, n, 0);
		if (k <= 0)
			return false;
		to += k;
		n -= (size_t)k;
	}
	return true;
}

static void pdu(int fd, unsigned command, unsigned status, unsigned sequence, const unsigned char *body, size_t n)
{
	unsigned char all[600];
	const unsigned words[4] = {(unsigned)(16 + n), command, status, sequence};
	for (int i = 0; i < 16; i++)
		all[i] = (unsigned char)(words[i / 4] >> (24 - 8 * (i % 4)));
	if (n)
		memcpy(all + 16, body, n);
	for (size_t at = 0; at < 16 + n;) {
		ssize_t k = send(fd, all + at, 16 + n - at, MSG_NOSIGNAL);
		if (k <= 0)
			return;
		at += (size_t)k;
	}
}

/* One deliver_sm: service type, source, destination, esm class 4 for a receipt, data coding 3 (Latin-1). */
static void deliver(int fd, unsigned sequence, const char *from, bool receipt, const char *text)
{
	unsigned char b[500];
	size_t n = 0, from_n = strlen(from), text_n = strlen(text);
	b[n++] = 0, b[n++] = 1, b[n++] = 1;
	memcpy(b + n, from, from_n + 1);
	n += from_n + 1;
	b[n++] = 0, b[n++] = 0, b[n++] = 0;
	b[n++] = receipt ? 4 : 0, b[n++] = 0, b[n++] = 0;
	b[n++] = 0, b[n++] = 0;
	b[n++] = 0, b[n++] = 0, b[n++] = 3, b[n++] = 0, b[n++] = (unsigned char)text_n;
	memcpy(b + n, text, text_n);
	pdu(fd, 5, 0, sequence, b, n + text_n);
}

/* One part of a long message: a header of TS 23.040 with a number of one octet, or the optional parameters of SMPP 5.3.2.22 to 24. */
static void deliver_part(int fd, unsigned sequence, const char *from, const unsigned part[3], bool tlv, const char *text)
{
	unsigned char b[500];
	size_t n = 0, from_n = strlen(from), text_n = strlen(text);
	b[n++] = 0, b[n++] = 1, b[n++] = 1;
	memcpy(b + n, from, from_n + 1);
	n += from_n + 1;
	b[n++] = 0, b[n++] = 0, b[n++] = 0;
	b[n++] = tlv ? 0 : 0x40, b[n++] = 0, b[n++] = 0;
	b[n++] = 0, b[n++] = 0;
	b[n++] = 0, b[n++] = 0, b[n++] = 3, b[n++] = 0, b[n++] = (unsigned char)(text_n + (tlv ? 0 : 6));
	if (!tlv) {
		const unsigned char head[6] = {5, 0, 3, (unsigned char)part[0], (unsigned char)part[2], (unsigned char)part[1]};
		memcpy(b + n, head, 6);
		n += 6;
	}
	memcpy(b + n, text, text_n);
	n += text_n;
	if (tlv) {
		const unsigned char more[16] = {2, 0x0c, 0, 2, (unsigned char)(part[0] >> 8), (unsigned char)part[0], 2, 0x0e, 0, 1, (unsigned char)part[2], 2, 0x0f, 0, 1, (unsigned char)part[1]};
		memcpy(b + n, more, 16);
		n += 16;
	}
	pdu(fd, 5, 0, sequence, b, n);
}

static unsigned deliveries(struct standin *s, int fd)
{
	char all[sizeof s->body], *rest = all, *line, text[300];
	unsigned n = 0;
	pthread_mutex_lock(&s->lock);
	memcpy(all, s->body, sizeof all);
	s->body[0] = '\0';
	pthread_mutex_unlock(&s->lock);
	while ((line = strsep(&rest, "\n")) != NULL) {
		char *first = strsep(&line, " "), *second = line ? strsep(&line, " ") : NULL;
		if (!second)
			continue;
		if (!strcmp(first, "receipt")) {
			(void)snprintf(text, sizeof text, "id:%s sub:001 dlvrd:001 submit date:2603041600 done date:2603041601 stat:%s err:000 text:news", second, line ? line : "");
			deliver(fd, 900 + n++, "15550100", true, text);
		} else if (!strcmp(first, "part") || !strcmp(first, "sar")) { /* part REFERENCE/PART/PARTS FROM TEXT */
			unsigned part[3] = {0};
			char *from = line ? strsep(&line, " ") : NULL;
			if (from && sscanf(second, "%u/%u/%u", part, part + 1, part + 2) == 3)
				deliver_part(fd, 900 + n++, from, part, first[0] == 's', line ? line : "");
		} else {
			(void)snprintf(text, sizeof text, "%s%s%s", second, line ? " " : "", line ? line : "");
			deliver(fd, 900 + n++, first, false, text);
		}
	}
	return n;
}

static void smpp(struct standin *s, int fd)
{
	unsigned char head[16], body[600];
	unsigned waits = 0, bye = 0;
	char name[20];
	while (exactly(fd, head, 16)) {
		unsigned word[4] = {0};
		for (int i = 0; i < 16; i++)
			word[i / 4] = (word[i / 4] << 8) | head[i];
		size_t n = word[0] - 16;
		if (word[0] < 16 || n > sizeof body || !exactly(fd, body, n))
			return;
		pthread_mutex_lock(&s->lock);
		unsigned status = (unsigned)s->status;
		if (word[1] == 0x80000005U && word[2] == 0)
			s->acknowledged++;
		pthread_mutex_unlock(&s->lock);
		if (word[1] == 9) {
			bool known = n > 5 && !memcmp(body, "gate\0key\0", 9);
			pdu(fd, 0x80000009U, known ? 0 : 0x0e, word[3], (const unsigned char *)"standin", 8);
			waits += known ? deliveries(s, fd) : 0;
		} else if (word[1] == 4) {
			waits += deliveries(s, fd);
			keep(s, (const char *)body, n);
			(void)snprintf(name, sizeof name, "m%d", standin_count(s));
			pdu(fd, 0x80000004U, status, word[3], (const unsigned char *)name, status ? 0 : strlen(name) + 1);
		} else if (word[1] == 6) {
			bye = word[3];
		} else if (word[1] == 0x80000005U && waits) {
			waits--;
		}
		if (bye && !waits) {
			pdu(fd, 0x80000006U, 0, bye, NULL, 0);
			return;
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
		else if (s->kind == STANDIN_SMPP)
			smpp(s, fd);
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
	standin_says(s, kind == STANDIN_HTTP ? 200 : kind == STANDIN_SMPP ? 0 : 250, "");
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

int standin_acknowledged(struct standin *s)
{
	pthread_mutex_lock(&s->lock);
	int n = s->acknowledged;
	pthread_mutex_unlock(&s->lock);
	return n;
}
