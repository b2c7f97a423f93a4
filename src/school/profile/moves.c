#include "school/profile/moves.h"
#include "record/setting.h"
#include "school/plan/need_words.h"

#include <string.h>

SETTINGS(moves) = {
	{.key = "moves.young", .label = N_("Below this age the family decides what of a profile moves on"),
	 .help = N_("The child is asked first, and the answer is kept. From this age on learner and family both agree. The school's own choice; change it with the law of your state."),
	 .type = SET_INT, .initial = "10", .min = 0, .max = 18, .serves = "R037"},
	{.key = "moves.of_age", .label = N_("From this age the learner alone decides what of a profile moves on"),
	 .help = N_("18 by 34 CFR 99.3 and 99.5, as they stood in November 2026."), .type = SET_INT, .initial = "18", .min = 14, .max = 21, .serves = "R037"},
	{.key = "moves.weeks", .label = N_("Weeks before the last day of school in which pages recall what waits"),
	 .help = N_("Class pages, conferences and families' pages say then whose profile nobody has decided about. 0: never."),
	 .type = SET_INT, .initial = "8", .min = 0, .max = 40, .serves = "R037"},
	SETTINGS_END};

static const struct choice parts[] = {
	{"know", N_("What I want my teachers to know")}, {"strengths", N_("What goes well")}, {"interests", N_("What I like and what I am like")},
	{"hopes", N_("What I hope for")}, {"goals", N_("My goals")}, {"work", N_("How I work best")}, {"helps", N_("What is hard and what helps")},
	{"languages", N_("Languages I speak, read or sign")}, {"culture", N_("My culture, who I am, and knowledge from home")}, {"settings", N_("My settings, and what helped")},
	{"areas", N_("Each area by itself")}, {NULL, NULL}};
static const struct choice answers[] = {{"yes", N_("Moves on")}, {"no", N_("Stays here")}, {NULL, NULL}};
static const struct choice rules[] = {{"family", N_("The family, the child is asked")}, {"both", N_("Learner and family together")}, {"learner", N_("The learner alone")}, {NULL, NULL}};
static const struct choice states[] = {
	{"offered", N_("Waits for an answer")}, {"approved", N_("Moves on")}, {"kept", N_("Stays here")}, {"withdrawn", N_("Taken back before anybody read it")},
	{"closed", N_("Closed after it was read")}, {NULL, NULL}};

/* What the answers come to under a rule. seen: somebody at school has read it. */
static const char *comes_to(struct str rule, struct str learner, struct str family, struct str was, bool seen)
{
	bool no = str_eqz(learner, "no") || str_eqz(family, "no"), yes;
	if (str_eqz(rule, "family"))
		no = str_eqz(family, "no");
	yes = str_eqz(rule, "family")    ? str_eqz(family, "yes") && learner.n
	      : str_eqz(rule, "learner") ? str_eqz(learner, "yes")
	                                 : str_eqz(learner, "yes") && str_eqz(family, "yes");
	bool had = str_eqz(was, "approved") || str_eqz(was, "withdrawn") || str_eqz(was, "closed");
	if (no)
		return had && seen ? "closed" : had ? "withdrawn" : "kept";
	return yes ? "approved" : "offered";
}

/* Nothing moves without approval, whoever asks and by whichever way. */
static enum code as_they_said(const struct change *c, struct err *e)
{
	if (!c->now)
		return OK;
	struct str state = c->now->state, learner = rec_t(c->now, "learner_says"), family = rec_t(c->now, "family_says"), rule = rec_t(c->now, "decides");
	bool seen = !rec_null(c->now, "seen_at");
	bool family_has = str_eqz(rule, "family") ? learner.n > 0 && str_eqz(family, "yes") : str_eqz(family, "yes");
	bool enough = str_eqz(rule, "learner") ? str_eqz(learner, "yes") : str_eqz(rule, "family") ? family_has : family_has && str_eqz(learner, "yes");
	if (str_eqz(state, "approved") && !enough)
		return err_set(e, E_INPUT, "This part moves on when those who decide have said yes. Somebody has not answered yet.");
	if (str_eqz(state, "withdrawn") && seen)
		return err_set(e, E_INPUT, "Somebody has read this part already, so it cannot be taken back as if nobody had. It can be closed.");
	if (!c->old || (c->rel & REL_SYSTEM))
		return OK;
	bool was_learner = !str_eq(rec_t(c->old, "learner_says"), learner), was_family = !str_eq(rec_t(c->old, "family_says"), family);
	if (was_learner && learner.n && !(c->rel & REL_SELF) && !(str_eqz(rule, "family") && c->rel & REL_FAMILY))
		return err_set(e, E_DENIED, "The learner answers this alone.");
	if (was_family && family.n && !(c->rel & REL_FAMILY))
		return err_set(e, E_DENIED, "The family answers this.");
	return OK;
}

