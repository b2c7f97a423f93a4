/* family.h - the family's pages. */
#ifndef TRELLIS_PAGES_FAMILY_H
#define TRELLIS_PAGES_FAMILY_H

#include "school/evidence/reflection.h"
#include "school/family/family.h"
#include "school/family/home.h"
#include "school/family/rhythm.h"
#include "school/plan/delivery.h"
#include "school/profile/moves.h"
#include "web/tpl.h"

struct family_page {
	struct family_page_data d;
	struct str id;
	unsigned rel;
	const struct guardian_row *me; /* how the viewer is reached; NULL for others */
	struct str week_text;
	enum lang paper;               /* what the family reads */
	struct home_access home;
	struct rhythm rhythm;
	const struct choice *devices, *connections; /* words of the record */
	struct attachments files;      /* of the notes */
	struct delivery_week given;    /* supports of this week */
	struct moves moves;            /* what of the profile moves on */
	struct reflections said;       /* what the child says about the latest work; for home and team */
	char tz[64];
};
struct family_children { struct person_list list; };

#endif
