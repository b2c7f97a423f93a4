/* sign_in.h - pages around signing in, and what they share.
 *
 * Law: a wrong name and a wrong password look and last the same. Nobody is locked out by others: failures are counted
 * apart for devices that signed in before, and a whole school behind one address has room. */
#ifndef TRELLIS_SIGN_IN_H
#define TRELLIS_SIGN_IN_H

#include "school/account/account.h"
#include "school/account/session.h"
#include "web/app.h"
#include "web/tpl.h"

struct sign_in_page {
	struct str login, next, error;
	bool badge;
};

struct code_page {
	struct str next, error;
};

struct lock_page {
	struct str name, next, error;
	bool low;
};

struct setup_page {
	struct str next, error, sealed;
	const char *secret;      /* base 32, in fours */
	struct str qr;           /* path of the squares */
	int qr_size;
	bool forced;             /* must be done before anything else */
	bool again;              /* signed in for a while: the password is asked for once more */
};

struct recovery_page {
	char (*codes)[RECOVERY_TEXT];
	struct str login, next;
};

/* Where to go after signing in: the path asked for, or home. */
struct str sign_in_next(struct request *rq);
/* Makes the session, sets the cookies, redirects. Inside no write. */
enum code sign_in_complete(struct request *rq, struct reply *rp, const struct account *who, enum stage stage, bool low, struct str next,
                           const char *logged, struct err *e) MUST_USE;
/* The stage a right password leads to. */
enum code sign_in_stage(struct request *rq, const struct account *who, enum stage *out, struct err *e) MUST_USE;
/* Buckets of wrong tries: of the address, and of the account (or of a name that nobody has). No account and no login:
 * the address alone, for codes that cannot be guessed. 0: go on; else seconds to wait. */
int sign_in_wait(struct request *rq, struct id account, struct str login);
void sign_in_failed(struct request *rq, struct id account, struct str login, const char *logged);
/* Before anything that a sign-in hangs on, the password is asked for again (field "password"), and wrong ones are slowed like
 * sign-ins: an open page is no place to guess at it. *right false: the reply is made, nothing may be done. An account
 * without a password, such as a card's, has nothing to be asked for. logged: what the security log says of a wrong one. */
enum code sign_in_again(struct request *rq, struct reply *rp, const struct account *who, const char *logged, bool *right, struct err *e) MUST_USE;
bool sign_in_known_device(const struct request *rq, struct id account);
/* 429 page, always OK. */
enum code sign_in_slow(struct request *rq, struct reply *rp, int seconds);
/* Words that belong to the person and the school, for password_judge. */
size_t sign_in_context(struct request *rq, const struct account *who, struct str out[8]);
/* A new viewer of an account that acts before its session is whole (for the security log). */
struct viewer sign_in_viewer(const struct account *who);

#endif
