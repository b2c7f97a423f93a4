/* The whole vocabulary of needs, walked: each term as a line of a plan is opened on a screen, timed, printed and noted, and what
 * docs/admin/supports.md says of it is what happens. */
#include "base/file.h"
#include "school/plan/applied.h"
#include "support/journey.h"
#include "support/test.h"
#include "web/app.h"
#include "web/limit.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static struct journey_school *s;
static struct id text, film;
static const char *plain_screen, *plain_paper;
static bool tools; /* poppler is there */

#define MODEL_CHOICE "{\"id\": \"v1\", \"kind\": \"choice\", \"competency\": \"R.8.1\", \"rigor\": 1, \"stem\": \"Which one is flat?\", \"options\": [{\"text\": \"tortilla\", \"correct\": true}," \
	" {\"text\": \"roll\", \"correct\": false, \"feedback\": \"Look again.\"}, {\"text\": \"loaf\", \"correct\": false, \"feedback\": \"Look again.\"}, {\"text\": \"bun\", \"correct\": false, \"feedback\": \"Look again.\"}]}"
#define MODEL_NUMBER "{\"id\": \"v2\", \"competency\": \"R.8.1\", \"grade\": \"8\", \"kind\": \"numeric\", \"rigor\": 1, \"minutes\": 2, \"construct\": \"reasoning\", \"not_with\": [], \"params\": [{\"name\": \"a\"," \
	" \"int\": [3, 3]}], \"stem\": {\"en\": \"How many and one more: {a}?\", \"es\": \"Cuenta uno desde {a}\"}, \"answer\": {\"expr\": \"a+1\"}, \"wrong\": [{\"expr\": \"a-1\", \"misconception\": \"less\"," \
	" \"feedback\": {\"en\": \"Less.\", \"es\": \"Menos.\"}}], \"representations\": [{\"kind\": \"array\", \"rows\": \"=1\", \"cols\": \"=a\", \"alt\": {\"en\": \"{a} dots\", \"es\": \"{a} puntos\"}}]," \
	" \"steps\": {\"en\": [\"Count.\"], \"es\": [\"Cuenta.\"]}, \"hints\": {\"en\": [\"Fingers help.\"], \"es\": [\"Los dedos.\"]}, \"languages\": [\"en\", \"es\"]}"
#define MODEL_TEXT "{\"id\": \"v3\", \"kind\": \"text\", \"competency\": \"R.8.1\", \"rigor\": 1, \"stem\": \"Which grain is it?\", \"accept\": [\"corn\"]}"
#define MODEL_OPEN "{\"id\": \"v4\", \"kind\": \"open\", \"competency\": \"R.8.1\", \"rigor\": 2, \"stem\": \"Tell about your bread.\", \"rubric\": [\"a\", \"b\", \"c\", \"d\"], \"sample\": \"My bread is flat.\"}"
#define BODY "{\"id\": \"v-en\", \"lang\": \"en\", \"summary\": \"Breads.\", \"pages\": [\"People press corn dough flat.\", \"They cook it on a hot plate.\"], \"glossary\": [{\"word\": \"dough\"," \
	" \"en\": \"soft flour and water\", \"es\": \"masa de harina y agua\"}]}"

static void item(const char *kind, const char *place, const char *model)
{
	(void)JOURNEY_MAKE(s, "item", {"resource", id_str(s->w->a, text)}, {"position", str_z(place)}, {"title", str_z(place)}, {"competency", id_str(s->w->a, s->aim)}, {"kind", str_z(kind)},
	                   {"model", str_z(model)});
}

static struct id work(const char *title, struct id resource, const char *limit)
{
	return JOURNEY_MAKE(s, "week_item", {"learner", id_str(s->w->a, s->people[ANA])}, {"week", id_str(s->w->a, s->week)}, {"title", str_z(title)}, {"resource", id_str(s->w->a, resource)},
	                    {"competency", id_str(s->w->a, s->aim)}, {"mode", S("screen")}, {"minutes", S("20")}, {"done_looks_like", S("All is tried.")}, {"kind", S("class")},
	                    {"limit_minutes", str_z(limit)});
}

