-- A line of a plan serves one area of the uneven picture; a learner says how they would like to work on a piece.
alter table plan_line add column domain text;
alter table plan_line_history add column domain text;
alter table week_item add column how_wished text;
alter table week_item_history add column how_wished text;
alter table profile add column identity text;
alter table profile_history add column identity text;
