#include "school/admin/retention.h"
#include "school/admin/erased.h"
#include "record/erase.h"

#include <string.h>

static const struct keep_kind_info KINDS[KEEP_KINDS] = {
	[KEEP_LEARNING] = {"learning", N_("Work, evidence, plans of the week, profile, reflections"), LEGAL_KEEP_LEARNING},
	[KEEP_FILES] = {"files", N_("Photos, sound and other files that were handed in"), LEGAL_KEEP_FILES},
	[KEEP_MESSAGES] = {"messages", N_("Messages between family and school, notes of conversations"), LEGAL_KEEP_MESSAGES},
	[KEEP_SPECIAL] = {"special", N_("Plans of record and all that belongs to them: IEP, 504, English learner"), LEGAL_KEEP_SPECIAL},
};

const struct keep_kind_info *keep_kind_info(enum keep_kind k)
{
	return &KINDS[k];
}

/* ---- which records are what ---- */

/* The permanent record and what must outlive the rest. `role` and `enrolment` speak of a person, not of a learner, and stay anyway. */
static const char *const STAY[] = {"attendance", "guardian", "record_hold", "record_request", "erasure", "enrolment", "role", NULL};
static const char *const SPECIAL[] = {"iep", "iep_line", "iep_signature", "plan_of_record", "el_plan", "plan", "plan_line", "line_level", "support_measure", "help_step", "team_decision", "time_outside", "service_session", "delivery", "access_task", "plan_sitting",
                                      "plan_read", "program", "english_level", "need", "support_role", "safety_report", "coaching", "rights_request", NULL};
static const char *const MESSAGES[] = {"translation_task", "thread", "message", "note", "conference", NULL};

static bool among(const char *name, const char *const *list)
{
	for (; *list; list++)
		if (strcmp(name, *list) == 0)
			return true;
	return false;
}

/* A type that nobody has thought of counts as learning: nothing is kept for ever because it was forgotten. */
static bool kind_of(const struct record_type *t, enum keep_kind *out)
{
	if (record_learner_field(t) == NULL || among(t->name, STAY))
		return false;
	*out = strcmp(t->name, "attachment") == 0 ? KEEP_FILES : among(t->name, MESSAGES) ? KEEP_MESSAGES : among(t->name, SPECIAL) ? KEEP_SPECIAL : KEEP_LEARNING;
	return true;
}

static enum code count_rows(struct db *db, struct arena *a, struct id learner, struct keep_learner *k, struct err *e)
{
	enum code c = OK;
	for (size_t i = 0; !c && RECORD_TYPES[i]; i++) {
		enum keep_kind kind;
		int64_t n = 0;
		if (!kind_of(RECORD_TYPES[i], &kind))
			continue;
		c = record_erase_count(db, a, RECORD_TYPES[i], learner, &n, e);
		k->parts[kind].rows += n;
	}
	return c;
}

/* ---- what is due ---- */

static void judge(struct keep_learner *k, const struct legal_values *l, day_t today)
{
	for (int i = 0; i < KEEP_KINDS; i++) {
		struct keep_part *p = &k->parts[i];
		const struct legal_value *v = &l->v[KINDS[i].rule];
		p->due = k->left == DAY_NONE || !v->confirmed || v->value <= 0 ? DAY_NONE : legal_due(l, KINDS[i].rule, k->left);
		p->why = k->left == DAY_NONE ? WHY_HERE : k->held ? WHY_HELD : p->due == DAY_NONE ? WHY_NO_NUMBER : p->due > today ? WHY_NOT_YET : WHY_DUE;
	}
}

static enum code holds(struct db *db, struct arena *a, struct keep_learner *k, day_t today, struct err *e)
{
	struct rows *r;
	enum code c = db_query(db, e, &r, "select why from record_hold where learner = ?1 and district = ?2 and begin_on <= ?3 and (end_on is null or end_on >= ?3) order by begin_on, id limit 1", "bdt", k->id,
	                       day_text(a, today));
	if (c)
		return c;
	int got = rows_next(r, e);
	k->held = got == 1;
	if (got == 1) {
		k->held_why = str_dup(a, rows_t(r, 0));
		rows_end(r);
	}
	int64_t open = 0;
	if (got < 0)
		return E_DB;
	/* 34 CFR 99.10(e): what was asked for is not destroyed before it was answered */
	c = db_int(db, e, &open, "select count(*) from record_request where learner = ?1 and district = ?2 and state = 'open' and kind <> 'erase'", "bd", k->id);
	k->asked = !c && open > 0;
	k->held |= k->asked;
	return c;
}

