#include "school/plan/changed.h"

enum code changed_load(struct db *db, struct id org, struct str today, struct str year_ago, struct changed *out, struct err *e)
{
	struct rows *r;
	*out = (struct changed){0};
	enum code c = db_query(db, e, &r,
	                       "select n.kind, count(*), count(distinct n.learner),"
	                       " sum(case when exists (select 1 from team_decision d where d.line = n.id) then 1 else 0 end),"
	                       " sum(case when exists (select 1 from team_decision d where d.line = n.id and d.family_told_on is not null) then 1 else 0 end)"
	                       " from plan_line n where n.district = ?1 and n.kind in ('accommodation', 'modification') and (n.begin_on is null or n.begin_on <= ?2) and (n.end_on is null or n.end_on >= ?2)"
	                       " and (?4 = 1 or n.learner in (select person from role where org = ?3 and role = 'student')) group by n.kind",
	                       "dtbi", today, org, (int64_t)id_nil(org));
	if (c)
		return c;
	int got;
	while ((got = rows_next(r, e)) == 1) {
		if (str_eqz(rows_t(r, 0), "accommodation")) {
			out->ways = rows_i(r, 1);
			out->ways_of = rows_i(r, 2);
			continue;
		}
		out->standards = rows_i(r, 1);
		out->standards_of = rows_i(r, 2);
		out->decided = rows_i(r, 3);
		out->told = rows_i(r, 4);
	}
	rows_end(r);
	if (got < 0)
		return e->code;
	c = db_query(db, e, &r,
	             "select what, count(*) from team_decision where district = ?1 and decided_on >= ?2 and (?4 = 1 or learner in (select person from role where org = ?3 and role = 'student')) group by what",
	             "dtbi", year_ago, org, (int64_t)id_nil(org));
	if (c)
		return c;
	while ((got = rows_next(r, e)) == 1) {
		int64_t n = rows_i(r, 1);
		out->became += str_eqz(rows_t(r, 0), "toModification") || str_eqz(rows_t(r, 0), "modification") ? n : 0;
		out->back += str_eqz(rows_t(r, 0), "toAccommodation") ? n : 0;
		out->pace += str_eqz(rows_t(r, 0), "pace") ? n : 0;
	}
	rows_end(r);
	return got < 0 ? e->code : OK;
}
