/* competencies.c - competencies as CSV: several files, each known by its header. */
#include "interop/competency.h"

#include <string.h>

enum { C_CODE, C_GRADE, C_SUBJECT, C_DOMAIN, C_DOMAIN_NAME, C_STRAND, C_STRAND_NAME, C_CLUSTER, C_CLUSTER_NAME, C_TEXT, C_STATEMENT, C_KIND, C_ID,
	C_CASE_CODE, C_CASE_ID, C_CASE_TEXT, C_CASE_GRADE, C_CASE_KIND, C_TEXTS };
/* text_es, text_ar ... follow in the order of enum lang */
static const struct sheet_column STANDARDS[] = {{"code", 0}, {"grade", 0}, {"subject", 0}, {"domain", 0}, {"domain_name", 0}, {"strand", 0}, {"strand_name", 0},
	{"cluster", 0}, {"cluster_name", 0}, {"text", 0}, {"statement", 0}, {"kind", 0}, {"id", 0}, {"humanCodingScheme", 0}, {"identifier", 0}, {"fullStatement", 0},
	{"educationLevel", 0}, {"CFItemType", 0}, {"text_en", 0}, {"text_es", 0}, {"text_ar", 0}, {"text_zh-Hans", 0}, {"text_vi", 0}, {"text_so", 0}, {"text_ht", 0}, {0}};
static const struct sheet_column PREREQUISITES[] = {{"prerequisite", SC_COLUMN | SC_FILLED}, {"standard", SC_COLUMN | SC_FILLED}, {0}};
static const struct sheet_column RELATED[] = {{"a", SC_COLUMN | SC_FILLED}, {"b", SC_COLUMN | SC_FILLED}, {0}};

enum csv_kind { CSV_STANDARDS, CSV_PREREQUISITES, CSV_RELATED, CSV_UNKNOWN };

static enum code open_csv(const char *path, FILE **f, int64_t *size, struct err *e)
{
	*f = fopen(path, "re");
	if (*f == NULL)
		return err_set(e, E_NOTFOUND, "%s cannot be opened.", path);
	*size = fseek(*f, 0, SEEK_END) == 0 ? (int64_t)ftell(*f) : 0;
	rewind(*f);
	return OK;
}

static enum code kind_of(struct import *m, const char *path, enum csv_kind *kind, struct err *e)
{
	FILE *f;
	int64_t size;
	struct csv_head h;
	struct err why = {0};
	*kind = CSV_UNKNOWN;
	enum code c = open_csv(path, &f, &size, e);
	if (c != OK)
		return c;
	if (csv_head_read(csv_file(m->row, f, 0, 0), m->row, &h, &why) == OK) {
		if (csv_col(&h, "prerequisite") >= 0 && csv_col(&h, "standard") >= 0)
			*kind = CSV_PREREQUISITES;
		else if (csv_col(&h, "a") >= 0 && csv_col(&h, "b") >= 0)
			*kind = CSV_RELATED;
		else if ((csv_col(&h, "code") >= 0 || csv_col(&h, "humanCodingScheme") >= 0) &&
		         (csv_col(&h, "text") >= 0 || csv_col(&h, "statement") >= 0 || csv_col(&h, "fullStatement") >= 0))
			*kind = CSV_STANDARDS;
	}
	(void)fclose(f);
	return OK;
}

static struct str file_name(const char *path)
{
	const char *slash = strrchr(path, '/');
	return str_z(slash != NULL ? slash + 1 : path);
}

static struct str either(const struct sheet *s, int one, int other)
{
	struct str a = sheet_cell(s, one);
	return a.n > 0 ? a : sheet_cell(s, other);
}

/* The words of the framework, or a plain sentence: a file with translations, or with both columns, is of plain sentences. */
static bool is_plain(const struct sheet *s)
{
	bool plain = sheet_has(s, C_STATEMENT);
	for (int l = 0; l < LANG_COUNT; l++)
		plain |= sheet_has(s, C_TEXTS + l);
	return plain && sheet_has(s, C_TEXT);
}

static struct str subject_of(const struct sheet *s)
{
	struct str subject = sheet_cell(s, C_SUBJECT);
	return subject.n > 0 ? subject : sheet_has(s, C_STRAND) || str_starts(s->file, "english") ? S("english") : sheet_has(s, C_DOMAIN) ? S("mathematics") : S("");
}

