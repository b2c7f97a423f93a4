/* files.h - files in forms, and their way back out.
 *
 * Law: a handler takes the files of its form with files_take before it writes, keeps their rows in the same write as what
 * they belong to, and shows a refusal above the form again. A file leaves through /files/{file} alone. */
#ifndef TRELLIS_PAGES_FILES_H
#define TRELLIS_PAGES_FILES_H

#include "school/evidence/attachment.h"
#include "web/tpl.h"

#define UPLOAD_BODY ((size_t)(FILE_MEGABYTES_MOST * 2) << 20) /* of a form with several files */

bool files_sent(const struct request *rq);
/* Those of the request, checked and in the folder; none is fine. E_INPUT, E_LIMIT: a sentence for the form. */
enum code files_take(struct request *rq, struct id learner, struct taken *out, struct err *e) MUST_USE;
/* "2.4 MB" */
struct str files_size(const struct request *rq, int64_t bytes);

#endif
