#include "school/tongue/translate.h"
#include "school/admin/school.h"
#include "school/library/said_in.h"

#include <string.h>

static const struct choice states[] = {{"open", N_("Waits for a translation")}, {"done", N_("Translated")}, {"off", N_("Not needed any more")}, {NULL, NULL}};

RECORD(translation_task) = {
	.name = "translation_task", .table = "translation_task", .label = N_("Translation to do"), .plural = N_("Translations to do"),
	.help = N_("A person translates what was written, until a day."), .serves = "R093 R429", .scope = SCOPE_LEARNER, .about = "learner",
	.see = REL_TEAM | REL_LEADER, .edit = REL_TEAM | REL_LEADER, .create = REL_TEAM | REL_LEADER, .remove = REL_LEADER,
	.fields = FIELDS(
		{"learner", N_("Learner"), NULL, F_REF, FF_REQUIRED | FF_LIST | FF_FILTER | FF_FIXED, .ref = "person"},
		{"record_type", N_("Kind of record"), NULL, F_TEXT, FF_REQUIRED | FF_FIXED | FF_NO_FORM},
		{"record", N_("About this record"), NULL, F_TEXT, FF_REQUIRED | FF_FILTER | FF_FIXED | FF_NO_FORM},
		{"language", N_("Into"), NULL, F_LANG, FF_REQUIRED | FF_LIST | FF_FIXED},
		{"owner", N_("Who translates"), NULL, F_REF, FF_REQUIRED | FF_LIST | FF_FILTER, .ref = "person"},
		{"due_on", N_("Until"), NULL, F_DATE, FF_REQUIRED | FF_LIST | FF_FILTER},
		{"why", N_("Why"), NULL, F_LONG, 0, .max = 600}),
	.states = states,
	.moves = MOVES({"open", "done", N_("It is translated"), REL_TEAM | REL_LEADER}, {"open", "off", N_("Not needed any more"), REL_TEAM | REL_LEADER}),
	.title_field = "language", .order = "due_on"};

static bool is_message(const char *type)
{
	return !strcmp(type, "message");
}

static enum lang lang_or_english(struct str tag)
{
	enum lang lang;
	return lang_parse(tag, &lang) ? lang : LANG_EN;
}

static enum code original(struct db *db, struct arena *a, struct translated *t, struct err *e)
{
	struct rows *r;
	enum code c = is_message(t->type)
	                  ? db_query(db, e, &r, "select m.learner, m.text, coalesce(m.language, 'en'), m.author, coalesce(nullif(p.preferred_name, ''), p.given_name, ''), coalesce(p.family_name, '') from message m"
	                             " left join person p on p.id = m.author where m.id = ?1 and m.district = ?2", "bd", t->record)
	                  : db_query(db, e, &r, "select n.learner, n.text, coalesce(n.language, 'en'), n.created_by, coalesce(nullif(p.preferred_name, ''), p.given_name, ''), coalesce(p.family_name, '') from note n"
	                             " left join person p on p.id = n.created_by where n.id = ?1 and n.district = ?2", "bd", t->record);
	if (c)
		return c;
	int got = rows_next(r, e);
	if (got == 1) {
		t->learner = rows_id(r, 0);
		t->text = str_dup(a, rows_t(r, 1));
		t->lang = lang_or_english(rows_t(r, 2));
		t->author = rows_id(r, 3);
		t->author_name = str_trim(str_fmt(a, "%.*s %.*s", S_ARG(rows_t(r, 4)), S_ARG(rows_t(r, 5))));
	}
	rows_end(r);
	return got < 0 ? e->code : got ? OK : err_set(e, E_NOTFOUND, "This is not there any more.");
}

