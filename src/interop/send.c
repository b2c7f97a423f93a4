#include "interop/send.h"
#include "base/json.h"

#include <curl/curl.h>
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <sodium.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#define ANSWER_MAX ((size_t)256 << 10)
#define LONGEST 30L

void send_begin(void)
{
	static bool begun;
	if (!begun)
		curl_global_init(CURL_GLOBAL_DEFAULT);
	begun = true;
}

struct answer { struct buf b; };

static size_t take(char *p, size_t size, size_t n, void *to)
{
	struct answer *x = to;
	buf_add(&x->b, p, size * n);
	return x->b.over ? 0 : size * n;
}

static CURL *open_curl(struct str url, const char *kinds, struct arena *a)
{
	CURL *h = curl_easy_init();
	if (!h)
		return NULL;
	curl_easy_setopt(h, CURLOPT_URL, str_dupz(a, url));
	curl_easy_setopt(h, CURLOPT_PROTOCOLS_STR, kinds);
	curl_easy_setopt(h, CURLOPT_FOLLOWLOCATION, 0L);
	curl_easy_setopt(h, CURLOPT_TIMEOUT, LONGEST);
	curl_easy_setopt(h, CURLOPT_CONNECTTIMEOUT, 10L);
	curl_easy_setopt(h, CURLOPT_NOSIGNAL, 1L);
	curl_easy_setopt(h, CURLOPT_USERAGENT, "Trellis");
	return h;
}

/* ---- e-mail ---- */

static void mail_words(struct buf *b, struct str s)
{
	bool plain = s.n < 60;
	for (size_t i = 0; i < s.n; i++)
		plain = plain && s.p[i] >= ' ' && s.p[i] < 0x7f && s.p[i] != '=' && s.p[i] != '?';
	if (plain) {
		buf_str(b, s);
		return;
	}
	for (bool first = true; s.n; first = false) {
		size_t n = s.n < 42 ? s.n : 42;
		char text[80];
		while (n > 1 && n < s.n && ((unsigned char)s.p[n] & 0xc0U) == 0x80U)
			n--;
		sodium_bin2base64(text, sizeof text, (const unsigned char *)s.p, n, sodium_base64_VARIANT_ORIGINAL);
		buf_fmt(b, "%s=?UTF-8?B?%s?=", first ? "" : "\r\n ", text);
		s.p += n;
		s.n -= n;
	}
}

static struct str domain_of(struct str address)
{
	size_t at;
	return str_find(address, S("@"), &at) ? (struct str){address.p + at + 1, address.n - at - 1} : S("localhost");
}

