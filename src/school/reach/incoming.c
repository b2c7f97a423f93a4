/* incoming.c - answers find their child; what does not waits for a person. */
#include "school/reach/reach.h"
#include "school/admin/school.h"
#include "school/reach/sms.h"

#include <sodium.h>
#include <string.h>

#define ANSWER_DAYS 30 /* an answer by text message belongs to what was sent to that number in so many days */
#define PART "week"    /* of the family's page, when what was written about had none */

struct target { struct id outgoing, bundle, learner, adult; struct str address, tag; enum lang lang; };

static enum code target_row(struct rows *r, struct arena *a, struct target *t)
{
	*t = (struct target){.outgoing = rows_id(r, 0), .bundle = rows_id(r, 1), .learner = rows_id(r, 2), .adult = rows_id(r, 3), .address = str_dup(a, rows_t(r, 4)), .tag = str_dup(a, rows_t(r, 5))};
	if (!lang_parse(rows_t(r, 6), &t->lang))
		t->lang = LANG_EN;
	return OK;
}

/* The part of the family's page that was written about. */
static enum code part_of(struct db *db, struct arena *a, struct id bundle, struct str *part, struct err *e)
{
	struct rows *r;
	*part = S(PART);
	enum code c = db_query(db, e, &r, "select t.part from notice n join note t on t.id = n.about where n.bundle = ?1 and n.kind = 'word' order by n.made_at desc limit 1", "b", bundle);
	if (c)
		return c;
	int got = rows_next(r, e);
	if (got == 1)
		*part = str_dup(a, rows_t(r, 0));
	rows_end(r);
	return got < 0 ? e->code : OK;
}

/* The answer becomes a note of this adult beside the part that it is about, as if written on the page. */
static enum code note_make(struct db *db, struct arena *a, const struct target *t, struct str text, enum lang lang, struct id *note, struct err *e)
{
	struct viewer v;
	struct str part;
	day_t today = school_today(db);
	enum code c = viewer_load(db, t->adult, today, &v, e);
	if (!c)
		c = part_of(db, a, t->bundle, &part, e);
	if (c)
		return c;
	v.lang = lang;
	struct input in[] = {{"learner", id_str(a, t->learner)}, {"kind", S("comment")}, {"part", part}, {"text", text}, {"language", str_z(LANGS[lang].tag)}, {"author_is", S("family")}};
	c = record_create(db, a, &v, record_type_find(S("note")), ID_NIL, in, sizeof in / sizeof *in, note, NULL, e);
	return c ? c : db_exec(db, e, "update outgoing set answered_at = ?1, opened_at = case when opened_at = 0 then ?2 else opened_at end where bundle = ?3 and answered_at = 0", "iib", clock_now(),
	                       clock_now(), t->bundle);
}

enum code reach_answer(struct db *db, struct arena *a, const struct reach_bundle_view *b, struct str text, enum lang lang, struct err *e)
{
	bool allowed = false;
	struct id note;
	struct target t = {.outgoing = b->o.id, .bundle = b->o.bundle, .learner = b->o.learner, .adult = b->o.adult};
	if (!str_trim(text).n)
		return err_set(e, E_INPUT, "Write a few words first, then send them.");
	enum code c = reach_allowed(db, t.adult, t.learner, school_today(db), &allowed, e);
	if (!c && !allowed)
		c = err_set(e, E_NOTFOUND, "This link does not work any more. Sign in, or ask the school.");
	return c ? c : note_make(db, a, &t, str_trim(text), lang, &note, e);
}

/* Words by which a carrier's customer ends or begins again; CTIA's and their translations as families write them. */
static int said_stop(struct str text)
{
	static const char *const stop[] = {"stop", "stopall", "unsubscribe", "cancel", "end", "quit", "alto", "parar", "rete", NULL};
	static const char *const go[] = {"start", "unstop", "empezar", "komanse", NULL};
	text = str_trim(text);
	for (int i = 0; stop[i]; i++)
		if (str_ieqz(text, stop[i]))
			return 1;
	for (int i = 0; go[i]; i++)
		if (str_ieqz(text, go[i]))
			return -1;
	return 0;
}

static enum code stop_put(struct db *db, const char *way, struct str address, bool stop, struct err *e)
{
	enum code c = db_exec(db, e, "delete from reach_stop where district = ?1 and way = ?2 and address = ?3", "dzt", way, address);
	if (!c && stop)
		c = db_exec(db, e, "insert into reach_stop (district, way, address, at) values (?1, ?2, ?3, ?4)", "dzti", way, address, clock_now());
	if (!c && stop)
		c = db_exec(db, e, "update outgoing set state = 'failed', why = 'stopped by the family' where district = ?1 and way = ?2 and address = ?3 and state in ('waiting', 'sending')", "dzt", way, address);
	return c;
}

