/* Values that law counts, and what is due after them. */
#include "school/plan/legal.h"

#include "record/setting.h"

#include <string.h>

#define LEAD_KEY "plans.reminder_days"

static const struct legal_rule_info RULES[LEGAL_RULES] = {
	[LEGAL_IEP_REVIEW] = {"iep.review", N_("Yearly review of the IEP"), LEGAL_YEARS, 1, "34 CFR 300.324(b)(1)(i)", N_("from the last meeting on the whole plan; a change in between does not move it")},
	[LEGAL_IEP_REEVALUATION] = {"iep.reevaluation", N_("Evaluation again"), LEGAL_YEARS, 3, "34 CFR 300.303(b)(2)", N_("from the last decision that the learner is eligible, unless family and school agree that it is not needed")},
	[LEGAL_IEP_EVALUATION] = {"iep.evaluation", N_("First evaluation"), LEGAL_DAYS, 60, "34 CFR 300.301(c)(1)", N_("from the parent's consent; a state may count otherwise")},
	[LEGAL_IEP_MEETING] = {"iep.meeting", N_("First IEP meeting"), LEGAL_DAYS, 30, "34 CFR 300.323(c)(1)", N_("from the decision that the learner is eligible")},
	[LEGAL_TRANSITION_AGE] = {"iep.transition_age", N_("Goals for the time after school"), LEGAL_AGE, 16, "34 CFR 300.320(b)", N_("in the plan that is in force when the learner reaches this age; many states ask for it earlier")},
	[LEGAL_MAJORITY_AGE] = {"iep.majority_age", N_("Telling the learner which rights pass over"), LEGAL_AGE, 18, "34 CFR 300.320(c)", N_("a year before the learner is of age under state law")},
	[LEGAL_RECORDS_ACCESS] = {"records.access", N_("Showing the family the records"), LEGAL_DAYS, 45, "34 CFR 300.613(a)", N_("from the day the family asked, and before any meeting")},
	[LEGAL_504_REEVALUATION] = {"504.reevaluation", N_("Looking again whether the 504 plan still fits"), LEGAL_YEARS, 0, "34 CFR 104.35(d)", N_("from the last evaluation; federal law says \"periodic\" and names no number")},
	[LEGAL_EL_IDENTIFY] = {"el.identify", N_("Finding out who is learning English"), LEGAL_DAYS, 30, "20 USC 6823(b)(2)", N_("from the first day at school")},
	[LEGAL_EL_NOTICE_START] = {"el.notice_start", N_("Letter to the family about the English program"), LEGAL_DAYS, 30, "20 USC 6312(e)(3)(A)", N_("from the first day of the school year")},
	[LEGAL_EL_NOTICE_LATER] = {"el.notice_later", N_("Letter to the family about the English program, later in the year"), LEGAL_DAYS, 14, "20 USC 6312(e)(3)(B)", N_("from the day of placement, when that is after the start of the year")},
	[LEGAL_EL_TEST] = {"el.test", N_("Yearly test of English"), LEGAL_YEARS, 1, "20 USC 6311(b)(2)(G)", N_("from the last test, also for those whose family said no to the program")},
	[LEGAL_EL_MONITOR] = {"el.monitor", N_("Watching after the English program"), LEGAL_YEARS, 4, "20 USC 6841(a)(5)", N_("from the day the learner left the program")},
	[LEGAL_KEEP_LEARNING] = {"keep.learning", N_("Keeping work, evidence and plans of the week"), LEGAL_YEARS, 0, "34 CFR 99.10(e)", N_("after the learner has left; federal law names no number, your state does")},
	[LEGAL_KEEP_FILES] = {"keep.files", N_("Keeping photos, sound and files that were handed in"), LEGAL_YEARS, 0, "34 CFR 99.10(e)", N_("after the learner has left; federal law names no number, your state does")},
	[LEGAL_KEEP_MESSAGES] = {"keep.messages", N_("Keeping messages with families"), LEGAL_YEARS, 0, "34 CFR 99.10(e)", N_("after the learner has left; federal law names no number, your state does")},
	[LEGAL_KEEP_SPECIAL] = {"keep.special", N_("Keeping plans of record"), LEGAL_YEARS, 0, "34 CFR 300.624", N_("after the learner has left, and when the family was told that they are no longer needed; your state names the number")},
};

SETTINGS(plan_dates) = {
	{.key = LEAD_KEY, .label = N_("Days that plan dates are told early"), .help = N_("Reviews, evaluations and letters stand on the list of dates this long before they are due."), .type = SET_INT,
	 .initial = "45", .min = 0, .max = 365, .serves = "R410"},
	SETTINGS_END,
};

