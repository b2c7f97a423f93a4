#include "record/inside.h"

#include <string.h>

#define DICTIONARY_MOST (8u * 1024 * 1024)

static const struct {
	unsigned bit;
	const char *name;
} RELATIONS[] = {
	{REL_SELF, N_("the learner")}, {REL_FAMILY, N_("the family")}, {REL_TEACHER, N_("teachers of the learner")},
	{REL_CASE, N_("special educators of the learner")}, {REL_EL, N_("English-learner specialists of the learner")},
	{REL_ADVISER, N_("the learner's adviser")}, {REL_LEADER, N_("school leaders")}, {REL_DISTRICT, N_("district office")},
	{REL_PARTNER, N_("invited partners")}, {REL_ADMIN, N_("administrators")}, {REL_CLASSMATE, N_("classmates")},
	{REL_PUBLIC, N_("everybody")}, {REL_SIGNED_IN, N_("everybody signed in")},
};

static void who(struct buf *b, struct arena *a, enum lang lang, unsigned mask)
{
	struct str names[sizeof RELATIONS / sizeof *RELATIONS];
	size_t n = 0;
	for (size_t i = 0; i < sizeof RELATIONS / sizeof *RELATIONS; i++)
		if (mask & RELATIONS[i].bit)
			names[n++] = str_z(tr(lang, RELATIONS[i].name));
	if (n == 0)
		buf_z(b, tr(lang, N_("the program alone")));
	else
		buf_str(b, tr_list(a, lang, names, n));
}

static const char *kind(enum field_type t)
{
	switch (t) {
	case F_TEXT: return N_("one line of text");
	case F_LONG: return N_("paragraphs");
	case F_INT: return N_("whole number");
	case F_REAL: return N_("number");
	case F_BOOL: return N_("yes or no");
	case F_DATE: return N_("date");
	case F_TIME: return N_("date and time");
	case F_CHOICE: return N_("one choice");
	case F_CHOICES: return N_("several choices");
	case F_LANG: return N_("language");
	case F_REF: return N_("another record");
	case F_FILE: return N_("file");
	}
	return "";
}

/* A cell of a Markdown table. */
static void cell(struct buf *b, const char *s)
{
	for (; *s != '\0'; s++) {
		if (*s == '|')
			buf_byte(b, '\\');
		buf_byte(b, *s == '\n' ? ' ' : *s);
	}
}

static void choice_cell(struct buf *b, enum lang lang, const struct choice *c)
{
	for (size_t i = 0; c[i].value != NULL; i++) {
		buf_fmt(b, "%s`%s` ", i > 0 ? ", " : "", c[i].value);
		cell(b, tr(lang, c[i].label));
	}
}

static void marks(struct buf *b, enum lang lang, unsigned flags)
{
	static const struct { unsigned flag; const char *name; } MARKS[] = {
		{FF_REQUIRED, N_("required")}, {FF_UNIQUE, N_("unique")}, {FF_FIXED, N_("never changed")}, {FF_PROTECTED, N_("protected, reads are logged")},
		{FF_TRANSLATABLE, N_("translatable")}, {FF_SEARCH, N_("searched")}, {FF_NO_FORM, N_("set by the program")},
	};
	for (size_t i = 0; i < sizeof MARKS / sizeof *MARKS; i++)
		if (flags & MARKS[i].flag) {
			buf_z(b, "; ");
			buf_z(b, tr(lang, MARKS[i].name));
		}
}

static void field_row(struct buf *b, struct arena *a, enum lang lang, const struct record_type *t, const struct field *f)
{
	buf_fmt(b, "| `%s` | ", f->name);
	cell(b, tr(lang, f->label));
	if (f->help != NULL) {
		buf_z(b, ". ");
		cell(b, tr(lang, f->help));
	}
	buf_z(b, " | ");
	cell(b, tr(lang, kind(f->type)));
	if (f->ref != NULL)
		buf_fmt(b, ": [%s](#%s)", f->ref, f->ref);
	if (f->choices != NULL) {
		buf_z(b, ": ");
		choice_cell(b, lang, f->choices);
	}
	if (f->max > f->min && (f->type == F_INT || f->type == F_REAL))
		buf_fmt(b, " %lld–%lld", (long long)f->min, (long long)f->max);
	marks(b, lang, f->flags);
	buf_z(b, " | ");
	who(b, a, lang, f->see != 0 ? f->see : t->see);
	buf_z(b, " | ");
	if (t->append_only)
		buf_z(b, "–");
	else
		who(b, a, lang, f->edit != 0 ? f->edit : t->edit);
	buf_z(b, " |\n");
}

static void type_page(struct buf *b, struct arena *a, enum lang lang, const struct record_type *t)
{
	buf_fmt(b, "\n## %s\n\n", t->name);
	buf_fmt(b, "**%s.** ", tr(lang, t->label));
	if (t->help != NULL)
		buf_z(b, tr(lang, t->help));
	if (t->serves != NULL)
		buf_fmt(b, " (%s)", t->serves);
	buf_fmt(b, "\n\n- %s: ", tr(lang, N_("Seen by")));
	who(b, a, lang, t->see);
	buf_fmt(b, "\n- %s: ", tr(lang, N_("Added by")));
	who(b, a, lang, t->create);
	if (t->append_only) {
		buf_fmt(b, "\n- %s", tr(lang, N_("Never changed or removed; a correction is another record.")));
	} else {
		buf_fmt(b, "\n- %s: ", tr(lang, N_("Removed by")));
		who(b, a, lang, t->remove);
	}
	if (t->review_days > 0) {
		buf_fmt(b, "\n- ");
		buf_fmt(b, trn(lang, "Looked at again after %d day", "Looked at again after %d days", t->review_days), t->review_days);
	}
	for (const struct check *k = t->checks; k != NULL && k->fn != NULL; k++)
		buf_fmt(b, "\n- %s: %s", tr(lang, N_("Check")), k->name);
	if (t->states != NULL) {
		buf_fmt(b, "\n- %s: ", tr(lang, N_("States")));
		choice_cell(b, lang, t->states);
	}
	buf_fmt(b, "\n\n| %s | %s | %s | %s | %s |\n|---|---|---|---|---|\n", tr(lang, N_("Field")), tr(lang, N_("Meaning")), tr(lang, N_("Kind")),
	        tr(lang, N_("Seen by")), tr(lang, N_("Changed by")));
	for (const struct field *f = t->fields; f->name != NULL; f++)
		field_row(b, a, lang, t, f);
}

struct str record_dictionary(struct arena *a, enum lang lang)
{
	struct buf b = buf_new(a, DICTIONARY_MOST);
	buf_fmt(&b, "# %s\n\n%s\n", tr(lang, N_("Data dictionary")),
	        tr(lang, N_("Every kind of record, its fields, and who sees and changes them. Made from the declarations the program runs on.")));
	for (size_t i = 0; RECORD_TYPES[i] != NULL; i++)
		type_page(&b, a, lang, RECORD_TYPES[i]);
	return buf_done(&b);
}