RECORD(profile_move) = {
	.name = "profile_move", .table = "profile_move", .label = N_("Part of a profile that moves on"), .plural = N_("Parts of profiles that move on"),
	.help = N_("What learner and family let next year's teacher read: who said so, when, and who has read it."), .serves = "R037",
	.scope = SCOPE_LEARNER, .about = "learner", .see = REL_HOME | REL_TEAM | REL_LEADER, .edit = REL_HOME, .create = REL_HOME, .remove = 0,
	.fields = FIELDS(
		{"learner", N_("Learner"), NULL, F_REF, FF_REQUIRED | FF_LIST | FF_FILTER | FF_FIXED, .ref = "person"},
		{"year", N_("Into the school year that begins in"), NULL, F_INT, FF_REQUIRED | FF_LIST | FF_FILTER | FF_FIXED | FF_NO_FORM, .min = 2000, .max = 2200},
		{"part", N_("Part"), NULL, F_CHOICE, FF_REQUIRED | FF_LIST | FF_FILTER | FF_FIXED | FF_NO_FORM, .choices = parts},
		{"words", N_("The words that were approved"), NULL, F_LONG, FF_NO_FORM, .see = REL_HOME, .max = 60000},
		{"decides", N_("Who decides"), NULL, F_CHOICE, FF_REQUIRED | FF_LIST | FF_NO_FORM, .choices = rules},
		{"learner_says", N_("The learner says"), NULL, F_CHOICE, FF_LIST | FF_NO_FORM, .choices = answers},
		{"learner_by", N_("Noted by"), NULL, F_REF, FF_NO_FORM, .ref = "person"},
		{"learner_at", N_("Said on"), NULL, F_TIME, FF_NO_FORM},
		{"family_says", N_("The family says"), NULL, F_CHOICE, FF_LIST | FF_NO_FORM, .choices = answers},
		{"family_by", N_("Adult of the family"), NULL, F_REF, FF_NO_FORM, .ref = "person"},
		{"family_at", N_("Said by the family on"), NULL, F_TIME, FF_NO_FORM},
		{"seen_by", N_("First read by"), NULL, F_REF, FF_NO_FORM, .ref = "person"},
		{"seen_at", N_("First read on"), NULL, F_TIME, FF_LIST | FF_NO_FORM}),
	.states = states,
	.moves = MOVES({NULL, "offered", N_("Ask again"), REL_HOME}, {NULL, "approved", N_("Let it move on"), REL_HOME}, {NULL, "kept", N_("Keep it here"), REL_HOME},
		{"approved", "withdrawn", N_("Take it back"), REL_HOME}, {"approved", "closed", N_("Close it"), REL_HOME}),
	.checks = CHECKS({"nothing moves without approval [R037]", as_they_said}),
	.title_field = "part", .order = "part"};

/* ---- the words of the parts ---- */

/* A line is "name: words"; further lines of the words begin with a tab. */
static void line_put(struct buf *b, const char *name, struct str more, struct str text)
{
	text = str_trim(text);
	if (!text.n)
		return;
	buf_fmt(b, "%s%.*s: ", name, S_ARG(more));
	for (size_t i = 0; i < text.n; i++) {
		if (text.p[i] == '\r')
			continue;
		buf_byte(b, text.p[i]);
		if (text.p[i] == '\n')
			buf_byte(b, '\t');
	}
	buf_byte(b, '\n');
}

static const struct record_type *profile_type(void)
{
	return record_type_find(S("profile"));
}