const struct legal_rule_info *legal_rule_info(enum legal_rule r)
{
	return r >= 0 && r < LEGAL_RULES ? &RULES[r] : NULL;
}

static const struct choice rules[] = {
	{"iep.review", N_("Yearly review of the IEP")}, {"iep.reevaluation", N_("Evaluation again")}, {"iep.evaluation", N_("First evaluation")}, {"iep.meeting", N_("First IEP meeting")},
	{"iep.transition_age", N_("Goals for the time after school")}, {"iep.majority_age", N_("Telling the learner which rights pass over")}, {"records.access", N_("Showing the family the records")},
	{"504.reevaluation", N_("Looking again whether the 504 plan still fits")}, {"el.identify", N_("Finding out who is learning English")},
	{"el.notice_start", N_("Letter to the family about the English program")}, {"el.notice_later", N_("Letter to the family about the English program, later in the year")},
	{"el.test", N_("Yearly test of English")}, {"el.monitor", N_("Watching after the English program")},
	{"keep.learning", N_("Keeping work, evidence and plans of the week")}, {"keep.files", N_("Keeping photos, sound and files that were handed in")}, {"keep.messages", N_("Keeping messages with families")}, {"keep.special", N_("Keeping plans of record")}, {NULL, NULL}};

#define CONFIRMS (REL_DISTRICT | REL_ADMIN | REL_LEADER)

RECORD(legal_value) = {
	.name = "legal_value", .table = "legal_value", .label = N_("Value of law"), .plural = N_("Values of law"),
	.help = N_("What holds in this state, from which day on, and after which source. A new value is a new line; the old one stays for old days."), .serves = "R410",
	.scope = SCOPE_ORG, .see = REL_STAFF | REL_ADMIN | REL_LEADER | REL_DISTRICT, .edit = CONFIRMS, .create = CONFIRMS, .remove = CONFIRMS,
	.fields = FIELDS(
		{"rule", N_("What"), NULL, F_CHOICE, FF_REQUIRED | FF_LIST | FF_FILTER | FF_FIXED, .choices = rules},
		{"us_state", N_("State"), N_("Such as MN."), F_TEXT, FF_REQUIRED | FF_LIST, .max = 40},
		{"amount", N_("Number"), N_("Days, years or an age, as the list of dates says. 0: no number here."), F_INT, FF_REQUIRED | FF_LIST, .min = 0, .max = 400},
		{"from_on", N_("In force from"), NULL, F_DATE, FF_REQUIRED | FF_LIST},
		{"source", N_("Source"), N_("The rule or statute of the state, so that the next person can look it up."), F_TEXT, FF_REQUIRED | FF_LIST}),
	.title_field = "rule", .order = "-from_on"};

struct legal_values legal_federal(void)
{
	struct legal_values l = {.lead = 45};
	for (int i = 0; i < LEGAL_RULES; i++)
		l.v[i] = (struct legal_value){.value = RULES[i].value, .source = str_z(RULES[i].source), .from = DAY_NONE};
	return l;
}

enum code legal_load(struct db *db, struct arena *a, day_t day, struct legal_values *out, struct err *e)
{
	struct rows *r;
	int64_t lead = 45;
	*out = legal_federal();
	enum code c = setting_int(db, LEAD_KEY, &lead, e);
	out->lead = (int)lead;
	if (!c) /* the newest that is in force comes last */
		c = db_query(db, e, &r, "select rule, amount, from_on, source, us_state, id from legal_value where district = ?1 and from_on <= ?2 order by from_on, id", "dt", day_text(a, day));
	if (c)
		return c;
	int got;
	while ((got = rows_next(r, e)) == 1)
		for (int i = 0; i < LEGAL_RULES; i++)
			if (str_eqz(rows_t(r, 0), RULES[i].key)) {
				struct legal_value *v = &out->v[i];
				*v = (struct legal_value){.value = (int)rows_i(r, 1), .confirmed = true, .source = str_dup(a, rows_t(r, 3)), .state = str_dup(a, rows_t(r, 4)), .from = DAY_NONE, .id = rows_id(r, 5)};
				(void)!day_parse(rows_t(r, 2), &v->from);
			}
	rows_end(r);
	return got < 0 ? e->code : OK;
}

static day_t years_later(day_t from, int years)
{
	struct civil c = day_civil(from);
	day_t d = day_of(c.year + years, c.month, c.day);
	return d != DAY_NONE ? d : day_of(c.year + years, c.month, c.day - 1);
}

