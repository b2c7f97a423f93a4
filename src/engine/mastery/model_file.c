/* MODEL.json: writing and reading models, declared in model.h. */
#include "engine/mastery/model.h"

#include <math.h>
#include <string.h>

#define VERSION 1
#define MOST_TEXT ((size_t)4 << 30)

void model_put(const struct model *m, struct json_out *o)
{
	size_t kept = m->n_warnings < MODEL_WARNINGS ? m->n_warnings : MODEL_WARNINGS;
	json_open(o, '{');
	json_key(o, "trellis_mastery");
	json_put_int(o, VERSION);
	json_key(o, "model");
	json_put_str(o, str_z(m->ops->name));
	json_key(o, "responses");
	json_put_int(o, (int64_t)m->responses);
	json_key(o, "learners");
	json_put_int(o, (int64_t)m->learners);
	json_key(o, "skills");
	json_put_int(o, (int64_t)m->skills);
	json_key(o, "log_likelihood");
	json_put_real(o, m->log_likelihood);
	json_key(o, "warnings");
	json_open(o, '[');
	for (size_t i = 0; i < kept; i++) {
		json_open(o, '{');
		json_key(o, "about");
		json_put_str(o, m->warnings[i].about);
		json_key(o, "what");
		json_put_str(o, str_z(m->warnings[i].what));
		json_close(o, '}');
	}
	json_close(o, ']');
	json_key(o, "n_warnings");
	json_put_int(o, (int64_t)m->n_warnings);
	json_key(o, "parameters");
	m->ops->put(m, o);
	json_close(o, '}');
}

static bool count(const struct json *j, const char *key, uint64_t *out)
{
	int64_t v = json_int(j, key, -1);
	*out = v < 0 ? 0 : (uint64_t)v;
	return v >= 0;
}

enum code model_take(struct arena *a, const struct json *j, struct model **out, struct err *e)
{
	if (!j || j->type != JSON_OBJECT_T || json_int(j, "trellis_mastery", -1) != VERSION)
		return err_set(e, E_INPUT, "This is not a model of version %d: it has no \"trellis_mastery\": %d. `trellis mastery fit` makes one.", VERSION, VERSION);
	struct str name = json_str(j, "model");
	const struct model_ops *ops = model_ops_named(name.n ? name.p : "");
	if (!ops)
		return err_set(e, E_INPUT, "The model's kind \"%.*s\" is not known here. There are: %.*s.", S_ARG(name), S_ARG(model_names(a)));
	struct model *m = NEW(a, struct model);
	m->ops = ops;
	m->columns = ops->predict_columns;
	m->log_likelihood = json_number(j, "log_likelihood", NAN);
	if (!count(j, "responses", &m->responses) || !count(j, "learners", &m->learners) || !count(j, "skills", &m->skills) ||
	    !isfinite(m->log_likelihood))
		return err_set(e, E_INPUT, "The model lacks one of responses, learners, skills, log_likelihood, or it is no number.");
	const struct json *w = json_get(j, "warnings"), *p = json_get(j, "parameters");
	for (size_t i = 0; w && w->type == JSON_ARRAY_T && i < w->n; i++) {
		struct str what = json_str(&w->items[i], "what");
		model_warn(a, m, json_str(&w->items[i], "about"), what.n ? what.p : "");
	}
	int64_t all = json_int(j, "n_warnings", (int64_t)m->n_warnings);
	if (all > (int64_t)m->n_warnings)
		m->n_warnings = (size_t)all;
	if (m->n_warnings && !m->warnings)
		m->n_warnings = 0;
	if (!p)
		return err_set(e, E_INPUT, "The model has no \"parameters\".");
	enum code c = ops->take(a, p, m, e);
	if (c == OK)
		*out = m;
	return c;
}

enum code model_read(struct arena *a, struct str text, struct model **out, struct err *e)
{
	struct json *j;
	enum code c = json_parse(a, text, &j, e);
	return c == OK ? model_take(a, j, out, e) : c;
}

struct str model_text(struct arena *a, const struct model *m)
{
	struct buf b = buf_new(a, MOST_TEXT);
	struct json_out o = json_to(&b);
	model_put(m, &o);
	buf_byte(&b, '\n');
	return buf_done(&b);
}
