/* reach.h - pages by which families are reached: the link of a message, calls and letters, one learner's contact, the
 * administrator's channels. */
#ifndef TRELLIS_PAGES_REACH_H
#define TRELLIS_PAGES_REACH_H

#include "school/admin/same_help.h"
#include "school/family/helpline.h"
#include "school/people/people.h"
#include "school/reach/reach.h"
#include "web/tpl.h"

struct link_page { struct reach_bundle_view v; struct str link, error, typed; bool read; };

struct to_interpret { struct id learner; struct str name, what, on, begins, language; };
struct reach_desk {
	struct to_interpret *interpret; /* interpreters that are asked for and not booked */
	size_t n_interpret;
	struct reach_bundle_view *calls;
	size_t n_calls;
	int64_t letters;
	struct incoming *unclear;
	size_t n_unclear;
	bool may_place;              /* leaders place what nobody could place */
	struct person_list learners; /* to place it with */
	struct str error;
	char tz[64];
};

struct home_letter { struct reach_bundle_view v; struct str address, qr; int qr_size; };
struct home_letters { struct home_letter *items; size_t n; struct help_line *lines; size_t n_lines; /* help by a person */ };

struct contact_page {
	struct asked_support *asked;
	size_t n_asked;
	bool guide;                  /* the school gives guidance for open partnership [R261] */
	struct reach_strengths norm;
	struct person child;
	struct str id, error, typed;
	struct reach_history h;
	struct guardian_row *guardians;
	size_t n_guardians;
	char tz[64];
};

struct messages_page {
	struct channels ch;
	struct reach_counts counts;
	struct str error, hook_sms, hook_mail;
	bool place;                  /* the server knows where to keep the file */
	struct reach_line *failed;
	size_t n_failed;
	char tz[64];
};

const char *reach_way(struct str way);     /* msgid */
const char *reach_state(struct str state); /* msgid */

#endif
