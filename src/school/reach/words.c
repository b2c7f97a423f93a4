/* words.c - what a message says, and what its link, letter or call shows. */
#include "school/reach/reach.h"
#include "school/admin/school.h"
#include "school/people/people.h"

#include <sodium.h>
#include <string.h>

struct str reach_address(struct arena *a, const struct outgoing *o, const struct channels *ch)
{
	char link[LINK_TEXT];
	struct str url = ch->public_url;
	if (!url.n || !ch->link_key.n)
		return S("");
	if (str_ends(url, "/"))
		url.n--;
	channel_link(ch, o->bundle, link);
	return str_fmt(a, "%.*s/m/%s", S_ARG(url), link);
}

struct str reach_subject(struct arena *a, const struct outgoing *o, struct str school)
{
	if (id_nil(o->learner) && str_eqz(o->tag, REACH_DESK))
		return str_fmt(a, tr(o->lang, "%s: an interpreter is asked for"), str_dupz(a, school));
	if (id_nil(o->learner))
		return str_fmt(a, tr(o->lang, "%s: this is a test"), str_dupz(a, school));
	return str_fmt(a, tr(o->lang, "%s: news about your child"), str_dupz(a, school));
}

struct str reach_short(struct arena *a, const struct outgoing *o, struct str school, const struct channels *ch)
{
	struct str said = reach_subject(a, o, school), link = reach_address(a, o, ch);
	if (id_nil(o->learner))
		return said;
	if (link.n)
		said = str_fmt(a, "%.*s %.*s", S_ARG(said), S_ARG(link));
	if (o->alone)
		return str_fmt(a, "%.*s %s", S_ARG(said), tr(o->lang, "You can answer this message."));
	const char *how = str_fmt(a, tr(o->lang, "To answer, begin with %s."), str_dupz(a, o->tag)).p;
	return str_fmt(a, "%.*s %s", S_ARG(said), how);
}

struct str reach_long(struct arena *a, const struct outgoing *o, struct str school, const struct channels *ch)
{
	struct buf b = buf_new(a, 1 << 16);
	struct str link = reach_address(a, o, ch);
	if (id_nil(o->learner)) {
		buf_fmt(&b, "%.*s.\n", S_ARG(reach_subject(a, o, school)));
		if (str_eqz(o->tag, REACH_DESK))
			buf_fmt(&b, "%s\n%.*s\n", tr(o->lang, "Sign in and open Calls and letters: there it stands until it is booked."), S_ARG(ch->public_url));
		return buf_done(&b);
	}
	buf_z(&b, tr(o->lang, "There is news for you about your child."));
	buf_z(&b, "\n\n");
	if (link.n) {
		buf_z(&b, tr(o->lang, "Open this address. No password is needed:"));
		buf_fmt(&b, "\n%.*s\n", S_ARG(link));
		buf_fmt(&b, tr(o->lang, "It works until %s."), str_dupz(a, tr_date_short(a, o->lang, (day_t)(o->ends_at / DAY))));
		buf_z(&b, "\n\n");
	}
	if (ch->mail_reply.n)
		buf_fmt(&b, "%s\n\n", tr(o->lang, "You can answer this mail. Your child's school reads it."));
	buf_z(&b, tr(o->lang, "You choose how the school writes to you: on your child's page, or tell us."));
	buf_fmt(&b, "\n\n%.*s\n", S_ARG(school));
	return buf_done(&b);
}

/* ---- what it is about ---- */

#define WORDS_MOST 30

static struct str fixed_words(struct arena *a, enum lang lang, struct str kind, struct str day)
{
	day_t on;
	struct str date = day_parse(day, &on) ? tr_date(a, lang, on) : day;
	if (str_eqz(kind, "week"))
		return str_fmt(a, tr(lang, "The plan for the week of %s is there."), str_dupz(a, date));
	if (str_eqz(kind, "meeting"))
		return str_fmt(a, tr(lang, "A meeting about your child is planned for %s. You are invited."), str_dupz(a, date));
	return str_fmt(a, tr(lang, "Something changes on %s:"), str_dupz(a, date));
}