/* The label and the words of one line as a reader meets them. */
static struct move_line line_read(struct arena *a, enum lang lang, struct str name, struct str text)
{
	struct move_line l = {{0}, text};
	if (str_starts(name, "goal.")) {
		l.label = str_z(str_eqz(name, "goal.text") ? tr(lang, N_("My goal")) : tr(lang, N_("Next step")));
	} else if (str_starts(name, "need.")) {
		struct str term = {name.p + 5, name.n - 5};
		for (const struct choice *c = NEED_CHOICES; c->value; c++)
			if (str_eqz(term, c->value))
				l.label = str_z(tr(lang, c->label));
		struct str all = need_words(a, lang, term, str_eqz(text, "-") ? S("") : text);
		size_t skip = l.label.n + 2;
		l.text = all.n > skip && str_starts(all, str_dupz(a, l.label)) ? (struct str){all.p + skip, all.n - skip} : str_z(tr(lang, N_("on")));
	} else if (str_starts(name, "helped.")) {
		l.label = str_z(tr(lang, N_("What helped")));
	} else if (str_starts(name, "area.") || str_starts(name, "next.")) {
		const struct record_type *t = record_type_find(S("profile_domain"));
		const char *area = choice_label(t->fields[field_index(t, "domain")].choices, (struct str){name.p + 5, name.n - 5});
		l.label = name.p[0] == 'a' ? str_z(tr(lang, area)) : str_fmt(a, tr(lang, N_("%s: what comes next")), tr(lang, area));
	} else {
		const struct record_type *t = profile_type();
		int at = field_index(t, str_dupz(a, name));
		const struct field *f = at < 0 ? NULL : &t->fields[at];
		l.label = f ? str_z(tr(lang, f->label)) : name;
		if (f && f->choices) {
			struct str names[16];
			size_t n = 0;
			for (struct str rest = text; rest.n && n < 16;) {
				const char *label = choice_label(f->choices, str_cut(&rest, ' '));
				if (*label)
					names[n++] = str_z(tr(lang, label));
			}
			l.text = tr_list(a, lang, names, n);
		}
	}
	return l;
}

static void lines_read(struct arena *a, enum lang lang, struct str words, struct move_line **out, size_t *n)
{
	size_t cap = 1;
	for (size_t i = 0; i < words.n; i++)
		cap += words.p[i] == '\n';
	*out = NEW_ARRAY(a, struct move_line, cap);
	*n = 0;
	while (words.n) {
		struct str line = str_cut(&words, '\n'), name = str_cut(&line, ':');
		struct buf text = buf_new(a, 60000);
		buf_str(&text, str_trim(line));
		while (words.n && words.p[0] == '\t') {
			words = (struct str){words.p + 1, words.n - 1};
			buf_byte(&text, '\n');
			buf_str(&text, str_cut(&words, '\n'));
		}
		(*out)[(*n)++] = line_read(a, lang, name, buf_done(&text));
	}
}

static const struct { const char *part, *fields[4]; } of_profile[] = {
	{"know", {"teachers_know"}}, {"strengths", {"strengths", "achievements"}}, {"interests", {"interests", "personality"}}, {"hopes", {"aspirations", "careers"}},
	{"work", {"work_ways", "best_time", "workspace"}}, {"helps", {"needs", "skills"}}, {"languages", {"languages"}}, {"culture", {"culture", "identity"}}};

/* The school keeps these for the learner: read whole here, and shown only to those of moves.h. */
static enum code words_profile(struct db *db, struct arena *a, struct id learner, struct buf *all, struct err *e)
{
	struct viewer v = {.hats = REL_SYSTEM};
	struct filter of = {"learner", '=', id_str(a, learner)};
	struct record_list l;
	enum code c = record_find(db, a, &v, profile_type(), &(struct query){.filters = &of, .n_filters = 1, .sort = "created_at"}, &l, e);
	if (c || !l.n)
		return c;
	for (size_t i = 0; i < sizeof of_profile / sizeof *of_profile; i++)
		for (int p = 0; p < MOVES_PARTS; p++)
			for (int f = 0; strcmp(parts[p].value, of_profile[i].part) == 0 && f < 4 && of_profile[i].fields[f]; f++)
				line_put(&all[p], of_profile[i].fields[f], S(""), rec_t(&l.items[0], of_profile[i].fields[f]));
	return OK;
}

