/* practice.h - what a piece of work holds, one thing at a time, the same on screen and on paper.
 *
 * Law: the same piece of work gives the same parts in the same order to whoever asks: numbers come from the seed of the
 * piece of work and the place of the part. Answers are never in what is shown; question_score alone knows them.
 *
 * Where it comes from: a piece of work with an item shows it alone. With a resource: its items by place, then what its
 * body holds, the JSON line of data/readings, data/tasks (or an imported story) as it is. Without either: the items of
 * its competency. An item's model is a line of data/items, a question of data/readings, or a problem of OATutor. */
#ifndef TRELLIS_PRACTICE_H
#define TRELLIS_PRACTICE_H

#include "engine/itemgen/itemgen.h"
#include "engine/needs/needs.h"
#include "school/evidence/fold.h"
#include "school/work/week.h"

/* One question, from whatever source. Texts may hold $$mathematics$$ (mathml.h). */
struct question {
	int place;                         /* 1 and up */
	struct id item, competency;
	int rigor;
	unsigned constructs;               /* what is assessed: bits of needs.h */
	enum ig_kind kind;
	struct ig_text before, stem;       /* before: what leads up to it; may be empty */
	const struct ig_picture *figure;
	struct ig_option *options;         /* feedback and correctness are not for showing */
	size_t n_options;
	struct ig_text unit;
	struct ig_text *hints, *steps;     /* steps: the worked way, for when it is settled */
	size_t n_hints, n_steps;
	struct ig_picture *pictures;       /* other ways to see it */
	size_t n_pictures;
	struct ig_text rubric[4], answer_shown;
	struct str credit;
	const struct ig_instance *made;    /* of an item model; NULL: scored from its source */
	const struct json *source;
};

struct gloss { struct str word, meaning, home; }; /* home: in the learner's other language; may be empty */
struct criterion { struct str name, levels[4]; };

enum practice_kind { PRACTICE_QUESTIONS, PRACTICE_READING, PRACTICE_TASK, PRACTICE_LINK };

struct practice {
	struct work work;
	enum practice_kind kind;
	struct str title, summary, address, credit;
	enum lang language;                /* of pages and steps */
	unsigned constructs;
	struct str *pages;                 /* of a reading */
	size_t n_pages;
	struct gloss *glossary;
	size_t n_glossary;
	struct str *steps, *materials, *done, *ways; /* of a task */
	size_t n_steps, n_materials, n_done, n_ways;
	struct criterion *criteria;
	size_t n_criteria;
	struct id rubric;
	struct question *questions;
	size_t n;
};

/* needs: of the learner for this work (NULL: none); decides about fewer choices and shorter work, which come from a plan alone.
 * home: the learner's second language, "" when there is none. E_INPUT: what the library holds cannot be read. */
enum code practice_load(struct db *db, struct arena *a, const struct work *w, enum lang lang, const struct needs *needs, struct str home, struct practice *out,
                        struct err *e) MUST_USE;
/* What the work assesses, known before its needs are: bits of needs.h. */
enum code practice_constructs(struct db *db, const struct work *w, unsigned *out, struct err *e) MUST_USE;

/* Scores a response: numbers and words as typed, keys of options joined by commas. */
struct ig_score question_score(struct arena *a, const struct question *q, struct str response, enum lang lang);

/* How far the learner is with each question, from the events of this piece of work, on screen or paper. */
struct tried {
	int tries, hints;
	bool right, settled;   /* settled: right, out of tries, or given to a person to look at */
	bool person;           /* the last answer waits for a person */
	double score;
	struct str response;   /* the last one */
	struct str said;       /* a word of who looked at it last; empty: none */
};
#define PRACTICE_TRIES 3
/* tried: one for each question, in order. */
enum code practice_tried(struct db *db, struct arena *a, struct id work, struct tried *tried, size_t n, struct err *e) MUST_USE;
/* Hints that are offered: fewer as the competency grows, never none where there is one. */
size_t practice_hints(const struct question *q, double p);

/* What happened with one question. Inside store_write: evidence and the state of the work. The same id again changes nothing. */
struct answer {
	struct id event;       /* made where it happened; its time counts when it makes sense */
	int64_t at;            /* when, if somebody knows better than the id; 0: the id's time */
	struct id attachment;  /* the first file of an open answer; nil: none */
	struct str response;
	struct ig_score score;
	struct tried before;
	double minutes;
	bool hint;             /* not an answer: the next hint was opened */
};
enum code practice_answer(struct db *db, struct arena *a, const struct viewer *v, const struct practice *p, const struct question *q, const struct answer *x,
                          struct err *e) MUST_USE;

/* Hands the work in, with what was made. Inside store_write. */
struct hand_in {
	struct id event, attachment;
	int64_t at;            /* as in struct answer */
	struct str text, way, strength, challenge;
	double minutes;
};
enum code practice_hand_in(struct db *db, struct arena *a, const struct viewer *v, const struct practice *p, const struct hand_in *h, struct err *e) MUST_USE;
/* "This does not work": the last day is taken away until somebody answers. Inside store_write, as the system. */
enum code practice_pause(struct db *db, struct arena *a, const struct viewer *system, const struct work *w, struct err *e) MUST_USE;

/* The piece of work to begin with: the one that was started, then those of today and of days gone by, then any; NULL: none left. */
const struct work *work_next(const struct week *w, day_t today);
bool work_finished(const struct work *w); /* handed in, done or not needed */

#endif
