/* Journeys of learning at a distance and beyond school: partners, the resource plan, video meetings, one plan anywhere, check-ins, small
 * groups that met, help by a person, the try-out, and a teacher's page that is quick without watching. */
#include "support/journey.h"
#include "support/pg.h"
#include "support/test.h"

static char database[400]; /* of PostgreSQL; empty: SQLite */

static int start(void **state)
{
	*state = journey_open_at(database[0] ? database : NULL);
	return 0;
}

static int stop(void **state)
{
	journey_close(*state);
	return 0;
}

#define ANA_PAGE "/learners/{ana}"
#define ID_OF(type) "{=select id from " type "}"
#define ROOM "/classes/{class}"

/* A partner is a person of the school's list with that role; nobody of the journey's school is one. */
static void as_partner(struct journey_school *s, struct id partner, const char *path, const char *form, int status)
{
	web_sign_in(s->w, partner);
	struct reply rp = form ? web_post(s->w, journey_fill(s, path), form) : web_get(s->w, journey_fill(s, path));
	if (rp.status != status)
		fail_msg("%s: %d instead of %d", path, rp.status, status);
}

static void partners_offer(void **state)
{
	struct journey_school *s = *state;
	struct id partner = web_person(s->w, "Paz", "Partner", "partner"), other = web_person(s->w, "Quin", "Partner", "partner");
	as_partner(s, partner, "/r/partner_offer", "title=A+week+in+the+bakery&kind=internship&organisation=Bakery+Sol&contact=Rosa+555-0101&languages=Spanish", 422); /* no access notes */
	as_partner(s, partner, "/r/partner_offer", "title=A+week+in+the+bakery&kind=internship&organisation=Bakery+Sol&contact=Rosa+555-0101&access_notes=Two+steps+at+the+door.+Quiet+before+ten.", 303);
	WALK(s, {ANA, "/together/community", NULL, 200, "Nothing is offered now", "A week in the bakery"},
	     /* nobody at school stands for it yet */
	     {TEACHER, "/r/partner_offer/" ID_OF("partner_offer") "/state", "version=1&to=open", 422, "Name the adult of the school", NULL},
	     {TEACHER, "/r/partner_offer/" ID_OF("partner_offer"), "version=1&staff_contact={teacher}", 303, NULL, NULL},
	     {TEACHER, "/r/partner_offer/" ID_OF("partner_offer") "/state", "version=2&to=open", 303, NULL, NULL},
	     {ANA, "/together/community", NULL, 200, "A week in the bakery|Internship|Bakery Sol|Two steps at the door. Quiet before ten.|Tea Cher", "Rosa 555-0101|/r/partner_offer"},
	     {MOTHER, "/together/community?format=csv&list=offers", NULL, 200, "Two steps at the door", "Rosa 555-0101"}, {ANA, "/api/v1/partner_offer", NULL, 403, NULL, NULL},
	     {TEACHER, "/together/community", NULL, 200, "Rosa 555-0101|Change it", NULL}, {LEADER, "/together/community", NULL, 200, "A week in the bakery", NULL});
	as_partner(s, other, "/r/partner_offer/" ID_OF("partner_offer"), "version=3&title=Taken+over", 403);
	as_partner(s, partner, "/r/partner_offer/" ID_OF("partner_offer") "/state", "version=3&to=ended", 303);
	WALK(s, {ANA, "/together/community", NULL, 200, NULL, "A week in the bakery"});
}