static struct buf *part_buf(struct buf *all, const char *key)
{
	int p = 0;
	while (strcmp(parts[p].value, key) != 0)
		p++;
	return &all[p];
}

static enum code words_around(struct db *db, struct id learner, struct buf *all, struct err *e)
{
	struct rows *r;
	int got;
	enum code c = db_query(db, e, &r, "select text, next_step from goal where learner = ?1 and state = 'active' order by created_at, id limit 20", "b", learner);
	if (c)
		return c;
	while ((got = rows_next(r, e)) == 1) {
		line_put(part_buf(all, "goals"), "goal.text", S(""), rows_t(r, 0));
		line_put(part_buf(all, "goals"), "goal.next", S(""), rows_t(r, 1));
	}
	rows_end(r);
	c = got < 0 ? e->code : db_query(db, e, &r, "select term, coalesce(nullif(value, ''), '-'), coalesce(what_helped, '') from need where learner = ?1 and is_on = 1 order by term, id limit 60", "b", learner);
	if (c)
		return c;
	while ((got = rows_next(r, e)) == 1) {
		line_put(part_buf(all, "settings"), "need.", rows_t(r, 0), rows_t(r, 1));
		line_put(part_buf(all, "settings"), "helped.", rows_t(r, 0), rows_t(r, 2));
	}
	rows_end(r);
	c = got < 0 ? e->code : db_query(db, e, &r, "select domain, now, coalesce(next, '') from profile_domain where learner = ?1 order by domain, id limit 40", "b", learner);
	if (c)
		return c;
	while ((got = rows_next(r, e)) == 1) {
		line_put(part_buf(all, "areas"), "area.", rows_t(r, 0), rows_t(r, 1));
		line_put(part_buf(all, "areas"), "next.", rows_t(r, 0), rows_t(r, 2));
	}
	rows_end(r);
	return got < 0 ? e->code : OK;
}

static enum code words_all(struct db *db, struct arena *a, struct id learner, struct str *out, struct err *e)
{
	struct buf all[MOVES_PARTS];
	for (int p = 0; p < MOVES_PARTS; p++)
		all[p] = buf_new(a, 60000);
	enum code c = words_profile(db, a, learner, all, e);
	if (!c)
		c = words_around(db, learner, all, e);
	for (int p = 0; p < MOVES_PARTS && !c; p++)
		out[p] = str_trim(buf_done(&all[p])); /* as a record keeps it */
	return c;
}

struct str moves_mark(struct arena *a, struct str words)
{
	uint64_t h = 1469598103934665603u; /* FNV-1a: to tell versions of a text apart, not to keep it safe */
	for (size_t i = 0; i < words.n; i++)
		h = (h ^ (unsigned char)words.p[i]) * 1099511628211u;
	return str_fmt(a, "%016llx", (unsigned long long)h);
}

/* ---- the year and the rule ---- */

/* The school year of today, or in the holidays the last one; without any in the roster, the calendar's own. */
static enum code year_of(struct db *db, struct arena *a, day_t today, struct moves *out, struct err *e)
{
	struct rows *r;
	struct str on = day_text(a, today);
	day_t end;
	int64_t weeks;
	out->ends = DAY_NONE;
	enum code c = db_query(db, e, &r, "select end_on from academic_session where kind = 'schoolYear' and begin_on <= ?1 and end_on >= ?2 and district = ?3 order by end_on desc limit 1", "ttd",
	                       on, day_text(a, today - 100));
	if (c)
		return c;
	int got = rows_next(r, e);
	if (got == 1 && day_parse(rows_t(r, 0), &end))
		out->ends = end;
	rows_end(r);
	if (got < 0)
		return e->code;
	struct civil next = day_civil(out->ends == DAY_NONE ? today + 150 : out->ends + 60);
	out->year = next.year;
	c = setting_int(db, "moves.weeks", &weeks, e);
	out->season = !c && out->ends != DAY_NONE && weeks > 0 && today >= out->ends - 7 * weeks;
	return c;
}

