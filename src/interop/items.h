/* items.h - what items.c and oatutor.c share. */
#ifndef TRELLIS_IMPORT_ITEMS_H
#define TRELLIS_IMPORT_ITEMS_H

#include "interop/library.h"

/* A problem of OATutor: steps with answers, hints and scaffolds. Becomes one resource with an item a step. */
enum code oatutor_problem(struct library *l, const struct json *j, struct err *e) MUST_USE;

#endif
