#include "school/plan/iep_inside.h"

#include "record/setting.h"

#include <sodium.h>
#include <string.h>

#define TRY(call) do { enum code try_c = (call); if (try_c) return try_c; } while (0)

static const struct record_type *type_of(const char *name)
{
	return record_type_find(str_z(name));
}

bool iep_held_here(struct db *db)
{
	return setting_on(db, "iep.held_here");
}

enum code iep_unconfirmed(struct db *db, struct arena *a, enum lang lang, day_t today, struct str **out, size_t *n, struct err *e)
{
	static const enum legal_rule rules[] = {LEGAL_IEP_REVIEW, LEGAL_IEP_REEVALUATION, LEGAL_IEP_EVALUATION, LEGAL_IEP_MEETING, LEGAL_TRANSITION_AGE, LEGAL_MAJORITY_AGE};
	struct legal_values law;
	*n = 0;
	*out = NEW_ARRAY(a, struct str, sizeof rules / sizeof *rules);
	TRY(legal_load(db, a, today, &law, e));
	for (size_t i = 0; i < sizeof rules / sizeof *rules; i++)
		if (!law.v[rules[i]].confirmed)
			(*out)[(*n)++] = str_z(tr(lang, legal_rule_info(rules[i])->label));
	return OK;
}

static enum code parts(struct db *db, struct arena *a, const struct viewer *v, const char *type, struct id iep, struct record_list *out, struct err *e)
{
	struct filter of = {"iep", '=', id_str(a, iep)};
	return record_find(db, a, v, type_of(type), &(struct query){.filters = &of, .n_filters = 1, .limit = 200}, out, e);
}

/* Each value after its length, in the order of the fields; what code sets on locking is left out. */
static void seal_record(crypto_hash_sha256_state *h, struct arena *a, const struct record *r)
{
	static const char *const not_words[] = {"number", "locked_on", "seal", "line", NULL};
	for (int i = 0; r->type->fields[i].name; i++) {
		bool skip = false;
		for (int k = 0; not_words[k]; k++)
			skip = skip || strcmp(r->type->fields[i].name, not_words[k]) == 0;
		if (skip)
			continue;
		struct str text = rec_show(a, r, i), head = str_fmt(a, "%s %zu:", r->type->fields[i].name, text.n);
		(void)crypto_hash_sha256_update(h, (const unsigned char *)head.p, head.n);
		if (text.n)
			(void)crypto_hash_sha256_update(h, (const unsigned char *)text.p, text.n);
	}
}

struct str iep_seal(struct arena *a, const struct record *iep, const struct record_list *lines)
{
	unsigned char hash[crypto_hash_sha256_BYTES];
	char hex[2 * crypto_hash_sha256_BYTES + 1];
	crypto_hash_sha256_state h;
	(void)crypto_hash_sha256_init(&h);
	seal_record(&h, a, iep);
	for (size_t i = 0; i < lines->n; i++)
		seal_record(&h, a, &lines->items[i]);
	(void)crypto_hash_sha256_final(&h, hash);
	return str_dup(a, str_z(sodium_bin2hex(hex, sizeof hex, hash, sizeof hash)));
}

enum code iep_load(struct db *db, struct arena *a, const struct viewer *v, struct id iep, struct iep_doc *out, struct err *e)
{
	*out = (struct iep_doc){0};
	TRY(record_get(db, a, v, type_of("iep"), iep, &out->iep, e));
	TRY(parts(db, a, v, "iep_line", iep, &out->lines, e));
	TRY(parts(db, a, v, "iep_signature", iep, &out->signatures, e));
	out->draft = iep_is_draft(&out->iep);
	out->locked = str_eqz(out->iep.state, "locked");
	out->sealed_well = !rec_t(&out->iep, "seal").n || str_eq(iep_seal(a, &out->iep, &out->lines), rec_t(&out->iep, "seal"));
	return OK;
}

enum code iep_versions(struct db *db, struct arena *a, const struct viewer *v, struct id learner, struct record_list *out, struct err *e)
{
	struct filter of = {"learner", '=', id_str(a, learner)};
	return record_find(db, a, v, type_of("iep"), &(struct query){.filters = &of, .n_filters = 1, .limit = 100}, out, e);
}

