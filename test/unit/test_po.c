/* tools/po.py from end to end in a small house of its own: words out of the sources, into a .po file, checked,
 * compiled, linked with src/base/tr.c and asked for. */
#include "base/file.h"
#include "support/run.h"
#include "support/test.h"

#include <stdlib.h>
#include <string.h>

static struct arena *mem;
static const char *house, *root, *po;
static char said[65536];

static void put(const char *name, const char *text)
{
	const char *path = file_join(mem, house, name);
	struct err e = {0};
	char *folder = str_dupz(mem, str_z(path));

	*strrchr(folder, '/') = '\0';
	if (file_make_dir(folder, 0700, &e) != OK || file_write(path, str_z(text), 0600, &e) != OK)
		fail_msg("%s", e.text);
}

static const char *get(const char *name)
{
	struct str s;
	struct err e = {0};

	if (file_read(mem, file_join(mem, house, name), 1 << 20, &s, &e) != OK)
		fail_msg("%s", e.text);
	return s.p;
}

#define PO(...) test_run((const char *[]){"python3", po, __VA_ARGS__, NULL}, said, sizeof said)

static const char SOURCE[] =
	"/* tr: \"not a note for what is far away\" */\n\n\n\n\n"
	"/* tr: shown above the week,\n * to learners */\n"
	"a = tr(lang, \"The \" \"week\\n\");\n"
	"b = T(rq, c ? \"Yes, one\" : other(\"not this\") ? \"No, none\" : x);\n"
	"d = trn(lang, \"%d piece\", \"%d pieces\", n);\n"
	"f = trc(lang, \"verb\", \"Open\"); g = trc(lang, \"state\", \"Open\");\n"
	"h = N_(\"Later said\"); i = N_(\"%d / %d\");\n"
	"return err_set(e, E_INPUT, \"Row %\" PRId64 \" of %s is \\\"bad\\\".\", r, \"not that\");\n"
	"err_in(e, \"In %s\", \"nor that\");\n"
	"// tr(lang, \"in a comment\")\n"
	"const char *s = \"tr(lang, \\\"in a string\\\")\";\n"
	"RECORD(goal) = { .name = \"goal\", .label = \"Goal\", .plural = \"Goals\", .help = \"What I want\",\n"
	" .fields = FIELDS({\"words\", \"In my words\", \"As you say it\", F_LONG},\n"
	"  {.name = \"step\", .label = \"Next step\", .type = F_TEXT, .choices = CHOICES({\"a\", \"Choice A\"}, {\"b\", \"Choice B\"})}),\n"
	" .moves = MOVES({\"open\", \"done\", \"Mark as done\", REL_X}) };\n"
	"static const struct choice KINDS[] = {{\"k\", \"Kind K\"}, {NULL, NULL}};\n"
	"static const struct choice *none = KINDS;\n"
	"ROUTES(week) = { {GET, \"/week\", week, REL_X | REL_Y, 0, 0, RATE_PAGE, NULL, \"Week page\"}, {.path = \"/x\", .title = \"X page\"}, ROUTES_END };\n"
	"SETTINGS(x) = { {\"a.key\", \"A switch\", \"What it does\", SET_BOOL, \"1\"} };\n";

static const char TEMPLATE[] =
	"{args int n}\n<h1>{t \"Hello, %s\", name}</h1>{# tr: a button #}\n<p class=\"{= n ? \"not this one\" : x}\">{tn \"%d day\" \"%d days\", n}</p>\n"
	"{tc \"noun\" \"Work\"}{= T(rq, \"From code\")}{t \"two \"\n \"parts\"} {{t \"a brace, no words\"}}\n";

