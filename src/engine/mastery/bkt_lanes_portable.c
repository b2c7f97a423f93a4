/* The passes in vectors of two, which every compiler knows how to make of anything. */
#define L 2
#define RUN bkt_run_portable
#define FORGET bkt_forget_portable
#define TARGET
#include "engine/mastery/bkt_lanes.h"
