/* lanes.h - the few inner loops of dense algebra that decide the speed of a fit, eight numbers at a time.
 *
 * Law: the widest registers of the machine are used when it has them; the same machine gives the same bits. Buffers are
 * whole lanes long (multiples of LANES doubles) and need no alignment. */
#ifndef TRELLIS_LANES_H
#define TRELLIS_LANES_H

#include <stddef.h>
#include <stdint.h>

enum { LANES = 8, LANES_ROWS = 8 };

/* h (width * width, only blocks on and right of the diagonal) += sum over LANES_ROWS rows of u[r] (outer) v[r]. */
void lanes_gram(double *h, size_t width, const double *u, const double *v);
double lanes_dot(const double *x, const double *y, size_t n); /* any n */
/* y += f x */
void lanes_add(double *y, const double *x, double f, size_t n);
/* The same with floats. */
double lanes_dot_float(const float *x, const double *y, size_t n);
/* One row of a weighted regression: v[0..n) = x, v[n..width) is there already; u = weight v; grad += miss v; cross += u.
 * width is whole lanes. */
void lanes_row(const float *x, size_t n, size_t width, double weight, double miss, double *v, double *u, double *grad, double *cross);
/* In place: the lower triangle of a (n * n, row by row) becomes its Cholesky factor; a pivot that is not positive is
 * given the value of the largest so far, which leaves that direction alone. */
void lanes_cholesky(double *a, size_t n);
/* x becomes (L L^T)^-1 x. */
void lanes_solve(const double *l, size_t n, double *x);
/* p[i] = 1 / (1 + exp(-eta[i])); returns the sum of log(1 + exp(-|eta|)) and of what a wrong side costs: the negative
 * log likelihood of right[i], rows with use[i] 0 left out (use may be NULL). */
double lanes_logit(const double *eta, const uint8_t *right, const uint8_t *use, double *p, size_t n);

#endif
