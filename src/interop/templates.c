#include "interop/template.h"

#include <string.h>

#define COLUMNS(...) (const struct sheet_column[]){LEARNER_COLUMNS, __VA_ARGS__, {0}}
#define TOLD(...) (const char *const[]){__VA_ARGS__, NULL}
/* What stands for the learner in a sample line: nobody has this number. */
#define SAMPLE "SAMPLE"
#define SAMPLE_LEARNER SAMPLE ",,,Sample,Learner,2016-01-31,"

/* ---- giving ---- */

void give(struct filling *f, const char *field, struct str text)
{
	if (text.n > 0 && f->n < TEMPLATE_INPUTS)
		f->in[f->n++] = (struct input){field, text};
}

void give_column(struct filling *f, const char *field, int column)
{
	int at = field_index(f->record.t, field);
	bool lines = at >= 0 && f->record.t->fields[at].type == F_LONG;
	give(f, field, import_clean(f->m->row, sheet_cell(&f->sheet, column), lines));
}

static struct str word_of(struct arena *a, const struct choice *choices, struct str text)
{
	struct str folded = str_fold(a, text);
	for (const struct choice *c = choices; c->value != NULL; c++) {
		if (str_eq(folded, str_fold(a, str_z(c->value))))
			return str_z(c->value);
		for (int l = 0; l < LANG_COUNT; l++)
			if (str_eq(folded, str_fold(a, str_z(tr((enum lang)l, c->label)))))
				return str_z(c->value);
	}
	return (struct str){0};
}

static void say_choices(struct filling *f, int column, const struct choice *choices, struct str text)
{
	struct buf b = buf_new(f->m->row, 2000);
	for (const struct choice *c = choices; c->value != NULL; c++)
		buf_fmt(&b, "%s%s", b.n > 0 ? ", " : "", c->value);
	sheet_refuse(&f->sheet, column, tr(f->m->o->lang, N_("\"%.*s\" is none of these: %.*s.")), (int)(text.n > 60 ? 60 : text.n), text.p, S_ARG(buf_done(&b)));
}

void give_choice(struct filling *f, const char *field, int column, bool many)
{
	const struct choice *choices = f->record.t->fields[field_index(f->record.t, field)].choices;
	struct str rest = sheet_cell(&f->sheet, column);
	struct buf b = buf_new(f->m->row, 2000);
	while (rest.n > 0) {
		struct str one = rest;
		if (many) {
			size_t i = 0;
			while (i < rest.n && rest.p[i] != ';' && rest.p[i] != ',')
				i++;
			one = (struct str){rest.p, i};
			rest = i < rest.n ? (struct str){rest.p + i + 1, rest.n - i - 1} : (struct str){0};
		} else {
			rest = (struct str){0};
		}
		one = str_trim(one);
		if (one.n == 0)
			continue;
		struct str word = word_of(f->m->row, choices, one);
		if (word.n == 0)
			say_choices(f, column, choices, one);
		buf_fmt(&b, "%s%.*s", b.n > 0 ? " " : "", S_ARG(word));
	}
	give(f, field, buf_done(&b));
}

