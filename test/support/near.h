/* near.h - comparing reals in tests: cmocka 1.1.5 and older have none for double. */
#ifndef TRELLIS_TEST_NEAR_H
#define TRELLIS_TEST_NEAR_H

#include <math.h>

#define assert_near(x, y, within) \
	do { \
		double near_x = (x), near_y = (y); \
		if (!(fabs(near_x - near_y) <= (within))) \
			fail_msg("%s is %.9g, not within %g of %.9g", #x, near_x, (double)(within), near_y); \
	} while (0)

#endif