/* The last day of school: of the last enrolment or role as a learner; text compares as days do. */
#define ENDS \
	"select person, coalesce(end_on, '9999-12-31') as ends from enrolment where role = 'student'" \
	" union all select person, coalesce(end_on, '9999-12-31') as ends from role where role = 'student') x on x.person = p.id where p.district = ?1"

static void learner_of_row(const struct rows *r, struct arena *a, day_t today, struct keep_learner *k)
{
	*k = (struct keep_learner){.id = rows_id(r, 0), .name = str_dup(a, rows_t(r, 1)), .left = DAY_NONE};
	if (!day_parse(rows_t(r, 2), &k->left) || k->left >= today)
		k->left = DAY_NONE;
}

enum code retention_list(struct db *db, struct arena *a, day_t today, int most, struct keep_learner **out, size_t *n, struct err *e)
{
	struct legal_values l;
	struct rows *r = NULL;
	int got = 0;
	*out = NEW_ARRAY(a, struct keep_learner, (size_t)most);
	*n = 0;
	enum code c = legal_load(db, a, today, &l, e);
	if (!c)
		c = db_query(db, e, &r, "select p.id, coalesce(p.preferred_name, p.given_name) || ' ' || p.family_name as called, max(x.ends) as left_on from person p join (" ENDS " and not exists (select 1 from erasure g where g.learner = p.id and g.state = 'done' and g.kinds like '%learning%' and g.kinds like '%special%')"
		             " group by p.id, p.preferred_name, p.given_name, p.family_name having max(x.ends) < ?2 order by left_on, p.id limit ?3", "dti", day_text(a, today), (int64_t)most);
	while (!c && *n < (size_t)most && (got = rows_next(r, e)) == 1)
		learner_of_row(r, a, today, &(*out)[(*n)++]);
	if (got == 1)
		rows_end(r);
	if (got < 0)
		return E_DB;
	for (size_t i = 0; !c && i < *n; i++) {
		c = holds(db, a, &(*out)[i], today, e);
		judge(&(*out)[i], &l, today);
	}
	return c;
}

enum code retention_look(struct db *db, struct arena *a, struct id learner, day_t today, struct keep_learner *out, struct err *e)
{
	struct legal_values l;
	struct rows *r = NULL;
	enum code c = legal_load(db, a, today, &l, e);
	if (!c)
		c = db_query(db, e, &r, "select p.id, coalesce(p.preferred_name, p.given_name) || ' ' || p.family_name as called, max(x.ends) as left_on from person p join (" ENDS " and p.id = ?2 group by p.id, p.preferred_name, p.given_name, p.family_name", "db", learner);
	if (c)
		return c;
	int got = rows_next(r, e);
	if (got != 1)
		return got < 0 ? E_DB : err_set(e, E_NOTFOUND, "There is no such learner.");
	learner_of_row(r, a, today, out);
	rows_end(r);
	c = holds(db, a, out, today, e);
	judge(out, &l, today);
	return c ? c : count_rows(db, a, learner, out, e);
}

/* ---- approving ---- */

static struct str kinds_text(struct arena *a, const struct erasure *x)
{
	struct buf b = buf_new(a, 200);
	for (int i = 0; i < KEEP_KINDS; i++)
		if (x->kinds[i])
			buf_fmt(&b, "%s%s", b.n ? " " : "", KINDS[i].key);
	return buf_done(&b);
}

