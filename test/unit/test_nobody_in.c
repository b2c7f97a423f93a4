/* Every route of the program, by everybody who has no right there: the matrix of routes and relationships, made from the rows of
 * the routes and of the record types themselves and proved by requests.
 *
 * Ana's name and every text of every type of record about her hold one word, those of her class another; no reply to anybody
 * below has it, no deed of theirs changes a row about her, and what is hers answers like what is not there. A new route, type or
 * name in a path is in the matrix by itself; a name that no type has, on a path without learner or class, is said. */
#include "support/journey.h"
#include "support/proof.h"
#include "support/test.h"
#include "base/file.h"
#include "base/sanitized.h"
#include "record/access.h"
#include "school/account/account.h"
#include "school/account/session.h"
#include "store/blob.h"
#include "web/app.h"
#include "web/limit.h"
#include "web/router.h"

#include <stdio.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#define MARK "Zebrafinch"
#define CLASS_MARK "Quaggamire"
/* every text also tries to be a formula, to close a quote, to be a tag and to be a link that runs */
#define HOSTILE "\"'><img src=x7 onerror=x7>[l](javascript:x7)"
#define HOSTILE_SENT "%22%27%3E%3Cimg+src%3Dx7+onerror%3Dx7%3E%5Bl%5D%28javascript%3Ax7%29"

static struct journey_school *s;
static struct web_test *w;
#define TYPES_MOST 200
static struct str file_hash; /* of a file of Ana's, whose bytes hold the word */
static struct id made[TYPES_MOST]; /* the row of each type, by its place in RECORD_TYPES */

struct outsider {
	const char *name;
	struct id who;
	bool of_class;    /* belongs to Ana's class: its own marks are no secret */
	bool low, stale;  /* a card; a device after sign-out */
	bool partner;     /* may reach what a family opened to a helper, and that page decides part by part: nothing is opened here */
};
static struct outsider out[20];
static size_t n_out;

static struct str text_of(struct id id)
{
	return id_str(w->a, id);
}

/* ---- a row of every type ---- */

static size_t place_of(const char *type)
{
	for (size_t i = 0; RECORD_TYPES[i]; i++)
		if (!strcmp(RECORD_TYPES[i]->name, type))
			return i;
	return 0;
}

/* These say who is what to whom: a made-up row would make a relation. */
static bool makes_relations(const char *type)
{
	static const char *const names[] = {"person", "role", "org", "class", "enrolment", "guardian", "support_role", "class_group", "group_member"};
	for (size_t i = 0; i < sizeof names / sizeof *names; i++)
		if (!strcmp(type, names[i]))
			return true;
	return false;
}

static struct id ref_of(const struct record_type *t, const struct field *f)
{
	if (t->about && !strcmp(f->name, t->about))
		return t->scope == SCOPE_CLASS ? s->class_id : s->people[ANA];
	if (!strcmp(f->ref, "person"))
		return s->people[TEACHER];
	if (!strcmp(f->ref, "class"))
		return s->class_id;
	if (!strcmp(f->ref, "org"))
		return w->org;
	return made[place_of(f->ref)];
}

static struct val value_of(const struct record_type *t, const struct field *f)
{
	const char *mark = t->scope == SCOPE_LEARNER ? "=7+7 " MARK HOSTILE : t->scope == SCOPE_CLASS ? "=7+7 " CLASS_MARK HOSTILE : "=7+7 plain" HOSTILE;
	struct val v = {.type = 't'};
	if (!strcmp(f->name, "mime")) {
		v.as.t = S("text/plain"); /* the program's own word, told by the bytes */
		return v;
	}
	if (!strcmp(f->name, "hash")) {
		v.as.t = file_hash;
		return v;
	}
	switch (f->type) {
	case F_TEXT: case F_LONG: v.as.t = f->flags & FF_UNIQUE ? str_fmt(w->a, "%s %s", mark, t->name) : str_z(mark); break;
	case F_INT: v = (struct val){.type = 'i', .as.i = f->max > f->min ? f->min : 1}; break;
	case F_REAL: v = (struct val){.type = 'r', .as.r = f->max > f->min ? (double)f->min : 0.5}; break;
	case F_BOOL: v = (struct val){.type = 'i', .as.i = 0}; break;
	case F_DATE: v.as.t = S("2026-03-04"); break;
	case F_TIME: v = (struct val){.type = 'i', .as.i = clock_now()}; break;
	case F_CHOICE: case F_CHOICES: v.as.t = str_z(f->choices[0].value); break;
	case F_LANG: v.as.t = S("en"); break;
	case F_REF: v = (struct val){.type = 'b', .as.b = ref_of(t, f)}; break;
	case F_FILE: v = (struct val){.type = 'b', .as.b = made[place_of("attachment")]}; break;
	}
	return v;
}

static enum code rows_fn(struct db *db, void *arg, struct err *e)
{
	(void)arg;
	enum code c = OK;
	for (size_t i = 0; RECORD_TYPES[i] && !c; i++) {
		const struct record_type *t = RECORD_TYPES[i];
		struct val *v = NEW_ARRAY(w->a, struct val, field_count(t) + 1);
		if (makes_relations(t->name))
			continue;
		for (size_t k = 0; t->fields[k].name; k++)
			v[k] = value_of(t, &t->fields[k]);
		c = record_put_new(db, w->a, t, made[i], S(""), v, e);
		if (c)
			fail_msg("%s: %s", t->name, e->text);
	}
	return c ? c : record_search_rebuild(db, NULL, e);
}

