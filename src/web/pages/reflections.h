/* reflections.h - looking back on a piece of work. */
#ifndef TRELLIS_PAGES_REFLECTIONS_H
#define TRELLIS_PAGES_REFLECTIONS_H

#include "school/evidence/reflection.h"
#include "web/pages/files.h"
#include "web/pages/journey.h"

struct reflections_page {
	struct journey j;
	bool may;
	struct reflections list;
	struct reflect_on *choices;
	size_t n;
	struct str chosen, path, error;
};

#endif
