/* suggest_change.c - what people decided about a class's week, kept. */
#include "school/plan/suggest.h"
#include "school/team/ready.h"

#include <string.h>

/* Is one of the grades of `grades` among those of `of`? Lists joined by commas or spaces. */
static bool grades_meet(struct str grades, struct str of)
{
	while (grades.n) {
		struct str g = str_trim(str_cut(&grades, ',')), rest = of;
		while (g.n && rest.n)
			if (str_eq(str_trim(str_cut(&rest, ',')), g))
				return true;
	}
	return false;
}

static enum code competencies_of(struct db *db, struct arena *a, enum lang lang, const struct class_row *class_row, struct str subject, struct target **out, size_t *n,
                                 struct err *e)
{
	struct rows *r;
	size_t cap = 0;
	*out = NULL;
	*n = 0;
	enum code c = db_query(db, e, &r,
	                       "select k.id, k.code, coalesce((select x.words from record_text x where x.id = k.id and x.field = 'text' and x.lang = ?1), k.text), k.grade"
	                       " from competency k where k.district = ?2 and (?3 = '' or k.subject = ?3) order by k.code, k.id",
	                       "zdt", LANGS[lang].tag, subject);
	if (c)
		return c;
	int got;
	while ((got = rows_next(r, e)) == 1) {
		if (class_row->grades.n && rows_t(r, 3).n && !grades_meet(class_row->grades, rows_t(r, 3)))
			continue;
		if (*n == cap) {
			*out = arena_grow(a, *out, cap * sizeof(**out), (cap + 64) * sizeof(**out));
			cap += 64;
		}
		(*out)[(*n)++] = (struct target){ID_NIL, rows_id(r, 0), str_dup(a, rows_t(r, 1)), str_dup(a, rows_t(r, 2))};
	}
	rows_end(r);
	return got < 0 ? e->code : OK;
}

enum code suggest_targets(struct db *db, struct arena *a, enum lang lang, const struct class_row *class_row, struct target **out, size_t *n, struct err *e)
{
	struct str subject = str_eqz(class_row->kind, "homeroom") ? S("") : str_fold(a, class_row->subjects);
	enum code c = competencies_of(db, a, lang, class_row, subject, out, n, e);
	return c || *n || !subject.n ? c : competencies_of(db, a, lang, class_row, S(""), out, n, e);
}

static bool chosen(const struct week_of *k, const struct offer *o, struct choice_of which)
{
	if (!k->mine || (!id_nil(which.learner) && !id_eq(which.learner, k->person.id)))
		return false;
	if (id_nil(which.resource))
		return true;
	if (which.whole_class)
		return (o->purpose == PLAN_SHARED && id_eq(o->resource, which.resource)) || (o->purpose == PLAN_OTHER_WAY && id_eq(o->instead_of, which.resource));
	return id_eq(o->resource, which.resource);
}

/* The emptiest day that is still to come, so that work spreads by itself; a person moves it. */
static int day_for(const struct class_week *w, const int minutes[6], day_t today)
{
	int best = 0;
	for (int d = 1; d <= 5; d++) {
		if (w->monday + d - 1 < today)
			continue;
		if (!best || minutes[d] < minutes[best])
			best = d;
	}
	return best;
}

static void day_minutes(const struct week_of *k, int minutes[6])
{
	memset(minutes, 0, 6 * sizeof(*minutes));
	for (size_t i = 0; i < k->n_pieces; i++)
		if (k->pieces[i].w.day >= 1 && k->pieces[i].w.day <= 5)
			minutes[k->pieces[i].w.day] += k->pieces[i].w.minutes;
}

/* done, why: msgids when the words are the program's own, which every reader gets in their own language (weeks.c); what a
 * person writes instead is then read as it is written. */
static enum code add_piece(struct db *db, struct arena *a, const struct viewer *v, const struct class_week *w, const struct week_of *k, struct work piece, const char *done,
                           const char *why, struct err *e)
{
	struct id id;
	piece.learner = k->person.id;
	if (done)
		piece.done_looks_like = str_z(done);
	if (why)
		piece.why = str_z(why);
	if (!piece.by_from.n)
		piece.by_from = day_text(a, w->monday + (piece.day >= 1 && piece.day <= 5 ? piece.day - 1 : 0));
	if (!piece.by_until.n)
		piece.by_until = day_text(a, w->monday + 4);
	return week_add(db, a, v, w->monday, w->class_row.id, &piece, &id, e);
}

enum code suggest_use(struct db *db, struct arena *a, const struct viewer *v, const struct class_week *w, struct choice_of which, int *added, struct err *e)
{
	*added = 0;
	for (size_t i = 0; i < w->n; i++) {
		const struct week_of *k = &w->learners[i];
		int minutes[6];
		day_minutes(k, minutes);
		for (size_t n = 0; n < k->n_offers; n++) {
			const struct offer *o = &k->offers[n];
			if (!chosen(k, o, which))
				continue;
			bool shared = o->purpose == PLAN_SHARED || o->purpose == PLAN_OTHER_WAY;
			struct work piece = {.day = day_for(w, minutes, v->today), .position = (int)(k->n_pieces + n), .title = o->title, .resource = o->resource,
			                     .competency = o->competency, .mode = o->mode, .minutes = o->minutes, .rigor = o->rigor, .shared = shared, .kind = o->mix};
			minutes[piece.day] += o->minutes;
			enum code c = add_piece(db, a, v, w, k, piece, plan_done_text(o->kind), plan_learner_why(o->purpose), e);
			if (c)
				return c;
			++*added;
		}
	}
	return OK;
}

