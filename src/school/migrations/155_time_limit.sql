-- A piece of work may have a time limit; when its time began stands here, so that no reload and no other device changes it.
alter table week_item add column limit_minutes integer;
alter table week_item add column started_at integer;
alter table week_item_history add column limit_minutes integer;
alter table week_item_history add column started_at integer;
