/* edfi_xml.h - an Ed-Fi interchange file as a stream of its elements.
 *
 * Laws: (1) One element below the root is in memory at a time, as a flat list of its leaves; a file may be as long as it
 * likes. (2) Nothing is fetched and nothing expands: a file with a document type is refused at that line. (3) Depth, leaves and
 * bytes of an element are limited; what is larger is refused with its line. Names are without prefix. */
#ifndef TRELLIS_EDFI_XML_H
#define TRELLIS_EDFI_XML_H

#include "base/str.h"

#include <stdio.h>

#define EDFI_DEPTH 32
#define EDFI_LEAVES 4096
#define EDFI_BYTES ((size_t)1 << 18) /* text of one element */

struct edfi_leaf {
	struct str path;           /* below the element: "StudentReference/StudentIdentity/StudentUniqueId" */
	struct str text;           /* trimmed */
	size_t line;
};
struct edfi_element {
	struct str name;
	size_t line;
	const struct edfi_leaf *leaves;
	size_t n;
};
/* The text of the first leaf with that path; empty: none. */
struct str edfi_get(const struct edfi_element *x, const char *path);
/* The n-th of several. */
struct str edfi_nth(const struct edfi_element *x, const char *path, size_t n);
size_t edfi_line(const struct edfi_element *x, const char *path); /* of the leaf, or of the element */
/* What stands after the # of a descriptor; the text itself when it has none. */
struct str edfi_word(struct str descriptor);

/* root: called once with the name of the root; false: the file is left alone (OK is returned). element: one after the other,
 * good until it returns. a is emptied after each element. */
struct edfi_reader {
	struct arena *a;
	bool (*root)(void *arg, struct str name);
	enum code (*element)(void *arg, const struct edfi_element *x, struct err *e);
	void *arg;
};
/* E_INPUT: the file is no XML that can be read; *line says where and e why, in a sentence. Any other code comes from element. */
enum code edfi_read(FILE *f, const struct edfi_reader *r, size_t *line, struct err *e) MUST_USE;

#endif
