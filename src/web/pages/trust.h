/* trust.h - the page that helps a device to trust this school's own certificate.
 *
 * Law: it asks nobody to switch a warning off: it gives the certificate, and a fingerprint to compare with paper. */
#ifndef TRELLIS_TRUST_H
#define TRELLIS_TRUST_H

#include "web/tpl.h"

struct trust_page {
	const char *fingerprint; /* NULL: the certificate is from a public authority */
};

#endif
