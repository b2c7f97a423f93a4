#include "school/plan/needs.h"
#include "school/plan/of_record.h"

#include <math.h>
#include <string.h>

bool need_value_parse(enum need_term term, struct str text, struct need_value *out)
{
	const struct need_term_info *t = need_term_info(term);
	*out = (struct need_value){0};
	text = str_trim(text);
	if (!t)
		return false;
	switch (t->type) {
	case NEED_FLAG:
		return true;
	case NEED_NUMBER:
		return str_real(text, &out->number);
	case NEED_CHOICE:
	case NEED_TEXT:
	case NEED_COLOR:
	case NEED_LANG:
		out->text = text;
		return text.n > 0;
	case NEED_TIME:
		break;
	}
	if (str_ieqz(text, "unlimited")) {
		out->time = NEED_TIME_UNLIMITED;
		return true;
	}
	if (str_starts(text, "+")) {
		struct str rest = {text.p + 1, text.n - 1};
		out->time = NEED_TIME_MINUTES;
		return str_real(str_trim(str_cut(&rest, ' ')), &out->number) && out->number > 0;
	}
	out->time = NEED_TIME_MULTIPLIER;
	return str_real(text, &out->number) && out->number >= 1;
}

struct str need_value_text(struct arena *a, enum need_term term, struct need_value v)
{
	const struct need_term_info *t = need_term_info(term);
	if (!t || t->type == NEED_FLAG)
		return S("");
	if (t->type == NEED_NUMBER || (t->type == NEED_TIME && v.time == NEED_TIME_MULTIPLIER)) {
		struct buf b = buf_new(a, 64);
		buf_real(&b, v.number);
		return buf_done(&b);
	}
	if (t->type == NEED_TIME)
		return v.time == NEED_TIME_UNLIMITED ? S("unlimited") : str_fmt(a, "+%g minutes", v.number);
	return v.text;
}

unsigned need_constructs(struct str words)
{
	unsigned all = 0, one;
	while (words.n)
		if (need_construct_parse(str_trim(str_cut(&words, ' ')), &one))
			all |= one;
	return all;
}

static unsigned settings_of(struct str words)
{
	unsigned all = 0;
	while (words.n) {
		struct str w = str_cut(&words, ' ');
		all |= str_eqz(w, "instruction") ? 1u << NEED_INSTRUCTION : str_eqz(w, "classroomTest") ? 1u << NEED_CLASS_TEST
		       : str_eqz(w, "stateTest") ? 1u << NEED_STATE_TEST : 0;
	}
	return all;
}

static enum need_source source_of(struct str s)
{
	if (str_eqz(s, "iep"))
		return NEED_FROM_IEP;
	if (str_eqz(s, "504"))
		return NEED_FROM_504;
	if (str_eqz(s, "el"))
		return NEED_FROM_EL;
	if (str_eqz(s, "learner"))
		return NEED_FROM_LEARNER;
	if (str_eqz(s, "family"))
		return NEED_FROM_FAMILY;
	return NEED_FROM_SCHOOL;
}

static day_t day_or_open(struct str s)
{
	day_t d;
	return day_parse(s, &d) ? d : DAY_NONE;
}

struct lists {
	struct arena *a;
	struct need_line *lines;
	size_t n, cap;
	struct needs_unknown *unknown;
	size_t n_unknown, cap_unknown;
};

static void add(struct lists *l, struct need_line line, struct str term, struct str value, bool needs_value)
{
	struct str kept = str_dup(l->a, value);
	if (!need_term_parse(term, &line.term) || (needs_value && !need_value_parse(line.term, kept, &line.value))) {
		if (l->n_unknown == l->cap_unknown) {
			l->unknown = arena_grow(l->a, l->unknown, l->cap_unknown * sizeof(*l->unknown), (l->cap_unknown + 8) * sizeof(*l->unknown));
			l->cap_unknown += 8;
		}
		l->unknown[l->n_unknown++] = (struct needs_unknown){line.id, str_dup(l->a, term), kept};
		return;
	}
	if (l->n == l->cap) {
		l->lines = arena_grow(l->a, l->lines, l->cap * sizeof(*l->lines), (l->cap + 16) * sizeof(*l->lines));
		l->cap += 16;
	}
	if (!needs_value && need_term_info(line.term)->many)
		line.value.text = kept;
	l->lines[l->n++] = line;
}