/* ---- what is not there yet ---- */

struct looking { struct arena *a; enum lang lang; const struct iep_doc *doc; struct iep_gap *out; size_t n; };

static void say(struct looking *l, bool gone, bool must, const char *text, const char *law)
{
	if (gone)
		l->out[l->n++] = (struct iep_gap){must, str_z(text), law};
}

static bool has(const struct looking *l, const char *field)
{
	return str_trim(rec_t(&l->doc->iep, field)).n > 0;
}

static int lines_of(const struct looking *l, const char *kind, const char *area)
{
	int n = 0;
	for (size_t i = 0; i < l->doc->lines.n; i++)
		n += (!kind || str_eqz(rec_t(&l->doc->lines.items[i], "kind"), kind)) && (!area || str_eqz(rec_t(&l->doc->lines.items[i], "area"), area));
	return n;
}

static bool signed_by(const struct looking *l, bool home)
{
	for (size_t i = 0; i < l->doc->signatures.n; i++) {
		struct str role = rec_t(&l->doc->signatures.items[i], "role");
		if (home ? str_eqz(role, "parent") : str_eqz(role, "special") || str_eqz(role, "agency"))
			return true;
	}
	return false;
}

static void must_be(struct looking *l, day_t today)
{
	static const char *const factors[] = {"factor_behavior", "factor_language", "factor_braille", "factor_communication", "factor_technology"};
	const struct record *r = &l->doc->iep;
	bool amendment = str_eqz(rec_t(r, "kind"), "amendment");
	day_t met;
	bool held = day_parse(rec_t(r, "met_on"), &met) && met <= today, all = true;
	for (size_t i = 0; i < sizeof factors / sizeof *factors; i++)
		all = all && has(l, factors[i]);
	say(l, !held && !(amendment && rec_i(r, "no_meeting")), true, tr(l->lang, N_("The meeting has not been held yet: write its day. An amendment that family and school agreed on without a meeting says so.")), "34 CFR 300.324(a)(4)");
	say(l, !has(l, "begin_on"), true, tr(l->lang, N_("From which day is it in force?")), "34 CFR 300.323(a)");
	say(l, amendment && !has(l, "why"), true, tr(l->lang, N_("Say why this version is made.")), "34 CFR 300.324(a)(4)");
	say(l, !has(l, "strengths"), true, tr(l->lang, N_("It begins with strengths, and there are none yet.")), "34 CFR 300.324(a)(1)(i)");
	say(l, !has(l, "impact"), true, tr(l->lang, N_("How does this touch learning with everybody? Without it the plan rests on nothing.")), "34 CFR 300.320(a)(1)(i)");
	say(l, !all, true, tr(l->lang, N_("The five things to look at each time (behavior, language, braille, communication, technology): decide on each, also when it is not needed.")), "34 CFR 300.324(a)(2)");
	say(l, !rec_null(r, "regular_share") && rec_i(r, "regular_share") < 100 && !has(l, "share_reason"), true, tr(l->lang, N_("A part of the day is elsewhere: say why.")), "34 CFR 300.320(a)(5)");
	say(l, !signed_by(l, false), true, tr(l->lang, N_("Nobody of the school has signed yet.")), "34 CFR 300.321(a)");
	say(l, !signed_by(l, true) && !has(l, "unsigned_why"), true, tr(l->lang, N_("The family has not signed yet. If it cannot be reached or does not want to, write what was tried.")), "34 CFR 300.322");
}

static void goals(struct looking *l)
{
	for (size_t i = 0; i < l->doc->lines.n; i++) {
		const struct record *x = &l->doc->lines.items[i];
		if (!str_eqz(rec_t(x, "kind"), "goal"))
			continue;
		const char *missing = rec_null(x, "baseline") || rec_null(x, "target") || !rec_t(x, "unit").n ? N_("This goal has no level at the start, level to reach and unit yet: %s")
			: !rec_t(x, "criterion").n                                                          ? N_("This goal does not say how steady it must be: %s")
			: !rec_t(x, "measure").n                                                            ? N_("This goal does not say how it is measured and how often: %s")
			: !rec_t(x, "need").n                                                               ? N_("This goal does not say which need it meets: %s")
			                                                                                    : NULL;
		if (missing)
			l->out[l->n++] = (struct iep_gap){false, str_fmt(l->a, tr(l->lang, missing), str_dupz(l->a, rec_t(x, "text"))), "34 CFR 300.320(a)(2)-(3)"};
	}
}