/* ---- who has no right ---- */

static void tie(const char *type, struct id person, const char *role, bool learner, const char *begin, const char *end)
{
	struct input in[] = {{learner ? "learner" : "class", text_of(learner ? s->people[ANA] : s->class_id)}, {learner ? "adult" : "person", text_of(person)}, {"role", str_z(role)},
	                     {"begin_on", str_z(begin)}, {"end_on", str_z(end)}, {"purpose", S("Reading")}};
	(void)journey_make(s, type, in, learner ? 6 : 5);
}

static struct id outsider(const char *name, const char *role)
{
	out[n_out++] = (struct outsider){.name = name, .who = web_person(w, "Out", name, role)};
	return out[n_out - 1].who;
}

static void cast(void)
{
	struct id at = w->org, far, id;
	out[n_out++] = (struct outsider){.name = "a teacher of another class", .who = s->people[OTHER_TEACHER]};
	out[n_out++] = (struct outsider){.name = "a learner of another class", .who = s->people[CORA]};
	out[n_out++] = (struct outsider){.name = "a classmate", .who = s->people[BEN], .of_class = true};
	out[n_out++] = (struct outsider){.name = "a classmate's father", .who = s->people[FATHER], .of_class = true};
	out[n_out++] = (struct outsider){.name = "a classmate with a card", .who = s->people[BEN], .of_class = true, .low = true};
	out[n_out++] = (struct outsider){.name = "the device after Ana signed out", .who = s->people[ANA], .stale = true};
	out[n_out++] = (struct outsider){.name = "nobody"};
	far = outsider("another family", "guardian");
	(void)JOURNEY_MAKE(s, "guardian", {"learner", text_of(s->people[CORA])}, {"adult", text_of(far)}, {"relation", S("mother")}, {"has_access", S("1")});
	tie("enrolment", outsider("a former teacher", "teacher"), "teacher", false, "2025-08-20", "2026-03-03");
	tie("enrolment", outsider("a co-teacher after the end", "teacher"), "aide", false, "2025-08-20", "2026-03-03");
	tie("enrolment", outsider("a teacher who begins tomorrow", "teacher"), "teacher", false, "2026-03-05", "");
	tie("support_role", outsider("a coach after the end", "relative"), "coach", true, "2025-09-01", "2026-03-03");
	tie("support_role", outsider("a case manager after the end", "specialEducator"), "caseManager", true, "2025-09-01", "2026-03-03");
	tie("support_role", outsider("a mentor with consent until summer", "relative"), "mentor", true, "2025-09-01", "2026-06-30");
	out[n_out - 1].partner = true;
	tie("support_role", outsider("a broker with consent until summer", "relative"), "broker", true, "2025-09-01", "2026-06-30");
	out[n_out - 1].partner = true;
	id = outsider("a parent under a court's restriction", "guardian");
	(void)JOURNEY_MAKE(s, "guardian", {"learner", text_of(s->people[ANA])}, {"adult", text_of(id)}, {"relation", S("father")}, {"has_access", S("0")}, {"restriction", S("No contact, no records.")});
	id = outsider("a parent restricted until summer", "guardian");
	(void)JOURNEY_MAKE(s, "guardian", {"learner", text_of(s->people[ANA])}, {"adult", text_of(id)}, {"relation", S("father")}, {"has_access", S("1")}, {"restriction", S("Until June.")},
	                   {"restriction_until", S("2026-06-30")});
	w->org = JOURNEY_MAKE(s, "org", {"name", S("Far School")}, {"kind", S("school")});
	(void)outsider("who leads another school", "principal");
	w->org = at;
	assert_true(n_out <= sizeof out / sizeof *out);
}

struct low_session { struct id person; char token[TOKEN_TEXT]; };
static enum code low_fn(struct db *db, void *arg, struct err *e)
{
	struct low_session *x = arg;
	struct account who;
	struct id id;
	enum code c = account_of_person(db, w->a, x->person, &who, e);
	struct session_new n = {.account = who.id, .person = x->person, .stage = STAGE_FULL, .hours = 12, .agent = S("card"), .low = true};
	return c ? c : session_make(db, &n, x->token, &id, e);
}

/* What the browser holds after signing in: each request begins with it, whatever a reply before gave. */
static struct { struct pair cookies[16]; size_t n; struct str csrf; } jar;
static void remember(void)
{
	memcpy(jar.cookies, w->cookies, sizeof jar.cookies);
	jar.n = w->n_cookies;
	jar.csrf = w->csrf;
}

static void recall(void)
{
	memcpy(w->cookies, jar.cookies, sizeof jar.cookies);
	w->n_cookies = jar.n;
	w->csrf = jar.csrf;
	limits_free(w->app->limits); /* a walk is no flood */
	w->app->limits = limits_new(64);
}

static void become_now(const struct outsider *o)
{
	struct err e = {0};
	web_forget(w);
	if (id_nil(o->who))
		return;
	web_sign_in(w, o->who);
	if (o->stale) {
		struct pair old = w->cookies[0];
		struct str token = w->csrf;
		assert_int_equal(web_post(w, "/sign-out", "").status, 303);
		w->cookies[0] = old;
		w->n_cookies = 1;
		w->csrf = token;
	}
	if (o->low) {
		struct low_session x = {.person = o->who};
		if (store_write(w->store, low_fn, &x, &e))
			fail_msg("%s", e.text);
		w->cookies[0].value = str_dup(w->a, str_z(x.token));
		(void)web_get(w, "/home");
	}
}

