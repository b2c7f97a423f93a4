#include "support/journey.h"
#include "support/test.h"

#include <string.h>

#define HOLD(code, e) do { if ((code) != OK) fail_msg("%s", (e)->text); } while (0)

struct made { struct journey_school *s; const char *type; const struct input *in; size_t n; struct id id; };

static enum code make_fn(struct db *db, void *arg, struct err *e)
{
	struct made *m = arg;
	struct viewer v = {.hats = REL_SYSTEM};
	const struct record_type *t = record_type_find(str_z(m->type));
	return t ? record_create(db, m->s->w->a, &v, t, ID_NIL, m->in, m->n, &m->id, NULL, e) : err_set(e, E_BUG, "no such record type");
}

struct id journey_make(struct journey_school *s, const char *type, const struct input *in, size_t n)
{
	struct err e = {0};
	struct made m = {s, type, in, n, ID_NIL};
	if (store_write(s->w->store, make_fn, &m, &e))
		fail_msg("%s: %s", type, e.text);
	return m.id;
}

struct translated { struct journey_school *s; const char *type, *field, *lang, *text; struct id id; };

static enum code translate_fn(struct db *db, void *arg, struct err *e)
{
	struct translated *t = arg;
	struct viewer v = {.hats = REL_SYSTEM};
	return record_text_put(db, &v, record_type_find(str_z(t->type)), t->id, t->field, str_z(t->lang), str_z(t->text), "person", e);
}

void journey_translate(struct journey_school *s, const char *type, struct id id, const char *field, const char *lang, const char *text)
{
	struct err e = {0};
	struct translated t = {s, type, field, lang, text, id};
	HOLD(store_write(s->w->store, translate_fn, &t, &e), &e);
}

static struct str idt(struct journey_school *s, struct id id)
{
	return id_str(s->w->a, id);
}

static struct id resource(struct journey_school *s, const char *title, const char *kind, const char *lang, const char *goal, const char *body)
{
	struct id id = JOURNEY_MAKE(s, "resource", {"title", str_z(title)}, {"kind", str_z(kind)}, {"language", str_z(lang)}, {"level", S("2")}, {"grade", S("08")},
	                            {"same_goal", str_z(goal)}, {"minutes_alone", S("20")}, {"rigor", S("2")}, {"body", str_z(body)});
	(void)JOURNEY_MAKE(s, "alignment", {"resource", idt(s, id)}, {"competency", idt(s, s->aim)});
	return id;
}

static void people(struct journey_school *s)
{
	static const struct { enum who who; const char *given, *family, *role; } list[] = {
		{ANA, "Ana", "Ash", "student"}, {BEN, "Ben", "Beech", "student"}, {CORA, "Cora", "Cedar", "student"}, {TEACHER, "Tea", "Cher", "teacher"},
		{OTHER_TEACHER, "Otto", "Other", "teacher"}, {CASE, "Cass", "Case", "specialEducator"}, {EL, "Ella", "English", "elSpecialist"},
		{MOTHER, "Gwen", "Guard", "guardian"}, {FATHER, "Hal", "Home", "guardian"}, {LEADER, "Lea", "Leader", "principal"}, {ADMIN, "Ada", "Admin", "systemAdministrator"}};
	for (size_t i = 0; i < sizeof list / sizeof *list; i++)
		s->people[list[i].who] = web_person(s->w, list[i].given, list[i].family, list[i].role);
	web_sql(s->w, "update person set grade = '08' where family_name in ('Ash', 'Beech', 'Cedar')");
	web_sql(s->w, "update person set language = 'es', home_languages = 'es' where family_name = 'Guard'");
	web_sql(s->w, "update person set home_languages = 'es' where family_name = 'Ash'");
	(void)JOURNEY_MAKE(s, "guardian", {"learner", idt(s, s->people[ANA])}, {"adult", idt(s, s->people[MOTHER])}, {"relation", S("mother")}, {"has_access", S("1")}, {"language", S("es")});
	(void)JOURNEY_MAKE(s, "guardian", {"learner", idt(s, s->people[BEN])}, {"adult", idt(s, s->people[FATHER])}, {"relation", S("father")}, {"has_access", S("1")});
	(void)JOURNEY_MAKE(s, "support_role", {"learner", idt(s, s->people[ANA])}, {"adult", idt(s, s->people[CASE])}, {"role", S("caseManager")}, {"purpose", S("IEP")});
	(void)JOURNEY_MAKE(s, "support_role", {"learner", idt(s, s->people[ANA])}, {"adult", idt(s, s->people[EL])}, {"role", S("elSpecialist")}, {"purpose", S("English")});
	(void)JOURNEY_MAKE(s, "english_level", {"learner", idt(s, s->people[ANA])}, {"test", S("wida")}, {"tested_on", S("2026-01-10")}, {"reading", S("1.4")});
}

