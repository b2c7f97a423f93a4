#include "school/library/said_in.h"
#include "base/json.h"

#include <string.h>

#define TRY(call) do { enum code try_c = (call); if (try_c) return try_c; } while (0)
#define PARTS 300
#define TRIES 5

/* What data/readings, data/tasks and imports hold: a text, a list of texts, or either by language. */
static void add(struct str *parts, size_t *n, const struct json *j, const char *tag)
{
	if (j && j->type == JSON_OBJECT_T)
		j = json_get(j, tag);
	if (j && j->type == JSON_STRING_T && str_trim(j->string).n && *n < PARTS)
		parts[(*n)++] = str_trim(j->string);
	for (size_t i = 0; j && j->type == JSON_ARRAY_T && i < j->n; i++)
		if (j->items[i].type == JSON_STRING_T && str_trim(j->items[i].string).n && *n < PARTS)
			parts[(*n)++] = str_trim(j->items[i].string);
}

static enum code body_parts(struct arena *a, struct str body, const char *tag, struct str *parts, size_t *n, struct err *e)
{
	static const char *const keys[] = {"pages", "steps", "materials", "done"};
	struct json *j;
	if (str_starts(str_trim(body), "{")) {
		TRY(json_parse(a, body, &j, e));
		for (size_t i = 0; i < sizeof keys / sizeof *keys; i++)
			add(parts, n, json_get(j, keys[i]), tag);
		return OK;
	}
	while (body.n && *n < PARTS) { /* plain text: a paragraph each */
		size_t at;
		struct str one = body;
		if (str_find(body, S("\n\n"), &at)) {
			one.n = at;
			body = (struct str){body.p + at + 2, body.n - at - 2};
		} else {
			body.n = 0;
		}
		if (str_trim(one).n)
			parts[(*n)++] = str_trim(one);
	}
	return OK;
}

enum code said_parts(struct db *db, struct arena *a, struct id resource, enum lang *own, struct str **parts, size_t *n, struct err *e)
{
	struct rows *r;
	struct str body = S("");
	*n = 0;
	*own = LANG_EN;
	*parts = NEW_ARRAY(a, struct str, PARTS);
	TRY(db_query(db, e, &r, "select title, coalesce(summary, ''), coalesce(body, ''), language from resource where id = ?1", "b", resource));
	int got = rows_next(r, e);
	if (got == 1) {
		(*parts)[(*n)++] = str_dup(a, rows_t(r, 0));
		if (str_trim(rows_t(r, 1)).n)
			(*parts)[(*n)++] = str_dup(a, str_trim(rows_t(r, 1)));
		body = str_dup(a, rows_t(r, 2));
		if (!lang_parse(rows_t(r, 3), own))
			*own = LANG_EN;
	}
	rows_end(r);
	if (got != 1)
		return got < 0 ? e->code : err_set(e, E_NOTFOUND, "This is not in the library any more.");
	return body_parts(a, body, LANGS[*own].tag, *parts, n, e);
}

static enum code fill(struct db *db, struct arena *a, struct id resource, struct said_in *x, struct err *e)
{
	struct rows *r;
	int got;
	TRY(db_query(db, e, &r, "select s.place, s.text, s.origin, s.at, coalesce(nullif(p.preferred_name, ''), p.given_name, ''), coalesce(p.family_name, '') from resource_said s left join person p on p.id = s.by"
	             " where s.resource = ?1 and s.language = ?2 order by s.place", "bz", resource, LANGS[x->lang].tag));
	while ((got = rows_next(r, e)) == 1) {
		int64_t place = rows_i(r, 0);
		if (place < 0 || (size_t)place >= x->n)
			continue;
		x->parts[place] = str_dup(a, rows_t(r, 1));
		x->there++;
		if (!str_eqz(rows_t(r, 2), "person"))
			continue;
		x->right++;
		if (rows_i(r, 3) >= x->at) {
			x->at = rows_i(r, 3);
			x->by = str_trim(str_fmt(a, "%.*s %.*s", S_ARG(rows_t(r, 4)), S_ARG(rows_t(r, 5))));
		}
	}
	rows_end(r);
	return got < 0 ? e->code : OK;
}

enum code said_in_of(struct db *db, struct arena *a, struct id resource, bool whole, struct said_in **out, size_t *n, struct err *e)
{
	struct rows *r;
	struct str *parts;
	enum lang own, langs[LANG_COUNT];
	size_t of = 0, found = 0;
	int got;
	*n = 0;
	*out = NEW_ARRAY(a, struct said_in, LANG_COUNT);
	if (id_nil(resource))
		return OK;
	TRY(db_query(db, e, &r, "select language from resource_wanted where resource = ?1 order by language", "b", resource));
	while ((got = rows_next(r, e)) == 1 && found < LANG_COUNT)
		found += lang_parse(rows_t(r, 0), &langs[found]);
	rows_end(r);
	if (got < 0 || !found)
		return got < 0 ? e->code : OK;
	TRY(said_parts(db, a, resource, &own, &parts, &of, e));
	for (size_t i = 0; i < found; i++) {
		struct said_in x = {.lang = langs[i], .parts = NEW_ARRAY(a, struct str, of + 1), .n = of};
		TRY(fill(db, a, resource, &x, e));
		if (langs[i] != own && (!whole || x.there == of))
			(*out)[(*n)++] = x;
	}
	return OK;
}

enum code said_in_off(struct db *db, struct id resource, enum lang lang, struct err *e)
{
	TRY(db_exec(db, e, "delete from resource_said where resource = ?1 and language = ?2", "bz", resource, LANGS[lang].tag));
	return db_exec(db, e, "delete from resource_wanted where resource = ?1 and language = ?2", "bz", resource, LANGS[lang].tag);
}

