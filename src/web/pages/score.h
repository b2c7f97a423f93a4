/* score.h - answers from paper, entered in seconds. */
#ifndef TRELLIS_PAGES_SCORE_H
#define TRELLIS_PAGES_SCORE_H

#include "interop/scan.h"
#include "school/evidence/attachment.h"
#include "school/people/people.h"
#include "school/work/paper.h"
#include "school/work/practice.h"
#include "web/tpl.h"

/* sheet.c: what the code on the paper opens. photos: that arrived for this sheet. */
struct sheet_page { struct str code, error; int64_t photos; bool open; };

struct score_page {
	struct sheet s;
	struct practice p;
	struct person who;            /* without an id while it is a spare */
	struct person_list class_list;
	struct tried *tried;
	struct attachments files;     /* of this work */
	struct scan_pages scans;      /* pages of it that came by scanner and wait for a look */
	struct read_mark { struct str keys; const char *mark; } *read; /* for each question; keys "": nothing was read */
	bool any_read;
	struct str path, code, error;
	bool spare;
};
struct html score_math(struct request *rq, struct ig_text t);
struct html score_picture(struct request *rq, const struct ig_picture *p);

#endif
