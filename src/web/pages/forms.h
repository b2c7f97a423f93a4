/* forms.h - the school's forms and what they ask again. */
#ifndef TRELLIS_PAGES_FORMS_H
#define TRELLIS_PAGES_FORMS_H

#include "school/admin/forms.h"
#include "web/tpl.h"

struct forms_page { struct forms f; bool leads; };

#endif
