/* sum.h - a calculator: what a line such as "3 * (2 + 1/4)" comes to.
 *
 * Law: it says a number or where it stopped to understand, never both; text, depth and time are bounded. Usual signs are
 * read (* and the cross, / and the colon of fractions, decimal point or comma). Angles are in radians unless `degrees`.
 * A basic calculator knows + - * / and brackets; standard also square roots, powers and %; scientific also sin cos tan
 * log ln exp pi e; graphing also x. What the kind does not know is not understood. */
#ifndef TRELLIS_SUM_H
#define TRELLIS_SUM_H

#include "base/str.h"

enum sum_kind { SUM_BASIC, SUM_STANDARD, SUM_SCIENTIFIC, SUM_GRAPHING };
/* "basic", "standard", ...: a choice of calculator-on-screen; basic when it is not known. */
enum sum_kind sum_kind_of(struct str choice);
struct sum { bool ok; double value; size_t at; }; /* at: byte where it stopped, when !ok. Division by nought is not ok */
struct sum sum_of(struct str text, enum sum_kind kind, double x);

#endif
