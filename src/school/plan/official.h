/* official.h - plans of record and the English-learner plan of one learner.
 *
 * Law: what a plan of record says is shown as it was taken over, with where from and when; nothing here ends, weakens or
 * replaces it. A personalized plan may add. Dates that law counts come from legal.h and say when nobody has confirmed them. */
#ifndef TRELLIS_OFFICIAL_H
#define TRELLIS_OFFICIAL_H

#include "record/record.h"

#endif
