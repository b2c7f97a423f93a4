/* What law gives one learner, read from the records. */
#include "school/plan/official.h"

#include <string.h>

static day_t day_at(struct rows *r, int col)
{
	day_t d;
	return day_parse(rows_t(r, col), &d) ? d : DAY_NONE;
}

static enum code plan_of(struct db *db, struct arena *a, struct id learner, const char *kind, day_t today, struct official_plan *p, struct err *e)
{
	struct rows *r;
	*p = (struct official_plan){.begin = DAY_NONE, .end = DAY_NONE, .met = DAY_NONE, .evaluated = DAY_NONE, .taken = DAY_NONE, .share = -1};
	enum code c = db_query(db, e, &r,
	                       "select r.id, r.begin_on, r.end_on, r.met_on, r.evaluated_on, r.taken_on, r.case_manager, r.strengths, r.share_reason, r.reports, r.no_advocacy, r.taken_from,"
	                       " coalesce(r.regular_share, -1), coalesce(p.preferred_name, p.given_name) || ' ' || p.family_name, r.rights_told_on from plan_of_record r left join person p on p.id = r.case_manager"
	                       " where r.learner = ?1 and r.kind = ?2"
	                       " order by case when r.begin_on <= ?3 then 0 else 1 end, r.begin_on desc, r.id desc limit 1", /* one that begins later does not hide the one in force */
	                       "bzt", learner, kind, day_text(a, today));
	if (c)
		return c;
	int got = rows_next(r, e);
	if (got == 1) {
		struct str *const texts[] = {&p->strengths, &p->share_reason, &p->reports, &p->no_advocacy, &p->taken_from};
		day_t *const days[] = {&p->begin, &p->end, &p->met, &p->evaluated, &p->taken};
		p->id = rows_id(r, 0);
		for (int i = 0; i < 5; i++) {
			*days[i] = day_at(r, i + 1);
			*texts[i] = str_dup(a, rows_t(r, i + 7));
		}
		p->case_manager = rows_id(r, 6);
		p->share = (int)rows_i(r, 12);
		p->manager = str_dup(a, rows_t(r, 13));
		p->rights_told = rows_t(r, 14).n > 0;
		p->in_force = p->begin != DAY_NONE && p->begin <= today && (p->end == DAY_NONE || p->end >= today);
	}
	rows_end(r);
	return got < 0 ? e->code : OK;
}

static enum code el_of(struct db *db, struct arena *a, struct id learner, day_t today, struct official_el *p, struct err *e)
{
	struct rows *r;
	static const char *const PARTS[] = {"reasons", "level", "methods", "strengths", "help", "exit", "rights"};
	*p = (struct official_el){.enrolled = DAY_NONE, .identified = DAY_NONE, .placed = DAY_NONE, .notice = DAY_NONE, .declined = DAY_NONE, .exit = DAY_NONE, .review = DAY_NONE, .taken = DAY_NONE};
	enum code c = db_query(db, e, &r,
	                       "select x.id, x.enrolled_on, x.identified_on, x.placed_on, x.notice_on, x.declined_on, x.exit_on, x.review_on, x.taken_on, x.home_languages, x.program,"
	                       " x.notice_language, x.notice_told, x.exit_how, x.buddy, x.taken_from, coalesce(x.newcomer, 0), x.clash_owner,"
	                       " coalesce(p.preferred_name, p.given_name) || ' ' || p.family_name from el_plan x left join person p on p.id = x.clash_owner"
	                       " where x.learner = ?1 order by x.placed_on desc, x.id desc limit 1",
	                       "b", learner);
	if (c)
		return c;
	int got = rows_next(r, e);
	if (got == 1) {
		day_t *const days[] = {&p->enrolled, &p->identified, &p->placed, &p->notice, &p->declined, &p->exit, &p->review, &p->taken};
		struct str *const texts[] = {&p->languages, &p->program, &p->notice_language, &p->told, &p->exit_how, &p->buddy, &p->taken_from};
		p->id = rows_id(r, 0);
		for (int i = 0; i < 8; i++)
			*days[i] = day_at(r, i + 1);
		for (int i = 0; i < 7; i++)
			*texts[i] = str_dup(a, rows_t(r, i + 9));
		p->newcomer = rows_i(r, 16) != 0;
		p->clash_owner = rows_id(r, 17);
		p->owner = str_dup(a, rows_t(r, 18));
		p->in_force = p->placed != DAY_NONE && p->placed <= today && (p->exit == DAY_NONE || p->exit > today);
		p->whole = true;
		for (size_t i = 0; i < sizeof PARTS / sizeof *PARTS; i++)
			p->whole = p->whole && choices_have(p->told, PARTS[i]);
		p->told_disability = choices_have(p->told, "disability");
	}
	rows_end(r);
	return got < 0 ? e->code : OK;
}