/* Why this may not go; NULL: it may. */
static const char *refusal(const struct keep_learner *k, const struct erasure *x, day_t today)
{
	bool any = false;
	for (int i = 0; i < KEEP_KINDS; i++)
		any |= x->kinds[i];
	if (!any)
		return N_("Say what shall be erased.");
	if (k->left == DAY_NONE)
		return N_("This learner is at school: the records are still needed.");
	if (k->held)
		return N_("A request, a hearing or a court holds the records of this learner. Nothing of them goes until that has ended.");
	if (x->kinds[KEEP_SPECIAL] && (x->told == DAY_NONE || x->told > today))
		return N_("Say when the family was told that the plans of record are no longer needed: the law asks for it before they go (34 CFR 300.624).");
	if (x->asked && !x->how.n)
		return N_("Say who asked, when and how.");
	for (int i = 0; i < KEEP_KINDS; i++)
		if (x->kinds[i] && !x->asked && k->parts[i].why != WHY_DUE)
			return N_("The time to keep this has not ended, or nobody has confirmed how long it is. It goes earlier only when the family or the adult learner asked for it.");
	return NULL;
}

enum code retention_approve(struct db *db, struct arena *a, const struct viewer *v, const struct erasure *x, struct id *out, struct err *e)
{
	struct keep_learner k;
	struct viewer by = *v;
	by.hats |= REL_SYSTEM;
	if (id_nil(v->person))
		return err_set(e, E_DENIED, "%s", tr(v->lang, N_("A person must approve this, by name.")));
	enum code c = retention_look(db, a, x->learner, v->today, &k, e);
	if (c)
		return c;
	const char *why = refusal(&k, x, v->today);
	if (why)
		return err_set(e, E_INPUT, "%s", tr(v->lang, why));
	struct input in[] = {{"learner", id_str(a, x->learner)}, {"kinds", kinds_text(a, x)}, {"ground", str_z(x->asked ? "asked" : "schedule")},
	                     {"told_on", x->told == DAY_NONE ? (struct str){0} : day_text(a, x->told)}, {"how", x->how}, {"approved_by", id_str(a, v->person)}, {"approved_on", day_text(a, v->today)}};
	c = record_create(db, a, &by, record_type_find(S("erasure")), ID_NIL, in, sizeof in / sizeof *in, out, NULL, e);
	if (!c)
		c = security_log(db, v, "erasure approved", "erasure", *out, &x->learner, 1, kinds_text(a, x).p, e);
	return c;
}

/* ---- erasing ---- */

static enum code erase_kinds(struct db *db, struct arena *a, struct id learner, const bool *kinds, int64_t *rows, struct err *e)
{
	enum code c = OK;
	for (size_t i = 0; !c && RECORD_TYPES[i]; i++) {
		enum keep_kind kind;
		int64_t n = 0;
		if (!kind_of(RECORD_TYPES[i], &kind) || !kinds[kind])
			continue;
		c = record_erase(db, a, RECORD_TYPES[i], learner, &n, e);
		*rows += n;
	}
	/* what refers to it, until nothing more goes */
	for (int64_t gone = 1; !c && gone > 0;) {
		gone = 0;
		for (size_t i = 0; !c && RECORD_TYPES[i]; i++) {
			int64_t n = 0;
			c = record_erase_refs(db, a, RECORD_TYPES[i], learner, &n, e);
			gone += n;
		}
		*rows += gone;
	}
	return c;
}

/* Tables that follow from evidence or go with it, and are no records. */
static enum code erase_learning(struct db *db, struct id learner, struct err *e)
{
	enum code c = db_exec(db, e, "delete from mastery where learner = ?1 and district = ?2", "bd", learner);
	if (!c)
		c = db_exec(db, e, "delete from mastery_pace where learner = ?1 and district = ?2", "bd", learner);
	if (!c)
		c = db_exec(db, e, "delete from minutes where learner = ?1 and district = ?2", "bd", learner);
	if (!c)
		c = db_exec(db, e, "delete from scan_page where district = ?2 and code in (select code from paper_sheet where learner = ?1)", "bd", learner);
	if (!c)
		c = db_exec(db, e, "delete from scan_part where district = ?2 and batch in (select b.id from scan_batch b join paper_sheet s on s.code = b.sheet where s.learner = ?1)", "bd", learner);
	if (!c)
		c = db_exec(db, e, "delete from scan_batch where district = ?2 and sheet in (select code from paper_sheet where learner = ?1)", "bd", learner);
	if (!c)
		c = db_exec(db, e, "delete from paper_sheet where learner = ?1 and district = ?2", "bd", learner);
	return c ? c : db_exec(db, e, "delete from draft where person = ?1 and district = ?2", "bd", learner);
}

