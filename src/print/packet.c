#include "print/packet.h"
#include "school/people/two_languages.h"

#include "engine/itemgen/mathml.h"
#include "school/admin/school.h"
#include "school/library/spoken.h"
#include "school/people/people.h"
#include "school/plan/needs.h"
#include "school/work/practice.h"

#include <math.h>
#include <string.h>

struct making {
	const struct packet_ask *x;
	struct arena *a;
	struct pdf *p;
	enum lang lang, second;      /* second: LANG_COUNT when there is none */
	enum lang words;             /* in which single words are explained; LANG_COUNT: in none but their own */
	const struct needs *needs;   /* of the piece at hand */
	int per_page;                /* questions a page at most; 0: as many as fit */
	double space;                /* times the usual room to answer */
	bool plain;                  /* one column */
};

static const char *say(const struct making *m, const char *msgid) FORMAT_ARG(2);
static const char *say(const struct making *m, const char *msgid)
{
	return tr(m->lang, msgid);
}

static struct str math(const struct making *m, struct str text)
{
	struct buf b = buf_new(m->a, text.n * 4 + 256);
	math_plain(m->a, &b, text);
	return buf_done(&b);
}

static struct str spoken(const struct making *m, struct ig_text t)
{
	struct buf b = buf_new(m->a, 8000);
	math_spoken(m->a, &b, t.text, t.lang);
	return buf_done(&b);
}

static void write(const struct making *m, enum pdf_as as, struct str text)
{
	pdf_text(m->p, as, text, m->lang);
}

static void write_ig(const struct making *m, enum pdf_as as, struct ig_text t)
{
	pdf_text(m->p, as, math(m, t.text), t.lang);
}

/* A name or sentence inside another sentence, so that its dots and digits stay with it when directions mix. */
static const char *within(const struct making *m, struct str text)
{
	return !strcmp(LANGS[m->lang].dir, "rtl") ? str_fmt(m->a, "\u2068%.*s\u2069", S_ARG(text)).p : str_dupz(m->a, text);
}

static const char *mode_word(const struct making *m, struct str mode)
{
	if (str_eqz(mode, "person"))
		return say(m, N_("With a person"));
	if (str_eqz(mode, "group"))
		return say(m, N_("In a group"));
	if (str_eqz(mode, "handsOn"))
		return say(m, N_("With your hands"));
	return say(m, N_("On paper"));
}

/* ---- needs ---- */

static void look_from(struct making *m, const struct needs *n)
{
	struct look l = needs_look(n);
	double px = needs_number(n, NEED_FONT_SIZE, 16);
	struct pdf_look look = {.size = needs_number(n, NEED_PRINT_SIZE, fmax(12, px * 0.75)), .letter = needs_number(n, NEED_LETTER_SPACING, 0),
	                        .word = needs_number(n, NEED_WORD_SPACING, 0), .line = needs_number(n, NEED_LINE_HEIGHT, 1), .face = l.font};
	if (look.size > 40)
		look.size = 40;
	if (look.line > 1) /* measured from the face's own height, which is about 1.5 of its size in Andika */
		look.line = fmax(1, look.line / 1.5);
	m->needs = n;
	m->per_page = (int)needs_number(n, NEED_ITEMS_PER_PAGE, 0);
	m->space = fmax(1, needs_number(n, NEED_ANSWER_SPACE, 1));
	m->plain = needs_on(n, NEED_LAYOUT_SINGLE_COLUMN);
	pdf_look(m->p, &look);
	m->second = LANG_COUNT;
	if (l.second_language.n && (!lang_parse(l.second_language, &m->second) || m->second == m->lang))
		m->second = LANG_COUNT;
	if (!lang_parse(needs_word_language(n), &m->words))
		m->words = LANG_COUNT;
}

