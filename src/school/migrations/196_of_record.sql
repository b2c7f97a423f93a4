-- A line of a plan of record changes with a new version of that plan: its day and the reason. An entitlement ends for a reason of law.
alter table plan_line add column version_on text;
alter table plan_line add column version_why text;
alter table plan_line_history add column version_on text;
alter table plan_line_history add column version_why text;
alter table program add column end_reason text;
alter table program_history add column end_reason text;
