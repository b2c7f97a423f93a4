/* marking.h - answers of a class that wait for a person. */
#ifndef TRELLIS_PAGES_MARKING_H
#define TRELLIS_PAGES_MARKING_H

#include "school/work/marking.h"
#include "web/tpl.h"

struct marking_page { struct str id, title; struct to_mark *list; size_t n; char tz[64]; };

#endif
