#include "store/scanner.h"
#include "base/clock.h"
#include "base/log.h"

#include <errno.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/time.h>
#include <sys/un.h>
#include <unistd.h>

#define PIECE ((size_t)1 << 18)
#define SECONDS 60

static char path[sizeof ((struct sockaddr_un *)0)->sun_path];

void scanner_configure(const char *socket_path)
{
	(void)snprintf(path, sizeof path, "%s", socket_path ? socket_path : "");
}

static bool all(int fd, const void *p, size_t n)
{
	const char *from = p;
	while (n) {
		ssize_t sent = send(fd, from, n, MSG_NOSIGNAL);
		if (sent <= 0 && errno != EINTR)
			return false;
		from += sent > 0 ? sent : 0;
		n -= sent > 0 ? (size_t)sent : 0;
	}
	return true;
}

static bool piece(int fd, const char *p, size_t n)
{
	unsigned char head[4] = {(unsigned char)(n >> 24), (unsigned char)(n >> 16), (unsigned char)(n >> 8), (unsigned char)n};
	return all(fd, head, sizeof head) && all(fd, p, n);
}

/* Its answer, one text that ends with a zero byte. A scanner that has enough (a limit) answers and closes before all is sent. */
static bool talk(int fd, struct str bytes, char *answer, size_t room)
{
	int64_t until = clock_monotonic() + SECONDS * SECOND;
	bool good = all(fd, "zINSTREAM", 10);
	for (size_t i = 0; good && i < bytes.n; i += PIECE)
		good = piece(fd, bytes.p + i, bytes.n - i < PIECE ? bytes.n - i : PIECE);
	if (good)
		(void)piece(fd, "", 0);
	size_t n = 0;
	while (n + 1 < room && clock_monotonic() < until) {
		ssize_t got = recv(fd, answer + n, room - 1 - n, 0);
		if (got <= 0)
			break;
		n += (size_t)got;
		if (memchr(answer, 0, n))
			break;
	}
	answer[n] = '\0';
	return answer[0] != '\0';
}

enum code scanner_ask(struct str bytes, struct err *e)
{
	struct sockaddr_un to = {.sun_family = AF_UNIX};
	struct timeval slow = {.tv_sec = SECONDS};
	char answer[300] = "";
	struct str said;
	if (!path[0])
		return OK;
	memcpy(to.sun_path, path, sizeof to.sun_path);
	int fd = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
	bool heard = fd >= 0 && !setsockopt(fd, SOL_SOCKET, SO_SNDTIMEO, &slow, sizeof slow) && !setsockopt(fd, SOL_SOCKET, SO_RCVTIMEO, &slow, sizeof slow) &&
	             !connect(fd, (const struct sockaddr *)&to, sizeof to) && talk(fd, bytes, answer, sizeof answer);
	if (fd >= 0)
		close(fd);
	said = str_z(answer);
	if (heard && str_eqz(said, "stream: OK"))
		return OK;
	if (heard && str_ends(said, " FOUND")) {
		log_event(LOG_WARN, "harmful file refused", "scanner", answer, NULL);
		return err_set(e, E_INPUT, "Programs are not taken. Send a picture, a recording, a PDF or a document.");
	}
	log_event(LOG_ERROR, "virus scanner", "path", path, "answer", heard ? answer : "none", NULL);
	return err_set(e, E_BUSY, "This file could not be looked at: the program that opens files of outsiders broke on it. Save it anew, or send a picture of it.");
}