void give_language(struct filling *f, const char *field, int column)
{
	static const struct { const char *name, *tag; } NAMES[] = {
		{"english", "en"}, {"spanish", "es"}, {"arabic", "ar"}, {"chinese", "zh-Hans"}, {"mandarin", "zh-Hans"}, {"vietnamese", "vi"}, {"somali", "so"},
		{"haitian creole", "ht"}, {"creole", "ht"}, {"french", "fr"}, {"portuguese", "pt"}, {"russian", "ru"}, {"ukrainian", "uk"}, {"tagalog", "tl"},
		{"korean", "ko"}, {"japanese", "ja"}, {"hindi", "hi"}, {"urdu", "ur"}, {"bengali", "bn"}, {"hmong", "hmn"}, {"swahili", "sw"}, {"amharic", "am"},
		{"dari", "prs"}, {"pashto", "ps"}, {"farsi", "fa"}, {"persian", "fa"}, {"burmese", "my"}, {"karen", "kar"}, {"nepali", "ne"}, {"german", "de"},
		{"italian", "it"}, {"polish", "pl"}, {"turkish", "tr"}, {"american sign language", "ase"}, {"asl", "ase"}};
	struct str t = sheet_cell(&f->sheet, column), folded = str_fold(f->m->row, t);
	for (size_t i = 0; i < sizeof NAMES / sizeof *NAMES; i++)
		if (str_eqz(folded, NAMES[i].name)) {
			give(f, field, str_z(NAMES[i].tag));
			return;
		}
	for (int l = 0; l < LANG_COUNT; l++)
		if (t.n > 0 && str_eq(folded, str_fold(f->m->row, str_z(LANGS[l].name)))) {
			give(f, field, str_z(LANGS[l].tag));
			return;
		}
	give(f, field, t); /* a tag, or refused by the record */
}

void give_day(struct filling *f, const char *field, int column)
{
	day_t d = sheet_day(&f->sheet, column);
	if (d != DAY_NONE)
		give(f, field, day_text(f->m->row, d));
}

void give_bool(struct filling *f, const char *field, int column)
{
	int b = sheet_bool(&f->sheet, column);
	if (b >= 0)
		give(f, field, b ? S("1") : S("0"));
}

uint64_t about_key(struct import *m, struct id a, struct id b, struct str word)
{
	unsigned char mem[32];
	memcpy(mem, a.b, 16);
	memcpy(mem + 16, b.b, 16);
	return keyed_hash(&m->key, mem, sizeof mem) ^ keyed_str(&m->key, word);
}

/* ---- programs ---- */

enum { P_PROGRAM = L_NEXT, P_CATEGORY, P_BEGIN, P_END, P_SOURCE };

static bool program_key(struct staged *s, const struct record *r, uint64_t *key)
{
	*key = about_key(s->m, rec_id(r, "learner"), ID_NIL, rec_t(r, "program"));
	return true;
}

static enum code program_row(struct filling *f, struct id learner, uint64_t *key, struct err *e)
{
	(void)e;
	give_choice(f, "program", P_PROGRAM, false);
	*key = about_key(f->m, learner, ID_NIL, f->n > 1 ? f->in[1].text : S(""));
	give_column(f, "category", P_CATEGORY);
	give_day(f, "begin_on", P_BEGIN);
	give_day(f, "end_on", P_END);
	give_column(f, "source", P_SOURCE);
	return OK;
}

/* ---- English levels ---- */

enum { E_TEST = L_NEXT, E_VERSION, E_ON, E_LISTENING, E_SPEAKING, E_READING, E_WRITING, E_OVERALL, E_SOURCE };

static bool english_key(struct staged *s, const struct record *r, uint64_t *key)
{
	*key = about_key(s->m, rec_id(r, "learner"), ID_NIL, str_fmt(s->m->row, "%.*s %.*s", S_ARG(rec_t(r, "test")), S_ARG(rec_t(r, "tested_on"))));
	return true;
}

static enum code english_row(struct filling *f, struct id learner, uint64_t *key, struct err *e)
{
	static const char *const DOMAINS[] = {"listening", "speaking", "reading", "writing", "overall"};
	(void)e;
	give_choice(f, "test", E_TEST, false);
	struct str test = f->n > 1 ? f->in[1].text : S("");
	day_t on = sheet_day(&f->sheet, E_ON);
	struct str day = on != DAY_NONE ? day_text(f->m->row, on) : S("");
	give(f, "tested_on", day);
	give_column(f, "test_version", E_VERSION);
	for (int i = 0; i < 5; i++)
		give_column(f, DOMAINS[i], E_LISTENING + i);
	give_column(f, "source", E_SOURCE);
	*key = about_key(f->m, learner, ID_NIL, str_fmt(f->m->row, "%.*s %.*s", S_ARG(test), S_ARG(day)));
	return OK;
}

