/* lanes.c - each loop is written once and compiled for the plain machine, AVX2 and AVX-512. */
#include "engine/mastery/lanes.h"

#include <math.h>
#include <string.h>

typedef double eight __attribute__((vector_size(64), aligned(8), may_alias));
typedef int64_t eight_int __attribute__((vector_size(64), aligned(8), may_alias));

typedef float eight_float __attribute__((vector_size(32), aligned(4), may_alias));

#define INLINE static inline __attribute__((always_inline))

INLINE void gram(double *h, size_t width, const double *u, const double *v)
{
	for (size_t i = 0; i < width; i += 4)
		for (size_t j = i / LANES * LANES; j < width; j += LANES) {
			eight *t0 = (eight *)(h + i * width + j), *t1 = (eight *)(h + (i + 1) * width + j);
			eight *t2 = (eight *)(h + (i + 2) * width + j), *t3 = (eight *)(h + (i + 3) * width + j);
			eight s0 = *t0, s1 = *t1, s2 = *t2, s3 = *t3;
			for (unsigned r = 0; r < LANES_ROWS; r++) {
				const double *f = u + r * width + i;
				eight x = *(const eight *)(v + r * width + j);
				s0 += f[0] * x;
				s1 += f[1] * x;
				s2 += f[2] * x;
				s3 += f[3] * x;
			}
			*t0 = s0;
			*t1 = s1;
			*t2 = s2;
			*t3 = s3;
		}
}

INLINE double dot(const double *x, const double *y, size_t n)
{
	eight a = {0}, b = {0};
	size_t i = 0;
	for (; i + 16 <= n; i += 16) {
		a += *(const eight *)(x + i) * *(const eight *)(y + i);
		b += *(const eight *)(x + i + 8) * *(const eight *)(y + i + 8);
	}
	a += b;
	double s = ((a[0] + a[1]) + (a[2] + a[3])) + ((a[4] + a[5]) + (a[6] + a[7]));
	for (; i < n; i++)
		s += x[i] * y[i];
	return s;
}

INLINE void add(double *y, const double *x, double f, size_t n)
{
	size_t i = 0;
	for (; i + 8 <= n; i += 8)
		*(eight *)(y + i) += f * *(const eight *)(x + i);
	for (; i < n; i++)
		y[i] += f * x[i];
}

INLINE double dot_float(const float *x, const double *y, size_t n)
{
	eight a = {0};
	size_t i = 0;
	for (; i + 8 <= n; i += 8)
		a += __builtin_convertvector(*(const eight_float *)(x + i), eight) * *(const eight *)(y + i);
	double s = ((a[0] + a[1]) + (a[2] + a[3])) + ((a[4] + a[5]) + (a[6] + a[7]));
	for (; i < n; i++)
		s += x[i] * y[i];
	return s;
}

INLINE void one_row(const float *x, size_t n, size_t width, double weight, double miss, double *v, double *u, double *grad, double *cross)
{
	size_t i = 0;
	for (; i + 8 <= n; i += 8)
		*(eight *)(v + i) = __builtin_convertvector(*(const eight_float *)(x + i), eight);
	for (; i < n; i++)
		v[i] = x[i];
	for (i = 0; i < width; i += 8) {
		eight t = *(const eight *)(v + i), s = t * weight;
		*(eight *)(u + i) = s;
		*(eight *)(grad + i) += miss * t;
		*(eight *)(cross + i) += s;
	}
}

INLINE void cholesky(double *a, size_t n)
{
	double largest = 1e-300;
	for (size_t i = 0; i < n; i++) {
		double *ri = a + i * n;
		for (size_t j = 0; j < i; j++) {
			const double *rj = a + j * n;
			ri[j] = (ri[j] - dot(ri, rj, j)) / rj[j];
		}
		double d = ri[i], left = d - dot(ri, ri, i);
		ri[i] = left > 1e-12 * d && left > 0 ? sqrt(left) : largest * 1e6;
		if (ri[i] > largest && left > 0)
			largest = ri[i];
	}
}

/* Where the mask is set x, elsewhere y. A macro: vectors wider than the plain machine's are not passed by value. */
#define PICK(mask, x, y) ((eight)(((eight_int)(x) & (mask)) | ((eight_int)(y) & ~(mask))))

/* exp(x) for x <= 0, to 1e-15: x = k ln 2 + r, a polynomial of degree 12 in r, k put into the exponent. */
INLINE void exp_falling(eight *io)
{
	const eight zero = {0};
	const double round = 0x1.8p52;
	eight x = PICK(*io > -700.0, *io, zero - 700.0), k = x * 0x1.71547652b82fep0 + round;
	eight_int bits = (eight_int)k;
	k -= round;
	eight r = x - k * 0x1.62e42fefa0000p-1;
	r -= k * 0x1.cf79abc9e3b3ap-40;
	static const double c[] = {1.0 / 39916800, 1.0 / 3628800, 1.0 / 362880, 1.0 / 40320, 1.0 / 5040, 1.0 / 720, 1.0 / 120, 1.0 / 24, 1.0 / 6, 0.5, 1, 1};
	eight y = zero + 1.0 / 479001600;
	for (unsigned i = 0; i < sizeof c / sizeof c[0]; i++)
		y = y * r + c[i];
	*io = y * (eight)((bits + 1023) << 52);
}

