/* library.h - the library: finding, looking, giving. */
#ifndef TRELLIS_PAGES_LIBRARY_H
#define TRELLIS_PAGES_LIBRARY_H

#include "school/library/depth.h"
#include "school/library/find.h"
#include "school/library/said_in.h"
#include "school/library/spoken.h"
#include "school/library/udl.h"
#include "school/people/people.h"
#include "school/work/practice.h"
#include "web/tpl.h"

struct library_page {
	struct wanted w;
	struct found_list found;
	struct library_words words;
	struct str class_id, monday, query; /* given on to the links; query: everything but the page, percent-encoded */
	size_t page;
	bool asked;                  /* somebody looks for something */
};

struct resource_page {
	struct record r;
	struct str id, title, class_id, monday, grade;
	struct serves *serves;
	size_t n_serves;
	struct found *equals;
	size_t n_equals;
	struct practice p;
	bool shown;                  /* p holds what can be looked at here */
	struct str cannot;           /* why not */
	size_t n_questions;          /* that are shown */
	struct class_list classes;
	struct str *features, *hazards;
	size_t n_features, n_hazards;
	struct udl udl;
	struct rubric_of { struct id id; struct str title; int64_t criteria; } *rubrics; /* shared: what everybody is looked at by */
	size_t n_rubrics;
	bool task;                   /* a performance task */
	bool digital;                /* used on a screen: looked at for depth and interaction */
	struct depth depth;
	struct access_version original, *versions; /* versions made for access; original: of this one, id nil when it is none */
	size_t n_versions;
	struct said_in *said;        /* in further languages, asked of the engine */
	size_t n_said;
	struct str *own_parts;       /* of the original, as said counts them; NULL when nothing was asked for */
	enum lang own;
	bool engine;                 /* one is switched on */
	struct str error;
	struct simpler *simpler;     /* the text in simpler words */
	size_t n_simpler;
	char tz[64];
};
const char *resource_kind(struct str kind); /* msgid */

#endif
