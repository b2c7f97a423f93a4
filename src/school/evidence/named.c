#include "school/evidence/named.h"

#define AT_ONCE 24

enum code named_read(struct db *db, struct arena *a, enum lang lang, struct named *list, size_t n, struct err *e)
{
	for (size_t from = 0; from < n; from += AT_ONCE) {
		struct named *x = list + from;
		size_t of = n - from < AT_ONCE ? n - from : AT_ONCE;
		struct id k[AT_ONCE] = {0}; /* nil finds nothing */
		struct rows *r;
		int got;
		for (size_t i = 0; i < of; i++)
			k[i] = x[i].competency;
		enum code c = db_query(db, e, &r,
		                       "select k.id, k.code, coalesce((select x.words from record_text x where x.id = k.id and x.field = 'text' and x.lang = ?1), k.text), k.subject, k.domain,"
		                       " (select count(*) from (select u.id from rubric u where u.competency = k.id limit 1) x) from competency k where k.id in"
		                       " (?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17, ?18, ?19, ?20, ?21, ?22, ?23, ?24, ?25)",
		                       "zbbbbbbbbbbbbbbbbbbbbbbbb", LANGS[lang].tag, k[0], k[1], k[2], k[3], k[4], k[5], k[6], k[7], k[8], k[9], k[10], k[11], k[12], k[13], k[14],
		                       k[15], k[16], k[17], k[18], k[19], k[20], k[21], k[22], k[23]);
		if (c)
			return c;
		while ((got = rows_next(r, e)) == 1)
			for (size_t i = 0; i < of; i++)
				if (id_eq(x[i].competency, rows_id(r, 0))) {
					x[i].code = str_dup(a, rows_t(r, 1));
					x[i].text = str_dup(a, rows_t(r, 2));
					x[i].subject = str_dup(a, rows_t(r, 3));
					x[i].domain = str_dup(a, rows_t(r, 4));
					x[i].rubric = rows_i(r, 5) != 0;
					x[i].there = true;
				}
		rows_end(r);
		if (got < 0)
			return e->code;
	}
	return OK;
}
