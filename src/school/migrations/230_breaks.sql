-- A break stops the clock: when it began, and how long earlier ones were (microseconds).
alter table week_item add column break_from integer;
alter table week_item add column break_taken integer;
alter table week_item_history add column break_from integer;
alter table week_item_history add column break_taken integer;
