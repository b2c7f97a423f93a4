#include "school/account/password.h"
#include "base/buf.h"
#include "school/account/common_passwords.h"

#include <pthread.h>
#include <sodium.h>
#include <string.h>
#include <unicode/unorm2.h>
#include <unicode/ustring.h>

#define AT_ONCE 2
#define WAITING_MAX 256

/* What many people choose first; folded, without spaces. Longer passwords made only of these, of keyboard rows, short
 * numbers and context words are refused too. */
static const char *const common[] = {
	"password", "passwort", "contrasena", "clave", "secret", "secreto", "letmein", "welcome", "bienvenido", "bienvenidos", "iloveyou",
	"teamo", "princess", "princesa", "dragon", "monkey", "sunshine", "football", "baseball", "basketball", "soccer", "futbol", "master",
	"superman", "batman", "spiderman", "pokemon", "minecraft", "roblox", "fortnite", "starwars", "hello", "hola", "goodbye", "teacher",
	"maestra", "maestro", "student", "school", "escuela", "schule", "classroom", "homework", "principal", "admin", "administrator",
	"administrador", "trellis", "changeme", "default", "guest", "user", "username", "login", "signin", "test", "testing", "temp",
	"temporary", "qwerty", "azerty", "asdf", "zxcv", "abc", "abcd", "xyz", "summer", "winter", "spring", "autumn", "fall", "verano",
	"invierno", "primavera", "january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november",
	"december", "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday", "mother", "father", "mommy", "daddy",
	"mama", "papa", "family", "familia", "jesus", "god", "angel", "love", "amor", "baby", "lovely", "flower", "cookie", "chocolate",
	"computer", "internet", "google", "facebook", "iphone", "samsung", "access", "open", "please", "please let me in", "the", "and", "my",
	"is", "this", "a", "i", "you", "me", "it", "in", "to", "one", "two", "three", "four", "five", "number", "pass", "word", "key"};

static const char *const rows[] = {"qwertyuiop", "asdfghjkl", "zxcvbnm", "1234567890", "abcdefghijklmnopqrstuvwxyz", "poiuytrewq",
                                   "lkjhgfdsa", "mnbvcxz", "0987654321", "zyxwvutsrqponmlkjihgfedcba", "azertyuiop", "qsdfghjklm"};

/* Words of the suggestion: short, common, told apart by ear and eye. */
static const char *const plain_words[] = {
	"acorn", "amber", "apple", "april", "arrow", "badger", "bagel", "banjo", "barley", "basil", "basket", "beach", "beaver", "bison",
	"bottle", "bramble", "bread", "bridge", "bronze", "brook", "bucket", "butter", "button", "cabin", "cactus", "camel", "candle", "canoe",
	"carrot", "castle", "cedar", "cello", "cherry", "cinder", "circle", "clover", "cobalt", "comet", "copper", "coral", "cotton", "cricket",
	"crystal", "daisy", "dance", "delta", "desert", "dolphin", "donkey", "drum", "eagle", "ember", "falcon", "feather", "fiddle", "finch",
	"flute", "forest", "fossil", "fountain", "garden", "garlic", "ginger", "glacier", "glove", "goat", "granite", "grape", "gravel",
	"hammer", "harbor", "harp", "hazel", "helmet", "heron", "hickory", "hill", "honey", "island", "ivory", "jacket", "jelly", "jungle",
	"kayak", "kettle", "kite", "koala", "ladder", "lagoon", "lantern", "lemon", "lily", "lizard", "lobster", "lotus", "maple", "marble",
	"meadow", "melon", "mint", "mirror", "mitten", "moose", "morning", "mountain", "muffin", "mushroom", "nectar", "needle", "nickel",
	"nutmeg", "oasis", "ocean", "olive", "onion", "opal", "orchard", "otter", "oyster", "paddle", "panda", "paper", "parrot", "peach",
	"pebble", "pepper", "piano", "pickle", "pigeon", "pillow", "pine", "planet", "plum", "pocket", "pond", "pony", "poppy", "potato",
	"prairie", "pumpkin", "puzzle", "quail", "quartz", "quilt", "rabbit", "radish", "raven", "ribbon", "river", "robin", "rocket",
	"saddle", "sailor", "salmon", "sandal", "scarf", "seashell", "sesame", "shadow", "shovel", "silver", "sparrow", "spinach", "spoon",
	"squash", "squirrel", "stable", "star", "stone", "stream", "sugar", "swallow", "table", "teapot", "thimble", "thunder", "tiger",
	"timber", "toast", "tomato", "trumpet", "tulip", "tunnel", "turtle", "umbrella", "valley", "vanilla", "velvet", "violet", "wagon",
	"walnut", "walrus", "water", "whale", "wheat", "whistle", "willow", "window", "winter", "wolf", "wooden", "yarn", "yellow", "zebra",
	"zinc"};