/* "2 Thank you": the sign, and the text after it. */
static bool tag_cut(struct str *text, struct str *tag)
{
	struct str t = str_trim(*text);
	size_t n = 0;
	while (n < t.n && n < 3 && t.p[n] >= '0' && t.p[n] <= '9')
		n++;
	if (n == 0 || n > 2 || (n < t.n && !strchr(" .,:;-)\n\r\t", t.p[n])))
		return false;
	*tag = (struct str){t.p, n};
	struct str rest = {t.p + n, t.n - n};
	while (rest.n && strchr(" .,:;-)\n\r\t", rest.p[0])) {
		rest.p++;
		rest.n--;
	}
	*text = rest;
	return true;
}

#define TARGETS 20

/* By text message: what went to this number lately. One child: that one. Several: the sign says which; without it nobody guesses. */
static enum code by_number(struct db *db, struct arena *a, struct str number, struct str *text, struct target *out, bool *found, struct err *e)
{
	struct rows *r;
	struct target t[TARGETS];
	struct str tag, rest = *text;
	size_t n = 0, same = 0, pick = 0;
	enum code c = db_query(db, e, &r, "select id, bundle, learner, adult, address, tag, language from outgoing where district = ?1 and way = 'text' and address = ?2 and sent_at > ?3 and learner is not null"
	                       " order by sent_at desc, id limit 20", "dti", number, clock_now() - ANSWER_DAYS * DAY);
	if (c)
		return c;
	int got;
	while ((got = rows_next(r, e)) == 1 && n < TARGETS)
		(void)target_row(r, a, &t[n++]);
	rows_end(r);
	if (got < 0)
		return e->code;
	*found = false;
	for (size_t i = 0; i < n; i++)
		same += id_eq(t[i].learner, t[0].learner);
	if (n && same == n) {
		*found = true;
	} else if (n && tag_cut(&rest, &tag)) {
		for (size_t i = n; i > 0; i--)
			if (str_eq(t[i - 1].tag, tag)) {
				pick = i - 1;
				*found = true;
			}
		/* two adults at one number count their children each alone */
		for (size_t i = 0; i < n && *found; i++)
			*found = !str_eq(t[i].tag, tag) || id_eq(t[i].learner, t[pick].learner);
		if (*found && rest.n)
			*text = rest;
	}
	*out = t[pick];
	return OK;
}

/* By e-mail: the code in the address that was answered, and the sender is the one it was written to. */
static enum code by_link(struct db *db, struct arena *a, struct str link, struct str sender, struct target *out, bool *found, struct err *e)
{
	unsigned char sum[32];
	char hash[65];
	struct rows *r;
	*found = false;
	if (link.n != LINK_TEXT - 1)
		return OK;
	crypto_hash_sha256(sum, (const unsigned char *)link.p, link.n);
	sodium_bin2hex(hash, sizeof hash, sum, sizeof sum);
	enum code c = db_query(db, e, &r, "select id, bundle, learner, adult, address, tag, language from outgoing where district = ?1 and link = ?2 and way = 'email' and learner is not null limit 1", "dz", hash);
	if (c)
		return c;
	int got = rows_next(r, e);
	if (got == 1) {
		(void)target_row(r, a, out);
		*found = str_ieqz(sender, str_dupz(a, out->address));
	}
	rows_end(r);
	return got < 0 ? e->code : OK;
}

static enum code arrived_put(struct db *db, const struct arrived *in, const char *state, const struct target *t, struct id note, struct err *e)
{
	return db_exec(db, e, "insert into incoming (id, district, way, sender, provider, text, at, state, learner, adult, outgoing, note, done_at, done_by) values (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, 0, null)",
	               "bdztttizbbbb", id_new(), in->way, in->sender, in->provider, in->text, clock_now(), state, t->learner, t->adult, t->outgoing, note);
}