static const char *screen(void);
static const char *paper(void);

static int start(void **unused)
{
	(void)unused;
	s = journey_open();
	web_sql(s->w, "delete from week_item");
	text = JOURNEY_MAKE(s, "resource", {"title", S("Breads")}, {"kind", S("reading")}, {"language", S("en")}, {"level", S("2")}, {"body", str_z(BODY)});
	film = JOURNEY_MAKE(s, "resource", {"title", S("A film")}, {"kind", S("video")}, {"language", S("en")}, {"access_mode", S("auditory visual")}, {"access_features", S("closedCaptions")});
	(void)JOURNEY_MAKE(s, "plain_text", {"resource", id_str(s->w->a, text)}, {"language", S("en")}, {"text", S("Corn is a grain.\n\nPeople make flat bread of it.")});
	item("choice", "1", MODEL_CHOICE);
	item("numeric", "2", MODEL_NUMBER);
	item("text", "3", MODEL_TEXT);
	item("open", "4", MODEL_OPEN);
	text = work("Breads", text, "20");
	film = work("A film", film, "");
	tools = system("command -v pdftotext >/dev/null 2>&1 && command -v pdffonts >/dev/null 2>&1") == 0;
	plain_screen = screen();
	plain_paper = paper();
	return 0;
}

static int stop(void **unused)
{
	(void)unused;
	journey_close(s);
	return 0;
}

/* Everything that the learner sees of these two pieces of work. */
static const char *screen(void)
{
	static const char *const ends[] = {"", "?q=text", "?q=1", "?q=2", "?q=3", "?q=4", "?q=2&sum=2%2B3"};
	struct buf b = buf_new(s->w->a, 1 << 22);
	limits_free(s->w->app->limits); /* nobody opens so many pages a second */
	s->w->app->limits = limits_new(64);
	for (size_t i = 0; i < sizeof ends / sizeof *ends; i++) {
		struct reply rp = journey_get(s, ANA, str_fmt(s->w->a, "/learners/{ana}/work/%.*s%s", S_ARG(id_str(s->w->a, text)), ends[i]).p);
		if (rp.status != 200 && i < 4) /* with less work there are fewer questions */
			fail_msg("%s: %d", ends[i], rp.status);
		if (rp.status == 200)
			buf_str(&b, web_body(s->w, &rp));
	}
	struct reply rp = journey_get(s, ANA, str_fmt(s->w->a, "/learners/{ana}/work/%.*s", S_ARG(id_str(s->w->a, film))).p);
	assert_int_equal(rp.status, 200);
	buf_str(&b, web_body(s->w, &rp));
	return str_dupz(s->w->a, buf_done(&b));
}

/* The packet as poppler reads it: words, their boxes, faces. */
static const char *paper(void)
{
	struct reply rp = journey_get(s, TEACHER, "/learners/{ana}/packet.pdf?monday=2026-03-02");
	assert_int_equal(rp.status, 200);
	if (!tools)
		return "";
	static char out[1 << 20];
	char file[] = "/tmp/trellis-words-XXXXXX", command[400];
	int fd = mkstemp(file);
	struct str bytes = web_body(s->w, &rp);
	assert_true(fd >= 0);
	assert_int_equal((size_t)write(fd, bytes.p, bytes.n), bytes.n);
	close(fd);
	snprintf(command, sizeof command, "pdftotext -raw %s - ; pdftotext -bbox %s - | grep '<word' ; pdffonts %s", file, file, file);
	FILE *f = popen(command, "r");
	assert_non_null(f);
	size_t n = fread(out, 1, sizeof out - 1, f);
	pclose(f);
	unlink(file);
	return str_dupz(s->w->a, (struct str){out, n});
}

struct walked {
	enum need_term term;
	const char *value, *kind;
	const char *screen; /* on the screen now and not before; "!x": x is gone; "#2:x": x stands there so many times less than before */
	const char *paper;  /* on paper now and not before; "*": the paper is another one; NULL: nothing */
};

