#include "school/admin/answers.h"

#include <string.h>

#define LANGUAGES (LANG_COUNT + 1) /* those of the pages, and any other */
#define CLASSES_MOST 120 /* all tables of a release together have at most 4,096 cells */

struct family {
	bool disability, sent, said, heard, meals, came;
	uint16_t language, class_at;
};
struct families {
	struct family *items;
	size_t n;
	struct str classes[CLASSES_MOST]; /* 0: of no homeroom */
	struct id class_ids[CLASSES_MOST];
	uint16_t n_classes;
};

/* The first language at home; English when nothing is written. */
static uint16_t language_of(struct str home)
{
	enum lang lang;
	struct str first = str_cut(&home, ' ');
	first = str_trim(str_cut(&first, ','));
	if (!first.n)
		return LANG_EN;
	return lang_parse(first, &lang) ? (uint16_t)lang : LANG_COUNT;
}

static uint16_t class_of(struct arena *a, struct families *f, struct id id, struct str title)
{
	if (id_nil(id))
		return 0;
	for (uint16_t i = 1; i < f->n_classes; i++)
		if (id_eq(f->class_ids[i], id))
			return i;
	if (f->n_classes == CLASSES_MOST)
		return 0;
	f->class_ids[f->n_classes] = id;
	f->classes[f->n_classes] = str_dup(a, title);
	return f->n_classes++;
}

/* Words of a family or of the school about one learner since a time: how many, and when the newest. */
#define NOTES(what, of) "(select " what " from note x where x.learner = s.person and x.kind <> 'tried' and x.author_is = '" of "' and x.created_at >= ?1)"
#define BY_FAMILY(what) "(select " what " from message m where m.learner = s.person and m.created_at >= ?1 and exists (select 1 from guardian g where g.learner = m.learner and g.adult = m.author))"
#define BY_SCHOOL(what) \
	"(select " what " from message m where m.learner = s.person and m.created_at >= ?1 and m.author <> m.learner" \
	" and not exists (select 1 from guardian g where g.learner = m.learner and g.adult = m.author))"

static enum code families(struct db *db, struct arena *a, struct id org, day_t today, struct families *f, struct answers *out, struct err *e)
{
	struct rows *r;
	size_t cap = 0;
	struct str on = day_text(a, today);
	int64_t since = (int64_t)out->since * DAY;
	enum code c = db_query(db, e, &r,
	                       "select (select count(*) from program x where x.learner = s.person and x.program in ('iep', '504') and coalesce(x.end_on, '9999-12-31') >= ?2), p.home_languages,"
	                       " k.id, k.title, " NOTES("count(*)", "staff") " + " BY_SCHOOL("count(*)") ", " NOTES("count(*)", "family") " + " BY_FAMILY("count(*)") ","
	                       " coalesce(" NOTES("max(created_at)", "staff") ", 0), coalesce(" BY_SCHOOL("max(created_at)") ", 0),"
	                       " coalesce(" NOTES("max(created_at)", "family") ", 0), coalesce(" BY_FAMILY("max(created_at)") ", 0),"
	                       " (select count(*) from program x where x.learner = s.person and x.program = 'mealAssistance' and coalesce(x.end_on, '9999-12-31') >= ?2),"
	                       " (select count(*) from sign_up u join gathering t on t.id = u.gathering join guardian g on g.adult = u.person where g.learner = s.person and g.has_access = 1 and u.came = 1 and t.on_date >= ?6)"
	                       " from role s join person p on p.id = s.person left join class k on k.id = (select l.class from enrolment l join class h on h.id = l.class where l.person = s.person"
	                       " and l.role = 'student' and h.kind = 'homeroom' and coalesce(l.begin_on, '0001-01-01') <= ?2 and coalesce(l.end_on, '9999-12-31') >= ?2 order by h.title, h.id limit 1)"
	                       " where s.district = ?3 and s.role = 'student' and (s.org = ?4 or ?5 = 1)"
	                       " and coalesce(s.begin_on, '0001-01-01') <= ?2 and coalesce(s.end_on, '9999-12-31') >= ?2 order by k.title, k.id, s.person",
	                       "itdbit", since, on, org, (int64_t)id_nil(org), day_text(a, out->since));
	if (c)
		return c;
	int got;
	f->n_classes = 1;
	while ((got = rows_next(r, e)) == 1) {
		if (f->n == cap) {
			f->items = arena_grow(a, f->items, cap * sizeof *f->items, (cap ? 2 * cap : 256) * sizeof *f->items);
			cap = cap ? 2 * cap : 256;
		}
		int64_t school = rows_i(r, 6) > rows_i(r, 7) ? rows_i(r, 6) : rows_i(r, 7), family = rows_i(r, 8) > rows_i(r, 9) ? rows_i(r, 8) : rows_i(r, 9);
		f->items[f->n++] = (struct family){.disability = rows_i(r, 0) > 0, .language = language_of(rows_t(r, 1)), .sent = rows_i(r, 4) > 0, .said = rows_i(r, 5) > 0,
		                                   .heard = family > 0 && school > family, .meals = rows_i(r, 10) > 0, .came = rows_i(r, 11) > 0, .class_at = id_nil(org) ? 0 : class_of(a, f, rows_id(r, 2), rows_t(r, 3))};
		out->sent += rows_i(r, 4);
		out->said += rows_i(r, 5);
	}
	rows_end(r);
	return got < 0 ? e->code : OK;
}

