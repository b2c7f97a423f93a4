/* library.c - competencies, item models, readings and tasks of the starter data, as the records that lists and pages ask. */
#include "base/csv.h"
#include "base/file.h"
#include "base/json.h"
#include "cli/sample/sample.h"
#include "school/family/phrase.h"

#include <stdio.h>
#include <string.h>

static struct str grade_of(struct sample *s, struct str g)
{
	int64_t n;
	return str_int(g, &n) ? str_fmt(s->a, "%02d", (int)n) : S("KG");
}

static enum code competencies(struct sample *s, const char *path, const char *subject, struct id framework, struct err *e)
{
	FILE *f = fopen(path, "rb");
	if (!f)
		return err_set(e, E_IO, "The starter data %s cannot be read. Say where it is with --data.", path);
	struct csv *csv = csv_file(s->a, f, ',', 0);
	struct csv_head h;
	const struct str *cells;
	size_t n;
	const struct record_type *t = record_type_find(S("competency"));
	enum code c = csv_head_read(csv, s->a, &h, e);
	int got = 0;
	while (!c && (got = csv_next(csv, &cells, &n, e)) == 1) {
		struct str code = str_dup(s->a, csv_cell(cells, n, csv_col(&h, "code"))), es = str_dup(s->a, csv_cell(cells, n, csv_col(&h, "text_es")));
		struct str domain_es = str_dup(s->a, csv_cell(cells, n, csv_col(&h, "domain_name_es"))), cluster_es = str_dup(s->a, csv_cell(cells, n, csv_col(&h, "cluster_name_es")));
		struct id id = id_of("competency", code);
		c = PUT(s, "competency", id, e, {"framework", ID(framework)}, {"code", code}, {"grade", grade_of(s, csv_cell(cells, n, csv_col(&h, "grade")))},
		        {"subject", Z(subject)}, {"domain", str_dup(s->a, csv_cell(cells, n, csv_col(&h, "domain_name")))},
		        {"cluster", str_dup(s->a, csv_cell(cells, n, csv_col(&h, "cluster_name")))}, {"text", str_dup(s->a, csv_cell(cells, n, csv_col(&h, "text")))});
		if (!c)
			c = record_text_put(s->db, &s->v, t, id, "text", S("es"), es, "person", e);
		if (!c && domain_es.n)
			c = record_text_put(s->db, &s->v, t, id, "domain", S("es"), domain_es, "person", e);
		if (!c && cluster_es.n)
			c = record_text_put(s->db, &s->v, t, id, "cluster", S("es"), cluster_es, "person", e);
	}
	fclose(f);
	return c ? c : got < 0 ? e->code : OK;
}

/* The sentences in one more language: code, text. Nobody who speaks it has read them yet. */
static enum code in_language(struct sample *s, const char *path, const char *lang, struct err *e)
{
	FILE *f = fopen(path, "rb");
	if (!f)
		return err_set(e, E_IO, "The starter data %s cannot be read. Say where it is with --data.", path);
	struct csv *csv = csv_file(s->a, f, ',', 0);
	struct csv_head h;
	const struct str *cells;
	size_t n;
	enum code c = csv_head_read(csv, s->a, &h, e);
	int got = 0;
	while (!c && (got = csv_next(csv, &cells, &n, e)) == 1)
		c = record_text_put(s->db, &s->v, record_type_find(S("competency")), id_of("competency", csv_cell(cells, n, csv_col(&h, "code"))), "text", Z(lang),
		                    str_dup(s->a, csv_cell(cells, n, csv_col(&h, "text"))), "machine", e);
	fclose(f);
	return c ? c : got < 0 ? e->code : OK;
}

/* What comes before what, and what is related: pairs of codes. */
static enum code pairs(struct sample *s, const char *path, const char *kind, struct err *e)
{
	FILE *f = fopen(path, "rb");
	if (!f)
		return err_set(e, E_IO, "The starter data %s cannot be read. Say where it is with --data.", path);
	struct csv *csv = csv_file(s->a, f, ',', 0);
	struct csv_head h;
	const struct str *cells;
	size_t n;
	enum code c = csv_head_read(csv, s->a, &h, e);
	int got = 0;
	while (!c && (got = csv_next(csv, &cells, &n, e)) == 1) {
		struct str name = str_fmt(s->a, "%s %.*s %.*s", kind, S_ARG(csv_cell(cells, n, 0)), S_ARG(csv_cell(cells, n, 1)));
		c = PUT(s, "association", id_of("sample-association", name), e, {"origin", ID(id_of("competency", csv_cell(cells, n, 0)))}, {"kind", Z(kind)},
		        {"destination", ID(id_of("competency", csv_cell(cells, n, 1)))});
	}
	fclose(f);
	return c ? c : got < 0 ? e->code : OK;
}

#define FILE_MOST (16u << 20)

typedef enum code line_fn(struct sample *s, struct str line, const struct json *j, struct err *e);

