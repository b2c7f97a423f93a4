/* sample.h - the sample school: plainly sample people, made from a seed, the same every time.
 *
 * Law: everything here is made up; ids come from names (id_of), so that one seed gives one school. Dates lie around
 * the day it is made, so that the present week is always in the middle of a term. */
#ifndef TRELLIS_SAMPLE_H
#define TRELLIS_SAMPLE_H

#include "school/evidence/fold.h"

#define SAMPLE_GRADES 9
#define SAMPLE_ROOMS (2 * SAMPLE_GRADES) /* of one school */
#define SAMPLE_STAFF 30                  /* of one school */
#define SAMPLE_AIDE 28                   /* the first of its two aides */
#define SAMPLE_SCHOOL 480                /* learners of one school at most: more make a district of several */
#define SAMPLE_WEEKS 8

struct sample_learner {
	struct id id;
	int grade;             /* 0 kindergarten .. 8 */
	int room;              /* 0..17 in the first school, 18..35 in the second, ... */
	enum lang lang;        /* at home */
	bool el, iep, s504, advanced, newcomer, paper;
	const char *first, *family;
	struct id guardian[2]; /* nil: none */
	bool profile;          /* has one already */
	double ability;        /* of the simulation: shifts every probability */
};

struct sample_teacher {
	struct id id;
	const char *role;      /* teacher, specialEducator, elSpecialist, aide */
	const char *first, *family;
};

struct sample {
	struct store *store;
	struct db *db;         /* inside a write */
	struct arena *a;
	struct viewer v;
	uint64_t seed, state;  /* of the generator */
	day_t today, monday, first, last;
	int schools, rooms;    /* in all */
	struct id district, year, *school, *math, *english, *homeroom; /* [schools], [rooms] */
	struct sample_teacher *teachers; /* [schools * SAMPLE_STAFF] */
	struct sample_learner *learners;
	int n;
	struct id demo[8];     /* teacher, learner, special educator, EL specialist, family, leader, small learner, Arabic family */
};

uint64_t sample_next(struct sample *s);
int sample_below(struct sample *s, int n);        /* 0 .. n-1 */
double sample_unit(struct sample *s);             /* 0 <= x < 1 */
bool sample_chance(struct sample *s, double p);
struct id sample_id(const char *kind, int n);
/* The k-th of the staff of the school where this room is. */
static inline const struct sample_teacher *sample_staff(const struct sample *s, int room, int k)
{
	return &s->teachers[room / SAMPLE_ROOMS * SAMPLE_STAFF + k];
}

/* One record from pairs of field and text, ended by NULL; texts are struct str *... see PUT. */
enum code sample_put(struct sample *s, const char *type, struct id id, const struct input *in, size_t n, struct err *e) MUST_USE;
#define PUT(s, type, id, e, ...) sample_put((s), (type), (id), (const struct input[]){__VA_ARGS__}, \
	sizeof((const struct input[]){__VA_ARGS__}) / sizeof(struct input), (e))
#define ID(x) id_str(s->a, (x))
#define Z(x) str_z(x)
#define ON(x) day_text(s->a, (x))

/* Does one thing for every learner. What s->a gives meanwhile is forgotten after each, so that a district takes no more memory than a school. */
enum code sample_each(struct sample *s, enum code (*one)(struct sample *s, int i, void *arg, struct err *e), void *arg, struct err *e) MUST_USE;

/* The parts, each one write. */
enum code sample_library(struct sample *s, const char *data, struct err *e) MUST_USE;
enum code sample_people(struct sample *s, struct err *e) MUST_USE;
enum code sample_profiles(struct sample *s, struct err *e) MUST_USE;
enum code sample_plans(struct sample *s, struct err *e) MUST_USE;
enum code sample_supports(struct sample *s, struct err *e) MUST_USE;
enum code sample_weeks(struct sample *s, struct err *e) MUST_USE;
enum code sample_talk(struct sample *s, struct err *e) MUST_USE;
enum code sample_chain(struct sample *s, struct err *e) MUST_USE;
enum code sample_translated(struct sample *s, const char *type, struct id id, const char *field, const char *text, struct err *e) MUST_USE; /* in every language that has it */
enum code sample_around(struct sample *s, struct err *e) MUST_USE;
enum code sample_together(struct sample *s, struct err *e) MUST_USE;
/* Many writes: eight weeks of simulated evidence. */
enum code sample_evidence(struct sample *s, struct err *e) MUST_USE;

/* words.c */
extern const char *const SAMPLE_GIVEN[LANG_COUNT][16];  /* ends with NULL */
extern const char *const SAMPLE_FAMILY[LANG_COUNT][16];
extern const char *const SAMPLE_INTERESTS[];
extern const char *const SAMPLE_STRENGTHS[];
extern const char *const SAMPLE_NEEDS[];
extern const char *const SAMPLE_HOPES[];
extern const char *const SAMPLE_CAREERS[];
extern const char *const SAMPLE_KNOW[];
extern const char *const SAMPLE_FAMILY_HOPE[LANG_COUNT];
extern const char *const SAMPLE_FAMILY_KNOW[LANG_COUNT];
struct sample_goal { const char *text, *step, *kind; };
extern const struct sample_goal SAMPLE_GOALS[];
struct sample_line { const char *source, *kind, *term, *value, *text; };
extern const struct sample_line SAMPLE_LINES[];  /* accommodations */
struct sample_service { const char *source, *text, *frequency, *duration, *location; int minutes; };
extern const struct sample_service SAMPLE_SERVICES[];
int sample_count(const char *const *list);

#endif
