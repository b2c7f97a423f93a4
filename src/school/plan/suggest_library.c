#include "school/library/fit.h"
#include "school/plan/suggest_inside.h"

#include <stdlib.h>
#include <string.h>

#define PRACTICE_MINUTES 12

static enum code competencies(struct db *db, struct lib *l, struct err *e)
{
	struct rows *r;
	size_t cap = 0;
	enum code c = db_query(db, e, &r,
	                       "select k.id, k.code, coalesce((select x.words from record_text x where x.id = k.id and x.field = 'text' and x.lang = ?1), k.text),"
	                       " (select count(*) from rubric u where u.competency = k.id) from competency k where k.district = ?2 order by k.id",
	                       "zd", LANGS[l->lang].tag);
	if (c)
		return c;
	int got;
	while ((got = rows_next(r, e)) == 1) {
		if (l->n_competencies == cap) {
			size_t more = cap ? 2 * cap : 512;
			l->competencies = arena_grow(l->a, l->competencies, cap * sizeof(*l->competencies), more * sizeof(*l->competencies));
			l->codes = arena_grow(l->a, l->codes, cap * sizeof(*l->codes), more * sizeof(*l->codes));
			l->texts = arena_grow(l->a, l->texts, cap * sizeof(*l->texts), more * sizeof(*l->texts));
			l->rubric = arena_grow(l->a, l->rubric, cap * sizeof(*l->rubric), more * sizeof(*l->rubric));
			cap = more;
		}
		l->competencies[l->n_competencies] = rows_id(r, 0);
		l->texts[l->n_competencies] = str_dup(l->a, rows_t(r, 2));
		l->rubric[l->n_competencies] = rows_i(r, 3) > 0;
		l->codes[l->n_competencies] = rows_t(r, 1).n ? str_dup(l->a, rows_t(r, 1)) : l->texts[l->n_competencies];
		l->n_competencies++;
	}
	rows_end(r);
	return got < 0 ? e->code : OK;
}

uint32_t lib_competency(const struct lib *l, struct id id)
{
	uint32_t low = 0, high = l->n_competencies;
	while (low < high) {
		uint32_t mid = low + (high - low) / 2;
		int d = id_cmp(l->competencies[mid], id);
		if (d == 0)
			return mid;
		if (d < 0)
			low = mid + 1;
		else
			high = mid;
	}
	return PLAN_NONE;
}

static enum code edges(struct db *db, struct lib *l, struct plan_edge **out, size_t *n, struct err *e)
{
	struct rows *r;
	size_t cap = 0;
	*out = NULL;
	*n = 0;
	enum code c = db_query(db, e, &r, "select origin, destination from association where district = ?1 and kind = 'precedes' order by origin, destination", "d");
	if (c)
		return c;
	int got;
	while ((got = rows_next(r, e)) == 1) {
		struct plan_edge x = {lib_competency(l, rows_id(r, 0)), lib_competency(l, rows_id(r, 1))};
		if (x.before == PLAN_NONE || x.after == PLAN_NONE || x.before == x.after)
			continue;
		if (*n == cap) {
			size_t more = cap ? 2 * cap : 512;
			*out = arena_grow(l->a, *out, cap * sizeof(**out), more * sizeof(**out));
			cap = more;
		}
		(*out)[(*n)++] = x;
	}
	rows_end(r);
	return got < 0 ? e->code : OK;
}

static uint64_t topics_read(struct lib *l, struct str words)
{
	uint64_t bits = 0;
	struct str folded = str_fold(l->a, words);
	for (struct str w = str_cut_word(&folded); w.n; w = str_cut_word(&folded)) {
		int i = 0;
		while (i < l->n_topics && !str_eq(l->topics[i], w))
			i++;
		if (i == SUGGEST_TOPICS || w.n < 3)
			continue;
		if (i == l->n_topics)
			l->topics[l->n_topics++] = w;
		bits |= UINT64_C(1) << i;
	}
	return bits;
}

uint64_t lib_topics(const struct lib *l, struct str words)
{
	uint64_t bits = 0;
	struct str folded = str_fold(l->a, words);
	for (int i = 0; i < l->n_topics; i++) {
		struct str rest = folded;
		size_t at;
		while (str_find(rest, l->topics[i], &at)) {
			/* at the beginning of a word: "draw" is in "drawing", "art" is not in "start" */
			bool begins = at == 0 ? rest.p == folded.p || !((rest.p[-1] >= 'a' && rest.p[-1] <= 'z')) : !(rest.p[at - 1] >= 'a' && rest.p[at - 1] <= 'z');
			if (begins) {
				bits |= UINT64_C(1) << i;
				break;
			}
			rest = (struct str){rest.p + at + 1, rest.n - at - 1};
		}
	}
	return bits;
}

