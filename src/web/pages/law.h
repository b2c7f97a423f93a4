/* law.h - values of law and the dates that follow from them. */
#ifndef TRELLIS_PAGES_LAW_H
#define TRELLIS_PAGES_LAW_H

#include "school/plan/changed.h"
#include "school/plan/legal.h"
#include "web/tpl.h"

struct law_page { struct legal_values l; bool may; struct str error; int again; /* rule whose form is shown again; -1 */ int confirmed; };

struct changed_page { struct changed c; struct str date; };
struct due_row { struct id id; struct str name, grade, text, law; day_t due; bool over, confirmed; };
struct dates_page { struct due_row *rows; size_t n, over; int learners; struct str date; };

#endif