static void become(const struct outsider *o)
{
	become_now(o);
	remember();
}

static void become_of(enum who who)
{
	web_sign_in(w, s->people[who]);
	remember();
}

static int start(void **unused)
{
	(void)unused;
	struct err e = {0};
	s = journey_open();
	w = s->w;
	n_out = 0;
	for (size_t i = 0; RECORD_TYPES[i]; i++) {
		assert_true(i < TYPES_MOST);
		made[i] = id_of("matrix", str_z(RECORD_TYPES[i]->name));
	}
	struct blob_hash hash;
	if (blob_put(w->app->blobs, S("Handed in by " MARK), &hash, &e))
		fail_msg("%s", e.text);
	file_hash = blob_hash_text(w->a, hash);
	if (store_write(w->store, rows_fn, NULL, &e))
		fail_msg("%s", e.text);
	web_sql(w, "update person set family_name = '" MARK "\"''><img src=x7 onerror=x7>' where family_name = 'Ash'");
	if (store_write(w->store, record_search_rebuild, NULL, &e))
		fail_msg("%s", e.text);
	cast();
	return 0;
}

static int stop(void **unused)
{
	(void)unused;
	journey_close(s);
	return 0;
}

/* ---- paths ---- */

/* An id of Ana's for a name in a path. */
static struct str id_for(const struct route *r, struct str name)
{
	static const struct { const char *name, *type; } of[] = {
		{"request", "help_request"}, {"thread", "thread"}, {"note", "note"}, {"goal", "goal"}, {"report", "safety_report"}, {"file", "attachment"}, {"competency", "competency"},
		{"resource", "resource"}, {"phrase", "phrase"}, {"missed", "delivery"}, {"time", "lesson_time"}, {"term", "term"}, {"wish", "term_suggestion"}, {"task", "access_task"}};
	static const struct { const char *name, *word; } words[] = {{"kind", "people"}, {"deed", "disable"}, {"door", "teacher"}, {"code", "ABCDEF"}, {"form", "goal"}, {"part", "strengths"}, {"import", "01890a5d-ac96-774b-bcce-b302099a8057"},
		{"account", "01890a5d-ac96-774b-bcce-b302099a8057"}};
	if (str_eqz(name, "learner") || str_eqz(name, "who"))
		return text_of(s->people[ANA]);
	if (str_eqz(name, "class"))
		return text_of(s->class_id);
	if (str_eqz(name, "work"))
		return text_of(s->done_work);
	for (size_t i = 0; i < sizeof of / sizeof *of; i++)
		if (str_eqz(name, of[i].name))
			return text_of(made[place_of(of[i].type)]);
	for (size_t i = 0; i < sizeof words / sizeof *words; i++)
		if (str_eqz(name, words[i].name))
			return str_z(words[i].word);
	size_t at;
	for (size_t i = 0; RECORD_TYPES[i]; i++)
		if (str_find(str_z(RECORD_TYPES[i]->name), name, &at) && !makes_relations(RECORD_TYPES[i]->name))
			return text_of(made[i]);
	if (strstr(r->path, "{learner}") || strstr(r->path, "{class}"))
		return text_of(s->done_work); /* the relation decides before it is looked at */
	static char said[2000]; /* once each */
	if (!strstr(said, r->path) && strlen(said) + strlen(r->path) + 1 < sizeof said) {
		memcpy(said + strlen(said), r->path, strlen(r->path) + 1);
		printf("%s: no id of Ana's is known for {%.*s}; tried with her own\n", r->path, S_ARG(name));
	}
	return text_of(s->people[ANA]);
}

/* none: every id is one that is not there. */
static const char *path_of(const struct route *r, const struct record_type *t, bool none)
{
	struct buf b = buf_new(w->a, 2000);
	struct str path = str_z(r->path);
	while (path.n) {
		bool more = memchr(path.p, '{', path.n) != NULL;
		buf_str(&b, str_cut(&path, '{'));
		if (!more)
			break;
		struct str name = str_cut(&path, '}');
		struct id unused;
		if (str_eqz(name, "type"))
			buf_z(&b, t->name);
		else {
			struct str id = str_eqz(name, "id") ? text_of(!strcmp(t->name, "person") ? s->people[ANA] : made[place_of(t->name)]) : id_for(r, name);
			buf_str(&b, none && id_parse(id, &unused) ? text_of(id_new()) : id);
		}
	}
	return str_dupz(w->a, buf_done(&b));
}

/* ---- requests ---- */

/* What a form of this type sends, as somebody would who has read the page's source. */
static struct str form_of(const struct record_type *t, bool json)
{
	struct buf b = buf_new(w->a, 1 << 16);
	buf_z(&b, json ? "{" : "version=1&state=done&to=done&text=Changed&title=Changed&answer=Changed");
	for (const struct field *f = t ? t->fields : NULL; f && f->name; f++) {
		struct val v = value_of(t, f);
		struct str text = v.type == 't' ? (f->type == F_TEXT || f->type == F_LONG ? S("Changed") : v.as.t) : v.type == 'b' ? text_of(v.as.b) : S("1");
		buf_fmt(&b, json ? "%s\"%s\":\"%.*s\"" : "%s%s=%.*s", !json ? "&" : b.n > 1 ? "," : "", f->name, S_ARG(text));
	}
	buf_z(&b, json ? "}" : "");
	return buf_done(&b);
}

