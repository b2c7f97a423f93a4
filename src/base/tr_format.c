/* Dates, numbers, lists and order as each language writes them: ICU, declared in tr.h.
 *
 * Formatters and collators are made once per language for the whole process and never changed; ICU lets many
 * threads use one at a time as long as nobody changes it. Times are turned into civil time by zone.c before,
 * so that no formatter needs a zone. */
#include "base/buf.h"
#include "base/clock.h"
#include "base/tr.h"

#include <pthread.h>
#include <stdatomic.h>
#include <string.h>
#include <unicode/ucol.h>
#include <unicode/udat.h>
#include <unicode/udatpg.h>
#include <unicode/ulistformatter.h>
#include <unicode/uloc.h>
#include <unicode/unumberformatter.h>
#include <unicode/ustring.h>

#define TEXT 400 /* UTF-16 units of one formatted text; longer ones are cut nowhere in practice */
#define MAX_DECIMALS 6

enum kind {
	K_DAY,
	K_DAY_SHORT,
	K_TIME,
	K_LIST,
	K_ORDER,
	K_NUMBER,                               /* and as many decimals at most */
	K_PERCENT = K_NUMBER + MAX_DECIMALS + 1, /* and so many decimals */
	K_COUNT = K_PERCENT + MAX_DECIMALS + 1,
};

static _Atomic(void *) made[LANG_COUNT][K_COUNT];
static pthread_mutex_t making = PTHREAD_MUTEX_INITIALIZER;

static void *make_date(const char *icu, const char *skeleton, UErrorCode *ec)
{
	UChar want[32], pattern[128], utc[8];
	UDateTimePatternGenerator *gen = udatpg_open(icu, ec);
	int32_t n;
	UDateFormat *f = NULL;

	u_uastrcpy(want, skeleton);
	u_uastrcpy(utc, "UTC");
	n = udatpg_getBestPattern(gen, want, -1, pattern, 128, ec);
	if (U_SUCCESS(*ec))
		f = udat_open(UDAT_PATTERN, UDAT_PATTERN, icu, utc, -1, pattern, n, ec);
	udatpg_close(gen);
	for (int i = 0; i < 8 && U_SUCCESS(*ec); i++) /* as warmed() does; a date has numbers inside */
		udat_format(f, 86400000.0 * i, pattern, 128, NULL, ec);
	return f;
}

/* ICU makes a formatter's fast form after some calls. Done before others see it, so that later nobody writes. */
static UNumberFormatter *warmed(UNumberFormatter *f, UErrorCode *ec)
{
	UFormattedNumber *out = unumf_openResult(ec);

	for (int i = 0; i < 8 && U_SUCCESS(*ec); i++)
		unumf_formatDouble(f, 1234.5 * i, out, ec);
	unumf_closeResult(out);
	return f;
}

static void *make_number(const char *icu, enum kind kind, UErrorCode *ec)
{
	bool percent = kind >= K_PERCENT;
	int decimals = (int)kind - (int)(percent ? K_PERCENT : K_NUMBER);
	char text[80];
	struct buf b = buf_fixed(text, sizeof text);
	UChar skeleton[80];

	if (percent)
		buf_z(&b, "percent scale/100 ");
	buf_z(&b, decimals == 0 ? "precision-integer" : ".");
	for (int i = 0; i < decimals; i++)
		buf_byte(&b, percent ? '0' : '#');
	buf_z(&b, " rounding-mode-half-up"); /* as people learn it in school */
	u_uastrcpy(skeleton, text);
	return warmed(unumf_openForSkeletonAndLocale(skeleton, (int32_t)b.n, icu, ec), ec);
}

static void *make(enum lang lang, enum kind kind)
{
	const char *icu = LANGS[lang].icu;
	UErrorCode ec = U_ZERO_ERROR;
	void *made_now;

	switch (kind) {
	case K_DAY:
		made_now = make_date(icu, "EEEEMMMMd", &ec);
		break;
	case K_DAY_SHORT:
		made_now = make_date(icu, "yMMMd", &ec);
		break;
	case K_TIME:
		made_now = make_date(icu, "yMMMdjm", &ec);
		break;
	case K_LIST:
		made_now = ulistfmt_open(icu, &ec);
		break;
	case K_ORDER:
		made_now = ucol_open(icu, &ec);
		break;
	default:
		made_now = make_number(icu, kind, &ec);
	}
	return U_SUCCESS(ec) ? made_now : NULL;
}

