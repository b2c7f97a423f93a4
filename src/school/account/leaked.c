/* leaked.c - passwords that leaked somewhere, in a file that whoever runs the server keeps. */
#include "base/file.h"
#include "school/account/password.h"

#include <errno.h>
#include <fcntl.h>
#include <gnutls/crypto.h>
#include <sodium.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define KEY 40    /* SHA-1 in hex; it protects nothing here, the lists are made with it */
#define LINE 100  /* longer than any line of such a list */

/* Configuration of the process, set once before any thread starts. */
static int file = -1;
static int64_t size;

/* The line that holds the byte `at`: where it begins, its key, and where the next one begins. False: unreadable. */
static bool line_at(int64_t at, int64_t *begin, char key[KEY], int64_t *next)
{
	char text[2 * LINE];
	int64_t from = at > LINE ? at - LINE : 0;
	ssize_t got = pread(file, text, sizeof text, (off_t)from);
	int64_t here = at - from, end;
	if (got <= here)
		return false;
	int64_t start = here;
	while (start > 0 && text[start - 1] != '\n')
		start--;
	for (end = here; end < got && text[end] != '\n'; end++)
		;
	if ((start == 0 && from > 0) || end - start < KEY || (end == got && from + got < size))
		return false;
	for (int i = 0; i < KEY; i++) {
		char c = text[start + i];
		key[i] = (char)(c >= 'a' && c <= 'f' ? c - 'a' + 'A' : c);
	}
	*begin = from + start;
	*next = from + end + 1;
	return true;
}

bool password_leaked(struct str normal)
{
	unsigned char h[20];
	char wanted[2 * sizeof h + 1], key[KEY];
	int64_t from = 0, to = size;
	if (file < 0 || gnutls_hash_fast(GNUTLS_DIG_SHA1, normal.n ? normal.p : "", normal.n, h) < 0)
		return false;
	for (size_t i = 0; i < sizeof h; i++) {
		wanted[2 * i] = "0123456789ABCDEF"[h[i] >> 4];
		wanted[2 * i + 1] = "0123456789ABCDEF"[h[i] & 15];
	}
	while (from < to) {
		int64_t begin, next;
		if (!line_at(from + (to - from) / 2, &begin, key, &next))
			return false;
		int order = memcmp(key, wanted, KEY);
		if (order == 0)
			return true;
		if (order < 0)
			from = next;
		else
			to = begin;
	}
	return false;
}

enum code password_leaked_configure(const char *path, struct err *e)
{
	struct stat st;
	char key[KEY];
	int64_t begin, next;
	if (file >= 0)
		close(file);
	file = -1;
	size = 0;
	if (!path)
		return OK;
	file = open(path, O_RDONLY | O_CLOEXEC);
	if (file < 0 || fstat(file, &st))
		return err_set(e, E_IO, "%s: %s", path, strerror(errno));
	size = st.st_size;
	bool good = S_ISREG(st.st_mode) && size && line_at(0, &begin, key, &next);
	for (int i = 0; good && i < KEY; i++)
		good = (key[i] >= '0' && key[i] <= '9') || (key[i] >= 'A' && key[i] <= 'F');
	if (good)
		return OK;
	close(file);
	file = -1;
	return err_set(e, E_INPUT, "%s: %s", path, "no list of SHA-1 in hex, one a line, in order");
}