static void classes(struct journey_school *s)
{
	static const struct { enum who who; const char *role; bool other; } in[] = {
		{TEACHER, "teacher", false}, {ANA, "student", false}, {BEN, "student", false}, {OTHER_TEACHER, "teacher", true}, {CORA, "student", true}};
	s->class_id = JOURNEY_MAKE(s, "class", {"title", S("English 8")}, {"kind", S("homeroom")}, {"grades", S("08")}, {"subjects", S("English")}, {"org", idt(s, s->w->org)});
	s->other_class = JOURNEY_MAKE(s, "class", {"title", S("Science 8")}, {"kind", S("scheduled")}, {"grades", S("08")}, {"subjects", S("Science")}, {"org", idt(s, s->w->org)});
	for (size_t i = 0; i < sizeof in / sizeof *in; i++)
		(void)JOURNEY_MAKE(s, "enrolment", {"class", idt(s, in[i].other ? s->other_class : s->class_id)}, {"person", idt(s, s->people[in[i].who])}, {"role", str_z(in[i].role)});
}

static void library(struct journey_school *s)
{
	s->framework = JOURNEY_MAKE(s, "framework", {"title", S("Test framework")});
	s->aim = JOURNEY_MAKE(s, "competency", {"framework", idt(s, s->framework)}, {"code", S("R.8.1")}, {"grade", S("08")}, {"subject", S("english")}, {"text", S("I can find the main idea.")});
	s->next_aim = JOURNEY_MAKE(s, "competency", {"framework", idt(s, s->framework)}, {"code", S("R.8.2")}, {"grade", S("08")}, {"subject", S("english")}, {"text", S("I can compare two texts.")});
	s->reading = resource(s, "Bread", "reading", "en", "bread", "");
	s->pan = resource(s, "Pan", "reading", "es", "bread", "");
	s->task = resource(s, "Make a poster", "task", "en", "", "");
	s->practice = resource(s, "Main ideas", "practice", "en", "", "");
	(void)JOURNEY_MAKE(s, "item", {"resource", idt(s, s->practice)}, {"title", S("One and one")}, {"competency", idt(s, s->aim)}, {"kind", S("numeric")},
	                   {"model", S("{\"id\": \"t1\", \"competency\": \"R.8.1\", \"grade\": \"8\", \"kind\": \"numeric\", \"rigor\": 1, \"minutes\": 2, \"construct\": \"computation\", \"not_with\": [], \"params\": [{\"name\": \"a\", \"int\": [3, 3]}], \"stem\": {\"en\": \"How much is {a} and one more?\", \"es\": \"¿Cuánto es {a} y uno más?\"}, \"answer\": {\"expr\": \"a+1\"}, \"wrong\": [{\"expr\": \"a-1\", \"misconception\": \"one-less\", \"feedback\": {\"en\": \"That is one less.\", \"es\": \"Eso es uno menos.\"}}], \"representations\": [{\"kind\": \"array\", \"rows\": \"=1\", \"cols\": \"=a\", \"alt\": {\"en\": \"{a} dots\", \"es\": \"{a} puntos\"}}], \"steps\": {\"en\": [\"Count one on from {a}.\"], \"es\": [\"Cuenta uno más desde {a}.\"]}, \"hints\": {\"en\": [\"Use your fingers.\", \"Say the number after {a}.\"], \"es\": [\"Usa los dedos.\", \"Di el número después de {a}.\"]}, \"languages\": [\"en\", \"es\"]}")});
}

