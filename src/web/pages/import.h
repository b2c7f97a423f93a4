/* import.h - bringing in data: what a file would change is shown before anything changes.
 *
 * Law: the page knows nothing of formats; it shows what interop/upload.h says. */
#ifndef TRELLIS_PAGES_IMPORT_H
#define TRELLIS_PAGES_IMPORT_H

#include "interop/upload.h"
#include "web/tpl.h"

#define IMPORT_SHOWN 200 /* refused rows on the page; the rest is in the CSV */

struct import_home {
	struct upload_row *open;
	size_t n_open;
	struct import_row *past;
	size_t n_past;
	struct str *who, *open_who;  /* names, beside past and open */
	struct str error, kind, framework;
	bool delta, many, create_learners, empty; /* empty: there is no class yet */
	char tz[64];
};

struct import_look {
	struct upload_row u;
	struct str who, when;
	char tz[64];
	bool working;
	int percent;                 /* -1: not known */
	struct str step, what;       /* what it does now */
};

struct str import_kind_name(const struct request *rq, struct str kind);
const char *import_state(const struct request *rq, struct str state);

#endif