static enum code needs_for(struct making *m, struct id learner, const struct work *w, struct err *e)
{
	struct need_context context = {.day = m->x->today, .setting = NEED_INSTRUCTION, .medium = NEED_PAPER};
	const struct needs *n;
	enum code c = w ? practice_constructs(m->x->db, w, &context.constructs, e) : OK;
	if (!c && id_nil(learner))
		n = needs_resolve(m->a, NULL, 0, &context);
	else if (!c)
		c = needs_load(m->x->db, m->a, learner, &context, &n, e);
	if (c)
		return c;
	look_from(m, n);
	/* a class that teaches in two languages: both on paper, unless learner or plan say otherwise [R131] */
	enum lang second = LANG_EN;
	bool two = false;
	if (m->second == LANG_COUNT && !id_nil(learner) && needs_may(n, NEED_ITEM_TRANSLATION))
		c = two_languages_learner(m->x->db, m->a, learner, m->x->today, &second, &two, e);
	if (!c && two)
		m->second = m->lang == second ? LANG_EN : second;
	return c;
}

enum code packet_language(const struct packet_ask *x, struct id learner, enum lang *out, struct err *e)
{
	struct person who;
	struct need_context context = {.day = x->today, .setting = NEED_INSTRUCTION, .medium = NEED_PAPER};
	const struct needs *n;
	*out = x->lang;
	if (x->lang_given || id_nil(learner))
		return OK;
	enum code c = person_get(x->db, x->a, learner, &who, e);
	if (!c)
		c = needs_load(x->db, x->a, learner, &context, &n, e);
	if (c)
		return c;
	if (!lang_parse(needs_text(n, NEED_LANGUAGE_OF_INTERFACE), out) && !lang_parse(who.language, out))
		*out = x->lang;
	return OK;
}

/* ---- pieces ---- */

struct asked { struct making *m; const struct question *q, *q2; bool help; };

static void picture(const struct making *m, const struct ig_picture *f)
{
	struct pic pic;
	if (str_eqz(f->kind, "table")) {
		const struct json *head = json_get(f->fields, "head"), *rows = json_get(f->fields, "rows");
		size_t cols = head ? head->n : rows && rows->n ? rows->items[0].n : 0, all = (head ? 1 : 0) + (rows ? rows->n : 0);
		struct str *cells = NEW_ARRAY(m->a, struct str, cols * all + 1);
		for (size_t r = 0; r < all; r++) {
			const struct json *row = head && !r ? head : &rows->items[r - (head ? 1 : 0)];
			for (size_t c = 0; c < cols && c < row->n; c++)
				cells[r * cols + c] = row->items[c].type == JSON_STRING_T ? math(m, row->items[c].string) : str_fmt(m->a, "%g", row->items[c].number);
		}
		pdf_table(m->p, cells, all, cols, head != NULL, NULL, 0, f->alt.lang);
	} else if (pic_draw(m->a, f, &pic)) {
		pdf_pic(m->p, &pic, spoken(m, f->alt), f->alt.lang);
	} else {
		write_ig(m, PDF_P, f->alt);
	}
}

/* Space that fits the answer. */
static void answer_space(const struct making *m, const struct question *q)
{
	switch (q->kind) {
	case IG_NUMERIC:
		pdf_box(m->p, 64 * m->space);
		pdf_text(m->p, PDF_P, str_fmt(m->a, "%s ______________ %.*s", say(m, N_("Answer:")), S_ARG(math(m, q->unit.text))), m->lang);
		break;
	case IG_CHOICE:
	case IG_CHOICES:
	case IG_ORDER:
		write(m, PDF_SMALL, str_z(q->kind == IG_CHOICE    ? say(m, N_("Mark one."))
		                          : q->kind == IG_CHOICES ? say(m, N_("Mark all that fit."))
		                                                  : say(m, N_("Write 1 beside what comes first, then 2, and so on."))));
		pdf_list(m->p, true);
		for (size_t i = 0; i < q->n_options; i++) {
			if (q->kind != IG_ORDER)
				pdf_mark(m->p, str_fmt(m->a, "q%d:%.*s", q->place, S_ARG(q->options[i].key)).p);
			pdf_item(m->p, str_fmt(m->a, "%s %.*s", q->kind == IG_ORDER ? "____" : "\u2610", S_ARG(q->options[i].key)).p, math(m, q->options[i].text.text), q->options[i].text.lang);
		}
		pdf_list(m->p, false);
		break;
	case IG_TEXT:
		pdf_lines(m->p, (int)ceil(2 * m->space));
		break;
	case IG_OPEN:
		pdf_lines(m->p, (int)ceil(7 * m->space));
		break;
	}
}

