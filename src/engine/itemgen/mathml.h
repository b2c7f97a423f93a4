/* mathml.h - plain mathematics between $$ and $$ for every reader: MathML, plain text for paper, words to hear.
 *
 * Law: nothing is lost and nothing breaks out. Whatever stands between the marks shows up in each of the three
 * writings, if need be as plain text; all output is escaped; depth and size are bounded. Text outside the marks
 * is passed on (escaped in math_html). An odd $$ is text.
 *
 * Understood: numbers, letters, + - * / = < > and their like, \frac \sqrt[n] ^ _ \left \right ( ) [ ] | |,
 * \cdot \times \div \leq \geq \neq \pm and the rest of the table in mathparse.c, \text{} \operatorname{},
 * \overline{}, matrix environments. An unknown command is shown by its name and counted. */
#ifndef TRELLIS_MATHML_H
#define TRELLIS_MATHML_H

#include "base/buf.h"
#include "base/tr.h"

#define MATH_DEPTH 40
#define MATH_MAX 4000 /* bytes of one formula; a longer one is shown as text */

struct math_report {
	size_t formulas;
	size_t fallbacks; /* commands nobody knows, formulas too long or too deep */
};

/* Text for a page: escaped, each formula a <math> with its words as alttext. report may be NULL; it is added to. */
void math_html(struct arena *a, struct buf *out, struct str text, enum lang lang, struct math_report *report);
/* Text for paper and for places without markup: 3/4, x², √(2x). Not escaped. */
void math_plain(struct arena *a, struct buf *out, struct str text);
/* Words to hear: "x squared plus 3 over 4". Not escaped. */
void math_spoken(struct arena *a, struct buf *out, struct str text, enum lang lang);
bool math_has(struct str text); /* is there any formula? */

#endif
