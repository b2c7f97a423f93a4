#include "engine/plain/plain.h"

#include <string.h>

double plain_flesch(int words, int sentences, int syllables)
{
	return words && sentences ? 206.835 - 1.015 * words / sentences - 84.6 * syllables / words : 0;
}

double plain_kincaid(int words, int sentences, int syllables)
{
	return words && sentences ? 0.39 * words / sentences + 11.8 * syllables / words - 15.59 : 0;
}

double plain_huerta(int words, int sentences, int syllables)
{
	return words && sentences ? 206.84 - 60.0 * syllables / words - 1.02 * words / sentences : 0;
}

double plain_szigriszt(int words, int sentences, int syllables)
{
	return words && sentences ? 206.835 - 62.3 * syllables / words - 1.0 * words / sentences : 0;
}

enum plain_band plain_inflesz(double s)
{
	return s > 80 ? PLAIN_VERY_EASY : s > 65 ? PLAIN_EASY : s >= 55 ? PLAIN_MIDDLE : s >= 40 ? PLAIN_HARD : PLAIN_VERY_HARD;
}

/* Families' texts aim at grades 6 to 8. */
enum plain_band plain_grade_band(double grade)
{
	return grade < 4 ? PLAIN_VERY_EASY : grade < 6 ? PLAIN_EASY : grade < 9 ? PLAIN_MIDDLE : grade < 12 ? PLAIN_HARD : PLAIN_VERY_HARD;
}

/* One letter without case and, for the five vowels and n, without accent; accented i and u keep it: in Spanish they part. */
static unsigned fold(unsigned c)
{
	if (c >= 'A' && c <= 'Z')
		return c + 32;
	if (c >= 0xC0 && c <= 0xDE && c != 0xD7)
		c += 32;
	switch (c) {
	case 0xE0: case 0xE1: case 0xE2: case 0xE4: return 'a';
	case 0xE8: case 0xE9: case 0xEA: case 0xEB: return 'e';
	case 0xF2: case 0xF3: case 0xF4: case 0xF6: return 'o';
	default: return c;
	}
}

static size_t step(struct str text, size_t at, unsigned *out)
{
	struct str rest = {text.p + at, text.n - at};
	int32_t c = utf8_next(&rest);
	*out = c < 0 ? 0 : (unsigned)c;
	return text.n - at - rest.n;
}

static bool is_letter(unsigned c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= 0xC0 && c <= 0x24F && c != 0xD7 && c != 0xF7) || (c >= 0x300 && c <= 0x36F) ||
	       (c >= 0x620 && c <= 0x6D3) || (c >= 0x1E00 && c <= 0x1EFF) || (c >= 0x3400 && c <= 0x9FFF) || (c >= '0' && c <= '9');
}

struct str plain_word(struct str text, size_t *at)
{
	size_t i = *at, from;
	unsigned c = 0, next = 0;
	while (i < text.n) {
		size_t n = step(text, i, &c);
		if (is_letter(c))
			break;
		i += n;
	}
	from = i;
	while (i < text.n) {
		size_t n = step(text, i, &c);
		if (!is_letter(c)) {
			bool inner = (c == '\'' || c == 0x2019 || c == '-') && i + n < text.n;
			if (!inner || (step(text, i + n, &next), !is_letter(next)))
				break;
		}
		i += n;
	}
	*at = i;
	return (struct str){text.p + from, i - from};
}

static bool strong(unsigned c) { return c == 'a' || c == 'e' || c == 'o' || c == 0xED || c == 0xFA; } /* also i and u with accent */
static bool weak(unsigned c) { return c == 'i' || c == 'u' || c == 0xFC; }

/* Spanish: a syllable for each vowel; a weak one joins its neighbour, two strong ones part. u is silent in que, qui, gue, gui. */
static int spanish(const unsigned *c, int n)
{
	int count = 0;
	bool before_strong = false, before_weak = false;
	for (int i = 0; i < n; i++) {
		bool y = c[i] == 'y' && (i == n - 1);
		if (c[i] == 'u' && i > 0 && (c[i - 1] == 'q' || c[i - 1] == 'g') && i + 1 < n && (c[i + 1] == 'e' || c[i + 1] == 'i' || c[i + 1] == 0xED))
			continue;
		bool s = strong(c[i]), w = weak(c[i]) || y;
		if (s)
			count += before_strong ? 1 : before_weak && c[i] != 0xED && c[i] != 0xFA ? 0 : 1;
		else if (w)
			count += before_strong ? 0 : before_weak ? 0 : 1;
		/* an accented weak vowel stands alone: a strong one after it parts too */
		before_strong = s;
		before_weak = w;
	}
	return count ? count : 1;
}

static bool vowel(unsigned c) { return c == 'a' || c == 'e' || c == 'i' || c == 'o' || c == 'u' || c == 'y'; }

static bool among(unsigned c, const char *letters) { return c && c < 128 && strchr(letters, (int)c); }

/* Does the vowel at i, right after another one, begin a syllable of its own? radio, being; but million, Australian, nation. */
static bool parts_at(const unsigned *c, int n, int i)
{
	bool ian = i + 2 == n && c[i + 1] == 'n' && among(c[i], "ao"), ing = c[i] == 'i' && i + 2 < n && c[i + 1] == 'n' && c[i + 2] == 'g';
	return ing || (!ian && c[i - 1] == 'i' && among(c[i], "aou") && i >= 2 && !among(c[i - 2], "tcsg"));
}