/* ---- access at home ---- */

enum { H_DEVICE = L_NEXT, H_CONNECTION, H_HELP, H_PAPER, H_LIMIT, H_SOURCE };

static bool home_key(struct staged *s, const struct record *r, uint64_t *key)
{
	*key = about_key(s->m, rec_id(r, "learner"), ID_NIL, S("home"));
	return true;
}

static enum code home_row(struct filling *f, struct id learner, uint64_t *key, struct err *e)
{
	(void)e;
	give_choice(f, "device", H_DEVICE, false);
	give_choice(f, "connection", H_CONNECTION, false);
	give_column(f, "help_at_home", H_HELP);
	give_bool(f, "paper", H_PAPER);
	give_column(f, "screen_limit", H_LIMIT);
	give_column(f, "source", H_SOURCE);
	*key = about_key(f->m, learner, ID_NIL, S("home"));
	return OK;
}

/* ---- plans of record ---- */

enum { O_PLAN = L_NEXT, O_BEGIN, O_END, O_MET, O_EVALUATED, O_EMAIL, O_GIVEN, O_FAMILY, O_STRENGTHS, O_SHARE, O_REASON, O_REPORTS, O_TAKEN, O_TAKEN_ON };

static bool record_key(struct staged *s, const struct record *r, uint64_t *key)
{
	*key = about_key(s->m, rec_id(r, "learner"), ID_NIL, str_fmt(s->m->row, "%.*s %.*s", S_ARG(rec_t(r, "kind")), S_ARG(rec_t(r, "begin_on"))));
	return true;
}

/* The case manager: one who is here already, by e-mail address and names. */
static void give_manager(struct filling *f)
{
	bool many = false;
	struct str email = sheet_cell(&f->sheet, O_EMAIL);
	if (email.n == 0)
		return;
	struct id who = finder_adult(&f->finder, email, sheet_text(&f->sheet, O_GIVEN), sheet_text(&f->sheet, O_FAMILY), &many);
	if (id_nil(who))
		sheet_refuse(&f->sheet, O_EMAIL, "%s", many ? tr(f->m->o->lang, N_("More than one person here has this name and e-mail address."))
		                                            : tr(f->m->o->lang, N_("Nobody here has this e-mail address and these names. Leave it empty; the case manager can be named later.")));
	else
		give(f, "case_manager", id_str(f->m->row, who));
}

static enum code record_row(struct filling *f, struct id learner, uint64_t *key, struct err *e)
{
	(void)e;
	give_choice(f, "kind", O_PLAN, false);
	struct str kind = f->n > 1 ? f->in[1].text : S("");
	day_t begin = sheet_day(&f->sheet, O_BEGIN);
	struct str day = begin != DAY_NONE ? day_text(f->m->row, begin) : S("");
	give(f, "begin_on", day);
	give_day(f, "end_on", O_END);
	give_day(f, "met_on", O_MET);
	give_day(f, "evaluated_on", O_EVALUATED);
	give_manager(f);
	give_column(f, "strengths", O_STRENGTHS);
	give_column(f, "regular_share", O_SHARE);
	give_column(f, "share_reason", O_REASON);
	give_column(f, "reports", O_REPORTS);
	give_column(f, "taken_from", O_TAKEN);
	give_day(f, "taken_on", O_TAKEN_ON);
	*key = about_key(f->m, learner, ID_NIL, str_fmt(f->m->row, "%.*s %.*s", S_ARG(kind), S_ARG(day)));
	return OK;
}

static const struct template template_plans = {
	"plans", N_("IEP and 504 plans themselves: dates, case manager, share of the day in general classes"), TOLD("plan", "taken_on"), "plan_of_record",
	COLUMNS({"plan", SC_COLUMN | SC_FILLED}, {"begin_on", SC_COLUMN | SC_FILLED}, {"end_on", 0}, {"met_on", 0}, {"evaluated_on", 0}, {"manager_email", 0}, {"manager_given_name", 0},
	        {"manager_family_name", 0}, {"strengths", 0}, {"regular_share", 0}, {"share_reason", 0}, {"reports", 0}, {"taken_from", SC_COLUMN | SC_FILLED}, {"taken_on", SC_COLUMN | SC_FILLED}),
	SAMPLE_LEARNER "iep,2026-08-15,2027-08-14,2026-08-10,2025-03-01,,,,Tells stories,80,Reading in a small group,With every report card,IEP of 2026-08-15,2026-09-01", record_row, record_key};

