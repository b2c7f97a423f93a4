/* api.c - the records as JSON, as /api/v1/openapi.json says. Rights, checks and versions are the record layer's. */
#include "web/app.h"

#include <string.h>

static enum code type_of(struct request *rq, const struct record_type **t, struct err *e)
{
	*t = record_type_find(rq_param(rq, "type"));
	return *t ? OK : err_set(e, E_NOTFOUND, "There is no such kind of record.");
}

static void json_reply(struct reply *rp)
{
	rp->type = "application/json";
}

static enum code send_record(struct request *rq, struct reply *rp, const struct record *r)
{
	struct json_out o = json_to(&rp->body);
	json_reply(rp);
	rp_header(rp, "ETag", str_fmt(rq->a, "\"%lld\"", (long long)r->version));
	record_json(&o, rq->a, r);
	return OK;
}

/* NAME=, NAME>=, NAME<=, NAME~= of the address; a name that the type does not filter by is refused by record_find. */
static enum code query_of(struct request *rq, const struct record_type *t, struct filter *filters, size_t max, struct query *q, struct err *e)
{
	*q = (struct query){.filters = filters};
	for (size_t i = 0; i < rq->n_query; i++) {
		struct str name = rq->query[i].name, value = rq->query[i].value;
		int64_t limit;
		if (str_eqz(name, "after")) {
			q->after = value;
		} else if (str_eqz(name, "sort")) {
			q->sort = str_dupz(rq->a, value);
		} else if (str_eqz(name, "limit")) {
			if (!str_int(value, &limit) || limit < 1 || limit > 500)
				return err_set(e, E_INPUT, "\"limit\" is a number from 1 to 500.");
			q->limit = (int)limit;
		} else if (name.n && q->n_filters < max) {
			char op = name.p[name.n - 1];
			bool has = op == '<' || op == '>' || op == '~';
			filters[q->n_filters++] = (struct filter){str_dupz(rq->a, has ? (struct str){name.p, name.n - 1} : name), has ? op : '=', value};
		}
	}
	(void)t;
	return OK;
}

static enum code list(struct request *rq, struct reply *rp, struct err *e)
{
	const struct record_type *t;
	struct filter filters[32];
	struct query q;
	struct record_list l;
	enum code c = type_of(rq, &t, e);
	if (!c)
		c = query_of(rq, t, filters, 32, &q, e);
	if (!c)
		c = record_find(rq->db, rq->a, &rq->viewer, t, &q, &l, e);
	if (c)
		return c;
	struct json_out o = json_to(&rp->body);
	json_reply(rp);
	record_list_json(&o, rq->a, &l);
	return OK;
}

static enum code get(struct request *rq, struct reply *rp, struct err *e)
{
	const struct record_type *t;
	struct id id;
	struct record r;
	enum code c = type_of(rq, &t, e);
	if (!c)
		c = rq_id(rq, "id", &id, e);
	if (!c)
		c = record_get(rq->db, rq->a, &rq->viewer, t, id, &r, e);
	return c ? c : send_record(rq, rp, &r);
}

static enum code history(struct request *rq, struct reply *rp, struct err *e)
{
	const struct record_type *t;
	struct id id;
	struct record_list l;
	enum code c = type_of(rq, &t, e);
	if (!c)
		c = rq_id(rq, "id", &id, e);
	if (!c)
		c = record_history(rq->db, rq->a, &rq->viewer, t, id, &l, e);
	if (!c && !l.n)
		c = err_set(e, E_NOTFOUND, "There is no such record.");
	if (c)
		return c;
	struct json_out o = json_to(&rp->body);
	json_reply(rp);
	record_list_json(&o, rq->a, &l);
	return OK;
}

struct save {
	struct request *rq;
	const struct record_type *t;
	struct id id;
	int64_t version;
	struct input *in;
	size_t n;
	struct problems problems;
	struct record now;
};

static enum code read_back(struct db *db, struct save *s, struct err *e)
{
	return record_get(db, s->rq->a, &s->rq->viewer, s->t, s->id, &s->now, e);
}

static enum code do_create(struct db *db, void *arg, struct err *e)
{
	struct save *s = arg;
	enum code c = record_create(db, s->rq->a, &s->rq->viewer, s->t, s->id, s->in, s->n, &s->id, &s->problems, e);
	return c ? c : read_back(db, s, e);
}

static enum code do_update(struct db *db, void *arg, struct err *e)
{
	struct save *s = arg;
	enum code c = record_update(db, s->rq->a, &s->rq->viewer, s->t, s->id, s->version, s->in, s->n, &s->problems, e);
	return c ? c : read_back(db, s, e);
}

static enum code do_remove(struct db *db, void *arg, struct err *e)
{
	struct save *s = arg;
	return record_remove(db, s->rq->a, &s->rq->viewer, s->t, s->id, s->version, e);
}

