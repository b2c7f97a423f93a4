/* responses.h - a log of responses as the fitting and scoring of models sees it: columns of numbers.
 *
 * Law: rows stay in the order of the file; what is missing says so and is never made up. A log that breaks the
 * contract is refused whole, with the number of the line and what was expected there.
 *
 * Text contract: CSV (RFC 4180) or TSV with a header, told apart by the header line. Columns by name, in any order,
 * others are left alone: `learner` or `user_id`; `item` or `item_id`; `skill` or `skill_id`, several skills of one
 * response joined by ';' (a name may be quoted); `correct`: 0, 1 or a score between them; optional `time` or
 * `timestamp`: seconds (decimals allowed) or ISO 8601. Where there is no time, or all times are equal, the order of
 * the rows is the order of time. */
#ifndef TRELLIS_RESPONSES_H
#define TRELLIS_RESPONSES_H

#include "base/arena.h"
#include "base/err.h"
#include "base/str.h"

/* Names of learners, items or skills in the order of their first appearance. Borrow from the text, or from the arena
 * where a quoted field had to be unfolded. */
struct names {
	struct str *of;
	uint32_t n;
};

/* Rows from `row` on (to the next one's, or the end) that are one learner's and about one combination. */
struct response_run {
	uint32_t row, learner, set;
};

struct responses {
	size_t n;
	uint32_t *learner;    /* [n] index into learners */
	uint32_t *item;       /* [n] index into items; NULL when the columns were read without it */
	uint32_t *set;        /* [n] index of the combination of skills as it is written */
	uint8_t *right;       /* [n] 1 when correct >= 0.5 */
	float *score;         /* [n] 0..1; NULL when every one is exactly 0 or 1 */
	double *time;         /* [n] seconds, only differences have a meaning; NULL: no time, or all are equal */
	uint32_t *by_learner; /* [n] rows sorted by learner, within one by time, rows at one time as in the file */
	size_t *first;        /* [learners.n + 1] where each learner starts in by_learner */
	struct names learners, items, skills, sets;
	uint32_t *set_first;  /* [sets.n + 1] where each combination starts in set_skill */
	uint32_t *set_skill;  /* indexes into skills, each once, as written */
	struct response_run *run; /* [n_runs] with RESPONSES_RUNS, where that is enough: learner, set, by_learner and first are then NULL, */
	size_t n_runs;            /* each learner's rows lie together and in the order of time, and there is no score; else NULL */
};

enum { RESPONSES_ITEM = 1, RESPONSES_TIME = 2, RESPONSES_ORDER = 4, RESPONSES_ALL = 7, RESPONSES_RUNS = 8 };

/* Reads the whole text; want says which optional columns and the order are needed (memory: 4 + 4 + 1 bytes a row
 * without any; RESPONSES_ITEM +4, RESPONSES_TIME +8 when there is one, RESPONSES_ORDER +4; with RESPONSES_ORDER | RESPONSES_RUNS of a log
 * that lies in order 1 and 12 for each run, where runs are long). A column that is asked for
 * and is not there is refused, but for time. text must outlive the result; everything else is a's. Not UTF-8, a
 * column missing or twice, a row of another width, an empty name, a score outside 0..1: E_INPUT with line and column. */
enum code responses_read(struct arena *a, struct str text, unsigned want, struct responses *out, struct err *e) MUST_USE;

#endif
