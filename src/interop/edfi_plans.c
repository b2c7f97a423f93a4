/* edfi_plans.c - plans, programs, help, days missed and results of Ed-Fi, as this program keeps them. */
#include "interop/edfi.h"
#include "interop/template.h"

#include <string.h>

#define WHY_TWICE N_("said before in the same files")
#define CODE_TEXT 60

static struct val day_val(struct str day)
{
	return val_t(day);
}

/* ---- programs ---- */

uint64_t edfi_program_key(struct edfi *x, struct id learner, const char *program)
{
	return about_key(x->m, learner, ID_NIL, str_z(program));
}

static enum code put_program(struct edfi *x, const struct edfi_element *el, struct id learner, const char *program, struct str category, struct str begin,
                             struct str end, struct err *e)
{
	struct val *v = edfi_values(x, &x->program);
	edfi_set(&x->program, v, "learner", val_id(learner));
	edfi_set(&x->program, v, "program", val_t(str_z(program)));
	edfi_set(&x->program, v, "category", val_t(category));
	edfi_set(&x->program, v, "begin_on", day_val(begin));
	edfi_set(&x->program, v, "end_on", day_val(end));
	edfi_set(&x->program, v, "source", val_t(edfi_from(x, el)));
	return edfi_put(x, &x->program, edfi_program_key(x, learner, program), el, v, e);
}

/* The one that is marked as first, else the first. */
static struct str disability(struct edfi *x, const struct edfi_element *el)
{
	struct str found = S("");
	for (size_t i = 0; i < el->n; i++) {
		const struct edfi_leaf *l = &el->leaves[i];
		if (str_eqz(l->path, "Disability/Disability") && (found.n == 0 || (i + 1 < el->n && str_eqz(el->leaves[i + 1].path, "Disability/OrderOfDisability") && str_eqz(el->leaves[i + 1].text, "1"))))
			found = import_clean(x->m->row, edfi_word(l->text), false);
	}
	return found.n <= CODE_TEXT * 6 ? found : S("");
}

/* ---- lines ---- */

struct new_line { const char *source, *kind; struct str text, value, term, context, duration, location, begin, end, id; int64_t minutes; };

static enum code put_line(struct edfi *x, const struct edfi_element *el, struct id learner, const struct new_line *l, struct err *e)
{
	struct val *v = edfi_values(x, &x->line);
	const struct { const char *field; struct str text; } texts[] = {
		{"source", str_z(l->source)}, {"kind", str_z(l->kind)}, {"text", l->text}, {"value", l->value}, {"term", l->term}, {"context", l->context}, {"duration", l->duration},
		{"location", l->location}, {"begin_on", l->begin}, {"end_on", l->end}, {"source_note", edfi_from(x, el)}, {"source_id", l->id}};
	for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
		edfi_set(&x->line, v, texts[i].field, val_t(texts[i].text));
	edfi_set(&x->line, v, "learner", val_id(learner));
	if (l->minutes > 0)
		edfi_set(&x->line, v, "minutes_week", val_i(l->minutes));
	return edfi_put(x, &x->line, keyed_str(&x->m->key, l->id), el, v, e);
}

/* Hours of special education a week, when they fit into the week that the same element tells. */
static enum code hours_line(struct edfi *x, const struct edfi_element *el, struct id learner, struct str number, struct str begin, struct str end, struct err *e)
{
	double hours, week;
	if (!str_real(edfi_get(el, "SpecialEducationHoursPerWeek"), &hours) || hours <= 0)
		return OK;
	if (hours > 50 || (str_real(edfi_get(el, "SchoolHoursPerWeek"), &week) && hours > week)) {
		edfi_leave(x, "SpecialEducationHoursPerWeek", N_("more hours than the week of school that the same entry tells: look into the IEP"), 1);
		return OK;
	}
	struct new_line l = {.source = "iep", .kind = "service", .text = S("Special education"), .location = import_clean(x->m->row, edfi_word(edfi_get(el, "SpecialEducationSetting")), false),
	                     .begin = begin, .end = end, .minutes = (int64_t)(hours * 60 + 0.5), .id = str_fmt(x->m->row, "edfi:iep-hours:%.*s", S_ARG(number))};
	if (l.location.n > 400)
		l.location = S("");
	return put_line(x, el, learner, &l, e);
}