enum code said_in_right(struct db *db, const struct viewer *v, struct id resource, enum lang lang, int64_t place, struct str text, struct err *e)
{
	text = str_trim(text);
	if (!text.n)
		return err_set(e, E_INPUT, "Write the words first, or leave them as they are.");
	int64_t same = 0;
	TRY(db_int(db, e, &same, "select count(*) from resource_said where resource = ?1 and language = ?2 and place = ?3 and text = ?4", "bzit", resource, LANGS[lang].tag, place, text));
	if (same)
		return OK;
	TRY(db_exec(db, e, "update resource_said set machine = coalesce(machine, text), text = ?1, origin = 'person', by = ?2, at = ?3 where resource = ?4 and language = ?5 and place = ?6", "tbibzi", text, v->person,
	            clock_now(), resource, LANGS[lang].tag, place));
	return db_changes(db) ? OK : err_set(e, E_NOTFOUND, "This is not in the library any more.");
}

enum code said_in_ask(struct db *db, struct arena *a, const struct viewer *v, struct id resource, enum lang lang, struct err *e)
{
	struct str *parts;
	enum lang own;
	size_t n;
	TRY(said_parts(db, a, resource, &own, &parts, &n, e));
	if (own == lang)
		return err_set(e, E_INPUT, "It is written in this language.");
	int64_t right = 0;
	TRY(db_int(db, e, &right, "select count(*) from resource_said where resource = ?1 and language = ?2 and origin = 'person'", "bz", resource, LANGS[lang].tag));
	if (right)
		return err_set(e, E_INPUT, "A person has put right what stands in this language. Take it away first; then ask the engine anew.");
	/* asked again, since the text was changed: from the beginning */
	TRY(said_in_off(db, resource, lang, e));
	TRY(db_exec(db, e, "delete from translation_wait where record = ?1 and language = ?2", "bz", resource, LANGS[lang].tag));
	return db_exec(db, e, "insert into resource_wanted (resource, language, district, asked_by, asked_at) values (?1, ?2, ?3, ?4, ?5)", "bzdbi", resource,
	               LANGS[lang].tag, v->person, clock_now());
}

enum code said_in_next(struct db *db, struct arena *a, struct to_translate *out, size_t most, size_t *n, struct err *e)
{
	struct rows *r;
	struct { struct id id; enum lang lang; } list[20];
	size_t found = 0;
	int got;
	*n = 0;
	/* whole ones are sorted out below; many parts of one go before the first of the next */
	TRY(db_query(db, e, &r,
	             "select w.resource, w.language from resource_wanted w where w.district = ?1 and w.done_at is null and not exists (select 1 from translation_wait t where t.record = w.resource and t.language = w.language"
	             " and (t.not_before > ?2 or t.tries >= ?3)) order by w.asked_at, w.resource, w.language limit 20",
	             "dii", clock_now(), (int64_t)TRIES));
	while ((got = rows_next(r, e)) == 1 && found < 20) {
		list[found].id = rows_id(r, 0);
		found += lang_parse(rows_t(r, 1), &list[found].lang);
	}
	rows_end(r);
	if (got < 0)
		return e->code;
	for (size_t i = 0; i < found && *n < most; i++) {
		struct str *parts;
		enum lang own;
		struct said_in x = {.lang = list[i].lang};
		TRY(said_parts(db, a, list[i].id, &own, &parts, &x.n, e));
		x.parts = NEW_ARRAY(a, struct str, x.n + 1);
		TRY(fill(db, a, list[i].id, &x, e));
		for (size_t k = 0; k < x.n && *n < most; k++)
			if (!x.parts[k].n)
				out[(*n)++] = (struct to_translate){list[i].id, "resource", own, x.lang, parts[k], (int64_t)k};
	}
	return OK;
}

/* All parts are there: the engine is not asked for more. */
static enum code whole_now(struct db *db, const struct to_translate *t, struct err *e)
{
	struct arena *a = arena_new(0);
	struct str *parts;
	enum lang own;
	size_t n = 0;
	int64_t there = 0;
	enum code c = a ? said_parts(db, a, t->record, &own, &parts, &n, e) : err_set(e, E_MEMORY, "There is not enough memory.");
	if (!c)
		c = db_int(db, e, &there, "select count(*) from resource_said where resource = ?1 and language = ?2", "bz", t->record, LANGS[t->to].tag);
	arena_free(a);
	return c || there < (int64_t)n ? c : db_exec(db, e, "update resource_wanted set done_at = ?1 where resource = ?2 and language = ?3", "ibz", clock_now(), t->record, LANGS[t->to].tag);
}

enum code said_in_done(struct db *db, const struct to_translate *t, struct str text, struct err *e)
{
	int64_t wanted = 0;
	TRY(db_int(db, e, &wanted, "select count(*) from resource_wanted where resource = ?1 and language = ?2", "bz", t->record, LANGS[t->to].tag));
	if (!wanted) /* taken away meanwhile */
		return OK;
	TRY(db_exec(db, e, "insert into resource_said (resource, language, place, district, text, origin, at) values (?1, ?2, ?3, ?4, ?5, 'machine', ?6) on conflict (resource, language, place) do nothing", "bzidti",
	            t->record, LANGS[t->to].tag, t->place, text, clock_now()));
	TRY(whole_now(db, t, e));
	return db_exec(db, e, "delete from translation_wait where record = ?1 and language = ?2", "bz", t->record, LANGS[t->to].tag);
}
