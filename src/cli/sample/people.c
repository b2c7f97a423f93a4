/* people.c - school, rooms, staff, learners, families and who is what to whom. */
#include "cli/sample/sample.h"

#include <string.h>

#define TRY(call) do { enum code try_c = (call); if (try_c) return try_c; } while (0)

static const char *const rooms_named[SAMPLE_GRADES] = {"Kindergarten", "Grade 1", "Grade 2", "Grade 3", "Grade 4", "Grade 5", "Grade 6", "Grade 7", "Grade 8"};

static struct str grade_code(struct sample *s, int grade)
{
	return grade ? str_fmt(s->a, "%02d", grade) : S("KG");
}

static const char *pick(struct sample *s, const char *const *list)
{
	return list[sample_below(s, sample_count(list))];
}

static enum code person(struct sample *s, struct id id, const char *first, const char *family, struct str grade, enum lang pages, enum lang home,
                        struct str username, struct str email, const char *role, struct id org, struct err *e)
{
	TRY(PUT(s, "person", id, e, {"given_name", Z(first)}, {"family_name", Z(family)}, {"grade", grade}, {"language", Z(LANGS[pages].tag)},
	        {"home_languages", Z(LANGS[home].tag)}, {"username", username}, {"email", email}, {"active", S("1")}));
	return PUT(s, "role", id_of("sample-role", ID(id)), e, {"person", ID(id)}, {"org", ID(org)}, {"role", Z(role)}, {"begin_on", ON(s->first)});
}

static enum code school(struct sample *s, struct err *e)
{
	s->district = sample_id("org", 0);
	s->year = sample_id("session", 0);
	TRY(PUT(s, "org", s->district, e, {"name", S("Sample District")}, {"kind", S("district")}));
	for (int k = 0; k < s->schools; k++) {
		s->school[k] = sample_id("org", k + 1);
		TRY(PUT(s, "org", s->school[k], e, {"name", k ? str_fmt(s->a, "Sample School %d", k + 1) : S("Sample School")}, {"kind", S("school")},
		        {"parent", ID(s->district)}));
	}
	return PUT(s, "academic_session", s->year, e, {"title", S("Sample school year")}, {"kind", S("schoolYear")}, {"begin_on", ON(s->first)},
	           {"end_on", ON(s->last)});
}

/* 18 teachers of a room, 4 special educators, 3 EL specialists, 3 of arts and movement, 2 aides */
static const char *staff_role(int i)
{
	return i < 18 ? "teacher" : i < 22 ? "specialEducator" : i < 25 ? "elSpecialist" : i < 28 ? "teacher" : "aide";
}

static enum code staff(struct sample *s, int k, struct err *e)
{
	for (int i = 0; i < SAMPLE_STAFF; i++) {
		struct sample_teacher *t = &s->teachers[k * SAMPLE_STAFF + i];
		int n = k * 100 + i; /* 90 in each hundred is the principal */
		enum lang l = i == 23 ? LANG_ES : i % 5 == 4 ? LANG_ES : i % 11 == 7 ? LANG_AR : LANG_EN;
		*t = (struct sample_teacher){.id = sample_id("staff", n), .role = staff_role(i), .first = SAMPLE_GIVEN[l][i % sample_count(SAMPLE_GIVEN[l])],
		                             .family = SAMPLE_FAMILY[l][(i * 3 + 1) % sample_count(SAMPLE_FAMILY[l])]};
		TRY(person(s, t->id, t->first, t->family, S(""), LANG_EN, l, str_fmt(s->a, "staff%02d", n + 1), str_fmt(s->a, "staff%02d@sample.example", n + 1),
		           t->role, s->school[k], e));
	}
	struct str login = k ? str_fmt(s->a, "leader%d", k + 1) : S("leader");
	return person(s, sample_id("staff", k * 100 + 90), "Morgan", "Sampleton", S(""), LANG_EN, LANG_EN, login,
	              str_fmt(s->a, "%.*s@sample.example", S_ARG(login)), "principal", s->school[k], e);
}

