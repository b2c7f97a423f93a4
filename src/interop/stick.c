#include "interop/stick.h"

#include "base/buf.h"
#include "base/json.h"
#include "engine/itemgen/mathml.h"
#include "engine/itemgen/picture.h"
#include "school/plan/needs.h"
#include "school/work/practice.h"

#include <gnutls/crypto.h>
#include <gnutls/gnutls.h>
#include <sodium.h>
#include <string.h>

#define TURNS 600000U
#define IV 12
#define TAG 16

/* ---- sticks ---- */

enum code stick_add(struct db *db, struct arena *a, const struct viewer *v, struct id learner, day_t monday, struct stick *out, struct err *e)
{
	struct week w;
	*out = (struct stick){.id = id_new(), .learner = learner, .monday = monday, .made_at = clock_now()};
	randombytes_buf(out->salt, sizeof out->salt);
	enum code c = week_load(db, a, learner, monday, LANG_EN, &w, e);
	if (!c && str_eqz(w.state, "draft"))
		c = err_set(e, E_NOTFOUND, "There is no work for that week yet.");
	return c ? c : db_exec(db, e, "insert into stick (id, district, made_at, made_by, learner, monday, salt) values (?1, ?2, ?3, ?4, ?5, ?6, ?7)", "bdibbtB", out->id,
	                       out->made_at, v->person, learner, day_text(a, monday), (struct str){(const char *)out->salt, sizeof out->salt});
}

enum code stick_get(struct db *db, struct id id, struct stick *out, struct err *e)
{
	struct rows *r;
	*out = (struct stick){.id = id};
	enum code c = db_query(db, e, &r, "select learner, monday, salt, made_at, back_at from stick where id = ?1 and district = ?2", "bd", id);
	int got = c ? -1 : rows_next(r, e);
	bool whole = got == 1 && rows_t(r, 2).n == sizeof out->salt && day_parse(rows_t(r, 1), &out->monday);
	if (whole) {
		out->learner = rows_id(r, 0);
		memcpy(out->salt, rows_t(r, 2).p, sizeof out->salt);
		out->made_at = rows_i(r, 3);
		out->back_at = rows_i(r, 4);
	}
	if (!c)
		rows_end(r);
	return got < 0 ? e->code : whole ? OK : err_set(e, E_NOTFOUND, "This file comes from no stick of this school.");
}

struct str stick_letters(struct arena *a, const unsigned char secret[32], const struct stick *s)
{
	static const char letters[] = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
	unsigned char from[32], h[32];
	char out[13] = {0};
	memcpy(from, s->id.b, 16);
	memcpy(from + 16, s->salt, 16);
	(void)crypto_generichash(h, sizeof h, from, sizeof from, secret, 32);
	for (int i = 0; i < 12; i++)
		out[i] = letters[h[i] & 31];
	sodium_memzero(h, sizeof h);
	return str_fmt(a, "%.4s %.4s %.4s", out, out + 4, out + 8);
}

/* ---- locks ---- */

static bool key_of(const struct stick *s, struct str letters, unsigned char key[32])
{
	char plain[13];
	size_t n = 0;
	for (size_t i = 0; i < letters.n && n < 12; i++)
		if (letters.p[i] != ' ')
			plain[n++] = letters.p[i];
	const gnutls_datum_t secret = {(unsigned char *)plain, (unsigned)n}, salt = {(unsigned char *)(uintptr_t)s->salt, sizeof s->salt};
	return gnutls_pbkdf2(GNUTLS_MAC_SHA256, &secret, &salt, TURNS, key, 32) == 0;
}

static bool crypt(const unsigned char key[32], bool close, const unsigned char *iv, struct id about, struct str in, char *out, size_t *n)
{
	gnutls_aead_cipher_hd_t h;
	const gnutls_datum_t k = {(unsigned char *)(uintptr_t)key, 32};
	if (gnutls_aead_cipher_init(&h, GNUTLS_CIPHER_AES_256_GCM, &k))
		return false;
	int bad = close ? gnutls_aead_cipher_encrypt(h, iv, IV, about.b, 16, TAG, in.p, in.n, out, n) : gnutls_aead_cipher_decrypt(h, iv, IV, about.b, 16, TAG, in.p, in.n, out, n);
	gnutls_aead_cipher_deinit(h);
	return bad == 0;
}

