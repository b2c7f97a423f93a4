#include "interop/import.h"

#include <string.h>

const char *import_count_label(const char *type)
{
	const struct record_type *t = record_type_find(str_z(type));
	return t != NULL ? t->plural : strcmp(type, "event") == 0 ? N_("Answers as evidence") : strcmp(type, "translation") == 0 ? N_("Translations") : type;
}

void import_report_json(struct json_out *o, const struct import_report *r)
{
	char id[ID_TEXT];
	json_open(o, '{');
	json_key(o, "id");
	if (id_nil(r->id))
		json_put_null(o);
	else
		json_put_str(o, str_z(id_text(r->id, id)));
	json_key(o, "kind");
	json_put_str(o, str_z(r->kind));
	json_key(o, "what");
	json_put_str(o, r->what);
	json_key(o, "dry_run");
	json_put_bool(o, r->dry_run);
	const struct { const char *name; int64_t n; } numbers[] = {
		{"rows", r->rows}, {"added", r->added}, {"changed", r->changed}, {"removed", r->removed}, {"unchanged", r->unchanged},
		{"refused", r->n_refused}, {"skipped", r->skipped}, {"peak_kib", r->peak_kib}};
	for (size_t i = 0; i < sizeof numbers / sizeof *numbers; i++) {
		json_key(o, numbers[i].name);
		json_put_int(o, numbers[i].n);
	}
	json_key(o, "seconds");
	json_put_real(o, r->seconds);
	json_key(o, "apply_seconds");
	json_put_real(o, r->apply_seconds);
	json_key(o, "counts");
	json_open(o, '[');
	for (size_t i = 0; i < r->n_counts; i++) {
		const struct import_count *c = &r->counts[i];
		json_open(o, '{');
		json_key(o, "type");
		json_put_str(o, str_z(c->type));
		const struct { const char *name; int64_t n; } parts[] = {
			{"added", c->added}, {"changed", c->changed}, {"removed", c->removed}, {"unchanged", c->unchanged}};
		for (size_t k = 0; k < 4; k++) {
			json_key(o, parts[k].name);
			json_put_int(o, parts[k].n);
		}
		json_close(o, '}');
	}
	json_close(o, ']');
	json_key(o, "problems");
	json_open(o, '[');
	for (size_t i = 0; i < r->n_listed; i++) {
		json_open(o, '{');
		json_key(o, "file");
		json_put_str(o, r->refused[i].file);
		json_key(o, "line");
		json_put_int(o, (int64_t)r->refused[i].line);
		json_key(o, "column");
		json_put_str(o, r->refused[i].column);
		json_key(o, "reason");
		json_put_str(o, r->refused[i].reason);
		json_close(o, '}');
	}
	json_close(o, ']');
	json_key(o, "notes");
	json_open(o, '[');
	for (size_t i = 0; i < r->n_notes; i++)
		json_put_str(o, r->notes[i]);
	json_close(o, ']');
	json_close(o, '}');
}

static void read_counts(struct arena *a, const struct json *list, struct import_report *r)
{
	for (size_t i = 0; list != NULL && list->type == JSON_ARRAY_T && i < list->n && r->n_counts < sizeof r->counts / sizeof *r->counts; i++) {
		const struct json *c = &list->items[i];
		r->counts[r->n_counts++] = (struct import_count){str_dupz(a, json_str(c, "type")), json_int(c, "added", 0), json_int(c, "changed", 0),
		                                                 json_int(c, "removed", 0), json_int(c, "unchanged", 0)};
	}
}

