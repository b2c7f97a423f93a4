#include "interop/update.h"

#include "base/buf.h"

#include <errno.h>
#include <sodium.h>
#include <string.h>

static const char MAGIC[] = "TRELLIS-UPDATE-1\n", DEB[] = "!<arch>\n";
#define MAGIC_N (sizeof MAGIC - 1)
#define SEALED (32 + crypto_box_SEALBYTES)
#define STREAM crypto_secretstream_xchacha20poly1305_HEADERBYTES
#define MORE crypto_secretstream_xchacha20poly1305_ABYTES
#define LAST crypto_secretstream_xchacha20poly1305_TAG_FINAL
#define HEAD (MAGIC_N + 32 + SEALED + STREAM)
#define PIECE ((size_t)1 << 16)
#define TRY(call) do { enum code try_c = (call); if (try_c) return try_c; } while (0)

/* ---- names and versions ---- */

bool update_is(FILE *file)
{
	char got[MAGIC_N];
	bool is = fread(got, 1, MAGIC_N, file) == MAGIC_N && !memcmp(got, MAGIC, MAGIC_N);
	rewind(file);
	return is;
}

bool update_signer(FILE *file, unsigned char signer[32])
{
	char got[MAGIC_N];
	return fread(got, 1, MAGIC_N, file) == MAGIC_N && !memcmp(got, MAGIC, MAGIC_N) && fread(signer, 1, 32, file) == 32;
}

static bool made_of(struct str s, const char *others)
{
	for (size_t i = 0; i < s.n; i++)
		if (!((s.p[i] >= '0' && s.p[i] <= '9') || (s.p[i] >= 'a' && s.p[i] <= 'z') || (s.p[i] >= 'A' && s.p[i] <= 'Z') || (s.p[i] && strchr(others, s.p[i]))))
			return false;
	return s.n > 0;
}

bool update_name(struct str package, struct str *version)
{
	*version = S("");
	if (package.n > 120 || !str_starts(package, "trellis_") || !str_ends(package, ".deb"))
		return false;
	struct str rest = {package.p + 8, package.n - 12};
	*version = str_cut(&rest, '_');
	return made_of(*version, ".+~-") && version->p[0] >= '0' && version->p[0] <= '9' && made_of(rest, "");
}

/* A sign's place: ~ before the end, the end before letters, letters before all else. */
static int place_of(struct str s)
{
	unsigned char c = s.n ? (unsigned char)s.p[0] : 0;
	if (c == '~')
		return -1;
	if (!c || (c >= '0' && c <= '9'))
		return 0;
	return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') ? c : c + 256;
}

static bool digit(struct str s)
{
	return s.n && s.p[0] >= '0' && s.p[0] <= '9';
}

static void on(struct str *s)
{
	if (s->n)
		*s = (struct str){s->p + 1, s->n - 1};
}

static int part_compare(struct str a, struct str b)
{
	while (a.n || b.n) {
		int first = 0;
		while ((a.n && !digit(a)) || (b.n && !digit(b))) {
			int x = place_of(a), y = place_of(b);
			if (x != y)
				return x - y;
			on(&a);
			on(&b);
		}
		while (a.n && a.p[0] == '0')
			on(&a);
		while (b.n && b.p[0] == '0')
			on(&b);
		for (; digit(a) && digit(b); on(&a), on(&b))
			first = first ? first : a.p[0] - b.p[0];
		if (digit(a) || digit(b))
			return digit(a) ? 1 : -1;
		if (first)
			return first;
	}
	return 0;
}

/* The revision after the last hyphen; none is "0". */
static struct str revision_off(struct str *s)
{
	for (size_t i = s->n; i > 0; i--)
		if (s->p[i - 1] == '-') {
			struct str revision = {s->p + i, s->n - i};
			s->n = i - 1;
			return revision;
		}
	return S("0");
}

int update_compare(struct str a, struct str b)
{
	struct str ra = revision_off(&a), rb = revision_off(&b);
	int c = part_compare(a, b);
	return c ? c : part_compare(ra, rb);
}

/* ---- writing ---- */

struct writing { FILE *out; crypto_sign_state sign; crypto_secretstream_xchacha20poly1305_state stream; unsigned char plain[PIECE], sealed[PIECE + MORE]; };

static enum code broken(const char *what, struct err *e)
{
	return err_set(e, E_IO, "%s cannot be written: %s.", what, strerror(errno));
}

static enum code put(struct writing *w, const void *bytes, size_t n, struct err *e)
{
	(void)crypto_sign_update(&w->sign, bytes, n);
	return fwrite(bytes, 1, n, w->out) == n ? OK : broken("The bundle", e);
}

