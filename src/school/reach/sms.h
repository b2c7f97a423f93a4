/* sms.h - what a text message costs.
 *
 * Law: counted as networks count (3GPP TS 23.038, 23.040): 160 letters of the GSM alphabet in one message, 153 in each of
 * several; letters of its extension count twice; any other letter makes all of it UCS-2: 70, then 67. */
#ifndef TRELLIS_SMS_H
#define TRELLIS_SMS_H

#include "base/str.h"

struct sms_size { int parts, units; bool plain; }; /* plain: GSM alphabet */
struct sms_size sms_measure(struct str text);
/* A telephone number as digits with its plus: "(402) 555-0142" is "+14025550142". false: no number. */
bool sms_number(struct str typed, char out[20]);

#endif
