-- A focus that goes along through the years, and who needs to hear of a change ahead.
alter table plan add column arts_focus text;
alter table plan add column change_hard integer;
alter table plan_history add column arts_focus text;
alter table plan_history add column change_hard integer;
