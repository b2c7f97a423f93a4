#include "school/reach/channel.h"
#include "base/file.h"
#include "base/json.h"

#include <sodium.h>
#include <stddef.h>
#include <stdio.h>
#include <string.h>
#include <strings.h>
#include <sys/stat.h>

static char file_path[4096], public_url[1000], hosts[4000];
static bool any_host = true;

void channels_configure(const char *path, const char *url)
{
	(void)snprintf(file_path, sizeof file_path, "%s", path ? path : "");
	(void)snprintf(public_url, sizeof public_url, "%s", url ? url : "");
}

const char *channels_path(void)
{
	return file_path[0] ? file_path : NULL;
}

#define TEXT(key, field) {key, offsetof(struct channels, field)}
static const struct { const char *key; size_t at; } texts[] = {
	TEXT("mail.url", mail_url), TEXT("mail.user", mail_user), TEXT("mail.password", mail_password), TEXT("mail.from", mail_from), TEXT("mail.reply", mail_reply),
	TEXT("mail.folder", mail_folder), TEXT("sms.url", sms_url), TEXT("sms.type", sms_type), TEXT("sms.body", sms_body), TEXT("sms.header", sms_header),
	TEXT("sms.from", sms_from), TEXT("sms.user", sms_user), TEXT("sms.password", sms_password), TEXT("in.key", in_key), TEXT("translate.url", translate_url), TEXT("translate.key", translate_key),
	TEXT("translate.command", translate_command), TEXT("link.key", link_key)};
static const struct { const char *key; size_t at; } switches[] = {TEXT("mail.on", mail_on), TEXT("sms.on", sms_on), TEXT("translate.on", translate_on)};
#define COUNT(x) (sizeof(x) / sizeof *(x))

static struct str *text_at(struct channels *c, size_t i)
{
	return (struct str *)(void *)((char *)c + texts[i].at);
}

static bool *switch_at(struct channels *c, size_t i)
{
	return (bool *)(void *)((char *)c + switches[i].at);
}

enum code channels_load(struct arena *a, struct channels *out, struct err *e)
{
	struct stat st;
	struct str text;
	struct json *j;
	*out = (struct channels){.public_url = str_dup(a, str_z(public_url)), .sms_type = S("form")};
	if (!file_path[0] || stat(file_path, &st))
		return OK;
	if (st.st_mode & 077)
		return err_set(e, E_INPUT, "%s holds passwords and can be read by others. Run: chmod 600 %s", file_path, file_path);
	enum code c = file_read(a, file_path, 1 << 20, &text, e);
	if (!c)
		c = json_parse(a, text, &j, e);
	if (c)
		return err_in(e, "%s", file_path);
	for (size_t i = 0; i < COUNT(texts); i++)
		*text_at(out, i) = json_str(j, texts[i].key);
	for (size_t i = 0; i < COUNT(switches); i++)
		*switch_at(out, i) = json_bool(j, switches[i].key, false);
	out->sms_cost = json_int(j, "sms.cost", 0);
	if (!out->sms_type.n)
		out->sms_type = S("form");
	return OK;
}

static bool one_line(struct str s)
{
	for (size_t i = 0; i < s.n; i++)
		if ((unsigned char)s.p[i] < ' ')
			return false;
	return s.n < 2000;
}

static bool address_mail(struct str s)
{
	size_t at, dot;
	bool plain = s.n > 2 && s.n < 200 && str_find(s, S("@"), &at) && at > 0 && at + 1 < s.n && !str_find((struct str){s.p + at + 1, s.n - at - 1}, S("@"), &dot);
	for (size_t i = 0; i < s.n; i++)
		plain = plain && s.p[i] > ' ' && s.p[i] < 0x7f && s.p[i] != '<' && s.p[i] != '>' && s.p[i] != ',' && s.p[i] != ';' && s.p[i] != '"';
	return plain;
}

static enum code mail_right(struct channels *c, struct err *e)
{
	size_t at;
	if (c->mail_url.n && !str_starts(c->mail_url, "smtp://") && !str_starts(c->mail_url, "smtps://"))
		return err_set(e, E_INPUT, "The address of the mail server begins with smtps:// or smtp://, such as smtps://mail.example.org:465.");
	if (c->mail_on && (!c->mail_url.n || !address_mail(c->mail_from)))
		return err_set(e, E_INPUT, "To switch e-mail on, give the address of the mail server and the sender's e-mail address.");
	if (c->mail_reply.n && (!str_find(c->mail_reply, S("{}"), &at) || !str_find(c->mail_reply, S("@"), &at)))
		return err_set(e, E_INPUT, "The address for answers has {} where the code of the message goes, such as answers+{}@example.org.");
	return OK;
}

