/* Pictures of items: every shipped one is drawn, well formed, says its alternative; bad numbers give no drawing. */
#include "engine/itemgen/draw.h"
#include "engine/itemgen/picture.h"
#include "support/test.h"

#include <expat.h>
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

static void well_formed(struct str s)
{
	XML_Parser p = XML_ParserCreate("UTF-8");
	if (XML_Parse(p, s.p, (int)s.n, 1) != XML_STATUS_OK)
		fail_msg("%s in %.*s", XML_ErrorString(XML_GetErrorCode(p)), S_ARG(s));
	XML_ParserFree(p);
}

static struct ig_picture picture(const char *json)
{
	struct err e = {0};
	struct json *j;
	if (json_parse(mem, str_z(json), &j, &e))
		fail_msg("%s", e.text);
	return (struct ig_picture){json_str(j, "kind"), {json_str(j, "alt"), LANG_EN}, j};
}

static size_t boxes(const struct pic *p, enum pic_kind kind, enum pic_fill fill)
{
	size_t n = 0;
	for (size_t i = 0; i < p->n; i++)
		n += p->ops[i].kind == kind && p->ops[i].fill == fill;
	return n;
}

static void counts_are_right(void **unused)
{
	(void)unused;
	struct pic p;
	struct ig_picture a = picture("{\"kind\":\"array\",\"rows\":3,\"cols\":4}");
	assert_true(pic_draw(mem, &a, &p));
	assert_int_equal(boxes(&p, PIC_CIRCLE, PIC_SHADED), 12);
	a = picture("{\"kind\":\"fraction\",\"wholes\":[{\"parts\":8,\"shaded\":3}]}");
	assert_true(pic_draw(mem, &a, &p));
	assert_int_equal(boxes(&p, PIC_BOX, PIC_SHADED), 3);
	assert_int_equal(boxes(&p, PIC_BOX, PIC_EMPTY), 5);
	a = picture("{\"kind\":\"grid\",\"rows\":10,\"cols\":10,\"shaded\":37}");
	assert_true(pic_draw(mem, &a, &p));
	assert_int_equal(boxes(&p, PIC_BOX, PIC_SHADED), 37);
	a = picture("{\"kind\":\"blocks\",\"hundreds\":2,\"tens\":3,\"ones\":4}");
	assert_true(pic_draw(mem, &a, &p));
	assert_int_equal(boxes(&p, PIC_BOX, PIC_SHADED), 2 + 30 + 4);
	a = picture("{\"kind\":\"dots\",\"counts\":[7],\"frame\":10,\"shape\":\"star\"}");
	assert_true(pic_draw(mem, &a, &p));
	assert_int_equal(boxes(&p, PIC_STAR, PIC_SHADED), 7);
	assert_int_equal(boxes(&p, PIC_BOX, PIC_EMPTY), 10);
}

/* At half past three the short hand stands halfway between 3 and 4: 105 degrees from the top. */
static void clock_hands(void **unused)
{
	(void)unused;
	struct pic p;
	struct ig_picture c = picture("{\"kind\":\"clock\",\"hour\":3,\"minute\":30}");
	assert_true(pic_draw(mem, &c, &p));
	const struct pic_op *hour = NULL, *minute = NULL;
	for (size_t i = 0; i < p.n; i++) {
		if (p.ops[i].kind == PIC_LINE && p.ops[i].thick > 5)
			hour = &p.ops[i];
		else if (p.ops[i].kind == PIC_LINE && p.ops[i].thick > 2.9)
			minute = &p.ops[i];
	}
	assert_true(hour && minute);
	assert_true(hour->x2 > hour->x + 40 && hour->y2 > hour->y + 10 && hour->y2 < hour->y + 14);
	assert_true(minute->x2 < minute->x + 0.01 && minute->x2 > minute->x - 0.01 && minute->y2 > minute->y + 70);
}

