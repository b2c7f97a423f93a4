#include "school/team/glance.h"
#include "school/plan/need_words.h"

#include <string.h>

#define TRY(call) do { enum code try_c = (call); if (try_c) return try_c; } while (0)
#define IN(field) "coalesce((select x.words from record_text x where x.id = n.id and x.field = '" field "' and x.lang = ?1), n." field ")"
#define HOLDS " and coalesce(n.begin_on, '0001-01-01') <= ?3 and coalesce(n.end_on, '9999-12-31') >= ?3"

const char *need_how(enum need_term term)
{
	switch (term) {
	case NEED_ADDITIONAL_TIME: return N_("The clock gives it by itself. On paper write the later time on the sheet, and collect it last without a word.");
	case NEED_SPOKEN: return N_("“Listen” is there in every task. Have headphones ready; on paper read it aloud when asked.");
	case NEED_HUMAN_READER: return N_("Read the text aloud, once as it stands, without explaining it. Again when asked.");
	case NEED_SCRIBE: return N_("Write down what the learner says, word by word, and let them look it over.");
	case NEED_PRINT_SIZE: return N_("Print the packet from here: it comes in this size. Copy nothing smaller.");
	case NEED_ENVIRONMENT: return N_("Agree on the place and on a quiet sign beforehand. A break needs no reason.");
	case NEED_CALCULATOR: return N_("It is there on the screen. On paper hand one out, to anybody who likes.");
	case NEED_SIGN_LANGUAGE: return N_("Have the interpreter or the film there before the lesson begins. Speak to the learner, not to the interpreter.");
	case NEED_BRAILLE: case NEED_TACTILE: return N_("It has to be made beforehand: look under “To get ready” on Monday.");
	case NEED_KEYWORD_TRANSLATION: case NEED_SECOND_LANGUAGE: case NEED_ITEM_TRANSLATION: return N_("Words are there in both languages. Let the learner think and talk in any of them first.");
	case NEED_SIMPLIFIED_LANGUAGE_PORTIONS: case NEED_LINGUISTIC_GUIDANCE: return N_("Keep the question, shorten the sentences. Say and show the new words before the work begins.");
	case NEED_DICTATION: return N_("Let the learner say the answer: a recording counts like writing.");
	case NEED_FEWER_CHOICES: case NEED_SHORTER_WORK: case NEED_OTHER_STANDARD: return N_("What is expected is changed for this learner by the team. Give nothing less than that, and do not change more.");
	case NEED_PEER_INTERACTION: return N_("Choose a partner together with the learner, and change partners.");
	case NEED_DICTIONARY: case NEED_THESAURUS: return N_("Lay it on the table before the work begins, for anybody.");
	default: break;
	}
	unsigned ways = delivery_ways(term);
	if (ways & GIVEN_BY_PERSON)
		return N_("Do this in the lesson, and note whether it was given.");
	return ways & GIVEN_ON_PAPER ? N_("Pages and packets do this by themselves. Let the learner use it; print from here.") : N_("Pages do this by themselves. Let the learner use it.");
}

static void *room(struct arena *a, void *list, size_t n, size_t size)
{
	if (n >= 8 ? (n & (n - 1)) != 0 : n != 0)
		return list;
	return arena_grow(a, list, n * size, (n ? 2 * n : 8) * size);
}

const char *glance_source(struct str source)
{
	if (str_eqz(source, "plp"))
		return N_("Personalized plan");
	return need_source_label(str_eqz(source, "iep") ? NEED_FROM_IEP : str_eqz(source, "504") ? NEED_FROM_504 : NEED_FROM_EL);
}

#define LINE_COLUMNS \
	"n.id, n.kind, n.term, " IN("text") ", n.source, n.steps, n.updated_at, n.adult, n.location, n.frequency, n.minutes_week, n.context, n.value, n.prohibited"

