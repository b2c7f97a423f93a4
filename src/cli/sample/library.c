/* library.c - competencies of the starter data. */
#include "base/csv.h"
#include "cli/sample/sample.h"

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
		struct id id = id_of("competency", code);
		c = PUT(s, "competency", id, e, {"framework", ID(framework)}, {"code", code}, {"grade", grade_of(s, csv_cell(cells, n, csv_col(&h, "grade")))},
		        {"subject", Z(subject)}, {"domain", str_dup(s->a, csv_cell(cells, n, csv_col(&h, "domain_name")))},
		        {"cluster", str_dup(s->a, csv_cell(cells, n, csv_col(&h, "cluster_name")))}, {"text", str_dup(s->a, csv_cell(cells, n, csv_col(&h, "text")))});
		if (!c)
			c = record_text_put(s->db, &s->v, t, id, "text", S("es"), es, "person", e);
	}
	fclose(f);
	return c ? c : got < 0 ? e->code : OK;
}

static const char *folder;

static enum code all(struct sample *s, struct err *e)
{
	struct id framework = sample_id("framework", 0);
	enum code c = PUT(s, "framework", framework, e, {"title", S("Starter competencies")}, {"publisher", S("Trellis")});
	if (!c)
		c = competencies(s, str_fmt(s->a, "%s/competencies/math.csv", folder).p, "mathematics", framework, e);
	return c ? c : competencies(s, str_fmt(s->a, "%s/competencies/english.csv", folder).p, "english", framework, e);
}

static enum code write_all(struct db *db, void *arg, struct err *e)
{
	struct sample *s = arg;
	s->db = db;
	return all(s, e);
}

enum code sample_library(struct sample *s, const char *data, struct err *e)
{
	folder = data;
	return store_write(s->store, write_all, s, e);
}
