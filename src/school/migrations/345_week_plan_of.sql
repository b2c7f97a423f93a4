-- The plan of a week is looked for by learner and week: without this, every earlier week of the year is read with it.
create index week_plan_of on week_plan (learner, monday);
