/* load.h - "how is the load?" on a page of the learner. */
#ifndef TRELLIS_PAGES_LOAD_H
#define TRELLIS_PAGES_LOAD_H

#include "school/team/load.h"
#include "web/pages/journey.h"

struct load_page { struct journey j; struct safety told; struct str error; };

#endif