/* Pictures and charts are told in words, too. */
static bool in_words(const struct making *m)
{
	return needs_on(m->needs, NEED_ALTERNATIVE_TEXT) || needs_on(m->needs, NEED_LONG_DESCRIPTION);
}

static void ask_work(struct pdf *p, void *arg)
{
	const struct asked *k = arg;
	const struct making *m = k->m;
	pdf_text(p, PDF_H3, str_fmt(m->a, say(m, N_("Question %s")), tr_number(m->a, m->lang, k->q->place, 0).p), m->lang);
	write_ig(m, PDF_P, k->q->before);
	write_ig(m, PDF_P, k->q->stem);
	if (k->q2 && k->q2->stem.lang != k->q->stem.lang)
		write_ig(m, PDF_SMALL, k->q2->stem);
	if (k->q->figure)
		picture(m, k->q->figure);
	if (k->q->figure && in_words(m) && !str_eqz(k->q->figure->kind, "words"))
		write_ig(m, PDF_SMALL, k->q->figure->alt);
	for (size_t i = 0; needs_on(m->needs, NEED_PICTURE_SUPPORT) && i < k->q->n_pictures && i < 2; i++) {
		picture(m, &k->q->pictures[i]);
		if (in_words(m))
			write_ig(m, PDF_SMALL, k->q->pictures[i].alt);
	}
	answer_space(m, k->q);
	pdf_space(p, 8);
}

static void ask_help(struct pdf *p, void *arg)
{
	const struct asked *k = arg;
	pdf_text(p, PDF_SMALL, str_z(say(k->m, N_("To help you"))), k->m->lang);
	pdf_text(p, PDF_SMALL, math(k->m, k->q->hints[0].text), k->q->hints[0].lang);
}

static void questions(struct making *m, const struct practice *q, const struct practice *second)
{
	int on_page = 0, page = pdf_pages(m->p);
	bool directions = needs_on(m->needs, NEED_ADDITIONAL_DIRECTIONS);
	for (size_t i = 0; i < q->n; i++) {
		struct asked k = {m, &q->questions[i], second && i < second->n ? &second->questions[i] : NULL, false};
		if (page != pdf_pages(m->p)) {
			page = pdf_pages(m->p);
			on_page = 0;
		}
		if (m->per_page && on_page >= m->per_page) {
			pdf_page(m->p);
			page = pdf_pages(m->p);
			on_page = 0;
		}
		if (directions && k.q->n_hints && pdf_wide(m->p) && !m->plain)
			pdf_beside(m->p, ask_help, ask_work, &k);
		else
			pdf_keep(m->p, ask_work, &k);
		if (directions && k.q->n_hints && (!pdf_wide(m->p) || m->plain))
			ask_help(m->p, &k);
		if (page == pdf_pages(m->p))
			on_page++;
		else
			on_page = 1, page = pdf_pages(m->p);
	}
}

