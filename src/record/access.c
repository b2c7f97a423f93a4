#include "record/inside.h"

#include <stdio.h>
#include <string.h>

struct viewer viewer_system(struct store *s)
{
	(void)s;
	return (struct viewer){.hats = REL_SYSTEM, .lang = LANG_EN, .today = (day_t)(clock_now() / DAY)};
}

const char *today_text(const struct viewer *v, char out[11])
{
	struct civil c = day_civil(v->today);
	char text[40];
	(void)snprintf(text, sizeof text, "%04d-%02d-%02d", c.year, c.month, c.day);
	memcpy(out, text, 10);
	out[10] = '\0';
	return out;
}

unsigned viewer_hats(const struct viewer *v)
{
	/* a card that a small child carries opens the child's own work and nothing else */
	return v->low ? v->hats & (REL_PUBLIC | REL_SIGNED_IN) : v->hats & REL_HATS;
}

static enum code gather(struct rows *r, unsigned *rel, struct err *e)
{
	int got;
	while ((got = rows_next(r, e)) == 1)
		*rel |= (unsigned)rows_i(r, 0);
	return got < 0 ? E_DB : OK;
}

static enum code finish(const struct viewer *v, unsigned found, unsigned *rel)
{
	*rel = (v->low ? found & REL_SELF : found) | viewer_hats(v);
	return OK;
}

enum code access_to_learner(struct db *db, const struct viewer *v, struct id learner, unsigned *rel, struct err *e)
{
	char today[11];
	struct rows *r;
	unsigned found = 0;
	*rel = 0;
	if (id_nil(learner))
		return OK;
	if (!id_nil(v->person)) {
		enum code c = db_query(db, e, &r,
		        "select r.rel from relation r where r.viewer = ?1 and r.learner = ?2"
		        " and (r.begin_on is null or r.begin_on <= ?3) and (r.end_on is null or r.end_on >= ?3)",
		        "bbz", v->person, learner, today_text(v, today));
		if (c == OK)
			c = gather(r, &found, e);
		if (c != OK)
			return c;
	}
	return finish(v, found, rel);
}

enum code access_to_class(struct db *db, const struct viewer *v, struct id class_id, unsigned *rel, struct err *e)
{
	char today[11];
	struct rows *r;
	unsigned found = 0;
	*rel = 0;
	if (id_nil(class_id))
		return OK;
	if (!id_nil(v->person)) {
		enum code c = db_query(db, e, &r,
		        "select r.rel from class_relation r where r.viewer = ?1 and r.class = ?2"
		        " and (r.begin_on is null or r.begin_on <= ?3) and (r.end_on is null or r.end_on >= ?3)",
		        "bbz", v->person, class_id, today_text(v, today));
		if (c == OK)
			c = gather(r, &found, e);
		if (c != OK)
			return c;
	}
	return finish(v, found, rel);
}

enum code viewer_load(struct db *db, struct id person, day_t today, struct viewer *out, struct err *e)
{
	/* of several schools the one where the person does most is where they act */
	static const unsigned WIDEST[] = {REL_DISTRICT, REL_LEADER, REL_ADMIN, REL_TEACHER, REL_CASE, REL_EL, REL_ADVISER,
	                                  REL_PARTNER, REL_SELF, REL_FAMILY};
	const size_t n = sizeof WIDEST / sizeof *WIDEST;
	char text[11];
	struct rows *r;
	size_t best = n;
	*out = (struct viewer){.person = person, .hats = REL_PUBLIC, .lang = LANG_EN, .today = today};
	if (id_nil(person))
		return OK;
	out->hats |= REL_SIGNED_IN;
	enum code c = db_query(db, e, &r,
	        "select h.rel, h.org from hat h where h.viewer = ?1"
	        " and (h.begin_on is null or h.begin_on <= ?2) and (h.end_on is null or h.end_on >= ?2)",
	        "bz", person, today_text(out, text));
	if (c != OK)
		return c;
	int got;
	while ((got = rows_next(r, e)) == 1) {
		unsigned rel = (unsigned)rows_i(r, 0) & ~(unsigned)REL_SYSTEM;
		struct id org = rows_id(r, 1);
		out->hats |= rel;
		for (size_t i = 0; !id_nil(org) && i < n; i++)
			if ((rel & WIDEST[i]) && (i < best || (i == best && id_cmp(org, out->org) < 0))) {
				best = i;
				out->org = org;
			}
	}
	return got < 0 ? E_DB : OK;
}

/* ---- what protected fields a request read ---- */

void access_trace_add(struct access_trace *t, const char *type, struct id learner)
{
	for (size_t i = t->n; i-- > 0;)
		if (id_eq(t->learners[i], learner) && strcmp(t->types[i], type) == 0)
			return;
	if (t->n == t->cap) {
		size_t cap = t->cap != 0 ? t->cap * 2 : 16;
		t->learners = arena_grow(t->a, t->learners, t->cap * sizeof *t->learners, cap * sizeof *t->learners);
		t->types = arena_grow(t->a, t->types, t->cap * sizeof *t->types, cap * sizeof *t->types);
		t->cap = cap;
	}
	t->learners[t->n] = learner;
	t->types[t->n++] = type;
}

struct trace_write {
	const struct viewer *v;
	struct id *learners;
	size_t n;
	struct buf detail;
};

static enum code write_trace(struct db *db, void *arg, struct err *e)
{
	struct trace_write *w = arg;
	return security_log(db, w->v, "read", NULL, ID_NIL, w->learners, w->n, str_dupz(w->detail.a, buf_done(&w->detail)), e);
}

enum code access_trace_log(struct store *s, const struct viewer *v, struct err *e)
{
	struct access_trace *t = v->trace;
	if (t == NULL || t->n == 0)
		return OK;
	struct trace_write w = {.v = v, .learners = NEW_ARRAY(t->a, struct id, t->n), .detail = buf_new(t->a, 2000)};
	buf_z(&w.detail, t->purpose != NULL ? t->purpose : "own record");
	for (size_t i = 0; i < t->n; i++) {
		size_t j = 0;
		while (j < w.n && !id_eq(w.learners[j], t->learners[i]))
			j++;
		if (j == w.n)
			w.learners[w.n++] = t->learners[i];
		j = 0;
		while (j < i && strcmp(t->types[j], t->types[i]) != 0)
			j++;
		if (j == i)
			buf_fmt(&w.detail, "%s%s", i == 0 ? ": " : ", ", t->types[i]);
	}
	enum code c = store_write(s, write_trace, &w, e);
	if (c == OK)
		t->n = 0;
	return c;
}
