#include "interop/library.h"

#include <string.h>

static bool alignment_key(struct staged *s, const struct record *r, uint64_t *key)
{
	unsigned char mem[32];
	struct id a = rec_id(r, "resource"), b = rec_id(r, "competency");
	memcpy(mem, a.b, 16);
	memcpy(mem + 16, b.b, 16);
	*key = keyed_hash(&s->m->key, mem, sizeof mem);
	return true;
}

static bool criterion_key(struct staged *s, const struct record *r, uint64_t *key)
{
	struct id rubric = rec_id(r, "rubric");
	*key = keyed_hash(&s->m->key, rubric.b, 16) ^ (uint64_t)(rec_i(r, "position") + 1) * 0x9e3779b97f4a7c15u;
	return true;
}

enum code library_open(struct library *l, struct import *m, struct err *e)
{
	*l = (struct library){.m = m};
	l->alignment.key = alignment_key;
	l->criterion.key = criterion_key;
	enum code c = competencies_open(&l->k, m, e);
	if (c == OK)
		c = staged_open(m, &l->resource, "resource", NULL, e);
	if (c == OK)
		c = staged_open(m, &l->item, "item", NULL, e);
	if (c == OK)
		c = staged_open(m, &l->alignment, "alignment", NULL, e);
	if (c == OK)
		c = staged_open(m, &l->rubric, "rubric", NULL, e);
	return c == OK ? staged_open(m, &l->criterion, "criterion", NULL, e) : c;
}

void library_close(struct library *l)
{
	if (l->unknown > 0)
		import_note(l->m, tr(l->m->o->lang, N_("%lld names of competencies lead to none that is here, the first is %.*s. Import the competencies, then run this again to join them.")),
		            (long long)l->unknown, S_ARG(l->unknown_first));
	if (l->without_pictures > 0)
		import_note(l->m, tr(l->m->o->lang, N_("%lld problems speak of pictures that are not in the file. They are kept, but marked as retired so that nobody is given one.")),
		            (long long)l->without_pictures);
	competencies_close(&l->k);
	staged_close(&l->resource);
	staged_close(&l->item);
	staged_close(&l->alignment);
	staged_close(&l->rubric);
	staged_close(&l->criterion);
}

/* ---- lines ---- */

void library_refuse(struct library *l, const char *field, const char *fmt, ...)
{
	va_list ap;
	va_start(ap, fmt);
	struct str reason = str_vfmt(l->m->a, fmt, ap);
	va_end(ap);
	import_refuse(l->m, l->file, l->line, str_z(field), "%.*s", S_ARG(reason));
}

/* One line without its end; *got false at the end of the file. */
static enum code next_line(struct library *l, FILE *f, char *mem, struct str *out, bool *got, struct err *e)
{
	size_t n = 0;
	int c = 0;
	while (n < LIBRARY_LINE && (c = getc_unlocked(f)) != EOF && c != '\n')
		mem[n++] = (char)c;
	*got = n > 0 || c == '\n';
	l->line += *got;
	if (ferror(f))
		return err_set(e, E_IO, "%.*s cannot be read further after line %zu.", S_ARG(l->file), l->line);
	if (n == LIBRARY_LINE) {
		library_refuse(l, "", "%s", tr(l->m->o->lang, N_("This line is longer than two million letters; nothing after it was read.")));
		*got = false;
	}
	*out = str_trim((struct str){mem, n});
	return OK;
}

enum code library_lines(struct library *l, const char *path, library_line *fn, struct err *e)
{
	const char *slash = strrchr(path, '/');
	FILE *f = fopen(path, "re");
	char *mem = arena_alloc(l->m->a, LIBRARY_LINE);
	bool got = true;
	enum code c = f == NULL ? err_set(e, E_NOTFOUND, "%s cannot be opened.", path) : OK;
	int64_t size = f != NULL && fseek(f, 0, SEEK_END) == 0 ? (int64_t)ftell(f) : 0;
	if (f != NULL)
		rewind(f);
	l->file = str_z(slash != NULL ? slash + 1 : path);
	l->line = 0;
	while (c == OK && got) {
		struct str line;
		struct json *j;
		struct err why = {0};
		c = next_line(l, f, mem, &line, &got, e);
		if (c != OK || !got || line.n == 0)
			continue;
		arena_reset(l->m->row);
		l->m->r->rows++;
		if (l->line % 64 == 0)
			c = import_tell(l->m, N_("Reading"), l->file, (int64_t)ftell(f), size, e);
		if (c != OK)
			break;
		if (json_parse(l->m->row, line, &j, &why) != OK || j->type != JSON_OBJECT_T)
			library_refuse(l, "", tr(l->m->o->lang, N_("This line is no JSON object. %s")), why.text);
		else
			c = fn(l, j, e);
	}
	if (f != NULL)
		(void)fclose(f);
	return c;
}