static void glossary(struct making *m, const struct practice *q)
{
	bool home = false;
	if (!q->n_glossary || ((m->needs->context.constructs & NEED_VOCABULARY) && !needs_on(m->needs, NEED_GLOSSARY_ON_SCREEN)))
		return;
	for (size_t i = 0; i < q->n_glossary; i++)
		home |= q->glossary[i].home.n > 0;
	size_t cols = home ? 3 : 2;
	struct str *cells = NEW_ARRAY(m->a, struct str, (q->n_glossary + 1) * cols);
	cells[0] = str_z(say(m, N_("Word")));
	cells[1] = str_z(say(m, N_("What it means")));
	if (home)
		cells[2] = tr_language_name(m->a, m->lang, str_z(LANGS[m->words].tag));
	for (size_t i = 0; i < q->n_glossary; i++) {
		cells[(i + 1) * cols] = q->glossary[i].word;
		cells[(i + 1) * cols + 1] = q->glossary[i].meaning;
		if (home)
			cells[(i + 1) * cols + 2] = q->glossary[i].home;
	}
	write(m, PDF_H2, str_z(say(m, N_("Words to know"))));
	pdf_table(m->p, cells, q->n_glossary + 1, cols, true, NULL, 0, q->language);
}

static void my_work(struct pdf *p, void *arg)
{
	const struct making *m = arg;
	write(m, PDF_H2, str_z(say(m, N_("My work"))));
	pdf_box(p, 150 * m->space);
	pdf_lines(p, (int)ceil(5 * m->space));
}

/* What helps along the way, in words of the program. */
static void along(struct making *m, const struct practice *q)
{
	static const char *const how[] = {N_("Read what is asked, or let it be read to you. Say it in your own words."),
	                                  N_("Look at what is there already: the text, the picture, the words that are explained."),
	                                  N_("Answer. You may change it as often as you like."), N_("Look once more. A hint or a person can help.")};
	if (needs_on(m->needs, NEED_ADDITIONAL_DIRECTIONS)) {
		write(m, PDF_STRONG, str_z(say(m, N_("How to go about it"))));
		pdf_list(m->p, true);
		for (size_t i = 0; i < sizeof how / sizeof *how; i++)
			pdf_item(m->p, str_fmt(m->a, "%.*s.", S_ARG(tr_number(m->a, m->lang, (double)i + 1, 0))).p, str_z(tr(m->lang, how[i])), m->lang);
		pdf_list(m->p, false);
	}
	if (needs_on(m->needs, NEED_ENCOURAGEMENT))
		write(m, PDF_STRONG, str_z(say(m, N_("One step after the other. Begin with what looks easiest."))));
	(void)q;
}

static void ideas_in_order(struct pdf *p, void *arg)
{
	static const char *const lines[] = {N_("My main idea"), N_("First"), N_("Then"), N_("In the end")};
	const struct making *m = arg;
	write(m, PDF_H2, str_z(say(m, N_("Put ideas in order"))));
	for (size_t i = 0; i < sizeof lines / sizeof *lines; i++) {
		write(m, PDF_P, str_z(tr(m->lang, lines[i])));
		pdf_lines(p, 1);
	}
}

static void ideas_together(struct pdf *p, void *arg)
{
	const struct making *m = arg;
	write(m, PDF_H2, str_z(say(m, N_("How ideas belong together"))));
	write(m, PDF_P, str_z(say(m, N_("In the middle"))));
	pdf_box(p, 40);
	for (int i = 1; i <= 4; i++) {
		write(m, PDF_P, str_fmt(m->a, say(m, N_("Belongs to it, %d")), i));
		pdf_box(p, 40);
	}
}

static void places_for_ideas(struct making *m)
{
	if (needs_on(m->needs, NEED_OUTLINER))
		pdf_keep(m->p, ideas_in_order, m);
	if (needs_on(m->needs, NEED_VISUAL_ORGANIZER))
		pdf_keep(m->p, ideas_together, m);
}

struct lines { const struct str *items; size_t n; enum lang lang; };

/* Under each line the same in the second language, where it is there. */
static void listed(struct making *m, const char *title, const char *mark, struct lines list, struct lines second)
{
	if (!list.n)
		return;
	write(m, PDF_H2, str_z(title));
	pdf_list(m->p, true);
	for (size_t i = 0; i < list.n; i++) {
		pdf_item(m->p, mark ? mark : str_fmt(m->a, "%.*s.", S_ARG(tr_number(m->a, list.lang, (double)i + 1, 0))).p, math(m, list.items[i]), list.lang);
		if (second.n == list.n && second.lang != list.lang)
			pdf_item(m->p, "", math(m, second.items[i]), second.lang);
	}
	pdf_list(m->p, false);
}

