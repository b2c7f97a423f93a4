/* family.h - the family's pages. */
#ifndef TRELLIS_PAGES_FAMILY_H
#define TRELLIS_PAGES_FAMILY_H

#include "school/evidence/reflection.h"
#include "school/family/brings.h"
#include "school/family/family.h"
#include "school/family/home.h"
#include "school/family/ours.h"
#include "school/family/rhythm.h"
#include "school/plan/delivery.h"
#include "school/profile/moves.h"
#include "web/pages/few.h"

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
	struct family_means means;
	struct family_screen screen[FAMILY_WEEKS];
	size_t n_screen;
	struct shown *promises;        /* those not yet kept */
	size_t n_promises;
	struct shown *helpers;         /* people from outside whom the family let in, today */
	size_t n_helpers;
	struct few few;                /* much is missing, or a short plan is in use */
	struct few_part few_part;
	bool brings_on;                /* the school asks what families bring */
	struct brought *brings;
	size_t n_brings;
	struct family_standing *aims;  /* what a strength can be counted for; for the team */
	size_t n_aims;
	struct person contact;         /* whom to ask first; nil: nobody yet */
	bool may_try;                  /* the school offers the try-out */
	struct str opened;             /* the part that stands open */
	char tz[64];
};
struct str family_gist(struct arena *a, struct str text); /* about sixty letters of it */
struct family_children { struct person_list list; };

#endif
