/* packet.h - a week of work on paper: what the screen shows, in the same words and order, with space to answer.
 *
 * Law: the numbers are those of the screen, from the seed of the piece of work. The learner's name stands inside, not
 * outside; no word says what a learner finds hard. What needs change on paper is asked of needs_load alone. Rights are
 * the caller's to have checked; nothing is written. */
#ifndef TRELLIS_PACKET_H
#define TRELLIS_PACKET_H

#include "print/pdf.h"
#include "school/work/paper.h"

struct packet_ask {
	struct db *db;
	struct arena *a;
	day_t today, monday;
	struct str base;     /* "https://school.example:8443": codes lead there */
	bool lang_given;     /* speak lang; otherwise each learner's own language */
	enum lang lang;
	bool letter;
};
/* Codes: one for each piece of the week, from paper_codes. */
enum code packet_learner(const struct packet_ask *x, struct pdf *p, const struct week *w, const struct str *codes, struct err *e) MUST_USE;
enum code packet_spare(const struct packet_ask *x, struct pdf *p, const struct sheet *sheets, size_t n, struct err *e) MUST_USE;
/* The language that a learner's packet speaks. */
enum code packet_language(const struct packet_ask *x, struct id learner, enum lang *out, struct err *e) MUST_USE;

#endif