enum code password_normal(struct arena *a, struct str text, struct str *out, struct err *e)
{
	UErrorCode status = U_ZERO_ERROR;
	int32_t n = 0, m = 0, bytes = 0;
	if (text.n > PASSWORD_MAX * 16 || !utf8_valid(text))
		return err_set(e, E_INPUT, "The password has more than %d characters.", PASSWORD_MAX);
	int32_t cap = (int32_t)text.n * 18 + 8; /* NFKC grows a text at most 18 times */
	UChar *wide = arena_array(a, text.n + 1, sizeof *wide), *normal = arena_array(a, (size_t)cap, sizeof *normal);
	const UNormalizer2 *nfkc = unorm2_getNFKCInstance(&status);
	u_strFromUTF8(wide, (int32_t)text.n + 1, &n, text.n ? text.p : "", (int32_t)text.n, &status);
	m = unorm2_normalize(nfkc, wide, n, normal, cap, &status);
	char *utf8 = arena_alloc(a, (size_t)cap * 3 + 1);
	u_strToUTF8(utf8, cap * 3 + 1, &bytes, normal, m, &status);
	if (U_FAILURE(status))
		return err_set(e, E_INPUT, "The password has characters that cannot be read.");
	*out = (struct str){utf8, (size_t)bytes};
	return OK;
}

static bool begins(struct str text, size_t at, struct str word)
{
	return word.n > 0 && at + word.n <= text.n && !memcmp(text.p + at, word.p, word.n);
}

/* How far a keyboard row or an alphabet goes from here, at least four keys; 0: none. */
static size_t row_run(struct str t, size_t at)
{
	size_t best = 0;
	for (size_t r = 0; r < sizeof rows / sizeof *rows; r++) {
		const char *from = t.p[at] ? strchr(rows[r], t.p[at]) : NULL;
		size_t n = 0;
		while (from && from[n] && at + n < t.n && t.p[at + n] == from[n])
			n++;
		if (n >= 4 && n > best)
			best = n;
	}
	return best;
}

static size_t same_run(struct str t, size_t at)
{
	size_t n = 1;
	while (at + n < t.n && t.p[at + n] == t.p[at])
		n++;
	return n >= 3 ? n : 0;
}

static bool digit(char c)
{
	return c >= '0' && c <= '9';
}

/* A number of up to four digits, taken whole. */
static size_t number_run(struct str t, size_t at)
{
	size_t n = 0;
	if (at > 0 && digit(t.p[at - 1]))
		return 0;
	while (at + n < t.n && digit(t.p[at + n]))
		n++;
	return n <= 4 ? n : 0;
}

static bool filler(char c)
{
	return (c >= ' ' && c < '0') || (c > '9' && c < 'A') || (c >= '[' && c < 'a') || (c >= '{' && c <= '~');
}

/* Can the whole text be laid out with pieces anybody would try? */
static bool easy(struct arena *a, struct str t, const struct str *context, size_t n)
{
	bool *reach = NEW_ARRAY(a, bool, t.n + 1);
	reach[0] = true;
	for (size_t i = 0; i < t.n; i++) {
		if (!reach[i])
			continue;
		size_t runs[] = {row_run(t, i), same_run(t, i), number_run(t, i), filler(t.p[i]) ? 1 : 0};
		for (size_t k = 0; k < sizeof runs / sizeof *runs; k++)
			if (runs[k])
				reach[i + runs[k]] = true;
		for (size_t k = 0; k < sizeof common / sizeof *common; k++)
			if (begins(t, i, str_z(common[k])))
				reach[i + strlen(common[k])] = true;
		for (size_t k = 0; k < n; k++)
			if (context[k].n >= 3 && begins(t, i, context[k]))
				reach[i + context[k].n] = true;
	}
	return reach[t.n];
}