static enum code enrol(struct sample *s, struct id class_id, struct id who, const char *role, bool leads, struct err *e)
{
	struct str name = str_fmt(s->a, "%.*s %.*s", S_ARG(ID(class_id)), S_ARG(ID(who)));
	return PUT(s, "enrolment", id_of("sample-enrolment", name), e, {"class", ID(class_id)}, {"person", ID(who)}, {"role", Z(role)},
	           {"is_primary", leads ? S("1") : S("0")}, {"begin_on", ON(s->first)}, {"end_on", ON(s->last)});
}

static enum code class_of(struct sample *s, struct id id, struct str title, const char *kind, int grade, const char *subjects, int room, struct err *e)
{
	return PUT(s, "class", id, e, {"title", title}, {"kind", Z(kind)}, {"grades", grade_code(s, grade)}, {"subjects", Z(subjects)},
	           {"location", str_fmt(s->a, "Room %d", room + 1)}, {"org", ID(s->school[room / SAMPLE_ROOMS])}, {"session", ID(s->year)});
}

static enum code rooms(struct sample *s, struct err *e)
{
	for (int r = 0; r < s->rooms; r++) {
		int in = r % SAMPLE_ROOMS, grade = in / 2;
		s->homeroom[r] = sample_id("homeroom", r);
		s->math[r] = sample_id("math", r);
		s->english[r] = sample_id("english", r);
		TRY(class_of(s, s->homeroom[r], str_fmt(s->a, "Room %d, %s", r + 1, rooms_named[grade]), "homeroom", grade, "Homeroom", r, e));
		TRY(class_of(s, s->math[r], str_fmt(s->a, "Mathematics, Room %d", r + 1), "scheduled", grade, "Mathematics", r, e));
		TRY(class_of(s, s->english[r], str_fmt(s->a, "English, Room %d", r + 1), "scheduled", grade, "English", r, e));
		/* to grade 5 one teacher has the room; later each of the two rooms' teachers has one subject in both */
		int math = grade <= 5 ? in : grade * 2, english = grade <= 5 ? in : grade * 2 + 1;
		TRY(enrol(s, s->homeroom[r], sample_staff(s, r, in)->id, "teacher", true, e));
		TRY(enrol(s, s->math[r], sample_staff(s, r, math)->id, "teacher", true, e));
		TRY(enrol(s, s->english[r], sample_staff(s, r, english)->id, "teacher", true, e));
		/* each of the two aides has a shift in two rooms of the grades 4 and 6 */
		if (grade == 4 || grade == 6) {
			TRY(enrol(s, s->math[r], sample_staff(s, r, SAMPLE_AIDE + in % 2)->id, "aide", false, e));
			TRY(enrol(s, s->english[r], sample_staff(s, r, SAMPLE_AIDE + in % 2)->id, "aide", false, e));
		}
	}
	return OK;
}

static enum lang home_language(struct sample *s)
{
	int x = sample_below(s, 100);
	return x < 56 ? LANG_EN : x < 76 ? LANG_ES : x < 81 ? LANG_AR : x < 86 ? LANG_ZH : x < 91 ? LANG_VI : x < 96 ? LANG_SO : LANG_HT;
}

/* The first learners of fixed rooms are the ones that scenarios and doors speak of. */
static void demo_learner(struct sample *s, int i, struct sample_learner *l)
{
	if (l->room == 8 && id_nil(s->demo[1])) { /* grade 4: Spanish at home, learns English, has an IEP, reads beyond the grade at home */
		*l = (struct sample_learner){.id = l->id, .grade = 4, .room = 8, .lang = LANG_ES, .el = true, .iep = true, .advanced = true, .first = "Lucía", .family = "Ejemplo", .profile = true, .ability = 0.2};
		s->demo[1] = l->id;
	} else if (l->room == 2 && id_nil(s->demo[6])) { /* grade 1: a badge card; younger sister of the one before */
		*l = (struct sample_learner){.id = l->id, .grade = 1, .room = 2, .lang = LANG_ES, .first = "Valentina", .family = "Ejemplo", .profile = true, .paper = true};
		s->demo[6] = l->id;
	} else if (l->room == 12 && i % 24 == 3) { /* grade 6: newly arrived, no English yet */
		*l = (struct sample_learner){.id = l->id, .grade = 6, .room = 12, .lang = LANG_AR, .el = true, .newcomer = true, .first = "Layla", .family = "Mithal", .profile = true};
	}
}