static enum code piece_put(struct writing *w, const unsigned char *plain, size_t n, const unsigned char *bound, bool last, struct err *e)
{
	unsigned long long sealed = 0;
	unsigned char length[4];
	(void)crypto_secretstream_xchacha20poly1305_push(&w->stream, w->sealed, &sealed, plain, n, bound, bound ? HEAD : 0, last ? LAST : 0);
	for (int i = 0; i < 4; i++)
		length[i] = (unsigned char)(sealed >> (8 * i));
	TRY(put(w, length, 4, e));
	return put(w, w->sealed, (size_t)sealed, e);
}

static enum code about(struct arena *a, const struct update *u, struct str *out, struct err *e)
{
	struct buf b = buf_new(a, PIECE);
	struct json_out j = json_to(&b);
	const struct { const char *name; struct str text; } parts[] = {{"id", id_str(a, u->id)}, {"kind", S("update")}, {"from", u->from}, {"version", u->version}, {"package", u->package}, {"notes", u->notes}};
	json_open(&j, '{');
	for (size_t i = 0; i < sizeof parts / sizeof *parts; i++) {
		json_key(&j, parts[i].name);
		json_put_str(&j, parts[i].text);
	}
	json_key(&j, "made_at");
	json_put_int(&j, u->made_at);
	json_key(&j, "size");
	json_put_int(&j, u->size);
	json_close(&j, '}');
	if (b.over || u->notes.n > UPDATE_NOTES)
		return err_set(e, E_LIMIT, "The file \"%s\" is larger than the %zu bytes allowed here.", "notes", UPDATE_NOTES);
	*out = buf_done(&b);
	return OK;
}

static enum code package_put(struct writing *w, FILE *package, int64_t size, struct err *e)
{
	int64_t left = size;
	while (left > 0) {
		size_t want = left > (int64_t)PIECE ? PIECE : (size_t)left, n = fread(w->plain, 1, want, package);
		bool first = left == size;
		if (n != want || (first && (n < sizeof DEB - 1 || memcmp(w->plain, DEB, sizeof DEB - 1) != 0)))
			return err_set(e, E_INPUT, "\"%s\" cannot be used: %s.", "package", n != want ? "it is shorter than it was" : "it is no Debian package");
		left -= (int64_t)n;
		TRY(piece_put(w, w->plain, n, NULL, left == 0, e));
	}
	return OK;
}

enum code update_write(struct arena *a, const struct update *u, FILE *package, const struct bundle_identity *from, const struct bundle_identity *to, FILE *out, struct err *e)
{
	struct writing *w = NEW(a, struct writing);
	unsigned char head[HEAD], key[32], sign[crypto_sign_BYTES];
	struct str says;
	struct str version;
	w->out = out;
	if (u->size <= 0 || u->size > UPDATE_MOST || !update_name(u->package, &version))
		return err_set(e, E_INPUT, "\"%s\" cannot be used: %s.", "package", "it is no Debian package");
	TRY(about(a, u, &says, e));
	memcpy(head, MAGIC, MAGIC_N);
	memcpy(head + MAGIC_N, from->sign_public, 32);
	crypto_secretstream_xchacha20poly1305_keygen(key);
	int bad = crypto_box_seal(head + MAGIC_N + 32, key, sizeof key, to->box_public);
	(void)crypto_secretstream_xchacha20poly1305_init_push(&w->stream, head + MAGIC_N + 32 + SEALED, key);
	sodium_memzero(key, sizeof key);
	if (bad)
		return err_set(e, E_INPUT, "This is no identity of a school.");
	(void)crypto_sign_init(&w->sign);
	enum code c = put(w, head, HEAD, e);
	if (!c)
		c = piece_put(w, (const unsigned char *)says.p, says.n, head, false, e);
	if (!c)
		c = package_put(w, package, u->size, e);
	(void)crypto_sign_final_create(&w->sign, sign, NULL, from->sign_secret);
	if (!c && fwrite(sign, 1, sizeof sign, out) != sizeof sign)
		c = broken("The bundle", e);
	sodium_memzero(&w->stream, sizeof w->stream);
	return c;
}

/* ---- reading ---- */

struct reading {
	FILE *file;
	int64_t end;              /* where the signature begins */
	int64_t at;
	unsigned char head[HEAD], plain[PIECE], sealed[PIECE + MORE];
	crypto_secretstream_xchacha20poly1305_state stream;
};

static enum code cut(struct err *e)
{
	return err_set(e, E_INPUT, "This bundle is not whole: the file was cut or changed on its way. Copy it from the stick once more.");
}