/* NULL only when ICU's data are damaged or memory is out. */
static void *get(enum lang lang, enum kind kind)
{
	void *p;

	if ((unsigned)lang >= LANG_COUNT)
		lang = LANG_EN;
	p = atomic_load_explicit(&made[lang][kind], memory_order_acquire);
	if (p != NULL)
		return p;
	pthread_mutex_lock(&making);
	p = atomic_load(&made[lang][kind]);
	if (p == NULL) {
		p = make(lang, kind);
		atomic_store_explicit(&made[lang][kind], p, memory_order_release);
	}
	pthread_mutex_unlock(&making);
	return p;
}

static struct str from16(struct arena *a, const UChar *text, int32_t n)
{
	UErrorCode ec = U_ZERO_ERROR;
	int32_t bytes = 0;
	char *p = arena_alloc(a, (size_t)n * 3 + 1);

	u_strToUTF8WithSub(p, n * 3 + 1, &bytes, text, n, 0xFFFD, NULL, &ec);
	return (struct str){p, U_SUCCESS(ec) ? (size_t)bytes : 0};
}

static struct str date_by(struct arena *a, enum lang lang, enum kind kind, double ms)
{
	UErrorCode ec = U_ZERO_ERROR;
	UChar text[TEXT];
	const UDateFormat *f = get(lang, kind);
	int32_t n;

	if (f == NULL)
		return (struct str){"", 0};
	n = udat_format(f, ms, text, TEXT, NULL, &ec);
	for (int32_t i = 0; U_SUCCESS(ec) && i < n; i++)
		if (text[i] == 0x202F) /* the narrow space that newer CLDR puts before PM: many faces lack it */
			text[i] = 0x00A0;
	return U_SUCCESS(ec) ? from16(a, text, n) : (struct str){"", 0};
}

/* Haitian Creole, which ICU lacks. */
static const char *const HT_DAYS[] = {"lendi", "madi", "mèkredi", "jedi", "vandredi", "samdi", "dimanch"};
static const char *const HT_MONTHS[] = {"janvye", "fevriye", "mas",     "avril",  "me",     "jen",
					"jiyè",   "out",     "septanm", "oktòb",  "novanm", "desanm"};

struct str tr_date(struct arena *a, enum lang lang, int32_t day)
{
	if (day == DAY_NONE)
		return (struct str){"", 0};
	if (lang == LANG_HT) {
		struct civil c = day_civil(day);

		return str_fmt(a, "%s %d %s", HT_DAYS[c.weekday - 1], c.day, HT_MONTHS[c.month - 1]);
	}
	return date_by(a, lang, K_DAY, day * 86400000.0);
}

struct str tr_date_short(struct arena *a, enum lang lang, int32_t day)
{
	if (day == DAY_NONE)
		return (struct str){"", 0};
	if (lang == LANG_HT) {
		struct civil c = day_civil(day);

		return str_fmt(a, "%d %s %d", c.day, HT_MONTHS[c.month - 1], c.year);
	}
	return date_by(a, lang, K_DAY_SHORT, day * 86400000.0);
}

struct str tr_time(struct arena *a, enum lang lang, const char *tz, int64_t us)
{
	const struct zone *z;
	struct civil c;
	day_t day;
	double ms;

	if (zone_get(tz, &z, NULL) != OK && zone_get("UTC", &z, NULL) != OK)
		return (struct str){"", 0};
	c = civil_at(z, us);
	day = day_of(c.year, c.month, c.day);
	if (day == DAY_NONE)
		return (struct str){"", 0};
	if (lang == LANG_HT)
		return str_fmt(a, "%d %s %d, %d:%02d %s", c.day, HT_MONTHS[c.month - 1], c.year, (c.hour + 11) % 12 + 1,
			       c.minute, c.hour < 12 ? "AM" : "PM");
	ms = day * 86400000.0 + c.hour * 3600000.0 + c.minute * 60000.0 + c.second * 1000.0;
	return date_by(a, lang, K_TIME, ms);
}

