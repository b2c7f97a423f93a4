/* suggest_inside.h - the library as the planner takes it, kept beside what people read of it. Only suggest*.c includes this.
 * Everything lives in the arena; competencies are sorted by id. A resource has one entry for each competency it serves. */
#ifndef TRELLIS_SUGGEST_INSIDE_H
#define TRELLIS_SUGGEST_INSIDE_H

#include "school/plan/suggest.h"

#define SUGGEST_TOPICS 64

struct lib_entry {
	struct id resource;
	uint32_t competency;
	struct str title, language, kind;
	int rigor, minutes;
	uint32_t goal;           /* the same number: equal in goal, standing together; 0: in no such group */
	const char *mode;
};
struct lib_place { struct id resource; uint32_t at; };

struct lib {
	struct arena *a;
	enum lang lang;
	struct id *competencies;
	struct str *codes, *texts;
	bool *rubric;                    /* says in which ways the competency can be shown */
	uint32_t n_competencies;
	struct lib_entry *entries;
	struct plan_resource *plan_entries;
	struct access_meta *access;
	uint32_t n;
	struct lib_place *by_resource;   /* sorted */
	struct str topics[SUGGEST_TOPICS]; /* folded words of interests */
	int n_topics;
	struct plan_library *plan;
	bool circle;
};

/* grade: of the class; of texts that are equal in goal the one nearest to it in the class's language is the class's, the others
 * are versions of it. 0: not known, the easiest. */
enum code lib_load(struct db *db, struct arena *a, enum lang lang, int grade, struct lib *out, struct err *e) MUST_USE;
uint32_t lib_competency(const struct lib *l, struct id id);  /* PLAN_NONE: none */
/* First entry of a resource in by_resource, and how many there are. */
const struct lib_place *lib_resource(const struct lib *l, struct id resource, size_t *n);
/* One that is aligned with no competency, or retired since it was given; NULL: there is none. */
enum code lib_beside(struct db *db, struct lib *l, struct id resource, struct plan_resource **out, struct err *e) MUST_USE;
uint64_t lib_topics(const struct lib *l, struct str words);  /* topics that these words speak of */

#endif