static enum code words_of(struct db *db, struct arena *a, struct reach_bundle_view *v, struct err *e)
{
	struct rows *r;
	const char *tag = LANGS[v->o.lang].tag;
	v->words = NEW_ARRAY(a, struct reach_word, WORDS_MOST);
	enum code c = db_query(db, e, &r,
	                       "select n.kind, n.made_at, coalesce(t.text, k.what, ''), coalesce((select x.words from record_text x where x.id = n.about and x.field = case n.kind when 'word' then 'text' else 'what' end"
	                       " and x.lang = ?1), ''), coalesce(t.language, 'en'), coalesce((select x.origin from record_text x where x.id = n.about and x.field = case n.kind when 'word' then 'text' else 'what' end"
	                       " and x.lang = ?2), ''), coalesce(nullif(p.preferred_name, ''), p.given_name, ''), coalesce(p.family_name, ''), coalesce(w.monday, f.planned_on, k.on_date, '')"
	                       " from notice n left join note t on t.id = n.about and n.kind = 'word' left join week_plan w on w.id = n.about left join conference f on f.id = n.about"
	                       " left join lesson_change k on k.id = n.about left join person p on p.id = n.made_by where n.bundle = ?3 order by n.made_at, n.id limit 30",
	                       "zzb", tag, tag, v->o.bundle);
	if (c)
		return c;
	int got;
	while ((got = rows_next(r, e)) == 1 && v->n < WORDS_MOST) {
		struct reach_word *w = &v->words[v->n++];
		*w = (struct reach_word){.kind = str_dup(a, rows_t(r, 0)), .at = rows_i(r, 1), .text = str_dup(a, rows_t(r, 2)), .said = str_dup(a, rows_t(r, 3)), .language = str_dup(a, rows_t(r, 4)),
		                         .origin = str_dup(a, rows_t(r, 5)), .who = str_trim(str_fmt(a, "%.*s %.*s", S_ARG(rows_t(r, 6)), S_ARG(rows_t(r, 7))))};
		if (str_eqz(w->kind, "word"))
			continue;
		struct str said = fixed_words(a, v->o.lang, w->kind, rows_t(r, 8)), what = w->said.n ? w->said : w->text;
		w->text = what.n ? str_fmt(a, "%.*s %.*s", S_ARG(said), S_ARG(what)) : said;
		w->said = S("");
		w->language = str_z(tag);
	}
	rows_end(r);
	return got < 0 ? e->code : OK;
}

static enum code view_more(struct db *db, struct arena *a, struct reach_bundle_view *v, struct err *e)
{
	struct person child, adult;
	struct rows *r;
	enum code c = person_get(db, a, v->o.learner, &child, e);
	if (!c)
		c = person_get(db, a, v->o.adult, &adult, e);
	if (!c)
		c = db_query(db, e, &r, "select coalesce(p.phone, p.sms, ''), coalesce(g.reach_note, '') from person p left join guardian g on g.adult = p.id and g.learner = ?1 where p.id = ?2 limit 1", "bb",
		             v->o.learner, v->o.adult);
	if (c)
		return c;
	int got = rows_next(r, e);
	if (got == 1) {
		v->phone = str_dup(a, rows_t(r, 0));
		v->note = str_dup(a, rows_t(r, 1));
	}
	rows_end(r);
	v->child = child.first;
	v->adult_name = adult.name;
	v->school_name = school_name(db, a);
	return got < 0 ? e->code : words_of(db, a, v, e);
}

#define VIEW_COLUMNS "o.id, o.bundle, o.learner, o.adult, o.way, o.address, o.tag, o.language, o.ends_at, o.made_at, o.state"