static enum code levels_of(struct db *db, struct arena *a, struct id learner, struct official *o, struct err *e)
{
	struct rows *r;
	enum code c = db_query(db, e, &r, "select test, test_version, tested_on, listening, speaking, reading, writing, overall from english_level where learner = ?1 order by tested_on desc, id desc limit 4", "b", learner);
	if (c)
		return c;
	int got;
	while ((got = rows_next(r, e)) == 1 && o->n_levels < OFFICIAL_LEVELS) {
		struct official_level *l = &o->levels[o->n_levels++];
		*l = (struct official_level){.test = str_dup(a, rows_t(r, 0)), .edition = str_dup(a, rows_t(r, 1)), .on = day_at(r, 2)};
		for (int i = 0; i < 5; i++) {
			l->known[i] = !rows_null(r, i + 3);
			l->of[i] = rows_r(r, i + 3);
		}
	}
	rows_end(r);
	return got < 0 ? e->code : OK;
}

static enum code person_of(struct db *db, struct arena *a, struct id learner, day_t today, struct official *o, struct err *e)
{
	struct rows *r;
	int64_t grade = -1;
	day_t year_end = DAY_NONE;
	enum code c = db_query(db, e, &r, "select birth_date, grade, home_languages, coalesce(preferred_name, given_name) from person where id = ?1", "b", learner);
	if (c)
		return c;
	int got = rows_next(r, e);
	if (got == 1) {
		o->born = day_at(r, 0);
		if (!str_int(rows_t(r, 1), &grade))
			grade = str_eqz(rows_t(r, 1), "KG") ? 0 : -1;
		o->home_languages = str_dup(a, rows_t(r, 2));
		o->first = str_dup(a, rows_t(r, 3));
	}
	rows_end(r);
	if (got < 0)
		return e->code;
	/* the school year in which the learner was placed, or this one */
	day_t of = o->el.placed != DAY_NONE ? o->el.placed : today;
	c = db_query(db, e, &r, "select begin_on, end_on, 0 from academic_session where district = ?1 and kind = 'schoolYear' and end_on >= ?2 order by begin_on limit 1", "dt", day_text(a, of));
	if (c)
		return c;
	if (rows_next(r, e) == 1)
		o->year_begin = day_at(r, 0);
	rows_end(r);
	c = db_query(db, e, &r, "select end_on from academic_session where district = ?1 and kind = 'schoolYear' and end_on >= ?2 order by begin_on limit 1", "dt", day_text(a, today));
	if (c)
		return c;
	if (rows_next(r, e) == 1)
		year_end = day_at(r, 0);
	rows_end(r);
	if (year_end != DAY_NONE && grade >= 0 && grade <= 12) {
		struct civil d = day_civil(year_end);
		o->graduates = day_of(d.year + (int)(12 - grade), d.month, d.day);
	}
	return OK;
}

static void facts_fill(struct official *o)
{
	struct legal_facts *f = &o->facts;
	*f = (struct legal_facts){.born = o->born, .iep = o->iep.in_force, .section504 = o->s504.in_force, .el = o->el.in_force, .iep_begin = o->iep.begin, .iep_end = o->iep.end, .iep_met = o->iep.met,
		.iep_evaluated = o->iep.evaluated, .s504_evaluated = o->s504.evaluated, .el_enrolled = o->el.enrolled, .el_identified = o->el.identified, .el_placed = o->el.placed, .el_notice = o->el.notice,
		.el_exit = o->el.exit, .el_tested = o->n_levels ? o->levels[0].on : DAY_NONE, .year_begin = o->year_begin, .transition = f->transition, .rights_told = o->iep.rights_told};
}