enum code suggest_aside(struct db *db, struct arena *a, const struct viewer *v, const struct class_week *w, struct choice_of which, struct err *e)
{
	const struct record_type *t = record_type_find(S("set_aside"));
	struct str on = day_text(a, w->monday);
	for (size_t i = 0; i < w->n; i++)
		for (size_t n = 0; n < w->learners[i].n_offers; n++) {
			const struct week_of *k = &w->learners[i];
			struct id id;
			if (!chosen(k, &k->offers[n], which))
				continue;
			/* what stands instead of class work goes, and the class work with it */
			struct id gone[2] = {k->offers[n].resource, which.whole_class && k->offers[n].purpose == PLAN_OTHER_WAY ? k->offers[n].instead_of : ID_NIL};
			for (int g = 0; g < 2; g++) {
				struct input in[] = {{"learner", id_str(a, k->person.id)}, {"monday", on}, {"resource", id_str(a, gone[g])}};
				enum code c = id_nil(gone[g]) ? OK : record_create(db, a, v, t, ID_NIL, in, 3, &id, NULL, e);
				if (c)
					return c;
			}
		}
	return OK;
}

enum code suggest_add(struct db *db, struct arena *a, const struct viewer *v, const struct class_week *w, const struct work *like, const struct id *learners, size_t n,
                      int *added, struct err *e)
{
	*added = 0;
	for (size_t i = 0; i < n; i++) {
		const struct week_of *k = suggest_learner(w, learners[i]);
		if (!k || !k->mine)
			return err_set(e, E_NOTFOUND, "One of these learners is not in this class, or you do not work with them.");
		bool own = !str_trim(like->done_looks_like).n;
		enum code c = add_piece(db, a, v, w, k, *like, own ? plan_done_text(like->resource_kind) : NULL, str_trim(like->why).n || !like->shared ? NULL : plan_learner_why(PLAN_SHARED), e);
		if (c)
			return c;
		++*added;
	}
	return OK;
}

static enum code put_message(struct db *db, struct arena *a, const struct viewer *v, const struct week_of *k, struct str message, struct err *e)
{
	struct input in[] = {{"message", message}};
	return message.n ? record_update(db, a, v, record_type_find(S("week_plan")), k->week, k->version, in, 1, NULL, e) : OK;
}

/* Work that the learner could not do at all, and nobody is named who gets another way ready [R213]. */
static enum code shut_out(struct db *db, struct arena *a, const struct viewer *v, const struct week_of *k, struct str **bad, size_t *n, struct err *e)
{
	*bad = NEW_ARRAY(a, struct str, k->n_pieces + 1);
	for (size_t p = 0; p < k->n_pieces; p++) {
		bool named = true;
		enum code c = k->pieces[p].shut ? ready_named(db, k->pieces[p].w.id, &named, e) : OK;
		if (c)
			return c;
		if (!named)
			(*bad)[(*n)++] = str_fmt(a, tr(v->lang, "“%.*s” shuts this learner out: open it, choose another way, or name who gets another way ready by when"), S_ARG(k->pieces[p].w.title));
	}
	return OK;
}

enum code suggest_give(struct db *db, struct arena *a, const struct viewer *v, const struct class_week *w, struct str message, struct give *out, struct err *e)
{
	*out = (struct give){.problems = NEW_ARRAY(a, struct str, w->n)};
	message = str_trim(message);
	for (size_t i = 0; i < w->n; i++) {
		const struct week_of *k = &w->learners[i];
		struct str *bad;
		size_t n_bad;
		if (!k->mine || !str_eqz(k->state, "draft") || !k->n_pieces)
			continue;
		struct work *works = NEW_ARRAY(a, struct work, k->n_pieces);
		for (size_t p = 0; p < k->n_pieces; p++)
			works[p] = k->pieces[p].w;
		enum code c = week_problems(db, a, &(struct week){.id = k->week, .items = works, .n = k->n_pieces}, &bad, &n_bad, e);
		if (!c && !n_bad)
			c = shut_out(db, a, v, k, &bad, &n_bad, e);
		if (!c && n_bad) {
			out->problems[out->n_problems++] = str_fmt(a, "%.*s: %.*s", S_ARG(k->person.name), S_ARG(tr_list(a, v->lang, bad, n_bad)));
			continue;
		}
		if (!c)
			c = put_message(db, a, v, k, message, e);
		if (!c)
			c = week_give(db, a, v, k->week, e);
		if (!c)
			c = ready_make(db, a, v, k->person.id, w->monday, works, k->n_pieces, e);
		if (c)
			return c;
		out->given++;
	}
	return OK;
}