enum code iep_gaps(struct db *db, struct arena *a, enum lang lang, const struct iep_doc *doc, day_t today, struct iep_gap **out, size_t *n, struct err *e)
{
	struct looking l = {a, lang, doc, NEW_ARRAY(a, struct iep_gap, doc->lines.n + 32), 0};
	struct legal_values law;
	struct rows *r;
	day_t born = DAY_NONE, end, begin;
	TRY(legal_load(db, a, today, &law, e));
	TRY(db_query(db, e, &r, "select coalesce(birth_date, '') from person where id = ?1", "b", rec_id(&doc->iep, "learner")));
	if (rows_next(r, e) == 1 && !day_parse(rows_t(r, 0), &born))
		born = DAY_NONE;
	rows_end(r);
	must_be(&l, today);
	say(&l, !has(&l, "present_academic") && !has(&l, "present_functional"), false, tr(lang, N_("Nothing stands yet under where the learner stands.")), "34 CFR 300.320(a)(1)");
	say(&l, !has(&l, "parent_concerns"), false, tr(lang, N_("What matters to the family is not written down.")), "34 CFR 300.324(a)(1)(ii)");
	say(&l, !lines_of(&l, "goal", NULL), false, tr(lang, N_("There is no goal yet.")), "34 CFR 300.320(a)(2)");
	say(&l, !lines_of(&l, "special", NULL) && !lines_of(&l, "related", NULL), false, tr(lang, N_("There is no service yet.")), "34 CFR 300.320(a)(4)");
	goals(&l);
	say(&l, lines_of(&l, "goal", NULL) && !lines_of(&l, NULL, "selfAdvocacy") && !has(&l, "no_advocacy"), false, tr(lang, N_("No goal for speaking up for oneself, and no reason why not.")), "");
	say(&l, !has(&l, "reports"), false, tr(lang, N_("When does the family hear about progress?")), "34 CFR 300.320(a)(3)(ii)");
	say(&l, rec_null(&doc->iep, "regular_share"), false, tr(lang, N_("How much of the day is in general classes?")), "34 CFR 300.320(a)(5)");
	say(&l, !lines_of(&l, "stateTest", NULL) && !rec_i(&doc->iep, "alternate"), false, tr(lang, N_("Nothing stands here about state tests: say what helps there.")), "34 CFR 300.320(a)(6)(i)");
	say(&l, rec_i(&doc->iep, "alternate") && !has(&l, "alternate_why"), false, tr(lang, N_("The alternate test: why, and why that one?")), "34 CFR 300.320(a)(6)(ii)");
	say(&l, rec_i(&doc->iep, "alternate") && !lines_of(&l, "objective", NULL), false, tr(lang, N_("With the alternate test each goal has steps on the way.")), "34 CFR 300.320(a)(2)(ii)");
	say(&l, !has(&l, "extended_year"), false, tr(lang, N_("Services in the summer: yes, no, or decided later?")), "34 CFR 300.106");
	/* in the plan that is in force when the learner reaches the age; a year when no last day is written */
	if (!day_parse(rec_t(&doc->iep, "begin_on"), &begin))
		begin = today;
	if (!day_parse(rec_t(&doc->iep, "end_on"), &end))
		end = begin + 365;
	day_t grown = legal_due(&law, LEGAL_TRANSITION_AGE, born), major = legal_due(&law, LEGAL_MAJORITY_AGE, born);
	say(&l, grown != DAY_NONE && grown <= end && (!lines_of(&l, "postSchool", NULL) || !has(&l, "transition_assessment")), false,
	    tr(lang, N_("The learner reaches the age for goals after school while this plan is in force: goals for study, work and, where it fits, living, from what is known of the learner, and courses that lead there.")), law.v[LEGAL_TRANSITION_AGE].source.p ? str_dupz(a, law.v[LEGAL_TRANSITION_AGE].source) : "");
	say(&l, major != DAY_NONE && major - 365 <= end && !has(&l, "rights_told_on"), false, tr(lang, N_("The learner comes of age soon: tell which rights pass over, and write the day.")), "34 CFR 300.320(c)");
	*out = l.out;
	*n = l.n;
	return OK;
}

