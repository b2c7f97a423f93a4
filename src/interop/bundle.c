#include "interop/bundle.h"

#include "base/buf.h"

#include <sodium.h>
#include <string.h>
#include <zlib.h>

static const char MAGIC[] = "TRELLIS-BUNDLE-1\n";
#define MAGIC_N (sizeof MAGIC - 1)
#define SEALED (32 + crypto_box_SEALBYTES)
#define NONCE crypto_aead_xchacha20poly1305_ietf_NPUBBYTES
#define TAG crypto_aead_xchacha20poly1305_ietf_ABYTES
#define HEAD (MAGIC_N + 32 + SEALED + NONCE + 4)

/* ---- identities ---- */

static void derive(const unsigned char secret[32], const char *purpose, unsigned char out[32])
{
	(void)crypto_generichash(out, 32, (const unsigned char *)purpose, strlen(purpose), secret, 32);
}

void bundle_identity_make(const unsigned char secret[32], struct bundle_identity *out)
{
	unsigned char seed[32];
	derive(secret, "bundle sign", seed);
	(void)crypto_sign_seed_keypair(out->sign_public, out->sign_secret, seed);
	derive(secret, "bundle box", seed);
	(void)crypto_box_seed_keypair(out->box_public, out->box_secret, seed);
	sodium_memzero(seed, sizeof seed);
}

static void check_of(const unsigned char *both, unsigned char out[2])
{
	unsigned char h[16];
	(void)crypto_generichash(h, sizeof h, both, 64, NULL, 0);
	memcpy(out, h, 2);
}

struct str bundle_identity_text(struct arena *a, const struct bundle_identity *id)
{
	unsigned char all[66];
	char text[100];
	memcpy(all, id->sign_public, 32);
	memcpy(all + 32, id->box_public, 32);
	check_of(all, all + 64);
	sodium_bin2base64(text, sizeof text, all, sizeof all, sodium_base64_VARIANT_URLSAFE_NO_PADDING);
	return str_fmt(a, "TB%s", text);
}

bool bundle_identity_read(struct str text, struct bundle_identity *out)
{
	unsigned char all[66], check[2];
	size_t n = 0;
	*out = (struct bundle_identity){{0}};
	if (!str_starts(text, "TB") || text.n != 90
	    || sodium_base642bin(all, sizeof all, text.p + 2, text.n - 2, NULL, &n, NULL, sodium_base64_VARIANT_URLSAFE_NO_PADDING) || n != sizeof all)
		return false;
	check_of(all, check);
	if (memcmp(check, all + 64, 2) != 0)
		return false;
	memcpy(out->sign_public, all, 32);
	memcpy(out->box_public, all + 32, 32);
	return true;
}

/* ---- entries ---- */

static void put(struct buf *b, size_t n, int bytes)
{
	for (int i = 0; i < bytes; i++)
		buf_byte(b, (char)(n >> (8 * i)));
}

static bool take(struct str *s, int bytes, size_t *out)
{
	*out = 0;
	if (s->n < (size_t)bytes)
		return false;
	for (int i = 0; i < bytes; i++)
		*out |= (size_t)(unsigned char)s->p[i] << (8 * i);
	*s = (struct str){s->p + bytes, s->n - (size_t)bytes};
	return true;
}

static bool piece(struct str *s, int bytes, struct str *out)
{
	size_t n;
	if (!take(s, bytes, &n) || n > s->n)
		return false;
	*out = (struct str){s->p, n};
	*s = (struct str){s->p + n, s->n - n};
	return true;
}

static void entry(struct buf *b, struct str name, struct str bytes)
{
	put(b, name.n, 2);
	buf_str(b, name);
	put(b, bytes.n, 4);
	buf_str(b, bytes);
}

static struct str about(struct arena *a, const struct bundle *x)
{
	struct buf b = buf_new(a, 8000);
	struct json_out j = json_to(&b);
	json_open(&j, '{');
	const struct { const char *name; struct str text; } parts[] = {{"id", id_str(a, x->id)}, {"kind", x->kind}, {"from", x->from}};
	for (size_t i = 0; i < 3; i++) {
		json_key(&j, parts[i].name);
		json_put_str(&j, parts[i].text);
	}
	json_key(&j, "made_at");
	json_put_int(&j, x->made_at);
	json_close(&j, '}');
	return buf_done(&b);
}

static enum code packed(struct arena *a, const struct bundle *x, struct str *out, struct err *e)
{
	struct buf b = buf_new(a, BUNDLE_MOST);
	entry(&b, S("about"), about(a, x));
	for (size_t i = 0; i < x->n; i++)
		entry(&b, x->entries[i].name, x->entries[i].bytes);
	if (b.over)
		return err_set(e, E_LIMIT, "A bundle holds at most %d MB. Make several.", (int)(BUNDLE_MOST >> 20));
	struct str plain = buf_done(&b);
	uLongf n = compressBound((uLong)plain.n);
	char *z = arena_alloc(a, n + 4);
	for (int i = 0; i < 4; i++)
		z[i] = (char)(plain.n >> (8 * i));
	if (compress2((Bytef *)z + 4, &n, (const Bytef *)plain.p, (uLong)plain.n, 6) != Z_OK)
		return err_set(e, E_BUG, "A bundle cannot be packed.");
	*out = (struct str){z, n + 4};
	return OK;
}

