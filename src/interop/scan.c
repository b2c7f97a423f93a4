#include "interop/scan.h"
#include "jobs/jobs.h"
#include "school/people/people.h"
#include "school/work/paper.h"
#include "store/blob.h"

#include <stdlib.h>
#include <string.h>

#define PIECE ((size_t)1 << 20)
#define LISTED 400

/* ---- sending ---- */

static bool readable(struct str bytes)
{
	return (blob_sniff(bytes).kind & (MEDIA_PDF | MEDIA_JPEG | MEDIA_PNG | MEDIA_WEBP)) != 0;
}

static struct str plain_name(struct str name)
{
	for (size_t i = name.n; i > 0; i--)
		if (name.p[i - 1] == '/' || name.p[i - 1] == '\\') {
			name = (struct str){name.p + i, name.n - i};
			break;
		}
	if (name.n > 120) /* the end tells more, and begins with a whole letter */
		for (name = (struct str){name.p + (name.n - 120), 120}; name.n > 0 && ((unsigned char)name.p[0] & 0xC0) == 0x80; name.n--)
			name.p++;
	return name;
}

static enum code files_fit(const struct viewer *v, const struct scan_file *files, size_t n, struct buf *label, struct err *e)
{
	size_t all = 0;
	if (n == 0)
		return err_set(e, E_INPUT, "%s", tr(v->lang, N_("Choose a file first.")));
	if (n > SCAN_FILES)
		return err_set(e, E_INPUT, tr(v->lang, N_("At most %d files at once.")), SCAN_FILES);
	for (size_t i = 0; i < n; i++) {
		struct str name = plain_name(files[i].name);
		if (!readable(files[i].bytes))
			return err_set(e, E_INPUT, tr(v->lang, N_("The file %.*s is no PDF and no picture that can be read. Scan to PDF, JPEG or PNG.")), S_ARG(name));
		all += files[i].bytes.n;
		if (i < 4)
			buf_fmt(label, "%s%.*s", i > 0 ? ", " : "", S_ARG(name));
	}
	if (n > 4)
		buf_fmt(label, " (+%zu)", n - 4);
	return all <= SCAN_MOST ? OK : err_set(e, E_INPUT, tr(v->lang, N_("The files are larger than %d MB together. Send them in parts.")), (int)(SCAN_MOST >> 20));
}

static enum code parts_put(struct db *db, struct id batch, int64_t file, const struct scan_file *f, struct err *e)
{
	enum code c = OK;
	struct str rest = f->bytes;
	for (int64_t number = 0; c == OK && rest.n > 0; number++) {
		struct str piece = {rest.p, rest.n < PIECE ? rest.n : PIECE};
		c = db_exec(db, e, "insert into scan_part (batch, file, number, district, name, body) values (?1, ?2, ?3, ?4, ?5, ?6)", "biidtB", batch, file, number,
		            plain_name(f->name), piece);
		rest = (struct str){rest.p + piece.n, rest.n - piece.n};
	}
	return c;
}

static enum code read_later(struct db *db, struct arena *a, const struct viewer *v, struct id batch, struct err *e)
{
	struct id work = ID_NIL;
	enum code c = job_add(db, v, "scan", str_z(tr(v->lang, N_("Reading scanned pages"))), str_fmt(a, "{\"batch\": \"%.*s\"}", S_ARG(id_str(a, batch))), &work, e);
	return c != OK ? c : db_exec(db, e, "update scan_batch set job = ?1 where id = ?2", "bb", work, batch);
}

enum code scan_add(struct db *db, struct arena *a, const struct viewer *v, const struct scan_file *files, size_t n, bool job, struct id *out, struct err *e)
{
	struct buf label = buf_new(a, 2000);
	enum code c = files_fit(v, files, n, &label, e);
	if (c != OK)
		return c;
	*out = id_new();
	c = db_exec(db, e, "insert into scan_batch (id, district, made_by, made_at, label, state, problem) values (?1, ?2, ?3, ?4, ?5, 'reading', '')", "bdbit", *out,
	            v->person, clock_now(), buf_done(&label));
	for (size_t i = 0; c == OK && i < n; i++)
		c = parts_put(db, *out, (int64_t)i, &files[i], e);
	return c != OK || !job ? c : read_later(db, a, v, *out, e);
}

