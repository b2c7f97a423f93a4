-- How to begin, the steps of a piece of work and which are done, and why its day moved.
alter table week_item add column begin_with text;
alter table week_item add column steps text;
alter table week_item add column steps_done integer;
alter table week_item add column by_why text;
alter table week_item_history add column begin_with text;
alter table week_item_history add column steps text;
alter table week_item_history add column steps_done integer;
alter table week_item_history add column by_why text;
