/* translators.h - the translators' page. */
#ifndef TRELLIS_PAGES_TRANSLATORS_H
#define TRELLIS_PAGES_TRANSLATORS_H

#include "school/family/coverage.h"
#include "school/tongue/strings.h"
#include "web/tpl.h"

#define TRANSLATORS_PAGE 25
struct translators_page {
	const char *what;
	struct str show, words, error, wrong; /* wrong: key of the sentence that could not be kept */
	enum lang lang;
	struct units u;
	size_t from;
	struct coverage *coverage;
	size_t n_coverage;
	struct taking *taken;                 /* what a file would bring; NULL: none was looked at */
	struct str typed[FORMS_MOST];
};
const char *translators_form(enum lang lang, size_t form, size_t forms); /* what a plural form is for: such as "1, 21, 31" */

#endif
