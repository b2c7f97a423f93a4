#include "school/work/paper.h"
#include "record/setting.h"
#include "school/work/practice.h"

#include <sodium.h>
#include <string.h>

static const char LETTERS[] = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"; /* Crockford's: none that is taken for another */
#define SPARES_MAX 40
#define SHEETS_MAX 40

SETTINGS(paper_photo) = {
	{"paper.photo_weeks", N_("Weeks in which a sheet can be photographed without signing in"),
	 N_("After the week that the sheet is for. 0: never. Where a court restricts an adult of the learner, its code never opens so."), SET_INT, "4", .min = 0, .max = 26, .serves = "R415 R433"},
	SETTINGS_END};

static void code_new(char out[PAPER_CODE])
{
	unsigned char r[PAPER_CODE - 1];
	randombytes_buf(r, sizeof r);
	for (size_t i = 0; i < sizeof r; i++)
		out[i] = LETTERS[r[i] & 31];
	out[PAPER_CODE - 1] = 0;
}

static bool code_read(struct str typed, char out[PAPER_CODE])
{
	size_t n = 0;
	for (size_t i = 0; i < typed.n; i++) {
		char c = typed.p[i];
		if (c == ' ' || c == '-')
			continue;
		if (c >= 'a' && c <= 'z')
			c = (char)(c - 'a' + 'A');
		c = c == 'O' ? '0' : c == 'I' || c == 'L' ? '1' : c;
		if (n == PAPER_CODE - 1 || !c || !strchr(LETTERS, c))
			return false;
		out[n++] = c;
	}
	out[n] = 0;
	return n == PAPER_CODE - 1;
}

struct str paper_grouped(struct arena *a, struct str code)
{
	return code.n == 12 ? str_fmt(a, "%.4s %.4s %.4s", code.p, code.p + 4, code.p + 8) : code;
}

enum code paper_codes_read(struct db *db, struct paper_codes *x, bool *all, struct err *e)
{
	*all = true;
	for (size_t i = 0; i < x->n; i++) {
		struct rows *r;
		enum code c = db_query(db, e, &r, "select code from paper_sheet where work = ?1 and seed = ?2 order by created_at, code limit 1", "bi", x->list[i].id,
		                       x->list[i].seed);
		if (c)
			return c;
		int got = rows_next(r, e);
		if (got == 1)
			x->codes[i] = str_dup(x->a, rows_t(r, 0));
		rows_end(r);
		if (got < 0)
			return e->code;
		if (!got)
			*all = false;
	}
	return OK;
}

static enum code sheet_add(struct db *db, const struct viewer *v, const struct work *w, struct id learner, struct id work, struct id class_id, struct id packet,
                           struct str monday, int position, const char *code, struct err *e)
{
	return db_exec(db, e,
	               "insert into paper_sheet (code, district, created_at, created_by, learner, work, class, packet, monday, title, resource, item, competency,"
	               " mode, minutes, rigor, position, done_looks_like, seed) values (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17, ?18, ?19)",
	               "zdibbbbbttbbbtiiiti", code, clock_now(), v->person, learner, work, class_id, packet, monday, w->title, w->resource, w->item, w->competency,
	               w->mode.n ? w->mode : S("paper"), (int64_t)w->minutes, (int64_t)w->rigor, (int64_t)position, w->done_looks_like, w->seed);
}

enum code paper_codes_fn(struct db *db, void *arg, struct err *e)
{
	struct paper_codes *x = arg;
	bool all;
	enum code c = paper_codes_read(db, x, &all, e);
	for (size_t i = 0; i < x->n && !c; i++) {
		char code[PAPER_CODE];
		if (x->codes[i].n)
			continue;
		code_new(code);
		c = sheet_add(db, x->v, &x->list[i], x->list[i].learner, x->list[i].id, x->class_id, ID_NIL, x->monday, (int)i, code, e);
		x->codes[i] = str_dup(x->a, str_z(code));
	}
	return c;
}