enum code bundle_write(struct arena *a, const struct bundle *b, const struct bundle_identity *from, const struct bundle_identity *to, struct str *out, struct err *e)
{
	struct str z = {0};
	unsigned char key[32];
	unsigned long long n = 0;
	enum code c = packed(a, b, &z, e);
	if (c != OK)
		return c;
	size_t body = z.n + TAG, all = HEAD + body + crypto_sign_BYTES;
	unsigned char *p = arena_alloc(a, all), *at = p;
	memcpy(at, MAGIC, MAGIC_N);
	at += MAGIC_N;
	memcpy(at, from->sign_public, 32);
	at += 32;
	randombytes_buf(key, sizeof key);
	if (crypto_box_seal(at, key, sizeof key, to->box_public))
		return err_set(e, E_INPUT, "This is no identity of a school.");
	at += SEALED;
	randombytes_buf(at, NONCE);
	at += NONCE;
	for (int i = 0; i < 4; i++)
		*at++ = (unsigned char)(body >> (8 * i));
	(void)crypto_aead_xchacha20poly1305_ietf_encrypt(at, &n, (const unsigned char *)z.p, z.n, p, HEAD, NULL, at - 4 - NONCE, key);
	sodium_memzero(key, sizeof key);
	(void)crypto_sign_detached(p + HEAD + body, NULL, p, HEAD + body, from->sign_secret);
	*out = (struct str){(const char *)p, all};
	return OK;
}

/* ---- reading ---- */

static enum code cut(struct err *e)
{
	return err_set(e, E_INPUT, "This bundle is not whole: the file was cut or changed on its way. Copy it from the stick once more.");
}

static enum code entries_read(struct arena *a, struct str plain, struct bundle *out, struct err *e)
{
	struct str name, bytes;
	struct json *j;
	struct err ignored = {0};
	out->entries = NEW_ARRAY(a, struct bundle_entry, BUNDLE_ENTRIES);
	if (!piece(&plain, 2, &name) || !str_eqz(name, "about") || !piece(&plain, 4, &bytes) || bytes.n > 8000 || json_parse(a, bytes, &j, &ignored) != OK
	    || !id_parse(json_str(j, "id"), &out->id))
		return cut(e);
	out->kind = json_str(j, "kind");
	out->from = json_str(j, "from");
	out->made_at = json_int(j, "made_at", 0);
	while (plain.n > 0) {
		if (out->n == BUNDLE_ENTRIES || !piece(&plain, 2, &name) || !piece(&plain, 4, &bytes) || name.n == 0)
			return cut(e);
		/* a name becomes one of a file: nothing that leads elsewhere */
		if (name.n > 120 || name.p[0] == '.' || memchr(name.p, '/', name.n) || memchr(name.p, '\\', name.n) || memchr(name.p, 0, name.n))
			return cut(e);
		out->entries[out->n++] = (struct bundle_entry){name, bytes};
	}
	return OK;
}

enum code bundle_read(struct arena *a, struct str file, const struct bundle_identity *me, bundle_trusted *trusted, void *arg, struct bundle *out, struct err *e)
{
	const unsigned char *p = (const unsigned char *)file.p;
	unsigned char key[32];
	size_t body = 0, n;
	*out = (struct bundle){0};
	if (file.n < MAGIC_N || memcmp(p, MAGIC, MAGIC_N) != 0)
		return err_set(e, E_INPUT, "This file is no bundle of Trellis.");
	if (file.n < HEAD + TAG + crypto_sign_BYTES || file.n > BUNDLE_MOST)
		return cut(e);
	memcpy(out->signer, p + MAGIC_N, 32);
	if (!trusted(arg, out->signer))
		return err_set(e, E_DENIED, "This bundle comes from a school that is not trusted here. An administrator can allow it: trellis bundle trust.");
	for (int i = 0; i < 4; i++)
		body |= (size_t)p[HEAD - 4 + (size_t)i] << (8 * i);
	if (body != file.n - HEAD - crypto_sign_BYTES || crypto_sign_verify_detached(p + HEAD + body, p, HEAD + body, out->signer))
		return cut(e);
	if (crypto_box_seal_open(key, p + MAGIC_N + 32, SEALED, me->box_public, me->box_secret))
		return err_set(e, E_DENIED, "This bundle was made for another school. Ask for one that is made for the identity of this one: trellis bundle identity.");
	unsigned char *z = arena_alloc(a, body);
	unsigned long long zn = 0;
	int bad = crypto_aead_xchacha20poly1305_ietf_decrypt(z, &zn, NULL, p + HEAD, body, p, HEAD, p + HEAD - 4 - NONCE, key);
	sodium_memzero(key, sizeof key);
	struct str rest = {(const char *)z, bad ? 0 : (size_t)zn};
	if (!take(&rest, 4, &n) || n > BUNDLE_MOST)
		return cut(e);
	uLongf got = (uLongf)n;
	char *plain = arena_alloc(a, n + 1);
	if (uncompress((Bytef *)plain, &got, (const Bytef *)rest.p, (uLong)rest.n) != Z_OK || got != n)
		return cut(e);
	return entries_read(a, (struct str){plain, n}, out, e);
}