static struct str number_by(struct arena *a, enum lang lang, enum kind first, double v, int decimals)
{
	UErrorCode ec = U_ZERO_ERROR;
	UChar text[TEXT];
	const UNumberFormatter *f;
	UFormattedNumber *out;
	struct str s = {"", 0};
	int32_t n;

	if (decimals < 0)
		decimals = 0;
	if (decimals > MAX_DECIMALS)
		decimals = MAX_DECIMALS;
	f = get(lang, (enum kind)((int)first + decimals));
	if (f == NULL)
		return s;
	out = unumf_openResult(&ec);
	unumf_formatDouble(f, v, out, &ec);
	n = unumf_resultToString(out, text, TEXT, &ec);
	if (U_SUCCESS(ec))
		s = from16(a, text, n);
	unumf_closeResult(out);
	return s;
}

struct str tr_number(struct arena *a, enum lang lang, double v, int max_decimals)
{
	return number_by(a, lang, K_NUMBER, v, max_decimals);
}

struct str tr_percent(struct arena *a, enum lang lang, double share, int decimals)
{
	return number_by(a, lang, K_PERCENT, share, decimals);
}

static struct str list_ht(struct arena *a, const struct str *items, size_t n)
{
	struct str s = items[0];

	for (size_t i = 1; i < n; i++)
		s = str_fmt(a, i + 1 < n ? "%.*s, %.*s" : "%.*s ak %.*s", S_ARG(s), S_ARG(items[i]));
	return s;
}

struct str tr_list(struct arena *a, enum lang lang, const struct str *items, size_t n)
{
	UErrorCode ec = U_ZERO_ERROR;
	const UListFormatter *f;
	const UChar **texts;
	int32_t *lengths, got;
	UChar *out;
	size_t room = 16;

	if (n == 0)
		return (struct str){"", 0};
	if (n == 1)
		return str_dup(a, items[0]);
	if (lang == LANG_HT)
		return list_ht(a, items, n);
	f = get(lang, K_LIST);
	texts = NEW_ARRAY(a, const UChar *, n);
	lengths = NEW_ARRAY(a, int32_t, n);
	for (size_t i = 0; i < n; i++) {
		UChar *t = arena_array(a, items[i].n + 1, sizeof(UChar));

		u_strFromUTF8WithSub(t, (int32_t)items[i].n + 1, &lengths[i], items[i].p, (int32_t)items[i].n, 0xFFFD,
				     NULL, &ec);
		texts[i] = t;
		room += items[i].n + 16;
	}
	out = arena_array(a, room, sizeof(UChar));
	if (f == NULL)
		return (struct str){"", 0};
	got = ulistfmt_format(f, texts, lengths, (int32_t)n, out, (int32_t)room, &ec);
	return U_SUCCESS(ec) ? from16(a, out, got) : (struct str){"", 0};
}

struct str tr_language_name(struct arena *a, enum lang lang, struct str tag)
{
	UErrorCode ec = U_ZERO_ERROR;
	char z[64], id[80];
	UChar text[TEXT];
	enum lang known;
	int32_t n;

	if (tag.n == 0 || tag.n >= sizeof z)
		return str_dup(a, tag);
	/* Our own languages by their own name, where the reader's language is the same. */
	if (lang_parse(tag, &known) && known == lang && str_ieqz(tag, LANGS[known].tag))
		return str_z(LANGS[known].name);
	memcpy(z, tag.p, tag.n);
	z[tag.n] = '\0';
	uloc_forLanguageTag(z, id, sizeof id, NULL, &ec);
	n = uloc_getDisplayName(id, LANGS[lang].icu, text, TEXT, &ec);
	if (U_FAILURE(ec) || n == 0 || id[0] == '\0')
		return str_dup(a, tag);
	return from16(a, text, n);
}

int tr_compare(enum lang lang, struct str x, struct str y)
{
	UErrorCode ec = U_ZERO_ERROR;
	const UCollator *order = get(lang, K_ORDER);
	int c;

	if (order == NULL)
		return str_cmp(x, y);
	c = (int)ucol_strcollUTF8(order, x.n > 0 ? x.p : "", (int32_t)x.n, y.n > 0 ? y.p : "", (int32_t)y.n, &ec);
	return U_SUCCESS(ec) ? c : str_cmp(x, y);
}