static struct reply ask(const struct route *r, const char *path, const struct record_type *t)
{
	recall();
	if (r->method == GET)
		return web_get(w, path);
	if (r->method == POST && !(r->flags & RT_API))
		return web_post(w, path, str_dupz(w->a, form_of(t, false)));
	web_header(w, "X-CSRF-Token", str_dupz(w->a, w->csrf));
	web_header(w, "If-Match", "\"1\"");
	return web_raw(w, r->method == POST ? "POST" : r->method == PUT ? "PUT" : r->method == PATCH ? "PATCH" : "DELETE", path, "application/json", form_of(t, true));
}

struct tally { struct id whose; int64_t rows, versions; };
static enum code tally_fn(void *arg, const struct record *r, struct err *e)
{
	struct tally *x = arg;
	(void)e;
	if (id_eq(record_about(r), x->whose) || id_eq(r->id, x->whose)) {
		x->rows++;
		x->versions += r->version;
	}
	return OK;
}

/* How much there is about her, and how often it was changed. */
static struct tally tally(struct id whose)
{
	struct tally x = {.whose = whose};
	struct err e = {0};
	struct db *db;
	enum code c = store_read(w->store, &db, &e);
	for (size_t i = 0; RECORD_TYPES[i] && !c; i++)
		if (RECORD_TYPES[i]->scope != SCOPE_ORG)
			c = record_scan(db, RECORD_TYPES[i], tally_fn, &x, &e);
	store_read_end(db);
	if (c)
		fail_msg("%s", e.text);
	return x;
}

/* What a person reads in it: its letters are packed and numbered anew in the file. */
static struct str text_of_pdf(struct str pdf)
{
	char name[80], command[120], part[4096];
	struct buf b = buf_new(w->a, 1 << 20);
	struct err e = {0};
	size_t n;
	(void)snprintf(name, sizeof name, "%s/asked.pdf", w->files);
	(void)snprintf(command, sizeof command, "pdftotext -q '%s' -", name);
	assert_int_equal(file_write(name, pdf, 0600, &e), OK);
	FILE *p = popen(command, "re");
	while (p && (n = fread(part, 1, sizeof part, p)) > 0)
		buf_add(&b, part, n);
	assert_true(p && pclose(p) == 0);
	assert_int_equal(unlink(name), 0);
	return buf_done(&b);
}

static size_t pdfs; /* that were read */

static bool holds(const struct reply *rp, const char *mark, const char **around)
{
	struct str body = rp->body.n || rp->bytes.n ? web_body(w, rp) : S("");
	size_t at;
	if (str_find(rp->file_name, str_z(mark), &at)) {
		*around = str_fmt(w->a, "the name of the file: %.*s", S_ARG(rp->file_name)).p;
		return true;
	}
	for (size_t i = 0; i < rp->n_headers; i++)
		if (str_find(rp->headers[i].value, str_z(mark), &at)) {
			*around = str_fmt(w->a, "%.*s: %.*s", S_ARG(rp->headers[i].name), S_ARG(rp->headers[i].value)).p;
			return true;
		}
	if (str_starts(body, "%PDF-")) {
		body = text_of_pdf(body);
		pdfs++;
	}
	if (!str_find(body, str_z(mark), &at))
		return false;
	size_t from = at > 60 ? at - 60 : 0;
	*around = str_dupz(w->a, (struct str){body.p + from, body.n - from < 160 ? body.n - from : 160});
	return true;
}

/* NULL: nothing came out. */
static const char *leaks(const struct outsider *o, const struct route *r, const char *path, const struct reply *rp)
{
	bool hers = strstr(r->path, "{learner}") || (strstr(r->path, "{class}") && !o->of_class);
	const char *around = "";
	if (o->partner && r->need & REL_PARTNER)
		return NULL;
	if (holds(rp, MARK, &around) || (!o->of_class && holds(rp, CLASS_MARK, &around)))
		return str_fmt(w->a, "%s reads %s at %s %s (%d)", o->name, around, r->method == GET ? "GET" : "POST", path, rp->status).p;
	if (hers && !(r->need & REL_PUBLIC) && rp->status != 401 && rp->status != 403 && rp->status != 404 && !(rp->status == 303 && str_starts(web_reply_header(rp, "location"), "/sign-in")))
		return str_fmt(w->a, "%s gets %d at %s", o->name, rp->status, path).p;
	return NULL;
}

static bool skipped(const struct route *r)
{
	return r->flags & RT_SAMPLE_ONLY || !strcmp(r->path, "/sign-out") || strstr(r->path, "sign-out-everywhere") || !strcmp(r->path, "/lock") || !strcmp(r->path, "/health/save");
}

static struct arena *own;
/* Replies of a walk live for one person. */
static void fresh_arena(void)
{
	if (own)
		arena_free(own);
	own = arena_new(0);
}

/* A build that looks for faults of memory asks each route for an eighth of the types of records, another eighth for each
 * person: the code is the same for all. The whole matrix is asked by the other builds. */
static bool passed_over(size_t person, size_t route, size_t type)
{
	return SANITIZED && type && (person + route + type) % 8;
}

