#include "web/tls.h"
#include "base/buf.h"
#include "base/clock.h"

#include <arpa/inet.h>
#include <gnutls/crypto.h>
#include <gnutls/x509.h>
#include <ifaddrs.h>
#include <net/if.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#define NAMES_MAX 40
#define SERVER_DAYS 820     /* devices refuse more than 825 */
#define AUTHORITY_DAYS 3650

static bool dns_name(const char *z)
{
	size_t n = strlen(z);
	if (n == 0 || n > 253 || z[0] == '-' || z[0] == '.' || z[n - 1] == '.')
		return false;
	for (; *z; z++)
		if (!(*z == '-' || *z == '.' || (*z >= '0' && *z <= '9') || (*z >= 'a' && *z <= 'z') || (*z >= 'A' && *z <= 'Z')))
			return false;
	return true;
}

static size_t ip_bytes(const char *text, unsigned char out[16])
{
	if (inet_pton(AF_INET, text, out) == 1)
		return 4;
	return inet_pton(AF_INET6, text, out) == 1 ? 16 : 0;
}

static void add(struct arena *a, const char **list, size_t *n, const char *word)
{
	for (size_t i = 0; i < *n; i++)
		if (!strcasecmp(list[i], word))
			return;
	if (*n < NAMES_MAX)
		list[(*n)++] = str_dupz(a, str_z(word));
}

static void begin(struct arena *a, struct tls_names *out)
{
	*out = (struct tls_names){.dns = NEW_ARRAY(a, const char *, NAMES_MAX), .ip = NEW_ARRAY(a, const char *, NAMES_MAX)};
	add(a, out->dns, &out->n_dns, "localhost");
	add(a, out->ip, &out->n_ip, "127.0.0.1");
	add(a, out->ip, &out->n_ip, "::1");
}

enum code tls_names_of(struct arena *a, const char *const *words, size_t n, struct tls_names *out, struct err *e)
{
	unsigned char bytes[16];
	begin(a, out);
	for (size_t i = 0; i < n; i++) {
		if (ip_bytes(words[i], bytes))
			add(a, out->ip, &out->n_ip, words[i]);
		else if (dns_name(words[i]))
			add(a, out->dns, &out->n_dns, words[i]);
		else
			return err_set(e, E_INPUT, "\"%s\" is neither a host name nor an IP address.", words[i]);
	}
	return OK;
}

enum code tls_names_here(struct arena *a, struct tls_names *out, struct err *e)
{
	char host[256] = "", text[INET6_ADDRSTRLEN];
	struct ifaddrs *all = NULL;
	begin(a, out);
	if (!gethostname(host, sizeof host - 1) && dns_name(host)) {
		add(a, out->dns, &out->n_dns, host);
		if (!strchr(host, '.'))
			add(a, out->dns, &out->n_dns, str_fmt(a, "%s.local", host).p);
	}
	if (getifaddrs(&all))
		return err_set(e, E_IO, "The addresses of this computer cannot be read. Give them: trellis tls init NAME...");
	for (struct ifaddrs *i = all; i; i = i->ifa_next) {
		if (!i->ifa_addr || i->ifa_flags & IFF_LOOPBACK || !(i->ifa_flags & IFF_UP))
			continue;
		if (i->ifa_addr->sa_family == AF_INET)
			inet_ntop(AF_INET, &((struct sockaddr_in *)i->ifa_addr)->sin_addr, text, sizeof text);
		else if (i->ifa_addr->sa_family == AF_INET6 && !IN6_IS_ADDR_LINKLOCAL(&((struct sockaddr_in6 *)i->ifa_addr)->sin6_addr))
			inet_ntop(AF_INET6, &((struct sockaddr_in6 *)i->ifa_addr)->sin6_addr, text, sizeof text);
		else
			continue;
		add(a, out->ip, &out->n_ip, text);
	}
	freeifaddrs(all);
	return OK;
}

static enum code failed(struct err *e, int code)
{
	return err_set(e, E_BUG, "The certificate could not be made: %s.", gnutls_strerror(code));
}