static enum code learner_records(struct sample *s, int i, struct sample_learner *l, struct err *e)
{
	enum lang pages = l->newcomer || (l->el && l->lang != LANG_EN && i % 3 == 0) || id_eq(l->id, s->demo[1]) ? l->lang : LANG_EN;
	TRY(person(s, l->id, l->first, l->family, grade_code(s, l->grade), pages, l->lang, str_fmt(s->a, "learner%03d", i + 1), S(""), "student", s->school[l->room / SAMPLE_ROOMS], e));
	TRY(enrol(s, s->homeroom[l->room], l->id, "student", false, e));
	TRY(enrol(s, s->math[l->room], l->id, "student", false, e));
	return enrol(s, s->english[l->room], l->id, "student", false, e);
}

static enum code learners(struct sample *s, struct err *e)
{
	s->learners = NEW_ARRAY(s->a, struct sample_learner, (size_t)s->n);
	for (int i = 0; i < s->n; i++) {
		struct sample_learner *l = &s->learners[i];
		int room = (int)((int64_t)i * s->rooms / s->n);
		enum lang lang = home_language(s);
		bool el = lang != LANG_EN && sample_chance(s, 0.46), iep = sample_chance(s, 0.10);
		*l = (struct sample_learner){.id = sample_id("learner", i), .room = room, .grade = room % SAMPLE_ROOMS / 2, .lang = lang, .el = el, .iep = iep,
		                             .s504 = !iep && sample_chance(s, 0.045), .advanced = sample_chance(s, 0.09),
		                             .paper = sample_chance(s, 0.06), .profile = sample_chance(s, 0.86), .ability = sample_unit(s) * 2 - 1};
		l->first = pick(s, SAMPLE_GIVEN[lang]);
		l->family = pick(s, SAMPLE_FAMILY[lang]);
		demo_learner(s, i, l);
		TRY(learner_records(s, i, l, e));
	}
	return OK;
}

static const char *const reach[] = {"page", "text", "text page", "call", "email page", "paper call", "", NULL};

static enum code guardian(struct sample *s, struct sample_learner *l, int which, struct id adult, const char *relation, bool restricted, struct err *e)
{
	struct str name = str_fmt(s->a, "%.*s %.*s", S_ARG(ID(l->id)), S_ARG(ID(adult)));
	l->guardian[which] = adult;
	const char *by = l->paper ? "paper call" : pick(s, reach);
	return PUT(s, "guardian", id_of("sample-guardian", name), e, {"learner", ID(l->id)}, {"adult", ID(adult)}, {"relation", Z(relation)},
	           {"has_access", restricted ? S("0") : S("1")},
	           {"restriction", restricted ? S("Sample court order: no contact through the school.") : S("")}, {"language", Z(LANGS[l->lang].tag)},
	           {"reach_by", Z(by)}, {"lives_with", which && restricted ? S("0") : S("1")});
}

static enum code family_adult(struct sample *s, struct sample_learner *l, int n, int which, struct id *out, struct err *e)
{
	*out = sample_id("family", n * 2 + which);
	return person(s, *out, pick(s, SAMPLE_GIVEN[l->lang]), l->family, S(""), l->lang, l->lang, str_fmt(s->a, "family%03d%c", n + 1, 'a' + which),
	              str_fmt(s->a, "family%03d%c@sample.example", n + 1, 'a' + which), "guardian", s->school[l->room / SAMPLE_ROOMS], e);
}