static void needs_get_their_answer(void **state)
{
	struct journey_school *s = *state;
	struct id partner = web_person(s->w, "Pia", "Partner", "partner");
#define NEED "/r/community_need/{=select id from community_need where from_whom = 'families'}"
	WALK(s, {MOTHER, "/together/community/needs", "need=", 422, "Escriba primero unas palabras", NULL}, {MOTHER, "/together/community/needs", "need=A+bus+after+five", 303, NULL, NULL}, {ANA, "/together/community/needs", "need=More+breaks", 403, NULL, NULL});
	as_partner(s, partner, "/together/community/needs", "need=A+room+to+meet", 303);
	WALK(s, {FATHER, "/together/community", NULL, 200, "A bus after five|Families|A room to meet|Partners|Waits for an answer", "Gwen"}, {MOTHER, NEED, "version=1&response=Mine", 403, NULL, NULL},
	     {LEADER, NEED "/state", "version=1&to=planned", 422, "Write the answer first", NULL}, {LEADER, NEED, "version=1&response=A+late+bus+twice+a+week&resource=money&amount=4000+a+year", 303, NULL, NULL},
	     {LEADER, NEED "/state", "version=2&to=planned", 422, "say who does it and until when", NULL}, {LEADER, NEED, "version=2&owner={=select id from person where family_name = 'Leader'}&due_on=2026-09-01", 303, NULL, NULL},
	     {LEADER, NEED "/state", "version=3&to=planned", 303, NULL, NULL},
	     {FATHER, "/together/community", NULL, 200, "A late bus twice a week|In the plan|Money|4000 a year|Lea Leader", NULL},
	     {LEADER, "/together/community?format=csv&list=needs", NULL, 200, "A bus after five,In the plan,Answer,A late bus twice a week", NULL});
}

static void video_meetings(void **state)
{
	struct journey_school *s = *state;
	WALK(s, {CASE, ANA_PAGE "/plan", NULL, 200, "/calls?learner={ana}", NULL}, {TEACHER, ROOM "/calls?learner={ana}", NULL, 200, "value=\"one-{ana}\" selected|at most 40 minutes", NULL},
	     {TEACHER, ROOM "/calls", "with=one-{ana}&what=Reading+together&on_day=2026-03-05&begins=09:30&minutes=50&link=https://meet.example.org/a", 422, "at most 40 minutes|Reading together", NULL},
	     {TEACHER, ROOM "/calls", "with=one-{ana}&what=Reading+together&on_day=2026-03-05&begins=09:30&minutes=20&link=http://meet.example.org/a", 422, "begins with https://", NULL},
	     {TEACHER, ROOM "/calls", "with=one-{cora}&what=Reading+together&on_day=2026-03-05&begins=09:30&minutes=20&link=https://meet.example.org/a", 422, "of this class is asked", NULL},
	     {TEACHER, ROOM "/calls", "with=one-{ana}&what=Reading+together&on_day=2026-03-05&begins=09:30&minutes=20&link=https://meet.example.org/a", 303, NULL, NULL},
	     {TEACHER, ROOM "/groups", "name=Green&purpose=Main+ideas&minutes=20&end_on=2026-03-30&adult={teacher}&learner={ben}", 303, NULL, NULL},
	     {TEACHER, ROOM "/calls", "with=group-" ID_OF("class_group") "&what=Green+meets&on_day=2026-03-05&begins=11:00&minutes=15&link=https://meet.example.org/g", 303, NULL, NULL},
	     {TEACHER, ROOM "/calls", "with=class&what=Morning+circle&on_day=2026-03-06&begins=08:30&minutes=15&link=https://meet.example.org/c", 303, NULL, NULL},
	     {ANA, ANA_PAGE "/week", NULL, 200, "Reading together|09:30|20 minutes|https://meet.example.org/a|Morning circle", "Green meets"},
	     {MOTHER, ANA_PAGE "/week", NULL, 200, "Reading together", NULL}, {BEN, "/learners/{ben}/week", NULL, 200, "Green meets|Morning circle", "Reading together"},
	     {CORA, "/learners/{cora}/week", NULL, 200, NULL, "Morning circle"}, {ANA, ROOM "/calls", NULL, 403, NULL, NULL}, {OTHER_TEACHER, ROOM "/calls", NULL, 403, NULL, NULL});
#define ONE "{=select id from video_call where kind = 'one'}"
	WALK(s, {TEACHER, ROOM "/calls/" ONE "/came", "learner={ben}&here=here", 422, "was not asked", NULL}, {TEACHER, ROOM "/calls/" ONE "/came", "learner={ana}&here=away", 303, NULL, NULL},
	     {TEACHER, ROOM "/calls/" ONE "/came", "learner={ana}&here=here", 303, NULL, NULL}, {TEACHER, ROOM "/calls/" ONE "/held", "notes=We+read+two+pages&to=held", 303, NULL, NULL},
	     {TEACHER, ROOM "/calls", NULL, 200, "We read two pages|1 of 1 were there|Held", NULL}, {TEACHER, ROOM "/calls?format=csv", NULL, 200, "2026-03-05,09:30,20,one,Ana Ash,Reading together,held,Ana Ash,here", NULL},
	     {ANA, ANA_PAGE "/week", NULL, 200, "Morning circle", "Reading together"});
	journey_counts(s, "select count(*) from call_attendance", 1);
	/* the youngest meet for a shorter time */
	web_sql(s->w, "update person set grade = '01' where family_name in ('Ash', 'Beech')");
	WALK(s, {TEACHER, ROOM "/calls", "with=class&what=Too+long&on_day=2026-03-06&begins=10:30&minutes=30&link=https://meet.example.org/d", 422, "at most 20 minutes", NULL});
	web_sql(s->w, "update person set grade = '08' where family_name in ('Ash', 'Beech')");
	/* somebody who is asked needs captions: the meeting has them, and says which; without that nobody has to choose [R219] */
	(void)JOURNEY_MAKE(s, "need", {"learner", id_str(s->w->a, s->people[BEN])}, {"term", S("captions")}, {"source", S("learner")}, {"is_on", S("1")});
	WALK(s, {TEACHER, ROOM "/calls", "with=class&what=Story+hour&on_day=2026-03-06&begins=10:30&minutes=15&link=https://meet.example.org/e", 422, "needs captions or signing", "Ben Beech needs"},
	     {TEACHER, ROOM "/calls", "with=one-{ana}&what=Alone&on_day=2026-03-06&begins=11:30&minutes=15&link=https://meet.example.org/f", 303, NULL, NULL},
	     {TEACHER, ROOM "/calls", "with=class&what=Story+hour&on_day=2026-03-06&begins=10:30&minutes=15&link=https://meet.example.org/e&captions=own", 303, NULL, NULL},
	     {BEN, "/learners/{ben}/week", NULL, 200, "Story hour|own captions are on", NULL});
	web_sql(s->w, "delete from need");
	web_sql(s->w, "delete from video_call where what in ('Story hour', 'Alone')");
}