static int start(void **unused)
{
	struct err e = {0};

	(void)unused;
	mem = arena_new(0);
	root = getenv("TRELLIS_SOURCE");
	if (mem == NULL || root == NULL || file_temp_dir(mem, &house, &e) != OK)
		return -1;
	po = file_join(mem, root, "tools/po.py");
	setenv("PO_ROOT", house, 1);
	return 0;
}
static int stop(void **unused)
{
	(void)unused;
	if (house != NULL)
		(void)!file_remove_all(house, NULL);
	arena_free(mem);
	return 0;
}

static void every_sentence_is_found(void **unused)
{
	static const char *const yes[] = {
		"msgid \"\"\n\"The week\\n\"", "\"Yes, one\"", "\"No, none\"", "msgid \"%d piece\"\nmsgid_plural \"%d pieces\"",
		"msgctxt \"verb\"\nmsgid \"Open\"", "msgctxt \"state\"\nmsgid \"Open\"", "\"Later said\"",
		"\"Row %ld of %s is \\\"bad\\\".\"", "\"In %s\"", "\"Goal\"", "\"Goals\"", "\"What I want\"", "\"In my words\"",
		"\"As you say it\"", "\"Next step\"", "\"Choice A\"", "\"Choice B\"", "\"Mark as done\"", "\"Kind K\"", "\"Week page\"",
		"\"X page\"", "\"A switch\"", "\"What it does\"", "\"Hello, %s\"", "msgid \"%d day\"\nmsgid_plural \"%d days\"",
		"msgctxt \"noun\"\nmsgid \"Work\"", "\"From code\"", "\"two parts\"", "#. shown above the week, to learners\n#: src/x.c\nmsgid \"\"\n\"The week",
		"#. a button\n#: web/templates/p.html\nmsgid \"%d day\"",
	};
	static const char *const no[] = {"not this", "not that", "nor that", "in a comment", "in a string", "\"words\"", "\"goal\"", "\"open\"",
					 "%d / %d", "a.key", "not a note", "a brace", "not this one", "\"/week\""};
	const char *pot;

	(void)unused;
	put("src/x.c", SOURCE);
	put("web/templates/p.html", TEMPLATE);
	if (PO("extract") != 0)
		fail_msg("%s", said);
	pot = get("locale/trellis.pot");
	for (size_t i = 0; i < sizeof yes / sizeof *yes; i++)
		if (strstr(pot, yes[i]) == NULL)
			fail_msg("not found: %s\n%s", yes[i], pot);
	for (size_t i = 0; i < sizeof no / sizeof *no; i++)
		if (strstr(pot, no[i]) != NULL)
			fail_msg("found, but no sentence: %s", no[i]);
}

static void words_survive_updates(void **unused)
{
	(void)unused;
	assert_int_equal(PO("update", "es"), 0);
	put("said.json", "{\"Goal\": \"Meta\", \"verb\\u0004Open\": \"Abrir\", \"%d piece\": [\"%d pieza\", \"%d piezas\"],"
			 "\"Row %ld of %s is \\\"bad\\\".\": \"De %2$s, la fila %1$ld está «mal».\", \"nobody uses this\": \"x\"}");
	assert_int_equal(PO("fill", "es", file_join(mem, house, "said.json")), 0);
	assert_non_null(strstr(said, "es: 4 of "));
	assert_non_null(strstr(get("locale/es.po"), "#. origin: machine\n#: src/x.c\nmsgid \"Goal\"\nmsgstr \"Meta\""));
	/* a sentence goes, is kept aside, and comes back with its words */
	put("src/x.c", "x = tr(lang, \"Only this\");\n");
	assert_int_equal(PO("update", "es"), 0);
	assert_non_null(strstr(get("locale/es.po"), "#~ msgid \"Goal\"\n#~ msgstr \"Meta\""));
	put("src/x.c", SOURCE);
	assert_int_equal(PO("update", "es"), 0);
	assert_null(strstr(get("locale/es.po"), "#~"));
	assert_non_null(strstr(get("locale/es.po"), "#. origin: machine\n#: src/x.c\nmsgid \"Goal\"\nmsgstr \"Meta\""));
	/* twice the same is the same */
	const char *before = get("locale/es.po");
	assert_int_equal(PO("update", "es"), 0);
	assert_string_equal(get("locale/es.po"), before);
	assert_int_equal(PO("todo", "es", "web"), 0);
	assert_non_null(strstr(said, "\"%d day\": ["));
	assert_null(strstr(said, "Goal"));
	assert_int_equal(PO("stats"), 0);
	assert_non_null(strstr(said, "machine 4"));
}

