/* supports.c - accommodations and services of IEP, 504 and English-learner plans, by AfA terms or by the names people use. */
#include "interop/template.h"
#include "school/plan/need_words.h"
#include "school/plan/needs.h"

#include <string.h>

enum { S_PLAN = L_NEXT, S_KIND, S_SUPPORT, S_VALUE, S_TEXT, S_USED_IN, S_FREQUENCY, S_DURATION, S_LOCATION, S_MINUTES, S_ADULT, S_BEGIN, S_END, S_TAKEN,
	S_AREA, S_NOW, S_TO, S_STANDARD, S_UNIT, S_EVIDENCE };

/* What plans call it: the term, and the value when none is given. Folded: no accents, no case, words alone. */
static const struct {
	const char *name, *term, *value;
} NAMES[] = {
	{"extended time", "additional-testing-time", "1.5"}, {"extra time", "additional-testing-time", "1.5"}, {"additional time", "additional-testing-time", "1.5"},
	{"time and a half", "additional-testing-time", "1.5"}, {"double time", "additional-testing-time", "2"}, {"unlimited time", "additional-testing-time", "unlimited"},
	{"tiempo adicional", "additional-testing-time", "1.5"}, {"mas tiempo", "additional-testing-time", "1.5"},
	{"read aloud", "spoken", "computer-read-aloud"}, {"text to speech", "spoken", "computer-read-aloud"}, {"tts", "spoken", "computer-read-aloud"},
	{"lectura en voz alta", "spoken", "computer-read-aloud"}, {"screen reader", "spoken", "screen-reader"}, {"human reader", "human-reader", ""},
	{"reader", "human-reader", ""}, {"speech to text", "dictation", ""}, {"dictation", "dictation", ""}, {"scribe", "scribe", ""},
	{"word prediction", "word-prediction", ""}, {"prediccion de palabras", "word-prediction", ""},
	{"large print", "print-size", "18"}, {"letra grande", "print-size", "18"}, {"magnification", "magnification", "2"}, {"enlarged text", "text-appearance/font-size", "24"},
	{"high contrast", "high-contrast", ""}, {"reverse contrast", "invert-display-polarity", ""}, {"braille", "braille", "refreshable"},
	{"closed captions", "captions", ""}, {"captions", "captions", ""}, {"subtitles", "captions", ""}, {"transcript", "transcript", ""},
	{"sign language", "sign-language", "ase"}, {"asl", "sign-language", "ase"}, {"asl interpreter", "sign-language", "ase"},
	{"calculator", "calculator-on-screen", "standard"}, {"calculadora", "calculator-on-screen", "standard"}, {"spell checker", "spell-checker-on-screen", ""},
	{"spell check", "spell-checker-on-screen", ""}, {"dictionary", "dictionary-on-screen", ""}, {"bilingual dictionary", "keyword-translation", ""},
	{"word to word dictionary", "keyword-translation", ""}, {"bilingual glossary", "keyword-translation", ""}, {"glosario bilingue", "keyword-translation", ""},
	{"glossary", "glossary-on-screen", ""}, {"native language translation", "item-translation", ""}, {"translation", "item-translation", ""},
	{"simplified language", "simplified-language-portions", ""}, {"simplified english", "simplified-language-portions", ""}, {"linguistic support", "linguistic-guidance", ""},
	{"masking", "answer-masking", ""}, {"answer masking", "answer-masking", ""}, {"line reader", "line-reader", ""}, {"reading ruler", "line-reader", ""},
	{"graphic organizer", "visual-organizer-on-screen", ""}, {"organizador grafico", "visual-organizer-on-screen", ""}, {"note taking", "note-taking-on-screen", ""},
	{"copy of notes", "note-taking-on-screen", ""}, {"outliner", "outliner-on-screen", ""}, {"thesaurus", "thesaurus-on-screen", ""},
	{"frequent breaks", "environment", "breaks"}, {"breaks", "environment", "breaks"}, {"descansos frecuentes", "environment", "breaks"},
	{"small group", "environment", "small-group"}, {"small group testing", "environment", "small-group"}, {"grupo pequeno", "environment", "small-group"},
	{"separate setting", "environment", "separate-setting"}, {"separate room", "environment", "separate-setting"}, {"quiet room", "environment", "reduced-distraction"},
	{"reduced distractions", "environment", "reduced-distraction"}, {"preferential seating", "environment", "reduced-distraction"},
	{"special lighting", "environment", "special-lighting"}, {"adaptive furniture", "environment", "special-furniture"}, {"time of day", "environment", "time-of-day"},
	{"one step at a time", "one-step-at-a-time", ""}, {"chunking", "one-step-at-a-time", ""}, {"chunked assignments", "one-step-at-a-time", ""},
	{"picture support", "picture-support", ""}, {"visual supports", "picture-support", ""}, {"apoyo visual", "picture-support", ""},
	{"reduced motion", "reduced-motion", ""}, {"repeat directions", "additional-directions", ""}, {"clarify directions", "additional-directions", ""},
	{"directions repeated", "additional-directions", ""}, {"encouragement", "encouragement", ""}, {"peer support", "peer-interaction-on-screen", ""},
	{"manipulatives", "tactile", ""}, {"tactile graphics", "tactile", ""}, {"fewer items per page", "items-per-page", "3"}, {"extra answer space", "answer-space", "2"},
	{"switch access", "input-requirements", "switch"}, {"keyboard only", "input-requirements", "keyboard"}, {"voice control", "input-requirements", "voice"},
	{"shortened assignments", "shorter-work", "0.5"}, {"reduced assignments", "shorter-work", "0.5"}, {"fewer answer choices", "fewer-answer-choices", "3"},
};