/* ---- drafts and signatures ---- */

static struct viewer for_school(const struct viewer *v)
{
	struct viewer s = *v;
	s.hats |= REL_SYSTEM;
	return s;
}

/* The fields of one record as inputs for another of the same type, without those that code sets. */
static size_t copied(struct arena *a, const struct record *r, const char *const *without, struct input **out)
{
	size_t n = 0;
	*out = NEW_ARRAY(a, struct input, field_count(r->type) + 4);
	for (int i = 0; r->type->fields[i].name; i++) {
		bool skip = false;
		for (int k = 0; without[k]; k++)
			skip = skip || strcmp(without[k], r->type->fields[i].name) == 0;
		if (!skip && !rec_null(r, r->type->fields[i].name))
			(*out)[n++] = (struct input){r->type->fields[i].name, rec_show(a, r, i)};
	}
	return n;
}

/* Lines that were taken over from the paper, as lines of the first draft. */
static enum code from_paper(struct db *db, struct arena *a, const struct viewer *v, struct id learner, struct id iep, struct err *e)
{
	static const char *const same[] = {"text", "baseline", "target", "unit", "adult", "finish_on", "begin_on", "frequency", "location", "duration", "minutes_week", "term", "value"};
	struct filter of[] = {{"learner", '=', id_str(a, learner)}, {"source", '=', S("iep")}};
	struct record_list l;
	TRY(record_find(db, a, v, type_of("plan_line"), &(struct query){.filters = of, .n_filters = 2, .limit = 200}, &l, e));
	for (size_t i = 0; i < l.n; i++) {
		const struct record *x = &l.items[i];
		struct str kind = rec_t(x, "kind");
		struct input in[24] = {{"learner", id_str(a, learner)}, {"iep", id_str(a, iep)}, {"line", id_str(a, x->id)}};
		size_t n = 3;
		struct id id;
		day_t end;
		if (day_parse(rec_t(x, "end_on"), &end) && end < v->today)
			continue;
		const char *as = str_eqz(kind, "goal") ? str_eqz(rec_t(x, "subject"), "transition") ? "postSchool" : "goal" : str_eqz(kind, "service") ? "special" : str_eqz(kind, "modification") ? "modification"
			: str_eqz(kind, "support") ? "aids" : choices_have(rec_t(x, "context"), "stateTest") ? "stateTest" : "accommodation";
		in[n++] = (struct input){"kind", str_z(as)};
		in[n++] = (struct input){"area", rec_t(x, "subject")};
		in[n++] = (struct input){"measure", rec_t(x, "evidence")};
		for (size_t k = 0; k < sizeof same / sizeof *same; k++)
			in[n++] = (struct input){same[k], rec_show(a, x, field_index(x->type, same[k]))};
		TRY(record_create(db, a, v, type_of("iep_line"), ID_NIL, in, n, &id, NULL, e));
	}
	return OK;
}

static enum code from_before(struct db *db, struct arena *a, const struct viewer *v, struct id before, struct id iep, struct err *e)
{
	static const char *const without[] = {"iep", NULL};
	struct record_list l;
	TRY(parts(db, a, v, "iep_line", before, &l, e));
	for (size_t i = 0; i < l.n; i++) {
		struct input *in;
		struct id id;
		size_t n = copied(a, &l.items[i], without, &in);
		in[n++] = (struct input){"iep", id_str(a, iep)};
		TRY(record_create(db, a, v, l.items[i].type, ID_NIL, in, n, &id, NULL, e));
	}
	return OK;
}

