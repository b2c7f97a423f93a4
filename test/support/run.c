#include "support/run.h"

#include <fcntl.h>
#include <sys/wait.h>
#include <unistd.h>

int test_run(const char *const argv[], char *out, size_t size)
{
	char drop[4096];
	size_t n = 0;
	int fds[2], status;
	pid_t child;

	if (pipe(fds) != 0)
		return -1;
	child = fork();
	if (child == 0) {
		int none = open("/dev/null", O_RDONLY);

		dup2(none, 0);
		dup2(fds[1], 1);
		dup2(fds[1], 2);
		close(fds[0]);
		close(fds[1]);
		execvp(argv[0], (char *const *)argv);
		_exit(127);
	}
	close(fds[1]);
	while (child > 0) {
		int keep = out != NULL && n + 1 < size;
		ssize_t got = keep ? read(fds[0], out + n, size - 1 - n) : read(fds[0], drop, sizeof drop);

		if (got <= 0)
			break;
		if (keep)
			n += (size_t)got;
	}
	close(fds[0]);
	if (out != NULL && size > 0)
		out[n] = '\0';
	if (child < 0 || waitpid(child, &status, 0) != child || !WIFEXITED(status))
		return -1;
	return WEXITSTATUS(status);
}