/* In large print columns of a few letters cannot be read: one under the other. */
static void looked_at(struct making *m, const struct practice *q)
{
	write(m, PDF_H2, str_z(say(m, N_("How it is looked at"))));
	for (size_t i = 0; i < q->n_criteria; i++) {
		pdf_text(m->p, PDF_STRONG, q->criteria[i].name, q->language);
		pdf_list(m->p, true);
		for (int v = 0; v < 4; v++)
			pdf_item(m->p, str_fmt(m->a, "%.*s.", S_ARG(tr_number(m->a, m->lang, v + 1, 0))).p, q->criteria[i].levels[v], q->language);
		pdf_list(m->p, false);
	}
}

static void task(struct making *m, const struct practice *q, const struct practice *o)
{
#define BOTH(list) (struct lines){q->list, q->n_##list, q->language}, o ? (struct lines){o->list, o->n_##list, o->language} : (struct lines){NULL, 0, q->language}
	listed(m, say(m, N_("What you need")), "\u2022", BOTH(materials));
	listed(m, say(m, N_("What to do")), NULL, BOTH(steps));
	listed(m, say(m, N_("What \"done\" looks like")), "\u2610", BOTH(done));
	listed(m, say(m, N_("Ways to show it: choose one")), "\u2610", BOTH(ways));
#undef BOTH
	if (q->n_criteria && (!pdf_wide(m->p) || m->plain)) {
		looked_at(m, q);
	} else if (q->n_criteria) {
		static const double shares[] = {0.2, 0.2, 0.2, 0.2, 0.2};
		struct str *cells = NEW_ARRAY(m->a, struct str, (q->n_criteria + 1) * 5);
		cells[0] = str_z(say(m, N_("What we look at")));
		for (int v = 0; v < 4; v++)
			cells[1 + v] = tr_number(m->a, m->lang, v + 1, 0);
		for (size_t i = 0; i < q->n_criteria; i++) {
			cells[(i + 1) * 5] = q->criteria[i].name;
			for (int v = 0; v < 4; v++)
				cells[(i + 1) * 5 + 1 + (size_t)v] = q->criteria[i].levels[v];
		}
		write(m, PDF_H2, str_z(say(m, N_("How it is looked at"))));
		pdf_table(m->p, cells, q->n_criteria + 1, 5, true, shares, 0, q->language);
	}
	if (!q->n)
		pdf_keep(m->p, my_work, m);
}

/* One sentence: which goal and standard, and why it is in this plan; as on the page [R030]. */
static struct str serves(const struct making *m, const struct work *w)
{
	const char *why = within(m, w->why.n ? w->why : str_z(tr(m->lang, work_kind_why(w->kind)))), *code = str_dupz(m->a, w->competency_code);
	if (w->goal_text.n && w->competency_text.n)
		return str_fmt(m->a, say(m, N_("For your goal “%1$s” and the standard %2$s “%3$s”, here because: %4$s")), within(m, w->goal_text), code, within(m, w->competency_text), why);
	if (w->competency_text.n)
		return str_fmt(m->a, say(m, N_("For the standard %1$s “%2$s”, here because: %3$s")), code, within(m, w->competency_text), why);
	if (w->goal_text.n)
		return str_fmt(m->a, say(m, N_("For your goal “%1$s”, here because: %2$s")), within(m, w->goal_text), why);
	return str_fmt(m->a, say(m, N_("Here because: %s")), why);
}