static const struct walked ROWS[] = {
	{NEED_MAGNIFICATION, "2", "", "data-look=\"/look.css?size=36&amp;pictures=2\"|data-size=\"4\"", NULL},
	{NEED_MAGNIFICATION_SCOPE, "non-text", "", NULL, NULL},
	{NEED_INVERT_DISPLAY_POLARITY, "", "", "data-theme=\"dark\"", NULL},
	{NEED_HIGH_CONTRAST, "", "", "data-contrast=\"more\"", NULL},
	{NEED_FONT_SIZE, "31", "", "/look.css?size=31|data-size=\"4\"", "*"},
	{NEED_FONT_FACE, "opendyslexic", "", "data-font=\"opendyslexic\"", "Dyslexic"},
	{NEED_FONT_COLOR, "#00308f", "", "/look.css?ink=00308f", NULL},
	{NEED_BACKGROUND_COLOR, "#ffffcc", "", "/look.css?ground=ffffcc", NULL},
	{NEED_LINE_HEIGHT, "2.2", "", "line=2.2", "*"},
	{NEED_LETTER_SPACING, "0.2", "", "letter=0.2", "*"},
	{NEED_WORD_SPACING, "0.4", "", "word=0.4", "*"},
	{NEED_WRAPPING, "", "", "data-wrap=\"\"", NULL},
	{NEED_LAYOUT_SINGLE_COLUMN, "", "", "data-column=\"one\"", NULL},
	{NEED_KEYWORD_EMPHASIS, "", "", "<b class=\"key\">dough</b>", NULL},
	{NEED_REDUCED_MOTION, "", "", "data-motion=\"reduce\"", NULL},
	{NEED_ONE_STEP_AT_A_TIME, "", "", "data-step=\"\"", NULL},
	{NEED_BREAK_REMINDER, "25", "", "data-rest=\"25\"", NULL},
	{NEED_PICTURE_SUPPORT, "", "", "<details class=\"more\" open><summary>See it another way", "*"},
	{NEED_LANGUAGE_OF_INTERFACE, "es", "", "<html lang=\"es\"", "Mi semana en papel"},
	{NEED_SECOND_LANGUAGE, "es", "", "Cuenta uno desde", "Cuenta uno desde"},
	{NEED_ITEM_TRANSLATION, "es", "", "Cuenta uno desde|!How many and one more", "Cuenta uno desde"},
	{NEED_KEYWORD_TRANSLATION, "es", "", "masa de harina y agua", "masa de harina"},
	{NEED_SIGN_LANGUAGE, "ase", "", NULL, NULL},
	{NEED_SIMPLIFIED_LANGUAGE_PORTIONS, "", "", "data-tell=\"plain\" id=\"plain\" open", "Corn is a grain."},
	{NEED_LINGUISTIC_GUIDANCE, "", "", NULL, NULL},
	{NEED_SPOKEN, "computer-read-aloud", "", "Texts can be read to you.", NULL},
	{NEED_SPEECH_RATE, "90", "", "data-speech-rate=\"0.5\"", NULL},
	{NEED_SPEECH_PITCH, "0.4", "", "data-speech-pitch=\"0.8\"", NULL},
	{NEED_SPEECH_VOLUME, "0.7", "", "data-speech-volume=\"0.7\"", NULL},
	{NEED_LINK_INDICATION, "speak-link", "", "data-speech-links=\"speak-link\"", NULL},
	{NEED_HUMAN_READER, "", "", NULL, NULL},
	{NEED_CAPTIONS, "", "", "Captions: it is there.|data-captions=\"\"", NULL},
	{NEED_TRANSCRIPT, "", "", "What is said, in writing: ", NULL},
	{NEED_AUDIO_DESCRIPTION, "", "", "Films with what is seen, told by a voice: ", NULL},
	{NEED_ALTERNATIVE_TEXT, "", "", "class=\"soft alt\"", NULL},
	{NEED_LONG_DESCRIPTION, "", "", "class=\"soft alt\"", NULL},
	{NEED_BRAILLE, "embossed", "", NULL, NULL},
	{NEED_BRAILLE_GRADE, "contracted", "", NULL, NULL},
	{NEED_BRAILLE_LANGUAGE, "en", "", NULL, NULL},
	{NEED_TACTILE, "", "", NULL, NULL},
	{NEED_SIMPLIFIED_GRAPHICS, "", "", NULL, NULL},
	{NEED_GLOSSARY_ON_SCREEN, "", "", "data-tell=\"words\" open", NULL},
	{NEED_ADDITIONAL_DIRECTIONS, "", "", "How to go about it", "How to go about it"},
	{NEED_KEYBOARD_DIRECTIONS, "", "", "data-tell=\"keys\" open", NULL},
	{NEED_LINE_READER, "", "", "data-linereader=\"\"", NULL},
	{NEED_LINE_READER_COLOR, "#00308f", "", "rule=00308f", NULL},
	{NEED_ANSWER_MASKING, "", "", "data-mask=\"\"", NULL},
	{NEED_CALCULATOR, "standard", "", "You may use a calculator.", NULL},
	{NEED_DICTIONARY, "", "", NULL, NULL},
	{NEED_THESAURUS, "", "", NULL, NULL},
	{NEED_SPELL_CHECKER, "", "", "autocapitalize=\"off\" spellcheck=\"true\"", NULL},
	{NEED_HOMOPHONE_CHECKER, "", "", NULL, NULL},
	{NEED_NOTE_TAKING, "", "", "data-tell=\"notes\" open", NULL},
	{NEED_OUTLINER, "", "", "Put ideas in order", "Put ideas in order"},
	{NEED_VISUAL_ORGANIZER, "", "", "How ideas belong together", "How ideas belong together"},
	{NEED_PEER_INTERACTION, "", "", NULL, NULL},
	{NEED_ENCOURAGEMENT, "", "", "One step after the other.", "One step after the other."},
	{NEED_DICTATION, "", "", "You may speak instead of writing.", NULL},
	{NEED_SCRIBE, "", "", NULL, NULL},
	{NEED_WORD_PREDICTION, "", "", "data-tool=\"predict\" aria-pressed=\"false\" data-on", NULL},
	{NEED_ADDITIONAL_TIME, "1.5", "", "You have 30 minutes|30:00", "Time for this: 30 minutes."},
	{NEED_ENVIRONMENT, "breaks", "", NULL, NULL},
	{NEED_INPUT, "switch", "", "data-scan=\"\"", NULL},
	{NEED_HAZARD_AVOIDANCE, "flashing", "", "data-motion=\"reduce\"", NULL},
	{NEED_PRINT_SIZE, "24", "", NULL, "*"},
	{NEED_ITEMS_PER_PAGE, "1", "", NULL, "*"},
	{NEED_ANSWER_SPACE, "3", "", NULL, "*"},
	{NEED_FEWER_CHOICES, "2", "modification", "#2:type=\"radio\" name=\"answer\"", "#2:____|*"},
	{NEED_SHORTER_WORK, "0.5", "modification", "Question 1 of 2", "*"},
	{NEED_OTHER_STANDARD, "", "modification", NULL, NULL},
};