static enum code plan_lines(struct db *db, struct lists *l, struct id learner, struct err *e)
{
	struct rows *r;
	enum code c = db_query(db, e, &r,
	                       "select l.id, l.source, l.kind, l.term, l.value, l.context, l.prohibited, l.begin_on, l.end_on, l.updated_at,"
	                       " (select count(*) from plan_line o where o.learner = l.learner and o.term = l.term and o.source in ('iep', '504', 'el') and coalesce(o.prohibited, 0) = 0"
	                       " and coalesce(o.begin_on, '0001-01-01') <= coalesce(l.end_on, '9999-12-31') and coalesce(o.end_on, '9999-12-31') >= coalesce(l.begin_on, '0001-01-01'))"
	                       " from plan_line l where l.learner = ?1 and l.term is not null and l.term <> '' order by l.id",
	                       "b", learner);
	if (c)
		return c;
	int got;
	while ((got = rows_next(r, e)) == 1) {
		struct str kind = rows_t(r, 2);
		bool prohibited = rows_i(r, 6) != 0;
		/* a personalized line is no more than a wish against what a plan of record gives, also when it was there first [R042] */
		enum need_set against = of_record(rows_t(r, 1)) || !rows_i(r, 10) ? NEED_PROHIBIT : NEED_OFF;
		struct need_line line = {
			.id = rows_id(r, 0), .source = source_of(rows_t(r, 1)), .set = prohibited ? against : NEED_ON,
			.kind = str_eqz(kind, "modification") ? NEED_MODIFICATION : str_eqz(kind, "accommodation") ? NEED_ACCOMMODATION : NEED_DESIGNATED,
			.optional = str_eqz(kind, "support"), .from = day_or_open(rows_t(r, 7)), .until = day_or_open(rows_t(r, 8)),
			.settings = settings_of(rows_t(r, 5)), .changed = rows_i(r, 9)};
		add(l, line, rows_t(r, 3), rows_t(r, 4), !prohibited);
	}
	rows_end(r);
	return got < 0 ? e->code : OK;
}

static enum code own_lines(struct db *db, struct lists *l, struct id learner, struct err *e)
{
	struct rows *r;
	enum code c = db_query(db, e, &r, "select id, source, term, value, is_on, updated_at from need where learner = ?1 order by id", "b", learner);
	if (c)
		return c;
	int got;
	while ((got = rows_next(r, e)) == 1) {
		bool on = rows_i(r, 4) != 0;
		struct need_line line = {.id = rows_id(r, 0), .source = source_of(rows_t(r, 1)), .set = on ? NEED_ON : NEED_OFF, .kind = NEED_UNIVERSAL,
		                         .optional = true, .from = DAY_NONE, .until = DAY_NONE, .changed = rows_i(r, 5)};
		add(l, line, rows_t(r, 2), rows_t(r, 3), on);
	}
	rows_end(r);
	return got < 0 ? e->code : OK;
}

enum code needs_lines(struct db *db, struct arena *a, struct id learner, struct need_line **lines, size_t *n, struct needs_unknown **unknown,
                      size_t *n_unknown, struct err *e)
{
	struct lists l = {.a = a};
	enum code c = plan_lines(db, &l, learner, e);
	if (!c)
		c = own_lines(db, &l, learner, e);
	*lines = l.lines;
	*n = l.n;
	if (unknown) {
		*unknown = l.unknown;
		*n_unknown = l.n_unknown;
	}
	return c;
}

enum code needs_load(struct db *db, struct arena *a, struct id learner, const struct need_context *context, const struct needs **out, struct err *e)
{
	struct need_line *lines;
	size_t n;
	enum code c = needs_lines(db, a, learner, &lines, &n, NULL, NULL, e);
	if (!c)
		*out = needs_resolve(a, lines, n, context);
	return c;
}

struct str needs_word_language(const struct needs *n)
{
	struct str own = needs_text(n, NEED_KEYWORD_TRANSLATION);
	return own.n ? own : needs_text(n, NEED_SECOND_LANGUAGE);
}