static int key_make(gnutls_x509_privkey_t *key)
{
	int c = gnutls_x509_privkey_init(key);
	return c < 0 ? c : gnutls_x509_privkey_generate2(*key, GNUTLS_PK_ECDSA, GNUTLS_CURVE_TO_BITS(GNUTLS_ECC_CURVE_SECP256R1), 0, NULL, 0);
}

static int basics(gnutls_x509_crt_t crt, gnutls_x509_privkey_t key, const char *name, const char *organisation, int days)
{
	unsigned char serial[16], id[20];
	size_t id_n = sizeof id;
	time_t now = (time_t)(clock_now() / SECOND);
	gnutls_rnd(GNUTLS_RND_NONCE, serial, sizeof serial);
	serial[0] &= 0x7f;
	int c = gnutls_x509_crt_set_version(crt, 3);
	if (c >= 0)
		c = gnutls_x509_crt_set_serial(crt, serial, sizeof serial);
	if (c >= 0)
		c = gnutls_x509_crt_set_activation_time(crt, now - 3600);
	if (c >= 0)
		c = gnutls_x509_crt_set_expiration_time(crt, now + (time_t)days * 24 * 3600);
	if (c >= 0)
		c = gnutls_x509_crt_set_key(crt, key);
	if (c >= 0 && organisation)
		c = gnutls_x509_crt_set_dn_by_oid(crt, GNUTLS_OID_X520_ORGANIZATION_NAME, 0, organisation, (unsigned)strnlen(organisation, 60));
	if (c >= 0)
		c = gnutls_x509_crt_set_dn_by_oid(crt, GNUTLS_OID_X520_COMMON_NAME, 0, name, (unsigned)strnlen(name, 60));
	if (c >= 0)
		c = gnutls_x509_crt_get_key_id(crt, 0, id, &id_n);
	if (c >= 0)
		c = gnutls_x509_crt_set_subject_key_id(crt, id, id_n);
	if (c >= 0)
		c = gnutls_x509_crt_set_key_purpose_oid(crt, GNUTLS_KP_TLS_WWW_SERVER, 0);
	return c;
}

/* Exactly these names; a kind without a name of its own gets localhost, or it would be open. */
static int constrain(gnutls_x509_crt_t crt, const struct tls_names *names)
{
	gnutls_x509_name_constraints_t nc;
	int c = gnutls_x509_name_constraints_init(&nc);
	if (c < 0)
		return c;
	for (size_t i = 0; i < names->n_dns && c >= 0; i++) {
		gnutls_datum_t d = {(unsigned char *)(uintptr_t)names->dns[i], (unsigned)strlen(names->dns[i])};
		c = gnutls_x509_name_constraints_add_permitted(nc, GNUTLS_SAN_DNSNAME, &d);
	}
	for (size_t i = 0; i < names->n_ip && c >= 0; i++) {
		unsigned char both[32];
		unsigned n = (unsigned)ip_bytes(names->ip[i], both);
		memset(both + n, 0xff, n);
		gnutls_datum_t d = {both, 2 * n};
		c = gnutls_x509_name_constraints_add_permitted(nc, GNUTLS_SAN_IPADDRESS, &d);
	}
	if (c >= 0)
		c = gnutls_x509_crt_set_name_constraints(crt, nc, 1);
	gnutls_x509_name_constraints_deinit(nc);
	return c;
}

static int authority_make(gnutls_x509_crt_t *crt, gnutls_x509_privkey_t key, const char *organisation, const struct tls_names *names)
{
	int c = gnutls_x509_crt_init(crt);
	if (c >= 0)
		c = basics(*crt, key, "Trellis authority of this school", organisation, AUTHORITY_DAYS);
	if (c >= 0)
		c = gnutls_x509_crt_set_basic_constraints(*crt, 1, 0);
	if (c >= 0)
		c = gnutls_x509_crt_set_key_usage(*crt, GNUTLS_KEY_KEY_CERT_SIGN | GNUTLS_KEY_CRL_SIGN);
	if (c >= 0)
		c = constrain(*crt, names);
	return c < 0 ? c : gnutls_x509_crt_sign2(*crt, *crt, key, GNUTLS_DIG_SHA256, 0);
}

