/* phrase.c - finding a phrase, filling its gaps, saying it in every language it has. */
#include "school/family/phrase.h"
#include "school/family/family.h"
#include "school/reach/reach.h"
#include "school/work/talk.h"

#include <stdio.h>
#include <string.h>

static const struct choice topics[] = {
	{"good", N_("Good news")}, {"attendance", N_("Coming and going")}, {"events", N_("Events")}, {"learning", N_("Learning")}, {"home", N_("Helping at home")},
	{"wellbeing", N_("Feelings and friends")}, {"health", N_("Health and safety")}, {"meetings", N_("Meetings")}, {"plans", N_("Plans and rights")},
	{"language", N_("Languages")}, {"practical", N_("Practical things")}, {"questions", N_("Questions to the family")}, {"answers", N_("Short answers")}, {NULL, NULL}};
static const struct choice weights[] = {{"plain", N_("Everyday")}, {"safety", N_("Safety")}, {"law", N_("Law and consent")}, {NULL, NULL}};

RECORD(phrase) = {
	.name = "phrase", .table = "phrase", .label = N_("Phrase"), .plural = N_("Phrase bank"),
	.help = N_("A sentence of the school that is there in seven languages. A translation counts as reviewed when a speaker has read it."),
	.serves = "R093 R429", .scope = SCOPE_ORG,
	.see = REL_SIGNED_IN, .edit = REL_STAFF | REL_ADMIN, .create = REL_STAFF | REL_ADMIN, .remove = REL_LEADER | REL_ADMIN,
	.fields = FIELDS(
		{"topic", N_("Topic"), NULL, F_CHOICE, FF_REQUIRED | FF_LIST | FF_FILTER, .choices = topics},
		{"weight", N_("How much depends on it"), N_("Law and safety are shown in both languages until a speaker has reviewed them."), F_CHOICE, FF_LIST | FF_FILTER, .choices = weights, .initial = "plain"},
		{"text", N_("Sentence in English"), N_("Gaps: {name} {date} {time} {place} {what} {who} {number}"), F_LONG, FF_REQUIRED | FF_LIST | FF_SEARCH | FF_TRANSLATABLE, .max = 400},
		{"source_id", N_("Id in the source"), NULL, F_TEXT, FF_FILTER | FF_UNIQUE | FF_NO_FORM}),
	.title_field = "text", .order = "source_id"};

const char *const PHRASE_GAP[PHRASE_GAPS + 1] = {"name", "date", "time", "place", "what", "who", "number", NULL};

const struct choice *phrase_topics(void)
{
	return topics;
}

const char *phrase_gap_label(const char *gap)
{
	static const char *const labels[PHRASE_GAPS] = {N_("Name of the child"), N_("Day"), N_("Time"), N_("Place"), N_("What"), N_("Who"), N_("How many")};
	for (int i = 0; i < PHRASE_GAPS; i++)
		if (!strcmp(gap, PHRASE_GAP[i]))
			return labels[i];
	return gap;
}

static struct phrase of_row(const struct rows *r, struct arena *a)
{
	return (struct phrase){.id = rows_id(r, 0), .key = str_dup(a, rows_t(r, 1)), .topic = str_dup(a, rows_t(r, 2)), .weight = str_dup(a, rows_t(r, 3)), .text = str_dup(a, rows_t(r, 4))};
}

enum code phrases_find(struct db *db, struct arena *a, enum lang lang, struct str topic, struct str words, struct phrase **out, size_t *n, struct err *e)
{
	struct rows *r;
	size_t cap = 0;
	int got;
	*out = NULL;
	*n = 0;
	enum code c = db_query(db, e, &r,
	                       "select p.id, coalesce(p.source_id, ''), p.topic, coalesce(p.weight, 'plain'), p.text, coalesce(x.words, ''), coalesce(x.origin, '')"
	                       " from phrase p left join record_text x on x.id = p.id and x.field = 'text' and x.lang = ?1"
	                       " where p.district = ?2 and (?3 = '' or p.topic = ?3) and (?4 = '' or lower(p.text) like '%' || lower(?4) || '%' or lower(coalesce(x.words, '')) like '%' || lower(?4) || '%')"
	                       " order by p.source_id, p.id", "zdtt", LANGS[lang].tag, topic, words);
	if (c)
		return c;
	while ((got = rows_next(r, e)) == 1) {
		if (*n == cap) {
			*out = arena_grow(a, *out, cap * sizeof **out, (cap + 64) * sizeof **out);
			cap += 64;
		}
		(*out)[*n] = of_row(r, a);
		(*out)[*n].said[lang] = str_dup(a, rows_t(r, 5));
		(*out)[(*n)++].origin[lang] = str_dup(a, rows_t(r, 6));
	}
	rows_end(r);
	return got < 0 ? e->code : OK;
}