static enum code rule_of(struct db *db, struct arena *a, struct id learner, day_t today, struct moves *out, struct err *e)
{
	struct rows *r;
	int64_t young = 10, of_age = 18, age = -1, grade = -1, adults = 0;
	struct str on = day_text(a, today);
	enum code c = setting_int(db, "moves.young", &young, e);
	if (!c)
		c = setting_int(db, "moves.of_age", &of_age, e);
	if (!c)
		c = db_int(db, e, &adults, "select count(*) from relation where learner = ?1 and rel = 2 and coalesce(begin_on, '0001-01-01') <= ?2 and coalesce(end_on, '9999-12-31') >= ?3", "btt",
		           learner, on, on);
	if (!c)
		c = db_query(db, e, &r, "select birth_date, grade from person where id = ?1", "b", learner);
	if (c)
		return c;
	int got = rows_next(r, e);
	day_t born;
	if (got == 1 && day_parse(rows_t(r, 0), &born)) {
		struct civil b = day_civil(born), t = day_civil(today);
		age = t.year - b.year - (t.month < b.month || (t.month == b.month && t.day < b.day));
	} else if (got == 1) {
		age = str_int(rows_t(r, 1), &grade) ? grade + 5 : 5; /* the youngest of that grade: who is not known to be of age is not */
	}
	rows_end(r);
	if (got < 0)
		return e->code;
	out->family = adults > 0;
	out->decides = age >= of_age ? MOVES_LEARNER : age < young ? MOVES_FAMILY : adults ? MOVES_BOTH : MOVES_LEARNER;
	return OK;
}

static struct str name_of(struct db *db, struct arena *a, struct id id)
{
	struct err none = {0};
	struct person p = {0};
	return id_nil(id) || person_get(db, a, id, &p, &none) ? S("") : p.name;
}

static enum code row_of(struct db *db, struct arena *a, struct id learner, int64_t year, const char *part, struct move_part *out, struct err *e)
{
	struct rows *r;
	enum code c = db_query(db, e, &r,
	                       "select id, version, state, coalesce(words, ''), coalesce(learner_says, ''), coalesce(family_says, ''), learner_by, family_by, seen_by, coalesce(learner_at, 0),"
	                       " coalesce(family_at, 0), coalesce(seen_at, 0) from profile_move where learner = ?1 and year = ?2 and part = ?3 order by id limit 1", "biz", learner, year, part);
	if (c)
		return c;
	int got = rows_next(r, e);
	struct id by[3] = {ID_NIL, ID_NIL, ID_NIL};
	if (got == 1) {
		out->id = rows_id(r, 0);
		out->version = rows_i(r, 1);
		out->state = str_dup(a, rows_t(r, 2));
		out->sent = str_dup(a, rows_t(r, 3));
		out->learner_says = str_dup(a, rows_t(r, 4));
		out->family_says = str_dup(a, rows_t(r, 5));
		for (int i = 0; i < 3; i++)
			by[i] = rows_id(r, 6 + i);
		out->learner_at = rows_i(r, 9);
		out->family_at = rows_i(r, 10);
		out->seen_at = rows_i(r, 11);
	}
	rows_end(r);
	out->learner_by = name_of(db, a, by[0]);
	out->family_by = name_of(db, a, by[1]);
	out->seen_by = name_of(db, a, by[2]);
	return got < 0 ? e->code : OK;
}

enum code moves_load(struct db *db, struct arena *a, enum lang lang, struct id learner, day_t today, struct moves *out, struct err *e)
{
	struct str words[MOVES_PARTS];
	*out = (struct moves){0};
	enum code c = year_of(db, a, today, out, e);
	if (!c)
		c = rule_of(db, a, learner, today, out, e);
	if (!c)
		c = words_all(db, a, learner, words, e);
	for (int i = 0; i < MOVES_PARTS && !c; i++) {
		struct move_part p = {.key = parts[i].value, .label = parts[i].label, .words = words[i]};
		c = row_of(db, a, learner, out->year, p.key, &p, e);
		if (c || (!p.words.n && id_nil(p.id)))
			continue;
		p.changed = !id_nil(p.id) && p.words.n && !str_eq(p.words, p.sent);
		lines_read(a, lang, p.words, &p.lines, &p.n);
		lines_read(a, lang, p.sent, &p.sent_lines, &p.n_sent);
		out->waiting += id_nil(p.id) || str_eqz(p.state, "offered") || p.changed;
		out->approved += str_eqz(p.state, "approved");
		out->parts[out->n++] = p;
	}
	return c;
}