static void week(struct journey_school *s)
{
	struct str ana = idt(s, s->people[ANA]);
	day_t today = day_of(2026, 3, 4);
	s->monday = "2026-03-02";
	s->week = JOURNEY_MAKE(s, "week_plan", {"learner", ana}, {"monday", str_z(s->monday)}, {"class", idt(s, s->class_id)}, {"given_by", idt(s, s->people[TEACHER])});
	s->work = JOURNEY_MAKE(s, "week_item", {"learner", ana}, {"week", idt(s, s->week)}, {"title", S("Poster about bread")}, {"resource", idt(s, s->task)},
	                       {"competency", idt(s, s->aim)}, {"mode", S("paper")}, {"minutes", S("30")}, {"done_looks_like", S("The poster names the main idea.")},
	                       {"by_from", str_z(s->monday)}, {"by_until", day_text(s->w->a, today + 3)}, {"kind", S("class")});
	s->done_work = JOURNEY_MAKE(s, "week_item", {"learner", ana}, {"week", idt(s, s->week)}, {"title", S("Questions on bread")}, {"resource", idt(s, s->practice)},
	                            {"competency", idt(s, s->aim)}, {"mode", S("screen")}, {"minutes", S("20")}, {"done_looks_like", S("All questions are tried.")},
	                            {"by_from", str_z(s->monday)}, {"by_until", day_text(s->w->a, today + 3)}, {"kind", S("class")});
	web_sql(s->w, "update week_plan set state = 'given', given_at = 1");
}

struct journey_school *journey_open(void)
{
	return journey_open_at(NULL);
}

struct journey_school *journey_open_at(const char *target)
{
	clock_set((int64_t)day_of(2026, 3, 4) * DAY + 16 * HOUR); /* Wednesday morning in Chicago */
	struct web_test *w = target ? web_open_at(target, false) : web_open(false);
	struct journey_school *s = NEW(w->a, struct journey_school);
	s->w = w;
	people(s);
	classes(s);
	library(s);
	week(s);
	return s;
}

void journey_close(struct journey_school *s)
{
	web_close(s->w);
	clock_set(0);
}

/* SQLite's word for an id as text, as PostgreSQL says it. */
static const char *in_its_words(struct journey_school *s, const char *sql)
{
	struct buf b = buf_new(s->w->a, 65536);
	struct str rest = str_z(sql);
	size_t at;
	if (store_kind_of(s->w->store) == STORE_SQLITE)
		return sql;
	while (str_find(rest, S("hex(id)"), &at)) {
		buf_add(&b, rest.p, at);
		buf_z(&b, "encode(id, 'hex')");
		rest = (struct str){rest.p + at + 7, rest.n - at - 7};
	}
	buf_str(&b, rest);
	return str_dupz(s->w->a, buf_done(&b));
}

static struct str asked(struct journey_school *s, const char *sql)
{
	struct err e = {0};
	struct db *db;
	struct rows *r;
	HOLD(store_read(s->w->store, &db, &e), &e);
	if (db_query_vals(db, &e, &r, in_its_words(s, sql), NULL, 0))
		fail_msg("%s: %s", sql, e.text);
	if (rows_next(r, &e) != 1)
		fail_msg("%s: no row", sql);
	struct str raw = str_dup(s->w->a, rows_t(r, 0));
	if (raw.n == 16)
		raw = idt(s, rows_id(r, 0));
	rows_end(r);
	store_read_end(db);
	return raw;
}