static enum code texts(struct competencies *k, struct sheet *s, const struct slot *slot, struct err *e)
{
	struct import *m = k->m;
	enum code c = OK;
	struct import_count *count = import_count(m, "translation");
	for (int l = 0; l < LANG_COUNT && c == OK; l++) {
		struct str text = sheet_cell(s, C_TEXTS + l), now = {0}, origin = S("original");
		struct record r;
		if (text.n == 0 || l == LANG_EN)
			continue;
		if (slot->flags & SLOT_THERE) {
			c = record_get(m->db, m->row, &m->sys, k->competency.t, slot->id, &r, e);
			if (c == OK)
				c = record_text_get(m->db, m->row, k->competency.t, &r, "text", (enum lang)l, &now, &origin, e);
			/* what a person here has read or written stays */
			if (c == OK && (str_eqz(origin, "reviewed") || (!str_eqz(origin, "original") && str_eq(now, text)))) {
				count->unchanged++;
				continue;
			}
		}
		if (c != OK)
			return c;
		if (str_eqz(origin, "original"))
			count->added++;
		else
			count->changed++;
		c = journal_text(m->journal, k->competency.t, slot->id, "text", str_z(LANGS[l].tag), text, e);
	}
	return c;
}

/* Made when the first code comes that is not there. */
static enum code framework_of(struct competencies *k, struct id *framework, struct err *e)
{
	const char *title = k->m->o->framework;
	if (!id_nil(*framework))
		return OK;
	return competencies_framework(k, title != NULL ? str_z(title) : S("Imported competencies"), S(""), S(""), S(""), S(""), framework, e);
}

struct row {
	struct str code, text, statement, source;
	bool plain, made;
};

static struct row read_row(struct sheet *s)
{
	enum lang lang = s->m->o->lang;
	struct row w = {.plain = is_plain(s), .code = import_clean(s->m->row, competencies_plain_code(either(s, C_CODE, C_CASE_CODE)), false), .text = sheet_cell(s, C_TEXT),
	                .statement = either(s, C_STATEMENT, C_CASE_TEXT), .source = sheet_has(s, C_CASE_ID) ? sheet_cell(s, C_CASE_ID) : S("")};
	if (!w.plain && w.statement.n == 0)
		w.statement = w.text;
	if (w.code.n == 0 && w.source.n == 0)
		sheet_refuse(s, sheet_has(s, C_CODE) ? C_CODE : C_CASE_CODE, "%s", tr(lang, N_("This cell must not be empty.")));
	if (w.text.n == 0 && w.statement.n == 0)
		sheet_refuse(s, sheet_has(s, C_TEXT) ? C_TEXT : C_CASE_TEXT, "%s", tr(lang, N_("This cell must not be empty.")));
	return w;
}

/* The competency that the row speaks of, by identifier or code; NULL: refused, or no memory. */
static struct slot *row_slot(struct competencies *k, struct sheet *s, struct row *w, struct err *e)
{
	struct import *m = k->m;
	struct slot *slot = w->source.n > 0 ? keyed_find(&k->competency.keys, keyed_str(&m->key, w->source)) : NULL;
	if (slot == NULL && w->code.n > 0)
		slot = competencies_code(k, w->code);
	if (slot != NULL && w->source.n > 0 && (slot->flags & SLOT_SEEN))
		slot = NULL; /* another one with the same code */
	if (slot == NULL)
		slot = keyed_put(&k->competency.keys, keyed_str(&m->key, w->source.n > 0 ? w->source : str_fmt(m->row, "code %.*s", S_ARG(w->code))), &w->made);
	if (slot == NULL) {
		err_set(e, E_MEMORY, "There is no memory left for the import.");
		return NULL;
	}
	if (slot->flags & SLOT_SEEN) {
		sheet_refuse(s, sheet_has(s, C_CODE) ? C_CODE : C_CASE_CODE, tr(m->o->lang, N_("\"%.*s\" is there twice: line %u has it too.")), S_ARG(w->code), slot->line);
		return NULL;
	}
	slot->line = (uint32_t)s->line;
	if (w->made)
		slot->id = id_new();
	return slot;
}

