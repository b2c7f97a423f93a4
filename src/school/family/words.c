/* words.c - the glossary of school words, what families say about it, and the starter data of both glossary and phrases. */
#include "base/csv.h"
#include "base/file.h"
#include "school/family/phrase.h"

#include <string.h>
#include <unistd.h>

RECORD(term) = {
	.name = "term", .table = "term", .label = N_("School word"), .plural = N_("School words"),
	.help = N_("A word of the school and what it means in plain words. Families may say it better."), .serves = "R240", .scope = SCOPE_ORG,
	.see = REL_SIGNED_IN, .edit = REL_STAFF | REL_ADMIN, .create = REL_STAFF | REL_ADMIN, .remove = REL_LEADER | REL_ADMIN,
	.fields = FIELDS(
		{"term", N_("Word"), N_("Other forms of the word stand behind a bar: assessment|assessments"), F_TEXT, FF_REQUIRED | FF_LIST | FF_SEARCH | FF_TRANSLATABLE},
		{"plain", N_("In plain words"), NULL, F_LONG, FF_REQUIRED | FF_LIST | FF_SEARCH | FF_TRANSLATABLE, .max = 600},
		{"source_id", N_("Id in the source"), NULL, F_TEXT, FF_FILTER | FF_UNIQUE | FF_NO_FORM}),
	.title_field = "term", .order = "term"};

static const struct choice suggestion_states[] = {{"open", N_("Waiting")}, {"taken", N_("Taken")}, {"kept", N_("Left as it is")}, {NULL, NULL}};

RECORD(term_suggestion) = {
	.name = "term_suggestion", .table = "term_suggestion", .label = N_("Better words"), .plural = N_("Better words from families"),
	.help = N_("How somebody would say a school word in plain words, in their language."), .serves = "R240", .scope = SCOPE_ORG,
	.see = REL_STAFF | REL_ADMIN, .edit = REL_STAFF | REL_ADMIN, .create = REL_SIGNED_IN, .remove = REL_LEADER | REL_ADMIN,
	.fields = FIELDS(
		{"term", N_("School word"), NULL, F_REF, FF_REQUIRED | FF_LIST | FF_FILTER | FF_FIXED, .ref = "term"},
		{"language", N_("Language"), NULL, F_LANG, FF_REQUIRED | FF_LIST | FF_FILTER, .initial = "en"},
		{"plain", N_("In plain words"), NULL, F_LONG, FF_REQUIRED | FF_LIST | FF_SEARCH, .max = 600}),
	.states = suggestion_states,
	.moves = MOVES({"open", "taken", N_("Take it"), REL_STAFF | REL_ADMIN}, {"open", "kept", N_("Leave it as it is"), REL_STAFF | REL_ADMIN}),
	.title_field = "plain", .order = "-created_at"};

struct sheet_row { struct arena *a; const struct csv_head *h; const struct str *cells; size_t n; };

static struct str cell(const struct sheet_row *x, const char *column)
{
	return str_dup(x->a, csv_cell(x->cells, x->n, csv_col(x->h, column)));
}

/* One language of a text, unless somebody has written or read what is there. */
static enum code also(struct db *db, const struct viewer *v, const struct record_type *t, struct id id, const char *field, enum lang lang, struct str text, struct err *e)
{
	int64_t kept = 0;
	if (!text.n)
		return OK;
	enum code c = db_int(db, e, &kept, "select count(*) from record_text where id = ?1 and field = ?2 and lang = ?3 and (origin <> 'machine' or words = ?4)", "bzzt", id, field,
	                     LANGS[lang].tag, text);
	return c || kept ? c : record_text_put(db, v, t, id, field, str_z(LANGS[lang].tag), text, "machine", e);
}

static enum code there(struct db *db, const struct record_type *t, struct id id, bool *out, struct err *e)
{
	int64_t n = 0;
	enum code c = !strcmp(t->name, "phrase") ? db_int(db, e, &n, "select count(*) from phrase where id = ?1", "b", id) : db_int(db, e, &n, "select count(*) from term where id = ?1", "b", id);
	*out = n > 0;
	return c;
}

static enum code phrase_row(struct db *db, const struct viewer *v, const struct sheet_row *x, struct err *e)
{
	const struct record_type *t = record_type_find(S("phrase"));
	struct str key = cell(x, "key"), weight = cell(x, "weight");
	struct id id = id_of("phrase", key), made;
	struct input in[] = {{"topic", cell(x, "topic")}, {"weight", weight.n ? weight : S("plain")}, {"text", cell(x, "en")}, {"source_id", key}};
	bool known;
	enum code c = there(db, t, id, &known, e);
	if (!c && !known)
		c = record_create(db, x->a, v, t, id, in, sizeof in / sizeof *in, &made, NULL, e);
	for (enum lang lang = LANG_ES; lang < LANG_COUNT && !c; lang++)
		c = also(db, v, t, id, "text", lang, cell(x, lang == LANG_ZH ? "zh" : LANGS[lang].tag), e);
	return c;
}

static enum code term_row(struct db *db, const struct viewer *v, const struct sheet_row *x, struct err *e)
{
	const struct record_type *t = record_type_find(S("term"));
	struct str key = cell(x, "key");
	struct id id = id_of("term", key), made;
	struct input in[] = {{"term", cell(x, "en")}, {"plain", cell(x, "en_plain")}, {"source_id", key}};
	bool known;
	enum code c = there(db, t, id, &known, e);
	if (!c && !known)
		c = record_create(db, x->a, v, t, id, in, sizeof in / sizeof *in, &made, NULL, e);
	for (enum lang lang = LANG_ES; lang < LANG_COUNT && !c; lang++) {
		const char *tag = lang == LANG_ZH ? "zh" : LANGS[lang].tag;
		c = also(db, v, t, id, "term", lang, cell(x, tag), e);
		if (!c)
			c = also(db, v, t, id, "plain", lang, cell(x, str_fmt(x->a, "%s_plain", tag).p), e);
	}
	return c;
}

static enum code sheet(struct db *db, struct arena *a, const struct viewer *v, const char *path,
                       enum code (*row)(struct db *, const struct viewer *, const struct sheet_row *, struct err *), int *count, struct err *e)
{
	struct csv_head h;
	struct sheet_row x = {a, &h, NULL, 0};
	FILE *f = fopen(path, "rb");
	if (!f)
		return err_set(e, E_IO, "The starter data %s cannot be read. Say where it is with --data.", path);
	struct csv *csv = csv_file(a, f, ',', 0);
	enum code c = csv_head_read(csv, a, &h, e);
	int got = 0;
	while (!c && (got = csv_next(csv, &x.cells, &x.n, e)) == 1) {
		c = row(db, v, &x, e);
		if (c)
			c = err_in(e, "%s, line %zu", path, csv_line(csv));
		++*count;
	}
	fclose(f);
	return c ? c : got < 0 ? e->code : OK;
}

enum code words_load(struct db *db, struct arena *a, const struct viewer *v, const char *data, int counts[2], struct err *e)
{
	counts[0] = counts[1] = 0;
	enum code c = sheet(db, a, v, str_fmt(a, "%s/phrases/phrases.csv", data).p, phrase_row, &counts[0], e);
	const char *glossary = str_fmt(a, "%s/glossary/glossary.csv", data).p;
	return c || access(glossary, R_OK) ? c : sheet(db, a, v, glossary, term_row, &counts[1], e);
}
