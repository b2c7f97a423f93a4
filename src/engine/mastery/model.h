/* model.h - a fitted model of responses, of whatever kind, behind one face.
 *
 * Law: a prediction of a row uses what came before it in that learner's own order and nothing else of the learner; a
 * learner, item or skill that the fit did not see gets the value of an average one. The same input, options and machine
 * give the same bits, for any number of threads. What could not be identified is said in a warning, never hidden.
 *
 *     struct responses r;
 *     struct fit_options o = fit_options_default();
 *     struct model *m;
 *     if (responses_read(a, text, model_columns(kind), &r, &e) || model_fit(a, kind, &r, &o, &m, &e)) ...
 *     double *p = NEW_ARRAY(a, double, r.n);
 *     if (model_predict(a, m, &r, threads, p, &e)) ...
 *
 * A new kind is one `struct model_ops` and one line in model.c. Its own parameters lie behind model->inside; it keeps
 * the names of skills, items that it needs (copied into the arena: the model outlives the text of the responses) and
 * finds them again in other responses with names_map (names.h). Nothing here reads a file or a clock. */
#ifndef TRELLIS_MODEL_H
#define TRELLIS_MODEL_H

#include "base/json.h"
#include "engine/mastery/responses.h"

enum model_kind { MODEL_BKT, MODEL_BKT_FORGET, MODEL_BKT_RATE, MODEL_LOGISTIC, MODEL_BEST, MODEL_KINDS };

struct model;

struct fit_options {
	unsigned threads;         /* 1 or more */
	unsigned starts;          /* first guesses that are tried; 0: as many as the kind finds sensible; 1 with warm */
	uint64_t seed;            /* of whatever is drawn; the kinds of BKT draw nothing */
	double weight;            /* of the pooled fit, as a count of responses (MAP); 0: maximum likelihood; < 0: the kind's own */
	bool items;               /* BKT: guess and slip of each item */
	const struct model *warm; /* begin here; the same kind; may know other names */
};
struct fit_options fit_options_default(void);

struct model_warning {
	struct str about;  /* a skill or item, as written */
	const char *what;  /* "few-responses", ...: stable, English text for people in model_warning_text */
};
#define MODEL_WARNINGS 1000 /* at most so many are kept; n_warnings counts all */

struct model {
	const struct model_ops *ops;
	uint64_t responses, learners, skills; /* of the fit */
	double log_likelihood;                /* of these responses, natural, without the prior */
	int rounds;                           /* passes over the data, for whom it interests */
	struct model_warning *warnings;
	size_t n_warnings;
	unsigned columns;                     /* RESPONSES_*: what predict needs, at least its ops' */
	void *inside;                         /* of the kind */
};

struct model_ops {
	enum model_kind kind;
	const char *name;  /* "bkt" */
	unsigned columns;  /* RESPONSES_*: what fit needs */
	unsigned predict_columns;
	/* m has ops, responses, learners, skills; the rest is to be filled. Never called without a response. */
	enum code (*fit)(struct arena *a, const struct responses *r, const struct fit_options *o, struct model *m, struct err *e);
	enum code (*predict)(struct arena *a, const struct model *m, const struct responses *r, unsigned threads, double *p, struct err *e);
	/* One JSON value with all that take needs; numbers so that they read back as the same. */
	void (*put)(const struct model *m, struct json_out *o);
	/* j comes from outside: every number is looked at. */
	enum code (*take)(struct arena *a, const struct json *j, struct model *m, struct err *e);
	/* Of each row: how likely what it is about is known just before it, of several skills the least (0..1). The cautious
	 * probability where there is one. NULL: the kind predicts answers and knows nothing of knowing. */
	void (*known)(struct arena *a, const struct model *m, const struct responses *r, double *known);
};

const struct model_ops *model_ops_named(const char *name); /* NULL: none */
const struct model_ops *model_ops_of(enum model_kind kind); /* NULL: not in this build */
/* "bkt, bkt-forget": the names there are, for a sentence. */
struct str model_names(struct arena *a);

/* What a fit with these options needs: its ops' columns, the items where they are asked for, runs where they do. */
unsigned model_fit_columns(const struct model_ops *ops, const struct fit_options *o);
/* a also holds what is needed on the way; the model lives as long as a. E_INPUT without a response. */
enum code model_fit(struct arena *a, const struct model_ops *ops, const struct responses *r, const struct fit_options *o,
	struct model **out, struct err *e) MUST_USE;
/* p[i] for row i, each inside (0, 1). r was read with at least m->columns. */
enum code model_predict(struct arena *a, const struct model *m, const struct responses *r, unsigned threads, double *p,
	struct err *e) MUST_USE;
/* The mean score is foretold (bkt, bkt-forget); else how likely a score of one half or more is. The same where all are 0 or 1. */
bool model_foretells_scores(const struct model *m);
/* Keeps about and what by reference; counts beyond MODEL_WARNINGS without keeping. */
void model_warn(struct arena *a, struct model *m, struct str about, const char *what);
/* English sentence for a warning's code. */
const char *model_warning_text(const char *what);

/* ---- as text: MODEL.json ----
 * {"trellis_mastery": 1, "model": NAME, "responses": N, "learners": N, "skills": N, "log_likelihood": X,
 *  "warnings": [{"about": NAME, "what": CODE}], "n_warnings": N, "parameters": VALUE of the kind}
 * A model inside a model (best) is written with model_put and read with model_take. */
void model_put(const struct model *m, struct json_out *o);
enum code model_take(struct arena *a, const struct json *j, struct model **out, struct err *e) MUST_USE;
enum code model_read(struct arena *a, struct str text, struct model **out, struct err *e) MUST_USE;
struct str model_text(struct arena *a, const struct model *m); /* one line, ends with LF */

/* ---- parts of a log ---- */

/* The rows of the learners that keep says, in the same order; names stay as they are (some may have no row now).
 * rows (may be NULL) gives for each its row in r. */
void responses_pick(struct arena *a, const struct responses *r, const uint8_t *keep, struct responses *out, uint32_t **rows);

#endif
