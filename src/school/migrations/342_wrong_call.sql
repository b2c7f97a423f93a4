-- A call for a person that was wrong, and why; counted by group.
alter table sit_down add column wrong_why text;
alter table sit_down_history add column wrong_why text;