static struct str value_of(struct journey_school *s, struct str name)
{
	const struct { const char *name; struct id id; } known[] = {
		{"ana", s->people[ANA]}, {"ben", s->people[BEN]}, {"cora", s->people[CORA]}, {"teacher", s->people[TEACHER]}, {"case", s->people[CASE]},
		{"el", s->people[EL]}, {"mother", s->people[MOTHER]}, {"class", s->class_id}, {"other", s->other_class}, {"aim", s->aim}, {"next", s->next_aim},
		{"work", s->work}, {"questions", s->done_work}, {"week", s->week}, {"reading", s->reading}, {"pan", s->pan}, {"task", s->task}, {"practice", s->practice}};
	for (size_t i = 0; i < sizeof known / sizeof *known; i++)
		if (str_eqz(name, known[i].name))
			return idt(s, known[i].id);
	if (str_eqz(name, "monday"))
		return str_z(s->monday);
	if (str_starts(name, "="))
		return asked(s, str_dupz(s->w->a, (struct str){name.p + 1, name.n - 1}));
	fail_msg("{%.*s} is not known", S_ARG(name));
	return S("");
}

const char *journey_fill(struct journey_school *s, const char *text)
{
	struct buf b = buf_new(s->w->a, 1 << 16);
	struct str rest = str_z(text);
	while (rest.n) {
		bool more = memchr(rest.p, '{', rest.n) != NULL;
		buf_str(&b, str_cut(&rest, '{'));
		if (more)
			buf_str(&b, value_of(s, str_cut(&rest, '}')));
	}
	return str_dupz(s->w->a, buf_done(&b));
}

static void become(struct journey_school *s, enum who who)
{
	if (who == NOBODY)
		web_forget(s->w);
	else
		web_sign_in(s->w, s->people[who]);
}

struct reply journey_get(struct journey_school *s, enum who who, const char *path)
{
	become(s, who);
	return web_get(s->w, journey_fill(s, path));
}

static void look_for(struct journey_school *s, const struct reply *rp, const struct row *row, size_t nr, const char *list, bool there)
{
	struct str rest = str_z(list ? journey_fill(s, list) : "");
	while (rest.n) {
		const char *one = str_dupz(s->w->a, str_cut(&rest, '|'));
		if (web_has(s->w, rp, one) != there)
			fail_msg("row %zu, %s: %s \"%s\"", nr, row->path, there ? "lacks" : "shows", one);
	}
}

/* What a refusing page says, for the message of the test. */
static struct str said(struct journey_school *s, const struct reply *rp)
{
	struct str body = web_body(s->w, rp), mark = S("note stop");
	size_t at;
	if (!str_find(body, mark, &at) && !str_find(body, S("<main"), &at))
		at = 0;
	return (struct str){body.p + at, body.n - at < 900 ? body.n - at : 900};
}

void journey_walk(struct journey_school *s, const struct row *rows, size_t n)
{
	for (size_t i = 0; i < n; i++) {
		const struct row *row = &rows[i];
		const char *path = journey_fill(s, row->path);
		become(s, row->who);
		struct reply rp = row->form ? web_post(s->w, path, journey_fill(s, row->form)) : web_get(s->w, path);
		if (rp.status != row->status)
			fail_msg("row %zu, %s: status %d, not %d: %.*s", i, row->path, rp.status, row->status, S_ARG(said(s, &rp)));
		look_for(s, &rp, row, i, row->has, true);
		look_for(s, &rp, row, i, row->lacks, false);
	}
}

void journey_counts(struct journey_school *s, const char *sql, int64_t n)
{
	int64_t got = web_count(s->w, journey_fill(s, sql));
	if (got != n)
		fail_msg("%s: %lld, not %lld", sql, (long long)got, (long long)n);
}
