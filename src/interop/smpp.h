/* smpp.h - text messages by SMPP 3.4 (SMPP Developers Forum, 12-Oct-1999): bind as transceiver, submit_sm, deliver_sm.
 *
 * Law: what the far side sends is read field by field within its length; what cannot be read ends the session with a sentence and
 * nothing else. A deliver_sm is acknowledged only after it was kept, so that an answer or a receipt is sent again rather than lost.
 * The wire is curl's (TLS with certificates checked for smpps://); half a minute without a word is the end. */
#ifndef TRELLIS_SMPP_H
#define TRELLIS_SMPP_H

#include "base/buf.h"
#include "base/clock.h"
#include "school/reach/channel.h"

#define SMPP_MOST 4096 /* bytes of one PDU */
enum {
	SMPP_NACK = (int)0x80000000, SMPP_SUBMIT = 0x4, SMPP_DELIVER = 0x5, SMPP_UNBIND = 0x6, SMPP_BIND = 0x9, SMPP_ENQUIRE = 0x15
};

/* ---- reading and writing ---- */

struct smpp_pdu { uint32_t command, status, sequence; struct str body; }; /* body points into the bytes given */
/* The first PDU of bytes. *used 0: it is not whole yet. E_INPUT: no PDU can begin like this. */
enum code smpp_read(struct str bytes, struct smpp_pdu *out, size_t *used, struct err *e) MUST_USE;
void smpp_write(struct buf *b, uint32_t command, uint32_t status, uint32_t sequence, struct str body);

struct smpp_delivered {
	bool receipt;
	struct str from, text;  /* text: UTF-8, whatever it came in */
	struct str id;          /* of a receipt: the message it speaks of */
	struct str state;       /* of a receipt: DELIVRD, UNDELIV, EXPIRED, REJECTD ... */
	int part, parts;        /* this is part 1.. of so many; 0 of 0: it stands alone */
	int reference;          /* the same for all parts of one message from one number */
};
/* The body of a deliver_sm. E_INPUT: it cannot be read. */
enum code smpp_delivered(struct arena *a, struct str body, struct smpp_delivered *out, struct err *e) MUST_USE;
/* A text as the short_message of its parts (3GPP TS 23.038, 23.040): GSM letters in octets, or UCS-2. */
#define SMPP_PARTS 16
struct smpp_parts { bool plain; int n; struct str part[SMPP_PARTS]; };
enum code smpp_split(struct arena *a, struct str text, unsigned reference, struct smpp_parts *out, struct err *e) MUST_USE;

/* ---- a session ---- */

struct smpp;
/* Keeps what came; OK: it is acknowledged. */
typedef enum code smpp_keep(void *arg, const struct smpp_delivered *d, struct err *e);
/* E_BUSY: worth trying later. E_INPUT: refused, or an address that is none. */
enum code smpp_open(struct arena *a, const struct channels *ch, smpp_keep *keep, void *arg, struct smpp **out, struct err *e) MUST_USE;
/* id: the gateway's name of it, which a receipt will carry. */
enum code smpp_send(struct smpp *s, struct str to, struct str text, struct str *id, struct err *e) MUST_USE;
/* Takes what waits, until it is quiet for so many microseconds; at most half a minute. */
enum code smpp_listen(struct smpp *s, int64_t quiet, struct err *e) MUST_USE;
void smpp_close(struct smpp *s); /* NULL is fine */
bool smpp_is(struct str url);    /* smpp:// or smpps:// */

#endif