static enum code cost_right(const struct channels *c, struct err *e)
{
	return c->sms_cost < 0 || c->sms_cost > 100000 ? err_set(e, E_INPUT, "The cost of a text message is in thousandths, from 0 to 100000.") : OK;
}

static enum code smpp_right(const struct channels *c, struct err *e)
{
	if (str_starts(c->sms_url, "smpp://") && !channel_near(c->sms_url))
		return err_set(e, E_INPUT, "The SMS gateway is on another network: its address must begin with smpps://, so that nobody on the way reads the messages.");
	if (c->sms_user.n > 15 || c->sms_password.n > 8)
		return err_set(e, E_INPUT, "By SMPP the name has at most 15 letters and the password at most 8.");
	if (c->sms_on && (!c->sms_user.n || !c->sms_from.n))
		return err_set(e, E_INPUT, "To switch text messages on by SMPP, give the name that the gateway knows, and your number or name there.");
	return cost_right(c, e);
}

static enum code sms_right(struct channels *c, struct err *e)
{
	size_t at;
	if (str_starts(c->sms_url, "smpp://") || str_starts(c->sms_url, "smpps://"))
		return smpp_right(c, e);
	if (c->sms_url.n && !str_starts(c->sms_url, "https://") && !str_starts(c->sms_url, "http://"))
		return err_set(e, E_INPUT, "The address of the SMS gateway begins with https:// or smpps://.");
	if (c->sms_url.n && str_starts(c->sms_url, "http://") && !channel_near(c->sms_url))
		return err_set(e, E_INPUT, "The SMS gateway is on another network: its address must begin with https://, so that nobody on the way reads the messages.");
	if (!str_eqz(c->sms_type, "form") && !str_eqz(c->sms_type, "json"))
		return err_set(e, E_INPUT, "What the SMS gateway reads is form or json.");
	if (c->sms_on && (!c->sms_url.n || !str_find(c->sms_body, S("{to}"), &at) || !str_find(c->sms_body, S("{text}"), &at)))
		return err_set(e, E_INPUT, "To switch text messages on, give the address of the gateway, and a body with {to} and {text} in it.");
	if (c->sms_header.n && !str_find(c->sms_header, S(":"), &at))
		return err_set(e, E_INPUT, "The header for the SMS gateway is a name, a colon and a value, such as Authorization: Bearer KEY.");
	return cost_right(c, e);
}

static enum code fields_right(struct channels *c, struct err *e)
{
	for (size_t i = 0; i < COUNT(texts); i++)
		if (text_at(c, i) != &c->sms_body && !one_line(*text_at(c, i)))
			return err_set(e, E_INPUT, "%s must be one line without control characters.", texts[i].key);
	enum code code = mail_right(c, e);
	if (!code)
		code = sms_right(c, e);
	if (code)
		return code;
	if (c->translate_url.n && !str_starts(c->translate_url, "https://") && !(str_starts(c->translate_url, "http://") && channel_near(c->translate_url)))
		return err_set(e, E_INPUT, "The address of the translation engine begins with https://, or with http:// when it is on the school's own network.");
	if (c->translate_on && !c->translate_url.n && !c->translate_command.n)
		return err_set(e, E_INPUT, "To switch the translation engine on, give its address.");
	return OK;
}

static struct str key_new(struct arena *a)
{
	unsigned char bytes[24];
	char text[48];
	randombytes_buf(bytes, sizeof bytes);
	sodium_bin2base64(text, sizeof text, bytes, sizeof bytes, sodium_base64_VARIANT_URLSAFE_NO_PADDING);
	return str_dup(a, str_z(text));
}

enum code channels_save(struct arena *a, struct channels *c, struct err *e)
{
	struct buf b = buf_new(a, 1 << 18);
	struct json_out o = json_to(&b);
	if (!file_path[0])
		return err_set(e, E_INPUT, "This server was started without a place for these addresses.");
	enum code code = fields_right(c, e);
	if (code)
		return code;
	c->link_key = c->link_key.n ? c->link_key : key_new(a);
	c->in_key = c->in_key.n ? c->in_key : key_new(a);
	json_open(&o, '{');
	for (size_t i = 0; i < COUNT(switches); i++) {
		json_key(&o, switches[i].key);
		json_put_bool(&o, *switch_at(c, i));
	}
	for (size_t i = 0; i < COUNT(texts); i++) {
		json_key(&o, texts[i].key);
		json_put_str(&o, *text_at(c, i));
	}
	json_key(&o, "sms.cost");
	json_put_int(&o, c->sms_cost);
	json_close(&o, '}');
	return file_write(file_path, buf_done(&b), 0600, e);
}