static int server_make(gnutls_x509_crt_t *crt, gnutls_x509_privkey_t key, gnutls_x509_crt_t authority, gnutls_x509_privkey_t authority_key,
                       const struct tls_names *names)
{
	unsigned char id[20], bytes[16];
	size_t id_n = sizeof id;
	int c = gnutls_x509_crt_init(crt);
	if (c >= 0)
		c = basics(*crt, key, names->n_dns > 1 ? names->dns[1] : names->dns[0], NULL, SERVER_DAYS);
	if (c >= 0)
		c = gnutls_x509_crt_set_basic_constraints(*crt, 0, -1);
	if (c >= 0)
		c = gnutls_x509_crt_set_key_usage(*crt, GNUTLS_KEY_DIGITAL_SIGNATURE);
	for (size_t i = 0; i < names->n_dns && c >= 0; i++)
		c = gnutls_x509_crt_set_subject_alt_name(*crt, GNUTLS_SAN_DNSNAME, names->dns[i], (unsigned)strlen(names->dns[i]), GNUTLS_FSAN_APPEND);
	for (size_t i = 0; i < names->n_ip && c >= 0; i++) {
		unsigned n = (unsigned)ip_bytes(names->ip[i], bytes);
		c = gnutls_x509_crt_set_subject_alt_name(*crt, GNUTLS_SAN_IPADDRESS, bytes, n, GNUTLS_FSAN_APPEND);
	}
	if (c >= 0)
		c = gnutls_x509_crt_get_subject_key_id(authority, id, &id_n, NULL);
	if (c >= 0)
		c = gnutls_x509_crt_set_authority_key_id(*crt, id, id_n);
	return c < 0 ? c : gnutls_x509_crt_sign2(*crt, authority, authority_key, GNUTLS_DIG_SHA256, 0);
}

static int crt_text(struct arena *a, gnutls_x509_crt_t crt, struct str *out)
{
	gnutls_datum_t d = {NULL, 0};
	int c = gnutls_x509_crt_export2(crt, GNUTLS_X509_FMT_PEM, &d);
	if (c >= 0)
		*out = str_dup(a, (struct str){(const char *)d.data, d.size});
	gnutls_free(d.data);
	return c;
}

static int key_text(struct arena *a, gnutls_x509_privkey_t key, struct str *out)
{
	gnutls_datum_t d = {NULL, 0};
	int c = gnutls_x509_privkey_export2_pkcs8(key, GNUTLS_X509_FMT_PEM, NULL, 0, &d);
	if (c >= 0)
		*out = str_dup(a, (struct str){(const char *)d.data, d.size});
	if (d.data)
		gnutls_memset(d.data, 0, d.size);
	gnutls_free(d.data);
	return c;
}

static enum code server_part(struct arena *a, gnutls_x509_crt_t authority, gnutls_x509_privkey_t authority_key, const struct tls_names *names,
                             struct tls_made *out, struct err *e)
{
	gnutls_x509_crt_t crt = NULL;
	gnutls_x509_privkey_t key = NULL;
	struct str chain[2];
	int c = key_make(&key);
	if (c >= 0)
		c = server_make(&crt, key, authority, authority_key, names);
	if (c >= 0)
		c = crt_text(a, crt, &chain[0]);
	if (c >= 0)
		c = crt_text(a, authority, &chain[1]);
	if (c >= 0)
		c = key_text(a, key, &out->server_key);
	if (c >= 0) {
		out->server = str_fmt(a, "%.*s%.*s", S_ARG(chain[0]), S_ARG(chain[1]));
		out->authority = chain[1];
	}
	if (crt)
		gnutls_x509_crt_deinit(crt);
	if (key)
		gnutls_x509_privkey_deinit(key);
	return c < 0 ? failed(e, c) : OK;
}

