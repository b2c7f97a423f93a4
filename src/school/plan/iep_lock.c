/* iep_lock.c - what follows when a version of an IEP is locked: its lines stand where every page finds them, what they replace
 * ends the day before, the version before is marked as replaced, and the seal is set. One transaction with the lock itself. */
#include "school/plan/iep_inside.h"

#include <string.h>

#define TRY(call) do { enum code try_c = (call); if (try_c) return try_c; } while (0)

struct laying {
	struct db *db;
	struct arena *a;
	struct viewer v;             /* acts for the school */
	const struct iep_doc *doc;
	struct str learner, begin, end, before, version, why; /* before: the day before begin */
	struct id *kept;             /* plan lines of this version */
	size_t n_kept;
};

struct mapped { const char *kind, *subject, *context; };

/* How a line of the IEP stands among plan lines; kind NULL: it stays in the IEP alone. */
static struct mapped plan_kind(struct str kind)
{
	static const struct { const char *kind; struct mapped as; } table[] = {
		{"goal", {"goal", NULL, NULL}}, {"special", {"service", NULL, NULL}}, {"related", {"service", NULL, NULL}}, {"aids", {"support", NULL, NULL}}, {"accommodation", {"accommodation", NULL, NULL}},
		{"modification", {"modification", NULL, NULL}}, {"stateTest", {"accommodation", NULL, "stateTest"}}, {"postSchool", {"goal", "transition", NULL}}, {"transition", {"service", "transition", NULL}}};
	for (size_t i = 0; i < sizeof table / sizeof *table; i++)
		if (str_eqz(kind, table[i].kind))
			return table[i].as;
	return (struct mapped){0};
}

static size_t wording(struct laying *l, const struct record *x, struct mapped m, struct input *in)
{
	static const char *const same[] = {"text", "baseline", "target", "unit", "adult", "finish_on", "frequency", "location", "duration", "minutes_week", "term", "value"};
	size_t n = 0;
	for (size_t k = 0; k < sizeof same / sizeof *same; k++)
		in[n++] = (struct input){same[k], rec_show(l->a, x, field_index(x->type, same[k]))};
	struct str how = rec_t(x, "measure");
	if (rec_t(x, "criterion").n)
		how = how.n ? str_fmt(l->a, "%.*s; %.*s", S_ARG(how), S_ARG(rec_t(x, "criterion"))) : rec_t(x, "criterion");
	in[n++] = (struct input){"kind", str_z(m.kind)};
	in[n++] = (struct input){"subject", m.subject ? str_z(m.subject) : rec_t(x, "area")};
	in[n++] = (struct input){"context", m.context ? str_z(m.context) : S("")};
	in[n++] = (struct input){"evidence", how};
	return n;
}

static bool unchanged(struct laying *l, const struct record *old, const struct input *in, size_t n)
{
	for (size_t i = 0; i < n; i++)
		if (!str_eq(str_trim(rec_show(l->a, old, field_index(old->type, in[i].field))), str_trim(in[i].text)))
			return false;
	return true;
}

static enum code end_line(struct laying *l, const struct record *old, struct err *e)
{
	struct input in[] = {{"end_on", l->before}, {"version_on", l->begin}, {"version_why", l->why}};
	return record_update(l->db, l->a, &l->v, old->type, old->id, old->version, in, 3, NULL, e);
}

static enum code lay(struct laying *l, const struct record *x, struct err *e)
{
	const struct record_type *t = record_type_find(S("plan_line"));
	struct mapped m = plan_kind(rec_t(x, "kind"));
	struct input in[32];
	struct record old;
	struct id id, was = rec_id(x, "line");
	if (!m.kind)
		return OK;
	size_t n = wording(l, x, m, in);
	if (!id_nil(was)) {
		TRY(record_get(l->db, l->a, &l->v, t, was, &old, e));
		if (unchanged(l, &old, in, n)) { /* the same words go on, with all that was noted about them */
			struct input longer[] = {{"end_on", l->end}, {"version_on", l->begin}, {"version_why", l->why}};
			l->kept[l->n_kept++] = was;
			return str_eq(rec_t(&old, "end_on"), l->end) ? OK : record_update(l->db, l->a, &l->v, t, was, old.version, longer, 3, NULL, e);
		}
		TRY(end_line(l, &old, e));
		static const char *const ties[] = {"plan", "goal", "competency", "requirement", "domain", "grade_standard", "pace_reason", "pace_review_on"};
		for (size_t k = 0; k < sizeof ties / sizeof *ties; k++)
			in[n++] = (struct input){ties[k], rec_show(l->a, &old, field_index(t, ties[k]))};
	}
	struct str from = rec_t(x, "begin_on");
	in[n++] = (struct input){"learner", l->learner};
	in[n++] = (struct input){"source", S("iep")};
	in[n++] = (struct input){"begin_on", from.n && str_cmp(from, l->begin) > 0 ? from : l->begin};
	in[n++] = (struct input){"end_on", l->end};
	in[n++] = (struct input){"source_note", l->version};
	in[n++] = (struct input){"version_on", l->begin};
	in[n++] = (struct input){"version_why", l->why};
	TRY(record_create(l->db, l->a, &l->v, t, ID_NIL, in, n, &id, NULL, e));
	l->kept[l->n_kept++] = id;
	struct input to[] = {{"line", id_str(l->a, id)}};
	return record_update(l->db, l->a, &l->v, x->type, x->id, x->version, to, 1, NULL, e);
}