static const struct template template_programs = {
	"programs", N_("What learners are entitled to: IEP, 504 plan, English learner, advanced, meals, newcomer"), TOLD("program"), "program",
	COLUMNS({"program", SC_COLUMN | SC_FILLED}, {"category", 0}, {"begin_on", 0}, {"end_on", 0}, {"source", 0}),
	SAMPLE_LEARNER "el,,2026-08-15,,Home language survey", program_row, program_key};
static const struct template template_english = {
	"english-levels", N_("Results of a test of English, by domain"), TOLD("tested_on"), "english_level",
	COLUMNS({"test", SC_COLUMN | SC_FILLED}, {"test_version", 0}, {"tested_on", SC_COLUMN | SC_FILLED}, {"listening", 0}, {"speaking", 0}, {"reading", 0},
	        {"writing", 0}, {"overall", 0}, {"source", 0}),
	SAMPLE_LEARNER "wida,2025-26,2026-02-10,3.5,3.1,2.8,2.6,2.8,Score report", english_row, english_key};
static const struct template template_home = {
	"home-access", N_("Device, connection and help at home"), TOLD("device", "connection"), "home_access",
	COLUMNS({"device", SC_COLUMN}, {"connection", SC_COLUMN}, {"help_at_home", 0}, {"paper", 0}, {"screen_limit", 0}, {"source", 0}),
	SAMPLE_LEARNER "shared,slow,\"Grandmother, in Spanish, after six\",yes,45,Family", home_row, home_key};

static const struct template *const KINDS[] = {&template_families, &template_plans, &template_supports, &template_english, &template_home, &template_programs, NULL};

const struct template_kind template_kinds[] = {
	{"families", N_("Guardians: relation, court restrictions, language, how to be reached")},
	{"supports", N_("Goals, accommodations and services of IEP, 504 and English-learner plans")},
	{"plans", N_("IEP and 504 plans themselves: dates, case manager, share of the day in general classes")},
	{"english-levels", N_("Results of a test of English, by domain")},
	{"home-access", N_("Device, connection and help at home")},
	{"programs", N_("What learners are entitled to: IEP, 504 plan, English learner, advanced, meals, newcomer")},
	{0}};

enum code template_csv(struct arena *a, struct str kind, enum lang lang, struct str *out, struct err *e)
{
	(void)lang; /* columns are called the same everywhere, so that files can be passed on */
	for (size_t i = 0; KINDS[i] != NULL; i++) {
		const struct template *t = KINDS[i];
		if (!str_eqz(kind, t->name))
			continue;
		struct buf b = buf_new(a, 8192);
		for (const struct sheet_column *c = t->columns; c->name != NULL; c++)
			buf_fmt(&b, "%s%s", c != t->columns ? "," : "", c->name);
		buf_fmt(&b, "\r\n%s\r\n", t->sample);
		*out = buf_done(&b);
		return OK;
	}
	return err_set(e, E_NOTFOUND, "There is no template \"%.*s\".", (int)(kind.n > 60 ? 60 : kind.n), kind.p);
}

/* ---- reading ---- */

static const struct template *kind_of(const struct csv_head *h)
{
	for (size_t i = 0; KINDS[i] != NULL; i++) {
		bool all = true;
		for (const char *const *c = KINDS[i]->told_by; *c != NULL; c++)
			all &= csv_col(h, *c) >= 0;
		if (all)
			return KINDS[i];
	}
	return NULL;
}

