#include "school/work/portfolio.h"

#define RUBRICS_MOST 12

/* ---- rubrics ---- */

static struct str *lines_of(struct arena *a, struct str text, size_t *n)
{
	struct str *out = NEW_ARRAY(a, struct str, 12);
	*n = 0;
	while (text.n && *n < 12) {
		struct str line = str_trim(str_cut(&text, '\n'));
		if (line.n)
			out[(*n)++] = line;
	}
	return out;
}

static enum code criteria_load(struct db *db, struct arena *a, enum lang lang, struct rubric *k, struct err *e)
{
	struct rows *r;
	k->criteria = NEW_ARRAY(a, struct criterion, 20);
	enum code c = db_query(db, e, &r,
	                       "select coalesce((select x.words from record_text x where x.id = c.id and x.field = 'name' and x.lang = ?1), c.name),"
	                       " coalesce((select x.words from record_text x where x.id = c.id and x.field = 'level_1' and x.lang = ?1), c.level_1),"
	                       " coalesce((select x.words from record_text x where x.id = c.id and x.field = 'level_2' and x.lang = ?1), c.level_2),"
	                       " coalesce((select x.words from record_text x where x.id = c.id and x.field = 'level_3' and x.lang = ?1), c.level_3),"
	                       " coalesce((select x.words from record_text x where x.id = c.id and x.field = 'level_4' and x.lang = ?1), c.level_4)"
	                       " from criterion c where c.rubric = ?2 order by c.position, c.id limit 20",
	                       "zb", LANGS[lang].tag, k->rubric);
	if (c)
		return c;
	int got;
	while ((got = rows_next(r, e)) == 1) {
		struct criterion *x = &k->criteria[k->n++];
		x->name = str_dup(a, rows_t(r, 0));
		for (int i = 0; i < 4; i++)
			x->levels[i] = str_dup(a, rows_t(r, i + 1));
	}
	rows_end(r);
	return got < 0 ? e->code : OK;
}

/* Tasks of the library that serve the competency and have criteria. */
static enum code of_tasks(struct db *db, struct arena *a, struct id competency, enum lang lang, struct rubric *out, size_t *n, struct err *e)
{
	struct rows *r;
	struct id tasks[RUBRICS_MOST];
	size_t k = 0;
	enum code c = db_query(db, e, &r,
	                       "select distinct t.id, t.title from resource t join alignment x on x.resource = t.id where x.competency = ?1"
	                       " and t.kind in ('task', 'handsOn', 'project') and t.state <> 'retired' order by t.title, t.id limit 12",
	                       "b", competency);
	if (c)
		return c;
	int got;
	while ((got = rows_next(r, e)) == 1 && k < RUBRICS_MOST)
		tasks[k++] = rows_id(r, 0);
	rows_end(r);
	if (got < 0)
		return e->code;
	for (size_t i = 0; i < k && !c; i++) {
		struct practice p;
		c = practice_load(db, a, &(struct work){.resource = tasks[i]}, lang, NULL, S(""), &p, e);
		if (c == E_INPUT) { /* what cannot be read has no rubric to offer */
			err_clear(e);
			c = OK;
			continue;
		}
		if (c || !p.n_criteria)
			continue;
		char id[ID_TEXT];
		out[(*n)++] = (struct rubric){.key = str_fmt(a, "t-%s", id_text(tasks[i], id)), .resource = tasks[i], .title = p.title, .ways = p.ways, .n_ways = p.n_ways,
		                              .criteria = p.criteria, .n = p.n_criteria};
	}
	return c;
}

enum code rubrics_of(struct db *db, struct arena *a, struct id competency, enum lang lang, struct rubric **out, size_t *n, struct err *e)
{
	struct rows *r;
	struct rubric *list = NEW_ARRAY(a, struct rubric, RUBRICS_MOST * 2);
	*n = 0;
	enum code c = of_tasks(db, a, competency, lang, list, n, e);
	if (!c)
		c = db_query(db, e, &r,
		             "select r.id, r.resource, coalesce((select x.words from record_text x where x.id = r.id and x.field = 'title' and x.lang = ?1), r.title),"
		             " coalesce((select x.words from record_text x where x.id = r.id and x.field = 'ways' and x.lang = ?1), r.ways) from rubric r"
		             " where r.competency = ?2 or r.resource in (select x.resource from alignment x where x.competency = ?2) order by r.title, r.id limit 12",
		             "zb", LANGS[lang].tag, competency);
	if (c)
		return c;
	size_t from = *n;
	int got;
	while ((got = rows_next(r, e)) == 1) {
		struct rubric *k = &list[(*n)++];
		char id[ID_TEXT];
		*k = (struct rubric){.rubric = rows_id(r, 0), .resource = rows_id(r, 1), .title = str_dup(a, rows_t(r, 2))};
		k->key = str_fmt(a, "r-%s", id_text(k->rubric, id));
		k->ways = lines_of(a, str_dup(a, rows_t(r, 3)), &k->n_ways);
	}
	rows_end(r);
	c = got < 0 ? e->code : OK;
	for (size_t i = from; i < *n && !c; i++)
		c = criteria_load(db, a, lang, &list[i], e);
	*out = list;
	return c;
}

