/* Paper goes out and comes back: our own packets, rendered by poppler, marked, turned, blurred, shaded, made noisy and partly
 * covered, then read. Which page is whose is told by zbarimg on the clean page, where the boxes are by the layout kept at print
 * time, which boxes are marked by the test itself. TRELLIS_SCAN_PAGES says how many pages (12; nightly 200); the rates are printed. */
#include "support/test.h"
#include "support/web.h"
#include "base/file.h"
#include "base/sanitized.h"
#include "interop/scan.h"
#include "jobs/jobs.h"
#include "web/app.h"

#include <leptonica/allheaders.h>
#include <math.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define MONDAY "2026-11-23"
#define LEARNERS 3
#define MOST_PAGES 400

static struct web_test *w;
static struct id teacher, other, office, class_id, aim;
static struct id learners[LEARNERS];

#define text(id) id_str(w->a, (id))
#define MAKE(type, ...) web_make(w, type, (const struct input[]){__VA_ARGS__}, sizeof((const struct input[]){__VA_ARGS__}) / sizeof(struct input))

#define MODEL(id, place) \
	"{\"id\": \"" id "\", \"competency\": \"T.1\", \"grade\": \"1\", \"kind\": \"choices\", \"rigor\": 1, \"minutes\": 2, \"construct\": \"number-sense\"," \
	" \"params\": [{\"name\": \"a\", \"int\": [2, 9]}, {\"name\": \"b\", \"int\": [1, 9]}, {\"name\": \"c\", \"int\": [2, 9]}, {\"name\": \"d\", \"int\": [1, 8]}]," \
	" \"stem\": {\"en\": \"Which numbers are even (" place ")? Choose all.\"}, \"options\": [{\"expr\": \"2*a\", \"correct\": true}, {\"expr\": \"2*c+20\", \"correct\": true}," \
	" {\"expr\": \"2*b+1\", \"correct\": false, \"feedback\": {\"en\": \"Make pairs.\"}}, {\"expr\": \"2*d+21\", \"correct\": false, \"feedback\": {\"en\": \"Make pairs.\"}}]," \
	" \"hints\": {\"en\": [\"Make pairs.\"]}, \"steps\": {\"en\": [\"Make pairs.\"]}, \"representations\": [{\"kind\": \"words\", \"text\": {\"en\": \"pairs\"}}]}"

/* ---- the school ---- */

static int start(void **unused)
{
	(void)unused;
	(void)signal(SIGPIPE, SIG_IGN);
	w = web_open(false);
	teacher = web_person(w, "Tea", "Cher", "teacher");
	other = web_person(w, "Oth", "Er", "teacher");
	office = web_person(w, "Off", "Ice", "siteAdministrator");
	class_id = MAKE("class", {"title", S("Math")}, {"kind", S("scheduled")}, {"grades", S("01")}, {"org", text(w->org)});
	(void)MAKE("enrolment", {"class", text(class_id)}, {"person", text(teacher)}, {"role", S("teacher")});
	struct id framework = MAKE("framework", {"title", S("Test")});
	aim = MAKE("competency", {"framework", text(framework)}, {"code", S("T.1")}, {"grade", S("01")}, {"subject", S("mathematics")}, {"text", S("I know even numbers.")});
	(void)MAKE("item", {"title", S("Even")}, {"competency", text(aim)}, {"kind", S("choices")}, {"model", S(MODEL("t-even", "one"))});
	(void)MAKE("item", {"title", S("Even again")}, {"competency", text(aim)}, {"kind", S("choices")}, {"model", S(MODEL("t-even-2", "two"))});
	for (int i = 0; i < LEARNERS; i++) {
		learners[i] = web_person(w, str_fmt(w->a, "Sample%d", i).p, "Child", "student");
		(void)MAKE("enrolment", {"class", text(class_id)}, {"person", text(learners[i])}, {"role", S("student")});
		struct id week = MAKE("week_plan", {"learner", text(learners[i])}, {"monday", S(MONDAY)});
		(void)MAKE("week_item", {"week", text(week)}, {"learner", text(learners[i])}, {"title", S("Even numbers")}, {"mode", S("paper")}, {"kind", S("class")},
		           {"competency", text(aim)}, {"minutes", S("20")}, {"done_looks_like", S("All are answered.")});
	}
	web_sql(w, "update week_plan set state = 'given'");
	web_sign_in(w, teacher);
	return 0;
}