static size_t walk(const struct outsider *o, size_t *asked)
{
	size_t bad = 0;
	struct arena *keep = w->a;
	fresh_arena();
	become(o);
	for (size_t i = 0; router_at(w->app->router, i); i++) {
		const struct route *r = router_at(w->app->router, i);
		if (skipped(r))
			continue;
		for (size_t k = 0; k == 0 || (strstr(r->path, "{type}") && RECORD_TYPES[k]); k++) {
			if (passed_over((size_t)(o - out), i, k))
				continue;
			w->a = own;
			const struct record_type *t = RECORD_TYPES[k];
			const char *path = path_of(r, t, false);
			struct reply rp = ask(r, path, strstr(r->path, "{type}") ? t : NULL);
			const char *why = leaks(o, r, path, &rp);
			if (!why && r->method == GET && strstr(r->path, "{type}") && !strstr(r->path, "{id}")) {
				rp = ask(r, str_fmt(w->a, "%s?format=csv&learner=%.*s", path, S_ARG(text_of(s->people[ANA]))).p, t);
				why = leaks(o, r, path, &rp);
			}
			if (why && bad++ < 12)
				print_error("%s\n", why);
			(*asked)++;
			w->a = keep;
		}
	}
	return bad;
}

/* ---- what must hold ---- */

static void nothing_leaks(void **unused)
{
	size_t asked = 0, bad = 0, before_pdfs = pdfs;
	struct tally before = tally(s->people[ANA]);
	(void)unused;
	assert_true(before.rows > 40);
	for (size_t i = 0; i < n_out; i++) {
		bad += walk(&out[i], &asked);
		struct tally after = tally(s->people[ANA]);
		if (after.rows != before.rows || after.versions != before.versions)
			fail_msg("%s changed what is written about Ana: %lld rows, %lld versions; before %lld, %lld", out[i].name, (long long)after.rows, (long long)after.versions,
			         (long long)before.rows, (long long)before.versions);
	}
	proof("in", "%zu people without a right, %zu requests, %zu answers that tell or do something; the words of %zu PDFs were read", n_out, asked, bad, pdfs - before_pdfs);
	assert_int_equal(bad, 0);
}

/* Those whom it concerns do read the words: the search above can find something. */
static void the_words_are_there(void **unused)
{
	static const enum who entitled[] = {CASE, TEACHER, MOTHER, LEADER, ANA};
	(void)unused;
	for (size_t k = 0; k < sizeof entitled / sizeof *entitled; k++) {
		size_t shown = 0, on_paper = 0;
		const char *around;
		become_of(entitled[k]);
		for (size_t i = 0; router_at(w->app->router, i); i++) {
			const struct route *r = router_at(w->app->router, i);
			if (r->method != GET || skipped(r) || strstr(r->path, "{type}"))
				continue;
			struct reply rp = ask(r, path_of(r, RECORD_TYPES[0], false), NULL);
			if (rp.status >= 500)
				fail_msg("%s fails: %d", r->path, rp.status);
			bool shows = holds(&rp, MARK, &around);
			shown += shows;
			on_paper += shows && str_starts(web_body(w, &rp), "%PDF-");
		}
		printf("%d routes show the words to person %d, %d of them on paper\n", (int)shown, (int)entitled[k], (int)on_paper);
		assert_true(shown > 10);
		assert_true(on_paper > 0 || entitled[k] == ANA);
	}
}

/* Not there and not theirs: the same status and a body of the same length, for pages, records, their history and files. */
static void not_there_and_not_theirs_are_one(void **unused)
{
	size_t compared = 0;
	(void)unused;
	for (size_t o = 0; o < n_out; o++) {
		if (out[o].stale || id_nil(out[o].who))
			continue;
		become(&out[o]);
		for (size_t i = 0; router_at(w->app->router, i); i++) {
			const struct route *r = router_at(w->app->router, i);
			bool record = strstr(r->path, "{id}"), hers = strstr(r->path, "{learner}") || (strstr(r->path, "{class}") && !out[o].of_class);
			if ((out[o].partner && r->need & REL_PARTNER) || r->method != GET || (!record && !hers && !strstr(r->path, "{file}")) || r->flags & RT_SAMPLE_ONLY)
				continue;
			for (size_t k = 0; k == 0 || (record && RECORD_TYPES[k]); k++) {
				const struct record_type *t = RECORD_TYPES[k];
				if (passed_over(o, i, k) || (record && (t->scope != SCOPE_LEARNER || makes_relations(t->name))))
					continue;
				const char *path = path_of(r, t, false);
				struct reply real = ask(r, path, t), none = ask(r, path_of(r, t, true), t);
				size_t n = web_body(w, &real).n, m = web_body(w, &none).n;
				if (real.status != none.status || n != m)
					fail_msg("%s: %s answers %d with %zu bytes, what is not there %d with %zu", out[o].name, path, real.status, n, none.status, m);
				compared++;
			}
		}
	}
	printf("%zu pairs\n", compared);
	assert_true(compared > (SANITIZED ? 200 : 1000));
}

/* Processor time of one request, the least of several: what a watch would tell, without the noise of the machine. */
static double cost_of(const struct route *r, const char *path, const char *form)
{
	double least = 1e9;
	for (int i = 0; i < (form ? 3 : 25); i++) {
		struct timespec a, b;
		if (form)
			web_forget(w);
		clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &a);
		struct reply rp = form ? web_post(w, path, form) : ask(r, path, NULL);
		clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &b);
		assert_true(rp.status != 429);
		double took = (double)(b.tv_sec - a.tv_sec) + (double)(b.tv_nsec - a.tv_nsec) / 1e9;
		least = took < least ? took : least;
	}
	return least * 1e6;
}