static struct str part(struct journey_school *s, const char *path, const char *from, const char *until)
{
	struct reply rp = journey_get(s, TEACHER, path);
	struct str text = web_body(s->w, &rp);
	size_t at = 0, end = 0;
	if (rp.status != 200 || !str_find(text, str_z(from), &at))
		fail_msg("%s (%d) has no %s", path, rp.status, from);
	struct str rest = {text.p + at, text.n - at};
	assert_true(str_find(rest, str_z(until), &end));
	return str_dup(s->w->a, (struct str){rest.p, end});
}

static void one_plan_anywhere(void **state)
{
	struct journey_school *s = *state;
	(void)JOURNEY_MAKE(s, "goal", {"learner", str_z(journey_fill(s, "{ana}"))}, {"text", S("I read a whole book")}, {"next_step", S("Ten pages")}, {"check_in", S("2026-04-01")});
	(void)JOURNEY_MAKE(s, "plan_line", {"learner", str_z(journey_fill(s, "{ana}"))}, {"source", S("iep")}, {"kind", S("support")}, {"text", S("A grown-up begins the task together")}, {"begin_on", S("2026-01-01")});
	(void)JOURNEY_MAKE(s, "lesson_time", {"class", str_z(journey_fill(s, "{class}"))}, {"day", S("2")}, {"begins", S("08:30")}, {"ends", S("09:10")}, {"what", S("Reading hour")});
	struct str stays = part(s, ANA_PAGE "/place", "id=\"h-stays\"", "</section>"), supports = part(s, ANA_PAGE "/plan", "id=\"h-needs\"", "</section>"), week = part(s, ANA_PAGE "/week", "id=\"h-days\"", "</section>");
	size_t at;
	assert_true(str_find(stays, S("I read a whole book"), &at) && str_find(stays, S("A grown-up begins the task together"), &at) && str_find(stays, S("Reading hour"), &at));
	int64_t plans = web_count(s->w, "select count(*) from plan"), lines = web_count(s->w, "select count(*) from plan_line_history") + web_count(s->w, "select count(*) from goal_history");
	WALK(s, {ANA, ANA_PAGE "/place", NULL, 200, "At school", "name=\"place\""}, {MOTHER, ANA_PAGE "/place", "place=home&from_on=2026-03-04", 403, NULL, NULL},
	     {CASE, ANA_PAGE "/place", "place=hybrid&from_on=2026-03-04", 422, "Choose the days at home", NULL}, {CASE, ANA_PAGE "/place", "place=hybrid&home_days=2&home_days=4&from_on=2026-03-04&why=Two+days+at+the+clinic", 303, NULL, NULL},
	     {CASE, ANA_PAGE "/place", NULL, 200, "at home on Tuesday and Thursday", NULL}, {CASE, ANA_PAGE "/place", "place=home&from_on=2026-03-04", 303, NULL, NULL},
	     {ANA, ANA_PAGE "/place", NULL, 200, "At home, with the school at a distance", NULL});
	/* the same goals, supports and routines, word for word, and the same rows */
	struct str after = part(s, ANA_PAGE "/place", "id=\"h-stays\"", "</section>");
	assert_true(str_eq(stays, after));
	after = part(s, ANA_PAGE "/plan", "id=\"h-needs\"", "</section>");
	assert_true(str_eq(supports, after));
	after = part(s, ANA_PAGE "/week", "id=\"h-days\"", "</section>");
	assert_true(str_eq(week, after));
	assert_int_equal(web_count(s->w, "select count(*) from plan"), plans);
	assert_int_equal(web_count(s->w, "select count(*) from plan_line_history") + web_count(s->w, "select count(*) from goal_history"), lines);
	WALK(s, {CASE, ANA_PAGE "/place", "place=school&from_on=2026-03-04", 303, NULL, NULL}, {ANA, ANA_PAGE "/place", NULL, 200, "At school", NULL});
}

