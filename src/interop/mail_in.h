/* mail_in.h - reading an answer by e-mail: who wrote, to which code, what.
 *
 * Law: input is hostile. What cannot be read gives an empty text, never a failure half-way; nested parts are read four
 * deep, the first part of plain text counts, attachments are left alone. What was quoted from our own mail is cut off. The mail is
 * walked in another program, locked away (base/jail.h); what comes from there is checked as if a stranger had written it. */
#ifndef TRELLIS_MAIL_IN_H
#define TRELLIS_MAIL_IN_H

#include "base/str.h"

#define MAIL_IN_MOST ((size_t)5 << 20) /* bytes of a mail */
#define MAIL_IN_FROM 320
#define MAIL_IN_ID 200
#define MAIL_IN_TEXT 20004

struct mail_in { /* all of it UTF-8 without control characters, but lines and tabs in the text */
	struct str from;      /* the bare address, lower case; never "" */
	struct str id;        /* Message-ID without its brackets; "" without one */
	struct str code;      /* found in To, Cc, Delivered-To, In-Reply-To or References; "" when none fits */
	struct str text;      /* UTF-8 */
	bool automatic;       /* out of office, mailing lists, bounces: nobody wrote it */
};
/* code_length: letters of a code; reply: the address with {} in it. E_INPUT: no mail at all. E_MEMORY, E_NOTFOUND: it was not looked at. */
enum code mail_in_read(struct arena *a, struct str bytes, struct str reply, size_t code_length, struct mail_in *out, struct err *e) MUST_USE;

/* ---- in the program that is locked away, and in fuzz targets ---- */
enum code mail_in_read_here(struct arena *a, struct str bytes, struct str reply, size_t code_length, struct mail_in *out, struct err *e) MUST_USE;
int mail_reader_run(const char *reply, size_t code_length, int in, int out);
/* The answer of the other program. False: it is nonsense. *mail: it is a mail, in *out, which points into said. */
bool mail_answer_read(struct str said, size_t code_length, struct mail_in *out, bool *mail);

#endif