static void refused(void **unused)
{
	(void)unused;
	static const char *const no[] = {
		"{\"kind\":\"array\",\"rows\":3000,\"cols\":4}", "{\"kind\":\"array\",\"rows\":3}", "{\"kind\":\"array\",\"rows\":-1,\"cols\":4}",
		"{\"kind\":\"number_line\",\"from\":0,\"to\":1e6,\"step\":1}", "{\"kind\":\"number_line\",\"from\":5,\"to\":1,\"step\":1}",
		"{\"kind\":\"number_line\",\"from\":0,\"to\":10,\"step\":1,\"marks\":[{\"at\":11}]}", "{\"kind\":\"clock\",\"hour\":3,\"minute\":75}",
		"{\"kind\":\"bar\",\"bars\":[]}", "{\"kind\":\"shape\",\"shape\":\"squircle\"}", "{\"kind\":\"plot\",\"x\":[0,1],\"y\":[0,1,1]}",
		"{\"kind\":\"chart\",\"step\":1,\"bars\":[{\"value\":1000}]}", "{\"kind\":\"angle\",\"parts\":[{\"degrees\":200}]}",
		"{\"kind\":\"dots\",\"counts\":[100000]}", "{\"kind\":\"hologram\"}", "{\"kind\":\"table\"}", "{\"kind\":\"words\"}",
	};
	struct pic p;
	for (size_t i = 0; i < sizeof no / sizeof *no; i++) {
		struct ig_picture c = picture(no[i]);
		if (pic_draw(mem, &c, &p))
			fail_msg("%s was drawn", no[i]);
	}
}

static void one_picture(const struct ig_picture *p, const struct ig_model *m, size_t *drawn)
{
	struct buf b = buf_new(mem, 1 << 22);
	struct pic pic;
	pic_html(mem, &b, p);
	well_formed(buf_done(&b));
	assert_true(p->alt.text.n > 0);
	if (str_eqz(p->kind, "table") || str_eqz(p->kind, "words"))
		return;
	if (!pic_draw(mem, p, &pic))
		fail_msg("%.*s: its %.*s is not drawn", S_ARG(m->id), S_ARG(p->kind));
	for (size_t i = 0; i < pic.n; i++)
		assert_true(pic.ops[i].x >= -1 && pic.ops[i].x <= pic.w + 1 && pic.ops[i].y >= -1 && pic.ops[i].y <= pic.h + 1);
	++*drawn;
}

static void shipped(void **unused)
{
	(void)unused;
	const char *root = getenv("TRELLIS_SOURCE");
	size_t drawn = 0, models = 0, cap = 0;
	char *line = NULL;
	for (const char *g = "k12345678"; *g; g++) {
		struct arena *keep = arena_new(0);
		FILE *f = fopen(str_fmt(keep, "%s/data/items/math-%c.jsonl", root ? root : ".", *g).p, "rb");
		assert_non_null(f);
		for (ssize_t n; (n = getline(&line, &cap, f)) > 0; models++) {
			struct err e = {0};
			struct ig_model *m;
			assert_int_equal(ig_load(keep, (struct str){line, (size_t)n}, &m, &e), OK);
			for (uint64_t seed = 1; seed <= 20; seed++) {
				struct ig_instance *it;
				assert_int_equal(ig_make(mem, m, seed, seed % 3 ? LANG_ES : LANG_AR, S("music"), &it, &e), OK);
				for (size_t i = 0; i < it->n_pictures; i++)
					one_picture(&it->pictures[i], m, &drawn);
				if (it->figure)
					one_picture(it->figure, m, &drawn);
				arena_reset(mem);
			}
		}
		(void)fclose(f);
		arena_free(keep);
	}
	free(line);
	print_message("%zu models, %zu drawings\n", models, drawn);
	assert_true(drawn > 1000);
}

static void right_to_left(void **unused)
{
	(void)unused;
	static const struct {
		const char *in, *out;
	} cases[] = {
		{"احسب 20 × 8 = 160.", "احسب ⁦20 × 8 = 160⁩."},
		{"الجواب −5", "الجواب ⁦−5⁩"},
		{"العدد 12، ثم 7", "العدد 12، ثم 7"},
		{"$$a-5$$ ثم", "$$a-5$$ ثم"},
		{"اكتب 12 R 3.", "اكتب ⁦12 R 3⁩."},
	};
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct str s = ig_left_to_right(mem, str_z(cases[i].in), LANG_AR);
		if (!str_eqz(s, cases[i].out))
			fail_msg("%s gives %.*s", cases[i].in, S_ARG(s));
		assert_true(str_eqz(ig_left_to_right(mem, str_z(cases[i].in), LANG_ES), cases[i].in));
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST("a drawing shows as many as it says", counts_are_right),
		TEST("the hands of a clock stand where they belong", clock_hands),
		TEST("numbers that make no drawing are refused", refused),
		TEST("numbers and signs keep their order in writing from the right", right_to_left),
		TEST("every shipped picture is drawn inside its frame, well formed, with words", shipped),
	};
	return cmocka_run_group_tests(tests, start, stop);
}
