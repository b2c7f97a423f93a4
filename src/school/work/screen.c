#include "school/work/screen.h"
#include "record/setting.h"

#include <string.h>

#define BY_GRADE .type = SET_INT, .initial = "0", .min = 0, .max = 3000, .serves = "R418 R441", .help = N_("Minutes of school work on a screen in a week; 0: no limit. Above it another way is offered; nothing is taken away.")
SETTINGS(screen) = {
	{.key = "screen.k2", .label = N_("Screen minutes a week, kindergarten to grade 2"), BY_GRADE},
	{.key = "screen.35", .label = N_("Screen minutes a week, grades 3 to 5"), BY_GRADE},
	{.key = "screen.68", .label = N_("Screen minutes a week, grades 6 to 8"), BY_GRADE},
	{.key = "screen.912", .label = N_("Screen minutes a week, grades 9 to 12"), BY_GRADE},
	SETTINGS_END,
};

static const char *setting_of(struct str grade)
{
	int64_t n;
	if (!str_int(grade, &n))
		return "screen.k2";
	return n <= 2 ? "screen.k2" : n <= 5 ? "screen.35" : n <= 8 ? "screen.68" : "screen.912";
}

static enum code facts(struct db *db, struct id learner, struct str monday, struct screen_week *out, int64_t *a_day, const char **key, struct err *e)
{
	struct rows *r;
	enum code c = db_query(db, e, &r,
	                       "select p.grade, coalesce(h.screen_limit, 0), m.screen, m.alone, m.peers + m.adult + m.grouped from person p"
	                       " left join home_access h on h.learner = p.id left join minutes m on m.learner = p.id and m.monday = ?1 where p.id = ?2"
	                       " order by h.created_at desc, h.id desc limit 1",
	                       "tb", monday, learner);
	int got = c ? -1 : rows_next(r, e);
	if (got == 1) {
		*key = setting_of(rows_t(r, 0));
		*a_day = rows_i(r, 1);
		out->screen = (int64_t)(rows_r(r, 2) + 0.5);
		out->alone = (int64_t)(rows_r(r, 3) + 0.5);
		out->people = (int64_t)(rows_r(r, 4) + 0.5);
	}
	if (!c)
		rows_end(r);
	return got < 0 ? e->code : OK;
}

enum code screen_week_load(struct db *db, struct id learner, day_t monday, day_t today, struct screen_week *out, struct err *e)
{
	struct arena *a = arena_new(0);
	const char *key = "screen.k2";
	int64_t a_day = 0, school = 0, days = today - monday + 1;
	*out = (struct screen_week){0};
	enum code c = a ? facts(db, learner, day_text(a, monday), out, &a_day, &key, e) : err_set(e, E_MEMORY, "There is no memory left.");
	if (!c)
		c = setting_int(db, key, &school, e);
	arena_free(a);
	if (c)
		return c;
	/* the family says a day: of the school days gone by */
	int64_t home = a_day * (days < 1 ? 1 : days > 5 ? 5 : days);
	out->family = home > 0 && (school == 0 || home < school);
	out->limit = out->family ? home : school;
	out->over = out->limit > 0 && out->screen > out->limit;
	out->much_alone = out->alone >= 60 && out->alone * 4 >= (out->alone + out->people) * 3;
	return OK;
}
