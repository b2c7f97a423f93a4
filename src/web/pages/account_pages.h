/* account_pages.h - pages about one's own sign-in, and about everybody's for those who run the school's Trellis.
 *
 * Law: whoever runs Trellis makes and ends sign-ins; nobody but the person knows or chooses the password. */
#ifndef TRELLIS_ACCOUNT_PAGES_H
#define TRELLIS_ACCOUNT_PAGES_H

#include "web/pages/sign_in.h"

struct welcome_page {
	struct str name, login, code, error, suggestion;
	size_t min;
};

struct session_row {
	struct id id;
	struct str agent, since;
	bool here, low;
};

struct account_page {
	const struct account *who;
	struct session_row *sessions;
	size_t n_sessions;
	int64_t recovery_left;
	size_t min;
	struct str error;
};

struct account_row {
	struct id account, person;   /* account nil: none yet */
	struct str name, login, kind, state, email;
	bool totp, badge, invited;
	int64_t used_at;
};

struct accounts_page {
	struct account_row *rows;
	size_t n;
	struct str words, show;      /* search; "without", "invited", "active", "disabled" or "" for all */
	struct str next;             /* cursor: name of the last row */
	int64_t without;             /* people without an account, all in all */
	bool mail;
};

/* One printed invitation. */
struct letter {
	struct str name, login, code, address, qr;
	int qr_size;
	int64_t days;
	enum lang lang;
	bool staff;
};
struct letters_page {
	struct letter *items;
	size_t n;
	bool mailed;
	struct str back;
};

/* 8 beside a second step, 15 alone. */
size_t account_password_min(struct request *rq, const struct account *who);
/* Makes letters (and .eml files when there is a mail folder) for codes that were just made. */
enum code letter_make(struct request *rq, const struct account *who, const char *code, int64_t days, struct letter *out, struct err *e) MUST_USE;
enum code letters_show(struct request *rq, struct reply *rp, const struct letters_page *p);

#endif