/* Languages of the family's adults with access, of the learner and of the school. */
static enum code wanted(struct db *db, struct arena *a, struct translated *t, struct err *e)
{
	struct rows *r;
	struct str own;
	enum code c = db_query(db, e, &r, "select language from guardian where learner = ?1 and has_access = 1 union select language from person where id = ?2", "bb", t->learner, t->learner);
	if (c)
		return c;
	int got;
	while ((got = rows_next(r, e)) == 1)
		t->wanted[lang_or_english(rows_t(r, 0))] = true;
	rows_end(r);
	if (got < 0)
		return e->code;
	c = setting_text(db, a, "school.language", &own, e);
	if (!c)
		t->wanted[lang_or_english(own)] = true;
	t->wanted[t->lang] = false;
	return c;
}

static enum code there(struct db *db, struct arena *a, struct translated *t, struct err *e)
{
	struct rows *r;
	enum code c = db_query(db, e, &r, "select lang, words, origin from record_text where id = ?1 and field = 'text' and district = ?2", "bd", t->record);
	if (c)
		return c;
	int got;
	while ((got = rows_next(r, e)) == 1) {
		enum lang lang = lang_or_english(rows_t(r, 0));
		t->in[lang].text = str_dup(a, rows_t(r, 1));
		t->in[lang].origin = str_dup(a, rows_t(r, 2));
	}
	rows_end(r);
	if (got < 0)
		return e->code;
	c = db_query(db, e, &r, "select language, what, better from translation_said where record = ?1 and district = ?2 order by at, id limit 50", "bd", t->record);
	if (c)
		return c;
	t->better = NEW_ARRAY(a, struct str, 50);
	while ((got = rows_next(r, e)) == 1) {
		struct said_words *w = &t->in[lang_or_english(rows_t(r, 0))];
		bool wrong = str_eqz(rows_t(r, 1), "wrong");
		w->wrong += wrong;
		w->understood += !wrong;
		if (rows_t(r, 2).n && t->n_better < 50)
			t->better[t->n_better++] = str_dup(a, rows_t(r, 2));
	}
	rows_end(r);
	return got < 0 ? e->code : OK;
}

enum code translated_load(struct db *db, struct arena *a, const char *type, struct id record, struct id learner, struct translated *out, struct err *e)
{
	*out = (struct translated){.record = record, .type = type};
	enum code c = original(db, a, out, e);
	if (!c && !id_nil(learner) && !id_eq(learner, out->learner))
		c = err_set(e, E_NOTFOUND, "This is not there any more.");
	if (!c)
		c = wanted(db, a, out, e);
	for (enum lang lang = LANG_EN; lang < LANG_COUNT; lang++)
		out->in[lang].lang = lang;
	return c ? c : there(db, a, out, e);
}

/* Open tasks for these words in this language. */
static enum code tasks_end(struct db *db, struct arena *a, const struct viewer *system, const struct translated *t, enum lang lang, struct err *e)
{
	struct rows *r;
	struct { struct id id; int64_t version; } open[20];
	size_t n = 0;
	enum code c = db_query(db, e, &r, "select id, version from translation_task where district = ?1 and record = ?2 and language = ?3 and state = 'open' limit 20", "dtz", id_str(a, t->record), LANGS[lang].tag);
	if (c)
		return c;
	int got;
	while ((got = rows_next(r, e)) == 1 && n < 20) {
		open[n].id = rows_id(r, 0);
		open[n++].version = rows_i(r, 1);
	}
	rows_end(r);
	if (got < 0)
		c = e->code;
	for (size_t i = 0; i < n && !c; i++)
		c = record_move(db, a, system, record_type_find(S("translation_task")), open[i].id, open[i].version, S("done"), e);
	return c;
}

/* The words themselves are the writer's; a translation beside them is the school's, whoever of it makes it. */
static struct viewer for_the_school(const struct viewer *v)
{
	struct viewer s = *v;
	s.hats |= REL_SYSTEM;
	return s;
}

