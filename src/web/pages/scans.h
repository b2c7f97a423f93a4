/* scans.h - paper that came back by scanner: sending it, what was found, what nobody could read. */
#ifndef TRELLIS_PAGES_SCANS_H
#define TRELLIS_PAGES_SCANS_H

#include "interop/scan.h"
#include "jobs/jobs.h"
#include "web/tpl.h"

struct scan_sheet_row { /* the pages of one sheet that wait */
	struct scan_page first;
	int pages;
};
struct scans_page {
	struct scan_batch *batches;
	size_t n_batches;
	struct scan_sheet_row *sheets; /* that wait for me */
	size_t n_sheets;
	struct str error;
	char tz[64];
	bool may_read;                 /* teaches or supports somebody */
};
struct scan_batch_page {
	struct scan_batch b;
	struct scan_pages pages;
	char tz[64];
};
struct scan_one_page {
	struct scan_page p;
	struct str error, typed;
};

#endif