INLINE double logit(const double *eta, const uint8_t *right, const uint8_t *use, double *p, size_t n)
{
	const eight zero = {0};
	eight product = zero + 1.0, sum = zero;
	double total = 0;
	unsigned factors = 0;
	for (size_t i = 0; i < n; i += 8) {
		eight x = zero, on = zero, side = zero;
		size_t m = n - i < 8 ? n - i : 8;
		for (size_t j = 0; j < m; j++) {
			x[j] = eta[i + j];
			on[j] = !use || use[i + j] ? 1 : 0;
			side[j] = right[i + j] ? -1 : 1;
		}
		eight e = PICK(x > 0.0, -x, x);
		exp_falling(&e);
		eight q = PICK(x > 0.0, zero + 1.0, e) / (1.0 + e), cost = side * x;
		for (size_t j = 0; j < m; j++)
			p[i + j] = q[j];
		product *= 1.0 + on * e;
		sum += on * PICK(cost > 0.0, cost, zero);
		if (++factors == 512 || i + 8 >= n) { /* each at most 2: never beyond 2^512 */
			for (unsigned j = 0; j < 8; j++)
				total += log(product[j]);
			product = zero + 1.0;
			factors = 0;
		}
	}
	for (unsigned j = 0; j < 8; j++)
		total += sum[j];
	return total;
}

#if defined(__x86_64__) && defined(__GNUC__)
#define VERSIONS(type, name, params, call) \
	__attribute__((target("avx512f,avx512dq,avx512vl,avx512bw,fma"))) static type name##_512 params { call; } \
	__attribute__((target("avx2,fma"))) static type name##_256 params { call; } \
	static type name##_plain params { call; }
#define BEST(name) (__builtin_cpu_supports("avx512dq") && __builtin_cpu_supports("avx512vl") ? name##_512 \
	: __builtin_cpu_supports("avx2") && __builtin_cpu_supports("fma") ? name##_256 : name##_plain)
#else
#define VERSIONS(type, name, params, call) static type name##_plain params { call; }
#define BEST(name) name##_plain
#endif

VERSIONS(void, gram, (double *h, size_t width, const double *u, const double *v), gram(h, width, u, v))
VERSIONS(double, dot, (const double *x, const double *y, size_t n), return dot(x, y, n))
VERSIONS(void, add, (double *y, const double *x, double f, size_t n), add(y, x, f, n))
VERSIONS(double, dot_float, (const float *x, const double *y, size_t n), return dot_float(x, y, n))
VERSIONS(void, one_row, (const float *x, size_t n, size_t width, double weight, double miss, double *v, double *u, double *grad, double *cross),
	one_row(x, n, width, weight, miss, v, u, grad, cross))
VERSIONS(void, cholesky, (double *a, size_t n), cholesky(a, n))
VERSIONS(double, logit, (const double *eta, const uint8_t *right, const uint8_t *use, double *p, size_t n), return logit(eta, right, use, p, n))

void lanes_gram(double *h, size_t width, const double *u, const double *v)
{
	BEST(gram)(h, width, u, v);
}

double lanes_dot(const double *x, const double *y, size_t n)
{
	return BEST(dot)(x, y, n);
}

void lanes_add(double *y, const double *x, double f, size_t n)
{
	BEST(add)(y, x, f, n);
}

double lanes_dot_float(const float *x, const double *y, size_t n)
{
	return BEST(dot_float)(x, y, n);
}

void lanes_row(const float *x, size_t n, size_t width, double weight, double miss, double *v, double *u, double *grad, double *cross)
{
	BEST(one_row)(x, n, width, weight, miss, v, u, grad, cross);
}

void lanes_cholesky(double *a, size_t n)
{
	BEST(cholesky)(a, n);
}

double lanes_logit(const double *eta, const uint8_t *right, const uint8_t *use, double *p, size_t n)
{
	return BEST(logit)(eta, right, use, p, n);
}

void lanes_solve(const double *l, size_t n, double *x)
{
	for (size_t i = 0; i < n; i++)
		x[i] = (x[i] - lanes_dot(l + i * n, x, i)) / l[i * n + i];
	for (size_t i = n; i-- > 0;) {
		x[i] /= l[i * n + i];
		lanes_add(x, l + i * n, -x[i], i);
	}
}