/* What most of the class works on: each piece once, those of more learners first in the order of the days. */
enum code paper_spares_fn(struct db *db, void *arg, struct err *e)
{
	struct paper_spares *x = arg;
	struct rows *r;
	struct work list[SHEETS_MAX];
	size_t n = 0;
	if (x->n < 1 || x->n > SPARES_MAX)
		return err_set(e, E_INPUT, "Between 1 and %d spare packets can be printed at once.", SPARES_MAX);
	enum code c = db_query(db, e, &r,
	                       "select min(w.title), w.resource, w.item, w.competency, min(w.mode), max(w.minutes), max(w.rigor), min(w.done_looks_like), min(w.day),"
	                       " min(w.position) from week_item w join week_plan p on p.id = w.week where p.monday = ?2 and w.shared = 1"
	                       " and p.state <> 'draft' and w.learner in (select viewer from class_relation where class = ?1 and rel = 1"
	                       " and (begin_on is null or begin_on <= ?3) and (end_on is null or end_on >= ?3))"
	                       " group by w.resource, w.item, w.competency having count(*) > 1 order by min(case when w.day = 0 then 9 else w.day end), min(w.position)",
	                       "btt", x->class_id, day_text(x->a, x->monday), day_text(x->a, x->v->today));
	if (c)
		return c;
	int got;
	while ((got = rows_next(r, e)) == 1 && n < SHEETS_MAX)
		list[n++] = (struct work){.title = str_dup(x->a, rows_t(r, 0)), .resource = rows_id(r, 1), .item = rows_id(r, 2), .competency = rows_id(r, 3),
		                          .mode = str_dup(x->a, rows_t(r, 4)), .minutes = (int)rows_i(r, 5), .rigor = (int)rows_i(r, 6),
		                          .done_looks_like = str_dup(x->a, rows_t(r, 7)), .day = (int)rows_i(r, 8)};
	rows_end(r);
	if (got < 0)
		return e->code;
	if (!n)
		return err_set(e, E_NOTFOUND, "The class has no work in common that week, so there is nothing to print on a spare packet.");
	x->packets = NEW_ARRAY(x->a, struct id, (size_t)x->n);
	for (int k = 0; k < x->n && !c; k++) {
		x->packets[k] = id_new();
		for (size_t i = 0; i < n && !c; i++) {
			char code[PAPER_CODE];
			code_new(code);
			list[i].seed = 1 + (int64_t)randombytes_uniform(INT32_MAX);
			c = sheet_add(db, x->v, &list[i], ID_NIL, ID_NIL, x->class_id, x->packets[k], day_text(x->a, x->monday), (int)i, code, e);
		}
	}
	return c;
}

#define SHEET_COLUMNS \
	"s.code, s.learner, s.work, s.class, s.packet, s.monday, s.title, s.resource, s.item, s.competency, s.mode, s.minutes, s.rigor, s.done_looks_like, s.seed," \
	" c.code, coalesce((select x.words from record_text x where x.id = c.id and x.field = 'text' and x.lang = ?1), c.text), r.kind"
#define SHEET_TABLES "paper_sheet s left join competency c on c.id = s.competency left join resource r on r.id = s.resource"

static struct sheet sheet_row(const struct rows *r, struct arena *a)
{
	struct sheet s = {.code = str_dup(a, rows_t(r, 0)), .learner = rows_id(r, 1), .work = rows_id(r, 2), .class_id = rows_id(r, 3), .packet = rows_id(r, 4),
	                  .monday = str_dup(a, rows_t(r, 5))};
	s.as = (struct work){.id = s.work, .learner = s.learner, .title = str_dup(a, rows_t(r, 6)), .resource = rows_id(r, 7), .item = rows_id(r, 8),
	                     .competency = rows_id(r, 9), .mode = str_dup(a, rows_t(r, 10)), .minutes = (int)rows_i(r, 11), .rigor = (int)rows_i(r, 12),
	                     .done_looks_like = str_dup(a, rows_t(r, 13)), .seed = rows_i(r, 14), .competency_code = str_dup(a, rows_t(r, 15)),
	                     .competency_text = str_dup(a, rows_t(r, 16)), .resource_kind = str_dup(a, rows_t(r, 17))};
	return s;
}