enum code scan_photos(struct db *db, struct str sheet, int64_t *n, struct err *e)
{
	return db_int(db, e, n, "select count(*) from scan_batch where sheet = ?1 and district = ?2", "td", sheet);
}

enum code scan_photo(struct db *db, struct arena *a, const struct viewer *v, struct str sheet, const struct scan_file *f, bool *added, struct err *e)
{
	int64_t n = 0;
	struct id id = id_of("photo of a sheet", str_fmt(a, "%.*s %.*s", S_ARG(sheet), S_ARG(blob_hash_text(a, blob_hash_of(f->bytes)))));
	enum code c = scan_photos(db, sheet, &n, e);
	*added = false;
	if (c == OK)
		c = db_exec(db, e, "insert into scan_batch (id, district, made_by, made_at, label, state, problem, sheet) values (?1, ?2, null, ?3, ?4, 'reading', '', ?5) on conflict (id) do nothing",
		            "bditt", id, clock_now(), plain_name(f->name), sheet);
	if (c != OK || db_changes(db) == 0)
		return c;
	if (n >= SCAN_PHOTOS)
		return err_set(e, E_LIMIT, "There are as many photos of this sheet as it takes. Give the sheet back with your child, or call the school.");
	*added = true;
	c = parts_put(db, id, 0, f, e);
	return c != OK ? c : read_later(db, a, v, id, e);
}

/* ---- looking ---- */

#define PAGE_COLUMNS \
	"p.id, p.batch, p.number, p.page, p.state, p.code, p.marks, p.why, p.name, p.made_at, p.width, p.height, s.title, s.learner," \
	" coalesce(nullif(l.preferred_name, ''), l.given_name), l.family_name, (select count(*) from scan_batch o where o.id = p.batch and o.sheet is not null)"
#define PAGE_TABLES "scan_page p left join paper_sheet s on s.code = p.code left join person l on l.id = s.learner"

static struct scan_page page_row(const struct rows *r, struct arena *a)
{
	struct scan_page p = {.id = rows_id(r, 0), .batch = rows_id(r, 1), .number = (int)rows_i(r, 2), .page = (int)rows_i(r, 3), .state = str_dup(a, rows_t(r, 4)),
	                      .code = str_dup(a, rows_t(r, 5)), .marks = str_dup(a, rows_t(r, 6)), .why = str_dup(a, rows_t(r, 7)), .name = str_dup(a, rows_t(r, 8)),
	                      .at = rows_i(r, 9), .width = (int)rows_i(r, 10), .height = (int)rows_i(r, 11), .title = str_dup(a, rows_t(r, 12)), .learner = rows_id(r, 13)};
	p.by_code = rows_i(r, 16) != 0;
	p.who = id_nil(p.learner) ? S("") : str_fmt(a, "%.*s %.*s", S_ARG(rows_t(r, 14)), S_ARG(rows_t(r, 15)));
	return p;
}

static enum code take_pages(struct rows *r, struct arena *a, struct scan_pages *out, struct err *e)
{
	int got = 0;
	size_t cap = 0;
	*out = (struct scan_pages){0};
	while (out->n < LISTED && (got = rows_next(r, e)) == 1) {
		if (out->n == cap) {
			size_t more = cap ? 2 * cap : 16;
			out->items = arena_grow(a, out->items, cap * sizeof *out->items, more * sizeof *out->items);
			cap = more;
		}
		out->items[out->n++] = page_row(r, a);
	}
	rows_end(r);
	return got < 0 ? e->code : OK;
}

enum code scan_of_batch(struct db *db, struct arena *a, struct id batch, enum lang lang, struct scan_pages *out, struct err *e)
{
	struct rows *r;
	(void)lang;
	enum code c = db_query(db, e, &r, "select " PAGE_COLUMNS " from " PAGE_TABLES " where p.batch = ?1 order by p.number", "b", batch);
	return c != OK ? c : take_pages(r, a, out, e);
}

enum code scan_of_sheet(struct db *db, struct arena *a, struct str code, struct scan_pages *out, struct err *e)
{
	struct rows *r;
	enum code c = db_query(db, e, &r, "select " PAGE_COLUMNS " from " PAGE_TABLES " where p.code = ?1 and p.state = 'waiting' order by p.page, p.made_at, p.number",
	                       "t", code);
	return c != OK ? c : take_pages(r, a, out, e);
}