/* What went or waits to go to families, and what was said about its translation; before the messages themselves. */
static enum code erase_messages(struct db *db, struct id learner, struct err *e)
{
	enum code c = db_exec(db, e, "delete from outgoing where learner = ?1 and district = ?2", "bd", learner);
	if (!c)
		c = db_exec(db, e, "delete from translation_said where district = ?2 and record in (select id from message where learner = ?1 union all select id from note where learner = ?1)", "bd", learner);
	if (!c)
		c = db_exec(db, e, "delete from incoming where learner = ?1 and district = ?2", "bd", learner);
	return c ? c : db_exec(db, e, "delete from notice where learner = ?1 and district = ?2", "bd", learner);
}

enum code retention_erase_kinds(struct db *db, struct arena *a, struct id learner, struct str list, int64_t *rows, struct err *e)
{
	bool kinds[KEEP_KINDS];
	enum code c = OK;
	*rows = 0;
	for (int i = 0; i < KEEP_KINDS; i++)
		kinds[i] = choices_have(list, KINDS[i].key);
	if (kinds[KEEP_LEARNING])
		c = erase_learning(db, learner, e);
	if (!c && kinds[KEEP_MESSAGES])
		c = erase_messages(db, learner, e);
	return c ? c : erase_kinds(db, a, learner, kinds, rows, e);
}

enum code retention_erase(struct db *db, struct arena *a, const struct viewer *v, struct id erasure, int64_t *rows, struct err *e)
{
	const struct record_type *t = record_type_find(S("erasure"));
	struct keep_learner k;
	struct record r;
	*rows = 0;
	enum code c = record_get(db, a, v, t, erasure, &r, e);
	if (c || str_eqz(r.state, "done"))
		return c;
	struct id learner = rec_id(&r, "learner");
	/* a hold that came since, or a learner who came back, goes first */
	c = retention_look(db, a, learner, v->today, &k, e);
	if (!c && (k.held || k.left == DAY_NONE))
		return err_set(e, E_CONFLICT, "%s", tr(v->lang, k.held ? N_("A request, a hearing or a court holds the records of this learner. Nothing of them goes until that has ended.")
		                                                         : N_("This learner is at school: the records are still needed.")));
	if (!c)
		c = retention_erase_kinds(db, a, learner, rec_t(&r, "kinds"), rows, e);
	if (!c)
		c = erased_note(a, &r, e);
	struct input done[] = {{"gone", str_fmt(a, "%lld", (long long)*rows)}};
	if (!c)
		c = record_update(db, a, v, t, erasure, r.version, done, 1, NULL, e);
	if (!c)
		c = record_move(db, a, v, t, erasure, r.version + 1, S("done"), e);
	return c ? c : security_log(db, v, "records erased", "erasure", erasure, &learner, 1, rec_t(&r, "kinds").p, e);
}

enum code retention_done(struct db *db, struct arena *a, int most, struct erasure_row **out, size_t *n, struct err *e)
{
	struct rows *r;
	int got = 0;
	*out = NEW_ARRAY(a, struct erasure_row, (size_t)most);
	*n = 0;
	enum code c = db_query(db, e, &r, "select x.id, x.learner, p.given_name || ' ' || p.family_name, b.given_name || ' ' || b.family_name, x.state, x.kinds, x.approved_on, coalesce(x.gone, 0), x.ground"
	                       " from erasure x join person p on p.id = x.learner join person b on b.id = x.approved_by where x.district = ?1 order by x.approved_on desc, x.id desc limit ?2", "di", (int64_t)most);
	while (!c && *n < (size_t)most && (got = rows_next(r, e)) == 1) {
		struct erasure_row *x = &(*out)[(*n)++];
		*x = (struct erasure_row){rows_id(r, 0), rows_id(r, 1), str_dup(a, rows_t(r, 2)), str_dup(a, rows_t(r, 3)), str_dup(a, rows_t(r, 4)), str_dup(a, rows_t(r, 5)), DAY_NONE, rows_i(r, 7),
		                          str_eqz(rows_t(r, 8), "asked")};
		(void)day_parse(rows_t(r, 6), &x->on);
	}
	if (!c && got == 1)
		rows_end(r);
	return c ? c : got < 0 ? E_DB : OK;
}