/* RFC 5322, 3.3: English names, in UTC. */
static void mail_date(struct buf *b, int64_t now)
{
	static const char *const days[] = {"Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"};
	static const char *const months[] = {"Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
	day_t day = (day_t)(now / DAY);
	struct civil d = day_civil(day);
	int64_t second = now % DAY / SECOND;
	buf_fmt(b, "Date: %s, %d %s %d %02d:%02d:%02d +0000\r\n", days[day_weekday(day) - 1], d.day, months[d.month - 1], d.year, (int)(second / 3600), (int)(second / 60 % 60), (int)(second % 60));
}

struct str send_mail_text(struct arena *a, const struct channels *ch, const struct mail *m)
{
	struct buf b = buf_new(a, 1 << 18);
	size_t at;
	mail_date(&b, clock_now());
	buf_fmt(&b, "From: <%.*s>\r\nTo: <%.*s>\r\nSubject: ", S_ARG(ch->mail_from), S_ARG(m->to));
	mail_words(&b, m->subject);
	if (ch->mail_reply.n && m->code.n && str_find(ch->mail_reply, S("{}"), &at))
		buf_fmt(&b, "\r\nReply-To: <%.*s%.*s%.*s>", (int)at, ch->mail_reply.p, S_ARG(m->code), (int)(ch->mail_reply.n - at - 2), ch->mail_reply.p + at + 2);
	if (m->code.n)
		buf_fmt(&b, "\r\nMessage-ID: <%.*s@%.*s>", S_ARG(m->code), S_ARG(domain_of(ch->mail_from)));
	buf_fmt(&b, "\r\nAuto-Submitted: auto-generated\r\nContent-Language: %s\r\nMIME-Version: 1.0\r\nContent-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: base64\r\n\r\n", LANGS[m->lang].tag);
	for (size_t i = 0; i < m->text.n; i += 57) {
		char line[80];
		size_t n = m->text.n - i < 57 ? m->text.n - i : 57;
		sodium_bin2base64(line, sizeof line, (const unsigned char *)m->text.p + i, n, sodium_base64_VARIANT_ORIGINAL);
		buf_fmt(&b, "%s\r\n", line);
	}
	return buf_done(&b);
}

struct reading { struct str left; };

static size_t give(char *p, size_t size, size_t n, void *from)
{
	struct reading *x = from;
	size_t most = size * n < x->left.n ? size * n : x->left.n;
	memcpy(p, x->left.p, most);
	x->left.p += most;
	x->left.n -= most;
	return most;
}

static enum code mail_failed(CURLcode r, long said, struct err *e)
{
	if (r == CURLE_LOGIN_DENIED)
		return err_set(e, E_BUSY, "The mail server refused the name or password.");
	if (said >= 500 && said < 600 && (r == CURLE_SEND_ERROR || r == CURLE_RECV_ERROR || r == CURLE_WEIRD_SERVER_REPLY || r == CURLE_QUOTE_ERROR))
		return err_set(e, E_INPUT, "The mail server refused this address (%ld).", said);
	return err_set(e, E_BUSY, "The mail server could not be reached: %s.", curl_easy_strerror(r));
}

/* One address and nothing else: a line end or a bracket in it would be a command or a header of somebody else's making. */
static bool one_address(struct str s)
{
	size_t at;
	bool good = s.n > 2 && s.n < 255 && str_find(s, S("@"), &at);
	for (size_t i = 0; i < s.n; i++)
		good = good && (unsigned char)s.p[i] > ' ' && s.p[i] != 0x7f && !strchr("<>,;\"\\()", s.p[i]);
	return good;
}

enum code send_mail(struct arena *a, const struct channels *ch, const struct mail *m, struct err *e)
{
	if (!one_address(m->to) || !one_address(ch->mail_from))
		return err_set(e, E_INPUT, "This is no address that mail can be sent to or from.");
	enum code c = channel_allowed(ch->mail_url, e);
	if (c)
		return c;
	CURL *h = open_curl(ch->mail_url, "smtp,smtps", a);
	struct curl_slist *to = h ? curl_slist_append(NULL, str_fmt(a, "<%.*s>", S_ARG(m->to)).p) : NULL;
	struct reading text = {send_mail_text(a, ch, m)};
	long said = 0;
	if (!h || !to) {
		curl_easy_cleanup(h);
		return err_set(e, E_MEMORY, "There is not enough memory to send mail.");
	}
	if (ch->mail_user.n) {
		curl_easy_setopt(h, CURLOPT_USERNAME, str_dupz(a, ch->mail_user));
		curl_easy_setopt(h, CURLOPT_PASSWORD, str_dupz(a, ch->mail_password));
	}
	/* on another network a mail goes encrypted or not at all */
	curl_easy_setopt(h, CURLOPT_USE_SSL, (long)(channel_near(ch->mail_url) ? CURLUSESSL_TRY : CURLUSESSL_ALL));
	curl_easy_setopt(h, CURLOPT_MAIL_FROM, str_fmt(a, "<%.*s>", S_ARG(ch->mail_from)).p);
	curl_easy_setopt(h, CURLOPT_MAIL_RCPT, to);
	curl_easy_setopt(h, CURLOPT_READFUNCTION, give);
	curl_easy_setopt(h, CURLOPT_READDATA, &text);
	curl_easy_setopt(h, CURLOPT_UPLOAD, 1L);
	CURLcode r = curl_easy_perform(h);
	curl_easy_getinfo(h, CURLINFO_RESPONSE_CODE, &said);
	curl_slist_free_all(to);
	curl_easy_cleanup(h);
	return r == CURLE_OK ? OK : mail_failed(r, said, e);
}

/* ---- HTTP ---- */

struct post { struct str url, body, header, key; const char *type; };

static enum code post(struct arena *a, const struct post *p, struct str *out, struct err *e)
{
	enum code c = channel_allowed(p->url, e);
	if (c)
		return c;
	CURL *h = open_curl(p->url, "http,https", a);
	struct answer answer = {buf_new(a, ANSWER_MAX)};
	struct curl_slist *headers = NULL;
	long status = 0;
	if (!h)
		return err_set(e, E_MEMORY, "There is not enough memory to send this.");
	headers = curl_slist_append(headers, str_fmt(a, "Content-Type: %s", p->type).p);
	if (p->key.n)
		headers = curl_slist_append(headers, str_fmt(a, "Idempotency-Key: %.*s", S_ARG(p->key)).p);
	if (p->header.n)
		headers = curl_slist_append(headers, str_dupz(a, p->header));
	curl_easy_setopt(h, CURLOPT_HTTPHEADER, headers);
	curl_easy_setopt(h, CURLOPT_POSTFIELDS, p->body.p);
	curl_easy_setopt(h, CURLOPT_POSTFIELDSIZE_LARGE, (curl_off_t)p->body.n);
	curl_easy_setopt(h, CURLOPT_WRITEFUNCTION, take);
	curl_easy_setopt(h, CURLOPT_WRITEDATA, &answer);
	CURLcode r = curl_easy_perform(h);
	curl_easy_getinfo(h, CURLINFO_RESPONSE_CODE, &status);
	curl_slist_free_all(headers);
	curl_easy_cleanup(h);
	if (r != CURLE_OK)
		return err_set(e, E_BUSY, "The other side could not be reached: %s.", curl_easy_strerror(r));
	if (status >= 200 && status < 300) {
		*out = buf_done(&answer.b);
		return OK;
	}
	bool later = status == 429 || status == 408 || status == 401 || status == 403 || status >= 500;
	return err_set(e, later ? E_BUSY : E_INPUT, "The other side said no (%ld).", status);
}

struct str send_sms_body(struct arena *a, const struct channels *ch, struct str to, struct str text, struct str id)
{
	struct buf b = buf_new(a, 1 << 16);
	const struct { const char *sign; struct str value; } values[] = {{"{to}", to}, {"{text}", text}, {"{id}", id}, {"{from}", ch->sms_from}};
	bool json = str_eqz(ch->sms_type, "json");
	for (size_t i = 0; i < ch->sms_body.n;) {
		bool filled = false;
		struct str rest = {ch->sms_body.p + i, ch->sms_body.n - i};
		for (size_t k = 0; k < sizeof values / sizeof *values && !filled; k++) {
			if (!str_starts(rest, values[k].sign))
				continue;
			if (json) {
				struct buf q = buf_new(a, 1 << 15);
				buf_json(&q, values[k].value); /* with its quotes, which the template has already */
				struct str quoted = buf_done(&q);
				buf_add(&b, quoted.p + 1, quoted.n - 2);
			} else {
				buf_url(&b, values[k].value);
			}
			i += strlen(values[k].sign);
			filled = true;
		}
		if (!filled)
			buf_byte(&b, ch->sms_body.p[i++]);
	}
	return buf_done(&b);
}

enum code send_sms(struct arena *a, const struct channels *ch, struct str to, struct str text, struct id id, struct err *e)
{
	struct str key = id_str(a, id), said;
	struct post p = {.url = ch->sms_url, .body = send_sms_body(a, ch, to, text, key), .header = ch->sms_header, .key = key,
	                 .type = str_eqz(ch->sms_type, "json") ? "application/json" : "application/x-www-form-urlencoded"};
	return post(a, &p, &said, e);
}

/* ---- translation ---- */

static const char *engine_tag(enum lang lang)
{
	return lang == LANG_ZH ? "zh" : LANGS[lang].tag;
}

static enum code translate_http(struct arena *a, const struct channels *ch, enum lang from, enum lang to, struct str text, struct str *out, struct err *e)
{
	struct buf b = buf_new(a, 1 << 18);
	struct json_out o = json_to(&b);
	struct str url = ch->translate_url, said;
	struct json *j;
	json_open(&o, '{');
	const struct { const char *key; struct str value; } values[] = {{"q", text}, {"source", str_z(engine_tag(from))}, {"target", str_z(engine_tag(to))}, {"format", S("text")}, {"api_key", ch->translate_key}};
	for (size_t i = 0; i < sizeof values / sizeof *values; i++) {
		if (!values[i].value.n)
			continue;
		json_key(&o, values[i].key);
		json_put_str(&o, values[i].value);
	}
	json_close(&o, '}');
	if (str_ends(url, "/"))
		url.n--;
	if (!str_ends(url, "/translate"))
		url = str_fmt(a, "%.*s/translate", S_ARG(url));
	enum code c = post(a, &(struct post){.url = url, .body = buf_done(&b), .type = "application/json"}, &said, e);
	if (!c)
		c = json_parse(a, said, &j, e);
	if (c)
		return c;
	*out = str_trim(json_str(j, "translatedText"));
	return out->n ? OK : err_set(e, E_INPUT, "The translation engine gave no text.");
}

#define WORDS 20

/* The command's words are split at spaces; there is no shell. */
static size_t split(struct arena *a, struct str command, enum lang from, enum lang to, char *argv[WORDS + 1])
{
	size_t n = 0;
	while (command.n && n < WORDS) {
		struct str word = str_cut(&command, ' ');
		if (!word.n)
			continue;
		argv[n++] = str_eqz(word, "{from}") ? str_dupz(a, str_z(engine_tag(from))) : str_eqz(word, "{to}") ? str_dupz(a, str_z(engine_tag(to))) : str_dupz(a, word);
	}
	argv[n] = NULL;
	return n;
}

static bool exchange(int in, int out, struct str text, struct buf *said)
{
	int64_t until = clock_monotonic() + 60 * SECOND;
	char piece[4096];
	bool ended = false;
	while (!ended && clock_monotonic() < until && !said->over) {
		struct pollfd p[2] = {{out, POLLIN, 0}, {text.n ? in : -1, POLLOUT, 0}};
		if (poll(p, 2, 1000) < 0 && errno != EINTR)
			return false;
		if (p[1].revents & (POLLOUT | POLLERR)) {
			ssize_t n = send(in, text.p, text.n, MSG_NOSIGNAL); /* it may have ended: an answer, not a signal */
			if (n < 0 && errno != EAGAIN)
				text.n = 0;
			text.p += n > 0 ? n : 0;
			text.n -= n > 0 ? (size_t)n : 0;
			if (!text.n)
				close(in);
		}
		if (p[0].revents & (POLLIN | POLLHUP)) {
			ssize_t n = read(out, piece, sizeof piece);
			ended = n == 0;
			if (n > 0)
				buf_add(said, piece, (size_t)n);
		}
	}
	if (text.n)
		close(in);
	return ended && !said->over;
}

static enum code translate_command(struct arena *a, const struct channels *ch, enum lang from, enum lang to, struct str text, struct str *out, struct err *e)
{
	char *argv[WORDS + 1];
	int in[2], back[2], status = 0;
	struct buf said = buf_new(a, ANSWER_MAX);
	if (!split(a, ch->translate_command, from, to, argv))
		return err_set(e, E_INPUT, "The command of the translation engine is empty.");
	if (socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, in))
		return err_set(e, E_IO, "The translation command could not be started: %s.", strerror(errno));
	if (pipe2(back, O_CLOEXEC)) {
		close(in[0]);
		close(in[1]);
		return err_set(e, E_IO, "The translation command could not be started: %s.", strerror(errno));
	}
	pid_t pid = fork();
	if (pid == 0) {
		dup2(in[0], 0);
		dup2(back[1], 1);
		execv(argv[0], argv);
		_exit(127);
	}
	close(in[0]);
	close(back[1]);
	(void)fcntl(in[1], F_SETFL, O_NONBLOCK);
	bool whole = pid > 0 && exchange(in[1], back[0], text, &said);
	close(back[0]);
	if (pid > 0 && !whole)
		kill(pid, SIGKILL);
	if (pid > 0)
		while (waitpid(pid, &status, 0) < 0 && errno == EINTR)
			;
	*out = str_trim(buf_done(&said));
	if (!whole || !WIFEXITED(status) || WEXITSTATUS(status) != 0 || !out->n || !utf8_valid(*out))
		return err_set(e, E_BUSY, "The translation command gave no text (status %d).", pid > 0 && WIFEXITED(status) ? WEXITSTATUS(status) : -1);
	*out = str_dup(a, *out);
	return OK;
}

enum code send_translate(struct arena *a, const struct channels *ch, enum lang from, enum lang to, struct str text, struct str *out, struct err *e)
{
	if (!ch->translate_on)
		return err_set(e, E_INPUT, "No translation engine is switched on.");
	return ch->translate_command.n ? translate_command(a, ch, from, to, text, out, e) : translate_http(a, ch, from, to, text, out, e);
}