static enum code each_line(struct sample *s, const char *path, line_fn *fn, struct err *e)
{
	struct str text;
	enum code c = file_read(s->a, path, FILE_MOST, &text, e);
	while (!c && text.n) {
		struct str line = str_trim(str_cut(&text, '\n'));
		struct json *j;
		if (!line.n)
			continue;
		c = json_parse(s->a, line, &j, e);
		if (!c)
			c = fn(s, line, j, e);
	}
	return c ? err_in(e, "%s", path) : OK;
}

static struct str words(struct sample *s, const struct json *list, char between)
{
	struct buf b = buf_new(s->a, 4096);
	for (size_t i = 0; list && list->type == JSON_ARRAY_T && i < list->n; i++) {
		if (i)
			buf_byte(&b, between);
		buf_str(&b, list->items[i].string);
	}
	return buf_done(&b);
}

/* accessModeSufficient: a list of lists, ways by semicolon, modes by comma */
static struct str ways(struct sample *s, const struct json *list)
{
	struct buf b = buf_new(s->a, 4096);
	for (size_t i = 0; list && list->type == JSON_ARRAY_T && i < list->n; i++) {
		if (i)
			buf_byte(&b, ';');
		buf_str(&b, words(s, &list->items[i], ','));
	}
	return buf_done(&b);
}

static struct id competency_id(struct str code)
{
	return id_of("competency", code);
}

static enum code align(struct sample *s, struct id resource, struct str code, struct err *e)
{
	struct record r;
	struct id competency = competency_id(code);
	if (record_get(s->db, s->a, &s->v, record_type_find(S("competency")), competency, &r, &(struct err){0}))
		return OK; /* a code of a grade that the starter competencies leave out */
	struct str name = str_fmt(s->a, "%.*s %.*s", S_ARG(ID(resource)), S_ARG(code));
	return PUT(s, "alignment", id_of("sample-alignment", name), e, {"resource", ID(resource)}, {"competency", ID(competency)});
}

/* What every resource of the starter data has. */
static enum code resource(struct sample *s, struct id id, const struct json *j, struct str title, const char *kind, struct str lang, struct str grade, struct str body,
                          struct err *e)
{
	const struct json *access = json_get(j, "access"), *minutes = json_get(j, "minutes");
	bool by_mode = minutes && minutes->type == JSON_OBJECT_T;
	struct str alone = str_fmt(s->a, "%d", by_mode ? (int)json_int(minutes, "alone", 0) : (int)json_int(j, "minutes", 15));
	return PUT(s, "resource", id, e, {"title", title}, {"kind", Z(kind)}, {"language", lang}, {"level", str_fmt(s->a, "%d", (int)json_int(j, "level", 0))},
	           {"grade", grade_of(s, grade)}, {"same_goal", json_str(j, "group").n ? json_str(j, "group") : json_str(j, "id")},
	           {"summary", json_get(j, "summary") && json_get(j, "summary")->type == JSON_OBJECT_T ? json_str(json_get(j, "summary"), "en") : json_str(j, "summary")},
	           {"rigor", str_fmt(s->a, "%d", (int)json_int(j, "rigor", 2))}, {"construct", json_str(j, "construct")},
	           {"interests", words(s, json_get(j, "interests"), ' ')}, {"minutes_alone", alone},
	           {"minutes_screen", str_fmt(s->a, "%d", by_mode ? (int)json_int(minutes, "screen", 0) : (int)json_int(j, "minutes", 15))},
	           {"minutes_peers", str_fmt(s->a, "%d", by_mode ? (int)json_int(minutes, "peers", 0) : 0)},
	           {"minutes_adult", str_fmt(s->a, "%d", by_mode ? (int)json_int(minutes, "adult", 0) : 0)},
	           {"minutes_group", str_fmt(s->a, "%d", by_mode ? (int)json_int(minutes, "group", 0) : 0)},
	           {"access_mode", words(s, json_get(access, "accessMode"), ' ')}, {"access_sufficient", ways(s, json_get(access, "accessModeSufficient"))},
	           {"access_features", words(s, json_get(access, "accessibilityFeature"), ' ')}, {"access_hazards", words(s, json_get(access, "accessibilityHazard"), ' ')},
	           {"author", json_str(j, "author")}, {"licence", json_str(j, "license")}, {"body", body}, {"state", S("checked")});
}

static enum code reading(struct sample *s, struct str line, const struct json *j, struct err *e)
{
	struct id id = id_of("sample-reading", json_str(j, "id"));
	const struct json *grades = json_get(j, "grades"), *codes = json_get(j, "competencies");
	enum code c = resource(s, id, j, json_str(j, "title"), "reading", json_str(j, "lang"), grades && grades->n ? grades->items[0].string : S("3"), line, e);
	for (size_t i = 0; !c && codes && i < codes->n; i++)
		c = align(s, id, codes->items[i].string, e);
	return c;
}