/* ---- records ---- */

enum code library_put(struct library *l, struct staged *st, struct str source, const struct input *in, size_t n, struct id *out, struct err *e)
{
	struct problems problems;
	bool made;
	*out = ID_NIL;
	struct slot *slot = keyed_put(&st->keys, keyed_str(&l->m->key, source), &made);
	if (slot == NULL)
		return err_set(e, E_MEMORY, "There is no memory left for the import.");
	if (slot->flags & SLOT_SEEN) {
		library_refuse(l, "id", tr(l->m->o->lang, N_("\"%.*s\" is there twice: line %u has it too.")), (int)(source.n > 80 ? 80 : source.n), source.p, slot->line);
		return OK;
	}
	slot->line = (uint32_t)l->line;
	enum code c = staged_input(st, slot, in, n, &problems, e);
	import_refuse_problems(l->m, l->file, l->line, st->t, &problems);
	if (c == OK && problems.n == 0)
		*out = slot->id;
	return c;
}

enum code library_align(struct library *l, struct id resource, struct id competency, struct err *e)
{
	struct staged *st = &l->alignment;
	unsigned char mem[32];
	bool made;
	if (id_nil(resource) || id_nil(competency))
		return OK;
	memcpy(mem, resource.b, 16);
	memcpy(mem + 16, competency.b, 16);
	struct slot *slot = keyed_put(&st->keys, keyed_hash(&l->m->key, mem, sizeof mem), &made);
	if (slot == NULL)
		return err_set(e, E_MEMORY, "There is no memory left for the import.");
	if (slot->flags & SLOT_SEEN)
		return OK;
	struct val *v = NEW_ARRAY(l->m->row, struct val, st->n + 1);
	v[staged_field(st, "resource")] = val_id(resource);
	v[staged_field(st, "competency")] = val_id(competency);
	return staged_put(st, slot, v, S(""), e);
}

struct id library_competency(struct library *l, struct str code)
{
	if (code.n == 0)
		return ID_NIL;
	struct slot *s = competencies_code(&l->k, competencies_plain_code(code));
	if (s != NULL)
		return s->id;
	if (l->unknown++ == 0)
		l->unknown_first = str_dup(l->m->a, code);
	return ID_NIL;
}

/* ---- inputs ---- */

void inputs_put(struct inputs *x, const char *field, struct str text)
{
	if (text.n > 0 && x->n < sizeof x->in / sizeof *x->in)
		x->in[x->n++] = (struct input){field, text};
}

void inputs_int(struct inputs *x, struct arena *a, const char *field, int64_t v)
{
	inputs_put(x, field, str_fmt(a, "%lld", (long long)v));
}

void inputs_id(struct inputs *x, struct arena *a, const char *field, struct id id)
{
	if (!id_nil(id))
		inputs_put(x, field, id_str(a, id));
}

struct str joined(struct arena *a, const struct json *list, const char *with)
{
	struct buf b = buf_new(a, 100000);
	for (size_t i = 0; list != NULL && list->type == JSON_ARRAY_T && i < list->n; i++)
		if (list->items[i].type == JSON_STRING_T && list->items[i].string.n > 0)
			buf_fmt(&b, "%s%.*s", b.n > 0 ? with : "", S_ARG(list->items[i].string));
	return buf_done(&b);
}

void inputs_access(struct inputs *x, struct arena *a, const struct json *access)
{
	const struct json *ways = json_get(access, "accessModeSufficient");
	struct buf b = buf_new(a, 2000);
	for (size_t i = 0; ways != NULL && ways->type == JSON_ARRAY_T && i < ways->n; i++)
		buf_fmt(&b, "%s%.*s", i > 0 ? "; " : "", S_ARG(joined(a, &ways->items[i], ", ")));
	inputs_put(x, "access_mode", joined(a, json_get(access, "accessMode"), " "));
	inputs_put(x, "access_sufficient", buf_done(&b));
	inputs_put(x, "access_features", joined(a, json_get(access, "accessibilityFeature"), " "));
	inputs_put(x, "access_hazards", joined(a, json_get(access, "accessibilityHazard"), " "));
}

struct str licence_name(struct str licence)
{
	static const char *const NAMES[][2] = {{"CC-BY-4.0", "CC BY 4.0"}, {"CC-BY-3.0", "CC BY 3.0"}, {"CC-BY", "CC BY"}, {"CC-BY-SA-4.0", "CC BY-SA 4.0"}, {"CC0-1.0", "CC0 1.0"}};
	for (size_t i = 0; i < sizeof NAMES / sizeof *NAMES; i++)
		if (str_ieqz(licence, NAMES[i][0]))
			return str_z(NAMES[i][1]);
	return licence;
}

struct buf library_buf(struct library *l)
{
	return buf_new(l->m->row, 380000);
}
