#include "school/library/find.h"

#include <stdlib.h>

const struct choice LIBRARY_FEATURES[] = {
	{"alternativeText", N_("Pictures are described")}, {"captions", N_("Captions")}, {"transcript", N_("Transcript")}, {"signLanguage", N_("Sign language")},
	{"audioDescription", N_("Audio description")}, {"synchronizedAudioText", N_("Read aloud, word by word")}, {"describedMath", N_("Mathematics is described")},
	{"MathML", N_("Mathematics that can be read aloud")}, {"displayTransformability", N_("Size, colours and spacing can be changed")},
	{"largePrint", N_("Large print")}, {"braille", N_("Braille")}, {"tactileObject", N_("Things to touch")}, {"structuralNavigation", N_("Headings to move by")},
	{"readingOrder", N_("A clear reading order")}, {"timingControl", N_("No time limit, or one that can be changed")}, {NULL, NULL}};

static bool has_words(struct arena *a, struct str text, struct str words)
{
	struct str folded = str_fold(a, text);
	size_t at;
	while (words.n) {
		struct str w = str_trim(str_cut(&words, ' '));
		if (w.n && !str_find(folded, w, &at))
			return false;
	}
	return true;
}

static int by_title(const void *x, const void *y)
{
	const struct found *a = x, *b = y;
	if (a->in_title != b->in_title)
		return a->in_title ? -1 : 1;
	int c = str_cmp(a->title, b->title);
	if (!c)
		c = str_cmp(a->language, b->language);
	if (!c)
		c = (a->level > b->level) - (a->level < b->level);
	return c ? c : id_cmp(a->id, b->id);
}

static struct found found_row(const struct rows *r, struct arena *a)
{
	int64_t minutes = rows_i(r, 8) + rows_i(r, 9) + rows_i(r, 10);
	return (struct found){.id = rows_id(r, 0), .title = str_dup(a, rows_t(r, 1)), .kind = str_dup(a, rows_t(r, 2)), .language = str_dup(a, rows_t(r, 3)),
	                      .level = rows_i(r, 4), .grade = str_dup(a, rows_t(r, 5)), .summary = str_dup(a, rows_t(r, 6)), .rigor = rows_i(r, 7),
	                      .minutes = minutes ? minutes : rows_i(r, 11), .licence = str_dup(a, rows_t(r, 12)), .author = str_dup(a, rows_t(r, 13)),
	                      .state = str_dup(a, rows_t(r, 14)), .same_goal = str_dup(a, rows_t(r, 15))};
}
#define FOUND_COLUMNS \
	"r.id, r.title, r.kind, r.language, r.level, r.grade, r.summary, r.rigor, r.minutes_alone, r.minutes_peers, r.minutes_adult, r.minutes_screen, r.licence, r.author," \
	" r.state, r.same_goal"

static enum code codes_of(struct db *db, struct arena *a, struct found *f, struct err *e)
{
	struct rows *r;
	enum code c = db_query(db, e, &r, "select k.code from alignment x join competency k on k.id = x.competency where x.resource = ?1 order by k.code limit 4", "b", f->id);
	if (c)
		return c;
	int got, n = 0;
	while ((got = rows_next(r, e)) == 1)
		f->codes = n++ ? str_fmt(a, "%.*s %.*s", S_ARG(f->codes), S_ARG(rows_t(r, 0))) : str_dup(a, rows_t(r, 0));
	rows_end(r);
	return got < 0 ? e->code : OK;
}