day_t legal_due(const struct legal_values *l, enum legal_rule r, day_t from)
{
	int n = l->v[r].value;
	if (from == DAY_NONE || n <= 0)
		return DAY_NONE;
	return RULES[r].unit == LEGAL_DAYS ? from + n : years_later(from, n);
}

struct dates { const struct legal_values *l; day_t today; struct legal_date *out; size_t n; };

static void due(struct dates *d, enum legal_rule rule, day_t on)
{
	if (on == DAY_NONE || on - d->l->lead > d->today)
		return;
	size_t at = d->n++;
	for (; at > 0 && d->out[at - 1].due > on; at--)
		d->out[at] = d->out[at - 1];
	d->out[at] = (struct legal_date){.rule = rule, .due = on, .confirmed = d->l->v[rule].confirmed, .over = on < d->today, .soon = on >= d->today};
}

static void iep_dates(struct dates *d, const struct legal_facts *f)
{
	due(d, LEGAL_IEP_REVIEW, legal_due(d->l, LEGAL_IEP_REVIEW, f->iep_met != DAY_NONE ? f->iep_met : f->iep_begin));
	due(d, LEGAL_IEP_REEVALUATION, legal_due(d->l, LEGAL_IEP_REEVALUATION, f->iep_evaluated));
	/* the plan that will be in force on that birthday is the one that must hold them */
	day_t grown = legal_due(d->l, LEGAL_TRANSITION_AGE, f->born), next = legal_due(d->l, LEGAL_IEP_REVIEW, f->iep_met != DAY_NONE ? f->iep_met : f->iep_begin);
	if (!f->transition && grown != DAY_NONE && (grown <= d->today || next == DAY_NONE || grown <= next))
		due(d, LEGAL_TRANSITION_AGE, grown);
	day_t of_age = legal_due(d->l, LEGAL_MAJORITY_AGE, f->born);
	if (!f->rights_told && of_age != DAY_NONE)
		due(d, LEGAL_MAJORITY_AGE, years_later(of_age, -1));
}

static void el_dates(struct dates *d, const struct legal_facts *f)
{
	if (f->el_exit != DAY_NONE) {
		day_t end = legal_due(d->l, LEGAL_EL_MONITOR, f->el_exit);
		if (end != DAY_NONE && end >= d->today)
			due(d, LEGAL_EL_MONITOR, end);
		return;
	}
	if (f->el_identified == DAY_NONE && f->el_placed == DAY_NONE)
		due(d, LEGAL_EL_IDENTIFY, legal_due(d->l, LEGAL_EL_IDENTIFY, f->el_enrolled));
	if (f->el_notice == DAY_NONE && f->el_placed != DAY_NONE) {
		/* placed before the year began: its first day counts; otherwise the day of placement */
		bool later = f->year_begin == DAY_NONE || f->el_placed > f->year_begin;
		if (later)
			due(d, LEGAL_EL_NOTICE_LATER, legal_due(d->l, LEGAL_EL_NOTICE_LATER, f->el_placed));
		else
			due(d, LEGAL_EL_NOTICE_START, legal_due(d->l, LEGAL_EL_NOTICE_START, f->year_begin));
	}
	due(d, LEGAL_EL_TEST, legal_due(d->l, LEGAL_EL_TEST, f->el_tested != DAY_NONE ? f->el_tested : f->el_placed));
}

size_t legal_dates(const struct legal_values *l, const struct legal_facts *f, day_t today, struct legal_date out[LEGAL_RULES])
{
	struct dates d = {.l = l, .today = today, .out = out};
	if (f->iep)
		iep_dates(&d, f);
	if (f->section504)
		due(&d, LEGAL_504_REEVALUATION, legal_due(l, LEGAL_504_REEVALUATION, f->s504_evaluated));
	if (f->el || f->el_exit != DAY_NONE || f->el_enrolled != DAY_NONE)
		el_dates(&d, f);
	return d.n;
}

struct str legal_date_text(struct arena *a, enum lang lang, const struct legal_date *d)
{
	const char *what = tr(lang, RULES[d->rule].label);
	return d->over ? str_fmt(a, tr(lang, N_("%1$s was due on %2$s")), what, str_dupz(a, tr_date_short(a, lang, d->due)))
	               : str_fmt(a, tr(lang, N_("%1$s is due on %2$s")), what, str_dupz(a, tr_date_short(a, lang, d->due)));
}