/* ---- deciding ---- */

static const char *rule_word(enum moves_decides d)
{
	return rules[d == MOVES_FAMILY ? 0 : d == MOVES_BOTH ? 1 : 2].value;
}

struct saying {
	struct str learner, family, rule;
	bool learner_now, family_now; /* answered just now */
};

/* What the two have said once this answer is in. */
static enum code answer(const struct moves *m, const struct move_part *p, unsigned rel, struct str says, struct str asked, struct saying *s, struct err *e)
{
	bool anew = p->changed || id_nil(p->id);
	*s = (struct saying){.rule = str_z(rule_word(m->decides)), .learner = anew ? S("") : p->learner_says, .family = anew ? S("") : p->family_says};
	if (rel & REL_SELF) {
		s->learner = says;
		s->learner_now = true;
		return OK;
	}
	if (m->decides == MOVES_LEARNER)
		return err_set(e, E_DENIED, "The learner is of age and decides this alone.");
	s->family = says;
	s->family_now = true;
	if (m->decides == MOVES_FAMILY && asked.n) {
		s->learner = asked;
		s->learner_now = true;
	}
	if (m->decides == MOVES_FAMILY && str_eqz(says, "yes") && !s->learner.n)
		return err_set(e, E_INPUT, "Ask your child first and note the answer, then decide.");
	return OK;
}

static enum code moved(struct db *db, struct arena *a, const struct viewer *v, struct id id, int64_t version, struct str was, const char *to, struct err *e)
{
	return str_eqz(was, to) ? OK : record_move(db, a, v, record_type_find(S("profile_move")), id, version, str_z(to), e);
}

static bool yes_or_no(struct str s)
{
	return str_eqz(s, "yes") || str_eqz(s, "no");
}

/* Only what this answer changes; the other's word and its day stay as they are. */
static size_t answer_input(struct arena *a, const struct viewer *v, const struct move_part *p, const struct saying *s, struct input *in)
{
	struct str now = time_text(a, clock_now()), me = id_str(a, v->person);
	size_t n = 0;
	in[n++] = (struct input){"words", p->words};
	in[n++] = (struct input){"decides", s->rule};
	in[n++] = (struct input){"learner_says", s->learner};
	in[n++] = (struct input){"family_says", s->family};
	if (p->changed) { /* whoever read the words before has not read these */
		in[n++] = (struct input){"seen_by", S("")};
		in[n++] = (struct input){"seen_at", S("")};
	}
	if (s->learner_now) {
		in[n++] = (struct input){"learner_by", me};
		in[n++] = (struct input){"learner_at", now};
	}
	if (s->family_now) {
		in[n++] = (struct input){"family_by", me};
		in[n++] = (struct input){"family_at", now};
	}
	return n;
}

static enum code answer_keep(struct db *db, struct arena *a, const struct viewer *v, struct id learner, int64_t year, const struct move_part *p, const struct saying *s, struct err *e)
{
	const struct record_type *t = record_type_find(S("profile_move"));
	struct input in[14];
	size_t n = answer_input(a, v, p, s, in);
	const char *to = comes_to(s->rule, s->learner, s->family, p->changed ? S("") : p->state, p->seen_at != 0);
	if (id_nil(p->id)) {
		struct id made;
		in[n++] = (struct input){"learner", id_str(a, learner)};
		in[n++] = (struct input){"year", str_fmt(a, "%lld", (long long)year)};
		in[n++] = (struct input){"part", str_z(p->key)};
		enum code c = record_create(db, a, v, t, ID_NIL, in, n, &made, NULL, e);
		return c ? c : moved(db, a, v, made, 1, S("offered"), to, e);
	}
	/* an approved part first leaves that state: between the two steps nothing stands that nobody approved */
	int64_t version = p->version;
	struct str was = p->state;
	const char *first = strcmp(to, "approved") != 0 ? to : p->changed && str_eqz(was, "approved") ? "offered" : NULL;
	enum code c = OK;
	if (first && !str_eqz(was, first)) {
		c = moved(db, a, v, p->id, version++, was, first, e);
		was = str_z(first);
	}
	if (!c)
		c = record_update(db, a, v, t, p->id, version++, in, n, NULL, e);
	return c ? c : moved(db, a, v, p->id, version, was, to, e);
}

