/* player.h - one piece of work, one thing at a time. */
#ifndef TRELLIS_WEB_PLAYER_H
#define TRELLIS_WEB_PLAYER_H

#include "engine/needs/sum.h"
#include "school/evidence/attachment.h"
#include "school/library/said_in.h"
#include "school/library/spoken.h"
#include "school/work/beside.h"
#include "school/work/draft.h"
#include "school/work/open.h"
#include "web/pages/journey.h"
#include "web/pages/supports.h"

/* What a piece of work shows of one competency: never a number alone [R153]. */
struct player_shown {
	struct id competency;
	struct str code, text, phrase;  /* phrase: the estimate with its doubt, as it is now */
	int first, asked;               /* right at the first try without a hint, of those that were tried */
	struct ig_text *hard;           /* what a wrong answer told about the thinking behind it */
	size_t n_hard;
	struct str not_yet;             /* numbers of questions that are not right yet */
};

struct player {
	struct request *rq;          /* where a function of a write needs it */
	struct journey j;
	struct player_shown *shown;
	size_t n_shown;
	struct practice p, both;     /* both: the same in the second language */
	bool has_both;
	const struct needs *needs;   /* in the context of this work */
	struct look look;
	struct words2 mode;
	double base;                 /* minutes that everybody has; 0: no limit */
	double limit;                /* minutes the learner has for it; 0: no limit */
	int64_t left;                /* seconds that are left; of a clock that has not begun, all of them */
	bool running;                /* the clock goes on */
	struct str ends;             /* when they are over; empty: they have not begun */
	bool time_over;
	bool time_taken;             /* the time of everybody is over and the plan's goes on */
	struct str words_in;         /* language in which single words are explained; empty: their own alone */
	struct str window, path;     /* path: of this piece of work */
	struct tried *tried;
	size_t settled;
	double mastery;              /* estimate of the question's competency; 0 without */
	struct attachments files;    /* handed in with this work */
	struct str waiting;          /* for the team: code of its sheet, of which pages wait for a look; "": none */
	bool hands;                  /* may hand in: the learner, or the family for work on paper */
	bool own, finished, reading_first, may_listen, may_words, paused;
	/* tools */
	bool may_calc, may_line, may_mask, may_spell, may_speak, may_plain, may_predict, may_reader;
	/* other ways that people made */
	struct simpler *simpler;
	size_t n_simpler;
	struct said_in *said;        /* the same in further languages, by a machine */
	size_t n_said;
	struct recording *recordings;
	size_t n_recordings;
	struct reader_wish wish;
	unsigned open;               /* bits of enum open_option that the class has on */
	struct work_choice choice;   /* what the learner chose in this piece */
	struct place *places;        /* to choose from */
	size_t n_places;
	struct beside *beside;       /* the language of this lesson */
	size_t n_beside;
	bool on_break, break_stops;  /* a break goes on; it stops the clock */
	enum sum_kind calc;
	struct str sum, sum_is;      /* what was typed into the calculator, what it is (empty: it cannot be read) */
	struct str graph;            /* path of a drawn function in a field of 200 by 200; empty: none */
	const struct json *notes;    /* the learner's own, of this piece of work */
	struct str *media;           /* what a film or a page elsewhere has of what this learner's plan asks for */
	size_t n_media;
	/* one question */
	const struct question *q, *q2;
	struct tried t;
	struct ig_score last;        /* of the last response */
	size_t hints_offered;
	struct str form;             /* id of the form and its draft */
	const struct json *draft;
	struct str error, typed;
	int64_t began;               /* seconds: when this page was made */
	struct help_part helps;
	struct str after;            /* where "next" leads */
};
enum code player_load(struct request *rq, struct player *x, struct err *e) MUST_USE;
enum code player_question(struct request *rq, struct player *x, size_t place, struct err *e) MUST_USE;
enum code player_show(struct request *rq, struct reply *rp, struct player *x, struct err *e) MUST_USE;

/* Supports that the program gives with this work, as far as the work has them; out holds x->needs->n and one more. */
size_t player_supports(struct request *rq, const struct player *x, struct delivered *out);

/* Text with mathematics as markup. */
struct html player_math(struct request *rq, struct ig_text t);
struct str player_spoken(struct request *rq, struct ig_text t);
struct html player_picture(struct request *rq, const struct ig_picture *p);
/* Bytes of the next stretch of a text from `at`: a word of the glossary that stands out, or what lies before the next one. */
size_t player_key(const struct player *x, struct str text, size_t at, bool *key);
/* Of each competency of the questions that were tried: what went well, what is hard, where the estimate stands now. */
enum code player_shows(struct request *rq, struct player *x, struct err *e) MUST_USE;
/* Calculator, notes, what a film has: loaded before the page is shown. */
enum code player_tools(struct request *rq, struct player *x, struct err *e) MUST_USE;
/* The text in simpler words, read by a person, and who is asked to. */
/* Other ways to answer than typing: bits of OPEN_ANSWERS, for the question that is shown or the work as a whole. */
unsigned player_other_ways(const struct player *x);
enum code player_ways(struct request *rq, struct player *x, struct err *e) MUST_USE;
/* Those of one question (place 0: of the work as a whole). */
struct attachments player_files(struct request *rq, const struct player *x, int place);
/* What was chosen before: in the draft, or in the last response. */
bool player_chosen(const struct player *x, struct str key);
size_t player_place(const struct player *x, struct str key); /* of a piece in an order; 0: none */

/* A piece that opens after a lesson: another one to do until then; empty when there is none. */
struct player_waits { struct str title, path; };

#endif
