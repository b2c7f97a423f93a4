/* export.h - everything that is known, in open formats, in a folder that any program can read.
 *
 * Laws: (1) One CSV file for each type of record (UTF-8, RFC 4180, a header of field names), every file that was handed in
 * under its hash, MANIFEST.json with what each file is, its rows, its SHA-256, and the fields in plain words. (2) The
 * folder must not be there; it gets its name when it is whole. (3) Of one learner: that learner's own rows, those
 * about the learner, and the rows they name (classes, competencies, people's names are not given away: other people
 * stay ids). (4) What the program keeps for itself is left out: accounts' secrets, sessions, logs. */
#ifndef TRELLIS_EXPORT_H
#define TRELLIS_EXPORT_H

#include "record/record.h"

struct export_done {
	int64_t types, rows, files, file_bytes;
};
/* learner: nil for the whole school. files: folder of what people handed in; NULL: none. */
enum code export_write(struct store *s, struct arena *a, struct id learner, const char *files, const char *to, struct export_done *out, struct err *e) MUST_USE;

#endif