static int times(const char *all, const char *what)
{
	int n = 0;
	for (const char *at = all; (at = strstr(at, what)); at++)
		n++;
	return n;
}

static void one_holds(const char *where, const char *term, const char *now, const char *before, struct str one)
{
	const char *w = str_dupz(s->w->a, one);
	if (*w == '*') {
		if (!strcmp(now, before))
			fail_msg("%s: %s is as without it", term, where);
	} else if (*w == '!') {
		if (strstr(now, w + 1) || !strstr(before, w + 1))
			fail_msg("%s: %s still has \"%s\"", term, where, w + 1);
	} else if (*w == '#') {
		int fewer = w[1] - '0';
		if (strcmp(w + 3, "____") != 0 && times(before, w + 3) - times(now, w + 3) != fewer)
			fail_msg("%s: %s has \"%s\" %d times, before %d", term, where, w + 3, times(now, w + 3), times(before, w + 3));
	} else if (!strstr(now, w) || strstr(before, w)) {
		fail_msg("%s: %s %s \"%s\"", term, where, strstr(now, w) ? "had before" : "lacks", w);
	}
}

static void holds(const char *where, const char *term, const char *now, const char *before, const char *list)
{
	struct str rest = str_z(list ? list : "");
	while (rest.n)
		one_holds(where, term, now, before, str_cut(&rest, '|'));
}