static int stop(void **unused)
{
	(void)unused;
	web_close(w);
	return 0;
}

/* ---- the pages as they were printed ---- */

#define DPI 150.0
struct clean {
	PIX *pix;
	char code[13], layout[9];
	struct scan_layout l;
};
static struct clean printed[64];
static size_t n_printed;
static struct str pdf;

static const char *temp_write(struct str bytes, const char *end)
{
	const char *folder;
	struct err e = {0};
	assert_int_equal(file_temp_dir(w->a, &folder, &e), OK);
	const char *path = file_join(w->a, folder, end);
	assert_int_equal(file_write(path, bytes, 0600, &e), OK);
	return path;
}

static struct str told(const char *command)
{
	static char out[4000];
	FILE *f = popen(command, "r");
	assert_non_null(f);
	size_t n = fread(out, 1, sizeof out - 1, f);
	pclose(f);
	out[n] = 0;
	return (struct str){out, n};
}

static void print_packets(void)
{
	if (n_printed)
		return;
	struct reply rp = web_get(w, str_fmt(w->a, "/classes/%.*s/packets.pdf?monday=" MONDAY "&in=en", S_ARG(text(class_id))).p);
	assert_int_equal(rp.status, 200);
	pdf = str_dup(w->a, web_body(w, &rp));
	const char *path = temp_write(pdf, "p.pdf");
	assert_int_equal(system(str_fmt(w->a, "cd $(dirname %s) && pdftoppm -gray -r %d p.pdf pg", path, (int)DPI).p), 0);
	const char *folder = str_fmt(w->a, "%.*s", (int)(strlen(path) - 5), path).p;
	for (int i = 1; i < 100 && n_printed < 64; i++) {
		const char *file = str_fmt(w->a, "%s/pg-%02d.pgm", folder, i).p;
		struct scan_code c;
		struct err e = {0};
		struct str body, rows[3];
		if (!file_exists(file))
			break;
		struct str link = told(str_fmt(w->a, "zbarimg -q --raw %s 2>/dev/null", file).p);
		if (!scan_code_read(str_trim(link), &c) || !c.layout[0])
			continue;
		(void)rows;
		struct clean *p = &printed[n_printed++];
		p->pix = pixRead(file);
		assert_non_null(p->pix);
		memcpy(p->code, c.code, sizeof c.code);
		memcpy(p->layout, c.layout, sizeof c.layout);
		struct db *db;
		struct rows *r;
		assert_int_equal(store_read(w->store, &db, &e), OK);
		assert_int_equal(db_query(db, &e, &r, "select body from paper_layout where key = ?1", "z", p->layout), OK);
		assert_int_equal(rows_next(r, &e), 1);
		body = str_dup(w->a, rows_t(r, 0));
		rows_end(r);
		store_read_end(db);
		assert_int_equal(scan_layout_read(w->a, body, &p->l, &e), OK);
	}
	(void)!system(str_fmt(w->a, "rm -r %s", folder).p);
	assert_true(n_printed >= LEARNERS);
}

/* ---- what happens to paper ---- */

static uint64_t state = 88172645463325252ULL;
static double rnd(double from, double to)
{
	state ^= state << 13;
	state ^= state >> 7;
	state ^= state << 17;
	return from + (to - from) * (double)(state >> 11) / 9007199254740992.0;
}

static void stroke(PIX *p, double x0, double y0, double x1, double y1, double thick, int grey)
{
	double d = hypot(x1 - x0, y1 - y0);
	int steps = (int)(d * 3) + 1, r = (int)ceil(thick / 2);
	for (int i = 0; i <= steps; i++) {
		double x = x0 + (x1 - x0) * i / steps + rnd(-0.3, 0.3), y = y0 + (y1 - y0) * i / steps + rnd(-0.3, 0.3);
		for (int dy = -r; dy <= r; dy++)
			for (int dx = -r; dx <= r; dx++)
				if (hypot(dx, dy) <= thick / 2)
					(void)pixSetPixel(p, (int)x + dx, (int)y + dy, (l_uint32)grey);
	}
}