enum code translated_put(struct db *db, struct arena *a, const struct viewer *v, const struct translated *t, enum lang lang, struct str text, const char *origin, struct err *e)
{
	struct viewer s = for_the_school(v);
	if (!str_trim(text).n)
		return err_set(e, E_INPUT, "Write the translation first.");
	if (lang == t->lang)
		return err_set(e, E_INPUT, "It was written in this language.");
	enum code c = record_text_put(db, &s, record_type_find(str_z(t->type)), t->record, "text", str_z(LANGS[lang].tag), str_trim(text), origin, e);
	return c ? c : tasks_end(db, a, &s, t, lang, e);
}

enum code translated_ask(struct db *db, struct arena *a, const struct viewer *v, const struct translated *t, enum lang lang, struct id owner, day_t due, struct str why, struct err *e)
{
	int64_t n = 0;
	struct id made;
	struct viewer s = for_the_school(v);
	enum code c = db_int(db, e, &n, "select count(*) from translation_task where district = ?1 and record = ?2 and language = ?3 and state = 'open' and owner = ?4", "dtzb", id_str(a, t->record),
	                     LANGS[lang].tag, owner);
	if (c || n)
		return c;
	if (due < v->today)
		return err_set(e, E_INPUT, "Give a day that is still to come.");
	struct input in[] = {{"learner", id_str(a, t->learner)}, {"record_type", str_z(t->type)}, {"record", id_str(a, t->record)}, {"language", str_z(LANGS[lang].tag)}, {"owner", id_str(a, owner)},
	                     {"due_on", day_text(a, due)}, {"why", why}};
	return record_create(db, a, &s, record_type_find(S("translation_task")), ID_NIL, in, sizeof in / sizeof *in, &made, NULL, e);
}

#define DAYS_TO_MEND 3

enum code translated_say(struct db *db, struct arena *a, const struct viewer *v, const struct translated *t, enum lang lang, bool wrong, struct str better, struct err *e)
{
	struct str shown = t->in[lang].text;
	if (!shown.n)
		return err_set(e, E_INPUT, "There is no translation into this language.");
	enum code c = db_exec(db, e, "insert into translation_said (id, district, record, language, person, what, shown, better, at) values (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)"
	                      " on conflict (record, language, person, what) do update set better = excluded.better, shown = excluded.shown, at = excluded.at", "bdbzbztti", id_new(), t->record,
	                      LANGS[lang].tag, v->person, wrong ? "wrong" : "understood", shown, str_trim(better), clock_now());
	if (c || !wrong || id_nil(t->author))
		return c;
	/* whoever wrote it sees to it; a reader's own words to the school go to nobody by name, the list shows them */
	struct id owner = id_eq(t->author, v->person) ? v->person : t->author;
	return translated_ask(db, a, v, t, lang, owner, v->today + DAYS_TO_MEND, str_trim(better).n ? str_trim(better) : str_z(tr(LANG_EN, "A reader says that this translation is wrong.")), e);
}

#define TASKS 200

static void task_row(struct rows *r, struct arena *a, const struct viewer *v, struct task_row *x)
{
	*x = (struct task_row){.id = rows_id(r, 0), .learner = rows_id(r, 2), .owner = rows_id(r, 3), .type = str_dup(a, rows_t(r, 4)), .owner_name = str_trim(str_dup(a, rows_t(r, 5))),
	                       .text = str_dup(a, rows_t(r, 6)), .why = str_dup(a, rows_t(r, 7)), .lang = lang_or_english(rows_t(r, 8))};
	(void)id_parse(rows_t(r, 1), &x->record);
	(void)day_parse(rows_t(r, 9), &x->due);
	x->late = x->due < v->today;
	x->mine = id_eq(x->owner, v->person);
}

/* A task keeps the id as text; note and message have it as bytes: each row is looked up by itself. */
static enum code task_text(struct db *db, struct arena *a, struct task_row *x, struct err *e)
{
	struct translated t = {.record = x->record, .type = str_eqz(x->type, "message") ? "message" : "note"};
	enum code c = original(db, a, &t, e);
	if (c == E_NOTFOUND) {
		err_clear(e);
		return OK;
	}
	x->text = t.text;
	return c;
}

