/* mail_in.h - reading an answer by e-mail: who wrote, to which code, what.
 *
 * Law: input is hostile. What cannot be read gives an empty text, never a failure half-way; nested parts are read four
 * deep, the first part of plain text counts, attachments are left alone. What was quoted from our own mail is cut off. */
#ifndef TRELLIS_MAIL_IN_H
#define TRELLIS_MAIL_IN_H

#include "base/str.h"

struct mail_in {
	struct str from;      /* the bare address, lower case */
	struct str id;        /* Message-ID without its brackets; "" without one */
	struct str code;      /* found in To, Cc, Delivered-To, In-Reply-To or References; "" when none fits */
	struct str text;      /* UTF-8 */
	bool automatic;       /* out of office, mailing lists, bounces: nobody wrote it */
};
/* code_length: letters of a code; reply: the address with {} in it. E_INPUT: no mail at all. */
enum code mail_in_read(struct arena *a, struct str bytes, struct str reply, size_t code_length, struct mail_in *out, struct err *e) MUST_USE;

#endif