/* What it is, how long, what it is for, and what done looks like. */
static void piece_head(const struct making *m, const struct work *w)
{
	write(m, PDF_H1, w->title);
	write(m, PDF_SMALL, str_fmt(m->a, "%s \u00B7 %s", mode_word(m, w->mode), str_dupz(m->a, str_fmt(m->a, trn(m->lang, "%d minute", "%d minutes", w->minutes), w->minutes))));
	write(m, PDF_SMALL, serves(m, w));
	if (w->done_looks_like.n)
		write(m, PDF_P, str_fmt(m->a, say(m, N_("Done looks like this: %s")), within(m, w->done_looks_like)));
	double limit = w->limit > 0 ? needs_time_limit(m->needs, w->limit, true) : 0;
	if (limit > 0 && !isinf(limit))
		write(m, PDF_P, str_fmt(m->a, trn(m->lang, "Time for this: %d minute.", "Time for this: %d minutes.", (int64_t)ceil(limit)), (int)ceil(limit)));
}

/* What a person wrote in simpler words, below the text as it is. */
static enum code in_simpler_words(const struct making *m, const struct practice *q, struct err *e)
{
	struct simpler *list;
	size_t n = 0;
	enum code c = OK;
	if (needs_on(m->needs, NEED_SIMPLIFIED_LANGUAGE_PORTIONS))
		c = simpler_of(m->x->db, m->a, q->work.resource, q->language, &list, &n, e);
	if (c || !n)
		return c;
	write(m, PDF_H3, str_z(say(m, N_("In simpler words"))));
	for (size_t i = 0; i < list[0].n; i++)
		pdf_text(m->p, PDF_P, list[0].parts[i], list[0].lang);
	return OK;
}

static enum code piece(struct making *m, struct id learner, const struct work *w, struct str code, struct err *e)
{
	struct practice q, second;
	bool both = false, other = false;
	enum code c = needs_for(m, learner, w, e);
	struct str home = !c && m->words < LANG_COUNT ? str_z(LANGS[m->words].tag) : S("");
	enum lang lang = m->lang;
	if (!c && needs_text(m->needs, NEED_ITEM_TRANSLATION).n && !lang_parse(needs_text(m->needs, NEED_ITEM_TRANSLATION), &lang))
		lang = m->lang;
	if (!c)
		c = practice_load(m->x->db, m->a, w, lang, m->needs, home, &q, e);
	if (!c && m->second < LANG_COUNT) {
		c = practice_load(m->x->db, m->a, w, m->second, m->needs, S(""), &second, e);
		both = !c && second.n == q.n;
		other = !c && second.language != q.language;
	}
	if (c)
		return c;
	pdf_page(m->p);
	struct str grouped = paper_grouped(m->a, code);
	pdf_foot(m->p, str_fmt(m->a, "%.*s\n%s %.*s", S_ARG(w->title), say(m, N_("Code:")), S_ARG(grouped)),
	         str_fmt(m->a, "%.*s/paper/%.*s", S_ARG(m->x->base), S_ARG(code)));
	piece_head(m, w);
	pdf_rule(m->p);
	if (q.summary.n && q.kind != PRACTICE_READING)
		pdf_text(m->p, PDF_P, q.summary, q.language);
	if (other && q.kind == PRACTICE_TASK)
		pdf_text(m->p, PDF_SMALL, second.summary, second.language);
	if (q.kind == PRACTICE_LINK)
		write(m, PDF_P, str_fmt(m->a, say(m, N_("This one is on a screen: %s. Without a screen, ask your teacher for another way; it counts the same.")), str_dupz(m->a, q.address)));
	if (q.kind == PRACTICE_READING)
		glossary(m, &q);
	for (size_t i = 0; i < q.n_pages; i++)
		pdf_text(m->p, PDF_P, q.pages[i], q.language);
	c = in_simpler_words(m, &q, e);
	if (c)
		return c;
	if (q.kind == PRACTICE_TASK)
		task(m, &q, other ? &second : NULL);
	along(m, &q);
	questions(m, &q, both ? &second : NULL);
	places_for_ideas(m);
	if (q.credit.n)
		pdf_text(m->p, PDF_SMALL, q.credit, LANG_EN);
	return OK;
}

