/* words.h - the pages of school words. */
#ifndef TRELLIS_PAGES_WORDS_H
#define TRELLIS_PAGES_WORDS_H

#include "school/family/glossary.h"
#include "web/tpl.h"

struct words_page {
	struct term *terms;
	size_t n;
	struct term_wish *wishes;
	size_t n_wishes;
	bool staff;
	struct str words, error, typed;
	struct id wrong;
};
struct check_page {
	struct str id, part, kind, text;
	struct plain p;
	struct term *terms;
	size_t n;
};

#endif