static void other_arguments_are_refused(void **unused)
{
	static const struct {
		const char *msgid, *words;
	} bad[] = {{"In %s", "\"En %d\""}, {"In %s", "\"En\""}, {"In %s", "\"En %s %s\""}, {"In %s", "\"100% en %s\""},
		   {"Row %ld of %s is \\\"bad\\\".", "\"%s %ld\""}, {"Row %ld of %s is \\\"bad\\\".", "\"%d %s\""},
		   {"%d day", "[\"%d día\"]"}, {"%d day", "[\"%s día\", \"%d días\"]"}, {"Goal", "[\"a\", \"b\"]"}};
	static const struct {
		const char *msgid, *words;
	} good[] = {{"In %s", "\"%1$s: 100 %%\""}, {"%d day", "[\"un día\", \"%d días\"]"}, {"Row %ld of %s is \\\"bad\\\".", "\"%ld %s\""}};

	(void)unused;
	for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
		put("bad.json", str_fmt(mem, "{\"%s\": %s}", bad[i].msgid, bad[i].words).p);
		if (PO("fill", "es", file_join(mem, house, "bad.json")) == 0)
			fail_msg("%s was taken for \"%s\"", bad[i].words, bad[i].msgid);
	}
	for (size_t i = 0; i < sizeof good / sizeof *good; i++) {
		put("good.json", str_fmt(mem, "{\"%s\": %s}", good[i].msgid, good[i].words).p);
		if (PO("fill", "es", file_join(mem, house, "good.json"), "person") != 0)
			fail_msg("%s was refused: %s", good[i].words, said);
	}
	/* the build refuses them too, however they came in */
	put("locale/so.po", "msgid \"\"\nmsgstr \"Plural-Forms: nplurals=2; plural=(n != 1);\\n\"\n\nmsgid \"In %s\"\nmsgstr \"%d\"\n");
	assert_int_equal(PO("compile", file_join(mem, house, "out.c"), file_join(mem, house, "locale/so.po")), 1);
	assert_int_equal(PO("check"), 1);
	assert_int_equal(file_remove_all(file_join(mem, house, "locale/so.po"), NULL), OK);
	assert_int_equal(PO("check"), 0);
}

static void complete_means_complete(void **unused)
{
	const char *whole = get("locale/es.po");
	struct str s = str_z(whole);
	size_t at;

	(void)unused;
	assert_true(str_find(s, S("\"Plural-Forms"), &at));
	put("locale/es.po", str_fmt(mem, "%.*s\"X-Complete: web !web/templates\\n\"\n%s", (int)at, whole, whole + at).p);
	assert_int_equal(PO("check"), 0);
	put("locale/es.po", str_fmt(mem, "%.*s\"X-Complete: web\\n\"\n%s", (int)at, whole, whole + at).p);
	assert_int_equal(PO("check"), 1);
	assert_non_null(strstr(said, "lacks \"Hello, %s\" (web/templates/p.html)"));
	assert_null(strstr(said, "lacks \"Goals\""));
	put("locale/es.po", whole);
}