enum code scan_waits(struct db *db, struct arena *a, struct id work, struct str *code, struct err *e)
{
	struct rows *r;
	*code = S("");
	enum code c = db_query(db, e, &r, "select s.code from paper_sheet s where s.work = ?1 and exists (select 1 from scan_page p where p.code = s.code and p.state = 'waiting') order by s.code limit 1",
	                       "b", work);
	int got = c == OK ? rows_next(r, e) : -1;
	if (got == 1)
		*code = str_dup(a, rows_t(r, 0));
	if (c == OK)
		rows_end(r);
	return got < 0 ? e->code : OK;
}

enum code scan_for(struct db *db, struct arena *a, const struct viewer *v, struct scan_pages *out, struct err *e)
{
	struct rows *r;
	struct str today = day_text(a, v->today);
	enum code c = db_query(db, e, &r,
	                       "select " PAGE_COLUMNS " from " PAGE_TABLES " where p.district = ?1 and p.state = 'waiting' and (s.learner in (select x.learner from relation x"
	                       " where x.viewer = ?2 and x.rel in (4, 8, 16, 32) and (x.begin_on is null or x.begin_on <= ?3) and (x.end_on is null or x.end_on >= ?4))"
	                       " or (s.learner is null and s.class in (select y.class from class_relation y where y.viewer = ?5 and y.rel in (4, 8, 16)"
	                       " and (y.begin_on is null or y.begin_on <= ?6) and (y.end_on is null or y.end_on >= ?7))))"
	                       " order by l.family_name, l.given_name, s.title, p.code, p.page, p.number",
	                       "dbttbtt", v->person, today, today, v->person, today, today);
	return c != OK ? c : take_pages(r, a, out, e);
}

#define BATCH_COLUMNS \
	"b.id, b.made_by, b.label, b.state, b.problem, b.made_at, (select count(*) from scan_page p where p.batch = b.id)," \
	" (select count(*) from scan_page p where p.batch = b.id and p.state = 'unread'), (select count(*) from scan_page p where p.batch = b.id and p.state = 'waiting')," \
	" (select count(*) from scan_page p where p.batch = b.id and p.state = 'kept')," \
	" (select count(*) from scan_page p where p.batch = b.id and p.state = 'unread' and p.why = 'Nothing is on it.')," \
	" case when b.sheet is null then 0 else 1 end"

static struct scan_batch batch_row(const struct rows *r, struct arena *a)
{
	return (struct scan_batch){.id = rows_id(r, 0), .made_by = rows_id(r, 1), .label = str_dup(a, rows_t(r, 2)), .state = str_dup(a, rows_t(r, 3)),
	                           .problem = str_dup(a, rows_t(r, 4)), .at = rows_i(r, 5), .pages = rows_i(r, 6), .unread = rows_i(r, 7), .waiting = rows_i(r, 8),
	                           .kept = rows_i(r, 9), .blank = rows_i(r, 10), .by_code = rows_i(r, 11) != 0};
}

enum code scan_batch_get(struct db *db, struct arena *a, struct id id, struct scan_batch *out, struct err *e)
{
	struct rows *r;
	enum code c = db_query(db, e, &r, "select " BATCH_COLUMNS " from scan_batch b where b.id = ?1 and b.district = ?2", "bd", id);
	int got = c == OK ? rows_next(r, e) : -1;
	if (got == 1)
		*out = batch_row(r, a);
	if (c == OK)
		rows_end(r);
	return got == 1 ? OK : got < 0 ? e->code : err_set(e, E_NOTFOUND, "There are no such scanned pages.");
}

enum code scan_batches(struct db *db, struct arena *a, struct id made_by, int limit, struct scan_batch **out, size_t *n, struct err *e)
{
	struct rows *r;
	int got = 0;
	*n = 0;
	*out = NEW_ARRAY(a, struct scan_batch, (size_t)limit + 1);
	enum code c = db_query(db, e, &r, "select " BATCH_COLUMNS " from scan_batch b where b.district = ?1 and b.made_by = ?2 order by b.made_at desc limit ?3", "dbi",
	                       made_by, (int64_t)limit);
	while (c == OK && *n < (size_t)limit && (got = rows_next(r, e)) == 1)
		(*out)[(*n)++] = batch_row(r, a);
	if (c == OK)
		rows_end(r);
	return got < 0 ? e->code : c;
}