/* 422 with every problem, field by field. */
static enum code problems_reply(struct reply *rp, const struct save *s, const struct err *e)
{
	struct json_out o = json_to(&rp->body);
	rp->status = 422;
	rp->type = "application/problem+json";
	record_problem_json(&o, e->code, 422, e->text, &s->problems);
	return OK;
}

static enum code version_of(struct request *rq, int64_t *out, struct err *e)
{
	struct str tag = str_trim(rq_header(rq, "if-match"));
	if (tag.n > 2 && tag.p[0] == '"' && tag.p[tag.n - 1] == '"')
		tag = (struct str){tag.p + 1, tag.n - 2};
	return str_int(tag, out) ? OK : err_set(e, E_INPUT, "Say which version you change: If-Match with the ETag that you read.");
}

static enum code create(struct request *rq, struct reply *rp, struct err *e)
{
	struct save s = {.rq = rq};
	enum code c = type_of(rq, &s.t, e);
	struct str key = rq_header(rq, "idempotency-key");
	if (!c && key.n && !id_parse(key, &s.id))
		c = err_set(e, E_INPUT, "Idempotency-Key is the id (a UUID) that the record will have.");
	if (!c)
		c = record_input_json(rq->a, s.t, rq->body, &s.in, &s.n, e);
	if (!c)
		c = store_write(rq->app->store, do_create, &s, e);
	if (c == E_INPUT && s.problems.n)
		return problems_reply(rp, &s, e);
	if (c)
		return c;
	rp->status = 201;
	rp_header(rp, "Location", str_fmt(rq->a, "/api/v1/%s/%.*s", s.t->name, S_ARG(id_str(rq->a, s.id))));
	return send_record(rq, rp, &s.now);
}

static enum code update(struct request *rq, struct reply *rp, struct err *e)
{
	struct save s = {.rq = rq};
	enum code c = type_of(rq, &s.t, e);
	if (!c)
		c = rq_id(rq, "id", &s.id, e);
	if (!c)
		c = version_of(rq, &s.version, e);
	if (!c)
		c = record_input_json(rq->a, s.t, rq->body, &s.in, &s.n, e);
	if (!c)
		c = store_write(rq->app->store, do_update, &s, e);
	if (c == E_INPUT && s.problems.n)
		return problems_reply(rp, &s, e);
	return c ? c : send_record(rq, rp, &s.now);
}

static enum code removal(struct request *rq, struct reply *rp, struct err *e)
{
	struct save s = {.rq = rq};
	enum code c = type_of(rq, &s.t, e);
	if (!c)
		c = rq_id(rq, "id", &s.id, e);
	if (!c)
		c = version_of(rq, &s.version, e);
	if (!c)
		c = store_write(rq->app->store, do_remove, &s, e);
	if (!c)
		rp->status = 204;
	return c;
}

static enum code openapi(struct request *rq, struct reply *rp, struct err *e)
{
	(void)e;
	json_reply(rp);
	buf_str(&rp->body, record_openapi(rq->a, str_dupz(rq->a, rq_absolute(rq, S("/")))));
	return OK;
}

static enum code dictionary(struct request *rq, struct reply *rp, struct err *e)
{
	(void)e;
	rp->type = "text/markdown; charset=utf-8";
	buf_str(&rp->body, record_dictionary(rq->a, rq->lang));
	return OK;
}

/* Changes through the API carry the id or the version themselves, so that sending twice is harmless. */
ROUTES(api) = {
	{GET, "/api/v1/openapi.json", openapi, REL_SIGNED_IN, RT_API, .rate = RATE_API, .title = N_("What the API offers")},
	{GET, "/dictionary", dictionary, REL_SIGNED_IN, 0, .title = N_("Data dictionary")},
	{GET, "/api/v1/{type}", list, REL_SIGNED_IN, RT_API, .rate = RATE_API, .title = N_("Records of one kind")},
	{POST, "/api/v1/{type}", create, REL_SIGNED_IN, RT_API, .body_max = 600000, .rate = RATE_API, .audit = "record made", .title = N_("Make a record")},
	{GET, "/api/v1/{type}/{id}", get, REL_SIGNED_IN, RT_API, .rate = RATE_API, .title = N_("One record")},
	{PATCH, "/api/v1/{type}/{id}", update, REL_SIGNED_IN, RT_API, .body_max = 600000, .rate = RATE_API, .audit = "record changed", .title = N_("Change a record")},
	{DELETE, "/api/v1/{type}/{id}", removal, REL_SIGNED_IN, RT_API, .rate = RATE_API, .audit = "record removed", .title = N_("Remove a record")},
	{GET, "/api/v1/{type}/{id}/history", history, REL_SIGNED_IN, RT_API, .rate = RATE_API, .title = N_("Earlier versions")},
	ROUTES_END,
};
