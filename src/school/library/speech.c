#include "school/library/speech.h"
#include "base/buf.h"
#include "base/clock.h"
#include "base/file.h"
#include "base/jail.h"
#include "base/sanitized.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <sodium.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#define SOUND_MAX ((size_t)12 << 20) /* some nine minutes */
#define KEPT_SECONDS (7 * 24 * 3600)

/* espeak-ng's voice "cmn" reads what it makes of Chinese characters as English words (1.51): the one for pinyin reads it right. */
const char *speech_voice(enum lang lang)
{
	static const char *const voices[LANG_COUNT] = {[LANG_EN] = "en-us", [LANG_ES] = "es-419", [LANG_AR] = "ar", [LANG_ZH] = "cmn-latn-pinyin", [LANG_VI] = "vi", [LANG_HT] = "ht"};
	return (unsigned)lang < LANG_COUNT ? voices[lang] : NULL;
}

struct str speech_languages(struct arena *a, const char *program)
{
	const char *const argv[] = {program, "speak", "--voices", NULL};
	struct jail_run c = {.argv = argv, .most = 200, .seconds = 5};
	struct str out;
	int status;
	struct err e = {0};
	return jail_run(a, &c, &out, &status, &e) == OK && status == 0 ? str_trim(out) : S("");
}

/* ---- the helper ---- */

struct asked { uint32_t lang, pitch, n; };
struct answered { uint32_t code, n; };

static bool take(int fd, void *to, size_t n)
{
	for (char *p = to; n;) {
		ssize_t m = read(fd, p, n);
		if (m < 0 && errno == EINTR)
			continue;
		if (m <= 0)
			return false;
		p += m;
		n -= (size_t)m;
	}
	return true;
}

static bool give(int fd, const void *from, size_t n)
{
	for (const char *p = from; n;) {
		ssize_t m = send(fd, p, n, MSG_NOSIGNAL);
		if (m < 0 && errno == EINTR)
			continue;
		if (m <= 0)
			return false;
		p += m;
		n -= (size_t)m;
	}
	return true;
}

/* One text; false when the other side is gone. */
static bool serve_one(const char *program, int line)
{
	struct asked q;
	struct answered r = {E_NOTFOUND, 0};
	struct str wav = S("");
	struct err e = {0};
	int status = 0;
	struct arena *a = arena_new((size_t)64 << 20);
	bool good = a && take(line, &q, sizeof q) && q.n <= SPEECH_TEXT_MAX;
	char *text = good ? arena_alloc(a, q.n + 1) : NULL;
	good = good && take(line, text, q.n);
	if (good && q.lang < LANG_COUNT) {
		const char *const argv[] = {program, "speak", LANGS[q.lang].tag, "--pitch", str_fmt(a, "%u", q.pitch).p, NULL};
		struct jail_run c = {.argv = argv, .given = {text, q.n}, .most = SOUND_MAX, .seconds = 10};
		r.code = jail_run(a, &c, &wav, &status, &e);
		if (!r.code && (status != 0 || !str_starts(wav, "RIFF")))
			r.code = E_NOTFOUND;
		r.n = r.code ? 0 : (uint32_t)wav.n;
	}
	good = good && give(line, &r, sizeof r) && give(line, wav.p, r.n);
	arena_free(a);
	return good;
}

static _Noreturn void help(const char *program, int line)
{
	sigset_t none;
	struct jail_state state;
	struct err e = {0};
	sigemptyset(&none);
	(void)sigprocmask(SIG_SETMASK, &none, NULL);
	(void)signal(SIGINT, SIG_IGN); /* of a terminal: the server says when it is over */
	(void)prctl(PR_SET_PDEATHSIG, SIGKILL);
	if (!SANITIZED && jail_enter(&(struct jail_rules){.programs = true}, &state, &e)) /* starts programs, writes nothing, opens no line */
		_exit(1);
	while (serve_one(program, line))
		;
	_exit(0);
}

enum code speech_start(struct arena *a, const char *program, struct speech_helper **out, struct err *e)
{
	int line[2];
	*out = NULL;
	if (socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, line))
		return err_set(e, E_IO, "The helper that reads aloud could not be started (%s).", strerror(errno));
	pid_t pid = fork();
	if (pid == 0) {
		close(line[0]);
		help(program, line[1]);
	}
	close(line[1]);
	if (pid < 0) {
		close(line[0]);
		return err_set(e, E_IO, "The helper that reads aloud could not be started (%s).", strerror(errno));
	}
	*out = NEW(a, struct speech_helper);
	(*out)->line = line[0];
	pthread_mutex_init(&(*out)->lock, NULL);
	return OK;
}

void speech_stop(struct speech_helper *h)
{
	if (!h)
		return;
	if (h->line >= 0)
		close(h->line);
	h->line = -1;
	pthread_mutex_destroy(&h->lock);
}