static void line(const struct walked *w)
{
	(void)JOURNEY_MAKE(s, "plan_line", {"learner", id_str(s->w->a, s->people[ANA])}, {"source", S("iep")}, {"kind", str_z(*w->kind ? w->kind : "accommodation")},
	                   {"term", str_z(need_term_info(w->term)->name)}, {"value", str_z(w->value)}, {"text", S("As the plan says")});
}

static void noted(const char *term, const char *channel, const char *what)
{
	int64_t n = web_count(s->w, str_fmt(s->w->a, "select count(*) from delivery where term = '%s' and channel = '%s' and what = '%s'", term, channel, what).p);
	if (!n)
		fail_msg("%s: nothing noted as %s, %s", term, channel, what);
}

/* Each term alone as a line of an IEP: on screen, timer, paper and in the record. [R177 R214 R217 R218 R220 R225 R235] */
static void every_term(void **state)
{
	(void)state;
	bool seen[NEED_TERMS] = {false};
	for (size_t i = 0; i < sizeof ROWS / sizeof *ROWS; i++) {
		const struct walked *w = &ROWS[i];
		const char *name = need_term_info(w->term)->name;
		unsigned ways = delivery_ways(w->term);
		seen[w->term] = true;
		web_sql(s->w, "delete from delivery");
		line(w);
		const char *now = screen();
		holds("the screen", name, now, plain_screen, w->screen);
		if (ways & GIVEN_ON_SCREEN)
			noted(name, "screen", "offered");
		if (ways & GIVEN_AS_TIME)
			noted(name, "time", "offered");
		now = paper();
		if (tools)
			holds("paper", name, now, plain_paper, w->paper);
		if (ways & GIVEN_ON_PAPER)
			noted(name, "paper", "offered");
		if (ways & GIVEN_BY_PERSON && w->term != NEED_ENVIRONMENT) {
			WALK(s, {TEACHER, "/classes/{class}/supports", NULL, 200, "As the plan says", NULL},
			     {TEACHER, "/learners/{ana}/supports/note", "what=given&line={=select id from plan_line where text = 'As the plan says'}", 303, NULL, NULL});
			noted(name, "person", "used");
		}
		/* the table promises what was looked at above, and nothing else */
		struct applied x = needs_applied(w->term);
		if ((*x.screen != 0) != (ways & GIVEN_ON_SCREEN || (!ways && w->screen)) || (*x.paper != 0) != ((ways & GIVEN_ON_PAPER) != 0) || (*x.person != 0) != ((ways & GIVEN_BY_PERSON) != 0))
			if (w->term != NEED_MAGNIFICATION_SCOPE)
				fail_msg("%s: the table says something else than the program does", name);
		web_sql(s->w, "delete from plan_line");
	}
	for (int t = 0; t < NEED_TERMS; t++)
		if (!seen[t])
			fail_msg("%s is not walked", need_term_info((enum need_term)t)->name);
}