/* ---- the packet ---- */

static void how_back(struct making *m, bool photos, enum lang lang)
{
	const char *const steps[] = {
		N_("Write with pen or pencil. Skip what you cannot do and go on; you may ask for help."),
		N_("Give the pages back to your teacher when they are done, or by the last day. All at once or one by one, both are fine."),
		N_("Or read the answers to your teacher on the phone."),
		photos ? N_("Or take a photo with any phone that has internet: it opens the square code at the foot of the page. Nobody has to sign in.") : NULL,
		N_("Paper counts the same as a screen. Keep the codes at the foot of the pages clean.")};
	int number = 0;
	pdf_text(m->p, PDF_H2, str_z(tr(lang, N_("How to hand it back"))), lang);
	pdf_list(m->p, true);
	for (size_t i = 0; i < sizeof steps / sizeof *steps; i++) {
		if (!steps[i])
			continue;
		struct str which = tr_number(m->a, lang, ++number, 0);
		pdf_item(m->p, str_fmt(m->a, "%.*s.", S_ARG(which)).p, str_z(tr(lang, steps[i])), lang);
	}
	pdf_list(m->p, false);
}

/* Cover and list of the week come back too, with what was written on them: they go with the first piece of work. */
static void packet_foot(struct making *m, struct str code)
{
	if (code.n)
		pdf_foot(m->p, str_fmt(m->a, "%s %.*s", say(m, N_("Code:")), S_ARG(paper_grouped(m->a, code))),
		         str_fmt(m->a, "%.*s/paper/%.*s?p=0", S_ARG(m->x->base), S_ARG(code)));
}

/* The outside: no name. */
static enum code cover(struct making *m, struct id learner, struct err *e)
{
	struct guardian_row *g = NULL;
	size_t n = 0;
	enum lang home;
	bool photos = false;
	enum code c = id_nil(learner) ? OK : paper_photos_on(m->x->db, m->a, learner, m->x->monday, m->x->today, &photos, e);
	if (!c && !id_nil(learner))
		c = guardians_of(m->x->db, m->a, learner, m->x->today, &g, &n, e);
	if (c)
		return c;
	pdf_space(m->p, 40);
	write(m, PDF_TITLE, str_z(say(m, N_("My week on paper"))));
	write(m, PDF_H2, str_fmt(m->a, say(m, N_("The week of %s")), str_dupz(m->a, tr_date_short(m->a, m->lang, m->x->monday))));
	write(m, PDF_P, school_name(m->x->db, m->a));
	pdf_rule(m->p);
	how_back(m, photos, m->lang);
	for (size_t i = 0; i < n; i++) {
		if (lang_parse(g[i].language, &home) && home != m->lang) {
			how_back(m, photos, home);
			break;
		}
	}
	return OK;
}

/* In large print a day's column would break its words: what and when stand in one. */
static void list_large(struct making *m, const struct work *list, size_t n)
{
	static const double shares[] = {0.86, 0.14};
	struct str *cells = NEW_ARRAY(m->a, struct str, (n + 1) * 2);
	cells[0] = str_z(say(m, N_("What")));
	cells[1] = S("\u2610");
	for (size_t i = 0; i < n; i++) {
		const struct work *w = &list[i];
		struct str day = w->day >= 1 && w->day <= 5 ? tr_date(m->a, m->lang, m->x->monday + w->day - 1) : str_z(say(m, N_("Any day")));
		cells[(i + 1) * 2] = str_fmt(m->a, "%s\n%.*s \u00B7 %s, %s", within(m, w->title), S_ARG(day), mode_word(m, w->mode),
		                             str_dupz(m->a, str_fmt(m->a, trn(m->lang, "%d minute", "%d minutes", w->minutes), w->minutes)));
		cells[(i + 1) * 2 + 1] = S("\u2610");
	}
	pdf_table(m->p, cells, n + 1, 2, true, shares, 0, m->lang);
}

