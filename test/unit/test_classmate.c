/* Everything a classmate can fetch, walked: each page of the router, each record type of the API and of the lists, with marks in
 * all that is written about Ana. None of the marks is ever in a reply to Ben, Cora, Ben's father or another class's teacher. */
#include "support/journey.h"
#include "support/test.h"
#include "web/app.h"
#include "web/limit.h"
#include "web/router.h"

#include <string.h>

static struct journey_school *s;
#define MARK "Zebrafinch" /* a word that stands nowhere else */

static struct str ida(struct id id)
{
	return id_str(s->w->a, id);
}

static int start(void **unused)
{
	(void)unused;
	s = journey_open();
	struct str ana = ida(s->people[ANA]), day = S("2026-03-03");
	static const char *const terms[] = {"additional-testing-time", "human-reader", "braille", "tactile"};
	for (size_t i = 0; i < sizeof terms / sizeof *terms; i++)
		(void)JOURNEY_MAKE(s, "plan_line", {"learner", ana}, {"source", S("iep")}, {"kind", S("accommodation")}, {"term", str_z(terms[i])}, {"value", i == 2 ? S("embossed") : S("1.5")},
		                   {"text", S(MARK " line")}, {"source_note", S(MARK " paper")});
	struct id service = JOURNEY_MAKE(s, "plan_line", {"learner", ana}, {"source", S("iep")}, {"kind", S("service")}, {"text", S(MARK " service")}, {"begin_on", S("2026-02-02")}, {"frequency", S("weekly")},
	                                 {"location", S(MARK)}, {"duration", S("30 minutes")}, {"minutes_week", S("30")});
	(void)JOURNEY_MAKE(s, "service_session", {"learner", ana}, {"line", ida(service)}, {"on_day", day}, {"minutes", S("30")}, {"what", S("given")}, {"text", S(MARK " session")});
	(void)JOURNEY_MAKE(s, "time_outside", {"learner", ana}, {"minutes_week", S("60")}, {"what", S(MARK " room")}, {"reason", S(MARK " reason")}, {"inside", S(MARK " inside")});
	(void)JOURNEY_MAKE(s, "coaching", {"learner", ana}, {"class", ida(s->class_id)}, {"asked_by", ida(s->people[TEACHER])}, {"to_whom", ida(s->people[CASE])}, {"text", S(MARK " asked")}, {"due_on", day});
	(void)JOURNEY_MAKE(s, "access_task", {"learner", ana}, {"monday", str_z(s->monday)}, {"text", S(MARK " task")}, {"owner", ida(s->people[CASE])}, {"due_on", day});
	(void)JOURNEY_MAKE(s, "coplan_note", {"class", ida(s->class_id)}, {"monday", str_z(s->monday)}, {"kind", S("barrier")}, {"text", S(MARK " barrier for Ana")});
	(void)JOURNEY_MAKE(s, "need", {"learner", ana}, {"term", S("spoken")}, {"value", S("computer-read-aloud")}, {"source", S("family")}, {"is_on", S("1")}, {"what_helped", S(MARK " helped")});
	(void)JOURNEY_MAKE(s, "profile", {"learner", ana}, {"strengths", S(MARK " strengths")}, {"needs", S(MARK " needs")});
	(void)JOURNEY_MAKE(s, "help_request", {"learner", ana}, {"kind", S("support")}, {"text", S(MARK " request")});
	WALK(s, {ADMIN, "/settings", "has=safety.report&safety.report=1&has=safety.adults&safety.adults=Lea+Leader,+Cass+Case&has=safety.rule&safety.rule=The+same+day.", 303, NULL, NULL});
	(void)JOURNEY_MAKE(s, "safety_report", {"learner", ana}, {"kind", S("leftOut")}, {"text", S(MARK " said")});
	/* the record of what was given */
	WALK(s, {ANA, "/learners/{ana}/work/{questions}", NULL, 200, NULL, NULL},
	     {TEACHER, "/learners/{ana}/supports/note", "what=missed&why=other&text=" MARK "&line={=select id from plan_line where term = 'human-reader'}", 303, NULL, NULL});
	assert_true(web_count(s->w, "select count(*) from delivery") > 1);
	return 0;
}

static int stop(void **unused)
{
	(void)unused;
	journey_close(s);
	return 0;
}

static void nothing_at(enum who who, const char *path)
{
	limits_free(s->w->app->limits); /* a walk is no flood */
	s->w->app->limits = limits_new(64);
	struct reply rp = journey_get(s, who, path);
	struct str body = rp.body.n || rp.bytes.n ? web_body(s->w, &rp) : S("");
	size_t at;
	if (str_find(body, S(MARK), &at))
		fail_msg("%d reads \"%.*s\" at %s", (int)who, 120, body.p + (at > 60 ? at - 60 : 0), path);
	if (rp.status == 200 && str_starts(str_z(path), str_fmt(s->w->a, "/learners/%.*s", S_ARG(ida(s->people[ANA]))).p))
		fail_msg("%d opens %s", (int)who, path);
}

static const enum who OTHERS[] = {BEN, CORA, FATHER, OTHER_TEACHER, NOBODY};

