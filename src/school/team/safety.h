/* safety.h - what can be said when somebody is left out or hurt. Law: few read it; the record type says who. */
#ifndef TRELLIS_SAFETY_H
#define TRELLIS_SAFETY_H

#include "record/record.h"

extern const struct choice SAFE_KINDS[]; /* ends with NULL */

#endif