struct look needs_look(const struct needs *n)
{
	struct look l = {.size = 1, .spacing = "", .theme = "auto", .font = "andika"};
	double px = needs_number(n, NEED_FONT_SIZE, 18), zoom = needs_number(n, NEED_MAGNIFICATION, 1);
	px *= zoom > 1 ? zoom : 1;
	l.size = px >= 30 ? 4 : px >= 25 ? 3 : px >= 20 ? 2 : 1;
	double letter = needs_number(n, NEED_LETTER_SPACING, 0), word = needs_number(n, NEED_WORD_SPACING, 0), line = needs_number(n, NEED_LINE_HEIGHT, 1.5);
	double most = fmax(fmax(letter / 0.12, word / 0.16), (line - 1.5) / 0.5);
	l.spacing = most > 1.01 ? "wider" : most > 0.01 ? "wide" : "";
	struct str face = needs_text(n, NEED_FONT_FACE), ground = needs_text(n, NEED_BACKGROUND_COLOR);
	if (str_ieqz(face, "opendyslexic"))
		l.font = "opendyslexic";
	else if (str_ieqz(face, "noto") || str_ieqz(face, "sans-serif"))
		l.font = "noto";
	if (needs_on(n, NEED_INVERT_DISPLAY_POLARITY))
		l.theme = "dark";
	else if (ground.n)
		l.theme = "calm";
	l.more_contrast = needs_on(n, NEED_HIGH_CONTRAST);
	l.reduce_motion = needs_on(n, NEED_REDUCED_MOTION);
	l.step = needs_on(n, NEED_ONE_STEP_AT_A_TIME);
	l.line_reader = needs_on(n, NEED_LINE_READER);
	l.mask = needs_on(n, NEED_ANSWER_MASKING);
	l.spoken = needs_on(n, NEED_SPOKEN);
	l.speech_rate = needs_number(n, NEED_SPEECH_RATE, 0);
	l.one_column = needs_on(n, NEED_LAYOUT_SINGLE_COLUMN);
	l.wrap = needs_on(n, NEED_WRAPPING);
	l.captions = needs_on(n, NEED_CAPTIONS);
	l.reduce_motion = l.reduce_motion || needs_on(n, NEED_HAZARD_AVOIDANCE);
	const struct need *input = needs_find(n, NEED_INPUT, S("switch"));
	l.by_switch = input && input->set == NEED_ON;
	l.pitch = needs_number(n, NEED_SPEECH_PITCH, -1);
	l.volume = needs_number(n, NEED_SPEECH_VOLUME, -1);
	l.link_voice = needs_text(n, NEED_LINK_INDICATION);
	struct str scope = needs_text(n, NEED_MAGNIFICATION_SCOPE);
	l.px = px > 18 ? px : 0;
	l.pictures = zoom > 1 && !str_eqz(scope, "text") ? zoom : 0;
	if (str_eqz(scope, "non-text")) { /* letters stay, pictures grow */
		l.px = needs_number(n, NEED_FONT_SIZE, 0);
		l.size = l.px >= 30 ? 4 : l.px >= 25 ? 3 : l.px >= 20 ? 2 : 1;
	}
	l.letter = letter;
	l.word = word;
	l.line = line > 1.5 ? line : 0;
	l.ink = needs_text(n, NEED_FONT_COLOR);
	l.ground = str_ieqz(ground, "#f3ead7") ? S("") : ground;
	l.rule = needs_text(n, NEED_LINE_READER_COLOR);
	l.rest = (int)needs_number(n, NEED_BREAK_REMINDER, 0);
	l.language = needs_text(n, NEED_LANGUAGE_OF_INTERFACE);
	l.second_language = needs_text(n, NEED_SECOND_LANGUAGE);
	return l;
}

enum code need_set_own(struct db *db, struct arena *a, const struct viewer *v, struct id learner, enum need_term term, struct str value, bool on, struct err *e)
{
	const struct need_term_info *info = need_term_info(term);
	struct need_value parsed;
	if (!info)
		return err_set(e, E_BUG, "There is no such setting.");
	if (on && !need_value_parse(term, value, &parsed))
		return err_set(e, E_INPUT, "\"%.*s\" cannot be used for this setting.", S_ARG(value));
	struct rows *r;
	enum code c = db_query(db, e, &r, "select id, version from need where learner = ?1 and term = ?2 and source = 'learner' order by id limit 1", "bz", learner, info->name);
	if (c)
		return c;
	struct id id = ID_NIL;
	int64_t version = 0;
	int got = rows_next(r, e);
	if (got == 1) {
		id = rows_id(r, 0);
		version = rows_i(r, 1);
	}
	rows_end(r);
	if (got < 0)
		return e->code;
	const struct record_type *t = record_type_find(S("need"));
	struct input in[] = {{"value", value}, {"is_on", on ? S("1") : S("0")}, {"learner", id_str(a, learner)}, {"term", str_z(info->name)}, {"source", S("learner")}};
	return got == 1 ? record_update(db, a, v, t, id, version, in, 2, NULL, e) : record_create(db, a, v, t, ID_NIL, in, 5, &id, NULL, e);
}