/* ---- competencies ---- */

enum code portfolio_competencies(struct db *db, struct arena *a, struct id learner, enum lang lang, struct competency_row **out, size_t *n, struct err *e)
{
	struct rows *r;
	*out = NEW_ARRAY(a, struct competency_row, 80);
	*n = 0;
	enum code c = db_query(db, e, &r,
	                       "select k.id, k.code, coalesce((select x.words from record_text x where x.id = k.id and x.field = 'text' and x.lang = ?1), k.text)"
	                       " from competency k where k.id in (select s.competency from mastery s where s.learner = ?2)"
	                       " or k.id in (select w.competency from week_item w where w.learner = ?2) order by k.subject, k.code, k.id limit 80",
	                       "zb", LANGS[lang].tag, learner);
	if (c)
		return c;
	int got;
	while ((got = rows_next(r, e)) == 1)
		(*out)[(*n)++] = (struct competency_row){rows_id(r, 0), str_dup(a, rows_t(r, 1)), str_dup(a, rows_t(r, 2))};
	rows_end(r);
	return got < 0 ? e->code : OK;
}

enum code competency_by_code(struct db *db, struct arena *a, struct str code, struct id *out, struct err *e)
{
	struct rows *r;
	enum code c = db_query(db, e, &r, "select id from competency where district = ?1 and lower(code) = lower(?2) order by id limit 1", "dt", str_dup(a, str_trim(code)));
	if (c)
		return c;
	int got = rows_next(r, e);
	if (got == 1)
		*out = rows_id(r, 0);
	rows_end(r);
	return got < 0 ? e->code : got ? OK : err_set(e, E_NOTFOUND, "No competency has the code \"%.*s\". Look at the letters once more, or choose from the list.", S_ARG(code));
}

/* ---- pieces ---- */

enum code portfolio_load(struct db *db, struct arena *a, struct id learner, struct id competency, enum lang lang, int64_t before, int limit,
                         struct shown_piece **out, size_t *n, struct err *e)
{
	struct rows *r;
	*out = NEW_ARRAY(a, struct shown_piece, (size_t)limit);
	*n = 0;
	enum code c = db_query(db, e, &r,
	                       "select v.id, v.competency, v.resource, v.rubric, v.kind, v.way, v.response, k.code,"
	                       " coalesce((select x.words from record_text x where x.id = k.id and x.field = 'text' and x.lang = ?1), k.text),"
	                       " coalesce(nullif(p.preferred_name, ''), p.given_name), p.family_name, v.context, v.happened_at, v.level, v.rigor, v.score,"
	                       " coalesce(v.minutes_alone, 0) + coalesce(v.minutes_peers, 0) + coalesce(v.minutes_adult, 0), v.simulated"
	                       " from event v left join competency k on k.id = v.competency left join person p on p.id = v.actor"
	                       " where v.learner = ?2 and v.happened_at < ?3 and (?4 = 1 or v.competency = ?5)"
	                       " and (v.kind in ('task', 'product', 'observation', 'conversation', 'reflection', 'outside')"
	                       " or exists (select 1 from attachment t where t.event = v.id) or (v.kind = 'practice' and v.level is not null))"
	                       " order by v.happened_at desc, v.id limit ?6",
	                       "zbiibi", LANGS[lang].tag, learner, before ? before : INT64_MAX, (int64_t)id_nil(competency), competency, (int64_t)limit);
	if (c)
		return c;
	int got;
	while ((got = rows_next(r, e)) == 1)
		(*out)[(*n)++] = (struct shown_piece){
			.id = rows_id(r, 0), .competency = rows_id(r, 1), .resource = rows_id(r, 2), .rubric = rows_id(r, 3), .kind = str_dup(a, rows_t(r, 4)),
			.way = str_dup(a, rows_t(r, 5)), .note = str_dup(a, rows_t(r, 6)), .code = str_dup(a, rows_t(r, 7)), .text = str_dup(a, rows_t(r, 8)),
			.actor = str_trim(str_fmt(a, "%.*s %.*s", S_ARG(rows_t(r, 9)), S_ARG(rows_t(r, 10)))), .context = str_dup(a, rows_t(r, 11)), .at = rows_i(r, 12),
			.level = (int)rows_i(r, 13), .rigor = (int)rows_i(r, 14), .score = rows_null(r, 15) ? -1 : rows_r(r, 15), .minutes = rows_r(r, 16),
			.simulated = rows_i(r, 17) != 0};
	rows_end(r);
	return got < 0 ? e->code : OK;
}