enum code tls_make(struct arena *a, const char *organisation, const struct tls_names *names, struct tls_made *out, struct err *e)
{
	gnutls_x509_crt_t crt = NULL;
	gnutls_x509_privkey_t key = NULL;
	*out = (struct tls_made){0};
	int c = key_make(&key);
	if (c >= 0)
		c = authority_make(&crt, key, organisation, names);
	if (c >= 0)
		c = key_text(a, key, &out->authority_key);
	enum code code = c < 0 ? failed(e, c) : server_part(a, crt, key, names, out, e);
	if (crt)
		gnutls_x509_crt_deinit(crt);
	if (key)
		gnutls_x509_privkey_deinit(key);
	return code;
}

static gnutls_datum_t datum(struct str s)
{
	return (gnutls_datum_t){(unsigned char *)(uintptr_t)s.p, (unsigned)s.n};
}

enum code tls_renew(struct arena *a, struct str authority, struct str authority_key, const struct tls_names *names, struct tls_made *out, struct err *e)
{
	gnutls_x509_crt_t crt = NULL;
	gnutls_x509_privkey_t key = NULL;
	gnutls_datum_t crt_pem = datum(authority), key_pem = datum(authority_key);
	*out = (struct tls_made){0};
	int c = gnutls_x509_crt_init(&crt);
	if (c >= 0)
		c = gnutls_x509_crt_import(crt, &crt_pem, GNUTLS_X509_FMT_PEM);
	if (c >= 0)
		c = gnutls_x509_privkey_init(&key);
	if (c >= 0)
		c = gnutls_x509_privkey_import2(key, &key_pem, GNUTLS_X509_FMT_PEM, NULL, 0);
	enum code code;
	if (c < 0)
		code = err_set(e, E_INPUT, "The authority's certificate or key cannot be read: %s.", gnutls_strerror(c));
	else
		code = server_part(a, crt, key, names, out, e);
	if (crt)
		gnutls_x509_crt_deinit(crt);
	if (key)
		gnutls_x509_privkey_deinit(key);
	return code;
}

static void read_names(struct arena *a, gnutls_x509_crt_t crt, struct tls_facts *out)
{
	size_t n = 0;
	out->names = NEW_ARRAY(a, const char *, NAMES_MAX + 1);
	for (unsigned i = 0; n < NAMES_MAX; i++) {
		char text[256];
		size_t size = sizeof text - 1;
		int kind = gnutls_x509_crt_get_subject_alt_name(crt, i, text, &size, NULL);
		if (kind < 0)
			break;
		if (kind == GNUTLS_SAN_DNSNAME)
			out->names[n++] = str_dupz(a, (struct str){text, size});
	}
}

enum code tls_read(struct arena *a, struct str pem, struct tls_facts *out, struct err *e)
{
	gnutls_x509_crt_t crt = NULL;
	gnutls_datum_t d = datum(pem), der = {NULL, 0};
	unsigned char hash[32];
	*out = (struct tls_facts){0};
	int c = gnutls_x509_crt_init(&crt);
	if (c >= 0)
		c = gnutls_x509_crt_import(crt, &d, GNUTLS_X509_FMT_PEM);
	if (c >= 0)
		c = gnutls_x509_crt_export2(crt, GNUTLS_X509_FMT_DER, &der);
	if (c >= 0)
		c = gnutls_hash_fast(GNUTLS_DIG_SHA256, der.data, der.size, hash);
	if (c >= 0) {
		struct buf b = buf_new(a, 200);
		for (size_t i = 0; i < sizeof hash; i++)
			buf_fmt(&b, "%s%02X", i ? ":" : "", hash[i]);
		out->fingerprint = str_dupz(a, buf_done(&b));
		out->der = str_dup(a, (struct str){(const char *)der.data, der.size});
		out->ends_at = (int64_t)gnutls_x509_crt_get_expiration_time(crt) * SECOND;
		read_names(a, crt, out);
	}
	gnutls_free(der.data);
	if (crt)
		gnutls_x509_crt_deinit(crt);
	return c < 0 ? err_set(e, E_INPUT, "The certificate cannot be read: %s.", gnutls_strerror(c)) : OK;
}