/* "abcabcabcabcabc": one short piece over and over. */
static bool repeats(struct str t)
{
	for (size_t period = 1; period <= 4 && period * 3 <= t.n; period++) {
		size_t i = period;
		while (i < t.n && t.p[i] == t.p[i - period])
			i++;
		if (i == t.n)
			return true;
	}
	return false;
}

/* One of those that very many people chose. */
static bool chosen_often(struct str folded)
{
	unsigned char h[crypto_hash_sha256_BYTES];
	uint64_t key = 0;
	size_t from = 0, to = n_common_passwords;
	crypto_hash_sha256(h, (const unsigned char *)folded.p, folded.n);
	for (int i = 0; i < 8; i++)
		key = key << 8 | h[i];
	while (from < to) {
		size_t middle = from + (to - from) / 2;
		if (common_passwords[middle] == key)
			return true;
		if (common_passwords[middle] < key)
			from = middle + 1;
		else
			to = middle;
	}
	return false;
}

enum code password_judge(struct arena *a, struct str text, size_t min, const struct str *context, size_t n, struct err *e)
{
	struct str normal;
	enum code c = password_normal(a, text, &normal, e);
	if (c)
		return c;
	size_t count = utf8_count(normal);
	if (count < min)
		return err_set(e, E_INPUT, "The password has %zu characters; %zu are needed. A few words in a row are easy to remember.", count, min);
	if (count > PASSWORD_MAX)
		return err_set(e, E_INPUT, "The password has more than %d characters.", PASSWORD_MAX);
	struct str folded = str_fold(a, normal);
	struct str *words = NEW_ARRAY(a, struct str, n + 1);
	for (size_t i = 0; i < n; i++)
		words[i] = str_fold(a, context[i]);
	if (repeats(folded) || easy(a, folded, words, n) || chosen_often(folded) || password_leaked(normal))
		return err_set(e, E_INPUT, "This password is easy to guess. Add a word or two that have nothing to do with you or the school.");
	return OK;
}

/* Two at once for the whole process: the memory they take is the machine's, not a request's. */
static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static pthread_cond_t freed = PTHREAD_COND_INITIALIZER;
static int working, waiting;

static enum code enter(struct err *e)
{
	enum code c = OK;
	pthread_mutex_lock(&lock);
	if (waiting >= WAITING_MAX) {
		c = err_set(e, E_BUSY, "Many people are signing in right now. Wait a moment, then try again.");
	} else {
		waiting++;
		while (working >= AT_ONCE)
			pthread_cond_wait(&freed, &lock);
		waiting--;
		working++;
	}
	pthread_mutex_unlock(&lock);
	return c;
}

static void leave(void)
{
	pthread_mutex_lock(&lock);
	working--;
	pthread_cond_signal(&freed);
	pthread_mutex_unlock(&lock);
}

enum code password_hash(struct arena *a, struct str text, char out[PASSWORD_HASH], struct err *e)
{
	struct str normal;
	enum code c = password_normal(a, text, &normal, e);
	if (!c)
		c = enter(e);
	if (c)
		return c;
	int bad = crypto_pwhash_str_alg(out, normal.p, normal.n, 2, (size_t)19 << 20, crypto_pwhash_ALG_ARGON2ID13);
	leave();
	return bad ? err_set(e, E_MEMORY, "There is not enough memory to keep the password.") : OK;
}

enum code password_verify(struct arena *a, const char *hash, struct str text, bool *right, struct err *e)
{
	/* A hash of random bytes: an account that is not there takes as long as one that is. */
	static const char nobody[] = "$argon2id$v=19$m=19456,t=2,p=1$Y12IbqUuTv1KPdusrHeThw$YMO038udlJUzF3lMUUSEgd+dEz5yvteZ1DK8NnI1t+k";
	struct str normal;
	*right = false;
	enum code c = password_normal(a, text, &normal, e);
	if (!c)
		c = enter(e);
	if (c)
		return c;
	bool known = hash && *hash;
	bool same = crypto_pwhash_str_verify(known ? hash : nobody, normal.p, normal.n) == 0;
	leave();
	*right = known && same;
	return OK;
}

struct str password_suggest(struct arena *a)
{
	struct buf b = buf_new(a, 200);
	for (int i = 0; i < 5; i++)
		buf_fmt(&b, "%s%s", i ? " " : "", plain_words[randombytes_uniform(sizeof plain_words / sizeof *plain_words)]);
	return buf_done(&b);
}