static enum code one_standard(struct competencies *k, struct sheet *s, struct id *framework, struct err *e)
{
	struct import *m = k->m;
	struct problems problems = {0};
	struct row w = read_row(s);
	struct slot *slot = s->bad ? NULL : row_slot(k, s, &w, e);
	if (slot == NULL)
		return s->bad ? OK : E_MEMORY;
	bool there = (slot->flags & SLOT_THERE) != 0;
	/* the framework's words stand for the plain sentence until there is one; a name for people goes before a letter; and what
	 * is named already stays */
	bool give_text = w.plain ? w.text.n > 0 && !(slot->extra & TEXT_IS_OURS) : !there || (slot->extra & TEXT_IS_STATEMENT);
	bool give_place = w.plain || !there;
	struct str domain = either(s, C_DOMAIN_NAME, C_STRAND_NAME);
	domain = domain.n > 0 ? domain : either(s, C_DOMAIN, C_STRAND);
	enum code c = there ? OK : framework_of(k, framework, e);
	if (c != OK)
		return c;
	const struct { const char *field; bool give; struct str text; } parts[] = {
		{"framework", !there, id_str(m->row, *framework)}, {"code", true, w.code}, {"grade", true, competencies_grade(m->row, either(s, C_GRADE, C_CASE_GRADE))},
		{"subject", true, subject_of(s)}, {"domain", give_place, domain}, {"cluster", give_place, sheet_cell(s, C_CLUSTER_NAME)},
		{"text", give_text, w.plain && w.text.n > 0 ? w.text : w.statement}, {"statement", true, w.statement}, {"kind", true, either(s, C_KIND, C_CASE_KIND)},
		{"source_id", true, w.source}};
	struct input in[sizeof parts / sizeof *parts];
	size_t n = 0;
	for (size_t i = 0; i < sizeof parts / sizeof *parts; i++)
		if (parts[i].give && parts[i].text.n > 0)
			in[n++] = (struct input){parts[i].field, import_clean(m->row, parts[i].text, i == 6 || i == 7)};
	c = staged_input(&k->competency, slot, in, n, &problems, e);
	import_refuse_problems(m, s->file, s->line, k->competency.t, &problems);
	if (c == OK && w.made && w.code.n > 0)
		c = competencies_name(k, slot, w.code, e);
	return c == OK && problems.n == 0 && w.plain ? texts(k, s, slot, e) : c;
}

static enum code standards(struct competencies *k, const char *path, struct id *framework, struct err *e)
{
	struct sheet s = {0};
	FILE *f;
	int64_t size;
	bool good;
	int got = 0;
	enum code c = open_csv(path, &f, &size, e);
	if (c == OK)
		c = sheet_stream(&s, k->m, f, size, file_name(path), STANDARDS, &good, e);
	while (c == OK && good && (got = sheet_next(&s, e)) == 1) {
		arena_reset(k->m->row);
		c = one_standard(k, &s, framework, e);
	}
	sheet_close(&s);
	return c == OK && got < 0 ? e->code : c;
}

static enum code pairs(struct competencies *k, const char *path, bool before, struct err *e)
{
	struct sheet s = {0};
	FILE *f;
	int64_t size;
	bool good;
	int got = 0;
	enum code c = open_csv(path, &f, &size, e);
	if (c == OK)
		c = sheet_stream(&s, k->m, f, size, file_name(path), before ? PREREQUISITES : RELATED, &good, e);
	while (c == OK && good && (got = sheet_next(&s, e)) == 1) {
		struct slot *end[2];
		arena_reset(k->m->row);
		for (int i = 0; i < 2; i++) {
			struct str code = import_clean(k->m->row, competencies_plain_code(sheet_cell(&s, i)), false); /* as it was kept */
			end[i] = competencies_code(k, code);
			if (end[i] == NULL && code.n > 0)
				sheet_refuse(&s, i, tr(k->m->o->lang, N_("There is no competency \"%.*s\", neither in these files nor here.")), (int)(code.n > 60 ? 60 : code.n), code.p);
		}
		if (!s.bad && end[0] == end[1])
			sheet_refuse(&s, -1, "%s", tr(k->m->o->lang, N_("A competency cannot come before itself or be related to itself.")));
		if (!s.bad)
			c = competencies_pair(k, end[0], before ? "precedes" : "isRelatedTo", end[1], S(""), str_dup(k->m->a, s.file), s.line, e);
	}
	sheet_close(&s);
	return c == OK && got < 0 ? e->code : c;
}

enum code import_competencies(struct import *m, struct err *e)
{
	struct competencies k = {0};
	struct id framework = ID_NIL;
	enum csv_kind *kinds = NEW_ARRAY(m->a, enum csv_kind, m->o->n_paths + 1);
	enum code c = OK;
	for (size_t i = 0; i < m->o->n_paths && c == OK; i++) {
		arena_reset(m->row);
		c = kind_of(m, m->o->paths[i], &kinds[i], e);
		if (c == OK && kinds[i] == CSV_UNKNOWN)
			import_refuse(m, file_name(m->o->paths[i]), 1, S(""), "%s",
			              tr(m->o->lang, N_("The header tells nothing known. Competencies have code and text; pairs have prerequisite and standard, or a and b.")));
	}
	if (c != OK || m->r->n_refused > 0)
		return c;
	m->r->what = S("CSV");
	c = competencies_open(&k, m, e);
	for (size_t i = 0; i < m->o->n_paths && c == OK; i++) {
		if (kinds[i] == CSV_STANDARDS)
			c = standards(&k, m->o->paths[i], &framework, e);
	}
	for (size_t i = 0; i < m->o->n_paths && c == OK; i++)
		if (kinds[i] == CSV_PREREQUISITES || kinds[i] == CSV_RELATED)
			c = pairs(&k, m->o->paths[i], kinds[i] == CSV_PREREQUISITES, e);
	if (c == OK)
		c = competencies_circles(&k, e);
	competencies_close(&k);
	return c;
}
