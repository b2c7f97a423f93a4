/* erasure_job.h - erasing what was approved (school/admin/retention.h), as a job. */
#ifndef TRELLIS_ERASURE_JOB_H
#define TRELLIS_ERASURE_JOB_H

#include "jobs/jobs.h"
#include "school/admin/retention.h"

/* Inside store_write: retention_approve, and the job that does it. */
enum code erasure_begin(struct db *db, struct arena *a, const struct viewer *v, const struct erasure *x, struct id *out, struct err *e) MUST_USE;

#endif