static enum code ask_helper(struct arena *a, struct speech_helper *h, enum lang lang, int pitch, struct str text, struct str *wav, struct err *e)
{
	struct asked q = {(uint32_t)lang, (uint32_t)pitch, (uint32_t)text.n};
	struct answered r = {0};
	struct timespec until;
	clock_gettime(CLOCK_REALTIME, &until);
	until.tv_sec += 2;
	if (pthread_mutex_timedlock(&h->lock, &until))
		return err_set(e, E_BUSY, "Other texts are being read aloud. Try again in a moment.");
	bool good = h->line >= 0 && give(h->line, &q, sizeof q) && give(h->line, text.p, text.n) && take(h->line, &r, sizeof r) && r.n <= SOUND_MAX;
	char *sound = good && r.n ? arena_alloc(a, r.n) : NULL;
	good = good && (!r.n || take(h->line, sound, r.n));
	if (!good && h->line >= 0) { /* it is gone: nothing can be asked any more */
		close(h->line);
		h->line = -1;
	}
	pthread_mutex_unlock(&h->lock);
	*wav = (struct str){sound, r.n};
	return good && !r.code && r.n ? OK : err_set(e, E_NOTFOUND, "This school has no voice for that language. A person can read it.");
}

struct kept { char name[80]; int64_t at, bytes; };

static int by_age(const void *x, const void *y)
{
	const struct kept *p = x, *q = y;
	return p->at < q->at ? -1 : p->at > q->at;
}

/* What nobody asked for in a week goes, and the oldest when there is too much. */
static void sweep(struct arena *a, const char *folder)
{
	struct kept *list = NULL;
	size_t n = 0, cap = 0;
	int64_t all = 0, before = clock_now() / SECOND - KEPT_SECONDS;
	struct dirent *d;
	struct stat st;
	DIR *dir = opendir(folder);
	while (dir && (d = readdir(dir)) != NULL) {
		if (!str_ends(str_z(d->d_name), ".wav") || strlen(d->d_name) >= sizeof list->name || fstatat(dirfd(dir), d->d_name, &st, AT_SYMLINK_NOFOLLOW))
			continue;
		if (n == cap) {
			list = arena_grow(a, list, cap * sizeof *list, (cap + 256) * sizeof *list);
			cap += 256;
		}
		list[n] = (struct kept){.at = st.st_mtime, .bytes = st.st_size};
		memcpy(list[n++].name, d->d_name, strlen(d->d_name) + 1);
		all += st.st_size;
	}
	if (n)
		qsort(list, n, sizeof *list, by_age);
	for (size_t i = 0; i < n && (all > SPEECH_KEPT_MAX || list[i].at < before); i++)
		if (!unlinkat(dirfd(dir), list[i].name, 0))
			all -= list[i].bytes;
	if (dir)
		closedir(dir);
}

static const char *kept_as(struct arena *a, const struct speech_place *p, struct str listener, enum lang lang, int pitch, struct str text)
{
	unsigned char hash[32];
	char hex[65];
	struct str all = str_fmt(a, "%.*s\n%s\n%d\n%.*s", S_ARG(listener), speech_voice(lang), pitch, S_ARG(text));
	crypto_generichash(hash, sizeof hash, (const unsigned char *)all.p, all.n, p->secret, 32);
	sodium_bin2hex(hex, sizeof hex, hash, sizeof hash);
	return file_join(a, p->folder, str_fmt(a, "%s.wav", hex).p);
}

enum code speech_of(struct arena *a, const struct speech_place *p, struct str listener, enum lang lang, int pitch, struct str text, struct str *wav, struct err *e)
{
	const char *path = NULL;
	text = str_trim(text);
	if (!text.n || text.n > SPEECH_TEXT_MAX)
		return err_set(e, E_INPUT, "A text of up to %d bytes can be read aloud at once.", SPEECH_TEXT_MAX);
	if (!speech_voice(lang))
		return err_set(e, E_NOTFOUND, "This school has no voice for that language. A person can read it.");
	pitch = pitch < 0 ? 0 : pitch > 100 ? 100 : pitch;
	if (p->folder && file_make_dir(p->folder, 0700, e) == OK) {
		path = kept_as(a, p, listener, lang, pitch, text);
		if (file_exists(path) && file_read(a, path, SOUND_MAX, wav, e) == OK)
			return OK;
	}
	err_clear(e);
	if (!p->helper)
		return err_set(e, E_NOTFOUND, "This school has no voice for that language. A person can read it.");
	enum code code = ask_helper(a, p->helper, lang, pitch, text, wav, e);
	if (code)
		return code;
	if (path) {
		sweep(a, p->folder);
		if (file_write(path, *wav, 0600, e))
			err_clear(e); /* it is heard all the same */
	}
	return OK;
}
