#include "school/people/two_languages.h"

static enum code read(struct rows *r, enum lang *second, bool *any, struct err *e)
{
	int got = rows_next(r, e);
	*any = got == 1 && lang_parse(rows_t(r, 0), second) && *second != LANG_EN;
	rows_end(r);
	return got < 0 ? e->code : OK;
}

enum code two_languages_class(struct db *db, struct id class_id, enum lang *second, bool *any, struct err *e)
{
	struct rows *r;
	*any = false;
	enum code c = db_query(db, e, &r, "select second_language from class where id = ?1", "b", class_id);
	return c ? c : read(r, second, any, e);
}

enum code two_languages_learner(struct db *db, struct arena *a, struct id learner, day_t today, enum lang *second, bool *any, struct err *e)
{
	struct rows *r;
	*any = false;
	enum code c = db_query(db, e, &r,
	                       "select k.second_language from enrolment n join class k on k.id = n.class where n.person = ?1 and n.role = 'student' and coalesce(k.second_language, '') not in ('', 'en')"
	                       " and coalesce(n.begin_on, '0001-01-01') <= ?2 and coalesce(n.end_on, '9999-12-31') >= ?2 order by k.title, k.id limit 1",
	                       "bt", learner, day_text(a, today));
	return c ? c : read(r, second, any, e);
}