static enum code end_the_others(struct laying *l, struct err *e)
{
	struct filter of[] = {{"learner", '=', l->learner}, {"source", '=', S("iep")}};
	struct record_list list;
	TRY(record_find(l->db, l->a, &l->v, record_type_find(S("plan_line")), &(struct query){.filters = of, .n_filters = 2, .limit = 500}, &list, e));
	for (size_t i = 0; i < list.n; i++) {
		const struct record *x = &list.items[i];
		bool kept = rec_t(x, "end_on").n && str_cmp(rec_t(x, "end_on"), l->begin) < 0;
		for (size_t k = 0; k < l->n_kept && !kept; k++)
			kept = id_eq(l->kept[k], x->id);
		if (!kept)
			TRY(end_line(l, x, e));
	}
	return OK;
}

/* The header that tells when the plan is looked at again: an amendment leaves the days of meeting and evaluation as they were. */
static enum code header(struct laying *l, struct err *e)
{
	const struct record_type *t = record_type_find(S("plan_of_record"));
	const struct record *r = &l->doc->iep;
	struct filter of[] = {{"learner", '=', l->learner}, {"kind", '=', S("iep")}};
	struct record_list list;
	struct id id;
	TRY(record_find(l->db, l->a, &l->v, t, &(struct query){.filters = of, .n_filters = 2, .limit = 100}, &list, e));
	struct str met = rec_t(r, "met_on"), evaluated = S(""), manager = S("");
	for (size_t i = 0; i < list.n; i++) {
		const struct record *x = &list.items[i];
		if (i == 0) {
			if (str_eqz(rec_t(r, "kind"), "amendment"))
				met = rec_t(x, "met_on");
			evaluated = rec_t(x, "evaluated_on");
			manager = rec_show(l->a, x, field_index(t, "case_manager"));
		}
		if (!rec_t(x, "end_on").n || str_cmp(rec_t(x, "end_on"), l->begin) >= 0) {
			struct input over[] = {{"end_on", str_cmp(rec_t(x, "begin_on"), l->before) > 0 ? rec_t(x, "begin_on") : l->before}};
			TRY(record_update(l->db, l->a, &l->v, t, x->id, x->version, over, 1, NULL, e));
		}
	}
	struct input in[] = {{"learner", l->learner}, {"kind", S("iep")}, {"begin_on", l->begin}, {"end_on", l->end}, {"met_on", met}, {"evaluated_on", evaluated},
	                     {"case_manager", manager.n ? manager : id_str(l->a, l->v.person)}, {"strengths", rec_t(r, "strengths")}, {"regular_share", rec_show(l->a, r, field_index(r->type, "regular_share"))},
	                     {"share_reason", rec_t(r, "share_reason")}, {"reports", rec_t(r, "reports")}, {"rights_told_on", rec_t(r, "rights_told_on")}, {"no_advocacy", rec_t(r, "no_advocacy")}, {"taken_from", l->version},
	                     {"taken_on", day_text(l->a, l->v.today)}};
	return record_create(l->db, l->a, &l->v, t, ID_NIL, in, sizeof in / sizeof *in, &id, NULL, e);
}

static enum code replace_before(struct laying *l, struct id now, struct err *e)
{
	struct record_list all;
	struct id learner = rec_id(&l->doc->iep, "learner");
	TRY(iep_versions(l->db, l->a, &l->v, learner, &all, e));
	for (size_t i = 0; i < all.n; i++)
		if (str_eqz(all.items[i].state, "locked") && !id_eq(all.items[i].id, now))
			TRY(record_move(l->db, l->a, &l->v, all.items[i].type, all.items[i].id, all.items[i].version, S("replaced"), e));
	return OK;
}

enum code iep_locked(const struct change *c, struct err *e)
{
	struct iep_doc doc;
	day_t begin;
	int64_t version;
	if (!c->old || !c->now || !iep_is_draft(c->old) || !str_eqz(c->now->state, "locked"))
		return OK;
	struct laying l = {.db = c->db, .a = c->a, .v = *c->viewer, .doc = &doc};
	l.v.hats |= REL_SYSTEM;
	TRY(iep_load(c->db, c->a, &l.v, c->now->id, &doc, e));
	if (!day_parse(rec_t(&doc.iep, "begin_on"), &begin))
		return err_set(e, E_INPUT, "From which day is it in force?");
	l.learner = id_str(c->a, rec_id(&doc.iep, "learner"));
	l.begin = day_text(c->a, begin);
	l.before = day_text(c->a, begin - 1);
	l.end = rec_t(&doc.iep, "end_on");
	l.version = str_fmt(c->a, tr(c->viewer->lang, N_("IEP held here, version %d")), (int)rec_i(&doc.iep, "number"));
	l.why = str_trim(rec_t(&doc.iep, "why")).n ? rec_t(&doc.iep, "why") : l.version;
	l.kept = NEW_ARRAY(c->a, struct id, doc.lines.n + 1);
	for (size_t i = 0; i < doc.lines.n; i++)
		TRY(lay(&l, &doc.lines.items[i], e));
	TRY(end_the_others(&l, e));
	TRY(header(&l, e));
	TRY(replace_before(&l, c->now->id, e));
	TRY(db_int(c->db, e, &version, "select version from iep where id = ?1", "b", c->now->id));
	struct input in[] = {{"locked_on", day_text(c->a, c->viewer->today)}, {"seal", iep_seal(c->a, &doc.iep, &doc.lines)}};
	return record_update(c->db, c->a, &l.v, c->now->type, c->now->id, version, in, 2, NULL, e);
}
