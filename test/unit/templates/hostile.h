/* hostile.h - arguments of the template that test_templates.c feeds with what must never become markup. */
#ifndef TRELLIS_TEST_HOSTILE_H
#define TRELLIS_TEST_HOSTILE_H

#include "web/tpl.h"

struct hostile {
	struct str text;
	const char *z;
	struct str url;
	int number;
	uint64_t big;
	double real;
	struct id id;
	struct html markup;
};

#endif
