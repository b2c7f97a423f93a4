#include "base/log.h"
#include "record/inside.h"

#include <pthread.h>
#include <stdlib.h>
#include <string.h>

/* Statement texts live as long as the process: the connections' caches know them by address. How many there can be
 * is bounded by the declarations; the cap stops somebody who tries every combination of filters. */
#define KEEP_SLOTS 16384
#define KEEP_MOST 8192

static pthread_mutex_t keep_lock = PTHREAD_MUTEX_INITIALIZER;
static char *kept[KEEP_SLOTS];
static size_t kept_count;

const char *sql_keep(struct str text)
{
	uint64_t h = 14695981039346656037u; /* FNV-1a */
	for (size_t i = 0; i < text.n; i++)
		h = (h ^ (unsigned char)text.p[i]) * 1099511628211u;
	const char *found = NULL;
	pthread_mutex_lock(&keep_lock);
	size_t slot = h % KEEP_SLOTS;
	while (kept[slot] != NULL && !str_eqz(text, kept[slot]))
		slot = (slot + 1) % KEEP_SLOTS;
	if (kept[slot] == NULL && kept_count < KEEP_MOST) {
		char *copy = malloc(text.n + 1);
		if (copy != NULL) {
			memcpy(copy, text.p, text.n);
			copy[text.n] = '\0';
			kept[slot] = copy;
			kept_count++;
		}
	}
	found = kept[slot];
	pthread_mutex_unlock(&keep_lock);
	return found;
}

static const char *const BASE[] = {"id", "district", "version", "created_at", "created_by", "updated_at", "updated_by"};
#define N_BASE (sizeof BASE / sizeof *BASE)

static void column_list(struct buf *b, const struct record_type *t, const char *prefix)
{
	for (size_t i = 0; i < N_BASE; i++)
		buf_fmt(b, "%s%s%s", i > 0 ? ", " : "", prefix, BASE[i]);
	if (t->states != NULL)
		buf_fmt(b, ", %sstate", prefix);
	for (const struct field *f = t->fields; f->name != NULL; f++)
		buf_fmt(b, ", %s%s", prefix, f->name);
}

static void params(struct buf *b, size_t n)
{
	for (size_t i = 1; i <= n; i++)
		buf_fmt(b, "%s?%zu", i > 1 ? ", " : "", i);
}

static const char *keep(struct buf *b)
{
	const char *z = b->over ? NULL : sql_keep(buf_done(b));
	b->n = 0;
	if (z == NULL)
		abort(); /* at start only: no memory, or declarations beyond all measure */
	return z;
}

static void make_writes(struct buf *b, const struct record_type *t, struct type_sql *s)
{
	size_t all = s->base + s->fields;
	buf_fmt(b, "insert into %s (", t->table);
	column_list(b, t, "");
	buf_z(b, ") values (");
	params(b, all);
	buf_z(b, ")");
	s->insert = keep(b);
	if (t->append_only)
		return;
	/* id, version seen, district, then what is set: version, updated_at, updated_by, state, fields */
	size_t n = 4;
	buf_fmt(b, "update %s set version = ?4, updated_at = ?5, updated_by = ?6", t->table);
	n = 7;
	if (t->states != NULL)
		buf_fmt(b, ", state = ?%zu", n++);
	for (const struct field *f = t->fields; f->name != NULL; f++)
		buf_fmt(b, ", %s = ?%zu", f->name, n++);
	buf_z(b, " where id = ?1 and version = ?2 and district = ?3");
	s->update = keep(b);
	buf_fmt(b, "delete from %s where id = ?1 and version = ?2 and district = ?3", t->table);
	s->remove = keep(b);
	buf_fmt(b, "insert into %s_history (", t->table);
	column_list(b, t, "");
	buf_z(b, ", change, changed_at, changed_by) values (");
	params(b, all + 3);
	buf_z(b, ")");
	s->keep = keep(b);
	buf_z(b, "select ");
	column_list(b, t, "t.");
	buf_fmt(b, ", t.change, t.changed_at, t.changed_by from %s_history t where t.id = ?1 and t.district = ?2 order by t.version desc", t->table);
	s->history = keep(b);
}

static void make(struct arena *a, const struct record_type *t, struct type_sql *s)
{
	struct buf b = buf_new(a, 64 * 1024);
	s->base = N_BASE + (t->states != NULL);
	s->fields = field_count(t);
	s->unique = calloc(s->fields + 1, sizeof *s->unique);
	if (s->unique == NULL)
		abort();
	column_list(&b, t, "t.");
	s->columns = keep(&b);
	buf_fmt(&b, "select %s from %s t where t.id = ?1 and t.district = ?2", s->columns, t->table);
	s->get = keep(&b);
	buf_fmt(&b, "select 1 from %s t where t.id = ?1 and t.district = ?2", t->table);
	s->exists = keep(&b);
	make_writes(&b, t, s);
	for (size_t i = 0; i < s->fields; i++)
		if (t->fields[i].flags & FF_UNIQUE) {
			buf_fmt(&b, "select t.id from %s t where t.district = ?1 and t.%s = ?2 and t.id <> ?3 limit 1", t->table, t->fields[i].name);
			s->unique[i] = keep(&b);
		}
}

static pthread_once_t once = PTHREAD_ONCE_INIT;
static struct type_sql *all;

static void make_all(void)
{
	size_t n = 0;
	while (RECORD_TYPES[n] != NULL)
		n++;
	struct err e = {0};
	struct arena *a = arena_new(0);
	all = calloc(n + 1, sizeof *all);
	/* names that are not plain words would become SQL: better no program at all */
	if (a == NULL || all == NULL || record_types_check(&e) != OK) {
		log_event(LOG_ERROR, "record declarations", "reason", e.text, NULL);
		abort();
	}
	for (size_t i = 0; i < n; i++)
		make(a, RECORD_TYPES[i], &all[i]);
	arena_free(a);
}

const struct type_sql *type_sql(const struct record_type *t)
{
	pthread_once(&once, make_all);
	int i = type_index(t);
	return i < 0 ? NULL : &all[i];
}
