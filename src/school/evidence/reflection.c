#include "school/evidence/reflection.h"

#define CHOICES_MOST 24

enum code reflection_about(const struct change *c, struct err *e)
{
	int64_t other = 0;
	if (!c->now)
		return OK;
	enum code code = db_int(c->db, e, &other,
	                        "select (select count(*) from event where id = ?1 and learner <> ?3) + (select count(*) from week_item where id = ?2 and learner <> ?3)", "bbb",
	                        rec_id(c->now, "event"), rec_id(c->now, "week_item"), rec_id(c->now, "learner"));
	return code ? code : other ? err_set(e, E_INPUT, "This piece of work is another learner's.") : OK;
}

enum code reflections_of(struct db *db, struct arena *a, enum lang lang, struct id learner, int limit, struct reflections *out, struct err *e)
{
	struct rows *r;
	*out = (struct reflections){.items = NEW_ARRAY(a, struct reflection, (size_t)limit + 1)};
	enum code c = db_query(db, e, &r,
	                       "select x.id, x.event, x.week_item, coalesce(w.title, (select t.words from record_text t where t.id = k.id and t.field = 'text' and t.lang = ?1), k.text, ''),"
	                       " coalesce(x.strength, ''), coalesce(x.challenge, ''), coalesce(nullif(p.preferred_name, ''), p.given_name), p.family_name, x.created_at, x.created_by"
	                       " from reflection x left join event v on v.id = x.event left join week_item w on w.id = coalesce(x.week_item, v.week_item)"
	                       " left join competency k on k.id = v.competency left join person p on p.id = x.created_by"
	                       " where x.learner = ?2 order by x.created_at desc, x.id limit ?3",
	                       "zbi", LANGS[lang].tag, learner, (int64_t)limit);
	if (c)
		return c;
	int got;
	while ((got = rows_next(r, e)) == 1)
		out->items[out->n++] = (struct reflection){
			.id = rows_id(r, 0), .event = rows_id(r, 1), .work = rows_id(r, 2), .about = str_dup(a, rows_t(r, 3)), .strength = str_dup(a, rows_t(r, 4)),
			.challenge = str_dup(a, rows_t(r, 5)), .by = str_trim(str_fmt(a, "%.*s %.*s", S_ARG(rows_t(r, 6)), S_ARG(rows_t(r, 7)))), .at = rows_i(r, 8),
			.own = id_eq(rows_id(r, 9), learner)};
	rows_end(r);
	c = got < 0 ? e->code : OK;
	for (size_t i = 0; i < out->n && !c; i++)
		c = attachments_add(db, a, out->items[i].id, &out->files, e);
	return c;
}

static bool key_id(struct str key, struct id *of)
{
	return key.n > 2 && (key.p[0] == 'e' || key.p[0] == 'w') && key.p[1] == '-' && id_parse((struct str){key.p + 2, key.n - 2}, of);
}

/* The one that was asked for, when it is older than those of the list. */
static enum code chosen_add(struct db *db, struct arena *a, enum lang lang, struct id learner, struct str *chosen, struct reflect_on *list, size_t *n, struct err *e)
{
	struct rows *r;
	struct id of;
	char id[ID_TEXT];
	if (!key_id(*chosen, &of))
		return OK;
	enum code c = db_query(db, e, &r,
	                       "select w.id, w.title, '' from week_item w where w.learner = ?1 and w.id = ?2"
	                       " union all select v.week_item, coalesce(w.title, (select t.words from record_text t where t.id = k.id and t.field = 'text' and t.lang = ?3), k.text, v.kind), v.kind"
	                       " from event v left join week_item w on w.id = v.week_item left join competency k on k.id = v.competency where v.learner = ?1 and v.id = ?2",
	                       "bbz", learner, of, LANGS[lang].tag);
	if (c)
		return c;
	int got = rows_next(r, e);
	if (got == 1) {
		if (!id_nil(rows_id(r, 0)))
			*chosen = str_fmt(a, "w-%s", id_text(rows_id(r, 0), id));
		bool there = false;
		for (size_t i = 0; i < *n; i++)
			there = there || str_eq(list[i].key, *chosen);
		if (!there)
			list[(*n)++] = (struct reflect_on){*chosen, str_dup(a, rows_t(r, 1)), 0};
	}
	rows_end(r);
	return got < 0 ? e->code : OK;
}

enum code reflect_choices(struct db *db, struct arena *a, enum lang lang, struct id learner, struct str *chosen, struct reflect_on **out, size_t *n, struct err *e)
{
	struct rows *r;
	char id[ID_TEXT];
	*out = NEW_ARRAY(a, struct reflect_on, CHOICES_MOST + 1);
	*n = 0;
	/* work that was handed in stands once, by its title; evidence that is no work, by what it shows */
	enum code c = db_query(db, e, &r,
	                       "select 'w', i.id, i.title, i.updated_at from week_item i where i.learner = ?1 and i.state in ('handed', 'done')"
	                       " union all select 'e', v.id, coalesce((select t.words from record_text t where t.id = k.id and t.field = 'text' and t.lang = ?2), k.text, v.kind), v.happened_at"
	                       " from event v left join competency k on k.id = v.competency where v.learner = ?1 and v.week_item is null"
	                       " and v.kind in ('task', 'product', 'observation', 'conversation', 'outside', 'check') order by 4 desc, 2 limit ?3",
	                       "bzi", learner, LANGS[lang].tag, (int64_t)CHOICES_MOST);
	if (c)
		return c;
	int got;
	while ((got = rows_next(r, e)) == 1 && *n < CHOICES_MOST)
		(*out)[(*n)++] = (struct reflect_on){str_fmt(a, "%.*s-%s", S_ARG(rows_t(r, 0)), id_text(rows_id(r, 1), id)), str_dup(a, rows_t(r, 2)), rows_i(r, 3)};
	rows_end(r);
	return got < 0 ? e->code : chosen_add(db, a, lang, learner, chosen, *out, n, e);
}

enum code reflect(struct db *db, struct arena *a, const struct viewer *v, struct id learner, struct str about, struct str strength, struct str challenge,
                  const struct taken *files, struct err *e)
{
	struct id of = ID_NIL, made;
	strength = str_trim(strength);
	challenge = str_trim(challenge);
	if (!strength.n && !challenge.n && !files->n)
		return err_set(e, E_INPUT, "Say one thing that went well or one that was hard: in words, with a photo, a voice or a film.");
	if (!key_id(about, &of))
		return err_set(e, E_INPUT, "Choose the piece of work that you look back on.");
	struct input in[] = {{"learner", id_str(a, learner)}, {about.p[0] == 'e' ? "event" : "week_item", id_str(a, of)}, {"strength", strength}, {"challenge", challenge}};
	enum code c = record_create(db, a, v, record_type_find(S("reflection")), ID_NIL, in, sizeof in / sizeof *in, &made, NULL, e);
	return c ? c : attachments_keep(db, a, v, learner, OF_REFLECTION, made, files, e);
}