/* One row of LINE_COLUMNS. Arrays of a glance hold powers of two from eight on. */
static void line_add(struct arena *a, enum lang lang, struct glance *g, const struct rows *r)
{
	struct str kind = rows_t(r, 1), context = rows_t(r, 11);
	size_t at;
	if (str_eqz(kind, "goal") || str_eqz(kind, "languageGoal")) {
		g->goals = room(a, g->goals, g->n_goals, sizeof *g->goals);
		g->goals[g->n_goals++] = str_dup(a, rows_t(r, 3));
	} else if (str_eqz(kind, "service")) {
		g->services = room(a, g->services, g->n_services, sizeof *g->services);
		g->services[g->n_services++] = (struct glance_service){rows_id(r, 0), str_dup(a, rows_t(r, 3)), str_dup(a, rows_t(r, 7)), str_dup(a, rows_t(r, 8)), str_dup(a, rows_t(r, 9)), rows_i(r, 10)};
	} else if ((str_eqz(kind, "accommodation") || str_eqz(kind, "modification") || str_eqz(kind, "support")) && (!context.n || str_find(context, S("instruction"), &at) || str_find(context, S("classroomTest"), &at))) {
		struct glance_line x = {.id = rows_id(r, 0), .term = NEED_TERMS, .source = str_dup(a, rows_t(r, 4)), .steps = str_dup(a, rows_t(r, 5)), .changes = str_eqz(kind, "modification"), .changed = rows_i(r, 6)};
		bool no = rows_i(r, 13) != 0;
		(void)need_term_parse(rows_t(r, 2), &x.term);
		x.words = str_dup(a, rows_t(r, 3));
		if (no)
			x.how = str_z(tr(lang, N_("This must not be used: the program does not offer it, and nobody else does.")));
		else
			x.how = x.term < NEED_TERMS ? str_z(tr(lang, need_how(x.term))) : str_z(tr(lang, N_("Do this in the lesson, and note whether it was given.")));
		x.by_person = !no && (x.term == NEED_TERMS || delivery_ways(x.term) & GIVEN_BY_PERSON);
		g->lines = room(a, g->lines, g->n_lines, sizeof *g->lines);
		g->lines[g->n_lines++] = x;
	}
}

static enum code lines(struct db *db, struct arena *a, enum lang lang, struct id learner, day_t today, struct glance *g, struct err *e)
{
	struct rows *r;
	int got;
	TRY(db_query(db, e, &r, "select " LINE_COLUMNS " from plan_line n where n.learner = ?2" HOLDS " order by n.source, n.id", "zbt", LANGS[lang].tag, learner, day_text(a, today)));
	while ((got = rows_next(r, e)) == 1)
		line_add(a, lang, g, r);
	rows_end(r);
	return got < 0 ? e->code : OK;
}

/* What a person does stands before what pages, paper and clock do by themselves. */
static void people_first(struct arena *a, struct glance *g)
{
	struct glance_line *all = NEW_ARRAY(a, struct glance_line, g->n_lines + 1);
	size_t n = 0;
	for (int person = 1; person >= 0; person--)
		for (size_t i = 0; i < g->n_lines; i++)
			if (g->lines[i].by_person == (person == 1))
				all[n++] = g->lines[i];
	g->lines = all;
}

static enum code own_words(struct db *db, struct arena *a, struct id learner, struct glance *g, struct err *e)
{
	struct rows *r;
	int got;
	TRY(db_query(db, e, &r, "select strengths, needs from profile where learner = ?1 order by id limit 1", "b", learner));
	got = rows_next(r, e);
	if (got == 1) {
		g->strengths = str_dup(a, rows_t(r, 0));
		g->helps = str_dup(a, rows_t(r, 1));
	}
	rows_end(r);
	if (got < 0)
		return e->code;
	TRY(db_query(db, e, &r, "select text from goal where learner = ?1 and state = 'active' order by check_in, id limit 3", "b", learner));
	struct str *all = NEW_ARRAY(a, struct str, g->n_goals + 3);
	if (g->n_goals)
		memcpy(all, g->goals, g->n_goals * sizeof *all);
	while ((got = rows_next(r, e)) == 1)
		all[g->n_goals++] = str_dup(a, rows_t(r, 0));
	rows_end(r);
	g->goals = all;
	return got < 0 ? e->code : OK;
}

