/* itemgen.h - items made from item models (data/items/README.md is the format).
 *
 * Law: pure. The same model and seed give the same item on every machine: numbers, order of options and answer
 * depend on neither language nor interest. No answer of an item equals one of its wrong answers.
 *
 * A model lives in the arena it was loaded into and is only read afterwards, so threads may share it. An
 * instance lives in the arena it was made in and borrows from its model. Every text tells its own language,
 * since a piece that is not translated yet is shown in English.
 *
 * Drawing: splitmix64 (Steele, Lea, Flood 2014: state += 0x9E3779B97F4A7C15, two xor-shift-multiply rounds),
 * started at seed ^ FNV-1a-64(id); a number below n is r mod n after refusing the r < 2^64 mod n. The order
 * of options has a generator of its own (start xor 0x6F7264657206), so that redrawing does not move it.
 * Arithmetic is exact (64-bit fractions); a drawing that overflows or makes two answers equal is drawn again. */
#ifndef TRELLIS_ITEMGEN_H
#define TRELLIS_ITEMGEN_H

#include "base/json.h"
#include "base/tr.h"

enum ig_kind { IG_NUMERIC, IG_CHOICE, IG_CHOICES, IG_TEXT, IG_ORDER, IG_OPEN };
#define IG_OPTIONS_MAX 12

struct ig_model {
	struct str id, competency, grade, construct, author, license;
	enum ig_kind kind;
	int rigor;                /* depth of knowledge, 1..4 */
	int minutes;
	bool in[LANG_COUNT];      /* languages the stem is written in */
	const struct json *whole; /* everything, for "access", "not_with", "interests", "forms" */
};

struct ig_text {
	struct str text; /* may hold $$mathematics$$: show it through math_html or math_plain (mathml.h) */
	enum lang lang;
};

/* A picture with its numbers worked out: fields as in the README, "=expr" replaced by numbers, texts filled.
 * A kind the caller cannot draw is shown by its alternative. */
struct ig_picture {
	struct str kind;
	struct ig_text alt; /* for kind "words": the words */
	const struct json *fields;
};

struct ig_option {
	struct str key;      /* "A", "B", ... in the order shown; what a response names */
	struct ig_text text;
	bool correct;        /* choice and choices */
	struct str misconception; /* empty when right */
	struct ig_text feedback;
};

struct ig_wrong {
	struct str response;  /* what a learner would have answered */
	struct str misconception;
	struct ig_text feedback;
};

struct ig_instance {
	const struct ig_model *model;
	uint64_t seed;
	struct ig_text stem;
	const struct ig_picture *figure; /* belongs to the stem; NULL when there is none */
	struct ig_option *options;       /* choice, choices; for order the pieces as shown */
	size_t n_options;
	struct str answer;               /* a response that scores 1 ("" for open): "3/4", "B", "A,C", "C,A,B" */
	struct ig_text answer_shown;     /* the same for people to read */
	struct ig_text unit;             /* numeric: shown beside the box; may be empty */
	struct ig_wrong *wrong;
	size_t n_wrong;
	struct ig_text *steps, *hints;
	size_t n_steps, n_hints;
	struct ig_picture *pictures;
	size_t n_pictures;
	struct ig_text rubric[4], sample; /* open */
	const void *keeps;                /* what ig_score needs */
};

struct ig_score {
	double score;             /* 0..1 */
	bool needs_person;        /* open work: nobody has scored it yet */
	bool understood;          /* false: not readable as an answer (ask again; it is not a wrong answer) */
	bool other_form;          /* right value, but not in the form asked for */
	struct str misconception; /* empty when none is recognized */
	struct ig_text feedback;
};

/* Reads one model. The error names the field. Nothing is drawn yet: see ig_check. */
enum code ig_load(struct arena *a, struct str json_text, struct ig_model **out, struct err *e) MUST_USE;
/* The same from a line already parsed; j must live as long as a. */
enum code ig_load_json(struct arena *a, const struct json *j, struct ig_model **out, struct err *e) MUST_USE;
/* Makes the item with seeds 1..seeds in every language and interest, and proves that its answer scores 1 and
 * every wrong answer 0 under its own misconception's name. For import; memory is an arena of its own. */
enum code ig_check(const struct ig_model *m, unsigned seeds, struct err *e) MUST_USE;
/* interest: a theme of the model's "interests", or empty; an unknown one changes nothing. */
enum code ig_make(struct arena *a, const struct ig_model *m, uint64_t seed, enum lang lang, struct str interest,
                  struct ig_instance **out, struct err *e) MUST_USE;
/* Scores a response. Numeric: a number in any equal form, in the writing of the item's language. Choice: a key.
 * Choices: keys separated by commas or spaces. Order: all keys in order. Text: words. lang: the learner's. */
struct ig_score ig_score(struct arena *a, const struct ig_instance *it, struct str response, enum lang lang);

const char *ig_kind_name(enum ig_kind k);

#endif