enum code moves_say(struct db *db, struct arena *a, const struct viewer *v, unsigned rel, struct id learner, const char *part, struct str says, struct str asked, struct str mark,
                    struct err *e)
{
	struct moves m;
	struct saying s;
	const struct move_part *p = NULL;
	enum code c = moves_load(db, a, LANG_EN, learner, v->today, &m, e);
	for (size_t i = 0; i < m.n && !c; i++)
		if (strcmp(m.parts[i].key, part) == 0)
			p = &m.parts[i];
	if (c)
		return c;
	if (!p || !yes_or_no(says) || (asked.n && !yes_or_no(asked)))
		return err_set(e, E_INPUT, "Say for each part whether it moves on or stays here.");
	c = answer(&m, p, rel, says, asked, &s, e);
	if (c)
		return c;
	if (!str_eq(mark, moves_mark(a, p->words)))
		return err_set(e, E_CONFLICT, "Somebody wrote this part anew while your page was open. Read it again, then decide.");
	if (!p->changed && !id_nil(p->id) && str_eq(s.learner, p->learner_says) && str_eq(s.family, p->family_says))
		return OK;
	return answer_keep(db, a, v, learner, m.year, p, &s, e);
}

/* ---- next year's teacher ---- */

/* The class's term hangs below its school year by one step or two, or is the year itself. */
#define YEAR_OF_CLASS \
	" join class k on k.id = t.class join academic_session s on s.id = k.session left join academic_session u on u.id = s.parent left join academic_session w on w.id = u.parent"
#define YEAR "cast(substr(coalesce(w.begin_on, u.begin_on, s.begin_on), 1, 4) as integer)"

enum code moves_reader(struct db *db, struct arena *a, struct id viewer, struct id learner, day_t today, bool *yes, int64_t *year, struct err *e)
{
	struct rows *r;
	struct str on = day_text(a, today);
	*yes = false;
	enum code c = db_query(db, e, &r,
	                       "select " YEAR " from enrolment t" YEAR_OF_CLASS " join enrolment l on l.class = t.class"
	                       " where t.person = ?1 and t.role = 'teacher' and l.person = ?2 and l.role = 'student' and coalesce(w.end_on, u.end_on, s.end_on) >= ?3"
	                       " and coalesce(t.end_on, '9999-12-31') >= ?3 and coalesce(l.end_on, '9999-12-31') >= ?3 order by 1 desc limit 1",
	                       "bbt", viewer, learner, on);
	if (c)
		return c;
	int got = rows_next(r, e);
	if (got == 1) {
		*yes = true;
		*year = rows_i(r, 0);
	}
	rows_end(r);
	return got < 0 ? e->code : OK;
}

