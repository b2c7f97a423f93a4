/* The passes for AVX-512; elsewhere the portable ones. */
#if defined(__x86_64__)
#define L 8
#define RUN bkt_run_avx512
#define FORGET bkt_forget_avx512
#define TARGET __attribute__((target("avx512f,avx512dq")))
#include "engine/mastery/bkt_lanes.h"
#else
#include "engine/mastery/bkt_pass.h"
void bkt_run_avx512(const struct bkt_plan *p, struct bkt_run *run)
{
	bkt_run_portable(p, run);
}

void bkt_forget_avx512(const struct bkt_plan *p, struct bkt_run *run)
{
	bkt_forget_portable(p, run);
}
#endif
