/* packet.h - the page where paper for a class begins. */
#ifndef TRELLIS_PAGES_PACKET_H
#define TRELLIS_PAGES_PACKET_H

#include "school/people/people.h"
#include "web/tpl.h"

struct paper_page {
	struct class_row row;
	struct str id, monday, monday_text;
	int64_t ready;  /* learners with work for that week */
	bool may_spare;
};

#endif