enum code paper_packet(struct db *db, struct arena *a, struct id packet, enum lang lang, struct sheet **out, size_t *n, struct err *e)
{
	struct rows *r;
	*n = 0;
	*out = NEW_ARRAY(a, struct sheet, SHEETS_MAX);
	enum code c = db_query(db, e, &r, "select " SHEET_COLUMNS " from " SHEET_TABLES " where s.packet = ?2 order by s.position", "zb", LANGS[lang].tag, packet);
	if (c)
		return c;
	int got;
	while ((got = rows_next(r, e)) == 1 && *n < SHEETS_MAX)
		(*out)[(*n)++] = sheet_row(r, a);
	rows_end(r);
	return got < 0 ? e->code : OK;
}

enum code paper_find(struct db *db, struct arena *a, struct str typed, enum lang lang, struct sheet *out, struct err *e)
{
	struct rows *r;
	char code[PAPER_CODE];
	if (!code_read(typed, code))
		return err_set(e, E_NOTFOUND, "This is no code of a sheet. It has 12 letters and digits, such as 7K3M 9QPX 2F4T.");
	enum code c = db_query(db, e, &r, "select " SHEET_COLUMNS " from " SHEET_TABLES " where s.code = ?2", "zz", LANGS[lang].tag, code);
	if (c)
		return c;
	int got = rows_next(r, e);
	if (got == 1)
		*out = sheet_row(r, a);
	rows_end(r);
	if (got == 1)
		return OK;
	return got < 0 ? e->code : err_set(e, E_NOTFOUND, "There is no sheet with this code. Look at the letters once more.");
}

/* ---- a photo without a sign-in ---- */

enum code paper_photos_on(struct db *db, struct arena *a, struct id learner, day_t monday, day_t today, bool *on, struct err *e)
{
	int64_t weeks = 0, restricted = 0;
	*on = false;
	enum code c = setting_int(db, "paper.photo_weeks", &weeks, e);
	if (c || weeks <= 0 || today > monday + 6 + 7 * (day_t)weeks)
		return c;
	/* what such a photo shows reaches the child: where a court keeps somebody away, nobody leaves anything unnamed */
	c = db_int(db, e, &restricted,
	           "select count(*) from guardian where learner = ?1 and (has_access = 0 or coalesce(restriction_until, '0001-01-01') >= ?2) and coalesce(end_on, '9999-12-31') >= ?2",
	           "bt", learner, day_text(a, today));
	*on = !c && restricted == 0;
	return c;
}

enum code paper_door(struct db *db, struct arena *a, struct str code, day_t today, struct sheet *out, struct err *e)
{
	bool on = false;
	day_t monday;
	int64_t there = 0;
	enum code c = paper_find(db, a, code, LANG_EN, out, e);
	if (!c && !id_nil(out->learner) && day_parse(out->monday, &monday))
		c = paper_photos_on(db, a, out->learner, monday, today, &on, e);
	if (!c && on)
		c = db_int(db, e, &there, "select count(*) from week_item where id = ?1 and learner = ?2 and state <> 'dropped'", "bb", out->work, out->learner);
	if (!c && there)
		return OK;
	*out = (struct sheet){0};
	if (c && c != E_NOTFOUND)
		return c;
	err_clear(e);
	return err_set(e, E_NOTFOUND, "This code takes no photo. Look at its letters once more. Or give the sheet back with your child, or call the school.");
}

struct id paper_photo_event(struct str code)
{
	return id_of("photo of a sheet", code);
}

enum code paper_photographed(struct db *db, struct arena *a, const struct viewer *system, const struct sheet *s, struct err *e)
{
	struct work now;
	struct evidence v = {.id = paper_photo_event(s->code), .learner = s->learner, .competency = s->as.competency, .item = s->as.item, .resource = s->as.resource,
	                     .week_item = s->work, .kind = "product", .happened_at = clock_now(), .score = -1, .quality = 1, .way = S("paper"), .rigor = s->as.rigor,
	                     .context = "paper"};
	enum code c = evidence_add(db, a, &v, 1, NULL, e);
	if (!c)
		c = work_load(db, a, s->work, LANG_EN, &now, e);
	return c || work_finished(&now) ? c : work_move(db, a, system, s->work, "handed", e);
}