static enum code name_of(struct db *db, struct arena *a, struct id who, struct str *out, struct err *e)
{
	struct person p;
	*out = S("");
	if (id_nil(who))
		return OK;
	TRY(person_get(db, a, who, &p, e));
	*out = p.name;
	return OK;
}

enum code glance_load(struct db *db, struct arena *a, enum lang lang, struct id adult, struct id learner, day_t today, struct glance *out, struct err *e)
{
	struct rows *r;
	*out = (struct glance){.read_on = DAY_NONE};
	TRY(person_get(db, a, learner, &out->learner, e));
	TRY(lines(db, a, lang, learner, today, out, e));
	people_first(a, out);
	TRY(own_words(db, a, learner, out, e));
	TRY(delivery_owner(db, a, learner, today, &out->ask, e));
	TRY(name_of(db, a, out->ask, &out->ask_name, e));
	TRY(db_query(db, e, &r, "select read_on, created_at from plan_read where learner = ?1 and adult = ?2 order by created_at desc, id desc limit 1", "bb", learner, adult));
	int got = rows_next(r, e);
	if (got == 1 && day_parse(rows_t(r, 0), &out->read_on))
		for (size_t i = 0; i < out->n_lines; i++)
			out->again = out->again || out->lines[i].changed > rows_i(r, 1);
	rows_end(r);
	return got < 0 ? e->code : OK;
}

/* ---- a class, asked at once ---- */

#define IN_CLASS "(select l.person from enrolment l where l.class = ?2 and l.role = 'student' and coalesce(l.begin_on, '0001-01-01') <= ?3 and coalesce(l.end_on, '9999-12-31') >= ?3)"

struct many { struct glance *list; size_t n, last; };

/* Rows come learner by learner; NULL: not among those asked for. */
static struct glance *of_learner(struct many *m, struct id learner)
{
	for (size_t i = 0; i < m->n; i++) {
		size_t at = (m->last + i) % m->n;
		if (id_eq(m->list[at].learner.id, learner)) {
			m->last = at;
			return &m->list[at];
		}
	}
	return NULL;
}

static enum code words_many(struct db *db, struct arena *a, struct many *m, struct id class_id, struct str day, struct err *e)
{
	struct rows *r;
	struct id before = ID_NIL;
	struct glance *g;
	int got, own = 0;
	TRY(db_query(db, e, &r, "select p.learner, p.strengths, p.needs from profile p where ?1 = 1 and p.learner in " IN_CLASS " order by p.learner, p.id", "ibt", (int64_t)1, class_id, day));
	while ((got = rows_next(r, e)) == 1) {
		if (id_eq(rows_id(r, 0), before) || !(g = of_learner(m, rows_id(r, 0))))
			continue;
		before = rows_id(r, 0);
		g->strengths = str_dup(a, rows_t(r, 1));
		g->helps = str_dup(a, rows_t(r, 2));
	}
	rows_end(r);
	if (got < 0)
		return e->code;
	before = ID_NIL;
	TRY(db_query(db, e, &r, "select g.learner, g.text from goal g where ?1 = 1 and g.state = 'active' and g.learner in " IN_CLASS " order by g.learner, g.check_in, g.id", "ibt", (int64_t)1, class_id, day));
	while ((got = rows_next(r, e)) == 1) {
		own = id_eq(rows_id(r, 0), before) ? own + 1 : 0;
		before = rows_id(r, 0);
		if (own >= 3 || !(g = of_learner(m, before)))
			continue;
		g->goals = room(a, g->goals, g->n_goals, sizeof *g->goals);
		g->goals[g->n_goals++] = str_dup(a, rows_t(r, 1));
	}
	rows_end(r);
	return got < 0 ? e->code : OK;
}

