#include "record/inside.h"

#include <string.h>

/* A row of TABLE_history is a version that is no longer there, with what ended it: who, when, by what change.
 * What made a version is what ended the one before. */
struct ended {
	struct record version;
	const char *change;
	int64_t at;
	struct id by;
};

static const char *change_name(struct str s)
{
	static const char *const NAMES[] = {"update", "move", "remove"};
	for (size_t i = 0; i < sizeof NAMES / sizeof *NAMES; i++)
		if (str_eqz(s, NAMES[i]))
			return NAMES[i];
	return "update";
}

static enum code read_ended(struct db *db, struct arena *a, const struct record_type *t, struct id id, struct ended **out, size_t *n,
                            struct err *e)
{
	const struct type_sql *s = type_sql(t);
	const struct val v[2] = {{.type = 'b', .as.b = id}, {.type = 'b', .as.b = db_district(db)}};
	struct rows *r;
	*out = NULL;
	*n = 0;
	if (t->append_only)
		return OK;
	enum code c = db_query_vals(db, e, &r, s->history, v, 2);
	if (c != OK)
		return c;
	int got, col = (int)(s->base + s->fields);
	while ((got = rows_next(r, e)) == 1) {
		*out = arena_grow(a, *out, *n * sizeof **out, (*n + 1) * sizeof **out);
		struct ended *h = &(*out)[(*n)++];
		record_of_row(r, a, t, &h->version);
		h->change = change_name(rows_t(r, col));
		h->at = rows_i(r, col + 1);
		h->by = rows_id(r, col + 2);
	}
	return got < 0 ? E_DB : OK;
}

static void add(struct record_list *out, struct record r, const char *change)
{
	r.change = change;
	out->items[out->n++] = r;
}

static const char *made_by(const struct ended *before)
{
	if (before == NULL)
		return "create";
	return strcmp(before->change, "remove") == 0 ? "restore" : before->change;
}

/* Newest first: the version that is there, then each ended one; a removal is an entry of its own. */
static void lay_out(struct arena *a, const struct record *now, const struct ended *old, size_t n, struct record_list *out)
{
	out->items = NEW_ARRAY(a, struct record, 2 * n + 1);
	if (now != NULL)
		add(out, *now, made_by(n > 0 ? &old[0] : NULL));
	for (size_t i = 0; i < n; i++) {
		struct record r = old[i].version;
		if (strcmp(old[i].change, "remove") == 0) {
			struct record gone = r;
			gone.version++;
			gone.updated_at = old[i].at;
			gone.updated_by = old[i].by;
			gone.values = arena_copy(a, r.values, (field_count(r.type) + 1) * sizeof *r.values);
			gone.hidden = arena_copy(a, r.hidden, (field_count(r.type) + 1) * sizeof *r.hidden);
			add(out, gone, "remove");
		}
		add(out, r, made_by(i + 1 < n ? &old[i + 1] : NULL));
	}
}

enum code record_history(struct db *db, struct arena *a, const struct viewer *v, const struct record_type *t, struct id id,
                         struct record_list *out, struct err *e)
{
	struct record now;
	struct ended *old;
	size_t n, kept = 0;
	*out = (struct record_list){.total = -1};
	enum code c = record_raw(db, a, t, id, &now, e);
	bool there = c == OK;
	if (c != OK && c != E_NOTFOUND)
		return c;
	c = read_ended(db, a, t, id, &old, &n, e);
	if (c != OK)
		return c;
	if (!there && n == 0)
		return not_found(t, v, e);
	lay_out(a, there ? &now : NULL, old, n, out);
	/* each version counts for whom it was about; who may not see the last one sees none */
	for (size_t i = 0; i < out->n; i++) {
		struct record *r = &out->items[i];
		if (i > 0 && id_eq(about_of(r), about_of(&out->items[0])))
			r->rel = out->items[0].rel;
		else if ((c = record_rel_of(db, v, r, e)) != OK)
			return c;
		if (!(r->rel & (t->see | REL_SYSTEM))) {
			if (i == 0)
				break;
			continue;
		}
		record_hide(v, r);
		out->items[kept++] = *r;
	}
	out->n = kept;
	out->total = (int64_t)kept;
	return kept == 0 ? not_found(t, v, e) : OK;
}