/* Whoever asks for it, what a plan forbids is not there: every term, and what of it shows on a screen. */
static void forbidden_wins(void **state)
{
	(void)state;
	struct need_context here = {.day = day_of(2026, 3, 4), .medium = NEED_SCREEN};
	struct arena *a = s->w->a;
	for (size_t i = 0; i < sizeof ROWS / sizeof *ROWS; i++) {
		struct need_line lines[NEED_SOURCES];
		size_t n = 0;
		for (int from = 0; from < NEED_SOURCES; from++) {
			lines[n] = (struct need_line){.source = (enum need_source)from, .term = ROWS[i].term, .set = from == NEED_FROM_504 ? NEED_PROHIBIT : NEED_ON, .kind = NEED_MODIFICATION,
			                              .from = DAY_NONE, .until = DAY_NONE};
			if (from != NEED_FROM_504)
				assert_true(need_value_parse(ROWS[i].term, str_z(ROWS[i].value), &lines[n].value));
			n++;
		}
		const struct needs *needs = needs_resolve(a, lines, n, &here);
		if (needs_on(needs, ROWS[i].term) || needs_may(needs, ROWS[i].term))
			fail_msg("%s is on though it is forbidden", need_term_info(ROWS[i].term)->name);
	}
	static const struct { const char *term, *shows; } on_screen[] = {
		{"spoken", "data-tool=\"read\""}, {"calculator-on-screen", "data-tell=\"calculator\""}, {"glossary-on-screen", "data-tell=\"words\""}, {"line-reader", "data-tool=\"linereader\""},
		{"answer-masking", "data-tool=\"mask\""}};
	for (size_t i = 0; i < sizeof on_screen / sizeof *on_screen; i++) {
		(void)JOURNEY_MAKE(s, "plan_line", {"learner", id_str(a, s->people[ANA])}, {"source", S("iep")}, {"kind", S("accommodation")}, {"term", str_z(on_screen[i].term)}, {"prohibited", S("1")},
		                   {"text", S("Not this")});
		if (!strstr(plain_screen, on_screen[i].shows) || strstr(screen(), on_screen[i].shows))
			fail_msg("%s shows though it is forbidden", on_screen[i].term);
		web_sql(s->w, "delete from plan_line");
	}
}

/* Read-aloud is refused where decoding is what is assessed, a calculator where computation is. (34 CFR 300.320(a)(6): accommodations
 * that do not change what a test measures.) */
static void not_where_it_is_assessed(void **state)
{
	(void)state;
	line(&(struct walked){.term = NEED_SPOKEN, .value = "computer-read-aloud", .kind = ""});
	line(&(struct walked){.term = NEED_CALCULATOR, .value = "basic", .kind = ""});
	web_sql(s->w, "update resource set construct = 'decoding computation' where title = 'Breads'");
	const char *now = screen();
	web_sql(s->w, "update resource set construct = null where title = 'Breads'");
	assert_non_null(strstr(plain_screen, "data-tool=\"read\""));
	struct reply rp = journey_get(s, ANA, str_fmt(s->w->a, "/learners/{ana}/work/%.*s?q=1", S_ARG(id_str(s->w->a, text))).p);
	assert_true(web_has(s->w, &rp, "data-tool=\"read\""));
	const char *film_page = strstr(now, "<h1 lang=\"en\" dir=\"auto\">A film");
	assert_non_null(film_page);
	int listens = times(now, "data-tool=\"read\"");
	assert_int_equal(listens, 1); /* of the film's page alone */
	assert_int_equal(times(now, "data-tell=\"calculator\""), 1);
	web_sql(s->w, "delete from plan_line");
}

