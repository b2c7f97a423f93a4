create table plan_sitting (
	id blob primary key,
	district blob not null,
	version integer not null,
	created_at integer not null,
	created_by blob,
	updated_at integer not null,
	updated_by blob,
	learner blob not null,
	plan blob not null,
	seconds integer not null
) strict;
create index plan_sitting_learner on plan_sitting (learner, id);
create index plan_sitting_plan on plan_sitting (plan, id);