static struct str host_of(struct str url)
{
	size_t at;
	if (str_find(url, S("://"), &at))
		url = (struct str){url.p + at + 3, url.n - at - 3};
	struct str host = {url.p, 0};
	while (host.n < url.n && !memchr("/?#\\", url.p[host.n], 4)) /* where an address may end, whoever reads it */
		host.n++;
	if (str_find(host, S("@"), &at))
		host = (struct str){host.p + at + 1, host.n - at - 1};
	if (host.n && host.p[0] == '[') {
		struct str inside = {host.p + 1, host.n - 1};
		return str_cut(&inside, ']');
	}
	return str_cut(&host, ':');
}

/* What stands behind the host, or what the scheme means; 0: neither. */
static int64_t port_of(struct str url)
{
	static const struct { const char *scheme; int64_t port; } usual[] = {{"https://", 443}, {"http://", 80}, {"smtps://", 465}, {"smtp://", 25}};
	struct str host = host_of(url), tail;
	int64_t port = 0;
	tail = (struct str){host.p + host.n, (size_t)(url.p + url.n - (host.p + host.n))};
	if (tail.n && tail.p[0] == ']')
		tail = (struct str){tail.p + 1, tail.n - 1};
	if (tail.n && tail.p[0] == ':') {
		tail = (struct str){tail.p + 1, tail.n - 1};
		return str_int(str_cut(&tail, '/'), &port) ? port : -1;
	}
	for (size_t i = 0; i < COUNT(usual); i++)
		if (str_starts(url, usual[i].scheme))
			return usual[i].port;
	return 0;
}

/* By ASCII letters, without regard to capitals. */
static bool same_host(struct str a, struct str b)
{
	return a.n == b.n && a.n > 0 && !strncasecmp(a.p, b.p, a.n);
}

void channels_hosts(const char *list)
{
	any_host = !list;
	(void)snprintf(hosts, sizeof hosts, "%s", list ? list : "");
}

enum code channel_allowed(struct str url, struct err *e)
{
	struct str rest = str_z(hosts), host = host_of(url);
	bool found = any_host;
	while (rest.n && !found) {
		struct str one = str_trim(str_cut(&rest, ','));
		int64_t port = port_of(one);
		found = host.n && same_host(host_of(one), host) && (!port || port == port_of(url));
	}
	return found ? OK : err_set(e, E_INPUT, "The other side could not be reached: %s.", "its host is not among those of trellis serve --reach");
}

/* RFC 1918, RFC 4193, loopback and link-local by number; localhost by name. A name says nothing about where it leads. */
bool channel_near(struct str url)
{
	struct str host = host_of(url), part = host;
	int64_t first = 0, second = 0;
	if (str_ieqz(host, "localhost") || str_eqz(host, "::1"))
		return true;
	size_t colon;
	if (str_find(host, S(":"), &colon))
		return host.n > 1 && (host.p[0] == 'f' || host.p[0] == 'F') && (host.p[1] == 'c' || host.p[1] == 'd' || host.p[1] == 'C' || host.p[1] == 'D');
	for (size_t i = 0; i < host.n; i++)
		if ((host.p[i] < '0' || host.p[i] > '9') && host.p[i] != '.')
			return false;
	if (!str_int(str_cut(&part, '.'), &first) || !str_int(str_cut(&part, '.'), &second))
		return false;
	return first == 127 || first == 10 || (first == 172 && second >= 16 && second <= 31) || (first == 192 && second == 168) || (first == 169 && second == 254);
}

void channel_link(const struct channels *c, struct id id, char out[LINK_TEXT])
{
	static const char letters[] = "abcdefghijkmnpqrstuvwxyz23456789"; /* 32 without l, o, 0 and 1 */
	unsigned char sum[16];
	crypto_generichash(sum, sizeof sum, id.b, sizeof id.b, (const unsigned char *)c->link_key.p, c->link_key.n > 64 ? 64 : c->link_key.n);
	for (int i = 0; i < LINK_TEXT - 1; i++)
		out[i] = letters[sum[i] & 31U];
	out[LINK_TEXT - 1] = '\0';
}