static void a_project_outside(void **state)
{
	struct journey_school *s = *state;
#define CHECK_INS "/learners/{ana}/work/{work}/check-ins"
	static const char photo[] = "\xff\xd8\xff\xe0\x00\x10JFIF\x00\x01\x01\x00\x00\x01\x00\x01\x00\x00\xff\xdb\x00\x43\x00\x08\x06\x06\x07\x06\x05\x08\x07\x07\x07\x09\x09\x08\x0a\x0c\x14\x0d\x0c\x0b\x0b\x0c\x19\x12\x13\x0f\x14\x1d\x1a\x1f\x1e\x1d\x1a\x1c\x1c\x20\x24\x2e\x27\x20\x22\x2c\x23\x1c\x1c\x28\x37\x29\x2c\x30\x31\x34\x34\x34\x1f\x27\x39\x3d\x38\x32\x3c\x2e\x33\x34\x32\xff\xc0\x00\x0b\x08\x00\x01\x00\x01\x01\x01\x11\x00\xff\xc4\x00\x14\x00\x01\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x09\xff\xc4\x00\x14\x10\x01\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\xff\xda\x00\x08\x01\x01\x00\x00\x3f\x00\x2a\x9f\xff\xd9";
	struct buf b = buf_new(s->w->a, 1 << 16);
	WALK(s, {ANA, "/learners/{ana}/work/{work}", NULL, 200, "/work/{work}/check-ins", NULL}, {ANA, CHECK_INS, NULL, 200, "Nobody has checked in yet", NULL}, {BEN, CHECK_INS, NULL, 403, NULL, NULL},
	     {BEN, "/learners/{ben}/work/{work}/check-ins", NULL, 404, NULL, NULL}, {ANA, CHECK_INS, "how=photo&text=", 422, "Write how it goes", NULL});
	/* a photo from the bakery */
	struct reply rp = journey_get(s, ANA, CHECK_INS);
	assert_int_equal(rp.status, 200);
	buf_fmt(&b, "--x\r\nContent-Disposition: form-data; name=\"csrf\"\r\n\r\n%.*s\r\n--x\r\nContent-Disposition: form-data; name=\"how\"\r\n\r\nphoto\r\n--x\r\nContent-Disposition: form-data; name=\"text\"\r\n\r\nWe baked two loaves\r\n--x\r\nContent-Disposition: form-data; name=\"file\"; filename=\"loaves.jpg\"\r\nContent-Type: image/jpeg\r\n\r\n", S_ARG(s->w->csrf));
	buf_add(&b, photo, sizeof photo - 1);
	buf_z(&b, "\r\n--x--\r\n");
	web_header(s->w, "Idempotency-Key", "0193a1b2-0000-7000-8000-0000000000a1");
	rp = web_raw(s->w, "POST", journey_fill(s, CHECK_INS), "multipart/form-data; boundary=x", buf_done(&b));
	if (rp.status != 303) {
		struct str text = web_body(s->w, &rp);
		fail_msg("%d: %.*s", rp.status, (int)(text.n > 3000 ? 3000 : text.n), text.p);
	}
	/* the family rings up, the teacher writes it down; nobody handed anything in */
	WALK(s, {TEACHER, CHECK_INS, "how=phone&text=Gwen+rang:+the+bread+rose", 303, NULL, NULL}, {MOTHER, CHECK_INS "?lang=en", NULL, 200, "We baked two loaves|By photo or message|loaves.jpg|Gwen rang: the bread rose|By telephone", NULL},
	     {TEACHER, "/learners/{ana}/work/{work}", NULL, 200, NULL, "This is handed in"});
	journey_counts(s, "select count(*) from check_in", 2);
	journey_counts(s, "select count(distinct thread) from message where id in (select message from check_in)", 1);
	journey_counts(s, "select count(*) from attachment where message is not null", 1);
	journey_counts(s, "select count(*) from event", 0);
}