static bool has(const struct family *x, int kind)
{
	return kind == ANSWERS_SENT ? x->sent : kind == ANSWERS_SAID ? x->said : kind == ANSWERS_CAME ? x->came : x->heard;
}

/* Lines of the report: which cell of the release each one is. */
static struct answers_row *lines(struct arena *a, enum lang lang, const struct families *f, uint16_t (**values)[EQUITY_DIMS], size_t *n)
{
	size_t most = 5 + LANGUAGES + f->n_classes;
	struct answers_row *rows = NEW_ARRAY(a, struct answers_row, most);
	bool spoken[LANGUAGES] = {false};
	*values = arena_array(a, most, sizeof **values);
	*n = 0;
#define LINE(...) do { rows[*n] = (struct answers_row){__VA_ARGS__}; for (int d = 0; d < EQUITY_DIMS; d++) (*values)[*n][d] = EQUITY_ALL; } while (0)
	LINE(N_("All learners"));
	++*n;
	LINE(N_("With a disability (IEP or 504)"));
	(*values)[(*n)++][0] = 1;
	LINE(N_("Without"));
	(*values)[(*n)++][0] = 0;
	LINE(N_("Meal assistance"));
	(*values)[(*n)++][3] = 1;
	LINE(N_("No meal assistance"));
	(*values)[(*n)++][3] = 0;
	for (size_t i = 0; i < f->n; i++)
		spoken[f->items[i].language] = true;
	for (uint16_t l = 0; l < LANGUAGES; l++) {
		if (!spoken[l])
			continue;
		if (l < LANG_COUNT)
			LINE(.name = str_fmt(a, tr(lang, N_("At home: %s")), str_dupz(a, tr_language_name(a, lang, str_z(LANGS[l].tag)))));
		else
			LINE(N_("At home: another language"));
		(*values)[(*n)++][1] = l;
	}
	for (uint16_t k = 1; k < f->n_classes; k++) {
		LINE(.name = f->classes[k]);
		(*values)[(*n)++][2] = k;
	}
#undef LINE
	return rows;
}

enum code answers_load(struct db *db, struct arena *a, enum lang lang, struct id org, day_t today, struct answers *out, struct err *e)
{
	struct equity_policy policy = equity_policy_default();
	struct families *f = NEW(a, struct families);
	uint16_t (*values)[EQUITY_DIMS];
	static const unsigned tables[] = {0, 1, 2, 4, 8};
	*out = (struct answers){.since = today - ANSWERS_DAYS};
	enum code c = families(db, a, org, today, f, out, e);
	if (c)
		return c;
	const uint16_t dims[] = {2, LANGUAGES, f->n_classes, 2};
	out->learners = f->n;
	out->totals = (int64_t)f->n >= policy.min_n;
	out->rows = lines(a, lang, f, &values, &out->n);
	struct equity_row *rows = NEW_ARRAY(a, struct equity_row, f->n + 1);
	for (int k = 0; k < ANSWERS_KINDS && !c; k++) {
		struct equity_release *release;
		size_t hidden, n = 0;
		for (size_t i = 0; i < f->n; i++) {
			const struct family *x = &f->items[i];
			if (k == ANSWERS_HEARD && !x->said)
				continue; /* nobody waits for an answer who said nothing */
			rows[n] = (struct equity_row){.value = {x->disability, x->language, x->class_at, x->meals}, .has = has(x, k)};
			n++;
		}
		c = equity_release_new(a, dims, 4, tables, sizeof tables / sizeof *tables, rows, n, &policy, &release, e);
		if (c)
			break;
		equity_cells(release, &hidden);
		out->hidden += hidden;
		for (size_t i = 0; i < out->n; i++)
			out->rows[i].cell[k] = equity_public_cell(release, values[i]);
	}
	return c;
}

/* The relations of view `relation`, asked of their tables: the view would be gone through once for each learner. */
#define IN_FORCE(x) " coalesce(" x ".begin_on, '0001-01-01') <= ?4 and coalesce(" x ".end_on, '9999-12-31') >= ?4"

enum code answers_no_contact(struct db *db, struct arena *a, struct id org, day_t today, struct no_contact **out, size_t *n, struct err *e)
{
	struct rows *r;
	*n = 0;
	*out = NEW_ARRAY(a, struct no_contact, 200);
	enum code c = db_query(db, e, &r,
	                       "select p.id, coalesce(nullif(p.preferred_name, ''), p.given_name), p.family_name from role s join person p on p.id = s.person where s.district = ?1 and s.role = 'student'"
	                       " and (s.org = ?2 or ?3 = 1) and" IN_FORCE("s") " and not exists (select 1 from support_role x where x.learner = p.id"
	                       " and x.role in ('caseManager', 'specialEducator', 'provider', 'elSpecialist', 'adviser') and" IN_FORCE("x") ") and not exists (select 1 from enrolment l where l.person = p.id"
	                       " and l.role = 'student' and" IN_FORCE("l") " and l.class in (select t.class from enrolment t where t.district = ?1 and t.role in ('teacher', 'aide') and" IN_FORCE("t") "))"
	                       " order by p.family_name, p.given_name, p.id limit 200",
	                       "dbit", org, (int64_t)id_nil(org), day_text(a, today));
	if (c)
		return c;
	int got;
	while ((got = rows_next(r, e)) == 1)
		(*out)[(*n)++] = (struct no_contact){rows_id(r, 0), str_fmt(a, "%.*s %.*s", S_ARG(rows_t(r, 1)), S_ARG(rows_t(r, 2)))};
	rows_end(r);
	return got < 0 ? e->code : OK;
}