static enum code match_one(struct db *db, struct arena *a, const struct viewer *v, const struct sheet *s, struct id learner, struct err *e)
{
	struct rows *r;
	struct id work = ID_NIL;
	day_t monday;
	enum code c = db_query(db, e, &r,
	                       "select w.id from week_item w join week_plan p on p.id = w.week where w.learner = ?1 and p.monday = ?2"
	                       " and (w.resource = ?3 or (w.resource is null and ?4 = 1)) and (w.item = ?5 or (w.item is null and ?6 = 1))"
	                       " and (w.competency = ?7 or (w.competency is null and ?8 = 1)) order by w.id limit 1",
	                       "btbibibi", learner, s->monday, s->as.resource, (int64_t)id_nil(s->as.resource), s->as.item, (int64_t)id_nil(s->as.item),
	                       s->as.competency, (int64_t)id_nil(s->as.competency));
	if (c)
		return c;
	int got = rows_next(r, e);
	if (got == 1)
		work = rows_id(r, 0);
	rows_end(r);
	if (got < 0)
		return e->code;
	if (!got) {
		struct work w = s->as;
		w.learner = learner;
		w.id = ID_NIL;
		if (!day_parse(s->monday, &monday))
			return err_set(e, E_DB, "The sheet has no week.");
		c = week_add(db, a, v, monday, s->class_id, &w, &work, e);
	}
	if (!c)
		c = db_exec(db, e, "update paper_sheet set learner = ?1, work = ?2, matched_at = ?3 where code = ?4 and learner is null", "bbit", learner, work,
		            clock_now(), s->code);
	return c;
}

enum code paper_match(struct db *db, struct arena *a, const struct viewer *v, const struct sheet *s, struct id learner, struct err *e)
{
	struct sheet *all;
	size_t n = 0;
	int64_t taken = 0;
	enum code c = db_int(db, e, &taken, "select count(*) from paper_sheet where code = ?1 and learner is not null", "t", s->code);
	if (!c && taken)
		return err_set(e, E_CONFLICT, "Somebody has said already whose sheet this is.");
	if (!c)
		c = paper_packet(db, a, s->packet, LANG_EN, &all, &n, e);
	for (size_t i = 0; i < n && !c; i++)
		if (id_nil(all[i].learner))
			c = match_one(db, a, v, &all[i], learner, e);
	return c;
}

/* ---- layouts ---- */

enum code paper_layout(struct db *db, struct arena *a, struct str key, struct str *body, struct err *e)
{
	struct rows *r;
	*body = S("");
	enum code c = db_query(db, e, &r, "select body from paper_layout where key = ?1 and district = ?2", "td", key);
	int got = c ? -1 : rows_next(r, e);
	if (got == 1)
		*body = str_dup(a, rows_t(r, 0));
	if (!c)
		rows_end(r);
	return got < 0 ? e->code : OK;
}

enum code paper_layouts_missing(struct db *db, const struct paper_layouts *x, size_t *missing, struct err *e)
{
	*missing = 0;
	for (size_t i = 0; i < x->n; i++) {
		int64_t there = 0;
		enum code c = db_int(db, e, &there, "select count(*) from paper_layout where key = ?1", "t", x->keys[i]);
		if (c)
			return c;
		*missing += there == 0;
	}
	return OK;
}

enum code paper_layouts_fn(struct db *db, void *arg, struct err *e)
{
	const struct paper_layouts *x = arg;
	enum code c = OK;
	for (size_t i = 0; i < x->n && !c; i++)
		c = db_exec(db, e, "insert into paper_layout (key, district, created_at, body) values (?1, ?2, ?3, ?4) on conflict (key) do nothing", "tdit", x->keys[i],
		            clock_now(), x->bodies[i]);
	return c;
}