enum code reach_arrived(struct db *db, struct arena *a, const struct arrived *in, struct err *e)
{
	struct arrived x = *in;
	struct target t = {.lang = LANG_EN};
	struct id note = ID_NIL;
	bool found = false, allowed = false;
	char number[20], hash[65];
	unsigned char sum[32];
	int64_t known = 0;
	bool text = !strcmp(x.way, "text");
	if (!x.provider.n) {
		/* no id from the gateway: the same words from the same sender within a minute are the same message */
		struct str all = str_fmt(a, "%.*s|%.*s|%lld", S_ARG(x.sender), S_ARG(x.text), (long long)(clock_now() / MINUTE));
		crypto_hash_sha256(sum, (const unsigned char *)all.p, all.n);
		x.provider = str_z(sodium_bin2hex(hash, sizeof hash, sum, sizeof sum));
	}
	if (text && sms_number(x.sender, number))
		x.sender = str_z(number);
	enum code c = db_int(db, e, &known, "select count(*) from incoming where district = ?1 and way = ?2 and provider = ?3", "dzt", x.way, x.provider);
	if (c || known)
		return c;
	int stop = text ? said_stop(x.text) : 0;
	if (stop) {
		c = stop_put(db, x.way, x.sender, stop > 0, e);
		return c ? c : arrived_put(db, &x, stop > 0 ? "stopped" : "started", &t, ID_NIL, e);
	}
	if (x.automatic || !str_trim(x.text).n)
		return arrived_put(db, &x, "automatic", &t, ID_NIL, e);
	struct str said = x.text;
	c = text ? by_number(db, a, x.sender, &said, &t, &found, e) : by_link(db, a, x.link, x.sender, &t, &found, e);
	if (!c && found)
		c = reach_allowed(db, t.adult, t.learner, school_today(db), &allowed, e);
	if (!c && found && allowed)
		c = note_make(db, a, &t, str_trim(said), t.lang, &note, e);
	if (!found)
		t = (struct target){.lang = LANG_EN};
	return c ? c : arrived_put(db, &x, found && allowed ? "placed" : "unclear", &t, note, e);
}

/* Who leads a school reads what comes from strangers; what comes from a family that was written to is read by who leads the school of
 * one of its children, as long as anybody does. */
#define LEADS \
	"r.rel = 64 and coalesce(r.begin_on, '0001-01-01') <= ?4 and coalesce(r.end_on, '9999-12-31') >= ?4 and (r.learner = i.learner or (i.learner is null" \
	" and r.learner in (select o.learner from outgoing o where o.district = i.district and o.way = i.way and o.address in (i.sender, lower(i.sender)))))"
#define UNCLEAR_FOR \
	" and i.state = 'unclear' and (?2 = 1 or exists (select 1 from relation r where r.viewer = ?3 and " LEADS ") or not exists (select 1 from relation r where " LEADS "))"

enum code reach_unclear(struct db *db, struct arena *a, const struct viewer *v, struct incoming **out, size_t *n, struct err *e)
{
	struct rows *r;
	*out = NEW_ARRAY(a, struct incoming, 200);
	*n = 0;
	enum code c = db_query(db, e, &r, "select i.id, i.way, i.sender, i.text, i.at, i.state from incoming i where i.district = ?1" UNCLEAR_FOR " order by i.at, i.id limit 200", "dibt",
	                       (int64_t)((v->hats & REL_DISTRICT) != 0), v->person, day_text(a, v->today));
	if (c)
		return c;
	int got;
	while ((got = rows_next(r, e)) == 1 && *n < 200)
		(*out)[(*n)++] = (struct incoming){.id = rows_id(r, 0), .way = str_dup(a, rows_t(r, 1)), .sender = str_dup(a, rows_t(r, 2)), .text = str_dup(a, rows_t(r, 3)), .at = rows_i(r, 4),
		                                   .state = str_dup(a, rows_t(r, 5))};
	rows_end(r);
	return got < 0 ? e->code : OK;
}

enum code reach_place(struct db *db, struct arena *a, const struct viewer *v, struct id incoming, struct id learner, struct err *e)
{
	struct rows *r;
	struct id note = ID_NIL;
	enum code c = db_query(db, e, &r, "select i.text from incoming i where i.district = ?1" UNCLEAR_FOR " and i.id = ?5", "dibtb", (int64_t)((v->hats & REL_DISTRICT) != 0), v->person,
	                       day_text(a, v->today), incoming);
	if (c)
		return c;
	int got = rows_next(r, e);
	struct str text = got == 1 ? str_dup(a, rows_t(r, 0)) : S("");
	rows_end(r);
	if (got != 1)
		return got < 0 ? e->code : err_set(e, E_NOTFOUND, "This message was placed already.");
	if (!id_nil(learner)) {
		struct input in[] = {{"learner", id_str(a, learner)}, {"kind", S("comment")}, {"part", S(PART)}, {"text", text}, {"language", str_z(LANGS[v->lang].tag)}, {"author_is", S("family")}};
		c = record_create(db, a, v, record_type_find(S("note")), ID_NIL, in, sizeof in / sizeof *in, &note, NULL, e);
	}
	return c ? c : db_exec(db, e, "update incoming set state = ?1, learner = ?2, note = ?3, done_at = ?4, done_by = ?5 where id = ?6", "zbbibb", id_nil(learner) ? "put away" : "placed", learner, note,
	                       clock_now(), v->person, incoming);
}