static enum code families(struct sample *s, struct err *e)
{
	for (int i = 0; i < s->n; i++) {
		struct sample_learner *l = &s->learners[i];
		struct id first, second;
		/* a sister or brother two grades above, in one case out of six; the two demo sisters always */
		struct sample_learner *sib = i > 60 && sample_chance(s, 0.16) ? &s->learners[i - 48] : NULL;
		if (id_eq(l->id, s->demo[1]))
			for (int k = 0; k < i; k++)
				if (id_eq(s->learners[k].id, s->demo[6]))
					sib = &s->learners[k];
		if (sib && !id_nil(sib->guardian[0])) {
			if (!id_eq(l->id, s->demo[1]) && sib->lang != l->lang)
				sib = NULL;
		}
		if (sib && !id_nil(sib->guardian[0])) {
			TRY(guardian(s, l, 0, sib->guardian[0], "mother", false, e));
			continue;
		}
		TRY(family_adult(s, l, i, 0, &first, e));
		TRY(guardian(s, l, 0, first, i % 4 == 1 ? "grandparent" : "mother", false, e));
		if (id_eq(l->id, s->demo[6]))
			s->demo[4] = first;
		if (l->newcomer && id_nil(s->demo[7]))
			s->demo[7] = first;
		if (i % 2 == 0 && !id_eq(l->id, s->demo[6])) {
			TRY(family_adult(s, l, i, 1, &second, e));
			TRY(guardian(s, l, 1, second, "father", i == 150, e));
		}
	}
	return OK;
}

static enum code support(struct sample *s, const struct sample_learner *l, struct id adult, const char *role, const char *purpose, struct err *e)
{
	struct str name = str_fmt(s->a, "%.*s %.*s %s", S_ARG(ID(l->id)), S_ARG(ID(adult)), role);
	return PUT(s, "support_role", id_of("sample-support", name), e, {"learner", ID(l->id)}, {"adult", ID(adult)}, {"role", Z(role)}, {"purpose", Z(purpose)},
	           {"begin_on", ON(s->first)}, {"end_on", ON(s->last)});
}

static enum code program(struct sample *s, const struct sample_learner *l, const char *kind, struct str category, struct err *e)
{
	struct str name = str_fmt(s->a, "%.*s %s", S_ARG(ID(l->id)), kind);
	return PUT(s, "program", id_of("sample-program", name), e, {"learner", ID(l->id)}, {"program", Z(kind)}, {"category", category},
	           {"begin_on", ON(s->first - 200)}, {"source", S("Sample plan of record")});
}

static const char *const categories[] = {"Specific learning disability", "Speech or language impairment", "Other health impairment", "Autism", NULL};

static enum code programs(struct sample *s, struct err *e)
{
	for (int i = 0; i < s->n; i++) {
		const struct sample_learner *l = &s->learners[i];
		const struct sample_teacher *sped = sample_staff(s, l->room, 18 + l->room % 4), *els = sample_staff(s, l->room, 22 + l->room % 3);
		if (l->iep) {
			TRY(program(s, l, "iep", Z(pick(s, categories)), e));
			TRY(support(s, l, sped->id, "caseManager", "IEP", e));
		}
		if (l->s504) {
			TRY(program(s, l, "504", S(""), e));
			TRY(support(s, l, sped->id, "caseManager", "504 plan", e));
		}
		if (l->el) {
			TRY(program(s, l, "el", S(""), e));
			TRY(support(s, l, els->id, "elSpecialist", "English", e));
			double base = l->newcomer ? 1.0 : 1.5 + 3.0 * sample_unit(s);
			TRY(PUT(s, "english_level", id_of("sample-english", ID(l->id)), e, {"learner", ID(l->id)}, {"test", S("wida")},
			        {"test_version", S("sample cut table")}, {"tested_on", ON(s->first - 120)}, {"listening", str_fmt(s->a, "%.1f", base + 0.6)},
			        {"speaking", str_fmt(s->a, "%.1f", base + 0.3)}, {"reading", str_fmt(s->a, "%.1f", base)},
			        {"writing", str_fmt(s->a, "%.1f", base < 1.2 ? 1.0 : base - 0.2)}, {"overall", str_fmt(s->a, "%.1f", base + 0.1)},
			        {"source", S("Sample score report")}));
		}
		if (l->advanced)
			TRY(program(s, l, "advanced", S(""), e));
		if (l->newcomer)
			TRY(program(s, l, "newcomer", S(""), e));
		if (i % 9 != 0)
			TRY(support(s, l, sample_staff(s, l->room, l->room % SAMPLE_ROOMS)->id, "adviser", "Knows this learner well", e));
		if (l->paper || sample_chance(s, 0.5))
			TRY(PUT(s, "home_access", id_of("sample-access", ID(l->id)), e, {"learner", ID(l->id)}, {"device", l->paper ? S("none") : S("own")},
			        {"connection", l->paper ? S("none") : S("good")}, {"paper", l->paper ? S("1") : S("0")}, {"source", S("The family, on paper")}));
	}
	return OK;
}