enum code library_find(struct db *db, struct arena *a, const struct wanted *w, struct found_list *out, struct err *e)
{
	struct rows *r;
	size_t cap = 0;
	struct str words = str_fold(a, str_trim(w->words));
	struct str like = str_fmt(a, "%.*s%%", S_ARG(w->competency)), feature = str_fmt(a, "%% %.*s %%", S_ARG(w->feature));
	struct found_list all = {0};
	enum code c = db_query(db, e, &r,
	                       "select " FOUND_COLUMNS ", r.interests from resource r where r.district = ?1 and r.state <> 'retired' and (?2 = '' or r.kind = ?2) and (?3 = '' or r.language = ?3)"
	                       " and (?4 = '' or (' ' || coalesce(r.access_features, '') || ' ') like ?5)"
	                       " and (?6 = '' or r.grade = ?6 or exists (select 1 from alignment x join competency k on k.id = x.competency where x.resource = r.id and k.grade = ?6))"
	                       " and ((?7 = '' and ?8 = '') or exists (select 1 from alignment x join competency k on k.id = x.competency where x.resource = r.id"
	                       " and (?7 = '' or k.subject = ?7) and (?8 = '' or k.code like ?9)))",
	                       "dtttttttt", w->kind, w->language, w->feature, feature, w->grade, w->subject, w->competency, like);
	if (c)
		return c;
	int got;
	while ((got = rows_next(r, e)) == 1) {
		struct str title = rows_t(r, 1);
		bool in_title = words.n && has_words(a, title, words);
		if (words.n && !in_title
		    && !has_words(a, str_fmt(a, "%.*s %.*s %.*s %.*s", S_ARG(title), S_ARG(rows_t(r, 6)), S_ARG(rows_t(r, 16)), S_ARG(rows_t(r, 13))), words))
			continue;
		if (all.n == cap) {
			size_t more = cap ? 2 * cap : 128;
			all.items = arena_grow(a, all.items, cap * sizeof(*all.items), more * sizeof(*all.items));
			cap = more;
		}
		all.items[all.n] = found_row(r, a);
		all.items[all.n++].in_title = in_title;
	}
	rows_end(r);
	if (got < 0)
		return e->code;
	if (all.n > 1)
		qsort(all.items, all.n, sizeof(*all.items), by_title);
	size_t from = w->from < all.n ? w->from : all.n;
	*out = (struct found_list){from ? all.items + from : all.items, all.n - from < w->most ? all.n - from : w->most, all.n};
	for (size_t i = 0; i < out->n && !c; i++)
		c = codes_of(db, a, &out->items[i], e);
	return c;
}

static enum code texts(struct rows *r, struct arena *a, struct str **out, size_t *n, struct err *e)
{
	size_t cap = 0;
	int got;
	*n = 0;
	while ((got = rows_next(r, e)) == 1) {
		if (*n == cap) {
			*out = arena_grow(a, *out, cap * sizeof(**out), (cap + 16) * sizeof(**out));
			cap += 16;
		}
		(*out)[(*n)++] = str_dup(a, rows_t(r, 0));
	}
	rows_end(r);
	return got < 0 ? e->code : OK;
}

enum code library_words(struct db *db, struct arena *a, struct library_words *out, struct err *e)
{
	struct rows *r;
	*out = (struct library_words){0};
	enum code c = db_query(db, e, &r, "select distinct subject from competency where district = ?1 and coalesce(subject, '') <> '' order by subject", "d");
	if (!c)
		c = texts(r, a, &out->subjects, &out->n_subjects, e);
	if (!c)
		c = db_query(db, e, &r, "select distinct language from resource where district = ?1 and state <> 'retired' order by language", "d");
	return c ? c : texts(r, a, &out->languages, &out->n_languages, e);
}

enum code library_serves(struct db *db, struct arena *a, enum lang lang, struct id resource, struct serves **out, size_t *n, struct err *e)
{
	struct rows *r;
	size_t cap = 0;
	*out = NULL;
	*n = 0;
	enum code c = db_query(db, e, &r,
	                       "select k.id, k.code, coalesce((select t.words from record_text t where t.id = k.id and t.field = 'text' and t.lang = ?1), k.text)"
	                       " from alignment x join competency k on k.id = x.competency where x.resource = ?2 order by k.code, k.id",
	                       "zb", LANGS[lang].tag, resource);
	if (c)
		return c;
	int got;
	while ((got = rows_next(r, e)) == 1) {
		if (*n == cap) {
			*out = arena_grow(a, *out, cap * sizeof(**out), (cap + 16) * sizeof(**out));
			cap += 16;
		}
		(*out)[(*n)++] = (struct serves){rows_id(r, 0), str_dup(a, rows_t(r, 1)), str_dup(a, rows_t(r, 2))};
	}
	rows_end(r);
	return got < 0 ? e->code : OK;
}

enum code library_equals(struct db *db, struct arena *a, struct id resource, struct str same_goal, struct found **out, size_t *n, struct err *e)
{
	struct rows *r;
	*out = NEW_ARRAY(a, struct found, 30);
	*n = 0;
	if (!same_goal.n)
		return OK;
	enum code c = db_query(db, e, &r,
	                       "select " FOUND_COLUMNS " from resource r where r.district = ?1 and r.same_goal = ?2 and r.id <> ?3 and r.state <> 'retired'"
	                       " order by r.language, r.level, r.id limit 30",
	                       "dtb", same_goal, resource);
	if (c)
		return c;
	int got;
	while ((got = rows_next(r, e)) == 1 && *n < 30)
		(*out)[(*n)++] = found_row(r, a);
	rows_end(r);
	return got < 0 ? e->code : OK;
}