static void view_row(struct rows *r, struct arena *a, struct reach_bundle_view *v)
{
	*v = (struct reach_bundle_view){.o = {.id = rows_id(r, 0), .bundle = rows_id(r, 1), .learner = rows_id(r, 2), .adult = rows_id(r, 3), .way = str_dup(a, rows_t(r, 4)),
	                                      .address = str_dup(a, rows_t(r, 5)), .tag = str_dup(a, rows_t(r, 6)), .ends_at = rows_i(r, 8)},
	                                .made_at = rows_i(r, 9), .state = str_dup(a, rows_t(r, 10))};
	if (!lang_parse(rows_t(r, 7), &v->o.lang))
		v->o.lang = LANG_EN;
}

enum code reach_open(struct db *db, struct arena *a, struct str link, enum lang *lang, struct reach_bundle_view *out, struct err *e)
{
	static const char sentence[] = N_("This link does not work any more. Sign in, or ask the school.");
	unsigned char sum[32];
	char hash[65];
	struct rows *r;
	bool allowed = false;
	if (link.n != LINK_TEXT - 1)
		return err_set(e, E_NOTFOUND, sentence);
	crypto_hash_sha256(sum, (const unsigned char *)link.p, link.n);
	sodium_bin2hex(hash, sizeof hash, sum, sizeof sum);
	enum code c = db_query(db, e, &r, "select " VIEW_COLUMNS " from outgoing o where o.link = ?1 and o.district = ?2 and o.ends_at > ?3 and o.state <> 'withheld' and o.learner is not null order by o.made_at limit 1",
	                       "zdi", hash, clock_now());
	if (c)
		return c;
	int got = rows_next(r, e);
	if (got == 1)
		view_row(r, a, out);
	rows_end(r);
	if (got < 0)
		return e->code;
	if (got == 1)
		c = reach_allowed(db, out->o.adult, out->o.learner, school_today(db), &allowed, e);
	if (c || !allowed)
		return c ? c : err_set(e, E_NOTFOUND, sentence);
	if (lang)
		out->o.lang = *lang;
	return view_more(db, a, out, e);
}

enum code reach_opened(struct db *db, struct id outgoing, struct err *e)
{
	int64_t now = clock_now();
	return db_exec(db, e, "update outgoing set opened = opened + 1, opened_at = case when opened_at = 0 then ?1 else opened_at end where bundle = (select bundle from outgoing where id = ?2)", "ib", now,
	               outgoing);
}

#define WAITING_MOST 200

enum code reach_waiting(struct db *db, struct arena *a, const struct viewer *v, const char *way, struct reach_bundle_view **out, size_t *n, struct err *e)
{
	struct rows *r;
	struct str on = day_text(a, v->today);
	size_t found = 0;
	*out = NEW_ARRAY(a, struct reach_bundle_view, WAITING_MOST);
	*n = 0;
	enum code c = db_query(db, e, &r,
	                       "select " VIEW_COLUMNS " from outgoing o where o.district = ?1 and o.state = 'waiting' and o.way = ?2 and o.not_before <= ?3 and (?4 = 1 or exists (select 1 from relation r"
	                       " where r.viewer = ?5 and r.learner = o.learner and r.rel in (4, 8, 16, 32, 64) and coalesce(r.begin_on, '0001-01-01') <= ?6 and coalesce(r.end_on, '9999-12-31') >= ?7))"
	                       " order by o.made_at, o.id limit 200", "dziibtt", way, clock_now(), (int64_t)((v->hats & REL_DISTRICT) != 0), v->person, on, on);
	if (c)
		return c;
	int got;
	while ((got = rows_next(r, e)) == 1 && found < WAITING_MOST)
		view_row(r, a, &(*out)[found++]);
	rows_end(r);
	if (got < 0)
		return e->code;
	for (size_t i = 0; i < found && !c; i++) {
		bool allowed = false;
		c = reach_allowed(db, (*out)[i].o.adult, (*out)[i].o.learner, v->today, &allowed, e);
		if (c || !allowed)
			continue;
		(*out)[*n] = (*out)[i];
		c = view_more(db, a, &(*out)[(*n)++], e);
	}
	return c;
}