enum code tasks_of(struct db *db, struct arena *a, const struct viewer *v, struct task_row **out, size_t *n, struct err *e)
{
	struct rows *r;
	struct str on = day_text(a, v->today);
	*out = NEW_ARRAY(a, struct task_row, TASKS);
	*n = 0;
	enum code c = db_query(db, e, &r,
	                       "select k.id, k.record, k.learner, k.owner, k.record_type, coalesce(nullif(p.preferred_name, ''), p.given_name, '') || ' ' || coalesce(p.family_name, ''), '', coalesce(k.why, ''),"
	                       " k.language, k.due_on from translation_task k left join person p on p.id = k.owner where k.district = ?1 and k.state = 'open' and (k.owner = ?2 or exists (select 1 from relation r"
	                       " where r.viewer = ?3 and r.learner = k.learner and r.rel in (4, 8, 16, 32, 64) and coalesce(r.begin_on, '0001-01-01') <= ?4 and coalesce(r.end_on, '9999-12-31') >= ?5))"
	                       " order by k.due_on, k.id limit 200", "dbbtt", v->person, v->person, on, on);
	if (c)
		return c;
	int got;
	while ((got = rows_next(r, e)) == 1 && *n < TASKS)
		task_row(r, a, v, &(*out)[(*n)++]);
	rows_end(r);
	c = got < 0 ? e->code : OK;
	for (size_t i = 0; i < *n && !c; i++)
		c = task_text(db, a, &(*out)[i], e);
	return c;
}

enum code task_get(struct db *db, struct arena *a, const struct viewer *v, struct id task, struct task_row *out, struct err *e)
{
	struct rows *r;
	enum code c = db_query(db, e, &r,
	                       "select k.id, k.record, k.learner, k.owner, k.record_type, '', '', coalesce(k.why, ''), k.language, k.due_on from translation_task k where k.id = ?1 and k.district = ?2 and k.owner = ?3"
	                       " and k.state = 'open'", "bdb", task, v->person);
	if (c)
		return c;
	int got = rows_next(r, e);
	if (got == 1)
		task_row(r, a, v, out);
	rows_end(r);
	if (got != 1)
		return got < 0 ? e->code : err_set(e, E_NOTFOUND, "This translation is done, or it is not yours.");
	return task_text(db, a, out, e);
}

/* ---- the engine ---- */

#define LOOK_BACK (14 * DAY)
#define TRIES 5

struct candidate { struct id record; const char *type; };

/* Ids begin with the millisecond that they were made in. */
static struct id id_since(int64_t us)
{
	struct id id = {{0}};
	int64_t ms = us / 1000;
	for (int i = 5; i >= 0; i--, ms >>= 8)
		id.b[i] = (unsigned char)(ms & 0xff);
	return id;
}

#define MISSING(alias) \
	" and not exists (select 1 from translation_wait w where w.record = " alias ".id and (w.not_before > ?3 or w.tries >= 5)) and (exists (select 1 from guardian g where g.learner = " alias \
	".learner and g.has_access = 1 and g.language <> " alias ".language and not exists (select 1 from record_text x where x.id = " alias ".id and x.field = 'text' and x.lang = g.language))" \
	" or exists (select 1 from person p where p.id = " alias ".learner and p.language <> " alias ".language and not exists (select 1 from record_text x where x.id = " alias \
	".id and x.field = 'text' and x.lang = p.language)) or (?4 <> " alias ".language and not exists (select 1 from record_text x where x.id = " alias ".id and x.field = 'text' and x.lang = ?5)))"