/* ---- records ---- */

static const struct choice kind_choices[] = {{"learning", N_("Work, evidence, plans of the week, profile, reflections")}, {"files", N_("Photos, sound and other files that were handed in")},
                                             {"messages", N_("Messages between family and school, notes of conversations")},
                                             {"special", N_("Plans of record and all that belongs to them: IEP, 504, English learner")}, {NULL, NULL}};

RECORD(erasure) = {
	.name = "erasure", .table = "erasure", .label = N_("Erasure"), .plural = N_("Erasures"), .help = N_("What was erased of a learner's records, why, and who approved it."), .serves = "R438",
	.scope = SCOPE_LEARNER, .about = "learner", .see = REL_DISTRICT | REL_ADMIN, .edit = REL_SYSTEM, .create = REL_SYSTEM, .remove = REL_SYSTEM,
	.states = CHOICES({"approved", N_("approved")}, {"done", N_("done")}),
	.moves = MOVES({"approved", "done", N_("Done"), REL_SYSTEM}),
	.fields = FIELDS({"learner", N_("Learner"), NULL, F_REF, FF_REQUIRED | FF_LIST | FF_FILTER | FF_FIXED, .ref = "person"},
	                 {"kinds", N_("What"), NULL, F_CHOICES, FF_REQUIRED | FF_LIST | FF_FIXED, .choices = kind_choices},
	                 {"ground", N_("Why"), NULL, F_CHOICE, FF_REQUIRED | FF_LIST | FF_FIXED, .choices = CHOICES({"schedule", N_("The time to keep it has ended")}, {"asked", N_("The family or the adult learner asked for it")})},
	                 {"told_on", N_("The family was told on"), NULL, F_DATE, FF_FIXED},
	                 {"how", N_("How"), NULL, F_TEXT, FF_FIXED},
	                 {"approved_by", N_("Approved by"), NULL, F_REF, FF_REQUIRED | FF_LIST | FF_FIXED, .ref = "person"},
	                 {"approved_on", N_("On"), NULL, F_DATE, FF_REQUIRED | FF_LIST | FF_FIXED},
	                 {"gone", N_("Records that went"), NULL, F_INT, FF_LIST}),
	.title_field = "approved_on", .order = "-approved_on"};

RECORD(record_hold) = {
	.name = "record_hold", .table = "record_hold", .label = N_("Hold on records"), .plural = N_("Holds on records"),
	.help = N_("While somebody asks to see the records, or a hearing or a court needs them, nothing of this learner is erased (34 CFR 99.10)."), .serves = "R438",
	.scope = SCOPE_LEARNER, .about = "learner", .see = REL_DISTRICT | REL_ADMIN | REL_LEADER | REL_CASE, .edit = REL_DISTRICT | REL_ADMIN | REL_LEADER, .create = REL_DISTRICT | REL_ADMIN | REL_LEADER,
	.remove = REL_DISTRICT | REL_ADMIN,
	.fields = FIELDS({"learner", N_("Learner"), NULL, F_REF, FF_REQUIRED | FF_LIST | FF_FILTER | FF_FIXED, .ref = "person"},
	                 {"why", N_("Why"), N_("Who asked, and for what."), F_LONG, FF_REQUIRED | FF_LIST, .max = 2000},
	                 {"begin_on", N_("From"), NULL, F_DATE, FF_REQUIRED | FF_LIST},
	                 {"end_on", N_("Until"), N_("Empty: until somebody ends it."), F_DATE, FF_LIST}),
	.title_field = "why", .order = "-begin_on"};
