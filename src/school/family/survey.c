/* survey.c - what families believe about education, learning and technology, on a page and on paper [R251] [R274]. */
#include "record/setting.h"
#include "school/family/together.h"

#define ANSWERS_MOST 20000
#define LANGUAGES (LANG_COUNT + 1)

const struct choice SURVEY_ASKS[SURVEY_QUESTIONS + 1] = {
	{"own_way", N_("Children learn well when each may go their own way to the same goal.")},
	{"heard", N_("The school listens to us before it decides.")},
	{"screens", N_("Computers and tablets help my child to learn.")},
	{"at_home", N_("I know how to help my child at home.")},
	{"knows", N_("I know what personalized learning means.")},
	{NULL, NULL}};
const struct choice SURVEY_SAYS[4] = {{"yes", N_("Yes")}, {"partly", N_("Partly")}, {"no", N_("No")}, {NULL, NULL}};

#define ASK(name, words) {name, words, NULL, F_CHOICE, 0, .choices = SURVEY_SAYS}

RECORD(belief_answer) = {
	.name = "belief_answer", .table = "belief_answer", .label = N_("Answer to the survey of families"), .plural = N_("Answers to the survey of families"),
	.help = N_("Counted in groups that are large enough. Nobody at school reads a single answer with its name."), .serves = "R251 R274", .scope = SCOPE_ORG,
	.see = REL_SYSTEM, .edit = REL_SYSTEM, .create = REL_SYSTEM, .remove = REL_SYSTEM,
	.fields = FIELDS(
		{"survey", N_("Survey"), NULL, F_TEXT, FF_REQUIRED | FF_LIST | FF_FILTER | FF_FIXED},
		{"person", N_("Answered by"), NULL, F_REF, FF_FILTER | FF_FIXED | FF_NO_FORM, .ref = "person"},
		{"on_paper", N_("On paper"), NULL, F_BOOL, FF_LIST},
		{"language", N_("Language"), NULL, F_LANG, FF_LIST, .initial = "en"},
		{"disability", N_("A child has an IEP or 504 plan"), NULL, F_BOOL, FF_LIST},
		{"english", N_("A child learns English"), NULL, F_BOOL, FF_LIST},
		ASK("own_way", N_("Children learn well when each may go their own way to the same goal.")),
		ASK("heard", N_("The school listens to us before it decides.")),
		ASK("screens", N_("Computers and tablets help my child to learn.")),
		ASK("at_home", N_("I know how to help my child at home.")),
		ASK("knows", N_("I know what personalized learning means.")),
		{"words", N_("In your own words"), NULL, F_LONG, 0, .max = 2000}),
	.title_field = "survey", .order = "-created_at"};

enum code survey_round(struct db *db, struct arena *a, struct str *out, struct err *e)
{
	enum code c = setting_text(db, a, "family.survey", out, e);
	*out = c ? S("") : str_trim(*out);
	return c;
}

enum code survey_rounds(struct db *db, struct arena *a, struct str **out, size_t *n, struct err *e)
{
	struct rows *r;
	*n = 0;
	*out = NEW_ARRAY(a, struct str, 20);
	enum code c = db_query(db, e, &r, "select survey, max(created_at) from belief_answer where district = ?1 group by survey order by 2 desc limit 20", "d");
	if (c)
		return c;
	int got;
	while ((got = rows_next(r, e)) == 1 && *n < 20)
		(*out)[(*n)++] = str_dup(a, rows_t(r, 0));
	rows_end(r);
	return got < 0 ? e->code : OK;
}

/* Of the children whom this adult may see: does one have such a program? */
static enum code child_with(struct db *db, struct arena *a, struct id adult, day_t today, const char *one, const char *other, int64_t *out, struct err *e)
{
	return db_int(db, e, out, "select count(*) from relation x join program p on p.learner = x.learner where x.viewer = ?1 and x.rel = 2 and p.program in (?2, ?3) and coalesce(p.end_on, '9999-12-31') >= ?4"
	              " and coalesce(x.begin_on, '0001-01-01') <= ?4 and coalesce(x.end_on, '9999-12-31') >= ?4",
	              "bzzt", adult, one, other, day_text(a, today));
}

enum code survey_keep(struct db *db, struct arena *a, const struct viewer *v, struct id person, const struct input *in, size_t n, struct err *e)
{
	const struct record_type *t = record_type_find(S("belief_answer"));
	struct input all[16];
	struct viewer system = {.hats = REL_SYSTEM, .lang = v->lang, .today = v->today}; /* not under the name of who answers */
	struct str round;
	struct id id = ID_NIL, made;
	int64_t version = 0, disability = 0, english = 0;
	size_t m = 0;
	bool any = false;
	enum code c = survey_round(db, a, &round, e);
	if (!c && !round.n)
		c = err_set(e, E_INPUT, "No survey is open now.");
	for (size_t i = 0; i < n; i++)
		any = any || (str_trim(in[i].text).n && !str_eqz(str_z(in[i].field), "language"));
	if (!c && !any)
		c = err_set(e, E_INPUT, "Answer one question at least. You may leave out the others.");
	if (c)
		return c;
	if (!id_nil(person)) {
		struct rows *r;
		c = child_with(db, a, person, v->today, "iep", "504", &disability, e);
		if (!c)
			c = child_with(db, a, person, v->today, "el", "el", &english, e);
		if (!c)
			c = db_query(db, e, &r, "select id, version from belief_answer where survey = ?1 and person = ?2", "tb", round, person);
		if (c)
			return c;
		if (rows_next(r, e) == 1) {
			id = rows_id(r, 0);
			version = rows_i(r, 1);
		}
		rows_end(r);
		all[m++] = (struct input){"disability", disability ? S("1") : S("0")};
		all[m++] = (struct input){"english", english ? S("1") : S("0")};
	}
	for (size_t i = 0; i < n && m < 12; i++)
		all[m++] = in[i];
	if (!id_nil(id))
		return record_update(db, a, &system, t, id, version, all, m, NULL, e);
	all[m++] = (struct input){"survey", round};
	all[m++] = (struct input){"on_paper", id_nil(person) ? S("1") : S("0")};
	if (!id_nil(person))
		all[m++] = (struct input){"person", id_str(a, person)};
	return record_create(db, a, &system, t, ID_NIL, all, m, &made, NULL, e);
}

