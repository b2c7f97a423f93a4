/* channel.h - the ways out of this machine, and what an administrator wrote down for them.
 *
 * Law: nothing leaves until an administrator has switched a way on. Addresses, passwords and keys stand in one file beside
 * the database (0600), never in the database; the file is read anew by each user, so that a change counts at once. A
 * command that translates is taken from the file alone: no page can set a program to be run. */
#ifndef TRELLIS_CHANNEL_H
#define TRELLIS_CHANNEL_H

#include "base/clock.h"
#include "base/id.h"

struct channels {
	bool mail_on, sms_on, translate_on;
	struct str mail_url, mail_user, mail_password, mail_from, mail_reply, mail_folder; /* mail_folder: a maildir that is read */
	struct str sms_url, sms_type, sms_body, sms_header, sms_from; /* sms_url: https: a gateway by HTTP; smpps: one by SMPP, with user and password */
	struct str sms_user, sms_password;
	int64_t sms_cost;              /* of one part, in thousandths of the school's money */
	struct str in_key;             /* what a gateway must show when it brings an answer */
	struct str translate_url, translate_key, translate_command;
	struct str link_key;           /* links are made of it; made when missing */
	struct str public_url;         /* how the school is reached from outside; empty: letters carry no link */
};

/* Configuration of the process, set once before any thread starts. path NULL: every way is off. */
void channels_configure(const char *path, const char *public_url);
const char *channels_path(void); /* NULL when none was set */
/* All off when there is no file. E_INPUT: the file is no JSON, or others can read it. */
enum code channels_load(struct arena *a, struct channels *out, struct err *e) MUST_USE;
/* Checks and keeps. E_INPUT says which field. link_key and in_key are made when empty. */
enum code channels_save(struct arena *a, struct channels *c, struct err *e) MUST_USE;
/* The only hosts that anything is sent to, "mail.example.org:587,sms.example.org" (without a port: any), whatever an administrator
 * wrote; once before any thread starts. NULL: every host. */
void channels_hosts(const char *list);
/* E_INPUT when the host of this address is not among them. */
enum code channel_allowed(struct str url, struct err *e) MUST_USE;
/* An address is of this machine or its own network: no text leaves the school by it. */
bool channel_near(struct str url);
#define LINK_TEXT 17
/* The same letters for the same id, to nobody who lacks the key. */
void channel_link(const struct channels *c, struct id id, char out[LINK_TEXT]);

#endif