static void list_of(struct making *m, const struct work *list, size_t n)
{
	static const double shares[] = {0.24, 0.46, 0.2, 0.1};
	if (!pdf_wide(m->p)) {
		list_large(m, list, n);
		return;
	}
	struct str *cells = NEW_ARRAY(m->a, struct str, (n + 1) * 4);
	cells[0] = str_z(say(m, N_("Day")));
	cells[1] = str_z(say(m, N_("What")));
	cells[2] = str_z(say(m, N_("How")));
	cells[3] = S("\u2610");
	for (size_t i = 0; i < n; i++) {
		const struct work *w = &list[i];
		cells[(i + 1) * 4] = w->day >= 1 && w->day <= 5 ? tr_date(m->a, m->lang, m->x->monday + w->day - 1) : str_z(say(m, N_("Any day")));
		cells[(i + 1) * 4 + 1] = w->title;
		cells[(i + 1) * 4 + 2] = str_fmt(m->a, "%s, %s", mode_word(m, w->mode), str_dupz(m->a, str_fmt(m->a, trn(m->lang, "%d minute", "%d minutes", w->minutes), w->minutes)));
		cells[(i + 1) * 4 + 3] = S("\u2610");
	}
	pdf_table(m->p, cells, n + 1, 4, true, shares, 0, m->lang);
}

static void look_back(struct pdf *p, void *arg)
{
	const struct making *m = arg;
	write(m, PDF_H2, str_z(say(m, N_("Look back"))));
	write(m, PDF_P, str_z(say(m, N_("What went well?"))));
	pdf_lines(p, 2);
	write(m, PDF_P, str_z(say(m, N_("What was hard?"))));
	pdf_lines(p, 2);
}

enum code packet_learner(const struct packet_ask *x, struct pdf *p, const struct week *w, const struct str *codes, struct err *e)
{
	struct making m = {.x = x, .a = x->a, .p = p, .lang = x->lang, .second = LANG_COUNT, .words = LANG_COUNT};
	struct person who;
	enum code c = packet_language(x, w->learner, &m.lang, e);
	if (!c)
		c = person_get(x->db, x->a, w->learner, &who, e);
	if (!c) {
		pdf_begin(p, m.lang);
		c = needs_for(&m, w->learner, NULL, e);
	}
	if (!c)
		packet_foot(&m, w->n ? codes[0] : S(""));
	if (!c)
		c = cover(&m, w->learner, e);
	if (c)
		return c;
	pdf_page(p);
	write(&m, PDF_H1, who.name);
	write(&m, PDF_P, w->message);
	write(&m, PDF_H2, str_z(say(&m, N_("This week"))));
	list_of(&m, w->items, w->n);
	pdf_keep(p, look_back, &m);
	for (size_t i = 0; i < w->n && !c; i++)
		if (!str_eqz(w->items[i].state, "excused"))
			c = piece(&m, w->learner, &w->items[i], codes[i], e);
	return c;
}

enum code packet_spare(const struct packet_ask *x, struct pdf *p, const struct sheet *sheets, size_t n, struct err *e)
{
	struct making m = {.x = x, .a = x->a, .p = p, .lang = x->lang, .second = LANG_COUNT, .words = LANG_COUNT};
	pdf_begin(p, m.lang);
	enum code c = needs_for(&m, ID_NIL, NULL, e);
	if (!c)
		packet_foot(&m, n ? sheets[0].code : S(""));
	if (!c)
		c = cover(&m, ID_NIL, e);
	if (c)
		return c;
	pdf_page(p);
	write(&m, PDF_P, str_z(say(&m, N_("Name: ______________________________"))));
	struct work *list = NEW_ARRAY(x->a, struct work, n + 1);
	for (size_t i = 0; i < n; i++)
		list[i] = sheets[i].as;
	list_of(&m, list, n);
	for (size_t i = 0; i < n && !c; i++)
		c = piece(&m, ID_NIL, &sheets[i].as, sheets[i].code, e);
	return c;
}
