-- A line of a plan may say which local requirement for graduation it leads to.
alter table plan_line add column requirement blob;
alter table plan_line_history add column requirement blob;
