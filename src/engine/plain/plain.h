/* plain.h - how hard a text is to read, and which school words stand in it.
 *
 * Law: a formula is used for the language it was made for and for no other. English: Flesch (1948) reading ease and the
 * Flesch-Kincaid grade (Kincaid and others 1975). Spanish: Szigriszt-Pazos (1993) with the bands of INFLESZ (Barrio Cantalejo
 * 2008), and Fernandez Huerta (1959) in the form that counts words a sentence (G. Law 2011 mends the misprint that counts
 * sentences a hundred words). Arabic, Chinese, Vietnamese, Somali and Haitian Creole have no validated formula here: words and
 * sentences are counted (of Chinese: letters), the level is PLAIN_NONE. Below PLAIN_LEAST words nothing is said about a level.
 * A formula sees long words and long sentences and nothing else; syllables are counted by rules of spelling (about one grade
 * of noise). It is a hint to the writer: nothing is blocked by it. Nothing here allocates; texts are UTF-8. */
#ifndef TRELLIS_PLAIN_H
#define TRELLIS_PLAIN_H

#include "base/tr.h"

#define PLAIN_LEAST 100  /* words */
#define PLAIN_LONG 25    /* words of a sentence that is long */

enum plain_formula { PLAIN_NONE, PLAIN_FLESCH, PLAIN_SZIGRISZT };
enum plain_band { PLAIN_UNKNOWN, PLAIN_VERY_EASY, PLAIN_EASY, PLAIN_MIDDLE, PLAIN_HARD, PLAIN_VERY_HARD };

struct plain {
	int words, sentences, syllables; /* syllables: 0 where there is no formula */
	int longest;                     /* words of the longest sentence */
	enum plain_formula formula;
	double ease;                     /* higher is easier; of the formula */
	double grade;                    /* English: school grade; else 0 */
	double huerta;                   /* Spanish: Fernandez Huerta; else 0 */
	enum plain_band band;            /* PLAIN_UNKNOWN: no formula, or too few words */
};
struct plain plain_measure(struct str text, enum lang lang);

/* The formulas alone, from counts. */
double plain_flesch(int words, int sentences, int syllables);
double plain_kincaid(int words, int sentences, int syllables);
double plain_huerta(int words, int sentences, int syllables);
double plain_szigriszt(int words, int sentences, int syllables);
enum plain_band plain_inflesz(double szigriszt);
enum plain_band plain_grade_band(double grade);
/* Of one word, lower or upper case. Only English and Spanish; else 0. */
int plain_syllables(struct str word, enum lang lang);

/* The next word of text from *at (a run of letters, inner apostrophes and hyphens), or an empty one at the end. */
struct str plain_word(struct str text, size_t *at);
/* Does one of the forms ("report card|report cards") stand in text as whole words, whatever the case? at: where. */
bool plain_has(struct str text, struct str forms, size_t *at);

#endif