static enum code services(struct edfi *x, const struct edfi_element *el, struct id learner, struct str number, struct str begin, struct str end, struct err *e)
{
	enum code c = OK;
	for (size_t i = 0; c == OK; i++) {
		struct str what = import_clean(x->m->row, edfi_word(edfi_nth(el, "SpecialEducationProgramService/SpecialEducationProgramService", i)), false);
		if (what.n == 0)
			return OK;
		if (what.n > 400)
			continue;
		/* how often, where and how long Ed-Fi does not say: they stay open until somebody takes them from the paper */
		struct new_line l = {.source = "iep", .kind = "service", .text = what, .begin = begin, .end = end,
		                     .id = str_fmt(x->m->row, "edfi:iep-service:%.*s:%.*s", S_ARG(number), S_ARG(what))};
		c = put_line(x, el, learner, &l, e);
	}
	return c;
}

struct header { const char *kind; struct str begin, end, met, evaluated, id; };

static enum code put_plan(struct edfi *x, const struct edfi_element *el, struct id learner, const struct header *h, struct err *e)
{
	struct val *v = edfi_values(x, &x->plan);
	const struct { const char *field; struct str text; } texts[] = {
		{"kind", str_z(h->kind)}, {"begin_on", h->begin}, {"end_on", h->end}, {"met_on", h->met}, {"evaluated_on", h->evaluated}, {"source_id", h->id},
		{"taken_from", edfi_from(x, el)}, {"taken_on", day_text(x->m->row, x->today)}};
	for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
		edfi_set(&x->plan, v, texts[i].field, val_t(texts[i].text));
	edfi_set(&x->plan, v, "learner", val_id(learner));
	return edfi_put(x, &x->plan, keyed_str(&x->m->key, h->id), el, v, e);
}

enum code edfi_special_education(struct edfi *x, const struct edfi_element *el, struct err *e)
{
	bool good = true;
	struct str number, begin = edfi_day(x, el, "BeginDate", &good), left = edfi_day(x, el, "SpecialEducationExitDate", &good), end = edfi_day(x, el, "EndDate", &good);
	struct header h = {.kind = "iep", .begin = edfi_day(x, el, "IEPBeginDate", &good), .end = edfi_day(x, el, "IEPEndDate", &good),
	                   .met = edfi_day(x, el, "IEPReviewDate", &good), .evaluated = edfi_day(x, el, "LastEvaluationDate", &good)};
	struct id learner = edfi_learner(x, el, &number);
	if (!good || id_nil(learner))
		return OK;
	if (left.n > 0 && (end.n == 0 || str_cmp(left, end) < 0))
		end = left;
	if (h.begin.n == 0)
		h.begin = begin;
	if (h.end.n == 0)
		h.end = end;
	h.id = str_fmt(x->m->row, "edfi:iep:%.*s", S_ARG(number));
	enum code c = put_program(x, el, learner, "iep", disability(x, el), begin, end, e);
	if (c == OK && h.begin.n > 0)
		c = put_plan(x, el, learner, &h, e);
	if (c == OK)
		c = hours_line(x, el, learner, number, h.begin, h.end, e);
	return c == OK ? services(x, el, learner, number, h.begin, h.end, e) : c;
}

enum code edfi_section504(struct edfi *x, const struct edfi_element *el, struct err *e)
{
	bool good = true;
	struct str number, begin = edfi_day(x, el, "BeginDate", &good), end = edfi_day(x, el, "EndDate", &good);
	struct header h = {.kind = "504", .begin = begin, .end = end, .met = edfi_day(x, el, "Section504MeetingDate", &good),
	                   .evaluated = edfi_day(x, el, "Section504EligibilityDecisionDate", &good)};
	struct id learner = edfi_learner(x, el, &number);
	struct str has = edfi_get(el, "AccommodationPlan"), eligible = edfi_get(el, "Section504Eligibility");
	if (!good || id_nil(learner))
		return OK;
	if (str_eqz(eligible, "0") || str_ieqz(eligible, "false")) {
		edfi_leave(x, "StudentSection504ProgramAssociation", N_("found not eligible: nothing to carry out"), 1);
		return OK;
	}
	struct str what = edfi_text(x, el, "Section504Disability");
	h.id = str_fmt(x->m->row, "edfi:504:%.*s", S_ARG(number));
	enum code c = put_program(x, el, learner, "504", edfi_word(what), begin, end, e);
	if (c != OK || str_eqz(has, "0") || str_ieqz(has, "false") || begin.n == 0) {
		if (c == OK)
			edfi_leave(x, "AccommodationPlan", N_("eligible under Section 504, no accommodation plan yet: the program is noted, no plan was made"), 1);
		return c;
	}
	return put_plan(x, el, learner, &h, e);
}