/* A break stops the clock for whom a plan says so; for others the break is there and the clock goes on. [R238] */
static void breaks_stop_the_clock(void **state)
{
	(void)state;
	const char *at = str_fmt(s->w->a, "/learners/{ana}/work/%.*s", S_ARG(id_str(s->w->a, text))).p;
	int64_t noon = (int64_t)day_of(2026, 3, 4) * DAY + 16 * HOUR;
	line(&(struct walked){.term = NEED_ENVIRONMENT, .value = "breaks", .kind = ""});
	WALK(s, {ANA, str_fmt(s->w->a, "%s/clock", at).p, "x=1", 303, NULL, NULL}, {ANA, at, NULL, 200, "10:20", NULL});
	clock_set(noon + 5 * MINUTE);
	WALK(s, {ANA, str_fmt(s->w->a, "%s/break", at).p, "x=1", 303, NULL, NULL}, {ANA, at, NULL, 200, "Your clock stands still", "Which one is flat"},
	     {TEACHER, "/waits", NULL, 200, "Ana Ash|takes a break", NULL});
	clock_set(noon + 15 * MINUTE);
	WALK(s, {ANA, str_fmt(s->w->a, "%s/break", at).p, "x=1", 303, NULL, NULL}, {ANA, str_fmt(s->w->a, "%s/go-on", at).p, "x=1", 303, NULL, NULL},
	     {ANA, str_fmt(s->w->a, "%s?q=1", at).p, NULL, 200, "10:30|Which one is flat", "stands still"}, {TEACHER, "/waits", NULL, 200, NULL, "takes a break"});
	journey_counts(s, "select count(*) from delivery where what = 'used' and term = 'environment' and value = 'breaks'", 1);
	web_sql(s->w, "delete from plan_line");
	WALK(s, {ANA, str_fmt(s->w->a, "%s?q=1", at).p, NULL, 200, "10:20", NULL}, {ANA, str_fmt(s->w->a, "%s/break", at).p, "x=1", 303, NULL, NULL},
	     {ANA, at, NULL, 200, "The clock goes on, until|10:20", NULL}, {ANA, str_fmt(s->w->a, "%s/go-on", at).p, "x=1", 303, NULL, NULL},
	     {BEN, str_fmt(s->w->a, "%s/break", at).p, "x=1", 403, NULL, NULL});
	clock_set(noon);
	web_sql(s->w, "update week_item set started_at = null, break_taken = null");
}

/* A tool that a plan turned on and the learner turns off in the work: noted with the work and the learner's name, once a day. */
static void turned_off_is_noted(void **state)
{
	(void)state;
	const char *at = str_fmt(s->w->a, "/learners/{ana}/work/%.*s", S_ARG(id_str(s->w->a, text))).p;
	web_sql(s->w, "delete from delivery");
	line(&(struct walked){.term = NEED_LINE_READER, .value = "", .kind = ""});
	WALK(s, {ANA, str_fmt(s->w->a, "%s/used", at).p, "tool=-linereader", 204, NULL, NULL}, {ANA, str_fmt(s->w->a, "%s/used", at).p, "tool=-linereader", 204, NULL, NULL},
	     {ANA, str_fmt(s->w->a, "%s/used", at).p, "tool=-mask", 204, NULL, NULL}, {TEACHER, "/learners/{ana}/supports", NULL, 200, "Turned off", NULL});
	journey_counts(s, "select count(*) from delivery d join person p on p.id = d.by_whom where d.what = 'turnedOff' and d.week_item is not null and p.given_name = 'Ana'", 1);
	web_sql(s->w, "delete from plan_line");
}

/* Notes are the learner's alone, and there without a script, too. */
static void notes_are_kept(void **state)
{
	(void)state;
	const char *at = str_fmt(s->w->a, "/learners/{ana}/work/%.*s", S_ARG(id_str(s->w->a, text))).p;
	WALK(s, {ANA, str_fmt(s->w->a, "%s/notes", at).p, "notes=flat+means+thin&place=1", 303, NULL, NULL}, {ANA, str_fmt(s->w->a, "%s?q=1", at).p, NULL, 200, "flat means thin", NULL},
	     {TEACHER, str_fmt(s->w->a, "%s?q=1", at).p, NULL, 200, NULL, "flat means thin"}, {MOTHER, str_fmt(s->w->a, "%s?q=1", at).p, NULL, 200, NULL, "flat means thin"},
	     {ANA, str_fmt(s->w->a, "%s?q=2&sum=3*%%282%%2B4%%29", at).p, NULL, 200, "3*(2+4) is 18.", NULL}, {ANA, str_fmt(s->w->a, "%s?q=2&sum=3*", at).p, NULL, 200, "This cannot be worked out", NULL});
}