enum code phrase_get(struct db *db, struct arena *a, struct id id, struct phrase *out, struct err *e)
{
	struct rows *r;
	enum code c = db_query(db, e, &r, "select id, coalesce(source_id, ''), topic, coalesce(weight, 'plain'), text from phrase where id = ?1 and district = ?2", "bd", id);
	if (c)
		return c;
	int got = rows_next(r, e);
	if (got == 1)
		*out = of_row(r, a);
	rows_end(r);
	if (got != 1)
		return got < 0 ? e->code : err_set(e, E_NOTFOUND, "This phrase is not there any more.");
	out->said[LANG_EN] = out->text;
	out->origin[LANG_EN] = S("original");
	c = db_query(db, e, &r, "select lang, words, origin from record_text where id = ?1 and field = 'text' and district = ?2", "bd", id);
	if (c)
		return c;
	while ((got = rows_next(r, e)) == 1) {
		enum lang lang;
		if (lang_parse(rows_t(r, 0), &lang) && lang != LANG_EN) {
			out->said[lang] = str_dup(a, rows_t(r, 1));
			out->origin[lang] = str_dup(a, rows_t(r, 2));
		}
	}
	rows_end(r);
	return got < 0 ? e->code : OK;
}

static struct str gap_sign(const char *gap, char out[16])
{
	int n = snprintf(out, 16, "{%s}", gap);
	return (struct str){out, (size_t)n};
}

bool phrase_has_gap(struct str text, const char *gap)
{
	char sign[16];
	size_t at;
	return str_find(text, gap_sign(gap, sign), &at);
}

static struct str value_of(struct arena *a, enum lang lang, const char *gap, const struct input *values, size_t n)
{
	for (size_t i = 0; i < n; i++) {
		struct str text = str_trim(values[i].text);
		day_t day;
		if (strcmp(values[i].field, gap) != 0 || !text.n)
			continue;
		return !strcmp(gap, "date") && day_parse(text, &day) ? tr_date_short(a, lang, day) : text;
	}
	return S("…");
}

struct str phrase_fill(struct arena *a, enum lang lang, struct str text, const struct input *values, size_t n)
{
	struct buf b = buf_new(a, 8000);
	for (size_t i = 0; i < text.n;) {
		bool filled = false;
		for (int g = 0; g < PHRASE_GAPS && text.p[i] == '{' && !filled; g++) {
			char sign[16];
			struct str s = gap_sign(PHRASE_GAP[g], sign);
			filled = text.n - i >= s.n && memcmp(text.p + i, s.p, s.n) == 0;
			if (!filled)
				continue;
			bool isolate = !strcmp(LANGS[lang].dir, "rtl"); /* names and sums keep their own direction */
			buf_z(&b, isolate ? "\u2068" : "");
			buf_str(&b, value_of(a, lang, PHRASE_GAP[g], values, n));
			buf_z(&b, isolate ? "\u2069" : "");
			i += s.n;
		}
		if (!filled)
			buf_byte(&b, text.p[i++]);
	}
	return buf_done(&b);
}

static enum code gaps_filled(const struct viewer *v, const struct phrase *p, const struct phrase_use *u, struct err *e)
{
	for (int g = 0; g < PHRASE_GAPS; g++) {
		bool given = false;
		for (size_t i = 0; i < u->n; i++)
			given = given || (!strcmp(u->values[i].field, PHRASE_GAP[g]) && str_trim(u->values[i].text).n);
		if (phrase_has_gap(p->text, PHRASE_GAP[g]) && !given)
			return err_set(e, E_INPUT, "Fill this gap of the sentence first: %s.", tr(v->lang, phrase_gap_label(PHRASE_GAP[g])));
	}
	return OK;
}

enum code phrase_say(struct db *db, struct arena *a, const struct viewer *v, unsigned rel, const struct phrase_use *u, struct err *e)
{
	struct phrase p = {0};
	struct id id = id_new();
	enum code c = phrase_get(db, a, u->phrase, &p, e);
	if (!c)
		c = gaps_filled(v, &p, u, e);
	if (c)
		return c;
	enum lang own = p.said[u->lang].n ? u->lang : LANG_EN;
	struct str text = phrase_fill(a, own, p.said[own], u->values, u->n);
	if (id_nil(u->thread))
		c = family_say(db, a, v, rel, u->learner, "reply", u->part, text, own, id, e);
	else
		c = talk_say(db, a, v, &(struct talk_new){.learner = u->learner, .thread = u->thread, .message = id, .text = text, .lang = own}, e);
	if (!c && id_nil(u->thread) && str_eqz(p.topic, "good"))
		c = reach_tone(db, id, S("good"), e);
	const struct record_type *t = record_type_find(id_nil(u->thread) ? S("note") : S("message"));
	for (enum lang lang = LANG_EN; lang < LANG_COUNT && !c; lang++) {
		/* between two translations the doubt of both counts */
		const char *origin = (lang == LANG_EN || str_eqz(p.origin[lang], "reviewed")) && (own == LANG_EN || str_eqz(p.origin[own], "reviewed")) ? "reviewed" : "machine";
		if (lang != own && p.said[lang].n)
			c = record_text_put(db, v, t, id, "text", str_z(LANGS[lang].tag), phrase_fill(a, lang, p.said[lang], u->values, u->n), origin, e);
	}
	return c;
}