/* A cross, a tick, a dot, a scribble: pen or pencil. */
static void mark(PIX *p, const struct scan_box *b)
{
	double k = DPI / 72, x = b->x * k, y = b->y * k, s = b->w * k, t = rnd(1.6, 3.2);
	int grey = (int)rnd(0, 95);
	switch ((int)rnd(0, 4)) {
	case 0:
		stroke(p, x + s * rnd(0, .2), y + s * rnd(0, .2), x + s * rnd(.8, 1), y + s * rnd(.8, 1), t, grey);
		stroke(p, x + s * rnd(.8, 1), y + s * rnd(0, .2), x + s * rnd(0, .2), y + s * rnd(.8, 1), t, grey);
		break;
	case 1:
		stroke(p, x + s * rnd(.05, .25), y + s * rnd(.4, .6), x + s * rnd(.35, .5), y + s * rnd(.75, .9), t, grey);
		stroke(p, x + s * .45, y + s * .85, x + s * rnd(.85, 1.2), y + s * rnd(-.1, .2), t, grey);
		break;
	case 2:
		for (int i = 0; i < 5; i++)
			stroke(p, x + s * rnd(.3, .45), y + s * rnd(.3, .7), x + s * rnd(.55, .7), y + s * rnd(.3, .7), t, grey);
		break;
	default:
		for (double v = .2; v < .85; v += .13)
			stroke(p, x + s * rnd(.1, .2), y + s * v, x + s * rnd(.8, .9), y + s * (v + rnd(-.05, .05)), t, grey);
	}
}

static double gauss(void)
{
	return sqrt(-2 * log(rnd(1e-9, 1))) * cos(2 * acos(-1) * rnd(0, 1));
}

/* A thumb, a label, a fold: somewhere on the page. */
static void cover(PIX *p)
{
	int pw = pixGetWidth(p), ph = pixGetHeight(p), bw = (int)rnd(40, pw * 0.28), bh = (int)rnd(40, ph * 0.16);
	BOX *b = boxCreate((int)rnd(-20, pw - bw / 2.0), (int)rnd(-20, ph - bh / 2.0), bw, bh);
	(void)pixSetInRectArbitrary(p, b, (l_uint32)rnd(60, 250));
	boxDestroy(&b);
}

/* White paper lies on something when it is photographed; turned by any angle, seen a little from the side. */
static PIX *distort(PIX *clean, bool hard)
{
	PIX *p = pixCopy(NULL, clean), *q;
	int pw = pixGetWidth(p), ph = pixGetHeight(p);
	if (hard && rnd(0, 1) < 0.4)
		cover(p);
	q = pixAddBorder(p, 60, (l_uint32)rnd(90, 235));
	pixDestroy(&p);
	if (rnd(0, 1) < 0.5) { /* from the side, as with a phone */
		PTA *from = ptaCreate(4), *to = ptaCreate(4);
		double by = hard ? 0.025 : 0.012;
		for (int i = 0; i < 4; i++) {
			double x = i & 1 ? pw + 60 : 60, y = i & 2 ? ph + 60 : 60;
			ptaAddPt(from, (l_float32)x, (l_float32)y);
			ptaAddPt(to, (l_float32)(x + pw * rnd(-by, by)), (l_float32)(y + ph * rnd(-by, by)));
		}
		p = pixProjectivePta(q, to, from, L_BRING_IN_WHITE);
		ptaDestroy(&from);
		ptaDestroy(&to);
		pixDestroy(&q);
		q = p;
	}
	p = pixRotate(q, (float)(rnd(0, 1) < 0.5 ? rnd(-0.12, 0.12) : rnd(-3.14, 3.14)), L_ROTATE_AREA_MAP, L_BRING_IN_WHITE, pixGetWidth(q), pixGetHeight(q));
	pixDestroy(&q);
	q = pixRotateOrth(p, (int)rnd(0, 4));
	pixDestroy(&p);
	double scale = rnd(0.95, 1.35);
	p = pixScale(q, (float)scale, (float)scale);
	pixDestroy(&q);
	if (rnd(0, 1) < 0.5) {
		q = pixBlockconv(p, 1, 1);
		pixDestroy(&p);
		p = q;
	}
	static double normal[4096];
	for (int i = 0; normal[1] == 0 && i < 4096; i++)
		normal[i] = gauss();
	int qw = pixGetWidth(p), qh = pixGetHeight(p);
	double left = rnd(0.6, 1), right = rnd(0.6, 1), top = rnd(0.75, 1), noise = rnd(1, hard ? 16 : 8);
	uint32_t at = (uint32_t)rnd(0, 4e9);
	for (int y = 0; y < qh; y++) {
		l_uint32 *line = pixGetData(p) + (size_t)y * (size_t)pixGetWpl(p);
		for (int x = 0; x < qw; x++) {
			double v = GET_DATA_BYTE(line, x) * (left + (right - left) * x / qw) * (top + (1 - top) * y / qh) + noise * normal[(at = at * 1664525 + 1013904223) >> 20];
			if (hard && at < 6400000) /* a dot in 670 */
				v = (double)(at & 255);
			SET_DATA_BYTE(line, x, v < 0 ? 0 : v > 255 ? 255 : (int)v);
		}
	}
	return p;
}

