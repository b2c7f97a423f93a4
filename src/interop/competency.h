/* competency.h - what the imports of competencies share.
 *
 * Law: a code is one competency here, whichever file speaks of it: a plain sentence, the words of the framework and an
 * identifier of CASE find each other by it. A plain sentence that is there is never replaced by the framework's words, and
 * one that a person here has written by nothing. */
#ifndef TRELLIS_COMPETENCY_H
#define TRELLIS_COMPETENCY_H

#include "interop/sheet.h"

struct edge {
	uint32_t from, to;         /* slots of competencies */
	uint32_t line;             /* 0: was there */
	struct str file;
};

struct competencies {
	struct import *m;
	struct staged framework, competency, association;
	struct keyed by_code;      /* extra: number of the slot */
	struct keyed by_id;        /* the same by record id */
	struct str *codes;         /* by slot, for sentences; in the report's arena */
	size_t codes_cap;
	struct edge *edges;        /* "comes before", in the report's arena */
	size_t n_edges, edges_cap;
};

/* Bits of a competency's slot.extra. */
#define TEXT_IS_STATEMENT 1u   /* nobody has written a plain sentence yet */
#define TEXT_IS_OURS 2u        /* a person here has written it */
#define HAS_SOURCE 4u          /* an identifier of CASE */

enum code competencies_open(struct competencies *k, struct import *m, struct err *e) MUST_USE;
void competencies_close(struct competencies *k);
/* The slot of the framework with this title (or source), made when it is not there. */
enum code competencies_framework(struct competencies *k, struct str title, struct str publisher, struct str edition, struct str licence, struct str source,
                                 struct id *out, struct err *e) MUST_USE;
struct slot *competencies_code(struct competencies *k, struct str code);
/* Notes that a slot has this code. */
enum code competencies_name(struct competencies *k, struct slot *slot, struct str code, struct err *e) MUST_USE;
struct str competencies_code_of(const struct competencies *k, uint32_t number);
/* kind as in the record type. The same pair twice is one. */
enum code competencies_pair(struct competencies *k, struct slot *from, const char *kind, struct slot *to, struct str source, struct str file, size_t line,
                            struct err *e) MUST_USE;
/* Refuses every circle of "comes before", by the codes in it. */
enum code competencies_circles(struct competencies *k, struct err *e) MUST_USE;
/* "K", "3", "9-10", "HS" -> KG, 03, "09,10", "09,10,11,12"; as it is when nothing is meant by it. */
struct str competencies_grade(struct arena *a, struct str grade);
/* Codes of the Common Core without the words that some publishers put before them. */
struct str competencies_plain_code(struct str code);

#endif