/* What was taken over with the plan of record: strengths, share of the day, reports. */
static enum code from_header(struct db *db, struct arena *a, const struct viewer *v, struct id learner, struct input *in, size_t *n, struct err *e)
{
	static const char *const same[] = {"strengths", "regular_share", "share_reason", "reports", "no_advocacy", "rights_told_on"};
	struct filter of[] = {{"learner", '=', id_str(a, learner)}, {"kind", '=', S("iep")}};
	struct record_list l;
	in[(*n)++] = (struct input){"learner", id_str(a, learner)};
	TRY(record_find(db, a, v, type_of("plan_of_record"), &(struct query){.filters = of, .n_filters = 2, .limit = 1}, &l, e));
	for (size_t i = 0; l.n && i < sizeof same / sizeof *same; i++)
		in[(*n)++] = (struct input){same[i], rec_show(a, &l.items[0], field_index(l.items[0].type, same[i]))};
	return OK;
}

enum code iep_begin(struct db *db, struct arena *a, const struct viewer *v, struct id learner, struct str kind, struct str why, struct id *out, struct err *e)
{
	static const char *const without[] = {"number", "kind", "why", "met_on", "no_meeting", "begin_on", "end_on", "unsigned_why", "locked_on", "seal", NULL};
	struct viewer school = for_school(v);
	struct record_list all;
	struct record *before = NULL;
	struct str *open;
	size_t n_open, n = 0;
	TRY(iep_unconfirmed(db, a, v->lang, v->today, &open, &n_open, e));
	if (!iep_held_here(db))
		return err_set(e, E_DENIED, "This district keeps its IEPs elsewhere. Take the IEP over from the paper on the plan page.");
	if (n_open)
		return err_set(e, E_DENIED, "An IEP is held here only when the days that law counts are confirmed for the state. Not confirmed yet: %.*s.", S_ARG(tr_list(a, v->lang, open, n_open)));
	TRY(iep_versions(db, a, &school, learner, &all, e));
	for (size_t i = 0; i < all.n; i++) {
		if (iep_is_draft(&all.items[i]))
			return err_set(e, E_CONFLICT, "There is a draft already. Finish it, or put it away, before the next one.");
		if (!before && str_eqz(all.items[i].state, "locked"))
			before = &all.items[i];
	}
	if (!before != str_eqz(kind, "first"))
		return err_set(e, E_INPUT, "%s", before ? "This learner has an IEP here. Choose an amendment or the yearly one." : "There is no IEP here to change. Begin with the first one.");
	struct input *in = NEW_ARRAY(a, struct input, 48);
	if (before)
		n = copied(a, before, without, &in);
	else
		TRY(from_header(db, a, &school, learner, in, &n, e));
	if (before && str_eqz(kind, "amendment"))
		in[n++] = (struct input){"end_on", rec_t(before, "end_on")};
	in[n++] = (struct input){"kind", kind};
	in[n++] = (struct input){"why", str_trim(why)};
	in[n++] = (struct input){"number", str_fmt(a, "%lld", (long long)(before ? rec_i(before, "number") + 1 : 1))};
	TRY(record_create(db, a, &school, type_of("iep"), ID_NIL, in, n, out, NULL, e));
	return before ? from_before(db, a, &school, before->id, *out, e) : from_paper(db, a, &school, learner, *out, e);
}

enum code iep_sign(struct db *db, struct arena *a, const struct viewer *v, struct id iep, const struct iep_sign *s, struct err *e)
{
	struct record r;
	struct id id;
	TRY(record_get(db, a, v, type_of("iep"), iep, &r, e));
	struct input in[] = {{"learner", id_str(a, rec_id(&r, "learner"))}, {"iep", id_str(a, iep)}, {"person", s->on_paper ? S("") : id_str(a, v->person)}, {"name", str_trim(s->name)}, {"role", s->role}, {"agrees", s->agrees},
	                     {"text", str_trim(s->text)}, {"on_paper", s->on_paper ? S("1") : S("0")}, {"signed_on", day_text(a, v->today)}};
	return record_create(db, a, v, type_of("iep_signature"), ID_NIL, in, sizeof in / sizeof *in, &id, NULL, e);
}

enum code iep_lock(struct db *db, struct arena *a, const struct viewer *v, struct id iep, struct err *e)
{
	struct record r;
	TRY(record_get(db, a, v, type_of("iep"), iep, &r, e));
	return record_move(db, a, v, r.type, iep, r.version, S("locked"), e);
}