static struct str jpeg(PIX *p)
{
	l_uint8 *data = NULL;
	size_t n = 0;
	assert_int_equal(pixWriteMemJpeg(&data, &n, p, (int)rnd(35, 85), 0), 0);
	struct str s = str_dup(w->a, (struct str){(const char *)data, n});
	lept_free(data);
	return s;
}

/* ---- reading them again ---- */

struct rates {
	int pages, found, wrong_sheet, registered, boxes, right, wrong, unsure, turned;
};

static void one_page(struct scan_reader **r, const struct clean *c, bool hard, struct rates *s)
{
	struct scan_looked l;
	struct err e = {0};
	struct scan_code code;
	unsigned char marks[SCAN_BOXES];
	bool truth[SCAN_BOXES], found = false;
	PIX *p = pixCopy(NULL, c->pix);
	for (size_t i = 0; i < c->l.n; i++)
		if ((truth[i] = rnd(0, 1) < 0.4))
			mark(p, &c->l.boxes[i]);
	PIX *d = distort(p, hard);
	struct arena *a = arena_new(0);
	if (!*r)
		assert_int_equal(scan_reader_start(r, &e), OK);
	if (scan_look(*r, a, jpeg(d), &l, &e) != OK)
		fail_msg("%s", e.text);
	pixDestroy(&p);
	pixDestroy(&d);
	s->pages++;
	if (l.code && scan_code_read(l.text, &code)) {
		s->found++;
		s->wrong_sheet += strcmp(code.code, c->code) != 0 || strcmp(code.layout, c->layout) != 0;
		/* upright: taller than wide, the code at the foot */
		s->turned += l.height > l.width;
		struct buf body = buf_new(a, 20000);
		buf_fmt(&body, "%d %d %d %d %d", (int)lround(c->l.w * 10), (int)lround(c->l.h * 10), (int)lround(c->l.qx * 10), (int)lround(c->l.qy * 10), (int)lround(c->l.qside * 10));
		for (size_t i = 0; i < c->l.n; i++)
			buf_fmt(&body, "\n%s %d %d %d %d", c->l.boxes[i].name, (int)lround(c->l.boxes[i].x * 10), (int)lround(c->l.boxes[i].y * 10),
			        (int)lround(c->l.boxes[i].w * 10), (int)lround(c->l.boxes[i].h * 10));
		if (scan_marks(*r, buf_done(&body), c->l.n, marks, &found, &e) != OK)
			fail_msg("%s", e.text);
		s->registered += found;
		for (size_t i = 0; i < c->l.n; i++) {
			s->boxes++;
			s->unsure += marks[i] == SCAN_UNSURE;
			s->right += marks[i] == (truth[i] ? SCAN_MARKED : SCAN_EMPTY);
			s->wrong += marks[i] == (truth[i] ? SCAN_EMPTY : SCAN_MARKED);
		}
	}
	arena_free(a);
}

