/* pnp.h - files of Access for All PNP 3.0 (1EdTech), in and out: what a person needs, from and for other programs.
 *
 * Law: reading trusts nothing (size, depth and count are bounded, entities and document types are refused) and loses nothing
 * silently: what this program has no word for is in `unknown`. Names are read as the XML binding writes them
 * (additional-testing-time) and as JSON does (additionalTestingTime). What is in no activation set is on from the beginning;
 * the prohibit set wins. Writing and reading again gives the same lines. */
#ifndef TRELLIS_PNP_H
#define TRELLIS_PNP_H

#include "base/buf.h"
#include "school/plan/needs.h"

#define PNP_MAX (256 * 1024) /* bytes of a file */
struct pnp_line { enum need_term term; enum need_set set; struct need_value value; };
struct pnp {
	struct pnp_line *lines;
	size_t n;
	struct str *unknown;     /* names, as the file has them */
	size_t n_unknown;
};
/* JSON or XML, whichever it is. E_INPUT in a sentence. Texts are in the arena. */
enum code pnp_read(struct arena *a, struct str text, struct pnp *out, struct err *e) MUST_USE;
void pnp_write_json(struct arena *a, struct buf *b, const struct pnp_line *lines, size_t n);
void pnp_write_xml(struct arena *a, struct buf *b, const struct pnp_line *lines, size_t n);
/* What is in force, as lines; prohibitions too. */
struct pnp pnp_of_needs(struct arena *a, const struct needs *needs);

#endif