/* A syllable that is written at the end and not spoken: -e, -ed, -es. */
static bool silent_end(const unsigned *c, int n)
{
	if (n > 2 && c[n - 1] == 'e' && !vowel(c[n - 2]))
		return !(c[n - 2] == 'l' && !vowel(c[n - 3]));
	if (n > 3 && c[n - 2] == 'e' && c[n - 1] == 'd' && !vowel(c[n - 3]))
		return !among(c[n - 3], "td");
	if (n > 3 && c[n - 2] == 'e' && c[n - 1] == 's' && !vowel(c[n - 3]))
		return !among(c[n - 3], "sxzhgc") && !(c[n - 3] == 'l' && !vowel(c[n - 4]));
	return false;
}

/* English by spelling: groups of vowels, less what is silent at the end. */
static int english(const unsigned *c, int n)
{
	int count = 0;
	for (int i = 0; i < n; i++) {
		if (!vowel(c[i]) || (c[i] == 'y' && i == 0))
			continue;
		bool after = i > 0 && vowel(c[i - 1]) && !(c[i - 1] == 'y' && i == 1);
		count += !after || parts_at(c, n, i);
	}
	count -= silent_end(c, n);
	return count > 0 ? count : 1;
}

int plain_syllables(struct str word, enum lang lang)
{
	unsigned c[64];
	int n = 0, count = 0;
	if (lang != LANG_EN && lang != LANG_ES)
		return 0;
	for (size_t i = 0; i <= word.n;) { /* each part of a hyphened word by itself */
		unsigned at = 0;
		size_t k = i < word.n ? step(word, i, &at) : 1;
		if (i < word.n && at != '-' && n < 64) {
			if (at != '\'' && at != 0x2019)
				c[n++] = fold(at);
		} else if (n) {
			count += lang == LANG_ES ? spanish(c, n) : english(c, n);
			n = 0;
		}
		i += k;
	}
	return count;
}

static bool ends(unsigned c)
{
	return c == '.' || c == '!' || c == '?' || c == 0x3002 || c == 0xFF01 || c == 0xFF1F || c == 0x61F || c == 0x6D4 || c == '\n' || c == 0x2026 || c == ';' || c == ':';
}

static bool digit(char c) { return c >= '0' && c <= '9'; }

/* Does a sentence end between two words? A point inside of a number ends none. */
static bool ends_between(struct str text, size_t from, size_t until)
{
	bool inside = until < text.n && from > 0 && digit(text.p[from - 1]) && digit(text.p[until]);
	while (from < until) {
		unsigned c;
		size_t n = step(text, from, &c);
		if (ends(c) && !(inside && (c == '.' || c == ':') && from + n == until))
			return true;
		from += n;
	}
	return false;
}

/* Chinese is written without spaces: its letters are counted instead. */
static int words_in(struct str run, enum lang lang)
{
	int letters = 0;
	for (size_t k = 0; lang == LANG_ZH && k < run.n;) {
		unsigned c;
		k += step(run, k, &c);
		letters += c >= 0x3400 && c <= 0x9FFF;
	}
	return letters ? letters : 1;
}

static void level(struct plain *p, enum lang lang)
{
	bool enough = p->words >= PLAIN_LEAST;
	p->formula = lang == LANG_EN ? PLAIN_FLESCH : lang == LANG_ES ? PLAIN_SZIGRISZT : PLAIN_NONE;
	if (p->formula == PLAIN_FLESCH) {
		p->ease = plain_flesch(p->words, p->sentences, p->syllables);
		p->grade = plain_kincaid(p->words, p->sentences, p->syllables);
		p->band = enough ? plain_grade_band(p->grade) : PLAIN_UNKNOWN;
	} else if (p->formula == PLAIN_SZIGRISZT) {
		p->ease = plain_szigriszt(p->words, p->sentences, p->syllables);
		p->huerta = plain_huerta(p->words, p->sentences, p->syllables);
		p->band = enough ? plain_inflesz(p->ease) : PLAIN_UNKNOWN;
	}
}

struct plain plain_measure(struct str text, enum lang lang)
{
	struct plain p = {0};
	int run = 0; /* words of this sentence */
	size_t i = 0, from = 0;
	for (bool more = true; more;) {
		struct str word = plain_word(text, &i);
		size_t until = word.n ? (size_t)(word.p - text.p) : text.n;
		more = word.n > 0;
		if (run && (!more || ends_between(text, from, until))) {
			p.sentences++;
			p.longest = run > p.longest ? run : p.longest;
			run = 0;
		}
		if (more) {
			int n = words_in(word, lang);
			p.words += n;
			run += n;
			p.syllables += plain_syllables(word, lang);
		}
		from = i;
	}
	level(&p, lang);
	return p;
}

/* Does form begin at i of text, without case, and end there as a word? */
static bool form_at(struct str text, size_t i, struct str form)
{
	size_t k = 0;
	unsigned a = 0, b = 0;
	while (k < form.n) {
		if (i >= text.n)
			return false;
		i += step(text, i, &a);
		k += step(form, k, &b);
		if (fold(a) != fold(b))
			return false;
	}
	if (i < text.n)
		step(text, i, &a);
	bool letters = b < 0x3400; /* Chinese writes no spaces */
	return form.n > 0 && (i >= text.n || !letters || !is_letter(a));
}

bool plain_has(struct str text, struct str forms, size_t *at)
{
	while (forms.n) {
		struct str form = str_trim(str_cut(&forms, '|'));
		bool begins = true;
		for (size_t i = 0; i < text.n;) {
			unsigned c, first = 0;
			size_t n = step(text, i, &c);
			if (form.n)
				step(form, 0, &first);
			if ((begins || first >= 0x3400) && form_at(text, i, form)) {
				*at = i;
				return true;
			}
			begins = !is_letter(c);
			i += n;
		}
	}
	return false;
}
