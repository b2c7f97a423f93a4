#include "base/log.h"

#include "base/buf.h"
#include "base/clock.h"

#include <errno.h>
#include <stdatomic.h>
#include <unistd.h>

#define LINE 4096
#define VALUE 600 /* bytes of one value */

static atomic_int lowest = LOG_INFO;

void log_level_set(enum log_level level)
{
	atomic_store(&lowest, (int)level);
}

static void put_time(struct buf *b, int64_t us)
{
	int64_t day = us / DAY, rest = us % DAY;
	struct civil c = day_civil((day_t)day);

	buf_fmt(b, "\"%04d-%02d-%02dT%02d:%02d:%02d.%06dZ\"", c.year, c.month, c.day, (int)(rest / HOUR),
		(int)(rest / MINUTE % 60), (int)(rest / SECOND % 60), (int)(rest % SECOND));
}

static struct str cut(const char *z)
{
	struct str s = str_z(z != NULL ? z : "");

	if (s.n > VALUE) {
		s.n = VALUE;
		while (s.n > 0 && ((unsigned char)s.p[s.n] & 0xC0) == 0x80)
			s.n--;
	}
	return s;
}

void log_event(enum log_level level, const char *event, ...)
{
	static const char *const names[] = {"debug", "info", "warn", "error"};
	char line[LINE + 2];
	struct buf b = buf_fixed(line, LINE);
	int64_t now = clock_now();
	size_t whole, done = 0;
	va_list ap;

	if ((int)level < atomic_load_explicit(&lowest, memory_order_relaxed))
		return;
	buf_z(&b, "{\"time\":");
	put_time(&b, now > 0 ? now : 0);
	buf_fmt(&b, ",\"level\":\"%s\",\"event\":", names[level]);
	buf_json(&b, cut(event));
	whole = b.n;
	va_start(ap, event);
	for (const char *key; (key = va_arg(ap, const char *)) != NULL;) {
		const char *value = va_arg(ap, const char *);

		buf_byte(&b, ',');
		buf_json(&b, cut(key));
		buf_byte(&b, ':');
		buf_json(&b, cut(value));
		if (b.over) /* pairs that no longer fit are left out whole */
			break;
		whole = b.n;
	}
	va_end(ap);
	line[whole++] = '}';
	line[whole++] = '\n';
	/* One write, so that lines of several threads do not mix. */
	while (done < whole) {
		ssize_t n = write(STDERR_FILENO, line + done, whole - done);

		if (n < 0 && errno != EINTR)
			return;
		if (n > 0)
			done += (size_t)n;
	}
}
