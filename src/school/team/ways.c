#include "school/team/ways.h"

#include "record/setting.h"

#define PIECES_LEAST 3
#define DAYS_BACK 28
#define LEARNERS_MOST 60

SETTINGS(ways) = {
	{.key = "class.work_ways", .label = N_("Say whose way of working is never honoured"),
	 .help = N_("The class page names learners who said how they like to work and got none of it in four weeks. Their own adults see it."),
	 .type = SET_BOOL, .initial = "0", .inferred = true, .serves = "R023"},
	SETTINGS_END,
};

/* Modes of given work in which a way of working is honoured. */
static bool honoured(struct str way, const int64_t mode[5])
{
	enum { SCREEN, PAPER, PERSON, GROUP, HANDS };
	if (str_eqz(way, "alone"))
		return mode[SCREEN] + mode[PAPER] + mode[HANDS] > 0;
	if (str_eqz(way, "pair") || str_eqz(way, "group"))
		return mode[GROUP] > 0;
	if (str_eqz(way, "teacher"))
		return mode[PERSON] > 0;
	return str_eqz(way, "paper") ? mode[PAPER] > 0 : str_eqz(way, "screen") ? mode[SCREEN] > 0 : true;
}

enum code ways_never(struct db *db, struct arena *a, enum lang lang, struct id class_id, day_t today, struct way_missing **out, size_t *n, struct err *e)
{
	const struct record_type *t = record_type_find(S("profile"));
	const struct choice *labels = t->fields[field_index(t, "work_ways")].choices;
	struct rows *r;
	struct str on = day_text(a, today);
	*n = 0;
	*out = NEW_ARRAY(a, struct way_missing, LEARNERS_MOST);
	enum code c = db_query(db, e, &r,
	                       "select p.id, coalesce(nullif(p.preferred_name, ''), p.given_name), p.family_name, x.work_ways, sum(case when w.mode = 'screen' then 1 else 0 end),"
	                       " sum(case when w.mode = 'paper' then 1 else 0 end), sum(case when w.mode = 'person' then 1 else 0 end), sum(case when w.mode = 'group' then 1 else 0 end),"
	                       " sum(case when w.mode = 'handsOn' then 1 else 0 end), count(*)"
	                       " from enrolment l join person p on p.id = l.person join profile x on x.learner = p.id join week_plan k on k.learner = p.id join week_item w on w.week = k.id"
	                       " where l.class = ?1 and l.role = 'student' and coalesce(l.begin_on, '0001-01-01') <= ?2 and coalesce(l.end_on, '9999-12-31') >= ?3"
	                       " and coalesce(x.work_ways, '') <> '' and k.state <> 'draft' and k.monday >= ?4 and w.state <> 'excused'"
	                       " group by p.id, p.preferred_name, p.given_name, p.family_name, x.work_ways having count(*) >= 3 order by p.family_name, p.given_name, p.id",
	                       "bttt", class_id, on, on, day_text(a, today - DAYS_BACK));
	if (c)
		return c;
	int got;
	while ((got = rows_next(r, e)) == 1) {
		int64_t mode[5];
		struct str said[8], list = rows_t(r, 3);
		size_t ways = 0;
		bool any = rows_i(r, 9) < PIECES_LEAST;
		for (int i = 0; i < 5; i++)
			mode[i] = rows_i(r, 4 + i);
		while (list.n && ways < 8) {
			struct str way = str_cut(&list, ' ');
			any = any || honoured(way, mode);
			said[ways++] = str_z(tr(lang, choice_label(labels, way)));
		}
		if (!any && *n < LEARNERS_MOST)
			(*out)[(*n)++] = (struct way_missing){rows_id(r, 0), str_fmt(a, "%.*s %.*s", S_ARG(rows_t(r, 1)), S_ARG(rows_t(r, 2))), tr_list(a, lang, said, ways), rows_i(r, 9)};
	}
	rows_end(r);
	return got < 0 ? e->code : OK;
}
