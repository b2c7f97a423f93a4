/* paper.h - a piece of work on paper: its code, and whose it is.
 *
 * Law: a code is 12 letters and digits drawn at random (60 bits) and tells nothing; whoever opens it is asked for rights
 * like anywhere else. A sheet keeps the seed it was printed with: the questions behind a code never change. A spare sheet
 * belongs to nobody until it is matched; then its whole packet is that learner's, in the learner's own week.
 * Without a sign-in a code opens one thing: a photo of that sheet may be left there (paper_door). Nothing comes out. */
#ifndef TRELLIS_PAPER_H
#define TRELLIS_PAPER_H

#include "school/work/week.h"

#define PAPER_CODE 13 /* 12 characters and NUL */
#define PAPER_CORNER 28.0 /* points from both edges to the middle of the black square in a corner of a page with boxes */
#define PAPER_CORNER_SIDE 10.0

struct sheet {
	struct str code;
	struct id learner, work, class_id, packet; /* learner, work: nil while it is a spare */
	struct str monday;
	struct work as;  /* the piece of work, with the seed that is on the paper */
};

/* Inside store_write: the codes of pieces of work, made where there are none. codes[i] belongs to list[i]. */
struct paper_codes {
	struct arena *a;
	const struct viewer *v;
	const struct work *list;
	size_t n;
	struct str monday;
	struct id class_id;
	struct str *codes;  /* room for n, filled */
};
enum code paper_codes_fn(struct db *db, void *paper_codes, struct err *e) MUST_USE;
/* Those that are there already; *all: nothing is missing, so that printing again writes nothing. */
enum code paper_codes_read(struct db *db, struct paper_codes *x, bool *all, struct err *e) MUST_USE;

/* Inside store_write: n spare packets of a class's week, each with its own numbers: what most of the class works on. */
struct paper_spares {
	struct arena *a;
	const struct viewer *v;
	struct id class_id;
	day_t monday;
	int n;
	struct id *packets; /* out */
};
enum code paper_spares_fn(struct db *db, void *paper_spares, struct err *e) MUST_USE;
/* Inside store_write: where the boxes of printed pages stand (print/pdf.h), kept under their keys; those that are there stay. */
struct paper_layouts {
	const struct str *keys, *bodies;
	size_t n;
};
enum code paper_layouts_fn(struct db *db, void *paper_layouts, struct err *e) MUST_USE;
/* How many of them are not there yet. */
enum code paper_layouts_missing(struct db *db, const struct paper_layouts *x, size_t *missing, struct err *e) MUST_USE;
/* "" when there is none. */
enum code paper_layout(struct db *db, struct arena *a, struct str key, struct str *body, struct err *e) MUST_USE;

/* Sheets of one packet in order. */
enum code paper_packet(struct db *db, struct arena *a, struct id packet, enum lang lang, struct sheet **out, size_t *n, struct err *e) MUST_USE;

/* code: as typed: any case, spaces and dashes, O for 0, I and L for 1. E_NOTFOUND when there is none. */
enum code paper_find(struct db *db, struct arena *a, struct str code, enum lang lang, struct sheet *out, struct err *e) MUST_USE;
struct str paper_grouped(struct arena *a, struct str code); /* "7K3M 9QPX 2F4T" */

/* What whoever holds the sheet may do without a sign-in: leave a photo of it. E_NOTFOUND, with one sentence for all of them: there is no
 * such code, it is a spare's, its weeks are over or the setting is off, its work is gone, a court restricts an adult of the learner. */
enum code paper_door(struct db *db, struct arena *a, struct str code, day_t today, struct sheet *out, struct err *e) MUST_USE;
/* May sheets of this learner's week be photographed so? */
enum code paper_photos_on(struct db *db, struct arena *a, struct id learner, day_t monday, day_t today, bool *on, struct err *e) MUST_USE;
/* Inside store_write, after the photo is kept: the work is handed in, once, with one event that nobody scored and that bears no name. */
enum code paper_photographed(struct db *db, struct arena *a, const struct viewer *system, const struct sheet *s, struct err *e) MUST_USE;
struct id paper_photo_event(struct str code);

/* Inside store_write: says whose a spare is. Each sheet of its packet becomes the same piece of work of the learner's week
 * where there is one, and is added to it otherwise. E_CONFLICT when it is somebody's already. */
enum code paper_match(struct db *db, struct arena *a, const struct viewer *v, const struct sheet *s, struct id learner, struct err *e) MUST_USE;

#endif