enum code moves_coming(struct db *db, struct arena *a, struct id viewer, day_t today, struct move_from **out, size_t *n, struct err *e)
{
	struct rows *r;
	struct str on = day_text(a, today);
	size_t cap = 0;
	*out = NULL;
	*n = 0;
	/* the year has not begun yet, or has within the last half year */
	enum code c = db_query(db, e, &r,
	                       "select l.person, k.title,"
	                       " (select count(*) from profile_move m where m.learner = l.person and m.state = 'approved' and m.year = " YEAR "),"
	                       " (select count(*) from profile_move m where m.learner = l.person and m.state = 'approved' and m.seen_at is null and m.year = " YEAR ")"
	                       " from enrolment t" YEAR_OF_CLASS " join enrolment l on l.class = t.class join person p on p.id = l.person"
	                       " where t.person = ?1 and t.role = 'teacher' and l.role = 'student' and coalesce(w.begin_on, u.begin_on, s.begin_on) >= ?2"
	                       " and coalesce(w.end_on, u.end_on, s.end_on) >= ?3 and coalesce(t.end_on, '9999-12-31') >= ?3 and coalesce(l.end_on, '9999-12-31') >= ?3"
	                       " order by p.family_name, p.given_name, l.person, k.title",
	                       "btt", viewer, day_text(a, today - 183), on);
	if (c)
		return c;
	int got;
	while ((got = rows_next(r, e)) == 1) {
		if (*n && id_eq((*out)[*n - 1].learner.id, rows_id(r, 0)))
			continue; /* in two classes of one teacher */
		if (*n == cap) {
			*out = arena_grow(a, *out, cap * sizeof **out, (cap ? 2 * cap : 32) * sizeof **out);
			cap = cap ? 2 * cap : 32;
		}
		(*out)[(*n)++] = (struct move_from){{.id = rows_id(r, 0)}, str_dup(a, rows_t(r, 1)), rows_i(r, 2), rows_i(r, 3)};
	}
	rows_end(r);
	for (size_t i = 0; i < *n && got >= 0 && !c; i++)
		c = person_get(db, a, (*out)[i].learner.id, &(*out)[i].learner, e);
	return got < 0 ? e->code : c;
}

enum code moves_sent(struct db *db, struct arena *a, enum lang lang, struct id learner, int64_t year, bool seen_alone, struct moves *out, size_t *unread, struct err *e)
{
	*out = (struct moves){.year = year, .ends = DAY_NONE};
	*unread = 0;
	enum code c = OK;
	for (int i = 0; i < MOVES_PARTS && !c; i++) {
		struct move_part p = {.key = parts[i].value, .label = parts[i].label};
		c = row_of(db, a, learner, year, p.key, &p, e);
		if (c || id_nil(p.id) || !str_eqz(p.state, "approved"))
			continue;
		out->approved++;
		*unread += !p.seen_at;
		if (seen_alone && !p.seen_at)
			continue;
		lines_read(a, lang, p.sent, &p.sent_lines, &p.n_sent);
		out->parts[out->n++] = p;
	}
	return c;
}

enum code moves_open(struct db *db, struct arena *a, struct id reader, struct id learner, int64_t year, struct err *e)
{
	struct viewer v = {.hats = REL_SYSTEM}; /* the reader has no right to change anything here: the school keeps who read what */
	const struct record_type *t = record_type_find(S("profile_move"));
	struct input in[] = {{"seen_by", id_str(a, reader)}, {"seen_at", time_text(a, clock_now())}};
	enum code c = OK;
	for (int i = 0; i < MOVES_PARTS && !c; i++) {
		struct move_part p = {0};
		c = row_of(db, a, learner, year, parts[i].value, &p, e);
		if (!c && !id_nil(p.id) && str_eqz(p.state, "approved") && !p.seen_at)
			c = record_update(db, a, &v, t, p.id, p.version, in, 2, NULL, e);
	}
	return c;
}

enum code moves_waiting(struct db *db, struct arena *a, enum lang lang, struct id class_id, day_t today, struct person_list *out, struct err *e)
{
	struct moves m = {0};
	struct person_list all;
	*out = (struct person_list){0};
	enum code c = year_of(db, a, today, &m, e);
	if (c || !m.season)
		return c;
	c = class_learners(db, a, lang, class_id, today, &all, e);
	if (c)
		return c;
	out->items = NEW_ARRAY(a, struct person, all.n + 1);
	for (size_t i = 0; i < all.n && !c; i++) {
		int64_t waits = 0;
		c = db_int(db, e, &waits,
		           "select case when exists (select 1 from profile_move x where x.learner = ?1 and x.year = ?2 and x.state = 'offered') then 1"
		           " when exists (select 1 from profile p where p.learner = ?1) and not exists (select 1 from profile_move x where x.learner = ?1 and x.year = ?2) then 1 else 0 end",
		           "bi", all.items[i].id, m.year);
		if (!c && waits)
			out->items[out->n++] = all.items[i];
	}
	return c;
}