static void a_group_met(void **state)
{
	struct journey_school *s = *state;
#define LOG ROOM "/groups/{=select id from class_group where name = 'Blue'}/log"
	WALK(s, {TEACHER, ROOM "/groups", "name=Blue&purpose=Main+ideas&minutes=20&end_on=2026-03-30&adult={teacher}&learner={ana}&learner={ben}&competency={aim}", 303, NULL, NULL},
	     {TEACHER, ROOM, NULL, 200, "/log", NULL}, {ANA, LOG, NULL, 403, NULL, NULL}, {OTHER_TEACHER, "/classes/{other}/groups/{=select id from class_group where name = 'Blue'}/log", NULL, 404, NULL, NULL},
	     {TEACHER, LOG, NULL, 200, "All were there|I can find the main idea.|data-outbox", NULL}, {TEACHER, LOG, "learner={cora}&here=here", 422, "not in the group any more", NULL},
	     {TEACHER, LOG, "learner={ben}&here=away", 303, NULL, NULL}, {TEACHER, LOG, "learner=all&here=here", 303, NULL, NULL}, {TEACHER, LOG, "learner={ana}&here=here", 303, NULL, NULL},
	     {TEACHER, LOG "?format=csv", NULL, 200, "Ana Ash,here,,1,1|Ben Beech,away,,0,1", NULL}, {TEACHER, LOG, "learner={ana}&seen=partly", 303, NULL, NULL}, {TEACHER, LOG, "learner={ana}&seen=often", 422, "Say what you saw", NULL},
	     {TEACHER, LOG "?format=csv", NULL, 200, "Ana Ash,here,partly,1,1", NULL});
	journey_counts(s, "select count(*) from group_attendance", 2);
	journey_counts(s, "select count(*) from event where kind = 'check' and score = 0.5 and context = 'person'", 1);
}