static struct str base64(struct arena *a, const void *p, size_t n)
{
	size_t room = sodium_base64_ENCODED_LEN(n, sodium_base64_VARIANT_ORIGINAL);
	char *out = arena_alloc(a, room);
	sodium_bin2base64(out, room, p, n, sodium_base64_VARIANT_ORIGINAL);
	return str_z(out);
}

static enum code lock(struct arena *a, const struct stick *s, struct str letters, struct str text, struct str *out, struct err *e)
{
	unsigned char key[32], *box = arena_alloc(a, IV + text.n + TAG);
	size_t n = text.n + TAG;
	randombytes_buf(box, IV);
	bool ok = key_of(s, letters, key) && crypt(key, true, box, s->id, text, (char *)box + IV, &n);
	sodium_memzero(key, sizeof key);
	*out = ok ? base64(a, box, IV + n) : S("");
	return ok ? OK : err_set(e, E_BUG, "The week cannot be locked for the stick.");
}

static enum code unlock(struct arena *a, const struct stick *s, struct str letters, struct str data, struct str *out, struct err *e)
{
	unsigned char key[32], *box = arena_alloc(a, data.n + 1);
	char *plain = arena_alloc(a, data.n + 1);
	size_t n = 0, room = data.n;
	bool ok = !sodium_base642bin(box, data.n + 1, data.p, data.n, NULL, &n, NULL, sodium_base64_VARIANT_ORIGINAL) && n > IV + TAG && key_of(s, letters, key)
	          && crypt(key, false, box, s->id, (struct str){(const char *)box + IV, n - IV}, plain, &room);
	sodium_memzero(key, sizeof key);
	*out = (struct str){plain, ok ? room : 0};
	return ok ? OK : err_set(e, E_INPUT, "These answers cannot be opened: the file was cut or changed on its way. Save it on the stick once more.");
}

/* ---- the week ---- */

static struct str math(struct arena *a, struct ig_text t)
{
	struct buf b = buf_new(a, 1 << 20);
	math_html(a, &b, t.text, t.lang, NULL);
	return buf_done(&b);
}

static void put(struct json_out *j, const char *name, struct str text)
{
	json_key(j, name);
	json_put_str(j, text);
}

static void question(struct json_out *j, struct arena *a, const struct question *q)
{
	static const char *const kinds[] = {[IG_NUMERIC] = "text", [IG_CHOICE] = "choice", [IG_CHOICES] = "choices", [IG_ORDER] = "order", [IG_TEXT] = "text", [IG_OPEN] = "open"};
	json_open(j, '{');
	json_key(j, "place");
	json_put_int(j, q->place);
	put(j, "kind", str_z(kinds[q->kind]));
	put(j, "lang", str_z(LANGS[q->stem.lang].tag));
	put(j, "before", math(a, q->before));
	put(j, "stem", math(a, q->stem));
	put(j, "unit", math(a, q->unit));
	if (q->figure) {
		struct buf b = buf_new(a, 1 << 20);
		pic_html(a, &b, q->figure);
		put(j, "figure", buf_done(&b));
	}
	json_key(j, "options");
	json_open(j, '[');
	for (size_t i = 0; i < q->n_options; i++) {
		json_open(j, '{');
		put(j, "key", q->options[i].key);
		put(j, "html", math(a, q->options[i].text));
		json_close(j, '}');
	}
	json_close(j, ']');
	json_close(j, '}');
}

static void texts(struct json_out *j, const char *name, const struct str *list, size_t n)
{
	json_key(j, name);
	json_open(j, '[');
	for (size_t i = 0; i < n; i++)
		json_put_str(j, list[i]);
	json_close(j, ']');
}

static enum code piece(struct db *db, struct arena *a, struct json_out *j, const struct work *w, day_t today, enum lang lang, struct err *e)
{
	struct practice p;
	struct need_context context = {.day = today, .setting = NEED_INSTRUCTION, .medium = NEED_SCREEN};
	const struct needs *n;
	enum code c = practice_constructs(db, w, &context.constructs, e);
	if (!c)
		c = needs_load(db, a, w->learner, &context, &n, e);
	if (!c)
		c = practice_load(db, a, w, lang, n, S(""), &p, e);
	if (c)
		return c;
	json_open(j, '{');
	put(j, "id", id_str(a, w->id));
	put(j, "title", w->title);
	put(j, "done", w->done_looks_like);
	put(j, "lang", str_z(LANGS[p.language].tag));
	put(j, "summary", p.summary);
	json_key(j, "minutes");
	json_put_int(j, w->minutes);
	texts(j, "pages", p.pages, p.n_pages);
	texts(j, "steps", p.steps, p.n_steps);
	json_key(j, "questions");
	json_open(j, '[');
	for (size_t i = 0; i < p.n; i++)
		question(j, a, &p.questions[i]);
	json_close(j, ']');
	json_close(j, '}');
	return OK;
}

