/* tongue.h - pages of translation: one text in every language, tasks. */
#ifndef TRELLIS_PAGES_TONGUE_H
#define TRELLIS_PAGES_TONGUE_H

#include "school/people/people.h"
#include "school/tongue/translate.h"
#include "web/tpl.h"

struct said_page {
	struct translated t;
	struct str id, path, error, typed;
	enum lang wrong;             /* the language of what was typed */
	struct person child;
	struct adult_row *adults;    /* who may be asked */
	size_t n_adults;
	struct str due;              /* a day to begin with */
	bool engine;
};
struct tasks_page { struct task_row *rows; size_t n; };
struct task_page { struct task_row t; struct str error, typed; enum lang from; struct str now; };

#endif