static void help_by_a_person(void **state)
{
	struct journey_school *s = *state;
	WALK(s, {NOBODY, "/help", NULL, 200, NULL, "A person helps with this system"}, {ADMIN, "/r/help_line", "language=so&hours=Mon+9-12", 422, "telephone number or a place", NULL},
	     {ADMIN, "/r/help_line", "language=so&phone=555-0142&place=Room+3&hours=Mon+9-12&who=Hodan", 303, NULL, NULL}, {ADMIN, "/r/help_line", "language=es&phone=555-0143&hours=Tue+13-15", 303, NULL, NULL},
	     {MOTHER, "/r/help_line", "language=es&phone=555-0666&hours=Tue", 403, NULL, NULL},
	     /* whoever never signs in reads it too; on letters: test_reach */
	     {NOBODY, "/help", NULL, 200, "Somali|555-0142|Room 3|Hodan|Spanish|555-0143|lang=\"so\"", NULL}, {NOBODY, "/help?lang=so", NULL, 200, "555-0142", NULL},
	     {ADMIN, "/settings", "has=help.lines&help.lines=0", 303, NULL, NULL}, {NOBODY, "/help", NULL, 200, NULL, "555-0142"}, {ADMIN, "/settings", "has=help.lines&help.lines=1", 303, NULL, NULL});
	/* the guide for families is there for whoever never signs in, in each language */
	WALK(s, {NOBODY, "/help/family?lang=en", NULL, 200, "For families: how to use Trellis", NULL}, {NOBODY, "/help/family?lang=es", NULL, 200, "Para las familias: cómo usar Trellis", NULL},
	     {NOBODY, "/help/family?lang=ar", NULL, 200, "للعائلات: كيف تستخدمون Trellis|dir=\"rtl\"", NULL}, {NOBODY, "/help/family?lang=zh-Hans", NULL, 200, "致家庭：如何使用 Trellis", NULL},
	     {NOBODY, "/help/family?lang=vi", NULL, 200, "Dành cho gia đình: cách dùng Trellis", NULL}, {NOBODY, "/help/family?lang=so", NULL, 200, "Qoysaska: sida loo isticmaalo Trellis", NULL},
	     {NOBODY, "/help/family?lang=ht", NULL, 200, "Pou fanmi yo: kijan pou sèvi ak Trellis", NULL});
}

static void try_it_out(void **state)
{
	struct journey_school *s = *state;
	WALK(s, {ANA, ANA_PAGE "/try", NULL, 404, "does not offer this page", NULL}, {ADMIN, "/settings", "has=skills.check&skills.check=1", 303, NULL, NULL}, {ANA, ANA_PAGE "/try", NULL, 200, "SUN-23|Hand in, to practise|Join, to practise", "You are in"},
	     {ANA, ANA_PAGE "/settings", NULL, 200, "/learners/{ana}/try", NULL}, {MOTHER, ANA_PAGE "/family", NULL, 200, "/learners/{ana}/try", NULL});
	int64_t events = web_count(s->w, "select count(*) from event"), grades = web_count(s->w, "select count(*) from mastery");
	WALK(s, {ANA, ANA_PAGE "/try", "skill=signIn&code=MOON", 422, "Not yet. Look at the code once more", NULL}, {ANA, ANA_PAGE "/try", "skill=signIn&code=sun+23", 303, NULL, NULL}, {ANA, ANA_PAGE "/try?right=signIn", NULL, 200, "That is how it goes", NULL},
	     {ANA, ANA_PAGE "/try", "skill=handIn&text=", 422, "Not yet. Write a word", NULL}, {ANA, ANA_PAGE "/try", "skill=handIn&text=Pan", 303, NULL, NULL}, {ANA, ANA_PAGE "/try", "skill=call", 303, NULL, NULL},
	     {ANA, ANA_PAGE "/try?right=call", NULL, 200, "You are in", NULL}, {ANA, ANA_PAGE "/try", "skill=call&said=help", 303, NULL, NULL}, {MOTHER, ANA_PAGE "/try", "skill=signIn&said=can", 303, NULL, NULL},
	     {ANA, ANA_PAGE "/try", NULL, 200, "You said: I would like a person to show me", "You said: I can do this"}, {MOTHER, ANA_PAGE "/try?lang=es", NULL, 200, "lang=\"es\"", NULL},
	     {LEADER, ANA_PAGE "/try", NULL, 403, NULL, NULL}, {LEADER, "/r/skill_try", NULL, 200, "Nothing here yet", NULL});
	journey_counts(s, "select count(*) from skill_try", 2);
	/* no grade, no estimate, no evidence */
	assert_int_equal(web_count(s->w, "select count(*) from event"), events);
	assert_int_equal(web_count(s->w, "select count(*) from mastery"), grades);
}