static void round_trip(bool hard, int pages, struct rates *s)
{
	struct scan_reader *r = NULL;
	for (int i = 0; i < pages; i++)
		one_page(&r, &printed[(size_t)i % n_printed], hard, s);
	scan_reader_end(r);
	printf("# %s: %d pages, %d found by their code (%.1f %%), %d upright, on %d the boxes were found; %d boxes, %.2f %% read right, %.2f %% wrong, %.2f %% left to a person\n",
	       hard ? "photographed, noisy, partly covered" : "scanned, turned", s->pages, s->found, 100.0 * s->found / s->pages, s->turned, s->registered, s->boxes,
	       100.0 * s->right / fmax(1, s->boxes), 100.0 * s->wrong / fmax(1, s->boxes), 100.0 * s->unsure / fmax(1, s->boxes));
}

static int wanted(void)
{
	const char *n = getenv("TRELLIS_SCAN_PAGES");
	return n && atoi(n) > 0 && atoi(n) <= MOST_PAGES ? atoi(n) : 12;
}

static bool tools(void)
{
	if (system("command -v pdftoppm >/dev/null 2>&1 && command -v zbarimg >/dev/null 2>&1") == 0)
		return true;
	printf("# pdftoppm or zbarimg is not installed: skipped\n");
	return false;
}

static void pages_come_back(void **unused)
{
	(void)unused;
	struct rates easy = {0}, hard = {0};
	if (!tools())
		skip();
	print_packets();
	round_trip(false, wanted() / 2, &easy);
	round_trip(true, wanted() - wanted() / 2, &hard);
	/* never taken for another sheet; what is not sure is said, not guessed */
	assert_int_equal(easy.wrong_sheet + hard.wrong_sheet, 0);
	assert_true(easy.found >= easy.pages * 95 / 100);
	assert_true(hard.found >= hard.pages * 70 / 100);
	assert_true(easy.right >= easy.boxes * 95 / 100);
	assert_true(easy.wrong * 200 <= easy.boxes);
	assert_true(hard.wrong * 100 <= hard.boxes);
}

/* ---- through the server ---- */

static void post_files(const char *path, struct str bytes, const char *name, int status)
{
	struct buf b = buf_new(w->a, (size_t)64 << 20);
	char key[ID_TEXT];
	(void)web_get(w, "/scans");
	buf_fmt(&b, "--xx\r\nContent-Disposition: form-data; name=\"csrf\"\r\n\r\n%.*s\r\n--xx\r\nContent-Disposition: form-data; name=\"once\"\r\n\r\n%s\r\n", S_ARG(w->csrf),
	        id_text(id_new(), key));
	buf_fmt(&b, "--xx\r\nContent-Disposition: form-data; name=\"file\"; filename=\"%s\"\r\nContent-Type: application/octet-stream\r\n\r\n", name);
	buf_str(&b, bytes);
	buf_z(&b, "\r\n--xx--\r\n");
	struct reply rp = web_raw(w, "POST", path, "multipart/form-data; boundary=xx", buf_done(&b));
	if (rp.status != status)
		fail_msg("%s gave %d: %s", path, rp.status, str_dupz(w->a, web_body(w, &rp)));
}

static struct id value_id(const char *sql)
{
	struct db *db;
	struct rows *r;
	struct err e = {0};
	assert_int_equal(store_read(w->store, &db, &e), OK);
	assert_int_equal(db_query_vals(db, &e, &r, sql, NULL, 0), OK);
	assert_int_equal(rows_next(r, &e), 1);
	struct id id = rows_id(r, 0);
	rows_end(r);
	store_read_end(db);
	return id;
}

/* The packet of the class, marked, as one PDF of pictures: made by cairo's own tools through leptonica. */
static struct str scanned_pile(void)
{
	PIXA *all = pixaCreate(0);
	l_uint8 *data = NULL;
	size_t n = 0;
	for (size_t i = 0; i < n_printed; i++) {
		PIX *p = pixCopy(NULL, printed[i].pix);
		for (size_t k = 0; k < printed[i].l.n; k++)
			if (strcmp(printed[i].l.boxes[k].name, "q1:A") == 0)
				mark(p, &printed[i].l.boxes[k]);
		PIX *q = pixRotateOrth(p, (int)(i % 4));
		pixDestroy(&p);
		(void)pixaAddPix(all, q, L_INSERT);
	}
	PIX *nothing = pixCreate(1240, 1650, 8), *strange = pixCreate(1240, 1650, 8);
	(void)pixSetAll(nothing);
	(void)pixSetAll(strange);
	for (int i = 0; i < 40; i++)
		stroke(strange, rnd(200, 1000), rnd(200, 1400), rnd(200, 1000), rnd(200, 1400), 4, 20);
	(void)pixaAddPix(all, nothing, L_INSERT);
	(void)pixaAddPix(all, strange, L_INSERT);
	assert_int_equal(pixaConvertToPdfData(all, (int)DPI, 1.0F, L_JPEG_ENCODE, 75, "pile", &data, &n), 0);
	struct str s = str_dup(w->a, (struct str){(const char *)data, n});
	lept_free(data);
	pixaDestroy(&all);
	return s;
}

