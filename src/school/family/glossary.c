#include "school/family/glossary.h"

#include <string.h>

#define TERMS_MOST 2000

static struct str first_form(struct str forms)
{
	return str_trim(str_cut(&forms, '|'));
}

enum code terms_find(struct db *db, struct arena *a, enum lang lang, struct str words, struct term **out, size_t *n, struct err *e)
{
	struct rows *r;
	*out = NULL;
	*n = 0;
	enum code c = db_query(db, e, &r,
	                       "select t.id, t.term, t.plain, coalesce(w.words, ''), coalesce(x.words, ''), coalesce(x.origin, ''), t.version from term t"
	                       " left join record_text w on w.id = t.id and w.field = 'term' and w.lang = ?1"
	                       " left join record_text x on x.id = t.id and x.field = 'plain' and x.lang = ?1"
	                       " where t.district = ?2 and (?3 = '' or lower(t.term || ' ' || t.plain || ' ' || coalesce(w.words, '') || ' ' || coalesce(x.words, '')) like '%' || lower(?3) || '%')"
	                       " order by t.term, t.id limit ?4", "zdti", LANGS[lang].tag, words, (int64_t)TERMS_MOST);
	if (c)
		return c;
	int got;
	size_t cap = 0;
	while ((got = rows_next(r, e)) == 1) {
		if (*n == cap) {
			*out = arena_grow(a, *out, cap * sizeof **out, (cap + 64) * sizeof **out);
			cap += 64;
		}
		struct str said = rows_t(r, 4), word = rows_t(r, 3);
		struct term *t = &(*out)[(*n)++];
		*t = (struct term){.id = rows_id(r, 0), .forms = str_dup(a, word.n ? word : rows_t(r, 1)), .english = first_form(str_dup(a, rows_t(r, 1))),
		                   .plain = str_dup(a, said.n ? said : rows_t(r, 2)), .origin = said.n ? str_dup(a, rows_t(r, 5)) : S("original"), .lang = said.n ? lang : LANG_EN,
		                   .version = rows_i(r, 6)};
		t->word = first_form(t->forms);
	}
	rows_end(r);
	return got < 0 ? e->code : OK;
}

enum code terms_in(struct db *db, struct arena *a, enum lang lang, struct str text, struct term **out, size_t *n, struct err *e)
{
	size_t kept = 0, at;
	enum code c = terms_find(db, a, lang, S(""), out, n, e);
	for (size_t i = 0; !c && i < *n; i++)
		if (plain_has(text, (*out)[i].forms, &at))
			(*out)[kept++] = (*out)[i];
	*n = kept;
	return c;
}

enum code term_wishes(struct db *db, struct arena *a, struct term_wish **out, size_t *n, struct err *e)
{
	struct rows *r;
	*out = NEW_ARRAY(a, struct term_wish, 100);
	*n = 0;
	enum code c = db_query(db, e, &r,
	                       "select s.id, s.term, t.term, s.plain, coalesce(x.words, t.plain), coalesce(nullif(p.preferred_name, ''), p.given_name, ''), s.language, s.version"
	                       " from term_suggestion s join term t on t.id = s.term left join person p on p.id = s.created_by"
	                       " left join record_text x on x.id = t.id and x.field = 'plain' and x.lang = s.language where s.district = ?1 and s.state = 'open' order by s.created_at, s.id limit 100", "d");
	if (c)
		return c;
	int got;
	while ((got = rows_next(r, e)) == 1) {
		struct term_wish *w = &(*out)[(*n)++];
		*w = (struct term_wish){.id = rows_id(r, 0), .term = rows_id(r, 1), .word = first_form(str_dup(a, rows_t(r, 2))), .plain = str_dup(a, rows_t(r, 3)),
		                        .now = str_dup(a, rows_t(r, 4)), .who = str_dup(a, rows_t(r, 5)), .version = rows_i(r, 7)};
		if (!lang_parse(rows_t(r, 6), &w->lang))
			w->lang = LANG_EN;
	}
	rows_end(r);
	return got < 0 ? e->code : OK;
}

enum code term_suggest(struct db *db, struct arena *a, const struct viewer *v, struct id term, enum lang lang, struct str plain, struct err *e)
{
	struct id id;
	struct input in[] = {{"term", id_str(a, term)}, {"language", str_z(LANGS[lang].tag)}, {"plain", str_trim(plain)}};
	if (!str_trim(plain).n)
		return err_set(e, E_INPUT, "Write how you would say it, a few words are enough.");
	return record_create(db, a, v, record_type_find(S("term_suggestion")), ID_NIL, in, 3, &id, NULL, e);
}

enum code term_answer(struct db *db, struct arena *a, const struct viewer *v, struct id wish, bool take, struct err *e)
{
	const struct record_type *ts = record_type_find(S("term_suggestion")), *tt = record_type_find(S("term"));
	struct record s, t;
	enum lang lang = LANG_EN;
	enum code c = record_get(db, a, v, ts, wish, &s, e);
	if (!c && take)
		c = record_get(db, a, v, tt, rec_id(&s, "term"), &t, e);
	if (!c && take && (!lang_parse(rec_t(&s, "language"), &lang) || lang == LANG_EN))
		c = record_update(db, a, v, tt, t.id, t.version, (const struct input[]){{"plain", rec_t(&s, "plain")}}, 1, NULL, e);
	else if (!c && take)
		c = record_text_put(db, v, tt, t.id, "plain", str_z(LANGS[lang].tag), rec_t(&s, "plain"), "person", e);
	return c ? c : record_move(db, a, v, ts, wish, s.version, take ? S("taken") : S("kept"), e);
}