enum code edfi_language(struct edfi *x, const struct edfi_element *el, struct err *e)
{
	bool good = true;
	struct str number, begin = edfi_day(x, el, "BeginDate", &good), end = edfi_day(x, el, "EndDate", &good);
	struct id learner = edfi_learner(x, el, &number);
	if (!good || id_nil(learner))
		return OK;
	enum code c = put_program(x, el, learner, "el", S(""), begin, end, e);
	if (c != OK || begin.n == 0)
		return c;
	struct val *v = edfi_values(x, &x->el);
	struct str id = str_fmt(x->m->row, "edfi:el:%.*s", S_ARG(number)), how = edfi_word(edfi_get(el, "ProgramReference/ProgramIdentity/ProgramType"));
	bool esl = str_starts(how, "English as a Second Language"), two = str_starts(how, "Bilingual");
	const struct { const char *field; struct str text; } texts[] = {
		{"placed_on", begin}, {"exit_on", end}, {"program", esl ? S("esl") : two ? S("bilingual") : S("")}, {"source_id", id}, {"taken_from", edfi_from(x, el)},
		{"taken_on", day_text(x->m->row, x->today)}};
	edfi_set(&x->el, v, "learner", val_id(learner));
	for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
		edfi_set(&x->el, v, texts[i].field, val_t(texts[i].text));
	c = edfi_put(x, &x->el, keyed_str(&x->m->key, id), el, v, e);
	double minutes;
	if (c != OK || !str_real(edfi_get(el, "Dosage"), &minutes) || minutes < 1 || minutes > 3000)
		return c;
	struct new_line l = {.source = "el", .kind = "support", .text = S("English lessons"), .duration = str_fmt(x->m->row, "%.0f", minutes), .begin = begin, .end = end,
	                     .id = str_fmt(x->m->row, "edfi:el-dosage:%.*s", S_ARG(number))};
	return put_line(x, el, learner, &l, e);
}

enum code edfi_program(struct edfi *x, const struct edfi_element *el, struct err *e)
{
	bool good = true;
	struct str number, begin = edfi_day(x, el, "BeginDate", &good), end = edfi_day(x, el, "EndDate", &good);
	struct id learner = edfi_learner(x, el, &number);
	struct str what = edfi_word(edfi_get(el, "ProgramReference/ProgramIdentity/ProgramType"));
	if (!good || id_nil(learner))
		return OK;
	if (str_ieqz(what, "Gifted and Talented"))
		return put_program(x, el, learner, "advanced", S(""), begin, end, e);
	edfi_leave(x, "StudentProgramAssociation", str_ieqz(what, "Bilingual") ? N_("a bilingual program is no sign of who is learning English: add those learners as English learners")
	                                                                        : N_("a program that nothing here follows from"), 1);
	return OK;
}

enum code edfi_food(struct edfi *x, const struct edfi_element *el, struct err *e)
{
	bool good = true;
	struct str number, begin = edfi_day(x, el, "BeginDate", &good), end = edfi_day(x, el, "EndDate", &good);
	struct id learner = edfi_learner(x, el, &number);
	if (!good || id_nil(learner))
		return OK;
	return put_program(x, el, learner, "mealAssistance", S(""), begin, end, e);
}

enum code edfi_intervention(struct edfi *x, const struct edfi_element *el, struct err *e)
{
	struct str number, code = edfi_text(x, el, "InterventionReference/InterventionIdentity/InterventionIdentificationCode");
	struct id learner = edfi_learner(x, el, &number);
	if (id_nil(learner))
		return OK;
	if (code.n == 0) {
		edfi_refuse(x, el, "InterventionReference", "%s", tr(x->m->o->lang, N_("This says not which intervention.")));
		return OK;
	}
	const struct edfi_named *i = edfi_named(x, "intervention", code);
	double minutes = 0;
	bool told = str_real(edfi_get(el, "Dosage"), &minutes) && minutes > 0 && minutes < 10000;
	struct new_line l = {.source = "mtss", .kind = "support", .text = i != NULL && i->name.n > 0 ? i->name : code,
	                     .duration = told ? str_fmt(x->m->row, "%.0f min", minutes) : S(""), .begin = i != NULL && i->begin != DAY_NONE ? day_text(x->m->row, i->begin) : S(""),
	                     .id = str_fmt(x->m->row, "edfi:help:%.*s:%.*s", S_ARG(number), S_ARG(code))};
	return put_line(x, el, learner, &l, e);
}