/* Sentences of law and safety stand in the list, and where they are shown the English stands beside them. */
static void law_stands_in_both_languages(void **unused)
{
	(void)unused;
	put("src/law.c", "x = T(rq, \"The school answers within 45 days.\");\n");
	put("locale/careful.txt", "# law\nOnly when you say it.\n");
	assert_int_equal(PO("check"), 1);
	assert_non_null(strstr(said, "speaks of law or safety: \"The school answers within 45 days.\""));
	assert_non_null(strstr(said, "no longer used: \"Only when you say it.\""));
	put("locale/careful.txt", "The school answers within 45 days.\n");
	assert_int_equal(PO("check"), 1);
	assert_non_null(strstr(said, "src/law.c: law and safety stand in both languages"));
	put("src/law.c", "x = tr_careful(rq->a, rq->lang, N_(\"The school answers within 45 days.\"));\n");
	assert_int_equal(PO("check"), 0);
	put("src/law.c", "x = T(rq, \"The school answers within 45 days.\");\n");
	put("locale/careful.txt", "- The school answers within 45 days.\n"); /* read by staff alone */
	assert_int_equal(PO("check"), 0);
	assert_int_equal(file_remove_all(file_join(mem, house, "src/law.c"), NULL), OK);
	assert_int_equal(file_remove_all(file_join(mem, house, "locale/careful.txt"), NULL), OK);
}

static void compiled_words_are_found(void **unused)
{
	static const char driver[] =
		"#include \"base/tr.h\"\n#include <stdio.h>\n"
		"int main(void)\n{\n\tputs(tr(LANG_ES, \"Goal\"));\n\tputs(trc(LANG_ES, \"verb\", \"Open\"));\n"
		"\tputs(trc(LANG_ES, \"state\", \"Open\"));\n\tputs(tr(LANG_ES, \"Open\"));\n\tputs(tr(LANG_AR, \"Goal\"));\n"
		"\tprintf(trn(LANG_ES, \"%d piece\", \"%d pieces\", 1), 1);\n\tprintf(trn(LANG_ES, \"%d piece\", \"%d pieces\", 5), 5);\n"
		"\tprintf(tr(LANG_ES, \"Row %ld of %s is \\\"bad\\\".\"), 7L, \"x\");\n\treturn 0;\n}\n";
	const char *out = file_join(mem, house, "out.c"), *program = file_join(mem, house, "program");
	const char *base = file_join(mem, root, "src/base");
	const char *cc = getenv("CC") != NULL ? getenv("CC") : "cc";

	(void)unused;
	put("said.json", "{\"Row %ld of %s is \\\"bad\\\".\": \"De %2$s, la fila %1$ld.\"}");
	assert_int_equal(PO("fill", "es", file_join(mem, house, "said.json")), 0);
	put("driver.c", driver);
	if (PO("compile", out, file_join(mem, house, "locale/es.po")) != 0)
		fail_msg("%s", said);
	if (test_run((const char *[]){cc, "-std=c17", "-D_GNU_SOURCE", "-Wall", "-Wextra", "-Werror", "-Wno-format-nonliteral", "-I",
				      file_join(mem, root, "src"), "-o", program, file_join(mem, house, "driver.c"), out,
				      file_join(mem, base, "tr.c"), file_join(mem, base, "str.c"), file_join(mem, base, "arena.c"), "-lpthread",
				      NULL},
		     said, sizeof said) != 0)
		fail_msg("%s", said);
	assert_int_equal(test_run((const char *[]){program, NULL}, said, sizeof said), 0);
	assert_string_equal(said, "Meta\nAbrir\nOpen\nOpen\nGoal\n1 pieza5 piezasDe x, la fila 7.");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST("every sentence of sources and templates is found", every_sentence_is_found),
		TEST("words survive updates", words_survive_updates),
		TEST("words that take other arguments are refused", other_arguments_are_refused),
		TEST("a language that says it is complete must be", complete_means_complete),
		TEST("a sentence of law or safety stands in both languages until a speaker has reviewed it", law_stands_in_both_languages),
		TEST("compiled words are found", compiled_words_are_found),
	};
	return cmocka_run_group_tests(tests, start, stop);
}