/* Letters and digits of a name, folded, with single spaces. */
static struct str bare(struct arena *a, struct str name)
{
	struct str f = str_fold(a, name);
	char *p = arena_alloc(a, f.n + 1);
	size_t n = 0;
	for (size_t i = 0; i < f.n; i++) {
		char c = f.p[i];
		bool letter = (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || (unsigned char)c >= 128;
		if (letter)
			p[n++] = c;
		else if (n > 0 && p[n - 1] != ' ')
			p[n++] = ' ';
	}
	return str_trim((struct str){p, n});
}

static bool value_fits(enum need_term term, struct str text)
{
	const struct need_term_info *t = need_term_info(term);
	struct need_value v;
	if (!need_value_parse(term, text, &v))
		return false;
	if (t->type == NEED_NUMBER)
		return v.number >= t->min && v.number <= t->max;
	for (size_t i = 0; t->type == NEED_CHOICE && t->choices[i] != NULL; i++)
		if (str_eqz(v.text, t->choices[i]))
			return true;
	return t->type != NEED_CHOICE;
}

/* "150 %", "1.5x", "time and a half", "+20 min": as the term wants it. */
static struct str plain_value(struct arena *a, enum need_term term, struct str text)
{
	double n;
	struct str t = str_trim(text);
	if (need_term_info(term)->type != NEED_TIME || t.n == 0)
		return t;
	if (str_ends(t, "%") && str_real(str_trim((struct str){t.p, t.n - 1}), &n)) {
		struct buf b = buf_new(a, 40);
		buf_real(&b, n >= 100 ? n / 100 : 1 + n / 100);
		return buf_done(&b);
	}
	if ((str_ends(t, "x") || str_ends(t, "X")) && str_real(str_trim((struct str){t.p, t.n - 1}), &n))
		return str_trim((struct str){t.p, t.n - 1});
	struct str w = bare(a, t);
	return str_eqz(w, "time and a half") ? S("1.5") : str_eqz(w, "double") || str_eqz(w, "double time") ? S("2") : t;
}

static void say_value(struct filling *f, enum need_term term, struct str text)
{
	const struct need_term_info *t = need_term_info(term);
	struct buf b = buf_new(f->m->row, 600);
	enum lang lang = f->m->o->lang;
	for (size_t i = 0; t->type == NEED_CHOICE && t->choices[i] != NULL; i++)
		buf_fmt(&b, "%s%s", b.n > 0 ? ", " : "", t->choices[i]);
	if (t->type == NEED_NUMBER)
		buf_fmt(&b, tr(lang, N_("a number from %g to %g (%s)")), t->min, t->max, t->unit);
	if (t->type == NEED_TIME)
		buf_z(&b, tr(lang, N_("1.5 for half as much again, +20 for minutes, or unlimited")));
	if (t->type == NEED_LANG)
		buf_z(&b, tr(lang, N_("a language, like es")));
	if (t->type == NEED_COLOR)
		buf_z(&b, tr(lang, N_("a colour, like #f4efe0")));
	sheet_refuse(&f->sheet, S_VALUE, tr(lang, N_("\"%.*s\" is no value of %s. It wants: %.*s.")), (int)(text.n > 40 ? 40 : text.n), text.n > 0 ? text.p : "", t->name, S_ARG(buf_done(&b)));
}

static struct str language_tag(struct filling *f, struct str text)
{
	size_t before = f->n;
	struct str out = text;
	give_language(f, "value", S_VALUE);
	if (f->n > before)
		out = f->in[before].text;
	f->n = before;
	return out;
}

bool support_named(struct arena *a, struct str name, enum need_term *term, struct str *value)
{
	struct str words = bare(a, name);
	if (need_term_parse(name, term))
		return true;
	for (size_t i = 0; i < sizeof NAMES / sizeof *NAMES; i++)
		if (str_eqz(words, NAMES[i].name) && need_term_parse(str_z(NAMES[i].term), term)) {
			if (value->n == 0)
				*value = str_z(NAMES[i].value);
			return true;
		}
	/* an AfA term with spaces */
	for (int i = 0; i < NEED_TERMS; i++)
		if (str_eq(words, bare(a, str_z(need_term_info((enum need_term)i)->name)))) {
			*term = (enum need_term)i;
			return true;
		}
	return false;
}

static void give_support(struct filling *f)
{
	struct str name = sheet_cell(&f->sheet, S_SUPPORT), value = sheet_cell(&f->sheet, S_VALUE);
	enum need_term term = NEED_TERMS;
	if (name.n == 0)
		return;
	if (!support_named(f->m->row, name, &term, &value)) {
		sheet_refuse(&f->sheet, S_SUPPORT, tr(f->m->o->lang, N_("\"%.*s\" is no support that this program knows. Leave this cell empty and write it into text: people will see it.")),
		             (int)(name.n > 60 ? 60 : name.n), name.p);
		return;
	}
	value = plain_value(f->m->row, term, value);
	if (need_term_info(term)->type == NEED_LANG && sheet_cell(&f->sheet, S_VALUE).n > 0)
		value = language_tag(f, value);
	if (!value_fits(term, value))
		say_value(f, term, value);
	give(f, "term", str_z(need_term_info(term)->name));
	give(f, "value", value);
}

static bool support_key(struct staged *s, const struct record *r, uint64_t *key)
{
	struct str source = rec_t(r, "source"), what = rec_t(r, "term");
	/* what learner and adviser have planned is no business of this file */
	if (str_eqz(source, "plp"))
		return false;
	if (what.n > 0 && str_eqz(what, "environment"))
		what = str_fmt(s->m->row, "%.*s %.*s", S_ARG(what), S_ARG(rec_t(r, "value")));
	*key = about_key(s->m, rec_id(r, "learner"), ID_NIL,
	                 str_fmt(s->m->row, "%.*s\n%.*s\n%.*s", S_ARG(source), S_ARG(rec_t(r, "kind")), S_ARG(what.n > 0 ? what : rec_t(r, "text"))));
	return true;
}

static struct str given(const struct filling *f, const char *field)
{
	for (size_t i = 0; i < f->n; i++)
		if (strcmp(f->in[i].field, field) == 0)
			return f->in[i].text;
	return S("");
}

static enum code support_row(struct filling *f, struct id learner, uint64_t *key, struct err *e)
{
	enum lang lang = f->m->o->lang;
	(void)e;
	give_choice(f, "source", S_PLAN, false);
	if (str_eqz(given(f, "source"), "plp"))
		sheet_refuse(&f->sheet, S_PLAN, "%s", tr(lang, N_("This is for plans of record: iep, 504 or el.")));
	give_choice(f, "kind", S_KIND, false);
	give_support(f);
	struct str text = import_clean(f->m->row, sheet_cell(&f->sheet, S_TEXT), true);
	enum need_term named;
	if (text.n == 0 && need_term_parse(sheet_cell(&f->sheet, S_SUPPORT), &named))
		text = str_z(need_label(named)); /* a term of machines is no sentence */
	if (text.n == 0)
		text = sheet_cell(&f->sheet, S_SUPPORT); /* the name people use says it */
	if (text.n == 0)
		sheet_refuse(&f->sheet, S_TEXT, "%s", tr(lang, N_("Say in words what it is, or name a support.")));
	give(f, "text", text);
	give_choice(f, "context", S_USED_IN, true);
	give_column(f, "frequency", S_FREQUENCY);
	give_column(f, "duration", S_DURATION);
	give_column(f, "location", S_LOCATION);
	give_column(f, "minutes_week", S_MINUTES);
	give_column(f, "adult", S_ADULT);
	give_day(f, "begin_on", S_BEGIN);
	give_day(f, "end_on", S_END);
	give_column(f, "source_note", S_TAKEN);
	give_choice(f, "subject", S_AREA, false);
	give_column(f, "baseline", S_NOW);
	give_column(f, "target", S_TO);
	give_column(f, "grade_standard", S_STANDARD);
	give_column(f, "unit", S_UNIT);
	give_column(f, "evidence", S_EVIDENCE);
	struct str term = given(f, "term"), what = term.n > 0 ? term : text;
	if (str_eqz(term, "environment"))
		what = str_fmt(f->m->row, "%.*s %.*s", S_ARG(term), S_ARG(given(f, "value")));
	*key = about_key(f->m, learner, ID_NIL, str_fmt(f->m->row, "%.*s\n%.*s\n%.*s", S_ARG(given(f, "source")), S_ARG(given(f, "kind")), S_ARG(what)));
	return OK;
}

const struct template template_supports = {
	"supports", N_("Goals, accommodations and services of IEP, 504 and English-learner plans"), (const char *const[]){"plan", "support", NULL}, "plan_line",
	(const struct sheet_column[]){LEARNER_COLUMNS, {"plan", SC_COLUMN | SC_FILLED}, {"kind", SC_COLUMN | SC_FILLED}, {"support", SC_COLUMN}, {"value", 0}, {"text", 0},
		{"used_in", 0}, {"frequency", 0}, {"duration", 0}, {"location", 0}, {"minutes_week", 0}, {"adult", 0}, {"begin_on", 0}, {"end_on", 0}, {"taken_from", 0},
		{"area", 0}, {"level_now", 0}, {"level_to_reach", 0}, {"grade_standard", 0}, {"unit", 0}, {"measured_by", 0}, {0}},
	"SAMPLE,,,Sample,Learner,2016-01-31,iep,accommodation,Extended time,1.5,\"Half as much time again on tests\",classroomTest;stateTest,,,,,,2026-08-15,2027-08-14,\"IEP of 2026-08-15\",,,,,,",
	support_row, support_key};