enum code official_load(struct db *db, struct arena *a, struct id learner, day_t today, struct official *o, struct err *e)
{
	int64_t n = 0;
	*o = (struct official){.born = DAY_NONE, .year_begin = DAY_NONE, .graduates = DAY_NONE};
	enum code c = plan_of(db, a, learner, "iep", today, &o->iep, e);
	if (!c)
		c = plan_of(db, a, learner, "504", today, &o->s504, e);
	if (!c)
		c = el_of(db, a, learner, today, &o->el, e);
	if (!c)
		c = levels_of(db, a, learner, o, e);
	if (!c)
		c = person_of(db, a, learner, today, o, e);
	if (!c)
		c = legal_load(db, a, today, &o->law, e);
	if (!c)
		c = db_int(db, e, &n, "select count(*) from plan_line where learner = ?1 and source = 'iep' and subject = 'transition'", "b", learner);
	if (c)
		return c;
	o->facts.transition = n > 0;
	facts_fill(o);
	o->n_dates = legal_dates(&o->law, &o->facts, today, o->dates);
	return OK;
}

/* ---- plans that are nearly the same ---- */

struct str plan_line_bare(struct arena *a, struct str text, struct str first)
{
	struct str folded = str_fold(a, text), name = str_fold(a, first);
	struct buf b = buf_new(a, folded.n + 8);
	for (size_t i = 0; i < folded.n; i++) {
		if (name.n > 1 && i + name.n <= folded.n && memcmp(folded.p + i, name.p, name.n) == 0) {
			i += name.n - 1;
			continue;
		}
		char ch = folded.p[i];
		bool letter = (ch >= 'a' && ch <= 'z') || (unsigned char)ch >= 128;
		if (letter)
			buf_byte(&b, ch);
	}
	return buf_done(&b);
}

static size_t shared(const struct str *x, size_t nx, const struct str *y, size_t ny)
{
	size_t n = 0;
	for (size_t i = 0; i < nx; i++)
		for (size_t k = 0; k < ny; k++)
			if (str_eq(x[i], y[k])) {
				n++;
				break;
			}
	return n;
}

bool plans_alike(struct arena *a, const struct str *x, size_t nx, const struct str *y, size_t ny)
{
	(void)a;
	if (nx < 3 || ny < 3)
		return false;
	return shared(x, nx, y, ny) * 5 >= nx * 4 && shared(y, ny, x, nx) * 5 >= ny * 4;
}

#define ALIKE_LINES 40

struct other { struct id who; struct str lines[ALIKE_LINES]; size_t n; };

enum code official_alike(struct db *db, struct arena *a, struct id learner, day_t today, struct official_alike *out, struct err *e)
{
	struct rows *r;
	struct other *own = NEW(a, struct other), *now = NEW(a, struct other);
	int got;
	*out = (struct official_alike){0};
	enum code c = db_query(db, e, &r, "select n.text, coalesce(p.preferred_name, p.given_name) from plan_line n join person p on p.id = n.learner where n.learner = ?1 and n.source = 'plp' order by n.id limit 40", "b", learner);
	if (c)
		return c;
	while ((got = rows_next(r, e)) == 1 && own->n < ALIKE_LINES)
		own->lines[own->n++] = plan_line_bare(a, rows_t(r, 0), rows_t(r, 1));
	rows_end(r);
	if (got < 0 || own->n < 3)
		return got < 0 ? e->code : OK;
	c = db_query(db, e, &r,
	             "select n.learner, n.text, coalesce(p.preferred_name, p.given_name) from plan_line n join person p on p.id = n.learner where n.source = 'plp' and n.learner <> ?1 and n.learner in"
	             " (select o.person from enrolment o join enrolment m on m.class = o.class where m.person = ?1 and m.role = 'student' and o.role = 'student'"
	             " and (m.end_on is null or m.end_on >= ?2) and (o.end_on is null or o.end_on >= ?2))"
	             " order by n.learner, n.id limit 8000", "bt", learner, day_text(a, today));
	if (c)
		return c;
	while (true) {
		got = rows_next(r, e);
		bool next = got != 1 || !id_eq(rows_id(r, 0), now->who);
		if (next && now->n) {
			out->others++;
			out->same += plans_alike(a, own->lines, own->n, now->lines, now->n);
		}
		if (got != 1)
			break;
		if (next) {
			now->who = rows_id(r, 0);
			now->n = 0;
		}
		if (now->n < ALIKE_LINES)
			now->lines[now->n++] = plan_line_bare(a, rows_t(r, 1), rows_t(r, 2));
	}
	rows_end(r);
	return got < 0 ? e->code : OK;
}