static void a_watch_tells_no_name(void **unused)
{
	static const char *const pages[] = {"/learners/{learner}", "/r/{type}/{id}", "/files/{file}", "/api/v1/{type}/{id}"};
	size_t seen = 0;
	(void)unused;
	if (SANITIZED)
		skip(); /* what looks for faults of memory takes most of the time */
	/* a name that is there and one that is not: the password is hashed for both, or names could be tried by the watch */
	web_account(w, web_person(w, "Wat", "Ched", "guardian"), "watched", "rainy kettle owl fern");
	double yes = cost_of(NULL, "/sign-in", "login=watched&password=wrong+wrong+wrong+w"), no = cost_of(NULL, "/sign-in", "login=nobodyatall&password=wrong+wrong+wrong+w");
	printf("sign-in: a name that is there %.0f us, one that is not %.0f us\n", yes, no);
	assert_true(yes < 1.5 * no && no < 1.5 * yes);
	become(&out[0]);
	for (size_t i = 0; router_at(w->app->router, i); i++) {
		const struct route *r = router_at(w->app->router, i);
		for (size_t k = 0; r->method == GET && k < sizeof pages / sizeof *pages; k++) {
			if (strcmp(r->path, pages[k]))
				continue;
			const struct record_type *t = record_type_find(S("note"));
			const char *path = path_of(r, t, false), *none = path_of(r, t, true);
			double mine = cost_of(r, path, NULL), nobodys = cost_of(r, none, NULL);
			printf("%s: not theirs %.0f us, not there %.0f us\n", r->path, mine, nobodys);
			assert_true(mine < 2 * nobodys + 100 && nobodys < 2 * mine + 100);
			seen++;
		}
	}
	assert_true(seen == 4);
}

/* The matrix notices a relation that was loosened: each page of a learner opened to everybody who is signed in. */
static void a_loosened_relation_is_seen(void **unused)
{
	static struct route loose[2];
	size_t noticed = 0, loosened = 0, twice = 0;
	struct router *right = w->app->router;
	const struct outsider *stranger = &out[0];
	(void)unused;
	for (size_t i = 0; router_at(right, i); i++) {
		const struct route *r = router_at(right, i);
		struct err e = {0};
		if (r->method != GET || !strstr(r->path, "{learner}") || r->flags & RT_SAMPLE_ONLY)
			continue;
		loose[0] = *r;
		loose[0].need = REL_SIGNED_IN;
		const struct route *tables[] = {loose, NULL};
		if (router_new(w->a, tables, &w->app->router, &e))
			fail_msg("%s", e.text);
		become(stranger);
		const char *path = path_of(r, RECORD_TYPES[0], false);
		struct reply rp = ask(&loose[0], path, NULL);
		loosened++;
		if (leaks(stranger, &loose[0], path, &rp))
			noticed++;
		else if (rp.status == 403 || rp.status == 404) /* the page asks again by itself */
			twice++;
		else
			fail_msg("%s: %d, not noticed", path, rp.status);
		w->app->router = right;
	}
	proof("in", "%zu loosened pages: %zu noticed, %zu refuse by a rule of their own", loosened, noticed, twice);
	assert_true(noticed > 25 && noticed + twice == loosened);
}

/* Each refusal stands in the security log with whom it was about; a flood fills no disk. */
static void refusals_are_logged(void **unused)
{
	const char *sql = "select count(*) from security_log where action = 'refused'";
	char ana[200];
	(void)unused;
	web_sign_in(w, s->people[OTHER_TEACHER]);
	limits_free(w->app->limits);
	w->app->limits = limits_new(64);
	int64_t before = web_count(w, sql);
	assert_int_equal(web_get(w, journey_fill(s, "/learners/{ana}/plan")).status, 403);
	assert_int_equal(web_count(w, sql), before + 1);
	snprintf(ana, sizeof ana, "select count(*) from security_log_learner l join security_log g on g.number = l.number where g.action = 'refused' and l.learner = "
	         "(select id from person where given_name = 'Ana')");
	assert_true(web_count(w, ana) >= 1);
	assert_int_equal(web_get(w, str_fmt(w->a, "/r/note/%.*s", S_ARG(text_of(made[place_of("note")]))).p).status, 404);
	assert_int_equal(web_count(w, sql), before + 2);
	for (int i = 0; i < 100; i++)
		(void)web_get(w, journey_fill(s, "/learners/{ana}/plan"));
	assert_true(web_count(w, sql) < before + 40);
	/* a file that staff take out is noted, one that the family takes is theirs */
	const char *taken = "select count(*) from security_log where action = 'file taken out'";
	before = web_count(w, taken);
	assert_int_equal(journey_get(s, CASE, "/learners/{ana}/needs.json").status, 200);
	assert_int_equal(journey_get(s, MOTHER, "/learners/{ana}/needs.json").status, 200);
	assert_int_equal(web_count(w, taken), before + 1);
}

struct giving { struct id learner; };
static enum code give_fn(struct db *db, void *arg, struct err *e)
{
	struct giving *g = arg;
	struct viewer v = {.hats = REL_SYSTEM, .person = s->people[LEADER]};
	return disclosure_log(db, &v, g->learner, S("County clinic"), S("Hearing test"), S("Page 2 of the plan"), e);
}

static enum code verified(void)
{
	struct err e = {0};
	struct db *db;
	int64_t rows = 0, chain = 0;
	enum code c = store_read(w->store, &db, &e);
	if (!c)
		c = security_log_verify(db, &chain, &e);
	if (!c)
		c = disclosure_verify(db, &rows, &e);
	store_read_end(db);
	if (!c)
		assert_true(rows > 0 && chain > rows);
	return c;
}