static const struct { const char *name, *text; } WORDS[] = {
	{"open", N_("Open my week")}, {"letters", N_("The letters that the school gave you")}, {"wrong", N_("These letters do not open it. Look at them once more.")},
	{"answer", N_("Your answer")}, {"save", N_("Save my answers on the stick")}, {"kept", N_("Kept on this computer. Save them on the stick before you bring it back.")},
	{"done", N_("What \"done\" looks like")}, {"order", N_("Write 1 beside what comes first, then 2, and so on.")}, {"work", N_("What I did")},
	{"old", N_("This browser is too old to open the week. Paper counts the same: ask for the packet.")}};

static enum code week_json(struct db *db, struct arena *a, const struct stick *s, enum lang lang, struct str *out, struct err *e)
{
	struct week w;
	struct buf b = buf_new(a, STICK_MOST);
	struct json_out j = json_to(&b);
	enum code c = week_load(db, a, s->learner, s->monday, lang, &w, e);
	if (c)
		return c;
	json_open(&j, '{');
	put(&j, "title", str_z(tr(lang, N_("My week"))));
	put(&j, "message", w.message);
	json_key(&j, "works");
	json_open(&j, '[');
	for (size_t i = 0; i < w.n && !c; i++)
		if (!str_eqz(w.items[i].state, "excused"))
			c = piece(db, a, &j, &w.items[i], s->monday, lang, e);
	json_close(&j, ']');
	json_close(&j, '}');
	if (!c && b.over)
		c = err_set(e, E_LIMIT, "This week is too large for a stick. Print it instead.");
	*out = buf_done(&b);
	return c;
}

enum code stick_page(struct db *db, struct arena *a, const struct stick *s, struct str letters, struct str style, struct str script, enum lang lang,
                     struct str *html, struct err *e)
{
	struct str week, box;
	struct buf b = buf_new(a, 2 * STICK_MOST), words = buf_new(a, 20000);
	struct json_out j = json_to(&words);
	enum code c = week_json(db, a, s, lang, &week, e);
	if (!c)
		c = lock(a, s, letters, week, &box, e);
	if (c)
		return c;
	json_open(&j, '{');
	for (size_t i = 0; i < sizeof WORDS / sizeof *WORDS; i++)
		put(&j, WORDS[i].name, str_z(tr(lang, WORDS[i].text)));
	json_close(&j, '}');
	buf_fmt(&b, "<!doctype html>\n<html lang=\"%s\" dir=\"%s\"><head><meta charset=\"utf-8\"><meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">"
	        "<title>%s</title><style>%.*s</style></head><body><main class=\"page narrow\" id=\"main\"><noscript><p>%s</p></noscript></main>\n",
	        LANGS[lang].tag, LANGS[lang].dir, tr(lang, N_("My week")), S_ARG(style), tr(lang, N_("This page needs a browser with scripts. Paper counts the same: ask for the packet.")));
	/* base64 and JSON whose "<" is written as \u003c: nothing in them ends a script */
	buf_fmt(&b, "<script type=\"application/json\" id=\"week\">{\"stick\":\"%.*s\",\"salt\":\"%.*s\",\"turns\":%u,\"words\":", S_ARG(id_str(a, s->id)),
	        S_ARG(base64(a, s->salt, sizeof s->salt)), TURNS);
	struct str w = buf_done(&words);
	for (size_t i = 0; i < w.n; i++) {
		if (w.p[i] == '<')
			buf_z(&b, "\\u003c");
		else
			buf_byte(&b, w.p[i]);
	}
	buf_fmt(&b, ",\"box\":\"%.*s\"}</script>\n<script>%.*s</script></body></html>\n", S_ARG(box), S_ARG(script));
	*html = buf_done(&b);
	return b.over ? err_set(e, E_LIMIT, "This week is too large for a stick. Print it instead.") : OK;
}