static enum plan_kind kind_of(struct str kind)
{
	if (str_eqz(kind, "lesson") || str_eqz(kind, "reading") || str_eqz(kind, "video"))
		return PLAN_LESSON;
	if (str_eqz(kind, "practice"))
		return PLAN_PRACTICE;
	if (str_eqz(kind, "task"))
		return PLAN_TASK;
	return str_eqz(kind, "project") ? PLAN_PROJECT : PLAN_ENRICH;
}

/* A resource that does not say its minutes gets those that are usual for its kind. */
static void minutes_read(struct plan_resource *x, struct str kind, int64_t screen, int64_t alone, int64_t peers, int64_t adult)
{
	/* the minutes of practice are those of one question */
	if (str_eqz(kind, "practice") && alone + peers + adult < PRACTICE_MINUTES)
		alone = screen = PRACTICE_MINUTES - peers - adult;
	if (alone + peers + adult == 0) {
		if (str_eqz(kind, "lesson"))
			adult = 30;
		else if (str_eqz(kind, "project"))
			peers = 40;
		else
			alone = screen > 0 ? screen : str_eqz(kind, "task") || str_eqz(kind, "handsOn") ? 30 : 15;
		if (alone && (str_eqz(kind, "practice") || str_eqz(kind, "video") || str_eqz(kind, "link")))
			screen = alone;
	}
	x->minutes[PLAN_ALONE] = (unsigned short)alone;
	x->minutes[PLAN_PEERS] = (unsigned short)peers;
	x->minutes[PLAN_ADULT] = (unsigned short)adult;
	int64_t all = alone + peers + adult;
	x->minutes[PLAN_SCREEN] = (unsigned short)(screen < all ? screen : all);
	x->minutes[PLAN_PAPER] = (unsigned short)(alone > screen ? alone - screen : 0);
}

/* What a row of RESOURCE_COLUMNS says. */
static void resource_read(struct lib *l, const struct rows *r, struct plan_resource *x, struct access_meta *access)
{
	struct str kind = str_dup(l->a, rows_t(r, 3)), language = str_dup(l->a, rows_t(r, 4));
	int64_t level = rows_i(r, 5), peers = rows_i(r, 11) > rows_i(r, 13) ? rows_i(r, 11) : rows_i(r, 13);
	/* practice is made in the learner's language, hands-on work and lessons go with a person */
	bool reads = !str_eqz(kind, "practice") && !str_eqz(kind, "handsOn") && !str_eqz(kind, "lesson");
	*x = (struct plan_resource){.competency = PLAN_NONE, .group = PLAN_NONE, .kind = kind_of(kind), .language = reads ? language : S(""),
	                            .level = level <= 0 ? 0 : level <= 5 ? 2 * (double)level + 0.5 : (double)level, .interests = topics_read(l, rows_t(r, 8)),
	                            .rigor = (unsigned char)rows_i(r, 7), .access = access, .elsewhere = str_eqz(kind, "link")};
	minutes_read(x, kind, rows_i(r, 9), rows_i(r, 10), peers, rows_i(r, 12));
	resource_access(l->a, access, rows_t(r, 14), rows_t(r, 15), rows_t(r, 16), rows_t(r, 17), reads ? language : S(""));
}

static void entry_read(struct lib *l, const struct rows *r, uint32_t competency, uint32_t group, uint32_t goal)
{
	struct arena *a = l->a;
	struct str kind = str_dup(a, rows_t(r, 3)), language = str_dup(a, rows_t(r, 4));
	struct plan_resource *x = &l->plan_entries[l->n];
	resource_read(l, r, x, &l->access[l->n]);
	x->competency = competency;
	x->group = group;
	l->entries[l->n++] = (struct lib_entry){.resource = rows_id(r, 0), .competency = competency, .title = str_dup(a, rows_t(r, 2)), .language = language, .kind = kind,
	                                        .rigor = (int)rows_i(r, 7), .minutes = (int)plan_minutes(x), .goal = goal,
	                                        .mode = plan_mode_of(kind, x->minutes[PLAN_SCREEN], x->minutes[PLAN_ALONE], x->minutes[PLAN_PEERS], x->minutes[PLAN_ADULT])};
}

#define RESOURCE_COLUMNS \
	", r.title, r.kind, r.language, r.level, r.same_goal, r.rigor, r.interests, r.minutes_screen, r.minutes_alone, r.minutes_peers," \
	" r.minutes_adult, r.minutes_group, r.access_mode, r.access_sufficient, r.access_features, r.access_hazards"

enum code lib_beside(struct db *db, struct lib *l, struct id resource, struct plan_resource **out, struct err *e)
{
	struct rows *r;
	*out = NULL;
	enum code c = db_query(db, e, &r, "select r.id, null" RESOURCE_COLUMNS " from resource r where r.id = ?1", "b", resource);
	if (c)
		return c;
	int got = rows_next(r, e);
	if (got == 1) {
		*out = NEW(l->a, struct plan_resource);
		resource_read(l, r, *out, NEW(l->a, struct access_meta));
	}
	rows_end(r);
	return got < 0 ? e->code : OK;
}

