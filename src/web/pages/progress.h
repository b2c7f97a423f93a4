/* progress.h - how far a learner has come, competency by competency, never as one number. */
#ifndef TRELLIS_WEB_PROGRESS_H
#define TRELLIS_WEB_PROGRESS_H

#include "web/pages/journey.h"

struct progress_row {
	struct id competency;
	struct str code, text, subject, last, tell; /* tell: what would tell */
	struct str notice; /* worth checking again, or time for a person; else empty */
	struct mastery_estimate now;
};
struct progress_page {
	struct journey j;
	struct progress_row *rows;
	size_t n, shown, ready;
	bool simulated;
};

#endif