static void a_pile_is_credited(void **unused)
{
	(void)unused;
	bool ran = true;
	int64_t of_first = 1;
	struct err e = {0};
	if (!tools())
		skip();
	print_packets();
	for (size_t i = 0; i < n_printed; i++)
		of_first += strcmp(printed[i].code, printed[0].code) == 0;
	web_sign_in(w, office);
	post_files("/scans", S("MZ this is no page"), "virus.exe", 422);
	post_files("/scans", scanned_pile(), "pile.pdf", 303);
	while (ran)
		assert_int_equal(job_run_one(w->store, &ran, &e), OK);
	struct id batch = value_id("select id from scan_batch");
	assert_int_equal(web_count(w, "select count(*) from scan_page"), (int64_t)n_printed + 2);
	assert_int_equal(web_count(w, "select count(*) from scan_page where state = 'waiting'"), (int64_t)n_printed);
	assert_int_equal(web_count(w, "select count(*) from scan_page where state = 'unread'"), 2);
	assert_int_equal(web_count(w, "select count(*) from scan_part"), 0);
	/* the same batch again adds nothing */
	assert_int_equal(scan_read(w->store, batch, NULL, NULL, &e), OK);
	assert_int_equal(web_count(w, "select count(*) from scan_page"), (int64_t)n_printed + 2);

	/* who sent it sees what is unread, and not what belongs to a learner */
	struct reply rp = web_get(w, str_fmt(w->a, "/scans/%.*s", S_ARG(text(batch))).p);
	assert_true(web_has(w, &rp, "No code was found on it.") && web_has(w, &rp, "Nothing is on it."));
	struct id mine = value_id("select id from scan_page where state = 'waiting' order by number limit 1"), lost = value_id("select id from scan_page where why = 'No code was found on it.'");
	assert_int_equal(web_get(w, str_fmt(w->a, "/scans/pages/%.*s/picture", S_ARG(text(lost))).p).status, 200);
	web_sign_in(w, other);
	assert_int_equal(web_get(w, str_fmt(w->a, "/scans/pages/%.*s/picture", S_ARG(text(mine))).p).status, 404);
	assert_int_equal(web_get(w, str_fmt(w->a, "/scans/pages/%.*s/picture", S_ARG(text(lost))).p).status, 404);
	assert_int_equal(web_get(w, str_fmt(w->a, "/scans/%.*s", S_ARG(text(batch))).p).status, 404);
	/* by hand: a wrong code is said, a right one finds its sheet */
	web_sign_in(w, office);
	const char *assign = str_fmt(w->a, "/scans/pages/%.*s/sheet", S_ARG(text(lost))).p;
	(void)web_get(w, str_fmt(w->a, "/scans/pages/%.*s", S_ARG(text(lost))).p);
	assert_int_equal(web_post(w, assign, "code=0000+0000+0000").status, 422);
	assert_int_equal(web_post(w, assign, str_fmt(w->a, "code=%s", printed[0].code).p).status, 303);
	assert_int_equal(web_post(w, str_fmt(w->a, "/scans/%.*s/blank", S_ARG(text(batch))).p, "").status, 303);
	assert_int_equal(web_count(w, "select count(*) from scan_page where state = 'unread'"), 0);

	/* the teacher looks, keeps, and it counts like a screen */
	web_sign_in(w, teacher);
	rp = web_get(w, "/scans");
	assert_true(web_has(w, &rp, "Sample0 Child"));
	const char *score = str_fmt(w->a, "/score/%s", printed[0].code).p;
	rp = web_get(w, score);
	assert_true(web_has(w, &rp, "Read on the page:") && web_has(w, &rp, "<strong dir=\"ltr\">A</strong>"));
	assert_true(web_has(w, &rp, "value=\"partly\" checked") || web_has(w, &rp, "value=\"not\" checked"));
	assert_int_equal(web_count(w, "select count(*) from event where context = 'paper'"), 0); /* nothing counts before a person said so */
	assert_int_equal(web_post(w, score, "q1=partly&r1=A").status, 422);                     /* and not unseen */
	assert_int_equal(web_count(w, "select count(*) from event where context = 'paper'"), 0);
	(void)web_get(w, score);
	assert_int_equal(web_post(w, score, "q1=partly&r1=A&look=1").status, 303);
	assert_int_equal(web_count(w, "select count(*) from event where context = 'paper' and kind = 'practice' and score = 0.5"), 1);
	assert_int_equal(web_count(w, "select count(*) from event where context = 'paper' and kind = 'product'"), 1);
	assert_true(web_count(w, "select count(*) from attachment where mime = 'image/jpeg'") >= 2);
	assert_int_equal(web_count(w, "select count(*) from week_item where state = 'handed'"), 1);
	assert_int_equal(web_count(w, "select count(*) from scan_page where state = 'kept' and image is null"), of_first);
	assert_int_equal(web_count(w, "select count(*) from scan_page where state = 'waiting'"), (int64_t)n_printed + 1 - of_first);
}