static enum code put_row(struct filling *f, struct id learner, struct err *e)
{
	uint64_t key = 0;
	bool made;
	struct problems problems;
	f->n = 0;
	give(f, "learner", id_str(f->m->row, learner));
	enum code c = f->kind->row(f, learner, &key, e);
	if (c != OK || f->sheet.bad)
		return c;
	struct slot *slot = keyed_put(&f->record.keys, key, &made);
	if (slot == NULL)
		return err_set(e, E_MEMORY, "There is no memory left for the import.");
	if (slot->flags & SLOT_ROW) {
		sheet_refuse(&f->sheet, -1, tr(f->m->o->lang, N_("Line %u says something about the same thing. One line for each.")), slot->line);
		return OK;
	}
	slot->flags |= SLOT_ROW;
	slot->line = (uint32_t)f->sheet.line;
	c = staged_input(&f->record, slot, f->in, f->n, &problems, e);
	import_refuse_problems(f->m, f->sheet.file, f->sheet.line, f->record.t, &problems);
	return c;
}

static enum code rows(struct filling *f, struct err *e)
{
	static const struct learner_columns AT = {L_IDENTIFIER, L_USERNAME, L_SOURCE, L_GIVEN, L_FAMILY, L_BIRTH};
	enum code c = OK;
	int got = 0;
	while (c == OK && (got = sheet_next(&f->sheet, e)) == 1) {
		arena_reset(f->m->row);
		if (str_eqz(sheet_cell(&f->sheet, L_IDENTIFIER), SAMPLE)) {
			import_note(f->m, tr(f->m->o->lang, N_("%.*s:%zu: the sample line was left out.")), S_ARG(f->sheet.file), f->sheet.line);
			continue;
		}
		struct id learner = finder_learner(&f->finder, &f->sheet, &AT);
		/* the rest is checked all the same, so that everything is said at once */
		c = put_row(f, learner, e);
	}
	return c == OK && got < 0 ? e->code : c;
}

static enum code one_file(struct filling *f, const char *path, struct err *e)
{
	struct csv_head h;
	struct err why = {0};
	bool good;
	const char *slash = strrchr(path, '/');
	struct str name = str_z(slash != NULL ? slash + 1 : path);
	FILE *in = fopen(path, "re");
	if (in == NULL)
		return err_set(e, E_NOTFOUND, "%s cannot be opened.", path);
	arena_reset(f->m->row);
	f->kind = csv_head_read(csv_file(f->m->row, in, 0, 0), f->m->row, &h, &why) == OK ? kind_of(&h) : NULL;
	if (f->kind == NULL) {
		(void)fclose(in);
		import_refuse(f->m, name, 1, S(""), "%s", why.code != OK ? why.text
		              : tr(f->m->o->lang, N_("The header tells no known kind. `trellis template` prints files to fill in: families, plans, supports, english-levels, home-access, programs.")));
		return OK;
	}
	int64_t size = fseek(in, 0, SEEK_END) == 0 ? (int64_t)ftell(in) : 0;
	rewind(in);
	f->sheet = (struct sheet){0};
	enum code c = sheet_stream(&f->sheet, f->m, in, size, name, f->kind->columns, &good, e);
	f->record = (struct staged){.key = f->kind->key, .arg = f};
	if (c == OK && good)
		c = staged_open(f->m, &f->record, f->kind->type, NULL, e);
	if (c == OK && good)
		c = rows(f, e);
	staged_close(&f->record);
	sheet_close(&f->sheet);
	return c;
}

enum code import_csv(struct import *m, struct err *e)
{
	struct filling *f = NEW(m->a, struct filling);
	f->m = m;
	m->r->what = S("CSV");
	enum code c = finder_open(&f->finder, m, e);
	if (c == OK)
		c = staged_open(m, &f->person, "person", NULL, e);
	for (size_t i = 0; i < m->o->n_paths && c == OK; i++)
		c = one_file(f, m->o->paths[i], e);
	staged_close(&f->person);
	finder_close(&f->finder);
	return c;
}
