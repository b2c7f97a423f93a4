#include "base/tr_table.h"

#include <endian.h>
#include <stdlib.h>
#include <string.h>

const struct lang_info LANGS[LANG_COUNT] = {
	[LANG_EN] = {"en", "English", "ltr", "en_US"},
	/* Schools of the United States: es_US writes 1,234.5 as the class does, es would write 1.234,5. */
	[LANG_ES] = {"es", "Español", "ltr", "es_US"},
	/* The digits that learners meet in their work. */
	[LANG_AR] = {"ar", "العربية", "rtl", "ar@numbers=latn"},
	[LANG_ZH] = {"zh-Hans", "简体中文", "ltr", "zh_Hans"},
	[LANG_VI] = {"vi", "Tiếng Việt", "ltr", "vi"},
	[LANG_SO] = {"so", "Soomaali", "ltr", "so"},
	[LANG_HT] = {"ht", "Kreyòl ayisyen", "ltr", "ht"}, /* CLDR has no data: dates and lists are in tr_format.c */
};

bool lang_parse(struct str tag, enum lang *out)
{
	/* ISO 639-2 codes too: rosters use them. */
	static const struct {
		const char *code;
		enum lang lang;
	} codes[] = {{"en", LANG_EN}, {"es", LANG_ES}, {"ar", LANG_AR}, {"zh", LANG_ZH}, {"vi", LANG_VI}, {"so", LANG_SO},
		     {"ht", LANG_HT}, {"eng", LANG_EN}, {"spa", LANG_ES}, {"ara", LANG_AR}, {"zho", LANG_ZH},
		     {"chi", LANG_ZH}, {"vie", LANG_VI}, {"som", LANG_SO}, {"hat", LANG_HT}};
	size_t n = 0;

	tag = str_trim(tag);
	while (n < tag.n && tag.p[n] != '-' && tag.p[n] != '_')
		n++;
	for (size_t i = 0; i < sizeof codes / sizeof codes[0]; i++)
		if (str_ieqz((struct str){tag.p, n}, codes[i].code)) {
			*out = codes[i].lang;
			return true;
		}
	return false;
}

enum lang lang_accept(struct str header)
{
	enum lang best = LANG_EN;
	double best_q = 0;

	while (header.n > 0) {
		struct str item = str_cut(&header, ',');
		struct str tag = str_trim(str_cut(&item, ';'));
		double q = 1;
		enum lang lang;

		item = str_trim(item);
		if (str_starts(item, "q=") && !str_real((struct str){item.p + 2, item.n - 2}, &q))
			q = 0;
		if (q > best_q && lang_parse(tag, &lang)) {
			best = lang;
			best_q = q;
		}
	}
	return best;
}

uint64_t tr_hash(const char *key, size_t n)
{
	uint64_t h = n, w;

	for (; n >= 8; key += 8, n -= 8) {
		memcpy(&w, key, 8);
		h = (h ^ le64toh(w)) * UINT64_C(0x9E3779B97F4A7C15);
		h ^= h >> 32;
	}
	w = 0;
	memcpy(&w, key, n);
	h = (h ^ le64toh(w)) * UINT64_C(0x9E3779B97F4A7C15);
	return h ^ h >> 32;
}

/* Number of the key, or -1. */
static int64_t find(const char *key, size_t n)
{
	uint32_t slot = (uint32_t)tr_hash(key, n) & TR_SLOT_MASK;

	for (; TR_SLOTS[slot] != 0; slot = (slot + 1) & TR_SLOT_MASK) {
		uint32_t k = TR_SLOTS[slot] - 1;
		const char *there = TR_POOL + TR_KEYS[k];

		/* The text in the pool may be shorter than n, but ends with a NUL that key[..n) lacks. */
		if (strncmp(there, key, n) == 0 && there[n] == '\0')
			return k;
	}
	return -1;
}

/* The school's own, by language and key. Replaced ones stay in memory behind the new one, since a page may be reading them. */
struct own_text { struct own_text *before; enum tr_origin origin; size_t n; char forms[]; };
static struct own_text **own[LANG_COUNT];

static struct own_text *own_of(enum lang lang, int64_t k)
{
	struct own_text **list = __atomic_load_n(&own[lang], __ATOMIC_ACQUIRE);
	return list ? __atomic_load_n(&list[k], __ATOMIC_ACQUIRE) : NULL;
}

static const char *text_of(enum lang lang, int64_t k)
{
	uint32_t at;

	if (k < 0)
		return NULL;
	const struct own_text *ours = own_of(lang, k);
	if (ours)
		return ours->forms;
	at = TR_LANGS[lang].texts[k];
	return at != 0 ? TR_POOL + at : NULL;
}

static bool translated(enum lang lang)
{
	return (unsigned)lang < LANG_COUNT && lang != LANG_EN && TR_LANGS[lang].texts != NULL;
}

const char *tr(enum lang lang, const char *msgid)
{
	const char *text;

	if (!translated(lang))
		return msgid;
	text = text_of(lang, find(msgid, strlen(msgid)));
	return text != NULL ? text : msgid;
}

enum tr_origin tr_origin(enum lang lang, const char *msgid)
{
	if (lang == LANG_EN)
		return TR_ORIGINAL;
	int64_t k = translated(lang) ? find(msgid, strlen(msgid)) : -1;
	return k < 0 ? TR_NONE : tr_origin_at(lang, (size_t)k);
}

