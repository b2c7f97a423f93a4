#include "record/setting.h"

#include <string.h>

const struct setting *setting_find(struct str key)
{
	for (const struct setting *const *t = SETTING_TABLES; *t; t++)
		for (const struct setting *s = *t; s->key; s++)
			if (str_eqz(key, s->key))
				return s;
	return NULL;
}

/* All that are stored, as one snapshot has them. */
struct all {
	struct one { struct str key, value; struct one *next; } *first;
};

static struct all *read_all(struct db *db, struct arena *memo, struct err *e)
{
	struct rows *r;
	struct all *all = NEW(memo, struct all);
	if (db_query(db, e, &r, "select key, value from setting where district = ?1", "d"))
		return NULL;
	int got;
	while ((got = rows_next(r, e)) == 1) {
		struct one *x = NEW(memo, struct one);
		*x = (struct one){str_dup(memo, rows_t(r, 0)), str_dup(memo, rows_t(r, 1)), all->first};
		all->first = x;
	}
	rows_end(r);
	return got < 0 ? NULL : all;
}

/* 1 found, 0 not stored, -1 failed. A page asks for a dozen of them: they are read once. */
static int stored(struct db *db, struct arena *a, const char *key, struct str *out, struct err *e)
{
	struct rows *r;
	void **slot;
	struct arena *memo = db_memo(db, &slot);
	if (memo) {
		if (!*slot && !(*slot = read_all(db, memo, e)))
			return -1;
		for (const struct one *x = ((const struct all *)*slot)->first; x; x = x->next)
			if (str_eqz(x->key, key)) {
				*out = str_dup(a, x->value);
				return 1;
			}
		return 0;
	}
	if (db_query(db, e, &r, "select value from setting where district = ?1 and key = ?2", "dz", key))
		return -1;
	int got = rows_next(r, e);
	if (got == 1)
		*out = str_dup(a, rows_t(r, 0));
	rows_end(r);
	return got;
}

enum code setting_text(struct db *db, struct arena *a, const char *key, struct str *out, struct err *e)
{
	const struct setting *s = setting_find(str_z(key));
	if (!s)
		return err_set(e, E_BUG, "There is no setting \"%s\".", key);
	int got = stored(db, a, key, out, e);
	if (got == 0)
		*out = str_z(s->initial);
	return got < 0 ? e->code : OK;
}

enum code setting_int(struct db *db, const char *key, int64_t *out, struct err *e)
{
	struct arena *a = arena_new(4096);
	if (!a)
		return err_set(e, E_MEMORY, "There is not enough memory to read the setting \"%s\".", key);
	struct str text;
	enum code c = setting_text(db, a, key, &text, e);
	if (!c && !str_int(text, out))
		c = err_set(e, E_BUG, "The setting \"%s\" holds \"%.*s\", which is no number.", key, S_ARG(text));
	arena_free(a);
	return c;
}

bool setting_on(struct db *db, const char *key)
{
	struct err e = {0};
	int64_t v = 0;
	if (setting_int(db, key, &v, &e)) {
		const struct setting *s = setting_find(str_z(key));
		return s && !strcmp(s->initial, "1");
	}
	return v != 0;
}

static enum code check_value(const struct setting *s, struct str value, struct err *e)
{
	int64_t n = 0;
	switch (s->type) {
	case SET_BOOL:
		if (!str_eqz(value, "0") && !str_eqz(value, "1"))
			return err_set(e, E_INPUT, "\"%s\" is on (1) or off (0).", s->label);
		return OK;
	case SET_INT:
		if (!str_int(value, &n) || (s->max > s->min && (n < s->min || n > s->max)))
			return err_set(e, E_INPUT, "\"%s\" is a whole number from %lld to %lld.", s->label, (long long)s->min, (long long)s->max);
		return OK;
	case SET_CHOICE:
		for (const char *const *c = s->choices; c && *c; c++)
			if (str_eqz(value, *c))
				return OK;
		return err_set(e, E_INPUT, "\"%.*s\" is not one of the choices of \"%s\".", S_ARG(value), s->label);
	case SET_TEXT:
		if (value.n > 2000 || !utf8_valid(value))
			return err_set(e, E_INPUT, "\"%s\" takes at most 2000 bytes of text.", s->label);
		return OK;
	}
	return OK;
}

enum code setting_put(struct db *db, const struct viewer *v, struct str key, struct str value, struct err *e)
{
	const struct setting *s = setting_find(key);
	if (!s)
		return err_set(e, E_INPUT, "There is no setting \"%.*s\".", S_ARG(key));
	enum code c = check_value(s, value, e);
	if (c)
		return c;
	int64_t now = clock_now();
	c = db_exec(db, e,
	            "insert into setting (district, key, value, changed_at, changed_by) values (?1, ?2, ?3, ?4, ?5)"
	            " on conflict (district, key) do update set value = excluded.value, changed_at = excluded.changed_at,"
	            " changed_by = excluded.changed_by",
	            "dztib", s->key, value, now, v->person);
	if (c)
		return c;
	return db_later(db, e, "insert into setting_history (id, district, key, value, changed_at, changed_by) values (?1, ?2, ?3, ?4, ?5, ?6)",
	               "bdztib", id_new(), s->key, value, now, v->person);
}