/* Law 3. A batch of the command line belongs to nobody: leaders and administrators see what of it is unread. */
static enum code may_see(struct db *db, const struct viewer *v, const struct scan_page *p, struct id made_by, struct id class_id, bool *may, struct err *e)
{
	unsigned rel = 0;
	enum code c = OK;
	*may = false;
	if (p->code.n == 0) {
		*may = id_nil(made_by) ? (v->hats & (REL_LEADER | REL_ADMIN | REL_DISTRICT)) != 0 : id_eq(made_by, v->person);
		return OK;
	}
	if (!id_nil(p->learner))
		c = access_to_learner(db, v, p->learner, &rel, e);
	else if (!id_nil(class_id))
		c = access_to_class(db, v, class_id, &rel, e);
	*may = c == OK && (rel & (REL_TEAM | REL_SYSTEM)) != 0;
	return c;
}

enum code scan_get(struct db *db, struct arena *a, const struct viewer *v, struct id id, struct scan_page *out, struct str *image, struct err *e)
{
	struct rows *r;
	struct id made_by = ID_NIL, class_id = ID_NIL;
	bool may = false;
	enum code c = db_query(db, e, &r, "select " PAGE_COLUMNS ", b.made_by, s.class, p.image from " PAGE_TABLES " join scan_batch b on b.id = p.batch where p.id = ?1"
	                       " and p.district = ?2", "bd", id);
	int got = c == OK ? rows_next(r, e) : -1;
	if (got == 1) {
		*out = page_row(r, a);
		made_by = rows_id(r, 17);
		class_id = rows_id(r, 18);
		if (image != NULL)
			*image = str_dup(a, rows_t(r, 19));
	}
	if (c == OK)
		rows_end(r);
	if (got < 0)
		return e->code;
	c = got == 1 ? may_see(db, v, out, made_by, class_id, &may, e) : OK;
	return c != OK ? c : may ? OK : err_set(e, E_NOTFOUND, "There is no such page.");
}

static bool among(struct str keys, struct str key)
{
	while (keys.n > 0)
		if (str_eq(str_cut(&keys, ','), key))
			return true;
	return false;
}

bool scan_marked(struct arena *a, const struct scan_pages *pages, int question, struct str *keys)
{
	struct buf b = buf_new(a, 400);
	struct str own = str_fmt(a, "q%d:", question);
	bool any = false, sure = true;
	for (size_t i = 0; i < pages->n; i++) {
		struct str rest = pages->items[i].marks;
		while (rest.n > 0) {
			struct str line = str_cut(&rest, '\n'), name = str_cut(&line, ' ');
			if (!str_starts(name, own.p))
				continue;
			any = true;
			sure = sure && !str_eqz(line, "2");
			struct str key = {name.p + own.n, name.n - own.n};
			if (str_eqz(line, "1") && !among((struct str){b.p, b.n}, key)) /* the same page may have been photographed twice */
				buf_fmt(&b, "%s%.*s", b.n > 0 ? "," : "", S_ARG(key));
		}
	}
	*keys = buf_done(&b);
	return any && sure;
}

/* ---- what people say ---- */

enum code scan_assign(struct db *db, struct id page, struct str code, struct err *e)
{
	enum code c = db_exec(db, e, "update scan_page set code = ?1, state = 'waiting' where id = ?2 and state = 'unread'", "tb", code, page);
	return c != OK ? c : db_changes(db) == 1 ? OK : err_set(e, E_CONFLICT, "Somebody has said already what this page is.");
}

enum code scan_end(struct db *db, const struct viewer *v, struct id page, const char *state, struct err *e)
{
	/* what is kept lies with the hand-in; what is put away is gone */
	enum code c = db_exec(db, e, "update scan_page set state = ?1, image = null, ended_by = ?2, ended_at = ?3 where id = ?4 and state in ('unread', 'waiting')", "zbib",
	                      state, v->person, clock_now(), page);
	return c != OK ? c : db_changes(db) == 1 ? OK : err_set(e, E_CONFLICT, "Somebody has dealt with this page already.");
}

enum code scan_blanks_away(struct db *db, const struct viewer *v, struct id batch, struct err *e)
{
	return db_exec(db, e, "update scan_page set state = 'away', image = null, ended_by = ?1, ended_at = ?2 where batch = ?3 and state = 'unread' and why = ?4", "bibz",
	               v->person, clock_now(), batch, SCAN_BLANK);
}
