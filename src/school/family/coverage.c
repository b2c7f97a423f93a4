#include "school/family/coverage.h"

#include <string.h>

static const struct { const char *type, *field; } content[] = {{"competency", "text"}, {"phrase", "text"}, {"term", "plain"}};
#define CONTENT (sizeof content / sizeof *content)

static enum code all_of(struct db *db, const char *type, int64_t *out, struct err *e)
{
	if (!strcmp(type, "competency"))
		return db_int(db, e, out, "select count(*) from competency where district = ?1", "d");
	return !strcmp(type, "phrase") ? db_int(db, e, out, "select count(*) from phrase where district = ?1", "d") : db_int(db, e, out, "select count(*) from term where district = ?1", "d");
}

enum code coverage_of(struct db *db, struct arena *a, struct coverage **out, size_t *n, struct err *e)
{
	int64_t all[CONTENT];
	enum code c = OK;
	*out = NEW_ARRAY(a, struct coverage, LANG_COUNT * (CONTENT + 1));
	*n = 0;
	for (size_t i = 0; i < CONTENT && !c; i++)
		c = all_of(db, content[i].type, &all[i], e);
	for (enum lang lang = LANG_ES; lang < LANG_COUNT && !c; lang++) {
		struct tr_origins o = tr_origins(lang);
		(*out)[(*n)++] = (struct coverage){lang, "program", o.all, o.machine, o.person, o.reviewed};
		for (size_t i = 0; i < CONTENT && !c; i++) {
			struct coverage *x = &(*out)[(*n)++];
			struct rows *r;
			*x = (struct coverage){.lang = lang, .what = content[i].type, .all = all[i]};
			c = db_query(db, e, &r, "select origin, count(*) from record_text where type = ?1 and field = ?2 and lang = ?3 and district = ?4 group by origin", "zzzd", content[i].type,
			             content[i].field, LANGS[lang].tag);
			int got = 0;
			while (!c && (got = rows_next(r, e)) == 1)
				*(str_eqz(rows_t(r, 0), "reviewed") ? &x->reviewed : str_eqz(rows_t(r, 0), "person") ? &x->person : &x->machine) += rows_i(r, 1);
			if (!c) {
				rows_end(r);
				c = got < 0 ? e->code : OK;
			}
		}
	}
	return c;
}
