/* What people send to records: field values, filters, page marks, search words, CSV and JSON. Whatever it is, it is
 * taken or refused with a sentence, never an error of the database; what is taken reads back as the same value. */
#include "support/record_school.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static struct here *h;

static void fine(enum code c, const struct err *e)
{
	if (c != OK && (e->text[0] == '\0' || (c != E_INPUT && c != E_DENIED && c != E_LIMIT && c != E_CONFLICT && c != E_NOTFOUND)))
		abort();
}

static void values(struct arena *a, struct str text)
{
	for (int i = 0; record_note.fields[i].name != NULL; i++) {
		struct val v, again;
		struct str why = {NULL, 0};
		const struct field *f = &record_note.fields[i];
		if (!value_parse(a, LANG_EN, f, text, &v, &why)) {
			if (why.n == 0)
				abort();
			continue;
		}
		if (f->type == F_TIME && v.type == 'i' && (v.as.i < -INT64_C(62135596800000000) || v.as.i > INT64_C(253402300799999999)))
			continue; /* years that RFC 3339 cannot write */
		struct val values[32] = {{0}};
		bool hidden[32] = {false};
		struct record r = {.type = &record_note, .values = values, .hidden = hidden};
		values[i] = v;
		if (!value_parse(a, LANG_EN, f, rec_show(a, &r, i), &again, &why) || !val_same(&v, &again))
			abort();
	}
}

static void lists(struct arena *a, struct str text)
{
	struct err e = {0};
	struct db *db;
	struct record_list l;
	struct search_hit *hits;
	size_t n;
	if (store_read(h->s, &db, &e) != OK)
		abort();
	struct str first = text, rest = text;
	first = str_cut(&rest, '\n');
	struct query q = {.sort = str_dupz(a, first), .after = rest};
	fine(record_find(db, a, &h->teacher, &record_note, &q, &l, &e), &e);
	q = (struct query){.after = text};
	fine(record_find(db, a, &h->teacher, &record_note, &q, &l, &e), &e);
	struct filter own = {str_dupz(a, first), text.n > 0 ? text.p[text.n - 1] : '=', rest};
	fine(record_find(db, a, &h->teacher, &record_note, &(struct query){.filters = &own, .n_filters = 1}, &l, &e), &e);
	for (const struct field *f = record_note.fields; f->name != NULL; f++) {
		struct filter by = {f->name, "=<>~"[text.n % 4], text};
		fine(record_find(db, a, &h->teacher, &record_note, &(struct query){.filters = &by, .n_filters = 1}, &l, &e), &e);
	}
	fine(record_search(db, a, &h->teacher, text, 5, &hits, &n, &e), &e);
	store_read_end(db);
}

static void files(struct arena *a, struct str text)
{
	struct err e = {0};
	struct csv_report rep;
	struct json *j;
	struct input *in;
	size_t n;
	fine(record_csv_import(h->s, a, &h->teacher, &record_note, text, true, &rep, &e), &e);
	if (json_parse(a, text, &j, &e) == OK)
		fine(record_input_json(a, &record_note, j, &in, &n, &e), &e);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	if (h == NULL) {
		void *state = NULL;
		if (school_setup(&state) != 0)
			abort();
		h = state;
		(void)note(h, "one");
		(void)note(h, "two");
	}
	if (size < 1 || size > 4096)
		return 0;
	struct arena *a = arena_new(0);
	if (!a) /* the fuzzer lets malloc fail when the machine is short of memory */
		return 0;
	struct str text = {(const char *)data + 1, size - 1};
	switch (data[0] % 3) {
	case 0: values(a, text); break;
	case 1: lists(a, text); break;
	default: files(a, text);
	}
	arena_free(a);
	return 0;
}
