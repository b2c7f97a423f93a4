/* of_record.h - lines that come from an IEP, a 504 plan or an English-learner plan, and the entitlement itself.
 *
 * Law: a personalized plan stands beside these and never takes from them (34 CFR 300.323(a) and (c)(2), 104.33(b); 20 USC
 * 1703(f)). Nobody removes such a line here, the case manager neither; it is changed or ended only by a new version of the
 * plan it comes from (34 CFR 300.324(a)(4) and (6), (b)), with that version's day and the team's reason. What links a
 * line to this school's own goals and competencies is no part of the plan of record and stays free. */
#ifndef TRELLIS_OF_RECORD_H
#define TRELLIS_OF_RECORD_H

#include "record/record.h"

bool of_record(struct str source); /* of plan_line.source: iep, 504 or el */
/* Checks of plan_line. */
enum code of_record_stands(const struct change *c, struct err *e) MUST_USE;
/* A personalized line may not forbid what a plan of record gives on the same days. */
enum code of_record_not_forbidden(const struct change *c, struct err *e) MUST_USE;
/* Check of program: an IEP, a 504 plan or English-learner services end for a reason of law; that there is a personalized plan is none. */
enum code entitlement_stands(const struct change *c, struct err *e) MUST_USE;
extern const struct choice ENTITLEMENT_ENDS[];

#endif
