/* dif.h - does a question ask something else of one group than of another of equal standing.
 *
 * Law: learners are compared with learners of the same score, never group with group. A flag says "look at this
 * question together", it never changes a score or takes a question away.
 *
 * Mantel-Haenszel: in each stratum of the matching score a table right/wrong by reference/focal.
 *     odds = sum(R_r W_f / T) / sum(W_r R_f / T),  delta = -2.35 ln odds  (Holland & Thayer 1988, in Test Validity:
 * 129-145); negative: harder for the focal group. Variance of ln odds after Robins, Breslow & Greenland (1986,
 * Biometrics 42:311-323; the same as Phillips & Holland 1987). chi2 with the continuity correction of 1/2 (Mantel &
 * Haenszel 1959, JNCI 22:719-748).
 * Classes of the Educational Testing Service (Zieky 1993; Dorans & Holland 1993; as in Paek & Holland 2015,
 * Psychometrika 80:140-144): A, little: |delta| < 1, or delta not different from 0 at .05; C, large: |delta| >= 1.5 and
 * |delta| beyond 1 at .05 (one-sided); B between.
 * Logistic (Swaminathan & Rogers 1990, JEM 27:361-370): right ~ score; + group; + score x group. Twice the gain in log
 * likelihood of the second over the first (1 df) tells uniform, of the third over the second (1 df) non-uniform, of the
 * third over the first (2 df) any difference. Size: gain in Nagelkerke's R2; A below .035, C from .070 (Jodoin & Gierl
 * 2001, Appl. Meas. Educ. 14:329-349), A also when not different at .05. */
#ifndef TRELLIS_DIF_H
#define TRELLIS_DIF_H

#include "base/arena.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct dif_table { /* one stratum */
	double right_ref, wrong_ref, right_focal, wrong_focal;
};
struct dif_mh {
	double odds, delta, se; /* se of delta; NAN where no stratum holds both groups and both answers */
	double chi2, p;         /* 1 df */
	char class;             /* 'A', 'B', 'C'; '?' when it cannot be told */
};
struct dif_mh dif_mantel_haenszel(const struct dif_table *t, size_t n);

struct dif_logistic {
	double group, cross; /* coefficients of the group in the second and of score x group in the third model */
	double p_uniform, p_nonuniform, p_any;
	double r2;           /* gain in Nagelkerke's R2, third over first */
	char class;
	bool done;           /* false: no maximum was reached (answers that a line parts completely): class '?' */
};
/* score: any scale; focal 0 or 1. Scratch memory from a. */
struct dif_logistic dif_logistic(struct arena *a, const double *score, const uint8_t *focal, const uint8_t *right, size_t n);

/* q[i]: the smallest false discovery rate at which p[i] counts (Benjamini & Hochberg 1995, JRSS B 57:289-300); NAN stays. */
void dif_discovery(struct arena *a, const double *p, size_t n, double *q);

#endif