static enum code read_many(struct db *db, struct many *m, struct id adult, struct id class_id, struct str day, struct err *e)
{
	struct rows *r;
	struct id before = ID_NIL;
	struct glance *g;
	int got;
	TRY(db_query(db, e, &r, "select x.learner, x.read_on, x.created_at from plan_read x where x.adult = ?1 and x.learner in " IN_CLASS " order by x.learner, x.created_at desc, x.id desc", "bbt",
	             adult, class_id, day));
	while ((got = rows_next(r, e)) == 1) {
		if (id_eq(rows_id(r, 0), before) || !(g = of_learner(m, rows_id(r, 0))))
			continue;
		before = rows_id(r, 0);
		if (day_parse(rows_t(r, 1), &g->read_on))
			for (size_t i = 0; i < g->n_lines; i++)
				g->again = g->again || g->lines[i].changed > rows_i(r, 2);
	}
	rows_end(r);
	return got < 0 ? e->code : OK;
}

/* Who is asked: the case manager, else the English-learner specialist; whoever has neither is asked for alone. */
static enum code owners_many(struct db *db, struct arena *a, struct many *m, struct id class_id, day_t today, struct err *e)
{
	struct rows *r;
	struct glance *g;
	int got;
	TRY(db_query(db, e, &r,
	             "select s.learner, s.adult from support_role s where ?1 = 1 and s.role in ('caseManager', 'elSpecialist') and coalesce(s.begin_on, '0001-01-01') <= ?3"
	             " and coalesce(s.end_on, '9999-12-31') >= ?3 and s.learner in " IN_CLASS " order by s.learner, s.role, s.id",
	             "ibt", (int64_t)1, class_id, day_text(a, today)));
	while ((got = rows_next(r, e)) == 1)
		if ((g = of_learner(m, rows_id(r, 0))) && id_nil(g->ask))
			g->ask = rows_id(r, 1);
	rows_end(r);
	if (got < 0)
		return e->code;
	for (size_t i = 0; i < m->n; i++) {
		g = &m->list[i];
		if (!g->n_lines && !g->n_services)
			continue;
		if (id_nil(g->ask))
			TRY(delivery_owner(db, a, g->learner.id, today, &g->ask, e));
		for (size_t k = 0; k < i && !g->ask_name.n; k++)
			if (id_eq(m->list[k].ask, g->ask))
				g->ask_name = m->list[k].ask_name;
		if (!g->ask_name.n)
			TRY(name_of(db, a, g->ask, &g->ask_name, e));
	}
	return OK;
}

enum code glance_class(struct db *db, struct arena *a, enum lang lang, struct id adult, struct id class_id, const struct person *people, size_t n, day_t today, struct glance **out,
                       struct err *e)
{
	struct rows *r;
	struct glance *g;
	int got;
	struct str day = day_text(a, today);
	struct many m = {.list = NEW_ARRAY(a, struct glance, n + 1), .n = n};
	*out = m.list;
	for (size_t i = 0; i < n; i++)
		m.list[i] = (struct glance){.learner = people[i], .read_on = DAY_NONE};
	TRY(db_query(db, e, &r, "select " LINE_COLUMNS ", n.learner from plan_line n where n.learner in " IN_CLASS HOLDS " order by n.learner, n.source, n.id", "zbt", LANGS[lang].tag, class_id, day));
	while ((got = rows_next(r, e)) == 1)
		if ((g = of_learner(&m, rows_id(r, 14))))
			line_add(a, lang, g, r);
	rows_end(r);
	if (got < 0)
		return e->code;
	for (size_t i = 0; i < n; i++)
		people_first(a, &m.list[i]);
	TRY(words_many(db, a, &m, class_id, day, e));
	TRY(read_many(db, &m, adult, class_id, day, e));
	return owners_many(db, a, &m, class_id, today, e);
}

enum code glance_confirm(struct db *db, struct arena *a, const struct viewer *v, struct id learner, struct err *e)
{
	struct id id;
	struct input in[] = {{"learner", id_str(a, learner)}, {"adult", id_str(a, v->person)}, {"read_on", day_text(a, v->today)}};
	return record_create(db, a, v, record_type_find(S("plan_read")), ID_NIL, in, 3, &id, NULL, e);
}