/* The plan that an accommodation can be of: the one the learner has. NULL: none, or more than one. */
static const char *one_plan(struct edfi *x, struct id learner)
{
	static const char *const PLANS[] = {"iep", "504", "el"};
	const char *found = NULL;
	for (int i = 0; i < 3; i++) {
		const struct slot *s = keyed_find(&x->program.keys, edfi_program_key(x, learner, PLANS[i]));
		if (s == NULL)
			continue;
		if (found != NULL)
			return NULL;
		found = PLANS[i];
	}
	return found;
}

enum code edfi_accommodation(struct edfi *x, const struct edfi_element *el, struct err *e)
{
	struct str number;
	struct id learner = edfi_learner(x, el, &number);
	enum code c = OK;
	for (size_t i = 0; c == OK && !id_nil(learner); i++) {
		struct str name = import_clean(x->m->row, edfi_word(edfi_nth(el, "GeneralAccommodation", i)), false), value = S("");
		enum need_term term;
		if (name.n == 0)
			return OK;
		const char *plan = one_plan(x, learner);
		if (name.n > 400 || !support_named(x->m->row, name, &term, &value)) {
			edfi_leave(x, "GeneralAccommodation", N_("names no particular support: take it from the plan on paper"), 1);
			continue;
		}
		if (plan == NULL) {
			edfi_leave(x, "GeneralAccommodation", N_("it cannot be told which plan it belongs to"), 1);
			continue;
		}
		struct new_line l = {.source = plan, .kind = "accommodation", .text = name, .term = str_z(need_term_info(term)->name), .value = value, .context = S("stateTest"),
		                     .id = str_fmt(x->m->row, "edfi:accommodation:%.*s:%.*s", S_ARG(number), S_ARG(name))};
		c = put_line(x, el, learner, &l, e);
	}
	return c;
}

/* ---- days missed ---- */

enum code edfi_attendance(struct edfi *x, const struct edfi_element *el, struct err *e)
{
	static const struct { const char *word, *what; } KINDS[] = {
		{"Excused Absence", "excused"}, {"Unexcused Absence", "unexcused"}, {"Tardy", "late"}, {"Partial", "partial"}, {"Early departure", "partial"}};
	bool good = true;
	struct str number, day = edfi_day(x, el, "AttendanceEvent/EventDate", &good), word = edfi_word(edfi_get(el, "AttendanceEvent/AttendanceEventCategory"));
	struct id learner = edfi_learner(x, el, &number);
	const char *what = NULL;
	double part;
	int64_t minutes;
	if (!good || id_nil(learner))
		return OK;
	if (str_ieqz(word, "In Attendance") || str_ieqz(word, "Present"))
		return OK;
	for (size_t i = 0; i < sizeof KINDS / sizeof *KINDS; i++)
		if (str_ieqz(word, KINDS[i].word))
			what = KINDS[i].what;
	if (what == NULL) {
		edfi_leave(x, "StudentSchoolAttendanceEvent", N_("a kind of attendance that is not known here"), 1);
		return OK;
	}
	if (day.n == 0) {
		edfi_refuse(x, el, "AttendanceEvent/EventDate", "%s", tr(x->m->o->lang, N_("The day is missing.")));
		return OK;
	}
	struct val *v = edfi_values(x, &x->attendance);
	edfi_set(&x->attendance, v, "learner", val_id(learner));
	edfi_set(&x->attendance, v, "missed_on", val_t(day));
	edfi_set(&x->attendance, v, "what", val_t(str_z(what)));
	if (str_real(edfi_get(el, "AttendanceEvent/EventDuration"), &part) && part > 0 && part <= 1)
		edfi_set(&x->attendance, v, "part", (struct val){.type = 'r', .as.r = part});
	if (str_int(edfi_get(el, "SchoolAttendanceDuration"), &minutes) && minutes > 0 && minutes <= 600)
		edfi_set(&x->attendance, v, "minutes", val_i(minutes));
	edfi_set(&x->attendance, v, "source", val_t(edfi_from(x, el)));
	return edfi_put(x, &x->attendance, about_key(x->m, learner, ID_NIL, str_fmt(x->m->row, "%.*s %s", S_ARG(day), what)), el, v, e);
}

/* ---- results ---- */