static enum code resources(struct db *db, struct lib *l, struct err *e)
{
	struct rows *r;
	int64_t count;
	enum code c = db_int(db, e, &count, "select count(*) from alignment where district = ?1", "d");
	if (c)
		return c;
	l->entries = NEW_ARRAY(l->a, struct lib_entry, (size_t)count);
	l->plan_entries = NEW_ARRAY(l->a, struct plan_resource, (size_t)count);
	l->access = NEW_ARRAY(l->a, struct access_meta, (size_t)count);
	c = db_query(db, e, &r,
	             "select r.id, x.competency" RESOURCE_COLUMNS " from alignment x join resource r on r.id = x.resource where x.district = ?1 and r.state <> 'retired'"
	             " order by coalesce(r.same_goal, ''), x.competency, r.title, r.id",
	             "d");
	if (c)
		return c;
	struct str last_goal = S("");
	uint32_t last = PLAN_NONE, group = 0, goals = 0;
	int got;
	while ((got = rows_next(r, e)) == 1 && l->n < (uint64_t)count) {
		uint32_t at = lib_competency(l, rows_id(r, 1));
		struct str goal = rows_t(r, 6);
		if (at == PLAN_NONE)
			continue;
		if (goal.n && (at != last || !str_eq(goal, last_goal))) {
			goals += !str_eq(goal, last_goal);
			group++;
			last = at;
			last_goal = str_dup(l->a, goal);
		}
		entry_read(l, r, at, goal.n ? group : PLAN_NONE, goal.n ? goals : 0);
	}
	rows_end(r);
	return got < 0 ? e->code : OK;
}

static int by_id(const void *x, const void *y)
{
	const struct lib_place *p = x, *q = y;
	int d = id_cmp(p->resource, q->resource);
	return d ? d : (p->at > q->at) - (p->at < q->at);
}

const struct lib_place *lib_resource(const struct lib *l, struct id resource, size_t *n)
{
	size_t low = 0, high = l->n;
	while (low < high) {
		size_t mid = low + (high - low) / 2;
		if (id_cmp(l->by_resource[mid].resource, resource) < 0)
			low = mid + 1;
		else
			high = mid;
	}
	for (*n = 0; low + *n < l->n && id_eq(l->by_resource[low + *n].resource, resource);)
		++*n;
	return *n ? l->by_resource + low : NULL;
}

static double far_from(const struct plan_resource *x, double grade)
{
	double d = x->level > 0 ? x->level - grade : 0;
	return d < 0 ? -d : d;
}

/* Entries of one group stand together. */
static void versions(struct lib *l, double grade)
{
	for (uint32_t i = 0; i < l->n;) {
		uint32_t end = i + 1, best = PLAN_NONE;
		while (end < l->n && l->plan_entries[i].group != PLAN_NONE && l->plan_entries[end].group == l->plan_entries[i].group)
			end++;
		for (uint32_t k = i; k < end; k++)
			if (l->plan_entries[k].kind == PLAN_LESSON && (!l->plan_entries[k].language.n || str_eqz(l->plan_entries[k].language, "en"))
			    && (best == PLAN_NONE || far_from(&l->plan_entries[k], grade) < far_from(&l->plan_entries[best], grade)))
				best = k;
		for (uint32_t k = i; k < end && best != PLAN_NONE; k++)
			if (k != best && l->plan_entries[k].kind == PLAN_LESSON)
				l->plan_entries[k].kind = PLAN_VERSION;
		i = end;
	}
}

enum code lib_load(struct db *db, struct arena *a, enum lang lang, int grade, struct lib *out, struct err *e)
{
	struct plan_edge *list;
	size_t n;
	*out = (struct lib){.a = a, .lang = lang};
	enum code c = competencies(db, out, e);
	if (!c)
		c = edges(db, out, &list, &n, e);
	if (!c)
		c = resources(db, out, e);
	if (c)
		return c;
	out->by_resource = NEW_ARRAY(a, struct lib_place, out->n);
	for (uint32_t i = 0; i < out->n; i++)
		out->by_resource[i] = (struct lib_place){out->entries[i].resource, i};
	versions(out, grade);
	if (out->n)
		qsort(out->by_resource, out->n, sizeof(*out->by_resource), by_id);
	c = plan_library_new(a, out->n_competencies, list, n, out->plan_entries, out->n, &out->plan, e);
	if (c != E_INPUT)
		return c;
	err_clear(e);
	out->circle = true;
	return plan_library_new(a, out->n_competencies, list, 0, out->plan_entries, out->n, &out->plan, e);
}