/* The family reads who has access, what was given outside and asks for the rest; the chain shows what was changed afterwards. */
static void families_see_and_ask(void **unused)
{
	struct err e = {0};
	(void)unused;
	if (store_write(w->store, give_fn, &(struct giving){s->people[ANA]}, &e))
		fail_msg("%s", e.text);
	WALK(s, {MOTHER, "/learners/{ana}/who-sees", NULL, 200, "Cass Case|Tea Cher|County clinic|Hearing test|Page 2 of the plan|Lea Leader", "Otto Other|a former teacher|a coach after"},
	     {LEADER, "/learners/{ana}/who-sees", NULL, 200, "until Jun 30, 2026|English-learner specialist", NULL},
	     {LEADER, "/learners/{ana}/who-sees/given", "to_whom=Oak+School&purpose=&what=All", 422, "A disclosure needs|Oak School", NULL},
	     {LEADER, "/learners/{ana}/who-sees/given", "to_whom=Oak+School&purpose=Transfer&what=All", 303, NULL, NULL},
	     {TEACHER, "/learners/{ana}/who-sees", NULL, 403, NULL, NULL}, {MOTHER, "/learners/{ana}/who-sees/given", "to_whom=X&purpose=Y&what=Z", 403, NULL, NULL},
	     {MOTHER, "/learners/{ana}/who-sees/ask", "kind=copy", 303, NULL, NULL}, {MOTHER, "/learners/{ana}/who-sees/ask", "kind=moon", 422, NULL, NULL},
	     {MOTHER, "/learners/{ana}/who-sees", NULL, 200, "Oak School|2026", NULL},
	     {LEADER, "/record-requests", NULL, 200, "Ana|Have a copy of it|The answer is due by Apr 18, 2026|Gwen Guard", NULL}, {FATHER, "/record-requests", NULL, 403, NULL, NULL},
	     {LEADER, "/learners/{ana}/who-sees/{=select id from record_request where kind = 'copy' and asked_by is not null order by created_at desc}", "answer=", 422, NULL, NULL},
	     {LEADER, "/learners/{ana}/who-sees/{=select id from record_request where kind = 'copy' order by created_at desc, id desc}", "answer=Given+on+paper+today.", 303, NULL, NULL},
	     {MOTHER, "/learners/{ana}/who-sees", NULL, 200, "Given on paper today.", NULL}, {MOTHER, "/learners/{ana}/who-sees?format=csv", NULL, 200, "when,to_whom,purpose,what,by|County clinic", NULL});
	assert_int_equal(verified(), OK);
	web_sql(w, "update disclosure set to_whom = 'Nobody' where to_whom = 'Oak School'");
	assert_int_equal(verified(), E_DB);
	web_sql(w, "update disclosure set to_whom = 'Oak School' where to_whom = 'Nobody'");
	assert_int_equal(verified(), OK);
	web_sql(w, "delete from disclosure where to_whom = 'County clinic'");
	assert_int_equal(verified(), E_DB);
}

/* ---- hostile texts ---- */

/* NULL: the reply runs nothing of what was written, in a browser or a spreadsheet, and its headers are one line each. */
static const char *runs(const struct reply *rp, const char *path)
{
	static const char *const html[] = {"<img src=x7", "x7\"'>", "=\"\"'>", "href=\"javascript:", "href='javascript:"};
	const char *around, *type = rp->type ? rp->type : "";
	for (size_t i = 0; i < rp->n_headers; i++)
		for (size_t k = 0; k < rp->headers[i].value.n; k++)
			if ((unsigned char)rp->headers[i].value.p[k] < ' ')
				return str_fmt(w->a, "%s: a header of two lines", path).p;
	if (str_starts(str_z(type), "text/html"))
		for (size_t i = 0; i < sizeof html / sizeof *html; i++)
			if (holds(rp, html[i], &around))
				return str_fmt(w->a, "%s: %s", path, around).p;
	if (!str_starts(str_z(type), "text/csv"))
		return NULL;
	struct str body = web_body(w, rp);
	size_t at;
	for (bool first = true; str_find(body, S("=7+7"), &at); first = false) {
		char before = at ? body.p[at - 1] : first ? '\n' : 'x';
		if (before == '\n' || before == ',' || before == '"')
			return str_fmt(w->a, "%s: a cell that a spreadsheet would run: %.*s", path, (int)(at < 80 ? at + 4 : 84), body.p + (at < 80 ? 0 : at - 80)).p;
		body = (struct str){body.p + at + 4, body.n - at - 4};
	}
	return NULL;
}

static const enum who READERS[] = {CASE, TEACHER, MOTHER, LEADER, ANA, ADMIN};
static struct str names_sent[3000]; /* of fields of forms, as the pages give them */
static size_t n_names;

static void take_names(struct str body)
{
	size_t at;
	while (str_find(body, S(" name=\""), &at)) {
		body = (struct str){body.p + at + 7, body.n - at - 7};
		struct str name = str_cut(&body, '"');
		bool known = !name.n || str_eqz(name, "csrf") || str_eqz(name, "_key") || str_eqz(name, "viewport") || memchr(name.p, '&', name.n);
		for (size_t i = 0; i < n_names && !known; i++)
			known = str_eq(names_sent[i], name);
		if (!known && n_names < sizeof names_sent / sizeof *names_sent)
			names_sent[n_names++] = str_dup(s->w->a, name);
	}
}

