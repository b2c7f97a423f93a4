/* phrases.h - the pages of the phrase bank. */
#ifndef TRELLIS_PAGES_PHRASES_H
#define TRELLIS_PAGES_PHRASES_H

#include "school/family/phrase.h"
#include "school/people/people.h"
#include "web/tpl.h"

#include <string.h>

struct phrases_page {
	struct str id, path, topic, words;
	const char *back_name; struct str back; /* where it goes: "part" or "thread", and which */
	struct person child;
	struct phrase *list;
	size_t n;
	bool reads[LANG_COUNT];       /* languages in which the family reads */
	struct phrase phrase;         /* chosen */
	struct input values[PHRASE_GAPS];
	struct str preview[LANG_COUNT];
	bool looked;
	struct str error;
};

#endif