static const struct clean *with_a_box(const char *not_this, const char *nor_this)
{
	for (size_t i = 0; i < n_printed; i++)
		for (size_t k = 0; k < printed[i].l.n && strcmp(printed[i].code, not_this) != 0 && strcmp(printed[i].code, nor_this) != 0; k++)
			if (strcmp(printed[i].l.boxes[k].name, "q1:A") == 0)
				return &printed[i];
	fail_msg("there is no third sheet with boxes");
	return NULL;
}

static struct str marked(const struct clean *c)
{
	PIX *p = pixCopy(NULL, c->pix);
	for (size_t k = 0; k < c->l.n; k++)
		if (strcmp(c->l.boxes[k].name, "q1:A") == 0)
			mark(p, &c->l.boxes[k]);
	PIX *turned = pixRotateOrth(p, 1);
	struct str s = jpeg(turned);
	pixDestroy(&p);
	pixDestroy(&turned);
	return s;
}

/* Nobody is signed in where the photo comes from; the printed code itself is the address. */
static void a_photo_by_the_code(void **unused)
{
	(void)unused;
	bool ran = true;
	struct err e = {0};
	if (!tools())
		skip();
	web_sign_in(w, teacher);
	print_packets();
	const struct clean *own = with_a_box(printed[0].code, ""), *strange = with_a_box(printed[0].code, own->code);
	web_sql(w, str_fmt(w->a, "update paper_sheet set monday = '%.*s' where code = '%s'", S_ARG(day_text(w->a, day_monday((day_t)(clock_now() / DAY)))), own->code).p);
	const char *door = str_fmt(w->a, "/paper/%s", own->code).p, *score = str_fmt(w->a, "/score/%s", own->code).p;
	web_forget(w);
	struct reply rp = web_get(w, door);
	assert_true(rp.status == 200 && web_has(w, &rp, "type=\"file\"") && !web_has(w, &rp, "Child"));
	post_files(door, marked(own), "IMG_0001.jpg", 303);
	post_files(door, marked(strange), "IMG_0002.jpg", 303);
	assert_int_equal(web_count(w, str_fmt(w->a, "select count(*) from week_item i join paper_sheet s on s.work = i.id where s.code = '%s' and i.state = 'handed'", own->code).p), 1);
	while (ran)
		assert_int_equal(job_run_one(w->store, &ran, &e), OK);
	assert_int_equal(web_count(w, str_fmt(w->a, "select count(*) from scan_page where code = '%s' and state = 'waiting' and batch in (select id from scan_batch where sheet is not null)", own->code).p), 2);
	assert_int_equal(web_count(w, str_fmt(w->a, "select count(*) from scan_page where code = '%s' and marks like '%%q1:A 1%%' and batch in (select id from scan_batch where sheet is not null)", own->code).p), 1);
	web_sign_in(w, teacher);
	rp = web_get(w, score);
	assert_true(web_has(w, &rp, "Read on the page:") && web_has(w, &rp, "<strong dir=\"ltr\">A</strong>") && web_has(w, &rp, "without signing in"));
	assert_true(web_has(w, &rp, "The code in the picture is of another sheet."));
	assert_int_equal(web_count(w, str_fmt(w->a, "select count(*) from event v join paper_sheet s on s.work = v.week_item where s.code = '%s' and v.score is not null", own->code).p), 0);
	assert_int_equal(web_post(w, score, "q1=partly&r1=A&look=1").status, 303);
	assert_int_equal(web_count(w, str_fmt(w->a, "select count(*) from event v join paper_sheet s on s.work = v.week_item where s.code = '%s' and v.kind = 'practice' and v.score = 0.5", own->code).p), 1);
	assert_int_equal(web_count(w, str_fmt(w->a, "select count(*) from event v join paper_sheet s on s.work = v.week_item where s.code = '%s' and v.kind = 'product'", own->code).p), 1);
}