/* What a teacher sees: the page without the tokens of its forms and the ids that they would give, which differ each time. */
static struct str seen_by_teacher(struct journey_school *s, const char *path)
{
	struct str text = part(s, path, "<main", "</main>");
	struct buf b = buf_new(s->w->a, text.n + 1);
	size_t at;
	while (str_find(text, S("<input type=\"hidden\""), &at)) {
		buf_add(&b, text.p, at);
		text = (struct str){text.p + at, text.n - at};
		assert_true(str_find(text, S(">"), &at));
		text = (struct str){text.p + at + 1, text.n - at - 1};
	}
	buf_str(&b, text);
	return buf_done(&b);
}

static void quick_and_not_watched(void **state)
{
	struct journey_school *s = *state;
#define ANSWERS "select count(*) from event where week_item = (select id from week_item where title = 'Questions on bread') and kind = 'practice'"
	WALK(s, {ANA, "/learners/{ana}/work/{questions}?q=1", NULL, 200, "How much is 3 and one more?", NULL});
	struct str room = seen_by_teacher(s, ROOM), learner = seen_by_teacher(s, ANA_PAGE), week = seen_by_teacher(s, ANA_PAGE "/week"), evidence = seen_by_teacher(s, ANA_PAGE "/evidence");
	/* she has it open and types half an answer: for the teacher nothing has changed, on any page about her */
	WALK(s, {ANA, "/drafts/q-{questions}", "answer=7", 204, NULL, NULL}, {ANA, "/learners/{ana}/work/{questions}?q=1", NULL, 200, NULL, NULL});
	struct str now[] = {seen_by_teacher(s, ROOM), seen_by_teacher(s, ANA_PAGE), seen_by_teacher(s, ANA_PAGE "/week"), seen_by_teacher(s, ANA_PAGE "/evidence")};
	struct str before[] = {room, learner, week, evidence};
	for (int i = 0; i < 4; i++)
		if (!str_eq(before[i], now[i]))
			fail_msg("page %d shows what a learner has not given: %.*s", i, S_ARG(now[i]));
	/* what she gives is there the next moment */
	journey_counts(s, ANSWERS, 0);
	WALK(s, {ANA, "/learners/{ana}/work/{questions}/answer", "place=1&answer=4&event_id=0193a1b2-0000-7000-8000-0000000000b1", 303, NULL, NULL});
	journey_counts(s, ANSWERS, 1);
	struct str board = seen_by_teacher(s, ROOM);
	assert_false(str_eq(room, board));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST("partners list internships, projects and expertise with access notes and an adult of the school [R269]", partners_offer),
		TEST("needs of families and partners stand in the resource plan with an answer [R276]", needs_get_their_answer),
		TEST("a video meeting starts from the plan, ends, and says who was there and what was agreed [R219 R430]", video_meetings),
		TEST("one plan at school, at home and both: goals, supports and routines stay [R432]", one_plan_anywhere),
		TEST("a project outside school is carried by check-ins by photo and telephone [R442]", a_project_outside),
		TEST("a small group met: who was there and a probe, two taps each [R106]", a_group_met),
		TEST("a person helps by telephone or in person, in family languages, also those who never sign in [R443]", help_by_a_person),
		TEST("signing in, handing in and joining a call are tried out in the own language, and no grade knows of it [R444]", try_it_out),
		TEST("what a learner did is on the teacher's page at once, and what a learner does is not watched [R428]", quick_and_not_watched)};
	int failed = cmocka_run_group_tests_name("journeys of learning at a distance", tests, start, stop);
	if (pg_fresh(database, sizeof database))
		failed += cmocka_run_group_tests_name("journeys of learning at a distance, on PostgreSQL", tests, start, stop);
	return failed;
}