static enum code candidates(struct db *db, struct arena *a, struct candidate *out, size_t most, size_t *n, struct err *e)
{
	struct rows *r;
	struct str own;
	struct id since = id_since(clock_now() - LOOK_BACK);
	int64_t now = clock_now();
	*n = 0;
	enum code c = setting_text(db, a, "school.language", &own, e);
	for (int k = 0; k < 2 && !c; k++) {
		c = k ? db_query(db, e, &r, "select m.id from message m where m.district = ?1 and m.id >= ?2" MISSING("m") " order by m.id limit ?6", "dbitti", since, now, own, own, (int64_t)(most / 2))
		      : db_query(db, e, &r, "select n.id from note n where n.district = ?1 and n.id >= ?2 and n.kind <> 'tried'" MISSING("n") " order by n.id limit ?6", "dbitti", since, now, own, own,
		                 (int64_t)(most / 2));
		if (c)
			return c;
		int got;
		while ((got = rows_next(r, e)) == 1 && *n < most)
			out[(*n)++] = (struct candidate){rows_id(r, 0), k ? "message" : "note"};
		rows_end(r);
		if (got < 0)
			c = e->code;
	}
	return c;
}

static enum code may_try(struct db *db, struct id record, enum lang lang, bool *may, struct err *e)
{
	int64_t n = 0;
	enum code c = db_int(db, e, &n, "select count(*) from translation_wait where record = ?1 and language = ?2 and (not_before > ?3 or tries >= ?4)", "bzii", record, LANGS[lang].tag, clock_now(), (int64_t)TRIES);
	*may = !c && n == 0;
	return c;
}

#define CANDIDATES 80

enum code translate_next(struct db *db, struct arena *a, struct to_translate *out, size_t most, size_t *n, struct err *e)
{
	struct candidate *list = NEW_ARRAY(a, struct candidate, CANDIDATES);
	size_t found = 0;
	*n = 0;
	enum code c = candidates(db, a, list, CANDIDATES, &found, e);
	for (size_t i = 0; i < found && !c && *n < most; i++) {
		struct translated t;
		c = translated_load(db, a, list[i].type, list[i].record, ID_NIL, &t, e);
		for (enum lang lang = LANG_EN; lang < LANG_COUNT && !c && *n < most; lang++) {
			bool may = false;
			if (!t.wanted[lang] || t.in[lang].text.n)
				continue;
			c = may_try(db, t.record, lang, &may, e);
			if (!c && may)
				out[(*n)++] = (struct to_translate){t.record, list[i].type, t.lang, lang, t.text, 0};
		}
	}
	/* what people wrote to each other goes first; then what the library was asked for */
	size_t more = 0;
	if (!c && *n < most)
		c = said_in_next(db, a, out + *n, most - *n, &more, e);
	*n += more;
	return c;
}

enum code translate_done(struct db *db, const struct to_translate *t, struct str text, struct err *e)
{
	struct viewer system = {.hats = REL_SYSTEM};
	int64_t kept = 0;
	if (!strcmp(t->type, "resource"))
		return said_in_done(db, t, text, e);
	enum code c = db_int(db, e, &kept, "select count(*) from record_text where id = ?1 and field = 'text' and lang = ?2", "bz", t->record, LANGS[t->to].tag);
	if (!c && !kept)
		c = record_text_put(db, &system, record_type_find(str_z(t->type)), t->record, "text", str_z(LANGS[t->to].tag), text, "machine", e);
	return c ? c : db_exec(db, e, "delete from translation_wait where record = ?1 and language = ?2", "bz", t->record, LANGS[t->to].tag);
}

enum code translate_failed(struct db *db, const struct to_translate *t, struct str why, struct err *e)
{
	return db_exec(db, e, "insert into translation_wait (record, language, district, tries, not_before, why) values (?1, ?2, ?3, 1, ?4, ?5) on conflict (record, language) do update set"
	               " tries = translation_wait.tries + 1, not_before = ?6 + translation_wait.tries * ?7, why = excluded.why", "bzditii", t->record, LANGS[t->to].tag, clock_now() + MINUTE, why,
	               clock_now() + MINUTE, 10 * MINUTE);
}
