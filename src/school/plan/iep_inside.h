/* iep_inside.h - what the files of the IEP share among themselves. */
#ifndef TRELLIS_IEP_INSIDE_H
#define TRELLIS_IEP_INSIDE_H

#include "school/plan/iep.h"

bool iep_is_draft(const struct record *r);
bool iep_line_served(struct str kind);                     /* has start, frequency, location, duration */
enum code iep_locked(const struct change *c, struct err *e) MUST_USE; /* iep_lock.c: after a change of an iep */
struct str iep_seal(struct arena *a, const struct record *iep, const struct record_list *lines); /* 64 hex digits */

#endif
