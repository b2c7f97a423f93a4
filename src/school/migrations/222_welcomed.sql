-- The day on which a newcomer was shown school, in the language of the home.
alter table el_plan add column welcomed_on text;
alter table el_plan_history add column welcomed_on text;
