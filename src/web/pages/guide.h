/* guide.h - the guide for families, two pages in each language, to read and to print. */
#ifndef TRELLIS_PAGES_GUIDE_H
#define TRELLIS_PAGES_GUIDE_H

#include "web/tpl.h"

struct guide_page {
	struct html text;
	enum lang lang;
	bool machine;   /* no speaker has read it yet */
};

#endif