static void hostile_files(void **unused)
{
	(void)unused;
	struct scan_reader *r = NULL;
	struct scan_looked l;
	struct err e = {0};
	struct arena *a = arena_new(0);
	assert_int_equal(scan_reader_start(&r, &e), OK);
	/* a header that promises 60,000 x 60,000 pixels; half a JPEG; nothing */
	assert_int_equal(scan_look(r, a, S("P5\n60000 60000\n255\nxxxxxxxxxxxx"), &l, &e), OK);
	assert_false(l.picture);
	assert_int_equal(scan_look(r, a, S("\xff\xd8\xff\xe0\x00\x10JFIF\x00\x01"), &l, &e), OK);
	assert_false(l.picture);
	assert_int_equal(scan_look(r, a, S(""), &l, &e), OK);
	assert_false(l.picture);
	/* the reader still answers, and a layout that is nonsense ends it without harm */
	bool found;
	unsigned char marks[4];
	assert_int_equal(scan_marks(r, S("1 2 3"), 1, marks, &found, &e), E_IO);
	scan_reader_end(r);
	arena_free(a);
}

/* What the locked-away program may not do: another program in its place tries. */
static void locked_away(void **unused)
{
	(void)unused;
	struct jail *j;
	struct err e = {0};
	char out[400];
	size_t got = 0, n = 0;
	static const char *const argv[] = {"python3", "-c",
		"import socket,os\n"
		"def t(f):\n try:\n  f(); return 'yes'\n except Exception: return 'no'\n"
		"print(t(lambda: socket.socket()), t(lambda: open('/etc/passwd').read()), t(lambda: open('/tmp/trellis-jail','w').write('x')), t(lambda: os.fork()),"
		" t(lambda: open('/proc/1/environ').read()), 'end', flush=True)\n", NULL};
	if (access("/usr/bin/python3", X_OK) != 0 || SANITIZED)
		skip();
	assert_int_equal(jail_start(argv, NULL, "", &j, &e), OK);
	while (n + 1 < sizeof out && jail_take(j, out + n, sizeof out - 1 - n, &got, &e) == OK && got)
		n += got;
	out[n] = 0;
	jail_end(j);
	assert_string_equal(out, "no no no no no end\n");
	static const char *const none[] = {"no-such-program", NULL};
	assert_int_equal(jail_start(none, NULL, "It is missing.", &j, &e), E_NOTFOUND);
	assert_string_equal(e.text, "It is missing.");
}

int main(void)
{
	const struct CMUnitTest tests[] = {TEST("scan: turned, noisy, covered pages come back to their sheet; boxes are read or said to be unsure [R415]", pages_come_back),
	                                   TEST("scan: a pile sent by the office is credited like a screen once the teacher has looked [R415 R433]", a_pile_is_credited),
	                                   TEST("scan: a photo that came by the code on the sheet, without a sign-in, is read and credited once the teacher has looked [R415 R433]", a_photo_by_the_code),
	                                   TEST("scan: hostile pictures are refused and the next is read", hostile_files),
	                                   TEST("scan: the reader has no network, no files of others, no children", locked_away)};
	return cmocka_run_group_tests(tests, start, stop);
}
