#include "record/inside.h"

#include <sodium.h>
#include <string.h>

/* A translation belongs to the words it was made from: their hash tells when they changed. */
static void source_hash(struct str s, unsigned char out[crypto_hash_sha256_BYTES])
{
	(void)crypto_hash_sha256(out, (const unsigned char *)(s.n > 0 ? s.p : ""), s.n);
}

enum code record_text_put(struct db *db, const struct viewer *v, const struct record_type *t, struct id id, const char *field,
                          struct str lang, struct str text, const char *origin, struct err *e)
{
	static const struct field LANG = {.name = "lang", .label = "lang", .type = F_LANG};
	unsigned char hash[crypto_hash_sha256_BYTES];
	struct val words, tag;
	struct str why;
	struct record r;
	enum lang known;
	int i = field_index(t, field);
	if (!db_writing(db))
		return err_set(e, E_BUG, "record_text_put outside of store_write");
	if (i < 0 || !(t->fields[i].flags & FF_TRANSLATABLE))
		return err_set(e, E_BUG, "record type %s: field %s is not translated", t->name, field);
	if (strcmp(origin, "person") != 0 && strcmp(origin, "machine") != 0 && strcmp(origin, "reviewed") != 0)
		return err_set(e, E_BUG, "\"%s\" is no origin of a translation", origin);
	struct arena *a = arena_new(0);
	if (a == NULL)
		return err_set(e, E_MEMORY, "There is no memory left.");
	enum code c = record_raw(db, a, t, id, &r, e);
	if (c == OK)
		c = record_rel_of(db, v, &r, e);
	if (c == E_NOTFOUND || (c == OK && !(r.rel & field_see(t, &t->fields[i]))))
		c = not_found(t, v, e);
	if (c == OK && !(r.rel & (field_edit(t, &t->fields[i]) | (t->append_only ? t->create : 0))))
		c = err_set(e, E_DENIED, "You may look at this (%s) but not translate it.", tr(v->lang, t->label));
	if (c == OK && (!value_parse(a, v->lang, &LANG, lang, &tag, &why) || tag.type != 't' ||
	                !value_parse(a, v->lang, &t->fields[i], text, &words, &why)))
		c = err_set(e, E_INPUT, "%s: %.*s", tr(v->lang, t->fields[i].label), S_ARG(why));
	if (c == OK && lang_parse(tag.as.t, &known))
		tag.as.t = str_z(LANGS[known].tag); /* one name a language: zh is found as zh-Hans */
	if (c == OK && words.type == 'n')
		c = db_later(db, e, "delete from record_text where id = ?1 and field = ?2 and lang = ?3 and district = ?4", "bztd", id, field,
		            tag.as.t);
	else if (c == OK) {
		source_hash(rec_t(&r, field), hash);
		c = db_later(db, e, "insert into record_text (id, field, lang, district, type, words, origin, source, updated_at, updated_by)"
		            " values (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10) on conflict (id, field, lang) do update set"
		            " words = excluded.words, origin = excluded.origin, source = excluded.source,"
		            " updated_at = excluded.updated_at, updated_by = excluded.updated_by",
		            "bztdztzBib", id, field, tag.as.t, t->name, words.as.t, origin, (struct str){(const char *)hash, sizeof hash},
		            clock_now(), v->person);
	}
	arena_free(a);
	return c;
}

enum code record_text_get(struct db *db, struct arena *a, const struct record_type *t, const struct record *r, const char *field,
                          enum lang lang, struct str *text, struct str *origin, struct err *e)
{
	unsigned char hash[crypto_hash_sha256_BYTES];
	struct rows *rows;
	int i = field_index(t, field);
	*text = rec_t(r, field);
	*origin = S("original");
	/* an empty or hidden original has no translation either */
	if (i < 0 || !(t->fields[i].flags & FF_TRANSLATABLE) || text->n == 0)
		return OK;
	enum code c = db_query(db, e, &rows, "select words, origin, source from record_text where id = ?1 and field = ?2 and lang = ?3"
	                       " and district = ?4", "bzzd", r->id, field, LANGS[lang].tag);
	if (c != OK)
		return c;
	int got = rows_next(rows, e);
	if (got != 1)
		return got < 0 ? E_DB : OK;
	source_hash(*text, hash);
	struct str source = rows_t(rows, 2);
	if (source.n == sizeof hash && memcmp(source.p, hash, sizeof hash) == 0) {
		*text = str_dup(a, rows_t(rows, 0));
		*origin = str_dup(a, rows_t(rows, 1));
	}
	rows_end(rows);
	return OK;
}
