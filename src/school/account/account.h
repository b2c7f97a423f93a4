/* account.h - who may sign in, and with what.
 *
 * Law: an account belongs to one person. Secrets are kept as hashes (passwords: Argon2id; codes of 80 bits and more:
 * SHA-256) or sealed with a key from outside the database (TOTP). Nobody sets another's password: the school gives a
 * code that is good once and for some days, the person chooses. Disabling an account ends its sessions in the same
 * transaction. Everything that changes runs inside store_write and leaves a row in the security log. */
#ifndef TRELLIS_ACCOUNT_H
#define TRELLIS_ACCOUNT_H

#include "record/access.h"
#include "school/account/password.h"
#include "school/account/totp.h"

struct account {
	struct id id, person;
	struct str login;
	struct str kind;         /* staff family learner */
	struct str state;        /* invited active disabled */
	struct str name;         /* how the person is greeted */
	struct str full_name;
	struct str email;
	enum lang lang;
	struct str password;     /* hash; empty: none */
	int64_t failures;        /* wrong passwords in a row from unknown devices */
	bool has_totp, has_badge;
};

enum code account_by_login(struct db *db, struct arena *a, struct str login, struct account *out, struct err *e) MUST_USE;
enum code account_get(struct db *db, struct arena *a, struct id account, struct account *out, struct err *e) MUST_USE;
enum code account_of_person(struct db *db, struct arena *a, struct id person, struct account *out, struct err *e) MUST_USE;

/* Makes an account for a person without one (E_CONFLICT otherwise). login: empty takes the user name, the e-mail
 * address, or one made of the name. kind follows from the person's hats. The account waits for its invitation. */
enum code account_make(struct db *db, struct arena *a, const struct viewer *v, struct id person, struct str login, struct id *out,
                       struct err *e) MUST_USE;
/* What a person would have as kind: "staff" when any hat of staff is worn today, else "family", else "learner". */
enum code account_kind(struct db *db, struct id person, const char **out, struct err *e) MUST_USE;
enum code account_disable(struct db *db, const struct viewer *v, struct id account, struct err *e) MUST_USE;
/* Opens an account without a password: doors of a sample school. */
enum code account_open(struct db *db, struct id account, struct err *e) MUST_USE;
enum code account_enable(struct db *db, const struct viewer *v, struct id account, struct err *e) MUST_USE;

enum code account_password_set(struct db *db, const struct viewer *v, struct id account, const char *hash, struct err *e) MUST_USE;
enum code account_failed(struct db *db, struct id account, bool unknown_device, struct err *e) MUST_USE;
enum code account_worked(struct db *db, struct id account, struct err *e) MUST_USE;
#define ACCOUNT_FAILURES 100 /* in a row, from devices never used before: then such devices need a new code (800-63B-4, 3.2.2) */

/* Codes people type or scan: 16 letters and digits (80 bits), printed in fours. */
#define CODE_TEXT 20
void code_make(char out[CODE_TEXT]);
/* Hash of a code however it was typed; false when it cannot be one. A whole address with the code behind '#' is taken too. */
bool code_hash(struct str typed, char out[65]);

/* Replaces older ones. */
enum code invitation_make(struct db *db, const struct viewer *v, struct id account, int64_t days, char code[CODE_TEXT], struct err *e) MUST_USE;
/* E_NOTFOUND when it is not known, was used, or is too old. */
enum code invitation_find(struct db *db, struct arena *a, struct str code, struct id *invitation, struct account *out, struct err *e) MUST_USE;
/* Takes the invitation (once), sets the password, opens the account. */
enum code invitation_take(struct db *db, const struct viewer *v, struct id invitation, struct id account, const char *hash, struct err *e) MUST_USE;

/* Second step. key: from outside the database. */
enum code totp_put(struct db *db, const struct viewer *v, struct id account, const unsigned char secret[TOTP_SECRET],
                   const unsigned char key[32], struct err *e) MUST_USE;
/* E_DENIED when the code is wrong or was used. */
enum code totp_take(struct db *db, struct id account, struct str code, const unsigned char key[32], struct err *e) MUST_USE;
enum code totp_drop(struct db *db, const struct viewer *v, struct id account, struct err *e) MUST_USE;
#define RECOVERY_CODES 10
#define RECOVERY_TEXT 30 /* 120 random bits, so that a plain hash of one tells nothing (OWASP ASVS 6.5.2); six groups of four, and NUL */
enum code recovery_make(struct db *db, const struct viewer *v, struct id account, char codes[RECOVERY_CODES][RECOVERY_TEXT], struct err *e) MUST_USE;
enum code recovery_take(struct db *db, struct id account, struct str code, struct err *e) MUST_USE;

/* Badge cards: 128 random bits as 26 letters and digits. A new one ends the old and its sessions. */
#define BADGE_TEXT 27
enum code badge_make(struct db *db, const struct viewer *v, struct id account, char secret[BADGE_TEXT], struct err *e) MUST_USE;
enum code badge_drop(struct db *db, const struct viewer *v, struct id account, struct err *e) MUST_USE;
enum code badge_find(struct db *db, struct arena *a, struct str secret, struct account *out, struct err *e) MUST_USE;

/* A device that a teacher has marked for a class: badge cards work there. */
enum code device_make(struct db *db, const struct viewer *v, struct id class_id, struct str label, char token[44], struct err *e) MUST_USE;
/* Does the device belong to a class this learner is in today? */
enum code device_fits(struct db *db, struct str token, struct id learner, day_t today, bool *fits, struct err *e) MUST_USE;

/* The first administrator of a school that has no account: school, person, role, account, password. */
struct first_hour {
	struct str school, time_zone, given_name, family_name, email;
	const char *hash;  /* of the password; NULL: an invitation follows */
};
enum code first_hour(struct db *db, struct arena *a, const struct first_hour *f, struct id *account, struct err *e) MUST_USE;

#endif