/* ---- answers that come back ---- */

enum code stick_file(struct arena *a, struct str file, struct stick_back *out, struct err *e)
{
	struct json *j;
	struct err ignored = {0};
	*out = (struct stick_back){0};
	if (file.n > STICK_MOST || json_parse(a, file, &j, &ignored) != OK || !str_eqz(json_str(j, "trellis"), "answers-1") || !id_parse(json_str(j, "stick"), &out->stick))
		return err_set(e, E_INPUT, "This is no file of answers. It is called answers.trellis and lies on the stick beside the week.");
	out->data = json_str(j, "box");
	return OK;
}

struct taking {
	struct db *db;
	const struct stick *s;
	struct viewer v;
	struct stick_done *done;
	day_t today;
};

static const struct question *question_at(const struct practice *p, int64_t place)
{
	for (size_t i = 0; i < p->n; i++)
		if (p->questions[i].place == place)
			return &p->questions[i];
	return NULL;
}

static enum code take_one(struct taking *t, struct arena *a, const struct json *j, struct err *e)
{
	struct work w;
	struct practice p;
	struct id work, event;
	int64_t known = 0, place = json_int(j, "place", 0);
	double minutes = (double)json_int(j, "minutes", 0);
	struct str response = str_trim(json_str(j, "response"));
	if (!id_parse(json_str(j, "work"), &work) || !id_parse(json_str(j, "event"), &event) || event.b[6] >> 4 != 7 || !response.n || response.n > 8000) {
		t->done->left++;
		return OK;
	}
	enum code c = db_int(t->db, e, &known, "select count(*) from event where id = ?1", "b", event);
	if (!c && known) {
		t->done->again++;
		return OK;
	}
	if (!c)
		c = work_load(t->db, a, work, t->v.lang, &w, e);
	if (c == E_NOTFOUND || (!c && !id_eq(w.learner, t->s->learner))) {
		err_clear(e);
		t->done->left++;
		return OK;
	}
	struct need_context context = {.day = t->s->monday, .setting = NEED_INSTRUCTION, .medium = NEED_SCREEN};
	const struct needs *n;
	if (!c)
		c = practice_constructs(t->db, &w, &context.constructs, e);
	if (!c)
		c = needs_load(t->db, a, w.learner, &context, &n, e);
	if (!c)
		c = practice_load(t->db, a, &w, t->v.lang, n, S(""), &p, e);
	if (c)
		return c;
	minutes = minutes > 0 && minutes <= 600 ? minutes : 0;
	if (place == 0) {
		struct hand_in h = {.event = event, .text = response, .way = S("stick"), .minutes = minutes};
		c = practice_hand_in(t->db, a, &t->v, &p, &h, e);
		t->done->answers++;
		return c;
	}
	const struct question *q = question_at(&p, place);
	if (!q) {
		t->done->left++;
		return OK;
	}
	struct tried *tried = NEW_ARRAY(a, struct tried, p.n + 1);
	c = practice_tried(t->db, a, w.id, tried, p.n, e);
	struct answer x = {.event = event, .response = response, .minutes = minutes};
	if (!c) {
		x.score = question_score(a, q, response, t->v.lang);
		x.before = tried[q - p.questions];
		c = practice_answer(t->db, a, &t->v, &p, q, &x, e);
	}
	t->done->answers++;
	return c;
}

enum code stick_take(struct db *db, struct arena *a, const struct stick *s, struct str letters, struct str data, day_t today, struct stick_done *out, struct err *e)
{
	struct str text;
	struct json *j;
	struct taking t = {.db = db, .s = s, .done = out, .today = today};
	*out = (struct stick_done){0};
	enum code c = unlock(a, s, letters, data, &text, e);
	if (!c)
		c = json_parse(a, text, &j, e);
	if (!c)
		c = viewer_load(db, s->learner, today, &t.v, e);
	const struct json *list = c ? NULL : json_get(j, "answers");
	if (!c && (!list || list->type != JSON_ARRAY_T || list->n > 2000))
		c = err_set(e, E_INPUT, "These answers cannot be opened: the file was cut or changed on its way. Save it on the stick once more.");
	for (size_t i = 0; !c && i < list->n; i++)
		c = take_one(&t, a, &list->items[i], e);
	return c ? c : db_exec(db, e, "update stick set back_at = ?1 where id = ?2", "ib", clock_now(), s->id);
}