/* The whole file, piece by piece, against its signature. */
static enum code signed_right(struct reading *x, const unsigned char signer[32], struct err *e)
{
	crypto_sign_state sign;
	unsigned char is[crypto_sign_BYTES];
	(void)crypto_sign_init(&sign);
	(void)crypto_sign_update(&sign, x->head, HEAD);
	for (int64_t left = x->end - (int64_t)HEAD; left > 0;) {
		size_t want = left > (int64_t)PIECE ? PIECE : (size_t)left, n = fread(x->plain, 1, want, x->file);
		if (n != want)
			return cut(e);
		(void)crypto_sign_update(&sign, x->plain, n);
		left -= (int64_t)n;
	}
	if (fread(is, 1, sizeof is, x->file) != sizeof is || crypto_sign_final_verify(&sign, is, signer))
		return cut(e);
	return OK;
}

static enum code piece_take(struct reading *x, bool first, size_t *n, bool *last, struct err *e)
{
	unsigned char length[4], tag = 0;
	unsigned long long plain = 0;
	size_t sealed = 0;
	if (x->at + 4 > x->end || fread(length, 1, 4, x->file) != 4)
		return cut(e);
	for (int i = 0; i < 4; i++)
		sealed |= (size_t)length[i] << (8 * i);
	if (sealed <= MORE || sealed > PIECE + MORE || x->at + 4 + (int64_t)sealed > x->end || fread(x->sealed, 1, sealed, x->file) != sealed
	    || crypto_secretstream_xchacha20poly1305_pull(&x->stream, x->plain, &plain, &tag, x->sealed, sealed, first ? x->head : NULL, first ? HEAD : 0))
		return cut(e);
	x->at += 4 + (int64_t)sealed;
	*n = (size_t)plain;
	*last = tag == LAST;
	return *last == (x->at == x->end) ? OK : cut(e);
}

static enum code about_read(struct arena *a, struct str says, struct update *u, struct err *e)
{
	struct json *j;
	struct err ignored = {0};
	struct str version;
	if (json_parse(a, says, &j, &ignored) != OK || !str_eqz(json_str(j, "kind"), "update") || !id_parse(json_str(j, "id"), &u->id))
		return cut(e);
	u->from = json_str(j, "from");
	u->package = json_str(j, "package");
	u->version = json_str(j, "version");
	u->notes = json_str(j, "notes");
	u->made_at = json_int(j, "made_at", 0);
	u->size = json_int(j, "size", 0);
	/* a name becomes one of a file: nothing that leads elsewhere */
	if (!update_name(u->package, &version) || !str_eq(version, u->version) || u->size <= 0 || u->size > UPDATE_MOST)
		return cut(e);
	return OK;
}

static enum code unpack(struct arena *a, struct reading *x, FILE *out, struct update *u, struct err *e)
{
	size_t n = 0;
	bool last = false;
	int64_t got = 0;
	TRY(piece_take(x, true, &n, &last, e));
	if (last)
		return cut(e);
	TRY(about_read(a, str_dup(a, (struct str){(const char *)x->plain, n}), u, e));
	while (!last) {
		TRY(piece_take(x, false, &n, &last, e));
		got += (int64_t)n;
		if (got > u->size)
			return cut(e);
		if (out && fwrite(x->plain, 1, n, out) != n)
			return broken("The package", e);
	}
	return got == u->size ? OK : cut(e);
}

enum code update_read(struct arena *a, FILE *file, const struct bundle_identity *me, bundle_trusted *trusted, void *arg, FILE *out, struct update *u, struct err *e)
{
	struct reading *x = NEW(a, struct reading);
	unsigned char key[32];
	*u = (struct update){.size = 0};
	x->file = file;
	if (!update_is(file))
		return err_set(e, E_INPUT, "This file is no bundle of Trellis.");
	if (fseeko(file, 0, SEEK_END))
		return cut(e);
	x->end = (int64_t)ftello(file) - (int64_t)crypto_sign_BYTES;
	rewind(file);
	if (x->end <= (int64_t)HEAD || fread(x->head, 1, HEAD, file) != HEAD)
		return cut(e);
	memcpy(u->signer, x->head + MAGIC_N, 32);
	if (!trusted(arg, u->signer))
		return err_set(e, E_DENIED, "This bundle comes from a school that is not trusted here. An administrator can allow it: trellis bundle trust.");
	TRY(signed_right(x, u->signer, e));
	if (crypto_box_seal_open(key, x->head + MAGIC_N + 32, SEALED, me->box_public, me->box_secret))
		return err_set(e, E_DENIED, "This bundle was made for another school. Ask for one that is made for the identity of this one: trellis bundle identity.");
	int bad = crypto_secretstream_xchacha20poly1305_init_pull(&x->stream, x->head + MAGIC_N + 32 + SEALED, key);
	sodium_memzero(key, sizeof key);
	x->at = HEAD;
	/* the key is the one that was signed: a file changed between the two readings does not open */
	enum code c = bad || fseeko(file, (off_t)HEAD, SEEK_SET) ? cut(e) : unpack(a, x, out, u, e);
	sodium_memzero(&x->stream, sizeof x->stream);
	return c;
}