/* ---- what came of it ---- */

struct said { bool disability, english; uint16_t language; int yes[SURVEY_QUESTIONS]; }; /* 1 yes, 0 partly or no, -1 left out */

static enum code read_all(struct db *db, struct arena *a, struct survey_result *out, struct said **list, struct err *e)
{
	struct rows *r;
	size_t cap = 0;
	*list = NULL;
	out->words = NEW_ARRAY(a, struct str, 200);
	enum code c = db_query(db, e, &r,
	                       "select coalesce(disability, 0), coalesce(english, 0), coalesce(language, 'en'), coalesce(on_paper, 0), coalesce(own_way, ''), coalesce(heard, ''), coalesce(screens, ''),"
	                       " coalesce(at_home, ''), coalesce(knows, ''), coalesce(words, '') from belief_answer where district = ?1 and survey = ?2 order by words, id limit 20000",
	                       "dt", out->round);
	if (c)
		return c;
	int got;
	while ((got = rows_next(r, e)) == 1) {
		enum lang lang;
		if (out->answers == cap) {
			*list = arena_grow(a, *list, cap * sizeof **list, (cap + 256) * sizeof **list);
			cap += 256;
		}
		struct said *x = &(*list)[out->answers++];
		*x = (struct said){.disability = rows_i(r, 0) > 0, .english = rows_i(r, 1) > 0, .language = lang_parse(rows_t(r, 2), &lang) ? (uint16_t)lang : LANG_COUNT};
		out->paper += rows_i(r, 3) > 0;
		for (int q = 0; q < SURVEY_QUESTIONS; q++)
			x->yes[q] = !rows_t(r, 4 + q).n ? -1 : str_eqz(rows_t(r, 4 + q), "yes");
		if (rows_t(r, 9).n && out->n_words < 200)
			out->words[out->n_words++] = str_dup(a, rows_t(r, 9));
	}
	rows_end(r);
	return got < 0 ? e->code : OK;
}

enum code survey_result(struct db *db, struct arena *a, enum lang lang, struct str round, struct survey_result *out, struct err *e)
{
	struct equity_policy policy = equity_policy_default();
	static const uint16_t dims[] = {2, 2, LANGUAGES};
	static const unsigned tables[] = {0, 1, 2, 4};
	uint16_t values[5 + LANGUAGES][EQUITY_DIMS];
	bool spoken[LANGUAGES] = {false};
	struct said *list;
	*out = (struct survey_result){.round = round};
	enum code c = read_all(db, a, out, &list, e);
	if (c)
		return c;
	out->totals = (int64_t)out->answers >= policy.min_n;
	if (!out->totals)
		out->n_words = 0;
	static const struct { const char *label; int dim; uint16_t value; } fixed[] = {
		{N_("All who answered"), -1, 0}, {N_("A child has a disability (IEP or 504)"), 0, 1}, {N_("No child has one"), 0, 0},
		{N_("A child is learning English"), 1, 1}, {N_("No child is learning English"), 1, 0}};
	out->rows = NEW_ARRAY(a, struct survey_row, 5 + LANGUAGES);
	for (size_t i = 0; i < out->answers; i++)
		spoken[list[i].language] = true;
	for (int i = 0; i < 5 + LANGUAGES; i++) {
		for (int d = 0; d < EQUITY_DIMS; d++)
			values[out->n][d] = EQUITY_ALL;
		if (i < 5) {
			out->rows[out->n].label = fixed[i].label;
			if (fixed[i].dim >= 0)
				values[out->n][fixed[i].dim] = fixed[i].value;
		} else if (spoken[i - 5]) {
			values[out->n][2] = (uint16_t)(i - 5);
			out->rows[out->n].name = i - 5 < LANG_COUNT ? tr_language_name(a, lang, str_z(LANGS[i - 5].tag)) : str_z(tr(lang, N_("Another language")));
		} else {
			continue;
		}
		out->n++;
	}
	struct equity_row *rows = NEW_ARRAY(a, struct equity_row, out->answers + 1);
	for (int q = 0; q < SURVEY_QUESTIONS && !c; q++) {
		struct equity_release *release;
		size_t hidden, n = 0;
		for (size_t i = 0; i < out->answers; i++)
			if (list[i].yes[q] >= 0)
				rows[n++] = (struct equity_row){.value = {list[i].disability, list[i].english, list[i].language}, .has = list[i].yes[q] > 0};
		c = equity_release_new(a, dims, 3, tables, sizeof tables / sizeof *tables, rows, n, &policy, &release, e);
		if (c)
			break;
		equity_cells(release, &hidden);
		out->hidden += hidden;
		for (size_t i = 0; i < out->n; i++)
			out->rows[i].cell[q] = equity_public_cell(release, values[i]);
	}
	return c;
}