enum tr_origin tr_origin_at(enum lang lang, size_t k)
{
	if (lang == LANG_EN)
		return TR_ORIGINAL;
	if (!translated(lang) || k >= TR_KEY_COUNT)
		return TR_NONE;
	const struct own_text *ours = own_of(lang, (int64_t)k);
	return ours ? ours->origin : text_of(lang, (int64_t)k) ? (enum tr_origin)TR_LANGS[lang].origins[k] : TR_NONE;
}

size_t tr_count(void)
{
	return TR_KEY_COUNT;
}

void tr_entry(size_t k, struct tr_entry *out)
{
	const char *key = TR_POOL + TR_KEYS[k], *cut = strchr(key, '\004');
	*out = (struct tr_entry){.msgid = cut ? cut + 1 : key, .many = TR_MANY[k] ? TR_POOL + TR_MANY[k] : NULL, .note = TR_POOL + TR_NOTES[k], .places = TR_POOL + TR_PLACES[k]};
	if (cut)
		out->ctx = (struct str){key, (size_t)(cut - key)};
}

int64_t tr_find(const char *ctx, const char *msgid)
{
	char key[4096];
	size_t c = ctx ? strlen(ctx) : 0, m = strlen(msgid);
	if (!ctx)
		return find(msgid, m);
	if (c + m + 2 > sizeof key)
		return -1;
	memcpy(key, ctx, c);
	key[c] = '\004';
	memcpy(key + c + 1, msgid, m + 1);
	return find(key, c + 1 + m);
}

const char *tr_text_at(enum lang lang, size_t k)
{
	return translated(lang) && k < TR_KEY_COUNT ? text_of(lang, (int64_t)k) : NULL;
}

unsigned tr_forms(enum lang lang)
{
	return translated(lang) ? TR_LANGS[lang].forms : 2;
}

const char *tr_plural_rule(enum lang lang)
{
	return translated(lang) ? TR_LANGS[lang].rule : "nplurals=2; plural=(n != 1);";
}

uint64_t tr_key(const char *text)
{
	return tr_hash(text, strlen(text));
}

void tr_own(enum lang lang, size_t k, struct str forms, enum tr_origin origin)
{
	if (!translated(lang) || k >= TR_KEY_COUNT || !forms.n)
		return;
	struct own_text *now = own_of(lang, (int64_t)k), **list = __atomic_load_n(&own[lang], __ATOMIC_ACQUIRE);
	if (now && now->origin == origin && now->n == forms.n && memcmp(now->forms, forms.p, forms.n) == 0)
		return;
	if (!list) {
		struct own_text **fresh = calloc(TR_KEY_COUNT, sizeof(*fresh)), **none = NULL;
		if (!fresh)
			return;
		list = __atomic_compare_exchange_n(&own[lang], &none, fresh, false, __ATOMIC_ACQ_REL, __ATOMIC_ACQUIRE) ? fresh : none;
		if (list != fresh)
			free(fresh);
	}
	struct own_text *text = malloc(sizeof(*text) + forms.n);
	if (!text)
		return;
	text->before = now;
	text->origin = origin;
	text->n = forms.n;
	memcpy(text->forms, forms.p, forms.n);
	__atomic_store_n(&list[k], text, __ATOMIC_RELEASE);
}

bool tr_doubtful(enum lang lang, const char *msgid)
{
	enum tr_origin o = tr_origin(lang, msgid);
	return o == TR_PERSON || o == TR_MACHINE;
}

struct str tr_careful(struct arena *a, enum lang lang, const char *msgid)
{
	if (!tr_doubtful(lang, msgid))
		return str_z(tr(lang, msgid));
	return str_fmt(a, "%s (English: %s)", tr(lang, msgid), msgid);
}

struct tr_origins tr_origins(enum lang lang)
{
	struct tr_origins o = {.all = (int64_t)TR_KEY_COUNT};
	for (size_t k = 0; translated(lang) && k < TR_KEY_COUNT; k++) {
		enum tr_origin by = tr_origin_at(lang, k);
		o.person += by == TR_PERSON;
		o.machine += by == TR_MACHINE;
		o.reviewed += by == TR_REVIEWED;
	}
	return o;
}

const char *trn(enum lang lang, const char *one, const char *many, int64_t n)
{
	uint64_t count = n < 0 ? 0 - (uint64_t)n : (uint64_t)n;
	const char *text;
	int64_t k;
	unsigned form;

	if (translated(lang)) {
		k = find(one, strlen(one));
		text = text_of(lang, k);
		/* A sentence that stands in the file without plural forms is no answer here. */
		if (text != NULL && TR_PLURAL[k]) {
			form = TR_LANGS[lang].plural(count);
			if (form >= TR_LANGS[lang].forms)
				form = 0;
			while (form-- > 0)
				text += strlen(text) + 1;
			return text;
		}
	}
	return count == 1 ? one : many;
}

const char *trc(enum lang lang, const char *context, const char *msgid)
{
	char key[512];
	size_t c = strlen(context), m = strlen(msgid);
	const char *text;

	if (!translated(lang) || c + m + 2 > sizeof key)
		return msgid;
	memcpy(key, context, c);
	key[c] = '\004';
	memcpy(key + c + 1, msgid, m + 1);
	text = text_of(lang, find(key, c + 1 + m));
	return text != NULL ? text : msgid;
}

static const char *translate_err(const void *info, const char *msgid)
{
	return tr((enum lang)((const struct lang_info *)info - LANGS), msgid);
}

void err_speak(struct err *e, enum lang lang)
{
	e->translate = translate_err;
	e->translate_arg = &LANGS[lang];
}
