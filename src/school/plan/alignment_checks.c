/* What does not fit together yet in the plans of one learner. */
#include "school/plan/alignment.h"
#include "school/plan/need_words.h"

static bool is(struct str s, const char *z)
{
	return str_eqz(s, z);
}

static bool over(const struct align_line *x, day_t today)
{
	day_t end;
	return day_parse(x->end_on, &end) && end < today;
}

static bool begun(const struct align_line *x, day_t today)
{
	day_t from;
	return !day_parse(x->begin_on, &from) || from <= today;
}

static bool of_record(const struct align_line *x)
{
	return is(x->source, "iep") || is(x->source, "504") || is(x->source, "el");
}

static bool support(const struct align_line *x)
{
	return is(x->kind, "accommodation") || is(x->kind, "modification") || is(x->kind, "support");
}

static bool goal(const struct align_line *x)
{
	return is(x->kind, "goal") || is(x->kind, "languageGoal");
}

bool align_same_aim(const struct align_line *own, const struct align_line *x)
{
	return (!id_nil(own->goal) && id_eq(own->goal, x->goal)) || (!id_nil(own->competency) && id_eq(own->competency, x->competency));
}

/* A support of the English-learner plan that still counts although all that the plan teaches has ended. */
static bool left_behind(const struct align_plan *p, const struct align_line *x, day_t today)
{
	bool taught = false, going = false;
	if (!is(x->source, "el") || !support(x) || over(x, today))
		return false;
	for (size_t i = 0; i < p->n; i++) {
		const struct align_line *y = &p->lines[i];
		if (!is(y->source, "el") || support(y))
			continue;
		taught = true;
		going = going || !over(y, today);
	}
	return taught && !going;
}

static bool taken_up(const struct align_plan *p, const struct align_line *x)
{
	for (size_t i = 0; i < p->n; i++)
		if (!of_record(&p->lines[i]) && align_same_aim(&p->lines[i], x))
			return true;
	return false;
}

/* An earlier line of another plan of record that gives the same support now. */
static const struct align_line *twin(const struct align_plan *p, const struct align_line *x, day_t today)
{
	for (const struct align_line *y = p->lines; y < x; y++)
		if (of_record(y) && support(y) && !str_eq(y->source, x->source) && y->term.n && str_eq(y->term, x->term) && str_eq(y->value, x->value) && !over(y, today) && begun(y, today))
			return y;
	return NULL;
}

static bool found(const struct align_plan *p, enum align_issue issue, const struct align_line *x, day_t today, const struct align_line **other)
{
	switch (issue) {
	case ALIGN_TIME_UNUSED:
		return of_record(x) && support(x) && is(x->term, "additional-testing-time") && !over(x, today) && begun(x, today) && p->timed == 0;
	case ALIGN_EL_OVER:
		return left_behind(p, x, today);
	case ALIGN_UNLINKED:
		return !of_record(x) && goal(x) && !x->linked;
	case ALIGN_NOT_TAKEN_UP:
		return of_record(x) && goal(x) && !over(x, today) && !taken_up(p, x);
	case ALIGN_NO_STEPS:
		return !of_record(x) && goal(x) && (!str_trim(x->skill).n || !str_trim(x->steps).n);
	case ALIGN_TWICE:
		*other = of_record(x) && support(x) && x->term.n && !over(x, today) && begun(x, today) ? twin(p, x, today) : NULL;
		return *other != NULL;
	default:
		return align_line_official(p, issue, x, today, other);
	}
}

size_t align_checks(struct arena *a, const struct align_plan *p, day_t today, struct align_check **out)
{
	size_t n = 0;
	*out = NEW_ARRAY(a, struct align_check, (p->n + 2) * ALIGN_ISSUES);
	if (!p->strengths)
		(*out)[n++] = (struct align_check){.issue = ALIGN_NO_STRENGTHS};
	for (int issue = ALIGN_NO_STRENGTHS + 1; issue < ALIGN_ISSUES; issue++) {
		if (align_official(p, (enum align_issue)issue, today))
			(*out)[n++] = (struct align_check){.issue = (enum align_issue)issue};
		for (size_t i = 0; i < p->n; i++) {
			const struct align_line *other = NULL;
			if (found(p, (enum align_issue)issue, &p->lines[i], today, &other))
				(*out)[n++] = (struct align_check){(enum align_issue)issue, &p->lines[i], other};
		}
	}
	return n;
}

static const char *source_label(struct str s)
{
	return need_source_label(is(s, "iep") ? NEED_FROM_IEP : is(s, "504") ? NEED_FROM_504 : is(s, "el") ? NEED_FROM_EL : NEED_FROM_SCHOOL);
}

struct str align_check_text(struct arena *a, enum lang lang, const struct align_plan *p, const struct align_check *c)
{
	const char *text = c->line ? str_dupz(a, c->line->text) : "", *from = c->line ? tr(lang, source_label(c->line->source)) : "";
	switch (c->issue) {
	case ALIGN_NO_STRENGTHS:
		return str_z(tr(lang, N_("No strengths are written yet. A plan begins with what goes well: ask the learner and the family.")));
	case ALIGN_TIME_UNUSED:
		return str_fmt(a, tr(lang, N_("%s gives more time; no work of the last weeks had a time limit. The support is there when one has.")), from);
	case ALIGN_EL_OVER:
		return str_fmt(a, tr(lang, N_("What the English-learner plan teaches has ended; its support \"%s\" is still listed. Give it a last day, or say why it stays.")), text);
	case ALIGN_UNLINKED:
		return str_fmt(a, tr(lang, N_("Linked to no goal or competency yet: \"%s\"")), text);
	case ALIGN_NOT_TAKEN_UP:
		return str_fmt(a, tr(lang, N_("%1$s: nothing in the personalized plan takes up \"%2$s\". Link both to the same competency, or talk about it.")), from, text);
	case ALIGN_NO_STEPS:
		return str_fmt(a, tr(lang, N_("The skill or the steps are missing: \"%s\"")), text);
	case ALIGN_TWICE:
		return str_fmt(a, tr(lang, N_("%1$s and %2$s give the same support: %3$s. One line is enough to keep up.")), tr(lang, source_label(c->other->source)), from,
		               str_dupz(a, need_words(a, lang, c->line->term, c->line->value)));
	default:
		return align_official_text(a, lang, p, c);
	}
}