bool import_report_read(struct arena *a, struct str text, struct import_report *out)
{
	struct json *j;
	struct err e = {0};
	*out = (struct import_report){0};
	if (json_parse(a, text, &j, &e) != OK || json_get(j, "counts") == NULL)
		return false;
	struct str id = json_str(j, "id");
	if (id.n > 0 && !id_parse(id, &out->id))
		return false;
	out->kind = str_dupz(a, json_str(j, "kind"));
	out->what = json_str(j, "what");
	out->dry_run = json_bool(j, "dry_run", false);
	out->rows = json_int(j, "rows", 0);
	out->added = json_int(j, "added", 0);
	out->changed = json_int(j, "changed", 0);
	out->removed = json_int(j, "removed", 0);
	out->unchanged = json_int(j, "unchanged", 0);
	out->n_refused = json_int(j, "refused", 0);
	out->skipped = json_int(j, "skipped", 0);
	out->peak_kib = json_int(j, "peak_kib", 0);
	out->seconds = json_number(j, "seconds", 0);
	out->apply_seconds = json_number(j, "apply_seconds", 0);
	read_counts(a, json_get(j, "counts"), out);
	const struct json *list = json_get(j, "problems");
	if (list != NULL && list->type == JSON_ARRAY_T) {
		out->refused = NEW_ARRAY(a, struct import_refused, list->n + 1);
		for (; out->n_listed < list->n; out->n_listed++) {
			const struct json *p = &list->items[out->n_listed];
			out->refused[out->n_listed] =
				(struct import_refused){json_str(p, "file"), (size_t)json_int(p, "line", 0), json_str(p, "column"), json_str(p, "reason")};
		}
	}
	list = json_get(j, "notes");
	if (list != NULL && list->type == JSON_ARRAY_T) {
		out->notes = NEW_ARRAY(a, struct str, list->n + 1);
		for (; out->n_notes < list->n; out->n_notes++)
			out->notes[out->n_notes] = list->items[out->n_notes].string;
	}
	return true;
}

static void refused_lines(struct buf *b, const struct import_report *r, enum lang lang)
{
	for (size_t i = 0; i < r->n_listed; i++) {
		const struct import_refused *f = &r->refused[i];
		buf_str(b, f->file);
		if (f->line > 0)
			buf_fmt(b, ":%zu", f->line);
		if (f->column.n > 0)
			buf_fmt(b, ": %.*s", S_ARG(f->column));
		buf_fmt(b, "%s%.*s\n", f->file.n > 0 || f->column.n > 0 ? ": " : "", S_ARG(f->reason));
	}
	if (r->n_refused > (int64_t)r->n_listed)
		buf_fmt(b, tr(lang, N_("... and %lld more.\n")), (long long)(r->n_refused - (int64_t)r->n_listed));
}

struct str import_report_text(struct arena *a, const struct import_report *r, enum lang lang)
{
	struct buf b = buf_new(a, (size_t)8 << 20);
	char id[ID_TEXT];
	refused_lines(&b, r, lang);
	for (size_t i = 0; i < r->n_notes; i++)
		buf_fmt(&b, "%.*s\n", S_ARG(r->notes[i]));
	if (r->n_refused > 0 || r->n_notes > 0)
		buf_z(&b, "\n");
	if (r->what.n > 0)
		buf_fmt(&b, "%.*s\n", S_ARG(r->what));
	buf_fmt(&b, "%-28s %10s %10s %10s %10s\n", "", tr(lang, N_("added")), tr(lang, N_("changed")), tr(lang, N_("ended")), tr(lang, N_("unchanged")));
	for (size_t i = 0; i < r->n_counts; i++) {
		const struct import_count *c = &r->counts[i];
		if (c->added + c->changed + c->removed + c->unchanged > 0)
			buf_fmt(&b, "%-28s %10lld %10lld %10lld %10lld\n", tr(lang, import_count_label(c->type)), (long long)c->added, (long long)c->changed, (long long)c->removed,
			        (long long)c->unchanged);
	}
	if (r->skipped > 0)
		buf_fmt(&b, tr(lang, N_("%lld changes were left out because somebody else was quicker. Run the import again to see them.\n")), (long long)r->skipped);
	buf_fmt(&b, tr(lang, N_("%lld rows, %.2f s, peak memory %lld MB, %lld refused.\n")), (long long)r->rows, r->seconds, (long long)(r->peak_kib / 1024),
	        (long long)r->n_refused);
	if (r->n_refused > 0)
		buf_z(&b, tr(lang, N_("Nothing was imported.\n")));
	else if (r->dry_run)
		buf_z(&b, tr(lang, N_("This was a trial: nothing was imported.\n")));
	else if (id_nil(r->id))
		buf_z(&b, tr(lang, N_("Everything was there already.\n")));
	else
		buf_fmt(&b, tr(lang, N_("Import %s. To take it back: trellis import undo %s\n")), id_text(r->id, id), id);
	return buf_done(&b);
}