static const struct choice groups[] = {{"Maple", "Fractions with strips and money"}, {"Fern", "Retelling a story with pictures"}, {NULL, NULL}};

static enum code small_groups(struct sample *s, struct err *e)
{
	for (int r = 0; r < s->rooms; r++)
		for (int g = 0; g < 2; g++) {
			struct id id = sample_id("group", r * 2 + g);
			TRY(PUT(s, "class_group", id, e, {"class", ID(g ? s->english[r] : s->math[r])}, {"name", Z(groups[g].value)}, {"purpose", Z(groups[g].label)},
			        {"adult", ID(sample_staff(s, r, g ? 22 + r % 3 : 18 + r % 4)->id)}, {"place", S("Round table")},
			        {"meets", g ? S("Monday and Wednesday, 9:30") : S("Tuesday and Thursday, 10:15")}, {"minutes", S("20")},
			        {"begin_on", ON(s->monday - 7)}, {"end_on", ON(s->monday + 18)}));
			int in = 0;
			for (int i = (int)((int64_t)r * s->n / s->rooms); i < s->n && s->learners[i].room <= r && in < 5; i++)
				if (s->learners[i].room == r && (i * 7 + g * 3) % 4 == 0) {
					TRY(PUT(s, "group_member", sample_id("member", i * 2 + g), e, {"class_group", ID(id)}, {"learner", ID(s->learners[i].id)}));
					in++;
				}
		}
	return OK;
}

enum code sample_people(struct sample *s, struct err *e)
{
	s->schools = (s->n + SAMPLE_SCHOOL - 1) / SAMPLE_SCHOOL;
	s->rooms = s->schools * SAMPLE_ROOMS;
	s->school = NEW_ARRAY(s->a, struct id, (size_t)s->schools);
	s->teachers = NEW_ARRAY(s->a, struct sample_teacher, (size_t)s->schools * SAMPLE_STAFF);
	s->homeroom = NEW_ARRAY(s->a, struct id, (size_t)s->rooms);
	s->math = NEW_ARRAY(s->a, struct id, (size_t)s->rooms);
	s->english = NEW_ARRAY(s->a, struct id, (size_t)s->rooms);
	TRY(school(s, e));
	for (int k = 0; k < s->schools; k++)
		TRY(staff(s, k, e));
	TRY(rooms(s, e));
	TRY(learners(s, e));
	TRY(families(s, e));
	TRY(programs(s, e));
	TRY(small_groups(s, e));
	s->demo[0] = s->teachers[8].id;
	s->demo[2] = s->teachers[18].id; /* room 8 % 4 == 0 */
	s->demo[3] = s->teachers[24].id; /* 22 + 8 % 3 */
	s->demo[5] = sample_id("staff", 90);
	return OK;
}