/* What is stored in every text field of every type of record, read on every page, list, form, history, file and by the API. */
static void nothing_stored_runs(void **unused)
{
	size_t read = 0, shown = 0, bad = 0;
	const char *around, *why;
	struct arena *keep = w->a;
	(void)unused;
	for (size_t p = 0; p < sizeof READERS / sizeof *READERS; p++) {
		become_of(READERS[p]);
		for (size_t i = 0; router_at(w->app->router, i); i++) {
			const struct route *r = router_at(w->app->router, i);
			if (r->method != GET || skipped(r))
				continue;
			fresh_arena();
			for (size_t k = 0; k == 0 || (strstr(r->path, "{type}") && RECORD_TYPES[k]); k++)
				for (int csv = 0; csv < 2 && !passed_over(p, i, k); csv++) {
					w->a = own;
					const char *path = path_of(r, RECORD_TYPES[k], false);
					path = csv ? str_fmt(w->a, "%s?format=csv", path).p : path;
					struct reply rp = ask(r, path, RECORD_TYPES[k]);
					why = rp.status >= 500 ? str_fmt(w->a, "%s: %d", path, rp.status).p : runs(&rp, path);
					if (why && bad++ < 12)
						print_error("%s\n", why);
					shown += holds(&rp, "img src=x7", &around);
					read++;
					w->a = keep;
					if (rp.body.n && str_starts(str_z(rp.type), "text/html") && !csv)
						take_names(web_body(w, &rp));
				}
		}
	}
	proof("in", "%zu replies, %zu with what was written, %zu names of fields", read, shown, n_names);
	assert_int_equal(bad, 0);
	assert_true(shown > (SANITIZED ? 50 : 200) && n_names > 100);
}

/* What is sent with a question or a form and comes back at once: in addresses, in headers, in forms shown again. */
static void nothing_sent_runs(void **unused)
{
	static const char query[] = "q=" HOSTILE_SENT "&next=" HOSTILE_SENT "&who=" HOSTILE_SENT "&part=" HOSTILE_SENT "&day=" HOSTILE_SENT "&week=" HOSTILE_SENT "&lang=" HOSTILE_SENT "&sort=" HOSTILE_SENT
		"&after=" HOSTILE_SENT "&code=" HOSTILE_SENT "&kind=" HOSTILE_SENT "&from=%0d%0aX-Evil:1&to=%0d%0aX-Evil:1&state=" HOSTILE_SENT "&text=" HOSTILE_SENT "&grade=" HOSTILE_SENT;
	size_t read = 0, back = 0, bad = 0;
	const char *around, *why;
	struct arena *keep = w->a;
	(void)unused;
	for (size_t p = 0; p < sizeof READERS / sizeof *READERS; p++) {
		become_of(READERS[p]);
		for (size_t i = 0; router_at(w->app->router, i); i++) {
			const struct route *r = router_at(w->app->router, i);
			if (skipped(r) || r->flags & RT_API || strstr(r->path, "{deed}") || strstr(r->path, "/remove"))
				continue;
			fresh_arena();
			const char *path = path_of(r, RECORD_TYPES[i % 60], false);
			/* all names of all forms, in as many forms as that takes */
			for (size_t at = 0; at == 0 || (r->method == POST && at < n_names); at += 100) {
				w->a = own;
				struct buf b = buf_new(w->a, 1 << 20);
				for (size_t k = at; k < n_names && k < at + 100; k++)
					buf_fmt(&b, "%s%.*s=%s", k > at ? "&" : "", S_ARG(names_sent[k]), HOSTILE_SENT);
				recall();
				struct reply rp = r->method == GET ? web_get(w, str_fmt(w->a, "%s?%s", path, query).p) : web_post(w, path, str_dupz(w->a, buf_done(&b)));
				why = rp.status >= 500 ? str_fmt(w->a, "%s: %d", path, rp.status).p : runs(&rp, path);
				if (why && bad++ < 12)
					print_error("sent: %s\n", why);
				back += holds(&rp, "img src=x7", &around);
				read++;
				w->a = keep;
				if (r->method == GET)
					break;
			}
		}
	}
	proof("in", "%zu replies, %zu with what was sent", read, back);
	assert_int_equal(bad, 0);
	assert_true(back > 20);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST("no page, record, file, search or deed tells or does anything for who has no right there, on every route [R437]", nothing_leaks),
		TEST("those whom it concerns do read it: the matrix can find something", the_words_are_there),
		TEST("what is not there and what is not theirs are one answer of one length", not_there_and_not_theirs_are_one),
		TEST("the time of an answer does not tell whether a sign-in name is there; of a page, record or file whose id nobody can guess it tells a fraction of a millisecond", a_watch_tells_no_name),
		TEST("a relation that is loosened is noticed", a_loosened_relation_is_seen),
		TEST("a family sees who has access and every giving outside, asks for the rest, and the chain shows a changed disclosure [R437 R438]", families_see_and_ask),
		TEST("refused accesses stand in the security log, and a flood of them fills no disk [R437]", refusals_are_logged),
		TEST("nothing that is stored runs: every text field of every type, on every page, list, form, history, file and by the API", nothing_stored_runs),
		TEST("nothing that is sent runs or breaks a header: every field of every form, on every route", nothing_sent_runs),
	};
	return cmocka_run_group_tests_name("nobody in", tests, start, stop);
}