/* Words while writing: of the work, of what was written before, of the school; the learner's alone, and not where spelling is assessed. */
static void words_while_writing(void **state)
{
	(void)state;
	const char *at = str_fmt(s->w->a, "/learners/{ana}/work/%.*s", S_ARG(id_str(s->w->a, text))).p;
	(void)JOURNEY_MAKE(s, "event", {"learner", id_str(s->w->a, s->people[ANA])}, {"kind", S("practice")}, {"happened_at", S("2026-03-02T10:00:00Z")}, {"response", S("My grandmother's tortillas are thin")});
	(void)JOURNEY_MAKE(s, "term", {"term", S("benchmark")}, {"plain", S("A level to reach.")});
	(void)JOURNEY_MAKE(s, "event", {"learner", id_str(s->w->a, s->people[BEN])}, {"kind", S("practice")}, {"happened_at", S("2026-03-02T10:00:00Z")}, {"response", S("Nobody sees my zeppelin")});
	WALK(s, {ANA, str_fmt(s->w->a, "%s/words", at).p, NULL, 200, "\"dough\"|\"grandmother's\"|\"tortillas\"|\"benchmark\"", "zeppelin|\"a\"|\"on\""},
	     {TEACHER, str_fmt(s->w->a, "%s/words", at).p, NULL, 403, NULL, NULL}, {BEN, str_fmt(s->w->a, "%s/words", at).p, NULL, 403, NULL, NULL});
	web_sql(s->w, "update resource set construct = 'spelling' where title = 'Breads'");
	WALK(s, {ANA, str_fmt(s->w->a, "%s/words", at).p, NULL, 200, NULL, "dough"}, {ANA, at, NULL, 200, NULL, "data-tool=\"predict\""});
	web_sql(s->w, "update resource set construct = 'text-complexity' where title = 'Breads'");
	WALK(s, {ANA, at, NULL, 200, "data-tool=\"predict\"", "Corn is a grain."}); /* simpler words would do the work of a hard text */
	web_sql(s->w, "update resource set construct = null where title = 'Breads'");
	WALK(s, {ANA, at, NULL, 200, "Corn is a grain.|The goal is the same.", NULL});
}

static struct str page_file(void)
{
	const char *top = getenv("TRELLIS_SOURCE");
	struct err e = {0};
	struct str all;
	assert_non_null(top);
	if (file_read(s->w->a, str_fmt(s->w->a, "%s/docs/admin/supports.md", top).p, 1 << 20, &all, &e))
		fail_msg("%s", e.text);
	return all;
}

static void the_page_says_so(void **state)
{
	(void)state;
	if (!str_eq(page_file(), needs_applied_page(s->w->a)))
		fail_msg("docs/admin/supports.md is another one: write it anew with test_vocabulary --write docs/admin/supports.md");
}

int main(int argc, char **argv)
{
	if (argc == 3 && !strcmp(argv[1], "--write")) {
		struct arena *a = arena_new(0);
		struct str page = needs_applied_page(a);
		FILE *f = fopen(argv[2], "wb");
		bool written = f && fwrite(page.p, 1, page.n, f) == page.n;
		bool closed = f && fclose(f) == 0;
		arena_free(a);
		return written && closed ? 0 : 1;
	}
	const struct CMUnitTest tests[] = {
		TEST("each term is on screen, timer, paper and in the record as the table says [R177 R214 R217 R218 R220 R235]", every_term),
		TEST("what a plan forbids is nowhere, whoever asks for it", forbidden_wins),
		TEST("nothing does the work that is assessed", not_where_it_is_assessed),
		TEST("a break is asked for quietly and stops the clock where a plan says so [R238]", breaks_stop_the_clock),
		TEST("a tool that is turned off in the work is noted with who did it [R233]", turned_off_is_noted),
		TEST("notes and calculator are there without a script [R225]", notes_are_kept),
		TEST("words to choose from while writing are the learner's, the work's and the school's; simpler words stand beside a text [R218 R210]", words_while_writing),
		TEST("the table in the docs is what the program does", the_page_says_so),
	};
	return cmocka_run_group_tests(tests, start, stop);
}
