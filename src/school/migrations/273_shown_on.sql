-- When what shows a line of a plan was accepted.
alter table plan_line add column shown_on text;
alter table plan_line_history add column shown_on text;