/* {learner} once as Ana, once as oneself; {class} as the shared class; other names as an id of Ana's work. */
static const char *filled(const char *route, struct id learner)
{
	struct buf b = buf_new(s->w->a, 2000);
	struct str path = str_z(route);
	while (path.n) {
		bool more = memchr(path.p, '{', path.n) != NULL;
		buf_str(&b, str_cut(&path, '{'));
		if (!more)
			break;
		struct str name = str_cut(&path, '}');
		buf_str(&b, str_eqz(name, "class") ? ida(s->class_id) : str_eqz(name, "learner") ? ida(learner) : str_eqz(name, "type") ? S("plan_line") : str_eqz(name, "work") ? ida(s->done_work) : ida(s->people[ANA]));
	}
	return str_dupz(s->w->a, buf_done(&b));
}

static void every_page(void **state)
{
	(void)state;
	size_t walked = 0;
	for (const struct route *const *t = ROUTE_TABLES; *t; t++)
		for (const struct route *r = *t; r->path; r++)
			for (size_t i = 0; r->method == GET && i < sizeof OTHERS / sizeof *OTHERS; i++) {
				if (strstr(r->path, "sign-out") || strstr(r->path, "lock"))
					continue;
				nothing_at(OTHERS[i], filled(r->path, s->people[ANA]));
				if (strstr(r->path, "{learner}"))
					nothing_at(OTHERS[i], filled(r->path, s->people[OTHERS[i] == FATHER ? BEN : OTHERS[i] == NOBODY || OTHERS[i] == OTHER_TEACHER ? CORA : OTHERS[i]]));
				walked++;
			}
	assert_true(walked > 300);
}

static void every_record(void **state)
{
	(void)state;
	size_t walked = 0;
	for (const struct record_type *const *t = RECORD_TYPES; *t; t++)
		for (size_t i = 0; i + 1 < sizeof OTHERS / sizeof *OTHERS; i++) {
			const char *name = (*t)->name;
			nothing_at(OTHERS[i], str_fmt(s->w->a, "/api/v1/%s", name).p);
			nothing_at(OTHERS[i], str_fmt(s->w->a, "/r/%s", name).p);
			nothing_at(OTHERS[i], str_fmt(s->w->a, "/r/%s?format=csv", name).p);
			bool of_learner = false;
			for (const struct field *f = (*t)->fields; f->name; f++)
				of_learner = of_learner || !strcmp(f->name, "learner");
			int64_t n = of_learner ? web_count(s->w, str_fmt(s->w->a, "select count(*) from %s where learner = (select id from person where family_name = 'Ash')", (*t)->table).p) : 0;
			for (int64_t k = 0; k < n && k < 6; k++) {
				const char *id = journey_fill(s, str_fmt(s->w->a, "{=select id from %s where learner = (select id from person where family_name = 'Ash') order by id limit 1 offset %d}", (*t)->table, (int)k).p);

				for (int x = 0; x < 4; x++) {
					struct buf b = buf_new(s->w->a, 300);
					buf_fmt(&b, x == 0 ? "/api/v1/%s/%s" : x == 1 ? "/api/v1/%s/%s/history" : x == 2 ? "/r/%s/%s" : "/r/%s/%s/history", name, id);
					const char *path = str_dupz(s->w->a, buf_done(&b));
					nothing_at(OTHERS[i], path);
					walked++;
				}
			}
		}
	assert_true(walked > 100);
}

/* Searching for the words finds nothing; the same task looks the same beside her. */
static void nothing_to_find(void **state)
{
	(void)state;
	static const char *const paths[] = {"/search?q=Zebra", "/search?q=Ana", "/api/v1/plan_line?learner={ana}", "/api/v1/need?learner={ana}", "/api/v1/delivery?learner={ana}", "/home", "/week"};
	for (size_t i = 0; i < sizeof paths / sizeof *paths; i++)
		for (size_t k = 0; k + 1 < sizeof OTHERS / sizeof *OTHERS; k++)
			nothing_at(OTHERS[k], journey_fill(s, paths[i]));
	/* her own screen has no word for it either, and neither has the packet's cover */
	WALK(s, {ANA, "/learners/{ana}/work/{questions}", NULL, 200, NULL, "IEP|504 plan|ccommodation|isabilit|pecial education"}, {ANA, "/learners/{ana}/home", NULL, 200, NULL, "IEP|504 plan|ccommodation|isabilit|pecial education"},
	     {ANA, "/learners/{ana}/settings", NULL, 200, NULL, "IEP|504 plan|ccommodation|isabilit|pecial education"});
	/* whom it concerns does see it: the marks are there */
	assert_true(web_has(s->w, &(struct reply[]){journey_get(s, CASE, "/learners/{ana}/glance")}[0], MARK));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST("no page of any route tells a classmate [R010 R194]", every_page),
		TEST("no record of any kind tells a classmate, by list, form, file, history or API [R010 R194]", every_record),
		TEST("nothing to find by searching, and no word on the learner's own screen [R010 R194 R225]", nothing_to_find),
	};
	return cmocka_run_group_tests(tests, start, stop);
}