/* A text of the starter data in its other languages; "unreviewed" names those that no speaker has read. */
static enum code said_too(struct sample *s, struct id id, const struct json *j, const char *field, struct err *e)
{
	const struct json *text = json_get(j, field), *unread = json_get(j, "unreviewed");
	enum code c = OK;
	for (enum lang lang = LANG_ES; lang < LANG_COUNT && !c; lang++) {
		struct str said = json_str(text, LANGS[lang].tag);
		bool machine = false;
		for (size_t i = 0; unread && i < unread->n; i++)
			machine = machine || str_eqz(unread->items[i].string, LANGS[lang].tag);
		if (said.n)
			c = record_text_put(s->db, &s->v, record_type_find(S("resource")), id, field, Z(LANGS[lang].tag), said, machine ? "machine" : "person", e);
	}
	return c;
}

static enum code task(struct sample *s, struct str line, const struct json *j, struct err *e)
{
	struct id id = id_of("sample-task", json_str(j, "id"));
	const char *kind = str_eqz(json_str(j, "type"), "performance") ? "task" : "handsOn";
	enum code c = resource(s, id, j, json_str(json_get(j, "title"), "en"), kind, S("en"), json_str(j, "grade"), line, e);
	if (!c)
		c = said_too(s, id, j, "title", e);
	if (!c)
		c = said_too(s, id, j, "summary", e);
	return c ? c : align(s, id, json_str(j, "competency"), e);
}

/* Item models of one competency are one resource to practise with. */
static enum code item(struct sample *s, struct str line, const struct json *j, struct err *e)
{
	struct record r;
	struct str code = json_str(j, "competency"), title = S("");
	struct id practice = id_of("sample-practice", code), competency = competency_id(code);
	enum code c = record_get(s->db, s->a, &s->v, record_type_find(S("competency")), competency, &r, e);
	if (c)
		return err_in(e, "the item %.*s", S_ARG(json_str(j, "id")));
	title = rec_t(&r, "text");
	if (record_get(s->db, s->a, &s->v, record_type_find(S("resource")), practice, &r, &(struct err){0})) {
		c = resource(s, practice, j, title, "practice", S("en"), json_str(j, "grade"), S(""), e);
		if (!c)
			c = align(s, practice, code, e);
	}
	if (c)
		return c;
	return PUT(s, "item", id_of("sample-item", json_str(j, "id")), e, {"resource", ID(practice)}, {"title", json_str(j, "id")}, {"competency", ID(competency)},
	           {"kind", json_str(j, "kind")}, {"rigor", str_fmt(s->a, "%d", (int)json_int(j, "rigor", 1))}, {"construct", json_str(j, "construct")},
	           {"model", line}, {"licence", json_str(j, "license")}, {"source_id", json_str(j, "id")});
}

static const char *const item_files[] = {"math-k", "math-1", "math-2", "math-3", "math-4", "math-5", "math-6", "math-7", "math-8", NULL};
static const char *const reading_files[] = {"bread", "bridges", "drum-day", "goalkeeper", "moon", "octopus", "roof-garden", "two-weavers", NULL};
static const char *const task_files[] = {"performance", "hands-on", NULL};

static enum code files(struct sample *s, const char *data, const char *sub, const char *const *names, line_fn *fn, struct err *e)
{
	enum code c = OK;
	for (int i = 0; names[i] && !c; i++)
		c = each_line(s, str_fmt(s->a, "%s/%s/%s.jsonl", data, sub, names[i]).p, fn, e);
	return c;
}

static enum code all(struct sample *s, const char *data, struct err *e)
{
	struct id framework = sample_id("framework", 0);
	enum code c = PUT(s, "framework", framework, e, {"title", S("Starter competencies")}, {"publisher", S("Trellis")});
	if (!c)
		c = competencies(s, str_fmt(s->a, "%s/competencies/math.csv", data).p, "mathematics", framework, e);
	if (!c)
		c = competencies(s, str_fmt(s->a, "%s/competencies/english.csv", data).p, "english", framework, e);
	if (!c)
		c = in_language(s, str_fmt(s->a, "%s/translations/competencies_ar.csv", data).p, "ar", e);
	if (!c)
		c = pairs(s, str_fmt(s->a, "%s/competencies/math_prerequisites.csv", data).p, "precedes", e);
	if (!c)
		c = pairs(s, str_fmt(s->a, "%s/competencies/math_related.csv", data).p, "isRelatedTo", e);
	if (!c)
		c = files(s, data, "items", item_files, item, e);
	if (!c)
		c = files(s, data, "readings", reading_files, reading, e);
	if (!c)
		c = files(s, data, "tasks", task_files, task, e);
	int counts[2];
	return c ? c : words_load(s->db, s->a, &s->v, data, counts, e);
}

struct place { struct sample *s; const char *data; };

static enum code write_all(struct db *db, void *arg, struct err *e)
{
	struct place *p = arg;
	p->s->db = db;
	return all(p->s, p->data, e);
}

enum code sample_library(struct sample *s, const char *data, struct err *e)
{
	struct place p = {s, data};
	return store_write(s->store, write_all, &p, e);
}