static size_t count_of(const struct edfi_element *el, const char *path)
{
	size_t n = 0;
	for (size_t i = 0; i < el->n; i++)
		n += str_eqz(el->leaves[i].path, path);
	return n;
}

/* The level that goes with the n-th result: of the same method, or of the first when no method is the same. */
static struct str level_of(struct edfi *x, const struct edfi_element *el, size_t n)
{
	struct str method = edfi_get(el, "PerformanceLevel/AssessmentReportingMethod"), level = import_clean(x->m->row, edfi_word(edfi_get(el, "PerformanceLevel/PerformanceLevel")), false);
	size_t with = 0;
	for (size_t i = 0; edfi_nth(el, "ScoreResult/AssessmentReportingMethod", i).n > 0; i++)
		if (str_eq(edfi_nth(el, "ScoreResult/AssessmentReportingMethod", i), method)) {
			with = i;
			break;
		}
	return with == n && level.n <= CODE_TEXT ? level : S("");
}

static enum code one_result(struct edfi *x, const struct edfi_element *el, struct id learner, struct str day, const struct edfi_named *t, size_t i, struct err *e)
{
	struct str value = import_clean(x->m->row, edfi_nth(el, "ScoreResult/Result", i), false), level = level_of(x, el, i);
	struct str method = import_clean(x->m->row, edfi_word(edfi_nth(el, "ScoreResult/AssessmentReportingMethod", i)), false);
	struct str code = edfi_text(x, el, "AssessmentReference/AssessmentIdentity/AssessmentIdentifier"), name = t != NULL && t->name.n > 0 ? t->name : code;
	if (value.n == 0 || value.n > CODE_TEXT || method.n > CODE_TEXT || name.n == 0)
		return OK;
	struct str scale = t != NULL && t->scale.n > 0 && str_ieqz(method, "Raw score") ? str_fmt(x->m->row, "%.*s, %.*s", S_ARG(method), S_ARG(t->scale)) : method;
	struct val *v = edfi_values(x, &x->result);
	const struct { const char *field; struct str text; } texts[] = {
		{"kind", t != NULL && t->state ? S("standardized") : S("other")}, {"name", name}, {"scale", scale}, {"taken_on", day}, {"source", edfi_from(x, el)},
		{"value", level.n > 0 ? str_fmt(x->m->row, "%.*s (%.*s)", S_ARG(value), S_ARG(level)) : value}};
	edfi_set(&x->result, v, "learner", val_id(learner));
	for (size_t k = 0; k < sizeof texts / sizeof *texts; k++)
		edfi_set(&x->result, v, texts[k].field, val_t(texts[k].text));
	return edfi_put(x, &x->result, about_key(x->m, learner, ID_NIL, str_fmt(x->m->row, "%.*s\n%.*s\n%.*s", S_ARG(name), S_ARG(day), S_ARG(scale))), el, v, e);
}

enum code edfi_assessed(struct edfi *x, const struct edfi_element *el, struct err *e)
{
	bool good = true;
	struct str number, day = edfi_day(x, el, "AdministrationDate", &good), code = edfi_text(x, el, "AssessmentReference/AssessmentIdentity/AssessmentIdentifier");
	struct id learner = edfi_learner(x, el, &number);
	if (!good || id_nil(learner))
		return OK;
	if (day.n == 0) {
		edfi_refuse(x, el, "AdministrationDate", "%s", tr(x->m->o->lang, N_("The day is missing.")));
		return OK;
	}
	const struct edfi_named *t = edfi_named(x, "assessment", code);
	size_t n = count_of(el, "ScoreResult/Result");
	edfi_leave(x, "StudentAssessmentItem", N_("answers to single items say nothing without the items"), (int64_t)count_of(el, "StudentAssessmentItem/AssessmentItemReference/AssessmentItemIdentity/IdentificationCode"));
	edfi_leave(x, "StudentObjectiveAssessment", N_("results of parts of a test: too few items each to stand alone"),
	           (int64_t)count_of(el, "StudentObjectiveAssessment/ObjectiveAssessmentReference/ObjectiveAssessmentIdentity/IdentificationCode"));
	edfi_leave(x, "Accommodation", N_("names no particular support: take it from the plan on paper"), (int64_t)count_of(el, "Accommodation"));
	if (n == 0)
		edfi_leave(x, "StudentAssessment", N_("not taken, or without a result"), 1);
	enum code c = OK;
	for (size_t i = 0; c == OK && i < n; i++)
		c = one_result(x, el, learner, day, t, i, e);
	return c;
}
