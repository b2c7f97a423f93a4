/* The passes for AVX2; elsewhere the portable ones. */
#if defined(__x86_64__)
#define L 4
#define RUN bkt_run_avx2
#define FORGET bkt_forget_avx2
#define TARGET __attribute__((target("avx2")))
#include "engine/mastery/bkt_lanes.h"
#else
#include "engine/mastery/bkt_pass.h"
void bkt_run_avx2(const struct bkt_plan *p, struct bkt_run *run)
{
	bkt_run_portable(p, run);
}

void bkt_forget_avx2(const struct bkt_plan *p, struct bkt_run *run)
{
	bkt_forget_portable(p, run);
}
#endif
