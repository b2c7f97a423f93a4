/* send.h - the wire to mail servers, SMS gateways and translation engines.
 *
 * Law: called from background work, never while a page waits or a write runs. Certificates are checked, nothing is followed
 * elsewhere, an answer is read up to 256 KiB, half a minute is the end. E_BUSY: worth trying again (line down, 429, 5xx);
 * E_INPUT: it will never go (refused). The sentence never holds a password. */
#ifndef TRELLIS_SEND_H
#define TRELLIS_SEND_H

#include "base/tr.h"
#include "school/reach/channel.h"

/* Once, before any thread starts; harmless when repeated. */
void send_begin(void);

struct mail { struct str to, subject, text, code; enum lang lang; }; /* code: of the bundle, goes into Message-ID and Reply-To; "" for a test */
enum code send_mail(struct arena *a, const struct channels *ch, const struct mail *m, struct err *e) MUST_USE;
/* id: goes along as Idempotency-Key and where the body has {id}. */
enum code send_sms(struct arena *a, const struct channels *ch, struct str to, struct str text, struct id id, struct err *e) MUST_USE;
/* The body as it would be sent: values escaped as the type needs. */
struct str send_sms_body(struct arena *a, const struct channels *ch, struct str to, struct str text, struct str id);
/* The mail as it would be sent (RFC 5322, base64). */
struct str send_mail_text(struct arena *a, const struct channels *ch, const struct mail *m);
/* By the engine that the administrator named: LibreTranslate's POST /translate, or a command that reads the text and writes
 * the translation ({from} and {to} in its words are filled in). */
enum code send_translate(struct arena *a, const struct channels *ch, enum lang from, enum lang to, struct str text, struct str *out, struct err *e) MUST_USE;

#endif
