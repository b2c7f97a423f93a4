#include "school/work/draft.h"

enum code draft_load(struct db *db, struct arena *a, struct id person, struct str form, const struct json **out, struct err *e)
{
	struct rows *r;
	struct json *j;
	*out = NULL;
	enum code c = db_query(db, e, &r, "select fields from draft where person = ?1 and form = ?2", "bt", person, form);
	if (c)
		return c;
	int got = rows_next(r, e);
	struct str text = got == 1 ? str_dup(a, rows_t(r, 0)) : S("");
	rows_end(r);
	if (got < 0)
		return e->code;
	if (text.n && !json_parse(a, text, &j, NULL))
		*out = j;
	return OK;
}

struct str draft_value(const struct json *draft, const char *field)
{
	const struct json *list = json_get(draft, field);
	return list && list->type == JSON_ARRAY_T && list->n && list->items[0].type == JSON_STRING_T ? list->items[0].string : S("");
}

bool draft_has(const struct json *draft, const char *field, struct str value)
{
	const struct json *list = json_get(draft, field);
	for (size_t i = 0; list && list->type == JSON_ARRAY_T && i < list->n; i++)
		if (list->items[i].type == JSON_STRING_T && str_eq(list->items[i].string, value))
			return true;
	return false;
}

enum code draft_put(struct db *db, struct id person, struct str form, struct str fields, struct err *e)
{
	if (!form.n || form.n > DRAFT_FORM_MAX || fields.n > DRAFT_MAX)
		return err_set(e, E_LIMIT, "This draft is too long to be kept here. Send it, or keep a copy elsewhere.");
	enum code c = db_exec(db, e, "delete from draft where district = ?1 and updated_at < ?2", "di", clock_now() - 60 * DAY);
	return c ? c
	         : db_exec(db, e,
	                   "insert into draft (person, form, district, fields, updated_at) values (?1, ?2, ?3, ?4, ?5)"
	                   " on conflict (person, form) do update set fields = excluded.fields, updated_at = excluded.updated_at",
	                   "btdti", person, form, fields, clock_now());
}

enum code draft_drop(struct db *db, struct id person, struct str form, struct err *e)
{
	return db_exec(db, e, "delete from draft where person = ?1 and form = ?2", "bt", person, form);
}
