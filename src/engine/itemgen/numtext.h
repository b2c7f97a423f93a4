/* numtext.h - numbers as people write and read them.
 *
 * Law: reading is generous about form and strict about value: a text that could be two numbers is none. The
 * decimal mark and the grouping mark follow the language (English, Arabic, Chinese, Somali, Haitian Creole and
 * the Spanish of the United States write 1,234.5; Vietnamese writes 1.234,5); where the other mark cannot be
 * grouping, it is taken as the decimal mark, since many learners come from such schools. */
#ifndef TRELLIS_NUMTEXT_H
#define TRELLIS_NUMTEXT_H

#include "base/buf.h"
#include "base/tr.h"
#include "engine/itemgen/rational.h"

enum num_form { NUM_WHOLE, NUM_DECIMAL, NUM_FRACTION, NUM_MIXED };

struct num_read {
	struct rat value;
	enum num_form form;
	bool lowest;  /* fractions: cannot be reduced, and (mixed) the fraction is below 1 */
	bool percent; /* a percent sign was there; value is already divided by 100 */
};

#define NUM_TEXT_MAX 120 /* bytes of a response that may be a number */

/* Understands signs of every kind (also U+2212), digits of Arabic, Persian and full width, grouping marks and
 * spaces, 3/4, 1 1/2, vulgar fractions, "x = 5", "(5)", a final stop, $ before, % after. units: words taken off
 * either end (may be NULL). False when the text is not one number. */
bool num_read(struct arena *a, struct str text, enum lang lang, const struct str *units, size_t n_units, struct num_read *out) MUST_USE;
/* Digits of other scripts to ASCII, marks of direction away; for comparing words that hold numbers. */
struct str num_plain_digits(struct arena *a, struct str text);

/* fmt: "" (whole or n/d), "dec", "frac", "mixed", "1".."9" places, "01".."09" digits. false: no such form
 * of this number (a decimal without end). math: for $$...$$, where neither grouping nor U+2212 is wanted. */
bool num_show(struct buf *b, struct rat v, struct str fmt, enum lang lang, bool math) MUST_USE;

#endif
