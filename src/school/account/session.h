/* session.h - who is at this browser.
 *
 * Law: the browser holds 256 random bits, the database their SHA-256 only. A new sign-in, a second factor and an unlock
 * each make a new token. A session counts only while its account is active; one that was idle too long is locked,
 * not ended, so that drafts stay. Everything that writes runs inside store_write. */
#ifndef TRELLIS_SESSION_H
#define TRELLIS_SESSION_H

#include "record/access.h"

enum stage {
	STAGE_FULL,    /* signed in */
	STAGE_CODE,    /* password given, second factor still to come */
	STAGE_SETUP,   /* password given, must set up a second factor first */
	STAGE_LOCKED,  /* idle too long, or locked by hand: asks for the password */
};

#define TOKEN_TEXT 44 /* base64url of 32 bytes, and NUL */

struct session {
	struct id id, account, person;
	enum stage stage;
	bool low;
	unsigned char csrf[16];
	int64_t made_at, seen_at, ends_at;
	struct str name;       /* how the person is greeted */
	struct str kind;       /* of the account: staff, family, learner */
	struct str login;
	enum lang lang;        /* the person's */
	unsigned char mask[16]; bool masked; /* of the token in all forms of this reply, once one has it */
	struct id form; unsigned forms;      /* one-time key of the first of these forms, and how many have one */
};

struct session_new {
	struct id account, person;
	enum stage stage;
	bool low;
	int64_t hours;         /* how long it lives at most */
	struct str agent;      /* browser and system in a few words, for "where I am signed in" */
};
enum code session_make(struct db *db, const struct session_new *n, char token[TOKEN_TEXT], struct id *out, struct err *e) MUST_USE;
/* E_NOTFOUND when there is none, it has ended, or its account is not active. idle_minutes: older is STAGE_LOCKED. */
enum code session_find(struct db *db, struct arena *a, struct str token, int64_t now, int64_t idle_minutes, struct session *out,
                       struct err *e) MUST_USE;
/* Notes that the person was here; cheap when called often. */
enum code session_seen(struct db *db, struct id session, int64_t now, struct err *e) MUST_USE;
/* Gives the session a new token and stage. */
enum code session_renew(struct db *db, struct id session, enum stage stage, int64_t now, char token[TOKEN_TEXT], struct err *e) MUST_USE;
enum code session_lock(struct db *db, struct id session, struct err *e) MUST_USE;
enum code session_end(struct db *db, struct id session, struct err *e) MUST_USE;
/* One of this account's alone, by its own hand: E_NOTFOUND when it is another's or gone. */
enum code session_end_own(struct db *db, struct id account, struct id session, struct err *e) MUST_USE;
/* Everywhere but `keep` (nil: really everywhere). */
enum code session_end_all(struct db *db, struct id account, struct id keep, struct err *e) MUST_USE;
/* How long one-time keys of forms are known (a device may be without a line that long) and what was answered to them. */
#define ONCE_KEYS (30 * DAY)
#define ONCE_ANSWERS (7 * DAY)
/* Removes what has ended; also old one-time keys and invitations. */
enum code session_sweep(struct db *db, int64_t now, struct err *e) MUST_USE;

/* CSRF tokens are masked anew on every page, so that compression tells nothing about them. */
#define CSRF_TEXT 65
void csrf_text(const struct session *s, char out[CSRF_TEXT]);
/* The same for every form of one reply: a page of two hundred forms need not carry two hundred masks. */
void csrf_page(struct session *s, char out[CSRF_TEXT]);
/* A one-time key for the next form of this reply: its own, and unlike the last one only in its last four digits. */
struct id form_key(struct session *s);
bool csrf_right(const struct session *s, struct str text);

/* 256 random bits as text, and the hash under which secrets are kept. */
void secret_make(char token[TOKEN_TEXT]);
#define HASH_TEXT 65
void secret_hash(struct str token, char out[HASH_TEXT]);

#endif
