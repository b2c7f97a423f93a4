/* Templates: what stands in a page is text, whatever was typed. The compiler's refusals are in test_templates.py. */
#include "hostile_templates.h"
#include "unit/templates/hostile.h"
#include "support/test.h"

#include <stdio.h>
#include <string.h>

static struct arena *mem;
static int start(void **unused)
{
	(void)unused;
	mem = arena_new(0);
	return mem ? 0 : -1;
}
static int stop(void **unused)
{
	(void)unused;
	arena_free(mem);
	return 0;
}

static const char evil[] = "\"><script>alert('1')</script>&amp;";
#define EVIL "&quot;&gt;&lt;script&gt;alert(&#39;1&#39;)&lt;/script&gt;&amp;amp;"
#define EVIL_PART "%22%3E%3Cscript%3Ealert%28%271%27%29%3C%2Fscript%3E%26amp%3B"

static const char *page(const struct hostile *h)
{
	struct request rq = {.a = mem, .lang = LANG_EN};
	struct buf b = buf_new(mem, 1 << 16);
	tpl_hostile(&rq, &b, h);
	assert_false(b.over);
	return str_dupz(mem, buf_done(&b));
}

static void whole_page(void **unused)
{
	struct hostile h = {.text = str_z(evil), .z = evil, .url = S("javascript:alert(1)"), .number = 3, .big = UINT64_MAX, .real = 1.005,
	                    .markup = {S("<hr>")}};
	(void)unused;
	assert_string_equal(page(&h),
		"<ul class=\"list of things\"><li title=\"" EVIL "\">" EVIL "</li><li title='" EVIL "'>" EVIL "</li>"
		"<li><a href=\"#\">go</a> <b>bold</b> <i>thin</i></li>"
		"<li><a href=\"/find?q=" EVIL_PART "&amp;n=3#" EVIL_PART "\">part</a></li>"
		"<li>Hello " EVIL ", you have 3 of 3</li><li>3 pieces for " EVIL "</li>"
		"<li>1.00 <hr> 18446744073709551615 00000000-0000-0000-0000-000000000000</li>"
		"<li  hidden data-three=\"3\">flags</li></ul>"
		"<p>0</p><p>2</p><p>Ask <em>" EVIL "</em> for help. { and }</p><textarea name=\"t\">\n " EVIL "\n</textarea>");
}

static void only_safe_addresses(void **unused)
{
	static const struct { const char *url; bool safe; } rows[] = {
		{"/week", true}, {"/week?x=1#y", true}, {"?tab=now", true}, {"#top", true}, {"week", true}, {"a/b:c", true}, {"https://school.example/", true},
		{"javascript:alert(1)", false}, {"JaVaScRiPt:alert(1)", false}, {"java\tscript:alert(1)", false}, {" javascript:alert(1)", false},
		{"\x01javascript:alert(1)", false}, {"data:text/html,x", false}, {"vbscript:x", false}, {"//evil.example", false}, {"/\\evil.example", false},
		{"\\\\evil.example", false}, {"http://evil.example", false}, {"https://", false}, {"", false}, {"blob:x", false}, {"/a b", false}, {"/a\nb", false}};
	(void)unused;
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
		if (tpl_url_safe(str_z(rows[i].url)) != rows[i].safe)
			fail_msg("\"%s\" must be %s", rows[i].url, rows[i].safe ? "safe" : "refused");
	/* what is let through is still escaped */
	struct buf b = buf_new(mem, 1000);
	tpl_url_str(&b, S("/x?a=\"1\"&b='2'"));
	assert_true(str_eqz(buf_done(&b), "/x?a=&quot;1&quot;&amp;b=&#39;2&#39;"));
}

static void sentences(void **unused)
{
	static const struct tpl_arg args[] = {{.type = 's', .s = {"<b>", 3}}, {.type = 'i', .i = -7}, {.type = 'd', .d = 2.5}};
	static const struct { const char *fmt, *out; } rows[] = {
		{"%s %d %.1f", "&lt;b&gt; -7 2.5"}, {"%2$d %1$s", "-7 &lt;b&gt;"}, {"100 %% %s", "100 % &lt;b&gt;"}, {"a < b", "a &lt; b"},
		{"%s%s%s%s%s", "&lt;b&gt;-72.500000"}, {"%9$s", ""}, {"%", ""}, {"%ld|%zu", "&lt;b&gt;|-7"}, {"%99999999$s", ""}, {"%.999999f", "&lt;b&gt;"}};
	(void)unused;
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct buf b = buf_new(mem, 1000);
		tpl_format(&b, rows[i].fmt, args, 3, false);
		assert_string_equal(str_dupz(mem, buf_done(&b)), rows[i].out);
	}
	struct buf b = buf_new(mem, 1000);
	tpl_format(&b, "%s?%s", (const struct tpl_arg[]){{.type = 's', .s = {"a/b", 3}}, {.type = 'h', .s = {"<i>", 3}}}, 2, true);
	assert_true(str_eqz(buf_done(&b), "a%2Fb%3F"));
}

static void huge_and_odd_numbers(void **unused)
{
	struct buf b = buf_new(mem, 1000);
	(void)unused;
	tpl_format(&b, "%.2f|%.2f|%d", (const struct tpl_arg[]){{.type = 'd', .d = 1e308}, {.type = 'd', .d = -0.0}, {.type = 'i', .i = INT64_MIN}}, 3, false);
	assert_true(str_eqz(buf_done(&b), "|-0.00|-9223372036854775808"));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST("hostile text stays text between tags, in values, in addresses and in sentences", whole_page),
		TEST("an address is a path of this site or https", only_safe_addresses),
		TEST("a sentence takes its arguments by order or by number and escapes them", sentences),
		TEST("numbers at their ends", huge_and_odd_numbers),
	};
	return cmocka_run_group_tests_name("templates", tests, start, stop);
}
