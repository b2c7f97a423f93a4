#include "record/inside.h"

#include <string.h>
#include <unicode/ubrk.h>
#include <unicode/ustring.h>

#define BODY_MOST (256 * 1024)
#define WORDS_MOST (1024 * 1024)
#define QUERY_WORDS 12
#define CANDIDATES 200
#define EXCERPT_LETTERS 160

/* ---- words ---- */

/* A word becomes "w" and its folded bytes, letters and digits as they are, others as qXX: both databases then take
 * it whole, whatever their own tokenizers think, and the beginning of a word is the beginning of its token. */
static void put_token(struct buf *b, struct str folded)
{
	static const char HEX[] = "0123456789abcdef";
	buf_byte(b, 'w');
	for (size_t i = 0; i < folded.n; i++) {
		unsigned char c = (unsigned char)folded.p[i];
		if (((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9')) && c != 'q') {
			buf_byte(b, (char)c);
		} else {
			buf_byte(b, 'q');
			buf_byte(b, HEX[c >> 4]);
			buf_byte(b, HEX[c & 15]);
		}
	}
}

struct word {
	struct str folded;
	bool glued; /* follows the last one without a gap: Chinese and Japanese, letter by letter */
};
struct words {
	struct word *items;
	size_t n, cap;
};

static void keep_word(struct arena *a, struct words *w, struct str folded, bool glued)
{
	if (w->n == w->cap) {
		w->items = arena_grow(a, w->items, w->cap * sizeof *w->items, (w->cap * 2 + 8) * sizeof *w->items);
		w->cap = w->cap * 2 + 8;
	}
	w->items[w->n++] = (struct word){folded, glued};
}

static void add_word(struct arena *a, struct words *w, struct str text, bool glued)
{
	struct str f = str_fold(a, text);
	if (f.n > 0)
		keep_word(a, w, f, glued);
}

static struct str utf8_of(struct arena *a, const UChar *u, int32_t n)
{
	UErrorCode code = U_ZERO_ERROR;
	int32_t len = 0;
	char *p = arena_alloc(a, (size_t)n * 3 + 1);
	(void)u_strToUTF8(p, n * 3 + 1, &len, u, n, &code);
	return U_FAILURE(code) ? (struct str){NULL, 0} : (struct str){p, (size_t)len};
}

/* Names are mostly plain letters and spaces, where ICU would find the same words and take fifty times as long. */
static bool split_plain(struct arena *a, struct str text, struct words *w)
{
	for (size_t i = 0; i < text.n; i++) {
		char c = text.p[i];
		if (!((c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == ' ' || c == '\n'))
			return false;
	}
	for (size_t i = 0; i < text.n;) {
		size_t from = i;
		while (i < text.n && text.p[i] != ' ' && text.p[i] != '\n')
			i++;
		if (i > from) {
			char *p = arena_copy(a, text.p + from, i - from);
			for (size_t k = 0; k < i - from; k++)
				p[k] = (char)(p[k] >= 'A' && p[k] <= 'Z' ? p[k] + 32 : p[k]);
			keep_word(a, w, (struct str){p, i - from}, false);
		} else {
			i++;
		}
	}
	return true;
}

/* Words as ICU sees them. Ideographs and kana count letter by letter, found again side by side: so that a piece of
 * a Chinese sentence is found however a dictionary would cut it. */
static struct words split(struct arena *a, struct str text)
{
	struct words w = {0};
	UErrorCode code = U_ZERO_ERROR;
	int32_t n = 0;
	if (text.n == 0 || text.n > BODY_MOST || split_plain(a, text, &w))
		return w;
	UChar *u = arena_array(a, text.n + 1, sizeof *u);
	(void)u_strFromUTF8(u, (int32_t)text.n + 1, &n, text.p, (int32_t)text.n, &code);
	UBreakIterator *it = U_SUCCESS(code) ? ubrk_open(UBRK_WORD, "en", u, n, &code) : NULL;
	if (it == NULL || U_FAILURE(code)) {
		ubrk_close(it);
		return w;
	}
	int32_t ideographs_end = -1;
	for (int32_t from = ubrk_first(it), to = ubrk_next(it); to != UBRK_DONE; from = to, to = ubrk_next(it)) {
		int32_t status = ubrk_getRuleStatus(it);
		if (status < UBRK_WORD_NUMBER)
			continue;
		if (status < UBRK_WORD_KANA) {
			add_word(a, &w, utf8_of(a, u + from, to - from), false);
			continue;
		}
		for (int32_t i = from, next = from; i < to; i = next) {
			U16_FWD_1(u, next, to);
			add_word(a, &w, utf8_of(a, u + i, next - i), i == ideographs_end);
			ideographs_end = next;
		}
	}
	ubrk_close(it);
	return w;
}

/* ---- keeping the index ---- */

enum code search_drop(struct db *db, const struct record_type *t, struct id id, struct err *e)
{
	bool any = false;
	for (const struct field *f = t->fields; f->name != NULL; f++)
		any |= (f->flags & FF_SEARCH) != 0;
	if (!any)
		return OK;
	enum code c = OK;
	if (db_kind(db) == STORE_SQLITE)
		c = db_later(db, e, "delete from search_words where rowid in (select number from search where id = ?1)", "b", id);
	if (c == OK)
		c = db_later(db, e, "delete from search where id = ?1 and district = ?2", "bd", id);
	return c;
}

static enum code put_entry(struct db *db, struct arena *a, const struct record *r, unsigned see, struct err *e)
{
	struct buf body = buf_new(a, BODY_MOST), tokens = buf_new(a, WORDS_MOST);
	const struct record_type *t = r->type;
	for (size_t i = 0; t->fields[i].name != NULL; i++) {
		const struct field *f = &t->fields[i];
		if (!(f->flags & FF_SEARCH) || field_see(t, f) != see || r->values[i].type != 't')
			continue;
		if (body.n > 0)
			buf_z(&body, "\n");
		buf_str(&body, r->values[i].as.t);
	}
	struct words w = split(a, buf_done(&body));
	if (w.n == 0)
		return OK;
	for (size_t i = 0; i < w.n; i++) {
		if (i > 0)
			buf_byte(&tokens, ' ');
		put_token(&tokens, w.items[i].folded);
	}
	/* the title must not tell more than the entry may */
	int ti = field_index(t, t->title_field);
	struct str title = ti >= 0 && field_see(t, &t->fields[ti]) == see && r->values[ti].type == 't' ? r->values[ti].as.t : str_z("");
	const char *sql = db_kind(db) == STORE_SQLITE
	        ? "insert into search (district, type, id, see, scope, about, title, body) values (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)"
	        : "insert into search (district, type, id, see, scope, about, title, body, words)"
	          " values (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, to_tsvector('simple', ?9))";
	struct val v[9] = {
		{.type = 'b', .as.b = db_district(db)}, {.type = 't', .as.t = str_z(t->name)}, {.type = 'b', .as.b = r->id},
		{.type = 'i', .as.i = see}, {.type = 'i', .as.i = t->scope}, {.type = id_nil(about_of(r)) ? 'n' : 'b', .as.b = about_of(r)},
		{.type = 't', .as.t = title}, {.type = 't', .as.t = buf_done(&body)}, {.type = 't', .as.t = buf_done(&tokens)},
	};
	enum code c = db_later_vals(db, e, sql, v, db_kind(db) == STORE_SQLITE ? 8 : 9);
	if (c == OK && db_kind(db) == STORE_SQLITE)
		c = db_later(db, e, "insert into search_words (rowid, words) values ((select number from search where id = ?1 and see = ?2), ?3)",
		            "bit", r->id, (int64_t)see, buf_done(&tokens));
	return c;
}

enum code search_put(struct db *db, struct arena *a, const struct record *r, struct err *e)
{
	const struct record_type *t = r->type;
	enum code c = r->version > 1 ? search_drop(db, t, r->id, e) : OK;
	for (const struct field *f = t->fields; c == OK && f->name != NULL; f++) {
		bool first = (f->flags & FF_SEARCH) != 0;
		for (const struct field *g = t->fields; first && g != f; g++)
			first = !(g->flags & FF_SEARCH) || field_see(t, g) != field_see(t, f);
		if (first)
			c = put_entry(db, a, r, field_see(t, f), e);
	}
	return c;
}

struct rebuild {
	struct db *db;
	struct arena *a;
};

static enum code put_again(void *arg, const struct record *r, struct err *e)
{
	struct rebuild *x = arg;
	struct record first = *r;
	first.version = 1; /* nothing of it is there */
	arena_reset(x->a);
	return search_put(x->db, x->a, &first, e);
}

enum code record_search_rebuild(struct db *db, void *unused, struct err *e)
{
	struct rebuild x = {db, arena_new(0)};
	(void)unused;
	if (x.a == NULL)
		return err_set(e, E_MEMORY, "There is no memory left for the search.");
	enum code c = OK;
	if (db_kind(db) == STORE_SQLITE)
		c = db_exec(db, e, "delete from search_words", "");
	if (c == OK)
		c = db_exec(db, e, "delete from search where district = ?1", "d");
	for (size_t i = 0; c == OK && RECORD_TYPES[i] != NULL; i++) {
		bool any = false;
		for (const struct field *f = RECORD_TYPES[i]->fields; f->name != NULL; f++)
			any |= (f->flags & FF_SEARCH) != 0;
		if (any)
			c = record_scan(db, RECORD_TYPES[i], put_again, &x, e);
	}
	arena_free(x.a);
	return c;
}

/* ---- asking ---- */

/* All words must be there, the last one may be only begun. */
static struct str question(struct arena *a, const struct words *w, enum store_kind kind)
{
	struct buf b = buf_new(a, 16 * 1024);
	bool sqlite = kind == STORE_SQLITE;
	for (size_t i = 0; i < w->n && i < QUERY_WORDS; i++) {
		bool last = i + 1 == w->n || i + 1 == QUERY_WORDS;
		if (i > 0)
			buf_z(&b, w->items[i].glued ? (sqlite ? " + " : " <-> ") : (sqlite ? " AND " : " & "));
		put_token(&b, w->items[i].folded);
		if (last)
			buf_z(&b, sqlite ? "*" : ":*");
	}
	return buf_done(&b);
}

/* The part of body around the first word found, cut between letters. */
static struct str excerpt(struct arena *a, struct str body, const struct words *w)
{
	size_t at = 0;
	struct str rest = body;
	while (rest.n > 0) {
		struct str probe = {rest.p, rest.n < 64 ? rest.n : 64};
		while (probe.n > 0 && probe.n < rest.n && ((unsigned char)rest.p[probe.n] & 0xC0) == 0x80)
			probe.n--;
		bool start = rest.p == body.p || (unsigned char)rest.p[-1] <= ' ' || (unsigned char)rest.p[0] >= 0x80;
		struct str folded = start ? str_fold(a, probe) : (struct str){NULL, 0};
		struct str f = w->items[0].folded;
		if (folded.n >= f.n && f.n > 0 && memcmp(folded.p, f.p, f.n) == 0) {
			at = (size_t)(rest.p - body.p);
			break;
		}
		(void)utf8_next(&rest);
	}
	size_t from = at > EXCERPT_LETTERS / 3 ? at - EXCERPT_LETTERS / 3 : 0;
	while (from > 0 && ((unsigned char)body.p[from] & 0xC0) == 0x80)
		from--;
	struct str cut = {body.p + from, body.n - from};
	struct str end = cut;
	for (int i = 0; i < EXCERPT_LETTERS && end.n > 0; i++)
		(void)utf8_next(&end);
	cut.n -= end.n;
	return str_fmt(a, "%s%.*s%s", from > 0 ? "…" : "", S_ARG(cut), end.n > 0 ? "…" : "");
}

#define SEEN_SQLITE \
	" and s.district = ?2 and (?3 = 1 or s.about is null" \
	" or s.about in (select r.learner from relation r where r.viewer = ?4" \
	"  and (r.begin_on is null or r.begin_on <= ?5) and (r.end_on is null or r.end_on >= ?5))" \
	" or s.about in (select r.class from class_relation r where r.viewer = ?4" \
	"  and (r.begin_on is null or r.begin_on <= ?5) and (r.end_on is null or r.end_on >= ?5)))"
/* the same words for both: rights are looked up alike */
#define SEEN_POSTGRES SEEN_SQLITE

static bool listed(const struct search_hit *hits, size_t n, struct id id)
{
	for (size_t i = 0; i < n; i++)
		if (id_eq(hits[i].id, id))
			return true;
	return false;
}

static enum code collect(struct db *db, struct arena *a, const struct viewer *v, const struct words *w, struct rows *r, int limit,
                         struct search_hit *hits, size_t *n, struct err *e)
{
	struct entry { const struct record_type *t; struct id id, about; unsigned see; struct str title, body; } *all =
	        NEW_ARRAY(a, struct entry, CANDIDATES);
	size_t found = 0;
	int got;
	while ((got = rows_next(r, e)) == 1 && found < CANDIDATES)
		all[found++] = (struct entry){record_type_find(rows_t(r, 0)), rows_id(r, 1), rows_id(r, 2), (unsigned)rows_i(r, 3),
		                              str_dup(a, rows_t(r, 4)), str_dup(a, rows_t(r, 5))};
	if (got < 0)
		return E_DB;
	if (got == 1)
		rows_end(r);
	for (size_t i = 0; i < found && *n < (size_t)limit; i++) {
		unsigned rel = 0;
		if (all[i].t == NULL || listed(hits, *n, all[i].id))
			continue;
		enum code c = record_rel(db, v, all[i].t, all[i].about, &rel, e);
		if (c != OK)
			return c;
		if (!(rel & all[i].see) || !(rel & (all[i].t->see | REL_SYSTEM)))
			continue;
		hits[(*n)++] = (struct search_hit){
			.type = all[i].t, .id = all[i].id, .about = all[i].about,
			.title = all[i].title.n > 0 ? all[i].title : str_z(tr(v->lang, all[i].t->label)), .excerpt = excerpt(a, all[i].body, w),
		};
	}
	return OK;
}

enum code record_search(struct db *db, struct arena *a, const struct viewer *v, struct str text, int limit, struct search_hit **out,
                        size_t *n, struct err *e)
{
	char today[11];
	struct rows *r;
	*n = 0;
	limit = limit <= 0 ? 20 : limit > 100 ? 100 : limit;
	*out = NEW_ARRAY(a, struct search_hit, (size_t)limit);
	if (!utf8_valid(text) || text.n > 1000)
		return err_set(e, E_INPUT, "Please search for a few words.");
	struct words w = split(a, text);
	if (w.n == 0)
		return OK;
	bool sqlite = db_kind(db) == STORE_SQLITE;
	struct val vals[5] = {
		{.type = 't', .as.t = question(a, &w, db_kind(db))}, {.type = 'b', .as.b = db_district(db)},
		{.type = 'i', .as.i = (viewer_hats(v) & (REL_SYSTEM | REL_DISTRICT | REL_ADMIN)) != 0},
		{.type = 'b', .as.b = v->person}, {.type = 't', .as.t = str_z(today_text(v, today))},
	};
	enum code c = db_query_vals(db, e, &r, sqlite
	        ? "select s.type, s.id, s.about, s.see, s.title, s.body from search_words f join search s on s.number = f.rowid"
	          " where f.words match ?1" SEEN_SQLITE " order by f.rank, s.number limit 200"
	        : "select s.type, s.id, s.about, s.see, s.title, s.body from search s"
	          " where s.words @@ to_tsquery('simple', ?1)" SEEN_POSTGRES
	          " order by ts_rank(s.words, to_tsquery('simple', ?1)) desc, s.id limit 200", vals, 5);
	return c == OK ? collect(db, a, v, &w, r, limit, *out, n, e) : c;
}
